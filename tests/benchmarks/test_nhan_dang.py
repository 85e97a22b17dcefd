"""The generator of nasty workbooks: the same seed gives the same files, the truth stands where it says, and the
score sees each kind of harm."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

import nhan_dang
from dangbo_cli.forms.catalogue import ENTRIES
from dangbo_cli.intake.importing import ImportOptions, plan_import
from dangbo_cli.sheets.book import read_book
from dangbo_cli.vietnamese.text import clean, fold
from kho.cells import Want
from kho.entries import YearComposer
from kho.files import SUFFIXES, write
from kho.layout import Entry, Page, Workbook
from kho.pages import Composer
from kho.people import make_people
from kho.score import judge
from kho.year_score import judge_entries


def test_a_seed_gives_the_same_workbooks_and_another_gives_others():
    one, again, other = (nhan_dang.compose(seed, 3) for seed in (1, 1, 2))
    assert one == again or [p.rows for p in one.pages] == [p.rows for p in again.pages]
    assert [p.rows for p in one.pages] != [p.rows for p in other.pages]


def test_a_full_run_is_made_of_500_combinations_and_more():
    books = [nhan_dang.compose(1, number) for number in range(600)]
    assert len({frozenset(book.features) for book in books}) >= 500
    assert {book.container for book in books} == set(SUFFIXES)


def test_a_full_run_has_every_layout_and_every_kind():
    made = {feature for number in range(600) for feature in nhan_dang.compose(1, number).features}
    layouts = {"cột ẩn", "nhiễu: dòng ẩn", "nhiễu: sang trang giữa bảng", "nhiễu: tiêu đề lặp lại sang trang",
               "nhiễu: dòng ma cuối bảng", "mỗi người 4 dòng", "mỗi người 4 dòng, STT gộp", "tổ chức: cột gộp dọc",
               "tổ chức: hai bảng một trang", "hàng cột: 3 hàng, ô gộp", "hàng cột: tiêu đề chung trên nhiều cột"}  # fmt: skip
    assert layouts | {f"loại biểu: {form.kind}" for form in ENTRIES} <= made


@pytest.mark.parametrize("container", SUFFIXES)
def test_the_truth_stands_in_the_row_it_names(tmp_path, container):
    for seed in range(6):
        book = Composer(Random(seed), container).compose()
        grids = read_book(write(book, tmp_path / str(seed))).grids
        for page, grid in zip(book.pages, grids, strict=False):
            assert page.entries.keys() <= set(range(len(grid.rows)))
            for r, entry in page.entries.items():
                # of a name in two columns, or with a salutation, the last syllable stands in some cell
                said = fold(" ".join(clean(v) for v in grid.rows[r] if isinstance(v, str)))
                assert fold(entry.person.name).split()[-1] in said


def test_the_truth_knows_what_a_lost_zero_proves():
    found = [
        entry.wants
        for number in range(80)
        for page in nhan_dang.compose(1, number).pages
        for entry in page.entries.values()
        if "CCCD: số mất 0" in entry.tags.get("citizen_id", ())
    ]
    proven = [w for w in found if w["citizen_id"].sure]
    assert proven
    assert all(isinstance(w["birth_date"].value, str) and w["birth_date"].sure for w in proven)
    assert any(not w["citizen_id"].sure for w in found)


def _plain() -> Workbook:
    """Return a workbook of two people that nothing is wrong with."""
    rows = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 1"], ["STT", "Họ và tên", "Ngày sinh", "Quê quán", "Ngày vào Đảng"]]
    page = Page("Sheet1", rows)
    for person in make_people(Random(1), 2, 1, "YT.1"):
        person.name = f"Lò Văn {'An' if not page.entries else 'Bình'}"
        birth, admitted = person.birth.isoformat(), person.admitted.isoformat()
        wants = {"full_name": person.name, "birth_date": birth, "hometown": person.hometown, "admitted_on": admitted}
        r = page.add([len(page.entries) + 1, person.name, person.birth, person.hometown, person.admitted])
        page.entries[r] = Entry(person, "YT.1", {key: Want(value) for key, value in wants.items()}, {}, {})
    return Workbook("ds", "xlsx", [page], [])


class TestScore:
    """A plain workbook whose truth is bent by hand: every harm is seen as what it is."""

    @pytest.fixture
    def judged(self, tmp_path):
        with nhan_dang.tree(tmp_path) as (conn, codes):
            book = _plain()
            path = write(book, tmp_path / "x")
            result = plan_import(conn, [path], ImportOptions(), None, nhan_dang.TODAY)
            page = book.pages[0]

            def kinds() -> set[str]:
                return {verdict.kind for verdict in judge(book, path, result, codes)}

            yield page, kinds

    def test_nothing_is_wrong_with_it(self, judged):
        assert judged[1]() == {"right"}

    def test_a_value_changed_is_wrong(self, judged):
        page, kinds = judged
        before = kinds()
        entry = next(iter(page.entries.values()))
        entry.wants["full_name"] = Want("Lò Văn Khác")
        assert "wrong" in kinds()
        assert "wrong" not in before

    def test_a_person_nobody_stored_is_lost(self, judged):
        page, kinds = judged
        page.entries[len(page.rows) + 40] = next(iter(page.entries.values()))
        assert "lost" in kinds()

    def test_a_row_that_is_no_person_is_invented(self, judged):
        page, kinds = judged
        page.entries.pop(next(iter(page.entries)))
        assert "invented" in kinds()

    def test_another_organization_is_a_wrong_place(self, judged):
        page, kinds = judged
        r = next(iter(page.entries))
        page.entries[r] = replace(page.entries[r], organization="KB.SAI")
        assert "place" in kinds()

    def test_a_value_the_sheet_does_not_state_is_wrong(self, judged):
        page, kinds = judged
        next(iter(page.entries.values())).wants["hometown"] = Want(None, False)
        assert "wrong" in kinds()


@pytest.mark.parametrize(("total", "alarm"), [("Tổng số: 02 đồng chí", False), ("Tổng số: 05 đồng chí", True)])
def test_a_total_called_false_is_an_alarm(tmp_path, total, alarm):
    """All totals of the composer are true, so a problem with one is the reader's fault."""
    with nhan_dang.tree(tmp_path) as (conn, codes):
        book = _plain()
        book.pages[0].add([total])
        path = write(book, tmp_path / "x")
        result = plan_import(conn, [path], ImportOptions(), None, nhan_dang.TODAY)
        assert ("alarm" in {verdict.kind for verdict in judge(book, path, result, codes)}) is alarm


class TestYearScore:
    """A sheet of the year's work whose truth is bent by hand."""

    @pytest.fixture
    def judged(self, tmp_path):
        with nhan_dang.tree(tmp_path, staffed=True) as (conn, codes):
            members = nhan_dang._members(conn, codes)
            book = YearComposer(Random(3), "xlsx", nhan_dang.staff()).compose()
            path = write(book, tmp_path / "x")
            result = plan_import(conn, [path], ImportOptions(), None, nhan_dang.TODAY)

            def kinds() -> set[str]:
                return {verdict.kind for verdict in judge_entries(book, path, result, codes, members)}

            yield book.pages[0], kinds

    def test_it_is_read_without_harm(self, judged):
        assert judged[1]() == {"right"}

    def test_a_value_changed_is_wrong(self, judged):
        entry = next(iter(judged[0].entries.values()))
        key = next(key for key, want in entry.wants.items() if want.sure and want.value is not None)
        entry.wants[key] = Want("khác hẳn")
        assert "wrong" in judged[1]()

    def test_a_row_nobody_stored_is_lost_and_one_that_is_none_is_invented(self, judged):
        page, kinds = judged
        page.entries[len(page.rows) + 40] = page.entries.pop(next(iter(page.entries)))
        assert {"lost", "invented"} <= kinds()

    def test_another_organization_is_a_wrong_place(self, judged):
        next(iter(judged[0].entries.values())).organization = "KB.SAI"
        assert "place" in judged[1]()


def test_sixty_workbooks_are_read_without_harm(tmp_path):
    outcome = nhan_dang.run(60, 7, tmp_path)
    assert [v.text for kind in nhan_dang.BAD for v in outcome.lines.get(kind, [])] == []
    assert outcome.share_right >= 0.995
