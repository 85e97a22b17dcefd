"""Group rows of a list of commendations that name their form: «I. Giấy khen của Đảng ủy Khối», who was given it stands
below, and whose words follow «của» awarded it. They name no organisation of the rows."""

from __future__ import annotations

import re
from typing import NamedTuple

from dangbo_cli.intake.entries.words import PROPOSES
from dangbo_cli.intake.tables.group_stack import GroupStack
from dangbo_cli.intake.who.people import ReadValue
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import clean, fold

_FORM = rare(
    rf"(?P<only>(?:{PROPOSES}|xet)\b)?\W*(?:duoc )?(?:tang |khen )*(?:thuong )?"
    r"(?:giay khen|bang khen|co thi dua|huan chuong|huy chuong|ky niem chuong|chien si thi dua|lao dong tien tien)\b"
)
_GIVING = rare(r"^(?:được |tặng |thưởng )+", re.IGNORECASE)
_AUTHORITY = rare(r"\s+của\s+", re.IGNORECASE)
#: After these the words say for what or whom, and no longer who.
_GOES_ON = rare(r"[:;,()–]|\b(?:cho|về|vì|do|năm|trong|đối với)\b", re.IGNORECASE)
_LONGEST_FORM = 6


class FormGroup(NamedTuple):
    """What a group row says of every row below it: the form, who awards it ("" where it does not say), its cell."""

    form: str
    level: str
    where: str


class FormGroups:
    """The group rows that name a form, and the others among which they stand."""

    def __init__(self) -> None:
        self._groups = GroupStack[FormGroup]()

    def enter(self, heading: str, numbering: str, where: str) -> bool:
        """Take a group row, by its words and how it is numbered («I», «A», «1», ""); tell whether it names a form."""
        found = _FORM.match(fold(heading))
        self._groups.enter(numbering, _said(heading, where) if found is not None and not found["only"] else None)
        return found is not None

    def give(self, entry: dict[str, ReadValue]) -> None:
        """Give a row what the nearest group that names a form says, where no cell of its own does; of a row with another
        form the group does not say who awards it."""
        said = self._groups.nearest
        if said is None:
            return
        form, _ = entry.setdefault("form", (said.form, said.where))
        if said.level and fold(str(form)) == fold(said.form):
            entry.setdefault("level", (said.level, said.where))


def _said(heading: str, where: str) -> FormGroup | None:
    form, *rest = _AUTHORITY.split(clean(heading), maxsplit=1)
    form, level = _GIVING.sub("", form), rest[0] if rest else ""
    if _GOES_ON.search(form) or len(form.split()) > _LONGEST_FORM:
        return None
    form = form.capitalize() if form.isupper() else form[:1].upper() + form[1:]
    return FormGroup(form, "" if _GOES_ON.search(level) else level, where)
