"""The twelve ways in which the invented units lay out a member list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from vi_du import member_columns
from vi_du.cells import Dirt
from vi_du.columns import Column


class Grouping(Enum):
    """How a list says which branch a row belongs to."""

    ROMAN = "«I» in the number column, the branch's name merged over the rest"
    NAME = "a row with the branch's name alone, merged over the table"
    SHEETS = "one sheet a branch"
    COLUMN = "a column with the branch in each row"
    MERGED = "a column with the branch merged downwards"


class Title(Enum):
    """The block above the table."""

    FULL = "superior, unit, Đảng Cộng sản Việt Nam, place and date, title"
    SHORT = "unit, title, «tính đến ngày»"
    NONE = "the header is row 1"


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to write a list. `suffixes` are used in turn; `bytes_are` differs from the suffix where a
    file is not what its name says; `filename` may use {number}, {agency}, {unit}, {ordinal}."""

    key: str
    suffixes: tuple[str, ...]
    container: str
    columns: Callable[[], list[Column]]
    grouping: Grouping
    title: Title
    filename: str = "{number:02d} {agency}"
    dirt: Dirt = field(default_factory=Dirt)
    numbering: str | None = None
    subtotals: bool = False
    signature: bool = True
    capitals: bool = True
    title_year: bool = True
    filter_row: bool = False
    running: bool = False
    guide: bool = False
    identified: bool = False


_SPACES = Dirt(nbsp=0.08, double=0.08, edges=0.2)

LAYOUTS: dict[str, Layout] = {
    layout.key: layout
    for layout in (
        Layout("mot-dong", (".xlsx",), "xlsx", member_columns.plain, Grouping.ROMAN, Title.FULL, numbering="brackets"),
        Layout(
            "nam-nu",
            (".xlsx",),
            "xlsx",
            member_columns.committee,
            Grouping.ROMAN,
            Title.FULL,
            dirt=Dirt(nbsp=0.1, edges=0.15),
            numbering="plain",
            subtotals=True,
        ),
        Layout(
            "tich-xep-loai",
            (".xls",),
            "xls",
            member_columns.rating_ticks,
            Grouping.NAME,
            Title.FULL,
            "{unit}",
            numbering="letters",
            filter_row=True,
            running=True,
        ),
        Layout(
            "ba-cot-xep-loai",
            (".xlsx",),
            "xlsx",
            member_columns.rating_stages,
            Grouping.SHEETS,
            Title.SHORT,
            "danh sách ({ordinal})",
            dirt=Dirt(edges=0.1),
            guide=True,
            subtotals=True,
        ),
        Layout(
            "csv-phay",
            (".csv",),
            "csv,bom",
            member_columns.comma,
            Grouping.COLUMN,
            Title.NONE,
            dirt=_SPACES,
            signature=False,
            identified=True,
        ),
        Layout(
            "csv-cham-phay",
            (".csv",),
            "csv;",
            member_columns.semicolon,
            Grouping.ROMAN,
            Title.SHORT,
            dirt=Dirt(decomposed=True, double=0.1),
            capitals=False,
        ),
        Layout(
            "csv-tab",
            (".tsv", ".csv"),
            "csv\t",
            member_columns.tabs,
            Grouping.NAME,
            Title.NONE,
            dirt=Dirt(edges=0.2),
            signature=False,
        ),
        Layout(
            "hai-cot-ten",
            (".ods",),
            "ods",
            member_columns.two_names,
            Grouping.NAME,
            Title.SHORT,
            dirt=_SPACES,
            numbering="plain",
            subtotals=True,
        ),
        Layout(
            "quoc-gia",
            (".xlsx",),
            "xlsx",
            member_columns.national,
            Grouping.COLUMN,
            Title.SHORT,
            "DSDV ({ordinal})",
            guide=True,
            signature=False,
            identified=True,
        ),
        Layout(
            "chi-bo-gop",
            (".xls",),
            "xlsx",
            member_columns.merged_units,
            Grouping.MERGED,
            Title.FULL,
            dirt=_SPACES,
            numbering="brackets",
            identified=True,
        ),
        Layout(
            "nam-sinh",
            (".xls",),
            "xls",
            member_columns.years_only,
            Grouping.ROMAN,
            Title.FULL,
            dirt=Dirt(edges=0.1),
            numbering="plain",
            subtotals=True,
        ),
        Layout(
            "ods-hai-dong", (".ods",), "ods", member_columns.open_document, Grouping.SHEETS, Title.SHORT, capitals=False
        ),
    )
}

#: Which layouts committees and single branches use, in turn.
FOR_COMMITTEES = (
    "nam-nu",
    "tich-xep-loai",
    "ba-cot-xep-loai",
    "csv-phay",
    "hai-cot-ten",
    "quoc-gia",
    "chi-bo-gop",
    "ods-hai-dong",
    "mot-dong",
    "csv-cham-phay",
    "nam-sinh",
)
FOR_BRANCHES = (
    "mot-dong",
    "csv-cham-phay",
    "csv-tab",
    "nam-sinh",
    "nam-nu",
    "csv-phay",
    "chi-bo-gop",
    "ods-hai-dong",
    "quoc-gia",
    "hai-cot-ten",
    "tich-xep-loai",
    "ba-cot-xep-loai",
)
