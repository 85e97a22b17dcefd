"""`khen-thuong de-nghi`: whom a year's ratings let propose for commendation."""

from __future__ import annotations

import typer

from dangbo_cli.cli.asking import organization_asked, refusals
from dangbo_cli.cli.bao_cao_xep_loai import Year
from dangbo_cli.cli.call import call_of
from dangbo_cli.cli.errors import Misuse
from dangbo_cli.cli.help import manual
from dangbo_cli.cli.options import Output, Unit, with_output
from dangbo_cli.cli.showing import Shape, show


@manual(
    "Đảng viên, tổ chức đảng được quyết định «Hoàn thành xuất sắc nhiệm vụ» trong năm, và năm năm liền, để xét đề nghị "
    "khen thưởng; bên cạnh là mức từng năm, việc trong năm, đã khen gì, và kỷ luật nếu có. Người có vài năm chưa có mức "
    "quyết định trong sổ đứng riêng, nêu rõ thiếu năm nào.",
    ("dangbo khen-thuong de-nghi --nam 2022", "Toàn đảng bộ, theo xếp loại năm 2022."),
    ("dangbo khen-thuong de-nghi --nam 2022 --don-vi 05 --luu-vao de-nghi.xlsx", "Của tổ chức mã 05, ra tệp Excel."),
)
@with_output
def de_nghi(ctx: typer.Context, output: Output, nam: Year = None, don_vi: Unit = None) -> None:
    """List commendation proposals."""
    from dangbo_cli.domain.rule_set import NoRules
    from dangbo_cli.reports.commendation_proposals import commendation_proposals
    from dangbo_cli.reports.rating_rules import last_day, newest_year

    call = call_of(ctx)
    with call.reading() as conn, refusals():
        year = nam or newest_year(conn) or call.env.today().year
        root = organization_asked(conn, don_vi, last_day(year))
        try:
            table = commendation_proposals(conn, year, root)
        except NoRules as error:
            raise Misuse(str(error)) from None
    show(call, table, output, Shape.REPORT)
