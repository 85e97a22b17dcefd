"""Sound files of every container and kind, always the same bytes: what mutants are made of."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import openpyxl
import xlwt

from dangbo_cli.forms.catalogue import ENTRIES, LISTS
from dangbo_cli.forms.form import Field, Form, Value
from dangbo_cli.forms.template import choices_of, template_fields
from dangbo_cli.vietnamese.legacy import Encoding, encode

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
_LARGEST = 60_000
_DAY = (2022, 12, 31, 8, 0, 0)
_NAMES = ("Lò Thị Hương", "Quàng Văn Mỷ", "Giàng A Bé", "H'Mai Êban", "Đặng Uy Vũ")
_UNITS = ("Chi bộ 1", "Chi bộ Văn phòng", "Đảng bộ Sở Công Thương", "Chi bộ 2", "Chi bộ Tổng hợp")
_WORDS = {
    Value.GENDER: "Nữ",
    Value.ETHNICITY: "Thái",
    Value.RELIGION: "Không",
    Value.GENERAL_EDUCATION: "12/12",
    Value.EXPERTISE: "Đại học Luật",
    Value.POLITICAL_THEORY: "Trung cấp",
    Value.STANDING: "Chính thức",
    Value.RATING: "Hoàn thành tốt nhiệm vụ",
    Value.YEAR: "2022",
    Value.TICK: "x",
    Value.TARGETS: "- 100% đảng viên học tập chuyên đề\n- 3 buổi tuyên truyền",
    Value.DOCUMENT: "12-QĐ/ĐU",
    Value.PHONE: "0912345678",
}
Rows = list[list[str]]


def sound_files() -> dict[str, list[bytes]]:
    """Return files by container: the smaller examples, and a table of every kind in every container and encoding."""
    found: dict[str, list[bytes]] = {}
    for path in sorted(EXAMPLES.glob("don-vi*/*")):
        if path.suffix in (".xlsx", ".xls", ".ods", ".csv") and 0 < path.stat().st_size < _LARGEST:
            found.setdefault(path.suffix[1:], []).append(path.read_bytes())
    for at, form in enumerate((*LISTS, *ENTRIES)):
        rows = table_of(form)
        old = _in(rows, list(Encoding)[at % 2])
        found["xlsx"] += [xlsx(rows), xlsx(old)]
        found.setdefault("xlsm", []).append(xlsm(rows if at % 2 else old))
        found["xls"] += [xls(rows), xls(old)]
        found.setdefault("html", []).extend((html(rows), html(old)))
        lines = separated(rows, ";")
        found["csv"] += [
            lines.encode(("utf-8-sig", "utf-16", "utf-16-be")[at % 3]),
            separated(old, ",").encode("latin-1"),
        ]
        tabs = separated(rows, "\t")
        found.setdefault("tsv", []).extend((tabs.encode(), windows_1258(tabs), separated(old, "\t").encode("latin-1")))
    return found


def table_of(form: Form) -> Rows:
    """Return a title, headings and five invented rows of a form's template."""
    fields = template_fields(form)
    title = [["ĐẢNG BỘ SỞ CÔNG THƯƠNG"], [f"{form.title.upper()} NĂM 2022"], []]
    return [*title, [f.title for f in fields], *([_cell(f, n) for f in fields] for n in range(len(_NAMES)))]


def _cell(field: Field, n: int) -> str:
    if field.choices:
        return field.choices[n % len(field.choices)].partition("=")[0]
    match field.value:
        case Value.PERSON_NAME:
            return _NAMES[n]
        case Value.PARTY_NAME:
            return (_NAMES if n % 2 else _UNITS)[n]
        case Value.ORGANIZATION | Value.ORGANIZATION_NAME | Value.WORKPLACE:
            return _UNITS[n]
        case Value.BIRTH | Value.PARTY_DATE | Value.DATE:
            return f"{n + 1:02}/05/{1980 + n if field.value is Value.BIRTH else 2022}"
        case Value.ORDINAL | Value.COUNT | Value.NUMBER:
            return str(n + 1)
        case Value.CARD:
            return f"14.{n + 1:06}"
        case Value.CITIZEN:
            return f"0141{80 + n}{n + 1:06}"
    choices = choices_of(field)
    return _WORDS.get(field.value) or (choices[n % len(choices)] if choices else f"{field.title} số {n + 1}")


def _in(rows: Rows, encoding: Encoding) -> Rows:
    return [[encode(text, encoding) for text in row] for row in rows]


def xlsx(rows: Rows) -> bytes:
    """Return a workbook; parts that tell when it was written are left out."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A2:D2")
    out = io.BytesIO()
    book.save(out)
    return _packed(_parts(out.getvalue()))


def xlsm(rows: Rows) -> bytes:
    """Return a workbook with macros."""
    parts = _parts(xlsx(rows))
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = types.replace(
        b"spreadsheetml.sheet.main+xml", b"sheet.macroEnabled.main+xml"
    ).replace(b"application/vnd.openxmlformats-officedocument.sheet.macro", b"application/vnd.ms-excel.sheet.macro")
    parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    return _packed(parts)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    core = parts.get("docProps/core.xml", b"")
    parts["docProps/core.xml"] = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2022-12-31T08:00:00Z", core)
    return parts


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, _DAY), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def xls(rows: Rows) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Danh sách")
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            sheet.write(r, c, text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def html(rows: Iterable[Iterable[str]]) -> bytes:
    body = "".join("<tr>" + "".join(f"<td colspan='1'>{v}</td>" for v in row) + "</tr>" for row in rows)
    return f"<html><head><meta charset=utf-8></head><body><table border='1'>{body}</table></body></html>".encode()


def separated(rows: Rows, separator: str) -> str:
    quoted: Callable[[str], str] = lambda v: f'"{v}"' if separator in v or "\n" in v else v  # noqa: E731
    return "\r\n".join(separator.join(map(quoted, row)) for row in rows)


def windows_1258(text: str) -> bytes:
    """Encode as that page does: letters with circumflex, breve or horn, tones as combining marks."""
    from kho.files import in_windows_1258

    return in_windows_1258(text)
