"""`xep-loai quy-dinh|chot|mo-lai|tieu-chi`: the rules of a year, whether its ratings may still change, graded criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dangbo_cli.cli.asking import refusals
from dangbo_cli.cli.assignments import part_words
from dangbo_cli.cli.call import call_of
from dangbo_cli.cli.errors import Misuse
from dangbo_cli.cli.framework import ValueType
from dangbo_cli.cli.help import manual
from dangbo_cli.cli.options import Output, PreviewOnly, Yes, read_number, read_year, with_output
from dangbo_cli.cli.showing import Shape, show
from dangbo_cli.cli.writing import Proposal, Wish, carry_out

if TYPE_CHECKING:
    from sqlite3 import Connection

YearWord = Annotated[
    Any, typer.Argument(metavar="NĂM", click_type=ValueType(read_year), help="Năm xếp loại.", show_default=False)
]


@manual(
    "Gõ một mình để xem các bộ quy định; thêm năm để xem từng con số với nguồn và độ tin cậy. Thêm KHÓA=GIÁ-TRỊ để ghi "
    "con số của đơn vị cho năm ấy (bắt buộc có --nguon); để trống sau dấu «=» là trở về con số có sẵn. Con số chưa có "
    "nguồn chỉ cho gợi ý, không cho cảnh báo.",
    ("dangbo xep-loai quy-dinh 2022", "Các con số của năm 2022, với nguồn."),
    (
        'dangbo xep-loai quy-dinh 2022 tran-tinh-tren=tot-tro-len --nguon "Công văn 12-CV/BTC, mục 3"',
        "Tính 20 % trên số từ «tốt» trở lên.",
    ),
)
@with_output
def quy_dinh(
    ctx: typer.Context,
    output: Output,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NĂM] [KHÓA=GIÁ-TRỊ]", help="Năm, rồi các con số cần ghi.", show_default=False),
    ] = None,
    nguon: Annotated[str, typer.Option("--nguon", metavar="NGUỒN", help="Văn bản, mục nêu con số.")] = "",
    xem_truoc: PreviewOnly = False,
    dong_y: Yes = False,
) -> int | None:
    """Show a rule set, or change figures of it."""
    from dangbo_cli.domain.rule_set import NoRules
    from dangbo_cli.reports.rating_rules import rule_set_table, rule_sets_table

    call = call_of(ctx)
    stated, given = part_words(words or [], "dangbo xep-loai quy-dinh NĂM")
    try:
        year = read_year(stated) if stated else None
    except ValueError as error:
        raise Misuse(f"«{stated}» không phải một năm: {error}") from None
    if given and year is None:
        raise Misuse(
            "Chưa cho biết ghi con số của năm nào.", "Gõ năm trước các con số: dangbo xep-loai quy-dinh 2022 …"
        )
    try:
        if given and year is not None:
            return _change(ctx, year, given, nguon, Wish(xem_truoc, dong_y, may_create=True))
        if call.database.exists():
            with call.reading() as conn, refusals():
                table = rule_sets_table(conn) if year is None else rule_set_table(conn, year)
        else:  # the rules that the program brings need no record
            table = rule_sets_table(None) if year is None else rule_set_table(None, year)
    except NoRules as error:
        raise Misuse(str(error)) from None
    show(call, table, output, Shape.REPORT)
    return None


def _change(ctx: typer.Context, year: int, given: list[tuple[str, str]], source: str, wish: Wish) -> int:
    call = call_of(ctx)

    def propose(conn: Connection) -> Proposal:
        from dangbo_cli.records.rating_years import plan_rule_change

        plan = plan_rule_change(conn, year, given, source, call.env.today())
        return Proposal(plan, f"Quy định xếp loại năm {year}")

    return carry_out(call, propose, wish)


@manual(
    "Chốt xếp loại của một năm: từ đó không lệnh nào và không tệp nào đổi được xếp loại năm ấy; ô nào của tệp ghi khác "
    "thì được để lại, có nêu lý do. Mở lại bằng «xep-loai mo-lai».",
    ("dangbo xep-loai chot 2022", "Chốt năm 2022."),
)
def chot(ctx: typer.Context, nam: YearWord, xem_truoc: PreviewOnly = False, dong_y: Yes = False) -> int:
    """Close a year's ratings."""
    call = call_of(ctx)

    def propose(conn: Connection) -> Proposal:
        from dangbo_cli.records.rating_years import plan_close
        from dangbo_cli.reports.rating_gaps import decided_counts, say_undecided

        plan = plan_close(conn, nam, call.env.today(), say_undecided(decided_counts(conn, nam)))
        return Proposal(plan, f"Chốt xếp loại năm {nam}")

    return carry_out(call, propose, Wish(xem_truoc, dong_y))


@manual(
    "Mở lại xếp loại của một năm đã chốt; lý do được ghi vào sổ.",
    ('dangbo xep-loai mo-lai 2022 --ly-do "Kết luận lại theo Quyết định 15-QĐ/ĐU"', "Mở lại năm 2022."),
)
def mo_lai(
    ctx: typer.Context,
    nam: YearWord,
    ly_do: Annotated[str, typer.Option("--ly-do", metavar="LÝ-DO", help="Vì sao mở lại.")] = "",
    xem_truoc: PreviewOnly = False,
    dong_y: Yes = False,
) -> int:
    """Reopen a closed year, with the reason."""
    call = call_of(ctx)

    def propose(conn: Connection) -> Proposal:
        from dangbo_cli.records.rating_years import plan_reopen

        return Proposal(plan_reopen(conn, nam, ly_do, call.env.today()), f"Mở lại xếp loại năm {nam}")

    return carry_out(call, propose, Wish(xem_truoc, dong_y))


@manual(
    "Ghi mức (Xuất sắc, Tốt, Trung bình, Kém) hoặc số điểm của từng tiêu chí của một xếp loại; để trống sau dấu «=» là bỏ "
    "tiêu chí. «xep-loai ra-soat» đối chiếu các mức này với mức xếp loại, theo quy định của năm.",
    ('dangbo xep-loai tieu-chi 12 "Kết quả thực hiện nhiệm vụ=Tốt" "Tư tưởng chính trị=Xuất sắc"', "Hai tiêu chí."),
    ('dangbo xep-loai tieu-chi 12 "Kết quả thực hiện nhiệm vụ=63,5"', "Số điểm, từ năm 2025."),
)
def tieu_chi(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(metavar="ID", help='Số của xếp loại; rồi từng "tiêu chí=mức".', show_default=False),
    ],
    xem_truoc: PreviewOnly = False,
    dong_y: Yes = False,
) -> int:
    """Set graded criteria of a rating."""
    which, given = part_words(words, "dangbo xep-loai tieu-chi")
    try:
        number = read_number(which)
    except ValueError:
        raise Misuse(
            f"«{which}» không phải số của một xếp loại.", "Xem số ở cột đầu của «dangbo xep-loai ds»."
        ) from None
    if not given:
        raise Misuse(
            "Chưa cho biết tiêu chí nào.", 'Ví dụ: dangbo xep-loai tieu-chi 12 "Kết quả thực hiện nhiệm vụ=Tốt"'
        )

    def propose(conn: Connection) -> Proposal:
        from dangbo_cli.records.rating_criteria import plan_criteria
        from dangbo_cli.store.labels import describe_subject

        plan = plan_criteria(conn, number, given)
        whose = [f", {describe_subject(conn, one.subject, one.subject_record)}" for one in plan.changes[:1]]
        return Proposal(plan, "".join((f"Tiêu chí của xếp loại số {number}", *whose)))

    return carry_out(call_of(ctx), propose, Wish(xem_truoc, dong_y))
