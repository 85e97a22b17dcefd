"""The year's work of the committed examples, imported: every entry as its truth says, a second run, any order, undo."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from running import Runner
from test_promises import EXAMPLES, UNITS, copy_of, runner, truth_of
from year_truth import Comparison, compare_year, stored_entries

YEAR = EXAMPLES / "nam-2022"
MISTAKES = EXAMPLES / "nam-2022-loi"


@pytest.fixture(scope="module")
def year(tmp_path_factory) -> Runner:
    """A record with the member lists and the year in it; tests that change it take a copy."""
    run = runner(tmp_path_factory.mktemp("record"))
    for folder in (UNITS, YEAR):
        result = run("nhap", folder, "--dong-y")
        assert result.exit_code == 0, result.stdout + result.stderr
    return run


def entries(run: Runner) -> list[str]:
    with closing(sqlite3.connect(run.database)) as conn:
        return sorted(json.dumps(entry, sort_keys=True) for entry in stored_entries(conn))


def compared(run: Runner, *more: str) -> Comparison:
    truth = [entry for name in ("nam-2022-su-that.json", *more) for entry in truth_of(name)["entries"]]
    with closing(sqlite3.connect(run.database)) as conn:
        return compare_year(conn, truth_of("don-vi-su-that.json")["members"], truth)


def test_every_entry_of_the_year_is_as_its_truth_says(year):
    report = compared(year)
    assert (report.missing, report.extra) == ([], [])
    assert report.entries > 500
    assert report.cells > 4_000


def test_a_second_run_changes_nothing(year):
    before = entries(year)
    again = year("nhap", YEAR, "--dong-y", "--dinh-dang", "json").json
    assert (again["batch"], again["created"], again["updated"], again["set_aside"]) == (None, 0, 0, 0)
    assert entries(year) == before


def test_the_order_of_files_does_not_matter(year, tmp_path):
    run = runner(tmp_path)
    paths: Sequence[Path] = sorted([*UNITS.iterdir(), *YEAR.iterdir()])
    shuffled = random.Random(7).sample(paths, len(paths))
    assert run("nhap", *shuffled, "--dong-y").exit_code == 0
    assert entries(run) == entries(year)


def test_undo_takes_the_year_back_and_can_be_undone(year, tmp_path):
    run = copy_of(year, tmp_path)
    after = entries(run)
    assert run("lo", "hoan-tac", "2", "--dong-y").exit_code == 0
    assert {json.loads(entry)["kind"] for entry in entries(run)} == {"xep-loai"}  # those of the member lists
    assert run("lo", "hoan-tac", "3", "--dong-y").exit_code == 0
    assert entries(run) == after
    assert run("ra-soat").exit_code == 0


def test_mistakes_are_set_aside_and_the_rest_is_kept(year, tmp_path):
    run = copy_of(year, tmp_path)
    result = run("nhap", MISTAKES, "--dong-y", "--dinh-dang", "json")
    assert result.exit_code == 1
    problems = [(Path(p["file"]).name, p["sheet"], p["cell"]) for p in result.json["problems"]]
    for aside in truth_of("nam-2022-loi-su-that.json")["set_aside"]:
        found = [
            problem
            for problem in problems
            if problem[:2] == (aside["file"], aside["sheet"])
            and (aside["level"] == "sheet" or problem[2].lstrip("ABCDEFGHIJKL") == str(aside["row"]))
            and aside["cell"] in ("", problem[2])
        ]
        assert len(found) == 1, aside
        problems.remove(found[0])
    assert problems == []
    report = compared(run, "nam-2022-loi-su-that.json")
    assert (report.missing, report.extra) == ([], [])


def test_the_register_counts_8_and_91_with_its_opening_balance(year, tmp_path):
    run = copy_of(year, tmp_path)
    opening = truth_of("nam-2022-su-that.json")["opening"][0]
    balance = ("--tap-the", str(opening["collectives"]), "--ca-nhan", str(opening["individuals"]))
    assert run("ghi-danh", "so-du", "DBK", "--den", "31/12/2021", *balance, "--dong-y").exit_code == 0
    totals = run("bao-cao", "ghi-danh", "--nam", "2022", "--tinh-den", "31/12/2022", "--dinh-dang", "json").json[
        "totals"
    ]
    assert (totals["all_collectives"], totals["all_individuals"]) == (8, 91)
    assert totals["entries"] > totals["collectives"] + totals["individuals"]
