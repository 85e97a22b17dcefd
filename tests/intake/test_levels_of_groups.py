"""The level of a group row beside what people say of themselves."""

import pytest

from dangbo_cli.intake.entries.level_groups import LevelGroup
from dangbo_cli.intake.entries.levels import Levels, _Rated


@pytest.mark.parametrize(
    ("own", "given"), [("self_level", True), ("proposed_level", False), ("decided_level", False), (None, True)]
)
def test_only_a_level_that_is_not_a_self_rating_stands_for_the_groups(own: str | None, given: bool) -> None:
    levels = Levels("2025")
    if own is not None:
        levels._read.append(_Rated(own, None, "Hoàn thành nhiệm vụ", None, "D8"))
    levels.give(LevelGroup("Hoàn thành tốt nhiệm vụ", None, "B7"))
    assert any(one.where == "B7" for one in levels._read) is given
