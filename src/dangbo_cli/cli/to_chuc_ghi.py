"""`to-chuc them|sua`: one organisation added or mended by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dangbo_cli.cli.assignments import part_words, refuse_unquoted_name, require_some
from dangbo_cli.cli.call import call_of
from dangbo_cli.cli.errors import Misuse
from dangbo_cli.cli.help import manual
from dangbo_cli.cli.options import PreviewOnly, Yes
from dangbo_cli.cli.writing import Proposal, Wish, carry_out

if TYPE_CHECKING:
    from sqlite3 import Connection

_FIELDS = (
    "Các trường: tên, mã tổ chức, loại hình, trực thuộc, khối, ngày thành lập, bí thư, điện thoại bí thư, ghi chú."
)
_ADDED = ("code", "kind", "bloc", "founded_on", "secretary", "secretary_phone", "note")


@manual(
    'Gõ tên tổ chức, rồi từng "trường=giá trị". Không ghi loại hình thì suy từ tên và tổ chức cấp trên. Lệnh cho xem '
    f"sẽ ghi gì rồi mới hỏi; mỗi lần ghi hoàn tác được.\n\n{_FIELDS}",
    ('dangbo tc them "Chi bộ Thanh tra" --thuoc K02 mã=K02.09', "Thêm một chi bộ dưới tổ chức mã K02."),
    ('dangbo tc them "Đảng bộ Khối Thử" --cao-nhat mã=DBK', "Thêm tổ chức cấp trên cùng."),
)
def them(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(metavar="TÊN", help='Tên tổ chức, rồi từng "trường=giá trị".', show_default=False),
    ],
    thuoc: Annotated[
        str | None, typer.Option("--thuoc", metavar="MÃ", help="Tổ chức cấp trên trực tiếp; gõ mã hoặc tên.")
    ] = None,
    cao_nhat: Annotated[
        bool, typer.Option("--cao-nhat", help="Tổ chức cấp trên cùng, không trực thuộc tổ chức nào trong sổ.")
    ] = False,
    xem_truoc: PreviewOnly = False,
    dong_y: Yes = False,
) -> int:
    """Add an organisation."""
    name, given = part_words(words, "dangbo tc them")
    if (thuoc is None) != cao_nhat:
        raise Misuse(
            "Chưa rõ tổ chức mới trực thuộc tổ chức nào." if thuoc is None else
            "--thuoc và --cao-nhat không dùng cùng lúc.",
            "Thêm --thuoc MÃ; nếu là tổ chức cấp trên cùng thì chỉ ghi --cao-nhat.",
        )  # fmt: skip

    def propose(conn: Connection) -> Proposal:
        from dangbo_cli.records.organizations import find_organization_field, plan_add_organization
        from dangbo_cli.reports.lookup import find_organization

        values: dict[str, str] = {"name": name} if name else {}
        for typed, text in given:
            key = find_organization_field(typed)
            if key == "parent":
                raise Misuse("Tổ chức cấp trên được ghi bằng --thuoc MÃ.")
            if key in values:
                raise Misuse(f"«{typed}» được ghi hai lần trong một lệnh.", "Hãy chỉ ghi một lần.")
            if key != "name" and key not in _ADDED:
                raise Misuse(f"«{typed}» không ghi được khi thêm tổ chức.", _FIELDS)
            values[key] = text
        if "name" not in values:
            raise Misuse("Chưa có tên của tổ chức cần thêm.", 'Ví dụ: dangbo tc them "Chi bộ Thanh tra" --thuoc K02')
        upper = find_organization(conn, thuoc, call.env.today()) if thuoc is not None else None
        called = values.pop("name")
        plan = plan_add_organization(conn, upper.id if upper else None, called, call.env.today(), **values)
        return Proposal(plan, f"Thêm tổ chức thuộc {upper.label}" if upper else "Thêm tổ chức cấp trên cùng")

    call = call_of(ctx)
    return carry_out(call, propose, Wish(xem_truoc, dong_y, may_create=True))


@manual(
    'Gõ tổ chức cần sửa, rồi từng "trường=giá trị"; để trống sau dấu «=» là xóa. Tên, loại hình và tổ chức cấp trên '
    "được sửa như thể từ đầu đã đúng như vậy. Lệnh cho xem đang ghi gì, sẽ ghi gì, rồi mới hỏi.\n\n"
    f"{_FIELDS} Số đơn vị khai: số đảng viên, khai chính thức, khai dự bị.",
    ('dangbo tc sua K02.01 "bí thư=Lò Văn An"', "Sửa tên bí thư của tổ chức mã K02.01."),
    ('dangbo tc sua "Chi bộ Thanh tra" mã=K02.09 "trực thuộc=K02"', "Sửa mã và tổ chức cấp trên."),
)
def sua(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(metavar="MÃ", help='Mã hoặc tên tổ chức; rồi từng "trường=giá trị".', show_default=False),
    ],
    xem_truoc: PreviewOnly = False,
    dong_y: Yes = False,
) -> int:
    """Set or clear fields of an organisation."""
    which, given = part_words(words, "dangbo tc sua")
    if not which:
        raise Misuse("Chưa cho biết sửa tổ chức nào.", "Gõ mã hoặc tên tổ chức trước các trường.")
    refuse_unquoted_name(which, given, "dangbo tc sua")
    require_some(given, which, "dangbo tc sua", '"bí thư=Lò Văn An"')

    def propose(conn: Connection) -> Proposal:
        from dangbo_cli.records.organizations import plan_edit_organization
        from dangbo_cli.reports.lookup import find_organization

        one = find_organization(conn, which, call.env.today())
        plan = plan_edit_organization(conn, one.id, given, call.env.today())
        return Proposal(plan, f"Sửa tổ chức {one.label}")

    call = call_of(ctx)
    return carry_out(call, propose, Wish(xem_truoc, dong_y))
