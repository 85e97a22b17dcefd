"""What a sheet of the year's work writes again that was taken out of the record: it is written, and said.

Removing an entry, or a part of one, leaves no row that could win over an older sheet; the log knows what it was.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from dangbo_cli.domain.agreement import canonical, is_date
from dangbo_cli.domain.change import Action, Entity, Plan, RecordChange, Scalar
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.problem import Finding, Level, Note, cause, say
from dangbo_cli.forms.catalogue import form_of
from dangbo_cli.forms.form import Form
from dangbo_cli.forms.same_entry import same_entry
from dangbo_cli.intake.entries.found import EntryFound
from dangbo_cli.store.catalogue import CATALOGUE
from dangbo_cli.store.decided import removed_records
from dangbo_cli.store.labels import ENTITY_LABELS

WRITTEN_AGAIN = cause(
    "written_again",
    Level.NOTE,
    "Đã xóa khỏi sổ, bảng lại ghi",
    "«{value}» đã được xóa khỏi sổ ({detail}); bảng này không mới hơn lần xóa ấy mà vẫn ghi, nên nội dung ấy trở lại sổ.",
    "Nếu xóa là đúng thì nhập xong hãy xóa lại.",
)

#: Whose an entry is.
_WHOSE = ("member_id", "organization_id", "name", "period")


def tell_taken_out(plan: Plan, conn: sqlite3.Connection, found: Iterable[EntryFound]) -> None:
    """Note of the entries and parts of entries that a call creates those that were taken out since the day of the sheet."""
    entries = {(Entity(form.entity), entry.ref): (entry, form) for entry in found if (form := _form(entry)) is not None}
    orders = {row.source: row.order for entry, _ in entries.values() for row in entry.rows}
    created = [change for change in plan.changes if change.action is Action.CREATE and _is_whole(change)]
    removed = removed_records(conn, {change.entity for change in created})
    for change in created if removed else ():
        told = {name: value.after for name, value in change.fields.items()}
        entry, form = entries.get((change.entity, change.record), (None, None))
        where = next((one for one in change.fields.values() if one.source in orders and one.cell), None)
        if where is None or where.source is None:
            continue
        for was, day, batch in removed.get(change.entity, ()):
            if orders[where.source] < (day, batch) and _is_same(change.entity, form, was, told):
                source, value = plan.sources[where.source], _called(entry, form, told)
                detail = f"{ENTITY_LABELS[change.entity]}, lần nhập số {batch}, ngày {format_date(day)}"
                message = say(Finding(WRITTEN_AGAIN, detail), value)
                plan.notes.append(Note(WRITTEN_AGAIN, message, source.path, source.sheet, where.cell, value))
                break


def _form(entry: EntryFound) -> Form | None:
    return form_of(entry.rows[0].kind)


def _is_whole(change: RecordChange) -> bool:
    """Tell whether what a record hangs on is there already: a part of what is new is told of with it."""
    return all(
        name not in change.fields or int(str(change.fields[name].after)) > 0
        for name in CATALOGUE[change.entity].references
    )


def _is_same(entity: Entity, form: Form | None, was: Mapping[str, Scalar], told: Mapping[str, Scalar]) -> bool:
    """Tell whether what was taken out is what a sheet says: the entry by what tells entries apart, a part by its words."""
    if form is not None:
        names = [*_WHOSE, *form.key]
        return all(canonical(k, was.get(k)) == canonical(k, told.get(k)) for k in names) and same_entry(form, was, told)
    texts = [name for name, value in told.items() if isinstance(value, str) and not is_date(name) and name in was]
    whose = [name for name in CATALOGUE[entity].references if name in told]
    return bool(texts) and all(canonical(k, was.get(k)) == canonical(k, told[k]) for k in (*whose, *texts))


def _called(entry: EntryFound | None, form: Form | None, told: Mapping[str, Scalar]) -> str:
    """Return what a record is called: whom an entry names or what it is about, the words of a part."""
    if entry is not None and form is not None:
        row = entry.rows[0]
        named = (str(row.entry[key][0]) for key in ("name", *form.identity) if key in row.entry)
        return row.named or row.text("full_name") or next(named, "")
    return next((value for name, value in told.items() if isinstance(value, str) and not is_date(name)), "")
