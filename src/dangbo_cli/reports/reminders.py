"""`don-doc cong-van`: what each organisation is reminded of, in a few lines to paste and as the content of a letter."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangbo_cli.domain.obligation import Obligation
from dangbo_cli.reports.as_of import Organization, say_date
from dangbo_cli.reports.documents import read_documents
from dangbo_cli.reports.duties import Board, Duty
from dangbo_cli.reports.duty_tables import overdue


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a unit is reminded of: what, of which period, by when, how it stands, under which document."""

    what: str
    due: str
    standing: str
    document: str | None


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder to one organisation, of what it and the branches below it owe. `round` is one more than the most it has
    been reminded of any of these; `sender` the organisation directly above it."""

    organization: Organization
    sender: Organization | None
    day: date
    round: int
    duties: Sequence[Duty]
    items: Sequence[Item]
    last_on: str | None

    @property
    def round_words(self) -> str:
        """«nhắc lần 2, lần trước ngày 05/01/2023»."""
        before = f", lần trước ngày {say_date(self.last_on)}" if self.last_on else ""
        return f"nhắc lần {self.round}{before}"

    @property
    def text(self) -> str:
        """A short text, ready to paste."""
        lines = [f"Kính gửi {self.organization.name} ({self.round_words}):"]
        lines.append(f"Đến ngày {say_date(self.day)}, đơn vị còn {len(self.items)} việc:")
        for number, item in enumerate(self.items, 1):
            source = f", theo {item.document}" if item.document else ""
            lines.append(f"{number}. {item.what}: {_low(item.standing)} ({item.due}{source}).")
        lines.append("Đề nghị đơn vị gửi, bổ sung sớm; việc nào đã gửi thì báo lại.")
        return "\n".join(lines)


def read_reminders(conn: sqlite3.Connection, board: Board) -> list[Reminder]:
    """Return a reminder for each organisation with something due and still to come, those longest overdue first.

    What branches owe is asked of the grassroots organisation that they belong to, in one letter.
    """
    documents = read_documents(conn)
    by_unit: dict[Organization, list[Duty]] = {}
    for duty in board.duties:
        if duty.standing.owing and (duty.standing.errors or _is_due(duty, board.day)):
            by_unit.setdefault(duty.grassroots or duty.organization, []).append(duty)
    found = []
    for organization, duties in by_unit.items():
        items = [
            Item(
                obligation.title,
                f"hạn {say_date(obligation.due_on)}" if obligation.due_on else "không ghi hạn",
                words if not names else f"{words}: {'; '.join(names)}",
                documents[obligation.document].number if obligation.document in documents else None,
            )
            for (obligation, words), names in _alike(organization, duties).items()
        ]
        reminded = [duty.reminded_on for duty in duties if duty.reminded_on]
        upper = organization.parent
        found.append(
            Reminder(
                organization,
                board.organizations.by_id[upper] if upper is not None else None,
                board.day,
                1 + max(duty.round for duty in duties),
                duties,
                items,
                max(reminded, default=None),
            )
        )
    return sorted(found, key=lambda one: -max(overdue(duty) or 0 for duty in one.duties))


def _alike(organization: Organization, duties: Sequence[Duty]) -> dict[tuple[Obligation, str], list[str]]:
    """Return what is to be said, once an obligation and standing, with the names of the branches it is said of."""
    found: dict[tuple[Obligation, str], list[str]] = {}
    for duty in duties:
        names = found.setdefault((duty.obligation, _stands(duty)), [])
        if duty.organization.id != organization.id:
            names.append(duty.organization.name)
    return found


def _is_due(duty: Duty, day: date) -> bool:
    due = duty.obligation.due_on
    return due is None or due <= day.isoformat()


def _stands(duty: Duty) -> str:
    words = duty.standing.words
    if duty.missing_parts:
        words += f", còn thiếu {'; '.join(duty.missing_parts)}"
    return words


def _low(words: str) -> str:
    return words[:1].lower() + words[1:]
