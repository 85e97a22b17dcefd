"""A zip package (.xlsx, .ods) in memory, unpacked part by part under a bound that declared sizes cannot fool."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from dangbo_cli.sheets.unreadable import (
    DAMAGED,
    ENCRYPTED,
    MAX_UNPACKED_BYTES,
    TOO_LARGE,
    TRUNCATED,
    UNSAFE,
    Unreadable,
    megabytes,
)

#: How much of a part is held at a time.
CHUNK = 1024 * 1024
#: A part that is kept whole (styles, workbook, shared strings) may be this large.
MAX_WHOLE = 128 * 1024 * 1024
_MAX_PARTS = 10_000
_MAX_DIRECTORY_BYTES = 4 * 1024 * 1024
_DOCTYPE = re.compile(rb"!(?:DOCTYPE|ENTITY|\0D\0O\0C\0T|\0E\0N\0T\0I)")


class Package:
    """The parts of a zip file. Raises Unreadable where it is cut off, encrypted, damaged or too large."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._bound_directory()
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                parts = archive.infolist()
        except zipfile.BadZipFile as error:
            raise Unreadable(DAMAGED, technical=str(error)) from error
        except (NotImplementedError, ValueError, struct.error, OverflowError) as error:
            raise Unreadable(DAMAGED, technical=str(error)) from error
        self._parts = {part.filename: part for part in parts}
        if len(self._parts) != len(parts):
            raise Unreadable(DAMAGED, " (có phần bị trùng tên)")
        if any(part.flag_bits & 1 for part in parts):
            raise Unreadable(ENCRYPTED)
        declared = sum(part.file_size for part in parts)
        if declared > MAX_UNPACKED_BYTES:
            raise _too_large(declared)
        self._unpacked = 0

    def _bound_directory(self) -> None:
        """Refuse a directory of parts so long that merely listing it would take seconds."""
        end = self.data.rfind(b"PK\x05\x06", max(0, len(self.data) - 70_000))
        if end < 0 or end + 22 > len(self.data):
            raise Unreadable(TRUNCATED)
        count, size = struct.unpack_from("<HI", self.data, end + 10)
        if count > _MAX_PARTS or _MAX_DIRECTORY_BYTES < size < 0xFFFFFFFF:
            raise Unreadable(TOO_LARGE, "có quá nhiều phần bên trong")
        if size != 0xFFFFFFFF and size > end:
            raise Unreadable(TRUNCATED)
        if 0xFFFFFFFF in struct.unpack_from("<II", self.data, end + 12) or count == 0xFFFF:
            raise Unreadable(DAMAGED, " (tệp nén kiểu zip64)")

    @property
    def names(self) -> list[str]:
        """The names of the parts, as stored."""
        return list(self._parts)

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def chunks(self, name: str, size: int = CHUNK) -> Iterator[bytes]:
        """Yield a part's bytes, at most `size` at a time; every byte counts towards the bound of the package
        (`start_again` before the parts are gone through once more)."""
        part = self._parts[name]
        raw = self._raw(part)
        if part.compress_type == zipfile.ZIP_STORED:
            for start in range(0, len(raw), size):
                yield self._counted(raw[start : start + size])
            return
        inflater = zlib.decompressobj(-15)
        try:
            block = inflater.decompress(raw, size)
            while block:
                yield self._counted(block)
                block = inflater.decompress(inflater.unconsumed_tail, size)
        except zlib.error as error:
            raise Unreadable(DAMAGED, technical=f"{name}: {error}") from error
        if not inflater.eof:
            raise Unreadable(DAMAGED, technical=f"{name}: compressed data ends early")

    def whole(self, name: str) -> bytes:
        """Return a part whole; parts of over 128 MB are refused."""
        whole = bytearray()
        for block in self.chunks(name):
            if not whole and len(block) < CHUNK:
                return block
            whole += block
            if len(whole) > MAX_WHOLE:
                raise _too_large(len(whole))
        return bytes(whole)

    def start_again(self) -> None:
        """Forget what was counted: a second reading of the same parts begins."""
        self._unpacked = 0

    def _counted(self, block: bytes) -> bytes:
        self._unpacked += len(block)
        if self._unpacked > MAX_UNPACKED_BYTES:
            raise _too_large(self._unpacked)
        return block

    def _raw(self, part: zipfile.ZipInfo) -> bytes:
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable(DAMAGED, technical=f"{part.filename}: compression {part.compress_type}")
        at = part.header_offset
        if at < 0 or self.data[at : at + 4] != b"PK\x03\x04" or at + 30 > len(self.data):
            raise Unreadable(DAMAGED, technical=f"{part.filename}: no local header")
        name_length, extra_length = struct.unpack_from("<HH", self.data, at + 26)
        start = at + 30 + name_length + extra_length
        if start + part.compress_size > len(self.data):
            raise Unreadable(TRUNCATED, technical=f"{part.filename}: data end early")
        return self.data[start : start + part.compress_size]


def forbid_doctype(block: bytes) -> None:
    """Raise Unreadable where a piece of XML declares a document type or an entity: no spreadsheet program
    writes one, and entities can unpack without end."""
    if b"!" in block and _DOCTYPE.search(block) is not None:
        raise Unreadable(UNSAFE)


def _too_large(size: int) -> Unreadable:
    return Unreadable(TOO_LARGE, f"nội dung giải nén ra hơn {megabytes(min(size, MAX_UNPACKED_BYTES))}")
