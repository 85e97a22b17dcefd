"""Rows that head a group of records: which organisation they name, below which group above."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from dangbo_cli.domain.change import Ref
from dangbo_cli.forms.catalogue import NOT_READ_YET
from dangbo_cli.intake.tables.line_words import COUNTED, ROMAN, is_unit_name, speaks_of_level
from dangbo_cli.intake.tables.lines import Line, Sort
from dangbo_cli.intake.tables.others import speaks_of_others
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.sheets.grid import count_filled
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import clean, fold

#: What a group of a sort of people begins with, in whole words: «Nậm Giôn» and «Hội Nông dân» begin otherwise, and
#: «Tổng công ty», «Nam Sơn» are names.
_GENERIC = rare(
    r"[\W\d]*(?:(?:cac|so|danh sach|nhom|doi tuong|dong chi|d/c|dv) )*(?:"
    r"(?:chinh thuc|du bi|dang vien|can bo|lanh dao|huu tri|nghi huu)\b|"
    r"(?:gioi )?(?:nam|nu)\b(?:[\W\d]*$| gioi\b| \d{4}\b)|"
    r"tong(?:[\W\d]*$| (?:so|hop|cong(?! ty))\b))"
)

#: A row of a group has its number, its words, a count, a share.
_OF_GROUP = 4
_BARE_COUNT = re.compile(r"\s*(?:\(\s*(?=\d{1,3}\s*\))|[:–-]\s*)(\d{1,3})\s*\)?$")
_LISTING = rare(r"^danh sách\s+(?:các\s+|những\s+)?(?:đồng chí\s+(?=đảng viên))?", re.IGNORECASE)


def group_of(
    directory: Directory, text: str, base: frozenset[Ref] | None, stack: list[frozenset[Ref]]
) -> frozenset[Ref] | None:
    """Return the organisations a group row names, below the nearest group that fits; cuts the stack to it."""
    plain = group_name(text)
    refs = directory.look_up(plain)
    if not refs:
        mentioned = [m for m in directory.mentions(plain) if m.refs]
        if len(mentioned) != 1 or any(not m.refs for m in directory.mentions(plain)):
            return None
        refs = mentioned[0].refs
    for depth in range(len(stack), -1, -1):
        wide = stack[depth - 1] if depth else base
        below = (
            refs
            if wide is None
            else frozenset(r for r in refs if any(directory.is_above(w, r) and (depth == 0 or w != r) for w in wide))
        )
        if below:
            del stack[depth:]
            return below
    return None


def group_name(text: str) -> str:
    """Return a group row's words without its numeral and its count («I. Chi bộ 1: 12 đồng chí» → «Chi bộ 1»)."""
    plain = re.sub(r"^\s*(?:[IVXLC]+|[A-HĐ]|\d{1,2})\s*[.)/:-]\s*", "", clean(text).lstrip("*•+-– "))
    plain = re.sub(
        r"\s*(?:[:(–-]|,?\s+(?:có|gồm)\s)\s*\(?(?:tổng số\s*:?\s*)?\d+\s*(?:đ/c|đồng chí|đảng viên|đv|người).*$",
        "",
        plain,
        flags=re.IGNORECASE,
    )
    return re.sub(r"\W+gồm(?: có| các đồng chí)?$", "", plain.strip(" :.-"), flags=re.IGNORECASE)


def sort_words(text: str) -> str:
    """Return the words of a group row that name a sort of people or a level, without what only counts or lists them («II.
    Danh sách đảng viên dự bị (01)» → «đảng viên dự bị»)."""
    return _LISTING.sub("", without_count(text)).strip(" :.-")


def without_count(text: str) -> str:
    """Return a group row's words without its numeral and any count («II. Hoàn thành tốt nhiệm vụ (2)»)."""
    return _BARE_COUNT.sub("", group_name(text)).strip(" :.-")


def bare_count(text: str) -> int | None:
    """Return the number that a group row ends in without a word for what it counts («- Dự bị: 5», «(01)»)."""
    found = _BARE_COUNT.search(group_name(text))
    return None if found is None else int(found[1])


def counts_only(lines: Sequence[Line], line: Line) -> bool:
    """Tell whether a line with a number behind its words may count somebody elsewhere («- Dự bị: 5») and head nobody: it has
    no numeral of its own, and not so many stand below it."""
    count = bare_count(line.text)
    if count is None or level_of(line.numeral, line.text):
        return False
    at = lines.index(line)
    after = (n for n in range(at + 1, len(lines)) if lines[n].sort in (Sort.GROUP, Sort.TOTAL, Sort.SIGNATURE))
    below = lines[at + 1 : next(after, len(lines))]
    return sum(one.sort is Sort.RECORD for one in below) != count


def names_unit(directory: Directory, text: str) -> bool:
    """Tell whether a group row names an organisation at all, known elsewhere or unknown."""
    plain = group_name(text)
    if directory.look_up(plain) or directory.mentions(plain):
        return True
    # «Chi bộ Là Ngà» is one, though «chi bộ là …» begins a sentence.
    words = plain.split()
    return len(words) > 2 and words[2][0].isupper() and not plain.isupper() and is_unit_name(plain)


def stands_above(directory: Directory, text: str, base: frozenset[Ref] | None) -> bool:
    """Tell whether a group row only repeats the unit of the sheet, or one above it."""
    refs = directory.look_up(group_name(text))
    return bool(base) and any(directory.is_above(ref, wide) for ref in refs for wide in base or ())


def is_part_of_name(directory: Directory, text: str, base: frozenset[Ref] | None) -> bool:
    """Tell whether a row says part of the name of an organisation of the sheet: «Kho bạc» of «Chi bộ Kho bạc Nhà
    nước»."""
    plain = group_name(text)
    words = set(fold(plain).split())
    return any(words <= set(fold(directory.nodes[ref].name).split()) for ref in directory.near(plain, base))


def starts_again(lines: Sequence[Line], row: int, number: Callable[[int], int | None]) -> bool:
    """Tell whether the records below a row are numbered from the beginning again: it heads them, whatever it says."""
    records = [line.row for line in lines if line.sort is Sort.RECORD]
    before = next((r for r in reversed(records) if r < row), None)
    after = next((r for r in records if r > row), None)
    if before is None or after is None:
        return False
    last, first = number(before), number(after)
    return last is not None and first is not None and first <= last


def is_generic(text: str) -> bool:
    """Tell whether a group row speaks of a sort of people («Dự bị», «Nữ»), not of a unit."""
    return _GENERIC.match(fold(group_name(text))) is not None


def grouped_by_level(rows: Iterable[Sequence[object]]) -> bool:
    """Tell whether among the rows of a table stands a level alone or beside a number («I» «Hoàn thành tốt nhiệm vụ»): what
    a list of names is about then."""
    for row in rows:
        if count_filled(row) > _OF_GROUP:
            continue
        words = [v for v in row if isinstance(v, str) and any(map(str.isalpha, v)) and not ROMAN.match(v.strip())]
        if 1 <= len(words) <= 2 and speaks_of_level(words[0]) and all(map(COUNTED.match, words[1:])):
            return True
    return False


def lists_others(text: str, refusals: Sequence[str]) -> bool:
    """Tell whether a group row speaks of people who are not in the list: who left («Đảng viên từ trần»), who are no
    members («Quần chúng ưu tú»); `refusals` are words of such titles (`Form.title_refusals`)."""
    plain = group_name(text)
    folded = fold(plain)
    return (
        any(word in folded for word in refusals)
        or any(word in folded for shape in NOT_READ_YET for word in shape.title_words)
        or speaks_of_others(plain)
    )


def level_of(numeral: str, text: str) -> str:
    """Return how a group is numbered: «I», «A», «1», "" for one that is not. «C» is the letter: no list has a hundred."""
    found = re.match(r"\s*([IVXLC]+|[A-HĐ]|\d{1,2})\s*(?:[.)/:-]|$)", numeral or text)
    if found is None:
        return ""
    roman = found[1] != "C" and set(found[1]) <= set("IVXLC")
    return "1" if found[1].isdigit() else "I" if roman else "A"
