"""Writing composed workbooks in every container a unit sends."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kho.layout import Page, Workbook

#: container → suffix of the file.
SUFFIXES = {
    "xlsx": ".xlsx",
    "xlsx tên .xls": ".xls",
    "xls": ".xls",
    "ods": ".ods",
    "html tên .xls": ".xls",
    "csv ,": ".csv",
    "csv ; BOM": ".csv",
    "csv tab UTF-16": ".csv",
    "csv cp1258": ".csv",
}


def write(book: Workbook, folder: Path) -> Path:
    """Write a workbook into a folder and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{book.stem}{SUFFIXES[book.container]}"
    path.write_bytes(_WRITERS[book.container](book))
    return path


def _xlsx(book: Workbook) -> bytes:
    import openpyxl
    from openpyxl.utils import get_column_letter

    out = openpyxl.Workbook()
    out.remove(out.active)
    for page in book.pages:
        sheet = out.create_sheet(page.name)
        for row in page.rows:
            sheet.append([None if value == "" else value for value in row])
        for r1, c1, r2, c2 in page.merges:
            sheet.merge_cells(start_row=r1 + 1, start_column=c1 + 1, end_row=r2 + 1, end_column=c2 + 1)
        for r in page.hidden_rows:
            sheet.row_dimensions[r + 1].hidden = True
        for c in page.hidden_columns:
            sheet.column_dimensions[get_column_letter(c + 1)].hidden = True
        if not page.visible:
            sheet.sheet_state = "hidden"
    data = io.BytesIO()
    out.save(data)
    return data.getvalue()


def _xls(book: Workbook) -> bytes:
    import xlwt

    out = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    clock = xlwt.easyxf(num_format_str="DD/MM/YYYY HH:MM")
    for page in book.pages:
        sheet = out.add_sheet(page.name)
        for r, row in enumerate(page.rows):
            for c, value in enumerate(row):
                if value == "#N/A":
                    sheet.row(r).set_cell_error(c, 0x2A)
                elif value != "":
                    style = (clock if isinstance(value, datetime) else day) if isinstance(value, date) else None
                    sheet.write(r, c, value, style) if style else sheet.write(r, c, value)
        for r1, c1, r2, c2 in page.merges:
            sheet.merge(r1, r2, c1, c2)
        for r in page.hidden_rows:
            sheet.row(r).hidden = True
        for c in page.hidden_columns:
            sheet.col(c).hidden = True
        if not page.visible:
            sheet.visibility = 1
    data = io.BytesIO()
    out.save(data)
    return data.getvalue()


def _ods(book: Workbook) -> bytes:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.style import Style, TableProperties
    from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
    from odf.text import P

    out = OpenDocumentSpreadsheet()
    hidden = Style(name="hidden", family="table")
    hidden.addElement(TableProperties(display="false"))
    out.automaticstyles.addElement(hidden)
    for page in book.pages:
        table = Table(name=page.name) if page.visible else Table(name=page.name, stylename=hidden)
        spans = {(r1, c1): (r2 - r1 + 1, c2 - c1 + 1) for r1, c1, r2, c2 in page.merges}
        covered = {
            (r, c) for r1, c1, r2, c2 in page.merges for r in range(r1, r2 + 1) for c in range(c1, c2 + 1)
        } - set(spans)
        width = max((len(row) for row in page.rows), default=0)
        for c in range(width):
            table.addElement(TableColumn(visibility="collapse" if c in page.hidden_columns else "visible"))
        for r, row in enumerate(page.rows):
            line = TableRow(visibility="collapse" if r in page.hidden_rows else "visible")
            for c in range(max(width, 1)):
                value: Any = row[c] if c < len(row) else ""
                if (r, c) in covered:
                    line.addElement(CoveredTableCell())
                    continue
                more: dict[str, Any] = {}
                if (r, c) in spans:
                    more = {"numberrowsspanned": spans[r, c][0], "numbercolumnsspanned": spans[r, c][1]}
                if isinstance(value, date):
                    cell = TableCell(valuetype="date", datevalue=value.isoformat(), **more)
                elif isinstance(value, (int, float)):
                    cell = TableCell(valuetype="float", value=repr(float(value)), **more)
                elif value == "":
                    cell = TableCell(**more)
                else:
                    cell = TableCell(valuetype="string", **more)
                    for part in str(value).splitlines() or [""]:
                        cell.addElement(P(text=part))
                line.addElement(cell)
            table.addElement(line)
        out.spreadsheet.addElement(table)
    data = io.BytesIO()
    out.save(data)
    return data.getvalue()


def _html(book: Workbook) -> bytes:
    page = book.pages[0]
    spans = {(r1, c1): (r2 - r1 + 1, c2 - c1 + 1) for r1, c1, r2, c2 in page.merges}
    covered = {(r, c) for r1, c1, r2, c2 in page.merges for r in range(r1, r2 + 1) for c in range(c1, c2 + 1)} - set(
        spans
    )
    width = max((len(row) for row in page.rows), default=0)
    lines = ["<html><head><meta charset='utf-8'></head><body><table border=1>"]
    for r, row in enumerate(page.rows):
        tags = []
        for c in range(width):
            if (r, c) in covered:
                continue
            high, wide = spans.get((r, c), (1, 1))
            more = (f" rowspan={high}" if high > 1 else "") + (f" colspan={wide}" if wide > 1 else "")
            text = html.escape(str(row[c]) if c < len(row) else "").replace("\r\n", "<br>").replace("\n", "<br>")
            tags.append(f"<td{more}>{text}</td>")
        lines.append("<tr>" + "".join(tags) + "</tr>")
    lines.append("</table></body></html>")
    return "\n".join(lines).encode()


def _text(separator: str, encoding: str) -> Callable[[Workbook], bytes]:
    def dump(book: Workbook) -> bytes:
        page: Page = book.pages[0]
        out = io.StringIO()
        csv.writer(out, delimiter=separator).writerows(page.rows)
        text = out.getvalue()
        return in_windows_1258(text) if encoding == "cp1258" else text.encode(encoding)

    return dump


def in_windows_1258(text: str) -> bytes:
    """Encode as windows-1258 does: base letters with their circumflex, breve or horn, tones as combining marks."""
    import unicodedata

    tones = "\u0300\u0301\u0303\u0309\u0323"
    parts = []
    for char in unicodedata.normalize("NFC", text):
        whole = unicodedata.normalize("NFD", char)
        tone = "".join(c for c in whole if c in tones)
        parts.append(unicodedata.normalize("NFC", "".join(c for c in whole if c not in tones)) + tone)
    return "".join(parts).encode("cp1258", "replace")


_WRITERS: dict[str, Callable[[Workbook], bytes]] = {
    "xlsx": _xlsx,
    "xlsx tên .xls": _xlsx,
    "xls": _xls,
    "ods": _ods,
    "html tên .xls": _html,
    "csv ,": _text(",", "utf-8"),
    "csv ; BOM": _text(";", "utf-8-sig"),
    "csv tab UTF-16": _text("\t", "utf-16"),
    "csv cp1258": _text(",", "cp1258"),
}
