"""What «it is done when» says, on the committed examples: every cell as its truth says, a second run, undo, order,
kills during the whole command."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest

from running import Runner
from truth import compare_members

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
UNITS = EXAMPLES / "don-vi"
MISTAKES = EXAMPLES / "don-vi-loi"
DAY = ("--tinh-den", "31/12/2022")


def truth_of(name: str) -> dict:
    return json.loads((EXAMPLES / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def imported(tmp_path_factory) -> Runner:
    """A record with the clean examples in it; tests that change it take a copy."""
    run = runner(tmp_path_factory.mktemp("record"))
    result = run("nhap", UNITS, "--dong-y")
    assert result.exit_code == 0, result.stdout + result.stderr
    return run


def runner(folder: Path) -> Runner:
    """Return a runner a fortnight after the day the examples speak of."""
    run = Runner(folder)
    run.now = datetime(2023, 1, 15, 9, 30)
    return run


def copy_of(imported: Runner, folder: Path) -> Runner:
    shutil.copy(imported.database, folder / "so.db")
    return runner(folder)


def members(run: Runner) -> str:
    result = run("dv", "ds", "--dinh-dang", "json", *DAY)
    assert result.exit_code == 0
    return result.stdout


def test_every_cell_of_the_examples_is_as_its_truth_says(imported):
    report = compare_members(truth_of("don-vi-su-that.json")["members"], json.loads(members(imported)))
    assert (report.wrong, report.missing, report.lost, report.extra) == ([], [], [], [])
    assert report.right > 10_000


def test_every_organisation_is_as_its_truth_says(imported):
    answer = {o["code"]: o for o in imported("tc", "ds", "--dinh-dang", "json", *DAY).json}
    truth = truth_of("don-vi-su-that.json")["organizations"]
    assert len(answer) == len(truth)
    for organization in truth:
        for key in ("name", "kind", "bloc", "parent_code", "secretary", "secretary_phone", "founded_on"):
            assert answer[organization["code"]][key] == organization[key], (organization["code"], key)


def test_the_tree_counts_everybody_once(imported):
    tree = imported("tc", "cay", "--dinh-dang", "json", *DAY).json
    assert tree["members"] == len(json.loads(members(imported)))
    assert sum(child["members"] for child in tree["children"]) == tree["members"]


def test_a_second_run_changes_nothing(imported):
    before = members(imported)
    again = imported("nhap", UNITS, "--dong-y", "--dinh-dang", "json")
    assert again.exit_code == 0
    assert (again.json["batch"], again.json["created"], again.json["updated"]) == (None, 0, 0)
    assert members(imported) == before
    assert len(imported("lo", "ds", "--dinh-dang", "json").json) == 1


def test_the_order_of_files_does_not_matter(imported, tmp_path):
    paths = sorted(UNITS.iterdir())
    random.Random(5).shuffle(paths)
    run = runner(tmp_path)
    assert run("nhap", *paths, "--dong-y").exit_code == 0

    def plain(text: str) -> list:
        people = json.loads(text)
        for person in people:
            del person["id"]
        return people

    assert plain(members(run)) == plain(members(imported))


def test_undo_gives_back_the_same_list_and_can_be_undone(imported, tmp_path):
    run = copy_of(imported, tmp_path)
    before = members(run)
    assert run("nhap", MISTAKES, "--dong-y").exit_code == 1
    after = members(run)
    assert after != before
    assert run("lo", "hoan-tac", "2", "--dong-y").exit_code == 0
    assert members(run) == before
    assert run("lo", "hoan-tac", "3", "--dong-y").exit_code == 0
    assert members(run) == after
    assert run("ra-soat").exit_code == 0


def test_mistakes_are_set_aside_each_with_its_cell(imported, tmp_path):
    run = copy_of(imported, tmp_path)
    answer = run("nhap", MISTAKES, "--dong-y", "--dinh-dang", "json").json
    problems = {(Path(p["file"]).name, p["cell"]) for p in answer["problems"]}
    rows = {
        (Path(p["file"]).name, int("".join(c for c in p["cell"] if c.isdigit())))
        for p in answer["problems"]
        if p["cell"]
    }
    failed = {Path(f["path"]).name for f in answer["files"] if f["error"]}
    for expected in truth_of("don-vi-loi-su-that.json")["set_aside"]:
        if expected["level"] in ("sheet", "file"):
            assert expected["file"] in failed
        elif expected["level"] == "row":
            assert (expected["file"], expected["row"]) in rows, expected
        else:
            assert (expected["file"], expected["cell"]) in problems, expected
    assert all(p["message"].endswith(".") and p["code"] for p in answer["problems"])


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_twenty_five_kills_of_the_whole_command_leave_no_odd_state(imported, tmp_path):
    """Killed anywhere between its start and its end, an import leaves the record as before or as after, and the
    next command, a reading one, works."""
    after = None
    states = {"before": 0, "after": 0}
    command = [sys.executable, "-m", "dangbo_cli", "nhap", str(MISTAKES), "--dong-y"]
    before = members(imported)
    started = time.perf_counter()
    run = copy_of(imported, tmp_path)
    subprocess.run(command, env={**os.environ, "DANGBO_CSDL": str(run.database)}, capture_output=True, check=False)
    span = time.perf_counter() - started
    after = members(run)
    for seed in range(25):
        folder = tmp_path / str(seed)
        folder.mkdir()
        run = copy_of(imported, folder)
        process = subprocess.Popen(
            command,
            env={**os.environ, "DANGBO_CSDL": str(run.database)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        # Most of the time goes before the first byte is written: aim at the last third.
        time.sleep(span * random.Random(seed).uniform(0.55, 1.02))
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = members(run)
        assert now in (before, after)
        states["before" if now == before else "after"] += 1
        if now == after:
            assert run("ra-soat").exit_code == 0
    assert sum(states.values()) == 25


def test_interrupting_before_writing_changes_nothing(imported, tmp_path, monkeypatch):
    run = copy_of(imported, tmp_path)
    before = members(run)

    def interrupt(*_args, **_more):
        raise KeyboardInterrupt

    monkeypatch.setattr("dangbo_cli.store.apply._write", interrupt)
    assert run("nhap", MISTAKES, "--dong-y").exit_code == 130
    monkeypatch.undo()
    assert members(run) == before
