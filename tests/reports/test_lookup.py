"""Which organisation or person a clerk means."""

from __future__ import annotations

from datetime import date

import pytest

from dangbo_cli.reports.lookup import (
    MemberAmbiguous,
    MemberUnknown,
    OrganizationAmbiguous,
    OrganizationUnknown,
    find_member,
    find_organization,
)

DAY = date(2022, 12, 31)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("14.2", 2),
        ("Đảng bộ Sở Y tế", 2),
        ("dang bo so y te", 2),
        ("Đảng ủy Sở Y tế", 2),
        ("Sở Nội vụ", 3),
        ("  chi bộ   10 ", 4),
        ("Chi bộ 2", 5),
        ("Sở Y tế > Chi bộ 2", 5),
        ("14 > Sở Y tế > chi bo 2", 5),
        ("Chi bộ Trường Thử", 6),
    ],
)
def test_organisation(conn, day, typed, expected):
    assert find_organization(conn, typed, day).id == expected


def test_several_organisations_of_one_name(record, day):
    record.organization(7, "Chi bộ 2", parent=3, code="14.10.2")
    with pytest.raises(OrganizationAmbiguous) as refused:
        find_organization(record.conn, "chi bộ 2", day)
    assert {o.id for o in refused.value.candidates} == {5, 7}
    assert str(refused.value) == (
        "Có 2 tổ chức tên «chi bộ 2»: Chi bộ 2, thuộc Đảng bộ Sở Y tế (mã 14.2); "
        "Chi bộ 2 (mã 14.10.2), thuộc Chi bộ Sở Nội vụ (mã 14.10). "
        "Hãy gõ mã, hoặc thêm tên cấp trên, ví dụ «Đảng bộ Sở A > Chi bộ 1»."
    )
    assert find_organization(record.conn, "Sở Nội vụ > Chi bộ 2", day).id == 7


def test_diacritics_decide_between_names_that_fold_alike(record, day):
    record.organization(7, "Chi bộ Hòa Bình")
    record.organization(8, "Chi bộ Hóa Binh")
    assert find_organization(record.conn, "Chi bộ Hoà Bình", day).id == 7
    with pytest.raises(OrganizationAmbiguous):
        find_organization(record.conn, "chi bo hoa binh", day)


def test_a_number_is_no_name_without_its_kind(conn, day):
    with pytest.raises(OrganizationUnknown):
        find_organization(conn, "10", day)


def test_unknown_organisation_names_the_nearest(conn, day):
    with pytest.raises(OrganizationUnknown) as refused:
        find_organization(conn, "Đảng bộ Sở Y tê 1", day)
    assert str(refused.value) == (
        "Không có tổ chức đảng nào tên hoặc mã là «Đảng bộ Sở Y tê 1». Gần giống: «Đảng bộ Sở Y tế (mã 14.2)»."
    )
    with pytest.raises(OrganizationUnknown, match="«dangbo to-chuc ds»"):
        find_organization(conn, "zzz", day)


@pytest.mark.parametrize(
    ("typed", "named"),
    [("TDP 3", "Chi bộ Tổ dân phố 3"), ("tdp3", None), ("Sở GD&ĐT", "Đảng bộ Sở Giáo dục và Đào tạo")],
)
def test_an_abbreviated_name_is_near_the_one_written_out(record, day, typed, named):
    record.organization(7, "Chi bộ Tổ dân phố 3")
    record.organization(8, "Đảng bộ Sở Giáo dục và Đào tạo")
    with pytest.raises(OrganizationUnknown) as refused:
        find_organization(record.conn, typed, day)
    assert (f"Gần giống: «{named}»" in str(refused.value)) is (named is not None)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("014000000001", 1),
        ("14000001", 1),
        ("14 000 002", 2),
        ("14.000002", 2),
        ("014068000004", 4),  # a citizen number
        ("8", 8),
        ("#11", 11),
        ("nguyen van an", 3),
        ("CẦM VĂN HOÀ", 8),
        ("Trần Văn Tú", 6),
    ],
)
def test_member(conn, typed, expected):
    assert find_member(conn, typed, DAY).id == expected


def test_several_members_of_one_name(record):
    record.member(12, "Lò Văn An", 3, birth_date="1970-02")
    with pytest.raises(MemberAmbiguous) as refused:
        find_member(record.conn, "lo van an", DAY)
    assert str(refused.value) == (
        "Có 2 đảng viên tên «lo van an»: số 1: Lò Văn An, sinh 12/05/1968, Chi bộ 10; "
        "số 12: Lò Văn An, sinh 02/1970, Chi bộ Sở Nội vụ. Hãy gõ số thẻ hoặc số trong sổ của người cần tìm."
    )
    record.member(13, "Lỗ Văn An")
    assert find_member(record.conn, "Lỗ Văn An", DAY).id == 13


@pytest.mark.parametrize("typed", ["99", "00000000", "1 1", "1.1", "1-1", "9" * 25, "#14000001", ""])
def test_unknown_member(conn, typed):
    with pytest.raises(MemberUnknown):
        find_member(conn, typed, DAY)


def test_unknown_member_names_the_nearest(conn):
    with pytest.raises(MemberUnknown) as refused:
        find_member(conn, "Nguyễn Văn Anh", DAY)
    assert refused.value.near[0].id == 3
