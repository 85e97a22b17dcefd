"""`cam-ket`: pledges and action programmes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dangbo_cli.cli.call import call_of
from dangbo_cli.cli.entries import EntryKind, Number, adding, editing, listing, removing, showing
from dangbo_cli.cli.entry_parts import dropping
from dangbo_cli.cli.framework import ValueType
from dangbo_cli.cli.help import manual
from dangbo_cli.cli.options import PreviewOnly, Yes, read_day, read_number
from dangbo_cli.cli.writing import Proposal, Wish, carry_out

if TYPE_CHECKING:
    from sqlite3 import Connection

KIND = EntryKind(
    "cam-ket",
    "bản cam kết",
    None,
    '"Lò Văn An" --nam 2022 "ngày nộp=15/02/2022" "đã nộp=có"',
    '"đã duyệt=có"',
)
ds, xem, them, sua, xoa = listing(KIND), showing(KIND), adding(KIND), editing(KIND), removing(KIND)


@manual(
    'Ghi kết quả, hạn của một việc đã cam kết; số của việc ghi ở «cam-ket xem». Thêm việc: «dangbo cam-ket sua ID "việc cam '
    'kết=Học xong lớp bồi dưỡng: 30/06/2022"»; bỏ một việc: «dangbo cam-ket bo-viec ID SỐ»; bỏ mọi việc: «dangbo cam-ket '
    'sua ID "việc cam kết="».',
    ('dangbo cam-ket viec 12 "Đã học xong" --viec 31', "Kết quả của việc số 31."),
    ("dangbo cam-ket viec 12 --han 30/06/2022", "Hạn của việc duy nhất."),
)
def viec(
    ctx: typer.Context,
    number: Number,
    result: Annotated[
        list[str] | None, typer.Argument(metavar="KẾT_QUẢ", help="Kết quả của việc ấy.", show_default=False)
    ] = None,
    item: Annotated[
        Any, typer.Option("--viec", metavar="SỐ", click_type=ValueType(read_number), help="Việc nào.")
    ] = None,
    han: Annotated[Any, typer.Option("--han", metavar="NGÀY", click_type=ValueType(read_day), help="Hạn của việc.")] = None,
    xem_truoc: PreviewOnly = False,
    dong_y: Yes = False,
) -> int:  # fmt: skip
    """Note what came of an item of a pledge."""
    call = call_of(ctx)

    def propose(conn: Connection) -> Proposal:
        from dangbo_cli.records.milestones import plan_pledge_item

        return Proposal(
            plan_pledge_item(conn, number, item, " ".join(result or ()), han), f"Việc của bản cam kết số {number}"
        )

    return carry_out(call, propose, Wish(xem_truoc, dong_y))


bo_viec = dropping(
    KIND,
    "pledge_item",
    "việc",
    "bản cam kết",
    "bo-viec",
    "Hoàn tác thì lấy lại cả hạn, cả kết quả của việc.",
    "việc cam kết=…",
)
