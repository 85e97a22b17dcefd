"""Group rows of a rating sheet that name a level: «I. Hoàn thành xuất sắc nhiệm vụ», who was rated so stands below."""

from __future__ import annotations

from typing import NamedTuple

from dangbo_cli.domain.rating import split_rating
from dangbo_cli.intake.entries.names import is_collective
from dangbo_cli.intake.tables.group_stack import GroupStack
from dangbo_cli.intake.tables.line_words import COUNTED, is_unit_name, speaks_of_level
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import fold

_PEOPLE = r"(?:dang vien|dong chi|d/c|dv|ca nhan|can bo|cong chuc|vien chuc|nguoi lao dong|giao vien|nhan vien)"
#: What parts the people of one level without saying anything of how they are rated: «Lãnh đạo», «Đảng viên chính thức».
_PARTS = rare(
    rf"\W*(?:(?:cac|nhung|so|danh sach|khoi|nhom|doi voi|tap the) )*(?:{_PEOPLE}\W*)*(?:(?:la|giu|chuc vu|con lai|khac|va)\W*)*"
    r"(?:(?:lanh dao|quan ly|cap uy|chi uy|bi thu|pho bi thu|khong (?:la|giu) (?:chuc vu )?(?:lanh dao|quan ly|cap uy)"
    r"|chinh thuc|du bi|nam|nu|huu tri|nghi huu|duong chuc|dang cong tac)\b\W*(?:va\W*)?)*(?:\d+\W*)?"
)
#: By what all above was decided: «(Theo Quyết định số 12-QĐ/ĐU …)».
_BY_DOCUMENT = rare(
    r"\W*(?:(?:ban hanh )?kem )?(?:theo|can cu)\b.*\b(?:quyet dinh|qd|nghi quyet|thong bao|ket luan|bien ban)\b"
)


_UNRATED = rare(r"\b(?:khong|chua) (?:\w+ )?(?:danh gia|xep loai|phan loai)\b")


def says_unrated(note: object) -> bool:
    """Tell whether a note says that somebody is not rated («Không xếp loại do nghỉ ốm»): the group above is not about her."""
    return _UNRATED.search(fold(str(note))) is not None


class LevelGroup(NamedTuple):
    """The level that a group row names, None where it speaks of one in words that cannot be read: the level of the group
    above ends there too; `where` is its cell."""

    level: str | None
    reason: str | None
    where: str


class LevelGroups:
    """The group rows that name a level, and the others among which they stand."""

    def __init__(self) -> None:
        self._groups = GroupStack[LevelGroup]()
        self._ended = False

    def enter(self, heading: str, numbering: str, where: str) -> bool:
        """Take a group row, by its words and how it is numbered («I», «A», «1», ""); tell whether it names a level."""
        level, reason, _ = split_rating(heading)
        speaks = level is not None or speaks_of_level(heading)
        if not speaks and not numbering and self._ended:
            return False
        self._ended = False
        self._groups.enter(numbering, LevelGroup(level, reason, where) if speaks else None)
        return speaks

    def end(self, heading: str, where: str, directory: Directory) -> None:
        """Take the words of an unnumbered group row that names no level and no year, perhaps a unit: «Nghỉ thai sản»,
        «Đảng viên chưa họp xét» below «II. Hoàn thành tốt nhiệm vụ» are not of it, until the next level or number; a part
        of the people above («Lãnh đạo», «Phòng Tổng hợp») is."""
        nearest = self._groups.nearest
        if nearest is None or nearest.level is None or is_collective(heading) or is_unit_name(heading):
            return
        folded = fold(heading)
        kept = _PARTS.fullmatch(folded) or _BY_DOCUMENT.match(folded) or COUNTED.match(heading)
        if not kept and not any(mention.refs for mention in directory.mentions(heading)):
            self._groups.enter("", LevelGroup(None, None, where))
            self._ended = True

    @property
    def nearest(self) -> LevelGroup | None:
        """The nearest group above that names a level."""
        return self._groups.nearest
