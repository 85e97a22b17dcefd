"""The honour register, commendations and inspections, as a clerk types and counts them."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from cli.year_book import rows


def test_the_opening_balances_of_a_unit_and_of_its_parent_are_noted(book):
    balance = ("--den", "31/12/2021", "--tap-the", "6", "--dong-y")
    code = rows(book, "tc", "ds")[1]["code"]
    told = [book("ghi-danh", "so-du", unit, *balance, columns=300).stdout for unit in (code, "K", "K")]
    assert ["Số dư của cả cấp trên và cấp dưới" in one or "bị tính hai lần" in one for one in told] == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("day", "balance", "held"),
    [
        ("31/12/2022", (1, 70), "2 tập thể, 2 cá nhân"),
        ("31/12/2022", (2, 1), "2 tập thể, 2 cá nhân"),
        ("31/12/2022", (2, 2), None),
        ("31/12/2021", (0, 1), None),  # all its entries are later
    ],
)
def test_an_opening_balance_below_what_the_register_holds_by_then_is_noted(book, day, balance, held):
    asked = ("ghi-danh", "so-du", "K", "--den", day, "--tap-the", str(balance[0]), "--ca-nhan", str(balance[1]))
    told = " ".join(book(*asked, "--dong-y", columns=300).stdout.split())
    assert ("tổng từ khi mở sổ sẽ giảm" in told) is (held is not None)
    assert held is None or f"Đến ngày {day} sổ đã có {held};" in told


def test_the_register_since_it_was_opened(book):
    assert (
        book("ghi-danh", "so-du", "K", "--den", "31/12/2021", "--tap-the", "6", "--ca-nhan", "89", "--dong-y").exit_code
        == 0
    )
    report = rows(book, "bao-cao", "ghi-danh", "--nam", "2022", "--tinh-den", "31/12/2022")
    assert report["totals"] == {
        "group": "Tổng cộng", "label": None, "entries": 4, "collectives": 2, "individuals": 2,
        "all_entries": 4, "all_collectives": 8, "all_individuals": 91,
    }  # fmt: skip
    for group in ("Khối", "Đối tượng", "Lĩnh vực"):
        mine = [row for row in report["rows"] if row["group"] == group]
        assert (sum(r["all_collectives"] for r in mine), sum(r["all_individuals"] for r in mine)) == (8, 91), group
        assert [(r["entries"], r["all_individuals"]) for r in mine if r["label"] == "Số dư đã chốt"] == [(0, 89)]
    names = rows(book, "bao-cao", "ghi-danh", "--nam", "2022", "--chi-tiet", "--tinh-den", "31/12/2022")
    assert len(names["rows"]) == 4
    assert (
        book("ghi-danh", "so-du", "K", "--den", "31/12/2021", "--tap-the", "7", "--ca-nhan", "89", "--dong-y").exit_code
        == 0
    )
    report = rows(book, "bao-cao", "ghi-danh", "--nam", "2022", "--tinh-den", "31/12/2022")
    assert report["totals"]["all_collectives"] == 9
    part = rows(book, "bao-cao", "ghi-danh", "--nam", "2022", "--don-vi", "YT.1", "--tinh-den", "31/12/2022")
    assert (part["totals"]["entries"], part["totals"]["all_individuals"]) == (3, 2)
    told = " ".join(book("bao-cao", "ghi-danh", "--nam", "2022", "--don-vi", "YT.1", columns=300).stdout.split())
    assert ": 7 tập thể, 89 cá nhân đến 31/12/2021) không nằm trong số liệu này" in told
    assert "số dư trước đó ghi bằng" not in told


def test_commendations_of_a_year(book):
    report = rows(book, "bao-cao", "khen-thuong", "--nam", "2022")
    assert (report["totals"]["entries"], report["totals"]["individuals"]) == (2, 2)
    assert {row["label"] for row in report["rows"] if row["group"] == "Hình thức"} == {"Giấy khen"}


def test_the_figures_of_the_register_open_into_their_names(book):
    words = ("ghi-danh", "them", "Tổ dân phố 5", "--tap-the", "--don-vi", "YT.1", "--nam", "2021", "việc tốt=Quyên góp")
    assert book(*words, "--dong-y").exit_code == 0
    asked = ("bao-cao", "ghi-danh", "--nam", "2022", "--tinh-den", "15/01/2023")
    for balance in (
        (),
        ("ghi-danh", "so-du", "K", "--den", "31/12/2021", "--tap-the", "6", "--ca-nhan", "89", "--dong-y"),
    ):
        if balance:
            assert book(*balance).exit_code == 0
        totals = rows(book, *asked)["totals"]
        names = rows(book, *asked, "--chi-tiet")["rows"]
        assert len([row for row in names if row["group"] == "Năm 2022"]) == totals["entries"]
        assert len(names) == totals["all_entries"] == (4 if balance else 5)


@pytest.mark.parametrize("named_first", [True, False])
def test_an_organisation_is_commended_once_however_it_is_named(book, named_first):
    asked = ("--don-vi", "YT.1", "--nam", "2021", "hình thức=Giấy khen", "--dong-y")
    lines = [("khen-thuong", "them", "CHI BỘ 1", "--tap-the", *asked), ("khen-thuong", "them", *asked)]
    first, second = lines if named_first else lines[::-1]
    assert book(*first).exit_code == 0
    (new,) = rows(book, "khen-thuong", "ds", "--nam", "2021")
    refused = book(*second)
    assert (refused.exit_code, f"Sổ đã có mục này, số {new['id']}" in refused.stderr) == (1, True)
    assert book("khen-thuong", "them", "Tổ xe", "--tap-the", *asked).exit_code == 0  # no Party organisation


def test_a_collective_stored_by_its_organisation_s_name_is_that_organisation(book):
    asked = ("--don-vi", "YT.1", "--nam", "2021", "hình thức=Giấy khen", "--dong-y")
    assert book("khen-thuong", "them", "Tổ xe", "--tap-the", *asked).exit_code == 0
    with closing(sqlite3.connect(book.database)) as conn, conn:
        conn.execute("UPDATE commendation SET name = 'Chi bộ 1' WHERE name = 'Tổ xe'")
    refused = book("khen-thuong", "them", *asked)
    assert (refused.exit_code, "Sổ đã có mục này" in refused.stderr) == (1, True)


def test_an_inspection_is_concluded_by_number_day_or_words_and_mended_of_those_to_mend(book):
    def figures():
        page = rows(book, "bao-cao", "chi-thi-05", "--nam", "2022", "--tinh-den", "15/01/2023")["rows"]
        return {row["key"]: (row["total"], row["of"]) for row in page if row["key"].startswith("inspections_")}

    for number in [row["id"] for row in rows(book, "ktgs", "ds")]:
        cleared = ("số kết luận=", "ngày kết luận=", "kết luận=", "nội dung phải khắc phục=", "--dong-y")
        book("ktgs", "sua", str(number), *cleared)
    of = len(rows(book, "ktgs", "ds"))
    assert figures()["inspections_concluded"] == (0, of)
    for field in ("kết luận=Tốt", "số kết luận=1-KL/UBKT", "ngày kết luận=01/12/2022"):
        assert book("ktgs", "sua", "1", field, "--dong-y").exit_code == 0
        assert figures()["inspections_concluded"] == (1, of)
        assert book("ktgs", "sua", "1", f"{field.partition('=')[0]}=", "--dong-y").exit_code == 0
    assert (
        book("ktgs", "sua", "1", "nội dung phải khắc phục=Sổ sách", "hạn khắc phục=31/12/2022", "--dong-y").exit_code
        == 0
    )
    assert (figures()["inspections_mended"], figures()["inspections_overdue"]) == ((0, 1), (1, 1))
