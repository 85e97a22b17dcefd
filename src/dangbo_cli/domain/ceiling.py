"""The ceiling of «Hoàn thành xuất sắc nhiệm vụ» in one group: n1, n2, the three bases, the limit, the excess.

The base is a question of reading (21-HD/BTCTW 2019 and 124-QĐ/TW 2023, Điều 12: of those rated «Hoàn thành tốt nhiệm vụ»; in a
later form: of these and better; in practice: of all rated), so all three are worked out side by side; the rule set says
which holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor

from dangbo_cli.domain.levels import EXCELLENT, GOOD, LEVELS
from dangbo_cli.domain.rule_keys import BASES, OF_ALL, OF_GOOD, OF_GOOD_AND_BETTER


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of the ceiling: `base` people, `share` in per cent of them (None: nobody in the base), at most
    `limit` of them, `excess` above that (0: within)."""

    of: str
    base: int
    share: float | None
    limit: int
    excess: int


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The ceiling of a group: `excellent` (n1), `good` (n2) and `rated` of it, `rate` in per cent, which reading
    `holds`, and all three."""

    excellent: int
    good: int
    rated: int
    rate: float
    holds: str
    readings: tuple[Reading, ...]

    @property
    def applied(self) -> Reading:
        """The reading that the rule set chooses."""
        return next(reading for reading in self.readings if reading.of == self.holds)

    @property
    def excess(self) -> int:
        return self.applied.excess


def work_out(levels: Iterable[str], rate: float, holds: str = OF_GOOD, rounding: str = "xuong") -> Ceiling:
    """Work out the ceiling of a group from the levels of its members; what is no level is not counted."""
    counts = dict.fromkeys(LEVELS, 0)
    for level in levels:
        if level in counts:
            counts[level] += 1
    excellent, good, rated = counts[EXCELLENT], counts[GOOD], sum(counts.values())
    bases = {OF_GOOD: good, OF_GOOD_AND_BETTER: excellent + good, OF_ALL: rated}
    readings = tuple(_read(of, bases[of], excellent, rate, rounding) for of in BASES)
    return Ceiling(excellent, good, rated, rate, holds, readings)


def _read(of: str, base: int, excellent: int, rate: float, rounding: str) -> Reading:
    exact = round(rate * base / 100, 6)  # 20 % of 35 is 7, not 6.999…
    limit = {"len": ceil(exact), "gan-nhat": floor(exact + 0.5)}.get(rounding, floor(exact))
    share = round(100 * excellent / base, 1) if base else None
    return Reading(of, base, share, limit, max(0, excellent - limit))


def say_arithmetic(reading: Reading, rate: float) -> str:
    """Return «20 % × 37 = 7,4, tối đa 7»."""
    exact = round(rate * reading.base / 100, 2)
    said = f"{rate:g} % × {reading.base} = {exact:g}".replace(".", ",")
    return f"{said}, tối đa {reading.limit}"


def say_reading(reading: Reading, excellent: int) -> str:
    """Return «theo số «Hoàn thành tốt nhiệm vụ»: 12/37 = 32,4 %, tối đa 7, vượt 5»."""
    share = "không có ai để tính tỷ lệ" if reading.share is None else f"{reading.share:.1f} %".replace(".", ",")
    part = f"{excellent}/{reading.base} = {share}" if reading.base else share
    over = f"vượt {reading.excess}" if reading.excess else "không vượt"
    return f"theo {BASES[reading.of]}: {part}, tối đa {reading.limit}, {over}"
