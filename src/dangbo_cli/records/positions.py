"""Positions changed by hand: what is no longer held ends on the day, what is new begins on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from dangbo_cli.domain.blank import is_blank
from dangbo_cli.domain.change import Entity, Ref
from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.positions import PLAIN_MEMBER, parse_party_position
from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.domain.transfer import Fate, Post
from dangbo_cli.records.draft import Draft, Row, read_rows, row_number, row_text
from dangbo_cli.records.fields import Target
from dangbo_cli.records.readings import refuse, refuse_empty
from dangbo_cli.records.refusal import DayRefused
from dangbo_cli.records.tree import Tree
from dangbo_cli.vietnamese.names import person_key, strip_salutation

PLACE_UNSAID = cause(
    "position_place_unsaid",
    Level.NOTE,
    "Chưa rõ giữ chức vụ ở tổ chức nào",
    "«{value}» không ghi giữ ở tổ chức nào, nên không kể ở «dangbo tc xem». Hãy ghi «{value} chi bộ» hoặc «{value} đảng ủy».",
)
_TABLE = Entity.MEMBER_POSITION


@dataclass(frozen=True, slots=True)
class Held:
    """A position as typed, with the organisation where it is held (None: not said)."""

    title: str
    organization: int | None
    unsaid: bool = False  # a post of the Party that may be of the branch or of the committee above


def held_positions(conn: sqlite3.Connection, member: int, day: str) -> list[Row]:
    """Return the positions that a member holds on a day (ISO) or is to hold after it."""
    rows = read_rows(conn, _TABLE, "member_id", member)
    return [row for row in rows if row["valid_to"] is None or str(row["valid_to"]) > day]


def end_position(draft: Draft, row: Row, owner: Ref, day: str) -> None:
    """End a position on a day (the first no longer covered); one that had not begun by then is taken out."""
    begun = row_text(row, "valid_from")
    if begun is not None and begun >= day:
        draft.delete(_TABLE, row, owner)
    else:
        draft.change(_TABLE, row_number(row), owner, valid_to=(row["valid_to"], day))


STILL_TYPED = cause(
    "secretary_still_typed",
    Level.NOTE,
    "Còn ghi là bí thư ở tổ chức",
    "«{value}» còn được ghi ở ô bí thư của {detail}.",
)


def end_and_tell(draft: Draft, row: Row, owner: Ref, day: date, where: str, what: str) -> None:
    """End a position because of something else that happens on a day, and say so; `where` it is held ("": not said),
    `what` the day is («ngày chuyển»)."""
    end_position(draft, row, owner, day.isoformat())
    begins = row_text(row, "valid_from")
    fate = (
        Fate.NOT_BEGUN if begins is not None and begins >= day.isoformat() else Fate.ENDS
    )  # as `end_position` does it
    post = Post(str(row["title"]), None, begins)
    draft.note(fate.value, post.detail(fate, where, day.isoformat(), what), post.title)


def note_typed_secretary(draft: Draft, conn: sqlite3.Connection, name: str, left: Collection[int], tree: Tree) -> None:
    """Say of which of the organisations that somebody leaves she is typed as the secretary: those words are nobody's
    position, and end with none."""
    for number, typed in conn.execute("SELECT id, secretary FROM organization WHERE secretary IS NOT NULL"):
        if number in left and person_key(strip_salutation(typed)) == person_key(name):
            node = tree.node(number)
            command = f'«dangbo to-chuc sua {node.code or number} "bí thư=…"»'
            draft.note(STILL_TYPED, f"{tree.full_label(number)}; có bí thư mới thì sửa: {command}", typed)


class PositionPlanner:
    """Plans the positions of one person, who is at `place` and is to `move` after that (the day, where to; None: is not)."""

    def __init__(
        self,
        draft: Draft,
        conn: sqlite3.Connection,
        ref: Ref,
        place: int | None,
        tree: Tree,
        today: date,
        move: tuple[str, int] | None = None,
    ) -> None:
        self._draft, self._conn, self._ref, self._place = draft, conn, ref, place
        self._tree, self._today, self._move = tree, today, move

    def plan(self, target: Target, text: str, since: date | None) -> None:
        """Plan «Bí thư chi bộ», «Giám đốc» … as all that she holds in this sphere; "" ends what she holds.

        A position where none was known before has no start unless `since` gives one.
        Raises ValueRefused, and DayRefused where `since` lies before the start of what would end.
        """
        sphere = target.key.removesuffix("_position")
        day = (since or self._today).isoformat()
        known = read_rows(self._conn, _TABLE, "member_id", self._ref) if self._ref > 0 else []
        known = [row for row in known if row["sphere"] == sphere]
        rows = [row for row in known if row["valid_to"] is None or str(row["valid_to"]) > day]
        typed = self._read(target, text)
        for held in typed:
            same = _matching(rows, held)
            if same:
                rows = [row for row in rows if row not in same]
                if held.organization is not None:
                    place = (same[0]["organization_id"], held.organization)
                    self._draft.change(_TABLE, row_number(same[0]), self._ref, organization_id=place)
                continue
            if held.unsaid:
                self._draft.note(PLACE_UNSAID, value=held.title)
            self._draft.create(
                _TABLE,
                self._ref,
                member_id=self._ref,
                sphere=sphere,
                title=held.title,
                organization_id=held.organization,
                valid_from=day if known or since else None,
                valid_to=self._until(held),
            )
        spoken_of = {self._place, *(held.organization for held in typed)}
        for row in rows:
            self._require_begun(target, row, since)
            where = row["organization_id"]
            if typed and isinstance(where, int) and where not in spoken_of:  # held above the branch, maybe not meant
                end_and_tell(
                    self._draft, row, self._ref, since or self._today, self._tree.full_label(where), "ngày này"
                )
            else:
                end_position(self._draft, row, self._ref, day)

    def _read(self, target: Target, text: str) -> list[Held]:
        if not text:
            return []
        if is_blank(text):
            raise refuse_empty(target.key, target.label, text)
        if target.key != "party_position":
            return [Held(text, None)]
        held, finding = parse_party_position(text)
        if finding is not None:
            raise refuse(target.key, finding, text)
        return [
            Held(one.label, self._where(one.hint), unsaid=one.hint is None and one.label != PLAIN_MEMBER)
            for one in held
        ]

    def _where(self, hint: str | None) -> int | None:
        """Return where a position is held, as far as its words say: the branch, or the committee above."""
        if hint is None or self._place is None:
            return None
        if hint == "branch":
            return self._place
        upper = self._tree.grassroots(self._place)
        return upper if upper != self._place or self._tree.children(upper) else None

    def _until(self, held: Held) -> str | None:
        """Return the day (ISO) on which a position ends with the move that is to come, None where none ends it; say so."""
        if self._move is None or self._place is None or held.organization is None:
            return None
        (day, to), post = self._move, Post(held.title, held.organization, None)
        fate = post.fate(set(self._tree.line(self._place)) - set(self._tree.line(to)), day)
        if fate is None:
            return None
        where = self._tree.full_label(held.organization)
        self._draft.note(fate.value, post.detail(fate, where, day, "ngày chuyển"), post.title)
        return day

    def _require_begun(self, target: Target, row: Row, since: date | None) -> None:
        begun = row_text(row, "valid_from")
        if since is not None and begun is not None and since.isoformat() < begun:
            raise DayRefused(
                f"{target.label} «{row['title']}» bắt đầu từ {format_date(begun)}, sau ngày {since:%d/%m/%Y}.",
                "Hãy ghi một ngày muộn hơn.",
            )


def _matching(rows: list[Row], held: Held) -> list[Row]:
    """Return the rows that a typed position is: of the title, and of the organisation where one is said."""
    titled = [row for row in rows if row["title"] == held.title]
    if held.organization is None:
        return titled
    there = [row for row in titled if row["organization_id"] == held.organization]
    return there or [row for row in titled if row["organization_id"] is None][:1]
