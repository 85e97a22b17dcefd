"""`don-doc nop|mien|xong`: what came in by hand, who is excused, who is done."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dangbo_cli.cli.call import call_of
from dangbo_cli.cli.framework import ValueType
from dangbo_cli.cli.help import manual
from dangbo_cli.cli.options import PreviewOnly, Yes, read_day
from dangbo_cli.cli.writing import Proposal, Wish, carry_out

if TYPE_CHECKING:
    from sqlite3 import Connection

    from dangbo_cli.domain.obligation import Way

ObligationNamed = Annotated[
    str, typer.Argument(metavar="VIỆC", help="Số hoặc tên của việc phải nộp.", show_default=False)
]
UnitsNamed = Annotated[list[str], typer.Argument(metavar="MÃ…", help="Mã hoặc tên các đơn vị.", show_default=False)]
Received = Annotated[
    Any,
    typer.Option("--ngay", metavar="NGÀY", click_type=ValueType(read_day), help="Ngày nhận; không ghi thì là hôm nay."),
]


@manual(
    "Ghi nhận đơn vị đã nộp bằng giấy hoặc cách khác, với ngày nhận. Tệp bảng tính thì «dangbo nhap» tự ghi nhận.",
    ("dangbo don-doc nop 3 K02.01 --ngay 28/12/2022", "Đơn vị mã K02.01 nộp bản giấy của việc số 3."),
    ('dangbo don-doc nop "Đăng ký mô hình" K02 "Sở Công Thương"', "Hai đơn vị nộp hôm nay."),
)
def nop(
    ctx: typer.Context,
    which: ObligationNamed,
    units: UnitsNamed,
    ngay: Received = None,
    ghi_chu: Annotated[str | None, typer.Option("--ghi-chu", metavar="CHỮ", help="Ghi chú.")] = None,
    xem_truoc: PreviewOnly = False,
    dong_y: Yes = False,
) -> int:
    """Note something handed in on paper."""
    from dangbo_cli.domain.obligation import Way

    return _note(ctx, which, units, Way.PAPER, ngay, None, ghi_chu, Wish(xem_truoc, dong_y))


@manual(
    "Ghi đơn vị được miễn một việc, với lý do: không tính vào số phải nộp.",
    ('dangbo don-doc mien 3 K02.01 --ly-do "Mới thành lập"', "Đơn vị mã K02.01 không phải nộp việc số 3."),
)
def mien(
    ctx: typer.Context,
    which: ObligationNamed,
    units: UnitsNamed,
    ly_do: Annotated[str, typer.Option("--ly-do", metavar="CHỮ", help="Lý do được miễn.")],
    ngay: Received = None,
    xem_truoc: PreviewOnly = False,
    dong_y: Yes = False,
) -> int:
    """Excuse organisations, with the reason."""
    from dangbo_cli.domain.obligation import Way

    return _note(ctx, which, units, Way.EXCUSED, ngay, ly_do, None, Wish(xem_truoc, dong_y))


@manual(
    "Ghi rõ đơn vị đã xong một việc: không còn gì phải đòi thêm, dù mới một phần chi bộ gửi hay còn lỗi nhỏ chưa sửa. Ngày nhận "
    "đầu tiên vẫn quyết định đúng hạn hay muộn.",
    ("dangbo don-doc xong 3 K02", "Đơn vị mã K02 đã xong việc số 3."),
)
def xong(
    ctx: typer.Context,
    which: ObligationNamed,
    units: UnitsNamed,
    ngay: Received = None,
    ghi_chu: Annotated[str | None, typer.Option("--ghi-chu", metavar="CHỮ", help="Ghi chú.")] = None,
    xem_truoc: PreviewOnly = False,
    dong_y: Yes = False,
) -> int:
    """Say that organisations are done."""
    from dangbo_cli.domain.obligation import Way

    return _note(ctx, which, units, Way.DONE, ngay, None, ghi_chu, Wish(xem_truoc, dong_y))


def _refuse_turned(unit: str, typed: str, command: str) -> None:
    """Refuse the code of a unit where the number of what is owed was to stand: the two are the wrong way round."""
    from dangbo_cli.records.refusal import RecordUnknown

    said = f'"{typed}"' if " " in typed else typed
    advice = f"Hãy gõ: «dangbo {command} {said}»."
    raise RecordUnknown(f"«{typed}» là {unit}; số của việc đứng trước mã đơn vị.", advice)


def _note(
    ctx: typer.Context,
    which: str,
    units: list[str],
    way: Way,
    day: date | None,
    reason: str | None,
    note: str | None,
    wish: Wish,
) -> int:
    call = call_of(ctx)

    def propose(conn: Connection) -> Proposal:
        from dangbo_cli.records.obligations import COMMANDS, find_obligation, plan_receipt
        from dangbo_cli.records.refusal import RecordUnknown
        from dangbo_cli.reports.lookup import find_organization
        from dangbo_cli.reports.refusal import LookupRefused

        try:
            known = find_obligation(conn, which)
        except RecordUnknown:
            if [unit.isdecimal() for unit in units] != [True]:
                raise
            with suppress(LookupRefused):
                unit = find_organization(conn, which, call.env.today())
                _refuse_turned(unit.name, which, f"{COMMANDS[way]} {units[0]}")
            raise
        found = [find_organization(conn, unit, call.env.today()) for unit in units]
        named = [(one.id, one.name) for one in dict.fromkeys(found)]
        today = call.env.today()
        plan = plan_receipt(conn, known, named, way, day or today, today, reason, note)
        listed = "; ".join(name for _, name in named)
        return Proposal(plan, f"{way.value}: {known.what} — {listed}")

    return carry_out(call, propose, wish)
