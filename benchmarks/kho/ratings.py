"""Rating columns: in words or ticks, of one year or several, the Party's and the authorities' side by side."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from kho import cells
from kho.cells import LEVELS, Pen, Typed, Want
from kho.columns import Block, Path
from kho.people import Person


def ratings(rng: Random, two_levels: bool, year: int | None) -> Block:
    """Return rating columns: whose and of which year the heading says, or the title's `year`."""
    alone: list[tuple[Sequence[Path], Sequence[tuple[int | None, str] | None]]] = [
        ([("Xếp loại",)], [(None, "proposed")]),
        ([("Kết quả xếp loại năm 2021",)], [(2021, "proposed")]),
        ([("Tự xếp loại",), ("Chi bộ xếp loại",)], [(None, "self"), (None, "proposed")]),
        (
            [("Đảng viên tự xếp loại",), ("Chi uỷ xếp loại",), ("Đảng ủy xếp loại",)],
            [(None, "self"), (None, "proposed"), (None, "decided")],
        ),
        ([("CBXepLoai",), ("DUXepLoai",)], [(None, "proposed"), (None, "decided")]),
        (
            [("Xếp loại đảng viên năm 2020",), ("Xếp loại đảng viên năm 2021",)],
            [(2020, "proposed"), (2021, "proposed")],
        ),
        ([("Chính quyền xếp loại",), ("Đề nghị xếp loại",)], [None, (None, "proposed")]),
        ([("Xếp loại công chức",), ("Xếp loại đảng viên",)], [None, (None, "proposed")]),
    ]
    parents: list[tuple[Sequence[Path], Sequence[tuple[int | None, str] | None]]] = [
        (
            [(p, "Tự xếp loại"), (p, "Chi bộ đề nghị"), (p, "Đảng ủy quyết định")],
            [(y, "self"), (y, "proposed"), (y, "decided")],
        )
        for p, y in (("Đánh giá, xếp loại", None), ("Xếp loại chất lượng đảng viên năm 2022", 2022))
    ] + [
        ([("Kết quả xếp loại", "2020"), ("Kết quả xếp loại", "2021")], [(2020, "proposed"), (2021, "proposed")]),
        ([("Mức xếp loại", "Năm 2020"), ("Mức xếp loại", "Năm 2021")], [(2020, "proposed"), (2021, "proposed")]),
        ([("Xếp loại năm 2021", "Chính quyền"), ("Xếp loại năm 2021", "Đảng")], [None, (2021, "proposed")]),
        (
            [
                ("Đánh giá xếp loại năm 2022", "Cá nhân tự đánh giá"),
                ("Đánh giá xếp loại năm 2022", "Cấp có thẩm quyền quyết định"),
            ],
            [(2022, "self"), (2022, "decided")],
        ),
    ]
    if two_levels and rng.random() < 0.25:
        return _rating_ticks(rng, year)
    paths, meant = rng.choice(parents if two_levels and rng.random() < 0.6 else alone)

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
            ("XẾP LOẠI ĐẢNG VIÊN", year, "proposed"),
            ("Chi bộ xếp loại", year, "proposed"),
            ("Xếp loại năm 2021", 2021, "proposed"),
            ("Đảng viên tự xếp loại", year, "self"),
            ("Kết quả đánh giá", year, "proposed"),
        )
    )
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
