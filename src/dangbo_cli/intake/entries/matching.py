"""Which member a row of the year's work is about.

By number; else by name and birth inside the grassroots organisation, also of somebody who was there in the year; else by
a name that only one member has in the narrowest organisation the row knows (at most the grassroots organisation), with
nothing contradicting and no other such row in the file, also of somebody who moved since and has such an entry of that
unit and year. Anything less is set aside with the choices. Somebody the record does not have is kept by name where the
kind of sheet allows it, never taken for a namesake in another unit; whose name and day of birth are those of a member
elsewhere is asked about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property

from dangbo_cli.domain.change import Ref
from dangbo_cli.domain.likeness import marks_contradict
from dangbo_cli.domain.partial_dates import WHOLE_DAY, agrees, format_date
from dangbo_cli.domain.problem import Choice, Finding, Level, Note, Problem, cause, say
from dangbo_cli.forms.catalogue import form_of
from dangbo_cli.forms.entry_values import NO, YES
from dangbo_cli.intake.entries.rows import PERSON, EntryRow
from dangbo_cli.intake.who.candidates import of_candidates
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.intake.who.matching import ONE_NUMBER_TWO_PEOPLE, SOMEBODY_NEW, TWO_ORGANIZATIONS
from dangbo_cli.intake.who.people import NUMBERS, Member, Members, contradictions, say_person
from dangbo_cli.vietnamese.names import person_key
from dangbo_cli.vietnamese.text import spelling

NOT_IN_RECORD = cause(
    "person_not_in_record",
    Level.ROW,
    "Người này chưa có trong sổ",
    "Không có đảng viên «{value}» ở {detail}.",
    "Kiểm tra họ tên, nơi sinh hoạt; nếu là đảng viên mới thì nhập danh sách đảng viên (hay thêm bằng «dangbo dv them») rồi "
    "nhập lại tệp này. Ghi danh, khen thưởng, cam kết của người không phải đảng viên: ghi chi bộ ở cột «Chi bộ» (sổ ghi "
    "danh: hoặc «Không» ở cột «Là đảng viên») rồi nhập lại, hay ghi tay bằng «them» với --ngoai-so --don-vi MÃ.",
    unit="Đơn vị kiểm tra lại họ tên, nơi sinh hoạt; nếu là đảng viên mới thì gửi danh sách đảng viên, nếu không phải đảng "
    "viên thì ghi chi bộ ở nơi ấy.",
)
NAMESAKE_UNCLEAR = cause(
    "namesake_unclear",
    Level.ROW,
    "Chưa chắc là người này",
    "«{value}»: {detail}.",
    "Đơn vị ghi thêm ngày sinh, số thẻ đảng viên hoặc chi bộ.",
)
KEPT_BY_NAME = cause(
    "kept_by_name",
    Level.NOTE,
    "Không có trong sổ đảng viên, ghi bằng tên",
    "«{value}» được ghi bằng tên: không phải đảng viên có trong sổ ở {detail}.",
)


class EntryMatcher:
    """Says for the rows of all entry sheets of one call which member each is about."""

    def __init__(
        self,
        members: Members,
        directory: Directory,
        answered: Callable[[EntryRow, bool], str | None],
        problem: Callable[[EntryRow, str, str, str, tuple[Choice, ...]], Problem],
        note: Callable[[EntryRow, Note], None],
        entered: Callable[[EntryRow, Member], bool],
    ) -> None:
        self._members = members
        self._directory = directory
        self._answered = answered
        self._problem = problem
        self._note = note
        #: Whether the record has an entry of the kind and the year of a row about a member, in the row's unit.
        self._entered = entered
        #: Of the rows of one sheet that say the same of somebody, the first: it is asked about, and answers for all.
        self._firsts: dict[tuple[object, ...], EntryRow] = {}

    def match(self, rows: Sequence[EntryRow]) -> None:
        """Give every row about a person its member, its name to keep, or the problem that sets it aside."""
        people = [row for row in rows if row.sort == PERSON and row.member is None and row.record is None]
        # Whoever stands in the lists of two years is one person; of one year, or with other facts, it may be two.
        same = Counter((self._named(row), row.period) for row in people)
        told = Counter(key for key, _ in {((self._named(row), row.period), self._said(row)) for row in people})
        born = Counter(key for key, _ in {(self._named(row), self._fixed(row)) for row in people})
        for row in people:
            self._firsts.setdefault(self._question(row), row)
        for row in people:
            named = self._named(row)
            key, form = (named, row.period), form_of(row.kind)
            alone = born[named] == told[key] == 1 and (same[key] == 1 or bool(form and form.same_by))
            self._row(row, alone)

    def settle_places(self, rows: Sequence[EntryRow]) -> None:
        """An entry about a member counts where she lived on its day, when that is below what the sheet names. Not before it
        is kept what was answered: it was asked, and will be asked again, of what the sheet names."""
        for row in rows:
            if row.member is None or row.record is not None:
                continue
            place = self._place(row, self._members.all[row.member])
            if place is not None and place != row.organization and self._directory.is_above(row.organization, place):
                if self._directory.holds_members(row.organization):
                    row.came_from = row.organization  # whose sheet it is does not change by where its people live
                row.organization = place

    def _unit(self, row: EntryRow) -> int:
        return self._directory.grassroots(row.organization)

    def _key(self, row: EntryRow) -> str:
        return person_key(row.text("full_name") or "")

    def _named(self, row: EntryRow) -> tuple[object, ...]:
        return row.file, row.kind, row.organization, self._key(row)

    def _fixed(self, row: EntryRow) -> tuple[str | None, ...]:
        """What a row says of the person that no year changes."""
        return tuple(row.text(k) for k in ("birth_date", *NUMBERS))

    def _said(self, row: EntryRow) -> tuple[object, ...]:
        """What a row says of the person besides the name."""
        beside = row.entry.get("position", (None,))[0], row.entry.get("unit", (None,))[0]
        return (row.organization, *self._fixed(row), *beside)

    def _question(self, row: EntryRow) -> tuple[object, ...]:
        return (row.source, self._key(row), row.unlike, *self._said(row))

    def _answer(self, row: EntryRow, for_now: bool = False) -> str | None:
        return self._answered(self._firsts[self._question(row)], for_now)

    def _row(self, row: EntryRow, alone: bool) -> None:
        if row.entry.get("party_member", ("",))[0] == NO:
            row.named = row.text("full_name")
            return
        if self._by_number(row):
            return
        if not self._directory.holds_members(row.organization):
            self._anywhere(row)
            return
        namesakes = [m for m in self._here(row) if m.ref != row.unlike and not _other_number(row, m)]
        answer = self._answer(row)
        chosen = next((m for m in namesakes if answer == f"dang-vien {m.ref}"), None)
        if chosen is not None:
            row.member = chosen.ref
            return
        birth = row.text("birth_date")
        fitting = [m for m in namesakes if not birth or not m.text("birth_date")
                   or agrees(birth, m.text("birth_date") or "")]  # fmt: skip
        fitting = [m for m in fitting if _admission_fits(row, m)]
        marked = [m for m in fitting if not self._marks_contradict(row, m)]
        if fitting and not marked:
            told = ", ".join(f"«{m.text('full_name')}»" for m in fitting)
            self._doubt(row, fitting, f"trong sổ là {told}, tên khác dấu")
            return
        fitting = marked
        if not fitting and (same := self._born_elsewhere(row)):
            self._known_elsewhere(row, same, namesakes, answer)
        elif not fitting and not (namesakes and not self._elsewhere(row, namesakes)):
            self._stranger(row)
        elif not fitting:
            births = ", ".join(format_date(m.text("birth_date")) or "chưa rõ" for m in namesakes)
            self._doubt(row, namesakes, f"trong sổ có người cùng tên ở đơn vị này nhưng ngày sinh là {births}")
        elif len(fitting) > 1:
            dated = [m for m in fitting if birth and m.text("birth_date")]
            near = [m for m in fitting if self._below(row, m)]
            if len(dated) == 1:
                row.member = dated[0].ref
            elif len(near) == 1 and row.organization != self._unit(row) and alone:
                row.member = near[0].ref
            else:
                self._doubt(row, fitting, f"có {len(fitting)} đảng viên cùng họ tên", of_candidates(fitting))
        else:
            self._one(row, fitting[0], alone)

    def _anywhere(self, row: EntryRow) -> None:
        """A row that names only a committee above the grassroots does not say whose name it is: somebody must choose."""
        namesakes = [
            m for m in self._of_name.get(self._key(row), ())
            if m.ref != row.unlike and self._below(row, m) and not _other_number(row, m)
        ]  # fmt: skip
        answer = self._answer(row, len(namesakes) > 1)
        row.member = next((m.ref for m in namesakes if answer == f"dang-vien {m.ref}"), None)
        if row.member is not None:
            return
        if namesakes:
            where = self._directory.say(row.organization)
            unit = row.entry.get("unit", ("",))[0]
            beside = f"dòng ghi «{unit}», không rõ là tổ chức đảng nào trong sổ" if unit else ""
            told = f"bảng là của {where}, {beside}" if beside else f"bảng chỉ cho biết {where}"
            self._doubt(row, namesakes, f"{told}, trong sổ có {len(namesakes)} người cùng họ tên")
        else:
            self._aside(row, NOT_IN_RECORD, self._directory.say(row.organization))

    def _here(self, row: EntryRow) -> list[Member]:
        """Return the members of a row's name in its unit: now, on its day, and where her birth or no day of its own is
        given, in its year."""
        unit, name, day = self._unit(row), self._key(row), _day(row)
        found = self._members.namesakes(unit, name, day, self._directory)
        if row.period and (row.text("birth_date") or day == _year_end(row)):
            gone = self._members.gone_within(unit, name, row.period[:4], self._directory)
            found += [member for member in gone if member not in found]
        return found

    def _born_elsewhere(self, row: EntryRow) -> list[Member]:
        """Return the members of a row's name and whole day of birth, wherever they are."""
        birth = row.text("birth_date") or ""
        if len(birth) < WHOLE_DAY:
            return []
        named = (m for m in self._of_name.get(self._key(row), ()) if m.text("birth_date") == birth)
        return [m for m in named if m.ref != row.unlike and not _other_number(row, m) and _admission_fits(row, m)]

    def _known_elsewhere(
        self, row: EntryRow, same: Sequence[Member], namesakes: Sequence[Member], answer: str | None
    ) -> None:
        """Ask whether a row is the member of its name and day of birth who was not in its unit."""
        row.member = next((m.ref for m in same if answer == f"dang-vien {m.ref}"), None)
        if row.member is None:
            say = self._directory.say
            places = [say(m.place) for m in same if m.place is not None]
            there = f"đang sinh hoạt ở {', '.join(places)}" if places else "không còn sinh hoạt ở tổ chức đảng nào"
            detail = f"ở bảng này thuộc {say(row.organization)}; trong sổ, người cùng họ tên và ngày sinh {there}"
            self._doubt(row, [*same, *namesakes], detail, TWO_ORGANIZATIONS)

    @cached_property
    def _of_name(self) -> dict[str, list[Member]]:
        """The members by name alone, wherever they are."""
        found: dict[str, list[Member]] = {}
        for (_, name), refs in self._members.by_name.items():
            found.setdefault(name, []).extend(self._members.all[ref] for ref in refs)
        return found

    def _place(self, row: EntryRow, member: Member) -> Ref | None:
        """Return where a member was on the day of an entry."""
        return self._members.place_on(member, _day(row))

    def _below(self, row: EntryRow, member: Member) -> bool:
        place = self._place(row, member)
        return place is not None and self._directory.is_above(row.organization, place)

    def _at_home(self, row: EntryRow, member: Member) -> bool:
        """Tell whether a member was there on the day of a row, or is there now."""
        return any(
            place is not None and self._directory.on_one_line(row.organization, place)
            for place in (self._place(row, member), member.place)
        )

    def _was_entered(self, row: EntryRow, member: Member) -> bool:
        """Tell whether a row of somebody who moved since says again, or mends, what her unit of that year handed in of her."""
        return member.ref > 0 and self._of_unit(row, member) and self._entered(row, member)

    def _one(self, row: EntryRow, member: Member, alone: bool) -> None:
        """Settle a row that only one member can be."""
        if row.text("birth_date") and member.text("birth_date"):
            row.member = member.ref  # wherever in the grassroots organisation: the branch may have changed since
        elif row.text("birth_date"):
            self._doubt(row, [member], "trong sổ có người cùng tên, chưa rõ ngày sinh")
        elif not self._at_home(row, member) and not (alone and self._was_entered(row, member)):
            where = "" if member.place is None else f"sinh hoạt ở {self._directory.say(member.place)}"
            self._doubt(row, [member], f"người cùng họ tên trong sổ {where or 'nay không còn ở tổ chức đảng nào'}")
        elif not alone:
            self._doubt(row, [member], "bảng có nhiều dòng cùng họ tên mà sổ chỉ có một người")
        else:
            row.member = member.ref

    def _marks_contradict(self, row: EntryRow, member: Member) -> bool:
        """Tell whether two names differ by marks that both write («Quan», «Quân»), and no whole day of birth or of admission
        agrees."""
        mine, hers = row.text("full_name") or "", member.text("full_name") or ""
        if mine == hers or not marks_contradict(spelling(mine), spelling(hers)):
            return False
        days = ((row.text(key), member.text(key)) for key in ("birth_date", "admitted_on"))
        return not any(day is not None and day == other and len(day) == WHOLE_DAY for day, other in days)

    def _elsewhere(self, row: EntryRow, namesakes: Sequence[Member]) -> bool:
        """Tell whether all namesakes are of another branch, where the row names a branch."""
        return not any(self._at_home(row, m) for m in namesakes)

    def _by_number(self, row: EntryRow) -> bool:
        for kind in NUMBERS:
            number = row.text(kind)
            ref = self._members.by_number.get((kind, number)) if number else None
            if ref is None:
                continue
            member = self._members.all[ref]
            against, agree = contradictions(row, member, kind)
            if ref == row.unlike or (against and not (against == 1 and agree)):
                said = f"Số «{number}» (trong sổ là của {member.text('full_name')})"
                self._aside(row, ONE_NUMBER_TWO_PEOPLE, said, number or "")
            elif member.place is not None and not self._of_unit(row, member):
                here, there = self._directory.say(row.organization), self._directory.say(member.place)
                self._aside(row, TWO_ORGANIZATIONS, f"ở bảng này thuộc {here}, trong sổ đang sinh hoạt ở {there}")
            else:
                row.member = ref
            return True
        return False

    def _of_unit(self, row: EntryRow, member: Member) -> bool:
        """Tell whether a row is of the grassroots organisation in which a member was on its day or in its year, or is now."""
        places = {place for place in (self._place(row, member), member.place) if place is not None}
        places |= self._members.places_in(member, row.period[:4]) if row.period else set()
        return any(self._directory.on_one_line(self._directory.grassroots(p), row.organization) for p in places)

    def _stranger(self, row: EntryRow) -> None:
        form = form_of(row.kind)
        name, where = row.text("full_name") or "", self._directory.say(self._unit(row))
        elsewhere = {
            m.place for m in self._of_name.get(self._key(row), ()) if m.place is not None and m.ref != row.unlike
        }
        if elsewhere:
            listed = self._directory.say_some(sorted(elsewhere, key=lambda ref: (self._directory.say(ref), ref)))
            where = f"{where}; người cùng họ tên trong sổ ở: {listed}"
        if form is not None and form.strangers and row.entry.get("party_member", ("",))[0] != YES:
            row.named = name
            self._note(row, Note(KEPT_BY_NAME, say(Finding(KEPT_BY_NAME, where), name), "", "", row.name_cell, name))
        else:
            self._aside(row, NOT_IN_RECORD, where)

    def _doubt(self, row: EntryRow, candidates: Sequence[Member], detail: str, code: str = NAMESAKE_UNCLEAR) -> None:
        form = form_of(row.kind)
        new = form is not None and form.strangers
        if new and self._answer(row) == SOMEBODY_NEW.key:
            row.named = row.text("full_name")
            return
        choices = tuple(Choice(f"dang-vien {m.ref}", self._evidence(m)) for m in candidates)
        choices = (*choices, SOMEBODY_NEW) if new else choices
        asked = self._firsts[self._question(row)] is row
        self._aside(row, code, detail, choices=choices if asked else ())

    def _evidence(self, member: Member) -> str:
        number = f"số hồ sơ {member.ref}" if member.ref > 0 else "mới ở lần nhập này"
        return say_person(member, self._directory.called(member.place), number)

    def _aside(self, row: EntryRow, code: str, detail: str, value: str = "", choices: tuple[Choice, ...] = ()) -> None:
        row.aside = self._problem(row, code, detail, value or row.text("full_name") or "", choices)


def _day(row: EntryRow) -> str | None:
    """Return the day of an entry: its own date, else the end of its year."""
    form = form_of(row.kind)
    own = next((str(row.entry[k][0]) for k in (form.dated_by if form else ()) if k in row.entry), None)
    return own or _year_end(row)


def _year_end(row: EntryRow) -> str | None:
    return f"{row.period[:4]}-12-31" if row.period else None


def _other_number(row: EntryRow, member: Member) -> bool:
    return any(row.text(k) and member.text(k) and row.text(k) != member.text(k) for k in NUMBERS)


def _admission_fits(row: EntryRow, member: Member) -> bool:
    ours, theirs = row.text("admitted_on"), member.text("admitted_on")
    return not ours or not theirs or agrees(ours, theirs)
