"""Rows of a prefilled sheet in their table: taken for the record they were sent out for, or left to be read as any row."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from dangbo_cli.domain.agreement import IDENTITY
from dangbo_cli.domain.change import Entity
from dangbo_cli.domain.decision import ANOTHER
from dangbo_cli.domain.problem import Finding, Note, Problem, say
from dangbo_cli.intake.deciding.memory import Kept
from dangbo_cli.intake.members.absent import Aside
from dangbo_cli.intake.members.notes import question_note
from dangbo_cli.intake.members.rows import MemberReader
from dangbo_cli.intake.sent.places import PlaceReading
from dangbo_cli.intake.sent.prefilled import ROWS_NOT_FILLED, Claim, Doubt
from dangbo_cli.intake.sent.rows import (
    OTHER_ENTRY,
    SAME_ENTRY,
    SentTable,
    read_sent_member,
    settle_by_memory,
)
from dangbo_cli.intake.tables.lines import Line
from dangbo_cli.intake.tables.values import Raw
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.intake.who.people import Members, PersonRow

if TYPE_CHECKING:
    from dangbo_cli.intake.table_reading import TableRead


class SentReading:
    """The reading of what was sent out of one table; `members` are those of the record where the table lists members,
    None where its rows are entries of the year's work."""

    def __init__(
        self, table: TableRead, sent: SentTable, reader: MemberReader, directory: Directory, members: Members | None
    ) -> None:
        self._table = table
        self._directory = directory
        self._sent = sent
        self._reader = reader
        self._members = members
        self._places = None if members is None else PlaceReading(sent, reader.context, directory, members)

    def took_member(self, line: Line) -> bool:
        """Read the row of a member that was sent out, or set it aside; False for an ordinary row."""
        if self._members is None or self._places is None:
            return False
        table, sent, reader, r = self._table, self._sent, self._reader, line.row
        cells = table.cells(r)
        claim = sent.settle(r, reader.context.answers)
        if claim.doubt is Doubt.CONTRADICTS and reader.context.memory is not None:
            claim = settle_by_memory(sent, reader, r, cells, claim, self._members, reader.context.memory)
        trouble = sent.trouble(r, claim)
        if trouble is None and claim.number is None:
            for c, problem in sent.left_over(r, claim):
                table.plan.problems.append(problem)
                table.blanked.setdefault(r, []).append(c)
            return False
        if trouble is None:
            read = self._read_member(r, cells, claim, self._members, self._places)
            reader.saw(cells)
            if not isinstance(read, Problem):
                trouble = question_note(read, reader.context, table.plan.notes, self._directory)
                if trouble is not None:
                    from dangbo_cli.intake.members.leavers import is_known_gone

                    if is_known_gone(read, self._members, self._directory, reader.context.today):
                        trouble = None
                if trouble is None:
                    table.people.append(read)
                    return True
            else:
                trouble = read
        table.remember(line)
        if claim.number is not None:
            table.named_aside.append(
                Aside([sent.name_of(claim.number)], {})
            )  # under another name she is not absent either
        table.row_aside(trouble)
        return True

    def _read_member(
        self, r: int, cells: list[Raw], claim: Claim, members: Members, places: PlaceReading
    ) -> PersonRow | Problem:
        """Read the row of a known member, in her place or where the unit says she is."""
        placed = places.read(r, claim)
        if isinstance(placed, Problem):
            return placed
        at = None if placed is None else placed.organization
        read = read_sent_member(self._sent, self._reader, r, cells, claim, members, at)
        if isinstance(read, Problem):
            return read
        if placed is None:
            read.sent_at = places.sent_at(claim)
            return read
        read.organization_cell = placed.cell
        if placed.moved is not None:  # she is matched where the record has her
            read.moved, read.organization = placed.moved, members.all[claim.number or 0].place or placed.organization
        return read

    def took_entry(self, line: Line) -> bool:
        """Read a row that was sent out for an entry, or for a member of whom there was none; False for any other row."""
        from dangbo_cli.intake.entries.rows import SAYS_WHO, EntryReader

        table, sent, reader = self._table, self._sent, self._reader
        if self._members is not None or not isinstance(reader, EntryReader):
            return False
        claim = sent.claims.get(line.row, Claim())
        if sent.goes_on(line.row, claim) and reader.go_on(line.row, table.cells(line.row)):
            return True
        # What names the entry is in question too where it is what no longer agrees.
        who = SAYS_WHO | {sent.name_key} if claim.doubt is Doubt.CONTRADICTS else SAYS_WHO
        trouble = sent.entry_trouble(line.row, claim, who)
        if trouble is not None and trouble.choices:
            settled = self._settle_entry(reader, line.row, claim, trouble, who)
            if settled is not None:
                claim, trouble = settled, None
        if trouble is None and claim.number is None:
            return False
        if trouble is None:  # what says who and which year says what was sent, however it is written now
            claim = sent.accept_entry(line.row, claim, SAYS_WHO)
        cells = table.cells(line.row)
        reader.saw(cells)
        if trouble is None:
            subject = table.subjects.get(claim.number or 0)
            if subject is None:
                trouble = sent.gone(line.row, claim)
            else:
                read = reader.read_sent(line.row, sent.changed(claim, cells), cells, subject)
                if isinstance(read, Problem):
                    trouble = read
                elif read is not None:
                    table.people.append(read)
                else:
                    table.result.not_filled += 1
        if trouble is not None:
            table.row_aside(trouble)
        return True

    def not_filled(self) -> Iterator[Note]:
        """Yield what is to be said of the rows of the template that nobody filled in, all of them at once."""
        if rows := self._table.result.not_filled:
            message = say(Finding(ROWS_NOT_FILLED, str(rows)))
            yield Note(ROWS_NOT_FILLED, message, self._table.path, self._table.grid.name)

    def _settle_entry(
        self, reader: MemberReader, r: int, claim: Claim, trouble: Problem, who: Collection[str]
    ) -> Claim | None:
        """Return the claim of a row that names another than it was sent out for, as the clerk answers now or answered
        before; None without an answer."""
        assert claim.number is not None
        table, sent = self._table, self._sent
        subject, memory = table.subjects.get(claim.number), reader.context.memory
        answer = reader.context.answers.get(trouble.place)
        changed = sent.who_changed(r, claim.number, who)
        was, now = ("; ".join(f"{one[0]}={one[at]}" for one in changed) for at in (1, 2))
        before, after = ({one[0]: one[at] for one in changed} for at in (1, 2))
        entry = f"Mục của {sent.say_whose(claim.number, before)} trong {table.table.form.quoted}"
        kept = other = None
        if subject is not None:
            whose = (Entity.ORGANIZATION, subject.organization)
            if subject.member is not None:
                whose = (Entity.MEMBER, subject.member)
            kind, within = table.table.form.kind, subject.organization
            kept = Kept(whose, kind, (was, now), within)
            # That a row is an entry of its own was said of all that stands in it.
            row = "; ".join(f"{key}={text}" for key, text in sent.cells[r].items())
            other = Kept(whose, kind + ANOTHER, (f"{claim.number}: {was}", row), within)
        against = (
            (kept, SAME_ENTRY, sent.say_fields(after)),
            (other, OTHER_ENTRY, sent.say_whose(claim.number, after)),
        )
        for one, means, said in against:
            if answer == means.key and one is not None and memory is not None:
                memory.learn_kept(one, (entry, said), table.source, trouble.cell)
        if answer is None and memory is not None and kept is not None and other is not None:
            if memory.keeps(other, table.source, trouble.cell):
                answer = OTHER_ENTRY.key
            elif memory.keeps(kept, table.source, trouble.cell):
                answer = SAME_ENTRY.key
        if answer == OTHER_ENTRY.key:
            table.blanked[r] = sent.others_marks(r, claim.number)
            if subject is not None and subject.member is not None and any(key in IDENTITY for key, *_ in changed):
                table.ruled_out[r] = subject.member
            return Claim()
        return sent.accept_entry(r, claim, who) if answer == SAME_ENTRY.key and kept is not None else None
