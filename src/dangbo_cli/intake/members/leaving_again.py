"""What a list says of a leaving that the record has already: the day it did not know is put in, a more exact day or reason
too; another day, another reason is named and nothing of it written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dangbo_cli.domain.change import Entity, FieldChange, Ref
from dangbo_cli.domain.partial_dates import earliest, format_date, refines
from dangbo_cli.domain.problem import Level, cause
from dangbo_cli.domain.standing import is_vaguer
from dangbo_cli.intake.deciding.recorder import Recorder
from dangbo_cli.intake.deciding.winning import Decision, Offer, decide_newer
from dangbo_cli.intake.who.people import PersonRow
from dangbo_cli.store.history import last_writer

LEFT_OTHERWISE = cause(
    "left_otherwise",
    Level.CELL,
    "Lý do, ngày ra khỏi danh sách khác với sổ",
    "{detail}, bảng này ghi «{value}».",
    "Hỏi đơn vị; nếu sổ sai thì xem «dangbo dang-vien lich-su», hoàn tác lần ghi ấy rồi ghi lại.",
    unit="Đơn vị kiểm tra lại lý do, ngày ra khỏi danh sách; nếu sổ sai thì báo lại.",
)

_ACTIVITY = Entity.MEMBER_ACTIVITY
_BEFORE = """SELECT id, valid_from, valid_to FROM member_activity WHERE member_id = ? AND id <> ?
    ORDER BY id DESC LIMIT 1"""


class LeavingAgain:
    """Plans what the rows of one member say beside the leaving (`held`: its record) that the record has of her."""

    def __init__(self, recorder: Recorder, ref: Ref, held: Mapping[str, object]) -> None:
        self._recorder, self._ref = recorder, ref
        self._record = int(str(held["id"]))
        self._reason, self._since = (None if held[key] is None else str(held[key]) for key in ("reason", "valid_from"))

    def plan(self, rows: Sequence[PersonRow]) -> None:
        """Plan the rows, all of which say that she left."""
        agreeing = [row for row in rows if self._agrees(row)]
        fields: dict[str, FieldChange] = {}
        for row in agreeing:
            assert row.activity is not None
            (_, said), cell = row.activity
            if said is not None and said != self._reason and not is_vaguer(said, self._reason):
                fields.setdefault("reason", FieldChange(self._reason, said, row.source, cell))
        offers = [self._offer(row, str(since), cell) for row in agreeing if (told := row.activity_since) is not None
                  for since, cell in (told,)]  # fmt: skip
        if (day := self._day(offers)) is not None:
            fields["valid_from"] = FieldChange(self._since, day.value, day.source, day.cell)
            self._end_before(day)
        if fields:
            self._recorder.update(_ACTIVITY, self._record, self._ref).fields.update(fields)

    def _agrees(self, row: PersonRow) -> bool:
        """Tell whether a row gives the reason that the record has, as far as both say one; name one that does not."""
        assert row.activity is not None
        (_, said), cell = row.activity
        if said is None or said == self._reason or is_vaguer(said, self._reason) or is_vaguer(self._reason, said):
            return True
        self._differ("reason", "Lý do ra khỏi danh sách", str(self._reason), self._offer(row, said, cell))
        return False

    def _day(self, offers: Sequence[Offer[str]]) -> Offer[str] | None:
        """Return the day to be put in, None where the record has it or another."""
        stated = None if self._is_open() else self._since
        label, written = "Ngày ra khỏi danh sách", self._recorder.writer(_ACTIVITY, self._record, "valid_from", stated)
        decision = decide_newer("left_on", label, stated, offers, written)
        self._recorder.set_aside("left_on", decision)
        day = decision.winner
        if day is None or self._since is None:
            return day
        latest = earliest(self._since)
        if refines(self._since, day.value) or (stated is None and earliest(day.value) <= latest):
            return None if day.value == self._since else day
        self._differ("left_on", label, self._since, day)
        return None

    def _is_open(self) -> bool:
        """Tell whether the record does not know the day: it has none, or that of the sheet by which she had left."""
        if self._since is None or self._recorder.conn is None:
            return True
        writer = last_writer(self._recorder.conn, _ACTIVITY, self._record, "valid_from")
        return writer is not None and writer.source is not None and writer.date == self._since

    def _end_before(self, day: Offer[str]) -> None:
        """End on the day what ended by the leaving as it was known."""
        conn = self._recorder.conn
        before = None if conn is None else conn.execute(_BEFORE, (self._ref, self._record)).fetchone()
        if before is not None and before[2] is not None and before[2] == self._since:
            change = self._recorder.update(_ACTIVITY, int(before[0]), self._ref)
            change.fields["valid_to"] = FieldChange(before[2], day.value, day.source, day.cell)

    def _differ(self, key: str, label: str, stored: str, offer: Offer[str]) -> None:
        shown = format_date if key == "left_on" else str
        said = f"{label} trong sổ là «{shown(stored)}»"
        last = self._recorder.writer(_ACTIVITY, self._record, "valid_from" if key == "left_on" else key, stored)()
        if last is not None and offer.order < last:
            self._recorder.set_aside(key, Decision(None, older=offer, held=said))
        else:
            self._recorder.problem(offer, LEFT_OTHERWISE, said, shown(offer.value))

    def _offer(self, row: PersonRow, value: str, cell: str) -> Offer[str]:
        path = self._recorder.plan.sources[row.source].path
        return Offer(value, row.source, cell, row.order, row.dated, path)
