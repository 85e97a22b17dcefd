"""What an import found, as JSON whose keys are promised: scripts read them, none is renamed."""

from __future__ import annotations

from typing import Any

from dangbo_cli.domain.problem import Note, Problem
from dangbo_cli.intake.result import FileResult, ImportResult, SheetResult


def import_value(result: ImportResult, batch: int | None) -> dict[str, Any]:
    """Return the plain value; `batch` is the number of the batch written, None where nothing was."""
    return {
        "batch": batch,
        "created": result.created,
        "updated": result.updated,
        "unchanged": result.unchanged,
        "set_aside": result.set_aside,
        "files": [_file(file) for file in result.files],
        "problems": [_finding(problem) for problem in result.plan.problems],
        "notes": [_finding(note) for note in result.plan.notes],
        "remembered": list(result.remembered),
        "absent": {name: list(people) for name, people in result.absent.items()},
        "passed_over": list(result.passed_over),
    }


def _file(file: FileResult) -> dict[str, Any]:
    value: dict[str, Any] = {"path": file.path, "sheets": [_sheet(sheet) for sheet in file.sheets], "error": file.error}
    if file.returned is not None:
        value["returned"] = {"marked": len(file.returned.marked), "mended": file.returned.mended}
    return value


def _sheet(sheet: SheetResult) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "kind": sheet.kind,
        "organization_code": sheet.organization_code,
        "year": sheet.year,
        "header_rows": list(sheet.header_rows),
        "columns": dict(sheet.columns),
        "ignored_columns": list(sheet.ignored_columns),
        "rows": sheet.rows,
        "created": sheet.created,
        "updated": sheet.updated,
        "unchanged": sheet.unchanged,
        "set_aside": sheet.set_aside,
        "left_out": sheet.left_out,
    }


def _finding(finding: Problem | Note) -> dict[str, str]:
    return {
        "file": finding.file,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "value": finding.value,
        "code": finding.code,
        "message": finding.message,
    }
