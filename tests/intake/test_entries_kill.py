"""A kill at any moment of an import of the year's work leaves the record as before it or as after it."""

from __future__ import annotations

import os
import random
import shutil
import signal

import pytest

from dangbo_cli.store.apply import apply_plan
from dangbo_cli.store.check import check_file
from dangbo_cli.store.opening import open_reading
from intake.desk import WHO
from intake.year import UNIT, staffed, write_all
from store.plans import NOW, database, dump
from store.test_kill import run_and_kill

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
_PEOPLE = 400


def test_kills_leave_before_or_after(tmp_path):
    desk = staffed(tmp_path / "desk")
    header = ["STT", "Họ và tên", "Năm sinh", "Chi bộ", "Nội dung việc làm tốt", "Thời gian ghi danh"]
    rows = [[n, "Tòng Thị Lạ", str(1950 + n % 50), "Chi bộ 1", f"Việc tốt {n}", "08/2022"] for n in range(1, _PEOPLE)]
    many = desk.write("ghi danh lớn.xlsx", [UNIT, ["SỔ GHI DANH NGƯỜI TỐT, VIỆC TỐT NĂM 2022"], header, *rows])
    plan = desk.plan(*write_all(desk), many).plan
    assert len(plan.changes) > _PEOPLE
    start = tmp_path / "start.db"
    before = dump(desk.conn)
    with database(start) as copied:
        desk.conn.backup(copied)
    copied.close()
    finished = tmp_path / "finished.db"
    shutil.copy(start, finished)
    conn = database(finished)
    apply_plan(conn, plan, WHO, NOW)
    after = dump(conn)
    conn.close()
    outcomes = []
    for seed in range(16):
        path = tmp_path / f"{seed}" / "dangbo.db"
        path.parent.mkdir()
        shutil.copy(start, path)
        steps = random.Random(seed).randrange(1, 900)

        def work(path=path, steps=steps):
            conn = database(path)
            conn.execute("PRAGMA cache_size = 20")  # pages go to the file long before COMMIT
            left = iter(range(steps))

            def count_down():
                if next(left, None) is None:
                    os.kill(os.getpid(), signal.SIGKILL)

            conn.set_progress_handler(count_down, 200)
            apply_plan(conn, plan, WHO, NOW)

        run_and_kill(work)
        reading = open_reading(path)
        state = dump(reading)
        assert state in (before, after), f"seed {seed}: neither before nor after"
        assert [f.title for f in check_file(reading)] == []
        reading.close()
        outcomes.append(state == after)
    assert False in outcomes, "no kill came before the end"
