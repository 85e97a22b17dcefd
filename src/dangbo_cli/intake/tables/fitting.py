"""Whether a value has the form of a fact: asked where a heading does not say, or not alone, what a cell holds."""

from __future__ import annotations

import re
from datetime import date

from dangbo_cli.domain.blank import is_blank
from dangbo_cli.domain.education import (
    find_academic_title,
    split_expertise,
)
from dangbo_cli.domain.identifiers import parse_card
from dangbo_cli.domain.positions import parse_party_position
from dangbo_cli.domain.problem import CAUSES, Finding, Level
from dangbo_cli.forms.form import Value
from dangbo_cli.forms.headings import Meaning
from dangbo_cli.intake.tables.values import PARSERS, Raw, raw_text
from dangbo_cli.vietnamese.names import looks_like_person, strip_salutation
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import clean, fold

#: Texts of any form; a few have one all the same.
_FREE = {Value.TEXT, Value.DONE, Value.POSITION, Value.WORKPLACE, Value.IGNORED}
_FORMED = {"other_name", "badge_number", "foreign_language", "academic_title"}
_DATE = rare(
    r"(?:ngay\s*)?\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*(?:\d{4}|\d{2})|\d{1,2}[/.\-]\d{4}|(?:19|20)\d\d"
    r"|\d{4}-\d{2}-\d{2}(?:[ t]00:00(?::00)?)?|(?:ngay\s*)?\d{1,2}\s*thang\s*\d{1,2}\s*nam\s*\d{4}|thang \d{1,2}[/ ]\d{4}"
)
_NUMBER = re.compile(r"\d{3,8}")
_LANGUAGE = rare(
    r"(?:tieng\s+)?(?:anh|nga|phap|trung(?: quoc)?|han|hoa|nhat|duc|lao|thai|mong|khmer)(?:\s+van)?"
    r"(?:\s*[-,(]?\s*(?:trinh do\s*|bang\s*|chung chi\s*)?(?:[abc][12]?|\d[\d.]*)\)?)?"
    r"|(?:toeic|toefl|ielts)\b.*|(?:trinh do\s*|bang\s*|chung chi\s*)?[abc][12]?"
)
_EMPTY = frozenset(("khong", "chua", "khong co", "chua co", "0", "x", "ko", "k"))


def is_free(part: Meaning) -> bool:
    """Tell whether a fact is a text of any form."""
    return part.value in _FREE and part.key not in _FORMED


def says_nothing(raw: Raw) -> bool:
    """Tell whether a value stands for none, whatever it is a value of."""
    return isinstance(raw, str) and (is_blank(raw) or fold(raw).strip(" .") in _EMPTY)


def is_date(raw: object) -> bool:
    """Tell whether a value is a date, whole or partial, by its form."""
    if isinstance(raw, date):
        return True
    return isinstance(raw, str) and _DATE.fullmatch(fold(raw).strip(" .,()")) is not None


def has_form(part: Meaning, raw: Raw) -> bool:
    """Tell whether a value has the form of a fact. What is wrong with it beyond its form the column's reader says."""
    match part.key:
        case "other_name":
            return isinstance(raw, str) and looks_like_person(strip_salutation(clean(raw)))
        case "badge_number":
            return _NUMBER.fullmatch(raw_text(raw).replace(".", "")) is not None
        case "academic_title":
            return isinstance(raw, str) and find_academic_title(raw) is not None
        case "foreign_language":
            return isinstance(raw, str) and _LANGUAGE.fullmatch(fold(raw).strip(" .")) is not None
    match part.value:
        case Value.BIRTH | Value.PARTY_DATE | Value.DATE:
            return is_date(raw)
        case Value.PERSON_NAME:
            return isinstance(raw, str) and looks_like_person(strip_salutation(clean(raw)))
        case Value.CITIZEN:
            digits = re.sub(r"[.\s]", "", raw_text(raw))
            return digits.isdigit() and len(digits) in (9, 11, 12)
        case Value.CARD:
            card, finding = parse_card(raw)
            return card is not None and _kept(finding) and card.file_number is None
        case Value.PARTY_POSITION:
            held, finding = parse_party_position(raw)
            return bool(held) and finding is None
        case Value.EXPERTISE:
            level, _, finding = split_expertise(raw)
            return level is not None and finding is None
    parse = PARSERS.get(part.value)
    return parse is not None and _parsed(parse(raw))


def _parsed(read: tuple[object, Finding | None]) -> bool:
    return read[0] is not None and _kept(read[1])


def _kept(finding: Finding | None) -> bool:
    return finding is None or CAUSES[finding.code].level is Level.NOTE
