"""Positions in the Party."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo_cli.domain.positions import POSITION_UNKNOWN, HeldPosition, parse_party_position
from dangbo_cli.domain.posts import Posts, of_union_only, sort_posts

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
        ("Phó Bí thư Đoàn TN", True),
        ("UV BCH Công đoàn", True),
        ("Chi hội trưởng CCB", True),
        ("Phó Chi hội trưởng chi hội Cựu chiến binh", True),
        ("Tổ trưởng công đoàn", True),
        ("Chủ tịch Hội CCB phường", False),
        ("Chủ tịch HĐND", False),
        ("Trưởng ban Hội đồng", False),
    ],
)
def test_posts_of_unions_held_beside_work(title: str, only: bool) -> None:
    assert of_union_only(title) is only


PARTY_SECRETARY = (HeldPosition("Bí thư"),)


@pytest.mark.parametrize(
    ("raw", "posts"),
    [
        ("Trưởng phòng (từ 01/3/2022)", Posts(government="Trưởng phòng (từ 01/3/2022)")),
        ("Bí thư (từ 2020), Trưởng phòng (từ 01/3/2022)", Posts(PARTY_SECRETARY, "Trưởng phòng (từ 01/3/2022)")),
        ("Phó phòng, Bí thư Đoàn", Posts(government="Phó phòng", union="Bí thư Đoàn")),
        ("Bí thư, Chủ tịch Công đoàn", Posts(PARTY_SECRETARY, "", "Chủ tịch Công đoàn")),
        ("nguyên Trưởng phòng", Posts(ended=True)),
        ("Nguyên Phó Chủ tịch HĐND", Posts(ended=True)),
        ("TP (2015-2020)", Posts(ended=True)),
        ("Trưởng phòng từ 2015 đến 3/2020", Posts(ended=True)),
        ("Phó Giám đốc (đến 12/2021)", Posts(ended=True)),
        ("Trưởng phòng (cũ)", Posts(ended=True)),
        ("TP (2020-2025)", Posts(government="TP (2020-2025)")),
        ("Nghỉ hưu", Posts(ended=True)),
        ("Hưu", Posts(ended=True)),
        ("Cán bộ hưu trí", Posts(ended=True)),
        ("Trưởng phòng (từ 3/22)", Posts(government="Trưởng phòng (từ 3/22)")),
        ("Bí thư, nguyên Trưởng phòng", Posts(PARTY_SECRETARY, ended=True)),
        ("Chuyên viên, nguyên Trưởng phòng", Posts(government="Chuyên viên, nguyên Trưởng phòng", ended=True)),
        ("Đảng viên, chuyên viên", Posts(government="Đảng viên, chuyên viên")),
        ("Trưởng phòng Tài nguyên", Posts(government="Trưởng phòng Tài nguyên")),
        ("Q. Giám đốc", Posts(government="Q. Giám đốc")),
    ],
)
def test_posts_of_one_cell_go_to_their_sides(raw: str, posts: Posts) -> None:
    assert sort_posts(raw, 2022) == posts


@pytest.mark.parametrize(
    "raw", ["Bí thư (từ 2020)", "Bí thư (từ 01/3/2020)", "Bí thư từ tháng 3/2020", "Bí thư (từ 2020 đến nay)"]
)
def test_since_when_a_post_is_held_is_no_part_of_it(raw: str) -> None:
    assert parse_party_position(raw) == ([HeldPosition("Bí thư")], None)
    assert parse_party_position("Bí thư chi bộ (từ 01/2020)") == ([HeldPosition("Bí thư", "branch")], None)
    assert parse_party_position("Bí thư (2015-2020)")[1] is not None
