"""`dang-vien them|sua|chuyen|dua-ra|nhan-lai`: one person added, mended, moved, taken out of the list, taken in again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dangbo_cli.cli.assignments import part_words, refuse_unquoted_name, require_some
from dangbo_cli.cli.call import call_of
from dangbo_cli.cli.errors import Misuse
from dangbo_cli.cli.framework import ValueType
from dangbo_cli.cli.help import manual
from dangbo_cli.cli.options import OneMember, PreviewOnly, Yes, read_whole_day
from dangbo_cli.cli.writing import Proposal, Wish, carry_out

if TYPE_CHECKING:
    from datetime import date
    from sqlite3 import Connection

    from dangbo_cli.reports.lookup import Candidate

_DAY = ValueType(read_whole_day)  # of an event: a month or a year is none
_AddedNote = Annotated[
    str | None, typer.Option("--ghi-chu", metavar="LỜI", help="Thêm vào ghi chú của người ấy, như số quyết định.")
]
_FIELDS = (
    "Các trường: họ tên, ngày sinh, giới tính, dân tộc, tôn giáo, quê quán, nơi sinh, nơi ở, nghề nghiệp, nơi làm việc, "
    "giáo dục phổ thông, chuyên môn, chuyên ngành, học hàm, lý luận chính trị, quản lý nhà nước, ngoại ngữ, tin học, "
    "số thẻ, số lý lịch, căn cước, điện thoại, thư điện tử, ngày vào Đảng, ngày chính thức, trạng thái, chức vụ Đảng, "
    "chức vụ chính quyền, chức vụ đoàn thể, xếp loại của một năm (xếp loại 2022), ghi chú. Gõ không dấu, hay tên khóa "
    "JSON như birth_date, cũng được."
)
_ASKED = "Lệnh cho xem đang ghi gì, sẽ ghi gì, rồi mới hỏi; mỗi lần ghi hoàn tác được."


@manual(
    f"Gõ họ tên, rồi các trường dạng \"trường=giá trị\". {_ASKED} Người đã có trong sổ thì lệnh từ chối và nêu người "
    f"ấy.\n\n{_FIELDS}",
    ("dangbo dv them \"Lò Văn An\" --don-vi K02.01 \"ngày sinh=12/05/1988\" \"giới tính=Nam\"",
     "Thêm một người vào tổ chức mã K02.01."),
    ("dangbo dv them \"Lò Văn An\" --don-vi K02.01 \"số thẻ=014012000123\" --xem-truoc", "Chỉ xem sẽ ghi những gì."),
)  # fmt: skip
def them(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(metavar="HỌ_TÊN", help="Họ và tên, rồi từng \"trường=giá trị\".", show_default=False),
    ],
    don_vi: Annotated[str, typer.Option("--don-vi", metavar="MÃ", help="Tổ chức nơi người ấy sinh hoạt; mã hoặc tên.")],
    ngay: Annotated[
        Any,
        typer.Option("--ngay", metavar="NGÀY", click_type=_DAY,
                     help="Ngày đến sinh hoạt; không ghi thì tính từ ngày vào Đảng."),
    ] = None,
    xem_truoc: PreviewOnly = False,
    dong_y: Yes = False,
) -> int:  # fmt: skip
    """Add a member."""
    name, given = part_words(words, "dangbo dv them")
    if name:
        given.insert(0, ("full_name", name))

    def propose(conn: Connection) -> Proposal:
        from dangbo_cli.records.add import plan_add_member
        from dangbo_cli.reports.lookup import find_organization

        place = find_organization(conn, don_vi, call.env.today())
        plan = plan_add_member(conn, place.id, given, call.env.today(), ngay)
        return Proposal(plan, f"Thêm đảng viên vào {place.label}")

    call = call_of(ctx)
    return carry_out(call, propose, Wish(xem_truoc, dong_y))


@manual(
    f'Gõ người cần sửa, rồi từng "trường=giá trị"; để trống sau dấu «=» là xóa giá trị đang có. {_ASKED}\n\n{_FIELDS}',
    ('dangbo dv sua 014012000123 "ngày sinh=12/05/1968" "nơi ở=Tổ 5, phường Thử"', "Sửa hai trường cùng lúc."),
    ('dangbo dv sua 12 "chức vụ đảng=Bí thư chi bộ" --ngay 01/12/2022', "Giữ chức vụ ấy từ ngày 01/12/2022."),
    ('dangbo dv sua 12 "xếp loại 2022=HTTNV"', "Ghi mức xếp loại đề nghị của năm 2022."),
    ('dangbo dv sua 12 "ngày chuyển đến=01/12/2022"',
     "Đến nơi đang sinh hoạt từ ngày ấy; số liệu những ngày trước không tính người này."),
    ('dangbo dv sua 12 "điện thoại="', "Xóa số điện thoại đang ghi."),
)  # fmt: skip
def sua(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(metavar="ID", help="Số thẻ, số trong sổ hoặc họ tên; rồi từng \"trường=giá trị\".",
                       show_default=False),
    ],
    ngay: Annotated[
        Any,
        typer.Option("--ngay", metavar="NGÀY", click_type=_DAY,
                     help="Ngày có hiệu lực, khi sửa chức vụ hay trạng thái; không ghi thì là hôm nay."),
    ] = None,
    xem_truoc: PreviewOnly = False,
    dong_y: Yes = False,
) -> int:  # fmt: skip
    """Set or clear fields of a member."""
    who, given = part_words(words, "dangbo dv sua")
    if not who:
        raise Misuse("Chưa cho biết sửa ai.", "Gõ số thẻ, số trong sổ hoặc họ tên trước các trường.")
    refuse_unquoted_name(who, given, "dangbo dv sua")
    require_some(given, who, "dangbo dv sua", '"nơi ở=Tổ 5, phường Thử"')

    def propose(conn: Connection) -> Proposal:
        from dangbo_cli.records.edit import plan_edit_member

        member = _member_to_mend(conn, who, given, ngay or call.env.today())
        plan = plan_edit_member(conn, member.id, given, call.env.today(), ngay)
        return Proposal(plan, f"Sửa đảng viên {member.label}")

    call = call_of(ctx)
    return carry_out(call, propose, Wish(xem_truoc, dong_y))


@manual(
    "Chuyển sinh hoạt trong đảng bộ: nơi cũ kết thúc và nơi mới bắt đầu từ ngày ấy, nên số liệu của những ngày trước "
    f"không đổi. Chức vụ Đảng giữ ở nơi cũ cũng kết thúc. {_ASKED}",
    ("dangbo dv chuyen 014012000123 --den K02.03", "Chuyển đến tổ chức mã K02.03 từ hôm nay."),
    ('dangbo dv chuyen "Lò Văn An" --den "Chi bộ Văn phòng" --ngay 01/12/2022', "Chuyển từ ngày 01/12/2022."),
)
def chuyen(
    ctx: typer.Context,
    who: OneMember,
    den: Annotated[str, typer.Option("--den", metavar="MÃ", help="Tổ chức nơi đến; gõ mã hoặc tên.")],
    ngay: Annotated[
        Any, typer.Option("--ngay", metavar="NGÀY", click_type=_DAY, help="Ngày chuyển; không ghi thì là hôm nay.")
    ] = None,
    ghi_chu: _AddedNote = None,
    xem_truoc: PreviewOnly = False,
    dong_y: Yes = False,
) -> int:
    """Move a member inside the Đảng bộ."""

    def propose(conn: Connection) -> Proposal:
        from dangbo_cli.records.transfer import plan_transfer
        from dangbo_cli.reports.lookup import find_member, find_organization

        day = ngay or call.env.today()
        member = find_member(conn, " ".join(who), day)
        place = find_organization(conn, den, day)
        plan = plan_transfer(conn, member.id, place.id, day, call.env.today(), ghi_chu)
        return Proposal(plan, f"Chuyển sinh hoạt {member.label} → {place.label}")

    call = call_of(ctx)
    return carry_out(call, propose, Wish(xem_truoc, dong_y))


@manual(
    "Từ trần, chuyển ra ngoài đảng bộ, khai trừ, xóa tên, xin ra khỏi Đảng. Từ ngày ấy người này không còn tính là đảng viên của "
    "đảng bộ; số liệu của những ngày trước không đổi, hồ sơ vẫn tìm, xem được. Chức vụ Đảng đang giữ cũng kết thúc. "
    f"{_ASKED}\n\nLý do: Từ trần, Khai trừ, Xóa tên, Xin ra khỏi Đảng, Ra khỏi Đảng, Chuyển sinh hoạt đi (ra ngoài đảng bộ), "
    "Không còn trong danh sách. Chuyển đến tổ chức khác trong đảng bộ thì dùng «dangbo dv chuyen»; người đã "
    "ra nay lại sinh hoạt thì dùng «dangbo dv nhan-lai».",
    ('dangbo dv giam "Lò Văn An" --ly-do "từ trần" --ngay 05/12/2022', "Từ trần ngày 05/12/2022."),
    ('dangbo dv giam 014012000123 --ly-do "chuyển đi" --ngay 01/12/2022 --ghi-chu "QĐ 12-QĐ/ĐU"',
     "Chuyển sinh hoạt ra ngoài đảng bộ, ghi thêm số quyết định."),
    ('dangbo dv giam 12 --ly-do "khai trừ" --ngay 20/11/2022 --xem-truoc', "Chỉ xem sẽ ghi những gì."),
)  # fmt: skip
def dua_ra(
    ctx: typer.Context,
    who: OneMember,
    ly_do: Annotated[str, typer.Option("--ly-do", metavar="LÝ_DO", help="Vì sao ra khỏi danh sách.")],
    ngay: Annotated[
        Any,
        typer.Option("--ngay", metavar="NGÀY", click_type=_DAY, help="Ngày từ trần, ngày chuyển đi, ngày quyết định."),
    ],
    ghi_chu: _AddedNote = None,
    xem_truoc: PreviewOnly = False,
    dong_y: Yes = False,
) -> int:
    """Take a member out of the list."""

    def propose(conn: Connection) -> Proposal:
        from dangbo_cli.records.leaving import plan_leaving
        from dangbo_cli.reports.lookup import find_member

        member = find_member(conn, " ".join(who), ngay)
        plan = plan_leaving(conn, member.id, ly_do, ngay, call.env.today(), ghi_chu)
        return Proposal(plan, f"Đưa ra khỏi danh sách đảng viên {member.label}")

    call = call_of(ctx)
    return carry_out(call, propose, Wish(xem_truoc, dong_y))


@manual(
    "Người đã chuyển ra ngoài đảng bộ nay chuyển đến lại, người được phục hồi đảng tịch. Từ ngày ấy người này lại tính là đảng "
    "viên ở tổ chức nơi đến; thời gian đã ra khỏi danh sách vẫn ghi trong quá trình, số liệu của những ngày trước không "
    f"đổi. Chức vụ Đảng đã kết thúc thì không tự có lại. {_ASKED}\n\nGhi nhầm là đã ra thì hoàn tác lần ghi ấy thay vì nhận lại.",
    ('dangbo dv nhan-lai "Lò Văn An" --den K02.03 --ngay 01/12/2022', "Sinh hoạt lại ở tổ chức mã K02.03 từ 01/12/2022."),
    ('dangbo dv nhan-lai 12 --den K02.03 --ngay 01/12/2022 --ghi-chu "QĐ 15-QĐ/ĐU phục hồi đảng tịch"',
     "Phục hồi đảng tịch, ghi thêm số quyết định."),
)  # fmt: skip
def nhan_lai(
    ctx: typer.Context,
    who: OneMember,
    den: Annotated[str, typer.Option("--den", metavar="MÃ", help="Tổ chức nơi đến; gõ mã hoặc tên.")],
    ngay: Annotated[
        Any,
        typer.Option("--ngay", metavar="NGÀY", click_type=_DAY, help="Ngày chuyển đến, ngày phục hồi đảng tịch."),
    ],
    ghi_chu: _AddedNote = None,
    xem_truoc: PreviewOnly = False,
    dong_y: Yes = False,
) -> int:
    """Take a member who has left into the list again."""

    def propose(conn: Connection) -> Proposal:
        from dangbo_cli.records.returning import plan_return
        from dangbo_cli.reports.lookup import find_member, find_organization

        member = find_member(conn, " ".join(who), ngay)
        place = find_organization(conn, den, ngay)
        plan = plan_return(conn, member.id, place.id, ngay, call.env.today(), ghi_chu)
        return Proposal(plan, f"Nhận lại đảng viên {member.label} → {place.label}")

    call = call_of(ctx)
    return carry_out(call, propose, Wish(xem_truoc, dong_y))


def _member_to_mend(conn: Connection, who: str, given: list[tuple[str, str]], day: date) -> Candidate:
    """Return the member named before the fields. Where nobody is called so because the first field's name had blanks
    and no quotes («Lò Văn An ngày sinh=…»), Misuse says how to type it."""
    from dangbo_cli.reports.lookup import MemberAmbiguous, MemberUnknown, find_member
    from dangbo_cli.reports.refusal import LookupRefused

    try:
        return find_member(conn, who, day)
    except MemberUnknown:
        words = who.split()
        for cut in range(len(words) - 1, max(1, len(words) - 4), -1):
            name, rest = " ".join(words[:cut]), " ".join(words[cut:])
            try:
                find_member(conn, name, day)
            except MemberAmbiguous:
                pass
            except LookupRefused:
                continue
            field, value = given[0]
            raise Misuse(
                f"«{rest}» đứng giữa «{name}» và trường «{field}».",
                "Họ tên, và trường có dấu cách, thì đặt trong ngoặc kép: "
                f'dangbo dv sua "{name}" "{rest} {field}={value}"',
            ) from None
        raise
