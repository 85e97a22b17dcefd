"""The commands of the year's work, as a clerk types them."""

from __future__ import annotations

from datetime import datetime

import pytest

from intake.year import staffed, write_all
from running import Runner

KINDS = ("xep-loai", "mo-hinh", "cam-ket", "chuyen-de", "ghi-danh", "khen-thuong", "ky-luat", "ktgs")


@pytest.fixture
def book(tmp_path):
    """A database with one sheet of every kind; returns what runs a command line on it."""
    desk = staffed(tmp_path / "desk")
    desk.nhap(*write_all(desk))
    desk.conn.close()
    runner = Runner(desk.folder)
    runner.now = datetime(2023, 1, 15, 9)
    return runner


def rows(call, *words):
    done = call(*words, "--dinh-dang", "json")
    assert done.exit_code == 0, done.stderr
    return done.json


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_listed_shown_and_filtered(book, kind):
    everything = rows(book, kind, "ds")
    assert everything
    assert rows(book, kind, "ds", "--nam", "2022") == everything
    assert rows(book, kind, "ds", "--nam", "2020") == []
    assert rows(book, kind, "ds", "--don-vi", "CT") == []
    assert rows(book, kind, "ds", "--don-vi", "YT", "--khoi", "cơ quan") == everything
    assert book(kind, "ds", "--khoi", "không có").exit_code == 2
    one = rows(book, kind, "xem", str(everything[0]["id"]))
    assert one["id"] == everything[0]["id"]
    assert one["changes"]
    assert book(kind, "xem", "999").exit_code == 2


def test_heads_by_their_pledge(book):
    assert [row["subject"] for row in rows(book, "cam-ket", "ds", "--nguoi-dung-dau")] == ["Lò Văn An"]
    assert [row["subject"] for row in rows(book, "ghi-danh", "ds", "--nguoi-dung-dau")] == ["Lò Văn An"]


def test_free_notes_and_conclusions_only_where_asked_for(book, tmp_path):
    assert "conclusion" not in rows(book, "ktgs", "ds")[0]
    assert rows(book, "ktgs", "ds", "--ghi-chu")[0]["conclusion"] == "Tốt"
    plain, whole = (book("ktgs", "ds", *more, columns=80).stdout for more in ((), ("--ghi-chu",)))
    assert "Không hiện: Kết luận; thêm --ghi-chu để hiện." in plain
    assert "Tốt" not in plain
    assert "Tốt" in whole
    assert "--ghi-chu" not in whole
    assert "Vi phạm" not in book("ky-luat", "ds").stdout
    target = tmp_path / "xl.json"
    assert book("xep-loai", "ds", "--luu-vao", str(target)).exit_code == 0
    titles = target.read_text(encoding="utf-8")
    assert "decided_level" in titles
    assert "proposed_level" in rows(book, "xep-loai", "ds")[0]


ADDED = [
    ("mo-hinh", ["Sổ tay điện tử", "--don-vi", "KB", "chỉ tiêu=≥ 96%", "người phụ trách=Lò Văn An"], "name"),
    ("cam-ket", ["Vì Văn Cương", "đã nộp=có", "việc cam kết=Gương mẫu"], "handed_in"),
    ("chuyen-de", ["Đạo đức công vụ", "--don-vi", "KB", "số dự=9", "số phải dự=10"], "attended"),
    ("ghi-danh", ["Tổ dân phố 5", "--tap-the", "--don-vi", "KB", "việc tốt=Quyên góp"], "deed"),
    ("ghi-danh", ["Tòng Thị Lan", "--ngoai-so", "--don-vi", "KB", "việc tốt=Cứu người"], "deed"),
    ("khen-thuong", ["Cà Thị Mai", "hình thức khen thưởng=Bằng khen"], "form"),
    ("ky-luat", ["Vì Văn Cương", "hình thức kỷ luật=Khiển trách", "ngày quyết định=05/06/2022"], "form"),
    ("ktgs", ["--don-vi", "KB", "kiểm tra hay giám sát=giám sát", "nội dung=Đảng phí"], "matter"),
    ("xep-loai", ["Cà Thị Mai", "quyết định xếp loại=HTTNV"], "decided_level"),
    ("xep-loai", ["--don-vi", "KB", "quyết định xếp loại=HTXSNV"], "decided_level"),
]


@pytest.mark.parametrize(("kind", "words", "key"), ADDED)
def test_an_entry_is_added_mended_and_taken_back(book, kind, words, key):
    before = rows(book, kind, "ds")
    line = [kind, "them", *words, "--nam", "2022"]
    assert book(*line, "--xem-truoc").exit_code == 0
    assert rows(book, kind, "ds") == before
    done = book(*line, "--dong-y")
    assert done.exit_code == 0, done.stderr
    (new,) = [row for row in rows(book, kind, "ds") if row not in before]
    assert new[key] is not None
    again = book(*line, "--dong-y")
    assert again.exit_code == 1
    assert f"số {new['id']}" in again.stderr
    done = book(kind, "sua", str(new["id"]), "ghi chú=đã kiểm tra", "--dong-y")
    assert done.exit_code == 0, done.stderr
    mended = next(r for r in rows(book, kind, "ds", "--ghi-chu") if r["id"] == new["id"])
    assert mended["note"] == "đã kiểm tra"
    batch = max(row["number"] for row in rows(book, "lan-nhap", "ds"))
    assert book("lan-nhap", "hoan-tac", str(batch), "--dong-y").exit_code == 0
    assert book("lan-nhap", "hoan-tac", str(batch - 1), "--dong-y").exit_code == 0
    assert rows(book, kind, "ds") == before
    assert book("ra-soat").exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["mo-hinh", "them", "A B", "--don-vi", "KB", "chỉ tiêu=≥ 9x %", "--dong-y"], "không đọc được thành số"),
        (["mo-hinh", "them", "A B", "--dong-y"], "Chưa cho biết của tổ chức đảng nào"),
        (["mo-hinh", "them", "A B", "--don-vi", "KB", "màu=đỏ", "--dong-y"], "không có trường «màu»"),
        (
            ["chuyen-de", "them", "A B", "--don-vi", "KB", "số dự=11", "số phải dự=10", "--dong-y"],
            "nhiều hơn số phải dự",
        ),
        (["ghi-danh", "them", "Lò Văn An", "--dong-y"], "Có 2 đảng viên tên"),
        (["ghi-danh", "them", "Cà Thị Mai", "--dong-y"], "Chưa ghi «Việc tốt»"),
        (["ghi-danh", "them", "Cà Thị Mai", "việc tốt=A", "ngày ghi danh=01/01/2099", "--dong-y"], "chưa đến"),
        (
            ["ky-luat", "them", "Ai Đó", "--ngoai-so", "--don-vi", "KB", "hình thức=Khiển trách", "--dong-y"],
            "chỉ ghi đảng viên",
        ),
        (["ktgs", "sua", "1", "loại=Thanh tra", "--dong-y"], "không có trong danh mục"),
        (["ktgs", "sua", "chín", "ghi chú=x y", "--dong-y"], "không phải số của một mục"),
        (["xep-loai", "sua", "1", "quyết định=A", "--dong-y"], "không cho biết chắc chắn mức xếp loại"),
        (["mo-hinh", "tien-do", "1", "97%", "--dong-y"], "Chưa rõ tiến độ của chỉ tiêu nào"),
        (["mo-hinh", "tien-do", "1", "300/250", "--chi-tieu", "2", "--dong-y"], "trên 100%"),
        (["mo-hinh", "tien-do", "1", "tốt", "--chi-tieu", "2", "--dong-y"], "không đọc được thành số"),
    ],
)
def test_what_cannot_be_written_is_refused_with_a_sentence(book, words, said):
    done = book(*words)
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())


def test_progress_is_measured_with_its_arithmetic(book):
    assert (
        book("mo-hinh", "tien-do", "2", "3 mô hình", "--chi-tieu", "3", "--ngay", "30/06/2022", "--dong-y").exit_code
        == 0
    )
    one = rows(book, "mo-hinh", "xem", "2", "--tinh-den", "30/06/2022")
    assert one["targets"][0]["state"] == "Đang thực hiện"
    assert "3 mô hình; cần ≥ 5 mô hình" in one["targets"][0]["arithmetic"]
    assert rows(book, "mo-hinh", "xem", "2", "--tinh-den", "31/01/2023")["targets"][0]["state"] == "Không đạt"
    states = {row["id"]: row["state"] for row in rows(book, "mo-hinh", "ds", "--tinh-den", "31/12/2022")}
    assert states[1] == "Đạt"


def test_documents_that_others_point_to(book):
    assert (
        book("van-ban", "them", "Kế hoạch học tập", "số=15-KH/ĐUK", "ngày ban hành=08/03/2021", "--dong-y").exit_code
        == 0
    )
    assert book("mo-hinh", "sua", "1", "theo văn bản=15-KH/ĐUK", "--dong-y").exit_code == 0
    assert "15-KH/ĐUK" in book("mo-hinh", "xem", "1").stdout
    assert book("mo-hinh", "sua", "1", "theo văn bản=99", "--dong-y").exit_code == 2
    batch = max(row["number"] for row in rows(book, "lan-nhap", "ds"))
    refused = book("lan-nhap", "hoan-tac", str(batch - 1), "--dong-y")
    assert refused.exit_code == 1


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
    blocs = [row for row in report["rows"] if row["group"] == "Khối"]
    assert sum(row["all_individuals"] for row in blocs) == 91
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


def test_commendations_of_a_year(book):
    report = rows(book, "bao-cao", "khen-thuong", "--nam", "2022")
    assert (report["totals"]["entries"], report["totals"]["individuals"]) == (2, 2)
    assert {row["label"] for row in report["rows"] if row["group"] == "Hình thức"} == {"Giấy khen"}


def test_a_person_and_an_organisation_with_their_year(book):
    person = rows(book, "dv", "xem", "1")
    assert set(person["year"]) == {"cam-ket", "ghi-danh", "khen-thuong"}
    unit = rows(book, "tc", "xem", "YT.10")
    assert set(unit["year"]) == {"mo-hinh", "chuyen-de", "ghi-danh", "ktgs"}
    assert "conclusion" not in unit["year"]["ktgs"][0]
    assert "Vận chuyển nông sản" in book("tc", "xem", "YT.10").stdout
    assert rows(book, "tc", "xem", "CT.1")["year"] == {}


@pytest.mark.parametrize("name", ["ratings", "initiatives", "pledges", "discipline"])
def test_english_names_are_understood(book, name):
    assert rows(book, name, "list")


@pytest.mark.parametrize(("kind", "called"), [
    ("xep-loai", "Đánh giá, xếp loại, số 1"), ("cam-ket", "Bản cam kết, chương trình hành động, số 1"),
    ("ghi-danh", "Ghi danh «Người tốt, việc tốt», số 1"), ("khen-thuong", "Khen thưởng, số 1"),
])  # fmt: skip
def test_one_entry_is_not_called_a_list(book, kind, called):
    assert book(kind, "xem", "1").stdout.splitlines()[0] == called
