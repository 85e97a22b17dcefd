"""`don-doc them|sua|xem|ds|chep`: obligations written, mended, copied and shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dangbo_cli.cli.asking import day_asked, organization_asked, refusals
from dangbo_cli.cli.assignments import Assignments, part_words, refuse_unquoted_name, require_some
from dangbo_cli.cli.call import Call, call_of
from dangbo_cli.cli.don_doc import Asked, Quarter, Year, board_asked, read_quarter
from dangbo_cli.cli.errors import Misuse
from dangbo_cli.cli.framework import ValueType
from dangbo_cli.cli.help import manual
from dangbo_cli.cli.options import AsOf, Output, PreviewOnly, Unit, Yes, read_day, read_year, with_output
from dangbo_cli.cli.showing import Shape, show
from dangbo_cli.cli.words import name_key
from dangbo_cli.cli.writing import Proposal, Wish, carry_out

if TYPE_CHECKING:
    from sqlite3 import Connection

    from dangbo_cli.domain.obligation import Obligation

_FIELDS = {
    "what": ("việc", "tên", "nội dung", "ten viec"),
    "year": ("năm", "nam"),
    "quarter": ("quý", "quy"),
    "half": ("6 tháng", "nửa năm", "sau thang"),
    "due_on": ("hạn", "hạn nộp", "han", "thời hạn"),
    "form_kind": ("biểu", "loại biểu", "bieu"),
    "kinds": ("loại hình", "nơi nộp", "loai hinh"),
    "blocs": ("khối", "khoi"),
    "within": ("đơn vị", "trong tổ chức", "don vi"),
    "document": ("văn bản", "theo văn bản", "van ban"),
    "note": ("ghi chú", "ghi chu"),
}
_FIELD_LIST = "Các trường: tên, năm, quý, 6 tháng, hạn, biểu, loại hình, khối, đơn vị, văn bản, ghi chú."
_WHO = (
    "Nơi phải nộp: không ghi loại hình thì là mọi tổ chức cơ sở đảng; ghi được «chi bộ», «đảng bộ cơ sở; chi bộ cơ sở». Ai phải "
    "nộp tính theo các tổ chức có vào ngày đến hạn."
)


@manual(
    "Ghi một việc phải nộp: tên việc, kỳ, hạn nộp, loại biểu, nơi phải nộp, theo văn bản nào. Không có hạn nào được đặt sẵn; "
    f"hạn do cấp ủy quy định.\n\n{_WHO}\n\n{_FIELD_LIST}",
    ("dangbo don-doc them \"Đăng ký mô hình\" --nam 2022 --han 31/03/2022 --bieu mo-hinh --van-ban 12-KH/ĐUK",
     "Mọi tổ chức cơ sở đảng phải đăng ký mô hình."),
    ("dangbo don-doc them \"Báo cáo quý\" --nam 2022 --quy 2 --han 20/06/2022 --loai-hinh \"chi bộ\" --khoi \"Doanh nghiệp\"",
     "Chi bộ của một khối, theo quý."),
)  # fmt: skip
def them(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(metavar="TÊN", help="Tên việc, rồi từng \"trường=giá trị\" nếu có.", show_default=False),
    ],
    nam: Annotated[
        Any, typer.Option("--nam", metavar="NĂM", click_type=ValueType(read_year), help="Năm của việc ấy.")
    ] = None,
    quy: Annotated[
        Any, typer.Option("--quy", metavar="QUÝ", click_type=ValueType(read_quarter), help="Quý, nếu là việc của một quý.")
    ] = None,
    han: Annotated[
        Any, typer.Option("--han", metavar="NGÀY", click_type=ValueType(read_day), help="Hạn nộp, như 31/12/2022.")
    ] = None,
    bieu: Annotated[
        str | None, typer.Option("--bieu", metavar="LOẠI", help="Loại biểu, để «nhap» tự ghi nhận khi tệp tới.")
    ] = None,
    loai_hinh: Annotated[
        str | None, typer.Option("--loai-hinh", metavar="LOẠI", help="Loại hình tổ chức phải nộp, cách nhau bằng «;».")
    ] = None,
    khoi: Annotated[str | None, typer.Option("--khoi", metavar="KHỐI", help="Chỉ các khối này, cách nhau bằng «;».")] = None,
    don_vi: Unit = None,
    van_ban: Annotated[
        str | None, typer.Option("--van-ban", metavar="SỐ", help="Văn bản giao việc này; xem «dangbo van-ban ds».")
    ] = None,
    ghi_chu: Annotated[str | None, typer.Option("--ghi-chu", metavar="CHỮ", help="Ghi chú.")] = None,
    xem_truoc: PreviewOnly = False,
    dong_y: Yes = False,
) -> int:  # fmt: skip
    """Add an obligation."""
    name, given = part_words(words, "dangbo don-doc them")
    call = call_of(ctx)
    options = (
        ("what", name), ("year", nam and str(nam)), ("quarter", quy and str(quy)), ("due_on", han and f"{han:%d/%m/%Y}"),
        ("form_kind", bieu), ("kinds", loai_hinh), ("blocs", khoi), ("within", don_vi), ("document", van_ban),
        ("note", ghi_chu),
    )  # fmt: skip
    values = _values([(key, value) for key, value in options if value], given)
    if "year" not in values:
        raise Misuse("Chưa rõ việc này của năm nào.", "Thêm --nam NĂM, như --nam 2022.")

    def propose(conn: Connection) -> Proposal:
        from dangbo_cli.domain.obligation import Obligation
        from dangbo_cli.records.obligations import plan_add_obligation

        wanted = _filled(call, conn, Obligation(0, "", ""), values)
        return Proposal(plan_add_obligation(conn, wanted, call.env.today()), f"Thêm việc phải nộp: {wanted.what}")

    return carry_out(call, propose, Wish(xem_truoc, dong_y))


@manual(
    f'Gõ số hoặc tên của việc, rồi từng "trường=giá trị"; để trống sau dấu «=» là xóa.\n\n{_FIELD_LIST}',
    ('dangbo don-doc sua 3 "hạn=15/01/2023"', "Đổi hạn nộp của việc số 3."),
    ('dangbo don-doc sua 3 "loại hình=chi bộ cơ sở" "văn bản=12-KH/ĐUK"', "Đổi nơi phải nộp và văn bản."),
)
def sua(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(metavar="VIỆC", help='Số hoặc tên việc; rồi từng "trường=giá trị".', show_default=False),
    ],
    xem_truoc: PreviewOnly = False,
    dong_y: Yes = False,
) -> int:
    """Mend an obligation."""
    which, given = part_words(words, "dangbo don-doc sua")
    if not which:
        raise Misuse("Chưa cho biết sửa việc nào.", "Xem số của các việc: «dangbo don-doc ds».")
    refuse_unquoted_name(which, given, "dangbo don-doc sua")
    require_some(given, which, "dangbo don-doc sua", '"hạn=15/01/2023"')
    values = _values([], given)
    call = call_of(ctx)

    def propose(conn: Connection) -> Proposal:
        from dangbo_cli.records.obligations import find_obligation, plan_edit_obligation

        known = find_obligation(conn, which)
        plan = plan_edit_obligation(conn, known.id, _filled(call, conn, known, values))
        return Proposal(plan, f"Sửa việc phải nộp số {known.id}: {known.what}")

    return carry_out(call, propose, Wish(xem_truoc, dong_y))


def _values(options: Assignments, given: Assignments) -> dict[str, str]:
    """Return what was given by field; refuse a field given twice or unknown."""
    known = {name_key(word): key for key, words in _FIELDS.items() for word in (key, *words)}
    values = dict(options)
    for typed, text in given:
        key = known.get(name_key(typed))
        if key is None:
            raise Misuse(f"Việc phải nộp không có trường «{typed}».", _FIELD_LIST)
        if key in values:
            raise Misuse(f"«{typed}» được ghi hai lần trong một lệnh.", "Hãy chỉ ghi một lần.")
        values[key] = text
    return values


def _filled(call: Call, conn: Connection, base: Obligation, values: dict[str, str]) -> Obligation:
    """Return an obligation with what was typed read into it; an empty text clears."""
    from dangbo_cli.domain.obligation import read_blocs, read_kinds
    from dangbo_cli.domain.period import make_period, period_year
    from dangbo_cli.reports.documents import find_document

    changed: dict[str, Any] = {}
    for key, text in values.items():
        match key:
            case "what" | "note":
                changed[key] = text or None
            case "due_on":
                changed[key] = _read(key, text, lambda typed: read_day(typed).isoformat()) if text else None
            case "form_kind":
                from dangbo_cli.cli.mau import form_asked

                changed[key] = form_asked(text).kind if text else None
            case "kinds":
                changed[key] = _read(key, text, read_kinds)
            case "blocs":
                changed[key] = read_blocs(text)
            case "within":
                one = organization_asked(conn, text or None, call.env.today())
                changed[key] = one.id if one else None
            case "document":
                changed[key] = find_document(conn, text).id if text else None
    if {"year", "quarter", "half"} & values.keys():
        if "year" in values:
            year = _read("year", values["year"], read_year)
        elif base.period:
            year = period_year(base.period)
        else:
            raise Misuse("Chưa rõ việc này của năm nào.", "Thêm --nam NĂM, như --nam 2022.")
        quarter = _read("quarter", values["quarter"], read_quarter) if values.get("quarter") else None
        half = _read("half", values["half"], _read_half) if values.get("half") else None
        changed["period"] = make_period(year, quarter, half)
    if "what" in changed and changed["what"] is None:
        changed["what"] = ""
    return replace(base, **changed)


def _read(key: str, text: str, reader: Any) -> Any:
    try:
        return reader(text)
    except ValueError as error:
        raise Misuse(f"Giá trị «{text}» không dùng được cho «{_FIELDS[key][0]}»: {error}") from None


def _read_half(text: str) -> int:
    words = {"1": 1, "dau": 1, "daunam": 1, "2": 2, "cuoi": 2, "cuoinam": 2}
    key = name_key(text)
    if (half := words.get(key.removeprefix("6thang") or key)) is None:
        raise ValueError("cần «đầu» hoặc «cuối».")
    return half


@manual(
    "Các việc phải nộp, theo hạn nộp, với số đơn vị phải nộp và đã nộp.",
    ("dangbo don-doc ds", "Mọi việc."),
    ("dangbo don-doc ds --nam 2022", "Riêng năm 2022."),
)
@with_output
def ds(ctx: typer.Context, output: Output, nam: Year = None, quy: Quarter = None, tinh_den: AsOf = None) -> None:
    """List obligations."""
    from dangbo_cli.reports.documents import read_documents
    from dangbo_cli.reports.duty_tables import obligations_table

    call = call_of(ctx)
    with call.reading() as conn, refusals():
        board, _ = board_asked(conn, Asked(None, None, nam, quy), day_asked(call, tinh_den))
        documents = read_documents(conn)
        table = obligations_table(board, lambda number: documents[number].label)
    show(call, table, output, Shape.LIST)


@manual(
    "Một việc phải nộp: ai phải nộp, ai đã nộp ngày nào, bằng gì, muộn bao nhiêu ngày, còn bao nhiêu lỗi, ai được miễn.",
    ("dangbo don-doc xem 3", "Theo số của việc."),
    ('dangbo don-doc xem "Đăng ký mô hình"', "Theo tên, khi chỉ một việc có tên ấy."),
)
@with_output
def xem(
    ctx: typer.Context, output: Output, which: Annotated[
        list[str], typer.Argument(metavar="VIỆC", help="Số hoặc tên của việc phải nộp.", show_default=False)
    ], tinh_den: AsOf = None,
) -> None:  # fmt: skip
    """Show one obligation with every unit that owes it."""
    from dangbo_cli.records.obligations import find_obligation
    from dangbo_cli.reports.documents import read_documents
    from dangbo_cli.reports.duties import DutyFilter, read_board
    from dangbo_cli.reports.duty_tables import obligation_table

    call = call_of(ctx)
    with call.reading() as conn, refusals():
        known = find_obligation(conn, " ".join(which))
        board = read_board(conn, day_asked(call, tinh_den), DutyFilter(obligation=known.id))
        document = read_documents(conn).get(known.document) if known.document is not None else None
        table = obligation_table(board, known, document.label if document else None)
    show(call, table, output, Shape.LIST)


@manual(
    "Chép các việc phải nộp của năm trước sang năm mới: cùng tên, biểu, nơi nộp; hạn nộp dời đúng số năm, năm trong tên («Cam kết "
    "2022») cũng đổi theo và được nêu ra. Việc nào năm mới đã có thì để nguyên.",
    ("dangbo don-doc chep --nam 2023", "Chép các việc của năm 2022 sang năm 2023."),
    ("dangbo don-doc chep --nam 2023 --tu-nam 2021", "Chép từ năm khác."),
)
def chep(
    ctx: typer.Context,
    nam: Annotated[Any, typer.Option("--nam", metavar="NĂM", click_type=ValueType(read_year), help="Năm mới.")],
    tu_nam: Annotated[
        Any,
        typer.Option("--tu-nam", metavar="NĂM", click_type=ValueType(read_year), help="Năm chép từ; không ghi thì là năm trước."),
    ] = None,
    xem_truoc: PreviewOnly = False,
    dong_y: Yes = False,
) -> int:  # fmt: skip
    """Copy the obligations of a year to another."""
    source = tu_nam or nam - 1
    if source == nam:
        raise Misuse("Hai năm phải khác nhau.")

    def propose(conn: Connection) -> Proposal:
        from dangbo_cli.records.obligations import plan_copy_obligations

        return Proposal(plan_copy_obligations(conn, nam, source), f"Chép việc phải nộp năm {source} sang năm {nam}")

    return carry_out(call_of(ctx), propose, Wish(xem_truoc, dong_y))
