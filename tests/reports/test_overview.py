"""`bao-cao tong-quan`, with figures counted by hand."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from dangbo_cli.domain import organization
from dangbo_cli.reports.lookup import find_organization
from dangbo_cli.reports.overview import COLUMNS, GRASSROOTS, KINDS, overview
from dangbo_cli.reports.overview_names import overview_names

FIGURES = (
    *("organizations", "branches", "members", "official", "probationary", "unknown"),
    *("female", "minority", "mean_age"),
)


def block(table, group):
    return [(r["label"], *(r[key] for key in FIGURES)) for r in table.rows if r["group"] == group]


def test_overview(conn, day):
    table = overview(conn, day)
    # ages 54, 32, 18, 72, 60, 61, 30; one unknown
    whole = (5, 2, 8, 5, 1, 2, 3, 5, 46.7)
    assert block(table, "Toàn bộ") == [("Tổng số", *whole)]
    assert tuple(table.totals[key] for key in FIGURES) == whole
    assert [(label, count) for label, count, *_ in block(table, "Tổ chức đảng theo loại hình")] == [
        ("Đảng bộ cấp trên trực tiếp cơ sở", 1),
        ("Đảng bộ cơ sở", 1),
        ("Chi bộ cơ sở", 1),
        ("Chi bộ trực thuộc đảng ủy cơ sở", 2),
    ]
    assert block(table, "Tổ chức cơ sở đảng theo khối") == [
        ("Hành chính", 1, 2, 4, 3, 1, 0, 1, 2, 41.0),
        ("Đoàn thể", 1, 0, 2, 1, 0, 1, 1, 1, 72.0),
    ]
    assert block(table, "Tổ chức cơ sở đảng") == [
        ("Đảng bộ Sở Y tế", None, 2, 4, 3, 1, 0, 1, 2, 41.0),
        ("Chi bộ Sở Nội vụ", None, 0, 2, 1, 0, 1, 1, 1, 72.0),
        ("Không thuộc tổ chức cơ sở đảng nào trong sổ", None, None, 2, 1, 0, 1, 1, 2, 45.5),
    ]
    assert table.notes == [
        "Chưa rõ chính thức hay dự bị: 2 đảng viên (25,0 %).",
        "Chưa rõ giới tính: 1 đảng viên (12,5 %).",
        "Chưa rõ dân tộc: 1 đảng viên (12,5 %).",
        "Chưa rõ năm sinh: 1 đảng viên (12,5 %).",
        "3 đảng viên chỉ biết năm hoặc tháng sinh: tuổi tính theo năm, tháng.",
        "1 đảng viên chưa có tổ chức.",
        "1 đảng viên ghi ở tổ chức chưa thành lập vào ngày này; vẫn tính vào tổ chức cấp trên.",
    ]
    assert all(list(row) == [c.key for c in COLUMNS] for row in table.rows)


def test_what_is_known_of_nobody_is_not_none(conn, day):
    conn.execute("PRAGMA query_only = OFF")
    conn.execute("UPDATE member SET ethnicity = NULL, gender = NULL")
    table = overview(conn, day)
    assert {(row["female"], row["minority"]) for row in table.rows if row["members"]} == {(None, None)}
    conn.execute("UPDATE member SET ethnicity = 'Kinh', gender = 'Nam' WHERE id = (SELECT min(id) FROM member)")
    assert (overview(conn, day).totals["female"], overview(conn, day).totals["minority"]) == (0, 0)


def test_rows_of_the_last_block_add_up_after_the_founding(conn):
    table = overview(conn, date(2023, 3, 10))
    rows = [r for r in table.rows if r["group"] == "Tổ chức cơ sở đảng"]
    assert sum(r["members"] for r in rows) == table.totals["members"] == 10
    assert [r["label"] for r in rows][2] == "Chi bộ Trường Thử"


def test_of_one_grassroots_organisation_a_row_for_each_branch(record, day):
    record.member(12, "Lò Thị Út", 2)
    table = overview(record.conn, day, find_organization(record.conn, "14.2", day))
    assert [row[0] for row in table.rows and block(table, "Tổ chức trực thuộc")] == [
        "Chi bộ 2",
        "Chi bộ 10",
        "Đảng bộ Sở Y tế",  # those placed in it directly
    ]
    assert [row[3] for row in block(table, "Tổ chức trực thuộc")] == [1, 3, 1]
    assert block(table, "Toàn bộ")[0][:4] == ("Tổng số", 3, 2, 5)


def test_without_kinds_what_stands_below_the_root_is_grassroots(empty, day):
    empty.organization(1, "Đảng bộ A")
    empty.organization(2, "Chi bộ B", parent=1)
    empty.organization(3, "Đảng bộ C", parent=1)
    empty.organization(4, "Chi bộ C1", parent=3)
    empty.member(1, "Lò Văn An", 4)
    table = overview(empty.conn, day)
    assert [(row[0], row[2], row[3]) for row in block(table, "Tổ chức cơ sở đảng")] == [
        ("Chi bộ B", 0, 0),
        ("Đảng bộ C", 1, 1),
    ]
    assert block(table, "Toàn bộ")[0][:3] == ("Tổng số", 4, 1)
    assert not block(table, "Tổ chức cơ sở đảng theo khối")
    assert "4 tổ chức chưa rõ loại hình." in table.notes


def test_an_empty_record(empty, day):
    table = overview(empty.conn, day)
    assert block(table, "Toàn bộ") == [("Tổng số", 0, 0, 0, 0, 0, 0, 0, 0, None)]
    assert table.notes == []


def test_kinds_are_those_of_the_domain():
    assert KINDS == organization.KINDS
    assert {organization.EMPOWERED, organization.GRASSROOTS_COMMITTEE, organization.GRASSROOTS_BRANCH} == GRASSROOTS


@pytest.mark.parametrize("code", [None, "14.2", "14.10"])
@pytest.mark.parametrize("on", [date(2022, 12, 31), date(2023, 3, 10)])
def test_every_figure_opens_into_its_names(conn, on, code):
    root = find_organization(conn, code, on) if code else None
    titles = {column.key: column.title for column in COLUMNS if column.key in FIGURES and column.key != "mean_age"}
    counted = Counter()
    for row in overview(conn, on, root).rows:
        for key, title in titles.items():
            counted[row["group"], row["label"], title] += row[key] or 0
    names = overview_names(conn, on, root).rows
    assert Counter((row["group"], row["label"], row["figure"]) for row in names) == +counted
    assert all(row["name"] for row in names)


def test_to_the_eyes_nobodys_ethnicity(conn, day):
    shown, everything = (overview_names(conn, day, None, private).rows for private in (False, True))
    assert [row for row in everything if row["figure"] != "Dân tộc thiểu số"] == shown
    assert len(shown) < len(everything)
