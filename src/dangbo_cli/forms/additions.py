"""Headings and layouts that a clerk adds to a form, in a small file of her own.

A file (TOML) names a kind and, for its fields, the further headings that her units use; «cha > con» is a heading
under a merged parent. Words of a title say that such a sheet is of this kind, whatever else it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dangbo_cli.forms.added import AdditionRefused as AdditionRefused
from dangbo_cli.forms.catalogue import FORMS, form_of
from dangbo_cli.forms.form import Field, Form, Value
from dangbo_cli.forms.headings import HeadingBook, heading_key
from dangbo_cli.vietnamese.text import fold

EXAMPLE = """\
ten = "so-y-te"
loai = "dang-vien"
tieu_de = ["trích ngang đội ngũ"]

[cot]
"Họ và tên" = ["Danh tính"]
"Ngày sinh" = ["Năm tháng sinh", "Nhân thân > Sinh"]
"""
_KEYS = {
    "ten": "tên của biểu này",
    "loai": "loại biểu",
    "tieu_de": "các cụm từ ở tiêu đề",
    "cot": "tiêu đề của từng cột",
}
_NAME = re.compile(r"[\w][\w .-]{0,39}")
_PLACE = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")


@dataclass(frozen=True, slots=True)
class Addition:
    """One file: its name, the kind it belongs to, headings by the key of their field, words of a title
    as they were typed."""

    name: str
    kind: str
    headings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    title_words: tuple[str, ...] = ()


def read_addition(text: str, others: Iterable[Addition] = ()) -> Addition:
    """Return what a file adds, checked against the form and what other files add. Raises AdditionRefused."""
    import tomllib

    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise AdditionRefused([_syntax(str(error))]) from None
    check = _Check(text, [other for other in others if other.name != told.get("ten")])
    found = check.read(told)
    if check.mistakes or found is None:
        raise AdditionRefused(check.mistakes)
    return found


def read_kept(texts: Mapping[str, str]) -> list[Addition]:
    """Return the files that a record keeps, by their names. Raises AdditionRefused, naming the file: a newer version of
    the program may have given a heading another meaning."""
    kept: list[Addition] = []
    for name, text in texts.items():
        try:
            kept.append(read_addition(text))
        except AdditionRefused as refused:
            raise AdditionRefused(
                [
                    f"Biểu riêng «{name}» trong sổ không còn dùng được.",
                    *refused.mistakes,
                    f'Bỏ nó: dangbo bieu-mau xoa "{name}"',
                ]
            ) from None
    return kept


def added_headings(additions: Iterable[Addition]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the headings of several files together: by kind, then by field."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for addition in additions:
        of_kind = found.setdefault(addition.kind, {})
        for key, headings in addition.headings.items():
            of_kind[key] = (*of_kind.get(key, ()), *headings)
    return found


def added_titles(additions: Iterable[Addition]) -> dict[str, tuple[str, ...]]:
    """Return the words of titles of several files together, by kind."""
    found: dict[str, tuple[str, ...]] = {}
    for addition in additions:
        if addition.title_words:
            found[addition.kind] = (*found.get(addition.kind, ()), *map(fold, addition.title_words))
    return found


def _syntax(message: str) -> str:
    found = _PLACE.search(message)
    where = f"Dòng {found[1]}, cột {found[2]}" if found and found[1] else "Cuối tệp"
    if "overwrite" in message:
        return f"{where}: khóa này đã viết ở trên; mỗi khóa chỉ viết một lần."
    return f'{where}: không viết đúng cách. Chữ phải nằm trong ngoặc kép, danh sách trong ngoặc vuông, như cot = ["A"].'


class _Check:
    """Gathers everything that is wrong with a file, so that it is mended in one go."""

    def __init__(self, text: str, others: list[Addition]) -> None:
        self._lines = text.splitlines()
        self._others = others
        self.mistakes: list[str] = []

    def read(self, told: Mapping[str, object]) -> Addition | None:
        for key in told:
            if key not in _KEYS:
                allowed = ", ".join(f"«{name}» ({words})" for name, words in _KEYS.items())
                self._say(key, f"không có khóa «{key}». Các khóa: {allowed}.")
        name = self._name(told.get("ten"))
        form = self._form(told.get("loai"))
        titles = self._texts("tieu_de", told.get("tieu_de", []))
        columns = told.get("cot", {})
        if not isinstance(columns, dict):
            self._say("cot", "«cot» phải là một mục [cot], mỗi dòng một cột.")
            columns = {}
        if not columns and not titles:
            self.mistakes.append("Tệp chưa thêm gì: cần mục [cot] hoặc khóa tieu_de.")
        if form is None:
            return None
        headings: dict[str, tuple[str, ...]] = {}
        book = HeadingBook(form, added_headings(self._others).get(form.kind, {}))
        seen: dict[tuple[str, ...], Field] = {}
        for typed, value in columns.items():
            one = self._field(form, typed)
            texts = self._texts(typed, value)
            if one is not None:
                good = [text for text in texts if self._heading(book, one, text, typed, seen)]
                headings[one.key] = (*headings.get(one.key, ()), *good)
        return Addition(name, form.kind, headings, tuple(titles))

    def _line(self, key: str) -> str:
        wanted = re.compile(rf"""^\s*\[?\s*["']?{re.escape(key)}["']?\s*(?:=|\]|\.)""")
        found = next((n for n, line in enumerate(self._lines, 1) if wanted.match(line)), None)
        return f"Dòng {found}: " if found is not None else ""

    def _text_line(self, key: str, text: str) -> str:
        """Return the line in which a heading stands: its own where a list is broken over lines."""
        found = [n for n, line in enumerate(self._lines, 1) if f'"{text}"' in line or f"'{text}'" in line]
        return f"Dòng {found[0]}: " if len(found) == 1 else self._line(key)

    def _say(self, key: str, sentence: str) -> None:
        line = self._line(key)
        self.mistakes.append(f"{line}{sentence}" if line else sentence[:1].upper() + sentence[1:])

    def _name(self, value: object) -> str:
        if not isinstance(value, str) or not _NAME.fullmatch(value.strip()):
            self._say("ten", 'cần «ten» là tên đặt cho biểu này, như ten = "so-y-te".')
            return ""
        return value.strip()

    def _form(self, value: object) -> Form | None:
        form = form_of(value) if isinstance(value, str) else None
        if form is None:
            kinds = ", ".join(form.kind for form in FORMS)
            self._say("loai", f"cần «loai» là một trong các loại biểu: {kinds}.")
        return form

    def _texts(self, key: str, value: object) -> list[str]:
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(text, str) and heading_key(text) for text in value):
            self._say(key, f'«{key}» phải là một danh sách chữ, như ["Danh tính", "Họ tên đồng chí"].')
            return []
        return value

    def _field(self, form: Form, typed: str) -> Field | None:
        wanted = fold(typed)
        usable = [one for one in form.fields if one.value is not Value.IGNORED]
        for one in usable:
            if wanted in (one.key, fold(one.title)):
                return one
        from difflib import get_close_matches

        titles = {fold(one.title): one.title for one in usable if one.title}
        near = [titles[one] for one in get_close_matches(wanted, titles)]
        meant = f" Có phải: {', '.join(f'«{title}»' for title in near)}?" if near else ""
        known = ", ".join(titles.values())
        self._say(typed, f"biểu «{form.kind}» không có cột «{typed}».{meant} Các cột: {known}.")
        return None

    def _heading(
        self, book: HeadingBook, one: Field, text: str, typed: str, seen: dict[tuple[str, ...], Field]
    ) -> bool:
        """Tell whether a heading may be added; one that means something else already is a mistake naming both."""
        path = tuple(part.strip() for part in text.split(" > "))
        keys = tuple(heading_key(part) for part in path)
        line = self._text_line(typed, text)
        if len(path) > 2 or not all(keys):
            self.mistakes.append(f"{line}«{text}» chỉ được có một tiêu đề cha, viết «cha > con».")
            return False
        other = seen.setdefault(keys, one)
        if other.key != one.key:
            self.mistakes.append(
                f"{line}tiêu đề «{text}» viết cho cả cột «{other.title}» và cột «{one.title}»; chỉ để ở một cột."
            )
            return False
        meaning = book.read(path)
        if meaning is None or (meaning.key == one.key and meaning.tick is None):
            return True
        declared = book.field(meaning.key)
        means = declared.title if declared is not None and declared.title else "cột xếp loại"
        if declared is not None and declared.value is Value.IGNORED:
            return True  # known so far only as something that is not kept
        owner = next((o.name for o in self._others if o.kind == book.form.kind and any(
            tuple(heading_key(p) for p in h.split(" > ")) == keys
            for h in o.headings.get(meaning.key, ()))), None)  # fmt: skip
        where = f" (ở biểu «{owner}»)" if owner else ""
        self.mistakes.append(
            f"{line}tiêu đề «{text}» đã có nghĩa là «{means}»{where}, không thể cũng là «{one.title}»."
        )
        return False
