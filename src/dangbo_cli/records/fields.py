"""From the name that a clerk types before «=» to the field of a member.

A name is a key of `dv ds --dinh-dang json` («birth_date»), a word of the record («Nơi ở»), or any heading that
member lists use («ngay sinh», «Trình độ LLCT»), with or without marks, with blanks or hyphens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from dangbo_cli.domain.change import Entity
from dangbo_cli.forms.headings import heading_book, heading_key
from dangbo_cli.forms.members import FORM
from dangbo_cli.records.refusal import FieldRefused
from dangbo_cli.store.catalogue import CATALOGUE
from dangbo_cli.store.labels import column_label
from dangbo_cli.vietnamese.text import clean, fold


class Kind(Enum):
    """How a field is kept: a column of the person, a dated row, or a rating of a period."""

    PLAIN = "plain"
    STANDING = "standing"
    POSITION = "position"
    RATING = "rating"
    ARRIVAL = "arrival"


@dataclass(frozen=True, slots=True)
class Target:
    """The field meant. `key` is the column, «status», «party_position» …; a rating has its period and stage."""

    kind: Kind
    key: str
    period: str = ""
    stage: str = ""

    @property
    def label(self) -> str:
        """The field as the clerk knows it."""
        if self.kind is Kind.RATING:
            return f"Xếp loại năm {self.period}"
        return _LABELS.get(self.key) or column_label(self.key)


Assignment = tuple[str, str]
"""A field's name and the new value, both as typed; the value "" clears."""

_LABELS = {
    "status": "Trạng thái",
    "party_position": "Chức vụ Đảng",
    "government_position": "Chức vụ chính quyền",
    "union_position": "Chức vụ đoàn thể",
    "place_since": "Ngày chuyển đến",
    "card_and_file_number": "Số thẻ đảng viên, số lý lịch",
}
_COLUMNS = CATALOGUE[Entity.MEMBER].columns
_POSITIONS = ("party_position", "government_position", "union_position")
#: Words that headings read otherwise, or not at all.
_MORE = {
    "so the cu": "old_card_number",
    "so the 8 so": "old_card_number",
    "so cmnd": "old_citizen_id",
    "cmnd": "old_citizen_id",
    "so cmnd cu": "old_citizen_id",
    "status": "status",
    "standing": "status",
}
_ARRIVAL = frozenset(("place_since", "ngay_chuyen_den", "ngay_den", "chuyen_den_ngay"))
_PLACE = {"organization", "upper_organization", "organization_code", "organization_name", "organization_id"}
_RATING = re.compile(
    r"ratings?[\s._\-]*(?P<period>\d{4}(?:-q[1-4]|-\d{4})?)(?:[\s._\-]+(?P<stage>self|proposed|decided))?"
)
_SUGGESTED = 4


def read_targets(assignments: Iterable[Assignment]) -> list[tuple[Target, str]]:
    """Return the field that each assignment means, with the cleaned value; FieldRefused for one named twice."""
    found: dict[Target, str] = {}
    for name, value in assignments:
        target = find_target(name)
        if target in found:
            raise FieldRefused(f"«{target.label}» được ghi hai lần trong một lệnh.", "Hãy chỉ ghi một lần.")
        found[target] = clean(value)
    return list(found.items())


def find_target(name: str) -> Target:
    """Return the field that a name means; raises FieldRefused with what it may be."""
    key = re.sub(r"[\s\-]+", "_", fold(name))
    if key in _PLACE:
        raise _refuse_place(name)
    if key in _ARRIVAL:
        return Target(Kind.ARRIVAL, "place_since")
    if key in _COLUMNS:
        return Target(Kind.PLAIN, key)
    if key in _POSITIONS:
        return Target(Kind.POSITION, key)
    if found := _RATING.fullmatch(fold(name)):
        return Target(Kind.RATING, "ratings", found["period"].upper(), found["stage"] or "proposed")
    words = heading_key(name)
    if words == "id":  # the record's own number to whoever types it, not that of another system
        raise _unknown(name, words)
    known = _words().get(words)
    if known is not None:
        return Target(Kind.STANDING if known == "status" else Kind.PLAIN, known)
    return _from_heading(name, words)


def _from_heading(name: str, words: str) -> Target:
    meaning = heading_book(FORM).read((name,))
    if meaning is not None and meaning.rating is not None:
        if meaning.rating.year is None or meaning.rating.tick is not None:
            raise FieldRefused(
                f"«{name}» chưa cho biết xếp loại của năm nào.",
                'Hãy ghi năm, ví dụ: "xếp loại 2022=Hoàn thành tốt nhiệm vụ".',
            )
        return Target(Kind.RATING, "ratings", meaning.rating.year, meaning.rating.stage)
    if meaning is not None and meaning.tick is None:
        key = meaning.key
        if key in _PLACE:
            raise _refuse_place(name)
        if key in _COLUMNS or key == "card_and_file_number":
            return Target(Kind.PLAIN, key)
        if key in _POSITIONS:
            return Target(Kind.POSITION, key)
        if key == "standing":
            return Target(Kind.STANDING, "status")
        if key == "position":
            raise FieldRefused(
                "«Chức vụ» chưa cho biết là chức vụ nào.",
                'Hãy ghi "chuc vu dang=…", "chuc vu chinh quyen=…" hoặc "chuc vu doan the=…".',
            )
        if key in ("family_name", "given_name"):
            raise FieldRefused("Họ và tên được ghi chung một trường.", 'Hãy ghi đủ: "ho ten=…".')
    raise _unknown(name, words)


def _refuse_place(name: str) -> FieldRefused:
    return FieldRefused(
        f"«{name}» không sửa ở đây, vì nơi sinh hoạt được ghi kèm ngày.",
        "Chuyển sinh hoạt bằng lệnh «dangbo dang-vien chuyen …»; khi thêm người mới thì ghi bằng --don-vi.",
    )


def _unknown(name: str, words: str) -> FieldRefused:
    from difflib import get_close_matches  # only where an answer is being refused

    near = get_close_matches(words, list(_titles()), n=_SUGGESTED, cutoff=0.6)
    listed = near or ["ho va ten", "ngay sinh", "so the dang vien", "que quan", "chuc vu dang"]
    hint = ", ".join(dict.fromkeys(f"«{_titles()[word]}»" for word in listed))
    lead = "Gần giống:" if near else "Một số trường:"
    return FieldRefused(f"Đảng viên không có trường «{name}».", f"{lead} {hint}.")


@cache
def _words() -> dict[str, str]:
    """Return the words of the record for its own columns, folded."""
    labels = {heading_key(column_label(column)): column for column in _COLUMNS}
    return {**labels, **_MORE}


@cache
def _titles() -> dict[str, str]:
    """Return folded names that can be typed, with what screens call the field."""
    titles = {heading_key(column_label(column)): column_label(column) for column in _COLUMNS}
    titles.update({heading_key(label): label for label in _LABELS.values()})
    titles.update(
        {column: _LABELS.get(column) or column_label(column) for column in (*_COLUMNS, *_POSITIONS, "status")}
    )
    for field in FORM.fields:
        if field.key in _COLUMNS:
            for heading in field.headings:
                if " > " not in heading:
                    titles.setdefault(heading_key(heading), column_label(field.key))
    return titles


def of_kind(targets: Sequence[tuple[Target, str]], kind: Kind) -> list[tuple[Target, str]]:
    """Return the assignments of one kind."""
    return [(target, value) for target, value in targets if target.kind is kind]
