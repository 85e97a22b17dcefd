"""`ghi-danh`: the register of «Người tốt, việc tốt»."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dangbo_cli.cli.call import call_of
from dangbo_cli.cli.entries import EntryKind, adding, editing, listing, removing, showing
from dangbo_cli.cli.errors import Misuse
from dangbo_cli.cli.framework import ValueType
from dangbo_cli.cli.help import manual
from dangbo_cli.cli.options import PreviewOnly, Yes, read_day
from dangbo_cli.cli.writing import Proposal, Wish, carry_out

KIND = EntryKind(
    "ghi-danh",
    "ghi danh «Người tốt, việc tốt»",
    None,
    '"Lò Văn An" "việc tốt=Cứu người bị nạn" "ngày ghi danh=07/03/2022"',
    '"hình thức biểu dương=Giấy khen"',
)
ds, xem, them, sua, xoa = listing(KIND), showing(KIND), adding(KIND), editing(KIND), removing(KIND)

if TYPE_CHECKING:
    from sqlite3 import Connection


@manual(
    "Số tập thể, cá nhân đã ghi danh từ khi mở sổ đến ngày chốt, trước các mục ghi ở đây; báo cáo «từ khi mở sổ» cộng số "
    "này với các mục ghi sau ngày ấy. Ghi lại lần nữa là sửa số đã ghi của tổ chức.",
    ("dangbo ghi-danh so-du K --den 31/12/2021 --tap-the 6 --ca-nhan 70", "Số dư của cả đảng bộ đến hết năm 2021."),
)
def so_du(
    ctx: typer.Context,
    which: Annotated[list[str], typer.Argument(metavar="MÃ", help="Mã hoặc tên tổ chức.", show_default=False)],
    den: Annotated[Any, typer.Option("--den", metavar="NGÀY", click_type=ValueType(read_day), help="Ngày chốt số dư.")],
    tap_the: Annotated[int | None, typer.Option("--tap-the", metavar="SỐ", min=0, help="Số tập thể.")] = None,
    ca_nhan: Annotated[int | None, typer.Option("--ca-nhan", metavar="SỐ", min=0, help="Số cá nhân.")] = None,
    xem_truoc: PreviewOnly = False,
    dong_y: Yes = False,
) -> int:
    """Set the register's opening balance of an organisation."""
    if tap_the is None and ca_nhan is None:
        raise Misuse("Chưa cho biết số dư là bao nhiêu.", "Thêm --tap-the SỐ, --ca-nhan SỐ; không có thì ghi 0.")
    call = call_of(ctx)

    def propose(conn: Connection) -> Proposal:
        from dangbo_cli.records.entries import plan_opening
        from dangbo_cli.reports.honours import register_holds
        from dangbo_cli.reports.lookup import find_organization

        today = call.env.today()
        one = find_organization(conn, " ".join(which), today)
        holds = register_holds(conn, den, one)
        plan = plan_opening(conn, one.id, den, (tap_the or 0, ca_nhan or 0), holds, today)
        return Proposal(plan, f"Số dư đầu sổ ghi danh của {one.label}")

    return carry_out(call, propose, Wish(xem_truoc, dong_y))
