"""`csdl`: which file is in use, and what is in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

import typer

from dangbo_cli.cli.call import call_of
from dangbo_cli.cli.framework import one_of
from dangbo_cli.cli.help import manual
from dangbo_cli.cli.options import JSON, TABLE


@manual(
    "Tệp nào đang dùng, lớn bao nhiêu, có bao nhiêu tổ chức và đảng viên, lần nhập cuối và bản sao lưu cuối.",
    ("dangbo csdl", "Tệp đang dùng."),
    ("dangbo --csdl thu.db csdl", "Một tệp khác."),
)
def csdl(
    ctx: typer.Context,
    dinh_dang: Annotated[
        str,
        typer.Option(
            "--dinh-dang", metavar="bang|json", click_type=one_of((TABLE, JSON)), help="Hiện thành bảng hay JSON."
        ),
    ] = TABLE,
) -> None:  # fmt: skip
    """Show the facts about the database file."""
    from dangbo_cli.store.copies import list_other_copies
    from dangbo_cli.store.info import read_facts
    from dangbo_cli.views.facts import facts_value, show_facts
    from dangbo_cli.views.json import value_json

    call = call_of(ctx)
    with call.reading() as conn:
        facts: Any = read_facts(conn, call.database, call.env.today())
        facts = replace(facts, others=tuple(list_other_copies(call.database)))
    if dinh_dang == JSON:
        call.env.out(value_json(facts_value(facts)))
    else:
        show_facts(facts, call.env)
