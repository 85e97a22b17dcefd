"""Compare what the record answers with the truth of generated workbooks, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

#: What `dv ds --dinh-dang json` gives for a person and a truth may state.
FIELDS = (
    "card_number",
    "old_card_number",
    "file_number",
    "citizen_id",
    "full_name",
    "birth_date",
    "gender",
    "ethnicity",
    "religion",
    "hometown",
    "residence",
    "occupation",
    "general_education",
    "expertise",
    "political_theory",
    "foreign_language",
    "party_position",
    "government_position",
    "admitted_on",
    "official_on",
    "status",
    "organization_code",
    "ratings",
)


@dataclass
class Comparison:
    """Cells right; and a line for every cell missing or wrong, every person lost or too many."""

    right: int = 0
    missing: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)


def keys(person: dict[str, Any]) -> list[tuple[str, ...]]:
    """Return what a person may be found by, the surest first."""
    found: list[tuple[str, ...]] = []
    for kind in ("citizen_id", "card_number", "old_card_number"):
        if person.get(kind):
            found.append((kind, person[kind]))
    found.append((person["organization_code"] or "", person["full_name"], person.get("birth_date") or ""))
    return found


def compare_members(truth: list[dict[str, Any]], answer: list[dict[str, Any]]) -> Comparison:
    """Return the comparison of all people of the truth with an answer of `dv ds`."""
    report = Comparison()
    index: dict[tuple[str, ...], dict[str, Any]] = {}
    for person in answer:
        for key in keys(person):
            index.setdefault(key, person)
    seen: set[int] = set()
    for person in truth:
        found = next((index[key] for key in keys(person) if key in index), None)
        if found is None:
            report.lost.append(f"{person['full_name']} ({person['organization_code']})")
            continue
        seen.add(found["id"])
        for name in FIELDS:
            if name not in person:
                continue
            want, got = person[name], found[name]
            if want == got:
                report.right += 1
            elif got in (None, {}):
                report.missing.append(f"{person['full_name']} ({person['organization_code']}) {name}: want {want!r}")
            else:
                report.wrong.append(
                    f"{person['full_name']} ({person['organization_code']}) {name}: {got!r}, want {want!r}"
                )
    report.extra = [f"{p['full_name']} ({p['organization_code']})" for p in answer if p["id"] not in seen]
    return report
