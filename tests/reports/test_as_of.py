"""What holds on a day: places, standing, activity, the tree; and ages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangbo_cli.domain.partial_dates import age_on
from dangbo_cli.reports.as_of import Scope, code_key, load_organizations, natural_key, people_sql, years_sql


def people(conn, day, **scope):
    asked = Scope(day, **scope)
    rows = conn.execute(f"WITH {people_sql(asked)} SELECT * FROM person ORDER BY id", asked.values)
    return {row[0]: row[1:] for row in rows}


def test_who_counts_on_a_day(conn, day):
    assert people(conn, day) == {
        1: (4, None, "official"),
        2: (4, None, "probationary"),
        3: (5, None, "official"),
        4: (3, None, None),
        5: (3, "exempt", "official"),
        8: (4, None, "official"),
        9: (None, None, "official"),
        10: (6, None, None),
    }


@pytest.mark.parametrize(
    ("day", "member", "expected"),
    [
        (date(1995, 5, 18), 1, None),  # the day before admission
        (date(1995, 5, 19), 1, (4, None, "probationary")),
        (date(1996, 5, 19), 1, (4, None, "official")),
        (date(2022, 2, 28), 2, None),  # a partial date begins with its first day
        (date(2022, 3, 1), 2, (4, None, "probationary")),
        (date(2022, 12, 30), 3, (5, None, "probationary")),  # an end is not covered any more
        (date(2019, 12, 31), 5, (3, None, "official")),
        (date(2022, 6, 29), 6, (3, None, "official")),
        (date(2022, 6, 30), 6, None),  # left
        (date(2022, 5, 31), 8, (3, None, "official")),
        (date(2022, 6, 1), 8, (4, None, "official")),
        (date(2023, 1, 31), 11, None),  # her places are known, and none covers the day
        (date(2023, 2, 1), 11, (3, None, None)),
    ],
)
def test_one_member_through_time(conn, day, member, expected):
    assert people(conn, day).get(member) == expected


def test_scopes(conn, day):
    assert sorted(people(conn, day, organizations=[4, 5])) == [1, 2, 3, 8]
    assert sorted(people(conn, date(2022, 1, 1), organizations=[3])) == [4, 5, 6, 8]
    assert sorted(people(conn, day, only=[1, 6, 9])) == [1, 9]
    assert sorted(people(conn, day, everyone=True)) == [*range(1, 12)]


def test_where_places_overlap_the_one_written_last_wins(record, day):
    record.insert("member_place", member_id=1, organization_id=3, valid_from="2000")
    assert people(record.conn, day)[1][0] == 3


def test_tree_of_a_day(conn, day):
    organizations = load_organizations(conn, day)
    assert organizations.below(1) == [1, 2, 5, 4, 3, 6]  # 14.2 before 14.10, «Chi bộ 2» before «Chi bộ 10»
    assert [o.name for o in organizations.path(4)] == ["Đảng bộ Sở Y tế", "Đảng bộ Khối Thử"]
    assert not organizations.by_id[6].present
    assert load_organizations(conn, date(2023, 3, 1)).by_id[6].present


def test_names_kinds_and_parents_are_dated(record):
    record.conn.execute("UPDATE organization_name SET valid_to = '2022-07-01' WHERE organization_id = 5")
    record.insert("organization_name", organization_id=5, name="Chi bộ Hậu cần", valid_from="2022-07-01")
    record.conn.execute("UPDATE organization_kind SET valid_to = '2022-07-01' WHERE organization_id = 3")
    record.insert("organization_kind", organization_id=3, kind="Đảng bộ cơ sở", valid_from="2022-07-01")
    record.conn.execute("UPDATE organization_parent SET valid_to = '2022-07-01' WHERE organization_id = 5")
    record.insert("organization_parent", organization_id=5, parent_id=3, valid_from="2022-07-01")
    before = load_organizations(record.conn, date(2022, 6, 30))
    after = load_organizations(record.conn, date(2022, 7, 1))
    assert (before.by_id[5].name, before.by_id[3].kind, before.below(3)) == ("Chi bộ 2", "Chi bộ cơ sở", [3])
    assert (after.by_id[5].name, after.by_id[3].kind, after.below(3)) == (
        "Chi bộ Hậu cần",
        "Đảng bộ cơ sở",
        [3, 5],
    )


def test_a_ring_of_parents_is_cut(empty, day):
    for number in (1, 2, 3):
        empty.organization(number, f"Chi bộ {number}")
    for child, parent in ((1, 2), (2, 3), (3, 1)):
        empty.insert("organization_parent", organization_id=child, parent_id=parent)
    organizations = load_organizations(empty.conn, day)
    assert organizations.below(1) == [1, 3, 2]
    assert [o.id for o in organizations.path(2)] == [3, 1]


def test_natural_order():
    names = ["Chi bộ 10", "Chi bộ 2", "Chi bộ", "Đảng bộ A", "Chi bộ 2A", "Ban Đảng"]
    assert sorted(names, key=natural_key) == [
        "Ban Đảng",
        "Chi bộ",
        "Chi bộ 2",
        "Chi bộ 2A",
        "Chi bộ 10",
        "Đảng bộ A",
    ]
    codes = ["14.10", "14.2", "14", "14.2.1", "3"]
    assert sorted(codes, key=code_key) == ["3", "14", "14.2", "14.2.1", "14.10"]


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        ("2004-12-31", "2022-12-31", 18),
        ("2004-12-31", "2022-12-30", 17),
        ("1990", "2022-01-01", 32),
        ("1950-01", "2022-12-31", 72),
        ("1950-07", "2022-06-30", 71),
        ("1950-07", "2022-07-01", 72),
        ("2000-02-29", "2022-02-28", 21),
        ("2023-01-01", "2022-12-31", None),
        (None, "2022-12-31", None),
    ],
)
def test_age_in_sql(empty, birth, day, age):
    row = empty.conn.execute(f"SELECT {years_sql('b')} FROM (SELECT :birth AS b)", {"birth": birth, "day": day})
    assert row.fetchone()[0] == age


_DAYS = st.dates(date(1900, 1, 1), date(2050, 12, 31))


@settings(max_examples=200)
@given(birth=_DAYS, length=st.sampled_from([4, 7, 10]), day=_DAYS)
def test_age_in_sql_is_the_age_of_the_domain(birth, length, day):
    import sqlite3

    conn = sqlite3.connect(":memory:")
    text = birth.isoformat()[:length]
    sql = f"SELECT {years_sql('b')} FROM (SELECT :birth AS b)"
    assert conn.execute(sql, {"birth": text, "day": day.isoformat()}).fetchone()[0] == age_on(text, day)
    conn.close()
