"""What a year's ratings still lack, in the figures of `bao-cao xep-loai`: said where a year is closed and in the leadership's
report, so that no screen counts otherwise."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from dangbo_cli.domain.levels import DECIDED, MEMBER, NOT_SUBJECT, NOT_YET_RATED, ORGANIZATION, STAGE_WORDS
from dangbo_cli.reports.as_of import Organization, count_text
from dangbo_cli.reports.rating_tally import KEYS, UNDECIDED, Counts, Places, count_ratings, figures, split

_WHO = {MEMBER: "đảng viên", ORGANIZATION: "tổ chức đảng"}
_NAMED = 6


class Gaps(NamedTuple):
    """The subjects of one sort: all, those with a decided level, and how many are wanting, by why."""

    total: int
    rated: int
    undecided: int
    not_yet: int
    not_subject: int


def decided_counts(conn: sqlite3.Connection, year: int, root: Organization | None = None) -> Counts:
    """Count a year by the decided level alone."""
    return count_ratings(conn, year, root, DECIDED)


def gaps_of(counted: Places) -> Gaps:
    """Return the figures of one sort of subjects."""
    row = figures(counted)
    return Gaps(row["total"], row["rated"], *(row[KEYS[b]] for b in (UNDECIDED, NOT_YET_RATED, NOT_SUBJECT)))


def say_undecided(counts: Counts) -> str:
    """Say what is not decided, members and organisations apart, and which grassroots organisations have nothing at all:
    «198 đảng viên chưa có mức quyết định; 144 đảng viên chưa xếp loại …»; "" where all is decided."""
    parts = []
    for words, key in ((f"chưa có {STAGE_WORDS[DECIDED]}", "undecided"), ("chưa xếp loại", "not_yet")):
        told = [(sort, getattr(gaps_of(counts.places[sort]), key)) for sort in (MEMBER, ORGANIZATION)]
        who = " và ".join(f"{count_text(count)} {_WHO[sort]}" for sort, count in told if count)
        if who:
            parts.append(f"{who} {words}")
    silent = _silent(counts)
    if silent:
        few = ", ".join(silent[:_NAMED])
        more = f" và {len(silent) - _NAMED} đơn vị nữa" if len(silent) > _NAMED else ""
        parts.append(f"chưa có xếp loại nào của đảng viên ở {few}{more}")
    spared = gaps_of(counts.places[MEMBER]).not_subject
    if parts and spared:
        parts.append(f"không tính {count_text(spared)} đảng viên không thuộc diện xếp loại")
    return "; ".join(parts)


def _silent(counts: Counts) -> list[str]:
    """Return the grassroots organisations without a rating of any member, with how many are to be rated."""
    found = []
    parts = split(counts.places[MEMBER], lambda one: one.group)
    for number in sorted((n for n in parts if n is not None), key=counts.organizations.positions().__getitem__):
        gaps = gaps_of(parts[number])
        if gaps.not_yet and not gaps.rated and not gaps.undecided:
            found.append(f"{counts.organizations.by_id[number].name} ({count_text(gaps.not_yet)})")
    return found


def say_base(counts: Counts) -> list[str]:
    """Say, sort by sort, of how many the decided levels speak: «Được xếp loại 100/451 đảng viên; 198 chưa …»."""
    told = []
    for sort in (MEMBER, ORGANIZATION):
        gaps = gaps_of(counts.places[sort])
        if not gaps.rated:
            continue
        rest = [f"{count_text(count)} {words}" for count, words in (
            (gaps.undecided, f"chưa có {STAGE_WORDS[DECIDED]}"), (gaps.not_yet, "chưa xếp loại"),
            (gaps.not_subject, "không thuộc diện xếp loại")) if count]  # fmt: skip
        beyond = f"; còn {', '.join(rest)}" if rest else ""
        told.append(f"Được xếp loại: {count_text(gaps.rated)} trên {count_text(gaps.total)} {_WHO[sort]}{beyond}.")
    return told
