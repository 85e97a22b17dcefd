"""Files that are no member list: legacy text, a statistics form, a picture, a workbook behind a password."""

from __future__ import annotations

import struct
import unicodedata
import zlib

from vi_du.cells import Sheet
from vi_du.containers import write_book

#: TCVN 5712:1993 VN3, lower-case toned letters from 0xB5, capitals and bare letters from 0xA1.
_BARE = dict(zip("ĂÂÊÔƠƯĐăâêôơưđ", range(0xA1, 0xAF), strict=True))
_TONED = {
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
_TCVN3 = {
    **_BARE,
    **{letter: start + i for start, letters in _TONED.items() for i, letter in enumerate(letters)},
}


def legacy_text(text: str) -> str:
    """Return the text as TCVN3 bytes look when read as Latin-1; toned capitals lose their case, as they do
    without an «H» font."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(chr(_TCVN3.get(letter, _TCVN3.get(letter.lower(), ord(letter)))) for letter in composed)


def statistics_form() -> bytes:
    """Return a workbook with a bare statistics form («Biểu số 3-BTCTW»)."""
    rows: list[list[object]] = [
        ["ĐẢNG BỘ KHỐI", "THỐNG KÊ ĐỘI NGŨ ĐẢNG VIÊN NĂM 2022", None, "Biểu số 3-BTCTW"],
        ["BAN TỔ CHỨC"],
        ["Tiêu chí", "Thực hiện", None, "(%) kỳ này so với cùng kỳ năm trước"],
        [None, "Kỳ này", "Cùng kỳ năm trước"],
        [1, 2, 3, "4(=2*100/3)"],
        ["I. Tổng số đảng viên trong danh sách", 450, 441, "102.0%"],
        ["Trong đó: - Nữ", 188, 180, "104.4%"],
        ["- Dự bị", 14, 17, "82.4%"],
        ["- Dân tộc thiểu số", 278, 270, "103.0%"],
        ["2. Tuổi đời:"],
        ["- Từ 18 - 30 tuổi", 77, 79, "97.5%"],
        ["- Từ 31 - 35 tuổi", 96, 90, "106.7%"],
        ["- Tuổi bình quân", 39, 39, "100%"],
    ]
    sheet = Sheet("Biểu 3", rows, merges=[(0, 1, 0, 2), (2, 1, 2, 2)], widths=[46, 14, 20, 24])  # type: ignore[arg-type]
    return write_book("xlsx", [sheet])


def picture() -> bytes:
    """Return a grey PNG of 40 × 30 pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + bytes([160] * 40) for _ in range(30))
    header = struct.pack(">IIBBBBB", 40, 30, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512


def locked_workbook() -> bytes:
    """Return an OLE2 file with the two streams that a workbook behind a password has.

    The contents are zeros; only the shape is that of an encrypted file.
    """
    info, package = bytes([4, 0, 4, 0, 64, 0, 0, 0]) + bytes(4088), bytes(8192)
    info_sectors, package_sectors = len(info) // _SECTOR, len(package) // _SECTOR
    chain = [_FAT, _END]
    for length in (info_sectors, package_sectors):
        start = len(chain)
        chain += [*range(start + 1, start + length), _END]
    chain += [_FREE] * (_SECTOR // 4 - len(chain))
    entries = (
        _entry("Root Entry", 5, child=1, start=_END, size=0)
        + _entry("EncryptionInfo", 2, start=2, size=len(info), left=_FREE, right=2)
        + _entry("EncryptedPackage", 2, start=2 + info_sectors, size=len(package))
        + _entry("", 0, start=0, size=0)
    )
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0, 0)
    header += struct.pack("<108I", *[_FREE] * 108)
    fat = struct.pack(f"<{len(chain)}I", *chain)
    return header[:_SECTOR] + fat + entries + info + package


def _entry(
    name: str, kind: int, *, start: int, size: int, child: int = _FREE, left: int = _FREE, right: int = _FREE
) -> bytes:
    encoded = name.encode("utf-16-le")
    length = len(encoded) + 2 if name else 0
    return struct.pack(
        "<64sHBBIII16xI16xIQ", encoded, length, kind, 1, left, right, child if kind == 5 else _FREE, 0, start, size
    )
