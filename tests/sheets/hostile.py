"""Files made to cost much, by name: what makes the bytes, and what becomes of the file (READ, or the code of its refusal)."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, NamedTuple

from sheets import files

READ = "đọc"
A1 = files.cell("A1")
HEADER = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Quê quán", "Ngày vào Đảng", "Chi bộ"]
UNIT = "ĐẢNG BỘ SỞ CÔNG THƯƠNG"


class Hostile(NamedTuple):
    """One file: its bytes, and the codes that may come of it."""

    make: Callable[[], bytes]
    ends: tuple[str, ...]


def sheet(rows: bytes, after: bytes = b"") -> bytes:
    return files.with_sheet(rows, after)


def listed(rows: list[list[Any]], title: str = "DANH SÁCH ĐẢNG VIÊN") -> bytes:
    """Return a member list as .csv."""
    lines = [[UNIT], [title], HEADER, *rows]
    return ("\ufeff" + "\r\n".join(";".join(str(v) for v in line) for line in lines)).encode()


def person(n: int, **changed: str) -> list[Any]:
    """Return row n of a list: somebody who shares nothing with anybody but what is `changed`."""
    names = "An Bình Cường Dũng Giang Hà Khoa Lan Mai Nam Oanh Phúc Quân Sơn Tâm Vinh".split()
    row = {
        "name": f"Lò {names[n % 16]} {names[n // 16 % 16]} {names[n // 256 % 16]}",
        "birth": f"{n % 28 + 1:02}/{n // 28 % 12 + 1:02}/{1940 + n // 336 % 40}",
        "gender": "Nam", "ethnicity": "Thái", "home": "Mai Sơn", "admitted": f"{n % 28 + 1:02}/0{n % 9 + 1}/2005",
        "unit": "Chi bộ 1",
    } | changed  # fmt: skip
    return [n, *row.values()]


def crowd(count: int, **changed: str) -> bytes:
    return listed([person(n, **changed) for n in range(count)])


def two_branches(count: int, **changed: str) -> bytes:
    return listed([person(n, unit=f"Chi bộ {n % 2 + 1}", **changed) for n in range(count)])


def nested() -> bytes:
    data = files.xlsx()
    for _ in range(200):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("a.zip", data)
        data = out.getvalue()
    return data


def chart_only(book: Any, sheet: Any) -> None:
    book.create_chartsheet("Biểu đồ")
    book.remove(sheet)


def repeated(table: Any) -> None:
    table.addElement(files.ods_row("STT", "Họ và tên"))
    table.addElement(files.ods_row(files.ods_cell("", numbercolumnsrepeated=16384), numberrowsrepeated=1048575))


def deflated(piece: bytes, times: int) -> bytes:
    """Return a piece repeated and deflated, without ever holding the whole."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    many = piece * max(1, 1_000_000 // len(piece))
    out = [packer.compress(many) for _ in range(times * len(piece) // len(many))]
    return b"".join([*out, packer.flush()])


def bomb(declared: int | None) -> bytes:
    """Return a workbook whose sheet unpacks to 400 MB, as its directory declares or, where told, declares less."""
    sound = files.xlsx()
    body = deflated(b'<row r="9"><c r="A9" s="1"/></row>', 12_000_000)
    size = 34 * 12_000_000
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name != files.SHEET_PART:
                new.writestr(name, old.read(name))
        info = zipfile.ZipInfo(files.SHEET_PART)
        info.compress_type = zipfile.ZIP_STORED
        new.writestr(info, body)
    data = bytearray(out.getvalue())
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        start = data.find(files.SHEET_PART.encode(), 0 if mark[2] == 3 else data.find(b"PK\x01\x02"))
        head = data.rfind(mark, 0, start)
        struct.pack_into("<H", data, head + at, zipfile.ZIP_DEFLATED)
        struct.pack_into("<I", data, head + at + 14, size if declared is None else declared)
    return bytes(data)


def entities() -> bytes:
    """Return a sheet with a billion laughs in it."""
    levels = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    head = b'<!DOCTYPE x [<!ENTITY l0 "ha">' + levels + b"]>"
    return files.with_sheet(b'<row><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row>', head=head)


def one_part_many_sheets(count: int, rows: bytes) -> bytes:
    """Return a workbook of which every sheet is the same part."""
    names = b"".join(b'<sheet name="s%d" sheetId="%d" r:id="rId1"/>' % (n, n) for n in range(1, count + 1))
    book = (
        b'<?xml version="1.0"?><workbook xmlns="%s" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        b"<sheets>%s</sheets></workbook>" % (files.MAIN.encode(), names)
    )
    rels = (
        b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"'
        b' Target="worksheets/sheet1.xml"/></Relationships>'
    )
    return files.repack(sheet(rows), {"xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": rels})


def shared(texts: bytes, rows: bytes) -> bytes:
    """Return a workbook with these shared texts and these rows."""
    data = files.xlsx([["a"]])
    whole = b'<?xml version="1.0"?><sst xmlns="%s">%s</sst>' % (files.MAIN.encode(), texts)
    return files.repack(data, {"xl/sharedStrings.xml": whole, files.SHEET_PART: files.sheet_xml(rows)})


def inline(where: str, text: bytes) -> bytes:
    return b'<c r="%s" t="inlineStr"><is><t>%s</t></is></c>' % (where.encode(), text)


def styles(inside: bytes) -> bytes:
    whole = b'<?xml version="1.0"?><styleSheet xmlns="%s">%s</styleSheet>' % (files.MAIN.encode(), inside)
    return files.repack(files.xlsx(), {"xl/styles.xml": whole})


def columns(n: int) -> str:
    """Return the letters of column n, from 0."""
    letters = ""
    n += 1
    while n:
        n, rest = divmod(n - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def wide(rows: int, width: int) -> bytes:
    names = [columns(c) for c in range(width)]
    body = b"".join(
        b'<row r="%d">%s</row>'
        % (r, b"".join(b'<c r="%s%d" t="s"><v>%d</v></c>' % (c.encode(), r, i % 9) for i, c in enumerate(names)))
        for r in range(1, rows + 1)
    )
    return shared(b"".join(b"<si><t>%s</t></si>" % t.encode() for t in [*HEADER, "x"]), body)


def html(body: str) -> bytes:
    return f"<html><head><meta charset=utf-8></head><body>{body}</body></html>".encode()


def many_tables_ods(count: int) -> bytes:
    """Return an .ods of so many sheets of one cell."""
    oasis = b"urn:oasis:names:tc:opendocument:xmlns:"
    spaces = b" ".join(
        b'xmlns:%s="%s%s:1.0"' % (short, oasis, full)
        for short, full in ((b"o", b"office"), (b"t", b"table"), (b"x", b"text"))
    )
    cell = b'<t:table-cell o:value-type="string"><x:p>a</x:p></t:table-cell>'
    one = b'<t:table t:name="s"><t:table-row>' + cell + b"</t:table-row></t:table>"
    body = b"<o:document-content %s><o:body><o:spreadsheet>%s</o:spreadsheet></o:body></o:document-content>" % (
        spaces,
        one * count,
    )
    return files.repack(files.ods(repeated), {"content.xml": b'<?xml version="1.0"?>' + body})


PROGRAM = b"MZ" + bytes(range(256)) * 4000
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4000
LARGE, DAMAGED, STRAY, UNSAFE, CUT = (
    ("file_too_large",), ("file_damaged",), ("file_stray_cells",), ("file_unsafe",), ("file_truncated",),
)  # fmt: skip
NO_LIST = ("unknown_kind", "nothing_inside", "not_ours")
_BOOK, _RELS, _TYPES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
_SHORT = ["stt", "họ", "tên", "Nam", "quê", "Thái", "đảng", "tổ"]
_LONG = [(b"a%d " % n * 32_000)[:32_000] for n in range(1_900)]


def numbers(rows: int) -> bytes:
    return b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (r, r) for r in range(1, rows + 1))


def grown(part: str, end: bytes, piece: bytes, times: int) -> bytes:
    """Return a workbook of which one part holds a piece many times before its end."""
    data = files.xlsx()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        content = package.read(part)
    return files.repack(data, {part: content.replace(end, piece * times + end)})


def merged(one: bytes) -> bytes:
    return b"<mergeCells>" + b"".join(one % (i, i + 490) for i in range(1, 99_000)) + b"</mergeCells>"


#: The files that issue 4 names.
NAMED: dict[str, Hostile] = {
    "password.xlsx": Hostile(files.encrypted_xlsx, ("file_encrypted",)),
    "password.xls": Hostile(files.encrypted_xls, ("file_encrypted",)),
    "empty.xlsx": Hostile(lambda: b"", ("file_empty",)),
    "blank.csv": Hostile(lambda: b" \r\n" * 10_000_000, ("file_empty",)),
    "truncated.xlsx": Hostile(lambda: files.xlsx()[:-200], CUT),
    "truncated.xls": Hostile(lambda: files.xls()[:-3000], CUT + DAMAGED),
    "picture.xlsx": Hostile(lambda: PICTURE, ("file_not_spreadsheet",)),
    "program.xls": Hostile(lambda: PROGRAM, ("file_not_spreadsheet",)),
    "zip bomb, declared.xlsx": Hostile(lambda: bomb(None), LARGE),
    "zip bomb, real.xlsx": Hostile(lambda: bomb(1_000), LARGE),
    "entity bomb.xlsx": Hostile(entities, UNSAFE),
    "a cell at XFD1048576.xlsx": Hostile(lambda: sheet(A1 + files.cell("XFD1048576")), STRAY),
    "a cell at IV65536.xls": Hostile(lambda: files.moved_cell(65_535, 255), STRAY),
    "ten thousand empty formatted rows.xlsx": Hostile(
        lambda: sheet(A1 + b"".join(b'<row r="%d" s="1" customFormat="1"/>' % r for r in range(2, 10_002))), NO_LIST
    ),
}
#: Worse ones of each container.
PACKAGES: dict[str, Hostile] = {
    "a million empty formatted rows.xlsx": Hostile(
        lambda: sheet(A1 + b"".join(b'<row r="%d" s="1" customFormat="1"/>' % r for r in range(2, 1_048_577))), NO_LIST
    ),
    "a million empty formatted cells.xlsx": Hostile(
        lambda: sheet(A1 + b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (r, r) for r in range(2, 1_048_577))),
        NO_LIST,
    ),
    "the whole sheet merged.xlsx": Hostile(
        lambda: sheet(A1, b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), NO_LIST
    ),
    "merges of whole rows.xlsx": Hostile(lambda: sheet(A1, merged(b'<mergeCell ref="A%d:XFD%d"/>')), NO_LIST),
    "merges over one another.xlsx": Hostile(
        lambda: sheet(numbers(400), merged(b'<mergeCell ref="A%d:H%d"/>')), NO_LIST
    ),
    "packed two hundred times.xlsx": Hostile(nested, ("file_packed",)),
    "a million nested elements.xlsx": Hostile(lambda: sheet(b"<a>" * 1_000_000), DAMAGED + NO_LIST),
    "three million nested elements.ods": Hostile(
        lambda: files.repack(files.ods(repeated), {"content.xml": b'<?xml version="1.0"?>' + b"<a>" * 3_000_000}),
        DAMAGED,
    ),
    "a million repeated rows.ods": Hostile(
        lambda: files.ods(repeated), ("people_left_out", "nothing_inside", "unknown_kind")
    ),
    "a hundred thousand tables.ods": Hostile(lambda: many_tables_ods(100_000), LARGE),
    "relationships to nowhere.xlsx": Hostile(
        lambda: files.repack(
            files.xlsx(),
            {
                _RELS: b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/'
                b'2006/relationships"><Relationship Id="rId1" Type="x" Target="nowhere.xml"/></Relationships>'
            },
        ),
        DAMAGED,
    ),
    "no relationships.xlsx": Hostile(lambda: files.repack(files.xlsx(), {_RELS: None}), DAMAGED),
    "its sheet absent.xlsx": Hostile(lambda: files.repack(files.xlsx(), {files.SHEET_PART: None}), DAMAGED),
    "a chart only.xlsx": Hostile(lambda: files.xlsx(change=chart_only), ("file_not_spreadsheet",)),
    "one part as three hundred sheets.xlsx": Hostile(lambda: one_part_many_sheets(300, numbers(60_000)), DAMAGED),
    "one part as five thousand sheets.xlsx": Hostile(lambda: one_part_many_sheets(5_000, numbers(20_000)), LARGE),
    "seven million empty shared texts.xlsx": Hostile(lambda: shared(b"<si></si>" * 7_000_000, A1), LARGE),
    "three million shared texts.xlsx": Hostile(lambda: shared(b"<si/>" * 3_000_000, A1), NO_LIST),
    "shared texts ended twelve million times.xlsx": Hostile(
        lambda: shared(b"<si>" + b"</si>" * 12_000_000, A1), LARGE + DAMAGED
    ),
    "one shared text of four million runs.xlsx": Hostile(
        lambda: shared(b"<si>" + b"<r><t>a</t></r>" * 4_000_000 + b"</si>", A1), LARGE
    ),
    "one shared text of 60 MB.xlsx": Hostile(
        lambda: shared(
            b"<si><t>" + b"a " * 30_000_000 + b"</t></si>", b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
        ),
        LARGE,
    ),
    "two thousand long shared texts.xlsx": Hostile(
        lambda: shared(
            b"".join(b"<si><t>%s</t></si>" % text for text in _LONG),
            b"".join(
                b'<row r="%d"><c r="A%d" t="s"><v>%d</v></c></row>' % (n + 1, n + 1, n) for n in range(len(_LONG))
            ),
        ),
        LARGE,
    ),
    "long texts in their cells.xlsx": Hostile(
        lambda: sheet(
            b"".join(b'<row r="%d">%s</row>' % (n + 1, inline(f"A{n + 1}", _LONG[n % 1_900])) for n in range(4_500))
        ),
        LARGE,
    ),
    "nine hundred long texts in their cells.xlsx": Hostile(
        lambda: sheet(b"".join(b'<row r="%d">%s</row>' % (n + 1, inline(f"A{n + 1}", _LONG[n])) for n in range(900))),
        NO_LIST,
    ),
    "one text of 140 MB in its cell.xlsx": Hostile(
        lambda: sheet(b'<row r="1">' + inline("A1", b"a " * 70_000_000) + b"</row>"), LARGE
    ),
    "deep formulas.xlsx": Hostile(
        lambda: sheet(
            b"".join(
                b'<row r="%d"><c r="A%d"><f>%s1%s</f><v>1</v></c></row>' % (r, r, b"(" * 8_000, b")" * 8_000)
                for r in range(1, 2_000)
            )
        ),
        NO_LIST,
    ),
    "a million formulas not reckoned.xlsx": Hostile(
        lambda: sheet(b"".join(b'<row r="%d"><c r="A%d"><f>A1</f></c></row>' % (r, r) for r in range(1, 1_000_000))),
        NO_LIST,
    ),
    "a million cells in error.xlsx": Hostile(
        lambda: sheet(
            b"".join(b'<row r="%d"><c r="A%d" t="e"><v>#N/A</v></c></row>' % (r, r) for r in range(1, 1_000_000))
        ),
        NO_LIST,
    ),
    "ten million styles.xlsx": Hostile(lambda: styles(b"<cellXfs>" + b"<xf/>" * 10_000_000 + b"</cellXfs>"), LARGE),
    "two million number formats.xlsx": Hostile(
        lambda: styles(
            b"<numFmts>"
            + b"".join(b'<numFmt numFmtId="%d" formatCode="dd/mm"/>' % n for n in range(2_000_000))
            + b"</numFmts>"
        ),
        LARGE,
    ),
    "sixty thousand styles.xlsx": Hostile(
        lambda: styles(b"<cellXfs>" + b'<xf fontId="0"/>' * 60_000 + b"</cellXfs>"), (READ,)
    ),
    "twenty million elements in its list of sheets.xlsx": Hostile(
        lambda: grown(_BOOK, b"</workbook>", b"<a/>", 20_000_000), LARGE
    ),
    "three million content types.xlsx": Hostile(
        lambda: grown(_TYPES, b"</Types>", b'<Override PartName="/a" ContentType="b"/>', 3_000_000), LARGE
    ),
    "ten thousand sheet parts.xlsx": Hostile(
        lambda: files.repack(
            files.xlsx(),
            {f"xl/worksheets/sheet{n}.xml": b"<worksheet><sheetData/></worksheet>" for n in range(2, 9_900)},
        ),
        (READ,),
    ),
}
TEXTS: dict[str, Hostile] = {
    "eight million lines.csv": Hostile(lambda: b"a;b\n" * 8_000_000, LARGE),
    "a million lines.csv": Hostile(lambda: b"a\n" * 1_000_000, LARGE),
    "one line of separators.csv": Hostile(lambda: b";" * 40_000_000, LARGE),
    "a line wider than a sheet.csv": Hostile(lambda: b"a," * 300_000, LARGE),
    "one huge line.csv": Hostile(lambda: b"x " * 6_500_000, NO_LIST),
    "one huger line.csv": Hostile(lambda: b"x" * 60_000_000, LARGE),
    "quotes only.csv": Hostile(lambda: b'"' * 13_000_000, NO_LIST),
    "a quote never closed, many lines.csv": Hostile(lambda: b'"a\n' * 2_000_000, LARGE),
    "deeply nested.html.xls": Hostile(lambda: html("<table><tr><td>" * 1_000_000), LARGE),
    "a million rows.html.xls": Hostile(lambda: html("<table>" + "<tr><td>a" * 1_000_000), LARGE),
    "cells that reach over everything.html.xls": Hostile(
        lambda: html("<table>" + "<tr><td rowspan=9999 colspan=999>a" * 100_000), LARGE
    ),
    "tags never closed.html.xls": Hostile(lambda: html("<table>" + "<td a='" * 2_000_000), NO_LIST),
    "fifteen million brackets.html.xls": Hostile(lambda: html("<table><tr><td>" + "<" * 15_000_000), LARGE + NO_LIST),
    "comments never closed.html.xls": Hostile(lambda: html("<table><tr><td>" + "<!-- " * 3_000_000), NO_LIST),
    "lines in one cell.html.xls": Hostile(lambda: html("<table><tr><td>" + "a<br>" * 3_000_000), LARGE + NO_LIST),
}
#: Sound to every reader of files; what they hold is what costs.
LISTS: dict[str, Hostile] = {
    "one person eight thousand times.csv": Hostile(lambda: listed([person(1)] * 8_000), (READ,)),
    "one name and day in two branches.csv": Hostile(
        lambda: two_branches(8_000, name="Lò Văn An", admitted="03/02/2005"), (READ,)
    ),
    "one birth and admission in two branches.csv": Hostile(
        lambda: two_branches(8_000, birth="12/05/1968", admitted="03/02/2005"), (READ,)
    ),
    "one name, every birth another.csv": Hostile(lambda: crowd(8_000, name="Lò Văn An"), (READ,)),
    "a total below every row.csv": Hostile(
        lambda: listed([line for n in range(4_000) for line in (person(n), [f"Tổng cộng: {n * 7}"])]), (READ,)
    ),
    "a header above every row.csv": Hostile(
        lambda: listed([line for n in range(4_000) for line in (HEADER, person(n))]), (READ,)
    ),
    "nothing but headers.csv": Hostile(lambda: listed([HEADER] * 50_000), (READ,)),
    "a group above every row.csv": Hostile(
        lambda: listed([line for n in range(4_000) for line in (["", f"Chi bộ {n}"], person(n, unit=""))]), (READ,)
    ),
    "every cell wrong.csv": Hostile(
        lambda: crowd(4_000, birth="31/02/19x8", gender="Nom", ethnicity="Thay", admitted="45/45/45"), (READ,)
    ),
    "texts of a whole cell.csv": Hostile(lambda: listed([[n, *["1/a: (" * 5_000] * 7] for n in range(50)]), (READ,)),
    "forty rows as wide as a sheet.xlsx": Hostile(lambda: wide(40, 16_384), (READ,)),
    "three thousand rows of five hundred headings.xlsx": Hostile(lambda: wide(3_000, 500), (READ,)),
    "a hundred rows of headings as wide as a sheet.xlsx": Hostile(lambda: wide(100, 16_384), LARGE),
    "in every row another header.csv": Hostile(
        lambda: listed([[_SHORT[r * c % 8] for c in range(17)] for r in range(60_000)]), (READ,)
    ),
    "a hundred and twenty texts in doubt in every row.csv": Hostile(
        lambda: listed([[f"x{(r * 120 + c) % 99_999}" for c in range(120)] for r in range(4_000)]), (READ,)
    ),
}
CASES = NAMED | PACKAGES | TEXTS | LISTS
