"""Pages: a title block, a header of one to three rows, people in groups, and everything that is no person between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from kho.cells import Pen, Typed, Want
from kho.columns import Block, choose_blocks, decorate, row_wants
from kho.people import NAMES, UPPER, Person, below, make_people

Row = list[Any]
Merge = tuple[int, int, int, int]


@dataclass(slots=True)
class Entry:
    """A person on a page: where, in which organisation, what the record must hold, and how the cells were typed."""

    person: Person
    organization: str
    wants: dict[str, Want]
    tags: dict[str, list[str]]
    columns: dict[str, list[int]]


@dataclass(slots=True)
class Page:
    """One sheet: rows, merges (0-based, inclusive), what is hidden, and the people by row."""

    name: str
    rows: list[Row] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    entries: dict[int, Entry] = field(default_factory=dict)
    visible: bool = True

    def add(self, row: Row) -> int:
        """Append a row and return its number."""
        self.rows.append(row)
        return len(self.rows) - 1


@dataclass(slots=True)
class Workbook:
    """One composed file: its name without suffix, its pages, and the features it is made of."""

    stem: str
    container: str
    pages: list[Page]
    features: list[str]


@dataclass(slots=True)
class _Table:
    """One table while it is laid out."""

    blocks: list[Block]
    ordinal: bool
    paths: list[tuple[str, ...]]
    starts: list[int]
    span: int = 1
    branch: int | None = None

    @property
    def width(self) -> int:
        return len(self.paths) * self.span

    @property
    def name_column(self) -> int:
        return next(self.starts[i] for i, b in enumerate(self.blocks) if b.name == "họ tên")


#: How an organisation's name is typed over its people; each must find it inside its committee.
def _said(rng: Random, code: str) -> str:
    name = NAMES[code]
    choices = [name, name, name.upper(), name.replace("Chi bộ", "CB"), f"{name} "]
    if name.startswith("Đảng bộ Sở") or name.startswith("Đảng bộ Bệnh"):
        choices.append(name.replace("Đảng bộ", "Đảng ủy"))
    if name[-1].isdigit() and name.startswith("Chi bộ ") and len(name) < 11:
        choices.append(f"Chi bộ số {name.split()[-1]}")
        choices.append(f"Chi bộ {int(name.split()[-1]):02d}")
    return rng.choice(choices)


class Composer:
    """Composes one workbook from chance; `features` collects what it is made of."""

    def __init__(self, rng: Random, container: str) -> None:
        self.rng = rng
        self.container = container
        self.typed = container in ("xlsx", "xls", "ods", "xlsx tên .xls")
        self.merging = not container.startswith("csv")
        self.ascii_space = container == "csv cp1258"
        self.features: list[str] = [f"tệp: {container}"]
        self.first = rng.randint(1, 400_000)
        self.year: int | None = rng.choice((2022, 2022, 2021, None))
        #: The day in the title: a list of January 2023 that states no year rates nobody for 2023.
        self.dated = rng.choice((f"{rng.randint(10, 28)} tháng 12 năm 2022", f"{rng.randint(3, 12):02d} tháng 01 năm 2023"))
        self.used: set[str] = set()

    def pen(self) -> Pen:
        nasty = self.rng.choice((0.0, 0.15, 0.5))
        return Pen(self.rng, self.typed, nasty, self.ascii_space)

    def compose(self) -> Workbook:
        """Return the workbook."""
        rng = self.rng
        shape = rng.choice(
            ("tiêu đề", "tiêu đề", "tên tệp", "nhóm", "nhóm", "nhóm", "hai cấp nhóm", "cột", "cột", "cột gộp dọc", "mỗi chi bộ một trang", "hai bảng một trang")
        )  # fmt: skip
        if shape == "cột gộp dọc" and not self.merging:
            shape = "cột"
        if shape == "mỗi chi bộ một trang" and self.container not in ("xlsx", "xls", "ods", "xlsx tên .xls"):
            shape = "nhóm"
        self.features.append(f"tổ chức: {shape}")
        top = "BV" if shape == "hai cấp nhóm" else rng.choice(("YT", "YT", "CT"))
        stem = rng.choice(("danh sách (3)", "DS dang vien", "Mau 1", "tong hop 2022", "ds"))
        pages: list[Page] = []
        match shape:
            case "mỗi chi bộ một trang":
                for code in rng.sample(below(top), rng.randint(2, 3)):
                    name = _said(rng, code).strip()
                    page = Page(name if len(name) <= 31 else NAMES[code].replace("Chi bộ", "CB"))
                    self.table_on(page, [(None, code)], top if rng.random() < 0.7 else None, None)
                    pages.append(page)
                stem = f"05 {NAMES[top].removeprefix('Đảng bộ ')}"
            case "tiêu đề":
                code = rng.choice([*below(top), "KB"])
                page = Page("Sheet1")
                self.table_on(page, [(None, code)], UPPER[code], code)
                pages.append(page)
            case "tên tệp":
                code = rng.choice(("YT.10", "CT.KH", "KB", "YT.TH"))
                page = Page("Sheet1")
                stem = NAMES[code] if code in ("KB", "CT.KH", "YT.TH") else f"12 {NAMES['YT']} - {NAMES[code]}"
                self.table_on(page, [(None, code)], None, None)
                pages.append(page)
            case "hai bảng một trang":
                page = Page("Sheet1")
                one, two = rng.sample(below(top), 2)
                self.table_on(page, [(None, one)], top, one, signed=rng.random() < 0.3)
                for _ in range(rng.randint(1, 3)):
                    page.add([])
                self.table_on(page, [(None, two)], None, two)
                pages.append(page)
            case "hai cấp nhóm":
                page = Page("Sheet1")
                groups = [(part, leaf) for part in below(top) for leaf in below(part)]
                self.table_on(page, list(groups), top, None)
                pages.append(page)
            case _:
                page = Page("Sheet1")
                codes = rng.sample(below(top), 3)
                self.table_on(page, [(None, code) for code in codes], top, None, how=shape)
                pages.append(page)
        self.other_sheets(pages)
        return Workbook(stem, self.container, pages, list(dict.fromkeys(self.features)))

    def other_sheets(self, pages: list[Page]) -> None:
        """Add sheets that hold no people: empty, a guide, a hidden lookup sheet."""
        if self.container not in ("xlsx", "xls", "ods", "xlsx tên .xls") or self.rng.random() > 0.25:
            return
        kind = self.rng.choice(("trang trống", "trang hướng dẫn", "trang danh mục ẩn"))
        self.features.append(f"thêm: {kind}")
        if kind == "trang trống":
            pages.append(Page("Sheet2"))
        elif kind == "trang hướng dẫn":
            pages.append(Page("Hướng dẫn", [["Hướng dẫn nhập liệu"], ["Họ và tên: ghi đúng giấy khai sinh"]]))
        else:
            pages.append(Page("DANHMUC", [["Dân tộc", "Tôn giáo"], ["Kinh", "Không"], ["Thái", "Phật giáo"]], visible=False))

    # --- one table
    def table_on(
        self, page: Page, groups: list[tuple[str | None, str]], upper: str | None, leaf: str | None,
        how: str = "", signed: bool | None = None,
    ) -> None:  # fmt: skip
        """Append a table with its title: `groups` are (wider group, branch); `upper` and `leaf` stand in the title."""
        rng = self.rng
        height = rng.choice((1, 1, 2, 2, 2, 3))
        table = self.columns(height, how)
        title_rows = self.title(page, table, upper, leaf)
        self.features.append(f"tiêu đề: {title_rows}")
        header = self.header(page, table, height)
        pen = self.pen()
        grouped = len(groups) > 1 and how not in ("cột", "cột gộp dọc")
        repeat = rng.random() < 0.15
        wide_before: str | None = None
        number = 0
        style = rng.choice(("số La Mã", "gộp", "chỉ tên", "La Mã gộp", "cột A")) if grouped else ""
        if grouped:
            self.features.append(f"nhóm: {style}")
        ordinals = rng.choice(("chạy", "chạy", "lại từ đầu", "trống", "công thức"))
        self.features.append(f"STT: {ordinals}")
        self.text_at: dict[int, tuple[Any, dict[str, Want]]] = {}
        for at, (wide, code) in enumerate(groups):
            if wide is not None and wide != wide_before:
                self.group_row(page, table, wide, at, style, capital=True)
                wide_before = wide
            if grouped:
                self.group_row(page, table, code, at, style)
                if ordinals == "lại từ đầu":
                    number = 0
            people = make_people(rng, rng.randint(2, 5), self.first, code)
            self.first += len(people)
            start = len(page.rows)
            for person in people:
                while person.name in self.used:
                    person.name = f"{person.name.split()[0]} Văn {rng.choice('An Bảo Chung Dân Giáp Hải Khôi Lâm Nhật Phú'.split())} {rng.choice('Anh Bách Cường Duy Hiếu Khang Long Minh'.split())}"
                self.used.add(person.name)
                number += 1
                self.person_row(page, table, person, pen, number if ordinals != "trống" else "", code)
                self.between(page, table)
            if how == "cột gộp dọc" and table.branch is not None and len(page.rows) - start == len(people) > 1:
                for r in range(start + 1, len(page.rows)):
                    page.rows[r][table.branch] = ""
                page.merges.append((start, table.branch, len(page.rows) - 1, table.branch))
            if grouped and rng.random() < 0.4:
                self.total_row(page, table, len(people), "Cộng")
            if repeat and at + 1 < len(groups):
                self.features.append("nhiễu: tiêu đề lặp lại sang trang")
                page.rows += [list(row) for row in header]
        self.after(page, table, number, signed)

    def columns(self, height: int, how: str) -> _Table:
        """Choose the columns, with the branch column where the shape asks for one."""
        rng = self.rng
        blocks = choose_blocks(rng, height > 1, self.merging, self.year)
        if how in ("cột", "cột gộp dọc"):
            heading = rng.choice(("Chi bộ", "Tên Chi bộ", "Chi bộ đang sinh hoạt", "Tổ chức Đảng đang sinh hoạt * (không sửa)", "CHI BỘ"))
            block = Block("chi bộ", [(heading,)], lambda person, pen: _branch(person, pen, how == "cột"))
            blocks.insert(rng.randint(1, len(blocks)), block)
        ordinal = rng.random() < 0.9
        for block in blocks:
            self.features.extend(block.tags)
        paths: list[tuple[str, ...]] = [(rng.choice(("STT", "TT", "Số TT", "S\nT\nT", "Stt")),)] if ordinal else []
        starts = []
        for block in blocks:
            starts.append(len(paths))
            paths += block.paths
        table = _Table(blocks, ordinal, paths, starts)
        if self.merging and how != "cột gộp dọc" and not any("hai cột" in f for b in blocks for f in b.tags) and rng.random() < 0.06:
            table.span = rng.choice((2, 3))
            self.features.append("cột: mỗi cột gộp ngang nhiều cột")
            table.starts = [s * table.span for s in starts]
        if how in ("cột", "cột gộp dọc"):
            table.branch = next(table.starts[i] for i, b in enumerate(blocks) if b.name == "chi bộ")
        return table

    # --- title
    def title(self, page: Page, table: _Table, upper: str | None, leaf: str | None) -> str:
        """Append the title block; returns its kind."""
        rng = self.rng
        year = f" NĂM {self.year}" if self.year else ""
        heading = f"DANH SÁCH ĐẢNG VIÊN{year}"
        right = max(min(table.width - 1, 6), 3)
        if upper is None and leaf is None:
            if self.year is not None or rng.random() < 0.4:
                page.add([heading])
                return "một dòng"
            return "không có"
        kind = rng.choice(("hai dòng", "dài", "dài", "dòng lọc"))
        top = NAMES[upper].upper() if upper else ""
        if kind == "hai dòng":
            for text in (top, NAMES[leaf].upper() if leaf else ""):
                if text:
                    page.add([text])
            page.add([heading])
            return kind
        lines: list[Row] = []
        first: Row = [top or "ĐẢNG BỘ TỈNH", *[""] * (right - 1), "ĐẢNG CỘNG SẢN VIỆT NAM"]
        if upper and rng.random() < 0.5:
            first[0] = NAMES[upper].replace("Đảng bộ", "ĐẢNG ỦY").upper()
        if not top:
            first[0] = ""
        lines.append(first)
        if leaf and kind == "dài":
            lines.append([_said(rng, leaf).upper()])
        lines.append(["*", *[""] * (right - 1), f"Sơn La, ngày {self.dated}"])
        if rng.random() < 0.4:
            lines.append(["", "", "Biểu số 3-BTCTW"])
        lines += [[], [heading]]
        if rng.random() < 0.4:
            lines.append(["(Kèm theo Công văn số 15-CV/ĐU ngày 05/12/2022 của Đảng ủy)"])
        if rng.random() < 0.3:
            lines.append(["Đơn vị tính: Người"])
        if kind == "dòng lọc" or rng.random() < 0.2:
            filters: Row = ["Chi bộ:", NAMES[leaf] if leaf else "………", "Tuổi Đảng:", rng.choice(("……", "30")), "Giới tính:", "………"]
            lines.append(filters)
            if leaf:
                kind = "dòng lọc"
            self.features.append("tiêu đề: dòng lọc ngay trên hàng cột")
        for line in lines:
            r = page.add(line)
            if self.merging and len([v for v in line if v]) == 1 and line and line[0] and rng.random() < 0.5 and table.width > 2:
                page.merges.append((r, 0, r, table.width - 1))
        return kind

    # --- header
    def header(self, page: Page, table: _Table, height: int) -> list[Row]:
        """Append the header rows and maybe a numbering row; returns them for repeating."""
        rng = self.rng
        top = len(page.rows)
        merged = self.merging and rng.random() < 0.75
        if not merged:
            height = min(height, 2)
        rows: list[Row] = [[""] * table.width for _ in range(height)]
        self.features.append(f"hàng cột: {height} hàng, {'ô gộp' if merged else 'gõ trên cột đầu'}")
        level = height - 2 if height > 1 else 0
        done: set[int] = set()
        texts: dict[tuple[str, ...], str] = {}
        for i, path in enumerate(table.paths):
            c = i * table.span
            if i in done:
                continue
            typed = [texts.setdefault((part,), self.decorated(part)) for part in path]
            if len(path) == 2:
                group = [j for j in range(i, len(table.paths)) if len(table.paths[j]) == 2 and table.paths[j][0] == path[0]]
                while group and group[-1] - group[0] != len(group) - 1:
                    group.pop()
                rows[level][c] = typed[0]
                if merged and (len(group) > 1 or table.span > 1):
                    page.merges.append((top + level, c, top + level, (group[-1] + 1) * table.span - 1))
                for j in group:
                    rows[level + 1][j * table.span] = self.decorated(table.paths[j][1])
                    if merged and table.span > 1:
                        page.merges.append((top + level + 1, j * table.span, top + level + 1, (j + 1) * table.span - 1))
                    done.add(j)
                if merged and level > 0 and rng.random() < 0.5:
                    rows[level][c], rows[0][c] = "", rows[level][c]
                    if page.merges and page.merges[-1][0] == top + level:
                        r1, c1, _, c2 = page.merges.pop()
                        page.merges.append((r1 - level, c1, top + level, c2))
                    elif table.span == 1:
                        rows[level][c], rows[0][c] = rows[0][c], ""
                continue
            again = i + 1 < len(table.paths) and table.paths[i + 1] == path and path[0]
            rows[0][c] = typed[0]
            last = c + table.span - 1 + (table.span if again else 0)
            if again:
                done.add(i + 1)
            if (merged or again) and (height > 1 or last > c):
                page.merges.append((top, c, top + height - 1, last))
        page.rows += [list(row) for row in rows]
        dice = rng.random()
        if dice < 0.45:
            kind, numbers = self.numbering(len(table.paths))
            row: Row = [""] * table.width
            for i, value in enumerate(numbers):
                row[i * table.span] = value
            page.add(row)
            rows.append(row)
            self.features.append(f"đánh số cột: {kind}")
        return rows

    def decorated(self, heading: str) -> str:
        """Return a heading as typed; the tags of a slip go with the workbook."""
        text, how = decorate(self.rng, heading, self.ascii_space)
        if how:
            self.features.append(f"tên cột: {how}")
        return text

    def numbering(self, count: int) -> tuple[str, list[Any]]:
        """Return a numbering row."""
        rng = self.rng
        kind = rng.choice(("(1)", "1", "lỡ tay", "bỏ số", "chữ cái", "công thức", "lặp cuối", "A B 1 2"))
        plain: list[Any] = [f"({i})" for i in range(1, count + 1)]
        match kind:
            case "1":
                plain = [float(i) if self.typed else str(i) for i in range(1, count + 1)]
            case "lỡ tay":
                plain[count // 2] = f"{count // 2 + 1})"
            case "bỏ số":
                plain = [f"({i if i < 4 else i + 2})" for i in range(1, count + 1)]
            case "chữ cái":
                plain = [chr(ord("A") + i) if i < 26 else f"A{chr(ord('A') + i - 26)}" for i in range(count)]
            case "công thức":
                plain[-1] = f"{count} (={count - 2}+{count - 1})"
            case "lặp cuối":
                plain[-1] = plain[-2]
            case "A B 1 2":
                plain = ["A", "B", *[str(i) for i in range(1, count - 1)]]
        return kind, plain

    # --- rows
    def person_row(self, page: Page, table: _Table, person: Person, pen: Pen, number: Any, code: str) -> None:
        """Append a person; now and then a cell says «as above»."""
        row: Row = [""] * table.width
        if table.ordinal:
            row[0] = number if self.typed or number == "" else str(number)
        typed = []
        tags: dict[str, list[str]] = {}
        columns: dict[str, list[int]] = {}
        for block, start in zip(table.blocks, table.starts, strict=True):
            one = block.write(person, pen)
            if len(one.raws) == 1 and block.name in ("quê quán", "nơi ở", "dân tộc", "nghề nghiệp", "LLCT"):
                above = self.text_at.get(start)
                if above is not None and pen.rng.random() < 0.06:
                    one.raws = [pen.rng.choice(("nt", "//", '"', "như trên", "-nt-"))]
                    one.wants, one.tags = dict(above[1]), ["như trên"]
                elif one.wants and all(w.sure and w.value is not None for w in one.wants.values()):
                    self.text_at[start] = (one.raws[0], dict(one.wants))
                else:
                    self.text_at.pop(start, None)
            for k, raw in enumerate(one.raws):
                row[start + k * table.span] = raw
            typed.append(one)
            for key in one.wants:
                tags[key] = [*one.tags, *block.tags]
                columns[key] = [start + k * table.span for k in range(len(one.raws))]
        if self.ascii_space:
            row = ["x" if value == "✓" else value for value in row]
        r = page.add(row)
        if table.span > 1:
            page.merges += [(r, c, r, c + table.span - 1) for c in range(0, table.width, table.span)]
        wants = row_wants(typed, person)
        page.entries[r] = Entry(person, code, wants, tags, columns)
        if self.container == "xlsx" and self.rng.random() < 0.02:
            page.hidden_rows.add(r)
            self.features.append("nhiễu: dòng ẩn")

    def group_row(self, page: Page, table: _Table, code: str, at: int, style: str, capital: bool = False) -> None:
        """Append a row that names the organisation of the people below."""
        rng = self.rng
        text = _said(rng, code) if not capital else NAMES[code]
        numeral = "ABCDEFGH"[at % 8] if capital else ("I", "II", "III", "IV", "V", "VI")[at % 6]
        if rng.random() < 0.25:
            text = f"{text.strip()}{rng.choice((': 12 đồng chí', ' (12 đ/c)', ': 05 đảng viên'))}"
        row: Row = [""] * table.width
        name = table.name_column
        match style:
            case "số La Mã" if table.ordinal and name > 0:
                row[0], row[name] = numeral, text
            case "chỉ tên" if name > 0 or not table.ordinal:
                row[name] = text
            case "cột A" | "gộp":
                row[0] = f"{numeral}. {text}"
            case _:
                row[0] = f"{numeral} - {text}" if style == "La Mã gộp" else text
        r = page.add(row)
        if self.merging and style in ("gộp", "La Mã gộp") and table.width > 1:
            page.merges.append((r, 0, r, table.width - 1))

    def total_row(self, page: Page, table: _Table, count: int, word: str) -> None:
        """Append a subtotal, in column A or under the names."""
        text = self.rng.choice((f"{word}: {count:02d} đồng chí", f"{word}", f"{word} (1+…+{count})", f"{word} {count} đ/c"))
        row: Row = [""] * table.width
        row[self.rng.choice((0, table.name_column))] = text
        if table.width > 4 and self.rng.random() < 0.3:
            row[table.width - 1] = float(count) if self.typed else str(count)
        page.add(row)
        self.features.append("nhiễu: dòng cộng")

    def between(self, page: Page, table: _Table) -> None:
        """Maybe append a row that is no person between people."""
        rng = self.rng
        if rng.random() > 0.08:
            return
        row: Row = [""] * table.width
        kind = rng.choice(("dòng trống", "#N/A", "chỉ STT", "dấu cách"))
        match kind:
            case "#N/A":
                row[rng.randrange(table.width)] = "#N/A"
                row[-1] = "#N/A"
            case "chỉ STT" if table.ordinal:
                row[0] = 99
            case "dấu cách":
                row[-1] = "  "
        page.add(row)
        self.features.append(f"nhiễu: {kind}")

    def after(self, page: Page, table: _Table, count: int, signed: bool | None) -> None:
        """Append totals, notes and the signature block, in columns of data."""
        rng = self.rng
        enders: list[tuple[float, Callable[[], None]]] = [
            (0.4, lambda: self.total_row(page, table, count, rng.choice(("Tổng cộng", "Tổng số", "TỔNG CỘNG", "Cộng")))),
            (0.25, lambda: self.ghosts(page, table)),
            (0.25, lambda: self.legend(page)),
        ]
        for chance, append in enders:
            if rng.random() < chance:
                append()
        if signed if signed is not None else rng.random() < 0.5:
            self.signature(page, table)
        if rng.random() < 0.1:
            self.legend(page)

    def ghosts(self, page: Page, table: _Table) -> None:
        """Append prefilled rows without people."""
        self.features.append("nhiễu: dòng ma cuối bảng")
        for i in range(self.rng.randint(3, 30)):
            row: Row = [""] * table.width
            if table.ordinal and self.rng.random() < 0.5:
                row[0] = 100 + i
            else:
                row[-1] = "#N/A"
            page.add(row)

    def legend(self, page: Page) -> None:
        """Append notes about abbreviations."""
        self.features.append("nhiễu: chú thích")
        page.add([])
        lines = self.rng.choice(
            (
                ["Ghi chú: CUV là chi ủy viên"], ["Ghi chú:", "- HTXSNV: Hoàn thành xuất sắc nhiệm vụ", "- TC: Trung cấp"],
                ["* Viết tắt:", "(1) BT: Bí thư"], ["Danh sách gồm có 12 đồng chí./."], ["Ấn định danh sách: 12 đảng viên."],
            )
        )  # fmt: skip
        for line in lines:
            page.add([self.rng.choice(("", line)), line] if self.rng.random() < 0.2 else [line])

    def signature(self, page: Page, table: _Table) -> None:
        """Append a signature block whose names stand in data columns."""
        rng = self.rng
        self.features.append("nhiễu: phần ký trong cột dữ liệu")
        left, right = table.name_column, max(table.width - 2, table.name_column + 1)

        def line(one: str, other: str) -> Row:
            row: Row = [""] * (max(left, right) + 1)
            row[left], row[right] = one, other
            return row

        if rng.random() < 0.7:
            page.add([])
        if rng.random() < 0.5:
            page.add(line("", "Sơn La, ngày 15 tháng 12 năm 2022"))
        page.add(line(rng.choice(("NGƯỜI LẬP BIỂU", "Người lập", "NGƯỜI TỔNG HỢP")), rng.choice(("T/M ĐẢNG ỦY", "T/M CHI BỘ", "TM. CHI ỦY", "BÍ THƯ"))))
        if rng.random() < 0.6:
            page.add(line("(Ký, ghi rõ họ tên)", rng.choice(("BÍ THƯ", "PHÓ BÍ THƯ", "(Ký tên, đóng dấu)"))))
        for _ in range(rng.randint(0, 4)):
            page.add([])
        page.add(line("Quàng Thị Lập", "Tòng Văn Thư"))


def _branch(person: Person, pen: Pen, dirty: bool) -> Typed:
    text = _said(pen.rng, person.organization)
    return Typed([pen.dirty(text)[0] if dirty else text], {})
