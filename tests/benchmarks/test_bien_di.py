"""A small seeded run of the mutated workbooks: the same numbers give the same mutants, and none does any harm."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

import bien_di


def test_a_mutant_is_the_same_whenever_it_is_made():
    sound = bien_di.bases()
    assert set(sound) == {"xlsx", "xls", "ods", "csv", "html"}
    some = [bien_di.mutant(number, 3, sound) for number in range(40)]
    assert some == [bien_di.mutant(number, 3, sound) for number in range(40)]
    assert len({data for _, _, data in some}) > 35


def test_two_hundred_mutants_do_no_harm():
    outcome = bien_di.run(200, 11)
    assert [(verdict.number, verdict.harm) for verdict in outcome.harms] == []
    assert outcome.tried.total() == 200
    assert 0 < outcome.read.total() < 200
    assert {kind for _, kind in outcome.tried} >= {"byte", "phần và XML", "bản ghi BIFF", "thẻ HTML"}


def test_a_harm_is_seen(tmp_path, monkeypatch):
    def broken(*_: object) -> None:
        raise KeyError("x")

    from dangbo_cli.store.opening import open_writing

    monkeypatch.setattr(bien_di, "plan_import", broken)
    conn = open_writing(tmp_path / "so.db")
    verdict = bien_di.judge(0, 1, bien_di.bases(), tmp_path, conn)
    assert "KeyError" in verdict.harm
