"""Files made to cost much: each is read or refused in one sentence, within its time and memory, in a process of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from sheets import files

ROOT = Path(__file__).resolve().parents[2]
MOST_MIB = 300
#: 5 s on an idle machine; a loaded one takes several times as long.
MOST_SECONDS = 20
_PROGRAM = """
import json, sys, time
from datetime import date
from pathlib import Path
from dangbo_cli.intake.importing import ImportOptions, plan_import
start = time.perf_counter()
file = plan_import(None, [Path(sys.argv[1])], ImportOptions(), None, date(2023, 1, 15)).files[0]
seconds = time.perf_counter() - start
status = Path("/proc/self/status")
peak = 0
if status.exists():
    peak = next(int(line.split()[1]) // 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM"))
print(json.dumps([file.error_code, file.error, [s.left_out for s in file.sheets], seconds, peak]))
"""
A1 = files.cell("A1")


def _sheet(rows: bytes, after: bytes = b"") -> bytes:
    return files.repack(files.xlsx(), {files.SHEET_PART: files.sheet_xml(rows, after)})


def _nested() -> bytes:
    data = files.xlsx()
    for _ in range(200):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("a.zip", data)
        data = out.getvalue()
    return data


def _chart_only(book: Any, sheet: Any) -> None:
    book.create_chartsheet("Biểu đồ")
    book.remove(sheet)


def _repeated(table: Any) -> None:
    table.addElement(files.ods_row("STT", "Họ và tên"))
    table.addElement(files.ods_row(files.ods_cell("", numbercolumnsrepeated=16384), numberrowsrepeated=1048575))


CASES: dict[str, Any] = {
    "a million empty formatted rows.xlsx": lambda: _sheet(
        A1 + b"".join(b'<row r="%d" s="1" customFormat="1"/>' % r for r in range(2, 1_048_577))
    ),
    "a million empty formatted cells.xlsx": lambda: _sheet(
        A1 + b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (r, r) for r in range(2, 1_048_577))
    ),
    "the whole sheet merged.xlsx": lambda: _sheet(A1, b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    "merges of whole rows.xlsx": lambda: _sheet(
        A1,
        b"<mergeCells>" + b"".join(b'<mergeCell ref="A%d:XFD%d"/>' % (i, i + 1) for i in range(1, 180_000, 2)) + b"</mergeCells>",
    ),
    "packed two hundred times.xlsx": _nested,
    "a million nested elements.xlsx": lambda: _sheet(b"<a>" * 1_000_000),
    "three million nested elements.ods": lambda: files.repack(
        files.ods(_repeated), {"content.xml": b'<?xml version="1.0"?>' + b"<a>" * 3_000_000}
    ),
    "a million repeated rows.ods": lambda: files.ods(_repeated),
    "relationships to nowhere.xlsx": lambda: files.repack(
        files.xlsx(),
        {"xl/_rels/workbook.xml.rels": b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/'
         b'2006/relationships"><Relationship Id="rId1" Type="x" Target="nowhere.xml"/></Relationships>'},
    ),
    "no relationships.xlsx": lambda: files.repack(files.xlsx(), {"xl/_rels/workbook.xml.rels": None}),
    "its sheet absent.xlsx": lambda: files.repack(files.xlsx(), {files.SHEET_PART: None}),
    "a chart only.xlsx": lambda: files.xlsx(change=_chart_only),
    "eight million lines.csv": lambda: b"a;b\n" * 8_000_000,
    "one line of separators.csv": lambda: b";" * 40_000_000,
    "a quote never closed, many lines.csv": lambda: b'"a\n' * 2_000_000,
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_cost_is_bounded(tmp_path: Path, case: str) -> None:
    path = files.save(tmp_path, case, CASES[case]())
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", _PROGRAM, str(path)]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", env=environment, timeout=60)
    assert done.returncode == 0, done.stderr
    code, error, left_out, seconds, peak = json.loads(done.stdout)
    assert code is not None
    assert error.strip()[-1] in ".)"
    assert "error" not in error.lower()
    assert left_out is not None
    assert seconds < MOST_SECONDS
    assert peak < MOST_MIB


def test_a_workbook_of_charts_is_said_to_be_one(tmp_path: Path) -> None:
    from dangbo_cli.sheets.book import Unreadable, read_book

    with pytest.raises(Unreadable, match="chỉ có biểu đồ"):
        read_book(files.save(tmp_path, "a.xlsx", files.xlsx(change=_chart_only)))


def test_parts_that_only_dress_a_workbook_may_be_absent(tmp_path: Path) -> None:
    from dangbo_cli.sheets.book import read_book

    bare = files.repack(files.xlsx(), {"xl/styles.xml": None, "xl/theme/theme1.xml": None, "docProps/app.xml": None})
    assert read_book(files.save(tmp_path, "a.xlsx", bare)).grids[0].rows[1][1] == "Lò Thị Ánh"
