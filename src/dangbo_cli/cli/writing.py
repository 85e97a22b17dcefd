"""What every command that changes a record by hand does with its plan: show it, ask, write one batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dangbo_cli.cli.asking import refusals
from dangbo_cli.cli.call import Call
from dangbo_cli.cli.errors import Misuse
from dangbo_cli.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from sqlite3 import Connection

    from dangbo_cli.domain.change import Plan
    from dangbo_cli.reports.table import Table
    from dangbo_cli.store.apply import PlanStale

NOTHING_WRITTEN = "Chưa ghi gì vào sổ."
ONLY_SHOWN = "Chỉ xem trước, chưa ghi gì vào sổ."
NO_CHANGE = "Không có gì để đổi: sổ đang ghi đúng như vậy."
_MOST_PLANS = 5  # times a plan is made anew because somebody else wrote meanwhile


class Wish(NamedTuple):
    """--xem-truoc and --dong-y of one call; `may_create`: the command may be the first that writes."""

    preview: bool
    yes: bool
    may_create: bool = False


class Proposal(NamedTuple):
    """A plan and the title under which it is shown; `masked`: nobody typed its values, so that private ones are hidden
    as in every list."""

    plan: Plan
    title: str
    masked: bool = False


def carry_out(call: Call, propose: Callable[[Connection], Proposal], wish: Wish) -> ExitCode:
    """Make the plan, show it, write it if it is agreed to. Refusals of records become sentences (`refusals`)."""
    from dangbo_cli.store.apply import PlanStale

    refused: list[int] = []
    while True:
        with _planning(call, wish) as conn, refusals():
            proposal = propose(conn)
            table = _table(proposal, conn)
        try:
            return _finish(call, proposal, table, wish)
        except PlanStale as stale:
            say_replanned(call, proposal.plan.base, refused, stale)


def say_replanned(call: Call, base: int, refused: list[int], stale: PlanStale) -> None:
    """Say that nothing was written, because others wrote since the batch `base` that the plan was made after, and that
    the plan below is made anew. `refused` gathers the bases of the plans refused in this call.

    Raises `stale` where that came too often, RuntimeError where a plan made anew is refused though nobody wrote
    since: it would be refused for ever.
    """
    from dangbo_cli.reports.batches import say_batches_since
    from dangbo_cli.views.messages import show_note

    if base in refused:
        raise RuntimeError(f"a plan made anew after batch {base} is refused again") from stale
    refused.append(base)
    if len(refused) == _MOST_PLANS:
        raise stale
    with call.reading() as conn:
        made = say_batches_since(conn, base)
    what = f"Sổ vừa có thêm {made}" if made else "Sổ vừa thay đổi"
    show_note(
        call.env,
        f"{what}, sau khi bản vừa xem được lập. Lần này chưa ghi gì; dưới đây là bản lập lại theo sổ mới.",
    )


@contextmanager
def _planning(call: Call, wish: Wish) -> Iterator[Connection]:
    """A connection to plan against; where no file is there yet and the command may make one, an empty record."""
    from dangbo_cli.store.opening import open_writing

    if call.has_read or call.database.exists() or not wish.may_create:
        with call.reading() as conn:
            yield conn
        return
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        conn = open_writing(Path(folder) / "trong.db")
        try:
            yield conn
        finally:
            conn.close()


def _table(proposal: Proposal, conn: Connection) -> Table:
    from dangbo_cli.views.edit import edit_table

    return edit_table(proposal.plan, conn, proposal.title, masked=proposal.masked)


def _finish(call: Call, proposal: Proposal, table: Table, wish: Wish) -> ExitCode:
    from dangbo_cli.cli.showing import say_masked
    from dangbo_cli.domain.privacy import MASK
    from dangbo_cli.views.edit import show_edit

    env = call.env
    show_edit(table, env)
    if any(MASK in str(row["after"]) or MASK in str(row.get("before")) for row in table.rows):
        say_masked(call)
    if not table.rows:
        env.out(NO_CHANGE)
        return ExitCode.DONE
    env.out()
    if wish.preview:
        env.out(ONLY_SHOWN)
        return ExitCode.DONE
    if not wish.yes:
        if not env.can_ask:
            raise nobody_to_ask()
        if not env.confirm("Ghi vào sổ?"):
            env.say(NOTHING_WRITTEN)
            return ExitCode.DONE
    write_plan(call, proposal.plan)
    return ExitCode.DONE


def agreed(call: Call, yes: bool, question: str, what: str = "ghi") -> bool:
    """Ask before something that is no batch is written or goes (a form of one's own, a column set, a place closed);
    tell whether it may. Raises Misuse where nobody can answer; `what` is what --dong-y then does unasked."""
    if yes:
        return True
    if not call.env.can_ask:
        raise nobody_to_ask(what, preview=False)
    if call.env.confirm(question):
        return True
    call.env.say(NOTHING_WRITTEN)
    return False


def nobody_to_ask(what: str = "ghi", preview: bool = True) -> Misuse:
    """Return the refusal where an answer is needed and nobody sits there (exit 2); `preview`: the command
    has --xem-truoc."""
    only_look = ", hoặc --xem-truoc để chỉ xem" if preview else ""
    return Misuse(
        f"{NOTHING_WRITTEN} Không có ai ở bàn phím để trả lời.", f"Thêm --dong-y để {what} không cần hỏi{only_look}."
    )


def write_plan(call: Call, plan: Plan) -> int | None:
    """Write a plan as one batch, say its number and how to take it back."""
    from dangbo_cli.store.apply import Who, apply_plan

    first = not call.database.exists()
    with call.writing() as conn:
        applied = apply_plan(conn, plan, Who(*call.env.identify()), call.env.now())
    say_written(call, applied.batch, first, applied.mended)
    return applied.batch


def say_written(call: Call, batch: int | None, first: bool, mended: int = 0) -> None:
    """Say which batch was written, how many places set aside wait no more by it, and of a new file where it is."""
    from dangbo_cli.views.messages import show_note

    if batch is not None:
        show_note(call.env, f"Đã ghi vào sổ, lần nhập số {batch}. Hoàn tác: «dangbo lan-nhap hoan-tac {batch}».")
    if mended:
        show_note(
            call.env,
            f"Nhờ lần này, {mended} chỗ của các tệp đã nhập hết chờ sửa (dangbo lan-nhap cho-sua); hoàn tác thì chờ lại.",
        )
    if first:
        show_note(
            call.env,
            f"Sổ mới được tạo ở «{call.database}», chỉ tài khoản của bạn đọc được. Chương trình không dùng cho "
            "tài liệu đóng dấu mật.",
        )
