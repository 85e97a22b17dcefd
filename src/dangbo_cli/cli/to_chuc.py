"""`to-chuc`: the tree of organisations, their list, and one of them whole."""

from __future__ import annotations

from typing import Annotated

import typer

from dangbo_cli.cli.asking import day_asked, organization_asked, refusals
from dangbo_cli.cli.call import call_of
from dangbo_cli.cli.errors import Misuse
from dangbo_cli.cli.help import manual
from dangbo_cli.cli.options import AsOf, Output, Unit, with_output
from dangbo_cli.cli.showing import Look, Shape, show, show_one


@manual(
    "Cây tổ chức, mỗi dòng một tổ chức với số đảng viên của nó và mọi tổ chức bên dưới.",
    ("dangbo to-chuc so-do", "Toàn bộ cây tổ chức hôm nay."),
    ("dangbo tc cay 05 --tinh-den 31/12/2022", "Riêng tổ chức mã 05, tính đến hết năm 2022."),
)
@with_output
def so_do(
    ctx: typer.Context,
    output: Output,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="MÃ", help="Chỉ tổ chức này và bên dưới; mã hoặc tên, như --don-vi.", show_default=False
        ),
    ] = None,
    don_vi: Unit = None,
    tinh_den: AsOf = None,
) -> None:
    """Show the tree with head counts."""
    from dangbo_cli.reports.tree import list_organizations, organization_tree
    from dangbo_cli.views.json import value_json
    from dangbo_cli.views.tree import show_tree

    if words and don_vi is not None:
        raise Misuse("Tổ chức được ghi hai lần.", "Gõ tên hoặc mã một mình, hoặc dùng --don-vi.")
    call = call_of(ctx)
    day = day_asked(call, tinh_den)
    with call.reading() as conn, refusals():
        root = organization_asked(conn, " ".join(words) if words else don_vi, day)
        roots = organization_tree(conn, day, root)
        table = list_organizations(conn, day, root)
    look = Look(
        json=lambda: value_json(roots[0] if len(roots) == 1 else roots),
        text=lambda: show_tree(roots, table, call.env),
    )
    show(call, table, output, Shape.LIST, look)


@manual(
    "Các tổ chức đảng, cấp trên đứng trước cấp dưới, với số chi bộ và số đảng viên.",
    ("dangbo to-chuc ds", "Mọi tổ chức đảng trong sổ."),
    ("dangbo tc ds --don-vi 05 --luu-vao to-chuc-05.xlsx", "Tổ chức mã 05 và các tổ chức bên dưới, ra tệp Excel."),
)
@with_output
def ds(ctx: typer.Context, output: Output, don_vi: Unit = None, tinh_den: AsOf = None) -> None:
    """List organisations."""
    from dangbo_cli.reports.tree import list_organizations

    call = call_of(ctx)
    day = day_asked(call, tinh_den)
    with call.reading() as conn, refusals():
        table = list_organizations(conn, day, organization_asked(conn, don_vi, day))
    show(call, table, output, Shape.LIST)


@manual(
    "Mọi điều sổ ghi về một tổ chức trên một màn hình: loại hình, cấp trên, cấp ủy, số đảng viên, tổ chức trực thuộc, quá "
    "trình, xếp loại.",
    ("dangbo tc xem K02.01", "Theo mã tổ chức."),
    ('dangbo tc xem "Sở Công Thương"', "Theo tên, khi chỉ một tổ chức có tên ấy."),
)
@with_output
def xem(
    ctx: typer.Context,
    output: Output,
    which: Annotated[list[str], typer.Argument(metavar="MÃ", help="Mã hoặc tên tổ chức.", show_default=False)],
    tinh_den: AsOf = None,
) -> None:
    """Show one organisation whole."""
    from dangbo_cli.reports.lookup import find_organization
    from dangbo_cli.reports.profile import organization_profile

    call = call_of(ctx)
    day = day_asked(call, tinh_den)
    with call.reading() as conn, refusals():
        one = find_organization(conn, " ".join(which), day)
        profile = organization_profile(conn, one.id, day)
    show_one(call, profile, output)
