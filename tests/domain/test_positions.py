"""Positions in the Party."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo_cli.domain.positions import POSITION_UNKNOWN, HeldPosition, of_union_only, parse_party_position

SECRETARY, DEPUTY, STANDING, COMMITTEE, BRANCH, PLAIN = (
    "Bí thư",
    "Phó Bí thư",
    "Ủy viên Ban Thường vụ",
    "Đảng ủy viên",
    "Chi ủy viên",
    "Đảng viên",
)


@pytest.mark.parametrize(
    ("raw", "held"),
    [
        ("BT", [(SECRETARY, None)]),
        ("Bí thư", [(SECRETARY, None)]),
        ("BÍ THƯ", [(SECRETARY, None)]),
        ("Bi thu", [(SECRETARY, None)]),
        ("BTCB", [(SECRETARY, "branch")]),
        ("BT CB", [(SECRETARY, "branch")]),
        ("Bí thư CB", [(SECRETARY, "branch")]),
        ("Bí thư chi bộ", [(SECRETARY, "branch")]),
        ("Bí thư Đảng ủy", [(SECRETARY, "committee")]),
        ("Bí thư Đảng uỷ", [(SECRETARY, "committee")]),
        ("Bí thư ĐUBP", [(SECRETARY, "committee")]),
        ("PBT", [(DEPUTY, None)]),
        ("Phó Bí thư", [(DEPUTY, None)]),
        ("Phó BTCB", [(DEPUTY, "branch")]),
        ("PBTCB", [(DEPUTY, "branch")]),
        ("PBT ĐU", [(DEPUTY, "committee")]),
        ("Phó Bí thư Thường trực Đảng ủy", [(DEPUTY, "committee")]),
        ("UVBTV", [(STANDING, "committee")]),
        ("Ủy viên BTV", [(STANDING, "committee")]),
        ("Ủy viên Ban Thường vụ Đảng ủy", [(STANDING, "committee")]),
        ("ĐUV", [(COMMITTEE, "committee")]),
        ("Đảng uỷ viên", [(COMMITTEE, "committee")]),
        ("UVBCH Đảng bộ", [(COMMITTEE, "committee")]),
        ("ĐUV ĐUBP", [(COMMITTEE, "committee")]),
        ("CUV", [(BRANCH, "branch")]),
        ("Chi ủy viên", [(BRANCH, "branch")]),
        ("ĐV", [(PLAIN, None)]),
        ("Đảng viên", [(PLAIN, None)]),
        ("ĐUV BTCB", [(COMMITTEE, "committee"), (SECRETARY, "branch")]),
        ("ĐUV/BTCB", [(COMMITTEE, "committee"), (SECRETARY, "branch")]),
        ("ĐUV, PBTCB", [(COMMITTEE, "committee"), (DEPUTY, "branch")]),
        ("Đảng ủy viên\nBí thư Chi bộ", [(COMMITTEE, "committee"), (SECRETARY, "branch")]),
        ("Bí thư Chi bộ kiêm Đảng ủy viên", [(SECRETARY, "branch"), (COMMITTEE, "committee")]),
        ("Bí thư Đảng ủy, Bí thư Chi bộ", [(SECRETARY, "committee"), (SECRETARY, "branch")]),
        ("Chi ủy viên, Đảng viên", [(BRANCH, "branch")]),
    ],
)
def test_positions(raw: str, held: list[tuple[str, str | None]]) -> None:
    found, finding = parse_party_position(raw)
    assert [(h.label, h.hint) for h in found] == held
    assert finding is None


def test_the_organisation_in_words_is_kept() -> None:
    found, _ = parse_party_position("ĐUV, Bí thư Chi bộ Phòng Tổng hợp")
    assert found == [HeldPosition(COMMITTEE, "committee"), HeldPosition(SECRETARY, "branch", "Chi bộ Phòng Tổng hợp")]
    found, _ = parse_party_position("Phó bí thư - Chi bộ 2")
    assert found == [HeldPosition(DEPUTY, "branch", "Chi bộ 2")]


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        ("Giám đốc", "Giám đốc"),
        ("Bí thư, Giám đốc", "Giám đốc"),
        ("Ủy viên", "Ủy viên"),
        ("Cấp ủy viên", "Cấp ủy viên"),
        ("Bí thư Đoàn thanh niên", "Bí thư Đoàn thanh niên"),
        (5.0, "5.0"),
        (date(2022, 1, 1), "2022-01-01"),
    ],
)
def test_what_is_no_party_position_is_named(raw: object, named: str) -> None:
    found, finding = parse_party_position(raw)
    assert found == []
    assert finding is not None
    assert (finding.code, finding.detail) == (POSITION_UNKNOWN, named)


@given(st.text(alphabet="bíthưPBTCĐUVđảngủyviên ,/-()bộ", max_size=30))
def test_no_text_is_an_error(text: str) -> None:
    found, finding = parse_party_position(text)
    assert bool(found) != bool(finding)


@pytest.mark.parametrize(
    ("title", "only"),
    [
        ("Phó Bí thư Đoàn", True),
        ("Bí thư Đoàn thanh niên, Chủ tịch Công đoàn cơ sở", True),
        ("Ủy viên BCH Công đoàn Sở Y tế", True),
        ("Bí thư chi đoàn", True),
        ("Phó trưởng khoa, Bí thư Đoàn", False),
        ("Bí thư Tỉnh đoàn", False),
        ("Bí thư Đoàn xã", False),
        ("Chủ tịch Công đoàn ngành Giáo dục", False),
        ("Trưởng đoàn thanh tra", False),
        ("Chuyên viên", False),
    ],
)
def test_posts_of_unions_held_beside_work(title: str, only: bool) -> None:
    assert of_union_only(title) is only
