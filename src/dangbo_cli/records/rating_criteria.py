"""Plan the grades or points of a rating's criteria, where a year's rules grade them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from dangbo_cli.domain.change import Entity, Plan, Scalar
from dangbo_cli.domain.criterion import USUAL_SCALE, read_criterion
from dangbo_cli.domain.rule_keys import GRADES
from dangbo_cli.records.draft import Draft, read_rows, row_number
from dangbo_cli.records.rating_years import refuse_closed_year
from dangbo_cli.records.refusal import RecordUnknown, ValueRefused
from dangbo_cli.store.rating_rules import points_scale
from dangbo_cli.vietnamese.text import clean, fold


def plan_criteria(conn: sqlite3.Connection, rating: int, assignments: Sequence[tuple[str, str]]) -> Plan:
    """Return the plan that sets the grade («Tốt») or the points («28,5») of criteria of a rating; "" takes one out.

    Raises RecordUnknown, ValueRefused, YearRefused.
    """
    found = conn.execute("SELECT period, member_id, organization_id FROM rating WHERE id = ?", (rating,)).fetchone()
    if found is None:
        raise RecordUnknown(f"Không có xếp loại số {rating}.", "Xem số ở cột đầu của «dangbo xep-loai ds».")
    period, member, organization = found
    refuse_closed_year(conn, period, "tiêu chí")
    subject, owner = (Entity.MEMBER, member) if member is not None else (Entity.ORGANIZATION, organization)
    draft = Draft(conn, f"xep-loai tieu-chi {rating}", subject)
    stored = {fold(str(row["criterion"])): row for row in read_rows(conn, Entity.RATING_CRITERION, "rating_id", rating)}
    most = points_scale(conn, period) or USUAL_SCALE
    seen: set[str] = set()
    for typed, text in assignments:
        criterion = clean(typed)
        key = fold(criterion)
        if key in seen:
            raise ValueRefused("criterion", f"«{criterion}» được ghi hai lần trong một lệnh.", "Hãy chỉ ghi một lần.")
        seen.add(key)
        row = stored.get(key)
        if not text:
            if row is None:
                raise ValueRefused("criterion", f"Xếp loại số {rating} không có tiêu chí «{criterion}» để bỏ.")
            draft.delete(Entity.RATING_CRITERION, row, owner)
            continue
        values = _read(criterion, text, most)
        if row is None:
            draft.create(Entity.RATING_CRITERION, owner, rating_id=rating, criterion=criterion, **values)
        else:
            pairs = {name: (row[name], value) for name, value in values.items()}
            draft.change(Entity.RATING_CRITERION, row_number(row), owner, **pairs)
    return draft.plan


def _read(criterion: str, text: str, most: float) -> dict[str, Scalar]:
    value = read_criterion(text, most)
    if isinstance(value, str):
        return {"grade": value, "points": None}
    if value is not None:
        return {"grade": None, "points": value}
    raise ValueRefused(
        "grade",
        f"«{text}» không phải mức của tiêu chí «{criterion}».",
        f"Ghi {', '.join(GRADES)}, hoặc số điểm từ 0 đến {most:g}.",
    )
