"""A prefilled workbook that comes back: which row is which record, and what the unit changed in it.

What was sent stands in a hidden sheet, cell by cell. A row belongs to the record whose number it carries only as far
as its name, birth and numbers say so too: rows are sorted without the hidden column, copied for somebody new, typed
over. A cell that still says what was sent says nothing new, whatever the record holds by now.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import NamedTuple

from dangbo_cli.domain.change import Ref
from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.forms.own import NUMBER_COLUMN, SENT_MARK, SENT_SHEET
from dangbo_cli.forms.template import read_record_number
from dangbo_cli.intake.sent.meaning import Meanings
from dangbo_cli.intake.tables.values import raw_text
from dangbo_cli.sheets.grid import Grid
from dangbo_cli.sheets.table import TableFound

NUMBER_TWICE = cause(
    "record_number_twice",
    Level.ROW,
    "Một dòng của mẫu bị chép thành hai",
    "«{value}» đã đứng ở {detail}; dòng này là bản chép của dòng ấy.",
    "Đơn vị xóa dòng thừa; nếu là người khác thì ghi đúng họ tên, ngày sinh, số thẻ của người ấy.",
)
NUMBER_CONTRADICTS = cause(
    "record_number_contradicts",
    Level.ROW,
    "Dòng của mẫu nay ghi người khác, nơi khác hoặc năm khác",
    "Dòng này đã gửi đi là của {detail}, nay ghi «{value}», không còn khớp với những gì đã gửi.",
    "Đơn vị cho biết dòng này vẫn là của người, của mục đã gửi, chỉ sửa lại thông tin, hay là người khác, mục khác.",
)
NUMBER_GONE = cause(
    "record_number_gone",
    Level.ROW,
    "Người của mẫu không còn trong danh sách",
    "«{value}» có trong mẫu đã gửi nhưng nay sổ không còn ghi ở tổ chức đảng nào.",
    "Xem «dangbo dv lich-su»; nếu người này vẫn sinh hoạt thì thêm lại vào sổ.",
    unit="Đơn vị cho biết người này nay sinh hoạt ở đâu.",
)
SENT_TO_ANOTHER = cause(
    "sent_to_another",
    Level.SHEET,
    "Mẫu đã gửi cho tổ chức đảng khác",
    "{detail}",
    "Bài của nơi nào thì ghi vào mẫu đã gửi cho nơi ấy (gửi mẫu bằng «dangbo phat-mau»); nếu đúng là của nơi đã nhận mẫu "
    "thì sửa tên tệp, tiêu đề, cột tổ chức đảng cho khớp rồi nhập lại. Cả bảng chưa được ghi.",
    unit="Bài của nơi nào thì ghi vào mẫu đã gửi cho nơi ấy; nếu đúng là của nơi đã nhận mẫu thì sửa tên tệp, tiêu đề, cột "
    "tổ chức đảng cho khớp rồi gửi lại. Cả bảng chưa được ghi.",
)
HEADING_RETYPED = cause(
    "heading_retyped",
    Level.CELL,
    "Tiêu đề cột của mẫu đã bị đổi",
    "Cột này mẫu gửi đi là «{detail}», các ô vẫn như đã gửi mà tiêu đề nay là «{value}».",
    "Đơn vị ghi lại tiêu đề như mẫu; cả cột chưa được đọc.",
)
STILL_OF_ANOTHER = cause(
    "still_of_another",
    Level.CELL,
    "Ô vẫn như đã gửi cho người khác",
    "Dòng này đã gửi đi là của {detail}, nay ghi người khác; ô «{value}» vẫn như đã gửi nên chưa ghi cho người mới.",
    "Đơn vị ghi lại ô ấy theo người mới; nếu đúng như vậy thì thêm bằng «dangbo dv sua».",
    unit="Đơn vị ghi lại ô ấy theo người mới; nếu đúng như vậy thì báo lại.",
)
CELL_EMPTIED = cause(
    "cell_emptied",
    Level.NOTE,
    "Ô đã gửi có giá trị, nay để trống: không xóa",
    "Sổ giữ nguyên giá trị đã có; muốn bỏ thì sửa tay trong sổ.",
)

ROWS_NOT_FILLED = cause(
    "rows_not_filled",
    Level.NOTE,
    "Dòng của mẫu chưa ghi gì",
    "Mẫu còn {detail} dòng đơn vị chưa ghi gì, không có gì để nhập.",
)

#: What tells one record of a kind from another: groups of fields of which each agrees or contradicts as one.
EVIDENCE: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "dang-vien": (("full_name",), ("birth_date",), ("citizen_id", "card_number", "old_card_number")),
    "to-chuc": (("name",), ("code",), ("parent",)),
    "xep-loai": (("full_name",), ("birth_date",), ("citizen_id", "card_number")),
    "cam-ket": (("full_name",), ("birth_date",), ("citizen_id", "card_number")),
    "mo-hinh": (("name",),),
    "chuyen-de": (("topic",), ("held_on",)),
    "ghi-danh": (("full_name",), ("deed",), ("entered_on",)),
    "khen-thuong": (("full_name",), ("form",), ("decision_number", "decision_on")),
    "ky-luat": (("full_name",), ("form",), ("decision_number", "decision_on")),
    "ktgs": (("full_name", "organization"), ("matter",), ("started_on",)),
}
#: Who a person is, beside the name; of these kinds a row is told from others by what befell her as well.
_WHO = EVIDENCE["dang-vien"][1:]
_OF_ANYONE = frozenset(("ghi-danh", "khen-thuong", "ky-luat", "ktgs"))
_OF_ORGANIZATIONS = (("organization",), ("upper_organization",))


class Doubt(Enum):
    """Why a row with a number is not taken for the record of that number."""

    COPIED = "copied"
    CONTRADICTS = "contradicts"


class Claim(NamedTuple):
    """Which record a row is (None: an ordinary row), and the keys of the cells that say what was sent; in doubt,
    `number` is the record in question and `other` the row that has it already (0-based). `was` is the record that an
    ordinary row was sent out for before somebody else was typed over it."""

    number: Ref | None = None
    unchanged: frozenset[str] = frozenset()
    doubt: Doubt | None = None
    other: int | None = None
    was: Ref | None = None


@dataclass(slots=True)
class SentForm:
    """What was sent out in one workbook: kind, sheet, organisation (None: the whole), day, and the cells of every
    record by the key of the field. `foreign` where another record sent it: its numbers mean nothing here."""

    database: str
    kind: str
    sheet: str
    organization: Ref | None
    day: str
    rows: dict[Ref, dict[str, str]] = field(default_factory=dict)

    @property
    def evidence(self) -> tuple[tuple[str, ...], ...]:
        """The groups of fields that tell its rows apart."""
        groups = EVIDENCE.get(self.kind, ())
        names_nobody = self.kind == "xep-loai" and not any(cells.get("full_name") for cells in self.rows.values())
        return _OF_ORGANIZATIONS if names_nobody else groups

    def of_sheet(self, keys: Collection[str]) -> SentForm:
        """Return what was sent in the sheet with these fields: ratings of persons and of organisations stand apart."""
        if self.kind != "xep-loai":
            return self
        persons = "full_name" in keys
        rows = {ref: cells for ref, cells in self.rows.items() if bool(cells.get("full_name")) is persons}
        return replace(self, rows=rows)


def read_sent(grids: Sequence[Grid], database: str | None) -> tuple[list[Grid], SentForm | None]:
    """Return the sheets without the hidden one, and what it says was sent; None where there is none, or another
    record sent it."""
    mine = next((g for g in grids if g.name == SENT_SHEET and g.rows and g.rows[0][:1] == [SENT_MARK]), None)
    if mine is None:
        return list(grids), None
    rest = [grid for grid in grids if grid is not mine]
    head = [raw_text(value) for value in (*mine.rows[0], *[""] * 7)][:7]
    if len(mine.rows) < 2 or head[2] != database:
        return rest, None
    place = int(head[5]) if head[5].isdigit() else None
    sent = SentForm(head[2], head[3], head[4], place, head[6])
    keys = [raw_text(value) for value in mine.rows[1]]
    for row in mine.rows[2:]:
        number = read_record_number(raw_text(row[0]), sent.database, sent.kind)
        if number is not None:
            pairs = zip(keys[1:], row[1:], strict=False)
            sent.rows[number] = {key: raw_text(value) for key, value in pairs if key}
    return rest, sent


def number_column(grid: Grid, table: TableFound) -> int | None:
    """Return the column with the record numbers, None where a unit has deleted it."""
    for r in range(table.top, table.bottom + 1):
        if NUMBER_COLUMN in grid.rows[r]:
            return grid.rows[r].index(NUMBER_COLUMN)
    return None


def claim_rows(
    sent: SentForm, rows: Mapping[int, tuple[str, Mapping[str, str]]], meanings: Meanings
) -> dict[int, Claim]:
    """Return for every row (by its row in the sheet) which record it is: `rows` hold the text of the hidden column
    and the texts of the cells by key, compared by what they mean."""
    groups = sent.evidence
    by_identity: dict[tuple[Hashable, ...], list[Ref]] = {}
    for number, was in sent.rows.items():
        by_identity.setdefault(_identity(groups, was, meanings), []).append(number)
    taken: dict[Ref, int] = {}
    claims: dict[int, Claim] = {}
    later: list[tuple[int, Ref | None, Mapping[str, str]]] = []
    # Who is certain goes first, so that a copy above its original does not take the number from it.
    for r, (text, cells) in rows.items():
        carried = read_record_number(text, sent.database, sent.kind)
        if carried is not None and carried not in sent.rows:
            carried = None
        same = by_identity.get(_identity(groups, cells, meanings), [])
        known = carried if carried in same else same[0] if len(same) == 1 else None
        if known is None:
            later.append((r, carried, cells))
        elif known in taken:
            claims[r] = Claim(known, frozenset(), Doubt.COPIED, taken[known])
        else:
            taken[known] = r
            claims[r] = Claim(known, _unchanged(sent.rows[known], cells))
    for r, carried, texts in later:
        if carried is None:
            claims[r] = Claim()
            continue
        agree, against = _weigh(groups, sent.rows[carried], texts, meanings)
        if carried in taken:
            # Copied to write somebody new over it: what is still the other's tells how far that was done; of an entry
            # also what of its person is, though the praise and the decision be those of many.
            who = agree, against
            if sent.kind in _OF_ANYONE:
                who = _weigh((groups[0], *_WHO), sent.rows[carried], texts, meanings)
            doubt = Doubt.COPIED if agree and against <= 1 and who[0] and who[1] <= 1 else None
            claims[r] = Claim(carried, frozenset(), doubt, taken[carried]) if doubt else Claim(was=carried)
        elif agree and against <= 1:
            taken[carried] = r
            claims[r] = Claim(carried, _unchanged(sent.rows[carried], texts))
        elif against > 1 and not agree:
            claims[r] = Claim(was=carried)
        else:
            claims[r] = Claim(carried, frozenset(), Doubt.CONTRADICTS)
    return claims


def accept(sent: SentForm, claim: Claim, cells: Mapping[str, str]) -> Claim:
    """Return the claim of a row of which somebody has said that it is the record of its number all the same."""
    assert claim.number is not None
    return claim._replace(doubt=None, unchanged=_unchanged(sent.rows[claim.number], cells))


def _identity(groups: Sequence[Sequence[str]], cells: Mapping[str, str], meanings: Meanings) -> tuple[Hashable, ...]:
    return tuple(meanings.key(key, cells.get(key, "")) for group in groups for key in group)


def _weigh(
    groups: Sequence[Sequence[str]], sent: Mapping[str, str], cells: Mapping[str, str], meanings: Meanings
) -> tuple[int, int]:
    """Count the groups of evidence that agree with what was sent and those that contradict it."""
    agree = against = 0
    for group in groups:
        told = [meanings.same(key, sent[key], cells[key]) for key in group if sent.get(key) and cells.get(key)]
        agree += any(told)
        against += bool(told) and not any(told)
    return agree, against


def _unchanged(sent: Mapping[str, str], cells: Mapping[str, str]) -> frozenset[str]:
    return frozenset(key for key, text in sent.items() if cells.get(key, "") == text)
