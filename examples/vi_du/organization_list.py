"""The list of organisations, in one of two shapes: parents by code, or parents by name."""

from __future__ import annotations

from datetime import date
from random import Random

from vi_du.cells import Cell, Sheet
from vi_du.units import ROOT_NAME
from vi_du.world import Organization, World

_COUNTS = "Số lượng đảng viên"


def list_organizations(organizations: list[Organization], by_name: bool, seed: int) -> Sheet:
    """Return the sheet of an organisation list; `by_name` writes the parent's name instead of its code."""
    rng = Random(f"{seed}/organizations")
    headings = [
        "STT",
        "Mã tổ chức",
        "Tên tổ chức đảng",
        "Loại hình tổ chức đảng",
        "Khối",
        "Tổ chức đảng cấp trên" if by_name else "Trực thuộc (mã)",
        "Ngày thành lập",
        "Bí thư",
        "ĐT bí thư",
        _COUNTS,
        None,
        None,
        "Ghi chú",
    ]
    last = len(headings) - 1
    sheet = Sheet("Tổ chức đảng", widths=[6, 11, 52, 34, 34, 46 if by_name else 14, 14, 26, 15, 9, 10, 9, 12])
    sheet.rows = [
        [ROOT_NAME.upper(), *[None] * last],
        ["BAN TỔ CHỨC", *[None] * last],
        [None] * (last + 1),
        ["DANH SÁCH TỔ CHỨC ĐẢNG", *[None] * last],
        ["(Tính đến ngày 31/12/2022)", *[None] * last],
        list(headings),
        [*[None] * 9, "Tổng số", "Chính thức", "Dự bị", None],
    ]
    sheet.merges = [(3, 0, 3, last), (5, 9, 5, 11)]
    sheet.merges += [(5, k, 6, k) for k in range(last + 1) if not 9 <= k <= 11]
    sheet.bold = {0, 3, 5, 6}
    names = {organization.code: organization.name for organization in organizations}
    for number, item in enumerate(organizations):
        parent = names[item.parent_code] if by_name and item.parent_code else item.parent_code
        phone = item.secretary_phone
        if rng.random() < 0.3:
            phone = f"{phone[:4]}.{phone[4:7]}.{phone[7:]}"
        sheet.rows.append(
            [
                number + 1,
                item.code,
                item.name,
                item.kind,
                item.bloc,
                parent,
                _founded(rng, item.founded_on),
                item.secretary,
                phone,
                item.members,
                item.official,
                item.members - item.official,
                None,
            ]
        )
    root = organizations[0]
    total: list[Cell] = [
        None,
        None,
        "TỔNG CỘNG",
        *[None] * 6,
        root.members,
        root.official,
        root.members - root.official,
    ]
    sheet.rows += [[*total, None], [None] * (last + 1)]
    sheet.rows.append([None] * 7 + ["T/M BAN TỔ CHỨC"] + [None] * (last - 7))
    sheet.rows.append([None] * 7 + ["TRƯỞNG BAN"] + [None] * (last - 7))
    return sheet


def _founded(rng: Random, founded: str) -> Cell:
    if len(founded) == 4:
        return founded
    day = date.fromisoformat(founded)
    return day if rng.random() < 0.6 else f"{day:%d/%m/%Y}"


def organization_truth(world: World) -> list[dict[str, object]]:
    """Return what the record should hold of every organisation after importing the list."""
    return [
        {
            "code": item.code,
            "name": item.name,
            "kind": item.kind,
            "bloc": item.bloc,
            "parent_code": item.parent_code,
            "secretary": item.secretary,
            "secretary_phone": item.secretary_phone,
            "founded_on": item.founded_on,
            "members": item.members,
        }
        for item in world.organizations
    ]
