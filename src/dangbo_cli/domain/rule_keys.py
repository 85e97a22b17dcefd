"""What a rule set of the yearly rating can state: each figure by its key, what it means and which values it takes.

The figures themselves are data (`domain/rule_sets/*.toml`), each with its source; the clerk may change every one of
them (`xep-loai quy-dinh`). Keys are what she types: Vietnamese without diacritics.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from dangbo_cli.domain.levels import LEVELS
from dangbo_cli.vietnamese.text import fold

Value = float | int | bool | str
GRADES = ("Xuất sắc", "Tốt", "Trung bình", "Kém")
"""Grades of a criterion, the best first (21-HD/BTCTW 2019; 25-HD/BTCTW 2023)."""

OF_GOOD, OF_GOOD_AND_BETTER, OF_ALL = "httnv", "tot-tro-len", "tat-ca"
BASES = {
    OF_GOOD: "số «Hoàn thành tốt nhiệm vụ»",
    OF_GOOD_AND_BETTER: "số từ «Hoàn thành tốt nhiệm vụ» trở lên",
    OF_ALL: "số được xếp loại",
}
"""What the 20 % is taken of: the three readings found (as written, as in Mẫu 15A/15B, as practised)."""

ROUNDINGS = {"xuong": "làm tròn xuống", "gan-nhat": "làm tròn đến số gần nhất", "len": "làm tròn lên"}
BY_GRASSROOTS, BY_GRASSROOTS_AND_POST = "to-chuc-co-so", "to-chuc-co-so-va-chuc-vu"
MEMBER_GROUPS = {
    BY_GRASSROOTS: "từng tổ chức cơ sở đảng",
    BY_GRASSROOTS_AND_POST: "từng tổ chức cơ sở đảng, cấp ủy viên và đảng viên xét riêng",
}
BY_KIND, BY_KIND_AND_BLOC = "loai-hinh", "loai-hinh-va-khoi"
ORGANIZATION_GROUPS = {
    BY_KIND: "các tổ chức cùng loại hình, cùng cấp trên trực tiếp",
    BY_KIND_AND_BLOC: "các tổ chức cùng loại hình, cùng khối, cùng cấp trên trực tiếp",
}


class ValueUnfit(ValueError):
    """A text is no value of this figure; the message says which are."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a rule set: its key, a whole phrase for what it says, how a text becomes its value and how the
    value is read out."""

    key: str
    meaning: str
    parse: Callable[[str], Value]
    say: Callable[[Value], str] = str


def _number(text: str, least: float, most: float, unit: str) -> float | int:
    found = re.fullmatch(rf"(\d+(?:[.,]\d+)?)\s*(?:{re.escape(unit)})?", text.strip(), re.IGNORECASE)
    value = float(found[1].replace(",", ".")) if found else -1.0
    if not least <= value <= most:
        raise ValueUnfit(f"cần một số từ {least:g} đến {most:g}, tính bằng {unit}.")
    return int(value) if value.is_integer() else value


def _whole(text: str, least: int, most: int, unit: str) -> int:
    value = _number(text, least, most, unit)
    if not isinstance(value, int):
        raise ValueUnfit(f"cần một số nguyên từ {least} đến {most}, tính bằng {unit}.")
    return value


def _yes_no(text: str) -> bool:
    word = fold(text).strip(" .")
    if word in ("co", "c", "yes", "dung", "1"):
        return True
    if word in ("khong", "k", "no", "ko", "0"):
        return False
    raise ValueUnfit("chỉ nhận «có» hoặc «không».")


def _choice(choices: dict[str, str], text: str) -> str:
    wanted = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
    if wanted in choices:
        return wanted
    listed = "; ".join(f"{key} ({words})" for key, words in choices.items())
    raise ValueUnfit(f"chỉ nhận: {listed}.")


def _level(text: str) -> str:
    from dangbo_cli.domain.rating import parse_level

    level, _ = parse_level(text)
    if level not in LEVELS:
        raise ValueUnfit(f"cần một mức: {', '.join(LEVELS)}.")
    return level


def parse_grade(text: str) -> str | None:
    """Return the grade of a criterion that a text names, None where it names none."""
    word = fold(text).strip(" .")
    return next((grade for grade in GRADES if fold(grade) == word), None)


def _grade(text: str) -> str:
    grade = parse_grade(text)
    if grade is None:
        raise ValueUnfit(f"cần một mức của tiêu chí: {', '.join(GRADES)}.")
    return grade


def _said(value: Value, unit: str) -> str:
    return f"{value:g} {unit}".replace(".", ",") if not isinstance(value, (bool, str)) else str(value)


def _percent(key: str, meaning: str) -> Figure:
    return Figure(key, meaning, partial(_number, least=0, most=100, unit="%"), partial(_said, unit="%"))


def _months(key: str, meaning: str) -> Figure:
    return Figure(key, meaning, partial(_whole, least=0, most=60, unit="tháng"), partial(_said, unit="tháng"))


def _years(key: str, meaning: str) -> Figure:
    return Figure(key, meaning, partial(_whole, least=1, most=20, unit="năm"), partial(_said, unit="năm"))


#: The most points that a scale can have.
SCALE_MOST = 1000


def _points(key: str, meaning: str) -> Figure:
    return Figure(key, meaning, partial(_number, least=0, most=SCALE_MOST, unit="điểm"), partial(_said, unit="điểm"))


def _switch(key: str, meaning: str) -> Figure:
    return Figure(key, meaning, _yes_no, lambda value: "có" if value else "không")


def _one_of(key: str, meaning: str, choices: dict[str, str]) -> Figure:
    return Figure(key, meaning, partial(_choice, choices), lambda value: choices.get(str(value), str(value)))


CEILING_MEMBERS = "tran-dang-vien"
CEILING_ORGANIZATIONS = "tran-to-chuc"
CEILING_BASE = "tran-tinh-tren"
CEILING_ROUNDING = "tran-lam-tron"
CEILING_MEMBER_GROUP = "tran-nhom-dang-vien"
CEILING_ORGANIZATION_GROUP = "tran-nhom-to-chuc"
EXEMPT_RATED = "mien-xep-loai"
SUSPENDED_RATED = "dinh-chi-xep-loai"
PROBATIONARY_RATED = "du-bi-xep-loai"
NEW_MEMBER_MONTHS = "moi-ket-nap"
NEW_MEMBER_REVIEWED = "moi-ket-nap-kiem-diem"
NEW_ORGANIZATION_MONTHS = "moi-thanh-lap"
STAY_RATED_AT_HOME = "tam-thoi-xep-loai-noi-chinh-thuc"
ILL_MONTHS = "om-thang"
ILL_HIGHEST = "om-muc-cao-nhat"
DISCIPLINE_HIGHEST = "ky-luat-muc-cao-nhat"
DISCIPLINE_COLLECTIVE_EXCELLENT = "ky-luat-tap-the-xuat-sac"
DISCIPLINE_COLLECTIVE_GOOD = "ky-luat-tap-the-tot"
EMPLOYEE_EXCELLENT = "cong-chuc-xuat-sac"
EMPLOYEE_GOOD = "cong-chuc-tot"
POINTS_MOST = "diem-toi-da"
POINTS_EXCELLENT = "diem-xuat-sac"
POINTS_GOOD = "diem-tot"
POINTS_DONE = "diem-hoan-thanh"
RESULT_EXCELLENT = "ket-qua-xuat-sac"
CRITERIA_EXCELLENT = "tieu-chi-xuat-sac"
RESULT_GOOD = "ket-qua-tot"
CRITERIA_GOOD = "tieu-chi-tot"
CRITERIA_DONE = "tieu-chi-hoan-thanh"
YEARS_EXCELLENT = "xuat-sac-lien-tiep"
YEARS_NOT_DONE = "khong-hoan-thanh-lien-tiep"

#: Figures of a year that rates by criteria: their grades, or points.
CRITERIA_KEYS = (
    RESULT_EXCELLENT, CRITERIA_EXCELLENT, RESULT_GOOD, CRITERIA_GOOD, CRITERIA_DONE, POINTS_EXCELLENT, POINTS_GOOD, POINTS_DONE,
)  # fmt: skip

FIGURES: dict[str, Figure] = {
    figure.key: figure
    for figure in (
        _percent(CEILING_MEMBERS, "Tỷ lệ cao nhất của đảng viên «Hoàn thành xuất sắc nhiệm vụ»"),
        _percent(CEILING_ORGANIZATIONS, "Tỷ lệ cao nhất của tổ chức đảng «Hoàn thành xuất sắc nhiệm vụ»"),
        _one_of(CEILING_BASE, "Tỷ lệ tính trên", BASES),
        _one_of(CEILING_ROUNDING, "Số tối đa được làm tròn", ROUNDINGS),
        _one_of(CEILING_MEMBER_GROUP, "Tỷ lệ đảng viên tính trong", MEMBER_GROUPS),
        _one_of(CEILING_ORGANIZATION_GROUP, "Tỷ lệ tổ chức tính trong", ORGANIZATION_GROUPS),
        _switch(EXEMPT_RATED, "Xếp loại đảng viên được miễn công tác và sinh hoạt đảng"),
        _switch(SUSPENDED_RATED, "Xếp loại đảng viên bị đình chỉ sinh hoạt đảng"),
        _switch(PROBATIONARY_RATED, "Xếp loại đảng viên dự bị"),
        _months(NEW_MEMBER_MONTHS, "Mới kết nạp chưa đủ số tháng này thì chưa xếp loại"),
        _switch(NEW_MEMBER_REVIEWED, "Đảng viên mới kết nạp chưa được xếp loại vẫn phải kiểm điểm"),
        _months(NEW_ORGANIZATION_MONTHS, "Tổ chức mới thành lập chưa đủ số tháng này thì chưa xếp loại"),
        _switch(STAY_RATED_AT_HOME, "Người sinh hoạt tạm thời được xếp loại ở nơi sinh hoạt chính thức"),
        _months(ILL_MONTHS, "Nghỉ ốm cộng dồn trong năm từ số tháng này thì bị giới hạn mức"),
        Figure(ILL_HIGHEST, "Mức cao nhất của người nghỉ ốm như vậy", _level),
        Figure(DISCIPLINE_HIGHEST, "Mức cao nhất của đảng viên bị kỷ luật trong năm", _level),
        _switch(DISCIPLINE_COLLECTIVE_EXCELLENT,
                "Tổ chức có cấp ủy viên hoặc tổ chức trực thuộc bị kỷ luật vẫn được «Hoàn thành xuất sắc nhiệm vụ»"),
        _switch(DISCIPLINE_COLLECTIVE_GOOD,
                "Tổ chức có cấp ủy viên hoặc tổ chức trực thuộc bị kỷ luật vẫn được «Hoàn thành tốt nhiệm vụ»"),
        Figure(EMPLOYEE_EXCELLENT, "Xếp loại công chức, viên chức thấp nhất để được «Hoàn thành xuất sắc nhiệm vụ»", _level),
        Figure(EMPLOYEE_GOOD, "Xếp loại công chức, viên chức thấp nhất để được «Hoàn thành tốt nhiệm vụ»", _level),
        _points(POINTS_MOST, "Điểm cao nhất của thang điểm"),
        _points(POINTS_EXCELLENT, "Điểm thấp nhất của «Hoàn thành xuất sắc nhiệm vụ»"),
        _points(POINTS_GOOD, "Điểm thấp nhất của «Hoàn thành tốt nhiệm vụ»"),
        _points(POINTS_DONE, "Điểm thấp nhất của «Hoàn thành nhiệm vụ»"),
        Figure(RESULT_EXCELLENT, "«Hoàn thành xuất sắc nhiệm vụ»: tiêu chí kết quả nhiệm vụ từ mức", _grade),
        Figure(CRITERIA_EXCELLENT, "«Hoàn thành xuất sắc nhiệm vụ»: các tiêu chí khác từ mức", _grade),
        Figure(RESULT_GOOD, "«Hoàn thành tốt nhiệm vụ»: tiêu chí kết quả nhiệm vụ từ mức", _grade),
        Figure(CRITERIA_GOOD, "«Hoàn thành tốt nhiệm vụ»: các tiêu chí khác từ mức", _grade),
        Figure(CRITERIA_DONE, "«Hoàn thành nhiệm vụ»: các tiêu chí từ mức", _grade),
        _years(YEARS_EXCELLENT, "Số năm liền «Hoàn thành xuất sắc nhiệm vụ» để đề nghị khen thưởng"),
        _years(YEARS_NOT_DONE, "Số năm liền «Không hoàn thành nhiệm vụ» để cấp ủy xem xét"),
    )
}  # fmt: skip


def find_figure(text: str) -> Figure | None:
    """Return the figure whose key somebody typed, over case, diacritics, blanks and underscores."""
    wanted = re.sub(r"[^a-z0-9]+", "", fold(text))
    return next((figure for key, figure in FIGURES.items() if key.replace("-", "") == wanted), None)
