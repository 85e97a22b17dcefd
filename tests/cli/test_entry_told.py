"""What the year's work answers where a line cannot be done as typed: what is wrong, and the way out."""

from __future__ import annotations

import pytest

from cli.year_book import rows


def test_a_collision_says_what_the_other_entry_is_and_how_the_surplus_one_goes(book):
    line = ("khen-thuong", "them", "Cà Thị Mai", "hình thức=Bằng khen", "--nam", "2022", "--dong-y")
    assert book(*line).exit_code == 0
    first = max(row["id"] for row in rows(book, "khen-thuong", "ds"))
    again = book(*line, columns=300).stderr
    assert f"Sổ đã có mục này, số {first}. Mục ấy: Cà Thị Mai (đảng viên số " in again
    assert f"Muốn sửa mục ấy: «dangbo khen-thuong sua {first} …»." in again
    assert "xoa" not in again
    other = ("khen-thuong", "them", "Vì Văn Cương", "hình thức=Bằng khen", "--nam", "2022", "--dong-y")
    assert book(*other).exit_code == 0
    second = max(row["id"] for row in rows(book, "khen-thuong", "ds"))
    moved = book("khen-thuong", "sua", str(second), "đảng viên=Cà Thị Mai", "--dong-y", columns=300)
    assert moved.exit_code == 1
    assert f"số {first}. Mục ấy: Cà Thị Mai (đảng viên số " in moved.stderr
    assert f"Nếu mục số {second} là thừa: «dangbo khen-thuong xoa {second}»." in moved.stderr


def test_a_part_that_is_not_there_is_told_with_those_that_are(book):
    number = next(row["id"] for row in rows(book, "mo-hinh", "ds") if row["targets"])
    known = ", ".join(str(one["id"]) for one in rows(book, "mo-hinh", "xem", str(number))["targets"])
    told = book("mo-hinh", "tien-do", str(number), "1", "--chi-tieu", "99", "--dong-y", columns=200).stderr
    assert f"Mô hình số {number} không có chỉ tiêu số 99; có: {known}." in told
    told = book("mo-hinh", "bo-chi-tieu", str(number), "99", "--dong-y", columns=200).stderr
    assert f"không có chỉ tiêu số 99; có: {known}." in told
    pledge = str(rows(book, "cam-ket", "ds")[0]["id"])
    book("cam-ket", "sua", pledge, "việc cam kết=Đọc sách", "--dong-y")
    told = book("cam-ket", "viec", pledge, "xong", "--viec", "99", "--dong-y", columns=200).stderr
    assert "không có việc số 99; có: " in told
    assert book("mo-hinh", "them", "Trồng cây", "--don-vi", "KB", "--dong-y").exit_code == 0
    bare = str(max(row["id"] for row in rows(book, "mo-hinh", "ds")))
    told = book("mo-hinh", "tien-do", bare, "1", "--chi-tieu", "1", "--dong-y", columns=200)
    assert (told.exit_code, "chưa có chỉ tiêu nào" in told.stderr) == (2, True)


def test_a_letter_in_the_place_of_a_digit_is_no_number(book):
    told = book("mo-hinh", "tien-do", "1", "620/62O", "--chi-tieu", "2", "--dong-y", columns=200).stderr
    assert "«620/62O» không đọc được thành số" in told


def test_a_year_to_come_is_not_called_no_year(book):
    number = str(rows(book, "khen-thuong", "ds")[0]["id"])
    told = book("khen-thuong", "sua", number, "năm=2031", "--dong-y", columns=200).stderr
    assert "Năm «2031» không dùng được: năm phải từ 1990 đến 2024 (năm sau)." in told
    assert "«2o22» không phải là một năm" in book("khen-thuong", "sua", number, "năm=2o22", columns=200).stderr


def test_what_a_pledge_tells_of_its_former_person_is_named_when_it_goes_over(book):
    number = str(next(row["id"] for row in rows(book, "cam-ket", "ds") if row["subject"] == "Lò Văn An"))
    words = ("sơ kết 6 tháng=Đã sơ kết", "kết quả=Hoàn thành", "ngày nộp=15/02/2022", "việc cam kết=Đọc sách")
    assert book("cam-ket", "sua", number, *words, "--dong-y").exit_code == 0
    shown = " ".join(
        book("cam-ket", "sua", number, "đảng viên=Vì Văn Cương", "--xem-truoc", columns=300).stdout.split()
    )
    kept = shown.split("cho người cũ: ")[1]
    for said in ("sơ kết 6 tháng «Đã sơ kết»", "«Hoàn thành»", "«15/02/2022»", "việc cam kết «Đọc sách»"):
        assert said in kept


def test_the_code_of_an_organisation_as_subject_is_no_circle(book):
    told = book("ktgs", "them", "YT.10", "nội dung=Đảng phí", columns=200).stderr
    assert "thêm --don-vi YT.10. Bỏ «YT.10» ở chỗ tên." in told
    done = book("ktgs", "them", "yt.10", "nội dung=Đảng phí", "loại=giám sát", "--don-vi", "YT.10", "--dong-y")
    assert done.exit_code == 0, done.stderr
    new = max(rows(book, "ktgs", "ds"), key=lambda row: row["id"])
    assert (new["subject"], new["subject_sort"]) == ("Chi bộ 10", "Tập thể")
    told = book("ktgs", "them", "Chấp hành Điều lệ", "--don-vi", "YT.10", columns=300).stderr
    assert 'ghi "nội dung kiểm tra, giám sát=Chấp hành Điều lệ"' in told


@pytest.mark.parametrize(
    "line",
    [("xep-loai", "quyết định xếp loại=HTTNV"), ("ky-luat", "hình thức=Khiển trách")],
)
def test_an_entry_of_a_year_before_its_member_joined_is_noted(book, line):
    kind, field = line
    assert book("dv", "sua", "Cà Thị Mai", "ngày vào đảng=03/02/2004", "--dong-y").exit_code == 0
    place = () if kind == "xep-loai" else ("--don-vi", "KB")
    asked = (kind, "them", "Cà Thị Mai", field, *place)
    shown = " ".join(book(*asked, "--nam", "2001", "--xem-truoc", columns=300).stdout.split())
    assert "Mục này của năm 2001, mà theo sổ Cà Thị Mai (số " in shown
    assert "vào Đảng 03/02/2004" in shown
    assert "vào Đảng" not in book(*asked, "--nam", "2015", "--xem-truoc", columns=300).stdout


def test_an_expulsion_points_to_the_command_that_ends_the_membership(book):
    member = next(row["id"] for row in rows(book, "dv", "ds") if row["full_name"] == "Cà Thị Mai")
    asked = ("ky-luat", "them", str(member), "hình thức=Khai trừ", "--nam", "2022")
    way = f'«dangbo dang-vien dua-ra {member} --ly-do "Khai trừ" --ngay …»'
    assert way in " ".join(book(*asked, "--xem-truoc", columns=300).stdout.split())
    warned = ("ky-luat", "them", str(member), "hình thức=Cảnh cáo", "--nam", "2022", "--xem-truoc")
    assert "dua-ra" not in book(*warned, columns=300).stdout
    assert book("dv", "dua-ra", str(member), "--ly-do", "khai trừ", "--ngay", "20/11/2022", "--dong-y").exit_code == 0
    assert "dua-ra" not in book(*asked, "--xem-truoc", columns=300).stdout


def test_people_of_one_name_in_one_organisation_are_told_apart(book):
    one = next(row for row in rows(book, "cam-ket", "ds") if row["subject"] == "Cà Thị Mai")
    alone = book("cam-ket", "ds", columns=200).stdout
    assert f"Cà Thị Mai (đảng viên số {one['member_id']})" not in alone
    place = next(row["organization_code"] for row in rows(book, "dv", "ds") if row["id"] == one["member_id"])
    added = ("cam-ket", "them", "Cà Thị Mai", "--ngoai-so", "--don-vi", place, "--nam", "2022", "--dong-y")
    assert book(*added).exit_code == 0
    told = book("cam-ket", "ds", columns=200).stdout
    assert f"Cà Thị Mai (đảng viên số {one['member_id']})" in told
    assert "Cà Thị Mai (ngoài sổ)" in told
    assert [row["subject"] for row in rows(book, "cam-ket", "ds")].count("Cà Thị Mai") == 2  # for programs the name


@pytest.mark.parametrize("kind", ["cam-ket", "khen-thuong", "ky-luat", "xep-loai"])
def test_one_entry_says_whether_its_person_is_in_the_record(book, kind):
    one = next(row for row in rows(book, kind, "ds") if row["member_id"])
    shown = book(kind, "xem", str(one["id"]), columns=200).stdout
    assert f"{one['subject']} (đảng viên số {one['member_id']})" in shown


def test_a_source_too_short_is_not_called_missing_and_a_title_is_quoted_once(book):
    told = book("xep-loai", "quy-dinh", "2022", "diem-xuat-sac=90", "--nguon", "x", "--dong-y", columns=200).stderr
    assert "«x» quá ngắn" in told
    told = book("ghi-danh", "sua", "1", "màu=đỏ", columns=200).stderr
    assert told.startswith("Lỗi: Sổ ghi danh «Người tốt, việc tốt» không có trường «màu».")


def test_a_sheet_without_rows_is_not_called_prefilled(book, tmp_path):
    done = book("phat-mau", "ky-luat", "--don-vi", "KB", "--nam", "2019", "--luu-vao", tmp_path / "m.xlsx", columns=200)
    assert done.exit_code == 0, done.stderr
    assert "Đã ghi mẫu của năm 2019, sổ chưa có dòng nào để ghi sẵn, vào" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("command", "said", "next_step"),
    [
        ("mo-hinh bo-chi-tieu {} 99", "Mô hình số {} không có chỉ tiêu số 99; có: ", "«dangbo mo-hinh xem {}»"),
        ("mo-hinh tien-do {} 1 --chi-tieu 99", "Mô hình số {} không có chỉ tiêu số 99", "«dangbo mo-hinh xem {}»"),
        ("xep-loai chot 2019", "Sổ chưa có xếp loại nào của năm 2019", "Các năm đã có xếp loại: 202"),
        ("xep-loai mo-lai 2019 --ly-do Nhầm_mất_số_liệu", "năm 2019 chưa chốt", "«dangbo xep-loai ds --nam 2019»"),
        ("chuyen-de cua-nam 22", "«22» không dùng được cho NĂM: ", "Xem hướng dẫn: dangbo chuyen-de cua-nam"),
    ],
)
def test_a_wrong_year_or_number_is_refused_with_the_next_step(book, command, said, next_step):
    number = next(row["id"] for row in rows(book, "mo-hinh", "ds") if row["targets"])
    told = book(*command.format(number).split(), columns=200)
    assert told.exit_code != 0
    assert said.format(number) in told.stderr
    assert next_step.format(number) in told.stderr


def test_a_year_without_topics_is_offered_for_writing(book):
    assert 'dangbo chuyen-de cua-nam 2019 "Tên chuyên đề"' in book("chuyen-de", "cua-nam", "2019").stdout
