"""Run the program in-process, its world scripted: streams, terminal, clock, user, variables.

run = Runner(tmp_path)
result = run("dv", "ds", "--dinh-dang", "json")
result.exit_code, result.stdout, result.stderr, result.json
"""

from __future__ import annotations

import importlib
import io
import json
import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import dangbo_cli
from dangbo_cli.app import run as run_program
from dangbo_cli.cli.environment import Environment
from dangbo_cli.domain.problem import CAUSES

NOW = datetime(2022, 11, 20, 14, 3, 10)
USER, MACHINE = "canbo", "may-01"


@dataclass(frozen=True)
class Result:
    exit_code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        """Standard output as JSON: it must hold nothing else."""
        return json.loads(self.stdout)


class Runner:
    """Runs command lines against a database of its own in `folder` (so.db), never the user's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "so.db"
        self.now = NOW

    def __call__(
        self,
        *args: str | Path,
        answers: Sequence[str] | None = None,
        columns: int | None = None,
        terminal: bool = False,
        variables: dict[str, str] | None = None,
        stdin: io.StringIO | None = None,
    ) -> Result:
        """`answers` are typed by somebody at a terminal (None: nobody is there); `terminal` makes standard
        output one, `columns` wide."""
        stdout, stderr = io.StringIO(), io.StringIO()
        typed = "".join(f"{answer}\n" for answer in answers or ())
        env = Environment(
            stdin=stdin or io.StringIO(typed),
            stdout=stdout,
            stderr=stderr,
            stdin_is_terminal=answers is not None or stdin is not None,
            stdout_is_terminal=terminal,
            stderr_is_terminal=answers is not None or stdin is not None or terminal,
            columns=columns,
            variables={"DANGBO_CSDL": str(self.database), **(variables or {})},
            clock=lambda: self.now,
            identify=lambda: (USER, MACHINE),
        )
        code = run_program([str(arg) for arg in args], env)
        return Result(int(code), stdout.getvalue(), stderr.getvalue())


def every_cause() -> list[str]:
    """Return the codes of all causes, each module of the program having declared its own."""
    for found in pkgutil.walk_packages(dangbo_cli.__path__, "dangbo_cli."):
        if not found.name.endswith(".__main__"):
            importlib.import_module(found.name)
    return sorted(CAUSES)
