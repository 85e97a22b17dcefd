"""How far the cells of an .xlsx reach, found out from the bytes before calamine sees them.

calamine lays a sheet out as one block from its first to its last used cell; a sheet with only A1 and XFD1048576
makes it ask for 512 GB and abort the whole process, which no `except` can catch. So every part is scanned
first: a regular expression that passes the plain sheets of real life (10 MB in 20 ms), exact counting otherwise.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from dangbo_cli.sheets.address import MAX_COLUMNS, MAX_ROWS, address, column_index
from dangbo_cli.sheets.package import CHUNK, Package, forbid_doctype
from dangbo_cli.sheets.sheet_xml import SheetWalk, feed
from dangbo_cli.sheets.unreadable import (
    DAMAGED,
    MAX_CELLS,
    MAX_MERGES,
    MAX_SHEETS,
    MAX_TEXT_BYTES,
    STRAY_CELLS,
    TOO_LARGE,
    Unreadable,
    count_vi,
)

#: A cell that is not «<c r="A1" …» within A1:Z999.
_UNUSUAL = re.compile(rb'<c(?: (?!r="[A-Z][0-9]{1,3}")|[\t\r\n/>])')
_ODD = re.compile(rb'<c(?: (?!r="[A-Z]{1,3}[0-9]{1,7}")|[\t\r\n/>])')
_PREFIXED = re.compile(rb":c[\s/>]")
_VALUED = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*(?<!/)>(?!</c>)')
#: A cell written otherwise than every common program writes it.
_UNLIKE = re.compile(
    rb'<c (?!r="[A-Z]+[0-9]+"(?: s="[0-9]+")?(?: t="[A-Za-z]+")? ?/?>)|<c[\t\r\n>/]|t="s" ?>(?!<v>[0-9]+</v>)'
)
_TEXT_NUMBER = re.compile(rb't="s" ?><v>([0-9]+)</v>')
_UNIQUE = re.compile(rb"uniqueCount\s*=\s*[\"']\s*([0-9]+)")
_LEGACY_FONTS = tuple(
    quote + name for name in (b".vn", b"vni-", b"vni ", b"vntime", b"vnarial") for quote in (b'"', b"'")
)
#: A sheet beyond this size is looked at more closely: one text in it may fill the memory, and the time a reader takes
#: goes by the tags.
_LARGE = 8 * 1024 * 1024
_MAX_PART_BYTES = 160 * 1024 * 1024
_MAX_TAGS = 14_000_000
#: 1,750,000 texts of one run each; more tags are taken to pieces for seconds.
_MAX_TEXT_TAGS = 8_000_000
#: Of parts that every reader keeps whole: styles (Excel allows 64,000), the list of sheets, relationships.
_MAX_LIST_TAGS = 500_000
_LISTS = ("styles.xml", "workbook.xml", ".rels", "[content_types].xml")
#: Texts inside a sheet part are held several times while it is read.
_MAX_INLINE_BYTES = MAX_TEXT_BYTES // 2
#: A cell holds 32,767 characters; four bytes for each.
_LONGEST_TEXT = 131_072
_PIECE = 4 * 1024 * 1024
#: «<c r="A1"><v>1</v></c>»: bounds the number of cells in a piece of XML.
_SHORTEST_CELL = 20
_HIDDEN = re.compile(rb"hidden\s*=\s*[\"'](?:1|true|on)")
#: What only cells with an error, or with a formula that nobody has reckoned, are written with (and formulas that give
#: nothing: it is a sign, no proof).
_LOST = (b't="e"', b"t='e'", b"</f></", b"</f><v></", b"</f><v/>", b"</f><v />")


@dataclass(slots=True)
class Part:
    """What the scan of one worksheet part found. `rows` and `columns` bound its cells that hold a value:
    safe upper bounds, until they are counted where it matters."""

    name: str
    rows: int = 0
    columns: int = 0
    cells: int = 0
    merges: int = 0
    size: int = 0
    tags: int = 0
    odd: bool = False
    hidden: bool = False
    lost: bool = False

    @property
    def area(self) -> int:
        return self.rows * self.columns


@dataclass(slots=True)
class Scan:
    """What the scan of a whole package found."""

    sheets: dict[str, Part] = field(default_factory=dict)
    legacy_fonts: bool = False
    struck: bool = False
    longest_text: int = 0
    texts: str = ""
    named: int = 0

    @property
    def hidden(self) -> bool:
        return any(part.hidden for part in self.sheets.values())

    @property
    def lost(self) -> bool:
        return any(part.lost for part in self.sheets.values())


def scan(package: Package) -> Scan:
    """Go through every part of a package once. Raises Unreadable where its cells reach too far, its texts
    would unfold too long, or a part declares a document type."""
    found = Scan()
    for name in package.names:
        lower = name.lower()
        if lower.startswith(("xl/media/", "docprops/thumb")):
            for _ in package.chunks(name):
                pass
            continue
        _scan_part(package, name, lower, found)
    _bound_names(package, found)
    if sum(part.area for part in found.sheets.values()) > MAX_CELLS:
        package.start_again()
        for part in found.sheets.values():
            _measure(package, part)
        _bound(found.sheets.values(), package)
    if sum(part.merges for part in found.sheets.values()) > MAX_MERGES:
        raise Unreadable(TOO_LARGE, "có quá nhiều ô gộp")
    cells = sum(part.cells for part in found.sheets.values())
    if cells * found.longest_text > MAX_TEXT_BYTES:
        _bound_texts(package, found)
    return found


def _scan_part(package: Package, name: str, lower: str, found: Scan) -> None:
    part: Part | None = None
    texts = lower.endswith("sharedstrings.xml")
    fonts = texts or lower.endswith("styles.xml")
    whole_text = bytearray()
    first = True
    tags = 0
    for block in _blocks(package, name):
        forbid_doctype(block)
        if first and texts:
            unique = _UNIQUE.search(block, 0, 4096)
            if unique is not None and (len(unique[1]) > 8 or int(unique[1]) > 2 * MAX_CELLS):
                raise Unreadable(DAMAGED, technical=f"uniqueCount {unique[1][:20]!r}")
        first = False
        if fonts and not found.legacy_fonts and (not texts or b"rFont" in block):
            lower_block = block.lower()
            found.legacy_fonts = any(mark in lower_block for mark in _LEGACY_FONTS)
        if fonts and not found.struck:
            found.struck = b"<strike" in block or b":strike" in block
        if texts:
            whole_text += block
            if len(whole_text) > MAX_TEXT_BYTES:
                raise Unreadable(TOO_LARGE, "có quá nhiều chữ")
            continue
        if part is None and b"sheetData" in block:
            part = found.sheets[name] = Part(name)
        if part is not None:
            _scan_block(block, part)
            continue
        if b"sheets>" in block:
            found.named += block.count(b"sheetId=")
        if lower.endswith(_LISTS):
            tags += block.count(b"<")
            if tags > _MAX_LIST_TAGS:
                raise Unreadable(TOO_LARGE, "phần định dạng hay danh mục bên trong quá dài")
    if texts:
        found.texts = name
        if whole_text.count(b"<") > _MAX_TEXT_TAGS:
            raise Unreadable(TOO_LARGE, "có quá nhiều chữ")
        plain = b":si>" not in whole_text and b"<![CDATA[" not in whole_text
        found.longest_text = _longest_text(whole_text) if plain else 2 * len(whole_text)
        if found.longest_text > _LONGEST_TEXT and _holds_long_text(whole_text):
            raise Unreadable(TOO_LARGE, "có ô chứa quá nhiều chữ")


def _holds_long_text(block: bytes | bytearray) -> bool:
    """Tell whether XML holds more text in one piece than a cell can; looks at a few places of it only."""
    at = 0
    while len(block) - at > _LONGEST_TEXT:
        last = block.rfind(b"<", at, at + _LONGEST_TEXT)
        if last < 0:
            return True
        at = last + 1
    return False


def _longest_text(texts: bytearray) -> int:
    """Return a bound of what the longest shared text takes, in the bytes of `text_lengths`; never all texts apart at once."""
    longest, at = 0, max(0, texts.find(b"<si"))  # what stands before the first is of no cell
    while at < len(texts):
        end = texts.find(b"</si>", at + _PIECE)
        end = len(texts) if end < 0 else end
        longest = max(longest, *map(len, texts[at:end].split(b"</si>")))
        at = end + len(b"</si>")
    return 2 * max(0, longest - len(b"<si><t></t>"))


def _bound_names(package: Package, found: Scan) -> None:
    """Refuse a workbook that names more sheets than are read, or one part as several sheets: it would be laid out for each."""
    if found.named > MAX_SHEETS:
        raise Unreadable(TOO_LARGE, f"có {count_vi(found.named)} trang tính, mà chỉ đọc tệp tới {count_vi(MAX_SHEETS)}")
    parts = found.sheets.values()
    if found.named < 2 or not parts:
        return
    text = max(*(part.size for part in parts), max(part.cells for part in parts) * found.longest_text)
    if found.named * max(part.area for part in parts) <= MAX_CELLS and found.named * text <= MAX_TEXT_BYTES:
        return
    from dangbo_cli.sheets.parts import sheet_names

    package.start_again()
    used = [part for _, part in sheet_names(package) if part in found.sheets]
    if len(set(used)) < len(used):
        raise Unreadable(DAMAGED, " (nhiều trang tính là cùng một phần)")


def _blocks(package: Package, name: str) -> Iterator[bytes]:
    """Yield a part in pieces that never cut a tag in two."""
    rest = b""
    for chunk in package.chunks(name):
        text = rest + chunk if rest else chunk
        if len(chunk) < CHUNK:
            yield text
            rest = b""
            continue
        cut = max(text.rfind(b"<c "), text.rfind(b"<si"))
        if len(text) - cut > 65_536:
            cut = text.rfind(b"<")
        if cut <= 0 or len(text) - cut > 65_536:
            cut = len(text)
        yield text[:cut]
        rest = text[cut:]
    if rest:
        yield rest


def _scan_block(block: bytes, part: Part) -> None:
    if not part.hidden:
        part.hidden = _HIDDEN.search(block) is not None
    if not part.lost:
        part.lost = any(sign in block for sign in _LOST)
    part.size += len(block)
    part.merges += block.count(b"mergeCell ")
    if _holds_long_text(block):
        raise Unreadable(TOO_LARGE, "có ô chứa quá nhiều chữ")
    if part.size > _LARGE:
        part.tags += block.count(b"<")
        if part.size - _SHORTEST_CELL * part.tags > _MAX_INLINE_BYTES + _LARGE:
            raise Unreadable(TOO_LARGE, "có quá nhiều chữ")
        if part.size > _MAX_PART_BYTES or part.tags > _MAX_TAGS:
            raise Unreadable(TOO_LARGE, "một trang tính có quá nhiều nội dung")
    bound, cells = len(block) // _SHORTEST_CELL + 1, block.count(b"<c ")
    if block.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in block[:64] or _PREFIXED.search(block):
        part.odd = True
    usual = not part.odd and _UNUSUAL.search(block) is None
    part.odd = part.odd or (not usual and _ODD.search(block) is not None)
    # Of cells that are all written as programs write them, it is known how many they are.
    part.cells += bound if part.odd else min(bound, cells)
    if usual:
        part.rows, part.columns = max(part.rows, 999), max(part.columns, 26)
    elif part.odd:
        part.rows, part.columns = MAX_ROWS, MAX_COLUMNS
    else:
        _count_valued(block, part)


def _count_valued(block: bytes, part: Part) -> tuple[int, int]:
    """Widen a part by the valued cells of a block of plain cells; return the last row and column there."""
    found = _VALUED.findall(block)
    if not found:
        return 0, 0
    row = max(map(int, {digits for _, digits in found}))
    names = {letters for letters, _ in found}
    longest = max(map(len, names))  # of letters as many, the last in the alphabet is the farthest
    column = column_index(max(letters for letters in names if len(letters) == longest).decode()) + 1
    part.rows, part.columns = max(part.rows, row), max(part.columns, column)
    return row, column


class _Measure(SheetWalk):
    """The true extent of a part, and how many of its cells hold a value."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = self.columns = self.valued = 0

    def on_cell(self, row: int, column: int, style: int, kind: str, valued: bool, text: str) -> None:
        if valued:
            self.valued += 1
            self.rows = max(self.rows, row + 1)
            self.columns = max(self.columns, column + 1)


def _measure(package: Package, part: Part) -> None:
    part.rows = part.columns = 0
    if part.odd:
        walk = _Measure()
        walk.run(package.chunks(part.name))
        part.rows, part.columns, part.cells = walk.rows, walk.columns, walk.valued
    else:
        for block in _blocks(package, part.name):
            _count_valued(block, part)


def _bound(parts: Iterable[Part], package: Package) -> None:
    ordered = sorted(parts, key=lambda part: -part.area)
    total = sum(part.area for part in ordered)
    if total <= MAX_CELLS:
        return
    widest = ordered[0]
    if widest.area > MAX_CELLS and widest.cells * 4 < widest.area:
        from dangbo_cli.sheets.parts import sheet_names

        name = next((sheet for sheet, part in sheet_names(package) if part == widest.name), "")
        raise stray_cells(name, widest.rows, widest.columns)
    raise Unreadable(TOO_LARGE, f"có hơn {count_vi(MAX_CELLS)} ô")


def stray_cells(sheet: str, rows: int, columns: int) -> Unreadable:
    """Return the refusal of a sheet with few cells over far too wide an area."""
    where = f"Trang tính «{sheet}» có" if sheet else "Một trang tính có"
    return Unreadable(
        STRAY_CELLS,
        f"{where} ô lạc ở rất xa bảng, làm bảng kéo tới ô {address(rows - 1, columns - 1)}"
        f" ({count_vi(rows)} hàng × {count_vi(columns)} cột)",
    )


class _TextUse(SheetWalk):
    """How often each shared text is used."""

    wants_text = True

    def __init__(self) -> None:
        super().__init__()
        self.used = array("L")

    def on_cell(self, row: int, column: int, style: int, kind: str, valued: bool, text: str) -> None:
        if kind == "s" and text.strip().isdecimal():
            self.used.append(int(text))


def _bound_texts(package: Package, found: Scan) -> None:
    """Refuse a book whose shared texts, written out for every cell, would fill the memory: calamine copies a
    text into each cell that uses it."""
    package.start_again()
    lengths = text_lengths(package, found.texts)
    total = 0
    for part in found.sheets.values():
        for used in _texts_used(package, part):
            total += sum(lengths[index] for index in used if index < len(lengths))
            if total > MAX_TEXT_BYTES:
                raise Unreadable(TOO_LARGE, "có quá nhiều chữ")


def _texts_used(package: Package, part: Part) -> Iterator[Iterable[int]]:
    """Yield the numbers of the shared texts of a part's cells, in lots."""
    package.start_again()
    if not part.odd:
        lots = []
        for block in _blocks(package, part.name):
            if _UNLIKE.search(block) is not None:
                break
            lots.append(array("L", map(int, _TEXT_NUMBER.findall(block))))
        else:
            yield from lots
            return
    package.start_again()
    use = _TextUse()
    use.run(package.chunks(part.name))
    yield use.used


def text_lengths(package: Package, name: str) -> array[int]:
    """Return how many bytes each shared text takes."""
    lengths = array("L")
    length = 0

    def start(tag: str, _: dict[str, str]) -> None:
        nonlocal length
        if tag.rpartition(":")[2] == "si":
            length = 0

    def end(tag: str) -> None:
        if tag.rpartition(":")[2] == "si":
            lengths.append(length)

    def characters(text: str) -> None:
        nonlocal length
        length += 2 * len(text)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = characters
    feed(parser, package.chunks(name))
    return lengths
