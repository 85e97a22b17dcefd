"""Which files the units and the committee send of the year 2022, and the truth of all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from random import Random

from vi_du import year_layouts as lay
from vi_du.containers import write_book
from vi_du.units import ROOT_CODE, ROOT_NAME
from vi_du.world import Unit, World
from vi_du.year import Entry, Year, invent_year
from vi_du.year_sheets import Layout, Page, Truths

#: The agencies of the small set that send files of their own; the committee collects the others'.
SENDERS = ("Kho bạc Nhà nước tỉnh", "Sở Công Thương", "Ban Tổ chức Tỉnh ủy")
_SUFFIXES = {"xlsx": ".xlsx", "xls": ".xls", "ods": ".ods"}


class _Post:
    """Collects the files of a year."""

    def __init__(self, world: World, seed: int) -> None:
        self.names = {o.code: o.name for o in world.organizations} | {ROOT_CODE: ROOT_NAME}
        self.seed = seed
        self.truths = Truths()
        self.files: dict[str, bytes] = {}

    def send(self, stem: str, *pages: tuple[Layout, list[Entry]], owner: Unit | None = None) -> None:
        """Write one file of one or several sheets; pages without an entry are left out."""
        written = [(layout, entries) for layout, entries in pages if entries]
        if not written:
            return
        container = written[0][0].container
        file = stem + _SUFFIXES.get(container, ".csv")
        rng = Random(f"{self.seed}/year/{file}")
        sheets = [Page(layout, owner, self.names, self.truths, rng).write(entries, file) for layout, entries in written]
        self.files[file] = write_book(container, sheets)


def make_year(
    world: World, members: Iterable[dict[str, object]], seed: int, opening: tuple[int, int], collected: bool
) -> tuple[dict[str, bytes], dict[str, object]]:
    """Return the files of the year by name, and its truth: entries, and the register's opening balance.

    `members` is the truth of the member lists (whom they rate already). `collected`: only `SENDERS` send files of their
    own, initiatives and study of the others come in the committee's collections, and no more.
    """
    listed = frozenset((str(m["organization_code"]), str(m["full_name"])) for m in members if "2022" in _ratings(m))
    year = invent_year(world, seed, listed, opening)
    post = _Post(world, seed)
    if collected:
        _send_collected(post, world, year)
    else:
        for number, unit in enumerate(world.units):
            _send_of_unit(post, year, unit, number)
    _send_of_committee(post, year)
    return post.files, {"entries": post.truths.listed(), "opening": [year.opening]}


def _ratings(member: dict[str, object]) -> dict[str, str]:
    ratings = member["ratings"]
    assert isinstance(ratings, dict)
    return ratings


def _of_members(year: Year, unit: Unit) -> list[Entry]:
    return [e for e in year.of("xep-loai", unit) if e.person is not None]


def _named_twice(unit: Unit) -> bool:
    return max(Counter(p.full_name for p in unit.people).values()) > 1


def _send_of_unit(post: _Post, year: Year, unit: Unit, number: int) -> None:
    """A unit sends a file a kind, or every third one workbook with a sheet of each."""
    name = unit.agency.name
    initiatives, pledges = year.of("mo-hinh", unit), year.of("cam-ket", unit)
    study, ratings = year.of("chuyen-de", unit), _of_members(year, unit)
    turn, rated = number % 3, (number + 1) % 3
    if _named_twice(unit):  # these layouts tell namesakes apart by their birth
        turn, rated = 1, 0
    if number % 3 == 2:
        chosen = (lay.INITIATIVES[0], lay.PLEDGES[turn], lay.STUDY[0], lay.RATINGS[rated])
        pages = zip(
            (replace(one, container="xlsx") for one in chosen), (initiatives, pledges, study, ratings), strict=True
        )
        sheets = [(replace(p, sheet=s), e) for (p, e), s in zip(pages, ("Mô hình", "Cam kết", "Chuyên đề", "Xếp loại"),
                                                                strict=True)]  # fmt: skip
        post.send(f"{name} - Chỉ thị 05 năm 2022", *sheets, owner=unit)
        return
    post.send(f"Đăng ký mô hình 2022 - {name}", (lay.INITIATIVES[number // 3 % 3], initiatives), owner=unit)
    post.send(f"{name} - cam kết 2022", (lay.PLEDGES[turn], pledges), owner=unit)
    post.send(f"{name} sinh hoạt chuyên đề", (lay.STUDY[number % 2], study), owner=unit)
    post.send(f"Xếp loại đảng viên {name}", (lay.RATINGS[rated], ratings), owner=unit)


def _send_collected(post: _Post, world: World, year: Year) -> None:
    """Three units send files of their own; the committee collects initiatives and study of the others."""
    senders = [next(u for u in world.units if u.agency.name == name) for name in SENDERS]
    for number, unit in enumerate(senders):
        name = unit.agency.name
        post.send(f"0{number + 1} Đăng ký mô hình 2022 - {name}", (lay.INITIATIVES[number], year.of("mo-hinh", unit)),
                  owner=unit)  # fmt: skip
        # The second roll tells the namesakes of the first unit apart by their birth.
        post.send(
            f"0{number + 1} {name} - cam kết 2022",
            (lay.PLEDGES[(1, 0, 2)[number]], year.of("cam-ket", unit)),
            owner=unit,
        )
        post.send(
            f"0{number + 1} Xếp loại đảng viên {name}", (lay.RATINGS[number], _of_members(year, unit)), owner=unit
        )
        if number < 2:
            post.send(f"0{number + 1} {name} sinh hoạt chuyên đề", (lay.STUDY[number], year.of("chuyen-de", unit)),
                      owner=unit)  # fmt: skip
    others = [u for u in world.units if u not in senders]
    post.send("04 Tổng hợp mô hình", (lay.COLLECTION, [e for u in others for e in year.of("mo-hinh", u)]))
    resolution = [e for u in others for e in year.of("chuyen-de", u) if e.facts["sort"] == "Học tập nghị quyết"]
    post.send("05 Học tập nghị quyết", (lay.RESOLUTION, resolution))


def _send_of_committee(post: _Post, year: Year) -> None:
    """What the office of the committee keeps itself: progress, register, commendations, discipline, inspections and the
    ratings of organisations."""
    ratings = [e for e in year.of("xep-loai") if e.person is None]
    given = [e for e in year.of("khen-thuong") if e.period == "2021"]
    second = [e for e in year.of("khen-thuong") if e.period != "2021"]
    post.send("06 Tiến độ mô hình đến 30-9", (lay.PROGRESS, year.of("mo-hinh")))
    post.send("07 Sổ ghi danh", (lay.HONOURS, year.of("ghi-danh")))
    post.send("08 Khen thưởng", (lay.PRAISE, given), (lay.SECOND_PRAISE, second))
    post.send(
        "09 Kỷ luật, kiểm tra, giám sát", (lay.DISCIPLINE, year.of("ky-luat")), (lay.INSPECTIONS, year.of("ktgs"))
    )
    post.send("10 Xếp loại tổ chức đảng", (lay.ORGANIZATIONS, ratings))
