"""What `ra-soat` found, for the eyes and as JSON: how bad, where, what next, may one go on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dangbo_cli.store.check import CheckFinding, Severity
from dangbo_cli.views.messages import heading, sentence
from dangbo_cli.views.screen import Screen
from dangbo_cli.views.values import integer

_SHOWN = 8
_SEVERITY = {Severity.DAMAGED: "Hỏng", Severity.WARNING: "Cần xem"}


def findings_value(findings: Sequence[CheckFinding]) -> list[dict[str, Any]]:
    """Return the findings as a plain value for JSON."""
    return [
        {
            "code": finding.code,
            "severity": finding.severity.value,
            "title": finding.title,
            "count": finding.count,
            "details": list(finding.details),
            "advice": finding.advice,
            "may_continue": finding.may_continue,
        }
        for finding in findings
    ]


def show_findings(findings: Sequence[CheckFinding], screen: Screen, everything: bool = False) -> None:
    """Write each finding with its places and what to do."""
    if not findings:
        screen.out("Không thấy gì bất thường: tệp nguyên vẹn, các bản ghi khớp với nhật ký.")
        return
    columns = screen.prose_width
    for number, finding in enumerate(findings):
        if number:
            screen.out()
        title = f"{_SEVERITY[finding.severity]}: {finding.title} ({integer(finding.count)})"
        screen.out(heading(title, screen.colour))
        for detail in finding.details[: None if everything else _SHOWN]:
            screen.out(sentence(detail, columns, "  ", "    "))
        if not everything and finding.count > _SHOWN:
            screen.out(f"  … và {integer(finding.count - _SHOWN)} nữa (thêm --chi-tiet để xem hết)")
        if finding.advice:
            screen.out(sentence(finding.advice, columns, "  → ", "    "))
        if not finding.may_continue:
            screen.out("  → Chưa nên nhập thêm cho đến khi xong việc này.")
