"""`dang-vien doi-chieu`: a list of names and numbers from somewhere else, and who of them is ours."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dangbo_cli.cli.asking import day_asked
from dangbo_cli.cli.call import Call, call_of
from dangbo_cli.cli.errors import Misuse, NoData
from dangbo_cli.cli.help import manual
from dangbo_cli.cli.options import AsOf, Output, with_output
from dangbo_cli.cli.showing import Shape, show

if TYPE_CHECKING:
    from datetime import date
    from sqlite3 import Connection

    from dangbo_cli.cli.listed_people import Listed

_STANDARD_INPUT = "-"


@manual(
    "Đọc một tệp bảng tính (hoặc văn bản từ đầu vào chuẩn, mỗi dòng một người) có họ tên, số thẻ hay số căn cước, và trả "
    "lời từng dòng: là đảng viên, có thể là, đã ra khỏi danh sách, hay không có. Số thẻ và số căn cước tự quyết định; "
    "họ tên chỉ quyết định khi kèm đủ ngày sinh. Tệp không bị sửa, sổ không bị ghi.\n\n"
    "Văn bản: ngày sinh viết sau họ tên, cách bằng dấu chấm phẩy: Lò Văn An; 12/05/1968",
    ('dangbo dv doi-chieu "danh sách dự họp.xlsx"', "Ai trong danh sách là đảng viên của đảng bộ."),
    ('dangbo dv doi-chieu "danh sách dự họp.xlsx" --luu-vao ket-qua.xlsx', "Ghi kết quả ra tệp Excel."),
    ("dangbo dv doi-chieu - < ten.txt", "Đọc tên từ một tệp văn bản."),
)
@with_output
def doi_chieu(
    ctx: typer.Context,
    output: Output,
    path: Annotated[
        str, typer.Argument(metavar="TỆP", help="Tệp bảng tính, hoặc - để đọc đầu vào chuẩn.", show_default=False)
    ],
    trang_tinh: Annotated[
        str | None, typer.Option("--trang-tinh", metavar="TÊN", help="Trang tính cần đọc, khi tệp có nhiều trang.")
    ] = None,
    tinh_den: AsOf = None,
) -> None:
    """Look up many people at once."""
    from dataclasses import replace

    from dangbo_cli.reports.bulk_lookup import look_up_people

    call = call_of(ctx)
    with call.reading() as conn:
        if path == _STANDARD_INPUT:
            reading = _read_lines(call)
        else:
            reading = _read_file(conn, Path(path.rstrip('"')).expanduser(), trang_tinh, call.env.today())
        if not any(cells and cells[0] not in (None, "") for cells in reading.asked):
            raise Misuse(
                "Không thấy họ tên hay số giấy tờ nào để tra.",
                "Cần một cột «Họ và tên», «Số thẻ đảng viên» hoặc «Số căn cước», hay mỗi dòng một người.",
            )
        table = look_up_people(conn, reading.asked, day_asked(call, tinh_den))
    show(call, replace(table, notes=[*table.notes, *reading.notes]), output, Shape.LIST)
    if output.save is not None:  # the notes stand in the file; how many are ours is what was asked
        from dangbo_cli.views.messages import show_note

        show_note(call.env, table.notes[0])


def _read_lines(call: Call) -> Listed:
    """Read standard input: one person a line, a birth date behind a semicolon or a tab."""
    from dangbo_cli.cli.listed_people import Listed

    lines = call.env.stdin.read().lstrip("\ufeff").splitlines()
    return Listed([tuple(part.strip() for part in re.split(r"[;\t]", line, maxsplit=1)) for line in lines])


def _read_file(conn: Connection, path: Path, wanted: str | None, today: date) -> Listed:
    """Read the people that a workbook lists, by the headings that an import would read: those of the clerk's own forms and
    those that she was asked about among them."""
    from dangbo_cli.cli.listed_people import Listed, people_of
    from dangbo_cli.domain.decision import About
    from dangbo_cli.forms.added import AdditionRefused, use_own
    from dangbo_cli.reports.decisions import knows_any
    from dangbo_cli.sheets.book import Unreadable, read_book
    from dangbo_cli.store.settings import own_forms

    try:
        use_own(own_forms(conn))
    except AdditionRefused as refused:
        raise Misuse(*refused.mistakes) from None
    try:
        book = read_book(path)
    except Unreadable as error:
        raise NoData(f"«{path}»: {error.message}", names=(f"«{path}»",)) from None
    grids = [grid for grid in book.grids if grid.visible]
    if wanted is not None:
        names = ", ".join(f"«{grid.name}»" for grid in grids)
        grids = [grid for grid in book.grids if grid.name.strip().casefold() == wanted.strip().casefold()]
        if not grids:
            raise Misuse(f"Tệp không có trang tính «{wanted}».", f"Các trang tính: {names}.")
    settle = None
    if knows_any(conn, About.HEADING):
        from dangbo_cli.intake.remembered import RememberedHeadings

        settle = RememberedHeadings(conn, book, today).settle
    found = [(grid.name, people) for grid in grids if (people := people_of(grid, settle)) is not None]
    if not found:
        return Listed()
    name, listed = found[0]
    if len(found) > 1:
        others = ", ".join(f"«{other}»" for other, _ in found[1:])
        listed.notes.append(f"Chỉ tra trang tính «{name}»; muốn tra trang khác ({others}), thêm --trang-tinh TÊN.")
    return listed
