"""What a review of the yearly rating found, for the eyes: by question, each with its source, names on demand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from dangbo_cli.domain.ceiling import Ceiling
from dangbo_cli.domain.review import SEVERITY_WORDS, ReviewFinding, Severity
from dangbo_cli.domain.rule_keys import OF_ALL, OF_GOOD, OF_GOOD_AND_BETTER
from dangbo_cli.reports.rating_review import say_source
from dangbo_cli.views.messages import heading, sentence
from dangbo_cli.views.screen import Screen
from dangbo_cli.views.values import decimal, integer

_SHOWN = 8
_HEAD = "Tính trên"
_BASES = {OF_GOOD: "hoàn thành tốt", OF_GOOD_AND_BETTER: "từ tốt trở lên", OF_ALL: "được xếp loại"}
_BRIEF = (Severity.INFORMATION, Severity.NOT_JUDGED)
_SHOWN_BRIEF = 3


def show_review(
    title: str, findings: Sequence[ReviewFinding], notes: Sequence[str], screen: Screen, everything: bool
) -> None:
    """Write the findings, those of one question together; `everything` writes all of them, with the names in each."""
    screen.out(heading(title, screen.colour))
    for (severity, check), same in groupby(findings, key=lambda f: (f.severity, f.check)):
        found = list(same)
        screen.out()
        words = f"{SEVERITY_WORDS[severity]}: {check.title} ({integer(len(found))})"
        screen.out(heading(words, screen.colour))
        _show_sources(found, screen)
        most = len(found) if everything else _SHOWN_BRIEF if severity in _BRIEF else _SHOWN
        for finding in found[:most]:
            _show(finding, screen, everything)
        if len(found) > most:
            screen.out(f"  … và {integer(len(found) - most)} phát hiện nữa (thêm --chi-tiet để xem hết)")
    if not findings:
        screen.out()
        screen.out("  Không có phát hiện nào.")
    screen.out()
    for note in notes:
        screen.out(sentence(note, screen.prose_width))


def _show_sources(found: Sequence[ReviewFinding], screen: Screen) -> None:
    for source in dict.fromkeys(say_source(finding.rule) for finding in found):
        if source:
            screen.out(sentence(f"Căn cứ: {source}", screen.prose_width, "  ", "  "))


def _show(finding: ReviewFinding, screen: Screen, everything: bool) -> None:
    columns = screen.prose_width
    mark = "✓ " if finding.override else "• "
    if finding.ceiling is not None:
        _show_ceiling(finding.ceiling, finding.sentence, screen, mark)
    else:
        screen.out(sentence(finding.sentence, columns, f"  {mark}", "    "))
    if finding.override:
        screen.out(sentence(f"Đã bỏ qua: {finding.override.reason}", columns, "    ", "    "))
    elif finding.stands:
        screen.out(sentence(f"Mã: {finding.id}", columns, "    ", "    ", (finding.id,)))
    if finding.people and everything:
        names = ", ".join(person.name for person in finding.people)
        screen.out(sentence(f"Gồm: {names}.", columns, "    ", "    "))


def _show_ceiling(ceiling: Ceiling, words: str, screen: Screen, mark: str) -> None:
    """Write the figures of a group, then the three bases side by side; the full sentence is for files and JSON."""
    head, _, rest = words.partition(" Cách tính khác: ")
    screen.out(sentence(head, screen.prose_width, f"  {mark}", "    "))
    labels = [f"{_BASES[r.of]}{' (áp dụng)' if r.of == ceiling.holds else ''}" for r in ceiling.readings]
    wide = max(map(len, (*labels, _HEAD)))
    screen.out(f"    {_HEAD:<{wide}}  {'Số':>5}  {'Tỷ lệ':>7}  {'Tối đa':>6}  {'Vượt':>4}")
    for label, reading in zip(labels, ceiling.readings, strict=True):
        share = "—" if reading.share is None else f"{decimal(reading.share)} %"
        line = f"    {label:<{wide}}  {reading.base:>5}  {share:>7}  {reading.limit:>6}  {reading.excess:>4}"
        screen.out(line)
    _, _, more = rest.partition(". ")
    if more:
        screen.out(sentence(more, screen.prose_width, "    ", "    "))
