"""From what a clerk types after «=» to the values of a person's columns, by the parsers that sheets are read with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from dangbo_cli.domain.blank import is_blank
from dangbo_cli.domain.change import Scalar
from dangbo_cli.domain.dates import Role, parse_date
from dangbo_cli.domain.education import parse_general_education, parse_political_theory, split_expertise
from dangbo_cli.domain.ethnicity import parse_ethnicity
from dangbo_cli.domain.identifiers import parse_card, parse_citizen, parse_email, parse_file_number, parse_phone
from dangbo_cli.domain.lists import parse_gender, parse_religion
from dangbo_cli.domain.member import check_member
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.problem import CAUSES, Finding, Level
from dangbo_cli.records.draft import Draft
from dangbo_cli.records.fields import Target
from dangbo_cli.records.refusal import ValueRefused
from dangbo_cli.vietnamese.names import proper_name, strip_salutation
from dangbo_cli.vietnamese.text import clean

Values = dict[str, Scalar]
Simple = Callable[[object], tuple[Scalar, Finding | None]]

_SIMPLE: Mapping[str, Simple] = {
    "gender": parse_gender,
    "ethnicity": parse_ethnicity,
    "religion": parse_religion,
    "general_education": parse_general_education,
    "political_theory": parse_political_theory,
    "file_number": parse_file_number,
    "phone": parse_phone,
    "email": parse_email,
}
_DATES = {
    "birth_date": Role.BIRTH,
    "admitted_on": Role.PARTY,
    "admission_decided_on": Role.PARTY,
    "official_on": Role.PARTY,
    "card_issued_on": Role.PARTY,
}
_CARDS = ("card_number", "old_card_number")
_CITIZENS = ("citizen_id", "old_citizen_id")
#: What others are read by comes first.
_FIRST = ("full_name", "birth_date", "gender")
#: What a cell may hold beside the value asked for («Đại học Luật», a file number after the card number).
_BESIDE = ("specialty", "file_number")
_NAME_WORDS = 8

# The causes speak of cells to send back; who types can be told what to type.
_DATE_ADVICE = "Hãy ghi theo hồ sơ, ví dụ 12/05/1968, 05/1968 hoặc 1968."
_NUMBER_ADVICE = "Hãy ghi lại đủ chữ số theo giấy tờ."
_ADVICE = {**dict.fromkeys(_DATES, _DATE_ADVICE), **dict.fromkeys((*_CARDS, *_CITIZENS), _NUMBER_ADVICE)}
_ADVICE.update(file_number=_NUMBER_ADVICE, phone=_NUMBER_ADVICE, card_and_file_number=_NUMBER_ADVICE)


def read_values(asked: Iterable[tuple[Target, str]], stored: Mapping[str, Scalar], today: date, draft: Draft) -> Values:
    """Return the columns that the assignments change, with their new values (None clears).

    `stored` is the person as she stands (empty for a new one). What is repaired is noted in the draft. Raises
    ValueRefused for a value that no parser takes and for values that contradict one another.
    """
    after: Values = {}
    order = sorted(asked, key=lambda one: _FIRST.index(one[0].key) if one[0].key in _FIRST else len(_FIRST))
    named = {target.key for target, _ in order}
    given: dict[str, str] = {}
    for target, text in order:
        read = _clear(target, stored) if not text else _read(target, text, {**stored, **after}, today, draft)
        for column, value in read.items():
            if column in _BESIDE and column != target.key and column in named:
                continue  # the clerk says it herself
            if column in given and after[column] != value:
                raise ValueRefused(
                    target.key,
                    f"«{given[column]}» và «{target.label}» cho hai giá trị khác nhau của cùng một trường.",
                    "Hãy chỉ ghi một giá trị.",
                )
            after[column], given[column] = value, target.label
    check_together(stored, {**stored, **after}, draft)
    return after


def read_name(text: str, field: str = "full_name") -> str:
    """Return a person's name as the record writes it; raises ValueRefused for what is no name."""
    name = strip_salutation(text)
    if any(c in "0123456789()=" for c in name) or len(name.split()) > _NAME_WORDS or not any(map(str.isalpha, name)):
        raise ValueRefused(
            field, f"«{text}» không phải là họ tên người.", "Hãy ghi họ, chữ đệm và tên, không ghi kèm gì khác."
        )
    return proper_name(name)


def refuse(field: str, finding: Finding, text: str) -> ValueRefused:
    """Return the refusal for what a parser says of a typed value."""
    cause = CAUSES[finding.code]
    message = cause.message.format(value=text, detail=finding.detail)
    return ValueRefused(field, message, _ADVICE.get(field, cause.by_hand))


def refuse_empty(field: str, label: str, text: str, required: bool = False) -> ValueRefused:
    """Return the refusal for a word that says «unknown» where a value was to be written; one that is `required` cannot be
    cleared either."""
    if required:
        return ValueRefused(field, f"«{text}» chưa thành «{label}».", f"Hãy ghi đủ chữ của {label.lower()}.")
    return ValueRefused(
        field,
        f"«{text}» không phải là một giá trị của «{label}».",
        f"Muốn xóa giá trị đang có, hãy ghi «{label.lower()}=».",
    )


def take(draft: Draft, field: str, finding: Finding | None, text: str) -> None:
    """Note a finding that keeps the value, refuse one that does not."""
    if finding is not None:
        if CAUSES[finding.code].level is not Level.NOTE:
            raise refuse(field, finding, text)
        draft.note(finding.code, finding.detail, text)


def _clear(target: Target, stored: Mapping[str, Scalar]) -> Values:
    if target.key == "full_name":
        raise ValueRefused("full_name", "Họ và tên không để trống được.", "Hãy ghi họ tên đúng sau dấu «=».")
    if target.key == "card_and_file_number":
        raise ValueRefused(target.key, "Hai số này phải được xóa từng số một.", "Hãy ghi «số thẻ=» hoặc «số lý lịch=».")
    # The list shows the 8-digit number where the other is unknown: what it shows is what is cleared.
    for newer, older in (_CARDS, _CITIZENS):
        if target.key == newer and stored.get(newer) is None and stored.get(older) is not None:
            return {older: None}
    return {target.key: None}


def _read(target: Target, text: str, merged: Mapping[str, Scalar], today: date, draft: Draft) -> Values:
    key = target.key
    if is_blank(text):
        raise refuse_empty(key, target.label, text)
    read: Values
    finding: Finding | None
    if key == "full_name":
        return {key: read_name(text)}
    if key in _DATES:
        value, finding = parse_date(
            text, _DATES[key], today, None if key == "birth_date" else _known(merged, "birth_date")
        )
        read = {key: value}
    elif key in _CITIZENS:
        number, finding = parse_citizen(text, _known(merged, "birth_date"), _known(merged, "gender"))
        read = {_CITIZENS[0] if number is None or len(number) == 12 else _CITIZENS[1]: number}
    elif key in (*_CARDS, "card_and_file_number"):
        card, finding = parse_card(text)
        read = {}
        if card is not None:
            read = {"card_number": card.new, "old_card_number": card.old, "file_number": card.file_number}
    elif key == "expertise":
        level, specialty, finding = split_expertise(text)
        read = {key: level, "specialty": specialty if level else None}
    elif key in _SIMPLE:
        plain, finding = _SIMPLE[key](text)
        read = {key: plain}
    else:
        return {key: text}
    take(draft, key, finding, text)
    read = {column: value for column, value in read.items() if value is not None}
    if not read:
        raise refuse_empty(key, target.label, text)
    return read


def _known(values: Mapping[str, Scalar], key: str) -> str | None:
    value = values.get(key)
    return None if value is None else str(value)


def check_together(before: Mapping[str, Scalar], after: Mapping[str, Scalar], draft: Draft) -> None:
    """Refuse what the new values contradict, note what is odd; what was so before is left alone."""
    if before == after:
        return
    old = check_member(before)
    for field, finding in check_member(after):
        if (field, finding) in old:
            continue
        text = clean(str(after[field]))
        take(draft, field, finding, format_date(text) if field in _DATES else text)
