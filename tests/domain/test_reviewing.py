"""The review of a year: one table of cases per rule, on plain values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dangbo_cli.domain.levels import DONE, EXCELLENT, GOOD, NOT_DONE, NOT_SUBJECT, PROPOSED
from dangbo_cli.domain.rated import Discipline, RatedMember, RatedOrganization, Rating, RatingYear
from dangbo_cli.domain.review import Check, Override, Severity, apply_overrides
from dangbo_cli.domain.reviewing import review_year
from dangbo_cli.domain.rule_set import Change, load_rule_set

GRASSROOTS, BRANCH = 10, 11
NAMES = {GRASSROOTS: "Đảng bộ Sở Thử", BRANCH: "Chi bộ 1"}
WHO = "Lò Văn An (Chi bộ 1, Đảng bộ Sở Thử)"
_COUNTER = iter(range(1, 100_000))


def decided(level: str | None, **more: object) -> Rating:
    return Rating({"decided": level} if level else {}, **more)  # type: ignore[arg-type]


def member(level: str | None = GOOD, rating: Rating | None = None, **more: object) -> RatedMember:
    number = next(_COUNTER)
    values = {"admitted_on": "2010-02-03", **more}
    return RatedMember(number, "Lò Văn An", BRANCH, GRASSROOTS, rating or decided(level), **values)  # type: ignore[arg-type]


def organization(level: str | None = GOOD, rating: Rating | None = None, **more: object) -> RatedOrganization:
    values = {"kind": "Chi bộ cơ sở", **more}
    return RatedOrganization(12, "Chi bộ Sở Nội vụ", 12, 9, rating or decided(level), **values)  # type: ignore[arg-type]


def review(*subjects: object, year: int = 2022, stage: str = "decided", changes: tuple[Change, ...] = ()):
    members = tuple(one for one in subjects if isinstance(one, RatedMember))
    organizations = tuple(one for one in subjects if isinstance(one, RatedOrganization))
    rules = load_rule_set(year, changes)
    return review_year(RatingYear(rules, date(year, 12, 31), members, organizations, NAMES, stage))


def found(findings, check: Check):
    return [finding for finding in findings if finding.check is check]


@pytest.mark.parametrize(
    ("one", "year", "check", "severity"),
    [
        (member(activity="exempt"), 2022, Check.EXEMPT, Severity.WARNING),
        (member(activity="suspended"), 2022, Check.SUSPENDED, Severity.WARNING),
        (member(activity="exempt"), 2018, Check.EXEMPT, Severity.HINT),
        (member(None, activity="exempt"), 2022, Check.EXEMPT, None),
        (member(stays_here=True), 2022, Check.STAY, Severity.WARNING),
        (member(admitted_on="2022-07-01"), 2022, Check.NEW_MEMBER, Severity.WARNING),
        (member(admitted_on="2022-06-30"), 2022, Check.NEW_MEMBER, None),
        (member(admitted_on="2022"), 2022, Check.NEW_MEMBER, Severity.NOT_JUDGED),
        (member(admitted_on="2022-08"), 2022, Check.NEW_MEMBER, Severity.WARNING),
        (member(admitted_on=None), 2022, Check.NEW_MEMBER, None),
        (member(probationary=True), 2022, Check.PROBATIONARY, None),
        (member(None), 2022, Check.UNRATED_UNIT, Severity.WARNING),
        (member(GOOD, disciplines=(Discipline("Khiển trách", "2022-05-12"),)), 2022, Check.DISCIPLINE, Severity.WARNING),
        (member(NOT_DONE, disciplines=(Discipline("Khiển trách", "2022-05-12"),)), 2022, Check.DISCIPLINE, None),
        (member(GOOD, disciplines=(Discipline("Khiển trách", "2021-05-12"),)), 2022, Check.DISCIPLINE, None),
        (member(GOOD, disciplines=(Discipline("Khiển trách", "2024-05-12"),)), 2024, Check.DISCIPLINE,
         Severity.INFORMATION),
        (member(None, Rating({"proposed": GOOD}), disciplines=(Discipline("Cảnh cáo"),)), 2022, Check.DISCIPLINE,
         Severity.NOT_JUDGED),
        (member(rating=decided(GOOD, absent_months=3)), 2022, Check.ILL, Severity.WARNING),
        (member(rating=decided(DONE, absent_months=5)), 2022, Check.ILL, None),
        (member(rating=decided(GOOD, absent_months=2.5)), 2022, Check.ILL, None),
        (member(rating=decided(GOOD, absent_months=6)), 2023, Check.ILL, None),
        (member(rating=decided(EXCELLENT, employee_level=GOOD)), 2022, Check.EMPLOYEE, Severity.WARNING),
        (member(rating=decided(EXCELLENT, employee_level=EXCELLENT)), 2022, Check.EMPLOYEE, None),
        (member(rating=decided(GOOD, employee_level=DONE)), 2022, Check.EMPLOYEE, Severity.HINT),
        (member(rating=decided(GOOD, employee_level=EXCELLENT)), 2022, Check.EMPLOYEE, None),
        (member(rating=decided(EXCELLENT, points=85)), 2025, Check.POINTS, Severity.WARNING),
        (member(rating=decided(GOOD, points=70)), 2025, Check.POINTS, None),
        (member(rating=decided(NOT_DONE, points=90)), 2025, Check.POINTS, Severity.WARNING),
        (member(rating=decided(EXCELLENT, points=85)), 2022, Check.POINTS, None),
        (member(rating=decided(EXCELLENT, grades=(("Kết quả thực hiện nhiệm vụ", "Tốt"),))), 2022, Check.CRITERIA,
         Severity.WARNING),
        (member(rating=decided(EXCELLENT, grades=(("Tư tưởng chính trị", "Tốt"),))), 2022, Check.CRITERIA, None),
        (member(rating=decided(GOOD, decided_before=EXCELLENT)), 2022, Check.TWICE, Severity.WARNING),
        (member(rating=Rating({"self": EXCELLENT, "decided": DONE})), 2022, Check.STAGES, Severity.INFORMATION),
        (member(rating=Rating({"self": EXCELLENT, "decided": GOOD})), 2022, Check.STAGES, None),
        (member(rating=Rating({"decided": NOT_SUBJECT}, "Miễn công tác và sinh hoạt đảng")), 2022, Check.REASON,
         Severity.INFORMATION),
        (member(rating=Rating({"decided": NOT_SUBJECT}, "Mới kết nạp")), 2022, Check.REASON, Severity.INFORMATION),
        (member(rating=decided(GOOD, reason="Mới chuyển đến")), 2022, Check.REASON_BESIDE, Severity.WARNING),
        (organization(rating=decided(GOOD, reason="Mới thành lập")), 2022, Check.REASON_BESIDE, Severity.WARNING),
        (member(rating=Rating({"self": NOT_SUBJECT, "decided": GOOD}, "Mới kết nạp")), 2022, Check.REASON_BESIDE, None),
        (member(rating=Rating({"self": GOOD, "decided": NOT_SUBJECT}, "Mới kết nạp")), 2022, Check.REASON_BESIDE, None),
        (member(rating=Rating({"proposed": GOOD}, "Mới chuyển đến")), 2022, Check.REASON_BESIDE, None),
        (member(EXCELLENT, history=dict.fromkeys(range(2018, 2022), EXCELLENT)), 2022, Check.EXCELLENT_YEARS,
         Severity.INFORMATION),
        (member(EXCELLENT, history={2021: EXCELLENT, 2019: EXCELLENT, 2018: EXCELLENT}), 2022, Check.EXCELLENT_YEARS, None),
        (member(NOT_DONE, history={2021: NOT_DONE}), 2022, Check.NOT_DONE_YEARS, Severity.INFORMATION),
        (member(GOOD, commended=("Giấy khen: đảng viên HTXSNV năm 2022",)), 2022, Check.COMMENDED, Severity.INFORMATION),
        (member(EXCELLENT, commended=("Giấy khen: đảng viên HTXSNV năm 2022",)), 2022, Check.COMMENDED, None),
        (member(GOOD, commended=("Giấy khen: học tập và làm theo Bác",)), 2022, Check.COMMENDED, None),
        (organization(founded_on="2022-10-01"), 2022, Check.NEW_ORGANIZATION, Severity.WARNING),
        (organization(EXCELLENT, disciplined_committee=("Lò Văn An: cảnh cáo",)), 2023, Check.COLLECTIVE,
         Severity.WARNING),
        (organization(EXCELLENT, disciplined_below=("Chi bộ 2: khiển trách",)), 2022, Check.COLLECTIVE, Severity.HINT),
        (organization(GOOD, disciplined_below=("Chi bộ 2: khiển trách",)), 2023, Check.COLLECTIVE, Severity.WARNING),
        (organization(GOOD, disciplined_below=("Chi bộ 2: khiển trách",)), 2025, Check.COLLECTIVE, None),
        (organization(EXCELLENT, disciplines=(Discipline("Khiển trách", "2025-03-01"),)), 2025, Check.COLLECTIVE,
         Severity.WARNING),
    ],
)  # fmt: skip
def test_one_rule_at_a_time(one, year, check, severity):
    findings = found(review(one, year=year), check)
    assert [finding.severity for finding in findings] == ([severity] if severity else [])


def test_sentences_say_who_what_and_against_which_figure():
    exempt, ill, disciplined, employed = (
        found(review(one), check)[0].sentence
        for one, check in (
            (member(activity="exempt"), Check.EXEMPT),
            (member(rating=decided(GOOD, absent_months=3.5)), Check.ILL),
            (member(EXCELLENT, disciplines=(Discipline("Khiển trách", "2022-05-12"),)), Check.DISCIPLINE),
            (member(rating=decided(EXCELLENT, employee_level=GOOD)), Check.EMPLOYEE),
        )
    )
    assert exempt == (
        f"{WHO} được miễn công tác và sinh hoạt đảng, nhưng mức quyết định năm 2022 là «Hoàn thành tốt nhiệm vụ»."
    )
    assert ill == (
        f"{WHO} nghỉ ốm 3,5 tháng trong năm 2022 nhưng xếp loại «Hoàn thành tốt nhiệm vụ»; nghỉ từ 3 tháng "
        "thì không quá «Hoàn thành nhiệm vụ»."
    )
    assert disciplined == (
        f"{WHO} bị kỷ luật trong năm 2022 (khiển trách ngày 12/05/2022) nhưng mức quyết định là «Hoàn thành "
        "xuất sắc nhiệm vụ»; không được cao hơn «Không hoàn thành nhiệm vụ»."
    )
    assert employed == (
        f"{WHO} xếp loại «Hoàn thành xuất sắc nhiệm vụ» nhưng xếp loại công chức, viên chức chỉ «Hoàn thành "
        "tốt nhiệm vụ»; phải từ «Hoàn thành xuất sắc nhiệm vụ»."
    )


def test_the_ceiling_names_figures_people_and_the_other_readings():
    people = [member(EXCELLENT) for _ in range(3)] + [member(GOOD) for _ in range(10)] + [member(DONE)]
    findings = review(*people)
    finding = found(findings, Check.CEILING_MEMBERS)[0]
    assert finding.sentence == (
        "Đảng bộ Sở Thử: 3 đảng viên «Hoàn thành xuất sắc nhiệm vụ», 10 «Hoàn thành tốt nhiệm vụ», 14 được xếp loại (theo "
        "mức quyết định năm 2022). Tính trên số «Hoàn thành tốt nhiệm vụ»: 20 % × 10 = 2, tối đa 2, vượt 1. Cách tính "
        "khác: theo số từ «Hoàn thành tốt nhiệm vụ» trở lên: 3/13 = 23,1 %, tối đa 2, vượt 1; theo số được xếp loại: "
        "3/14 = 21,4 %, tối đa 2, vượt 1."
    )
    assert len(finding.people) == 3
    assert finding.id == f"vuot-tran/tc{GRASSROOTS}"
    assert "21-HD/BTCTW 2019" in finding.rule.source
    branch = found(findings, Check.CEILING_BRANCH)[0]
    assert (branch.severity, branch.stands) == (Severity.INFORMATION, False)


def test_the_base_and_the_rate_are_the_clerks_to_change():
    people = [member(EXCELLENT) for _ in range(2)] + [member(GOOD) for _ in range(8)]
    assert found(review(*people), Check.CEILING_MEMBERS)
    wider = Change("2022", "tran-tinh-tren", "tot-tro-len", "Hướng dẫn thử", "2022-12-01")
    assert not found(review(*people, changes=(wider,)), Check.CEILING_MEMBERS)
    rate = Change("2022", "tran-dang-vien", "25", "Hướng dẫn thử", "2022-12-01")
    assert not found(review(*people, changes=(rate,)), Check.CEILING_MEMBERS)


def test_committee_members_can_be_a_group_of_their_own():
    people = [member(EXCELLENT, on_committee=True), *(member(GOOD) for _ in range(10))]
    apart = Change("2022", "tran-nhom-dang-vien", "to-chuc-co-so-va-chuc-vu", "Hướng dẫn thử", "2022-12-01")
    assert not found(review(*people), Check.CEILING_MEMBERS)
    assert found(review(*people, changes=(apart,)), Check.CEILING_MEMBERS)[0].id == f"vuot-tran/tc{GRASSROOTS}-cap-uy"


def test_proposed_levels_are_never_judged_unasked():
    people = [member(None, Rating({"proposed": EXCELLENT})) for _ in range(5)]
    findings = review(*people)
    assert not found(findings, Check.CEILING_MEMBERS)
    assert not found(findings, Check.UNRATED)
    waiting = found(findings, Check.NOT_DECIDED)[0]
    assert waiting.severity is Severity.NOT_JUDGED
    assert waiting.sentence == "Đảng bộ Sở Thử: 5 đảng viên chưa có mức quyết định năm 2022, nên chưa xét được."
    asked = found(review(*people, stage=PROPOSED), Check.CEILING_MEMBERS)[0]
    assert "theo mức đề nghị năm 2022" in asked.sentence


def test_a_ceiling_says_how_many_still_wait():
    people = [member(EXCELLENT), member(None, Rating({"proposed": GOOD}))]
    sentence = found(review(*people), Check.CEILING_MEMBERS)[0].sentence
    assert sentence.endswith("Còn 1 đảng viên chưa có mức quyết định, chưa tính.")


def test_unrated_people_are_named_and_a_silent_unit_is_one_line():
    one = member(None)
    findings = review(one, member(GOOD))
    assert found(findings, Check.UNRATED)[0].sentence == (f"{WHO} chưa có xếp loại năm 2022, cũng không ghi lý do.")
    other = replace(member(None), group=20, unit=20)
    findings = review(member(GOOD), other)
    assert [len(f.people) for f in found(findings, Check.UNRATED_UNIT)] == [1]
    assert found(review(one), Check.UNRATED_UNIT)[0].sentence == "Sổ chưa có xếp loại đảng viên nào của năm 2022."


@pytest.mark.parametrize("stage", ["decided", "proposed"])
def test_who_is_not_rated_without_a_reason_is_named(stage):
    one = member(None, Rating({stage: NOT_SUBJECT}))
    (told,) = found(review(one, member(GOOD)), Check.UNRATED)
    assert told.sentence == f"{WHO} được ghi «Không thuộc diện xếp loại» năm 2022, không ghi lý do."
    exempt = member(None, Rating({stage: NOT_SUBJECT}), activity="exempt")
    assert not found(review(exempt, member(GOOD)), Check.UNRATED)


@pytest.mark.parametrize(
    "one",
    [member(None, activity="exempt"), member(None, activity="suspended"), member(None, admitted_on="2022-09-02"),
     member(None, stays_here=True), member(rating=Rating({"decided": NOT_SUBJECT}, "Lý do khác"))],
)  # fmt: skip
def test_who_need_not_be_rated_is_not_called_unrated(one):
    assert not found(review(member(GOOD), one), Check.UNRATED)


def test_organizations_share_a_ceiling_with_their_like():
    def branch(number: int, level: str, kind: str = "Chi bộ cơ sở") -> RatedOrganization:
        return RatedOrganization(number, f"Chi bộ {number}", number, 9, decided(level), kind=kind)

    like = [*(branch(n, EXCELLENT) for n in range(3)), *(branch(n, GOOD) for n in range(10, 20))]
    finding = found(review(*like), Check.CEILING_ORGANIZATIONS)[0]
    assert (finding.severity, finding.ceiling.excess) == (Severity.HINT, 1)
    assert found(review(*like, year=2023), Check.CEILING_ORGANIZATIONS)[0].severity is Severity.WARNING
    few = [branch(1, EXCELLENT), *(branch(n, GOOD) for n in range(2, 5))]
    assert found(review(*few, year=2023), Check.CEILING_ORGANIZATIONS)[0].severity is Severity.INFORMATION
    others = [*few, *(branch(n, GOOD, "Đảng bộ cơ sở") for n in range(30, 60))]
    assert len(found(review(*others, year=2023), Check.CEILING_ORGANIZATIONS)) == 1


def test_two_years_not_done_is_for_the_department_alone():
    finding = found(review(member(NOT_DONE, history={2021: NOT_DONE})), Check.NOT_DONE_YEARS)[0]
    assert finding.department_only
    assert "cấp ủy xem xét" in finding.sentence


def test_an_override_leaves_the_finding_and_its_reason():
    findings = review(member(activity="exempt"))
    known = {findings[0].id: Override("Đã có văn bản cho phép", "2022-12-20")}
    marked = apply_overrides(findings, known)
    assert (marked[0].stands, marked[0].override.reason) == (False, "Đã có văn bản cho phép")
