"""Lists of members (`dv ds`, `dv tim`): the keys of the rows are promised, scripts read them."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from dangbo_cli.reports.addresses import address_sql
from dangbo_cli.reports.as_of import (
    ACTIVITY_LABELS,
    AWAY_LABEL,
    STANDING_LABELS,
    Organization,
    Organizations,
    Scope,
    count_text,
    covers,
    load_organizations,
    people_sql,
    say_date,
)
from dangbo_cli.reports.filters import LEFT, LEVEL, Conditions, MemberFilter, conditions_of, note_unknown
from dangbo_cli.reports.table import Column, ColumnKind, Table
from dangbo_cli.vietnamese.text import clean, fold, spelling

_ID, _DATE = ColumnKind.IDENTIFIER, ColumnKind.DATE
EITHER_CARD = "Số thẻ đảng viên (mới hoặc cũ)"
"""The heading of the key «card_number», which holds the old number where no new one is known."""

COLUMNS = (
    Column("id", "Số", _ID),
    Column("card_number", EITHER_CARD, _ID, private=True, shown=False),
    Column("old_card_number", "Số thẻ đảng viên cũ (khi đã có số mới)", _ID, private=True, shown=False),
    Column("file_number", "Số lý lịch", _ID, private=True, shown=False),
    Column("citizen_id", "Số căn cước", _ID, private=True, shown=False),
    Column("full_name", "Họ và tên"),
    Column("birth_date", "Ngày sinh", _DATE),
    Column("gender", "Giới tính"),
    Column("ethnicity", "Dân tộc", private=True, shown=False),
    Column("religion", "Tôn giáo", private=True, shown=False),
    Column("hometown", "Quê quán", shown=False),
    Column("residence", "Nơi ở hiện nay", shown=False),
    Column("occupation", "Nghề nghiệp", shown=False),
    Column("general_education", "Giáo dục phổ thông", shown=False),
    Column("expertise", "Trình độ chuyên môn", shown=False),
    Column("political_theory", "Lý luận chính trị", shown=False),
    Column("foreign_language", "Ngoại ngữ", shown=False),
    Column("party_position", "Chức vụ Đảng"),
    Column("government_position", "Chức vụ chính quyền", shown=False),
    Column("admitted_on", "Ngày vào Đảng", _DATE),
    Column("official_on", "Ngày chính thức", _DATE, shown=False),
    Column("status", "Trạng thái"),
    Column("organization_code", "Mã tổ chức", _ID, shown=False),
    Column("organization_name", "Tổ chức đảng", heads=True),
    Column("ratings", "Xếp loại", shown=False),
)

#: What is told besides of those who have left, where they are asked for.
_LEAVING = (Column("left_on", "Ngày ra khỏi danh sách", _DATE), Column("left_reason", "Lý do"))

#: The columns in the order of the JSON, then what the row is sorted and completed by.
_SELECT = f"""SELECT m.id, coalesce(m.card_number, m.old_card_number),
    CASE WHEN m.card_number IS NOT NULL THEN m.old_card_number END, m.file_number, m.citizen_id, m.full_name,
    m.birth_date, m.gender, m.ethnicity, m.religion, {address_sql("hometown")},
    {address_sql("residence")}, m.occupation, m.general_education, m.expertise, m.political_theory, m.foreign_language, NULL, NULL,
    m.admitted_on, m.official_on,
    person.standing, NULL, NULL, NULL,
    person.activity, person.organization_id, coalesce(m.sort_key, m.full_name)
    FROM person JOIN member m ON m.id = person.id"""
_KEYS = tuple(column.key for column in COLUMNS)
_POSITIONS = f"""SELECT d.member_id, d.sphere, d.title FROM member_position d
    WHERE d.sphere IN ('party', 'government') AND {covers("d")} AND {{only}} ORDER BY d.id"""
_RATINGS = f"SELECT r.member_id, r.period, {LEVEL} FROM rating r WHERE {{only}} ORDER BY r.period"
_DECIDED = """SELECT member_id, period, coalesce(decided_level, 'Không thuộc diện xếp loại') FROM rating
    WHERE member_id IS NOT NULL AND (decided_level IS NOT NULL OR not_rated_reason IS NOT NULL) ORDER BY period"""
_AWAY = f"""SELECT s.member_id, s.direction FROM member_stay s
    WHERE s.direction = 'out' AND {covers("s")} AND {{only}}"""
_FEW = 500


def list_members(
    conn: sqlite3.Connection,
    day: date,
    organization: Organization | None = None,
    asked: MemberFilter | None = None,
    only: Collection[int] | None = None,
) -> Table:
    """Return the members on `day` in an organisation and all below it, narrowed by filters and by the
    record numbers `only`.

    Order: organisation code (2 before 10), then name (tên, họ, đệm), then record number; members
    without an organisation are last. Raises FilterRefused.
    """
    organizations = load_organizations(conn, day)
    asked = asked or MemberFilter()
    inside: Collection[int] | None = organizations.below(organization.id) if organization else None
    if asked.bloc:
        from dangbo_cli.reports.entries import blocs_meant  # seldom asked for

        meant = blocs_meant(organizations, asked.bloc)
        inside = [n for n in (organizations.by_id if inside is None else inside) if organizations.bloc(n) in meant]
    conditions = conditions_of(conn, asked)
    scope = Scope(day, inside, only, everyone=conditions.left)
    rows = _read(conn, scope, organizations, conditions)
    if not conditions.left:
        note_unknown(conn, scope, conditions)
    what = "đảng viên đã ra khỏi danh sách" if conditions.left else "đảng viên"
    title = f"Danh sách {what} {organizations.called(organization)}" if organization else f"Danh sách {what}"
    columns = _columns(conditions.named)
    if conditions.left:
        columns += _LEAVING
        _tell_leaving(conn, rows, day)
    parameters = {
        "as_of": day.isoformat(),
        "organization": organization and (organization.code or organization.name),
        **asked.as_asked(),
    }
    notes = [f"Có {count_text(len(rows))} {what}, tính đến ngày {say_date(day)}.", *conditions.notes]
    return Table("dang-vien-ds", title, columns, rows, notes=notes, parameters=parameters)


def _tell_leaving(conn: sqlite3.Connection, rows: list[dict[str, Any]], day: date) -> None:
    """Give each row the day on which she left, and why."""
    for row in rows:
        asked = {"id": row["id"], "day": day.isoformat()}
        row["left_on"], row["left_reason"] = conn.execute(
            f"SELECT ({LEFT.format('valid_from')}), ({LEFT.format('reason')}) FROM member m WHERE m.id = :id", asked
        ).fetchone()


def only_decided(conn: sqlite3.Connection, table: Table) -> Table:
    """Return a list of members as it may leave the house: of ratings what is decided, with a note where more is known
    (self and proposed levels stay out of files until decided, unless their column is asked for)."""
    decided: dict[int, dict[str, str]] = {}
    for member, period, level in conn.execute(_DECIDED):
        decided.setdefault(member, {})[period] = level
    rows = [{**row, "ratings": decided.get(row["id"], {})} for row in table.rows]
    if all(row["ratings"] == old["ratings"] for row, old in zip(rows, table.rows, strict=True)):
        return table
    note = "Mức xếp loại chưa quyết định không ghi ra tệp; muốn có thì chọn cột «Xếp loại» bằng --cot."
    return replace(table, rows=rows, notes=[*table.notes, note])


def search_members(conn: sqlite3.Connection, text: str, day: date) -> Table:
    """Return the members whose name holds every word typed (each the beginning of a word of the name, of another
    for each, in any order) and whose card, old card or citizen number holds every group of digits typed; a date
    («12/05/1968», «12-5-1968», «05/1968», «12/05») is the birth, and four digits beside a name may be its year.

    A word typed with diacritics must have them, in either tone placement («Thuý», «Thúy»); where that
    finds nobody they are left out of account, and a note says so. Names that hold the words whole stand first. Members who
    have left are found too.
    """
    typed = clean(text)
    typed_words = [
        _WHOLE_BIRTH.sub(r"\1/\3/\4", word) if _WHOLE_BIRTH.fullmatch(word) else word for word in typed.split()
    ]
    births = [birth for word in typed_words if (birth := _birth_pattern(word))]
    digits = [re.sub(r"\D", "", word) for word in typed_words if re.fullmatch(r"[\d.\-]*\d[\d.\-]*", word)]
    words = [word for word in typed.split() if not re.search(r"\d", word)]
    conditions = Conditions()
    for number, word in enumerate(words):
        begins = f"' ' || m.name_key LIKE '% ' || :word{number} || '%' ESCAPE '\\'"
        conditions.add(begins, **{f"word{number}": _literal(fold(word))})
    for number, group in enumerate(digits):
        held = f"LIKE '%' || :digits{number} || '%'"
        born = f" OR m.birth_date LIKE :digits{number} || '%'" if words and _YEAR.fullmatch(group) else ""
        either = f"(m.card_number {held} OR m.old_card_number {held} OR m.citizen_id {held}{born})"
        conditions.add(either, **{f"digits{number}": group})
    for number, birth in enumerate(births):
        conditions.add(f"m.birth_date LIKE :birth{number}", **{f"birth{number}": birth})
    if not conditions.sql:
        conditions.add("0")
    matching = f"SELECT m.id FROM member m WHERE {' AND '.join(conditions.sql)}"
    numbers = [row[0] for row in conn.execute(matching, conditions.values)]
    found = _read(conn, Scope(day, only=numbers, everyone=True), load_organizations(conn, day), Conditions())
    if len(words) > 1:  # «hoa hoang» is not found in «Hoàng» alone
        begun = sorted(map(fold, words), key=len, reverse=True)
        found = [row for row in found if _begin_each(begun, fold(row["full_name"]).split())]
    of_cards = [group for group in digits if not (words and _YEAR.fullmatch(group))]
    marked = [spelling(word) for word in words if fold(word) != word.casefold()]
    as_typed = [row for row in found if _has_words(row["full_name"], marked)] if marked else found
    whole = [fold(word) for word in words]  # «hoa»: Hòa before Hoàng
    shown = sorted(as_typed or found, key=lambda row: not set(whole) <= set(fold(row["full_name"]).split()))
    notes = [f"Tìm thấy {count_text(len(shown))} đảng viên."]
    if not found:
        from dangbo_cli.reports.lookup import near_members

        near = near_members(conn, " ".join(words), day) if words else []
        notes += [f"Có phải: {'; '.join(one.label for one in near)}?"] if near else []
        notes.append("Thử gõ ít chữ hơn, như chỉ tên, hoặc vài số cuối của thẻ.")
        if years := [group for group in digits if not words and _YEAR.fullmatch(group)]:
            year = years[0]
            notes.append(f"Tìm theo năm sinh: «dangbo dv ds --sinh-tu {year} --sinh-den {year}».")
    if found and not as_typed:
        notes.append(f"Không ai có tên viết đúng dấu như «{typed}»; đây là những người giống tên khi bỏ dấu.")
    return Table(
        "dang-vien-tim",
        f"Đảng viên khớp với «{typed}»",
        tuple(c._replace(shown=True) if of_cards and c.key == "card_number" else c for c in COLUMNS),
        shown,
        notes=notes,
        parameters={"text": typed, "as_of": day.isoformat()},
    )


def _begin_each(begun: list[str], words: list[str]) -> bool:
    """Tell whether every text of `begun` begins a word of its own among `words`."""
    if not begun:
        return True
    first, *rest = begun
    return any(word.startswith(first) and _begin_each(rest, words[:n] + words[n + 1 :]) for n, word in enumerate(words))


_YEAR = re.compile(r"(?:19|20)\d\d")
#: Whole, «12-5-1968» and «12.5.1968» too: in groups that are no date they are numbers of cards («014.068»).
_WHOLE_BIRTH = re.compile(r"(0?[1-9]|[12]\d|3[01])([.-])(0?[1-9]|1[0-2])\2((?:19|20)\d\d)")
_BIRTH = re.compile(r"(?:(\d{1,2})/)?(\d{1,2})/(\d{4})|(\d{1,2})/(\d{1,2})")


def _birth_pattern(word: str) -> str | None:
    """Return what a stored birth is LIKE that «12/05/1968», «05/1968» or «12/05» (of any year) names; None of no date."""
    found = _BIRTH.fullmatch(word)
    if found is None:
        return None
    day, month, year, any_day, any_month = found.groups()
    if year is None:
        return f"____-{any_month:0>2}-{any_day:0>2}"
    return f"{year}-{month:0>2}" + (f"-{day:0>2}" if day else "%")


def _read(
    conn: sqlite3.Connection, scope: Scope, organizations: Organizations, conditions: Conditions
) -> list[dict[str, Any]]:
    where = f" WHERE {' AND '.join(conditions.sql)}" if conditions.sql else ""
    values = {**scope.values, **conditions.values}
    found = conn.execute(f"WITH {people_sql(scope)} {_SELECT}{where}", values).fetchall()
    position, names = organizations.positions(), organizations.names(scope.organizations)
    found.sort(key=lambda row: (position[row[-2]], row[-1], row[0]))
    few = json.dumps([row[0] for row in found]) if len(found) <= _FEW else None
    beside = {"ids": few, "day": scope.values["day"]}
    titles: dict[tuple[int, str], str] = {}
    for member, sphere, title in conn.execute(_of(_POSITIONS, few), beside):
        before = titles.get((member, sphere))
        titles[member, sphere] = f"{before}, {title}" if before else title
    ratings: dict[int, dict[str, str]] = {}
    for member, period, level in conn.execute(_of(_RATINGS, few), beside):
        if level is not None:
            ratings.setdefault(member, {})[period] = level
    away = dict(conn.execute(_of(_AWAY, few), beside))
    rows = []
    for values_of_one in found:
        *_, activity, place, _ = values_of_one
        row = dict(zip(_KEYS, values_of_one, strict=False))
        number = row["id"]
        row["party_position"] = titles.get((number, "party"))
        row["government_position"] = titles.get((number, "government"))
        row["status"] = status_label(row["status"], activity, number in away)
        if place is not None:
            row["organization_code"], row["organization_name"] = organizations.by_id[place].code, names[place]
        row["ratings"] = ratings.get(number, {})
        rows.append(row)
    return rows


def _of(statement: str, few: str | None) -> str:
    """Narrow a statement to the members in :ids; where they are many, reading everything is faster."""
    return statement.format(only="1" if few is None else "member_id IN (SELECT value FROM json_each(:ids))")


def status_label(standing: str | None, activity: str | None, away: bool) -> str | None:
    """Sum up the axes in one label: left, suspended, exempt or temporarily elsewhere in their own words, else
    «Chính thức» or «Dự bị»; None where it is not known."""
    if activity in ACTIVITY_LABELS:
        return ACTIVITY_LABELS[activity]
    return AWAY_LABEL if away else STANDING_LABELS.get(standing or "")


def _columns(named: Collection[str]) -> tuple[Column, ...]:
    """Return the columns; those that a filter names are shown, and not masked."""
    return tuple(c._replace(private=False, shown=True) if c.key in named else c for c in COLUMNS)


def _literal(text: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", text)


def _has_words(name: str, words: Sequence[str]) -> bool:
    have = spelling(name).split()
    return all(any(part.startswith(word) for part in have) for word in words)
