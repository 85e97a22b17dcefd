"""Which columns one table has, and what their cells together want of a person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from dangbo_cli.vietnamese.text import fold
from kho import cells, numbers_typed
from kho.cells import Pen, Typed, Want
from kho.columns import (
    Block,
    Path,
    births,
    both_days,
    ethnicities,
    expertises,
    genders,
    names,
    party_dates,
    plain,
    positions,
    standings,
    theories,
)
from kho.people import Person
from kho.ratings import ratings
from kho.strangers import distractors
from kho.together import national_address, numbers, origins, places, schooling


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
        (0.3, lambda: [plain("tôn giáo", ("Tôn giáo", "TÔN GIÁO", "Tôn giáo *", "TG"), cells.religion, rng)]),
        (
            0.5,
            lambda: [
                plain(
                    "quê quán",
                    ("Quê quán", "QUÊ QUÁN", "Nguyên quán", "Quê quán chi tiết"),
                    text("hometown", lambda p: p.hometown),
                    rng,
                )
            ],
        ),
        (
            0.3,
            lambda: [
                plain(
                    "nơi ở",
                    ("Nơi ở hiện nay", "Địa chỉ", "Thường trú", "Hộ khẩu", "Trú quán"),
                    text("residence", lambda p: p.residence),
                    rng,
                )
            ],
        ),
        (
            0.45,
            lambda: [
                plain(
                    "CCCD",
                    ("Số CCCD", "CCCD", "Số CMND/CCCD", "Số định danh cá nhân *", "Căn cước"),
                    numbers_typed.citizen,
                    rng,
                )
            ],
        ),
        (0.3, lambda: [standings(rng, two_levels)]),
        (
            0.35,
            lambda: [
                plain(
                    "văn hóa",
                    ("Trình độ văn hóa", "Văn hóa", "Học vấn", "Giáo dục phổ thông", "TĐVH"),
                    cells.education,
                    rng,
                )
            ],
        ),
        (0.45, lambda: [expertises(rng, two_levels)]),
        (0.45, lambda: [theories(rng, two_levels)]),
        (0.5, lambda: positions(rng, two_levels)),
        (0.45, lambda: [ratings(rng, two_levels, year)]),
        (0.2, lambda: [plain("điện thoại", ("Số điện thoại", "Điện thoại", "SĐT", "Số ĐT"), numbers_typed.phone, rng)]),
        (
            0.2,
            lambda: [
                plain(
                    "nghề nghiệp",
                    ("Nghề nghiệp", "Nghề nghiệp hiện nay"),
                    text("occupation", lambda p: p.occupation),
                    rng,
                )
            ],
        ),
        (0.12, lambda: [national_address(rng, two_levels)]),
        (0.4, lambda: [distractors(rng, two_levels)]),
        (0.2, lambda: [distractors(rng, two_levels)]),
    ]
    for chance, make in maybe:
        if rng.random() < chance:
            chosen += make()
    dice = rng.random()
    cards = (
        "Số thẻ đảng viên",
        "SỐ THẺ ĐẢNG",
        "Số thẻ Đảng*",
        "Số Thẻ",
        "Mã thẻ đảng",
        "Số thẻ Đảng* (12 số theo HD38-HD/BTCTW)",
        "Số TĐV",
    )
    if dice < 0.5:
        chosen.append(plain("thẻ", cards, numbers_typed.card, rng))
    elif dice < 0.7:
        joint = ("Số thẻ đảng viên/Số lý lịch", "Số thẻ đảng viên, số lý lịch", "Số thẻ, số lý lịch")
        chosen.append(plain("thẻ/lý lịch", joint, numbers_typed.card_and_file, rng))
    if dice < 0.5 and rng.random() < 0.3:
        chosen.append(plain("lý lịch", ("Số lý lịch", "Số lý lịch Đảng viên", "Số LL"), numbers_typed.file_number, rng))
    chosen = _together(rng, chosen)
    rng.shuffle(chosen)
    blocks += chosen
    if rng.random() < 0.1:
        rng.shuffle(blocks)
    if not any(b.name in ("ngày vào Đảng", "thẻ", "thẻ/lý lịch", "CCCD") for b in blocks):
        blocks += party_dates(rng, False)
    if rng.random() < 0.35:
        note = text("note", lambda p: "Đi học từ tháng 9" if p.official else "Mới kết nạp")
        blocks.append(plain("ghi chú", ("Ghi chú", "GHI CHÚ", "Chi chú", "Ghi Chú"), note, rng))
    return _one_of_each(blocks)


def book_blocks(rng: Random) -> list[Block]:
    """Return the columns of the printed book of members (Mẫu 7-HSĐV), where a person takes several rows: a line of each
    cell in a row. Every column holds as many facts as it has lines, or one on the first."""
    text = cells.text_of

    rest = [
        origins(rng),
        places(rng),
        schooling(rng),
        numbers(rng),
        Block("ngày vào Đảng", [("Ngày vào Đảng, ngày chính thức",)], both_days, ("cột: hai ngày một ô",)),
        plain("ngày sinh", ("Ngày sinh", "Ngày, tháng, năm sinh"), cells.birth, rng),
        plain("ghi chú", ("Ghi chú",), text("note", lambda p: "Mới kết nạp" if p.official is None else "Đi học"), rng),
    ]
    chosen = [block for block in rest if rng.random() < 0.8]
    if sum(block.name == "nhiều nội dung" for block in chosen) < 2:
        chosen = rest
    return [plain("họ tên", ("Họ và tên", "HỌ VÀ TÊN"), _name, rng), *chosen]


def _name(person: Person, pen: Pen) -> tuple[str, dict[str, Want], list[str]]:
    return person.name.upper(), {"full_name": Want(person.name)}, ["tên: CHỮ HOA"]


#: A column of several facts, and the columns of one fact in whose place it stands.
_TOGETHER: tuple[tuple[Callable[[Random], Block], frozenset[str]], ...] = (
    (origins, frozenset(("giới tính", "dân tộc", "tôn giáo"))),
    (schooling, frozenset(("văn hóa", "chuyên môn", "LLCT"))),
    (places, frozenset(("quê quán", "nơi ở"))),
)


def _together(rng: Random, blocks: list[Block]) -> list[Block]:
    """Return the blocks, now and then with some of them in one column."""
    for make, instead in _TOGETHER:
        if rng.random() < 0.08:
            blocks = [block for block in blocks if block.name not in instead] + [make(rng)]
    return blocks


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
    born = day is not None and day.sure and isinstance(day.value, str)
    if born and citizen is not None and not citizen.sure and person.citizen in citizen.accept:
        wants["citizen_id"] = Want(person.citizen)
    official, standing = wants.get("official_on"), wants.get("standing")
    if standing is None or not standing.sure:
        known = official is not None and official.sure and official.value is not None
        # An empty day of full membership soon after admission means probation.
        wants["standing"] = Want("official") if known else Want(None, False, (person.standing, "probationary"))
    return wants
