"""Why somebody is not rated, beside the level that was decided: one of the two is wrong, and nobody knows which."""

from __future__ import annotations

import pytest

from intake.year import staffed, stored

LEVEL, REASON = "Hoàn thành tốt nhiệm vụ", "mới chuyển đến"
HEAD = ["STT", "Họ và tên", "Chi bộ", "Đề nghị xếp loại", "Quyết định xếp loại", "Lý do không xếp loại"]


def sheet(desk, name, *rows):
    title = [["ĐẢNG BỘ SỞ Y TẾ"], ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"], HEAD]
    return desk.nhap(desk.write(name, [*title, *([n, *row] for n, row in enumerate(rows, 1))]))


@pytest.fixture
def desk(tmp_path):
    return staffed(tmp_path)


def rated(desk):
    keys = ("proposed_level", "decided_level", "not_rated_reason")
    return [tuple(row.get(key) for key in keys) for row in stored(desk, "rating")]


def wrong(result):
    return [(p.cell, p.code, p.value) for p in result.plan.problems]


WHO = ("Lò Văn An", "Chi bộ 1")


def test_both_in_one_row_are_set_aside_and_the_rest_is_written(desk):
    result = sheet(desk, "a.xlsx", (*WHO, LEVEL, LEVEL, REASON))
    assert wrong(result) == [("F4", "reason_beside_level", REASON), ("E4", "reason_beside_level", LEVEL)]
    assert rated(desk) == [(LEVEL, None, None)]


def test_a_reason_beside_what_was_decided_before_is_set_aside(desk):
    assert not wrong(sheet(desk, "a.xlsx", (*WHO, LEVEL, LEVEL, "")))
    result = sheet(desk, "b.xlsx", (*WHO, "", "", REASON))
    assert wrong(result) == [("F4", "reason_beside_level", REASON)]
    assert "trong sổ" in result.plan.problems[0].message
    assert rated(desk) == [(LEVEL, LEVEL, None)]


def test_a_level_decided_since_takes_the_reason_back(desk):
    assert not wrong(sheet(desk, "a.xlsx", (*WHO, "", "", REASON)))
    assert rated(desk) == [(None, None, REASON)]
    assert not wrong(sheet(desk, "b.xlsx", (*WHO, "", LEVEL, "")))
    assert rated(desk) == [(None, LEVEL, None)]


@pytest.mark.parametrize("decided", ["Không thuộc diện xếp loại", ""])
def test_a_reason_beside_no_level_stands(desk, decided):
    assert not wrong(sheet(desk, "a.xlsx", (*WHO, LEVEL, decided, REASON)))
    assert rated(desk) == [(LEVEL, decided or None, REASON)]


def test_who_rated_herself_as_not_rated_says_nothing_against_what_was_decided(desk):
    assert not wrong(sheet(desk, "a.xlsx", (*WHO, "Không xếp loại (miễn sinh hoạt)", LEVEL, "")))
    assert rated(desk)[0][:2] == ("Không thuộc diện xếp loại", LEVEL)


@pytest.mark.parametrize(
    ("note", "level", "kept"),
    [
        ("Mới chuyển đến, chưa xếp loại", "Chưa xếp loại", "Mới chuyển đến, chưa xếp loại"),
        ("Chưa xếp loại: mới chuyển đến", "Chưa xếp loại", "Chưa xếp loại: mới chuyển đến"),
        ("Chưa xếp loại", "Chưa xếp loại", None),
    ],
)
def test_a_remark_that_tells_why_somebody_is_not_rated_yet_rates_and_stays(desk, note, level, kept):
    title = [["ĐẢNG BỘ SỞ Y TẾ"], ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"]]
    head = ["STT", "Họ và tên", "Chi bộ", "HTXSNV", "HTTNV", "Ghi chú"]
    result = desk.nhap(desk.write("a.xlsx", [*title, head, [1, *WHO, "", "", note]]))
    assert wrong(result) == []
    assert [(row["proposed_level"], row.get("note")) for row in stored(desk, "rating")] == [(level, kept)]
