"""`lan-nhap`: the batches, one batch, and taking one back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dangbo_cli.cli.asking import organization_asked, refusals
from dangbo_cli.cli.call import Call, call_of
from dangbo_cli.cli.errors import Misuse, Stop
from dangbo_cli.cli.exit_codes import ExitCode
from dangbo_cli.cli.framework import ValueType
from dangbo_cli.cli.help import manual
from dangbo_cli.cli.options import TABLE, Output, PreviewOnly, Unit, Yes, read_number, with_output
from dangbo_cli.cli.showing import Shape, is_table, show, show_changes
from dangbo_cli.cli.writing import NOTHING_WRITTEN, ONLY_SHOWN, agreed, nobody_to_ask

if TYPE_CHECKING:
    from dangbo_cli.records.undo import UndoRefused
    from dangbo_cli.reports.table import Table

Number = Annotated[
    Any,
    typer.Argument(metavar="SỐ", click_type=ValueType(read_number), help="Số của lần nhập.", show_default=False),
]


@manual(
    "Mỗi lần ghi vào sổ là một lần nhập, kể cả lần hoàn tác; lần mới nhất đứng đầu.",
    ("dangbo lan-nhap ds", "Mọi lần nhập."),
)
@with_output
def ds(ctx: typer.Context, output: Output) -> None:
    """List batches."""
    from dangbo_cli.reports.batches import list_batches

    call = call_of(ctx)
    with call.reading() as conn:
        table = list_batches(conn)
    show(call, table, output, Shape.LIST)


@manual(
    "Ai làm, lúc nào, từ tệp nào, và đã thêm, sửa những gì.",
    ("dangbo lan-nhap xem 17", "Lần nhập số 17."),
    ("dangbo lan-nhap xem 17 --chi-tiet", "Từng thông tin đã đổi ở lần nhập số 17, lấy từ ô nào."),
)
@with_output
def xem(
    ctx: typer.Context,
    output: Output,
    number: Number,
    chi_tiet: Annotated[bool, typer.Option("--chi-tiet", help="Nêu từng thông tin đã đổi.")] = False,
) -> None:
    """Show one batch."""
    from dangbo_cli.reports.batches import show_batch
    from dangbo_cli.reports.history import batch_changes

    call = call_of(ctx)
    with call.reading() as conn, _known_batch():
        table = show_batch(conn, number)
        changes = batch_changes(conn, number) if chi_tiet else None
    if is_table(output) and not output.full:
        table = _masked(table, "value")
    if changes is None:
        show(call, table, output, Shape.LIST)
        return
    if is_table(output) and output.columns is None:
        show(call, table, Output(TABLE, full=output.full), Shape.LIST)
        call.env.out()
    show_changes(call, changes, output)


#: So many numbers at most does «25-68» stand for.
_MOST_NUMBERS = 10_000


def _numbers(text: str) -> tuple[int, ...]:
    """Read «12», «12, 15» or «12-15». Raises ValueError with the reason."""
    numbers: list[int] = []
    try:
        for part in text.rstrip(", ").split(","):
            first, dash, last = part.replace("–", "-").partition("-")
            start = read_number(first)
            end = read_number(last) if dash else start
            if not 0 <= end - start < _MOST_NUMBERS:
                raise ValueError
            numbers += range(start, end + 1)
    except ValueError:
        raise ValueError(
            "cần số ở cột đầu, nhiều số thì cách nhau bằng dấu phẩy hoặc gạch nối, như 12,15 hay 25-68."
        ) from None
    return tuple(numbers)


@manual(
    "Mọi chỗ của các tệp đã nhập còn chờ sửa, theo từng tệp: trang tính, ô, của ai, vì sao, ở lần nhập nào. Cả những chỗ của "
    "lần nhập không có gì mới để ghi. Nhập lại tệp đã sửa thì chỗ ấy hết chờ. Sửa tay đúng thông tin ấy của đúng người, đúng tổ"
    " chức, thêm tay đúng người của dòng ở danh sách đảng viên, hay một tệp khác ghi vào đúng thông tin còn trống ấy, hoặc (cùng "
    "loại biểu, cùng đơn vị, cùng năm, không cũ hơn) kê đúng người ấy, cả ngày sinh, mà dòng không vướng gì, thì chỗ ấy cũng hết"
    " chờ, và chờ lại khi hoàn tác lần ghi; nhập lại chính tệp ấy cũng không chờ lại. Chỗ khác mà không phải sửa nữa thì gõ "
    "--xong với số của nó, cột đầu (12,15 hay 25-68); gõ nhầm thì --mo-lai; nhập lại chính tệp chưa sửa thì chỗ ấy lại hiện ra.",
    ("dangbo lan-nhap cho-sua", "Mọi chỗ còn chờ sửa."),
    ("dangbo lan-nhap cho-sua --don-vi 05 --luu-vao cho-sua.xlsx", "Của các tệp đơn vị mã 05, ra tệp Excel."),
    ("dangbo lan-nhap cho-sua --xong 12,15", "Hai chỗ ấy không phải sửa nữa."),
    ("dangbo lan-nhap cho-sua --mo-lai 12", "Chỗ ấy lại chờ sửa."),
)
@with_output
def cho_sua(
    ctx: typer.Context,
    output: Output,
    don_vi: Unit = None,
    xong: Annotated[
        list[Any] | None,
        typer.Option("--xong", metavar="SỐ", click_type=ValueType(_numbers), help="Chỗ này không chờ sửa nữa."),
    ] = None,
    mo_lai: Annotated[
        list[Any] | None,
        typer.Option("--mo-lai", metavar="SỐ", click_type=ValueType(_numbers), help="Chỗ đã gõ --xong lại chờ sửa."),
    ] = None,
    dong_y: Yes = False,
) -> ExitCode:
    """List what still waits to be mended; close places of it, or open them again."""
    from dangbo_cli.reports.as_of import load_organizations
    from dangbo_cli.reports.batches import PlaceUnknown, list_open, pick_closed, pick_open

    xong, mo_lai = ([number for typed in given or () for number in typed] for given in (xong, mo_lai))
    if xong and mo_lai:
        raise Misuse("--xong và --mo-lai không đi cùng nhau.", "Hãy gõ hai lệnh, mỗi lệnh một việc.")
    call = call_of(ctx)
    day = call.env.today()
    with call.reading() as conn, refusals():
        unit = organization_asked(conn, don_vi, day)
        try:
            if xong or mo_lai:
                table = pick_open(conn, xong) if xong else pick_closed(conn, mo_lai)
            else:
                table = list_open(conn, None if unit is None else set(load_organizations(conn, day).below(unit.id)))
        except PlaceUnknown as error:
            raise Misuse(str(error)) from None
    if is_table(output) and not output.full:
        table = _masked(table, "message", "whose")
    show(call, table, output, Shape.LIST)
    if xong:
        return _close(call, xong, dong_y)
    return _reopen(call, mo_lai, dong_y) if mo_lai else ExitCode.DONE


def _close(call: Call, numbers: Collection[int], yes: bool) -> ExitCode:
    from dangbo_cli.store.apply import close_set_aside
    from dangbo_cli.views.messages import show_note

    if not agreed(call, yes, "Không chờ sửa những chỗ này nữa?"):
        return ExitCode.DONE
    with call.writing() as conn:
        close_set_aside(conn, numbers, call.env.now())
    typed = f"--mo-lai {_say_numbers(sorted(set(numbers)))}"
    show_note(call.env, f"Đã thôi chờ {len(set(numbers))} chỗ. Mở lại: «dangbo lan-nhap cho-sua {typed}».")
    return ExitCode.DONE


def _say_numbers(numbers: Sequence[int]) -> str:
    """Return numbers in their order as they are typed: «12,15-17»."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def _reopen(call: Call, numbers: Collection[int], yes: bool) -> ExitCode:
    from dangbo_cli.store.apply import reopen_set_aside

    if not agreed(call, yes, "Để những chỗ này lại chờ sửa?", "mở lại"):
        return ExitCode.DONE
    with call.writing() as conn:
        reopen_set_aside(conn, numbers)
    call.env.say(f"Đã mở lại {len(set(numbers))} chỗ; xem «dangbo lan-nhap cho-sua».")
    return ExitCode.DONE


def _masked(table: Table, *keys: str) -> Table:
    """Return the table with the long numbers in the texts about mistakes hidden, as in lists of people."""
    from dataclasses import replace

    from dangbo_cli.domain.privacy import mask_numbers
    from dangbo_cli.reports.batches import ASIDE

    def hide(text: str | None) -> str | None:
        return text and mask_numbers(text)

    rows = [
        {**row, **{key: hide(row[key]) for key in keys}} if row.get("group", ASIDE) == ASIDE else row
        for row in table.rows
    ]
    return replace(table, rows=rows)


@manual(
    "Đưa sổ về như trước lần nhập ấy. Hoàn tác cũng là một lần nhập, nên lại hoàn tác được. Không hoàn tác khi "
    "lần nhập sau đã sửa tiếp những chỗ ấy.",
    ("dangbo lan-nhap hoan-tac 17", "Xem sẽ bỏ những gì của lần nhập số 17, rồi hỏi."),
    ("dangbo lan-nhap hoan-tac 17 --dong-y", "Hoàn tác luôn, không hỏi."),
)
def hoan_tac(
    ctx: typer.Context,
    number: Number,
    xem_truoc: PreviewOnly = False,
    chi_tiet: Annotated[
        bool, typer.Option("--chi-tiet", help="Nêu hết từng người, từng tổ chức, hoặc từng chỗ vướng.")
    ] = False,
    dong_y: Yes = False,
) -> int:
    """Undo one batch."""
    from dangbo_cli.records.undo import NoSuchBatch, UndoRefused, plan_undo
    from dangbo_cli.store.apply import count_plan
    from dangbo_cli.store.labels import describe_subject
    from dangbo_cli.views.edit import edit_table, show_edit
    from dangbo_cli.views.messages import heading
    from dangbo_cli.views.plan import show_samples, take_samples
    from dangbo_cli.views.values import integer

    call = call_of(ctx)
    env = call.env
    with call.reading() as conn:
        try:
            plan = plan_undo(conn, number)
        except NoSuchBatch as error:
            raise Misuse(error.message) from None
        except UndoRefused as error:
            raise _refused(error, number, chi_tiet) from None
        title = f"Hoàn tác lần nhập số {number}"
        subjects = {(change.subject, change.subject_record) for change in plan.changes}
        if len(subjects) == 1:  # a change made by hand: field by field, as it was shown then
            (subject,) = subjects
            one = edit_table(plan, conn, f"{title}: {describe_subject(conn, *subject)}", masked=True)
        else:
            one = None
        shown = take_samples(plan, lambda entity, record: describe_subject(conn, entity, record), everything=chi_tiet)
    if one is not None:
        show_edit(one, env)
    else:
        env.out(heading(title, env.colour))
        show_samples(shown, env)
        _say_decisions(call, plan, chi_tiet)
    env.out()
    counts = count_plan(plan)
    env.out(f"Tổng cộng: đưa lại {integer(counts.created)}, sửa hoặc bỏ {integer(counts.updated)}.")
    if xem_truoc:
        env.out(ONLY_SHOWN)
        return ExitCode.DONE
    if not dong_y:
        if not env.can_ask:
            raise nobody_to_ask("hoàn tác")
        if not env.confirm("Hoàn tác?"):
            env.say(NOTHING_WRITTEN)
            return ExitCode.DONE
    return _write(call, plan, number)


_FEW = 4  # remembered answers that an undo names; more are told by --chi-tiet


def _say_decisions(call: Call, plan: Any, every: bool) -> None:
    """Name the remembered answers that go, or come back, with an undo."""
    from dangbo_cli.domain.change import Action, Entity
    from dangbo_cli.views.messages import heading, sentence
    from dangbo_cli.views.values import integer
    from dangbo_cli.views.wrapping import plain

    env = call.env
    for action, title in ((Action.DELETE, "Bỏ ghi nhớ"), (Action.CREATE, "Đưa lại ghi nhớ")):
        fields = [c.fields["said"] for c in plan.changes if c.entity is Entity.DECISION and c.action is action]
        said = [plain(str(f.before if action is Action.DELETE else f.after)) for f in fields]
        if not said:
            continue
        env.out()
        env.out(heading(f"{title}: {integer(len(said))} điều", env.colour))
        shown = said if every or len(said) <= _FEW + 1 else said[:_FEW]
        for one in shown:
            env.out(sentence(f"{one}.", env.prose_width, "  ", "    "))
        if len(shown) < len(said):
            env.out(f"  … và {integer(len(said) - len(shown))} nữa (thêm --chi-tiet để xem hết)")


def _refused(error: UndoRefused, number: int, every: bool) -> Stop:
    """Return the refusal of an undo: short, or with all that is in the way."""
    if every:
        return Stop(error.message, *(f"Vướng: {one.words}." for one in error.records))
    see_all = f"Xem từng bản ghi: «dangbo lan-nhap hoan-tac {number} --chi-tiet»."
    return Stop(error.message, *([see_all] if len(error.records) > 1 else ()))


def _write(call: Call, plan: Any, number: int) -> ExitCode:
    from dangbo_cli.store.apply import Who, apply_plan

    with call.writing() as conn:
        applied = apply_plan(conn, plan, Who(*call.env.identify()), call.env.now())
    if applied.batch is None:
        call.env.say(f"Lần nhập số {number} không có gì để hoàn tác.")
    else:
        call.env.say(f"Đã hoàn tác lần nhập số {number}; việc này là lần nhập số {applied.batch}.")
    return ExitCode.DONE


@contextmanager
def _known_batch() -> Iterator[None]:
    from dangbo_cli.reports.batches import BatchUnknown

    try:
        yield
    except BatchUnknown as error:
        raise Misuse(str(error)) from None
