"""A workbook of chance: how its people are grouped into tables and sheets, and who stands in which row."""

from __future__ import annotations

from random import Random
from typing import Any

from kho.cells import Pen, Typed, Want
from kho.choosing import book_blocks, choose_blocks, row_wants
from kho.columns import Block
from kho.heads import Heads, said
from kho.layout import Entry, Page, Row, Table, Workbook
from kho.noise import Noise
from kho.people import NAMES, UPPER, Person, below, make_people

#: Containers that can hide rows and columns.
HIDING = ("xlsx", "xlsx tên .xls", "xls", "ods")
_MIDDLE = "An Bảo Chung Dân Giáp Hải Khôi Lâm Nhật Phú".split()
_GIVEN = "Anh Bách Cường Duy Hiếu Khang Long Minh".split()


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
        self.dated = rng.choice(
            (f"{rng.randint(10, 28)} tháng 12 năm 2022", f"{rng.randint(3, 12):02d} tháng 01 năm 2023")
        )
        self.used: set[str] = set()

    def pen(self) -> Pen:
        nasty = self.rng.choice((0.0, 0.15, 0.5))
        return Pen(self.rng, self.typed, nasty, self.ascii_space)

    def compose(self) -> Workbook:
        """Return the workbook."""
        rng = self.rng
        shape = rng.choice(
            (
                "tiêu đề",
                "tiêu đề",
                "tên tệp",
                "nhóm",
                "nhóm",
                "nhóm",
                "hai cấp nhóm",
                "cột",
                "cột",
                "cột gộp dọc",
                "mỗi chi bộ một trang",
                "hai bảng một trang",
            )
        )
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
                    name = said(rng, code).strip()
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
            pages.append(
                Page("DANHMUC", [["Dân tộc", "Tôn giáo"], ["Kinh", "Không"], ["Thái", "Phật giáo"]], visible=False)
            )

    # --- one table
    def table_on(
        self,
        page: Page,
        groups: list[tuple[str | None, str]],
        upper: str | None,
        leaf: str | None,
        how: str = "",
        signed: bool | None = None,
    ) -> None:
        """Append a table with its title: `groups` are (wider group, branch); `upper` and `leaf` stand in the title."""
        rng = self.rng
        height = rng.choice((1, 1, 2, 2, 2, 3))
        table = self.columns(height, how)
        if table.lines > 1:
            self.features.append(f"mỗi người {table.lines} dòng{', STT gộp' if table.merged_lines else ''}")
        if self.container in HIDING and rng.random() < 0.06:
            page.hidden_columns.add(rng.randrange(table.name_column, table.width))
            self.features.append("cột ẩn")
        heads = Heads(rng, self.features, self.typed, self.merging, self.ascii_space, self.year, self.dated)
        noise = Noise(rng, self.typed, self.features, page, table)
        title_rows = heads.title(page, table, upper, leaf)
        self.features.append(f"tiêu đề: {title_rows}")
        header = heads.header(page, table, height)
        pen = self.pen()
        if table.lines > 1:
            pen.nasty, pen.lined = 0.0, True
        grouped = len(groups) > 1 and how not in ("cột", "cột gộp dọc")
        repeat = rng.random() < 0.15
        wide_before: str | None = None
        number = 0
        style = rng.choice(("số La Mã", "gộp", "chỉ tên", "La Mã gộp", "cột A")) if grouped else ""
        if grouped:
            self.features.append(f"nhóm: {style}")
        ordinals = "chạy" if table.lines > 1 else rng.choice(("chạy", "chạy", "lại từ đầu", "trống", "công thức"))
        self.features.append(f"STT: {ordinals}")
        self.text_at: dict[int, tuple[Any, dict[str, Want]]] = {}
        crowds = [self.people_of(code) for _, code in groups]
        for at, ((wide, code), people) in enumerate(zip(groups, crowds, strict=True)):
            if wide is not None and wide != wide_before:
                inside = sum(len(c) for (w, _), c in zip(groups, crowds, strict=True) if w == wide)
                self.group_row(page, table, wide, at, style, inside, capital=True)
                wide_before = wide
            if grouped:
                self.group_row(page, table, code, at, style, len(people))
                if ordinals == "lại từ đầu":
                    number = 0
            start = len(page.rows)
            for nth, person in enumerate(people, 1):
                number += 1
                self.person_row(page, table, person, pen, number if ordinals != "trống" else "", code)
                if nth < len(people) and rng.random() < 0.04:
                    self.page_break(page, header)
                elif table.lines == 1 or table.merged_lines:
                    noise.between()
            if how == "cột gộp dọc" and table.branch is not None and len(page.rows) - start == len(people) > 1:
                for r in range(start + 1, len(page.rows)):
                    page.rows[r][table.branch] = ""
                page.merges.append((start, table.branch, len(page.rows) - 1, table.branch))
            if grouped and rng.random() < 0.4:
                noise.total_row(len(people), "Cộng")
            if repeat and at + 1 < len(groups):
                self.features.append("nhiễu: tiêu đề lặp lại sang trang")
                page.rows += [list(row) for row in header]
        noise.after(sum(map(len, crowds)), signed)

    def people_of(self, code: str) -> list[Person]:
        """Return a few people of an organisation; no name stands twice in a workbook."""
        people = make_people(self.rng, self.rng.randint(2, 5), self.first, code)
        self.first += len(people)
        for person in people:
            while person.name in self.used:
                person.name = f"{person.name.split()[0]} Văn {self.rng.choice(_MIDDLE)} {self.rng.choice(_GIVEN)}"
            self.used.add(person.name)
        return people

    def page_break(self, page: Page, header: list[Row]) -> None:
        """Append what stands where a printed page ends in the middle of a table: the header again, a page number."""
        self.features.append("nhiễu: sang trang giữa bảng")
        if self.rng.random() < 0.4:
            page.add([self.rng.choice(("Trang 2", "- 2 -", "2"))])
        page.rows += [list(row) for row in header]

    def columns(self, height: int, how: str) -> Table:
        """Choose the columns, with the branch column where the shape asks for one."""
        rng = self.rng
        lined = how != "cột gộp dọc" and rng.random() < 0.06
        blocks = book_blocks(rng) if lined else choose_blocks(rng, height > 1, self.merging, self.year)
        if how in ("cột", "cột gộp dọc"):
            heading = rng.choice(
                ("Chi bộ", "Tên Chi bộ", "Chi bộ đang sinh hoạt", "Tổ chức Đảng đang sinh hoạt * (không sửa)", "CHI BỘ")
            )
            block = Block("chi bộ", [(heading,)], lambda person, pen: _branch(person, pen, how == "cột"))
            blocks.insert(rng.randint(1, len(blocks)), block)
        ordinal = lined or rng.random() < 0.9
        for block in blocks:
            self.features.extend(block.tags)
        paths: list[tuple[str, ...]] = [(rng.choice(("STT", "TT", "Số TT", "S\nT\nT", "Stt")),)] if ordinal else []
        starts = []
        for block in blocks:
            starts.append(len(paths))
            paths += block.paths
        table = Table(blocks, ordinal, paths, starts)
        if lined:
            table.lines, table.merged_lines = rng.choice((3, 4, 4)), self.merging and rng.random() < 0.6
        if (
            not lined
            and self.merging
            and how != "cột gộp dọc"
            and not any("hai cột" in f for b in blocks for f in b.tags)
            and rng.random() < 0.06
        ):
            table.span = rng.choice((2, 3))
            self.features.append("cột: mỗi cột gộp ngang nhiều cột")
            table.starts = [s * table.span for s in starts]
        if how in ("cột", "cột gộp dọc"):
            table.branch = next(table.starts[i] for i, b in enumerate(blocks) if b.name == "chi bộ")
        return table

    # --- rows
    def person_row(self, page: Page, table: Table, person: Person, pen: Pen, number: Any, code: str) -> None:
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
        if table.lines > 1:
            self.spread_lines(page, table, r)
        if table.span > 1:
            page.merges += [(r, c, r, c + table.span - 1) for c in range(0, table.width, table.span)]
        wants = row_wants(typed, person)
        page.entries[r] = Entry(person, code, wants, tags, columns)
        if self.container in HIDING and self.rng.random() < 0.02:
            page.hidden_rows.add(r)
            self.features.append("nhiễu: dòng ẩn")

    def spread_lines(self, page: Page, table: Table, r: int) -> None:
        """Give a person several rows, as the printed book does: a line of every cell in each."""
        lines = [str(v).replace("\r\n", "\n").split("\n") if isinstance(v, str) else [v] for v in page.rows[r]]
        for k in range(table.lines):
            texts = [cell[k] if k < len(cell) else "" for cell in lines]
            for c, cell in enumerate(lines):
                if k == table.lines - 1 and len(cell) > table.lines:
                    texts[c] = " ".join(cell[k:])
            if k == 0:
                page.rows[r] = texts
            else:
                page.add(texts)
        if table.merged_lines and table.ordinal:
            page.merges.append((r, 0, r + table.lines - 1, 0))

    def group_row(
        self, page: Page, table: Table, code: str, at: int, style: str, count: int, capital: bool = False
    ) -> None:
        """Append a row that names the organisation of the people below, and now and then how many they are."""
        rng = self.rng
        text = said(rng, code) if not capital else NAMES[code]
        numeral = "ABCDEFGH"[at % 8] if capital else ("I", "II", "III", "IV", "V", "VI")[at % 6]
        if rng.random() < 0.25:
            text = f"{text.strip()}{rng.choice((f': {count} đồng chí', f' ({count} đ/c)', f': {count:02d} đảng viên'))}"
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


def _branch(person: Person, pen: Pen, dirty: bool) -> Typed:
    name = said(pen.rng, person.organization)
    return Typed([pen.dirty(name)[0] if dirty else name], {})
