"""How a sound file is made unsound: bytes, parts of a package, XML, records of an .xls, lines of separated text."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
import zlib
from random import Random

from dangbo_cli.sheets.ole import CompoundFile, wrap
from dangbo_cli.sheets.unreadable import Unreadable

_NUMBERS = ("0", "-1", "1", "255", "65535", "65536", "1048576", "1048577", "16385", "2147483647", "4294967295",
            "9" * 25, "", "NaN", "1e308", "A1", "XFD1048576", "A0", "ZZZZ9", "true", "ß", "&#0;", "\ud7ff")  # fmt: skip
#: A repeated piece grows to this many bytes at most: a change of a changed file would otherwise multiply to gigabytes.
_MOST = 4_000_000
_XML = (".xml", ".rels", ".vml")
PACKAGES = ("xlsx", "xlsm", "ods")
TEXTS = ("csv", "tsv")
#: Containers by how often they are drawn.
CONTAINERS = ("xlsx", "xlsx", "xlsx", "xlsm", "xls", "xls", "ods", "csv", "tsv", "html")


def _repeated(piece: bytes, times: int) -> bytes:
    return piece * max(1, min(times, _MOST // (len(piece) or 1)))


# --- bytes
def _flip(data: bytes, rng: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8, 64))):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _cut_off(data: bytes, rng: Random) -> bytes:
    return data[: rng.randrange(1, len(data))] if len(data) > 1 else b""


def _cut_out(data: bytes, rng: Random) -> bytes:
    start = rng.randrange(len(data))
    return data[:start] + data[start + rng.choice((1, 2, 4, 100, 5_000)) :]


def _double(data: bytes, rng: Random) -> bytes:
    start = rng.randrange(len(data))
    piece = data[start : start + rng.choice((1, 4, 100, 5_000))]
    return data[:start] + _repeated(piece, rng.choice((2, 3, 20))) + data[start + len(piece) :]


def _overwrite(data: bytes, rng: Random) -> bytes:
    start = rng.randrange(len(data))
    piece = rng.choice((b"\0", b"\xff", b"<", b'"', b"\xff\xff\xff\x7f", b"\x00\x00\x00\x80")) * rng.choice((1, 4, 50))
    return data[:start] + piece + data[start + len(piece) :]


def _extend(data: bytes, rng: Random) -> bytes:
    return data + rng.choice((b"\0" * 5_000, data[:4_000], b"PK\x05\x06" + bytes(18), rng.randbytes(300)))


BYTES = (_flip, _cut_off, _cut_out, _double, _overwrite, _extend)


# --- packages
def _parts(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [(name, package.read(name)) for name in package.namelist()]


def _pack(parts: list[tuple[str, bytes]], rng: Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(
        out, "w", rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    ) as package:
        for name, content in parts:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", UserWarning)  # a name twice is meant
                package.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def _drop_part(parts: list[tuple[str, bytes]], rng: Random) -> None:
    del parts[rng.randrange(len(parts))]


def _double_part(parts: list[tuple[str, bytes]], rng: Random) -> None:
    name, content = rng.choice(parts)
    parts.append((name if rng.random() < 0.5 else name.upper(), content))


def _exchange_parts(parts: list[tuple[str, bytes]], rng: Random) -> None:
    a, b = rng.randrange(len(parts)), rng.randrange(len(parts))
    parts[a], parts[b] = (parts[a][0], parts[b][1]), (parts[b][0], parts[a][1])


def _rename_part(parts: list[tuple[str, bytes]], rng: Random) -> None:
    at = rng.randrange(len(parts))
    parts[at] = (
        rng.choice(("../../x.xml", "xl\\workbook.xml", "a" * 300, "xl/worksheets/sheet1.xml", "ý.xml")),
        parts[at][1],
    )


def _change_part(parts: list[tuple[str, bytes]], rng: Random) -> None:
    at = rng.randrange(len(parts))
    name, content = parts[at]
    change = rng.choice(XML if name.endswith(_XML) and rng.random() < 0.8 else BYTES)
    parts[at] = (name, change(content, rng) if content else b"<")


PARTS = (_drop_part, _double_part, _exchange_parts, _rename_part, *[_change_part] * 6)


def _lie_about_size(data: bytes, rng: Random) -> bytes:
    """Change sizes, offsets or methods in the central directory or a local header."""
    changed = bytearray(data)
    marks = [m.start() for m in re.finditer(rb"PK\x01\x02|PK\x03\x04|PK\x05\x06", data)]
    at = rng.choice(marks) + rng.randrange(4, 46)
    if at + 4 <= len(changed):
        struct.pack_into("<I", changed, at, rng.choice((0, 1, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, len(data))))
    return bytes(changed)


# --- XML and HTML
def _attribute(data: bytes, rng: Random) -> bytes:
    found = list(re.finditer(rb"=\s*[\"']([^\"'<>]*)[\"']", data))
    if not found:
        return _flip(data, rng)
    for match in sorted(rng.sample(found, min(len(found), rng.choice((1, 1, 3)))), key=lambda m: -m.start()):
        value = rng.choice(_NUMBERS).encode("utf-8", "replace")
        data = data[: match.start(1)] + value + data[match.end(1) :]
    return data


def _value(data: bytes, rng: Random) -> bytes:
    found = list(re.finditer(rb">([^<>]+)<", data))
    if not found:
        return _flip(data, rng)
    match = rng.choice(found)
    value = rng.choice((*_NUMBERS, "x" * 40_000, "﷽" * 500)).encode("utf-8", "replace")
    return data[: match.start(1)] + value + data[match.end(1) :]


def _drop_tag(data: bytes, rng: Random) -> bytes:
    found = list(re.finditer(rb"<[^<>]+>", data))
    if not found:
        return _flip(data, rng)
    match = rng.choice(found)
    return data[: match.start()] + data[match.end() :]


def _double_element(data: bytes, rng: Random) -> bytes:
    # looked for in a window: over a whole nested part the search itself would take minutes
    start = rng.randrange(len(data))
    match = re.compile(rb"<(\w{1,40}:?\w{0,40})[^<>]{0,400}>.{0,2000}?</\1>", re.DOTALL).search(
        data, start, start + 8_000
    )
    if match is None:
        return _double(data, rng)
    more = _repeated(match[0], rng.choice((1, 2, 50, 2_000 if len(match[0]) < 500 else 5)))
    return data[: match.end()] + more + data[match.end() :]


def _nest(data: bytes, rng: Random) -> bytes:
    found = list(re.finditer(rb"<(\w+:?\w*)[^<>/]*>", data))
    if not found:
        return _flip(data, rng)
    match = rng.choice(found)
    return data[: match.start()] + _repeated(match[0], rng.choice((2, 100, 20_000))) + data[match.end() :]


def _entity(data: bytes, rng: Random) -> bytes:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
    outside = b'<!DOCTYPE x SYSTEM "file:///etc/hostname">'
    return data.replace(b"?>", b"?>" + rng.choice((bomb, outside)), 1)


def _other_encoding(data: bytes, rng: Random) -> bytes:
    name = rng.choice((b"UTF-16", b"windows-1258", b"UTF-7", b"x-unknown", b"ISO-8859-1"))
    changed = re.sub(rb"(encoding=[\"'])[^\"']*", rb"\1" + name, data, count=1)
    return changed if rng.random() < 0.5 else changed.decode("utf-8", "replace").encode("utf-16")


XML = (_attribute, _attribute, _attribute, _value, _drop_tag, _double_element, _nest, _entity, _other_encoding)


# --- records of an .xls
def _records(data: bytes, rng: Random) -> bytes:
    """Change the records of the workbook stream, and put it into a sound container again."""
    try:
        container = CompoundFile(data)
        name = next((n for n in container.streams if n.lower() == "workbook"), None)
        if name is None:
            return _flip(data, rng)
        stream = container.stream(name)
    except Unreadable:
        return _flip(data, rng)
    records: list[bytes] = []
    at = 0
    while at + 4 <= len(stream):
        length = struct.unpack_from("<H", stream, at + 2)[0]
        records.append(stream[at : at + 4 + length])
        at += 4 + length
    for _ in range(rng.choice((1, 1, 2, 5))):
        if not records:
            return b""
        at = rng.randrange(len(records))
        record = records[at]
        kind = rng.randrange(7)
        if kind == 0:
            del records[at]
        elif kind == 1:
            records.insert(rng.randrange(len(records)), record)
        elif kind == 2:
            other = rng.randrange(len(records))
            records[at], records[other] = records[other], record
        elif kind == 3 and len(record) > 4:
            records[at] = _overwrite(record, rng) if rng.random() < 0.5 else record[:4] + rng.randbytes(len(record) - 4)
        elif kind == 4:
            records[at] = record[:2] + struct.pack("<H", rng.choice((0, 1, len(record), 8224, 65535))) + record[4:]
        elif kind == 5:
            records[at] = (
                struct.pack("<H", rng.choice((0x809, 0x0A, 0xFC, 0xFD, 0x3C, 0xBD, 0xE5, 0x200, 0x06, 0x2F)))
                + record[2:]
            )
        else:
            records[at] = record[: rng.randrange(4, len(record) + 1)]
    return wrap("Workbook", bytearray(b"".join(records)))


# --- separated text
def _line_of(data: bytes, rng: Random) -> tuple[int, int]:
    """Return where a line begins and ends, its line end within."""
    start = data.rfind(b"\n", 0, rng.randrange(len(data))) + 1
    stop = data.find(b"\n", start) + 1
    return start, stop or len(data)


def _double_line(data: bytes, rng: Random) -> bytes:
    start, stop = _line_of(data, rng)
    return data[:stop] + _repeated(data[start:stop], rng.choice((1, 3, 2_000))) + data[stop:]


def _other_separator(data: bytes, rng: Random) -> bytes:
    old = max((b";", b",", b"\t"), key=data.count)
    new = rng.choice((b";", b",", b"\t", b"|", b'"', b"\n", b"\0"))
    start, stop = (0, len(data)) if rng.random() < 0.5 else _line_of(data, rng)
    return data[:start] + data[start:stop].replace(old, new) + data[stop:]


def _other_text(data: bytes, rng: Random) -> bytes:
    """Say another encoding, or be in another one, than the bytes are in."""
    mark = rng.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"sep=;\r\n"))
    if rng.random() < 0.5:
        return mark + data
    return data.decode("utf-8", "replace").encode(rng.choice(("utf-16-le", "utf-16-be", "utf-32", "utf-7")))


def _quotes(data: bytes, rng: Random) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + rng.choice((b'"', b'""', b'";"', b"'", b'"\r\n"')) + data[at:]


LINES = (_double_line, _other_separator, _other_text, _quotes)


def mutant(number: int, seed: int, sound: dict[str, list[bytes]]) -> tuple[str, str, bytes]:
    """Return the container, the kind of change and the bytes of a mutant; the same numbers always give the same."""
    rng = Random(f"bien-di/{seed}/{number}")
    container = rng.choice(CONTAINERS)
    data = rng.choice(sound[container])
    kind = "byte"
    for _ in range(rng.choice((1, 1, 2, 4))):
        if not data:
            break
        draw = rng.random()
        if container in PACKAGES and draw < 0.65 and zipfile.is_zipfile(io.BytesIO(data)):
            try:
                parts = _parts(data)
            except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, EOFError, RuntimeError):
                parts = []
            if parts:
                kind = "phần và XML"
                rng.choice(PARTS)(parts, rng)
                data = _pack(parts, rng)
                continue
        if container in PACKAGES and draw < 0.75 and b"PK\x03\x04" in data:
            kind, data = "kích thước khai sai", _lie_about_size(data, rng)
        elif container == "xls" and draw < 0.7:
            kind, data = "bản ghi BIFF", _records(data, rng)
        elif container in TEXTS and draw < 0.5:
            kind, data = "chữ và dòng", rng.choice(LINES)(data, rng)
        elif container == "html" and draw < 0.7:
            kind, data = "thẻ HTML", rng.choice(XML)(data, rng)
        else:
            data = rng.choice(BYTES)(data, rng)
    return container, kind, data
