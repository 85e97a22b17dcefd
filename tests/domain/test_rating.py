"""Yearly rating in the spellings that were seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo_cli.domain import rating
from dangbo_cli.domain.levels import RATINGS
from dangbo_cli.domain.problem import CAUSES, Level, say
from dangbo_cli.domain.rating import parse_level, split_rating


@pytest.mark.parametrize(
    ("label", "spellings"),
    [
        (
            rating.EXCELLENT,
            "Hoàn thành xuất sắc nhiệm vụ; HOÀN THÀNH XUẤT SẮC NHIỆM VỤ; Hoàn thành xuất sắc; Xuất sắc; HTXSNV; HTXS; "
            "HTXS nhiệm vụ; Hoàn thành XSNV; XSNV; HTSXNV; htxsnv; Hoan thanh xuat sac nhiem vu; HTXSNV.",
        ),
        (
            rating.GOOD,
            "Hoàn thành tốt nhiệm vụ; Hoàn thành tốt; Tốt; HTTNV; HT tốt nhiệm vụ; Hoàn thành TNV; HTTTNV; "
            "Đảng viên hoàn thành tốt nhiệm vụ; Hoàn thành tốt nhiệm vụ (HTTNV)",
        ),
        (rating.DONE, "Hoàn thành nhiệm vụ; Hoàn thành; HTNV; Hoàn thành NV; HT nhiệm vụ"),
        (rating.NOT_DONE, "Không hoàn thành nhiệm vụ; Không hoàn thành; KHTNV; Không HTNV; KHÔNG HOÀN THÀNH NHIỆM VỤ"),
        (rating.NOT_YET_RATED, "Chưa xếp loại; Chưa đánh giá; Chưa được xếp loại; CXL"),
        (
            rating.NOT_SUBJECT,
            "Không đánh giá; KHÔNG PHÂN LOẠI; Không xếp loại; Không thuộc diện xếp loại; "
            "Không thuộc diện đánh giá, xếp loại",
        ),
    ],
)
def test_levels(label: str, spellings: str) -> None:
    for spelling in spellings.split(";"):
        assert parse_level(spelling) == (label, None), spelling


@pytest.mark.parametrize(
    ("raw", "label", "reason"),
    [
        ("Miễn sinh hoạt", rating.NOT_SUBJECT, "Miễn công tác và sinh hoạt đảng"),
        ("Đình chỉ sinh hoạt", rating.NOT_SUBJECT, "Đình chỉ sinh hoạt đảng"),
        ("Mới kết nạp", rating.NOT_SUBJECT, "Mới kết nạp"),
        ("Mới kết nạp dưới 6 tháng", rating.NOT_SUBJECT, "Mới kết nạp"),
        ("Mới thành lập", rating.NOT_SUBJECT, "Mới thành lập"),
        ("Không thuộc diện xếp loại (mới kết nạp)", rating.NOT_SUBJECT, "Mới kết nạp"),
        ("Chưa xếp loại (miễn sinh hoạt)", rating.NOT_SUBJECT, "Miễn công tác và sinh hoạt đảng"),
        ("Chưa xếp loại: ốm dài ngày", rating.NOT_YET_RATED, "ốm dài ngày"),
        ("Hoàn thành tốt nhiệm vụ", rating.GOOD, None),
        ("Không đánh giá, xếp loại do nghỉ ốm", rating.NOT_SUBJECT, "nghỉ ốm"),
        ("Không đánh giá, xếp loại (nghỉ ốm)", rating.NOT_SUBJECT, "nghỉ ốm"),
        ("Không xếp loại - nghỉ ốm, thai sản", rating.NOT_SUBJECT, "nghỉ ốm, thai sản"),
        ("Không xếp loại do chuyển công tác (đi học)", rating.NOT_SUBJECT, "chuyển công tác (đi học)"),
        ("Không xếp loại (do ốm dài ngày)", rating.NOT_SUBJECT, "ốm dài ngày"),
        ("Không xếp loại vì mới kết nạp", rating.NOT_SUBJECT, "Mới kết nạp"),
        ("Không xếp loại do mới kết nạp (tháng 8)", rating.NOT_SUBJECT, "Mới kết nạp"),
        ("Chưa đánh giá, xếp loại do mới kết nạp", rating.NOT_SUBJECT, "Mới kết nạp"),
        ("Hoàn thành tốt nhiệm vụ (HTTNV)", rating.GOOD, None),
        ("Mới kết nạp, không xếp loại", rating.NOT_SUBJECT, "Mới kết nạp"),  # «không xếp loại» was the reason
        ("Miễn sinh hoạt - không đánh giá", rating.NOT_SUBJECT, "Miễn công tác và sinh hoạt đảng"),
        ("Chưa đủ 6 tháng, chưa xếp loại", rating.NOT_SUBJECT, "Mới kết nạp"),
        ("Mới chuyển đến, chưa xếp loại", rating.NOT_YET_RATED, "Mới chuyển đến"),
        ("Đi học (chưa đánh giá, xếp loại)", rating.NOT_YET_RATED, "Đi học"),
        ("Nghỉ ốm dài ngày nên không xếp loại", rating.NOT_SUBJECT, "Nghỉ ốm dài ngày"),
    ],
)
def test_reasons(raw: str, label: str, reason: str | None) -> None:
    assert split_rating(raw) == (label, reason, None)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        *((letter, rating.RATING_LETTER) for letter in ("A", "B", "C", "D", "a", "Loại A", "E")),
        ("Trong sạch, vững mạnh", rating.RATING_OLD),
        ("Trong sạch vững mạnh tiêu biểu", rating.RATING_OLD),
        ("TSVM", rating.RATING_OLD),
        ("Yếu kém", rating.RATING_OLD),
        ("Đảng viên đủ tư cách, hoàn thành xuất sắc nhiệm vụ", rating.RATING_OLD),
        ("Đủ tư cách hoàn thành tốt nhiệm vụ", rating.RATING_OLD),
        ("Vi phạm tư cách", rating.RATING_OLD),
        ("tốt nghiệp", rating.RATING_UNKNOWN),
        ("Tốt nghiệp THPT", rating.RATING_UNKNOWN),
        ("Hoàn thành khá", rating.RATING_UNKNOWN),
        ("x", rating.RATING_UNKNOWN),
        ("1", rating.RATING_UNKNOWN),
        (90.0, rating.RATING_UNKNOWN),
        ("Hoàn thành tốt nhiệm vụ (HTXSNV)", rating.RATING_UNKNOWN),
        ("Không hoàn thành nhiệm vụ do vi phạm", rating.RATING_UNKNOWN),
        ("Miễn sinh hoạt do tuổi cao", rating.RATING_UNKNOWN),
        *(
            (said, rating.RATING_UNKNOWN)
            for said in (
                "HTTNV, chưa xếp loại",
                "Loại A, chưa xếp loại",
                "Trung bình, chưa xếp loại",
                "Năm trước, chưa xếp loại",
                "Quý I, chưa đánh giá",
                "Không, không xếp loại",
                "Đã kiểm tra, HTTNV",
            )
        ),
    ],
)
def test_left_aside(raw: object, code: str) -> None:
    level, finding = parse_level(raw)
    assert level is None
    assert finding is not None
    assert finding.code == code
    assert CAUSES[code].level is Level.CELL
    assert str(raw) in say(finding, str(raw))


@given(st.text(max_size=30))
def test_no_text_is_an_error(text: str) -> None:
    level, finding = parse_level(text)
    assert (level in RATINGS) != (finding is not None)
