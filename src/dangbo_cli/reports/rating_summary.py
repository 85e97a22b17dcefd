"""`bao-cao xep-loai`: a year's ratings in figures, beside the year before, and the tables that are sent up.

Everybody counts once (`rating_tally`); what is not decided yet is a column of its own and never a level.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any, NamedTuple

from dangbo_cli.domain.kinds import KINDS, is_grassroots
from dangbo_cli.domain.levels import DECIDED, LEVELS, MEMBER, NOT_SUBJECT, ORGANIZATION, STAGE_WORDS
from dangbo_cli.reports.as_of import Organization, Organizations, count_text
from dangbo_cli.reports.rating_tally import (
    BUCKETS,
    EXEMPT,
    KEYS,
    NEW,
    SUSPENDED,
    UNDECIDED,
    UNKNOWN,
    Counted,
    Places,
    bucket_words,
    count_ratings,
    figures,
    has_levels,
    split,
    tally,
)
from dangbo_cli.reports.table import Column, ColumnKind, Table
from dangbo_cli.vietnamese.order import sort_key

TITLES = {MEMBER: "Đảng viên", ORGANIZATION: "Tổ chức đảng"}
_WHYS = {EXEMPT: "exempt", NEW: "new", SUSPENDED: "suspended"}
_SHARE = "Tỷ lệ % xếp loại xuất sắc trong số xếp loại tốt trở lên"


class Layout(Enum):
    """The tables that the report can be: everything at a glance, the eleven columns (Mẫu 15), of organisations, of
    members."""

    SUMMARY = "tong-hop"
    ELEVEN = "15"
    ORGANIZATIONS = "tcd"
    MEMBERS = "dv"


class Asked(NamedTuple):
    """What the report was asked for. `sorts` are the subjects («dv», «tc»); `stage` None: the decided level, or the
    proposed where nothing is decided; `decided_only` forbids the latter (files)."""

    year: int
    root: Organization | None = None
    layout: Layout = Layout.SUMMARY
    sorts: tuple[str, ...] = (MEMBER, ORGANIZATION)
    stage: str | None = None
    decided_only: bool = False
    level: str | None = None


class Summary(NamedTuple):
    """The report's table and the levels by themselves, for bars and charts."""

    table: Table
    levels: Table


class _Known(NamedTuple):
    """What the tables are made of: the places of the year and of the year before, at one stage."""

    asked: Asked
    stage: str
    organizations: Organizations
    now: Mapping[str, Places]
    before: Mapping[str, Places]


def rating_summary(conn: sqlite3.Connection, asked: Asked) -> Summary:
    """Return the report of a year."""
    now = count_ratings(conn, asked.year, asked.root, asked.stage, asked.decided_only)
    before: Mapping[str, Places] = {MEMBER: {}, ORGANIZATION: {}}
    if has_levels(conn, asked.year - 1, now.stage):
        before = count_ratings(conn, asked.year - 1, asked.root, now.stage).places
    known = _Known(asked, now.stage, now.organizations, now.places, before)
    make = {Layout.SUMMARY: _summary, Layout.ELEVEN: _eleven, Layout.ORGANIZATIONS: _of_organizations,
            Layout.MEMBERS: _of_members}[asked.layout]  # fmt: skip
    return Summary(make(known), _levels(known))


def _columns(stage: str, lead: Sequence[Column], percents: bool, short: bool = False) -> tuple[Column, ...]:
    columns = [*lead]
    for bucket, key in KEYS.items():
        words = bucket_words(bucket, stage)
        columns.append(Column(key, words, ColumnKind.INTEGER))
        if percents:
            columns.append(
                Column(f"{key}_percent", f"% {words[:1].lower()}{words[1:]}", ColumnKind.PERCENT, shown=not short)
            )
    columns.append(Column("excellent_share", _SHARE, ColumnKind.PERCENT))
    columns.append(Column("note", "Ghi chú", shown=not short))
    return tuple(columns)


_LEAD = (
    Column("group", "Nhóm", shown=False),
    Column("label", "Đối tượng đánh giá, xếp loại"),
    Column("total", "Tổng số", ColumnKind.INTEGER),
    Column("rated", "Được xếp loại", ColumnKind.INTEGER),
)


def _summary(known: _Known) -> Table:
    rows: list[dict[str, Any]] = []
    for sort in known.asked.sorts:
        mine, earlier = known.now[sort], known.before[sort]
        rows += _two_years(known.asked, sort, mine, earlier)
        if sort == MEMBER:
            rows += _rows("Đảng viên theo tổ chức cơ sở đảng", sort, by_group(known.organizations, mine))
        else:
            rows += _rows("Tổ chức đảng theo loại hình", sort, by_kind(mine))
        rows += _rows(f"{TITLES[sort]} theo khối", sort, by_bloc(mine))
    return _table(known, "", _columns(known.stage, _LEAD, True, short=True), rows, group_by="group")


def _two_years(asked: Asked, sort: str, mine: Places, earlier: Places) -> Iterator[dict[str, Any]]:
    """Yield the year, and where the year before has ratings that year and the difference."""
    title = TITLES[sort]
    current, old = figures(mine), figures(earlier)
    yield {"group": title, "subject": sort, "label": f"Năm {asked.year}", **current}
    if not old["rated"]:
        return
    yield {"group": title, "subject": sort, "label": f"Năm {asked.year - 1}", **old}
    change = {
        key: round(value - old[key], 1) if value is not None and old[key] is not None else None
        for key, value in current.items()
    }
    yield {"group": title, "subject": sort, "label": f"Tăng, giảm so với năm {asked.year - 1}", **change}


def _rows(title: str, sort: str, parts: Iterable[tuple[str, Places]]) -> list[dict[str, Any]]:
    return [{"group": title, "subject": sort, "label": label, **figures(of_it)} for label, of_it in parts]


def by_group(organizations: Organizations, counted: Places) -> list[tuple[str, Places]]:
    """Part subjects by grassroots organisation, in the order of lists."""
    parts = split(counted, lambda one: one.group)
    position = organizations.positions()
    ordered = sorted(parts, key=lambda number: position[number])
    names = organizations.by_id
    return [(names[n].name if n is not None else "Chưa rõ tổ chức cơ sở đảng", parts[n]) for n in ordered]


def by_kind(counted: Places) -> list[tuple[str, Places]]:
    """Part organisations by kind, in the order of `KINDS`."""
    parts = split(counted, lambda one: one.kind)
    order = {kind: place for place, kind in enumerate(KINDS)}
    return [(kind, parts[kind]) for kind in sorted(parts, key=lambda kind: order.get(kind, len(order)))]


def by_bloc(counted: Places) -> list[tuple[str, Places]]:
    """Part subjects by bloc; nothing where no bloc is known."""
    parts = split(counted, lambda one: one.bloc)
    if set(parts) <= {UNKNOWN}:
        return []
    return [(bloc, parts[bloc]) for bloc in sorted(parts, key=lambda bloc: (bloc == UNKNOWN, sort_key(bloc)))]


def _eleven(known: _Known) -> Table:
    """The eleven columns (number first): of members by grassroots organisation, of organisations by kind."""
    sort = known.asked.sorts[0]
    mine = known.now[sort]
    parts = by_group(known.organizations, mine) if sort == MEMBER else by_kind(mine)
    rows = [
        {"label": label, "post": None, **figures(of_it), "note": _beyond(of_it, known.stage)} for label, of_it in parts
    ]
    columns = (
        Column("label", "Đối tượng đánh giá, xếp loại"),
        Column("post", "Mã chức danh"),
        Column("total", "Tổng số đối tượng đánh giá, xếp loại", ColumnKind.INTEGER),
        *(Column(KEYS[level], level, ColumnKind.INTEGER) for level in LEVELS),
        Column("not_yet", "Chưa xếp loại", ColumnKind.INTEGER),
        Column("excellent_share", _SHARE, ColumnKind.PERCENT),
        Column("note", "Ghi chú"),
    )
    return _table(known, f" {TITLES[sort].lower()}", columns, rows, sort=sort)


def _beyond(counted: Places, stage: str) -> str | None:
    """Say how many of a row stand in none of its columns, so that it still adds up."""
    row = figures(counted)
    counts = [(row[KEYS[bucket]], bucket_words(bucket, stage)) for bucket in (NOT_SUBJECT, UNDECIDED)]
    parts = [f"{count} {words[:1].lower()}{words[1:]}" for count, words in counts if count]
    return "; ".join(parts) or None


def _of_organizations(known: _Known) -> Table:
    """Biểu TCĐ: grassroots organisations by kind, then the branches of each."""
    mine = known.now[ORGANIZATION]
    grassroots = {place: count for place, count in mine.items() if is_grassroots(place.kind)}
    below = {place: count for place, count in mine.items() if not is_grassroots(place.kind)}
    rows = [
        *_rows("Tổ chức cơ sở đảng", ORGANIZATION, by_kind(grassroots)),
        *_rows("Tổ chức đảng trực thuộc, theo tổ chức cơ sở đảng", ORGANIZATION, by_group(known.organizations, below)),
    ]
    lead = (_LEAD[0], Column("label", "Loại hình, tên tổ chức cơ sở đảng"), _LEAD[2], Column("rated", "Được đánh giá",
            ColumnKind.INTEGER))  # fmt: skip
    columns = _columns(known.stage, lead, True)
    return _table(known, " tổ chức đảng", columns, rows, group_by="group", sort=ORGANIZATION)


def _of_members(known: _Known) -> Table:
    """Biểu ĐV: members by grassroots organisation, with who is not rated and why."""
    mine = known.now[MEMBER]
    rows = []
    for label, of_it in by_group(known.organizations, mine):
        rows.append({"label": label, **_reasons(of_it), **figures(of_it)})
    lead = (
        Column("label", "Tổ chức đảng"),
        Column("total", "Tổng số đảng viên", ColumnKind.INTEGER),
        Column("exempt", "Miễn", ColumnKind.INTEGER),
        Column("new", "Chưa đủ 6 tháng", ColumnKind.INTEGER),
        Column("suspended", "Đình chỉ", ColumnKind.INTEGER),
        Column("other", "Lý do khác", ColumnKind.INTEGER),
        Column("rated", "Được đánh giá", ColumnKind.INTEGER),
    )
    columns = [column for column in _columns(known.stage, lead, True) if not column.key.startswith("not_subject")]
    made = _table(known, " đảng viên", columns, rows, sort=MEMBER)
    totals = {**_reasons(mine), **dict(made.totals or {})}
    return Table(made.name, made.title, made.columns, made.rows, totals, made.notes, made.parameters)


def _reasons(counted: Places) -> dict[str, int]:
    """Return how many are not rated for each reason that the form has a column for."""
    row = dict.fromkeys(("exempt", "new", "suspended", "other"), 0)
    for place, count in counted.items():
        if place.bucket == NOT_SUBJECT:
            row[_WHYS.get(place.why or "", "other")] += count
    return row


def _levels(known: _Known) -> Table:
    """The levels by themselves, a row each, beside the year before."""
    rows: list[dict[str, Any]] = []
    for sort in known.asked.sorts:
        mine, old = figures(known.now[sort]), figures(known.before[sort])
        for bucket in BUCKETS:
            key = KEYS[bucket]
            if bucket not in LEVELS and not mine[key] and not (old["rated"] and old[key]):
                continue
            row = {"group": TITLES[sort], "label": bucket_words(bucket, known.stage), "total": mine[key]}
            if old["rated"]:
                row["previous"] = old[key]
            if bucket in LEVELS:  # percentages of one base only: of those rated
                row["percent"] = mine[f"{key}_percent"]
                if old["rated"]:
                    row["previous_percent"] = old[f"{key}_percent"]
                    if mine["rated"]:
                        row["change"] = round(row["percent"] - row["previous_percent"], 1)
            rows.append(row)
    columns = [Column("group", "Đối tượng", shown=False), Column("label", "Mức xếp loại"),
               Column("total", "Số", ColumnKind.INTEGER), Column("percent", "Tỷ lệ (%)", ColumnKind.PERCENT)]  # fmt: skip
    if any("previous" in row for row in rows):
        columns += [Column("previous", f"Năm {known.asked.year - 1}", ColumnKind.INTEGER),
                    Column("previous_percent", f"Tỷ lệ {known.asked.year - 1} (%)", ColumnKind.PERCENT),
                    Column("change", "Tăng, giảm (điểm %)", ColumnKind.DECIMAL)]  # fmt: skip
    return Table("xep-loai-muc", _title(known.asked, known.stage, ""), columns, rows, group_by="group")


def _table(
    known: _Known, what: str, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]],
    group_by: str | None = None, sort: str | None = None,
) -> Table:  # fmt: skip
    sort = sort or known.asked.sorts[0]
    mine = known.now[sort]
    totals = {"label": f"Tổng số {TITLES[sort].lower()}", **figures(mine)}
    one = known.asked.root
    parameters = {"year": known.asked.year, "organization": one and (one.code or one.name), "stage": known.stage,
                  "layout": known.asked.layout.value}  # fmt: skip
    return Table(
        "xep-loai", _title(known.asked, known.stage, what), columns, rows, totals=totals, notes=list(_notes(known)),
        parameters=parameters, group_by=group_by,
    )  # fmt: skip


def _title(asked: Asked, stage: str, what: str) -> str:
    where = f", {asked.root.name}" if asked.root else ""
    words = "" if stage == DECIDED else f" (theo {STAGE_WORDS[stage]}, chưa quyết định)"
    return f"Kết quả đánh giá, xếp loại{what} năm {asked.year}{where}{words}"


def _notes(known: _Known) -> Iterator[str]:
    if known.stage != DECIDED:
        yield f"Số liệu theo {STAGE_WORDS[known.stage]}; mức này chưa phải là kết quả."
    for sort in known.asked.sorts:
        undecided = figures(known.now[sort])[KEYS[UNDECIDED]]
        if undecided:
            further = "; xem theo mức đề nghị: thêm --theo de-nghi" if known.stage == DECIDED else ""
            where = f"đứng ở cột «{bucket_words(UNDECIDED, known.stage)}»"
            yield f"{count_text(undecided)} {TITLES[sort].lower()} chưa có {STAGE_WORDS[known.stage]}, {where}{further}."
    compared = known.asked.layout is Layout.SUMMARY
    if compared and not any(figures(known.before[sort])["rated"] for sort in known.asked.sorts):
        yield f"Sổ chưa có {STAGE_WORDS[known.stage]} nào của năm {known.asked.year - 1} để so sánh."
    if known.asked.layout is not Layout.ELEVEN:
        yield "Tỷ lệ của bốn mức tính trên số được xếp loại; tỷ lệ của các cột khác tính trên tổng số."


def rating_details(conn: sqlite3.Connection, asked: Asked) -> Table:
    """Return the names behind the figures: every subject with the place it counts in."""
    now = tally(conn, asked.year, asked.root, asked.stage, asked.decided_only)
    position = now.organizations.positions()
    order = {bucket: place for place, bucket in enumerate(BUCKETS)}
    chosen = [one for one in now.counted if one.place.sort in asked.sorts and asked.level in (None, one.place.bucket)]
    chosen.sort(
        key=lambda one: (one.place.sort != MEMBER, order[one.place.bucket], position.get(one.unit, len(position)))
    )
    names = now.organizations.by_id
    rows = [
        {
            "group": f"{TITLES[one.place.sort]}: {bucket_words(one.place.bucket, now.stage)}",
            "subject": one.place.sort,
            "id": one.number,
            "name": one.name,
            "organization": _place(one, names),
            "grassroots": names[one.place.group].name if one.place.group is not None else None,
            "bloc": one.place.bloc,
            "level": bucket_words(one.place.bucket, now.stage),
            "reason": one.place.why,
        }
        for one in chosen
    ]
    columns = (
        Column("group", "Nhóm", shown=False),
        Column("name", "Họ và tên, tổ chức"),
        Column("organization", "Sinh hoạt tại, trực thuộc"),
        Column("grassroots", "Tổ chức cơ sở đảng"),
        Column("bloc", "Khối", shown=False),
        Column("level", "Mức", shown=False),
        Column("reason", "Lý do không xếp loại"),
        Column("id", "Số trong sổ", ColumnKind.IDENTIFIER),
    )
    return Table(
        "xep-loai-chi-tiet", _title(asked, now.stage, ""), columns, rows, notes=[f"Có {count_text(len(rows))} dòng."],
        parameters={"year": asked.year, "stage": now.stage, "level": asked.level}, group_by="group",
    )  # fmt: skip


def _place(one: Counted, names: Mapping[int, Organization]) -> str | None:
    if one.place.sort == MEMBER:
        return names[one.unit].name if one.unit is not None else None
    parent = names[one.number].parent
    return names[parent].name if parent is not None else None
