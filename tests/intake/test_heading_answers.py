"""Whatever is answered about headings of composed workbooks: a second import changes nothing, undo and redo come back."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

import nhan_dang
from dangbo_cli.domain.change import Action, Entity
from dangbo_cli.intake.importing import ImportOptions, plan_import
from dangbo_cli.records.undo import plan_undo
from dangbo_cli.store.apply import apply_plan
from dangbo_cli.store.check import check_file
from intake.desk import WHO
from store.plans import dump

DAY = nhan_dang.datetime(2023, 1, 16)


@pytest.mark.parametrize("seed", [11, 13, 14])
def test_any_answer_holds(tmp_path, seed):
    kept = 0
    with nhan_dang.tree(tmp_path) as (conn, _):
        for number in range(45):
            rng = Random(number)
            path = nhan_dang.write(nhan_dang.compose(seed, number), tmp_path / str(number))

            def plan(path=path, **more):
                return plan_import(conn, [path], ImportOptions(**more), None, nhan_dang.TODAY)

            answers = {q.place: rng.choice(q.choices).key for q in plan(asking=True).questions}
            if not answers:
                continue
            result = plan(answers=answers)
            states = [dump(conn)]
            batch = apply_plan(conn, result.plan, WHO, DAY).batch
            states.append(dump(conn))
            decided = [c for c in result.plan.changes if c.entity is Entity.DECISION and c.action is Action.CREATE]
            kept += len(decided)
            assert len(decided) == len(result.remembered)
            again = plan(asking=True)
            assert again.plan.changes == []
            unanswered = {q.place for q in again.questions} & answers.keys()
            assert len(unanswered) <= len(answers) - len(decided)  # of two answered alike one is left out
            for expected in states:
                batch = apply_plan(conn, plan_undo(conn, batch), WHO, DAY).batch
                assert dump(conn) == expected
        assert check_file(conn) == []
    assert kept >= 3
