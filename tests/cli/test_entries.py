"""The commands of the year's work, as a clerk types them."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
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


@pytest.mark.parametrize("kind", KINDS)
def test_a_plan_of_editing_says_whose_entry_it_is_and_what_stands(book, kind):
    for row in rows(book, kind, "ds"):
        shown = book(kind, "sua", str(row["id"]), "ghi chú=đã xem", "--xem-truoc", columns=300).stdout.splitlines()
        assert f" số {row['id']}: " in shown[0]
        assert (row.get("subject") or row["organization_name"]) in shown[0]
        assert "Đang ghi" in shown[2]


@pytest.mark.parametrize("more", [[], ["ghi chú=đã xem"]], ids=["alone", "beside another"])
@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_moved_to_another_year_says_so(book, kind, more):
    number = str(rows(book, kind, "ds")[0]["id"])
    shown = book(kind, "sua", number, "năm=2019", *more, "--dong-y").stdout.splitlines()
    assert ["Năm", "2022", "2019"] in [line.split() for line in shown]
    assert rows(book, kind, "xem", number)["period"] == "2019"


def test_a_rating_is_not_moved_to_a_year_that_has_one_of_its_person(book):
    number = next(str(row["id"]) for row in rows(book, "xep-loai", "ds") if row["subject"] == "Vì Văn Cương")
    assert book("dv", "sua", "Vì Văn Cương", "tự xếp loại 2021=HTTNV", "--dong-y").exit_code == 0
    told = book("xep-loai", "sua", number, "năm=2021", "ghi chú=đã xem", "--dong-y")
    assert told.exit_code != 0
    assert "Sổ đã có mục này" in told.stderr
    assert rows(book, "xep-loai", "xem", number)["period"] == "2022"


@pytest.mark.parametrize("text", ["X", "chưa rõ", "—", "-"])
@pytest.mark.parametrize(
    ("kind", "field"), [("khen-thuong", "Chức vụ"), ("mo-hinh", "Lĩnh vực"), ("ky-luat", "Ghi chú")]
)
def test_what_says_nothing_is_refused_and_not_called_unchanged(book, kind, field, text):
    number = str(rows(book, kind, "ds")[0]["id"])
    told = book(kind, "sua", number, f"{field.lower()}={text}", "--dong-y")
    assert told.exit_code == 2
    assert f"«{text}» không phải là một giá trị của «{field}»" in " ".join(told.stderr.split())
    assert f"hãy ghi «{field.lower()}=»" in " ".join(told.stderr.split())
    assert "Không có gì để đổi" not in told.stdout


@pytest.mark.parametrize(
    ("field", "words", "text"),
    [
        ("Trích yếu", ("van-ban", "them", "X"), "X"),
        ("Tên mô hình, nội dung đột phá", ("mo-hinh", "sua", "1", "tên=—"), "—"),
    ],
)
def test_what_must_be_told_is_asked_for_where_a_word_says_nothing(book, field, words, text):
    told = book(*words, "--dong-y", columns=200)
    assert told.exit_code == 2
    assert told.stderr == f"Lỗi: «{text}» chưa thành «{field}».\nHãy ghi đủ chữ của {field.lower()}.\n"


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
    ("kind", "words", "label", "name"),
    [
        ("cam-ket", ["Vì Văn Cương"], "bản cam kết", "Vì Văn Cương"),
        ("khen-thuong", ["Cà Thị Mai", "hình thức khen thưởng=Bằng khen"], "khen thưởng", "Cà Thị Mai: Bằng khen"),
        ("ghi-danh", ["Tòng Thị Lan", "--ngoai-so", "--don-vi", "KB", "việc tốt=Cứu người"], "ghi danh",
         "Tòng Thị Lan: Cứu người"),
    ],
)  # fmt: skip
def test_an_entry_that_goes_is_called_by_its_person(book, kind, words, label, name):
    assert book(kind, "them", *words, "--nam", "2022", "--dong-y").exit_code == 0
    number, batch = max(r["id"] for r in rows(book, kind, "ds")), max(r["number"] for r in rows(book, "lan-nhap", "ds"))
    shown = book("lan-nhap", "hoan-tac", str(batch), "--xem-truoc", columns=200).stdout
    assert shown.startswith(f"Hoàn tác lần nhập số {batch}: {label} số {number} ({name})\n")


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
        (["xep-loai", "sua", "1", "điểm=1.234", "--dong-y"], "lớn hơn 1000"),
        (["mo-hinh", "tien-do", "1", "97%", "--dong-y"], "Chưa rõ tiến độ của chỉ tiêu nào"),
        (["mo-hinh", "tien-do", "1", "300/250", "--chi-tieu", "2", "--dong-y"], "trên 100%"),
        (["mo-hinh", "tien-do", "1", "tốt", "--chi-tieu", "2", "--dong-y"], "không đọc được thành số"),
    ],
)
def test_what_cannot_be_written_is_refused_with_a_sentence(book, words, said):
    done = book(*words)
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())


@pytest.mark.parametrize(
    ("kind", "given", "said"),
    [
        ("ky-luat", ["hết hiệu lực=01/01/2022"],
         "Ngày «01/01/2022» (hết hiệu lực) trước ngày «05/06/2022» (ngày quyết định). Hãy kiểm tra lại hai ngày."),
        ("mo-hinh", ["ngày đăng ký=20/03/2022", "ngày duyệt=03/2022"], ""),
        ("mo-hinh", ["ngày đăng ký=20/03/2022", "ngày duyệt=02/2022"], "Ngày «02/2022» (ngày duyệt) trước ngày"),
        ("ktgs", ["từ ngày=01/01/2024"], "(hạn khắc phục) trước ngày «01/01/2024» (từ ngày)"),
    ],
)  # fmt: skip
def test_days_in_the_wrong_order_are_refused_as_in_a_sheet(book, kind, given, said):
    book.now = datetime(2024, 6, 1, 9)
    number = str(rows(book, kind, "ds")[0]["id"])
    done = book(kind, "sua", number, *given, "--dong-y")
    assert done.exit_code == (2 if said else 0)
    assert said in " ".join(done.stderr.split())
    assert book(kind, "sua", number, "ghi chú=đã xem", "--dong-y").exit_code == 0


@pytest.mark.parametrize(
    ("kind", "given", "said"),
    [
        ("mo-hinh", "ngày đăng ký=15/02/2012", "Ngày đăng ký 15/02/2012 không thuộc năm 2022 của mục."),
        ("mo-hinh", "ngày đăng ký=15/02/2022", ""),
        ("cam-ket", "ngày nộp=20/12/2021", ""),
        ("cam-ket", "ngày nộp=15/11/2021", "Ngày nộp 15/11/2021 không thuộc năm 2022 của mục."),
        ("ky-luat", "năm=2021", "Ngày quyết định 05/06/2022 không thuộc năm 2021 của mục."),
        ("khen-thuong", "ngày quyết định=10/01/2023", ""),
        ("khen-thuong", "ngày quyết định=10/01/2020", "Ngày quyết định 10/01/2020 không thuộc năm 2022 của mục."),
    ],
)
def test_a_day_outside_the_year_of_its_entry_is_noted(book, kind, given, said):
    number = str(rows(book, kind, "ds")[0]["id"])
    told = " ".join(book(kind, "sua", number, given, "--dong-y").stdout.split())
    assert said in told
    assert ("không thuộc năm" in told) == bool(said)
    assert "không thuộc năm" not in book(kind, "sua", number, "ghi chú=đã xem", "--dong-y").stdout


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
    assert book("van-ban", "sua", "1", "cơ quan ban hành=Đảng ủy Khối", "--dong-y").exit_code == 0  # it has no year
    assert book("mo-hinh", "sua", "1", "theo văn bản=15-KH/ĐUK", "--dong-y").exit_code == 0
    assert "15-KH/ĐUK" in book("mo-hinh", "xem", "1").stdout
    assert book("mo-hinh", "sua", "1", "theo văn bản=99", "--dong-y").exit_code == 2
    batch = max(row["number"] for row in rows(book, "lan-nhap", "ds"))
    refused = book("lan-nhap", "hoan-tac", str(batch - 2), "--dong-y")
    assert refused.exit_code == 1


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


@pytest.mark.parametrize(
    ("kind", "field", "called", "one", "same", "other"),
    [
        ("mo-hinh", "chỉ tiêu", "chỉ tiêu", "≥ 4 lần", "≥4 lần", "≥ 5 lần"),
        (
            "mo-hinh",
            "mốc tiến độ",
            "mốc tiến độ",
            "Tổng kết: 30/12/2022",
            "tổng kết: 31/12/2022",
            "Kiểm điểm: 30/06/2022",
        ),
        ("cam-ket", "việc cam kết", "việc cam kết", "Đọc sách", "đọc sách", "Viết bài"),
    ],
)
def test_a_part_that_is_added_is_called_added_and_a_known_one_refused(book, kind, field, called, one, same, other):
    number = str(rows(book, kind, "ds")[0]["id"])
    assert book(kind, "sua", number, f"{field}={one}", "--dong-y").exit_code == 0
    before = rows(book, kind, "xem", number)
    again = book(kind, "sua", number, f"{field}={same}", "--dong-y", columns=200)
    assert again.exit_code == 1
    assert f"đã có {called} «" in again.stderr
    assert rows(book, kind, "xem", number) == before
    more = book(kind, "sua", number, f"{field}={other}", "--xem-truoc", columns=200)
    assert more.exit_code == 0, more.stderr
    assert f"Thêm {called} «{other}»; {called} đang có (" in more.stdout


@pytest.mark.parametrize(
    ("kind", "field", "one", "key", "noting", "told"),
    [
        ("cam-ket", "việc cam kết", "Đọc sách: 30/6/2022", "parts", "viec {} Xong --viec {}", "Đọc sách: 30/06/2022: Xong"),
        ("mo-hinh", "mốc tiến độ", "Tổng kết: 30/12/2022", "milestones", "moc {} {} --xong 28/12/2022",
         "Tổng kết: 30/12/2022: 28/12/2022"),
    ],
)  # fmt: skip
def test_an_empty_list_clears_its_parts_with_all_that_was_noted_of_them(book, kind, field, one, key, noting, told):
    """`field=` clears, as of every field; each part is shown as it was, and undo brings all of it back."""
    number = str(rows(book, kind, "ds")[0]["id"])
    assert book(kind, "sua", number, f"{field}={one}", "--dong-y").exit_code == 0
    last = rows(book, kind, "xem", number)[key][-1]["id"]
    assert book(kind, *noting.format(number, last).split(), "--dong-y").exit_code == 0
    before = rows(book, kind, "xem", number)
    twice = book(kind, "sua", number, f"{field}=", f"{field}=Việc khác", "--dong-y", columns=200)
    assert (twice.exit_code, "được ghi hai lần trong một lệnh" in twice.stderr) == (2, True)
    assert rows(book, kind, "xem", number) == before
    cleared = book(kind, "sua", number, f"{field}=", "--dong-y", columns=200)
    assert (cleared.exit_code, cleared.stdout.count("(bỏ)")) == (0, len(before[key]))
    assert told in cleared.stdout
    assert not rows(book, kind, "xem", number).get(key)
    again = book(kind, "sua", number, f"{field}=", "--dong-y", columns=200)
    assert (again.exit_code, f'Muốn thêm: "{field}=…"' in again.stderr) == (2, True)
    batch = str(max(one["number"] for one in rows(book, "lan-nhap", "ds")))
    assert book("lan-nhap", "hoan-tac", batch, "--dong-y").exit_code == 0
    assert rows(book, kind, "xem", number)[key] == before[key]


def test_a_target_typed_by_mistake_is_taken_out_unless_something_was_reported_of_it(book):
    number = str(next(row["id"] for row in rows(book, "mo-hinh", "ds") if row["targets"]))
    before = rows(book, "mo-hinh", "xem", number)["targets"]
    assert book("mo-hinh", "sua", number, "chỉ tiêu=≥ 4 lần", "--dong-y").exit_code == 0
    added = rows(book, "mo-hinh", "xem", number)["targets"][-1]
    empty = book("mo-hinh", "sua", number, "chỉ tiêu=", "--dong-y", columns=200)
    assert (empty.exit_code, "«chỉ tiêu=» không xóa được" in empty.stderr) == (2, True)
    assert "bo-chi-tieu" in empty.stderr
    unsaid = book("mo-hinh", "bo-chi-tieu", number, "--dong-y", columns=300)
    assert (unsaid.exit_code, f"{added['id']}: «≥ 4 lần»" in unsaid.stderr) == (2, True)
    dropped = book("mo-hinh", "bo-chi-tieu", number, str(added["id"]), "--dong-y", columns=200)
    assert (dropped.exit_code, "Bỏ chỉ tiêu «≥ 4 lần»" in dropped.stdout) == (0, True)
    assert rows(book, "mo-hinh", "xem", number)["targets"] == before
    target = str(before[0]["id"])
    assert book("mo-hinh", "tien-do", number, "1", "--chi-tieu", target, "--dong-y").exit_code == 0
    twice = book("mo-hinh", "tien-do", number, "2%", "--chi-tieu", target, "--dong-y", columns=200)
    assert "đã ghi kết quả «1»; kết quả ghi sau được dùng" in twice.stdout
    assert "đã có kết quả báo cáo" in book("mo-hinh", "bo-chi-tieu", number, target, "--dong-y", columns=200).stderr
    assert len(rows(book, "mo-hinh", "xem", number)["targets"]) == len(before)


def test_the_code_of_an_organisation_in_the_place_of_a_name_is_known(book):
    for kind in ("ktgs", "khen-thuong", "xep-loai"):
        told = book(kind, "them", "yt.10", "ghi chú=x y", columns=200)
        assert told.exit_code == 2
        assert "«YT.10» là mã của Chi bộ 10; mục của tổ chức ấy: thêm --don-vi YT.10." in told.stderr
    assert "là mã của" not in book("ktgs", "them", "YT.99", "ghi chú=x y", columns=200).stderr


def test_members_are_listed_by_bloc_as_entries_are(book):
    assert book("tc", "sua", "YT.10", "khối=Doanh nghiệp", "--dong-y").exit_code == 0
    everybody = rows(book, "dv", "ds")
    there = [row["id"] for row in everybody if row["organization_code"] == "YT.10"]
    assert there
    assert [row["id"] for row in rows(book, "dv", "ds", "--khoi", "doanh")] == there
    others = rows(book, "dv", "ds", "--khoi", "cơ quan", "--don-vi", "YT")
    assert [row["id"] for row in others] == [row["id"] for row in everybody if row["id"] not in there]
    assert rows(book, "dv", "ds", "--khoi", "doanh", "--don-vi", "CT") == []
    assert book("dv", "ds", "--khoi", "không có").exit_code == 2


def test_words_that_differ_in_the_place_of_the_tone_alone_are_one_line_of_a_report(book):
    for kind, field, words in (
        ("khen-thuong", "cấp khen", ("Đảng uỷ", "Đảng ủy")),
        ("ghi-danh", "lĩnh vực", ("Văn hoá", "văn hóa")),
    ):
        for row, word in zip(rows(book, kind, "ds"), words, strict=False):
            assert book(kind, "sua", str(row["id"]), f"{field}={word}", "--dong-y").exit_code == 0
    given = rows(book, "bao-cao", "khen-thuong", "--nam", "2022")["rows"]
    assert [(r["label"], r["entries"]) for r in given if r["group"] == "Cấp khen"] == [("Đảng ủy", 2)]
    honoured = rows(book, "bao-cao", "ghi-danh", "--nam", "2022")["rows"]
    assert {"Văn hóa": 2}.items() <= {r["label"]: r["entries"] for r in honoured if r["group"] == "Lĩnh vực"}.items()
    assert not [r for r in honoured if r["label"] in ("Văn hoá", "văn hóa")]


@pytest.mark.parametrize(
    ("typed", "near"),
    [("Giấy khenn", True), ("Giay khen", True), ("Giấykhen", True), ("Giấy Khen", False), ("Bằng khen", False)],
)
def test_a_word_nearly_the_same_as_one_in_use_is_noted(book, typed, near):
    told = book("khen-thuong", "them", "1", f"hình thức={typed}", "nội dung=việc mới", "--xem-truoc", columns=200)
    assert told.exit_code == 0, told.stderr
    assert (f"«{typed}» chưa từng có trong sổ, gần giống «Giấy khen»" in told.stdout) is near
    number = str(rows(book, "khen-thuong", "ds")[0]["id"])
    told = book("khen-thuong", "sua", number, f"hình thức={typed}", "--xem-truoc", columns=200)
    assert ("gần giống «Giấy khen»" in told.stdout) is near


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


HEADS = {
    "xep-loai": 1,
    "mo-hinh": 1,
    "cam-ket": 1,
    "chuyen-de": 0,
    "ghi-danh": 1,
    "khen-thuong": 1,
    "ky-luat": 0,
    "ktgs": 0,
}


@pytest.mark.parametrize("kind", KINDS)
def test_filters_narrow_alone_and_together(book, kind):
    """Every filter leaves what the others leave, cut down: none is passed over in silence."""
    everything = rows(book, kind, "ds")
    filters = {
        ("--don-vi", "YT.1"): lambda row: row["organization_code"] == "YT.1",
        ("--khoi", "cơ quan"): lambda row: row["organization_code"].startswith("YT"),
        ("--nam", "2022"): lambda row: row["period"] == "2022",
        ("--nam", "2021"): lambda row: row["period"] == "2021",
    }
    heads = rows(book, kind, "ds", "--nguoi-dung-dau")
    assert len(heads) == HEADS[kind]
    for asked, fits in filters.items():
        assert rows(book, kind, "ds", *asked) == [row for row in everything if fits(row)]
        assert rows(book, kind, "ds", *asked, "--nguoi-dung-dau") == [row for row in heads if fits(row)]
        for more, fits_too in filters.items():
            if more[0] != asked[0]:
                both = [row for row in everything if fits(row) and fits_too(row)]
                assert rows(book, kind, "ds", *asked, *more) == both


def test_documents_of_a_year(book):
    for number, day in (("15-KH/ĐUK", "08/03/2021"), ("16-KH/ĐUK", "09/03/2022")):
        assert book("van-ban", "them", "Kế hoạch", f"số={number}", f"ngày ban hành={day}", "--dong-y").exit_code == 0
    assert [row["number"] for row in rows(book, "van-ban", "ds", "--nam", "2022")] == ["16-KH/ĐUK"]
    assert book("van-ban", "ds", "--don-vi", "YT").exit_code == 2


def test_people_stand_by_given_name_within_their_organisation(book):
    listed = [row["subject"] for row in rows(book, "cam-ket", "ds")]
    assert listed == ["Lò Văn An", "Cà Thị Mai", "Tòng Văn Ngoài"]


def test_the_topic_of_the_year_and_who_studied_it(book):
    assert "Ghi chuyên đề" in book("chuyen-de", "cua-nam").stdout
    done = book("chuyen-de", "cua-nam", "2022", "Tiên phong, gương mẫu", "--dong-y")
    assert done.exit_code == 0, done.stderr
    assert book("chuyen-de", "cua-nam", "2022", "tiên phong, gương mẫu", "--dong-y").exit_code == 1
    (topic,) = rows(book, "chuyen-de", "cua-nam", "2022")
    assert (topic["name"], topic["sessions"]) == ("Tiên phong, gương mẫu", 2)
    page = rows(book, "bao-cao", "chi-thi-05", "--nam", "2022")
    (figure,) = [row for row in page["rows"] if row["key"] == "topic_units"]
    assert figure["total"] == 1
    assert any("Tiên phong, gương mẫu" in note for note in page["notes"])
    assert book("chuyen-de", "cua-nam", "2022", "Tên khác", "--thay", str(topic["id"]), "--dong-y").exit_code == 0
    assert [row["name"] for row in rows(book, "chuyen-de", "cua-nam")] == ["Tên khác"]
    assert book("chuyen-de", "cua-nam", "2022", "Tên", "--thay", "99", "--dong-y").exit_code == 2


def test_a_milestone_is_due_until_it_is_done(book):
    assert book("mo-hinh", "sua", "2", "mốc tiến độ=Ban hành: 31/12/2022; Sơ kết", "--dong-y").exit_code == 0

    def due():
        found = rows(book, "bao-cao", "den-han", "--tinh-den", "15/01/2023")["rows"]
        return [row["what"] for row in found if row["sort"] == "Mốc tiến độ mô hình"]

    assert due() == ["Dịch vụ công trực tuyến: Ban hành kế hoạch", "Dịch vụ công trực tuyến: Sơ kết",
                     "Vận chuyển nông sản: Ban hành"]  # fmt: skip
    numbers = {one["what"]: str(one["id"]) for one in rows(book, "mo-hinh", "xem", "2")["milestones"]}
    assert book("mo-hinh", "moc", "2", "--xong", "30/12/2022", "--dong-y").exit_code == 2
    assert book("mo-hinh", "moc", "2", numbers["Ban hành"], "--xong", "30/12/2023", "--dong-y").exit_code == 1
    assert book("mo-hinh", "moc", "2", numbers["Ban hành"], "--xong", "30/12/2022", "--dong-y").exit_code == 0
    assert book("mo-hinh", "moc", "2", numbers["Sơ kết"], "--han", "10/01/2023", "--dong-y").exit_code == 0
    assert due()[2:] == ["Vận chuyển nông sản: Sơ kết"]


def test_a_target_is_due_until_a_result_of_its_day_is_there(book):
    name = "Vận chuyển nông sản"

    def due(day="15/01/2023"):
        report = rows(book, "bao-cao", "den-han", "--tinh-den", day)
        return [
            (row["due_on"], row["days"], row["what"], row["next"])
            for row in report["rows"]
            if row["sort"] == "Chỉ tiêu mô hình" and row["what"].startswith(name)
        ], report["notes"]

    found, notes = due()
    assert found == [
        ("2022", -15, f"{name}: {wording} (chưa có số liệu)", f"dangbo mo-hinh tien-do 2 KẾT_QUẢ --chi-tieu {number}")
        for wording, number in (("ít nhất 5 mô hình", 3), ("ban hành quy chế", 4))
    ]
    assert "Chỉ tiêu mô hình: ghi kết quả bằng «dangbo mo-hinh tien-do»." in notes
    line = ("mo-hinh", "tien-do", "2", "3 mô hình", "--chi-tieu", "3", "--dong-y", "--ngay")
    assert book(*line, "30/06/2022").exit_code == 0
    assert [what for _, _, what, _ in due()[0]] == [
        f"{name}: ít nhất 5 mô hình (không đạt)", f"{name}: ban hành quy chế (chưa có số liệu)",
    ]  # fmt: skip
    assert due("15/12/2022")[0][0][2] == f"{name}: ít nhất 5 mô hình (chậm)"
    assert due("15/10/2022")[0] == []  # more than 30 days ahead
    assert book(*line, "31/12/2022").exit_code == 0  # the result of its day: there is nothing to wait for
    assert [what for _, _, what, _ in due()[0]] == [f"{name}: ban hành quy chế (chưa có số liệu)"]
    assert book("mo-hinh", "tien-do", "2", "đã ban hành", "--chi-tieu", "4", "--dong-y").exit_code == 0
    assert due()[0] == []


def test_an_initiative_without_anything_to_measure_is_due_when_its_year_ends(book):
    def due():
        found = rows(book, "bao-cao", "den-han", "--tinh-den", "15/01/2023")["rows"]
        return [(r["due_on"], r["what"], r["next"]) for r in found if r["sort"] == "Mô hình chưa báo kết quả"]

    assert due() == []
    assert book("mo-hinh", "them", "Sổ tay", "--don-vi", "KB", "--nam", "2022", "--dong-y").exit_code == 0
    number = max(row["id"] for row in rows(book, "mo-hinh", "ds"))
    assert due() == [("2022-12-31", "Sổ tay", f"dangbo mo-hinh tien-do {number} KẾT_QUẢ")]
    assert book("mo-hinh", "tien-do", str(number), "đã in", "--dong-y").exit_code == 0
    assert due() == []


def test_a_milestone_that_was_moved_goes_out_and_comes_back_the_same(book, tmp_path):
    """Its words name the day it was first meant for; the unit adds another milestone below it."""
    from openpyxl import load_workbook

    meeting, path = "Hội nghị ngày 05/05/2022 tại huyện", tmp_path / "x.xlsx"
    assert book("mo-hinh", "sua", "2", f"mốc tiến độ={meeting}", "--dong-y").exit_code == 0
    number = str(rows(book, "mo-hinh", "xem", "2")["milestones"][-1]["id"])
    assert book("mo-hinh", "moc", "2", number, "--han", "30/06/2022", "--dong-y").exit_code == 0
    assert book("xuat", "mo-hinh", "--luu-vao", path).exit_code == 0
    before = [(one["what"], one["due_on"]) for one in rows(book, "mo-hinh", "xem", "2")["milestones"]]
    assert (meeting, "2022-06-30") in before
    sent = load_workbook(path)
    (cell,) = [cell for row in sent.worksheets[0].iter_rows() for cell in row if meeting in str(cell.value)]
    cell.value += "\nSơ kết: 31/12/2022"
    sent.save(path)
    assert book("nhap", path, "--dong-y").exit_code == 0
    after = [(one["what"], one["due_on"]) for one in rows(book, "mo-hinh", "xem", "2")["milestones"]]
    assert sorted(after) == sorted([*before, ("Sơ kết", "2022-12-31")])


def test_a_member_s_history_has_her_entries_with_their_cells(book):
    told = rows(book, "dv", "lich-su", "1")
    mine = {(row["entity"], row["field"]): row for row in told}
    for entity, field, file in (
        ("pledge", "handed_in", "cam-ket.xlsx"), ("honour_entry", "deed", "ghi-danh.xlsx"),
        ("commendation", "form", "khen-thuong.xlsx"),
        ("rating_criterion", "grade", "xep-loai.xlsx"), ("pledge_item", "what", "cam-ket.xlsx"),
    ):  # fmt: skip
        assert re.match(rf"ô [A-Z]+\d+, trang tính .*{file}, lần nhập số \d+", mine[entity, field]["where"])
    assert mine["pledge", "handed_in"]["label"] == "Bản cam kết 2022: đã nộp"
    assert mine["rating_criterion", "grade"]["label"] == "Tiêu chí «Kết quả thực hiện nhiệm vụ»: mức"
    others = rows(book, "dv", "lich-su", "3")  # disciplined; what for is no ordinary list's business
    assert {row["field"] for row in others if row["entity"] == "discipline"} >= {"form", "decision_number"}
    assert not [row for row in others if row["entity"] == "discipline" and row["field"] == "content"]


def test_a_batch_names_the_entry_and_not_the_member_of_that_number(book):
    batch = max(row["number"] for row in rows(book, "lan-nhap", "ds"))
    shown = book("lan-nhap", "xem", str(batch), "--chi-tiet", columns=400).stdout
    assert "bản cam kết số 2: Cà Thị Mai" in shown
    assert "mô hình số 1: Dịch vụ công trực tuyến" in shown


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


@pytest.mark.parametrize("report", ["xep-loai", "chi-thi-05"])
def test_every_figure_of_a_year_s_report_opens_into_names(book, report):
    page = rows(book, "bao-cao", report, "--nam", "2022", "--tinh-den", "15/01/2023")
    names = rows(book, "bao-cao", report, "--nam", "2022", "--tinh-den", "15/01/2023", "--chi-tiet")["rows"]
    if report == "xep-loai":
        for sort, title in (("dv", "Đảng viên"), ("tc", "Tổ chức đảng")):
            (year,) = [row for row in page["rows"] if row["group"] == title and row["label"] == "Năm 2022"]
            levels = {
                "good": "Hoàn thành tốt nhiệm vụ",
                "not_yet": "Chưa xếp loại",
                "undecided": "Chưa có mức quyết định",
            }
            for key, level in levels.items():
                assert year[key] == sum(row["subject"] == sort and row["level"] == level for row in names)
            assert year["total"] == sum(row["subject"] == sort for row in names)
        return
    without_names = {"attendance", "honour_all_collectives", "honour_all_individuals"}
    for row in page["rows"]:
        if row["key"] not in without_names:
            assert row["total"] == sum(name["key"] == row["key"] for name in names), row["key"]


SENT_OUT = [("xuat", "ktgs"), ("xuat", "ky-luat"), ("phat-mau", "ktgs"), ("phat-mau", "cam-ket")]


@pytest.mark.parametrize(("command", "kind"), SENT_OUT)
def test_no_note_and_no_conclusion_goes_out_with_a_sheet(book, tmp_path, command, kind):
    from openpyxl import load_workbook

    assert book("ktgs", "sua", "1", "ghi chú=Riêng tư", "--dong-y").exit_code == 0
    assert book("cam-ket", "sua", "1", "ghi chú=Riêng tư", "--dong-y").exit_code == 0
    where = ("--don-vi", "YT") if command == "phat-mau" else ()
    assert book(command, kind, *where, "--nam", "2022", "--luu-vao", tmp_path / "x.xlsx").exit_code == 0
    cells = {
        str(cell.value) for sheet in load_workbook(tmp_path / "x.xlsx") for row in sheet.iter_rows() for cell in row
    }
    assert cells & {"Chi bộ 1", "Lò Văn An", "Hà Văn Bình"}
    assert not cells & {"Riêng tư", "Tốt", "Còn hạn chế", "Vi phạm"}
    again = book("nhap", tmp_path / "x.xlsx", "--dong-y", "--dinh-dang", "json").json
    assert (again["batch"], again["set_aside"]) == (None, 0)
    assert book("ktgs", "xem", "1", "--dinh-dang", "json").json["note"] == "Riêng tư"


def test_pledges_are_complete_branch_by_branch(book):
    page = rows(book, "bao-cao", "cam-ket", "--nam", "2022")
    by_branch = {row["name"]: row for row in page["rows"] if row["expected"]}
    assert {name: (row["expected"], row["handed"], row["missing"]) for name, row in by_branch.items()} == {
        "Chi bộ 1": (3, 2, 1),
        "Chi bộ 10": (2, 0, 2),
    }
    totals = page["totals"]
    assert (totals["expected"], totals["handed"], totals["heads"], totals["heads_handed"], totals["officials"]) == (
        5,
        2,
        1,
        1,
        1,
    )
    names = rows(book, "bao-cao", "cam-ket", "--nam", "2022", "--chi-tiet")["rows"]
    states = {
        state: [row["name"] for row in names if row["group"] == state] for state in {row["group"] for row in names}
    }
    assert states == {
        "Chưa nộp": ["Hà Văn Bình", "Lò Văn An", "Vì Văn Cương"],
        "Đã nộp": ["Lò Văn An", "Cà Thị Mai"],
        "Cán bộ không phải đảng viên": ["Tòng Văn Ngoài"],
    }
    part = rows(book, "bao-cao", "cam-ket", "--nam", "2022", "--don-vi", "YT.10")
    assert part["totals"]["expected"] == 2


def test_items_of_a_pledge_have_their_days_and_results(book):
    assert book("cam-ket", "sua", "2", "việc cam kết=Học xong lớp bồi dưỡng: 30/06/2022", "--dong-y").exit_code == 0
    assert book("cam-ket", "viec", "2", "Đã học xong", "--dong-y").exit_code == 0
    (item,) = rows(book, "cam-ket", "xem", "2")["parts"]
    assert (item["what"], item["due_on"], item["result"]) == ("Học xong lớp bồi dưỡng", "2022-06-30", "Đã học xong")
    shown = book("cam-ket", "xem", "2").stdout
    assert "30/06/2022" in shown
    assert "2022-06-30" not in shown
    refused = book("cam-ket", "viec", "1", "Xong", "--dong-y")
    assert refused.exit_code == 2
    assert "Chưa rõ việc nào" in refused.stderr


def test_a_pledge_counts_where_its_member_is_on_the_day_on_every_page(book):
    """Cà Thị Mai handed hers in at Chi bộ 1 and is in Chi bộ Văn phòng by the end of the year."""
    (mai,) = [row["id"] for row in rows(book, "dv", "tim", "Cà Thị Mai")]
    moved = book("dv", "chuyen", str(mai), "--den", "YT.VP", "--ngay", "01/10/2022", "--dong-y")
    assert moved.exit_code == 0, moved.stderr
    book("cam-ket", "sua", "2", "đã duyệt=có", "người đứng đầu=có", "--dong-y")
    for place in ("K", "YT", "YT.1", "YT.10", "YT.VP"):
        asked = ("--nam", "2022", "--don-vi", place)
        table = rows(book, "bao-cao", "cam-ket", *asked)["totals"]
        page = {row["key"]: row for row in rows(book, "bao-cao", "chi-thi-05", *asked)["rows"]}
        names = rows(book, "bao-cao", "cam-ket", *asked, "--chi-tiet")["rows"]
        away = sum(row["group"] == "Không còn trong danh sách" for row in names)
        assert (page["pledges_members"]["total"], page["pledges_members"]["of"]) == (table["handed"], table["expected"])
        assert page["pledges_missing"]["total"] == table["missing"]
        assert page["pledges_officials"]["total"] == table["officials"]
        assert (page["pledges_heads"]["total"], page["pledges_heads"]["of"]) == (table["heads_handed"], table["heads"])
        assert page.get("pledges_away", {"total": 0})["total"] == away
        assert page["pledges_approved"]["total"] == table["approved"]


def test_points_above_the_scale_that_the_clerk_wrote_are_refused(book):
    rule = ("xep-loai", "quy-dinh", "2022", "diem-toi-da=100", "--nguon", "Hướng dẫn 1-HD/ĐU, mục 2", "--dong-y")
    assert book("xep-loai", "sua", "1", "điểm=105", "--dong-y").exit_code == 0
    assert book(*rule).exit_code == 0
    refused = book("xep-loai", "sua", "1", "điểm=106", "--dong-y")
    assert (refused.exit_code, "lớn hơn 100 điểm, mức cao nhất của thang điểm năm 2022" in refused.stderr) == (2, True)
    assert book("xep-loai", "sua", "1", "ghi chú=đã xem", "--dong-y").exit_code == 0


@pytest.mark.parametrize("kind", [kind for kind, words, _ in ADDED if words[0] == "Cà Thị Mai"])
def test_a_plan_of_adding_says_for_whom_it_is(book, kind):
    words = next(words for one, words, _ in ADDED if one == kind and words[0] == "Cà Thị Mai")
    (mai,) = rows(book, "dv", "tim", "Cà Thị Mai")
    shown = book(kind, "them", *words, "--nam", "2021", "--xem-truoc", columns=300).stdout.splitlines()[0]
    assert f": Cà Thị Mai (số {mai['id']}), sinh " in shown
    assert "Chi bộ 1" in shown


def test_an_organisation_is_rated_by_its_name_in_the_title(book):
    words = ("--don-vi", "YT.1", "quyết định xếp loại=HTXSNV", "--nam", "2021", "--xem-truoc")
    assert "Chi bộ 1" in book("xep-loai", "them", *words, columns=300).stdout.splitlines()[0]


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


@pytest.mark.parametrize(
    ("given", "said", "handed"),
    [
        (("đã nộp=không", "ngày nộp=15/03/2022"), "Không", 2),
        (("ngày nộp=15/03/2022",), "Có", 3),
        (("đã nộp=có",), "Có", 3),
        (("chức vụ=Văn thư",), None, 2),
    ],
)
def test_handed_in_means_one_thing_in_the_list_on_the_page_and_in_reports(book, given, said, handed):
    (cuong,) = [row["id"] for row in rows(book, "dv", "tim", "Vì Văn Cương")]
    done = book("cam-ket", "them", str(cuong), "--nam", "2022", *given, "--dong-y")
    assert done.exit_code == 0, done.stderr
    assert ("vẫn còn ngày 15/03/2022: sổ tính theo «Không»" in " ".join(done.stdout.split())) is (said == "Không")
    new = max(rows(book, "cam-ket", "ds"), key=lambda row: row["id"])
    assert new["handed_in"] == rows(book, "cam-ket", "xem", str(new["id"]))["handed_in"] == said
    asked = ("--nam", "2022", "--tinh-den", "31/12/2022")
    assert rows(book, "bao-cao", "cam-ket", *asked)["totals"]["handed"] == handed
    figures = {row["key"]: row["total"] for row in rows(book, "bao-cao", "chi-thi-05", *asked)["rows"]}
    assert figures["pledges_members"] == handed


@pytest.mark.parametrize(
    ("given", "said", "approved"),
    [
        (("ngày duyệt=20/03/2022",), "Có", 1),
        (("đã duyệt=có",), "Có", 1),
        (("đã duyệt=không", "ngày duyệt=20/03/2022"), "Không", 0),
        ((), None, 0),
    ],
)
def test_approved_means_one_thing_in_the_list_on_the_page_and_in_reports(book, given, said, approved):
    (cuong,) = [row["id"] for row in rows(book, "dv", "tim", "Vì Văn Cương")]
    done = book("cam-ket", "them", str(cuong), "--nam", "2022", "ngày nộp=15/03/2022", *given, "--dong-y")
    assert done.exit_code == 0, done.stderr
    new = max(rows(book, "cam-ket", "ds"), key=lambda row: row["id"])
    assert new["approved"] == rows(book, "cam-ket", "xem", str(new["id"]))["approved"] == said
    asked = ("--nam", "2022", "--tinh-den", "31/12/2022")
    before = sum(row["approved"] == "Có" for row in rows(book, "cam-ket", "ds") if row["id"] != new["id"])
    assert rows(book, "bao-cao", "cam-ket", *asked)["totals"]["approved"] == before + approved
    figures = {row["key"]: row["total"] for row in rows(book, "bao-cao", "chi-thi-05", *asked)["rows"]}
    assert figures["pledges_approved"] == before + approved


def test_what_is_approved_and_was_not_handed_in_is_noted(book):
    done = book("cam-ket", "sua", "2", "đã nộp=không", "ngày duyệt=20/03/2022", "--dong-y")
    assert "«Đã nộp» là «Không» mà vẫn còn ngày duyệt 20/03/2022" in " ".join(done.stdout.split())


def test_an_edit_that_leaves_the_day_of_what_was_not_done_says_so(book):
    assert book("cam-ket", "sua", "2", "đã nộp=có", "ngày nộp=16/02/2022", "--dong-y").exit_code == 0
    before = rows(book, "bao-cao", "cam-ket", "--nam", "2022")["totals"]["handed"]
    done = book("cam-ket", "sua", "2", "đã nộp=không", "--dong-y")
    assert "«Đã nộp» là «Không» mà vẫn còn ngày 16/02/2022" in " ".join(done.stdout.split())
    assert rows(book, "bao-cao", "cam-ket", "--nam", "2022")["totals"]["handed"] == before - 1
    assert "vẫn còn ngày" not in book("cam-ket", "sua", "2", "chức vụ=Văn thư", "--xem-truoc").stdout


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
