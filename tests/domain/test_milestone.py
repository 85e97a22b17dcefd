"""Milestones: what is to be done, and by when where the text says one day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo_cli.domain.criterion import read_criterion
from dangbo_cli.domain.milestone import is_due_unread, read_in_year, read_milestone, say_milestone

CASES = [
    ("Ban hành kế hoạch: 31/03/2022", "Ban hành kế hoạch", "2022-03-31"),
    ("Ban hành kế hoạch (trước ngày 31.3.2022)", "Ban hành kế hoạch", "2022-03-31"),
    ("31/3/2022: Ban hành kế hoạch", "Ban hành kế hoạch", "2022-03-31"),
    ("Trước 31/3/2022, ban hành kế hoạch", "ban hành kế hoạch", "2022-03-31"),
    ("Sơ kết – quý II/2022", "Sơ kết", "2022-06-30"),
    ("Tập huấn xong trong tháng 5/2022", "Tập huấn", "2022-05"),
    ("Khảo sát: từ 01/03/2022 đến 30/04/2022", "Khảo sát", "2022-04-30"),
    ("Hội nghị ngày 05/05/2022 tại huyện", "Hội nghị ngày 05/05/2022 tại huyện", "2022-05-05"),
    ("30/06/2022", "30/06/2022", "2022-06-30"),
    ("Ban hành kế hoạch", "Ban hành kế hoạch", None),
    ("Ban hành kế hoạch: 31/02/2022", "Ban hành kế hoạch: 31/02/2022", None),
    ("Ban hành: 31/03/2022, sơ kết: 30/06/2022", "Ban hành: 31/03/2022, sơ kết: 30/06/2022", None),
    ("Quý II", "Quý II", None),
    ("Thực hiện Kế hoạch 12/KH-ĐUK", "Thực hiện Kế hoạch 12/KH-ĐUK", None),
    ("Tập huấn: 5/2022", "Tập huấn", "2022-05"),
    ("Ban hành kế hoạch (hạn 31/03/2022)", "Ban hành kế hoạch", "2022-03-31"),
    ("Hội nghị ngày 05/05/2022 tại huyện (hạn 12/2022)", "Hội nghị ngày 05/05/2022 tại huyện", "2022-12"),
    ("(hạn 31/03/2022)", "(hạn 31/03/2022)", "2022-03-31"),
    ("Ban hành kế hoạch (hạn 31/02/2022)", "Ban hành kế hoạch (hạn 31/02/2022)", None),
    ("05/2022: tập huấn", "tập huấn", "2022-05"),
    ("Thực hiện Kế hoạch 12/KH-ĐUK: 31/03/2022", "Thực hiện Kế hoạch 12/KH-ĐUK", "2022-03-31"),
    ("Thực hiện Kế hoạch 12/KH-ĐUK trước ngày 31/03/2022", "Thực hiện Kế hoạch 12/KH-ĐUK", "2022-03-31"),
    *((early, early, None) for early in (
        "Ban hành kế hoạch trước quý III/2026",
        "Họp: đầu quý III/2026",
        "Sơ kết trước tháng 7/2026",
        "Sơ kết trước 7/2026",
        "Đầu tháng 7/2026: tập huấn",
        "Tổng kết giữa quý IV/2026",
        "Tổng kết trước quí IV/2026",
        "Họp: đầu quý 2, năm 2026",
    )),
    ("Sơ kết hết quý II/2026", "Sơ kết", "2026-06-30"),
    ("Giải thi đấu quý III/2026", "Giải thi đấu", "2026-09-30"),
    ("Sơ kết: quý 2, năm 2026", "Sơ kết", "2026-06-30"),
    ("Sơ kết: quí III/2026", "Sơ kết", "2026-09-30"),
    *((of_document, of_document, None) for of_document in (
        "Triển khai Nghị quyết 05/2022",
        "Thực hiện Quyết định số 12/2021/QĐ-UBND",
        "Thực hiện Quyết định số 12/2021-QĐ",
        "Quán triệt Kết luận số 01-KL/TW ngày 18/5/2021",
        "Quán triệt Kết luận số 01-KL/TW, 18/5/2021",
        "Học tập Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị",
        "Học tập Chỉ thị số 05 ngày 15/5/2016",
    )),
]  # fmt: skip


@pytest.mark.parametrize(("text", "what", "due"), CASES)
def test_what_and_by_when(text, what, due):
    assert read_milestone(text) == (what, due)


@pytest.mark.parametrize("moved", [None, "2022-12-31", "2022-12", "2022-05-05"])
@pytest.mark.parametrize(
    "text", [text for text, _, _ in CASES] + ["Ban hành.", "Kế hoạch trước", "Sơ kết (hạn 01/02/2022)"]
)
def test_what_was_read_is_said_and_read_back_whatever_day_it_is_moved_to(text, moved):
    what, due = read_milestone(text)
    due = moved or due
    assert read_milestone(say_milestone(what, due)) == (what, due)


_WORDS = st.lists(st.sampled_from(["Ban", "hành", "kế", "hoạch", "hội", "nghị", "lần"]), min_size=1, max_size=6)


@given(_WORDS, st.dates(date(1991, 1, 1), date(2050, 12, 31)))
def test_said_and_read_back(words, day):
    what = " ".join(words)
    for due in (None, day.isoformat(), day.isoformat()[:7]):
        assert read_milestone(say_milestone(what, due)) == (what, due)


@pytest.mark.parametrize(
    ("raw", "value"),
    [("Tốt", "Tốt"), ("xuất sắc.", "Xuất sắc"), ("28,5", 28.5), ("28,5 điểm", 28.5), (30.0, 30.0), ("100", 100.0),
     ("101", None), (101.0, None), (-1.0, None), ("Khá", None), ("A", None), ("tốt lắm", None), (None, None), (True, None)],
)  # fmt: skip
def test_a_criterion_is_a_grade_or_points(raw, value):
    assert read_criterion(raw) == value


@pytest.mark.parametrize(
    ("text", "what", "due"),
    [
        ("Ban hành kế hoạch: quý I", "Ban hành kế hoạch", "2022-03-31"),
        ("Tập huấn: 30/6", "Tập huấn", "2022-06-30"),
        ("Tập huấn trước ngày 5/6", "Tập huấn", "2022-06-05"),
        ("Tổng kết: cuối năm", "Tổng kết", "2022-12-31"),
        ("Đọc 2 cuốn sách: hết quý II", "Đọc 2 cuốn sách", "2022-06-30"),
        ("Sơ kết (tháng 6)", "Sơ kết", "2022-06"),
        ("Quý II: Sơ kết", "Sơ kết", "2022-06-30"),
        ("Sơ kết: 30/06/2021", "Sơ kết", "2021-06-30"),
        *((none, none, None) for none in (
            "Học xong trước quý III", "Sơ kết: 31/2", "Chuyên cần: 3/4", "Quý II", "Báo cáo: hằng quý",
            "Thực hiện Nghị quyết 12/2021", "Học lý luận: 6 tháng đầu năm",
        )),
    ],
)  # fmt: skip
def test_a_deadline_without_a_year_is_of_the_year_of_its_row(text, what, due):
    """«3/4» alone may be a fraction; what is due before a quarter is due on no day that is told."""
    assert read_in_year(text, "2022")[:2] == (what, due)
    assert read_in_year(text, None)[1] == read_milestone(text)[1]
    if due is not None:
        assert read_milestone(say_milestone(what, due)) == (what, due)


@pytest.mark.parametrize(
    ("text", "unread"),
    [("Học xong trước quý III", True), ("Sơ kết: 31/2", True), ("Đọc sách hết tháng 6", True),
     ("Không vi phạm trong năm", False), ("Thực hiện Nghị quyết 12/2021", False), ("Đọc sách", False)],
)  # fmt: skip
def test_an_item_that_speaks_of_a_day_is_told_from_one_that_does_not(text, unread):
    assert is_due_unread(text) == unread
