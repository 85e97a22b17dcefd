"""`bo-chi-tieu`, `bo-moc`, `bo-viec`: one part of an entry taken out, one command a sort of part."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dangbo_cli.cli.call import call_of
from dangbo_cli.cli.entries import EntryKind, Number
from dangbo_cli.cli.framework import ValueType
from dangbo_cli.cli.help import manual
from dangbo_cli.cli.options import PreviewOnly, Yes, read_number
from dangbo_cli.cli.writing import Proposal, Wish, carry_out

if TYPE_CHECKING:
    from sqlite3 import Connection

PartNumber = Annotated[
    Any,
    typer.Argument(
        metavar="SỐ",
        click_type=ValueType(read_number),
        help="Số của chỉ tiêu, mốc hay việc, ghi ở «xem».",
        show_default=False,
    ),
]


def dropping(
    kind: EntryKind, part: str, called: str, whole: str, command: str, text: str, adding: str
) -> Callable[..., int]:
    """Return the command that takes one part out of an entry. `part` is the entity of the part, `called` and `whole` what the
    part and the entry are called in short, `text` what its manual says of what goes with the part, `adding` the words that
    add one."""

    @manual(
        f"Bỏ một {called} ghi nhầm, hoặc đã được ghi lại bằng lời khác, khỏi {whole}; số của {called} ghi ở «{kind.name} "
        f'xem», có một {called} thì không cần gõ. {text} Thêm {called}: «dangbo {kind.name} sua ID "{adding}"».',
        (f"dangbo {kind.name} {command} 12 31", f"Bỏ {called} số 31 của {whole} số 12."),
    )
    def drop(
        ctx: typer.Context,
        number: Number,
        part_number: PartNumber = None,
        xem_truoc: PreviewOnly = False,
        dong_y: Yes = False,
    ) -> int:
        """Take a part out of an entry."""

        def propose(conn: Connection) -> Proposal:
            from dangbo_cli.domain.change import Entity
            from dangbo_cli.records.milestones import plan_drop_part, wording_of

            plan = plan_drop_part(conn, Entity(part), number, part_number)
            return Proposal(plan, f"Bỏ {called} «{wording_of(plan)}» của {whole} số {number}")

        return carry_out(call_of(ctx), propose, Wish(xem_truoc, dong_y))

    return drop
