"""What can keep the store from its work, each as a whole sentence that says what to do next.

`store_errors` turns the errors of `sqlite3` into these; an error of our own SQL (SQLITE_ERROR) stays what it
is, because no clerk can do anything about it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class StoreError(Exception):
    """The store cannot do what was asked. `message` is a whole Vietnamese sentence."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Absent(StoreError):
    """There is no file to read."""


class Locked(StoreError):
    """Another program keeps the file past the wait."""


class Damaged(StoreError):
    """The file is not a database, or its content is broken."""


class Foreign(Damaged):
    """A SQLite file that another program made."""


class Newer(StoreError):
    """A newer version of the program wrote the file."""


class Unwritable(StoreError):
    """The file, its folder or its backups cannot be written (or the file not be read)."""


class Full(Unwritable):
    """No room is left where the file lies."""


class Conflict(StoreError):
    """The plan breaks a rule that the file itself keeps, such as a number that stands only once."""


def absent(path: Path) -> Absent:
    return Absent(
        f"Chưa có tệp cơ sở dữ liệu «{path}». Lệnh «dangbo nhap» sẽ tạo tệp khi ghi lần đầu; "
        "nếu tệp nằm ở chỗ khác, hãy chỉ ra bằng «--csdl TỆP»."
    )


def gone(path: Path) -> Absent:
    return Absent(
        f"Tệp cơ sở dữ liệu «{path}» không còn ở đó nữa: trong lúc lệnh này chạy, tệp đã bị dời, bị xóa hoặc ổ đĩa đã được "
        "tháo ra. Lần này chưa ghi gì; hãy đưa tệp về chỗ cũ rồi chạy lại lệnh này."
    )


def locked(path: Path | str) -> Locked:
    return Locked(
        f"Cơ sở dữ liệu «{path}» đang được một chương trình khác ghi. "
        "Hãy đợi chương trình ấy xong rồi chạy lại lệnh này."
    )


def damaged(path: Path | str) -> Damaged:
    return Damaged(
        f"Tệp «{path}» bị hỏng hoặc không phải là cơ sở dữ liệu của dangbo. "
        "Hãy kiểm tra đường dẫn, hoặc lấy lại một bản sao lưu bằng «dangbo khoi-phuc TỆP»."
    )


def foreign(path: Path) -> Foreign:
    return Foreign(
        f"Tệp «{path}» là cơ sở dữ liệu của một chương trình khác, không phải của dangbo; "
        "tệp không bị thay đổi. Hãy chỉ ra tệp đúng bằng «--csdl TỆP»."
    )


def newer(path: Path, version: int, known: int) -> Newer:
    return Newer(
        f"Tệp «{path}» do bản dangbo mới hơn ghi (cấu trúc số {version}, bản này chỉ biết đến số {known}); "
        "tệp không bị thay đổi. Hãy cập nhật dangbo rồi chạy lại."
    )


def unwritable(path: Path | str) -> Unwritable:
    return Unwritable(
        f"Không ghi được vào «{path}». Hãy kiểm tra quyền ghi đối với tệp và thư mục chứa tệp, "
        "hoặc dùng tệp ở chỗ khác bằng «--csdl TỆP»."
    )


def name_too_long(path: Path | str) -> Unwritable:
    return Unwritable(
        f"Không mở được «{path}»: tên dài quá, hệ thống chỉ nhận tên khoảng 80 chữ có dấu. Hãy ghi tên ngắn hơn sau «--csdl»."
    )


def unreadable(path: Path | str) -> Unwritable:
    return Unwritable(
        f"Không mở được «{path}». Hãy kiểm tra xem đó có phải là một tệp và bạn có quyền đọc tệp ấy hay không."
    )


def full(path: Path | str) -> Full:
    return Full(f"Ổ đĩa chứa «{path}» đã đầy; không có gì bị thay đổi. Hãy dọn bớt tệp rồi chạy lại lệnh này.")


def _conflict(error: sqlite3.Error) -> Conflict:
    from dangbo_cli.store.labels import column_label  # only now: every question of the record loads this module

    text = str(error)
    if "UNIQUE" in text and "." in text:
        columns = [part.strip().rpartition(".")[2] for part in text.rpartition(":")[2].split(",")]
        names = ", ".join(f"«{column_label(column)}»" for column in columns)
        return Conflict(
            f"Không ghi được vì {names} trùng với một bản ghi khác; không có gì bị thay đổi. "
            "Hãy sửa số bị trùng rồi chạy lại."
        )
    return Conflict(
        f"Không ghi được vì dữ liệu không khớp với nhau ({text}); không có gì bị thay đổi. "
        "Hãy chạy «dangbo ra-soat» để kiểm tra tệp."
    )


_NO_TEXT = "Could not decode to UTF-8"


def is_no_text(error: sqlite3.Error) -> bool:
    """Tell whether bytes of a text in the file are none (Python's own finding: it has no code of SQLite)."""
    return isinstance(error, sqlite3.OperationalError) and str(error).startswith(_NO_TEXT)


def from_sqlite(error: sqlite3.Error, path: Path | str) -> StoreError | None:
    """Return the sentence for an error of `sqlite3`, or None where it is a mistake in our own SQL."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return locked(path)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or is_no_text(error):
        return damaged(path)
    if code == sqlite3.SQLITE_FULL:
        return full(path)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR):
        return unwritable(path)
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return unreadable(path)
    if code == sqlite3.SQLITE_CONSTRAINT:
        return _conflict(error)
    return None


@contextmanager
def store_errors(path: Path | str) -> Iterator[None]:
    """Raise the errors of `sqlite3` inside the block as StoreError."""
    try:
        yield
    except sqlite3.Error as error:
        spoken = from_sqlite(error, path)
        if spoken is None:
            raise
        raise spoken from error
