"""Text of the fonts before Unicode (TCVN3, VNI) made Unicode: decided by group, done cell by cell.

Stands between reading a file and recognising its sheets, and looks at the raw cells: whatever tidies text first
destroys such text. A group is the cells of one font of a sheet where the file knows fonts and the bytes show a legacy
one, else a column; what a group alone does not tell, the rest of the sheet and then of the file may. In a group that is
decided every cell is still read by itself: Unicode stays, and a cell that reads as well either way among both kinds is
set aside. Correct Vietnamese is never touched; a file without any sign costs one look at its distinct texts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dangbo_cli.domain.problem import Finding, Level, Note, Problem, cause, say
from dangbo_cli.sheets.address import address, column_letter
from dangbo_cli.sheets.book import Book, Container
from dangbo_cli.sheets.grid import Grid
from dangbo_cli.vietnamese.legacy import (
    CLEAR,
    UNSURE,
    Encoding,
    Unsure,
    decode,
    decode_words,
    detect,
    font_encoding,
    is_capitals_font,
    is_unicode,
    lacks_capitals,
    leaning,
    may_be_legacy,
    neighbours,
    suspicious,
)

CONVERTED = cause("legacy_converted", Level.NOTE, "Đã chuyển mã", "Trang tính «{value}»: đã chuyển mã {detail}.")
LEGACY_CELL = cause(
    "legacy_cell_unsure", Level.CELL, "Chữ theo phông cũ, chưa chắc đọc thế nào",
    "Ô ghi «{value}»: {detail}.",
    "Hãy mở tệp xem ô này hiện chữ gì, gõ lại bằng phông Unicode (Times New Roman) rồi nhập lại.",
)  # fmt: skip
LEGACY_GROUP = cause(
    "legacy_group_unsure", Level.SHEET, "Cột có thể gõ bằng phông cũ, chưa chắc bảng mã nào", "{detail}.",
    "Hãy chuyển mã cột này sang Unicode (bằng Unikey) rồi nhập lại.",
)  # fmt: skip
#: The code of a sheet whose letters are of no encoding that can be told.
LEGACY_LEFT_OUT = "legacy_encoding"
_NAMES = {Encoding.TCVN3: "TCVN3 (phông .Vn…)", Encoding.VNI: "VNI (phông VNI-…)"}
#: Groups as large as this tell no more when they are larger.
_SAMPLE = 600
#: How many times as many cells the encoding of a sheet has as the other one.
_BY_FAR = 4
#: Beside so many headings a cell is one, too.
_HEADINGS = 2


@dataclass(slots=True)
class Conversion:
    """What became of the legacy text of one sheet: notes and problems with true addresses, and why the whole sheet
    is left out (None: it goes on)."""

    notes: list[Note] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: str | None = None


def convert(book: Book) -> list[Conversion]:
    """Make the legacy text of a book's grids Unicode, in place; what is not certain is emptied and set aside.
    Returns one conversion for each grid."""
    fonts_known = book.container is not Container.CSV
    hinted = book.may_have_legacy_fonts and fonts_known
    must_be_legacy = book.may_have_legacy_fonts and not fonts_known
    if not must_be_legacy and not any(suspicious(text, hinted) for grid in book.grids for text in _texts(grid)):
        return [Conversion() for _ in book.grids]
    sheets = [_Sheet(str(book.path), grid, hinted) for grid in book.grids]
    encodings = {unit.verdict for sheet in sheets for unit in sheet.units if isinstance(unit.verdict, Encoding)}
    of_file = next(iter(encodings)) if len(encodings) == 1 else None
    if must_be_legacy and not encodings:
        why = "chữ gõ bằng một bảng mã cũ mà không đoán chắc được là bảng mã nào"
        return [Conversion(left_out=why) for _ in book.grids]
    return [sheet.convert(of_file) for sheet in sheets]


def _texts(grid: Grid) -> Iterable[str]:
    """Return the distinct texts of a sheet that are not plain ASCII, its name among them."""
    texts = {value for row in grid.rows for value in row if type(value) is str and not value.isascii()}
    texts.add(grid.name)
    return texts


@dataclass(slots=True)
class _Unit:
    """The text cells of one column under one font (None: no font that hints), and the verdict of their group."""

    column: int
    font: str | None
    cells: list[tuple[int, str]] = field(default_factory=list)
    verdict: Encoding | Unsure | None = None

    def encoding(self, of_sheet: Encoding | None) -> Encoding | None:
        """Return what legacy cells here are typed in, told what the rest of the sheet is typed in."""
        return self.verdict if isinstance(self.verdict, Encoding) else of_sheet


class _Sheet:
    """One sheet whose letters are in doubt."""

    def __init__(self, path: str, grid: Grid, hinted: bool) -> None:
        self._path = path
        self._grid = grid
        self._done: defaultdict[Encoding, list[tuple[int, int]]] = defaultdict(list)
        self._of_tcvn3: list[tuple[int, int]] = []
        self._doubtful: list[tuple[int, int, str, str, Encoding]] = []
        self._result = Conversion()
        self.units = self._split(hinted)
        self._decide()
        #: No cell is plainly Unicode: whatever reads either way is legacy like the rest.
        self._pure = not any(is_unicode(text) for unit in self.units for _, text in unit.cells)

    def _split(self, hinted: bool) -> list[_Unit]:
        units: dict[tuple[int, str | None], _Unit] = {}
        for r, row in enumerate(self._grid.rows):
            for c, value in enumerate(row):
                if type(value) is not str or not value or (value.isascii() and not hinted):
                    continue
                font = self._grid.font(r, c) if hinted else None
                if font is not None and font_encoding(font) is None:
                    font = None
                unit = units.get((c, font))
                if unit is None:
                    unit = units[(c, font)] = _Unit(c, font)
                unit.cells.append((r, value))
        return list(units.values())

    def _decide(self) -> None:
        """Give every unit the verdict of its group: all cells of its font, or its column."""
        groups: defaultdict[tuple[str, object], list[_Unit]] = defaultdict(list)
        for unit in self.units:
            groups[("font", unit.font) if unit.font is not None else ("column", unit.column)].append(unit)
        for units in groups.values():
            verdict = detect(_sample(units), units[0].font)
            for unit in units:
                unit.verdict = verdict
        self.encoding = self._main()
        main = self.encoding
        for unit in self.units:
            telling = {text for _, text in unit.cells if suspicious(text, False)}
            if main is None or unit.verdict is None or len(telling) > 2:
                continue
            if all(leaning(text, main) >= 0 for text in telling):
                unit.verdict = main  # «SÑT» alone would be «SẸT»

    def _main(self) -> Encoding | None:
        """Return the encoding that by far most cells of decided groups are typed in."""
        weight: Counter[Encoding] = Counter()
        for unit in self.units:
            if isinstance(unit.verdict, Encoding):
                weight[unit.verdict] += len({text for _, text in unit.cells if suspicious(text, False)})
        most = weight.most_common(2)
        return most[0][0] if most and (len(most) == 1 or most[0][1] >= _BY_FAR * most[1][1]) else None

    def convert(self, of_file: Encoding | None) -> Conversion:
        """Convert the cells, told what the rest of the file is typed in."""
        of_sheet = self.encoding or (None if any(isinstance(u.verdict, Encoding) for u in self.units) else of_file)
        self._row_signs = self._sign_rows(of_sheet)
        self._unicode_rows = {row for unit in self.units for row in _unicode_rows(unit, unit.encoding(of_sheet))}
        #: Rows in which Unicode was typed under a font of a legacy encoding: there it proves nothing.
        self._misleading = {
            row for unit in self.units if font_encoding(unit.font) for row, text in unit.cells if is_unicode(text)
        }
        for unit in self.units:
            self._convert_unit(unit, of_sheet)
        for doubtful in self._doubtful:
            self._settle_cell(*doubtful)
        if of_sheet is not None and leaning(self._grid.name, of_sheet) >= CLEAR:
            self._grid.title = decode(self._grid.name, of_sheet)
        self._restore_capitals()
        for encoding, cells in self._done.items():
            detail = f"{len(cells)} ô ở {_columns(c for _, c in cells)} từ {_NAMES[encoding]} sang Unicode"
            message = say(Finding(CONVERTED, detail), self._grid.name)
            self._result.notes.append(Note(CONVERTED, message, self._path, self._grid.name))
        return self._result

    def _restore_capitals(self) -> None:
        """Give words that stand alone in a cell of TCVN3 the capital that it could not hold: as the name to their left is
        written («TÔ ĐĂNG», «Hạ»), or as most cells of their column begin."""
        rows = self._grid.rows
        alone = [(r, c) for r, c in self._of_tcvn3 if lacks_capitals(str(rows[r][c]))]
        for r, c in alone:
            beside = next((v for v in rows[r][:c][::-1] if v != ""), "")
            if isinstance(beside, str) and beside.isupper() and len(beside) > 1 and "".join(beside.split()).isalpha():
                rows[r][c] = str(rows[r][c]).upper()
        for column in {c for r, c in alone if str(rows[r][c])[0].islower()}:
            others = [str(rows[r][c]) for r, c in self._of_tcvn3 if c == column and (r, c) not in alone]
            if sum(text[0].isupper() for text in others) >= 0.8 * len(others) > 0:
                for r in (r for r, c in alone if c == column):
                    rows[r][column] = str(rows[r][column])[0].upper() + str(rows[r][column])[1:]

    def _sign_rows(self, of_sheet: Encoding | None) -> defaultdict[int, int]:
        """Say of every row whether its clear cells are all legacy (1) or all Unicode (-1)."""
        signs: defaultdict[int, set[bool]] = defaultdict(set)
        for unit in self.units:
            encoding = unit.encoding(of_sheet)
            for row, text in unit.cells:
                lean = leaning(text, encoding) if encoding is not None else 0
                if abs(lean) >= CLEAR:
                    signs[row].add(lean > 0)
        return defaultdict(
            int, {row: 1 if found == {True} else -1 if found == {False} else 0 for row, found in signs.items()}
        )

    def _convert_unit(self, unit: _Unit, of_sheet: Encoding | None) -> None:
        encoding = unit.encoding(of_sheet)
        if encoding is None:
            if unit.verdict is UNSURE:
                self._leave_unit(unit)
            return
        leanings = [leaning(text, encoding) for _, text in unit.cells]
        clear = [lean if abs(lean) >= CLEAR else 0 for lean in leanings]
        several = sum(lean > 0 for lean in clear) > 1
        hinted = font_encoding(unit.font) is encoding
        capitals = hinted and is_capitals_font(unit.font)
        alone = self._pure or (hinted and min(clear) >= 0)  # no Unicode beside it
        legacy, kept = set[str](), list[tuple[int, str]]()
        for (row, text), lean, above, below in zip(unit.cells, leanings, *neighbours(clear), strict=True):
            if abs(lean) >= CLEAR or self._is_of_other(text, encoding):
                self._convert_cell(row, unit.column, text, lean, encoding, capitals)
            elif text.isascii():
                if capitals and alone and row not in self._misleading:
                    self._put(row, unit.column, text.upper(), encoding)
            elif (alone and row not in self._misleading) or not _is_open(text, encoding):
                if not _is_symbol(text) and (alone or unit.verdict is encoding):
                    self._put(row, unit.column, decode(text, encoding, capitals), encoding)
            else:
                reading = self._weigh(
                    row, lean, above if several or above < 0 else 0, below if several or below < 0 else 0
                )
                if reading >= 0:
                    legacy.add(text)
                if reading > 0:
                    self._put(row, unit.column, decode(text, encoding, capitals), encoding)
                elif reading == 0:
                    self._doubtful.append((row, unit.column, text, decode(text, encoding), encoding))
                elif reading < 0 < lean:
                    kept.append((row, text))
        for row, text in kept:
            if text in legacy:  # one text of one column is hardly two: «Sôn La» that may be «Sơn La» in the next row
                self._doubtful.append((row, unit.column, text, decode(text, encoding), encoding))

    def _weigh(self, row: int, lean: int, above: int, below: int) -> int:
        """Say how a cell is to be read that reads either way: above 0 as legacy, below 0 as Unicode, 0 neither is sure.
        `above` and `below` are the leanings of the nearest clear cells of its column, 0 where there is none."""
        of_row = self._row_signs[row]
        if row in self._unicode_rows or (above < 0 and below < 0):
            return -1
        if above > 0 and below > 0:
            return 1 if lean >= 0 or of_row > 0 else 0
        if above <= 0 and below <= 0:  # a column of Unicode, or of nothing clear
            return -1 if of_row < 0 or lean < 0 else 0
        if of_row > 0 and lean >= 0 and above * below == 0:
            return 1
        return -1 if of_row < 0 and above <= 0 and (lean < 0 or above == 0) else 0

    def _convert_cell(self, row: int, column: int, text: str, lean: int, encoding: Encoding, capitals: bool) -> None:
        """Convert one clear cell of a group: it may be Unicode, of the other encoding, or of two kinds of words."""
        for other in Encoding:
            if other is encoding or is_unicode(text) or leaning(text, other) < max(CLEAR, lean + 1):
                continue
            if not _heading(decode(text, encoding)) or _heading(decode(text, other)):  # «SÑT» is «SĐT»
                encoding, capitals, lean = other, False, leaning(text, other)
        if _is_torn(text, encoding):
            words = decode_words(text, encoding)
            if words is None:
                self._doubtful.append((row, column, text, decode(text, encoding), encoding))
            else:
                self._put(row, column, words, encoding)
        elif lean > 0:
            self._put(row, column, decode(text, encoding, capitals), encoding)

    def _is_of_other(self, text: str, encoding: Encoding) -> bool:
        return any(leaning(text, other) >= CLEAR for other in Encoding if other is not encoding)

    def _put(self, row: int, column: int, text: str, encoding: Encoding) -> None:
        if encoding is Encoding.TCVN3:
            self._of_tcvn3.append((row, column))
        if text != self._grid.rows[row][column]:
            self._grid.rows[row][column] = text
            self._done[encoding].append((row, column))

    def _settle_cell(self, row: int, column: int, text: str, decoded: str, encoding: Encoding) -> None:
        """Decide a cell that reads either way, all others being read: between headings only one reading may be one, or both
        are the same («HOVATEN (ghi rõ)»)."""
        others = (v for c, v in enumerate(self._grid.rows[row]) if c != column and isinstance(v, str))
        as_legacy, as_typed = _heading(decoded), _heading(text)
        if not (as_legacy or as_typed) or sum(_heading(v) is not None for v in others) < _HEADINGS:
            self._leave_cell(row, column, text, decoded, encoding)
        elif as_typed is None:
            self._put(row, column, decoded, encoding)
        elif as_legacy is not None and as_legacy != as_typed:
            self._leave_cell(row, column, text, decoded, encoding)

    def _leave_cell(self, row: int, column: int, text: str, decoded: str, encoding: Encoding) -> None:
        """Set a cell aside. One that stands alone in its row may be what rows below belong to: it stays, as typed."""
        detail = f"nếu gõ bằng {_NAMES[encoding]} thì là «{decoded}», nếu bằng Unicode thì đúng như vậy; chưa ghi"
        self._set_aside(LEGACY_CELL, detail, row, column, text)
        line = self._grid.rows[row]
        if len(line) - line.count("") > 2:
            line[column] = ""
            self._grid.unsure.add((row, column))

    def _leave_unit(self, unit: _Unit) -> None:
        """Set the doubtful cells of a group aside at once: they look like two encodings, or hardly like any."""
        rows = [(row, text) for row, text in unit.cells if suspicious(text, False)]
        if not rows:
            return
        first, sample = rows[0]
        many = f"{len(rows)} ô của cột {column_letter(unit.column)} (như «{sample}»)"
        detail = f"{many} có vẻ gõ bằng phông cũ nhưng không chắc là TCVN3 hay VNI, để nguyên không ghi"
        self._set_aside(LEGACY_GROUP, detail, first, unit.column, sample)
        for row, _ in rows:
            self._grid.rows[row][unit.column] = ""
            self._grid.unsure.add((row, unit.column))

    def _set_aside(self, code: str, detail: str, row: int, column: int, value: str) -> None:
        message = say(Finding(code, detail), value)
        where = address(row, column)
        self._result.problems.append(Problem(code, message, self._path, self._grid.name, where, value))


def _sample(units: Sequence[_Unit]) -> list[str]:
    """Return the distinct texts of a group, so many that more of them would tell nothing new."""
    texts = dict.fromkeys(text for unit in units for _, text in unit.cells if not text.isascii())
    legacy = [text for text in texts if may_be_legacy(text)][:_SAMPLE]
    return legacy + [text for text in texts if is_unicode(text)][:1]


def _unicode_rows(unit: _Unit, encoding: Encoding | None) -> list[int]:
    """Return the rows below the first legacy cell of a column of both kinds that are plainly typed in Unicode."""
    if encoding is None:
        return []
    leanings = [(row, leaning(text, encoding)) for row, text in unit.cells]
    first = next((row for row, lean in leanings if lean >= CLEAR), None)
    if sum(lean >= CLEAR for _, lean in leanings) < 2:
        return []  # one legacy cell may be the heading of a column of Unicode
    return [row for row, lean in leanings if lean <= -CLEAR and first is not None and row > first]


def _heading(text: str) -> str | None:
    """Return the key of a text that is a heading of a declared form."""
    from dangbo_cli.forms.catalogue import FORMS
    from dangbo_cli.forms.headings import heading_key, heading_keys_of

    key = heading_key(text)
    return key if key in heading_keys_of(tuple(form.kind for form in FORMS)) else None


def _is_torn(text: str, encoding: Encoding) -> bool:
    """Tell whether some words of a cell are plainly Unicode and others plainly legacy."""
    leanings = [leaning(word, encoding) for word in text.split()]
    return min(leanings) <= -CLEAR and max(leanings) >= CLEAR


def _is_open(text: str, encoding: Encoding) -> bool:
    """Tell whether a cell would say something else in the encoding, and is no mere symbol."""
    return not _is_symbol(text) and decode(text, encoding).casefold() != text.casefold()


def _is_symbol(text: str) -> bool:
    """Tell whether a cell holds no letter in either reading that could be of a word («½», «×», «©»)."""
    return not any(c.isalpha() and c not in "ªºµ" for c in text)


def _columns(columns: Iterable[int]) -> str:
    """Return «cột B» or «các cột B, D, E»."""
    letters = [column_letter(c) for c in sorted(Counter(columns))]
    return f"cột {letters[0]}" if len(letters) == 1 else f"các cột {', '.join(letters)}"
