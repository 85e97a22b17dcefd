"""Options that several commands share, each declared once: its name, its help, how its value is read."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from dangbo_cli.cli.framework import ValueType, one_of
from dangbo_cli.cli.words import name_key

TABLE, JSON, CSV = "bang", "json", "csv"


class Output(NamedTuple):
    """How an answer is to be shown: the four options of every list and report.

    `columns` are keys or headings as typed, None: as the table has them. `save` is the file to write
    instead of showing; `full` shows private values on a terminal.
    """

    format: str = TABLE
    columns: tuple[str, ...] | None = None
    save: Path | None = None
    full: bool = False


def read_day(text: str) -> date:
    """Read the day up to which something counts, as a clerk types it: 31/12/2022, 31-12-2022, 2022-12-31, «hôm nay», a month or a
    year (its last day). Raises ValueError with the reason."""
    import calendar

    if _is_today(text):
        return date.today()
    year, month, day = _date_parts(text)
    if month is None:
        return date(year, 12, 31)
    if day is None:
        return date(year, month, calendar.monthrange(year, month)[1])
    return _real_day(year, month, day)


def read_known_day(text: str) -> date:
    """Read a day that a question may be asked as of: as `read_day`, within the years of records."""
    day = read_day(text)
    _check_year(day.year)
    return day


def read_partial_date(text: str) -> str:
    """Read a day, a month or a year into ISO text («2022», «2022-05», «2022-05-19»)."""
    year, month, day = _date_parts(text)
    if month is None:
        return f"{year:04}"
    if day is None:
        return f"{year:04}-{month:02}"
    return _real_day(year, month, day).isoformat()


def read_whole_day(text: str) -> date:
    """Read the day of something that happened: day, month and year, or «hôm nay». Raises ValueError with the reason."""
    if _is_today(text):
        return date.today()
    year, month, day = _date_parts(text)
    if month is None or day is None:
        raise ValueError("cần đủ ngày, tháng, năm, như 31/12/2022.")
    return _real_day(year, month, day)


def _is_today(text: str) -> bool:
    return name_key(text) in ("homnay", "today")


_DAY_FIRST = re.compile(r"(?:(?:(\d{1,2})[/.\-])?(\d{1,2})[/.\-])?(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")


def _date_parts(text: str) -> tuple[int, int | None, int | None]:
    text = text.strip()
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = found.groups()
    else:
        raise ValueError("cần một ngày viết như 31/12/2022.")
    if month is not None and not 1 <= int(month) <= 12:
        raise ValueError(f"không có tháng {int(month)}; viết ngày trước, tháng sau, như 31/12/2022.")
    if int(year) < 1900:
        raise ValueError(f"năm {year} quá xa.")
    return int(year), int(month) if month else None, int(day) if day else None


def _real_day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"không có ngày {day}/{month}/{year}.") from None


#: No record of the Party is of an earlier year.
FIRST_YEAR = 1930


def read_year(text: str) -> int:
    """Read a year of four digits. Raises ValueError with the reason."""
    text = text.strip()
    if re.fullmatch(r"[12]\d{3}", text):
        _check_year(int(text))
        return int(text)
    hint = " Để lọc theo giới tính, dùng --gioi-tinh." if name_key(text) in ("nam", "nu") else ""
    raise ValueError(f"cần một năm viết đủ bốn chữ số, như 2022.{hint}")


def _check_year(year: int) -> None:
    last = date.today().year + 1
    if not FIRST_YEAR <= year <= last:
        raise ValueError(f"năm phải từ {FIRST_YEAR} (năm thành lập Đảng) đến {last} (năm sau).")


def read_number(text: str) -> int:
    """Read a whole number above zero. Raises ValueError with the reason."""
    if text.strip().lstrip("#").isdecimal() and int(text.strip().lstrip("#")) > 0:
        return int(text.strip().lstrip("#"))
    raise ValueError("cần một số, như 17.")


def _columns(text: str) -> tuple[str, ...]:
    names = tuple(part.strip() for part in re.split(r"[,;]", text) if part.strip())
    if not names:
        raise ValueError("cần tên các cột cách nhau bằng dấu phẩy.")
    return names


_TO_EXCEL = "Để ghi ra tệp Excel, dùng --luu-vao TỆP.xlsx."
FORMAT = one_of((TABLE, JSON, CSV), {"table": TABLE}, dict.fromkeys(("excel", "exel", "xlsx", "xls"), _TO_EXCEL))
_SAVE_HELP = "Ghi ra tệp .xlsx, .csv hoặc .json thay vì hiện ra màn hình."

Unit = Annotated[
    str | None,
    typer.Option("--don-vi", metavar="MÃ", help="Chỉ tổ chức này và các tổ chức bên dưới; gõ mã hoặc tên."),
]
AsOf = Annotated[
    Any,
    typer.Option(
        "--tinh-den", metavar="NGÀY", click_type=ValueType(read_known_day),
        help="Số liệu tính đến ngày này, như 31/12/2022; không ghi thì là hôm nay.",
    ),
]  # fmt: skip
YearEnd = Annotated[
    Any,
    typer.Option(
        "--nam", metavar="NĂM", click_type=ValueType(read_year),
        help="Số liệu đến hết năm này; như --tinh-den 31/12 của năm ấy.",
    ),
]  # fmt: skip
Yes = Annotated[bool, typer.Option("--dong-y", help="Ghi luôn, không hỏi lại.")]
OneMember = Annotated[
    list[str], typer.Argument(metavar="ID", help="Số thẻ, số trong sổ, hoặc họ tên.", show_default=False)
]
PreviewOnly = Annotated[bool, typer.Option("--xem-truoc", help="Chỉ xem sẽ đổi những gì, không ghi.")]
Format = Annotated[
    str,
    typer.Option(
        "--dinh-dang", metavar="bang|json|csv", click_type=FORMAT,
        help="Hiện thành bảng, JSON hay CSV; không ghi thì là bảng.",
    ),
]  # fmt: skip
_Columns = Annotated[
    Any,
    typer.Option(
        "--cot", metavar="A,B,C", click_type=ValueType(_columns),
        help="Chọn và xếp thứ tự các cột, theo tên cột hoặc khóa JSON; trong «dv ds», @TÊN là một bộ cột đã đặt tên.",
    ),
]  # fmt: skip
_Save = Annotated[Path | None, typer.Option("--luu-vao", metavar="TỆP", help=_SAVE_HELP)]
Full = Annotated[bool, typer.Option("--hien-du", help="Hiện đủ các số giấy tờ, không che bớt.")]


def with_output(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command --dinh-dang, --cot, --luu-vao and --hien-du; it receives them as `output: Output`.

    Set directly above the function, below `manual`.
    """
    shared = {
        "dinh_dang": (Format, TABLE),
        "cot": (_Columns, None),
        "luu_vao": (_Save, None),
        "hien_du": (Full, False),
    }
    signature = inspect.signature(function, eval_str=True)
    own = [param for name, param in signature.parameters.items() if name != "output"]
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for name, (annotation, default) in shared.items()
    ]

    @wraps(function)
    def command(**values: Any) -> Any:
        given = {name: values.pop(name) for name in shared}
        output = Output(given["dinh_dang"], given["cot"], given["luu_vao"], given["hien_du"])
        return function(**values, output=output)

    command.__signature__ = signature.replace(  # type: ignore[attr-defined]
        parameters=[*(p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own), *added]
    )
    command.__annotations__ = {param.name: param.annotation for param in (*own, *added)}
    return command
