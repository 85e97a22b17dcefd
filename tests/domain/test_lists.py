"""Closed lists of a person, in the spellings that were seen."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo_cli.domain import education, lists
from dangbo_cli.domain.ethnicity import ETHNICITIES
from dangbo_cli.domain.lists import (
    find_academic_title,
    is_tick,
    parse_ethnicity,
    parse_gender,
    parse_general_education,
    parse_political_theory,
    parse_religion,
    split_expertise,
)
from dangbo_cli.domain.problem import CAUSES, Finding, Level, say
from dangbo_cli.vietnamese.text import fold


def code_of(finding: object) -> str | None:
    return None if finding is None else finding.code  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize(
    ("raw", "label"),
    [
        ("Nam", "Nam"),
        ("NAM", "Nam"),
        ("nam ", "Nam"),
        ("Nữ", "Nữ"),
        ("NU", "Nữ"),
        ("nu", "Nữ"),
        ("nữ.", "Nữ"),
        ("MALE", "Nam"),
        ("Female", "Nữ"),
        ("Bà", "Nữ"),
        ("Ông", "Nam"),
        ("Nam giới", "Nam"),
    ],
)
def test_gender(raw: str, label: str) -> None:
    assert parse_gender(raw) == (label, None)


@pytest.mark.parametrize("raw", ["Khác", "x", "1", 1.0, 0, "Nam/Nữ", True])
def test_no_gender(raw: object) -> None:
    value, finding = parse_gender(raw)
    assert value is None
    assert code_of(finding) == lists.GENDER_UNKNOWN


# As an office typed them, one column, with its blanks and footnote marks.
OFFICE_LIST = [
    "Kinh",
    "Tày",
    "Thái",
    "Mường ",
    "Khmer",
    "Hoa ",
    "Nùng  ",
    "Mông",
    "Dao",
    "Gia Rai",
    "Ê  Đê",
    "Ba Na",
    "Sán Chay ",
    "Chăm ",
    "Cơ Ho",
    "Xơ Đăng",
    "Sán Dìu",
    "Hrê",
    "RaGlay",
    "Mnông",
    "Thổ (4)",
    "Xtiêng",
    "Khơ mú",
    "Bru Vân Kiều",
    "Cơ Tu",
    "Giáy",
    "Tà Ôi",
    "Mạ",
    "Giẻ-Triêng",
    "Co",
    "Chơ Ro",
    "Xinh Mun",
    "Hà Nhì",
    "Chu Ru",
    "Lào",
    "La Chí",
    "Kháng",
    "Phù Lá",
    "La Hủ",
    "La Ha",
    "Pà Thẻn",
    "Lự",
    "Ngái",
    "Chứt",
    "Lô Lô",
    "Mảng",
    "Cơ Lao",
    "Bố Y",
    "Cống",
    "Si La",
    "Pu Péo",
    "Rơ Măm",
    "Brâu",
    "Ơ Đu",
]


def test_the_54_groups() -> None:
    assert len(ETHNICITIES) == len(set(ETHNICITIES)) == 54
    assert [parse_ethnicity(typed) for typed in OFFICE_LIST] == [(label, None) for label in ETHNICITIES]


@pytest.mark.parametrize("label", ETHNICITIES)
def test_groups_without_marks_or_in_capitals(label: str) -> None:
    for typed in (
        label,
        label.upper(),
        fold(label),
        label.replace(" ", "-"),
        label.replace(" ", ""),
        f"Dân tộc {label}",
        f" {label} ",
    ):
        assert parse_ethnicity(typed) == (label, None), typed


@pytest.mark.parametrize(
    ("label", "spellings"),
    [
        ("Kinh", "kinh; Kinh (Việt); Việt"),
        ("Mông", "Hmông; H'mông; H'Mông; H’Mông; H`Mông; Hmông (Mông); Mèo; Mông trắng; DT Mông"),
        ("Khmer", "Khơme; Khơ-me; Khơ me; KHMER"),
        ("Ê Đê", "Ê  Đê; Ê-đê; Êđê; Rađê"),
        ("Gia Rai", "Jrai; Gia - rai; Gia-rai; Jarai"),
        ("Ba Na", "Ba-na; Ba na; Bahnar"),
        ("Cơ Ho", "K`Hor; K'Ho; Cơ-ho; Koho"),
        ("Hrê", "H`rê; H'rê"),
        ("Xtiêng", "S`tiêng; Stiêng"),
        ("Ra Glai", "Raglai; RaGlay; Ra-glai"),
        ("Co", "Kor; Cor"),
        ("Chơ Ro", "Chơro; Châu ro; Chơ-ro"),
        ("Khơ Mú", "Khơ mú; Khơ-mú; Khơ Mụ; Xá Cẩu"),
        ("Bru-Vân Kiều", "Bru Vân Kiều (Vân Kiều); Vân kiều; Bru-Vân Kiều"),
        ("Sán Chay", "Sán Chay (San Chí); Cao Lan; Sán Chí"),
        ("Thổ", "Thổ (4)"),
        ("Rơ Măm", "Rơ man; Rơ-măm"),
        ("Cơ Lao", "Cờ Lao; Cơ Lao"),
        ("Tà Ôi", "Ta-ôi; Tà-ôi; Pa Cô"),
        ("Giẻ Triêng", "Gié-Triêng; Giẻ-Triêng"),
        ("Xinh Mun", "Xinh-mun; Sinh Mun"),
        ("Thái", "Thái đen; dân tộc: Thái; DT. Thái"),
    ],
)
def test_ethnic_variants(label: str, spellings: str) -> None:
    for spelling in spellings.split(";"):
        assert parse_ethnicity(spelling) == (label, None), spelling


@pytest.mark.parametrize(
    "raw", ["x", "01", "1", 1.0, "Khác", "Thiểu số", "Không", "Cao", "Lê", "Mường, Thái", date(2022, 1, 1)]
)
def test_unknown_groups(raw: object) -> None:
    value, finding = parse_ethnicity(raw)
    assert value is None
    assert finding is not None
    assert CAUSES[finding.code].level is Level.CELL


@pytest.mark.parametrize(
    ("label", "spellings"),
    [
        ("Không", "Không; không; KHÔNG; Không có; Lương; Không theo đạo; Không tôn giáo; 0"),
        ("Phật giáo", "Phật giáo; Phật; Đạo phật"),
        ("Công giáo", "Công giáo; Thiên chúa; Thiên chúa giáo; Thiên Chúa Giáo"),
        ("Tin Lành", "Tin lành; Tin Lành; Đạo Tin Lành"),
        ("Cao Đài", "Cao Đài; Cao đài Bạch Y"),
        ("Phật giáo Hòa Hảo", "Hòa Hảo; Hoà Hảo; Phật giáo Hòa hảo"),
        ("Bà-la-môn", "Bà-la-môn; Bà la môn"),
        ("Bà-ni", "Bà ni"),
        ("Hồi giáo", "Hồi giáo"),
        ("Tứ Ân Hiếu Nghĩa", "Tứ ân hiếu nghĩa"),
        ("Baha'i", "Baha'i; Bahai"),
        ("Tịnh độ cư sĩ Phật hội", "Tịnh độ cư sĩ; Tịnh độ cư sĩ Phật hội Việt Nam"),
        ("Minh Sư Đạo", "Minh sư đạo"),
        ("Minh Lý Đạo", "Minh lý đạo"),
        ("Bửu Sơn Kỳ Hương", "Bửu sơn kỳ hương"),
    ],
)
def test_religion(label: str, spellings: str) -> None:
    for spelling in spellings.split(";"):
        assert parse_religion(spelling) == (label, None), spelling


@pytest.mark.parametrize("raw", ["x", "đạo", "Có", 1.0, "Kinh"])
def test_unknown_religion(raw: object) -> None:
    assert code_of(parse_religion(raw)[1]) == lists.RELIGION_UNKNOWN


@pytest.mark.parametrize(
    "raw",
    ["x", "X", "x ", " X", "✓", "✔", "v", "V", "1", 1, 1.0, True, "true", "TRUE", "có", "Có", "(x)", "√", "+", "yes"],
)
def test_ticks(raw: object) -> None:
    assert is_tick(raw)


@pytest.mark.parametrize(
    "raw", ["", "0", 0, False, "không", "Nam", "Trung tâm", "12/05/1968", 2.0, None, date(2022, 1, 1)]
)
def test_no_ticks(raw: object) -> None:
    assert not is_tick(raw)


@pytest.mark.parametrize(
    ("raw", "level", "specialty"),
    [
        ("Đại học", "Đại học", None),
        ("ĐẠI HỌC", "Đại học", None),
        ("dai hoc", "Đại học", None),
        ("ĐH", "Đại học", None),
        ("Đại học Luật", "Đại học", "Luật"),
        ("ĐH Sư phạm Toán", "Đại học", "Sư phạm Toán"),
        ("ĐHSP Toán", "Đại học", "Sư phạm Toán"),
        ("Đại học chuyên ngành Kế toán", "Đại học", "Kế toán"),
        ("Luật - Đại học", "Đại học", "Luật"),
        ("Cử nhân", "Đại học", None),
        ("Cử nhân Kinh tế", "Đại học", "Kinh tế"),
        ("Kỹ sư", "Đại học", "Kỹ sư"),
        ("Kỹ sư xây dựng", "Đại học", "Kỹ sư xây dựng"),
        ("Bác sĩ", "Đại học", "Bác sĩ"),
        ("Cử nhân cao đẳng điều dưỡng", "Cao đẳng", "điều dưỡng"),
        ("Cao đẳng", "Cao đẳng", None),
        ("CĐSP", "Cao đẳng", "Sư phạm"),
        ("Trung cấp kế toán", "Trung cấp", "kế toán"),
        ("THCN", "Trung cấp", None),
        ("Sơ cấp", "Sơ cấp", None),
        ("Thạc sĩ", "Thạc sĩ", None),
        ("Thạc sỹ Quản lý công", "Thạc sĩ", "Quản lý công"),
        ("ThS", "Thạc sĩ", None),
        ("Th.S QTKD", "Thạc sĩ", "QTKD"),
        ("Thạc sĩ (Quản lý công)", "Thạc sĩ", "Quản lý công"),
        ("Tiến sĩ", "Tiến sĩ", None),
        ("Tiến sỹ", "Tiến sĩ", None),
        ("TS", "Tiến sĩ", None),
        ("PGS.TS", "Tiến sĩ", None),
        ("PGS. TS Y khoa", "Tiến sĩ", "Y khoa"),
        ("Đại học Luật, Thạc sĩ QTKD", "Thạc sĩ", "Đại học Luật, Thạc sĩ QTKD"),
        ("Chưa có", None, None),
        ("Chưa qua đào tạo", None, None),
        ("LĐ phổ thông", None, None),
        ("Không", None, None),
        # a lower level first: without the word of the highest, its specialty would join the other's
        ("ĐH Luật; ThS Kinh tế", "Thạc sĩ", "ĐH Luật; ThS Kinh tế"),
        ("Cao đẳng sư phạm, đại học tại chức", "Đại học", "Cao đẳng sư phạm, đại học tại chức"),
        ("Cử nhân Luật, Thạc sĩ Kinh tế", "Thạc sĩ", "Cử nhân Luật, Thạc sĩ Kinh tế"),
        ("Kỹ sư xây dựng, Thạc sĩ Kinh tế", "Thạc sĩ", "Kỹ sư xây dựng, Thạc sĩ Kinh tế"),
        ("ThS Kinh tế, ĐH Luật", "Thạc sĩ", "Kinh tế, ĐH Luật"),
        ("Đại học Luật, Thạc sĩ", "Thạc sĩ", "Đại học Luật"),
        ("Cử nhân cao đẳng Y", "Cao đẳng", "Y"),
        ("Đại học Luật (không tập trung)", "Đại học", "Luật (không tập trung)"),
    ],
)
def test_expertise(raw: str, level: str | None, specialty: str | None) -> None:
    assert split_expertise(raw) == (level, specialty, None)


@pytest.mark.parametrize(
    ("raw", "level", "left_out"),
    [
        ("Đại học*", "Đại học", "*"),
        ("Đại học (2)", "Đại học", "2"),
        ("Thạc sĩ (2023 tốt nghiệp)", "Thạc sĩ", "2023 tốt nghiệp"),
        ("Đại học tại chức", "Đại học", "tại chức"),
        ("Đại học (mất bằng)", "Đại học", "mất bằng"),
    ],
)
def test_what_stands_beside_a_level_and_is_no_field_of_study_is_told(raw, level, left_out):
    assert split_expertise(raw) == (level, None, Finding("no_specialty", left_out))
    assert split_expertise("Đại học Y") == ("Đại học", "Y", None)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("Đang học Thạc sĩ", education.STUDYING),
        ("Đang học đại học", education.STUDYING),
        ("Trên Đại học", education.AMBIGUOUS_LEVEL),
        ("Cao đẳng, Trung cấp", education.AMBIGUOUS_LEVEL),
        ("Đại học (dự kiến 2024)", education.STUDYING),
        ("Chưa học đại học", education.STUDYING),
        ("Không có bằng đại học", education.EXPERTISE_UNKNOWN),
        ("Đại học Trung cấp", education.AMBIGUOUS_LEVEL),
        ("CN", education.AMBIGUOUS_LEVEL),
        ("Kế toán", education.EXPERTISE_UNKNOWN),
        ("12/12", education.EXPERTISE_UNKNOWN),
        (3.0, education.EXPERTISE_UNKNOWN),
        (date(2022, 1, 1), education.EXPERTISE_UNKNOWN),
    ],
)
def test_no_expertise(raw: object, code: str) -> None:
    level, specialty, finding = split_expertise(raw)
    assert (level, specialty, code_of(finding)) == (None, None, code)
    assert CAUSES[code].level is Level.CELL


def test_academic_titles() -> None:
    assert find_academic_title("PGS.TS") == "Phó giáo sư"
    assert find_academic_title("Giáo sư, Tiến sĩ") == "Giáo sư"
    assert find_academic_title("Tiến sĩ") is None


@pytest.mark.parametrize(
    ("label", "spellings"),
    [
        (
            "Cao cấp",
            "Cao cấp; CAO CẤP; CC; Cao cấp LLCT; CCLLCT; Cao cấp lý luận chính trị; Cao cấp LLCT - HC; LLCT: Cao cấp",
        ),
        (
            "Trung cấp",
            "Trung cấp; TC; Trung cấp LLCT; LLCT Trung cấp; Đã học Trung cấp; Trung cấp lý luận chính trị - hành chính",
        ),
        ("Sơ cấp", "Sơ cấp; SC; sơ cấp LLCT; so cap"),
        ("Cử nhân", "Cử nhân; CN; Cử nhân chính trị; Cử nhân LLCT"),
    ],
)
def test_political_theory(label: str, spellings: str) -> None:
    for spelling in spellings.split(";"):
        assert parse_political_theory(spelling) == (label, None), spelling


@pytest.mark.parametrize(
    "raw", ["Chưa có", "Không", "chưa học", "Chưa", "chưa qua đào tạo", "Không có", "x", "Chưa học LLCT"]
)
def test_no_theory_is_no_finding(raw: str) -> None:
    assert parse_political_theory(raw) == (None, None)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("Đang học Cao cấp lý luận chính trị", education.STUDYING),
        ("đang học trung cấp", education.STUDYING),
        ("Cao cấp, cử nhân", education.AMBIGUOUS_LEVEL),
        ("Đại học", education.THEORY_UNKNOWN),
        ("A", education.THEORY_UNKNOWN),
        (1.0, education.THEORY_UNKNOWN),
    ],
)
def test_theory_left_aside(raw: object, code: str) -> None:
    value, finding = parse_political_theory(raw)
    assert (value, code_of(finding)) == (None, code)


@pytest.mark.parametrize(
    ("raw", "label"),
    [
        ("12/12", "12/12"),
        ("10/10", "10/10"),
        ("9/12", "9/12"),
        ("7/10", "7/10"),
        ("09/12", "9/12"),
        ("12 / 12", "12/12"),
        ("12/12.", "12/12"),
        ("Hệ 12/12", "12/12"),
        ("Lớp 12/12", "12/12"),
        ("12/12 (bổ túc)", "12/12 bổ túc"),
        ("12/12 Bổ túc trung học", "12/12 bổ túc"),
        ("12/12 Hệ bổ túc", "12/12 bổ túc"),
        ("BTVH 12/12", "12/12 bổ túc"),
        ("THPT", "THPT"),
        ("PTTH", "THPT"),
        ("Tốt nghiệp THPT", "THPT"),
        ("Cấp 3", "THPT"),
        ("Trung học phổ thông", "THPT"),
        ("THPT (12/12)", "12/12"),
        ("THCS", "THCS"),
        ("Cấp II", "THCS"),
        ("Tiểu học", "Tiểu học"),
        ("'9/12", "9/12"),
        ("Không", None),
    ],
)
def test_general_education(raw: str, label: str | None) -> None:
    assert parse_general_education(raw) == (label, None)


@pytest.mark.parametrize(
    ("raw", "label", "code"),
    [
        ("12", "12/12", education.EDUCATION_COMPLETED),
        (12.0, "12/12", education.EDUCATION_COMPLETED),
        ("11", "11/12", education.EDUCATION_COMPLETED),
        (date(2026, 12, 9), "9/12", education.EDUCATION_WAS_DATE),
        (date(2026, 9, 12), "9/12", education.EDUCATION_WAS_DATE),
        (datetime(2026, 10, 7), "7/10", education.EDUCATION_WAS_DATE),
        (date(2026, 10, 10), "10/10", education.EDUCATION_WAS_DATE),
        (date(2026, 12, 12), "12/12", education.EDUCATION_WAS_DATE),
        (date(2026, 12, 10), "10/12", education.EDUCATION_WAS_DATE),
        (46365.0, "9/12", education.EDUCATION_WAS_DATE),
        ("10", None, education.EDUCATION_AMBIGUOUS),
        (10.0, None, education.EDUCATION_AMBIGUOUS),
        ("7", None, education.EDUCATION_AMBIGUOUS),
        ("12/10", None, education.EDUCATION_UNKNOWN),
        ("13/12", None, education.EDUCATION_UNKNOWN),
        ("0/12", None, education.EDUCATION_UNKNOWN),
        ("Đại học", None, education.EDUCATION_UNKNOWN),
        (date(1968, 5, 30), None, education.EDUCATION_UNKNOWN),
        (0.75, None, education.EDUCATION_UNKNOWN),
    ],
)
def test_general_education_with_a_word(raw: object, label: str | None, code: str) -> None:
    value, finding = parse_general_education(raw)
    assert (value, code_of(finding)) == (label, code)
    assert (CAUSES[code].level is Level.NOTE) == (label is not None)


@given(st.one_of(st.text(max_size=25), st.floats(allow_nan=False), st.booleans(), st.dates()))
def test_no_cell_is_an_error(raw: object) -> None:
    for parse in (
        parse_gender,
        parse_ethnicity,
        parse_religion,
        lambda raw: split_expertise(raw)[::2],
        parse_political_theory,
        parse_general_education,
    ):
        value, finding = parse(raw)
        if finding is not None:
            assert say(finding, str(raw))
            assert (value is None) == (CAUSES[finding.code].level is Level.CELL)
    is_tick(raw)
