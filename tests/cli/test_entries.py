"""The commands of the year's work, as a clerk types them."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from cli.year_book import KINDS, rows


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
    listed = rows(book, kind, "ds")
    assert listed
    for row in listed:
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


@pytest.mark.parametrize("named", ["Kết luận", "ket luan", "conclusion"])
def test_what_is_free_is_shown_where_its_column_is_named(book, named):
    table = book("ktgs", "ds", "--cot", f"năm,{named}", columns=80)
    assert table.exit_code == 0, table.stderr
    assert "Tốt" in table.stdout
    assert "--ghi-chu" not in table.stdout
    assert [set(row) for row in rows(book, "ktgs", "ds", "--cot", f"subject,{named}")] == [
        {"subject", "conclusion"}
    ] * 2


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
        (
            ["xep-loai", "sua", "1", "quyết định=HTTNV", "lý do không xếp loại=mới chuyển đến"],
            "không đứng được cùng mức",
        ),
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


@pytest.mark.parametrize(("args", "said"), [
    (("xep-loai", "sua", "1", "ngày quyết định=28/11/2021"), "Ngày quyết định 28/11/2021"),
    (("xep-loai", "sua", "1", "ngày quyết định=10/01/2023"), None),  # decided when the year is over
    (("mo-hinh", "tien-do", "1", "97%", "--chi-tieu", "1", "--ngay", "25/11/2021"), "Ngày báo cáo 25/11/2021"),
    (("mo-hinh", "tien-do", "1", "97%", "--chi-tieu", "1", "--ngay", "10/01/2023"), None),
    (("mo-hinh", "sua", "1", "mốc tiến độ=Làm đất: 31/03/2021"), "Mốc «Làm đất» 31/03/2021"),
    (("mo-hinh", "sua", "1", "mốc tiến độ=Làm đất: 31/03/2023"), None),
])  # fmt: skip
def test_a_day_that_its_year_cannot_have_is_noted(book, args, said):
    """Entries of 2022; what is decided or reported about a year comes after it as well."""
    told = " ".join(book(*args, "--xem-truoc").stdout.split())
    assert "Chỉ xem trước" in told
    assert ("không thuộc năm 2022 của mục" in told) == (said is not None)
    assert (said or "") in told


def test_the_undo_of_ratings_says_of_which_year_they_are(book):
    batches = book("lo", "ds", "--dinh-dang", "json").json
    shown = [book("lo", "hoan-tac", str(one["number"]), "--xem-truoc", columns=400).stdout for one in batches]
    (ratings,) = [text for text in shown if "Tự xếp loại" in text]
    assert "Tự xếp loại 2022 «" in ratings
    assert "Xếp loại 2022: số quyết định" in ratings
