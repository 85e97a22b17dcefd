"""docs/tra-cuu.md is the help of the program, word for word."""

from __future__ import annotations

from pathlib import Path

from dangbo_cli.cli import reference
from dangbo_cli.cli.registry import all_paths

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "tra-cuu.md"


def test_the_page_is_in_step(capsys):
    assert reference.check(PAGE) == 0, capsys.readouterr().out


def test_every_command_stands_in_it():
    text = PAGE.read_text(encoding="utf-8")
    for path, _ in all_paths():
        assert f"\n## dangbo {path}\n" in text


def test_a_difference_is_shown_and_is_1(tmp_path, capsys):
    other = tmp_path / "tra-cuu.md"
    other.write_text(PAGE.read_text(encoding="utf-8").replace("Mã kết thúc", "Mã"), encoding="utf-8")
    assert reference.main(["--check", str(other)]) == 1
    shown = capsys.readouterr().out
    assert "-## Mã\n+## Mã kết thúc\n" in shown


def test_other_arguments_are_refused(capsys):
    assert reference.main(["--kiem"]) == 2
    assert "--check" in capsys.readouterr().err
