"""Columns of sheets of the year's work: the heading's path, and how the cell of an entry is written.

A column returns the cell and tells its pen what the record should hold after reading it, so that the truth is made in
the same moment as the cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from random import Random

from vi_du import cells
from vi_du.cells import Cell, Dirt
from vi_du.year import COLLECTIVE, NO, PERSON, YES, Entry, Goal

Truth = dict[str, object]


@dataclass(slots=True)
class Pen:
    """The hand that writes one row: chance, carelessness, names of organisations by code, and the truth of the entry it
    writes about. `part` is the target that the row is about (None: all of them)."""

    rng: Random
    dirt: Dirt
    names: dict[str, str]
    truth: Truth
    ordinal: int = 0
    part: int | None = None
    as_of: str | None = None
    told: set[str] = field(default_factory=set)

    def text(self, value: str) -> str:
        """Return the text as this unit types it."""
        return self.dirt.on(self.rng, value)

    def tell(self, key: str, value: object) -> None:
        """State what the record should hold."""
        if value is not None:
            self.truth[key] = value

    def target(self, goal: Goal) -> Truth:
        """Return the truth of one target, stated the first time."""
        targets = self.truth.setdefault("targets", {})
        assert isinstance(targets, dict)
        number = None if goal.number is None else float(goal.number)
        stated = {"operator": goal.operator, "number": number, "unit": goal.unit, "due_on": goal.due_on}
        found: Truth = targets.setdefault(goal.wording, {**stated, "progress": []})
        return found


Write = Callable[[Entry, Pen], Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `path` holds the heading, or the merged parent and the child. A `part` is written in every row of an
    entry that takes several."""

    path: tuple[str, ...]
    write: Write
    width: int = 14
    part: bool = False


def ordinal(heading: str = "STT") -> Column:
    """Number the entries."""
    return Column((heading,), lambda entry, pen: pen.ordinal, 5)


def blank(heading: str, width: int = 14) -> Column:
    """A column nobody fills («Ghi chú», «Chữ ký»)."""
    return Column((heading,), lambda entry, pen: None, width)


def text(heading: str, key: str, width: int = 24) -> Column:
    """A column of words."""

    def write(entry: Entry, pen: Pen) -> Cell:
        value = entry.facts.get(key)
        pen.tell(key, value)
        return None if value is None else pen.text(str(value))

    return Column((heading,), write, width)


def count(heading: str, key: str) -> Column:
    """A number of people."""

    def write(entry: Entry, pen: Pen) -> Cell:
        value = entry.facts[key]
        assert isinstance(value, int)
        pen.tell(key, value)
        return value

    return Column((heading,), write, 10)


def day(heading: str, key: str, styles: str = "date") -> Column:
    """A date; `styles` are spellings (`cells.spell_date`), drawn cell by cell, separated by «|»."""
    choices = styles.split("|")

    def write(entry: Entry, pen: Pen) -> Cell:
        value = entry.facts.get(key)
        if value is None:
            return None
        cell, iso = cells.spell_date(date.fromisoformat(str(value)), pen.rng.choice(choices))
        pen.tell(key, iso)
        return cell

    return Column((heading,), write, 13)


def tick(heading: str, key: str, yes: str = "x|X", no: str = "|") -> Column:
    """Yes or no; an empty word leaves the cell empty, which says nothing."""

    def write(entry: Entry, pen: Pen) -> Cell:
        value = entry.facts.get(key)
        if value not in (YES, NO):
            return None
        word = pen.rng.choice((yes if value == YES else no).split("|"))
        pen.tell(key, value if word else None)
        return word or None

    return Column((heading,), write, 10)


def choice(heading: str, key: str, words: dict[str, tuple[str, ...]]) -> Column:
    """A closed list in the unit's words."""

    def write(entry: Entry, pen: Pen) -> Cell:
        value = entry.facts.get(key)
        if value is None:
            return None
        pen.tell(key, value)
        return pen.text(pen.rng.choice(words[str(value)]))

    return Column((heading,), write, 18)


_UNRATED = {"Mới kết nạp": ("Chưa đủ 6 tháng", "Mới kết nạp"), "Miễn công tác và sinh hoạt đảng": ("Miễn sinh hoạt",)}


def level(*path: str, key: str, variants: bool = True) -> Column:
    """A rating in words; why somebody is not rated stands where the level would."""

    def write(entry: Entry, pen: Pen) -> Cell:
        value = entry.facts.get(key)
        if value is None:
            return None
        pen.tell(key, value)
        reason = entry.facts.get("not_rated_reason")
        if reason is not None:
            pen.tell("not_rated_reason", reason)
            return pen.rng.choice(_UNRATED[str(reason)])
        return pen.rng.choice(cells.RATINGS[str(value)]) if variants and value in cells.RATINGS else str(value)

    return Column(path, write, 16)


def level_tick(parent: str, child: str, value: str, key: str) -> Column:
    """One of the columns of a rating by ticks."""

    def write(entry: Entry, pen: Pen) -> Cell:
        if entry.facts.get(key) != value:
            return None
        pen.tell(key, value)
        return "x"

    return Column((parent, child), write, 10)


def remark(heading: str = "Ghi chú") -> Column:
    """Why somebody has no tick."""

    def write(entry: Entry, pen: Pen) -> Cell:
        reason = entry.facts.get("not_rated_reason")
        if reason is None:
            return None
        pen.tell("not_rated_reason", reason)
        return _UNRATED[str(reason)][0]

    return Column((heading,), write, 16)


# --- who and where
def who(heading: str, style: str = "proper") -> Column:
    """The name of a person or a collective; an organisation's own name where the entry is about itself."""

    def write(entry: Entry, pen: Pen) -> Cell:
        if entry.person is None:
            return pen.text(entry.name or pen.names[entry.code])
        name = entry.person.full_name
        return pen.text({"capitals": name.upper(), "comrade": f"Đ/c {name}"}.get(style, name))

    return Column((heading,), write, 26)


def birth(heading: str, styles: str = "date") -> Column:
    """The birth date of a member."""
    choices = styles.split("|")

    def write(entry: Entry, pen: Pen) -> Cell:
        return None if entry.person is None else cells.spell_date(entry.person.birth, pen.rng.choice(choices))[0]

    return Column((heading,), write, 12)


def organization(heading: str, width: int = 26) -> Column:
    """The organisation that the entry counts in, by its name."""
    return Column((heading,), lambda entry, pen: pen.text(pen.names[entry.code]), width)


def grassroots(heading: str, agency: bool = False) -> Column:
    """The grassroots organisation: its name, or its agency's."""

    def write(entry: Entry, pen: Pen) -> Cell:
        assert entry.unit is not None
        return pen.text(entry.unit.agency.name if agency else entry.unit.organization.name)

    return Column((heading,), write, 28)


# --- initiatives and pledges
def goals(heading: str = "Chỉ tiêu", bullet: str = "- ") -> Column:
    """The targets: all in one cell, one a line, or one in each row."""

    def write(entry: Entry, pen: Pen) -> Cell:
        chosen = entry.goals if pen.part is None else entry.goals[pen.part : pen.part + 1]
        for goal in chosen:
            pen.target(goal)
        return "\n".join(f"{bullet if len(chosen) > 1 else ''}{goal.wording}" for goal in chosen)

    return Column((heading,), write, 40, part=True)


def reached(heading: str, as_words: bool = False) -> Column:
    """What was reached of the row's target, in words; numerator and denominator only `as_words`."""

    def write(entry: Entry, pen: Pen) -> Cell:
        goal = entry.goals[pen.part or 0]
        said = goal.reached
        if said is None and goal.parts is not None and as_words:
            said = "/".join(str(number) for number in goal.parts)
        if said is None:
            return None
        progress: Truth = {"actual": said, "reported_on": pen.as_of}
        number = re.fullmatch(r"([\d.]+(?:,\d+)?)\D*", said)
        if number:
            progress["actual_number"] = float(number[1].replace(".", "").replace(",", "."))
        elif goal.parts is not None and as_words:
            progress["numerator"], progress["denominator"] = map(float, goal.parts)
        _progress(pen, goal).append(progress)
        return said

    return Column((heading,), write, 18, part=True)


def fraction(above: str, below: str) -> tuple[Column, Column]:
    """Numerator and denominator in two columns."""

    def write_above(entry: Entry, pen: Pen) -> Cell:
        goal = entry.goals[pen.part or 0]
        if goal.parts is None:
            return None
        _progress(pen, goal).append(
            {"numerator": float(goal.parts[0]), "denominator": float(goal.parts[1]), "reported_on": pen.as_of}
        )
        return goal.parts[0]

    def write_below(entry: Entry, pen: Pen) -> Cell:
        goal = entry.goals[pen.part or 0]
        return None if goal.parts is None else goal.parts[1]

    return Column((above,), write_above, 10, part=True), Column((below,), write_below, 10, part=True)


def _progress(pen: Pen, goal: Goal) -> list[object]:
    listed = pen.target(goal)["progress"]
    assert isinstance(listed, list)
    return listed


def items(heading: str = "Nội dung cam kết") -> Column:
    """The items of a pledge, one a line."""

    def write(entry: Entry, pen: Pen) -> Cell:
        if entry.items:
            pen.tell("items", list(entry.items))
        return "\n".join(f"- {item}" for item in entry.items) or None

    return Column((heading,), write, 40)


def is_about(entry: Entry, section: str) -> bool:
    """Tell whether an entry belongs under «TẬP THỂ» or «CÁ NHÂN»."""
    return (entry.sort or COLLECTIVE) == (PERSON if section == "CÁ NHÂN" else COLLECTIVE)
