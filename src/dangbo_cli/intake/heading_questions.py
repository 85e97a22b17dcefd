"""Headings that no form knows: what they mean is asked once a unit and kind of sheet, and answered by the record then.

Every column with values is asked about. Offered is what the table lacks and nearly all cells of the column can be. What a
form knows is never asked: where a heading that was answered for is known by now, the form is right and the answer is named
as no longer used.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from dangbo_cli.domain.decision import NOT_READ
from dangbo_cli.domain.organization import parse_kind
from dangbo_cli.domain.privacy import mask_number
from dangbo_cli.domain.problem import Choice, Finding, Level, Problem, cause, say
from dangbo_cli.domain.standing import parse_standing
from dangbo_cli.forms.entry_values import read_value
from dangbo_cli.forms.form import Field, Form, Value
from dangbo_cli.forms.headings import Meaning, heading_key
from dangbo_cli.forms.own import NUMBER_COLUMN
from dangbo_cli.intake.table_told import name_twice, unclaimed
from dangbo_cli.intake.tables.fitting import has_form, is_date, is_free, says_nothing
from dangbo_cli.intake.tables.values import Raw, raw_text
from dangbo_cli.sheets.address import address
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dangbo_cli.domain.change import Ref
    from dangbo_cli.intake.deciding.memory import Memory
    from dangbo_cli.intake.table_reading import TableRead
    from dangbo_cli.intake.who.directory import Directory

HEADING_UNKNOWN = cause("heading_unknown", Level.NOTE, "Cột chưa biết là gì", "Cột «{value}» (ví dụ: {detail}) là gì?")

_SKIP = Choice(NOT_READ, "Không đọc cột này")
#: What a whole column of one fact never is: who the row is about, several facts, what only a choice of columns says.
_NEVER = frozenset(
    (
        Value.ORDINAL, Value.IGNORED, Value.COMBINED, Value.PERSON_NAME, Value.PARTY_NAME, Value.DELETION, Value.LEAVING,
        Value.STANDING_MARK, Value.DOCUMENT, Value.TARGETS, Value.ADDRESS_PART, Value.CARD_AND_FILE, Value.EXTERNAL_ID,
    )
)  # fmt: skip
_VALUED = frozenset((Value.COUNT, Value.NUMBER, Value.YEAR, Value.CHOICE, Value.TICK, Value.RATING))
#: Read by the length of the number, whichever of the two the heading says.
_BY_LENGTH = frozenset(("old_citizen_id", "old_card_number"))
#: Parts of an address of the new form, which say something only beside the others.
_PARTS = ("_country", "_province", "_detail")
_MOST_OFFERED, _MOST_CELLS, _EXAMPLES = 9, 500, 3
_NEARLY_ALL, _FEW = 0.9, 5
_ALIKE = 0.65  # how like its own headings a heading must be to mean a text, which may hold anything
_LONG_NUMBER = 8
#: A heading of shares, and what is no share by itself but a part of one.
_SHARE = rare(r"\bt[yi] le\b|%|\bphan tram\b")
_OF_A_SHARE = frozenset(("numerator", "denominator"))
_GROUPS = rare(r"\d(?:[ .-]?\d)+")


class HeadingQuestions:
    """The unknown headings of one call: what was answered, now and before, and what is still to be asked."""

    def __init__(
        self,
        directory: Directory,
        memory: Memory,
        answers: Mapping[tuple[str, str, str], str],
        today: date,
        asking: bool,
    ) -> None:
        self._directory, self._memory, self._answers = directory, memory, answers
        self._today, self._asking = today, asking
        self.questions: list[Problem] = []

    def settle(self, read: TableRead, within: Ref | None) -> None:
        """Give the columns of a table the meanings that were answered for its unit, the grassroots organisation around
        `within`, and keep the questions that are left."""
        within = None if within is None else self._directory.grassroots(within)
        if self._memory.knows_headings:
            self._name_overruled(read, within)
        if not (read.table.unknown and (self._asking or self._answers or self._memory.knows_headings)):
            return
        for c in list(read.table.unknown):
            key = _key(read, c)
            if key is not None:
                self._settle(read, c, key, within)

    def _settle(self, read: TableRead, c: int, key: tuple[str, str], within: Ref | None) -> None:
        form, where, heading = read.table.form, _place(read, c), clean(read.table.headings[c])
        lacking = {field.key: field for field in _lacking(form, read)}
        answer = self._answers.get((read.path, read.grid.name, where), "")
        taken = next((other for other, meaning in read.table.columns.items() if meaning.key == answer), None)
        if taken is not None:
            name_twice(read, c, taken)
            read.unwanted.add(c)
        elif answer == NOT_READ or answer in lacking:
            means = _SKIP if answer == NOT_READ else Choice(answer, lacking[answer].title)
            self._memory.learn_heading(read.source, where, key, within, heading, means)
        else:

            def trouble(means: str) -> str | None:
                if means == NOT_READ or means in lacking:
                    return None
                there = any(meaning.key == means for meaning in read.table.columns.values())
                return "bảng này đã có một cột như vậy" if there else "biểu này không có nội dung ấy"

            answer = self._memory.heading(read.source, where, key, within, trouble) or ""
        if answer == NOT_READ:
            read.unwanted.add(c)
        elif answer in lacking:
            read.take_column(c, Meaning(answer, lacking[answer].value))
        elif not answer and self._asking and (cells := unclaimed(read, c)[:_MOST_CELLS]):
            self._ask(read, cells, c, where, heading, list(lacking.values()))

    def _name_overruled(self, read: TableRead, within: Ref | None) -> None:
        """Name what was answered about headings that a form knows by now."""
        table = read.table
        titles = {field.key: field.title for field in table.form.fields}
        for c in table.headings:
            key = None if c in table.unknown else _key(read, c)
            if key is None:
                continue
            meaning = table.columns.get(c)
            means = NOT_READ if meaning is None else meaning.key
            words = "nội dung không giữ" if meaning is None else titles.get(means, means)
            self._memory.overrule_heading(read.source, _place(read, c), key, within, means, words)

    def _ask(
        self, read: TableRead, cells: Sequence[Raw], c: int, where: str, heading: str, lacking: Sequence[Field]
    ) -> None:
        """Keep the question about a column, offering what its cells can be: a text, which may hold anything, where a
        heading of its own is like this one, or where there is nothing else."""
        likeness = {field.key: _likeness(field, read.table.headings[c]) for field in lacking}
        share = _SHARE.search(fold(heading)) is not None
        possible = [
            field for field in lacking
            if not (share and (field.value is Value.COUNT or field.key in _OF_A_SHARE)) and self._can_be(field, cells)
        ]  # fmt: skip
        offered = [field for field in possible if not _is_free(field) or likeness[field.key] >= _ALIKE] or possible
        # That the cells are of a list or a form says more than letters in common with the heading of a text.
        offered.sort(key=lambda field: (field.value is Value.TEXT and likeness[field.key] < 1, -likeness[field.key]))
        choices = tuple(Choice(field.key, field.title) for field in offered[:_MOST_OFFERED])
        examples = "; ".join(list(dict.fromkeys(map(_shown, cells)))[:_EXAMPLES])
        message = say(Finding(HEADING_UNKNOWN, examples), heading)
        self.questions.append(
            Problem(HEADING_UNKNOWN, message, read.path, read.grid.name, where, heading, (*choices, _SKIP), examples)
        )

    def _can_be(self, field: Field, cells: Sequence[Raw]) -> bool:
        """Tell whether nearly all cells that say anything can be values of a field; of five one may be wrong."""
        telling = [raw for raw in cells if field.value in _VALUED or not says_nothing(raw)]
        misses = max(int((1 - _NEARLY_ALL) * len(telling)), len(telling) >= _FEW)
        for raw in telling:
            if not self._fits(field, raw):
                misses -= 1
                if misses < 0:
                    return False
        return bool(telling)

    def _fits(self, field: Field, raw: Raw) -> bool:
        if field.value in _VALUED:
            read, finding = read_value(field, raw, self._today)
            return bool(read) and finding is None
        match field.value:
            case Value.ORGANIZATION:
                return isinstance(raw, str) and not raw.strip().isdigit() and bool(self._directory.look_up(clean(raw)))
            case Value.ORGANIZATION_KIND:
                return parse_kind(raw)[0] is not None
            case Value.STANDING:
                return parse_standing(raw)[0] is not None
        if _is_free(field):
            text = raw_text(raw)
            return not (is_date(raw) or not isinstance(raw, str) or text.replace(".", "").replace(" ", "").isdigit())
        return has_form(Meaning(field.key, field.value), raw)


def _key(read: TableRead, c: int) -> tuple[str, str] | None:
    """Return by what a heading is known again: the keys of its parts, and the kind of the sheet."""
    if read.table.headings.get(c, NUMBER_COLUMN) == NUMBER_COLUMN:
        return None
    typed = " > ".join(filter(None, map(heading_key, _path(read, c))))
    return (typed, read.table.form.kind) if typed else None


def _path(read: TableRead, c: int) -> tuple[str, ...]:
    return tuple(read.table.headings[c].split(" - "))


def _place(read: TableRead, c: int) -> str:
    """Return the address of the lowest cell of a heading."""
    rows = range(read.table.bottom, read.table.top - 1, -1)
    filled = (r for r in rows if c < len(read.grid.rows[r]) and read.grid.rows[r][c] not in ("", None))
    return address(next(filled, read.table.bottom), c)


def _lacking(form: Form, read: TableRead) -> list[Field]:
    """Return the fields that one more column of a table may hold."""
    known = {part.key for meaning in read.table.columns.values() for part in (meaning, *meaning.parts)}
    return [
        field for field in form.fields
        if field.value not in _NEVER and field.title and field.key not in known
        and field.key not in _BY_LENGTH and not field.key.endswith(_PARTS)
    ]  # fmt: skip


def _is_free(field: Field) -> bool:
    return is_free(Meaning(field.key, field.value))


def _likeness(field: Field, heading: str) -> float:
    """Return how alike a heading is to the nearest of a field's own, from 0 to 1: 1 where one holds the other's words."""
    typed = heading_key(heading)
    words = set(typed.split())
    own = {heading_key(text.split(" > ")[-1]) for text in (field.title, *field.headings)}
    if any(words <= set(text.split()) or words >= set(text.split()) for text in own):
        return 1.0
    return max(SequenceMatcher(None, typed, text).ratio() for text in own)


def _shown(raw: Raw) -> str:
    """Return a cell for an example; a number as long as a person's is masked, as in every list on a screen: not a date,
    nor the number of a decision with its day."""
    text = raw_text(raw)
    return text if is_date(raw) else _GROUPS.sub(lambda found: _masked(found[0]), text)


def _masked(number: str) -> str:
    """Return digits, in groups or in one, masked where they are as many as in a person's number and no date."""
    digits = sum(letter.isdigit() for letter in number)
    return mask_number(number) if digits >= _LONG_NUMBER and not is_date(number) else number
