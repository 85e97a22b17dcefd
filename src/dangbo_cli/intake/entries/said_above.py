"""What the group rows of a list of commendations, disciplines or pledges say of the rows below them: their form, that nothing
is decided or was given, that the pledges were handed in or were not."""

from __future__ import annotations

from typing import NamedTuple

from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.pledge import NO, YES
from dangbo_cli.domain.problem import Finding, Level, Problem, cause
from dangbo_cli.intake.entries.form_groups import FormGroups
from dangbo_cli.intake.entries.words import DECIDE_FIRST, UNDECIDED, UNIT_DECIDES_FIRST, is_decided
from dangbo_cli.intake.tables.group_stack import GroupStack
from dangbo_cli.intake.tables.line_words import is_unit_name
from dangbo_cli.intake.tables.row_reading import RowReading
from dangbo_cli.intake.who.people import ReadValue
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import fold

GROUP_UNDECIDED = cause(
    "group_undecided",
    Level.ROW,
    "Dòng nhóm nói là chưa quyết định",
    "Dòng của «{value}» đứng dưới «{detail}» mà không ghi số hay ngày quyết định.",
    DECIDE_FIRST,
    unit=UNIT_DECIDES_FIRST,
)
GROUP_REFUSED = cause(
    "group_refused",
    Level.ROW,
    "Dòng nhóm nói là không khen, không kỷ luật",
    "Dòng của «{value}» đứng dưới dòng nhóm «{detail}».",
    "Nếu đúng như dòng nhóm nói thì bỏ dòng này; nếu đã có quyết định thì đưa dòng này ra khỏi nhóm ấy rồi nhập lại.",
    unit="Nếu đúng như dòng nhóm nói thì bỏ dòng này; nếu đã có quyết định thì đưa dòng này ra khỏi nhóm ấy rồi gửi lại.",
)
PLEDGE_GROUP_DIFFERS = cause(
    "pledge_group_differs",
    Level.CELL,
    "Ô khác với dòng nhóm",
    "Ô này ghi «{value}», nhưng dòng nhóm ở trên là «{detail}»; chưa ghi là đã nộp hay chưa.",
    "Đơn vị kiểm tra lại rồi đưa dòng này xuống dưới đúng nhóm.",
)

_WHOM = (
    r"(?:cac|nhung|so|danh sach|to trinh|bang|dang vien|ca nhan|tap the|to chuc dang|truong hop|dong chi|nguoi|ho so"
    r"|doi tuong|dien|thuoc|con|moi|bi|duoc)"
)
#: Begun so, or in brackets behind («Giấy khen (trả lại)»).
_BEGINS = rf"(?:^\W*(?:{_WHOM}\W+)*|[(–-]\s*)"
_PENDING = rare(
    rf"{_BEGINS}(?:{UNDECIDED}"
    r"|chua (?:(?:duoc|bi|co) )?(?:khen|xet|xem xet|xu ly|ky luat|quyet dinh|thi hanh|ket luan))\b"
)
_REFUSED = rare(
    rf"{_BEGINS}(?:khong (?:(?:duoc|bi|de nghi|xet|thi hanh|xu ly) )*(?:khen|ky luat|xet|dong y|cong nhan|dat)"
    r"|mien (?:thi hanh |xu ly )?ky luat|rut (?:ten|ho so|lai|khoi)|xin rut|tra lai|tra ho so)\b"
)
_PLEDGED = r"ban|cam ket|tu duong|ren luyen|phan dau|chuong trinh hanh dong|ca nhan|dang ky|va|nam|\d{4}"
_HANDED = rare(rf"\W*(?:{_WHOM}\W+)*(?P<how>da|chua|khong) (?:nop|ky|cam ket)(?:\W+(?:{_PLEDGED}))*\W*")

_REFUSAL, _PENDENCY = "refused", "pending"


class _Said(NamedTuple):
    """What a group row says, "" for nothing at all (it ends what the group above says), with its words and its cell."""

    what: str
    heading: str = ""
    where: str = ""


def _shown(value: str) -> str:
    return format_date(value) if value[:1].isdigit() else value


class SaidAbove:
    """The group rows above a row of one table, by the kind of list it is."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._forms = FormGroups()
        self._groups = GroupStack[_Said]()

    def enter(self, heading: str, numbering: str, where: str) -> bool:
        """Take a group row, by its words and how it is numbered («I», «A», «1», ""); tell whether it says something of the
        rows below."""
        named = self._kind == "khen-thuong" and self._forms.enter(heading, numbering, where)
        what = self._what(fold(heading))
        if what:
            self._groups.enter(numbering, _Said(what, heading, where))
        else:
            # Below «I. Đã nộp» a row that is not numbered and names no unit begins another part.
            ends = self._kind == "cam-ket" and not numbering and not is_unit_name(heading)
            self._groups.enter(numbering, _Said("") if ends else None)
        return bool(what) or named

    def _what(self, folded: str) -> str:
        if self._kind == "cam-ket":
            found = _HANDED.fullmatch(folded)
            return "" if found is None else YES if found["how"] == "da" else NO
        return _REFUSAL if _REFUSED.search(folded) else _PENDENCY if _PENDING.search(folded) else ""

    def give(self, entry: dict[str, ReadValue], reading: RowReading, doubted: set[str]) -> None:
        """Give a row what the groups above it say, where no cell of its own does."""
        if self._kind == "khen-thuong" and "form" not in doubted:
            self._forms.give(entry)
        said = self._groups.nearest
        if self._kind != "cam-ket" or not said or not said.what or doubted & {"handed_in", "handed_in_on"}:
            return
        against = entry.get("handed_in")
        if against is None and said.what == NO:
            against = entry.get("handed_in_on")
        if against is None and "handed_in" not in reading.disputed:
            entry["handed_in"] = said.what, said.where
        elif against is not None and against[0] != said.what:
            entry.pop("handed_in", None)
            entry.pop("handed_in_on", None)
            reading.say(Finding(PLEDGE_GROUP_DIFFERS, said.heading), against[1], _shown(str(against[0])))

    def question(self, entry: dict[str, ReadValue], reading: RowReading, name: str, where: str) -> Problem | None:
        """Return why a row with a form is no decision: by the group that it stands below."""
        said = self._groups.nearest
        if self._kind == "cam-ket" or not said or not said.what:
            return None
        if said.what == _REFUSAL:
            return reading.problem(GROUP_REFUSED, said.heading, where, name)
        return None if is_decided(entry) else reading.problem(GROUP_UNDECIDED, said.heading, where, name)
