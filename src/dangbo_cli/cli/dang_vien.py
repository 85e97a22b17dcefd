"""`dang-vien`: lists of members, one member whole, and where each value of one member came from."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from dangbo_cli.cli.asking import day_asked, organization_asked, refusals
from dangbo_cli.cli.call import call_of
from dangbo_cli.cli.framework import ValueType
from dangbo_cli.cli.help import manual
from dangbo_cli.cli.options import AsOf, OneMember, Output, Unit, Yes, read_partial_date, with_output
from dangbo_cli.cli.showing import Shape, show, show_changes, show_one

_PARTIAL_DATE = ValueType(read_partial_date)


@manual(
    "Xếp theo mã tổ chức, rồi theo tên. Các bộ lọc dùng chung được với nhau.\n\n"
    "Trên màn hình, số thẻ, số định danh, dân tộc và tôn giáo không hiện, trừ khi chọn cột hay lọc theo chúng.",
    ("dangbo dang-vien ds --don-vi 05", "Đảng viên của tổ chức mã 05 và các tổ chức bên dưới."),
    ("dangbo dv ds --gioi-tinh nữ --tuoi-doi 18-30", "Đảng viên nữ từ 18 đến 30 tuổi."),
    ('dangbo dv ds --chuc-vu "bí thư"', "Danh sách bí thư; «cấp ủy» là mọi cấp ủy viên."),
    ('dangbo dv ds --chuyen-mon "đại học+" --ly-luan "cao cấp"', "Có bằng đại học trở lên và cao cấp lý luận."),
    (
        'dangbo dv ds --sinh-tu 1980 --sinh-den 1989 --cot "họ tên,ngày sinh,tuổi đời"',
        "Những người sinh từ 1980 đến hết 1989.",
    ),
    ('dangbo dv ds --thieu "ngày sinh" --luu-vao thieu.xlsx', "Những người chưa rõ ngày sinh, ra tệp Excel."),
    (
        'dangbo dv ds --trang-thai "đã ra khỏi danh sách"',
        "Ai đã ra khỏi danh sách, ngày nào, vì sao; hay chỉ «từ trần».",
    ),
    ("dangbo dv ds --don-vi 05 --cot @trich-ngang --luu-vao trich-ngang.xlsx", "Danh sách trích ngang (xem «dv cot»)."),
    ('dangbo dv ds --cot "họ tên,ngày sinh,điện thoại" --luu-cot goi-dien', "Lưu ba cột ấy thành bộ cột goi-dien."),
)
@with_output
def ds(
    ctx: typer.Context,
    output: Output,
    don_vi: Unit = None,
    khoi: Annotated[
        str | None, typer.Option("--khoi", metavar="KHỐI", help="Chỉ các tổ chức của khối này, như «doanh nghiệp».")
    ] = None,
    gioi_tinh: Annotated[str | None, typer.Option("--gioi-tinh", metavar="NAM|NỮ", help="Theo giới tính.")] = None,
    dan_toc: Annotated[
        str | None, typer.Option("--dan-toc", metavar="TÊN", help="Theo dân tộc; «thiểu số» là mọi dân tộc trừ Kinh.")
    ] = None,
    tuoi_doi: Annotated[
        str | None, typer.Option("--tuoi-doi", metavar="TỪ-ĐẾN", help="Theo tuổi đời, như 18-30, 60- hay -30.")
    ] = None,
    sinh_tu: Annotated[
        Any, typer.Option("--sinh-tu", metavar="NGÀY", click_type=_PARTIAL_DATE, help="Sinh từ ngày (tháng, năm).")
    ] = None,
    sinh_den: Annotated[
        Any,
        typer.Option("--sinh-den", metavar="NGÀY", click_type=_PARTIAL_DATE, help="Sinh đến hết ngày (tháng, năm)."),
    ] = None,
    tuoi_dang: Annotated[
        str | None, typer.Option("--tuoi-dang", metavar="TỪ-ĐẾN", help="Theo tuổi Đảng, viết như tuổi đời.")
    ] = None,
    trang_thai: Annotated[
        str | None,
        typer.Option(
            "--trang-thai", metavar="LOẠI", help="Chính thức, dự bị, chưa rõ, miễn, …; đã ra khỏi danh sách, từ trần, …"
        ),
    ] = None,
    chuc_vu: Annotated[
        str | None,
        typer.Option("--chuc-vu", metavar="TÊN", help="Đang giữ chức vụ này, như «bí thư», «cấp ủy», «giám đốc»."),
    ] = None,
    chuyen_mon: Annotated[
        str | None,
        typer.Option("--chuyen-mon", metavar="MỨC", help="Trình độ chuyên môn, như «thạc sĩ»; «đại học+»: trở lên."),
    ] = None,
    ly_luan: Annotated[
        str | None,
        typer.Option(
            "--ly-luan", metavar="MỨC", help="Trình độ lý luận chính trị, như «cao cấp»; «trung cấp+»: trở lên."
        ),
    ] = None,
    xep_loai: Annotated[
        list[str] | None,
        typer.Option(
            "--xep-loai",
            metavar="NĂM=MỨC",
            help="Theo mức xếp loại của một năm, như 2022=HTXSNV: mức quyết định, chưa có thì mức đề nghị, rồi mức tự "
            "xếp.",
        ),
    ] = None,
    vao_dang_tu: Annotated[
        Any,
        typer.Option("--vao-dang-tu", metavar="NGÀY", click_type=_PARTIAL_DATE, help="Vào Đảng từ ngày (tháng, năm)."),
    ] = None,
    vao_dang_den: Annotated[
        Any,
        typer.Option(
            "--vao-dang-den", metavar="NGÀY", click_type=_PARTIAL_DATE, help="Vào Đảng đến hết ngày (tháng, năm)."
        ),
    ] = None,
    thieu: Annotated[
        list[str] | None, typer.Option("--thieu", metavar="CỘT", help="Chỉ những người chưa rõ cột này.")
    ] = None,
    luu_cot: Annotated[
        str | None, typer.Option("--luu-cot", metavar="TÊN", help="Lưu các cột của --cot thành một bộ cột có tên.")
    ] = None,
    dong_y: Annotated[
        bool, typer.Option("--dong-y", help="Với --luu-cot: thay bộ cột cùng tên mà không hỏi lại.")
    ] = False,
    tinh_den: AsOf = None,
) -> None:
    """List members."""
    from dangbo_cli.cli.column_sets import save_set, with_columns
    from dangbo_cli.reports.filters import MemberFilter
    from dangbo_cli.reports.member_list import list_members, only_decided

    call = call_of(ctx)
    day = day_asked(call, tinh_den)
    asked = MemberFilter(
        gender=gioi_tinh, ethnicity=dan_toc, age=tuoi_doi, party_age=tuoi_dang, status=trang_thai,
        ratings=tuple(xep_loai or ()), born_from=sinh_tu, born_to=sinh_den, admitted_from=vao_dang_tu,
        admitted_to=vao_dang_den, missing=tuple(thieu or ()), position=chuc_vu, expertise=chuyen_mon, theory=ly_luan, bloc=khoi,
    )  # fmt: skip
    with call.reading() as conn, refusals():
        table = list_members(conn, day, organization_asked(conn, don_vi, day), asked)
        if output.save is not None and output.columns is None:
            table = only_decided(conn, table)
        table, output = with_columns(conn, table, output)
    if luu_cot is not None:
        save_set(call, luu_cot, table, output, dong_y)
    show(call, table, output, Shape.LIST)


@manual(
    "Gõ vài chữ của họ tên theo thứ tự nào cũng được, có dấu hay không dấu, hoặc một phần số thẻ. Thêm được ngày sinh "
    "(12/05/1968, 05/1968, 12/05), hoặc năm sinh bên cạnh tên.",
    ("dangbo dv tim lo hoa", "Những người tên có chữ Lò (hay Lỗ, Lộ, …) và chữ Hoa."),
    ("dangbo dv tim an 1968", "Những người tên An sinh năm 1968 (hoặc có dãy số ấy trong số thẻ)."),
    ("dangbo dv tim 12/05/1968", "Những người sinh ngày ấy."),
    ("dangbo dv tim 0140120", "Những người số thẻ có dãy số này."),
)
@with_output
def tim(
    ctx: typer.Context,
    output: Output,
    text: Annotated[list[str], typer.Argument(metavar="CHỮ", help="Chữ hoặc số cần tìm.", show_default=False)],
    tinh_den: AsOf = None,
) -> None:
    """Search members."""
    from dangbo_cli.cli.column_sets import with_columns
    from dangbo_cli.reports.member_list import only_decided, search_members

    call = call_of(ctx)
    with call.reading() as conn, refusals():
        table = search_members(conn, " ".join(text), day_asked(call, tinh_den))
        if output.save is not None and output.columns is None:
            table = only_decided(conn, table)
        table, output = with_columns(conn, table, output)
    show(call, table, output, Shape.LIST)


@manual(
    "Mọi điều sổ ghi về một người trên một màn hình: bản thân, trình độ, về Đảng, quá trình, xếp loại, và những lần ghi "
    "vào sổ. Số giấy tờ, điện thoại, dân tộc, tôn giáo được che, trừ khi thêm --hien-du.",
    ("dangbo dv xem 014012000123", "Theo số thẻ đảng viên."),
    ('dangbo dv xem "Lò Thị Hoa" --hien-du', "Theo họ tên, hiện đủ các số giấy tờ."),
)
@with_output
def xem(
    ctx: typer.Context,
    output: Output,
    who: OneMember,
    tinh_den: AsOf = None,
) -> None:
    """Show one member whole."""
    from dangbo_cli.reports.lookup import find_member
    from dangbo_cli.reports.profile import member_profile

    call = call_of(ctx)
    with call.reading() as conn, refusals():
        day = day_asked(call, tinh_den)
        profile = member_profile(conn, find_member(conn, " ".join(who), day).id, day)
    show_one(call, profile, output)


@manual(
    "Các bộ cột dùng với «dangbo dv ds --cot @TÊN»: bộ có sẵn, và những bộ tự lưu bằng --luu-cot.",
    ("dangbo dv cot", "Các bộ cột đang có."),
    ("dangbo dv cot --bo goi-dien", "Bỏ bộ cột goi-dien."),
)
@with_output
def cot(
    ctx: typer.Context,
    output: Output,
    bo: Annotated[str | None, typer.Option("--bo", metavar="TÊN", help="Bỏ bộ cột này.")] = None,
    dong_y: Yes = False,
) -> None:
    """List or remove column sets."""
    from dangbo_cli.cli.column_sets import remove_set, sets_table
    from dangbo_cli.reports.member_list import COLUMNS
    from dangbo_cli.reports.more_columns import ASKED_FOR

    call = call_of(ctx)
    if bo is not None:
        remove_set(call, bo, dong_y)
        return
    with call.reading() as conn:
        table = sets_table(conn, {column.key: column.title for column in (*COLUMNS, *ASKED_FOR)})
    show(call, table, output, Shape.LIST)


@manual(
    "Mọi thay đổi đã ghi về một người: giá trị trước, giá trị sau, và lấy từ ô nào, trang tính nào, tệp nào, "
    "lần nhập nào.",
    ("dangbo dv lich-su 014012000123", "Theo số thẻ đảng viên."),
    ('dangbo dv lich-su "Lò Thị Hoa"', "Theo họ tên, khi chỉ một người có tên ấy."),
)
@with_output
def lich_su(
    ctx: typer.Context,
    output: Output,
    who: OneMember,
) -> None:
    """Show a member's history."""
    from dangbo_cli.reports.history import member_history
    from dangbo_cli.reports.lookup import find_member

    call = call_of(ctx)
    with call.reading() as conn, refusals():
        member = find_member(conn, " ".join(who), call.env.today())
        table = member_history(conn, member.id, member.full_name)
    show_changes(call, table, output)
