"""`dangbo` itself: the options that stand before a command, and the desk where none is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from dangbo_cli import __version__
from dangbo_cli.cli.call import call_of
from dangbo_cli.cli.help import manual


@manual(
    "Gõ «dangbo» một mình để xem bàn làm việc: sổ có gì, việc nào làm tiếp.\n\n"
    "Tên lệnh gõ không dấu, có hay không có gạch nối đều được; chữ hoa, chữ thường như nhau.",
    ("dangbo nhap danh-sach", "Đọc mọi bảng tính trong thư mục danh-sach, cho xem trước rồi hỏi có ghi không."),
    ("dangbo bao-cao co-cau --tinh-den 31/12/2022", "Cơ cấu đảng viên tính đến hết năm 2022."),
    ("dangbo --csdl thu.db nhap danh-sach", "Làm thử trên một sổ khác, ở tệp thu.db."),
)
def root(
    ctx: typer.Context,
    csdl: Annotated[
        Path | None,
        typer.Option("--csdl", metavar="TỆP", help="Tệp cơ sở dữ liệu; không ghi thì theo biến DANGBO_CSDL, "
                     "không có nữa thì là tệp trong thư mục dữ liệu của người dùng."),
    ] = None,
    go_loi: Annotated[
        bool, typer.Option("--go-loi", help="Khi có lỗi ngoài dự tính, hiện đủ chi tiết kỹ thuật.")
    ] = False,
    phien_ban: Annotated[bool, typer.Option("--phien-ban", help="Hiện phiên bản rồi thôi.")] = False,
) -> int | None:  # fmt: skip
    """Set the global options; show the version or the desk."""
    call = call_of(ctx)
    if csdl is not None:
        call = ctx.obj = replace(call, given_database=csdl)
    if phien_ban:
        call.env.out(f"dangbo {__version__}")
        raise typer.Exit(0)
    if ctx.invoked_subcommand is None:
        from dangbo_cli.cli.desk import show_desk

        return show_desk(call)
    return None
