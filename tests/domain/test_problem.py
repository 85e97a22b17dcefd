"""Causes: what is said to whom."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

from dangbo_cli.domain.problem import CAUSES

#: Rooms whose causes a command on records can meet; those of `intake` only sheets do.
ROOMS = ("domain", "forms", "store", "records")


def causes_of(room: str) -> list[str]:
    package = importlib.import_module(f"dangbo_cli.{room}")
    names = {
        value
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        for value in vars(importlib.import_module(found.name)).values()
        if isinstance(value, str) and value in CAUSES
    }
    return sorted(names)


@pytest.mark.parametrize("room", ROOMS)
def test_who_typed_a_value_herself_is_not_sent_to_her_unit(room):
    found = causes_of(room)
    assert found
    for code in found:
        cause = CAUSES[code]
        if "Ô " in cause.message:  # only a spreadsheet has such a value
            continue
        assert not cause.by_hand.startswith("Đơn vị "), code
        assert "ô này" not in cause.by_hand, code
