"""`xep-loai danh-sach-quyet-dinh`: the list that goes with a decision, or is laid before those who decide."""

from __future__ import annotations

from typing import Annotated

import typer

from dangbo_cli.cli.asking import organization_asked, refusals
from dangbo_cli.cli.bao_cao_xep_loai import STAGES, SUBJECTS, Stage, Subjects, Year, read_bucket
from dangbo_cli.cli.call import call_of
from dangbo_cli.cli.help import manual
from dangbo_cli.cli.options import Output, Unit, with_output
from dangbo_cli.cli.showing import Shape, show


@manual(
    "Tổ chức đảng và đảng viên theo từng mức, xếp như danh sách kèm theo quyết định: họ tên, chức vụ, đơn vị, số và ngày "
    "quyết định. Chỉ gồm mức đã quyết định; để trình cấp quyết định xem trước thì thêm --theo de-nghi. Thêm --trong-nam "
    "để có bên cạnh những gì năm ấy ghi về từng người: cam kết, mô hình, ghi danh, khen thưởng, kỷ luật.",
    ("dangbo xep-loai danh-sach-quyet-dinh --nam 2022 --muc HTXSNV", "Ai được xếp loại xuất sắc năm 2022."),
    (
        "dangbo xep-loai danh-sach-quyet-dinh --nam 2022 --don-vi 05 --luu-vao danh-sach.xlsx",
        "Của tổ chức mã 05, ra tệp Excel.",
    ),
    (
        "dangbo xep-loai danh-sach-quyet-dinh --nam 2022 --theo de-nghi --trong-nam",
        "Danh sách trình xem xét, theo mức đề nghị.",
    ),
)
@with_output
def danh_sach(
    ctx: typer.Context,
    output: Output,
    nam: Year = None,
    don_vi: Unit = None,
    doi_tuong: Subjects = None,
    muc: Annotated[str | None, typer.Option("--muc", metavar="MỨC", help="Chỉ một mức, như HTXSNV.")] = None,
    theo: Stage = None,
    trong_nam: Annotated[
        bool, typer.Option("--trong-nam", help="Thêm cam kết, mô hình, ghi danh, khen thưởng, kỷ luật của năm.")
    ] = False,
) -> None:  # fmt: skip
    """List who has which level."""
    from dangbo_cli.reports.rating_lists import decision_list
    from dangbo_cli.reports.rating_rules import last_day, newest_year

    call = call_of(ctx)
    level = read_bucket(muc)
    with call.reading() as conn, refusals():
        year = nam or newest_year(conn) or call.env.today().year
        root = organization_asked(conn, don_vi, last_day(year))
        sorts = SUBJECTS[doi_tuong] if doi_tuong else ("tc", "dv")
        table = decision_list(conn, year, root, sorts, STAGES[theo or "quyet-dinh"], level, trong_nam)
    show(call, table, output, Shape.REPORT)
