"""`phat-mau` and `xuat`: forms as workbooks, to be filled in by the units or handed over as they are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dangbo_cli.cli.asking import organization_asked, refusals
from dangbo_cli.cli.call import Call, call_of
from dangbo_cli.cli.errors import Misuse, NoData, Stop
from dangbo_cli.cli.exit_codes import ExitCode
from dangbo_cli.cli.framework import ValueType
from dangbo_cli.cli.help import manual
from dangbo_cli.cli.on_disk import is_folder
from dangbo_cli.cli.options import Unit, read_year
from dangbo_cli.cli.registry import all_paths
from dangbo_cli.cli.saving import may_overwrite, not_written, refuse_long_name, say_replaced, write_whole
from dangbo_cli.cli.words import name_key, near_misses

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from sqlite3 import Connection

    from dangbo_cli.forms.form import Form
    from dangbo_cli.forms.template import Sheet
    from dangbo_cli.reports.as_of import Organization
    from dangbo_cli.reports.form_rows import Rows

_EMPTY_ROWS, _EMPTY_BELOW = 40, 15  # in a blank template; below the rows of a prefilled one
_TOLD = 3  # organisations that a note names
_NO_DAY = "Tính đến ngày …… tháng …… năm ……"

Kind = Annotated[
    str,
    typer.Argument(metavar="LOẠI", help="Loại biểu, như dang-vien; mọi loại: dangbo bieu-mau.", show_default=False),
]
Target = Annotated[
    Path,
    typer.Option("--luu-vao", metavar="TỆP|THƯ_MỤC", help="Tệp .xlsx hoặc thư mục để ghi vào.", show_default=False),
]
File = Annotated[Path, typer.Option("--luu-vao", metavar="TỆP", help="Tệp .xlsx để ghi ra.", show_default=False)]

Year = Annotated[
    Any,
    typer.Option(
        "--nam", metavar="NĂM", click_type=ValueType(read_year),
        help="Năm của bảng công việc trong năm; xếp loại, cam kết mà không ghi thì là năm nay.",
    ),
]  # fmt: skip


@manual(
    "Mẫu trống khi không có --don-vi. Có --don-vi thì mẫu ghi sẵn số liệu của tổ chức ấy và các tổ chức bên dưới; đơn vị "
    "chỉ sửa chỗ sai rồi gửi lại. Ghi vào một thư mục thì mỗi tổ chức cơ sở đảng một tệp «MÃ Tên.xlsx».\n\n"
    "Khi mẫu quay về, «dangbo nhap» nhận ra từng người theo mã hồ sơ ẩn và chỉ ghi những ô đơn vị đã sửa. Họ tên, ngày "
    "sinh, giới tính, số giấy tờ, ngày vào Đảng bị sửa thì hỏi lại, không tự ghi. Không xóa ai, dù dòng của người ấy bị xóa.\n\n"
    "Mẫu xếp loại có hai trang: đảng viên, và tổ chức đảng.",
    ("dangbo phat-mau dang-vien --luu-vao mau.xlsx", "Mẫu trống của danh sách đảng viên."),
    ("dangbo phat-mau dang-vien --luu-vao gui-don-vi", "Mỗi tổ chức cơ sở một tệp ghi sẵn, trong thư mục gui-don-vi."),
    ("dangbo phat-mau dang-vien --don-vi 05 --luu-vao \"05.xlsx\"", "Một tệp ghi sẵn cho tổ chức mã 05."),
    ("dangbo phat-mau cam-ket --nam 2022 --luu-vao cam-ket", "Mỗi tổ chức cơ sở một tệp kê sẵn tên người, chờ ghi."),
)  # fmt: skip
def phat_mau(ctx: typer.Context, loai: Kind, luu_vao: Target, don_vi: Unit = None, nam: Year = None) -> int:
    """Write templates."""
    from dangbo_cli.reports.form_rows import year_of_form
    from dangbo_cli.views.messages import show_note
    from dangbo_cli.views.values import integer

    call = call_of(ctx)
    form = form_asked(loai)
    target = luu_vao.expanduser()
    if _is_folder(target):
        _write_folder(call, form, target, don_vi, nam)
        return ExitCode.DONE
    _check_suffix(target)
    if don_vi is None:
        sheet = _blank(form, nam)
    else:
        nam = year_of_form(form, nam, call.env.today())
        with call.reading() as conn, refusals():
            day = call.env.today()
            sheet = _prefilled(call, conn, form, organization_asked(conn, don_vi, day), _EMPTY_BELOW, nam)
    if not may_overwrite(call.env, target):
        return ExitCode.DONE
    over = say_replaced(target)
    _write(sheet, target)
    year, count = _of_year(form, nam), _count(sheet)
    said = f"mẫu ghi sẵn {integer(count)} dòng{year}" if sheet.sending is not None else f"mẫu trống{year}"
    if sheet.sending is not None and not count:
        said = f"mẫu{year}, sổ chưa có dòng nào để ghi sẵn,"
    show_note(call.env, f"Đã ghi {said} vào «{target}»{over}.", names=(str(target),))
    return ExitCode.DONE


@manual(
    "Danh sách trình bày như biểu chính thức, khổ A4 ngang, lặp lại hàng tiêu đề. «dangbo nhap» đọc lại được: không có gì "
    "thêm mới, cập nhật hay để lại.",
    ("dangbo xuat dang-vien --luu-vao danh-sach.xlsx", "Danh sách đảng viên toàn đảng bộ."),
    ("dangbo xuat to-chuc --don-vi 05 --luu-vao to-chuc-05.xlsx", "Tổ chức mã 05 và các tổ chức bên dưới."),
    ("dangbo xuat xep-loai --nam 2022 --luu-vao xep-loai.xlsx", "Kết quả xếp loại của năm 2022."),
    ("dangbo xuat khen-thuong --nam 2022 --don-vi 05 --luu-vao khen-thuong.xlsx", "Khen thưởng năm 2022 của tổ chức mã 05."),
    ("dangbo xuat bao-cao-nam --nam 2022 --luu-vao bao-cao.docx", "Bản nháp báo cáo năm bằng Word."),
)  # fmt: skip
def xuat(ctx: typer.Context, loai: Kind, luu_vao: File, don_vi: Unit = None, nam: Year = None) -> int:
    """Write a list as a form."""
    from dangbo_cli.reports.form_rows import year_of_form
    from dangbo_cli.views.messages import show_note
    from dangbo_cli.views.values import integer

    call = call_of(ctx)
    form = form_asked(loai, [child.name for path, entry in all_paths() if path == "xuat" for child in entry.children])
    target = luu_vao.expanduser()
    _check_suffix(target)
    nam = year_of_form(form, nam, call.env.today())
    with call.reading() as conn, refusals():
        sheet = _prefilled(call, conn, form, organization_asked(conn, don_vi, call.env.today()), 0, nam)
        ended = _ended_secretaries(conn, sheet, call.env.today()) if form.kind == "to-chuc" else None
    if not may_overwrite(call.env, target):
        return ExitCode.DONE
    over = say_replaced(target)
    _write(sheet, target, template=False)
    show_note(
        call.env,
        f"Đã ghi {integer(_count(sheet))} dòng{_of_year(form, nam)} vào «{target}»{over}.",
        names=(str(target),),
    )
    if ended is not None:
        show_note(call.env, ended)
    return ExitCode.DONE


def _ended_secretaries(conn: Connection, sheet: Sheet, day: date) -> str | None:
    """Return which organisations of a list name a secretary who is it no more, None for none."""
    from dangbo_cli.reports.secretaries import say_ended

    written = {row.record for row in sheet.rows}
    told = [said for number, said in say_ended(conn, day) if number in written]
    if not told:
        return None
    more = f" Còn {len(told) - _TOLD} tổ chức nữa, xem «dangbo ra-soat»." if len(told) > _TOLD else ""
    return f"Ô bí thư còn ghi người đã thôi giữ chức vụ. {' '.join(told[:_TOLD])}{more}"


def _of_year(form: Form, year: int | None) -> str:
    return f" của năm {year}" if year is not None and form.about is not None else ""


def _count(sheet: Sheet) -> int:
    return len(sheet.rows) + (len(sheet.beside.rows) if sheet.beside is not None else 0)


def form_asked(typed: str, commands: Sequence[str] = ()) -> Form:
    """Return the form of a kind as typed. Raises Misuse with the near ones and all there are, also the `commands` that may
    stand in its place."""
    from dangbo_cli.forms.catalogue import FORMS

    found = next((form for form in FORMS if name_key(form.kind) == name_key(typed)), None)
    if found is not None:
        return found
    kinds = [form.kind for form in FORMS]
    near = near_misses(typed, [*kinds, *commands], 1)
    advice = [f"Các loại biểu: {', '.join(kinds)}."]
    if commands:
        advice.append(f"Các văn bản Word: {', '.join(commands)}.")
    raise Misuse(f"Không có loại biểu «{typed}».", *([f"Có phải: {near[0]}?"] if near else []), *advice)


def _is_folder(target: Path) -> bool:
    return is_folder(target) or not target.suffix or str(target).endswith(("/", "\\"))


def _check_suffix(target: Path) -> None:
    if target.suffix.lower() != ".xlsx":
        raise Misuse(
            f"Chưa ghi được loại tệp của «{target}».", "Đặt tên tệp tận cùng bằng .xlsx.", names=(str(target),)
        )


def _blank(form: Form, year: int | None) -> Sheet:
    from dangbo_cli.forms.template import Sheet
    from dangbo_cli.reports.form_rows import BESIDE

    def blank(one: Form, beside: Sheet | None) -> Sheet:
        upper, day = "ĐẢNG BỘ CẤP TRÊN: …………………………", _day_line(form, year, _NO_DAY)
        return Sheet(one, upper, "", day, empty_rows=_EMPTY_ROWS, beside=beside)

    return blank(form, blank(BESIDE[form.kind][0], None) if form.kind in BESIDE else None)


def _day_line(form: Form, year: int | None, otherwise: str) -> str:
    """Return the line below the title: of the year's work its year."""
    if form.about is None:
        return otherwise
    return f"Năm {year}" if year is not None else "Năm ……" if otherwise == _NO_DAY else otherwise


def _prefilled(
    call: Call, conn: Connection, form: Form, organization: Organization | None, empty_rows: int, year: int | None
) -> Sheet:
    """Return a form with what the record holds of an organisation and all below it (None: of all)."""
    from dangbo_cli.forms.template import Sending, Sheet
    from dangbo_cli.reports.as_of import load_organizations, say_date
    from dangbo_cli.reports.form_rows import BESIDE, ROWS
    from dangbo_cli.store.settings import database_name

    day = call.env.today()
    known = load_organizations(conn, day)
    period = None if year is None else str(year)
    top = organization
    if top is None:
        roots = known.children.get(None, [])
        top = known.by_id[roots[0]] if len(roots) == 1 else None
    above = known.path(top.id) if top is not None else []
    choices: dict[str, tuple[str, ...]] = {}
    if organization is not None:
        below = [known.by_id[number].name for number in known.below(organization.id)]
        if form.kind != "to-chuc" and len(below) > 1:
            choices["organization"] = tuple(dict.fromkeys(below))
    number = organization.id if organization is not None else None

    def filled(one: Form, ask: Rows, beside: Sheet | None) -> Sheet:
        rows = tuple(ask(conn, day, organization, period))
        return Sheet(
            one,
            above[0].name if above else "",
            top.name if top is not None else "",
            _day_line(form, year, f"Tính đến ngày {say_date(day)}"),
            choices,
            Sending(database_name(conn), form.kind, number, day.isoformat(), rows),
            empty_rows,
            beside,
        )

    return filled(form, ROWS[form.kind], filled(*BESIDE[form.kind], None) if form.kind in BESIDE else None)


def _write_folder(call: Call, form: Form, folder: Path, don_vi: str | None, year: int | None) -> None:
    """Write one prefilled workbook for every grassroots organisation, those that stand in the folder only if it may."""
    from dangbo_cli.reports.form_rows import year_of_form
    from dangbo_cli.views.messages import show_note
    from dangbo_cli.views.values import integer

    refuse_long_name(folder)
    if not folder.parent.is_dir():
        raise Misuse(f"Không có thư mục «{folder.parent}».", names=(str(folder.parent),))
    day = call.env.today()
    year = year_of_form(form, year, day)
    with call.reading() as conn, refusals():
        units = list(_grassroots(conn, organization_asked(conn, don_vi, day), call))
        if not units:
            raise NoData("Sổ chưa có tổ chức cơ sở đảng nào để phát mẫu.", "Nhập danh sách tổ chức đảng trước.")
        targets = [folder / _file_name(unit) for unit in units]
        if not may_overwrite(call.env, *targets):
            return
        over = say_replaced(*targets)
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise not_written(folder, error, folder=True) from error
        for done, (unit, target) in enumerate(zip(units, targets, strict=True)):
            try:
                _write(_prefilled(call, conn, form, unit, _EMPTY_BELOW, year), target)
            except Stop as stop:
                told = f"Mới ghi được {done} trong {len(units)} tệp mẫu vào «{folder}»."
                raise Stop(stop.sentence, told, *stop.advice, names=(*stop.names, str(folder))) from stop
    show_note(
        call.env,
        f"Đã ghi {integer(len(units))} tệp mẫu{_of_year(form, year)} vào «{folder}»{over}.",
        names=(str(folder),),
    )


def _grassroots(conn: Connection, organization: Organization | None, call: Call) -> Iterator[Organization]:
    """Yield the grassroots organisations below an organisation, or all, in the order of the tree; below one of them
    the organisation itself."""
    from dangbo_cli.intake.importing import load_directory
    from dangbo_cli.reports.as_of import load_organizations

    known = load_organizations(conn, call.env.today())
    directory = load_directory(conn)
    inside = [number for number, _ in known.walk(organization.id if organization is not None else None)]
    units: dict[int, None] = {}
    for number in inside:
        if directory.holds_members(number):
            unit = directory.grassroots(number)
            units.setdefault(unit if unit in inside else inside[0])
    yield from (known.by_id[number] for number in units)


def _file_name(unit: Organization) -> str:
    """Return «MÃ Tên.xlsx», without what a file name may not hold."""
    words = f"{unit.code or ''} {unit.name}".strip()
    return re.sub(r'[<>:"/\\|?*\x00-\x1f]', "-", words).rstrip(". ")[:120] + ".xlsx"


def _write(sheet: Sheet, target: Path, template: bool = True) -> None:
    from dangbo_cli.sheets.form_book import write_form

    write_whole(target, lambda path: write_form(sheet, path, template))
