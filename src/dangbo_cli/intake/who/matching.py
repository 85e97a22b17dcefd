"""Which rows are which people.

A unique number proposes a match; two of {name, birth, another number} may not contradict it, and one must
agree. Without a number: name and birth inside the same grassroots organisation. Without number and birth:
never by itself. Everything is decided on sets, so the order of files and rows cannot matter; who is in doubt is
set aside with both sides named.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dangbo_cli.domain.change import Ref
from dangbo_cli.domain.partial_dates import WHOLE_DAY, agrees, format_date
from dangbo_cli.domain.problem import Choice, Level, cause
from dangbo_cli.intake.who.candidates import TWO_CANDIDATES, of_candidates
from dangbo_cli.intake.who.clusters import Clusters
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.intake.who.linking import Comparison, numbers_apart, said_of
from dangbo_cli.intake.who.lookalikes import CROWD, Newcomer, Scales, like_one_another, like_stored, meet
from dangbo_cli.intake.who.people import (
    NUMBERS,
    Member,
    Members,
    PersonRow,
    are_alike,
    brings_nothing,
    differing_numbers,
    has_number,
    same_name_and_birth,
    same_person,
    say_person,
)
from dangbo_cli.vietnamese.names import person_key

ONE_NUMBER_TWO_PEOPLE = cause(
    "one_number_two_people",
    Level.ROW,
    "Một số hiệu đứng ở hai người khác nhau",
    "{detail} «{value}» đứng ở hai người khác nhau.",
    "Đơn vị kiểm tra lại số của cả hai người.",
)
NUMBERS_DIFFER = cause(
    "numbers_differ",
    Level.ROW,
    "Cùng họ tên, ngày sinh nhưng số hiệu khác",
    "Cùng họ tên và ngày sinh với một người khác nhưng khác số: {detail}.",
    "Đơn vị kiểm tra lại số; nếu là hai người thì ghi đủ số của cả hai.",
)
NAME_ALONE = cause(
    "name_alone",
    Level.ROW,
    "Chỉ có họ tên mà đã có người cùng tên",
    "Chỉ có họ tên, không có số và ngày sinh, mà {detail}.",
    "Đơn vị ghi thêm ngày sinh hoặc số thẻ đảng viên.",
)
TWICE_IN_FILE = cause(
    "twice_in_file",
    Level.ROW,
    "Một người có hai dòng trong một tệp",
    "Người này còn ở {detail} của cùng tệp.",
    "Đơn vị giữ lại một dòng đúng.",
)
LOOKS_LIKE = cause(
    "looks_like",
    Level.ROW,
    "Rất giống một người đã có",
    "Người mới này rất giống {detail}.",
    "Nếu là một người, đơn vị sửa lại chỗ ghi sai; nếu là hai người thì nhập lại và chọn ở bàn phím, "
    "hoặc thêm bằng «dangbo dang-vien them …».",
    unit="Nếu là một người, đơn vị sửa lại chỗ ghi sai; nếu là hai người thì báo lại.",
)
TWO_ORGANIZATIONS = cause(
    "two_organizations",
    Level.ROW,
    "Một người ở hai tổ chức đảng",
    "Người này {detail}.",
    "Hãy hỏi hai đơn vị người này đang sinh hoạt ở đâu.",
    unit="Đơn vị cho biết người này đang sinh hoạt ở đâu.",
)

_NUMBER_WORDS = {
    "citizen_id": "Số định danh",
    "card_number": "Số thẻ đảng viên",
    "old_card_number": "Số thẻ đảng viên (8 số)",
    "old_citizen_id": "Số CMND",
}


@dataclass(slots=True)
class Match:
    """The rows that are one person, and the stored member they are (None: a new person)."""

    rows: list[PersonRow]
    member: Member | None

    @property
    def leaves(self) -> bool:
        """Whether a row tells that she is gone."""
        return any(row.says_left for row in self.rows)


class Aside(NamedTuple):
    """A row whose person is in doubt: the cause's code, the detail of its sentence, the value, and the answers
    that would settle it; `member` is she whom a move to the row's organisation would make certain, `beside`
    another row of her in the same file, whose cell the detail names."""

    row: PersonRow
    code: str
    detail: str
    value: str = ""
    choices: tuple[Choice, ...] = ()
    member: Ref | None = None
    beside: PersonRow | None = None

    @property
    def cell(self) -> str:
        """The address of what is in doubt: the number's own cell; the name's where an answer is asked by it."""
        cells = (where for value, where in self.row.values.values() if value == self.value and where)
        return self.row.name_cell if self.choices else next(cells, self.row.name_cell)


Answered = Callable[[PersonRow], str | None]
SayPlace = Callable[[PersonRow], str]
Differ = Callable[[PersonRow, PersonRow | Member], None]
Made = Callable[[PersonRow], Sequence[Ref]]
#: What a new person is like who shares name and days with more new people than can be told apart.
_CROWD = f"hơn {CROWD} người mới khác trong lần nhập này, nhiều quá không so từng người được"
#: The answer that a row is nobody whom the record has.
SOMEBODY_NEW = Choice("moi", "Người khác, chưa có trong sổ")


def match(
    rows: list[PersonRow],
    members: Members,
    directory: Directory,
    answered: Answered = lambda row: None,
    say_place: SayPlace = lambda row: f"ô {row.name_cell}",
    differ: Differ = lambda row, other: None,
    made: Made = lambda row: (),
) -> tuple[list[Match], list[Aside]]:
    """Return the people that the rows are, and the rows set aside because that is in doubt; `answered` tells what
    the clerk chose for a row, `say_place` where a row stands («ô B7, tệp …»); `differ` hears of every two of whom she said
    that they are not the same; `made` tells who was made of a row when the same bytes came before."""
    return _Matcher(rows, members, directory, answered, say_place, differ, made).run()


class _Matcher:
    def __init__(
        self,
        rows: list[PersonRow],
        members: Members,
        directory: Directory,
        answered: Answered,
        say_place: SayPlace,
        differ: Differ,
        made: Made,
    ) -> None:
        self._rows = rows
        self._say_place = say_place
        self._differ = differ
        self._made = made
        self._answered = answered
        self._members = members
        self._directory = directory
        self._together = Clusters(len(rows))
        self._aside: dict[int, Aside] = {}
        self._stored: dict[int, set[Ref]] = {}
        self._scales = Scales(rows, members, directory)

    def run(self) -> tuple[list[Match], list[Aside]]:
        for i, row in enumerate(self._rows):
            if row.record is not None:
                self._stored[i] = {row.record}
        self._link_numbers()
        self._link_names()
        self._link_records()
        settled = self._settle_all()
        if self._look_at_newcomers([found for found, _ in settled], {id(f): c for f, c in settled}):
            settled = self._settle_all()
        aside = [self._aside[i] for i in sorted(self._aside)]
        return [found for found, _ in settled], aside

    def _settle_all(self) -> list[tuple[Match, list[int]]]:
        """Return every person who is certain, with the indexes of her rows."""
        settled = []
        for cluster in self._together.all():
            found = self._settle(cluster)
            if found is not None:
                settled.append((found, cluster))
        return settled

    # --- new people who look like others
    def _look_at_newcomers(self, found: list[Match], clusters: dict[int, list[int]]) -> bool:
        """Ask about new people who look very like somebody; tell whether anything is another way than it was."""
        new = [one for one in found if one.member is None]
        newcomers = [Newcomer(index, one.rows) for index, one in enumerate(new)]
        taken = {one.member.ref: frozenset(r.file for r in one.rows) for one in found if one.member is not None}
        changed = False
        settled: set[int] = set()
        for newcomer, likes in like_stored(newcomers, self._members, taken, self._scales):
            answer = self._answered(newcomer.row)
            cluster = [i for i in clusters[id(new[newcomer.index])] if i not in self._aside]
            chosen = next((m for m, _ in likes if answer == f"dang-vien {m.ref}"), None)
            if chosen is None and answer == SOMEBODY_NEW.key:
                for member, _ in likes:
                    self._differ(newcomer.row, member)
                continue
            changed = True
            settled.add(newcomer.index)
            if chosen is not None:
                self._join_stored(cluster, chosen.ref)
                continue
            choices = [Choice(f"dang-vien {m.ref}", f"{self._evidence(m)}: {how.words}") for m, how in likes]
            member, how = likes[0]
            said = f"{self._evidence(member)}: {how.words}"
            elsewhere = self._is_elsewhere(member, newcomer.row)
            if elsewhere:
                said += self._say_move(member, newcomer.row)
            # One of her very name and birth: the move to where the row has her tells that it was she.
            hers = elsewhere and len(likes) == 1 and same_name_and_birth(newcomer.row, member)
            self._put_newcomer_aside(cluster, said, [*choices, SOMEBODY_NEW], member.ref if hers else None)
        meetings = meet(newcomers)
        aside: set[int] = set()
        for one in (one for crowd in meetings.crowds for one in crowd):
            if one.index not in settled and one.index not in aside and self._answered(one.row) != SOMEBODY_NEW.key:
                changed = True
                aside.add(one.index)
                cluster = [i for i in clusters[id(new[one.index])] if i not in self._aside]
                self._put_newcomer_aside(cluster, _CROWD, [SOMEBODY_NEW])

        def passed(one: Newcomer, other: Newcomer) -> bool:
            both = {one.index, other.index}
            return bool(both & settled) or (both <= aside and self._answered(one.row) is None)

        for one, other, how in like_one_another(meetings, self._scales, passed):
            answer = self._answered(one.row)
            if answer == SOMEBODY_NEW.key:
                self._differ(one.row, other.row)
                continue
            changed = True
            here, there = ([i for i in clusters[id(new[n.index])] if self._rows[i] in n.rows] for n in (one, other))
            same = Choice(f"dong {other.row.source} {other.row.name_cell}", f"Một người với {self._say_row(other.row)}")
            if answer == same.key:
                self._together.join(here[0], there[0])
                continue
            aside |= {one.index, other.index}
            two = Choice(SOMEBODY_NEW.key, "Hai người khác nhau")
            said = f"{self._say_row(other.row)}: {how.words}"
            self._put_newcomer_aside(here, said, [same, two])
            self._put_newcomer_aside(there, f"{self._say_row(one.row)}: {how.words}", [])
        return changed

    def _join_stored(self, cluster: list[int], ref: Ref) -> None:
        for i in cluster:
            self._stored.setdefault(i, set()).add(ref)
        for i, refs in self._stored.items():
            if ref in refs:
                self._together.join(cluster[0], i)

    def _put_newcomer_aside(
        self, cluster: list[int], detail: str, choices: list[Choice], member: Ref | None = None
    ) -> None:
        for i in cluster:
            first = i == cluster[0]
            name = self._rows[i].text("full_name") or ""
            self._put_aside(i, LOOKS_LIKE, detail, name, tuple(choices) if first else (), member)

    def _is_elsewhere(self, member: Member, row: PersonRow) -> bool:
        """Tell whether a row lists somebody where a member, still in the list, is not."""
        there = member.place is not None and not self._members.is_out(member, None)
        return there and not self._directory.on_one_line(member.place or 0, row.organization)

    def _say_move(self, member: Member, row: PersonRow) -> str:
        """Return what to type where a member has moved to where a row lists her."""
        if not self._directory.holds_members(row.organization):
            return ""
        target = self._directory.typed(row.organization)
        return f"; nếu đã chuyển thì gõ «dangbo dv chuyen {member.ref} --den {target} --ngay NGÀY»"

    def _say_row(self, row: PersonRow) -> str:
        """Return another row of the same call for a sentence."""
        birth = row.text("birth_date")
        said = [f"sinh {format_date(birth)}" if birth else "", self._directory.say(row.organization)]
        return f"{row.text('full_name')} ({', '.join(filter(None, said))}) ở {self._say_place(row)}"

    def _put_aside(
        self,
        i: int,
        code: str,
        detail: str,
        value: str = "",
        choices: tuple[Choice, ...] = (),
        member: Ref | None = None,
    ) -> None:
        self._aside.setdefault(i, Aside(self._rows[i], code, detail, value, choices, member))

    def _ask(self, i: int, code: str, detail: str, candidates: list[Member]) -> None:
        """Take the clerk's answer which of the candidates a row is; without one set the row aside."""
        answer = self._answered(self._rows[i])
        chosen = next((m for m in candidates if answer == f"dang-vien {m.ref}"), None)
        if chosen is not None:
            self._stored.setdefault(i, set()).add(chosen.ref)
        elif answer == SOMEBODY_NEW.key:
            for member in candidates:
                self._differ(self._rows[i], member)
        else:
            row = self._rows[i]
            choices = tuple(
                Choice(f"dang-vien {m.ref}", f"{self._evidence(m)}: {self._scales.weigh(row, m).words}")
                for m in candidates
            )
            self._put_aside(i, code, detail, self._rows[i].text("full_name") or "", (*choices, SOMEBODY_NEW))

    def _evidence(self, member: Member) -> str:
        """Return what tells a stored member from others of the name."""
        return say_person(member, self._directory.called(member.place), f"số hồ sơ {member.ref}")

    # --- numbers
    def _link_numbers(self) -> None:
        owners: dict[tuple[str, str], list[int]] = {}
        for i, row in enumerate(self._rows):
            for kind in NUMBERS:
                if kind in row.values and (number := row.text(kind)):
                    owners.setdefault((kind, number), []).append(i)
        for (kind, number), indexes in owners.items():
            ref = self._members.by_number.get((kind, number))
            for i in indexes:
                if ref is not None:
                    member = self._members.all[ref]
                    if same_person(self._rows[i], member, kind) and not self._is_namesake(self._rows[i], member):
                        self._stored.setdefault(i, set()).add(ref)
                    else:
                        name = member.text("full_name") or ""
                        self._put_aside(
                            i, ONE_NUMBER_TWO_PEOPLE, f"{_NUMBER_WORDS[kind]} (trong sổ là của {name})", number
                        )
            if len(indexes) > 1:
                self._link_owners(indexes, kind, number)

    def _is_namesake(self, row: PersonRow, member: Member) -> bool:
        """Tell whether a row is of another of the name than whose numbers it has: born on her day, not on the member's (two
        were given each other's numbers)."""
        birth, other = row.text("birth_date") or "", member.text("birth_date") or ""
        if len(birth) < WHOLE_DAY or not other or agrees(birth, other):  # nearly always
            return False
        named = self._members.namesakes(*self._name_key(row), row.dated, self._directory)
        return any(one.ref != member.ref and one.text("birth_date") == birth for one in named)

    def _link_owners(self, indexes: list[int], kind: str, number: str) -> None:
        """Join the rows under one number; those that contradict one another are set aside."""
        compared = Comparison([said_of(self._rows[i], kind) for i in indexes], lenient=True)
        self._join_all(indexes, compared)
        other = 0
        for at in compared.contradicted():
            if not compared.contradict(at, other):
                other = next(j for j in range(len(indexes)) if compared.contradict(at, j))
            there = self._rows[indexes[other]]
            detail = f"{_NUMBER_WORDS[kind]} (cũng ở dòng của {there.text('full_name')}, ô {there.name_cell})"
            self._put_aside(indexes[at], ONE_NUMBER_TWO_PEOPLE, detail, number)

    def _join_all(self, indexes: list[int], compared: Comparison) -> None:
        for first, *more in compared.agreeing():
            for j in more:
                self._together.join(indexes[first], indexes[j])

    # --- names
    def _link_names(self) -> None:
        by_name: dict[tuple[Ref, str], list[int]] = {}
        for i, row in enumerate(self._rows):
            by_name.setdefault(self._name_key(row), []).append(i)
        for (unit, name), indexes in by_name.items():
            for i in indexes:
                row = self._rows[i]
                if i in self._aside or self._stored.get(i):
                    continue
                # Who has left the list since is no member of it again by an old sheet: that is asked.
                named = self._members.namesakes(unit, name, row.dated, self._directory)
                stored = [member for member in named if member.place is not None]
                if row.text("birth_date"):
                    self._by_birth(i, row, stored)
                elif not has_number(row):
                    self._by_name_alone(i, row, stored, len(indexes) - 1)
                else:
                    self._is_made(i, row)
            born = [i for i in indexes if self._rows[i].text("birth_date") and i not in self._aside]
            if len(born) > 1:
                self._link_rows(born)

    def _name_key(self, row: PersonRow) -> tuple[Ref, str]:
        return self._directory.grassroots(row.organization), person_key(row.text("full_name") or "")

    def _by_birth(self, i: int, row: PersonRow, stored: list[Member]) -> None:
        birth = row.text("birth_date") or ""
        same = [m for m in stored if m.text("birth_date") and agrees(birth, m.text("birth_date") or "")]
        fitting = [m for m in same if not differing_numbers(row, m)]
        if len(fitting) == 1 and not self._marks_differ(row, fitting[0]):
            self._stored.setdefault(i, set()).add(fitting[0].ref)
        elif self._is_made(i, row):
            return
        elif len(fitting) == 1:
            # Twins are called so («An», «Ân»); nothing else says that it is one of them.
            self._ask(i, TWO_CANDIDATES, f"{self._evidence(fitting[0])}, tên khác dấu", fitting)
        elif len(fitting) > 1:
            self._ask(i, of_candidates(fitting), ", ".join(f"số hồ sơ {m.ref}" for m in fitting), fitting)
        elif same:
            kind, ours, theirs = differing_numbers(row, same[0])[0]
            self._put_aside(i, NUMBERS_DIFFER, f"{_NUMBER_WORDS[kind]} là {ours}, trong sổ là {theirs}", ours)

    def _is_made(self, i: int, row: PersonRow) -> bool:
        """Take a row for the member who was made of it when the same bytes came before, whatever was mended by hand since; tell
        whether there is one, still in the list and on one line with the row's organisation."""
        everybody = self._members.all
        if not everybody:
            return False
        known = [everybody[ref] for ref in self._made(row) if ref in everybody]
        if len(known) != 1 or known[0].place is None or self._members.is_out(known[0], row.dated):
            return False
        if not self._directory.on_one_line(known[0].place, row.organization):
            return False
        self._stored.setdefault(i, set()).add(known[0].ref)
        return True

    def _marks_differ(self, row: PersonRow, member: Member) -> bool:
        """Tell whether two names differ by marks that both write, and no number and no admission day agrees."""
        if row.text("full_name") == member.text("full_name"):
            return False
        points = {point.key for point in self._scales.weigh(row, member).points}
        return "name_marks" in points and not points & {"citizen_same", "card_same", "admitted_same"}

    def _by_name_alone(self, i: int, row: PersonRow, stored: list[Member], others: int) -> None:
        if len(stored) == 1 and not others and brings_nothing(row, stored[0]):
            self._stored.setdefault(i, set()).add(stored[0].ref)
        elif self._is_made(i, row):
            return
        elif stored:
            self._ask(i, NAME_ALONE, f"trong sổ đã có {len(stored)} người cùng họ tên ở đơn vị này", stored)
        elif others:
            name = row.text("full_name") or ""
            self._put_aside(i, NAME_ALONE, f"còn {others} dòng khác cùng họ tên ở đơn vị này", name)

    def _link_rows(self, indexes: list[int]) -> None:
        """Join rows of one name whose births agree; two files that give such a person two numbers are both in doubt."""
        said = [said_of(self._rows[i]) for i in indexes]
        files, linked = [self._rows[i].file for i in indexes], [self._together.root(i) for i in indexes]
        self._join_all(indexes, Comparison(said))
        for at, other, which in numbers_apart(said, files, linked):
            ours, theirs = said[at].numbers[which], said[other].numbers[which]
            detail = f"{_NUMBER_WORDS[NUMBERS[which]]} là {ours}, ở danh sách khác là {theirs}"
            self._put_aside(indexes[at], NUMBERS_DIFFER, detail, ours or "")

    def _link_records(self) -> None:
        """Join rows that are one stored member though they say nothing in common (a prefilled row says only what
        its unit changed)."""
        first: dict[Ref, int] = {}
        for i, refs in self._stored.items():
            for ref in refs:
                if i not in self._aside:
                    self._together.join(first.setdefault(ref, i), i)

    # --- clusters
    def _settle(self, cluster: list[int]) -> Match | None:
        refs = {ref for i in cluster for ref in self._stored.get(i, ()) if i not in self._aside}
        if len(refs) > 1:
            names = ", ".join(f"{self._members.all[r].text('full_name')} (số hồ sơ {r})" for r in sorted(refs))
            for i in cluster:
                self._put_aside(i, TWO_CANDIDATES, names)
            return None
        member = self._members.all[next(iter(refs))] if refs else None
        standing = [i for i in cluster if i not in self._aside]
        self._one_row_a_file(standing)
        standing = [i for i in standing if i not in self._aside]
        self._one_organization(standing, member)
        rows = [self._rows[i] for i in standing if i not in self._aside]
        return Match(rows, member) if rows else None

    def _one_row_a_file(self, indexes: list[int]) -> None:
        by_file: dict[int, list[int]] = {}
        for i in indexes:
            by_file.setdefault(self._rows[i].file, []).append(i)
        for same in by_file.values():
            if len(same) < 2:
                continue
            first = self._rows[same[0]]
            alike = all(are_alike(first, self._rows[i]) for i in same[1:])
            for i in same[1:] if alike else same:
                other = first if i != same[0] else self._rows[same[1]]
                self._put_aside(i, TWICE_IN_FILE, f"ô {other.name_cell}", self._rows[i].text("full_name") or "")
                if self._aside[i].code == TWICE_IN_FILE:
                    self._aside[i] = self._aside[i]._replace(beside=other)

    def _one_organization(self, indexes: list[int], member: Member | None) -> None:
        d = self._directory
        if member is not None and member.place is not None:
            for i in indexes:
                then = self._members.place_on(member, self._rows[i].dated)
                places = {member.place, member.place if then is None else then}
                if not any(d.on_one_line(place, self._rows[i].organization) for place in places):
                    here, there = d.say(self._rows[i].organization), d.say(member.place)
                    detail = f"ở bảng này thuộc {here}, trong sổ đang sinh hoạt ở {there}"
                    detail += self._say_move(member, self._rows[i])
                    name = self._rows[i].text("full_name") or ""
                    self._put_aside(i, TWO_ORGANIZATIONS, detail, name, (), member.ref)
            return
        named = {self._rows[i].organization for i in indexes}
        if len(named) > 1 and any(not d.on_one_line(a, b) for a in named for b in named):
            said = " và ".join(sorted(d.say(p) for p in named))
            for i in indexes:
                self._put_aside(i, TWO_ORGANIZATIONS, f"có ở cả {said}", self._rows[i].text("full_name") or "")
