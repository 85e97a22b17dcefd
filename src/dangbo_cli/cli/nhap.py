"""`nhap`: read sheets, show the plan, ask, write one batch."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dangbo_cli.cli.call import Call, call_of
from dangbo_cli.cli.errors import Misuse, NoData
from dangbo_cli.cli.exit_codes import ExitCode
from dangbo_cli.cli.framework import ValueType, one_of
from dangbo_cli.cli.help import manual
from dangbo_cli.cli.on_disk import is_folder, is_there
from dangbo_cli.cli.options import JSON, TABLE, PreviewOnly, Yes, read_year
from dangbo_cli.cli.words import name_key
from dangbo_cli.cli.writing import NOTHING_WRITTEN, ONLY_SHOWN, nobody_to_ask, say_replanned, say_written

if TYPE_CHECKING:
    from sqlite3 import Connection

    from dangbo_cli.domain.change import Entity, Plan
    from dangbo_cli.intake.importing import ImportOptions
    from dangbo_cli.intake.result import ImportResult
    from dangbo_cli.views.plan import Sample

    Samples = list[Sample]

_MOST_ROUNDS = 4
_MOST_WORDS = 12  # of a path that was typed without quotes, before and behind the one that is not there
_DETAIL = re.compile(r"(?:ct|chi ?ti[eế]t|\?) *(\d{1,4})?")
_DETAIL_HINT = "«c»: ghi; Enter: không ghi; «ct»: xem chi tiết; «ct 3»: chi tiết của tệp số 3."


@dataclass(frozen=True, slots=True)
class _Wish:
    """How the clerk wants this import to go."""

    preview: bool
    yes: bool
    detail: bool
    json: bool
    give_back: Path | None = None


@manual(
    "Nhận tệp .xlsx, .xlsm, .xls, .ods, .csv, .tsv và cả thư mục. Danh sách tổ chức được đọc trước danh sách "
    "đảng viên, rồi đến các bảng công việc trong năm (xếp loại, mô hình, cam kết, chuyên đề, ghi danh, khen thưởng, kỷ "
    "luật, kiểm tra giám sát), dù gõ theo thứ tự nào.\n\n"
    "Lệnh cho xem sẽ ghi những gì rồi mới hỏi. Dòng, ô còn ngờ thì để lại và nêu rõ, không đoán; ô trống không "
    "xóa số liệu đã có. Có người ở bàn phím thì lệnh hỏi những chỗ trả lời được, cả cột có tiêu đề lạ là gì, và nhớ câu "
    "trả lời («dangbo ghi-nho ds»). Mỗi lần nhập hoàn tác được bằng «dangbo lan-nhap hoan-tac».",
    ("dangbo nhap danh-sach", "Đọc mọi bảng tính trong thư mục danh-sach, cho xem rồi hỏi."),
    ('dangbo nhap "05 Sở Y tế.xls" --don-vi 05 --xem-truoc', "Chỉ xem trước một tệp của tổ chức mã 05."),
    ("dangbo nhap danh-sach --dong-y", "Ghi luôn những gì chắc chắn, phần còn ngờ để lại."),
    (
        "dangbo nhap danh-sach --dong-y --tra-lai gui-lai",
        "Như trên, và lập tệp đánh dấu chỗ sai để gửi trả từng đơn vị.",
    ),
)
def nhap(
    ctx: typer.Context,
    paths: Annotated[
        list[str], typer.Argument(metavar="ĐƯỜNG_DẪN", help="Tệp bảng tính hoặc thư mục.", show_default=False)
    ],
    loai_bieu: Annotated[
        str | None, typer.Option("--loai-bieu", metavar="LOẠI", help="Coi mọi tệp là loại này: to-chuc, dang-vien, mo-hinh, …")
    ] = None,
    don_vi: Annotated[
        str | None, typer.Option("--don-vi", metavar="MÃ", help="Mọi dòng thuộc tổ chức mã này hoặc bên dưới.")
    ] = None,
    nam: Annotated[
        Any,
        typer.Option(
            "--nam", metavar="NĂM", click_type=ValueType(read_year),
            help="Năm của cột xếp loại, của cả bảng công việc trong năm, khi tiêu đề không ghi.",
        ),
    ] = None,
    xem_truoc: PreviewOnly = False,
    chi_tiet: Annotated[bool, typer.Option("--chi-tiet", help="Nêu hết từng chỗ, và vì sao.")] = False,
    dong_y: Yes = False,
    tra_lai: Annotated[
        Path | None,
        typer.Option(
            "--tra-lai", metavar="THƯ_MỤC",
            help="Ghi vào thư mục này, cho mỗi tệp có chỗ phải sửa, một bản để gửi trả đơn vị và lời nhắn kèm theo.",
        ),
    ] = None,
    dinh_dang: Annotated[
        str,
        typer.Option(
            "--dinh-dang", metavar="bang|json", click_type=one_of((TABLE, JSON)), help="Hiện thành bảng hay JSON."
        ),
    ] = TABLE,
) -> int:  # fmt: skip
    """Import sheets."""
    from dangbo_cli.intake.importing import ImportOptions

    call = call_of(ctx)
    wish = _Wish(xem_truoc, dong_y, chi_tiet, dinh_dang == JSON, tra_lai and tra_lai.expanduser())
    asking = call.env.can_ask and not (wish.preview or wish.yes or wish.json)
    telling = asking or wish.detail
    options = ImportOptions(_kind(loai_bieu), don_vi, nam, asking=asking, telling=telling)
    files = given_paths(paths)
    if wish.give_back is not None:
        from dangbo_cli.cli.giving_back import check_folder

        check_folder(wish.give_back, files)
    return _import(call, files, options, wish)


def given_paths(words: list[str]) -> list[Path]:
    """Return the paths meant: patterns (`*.xls`) that the shell left alone, `~`, and a quote that Windows
    leaves behind `"D:\\folder\\"` are put right. Raises Misuse for a path that fell apart at its blanks."""
    found: list[Path] = []
    for word in words:
        path = Path(word.rstrip('"')).expanduser()
        if not is_there(path) and any(mark in word for mark in "*?["):
            parent = path.parent if is_folder(path.parent) else Path()
            found += sorted(parent.glob(path.name)) or [path]
        else:
            found.append(path)
    if any(not is_there(path) for path in found) and (whole := _fallen_apart(words)) is not None:
        raise Misuse(
            f"Đường dẫn «{whole}» có dấu cách nên bị tách thành nhiều phần.",
            f'Đặt cả đường dẫn trong ngoặc kép: dangbo nhap "{whole}"',
            names=(whole, f'dangbo nhap "{whole}"'),
        )
    return found


def _fallen_apart(words: list[str]) -> str | None:
    """Return the longest path that the first word which is none makes with the words around it."""
    missing = next((at for at, word in enumerate(words) if not is_there(Path(word).expanduser())), len(words))
    runs = (
        (first, last)
        for first in range(max(0, missing - _MOST_WORDS), missing + 1)
        for last in range(missing + 1, min(len(words), missing + _MOST_WORDS) + 1)
        if last - first > 1
    )
    for first, last in sorted(runs, key=lambda run: run[0] - run[1]):
        whole = " ".join(words[first:last])
        if is_there(Path(whole).expanduser()):
            return whole
    return None


def _kind(typed: str | None) -> str | None:
    if typed is None:
        return None
    from dangbo_cli.forms.catalogue import FORMS

    return next((form.kind for form in FORMS if name_key(form.kind) == name_key(typed)), typed)


def _import(call: Call, paths: list[Path], options: ImportOptions, wish: _Wish) -> int:
    from dangbo_cli.store.apply import PlanStale

    refused: list[int] = []
    while True:
        result, samples = _plan(call, paths, options, wish)
        if not refused and options.asking:
            options, result, samples = _ask(call, paths, options, wish, result, samples)
        if not refused and not result.files:
            asked = tuple(f"«{path.name or path}»" for path in paths)
            raise NoData(
                f"Không thấy tệp bảng tính nào để đọc trong {', '.join(asked)}.",
                "Xem lại đường dẫn, hoặc đuôi tệp (.xlsx, .xls, …).",
                names=asked,
            )
        if result.nothing_read and not (wish.json or wish.detail or wish.give_back):
            raise _nothing_read(result)
        try:
            return _finish(call, result, samples, wish)
        except PlanStale as stale:
            say_replanned(call, result.plan.base, refused, stale)


def _nothing_read(result: ImportResult) -> NoData:
    """Return the refusal of files of which none could be read: why, file by file."""
    from dangbo_cli.intake.result import OWN_HEADINGS

    names = tuple(file.path for file in result.files)
    advice = (OWN_HEADINGS,) if result.has_strange_headings else ()
    if len(names) > 1 and not any(is_there(Path(name)) for name in names):
        advice = ("Đường dẫn có dấu cách thì đặt cả trong ngoặc kép.",)
    if len(names) == 1:
        return NoData(f"Không đọc được «{names[0]}»: {result.files[0].error}", *advice, names=names)
    reasons = (f"  {file.path}: {file.error}" for file in result.files)
    return NoData(f"Không đọc được tệp nào trong {len(names)} tệp đã cho.", *reasons, *advice, names=names)


def _ask(
    call: Call, paths: list[Path], options: ImportOptions, wish: _Wish, result: ImportResult, samples: Samples
) -> tuple[ImportOptions, ImportResult, Samples]:
    """Ask what headings mean, then what the rows under them leave in doubt; plan anew where anything was answered."""
    from dangbo_cli.cli.choosing import COLUMNS, ROWS, choose

    asked: set[tuple[str, str, str]] = set()
    for how in (COLUMNS, *[ROWS] * _MOST_ROUNDS):  # an answer may bring up what was not in question before it
        questions = result.questions if how is COLUMNS else result.plan.problems
        fresh = [one for one in questions if one.choices and one.place not in asked]
        answers, go_on = choose(call.env, fresh, how)
        asked.update(one.place for one in fresh)
        if answers:
            options = replace(options, answers={**options.answers, **answers}, asking=False)
            result, samples = _plan(call, paths, options, wish)
        if how is ROWS and not (answers and go_on):
            break
    return replace(options, asking=False), result, samples


def _plan(call: Call, paths: list[Path], options: ImportOptions, wish: _Wish) -> tuple[ImportResult, Samples]:
    """Read the files against the record as it stands, and put samples into words while it is open."""
    from dangbo_cli.cli.progress import FileProgress
    from dangbo_cli.intake.importing import UnknownOption, plan_import
    from dangbo_cli.store.errors import store_errors

    conn = _open(call)
    progress = FileProgress(call.env)
    try:
        with store_errors(call.database):
            result = plan_import(conn, paths, options, progress.step, call.env.today())
            shown = [] if wish.json else _samples(conn, result.plan, wish.detail)
    except UnknownOption as error:
        raise Misuse(str(error)) from None
    finally:
        progress.close()
        if conn is not None:
            conn.close()
    return result, shown


def _open(call: Call) -> Connection | None:
    """Return the record to plan against, None where there is none yet. Raises Absent where it has gone since the call
    began."""
    from dangbo_cli.store.errors import Absent

    try:
        return call.open_reading()
    except Absent:
        if call.has_read:
            raise
        return None


def _samples(conn: Connection | None, plan: Plan, everything: bool, files: tuple[str, ...] | None = None) -> Samples:
    from dangbo_cli.store.labels import describe_subject
    from dangbo_cli.views.plan import take_samples

    def describe(entity: Entity, record: int) -> str:
        return describe_subject(conn, entity, record) if conn is not None else f"số {record}"

    return take_samples(plan, describe, everything, files)


def _finish(call: Call, result: ImportResult, samples: Samples, wish: _Wish) -> int:
    """Show the plan, ask where somebody can answer, write, and return the exit code."""
    from dangbo_cli.views.messages import show_error, show_note

    env = call.env
    env.keep(result)
    to_write = bool(result.plan.changes)
    asking = to_write and env.can_ask and not (wish.preview or wish.yes)
    if not wish.json:
        _show(call, result, samples, wish, brief=asking and not wish.detail)
    batch, code = None, _code(result)
    if wish.preview or not to_write:
        if not wish.json:
            env.out(ONLY_SHOWN if wish.preview else "Không có gì mới để ghi.")
    elif wish.yes or (env.can_ask and _agreed(call, result, wish)):
        batch = _write(call, result, wish)
    elif env.can_ask:
        env.say(NOTHING_WRITTEN)
    else:
        refusal = nobody_to_ask()
        show_error(env, refusal.sentence, refusal.advice)
        code = ExitCode.USAGE
    if not to_write and not wish.preview:
        _keep_set_aside(call, result)
    if wish.give_back is not None:
        from dangbo_cli.cli.giving_back import give_back

        give_back(call, result, wish.give_back)
    if wish.json:
        from dangbo_cli.views.import_json import import_value
        from dangbo_cli.views.json import value_json

        env.out(value_json(import_value(result, batch)))
    elif code is ExitCode.DATABASE:
        show_note(env, "Không đọc được tệp nào trong các tệp đã cho.")
    return code


def _code(result: ImportResult) -> ExitCode:
    if result.nothing_read:
        return ExitCode.DATABASE
    return ExitCode.ATTENTION if result.needs_attention else ExitCode.DONE


def _show(call: Call, result: ImportResult, samples: Samples, wish: _Wish, brief: bool) -> None:
    from dangbo_cli.views.import_text import ImportView

    ImportView(result, samples, call.env, wish.detail, brief).show(recognised=wish.preview)


def _agreed(call: Call, result: ImportResult, wish: _Wish) -> bool:
    from dangbo_cli.views.import_text import summary
    from dangbo_cli.views.messages import show_note

    if wish.json:
        call.env.say(summary(result))
        return call.env.confirm("Ghi vào sổ?")
    show_note(call.env, _DETAIL_HINT)
    return call.env.confirm("Ghi vào sổ?", lambda answer: _open_detail(call, result, answer))


def _open_detail(call: Call, result: ImportResult, answer: str) -> bool:
    """Answer «ct» with everything, «ct 3» with the third file; return False for any other answer."""
    from dangbo_cli.views.import_text import ImportView
    from dangbo_cli.views.messages import show_note

    found = _DETAIL.fullmatch(answer)
    if found is None:
        show_note(call.env, _DETAIL_HINT)
        return True
    number = int(found[1]) if found[1] else None
    if number is not None and not 1 <= number <= len(result.files):
        call.env.say(f"Không có tệp số {number}; các tệp được đánh số từ 1 đến {len(result.files)}.")
        return True
    files = None if number is None else (result.files[number - 1].path,)
    conn = _open(call)
    try:
        samples = _samples(conn, result.plan, everything=True, files=files)
    finally:
        if conn is not None:
            conn.close()
    view = ImportView(result, samples, call.env, detail=True)
    if number is None:
        view.show(recognised=True)
    else:
        view.show_file(number)
    return True


def _keep_set_aside(call: Call, result: ImportResult) -> None:
    """Keep what a call without anything to write set aside or found mended, where there is a record."""
    there = call.has_read or call.database.exists()
    if result.nothing_read or not (result.plan.sources or result.plan.unread) or not there:
        return
    from dangbo_cli.store.apply import keep_set_aside
    from dangbo_cli.store.set_aside import count_open

    if not result.plan.problems and not result.plan.unread:
        with call.reading() as conn:
            if not count_open(conn):
                return
    with call.writing() as conn:
        told = keep_set_aside(conn, result.plan, call.env.now())
    if told:
        from dangbo_cli.views.messages import show_note

        show_note(call.env, f"Nhờ lần này, {told} chỗ của các tệp đã nhập hết chờ sửa (dangbo lan-nhap cho-sua).")


def _write(call: Call, result: ImportResult, wish: _Wish) -> int | None:
    from dangbo_cli.store.apply import Counts, Who, apply_plan

    first = not call.database.exists()
    counts = Counts(result.created, result.updated, result.unchanged, result.set_aside)
    with call.writing() as conn:
        applied = apply_plan(conn, result.plan, Who(*call.env.identify()), call.env.now(), counts)
    say_written(call, applied.batch, first, applied.mended)
    if (result.plan.problems or result.plan.unread) and applied.batch is not None and wish.give_back is None:
        from dangbo_cli.views.messages import show_note

        show_note(
            call.env,
            f"Xem lại những chỗ để lại chờ sửa: «dangbo lan-nhap xem {applied.batch}»; gửi trả đơn vị: nhập lại các tệp "
            "ấy với «--tra-lai THƯ_MỤC».",
        )
    return applied.batch
