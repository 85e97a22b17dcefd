"""What the fields of one member must agree on."""

from __future__ import annotations

import pytest

from dangbo_cli.domain import member
from dangbo_cli.domain.member import check_member
from dangbo_cli.domain.problem import CAUSES, Level


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, []),
        ({"birth_date": "1985-05-12", "admitted_on": "2010-02-03", "official_on": "2011-02-03"}, []),
        ({"birth_date": "1985-05-12", "admitted_on": "2001-05-11"}, [("admitted_on", member.ADMITTED_TOO_YOUNG)]),
        ({"birth_date": "1985-05-12", "admitted_on": "2001-05-12"}, []),
        ({"birth_date": "1985", "admitted_on": "2001"}, []),
        ({"birth_date": "1985", "admitted_on": "2000"}, [("admitted_on", member.ADMITTED_TOO_YOUNG)]),
        ({"birth_date": "1985-05-12", "admitted_on": "2001-05"}, []),
        ({"admitted_on": "2010-02-03", "official_on": "2010-02-02"}, [("official_on", member.OFFICIAL_TOO_EARLY)]),
        ({"admitted_on": "2010-02-03", "official_on": "2010"}, []),
        ({"admitted_on": "2010-02-03", "official_on": "2011-02-04"}, [("official_on", member.PROBATION_NOT_A_YEAR)]),
        ({"admitted_on": "2010-02", "official_on": "2011-05-04"}, []),
        ({"admitted_on": "1975-02-03", "official_on": "1975-11-03"}, []),
        ({"admitted_on": "2020-02-29", "official_on": "2021-02-28"}, []),
        ({"citizen_id": "014085012345", "birth_date": "1985", "gender": "Nam"}, []),
        (
            {"citizen_id": "014085012345", "birth_date": "1986", "gender": "Nam"},
            [("citizen_id", member.CITIZEN_DISAGREES)],
        ),
        ({"citizen_id": "014085012345", "gender": "Nữ"}, [("citizen_id", member.CITIZEN_DISAGREES)]),
        ({"citizen_id": "014085012345"}, []),
        ({"birth_date": None, "admitted_on": "2001"}, []),
        # an admission that cannot be is not held against the official date
        (
            {"birth_date": "1985", "admitted_on": "1990-01-01", "official_on": "1989-01-01"},
            [("admitted_on", member.ADMITTED_TOO_YOUNG)],
        ),
    ],
)
def test_check_member(values: dict[str, str | None], said: list[tuple[str, str]]) -> None:
    assert [(field, finding.code) for field, finding in check_member(values)] == said


def test_warnings_keep_the_value_and_slips_do_not() -> None:
    assert CAUSES[member.ADMITTED_TOO_YOUNG].level is Level.CELL
    assert CAUSES[member.OFFICIAL_TOO_EARLY].level is Level.CELL
    assert CAUSES[member.CITIZEN_DISAGREES].level is Level.NOTE
    assert CAUSES[member.PROBATION_NOT_A_YEAR].level is Level.NOTE
