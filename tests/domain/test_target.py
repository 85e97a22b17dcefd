"""Targets: from words to a number, and how far what was done has come."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo_cli.domain.target import (
    Actual,
    State,
    Target,
    measure,
)
from dangbo_cli.domain.target_reading import parse_fraction, parse_number, parse_target, read_result, split_targets

CASES = [
    ("= 100%", "=", 100, "%", None),
    ("≥ 96 %", "≥", 96, "%", None),
    ("từ 96% trở lên", "≥", 96, "%", None),
    ("đạt 100%", "≥", 100, "%", None),
    ("96 phần trăm", "=", 96, "%", None),
    ("100% đơn vị sử dụng dịch vụ trực tuyến mức độ 4", "=", 100, "%", None),
    ("chứng từ qua dịch vụ công trực tuyến từ 96% trở lên", "≥", 96, "%", None),
    ("ít nhất 5 mô hình", "≥", 5, "mô hình", None),
    ("05 mô hình", "≥", 5, "mô hình", None),
    ("trên 1.250 hồ sơ", ">", 1250, "hồ sơ", None),
    ("không quá 3 vụ", "≤", 3, "vụ", None),
    ("tăng 10 %", "tăng", 10, "%", None),
    ("giảm 1,5 ngày", "giảm", 1.5, "ngày", None),
    ("trước 30/9/2022", "xong", None, None, "2022-09-30"),
    ("Hoàn thành trong quý III/2022", "xong", None, None, "2022-09-30"),
    ("ít nhất 5 mô hình trước 31/12/2022", "≥", 5, "mô hình", "2022-12-31"),
    ("có/không", "có", None, None, None),
    ("Hoàn thành 12 cuộc thanh tra trước 30/11/2026", "≥", 12, "cuộc thanh tra", "2026-11-30"),
    ("Trồng 1.000 cây", "≥", 1000, "cây", None),
    ("Thay mới 3.000 đồng hồ nước", "≥", 3000, "đồng hồ nước", None),
    ("thấp hơn 5%", "<", 5, "%", None),
    ("ít hơn 5 đơn", "<", 5, "đơn", None),
    ("Không nhiều hơn 3 vụ", "≤", 3, "vụ", None),
    ("tỷ lệ nhỏ hơn 18%", "<", 18, "%", None),
    ("không cao hơn 2%", "≤", 2, "%", None),
    ("không thấp hơn 90%", "≥", 90, "%", None),
    ("không vượt 3%", "≤", 3, "%", None),
    ("không vượt quá 3%", "≤", 3, "%", None),
    ("cao hơn 90%", ">", 90, "%", None),
    ("nhiều nhất 3 vụ", "≤", 3, "vụ", None),
    ("0% hồ sơ trễ hạn", "≤", 0, "%", None),
    ("0 vụ vi phạm", "≤", 0, "vụ vi phạm", None),
    ("Giảm tỷ lệ thất thoát xuống còn 15%", "≤", 15, "%", None),
    ("Kéo giảm tỷ lệ nợ còn 1%", "≤", 1, "%", None),
    ("Hạ tỷ lệ nợ xấu về 2%", "≤", 2, "%", None),
    ("Giảm tỷ lệ trễ hạn dưới 5%", "<", 5, "%", None),
    ("giảm chi phí ít nhất 5%", "giảm", 5, "%", None),
    ("giảm chi phí 5%", "giảm", 5, "%", None),
    ("tăng thu ngân sách 10%", "tăng", 10, "%", None),
    ("tăng tỷ lệ hài lòng lên 95%", "=", 95, "%", None),
    ("tăng tỷ lệ hài lòng đạt 95%", "≥", 95, "%", None),
    ("Thu ngân sách vượt 5% dự toán", "tăng", 5, "%", None),
    ("Quyên góp 50.000.000đ", "≥", 50_000_000, "đ", None),
    ("Hoàn thành trong 6 tháng trước 30/11/2026", "xong", None, None, "2026-11-30"),
]


@pytest.mark.parametrize(("text", "operator", "number", "unit", "due"), CASES)
def test_a_target_is_read(text, operator, number, unit, due):
    target, finding = parse_target(text)
    assert finding is None
    assert target == Target(text, operator, number, unit, due)


@pytest.mark.parametrize(
    ("text", "operator", "number"),
    [
        ("Đạt 90% hồ sơ đúng hạn trước quý II/2026", "≥", 90),
        ("ít nhất 5 mô hình đầu quý III/2026", "≥", 5),
        ("ít nhất 5 mô hình trước tháng 7/2026", "≥", 5),
        ("ít nhất 5 mô hình trước năm 2027", "≥", 5),
    ],
)
def test_what_is_due_before_a_quarter_is_not_due_by_its_end(text, operator, number):
    target, finding = parse_target(text)
    assert finding is not None
    assert finding.code == "due_not_its_end"
    assert target is not None
    assert (target.operator, target.number, target.due_on) == (operator, number, None)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Phấn đấu quý III/2026 đạt 90%", "2026-09-30"),
        ("Giảm 5% so với đầu năm 2026", None),
        ("ít nhất 5 mô hình trước 30/6/2026", "2026-06-30"),
    ],
)
def test_other_words_before_a_quarter_do_not_put_its_end_in_doubt(text, due):
    target, finding = parse_target(text)
    assert finding is None
    assert target is not None
    assert target.due_on == due


@pytest.mark.parametrize("text", ["≥ 9x %", "9x%", "90-95%", ">= nhiều"])
def test_what_looks_like_a_number_and_is_none_is_set_aside(text):
    target, finding = parse_target(text)
    assert target is None
    assert finding is not None
    assert finding.code == "target_no_number"


@pytest.mark.parametrize(("text", "either"), [
    ("Tỷ lệ nợ xấu 2%", True), ("2 vụ vi phạm", True), ("Tỷ lệ nợ xấu dưới 2%", False), ("100% hồ sơ không trễ hạn", False),
    ("Giải quyết 5% hồ sơ trễ hạn", False), ("98% hồ sơ trễ hạn được trả", False), ("0 vụ vi phạm", False),
    ("Giảm 5% vi phạm", False), ("Giúp 3 hộ nghèo", False), ("3 hộ nghèo được hỗ trợ", False),
])  # fmt: skip
def test_a_number_of_something_unwanted_says_which_way_or_is_not_measured(text, either):
    target, finding = parse_target(text)
    assert target is not None
    assert (finding is not None and finding.code == "target_which_way") is either
    assert (target.number is None) is either


@pytest.mark.parametrize("text", ["Xây dựng quy chế", "Kết nối 3 nhà sản xuất với 2 nhà vận tải", "từ 90% đến 95%"])
def test_words_stay_words(text):
    target, finding = parse_target(text)
    assert target is not None
    assert (target.wording, target.operator, target.number) == (text, None, None)
    assert finding is not None
    assert finding.code in ("target_in_words", "target_several_numbers")


def test_one_cell_holds_several_targets():
    assert split_targets("- 100% đơn vị\n- từ 96% trở lên; 2) ban hành quy chế.") == [
        "100% đơn vị", "từ 96% trở lên", "ban hành quy chế",
    ]  # fmt: skip


@given(st.text(max_size=40))
def test_no_text_is_an_error_and_a_number_stands_in_it(text):
    target, finding = parse_target(text)
    if target is None:
        assert finding is not None
    elif target.number is not None:
        assert any(ch.isdigit() for ch in text)


@pytest.mark.parametrize(
    ("text", "actual", "day", "state", "words"),
    [
        ("≥ 96 %", Actual(numerator=248, denominator=250), date(2022, 6, 1), State.REACHED,
         "248/250 = 99,2%; cần ≥ 96%: đạt"),
        ("= 100%", Actual(number=98), date(2023, 1, 1), State.NOT_REACHED, "98%; cần = 100%, hạn 2022: không đạt"),
        ("ít nhất 5 mô hình", Actual(number=3), date(2022, 6, 1), State.ON_THE_WAY, "60%"),
        ("ít nhất 5 mô hình", Actual(number=1), date(2022, 11, 1), State.BEHIND, "20%"),
        ("ít nhất 5 mô hình", None, date(2022, 11, 1), State.UNKNOWN, "chưa có số liệu"),
        ("≤ 3 vụ", Actual(number=3), date(2022, 6, 1), State.REACHED, "đạt"),
        ("Xây dựng quy chế", Actual(words="Đã ban hành"), date(2022, 6, 1), State.REACHED, "«Đã ban hành»"),
        ("Xây dựng quy chế", Actual(words="Chưa xong"), date(2022, 6, 1), State.ON_THE_WAY, "chưa đạt"),
        ("Xây dựng quy chế", None, date(2023, 6, 1), State.UNKNOWN, "chưa có kết quả, hạn 2022, đã quá hạn"),
        ("Xây dựng quy chế", Actual(words="Đang dự thảo"), date(2023, 6, 1), State.NOT_REACHED, "«Đang dự thảo»"),
        ("Xây dựng quy chế", Actual(words="Thường xuyên"), date(2023, 6, 1), State.UNMEASURED, "không tính được"),
        ("ít nhất 5 mô hình", None, date(2023, 6, 1), State.UNKNOWN, "quá hạn, chưa có số liệu"),
    ],
)  # fmt: skip
def test_what_was_done_is_measured(text, actual, day, state, words):
    read, _ = parse_target(text)
    assert read is not None
    target = Target(read.wording, read.operator, read.number, read.unit, read.due_on or "2022")
    found = measure(target, actual, day, date(2022, 1, 1))
    assert found.state is state
    assert words in found.words


def test_actual_values_are_read():
    assert parse_number("98,5%") == 98.5
    assert parse_number("đạt 4 mô hình") == 4
    assert parse_number("248/250") is None
    assert parse_fraction("248/250 hồ sơ") == (248, 250)
    assert parse_fraction("30/9/2022") is None
    assert parse_fraction("đạt 612/620 lượt") == (612, 620)
    assert [parse_fraction(text) for text in ("620/62O", "62O/620", "6O2/620", "620/6l2")] == [None] * 4


@pytest.mark.parametrize(
    ("said", "state", "words"),
    [
        ("Đã ban hành ngày 15/7/2022", State.NOT_REACHED, "15/07/2022 là sau hạn 30/06/2022: không đạt"),
        ("Đã ban hành Kế hoạch số 12-KH/ĐU ngày 29/6/2022", State.REACHED, ": đạt"),
        ("Đã ban hành ngày 29/6/2022, thực hiện từ 15/7/2022", State.UNMEASURED, "15/07/2022 là sau hạn"),
        ("Đã ban hành, thực hiện đến ngày 31/12/2022", State.UNMEASURED, "cần xem lại"),
        ("Đã ban hành tháng 8/2022", State.UNMEASURED, "08/2022 là sau hạn 30/06/2022: cần xem lại"),
        ("Đã ban hành Nghị quyết 09/2022/NQ-HĐND", State.REACHED, ": đạt"),
        ("Đã ban hành", State.REACHED, ": đạt"),
    ],
)
def test_what_was_done_after_its_day_is_not_reached(said, state, words):
    target, _ = parse_target("Ban hành quy chế trước ngày 30/6/2022")
    measured = measure(target, Actual(words=said), date(2022, 12, 31))
    assert (measured.state, words in measured.words) == (state, True), measured.words


def test_a_year_that_is_no_deadline_of_its_own_leaves_a_later_day_to_the_clerk():
    target = Target("Xây dựng quy chế", due_on="2022")
    assert measure(target, Actual(words="Đã xong 05/01/2023"), date(2023, 2, 1)).state is State.UNMEASURED


def read_state(target: str, said: str, day: date = date(2026, 11, 30)) -> State:
    """What a target is said to be whose result was typed so."""
    goal, _ = parse_target(target)
    assert goal is not None
    number, fraction = read_result(said, goal)
    return measure(goal, Actual(number, *(fraction or (None, None)), said), day, date(2026, 1, 1)).state


UNTOLD, DONE, GOING = State.UNMEASURED, State.REACHED, State.ON_THE_WAY


@pytest.mark.parametrize(
    ("target", "said", "state"),
    [
        ("≥ 3 hội nghị", "Ba hội nghị", DONE),
        ("≥ 3 hội nghị", "hai hội nghị", GOING),
        ("≥ 3 hội nghị", "Mười hội nghị", DONE),
        ("≥ 3 hội nghị", "bà hội nghị", UNTOLD),
        ("≥ 3 hội nghị", "Ba", UNTOLD),
        ("≥ 3 hội nghị", "Ba lớp", UNTOLD),
        ("≥ 3 hội nghị", "Ba hội nghị, một lớp", UNTOLD),
        ("≥ 90% hồ sơ", "năm hồ sơ", UNTOLD),
        ("thấp hơn 5%", "7%", GOING),
        ("thấp hơn 5%", "2%", DONE),
        ("0% hồ sơ trễ hạn", "2%", GOING),
        ("0 vụ vi phạm", "0", DONE),
        ("Giảm tỷ lệ thất thoát xuống còn 15%", "16,5%", GOING),
        ("Giảm tỷ lệ thất thoát xuống còn 15%", "còn 14%", DONE),
        ("Giảm tỷ lệ thất thoát xuống còn 15%", "giảm 14%", UNTOLD),
        ("Thu ngân sách vượt 5% dự toán", "102%", UNTOLD),
        ("Thu ngân sách vượt 5% dự toán", "vượt 6%", DONE),
        ("Giảm 10% chi phí điện", "Chi phí điện còn 88%", UNTOLD),
        ("Giảm 10% chi phí điện", "95%", UNTOLD),
        ("Giảm 5 vụ", "còn 8 vụ", UNTOLD),
        ("Giảm 5 vụ", "giảm 6 vụ", DONE),
        ("giảm chi phí ít nhất 5%", "tăng 7%", UNTOLD),
        ("≥ 95%", "Chưa đạt 95%", UNTOLD),
        ("≥ 4 công trình", "Chưa hoàn thành 4 công trình", UNTOLD),
        ("≥ 4 công trình", "Thiếu 4 công trình", UNTOLD),
        ("≥ 4 công trình", "Đang làm 4 công trình", UNTOLD),
        ("≥ 4 công trình", "4 công trình đang làm", UNTOLD),
        ("≥ 4 công trình", "còn 4 công trình", UNTOLD),
        ("≥ 4 công trình", "4 công trình, không có sai sót", DONE),
        ("≥ 3 hội nghị", "Đã tổ chức 5/2026", UNTOLD),
        ("≥ 3 lớp", "Quý 3", UNTOLD),
        ("≥ 3 lớp", "Quý 3: 4 lớp", DONE),
        ("≥ 3 cây", "2,000 cây", UNTOLD),
        ("Tiết kiệm 500 triệu đồng", "210.000.000", UNTOLD),
        ("Tiết kiệm 500 triệu đồng", "210.000.000 đồng", GOING),
        ("Tiết kiệm 500 triệu đồng", "210", GOING),
        ("Quyên góp 50.000.000đ", "60 triệu đồng", DONE),
        ("ít nhất 20 triệu đồng", "15.000.000 đồng", GOING),
        ("ít nhất 20 triệu đồng", "15.000.000đ", GOING),
        ("ít nhất 20 triệu đồng", "25tr", DONE),
        ("ít nhất 20 triệu đồng", "25.000.000m", UNTOLD),
        ("ít nhất 20 triệu đồng", "25.000.000 đồng", DONE),
        ("ít nhất 20 triệu đồng", "25 triệu", DONE),
        ("ít nhất 20 triệu đồng", "25", DONE),
        ("ít nhất 300 triệu đồng", "0,5 tỷ đồng", DONE),
        ("ít nhất 300 triệu đồng", "0,2 tỷ", GOING),
        ("ít nhất 20.000.000 đồng", "25 triệu đồng", DONE),
        ("ít nhất 3 lớp", "4 hội nghị", UNTOLD),
        ("ít nhất 3 lớp", "4 lớp tập huấn", DONE),
        ("ít nhất 3 lớp", "đã mở 4 lớp", DONE),
        ("ít nhất 3 lớp", "4 (đạt)", DONE),
        ("ít nhất 3 lớp", "4, hoàn thành", DONE),
        ("ít nhất 3 lớp", "4 đã xong", DONE),
        ("ít nhất 3 văn bản", "3 văn bản", DONE),
        ("ít nhất 3 trạm", "3 trạm", DONE),
        ("Hoàn thành 12 cuộc thanh tra trước 30/11/2026", "12 cuộc", DONE),
        ("Hoàn thành 12 cuộc thanh tra trước 30/11/2026", "12/12 cuộc", DONE),
        ("Hoàn thành 12 cuộc thanh tra trước 30/11/2026", "1 cuộc", State.BEHIND),
        ("Thay 3.000 đồng hồ", "2.450/3.000", GOING),
        ("Thay 3.000 đồng hồ", "2.450/3.000 hộ", UNTOLD),
        ("Giảm 5% chi phí", "tăng 7%", UNTOLD),
        ("Giảm 5% chi phí", "tăng 7/100", UNTOLD),
        ("Giảm 5% chi phí", "giảm 7%", DONE),
        ("Giảm 5% chi phí", "7%", DONE),
        ("Tăng 5% doanh thu", "giảm 7%", UNTOLD),
        ("≥ 96 %", "tăng 5%", UNTOLD),
        ("100% CBCNV tham gia", "Đạt", UNTOLD),
        ("Tặng 5 suất quà", "tặng 6 suất", DONE),
        ("Ban hành quy chế trước 30/11/2026", "Hoàn thành 60%", GOING),
        ("Ban hành quy chế trước 30/11/2026", "Hoàn thành 100%", DONE),
        ("Ban hành quy chế trước 30/11/2026", "Có dự thảo", GOING),
        ("Ban hành quy chế trước 30/11/2026", "Ban hành dự thảo", GOING),
        ("Ban hành quy chế trước 30/11/2026", "Cơ bản hoàn thành", GOING),
        ("Ban hành quy chế trước 30/11/2026", "1 cuộc", UNTOLD),
        ("Ban hành quy chế trước 30/11/2026", "x", DONE),
        ("Ban hành quy chế trước 30/11/2026", "Có", DONE),
        ("Mỗi quý dự sinh hoạt tại cơ sở", "Đã hoàn thành 2/4 quý", UNTOLD),
        ("Mỗi quý dự sinh hoạt tại cơ sở", "Đã hoàn thành 4/4 quý", DONE),
        ("Mỗi quý dự sinh hoạt tại cơ sở", "1 quý", UNTOLD),
    ],
)
def test_a_result_counts_only_what_its_target_counts_and_in_its_unit(target, said, state):
    assert read_state(target, said) is state


@pytest.mark.parametrize(
    ("target", "number", "words"),
    [("= 100%", 99.96, "được 99,9% chỉ tiêu"), ("trên 95%", 95, "95%; cần > 95%, hạn 2022: chưa vượt")],
)
def test_what_is_not_reached_is_never_called_whole(target, number, words):
    read, _ = parse_target(target)
    assert read is not None
    due = Target(read.wording, read.operator, read.number, read.unit, "2022")
    assert words in measure(due, Actual(number), date(2022, 6, 1), date(2022, 1, 1)).words


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Giảm 5% so với năm 2021", None),
        ("Tăng 10% so với cùng kỳ năm 2021", None),
        ("Tăng 5% so với 31/12/2021", None),
        ("Tăng 5 hộ so với quý IV/2021", None),
        ("giảm 5% so năm 2021", None),
        ("Cao hơn 3% so với kết quả tháng 12/2021", None),
        ("Đạt 90% theo Nghị quyết năm 2021", None),
        ("Thực hiện 100% kế hoạch số 15-KH/ĐU ngày 10/01/2022", None),
        ("Giảm 5% so với năm 2021 trong năm 2022", "2022"),
        ("Giảm 5% so với quý IV/2021, hoàn thành trước 30/6/2022", "2022-06-30"),
        ("Từ 01/3/2022 đến 30/6/2022 đạt 90%", "2022-06-30"),
        ("Bắt đầu 01/3/2022, xong 30/6/2022 đạt 90%", "2022-06-30"),
        ("Đạt 95% (xong quý II/2022)", "2022-06-30"),
        ("Giải ngân 100% vốn đầu tư năm 2022", "2022"),
        ("theo Kế hoạch năm 2022 đạt 90%", "2022"),
    ],
)
def test_what_is_only_compared_with_or_a_documents_is_no_deadline(text, due):
    target, finding = parse_target(text)
    assert finding is None
    assert target is not None
    assert target.number is not None
    assert target.due_on == due


@pytest.mark.parametrize(
    "text", ["100% hồ sơ (năm 2021: 90%)", "≥95% (năm 2021 đạt 90%)", "Năm 2021: 90%, năm 2022: 95%"]
)
def test_the_year_of_a_number_in_brackets_is_no_deadline(text):
    target, finding = parse_target(text)
    assert finding is not None
    assert target == Target(text)


@pytest.mark.parametrize(
    ("target", "said", "number"),
    [
        ("10 triệu/chi bộ", "12 triệu", 12),
        ("10 triệu/chi bộ", "5 triệu/chi bộ", 5),
        ("10 triệu/chi bộ", "12.000.000", None),
        ("100 nghìn cây", "90.000 cây", 90),
        ("100 nghìn cây", "90.000", None),
        ("100 nghìn cây", "120", 120),
        ("5 trăm cây", "480", None),
        ("2 cuốn/tháng", "20 cuốn", None),
        ("5 hộ", "gần 5 hộ", None),
        ("5 hộ", "kế hoạch 5 hộ", None),
        ("5 hộ", "khoảng 5", None),
        ("5 hộ", "~5", None),
        ("100%", "100% (dự kiến)", None),
        ("100%", "ước đạt 100%", None),
        ("100%", "45/50 (ước)", None),
        ("100%", "đạt 100% kế hoạch", 100),
        ("5 hộ", "đạt kế hoạch 5 hộ", 5),
        ("5 quy ước", "5 quy ước", 5),
        ("5 kế hoạch", "Ban hành 5 kế hoạch", 5),
    ],
)
def test_number_words_count_on_both_sides_and_what_is_not_sure_is_no_result(target, said, number):
    goal, _ = parse_target(target)
    assert goal is not None
    assert read_result(said, goal) == (number, None)
