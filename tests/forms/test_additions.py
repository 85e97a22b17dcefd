"""A clerk's own headings: every mistake is named with its line, and a good file is used at once."""

from __future__ import annotations

import pytest

from dangbo_cli.forms.additions import EXAMPLE, Addition, AdditionRefused, added_headings, read_addition
from dangbo_cli.forms.catalogue import form_of
from dangbo_cli.forms.headings import HeadingBook

HEAD = 'ten = "so-y-te"\nloai = "dang-vien"\n'


def test_the_example_of_the_help_page_is_right():
    found = read_addition(EXAMPLE)
    assert (found.name, found.kind) == ("so-y-te", "dang-vien")
    book = HeadingBook(form_of("dang-vien"), added_headings([found])["dang-vien"])
    assert book.read(("Danh tính",)).key == "full_name"
    assert book.read(("Nhân thân", "Sinh")).key == "birth_date"
    assert HeadingBook(form_of("dang-vien")).read(("Danh tính",)) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('ten = "x"\nloai = dang-vien\n', "Dòng 2, cột 8: không viết đúng cách."),
        ('ten = "x"\nten = "y"\n', "Dòng 2"),
        ('loai = "dang-vien"\n[cot]\n"Họ và tên" = ["A B"]\n', "Cần «ten»"),
        ('ten = "x"\nloai = "dang-viem"\n[cot]\n"Họ và tên" = ["A B"]\n', "Dòng 2: cần «loai»"),
        (HEAD, "Tệp chưa thêm gì"),
        (HEAD + "mau = 3\n[cot]\ngender = ['A B']\n", "Dòng 3: không có khóa «mau»"),
        (HEAD + '[cot]\n"Màu tóc" = ["A B"]\n', "Dòng 4: biểu «dang-vien» không có cột «Màu tóc»"),
        (HEAD + "[cot]\ngender = 3\n", "Dòng 4: «gender» phải là một danh sách chữ"),
        (HEAD + "cot = 3\n", "Dòng 3: «cot» phải là một mục"),
        (HEAD + '[cot]\ngender = ["a > b > c"]\n', "Dòng 4: «a > b > c» chỉ được có một tiêu đề cha"),
        (
            HEAD + '[cot]\ngender = ["Ngày sinh"]\n',
            "Dòng 4: tiêu đề «Ngày sinh» đã có nghĩa là «Ngày sinh», không thể cũng là «Giới tính».",
        ),
        (
            HEAD + '[cot]\ngender = [\n  "Danh xưng",\n]\nnote = [\n  "DANH XƯNG:",\n]\n',
            "Dòng 8: tiêu đề «DANH XƯNG:» viết cho cả cột «Giới tính» và cột «Ghi chú»",
        ),
        (HEAD + '[cot]\nnote = ["Xếp loại năm 2022"]\n', "đã có nghĩa là «cột xếp loại»"),
    ],
)
def test_every_mistake_is_named_with_its_line(text, said):
    with pytest.raises(AdditionRefused) as refused:
        read_addition(text)
    assert any(mistake.startswith(said) or said in mistake for mistake in refused.value.mistakes), refused.value


def test_a_heading_of_another_file_is_named_with_its_file():
    other = Addition("cu", "dang-vien", {"gender": ("Danh xưng",)})
    with pytest.raises(
        AdditionRefused, match=r"đã có nghĩa là «Giới tính» \(ở biểu «cu»\), không thể cũng là «Ghi chú»"
    ):
        read_addition(HEAD + '[cot]\nnote = ["Danh xưng"]\n', [other])
    same = Addition("so-y-te", "dang-vien", {"gender": ("Danh xưng",)})
    assert read_addition(HEAD + '[cot]\nnote = ["Danh xưng"]\n', [same]).headings == {"note": ("Danh xưng",)}


def test_what_was_known_and_not_kept_can_be_kept():
    found = read_addition(HEAD + '[cot]\nnote = ["Chữ ký"]\n')
    book = HeadingBook(form_of("dang-vien"), added_headings([found])["dang-vien"])
    assert book.read(("Chữ ký",)).key == "note"
