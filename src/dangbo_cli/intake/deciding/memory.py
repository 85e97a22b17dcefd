"""What was decided before is replayed, what is decided now is kept with the batch (`domain.decision`).

Nothing is asked of a decision where nothing is in doubt: only the places that would ask the clerk come here. A
decision that no longer holds (the person's birth was changed since, the organisation stands elsewhere) is named and left
alone, and the question is put again.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from dangbo_cli.domain.agreement import canonical
from dangbo_cli.domain.change import Action, DecisionUse, Entity, FieldChange, Plan, RecordChange, Ref, Scalar
from dangbo_cli.domain.decision import ANOTHER, NEW_HERE, NOT_READ, About, Reach, file_key, said_now, say_whom
from dangbo_cli.domain.partial_dates import agrees, format_date
from dangbo_cli.domain.problem import Choice, Level, Note, cause
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.intake.who.matching import SOMEBODY_NEW
from dangbo_cli.intake.who.people import NUMBERS, Members, PersonRow
from dangbo_cli.store.catalogue import CATALOGUE
from dangbo_cli.vietnamese.names import person_key
from dangbo_cli.vietnamese.text import clean, spelling

FROM_MEMORY = cause("from_memory", Level.NOTE, "Theo ghi nhớ", "Theo ghi nhớ số {detail}: {value}.")
MEMORY_LEFT = cause(
    "memory_left", Level.NOTE, "Ghi nhớ không dùng được nữa", "Không theo ghi nhớ số {detail} ({value})."
)

_TABLE = CATALOGUE[Entity.DECISION]
_WHOM = "SELECT id, full_name FROM member WHERE id IN (SELECT member_id FROM decision)"
_NAMES = ("id", *_TABLE.columns)


class Remembered(NamedTuple):
    """One decision of the record: its number, its stored columns by name."""

    number: Ref
    row: Mapping[str, Scalar]

    @property
    def reach(self) -> Reach:
        """How far it reaches."""
        within = self.row["organization_id"]
        return Reach(
            None if within is None else int(within), str(self.row["file"] or ""), str(self.row["sha256"] or "")
        )

    def reference(self, column: str) -> Ref | None:
        """Return the record that a column names."""
        value = self.row[column]
        return None if value is None else int(value)

    @property
    def unlike(self) -> frozenset[Ref]:
        """The members that were refused."""
        return frozenset(int(number) for number in str(self.row["unlike"] or "").split())


class Kept(NamedTuple):
    """A value of the record that stays against what a unit typed: whose (a member's or an organisation's), which field,
    the two values, and the organisation within which that was said."""

    whose: tuple[Entity, Ref]
    key: str
    values: tuple[Scalar, Scalar]
    within: Ref

    @property
    def place(self) -> tuple[Ref | None, Ref | None, str, str]:
        """What it is found again by: member, organisation, field, and the digest of the values."""
        entity, ref = self.whose
        member, place = (ref, None) if entity is Entity.MEMBER else (None, ref)
        return member, place, self.key, _digest(self.key, *self.values)


class _New(NamedTuple):
    """A decision of this call: its columns, the sheet and cell it was asked about, whose history it belongs to."""

    fields: Mapping[str, Scalar]
    source: int | None
    cell: str
    subject: tuple[Entity, Ref] | None

    def says(self, one: Remembered) -> bool:
        """Tell whether a stored decision gives the same answer."""
        return all(one.row[key] == self.fields.get(key) for key in ("member_id", "place_id", "means", "unlike"))


_Key = tuple[About, object, str | None, int | None, str]


class Memory:
    """The decisions of one record during one call."""

    def __init__(self, conn: sqlite3.Connection | None, plan: Plan, directory: Directory) -> None:
        self._plan, self._directory = plan, directory
        self._kept: dict[tuple[About, object], list[Remembered]] = {}
        self._abouts: set[About] = set()
        self._apart: set[frozenset[Ref]] = set()
        self._new: dict[_Key, _New | None] = {}
        self._said: set[tuple[Ref, int, str]] = set()
        self._offered: dict[int, tuple[PersonRow, Remembered]] = {}  # the row is held, so that its id stays its own
        self._names: dict[Ref, str] = {}
        self._rows: Counter[tuple[int, object]] = Counter()
        if conn is not None:
            for values in conn.execute(f"{_TABLE.select_all} ORDER BY id"):
                self._take(dict(zip(_NAMES, values, strict=True)))
            if About.PERSON in self._abouts:
                self._names.update(conn.execute(_WHOM))

    def _take(self, row: dict[str, Scalar]) -> None:
        one = Remembered(int(row["id"] or 0), row)
        about = About(str(row["about"]))
        if about is About.APART:
            self._apart.add(frozenset((one.reference("member_id") or 0, one.reference("other_member_id") or 0)))
            return
        key: tuple[Scalar, ...] = (row["typed"], row["birth_date"])
        if about is About.HEADING:
            key = (row["typed"], row["form_kind"])
        elif about is About.VALUE:
            key = (row["member_id"], row["place_id"], row["means"], row["seal"])
        self._abouts.add(about)
        self._kept.setdefault((about, key), []).append(one)

    def _reach(self, source: int, within: Ref | None) -> Reach:
        sheet = self._plan.sources[source]
        return Reach(within, file_key(Path(sheet.path).stem), sheet.sha256)

    def _find(self, about: About, key: object, reach: Reach) -> Remembered | None:
        """Return the newest decision about something that reaches a sheet."""
        found = self._kept.get((about, key), ())
        return next((one for one in reversed(found) if one.reach.covers(reach.within, reach.file, reach.sha256)), None)

    # --- saying where one was used
    def _use(self, one: Remembered, source: int, cell: str) -> None:
        if (one.number, source, cell) not in self._said:
            self._said.add((one.number, source, cell))
            self._plan.used.append(DecisionUse(one.number, source, cell))
            self._note(FROM_MEMORY, f"Theo ghi nhớ số {one.number}: {self._words(one)}.", one, source, cell)

    def _leave(self, one: Remembered, why: str, source: int, cell: str) -> None:
        if (-one.number, source, cell) not in self._said:
            self._said.add((-one.number, source, cell))
            said = f"Không theo ghi nhớ số {one.number} nữa («{self._words(one)}»): {why}."
            self._note(MEMORY_LEFT, said, one, source, cell)

    def _words(self, one: Remembered) -> str:
        said, whom = str(one.row["said"]), one.reference("member_id")
        known = one.row["about"] == About.PERSON.value and whom in self._names
        return said_now(said, self._names[whom], whom) if known and whom is not None else said

    def _note(self, code: str, message: str, one: Remembered, source: int, cell: str) -> None:
        sheet = self._plan.sources[source]
        self._plan.notes.append(Note(code, message, sheet.path, sheet.sheet, cell, str(one.number)))

    # --- organisations
    def place(self, source: int, cell: str, text: str, within: Ref | None, among: Collection[Ref] | None) -> Ref | None:
        """Return the organisation that a name was said to be: one of `among`, where the name itself leaves only these
        (None: any below the wider one)."""
        if not self._kept:
            return None
        one = self._find(About.ORGANIZATION, (spelling(text), None), self._reach(source, within))
        if one is None or self._is_shared(one.reference("place_id"), within):
            one = self._find(About.ORGANIZATION, (spelling(text), None), self._reach(source, None))
        if one is None:
            return None
        ref = one.reference("place_id")
        directory = self._directory
        if ref is None or ref not in directory.nodes:
            self._leave(one, "tổ chức ấy không còn trong sổ", source, cell)
        elif (among is not None and ref not in among) or (within is not None and not directory.is_above(within, ref)):
            self._leave(one, f"{directory.say(ref)} không còn ở đó", source, cell)
        else:
            self._use(one, source, cell)
            return ref
        return None

    def learn_place(self, source: int, cell: str, text: str, within: Ref | None, ref: Ref) -> None:
        """Keep that a name is an organisation: within the wider one, or in this file only where several are called so there."""
        if self._is_shared(ref, within):
            within = None
        named = clean(text)
        said = f"{named if '«' in named else f'«{named}»'} {self._where(source, within)} là {self._directory.say(ref)}"
        fields = {"typed": spelling(text), "place_id": ref, **self._within(source, within)}
        self._learn(About.ORGANIZATION, (spelling(text), None), said, fields, source, cell, (Entity.ORGANIZATION, ref))

    def _is_shared(self, ref: Ref | None, within: Ref | None) -> bool:
        """Tell whether others within the wider organisation are called like one: which of them is meant is a matter of the
        sheet («Chi bộ 1» of a whole Đảng bộ)."""
        directory = self._directory
        if ref is None or within is None or ref not in directory.nodes:
            return False
        called = directory.namesakes(directory.nodes[ref].name)
        return any(one != ref and directory.is_above(within, one) for one in called)

    def _within(self, source: int, within: Ref | None) -> dict[str, Scalar]:
        if within is not None:
            return {"organization_id": within}
        reach = self._reach(source, None)
        return {"file": reach.file, "sha256": reach.sha256}

    def _where(self, source: int, within: Ref | None) -> str:
        if within is not None:
            return f"ở {self._directory.nodes[within].name}"
        return f"trong tệp «{Path(self._plan.sources[source].path).name}»"

    # --- headings
    @property
    def knows_headings(self) -> bool:
        """Tell whether any heading was ever asked about."""
        return About.HEADING in self._abouts

    def heading(
        self, source: int, cell: str, key: tuple[str, str], within: Ref | None, trouble: Callable[[str], str | None]
    ) -> str | None:
        """Return what a heading (`key`: its own key, the kind of its sheet) was said to mean: the key of a field, or
        NOT_READ; `trouble` says why a meaning does not hold in this sheet."""
        one = self._find(About.HEADING, key, self._reach(source, within))
        if one is None:
            return None
        means = str(one.row["means"])
        if (why := trouble(means)) is not None:
            self._leave(one, why, source, cell)
            return None
        self._use(one, source, cell)
        return means

    def overrule_heading(
        self, source: int, cell: str, key: tuple[str, str], within: Ref | None, means: str, words: str
    ) -> None:
        """Name what was answered about a heading that a form knows by now as something else."""
        one = self._find(About.HEADING, key, self._reach(source, within))
        if one is not None and one.row["means"] != means:
            self._leave(one, f"nay chương trình biết cột ấy là «{words}»", source, cell)

    def learn_heading(
        self, source: int, cell: str, key: tuple[str, str], within: Ref | None, heading: str, means: Choice
    ) -> None:
        """Keep what a heading means."""
        is_what = "không đọc" if means.key == NOT_READ else f"là «{means.label}»"
        said = f"«{heading}» (tiêu đề cột) {self._where(source, within)} {is_what}"
        fields = {"typed": key[0], "form_kind": key[1], "means": means.key, **self._within(source, within)}
        whose = None if within is None else (Entity.ORGANIZATION, within)
        self._learn(About.HEADING, key, said, fields, source, cell, whose)

    # --- people
    def prepare(self, rows: Iterable[PersonRow]) -> None:
        """Count the rows that are called alike in one file: which of them was meant nobody remembers."""
        if About.PERSON in self._abouts:
            self._rows.update((row.file, self._person_key(row)) for row in rows if row.values)

    def _unit(self, row: PersonRow) -> Ref:
        """Return the organisation within which a row's person is known: without a birth the narrowest."""
        return self._directory.grassroots(row.organization) if row.text("birth_date") else row.organization

    def _person_key(self, row: PersonRow) -> tuple[object, ...]:
        return self._unit(row), canonical("full_name", row.text("full_name") or ""), row.text("birth_date")

    def _namesakes(self, row: PersonRow, members: Members) -> list[Ref]:
        """Return the members of a row's name in its grassroots organisation, or anywhere below a committee above these."""
        place, name = row.organization, person_key(row.text("full_name") or "")
        if self._directory.holds_members(place):
            return list(members.by_name.get((self._directory.grassroots(place), name), ()))
        return [
            ref
            for (unit, known), refs in members.by_name.items()
            if known == name and unit is not None and self._directory.is_above(place, unit)
            for ref in refs
        ]

    def person(self, row: PersonRow, members: Members) -> str | None:
        """Return the answer that was given when a row of this person was asked about."""
        if not self._kept:
            return None
        unit, name, birth = self._person_key(row)
        one = self._find(About.PERSON, (name, birth), self._reach(row.source, int(str(unit))))
        if one is None or self._rows[row.file, (unit, name, birth)] > 1:
            return None
        ref = one.reference("member_id")
        if ref is None:
            known = self._namesakes(row, members)
            if not set(known) <= one.unlike:
                return None  # somebody of the name has come since
            self._offered[id(row)] = row, one
            return SOMEBODY_NEW.key
        member = members.all.get(ref)
        if member is None:
            self._leave(one, "người ấy không còn trong sổ", row.source, row.name_cell)
            return None
        now, then = member.text("birth_date"), one.row["known_birth"]
        if now != then and birth and now and not agrees(str(birth), now):
            self._leave(one, f"ngày sinh trong sổ nay là {format_date(now)}", row.source, row.name_cell)
            return None
        differing = any(row.text(k) and member.text(k) and row.text(k) != member.text(k) for k in NUMBERS)
        if differing and one.row["seal"] != _seal(row):
            self._leave(one, "số hiệu ở dòng này khác với sổ", row.source, row.name_cell)
            return None
        self._offered[id(row)] = row, one
        return f"dang-vien {ref}"

    def settled(self, row: PersonRow, ref: Ref | None) -> None:
        """Say that a decision was used, where a row turned out to be who it said."""
        _, one = self._offered.get(id(row), (row, None))
        if one is not None and one.reference("member_id") == ref:
            self._use(one, row.source, row.name_cell)

    def learn_person(self, row: PersonRow, ref: Ref, members: Members) -> None:
        """Keep that a row is a member (a number below nought: one that this call brings)."""
        member = members.all.get(ref) if ref > 0 else None
        is_whom = say_whom(member.text("full_name") or "", ref) if member else NEW_HERE
        fields: dict[str, Scalar] = {"member_id": ref, "seal": _seal(row)}
        fields["known_birth"] = member.text("birth_date") if member else row.text("birth_date")
        self._learn_row(row, f"là {is_whom}", fields, (Entity.MEMBER, ref))

    def learn_stranger(self, row: PersonRow, members: Members) -> None:
        """Keep that a row is nobody whom the record has now."""
        known = self._namesakes(row, members)
        fields: dict[str, Scalar] = {"unlike": " ".join(str(ref) for ref in sorted(known) if ref > 0)}
        self._learn_row(row, "không phải đảng viên có trong sổ", fields, None)

    def _learn_row(
        self, row: PersonRow, what: str, fields: dict[str, Scalar], whose: tuple[Entity, Ref] | None
    ) -> None:
        unit, name, birth = self._person_key(row)
        within = int(str(unit))
        born = f" (sinh {format_date(str(birth))})" if birth else ""
        said = f"«{row.text('full_name')}»{born} ở {self._directory.nodes[within].name} {what}"
        fields.update(typed=str(name), birth_date=row.text("birth_date"), organization_id=within)
        self._learn(About.PERSON, (name, birth), said, fields, row.source, row.name_cell, whose)

    # --- values
    def keeps(self, kept: Kept, source: int, cell: str) -> bool:
        """Tell whether it was answered that a value of the record stays against what a unit typed."""
        one = self._find(About.VALUE, kept.place, self._reach(source, kept.within))
        if one is not None:
            self._use(one, source, cell)
        return one is not None

    def learn_kept(self, kept: Kept, words: tuple[str, str], source: int, cell: str) -> None:
        """Keep that a value of the record stays; `words` say what of whom stays, and against what (of an entry: beside
        which other)."""
        how = "; dòng nay là mục khác, của" if kept.key.endswith(ANOTHER) else ", không theo"
        said = f"{words[0]} giữ như trong sổ{how} {words[1]}"
        member, place, _, seal = kept.place
        fields: dict[str, Scalar] = {"member_id": member, "place_id": place, "means": kept.key, "seal": seal}
        fields["organization_id"] = kept.within
        self._learn(About.VALUE, kept.place, said, fields, source, cell, kept.whose)

    def learn_apart(self, one: Ref, other: Ref, names: Sequence[str], source: int | None, cell: str) -> None:
        """Keep that two are not the same."""
        pair = frozenset((one, other))
        if len(pair) < 2 or pair in self._apart:
            return
        self._apart.add(pair)
        said = f"{names[0]} và {names[1]} là hai người khác nhau"
        first, second = sorted(pair, reverse=max(pair) < 0)
        fields = {"member_id": first, "other_member_id": second}
        self._learn(About.APART, pair, said, fields, source, cell, (Entity.MEMBER, first))

    # --- keeping
    def _learn(
        self,
        about: About,
        key: object,
        said: str,
        fields: Mapping[str, Scalar],
        source: int | None,
        cell: str,
        whose: tuple[Entity, Ref] | None,
    ) -> None:
        within = fields.get("organization_id")
        place = (about, key, str(fields.get("file") or ""), None if within is None else int(within), "")
        new = _New({"about": about.value, "said": said, **fields}, source, cell, whose)
        held = self._new.get(place, new)
        # Two answers to one question (two people called alike, without a birth): neither can be replayed.
        same = held is not None and all(
            held.fields.get(k) == v for k, v in new.fields.items() if k not in ("said", "seal")
        )
        self._new[place] = (held if place in self._new else new) if same else None

    def write(self, last: Ref) -> list[str]:
        """Add the decisions of this call to the plan, with numbers below `last`; return them in words. One that says
        otherwise about the same takes the place of the older."""
        told: list[str] = []
        for (about, key, *_), new in self._new.items():
            if new is None:
                continue
            reach = Reach(
                None if new.fields.get("organization_id") is None else int(str(new.fields["organization_id"])),
                str(new.fields.get("file") or ""),
                str(new.fields.get("sha256") or ""),
            )
            old = None if about is About.APART else self._find(about, key, reach)
            if old is not None and new.says(old):
                continue
            if old is not None:
                gone = {name: FieldChange(value, None) for name, value in old.row.items()
                        if name != "id" and value is not None}  # fmt: skip
                self._plan.changes.append(
                    RecordChange(Entity.DECISION, old.number, Action.DELETE, Entity.DECISION, old.number, gone)
                )
            last -= 1
            subject, record = new.subject or (Entity.DECISION, last)
            fields = {name: FieldChange(None, value, new.source, new.cell) for name, value in new.fields.items()
                      if value is not None}  # fmt: skip
            self._plan.changes.append(RecordChange(Entity.DECISION, last, Action.CREATE, subject, record, fields))
            told.append(str(new.fields["said"]))
        return told


def _seal(row: PersonRow) -> str | None:
    """Return a digest of the numbers of a row: to know them again, not to read them."""
    numbers = [f"{kind}:{row.text(kind)}" for kind in NUMBERS if row.text(kind)]
    return _digest(*numbers) if numbers else None


def _digest(*parts: Scalar) -> str:
    return hashlib.sha256(" ".join(map(str, parts)).encode()).hexdigest()[:16]
