"""The day on which a change takes effect."""

from __future__ import annotations

from datetime import date

from dangbo_cli.domain.partial_dates import add_months, earliest, format_date
from dangbo_cli.records.draft import row_text
from dangbo_cli.records.people import Person
from dangbo_cli.records.refusal import DayRefused
from dangbo_cli.records.tree import Tree

AHEAD_MONTHS = 1


def require_near(day: date, today: date) -> None:
    """Refuse a day more than a month ahead: rather a slip than a plan."""
    if day > add_months(today, AHEAD_MONTHS):
        raise DayRefused(
            f"Ngày {day:%d/%m/%Y} còn hơn {AHEAD_MONTHS} tháng nữa mới đến.",
            "Hãy kiểm tra lại năm; việc chưa đến thì ghi khi đã có hiệu lực.",
        )


def require_come(day: date, today: date) -> None:
    """Refuse a day to come, of what the record tells only once it is so."""
    if day > today:
        raise DayRefused(f"Ngày {day:%d/%m/%Y} chưa đến.", "Hãy ghi khi việc ấy đã có hiệu lực.")


def require_later(person: Person, day: date, tree: Tree, what: str) -> None:
    """Refuse a day before a member's admission, or before what the record last tells of her places; `what` it is a day
    of («ngày chuyển»)."""
    admitted = person.text("admitted_on")
    if admitted is not None and day < earliest(admitted):
        raise DayRefused(
            f"Ngày {day:%d/%m/%Y} sớm hơn ngày vào Đảng của {person.name} ({format_date(admitted)}).",
            f"Hãy kiểm tra lại {what}.",
        )
    if not person.places or person.place is None:
        return
    last = person.places[-1]
    known = row_text(last, "valid_to") or row_text(last, "valid_from")
    if known is not None and day.isoformat() < known:
        verb = "sinh hoạt ở" if last["valid_to"] is None else "đã rời"
        raise DayRefused(
            f"Theo sổ, {person.name} {verb} {tree.full_label(person.place)} từ {format_date(known)}, "
            f"sau ngày {day:%d/%m/%Y}.",
            f"Hãy ghi ngày muộn hơn; nếu lần chuyển trước ghi sai, hãy hoàn tác lần ấy "
            f"(«dangbo dang-vien lich-su {person.id}» cho biết là lần số mấy).",
        )
