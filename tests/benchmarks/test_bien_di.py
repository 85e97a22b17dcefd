"""A small seeded run of the mutated workbooks: the same numbers give the same mutants, and none does any harm."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

import bien_di
from bien.sound import sound_files


def test_a_mutant_is_the_same_whenever_it_is_made():
    sound = sound_files()
    assert set(sound) == {"xlsx", "xlsm", "xls", "ods", "csv", "tsv", "html"}
    assert sound == sound_files()
    some = [bien_di.mutant(number, 3, sound) for number in range(40)]
    assert some == [bien_di.mutant(number, 3, sound) for number in range(40)]
    assert len({data for _, _, data in some}) > 35


def test_a_hundred_mutants_do_no_harm():
    outcome = bien_di.run(100, 11)
    assert [(verdict.number, verdict.harm) for verdict in outcome.harms] == []
    assert outcome.tried.total() == 100
    assert 0 < outcome.read.total() < 100


def test_a_harm_is_seen(tmp_path, monkeypatch):
    def broken(*_: object) -> None:
        raise KeyError("x")

    record = bien_di.Record(tmp_path)
    monkeypatch.setattr(bien_di.importing, "plan_import", broken)
    verdict = bien_di.judge(0, 1, sound_files(), tmp_path, record)
    assert "KeyError" in verdict.harm
