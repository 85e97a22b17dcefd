"""Columns of member lists: headings as units write them, and blocks of physical columns under one parent.

A `Block` is what a clerk thinks of as one column: «Ngày sinh», or «Ngày sinh» over «Nam» and «Nữ». Blocks that the
record has no field for (spouses, introducers, the authorities' rating) want nothing: a value of theirs in a record is
wrong.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from kho import cells
from kho.cells import NOTHING, Pen, Speller, Typed, Want
from kho.people import Person

Path = tuple[str, ...]
Write = Callable[[Person, Pen], Typed]


@dataclass(slots=True)
class Block:
    """Neighbouring columns: their heading paths (one or two levels), what is typed under them, what they are for."""

    name: str
    paths: Sequence[Path]
    write: Write
    tags: tuple[str, ...] = ()
    order: int = 50


def plain(name: str, headings: Sequence[str], spell: Speller, rng: Random) -> Block:
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
        block = plain("họ tên", NAME_HEADINGS, cells.full_name, rng)
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
        return plain("ngày sinh", BIRTH_HEADINGS, cells.birth, rng)
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
        tick: str | float = pen.rng.choice(("x", "X", "x ", "✓", "v", "1", "có"))
        if pen.typed and pen.rng.random() < 0.2:
            tick = 1.0
        raws = [tick, ""] if person.gender == "Nam" else ["", tick]
        return Typed(raws, {"gender": Want(person.gender)}, ["dấu đánh"])

    def woman(person: Person, pen: Pen) -> Typed:
        nu = person.gender == "Nữ"
        return Typed(["x" if nu else ""], {"gender": Want("Nữ") if nu else Want(None, False, ("Nam",))}, ["dấu đánh"])

    if dice < 0.6:
        return plain("giới tính", ("Giới tính", "Phái", "Nam/Nữ", "GT", "Gioi tinh", "Nam, nữ"), cells.gender, rng)
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


def both_days(person: Person, pen: Pen) -> Typed:
    """Type both days of the Party in one cell, one a line. Two stand in their order; a lone one may be either."""
    days = [f"{d:%d/%m/%Y}" for d in (person.admitted, person.official) if d]
    sure = person.official is not None
    one = Want(person.admitted.isoformat() if sure else None, sure, (person.admitted.isoformat(),))
    other = Want(person.official.isoformat() if person.official else None)
    return Typed(["\n".join(days)], {"admitted_on": one, "official_on": other}, ["ngày: hai ngày một ô"])


def party_dates(rng: Random, two_levels: bool) -> list[Block]:
    """Return the days of admission and of full membership, apart or under one parent."""
    dice = rng.random()
    if two_levels and dice < 0.4:
        parent, one, other = rng.choice(
            (
                ("Ngày vào Đảng", "Dự bị", "Chính thức"),
                ("Ngày vào Đảng", "Ngày kết nạp", "Ngày chính thức"),
                ("Vào Đảng", "Dự bị", "Chính thức"),
                ("Thời gian vào Đảng", "Dự bị", "Chính thức"),
            )
        )

        def both(person: Person, pen: Pen) -> Typed:
            a, b = _admitted(person, pen), _official(person, pen)
            return Typed([*a.raws, *b.raws], {**a.wants, **b.wants}, [*a.tags, *b.tags])

        return [
            Block("ngày vào Đảng", [(parent, one), (parent, other)], both, ("cột: Ngày vào Đảng > Dự bị|Chính thức",))
        ]
    if dice < 0.5:
        heading = rng.choice(("Ngày vào Đảng, ngày chính thức", "Ngày vào Đảng\nNgày chính thức"))
        return [Block("ngày vào Đảng", [(heading,)], both_days, ("cột: hai ngày một ô",))]
    blocks = [Block("ngày vào Đảng", [(rng.choice(ADMITTED),)], _admitted)]
    if rng.random() < 0.85:
        blocks.append(Block("ngày chính thức", [(rng.choice(OFFICIAL),)], _official))
    return blocks


def standings(rng: Random, two_levels: bool) -> Block:
    """Return what says official or probationary: a word, or ticks."""
    dice = rng.random()
    words = {
        "official": ("Chính thức", "ĐVCT", "chính thức", "CT"),
        "probationary": ("Dự bị", "ĐVDB", "DỰ BỊ", "Đảng viên dự bị"),
    }

    def word(person: Person, pen: Pen) -> Typed:
        if pen.rng.random() < 0.1:
            raw = pen.rng.choice(("Đang sinh hoạt", "ĐSH", "?", "Đang xem xét"))
            return Typed([raw], {"standing": Want(None, False, (person.standing,))}, ["loại: không nói"])
        text, tags = pen.dirty(pen.rng.choice(words[person.standing]))
        return Typed([text], {"standing": Want(person.standing)}, ["loại: chữ", *tags])

    def mark(person: Person, pen: Pen) -> Typed:
        tick = (
            pen.rng.choice(("x", "X", "có", "✓")) if person.official is None else pen.rng.choice(("", "", " ", "không"))
        )
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
def tick_set(
    name: str, key: str, parent: str, choices: Sequence[tuple[str, str]], label: Callable[[Person], str]
) -> Block:
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
        return plain("LLCT", headings, cells.theory, rng)
    sets = (
        (("Cao cấp", "Cao cấp"), ("Cử nhân", "Cử nhân"), ("Trung cấp", "Trung cấp"), ("Sơ cấp", "Sơ cấp")),
        (("Sơ cấp", "Sơ cấp"), ("Trung cấp", "Trung cấp"), ("Cao cấp, cử nhân ", "")),
        (("Cử nhân", "Cử nhân"), ("Cao cấp", "Cao cấp"), ("Trung cấp", "Trung cấp"), ("Sơ cấp", "Sơ cấp")),
    )
    return tick_set("LLCT", "political_theory", rng.choice(headings[:6]), rng.choice(sets), lambda p: p.theory)


def expertises(rng: Random, two_levels: bool) -> Block:
    headings = "Trình độ chuyên môn|Trình độ CM|Chuyên môn|CMNV|Chuyên môn, nghiệp vụ|Trình độ ĐT".split("|")
    if not two_levels or rng.random() < 0.5:
        return plain("chuyên môn", headings, cells.expertise, rng)
    sets = (
        (
            ("Tiến sĩ", "Tiến sĩ"),
            ("Thạc sĩ", "Thạc sĩ"),
            ("Đại học", "Đại học"),
            ("Cao đẳng", "Cao đẳng"),
            ("Trung cấp", "Trung cấp"),
            ("Còn lại", ""),
        ),
        (("Đại học", "Đại học"), ("Cao đẳng, Trung cấp", ""), ("LĐ phổ thông", "-"), ("Trên Đại học", "")),
    )
    return tick_set("chuyên môn", "expertise", rng.choice(headings[:5]), rng.choice(sets), lambda p: p.expertise)


def ethnicities(rng: Random, two_levels: bool) -> Block:
    if two_levels and rng.random() < 0.2:
        choices = (("Kinh", "Kinh"), ("Khác", ""))
        return tick_set("dân tộc", "ethnicity", "Dân tộc", choices, lambda p: p.ethnicity)
    return plain("dân tộc", ("Dân tộc", "DÂN TỘC", "Dân tộc *", "Thành phần dân tộc"), cells.ethnicity, rng)


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

        def either(person: Person, pen: Pen) -> Typed:
            wants = {"government": Want(person.government), "party": Want(None)}
            return Typed([person.government], wants)

        return [Block("chức vụ", [(rng.choice(("Chức vụ", "Chức danh", "Chức vụ/Chức danh")),)], either)]
    return [plain("chức vụ Đảng", party, cells.party_position, rng), plain("chức vụ CQ", office, government, rng)]
