"""Whom an entry of the year's work is about, from what a clerk typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dangbo_cli.cli.errors import Misuse

if TYPE_CHECKING:
    from sqlite3 import Connection

    from dangbo_cli.forms.form import Form
    from dangbo_cli.records.entry_fields import Named
    from dangbo_cli.records.entry_subject import Whom
    from dangbo_cli.reports.as_of import Organization


def whom_meant(conn: Connection, form: Form, named: Named, collective: bool, stranger: bool, today: Any) -> Whom:
    """Return what a new entry is about; refuses what is not said."""
    from dangbo_cli.forms.form import Subject
    from dangbo_cli.records.entry_subject import Whom
    from dangbo_cli.reports.lookup import find_organization

    if form.about is None:
        return Whom()
    name, collective = named.collective or named.person, collective or bool(named.collective)
    place = find_organization(conn, named.organization, today).id if named.organization else None
    if form.about is Subject.ORGANIZATION or not name:
        if place is None:
            raise Misuse("Chưa cho biết của tổ chức đảng nào.", "Thêm --don-vi MÃ.")
        return Whom(place, collective=True)
    return _called(conn, form, name, place, collective, stranger, today)


def whom_instead(
    conn: Connection, form: Form, stored: Whom, named: Named, collective: bool, stranger: bool, today: Any
) -> Whom | None:
    """Return what an entry is about from now on; None where the line does not say. Somebody known by name alone counts
    where the entry counted, unless an organisation is named."""
    from dangbo_cli.forms.form import Subject
    from dangbo_cli.reports.lookup import find_organization

    name, collective = named.collective or named.person, collective or bool(named.collective)
    if not name and not named.organization:
        if collective or stranger:
            raise Misuse("Chưa cho biết mục này của ai.", 'Ghi thêm "tập thể=TÊN" hoặc "họ và tên=TÊN".')
        return None
    place = find_organization(conn, named.organization, today).id if named.organization else None
    if not name:
        if form.about is Subject.RATED and stored.member is not None:
            raise Misuse(
                "Xếp loại của đảng viên không ghi theo tổ chức: tính ở nơi người ấy sinh hoạt.",
                "Chuyển sinh hoạt bằng «dangbo dang-vien chuyen …».",
            )
        return stored._replace(organization=place)
    if collective or stranger:
        place = place or stored.organization
    return _called(conn, form, name, place, collective, stranger, today)


def _called(
    conn: Connection, form: Form, name: str, place: int | None, collective: bool, stranger: bool, today: Any
) -> Whom:
    """Return whom a name or a number means."""
    from dangbo_cli.forms.form import Subject
    from dangbo_cli.records.entry_subject import Whom
    from dangbo_cli.reports.lookup import MemberUnknown, find_member, organization_called

    if collective or stranger:
        if form.about is Subject.RATED or (stranger and not form.strangers):
            raise Misuse(f"{form.quoted} chỉ ghi đảng viên và tổ chức đảng có trong sổ.")
        if place is None:
            raise Misuse(f"Chưa cho biết «{name}» thuộc tổ chức đảng nào.", "Thêm --don-vi MÃ.")
        named = organization_called(conn, name, place, today) if collective else None
        if named is not None:  # a Party organisation is itself, however it was named
            return Whom(named.id, collective=True)
        return Whom(place, name=name, collective=collective)
    try:
        member = find_member(conn, name, today)
    except MemberUnknown as unknown:
        unit_meant = _organization_coded(conn, name, today)
        if unit_meant is not None and unit_meant.id == place:
            return Whom(place, collective=True)  # the organisation twice: it is itself
        if unit_meant is not None:
            advice = (
                f"«{unit_meant.code}» là mã của {unit_meant.name}; mục của tổ chức ấy: thêm --don-vi {unit_meant.code}. "
                f"Bỏ «{name}» ở chỗ tên."
            )
            raise Misuse(f"Không có đảng viên nào là «{name}».", advice) from None
        if not form.strangers and place is not None and " " in name:
            content = next((f.title for f in form.stored if f.key in ("matter", "content", "form")), None)
            words = "" if content is None else f'Nếu đó là {content.lower()}: ghi "{content.lower()}={name}". '
            raise Misuse(str(unknown), f"{words}Mục của cả tổ chức thì bỏ tên, chỉ ghi --don-vi.") from None
        if not form.strangers:
            raise
        advice = "Nếu người ấy không phải đảng viên trong sổ: thêm --ngoai-so --don-vi MÃ."
        raise Misuse(str(unknown), advice) from None
    if form.about is Subject.RATED:
        return Whom(member=member.id)
    return Whom(place, member.id)


def _organization_coded(conn: Connection, text: str, today: Any) -> Organization | None:
    """Return the organisation whose code is typed where a person's name stands, None where it is none."""
    from dangbo_cli.reports.as_of import load_organizations

    known = load_organizations(conn, today).by_id.values()
    return next((one for one in known if one.code and one.code.casefold() == text.strip().casefold()), None)
