"""`dang-vien trung|gop-trung`: people whom the record may hold twice, and two records made one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dangbo_cli.cli.asking import organization_asked, refusals
from dangbo_cli.cli.assignments import part_words
from dangbo_cli.cli.call import Call, call_of
from dangbo_cli.cli.errors import Misuse
from dangbo_cli.cli.exit_codes import ExitCode
from dangbo_cli.cli.framework import one_of
from dangbo_cli.cli.help import manual
from dangbo_cli.cli.options import Full, Output, PreviewOnly, Unit, Yes, with_output
from dangbo_cli.cli.showing import Shape, show
from dangbo_cli.cli.writing import Proposal, Wish, carry_out

if TYPE_CHECKING:
    from sqlite3 import Connection

SURE, ALL = "chac", "tat-ca"


@manual(
    "So mọi người trong sổ với nhau và nêu từng cặp có thể là một người, kèm căn cứ và điểm: cùng số định danh, họ tên "
    "(tên càng hiếm điểm càng cao), ngày sinh, ngày vào Đảng, quê quán, tổ chức. «Gần như chắc» từ 22 điểm, «cần xem» từ "
    "12 điểm. Lệnh chỉ nêu, không tự gộp. Cặp nào là hai người khác nhau thì ghi bằng --khac: từ đó không nêu nữa; bỏ bằng "
    "«dangbo ghi-nho huy».",
    ("dangbo dv trung", "Mọi cặp trong toàn đảng bộ, cặp giống nhất đứng đầu."),
    ("dangbo dv trung --don-vi 05 --muc chac", "Các cặp gần như chắc có người thuộc tổ chức mã 05."),
    ("dangbo dv trung --luu-vao trung.xlsx", "Ra tệp Excel để chuyển các đơn vị xem."),
    ("dangbo dv trung --khac 12 57", "Số 12 và số 57 là hai người khác nhau."),
)
@with_output
def trung(
    ctx: typer.Context,
    output: Output,
    don_vi: Unit = None,
    muc: Annotated[
        str,
        typer.Option(
            "--muc", metavar="chac|tat-ca", click_type=one_of((SURE, ALL), {"sure": SURE, "all": ALL}),
            help="Chỉ các cặp gần như chắc, hay tất cả.",
        ),
    ] = ALL,
    khac: Annotated[
        tuple[str, str] | None,
        typer.Option("--khac", metavar="A B", help="Ghi nhớ A và B là hai người khác nhau."),
    ] = None,
    xem_truoc: PreviewOnly = False,
    dong_y: Yes = False,
) -> int:  # fmt: skip
    """List pairs that may be one person."""
    from dangbo_cli.domain.likeness import ALMOST_SURE, REVIEW
    from dangbo_cli.reports.decisions import pairs_apart
    from dangbo_cli.reports.duplicates import list_duplicates

    call = call_of(ctx)
    if khac is not None:
        return _keep_apart(call, khac, Wish(xem_truoc, dong_y))
    day = call.env.today()
    least = ALMOST_SURE if muc == SURE else REVIEW
    with call.reading() as conn, refusals():
        apart = pairs_apart(conn)
        table = list_duplicates(conn, day, organization_asked(conn, don_vi, day), least=least, apart=apart)
    show(call, table, output, Shape.LIST)
    return ExitCode.DONE


def _keep_apart(call: Call, pair: tuple[str, str], wish: Wish) -> int:
    """Keep that two are not the same."""

    def propose(conn: Connection) -> Proposal:
        from dangbo_cli.records.decisions import plan_apart
        from dangbo_cli.reports.lookup import find_member

        first, second = (find_member(conn, who, call.env.today()) for who in pair)
        return Proposal(plan_apart(conn, first.id, second.id), "Ghi nhớ hai người khác nhau")

    return carry_out(call, propose, wish)


@manual(
    "Gộp bản ghi B vào bản ghi A: A ở lại, số của B từ đó trả lời «đã gộp vào A». Điều chỉ một bên có thì giữ; chức "
    "vụ, xếp loại của B chuyển sang A, không lặp. Họ tên, ngày sinh, các số, ngày vào Đảng, nơi sinh hoạt (nay và những nơi "
    "trước) mà hai bên ghi khác nhau thì phải chọn: «--giu A» hoặc «--giu B» cho tất cả, hoặc từng trường «trường=A», "
    "«trường=B», «trường=giá trị». Lịch sử của cả hai còn nguyên trong «dangbo dv lich-su»; gộp rồi hoàn tác được.",
    ("dangbo dv gop-trung 12 57 --xem-truoc", "Xem gộp số 57 vào số 12 thì đổi những gì."),
    ("dangbo dv gop-trung 12 57 --giu A", "Chỗ nào khác nhau thì theo số 12."),
    ('dangbo dv gop-trung 12 57 "ngày sinh=B" "số thẻ=A"', "Ngày sinh theo số 57, số thẻ theo số 12."),
)
def gop_trung(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="A B", help="Hai người: số trong sổ, số thẻ hoặc họ tên; rồi «trường=A|B|giá trị».",
            show_default=False,
        ),
    ],
    giu: Annotated[
        str | None,
        typer.Option("--giu", metavar="A|B", click_type=one_of(("A", "B"), {"a": "A", "b": "B"}),
                     help="Chỗ hai bản ghi khác nhau thì theo bản ghi nào."),
    ] = None,
    hien_du: Full = False,
    xem_truoc: PreviewOnly = False,
    dong_y: Yes = False,
) -> int:  # fmt: skip
    """Merge two records of one person."""
    people = [word for word in words if "=" not in word]
    if len(people) != 2:
        raise Misuse(
            "Cần đúng hai người để gộp.",
            "Gõ hai số trong sổ, như «dangbo dv gop-trung 12 57»; họ tên thì đặt trong ngoặc kép.",
        )
    _, given = part_words([*people, *(word for word in words if "=" in word)], "dangbo dv gop-trung")

    def propose(conn: Connection) -> Proposal:
        from dangbo_cli.records.merge import plan_merge
        from dangbo_cli.reports.lookup import find_member

        first, second = (find_member(conn, who, call.env.today()) for who in people)
        plan = plan_merge(conn, first.id, second.id, call.env.today(), giu, given)
        return Proposal(plan, f"Gộp {second.label} (B) vào {first.label} (A)", masked=not hien_du)

    call = call_of(ctx)
    return carry_out(call, propose, Wish(xem_truoc, dong_y))
