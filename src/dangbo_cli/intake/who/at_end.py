"""Which organisation stands at the end of a cell that begins with a post («Phó Bí thư Chi bộ 1, Đảng bộ Sở Y tế»)."""

from __future__ import annotations

import re

from dangbo_cli.domain.change import Ref
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import fold

_UNIT_WORD = rare(r"\b(?:chi bo|dang bo|dang uy|chi uy|to dang|cb|db|du)\b")
#: A post, no organisation.
_COMMITTEE_MEMBER = rare(r"\b(?:đảng|chi) (?:ủy|uỷ) viên\b", re.IGNORECASE)
#: Words by which a cell speaks of where somebody was or goes to, not of where she is.
_ELSEWHEN = rare(r"\b(?:nguyen|cuu|truoc|chuyen (?:den|di|tu|ve|sang)|nghi huu|thoi|tung|biet phai|tang cuong)\b")


def organization_at_end(
    directory: Directory, text: str, current: frozenset[Ref] | None, *, by_agency: bool
) -> Ref | None:
    """Return the one organisation that the names at the end of a text mean together, within `current` where they can be;
    None where they mean none or several, or words stand behind them. By an agency's name alone («Chuyên viên Sở Y tế») only
    `by_agency`."""
    plain = fold(text)
    if _ELSEWHEN.search(plain) or not (by_agency or _UNIT_WORD.search(plain)):
        return None
    meant: frozenset[Ref] | None = None
    for mention in directory.named_at_end(_COMMITTEE_MEMBER.sub("ủy viên", text)):
        meant = mention.refs if meant is None else directory.narrow(meant, mention.refs)
    meant = meant or frozenset()
    return directory.one((directory.narrow(current, meant) if current else meant) or meant)
