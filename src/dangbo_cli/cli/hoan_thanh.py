"""`hoan-thanh-lenh`: the script by which a shell completes our commands."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from dangbo_cli.cli.call import call_of
from dangbo_cli.cli.framework import completion_script, one_of
from dangbo_cli.cli.help import manual

SHELLS = ("bash", "zsh", "fish", "powershell")


@manual(
    "In đoạn mã ra màn hình. Chép đoạn ấy vào tệp khởi động của trình lệnh thì phím Tab hoàn thành được tên lệnh "
    "và tùy chọn.",
    ("dangbo hoan-thanh-lenh bash >> ~/.bashrc", "Dùng với bash; mở lại cửa sổ lệnh là có hiệu lực."),
    ("dangbo hoan-thanh-lenh powershell >> $PROFILE", "Dùng với PowerShell trên Windows."),
)
def script(
    ctx: typer.Context,
    shell: Annotated[
        str | None,
        typer.Argument(
            metavar="TRÌNH_LỆNH", click_type=one_of(SHELLS, {"pwsh": "powershell"}), show_default=False,
            help="bash, zsh, fish hoặc powershell; không ghi thì theo trình lệnh đang dùng.",
        ),
    ] = None,
) -> None:  # fmt: skip
    """Print the completion script."""
    call = call_of(ctx)
    call.env.out(completion_script(shell or _shell_in_use(call.env.variables.get("SHELL", ""))))


def _shell_in_use(path: str) -> str:
    name = path.replace("\\", "/").rpartition("/")[2]
    if name in SHELLS:
        return name
    return "powershell" if os.name == "nt" else "bash"
