"""What of a person is masked where others may look over the shoulder: numbers keep their last digits, words
nothing (contract, General). JSON and files are never masked."""

from __future__ import annotations

import re

MASK = "••••"
_LEFT_OPEN = 4  # characters of a masked number that stay readable, so that two can be told apart

PRIVATE_NUMBERS = frozenset(
    ("card_number", "old_card_number", "citizen_id", "old_citizen_id", "file_number", "phone", "secretary_phone",
     "external_id")
)  # fmt: skip
_PRIVATE_WORDS = frozenset(("ethnicity", "religion", "email"))
PRIVATE_FIELDS = PRIVATE_NUMBERS | _PRIVATE_WORDS

#: Notes (never what is set aside: that is named whole) whose sentences hold a number of a person.
PRIVATE_NOTES = frozenset(
    ("citizen_id_disagrees", "citizen_id_zero_restored", "card_zero_restored", "file_number_zero_restored",
     "phone_zero_restored")
)  # fmt: skip
_LONG_NUMBER = re.compile(r"\d{6,}")


def mask_note(code: str, message: str) -> str:
    """Hide the numbers in the sentence of a note that is about one; any other note stays as it is."""
    return mask_numbers(message) if code in PRIVATE_NOTES else message


def mask_numbers(text: str) -> str:
    """Hide every number in a text that is as long as one of a person can be: of six digits, a file number, and more."""
    return _LONG_NUMBER.sub(lambda found: mask_number(found[0]), text)


def mask_number(text: str) -> str:
    """«014012000123» → «••••0123»."""
    return MASK + text[-_LEFT_OPEN:] if len(text) > _LEFT_OPEN else MASK


def mask_pair(field: str, one: str, other: str) -> tuple[str, str]:
    """Hide two values of a private field of which one is to be chosen or put in the other's place; where only the hidden
    part differs, neither."""
    masked = mask_field(field, one), mask_field(field, other)
    return masked if masked[0] != masked[1] else (one, other)


def mask_field(field: str, text: str) -> str:
    """Hide the value of a private field; any other stays as it is."""
    if field in PRIVATE_NUMBERS:
        return mask_number(text)
    return MASK if field in PRIVATE_FIELDS else text
