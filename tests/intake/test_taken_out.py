"""What was taken out by hand and a sheet that is not newer writes again: written, and said."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dangbo_cli.domain.change import Entity
from dangbo_cli.forms.catalogue import form_of
from dangbo_cli.records.milestones import plan_drop_part
from dangbo_cli.records.removing import plan_remove_entry
from dangbo_cli.records.undo import plan_undo
from dangbo_cli.store.apply import apply_plan
from intake.desk import WHO
from intake.year import SHEETS, UNIT, staffed, stored

LATER = date(2023, 2, 1)


@pytest.fixture
def desk(tmp_path):
    return staffed(tmp_path)


def by_hand(desk, plan):
    return apply_plan(desk.conn, plan, WHO, datetime(2023, 1, 20, 10)).batch


def remove(desk, kind, number=1):
    return by_hand(desk, plan_remove_entry(desk.conn, form_of(kind), number))


def told(result):
    return [note for note in result.plan.notes if note.code == "written_again"]


def written(desk, kind, dated=None, name="bảng.xlsx"):
    """A sheet of a kind; `dated`: its title says of which day it is."""
    rows = SHEETS[kind]
    if dated is not None:
        rows = [rows[0], [f"{rows[1][0]} (tính đến ngày {dated})"], *rows[2:]]
    return desk.write(name, rows)


@pytest.mark.parametrize("kind", SHEETS)
def test_an_entry_that_was_removed_is_said_to_come_back(desk, kind):
    path = written(desk, kind)
    first = desk.nhap(path)
    assert told(first) == []
    batch = remove(desk, kind)
    again = desk.plan(path)
    assert again.plan.changes  # it is written, as before
    (note,) = told(again)
    assert f"lần nhập số {batch}, ngày 20/01/2023" in note.message
    assert (note.file, note.cell[1:].isdigit()) == (str(path), True)
    desk.nhap(path)
    assert told(desk.plan(path)) == []


@pytest.mark.parametrize("part", [(Entity.INITIATIVE_TARGET, "mo-hinh"), (Entity.INITIATIVE_MILESTONE, "mo-hinh"),
                                  (Entity.PLEDGE_ITEM, "cam-ket")])  # fmt: skip
def test_a_part_that_was_dropped_is_said_to_come_back(desk, part):
    entity, kind = part
    path = written(desk, kind)
    desk.nhap(path)
    words = next(
        stored(desk, entity.value)[0][name] for name in ("wording", "what") if name in stored(desk, entity.value)[0]
    )
    batch = by_hand(desk, plan_drop_part(desk.conn, entity, 1, 1))
    (note,) = told(desk.plan(path))
    assert note.message.startswith(f"«{words}» đã được xóa khỏi sổ (")
    assert f"lần nhập số {batch}," in note.message


def test_a_newer_sheet_is_news(desk):
    desk.nhap(written(desk, "ghi-danh"))
    remove(desk, "ghi-danh")
    desk.today = LATER
    older = desk.plan(written(desk, "ghi-danh", "31/12/2022", "cũ.xlsx"))
    assert [note.value for note in told(older)] == ["Phòng Kế toán"]
    assert told(desk.plan(written(desk, "ghi-danh", "31/01/2023", "mới.xlsx"))) == []


def test_what_an_undo_took_out_or_brought_back_was_not_removed(desk):
    path = written(desk, "ghi-danh")
    batch = desk.conn.execute("SELECT max(id) FROM batch").fetchone()[0] + 1
    desk.nhap(path)
    by_hand(desk, plan_undo(desk.conn, batch))
    assert told(desk.nhap(path)) == []
    removed = remove(desk, "ghi-danh", 5)
    by_hand(desk, plan_undo(desk.conn, removed))
    assert told(desk.plan(path)) == []


def test_another_entry_of_the_same_person_is_another(desk):
    desk.nhap(written(desk, "khen-thuong"))
    remove(desk, "khen-thuong")
    rows = [UNIT, ["DANH SÁCH KHEN THƯỞNG NĂM 2021"], *SHEETS["khen-thuong"][2:4]]
    result = desk.plan(desk.write("2021.xlsx", rows))
    assert result.plan.changes
    assert told(result) == []
