"""What stands above a table: the unit, the day, the year, the sheet's own name for itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from dangbo_cli.domain.change import Ref
from dangbo_cli.domain.period import year_outside
from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.intake.tables.line_words import is_unit_name
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.sheets.grid import Grid
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import clean, fold

_FULL_DATE = re.compile(r"ngay\s*(\d{1,2})\s*[/.-]?\s*thang\s*(\d{1,2})\s*[/.-]?\s*nam\s*(\d{4})")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_MONTH = re.compile(r"thang\s*(\d{1,2})\s*(?:/|nam)\s*(\d{4})")
_YEAR = re.compile(r"\bnam\s*(\d{4})\b|\b(20\d\d)\b")
#: A day that a list speaks of, not the day it was signed; in December both are of the year that is rated.
_AS_OF = re.compile(r"\b(?:tinh den|den ngay|den het|thoi diem|den thang|den(?= \d{1,2}[/.-]\d))\b")
_AS_OF_DAY = rare(r"\b(?:tinh den|den ngay|den het|den|ngay|thoi diem)\b[^,;()]*")
_DOCUMENT = re.compile(
    r"^\W*(?:kem theo|theo|thuc hien|can cu|ban hanh)\b|\bso\s*:?\s*\d+\s*[-/]|\d-(?:qd|hd|kh|cv|ct|nq|kl|bc)/"
)
#: Where a paper begins that is named behind the title of a list.
_PAPER = rare(
    r"[(\[]|\b(?:kem theo|ban hanh|theo|thuc hien|can cu)\b|\b(?:quyet dinh|to trinh|cong van|ke hoach|huong dan|nghi quyet"
    r"|thong bao|quy dinh|bao cao|ket luan|chi thi|qd|ttr|cv|kh|hd|nq|tb|bc|kl|ct)\b(?: so)?\W*\d|\bso\W*\d"
    r"|\d+\s*-\s*(?:qd|hd|kh|cv|ct|nq|kl|bc)/"
)

#: A part of a year that is rated; «chưa đủ 6 tháng» is none.
_PART_RATED = rare(
    r"\b(?:quy (?:iv|i{1,3}|[1-4])\b|(?:0?6|sau) thang (?:dau|cuoi)|thang (?:0?[1-9]|1[0-2])(?: nam |[/-])\d{4})"
)
_PART_OF_YEAR = rare(
    r"\b(?:quy (iv|i{1,3}|[1-4])\b|(?<!du )(0?[369]|ba|sau|chin) thang (?:(dau|cuoi) )?(?:nam|cua nam)\b)"
)
_QUARTERS = ("", "", "i", "1", "ii", "2", "iii", "3", "iv", "4")
#: The same on a line of its own.
_PART_ALONE = rare(r"\W*(?:quy (?:iv|i{1,3}|[1-4])|(?:0?6|sau) thang (?:dau|cuoi))\W+(?:nam\W*)?\d{4}\W*$")
PART_OF_YEAR = cause(
    "part_of_year_rated",
    Level.SHEET,
    "Bảng xếp loại của một phần năm",
    "Tiêu đề «{value}» không phải là xếp loại cả năm.",
    "Sổ ghi xếp loại theo năm; cả bảng chưa được ghi. Nếu đúng là xếp loại cả năm, đơn vị ghi lại tiêu đề.",
)


#: Names of files and sheets that say what is inside, though some organisation may be called so («Chi bộ Tổng hợp»).
_NOBODY_S = frozenset(("tong hop", "bang tong hop", "danh sach", "ket qua", "bao cao", "thong ke", "bieu mau"))


#: So many numbers in a row above a table are counts.
_COUNTS = 2


@dataclass(slots=True)
class Title:
    """The title block: its texts (with row and column, 0-based), the lines of it that may name an organisation, in
    order, the day it speaks of (ISO; `by_year`: the year alone was stated) and the year (None where it states none or
    several). `day_from` is the text, with its row and column, of whose year or month `dated` is the end: no day was stated.
    `gone` is what says of a list of members that they left, or came, whose columns are to say how ("": nothing does)."""

    texts: list[tuple[int, int, str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    dated: str | None = None
    year: int | None = None
    years: tuple[int, ...] = ()
    by_year: bool = False
    day_from: tuple[int, int, str] | None = None
    gone: str = ""

    @property
    def words(self) -> str:
        """Return all texts folded, for kind words."""
        return " | ".join(fold(text) for _, _, text in self.texts)

    @property
    def first_day(self) -> str | None:
        """Return the first day of the year or month of which `dated` is the end (of a part of a year: of the year); None where
        a day was stated, or none."""
        if self.dated is None or self.day_from is None:
            return None
        of_year = self.by_year or _PART_OF_YEAR.search(fold(self.day_from[2])) is not None
        return f"{self.dated[:4]}-01-01" if of_year else f"{self.dated[:7]}-01"

    def is_of(self, year: int, of_levels: bool) -> bool:
        """Tell whether a line says that the sheet is of a year, and not only the day or the month that it was signed in;
        `of_levels`: that its levels are."""
        for _, _, text in self.texts:
            folded = besides_paper(fold(text))
            if of_levels and "loai" not in folded:
                continue
            beside = _MONTH.sub(" ", _SLASHED.sub(" ", _FULL_DATE.sub(" ", folded)))
            if any(int(a or b) == year for a, b in _YEAR.findall(beside)):
                return True
        return False

    def cell_of(self, line: str) -> tuple[int, int] | None:
        """Return the row and column of the cell that says (the end of) a line, None where none does."""
        found = [(r, c) for r, c, text in self.texts if line and (line in text or line.endswith(text.strip(" .…")))]
        return found[-1] if found else None


def besides_paper(folded: str) -> str:
    """Return what a folded text of a title says besides the paper that a list is sent with or made by: «danh sach khen thuong
    nam 2025» of «… (Kèm theo Quyết định số 15-QĐ/ĐU ngày 10/01/2026)»."""
    return _PAPER.split(folded, maxsplit=1)[0].strip() if _DOCUMENT.search(folded) else folded


def part_rated(title: Title) -> tuple[int, int, str] | None:
    """Return the text of a title by which its ratings are of a quarter, a half or a month, with its row and column; None
    where they are of a year."""
    if "ca nam" in title.words:
        return None
    for r, c, text in title.texts:
        folded = fold(text)
        if _PART_ALONE.match(folded) or ("loai" in folded and _PART_RATED.search(_AS_OF_DAY.sub(" ", folded))):
            return r, c, text
    return None


def read_title(grid: Grid, start: int, stop: int, today: date, sheet: range = range(0)) -> Title:
    """Read rows start..stop-1 of a grid as a title block, behind the rows `sheet` of the title that several tables share: its
    year and its day are theirs where their own title says none.

    A label that ends in a colon is read with the cell to its right («Chi bộ:» «Văn phòng»).
    """
    if sheet:
        title, own = _read_rows(grid, (*sheet, *range(start, stop)), today), _read_rows(grid, range(start, stop), today)
        if own.years or own.dated is not None:
            title.dated, title.year, title.years = own.dated, own.year, own.years
            title.by_year, title.day_from = own.by_year, own.day_from
        return title
    return _read_rows(grid, range(start, stop), today)


def _read_rows(grid: Grid, rows: Sequence[int], today: date) -> Title:
    title = Title()
    full: list[str] = []
    years_plain: list[int] = []
    years_dated: list[int] = []
    spoken_of: list[str] = []
    months: list[str] = []
    stating: dict[object, tuple[int, int, str]] = {}
    for r in rows:
        row = grid.rows[r]
        cells = [(c, text) for c, v in enumerate(row) if v and isinstance(v, str) and (text := clean(v))]
        for v in row:
            if isinstance(v, date):
                full.append(v.isoformat()[:10])
        label = ""
        for c, text in cells:
            lines = [clean(line) for line in str(row[c]).splitlines()] if isinstance(row[c], str) else [text]
            title.texts.append((r, c, text))
            if label:
                value = text.strip(" .…")
                text = value if is_unit_name(value) else f"{label} {value}"
                lines = [text]
                label = ""
            elif text.endswith(":"):
                label = text.rstrip(": ")
                continue
            folded = fold(text)
            if _DOCUMENT.search(folded):
                # «Kèm theo Công văn số 15 ngày … của Đảng ủy»: neither the unit nor the day of the list
                for year in (int(a or b) for a, b in _YEAR.findall(besides_paper(folded))):
                    years_plain.append(year)
                    stating.setdefault(year, title.texts[-1])
                continue
            if lines and not _counts(row):
                title.lines += lines
            dated = _dates(folded)
            full.extend(dated)
            if _AS_OF.search(folded):
                spoken_of.extend(dated)
            signed = dated and not _AS_OF.search(folded) and not all(d[5:7] == "12" for d in dated)
            stated = _months(folded) if not dated else []
            months.extend(stated)
            if not dated and not stated and "20" in folded:
                stated = _part_ends(folded)
                months.extend(stated)
            # Of a text with the day it was signed only a year that stands beside the day.
            beside = _SLASHED.sub(" ", _FULL_DATE.sub(" ", folded)) if signed else folded
            years = [int(a or b) for a, b in _YEAR.findall(beside)]
            if years and ("den nay" in folded or "tro lai day" in folded):
                years.append(today.year)  # «từ năm 2021 đến nay» is of several
            (years_dated if dated else years_plain).extend(years)
            for part in (*stated, *years):
                stating.setdefault(part, title.texts[-1])
    distinct = sorted(set(years_plain)) or sorted(set(years_dated))
    if len(distinct) == 1 and not year_outside(distinct[0], today):
        title.year = distinct[0]
    title.years = tuple(distinct)
    # «Tính đến ngày 30/9» says what day the figures speak of; beside the place stands when the sheet was signed.
    title.dated = _day(spoken_of, [], None, today) or _day(full, [], None, today)
    if title.dated is None and months:
        title.dated, title.day_from = _day([], months, None, today), stating[max(months)]
    elif title.dated is None and title.year is not None:
        title.by_year, title.dated = True, _day([], [], title.year, today)
        title.day_from = stating[title.year]
    return title


def _counts(row: Sequence[object]) -> bool:
    """Tell whether a row above a table counts something («Chi bộ 1», 10, 3, 1): what it names is not of whom the table is."""
    numbers = (isinstance(v, (int, float)) or (isinstance(v, str) and v.strip().isdigit()) for v in row)
    return sum(numbers) >= _COUNTS


def _dates(folded: str) -> list[str]:
    found = []
    for pattern in (_FULL_DATE, _SLASHED):
        for day, month, year in pattern.findall(folded):
            try:
                found.append(date(int(year), int(month), int(day)).isoformat())
            except ValueError:
                continue
    return found


def _months(folded: str) -> list[str]:
    return [f"{year}-{int(month):02d}" for month, year in _MONTH.findall(folded) if 1 <= int(month) <= 12]


def _part_ends(folded: str) -> list[str]:
    """Return the last month of the part of a year that a text speaks of: «QUÝ I NĂM 2022», «6 THÁNG ĐẦU NĂM 2022»."""
    part, years = _PART_OF_YEAR.search(folded), {a or b for a, b in _YEAR.findall(folded)}
    if part is None or len(years) != 1:
        return []
    quarter, months, half = part.groups()
    last = 3 * (_QUARTERS.index(quarter) // 2) if quarter else int({"ba": 3, "sau": 6, "chin": 9}.get(months, months))
    return [f"{years.pop()}-{12 if half == 'cuoi' else last:02d}"]


def _day(full: list[str], months: list[str], year: int | None, today: date) -> str | None:
    """Return the day a sheet speaks of: its last full date, else the end of its month or year (never after today)."""
    past = [d for d in full if d <= today.isoformat()]
    if past:
        return max(past)
    if months:
        y, m = (int(part) for part in max(months).split("-"))
        following = date(y + (m == 12), m % 12 + 1, 1)
        return min(date.fromordinal(following.toordinal() - 1), today).isoformat()
    if year is not None:
        return min(date(year, 12, 31), today).isoformat()
    return None


class Place(NamedTuple):
    """Which organisation the wider sources give: `refs` (None: no source named any), `trouble` where they
    do not lie on one line or the nearest names an unknown one (`unknown`), with what they said; `line` is the line of the
    title that the trouble is about ("" where it is the name of the sheet); `sent_to` whose template a sheet is that says
    it is another's."""

    refs: frozenset[Ref] | None
    trouble: str | None = None
    said: tuple[str, ...] = ()
    line: str = ""
    unknown: bool = False
    sent_to: Ref | None = None


def narrow_sheet(
    directory: Directory,
    given: Ref | None,
    file_stem: str,
    title: Title,
    sheet_name: str,
    unit_before: Ref | None = None,
) -> Place:
    """Narrow `--don-vi` or the file name ⊃ the title block ⊃ the sheet name to the organisations of a sheet."""
    current: frozenset[Ref] | None = None
    said: list[str] = []
    if given is not None:
        current = frozenset((given,))
        said.append(f"--don-vi: {directory.say(given)}")
    else:
        refs = of_name(directory, file_stem)
        if refs:
            current = refs
            said.append(f"tên tệp: «{file_stem}»")
        elif unit_before is not None:
            current = frozenset((unit_before,))
            said.append(f"bảng phía trên: {directory.say(unit_before)}")
    unknown: list[tuple[int, str]] = []
    named = [(line, mention) for line in title.lines for mention in directory.mentions(line)]
    for number, (line, mention) in enumerate(named):
        if not mention.refs:
            unknown.append((number, line))
            continue
        narrowed = mention.refs if current is None else directory.narrow(current, mention.refs)
        if not narrowed:
            return Place(None, _disagree([*said, f"tiêu đề: «{line}»"]), tuple(said), line)
        current = narrowed
        said.append(f"tiêu đề: «{line}»")
        unknown.clear()
    refs = of_name(directory, sheet_name)
    sheet_unknown = not refs and any(not m.refs for m in directory.mentions(sheet_name))
    if refs:
        narrowed = refs if current is None else directory.narrow(current, refs)
        if not narrowed:
            return Place(None, _disagree([*said, f"tên trang tính: «{sheet_name}»"]), tuple(said))
        current = narrowed
        said.append(f"tên trang tính: «{sheet_name}»")
    elif sheet_unknown:
        unknown.append((99, sheet_name))
    # Line 1 of a title is usually the level above; an unknown name there says nothing where another source speaks.
    nearest = [text for number, text in unknown if number > 0 or current is None]
    leaf = given is not None and not directory.has_children(given)
    if nearest and not leaf:
        text = nearest[-1]
        near = directory.say_near(directory.near(text, current))
        line = "" if text == sheet_name else text
        where = "" if line else ", tên trang tính"
        return Place(current, f"Sổ chưa có tổ chức đảng tên «{text}»{where}{near}.", tuple(said), line, unknown=True)
    return Place(current, None, tuple(said))


def of_name(directory: Directory, name: str) -> frozenset[Ref]:
    """Return the organisations that a file or sheet name names: as a whole, or as one name inside it."""
    plain = clean(name.replace("_", " ")).strip()
    bare = re.sub(r"^\d{1,3}\s*[-._)]?\s+(?=\D)", "", plain)
    bare = re.sub(r"\s*\(\d+\)$", "", bare)
    if re.sub(r"[\W\d]+", " ", fold(bare)).strip() in _NOBODY_S:
        return frozenset()
    for text in (plain, bare):
        if text and not text.isdigit() and (refs := directory.look_up(text)):
            return refs
    current: frozenset[Ref] = frozenset()
    for mention in directory.mentions(bare):
        if mention.refs:
            narrowed = directory.narrow(current, mention.refs) if current else mention.refs
            if not narrowed:
                return frozenset()
            current = narrowed
    return current


def _disagree(said: list[str]) -> str:
    return "Các nguồn nói về những tổ chức đảng khác nhau: " + "; ".join(said) + "."
