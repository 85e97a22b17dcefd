"""Writing a workbook to its file in one stroke."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any


def save_book(book: Any, path: Path) -> None:
    """Write an openpyxl workbook. It is packed in memory first: packed into the file itself, a full disk would make the
    archive complain once more, in English, when it is thrown away. Raises OSError."""
    packed = BytesIO()
    book.save(packed)
    path.write_bytes(packed.getbuffer())
