"""A smaller run of the measure of legacy text: no false alarm on correct Vietnamese, encoded groups come out right."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

import bang_ma
from dangbo_cli.vietnamese.legacy import Encoding, encode


def test_correct_vietnamese_is_never_touched():
    touched = {name: found.touched[:3] for name, found in bang_ma.false_alarms(1_500, 7) if found.touched}
    assert touched == {}


def test_the_text_is_of_many_kinds_and_of_a_seed():
    text = bang_ma.composed_text(1_500, 7)
    assert text == bang_ma.composed_text(1_500, 7)
    assert len(set(text)) > 1_200
    for mark in ("²", "½", "é", "Đ", "THPT", "µm"):
        assert any(mark in line for line in text)


def test_an_alarm_would_be_seen():
    legacy = [encode("Nguyễn Thị Hòa", Encoding.TCVN3), "Lê Văn An"]
    assert bang_ma.try_unicode(legacy, 2).rate == 1.0


@pytest.mark.parametrize("encoding", list(Encoding))
@pytest.mark.parametrize("hinted", [True, False])
@pytest.mark.parametrize(("size", "least"), [(1, 0.93), (2, 0.99), (3, 0.99), (5, 1.0), (10, 1.0)])
def test_encoded_groups(encoding, hinted, size, least):
    counts = bang_ma.try_legacy(Random(5), encoding, size, bang_ma.FONTS[encoding] if hinted else None, 150)
    assert counts["wrong"] == 0
    assert counts["right"] >= least * 150
