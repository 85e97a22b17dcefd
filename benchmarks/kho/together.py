"""Columns whose cells hold several facts, and the national template's parts of an address."""

from __future__ import annotations

from random import Random

from kho.cells import Pen, Typed, Want
from kho.columns import Block
from kho.people import Person

_SIGNS = ("\n", ", ", "; ", " - ", "\r\n")


def origins(rng: Random) -> Block:
    """Return gender, ethnicity and religion in one cell."""
    heading = rng.choice(
        ("Nam, nữ, dân tộc, tôn giáo", "Giới tính\nDân tộc\nTôn giáo", "Giới tính, dân tộc, tôn giáo",
         "Giới tính/Dân tộc/Tôn giáo")
    )  # fmt: skip

    def write(person: Person, pen: Pen) -> Typed:
        facts = {"gender": person.gender, "ethnicity": person.ethnicity, "religion": person.religion}
        text = pen.sign(*_SIGNS).join(facts.values())
        return Typed([text], {key: Want(value) for key, value in facts.items()}, ["nhiều nội dung: giới, dân tộc, đạo"])

    return Block("nhiều nội dung", [(heading,)], write, ("cột: giới tính, dân tộc, tôn giáo một ô",))


def schooling(rng: Random) -> Block:
    """Return schooling, theory and expertise in one cell, sometimes with one of them missing."""
    heading = rng.choice(("Văn hóa, lý luận, CMNV", "Văn hóa\nLLCT\nChuyên môn", "Học vấn, LLCT, trình độ chuyên môn"))

    def write(person: Person, pen: Pen) -> Typed:
        education = person.education if "/" in person.education else "12/12"
        facts = {
            "general_education": (education, education),
            "political_theory": (f"{person.theory} LLCT", person.theory),
            "expertise": (f"{person.expertise} {person.specialty}", person.expertise),
        }
        wants = {key: Want(value) for key, (_, value) in facts.items()} | {"specialty": Want(person.specialty)}
        tag = "nhiều nội dung: trình độ"
        if pen.rng.random() < 0.2:  # two of them, that could be of either kind
            facts.pop("expertise")
            facts["political_theory"] = (person.theory, person.theory)
            wants = {key: Want(value, False, (value,)) for key, (_, value) in facts.items()}
            wants |= {"expertise": Want(None), "specialty": Want(None)}
            tag = "nhiều nội dung: trình độ, thiếu một"
        text = pen.sign("\n", ", ", "; ", " - ").join(written for written, _ in facts.values())
        return Typed([text], wants, [tag])

    return Block("nhiều nội dung", [(heading,)], write, ("cột: văn hóa, lý luận, chuyên môn một ô",))


def places(rng: Random) -> Block:
    """Return where from and where living in one cell: only a line break tells where the one ends."""

    def write(person: Person, pen: Pen) -> Typed:
        sign = pen.sign("\n", "\n", "; ", ", ")
        sure = sign != ", "
        wants = {
            key: Want(value if sure else None, sure, (value,))
            for key, value in (("hometown", person.hometown), ("residence", person.residence))
        }
        return Typed([f"{person.hometown}{sign}{person.residence}"], wants, ["nhiều nội dung: quê quán, nơi ở"])

    return Block("nhiều nội dung", [("Quê quán\nNơi ở hiện nay",)], write, ("cột: quê quán, nơi ở một ô",))


def numbers(rng: Random) -> Block:
    """Return the numbers of card, file and badge, one a line; most have no badge."""
    heading = "Số thẻ đảng viên, số lý lịch đảng viên, số Huy hiệu Đảng"

    def write(person: Person, pen: Pen) -> Typed:
        lines = [f"{person.card[:2]}.{person.card[2:]}" if len(person.card) == 8 else person.card, person.file_number]
        key = "old_card_number" if len(person.card) == 8 else "card_number"
        wants = {key: Want(person.card), "file_number": Want(person.file_number), "badge_number": Want(None)}
        if pen.rng.random() < 0.3:
            lines.append(f"{int(person.file_number) % 90_000 + 10_000}")
            wants["badge_number"] = Want(lines[-1])
        return Typed([pen.sign("\n", "; ").join(lines)], wants, ["nhiều nội dung: số thẻ, lý lịch, Huy hiệu"])

    return Block("thẻ", [(heading,)], write, ("cột: số thẻ, số lý lịch, số Huy hiệu một ô",))


def national_address(rng: Random, two_levels: bool) -> Block:
    """Return an address of two levels in three columns, flattened or under its parent."""
    key, parent = rng.choice(
        (("hometown", "Quê quán (theo mô hình 2 cấp)"), ("residence", "Thường trú (theo mô hình 2 cấp)"),
         ("birth", "Nơi đăng ký khai sinh"))
    )  # fmt: skip
    children = ("Quốc gia *", "Tỉnh *", "Địa chỉ chi tiết *")
    under = two_levels and rng.random() < 0.6
    paths = [(parent, child) if under else (f"{parent} - {child}",) for child in children]

    def write(person: Person, pen: Pen) -> Typed:
        commune = person.hometown.split(",")[0]
        raws = ["Việt Nam", "Sơn La", f"xã {commune}"]
        parts = zip(("country", "province", "detail"), raws, strict=True)
        return Typed(list(raws), {f"{key}_{part}": Want(value) for part, value in parts})

    return Block("mẫu quốc gia", paths, write, ("cột: địa chỉ theo mô hình 2 cấp",))
