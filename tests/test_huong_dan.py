"""The manual shows what the screen really shows, and speaks only of what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dangbo_cli.cli.registry import ROOT
from dangbo_cli.cli.words import name_key
from screens import Screen, folder_of_examples, screens, show

ROOT_FOLDER = Path(__file__).resolve().parent.parent
MANUAL = ROOT_FOLDER / "docs" / "huong-dan.md"
_TYPED = re.compile(r"`dangbo ([^`]*)`")


def test_every_screen_is_as_the_program_draws_it(tmp_path, monkeypatch):
    folder_of_examples(tmp_path, ROOT_FOLDER / "examples")
    monkeypatch.chdir(tmp_path)
    found = list(screens(MANUAL.read_text(encoding="utf-8")))
    assert len(found) > 20
    for screen in found:
        shown = show(screen.line, screen.answers)
        if screen.pattern.fullmatch(shown) is None:
            wanted = "\n".join(screen.shown)
            pytest.fail(f"$ {screen.line}\n\nthe manual says:\n{wanted}\n\nthe screen shows:\n{shown}")


def test_a_screen_that_differs_is_found():
    screen = Screen("dangbo", ["Sổ", "…", "cuối"])
    assert screen.pattern.fullmatch("Sổ\na\nb\ncuối\n")
    assert not screen.pattern.fullmatch("Sổ\na\nb\n")
    assert not screen.pattern.fullmatch("Số\na\ncuối\n")


def test_every_command_named_in_the_text_exists():
    for line in _TYPED.findall(MANUAL.read_text(encoding="utf-8")):
        words = [word for word in line.split() if not word.startswith("-") and word != "…"]
        entry = ROOT
        for word in words:
            if not entry.children:
                break
            names = {name_key(n): child for child in entry.children for n in (child.name, *child.short)}
            if entry.other is not None and name_key(word) not in names:
                break  # a word of the command behind the group
            assert name_key(word) in names, line
            entry = names[name_key(word)]
