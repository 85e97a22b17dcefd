"""What of a person is masked where others may look over the shoulder: numbers keep their last digits, words
nothing (contract, General). JSON and files are never masked."""

from __future__ import annotations

MASK = "••••"
_LEFT_OPEN = 4  # characters of a masked number that stay readable, so that two can be told apart

PRIVATE_NUMBERS = frozenset(
    ("card_number", "old_card_number", "citizen_id", "old_citizen_id", "file_number", "phone", "secretary_phone",
     "external_id")
)  # fmt: skip
_PRIVATE_WORDS = frozenset(("ethnicity", "religion", "email"))
PRIVATE_FIELDS = PRIVATE_NUMBERS | _PRIVATE_WORDS


def mask_number(text: str) -> str:
    """«014012000123» → «••••0123»."""
    return MASK + text[-_LEFT_OPEN:] if len(text) > _LEFT_OPEN else MASK


def mask_pair(field: str, one: str, other: str) -> tuple[str, str]:
    """Hide two values of a private field that somebody is to choose from; where only the hidden part differs, neither."""
    masked = mask_field(field, one), mask_field(field, other)
    return masked if masked[0] != masked[1] else (one, other)


def mask_field(field: str, text: str) -> str:
    """Hide the value of a private field; any other stays as it is."""
    if field in PRIVATE_NUMBERS:
        return mask_number(text)
    return MASK if field in PRIVATE_FIELDS else text
