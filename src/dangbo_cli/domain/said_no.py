"""Words in the place of what was done, or is to be done, that say it was not, or that there is nothing: kept as they were
written, and counted as what they say."""

from __future__ import annotations

from functools import lru_cache

from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import fold

#: «Chưa đạt», «Chưa tốt» judge what was done.
_NOT_DONE = rare(
    r"chua(?! (?:dat|tot|cao|day du|dung|nghiem))\b.*"
    r"|(?:khong|ko|k|0)(?: (?:co|duoc|so ket|tong ket|danh gia|kiem diem))*",
)
_NOTHING = rare(
    r"(?:khong|ko|k|0|chua phat hien)(?: (?:co|phat hien|phat sinh|thay|phai|can|yeu cau)){0,3}"
    r"(?:(?: (?:noi dung|viec|van de|gi|nao|han che|khuyet diem|ton tai|vi pham|sai pham|dau hieu|dang ke|lon|va"
    r"|phai khac phuc|can khac phuc))+|(?<= (?:phai|.can)) khac phuc(?: gi)?|(?<=yeu cau) khac phuc(?: gi)?)?"
)


def _words(text: object) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in fold(str(text))).split())


@lru_cache(maxsize=1024)
def is_done(said: object) -> bool:
    """Tell whether the words on a review, a result or an item say that it was: «Chưa tổng kết», «Không» say it was not."""
    return said is not None and not _NOT_DONE.fullmatch(_words(said))


@lru_cache(maxsize=1024)
def is_something(said: object) -> bool:
    """Tell whether the words on what is to be mended name anything: «Không», «Không có hạn chế, khuyết điểm» do not."""
    return said is not None and not _NOTHING.fullmatch(_words(said))
