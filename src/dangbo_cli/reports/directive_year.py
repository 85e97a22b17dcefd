"""`bao-cao chi-thi-05`: the year's study and emulation on one page, by bloc and in total; with `detail` every figure
opened into its names."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import Any

from dangbo_cli.reports.as_of import Organization, percent, say_date
from dangbo_cli.reports.directive_figures import Figure, Figures, read_figures
from dangbo_cli.reports.table import Column, ColumnKind, Table

UNKNOWN_BLOC = "Chưa rõ khối"
_INT = ColumnKind.INTEGER


def directive_report(
    conn: sqlite3.Connection, day: date, organization: Organization | None, year: int | None, detail: bool
) -> Table:
    """Return the year's page (default: the day's year), or with `detail` the names behind each figure."""
    figures = read_figures(conn, year if year is not None else day.year, day, organization, detail)
    return _names(figures) if detail else _page(figures)


def _title(figures: Figures) -> str:
    unit = f", {figures.organization.name}" if figures.organization else ""
    called = f"Kết quả thực hiện {_called(figures)}" if figures.directive else "Kết quả học tập và làm theo"
    return f"{called} năm {figures.year}{unit}"


def _called(figures: Figures) -> str:
    """Return what comes before the colon of the directive's label: its number and date."""
    return (figures.directive or "").partition(":")[0]


def _parameters(figures: Figures) -> dict[str, Any]:
    one = figures.organization
    return {
        "period": str(figures.year),
        "organization": one and (one.code or one.name),
        "as_of": figures.day.isoformat(),
    }


def _page(figures: Figures) -> Table:
    blocs = figures.blocs
    shown = blocs if len(blocs) > 1 else []
    columns = (
        Column("group", "Mục"),
        Column("key", "Khóa", shown=False, for_programs=True),
        Column("label", "Nội dung"),
        Column("total", "Tổng số", _INT),
        Column("of", "Trên", _INT),
        Column("percent", "Tỷ lệ", ColumnKind.PERCENT),
        *(Column(f"bloc_{n}", bloc or UNKNOWN_BLOC, _INT) for n, bloc in enumerate(shown, 1)),
    )
    rows = [_row(figure, shown) for figure in figures.figures]
    return Table(
        "chi-thi-05",
        _title(figures),
        columns,
        rows,
        notes=_notes(figures),
        parameters=_parameters(figures),
        group_by="group",
    )


def _row(figure: Figure, blocs: list[str | None]) -> Mapping[str, Any]:
    count, whole = figure.count(), figure.total()
    return {
        "group": figure.group,
        "key": figure.key,
        "label": figure.label,
        "total": count,
        "of": whole,
        "percent": percent(count, whole) if whole else None,
        **{f"bloc_{n}": figure.count(bloc, False) for n, bloc in enumerate(blocs, 1)},
    }


def _notes(figures: Figures) -> list[str]:
    notes = [f"Số liệu tính đến ngày {say_date(figures.day)}; mở từng số ra tên bằng --chi-tiet."]
    if figures.directive:
        notes.append(f"Chỉ thị: {figures.directive}.")
    else:
        notes.append(
            "Chưa đặt chỉ thị học tập, nên khen thưởng chưa tách riêng được: «dangbo van-ban chi-thi SỐ_KÝ_HIỆU»."
        )
    notes += [f"Chuyên đề năm {figures.year}: {topic}." for topic in figures.topics]
    notes.append(
        f"Năm {figures.year}: {figures['honour_collectives'].count()} tập thể, {figures['honour_individuals'].count()} cá "
        f"nhân được ghi danh; từ khi mở sổ: {figures['honour_all_collectives'].count()} tập thể, "
        f"{figures['honour_all_individuals'].count()} cá nhân."
    )
    empty = [group for group in dict.fromkeys(one.group for one in figures.figures) if not _has_data(figures, group)]
    if empty:
        notes.append(f"Sổ chưa có gì của năm {figures.year} về: {'; '.join(group.lower() for group in empty)}.")
    if any(one.key == "pledges_away" for one in figures.figures):
        notes.append("Người đã nộp cam kết mà cuối năm không còn trong danh sách được nêu riêng, không tính vào tỷ lệ.")
    return notes


def _has_data(figures: Figures, group: str) -> bool:
    """Tell whether anything of a group is recorded; what is missing of a whole («chưa nộp») does not speak for it."""
    missing = ("initiative_no_unit", "pledges_missing")
    return any(one.count() for one in figures.figures if one.group == group and one.key not in missing)


def _names(figures: Figures) -> Table:
    columns = (
        Column("figure", "Số liệu"),
        Column("key", "Khóa", shown=False, for_programs=True),
        Column("name", "Tên"),
        Column("organization_code", "Mã", ColumnKind.IDENTIFIER, shown=False),
        Column("organization_name", "Tổ chức đảng"),
        Column("bloc", "Khối", shown=False),
        Column("detail", "Chi tiết"),
    )
    names, rows = figures.organizations.names(), []
    for figure in figures.figures:
        for item in figure.items:
            place = figures.organizations.by_id.get(item.organization) if item.organization is not None else None
            rows.append(
                {
                    "figure": f"{figure.group}: {figure.label.lower()}",
                    "key": figure.key,
                    "name": item.name,
                    "organization_code": place and place.code,
                    "organization_name": names.get(item.organization),
                    "bloc": item.bloc,
                    "detail": item.detail,
                }
            )
    notes = [f"Có {len(rows)} dòng; số dư của sổ ghi danh và lượt người dự không có tên nên không ở đây."]
    return Table(
        "chi-thi-05", f"{_title(figures)}: chi tiết", columns, rows, None, notes, _parameters(figures), "figure"
    )  # fmt: skip
