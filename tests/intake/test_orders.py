"""Properties of whole imports: the order of files and rows does not matter, a second import changes nothing, undo and
redo come back to the same record."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

import khop
from dangbo_cli.records.undo import plan_undo
from dangbo_cli.store.apply import apply_plan
from dangbo_cli.store.catalogue import CATALOGUE
from dangbo_cli.store.check import check_file
from intake.desk import WHO, Desk

HEADER = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Số thẻ đảng viên", "Ngày vào Đảng", "Quê quán"]
UNITS = (("ĐẢNG BỘ SỞ Y TẾ", "CHI BỘ 1"), ("ĐẢNG BỘ SỞ Y TẾ", "CHI BỘ 10"), ("ĐẢNG BỘ SỞ CÔNG THƯƠNG", "CHI BỘ 1"))


def vn(iso):
    return "/".join(reversed(iso.split("-"))) if iso else ""


def people_of(random):
    """People of three lists, some of them in two, with slips: every conflict that comes about by chance."""
    people = [khop.invent(random, number, 3) for number in range(24)]
    lists: list[list[khop.Person]] = [[], [], []]
    for person in people:
        lists[person.unit].append(person)
        if random.random() < 0.4:
            copy, _ = khop.corrupt(person, random)
            lists[random.choice((person.unit, (person.unit + 1) % 3))].append(copy)
    return lists


def rows(people):
    return [
        [n, p.name, vn(p.birth), p.gender, p.citizen or "", p.card or "", vn(p.admitted), p.home or ""]
        for n, p in enumerate(people, start=1)
    ]


def sheet(unit, people):
    return [[unit[0]], [unit[1]], [], HEADER, *rows(people)]


def decided(desk, result):
    """What a plan does, whatever the order: who is created and how, which row is set aside for what."""
    created: dict[int, dict] = {}
    for change in result.plan.changes:
        if change.entity is change.subject:
            created[change.record] = {name: field.after for name, field in change.fields.items()}
    return sorted(map(repr, (sorted(fields.items(), key=str) for fields in created.values()))), sorted(
        (problem.code, problem.value) for problem in result.plan.problems
    )


def dump(conn):
    return {t.name: conn.execute(f"{t.select_all} ORDER BY id").fetchall() for t in CATALOGUE.values()}


@pytest.mark.parametrize("seed", range(6))
def test_shuffled_files_and_rows_give_the_same_plan(tmp_path, seed):
    random = Random(seed)
    lists = people_of(random)
    plans = []
    for turn in range(3):
        desk = Desk(tmp_path / str(turn)).organizations()
        names = ["a", "b", "c"]
        if turn:
            random.shuffle(names)
            lists = [random.sample(people, len(people)) for people in lists]
        paths = [desk.write(f"{name}.xlsx", sheet(UNITS[at], lists[at])) for at, name in enumerate(names)]
        random.shuffle(paths)
        plans.append(decided(desk, desk.plan(*paths)))
    assert plans[0] == plans[1] == plans[2]


@pytest.mark.parametrize("seed", range(6))
def test_a_doubled_import_changes_nothing_and_undo_and_redo_come_back(tmp_path, seed):
    desk = Desk(tmp_path).organizations()
    lists = people_of(Random(100 + seed))
    paths = [desk.write(f"{at}.xlsx", sheet(UNITS[at], people)) for at, people in enumerate(lists)]
    before = dump(desk.conn)
    first = desk.nhap(*paths)
    after = dump(desk.conn)
    again = desk.nhap(*paths)
    assert again.plan.changes == []
    assert (again.created, again.updated) == (0, 0)
    assert again.set_aside == first.set_aside
    batch = desk.conn.execute("SELECT max(id) FROM batch").fetchone()[0]
    for expected in (before, after):
        batch = apply_plan(desk.conn, plan_undo(desk.conn, batch), WHO, khop.datetime(2023, 1, 16)).batch
        assert dump(desk.conn) == expected
    assert check_file(desk.conn) == []
