"""How units type numbers of a person: with dots and blanks, as numbers that lost their zero, two in one cell."""

from __future__ import annotations

from typing import Any

from kho.cells import NOTHING, Pen, Want, choose
from kho.people import Person


def card(person: Person, pen: Pen) -> tuple[Any, dict[str, Want], list[str]]:
    number = person.card
    key, other = ("card_number", "old_card_number") if len(number) == 12 else ("old_card_number", "card_number")
    value = Want(number)
    choices: list[tuple[str, Any, Want]] = [("liền", number, value)] * 3
    if len(number) == 8:
        choices += [("NN.NNNNNN", f"{number[:2]}.{number[2:]}", value)] * 3
        choices += [("NN NNN NNN", f"{number[:2]} {number[2:5]} {number[5:]}", value)]
        choices += [
            ("NN NNNNNN", f"{number[:2]} {number[2:]}", value),
            ("NN-NNNNNN", f"{number[:2]}-{number[2:]}", value),
        ]
    else:
        choices += [("NNN NNN NNN NNN", " ".join(number[i : i + 3] for i in (0, 3, 6, 9)), value)]
    choices += [("'", f"'{number}", value), ("chưa cấp", "Chưa cấp", Want(None))]
    lost = number.lstrip("0")
    choices += [("thiếu một số", number[:-1], NOTHING), ("thừa một số", number + "1", NOTHING)]
    if lost != number:
        choices += [("chữ mất 0", lost, Want(None, False, (number,)))]
    choices += [("toàn 0", "000000000000", Want(None)), ("x", "x", NOTHING)]
    if pen.typed:
        choices += [("số", float(number), value)] * 2
    raw, want, tags = choose(pen, choices, "thẻ")
    return raw, {key: want, other: Want(None)}, tags


def card_and_file(person: Person, pen: Pen) -> tuple[Any, dict[str, Want], list[str]]:
    number, file = person.card, person.file_number
    key, other = ("card_number", "old_card_number") if len(number) == 12 else ("old_card_number", "card_number")
    dotted = f"{number[:2]}.{number[2:]}" if len(number) == 8 else number
    both = (Want(number), Want(file))
    choices = [
        ("/", f"{dotted}/{file}", both),
        (" / ", f"{dotted} / {file}", both),
        ("cách", f"{dotted} {file}", both),
        ("xuống dòng", f"{number}\n{file}", both),
        ("gạch", f"{dotted} - {file}", both),
        ("chỉ thẻ", dotted, (Want(number), Want(None))),
        ("chỉ lý lịch", file, (Want(None), Want(file))),
        ("thẻ /", f"{dotted}/", (Want(number, False, (number,)), Want(None))),
        ("/ lý lịch", f"/{file}", (Want(None), Want(file, False, (file,)))),
        ("lý lịch trước", f"{file}/{dotted}", (Want(None, False, (number,)), Want(None, False, (file,)))),
    ]
    name, text, (want, filed) = pen.rng.choice(choices)
    return text, {key: want, other: Want(None), "file_number": filed}, [f"thẻ/lý lịch: {name}"]


def file_number(person: Person, pen: Pen) -> tuple[Any, dict[str, Want], list[str]]:
    number = person.file_number
    value = Want(number)
    choices: list[tuple[str, Any, Want]] = [("liền", number, value)] * 3
    choices += [("NNN.NNN", f"{number[:3]}.{number[3:]}", value), ("LL", f"LL {number}", value)]
    choices += [("thiếu", number[:-1], NOTHING), ("thừa", number + "12", NOTHING), ("chưa có", "chưa có", Want(None))]
    if pen.typed and int(number) > 99:
        choices += [("số", float(number), value)]
    raw, want, tags = choose(pen, choices, "lý lịch")
    return raw, {"file_number": want}, tags


def citizen(person: Person, pen: Pen) -> tuple[Any, dict[str, Want], list[str]]:
    """Return a citizen id; where it lost its zero only the birth date of the same row proves it (see columns)."""
    number = person.citizen
    value = Want(number)
    choices: list[tuple[str, Any, Want]] = [("liền", number, value)] * 4
    choices += [("cách", f"{number[:3]} {number[3:6]} {number[6:9]} {number[9:]}", value), ("'", f"'{number}", value)]
    choices += [("chữ mất 0", number[1:], Want(number, False, (number,))), ("13 số", number + "1", NOTHING)]
    choices += [("10 số", number[:10], NOTHING), ("E+10", f"{number[1]}.{number[2:6]}E+10", NOTHING)]
    if pen.typed:
        choices += [("số mất 0", float(number), Want(number, False, (number,)))] * 2
    raw, want, tags = choose(pen, choices, "CCCD")
    wants = {"citizen_id": want, "old_citizen_id": Want(None)}
    if pen.rng.random() < 0.1:
        old = f"05{number[3:10]}"
        return old, {"citizen_id": Want(None), "old_citizen_id": Want(old)}, ["CCCD: CMND 9 số"]
    return raw, wants, tags


def phone(person: Person, pen: Pen) -> tuple[Any, dict[str, Want], list[str]]:
    number = person.phone
    value = Want(number)
    choices: list[tuple[str, Any, Want]] = [
        ("liền", number, value),
        ("chấm", f"{number[:4]}.{number[4:7]}.{number[7:]}", value),
        ("+84", f"+84{number[1:]}", value),
        ("thiếu", number[:-1], NOTHING),
    ]
    if pen.typed:
        choices += [("số mất 0", float(number), value)]
    raw, want, tags = choose(pen, choices, "điện thoại")
    return raw, {"phone": want}, tags
