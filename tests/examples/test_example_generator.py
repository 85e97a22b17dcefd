"""The generator of the example data: the same seed gives the same data, and the data are consistent."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from grids import grids

EXAMPLES = Path(__file__).parents[2] / "examples"
sys.path.insert(0, str(EXAMPLES))

import tao_vi_du  # noqa: E402
from vi_du.broken_files import legacy_text  # noqa: E402
from vi_du.cells import Dirt, spell_date  # noqa: E402
from vi_du.layouts import LAYOUTS  # noqa: E402
from vi_du.mistakes import write_mistakes  # noqa: E402
from vi_du.people import EXCELLENT, GOOD, SHEET_DATE  # noqa: E402
from vi_du.rendering import file_name, render_unit  # noqa: E402
from vi_du.world import FULL, KIND_BELOW, SMALL, World  # noqa: E402


@pytest.fixture(scope="module")
def world() -> World:
    return tao_vi_du.make_world(FULL, tao_vi_du.SEED)


@pytest.fixture(scope="module")
def small() -> tuple[dict[str, bytes], dict]:
    return tao_vi_du.make_set(SMALL, tao_vi_du.SEED, parents_by_name=True)


def test_size_of_the_full_set(world: World) -> None:
    below = [item for item in world.organizations if item.kind == KIND_BELOW]
    assert len(world.units) == 90
    assert len(below) == 288
    assert sum(len(unit.people) for unit in world.units) == 5200
    assert len({item.code for item in world.organizations}) == 90 + 288 + 1
    assert Counter(item.name for item in below)["Chi bộ 1"] >= 30
    assert any(item.name == "Chi bộ 12" for item in below)
    assert len({unit.organization.name.casefold() for unit in world.units}) == 90


def test_kinds_follow_the_number_of_members(world: World) -> None:
    for unit in world.units:
        assert unit.agency.committee == (len(unit.people) >= 30)
        for people in unit.branches.values():
            assert sum(person.official is not None for person in people) >= 3


def test_dates_of_people(world: World) -> None:
    for unit in world.units:
        for person in unit.people:
            assert person.admitted >= person.birth.replace(year=person.birth.year + 18)
            if person.official is None:
                assert date(2022, 1, 1) <= person.admitted <= SHEET_DATE
            else:
                assert person.official == person.admitted.replace(year=person.admitted.year + 1) <= SHEET_DATE


def test_numbers_are_unique_and_speak_of_their_person(world: World) -> None:
    people = [person for unit in world.units for person in unit.people]
    for numbers in (
        [p.citizen_id for p in people],
        [p.card for p in people if p.card],
        [p.long_card for p in people if p.long_card],
        [item.secretary_phone for item in world.organizations],
    ):
        assert len(numbers) == len(set(numbers))
    owners = {p.citizen_id: p for p in people}
    for person in people:
        century = 2 * (person.birth.year >= 2000) + (person.gender == "Nữ")
        assert person.citizen_id[:6] == f"014{century}{person.birth.year % 100:02d}"
        assert person.official is None or person.card
        assert owners.get(person.long_card or "", person) is person


def test_each_committee_has_one_secretary_who_is_its_member(world: World) -> None:
    people = {unit.organization.code: unit.people for unit in world.units}
    held = Counter((p.position_at, p.position) for each in people.values() for p in each if p.position)
    for item in world.organizations[1:]:
        assert held[item.code, "Bí thư"] == 1
        assert held[item.code, "Phó Bí thư"] == 1
        assert item.secretary in {p.full_name for p in people[item.code.split(".")[0]]}
        assert item.secretary_phone.startswith("0900000")
    assert world.organizations[0].secretary in {p.full_name for p in world.units[0].people}


def test_the_ceiling_is_kept_except_in_two_units(world: World) -> None:
    over = 0
    for unit in world.units:
        levels = Counter(p.ratings["2022"][2] for p in unit.people if "2022" in p.ratings)
        over += levels[EXCELLENT] > levels[GOOD] * 0.2
    assert over == 2


def test_names_repeat_within_a_unit_only_where_numbers_tell_them_apart(world: World) -> None:
    namesakes = 0
    for unit, layout in zip(world.units, tao_vi_du.choose_layouts(FULL), strict=True):
        repeated = len(unit.people) - len({person.full_name for person in unit.people})
        assert repeated == 0 or layout.identified
        namesakes += repeated
    assert namesakes > 10


@pytest.mark.parametrize("size", [FULL, SMALL], ids=["full", "small"])
def test_every_layout_is_used(size: object) -> None:
    used = tao_vi_du.choose_layouts(size)  # type: ignore[arg-type]
    assert {layout.key for layout in used} == set(LAYOUTS)
    assert len(LAYOUTS) >= 10


def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not(
    small: tuple[dict[str, bytes], dict],
) -> None:
    again = tao_vi_du.make_set(SMALL, tao_vi_du.SEED, parents_by_name=True)
    assert again == small
    other = tao_vi_du.make_set(SMALL, tao_vi_du.SEED + 1, parents_by_name=True)
    assert other[1] != small[1]


def test_the_committed_small_set_is_what_the_generator_makes(small: tuple[dict[str, bytes], dict]) -> None:
    files, truth = small
    assert json.loads((EXAMPLES / "don-vi-su-that.json").read_text("utf-8")) == truth
    committed = {unicodedata.normalize("NFC", path.name): path for path in (EXAMPLES / "don-vi").iterdir()}
    assert set(committed) == set(files)
    for name, data in files.items():
        assert grids(name, committed[name].read_bytes()) == grids(name, data), name


def test_the_committed_set_with_mistakes_is_what_the_generator_makes() -> None:
    files, truth = write_mistakes(tao_vi_du.make_world(SMALL, tao_vi_du.SEED), tao_vi_du.SEED)
    assert json.loads((EXAMPLES / "don-vi-loi-su-that.json").read_text("utf-8")) == truth
    names = {unicodedata.normalize("NFC", path.name) for path in (EXAMPLES / "don-vi-loi").iterdir()}
    assert names == set(files)


def test_truth_of_the_small_set_points_at_the_cell_of_each_person(
    small: tuple[dict[str, bytes], dict],
) -> None:
    files, truth = small
    held = {name: grids(name, data) for name, data in files.items()}
    assert len(truth["members"]) == 450
    for member in truth["members"]:
        source = member["source"]
        sheet = held[source["file"]][source["sheet"]]
        row = [unicodedata.normalize("NFC", str(cell)) for cell in sheet[source["row"] - 1]]
        words = " ".join(" ".join(row).split()).casefold()
        assert member["full_name"].casefold() in words, (source, row)


def test_official_date_is_missing_only_after_a_recent_admission(world: World) -> None:
    for number, (unit, layout) in enumerate(zip(world.units, tao_vi_du.choose_layouts(FULL), strict=True), 1):
        for member in render_unit(unit, layout, file_name(unit, layout, number, 1), 7).members:
            if member["status"] == "Dự bị":
                assert member["official_on"] is None
                assert str(member["admitted_on"]).startswith("2022-")
                assert len(str(member["admitted_on"])) == 10
            assert member["full_name"]
            assert member["birth_date"]


def test_mistakes_are_where_the_truth_says() -> None:
    files, truth = write_mistakes(tao_vi_du.make_world(SMALL, tao_vi_du.SEED), tao_vi_du.SEED)
    rows = truth["set_aside"]
    assert isinstance(rows, list)
    assert {row["level"] for row in rows} == {"cell", "row", "sheet", "file"}
    for row in rows:
        assert row["file"] in files
        if row["level"] == "cell":
            sheet = grids(row["file"], files[row["file"]])[row["sheet"]]
            value = sheet[row["row"] - 1][ord(row["cell"][0]) - ord("A")]
            assert str(value) == row["value"]
            assert row["cell"][1:] == str(row["row"])
    ours = {member["card_number"] for member in truth["members"] if member["card_number"]}  # type: ignore[union-attr]
    small = json.loads((EXAMPLES / "don-vi-su-that.json").read_text("utf-8"))["members"]
    assert not ours & ({m["card_number"] for m in small} | {m["old_card_number"] for m in small})


@pytest.mark.parametrize(
    ("style", "cell", "iso"),
    [
        ("date", date(1968, 5, 4), "1968-05-04"),
        ("d/m/yyyy", "4/5/1968", "1968-05-04"),
        ("dd.mm.yy", "04.05.68", "1968-05-04"),
        ("dd.m.yyyy", "04.5.1968", "1968-05-04"),
        ("mm/yyyy", "05/1968", "1968-05"),
        ("number", 1968, "1968"),
        ("\tdd/mm/yyyy", "\t04/05/1968 ", "1968-05-04"),
    ],
)
def test_spellings_of_dates(style: str, cell: object, iso: str) -> None:
    assert spell_date(date(1968, 5, 4), style) == (cell, iso)


def test_dirt_can_be_cleaned_away() -> None:
    from random import Random

    dirty = Dirt(nbsp=1, double=1, edges=1, tab=1).on(Random(1), "Lò Thị Mai")
    assert dirty != "Lò Thị Mai"
    assert " ".join(dirty.replace("\u00a0", " ").split()) == "Lò Thị Mai"


def test_legacy_text_is_tcvn3() -> None:
    assert legacy_text("Nguyễn Thị Hương") == "NguyÔn ThÞ H\u00adong".replace("o", "¬")
