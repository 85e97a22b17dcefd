"""A kill at any moment of a batch leaves the record as before it or as after it, and the next reading works."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time

import pytest

from dangbo_cli.store.check import check_file
from dangbo_cli.store.connection import Mode, connect
from dangbo_cli.store.opening import open_reading
from store.plans import carry_out, database, dump, large_plan, organization, write

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")


def run_and_kill(work, seconds=None):
    """Run `work` in a child process and kill it after `seconds` (None: it kills itself); tell whether it was killed."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the child failed by itself"
    return os.WIFSIGNALED(status)


def test_twenty_five_kills_leave_before_or_after(tmp_path):
    start = tmp_path / "start.db"
    conn = database(start)
    write(conn, *organization(-1, "Đảng bộ Khối"))
    before = dump(conn)
    conn.close()
    plan = large_plan(1, members=700, organizations=40)
    finished = tmp_path / "finished.db"
    shutil.copy(start, finished)
    conn = database(finished)
    began = time.perf_counter()
    carry_out(conn, plan)
    span = time.perf_counter() - began
    after = dump(conn)
    conn.close()

    outcomes = []
    for seed in range(25):
        rng = random.Random(seed)
        path = tmp_path / f"{seed}" / "dangbo.db"
        path.parent.mkdir()
        shutil.copy(start, path)
        steps = rng.randrange(1, 1500)

        def work(path=path, seed=seed, steps=steps):
            conn = database(path)
            conn.execute("PRAGMA cache_size = 20")  # pages go to the file long before COMMIT
            if seed % 2:
                left = iter(range(steps))

                def count_down():
                    if next(left, None) is None:
                        os.kill(os.getpid(), signal.SIGKILL)

                conn.set_progress_handler(count_down, 1000)
            carry_out(conn, plan)

        run_and_kill(work, None if seed % 2 else rng.random() * span * 1.5)
        hot = path.with_name("dangbo.db-journal").exists()
        reading = open_reading(path)
        state = dump(reading)
        assert state in (before, after), f"seed {seed}: neither before nor after"
        assert [f for f in check_file(reading) if f.code != "no_place"] == []
        reading.close()
        outcomes.append((state == after, hot))
        conn = connect(path, Mode.READ_WRITE)
        assert conn.execute("SELECT count(*) FROM batch").fetchone()[0] == (2 if state == after else 1)
        conn.close()
    assert (False, True) in outcomes, "no kill came while the file was being written"


def test_a_kill_while_the_file_is_made(tmp_path):
    for seed in range(10):
        path = tmp_path / f"{seed}.db"
        run_and_kill(lambda path=path: database(path).close(), random.Random(seed).random() * 0.02)
        if path.exists():
            assert dump(open_reading(path)) is not None
        conn = database(path)
        write(conn, *organization(-1, "Chi bộ 1"))
        assert check_file(conn) == []
        conn.close()
