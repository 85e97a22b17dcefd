"""Columns of a member list: the heading's path, and how one person's cell is written.

A column's `write` returns the cell and the facts that the cell gives, in the form the record should hold.
Facts are keys of `dv ds --dinh-dang json`, or (year, stage) for a rating, «standing» for the words
«Chính thức» and «Dự bị».
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from vi_du import cells
from vi_du.cells import Cell, Dirt
from vi_du.people import SHEET_DATE, YEAR, Person

Fact = dict[str | tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Pen:
    """The hand that writes a unit's list: its chance, its carelessness, the branch it is writing."""

    rng: Random
    dirt: Dirt
    branch_name: str
    unit_code: str
    ordinal: int

    def text(self, value: str) -> str:
        """Return the text as this unit types it."""
        return self.dirt.on(self.rng, value)


Write = Callable[[Person, Pen], tuple[Cell, Fact]]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `path` holds the heading, or the merged parent and the child."""

    path: tuple[str, ...]
    write: Write
    width: int = 12


def ordinal(heading: str = "TT") -> Column:
    """Number the rows."""
    return Column((heading,), lambda person, pen: (pen.ordinal, {}), 5)


def empty(heading: str, width: int = 10) -> Column:
    """A column nobody fills («Ghi chú», «Chữ ký»)."""
    return Column((heading,), lambda person, pen: (None, {}), width)


def name(heading: str, style: str = "proper") -> Column:
    """The full name: proper case, capitals, or behind «Đ/c»."""

    def write(person: Person, pen: Pen) -> tuple[Cell, Fact]:
        text = person.full_name
        if style == "capitals":
            text = text.upper()
        elif style == "comrade":
            text = f"Đ/c {text}"
        return pen.text(text), {"full_name": person.full_name}

    return Column((heading,), write, 26)


def family_name(*path: str) -> Column:
    """«Họ»: everything before the last word."""
    return Column(path, lambda person, pen: (pen.text(person.full_name.rpartition(" ")[0]), {}), 18)


def given_name(*path: str) -> Column:
    """«Tên»: the last word; both columns together are the name."""
    return Column(path, lambda person, pen: (person.full_name.rpartition(" ")[2], {"full_name": person.full_name}), 9)


def _date_column(path: tuple[str, ...], key: str, day: Callable[[Person], date | None], styles: str) -> Column:
    choices = styles.split("|")

    def write(person: Person, pen: Pen) -> tuple[Cell, Fact]:
        value = day(person)
        if value is None:
            return None, {}
        style = pen.rng.choice(choices)
        if person.official is None and style in ("mm/yyyy", "yyyy", "number", "1905"):
            style = "dd/mm/yyyy"  # months since the admission must be countable
        cell, iso = cells.spell_date(value, style)
        return cell, {key: iso}

    return Column(path, write, 13)


def birth(*path: str, styles: str = "date") -> Column:
    """The birth date; `styles` are spellings, drawn cell by cell, separated by «|»."""
    return _date_column(path, "birth_date", lambda person: person.birth, styles)


def birth_by_gender(parent: str, gender: str, styles: str) -> Column:
    """A birth date under «Nam» or «Nữ», which tells the gender; the other column may hold a space."""
    inner = birth(parent, gender, styles=styles)

    def write(person: Person, pen: Pen) -> tuple[Cell, Fact]:
        if person.gender != gender:
            return pen.rng.choice([None, None, None, None, " ", "  "]), {}
        cell, facts = inner.write(person, pen)
        return cell, {**facts, "gender": gender}

    return Column((parent, gender), write, 12)


def admitted(*path: str, styles: str = "date") -> Column:
    """The admission date."""
    return _date_column(path, "admitted_on", lambda person: person.admitted, styles)


def official(*path: str, styles: str = "date") -> Column:
    """The official date; empty for those on probation."""
    column = _date_column(path, "official_on", lambda person: person.official, styles)

    def write(person: Person, pen: Pen) -> tuple[Cell, Fact]:
        cell, facts = column.write(person, pen)
        return cell, {**facts, "standing": "Chính thức" if person.official else "Dự bị"}

    return Column(column.path, write, 13)


def standing(heading: str) -> Column:
    """«Chính thức» or «Dự bị» in words."""

    def write(person: Person, pen: Pen) -> tuple[Cell, Fact]:
        word = "Chính thức" if person.official else "Dự bị"
        return pen.text(word), {"standing": word}

    return Column((heading,), write, 12)


def constant(heading: str, value: str, width: int = 14) -> Column:
    """A column that says the same in each row and gives no fact of its own."""
    return Column((heading,), lambda person, pen: (value, {}), width)


def _choice_column(
    path: tuple[str, ...],
    key: str,
    value: Callable[[Person], str | None],
    variants: dict[str, tuple[str, ...]],
    width: int,
) -> Column:
    def write(person: Person, pen: Pen) -> tuple[Cell, Fact]:
        label = value(person)
        if label is None:
            return None, {}
        return pen.text(pen.rng.choice(variants.get(label, (label,)))), {key: label}

    return Column(path, write, width)


def gender(*path: str, style: str = "proper") -> Column:
    """The gender in words: «Nam», «NAM», «nam»."""
    variants = {
        "proper": {},
        "mixed": {"Nam": ("Nam", "NAM", "nam"), "Nữ": ("Nữ", "NỮ", "nữ")},
    }[style]
    return _choice_column(path, "gender", lambda person: person.gender, variants, 7)


def gender_tick(parent: str, value: str) -> Column:
    """A tick under «Nam» or «Nữ»."""

    def write(person: Person, pen: Pen) -> tuple[Cell, Fact]:
        if person.gender != value:
            return None, {}
        return pen.rng.choice(["x", "X", "x "]), {"gender": value}

    return Column((parent, value), write, 6)


def ethnicity(*path: str, variants: bool = False) -> Column:
    """The ethnic group, with the spellings of `cells.ETHNICITIES` if wanted."""
    return _choice_column(path, "ethnicity", lambda p: p.ethnicity, cells.ETHNICITIES if variants else {}, 11)


def religion(*path: str, variants: bool = False) -> Column:
    """The religion; «Không» is a value."""
    return _choice_column(path, "religion", lambda p: p.religion, cells.RELIGIONS if variants else {}, 11)


def expertise(*path: str, variants: bool = False) -> Column:
    """The expertise."""
    return _choice_column(path, "expertise", lambda p: p.expertise, cells.EXPERTISE if variants else {}, 14)


def theory(*path: str, variants: bool = False) -> Column:
    """Political theory in words."""
    return _choice_column(path, "political_theory", lambda p: p.political_theory, cells.THEORY if variants else {}, 14)


def theory_tick(parent: str, level: str) -> Column:
    """A tick for one level of political theory."""

    def write(person: Person, pen: Pen) -> tuple[Cell, Fact]:
        return (
            (pen.rng.choice(["x", "x", "X"]), {"political_theory": level})
            if person.political_theory == level
            else (None, {})
        )

    return Column((parent, level), write, 7)


def text(key: str, *path: str, blank: str | None = None, width: int = 22) -> Column:
    """A free text; `blank` is what the unit writes where there is nothing («-»)."""
    source = {"government_position": "post"}.get(key, key)

    def write(person: Person, pen: Pen) -> tuple[Cell, Fact]:
        value: str | None = getattr(person, source)
        return (blank, {}) if value is None else (pen.text(value), {key: value})

    return Column(path, write, width)


def education(*path: str, as_dates: bool = False) -> Column:
    """General education («10/10», «12/12»); `as_dates`: some cells that Excel has made dates of."""

    def write(person: Person, pen: Pen) -> tuple[Cell, Fact]:
        value = person.general_education
        fact: Fact = {"general_education": value}
        if as_dates and pen.rng.random() < 0.3:
            number = int(value[:2])
            return date(2022, number, number), fact
        return value, fact

    return Column(path, write, 9)


def citizen_id(*path: str, lose_zero: float = 0.0) -> Column:
    """The citizen id; with chance `lose_zero` a number whose leading zero Excel has eaten."""

    def write(person: Person, pen: Pen) -> tuple[Cell, Fact]:
        lost = pen.rng.random() < lose_zero
        return int(person.citizen_id) if lost else person.citizen_id, {"citizen_id": person.citizen_id}

    return Column(path, write, 15)


def card(*path: str, styles: str = "plain") -> Column:
    """The 8-digit card number: «plain», «dot», «space», or «number» (a numeric cell)."""
    choices = styles.split("|")

    def write(person: Person, pen: Pen) -> tuple[Cell, Fact]:
        if person.card is None:
            return None, {}
        style = pen.rng.choice(choices)
        cell: Cell = int(person.card) if style == "number" else cells.spell_card(person.card, style)
        return cell, {"card_number": person.card}

    return Column(path, write, 13)


def long_card(*path: str) -> Column:
    """The 12-digit card number of newer lists."""
    return Column(
        path, lambda p, pen: (None, {}) if p.long_card is None else (p.long_card, {"card_number": p.long_card}), 15
    )


def old_card(*path: str) -> Column:
    """The 8-digit number beside a 12-digit one."""
    return Column(path, lambda p, pen: (None, {}) if p.card is None else (p.card, {"old_card_number": p.card}), 13)


def file_number(*path: str) -> Column:
    """The file number: six digits, as text."""
    return Column(path, lambda person, pen: (person.file_number, {"file_number": person.file_number}), 10)


def card_and_file(*path: str) -> Column:
    """Card and file number in one cell; those without a card have the file number alone."""

    def write(person: Person, pen: Pen) -> tuple[Cell, Fact]:
        if person.card is None:
            return person.file_number, {"file_number": person.file_number}
        shown = cells.spell_card(person.card, pen.rng.choice(["plain", "dot"]))
        joined = shown + pen.rng.choice([" ", " ", "\n"]) + person.file_number
        return joined, {"card_number": person.card, "file_number": person.file_number}

    return Column(path, write, 18)


def position(*path: str, style: str = "words", ordinary: bool = True) -> Column:
    """The Party position: «words» or «short»; `ordinary`: write «Đảng viên» where there is none."""

    def write(person: Person, pen: Pen) -> tuple[Cell, Fact]:
        label = person.position or ("Đảng viên" if ordinary else None)
        if label is None:
            return None, {}
        above = person.position_at == pen.unit_code and person.organization_code != pen.unit_code
        shown = cells.POSITIONS[label][0 if style == "words" else 1]
        if above and label in ("Bí thư", "Phó Bí thư"):
            shown = f"{label} Đảng ủy"
        return pen.text(shown), {"party_position": label}

    return Column(path, write, 18)


_STAGES = {"self": 0, "proposed": 1, "decided": 2}


def rating(*path: str, stage: str = "proposed", year: str = YEAR, variants: bool = False) -> Column:
    """A rating in words; the value of the stage, the unsaid stage being the proposed one."""

    def write(person: Person, pen: Pen) -> tuple[Cell, Fact]:
        if year not in person.ratings:
            return None, {}
        level = person.ratings[year][_STAGES[stage]]
        shown = pen.rng.choice(cells.RATINGS[level]) if variants else level
        return pen.text(shown), {(year, stage): level}

    return Column(path, write, 16)


def rating_tick(parent: str, child: str, level: str) -> Column:
    """A tick for one level of the proposed rating of 2022."""

    def write(person: Person, pen: Pen) -> tuple[Cell, Fact]:
        ratings = person.ratings.get(YEAR)
        if ratings is None or ratings[1] != level:
            return None, {}
        return pen.rng.choice(["x", "x", "X", "x "]), {(YEAR, "proposed"): level}

    return Column((parent, child), write, 9)


def party_age(heading: str) -> Column:
    """Whole years in the Party: a column that is recognised and not kept."""
    return Column((heading,), lambda person, pen: (SHEET_DATE.year - person.admitted.year, {}), 8)


def branch(heading: str) -> Column:
    """The branch's name in each row."""
    return Column((heading,), lambda person, pen: (pen.text(pen.branch_name), {}), 26)
