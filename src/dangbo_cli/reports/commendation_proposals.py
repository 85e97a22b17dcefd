"""`khen-thuong de-nghi`: whom a year's ratings let propose for commendation, each with the evidence in the record.

Members rated excellent in the year, members and organisations excellent five years running (01-HD/TW 2021;
21-HD/BTCTW 2019 for organisations). A list to choose from: who is proposed is for the committee to say.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from typing import Any

from dangbo_cli.domain.levels import EXCELLENT, MEMBER, ORGANIZATION
from dangbo_cli.domain.rated import Rated, RatedMember, RatedOrganization
from dangbo_cli.domain.review_members import disciplines_of, say_discipline, years_running
from dangbo_cli.domain.rule_keys import YEARS_EXCELLENT
from dangbo_cli.reports.as_of import Organization, Organizations, count_text
from dangbo_cli.reports.rating_year import load_rating_year
from dangbo_cli.reports.table import Column, ColumnKind, Table
from dangbo_cli.reports.year_work import COMMENDED, YearWork, year_work

_FEWEST_KNOWN = 3  # years of the five that must be known before a gap is worth a line
_NEXT = {
    (MEMBER, True): "Giấy khen của ban thường vụ cấp ủy cấp trên trực tiếp, hoặc bằng khen của tỉnh ủy",
    (MEMBER, False): "Giấy khen của đảng ủy, chi bộ cơ sở",
    (ORGANIZATION, True): "Khen thưởng tổ chức đảng 5 năm liền",
    (ORGANIZATION, False): "Xét «Trong sạch, vững mạnh tiêu biểu»",
}
COLUMNS = (
    Column("group", "Diện", shown=False),
    Column("name", "Họ và tên, tên tổ chức"),
    Column("organization", "Đơn vị"),
    Column("evidence", "Xếp loại"),
    Column("work", "Trong năm"),
    Column("commended", "Đã khen"),
    Column("caution", "Cần xem"),
    Column("proposal", "Hình thức có thể đề nghị", shown=False),
    Column("basis", "Căn cứ", shown=False),
    Column("id", "Số trong sổ", ColumnKind.IDENTIFIER, shown=False),
)


def commendation_proposals(conn: sqlite3.Connection, year: int, root: Organization | None = None) -> Table:
    """Return who may be proposed on the strength of a year's decided ratings. Raises NoRules."""
    loaded = load_rating_year(conn, year)
    inside = set(loaded.organizations.below(root.id)) if root else None
    rule = loaded.year.rules.rule(YEARS_EXCELLENT)
    many = int(rule.value) if rule else 5
    work = year_work(conn, year)
    subjects: list[tuple[str, Rated]] = [(ORGANIZATION, one) for one in loaded.year.organizations]
    subjects += [(MEMBER, one) for one in loaded.year.members]
    rows = [
        row
        for sort, one in subjects
        if (inside is None or one.unit in inside) and one.rating.level("decided") == EXCELLENT
        for row in _rows(sort, one, year, many, work, loaded.organizations, rule.source if rule else None)
    ]
    order = {"5": 0, "1": 1, "?": 2}
    rows.sort(key=lambda row: (order[row["rank"]], row["subject"] != ORGANIZATION))
    waiting = sum(
        1 for _, one in subjects if one.rating.level("proposed") == EXCELLENT and not one.rating.level("decided")
    )
    notes = [f"Có {count_text(len(rows))} đề nghị có thể xét; ai được đề nghị do cấp ủy quyết định."]
    notes += _grounds(rows, year, many, rule.source if rule else None)
    if waiting:
        notes.append(
            f"{count_text(waiting)} trường hợp mới được đề nghị mức xuất sắc, chưa có mức quyết định, không đứng ở đây."
        )
    where = f", {root.name}" if root else ""
    return Table(
        "khen-thuong-de-nghi", f"Có thể đề nghị khen thưởng theo xếp loại năm {year}{where}", COLUMNS, rows, notes=notes,
        parameters={"year": year, "organization": root and (root.code or root.name)}, group_by="group",
    )  # fmt: skip


def _grounds(rows: list[dict[str, Any]], year: int, many: int, source: str | None) -> Iterator[str]:
    """Say by which rule each group may be proposed, and of how many the years running are not all known."""
    counted = Counter(row["rank"] for row in rows)
    if counted["1"]:
        yield (
            f"Diện xuất sắc năm {year} ({count_text(counted['1'])}) chỉ dựa trên mức quyết định của riêng năm ấy, không phải của "
            f"{many} năm liền."
        )
    unsure = sum(1 for row in rows if row["rank"] == "1" and row["years_unknown"])
    lacking = f" Sổ chưa biết đủ {many} năm của {count_text(unsure)} trường hợp." if unsure else ""
    if source:
        yield f"Diện {many} năm liền ({count_text(counted['5'])}) theo {source}.{lacking}"
    elif lacking:
        yield lacking.strip()


def _rows(
    sort: str, one: Rated, year: int, many: int, work: YearWork, organizations: Organizations, source: str | None
) -> Iterator[dict[str, Any]]:
    """Yield the grounds on which one subject may be proposed: the years running, else the year."""
    years = range(year - many + 1, year + 1)
    known = {**one.history, year: EXCELLENT}
    running = years_running(one, EXCELLENT, year) >= many
    missing = [y for y in years if y not in known]
    almost = not running and missing and len(years) - len(missing) >= _FEWEST_KNOWN
    title = "Đảng viên" if sort == MEMBER else "Tổ chức đảng"
    base = {
        "subject": sort,
        "id": one.number,
        "name": one.name,
        "organization": _place(one, organizations),
        "evidence": _evidence(known, year, many if running else 1),
        "work": work.say(sort, one.number, without=COMMENDED),
        "commended": work.commended(sort, one.number),
        "caution": _caution(one, year),
        "proposal": _NEXT[sort, running],
        "basis": source if running else f"Mức quyết định của riêng năm {year}",
        "years_unknown": len(missing),
    }
    rank, words = ("5", f"xuất sắc {many} năm liền") if running else ("1", f"xuất sắc năm {year}")
    yield {**base, "rank": rank, "group": f"{title}: {words}"}
    if almost and all(known[y] == EXCELLENT for y in years if y in known):
        told = ", ".join(map(str, missing))
        caution = "; ".join(part for part in (_caution(one, year), f"sổ chưa có mức quyết định năm {told}") if part)
        group = f"{title}: có thể {many} năm liền, chưa đủ số liệu"
        evidence = _evidence(known, year, many)
        yield {
            **base,
            "rank": "?",
            "group": group,
            "evidence": evidence,
            "caution": caution,
            "proposal": _NEXT[sort, True],
            "basis": source,
        }


def _evidence(known: dict[int, str], year: int, many: int) -> str:
    held = [str(y) for y in range(year - many + 1, year + 1) if known.get(y) == EXCELLENT]
    return f"HTXSNV {', '.join(held)}"


def _place(one: Rated, organizations: Organizations) -> str | None:
    if one.unit is None:
        return None
    if isinstance(one, RatedMember):
        line = dict.fromkeys(number for number in (one.unit, one.group) if number is not None)
        return ", ".join(organizations.by_id[number].name for number in line)
    return next((o.name for o in organizations.path(one.number)), None)


def _caution(one: Rated, year: int) -> str | None:
    """Say what stands against proposing: discipline in the year, of an organisation also below it and in its committee."""
    told = [f"kỷ luật: {say_discipline(d)}" for d in disciplines_of(one, year)]
    if isinstance(one, RatedOrganization):
        told += [f"kỷ luật: {words}" for words in (*one.disciplined_below, *one.disciplined_committee)]
    return "; ".join(told) or None
