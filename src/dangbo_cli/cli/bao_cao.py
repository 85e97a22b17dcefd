"""`bao-cao`: the reports, each a question of `reports/` shown one way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dangbo_cli.cli.asking import day_asked, day_of, organization_asked, refusals
from dangbo_cli.cli.call import Call, call_of
from dangbo_cli.cli.framework import ValueType
from dangbo_cli.cli.help import manual
from dangbo_cli.cli.options import AsOf, Output, Unit, YearEnd, read_number, read_year, with_output
from dangbo_cli.cli.registry import COMMANDS
from dangbo_cli.cli.showing import Look, Shape, is_table, show

if TYPE_CHECKING:
    from sqlite3 import Connection

    from dangbo_cli.reports.as_of import Organization
    from dangbo_cli.reports.table import Table

    Question = Callable[[Connection, date, Organization | None], Table]
    NamesQuestion = Callable[[Connection, date, Organization | None, bool], Table]
    YearlyQuestion = Callable[[Connection, date, Organization | None, int | None, bool], Table]

Year = Annotated[
    Any, typer.Option("--nam", metavar="NĂM", click_type=ValueType(read_year), help="Năm; không ghi thì năm nay.")
]
Names = Annotated[bool, typer.Option("--chi-tiet", help="Từng người đứng sau mỗi số.")]
Detail = Annotated[bool, typer.Option("--chi-tiet", help="Từng mục, có tên, thay vì số liệu.")]


@manual(
    "Gõ một mình để xem có những báo cáo nào.",
    ("dangbo bao-cao", "Các báo cáo làm được."),
    ("dangbo bao-cao co-cau --tinh-den 31/12/2022 --luu-vao co-cau.xlsx", "Cơ cấu đảng viên ra tệp Excel."),
)
@with_output
def danh_muc(ctx: typer.Context, output: Output) -> None:
    """List the reports there are."""
    from dangbo_cli.reports.table import Column, Table

    own = next(entry for entry in COMMANDS if entry.name == "bao-cao")
    rows = [{"name": child.name, "summary": child.summary} for child in own.children]
    table = Table(
        "bao-cao", "Các báo cáo", (Column("name", "Tên"), Column("summary", "Nội dung")), rows,
        notes=["Xem một báo cáo: «dangbo bao-cao TÊN»."],
    )  # fmt: skip
    show(call_of(ctx), table, output, Shape.LIST)


@manual(
    "Số tổ chức theo loại hình và khối; số đảng viên chính thức, dự bị, nữ, dân tộc thiểu số, tuổi bình quân; "
    "và một dòng cho mỗi tổ chức cơ sở đảng. Thêm --chi-tiet để xem tên.",
    ("dangbo bao-cao tong-quan", "Toàn đảng bộ hôm nay."),
    ("dangbo bao-cao tong-quan --don-vi 05", "Riêng tổ chức mã 05 và các tổ chức bên dưới."),
)
@with_output
def tong_quan(
    ctx: typer.Context, output: Output, don_vi: Unit = None, tinh_den: AsOf = None, nam: YearEnd = None,
    chi_tiet: Annotated[
        bool, typer.Option("--chi-tiet", help="Từng tổ chức, từng người đứng sau mỗi số.")
    ] = False,
) -> None:  # fmt: skip
    """Show the overview."""
    if chi_tiet:
        from dangbo_cli.reports.overview_names import overview_names

        _names_behind(call_of(ctx), overview_names, output, don_vi, day_of(tinh_den, nam), True)
    else:
        from dangbo_cli.reports.overview import overview

        _report(call_of(ctx), overview, output, don_vi, day_of(tinh_den, nam))


@manual(
    "Đảng viên chia theo giới tính, dân tộc, tôn giáo, trình độ chuyên môn, lý luận chính trị, loại đảng viên "
    "và chức vụ Đảng. Ai chưa rõ đứng ở dòng «Chưa rõ», không bỏ sót người nào. Thêm --chi-tiet để xem tên.",
    ("dangbo bao-cao co-cau", "Cơ cấu của toàn đảng bộ hôm nay."),
    ("dangbo bao-cao co-cau --don-vi 05 --dinh-dang json", "Số liệu của tổ chức mã 05 cho phần mềm khác."),
)
@with_output
def co_cau(
    ctx: typer.Context, output: Output, don_vi: Unit = None, tinh_den: AsOf = None, nam: YearEnd = None,
    chi_tiet: Names = False,
) -> None:  # fmt: skip
    """Show the composition."""
    from dangbo_cli.reports.composition import composition, composition_names

    if chi_tiet:
        _names_behind(call_of(ctx), composition_names, output, don_vi, day_of(tinh_den, nam), True)
    else:
        _report(call_of(ctx), composition, output, don_vi, day_of(tinh_den, nam), Look(bar="percent"))


@manual(
    "Đảng viên theo các nhóm tuổi của Biểu số 3, theo từng 5 năm, và theo tuổi Đảng. Thêm --chi-tiet để xem tên.",
    ("dangbo bao-cao do-tuoi", "Toàn đảng bộ, tuổi tính đến hôm nay."),
    ("dangbo bao-cao do-tuoi --tinh-den 31/12/2022 --luu-vao do-tuoi.xlsx", "Đến hết năm 2022, ra tệp Excel."),
)
@with_output
def do_tuoi(
    ctx: typer.Context, output: Output, don_vi: Unit = None, tinh_den: AsOf = None, nam: YearEnd = None,
    chi_tiet: Names = False,
) -> None:  # fmt: skip
    """Show the age bands."""
    from dangbo_cli.reports.composition import age_band_names, age_bands

    if chi_tiet:
        _names_behind(call_of(ctx), age_band_names, output, don_vi, day_of(tinh_den, nam))
    else:
        _report(call_of(ctx), age_bands, output, don_vi, day_of(tinh_den, nam), Look(bar="percent"))


@manual(
    "Lượt ghi danh, số tập thể và cá nhân của một năm và từ khi mở sổ (số dư cộng các mục ghi sau đó), theo khối, đối "
    "tượng, lĩnh vực. Thêm --chi-tiet để xem từng mục.",
    ("dangbo bao-cao ghi-danh --nam 2022", "Năm 2022 và từ khi mở sổ."),
    ("dangbo bao-cao ghi-danh --nam 2022 --chi-tiet", "Những ai, tập thể nào được ghi danh năm 2022."),
)
@with_output
def ghi_danh(
    ctx: typer.Context, output: Output, don_vi: Unit = None, nam: Year = None, chi_tiet: Detail = False,
    tinh_den: AsOf = None,
) -> None:  # fmt: skip
    """Show the honour register's figures."""
    from dangbo_cli.reports.honours import honour_report

    _yearly(call_of(ctx), honour_report, output, don_vi, nam, chi_tiet, tinh_den)


@manual(
    "Lượt khen thưởng, số tập thể và cá nhân của một năm theo khối, đối tượng, hình thức, cấp khen. Thêm --chi-tiet để "
    "xem từng mục.",
    ("dangbo bao-cao khen-thuong --nam 2022", "Khen thưởng của năm 2022."),
    ("dangbo bao-cao khen-thuong --nam 2022 --don-vi 05 --chi-tiet", "Từng người, tập thể của tổ chức mã 05."),
)
@with_output
def khen_thuong(
    ctx: typer.Context, output: Output, don_vi: Unit = None, nam: Year = None, chi_tiet: Detail = False,
    tinh_den: AsOf = None,
) -> None:  # fmt: skip
    """Show the commendations' figures."""
    from dangbo_cli.reports.honours import commendation_report

    _yearly(call_of(ctx), commendation_report, output, don_vi, nam, chi_tiet, tinh_den)


@manual(
    "Ai phải nộp bản cam kết của năm, ai đã nộp, đã duyệt, đã sơ kết, tổng kết, theo từng chi bộ; người đứng đầu tính riêng. "
    "Thêm --chi-tiet để xem tên, người chưa nộp đứng đầu.",
    ("dangbo bao-cao cam-ket --nam 2022", "Mọi chi bộ."),
    ("dangbo bao-cao cam-ket --nam 2022 --don-vi 05 --chi-tiet", "Từng người của tổ chức mã 05."),
)
@with_output
def cam_ket(
    ctx: typer.Context, output: Output, don_vi: Unit = None, nam: Year = None, chi_tiet: Detail = False,
    tinh_den: AsOf = None,
) -> None:  # fmt: skip
    """Show how complete the pledges are."""
    from dangbo_cli.reports.pledge_report import pledge_report

    _yearly(call_of(ctx), pledge_report, output, don_vi, nam, chi_tiet, tinh_den)


@manual(
    "Một năm học tập và làm theo trên một trang, theo khối và toàn bộ: mô hình đã đăng ký, được duyệt, đạt, đang thực hiện, "
    "chậm; chỉ tiêu; cam kết của đảng viên, cán bộ, người đứng đầu; học tập chuyên đề; ghi danh; khen thưởng; kiểm tra, giám "
    "sát. Thêm --chi-tiet để mở từng số ra tên.",
    ("dangbo bao-cao chi-thi-05 --nam 2022", "Năm 2022 của toàn đảng bộ."),
    ("dangbo bao-cao chi-thi-05 --nam 2022 --don-vi 05 --chi-tiet", "Những tên đứng sau từng số của tổ chức mã 05."),
)
@with_output
def chi_thi_05(
    ctx: typer.Context, output: Output, don_vi: Unit = None, nam: Year = None, chi_tiet: Detail = False,
    tinh_den: AsOf = None,
) -> None:  # fmt: skip
    """Show the year of the directive on study."""
    from dangbo_cli.reports.directive_year import directive_report

    _yearly(call_of(ctx), directive_report, output, don_vi, nam, chi_tiet, tinh_den)


@manual(
    "Mọi việc đã quá hạn và sắp đến hạn, hạn sớm nhất đứng đầu: việc phải nộp, mốc tiến độ và chỉ tiêu của mô hình, nội dung phải "
    "khắc phục sau kiểm tra, đảng viên dự bị hết 12 tháng. Dưới bảng là việc cần làm tiếp.\n\n"
    "Chỉ tiêu chưa đạt đứng trong bảng cho tới khi có kết quả của ngày đến hạn hoặc sau đó, đạt hay không; không ghi hạn thì "
    "hạn là hết năm của mô hình.",
    ("dangbo bao-cao den-han", "Đã quá hạn, và đến hạn trong 30 ngày tới."),
    ("dangbo bao-cao den-han --trong 90 --don-vi 05", "Đến hạn trong 90 ngày tới, của tổ chức mã 05."),
)
@with_output
def den_han(
    ctx: typer.Context, output: Output, don_vi: Unit = None, tinh_den: AsOf = None,
    trong: Annotated[Any, typer.Option(
        "--trong", metavar="SỐ", click_type=ValueType(read_number), help="Đến hạn trong bao nhiêu ngày tới."
    )] = 30,
) -> None:  # fmt: skip
    """Show what is due."""
    from dangbo_cli.reports.due import due_report

    call = call_of(ctx)
    day = day_asked(call, tinh_den)
    with call.reading() as conn, refusals():
        table = due_report(conn, day, organization_asked(conn, don_vi, day), trong)
    show(call, table, output, Shape.REPORT)


def _names_behind(
    call: Call, ask: NamesQuestion, output: Output, unit: str | None, stated: date | None, has_private: bool = False
) -> None:
    """Show the names behind every figure; to the eyes without anybody's ethnicity and religion unless asked for."""
    day = day_asked(call, stated)
    private = output.full or not is_table(output)
    with call.reading() as conn, refusals():
        table = ask(conn, day, organization_asked(conn, unit, day), private)
    show(call, table, output, Shape.REPORT, Look(masked=has_private and not private))


def _yearly(
    call: Call,
    ask: YearlyQuestion,
    output: Output,
    unit: str | None,
    year: int | None,
    detail: bool,
    stated: date | None,
) -> None:
    day = day_asked(call, stated)
    with call.reading() as conn, refusals():
        table = ask(conn, day, organization_asked(conn, unit, day), year, detail)
    show(call, table, output, Shape.REPORT)


def _report(
    call: Call, ask: Question, output: Output, unit: str | None, stated: date | None, look: Look | None = None
) -> None:
    day = day_asked(call, stated)
    with call.reading() as conn, refusals():
        table = ask(conn, day, organization_asked(conn, unit, day))
    show(call, table, output, Shape.REPORT, look)
