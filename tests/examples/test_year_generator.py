"""The invented year 2022: the same seed gives the same files, the truth is about what the files hold, the sizes are the
newspaper report's."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from grids import grids

EXAMPLES = Path(__file__).parents[2] / "examples"
sys.path.insert(0, str(EXAMPLES))

import tao_vi_du  # noqa: E402
from vi_du.people import EXCELLENT, GOOD  # noqa: E402
from vi_du.world import FULL, SMALL  # noqa: E402
from vi_du.year import Year, invent_year  # noqa: E402
from vi_du.year_mistakes import write_year_mistakes  # noqa: E402

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def year() -> Year:
    world = tao_vi_du.make_world(FULL, tao_vi_du.SEED)
    return invent_year(world, tao_vi_du.SEED, frozenset(), tao_vi_du.OPENING["full"])


def small_year() -> tuple[Files, dict]:
    members = json.loads((EXAMPLES / "don-vi-su-that.json").read_text("utf-8"))["members"]
    return tao_vi_du.make_small_year(tao_vi_du.SEED, members)


def test_the_register_holds_8_collectives_and_91_individuals_with_its_opening_balance(year: Year) -> None:
    entered = year.of("ghi-danh")
    collectives = {(e.code, e.name) for e in entered if e.sort == "Tập thể"}
    individuals = {(id(e.person), e.code, e.name) for e in entered if e.sort == "Cá nhân"}
    assert len(collectives) + year.opening["collectives"] == 8  # type: ignore[operator]
    assert len(individuals) + year.opening["individuals"] == 91  # type: ignore[operator]
    assert len(entered) > len(collectives) + len(individuals)  # somebody is entered twice
    assert any(e.name for e in entered if e.sort == "Cá nhân")  # and somebody is no member


def test_every_unit_registers_pledges_studies_and_rates(year: Year) -> None:
    for kind in ("mo-hinh", "cam-ket", "chuyen-de", "xep-loai"):
        assert len({e.unit.organization.code for e in year.of(kind) if e.unit}) == 90
    assert len([e for e in year.of("cam-ket") if e.person]) == 5200
    assert any(e.person is None for e in year.of("cam-ket"))  # an official who is no member
    assert sum("is_head" in e.facts for e in year.of("cam-ket")) == 90


def test_two_units_break_the_ceiling_and_some_people_are_not_rated(year: Year) -> None:
    levels: dict[str, Counter[object]] = {}
    for entry in year.of("xep-loai"):
        if entry.person is not None and entry.unit is not None:
            levels.setdefault(entry.unit.organization.code, Counter())[entry.facts.get("decided_level")] += 1
    assert sum(found[EXCELLENT] > found[GOOD] * 0.2 for found in levels.values()) == 2
    reasons = Counter(e.facts.get("not_rated_reason") for e in year.of("xep-loai"))
    assert reasons["Mới kết nạp"] > 10
    assert reasons["Miễn công tác và sinh hoạt đảng"] > 10
    assert any(e.facts.get("proposed_level") == "Chưa xếp loại" for e in year.of("xep-loai"))


def test_both_examples_of_the_report_are_registered(year: Year) -> None:
    goals = {g.wording: (g.operator, g.number, g.unit) for e in year.of("mo-hinh") for g in e.goals}
    assert goals["100% đơn vị sử dụng dịch vụ công trực tuyến mức độ 4"] == ("=", 100, "%")
    assert goals["Chứng từ qua dịch vụ công trực tuyến từ 96% trở lên"] == ("≥", 96, "%")
    assert any("vận chuyển" in wording for wording in goals)


def test_the_committed_year_is_what_the_generator_makes() -> None:
    files, truth = small_year()
    assert json.loads((EXAMPLES / "nam-2022-su-that.json").read_text("utf-8")) == truth
    _same("nam-2022", files)
    assert small_year()[0] == files


def test_the_committed_year_with_mistakes_is_what_the_generator_makes() -> None:
    files, truth = write_year_mistakes(tao_vi_du.make_world(SMALL, tao_vi_du.SEED), tao_vi_du.SEED)
    assert json.loads((EXAMPLES / "nam-2022-loi-su-that.json").read_text("utf-8")) == truth
    _same("nam-2022-loi", files)
    held = {name: grids(name, data) for name, data in files.items()}
    for aside in truth["set_aside"]:  # type: ignore[attr-defined]
        if aside["level"] == "cell":
            row = held[aside["file"]][aside["sheet"]][aside["row"] - 1]
            assert str(row[ord(aside["cell"][0]) - ord("A")]).removesuffix(".0") == aside["value"]


def test_truth_points_at_rows_that_name_their_entry() -> None:
    files, truth = small_year()
    held = {name: grids(name, data) for name, data in files.items()}
    for entry in truth["entries"]:  # type: ignore[attr-defined]
        for source in entry["sources"]:
            row = held[source["file"]][source["sheet"]][source["row"] - 1]
            words = " ".join(unicodedata.normalize("NFC", " ".join(map(str, row))).split()).casefold()
            told = (entry["member"] or {}).get("full_name") or entry.get("name") or entry.get("topic") or ""
            assert told.casefold() in words or "targets" in entry, (source, row)


def _same(folder: str, files: Files) -> None:
    committed = {unicodedata.normalize("NFC", path.name): path for path in (EXAMPLES / folder).iterdir()}
    assert set(committed) == set(files)
    for name, data in files.items():
        assert grids(name, committed[name].read_bytes()) == grids(name, data), name
