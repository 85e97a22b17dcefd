"""One value as a clerk reads it: 5.200; 12,5 %; 31/12/2022; «—» for what is not known."""

from __future__ import annotations

from typing import Any

from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.privacy import MASK, mask_number
from dangbo_cli.reports.table import Column, ColumnKind
from dangbo_cli.vietnamese.text import count_text
from dangbo_cli.views.wrapping import plain

UNKNOWN = "—"
EMPTY = "(trống)"  # of a change: beside an arrow, or where a value goes, a dash does not say it
NUMERIC = frozenset((ColumnKind.INTEGER, ColumnKind.DECIMAL, ColumnKind.PERCENT))


def integer(value: int) -> str:
    """5200 → «5.200»."""
    return count_text(value)


def decimal(value: float, places: int = 1) -> str:
    """1234.5 → «1.234,5»."""
    return f"{value:,.{places}f}".translate(str.maketrans(",.", ".,"))


def day(iso: str) -> str:
    """«1968-05-12» → «12/05/1968»; partial dates keep what they have: «05/1968», «1968»."""
    return format_date(iso)


def moment(iso: str) -> str:
    """«2022-11-20T14:03:10» → «20/11/2022 14:03»."""
    date_part, _, time_part = iso.replace("T", " ").partition(" ")
    return f"{day(date_part)} {time_part[:5]}".strip()


def mask(text: str, kind: ColumnKind) -> str:
    """Hide a private value; of a number its last four digits stay, so that two can be told apart."""
    return mask_number(text) if kind is ColumnKind.IDENTIFIER else MASK


def say_value(value: Any, column: Column, unknown: str = UNKNOWN) -> str:
    """Return the value of a cell in words, one line."""
    if value is None or value == "" or value == {} or value == []:
        return unknown
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, dict):
        return "; ".join(f"{plain(str(key))}: {say_value(part, column)}" for key, part in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(say_value(part, column) for part in value)
    if isinstance(value, (int, float)):
        if column.kind is ColumnKind.IDENTIFIER:
            return str(value)
        if column.kind is ColumnKind.PERCENT:
            return f"{decimal(value)} %"
        if column.kind is ColumnKind.DECIMAL or isinstance(value, float):
            return decimal(value)
        return integer(value)
    text = plain(str(value)).strip()
    if column.kind is ColumnKind.DATE:
        return day(text)
    if column.kind is ColumnKind.MOMENT:
        return moment(text)
    return text
