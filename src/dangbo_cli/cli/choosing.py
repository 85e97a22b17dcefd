"""Questions that a plan could not decide, put to somebody at the terminal: numbered choices with the evidence.

The pipeline never asks; it gives problems with choices, and takes the answers with the next plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dangbo_cli.cli.environment import Environment
    from dangbo_cli.domain.problem import Problem

Answers = dict[tuple[str, str, str], str]

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
    env.say(f"Có {len(questions)} chỗ cần người chọn. {HINT}")
    for number, asked in enumerate(questions.values(), start=1):
        first = asked[0]
        more = f" (và {len(asked) - 1} dòng khác)" if len(asked) > 1 else ""
        env.say("")
        env.say(f"{number}/{len(questions)}. {first.file}, trang tính «{first.sheet}», ô {first.cell}{more}:")
        env.say(f"   {first.message}")
        for index, choice in enumerate(first.choices, start=1):
            env.say(f"   {index}  {choice.label}")
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
