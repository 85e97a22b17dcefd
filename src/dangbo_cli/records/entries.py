"""Plan `them`, `sua` of the year's work, and the opening balance of the register of honours.

Values are read as from sheets (`forms.entry_values`); a field is named by its key or any heading of its form.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date

from dangbo_cli.domain.blank import is_blank
from dangbo_cli.domain.change import Entity, Plan, Scalar
from dangbo_cli.domain.document import NUMBER_ODD, document_key, find_numbered, looks_like_number, nearly_numbered
from dangbo_cli.domain.entry_days import DAY_OUTSIDE_YEAR, DAYS_REVERSED, is_outside, reversed_days
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.pledge import DAY_OF_WHAT_WAS_NOT, days_of_what_was_not
from dangbo_cli.domain.problem import Finding, Level, cause
from dangbo_cli.domain.rating import LEVELS, NOT_SUBJECT, REASON_BESIDE_LEVEL
from dangbo_cli.domain.target_reading import (
    split_targets,
)
from dangbo_cli.forms.entry_values import read_value
from dangbo_cli.forms.form import Form, Subject, Value
from dangbo_cli.records.carrying_out import check_carrying_out
from dangbo_cli.records.draft import Draft
from dangbo_cli.records.entry_fields import LISTS, find_entry_field
from dangbo_cli.records.entry_notes import note_member
from dangbo_cli.records.entry_parts import Lists, add_parts, settle_parts
from dangbo_cli.records.entry_subject import (
    COLLECTIVE,
    Values,
    Whom,
    columns_of,
    moved_to,
    owner_of,
    place_of,
    stored_subject,
    subject_of,
)
from dangbo_cli.records.fields import Assignment
from dangbo_cli.records.rating_years import refuse_closed_year
from dangbo_cli.records.readings import refuse, refuse_empty, take
from dangbo_cli.records.refusal import AlreadyKnown, FieldRefused, RecordUnknown, ValueRefused
from dangbo_cli.records.tree import Tree
from dangbo_cli.store.catalogue import CATALOGUE
from dangbo_cli.store.labels import describe_entry
from dangbo_cli.vietnamese.text import clean, fold, spelling

_NEAR = 0.75
NEARLY_KNOWN = cause(
    "nearly_known_word",
    Level.NOTE,
    "Gần giống từ đã dùng",
    "«{value}» chưa từng có trong sổ, gần giống {detail}.",
    "Nếu là một, hãy ghi đúng chữ ấy để báo cáo không tách thành hai dòng.",
)
OPENING_TWICE = cause(
    "opening_of_both",
    Level.NOTE,
    "Số dư của cả cấp trên và cấp dưới",
    "Sổ đã có số dư của {value}; sổ ghi danh của cấp trên có thể đã gồm cả của {detail}, khi ấy bị tính hai lần.",
    "Nếu đã gồm thì chỉ giữ một: ghi số dư 0 cho nơi kia.",
)
OPENING_LOWER = cause(
    "opening_lower_than_register", Level.NOTE, "Số dư thấp hơn số trong sổ",
    "Đến ngày {value} sổ đã có {detail}; số dư gồm cả các mục đến ngày ấy, nên tổng từ khi mở sổ sẽ giảm.",
    "Kiểm tra lại số và ngày chốt.",
)  # fmt: skip


def plan_add_entry(
    conn: sqlite3.Connection, form: Form, whom: Whom, period: int | None, assignments: Sequence[Assignment], today: date
) -> Plan:
    """Return the plan that adds one entry. Without a year it is that of the entry's own date, else this year.

    Raises RecordRefused: FieldRefused, ValueRefused, AlreadyKnown where the record has the entry already.
    """
    subject = subject_of(form, whom.member is not None)
    values, lists, draft = _read(conn, form, assignments, today, f"{form.kind} them", subject)
    own = next((str(values[k])[:4] for k in form.dated_by if values.get(k) is not None), None)
    if form.about is not None:
        values.setdefault("period", str(period) if period is not None else own or str(today.year))
    for f in form.stored:
        if f.required and values.get(f.key) is None:
            raise ValueRefused(f.key, f"Chưa ghi «{f.title}».", f'Hãy ghi thêm "{f.title.lower()}=…".')
    _check(values, values)
    _note_near(conn, form, values, None, draft)
    _check_days(draft, form, values, {})
    _check_points(conn, form, values, values.get("period"))
    refuse_closed(conn, form, values.get("period"))
    if form.entity == Entity.DOCUMENT:
        check_carrying_out(conn, draft, None, values, values)
    if form.about is Subject.ANYONE and whom.member is not None and whom.organization is None:
        whom = whom._replace(organization=place_of(conn, form, whom.member, values, today))
    base = columns_of(form, whom)
    _refuse_same(conn, form, {**base, **values})
    note_member(conn, form, {**base, **values}, {**base, **values}, draft)
    owner, entity = owner_of(form, whom), Entity(form.entity)
    ref = draft.create(entity, owner, **base, **values)
    add_parts(draft, ref, lists, values.get("period"))
    return draft.plan


def read_entry(conn: sqlite3.Connection, form: Form, number: int) -> Values:
    """Return a stored entry; raises RecordUnknown."""
    table = CATALOGUE[Entity(form.entity)]
    found = conn.execute(f"{table.select_all} WHERE id = ?", (number,)).fetchone()
    if found is None:
        raise RecordUnknown(f"Không có mục số {number}.", f"Xem các mục bằng «dangbo {form.kind} ds».")
    return dict(zip(("id", *table.columns), found, strict=True))


def plan_edit_entry(
    conn: sqlite3.Connection,
    form: Form,
    number: int,
    assignments: Sequence[Assignment],
    today: date,
    whom: Whom | None = None,
) -> Plan:
    """Return the plan that sets fields of an entry, "" clears; targets, items and milestones are added, "" takes out
    all items or milestones. `whom` is what the entry is about from now on, where it was written for somebody else.

    Raises RecordRefused: RecordUnknown, FieldRefused, ValueRefused, PlaceRefused, AlreadyKnown.
    """
    entity = Entity(form.entity)
    stored = read_entry(conn, form, number)
    refuse_closed(conn, form, stored.get("period"))
    now = whom or stored_subject(form, stored)
    owner = owner_of(form, now) or number
    subject = subject_of(form, now.member is not None)
    values, lists, draft = _read(conn, form, assignments, today, f"{form.kind} sua {number}", subject)
    for f in form.fields:
        if f.key in values and values[f.key] is None and (f.required or f.key == "period"):
            raise ValueRefused(f.key, f"«{f.title}» không để trống được.", "Hãy ghi giá trị đúng sau dấu «=».")
    _check({**stored, **values}, values)
    _note_near(conn, form, {k: v for k, v in values.items() if v != stored[k]}, number, draft)
    _check_days(draft, form, values, stored)
    _check_points(conn, form, values, values.get("period", stored.get("period")))
    refuse_closed(conn, form, values.get("period"))
    if form.entity == Entity.DOCUMENT:
        check_carrying_out(conn, draft, number, values, {**stored, **values})
    if whom is not None:
        values.update(moved_to(conn, form, whom, stored, values, draft, today))
    if whom is not None or values.get("period") not in (None, stored.get("period")):
        _refuse_same(conn, form, {**stored, **values}, number)
    note_member(conn, form, {**stored, **values}, {k: v for k, v in values.items() if v != stored[k]}, draft)
    for key, value in values.items():
        draft.change(entity, number, owner, **{key: (stored[key], value)})
    period = {**stored, **values}.get("period")
    settle_parts(conn, form, number, lists, draft, period)
    add_parts(draft, number, lists, period)
    return draft.plan


def plan_opening(
    conn: sqlite3.Connection,
    organization: int,
    as_of: date,
    balance: tuple[int, int],
    holds: tuple[int, int],
    today: date,
) -> Plan:
    """Return the plan that sets how many (collectives, individuals) the honour register of an organisation held before its
    entries here; `holds` is what the record has of it up to that day."""
    if as_of > today:
        raise ValueRefused("as_of", "Ngày chốt số dư chưa đến.", "Hãy ghi ngày đã qua.")
    draft = Draft(conn, f"ghi-danh so-du {organization}", Entity.HONOUR_OPENING)
    tree = Tree(conn)
    for (other,) in conn.execute(
        "SELECT organization_id FROM honour_opening WHERE organization_id <> ?", (organization,)
    ):
        if organization in tree.line(other) or other in tree.line(organization):
            draft.note(OPENING_TWICE, tree.node(organization).label, tree.node(other).label)
    if any(new < known for new, known in zip(balance, holds, strict=True)):
        draft.note(OPENING_LOWER, f"{holds[0]} tập thể, {holds[1]} cá nhân", f"{as_of:%d/%m/%Y}")
    table = CATALOGUE[Entity.HONOUR_OPENING]
    found = conn.execute(f"{table.select_all} WHERE organization_id = ? ORDER BY id", (organization,)).fetchone()
    after: Values = {"as_of": as_of.isoformat(), "collectives": balance[0], "individuals": balance[1]}
    if found is None:
        draft.create(Entity.HONOUR_OPENING, None, organization_id=organization, **after)
        return draft.plan
    stored = dict(zip(("id", *table.columns), found, strict=True))
    for key, value in after.items():
        draft.change(Entity.HONOUR_OPENING, stored["id"], stored["id"], **{key: (stored[key], value)})
    return draft.plan


def refuse_closed(conn: sqlite3.Connection, form: Form, period: object) -> None:
    """A rating of a closed year is not written by hand either."""
    if form.about is Subject.RATED and period is not None:
        refuse_closed_year(conn, period)


def _read(
    conn: sqlite3.Connection,
    form: Form,
    assignments: Sequence[Assignment],
    today: date,
    command: str,
    subject: Entity | None = None,
) -> tuple[Values, Lists, Draft]:
    draft = Draft(conn, command, subject or Entity(form.entity))
    values: Values = {}
    lists: Lists = {}
    named: set[str] = set()
    for typed, text in assignments:
        f = find_entry_field(form, typed)
        parts = split_targets(text) if f.key in LISTS else []
        if f.key in named and not (parts and lists[f.key]):  # parts add up; cleared and written is twice
            raise FieldRefused(f"«{f.title}» được ghi hai lần trong một lệnh.", "Hãy chỉ ghi một lần.")
        named.add(f.key)
        if f.key in LISTS:
            lists.setdefault(f.key, []).extend(parts)
        elif not text:
            values[f.key] = None
        elif f.value is Value.DOCUMENT:
            values[f.key] = _document(conn, text)
        else:
            read, finding = ({}, None) if is_blank(text) else read_value(f, clean(text), today)
            take(draft, f.key, finding, clean(text))
            if not read:  # a dash, a word for «unknown», a lone «x»: nothing that could be written
                raise refuse_empty(f.key, f.title, clean(text), f.required)
            for key, value in read.items():
                values.setdefault(key, value)
            if form.entity == Entity.DOCUMENT and f.key == "number" and not looks_like_number(text):
                draft.note(NUMBER_ODD, "", clean(text))
    return values, lists, draft


def _note_near(conn: sqlite3.Connection, form: Form, values: Values, number: int | None, draft: Draft) -> None:
    """Note a word that entries are counted by where no other entry has it and some have one nearly the same."""
    for f in form.stored:
        text = values.get(f.key)
        if not f.recurs or not isinstance(text, str):
            continue
        used = [
            str(one)
            for one, _ in conn.execute(
                f"SELECT {f.key}, count(*) FROM {form.entity} WHERE {f.key} IS NOT NULL AND id IS NOT ?"
                " GROUP BY 1 ORDER BY 2 DESC, 1",
                (number,),
            ).fetchall()
        ]
        if any(spelling(one) == spelling(text) for one in used):
            continue
        near = next((one for one in used if _nearly(one, text)), None)
        if near is not None:
            draft.note(NEARLY_KNOWN, f"«{near}»", text)


def _nearly(one: str, other: str) -> bool:
    """Tell whether two texts differ only in marks, blanks or a letter or two of a word: «Nhất» and «Nhì» do not."""
    mine, its = fold(one).split(), fold(other).split()
    if "".join(mine) == "".join(its):
        return True
    if len(mine) != len(its):
        return False
    from difflib import SequenceMatcher  # only where a word is new

    pairs = [(a, b) for a, b in zip(mine, its, strict=True) if a != b]
    return all(a.isalpha() and b.isalpha() and SequenceMatcher(None, a, b).ratio() >= _NEAR for a, b in pairs)


def _document(conn: sqlite3.Connection, text: str) -> int:
    numbers: dict[int, str | None] = dict(conn.execute("SELECT id, number FROM document ORDER BY id"))
    found = find_numbered(text, numbers) or [n for n in numbers if text.lstrip("#") == str(n)]
    if len(found) != 1:
        near = ", ".join(f"«{numbers[one]}»" for one in nearly_numbered(text, numbers))
        raise ValueRefused(
            "document_id",
            f"Sổ chưa có văn bản «{text}»{f'; gần giống: {near}' if near else ''}.",
            "Thêm trước bằng «dangbo van-ban them …», hoặc ghi đúng số của nó.",
        )
    return found[0]


def _check(values: Mapping[str, Scalar], written: Mapping[str, Scalar]) -> None:
    reason, level = values.get("not_rated_reason"), values.get("decided_level")
    said = NOT_SUBJECT not in values.values() and not {"not_rated_reason", "decided_level"}.isdisjoint(written)
    if reason is not None and level in LEVELS and said:
        raise refuse("not_rated_reason", Finding(REASON_BESIDE_LEVEL, f"mức quyết định «{level}»"), str(reason))
    attended, expected = values.get("attended"), values.get("expected")
    if isinstance(attended, int) and isinstance(expected, int) and attended > expected:
        raise ValueRefused("attended", f"Số dự {attended} nhiều hơn số phải dự {expected}.", "Hãy kiểm tra lại hai số.")


def _check_days(draft: Draft, form: Form, values: Values, stored: Mapping[str, Scalar]) -> None:
    """Refuse days in the wrong order; note a day beside a «Không», or outside the entry's year: where either is
    written now."""
    titles, after = {f.key: f.title for f in form.fields}, {**stored, **values}
    for key in (*form.dated_by, *form.dates):
        day, period = after.get(key), after.get("period")
        written = any(values.get(one) not in (None, stored.get(one)) for one in (key, "period"))
        if written and day and period and is_outside(str(day), str(period), form.field(key).around):
            draft.note(DAY_OUTSIDE_YEAR, str(period)[:4], f"{titles[key]} {format_date(str(day))}")
    for before, later in reversed_days(after):
        if before in values or later in values:
            day, other = (format_date(str(after[key])) for key in (later, before))
            detail = f"({titles[later].lower()}) trước ngày «{other}» ({titles[before].lower()})"
            raise refuse(later, Finding(DAYS_REVERSED, detail), day)
    for tick, on, day, sort in days_of_what_was_not(after):
        if tick in values or on in values:
            draft.note(DAY_OF_WHAT_WAS_NOT, f"«{titles[tick]}»", f"{sort}{format_date(day)}")


def _check_points(conn: sqlite3.Connection, form: Form, values: Mapping[str, Scalar], period: Scalar) -> None:
    points = values.get("points")
    if form.about is not Subject.RATED or not isinstance(points, float):
        return
    from dangbo_cli.store.rating_rules import POINTS_TOO_HIGH, points_scale, say_scale

    most = points_scale(conn, str(period))
    if most is not None and points > most:
        raise refuse("points", Finding(POINTS_TOO_HIGH, say_scale(most, str(period))), f"{points:g}".replace(".", ","))


def _refuse_same(conn: sqlite3.Connection, form: Form, values: Values, number: int | None = None) -> None:
    """Raise AlreadyKnown where the record has another entry than `number` of the same subject, year and content."""
    keys = [k for k in ("member_id", "organization_id", "name", "period", *form.key) if k in values]
    if form.about is Subject.ANYONE and values.get("member_id") is not None:
        keys.remove("organization_id")
    wanted = {k: v for k, v in values.items() if k in keys and k != "name" and isinstance(v, (int, type(None)))}
    conditions = " AND ".join(f"{k} IS ?" for k in wanted) or "1"
    table = CATALOGUE[Entity(form.entity)]
    for row in conn.execute(f"{table.select_all} WHERE {conditions} ORDER BY id", list(wanted.values())):
        stored = dict(zip(("id", *table.columns), row, strict=True))
        stored = {**stored, **_itself(conn, stored)}
        if stored["id"] == number or any(_folded(k, stored[k]) != _folded(k, values[k]) for k in keys):
            continue
        if not keys or not _alike(form, stored, values):
            continue
        known = int(str(stored["id"]))
        said = describe_entry(conn, Entity(form.entity), known)
        surplus = "" if number is None else f" Nếu mục số {number} là thừa: «dangbo {form.kind} xoa {number}»."
        raise AlreadyKnown(
            (known,),
            f"Sổ đã có mục này, số {known}.{f' Mục ấy: {said}.' if said else ''}",
            f"Muốn sửa mục ấy: «dangbo {form.kind} sua {known} …».{surplus}",
        )


def _itself(conn: sqlite3.Connection, stored: Mapping[str, Scalar]) -> Values:
    """Return {"name": None} for an entry that calls its own organisation by name: it is about that organisation."""
    name, number = stored.get("name"), stored.get("organization_id")
    if not name or not isinstance(number, int) or stored.get("subject_sort") != COLLECTIVE:
        return {}
    names = conn.execute("SELECT name FROM organization_name WHERE organization_id = ?", (number,))
    return {"name": None} if any(fold(row[0]) == fold(str(name)) for row in names) else {}


def _alike(form: Form, one: Mapping[str, Scalar], other: Mapping[str, Scalar]) -> bool:
    for names in form.same_by:
        if all(one.get(k) is not None and other.get(k) is not None for k in names):
            return all(_folded(k, one[k]) == _folded(k, other[k]) for k in names)
    return True


def _folded(key: str, value: Scalar) -> Scalar:
    if not isinstance(value, str):
        return value
    return document_key(value) if key == "number" or key.endswith("_number") else fold(value)
