"""Who owes, how far each is, how it is said."""

from __future__ import annotations

from datetime import date

import pytest

from dangbo_cli.domain.obligation import (
    Obligation,
    Receipt,
    State,
    Unit,
    Way,
    expected_units,
    rates,
    read_blocs,
    read_kinds,
    say_kinds,
    standing,
)

GRASSROOTS, BRANCH = "Đảng bộ cơ sở", "Chi bộ trực thuộc đảng ủy cơ sở"
ROOT = Unit(1, None, "Đảng bộ cấp trên trực tiếp cơ sở", None)
AGENCY = Unit(2, 1, GRASSROOTS, "Cơ quan nhà nước")
ONE, TWO = Unit(3, 2, BRANCH, None), Unit(4, 2, BRANCH, None)
FIRM = Unit(5, 1, "Chi bộ cơ sở", "Doanh nghiệp")
GONE = Unit(6, 1, "Chi bộ cơ sở", "Doanh nghiệp", exists=False)
EVERYTHING = [ROOT, AGENCY, ONE, TWO, FIRM, GONE]
DUE = Obligation(1, "Đăng ký mô hình", "2022", "2022-03-31", "mo-hinh")
TODAY = date(2022, 4, 20)


@pytest.mark.parametrize(
    ("asked", "owing"),
    [
        ({}, [2, 5]),  # grassroots organisations, where no kinds are named
        ({"kinds": ("Chi bộ cơ sở",)}, [5]),
        ({"kinds": read_kinds("chi bộ")}, [3, 4, 5]),
        ({"kinds": read_kinds("tổ chức cơ sở đảng")}, [2, 5]),
        ({"blocs": ("Doanh nghiệp",)}, [5]),
        ({"kinds": (BRANCH,), "blocs": ("Cơ quan nhà nước",)}, [3, 4]),  # a branch has the bloc of what it belongs to
        ({"kinds": (BRANCH,), "within": 5}, []),
        ({"kinds": read_kinds("chi bộ"), "within": 2}, [3, 4]),
    ],
)
def test_who_owes(asked, owing):
    found = expected_units(Obligation(1, "Việc", "2022", "2022-03-31", **asked), EVERYTHING)
    assert [unit.id for unit in found] == owing


def test_kindless_below_a_root_owes_as_grassroots():
    units = [ROOT, Unit(2, 1, None, None), Unit(3, 2, None, None)]
    assert [unit.id for unit in expected_units(DUE, units)] == [2]


def sheet(day: str, unit: int = 2, errors: int = 0) -> Receipt:
    return Receipt(unit, Way.SHEET, day, errors=errors)


CASES = [
    ([], (), State.MISSING, "Chưa nộp, quá hạn 20 ngày", False, False),
    ([sheet("2022-03-31")], (), State.ON_TIME, "Đúng hạn", True, True),
    ([sheet("2022-04-01")], (), State.LATE, "Muộn 1 ngày", True, False),
    # a correction after the due day does not make what came before late
    ([sheet("2022-03-30"), sheet("2022-04-10")], (), State.ON_TIME, "Đúng hạn", True, True),
    ([sheet("2022-03-30", errors=2)], (), State.ERRORS, "Còn 2 lỗi chưa sửa", True, True),
    ([sheet("2022-04-05", errors=1)], (), State.ERRORS, "Còn 1 lỗi chưa sửa, muộn 5 ngày", True, False),
    ([Receipt(2, Way.EXCUSED, reason="Mới thành lập")], (), State.EXCUSED, "Được miễn: Mới thành lập", False, False),
    ([sheet("2022-03-30", 3)], (3, 4), State.PART, "Mới nộp 1/2 chi bộ, quá hạn 20 ngày", False, False),
    ([sheet("2022-03-30", 3), sheet("2022-04-02", 4)], (3, 4), State.LATE, "Muộn 2 ngày", True, False),
    ([sheet("2022-03-30", 3), sheet("2022-03-31", 4)], (3, 4), State.ON_TIME, "Đúng hạn", True, True),
    ([sheet("2022-03-30", 3), Receipt(2, Way.DONE, "2022-04-02")], (3, 4), State.LATE, "Muộn 2 ngày", True, False),
    # «đơn vị này đã xong»: what is still open is no longer asked for
    ([sheet("2022-03-30", errors=3), Receipt(2, Way.DONE, "2022-04-02")], (), State.ON_TIME, "Đúng hạn", True, True),
    ([Receipt(2, Way.PAPER, "2022-03-01")], (), State.ON_TIME, "Đúng hạn", True, True),
    # excused, and sent all the same: what came counts
    ([Receipt(2, Way.EXCUSED, reason="x"), sheet("2022-03-01")], (), State.ON_TIME, "Đúng hạn", True, True),
]


@pytest.mark.parametrize(("receipts", "branches", "state", "words", "sent", "on_time"), CASES)
def test_where_a_unit_stands(receipts, branches, state, words, sent, on_time):
    found = standing(DUE, 2, receipts, TODAY, branches)
    assert (found.state, found.words, found.sent, found.on_time) == (state, words, sent, on_time)


def test_both_days_are_kept():
    found = standing(DUE, 2, [sheet("2022-03-30"), sheet("2022-04-10")], TODAY)
    assert (found.first_on, found.last_on) == ("2022-03-30", "2022-04-10")


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2022, 3, 1), "Chưa nộp, còn 30 ngày"),
        (date(2022, 3, 31), "Chưa nộp, hết hạn hôm nay"),
        (date(2022, 4, 1), "Chưa nộp, quá hạn 1 ngày"),
        (date(2026, 4, 1), "Chưa nộp, quá hạn 1.462 ngày"),
    ],
)
def test_before_and_after_the_due_day(today, words):
    assert standing(DUE, 2, [], today).words == words


def test_days_late_are_written_like_days_overdue():
    assert standing(DUE, 2, [sheet("2026-04-01")], date(2026, 4, 1)).words == "Muộn 1.462 ngày"


def test_without_a_due_day_nothing_is_late():
    open_ended = Obligation(1, "Việc", "2022")
    assert standing(open_ended, 2, [], TODAY).words == "Chưa nộp"
    assert standing(open_ended, 2, [sheet("2023-01-05")], TODAY).on_time
    assert open_ended.day == date(2022, 12, 31)


def test_sent_and_on_time_are_two_figures():
    found = rates(standing(DUE, 2, receipts, TODAY, branches) for receipts, branches, *_ in CASES[:8])
    assert (found.expected, found.excused, found.owed) == (8, 1, 7)
    assert (found.sent, found.on_time, found.part, found.missing, found.errors) == (5, 3, 1, 1, 2)
    assert (found.sent_percent, found.on_time_percent) == (71.4, 42.9)


def test_no_rate_of_nobody():
    assert rates([]).sent_percent is None


def test_titles_do_not_say_the_period_twice():
    assert DUE.title == "Đăng ký mô hình, năm 2022"
    assert Obligation(1, "Báo cáo năm 2022", "2022").title == "Báo cáo năm 2022"
    assert Obligation(1, "Báo cáo quý", "2022-Q2").title == "Báo cáo quý, quý II/2022"


def test_kinds_and_blocs_as_typed():
    assert read_kinds("Đảng bộ cơ sở; chi bộ cơ sở") == ("Đảng bộ cơ sở", "Chi bộ cơ sở")
    assert read_kinds("") == ()
    assert say_kinds(()) == "Tổ chức cơ sở đảng"
    assert say_kinds(read_kinds("tổ chức cơ sở đảng")) == "Tổ chức cơ sở đảng"
    assert read_blocs("doanh nghiệp; Khối tự đặt") == ("Doanh nghiệp", "Khối tự đặt")
    with pytest.raises(ValueError, match="«phòng» không phải là một loại hình tổ chức đảng"):
        read_kinds("phòng")
