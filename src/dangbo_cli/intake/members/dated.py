"""What changes with time about a person: membership, activity, positions, yearly ratings.

The first sheet writes one open row each; a later sheet that says otherwise ends that row on its day and
opens the next.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from dangbo_cli.domain.change import Entity, FieldChange, RecordChange, Ref, field_change
from dangbo_cli.domain.levels import STAGES
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.positions import PLAIN_MEMBER
from dangbo_cli.domain.posts import of_union_only
from dangbo_cli.domain.problem import Finding, Level, Note, cause, say
from dangbo_cli.intake.deciding.recorder import Recorder, current_rows
from dangbo_cli.intake.deciding.winning import DIFFERS_FROM_RECORD, Offer, Order, decide_newer
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.intake.who.people import Held, PersonRow, Rated
from dangbo_cli.store.rating_years import YEAR_CLOSED, closed_years, is_closed

T = TypeVar("T")

DECIDED_TWICE = cause(
    "decided_twice",
    Level.CELL,
    "Năm này đã có mức xếp loại được quyết định",
    "Sổ đã có mức quyết định {detail}; ô này ghi «{value}».",
    "Nếu quyết định đã được thay, hãy sửa tay mức xếp loại trong sổ.",
    unit="Nếu quyết định đã được thay, đơn vị gửi kèm quyết định mới.",
)

LEFT_BY_THE_DAY = cause(
    "left_by_the_day",
    Level.NOTE,
    "Ra khỏi danh sách, chưa rõ ngày nào",
    "«{value}» không kèm ngày; sổ ghi ra khỏi danh sách từ ngày của bảng, {detail} --ngay …».",
)
LEAVING_WITHOUT_DAY = cause(
    "leaving_without_day",
    Level.CELL,
    "Ra khỏi danh sách từ bao giờ thì bảng không ghi",
    "Ô này ghi «{value}» mà không kèm ngày, tiêu đề bảng cũng không ghi ngày nào{detail}.",
    "Hỏi đơn vị ngày ấy; ô này chưa được ghi.",
    unit="Đơn vị cho biết ngày ấy.",
)

BACK_BY_A_LIST = cause(
    "back_by_a_list",
    Level.NOTE,
    "Trở lại sinh hoạt theo bảng",
    "Sổ ghi người này đã ra khỏi danh sách{detail}; bảng ghi «{value}» nên sổ ghi trở lại từ ngày của bảng. Nếu không phải "
    "thì hoàn tác lần nhập này, đơn vị sửa lại ô ấy.",
)

POSITION_ABOVE = cause(
    "position_above_kept",
    Level.NOTE,
    "Chức vụ ở cấp trên vẫn giữ",
    "{detail} không nói đến «{value}», giữ ở cấp trên của tổ chức ấy, nên chức vụ này vẫn còn trong sổ. Nếu đã "
    "thôi thì sửa bằng «dangbo dv sua».",
)

_STAGE_WORDS = {"self": "tự xếp loại", "proposed": "đề nghị", "decided": "quyết định"}
_SPHERES = {"party": "Chức vụ Đảng", "government": "Chức vụ chính quyền", "union": "Chức vụ đoàn thể"}
_STANDING_WORDS = {"official": "chính thức", "probationary": "dự bị"}
_ACTIVITY_WORDS = {
    "active": "đang sinh hoạt",
    "exempt": "miễn công tác và sinh hoạt",
    "suspended": "đình chỉ sinh hoạt",
    "left": "đã ra khỏi danh sách",
}


class DatedRows:
    """Plans the dated rows and ratings of one person after another."""

    def __init__(self, recorder: Recorder, conn: sqlite3.Connection | None, directory: Directory) -> None:
        self._recorder, self._conn, self._directory = recorder, conn, directory
        self._standing = current_rows(conn, "membership", "member_id", ("standing",))
        self._activity = current_rows(conn, "member_activity", "member_id", ("activity", "reason", "valid_from"))
        self._positions = current_rows(conn, "member_position", "member_id", ("sphere", "title", "organization_id"))
        self._closed = closed_years(conn)
        self._ratings: dict[tuple[Ref, str], dict[str, object]] = {}
        if conn is not None:
            columns = ("id", "member_id", "period", *STAGES.values(), "not_rated_reason")
            for values in conn.execute(f"SELECT {', '.join(columns)} FROM rating WHERE member_id IS NOT NULL"):
                row = dict(zip(columns, values, strict=True))
                self._ratings[(int(row["member_id"]), str(row["period"]))] = row

    def add(self, ref: Ref, rows: list[PersonRow], official_on: str | None = None) -> None:
        """Plan what the rows say about the person `ref`, official since `official_on` as far as the record knows."""
        for row in rows:
            if row.unsaid is not None:
                self._settle_unsaid(ref, row, official_on, rows)
        if self._closed:
            for row in rows:
                self._leave_closed_years(ref, row)
        if ref < 0 and len(rows) == 1:
            self._add_new(ref, rows[0])
            return
        self._plan_standing(ref, rows)
        self._plan_activity(ref, rows)
        if ref > 0 and any(row.says_left for row in rows):
            for row in rows:
                row.positions.pop("party", None)  # what she was until then
        said = {sphere for row in rows for sphere in row.positions}
        for sphere in _SPHERES:
            if sphere in said:
                self._plan_positions(ref, sphere, rows)
        fresh: dict[str, RecordChange] = {}
        for period, stage in sorted({key for row in rows for key in row.ratings}):
            self._plan_rating(ref, period, stage, rows, fresh)

    def _add_new(self, ref: Ref, row: PersonRow) -> None:
        """Plan the rows of a person nobody has yet, known from one row: nothing to decide (most of a first import)."""
        if row.standing is not None:
            self._open(Entity.MEMBERSHIP, ref, row, row.standing[1], standing=row.standing[0])
        if row.activity is not None and row.activity[0][0] != "active":
            (activity, reason), cell = row.activity
            change = self._open(Entity.MEMBER_ACTIVITY, ref, row, cell, activity=activity, reason=reason)
            if row.activity_since is not None:
                since, told = row.activity_since
                change.fields["valid_from"] = FieldChange(None, since, row.source, told)
        for sphere in _SPHERES:
            positions, cell = row.positions.get(sphere, ((), ""))
            for held in positions:
                change = self._open(
                    Entity.MEMBER_POSITION, ref, row, cell, title=held.title, organization_id=held.organization
                )
                change.fields["sphere"] = field_change((None, sphere, None, ""))
        ratings: dict[str, RecordChange] = {}
        for (period, stage), (rated, cell) in sorted(row.ratings.items()):
            change = ratings.get(period) or self._open(Entity.RATING, ref, row, cell)
            ratings[period] = change
            change.fields["period"] = field_change((None, period, None, ""))
            change.fields[STAGES[stage]] = field_change((None, rated.level, row.source, cell))
            if rated.reason and "not_rated_reason" not in change.fields:
                change.fields["not_rated_reason"] = FieldChange(None, rated.reason, row.source, cell)

    def _open(self, entity: Entity, ref: Ref, row: PersonRow, cell: str, **values: str | int | None) -> RecordChange:
        change = self._recorder.create(entity, ref)
        change.fields["member_id"] = field_change((None, ref, None, ""))
        for key, value in values.items():
            if value is not None:
                change.fields[key] = field_change((None, value, row.source, cell))
        return change

    def _offer(self, row: PersonRow, read: tuple[T, str]) -> Offer[T]:
        source = self._recorder.plan.sources[row.source]
        return Offer(read[0], row.source, read[1], row.order, row.dated, source.path)

    def _settle_unsaid(self, ref: Ref, row: PersonRow, official_on: str | None, rows: list[PersonRow]) -> None:
        """Take an empty standing cell for what the day of admission makes of it, or name it; an empty cell says nothing
        about somebody whom the record or another sheet of this call knows to be official."""
        assert row.unsaid is not None
        held = [str(one["standing"]) for one in self._standing.get(ref, [])[:1]]
        if official_on or "official" in held or any(other.standing and not other.unsaid for other in rows):
            return
        standing, problem = row.unsaid
        if standing:
            row.standing = (standing, problem.cell)
        else:
            row.problems.append(problem)

    def probation(self, ref: Ref) -> Callable[[], Order | None] | None:
        """Return how new it is that the record has a member in probation, which a day of becoming official would end; None
        where it does not have her so."""
        held = self._standing.get(ref, [])[:1]
        if not held or held[0]["standing"] != "probationary":
            return None
        return self._recorder.decided(Entity.MEMBERSHIP, ref, "standing", "probationary")

    def _plan_standing(self, ref: Ref, rows: list[PersonRow]) -> None:
        offers = [self._offer(row, row.standing) for row in rows if row.standing]
        held = self._standing.get(ref, [])[:1]
        stored = str(held[0]["standing"]) if held else None
        record = int(str(held[0]["id"])) if held else None
        decision = decide_newer(
            "standing",
            "Loại đảng viên",
            stored,
            offers,
            self._recorder.decided(Entity.MEMBERSHIP, ref, "standing", stored),
            _STANDING_WORDS.__getitem__,
        )
        self._recorder.set_aside("standing", decision, _STANDING_WORDS.__getitem__)
        winner = decision.winner
        if winner is None:
            return
        start = None
        if record is not None:
            if winner.value == "probationary":
                # Nobody becomes probationary again without an event: one of the two sheets is wrong.
                self._recorder.problem(winner, DIFFERS_FROM_RECORD, "Loại đảng viên trong sổ là «chính thức»,", "dự bị")
                return
            official = next((row.text("official_on") for row in rows if row.text("official_on")), None)
            start = official or self._recorder.day(winner)
            self._recorder.close(Entity.MEMBERSHIP, record, ref, start, winner)
        change = self._recorder.create(Entity.MEMBERSHIP, ref)
        change.fields["member_id"] = FieldChange(None, ref)
        change.fields["standing"] = FieldChange(None, winner.value, winner.source, winner.cell)
        if start:
            change.fields["valid_from"] = FieldChange(None, start, winner.source, winner.cell)

    def _plan_activity(self, ref: Ref, rows: list[PersonRow]) -> None:
        full = [self._offer(row, row.activity) for row in rows if row.activity]
        if not full:
            return
        offers = [Offer(o.value[0], o.source, o.cell, o.order, o.dated, o.path) for o in full]
        held = self._activity.get(ref, [])[:1]
        record = int(str(held[0]["id"])) if held else None
        # No row means active: the sheets say «đang sinh hoạt» of nearly everybody.
        stored = str(held[0]["activity"]) if held else "active"
        decision = decide_newer(
            "activity",
            "Tình trạng sinh hoạt",
            stored,
            offers,
            self._recorder.decided(Entity.MEMBER_ACTIVITY, ref, "activity", held[0]["activity"] if held else None),
            _ACTIVITY_WORDS.__getitem__,
        )
        self._recorder.set_aside("activity", decision, _ACTIVITY_WORDS.__getitem__)
        winner = decision.winner
        if winner is None:
            if stored == "left" and not decision.aside and decision.older is None:
                from dangbo_cli.intake.members.leaving_again import LeavingAgain

                gone = [row for row in rows if row.says_left]
                LeavingAgain(self._recorder, ref, held[0]).plan(gone)
            return
        days = (row.activity_since for row in rows if row.activity and row.activity[0][0] == winner.value)
        since = next((day for day in days if day is not None), None)
        reason = full[offers.index(winner)].value[1]
        if winner.value == "left" and since is None and ref > 0 and not self._by_the_day(ref, winner, reason or ""):
            return
        if stored == "left":
            self._note_return(held[0], winner)
        known = record is not None or (winner.value == "left" and ref > 0)
        start = str(since[0]) if since else self._recorder.day(winner) if known else None
        if record is not None and start is not None:
            self._recorder.close(Entity.MEMBER_ACTIVITY, record, ref, start, winner)
        change = self._recorder.create(Entity.MEMBER_ACTIVITY, ref)
        change.fields["member_id"] = FieldChange(None, ref)
        change.fields["activity"] = FieldChange(None, winner.value, winner.source, winner.cell)
        if reason:
            change.fields["reason"] = FieldChange(None, reason, winner.source, winner.cell)
        if start is not None:
            change.fields["valid_from"] = FieldChange(None, start, winner.source, since[1] if since else winner.cell)

    def _by_the_day(self, ref: Ref, offer: Offer[str], reason: str) -> bool:
        """Tell whether the sheet says by which day a known member had left: from before it she was in the list, and
        counts there. Where its title has no day, the cell is set aside."""
        why = f'"{reason.lower()}"' if reason else "…"
        typed, reason = f"dangbo dang-vien dua-ra {ref} --ly-do {why}", reason or "Đã ra khỏi danh sách"
        if offer.dated is None:
            detail = f"; biết ngày thì gõ «{typed} --ngay …»"
            self._recorder.problem(offer, LEAVING_WITHOUT_DAY, detail, reason)
            return False
        source = self._recorder.plan.sources[offer.source]
        message = say(Finding(LEFT_BY_THE_DAY, f"{format_date(offer.dated)}. Biết ngày thì gõ «{typed}"), reason)
        note = Note(LEFT_BY_THE_DAY, message, source.path, source.sheet, offer.cell, reason)
        self._recorder.plan.notes.append(note)
        return True

    def _note_return(self, held: dict[str, object], offer: Offer[str]) -> None:
        """Name somebody who is in the list again by the word of a sheet."""
        reason, since = held["reason"], held["valid_from"]
        detail = f" ({str(reason).lower()})" if reason else ""
        detail += f" từ {format_date(str(since))}" if since else ""
        source, word = self._recorder.plan.sources[offer.source], _ACTIVITY_WORDS[offer.value]
        message = say(Finding(BACK_BY_A_LIST, detail), word)
        self._recorder.plan.notes.append(Note(BACK_BY_A_LIST, message, source.path, source.sheet, offer.cell, word))

    def _held(self, ref: Ref, sphere: str) -> list[dict[str, object]]:
        """Return the posts of a sphere that somebody holds; of a mass organisation also those kept as posts at work."""
        rows = self._positions.get(ref, [])
        if sphere != "union":
            return [row for row in rows if row["sphere"] == sphere]
        return [
            row for row in rows
            if row["sphere"] == sphere or (row["sphere"] == "government" and of_union_only(str(row["title"])))
        ]  # fmt: skip

    def _plan_positions(self, ref: Ref, sphere: str, rows: list[PersonRow]) -> None:
        telling = [row for row in rows if sphere in row.positions]
        offers = [self._offer(row, row.positions[sphere]) for row in telling]
        held = self._held(ref, sphere)
        told = [one.title for offer in offers for one in offer.value] if held and sphere == "government" else []
        if told:  # «Phó Bí thư Đoàn» alone says nothing of somebody's work, and the post at work nothing of that one
            union = all(map(of_union_only, told))
            held = [row for row in held if of_union_only(str(row["title"])) is union]
        above = self._above(held, telling, offers) if sphere == "party" else set()
        if not above:
            self._settle_positions(ref, sphere, held, offers)
            return
        kept = [row for row in held if row["organization_id"] in above]
        titles = {str(row["title"]) for row in kept}
        there, here = [], []
        for offer in offers:
            said = [
                one
                for one in offer.value
                if one.organization in above or (one.organization is None and one.title in titles)
            ]
            there.append(_of(offer, said))
            here.append(_of(offer, (one for one in offer.value if one not in said)))
        if spoken := [offer for offer in there if offer.value]:
            self._settle_positions(ref, sphere, kept, spoken)
        if kept:  # a plain member of her branch may hold a post above it
            here = [_of(offer, (one for one in offer.value if one.title != PLAIN_MEMBER)) for offer in here]
        below = [row for row in held if row not in kept]
        rest = [offer for offer in here if offer.value or (below and not spoken)]
        winner = self._settle_positions(ref, sphere, below, rest) if rest else None
        if winner is not None and not spoken:
            at = next(row.posts_at for row in telling if row.source == winner.source)
            self._note_kept(kept, winner, at)

    def _above(
        self, held: list[dict[str, object]], telling: list[PersonRow], offers: list[Offer[tuple[Held, ...]]]
    ) -> set[int]:
        """Return the organisations with a post, held or told, of which some of the lists read (or their columns) cannot
        speak: each is above theirs, and they name no post there."""
        sources = self._recorder.plan.sources
        bases = [sources[row.source].organization if row.posts_at is None else row.posts_at for row in telling]
        if None in bases:
            return set()
        titles: dict[int, set[str]] = {}
        for row in held:
            if isinstance(row["organization_id"], int) and row["organization_id"] in self._directory.nodes:
                titles.setdefault(row["organization_id"], set()).add(str(row["title"]))
        for offer in offers:
            for one in offer.value:
                if one.organization is not None:
                    titles.setdefault(one.organization, set())
        return {
            where
            for where in titles
            if any(
                base is not None and base != where and self._directory.is_above(where, base)
                and not any(
                    one.organization == where or (one.organization is None and one.title in titles[where])
                    for one in offer.value
                )
                for base, offer in zip(bases, offers, strict=True)
            )
        }  # fmt: skip

    def _settle_positions(
        self, ref: Ref, sphere: str, held: list[dict[str, object]], offers: list[Offer[tuple[Held, ...]]]
    ) -> Offer[tuple[Held, ...]] | None:
        """Plan what the offers make of some posts held; return the one that wins over them, None where nothing changes."""
        stored = _titles(Held(sphere, str(row["title"])) for row in held) if held else None
        written = self._recorder.decided(Entity.MEMBER_POSITION, ref, "title", stored, sphere)
        winner = self._newest_positions(ref, sphere, stored, offers, written)
        if winner is None:
            return None
        known = bool(held) or written() is not None
        begun, ended = [], {int(str(row["id"])): row for row in held}
        for position in winner.value:
            same = next((number for number, row in ended.items() if _goes_on(row, position)), None)
            if same is not None:
                del ended[same]
            else:
                begun.append(position)
        for number in ended:
            self._recorder.close(Entity.MEMBER_POSITION, number, ref, self._recorder.day(winner), winner)
        for position in begun:
            change = self._recorder.create(Entity.MEMBER_POSITION, ref)
            change.fields["member_id"] = FieldChange(None, ref)
            change.fields["sphere"] = FieldChange(None, sphere)
            change.fields["title"] = FieldChange(None, position.title, winner.source, winner.cell)
            if position.organization is not None:
                change.fields["organization_id"] = FieldChange(None, position.organization, winner.source, winner.cell)
            if known:
                change.fields["valid_from"] = FieldChange(None, self._recorder.day(winner), winner.source, winner.cell)
        return winner

    def _note_kept(self, kept: list[dict[str, object]], winner: Offer[tuple[Held, ...]], at: Ref | None) -> None:
        """Name the posts above that a list changes beside, so that one that has ended too is not overlooked; `at` is the
        branch of which its column speaks (None: the list as a whole speaks of its own organisation)."""
        source = self._recorder.plan.sources[winner.source]
        of = f"Bảng của {self._directory.say(source.organization or 0)}"
        if at is not None:
            of = f"Cột chức vụ ở {self._directory.say(at)}"
        for row in kept:
            post = f"{row['title']}, {self._directory.nodes[int(str(row['organization_id']))].name}"
            told = say(Finding(POSITION_ABOVE, of), post)
            note = Note(POSITION_ABOVE, told, source.path, source.sheet, winner.cell, post)
            self._recorder.plan.notes.append(note)

    def _last_day(self, ref: Ref, sphere: str) -> str | None:
        """Return from which day (ISO) a member holds nothing in a sphere any more, None where nothing she held has ended."""
        assert self._conn is not None
        last = "SELECT max(valid_to) FROM member_position WHERE member_id = ? AND sphere = ?"
        (day,) = self._conn.execute(last, (ref, sphere)).fetchone()
        return None if day is None else str(day)

    def _newest_positions(
        self,
        ref: Ref,
        sphere: str,
        stored: str | None,
        offers: list[Offer[tuple[Held, ...]]],
        written: Callable[[], Order | None],
    ) -> Offer[tuple[Held, ...]] | None:
        """Return the offer that wins over the positions held, or over their having ended, None where nothing is to be
        written."""
        told = [Offer(_titles(o.value), o.source, o.cell, o.order, o.dated, o.path) for o in offers]
        decision = decide_newer(sphere, _SPHERES[sphere], stored, told, written)
        if decision.older is not None and stored is None and (day := self._last_day(ref, sphere)) is not None:
            decision = replace(decision, held=f"{_SPHERES[sphere]} trong sổ thôi từ {format_date(day)}")
        self._recorder.set_aside(sphere, decision)
        return None if decision.winner is None else offers[told.index(decision.winner)]

    def _plan_rating(
        self, ref: Ref, period: str, stage: str, rows: list[PersonRow], fresh: dict[str, RecordChange]
    ) -> None:
        key = (period, stage)
        offers = [self._offer(row, row.ratings[key]) for row in rows if key in row.ratings]
        column = STAGES[stage]
        held = self._ratings.get((ref, period))
        stored = None if held is None or held[column] is None else str(held[column])
        if stage == "decided" and stored is not None:
            for offer in offers:
                if offer.value.level != stored:
                    self._recorder.problem(offer, DECIDED_TWICE, f"năm {period} là «{stored}»", offer.value.level)
            return
        record = int(str(held["id"])) if held else None
        if record is None:
            written = self._recorder.removed(Entity.RATING, ref, period=period)
        else:
            written = self._recorder.writer(Entity.RATING, record, column, stored)
        winner = self._newest_rating(column, f"Mức {_STAGE_WORDS[stage]} năm {period}", stored, offers, written)
        if winner is None:
            return
        change = fresh.get(period)
        if change is None:
            if record is not None:
                change = self._recorder.update(Entity.RATING, record, ref)
            else:
                change = self._recorder.create(Entity.RATING, ref)
                change.fields["member_id"] = FieldChange(None, ref)
                change.fields["period"] = FieldChange(None, period)
            fresh[period] = change
        change.fields[column] = FieldChange(stored, winner.value.level, winner.source, winner.cell)
        known = held is not None and held["not_rated_reason"] is not None
        if winner.value.reason and not known and "not_rated_reason" not in change.fields:
            change.fields["not_rated_reason"] = FieldChange(None, winner.value.reason, winner.source, winner.cell)

    def _leave_closed_years(self, ref: Ref, row: PersonRow) -> None:
        """Take the ratings of closed years out of a row; what the record does not say already is named."""
        for period, stage in [key for key in row.ratings if is_closed(self._closed, key[0])]:
            offer = self._offer(row, row.ratings.pop((period, stage)))
            if self._ratings.get((ref, period), {}).get(STAGES[stage]) != offer.value.level:
                self._recorder.problem(offer, YEAR_CLOSED, period, offer.value.level)

    def _newest_rating(
        self,
        column: str,
        label: str,
        stored: str | None,
        offers: list[Offer[Rated]],
        written: Callable[[], Order | None],
    ) -> Offer[Rated] | None:
        """Return the offer that wins over the level stored, or over its having been taken out, None where nothing is to be
        written."""
        told = [Offer(o.value.level, o.source, o.cell, o.order, o.dated, o.path) for o in offers]
        decision = decide_newer(column, label, stored, told, written)
        self._recorder.set_aside(column, decision)
        return None if decision.winner is None else offers[told.index(decision.winner)]


def _of(offer: Offer[tuple[Held, ...]], some: Iterable[Held]) -> Offer[tuple[Held, ...]]:
    """Return an offer of some of its posts."""
    return Offer(tuple(some), offer.source, offer.cell, offer.order, offer.dated, offer.path)


def _goes_on(row: dict[str, object], position: Held) -> bool:
    """Tell whether a post held is one that a sheet tells: of one title, and not of two organisations."""
    where = row["organization_id"], position.organization
    return row["title"] == position.title and (None in where or where[0] == where[1])


def _titles(held: Iterable[Held]) -> str:
    """Return positions as one text, for comparing and for sentences."""
    return ", ".join(sorted(position.title for position in held))
