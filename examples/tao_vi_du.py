"""Make the invented example data: `python examples/tao_vi_du.py OUT` (see examples/README.md).

Needs openpyxl, and xlwt and odfpy for .xls and .ods (the extra «dev»). The same seed gives the same data.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from vi_du.containers import write_book
from vi_du.layouts import FOR_BRANCHES, FOR_COMMITTEES, LAYOUTS, Layout
from vi_du.mistakes import write_mistakes
from vi_du.organization_list import list_organizations, organization_truth
from vi_du.rendering import file_name, render_unit
from vi_du.world import FULL, SMALL, Size, World, build_world
from vi_du.year_files import make_year
from vi_du.year_mistakes import write_year_mistakes

SEED = 2022
#: Collectives and individuals that the honour register held when 2022 began: with those of the year 8 and 91.
OPENING = {"full": (5, 58), "small": (6, 80)}
ORGANIZATION_FILE = "00 Danh sách tổ chức đảng.xlsx"


def choose_layouts(size: Size) -> list[Layout]:
    """Return the layout of each unit: every layout comes up, committees and single branches in turn."""
    keys: list[str] = []
    turns = {True: 0, False: 0}
    for agency in size.agencies:
        choices = FOR_COMMITTEES if agency.committee else FOR_BRANCHES
        keys.append(choices[turns[agency.committee] % len(choices)])
        turns[agency.committee] += 1
    return [LAYOUTS[key] for key in keys]


def make_world(size: Size, seed: int) -> World:
    """Invent the world of a size, with namesakes where a unit's file can tell them apart."""
    layouts = choose_layouts(size)
    return build_world(size, seed, frozenset(i for i, layout in enumerate(layouts) if layout.identified))


def make_set(size: Size, seed: int, parents_by_name: bool) -> tuple[dict[str, bytes], dict[str, object]]:
    """Return the files of a set by name, and its truth."""
    world = make_world(size, seed)
    files = {ORGANIZATION_FILE: write_book("xlsx", [list_organizations(world.organizations, parents_by_name, seed)])}
    members: list[dict[str, object]] = []
    used: dict[str, int] = {}
    for number, (unit, layout) in enumerate(zip(world.units, choose_layouts(size), strict=True), 1):
        used[layout.key] = used.get(layout.key, 0) + 1
        file = file_name(unit, layout, number, used[layout.key])
        book = render_unit(unit, layout, file, seed)
        files[file] = write_book(layout.container, book.sheets)
        members += book.members
    return files, {"organizations": organization_truth(world), "members": members}


def make_small_year(seed: int, members: list[dict[str, object]]) -> tuple[dict[str, bytes], dict[str, object]]:
    """Return the files of the year's work of the small set, whose member lists' truth is given."""
    return make_year(make_world(SMALL, seed), members, seed, OPENING["small"], collected=True)


def make_full_year(seed: int, members: list[dict[str, object]]) -> tuple[dict[str, bytes], dict[str, object]]:
    """Return the files of the year's work of the full set."""
    return make_year(make_world(FULL, seed), members, seed, OPENING["full"], collected=False)


def write_set(folder: Path, files: dict[str, bytes]) -> None:
    """Write the files into a folder that holds nothing else (it will be imported whole)."""
    folder.mkdir(parents=True, exist_ok=True)
    strangers = sorted(entry.name for entry in folder.iterdir() if entry.name not in files)
    if strangers:
        raise SystemExit(f"Thư mục {folder} còn tệp khác ({strangers[0]}…). Hãy xóa chúng hoặc chọn thư mục khác.")
    for name, data in files.items():
        (folder / name).write_bytes(data)


def write_truth(path: Path, truth: dict[str, object]) -> None:
    """Write the truth as JSON, one record a line."""
    lines = ["{"]
    for last, (key, rows) in enumerate(truth.items(), 1):
        assert isinstance(rows, list)
        body = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
        lines.append(f' "{key}": [\n{body}\n ]' + ("," if last < len(truth) else ""))
    path.write_text("\n".join([*lines, "}", ""]), encoding="utf-8")


def main() -> None:
    """Read the arguments and write what was asked for."""
    parser = argparse.ArgumentParser(description="Tạo dữ liệu ví dụ (người và đơn vị đều là hư cấu).")
    parser.add_argument("out", type=Path, metavar="THƯ_MỤC", help="thư mục để ghi")
    parser.add_argument("--nho", action="store_true", help="bộ nhỏ (don-vi, nam-2022)")
    parser.add_argument("--loi", action="store_true", help="bộ có lỗi (don-vi-loi, nam-2022-loi)")
    parser.add_argument("--hat", type=int, default=SEED, metavar="SỐ", help=f"hạt giống (mặc định {SEED})")
    arguments = parser.parse_args()
    out: Path = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    if arguments.nho:
        files, truth = make_set(SMALL, arguments.hat, parents_by_name=True)
        write_set(out / "don-vi", files)
        write_truth(out / "don-vi-su-that.json", truth)
        files, year_truth = make_small_year(arguments.hat, truth["members"])
        write_set(out / "nam-2022", files)
        write_truth(out / "nam-2022-su-that.json", year_truth)
    if arguments.loi:
        files, truth = write_mistakes(make_world(SMALL, arguments.hat), arguments.hat)
        write_set(out / "don-vi-loi", files)
        write_truth(out / "don-vi-loi-su-that.json", truth)
        files, truth = write_year_mistakes(make_world(SMALL, arguments.hat), arguments.hat)
        write_set(out / "nam-2022-loi", files)
        write_truth(out / "nam-2022-loi-su-that.json", truth)
    if not (arguments.nho or arguments.loi):
        files, truth = make_set(FULL, arguments.hat, parents_by_name=False)
        write_set(out / "don-vi", files)
        write_truth(out / "su-that.json", truth)
        files, year_truth = make_full_year(arguments.hat, truth["members"])
        write_set(out / "nam-2022", files)
        write_truth(out / "nam-2022-su-that.json", year_truth)


if __name__ == "__main__":
    main()
