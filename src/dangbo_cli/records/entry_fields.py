"""From the name that a clerk types before «=» to the field of an entry of the year's work, or to whom it is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dangbo_cli.forms.form import Field, Form, Subject, Value
from dangbo_cli.forms.headings import heading_book, heading_key
from dangbo_cli.records.fields import Assignment
from dangbo_cli.records.refusal import FieldRefused
from dangbo_cli.vietnamese.text import fold

#: Fields that hold lists of parts of an entry.
LISTS = frozenset(("targets", "items", "milestone"))
_SUGGESTED = 5
_PERSON, _COLLECTIVE, _ORGANIZATION, _SORT = "full_name", "collective", "organization", "subject_sort"
#: What screens call the subject of an entry where its form has no such heading.
_SUBJECTS = {
    "dang vien": _PERSON, "nguoi": _PERSON, "doi tuong": _PERSON, "tap the ca nhan": _PERSON, "tap the": _COLLECTIVE,
    "to chuc": _ORGANIZATION, "to chuc dang": _ORGANIZATION,
}  # fmt: skip


class Named(NamedTuple):
    """Whom the assignments of a line name, as typed: a person (or whatever bears the name), a collective, an
    organisation; "" where none."""

    person: str = ""
    collective: str = ""
    organization: str = ""


def part_subject(form: Form, assignments: Sequence[Assignment]) -> tuple[Named, list[Assignment]]:
    """Part what a line says of whom an entry is about from its fields. Raises FieldRefused."""
    named: dict[str, str] = {}
    rest: list[Assignment] = []
    for typed, text in assignments:
        key = _subject_key(form, typed)
        if key is None:
            rest.append((typed, text))
        elif key == _SORT:
            raise FieldRefused(
                f"«{typed}» đi cùng tên, không ghi riêng được.", 'Hãy ghi "đảng viên=…", hoặc "tập thể=…".'
            )
        elif key in named:
            raise FieldRefused(f"«{typed}» được ghi hai lần trong một lệnh.", "Hãy chỉ ghi một lần.")
        elif not text:
            raise FieldRefused(f"«{typed}» không để trống được.", "Hãy ghi số hoặc tên đúng sau dấu «=».")
        else:
            named[key] = text
    if _PERSON in named and _COLLECTIVE in named:
        raise FieldRefused("Một mục chỉ của một người hoặc một tập thể.", "Hãy chỉ ghi một trong hai.")
    return Named(named.get(_PERSON, ""), named.get(_COLLECTIVE, ""), named.get(_ORGANIZATION, "")), rest


def _subject_key(form: Form, typed: str) -> str | None:
    """Return which part of the subject a name means, None where it is a field like others."""
    if form.about is None:
        return None
    about_person = form.about is not Subject.ORGANIZATION
    words = heading_key(typed)
    key = _SUBJECTS.get(words)
    if key is None:
        if _field_called(form, typed) is not None:
            return None
        meaning = heading_book(form).read((typed,))
        key = None if meaning is None or meaning.rating is not None else meaning.key
    if key == _ORGANIZATION or (key in (_PERSON, _SORT) and about_person):
        return key
    return key if key == _COLLECTIVE and form.about is Subject.ANYONE else None


def _writable(form: Form) -> dict[str, Field]:
    return {f.key: f for f in form.fields if (f.stored and f.value not in (Value.IGNORED, Value.ORDINAL))
            or f.key in LISTS}  # fmt: skip


def _field_called(form: Form, typed: str) -> Field | None:
    """Return the field whose key or title is typed, with its marks or without."""
    writable = _writable(form)
    found = writable.get(fold(typed).replace(" ", "_").replace("-", "_"))
    words = heading_key(typed)
    found = found or next((f for f in writable.values() if heading_key(f.title) == words), None)
    if found is None:  # a short heading is known by its marks («Năm», «Nam»); a field is known by its words
        alike = [f for f in writable.values() if fold(f.title) == fold(typed)]
        found = alike[0] if len(alike) == 1 else None
    return found


def field_titles(form: Form) -> list[str]:
    """Return what can stand before «=», as lists and plans call it: whom an entry is about, then its fields."""
    titles = [f.title for f in _writable(form).values()]
    if form.about is None:
        return titles
    return [*([form.subject_title] if form.subject_title else []), "Tổ chức đảng", *titles]


def find_entry_field(form: Form, typed: str) -> Field:
    """Return the field that a name means: its key, its title or any heading; raises FieldRefused."""
    if found := _field_called(form, typed):
        return found
    writable = _writable(form)
    meaning = heading_book(form).read((typed,))
    if meaning is not None and meaning.rating is not None:
        return writable[f"{meaning.rating.stage}_level"]
    if meaning is not None and meaning.key in writable:
        return writable[meaning.key]
    words = heading_key(typed)
    begin = [f for f in writable.values() if heading_key(f.title).startswith(f"{words} ")]
    if words and len(begin) == 1:  # «tên» of an initiative, «cấp» of a commendation
        return begin[0]
    if form.kind == "mo-hinh" and meaning is not None and meaning.key == "due_on":  # of a target, not of the entry
        raise FieldRefused("Thời hạn là của từng chỉ tiêu.", "Ghi bằng «dangbo mo-hinh chi-tieu ID SỐ --han NGÀY».")
    from difflib import get_close_matches  # only where an answer is being refused

    by_title = {heading_key(title): title for title in field_titles(form)}
    near = get_close_matches(words, list(by_title), n=_SUGGESTED, cutoff=0.6)
    titles = [by_title[one] for one in near] or list(by_title.values())
    lead = "Gần giống" if near else "Các trường"
    raise FieldRefused(f"{form.quoted} không có trường «{typed}».", f"{lead}: {', '.join(f'«{t}»' for t in titles)}.")
