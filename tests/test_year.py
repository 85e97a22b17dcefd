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


REPORTS = [
    *(("bao-cao", name, *more) for name in ("tong-quan", "co-cau", "do-tuoi")
      for more in ((), ("--chi-tiet",), ("--don-vi", "K04"))),
    *(("bao-cao", name, "--nam", "2022", *more) for name in ("xep-loai", "ghi-danh", "khen-thuong", "cam-ket", "chi-thi-05")
      for more in ((), ("--chi-tiet",), ("--don-vi", "K04"))),
    ("bao-cao", "den-han"), ("xep-loai", "ra-soat", "--nam", "2022"), ("don-doc", "ds"), ("dv", "trung"),
    ("tc", "ds"), ("tc", "ds", "--don-vi", "K04"), ("dv", "ds"), ("dv", "ds", "--don-vi", "K04.01"),
]  # fmt: skip


@pytest.mark.parametrize("report", REPORTS, ids=" ".join)
def test_a_report_that_was_saved_is_no_list_to_be_read(year, tmp_path, report):
    """Reports are left out by name; our own lists change nothing of the record."""
    path = tmp_path / "so lieu.xlsx"
    assert year(*report, "--luu-vao", path).exit_code in (0, 1)  # 1: a review found something
    read = year("nhap", path, "--xem-truoc", "--dinh-dang", "json").json
    assert (read["created"], read["updated"]) == (0, 0)
    listed = report[1] == "ds" and report[0] != "don-doc"
    of_entries = "--chi-tiet" in report and report[1] in ("ghi-danh", "khen-thuong")
    assert ("báo cáo do dangbo lập" in str(read)) is not (listed or of_entries)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_counts_of_our_own_list_of_units_are_no_declaration(year, tmp_path, kind):
    run = copy_of(year, tmp_path)
    number = str(next(one["id"] for one in run("dv", "ds", "--don-vi", "K03", "--dinh-dang", "json").json))
    done = run("dv", "dua-ra", number, "--ly-do", "từ trần", "--ngay", "01/03/2022", "--dong-y")
    assert done.exit_code == 0, done.stderr
    path = tmp_path / f"to chuc.{kind}"
    run("tc", "ds", "--luu-vao", path)
    again = run("nhap", path, "--dong-y", "--dinh-dang", "json").json
    assert (again["batch"], again["updated"]) == (None, 0)


def test_a_number_is_no_name_of_an_organisation(year, tmp_path):
    path = tmp_path / "to chuc.csv"
    path.write_text("Mã tổ chức,Tên tổ chức đảng,Khối\nK90,12.0,\nK91,3,\nK92,Chi bộ Mới,\nK93,Chi bộ Thử,\n", "utf-8")
    read = year("nhap", path, "--xem-truoc", "--dinh-dang", "json").json
    assert [problem["code"] for problem in read["problems"]] == ["organization_name_unreadable"] * 2
    path.write_text("Mã tổ chức,Chi bộ trực thuộc,Khối\nK01,3,A\nK02,0,B\n", "utf-8")
    read = year("nhap", path, "--xem-truoc", "--dinh-dang", "json").json
    assert (read["created"], read["updated"]) == (0, 0)
    assert "bảng tổng hợp số liệu" in str(read)
