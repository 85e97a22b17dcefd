"""Values for the placeholders of a Word document: what stands in every letterhead, and the content of a reminder letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dangbo_cli.reports.as_of import Organization, Organizations, count_text, say_date
from dangbo_cli.reports.reminders import Reminder

UNKNOWN = "…"
Row = dict[str, Any]


@dataclass(slots=True)
class Content:
    """The values of a document by placeholder, and what of it the record does not know."""

    values: dict[str, Any] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)

    def figure(self, name: str, value: int | None, what: str) -> None:
        """Set a count; None: unknown, and `what` is said in the notes."""
        self.text(name, None if value is None else count_text(value), what)

    def text(self, name: str, value: str | None, what: str) -> None:
        """Set a text; None or "": unknown."""
        if not value:
            self.unknown.append(what)
        self.values[name] = value or UNKNOWN


def committee_name(organization: Organization | None) -> str | None:
    """Return the body that signs: «Đảng bộ X» is led by «Đảng ủy X»; a branch signs as itself."""
    if organization is None:
        return None
    name = organization.name
    return f"Đảng ủy {name.removeprefix('Đảng bộ ')}" if name.startswith("Đảng bộ ") else name


def add_letterhead(
    content: Content, organizations: Organizations, organization: Organization | None, day: date, place: str | None
) -> None:
    """Set what stands above and below every document: superior, body, sign of the number, place and date, signature."""
    upper = organizations.by_id.get(organization.parent) if organization and organization.parent is not None else None
    body = committee_name(organization)
    branch = bool(body) and not str(body).startswith("Đảng ủy")
    content.text("cap_tren", committee_name(upper), "tên cấp ủy cấp trên (gõ thẳng vào mẫu dùng với --mau)")
    content.text("cap_uy", body, "tên cấp ủy ban hành")
    content.text("noi_ban_hanh", place, "nơi ban hành (--noi)")
    values = content.values
    values["cap_tren_hoa"], values["cap_uy_hoa"] = values["cap_tren"].upper(), values["cap_uy"].upper()
    values["ky_hieu"] = "CB" if branch else "ĐU"
    values["ngay_ban_hanh"] = f"ngày {day.day:02} tháng {day.month:02} năm {day.year}"
    values["thay_mat"] = "T/M CHI ỦY" if branch else "T/M BAN THƯỜNG VỤ"
    values["chuc_vu_ky"] = "BÍ THƯ"


def the_root(organizations: Organizations) -> Organization | None:
    """Return the one organisation above all others, None where there are several."""
    tops = [organizations.by_id[n] for n in organizations.children.get(None, []) if organizations.by_id[n].present]
    return tops[0] if len(tops) == 1 else None


def letter_content(reminder: Reminder, organizations: Organizations, place: str | None = None) -> Content:
    """Return the content of a reminder letter."""
    content = Content()
    add_letterhead(content, organizations, reminder.sender, reminder.day, place)
    values = content.values
    values["kinh_gui"] = committee_name(reminder.organization)
    values["don_vi"] = reminder.organization.name
    values["tinh_den"] = say_date(reminder.day)
    values["lan_nhac"] = str(reminder.round)
    values["lan_truoc"] = say_date(reminder.last_on) if reminder.last_on else ""
    values["so_viec"] = count_text(len(reminder.items))
    values["bang_viec"] = _items(reminder)
    return content


def _items(reminder: Reminder) -> Sequence[Row]:
    return [
        {"tt": str(number), "viec": item.what, "han": item.due.removeprefix("hạn "), "tinh_hinh": item.standing,
         "van_ban": item.document or ""}
        for number, item in enumerate(reminder.items, 1)
    ]  # fmt: skip
