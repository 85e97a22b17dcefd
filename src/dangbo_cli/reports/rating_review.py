"""`xep-loai ra-soat`, `xep-loai tran`: the findings of a review and the ceilings of every group, as tables."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dangbo_cli.domain.ceiling import Ceiling
from dangbo_cli.domain.eligibility import may_be_unrated
from dangbo_cli.domain.levels import DECIDED, MEMBER, ORGANIZATION
from dangbo_cli.domain.review import SEVERITY_WORDS, Check, ReviewFinding, Severity, apply_overrides
from dangbo_cli.domain.review_ceilings import CeilingGroup, ceiling_groups
from dangbo_cli.domain.reviewing import review_year
from dangbo_cli.domain.rule_keys import BASES, CEILING_BASE, OF_ALL, OF_GOOD, OF_GOOD_AND_BETTER
from dangbo_cli.domain.rule_set import Rule
from dangbo_cli.reports.as_of import Organization, Organizations, count_text
from dangbo_cli.reports.rating_year import Loaded, load_rating_year
from dangbo_cli.reports.table import Column, ColumnKind, Table

_SHORT = {OF_GOOD: "good", OF_GOOD_AND_BETTER: "good_and_better", OF_ALL: "all"}
_BASE_TITLES = {OF_GOOD: "HTTNV", OF_GOOD_AND_BETTER: "từ tốt trở lên", OF_ALL: "tất cả"}

FINDING_COLUMNS = (
    Column("check", "Phát hiện", shown=False),
    Column("finding", "Nội dung"),
    Column("organization", "Tổ chức đảng"),
    Column("source", "Căn cứ"),
    Column("id", "Mã phát hiện", ColumnKind.IDENTIFIER),
    Column("override", "Lý do bỏ qua"),
    Column("names", "Gồm", shown=False),
)


@dataclass(frozen=True, slots=True)
class Review:
    """A review asked for: the findings within an organisation, and what they were read from."""

    loaded: Loaded
    findings: Sequence[ReviewFinding]
    root: Organization | None

    @property
    def stands(self) -> bool:
        """Whether anything still asks somebody to look."""
        return any(finding.stands for finding in self.findings)


def review(conn: sqlite3.Connection, year: int, root: Organization | None = None, stage: str = DECIDED) -> Review:
    """Review a year's ratings. Raises NoRules."""
    loaded = load_rating_year(conn, year, stage)
    inside = _inside(loaded.organizations, root)
    alike = loaded.organizations.namesakes()
    found = [_told_apart(one, alike) for one in review_year(loaded.year, root.id if root else None, inside)]
    return Review(loaded, apply_overrides(found, loaded.overrides), root)


def _told_apart(finding: ReviewFinding, alike: Mapping[int, str]) -> ReviewFinding:
    """Return a finding whose organisations of a name that others have («Chi bộ 1») are named with the one above."""
    people = tuple(
        replace(one, name=f"{one.name} ({alike[one.number].removeprefix(f'{one.name}, ')})")
        if one.sort == ORGANIZATION and one.number in alike
        else one
        for one in finding.people
    )
    return finding if people == finding.people else replace(finding, people=people)


def _inside(organizations: Organizations, root: Organization | None) -> Collection[int] | None:
    return set(organizations.below(root.id)) if root is not None else None


def findings_table(asked: Review, for_units: bool = False) -> Table:
    """Return the findings as a table; `for_units` leaves out what is the department's alone."""
    shown = [f for f in asked.findings if not (for_units and f.department_only)]
    names = {**asked.loaded.year.names, **asked.loaded.organizations.namesakes()}
    rows = [_row(finding, names) for finding in shown]
    hidden = len(asked.findings) - len(shown)
    notes = list(_notes(asked, shown))
    if hidden:
        notes.append(f"{hidden} phát hiện chỉ dành cho cơ quan tổ chức, không ghi ra tệp.")
    return Table(
        "xep-loai-ra-soat",
        _title("Rà soát xếp loại", asked),
        FINDING_COLUMNS,
        rows,
        totals={**_counts(shown), "finding": None},
        notes=notes,
        parameters=_parameters(asked),
        group_by="check",
    )


def _row(finding: ReviewFinding, names: Mapping[int, str]) -> dict[str, Any]:
    subject, rule = finding.subject, finding.rule
    row: dict[str, Any] = {
        "severity": SEVERITY_WORDS[finding.severity],
        "check": f"{SEVERITY_WORDS[finding.severity]}: {finding.check.title}",
        "finding": finding.sentence,
        "organization": names.get(finding.unit) if finding.unit is not None else None,
        "source": say_source(rule),
        "id": finding.id,
        "override": finding.override.reason if finding.override else None,
        "names": [person.name for person in finding.people],
        "code": finding.check.key,
        "stands": finding.stands,
        "subject": subject
        and {"sort": subject.sort, "id": subject.number, "name": subject.name, "level": subject.level},
        "rule": rule and {"key": rule.key, "value": rule.value, "source": rule.source, "basis": rule.basis.value},
        "department_only": finding.department_only,
        "people": [{"sort": p.sort, "id": p.number, "name": p.name, "level": p.level} for p in finding.people],
    }
    if finding.ceiling is not None:
        row["ceiling"] = ceiling_value(finding.ceiling)
    return row


def say_source(rule: Rule | None) -> str | None:
    """Return where a figure comes from, with how far it can be trusted."""
    if rule is None:
        return None
    return rule.source if rule.basis.sure else f"{rule.source} ({rule.basis.value})"


def ceiling_value(ceiling: Ceiling) -> dict[str, Any]:
    """Return a ceiling as plain figures: n1, n2, all, the rate, the base that holds, and the three readings."""
    return {
        "excellent": ceiling.excellent,
        "good": ceiling.good,
        "rated": ceiling.rated,
        "rate": ceiling.rate,
        "base": ceiling.holds,
        "limit": ceiling.applied.limit,
        "excess": ceiling.excess,
        "readings": [
            {"base": r.of, "count": r.base, "percent": r.share, "limit": r.limit, "excess": r.excess}
            for r in ceiling.readings
        ],
    }


def _counts(findings: Iterable[ReviewFinding]) -> dict[str, int]:
    counts = Counter(f.severity for f in findings if f.override is None)
    overridden = sum(1 for f in findings if f.override is not None)
    return {**{severity.name.lower(): counts[severity] for severity in Severity}, "overridden": overridden}


def _notes(asked: Review, shown: Sequence[ReviewFinding]) -> Iterable[str]:
    counts = _counts(shown)
    standing = counts["warning"] + counts["hint"]
    parts = [f"{count_text(counts['warning'])} cần xem", f"{count_text(counts['hint'])} gợi ý",
             f"{count_text(counts['information'])} để biết", f"{count_text(counts['not_judged'])} chưa xét được"]  # fmt: skip
    if counts["overridden"]:
        parts.append(f"{count_text(counts['overridden'])} đã bỏ qua có lý do")
    yield f"Phát hiện: {', '.join(parts)}."
    rules = asked.loaded.year.rules
    documents = ", ".join(document.number for document in rules.documents)
    yield f"Bộ quy định {rules.name} ({documents}); xem và sửa: «dangbo xep-loai quy-dinh {rules.year}»."
    if asked.loaded.year.stage == DECIDED and any(f.check is Check.NOT_DECIDED for f in shown):
        yield "Soát trước khi quyết định, theo mức đề nghị: thêm --theo de-nghi."
    if standing:
        yield (
            "Phát hiện chỉ nhắc, chương trình không sửa gì. Có lý do để giữ nguyên thì ghi: «dangbo xep-loai bo-qua MÃ "
            f'--nam {rules.year} --ly-do "…"».'
        )


def _title(what: str, asked: Review) -> str:
    year = asked.loaded.year
    where = f", {asked.root.name}" if asked.root else ""
    stage = "" if year.stage == DECIDED else f" (theo {year.stage_words})"
    return f"{what} năm {year.year}{where}{stage}"


def _parameters(asked: Review) -> dict[str, Any]:
    one, year = asked.root, asked.loaded.year
    return {
        "year": year.year,
        "organization": one and (one.code or one.name),
        "stage": year.stage,
        "rules": year.rules.name,
    }


def ceilings_table(asked: Review, everything: bool = False) -> Table:
    """Return the ceiling of every group with the three bases side by side; `everything` adds the branches."""
    loaded = asked.loaded
    inside = _inside(loaded.organizations, asked.root)
    position = loaded.organizations.positions()
    groups = [
        g for g in ceiling_groups(loaded.year) if (inside is None or g.of in inside) and (g.binding or everything)
    ]
    groups.sort(key=lambda g: (g.sort != MEMBER, not g.binding, position.get(g.of, len(position)), g.label))
    base = loaded.year.rules.rule(CEILING_BASE)
    holds = str(base.value) if base else OF_GOOD
    columns = [
        Column("group", "Nhóm", shown=False),
        Column("label", "Tính trong"),
        Column("excellent", "HTXS", ColumnKind.INTEGER),
        Column("good", "HTT", ColumnKind.INTEGER),
        Column("rated", "Được xếp loại", ColumnKind.INTEGER),
    ]
    for of, key in _SHORT.items():
        mark = " (áp dụng)" if of == holds else ""
        columns += [
            Column(f"{key}_percent", f"% trên {_BASE_TITLES[of]}{mark}", ColumnKind.PERCENT),
            Column(f"{key}_limit", "Tối đa", ColumnKind.INTEGER),
            Column(f"{key}_excess", "Vượt", ColumnKind.INTEGER),
        ]
    waiting = "Chưa quyết định" if loaded.year.stage == DECIDED else f"Chưa có {loaded.year.stage_words}"
    columns.append(Column("waiting", waiting, ColumnKind.INTEGER))
    rows = [_ceiling_row(group) for group in groups]
    over = sum(1 for g in groups if g.binding and g.ceiling.excess)
    notes = [f"Tỷ lệ áp dụng tính trên {BASES[holds]}. Có {count_text(over)} nhóm vượt."]
    notes += _left_out(asked, {g.of for g in groups if g.sort == MEMBER and g.binding}, inside)
    if everything:
        notes.append("Ở chi bộ chỉ để tham khảo: tỷ lệ tính trong tổ chức cơ sở đảng.")
    return Table(
        "xep-loai-tran", _title("Tỷ lệ hoàn thành xuất sắc nhiệm vụ", asked), columns, rows, notes=notes,
        parameters=_parameters(asked), group_by="group",
    )  # fmt: skip


def _left_out(asked: Review, shown: Collection[int], inside: Collection[int] | None) -> Iterable[str]:
    """Name the grassroots organisations that are not in the table because nobody there has a level of the stage."""
    year = asked.loaded.year
    sizes = Counter(one.group for one in year.members if one.group is not None and one.group not in shown)
    position = asked.loaded.organizations.positions()
    missing = sorted((n for n in sizes if inside is None or n in inside), key=lambda n: position.get(n, len(position)))
    if missing:
        spared = Counter(
            one.group for one in year.members
            if one.group in sizes and (one.rating.said_not_subject or may_be_unrated(one.case, year.rules, year.day))
        )  # fmt: skip
        without = {n: f", {count_text(spared[n])} không thuộc diện xếp loại" if spared[n] else "" for n in missing}
        named = ", ".join(f"{year.names.get(n, '')} ({count_text(sizes[n])} đảng viên{without[n]})" for n in missing)
        yield f"Chưa có trong bảng vì chưa ai có {year.stage_words}, {count_text(len(missing))} đơn vị: {named}."


def _ceiling_row(group: CeilingGroup) -> dict[str, Any]:
    ceiling = group.ceiling
    title = "Tổ chức đảng" if group.sort != MEMBER else "Đảng viên" if group.binding else "Đảng viên theo chi bộ"
    row: dict[str, Any] = {"group": title, "label": group.label, "excellent": ceiling.excellent, "good": ceiling.good,
                           "rated": ceiling.rated, "waiting": group.waiting, "organization_id": group.of}  # fmt: skip
    for reading in ceiling.readings:
        key = _SHORT[reading.of]
        row.update({f"{key}_percent": reading.share, f"{key}_limit": reading.limit, f"{key}_excess": reading.excess})
    return row
