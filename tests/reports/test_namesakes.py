"""Organisations of one name are told apart wherever a clerk reads them; JSON keeps the bare name."""

from __future__ import annotations

import io
from datetime import date

import pytest

from dangbo_cli.cli.environment import Environment
from dangbo_cli.domain.change import Entity
from dangbo_cli.reports.as_of import load_organizations
from dangbo_cli.reports.duplicates import list_duplicates
from dangbo_cli.reports.honours import honour_report
from dangbo_cli.reports.lookup import MemberAmbiguous, find_member, find_organization
from dangbo_cli.reports.member_list import list_members, search_members
from dangbo_cli.reports.tree import list_organizations
from dangbo_cli.store.labels import describe_subject, organization_words
from dangbo_cli.views.csv import table_csv
from dangbo_cli.views.json import list_json
from dangbo_cli.views.terminal import show_table

DAY = date(2022, 12, 31)
FIRST, SECOND = "Chi bộ Văn phòng, Đảng bộ Sở A", "Chi bộ Văn phòng, Đảng bộ Sở B"


@pytest.fixture
def conn(empty):
    """Two branches of one name under two committees; each has a Hoàng Thị Hoa."""
    empty.organization(1, "Đảng bộ Sở A", "Đảng bộ cơ sở", code="A", declared_members=9)
    empty.organization(2, "Đảng bộ Sở B", "Đảng bộ cơ sở", code="B")
    empty.organization(3, "Chi bộ Văn phòng", "Chi bộ trực thuộc đảng ủy cơ sở", 1, "A.1", declared_members=7)
    empty.organization(4, "Chi bộ Văn phòng", "Chi bộ trực thuộc đảng ủy cơ sở", 2, "B.1")
    empty.organization(5, "Chi bộ Thanh tra", "Chi bộ trực thuộc đảng ủy cơ sở", 2, "B.2")
    empty.member(1, "Hoàng Thị Hoa", 3, birth_date="1983-06-29")
    empty.member(2, "Hoàng Thị Hoa", 4, birth_date="1983-06-29")
    empty.member(3, "Lò Văn An", 5)
    return empty.conn


def drawn(table):
    out = io.StringIO()
    show_table(table, Environment(out, out, out, columns=200))
    return out.getvalue()


def test_only_those_that_share_a_name_are_told_apart(conn):
    known = load_organizations(conn, DAY)
    assert known.namesakes() == {3: FIRST, 4: SECOND}
    assert known.namesakes([1, 3]) == {}
    assert known.namesakes([None, 3, 4]) == {3: FIRST, 4: SECOND}
    assert [known.called(known.by_id[n]) for n in (3, 5)] == [FIRST, "Chi bộ Thanh tra"]


@pytest.mark.parametrize(("number", "words"), [(3, FIRST), (4, SECOND), (5, "Chi bộ Thanh tra"), (99, None)])
def test_a_lone_organisation_is_called_the_same_way(conn, number, words):
    assert organization_words(conn, number) == words


@pytest.mark.parametrize("read", [lambda conn: list_members(conn, DAY), lambda conn: search_members(conn, "hoa", DAY)])
def test_lists_show_the_committee_and_json_the_bare_name(conn, read):
    table = read(conn)
    screen = drawn(table)
    assert FIRST in screen
    assert SECOND in screen
    assert {row["organization_name"] for row in table.rows} <= {"Chi bộ Văn phòng", "Chi bộ Thanh tra"}


def test_a_list_of_one_committee_needs_no_more_than_the_name(conn):
    shown = drawn(list_members(conn, DAY, find_organization(conn, "A", DAY)))
    assert "Chi bộ Văn phòng" in shown
    assert FIRST not in shown
    assert list_members(conn, DAY, find_organization(conn, "A.1", DAY)).title == f"Danh sách đảng viên {FIRST}"


def test_words_stay_with_their_rows_where_a_search_drops_some(conn):
    """Of «hoa» and «Hoa» with a mark only some rows are kept: the words must not move to others."""
    conn.execute("UPDATE member SET full_name = 'Hoàng Thị Hòa' WHERE id = 1")
    table = search_members(conn, "Hòa", DAY)
    assert [row["id"] for row in table.rows] == [1]
    assert table.said(0, "organization_name") == FIRST


def test_words_stay_with_their_rows_where_a_report_groups_them(empty, conn):
    """The register's rows are regrouped by year, the earlier year, which the list has first, last."""
    for number, year, place in ((1, 2021, 3), (2, 2022, 4)):
        empty.insert("honour_entry", id=number, subject_sort="Tập thể", organization_id=place, period=str(year))
    empty.insert(
        "honour_entry", id=3, subject_sort="Tập thể", organization_id=4, name="Chi bộ Văn phòng", period="2022"
    )
    table = honour_report(conn, DAY, None, 2022, True)
    words = {
        row["id"]: [table.said(n, key) for key in ("organization_name", "subject")] for n, row in enumerate(table.rows)
    }
    assert [row["id"] for row in table.rows] != [1, 2, 3]
    assert words == {1: [FIRST, FIRST], 2: [SECOND, SECOND], 3: [SECOND, SECOND]}
    for text in (list_json(table), table_csv(table)):
        assert "Chi bộ Văn phòng" in text
        assert FIRST not in text


def test_who_is_meant_and_who_may_be_twice(conn):
    with pytest.raises(MemberAmbiguous) as refused:
        find_member(conn, "Hoàng Thị Hoa", DAY)
    assert FIRST in str(refused.value)
    assert SECOND in str(refused.value)
    (pair,) = list_duplicates(conn, DAY).rows
    assert FIRST in pair["first"]
    assert SECOND in pair["second"]
    assert pair["first_organization_name"] == "Chi bộ Văn phòng"


def test_notes_and_the_log_name_the_right_one(conn):
    assert any(f"{FIRST} khai 7, có 1" in note for note in list_organizations(conn, DAY).notes)
    assert describe_subject(conn, Entity.ORGANIZATION, 4) == f"tổ chức số 4 ({SECOND})"
