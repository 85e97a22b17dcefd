"""Kinds, names and blocs of Party organisations."""

from __future__ import annotations

import pytest

from dangbo_cli.domain import organization
from dangbo_cli.domain.organization import (
    KINDS,
    infer_kind,
    is_grassroots,
    normal_bloc,
    normal_organization_name,
    organization_key,
    parse_kind,
    split_kind,
)


@pytest.mark.parametrize("kind", KINDS)
def test_labels_are_their_own_reading(kind: str) -> None:
    assert parse_kind(kind) == (kind, None)
    assert parse_kind(kind.upper()) == (kind, None)
    assert infer_kind("Chi bộ 1", kind, None) == kind


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("ĐBCS", organization.GRASSROOTS_COMMITTEE),
        ("Đảng ủy cơ sở", organization.GRASSROOTS_COMMITTEE),
        ("CBCS", organization.GRASSROOTS_BRANCH),
        ("ĐBBP", organization.PART_COMMITTEE),
        ("đảng bộ cấp trên trực tiếp", organization.SUPERIOR),
        ("Đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng", organization.SUPERIOR),
        ("Chi bộ trực thuộc (đảng bộ cơ sở)", organization.BRANCH_OF_GRASSROOTS),
        ("Chi bộ trực thuộc Đảng bộ bộ phận", organization.BRANCH_OF_PART),
        ("Chi bộ trực thuộc", organization.BELOW_WORD),
        ("Chi bộ", organization.BRANCH_WORD),
        ("Đảng ủy", organization.COMMITTEE_WORD),
    ],
)
def test_kinds(raw: str, kind: str) -> None:
    assert parse_kind(raw) == (kind, None)


@pytest.mark.parametrize("raw", ["Công ty", "x", 1.0, "Đảng"])
def test_no_kinds(raw: object) -> None:
    kind, finding = parse_kind(raw)
    assert kind is None
    assert finding is not None
    assert finding.code == organization.KIND_UNKNOWN


@pytest.mark.parametrize(
    ("name", "said", "upper", "kind"),
    [
        ("Đảng bộ Sở Nội vụ", None, organization.SUPERIOR, organization.GRASSROOTS_COMMITTEE),
        ("Chi bộ Hội Làm vườn", None, organization.SUPERIOR, organization.GRASSROOTS_BRANCH),
        ("Chi bộ Văn phòng", "Chi bộ", organization.GRASSROOTS_COMMITTEE, organization.BRANCH_OF_GRASSROOTS),
        ("Chi bộ Văn phòng", "Chi bộ trực thuộc", organization.PART_COMMITTEE, organization.BRANCH_OF_PART),
        ("Chi bộ 1", None, organization.PART_COMMITTEE, organization.BRANCH_OF_PART),
        ("Đảng bộ Khối B", None, organization.GRASSROOTS_COMMITTEE, organization.PART_COMMITTEE),
        ("Đảng bộ bộ phận Khối B", None, None, organization.PART_COMMITTEE),
        ("Tổ đảng 1", None, organization.GRASSROOTS_BRANCH, organization.GROUP),
        ("Chi bộ cơ sở Hội Nhà báo", None, None, organization.GRASSROOTS_BRANCH),
        ("Đảng bộ Khối các cơ quan", None, None, organization.SUPERIOR),
        ("Đảng bộ Sở Nội vụ", None, None, None),
        ("Chi bộ 1", "Chi bộ", None, None),
        ("Sở Nội vụ", None, organization.SUPERIOR, None),
    ],
)
def test_infer_kind(name: str, said: str | None, upper: str | None, kind: str | None) -> None:
    assert infer_kind(name, said, upper) == kind


def test_grassroots() -> None:
    assert [kind for kind in KINDS if is_grassroots(kind)] == [
        organization.EMPOWERED,
        organization.GRASSROOTS_COMMITTEE,
        organization.GRASSROOTS_BRANCH,
    ]
    assert not is_grassroots(None)


@pytest.mark.parametrize(
    ("name", "word", "bare"),
    [
        ("Chi bộ Văn phòng", "Chi bộ", "Văn phòng"),
        ("CB Văn phòng", "Chi bộ", "Văn phòng"),
        ("Chi ủy Văn phòng", "Chi bộ", "Văn phòng"),
        ("Chi bộ: Văn phòng", "Chi bộ", "Văn phòng"),
        ("Đảng uỷ Sở Nội vụ", "Đảng bộ", "Sở Nội vụ"),
        ("ĐẢNG BỘ SỞ NỘI VỤ", "Đảng bộ", "SỞ NỘI VỤ"),
        ("ĐU Sở Nội vụ", "Đảng bộ", "Sở Nội vụ"),
        ("BCH Đảng bộ Sở Nội vụ", "Đảng bộ", "Sở Nội vụ"),
        ("Ban Thường vụ Đảng ủy Sở Nội vụ", "Đảng bộ", "Sở Nội vụ"),
        ("Chi bộ cơ sở Sở Tư pháp", "Chi bộ", "Sở Tư pháp"),
        ("Chi bộ Cơ sở 2", "Chi bộ", "Cơ sở 2"),
        ("Đảng bộ bộ phận Khối A", "Đảng bộ bộ phận", "Khối A"),
        ("Sở Nội vụ", "", "Sở Nội vụ"),
        ("Chi bộ", "Chi bộ", ""),
    ],
)
def test_split_kind(name: str, word: str, bare: str) -> None:
    assert split_kind(name) == (word, bare)
    assert normal_organization_name(name) == f"{word} {bare}".strip()


def test_keys() -> None:
    same = ("Đảng ủy Sở Nội vụ", "ĐẢNG BỘ SỞ NỘI VỤ", "ĐU Sở  Nội vụ", "Đảng bộ: Sở Nội vụ")
    assert {organization_key(name) for name in same} == {"dang bo so noi vu"}
    assert organization_key("Chi bộ số 01") == organization_key("CB 1") == "chi bo 1"
    assert organization_key("Chi bộ 1") != organization_key("Chi bộ 10")
    assert organization_key("Chi bộ Cơ sở 2") == "chi bo co so 2"


@pytest.mark.parametrize(
    ("raw", "bloc"),
    [
        ("Khối doanh nghiệp", "Doanh nghiệp"),
        ("các cơ quan Đảng, MTTQ và đoàn thể", "Cơ quan Đảng, Mặt trận Tổ quốc, đoàn thể"),
        ("Cơ quan nhà nước", "Cơ quan nhà nước"),
        ("Sự nghiệp công lập", "Đơn vị sự nghiệp công lập"),
        ("  Khối  trường học ", "Khối trường học"),
    ],
)
def test_blocs(raw: str, bloc: str) -> None:
    assert normal_bloc(raw) == bloc


@pytest.mark.parametrize("bloc", [bloc for bloc, _ in organization._BLOCS])
def test_blocs_are_their_own_reading(bloc: str) -> None:
    assert normal_bloc(bloc) == bloc
