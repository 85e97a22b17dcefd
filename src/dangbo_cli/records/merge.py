"""Plan `dv gop-trung`: two records of one person become one.

The first record stays, the second goes; what only one of the two knows is kept, of what both say alike the more exact.
Where they contradict in what says who somebody is (name, birth, numbers, admission, and where and how she is a
member), the clerk must choose; elsewhere the value written last wins, and what is left out is said. Everything that
refers to the second record comes to the first, entries that both have only once. The removal is written into the
history of the first (`store.history.merged_into`), so that the number of the second still answers.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dangbo_cli.domain.agreement import IDENTITY, contradict, sharpens
from dangbo_cli.domain.change import Entity, Plan, Scalar
from dangbo_cli.domain.levels import LEVELS, STAGES
from dangbo_cli.domain.likeness import WEIGHTS, Rarity, traits, weigh
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.privacy import mask_pair
from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.records.draft import Draft, Row, read_rows, row_number
from dangbo_cli.records.fields import Assignment, Kind, find_target
from dangbo_cli.records.people import Person, read_person, refuse_taken
from dangbo_cli.records.rating_years import YearRefused
from dangbo_cli.records.readings import check_together, read_values
from dangbo_cli.records.refusal import FieldRefused, RecordRefused
from dangbo_cli.records.tree import Tree
from dangbo_cli.store.catalogue import CATALOGUE, RecordTable, referrers
from dangbo_cli.store.history import last_writers
from dangbo_cli.store.labels import DATED, ENTITY_LABELS, column_label, rating_label
from dangbo_cli.store.rating_years import closed_years, is_closed
from dangbo_cli.vietnamese.text import clean, fold

TWO_PEOPLE = cause(
    "merge_two_people",
    Level.NOTE,
    "Hai bản ghi trông như hai người",
    "Trông như hai người khác nhau: {detail}. Chỉ gộp khi chắc là một người; nếu là hai người, hãy ghi «dangbo dv trung "
    "--khac {value}».",
)
ONE_VALUE_LEFT_OUT = cause("merge_leaves_out", Level.NOTE, "Giá trị bị bỏ khi gộp", "{detail}, giữ {value}.")

FIRST, SECOND = "A", "B"
#: Columns in which two records of one person may not simply differ.
_CHOSEN = IDENTITY | {"official_on"}
#: Dated rows of which one holds at a time, with the key to choose by.
_TIMELINES = {
    Entity.MEMBER_PLACE: "organization",
    Entity.MEMBERSHIP: "status",
    Entity.MEMBER_ACTIVITY: "activity",
}
_TIMELINE_WORDS = {
    "organization": "organization", "noi sinh hoat": "organization", "to chuc": "organization",
    "to chuc dang": "organization", "chi bo": "organization", "status": "status", "trang thai": "status",
    "loai dang vien": "status", "activity": "activity", "tinh trang sinh hoat": "activity",
}  # fmt: skip
_WORDS = {
    "official": "Chính thức", "probationary": "Dự bị", "active": "Đang sinh hoạt", "exempt": "Miễn sinh hoạt",
    "suspended": "Đình chỉ sinh hoạt", "left": "Đã ra khỏi danh sách",
}  # fmt: skip
_SPAN = ("valid_from", "valid_to")
_TELLS_APART = -5  # points of evidence that is not outweighed by a slip: another name, number, day of birth


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A field in which the two records contradict: its key, its name, and both values as they are read."""

    key: str
    label: str
    first: str
    second: str

    @property
    def shown(self) -> tuple[str, str]:
        """Both values as a screen may show them."""
        return mask_pair(self.key, self.first, self.second)


class MergeUndecided(RecordRefused):
    """The two records contradict where only somebody can choose: `contradictions` are all of them."""

    def __init__(self, first: int, second: int, contradictions: Sequence[Contradiction]) -> None:
        self.contradictions = tuple(contradictions)
        listed = "; ".join(f"{c.label}: A {_quoted(c.shown[0])}, B {_quoted(c.shown[1])}" for c in contradictions)
        keys = " ".join(f'"{c.label.lower()}=A"' for c in contradictions)
        super().__init__(
            f"Hai bản ghi (A số {first}, B số {second}) ghi khác nhau, cần chọn: {listed}.",
            f"Chọn tất cả theo một bản ghi bằng --giu A hoặc --giu B, hoặc từng trường, A, B hay giá trị đúng: "
            f"dangbo dv gop-trung {first} {second} {keys}",
        )


@dataclass(slots=True)
class _Choice:
    """What the clerk chose: a side for everything, sides by key, values typed by column."""

    everything: str | None
    sides: dict[str, str] = field(default_factory=dict)
    typed: dict[str, Scalar] = field(default_factory=dict)

    def side(self, key: str) -> str | None:
        return self.sides.get(key, self.everything)


def plan_merge(
    conn: sqlite3.Connection,
    first: int,
    second: int,
    today: date,
    keep: str | None = None,
    assignments: Sequence[Assignment] = (),
) -> Plan:
    """Return the plan that merges member `second` into member `first`.

    `keep` («A» or «B») chooses a side wherever the two contradict, `assignments` choose for one field a side or a
    value. Raises RecordRefused: RecordUnknown, FieldRefused, ValueRefused, MergeUndecided, YearRefused where a rating of
    a closed year would go, change or become another's.
    """
    if first == second:
        raise RecordRefused(f"Cả hai đều là đảng viên số {first}.", "Hãy ghi số của hai bản ghi khác nhau.")
    pair = read_person(conn, first), read_person(conn, second)
    draft = Draft(conn, f"dang-vien gop-trung {first} {second}", Entity.MEMBER)
    choice = _read_choice(assignments, keep, pair[0], today, draft)
    merger = _Merger(conn, draft, pair[0], pair[1], choice)
    hers = {column: value for column, value in choice.typed.items() if value != pair[1].values[column]}
    refuse_taken(conn, hers, Tree(conn), today, first)
    merger.columns()
    merger.referring()
    if merger.undecided:
        raise MergeUndecided(first, second, merger.undecided)
    merger.refuse_closed_years()
    draft.delete(Entity.MEMBER, {"id": second, **pair[1].values}, first)
    return draft.plan


def _read_choice(
    assignments: Sequence[Assignment], keep: str | None, first: Person, today: date, draft: Draft
) -> _Choice:
    choice = _Choice(keep)
    typed = []
    for name, text in assignments:
        side = clean(text).upper()
        key = _TIMELINE_WORDS.get(" ".join(fold(name).replace("_", " ").replace("-", " ").split()))
        target = None if key else find_target(name)
        if key is None and target is not None and target.kind is Kind.PLAIN:
            key = target.key
        if key is None:
            raise FieldRefused(f"«{name}» không chọn được khi gộp.", "Gộp xong rồi sửa bằng «dangbo dv sua …».")
        if side in (FIRST, SECOND):
            choice.sides[key] = side
        elif target is None:
            raise FieldRefused(f"«{name}» chỉ chọn được A hoặc B.", f"Hãy ghi «{name}=A» hoặc «{name}=B».")
        else:
            typed.append((target, clean(text)))
    if typed:
        choice.typed.update(read_values(typed, first.values, today, draft))
    return choice


class _Merger:
    """Decides field by field and entry by entry, and writes it into the draft."""

    def __init__(self, conn: sqlite3.Connection, draft: Draft, first: Person, second: Person, choice: _Choice) -> None:
        self._conn = conn
        self._draft = draft
        self._first = first
        self._second = second
        self._choice = choice
        self._tree = Tree(conn)
        self._done: set[tuple[Entity, int]] = set()
        self.undecided: list[Contradiction] = []

    # --- the person's own columns
    def columns(self) -> None:
        """Decide every column of the member; ValueRefused where values of the two do not go together."""
        self._warn()
        writers = last_writers(self._conn, Entity.MEMBER, [self._first.id, self._second.id])
        pairs: dict[str, tuple[Scalar, Scalar]] = {}
        for column in CATALOGUE[Entity.MEMBER].columns:
            one, other = self._first.values[column], self._second.values[column]
            if column in self._choice.typed:
                pairs[column] = (one, self._choice.typed[column])
                continue
            side = self._choice.side(column) if contradict(column, one, other) else _better(column, one, other)
            if side is None and column in _CHOSEN:
                self._undecide(column, column_label(column), _say(one), _say(other))
                continue
            if side is None:
                mine, theirs = (writers.get(p.id, {}).get(column) for p in (self._first, self._second))
                newer = theirs is not None and (mine is None or (theirs.date, theirs.batch) > (mine.date, mine.batch))
                side = SECOND if newer else FIRST
            if contradict(column, one, other):
                self._leave_out(Contradiction(column, column_label(column), _say(one), _say(other)), side)
            pairs[column] = (one, one if side == FIRST else other)
        if not self.undecided:
            check_together(self._first.values, {column: after for column, (_, after) in pairs.items()}, self._draft)
        self._draft.change(Entity.MEMBER, self._first.id, self._first.id, **pairs)

    def _warn(self) -> None:
        """Say so where what tells people apart does, by more than a slip, and no number of the two agrees."""
        likeness = weigh(traits(self._first.values), traits(self._second.values), Rarity(()))
        unlike = [WEIGHTS[one.key].words for one in likeness.points if WEIGHTS[one.key].points <= _TELLS_APART]
        if unlike and not any(point.key in ("citizen_same", "card_same") for point in likeness.points):
            self._draft.note(TWO_PEOPLE, ", ".join(unlike), f"{self._first.id} {self._second.id}")

    def _undecide(self, key: str, label: str, one: str, other: str) -> None:
        self.undecided.append(Contradiction(key, label, one, other))

    def _leave_out(self, found: Contradiction, side: str) -> None:
        kept, dropped = found.shown if side == FIRST else found.shown[::-1]
        self._draft.note(ONE_VALUE_LEFT_OUT, f"{found.label}: bỏ {_quoted(dropped)}", _quoted(kept))

    # --- what refers to the two
    def referring(self) -> None:
        """Bring everything that refers to the second record to the first."""
        for table, column in referrers(Entity.MEMBER):
            mine = read_rows(self._conn, table.entity, column, self._first.id)
            theirs = read_rows(self._conn, table.entity, column, self._second.id)
            if table.entity in _TIMELINES:
                self._timeline(table, column, mine, theirs)
            else:
                self._entries(table, column, mine, theirs)

    def _timeline(self, table: RecordTable, column: str, mine: list[Row], theirs: list[Row]) -> None:
        """Keep one of two timelines whole: rows of both, laid over one another, would contradict on some day.

        Places are compared day by day, for as of any of them somebody is counted there; the other two by what holds now.
        """
        key, (value, label) = _TIMELINES[table.entity], DATED[table.entity]
        default = "active" if table.entity is Entity.MEMBER_ACTIVITY else None
        one, other = _now(mine, value, default), _now(theirs, value, default)
        fuller = FIRST if one is not None and (other is None or len(mine) >= len(theirs)) else SECOND
        side: str | None
        if one is None or other is None:
            side = fuller
        elif _alike(mine, theirs, value):
            side = self._choice.sides.get(key, fuller)
        else:
            asked = table.entity is Entity.MEMBER_PLACE or one != other
            told_twice = asked or bool(mine and theirs)
            side = self._choice.side(key) if told_twice else self._choice.sides.get(key)
            found = Contradiction(value, label, self._say_rows(mine, value, one), self._say_rows(theirs, value, other))
            if side is None and asked:
                self._undecide(key, label, found.first, found.second)
                return
            side = side or fuller
            if told_twice or side != fuller:
                self._leave_out(found, side)
        for row in mine if side == SECOND else ():
            self._delete(table, row)
        for row in theirs:
            if side == SECOND:
                self._move(table, column, row)
            else:
                self._delete(table, row)

    def refuse_closed_years(self) -> None:
        """Raise YearRefused where what was written touches a rating of a closed year: merging writes ratings, too."""
        closed = closed_years(self._conn)
        touched = {change.record for change in self._draft.plan.changes if closed and change.entity is Entity.RATING}
        periods = {
            str(row["period"])[:4]
            for person in (self._first, self._second)
            for row in read_rows(self._conn, Entity.RATING, "member_id", person.id)
            if row["id"] in touched and is_closed(closed, row["period"])
        }
        if periods:
            listed = ", ".join(sorted(periods))
            again = " ".join(f"«dangbo xep-loai mo-lai {year} --ly-do …»" for year in sorted(periods))
            raise YearRefused(
                f"Xếp loại năm {listed} đã chốt, mà gộp hai bản ghi này thì đổi xếp loại của năm ấy.",
                f"Nếu cần gộp, hãy mở lại năm ấy trước: {again}; gộp xong thì chốt lại.",
            )

    def _entries(self, table: RecordTable, column: str, mine: list[Row], theirs: list[Row]) -> None:
        uniques = _unique_keys(self._conn, table, column)
        for row in theirs:
            twin = next((m for m in mine for key in uniques if _equal(m, row, key)), None)
            if twin is None and set(_SPAN) <= set(table.columns):
                what = [name for name in table.columns if name not in (column, *_SPAN)]
                twin = next((m for m in mine if _equal(m, row, what, nulls=True) and _overlap(m, row)), None)
                if twin is not None:
                    self._span(table, twin, row)
            elif twin is None:
                what = [name for name in table.columns if name != column]
                twin = next((m for m in mine if _equal(m, row, what, nulls=True)), None)
            else:
                self._fill(table, column, twin, row)
            if twin is None:
                self._move(table, column, row)
            else:
                self._delete(table, row)

    def _span(self, table: RecordTable, twin: Row, row: Row) -> None:
        """Let one row cover what two covered."""
        starts = [str(r["valid_from"]) for r in (twin, row) if r["valid_from"] is not None]
        ends = [r["valid_to"] for r in (twin, row)]
        until = None if None in ends else max(str(end) for end in ends)
        self._change(
            table, twin, valid_from=(twin["valid_from"], min(starts, default=None)), valid_to=(twin["valid_to"], until)
        )

    def _fill(self, table: RecordTable, column: str, twin: Row, row: Row) -> None:
        """Give the entry that stays what only the other has; where both say something else, one is left out."""
        pairs: dict[str, tuple[Scalar, Scalar]] = {}
        for name in table.columns:
            one, other = twin[name], row[name]
            if name == column or other is None or one == other:
                continue
            if one is None:
                pairs[name] = (None, other)
                continue
            side = self._choice.everything or FIRST
            topic = self._topic(table, name, twin)
            self._leave_out(Contradiction(name, topic, self._say_value(name, one), self._say_value(name, other)), side)
            if side == SECOND:
                pairs[name] = (one, other)
        if table.entity is Entity.RATING:
            self._without_reason(twin, pairs)
        self._change(table, twin, **pairs)

    def _topic(self, table: RecordTable, name: str, row: Row) -> str:
        if table.entity is Entity.RATING:
            return rating_label(name, row["period"])
        period = f" {row['period']}" if "period" in row else ""
        return f"{ENTITY_LABELS[table.entity].capitalize()}{period}, {column_label(name, table.entity).lower()}"

    def _without_reason(self, twin: Row, pairs: dict[str, tuple[Scalar, Scalar]]) -> None:
        """Why somebody has no level is nothing to say of a rating that keeps levels alone: leave it out, and say so."""
        after = {name: pairs[name][1] if name in pairs else value for name, value in twin.items()}
        levels = [level for name in STAGES.values() if (level := after[name]) is not None]
        reason = after["not_rated_reason"]
        if reason is None or not levels or not set(levels) <= set(LEVELS):
            return
        topic = f"{rating_label('not_rated_reason', twin['period'])}: bỏ {_quoted(str(reason))}"
        self._draft.note(ONE_VALUE_LEFT_OUT, topic, _quoted(str(levels[-1])))
        pairs["not_rated_reason"] = (twin["not_rated_reason"], None)

    def _change(self, table: RecordTable, row: Row, **pairs: tuple[Scalar, Scalar]) -> None:
        self._draft.change(table.entity, row_number(row), self._first.id, **pairs)
        row.update({name: after for name, (_, after) in pairs.items()})

    def _move(self, table: RecordTable, column: str, row: Row) -> None:
        others = [name for name, entity in table.references.items() if entity is Entity.MEMBER and name != column]
        if any(row[name] in (self._first.id, self._second.id) for name in others):
            self._delete(table, row)  # a row about the two of them says nothing about one
        elif (table.entity, row_number(row)) not in self._done:
            self._change(table, row, **{column: (row[column], self._first.id)})

    def _delete(self, table: RecordTable, row: Row) -> None:
        if (table.entity, row_number(row)) not in self._done:
            self._done.add((table.entity, row_number(row)))
            self._draft.delete(table.entity, row, self._first.id)

    def _say_rows(self, rows: Sequence[Row], column: str, default: Scalar) -> str:
        """Return what a timeline says, from its first day to its last."""
        said = (f"{self._say_value(column, row[column])}{_say_span(row)}" for row in rows)
        return ", rồi ".join(said) or self._say_value(column, default)

    def _say_value(self, column: str, value: Scalar) -> str:
        if column == "organization_id" and isinstance(value, int):
            return self._tree.full_label(value)
        return _WORDS.get(str(value), _say(value))


def _better(column: str, one: Scalar, other: Scalar) -> str:
    """Return the side that knows more, where the two do not contradict."""
    return SECOND if one is None or sharpens(column, one, other) else FIRST


def _say(value: Scalar) -> str:
    text = str(value)
    return format_date(text) if text[:4].isdigit() and text[4:5] in ("", "-") and len(text) in (4, 7, 10) else text


def _quoted(text: str) -> str:
    return text if text.startswith("«") else f"«{text}»"


def _say_span(row: Row) -> str:
    ends = (("từ", row["valid_from"]), ("đến", row["valid_to"]))
    return "".join(f" {word} {format_date(str(day))}" for word, day in ends if day is not None)


def _alike(one: Sequence[Row], other: Sequence[Row], column: str) -> bool:
    """Tell whether two timelines say the same of every day."""
    days = {str(row[bound]) for row in (*one, *other) for bound in _SPAN if row[bound] is not None}
    return all(_on(one, column, day) == _on(other, column, day) for day in ("", *days))


def _on(rows: Sequence[Row], column: str, day: str) -> Scalar:
    """Return what the row that covers a day says (\"\": a day before all others), the last written of several."""
    covering = [
        row for row in rows
        if (row["valid_from"] is None or str(row["valid_from"]) <= day)
        and (row["valid_to"] is None or str(row["valid_to"]) > day)
    ]  # fmt: skip
    return max(covering, key=row_number)[column] if covering else None


def _now(rows: Sequence[Row], column: str, default: str | None) -> Scalar:
    """Return what the last row of a timeline says."""
    return rows[-1][column] if rows else default


def _unique_keys(conn: sqlite3.Connection, table: RecordTable, column: str) -> list[list[str]]:
    """Return, for every unique index that the reference is part of, its other columns."""
    found: list[list[str]] = []
    for index in conn.execute('SELECT name FROM pragma_index_list(?) WHERE "unique" = 1', (table.name,)).fetchall():
        columns = [row[0] for row in conn.execute("SELECT name FROM pragma_index_info(?)", (index[0],))]
        if column in columns:
            found.append([name for name in columns if name != column])
    return found


def _equal(one: Mapping[str, Scalar], other: Mapping[str, Scalar], names: Iterable[str], nulls: bool = False) -> bool:
    """Tell whether two rows agree in some columns; unknown equals unknown only where `nulls` says so."""
    return all(one[name] == other[name] and (nulls or one[name] is not None) for name in names)


def _overlap(one: Row, other: Row) -> bool:
    """Tell whether two dated rows share a day, or one follows the other without a day between."""

    def before(end: Scalar, start: Scalar) -> bool:
        return end is not None and start is not None and str(end) < str(start)

    return not before(one["valid_to"], other["valid_from"]) and not before(other["valid_to"], one["valid_from"])
