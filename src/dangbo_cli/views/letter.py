"""Reminder letters: one Word file for each organisation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from dangbo_cli.reports.as_of import Organizations
from dangbo_cli.reports.document_content import letter_content
from dangbo_cli.reports.reminders import Reminder
from dangbo_cli.views.word import check, fill, read_template
from dangbo_cli.views.word_templates import LETTER, build_template

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_LONGEST_NAME = 100


def letter_path(reminder: Reminder, folder: Path) -> Path:
    """Return the file of a letter: the organisation and which round it is."""
    one = reminder.organization
    label = f"{one.code} {one.name}" if one.code else f"{one.id} {one.name}"
    stem = _NOT_IN_NAMES.sub("-", f"{label}, nhắc lần {reminder.round}").strip(" .")[:_LONGEST_NAME]
    return folder / f"{stem}.docx"


def write_letters(
    reminders: Sequence[Reminder], organizations: Organizations, folder: Path, template: Path | None, place: str | None
) -> list[Path]:
    """Write the letters into a folder; return their paths. Raises TemplateWrong, OSError."""
    content = read_template(template) if template is not None else build_template(LETTER)
    paths: list[Path] = []
    if reminders:
        check(content, letter_content(reminders[0], organizations, place).values)
    for reminder in reminders:
        path = letter_path(reminder, folder)
        fill(content, letter_content(reminder, organizations, place).values, path)
        paths.append(path)
    return paths
