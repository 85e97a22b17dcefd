from __future__ import annotations

import json
from datetime import date

import pytest

from dangbo_cli.reports.attention import read_attention
from dangbo_cli.reports.lookup import find_organization
from dangbo_cli.reports.overview import overview
from dangbo_cli.reports.tree import list_organizations, organization_tree


def heads(branches):
    """(name, members, below) of a tree, short enough to compare."""
    return [(b["name"], b["members"], heads(b["children"])) for b in branches]


def test_tree_with_head_counts(conn, day):
    tree = organization_tree(conn, day)
    assert heads(tree) == [
        (
            "Đảng bộ Khối Thử",
            7,  # with the one whose branch is not founded yet
            [
                ("Đảng bộ Sở Y tế", 4, [("Chi bộ 2", 1, []), ("Chi bộ 10", 3, [])]),
                ("Chi bộ Sở Nội vụ", 2, []),
            ],
        )
    ]
    assert list(tree[0]) == ["code", "name", "kind", "members", "children"]
    assert (tree[0]["code"], tree[0]["kind"]) == ("14", "Đảng bộ cấp trên trực tiếp cơ sở")


def test_tree_after_the_founding_and_of_one_organisation(conn, day):
    assert [b[0] for b in heads(organization_tree(conn, date(2023, 3, 1)))[0][2]] == [
        "Đảng bộ Sở Y tế",
        "Chi bộ Sở Nội vụ",
        "Chi bộ Trường Thử",
    ]
    root = find_organization(conn, "14.2", day)
    assert heads(organization_tree(conn, day, root)) == [
        ("Đảng bộ Sở Y tế", 4, [("Chi bộ 2", 1, []), ("Chi bộ 10", 3, [])])
    ]


def test_several_roots_and_none(empty, day):
    assert organization_tree(empty.conn, day) == []
    empty.organization(1, "Đảng bộ B")
    empty.organization(2, "Đảng bộ A")
    assert heads(organization_tree(empty.conn, day)) == [("Đảng bộ A", 0, []), ("Đảng bộ B", 0, [])]


def test_below_an_organisation_not_founded_yet(empty, day):
    empty.organization(1, "Đảng bộ A")
    empty.organization(2, "Đảng bộ bộ phận B", parent=1, founded_on="2023")
    empty.organization(3, "Chi bộ C", parent=2)
    empty.member(1, "Lò Văn An", 3)
    assert heads(organization_tree(empty.conn, day)) == [("Đảng bộ A", 1, [("Chi bộ C", 1, [])])]


@pytest.mark.parametrize("count", [9, 10, 11, 15])
def test_differences_that_a_note_leaves_out_are_counted_with_the_command_that_shows_them(empty, day, count):
    for number in range(1, count + 1):
        empty.organization(number, f"Chi bộ {number}", declared_members=number)
    (note,) = [note for note in list_organizations(empty.conn, day).notes if "khai số" in note]
    assert note.count(", có 0") == min(count, 10)
    more = f'; … và {count - 10} nữa. Xem hết: «dangbo tc ds --cot "mã,tên tổ chức đảng,đảng viên,đơn vị khai"».'
    assert note.endswith(more) == (count > 10)
    assert "…" in note or count <= 10


def test_list_of_organisations(conn, day):
    table = list_organizations(conn, day)
    keys = ("level", "name", "branches", "members", "official", "probationary", "unknown")
    assert [tuple(row[key] for key in keys) for row in table.rows] == [
        (0, "Đảng bộ Khối Thử", 3, 7, 4, 1, 2),
        (1, "Đảng bộ Sở Y tế", 2, 4, 3, 1, 0),
        (2, "Chi bộ 2", 0, 1, 1, 0, 0),
        (2, "Chi bộ 10", 0, 3, 2, 1, 0),
        (1, "Chi bộ Sở Nội vụ", 0, 2, 1, 0, 1),
    ]
    assert table.rows[2]["parent_code"] == "14.2"
    assert table.notes == [
        "Có 5 tổ chức đảng, tính đến ngày 31/12/2022.",
        "1 tổ chức khai số đảng viên khác với sổ: Đảng bộ Sở Y tế khai 5, có 4.",
        "2 đảng viên chưa rõ chính thức hay dự bị.",
        "1 đảng viên chưa có tổ chức.",
        "1 đảng viên ghi ở tổ chức chưa thành lập vào ngày này; vẫn tính vào tổ chức cấp trên.",
    ]
    assert [c.key for c in table.columns] == list(table.rows[0])


def test_who_stands_where_nothing_is_founded_yet_is_told_of_the_part_asked(conn, day):
    told = "1 đảng viên ghi ở tổ chức chưa thành lập vào ngày này; vẫn tính vào tổ chức cấp trên."
    assert told in list_organizations(conn, day).notes
    assert told in overview(conn, day).notes
    assert told not in list_organizations(conn, day, find_organization(conn, "14.2", day)).notes
    assert told not in list_organizations(conn, date(2023, 3, 1)).notes


@pytest.mark.parametrize(("asked", "compared"), [(date(2022, 6, 29), False), (date(2022, 6, 30), True)])
def test_a_declared_number_is_not_compared_with_a_day_before_it_was_declared(empty, asked, compared):
    empty.organization(1, "Chi bộ 1", declared_members=9)
    batch = empty.insert("batch", command="nhap", user="", machine="", made_at="2026-01-01T08:00:00", created=1,
                         updated=0, unchanged=0, set_aside=0)  # fmt: skip
    source = empty.insert("source", batch_id=batch, path="a", sha256="", sheet="", kind="to-chuc", dated="2022-06-30")
    empty.insert("change", batch_id=batch, entity="organization", record_id=1, action="create", subject="organization",
                 subject_id=1, fields=json.dumps({"declared_members": [None, 9, source, "C5"]}))  # fmt: skip
    notes = list_organizations(empty.conn, asked).notes
    assert ("1 tổ chức khai số đảng viên khác với sổ: Chi bộ 1 khai 9, có 0." in notes) == compared
    later = "Số đảng viên đơn vị khai là của ngày sau (từ 30/06/2022) nên không đem so."
    assert (later in notes) != compared


@pytest.mark.parametrize("declared", [1, 2, 3])
def test_a_declared_number_is_compared_on_the_day_of_its_list(empty, declared):
    """The branch declared one on 30/06/2022 and had one then, two since: only 3 was never right, and the day is told."""
    empty.organization(1, "Chi bộ 1", declared_members=declared)
    for number, admitted in ((1, "2010-05-05"), (2, "2022-09-09")):
        empty.member(number, "Ai Đó", 1, admitted_on=admitted)
    batch = empty.insert("batch", command="nhap", user="", machine="", made_at="2022-07-01T08:00:00", created=1,
                         updated=0, unchanged=0, set_aside=0)  # fmt: skip
    source = empty.insert("source", batch_id=batch, path="a", sha256="", sheet="", kind="to-chuc", dated="2022-06-30")
    empty.insert("change", batch_id=batch, entity="organization", record_id=1, action="create", subject="organization",
                 subject_id=1, fields=json.dumps({"declared_members": [None, declared, source, "C5"]}))  # fmt: skip
    day = date(2022, 12, 31)
    told = [note for note in list_organizations(empty.conn, day).notes if "khai số" in note]
    said = "1 tổ chức khai số đảng viên khác với sổ: Chi bộ 1 khai 3, có 1 tính đến 30/06/2022."
    assert told == ([said] if declared == 3 else [])
    assert read_attention(empty.conn, day).differing == len(told)
