"""Every word by which a screen names what an entry says is understood before «=», and there is one word for each."""

from __future__ import annotations

from datetime import date

import pytest

from dangbo_cli.domain.change import Entity
from dangbo_cli.forms.catalogue import BY_HAND, ENTRIES
from dangbo_cli.records.entry_fields import Named, field_titles, find_entry_field, part_subject
from dangbo_cli.records.refusal import FieldRefused
from dangbo_cli.reports.entries import EntryFilter, list_entries
from dangbo_cli.store.catalogue import CATALOGUE
from dangbo_cli.store.labels import column_label
from dangbo_cli.store.opening import open_writing
from dangbo_cli.vietnamese.text import fold

FORMS = (*ENTRIES, *BY_HAND)
#: What says which entry it is, goes with the name, is computed, or found by the program (`chuyen-de nam`).
NO_FIELDS = ("id", "subject_sort", "state", "topic_id")


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
def test_what_plans_and_lists_call_a_field_can_be_typed(form, tmp_path):
    entity = Entity(form.entity)
    shown = {column: column_label(column, entity) for column in CATALOGUE[entity].columns}
    with open_writing(tmp_path / "so.db") as conn:
        listed = list_entries(conn, form, date(2022, 12, 31), EntryFilter(free=True)).columns
    shown.update({f"ds {column.key}": column.title for column in listed})
    for key, label in shown.items():
        column = key.removeprefix("ds ")
        if column in NO_FIELDS:
            continue
        named, rest = part_subject(form, [(label.lower(), "1")])
        if rest:
            assert find_entry_field(form, label.lower()).key == column
        else:
            assert named != Named()
            assert column in (
                "member_id",
                "organization_id",
                "name",
                "subject",
                "organization_code",
                "organization_name",
            )


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
def test_a_refusal_lists_the_words_of_the_screens(form):
    with pytest.raises(FieldRefused) as refused:
        find_entry_field(form, "màu sắc")
    assert all(f"«{title}»" in refused.value.advice for title in field_titles(form))
    stored = {column_label(f.key, Entity(form.entity)) for f in form.stored}
    assert stored <= set(field_titles(form))


@pytest.mark.parametrize(
    ("kind", "typed", "key"),
    [("mo-hinh", "tên", "name"), ("khen-thuong", "cấp", "level"), ("ky-luat", "ngày", "decision_on")],
)
def test_the_first_words_of_one_field_alone_are_enough(kind, typed, key):
    form = next(form for form in FORMS if form.kind == kind)
    assert find_entry_field(form, typed).key == key


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([("tập thể hay cá nhân", "Tập thể")], "không ghi riêng được"),
        ([("đảng viên", "1"), ("họ và tên", "2")], "hai lần"),
        ([("đảng viên", "1"), ("tập thể", "2")], "một người hoặc một tập thể"),
        ([("đảng viên", "")], "không để trống được"),
    ],
)
def test_whom_an_entry_is_about_is_said_once(given, said):
    form = next(form for form in FORMS if form.kind == "khen-thuong")
    with pytest.raises(FieldRefused, match=said):
        part_subject(form, given)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
def test_a_title_without_its_marks_means_the_same_field(form):
    for title in field_titles(form):
        named, rest = part_subject(form, [(fold(title), "1")])
        if rest:
            assert find_entry_field(form, fold(title)).title == title
        else:
            assert named != Named()
