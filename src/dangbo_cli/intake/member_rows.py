"""One record row of a member list → a `PersonRow`, or a problem that sets the row aside."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dangbo_cli.domain.blank import is_blank
from dangbo_cli.domain.change import Ref, Scalar
from dangbo_cli.domain.dates import Role, parse_date
from dangbo_cli.domain.education import parse_general_education, parse_political_theory, split_expertise
from dangbo_cli.domain.ethnicity import parse_ethnicity
from dangbo_cli.domain.identifiers import parse_card, parse_citizen, parse_file_number, parse_phone
from dangbo_cli.domain.lists import is_tick, parse_gender, parse_religion
from dangbo_cli.domain.member import check_member
from dangbo_cli.domain.partial_dates import add_months
from dangbo_cli.domain.positions import parse_party_position
from dangbo_cli.domain.problem import CAUSES, Finding, Level, Note, Problem, cause, say
from dangbo_cli.domain.rating import split_rating
from dangbo_cli.domain.standing import parse_standing
from dangbo_cli.forms.form import Value
from dangbo_cli.forms.headings import Meaning
from dangbo_cli.intake.deciding import show
from dangbo_cli.intake.directory import Directory
from dangbo_cli.intake.people import Held, PersonRow, Rated
from dangbo_cli.intake.values import NOT_A_NAME, Raw, Reader, Reads, memo, raw_text, text_reader
from dangbo_cli.sheets.address import address
from dangbo_cli.sheets.table import TableFound
from dangbo_cli.vietnamese.names import proper_name, strip_salutation
from dangbo_cli.vietnamese.text import clean

ORGANIZATION_UNKNOWN = cause(
    "organization_unknown",
    Level.ROW,
    "Tổ chức đảng chưa có trong sổ",
    "Sổ chưa có tổ chức đảng «{value}»{detail}.",
    "Kiểm tra tên, hoặc nhập danh sách tổ chức đảng trước.",
)
ORGANIZATIONS_DISAGREE = cause(
    "organizations_disagree",
    Level.ROW,
    "Hai nguồn nói hai tổ chức đảng khác nhau",
    "Ô này ghi «{value}» nhưng {detail}.",
    "Đơn vị kiểm tra người này sinh hoạt ở đâu.",
)
ORGANIZATION_MISSING = cause(
    "organization_missing",
    Level.ROW,
    "Không biết thuộc tổ chức đảng nào",
    "Không có tên tệp, tiêu đề, tên trang tính, dòng nhóm hay cột nào cho biết người này thuộc chi bộ nào{detail}.",
    "Thêm cột «Chi bộ», hoặc nhập lại với --don-vi MÃ.",
)
ORGANIZATION_AMBIGUOUS = cause(
    "organization_ambiguous",
    Level.ROW,
    "Nhiều tổ chức đảng trùng tên",
    "«{value}» là tên của nhiều tổ chức đảng: {detail}.",
    "Ghi thêm tên đảng bộ, hoặc nhập lại với --don-vi MÃ.",
)
NO_NAME = cause("no_name", Level.ROW, "Dòng không đọc được", "Dòng này {detail}.", "Đơn vị kiểm tra lại dòng này.")
TWO_TICKS = cause(
    "two_ticks", Level.CELL, "Đánh dấu nhiều ô", "Dòng này đánh dấu cả {detail}.", "Đơn vị chỉ đánh dấu một ô."
)
NOT_A_TICK = cause(
    "not_a_tick", Level.CELL, "Không phải dấu đánh", "Ô đánh dấu lại ghi «{value}».", "Đơn vị đánh dấu x hoặc để trống."
)
STANDING_UNKNOWN = cause(
    "standing_unknown",
    Level.CELL,
    "Chưa rõ chính thức hay dự bị",
    "Cột có nhưng ô trống, ngày vào Đảng không cho biết là đảng viên dự bị.",
    "Đơn vị ghi ngày chính thức hoặc «Dự bị».",
)
STANDING_DISAGREES = cause(
    "standing_disagrees",
    Level.CELL,
    "Loại đảng viên mâu thuẫn với ngày chính thức",
    "Ô này ghi «{value}» nhưng {detail}.",
    "Đơn vị kiểm tra lại cả hai ô.",
)
TWO_BIRTHS = cause(
    "two_births", Level.CELL, "Hai ngày sinh", "Dòng này có ngày sinh ở cả cột Nam và cột Nữ.", "Đơn vị xóa một ô."
)
OTHER_NAME_LEFT_OUT = cause(
    "other_name", Level.NOTE, "Tên khác trong ngoặc", "Phần trong ngoặc của «{value}» không ghi vào họ tên."
)
DITTO_UNCLEAR = cause(
    "ditto",
    Level.CELL,
    "Dấu «như trên» không rõ",
    "«{value}» có nghĩa là như dòng trên, nhưng ô trên không đọc được.",
    "Đơn vị gõ đủ nội dung.",
)
STAYS_HERE = cause(
    "temporary_stay",
    Level.ROW,
    "Sinh hoạt tạm thời",
    "«{value}»: người sinh hoạt tạm thời không tính vào đảng số nơi đến.",
    "Người này do tổ chức đảng nơi sinh hoạt chính thức khai; dòng này chưa được ghi.",
)
ONE_NUMBER_TWO_VALUES = cause(
    "two_values",
    Level.CELL,
    "Hai cột ghi khác nhau",
    "{detail} đã đọc ở cột khác, ô này ghi «{value}».",
    "Đơn vị kiểm tra lại hai cột.",
)

_DITTO = frozenset(('"', "''", "//", "nt", "như trên", "-nt-", "- nt -", "〃", '"nt"', "n.t", "〞"))
#: Six digits; with them alone in a cell for both numbers it is no card, which has eight or twelve.
_FILE_NUMBER_LENGTH = 6
_FILLER = frozenset(("x", "X"))
_NEVER_DITTO = {Value.PERSON_NAME, Value.CARD, Value.CITIZEN, Value.FILE_NUMBER, Value.BIRTH}


@dataclass(slots=True)
class SheetContext:
    """What is known of a sheet before its rows are read. `reference` is the day ages are judged on,
    `base` the organisations that the wider sources leave (None: none said anything)."""

    file: int
    source: int
    sheet: int
    path: str
    sheet_name: str
    order: tuple[str, int]
    dated: str | None
    year: int | None
    reference: date
    today: date
    base: frozenset[Ref] | None
    said: str = ""


@dataclass(slots=True)
class _Reading:
    """One row while it is read."""

    row: int
    values: dict[str, tuple[Scalar, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    ticks: dict[tuple[str, object, object], list[tuple[str, str]]] = field(default_factory=dict)


class MemberReader:
    """Reads the record rows of one member table. `cell` gives a raw value with merged cells filled."""

    def __init__(self, table: TableFound, context: SheetContext, directory: Directory, notes: list[Note]) -> None:
        self._table = table
        self._context = context
        self._directory = directory
        self._notes = notes
        self._above: dict[int, Raw] = {}
        self._warned: set[str] = set()
        columns = table.columns
        self._birth = [(c, m) for c, m in columns.items() if m.value is Value.BIRTH]
        self._names = {m.key: c for c, m in columns.items() if m.value is Value.PERSON_NAME}
        self._places = [c for c, m in columns.items() if m.key == "upper_organization"]
        self._places += [c for c, m in columns.items() if m.key == "organization"]
        self._workplaces = [c for c, m in columns.items() if m.value is Value.WORKPLACE]
        self.workplace_is_place = False
        later = (Value.CITIZEN, Value.PARTY_DATE)
        plain = [(c, m) for c, m in columns.items() if not self._special(m) and m.value not in later]
        self._plain = [(c, m, self._reader(m)) for c, m in plain]
        self._later = [(c, m) for c, m in columns.items() if m.value in later]
        self._standing_columns = [c for c, m in columns.items() if m.key in ("official_on", "standing")]

    @staticmethod
    def _special(meaning: Meaning) -> bool:
        return meaning.value in (
            Value.ORDINAL,
            Value.PERSON_NAME,
            Value.BIRTH,
            Value.ORGANIZATION,
            Value.IGNORED,
            Value.WORKPLACE,
        )

    def _reader(self, meaning: Meaning) -> Reader:
        key = meaning.key
        match meaning.value:
            case Value.ETHNICITY:
                return memo(parse_ethnicity, key)
            case Value.RELIGION:
                return memo(parse_religion, key)
            case Value.GENERAL_EDUCATION:
                return memo(parse_general_education, key)
            case Value.POLITICAL_THEORY:
                return memo(parse_political_theory, key)
            case Value.GENDER:
                return memo(parse_gender, key)
            case Value.EXPERTISE:
                return _read_expertise
            case Value.CARD:
                return _read_card
            case Value.CARD_AND_FILE:
                return _read_card_and_file
            case Value.FILE_NUMBER:
                return memo(parse_file_number, key)
            case Value.PHONE:
                return memo(parse_phone, key)
        return text_reader(key)

    # --- one row
    def read(self, r: int, cell: list[Raw], group: frozenset[Ref] | None, group_text: str) -> PersonRow | Problem:
        """Return the person of row `r` (0-based), or the problem that sets the row aside."""
        reading = _Reading(r)
        name, name_cell, trouble = self._name(reading, cell)
        if trouble is not None:
            return trouble
        place = self._place(reading, cell, group, group_text, name, name_cell)
        if isinstance(place, Problem):
            return place
        organization, organization_cell = place
        context = self._context
        person = PersonRow(
            context.file,
            context.source,
            context.sheet,
            r,
            organization,
            organization_cell,
            name_cell,
            context.order,
            context.dated,
            reading.values,
            problems=reading.problems,
        )
        reading.values["full_name"] = (name, name_cell)
        self._read_birth(reading, cell)
        for c, meaning, reader in self._plain:
            raw = self._raw(reading, cell, c, meaning)
            if raw is None:
                continue
            if meaning.tick is not None:
                self._tick(reading, c, meaning, raw)
            elif meaning.value is Value.RATING:
                self._rating(person, reading, c, meaning, raw)
            elif meaning.value is Value.STANDING:
                self._standing_word(person, reading, c, raw)
            elif meaning.value is Value.STANDING_MARK:
                self._standing_mark(person, reading, c, meaning, raw)
            elif meaning.value in (Value.PARTY_POSITION, Value.POSITION):
                self._position(person, reading, c, meaning, raw)
            elif meaning.key in ("government_position", "union_position"):
                sphere = meaning.key.removesuffix("_position")
                if not (isinstance(raw, str) and raw in _FILLER):
                    self._hold(person, sphere, (Held(sphere, raw_text(raw)),), address(r, c))
            else:
                self._take(reading, c, raw, *reader(raw), filler=meaning.value is Value.TEXT)
        if self._workplaces and not self.workplace_is_place:
            for c in self._workplaces:
                raw = self._raw(reading, cell, c, self._table.columns[c])
                if raw is not None and not isinstance(raw, date):
                    self._put(reading, "workplace", raw_text(raw), address(r, c), "Đơn vị công tác")
        self._settle_ticks(person, reading)
        self._read_later(reading, cell)
        self._settle_standing(person, reading)
        for key, finding in check_member({k: v for k, (v, _) in reading.values.items()}, context.today):
            _, where = reading.values.get(key, (None, name_cell))
            self._say(reading, finding, where, show(key, reading.values.get(key, ("", ""))[0]))
            if CAUSES[finding.code].level is not Level.NOTE:
                reading.values.pop(key, None)
                if key == "official_on" and person.standing and person.standing[1] == where:
                    person.standing = None
        return person.aside or person

    def _raw(self, reading: _Reading, cell: list[Raw], c: int, meaning: Meaning) -> Raw | None:
        raw = cell[c] if c < len(cell) else ""
        if isinstance(raw, str):
            raw = clean(raw)
            if not raw:
                return None
            if raw.casefold() in _DITTO and meaning.value not in _NEVER_DITTO:
                above = self._above.get(c)
                if above is None:
                    self._say(reading, Finding(DITTO_UNCLEAR), address(reading.row, c), raw)
                    return None
                return above
        if is_blank(raw):
            self._above.pop(c, None)
            return None
        self._above[c] = raw
        return raw

    def _take(
        self, reading: _Reading, c: int, raw: Raw, reads: Reads, finding: Finding | None, filler: bool = False
    ) -> None:
        if filler and isinstance(raw, str) and raw in _FILLER:
            return
        where = address(reading.row, c)
        for key, value in reads:
            if value is not None:
                self._put(reading, key, value, where, key)
        if finding is not None:
            self._say(reading, finding, where, raw_text(raw))

    def _put(self, reading: _Reading, key: str, value: Scalar, where: str, label: str) -> None:
        held = reading.values.get(key)
        if held is None:
            reading.values[key] = (value, where)
        elif held[0] != value:
            self._say(reading, Finding(ONE_NUMBER_TWO_VALUES, f"«{held[0]}» (ô {held[1]})"), where, str(value))

    def _say(self, reading: _Reading, finding: Finding, where: str, value: str) -> None:
        context = self._context
        message = say(finding, value)
        if CAUSES[finding.code].level is Level.NOTE:
            self._notes.append(Note(finding.code, message, context.path, context.sheet_name, where, value))
        else:
            reading.problems.append(Problem(finding.code, message, context.path, context.sheet_name, where, value))

    def _row_problem(self, code: str, detail: str, where: str, value: str) -> Problem:
        context = self._context
        return Problem(code, say(Finding(code, detail), value), context.path, context.sheet_name, where, value)

    # --- who
    def _name(self, reading: _Reading, cell: list[Raw]) -> tuple[str, str, Problem | None]:
        parts: list[str] = []
        where = ""
        whole = self._names.get("full_name")
        columns = (
            [whole]
            if whole is not None and _filled(cell, whole)
            else [self._names.get("family_name"), self._names.get("given_name")]
        )
        for c in columns:
            if c is not None and _filled(cell, c):
                where = where or address(reading.row, c)
                parts.append(raw_text(cell[c]))
        if whole is not None and len(columns) == 1 and "given_name" in self._names and not _has_space(parts[0]):
            # «Họ và tên» over two columns, the heading typed above the first only.
            given = self._names["given_name"]
            if _filled(cell, given):
                parts.append(raw_text(cell[given]))
        text = strip_salutation(clean(" ".join(parts)))
        if "(" in text:
            self._say(reading, Finding(OTHER_NAME_LEFT_OUT), where, text)
            text = clean(text.split("(")[0])
        if not text:
            return (
                "",
                where,
                self._row_problem(NO_NAME, "có dữ liệu nhưng không có họ tên", where or address(reading.row, 0), ""),
            )
        if any(ch.isdigit() for ch in text) or len(text.split()) > 8 or not any(ch.isalpha() for ch in text):
            return "", where, self._row_problem(NOT_A_NAME, "", where, text)
        return proper_name(text), where, None

    # --- where
    def _place(
        self,
        reading: _Reading,
        cell: list[Raw],
        group: frozenset[Ref] | None,
        group_text: str,
        name: str,
        name_cell: str,
    ) -> tuple[Ref, str] | Problem:
        directory = self._directory
        current = group if group is not None else self._context.base
        said = f"dòng nhóm «{group_text}»" if group is not None else self._context.said
        where = ""
        columns = self._places + (self._workplaces if self.workplace_is_place else [])
        for c in columns:
            raw = self._raw(reading, cell, c, self._table.columns[c])
            if raw is None:
                continue
            text, here = raw_text(raw), address(reading.row, c)
            refs = directory.look_up(text)
            if not refs:
                return self._row_problem(ORGANIZATION_UNKNOWN, "", here, text)
            narrowed = refs if current is None else directory.narrow(current, refs)
            if not narrowed:
                return self._row_problem(ORGANIZATIONS_DISAGREE, f"{said or 'nguồn khác'} nói khác", here, text)
            current, said, where = narrowed, f"ô {here} «{text}»", here
        if not current:
            return self._row_problem(ORGANIZATION_MISSING, "", name_cell, name)
        one = directory.one(current)
        if one is None:
            names = ", ".join(sorted(directory.say(ref) for ref in current)[:4])
            return self._row_problem(ORGANIZATION_AMBIGUOUS, names, where or name_cell, said or name)
        if not directory.holds_members(one):
            return self._row_problem(
                ORGANIZATION_MISSING, f" (chỉ biết {directory.say(one)})", where or name_cell, name
            )
        return one, where

    # --- birth, ids, dates
    def _read_birth(self, reading: _Reading, cell: list[Raw]) -> None:
        reference = self._context.reference
        for c, meaning in self._birth:
            raw = self._raw(reading, cell, c, meaning)
            if raw is None:
                continue
            where = address(reading.row, c)
            if meaning.gender is not None:
                if "birth_date" in reading.values:
                    self._say(reading, Finding(TWO_BIRTHS), where, raw_text(raw))
                    reading.values.pop("birth_date", None)
                    reading.values.pop("gender", None)
                    return
                self._put(reading, "gender", meaning.gender, where, "Giới tính")
                if is_tick(raw):
                    continue
            value, finding = parse_date(raw, Role.BIRTH, reference)
            self._take(reading, c, raw, (("birth_date", value),), finding)

    def _read_later(self, reading: _Reading, cell: list[Raw]) -> None:
        birth = reading.values.get("birth_date", (None, ""))[0]
        gender = reading.values.get("gender", (None, ""))[0]
        birth_text = None if birth is None else str(birth)
        for c, meaning in self._later:
            raw = self._raw(reading, cell, c, meaning)
            if raw is None:
                continue
            if meaning.value is Value.CITIZEN:
                number, finding = parse_citizen(raw, birth_text, None if gender is None else str(gender))
                reads: Reads = ()
                if number is not None:
                    reads = (("citizen_id" if len(number) == 12 else "old_citizen_id", number),)
                self._take(reading, c, raw, reads, finding)
            else:
                value, finding = parse_date(raw, Role.PARTY, self._context.today, birth_text)
                self._take(reading, c, raw, ((meaning.key, value),), finding)

    # --- ticks
    def _tick(self, reading: _Reading, c: int, meaning: Meaning, raw: Raw) -> None:
        where = address(reading.row, c)
        if not is_tick(raw):
            if meaning.key == "gender" and not self._birth:
                value, finding = parse_date(raw, Role.BIRTH, self._context.reference)
                if value is not None:
                    self._take(reading, c, raw, (("birth_date", value), ("gender", meaning.tick)), finding)
                    return
            if raw_text(raw) in ("0", "-", "không", "Không", "False"):
                return
            self._say(reading, Finding(NOT_A_TICK), where, raw_text(raw))
            return
        rating = meaning.rating
        group = (meaning.key, rating.stage if rating else None, rating.year if rating else None)
        reading.ticks.setdefault(group, []).append((meaning.tick or "", where))

    def _settle_ticks(self, person: PersonRow, reading: _Reading) -> None:
        for (key, stage, year), ticked in reading.ticks.items():
            if len(ticked) > 1:
                names = " và ".join(f"«{choice}» (ô {where})" for choice, where in ticked)
                self._say(reading, Finding(TWO_TICKS, names), ticked[0][1], "x")
                continue
            choice, where = ticked[0]
            if key == "rating":
                self._rate(person, str(stage), None if year is None else str(year), Rated(choice), where)
            else:
                self._put(reading, key, choice, where, key)

    # --- ratings
    def _rating(self, person: PersonRow, reading: _Reading, c: int, meaning: Meaning, raw: Raw) -> None:
        level, reason, finding = split_rating(raw)
        where = address(reading.row, c)
        if finding is not None:
            self._say(reading, finding, where, raw_text(raw))
        if level is not None and meaning.rating is not None:
            self._rate(person, meaning.rating.stage, meaning.rating.year, Rated(level, reason), where)

    def _rate(self, person: PersonRow, stage: str, year: str | None, rated: Rated, where: str) -> None:
        period = year or (str(self._context.year) if self._context.year is not None else None)
        if period is None:
            return  # named once for the sheet, by the caller
        person.ratings[(period, stage)] = (rated, where)

    # --- positions
    def _hold(self, person: PersonRow, sphere: str, held: tuple[Held, ...], where: str) -> None:
        before = person.positions.get(sphere)
        if before is None:
            person.positions[sphere] = (held, where)
        else:
            fresh = tuple(h for h in held if h.title not in {b.title for b in before[0]})
            person.positions[sphere] = (before[0] + fresh, before[1])

    def _position(self, person: PersonRow, reading: _Reading, c: int, meaning: Meaning, raw: Raw) -> None:
        where = address(reading.row, c)
        if isinstance(raw, str) and raw in _FILLER:
            return
        held, finding = parse_party_position(raw)
        if meaning.value is Value.POSITION and (finding is not None or not held):
            # «Chức vụ» alone: what is not wholly of the Party stays with the authorities, as typed.
            if isinstance(raw, date):
                self._say(reading, Finding("not_text"), where, raw_text(raw))
            else:
                self._hold(person, "government", (Held("government", raw_text(raw)),), where)
            return
        if finding is not None:
            self._say(reading, finding, where, raw_text(raw))
        places = tuple(Held("party", h.label, self._where_held(person.organization, h.hint)) for h in held or ())
        if places:
            self._hold(person, "party", places, where)

    def _where_held(self, organization: Ref, hint: str | None) -> Ref | None:
        if hint == "committee":
            upper = self._directory.grassroots(organization)
            return upper if upper != organization or self._directory.has_children(upper) else None
        return organization if hint == "branch" else None

    # --- standing
    def _standing_word(self, person: PersonRow, reading: _Reading, c: int, raw: Raw) -> None:
        status, finding = parse_standing(raw)
        where = address(reading.row, c)
        if finding is not None:
            self._say(reading, finding, where, raw_text(raw))
        if status is not None:
            if status.stay == "in":
                person.aside = self._row_problem(STAYS_HERE, "", where, raw_text(raw))
            if status.standing:
                person.standing = (status.standing, where)
            if status.activity:
                person.activity = ((status.activity, status.reason), where)

    def _standing_mark(self, person: PersonRow, reading: _Reading, c: int, meaning: Meaning, raw: Raw) -> None:
        where = address(reading.row, c)
        standing = "probationary" if meaning.key == "probationary_mark" else "official"
        if is_tick(raw):
            person.standing = (standing, where)
            return
        birth = reading.values.get("birth_date", (None, ""))[0]
        value, finding = parse_date(raw, Role.PARTY, self._context.today, None if birth is None else str(birth))
        key = "admitted_on" if standing == "probationary" else "official_on"
        self._take(reading, c, raw, ((key, value),), finding)

    def _settle_standing(self, person: PersonRow, reading: _Reading) -> None:
        official, where = reading.values.get("official_on", (None, ""))
        today = self._context.today.isoformat()
        if person.standing is not None:
            if person.standing[0] == "probationary" and official is not None and str(official) <= today:
                detail = f"ô {where} ghi ngày chính thức {official}"
                self._say(reading, Finding(STANDING_DISAGREES, detail), person.standing[1], "Dự bị")
                reading.values.pop("official_on")
                person.standing = None
            return
        if official is not None:
            person.standing = ("official" if str(official) <= today else "probationary", where)
            return
        if not self._standing_columns:
            return
        c = self._standing_columns[0]
        where = address(reading.row, c)
        if any(p.cell == where for p in reading.problems):
            return
        admitted = reading.values.get("admitted_on", (None, ""))[0]
        if admitted is not None and add_months(str(admitted), 13) > self._context.reference:
            person.standing = ("probationary", where)
        else:
            self._say(reading, Finding(STANDING_UNKNOWN), where, "")


def _filled(cell: list[Raw], c: int) -> bool:
    return c < len(cell) and cell[c] not in ("", None) and bool(str(cell[c]).strip())


def _has_space(text: str) -> bool:
    return " " in clean(text)


def _read_card(raw: Raw) -> tuple[Reads, Finding | None]:
    card, finding = parse_card(raw)
    if card is None:
        return (), finding
    return (("card_number", card.new), ("old_card_number", card.old), ("file_number", card.file_number)), finding


def _read_card_and_file(raw: Raw) -> tuple[Reads, Finding | None]:
    if len(raw_text(raw)) <= _FILE_NUMBER_LENGTH:
        number, finding = parse_file_number(raw)
        if number is not None:
            return (("file_number", number),), finding
    return _read_card(raw)


def _read_expertise(raw: Raw) -> tuple[Reads, Finding | None]:
    label, specialty, finding = split_expertise(raw)
    return (("expertise", label), ("specialty", specialty)), finding
