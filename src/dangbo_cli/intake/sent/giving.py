"""Giving back: what of each workbook is to be mended, and the words that go with it to the unit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from dangbo_cli.domain.problem import CAUSES
from dangbo_cli.forms.own import FIX_COLUMN
from dangbo_cli.intake.result import NOTHING_TO_MEND, FileResult, ImportResult
from dangbo_cli.intake.sent.prefilled import SENT_TO_ANOTHER
from dangbo_cli.sheets.address import column_index
from dangbo_cli.sheets.marked_copy import Copy, Remark, TableEdge
from dangbo_cli.sheets.unreadable import CANNOT_READ, FOLDER_UNREADABLE, MISSING, NO_PERMISSION, OTHER_KIND

#: Of these files a unit has nothing to mend: they are all right, or the trouble is with the clerk's own disk.
_NO_LETTER = NOTHING_TO_MEND | {CANNOT_READ, FOLDER_UNREADABLE, MISSING, NO_PERMISSION}


Place = tuple[str, str, str, str, str]
"""Where a problem stands and what it is: path, sheet, cell, code, value."""


@dataclass(frozen=True, slots=True)
class GivenBack:
    """One workbook to give back."""

    file: FileResult
    unit: str
    remarks: tuple[Remark, ...]
    edges: tuple[TableEdge, ...]


def files_to_return(result: ImportResult, mended: Collection[Place] = ()) -> Iterator[GivenBack]:
    """Yield every workbook of which something was set aside, and every file that could not be read at all for a reason that
    the unit can mend (without remarks: there is only something to write to the unit). What is `mended` in the record since
    these very files were read before (path, sheet, cell, code, value) no unit is asked for."""
    named = {place: whose.name or "" for place, whose in result.plan.whose.items()}
    for file in result.files:
        remarks = tuple(
            Remark(p.sheet, p.cell, p.code, p.value, words_for_unit(p.code, p.message), named.get(p.place, ""))
            for p in result.plan.problems
            if p.file == file.path and (p.file, p.sheet, p.cell, p.code, p.value) not in mended
        )
        if not remarks and (file.error is None or file.error_code in _NO_LETTER):
            continue
        read = [sheet for sheet in file.sheets if sheet.left_out is None and sheet.header_rows and sheet.headings]
        edges = tuple(
            TableEdge(sheet.name, tuple(sheet.header_rows), max(column_index(c) for c in sheet.headings))
            for sheet in read
        )
        unit = next((sheet.called for sheet in read if sheet.called), "")
        if any(remark.code == SENT_TO_ANOTHER for remark in remarks):
            unit = ""  # of another sheet of the workbook: whoever wrote this one did not get it
        yield GivenBack(file, unit, remarks, edges)


#: A clause that names a command or an option: only the clerk has them.
_OF_THE_CLERK = re.compile(r"[;,] [^;«»]*(?:«dangbo [^»]*»|--[a-z-]+)[^;.«»]*")


def words_for_unit(code: str, message: str) -> str:
    """Return the sentences of a problem as a unit is to read them: without what only the clerk can do."""
    cause = CAUSES[code]
    said = message.removesuffix(cause.advice).rstrip() if cause.advice else message
    advice = cause.advice if cause.unit is None else cause.unit
    return _send(f"{_OF_THE_CLERK.sub('', said)} {advice if said != message else ''}".strip())


def _send(text: str) -> str:
    """Say «gửi lại» where the clerk imports anew, and nothing of what she does not import."""
    return text.replace("rồi nhập lại", "rồi gửi lại").replace("; không nhập", "")


#: What a unit is asked to do about a file of which nothing could be read, by the cause; else to send it again.
_ASKED = {
    "statistics": "gửi danh sách, mỗi dòng một người (hay một tổ chức, một việc), thay cho biểu số liệu tổng hợp này"
}


def message_to_unit(given: GivenBack, name: str, copy: Copy | None) -> str:
    """Return what is written to the unit: which file, how many places, each place, what to do. `name` is the
    attached copy's."""
    whom = given.unit or "quý đơn vị"
    lines = [f"Kính gửi: {whom}", ""]
    sent = given.file.path.replace("\\", "/").rsplit("/", 1)[-1]
    if given.file.error is not None:
        what = "chưa đọc được" if given.file.unread else "có trang tính chưa đọc được"
        code = given.file.error_code
        error = (
            _send(_OF_THE_CLERK.sub("", given.file.error))
            if code not in CAUSES
            else words_for_unit(code, given.file.error)
        )
        lines += [f"Tệp «{sent}» {what}: {error}", ""]
    if not given.remarks and given.file.error_code == OTHER_KIND:  # a letter that came along is in order
        return "\n".join([*lines, "Xin cảm ơn.", ""])
    if not given.remarks:
        asked = _ASKED.get(given.file.error_code or "", "kiểm tra và gửi lại tệp")
        return "\n".join([*lines, f"Đề nghị đơn vị {asked}. Xin cảm ơn.", ""])
    lines += [
        f"Tệp «{sent}» có {len(given.remarks)} chỗ chưa ghi được vào sổ đảng viên, kê dưới đây. Đề nghị đơn vị mở tệp "
        f"«{name}» gửi kèm, sửa ở các ô được tô màu (lý do ghi ở cột «{FIX_COLUMN}» cùng dòng), rồi gửi lại chính "
        "tệp ấy.",
        "",
    ]
    for number, remark in enumerate(given.remarks, 1):
        cell = f", ô {remark.cell}" if remark.cell else ""
        whose = f" ({remark.whose})" if remark.whose else ""
        lines.append(f"{number}. Trang tính «{remark.sheet}»{cell}{whose}: {remark.reason}")
    lines.append("")
    if copy is not None and copy.plain:
        lines += ["Tệp gửi kèm là bản .xlsx giữ nguyên số liệu của tệp đã nhận; hình thức trình bày có thể khác.", ""]
    if copy is not None and copy.lost:
        lines += [
            f"Tệp gửi kèm không giữ được {', '.join(copy.lost)} của tệp gốc; nếu cần, đơn vị sửa vào tệp gốc của mình "
            "rồi gửi lại.",
            "",
        ]
    return "\n".join([*lines, "Xin cảm ơn.", ""])
