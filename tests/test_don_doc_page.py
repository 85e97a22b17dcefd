"""The page on urging and reports shows what the screen really shows, and speaks only of what there is."""

from __future__ import annotations

import re

import pytest

from dangbo_cli.cli.registry import all_paths
from screens import folder_of_examples, screens, show
from test_huong_dan import ROOT_FOLDER

PAGE = ROOT_FOLDER / "docs" / "don-doc.md"


def test_every_screen_is_as_the_program_draws_it(tmp_path, monkeypatch):
    folder_of_examples(tmp_path, ROOT_FOLDER / "examples")
    monkeypatch.chdir(tmp_path)
    found = list(screens(PAGE.read_text(encoding="utf-8")))
    assert len(found) >= 10
    for screen in found:
        shown = show(screen.line, screen.answers)
        if screen.pattern.fullmatch(shown) is None:
            wanted = "\n".join(screen.shown)
            pytest.fail(f"$ {screen.line}\n\nthe page says:\n{wanted}\n\nthe screen shows:\n{shown}")


def test_every_command_of_the_group_is_told():
    text = PAGE.read_text(encoding="utf-8")
    told = set(re.findall(r"[a-z-]+", text))
    for path, entry in all_paths():
        if path.startswith("don-doc ") and entry.name not in ("ds", "xem", "sua"):
            assert entry.name in told, path
