"""`chuyen-de`: the year's topic, topic sessions and study of resolutions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dangbo_cli.cli.asking import refusals
from dangbo_cli.cli.call import call_of
from dangbo_cli.cli.entries import EntryKind, adding, editing, listing, removing, showing
from dangbo_cli.cli.framework import ValueType
from dangbo_cli.cli.help import manual
from dangbo_cli.cli.options import Output, PreviewOnly, Yes, read_number, read_year, with_output
from dangbo_cli.cli.showing import Shape, show
from dangbo_cli.cli.writing import Proposal, Wish, carry_out

if TYPE_CHECKING:
    from sqlite3 import Connection

KIND = EntryKind(
    "chuyen-de",
    "buổi sinh hoạt chuyên đề",
    "topic",
    '"Tiên phong, gương mẫu" --don-vi K02.01 "ngày tổ chức=10/04/2022" "số phải dự=20" "số dự=18"',
    '"số dự=19"',
)
ds, xem, them, sua, xoa = listing(KIND), showing(KIND), adding(KIND), editing(KIND), removing(KIND)


@manual(
    "Không gõ tên thì kê chuyên đề của năm ấy, của mọi năm nếu không gõ năm; gõ năm và tên thì ghi. «bao-cao chi-thi-05» và "
    "báo cáo năm nêu chuyên đề của năm và những nơi đã học.",
    ("dangbo chuyen-de cua-nam", "Chuyên đề của mọi năm."),
    ("dangbo chuyen-de cua-nam 2022 \"Xây dựng đội ngũ cán bộ, đảng viên tiên phong, gương mẫu\" --van-ban 15-KH/ĐUK",
     "Ghi chuyên đề năm 2022, theo văn bản nào."),
)  # fmt: skip
@with_output
def cua_nam(
    ctx: typer.Context,
    output: Output,
    nam: Annotated[
        Any, typer.Argument(metavar="NĂM", click_type=ValueType(read_year), help="Năm.", show_default=False)
    ] = None,
    name: Annotated[
        list[str] | None, typer.Argument(metavar="TÊN", help="Tên chuyên đề.", show_default=False)
    ] = None,
    van_ban: Annotated[str | None, typer.Option("--van-ban", metavar="SỐ", help="Theo văn bản nào.")] = None,
    thay: Annotated[
        Any, typer.Option("--thay", metavar="SỐ", click_type=ValueType(read_number), help="Sửa chuyên đề số này.")
    ] = None,
    xem_truoc: PreviewOnly = False,
    dong_y: Yes = False,
) -> int | None:  # fmt: skip
    """Show the years' topics, or write one."""
    call = call_of(ctx)
    if not name:
        from dangbo_cli.reports.study_topics import topics_table

        with call.reading() as conn, refusals():
            table = topics_table(conn, nam)
        show(call, table, output, Shape.LIST)
        return None
    title = " ".join(name)

    def propose(conn: Connection) -> Proposal:
        from dangbo_cli.records.study_topics import plan_topic
        from dangbo_cli.reports.documents import find_document

        document = find_document(conn, van_ban).id if van_ban else None
        return Proposal(plan_topic(conn, nam, title, document, thay), f"Chuyên đề của năm {nam}")

    return carry_out(call, propose, Wish(xem_truoc, dong_y))
