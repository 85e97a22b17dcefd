"""What stands above people: the title block, header rows of every kind, the row that numbers the columns."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from kho.columns import decorate
from kho.layout import Page, Row, Table
from kho.people import NAMES


def said(rng: Random, code: str) -> str:
    """Return an organisation's name as it is typed over its people; each spelling finds it inside its committee."""
    name = NAMES[code]
    choices = [name, name, name.upper(), name.replace("Chi bộ", "CB"), f"{name} "]
    if name.startswith("Đảng bộ Sở") or name.startswith("Đảng bộ Bệnh"):
        choices.append(name.replace("Đảng bộ", "Đảng ủy"))
    if name[-1].isdigit() and name.startswith("Chi bộ ") and len(name) < 11:
        choices.append(f"Chi bộ số {name.split()[-1]}")
        choices.append(f"Chi bộ {int(name.split()[-1]):02d}")
    return rng.choice(choices)


@dataclass(slots=True)
class Heads:
    """Writes titles and headers of one workbook. `merging` tells whether the container keeps merged cells, `typed`
    whether it keeps numbers; `dated` is the day in the title, `year` the year it states."""

    rng: Random
    features: list[str]
    typed: bool
    merging: bool
    ascii_space: bool
    year: int | None
    dated: str

    def title(self, page: Page, table: Table, upper: str | None, leaf: str | None) -> str:
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
            lines.append([said(rng, leaf).upper()])
        lines.append(["*", *[""] * (right - 1), f"Sơn La, ngày {self.dated}"])
        if rng.random() < 0.4:
            lines.append(["", "", "Biểu số 3-BTCTW"])
        lines += [[], [heading]]
        if rng.random() < 0.4:
            lines.append(["(Kèm theo Công văn số 15-CV/ĐU ngày 05/12/2022 của Đảng ủy)"])
        if rng.random() < 0.3:
            lines.append(["Đơn vị tính: Người"])
        if kind == "dòng lọc" or rng.random() < 0.2:
            filters: Row = [
                "Chi bộ:",
                NAMES[leaf] if leaf else "………",
                "Tuổi Đảng:",
                rng.choice(("……", "30")),
                "Giới tính:",
                "………",
            ]
            lines.append(filters)
            if leaf:
                kind = "dòng lọc"
            self.features.append("tiêu đề: dòng lọc ngay trên hàng cột")
        for line in lines:
            r = page.add(line)
            if (
                self.merging
                and len([v for v in line if v]) == 1
                and line
                and line[0]
                and rng.random() < 0.5
                and table.width > 2
            ):
                page.merges.append((r, 0, r, table.width - 1))
        return kind

    def header(self, page: Page, table: Table, height: int) -> list[Row]:
        """Append the header rows and maybe a numbering row; returns them for repeating."""
        rng = self.rng
        top = len(page.rows)
        merged = self.merging and rng.random() < 0.75
        if not merged:
            height = min(height, 2)
        rows: list[Row] = [[""] * table.width for _ in range(height)]
        self.features.append(f"hàng cột: {height} hàng, {'ô gộp' if merged else 'gõ trên cột đầu'}")
        level = height - 2 if height > 1 else 0
        first, last_of, words = self.banner(table) if height == 3 and merged and rng.random() < 0.6 else (0, -1, "")
        if words:
            rows[0][first * table.span] = words
            page.merges.append((top, first * table.span, top, (last_of + 1) * table.span - 1))
        done: set[int] = set()
        texts: dict[tuple[str, ...], str] = {}
        for i, path in enumerate(table.paths):
            c = i * table.span
            if i in done:
                continue
            under = first <= i <= last_of
            typed = [texts.setdefault((part,), self.decorated(part)) for part in path]
            if len(path) == 2:
                group = [
                    j for j in range(i, len(table.paths)) if len(table.paths[j]) == 2 and table.paths[j][0] == path[0]
                ]
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
                if merged and level > 0 and not under and rng.random() < 0.5:
                    rows[level][c], rows[0][c] = "", rows[level][c]
                    if page.merges and page.merges[-1][0] == top + level:
                        r1, c1, _, c2 = page.merges.pop()
                        page.merges.append((r1 - level, c1, top + level, c2))
                    elif table.span == 1:
                        rows[level][c], rows[0][c] = rows[0][c], ""
                continue
            again = i + 1 < len(table.paths) and table.paths[i + 1] == path and path[0]
            base = 1 if under else 0
            rows[base][c] = typed[0]
            last = c + table.span - 1 + (table.span if again else 0)
            if again:
                done.add(i + 1)
            if (merged or again) and (height > 1 or last > c):
                page.merges.append((top + base, c, top + height - 1, last))
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

    def banner(self, table: Table) -> tuple[int, int, str]:
        """Return a heading over whole blocks of columns: the first and the last of them, and what it says."""
        rng = self.rng
        ends = [start // table.span for start in table.starts] + [len(table.paths)]
        a = rng.randrange(len(table.blocks))
        b = rng.randint(a + 1, min(a + 4, len(table.blocks)))
        inside = {block.name for block in table.blocks[a:b]}
        words = ["Thông tin cá nhân", "Sơ yếu lý lịch", "THÔNG TIN ĐẢNG VIÊN"]
        if inside <= {"văn hóa", "chuyên môn", "LLCT"}:
            words = ["Trình độ", "TRÌNH ĐỘ"]
        if ends[b] - ends[a] < 2 or "chi bộ" in inside:
            return 0, -1, ""
        self.features.append("hàng cột: tiêu đề chung trên nhiều cột")
        return ends[a], ends[b] - 1, rng.choice(words)

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
