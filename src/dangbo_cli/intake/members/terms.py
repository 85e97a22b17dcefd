"""Is a list of another term than the one that runs? «DANH SÁCH CẤP ỦY NHIỆM KỲ 2015 - 2020» tells who held a position
then, «NHÂN SỰ NHIỆM KỲ 2025 - 2030» before 2025 who may hold one; neither is held now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dangbo_cli.domain.positions import PLAIN_MEMBER
from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.intake.who.people import PersonRow
from dangbo_cli.vietnamese.patterns import rare

POSITION_OF_TERM = cause(
    "position_of_term",
    Level.CELL,
    "Chức vụ của nhiệm kỳ khác",
    "«{value}» là chức vụ trong danh sách {detail}, không phải nhiệm kỳ hiện nay.",
    "Nếu nay đang giữ chức vụ ấy thì ghi bằng «dangbo dv sua», hoặc gửi danh sách của nhiệm kỳ hiện nay.",
    unit="Nếu nay đang giữ chức vụ ấy thì gửi danh sách của nhiệm kỳ hiện nay.",
)
_TERM = rare(r"\b(?:nhiem ky|khoa \w{1,6})\s*[(:,]?\s*((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)\b")


def term_not_running(words: str, year: int) -> str | None:
    """Return the one term that the folded words of a title state, where it ended before `year` or begins after it."""
    found = set(_TERM.findall(words)) if "nhiem ky" in words or "khoa " in words else set()
    if len(found) != 1:
        return None
    first, last = found.pop()
    return None if int(first) <= year <= int(last) else f"nhiệm kỳ {first} - {last}"


def take_positions(people: Iterable[PersonRow]) -> Iterator[tuple[str, str]]:
    """Take the Party positions off the rows of a list; yield the cell of each and what stood there."""
    for person in people:
        held, cell = person.positions.get("party", ((), ""))
        titles = ", ".join(one.title for one in held if one.title != PLAIN_MEMBER)
        if titles:
            del person.positions["party"]
            yield cell, titles
