"""Standing and activity of a member, in words and ward codes."""

from __future__ import annotations

import pytest

from dangbo_cli.domain.standing import NOT_YET_MEMBER, STANDING_WORD_UNKNOWN, Standing, parse_standing


@pytest.mark.parametrize(
    ("raw", "standing"),
    [
        ("Chính thức", Standing("official")),
        ("CHÍNH THỨC", Standing("official")),
        ("Đảng viên chính thức", Standing("official")),
        ("ĐVCT", Standing("official")),
        ("Dự bị", Standing("probationary")),
        ("ĐVDB", Standing("probationary")),
        ("Đảng viên dự bị", Standing("probationary")),
        ("Đang xét chính thức", Standing("probationary")),
        ("Đang sinh hoạt", Standing(activity="active")),
        ("Đang sinh hoạt Đảng", Standing(activity="active")),
        ("ĐSH", Standing(activity="active")),
        ("Miễn sinh hoạt", Standing(activity="exempt")),
        ("Miễn công tác và sinh hoạt Đảng", Standing(activity="exempt")),
        ("MSH", Standing(activity="exempt")),
        ("Đình chỉ sinh hoạt", Standing(activity="suspended")),
        ("Từ trần", Standing(activity="left", reason="Từ trần")),
        ("TT", Standing(activity="left", reason="Từ trần")),
        ("Đã chết", Standing(activity="left", reason="Từ trần")),
        ("Khai trừ", Standing(activity="left", reason="Khai trừ")),
        ("KT", Standing(activity="left", reason="Khai trừ")),
        ("XT", Standing(activity="left", reason="Xóa tên")),
        ("CR", Standing(activity="left", reason="Xin ra khỏi Đảng")),
        ("Rời khỏi Đảng", Standing(activity="left", reason="Ra khỏi Đảng")),
        ("Đã chuyển ra", Standing(activity="left", reason="Chuyển sinh hoạt đi")),
        ("Chuyển đi", Standing(activity="left", reason="Chuyển sinh hoạt đi")),
        ("CĐi", Standing(activity="left", reason="Chuyển sinh hoạt đi")),
        ("Không còn trong danh sách", Standing(activity="left", reason="Không còn trong danh sách")),
        ("SHT", Standing(activity="active", stay="in")),
        ("CĐT", Standing(activity="active", stay="in")),
        ("Chính thức, miễn sinh hoạt", Standing("official", "exempt")),
        ("Dự bị - Đang sinh hoạt", Standing("probationary", "active")),
    ],
)
def test_words(raw: str, standing: Standing) -> None:
    assert parse_standing(raw) == (standing, None)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("Chờ kết nạp", NOT_YET_MEMBER),
        ("Quần chúng", NOT_YET_MEMBER),
        ("Cảm tình Đảng", NOT_YET_MEMBER),
        ("Chính thức / Dự bị", STANDING_WORD_UNKNOWN),
        ("Gián đoạn sinh hoạt", STANDING_WORD_UNKNOWN),
        ("x", STANDING_WORD_UNKNOWN),
        (1.0, STANDING_WORD_UNKNOWN),
        (",", STANDING_WORD_UNKNOWN),
    ],
)
def test_left_aside(raw: object, code: str) -> None:
    value, finding = parse_standing(raw)
    assert value is None
    assert finding is not None
    assert finding.code == code
