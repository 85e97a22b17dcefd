"""Ticks, ratings and positions of a row: cells that need more than one value, or each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dangbo_cli.domain.change import Ref
from dangbo_cli.domain.dates import Role, parse_date
from dangbo_cli.domain.lists import is_tick
from dangbo_cli.domain.positions import PLAIN_MEMBER, HeldPosition, parse_party_position
from dangbo_cli.domain.posts import Posts, is_ended, sort_posts
from dangbo_cli.domain.problem import Finding, Level, cause
from dangbo_cli.domain.rating import split_rating
from dangbo_cli.domain.text_cell import not_text
from dangbo_cli.forms.form import Value
from dangbo_cli.forms.headings import Meaning
from dangbo_cli.intake.tables.row_reading import RowReading
from dangbo_cli.intake.tables.told import NOT_HELD
from dangbo_cli.intake.tables.values import Raw, raw_text
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.intake.who.people import Held, PersonRow, Rated

TWO_TICKS = cause(
    "two_ticks", Level.CELL, "Đánh dấu nhiều ô", "Dòng này đánh dấu cả {detail}.", "Đơn vị chỉ đánh dấu một ô."
)
NOT_A_TICK = cause(
    "not_a_tick",
    Level.CELL,
    "Không phải dấu đánh",
    "Ô đánh dấu lại ghi «{value}».",
    "Đơn vị đánh dấu x hoặc để trống.",
)

CHOICE_UNLISTED = cause(
    "choice_unlisted",
    Level.CELL,
    "Cột đánh dấu không nói rõ mức nào",
    "Đánh dấu ở cột «{value}» không cho biết đúng một giá trị của danh mục.",
    "Đơn vị ghi rõ bằng chữ.",
)

_NO_POST = frozenset(("không", "không có", "chưa", "chưa có", "ko", "không giữ chức vụ", "không giữ chức vụ gì", "0"))
_NO = frozenset(("0", "-", "không", "false", "k"))


def is_no_tick(raw: Raw) -> bool:
    """Tell whether a cell of a tick column says no («0», «không»)."""
    return raw_text(raw).casefold() in _NO


def is_ticked(reading: RowReading, where: str, raw: Raw) -> bool:
    """Tell whether a cell of a tick column is ticked; one that is neither a tick nor a no is named."""
    if is_tick(raw):
        return True
    if not is_no_tick(raw):
        reading.say(Finding(NOT_A_TICK), where, raw_text(raw))
    return False


@dataclass(slots=True)
class Ticks:
    """The ticks of one row, by the question they answer; settled when all columns are seen, because two ticks
    for one question are no answer. `dated_genders`: no other column holds the birth date, so a date under «Nam»
    or «Nữ» is it."""

    dated_genders: bool
    _ticked: dict[tuple[str, str, str | None], list[tuple[str, str, bool]]] = field(default_factory=dict)

    def read(self, reading: RowReading, column: int, meaning: Meaning, raw: Raw) -> None:
        """Read one cell of a tick column."""
        choice = meaning.tick or ""
        if meaning.key == "gender" and self.dated_genders and not is_tick(raw):
            value, finding = parse_date(raw, Role.BIRTH, reading.context.reference)
            if value is not None:
                reading.take(column, raw, (("birth_date", value), ("gender", choice)), finding)
                return
        if is_ticked(reading, reading.where(column), raw):
            rating = meaning.rating
            question = (meaning.key, rating.stage if rating else "", rating.year if rating else None)
            self._ticked.setdefault(question, []).append((choice, reading.where(column), meaning.listed))

    def settle(self, person: PersonRow, reading: RowReading) -> None:
        """Keep what exactly one tick answers; name the others."""
        for (key, stage, year), ticked in self._ticked.items():
            told = one_tick(ticked, reading)
            if told is None:
                continue
            if key == "rating":
                _rate(person, reading, stage, year, Rated(told[0]), told[1])
            else:
                reading.put(key, *told)


def one_tick(ticked: Sequence[tuple[str, str, bool]], reading: RowReading) -> tuple[str, str] | None:
    """Return the label and the cell of the one tick that answers a question, given as (label, cell, listed); name two
    ticks, and one that stands for no label of the list."""
    choice, where, listed = ticked[0]
    if len(ticked) > 1:
        names = " và ".join(f"«{label}» (ô {cell})" for label, cell, _ in ticked)
        reading.say(Finding(TWO_TICKS, names), where, "x")
    elif not listed:
        reading.say(Finding(CHOICE_UNLISTED), where, choice)
    else:
        return choice, where
    return None


def read_rating(person: PersonRow, reading: RowReading, column: int, meaning: Meaning, raw: Raw) -> None:
    """Read a cell of a rating column."""
    level, reason, finding = split_rating(raw)
    where = reading.where(column)
    if finding is not None:
        reading.say(finding, where, raw_text(raw))
    if level is not None and meaning.rating is not None:
        _rate(person, reading, meaning.rating.stage, meaning.rating.year, Rated(level, reason), where)


def _rate(person: PersonRow, reading: RowReading, stage: str, year: str | None, rated: Rated, where: str) -> None:
    known = reading.context.year
    period = year or (None if known is None else str(known))
    if period is None:  # the whole column was named once
        return
    held, key = person.ratings.get((period, stage)), f"rating {period} {stage}"
    if held is None:
        if key not in reading.disputed:
            person.ratings[(period, stage)] = (rated, where)
    elif held[0].level != rated.level:
        reading.dispute(key, (held[0].level, held[1]), (rated.level, where))
        del person.ratings[(period, stage)]


def read_position(
    person: PersonRow,
    reading: RowReading,
    column: int,
    meaning: Meaning,
    raw: Raw,
    directory: Directory,
    of_branch: bool = False,
) -> str | None:
    """Read a cell of a position column and return the sphere it went to, None where it was set aside. «Chức vụ»
    that does not say of what: Party words are the Party's, those of a mass organisation its own, anything else stays with
    the authorities, as typed; what is held no more is counted as `NOT_HELD`. A column
    `of_branch` («Chức vụ chi bộ») tells what is held in the branch of the row, and nothing of what is held above it."""
    if not isinstance(raw, str) and (trouble := not_text(raw)) is not None:
        reading.say(trouble, reading.where(column), raw_text(raw))
        return None
    if meaning.value is not Value.PARTY_POSITION and raw_text(raw).casefold() in _NO_POST:
        return None
    year = int((reading.context.dated or reading.context.today.isoformat())[:4])
    if meaning.value is Value.TEXT:
        if is_ended(raw_text(raw), year):
            return NOT_HELD
        sphere = meaning.key.removesuffix("_position")
        _hold(person, sphere, (Held(sphere, raw_text(raw)),), reading.where(column))
        return sphere
    sphere = "party"
    held, finding = parse_party_position(raw)
    if meaning.value is Value.POSITION and (finding is not None or not held):
        posts = sort_posts(raw_text(raw), year)
        for other, title in (("government", posts.government), ("union", posts.union)):
            if title:
                _hold(person, other, (Held(other, title),), reading.where(column))
        if not posts.party:
            return _side(posts)
        held, finding, sphere = list(posts.party), None, _side(posts)
    if finding is not None:
        reading.say(finding, reading.where(column), raw_text(raw))
    of_branch = of_branch and not directory.has_children(person.organization)
    places = tuple(
        Held("party", h.label, _where_held(person.organization, _hint(h, of_branch), directory)) for h in held
    )
    if not places:
        return None
    person.posts_at = person.organization if of_branch and "party" not in person.positions else None
    _hold(person, "party", places, reading.where(column))
    return sphere


def _side(posts: Posts) -> str:
    """Return to which side the posts of a cell go, as `told.Sides` counts them."""
    if posts.party:
        return "both" if posts.government or posts.union else "party_only"
    if posts.union:
        return "mixed" if posts.government else "union"
    return "government" if posts.government else NOT_HELD


def _hold(person: PersonRow, sphere: str, held: tuple[Held, ...], where: str) -> None:
    if sphere not in person.positions:  # nearly always
        person.positions[sphere] = (held, where)
        return
    before, first = person.positions[sphere]
    titles = {position.title for position in before}
    person.positions[sphere] = (before + tuple(h for h in held if h.title not in titles), first)


def _hint(held: HeldPosition, of_branch: bool) -> str | None:
    """Return whether a position is of the branch or of the committee above, by its words, else by its column."""
    return "branch" if of_branch and held.hint is None and held.label != PLAIN_MEMBER else held.hint


def _where_held(organization: Ref, hint: str | None, directory: Directory) -> Ref | None:
    """Return the organisation where a position is held, as far as its words say: the branch, or the committee."""
    if hint == "branch":
        return organization
    if hint == "committee":
        upper = directory.grassroots(organization)
        return upper if upper != organization or directory.has_children(upper) else None
    return None
