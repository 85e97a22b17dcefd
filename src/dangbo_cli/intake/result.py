"""What an import found out, file by file and sheet by sheet: the value that `nhap` shows, writes as
JSON, or applies. The pipeline itself never prints and never asks."""

from __future__ import annotations

import os.path
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from dangbo_cli.domain.change import Plan
from dangbo_cli.domain.problem import Problem
from dangbo_cli.store.set_aside import Mistake

#: Why a sheet without any known heading is left as it is; the clerk is told `OWN_HEADINGS` beside it, a unit is not.
NO_HEADINGS = "không phải loại biểu nào dangbo biết (không thấy hàng tiêu đề của danh sách)"
#: Causes for which a file is left out though nothing is wrong with it: nobody is asked to mend it.
NOTHING_TO_MEND = frozenset(("not_read_yet", "nil_without_table"))
OWN_HEADINGS = "Nếu là danh sách có tiêu đề riêng, khai các tiêu đề ấy bằng «dangbo bieu-mau them»."


@dataclass(slots=True)
class SheetResult:
    """One table that was read (or a sheet that was left out, with `left_out` saying why, `told` where the error of the
    file says it too).

    `columns` maps column letters to field keys; `ignored_columns` are the headings nobody claimed;
    `header_rows` are spreadsheet rows (1 = the first). `steps` tell, in words, what was taken for
    title, header, groups, totals and end, and why (`--chi-tiet`); until the rows are read `tells` could say them.
    `not_filled` are those of the `rows` that a template sent out and nobody filled in.
    """

    name: str
    kind: str | None = None
    organization_code: str | None = None
    organization_name: str | None = None
    called: str = ""  # the same with the grassroots one above it, for a letter
    year: int | None = None
    header_rows: list[int] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    ignored_columns: list[str] = field(default_factory=list)
    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    set_aside: int = 0
    not_filled: int = 0
    left_out: str | None = None
    told: bool = False
    steps: list[str] = field(default_factory=list)
    tells: list[Callable[[], Iterable[str]]] = field(default_factory=list)

    def settle_steps(self, wanted: bool) -> None:
        """Put the steps into words where they are wanted, and let go of the tables that could tell them."""
        if wanted:
            self.steps = [step for tell in self.tells for step in tell()]
        self.tells.clear()


@dataclass(slots=True)
class Returned:
    """A copy with mistakes marked in it that came back: the SHA-256 of the file it was made from, what was marked,
    and how many of these still stand."""

    original: str
    marked: tuple[Mistake, ...]
    standing: int = 0

    @property
    def mended(self) -> int:
        """How many of the marked mistakes are mended."""
        return len(self.marked) - self.standing


@dataclass(slots=True)
class FileResult:
    """One file: its sheets, and the sentence that says why it, or some of them, could not be read."""

    path: str
    sha256: str = ""
    sheets: list[SheetResult] = field(default_factory=list)
    error: str | None = None
    error_code: str | None = None
    returned: Returned | None = None

    @property
    def unread(self) -> bool:
        """Tell whether nothing of the file could be read; of one with an error other sheets may have been."""
        return self.error is not None and all(sheet.left_out is not None for sheet in self.sheets)


@dataclass(slots=True)
class ImportResult:
    """The plan of one call and its summary. `absent` lists, by organisation name, people whom the record has there and a
    full list of that unit lacks; `remembered` what is kept of the clerk's answers; `questions` ask what sets nothing
    aside if nobody answers; `evidence` tells, for a sheet, why
    rows are whom they are taken for."""

    plan: Plan
    files: list[FileResult] = field(default_factory=list)
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    set_aside: int = 0
    absent: dict[str, list[str]] = field(default_factory=dict)
    passed_over: list[str] = field(default_factory=list)
    remembered: list[str] = field(default_factory=list)
    questions: list[Problem] = field(default_factory=list)
    evidence: Callable[[SheetResult], list[str]] = lambda sheet: []

    @property
    def nothing_read(self) -> bool:
        """Tell whether files were given and not one of them could be read."""
        return bool(self.files) and all(f.unread for f in self.files)

    @property
    def has_strange_headings(self) -> bool:
        """Tell whether a sheet was left out because no form knows its headings."""
        return any(sheet.left_out == NO_HEADINGS for file in self.files for sheet in file.sheets)

    @property
    def needs_attention(self) -> bool:
        """Tell whether anything was set aside or a file left out (exit code 1)."""
        return bool(self.plan.problems) or self.set_aside > 0 or any(f.error for f in self.files)


def short_names(paths: Sequence[str]) -> dict[str, str]:
    """Return each path as it is shown: its name, or the part below the common folder where names repeat."""
    plain_paths = [path.replace("\\", "/") for path in paths]
    names = [PurePath(path).name for path in plain_paths]
    if len(set(names)) == len(names):
        return dict(zip(paths, names, strict=True))
    try:
        common = os.path.commonpath([str(PurePath(path).parent) for path in plain_paths])
    except ValueError:  # absolute and relative paths, or two drives
        return dict(zip(paths, paths, strict=True))
    shown = [os.path.relpath(path, common) if common else path for path in plain_paths]
    return dict(zip(paths, shown, strict=True))
