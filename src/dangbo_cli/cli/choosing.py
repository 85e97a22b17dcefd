"""Questions that a plan could not decide, put to somebody at the terminal: numbered choices with the evidence.

The pipeline never asks; it gives problems with choices, and takes the answers with the next plan.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dangbo_cli.vietnamese.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from dangbo_cli.cli.environment import Environment
    from dangbo_cli.domain.problem import DayAsked, Problem

Answers = dict[tuple[str, str, str], str]

_ROWS_SHOWN = 4
_NO_MORE = ("thoi", "thôi")
_POINTS = re.compile(r" [+−]\d+(?:;|$)")


@dataclass(frozen=True, slots=True)
class Asking:
    """How questions of one sort are put: how many there are, what else is answered at once, how they are answered; of
    how many of those answered at once the message tells all."""

    count: str
    more: str
    hint: str
    told_in_message: int = 0


ROWS = Asking(
    "Có {} chỗ cần người chọn.",
    "và {} dòng khác, trả lời chung",
    "Gõ số để chọn; Enter: để lại chờ sửa; «thoi»: để lại tất cả.",
)
COLUMNS = Asking(
    "Có {} cột chưa biết là gì.",
    "và {} cột khác cùng tiêu đề, trả lời chung",
    "Gõ số để chọn; Enter: lần này không đọc; «thoi»: không đọc cột nào trong số này.",
    told_in_message=1,
)
_SHARED = ("organization_ambiguous", "organization_unknown")


def choose(env: Environment, problems: list[Problem], how: Asking = ROWS) -> tuple[Answers, bool]:
    """Ask every question once; return the answers, and whether more may be asked. Rows of one sheet with the same question
    share one; so do columns of one heading with the same choices, in whatever file."""
    questions: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        if problem.choices:
            key: tuple[object, ...] = (problem.place,)
            if how is COLUMNS:
                key = (fold(problem.value), problem.choices)
            elif problem.code in _SHARED:
                key = (problem.file, problem.sheet, problem.value, problem.choices, problem.beside)
            elif problem.beside:
                key = (problem.file, problem.sheet, problem.choices, problem.beside)
            questions.setdefault(key, []).append(problem)
    answers: Answers = {}
    if not questions:
        return answers, True
    from dangbo_cli.domain.problem import CAUSES
    from dangbo_cli.intake.result import short_names
    from dangbo_cli.views.messages import sentence

    names = short_names(list(dict.fromkeys(problem.file for problem in problems if problem.choices)))

    def say(text: str, indent: str = "", hanging: str = "") -> None:
        env.say(sentence(text, env.aside_width, indent, hanging, names.values()))

    say(f"{how.count.format(len(questions))} {how.hint}")
    if any(_POINTS.search(choice.label) for asked in questions.values() for choice in asked[0].choices):
        say("Số sau mỗi căn cứ («+7») là điểm giống nhau: tổng càng cao càng chắc là một người.")
    for number, asked in enumerate(questions.values(), start=1):
        first = asked[0]
        more = f" ({how.more.format(len(asked) - 1)})" if len(asked) > 1 else ""
        env.say("")
        place = f"{names[first.file]}, trang tính «{first.sheet}», ô {first.cell}{more}"
        say(f"{number}/{len(questions)}. {place}:", hanging="     ")
        say(first.message.removesuffix(CAUSES[first.code].advice).strip(), "   ", "   ")  # that is for later
        for problem in asked[how.told_in_message : _ROWS_SHOWN]:
            if problem.about:
                same = (problem.file, problem.sheet) == (first.file, first.sheet)
                where = "Trong bảng" if same else f"{names[problem.file]}, trang tính «{problem.sheet}»"
                say(f"{where}, ô {problem.cell}: {problem.about}", "   ", "     ")
        if len(asked) > _ROWS_SHOWN:
            say(f"… và {len(asked) - _ROWS_SHOWN} {'dòng' if how is ROWS else 'cột'} nữa", "   ")
        for index, choice in enumerate(first.choices, start=1):
            say(choice.label, f"   {index}  ", "      ")
        answer = _pick(env, len(first.choices), lambda: say(how.hint, "   ", "   "))
        if answer is None:
            env.say("")
            return answers, False
        if answer:
            choice = first.choices[answer - 1]
            day = None if choice.day is None else _pick_day(env, choice.day, lambda text: say(text, "   ", "   "))
            if choice.day is not None and day is None:
                env.say("")
                return answers, False
            for problem in asked:
                answers[problem.place] = choice.key if day is None else f"{choice.key} {day}"
    env.say("")
    return answers, True


def _pick(env: Environment, most: int, remind: Callable[[], None]) -> int | None:
    """Return the number chosen, 0 to leave the row aside, None to ask no more."""
    while True:
        typed = env.ask(f"   Chọn 1–{most}: ")
        if not typed:
            return 0
        if typed.casefold() in _NO_MORE:
            return None
        if typed.isdigit() and 1 <= int(typed) <= most:
            return int(typed)
        remind()


def _pick_day(env: Environment, asked: DayAsked, remind: Callable[[str], None]) -> date | None:
    """Return the day typed, the last possible one for none, None to ask no more."""
    from dangbo_cli.cli.options import read_whole_day

    while True:
        typed = env.ask(f"   {asked.what} (dd/mm/yyyy; Enter: {asked.last:%d/%m/%Y}): ")
        if typed.casefold() in _NO_MORE:
            return None
        try:
            day = read_whole_day(typed) if typed else asked.last
        except ValueError as error:
            remind(f"«{typed}»: {error}")
            continue
        if asked.holds(day):
            return day
        since = f"từ {asked.first:%d/%m/%Y} " if asked.first else ""
        remind(f"{asked.what} phải {since}đến {asked.last:%d/%m/%Y}; gõ lại, hay «thoi» để lại chờ sửa.")
