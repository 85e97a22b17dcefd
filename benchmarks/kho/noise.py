"""Rows that are no person: totals, ghosts, notes, signatures in columns of data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from kho.layout import Page, Row, Table


@dataclass(slots=True)
class Noise:
    """Appends noise to the table of one page; `features` collects what was added."""

    rng: Random
    typed: bool
    features: list[str]
    page: Page
    table: Table

    def total_row(self, count: int, word: str) -> None:
        """Append a subtotal, in column A or under the names."""
        text = self.rng.choice(
            (f"{word}: {count:02d} đồng chí", f"{word}", f"{word} (1+…+{count})", f"{word} {count} đ/c")
        )
        row: Row = [""] * self.table.width
        row[self.rng.choice((0, self.table.name_column))] = text
        if self.table.width > 4 and self.rng.random() < 0.3:
            row[self.table.width - 1] = float(count) if self.typed else str(count)
        self.page.add(row)
        self.features.append("nhiễu: dòng cộng")

    def between(self) -> None:
        """Maybe append a row that is no person between people."""
        rng = self.rng
        if rng.random() > 0.08:
            return
        row: Row = [""] * self.table.width
        kind = rng.choice(("dòng trống", "#N/A", "chỉ STT", "dấu cách"))
        match kind:
            case "#N/A":
                row[rng.randrange(self.table.width)] = "#N/A"
                row[-1] = "#N/A"
            case "chỉ STT" if self.table.ordinal:
                row[0] = 99
            case "dấu cách":
                row[-1] = "  "
        self.page.add(row)
        self.features.append(f"nhiễu: {kind}")

    def after(self, count: int, signed: bool | None) -> None:
        """Append totals, notes and the signature block, in columns of data."""
        rng = self.rng
        enders: list[tuple[float, Callable[[], None]]] = [
            (0.4, lambda: self.total_row(count, rng.choice(("Tổng cộng", "Tổng số", "TỔNG CỘNG", "Cộng")))),
            (0.25, self.ghosts),
            (0.25, lambda: self.legend(count)),
        ]
        for chance, append in enders:
            if rng.random() < chance:
                append()
        if signed if signed is not None else rng.random() < 0.5:
            self.signature()
        if rng.random() < 0.1:
            self.legend(count)

    def ghosts(self) -> None:
        """Append prefilled rows without people."""
        self.features.append("nhiễu: dòng ma cuối bảng")
        for i in range(self.rng.randint(3, 30)):
            row: Row = [""] * self.table.width
            if self.table.ordinal and self.rng.random() < 0.5:
                row[0] = 100 + i
            else:
                row[-1] = "#N/A"
            self.page.add(row)

    def legend(self, count: int) -> None:
        """Append notes about abbreviations, or how many people the list has."""
        self.features.append("nhiễu: chú thích")
        self.page.add([])
        lines = self.rng.choice(
            (
                ["Ghi chú: CUV là chi ủy viên"], ["Ghi chú:", "- HTXSNV: Hoàn thành xuất sắc nhiệm vụ", "- TC: Trung cấp"],
                ["* Viết tắt:", "(1) BT: Bí thư"], [f"Danh sách gồm có {count} đồng chí./."],
                [f"Ấn định danh sách: {count:02d} đảng viên."],
            )
        )  # fmt: skip
        for line in lines:
            self.page.add([self.rng.choice(("", line)), line] if self.rng.random() < 0.2 else [line])

    def signature(self) -> None:
        """Append a signature block whose names stand in data columns."""
        rng = self.rng
        self.features.append("nhiễu: phần ký trong cột dữ liệu")
        left, right = self.table.name_column, max(self.table.width - 2, self.table.name_column + 1)

        def line(one: str, other: str) -> Row:
            row: Row = [""] * (max(left, right) + 1)
            row[left], row[right] = one, other
            return row

        if rng.random() < 0.7:
            self.page.add([])
        if rng.random() < 0.5:
            self.page.add(line("", "Sơn La, ngày 15 tháng 12 năm 2022"))
        self.page.add(
            line(
                rng.choice(("NGƯỜI LẬP BIỂU", "Người lập", "NGƯỜI TỔNG HỢP")),
                rng.choice(("T/M ĐẢNG ỦY", "T/M CHI BỘ", "TM. CHI ỦY", "BÍ THƯ")),
            )
        )
        if rng.random() < 0.6:
            self.page.add(line("(Ký, ghi rõ họ tên)", rng.choice(("BÍ THƯ", "PHÓ BÍ THƯ", "(Ký tên, đóng dấu)"))))
        for _ in range(rng.randint(0, 4)):
            self.page.add([])
        self.page.add(line("Quàng Thị Lập", "Tòng Văn Thư"))
