"""`dangbo` alone: the desk. Which file, what is in it, the last import, what is due or missing, what comes next;
always exit 0."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dangbo_cli.cli.call import Call
from dangbo_cli.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from dangbo_cli.reports.attention import Attention


def show_desk(call: Call) -> ExitCode:
    """Write the desk. A database that is absent or cannot be used is said, and what to do about it."""
    import sqlite3

    from dangbo_cli.reports.attention import read_attention
    from dangbo_cli.store.errors import Absent, Damaged, Foreign, StoreError, damaged
    from dangbo_cli.store.info import read_facts
    from dangbo_cli.views.facts import last_import
    from dangbo_cli.views.messages import heading, sentence
    from dangbo_cli.views.values import integer

    env = call.env

    def line(text: str) -> None:
        env.out(sentence(text, env.prose_width, hanging="    ", names=(f"«{call.database}»",)))

    env.out(heading("Sổ đảng viên", env.colour))
    try:
        with call.reading() as conn:
            facts = read_facts(conn, call.database, env.today())
            attention = read_attention(conn, env.today())
    except Absent:
        copies = _copies(call)
        if copies:
            line(f"Không có sổ ở «{call.database}», nhưng còn {integer(len(copies))} bản sao lưu của sổ ấy.")
        else:
            line(f"Chưa có sổ ở «{call.database}»; lần nhập đầu tiên sẽ tạo ra.")
        _next(call, (*_from_copies(call, copies), *_FIRST_STEPS))
        return ExitCode.DONE
    except (StoreError, sqlite3.Error) as error:
        known = error if isinstance(error, StoreError) else damaged(call.database)
        line(known.message)
        copies = _copies(call) if isinstance(known, Damaged) and not isinstance(known, Foreign) else []
        if not copies:
            _next(call, _WHEN_BROKEN)
        else:  # `ra-soat` has more to say only of a file that opens
            opens = _WHEN_BROKEN[:1] if call.has_read else ()
            _next(call, (*_from_copies(call, copies), *opens, *_WHEN_BROKEN[2:]))
        return ExitCode.DONE
    line(f"Tệp: «{facts.path}»")
    line(f"Tổ chức đảng: {integer(facts.organizations)}; đảng viên: {integer(facts.members)}.")
    line(f"Lần nhập cuối: {last_import(facts)}.")
    for told in _attention_lines(attention):
        line(told)
    empty = not facts.organizations and not facts.members
    _next(call, _FIRST_STEPS if empty else _DAILY_STEPS)
    return ExitCode.DONE


_TRIED = 3  # copies looked into for one that is sound
_FIRST_STEPS = (
    ("dangbo nhap THƯ_MỤC --xem-truoc", "xem trước các danh sách của đơn vị"),
    ("dangbo nhap THƯ_MỤC", "nhập các danh sách ấy vào sổ"),
    ("dangbo --help", "mọi lệnh"),
)
_DAILY_STEPS = (
    ("dangbo dv tim TÊN", "tìm một đảng viên"),
    ("dangbo bao-cao", "các báo cáo"),
    ("dangbo nhap THƯ_MỤC", "nhập thêm danh sách"),
)
_WHEN_BROKEN = (
    ("dangbo ra-soat", "xem tệp hỏng ở đâu"),
    ("dangbo khoi-phuc TỆP", "lấy lại một bản sao lưu"),
    ("dangbo --csdl TỆP", "dùng sổ ở tệp khác"),
)


def _copies(call: Call) -> list[tuple[Path, datetime]]:
    from dangbo_cli.store.backup import list_backups  # only where the file is gone or broken
    from dangbo_cli.store.copies import list_other_copies

    return list_backups(call.database) or list_other_copies(call.database)


def _from_copies(call: Call, copies: Sequence[tuple[Path, datetime]]) -> tuple[tuple[str, str], ...]:
    """Return the steps that the copies of a file that is gone or broken offer, if there are any."""
    if not copies:
        return ()
    from dangbo_cli.store.copies import say_copy

    newest, made = next((copy for copy in copies[: -_TRIED - 1 : -1] if _is_sound(call, copy[0])), copies[-1])
    which = "mới nhất" if newest == copies[-1][0] else "lành mới nhất"
    return (
        (f"dangbo khoi-phuc {say_copy(call.database, newest)}", f"lấy lại bản sao lưu {which}, {made:%d/%m/%Y %H:%M}"),
        ("dangbo khoi-phuc", "xem mọi bản sao lưu"),
    )


def _is_sound(call: Call, copy: Path) -> bool:
    import sqlite3

    from dangbo_cli.store.backup import damage_of
    from dangbo_cli.store.errors import StoreError

    try:
        return not damage_of(call.database, copy)
    except (StoreError, sqlite3.Error):
        return False


def _attention_lines(attention: Attention) -> Iterator[str]:
    """Yield what is due or missing, each with the line that lists it."""
    from dangbo_cli.views.values import day, integer

    if attention.due:
        since = f"{attention.due_since:%d/%m/%Y}"
        yield (
            f"Đến hạn: {integer(attention.due)} đảng viên dự bị đã đủ 12 tháng, chưa ghi ngày chính thức; xem "
            f"«dangbo dv ds --trang-thai du-bi --vao-dang-den {since}»."
        )
    if attention.set_aside:
        yield (
            f"Để lại chờ sửa: {integer(attention.set_aside)} chỗ của các tệp đã nhập; xem «dangbo lan-nhap cho-sua» hoặc gửi "
            "lại đơn vị bằng «dangbo nhap TỆP --tra-lai THƯ_MỤC»."
        )
    if attention.duties:
        yield (
            f"Quá hạn: {integer(attention.duties)} việc phải nộp của {integer(attention.duty_units)} đơn vị chưa nộp đủ hoặc còn "
            "lỗi; xem «dangbo don-doc chua-nop»."
        )
    if attention.overdue:
        told = [f"{sort[:1].lower()}{sort[1:]} {integer(count)}" for sort, count in attention.overdue.items()]
        yield f"Quá hạn: {', '.join(told)}; xem «dangbo bao-cao den-han»."
    for what, due, standings in attention.coming[:3]:
        yield f"Sắp đến hạn {day(due)}: {what}, còn {standings}; xem «dangbo bao-cao den-han»."
    if attention.missing:
        told = [f"{name} {integer(count)}" for name, count in attention.missing.items()]
        first = next(iter(attention.missing))
        yield f'Còn thiếu: {", ".join(told)} người; xem «dangbo dv ds --thieu "{first}"».'
    if attention.differing:
        yield f"Số đảng viên đơn vị khai khác số trong sổ: {integer(attention.differing)} tổ chức; xem «dangbo tc ds»."


def _next(call: Call, steps: tuple[tuple[str, str], ...]) -> None:
    """Write the steps, each with what it does beside it, or below it where it would not fit the terminal."""
    columns = call.env.columns
    beside = [command for command, meaning in steps if columns is None or 4 + len(command) + len(meaning) <= columns]
    left = max(map(len, beside), default=0)
    call.env.out()
    call.env.out("Việc tiếp theo:")
    for command, meaning in steps:
        fits = columns is None or 4 + left + len(meaning) <= columns
        if command in beside and fits:
            call.env.out(f"  {command:<{left}}  {meaning}")
        else:
            call.env.out(f"  {command}")
            call.env.out(f"      {meaning}")
