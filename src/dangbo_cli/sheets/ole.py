"""Microsoft's compound file (.xls, encrypted .xlsx, .doc): which streams it holds, and one of them whole.

Written here, and small, because what reads it next trusts every number in it: chains that never end and sizes
of gigabytes are refused at this door (MS-CFB 2.2 to 2.6).
"""

from __future__ import annotations

import struct
from array import array

from dangbo_cli.sheets.unreadable import DAMAGED, TRUNCATED, Unreadable

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFE
_LAST_SECTOR = 0xFFFFFFFA
_MINI_CUTOFF = 4096


class CompoundFile:
    """The streams of a compound file. Raises Unreadable where its tables contradict the file."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512:
            raise Unreadable(TRUNCATED)
        self._data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise Unreadable(DAMAGED, technical=f"sector shift {shift}, {mini_shift}")
        self._size = 1 << shift
        self._sectors = (len(data) - 1) // self._size
        self._table = self._read_table()
        directory, mini_table = struct.unpack_from("<I8xI", data, 48)
        entries = self._chain(directory)
        self.streams: dict[str, tuple[int, int]] = {}
        root = None
        for at in range(0, len(entries) - 127, 128):
            length, kind = struct.unpack_from("<HB", entries, at + 64)
            if kind not in (1, 2, 5) or not 2 <= length <= 64:
                continue
            name = entries[at : at + length - 2].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<II", entries, at + 116)
            if kind == 5:
                root = (start, size)
            else:
                self.streams.setdefault(name, (start, size))
        if root is None:
            raise Unreadable(DAMAGED, technical="no root entry")
        self._mini_start, self._mini_size = root
        self._mini_table = mini_table

    def stream(self, name: str) -> bytes:
        """Return a stream whole."""
        start, size = self.streams[name]
        if size >= _MINI_CUTOFF:
            content = self._chain(start, size)
        else:
            content = self._mini(start, size)
        if len(content) < size:
            raise Unreadable(TRUNCATED)
        return content[:size]

    def _read_table(self) -> array[int]:
        """Return the table of sectors: where each one goes on."""
        table: array[int] = array("I")
        if table.itemsize != 4:  # pragma: no cover - every platform of ours has 4
            table = array("L")
        numbers = list(struct.unpack_from("<109I", self._data, 76))
        following, seen = struct.unpack_from("<I", self._data, 68)[0], set[int]()
        while following < _LAST_SECTOR and following not in seen:
            seen.add(following)
            more = struct.unpack(f"<{self._size // 4}I", self._sector(following))
            numbers.extend(more[:-1])
            following = more[-1]
        for number in numbers:
            if number < _LAST_SECTOR:
                if len(table) * 4 > len(self._data) + self._size * 4:
                    raise Unreadable(DAMAGED, technical="sector table longer than the file")
                table.frombytes(self._sector(number))
        return table

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        sector = self._data[start : start + self._size]
        if not sector:
            raise Unreadable(TRUNCATED, technical=f"sector {number} lies behind the end")
        return sector.ljust(self._size, b"\0")

    def _chain(self, start: int, size: int | None = None) -> bytes:
        """Return the sectors from `start` on, as many as the file can hold at most."""
        content: list[bytes] = []
        most = self._sectors if size is None else -(-size // self._size)
        if most > self._sectors:
            raise Unreadable(TRUNCATED)
        number = start
        while number != _END and (size is None or len(content) < most):
            if len(content) > self._sectors:
                raise Unreadable(DAMAGED, technical="chain without end")
            content.append(self._sector(number))
            if number >= len(self._table):
                raise Unreadable(TRUNCATED, technical=f"sector {number} is in no table")
            number = self._table[number]
        return b"".join(content)

    def _mini(self, start: int, size: int) -> bytes:
        table = array("I", self._chain(self._mini_table)) if self._mini_table < _LAST_SECTOR else array("I")
        if start >= _LAST_SECTOR:
            return b""
        container = self._chain(self._mini_start, self._mini_size)
        content = b""
        number = start
        while number != _END and len(content) < size:
            content += container[number * 64 : number * 64 + 64]
            if number >= len(table) or not container[number * 64 :]:
                raise Unreadable(DAMAGED, technical="short stream without end")
            number = table[number]
        return content


def wrap(name: str, content: bytearray) -> bytes:
    """Return a compound file of version 4 that holds nothing but one stream, well formed by construction."""
    size = 4096
    length = max(len(content), _MINI_CUTOFF)
    blocks = -(-length // size)
    tables = 1
    while tables * (size // 4) < tables + 1 + blocks:
        tables += 1
    if tables > 109:
        raise Unreadable(DAMAGED, technical="stream too long to wrap")
    table = array("I", [0xFFFFFFFD] * tables + [_END])
    table.extend(range(tables + 2, tables + 1 + blocks))
    table.append(_END)
    table.extend([0xFFFFFFFF] * (tables * (size // 4) - len(table)))
    header = SIGNATURE + struct.pack(
        "<16xHHHHH6xIIIIIIIII", 0x3E, 4, 0xFFFE, 12, 6, 1, tables, tables, 0, _MINI_CUTOFF, _END, 0, _END, 0
    )
    numbers = [*range(tables), *[0xFFFFFFFF] * (109 - tables)]
    header = (header + struct.pack("<109I", *numbers)).ljust(size, b"\0")
    directory = _entry("Root Entry", 5, 0, 0, child=1) + _entry(name, 2, tables + 1, length)
    directory += _entry("", 0, 0, 0) * (size // 128 - 2)
    return b"".join([header, table.tobytes(), directory, content, bytes(blocks * size - len(content))])


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    encoded = name.encode("utf-16-le")
    length = len(encoded) + 2 if name else 0
    free = 0xFFFFFFFF
    head = encoded.ljust(64, b"\0") + struct.pack("<HBBIII", length, kind, 1, free, free, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)
