"""How units type one value: raw cells with what the record must make of them.

A `Want` that is `sure` must be stored; one that is not must never be stored otherwise than as one of `accept`
(nothing stored, and the cell named, is right).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import Any

from kho.people import Person


@dataclass(frozen=True, slots=True)
class Want:
    """What the record must hold for one field: `value` (None: nothing), or nothing at all where it is not `sure`."""

    value: object
    sure: bool = True
    accept: tuple[object, ...] = ()


@dataclass(slots=True)
class Typed:
    """Physical cells of one block of columns, the wants they give, and the tags of how they were typed."""

    raws: list[Any]
    wants: dict[str, Want] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Pen:
    """Who types: a source of chance, whether the container keeps true dates and numbers, how dirty it gets, and whether
    every fact of a cell stands on a line of its own."""

    rng: Random
    typed: bool = True
    nasty: float = 0.25
    ascii_space: bool = False
    lined: bool = False

    def sign(self, *signs: str) -> str:
        """Return what stands between two facts of one cell."""
        return "\n" if self.lined else self.rng.choice(signs)

    def dirty(self, text: str) -> tuple[str, list[str]]:
        """Return a text as it comes: decomposed, with odd blanks, with a line end."""
        if self.rng.random() > self.nasty:
            return text, []
        kinds = ["NFD", "hai dấu cách", "dấu cách cuối", "xuống dòng cuối", "dấu cách đầu"]
        if not self.ascii_space:
            kinds.append("NBSP")
        kind = self.rng.choice(kinds)
        match kind:
            case "NFD":
                text = unicodedata.normalize("NFD", text)
            case "NBSP":
                text = text.replace(" ", "\u00a0") + "\u00a0"
            case "hai dấu cách":
                text = text.replace(" ", "  ")
            case "dấu cách cuối":
                text += "  "
            case "xuống dòng cuối":
                text += "\n"
            case _:
                text = " \t" + text
        return text, [f"chữ: {kind}"]


Speller = Callable[[Person, Pen], tuple[Any, dict[str, Want], list[str]]]


def choose(pen: Pen, choices: list[tuple[str, Any, Want]], tag: str) -> tuple[Any, Want, list[str]]:
    """Return one of (name, raw cell, want), dirtied where it is text, with tags of how it was typed."""
    name, raw, want = pen.rng.choice(choices)
    tags = [f"{tag}: {name}"]
    if isinstance(raw, str):
        raw, more = pen.dirty(raw)
        tags += more
    return raw, want, tags


NOTHING = Want(None, sure=False)


# --- dates
def spell_date(pen: Pen, day: date, odd: bool) -> tuple[Any, Want, list[str]]:
    """Return one spelling of a day; `odd` ones say less than a day, or nothing that may be believed."""
    d, m, y = day.day, day.month, day.year
    full = Want(day.isoformat())
    choices: list[tuple[str, Any, Want]] = [
        ("dd/mm/yyyy", f"{d:02}/{m:02}/{y}", full),
        ("d/m/yyyy", f"{d}/{m}/{y}", full),
        ("dd.mm.yyyy", f"{d:02}.{m:02}.{y}", full),
        ("dd.mm.yy", f"{d:02}.{m:02}.{y % 100:02}", full),
        ("dd-mm-yyyy", f"{d:02}-{m:02}-{y}", full),
        ("yyyy-mm-dd", f"{y}-{m:02}-{d:02}", full),
        ("yyyy-mm-dd 00:00:00", f"{y}-{m:02}-{d:02} 00:00:00", full),
        ("dd / mm / yyyy", f"{d:02} / {m:02} / {y}", full),
        ("dd/mm /yyyy.", f"{d:02}/{m:02} /{y}.", full),
        ("ngày … tháng … năm", f"Ngày {d:02} tháng {m:02} năm {y}", full),
        ("'dd/mm/yyyy", f"'{d:02}/{m:02}/{y}", full),
        ("ddmmyyyy", f"{d:02}{m:02}{y}", full),
    ]
    if pen.typed:
        serial = (day - date(1899, 12, 30)).days
        choices += [("ngày thật", day, full)] * 5
        choices += [("ngày giờ", datetime(y, m, d, 7, 30), full), ("số thứ tự Excel", float(serial), full)]
        choices += [("số ddmmyyyy", float(f"{d}{m:02}{y}"), full)]
    if odd and pen.rng.random() < 0.3:
        choices = [
            ("mm/yyyy", f"{m:02}/{y}", Want(f"{y}-{m:02}")),
            ("tháng m năm yyyy", f"Tháng {m} năm {y}", Want(f"{y}-{m:02}")),
            ("yyyy", f"{y}", Want(f"{y}")),
            ("Năm yyyy", f"Năm {y}", Want(f"{y}")),
            ("chưa rõ", "chưa rõ", Want(None)),
            ("gạch", "-", Want(None)),
            ("tháng 13", f"{d:02}/{m + 12}/{y}", NOTHING),
            ("31/02", f"31/02/{y}", NOTHING),
            ("tương lai", f"{d:02}/{m:02}/2035", NOTHING),
            ("ba chữ số năm", f"{d:02}/{m:02}/{str(y)[:3]}", NOTHING),
            ("năm chữ số năm", f"{d:02}/{m:02}/{y}2", NOTHING),
            ("khoảng", f"khoảng {y}", Want(None, False, (str(y),))),
            ("hai ngày", f"{d:02}/{m:02}/{y} hoặc {y + 1}", NOTHING),
            ("ngày 00", f"00/{m:02}/{y}", Want(None, False, (f"{y}-{m:02}",))),
            ("x", "x", NOTHING),
            ("chữ", "mùa xuân", NOTHING),
        ]
        if pen.typed:
            trap = date.fromordinal(date(1899, 12, 30).toordinal() + y)
            choices += [("bẫy 1905", trap, Want(str(y)))] * 3
            choices += [("năm dạng số", float(y), Want(str(y)))] * 2
            choices += [("bẫy 1900", date(1900, 1, 5), NOTHING), ("số nhỏ", 5.0, NOTHING)]
    return choose(pen, choices, "ngày")


def birth(person: Person, pen: Pen) -> tuple[Any, dict[str, Want], list[str]]:
    raw, want, tags = spell_date(pen, person.birth, True)
    return raw, {"birth_date": want}, tags


# --- names
def full_name(person: Person, pen: Pen) -> tuple[Any, dict[str, Want], list[str]]:
    """Return a name in one of the ways it is typed; a «Đ/c» or another name beside it belongs to no name."""
    name = person.name
    choices: list[tuple[str, str]] = [("như thường", name)] * 6
    choices += [("CHỮ HOA", name.upper())] * 2
    choices += [("chữ thường", name.lower())]
    if name == name.title():
        choices += [("Đ/c", f"Đ/c {name}"), ("đ/c dính", f"đ/c:{name}"), ("Đồng chí", f"Đồng chí {name}")]
        choices += [("ĐỒNG CHÍ HOA", f"ĐỒNG CHÍ {name.upper()}"), ("tên khác trong ngoặc", f"{name} (Bảy)")]
        choices += [("xuống dòng", name.replace(" ", "\n", 1)), ("số thứ tự trước", "")]
    kind, text = pen.rng.choice(choices)
    want = Want(name)
    if kind == "số thứ tự trước":
        text, want = f"1. {name}", Want(name, False, (name,))
    text, tags = pen.dirty(text)
    return text, {"full_name": want}, [f"tên: {kind}", *tags]


# --- closed lists
def _closed(
    tag: str,
    key: str,
    value: Callable[[Person], str],
    spellings: dict[str, tuple[str, ...]],
    odd: tuple[tuple[str, Any, tuple[object, ...]], ...],
) -> Speller:
    def spell(person: Person, pen: Pen) -> tuple[Any, dict[str, Want], list[str]]:
        label = value(person)
        if odd and pen.rng.random() < 0.12:
            name, raw, accept = pen.rng.choice(odd)
            if pen.typed or isinstance(raw, str):
                return raw, {key: Want(None, False, accept)}, [f"{tag}: {name}"]
        text, tags = pen.dirty(pen.rng.choice((label, label, *spellings.get(label, ()))))
        return text, {key: Want(label)}, [f"{tag}: danh mục", *tags]

    return spell


gender = _closed(
    "giới tính",
    "gender",
    lambda p: p.gender,
    {"Nam": ("NAM", "nam", "Nam giới"), "Nữ": ("NỮ", "nữ", "Nu", "Nữ.")},
    (("số 1", 1.0, ()), ("chữ N", "N", ()), ("?", "?", ()), ("chưa rõ", "Chưa rõ", ())),
)
ethnicity = _closed(
    "dân tộc",
    "ethnicity",
    lambda p: p.ethnicity,
    {
        "Kinh": ("kinh", "KINH", "Kinh (Việt)"),
        "Mông": ("H'Mông", "H’mông", "Hmông", "Mèo", "H`mông"),
        "Ê Đê": ("Ê-đê", "Ê  Đê", "Êđê"),
        "Khơ Mú": ("Khơ mú", "Khơ-mú"),
        "Thái": ("thái", "THÁI", "dân tộc Thái"),
    },
    (("mã số", "04", ()), ("số", 4.0, ()), ("Khác", "Khác", ()), ("hai dân tộc", "Thái, Kinh", ())),
)
religion = _closed(
    "tôn giáo",
    "religion",
    lambda p: p.religion,
    {
        "Không": ("không", "KHÔNG", "Lương", "Không theo"),
        "Phật giáo": ("Phật", "Đạo phật"),
        "Công giáo": ("Thiên chúa giáo", "Thiên chúa"),
    },
    (("x", "x", ()), ("Có", "Có", ()), ("lạ", "Đạo Dừa", ())),
)
theory = _closed(
    "LLCT",
    "political_theory",
    lambda p: p.theory,
    {
        "Cao cấp": ("CC", "Cao cấp LLCT", "CAO CẤP", "Cao cấp lý luận chính trị"),
        "Trung cấp": ("TC", "Trung cấp LLCT"),
        "Sơ cấp": ("SC", "Sơ cấp LLCT"),
        "Cử nhân": ("Cử nhân chính trị",),
    },
    (
        ("hai mức", "Cao cấp, cử nhân", ()),
        ("đang học", "Đang học Cao cấp", ()),
        ("x", "x", ()),
        ("chưa có", "Chưa có", ()),
        ("không", "Không", ()),
        ("lạ", "Bồi dưỡng đảng viên mới", ()),
    ),
)
party_position = _closed(
    "chức vụ Đảng",
    "party",
    lambda p: p.party,
    {
        "Bí thư": ("BT", "Bí thư chi bộ", "BTCB", "BÍ THƯ"),
        "Phó Bí thư": ("PBT", "Phó bí thư", "Phó BTCB"),
        "Chi ủy viên": ("CUV", "Chi uỷ viên", "chi ủy viên"),
        "Đảng viên": ("ĐV", "đảng viên"),
    },
    (("chức vụ khác", "Tổ trưởng tổ dân phố", ()), ("x", "x", ()), ("-", "-", ())),
)


def education(person: Person, pen: Pen) -> tuple[Any, dict[str, Want], list[str]]:
    value = person.education
    choices: list[tuple[str, Any, Want]] = [("như thường", value, Want(value))] * 3
    if "/" in value:
        year, system = (int(part) for part in value.split("/"))
        choices += [("Hệ", f"Hệ {value}", Want(value)), ("cách", f"{year} / {system}", Want(value))]
        choices += [("bổ túc", f"{value} bổ túc", Want(f"{value} bổ túc"))]
        if pen.typed:
            choices += [("thành ngày", date(2022, system, year), Want(value))] * 2
            choices += [("thành ngày kiểu Mỹ", date(2022, year, system), Want(value))]
            serial = float((date(2022, system, year) - date(1899, 12, 30)).days)
            choices += [("thành số", serial, Want(value))]
    else:
        choices += [("chữ", "Trung học phổ thông", Want("THPT")), ("cấp 3", "Cấp 3", Want("THPT"))]
    choices += [("một số", "9", NOTHING), ("13/12", "13/12", NOTHING), ("Lớp 7", "Lớp 7", NOTHING)]
    raw, want, tags = choose(pen, choices, "văn hóa")
    return raw, {"general_education": want}, tags


def expertise(person: Person, pen: Pen) -> tuple[Any, dict[str, Want], list[str]]:
    level, field_of = person.expertise, person.specialty
    short = {"Đại học": "ĐH", "Thạc sĩ": "ThS", "Cao đẳng": "CĐ", "Trung cấp": "TC", "Tiến sĩ": "TS"}[level]
    both = (Want(level), Want(field_of))
    choices: list[tuple[str, Any, tuple[Want, Want]]] = [
        ("mức", level, (Want(level), Want(None))),
        ("mức sỹ", level.replace("sĩ", "sỹ"), (Want(level), Want(None))),
        ("mức và ngành", f"{level} {field_of}", both),
        ("tắt và ngành", f"{short} {field_of}", both),
        ("HOA", level.upper(), (Want(level), Want(None))),
        ("trên đại học", "Trên Đại học", (NOTHING, NOTHING)),
        ("hai mức", "Cao đẳng, Trung cấp", (NOTHING, NOTHING)),
        ("đang học", "Đang học Thạc sĩ", (NOTHING, NOTHING)),
        ("lao động phổ thông", "LĐ phổ thông", (Want(None, False), NOTHING)),
        ("x", "x", (NOTHING, NOTHING)),
    ]
    name, text, (want, other) = pen.rng.choice(choices[:5] * 3 + choices[5:])
    text, tags = pen.dirty(text)
    return text, {"expertise": want, "specialty": other}, [f"chuyên môn: {name}", *tags]


def text_of(key: str, value: Callable[[Person], str]) -> Speller:
    """Return a speller of free text, with «x» for «not applicable» and words for «unknown» now and then."""

    def spell(person: Person, pen: Pen) -> tuple[Any, dict[str, Want], list[str]]:
        dice = pen.rng.random()
        if dice < 0.05:
            return pen.rng.choice(("x", "X")), {key: Want(None)}, ["chữ: x là không có"]
        if dice < 0.08:
            return pen.rng.choice(("chưa rõ", "...", "-", "#N/A")), {key: Want(None)}, ["chữ: chưa rõ"]
        text, tags = pen.dirty(value(person))
        return text, {key: Want(value(person))}, tags

    return spell


# --- ratings
RATING_WORDS = {
    "Hoàn thành xuất sắc nhiệm vụ": (
        "HTXSNV",
        "Xuất sắc",
        "HTSXNV",
        "HTXS nhiệm vụ",
        "Hoàn thành XSNV",
        "HOÀN THÀNH XUẤT SẮC NHIỆM VỤ",
    ),
    "Hoàn thành tốt nhiệm vụ": ("HTTNV", "Tốt", "HTTTNV", "HT tốt nhiệm vụ", "Hoàn thành tốt"),
    "Hoàn thành nhiệm vụ": ("HTNV", "Hoàn thành", "Hoàn thành NV"),
    "Không hoàn thành nhiệm vụ": ("KHTNV", "Không HTNV", "Không hoàn thành"),
}
LEVELS = tuple(RATING_WORDS)


def rating(pen: Pen, level: str) -> tuple[Any, Want, list[str]]:
    """Return how a level is typed: in words, with slips, or as a letter that means nothing certain."""
    if pen.rng.random() < 0.15:
        name, raw, want = pen.rng.choice(
            (
                ("chữ cái", "A", NOTHING),
                ("chữ cái", "B", NOTHING),
                ("cũ", "Đủ tư cách", NOTHING),
                ("cũ", "Khá", NOTHING),
                ("chưa xếp loại", "Chưa xếp loại", Want("Chưa xếp loại")),
                ("gạch", "-", Want(None)),
                ("x", "x", NOTHING),
                ("không đánh giá", "Không đánh giá", Want("Không thuộc diện xếp loại")),
                ("điểm", "95 điểm", NOTHING),
            )
        )
        return raw, want, [f"xếp loại: {name}"]
    text, tags = pen.dirty(pen.rng.choice((level, level, *RATING_WORDS[level])))
    return text, Want(level), ["xếp loại: chữ", *tags]
