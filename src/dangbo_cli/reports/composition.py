"""`bao-cao co-cau` and `bao-cao do-tuoi`: how the members of a day divide, group by group.

Every group adds up to the total: who is not known stands in «Chưa rõ», never spread and never left out, and
who fits several labels (two positions) is counted once. Exempt and suspended members count, members who
left do not.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dangbo_cli.reports.as_of import (
    AGE,
    PARTY_AGE,
    STANDING_LABELS,
    Organization,
    Scope,
    count_text,
    covers,
    load_organizations,
    people_sql,
    percent,
    say_date,
)
from dangbo_cli.reports.table import Column, ColumnKind, Table
from dangbo_cli.vietnamese.order import sort_key

UNKNOWN = "Chưa rõ"
EXPERTISE = ("Sơ cấp", "Trung cấp", "Cao đẳng", "Đại học", "Thạc sĩ", "Tiến sĩ")
POLITICAL_THEORY = ("Sơ cấp", "Trung cấp", "Cao cấp", "Cử nhân")
PARTY_POSITIONS = (
    "Bí thư",
    "Phó Bí thư",
    "Ủy viên Ban Thường vụ",
    "Đảng ủy viên",
    "Chi ủy viên",
    "Đảng viên",
)

COLUMNS = (
    Column("group", "Nhóm", shown=False),
    Column("label", "Tiêu chí"),
    Column("total", "Tổng số", ColumnKind.INTEGER),
    Column("female", "Trong đó: nữ", ColumnKind.INTEGER),
    Column("percent", "Tỷ lệ (%)", ColumnKind.PERCENT),
)

DETAIL_COLUMNS = (
    Column("group", "Nhóm", shown=False),
    Column("label", "Tiêu chí"),
    Column("id", "Số", ColumnKind.IDENTIFIER),
    Column("full_name", "Họ và tên"),
    Column("birth_date", "Ngày sinh", ColumnKind.DATE),
    Column("organization_code", "Mã tổ chức"),
    Column("organization_name", "Tổ chức đảng"),
)
_PERSON = tuple(column.key for column in DETAIL_COLUMNS[2:])


@dataclass(frozen=True, slots=True)
class Group:
    """One way of dividing everybody. `labels` stand in every report, in this order, even with nobody;
    other labels follow, by number of people; «Chưa rõ» is last, only where somebody is."""

    title: str
    key: str
    labels: tuple[str, ...] = ()


COMPOSITION = (
    Group("Giới tính", "gender", ("Nam", "Nữ")),
    Group("Dân tộc", "ethnicity"),
    Group("Tôn giáo", "religion"),
    Group("Chuyên môn", "expertise", EXPERTISE),
    Group("Lý luận chính trị", "political_theory", POLITICAL_THEORY),
    Group("Loại đảng viên", "standing", tuple(STANDING_LABELS.values())),
    Group("Chức vụ Đảng", "position", PARTY_POSITIONS),
)

_UNDER_18 = "Dưới 18 tuổi"


@dataclass(frozen=True, slots=True)
class Bands:
    """Bands of years: each label with the highest year that still belongs to it (None: no limit). A band
    that is not of the group stands only where somebody is in it."""

    group: Group
    limits: tuple[tuple[str, int | None], ...]

    def label(self, years: int | None) -> str | None:
        """Return the band of a number of years; None for unknown."""
        if years is None:
            return None
        return next(label for label, most in self.limits if most is None or years <= most)


def _bands(title: str, key: str, limits: Sequence[tuple[str, int | None]], optional: tuple[str, ...] = ()) -> Bands:
    labels = tuple(label for label, _ in limits if label not in optional)
    return Bands(Group(title, key, labels), tuple(limits))


def _years(edges: Sequence[tuple[int, int]], last: str) -> list[tuple[str, int | None]]:
    return [(_UNDER_18, 17), *((f"Từ {a} - {b} tuổi", b) for a, b in edges), (last, None)]


#: The bands of form 3 (Biểu số 3-BTCTW, II.2), in its words.
FORM_3 = _bands(
    "Tuổi đời",
    "age",
    _years(((18, 30), (31, 35), (36, 40), (41, 45), (46, 50), (51, 55), (56, 60)), "Trên 60 tuổi"),
    (_UNDER_18,),
)
FIVE_YEARS = _bands(
    "Tuổi đời theo từng 5 năm",
    "age",
    _years(((18, 20), *((least, least + 4) for least in range(21, 70, 5))), "Trên 70 tuổi"),
    (_UNDER_18,),
)
PARTY_YEARS = _bands(
    "Tuổi Đảng",
    "party_age",
    (
        ("Dưới 5 năm", 4),
        ("Từ 5 - 9 năm", 9),
        *((f"Từ {least} - {least + 9} năm", least + 9) for least in range(10, 50, 10)),
        ("Từ 50 năm trở lên", None),
    ),
)
AGES = (FORM_3, FIVE_YEARS, PARTY_YEARS)

_PEOPLE = f"""SELECT m.id, m.gender, m.ethnicity, m.religion, m.expertise, m.political_theory,
    person.standing, {AGE}, {PARTY_AGE}, length(m.birth_date) < 10
    FROM person JOIN member m ON m.id = person.id"""
_KEYS = (
    *("id", "gender", "ethnicity", "religion", "expertise", "political_theory"),
    *("standing", "age", "party_age", "inexact"),
)
_POSITIONS = f"""SELECT d.member_id, d.title FROM member_position d
    WHERE d.sphere = 'party' AND {covers("d")} ORDER BY d.id"""


@dataclass(slots=True)
class _People:
    """The members asked about, column by column, all in the same order."""

    ids: list[int]
    female: list[bool]
    columns: dict[str, list[Any]]


def composition(conn: sqlite3.Connection, day: date, root: Organization | None = None) -> Table:
    """Return `co-cau`: the members on `day` by gender, ethnicity, religion, expertise, political theory,
    standing and party position, each group with its share of women and its percentages."""
    people = _load(conn, day, root, positions=True)
    rows: list[dict[str, Any]] = []
    gaps: list[str] = []
    for group in COMPOSITION:
        labels = _labels(people, group)
        rows += _count(group, labels, people.female)
        missing = labels.count(None)
        if missing:
            gaps.append(f"{_lower(group.title)} {count_text(missing)}")
    notes = [f"Chưa rõ: {'; '.join(gaps)} người."] if gaps else []
    notes.append("Người giữ nhiều chức vụ Đảng chỉ tính một lần, theo chức vụ cao nhất.")
    return _table("co-cau", "Cơ cấu đảng viên", day, root, rows, people, notes)


def age_bands(conn: sqlite3.Connection, day: date, root: Organization | None = None) -> Table:
    """Return `do-tuoi`: the members on `day` in the age bands of form 3, then by five years, then by years in
    the Party. The mean age is a note, and `mean_age` in the totals.

    Ages are whole years on `day`; of a birth date that is only a year, the difference of years.
    """
    people = _load(conn, day, root)
    rows: list[dict[str, Any]] = []
    for bands in AGES:
        rows += _count(bands.group, _labels(people, bands), people.female, bands.limits)
    ages = [age for age in people.columns["age"] if age is not None]
    mean = round(sum(ages) / len(ages), 1) if ages else None
    notes = []
    if mean is not None:
        said = str(mean).replace(".", ",")
        notes.append(f"Tuổi bình quân: {said} (của {count_text(len(ages))} người biết năm sinh).")
    inexact = sum(1 for value in people.columns["inexact"] if value)
    if inexact:
        notes.append(f"{count_text(inexact)} người chỉ biết năm hoặc tháng sinh: tuổi tính theo năm, tháng.")
    unknown = len(people.ids) - len(ages)
    if unknown:
        notes.append(f"Chưa rõ năm sinh: {count_text(unknown)} người.")
    notes.append("Tuổi Đảng tính từ ngày quyết định kết nạp; không có thì từ ngày vào Đảng.")
    return _table("do-tuoi", "Độ tuổi đảng viên", day, root, rows, people, notes, {"mean_age": mean})


def composition_names(conn: sqlite3.Connection, day: date, root: Organization | None, private: bool = True) -> Table:
    """Return the members behind every figure of `co-cau`, figure by figure, each figure's in the order of lists; without
    the groups that say somebody's ethnicity or religion unless `private`."""
    return _names(conn, day, root, composition(conn, day, root), private)


def age_band_names(conn: sqlite3.Connection, day: date, root: Organization | None, private: bool = True) -> Table:
    """Return the members behind every figure of `do-tuoi`; there is nothing private in it."""
    return _names(conn, day, root, age_bands(conn, day, root), private)


def _names(conn: sqlite3.Connection, day: date, root: Organization | None, report: Table, private: bool) -> Table:
    from dangbo_cli.domain.privacy import PRIVATE_FIELDS  # the report itself starts without these
    from dangbo_cli.reports.member_list import list_members

    people = _load(conn, day, root, positions=True)
    listed = list_members(conn, day, root).rows
    position = {person["id"]: number for number, person in enumerate(listed)}
    behind: dict[tuple[str, str], set[int]] = {}
    for part in (*COMPOSITION, *AGES):
        group = part.group if isinstance(part, Bands) else part
        if group.key in PRIVATE_FIELDS and not private:
            continue
        for number, label in zip(people.ids, _labels(people, part), strict=True):
            behind.setdefault((group.title, label or UNKNOWN), set()).add(number)
    rows = [
        {"group": row["group"], "label": row["label"], **{key: listed[number][key] for key in _PERSON}}
        for row in report.rows
        for number in sorted(position[one] for one in behind.get((row["group"], row["label"]), ()))
    ]
    return Table(
        f"{report.name}-chi-tiet", f"{report.title}: từng người", DETAIL_COLUMNS, rows,
        notes=[f"Có {count_text(len(listed))} đảng viên."], parameters=report.parameters, group_by="group",
    )  # fmt: skip


def _load(conn: sqlite3.Connection, day: date, root: Organization | None, positions: bool = False) -> _People:
    inside = load_organizations(conn, day).below(root.id) if root else None
    scope = Scope(day, inside)
    rows = conn.execute(f"WITH {people_sql(scope)} {_PEOPLE}", scope.values).fetchall()
    columns: dict[str, list[Any]] = {key: [row[i] for row in rows] for i, key in enumerate(_KEYS)}
    if positions:
        held = _highest(conn, scope)
        columns["position"] = [held.get(number) for number in columns["id"]]
    return _People(columns["id"], [gender == "Nữ" for gender in columns["gender"]], columns)


def _highest(conn: sqlite3.Connection, scope: Scope) -> dict[int, str]:
    """Return each member's highest party position on the day: the first in the order of `PARTY_POSITIONS`; a
    title outside it only where there is no other."""
    rank = {title: number for number, title in enumerate(PARTY_POSITIONS)}
    held: dict[int, str] = {}
    for member, title in conn.execute(_POSITIONS, {"day": scope.values["day"]}):
        before = held.get(member)
        if before is None or rank.get(title, len(rank)) < rank.get(before, len(rank)):
            held[member] = title
    return held


def _labels(people: _People, group: Group | Bands) -> list[str | None]:
    if isinstance(group, Bands):
        return [group.label(years) for years in people.columns[group.group.key]]
    values = people.columns[group.key]
    return [STANDING_LABELS.get(value) for value in values] if group.key == "standing" else values


def _count(
    group: Group,
    values: Sequence[str | None],
    female: Sequence[bool],
    limits: Sequence[tuple[str, int | None]] = (),
) -> list[dict[str, Any]]:
    totals = Counter(values)
    women = Counter(value for value, woman in zip(values, female, strict=True) if woman)
    if limits:
        labels = [label for label, _ in limits if label in totals or label in group.labels]
    else:
        others = [label for label in totals if label is not None and label not in group.labels]
        labels = [*group.labels, *sorted(others, key=lambda label: (-totals[label], sort_key(label)))]
    listed: list[str | None] = [*labels, None] if None in totals else [*labels]
    return [
        {
            "group": group.title,
            "label": label if label is not None else UNKNOWN,
            "total": totals[label],
            "female": women[label],
            "percent": percent(totals[label], len(values)),
        }
        for label in listed
    ]


def _table(
    name: str,
    title: str,
    day: date,
    root: Organization | None,
    rows: Sequence[Mapping[str, Any]],
    people: _People,
    notes: Sequence[str],
    more: Mapping[str, Any] | None = None,
) -> Table:
    total = len(people.ids)
    return Table(
        name,
        f"{title}{f' {root.name}' if root else ''}, tính đến ngày {say_date(day)}",
        COLUMNS,
        rows,
        totals={
            "label": "Tổng số đảng viên",
            "total": total,
            "female": sum(people.female),
            "percent": percent(total, total),
            **(more or {}),
        },
        notes=notes,
        parameters={"as_of": day.isoformat(), "organization": root and (root.code or root.name)},
        group_by="group",
    )


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]
