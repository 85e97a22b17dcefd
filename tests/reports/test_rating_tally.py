"""Everybody is counted once, where the review would look for her; figures add up."""

from __future__ import annotations

from collections import Counter

import pytest

from dangbo_cli.domain.eligibility import may_be_unrated
from dangbo_cli.domain.levels import DECIDED, EXCELLENT, GOOD, LEVELS, MEMBER, NOT_SUBJECT, NOT_YET_RATED, ORGANIZATION
from dangbo_cli.domain.review import Check, Named, ReviewFinding, Severity
from dangbo_cli.domain.review_members import is_unrated
from dangbo_cli.reports.rating_review import _told_apart
from dangbo_cli.reports.rating_summary import Asked, Layout, rating_details, rating_summary
from dangbo_cli.reports.rating_tally import EXEMPT, NEW, UNDECIDED, count_ratings, figures, tally
from dangbo_cli.reports.rating_year import load_rating_year

#: member number → columns of her rating in 2022
RATINGS = {
    1: {"decided_level": EXCELLENT},
    2: {"decided_level": GOOD, "proposed_level": EXCELLENT},
    3: {"proposed_level": GOOD},
    4: {"decided_level": NOT_YET_RATED},
    5: {"decided_level": NOT_SUBJECT, "not_rated_reason": "Lý do khác"},
}


@pytest.fixture
def rated(record):
    record.conn.execute("DELETE FROM rating")
    for number, columns in RATINGS.items():
        record.insert("rating", member_id=number, period="2022", **columns)
    record.insert("rating", organization_id=3, period="2022", decided_level=GOOD)
    record.conn.execute("UPDATE member SET admitted_on = '2022-09-02' WHERE id = 8")
    record.conn.execute("DELETE FROM member_activity WHERE member_id IN (9, 10)")
    record.insert("member_activity", member_id=9, activity="exempt")
    return record.conn


def test_each_member_in_one_place(rated):
    places = {
        one.number: (one.place.bucket, one.place.why) for one in tally(rated, 2022).counted if one.place.sort == MEMBER
    }
    assert places == {
        1: (EXCELLENT, None),
        2: (GOOD, None),
        3: (UNDECIDED, None),
        4: (NOT_YET_RATED, None),
        5: (NOT_SUBJECT, "Lý do khác"),
        8: (NOT_SUBJECT, NEW),
        9: (NOT_SUBJECT, EXEMPT),
        10: (NOT_YET_RATED, None),
    }


def test_the_tally_and_the_review_agree_on_who_is_unrated(rated):
    loaded = load_rating_year(rated, 2022).year
    by_review = {
        one.number
        for one in loaded.members
        if is_unrated(one) and (one.rating.levels or not may_be_unrated(one.case, loaded.rules, loaded.day))
    }
    counted = tally(rated, 2022).counted
    assert by_review == {one.number for one in counted if one.place == (*one.place[:4], NOT_YET_RATED, None)
                         and one.place.sort == MEMBER}  # fmt: skip
    levels = {one.number: one.rating.level(DECIDED) for one in loaded.members}
    assert levels == {
        one.number: one.place.bucket if one.place.bucket in LEVELS else None
        for one in counted
        if one.place.sort == MEMBER
    }


def test_figures_add_up(rated):
    places = count_ratings(rated, 2022).places
    row = figures(places[MEMBER])
    assert row["total"] == 8
    assert (
        sum(row[key] for key in ("excellent", "good", "done", "not_done", "not_yet", "not_subject", "undecided")) == 8
    )
    assert (row["rated"], row["excellent_percent"], row["excellent_share"], row["not_yet_percent"]) == (
        2,
        50.0,
        50.0,
        25.0,
    )
    assert figures(places[ORGANIZATION])["good"] == 1


@pytest.mark.parametrize("stage", [None, "self", "proposed", DECIDED])
@pytest.mark.parametrize("year", [2021, 2022, 2024])
def test_numbers_alone_are_the_names_counted(rated, year, stage):
    for levels in ((NOT_SUBJECT, GOOD), (NOT_YET_RATED, None)):
        rated.execute("UPDATE rating SET decided_level = ?, self_level = ? WHERE member_id = 5", levels)
        rated.execute("UPDATE rating SET not_rated_reason = NULL WHERE member_id = 5")
        by_name, counts = tally(rated, year, stage=stage), count_ratings(rated, year, stage=stage)
        assert counts.stage == by_name.stage
        for sort in (MEMBER, ORGANIZATION):
            assert counts.places[sort] == Counter(one.place for one in by_name.counted if one.place.sort == sort)
            assert counts.places[sort]


def test_by_the_proposed_level_only_where_nothing_is_decided(rated):
    assert tally(rated, 2022).stage == DECIDED
    rated.execute("UPDATE rating SET decided_level = NULL")
    assert tally(rated, 2022).stage == "proposed"
    assert tally(rated, 2022, decided_only=True).stage == DECIDED


@pytest.mark.parametrize(
    ("stage", "words"),
    [("self", "Chưa có mức tự nhận"), ("proposed", "Chưa có mức đề nghị"), (DECIDED, "Chưa có mức quyết định")],
)
def test_who_has_no_level_of_the_stage_asked_for_is_told_in_its_words(rated, stage, words):
    rated.execute("UPDATE rating SET decided_level = NULL WHERE member_id = 2")  # only proposed, as 3 is
    rated.execute("UPDATE rating SET proposed_level = NULL, self_level = ? WHERE member_id = 3", (GOOD,))
    rated.execute("UPDATE rating SET proposed_level = ? WHERE member_id = 1", (GOOD,))
    others = {"Chưa có mức tự nhận", "Chưa có mức đề nghị", "Chưa có mức quyết định"} - {words}
    for layout in Layout:
        asked = Asked(2022, None, layout, (MEMBER, ORGANIZATION), stage)
        table, levels = rating_summary(rated, asked)
        told = [column.title for column in table.columns] + [row["label"] for row in levels.rows]
        told += [row["note"] for row in table.rows if row.get("note")] + list(table.notes)
        said = " ".join(told).lower()
        assert words.lower() in said
        assert not [other for other in others if other.lower() in said]
    levels = {row["level"] for row in rating_details(rated, asked).rows}
    assert words in levels
    assert not levels & others


def test_of_nobody_rated_no_share_is_told(rated):
    rated.execute("DELETE FROM rating WHERE organization_id IS NOT NULL OR member_id IN (4, 5)")
    rows = rating_summary(rated, Asked(2022, None, Layout.MEMBERS, (MEMBER,))).table.rows
    shares = {row["label"]: (row["rated"], row["good_percent"]) for row in rows}
    assert (shares["Đảng bộ Sở Y tế"], shares["Chi bộ Sở Nội vụ"]) == ((2, 50.0), (0, None))
    levels = rating_summary(rated, Asked(2022)).levels.rows
    percents = {row["percent"] for row in levels if row["group"] == "Tổ chức đảng" and "percent" in row}
    assert percents == {None}


def test_organizations_of_one_name_in_a_finding_are_told_apart():
    """Three branches «Chi bộ 1» on one line say nothing; people and organisations of a name of their own stay."""
    people = tuple(Named(sort, number, name) for sort, number, name in (
        (ORGANIZATION, 1, "Chi bộ 1"), (ORGANIZATION, 2, "Chi bộ Kho bạc"), (MEMBER, 1, "Lò Văn An"),
    ))  # fmt: skip
    found = ReviewFinding(Check.NOT_DECIDED, Severity.NOT_JUDGED, "3 tổ chức.", people=people)
    told = _told_apart(found, {1: "Chi bộ 1, Đảng bộ Sở Y tế"})
    assert [one.name for one in told.people] == ["Chi bộ 1 (Đảng bộ Sở Y tế)", "Chi bộ Kho bạc", "Lò Văn An"]
    assert _told_apart(found, {9: "Chi bộ 9, Đảng bộ Sở B"}) is found
