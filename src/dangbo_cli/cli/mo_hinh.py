"""`mo-hinh`: initiatives registered by units, their targets and how far they have come."""

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

KIND = EntryKind(
    "mo-hinh",
    "mô hình, nội dung đột phá",
    "name",
    '"Dịch vụ công mức độ 4" --don-vi KB --nam 2022 "chỉ tiêu=≥ 96%"',
    '"người phụ trách=Lò Văn An"',
)
ds, xem, them, sua, xoa = listing(KIND), showing(KIND), adding(KIND), editing(KIND), removing(KIND)

if TYPE_CHECKING:
    from sqlite3 import Connection


@manual(
    "Ghi kết quả đã làm được của một chỉ tiêu: 98,5%, 248/250 (tử số/mẫu số), 4 mô hình, hay chữ như «đã xong». Đạt hay "
    "chưa được tính khi xem, kèm phép tính. Mô hình có nhiều chỉ tiêu thì thêm --chi-tieu, số ghi ở «mo-hinh xem».",
    ("dangbo mo-hinh tien-do 12 248/250 --ngay 30/09/2022", "Chỉ tiêu duy nhất của mô hình số 12 đạt 248 trên 250."),
    ('dangbo mo-hinh tien-do 12 "đã ban hành" --chi-tieu 31 --minh-chung "Quyết định 45"', "Kết quả bằng chữ."),
)
def tien_do(
    ctx: typer.Context,
    number: Number,
    result: Annotated[list[str], typer.Argument(metavar="KẾT_QUẢ", help="Kết quả đã làm được.", show_default=False)],
    chi_tieu: Annotated[
        Any, typer.Option("--chi-tieu", metavar="SỐ", click_type=ValueType(read_number), help="Chỉ tiêu nào.")
    ] = None,
    ngay: Annotated[
        Any,
        typer.Option("--ngay", metavar="NGÀY", click_type=ValueType(read_day), help="Ngày báo cáo; mặc định hôm nay."),
    ] = None,
    minh_chung: Annotated[str | None, typer.Option("--minh-chung", metavar="LỜI", help="Tài liệu minh chứng.")] = None,
    xem_truoc: PreviewOnly = False,
    dong_y: Yes = False,
) -> int:
    """Add what was reached of a target."""
    call = call_of(ctx)

    def propose(conn: Connection) -> Proposal:
        from dangbo_cli.records.entry_parts import plan_progress

        today = call.env.today()
        plan = plan_progress(conn, number, chi_tieu, " ".join(result), ngay or today, minh_chung, today)
        return Proposal(plan, f"Tiến độ của mô hình số {number}")

    return carry_out(call, propose, Wish(xem_truoc, dong_y))


@manual(
    "Ghi một mốc tiến độ đã xong ngày nào, hoặc hạn của mốc; số của mốc ghi ở «mo-hinh xem». Mốc có hạn mà chưa xong đứng "
    'trong «bao-cao den-han». Thêm mốc: «dangbo mo-hinh sua ID "mốc tiến độ=Ban hành kế hoạch: 31/03/2022"»; bỏ một mốc: «dangbo '
    'mo-hinh bo-moc ID SỐ»; bỏ mọi mốc: «dangbo mo-hinh sua ID "mốc tiến độ="».',
    ("dangbo mo-hinh moc 12 3 --xong 28/03/2022", "Mốc số 3 của mô hình số 12 đã xong."),
    ("dangbo mo-hinh moc 12 --han 30/06/2022", "Hạn của mốc duy nhất."),
)
def moc(
    ctx: typer.Context,
    number: Number,
    milestone: Annotated[
        Any,
        typer.Argument(metavar="MỐC", click_type=ValueType(read_number), help="Số của mốc.", show_default=False),
    ] = None,
    xong: Annotated[
        Any, typer.Option("--xong", metavar="NGÀY", click_type=ValueType(read_day), help="Ngày đã hoàn thành.")
    ] = None,
    han: Annotated[
        Any, typer.Option("--han", metavar="NGÀY", click_type=ValueType(read_day), help="Hạn của mốc.")
    ] = None,
    xem_truoc: PreviewOnly = False,
    dong_y: Yes = False,
) -> int:
    """Note when a milestone was reached, or is due."""
    call = call_of(ctx)

    def propose(conn: Connection) -> Proposal:
        from dangbo_cli.records.milestones import plan_milestone

        plan = plan_milestone(conn, number, milestone, xong, han, call.env.today())
        return Proposal(plan, f"Mốc tiến độ của mô hình số {number}")

    return carry_out(call, propose, Wish(xem_truoc, dong_y))


@manual(
    "Ghi thời hạn của một chỉ tiêu; số của chỉ tiêu ghi ở «mo-hinh xem», có một chỉ tiêu thì không cần gõ. Chỉ tiêu có hạn "
    "mà chưa đạt đứng trong «bao-cao den-han».",
    ("dangbo mo-hinh chi-tieu 12 31 --han 31/12/2022", "Thời hạn của chỉ tiêu số 31 của mô hình số 12."),
    ("dangbo mo-hinh chi-tieu 12 --han 31/12/2022", "Thời hạn của chỉ tiêu duy nhất."),
)
def chi_tieu(
    ctx: typer.Context,
    number: Number,
    target: Annotated[
        Any,
        typer.Argument(
            metavar="CHỈ_TIÊU", click_type=ValueType(read_number), help="Số của chỉ tiêu.", show_default=False
        ),
    ] = None,
    *,
    han: Annotated[
        Any, typer.Option("--han", metavar="NGÀY", click_type=ValueType(read_day), help="Hạn của chỉ tiêu.")
    ],
    xem_truoc: PreviewOnly = False,
    dong_y: Yes = False,
) -> int:
    """Note by when a target is to be reached."""

    def propose(conn: Connection) -> Proposal:
        from dangbo_cli.records.milestones import plan_target_due

        return Proposal(plan_target_due(conn, number, target, han), f"Thời hạn chỉ tiêu của mô hình số {number}")

    return carry_out(call_of(ctx), propose, Wish(xem_truoc, dong_y))


bo_chi_tieu = dropping(
    KIND,
    "initiative_target",
    "chỉ tiêu",
    "mô hình",
    "bo-chi-tieu",
    "Kết quả đã báo cáo của chỉ tiêu ấy được bỏ theo, và được kê ra trước khi ghi; hoàn tác thì lấy lại cả hai.",
    "chỉ tiêu=…",
)
bo_moc = dropping(
    KIND,
    "initiative_milestone",
    "mốc",
    "mô hình",
    "bo-moc",
    "Hoàn tác thì lấy lại cả hạn, cả ngày đã xong của mốc.",
    "mốc tiến độ=…",
)
