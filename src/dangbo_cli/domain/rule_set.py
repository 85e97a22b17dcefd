"""The rule set of a year: documents, figures with their sources, conditions of the levels.

The sets that the program brings are files, one a set (`rule_sets/`), read only when asked for. What the clerk changed
lies over them (`overlay`) with her own source. A figure whose source nobody here has read (`Basis`) never condemns:
findings that rest on it are hints.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from dangbo_cli.domain.rule_keys import FIGURES, Value

_FOLDER = Path(__file__).parent / "rule_sets"
FIRST_YEAR = 2018
"""The four levels exist since 2018; before, other words and other rules (27-HD/BTCTW 2014) held."""


class Basis(Enum):
    """How a figure is known."""

    READ = "đọc trong văn bản"
    SECOND_HAND = "dẫn lại, chưa đối chiếu văn bản"
    UNVERIFIED = "chưa có nguồn"
    OWN = "đơn vị ghi"

    @property
    def sure(self) -> bool:
        """Whether a finding may rest on it as more than a hint."""
        return self in (Basis.READ, Basis.OWN)


_BASIS = {"seen": Basis.READ, "code": Basis.SECOND_HAND, "K": Basis.UNVERIFIED}


class Document(NamedTuple):
    """A document that a rule set rests on. `issued_on` is an ISO date, "" where unknown."""

    number: str
    issued_on: str
    subject: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One figure as it holds in a year. `changed_on` is the day the clerk changed it (ISO), None where the figure is
    as the program brings it; `shipped` then is the value it had."""

    key: str
    value: Value
    source: str
    basis: Basis
    changed_on: str | None = None
    shipped: Value | None = None

    @property
    def meaning(self) -> str:
        return FIGURES[self.key].meaning

    @property
    def said(self) -> str:
        """The value as it is read out: «20 %», «6 tháng», «có»."""
        return FIGURES[self.key].say(self.value)


class Condition(NamedTuple):
    """What a level asks of somebody, in words: shown beside the figures, judged by people."""

    level: str
    of: str
    text: str
    source: str
    basis: Basis


class Change(NamedTuple):
    """A figure that the clerk changed: for one year (`period`), with her source."""

    period: str
    key: str
    value: str
    source: str
    since: str


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All that holds for the rating of a year. A figure that `rules` lacks is not part of that year's rules."""

    year: int
    name: str
    documents: tuple[Document, ...]
    rules: Mapping[str, Rule]
    conditions: tuple[Condition, ...]
    notes: tuple[str, ...] = ()

    def rule(self, key: str) -> Rule | None:
        """Return the figure, None where this year's rules have none."""
        return self.rules.get(key)


class NoRules(ValueError):
    """The program has no rule set for that year."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"Chương trình không có bộ quy định xếp loại của năm {year}; các bộ quy định có từ năm {FIRST_YEAR}."
        )


def load_rule_set(year: int, changes: Iterable[Change] = ()) -> RuleSet:
    """Return the rule set of a year with the clerk's changes over it. Raises NoRules."""
    path = next((path for first, last, path in _spans() if first <= year and (last is None or year <= last)), None)
    if path is None:
        raise NoRules(year)
    return overlay(_read(path, year), changes)


def overlay(rules: RuleSet, changes: Iterable[Change]) -> RuleSet:
    """Lay the clerk's changes of that year over a rule set; the last change of a figure holds."""
    merged = dict(rules.rules)
    for change in changes:
        figure = FIGURES.get(change.key)
        if change.period != str(rules.year) or figure is None:
            continue
        before = rules.rules.get(change.key)
        merged[change.key] = Rule(
            change.key,
            figure.parse(change.value),
            change.source,
            Basis.OWN,
            change.since,
            before.value if before else None,
        )
    ordered = {key: merged[key] for key in FIGURES if key in merged}
    return replace(rules, rules=ordered)


def rule_set_years() -> list[tuple[str, int, int | None]]:
    """Return (name, first year, last year or None: still in force) of the sets there are, the oldest first."""
    return [(str(_content(path)["name"]), first, last) for first, last, path in _spans()]


@lru_cache(maxsize=1)
def _spans() -> tuple[tuple[int, int | None, Path], ...]:
    """Return (first year, last year, file) of each set: a set holds until the next one begins."""
    starts = sorted((int(path.stem), path) for path in _FOLDER.glob("*.toml"))
    ends: list[int | None] = [start - 1 for start, _ in starts[1:]]
    return tuple((start, end, path) for (start, path), end in zip(starts, [*ends, None], strict=True))


@lru_cache(maxsize=8)
def _content(path: Path) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(path.read_text(encoding="utf-8"))


def _read(path: Path, year: int) -> RuleSet:
    content = _content(path)
    rules = {
        key: Rule(key, entry["value"], str(entry["source"]), _BASIS[entry["basis"]])
        for key, entry in content["rule"].items()
    }
    return RuleSet(
        year,
        str(content["name"]),
        tuple(Document(d["number"], d.get("issued_on", ""), d["subject"]) for d in content["document"]),
        {key: rules[key] for key in FIGURES if key in rules},
        tuple(
            Condition(c["level"], c["of"], c["text"], c["source"], _BASIS[c["basis"]])
            for c in content.get("condition", ())
        ),
        tuple(content.get("notes", ())),
    )
