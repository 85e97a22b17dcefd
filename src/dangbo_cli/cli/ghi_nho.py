"""`ghi-nho`: what was answered while sheets were read, and is answered by the record itself from then on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dangbo_cli.cli.call import call_of
from dangbo_cli.cli.errors import Misuse
from dangbo_cli.cli.framework import ValueType
from dangbo_cli.cli.help import manual
from dangbo_cli.cli.options import Output, PreviewOnly, Yes, read_number, with_output
from dangbo_cli.cli.saving import may_overwrite, say_replaced, write_whole
from dangbo_cli.cli.showing import Shape, show
from dangbo_cli.cli.writing import Proposal, Wish, carry_out

if TYPE_CHECKING:
    from sqlite3 import Connection

Numbers = Annotated[
    list[Any],
    typer.Argument(metavar="SỐ", click_type=ValueType(read_number), help="Số của ghi nhớ, cột đầu của «ds».",
                   show_default=False),
]  # fmt: skip


@manual(
    "Khi nhập, câu trả lời ở bàn phím được giữ lại cùng lần nhập: tên này là tổ chức nào, dòng này là ai, hai người nào "
    "khác nhau, cột này là gì, giá trị nào giữ như trong sổ. "
    "Lần sau gặp lại thì dùng luôn, không hỏi, và nêu «theo ghi nhớ số …» ở chỗ đã dùng.\n\n"
    "Ghi nhớ không thắng số liệu trái ngược: ngày sinh, số hiệu nay khác thì hỏi lại. Hoàn tác lần nhập thì các ghi nhớ của "
    "lần ấy cũng hết.",
    ("dangbo ghi-nho ds", "Mọi điều đang ghi nhớ: lúc nào, ai chọn, từ tệp nào, đã dùng mấy lần."),
)
@with_output
def ds(ctx: typer.Context, output: Output) -> None:
    """List decisions."""
    from dangbo_cli.reports.decisions import list_decisions

    call = call_of(ctx)
    with call.reading() as conn:
        table = list_decisions(conn)
    show(call, table, output, Shape.LIST)


@manual(
    "Bỏ một hay nhiều điều ghi nhớ: lần nhập sau lại hỏi. Những gì đã ghi vào sổ theo ghi nhớ ấy vẫn giữ nguyên; muốn bỏ thì "
    "hoàn tác lần nhập đã ghi.",
    ("dangbo ghi-nho huy 3", "Bỏ ghi nhớ số 3."),
    ("dangbo ghi-nho huy 3 5 --dong-y", "Bỏ hai điều, không hỏi lại."),
)
def huy(ctx: typer.Context, numbers: Numbers, xem_truoc: PreviewOnly = False, dong_y: Yes = False) -> int:
    """Withdraw decisions."""

    def propose(conn: Connection) -> Proposal:
        from dangbo_cli.records.decisions import plan_forget

        return Proposal(plan_forget(conn, numbers), "Bỏ ghi nhớ")

    return carry_out(call_of(ctx), propose, Wish(xem_truoc, dong_y))


@manual(
    "Ghi mọi điều đang ghi nhớ ra một tệp JSON đọc được bằng mắt, để xem lại hoặc lưu. Có họ tên, ngày sinh; không có số định "
    "danh, số thẻ.",
    ("dangbo ghi-nho xuat ghi-nho.json", "Ra tệp ghi-nho.json."),
)
def xuat(
    ctx: typer.Context,
    target: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp .json để ghi.", show_default=False)],
) -> None:
    """Write decisions to a file."""
    from dangbo_cli.reports.decisions import export_decisions
    from dangbo_cli.views.json import value_json
    from dangbo_cli.views.messages import show_note
    from dangbo_cli.views.values import integer

    call = call_of(ctx)
    path = target.expanduser()
    if path.suffix.lower() != ".json":
        raise Misuse(f"Chưa ghi được loại tệp của «{path}».", "Đặt tên tệp tận cùng bằng .json.", names=(str(path),))
    with call.reading() as conn:
        decisions = export_decisions(conn)
    if not may_overwrite(call.env, path):
        return
    over = say_replaced(path)
    write_whole(path, lambda file: file.write_text(value_json(decisions) + "\n", encoding="utf-8"))
    show_note(call.env, f"Đã ghi {integer(len(decisions))} điều ghi nhớ vào «{path}»{over}.", names=(str(path),))
