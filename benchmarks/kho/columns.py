"""Columns of member lists: headings as units write them, and blocks of physical columns under one parent.

A `Block` is what a clerk thinks of as one column: «Ngày sinh», or «Ngày sinh» over «Nam» and «Nữ». Blocks that the
record has no field for (spouses, introducers, the authorities' rating) want nothing: a value of theirs in a record is
wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from dangbo_cli.vietnamese.text import fold
from kho import cells
from kho.cells import LEVELS, NOTHING, Pen, Speller, Typed, Want
from kho.people import Person

Path = tuple[str, ...]
Write = Callable[[Person, Pen], Typed]


@dataclass(slots=True)
class Block:
    """Neighbouring columns: their heading paths (one or two levels), what is typed under them, what they are for."""

    name: str
    paths: list[Path]
    write: Write
    tags: tuple[str, ...] = ()
    order: int = 50


def _plain(name: str, headings: Sequence[str], spell: Speller, rng: Random) -> Block:
    def write(person: Person, pen: Pen) -> Typed:
        raw, wants, tags = spell(person, pen)
        return Typed([raw], wants, tags)

    return Block(name, [(rng.choice(list(headings)),)], write)


def decorate(rng: Random, heading: str, ascii_space: bool) -> tuple[str, str]:
    """Return a heading as somebody typed it, and how."""
    dice = rng.random()
    words = heading.split(" ")
    if dice < 0.45:
        return heading, ""
    if dice < 0.55:
        return heading.upper(), "CHỮ HOA"
    if dice < 0.65 and len(words) > 1:
        at = rng.randrange(1, len(words))
        return " ".join(words[:at]) + rng.choice(("\n", " \n", "\r\n")) + " ".join(words[at:]), "xuống dòng"
    if dice < 0.71:
        return heading + rng.choice(("*", " *", " (*)")), "dấu sao"
    if dice < 0.77 and not heading.endswith(")"):
        return heading + rng.choice((" (ghi rõ)", "\n(nếu có)", " (3)", "\n(2&3)")), "lời nhắc trong ngoặc"
    if dice < 0.83:
        return unicodedata.normalize("NFD", heading), "NFD"
    if dice < 0.88 and len(heading) > 6:
        plain = unicodedata.normalize("NFD", heading).replace("Đ", "D").replace("đ", "d")
        return "".join(c for c in plain if not unicodedata.combining(c)), "mất dấu"
    if dice < 0.94:
        space = " " if ascii_space else "\u00a0"
        return f"  {heading.replace(' ', '  ', 1)}{space}", "dấu cách lạ"
    return heading + rng.choice((":", ".", " :")), "dấu hai chấm"


# --- who
NAME_HEADINGS = (
    "Họ và tên|Họ tên|Họ tên đảng viên|Tên Đảng viên|Họ và tên khai sinh|Họ và tên đảng viên|HOVATEN|Đồng chí|Họ, tên|Ho va ten"
).split("|")


def names(rng: Random, two_levels: bool, merges: bool) -> Block:
    """Return the name: one column, Họ|Tên, or one heading over two physical columns."""
    dice = rng.random()

    def split(person: Person, pen: Pen) -> Typed:
        family, _, given = person.name.rpartition(" ")
        upper = pen.rng.random() < 0.2
        raws = [family.upper(), given.upper()] if upper else [family, given]
        wants = {"full_name": Want(person.name)}
        return Typed([pen.dirty(raw)[0] if raw else "" for raw in raws], wants, ["tên: CHỮ HOA"] if upper else [])

    if dice < 0.72:
        block = _plain("họ tên", NAME_HEADINGS, cells.full_name, rng)
    elif dice < 0.82:
        block = Block("họ tên", [("Họ và tên đệm",), ("Tên",)], split, ("cột: Họ|Tên",))
    elif dice < 0.9 and two_levels:
        block = Block("họ tên", [("Họ và tên", "Họ"), ("Họ và tên", "Tên")], split, ("cột: Họ và tên > Họ|Tên",))
    elif dice < 0.95:
        same: Path = ("Họ và tên",)
        tag = "cột: «Họ và tên» gộp trên hai cột" if merges else "cột: «Họ và tên» gõ trên cột đầu của hai cột"
        block = Block("họ tên", [same, ("",) if not merges else same], split, (tag,))
    else:
        def thrice(person: Person, pen: Pen) -> Typed:
            halves = split(person, pen)
            return Typed([person.name, *halves.raws], halves.wants, halves.tags)

        block = Block("họ tên", [("Họ và tên",), ("Họ ",), ("Tên",)], thrice, ("cột: Họ và tên + Họ + Tên",))
    block.order = 1
    return block


BIRTH_HEADINGS = (
    "Ngày sinh|Sinh ngày|Ngày tháng năm sinh|Ngày, tháng, năm sinh|Năm sinh|NS|ngaysinh|Ngày Sinh (d/m/Y)|Sinh ngày * (dd/mm/yyyy)"
).split("|")


def births(rng: Random, two_levels: bool) -> Block:
    """Return the birth date, alone or under Nam|Nữ, where the column tells the gender."""
    if not two_levels or rng.random() < 0.5:
        return _plain("ngày sinh", BIRTH_HEADINGS, cells.birth, rng)
    parent = rng.choice(BIRTH_HEADINGS[:6])

    def write(person: Person, pen: Pen) -> Typed:
        raw, wants, tags = cells.birth(person, pen)
        blank = pen.rng.choice(("", "", " ", "  ", "\t"))
        raws = [raw, blank] if person.gender == "Nam" else [blank, raw]
        want = wants["birth_date"]
        wants["gender"] = Want(person.gender, sure=want.sure and want.value is not None, accept=(person.gender,))
        return Typed(raws, wants, tags)

    return Block("ngày sinh", [(parent, "Nam"), (parent, "Nữ")], write, ("cột: sinh Nam|Nữ",))


def genders(rng: Random, two_levels: bool) -> Block:
    """Return the gender in words, as ticks under a parent, as two tick columns, or as «Nữ» alone."""
    dice = rng.random()

    def ticks(person: Person, pen: Pen) -> Typed:
        tick = pen.rng.choice(("x", "X", "x ", "✓", "v", "1", "có"))
        if pen.typed and pen.rng.random() < 0.2:
            tick = 1.0
        raws = [tick, ""] if person.gender == "Nam" else ["", tick]
        return Typed(raws, {"gender": Want(person.gender)}, ["dấu đánh"])

    def woman(person: Person, pen: Pen) -> Typed:
        nu = person.gender == "Nữ"
        return Typed(["x" if nu else ""], {"gender": Want("Nữ") if nu else Want(None, False, ("Nam",))}, ["dấu đánh"])

    if dice < 0.6:
        return _plain("giới tính", ("Giới tính", "Phái", "Nam/Nữ", "GT", "Gioi tinh", "Nam, nữ"), cells.gender, rng)
    if dice < 0.75 and two_levels:
        return Block("giới tính", [("Giới tính", "Nam"), ("Giới tính", "Nữ")], ticks, ("cột: Giới tính Nam|Nữ",))
    if dice < 0.9:
        return Block("giới tính", [("Nam",), ("Nữ",)], ticks, ("cột: Nam | Nữ đánh dấu",))
    return Block("giới tính", [("Nữ",)], woman, ("cột: chỉ «Nữ»",))


# --- Party dates and standing
ADMITTED = (
    "Ngày vào Đảng|Ngày kết nạp|Ngày kết nạp Đảng|Thời gian vào Đảng|Ngày vào Đảng (dự bị)|Ngày dự bị|Vào Đảng|Ngày VĐ|"
    "Ngày vào Đảng* (dd/mm/yyyy)|Ngày, tháng, năm vào Đảng"
).split("|")
OFFICIAL = (
    "Ngày chính thức|Ngày vào Đảng chính thức|Ngày kết nạp chính thức|Chính thức|Ngày CT|Ngày chuyển Đảng chính thức|"
    "Ngày vào Đảng chính thức* (dd/mm/yyyy)"
).split("|")


def _admitted(person: Person, pen: Pen) -> Typed:
    raw, want, tags = cells.spell_date(pen, person.admitted, pen.rng.random() < 0.4)
    return Typed([raw], {"admitted_on": want}, tags)


def _official(person: Person, pen: Pen) -> Typed:
    if person.official is None:
        return Typed([""], {"official_on": Want(None)})
    raw, want, tags = cells.spell_date(pen, person.official, pen.rng.random() < 0.4)
    return Typed([raw], {"official_on": want}, tags)


def party_dates(rng: Random, two_levels: bool) -> list[Block]:
    """Return the days of admission and of full membership, apart or under one parent."""
    dice = rng.random()
    if two_levels and dice < 0.4:
        parent, one, other = rng.choice(
            (
                ("Ngày vào Đảng", "Dự bị", "Chính thức"), ("Ngày vào Đảng", "Ngày kết nạp", "Ngày chính thức"),
                ("Vào Đảng", "Dự bị", "Chính thức"), ("Thời gian vào Đảng", "Dự bị", "Chính thức"),
            )
        )  # fmt: skip

        def both(person: Person, pen: Pen) -> Typed:
            a, b = _admitted(person, pen), _official(person, pen)
            return Typed([*a.raws, *b.raws], {**a.wants, **b.wants}, [*a.tags, *b.tags])

        return [Block("ngày vào Đảng", [(parent, one), (parent, other)], both, ("cột: Ngày vào Đảng > Dự bị|Chính thức",))]
    if dice < 0.5:
        def joined(person: Person, pen: Pen) -> Typed:
            days = [f"{d:%d/%m/%Y}" for d in (person.admitted, person.official) if d]
            one = Want(person.admitted.isoformat(), False, (person.admitted.isoformat(),))
            official = person.official.isoformat() if person.official else None
            other = Want(official, False, (official,))
            return Typed(["\n".join(days)], {"admitted_on": one, "official_on": other}, ["ngày: hai ngày một ô"])

        heading = rng.choice(("Ngày vào Đảng, ngày chính thức", "Ngày vào Đảng\nNgày chính thức"))
        return [Block("ngày vào Đảng", [(heading,)], joined, ("cột: hai ngày một ô",))]
    blocks = [Block("ngày vào Đảng", [(rng.choice(ADMITTED),)], _admitted)]
    if rng.random() < 0.85:
        blocks.append(Block("ngày chính thức", [(rng.choice(OFFICIAL),)], _official))
    return blocks


def standings(rng: Random, two_levels: bool) -> Block:
    """Return what says official or probationary: a word, or ticks."""
    dice = rng.random()
    words = {"official": ("Chính thức", "ĐVCT", "chính thức", "CT"), "probationary": ("Dự bị", "ĐVDB", "DỰ BỊ", "Đảng viên dự bị")}

    def word(person: Person, pen: Pen) -> Typed:
        if pen.rng.random() < 0.1:
            raw = pen.rng.choice(("Đang sinh hoạt", "ĐSH", "?", "Đang xem xét"))
            return Typed([raw], {"standing": Want(None, False, (person.standing,))}, ["loại: không nói"])
        text, tags = pen.dirty(pen.rng.choice(words[person.standing]))
        return Typed([text], {"standing": Want(person.standing)}, ["loại: chữ", *tags])

    def mark(person: Person, pen: Pen) -> Typed:
        tick = pen.rng.choice(("x", "X", "có", "✓")) if person.official is None else pen.rng.choice(("", "", " ", "không"))
        want = Want("probationary") if person.official is None else Want(None, False, ("official",))
        return Typed([tick], {"standing": want}, ["dấu đánh"])

    def both(person: Person, pen: Pen) -> Typed:
        raws = ["", "x"] if person.official else ["x", ""]
        return Typed(raws, {"standing": Want(person.standing)}, ["dấu đánh"])

    if dice < 0.5:
        heading = rng.choice(("Loại đảng viên", "Trạng thái", "Loại Đảng viên (Dự bị / Chính thức)", "Tình trạng"))
        return Block("loại", [(heading,)], word)
    if dice < 0.75 or not two_levels:
        return Block("loại", [(rng.choice(("Là đảng viên dự bị", "Đảng viên dự bị", "ĐV dự bị")),)], mark)
    return Block("loại", [("Loại đảng viên", "Dự bị"), ("Loại đảng viên", "Chính thức")], both, ("cột: loại đánh dấu",))


# --- closed lists with tick columns
def tick_set(name: str, key: str, parent: str, choices: Sequence[tuple[str, str]], label: Callable[[Person], str]) -> Block:
    """Return tick columns: (heading, the label a tick stands for; «» where it stands for no one label)."""

    def write(person: Person, pen: Pen) -> Typed:
        at = next((i for i, (_, means) in enumerate(choices) if means == label(person)), None)
        raws: list[object] = [pen.rng.choice(("", "", " ")) for _ in choices]
        wants = {key: Want(None)}
        tags = ["dấu đánh"]
        if at is None and choices[-1][1] == "":
            at = len(choices) - 1
            wants = {key: NOTHING}
        elif at is not None:
            wants = {key: Want(label(person))}
        if at is not None:
            raws[at] = pen.rng.choice(("x", "X", "x ", "✓", "v"))
            if pen.rng.random() < 0.05:
                raws[(at + 1) % len(raws)] = "x"
                wants, tags = {key: NOTHING}, ["dấu đánh: hai ô"]
            elif pen.rng.random() < 0.05:
                raws[at] = "Trung tâm Y tế"
                wants, tags = {key: NOTHING}, ["dấu đánh: chữ trong ô"]
        return Typed(raws, wants, tags)

    return Block(name, [(parent, heading) for heading, _ in choices], write, (f"cột: {name} đánh dấu",))


def theories(rng: Random, two_levels: bool) -> Block:
    headings = (
        "Trình độ LLCT|LLCT|Lý luận chính trị|Lý luận\n Chính trị|LÝ LUẬN CHÍNH TRỊ (CC, TC, SC)|Trình độ lý luận|Chính trị"
    ).split("|")
    if not two_levels or rng.random() < 0.5:
        return _plain("LLCT", headings, cells.theory, rng)
    sets = (
        (("Cao cấp", "Cao cấp"), ("Cử nhân", "Cử nhân"), ("Trung cấp", "Trung cấp"), ("Sơ cấp", "Sơ cấp")),
        (("Sơ cấp", "Sơ cấp"), ("Trung cấp", "Trung cấp"), ("Cao cấp, cử nhân ", "")),
        (("Cử nhân", "Cử nhân"), ("Cao cấp", "Cao cấp"), ("Trung cấp", "Trung cấp"), ("Sơ cấp", "Sơ cấp")),
    )
    return tick_set("LLCT", "political_theory", rng.choice(headings[:6]), rng.choice(sets), lambda p: p.theory)


def expertises(rng: Random, two_levels: bool) -> Block:
    headings = "Trình độ chuyên môn|Trình độ CM|Chuyên môn|CMNV|Chuyên môn, nghiệp vụ|Trình độ ĐT".split("|")
    if not two_levels or rng.random() < 0.5:
        return _plain("chuyên môn", headings, cells.expertise, rng)
    sets = (
        (("Tiến sĩ", "Tiến sĩ"), ("Thạc sĩ", "Thạc sĩ"), ("Đại học", "Đại học"), ("Cao đẳng", "Cao đẳng"), ("Trung cấp", "Trung cấp"), ("Còn lại", "")),
        (("Đại học", "Đại học"), ("Cao đẳng, Trung cấp", ""), ("LĐ phổ thông", "-"), ("Trên Đại học", "")),
    )  # fmt: skip
    return tick_set("chuyên môn", "expertise", rng.choice(headings[:5]), rng.choice(sets), lambda p: p.expertise)


def ethnicities(rng: Random, two_levels: bool) -> Block:
    if two_levels and rng.random() < 0.2:
        choices = (("Kinh", "Kinh"), ("Khác", ""))
        return tick_set("dân tộc", "ethnicity", "Dân tộc", choices, lambda p: p.ethnicity)
    return _plain("dân tộc", ("Dân tộc", "DÂN TỘC", "Dân tộc *", "Thành phần dân tộc"), cells.ethnicity, rng)


def positions(rng: Random, two_levels: bool) -> list[Block]:
    """Return positions: Party and authorities apart, under one parent, or one «Chức vụ»."""
    government = cells.text_of("government", lambda p: p.government)
    if two_levels and rng.random() < 0.45:
        parent = rng.choice(("Chức vụ", "Chức vụ hiện nay", "CHỨC VỤ\n HIỆN NAY", "Chức danh"))
        paths = [(parent, "Đảng"), (parent, "Chính quyền"), (parent, "Đoàn thể")]

        def write(person: Person, pen: Pen) -> Typed:
            a, wants, tags = cells.party_position(person, pen)
            b, more, others = government(person, pen)
            return Typed([a, b, ""], {**wants, **more, "union": Want(None)}, [*tags, *others])

        return [Block("chức vụ", paths, write, ("cột: Chức vụ > Đảng|Chính quyền|Đoàn thể",))]
    party = ("Chức vụ Đảng", "Chức Vụ Đảng", "Chức vụ chi bộ", "Chức danh Đảng", "Đảng (BT, PBT, CUV, ĐV)", "Cấp ủy")
    office = ("Chức vụ chính quyền", "Chức Vụ CQ", "CHÍNH QUYỀN, ĐOÀN THỂ", "Chức vụ chuyên môn")
    if rng.random() < 0.3:
        def plain(person: Person, pen: Pen) -> Typed:
            wants = {"government": Want(person.government), "party": Want(None)}
            return Typed([person.government], wants)

        return [Block("chức vụ", [(rng.choice(("Chức vụ", "Chức danh", "Chức vụ/Chức danh")),)], plain)]
    return [_plain("chức vụ Đảng", party, cells.party_position, rng), _plain("chức vụ CQ", office, government, rng)]


# --- ratings
def ratings(rng: Random, two_levels: bool, year: int | None) -> Block:
    """Return rating columns: whose and of which year the heading says, or the title's `year`."""
    plain: list[tuple[list[Path], list[tuple[int | None, str] | None]]] = [
        ([("Xếp loại",)], [(None, "proposed")]),
        ([("Kết quả xếp loại năm 2021",)], [(2021, "proposed")]),
        ([("Tự xếp loại",), ("Chi bộ xếp loại",)], [(None, "self"), (None, "proposed")]),
        ([("Đảng viên tự xếp loại",), ("Chi uỷ xếp loại",), ("Đảng ủy xếp loại",)], [(None, "self"), (None, "proposed"), (None, "decided")]),
        ([("CBXepLoai",), ("DUXepLoai",)], [(None, "proposed"), (None, "decided")]),
        ([("Xếp loại đảng viên năm 2020",), ("Xếp loại đảng viên năm 2021",)], [(2020, "proposed"), (2021, "proposed")]),
        ([("Chính quyền xếp loại",), ("Đề nghị xếp loại",)], [None, (None, "proposed")]),
        ([("Xếp loại công chức",), ("Xếp loại đảng viên",)], [None, (None, "proposed")]),
    ]  # fmt: skip
    parents: list[tuple[list[Path], list[tuple[int | None, str] | None]]] = [
        ([(p, "Tự xếp loại"), (p, "Chi bộ đề nghị"), (p, "Đảng ủy quyết định")], [(y, "self"), (y, "proposed"), (y, "decided")])
        for p, y in (("Đánh giá, xếp loại", None), ("Xếp loại chất lượng đảng viên năm 2022", 2022))
    ] + [
        ([("Kết quả xếp loại", "2020"), ("Kết quả xếp loại", "2021")], [(2020, "proposed"), (2021, "proposed")]),
        ([("Mức xếp loại", "Năm 2020"), ("Mức xếp loại", "Năm 2021")], [(2020, "proposed"), (2021, "proposed")]),
        ([("Xếp loại năm 2021", "Chính quyền"), ("Xếp loại năm 2021", "Đảng")], [None, (2021, "proposed")]),
        ([("Đánh giá xếp loại năm 2022", "Cá nhân tự đánh giá"), ("Đánh giá xếp loại năm 2022", "Cấp có thẩm quyền quyết định")], [(2022, "self"), (2022, "decided")]),
    ]  # fmt: skip
    if two_levels and rng.random() < 0.25:
        return _rating_ticks(rng, year)
    paths, meant = rng.choice(parents if two_levels and rng.random() < 0.6 else plain)

    def write(person: Person, pen: Pen) -> Typed:
        typed = Typed([])
        for meaning in meant:
            level = pen.rng.choice(LEVELS[:3])
            raw, want, tags = cells.rating(pen, level)
            typed.raws.append(raw)
            typed.tags += tags
            if meaning is None:
                continue
            stated, stage = meaning
            at = stated or year
            if at is None:
                typed.wants[f"rating:2022:{stage}"] = Want(None, False, (want.value,))
                continue
            typed.wants[f"rating:{at}:{stage}"] = want
        return typed

    return Block("xếp loại", paths, write, ("cột: xếp loại",))


def _rating_ticks(rng: Random, year: int | None) -> Block:
    parent, at, stage = rng.choice(
        (
            ("XẾP LOẠI ĐẢNG VIÊN", year, "proposed"), ("Chi bộ xếp loại", year, "proposed"), ("Xếp loại năm 2021", 2021, "proposed"),
            ("Đảng viên tự xếp loại", year, "self"), ("Kết quả đánh giá", year, "proposed"),
        )
    )  # fmt: skip
    headings = rng.choice(
        (
            ("Xuất sắc", "Tốt", "Hoàn thành", "Không \nhoàn \nthành"),
            ("Hoàn thành XSNV", "Hoàn thành TNV", "Hoàn thành NV", "Không HTNV"),
            ("HTXSNV", "HTTNV", "HTNV", "KHTNV"),
        )
    )
    key = f"rating:{at}:{stage}"

    def write(person: Person, pen: Pen) -> Typed:
        i = pen.rng.randrange(4)
        raws = ["", "", "", ""]
        raws[i] = "x"
        wants = {key: Want(LEVELS[i])} if at else {f"rating:2022:{stage}": Want(None, False, (LEVELS[i],))}
        return Typed(list(raws), wants, ["xếp loại: dấu đánh"])

    return Block("xếp loại", [(parent, heading) for heading in headings], write, ("cột: xếp loại đánh dấu",))


# --- what is not the person's own, or not kept
def distractors(rng: Random, two_levels: bool) -> Block:
    """Return columns that look like fields and are none: of a spouse, an introducer, an office."""

    def cell(raw: object) -> Write:
        return lambda person, pen: Typed([raw])

    def cells_of(*raws: object) -> Write:
        return lambda person, pen: Typed(list(raws))

    stranger, day = "Vì Thị Khách", "09/09/1999"
    single: list[tuple[list[Path], Write]] = [
        ([("Tuổi Đảng",)], cell(20)),
        ([("Tuổi",)], cell(45)),
        ([("Người giới thiệu",)], cell(stranger)),
        ([("Họ và tên vợ (chồng)",)], cell(stranger)),
        ([("Ngày cấp thẻ",)], cell(day)),
        ([("Ngày vào Đoàn",)], cell(day)),
        ([("Ngày nhập ngũ",)], cell(day)),
        ([("Ngày vào ngành",)], cell(day)),
        ([("Số sổ BHXH",)], cell("1412345678")),
        ([("Chi bộ nơi cư trú",)], cell("Chi bộ bản Mòn")),
        ([("Số QĐ kết nạp",)], cell("12-QĐ/ĐU")),
        ([("Mã nhân viên",)], cell("NV012")),
        ([("Tên gọi khác",)], cell("Bảy")),
        ([("Họ và tên",), ("Tên thường gọi",)][1:], cell("Bảy")),
        ([("Ngày cấp CCCD",)], cell(day)),
        ([("Nơi cấp CCCD",)], cell("Cục Cảnh sát")),
        ([("Năm sinh của con",)], cell("2015")),
        ([("Điện thoại cơ quan",)], cell("02123852111")),
        ([("Xếp loại tốt nghiệp",)], cell("Khá")),
        ([("Quê quán vợ (chồng)",)], cell("Bản Mòn")),
        ([("Số con",)], cell(2)),
        ([("Dân tộc vợ/chồng",)], cell("Dao")),
        ([("Ngày vào Đảng của vợ (chồng)",)], cell(day)),
        ([("Hệ số lương",)], cell("3.33")),
        ([("Danh hiệu thi đua",)], cell("LĐTT")),
    ]
    double: list[tuple[list[Path], Write]] = [
        ([("Người giới thiệu", "Họ và tên"), ("Người giới thiệu", "Chức vụ")], cells_of(stranger, "Bí thư")),
        ([("Vợ (chồng)", "Họ tên"), ("Vợ (chồng)", "Năm sinh"), ("Vợ (chồng)", "Nghề nghiệp")], cells_of(stranger, "1979", "Giáo viên")),
        ([("Thông tin bố đẻ", "Họ và tên"), ("Thông tin bố đẻ", "Ngày sinh"), ("Thông tin bố đẻ", "Quê quán")], cells_of(stranger, "1939", "Bản Mòn")),
        ([("Nghề nghiệp", "Trước khi vào Đảng"), ("Nghề nghiệp", "Khác")], cells_of("Làm ruộng", "")),
        ([("Trình độ đào tạo", "Trường đào tạo"), ("Trình độ đào tạo", "Hệ đào tạo")], cells_of("Học viện Nông nghiệp", "Chính quy")),
        ([("Quyết định", "Khen thưởng"), ("Quyết định", "Kỷ luật")], cells_of("Bằng khen", "")),
        ([("Thẻ đảng viên", "Nơi cấp"), ("Thẻ đảng viên", "Ngày cấp")], cells_of("Tỉnh ủy", day)),
        ([("Chuyển sinh hoạt đảng", "Ngày"), ("Chuyển sinh hoạt đảng", "Chi bộ")], cells_of("", "")),
        ([("Quy hoạch", "Chức vụ"), ("Quy hoạch", "Năm")], cells_of("Phó Giám đốc", "2025")),
        ([("Con thứ nhất", "Họ và tên"), ("Con thứ nhất", "Ngày sinh")], cells_of(stranger, "2012")),
        ([("Cán bộ phụ trách", "Họ và tên"), ("Cán bộ phụ trách", "Điện thoại")], cells_of(stranger, "0900000001")),
    ]  # fmt: skip
    paths, write = rng.choice(double if two_levels and rng.random() < 0.5 else single)
    name = " > ".join(re.sub(r"\s+", " ", text) for text in paths[0])
    return Block("cột lạ", paths, write, (f"cột lạ: {name}",))


def choose_blocks(rng: Random, two_levels: bool, merges: bool, year: int | None) -> list[Block]:
    """Return the blocks of one table in the order of its columns: who first, mostly, then whatever."""
    text = cells.text_of
    blocks = [names(rng, two_levels, merges)]
    if rng.random() < 0.93:
        blocks.append(births(rng, two_levels))
    tells_gender = any("cột: sinh Nam|Nữ" in b.tags for b in blocks)
    chosen: list[Block] = []
    if rng.random() < 0.8:
        chosen += party_dates(rng, two_levels)
    maybe: list[tuple[float, Callable[[], list[Block]]]] = [
        (0.0 if tells_gender else 0.6, lambda: [genders(rng, two_levels)]),
        (0.5, lambda: [ethnicities(rng, two_levels)]),
        (0.3, lambda: [_plain("tôn giáo", ("Tôn giáo", "TÔN GIÁO", "Tôn giáo *", "TG"), cells.religion, rng)]),
        (0.5, lambda: [_plain("quê quán", ("Quê quán", "QUÊ QUÁN", "Nguyên quán", "Quê quán chi tiết"), text("hometown", lambda p: p.hometown), rng)]),
        (0.3, lambda: [_plain("nơi ở", ("Nơi ở hiện nay", "Địa chỉ", "Thường trú", "Hộ khẩu", "Trú quán"), text("residence", lambda p: p.residence), rng)]),
        (0.45, lambda: [_plain("CCCD", ("Số CCCD", "CCCD", "Số CMND/CCCD", "Số định danh cá nhân *", "Căn cước"), cells.citizen, rng)]),
        (0.3, lambda: [standings(rng, two_levels)]),
        (0.35, lambda: [_plain("văn hóa", ("Trình độ văn hóa", "Văn hóa", "Học vấn", "Giáo dục phổ thông", "TĐVH"), cells.education, rng)]),
        (0.45, lambda: [expertises(rng, two_levels)]),
        (0.45, lambda: [theories(rng, two_levels)]),
        (0.5, lambda: positions(rng, two_levels)),
        (0.45, lambda: [ratings(rng, two_levels, year)]),
        (0.2, lambda: [_plain("điện thoại", ("Số điện thoại", "Điện thoại", "SĐT", "Số ĐT"), cells.phone, rng)]),
        (0.2, lambda: [_plain("nghề nghiệp", ("Nghề nghiệp", "Nghề nghiệp hiện nay"), text("occupation", lambda p: p.occupation), rng)]),
        (0.4, lambda: [distractors(rng, two_levels)]),
        (0.2, lambda: [distractors(rng, two_levels)]),
    ]  # fmt: skip
    for chance, make in maybe:
        if rng.random() < chance:
            chosen += make()
    dice = rng.random()
    cards = ("Số thẻ đảng viên", "SỐ THẺ ĐẢNG", "Số thẻ Đảng*", "Số Thẻ", "Mã thẻ đảng", "Số thẻ Đảng* (12 số theo HD38-HD/BTCTW)", "Số TĐV")
    if dice < 0.5:
        chosen.append(_plain("thẻ", cards, cells.card, rng))
    elif dice < 0.7:
        joint = ("Số thẻ đảng viên/Số lý lịch", "Số thẻ đảng viên, số lý lịch", "Số thẻ, số lý lịch")
        chosen.append(_plain("thẻ/lý lịch", joint, cells.card_and_file, rng))
    if dice < 0.5 and rng.random() < 0.3:
        chosen.append(_plain("lý lịch", ("Số lý lịch", "Số lý lịch Đảng viên", "Số LL"), cells.file_number, rng))
    rng.shuffle(chosen)
    blocks += chosen
    if rng.random() < 0.1:
        rng.shuffle(blocks)
    if not any(b.name in ("ngày vào Đảng", "thẻ", "thẻ/lý lịch", "CCCD") for b in blocks):
        blocks += party_dates(rng, False)
    if rng.random() < 0.35:
        note = text("note", lambda p: "Đi học từ tháng 9" if p.official else "Mới kết nạp")
        blocks.append(_plain("ghi chú", ("Ghi chú", "GHI CHÚ", "Chi chú", "Ghi Chú"), note, rng))
    return _one_of_each(blocks)


def _one_of_each(blocks: list[Block]) -> list[Block]:
    """Return the blocks without a second one under the same headings."""
    seen: set[Path] = set()
    kept = []
    for block in blocks:
        keys = {tuple(fold(text) for text in path) for path in block.paths}
        if not keys & seen or block.name == "họ tên":
            seen |= keys
            kept.append(block)
    return kept


def row_wants(typed: Sequence[Typed], person: Person) -> dict[str, Want]:
    """Return what one row wants: its cells' wants, and what one cell proves of another."""
    wants: dict[str, Want] = {}
    for one in typed:
        wants.update(one.wants)
    citizen, day = wants.get("citizen_id"), wants.get("birth_date")
    if citizen is not None and not citizen.sure and person.citizen in citizen.accept and day is not None and day.sure:
        if isinstance(day.value, str):
            wants["citizen_id"] = Want(person.citizen)
    official, standing = wants.get("official_on"), wants.get("standing")
    if standing is None or not standing.sure:
        known = official is not None and official.sure and official.value is not None
        # An empty day of full membership soon after admission means probation (semantics.md, Time).
        wants["standing"] = Want("official") if known else Want(None, False, (person.standing, "probationary"))
    return wants


__all__ = ["Block", "choose_blocks", "date", "decorate", "row_wants"]
