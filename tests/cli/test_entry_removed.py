"""`xoa`: one wrong entry of the year's work taken out, with its parts, and brought back by an undo."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from cli.year_book import KINDS, rows

_PARTS = ("initiative_target", "initiative_milestone", "initiative_progress", "pledge_item", "rating_criterion")


def parts(book) -> dict[str, list[tuple]]:
    with closing(sqlite3.connect(book.database)) as conn:
        return {table: conn.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in _PARTS}


def last_batch(book) -> str:
    return str(max(row["number"] for row in rows(book, "lan-nhap", "ds")))


def filled(book, kind) -> str:
    """The number of an entry that has parts, where its kind has any."""
    entries = rows(book, kind, "ds")
    number = str(next((row["id"] for row in entries if row.get("targets")), entries[0]["id"]))
    if kind == "mo-hinh":
        target = str(rows(book, kind, "xem", number)["targets"][0]["id"])
        book(kind, "sua", number, "mốc tiến độ=Ban hành kế hoạch: 31/03/2022", "--dong-y")
        book(kind, "tien-do", number, "1", "--chi-tieu", target, "--dong-y")
    elif kind == "cam-ket":
        book(kind, "sua", number, "việc cam kết=Đọc sách", "--dong-y")
    elif kind == "xep-loai":
        assert book(kind, "tieu-chi", number, "tư tưởng=tốt", "--dong-y").exit_code == 0
    return number


@pytest.mark.parametrize("name", ["xoa", "bo"])
@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_goes_with_its_parts_and_an_undo_brings_all_back(book, kind, name):
    number = filled(book, kind)
    before, whole = (rows(book, kind, "ds"), rows(book, kind, "xem", number)), parts(book)
    one = next(row for row in before[0] if str(row["id"]) == number)
    looked = book(kind, name, number, "--xem-truoc", columns=250)
    assert looked.exit_code == 0, looked.stderr
    title = looked.stdout.splitlines()[0]
    assert f" số {number}, năm {one['period']}: " in title
    assert (one.get("subject") or one["organization_name"]) in title
    assert (rows(book, kind, "ds"), parts(book)) == (before[0], whole)
    assert book(kind, name, number).exit_code == 2  # nobody there to ask
    done = book(kind, name, number, "--dong-y", columns=250)
    assert done.exit_code == 0, done.stderr
    assert rows(book, kind, "ds") == [row for row in before[0] if str(row["id"]) != number]
    now = parts(book)
    gone = [(table, row[0]) for table in _PARTS for row in whole[table] if row not in now[table]]
    assert len([line for line in done.stdout.splitlines() if line.endswith("(bỏ)")]) >= 1 + len(gone)
    assert {table for table, _ in gone} == {
        "mo-hinh": {"initiative_target", "initiative_milestone", "initiative_progress"},
        "cam-ket": {"pledge_item"},
        "xep-loai": {"rating_criterion"},
    }.get(kind, set())
    assert book(kind, "xem", number).exit_code != 0
    assert book("ra-soat").exit_code == 0
    assert book("lan-nhap", "hoan-tac", last_batch(book), "--dong-y").exit_code == 0
    assert (rows(book, kind, "ds"), parts(book)) == (before[0], whole)
    assert book("ra-soat").exit_code == 0


def test_the_undo_of_a_removal_names_whose_entry_comes_back_before_its_parts(book):
    number = filled(book, "cam-ket")
    name = next(row["subject"] for row in rows(book, "cam-ket", "ds") if str(row["id"]) == number)
    book("cam-ket", "xoa", number, "--dong-y")
    shown = book("lan-nhap", "hoan-tac", last_batch(book), "--xem-truoc", columns=200).stdout
    assert f": bản cam kết số {number} ({name})\n" in shown
    assert not [line for line in shown.splitlines() if line.split() == ["Bản", "cam", "kết", number]]
    assert shown.index("\nĐảng viên ") < shown.index("Đọc sách")


def test_a_rating_of_a_closed_year_stays_until_the_year_is_opened(book):
    number = str(next(row["id"] for row in rows(book, "xep-loai", "ds") if row["period"] == "2022"))
    assert book("xep-loai", "chot", "2022", "--dong-y").exit_code == 0
    refused = book("xep-loai", "xoa", number, "--dong-y", columns=200)
    assert refused.exit_code == 1
    assert "năm 2022 đã chốt" in refused.stderr
    assert "«dangbo xep-loai mo-lai 2022 --ly-do …»" in refused.stderr
    assert book("xep-loai", "mo-lai", "2022", "--ly-do", "Ghi nhầm người", "--dong-y").exit_code == 0
    assert book("xep-loai", "xoa", number, "--dong-y").exit_code == 0


def test_what_is_not_there_and_what_others_refer_to_are_refused(book):
    assert "Không có mục số 999" in book("khen-thuong", "xoa", "999", "--dong-y").stderr
    assert book("van-ban", "them", "Chỉ thị học tập", "số=05-CT/TW", "--dong-y").exit_code == 0
    assert book("van-ban", "them", "Kế hoạch học tập", "số=15-KH/ĐUK", "thực hiện=05-CT/TW", "--dong-y").exit_code == 0
    refused = book("van-ban", "xoa", "1", "--dong-y", columns=200)
    assert refused.exit_code == 1
    assert (
        "Không xóa được văn bản số 1 (Chỉ thị học tập): còn văn bản số 2 (Kế hoạch học tập) dẫn đến." in refused.stderr
    )
    assert book("van-ban", "xoa", "2", "--dong-y").exit_code == 0
    assert book("van-ban", "xoa", "1", "--dong-y").exit_code == 0
    assert rows(book, "van-ban", "ds") == []


def test_a_batch_whose_entry_was_removed_is_undone_after_the_removal(book):
    made = last_batch(book)
    number = rows(book, "khen-thuong", "ds")[0]["id"]
    book("khen-thuong", "xoa", str(number), "--dong-y")
    refused = book("lan-nhap", "hoan-tac", made, "--dong-y", columns=250)
    assert refused.exit_code == 1
    assert f"đã bị xóa ở lần số {int(made) + 1}" in refused.stderr


def test_an_undo_calls_an_entry_of_an_organisation_by_its_name(book):
    assert (
        book("khen-thuong", "them", "--don-vi", "KB", "hình thức=Giấy khen", "--nam", "2022", "--dong-y").exit_code == 0
    )
    number = max(row["id"] for row in rows(book, "khen-thuong", "ds"))
    name = next(row["subject"] for row in rows(book, "khen-thuong", "ds") if row["id"] == number)
    shown = book("lan-nhap", "hoan-tac", last_batch(book), "--xem-truoc", columns=200).stdout
    assert f": khen thưởng số {number} ({name}: Giấy khen)\n" in shown
