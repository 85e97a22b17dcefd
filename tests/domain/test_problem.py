"""Causes: what is said to whom."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

from dangbo_cli.cli import registry
from dangbo_cli.domain.problem import CAUSES
from running import every_cause

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


def test_a_command_that_a_cause_names_exists():
    groups = {word for entry in registry.ROOT.children for word in (entry.name, *entry.short, *entry.aliases)}
    named = []
    for code in every_cause():
        for quoted in re.findall(r"«([^»]*)»", " ".join(filter(None, CAUSES[code][2:]))):
            called, *words = quoted.split() or [""]
            if called == "dangbo" or (called in groups and words and words[0].isascii()):
                named.append((code, words if called == "dangbo" else [called, *words]))
    assert named
    for code, words in named:
        entry = registry.ROOT
        while entry.children:
            (entry,) = [e for e in entry.children if words[0] in (e.name, *e.short, *e.aliases)] or [None]
            assert entry is not None, (code, words)
            words = words[1:]
