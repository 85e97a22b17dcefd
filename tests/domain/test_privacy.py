"""What is masked."""

from __future__ import annotations

from dangbo_cli.domain import identifiers, member
from dangbo_cli.domain.privacy import PRIVATE_NOTES, mask_note
from dangbo_cli.domain.problem import CAUSES, Level


def test_private_notes_are_notes_of_the_catalogue():
    assert identifiers
    assert member
    assert {CAUSES[code].level for code in PRIVATE_NOTES} == {Level.NOTE}


def test_only_the_numbers_of_a_private_note_are_hidden():
    message = "Số thẻ «14012000123» mất số 0 ở đầu; đã ghi 014012000123, 12/05/1988."
    assert mask_note("card_zero_restored", message) == (
        "Số thẻ «••••0123» mất số 0 ở đầu; đã ghi ••••0123, 12/05/1988."
    )
    assert mask_note("card_unreadable", message) == message
