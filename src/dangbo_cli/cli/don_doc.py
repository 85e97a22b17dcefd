"""`don-doc`: what organisations must hand in, who has, who has not, and the letters that remind them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dangbo_cli.cli.asking import day_asked, organization_asked, refusals
from dangbo_cli.cli.call import Call, call_of
from dangbo_cli.cli.errors import Misuse
from dangbo_cli.cli.framework import ValueType
from dangbo_cli.cli.help import manual
from dangbo_cli.cli.on_disk import is_there
from dangbo_cli.cli.options import AsOf, Output, Unit, Yes, read_year, with_output
from dangbo_cli.cli.showing import Look, Shape, show

if TYPE_CHECKING:
    from datetime import date
    from sqlite3 import Connection

    from dangbo_cli.reports.as_of import Organizations
    from dangbo_cli.reports.duties import Board
    from dangbo_cli.reports.reminders import Reminder

Year = Annotated[
    Any, typer.Option("--nam", metavar="NĂM", click_type=ValueType(read_year), help="Chỉ các việc của năm này.")
]


def read_quarter(text: str) -> int:
    """Read a quarter: 1, 2, II, «quý 3». Raises ValueError with the reason."""
    from dangbo_cli.domain.period import part_of_year

    part = part_of_year(text if not text.strip()[:1].isdecimal() and "q" in text.lower() else f"quý {text.strip()}")
    if not part.startswith("Q"):
        raise ValueError("cần một quý, từ 1 đến 4.")
    return int(part[1])


Quarter = Annotated[
    Any, typer.Option("--quy", metavar="QUÝ", click_type=ValueType(read_quarter), help="Chỉ các việc của quý này.")
]
Bloc = Annotated[str | None, typer.Option("--khoi", metavar="KHỐI", help="Chỉ các đơn vị của khối này.")]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the commands of this group are narrowed to, as typed."""

    unit: str | None
    bloc: str | None
    year: int | None
    quarter: int | None


def board_asked(conn: Connection, asked: Asked, day: date, own_year: bool = False) -> tuple[Board, dict[str, Any]]:
    """Return the board and the parameters it was asked with; `own_year`: a year is chosen where none was given."""
    from dangbo_cli.reports.duties import DutyFilter, default_year, read_board

    root = organization_asked(conn, asked.unit, day)
    year = asked.year if asked.year is not None or not own_year else default_year(conn, day)
    board = read_board(conn, day, DutyFilter(None, year, asked.quarter, root.id if root else None, asked.bloc))
    parameters = {
        "year": year,
        "quarter": asked.quarter,
        "organization": root and (root.code or root.name),
        "bloc": asked.bloc,
    }
    return board, {key: value for key, value in parameters.items() if value is not None}


@manual(
    "Bảng các đơn vị và các việc phải nộp: mỗi ô cho biết đơn vị đã nộp đúng hạn, muộn, còn lỗi, nộp một phần, chưa nộp hay "
    "được miễn. Tỷ lệ nộp và tỷ lệ đúng hạn tính cho từng đơn vị, từng tổ chức cơ sở đảng, từng khối.",
    ("dangbo don-doc bang --nam 2022", "Mọi việc của năm 2022, tính đến hôm nay."),
    ('dangbo don-doc bang --nam 2022 --khoi "Doanh nghiệp" --luu-vao don-doc.xlsx', "Riêng một khối, ra tệp Excel."),
)
@with_output
def bang(
    ctx: typer.Context, output: Output, nam: Year = None, quy: Quarter = None, don_vi: Unit = None, khoi: Bloc = None,
    tinh_den: AsOf = None,
) -> None:  # fmt: skip
    """Show the board."""
    from dangbo_cli.reports.duty_tables import board_table
    from dangbo_cli.views.duty_board import show_board

    call = call_of(ctx)
    day = day_asked(call, tinh_den)
    with call.reading() as conn, refusals():
        board, parameters = board_asked(conn, Asked(don_vi, khoi, nam, quy), day, own_year=True)
        table = board_table(board, parameters)
    look = Look(text=lambda: show_board(board, table, call.env)) if board.obligations else None
    show(call, table, output, Shape.REPORT, look)


@manual(
    "Danh sách những gì chưa nộp, chậm nhất đứng đầu: việc chưa nộp, mới nộp một phần, đã nộp nhưng còn lỗi chưa sửa; quá hạn "
    "bao nhiêu ngày, đã nhắc mấy lần.",
    ("dangbo don-doc chua-nop", "Mọi việc chưa nộp đến hôm nay."),
    ("dangbo don-doc chua-nop --nam 2022 --tinh-den 31/12/2022 --luu-vao chua-nop.xlsx", "Đến hết năm, ra tệp Excel."),
)
@with_output
def chua_nop(
    ctx: typer.Context, output: Output, nam: Year = None, quy: Quarter = None, don_vi: Unit = None, khoi: Bloc = None,
    tinh_den: AsOf = None,
) -> None:  # fmt: skip
    """List what is still to come."""
    from dangbo_cli.reports.duty_tables import missing_table

    call = call_of(ctx)
    day = day_asked(call, tinh_den)
    with call.reading() as conn, refusals():
        board, parameters = board_asked(conn, Asked(don_vi, khoi, nam, quy), day)
        table = missing_table(board, parameters)
    show(call, table, output, Shape.LIST)


@manual(
    "Lời nhắc cho từng đơn vị còn việc đã đến hạn mà chưa nộp, nộp thiếu hoặc còn lỗi: thiếu gì, quá hạn mấy ngày, nhắc lần "
    "thứ mấy; gọn để dán vào tin nhắn. Với --luu-vao, mỗi đơn vị có thêm một công văn Word trong thư mục ấy. Sổ ghi lần nhắc "
    "này khi được đồng ý.",
    ("dangbo don-doc cong-van", "Hiện lời nhắc; hỏi có ghi lần nhắc vào sổ không."),
    (
        "dangbo don-doc cong-van --luu-vao cong-van",
        "Viết công văn vào thư mục «cong-van»; rồi hỏi có ghi lần nhắc không.",
    ),
    (
        "dangbo don-doc cong-van --mau mau-nhac.docx --luu-vao cong-van",
        "Theo mẫu riêng, lấy bằng «dangbo xuat mau-van-ban».",
    ),
)
def cong_van(
    ctx: typer.Context,
    nam: Year = None,
    quy: Quarter = None,
    don_vi: Unit = None,
    khoi: Bloc = None,
    tinh_den: AsOf = None,
    luu_vao: Annotated[
        Path | None, typer.Option("--luu-vao", metavar="THƯ_MỤC", help="Viết mỗi đơn vị một công văn Word vào thư mục này.")
    ] = None,
    mau: Annotated[
        Path | None, typer.Option("--mau", metavar="TỆP", help="Mẫu công văn Word riêng thay cho mẫu có sẵn.")
    ] = None,
    noi: Annotated[str | None, typer.Option("--noi", metavar="CHỮ", help="Nơi ban hành công văn, như «Sơn La».")] = None,
    xem_truoc: Annotated[bool, typer.Option("--xem-truoc", help="Chỉ xem lời nhắc, không ghi gì.")] = False,
    dong_y: Yes = False,
) -> None:  # fmt: skip
    """Write the reminders."""
    from dangbo_cli.reports.reminders import read_reminders

    call = call_of(ctx)
    day = day_asked(call, tinh_den)
    if mau is not None and luu_vao is None:
        raise Misuse("Có --mau thì cần --luu-vao THƯ_MỤC để ghi công văn.")
    with call.reading() as conn, refusals():
        board, _ = board_asked(conn, Asked(don_vi, khoi, nam, quy), day)
        reminders = read_reminders(conn, board)
    organizations = board.organizations
    from dangbo_cli.reports.duty_tables import NOTHING_ASKED
    from dangbo_cli.views.messages import sentence

    if not reminders:
        nothing = f"Đến ngày {day:%d/%m/%Y}, không đơn vị nào còn việc đến hạn phải nhắc."
        call.env.out(sentence(nothing if board.obligations else NOTHING_ASKED, call.env.prose_width))
        return
    for one in reminders:
        for line in one.text.splitlines():
            call.env.out(sentence(line, call.env.prose_width) if line else "")
        call.env.out()
    if xem_truoc:
        return
    if luu_vao is not None and not _write_letters(call, reminders, organizations, luu_vao.expanduser(), mau, noi):
        return
    if dong_y or _confirmed(call):
        _log(call, reminders, day)


def _confirmed(call: Call) -> bool:
    """Ask whether what is on the screen is to count as a reminder."""
    from dangbo_cli.cli.writing import NOTHING_WRITTEN
    from dangbo_cli.views.messages import show_note

    if call.env.can_ask and call.env.confirm("Ghi vào sổ là đã nhắc lần này?"):
        return True
    hint = "" if call.env.can_ask else " Thêm --dong-y để ghi lần nhắc vào sổ."
    show_note(call.env, f"{NOTHING_WRITTEN}{hint}")
    return False


def _write_letters(
    call: Call,
    reminders: list[Reminder],
    organizations: Organizations,
    folder: Path,
    template: Path | None,
    place: str | None,
) -> bool:
    """Write the letters; tell whether they were, for one that was edited is not replaced unasked."""
    from dangbo_cli.cli.saving import may_overwrite, say_replaced
    from dangbo_cli.cli.word_files import saving_word
    from dangbo_cli.views.letter import letter_path, write_letters
    from dangbo_cli.views.messages import show_note

    if is_there(folder) and not folder.is_dir():
        raise Misuse(f"«{folder}» là một tệp, không phải thư mục.", names=(str(folder),))
    targets = [letter_path(reminder, folder) for reminder in reminders]
    if not may_overwrite(call.env, *targets):
        return False
    over = say_replaced(*targets)
    with saving_word(folder, template):
        folder.mkdir(parents=True, exist_ok=True)
        paths = write_letters(reminders, organizations, folder, template, place)
    show_note(call.env, f"Đã viết {len(paths)} công văn vào «{folder}»{over}.", names=(str(folder),))
    return True


def _log(call: Call, reminders: list[Reminder], day: date) -> None:
    """Note the round of each."""
    from dangbo_cli.cli.writing import write_plan
    from dangbo_cli.records.obligations import plan_reminders

    told = [(duty.obligation.id, duty.organization.id, one.round) for one in reminders for duty in one.duties]
    with call.reading() as conn:
        plan = plan_reminders(conn, told, day)
    write_plan(call, plan)
