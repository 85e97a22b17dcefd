"""The sentences that a clerk meets most, to the letter, as a terminal of 80 columns shows them; each tells what to
do next. And none of them is wider than 80 or 120 columns."""

from __future__ import annotations

import pytest

from dangbo_cli.views.wrapping import width

#: (exit code, command line, what standard error holds). {folder} is the test's own folder.
SENTENCES = [
    (2, ("nhpa",), """\
Lỗi: Không có lệnh «nhpa».
Có phải: dangbo nhap?
Xem các lệnh: dangbo --help
"""),
    (2, ("dv", "líchu", "1"), """\
Lỗi: Không có lệnh «líchu».
Có phải: dangbo dang-vien lich-su?
Xem các lệnh: dangbo dang-vien --help
"""),
    (2, ("nhap",), """\
Lỗi: Lệnh «dangbo nhap» còn thiếu ĐƯỜNG_DẪN.
Ví dụ: dangbo nhap danh-sach
Xem hướng dẫn: dangbo nhap --help
"""),
    (2, ("dv", "ds", "--donvi", "14"), """\
Lỗi: Lệnh «dangbo dang-vien ds» không có tùy chọn --donvi.
Có phải: --don-vi?
Xem hướng dẫn: dangbo dang-vien ds --help
"""),
    (2, ("nhap", "x", "--nam", "nam"), """\
Lỗi: Giá trị «nam» không dùng được cho --nam: cần một năm viết đủ bốn chữ số,
như 2022. Để lọc theo giới tính, dùng --gioi-tinh.
Ví dụ: dangbo nhap danh-sach
Xem hướng dẫn: dangbo nhap --help
"""),
    (2, ("dv", "ds", "--nam", "nam"), """\
Lỗi: Lệnh «dangbo dang-vien ds» không có tùy chọn --nam.
Số liệu của một năm: --tinh-den 31/12/2022
Lọc theo giới tính: --gioi-tinh nam, hoặc --gioi-tinh nữ
Xem hướng dẫn: dangbo dang-vien ds --help
"""),
    (2, ("dv", "trung", "--khac", "2"), """\
Lỗi: Tùy chọn --khac cần 2 giá trị đi sau: --khac A B.
Ví dụ: dangbo dv trung
Xem hướng dẫn: dangbo dang-vien trung --help
"""),
    (2, ("lan-nhap", "cho-sua", "--xong", "4", "5", "6"), """\
Lỗi: Lệnh «dangbo lan-nhap cho-sua» không nhận thêm «5», «6».
Nhiều giá trị thì gõ --xong trước từng giá trị: --xong 4 --xong 5.
Ví dụ: dangbo lan-nhap cho-sua
Xem hướng dẫn: dangbo lan-nhap cho-sua --help
"""),
    (2, ("dv", "ds", "--cot", "họ", "tên,ngày", "sinh"), """\
Lỗi: Lệnh «dangbo dang-vien ds» không nhận thêm «tên,ngày», «sinh».
Giá trị có dấu cách thì đặt trong ngoặc kép.
Ví dụ: dangbo dang-vien ds --don-vi 05
Xem hướng dẫn: dangbo dang-vien ds --help
"""),
    (2, ("tc", "ds", "--dinh-dang", "exel"), """\
Lỗi: Giá trị «exel» không dùng được cho --dinh-dang: chỉ nhận bang, json, csv.
Để ghi ra tệp Excel, dùng --luu-vao TỆP.xlsx.
Ví dụ: dangbo to-chuc ds
Xem hướng dẫn: dangbo to-chuc ds --help
"""),
    (2, ("tc", "ds", "--tinh-den", "31/02/2022"), """\
Lỗi: Giá trị «31/02/2022» không dùng được cho --tinh-den: không có ngày
31/2/2022.
Ví dụ: dangbo to-chuc ds
Xem hướng dẫn: dangbo to-chuc ds --help
"""),
    (2, ("dv", "ds", "--don-vi", "Sở Thủ Thư"), """\
Lỗi: Không có tổ chức đảng nào tên hoặc mã là «Sở Thủ Thư». Xem các tổ chức đang
có bằng lệnh «dangbo to-chuc ds».
"""),
    (2, ("dv", "xem", "Lò Văn Anh"), """\
Lỗi: Không có đảng viên nào có số thẻ, số trong sổ hoặc họ tên là «Lò Văn Anh».
Gần giống: số 1: Lò Văn An, sinh 12/05/1968, Chi bộ 1.
"""),
    (2, ("dv", "ds", "--cot", "họ tn"), """\
Lỗi: Không có cột «họ tn».
Có phải: Họ và tên, Quê quán?
"""),
    (2, ("dv", "ds", "--cot", "@trich-nang"), """\
Lỗi: Chưa có bộ cột «trich-nang».
Có phải: @trich-ngang?
Các bộ cột: trich-ngang.
"""),
    (2, ("dv", "ds", "--tuoi-doi", "trẻ"), """\
Lỗi: Không hiểu tuổi đời «trẻ». Hãy viết như 18-30, 60- (từ 60), -30 (đến 30).
"""),
    (2, ("dv", "sua", "1", "ngày sinh=31/02/1980"), """\
Lỗi: «31/02/1980» không phải là ngày có thật: tháng 2 không có ngày 31.
Hãy ghi theo hồ sơ, ví dụ 12/05/1968, 05/1968 hoặc 1968.
"""),
    (2, ("dv", "sua", "1", "nơi", "ở=Tổ", "5"), """\
Lỗi: «5» không thuộc trường nào.
Giá trị có dấu cách thì đặt cả trong ngoặc kép: dangbo dv sua … "nơi ở=Tổ 5"
"""),
    (2, ("dv", "sua", "1", "nơi ở=Tổ 5"), """\
Lỗi: Chưa ghi gì vào sổ. Không có ai ở bàn phím để trả lời.
Thêm --dong-y để ghi không cần hỏi, hoặc --xem-truoc để chỉ xem.
"""),
    (1, ("dv", "sua", "1", "số thẻ=014012000002"), """\
Lỗi: Số thẻ đảng viên 014012000002 đã là của Nguyễn Thị Bình (số 2), sinh 1975,
«Chi bộ 1» (mã 14.1.1), thuộc «Đảng bộ Sở Thử» (mã 14.1).
Hãy kiểm tra lại số; nếu người kia ghi sai, sửa trước:
    «dangbo dang-vien sua 2 "số thẻ đảng viên=…"».
"""),
    (2, ("lo", "xem", "9"), """\
Lỗi: Không có lần nhập số 9. Lần nhập gần nhất là số 1. Xem danh sách bằng
«dangbo lan-nhap ds».
"""),
    (2, ("dv", "ds", "--luu-vao", "ds.doc"), """\
Lỗi: Chưa ghi được loại tệp của «ds.doc».
Đặt tên tệp tận cùng bằng .xlsx, .csv, .json.
"""),
    (3, ("--csdl", "khong-co.db", "dv", "ds"), """\
Lỗi: Chưa có tệp cơ sở dữ liệu «khong-co.db». Lệnh «dangbo nhap» sẽ tạo tệp khi
ghi lần đầu; nếu tệp nằm ở chỗ khác, hãy chỉ ra bằng «--csdl TỆP».
"""),
    (3, ("dv", "doi-chieu", "khong-co.xlsx"), """\
Lỗi: «khong-co.xlsx»: Không tìm thấy tệp này. Hãy kiểm tra lại tên tệp và thư
mục.
"""),
    (3, ("nhap", "{folder}"), """\
Lỗi: Không thấy tệp bảng tính nào để đọc trong «trong».
Xem lại đường dẫn, hoặc đuôi tệp (.xlsx, .xls, …).
"""),
]  # fmt: skip


@pytest.mark.parametrize(("code", "args", "sentence"), SENTENCES)
def test_to_the_letter(filled, tmp_path, monkeypatch, code, args, sentence):
    monkeypatch.chdir(tmp_path)
    empty = tmp_path / "trong"
    empty.mkdir()
    result = filled(*(arg.replace("{folder}", str(empty)) for arg in args), columns=80)
    assert result.exit_code == code
    assert result.stderr.startswith(sentence)


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize(("code", "args", "_sentence"), SENTENCES)
def test_fits(filled, tmp_path, columns, code, args, _sentence):
    empty = tmp_path / "trong"
    empty.mkdir()
    result = filled(*(arg.replace("{folder}", str(empty)) for arg in args), columns=columns)
    assert result.exit_code == code
    assert [line for line in result.stderr.splitlines() if width(line) > columns] == []


def test_twenty_of_them():
    assert len({sentence for _, _, sentence in SENTENCES}) >= 20


@pytest.mark.parametrize("typed", ["2022", "6/2022", "2022-06"])
@pytest.mark.parametrize(
    "words",
    [
        ("giam", "1", "--ly-do", "từ trần"),
        ("chuyen", "1", "--den", "14.1.2"),
        ("nhan-lai", "1", "--den", "14.1.2"),
        ("sua", "1", "chức vụ chính quyền=Giám đốc"),
        ("them", "Lò Văn Ún", "--don-vi", "14.1.2"),
    ],
)
def test_the_day_of_an_event_is_no_month_and_no_year(filled, words, typed):
    """It was taken as the last day of it, and written without a word."""
    refused = filled("dv", *words, "--ngay", typed, "--dong-y", columns=200)
    assert refused.exit_code == 2
    assert f"Giá trị «{typed}» không dùng được cho --ngay: cần đủ ngày, tháng, năm, như 31/12/2022." in refused.stderr


@pytest.mark.parametrize("stem", range(49, 75, 5))
def test_a_question_is_never_broken_by_the_terminal_inside_its_choices(filled, monkeypatch, tmp_path, stem):
    monkeypatch.chdir(tmp_path)
    target = f"{'mau ' * (stem // 4)}{'x' * (stem % 4)}.xlsx".strip()
    assert filled("phat-mau", "dang-vien", "--luu-vao", target).exit_code == 0
    kept = filled("phat-mau", "dang-vien", "--luu-vao", target, answers=["k"], columns=80)
    (asked,) = [line for line in kept.stderr.splitlines() if "Ghi đè? [c/K]" in line]
    assert width(asked[: asked.index("[c/K]") + len("[c/K] c")]) <= 80
