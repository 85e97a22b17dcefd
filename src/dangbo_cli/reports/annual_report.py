"""What the leadership's report of a year or half a year says: values for the placeholders of a Word template.

A figure that the record does not know is «…» and stands in the notes with its name; it is never 0. What a whole
section rests on is asked by a switch (`co_…`), so that a sentence stands only where there is data.
"""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

from dangbo_cli.domain.levels import LEVELS, MEMBER, ORGANIZATION
from dangbo_cli.domain.obligation import GRASSROOTS, rates
from dangbo_cli.domain.organization import BRANCH_OF_GRASSROOTS, BRANCH_OF_PART, GRASSROOTS_BRANCH
from dangbo_cli.forms.catalogue import ENTRIES
from dangbo_cli.reports.as_of import (
    Organization,
    Organizations,
    Scope,
    count_text,
    load_organizations,
    people_sql,
    percent,
    say_date,
)
from dangbo_cli.reports.directive_figures import Figures, read_figures
from dangbo_cli.reports.document_content import UNKNOWN, Content, add_letterhead, the_root
from dangbo_cli.reports.duties import Board, DutyFilter, read_board
from dangbo_cli.reports.entries import years_of
from dangbo_cli.reports.headcount import Headcount, add_up, count_people
from dangbo_cli.reports.rating_gaps import decided_counts, say_base
from dangbo_cli.reports.rating_tally import KEYS, figures

NO_BLOC = "Chưa rõ khối"
_NAMED_LATE = 30
Row = dict[str, Any]


def read_annual(
    conn: sqlite3.Connection,
    year: int,
    day: date,
    issued: date,
    half: bool = False,
    organization: Organization | None = None,
    place: str | None = None,
) -> Content:
    """Return the content of the report of a year (or its first half), all of it as the record has it on `day`, issued on
    `issued` by `organization` (None: the one above all)."""
    content = Content()
    organizations = load_organizations(conn, day)
    root = organization or the_root(organizations)
    add_letterhead(content, organizations, root, issued, place)
    values = content.values
    years = years_of(conn, ENTRIES)
    if years and str(year) not in years:
        content.unknown.append(f"mọi việc của năm {year} (các năm có trong sổ: {', '.join(years)})")
    values["nam"] = str(year)
    values["ky_bao_cao"] = f"6 tháng đầu năm {year}" if half else f"năm {year}"
    values["ten_bao_cao"] = "Sơ kết công tác xây dựng Đảng" if half else "Kết quả công tác xây dựng Đảng"
    values["ten_bao_cao_thuong"] = values["ten_bao_cao"][:1].lower() + values["ten_bao_cao"][1:]
    values["tinh_den"] = say_date(day)
    values["ten_dang_bo"] = root.name if root else "Đảng bộ"
    _add_members(content, conn, organizations, organization, year, day)
    figures = read_figures(conn, year, day, organization)
    _add_directive(content, figures)
    if day < date(year, 12, 31):  # part of the year: what states no day of it may be of the rest
        content.unknown += [
            f"ngày của {count_text(count)} mục «{title}» (vẫn tính trong kỳ)"
            for title, count in figures.undated.items()
        ]
    _add_ratings(content, conn, organization, year, half)
    asked = DutyFilter(year=year, root=organization.id if organization else None)
    _add_duties(content, read_board(conn, day, asked), day)
    values["ghi_chu"] = [_sentence(what) for what in dict.fromkeys(content.unknown)]
    return content


def _sentence(what: str) -> str:
    return f"Chưa có số liệu: {what}."


def _add_members(
    content: Content,
    conn: sqlite3.Connection,
    organizations: Organizations,
    organization: Organization | None,
    year: int,
    day: date,
) -> None:
    inside = organizations.below(organization.id) if organization else [n for n, _ in organizations.walk()]
    present = [organizations.by_id[n] for n in inside if organizations.by_id[n].present]
    grassroots = [one for one in present if one.kind in GRASSROOTS]
    branches = [one for one in present if one.kind in (BRANCH_OF_GRASSROOTS, BRANCH_OF_PART)]
    values = content.values
    values["co_to_chuc"] = bool(grassroots or branches)
    content.figure("so_tccsd", len(grassroots) or None, "số tổ chức cơ sở đảng")
    content.figure("so_dang_bo_cs", sum(one.kind != GRASSROOTS_BRANCH for one in grassroots), "số đảng bộ cơ sở")
    content.figure("so_chi_bo_cs", sum(one.kind == GRASSROOTS_BRANCH for one in grassroots), "số chi bộ cơ sở")
    content.figure("so_chi_bo_tt", len(branches), "số chi bộ trực thuộc")
    scope = Scope(day, inside if organization else None)
    direct = count_people(conn, scope)
    whole = sum(direct.values(), Headcount())
    values["co_dang_vien"] = whole.members > 0
    known = whole.members and not whole.unknown
    content.figure("so_dang_vien", whole.members or None, "số đảng viên")
    content.figure("so_chinh_thuc", whole.official if known else None, _of("đảng viên chính thức", whole.unknown))
    content.figure("so_du_bi", whole.probationary if known else None, _of("đảng viên dự bị", whole.unknown))
    content.figure("so_nu", None if whole.no_gender else whole.female, _of("đảng viên nữ", whole.no_gender))
    content.figure(
        "so_dan_toc",
        None if whole.no_ethnicity else whole.minority,
        _of("đảng viên dân tộc thiểu số", whole.no_ethnicity),
    )
    began, ended = f"{year}-01-01", min(day, date(year, 12, 31)).isoformat()
    admitted, official, no_admission, no_official = conn.execute(
        f"WITH {people_sql(scope)} SELECT coalesce(sum(m.admitted_on BETWEEN :began AND :ended AND length(m.admitted_on) > 4"
        " OR m.admitted_on = :year), 0), coalesce(sum(m.official_on BETWEEN :began AND :ended AND length(m.official_on) > 4"
        " OR m.official_on = :year), 0), coalesce(sum(m.admitted_on IS NULL), 0), coalesce(sum(m.official_on IS NULL AND"
        " person.standing IS NOT 'probationary'), 0) FROM person JOIN member m ON m.id = person.id",
        {**scope.values, "began": began, "ended": ended, "year": str(year)},
    ).fetchone()
    content.figure("so_ket_nap", None if no_admission else admitted, _of("đảng viên kết nạp trong kỳ", no_admission))
    content.figure(
        "so_cong_nhan", None if no_official else official, _of("đảng viên công nhận chính thức trong kỳ", no_official)
    )
    totals = add_up(organizations, direct)
    tops = [one for one in grassroots if not any(p.kind in GRASSROOTS for p in organizations.path(one.id))]
    blocs: dict[str, list[Organization]] = {}
    for one in tops:
        blocs.setdefault(organizations.bloc(one.id) or NO_BLOC, []).append(one)
    values["bang_khoi"] = [
        {
            "khoi": bloc,
            "so_to_chuc": count_text(len(blocs[bloc])),
            "so_dang_vien": count_text(sum(totals[one.id].members for one in blocs[bloc])),
        }
        for bloc in sorted(blocs, key=lambda name: (name == NO_BLOC, name))
    ]
    values["co_bang_khoi"] = bool(blocs) and set(blocs) != {NO_BLOC}


def _of(what: str, unknown: int) -> str:
    return f"số {what}" + (f" (chưa rõ của {count_text(unknown)} người)" if unknown else "")


def _add_directive(content: Content, figures: Figures) -> None:
    values = content.values
    content.text("chi_thi", figures.directive, "tên chỉ thị học tập («dangbo van-ban chi-thi»)")
    values["co_chi_thi"] = figures.directive is not None
    values["chuyen_de"] = list(figures.topics)

    def count(name: str, key: str) -> int:
        number = figures[key].count()
        values[name] = count_text(number)
        return number

    def ratio(name: str, key: str, what: str) -> None:
        one = figures[key]
        total = one.total() or 0
        values[f"{name}_tren"] = count_text(total) if total else UNKNOWN
        values[f"{name}_ty_le"] = _percent(one.count(), total)
        if not total:
            content.unknown.append(what)

    values["co_mo_hinh"] = count("so_mo_hinh", "initiatives") > 0
    for name, key in (
        ("so_don_vi_mo_hinh", "initiative_units"), ("so_mo_hinh_duyet", "initiatives_approved"),
        ("so_mo_hinh_dat", "initiatives_reached"), ("so_mo_hinh_dang", "initiatives_on_the_way"),
        ("so_mo_hinh_cham", "initiatives_behind"), ("so_mo_hinh_khong_dat", "initiatives_not_reached"),
        ("so_mo_hinh_chua_ro", "initiatives_unknown"), ("so_chi_tieu", "targets"), ("so_chi_tieu_dat", "targets_reached"),
        ("so_cam_ket", "pledges_members"), ("so_chua_cam_ket", "pledges_missing"), ("so_cam_ket_can_bo", "pledges_officials"),
        ("so_cam_ket_dung_dau", "pledges_heads"), ("so_buoi", "sessions"), ("so_du", "attendance"),
        ("so_ghi_danh", "honours"), ("ghi_danh_tap_the", "honour_collectives"), ("ghi_danh_ca_nhan", "honour_individuals"),
        ("mo_so_tap_the", "honour_all_collectives"), ("mo_so_ca_nhan", "honour_all_individuals"),
        ("so_khen", "commendations"), ("khen_tap_the", "commended_collectives"), ("khen_ca_nhan", "commended_individuals"),
        ("so_kiem_tra", "inspections"), ("so_ket_luan", "inspections_concluded"), ("so_phai_khac_phuc", "inspections_to_mend"),
        ("so_da_khac_phuc", "inspections_mended"), ("so_qua_han_khac_phuc", "inspections_overdue"),
    ):  # fmt: skip
        count(name, key)
    if values["co_mo_hinh"]:
        ratio("so_don_vi_mo_hinh", "initiative_units", "số tổ chức cơ sở đảng phải đăng ký mô hình")
        units = figures["initiatives_unknown"].count()
        if units:
            content.unknown.append(f"kết quả của {count_text(units)} mô hình")
    else:
        values["so_don_vi_mo_hinh_tren"] = values["so_don_vi_mo_hinh_ty_le"] = UNKNOWN
        content.unknown.append("mô hình, nội dung đột phá")
    values["bang_chi_tieu"] = [
        {"chi_tieu": one.label.removesuffix(" đã đạt"), "so": count_text(one.total() or 0), "dat": count_text(one.count()),
         "ty_le": _percent(one.count(), one.total() or 0)}
        for one in figures.figures if one.key.startswith("targets ")
    ]  # fmt: skip
    values["co_cam_ket"] = bool(figures["pledges_members"].items or figures["pledges_officials"].items)
    if values["co_cam_ket"]:
        ratio("so_cam_ket", "pledges_members", "số đảng viên phải cam kết")
    else:
        values["so_cam_ket_tren"] = values["so_cam_ket_ty_le"] = UNKNOWN
        content.unknown.append("bản cam kết")
    values["co_dung_dau"] = bool(figures["pledges_heads"].total())
    values["so_dung_dau"] = count_text(figures["pledges_heads"].total() or 0) if values["co_dung_dau"] else UNKNOWN
    values["co_hoc_tap"] = figures["sessions"].count() > 0
    if values["co_hoc_tap"]:
        ratio("so_du", "attendance", "số người dự học tập chuyên đề")
        if not figures["attendance"].total():
            values["so_du"] = UNKNOWN
    else:
        values["so_du_tren"] = values["so_du_ty_le"] = UNKNOWN
        content.unknown.append("học tập, sinh hoạt chuyên đề")
    values["co_ghi_danh"] = bool(figures["honour_all_collectives"].count() or figures["honour_all_individuals"].count())
    values["co_khen"] = figures["commendations"].count() > 0
    values["co_kiem_tra"] = figures["inspections"].count() > 0
    for name, what in (("co_ghi_danh", "ghi danh «Người tốt, việc tốt»"), ("co_khen", "khen thưởng"),
                       ("co_kiem_tra", "kiểm tra, giám sát")):  # fmt: skip
        if not values[name]:
            content.unknown.append(what)


def _percent(part: int, whole: int) -> str:
    return f"{percent(part, whole)}%".replace(".", ",") if whole else UNKNOWN


def _add_ratings(
    content: Content, conn: sqlite3.Connection, organization: Organization | None, year: int, half: bool
) -> None:
    """Decided levels alone: what is proposed does not leave the house."""
    values = content.values
    rows: list[Row] = []
    values["xep_loai_tren"] = []
    if not half:
        counts = decided_counts(conn, year, organization)
        for label, sort in (("Đảng viên", MEMBER), ("Tổ chức đảng", ORGANIZATION)):
            found = figures(counts.places[sort])
            if found["rated"]:
                rows.append(
                    {"doi_tuong": label, "tong": count_text(found["rated"]),
                     **{f"muc{n}": f"{count_text(found[KEYS[level]])} ({_percent(found[KEYS[level]], found['rated'])})"
                        for n, level in enumerate(LEVELS, 1)}}
                )  # fmt: skip
            else:
                content.unknown.append(f"xếp loại {label.lower()} đã quyết định")
        values["xep_loai_tren"] = say_base(counts)
    values["bang_xep_loai"] = rows
    values["co_xep_loai"] = bool(rows)
    values["muc"] = list(LEVELS)


def _add_duties(content: Content, board: Board, day: date) -> None:
    rows = []
    late: list[str] = []
    due = [one for one in board.obligations if one.due_on is None or one.due_on <= day.isoformat()]
    for one in due:
        mine = [duty for duty in board.duties if duty.obligation.id == one.id]
        counted = rates(duty.standing for duty in mine)
        rows.append(
            {"viec": one.title, "han": say_date(one.due_on) if one.due_on else UNKNOWN, "phai": count_text(counted.owed),
             "da": count_text(counted.sent), "dung_han": count_text(counted.on_time),
             "ty_le": _percent(counted.sent, counted.owed), "ty_le_dung_han": _percent(counted.on_time, counted.owed)}
        )  # fmt: skip
        late += [
            f"{duty.organization.name}: {one.title} ({_low(duty.standing.words)})"
            for duty in mine
            if duty.standing.owing
        ]
    if later := len(board.obligations) - len(due):
        content.unknown.append(
            f"{count_text(later)} việc phải nộp có hạn sau ngày {say_date(day)} (chọn ngày: --tinh-den)"
        )
    if board.later:
        content.unknown.append(f"{count_text(board.later)} lượt nộp, miễn sau ngày {say_date(day)}, chưa được tính")
    content.values["bang_don_doc"] = rows
    content.values["co_don_doc"] = bool(rows)
    content.values["con_thieu"] = late[:_NAMED_LATE]
    content.values["con_thieu_them"] = count_text(len(late) - _NAMED_LATE) if len(late) > _NAMED_LATE else ""
    content.values["co_con_thieu"] = bool(late)


def _low(words: str) -> str:
    return words[:1].lower() + words[1:]
