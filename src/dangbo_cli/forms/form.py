"""What a declaration is made of (docs/thiet-ke.md, idea 1).

One `Form` per kind of sheet declares its fields once; recognising and reading what a unit sends, the
blank or prefilled template, the printed sheet and the manual's list of columns all use it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Value(StrEnum):
    """What the cells of a field hold; `intake.values` has one reader for each."""

    ORDINAL = "ordinal"
    TEXT = "text"
    COUNT = "count"
    PERSON_NAME = "person_name"
    BIRTH = "birth"
    PARTY_DATE = "party_date"
    DATE = "date"
    GENDER = "gender"
    ETHNICITY = "ethnicity"
    RELIGION = "religion"
    GENERAL_EDUCATION = "general_education"
    EXPERTISE = "expertise"
    POLITICAL_THEORY = "political_theory"
    PARTY_POSITION = "party_position"
    POSITION = "position"  # «Chức vụ» that does not say which: Party words go to the Party's side
    CARD = "card"
    CARD_AND_FILE = "card_and_file"  # both numbers in one cell, or either alone: their lengths differ
    FILE_NUMBER = "file_number"
    CITIZEN = "citizen"
    PHONE = "phone"
    STANDING = "standing"
    STANDING_MARK = "standing_mark"  # a tick, or the date itself, under «Đảng viên dự bị»
    RATING = "rating"
    ORGANIZATION = "organization"
    ADDRESS_PART = "address_part"  # a commune or a district in a column of its own: put together to an address
    EXTERNAL_ID = "external_id"  # the number another system knows somebody by
    LEAVING = "leaving"  # when, where to or why somebody left: filled only for those who did
    DELETION = "deletion"  # «Đề nghị xóa»: said, never done
    COMBINED = "combined"  # several facts in one cell, in the order the heading names them
    WORKPLACE = "workplace"  # an agency or an office: an organisation only where every value is one
    ORGANIZATION_CODE = "organization_code"
    ORGANIZATION_NAME = "organization_name"
    ORGANIZATION_KIND = "organization_kind"
    IGNORED = "ignored"  # known, and not kept


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    `headings` are the texts units put above it, in any case and with any line breaks; «a > b» is the
    child heading b under the merged parent a, for children that mean nothing alone. `group` is the
    closed list that child headings under this one may be tick columns of; `parts` are the fields that the cells hold
    together where the heading does not say so («Trình độ»). `width` is in characters; `weight` is how much the heading
    speaks for the form.
    """

    key: str
    title: str
    value: Value
    headings: tuple[str, ...]
    width: int = 14
    required: bool = False
    weight: int = 1
    group: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


def spellings(text: str) -> tuple[str, ...]:
    """Return the headings written in one text, parted by «|»."""
    return tuple(part.strip() for part in text.split("|"))


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of sheet.

    `identity` are the fields of which one must stand in a table of this kind, `core` those that only
    this kind has; `title_words` (folded) in a title speak for the kind, `title_refusals` against it. A `rated` form may
    have rating columns besides its fields (`forms.rating_headings`); in one that `combines`, a heading may name several
    fields whose values stand in one cell («Ngày vào Đảng, ngày chính thức»).
    """

    kind: str
    title: str
    fields: tuple[Field, ...]
    identity: tuple[str, ...]
    core: tuple[str, ...]
    title_words: tuple[str, ...] = ()
    title_refusals: tuple[str, ...] = ()
    rated: bool = False
    combines: bool = False

    def field(self, key: str) -> Field:
        """Return the field named `key`; KeyError where the form has none."""
        for candidate in self.fields:
            if candidate.key == key:
                return candidate
        raise KeyError(key)
