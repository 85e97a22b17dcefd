"""`van-ban`: directing documents, what each carries out, and what hangs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dangbo_cli.cli.asking import refusals
from dangbo_cli.cli.call import call_of
from dangbo_cli.cli.entries import EntryKind, adding, editing, listing, removing
from dangbo_cli.cli.help import manual
from dangbo_cli.cli.options import Output, PreviewOnly, Yes, with_output
from dangbo_cli.cli.showing import Look, Shape, show
from dangbo_cli.cli.writing import Proposal, Wish, carry_out

if TYPE_CHECKING:
    from sqlite3 import Connection

KIND = EntryKind(
    "van-ban",
    "văn bản chỉ đạo",
    "subject",
    '"Kế hoạch học tập chuyên đề năm 2022" "số=15-KH/ĐUK" "ngày ban hành=08/03/2022"',
    '"cơ quan ban hành=Đảng ủy Khối"',
    numbers="number",
)
ds = listing(
    KIND,
    "Xếp theo thứ tự đã ghi. Số đứng đầu dòng là ID của văn bản.",
    ("dangbo van-ban ds --nam 2022", "Những văn bản ban hành năm 2022."),
    ("dangbo van-ban ds --luu-vao van-ban.xlsx", "Ra tệp Excel."),
)
them, sua, xoa = adding(KIND), editing(KIND), removing(KIND)
_Which = Annotated[
    list[str] | None,
    typer.Argument(metavar="VĂN_BẢN", help="Số ký hiệu, số trong sổ hoặc một phần trích yếu.", show_default=False),
]


@manual(
    "Cây văn bản: văn bản nào thực hiện văn bản nào, và những gì gắn với từng văn bản: việc phải nộp, mô hình, chuyên đề, ghi "
    "danh, khen thưởng. Không gõ văn bản thì hiện tất cả.",
    ("dangbo van-ban xem 05-CT/TW", "Một văn bản và các văn bản thực hiện nó."),
    ("dangbo van-ban xem", "Mọi văn bản."),
)
@with_output
def xem(ctx: typer.Context, output: Output, which: _Which = None) -> None:
    """Show the tree of documents."""
    from dangbo_cli.reports.documents import document_table, document_tree, find_document
    from dangbo_cli.views.documents import show_documents
    from dangbo_cli.views.json import value_json

    call = call_of(ctx)
    with call.reading() as conn, refusals():
        root = find_document(conn, " ".join(which)).id if which else None
        branches = document_tree(conn, root)
        table = document_table(branches)
    values = [branch.value for branch in branches]
    look = Look(
        json=lambda: value_json(values[0] if root is not None else values),
        text=lambda: show_documents(branches, call.env),
    )
    show(call, table, output, Shape.LIST, look)


@manual(
    "Văn bản nào là chỉ thị về học tập, làm theo đang thực hiện; tên của nó đứng trong «bao-cao chi-thi-05» và báo cáo năm. Không "
    "gõ văn bản thì cho biết đang là văn bản nào. Đổi khi có chỉ thị mới.",
    ("dangbo van-ban chi-thi 05-CT/TW", "Đặt văn bản số 05-CT/TW: cho xem trước, rồi hỏi."),
    ("dangbo van-ban chi-thi", "Xem đang đặt văn bản nào."),
)
def chi_thi(
    ctx: typer.Context, which: _Which = None, xem_truoc: PreviewOnly = False, dong_y: Yes = False
) -> int | None:
    """Show or set the directive on study."""
    from dangbo_cli.reports.documents import find_document, read_documents
    from dangbo_cli.store.settings import study_directive

    call = call_of(ctx)
    if which:
        typed = " ".join(which)

        def propose(conn: Connection) -> Proposal:
            from dangbo_cli.records.study_directive import plan_study_directive

            wanted = find_document(conn, typed)
            return Proposal(plan_study_directive(conn, wanted.id), f"Đặt chỉ thị học tập: {wanted.label}")

        return carry_out(call, propose, Wish(xem_truoc, dong_y))
    with call.reading() as conn, refusals():
        now = study_directive(conn)
        named = read_documents(conn)[now].label if now is not None else None
    if named is None:
        call.env.out("Chưa đặt chỉ thị học tập. Đặt bằng: dangbo van-ban chi-thi SỐ_KÝ_HIỆU")
    else:
        call.env.out(f"Chỉ thị học tập: {named}.")
    return None
