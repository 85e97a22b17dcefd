"""docs/tra-cuu.md is the help of the program, word for word."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from dangbo_cli.cli import reference
from dangbo_cli.cli.registry import COMMANDS, all_paths

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "tra-cuu.md"


def test_the_page_is_in_step(capsys):
    assert reference.check(PAGE) == 0, capsys.readouterr().out


def test_every_command_stands_in_it():
    text = PAGE.read_text(encoding="utf-8")
    for path, _ in all_paths():
        assert f"\n## dangbo {path}\n" in text


def test_commands_of_one_heading_stand_together(run):
    headings = [heading for heading, _ in groupby(entry.heading for entry in COMMANDS)]
    assert len(headings) == len(set(headings))
    page = run("--help").stdout
    assert [page.count(f"\n{heading}:\n") for heading in headings] == [1] * len(headings)


@pytest.mark.parametrize(
    ("kind", "offered"),
    [
        ("van-ban", set()),
        ("mo-hinh", {"--don-vi", "--nam"}),
        ("ghi-danh", {"--don-vi", "--nam", "--tap-the", "--ngoai-so"}),
    ],
)
def test_adding_offers_no_option_that_does_nothing(run, kind, offered):
    page = run(kind, "them", "--help").stdout
    options = page.partition("Tùy chọn:")[2].partition("Ví dụ:")[0]
    assert {name for name in ("--don-vi", "--nam", "--tap-the", "--ngoai-so") if name in options} == offered


def test_a_difference_is_shown_and_is_1(tmp_path, capsys):
    other = tmp_path / "tra-cuu.md"
    other.write_text(PAGE.read_text(encoding="utf-8").replace("Mã kết thúc", "Mã"), encoding="utf-8")
    assert reference.main(["--check", str(other)]) == 1
    shown = capsys.readouterr().out
    assert "-## Mã\n+## Mã kết thúc\n" in shown


def test_other_arguments_are_refused(capsys):
    assert reference.main(["--kiem"]) == 2
    assert "--check" in capsys.readouterr().err
