"""Group rows of a rating sheet that name a level: «I. Hoàn thành xuất sắc nhiệm vụ», who was rated so stands below."""

from __future__ import annotations

import re
from typing import NamedTuple

from dangbo_cli.domain.positions import parse_party_position
from dangbo_cli.domain.rating import split_rating
from dangbo_cli.intake.entries.names import is_collective
from dangbo_cli.intake.entries.words import PROPOSES
from dangbo_cli.intake.tables.group_stack import GroupStack
from dangbo_cli.intake.tables.line_words import COUNTED, is_unit_name, says_why_not, speaks_of_level
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import fold, spelling

_PEOPLE = (
    r"(?:dang vien|dong chi|d/c|dv|ca nhan|can bo|cong chuc|vien chuc|nguoi lao dong|giao vien|giang vien|nhan vien|cong nhan|"
    r"bac si|dieu duong|chuyen vien)"
)
#: What parts the people of one level without saying anything of how they are rated: «Lãnh đạo», «Đảng viên chính thức».
_PARTS = rare(
    rf"\W*(?:(?:cac|nhung|so|danh sach|khoi|nhom|doi voi|tap the) )*(?:{_PEOPLE}\W*)*(?:(?:la|giu|chuc vu|con lai|khac|va)\W*)*"
    r"(?:(?:lanh dao|quan ly|cap uy|chi uy|bi thu|pho bi thu|khong (?:la|giu) (?:chuc vu )?(?:lanh dao|quan ly|cap uy)"
    r"|chinh thuc|du bi|nam|nu|huu tri|nghi huu|duong chuc|dang cong tac)\b\W*(?:va\W*)?)*(?:\d+\W*)?"
)
#: What is part of a unit, with its marks: «Khối Đảng», «Các đoàn thể», «Bộ phận một cửa», «Đảng viên thuộc khối chính quyền».
_BODY = rare(
    r"[\W\d]*(?:(?:các|những|số|danh sách|đảng viên|đồng chí|đ/c|đv|cán bộ|công chức|viên chức|giáo viên|nhân viên|thuộc|ở|tại|của|"
    r"và)\W+)*(?:khối|bộ phận|khu vực|cụm|ngành|lĩnh vực|điểm trường|phân hiệu|cấp học|mặt trận|đoàn thể|chính quyền|công an|"
    r"quân sự|hđnd|hội đồng nhân dân)(?!\w)"
)
#: By what all above was decided: «(Theo Quyết định số 12-QĐ/ĐU …)».
_BY_DOCUMENT = rare(
    r"\W*(?:(?:ban hanh )?kem )?(?:theo|can cu)\b.*\b(?:quyet dinh|qd|nghi quyet|thong bao|ket luan|bien ban)\b"
)


#: Whose level a group row names: «Đề nghị xếp loại Hoàn thành tốt nhiệm vụ».
_STAGED = rare(
    rf"\W*(?:(?:cac|nhung|so|danh sach|{_PEOPLE}|tap the|duoc|chi bo|dang uy|muc) )*"
    rf"(?:(?P<self>tu (?:nhan|xep loai|danh gia|phan loai))|(?P<proposed>{PROPOSES})"
    r"|(?P<decided>(?:da )?(?:co )?(?:quyet dinh|cong nhan)))"
    r"(?: (?:cong nhan|danh gia|xep loai|phan loai|chat luong|muc|dat|la))*\W+(?P<level>\w.*)"
)
_UNRATED = rare(r"\b(?:khong|chua) (?:\w+ )?(?:danh gia|xep loai|phan loai)\b")


def says_unrated(note: object) -> bool:
    """Tell whether a note says that somebody is not rated («Không xếp loại do nghỉ ốm»): the group above is not about her."""
    return _UNRATED.search(fold(str(note))) is not None


class LevelGroup(NamedTuple):
    """The level that a group row names, None where it speaks of one in words that cannot be read, or of people who may have
    none: the level of the group above ends there too; `where` is its cell; `stage` whose level it says that it is, None where
    it does not."""

    level: str | None
    reason: str | None
    where: str
    stage: str | None = None


class LevelGroups:
    """The group rows that name a level, and the others among which they stand."""

    def __init__(self) -> None:
        self._groups = GroupStack[LevelGroup]()
        self._ended = False

    def enter(self, heading: str, numbering: str, where: str) -> bool:
        """Take a group row, by its words and how it is numbered («I», «A», «1», ""); tell whether it names a level."""
        level, reason, _ = split_rating(heading)
        speaks, stage = level is not None or speaks_of_level(heading), None
        if not speaks and (staged := _STAGED.match(fold(heading))) is not None:
            level, reason, _ = split_rating(staged["level"])
            speaks, stage = level is not None or speaks_of_level(staged["level"]), _stage(staged)
        if not speaks and not numbering and self._ended:
            return False
        self._ended = False
        self._groups.enter(numbering, LevelGroup(level, reason, where, stage) if speaks else None)
        if not speaks and numbering and says_why_not(heading) and not _PARTS.fullmatch(fold(heading)):
            self._end(where)  # «1. Nghỉ thai sản» below «II. Hoàn thành tốt nhiệm vụ»
        return speaks

    def end(self, heading: str, where: str, directory: Directory) -> None:
        """Take the words of an unnumbered group row that names no level and no year, perhaps a unit: «Nghỉ thai sản»,
        «Đảng viên chưa họp xét» below «II. Hoàn thành tốt nhiệm vụ» are not of it, until the next level or number; a part
        of the people above («Lãnh đạo», «Phòng Tổng hợp») is. What is not known to be one may be a reason."""
        if self._above is not None and not _is_part(heading, directory):
            self._end(where)

    def _end(self, where: str) -> None:
        if self._above is not None:
            self._groups.enter("", LevelGroup(None, None, where))
            self._ended = True

    @property
    def _above(self) -> LevelGroup | None:
        nearest = self._groups.nearest
        return None if nearest is None or nearest.level is None else nearest

    @property
    def nearest(self) -> LevelGroup | None:
        """The nearest group above that names a level."""
        return self._groups.nearest


def _stage(staged: re.Match[str]) -> str:
    return next(stage for stage in ("self", "proposed", "decided") if staged[stage])


def _is_part(heading: str, directory: Directory) -> bool:
    """Tell whether a group row surely parts the people above it by what they are or where they work."""
    folded = fold(heading)
    if _PARTS.fullmatch(folded) or _BY_DOCUMENT.match(folded) or COUNTED.match(heading):
        return True
    if says_why_not(heading):
        return False
    if is_unit_name(heading) or is_collective(heading) or _BODY.match(spelling(heading)):
        return True
    return any(mention.refs for mention in directory.mentions(heading)) or bool(parse_party_position(heading)[0])
