"""What a column's reading decided by itself, told once a column: cells taken for blank, on whose side a bare «Chức vụ» was
put, positions that do not say where they are held, and what stands in records below no heading at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dangbo_cli.domain.change import Action, Entity, Plan
from dangbo_cli.domain.positions import PLAIN_MEMBER
from dangbo_cli.domain.problem import Finding, Level, Note, cause, say
from dangbo_cli.intake.tables.line_words import is_empty
from dangbo_cli.intake.tables.values import Raw, raw_text
from dangbo_cli.sheets.address import column_letter
from dangbo_cli.sheets.table import TableFound
from dangbo_cli.vietnamese.text import clean, spelling

FILLER = cause("filler", Level.NOTE, "Ô chỉ có dấu, coi như trống", "{detail}")
POSITION_SIDES = cause("position_sides", Level.NOTE, "Cột «Chức vụ» không nói của Đảng hay của chính quyền", "{detail}")
POSITIONS_NOWHERE = cause(
    "positions_nowhere", Level.NOTE, "Chưa rõ giữ chức vụ ở tổ chức nào",
    "{detail} không ghi giữ ở tổ chức nào, nên không kể là của tổ chức ở «dangbo tc xem».",
    "Đơn vị ghi rõ ở bảng (Bí thư chi bộ, Bí thư đảng ủy), hoặc sửa từng người bằng «dangbo dv sua».",
)  # fmt: skip
COLOURS = cause(
    "colours_not_read",
    Level.CELL,
    "Màu của ô nói điều gì đó",
    "Dòng này ghi «{value}», mà màu của ô, của chữ thì không đọc.",
    "Đơn vị ghi điều ấy bằng chữ ở từng dòng (cột trạng thái, ghi chú).",
)
_COLOUR = r"(?:đỏ|vàng|xanh|cam|tím|hồng|xám|nâu)"
_LEGEND = re.compile(
    rf"\b(?:màu|bôi|tô màu|chữ|nền|phông) (?:màu |chữ |nền )*{_COLOUR}\b|\b(?:dòng|ô|cột|hàng) (?:màu |tô |bôi )*{_COLOUR}\b|"
    r"\b(?:bôi|tô) (?:màu|đậm)\b|\b(?:chữ|in) (?:nghiêng|đậm)\b"
)
NO_HEADING = cause("column_without_heading", Level.NOTE, "Cột không có tiêu đề", "{detail}")

NOT_HELD = "not_held"
_SIDES = {
    "party": "chức vụ Đảng",
    "government": "chức vụ chính quyền",
    "union": "chức vụ đoàn thể",
    "both": "chức vụ Đảng cùng chức vụ khác, ghi riêng hai bên",
    "mixed": "chức vụ chính quyền cùng chức vụ đoàn thể, ghi riêng hai bên",
    "party_only": "chức vụ Đảng cùng chức vụ đã thôi, chỉ ghi chức vụ Đảng",
    NOT_HELD: "chức vụ đã thôi hoặc không phải chức vụ, không ghi",
}
_SHOWN = 5  # distinct values named in a note; all of them in the steps of the sheet


class Fillers:
    """Cells of a table that only say that nothing is to be said («x», «...», «không rõ»), by column and text."""

    def __init__(self) -> None:
        self._rows: dict[tuple[int, str], list[int]] = {}

    def add(self, column: int, text: str, row: int) -> None:
        """Count one cell (row from 0)."""
        self._rows.setdefault((column, text), []).append(row)

    def tell(self, headings: Mapping[int, str]) -> Iterator[str]:
        """Yield one sentence a column and text."""
        for (column, text), rows in sorted(self._rows.items()):
            first = f"{column_letter(column)}{rows[0] + 1}"
            which = f"ô {first}" if len(rows) == 1 else f"{len(rows)} ô (từ ô {first} xuống)"
            yield f"{_name(column, headings)}: {which} chỉ ghi «{text}», coi như trống."


class Sides:
    """Where the values of a bare «Chức vụ» column went, by column and side."""

    def __init__(self) -> None:
        self._counts: dict[int, dict[str, Counter[str]]] = {}

    def add(self, column: int, side: str, text: str) -> None:
        """Count one cell."""
        self._counts.setdefault(column, {}).setdefault(side, Counter())[text] += 1

    def tell(self, headings: Mapping[int, str], everything: bool) -> Iterator[str]:
        """Yield one sentence a column: how many cells went to which side, with the commonest values or all."""
        for column, sides in sorted(self._counts.items()):
            parts = []
            for side, label in _SIDES.items():
                counts = sides.get(side)
                if counts:
                    shown = counts.most_common(None if everything else _SHOWN)
                    values = ", ".join(f"«{text}» {count}" for text, count in shown)
                    more = "" if len(shown) == len(counts) else f", và {len(counts) - len(shown)} cách ghi khác"
                    parts.append(f"{counts.total()} ô là {label} ({values}{more})")
            yield f"{_name(column, headings)}, xếp theo chữ trong ô: {'; '.join(parts)}."


def name_positions_nowhere(plan: Plan) -> None:
    """Say, once a sheet, how many Party positions are to be written without the organisation where they are held."""
    found: dict[int, Counter[str]] = {}
    position, create = Entity.MEMBER_POSITION, Action.CREATE  # asked by the ten thousand
    for change in plan.changes:
        if change.entity is not position or change.action is not create:
            continue
        fields = change.fields
        if fields["sphere"].after != "party" or not fields.keys().isdisjoint(("organization_id", "valid_to")):
            continue
        title = fields["title"]
        if title.source is not None and title.after != PLAIN_MEMBER:
            found.setdefault(title.source, Counter())[str(title.after)] += 1
    for number, counts in sorted(found.items()):
        source = plan.sources[number]
        values = ", ".join(f"«{text}» {count}" for text, count in counts.most_common())
        message = say(Finding(POSITIONS_NOWHERE, f"{counts.total()} chức vụ ({values})"), "")
        plan.notes.append(Note(POSITIONS_NOWHERE, message, source.path, source.sheet))


def legends(grid: Sequence[list[Raw]], rows: Iterable[int]) -> Iterator[tuple[int, int, str]]:
    """Yield row, column and text of the cells of some rows that say what a colour means («Bôi vàng: đã chuyển đi»)."""
    for r in rows:
        for c, value in enumerate(grid[r]):
            if isinstance(value, str) and len(value) > 6 and _LEGEND.search(spelling(value)):
                yield r, c, clean(value)


def tell_unheaded(table: TableFound, rows: Sequence[list[Raw]], records: Sequence[int]) -> Iterator[str]:
    """Yield a sentence for each column without a heading in which records have something: «đã chuyển đi» typed beside
    somebody's row is the unit's word, too. Running numbers left of the table are none."""
    width = len(rows[0]) if rows else 0
    known = {*table.headings, *table.columns, *table.origin}
    left = min(table.headings, default=0)
    for c in range(width):
        if c in known:
            continue
        filled = [r for r in records if not is_empty(rows[r][c])]
        texts = [clean(raw_text(rows[r][c])) for r in filled[:_SHOWN]]
        if not filled or (c < left and all(text.isdecimal() for text in texts)):
            continue
        shown = ", ".join(f"{column_letter(c)}{r + 1} «{text}»" for r, text in zip(filled, texts, strict=False))
        more = "" if len(filled) <= _SHOWN else f", và {len(filled) - _SHOWN} ô nữa"
        yield f"Cột {column_letter(c)} không có tiêu đề nên không đọc; trong đó có ô {shown}{more}."


def _name(column: int, headings: Mapping[int, str]) -> str:
    heading = " ".join(headings.get(column, "").split())
    return f"Cột {column_letter(column)} «{heading}»" if heading else f"Cột {column_letter(column)}"
