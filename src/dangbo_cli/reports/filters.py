"""The filters of `dv ds`: what a clerk types, turned into SQL conditions on `person` and `member m`.

Labels are matched over case and diacritics; a value that no list knows is refused with those it may be.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dangbo_cli.domain.partial_dates import format_date
from dangbo_cli.domain.period import say_period
from dangbo_cli.reports.addresses import address_sql
from dangbo_cli.reports.as_of import (
    ACTIVITY_LABELS,
    AGE,
    AWAY_LABEL,
    PARTY_AGE,
    STANDING_LABELS,
    Scope,
    count_text,
    covers,
    people_sql,
)
from dangbo_cli.reports.refusal import FilterRefused
from dangbo_cli.vietnamese.text import fold

UNKNOWN = "Chưa rõ"
RATING_CODES = {
    "HTXSNV": "Hoàn thành xuất sắc nhiệm vụ",
    "HTTNV": "Hoàn thành tốt nhiệm vụ",
    "HTNV": "Hoàn thành nhiệm vụ",
    "KHTNV": "Không hoàn thành nhiệm vụ",
    "CXL": "Chưa xếp loại",
    "KDG": "Không thuộc diện xếp loại",
}
#: The level that lists show: decided, else proposed, else self.
LEVEL = f"""coalesce(r.decided_level, r.proposed_level, r.self_level,
    CASE WHEN r.not_rated_reason IS NOT NULL THEN '{RATING_CODES["KDG"]}' END)"""
AWAY = f"""EXISTS (SELECT 1 FROM member_stay s WHERE s.member_id = m.id AND s.direction = 'out'
    AND {covers("s")})"""

#: A column of the row by which somebody has left.
LEFT = f"""SELECT d.{{}} FROM member_activity d WHERE d.member_id = m.id AND d.activity = 'left' AND {covers("d")}
    ORDER BY d.id DESC LIMIT 1"""


@dataclass(frozen=True, slots=True)
class MemberFilter:
    """What `dv ds` was asked to narrow to, as typed. `rating` is «2022=HTXSNV» (codes or labels, several
    with commas); `born_from`, `born_to`, `admitted_from`, `admitted_to` are ISO dates, may be partial, all inclusive;
    `missing` are field keys or headings («citizen_id», «số thẻ»); `position` is a title («bí thư», «cấp ủy»), `expertise`
    and `theory` levels of the closed lists, several with commas, «đại học+» that and higher; `bloc` a bloc by name."""

    gender: str | None = None
    ethnicity: str | None = None
    age: str | None = None
    party_age: str | None = None
    status: str | None = None
    ratings: tuple[str, ...] = ()
    born_from: str | None = None
    born_to: str | None = None
    admitted_from: str | None = None
    admitted_to: str | None = None
    missing: tuple[str, ...] = ()
    position: str | None = None
    expertise: str | None = None
    theory: str | None = None
    bloc: str | None = None

    def as_asked(self) -> dict[str, Any]:
        """The filters that were given, for the parameters of a table."""
        values = {name: getattr(self, name) for name in self.__slots__}
        return {name: list(v) if isinstance(v, tuple) else v for name, v in values.items() if v}


@dataclass(slots=True)
class Conditions:
    """SQL conditions with their parameters, and the columns that they name (shown unmasked); `left`: of those who have
    left, who are asked for instead of those who count; `asked`: the keys of `MISSING` that are narrowed by."""

    sql: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    left: bool = False
    asked: list[str] = field(default_factory=list)

    def add(self, sql: str, **values: Any) -> None:
        """Add one condition."""
        self.sql.append(sql)
        self.values.update(values)


#: What `missing` can name: key of the list's column → (SQL for «is unknown», further words for it).
MISSING: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "card_number": ("m.card_number IS NULL AND m.old_card_number IS NULL", ("số thẻ đảng viên", "số thẻ")),
    "file_number": ("m.file_number IS NULL", ("số lý lịch",)),
    "citizen_id": ("m.citizen_id IS NULL", ("số định danh", "số định danh cá nhân", "cccd")),
    "birth_date": ("m.birth_date IS NULL", ("ngày sinh",)),
    "gender": ("m.gender IS NULL", ("giới tính",)),
    "ethnicity": ("m.ethnicity IS NULL", ("dân tộc",)),
    "religion": ("m.religion IS NULL", ("tôn giáo",)),
    "hometown": (f"{address_sql('hometown')} IS NULL", ("quê quán",)),
    "residence": (f"{address_sql('residence')} IS NULL", ("nơi ở", "nơi ở hiện nay")),
    "occupation": ("m.occupation IS NULL", ("nghề nghiệp",)),
    "general_education": ("m.general_education IS NULL", ("giáo dục phổ thông",)),
    "expertise": ("m.expertise IS NULL", ("chuyên môn", "trình độ chuyên môn")),
    "political_theory": ("m.political_theory IS NULL", ("lý luận chính trị",)),
    "foreign_language": ("m.foreign_language IS NULL", ("ngoại ngữ",)),
    "party_position": ("NOT EXISTS {party}", ("chức vụ Đảng",)),
    "government_position": ("NOT EXISTS {government}", ("chức vụ chính quyền",)),
    "admitted_on": ("m.admitted_on IS NULL", ("ngày vào Đảng", "ngày kết nạp")),
    "official_on": ("m.official_on IS NULL", ("ngày chính thức",)),
    "status": ("person.standing IS NULL", ("trạng thái", "loại đảng viên")),
    "organization_code": ("person.organization_id IS NULL", ("tổ chức", "chi bộ")),
    "ratings": ("NOT EXISTS (SELECT 1 FROM rating r WHERE r.member_id = m.id)", ("xếp loại",)),
    "phone": ("m.phone IS NULL", ("số điện thoại", "điện thoại")),
}


def unknown_sql(key: str) -> str:
    """Return the condition that a field of `MISSING` is not known of `person`, `member m` on :day."""
    position = "(SELECT 1 FROM member_position d WHERE d.member_id = m.id AND d.sphere = '{}' AND {})"
    spheres = {sphere: position.format(sphere, covers("d")) for sphere in ("party", "government")}
    return MISSING[key][0].format(**spheres)


def conditions_of(conn: sqlite3.Connection, asked: MemberFilter) -> Conditions:
    """Turn the filters into conditions; raises FilterRefused for a value nobody can read."""
    found = Conditions()
    if asked.gender:
        label = pick(asked.gender, ("Nam", "Nữ", UNKNOWN), "giới tính")
        _equal(found, "m.gender", label, "gender")
    if asked.ethnicity:
        found.named.add("ethnicity")
        if fold(asked.ethnicity) in ("thieu so", "dan toc thieu so", "dtts"):
            found.add("m.ethnicity <> 'Kinh'")
        else:
            from dangbo_cli.domain.ethnicity import parse_ethnicity  # asked for by few commands

            group, _ = parse_ethnicity(asked.ethnicity)
            if group is None:
                rows = conn.execute("SELECT DISTINCT ethnicity FROM member ORDER BY ethnicity")
                known = [row[0] for row in rows if row[0]]
                group = pick(asked.ethnicity, (*known, UNKNOWN, "thiểu số"), "dân tộc")
            _equal(found, "m.ethnicity", group, "ethnicity")
    if asked.age:
        _between(found, AGE, asked.age, "age", "tuổi đời")
    if asked.party_age:
        _between(found, PARTY_AGE, asked.party_age, "party_age", "tuổi Đảng")
    if asked.status:
        _status(found, asked.status)
    for number, rating in enumerate(asked.ratings):
        _rating(conn, found, rating, f"rating{number}")
    _within(found, "birth_date", asked.born_from, asked.born_to, "ngày sinh")
    _within(found, "admitted_on", asked.admitted_from, asked.admitted_to, "ngày vào Đảng")
    for name in asked.missing:
        _missing(found, name)
    if asked.position:
        _position(conn, found, asked.position)
    if asked.expertise or asked.theory:
        from dangbo_cli.domain.education import EXPERTISE, POLITICAL_THEORY

        _levels(found, "expertise", asked.expertise, EXPERTISE, "trình độ chuyên môn")
        _levels(found, "political_theory", asked.theory, POLITICAL_THEORY, "trình độ lý luận chính trị")
    found.asked += [key for key, typed in _told_by(asked).items() if typed and _loose(typed) != _loose(UNKNOWN)]
    return found


def _told_by(asked: MemberFilter) -> dict[str, str | None]:
    """Return what was asked of a field by the field, which says nothing of whom it is not known of."""
    return {
        "gender": asked.gender, "ethnicity": asked.ethnicity, "expertise": asked.expertise,
        "political_theory": asked.theory, "birth_date": asked.age or asked.born_from or asked.born_to,
        "admitted_on": asked.party_age or asked.admitted_from or asked.admitted_to,
    }  # fmt: skip


def note_unknown(conn: sqlite3.Connection, scope: Scope, found: Conditions) -> None:
    """Note of how many people of the scope a field that is narrowed by is not known, where they are half or more: that
    few are found says little then."""
    if not found.asked:
        return
    sums = ", ".join(f"coalesce(sum({unknown_sql(key)}), 0)" for key in found.asked)
    count, *unknown = conn.execute(
        f"WITH {people_sql(scope)} SELECT count(*), {sums} FROM person JOIN member m ON m.id = person.id", scope.values
    ).fetchone()
    for key, without in zip(found.asked, unknown, strict=True):
        if without and without * 2 >= count:
            words = MISSING[key][1][0]
            found.notes.append(
                f"Trong số {count_text(count)} người được xét, {count_text(without)} người chưa ghi {words}."
            )


def _position(conn: sqlite3.Connection, found: Conditions, typed: str) -> None:
    """Narrow to who holds a post on the day: a Party position by its label, «cấp ủy» any of them but plain membership;
    else a title of any sphere that is so called or holds the words."""
    from dangbo_cli.domain.positions import PARTY_POSITIONS, PLAIN_MEMBER

    party: dict[str, tuple[str, ...]] = {_loose(title): (title,) for title in PARTY_POSITIONS}
    party["cap uy"] = party["cap uy vien"] = tuple(title for title in PARTY_POSITIONS if title != PLAIN_MEMBER)
    asked, sphere = _loose(typed), ""
    if asked in party:
        titles, sphere = party[asked], " AND d.sphere = 'party'"
        found.asked.append("party_position")
    else:
        known = [row[0] for row in conn.execute("SELECT DISTINCT title FROM member_position ORDER BY title")]
        exact = [title for title in known if _loose(title) == asked]
        titles = tuple(exact or (title for title in known if f" {asked} " in f" {_loose(title)} "))
    if not titles:
        raise FilterRefused(
            f"Sổ không có ai giữ chức vụ «{typed}». Chức vụ Đảng: {', '.join(PARTY_POSITIONS)}, hoặc «cấp ủy»; chức vụ khác thì "
            "gõ như ghi trong sổ."
        )
    marks = ", ".join(f":title{i}" for i in range(len(titles)))
    found.add(
        f"EXISTS (SELECT 1 FROM member_position d WHERE d.member_id = m.id AND d.title IN ({marks}){sphere} AND {covers('d')})",
        **{f"title{i}": title for i, title in enumerate(titles)},
    )
    found.named.update(("party_position", "government_position"))


def _levels(found: Conditions, column: str, typed: str | None, order: tuple[str, ...], what: str) -> None:
    """Narrow to some levels of a closed list that goes upwards."""
    if not typed:
        return
    wanted: set[str] = set()
    for part in (part.strip() for part in typed.split(",") if part.strip()):
        label = pick(part.rstrip("+"), (*order, UNKNOWN), what)
        wanted.update(order[order.index(label) :] if part.endswith("+") and label in order else (label,))
    known = [label for label in order if label in wanted]
    marks = ", ".join(f":{column}{i}" for i in range(len(known)))
    options = [f"m.{column} IN ({marks})"] * bool(known) + [f"m.{column} IS NULL"] * (UNKNOWN in wanted)
    if not options:
        raise FilterRefused(f"Chưa cho biết {what} nào. Các giá trị dùng được: {', '.join((*order, UNKNOWN))}.")
    found.add(f"({' OR '.join(options)})", **{f"{column}{i}": label for i, label in enumerate(known)})
    found.named.add(column)


def pick(typed: str, labels: Iterable[str], what: str, short: Mapping[str, str] | None = None) -> str:
    """Return the label that `typed` means over case and diacritics; FilterRefused names what is allowed."""
    allowed = list(dict.fromkeys(labels))
    exact = [label for label in allowed if label.casefold() == typed.strip().casefold()]
    found = exact or [label for label in allowed if _loose(label) == _loose(typed)]
    if not found and short:
        found = [short[code] for code in short if _loose(code) == _loose(typed)]
    if not found:
        raise FilterRefused(f"Không hiểu {what} «{typed}». Các giá trị dùng được: {', '.join(allowed)}.")
    return found[0]


def _loose(text: str) -> str:
    return " ".join(re.split(r"[\s_-]+", fold(text)))


def read_range(typed: str, what: str) -> tuple[int | None, int | None]:
    """Read «18-30», «60-» or «60+», «-30», «35» as (least, most), both inclusive, None where open."""
    text = re.sub(r"\s+", "", typed).replace("–", "-")
    found = re.fullmatch(r"(\d{1,3})?(-|\+)?(\d{1,3})?", text)
    if found is None or not (found[1] or found[3]) or (found[2] == "+" and found[3]):
        raise FilterRefused(f"Không hiểu {what} «{typed}». Hãy viết như 18-30, 60- (từ 60), -30 (đến 30).")
    least = int(found[1]) if found[1] else None
    most = int(found[3]) if found[3] else (None if found[2] else least)
    if least is not None and most is not None and least > most:
        raise FilterRefused(f"Khoảng {what} «{typed}» bị ngược: số đầu phải nhỏ hơn số sau.")
    return least, most


def _equal(found: Conditions, column: str, label: str, name: str) -> None:
    if label == UNKNOWN:
        found.add(f"{column} IS NULL")
    else:
        found.add(f"{column} = :{name}", **{name: label})
    found.named.add(name)


def _between(found: Conditions, expression: str, typed: str, name: str, what: str) -> None:
    least, most = read_range(typed, what)
    if least is not None:
        found.add(f"{expression} >= :{name}_least", **{f"{name}_least": least})
    if most is not None:
        found.add(f"{expression} <= :{name}_most", **{f"{name}_most": most})


def _within(found: Conditions, column: str, first: str | None, last: str | None, what: str) -> None:
    if first and last and first > f"{last}~":
        said = f"từ {format_date(first)} đến {format_date(last)}"
        raise FilterRefused(f"Khoảng {what} {said} bị ngược: ngày đầu phải trước ngày cuối.")
    if first:
        found.add(f"m.{column} >= :{column}_from", **{f"{column}_from": first})
    if last:  # «~» sorts after every digit and hyphen: all days of the month or year asked
        found.add(f"m.{column} <= :{column}_to || '~'", **{f"{column}_to": last})


def _status(found: Conditions, typed: str) -> None:
    from dangbo_cli.domain.standing import LEAVING_REASONS, parse_standing  # asked for by few commands

    said, _ = parse_standing(typed)
    activities = {label: key for key, label in ACTIVITY_LABELS.items()}
    exempt, suspended = ACTIVITY_LABELS["exempt"], ACTIVITY_LABELS["suspended"]
    short = {"miễn": exempt, "đình chỉ": suspended, "tạm thời": AWAY_LABEL, "đã ra": ACTIVITY_LABELS["left"]}
    labels = (*STANDING_LABELS.values(), UNKNOWN, *activities, AWAY_LABEL, *LEAVING_REASONS)
    label = said.reason if said is not None else None
    label = label or pick(typed, labels, "trạng thái", short)
    standings: dict[str, str | None] = {label: key for key, label in STANDING_LABELS.items()}
    standings[UNKNOWN] = None
    if label in standings:
        found.add("person.standing IS :standing", standing=standings[label])
        found.add(f"coalesce(person.activity, 'active') = 'active' AND NOT {AWAY}")
    elif label in LEAVING_REASONS:
        found.left = True
        found.add(f"({LEFT.format('reason')}) = :left_reason", left_reason=label)
    elif label in activities:
        found.left = activities[label] == "left"
        found.add("person.activity = :activity", activity=activities[label])
    else:
        found.add(f"coalesce(person.activity, 'active') = 'active' AND {AWAY}")


def _rating(conn: sqlite3.Connection, found: Conditions, typed: str, name: str) -> None:
    period, equals, levels = (part.strip() for part in typed.partition("="))
    if not period or not equals or not levels:
        codes = ", ".join(RATING_CODES)
        raise FilterRefused(f"Không hiểu mức xếp loại «{typed}». Hãy viết như 2022=HTXSNV; các mức: {codes}.")
    labels = [pick(part, RATING_CODES.values(), "mức xếp loại", RATING_CODES) for part in levels.split(",")]
    level = f"(SELECT {LEVEL} FROM rating r WHERE r.member_id = m.id AND r.period = :{name}_period)"
    marks = ", ".join(f":{name}_level{i}" for i in range(len(labels)))
    condition = f"{level} IN ({marks})"
    if RATING_CODES["CXL"] in labels:
        condition = f"({condition} OR {level} IS NULL)"
        found.notes.append(f"«Chưa xếp loại» gồm cả người chưa có mức xếp loại {period} trong sổ.")
    if note := _rated_years(conn, period):
        found.notes.append(note)
    values = {f"{name}_level{i}": label for i, label in enumerate(labels)}
    found.add(condition, **{f"{name}_period": period}, **values)


def _rated_years(conn: sqlite3.Connection, asked: str) -> str | None:
    """Return which years have ratings where the one asked for has none; None where it has."""
    rows = conn.execute("SELECT DISTINCT period FROM rating WHERE member_id IS NOT NULL ORDER BY period")
    known = [row[0] for row in rows]
    if asked in known:
        return None
    others = ", ".join(say_period(one) if "-" in one else one for one in known)
    have = f"Các năm đã có: {others}." if others else "Sổ chưa có xếp loại của năm nào."
    return f"Sổ không có xếp loại đảng viên nào của năm {asked}. {have}"


def _missing(found: Conditions, typed: str) -> None:
    asked = _loose(typed)
    for key, (_, words) in MISSING.items():
        if asked == _loose(key) or asked in (_loose(word) for word in words):
            found.add(unknown_sql(key))
            found.named.add(key)
            return
    headings = ", ".join(words[0] for _, words in MISSING.values())
    several = " Mỗi lần --thieu nêu một trường; cần nhiều thì gõ --thieu nhiều lần." if "," in typed else ""
    raise FilterRefused(f"Không có trường «{typed}» để tìm người còn thiếu.{several} Các trường: {headings}.")
