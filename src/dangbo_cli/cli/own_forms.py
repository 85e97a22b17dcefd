"""The clerk's own forms, as the commands that read sheets and show headings take them from the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dangbo_cli.cli.call import Call
from dangbo_cli.cli.errors import Misuse

if TYPE_CHECKING:
    from dangbo_cli.forms.additions import Addition


def kept_texts(call: Call) -> dict[str, str]:
    """Return the own forms of the record; of an absent one there are none."""
    from dangbo_cli.store.errors import Absent
    from dangbo_cli.store.settings import own_forms

    try:
        with call.reading() as conn:
            return own_forms(conn)
    except Absent:
        return {}


def kept_forms(call: Call) -> list[Addition]:
    """Return the own forms of the record, read. Raises Misuse where the program no longer takes one."""
    texts = kept_texts(call)
    if not texts:
        return []
    from dangbo_cli.forms.additions import AdditionRefused, read_kept

    try:
        return read_kept(texts)
    except AdditionRefused as refused:
        raise Misuse(*refused.mistakes) from None
