"""From what a clerk typed to the question below: the day, the organisation, refusals as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from dangbo_cli.cli.call import Call
from dangbo_cli.cli.errors import Misuse, Stop

if TYPE_CHECKING:
    from sqlite3 import Connection

    from dangbo_cli.reports.as_of import Organization

_MOST_CANDIDATES = 40


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what reports and records refuse (an unknown organisation, a name two people have, a number that is
    another's) into a sentence with its exit code."""
    try:
        yield
    except Stop:
        raise
    except Exception as error:
        stop = _stop(error)
        if stop is None:
            raise
        raise stop from None


def _stop(error: Exception) -> Stop | None:
    """Return the sentence for a refusal, None for any other error (the modules are asked for only now).

    What was typed cannot be read, or names nothing: wrong usage. It can be read, and the record stands against it:
    something that needs attention.
    """
    from dangbo_cli.records.refusal import FieldRefused, RecordRefused, RecordUnknown, ValueRefused
    from dangbo_cli.reports.lookup import MemberAmbiguous, OrganizationAmbiguous
    from dangbo_cli.reports.refusal import FilterRefused, LookupRefused

    if isinstance(error, MemberAmbiguous):
        return Misuse(
            f"Có {len(error.candidates)} đảng viên tên «{error.text}».",
            *(f"  {candidate.label}" for candidate in error.candidates[:_MOST_CANDIDATES]),
            "Gõ số thẻ, hoặc số trong sổ của người cần tìm.",
        )
    if isinstance(error, OrganizationAmbiguous):
        places = getattr(error, "places", None) or [candidate.label for candidate in error.candidates]
        return Misuse(
            f"Có {len(error.candidates)} tổ chức tên «{error.text}».",
            *(f"  {place}" for place in places[:_MOST_CANDIDATES]),
            "Gõ mã, hoặc thêm tên cấp trên, ví dụ «Đảng bộ Sở A > Chi bộ 1».",
        )
    if isinstance(error, (LookupRefused, FilterRefused)):
        return Misuse(str(error))
    if isinstance(error, RecordRefused):
        kind = Misuse if isinstance(error, (FieldRefused, ValueRefused, RecordUnknown)) else Stop
        return kind(error.message, *([error.advice] if error.advice else []))
    return None


def day_of(stated: date | None, year: int | None) -> date | None:
    """The day that --tinh-den and --nam ask for: the last of the year. Raises Misuse where they disagree."""
    if year is None:
        return stated
    if stated is not None and stated.year != year:
        raise Misuse(f"--nam {year} và --tinh-den {stated:%d/%m/%Y} nói hai năm khác nhau.", "Chỉ ghi một trong hai.")
    return stated or date(year, 12, 31)


def day_asked(call: Call, stated: date | None) -> date:
    """The day of --tinh-den, else today."""
    return stated or call.env.today()


def organization_asked(conn: Connection, typed: str | None, day: date) -> Organization | None:
    """The organisation of --don-vi; None where none was named. To be called inside `refusals`."""
    if typed is None:
        return None
    from dangbo_cli.reports.lookup import find_organization

    return find_organization(conn, typed, day)
