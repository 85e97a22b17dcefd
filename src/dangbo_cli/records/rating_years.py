"""Plans about a year's rating as a whole: a figure of its rules changed, the year closed or reopened, a finding let stand."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date

from dangbo_cli.domain.change import Entity, Plan
from dangbo_cli.domain.problem import CAUSES, Finding, Level, cause, say
from dangbo_cli.domain.rule_keys import FIGURES, ValueUnfit, find_figure
from dangbo_cli.domain.rule_set import load_rule_set
from dangbo_cli.records.draft import Draft, Row
from dangbo_cli.records.refusal import FieldRefused, RecordRefused, ValueRefused, required_reason
from dangbo_cli.store.catalogue import CATALOGUE
from dangbo_cli.store.rating_years import YEAR_CLOSED, closed_years, is_closed
from dangbo_cli.vietnamese.text import clean

STILL_UNDECIDED = cause(
    "still_undecided",
    Level.NOTE,
    "Còn xếp loại chưa có mức quyết định",
    "Năm {value} còn {detail}. Chốt rồi thì phải mở lại mới ghi được.",
)
COUNTED_OTHERWISE = cause(
    "closed_year_counted_otherwise",
    Level.NOTE,
    "Số liệu của năm đã chốt đổi theo",
    "Xếp loại năm {detail} đã chốt. Ghi theo ngày này thì báo cáo xếp loại của năm đã chốt đếm {value} khác đi, dù mức xếp "
    "loại trong sổ vẫn nguyên.",
    "Hãy kiểm tra lại ngày.",
)
_SUGGESTED = 5


class YearRefused(RecordRefused):
    """The year is closed, or is not, or has no rules."""


def refuse_closed_year(conn: sqlite3.Connection, period: object, value: str = "") -> None:
    """Raise YearRefused where the ratings of a period are closed: nothing by hand either."""
    if is_closed(closed_years(conn), period):
        year = str(period)[:4]
        said, advice = say(Finding(YEAR_CLOSED, year), value or "xếp loại"), CAUSES[YEAR_CLOSED].advice
        raise YearRefused(said.removesuffix(advice).rstrip(), advice.replace("NĂM", year))


def note_counted_otherwise(draft: Draft, conn: sqlite3.Connection, name: str, day: date) -> None:
    """Say so where a member is, from `day` on, counted otherwise at the end of a year whose ratings are closed."""
    years = sorted(year for year in closed_years(conn) if day.year <= int(year))
    if years:
        draft.note(COUNTED_OTHERWISE, ", ".join(years), name)


def plan_rule_change(
    conn: sqlite3.Connection, year: int, assignments: Sequence[tuple[str, str]], source: str, today: date
) -> Plan:
    """Return the plan that sets figures of a year's rules, each with its source; "" takes a figure back to what the
    program brings. Raises FieldRefused, ValueRefused, NoRules."""
    shipped = load_rule_set(year)
    source = clean(source)
    draft = Draft(conn, f"xep-loai quy-dinh {year}", Entity.RULE)
    for typed, text in assignments:
        figure = find_figure(typed)
        if figure is None:
            raise _unknown(typed)
        stored = _rows(conn, Entity.RULE, "period = ? AND rule = ?", str(year), figure.key)
        if not text:
            if not stored:
                raise ValueRefused(
                    figure.key, f"Năm {year} chưa có con số nào đơn vị ghi cho «{figure.key}».",
                    "Xem các con số bằng «dangbo xep-loai quy-dinh NĂM».",
                )  # fmt: skip
            for row in stored:
                draft.delete(Entity.RULE, row, int(str(row["id"])))
            continue
        if len(source) < 3:
            said = f"«{source}» quá ngắn, chưa thành một nguồn." if source else "Chưa ghi nguồn của con số."
            raise ValueRefused("source", said, 'Thêm --nguon "số văn bản, mục".')
        try:
            value = figure.parse(text)
        except ValueUnfit as error:
            raise ValueRefused(figure.key, f"«{text}» không phải giá trị của «{figure.key}»: {error}") from None
        held = shipped.rule(figure.key)
        said = ("có" if value else "không") if isinstance(value, bool) else str(value)
        if not stored and held is not None and held.value == value and held.source == source:
            continue
        fields = {"value": said, "source": source, "since": today.isoformat()}
        if stored:
            last = stored[-1]
            if (last["value"], last["source"]) != (said, source):
                pairs = {name: (last[name], after) for name, after in fields.items()}
                draft.change(Entity.RULE, int(str(last["id"])), int(str(last["id"])), **pairs)
        else:
            draft.create(Entity.RULE, None, period=str(year), rule=figure.key, **fields)
    return draft.plan


def _unknown(typed: str) -> FieldRefused:
    from difflib import get_close_matches  # only where an answer is being refused

    near = get_close_matches(typed.lower().replace(" ", "-"), FIGURES, n=_SUGGESTED, cutoff=0.5)
    lead = "Gần giống" if near else "Các khóa"
    return FieldRefused(f"Bộ quy định không có con số «{typed}».", f"{lead}: {', '.join(near or FIGURES)}.")


def plan_close(conn: sqlite3.Connection, year: int, today: date, undecided: str = "") -> Plan:
    """Return the plan that closes a year's ratings; `undecided` says what is not decided in it. Raises YearRefused where
    it is closed, or has no rating at all."""
    stored = _period(conn, year)
    if stored is not None and stored["state"] == "closed":
        raise YearRefused(
            f"Xếp loại năm {year} đã chốt rồi.", f"Mở lại bằng «dangbo xep-loai mo-lai {year} --ly-do …»."
        )
    rated = conn.execute("SELECT 1 FROM rating WHERE substr(period, 1, 4) = ? LIMIT 1", (str(year),)).fetchone()
    if not rated:
        years = [one for (one,) in conn.execute("SELECT DISTINCT substr(period, 1, 4) FROM rating ORDER BY 1")]
        advice = (
            f"Các năm đã có xếp loại: {', '.join(years)}." if years else "Nhập bảng xếp loại trước: «dangbo nhap TỆP»."
        )
        raise YearRefused(f"Sổ chưa có xếp loại nào của năm {year}, nên chưa chốt được.", advice)
    draft = Draft(conn, f"xep-loai chot {year}", Entity.RATING_PERIOD)
    if undecided:
        draft.note(STILL_UNDECIDED, undecided, str(year))
    _set_state(draft, stored, year, "closed", None, today)
    return draft.plan


def plan_reopen(conn: sqlite3.Connection, year: int, reason: str, today: date) -> Plan:
    """Return the plan that opens a closed year again, with its reason. Raises YearRefused, ValueRefused."""
    stored = _period(conn, year)
    if stored is None or stored["state"] != "closed":
        closed = ", ".join(sorted(closed_years(conn)))
        advice = (
            f"Các năm đã chốt: {closed}."
            if closed
            else f"Chưa năm nào chốt; ghi luôn được: «dangbo xep-loai ds --nam {year}»."
        )
        raise YearRefused(f"Xếp loại năm {year} chưa chốt, nên không cần mở lại.", advice)
    draft = Draft(conn, f"xep-loai mo-lai {year}", Entity.RATING_PERIOD)
    _set_state(draft, stored, year, "open", required_reason(reason, "reason"), today)
    return draft.plan


def plan_override(
    conn: sqlite3.Connection, year: int, finding: str, subject: tuple[str, int] | None, reason: str, today: date
) -> Plan:
    """Return the plan that lets a finding stand for a reason; said again, the reason is changed. `subject` is
    («member_id» or «organization_id», number). Raises ValueRefused."""
    said = required_reason(reason, "reason")
    draft = Draft(conn, f"xep-loai bo-qua {finding} {year}", Entity.RATING_OVERRIDE)
    stored = _rows(conn, Entity.RATING_OVERRIDE, "period = ? AND finding = ?", str(year), finding)
    if stored:
        last = stored[-1]
        number = int(str(last["id"]))
        if last["reason"] != said:
            pairs = {"reason": (last["reason"], said), "made_on": (last["made_on"], today.isoformat())}
            draft.change(Entity.RATING_OVERRIDE, number, number, **pairs)
        return draft.plan
    about = {subject[0]: subject[1]} if subject else {}
    draft.create(
        Entity.RATING_OVERRIDE, None, finding=finding, period=str(year), reason=said, made_on=today.isoformat(), **about
    )
    return draft.plan


def plan_lift_override(conn: sqlite3.Connection, year: int, finding: str) -> Plan:
    """Return the plan that takes an override back. Raises YearRefused where there is none."""
    stored = _rows(conn, Entity.RATING_OVERRIDE, "period = ? AND finding = ?", str(year), finding)
    if not stored:
        raise YearRefused(f"Phát hiện «{finding}» của năm {year} chưa được bỏ qua.")
    draft = Draft(conn, f"xep-loai bo-qua {finding} {year} --bo", Entity.RATING_OVERRIDE)
    for row in stored:
        draft.delete(Entity.RATING_OVERRIDE, row, int(str(row["id"])))
    return draft.plan


def _set_state(draft: Draft, stored: Row | None, year: int, state: str, reason: str | None, today: date) -> None:
    after = {"state": state, "since": today.isoformat(), "reason": reason}
    if stored is None:
        draft.create(Entity.RATING_PERIOD, None, period=str(year), **after)
    else:
        number = int(str(stored["id"]))
        draft.change(
            Entity.RATING_PERIOD, number, number, **{name: (stored[name], value) for name, value in after.items()}
        )


def _period(conn: sqlite3.Connection, year: int) -> Row | None:
    return next(iter(_rows(conn, Entity.RATING_PERIOD, "period = ?", str(year))), None)


def _rows(conn: sqlite3.Connection, entity: Entity, condition: str, *values: str) -> list[Row]:
    table = CATALOGUE[entity]
    names = ("id", *table.columns)
    found = conn.execute(f"{table.select_all} WHERE {condition} ORDER BY id", values)
    return [dict(zip(names, row, strict=True)) for row in found]
