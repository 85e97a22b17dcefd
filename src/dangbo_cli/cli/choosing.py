"""Questions that a plan could not decide, put to somebody at the terminal: numbered choices with the evidence.

The pipeline never asks; it gives problems with choices, and takes the answers with the next plan.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dangbo_cli.cli.environment import Environment
    from dangbo_cli.domain.problem import Problem

Answers = dict[tuple[str, str, str], str]

_ROWS_SHOWN = 4
_POINTS = re.compile(r" [+−]\d+(?:;|$)")
HINT = "Gõ số để chọn; Enter: để lại chờ sửa; «thoi»: để lại tất cả."


def choose(env: Environment, problems: list[Problem]) -> Answers:
    """Ask every question once and return the answers; rows of one sheet with the same question share one."""
    questions: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        if problem.choices:
            shared = problem.code in ("organization_ambiguous", "organization_unknown")
            key = (problem.file, problem.sheet, problem.value, problem.choices) if shared else (problem.place,)
            questions.setdefault(key, []).append(problem)
    answers: Answers = {}
    if not questions:
        return answers
    from dangbo_cli.views.import_text import short_names
    from dangbo_cli.views.messages import sentence

    names = short_names(list(dict.fromkeys(problem.file for problem in problems if problem.choices)))

    def say(text: str, indent: str = "", hanging: str = "") -> None:
        env.say(sentence(text, env.prose_width, indent, hanging, names.values()))

    say(f"Có {len(questions)} chỗ cần người chọn. {HINT}")
    if any(_POINTS.search(choice.label) for asked in questions.values() for choice in asked[0].choices):
        say("Số sau mỗi căn cứ («+7») là điểm giống nhau: tổng càng cao càng chắc là một người.")
    for number, asked in enumerate(questions.values(), start=1):
        first = asked[0]
        more = f" (và {len(asked) - 1} dòng khác, trả lời chung)" if len(asked) > 1 else ""
        env.say("")
        place = f"{names[first.file]}, trang tính «{first.sheet}», ô {first.cell}{more}"
        say(f"{number}/{len(questions)}. {place}:", hanging="     ")
        say(first.message, "   ", "   ")
        for problem in asked[:_ROWS_SHOWN]:
            if problem.about:
                say(f"Trong bảng, ô {problem.cell}: {problem.about}", "   ", "     ")
        if len(asked) > _ROWS_SHOWN:
            say(f"… và {len(asked) - _ROWS_SHOWN} dòng nữa", "   ")
        for index, choice in enumerate(first.choices, start=1):
            say(choice.label, f"   {index}  ", "      ")
        answer = _pick(env, len(first.choices))
        if answer is None:
            break
        if answer:
            for problem in asked:
                answers[problem.place] = first.choices[answer - 1].key
    env.say("")
    return answers


def _pick(env: Environment, most: int) -> int | None:
    """Return the number chosen, 0 to leave the row aside, None to ask no more."""
    while True:
        typed = env.ask(f"   Chọn 1–{most}: ")
        if not typed:
            return 0
        if typed.casefold() in ("thoi", "thôi"):
            return None
        if typed.isdigit() and 1 <= int(typed) <= most:
            return int(typed)
        env.say(f"   {HINT}")
