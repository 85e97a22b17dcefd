"""`sao-luu`, `khoi-phuc`, `ra-soat`: keeping the file safe and sound."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dangbo_cli.cli.call import Call, call_of
from dangbo_cli.cli.errors import Misuse
from dangbo_cli.cli.exit_codes import ExitCode
from dangbo_cli.cli.framework import one_of
from dangbo_cli.cli.help import manual
from dangbo_cli.cli.options import JSON, TABLE, Yes

if TYPE_CHECKING:
    from dangbo_cli.store.backup import Standing


@manual(
    "Sao nguyên vẹn cả khi chương trình khác đang dùng sổ. Không ghi đè lên tệp đã có. Trước mỗi lần ghi, "
    "chương trình cũng tự sao lưu và giữ mười bản gần nhất; bản sao bằng lệnh này thì không tự xóa bao giờ, không cần nữa thì "
    "xóa tay.",
    ("dangbo sao-luu", "Sao vào thư mục sao lưu bên cạnh sổ, tên có chữ «giu»."),
    ('dangbo sao-luu "D:\\sao luu\\thang-11.db"', "Sao ra một tệp chọn sẵn, ví dụ ở ổ khác."),
)
def sao_luu(
    ctx: typer.Context,
    target: Annotated[
        Path | None, typer.Argument(metavar="TỆP", help="Tệp mới hoặc thư mục để sao vào.", show_default=False)
    ] = None,
) -> None:
    """Copy the database file."""
    from dangbo_cli.store.backup import save_copy
    from dangbo_cli.views.messages import sentence

    call = call_of(ctx)
    copy = save_copy(call.database, target and target.expanduser(), call.env.now())
    call.env.out(sentence(f"Đã sao lưu vào «{copy}».", call.env.prose_width))


@manual(
    "Đưa một bản sao lưu về làm sổ đang dùng; cho xem bản ấy và sổ hiện nay có gì rồi mới hỏi. "
    "Sổ hiện nay được giữ lại bên cạnh, nên lại khôi phục về được. Không gõ tệp nào thì liệt kê các bản sao lưu.",
    ("dangbo khoi-phuc", "Các bản sao lưu của sổ, mới nhất đứng đầu."),
    ("dangbo khoi-phuc dangbo-20261120-140310.db", "Một bản trong thư mục sao lưu, chỉ cần tên tệp."),
    ('dangbo khoi-phuc "D:\\sao luu\\thang-11.db"', "Một bản ở nơi khác."),
)
def khoi_phuc(
    ctx: typer.Context,
    backup: Annotated[Path | None, typer.Argument(metavar="TỆP", help="Bản sao lưu.", show_default=False)] = None,
    dong_y: Yes = False,
) -> ExitCode:
    """Restore a copy: what it holds is shown, then asked. 1 where what was restored is damaged."""
    from dangbo_cli.cli.writing import nobody_to_ask
    from dangbo_cli.store.backup import damage_of, restore, standings
    from dangbo_cli.views.messages import sentence, show_note

    call = call_of(ctx)
    if backup is None:
        if dong_y:
            raise Misuse("Chưa chỉ ra bản sao lưu nào để khôi phục.", "Xem các bản sao lưu: dangbo khoi-phuc")
        _list_copies(call)
        return ExitCode.DONE
    asked = backup.expanduser()
    seen = standings(call.database, asked, call.env.today())
    damage = damage_of(call.database, asked)
    width = call.env.prose_width
    while not dong_y:
        _show_standings(call, *seen, damage)
        if not call.env.can_ask:
            raise nobody_to_ask("khôi phục", preview=False)
        if not call.env.confirm("Khôi phục?"):
            call.env.say("Chưa khôi phục; sổ hiện nay vẫn như cũ.")
            return ExitCode.DONE
        before, seen = seen, standings(call.database, asked, call.env.today())
        if seen == before:
            break
        show_note(call.env, "Sổ vừa thay đổi trong lúc chờ trả lời. Chưa khôi phục; dưới đây là sổ lúc này.")
    aside = restore(call.database, asked, call.env.now())
    call.env.out(sentence(f"Đã khôi phục «{call.database}» từ «{backup}».", width))
    if aside is not None:
        call.env.out(sentence(f"Sổ trước đó được giữ ở «{aside}».", width))
    if damage:
        told = "" if not dong_y else f"{_say_damage(damage)} "
        call.env.out(sentence(f"{told}Xem từng chỗ: «dangbo ra-soat --chi-tiet».", width))
    return ExitCode.ATTENTION if damage else ExitCode.DONE


def _show_standings(call: Call, copy: Standing, now: Standing | None, damage: Sequence[str]) -> None:
    """Write what a copy holds and what the record does."""
    from dangbo_cli.views.messages import sentence

    width = call.env.prose_width
    call.env.out(sentence(f"Bản sao: {_say_standing(copy)}.", width))
    if damage:
        call.env.out(sentence(_say_damage(damage), width))
    said = "không đọc được" if now is None else f"{_say_standing(now)}; sẽ được giữ lại bên cạnh"
    call.env.out(sentence(f"Sổ hiện nay: {said}.", width))


def _say_damage(damage: Sequence[str]) -> str:
    found = "; ".join(f"{title[:1].lower()}{title[1:]}" for title in damage)
    return f"Bản sao ấy có chỗ hỏng ({found}): còn bản khác thì nên dùng bản khác."


def _list_copies(call: Call) -> None:
    """Write the copies in the backup folder, then those made by hand, the newest first."""
    from dangbo_cli.store.backup import backup_folder, list_backups
    from dangbo_cli.store.copies import list_other_copies, say_copy
    from dangbo_cli.views.messages import sentence

    folder = f"«{backup_folder(call.database)}»"
    copies, others = list_backups(call.database), list_other_copies(call.database)
    told = f"Các bản sao lưu trong {folder}:" if copies else f"Không có bản sao lưu nào trong {folder}."
    call.env.out(sentence(told, call.env.prose_width, names=(folder,)))
    for copy, made in reversed(copies):
        call.env.out(f"  {made:%d/%m/%Y %H:%M}  {copy.name}")
    if others:
        call.env.out("Các bản sao khác của sổ:")
        for copy, made in reversed(others):
            call.env.out(f"  {made:%d/%m/%Y %H:%M}  {say_copy(call.database, copy)}")
    if copies or others:
        newest = say_copy(call.database, (copies or others)[-1][0])
        call.env.out(sentence(f"Khôi phục một bản: «dangbo khoi-phuc {newest}».", call.env.prose_width))


def _say_standing(standing: Standing) -> str:
    from dangbo_cli.views.values import integer, moment

    last = (
        f"lần nhập cuối số {standing.batch}, {moment(standing.made_at)}" if standing.made_at else "chưa có lần nhập nào"
    )
    return f"{integer(standing.members)} đảng viên, {last}"


_SECRETARY_ENDED = "Ô bí thư của tổ chức còn ghi người đã thôi giữ chức vụ"
_NEW_SECRETARY = 'Hãy ghi bí thư hiện nay bằng «dangbo to-chuc sua MÃ "bí thư=…"».'


@manual(
    "Kiểm tra tệp có nguyên vẹn không, các bản ghi có khớp với nhật ký không, và có chỗ nào vô lý không. "
    "Mỗi phát hiện nêu mức độ, việc cần làm, và có nên làm việc tiếp hay không.",
    ("dangbo ra-soat", "Rà soát sổ đang dùng."),
)
def ra_soat(
    ctx: typer.Context,
    chi_tiet: Annotated[bool, typer.Option("--chi-tiet", help="Nêu hết từng chỗ.")] = False,
    dinh_dang: Annotated[
        str,
        typer.Option(
            "--dinh-dang", metavar="bang|json", click_type=one_of((TABLE, JSON)), help="Hiện thành bảng hay JSON."
        ),
    ] = TABLE,
) -> ExitCode:  # fmt: skip
    """Check the file and the records: 0 clean, 1 findings, 3 damaged."""
    from dangbo_cli.reports.secretaries import say_ended
    from dangbo_cli.store.check import CheckFinding, Severity, check_file
    from dangbo_cli.views.findings import findings_value, show_findings
    from dangbo_cli.views.json import value_json

    call = call_of(ctx)
    with call.reading() as conn:
        findings = check_file(conn)
        damaged = any(finding.severity is Severity.DAMAGED for finding in findings)
        if not damaged and (ended := [said for _, said in say_ended(conn, call.env.today())]):
            findings.append(CheckFinding("secretary_ended", Severity.WARNING, _SECRETARY_ENDED, ended, _NEW_SECRETARY))
    if dinh_dang == JSON:
        call.env.out(value_json(findings_value(findings)))
    else:
        show_findings(findings, call.env, everything=chi_tiet)
    if damaged:
        return ExitCode.DATABASE
    return ExitCode.ATTENTION if findings else ExitCode.DONE
