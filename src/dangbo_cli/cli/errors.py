"""What a command raises to stop with a sentence. One boundary (app.py) turns these into words and a code."""

from __future__ import annotations

from dangbo_cli.cli.exit_codes import ExitCode


class Stop(Exception):
    """A command cannot go on: one sentence, and lines that say what to try next.

    `names` are file names and addresses within the sentences that must not be broken over lines.
    """

    code = ExitCode.ATTENTION

    def __init__(self, sentence: str, *advice: str, names: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.advice = advice
        self.names = names


class Misuse(Stop):
    """The command line is not as it must be (exit 2)."""

    code = ExitCode.USAGE


class NoData(Stop):
    """No database to read, or no readable file among the given ones (exit 3)."""

    code = ExitCode.DATABASE
