"""`xep-loai ra-soat|tran|bo-qua`: the review of a year's ratings, the ceilings, findings let stand with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dangbo_cli.cli.asking import organization_asked, refusals
from dangbo_cli.cli.bao_cao_xep_loai import Year
from dangbo_cli.cli.call import Call, call_of
from dangbo_cli.cli.errors import Misuse
from dangbo_cli.cli.exit_codes import ExitCode
from dangbo_cli.cli.framework import one_of
from dangbo_cli.cli.help import manual
from dangbo_cli.cli.options import Output, PreviewOnly, Unit, Yes, with_output
from dangbo_cli.cli.showing import Look, Shape, show
from dangbo_cli.cli.writing import Proposal, Wish, carry_out

if TYPE_CHECKING:
    from sqlite3 import Connection

    from dangbo_cli.reports.rating_review import Review

Stage = Annotated[
    str,
    typer.Option(
        "--theo", metavar="MỨC",
        click_type=one_of(("quyet-dinh", "de-nghi"), {"decided": "quyet-dinh", "proposed": "de-nghi", "de-xuat": "de-nghi"}),
        help="Xét theo mức quyết định (mặc định) hay mức đề nghị.",
    ),
]  # fmt: skip
_STAGES = {"quyet-dinh": "decided", "de-nghi": "proposed"}


@manual(
    "Soát xếp loại của một năm theo bộ quy định của năm ấy: tỷ lệ 20 %, người được miễn mà vẫn xếp loại, chưa xếp loại "
    "không ghi lý do, kỷ luật, nghỉ ốm, xếp loại công chức, … Mỗi phát hiện nêu căn cứ, số liệu và tên. Lệnh chỉ nhắc, "
    "không sửa gì; xét trên mức quyết định, chỗ nào chưa có thì nói rõ là chưa xét được.\n\n"
    "Mã thoát 1 khi có phát hiện cần xem, 0 khi không.",
    ("dangbo xep-loai ra-soat --nam 2022", "Soát toàn đảng bộ."),
    ("dangbo xep-loai ra-soat --nam 2022 --don-vi 05 --chi-tiet", "Riêng tổ chức mã 05, đủ tên từng người."),
    ("dangbo xep-loai ra-soat --nam 2022 --theo de-nghi", "Soát trước khi quyết định, theo mức đề nghị."),
)
@with_output
def ra_soat(
    ctx: typer.Context,
    output: Output,
    nam: Year = None,
    don_vi: Unit = None,
    theo: Stage = "quyet-dinh",
    chi_tiet: Annotated[bool, typer.Option("--chi-tiet", help="Nêu hết từng phát hiện và tên từng người.")] = False,
) -> ExitCode:
    """Review a year's ratings: 0 clean, 1 findings."""
    from dangbo_cli.reports.rating_review import findings_table

    call = call_of(ctx)
    with call.reading() as conn, refusals():
        asked = _review(call, conn, nam, don_vi, theo)
    table = findings_table(asked, for_units=output.save is not None)

    def text() -> None:
        from dangbo_cli.views.review import show_review

        show_review(table.title, asked.findings, table.notes, call.env, chi_tiet)

    show(call, table, output, Shape.REPORT, Look(text=text))
    return ExitCode.ATTENTION if asked.stands else ExitCode.DONE


@manual(
    "Tỷ lệ «Hoàn thành xuất sắc nhiệm vụ» của từng tổ chức cơ sở đảng và từng nhóm tổ chức, cả ba cách tính đứng cạnh "
    "nhau: trên số «Hoàn thành tốt nhiệm vụ», trên số từ «tốt» trở lên, trên tất cả. Thêm --chi-tiet để có cả chi bộ "
    "(chỉ tham khảo).",
    ("dangbo xep-loai tran --nam 2022", "Mọi tổ chức cơ sở đảng."),
    ("dangbo xep-loai tran --nam 2022 --theo de-nghi", "Tính theo mức đề nghị, trước khi quyết định."),
)
@with_output
def tran(
    ctx: typer.Context,
    output: Output,
    nam: Year = None,
    don_vi: Unit = None,
    theo: Stage = "quyet-dinh",
    chi_tiet: Annotated[bool, typer.Option("--chi-tiet", help="Thêm từng chi bộ, để tham khảo.")] = False,
) -> None:
    """Show the ceilings of all groups."""
    from dangbo_cli.reports.rating_review import ceilings_table

    call = call_of(ctx)
    with call.reading() as conn, refusals():
        table = ceilings_table(_review(call, conn, nam, don_vi, theo), chi_tiet)
    show(call, table, output, Shape.REPORT)


@manual(
    "Ghi lý do để một phát hiện của «xep-loai ra-soat» được giữ nguyên; lần soát sau vẫn hiện nó cùng lý do, nhưng không "
    "nhắc nữa. Mã phát hiện nằm dưới mỗi phát hiện. Thêm --bo để nhắc lại như trước.",
    (
        'dangbo xep-loai bo-qua ky-luat/dv12 --nam 2022 --ly-do "Vi phạm đã tính ở năm 2021"',
        "Ghi lý do cho một phát hiện.",
    ),
    ("dangbo xep-loai bo-qua ky-luat/dv12 --nam 2022 --bo", "Bỏ lý do đã ghi."),
)
def bo_qua(
    ctx: typer.Context,
    finding: Annotated[str, typer.Argument(metavar="MÃ", help="Mã phát hiện, như ky-luat/dv12.", show_default=False)],
    nam: Year = None,
    ly_do: Annotated[str, typer.Option("--ly-do", metavar="LÝ-DO", help="Lý do, hoặc văn bản cho phép.")] = "",
    bo: Annotated[bool, typer.Option("--bo", help="Bỏ lý do đã ghi; phát hiện lại được nhắc.")] = False,
    xem_truoc: PreviewOnly = False,
    dong_y: Yes = False,
) -> int:
    """Let a finding stand, with its reason."""
    call = call_of(ctx)

    def propose(conn: Connection) -> Proposal:
        from dangbo_cli.records.rating_years import plan_lift_override, plan_override

        asked = _review(call, conn, nam, None, "quyet-dinh")
        year = asked.loaded.year.year
        if bo:
            return Proposal(plan_lift_override(conn, year, finding), f"Nhắc lại phát hiện «{finding}» năm {year}")
        found = next((f for f in asked.findings if f.id.casefold() == finding.casefold()), None)
        if found is None:
            raise Misuse(
                f"Lần soát năm {year} không có phát hiện «{finding}».",
                f"Xem các mã bằng: dangbo xep-loai ra-soat --nam {year}",
            )
        column = {"dv": "member_id", "tc": "organization_id"}
        subject = (column[found.subject.sort], found.subject.number) if found.subject else None
        plan = plan_override(conn, year, found.id, subject, ly_do, call.env.today())
        return Proposal(plan, f"Bỏ qua phát hiện: {found.sentence}")

    return carry_out(call, propose, Wish(xem_truoc, dong_y))


def _review(call: Call, conn: Connection, year: int | None, unit: str | None, stage: str) -> Review:
    from dangbo_cli.domain.rule_set import NoRules
    from dangbo_cli.reports.rating_review import review
    from dangbo_cli.reports.rating_rules import last_day, newest_year

    chosen = year or newest_year(conn) or call.env.today().year
    try:
        return review(conn, chosen, organization_asked(conn, unit, last_day(chosen)), _STAGES[stage])
    except NoRules as error:
        raise Misuse(str(error)) from None
