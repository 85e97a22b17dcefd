"""What the year's work answers where a line cannot be done as typed: what is wrong, and the way out."""

from __future__ import annotations

from cli.test_entries import book, rows

__all__ = ["book"]


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
