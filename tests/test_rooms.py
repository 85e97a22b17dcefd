"""The import rule holds, and its check can fail; what the code points at is in the repository."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def rooms():
    spec = importlib.util.spec_from_file_location("rooms", ROOT / ".ci" / "rooms.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_rooms_import_downwards_only(rooms):
    assert rooms.breaches(ROOT / "src" / "dangbo_cli") == []


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("domain", "from dangbo_cli.store.opening import open_reading"),
        ("sheets", "import dangbo_cli.store"),
        ("store", "from dangbo_cli.sheets.grid import Grid"),
        ("reports", "import openpyxl"),
        ("cli", "import click"),
        ("intake", "from dangbo_cli.records.undo import plan_undo"),
        ("views", "import openpyxl"),
        ("intake/who", "from dangbo_cli.intake.members.rows import MemberReader"),
        ("intake/tables", "from dangbo_cli.intake import members"),
        ("intake/entries", "from dangbo_cli.intake.importing import plan_import"),
    ],
)
def test_a_breach_is_found(rooms, tmp_path, room, line):
    folder = tmp_path / "dangbo_cli" / room
    folder.mkdir(parents=True)
    (folder / "bad.py").write_text(line + "\n", encoding="utf-8")
    assert len(rooms.breaches(tmp_path / "dangbo_cli")) == 1


def test_a_document_that_the_code_names_is_in_the_repository():
    named = {
        (path.relative_to(ROOT), document)
        for folder in ("src", "tests", "benchmarks")
        for path in (ROOT / folder).rglob("*.py")
        for document in re.findall(r"[\w./-]*\w\.md\b", path.read_text(encoding="utf-8"))
    }
    assert named
    folders = (ROOT, ROOT / "docs")  # pages of the manual name each other without their folder
    assert not [
        (str(path), document)
        for path, document in named
        if not any((folder / document).is_file() for folder in folders)
    ]
