"""`bao-cao co-cau` and `do-tuoi`, with figures counted by hand."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from dangbo_cli.domain import lists, positions
from dangbo_cli.reports import composition as module
from dangbo_cli.reports.composition import (
    AGES,
    COMPOSITION,
    FORM_3,
    age_band_names,
    age_bands,
    composition,
    composition_names,
)
from dangbo_cli.reports.lookup import find_organization


def block(table, group):
    return [(r["label"], r["total"], r["female"], r["percent"]) for r in table.rows if r["group"] == group]


def test_composition(conn, day):
    table = composition(conn, day)
    assert list(dict.fromkeys(r["group"] for r in table.rows)) == [
        "Giới tính",
        "Dân tộc",
        "Tôn giáo",
        "Chuyên môn",
        "Lý luận chính trị",
        "Loại đảng viên",
        "Chức vụ Đảng",
    ]
    assert block(table, "Giới tính") == [("Nam", 4, 0, 50.0), ("Nữ", 3, 3, 37.5), ("Chưa rõ", 1, 0, 12.5)]
    assert block(table, "Dân tộc") == [
        ("Thái", 3, 1, 37.5),
        ("Kinh", 2, 1, 25.0),
        ("Mường", 2, 1, 25.0),
        ("Chưa rõ", 1, 0, 12.5),
    ]
    assert block(table, "Tôn giáo") == [("Không", 2, 1, 25.0), ("Chưa rõ", 6, 2, 75.0)]
    assert block(table, "Chuyên môn") == [
        ("Sơ cấp", 0, 0, 0.0),
        ("Trung cấp", 0, 0, 0.0),
        ("Cao đẳng", 0, 0, 0.0),
        ("Đại học", 2, 1, 25.0),
        ("Thạc sĩ", 1, 1, 12.5),
        ("Tiến sĩ", 0, 0, 0.0),
        ("Chưa rõ", 5, 1, 62.5),
    ]
    assert [row[0] for row in block(table, "Lý luận chính trị")] == [
        "Sơ cấp", "Trung cấp", "Cao cấp", "Cử nhân", "Chưa rõ",
    ]  # fmt: skip
    assert block(table, "Loại đảng viên") == [
        ("Chính thức", 5, 2, 62.5),
        ("Dự bị", 1, 1, 12.5),
        ("Chưa rõ", 2, 0, 25.0),
    ]
    assert block(table, "Chức vụ Đảng") == [
        ("Bí thư", 1, 0, 12.5),  # and Đảng ủy viên: once, as the higher
        ("Phó Bí thư", 0, 0, 0.0),
        ("Ủy viên Ban Thường vụ", 0, 0, 0.0),
        ("Đảng ủy viên", 0, 0, 0.0),
        ("Chi ủy viên", 1, 0, 12.5),
        ("Đảng viên", 1, 1, 12.5),
        ("Ủy viên Ủy ban Kiểm tra", 1, 1, 12.5),
        ("Chưa rõ", 4, 1, 50.0),
    ]
    assert table.totals == {"label": "Tổng số đảng viên", "total": 8, "female": 3, "percent": 100.0}
    assert table.notes[0] == (
        "Chưa rõ: giới tính 1; dân tộc 1; tôn giáo 6; chuyên môn 5; lý luận chính trị 7; loại đảng viên 2; "
        "chức vụ Đảng 4 người."
    )


def test_age_bands(conn, day):
    table = age_bands(conn, day)
    assert block(table, "Tuổi đời") == [
        ("Từ 18 - 30 tuổi", 2, 0, 25.0),
        ("Từ 31 - 35 tuổi", 1, 1, 12.5),
        ("Từ 36 - 40 tuổi", 0, 0, 0.0),
        ("Từ 41 - 45 tuổi", 0, 0, 0.0),
        ("Từ 46 - 50 tuổi", 0, 0, 0.0),
        ("Từ 51 - 55 tuổi", 1, 0, 12.5),
        ("Từ 56 - 60 tuổi", 1, 0, 12.5),
        ("Trên 60 tuổi", 2, 2, 25.0),
        ("Chưa rõ", 1, 0, 12.5),
    ]
    assert table.rows[0]["group"] == "Tuổi đời"
    assert block(table, "Tuổi Đảng") == [
        ("Dưới 5 năm", 1, 1, 12.5),
        ("Từ 5 - 9 năm", 0, 0, 0.0),
        ("Từ 10 - 19 năm", 0, 0, 0.0),
        ("Từ 20 - 29 năm", 1, 0, 12.5),
        ("Từ 30 - 39 năm", 0, 0, 0.0),
        ("Từ 40 - 49 năm", 1, 1, 12.5),
        ("Từ 50 năm trở lên", 0, 0, 0.0),
        ("Chưa rõ", 5, 1, 62.5),
    ]
    assert table.totals["mean_age"] == 46.7
    assert table.notes == [
        "Tuổi bình quân: 46,7 (của 7 người biết năm sinh).",
        "3 người chỉ biết năm hoặc tháng sinh: tuổi tính theo năm, tháng.",
        "Chưa rõ năm sinh: 1 người.",
        "Tuổi Đảng tính từ ngày quyết định kết nạp; không có thì từ ngày vào Đảng.",
    ]


def test_under_eighteen_only_where_somebody_is(conn):
    early = age_bands(conn, date(2022, 12, 30))
    assert block(early, "Tuổi đời")[:2] == [("Dưới 18 tuổi", 1, 0, 12.5), ("Từ 18 - 30 tuổi", 1, 0, 12.5)]
    # nobody's birth date is known: the bands still stand
    assert [row[0] for row in block(early, "Tuổi đời")][-1] == "Chưa rõ"


@pytest.mark.parametrize(
    ("years", "label"),
    [
        (0, "Dưới 18 tuổi"),
        (17, "Dưới 18 tuổi"),
        (18, "Từ 18 - 30 tuổi"),
        (30, "Từ 18 - 30 tuổi"),
        (31, "Từ 31 - 35 tuổi"),
        (60, "Từ 56 - 60 tuổi"),
        (61, "Trên 60 tuổi"),
        (None, None),
    ],
)
def test_edges_of_form_3(years, label):
    assert FORM_3.label(years) == label


@pytest.mark.parametrize("day", [date(1990, 1, 1), date(2022, 6, 30), date(2022, 12, 31), date(2030, 1, 1)])
@pytest.mark.parametrize("report", [composition, age_bands])
def test_every_group_adds_up(conn, day, report):
    table = report(conn, day)
    totals, women = Counter(), Counter()
    for row in table.rows:
        totals[row["group"]] += row["total"]
        women[row["group"]] += row["female"]
    assert set(totals.values()) == {table.totals["total"]}
    assert set(women.values()) == {table.totals["female"]}


def test_of_one_organisation(conn, day):
    table = composition(conn, day, find_organization(conn, "14.10", day))
    assert table.title == "Cơ cấu đảng viên Chi bộ Sở Nội vụ, tính đến ngày 31/12/2022"
    assert table.totals["total"] == 2
    assert block(table, "Giới tính") == [("Nam", 0, 0, 0.0), ("Nữ", 1, 1, 50.0), ("Chưa rõ", 1, 0, 50.0)]
    assert table.parameters == {"as_of": "2022-12-31", "organization": "14.10"}


def test_an_empty_record(empty, day):
    table = age_bands(empty.conn, day)
    assert table.totals == {
        "label": "Tổng số đảng viên",
        "total": 0,
        "female": 0,
        "percent": 0.0,
        "mean_age": None,
    }
    assert block(composition(empty.conn, day), "Giới tính") == [("Nam", 0, 0, 0.0), ("Nữ", 0, 0, 0.0)]


@pytest.mark.parametrize(("names", "ask"), [(composition_names, composition), (age_band_names, age_bands)])
def test_the_names_behind_every_figure(conn, day, names, ask):
    behind = Counter((row["group"], row["label"]) for row in names(conn, day, None).rows)
    assert behind == Counter({(row["group"], row["label"]): row["total"] for row in ask(conn, day).rows})


def test_names_stand_in_the_order_of_the_figures(conn, day):
    rows = age_band_names(conn, day, None).rows
    assert [row["full_name"] for row in rows if row["label"] == "Trên 60 tuổi"] == ["Quàng Thị Hoa", "Lê Thị Lan"]
    assert list(dict.fromkeys(row["group"] for row in rows)) == [bands.group.title for bands in AGES]


def test_names_without_what_is_private(conn, day):
    groups = {row["group"] for row in composition_names(conn, day, None, private=False).rows}
    assert groups == {group.title for group in COMPOSITION} - {"Dân tộc", "Tôn giáo"}


def test_labels_are_those_of_the_domain():
    """The reports keep their own lists: importing the parsers' room costs a reading command its start."""
    assert lists.EXPERTISE == module.EXPERTISE
    assert lists.POLITICAL_THEORY == module.POLITICAL_THEORY
    assert positions.PARTY_POSITIONS == module.PARTY_POSITIONS
    assert COMPOSITION[0].labels == lists.GENDERS
    assert len({bands.group.title for bands in AGES}) == len(AGES)
