"""What a review of the yearly rating finds: a finding is data, each with the rule it rests on, figures and names.

Findings warn; nothing is changed. What rests on a figure that nobody has read in the document itself is a hint. What
could not be judged is said, and why; nothing is judged on a proposed level unless that was asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from dangbo_cli.domain.ceiling import Ceiling
from dangbo_cli.domain.rule_set import Rule


class Severity(Enum):
    """How much a finding asks for."""

    WARNING = "canh-bao"
    HINT = "goi-y"
    INFORMATION = "de-biet"
    NOT_JUDGED = "chua-xet-duoc"

    @property
    def stands(self) -> bool:
        """Whether somebody must look at it."""
        return self in (Severity.WARNING, Severity.HINT)


SEVERITY_WORDS = {
    Severity.WARNING: "Cần xem",
    Severity.HINT: "Gợi ý",
    Severity.INFORMATION: "Để biết",
    Severity.NOT_JUDGED: "Chưa xét được",
}


class Check(Enum):
    """The questions a review asks: key as the clerk types it, heading."""

    CEILING_MEMBERS = ("vuot-tran", "Vượt tỷ lệ đảng viên hoàn thành xuất sắc nhiệm vụ")
    CEILING_ORGANIZATIONS = ("vuot-tran-to-chuc", "Vượt tỷ lệ tổ chức hoàn thành xuất sắc nhiệm vụ")
    EXEMPT = ("mien", "Được miễn sinh hoạt mà vẫn xếp loại")
    SUSPENDED = ("dinh-chi", "Bị đình chỉ sinh hoạt mà vẫn xếp loại")
    PROBATIONARY = ("du-bi", "Đảng viên dự bị mà vẫn xếp loại")
    NEW_MEMBER = ("moi-ket-nap", "Mới kết nạp mà vẫn xếp loại")
    NEW_ORGANIZATION = ("moi-thanh-lap", "Mới thành lập mà vẫn xếp loại")
    STAY = ("tam-thoi", "Đang sinh hoạt tạm thời mà vẫn xếp loại ở đây")
    UNRATED = ("chua-xep-loai", "Chưa xếp loại, không ghi lý do")
    UNRATED_UNIT = ("don-vi-chua-xep-loai", "Đơn vị chưa có xếp loại nào")
    DISCIPLINE = ("ky-luat", "Bị kỷ luật trong năm")
    ILL = ("nghi-om", "Nghỉ ốm dài ngày, xếp loại cao hơn mức cho phép")
    EMPLOYEE = ("cong-chuc", "Xếp loại cao hơn xếp loại công chức, viên chức")
    POINTS = ("diem", "Mức xếp loại không khớp với điểm")
    CRITERIA = ("tieu-chi", "Mức xếp loại không khớp với tiêu chí")
    COLLECTIVE = ("tap-the-ky-luat", "Tổ chức có kỷ luật trong năm, xếp loại cao hơn mức cho phép")
    TWICE = ("quyet-dinh-lai", "Mức quyết định đã bị ghi đè")
    REASON_BESIDE = ("muc-va-ly-do", "Vừa có mức quyết định vừa có lý do không xếp loại")
    REASON = ("ly-do", "Lý do không xếp loại không khớp với sổ")
    COMMENDED = ("khen-thuong", "Được khen vì xếp loại mà mức quyết định không khớp")
    CEILING_BRANCH = ("tran-chi-bo", "Chi bộ có tỷ lệ xuất sắc cao (tỷ lệ không tính ở chi bộ)")
    STAGES = ("lech-muc", "Các mức tự nhận, đề nghị, quyết định lệch nhau nhiều")
    EXCELLENT_YEARS = ("xuat-sac-lien-tiep", "Hoàn thành xuất sắc nhiệm vụ nhiều năm liền")
    NOT_DONE_YEARS = ("khong-hoan-thanh-lien-tiep", "Không hoàn thành nhiệm vụ nhiều năm liền")
    NOT_DECIDED = ("chua-quyet-dinh", "Chưa có mức quyết định")

    def __init__(self, key: str, title: str) -> None:
        self.key = key
        self.title = title


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody a finding is about."""

    sort: str
    number: int
    name: str
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """Why somebody lets a finding stand."""

    reason: str
    made_on: str | None = None


@dataclass(frozen=True, slots=True)
class ReviewFinding:
    """One finding: about `subject` (None: about the whole record), on the list of organisation `unit`.

    `rule` is the figure it rests on; `people` are the names that make a figure up; a `department_only` finding never
    goes to units.
    """

    check: Check
    severity: Severity
    sentence: str
    subject: Named | None = None
    unit: int | None = None
    rule: Rule | None = None
    ceiling: Ceiling | None = None
    people: tuple[Named, ...] = ()
    department_only: bool = False
    override: Override | None = None
    qualifier: str = ""

    @property
    def id(self) -> str:
        """What an override names the finding by: «ky-luat/dv12», the same in every run."""
        about = f"{self.subject.sort}{self.subject.number}" if self.subject else "so"
        return f"{self.check.key}/{about}{'-' + self.qualifier if self.qualifier else ''}"

    @property
    def stands(self) -> bool:
        """Whether it still asks somebody to look."""
        return self.severity.stands and self.override is None


def weigh(rule: Rule | None) -> Severity:
    """Return how much a breach of a figure weighs: a hint where nobody has read its source."""
    return Severity.WARNING if rule is None or rule.basis.sure else Severity.HINT


def apply_overrides(findings: Iterable[ReviewFinding], overrides: Mapping[str, Override]) -> list[ReviewFinding]:
    """Mark the findings that somebody let stand, by their id."""
    return [replace(f, override=overrides[f.id]) if f.id in overrides else f for f in findings]
