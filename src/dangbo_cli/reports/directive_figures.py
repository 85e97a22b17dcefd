"""The figures of the year's study and emulation, each as the list of what it counts: so that every figure opens into
names, and none can differ from them.

A ratio is a list of its own beside the list of those it is taken of (`of`). What a list cannot hold (the opening
balance of the register, people at a session) stands in `more`, by bloc.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from dangbo_cli.domain.change import Entity
from dangbo_cli.domain.kinds import is_grassroots
from dangbo_cli.domain.pledge import said_ticks
from dangbo_cli.domain.said_no import is_done, is_something
from dangbo_cli.domain.target import EQUAL, PERCENT, State, show_number
from dangbo_cli.forms import commendations, honours, initiatives, inspections, pledges, study
from dangbo_cli.forms.form import Form
from dangbo_cli.reports.as_of import Organization, Organizations, Scope, load_organizations, people_sql, say_date
from dangbo_cli.reports.entries import EntryFilter, read_entries
from dangbo_cli.reports.honours import honour_report
from dangbo_cli.reports.initiative_targets import TargetState, target_states, worst_state
from dangbo_cli.reports.study_topics import carries, topics_of
from dangbo_cli.store.catalogue import CATALOGUE
from dangbo_cli.store.settings import study_directive
from dangbo_cli.vietnamese.text import clean, fold

if TYPE_CHECKING:
    from dangbo_cli.reports.documents import Branch

INITIATIVES, PLEDGES, STUDY = "Mô hình, nội dung đột phá", "Cam kết", "Học tập chuyên đề"
HONOURS, COMMENDATIONS, INSPECTIONS = "Ghi danh «Người tốt, việc tốt»", "Khen thưởng", "Kiểm tra, giám sát"
YES, COLLECTIVE = "Có", "Tập thể"
_STATE_KEYS = {
    State.REACHED: "reached", State.ON_THE_WAY: "on_the_way", State.BEHIND: "behind", State.NOT_REACHED: "not_reached",
    State.UNKNOWN: "unknown",
}  # fmt: skip
_TARGETS_SHOWN = 6
#: An inspection is concluded where any of these is known: its number, its day, what it says.
_CONCLUDED = ("conclusion_number", "conclusion_on", "conclusion")
#: What counting the pledges asks of each: they are as many as the members.
_PLEDGES_COUNTED = (
    "member_id", "handed_in", "subject_sort", "is_head", "approved", "approved_on", "midyear_review", "yearend_review",
)  # fmt: skip

Row = dict[str, Any]


class Item(NamedTuple):
    """One thing that a figure counts: its organisation and bloc, who or what it is, and what is to be said of it."""

    organization: int | None
    bloc: str | None
    name: str
    detail: str | None = None


@dataclass(frozen=True)
class Figure:
    """One line of the report. `of` makes it a part of a whole; `more` adds what has no names, by bloc (None: no bloc)."""

    key: str
    group: str
    label: str
    items: Sequence[Item]
    of: Sequence[Item] | None = None
    more: Mapping[str | None, int] = field(default_factory=dict)
    whole: Mapping[str | None, int] | None = None

    @cached_property
    def by_bloc(self) -> Mapping[str | None, int]:
        """The figure of each bloc."""
        return _by_bloc(self.items) + Counter(self.more)

    @cached_property
    def whole_by_bloc(self) -> Mapping[str | None, int] | None:
        """Of how many, for each bloc; None where the figure is no part of a whole."""
        if self.whole is not None:
            return self.whole
        return None if self.of is None else _by_bloc(self.of)

    def count(self, bloc: str | None = None, everything: bool = True) -> int:
        """Return the figure of a bloc, or of everything."""
        return sum(self.by_bloc.values()) if everything else self.by_bloc.get(bloc, 0)

    def total(self, bloc: str | None = None, everything: bool = True) -> int | None:
        """Return of how many; None where it is no part of a whole."""
        whole = self.whole_by_bloc
        if whole is None:
            return None
        return sum(whole.values()) if everything else whole.get(bloc, 0)


def _by_bloc(items: Iterable[Item]) -> Counter[str | None]:
    return Counter(item.bloc for item in items)


@dataclass(frozen=True)
class Figures:
    """The year's figures. `directive` is the label of the directive on study, None where none is named; `undated` counts,
    by the title of their form, entries that state no day and count for all of the year."""

    year: int
    day: date
    organization: Organization | None
    organizations: Organizations
    directive: str | None
    topics: Sequence[str]
    figures: Sequence[Figure]
    undated: Mapping[str, int] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Figure:
        return next(one for one in self.figures if one.key == key)

    @property
    def blocs(self) -> list[str | None]:
        """The blocs that any figure has, those without a bloc last."""
        found = {bloc for one in self.figures for bloc in (*one.by_bloc, *one.more)}
        return [*sorted(name for name in found if name is not None), *([None] if None in found else [])]


def read_figures(
    conn: sqlite3.Connection, year: int, day: date, organization: Organization | None = None, by_name: bool = True
) -> Figures:
    """Return the figures of a year as the record has them on `day` (members: at the end of the year, where that is
    past), of everything or of one organisation with all below it. Without `by_name` people are counted, not named."""
    return _Reader(conn, year, day, organization, by_name).read()


class _Reader:
    def __init__(
        self, conn: sqlite3.Connection, year: int, day: date, organization: Organization | None, by_name: bool
    ) -> None:
        self._conn, self._year, self._day, self._organization, self._by_name = conn, year, day, organization, by_name
        self._organizations = load_organizations(conn, min(day, date(year, 12, 31)))
        self._topics = topics_of(conn, year)
        self._unnamed: dict[int | None, Item] = {}
        self._undated: dict[str, int] = {}

    def read(self) -> Figures:
        """Ask for every group."""
        directive = study_directive(self._conn)
        branches = _carried_out(self._conn, directive)
        figures = [
            *self._initiatives(),
            *self._pledges(),
            *self._study(),
            *self._honours(),
            *self._commendations(_documents(branches) if branches else None),
            *self._inspections(),
        ]
        return Figures(
            self._year,
            self._day,
            self._organization,
            self._organizations,
            branches[0].document.label if branches else None,
            self._topics,
            figures,
            self._undated,
        )

    def _rows(
        self, form: Form, dated: str, counted: Sequence[str] | None = None, everywhere: bool = False
    ) -> list[Row]:
        """Return the year's entries of a kind that are known on the day; where people are counted and not named, with
        the columns `counted` alone (None: all). With `everywhere` those of other organisations, too."""
        asked = EntryFilter(None if everywhere else self._organization, period=str(self._year))
        only = None if self._by_name else (dated, *(counted or CATALOGUE[Entity(form.entity)].columns))
        rows = read_entries(self._conn, form, self._organizations, asked, only)
        day = self._day.isoformat()
        undated = sum(row[dated] is None for row in rows)
        if undated and not everywhere:
            self._undated[form.title] = undated
        return [row for row in rows if (row[dated] or row["period"]) <= day]

    def _item(self, row: Row, name: str | None, detail: str | None = None) -> Item:
        place = row["place"]
        called = name or (self._organizations.by_id[place].name if place in self._organizations.by_id else "—")
        return Item(place, self._organizations.bloc(place), called, detail)

    def _items(self, rows: Iterable[Row], said: Callable[[Row], tuple[str | None, str | None]]) -> list[Item]:
        """Return an item a row with the name and the detail that `said` finds; only counted, those of one organisation
        are one value."""
        if self._by_name:
            return [self._item(row, *said(row)) for row in rows]
        return [self._counted(row["place"]) for row in rows]

    def _counted(self, place: int | None) -> Item:
        """Return an item that is counted and never named."""
        found = self._unnamed.get(place)
        if found is None:
            found = self._unnamed[place] = Item(place, self._organizations.bloc(place), "")
        return found

    def _unit(self, number: int, detail: str | None = None) -> Item:
        return Item(number, self._organizations.bloc(number), self._organizations.by_id[number].name, detail)

    def _grassroots(self, number: int | None) -> int | None:
        """Return the grassroots organisation that an organisation is or belongs to."""
        if number is None or number not in self._organizations.by_id:
            return None
        line = [self._organizations.by_id[number], *self._organizations.path(number)]
        found = [one.id for one in line if is_grassroots(one.kind)]
        return found[-1] if found else None

    def _units(self) -> list[int]:
        """Return the grassroots organisations asked about, that exist."""
        root = self._organization
        numbers = self._organizations.below(root.id) if root else [n for n, _ in self._organizations.walk()]
        present = [self._organizations.by_id[n] for n in numbers]
        return [
            one.id for one in present if one.present and is_grassroots(one.kind) and self._grassroots(one.id) == one.id
        ]

    # --- initiatives
    def _initiatives(self) -> Iterable[Figure]:
        rows = self._rows(initiatives.FORM, "registered_on")
        states = target_states(self._conn, self._day)
        registered = self._items(rows, lambda row: (row["name"], _said(states.get(row["id"], ()))))
        units = self._units()
        having = {self._grassroots(row["place"]) for row in rows}
        everyone = [self._unit(number) for number in units]
        yield Figure("initiatives", INITIATIVES, "Mô hình, nội dung đột phá đã đăng ký", registered)
        yield Figure("initiative_units", INITIATIVES, "Tổ chức cơ sở đảng có đăng ký",
                     [self._unit(n) for n in units if n in having], everyone)  # fmt: skip
        yield Figure("initiative_no_unit", INITIATIVES, "Tổ chức cơ sở đảng chưa đăng ký",
                     [self._unit(n) for n in units if n not in having], everyone)  # fmt: skip
        approved = [i for i, row in zip(registered, rows, strict=True) if row["approved_on"] or row["approval_number"]]
        yield Figure("initiatives_approved", INITIATIVES, "Đã được duyệt", approved, registered)
        worst = [worst_state(states.get(row["id"], ())) or State.UNKNOWN for row in rows]
        for state, key in _STATE_KEYS.items():
            meant = (state, State.UNMEASURED) if state is State.UNKNOWN else (state,)
            mine = [item for item, found in zip(registered, worst, strict=True) if found in meant]
            label = "Chưa có kết quả để tính" if state is State.UNKNOWN else f"Tình trạng: {state.value.lower()}"
            yield Figure(f"initiatives_{key}", INITIATIVES, label, mine, registered)
        yield from self._targets(rows, states)
        for column, label in (("agency", "Cơ quan chủ trì"), ("partners", "Đơn vị phối hợp")):
            yield Figure(f"initiative_{column}", INITIATIVES, label, self._named(rows, column))

    def _named(self, rows: Sequence[Row], column: str) -> list[Item]:
        """Return the distinct agencies that a column names (several are parted by «;» or a comma)."""
        found: dict[tuple[str | None, str], Item] = {}
        for row in rows:
            for name in re.split(r"[;,\n]", row[column] or ""):
                if clean(name):
                    item = self._item(row, clean(name), row["name"])
                    found.setdefault((None, fold(name).strip()), item)
        return list(found.values())

    def _targets(self, rows: Sequence[Row], states: Mapping[int, Sequence[TargetState]]) -> Iterable[Figure]:
        pairs = [(row, one) for row in rows for one in states.get(row["id"], ())]

        def items(wanted: Callable[[TargetState], bool]) -> list[Item]:
            return [
                self._item(row, row["name"], f"{one.target.wording}: {one.measured.words}")
                for row, one in pairs
                if wanted(one)
            ]

        everything = items(lambda _: True)
        yield Figure("targets", INITIATIVES, "Chỉ tiêu đã đăng ký", everything)
        yield Figure("targets_reached", INITIATIVES, "Chỉ tiêu đã đạt",
                     items(lambda one: one.measured.state is State.REACHED), everything)  # fmt: skip
        counted = Counter(
            (one.target.operator or "", one.target.number)
            for _, one in pairs
            if one.target.unit == PERCENT and one.target.number is not None
        )
        shown = sorted(counted, key=lambda pair: (pair != (EQUAL, 100.0), -counted[pair], str(pair)))[:_TARGETS_SHOWN]
        for operator, number in shown:
            assert number is not None

            def alike(one: TargetState, operator: str = operator, number: float = number) -> bool:
                same = one.target.operator == operator and one.target.number == number
                return same and one.target.unit == PERCENT

            words = f"{operator} {show_number(number)}%"
            mine = items(alike)
            reached = items(lambda one, alike=alike: alike(one) and one.measured.state is State.REACHED)  # type: ignore[misc]
            yield Figure(f"targets {words}", INITIATIVES, f"Chỉ tiêu «{words}» đã đạt", reached, mine)

    # --- pledges
    def _pledges(self) -> Iterable[Figure]:
        # As in `pledge_report`: a pledge counts where its member is on the day, wherever it was written.
        people = self._people()
        rows: list[Row] = []
        gone: dict[int, Row] = {}
        inside = set(self._organizations.below(self._organization.id)) if self._organization else None
        for stored in self._rows(pledges.FORM, "handed_in_on", _PLEDGES_COUNTED, everywhere=True):
            row = {**stored, **said_ticks(stored)}
            number, here = row["member_id"], inside is None or row["place"] in inside
            if number in people:
                rows.append({**row, "place": people[number].organization})
            elif here and number is None:
                rows.append(row)
            elif here and _handed_in(row):
                gone[number] = row
        handed = [row for row in rows if _handed_in(row)]
        members = {row["member_id"] for row in handed if row["member_id"] is not None}
        have = [item for number, item in people.items() if number in members]
        if undated := sum(row["handed_in_on"] is None for row in handed):
            self._undated[pledges.FORM.title] = undated
        away = self._items(gone.values(), lambda row: (row["full_name"], None))
        yield Figure("pledges_members", PLEDGES, "Đảng viên đã nộp cam kết", have, list(people.values()))
        yield Figure("pledges_missing", PLEDGES, "Đảng viên chưa nộp cam kết",
                     [item for number, item in people.items() if number not in members], list(people.values()))  # fmt: skip
        if away:
            yield Figure("pledges_away", PLEDGES, "Đã nộp, nay không còn trong danh sách phải nộp", away)
        strangers = [row for row in handed if row["member_id"] is None and row["subject_sort"] != COLLECTIVE]
        yield Figure("pledges_officials", PLEDGES, "Cán bộ không phải đảng viên đã nộp",
                     self._items(strangers, lambda row: (row["name"], row["position"])))  # fmt: skip
        heads = [row for row in rows if row["is_head"] == YES]
        named = self._items(heads, lambda row: (row["full_name"] or row["name"], row["position"]))
        yield Figure("pledges_heads", PLEDGES, "Đã nộp, trong số bản ghi là người đứng đầu",
                     [i for i, row in zip(named, heads, strict=True) if _handed_in(row)], named)  # fmt: skip
        everything = self._items(handed, lambda row: (row["full_name"] or row["name"], row["position"]))
        for column, label in (("approved", "Đã được duyệt"), ("midyear_review", "Đã sơ kết 6 tháng"),
                              ("yearend_review", "Đã tổng kết năm")):  # fmt: skip
            done = [i for i, row in zip(everything, handed, strict=True) if is_done(row[column])]
            yield Figure(f"pledges_{column}", PLEDGES, label, done, everything)

    def _people(self) -> dict[int, Item]:
        """Return the members who are to pledge: those in the list at the year's end (or on the day), not exempt and
        not suspended."""
        day = min(self._day, date(self._year, 12, 31))
        inside = self._organizations.below(self._organization.id) if self._organization else None
        scope = Scope(day, inside)
        owing = "WHERE person.activity IS NULL OR person.activity = 'active'"
        people = f"WITH {people_sql(scope)} SELECT person.id, person.organization_id"
        if not self._by_name:
            found = self._conn.execute(f"{people} FROM person {owing}", scope.values)
            return {number: self._counted(place) for number, place in found}
        named = self._conn.execute(
            f"{people}, m.full_name FROM person JOIN member m ON m.id = person.id {owing} ORDER BY m.sort_key, m.id",
            scope.values,
        )
        return {number: Item(place, self._organizations.bloc(place), name) for number, place, name in named}

    # --- study
    def _study(self) -> Iterable[Figure]:
        rows = self._rows(study.FORM, "held_on")
        sessions = self._items(
            rows,
            lambda row: (row["topic"] or row["sort"], "; ".join(p for p in (row["sort"], _day(row["held_on"])) if p)),
        )
        yield Figure("sessions", STUDY, "Buổi học tập, sinh hoạt chuyên đề", sessions)
        for sort in sorted({row["sort"] for row in rows if row["sort"]}):
            mine = [item for item, row in zip(sessions, rows, strict=True) if row["sort"] == sort]
            yield Figure(f"sessions {sort}", STUDY, f"Trong đó: {sort}", mine)
        unsaid = [item for item, row in zip(sessions, rows, strict=True) if not row["sort"]]
        if unsaid and len(unsaid) < len(rows):
            yield Figure("sessions unsaid", STUDY, "Trong đó: chưa rõ hình thức", unsaid)
        units = self._units()
        held = {self._grassroots(row["place"]) for row in rows}
        yield Figure("study_units", STUDY, "Tổ chức cơ sở đảng đã tổ chức",
                     [self._unit(n) for n in units if n in held], [self._unit(n) for n in units])  # fmt: skip
        if self._topics:
            carried = {self._grassroots(row["place"]) for row in rows if carries(row["topic"], self._topics)}
            yield Figure("topic_units", STUDY, "Tổ chức cơ sở đảng đã học chuyên đề của năm",
                         [self._unit(n) for n in units if n in carried], [self._unit(n) for n in units])  # fmt: skip
        counted = [row for row in rows if row["attended"] is not None and row["expected"] is not None]
        attended: Counter[str | None] = Counter()
        expected: Counter[str | None] = Counter()
        for row in counted:
            bloc = self._organizations.bloc(row["place"])
            attended[bloc] += row["attended"]
            expected[bloc] += row["expected"]
        yield Figure("attendance", STUDY, "Lượt người dự trên số phải dự", (), None, attended, expected)

    # --- honours, commendations, inspections
    def _honours(self) -> Iterable[Figure]:
        rows = self._rows(honours.FORM, "entered_on")
        yield Figure("honours", HONOURS, "Lượt ghi danh trong năm",
                     self._items(rows, lambda row: (row["full_name"] or row["name"], row["deed"])))  # fmt: skip
        for key, label, collective in (
            ("collectives", "Tập thể trong năm", True),
            ("individuals", "Cá nhân trong năm", False),
        ):
            mine = [row for row in rows if (row["subject_sort"] == COLLECTIVE) is collective]
            yield Figure(f"honour_{key}", HONOURS, label, self._distinct(mine, "deed"))
        table = honour_report(self._conn, self._day, self._organization, self._year, False)
        blocs = {o.bloc for o in self._organizations.by_id.values() if o.bloc}
        for key, label in (("collectives", "Tập thể từ khi mở sổ"), ("individuals", "Cá nhân từ khi mở sổ")):
            more = {
                (row["label"] if row["label"] in blocs else None): row[f"all_{key}"]
                for row in table.rows
                if row["group"] == "Khối"
            }
            assert table.totals is not None
            rest = table.totals[f"all_{key}"] - sum(more.values())
            if rest:  # the opening balance of an organisation that has no bloc, such as the whole committee
                more[None] = more.get(None, 0) + rest
            yield Figure(f"honour_all_{key}", HONOURS, label, (), None, more)

    def _distinct(self, rows: Sequence[Row], detail: str) -> list[Item]:
        found: dict[Any, Row] = {}
        for row in rows:
            who = row["member_id"] or (row["place"], fold(row["name"] or ""))
            found.setdefault((row["subject_sort"], who), row)
        return self._items(found.values(), lambda row: (row["full_name"] or row["name"], row[detail]))

    def _commendations(self, documents: set[int] | None) -> Iterable[Figure]:
        rows = self._rows(commendations.FORM, "decision_on")
        if documents is not None:
            under = [row for row in rows if row["document_id"] in documents]
            yield from self._commended(under, "directive_", "theo chỉ thị học tập")
        yield from self._commended(rows, "", "trong năm")

    def _commended(self, rows: Sequence[Row], prefix: str, words: str) -> Iterable[Figure]:
        def said(row: Row) -> str:
            number = f"số {row['decision_number']}" if row["decision_number"] else None
            return "; ".join(part for part in (row["form"], number, row["content"]) if part)

        yield Figure(f"{prefix}commendations", COMMENDATIONS, f"Lượt khen thưởng {words}",
                     self._items(rows, lambda row: (row["full_name"] or row["name"], said(row))))  # fmt: skip
        for key, label, collective in (("collectives", "Tập thể", True), ("individuals", "Cá nhân", False)):
            mine = [row for row in rows if (row["subject_sort"] == COLLECTIVE) is collective]
            yield Figure(
                f"{prefix}commended_{key}", COMMENDATIONS, f"{label} được khen {words}", self._distinct(mine, "form")
            )

    def _inspections(self) -> Iterable[Figure]:
        rows = self._rows(inspections.FORM, "started_on")
        items = self._items(
            rows,
            lambda row: (
                row["full_name"] or row["name"],
                "; ".join(p for p in (row["sort"], row["matter"]) if p) or None,
            ),
        )
        today = self._day.isoformat()
        tests: tuple[tuple[str, str, Callable[[Row], bool]], ...] = (
            ("concluded", "Đã có kết luận", lambda row: any(row[key] for key in _CONCLUDED)),
            ("to_mend", "Có nội dung phải khắc phục", lambda row: is_something(row["to_mend"])),
            ("mended", "Đã khắc phục", lambda row: bool(is_something(row["to_mend"]) and row["mended_on"])),
            ("overdue", "Quá hạn chưa khắc phục",
             lambda row: is_something(row["to_mend"]) and not row["mended_on"] and (row["due_on"] or today) < today),
        )  # fmt: skip
        yield Figure("inspections", INSPECTIONS, "Cuộc kiểm tra, giám sát", items)
        to_mend = [item for item, row in zip(items, rows, strict=True) if is_something(row["to_mend"])]
        for key, label, test in tests:
            mine = [item for item, row in zip(items, rows, strict=True) if test(row)]
            whole = to_mend if key in ("mended", "overdue") else items
            yield Figure(f"inspections_{key}", INSPECTIONS, label, mine, whole)


def _handed_in(row: Row) -> bool:
    return bool(row["handed_in"] == YES)


def _carried_out(conn: sqlite3.Connection, directive: int | None) -> Sequence[Branch]:
    if directive is None:
        return ()
    from dangbo_cli.reports.documents import document_tree  # rarely set, and not light

    return document_tree(conn, directive)


def _documents(branches: Iterable[Branch]) -> set[int]:
    """Return a document and all that carry it out."""
    return {n for branch in branches for n in ({branch.document.id} | _documents(branch.below))}


def _said(states: Sequence[TargetState]) -> str | None:
    return "; ".join(f"{one.target.wording}: {one.measured.state.value.lower()}" for one in states) or None


def _day(iso: str | None) -> str | None:
    return say_date(iso) if iso else None
