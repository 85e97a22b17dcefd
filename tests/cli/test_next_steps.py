"""What is typed nearly right, or about nothing that is there, is answered with the next thing to type."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("dv", "sua", "1", "noi o"), '«noi o» chưa có dấu «=» và giá trị.\nVí dụ: dangbo dv sua 1 "nơi ở=Tổ 5, phường Thử"'),
        (("dv", "sua", "1"), 'Chưa cho biết sửa trường nào của «1».\nVí dụ: dangbo dv sua 1 "nơi ở=Tổ 5, phường Thử"'),
        (("tc", "sua", "14.1"), 'Chưa cho biết sửa trường nào của «14.1».\nVí dụ: dangbo tc sua 14.1 "bí thư=Lò Văn An"'),
        (("don-doc", "sua", "3"), 'Chưa cho biết sửa trường nào của «3».\nVí dụ: dangbo don-doc sua 3 "hạn=15/01/2023"'),
        (("ghi-danh", "sua", "3"), 'Ví dụ: dangbo ghi-danh sua 3 "hình thức biểu dương=Giấy khen"'),
        (("xep-loai", "them", "Lò Văn An"), "Chưa ghi mức xếp loại nào của «Lò Văn An».\nVí dụ: dangbo xep-loai them "),
        (("ghi-danh", "so-du", "14.1", "--den", "2021"),
         "Chưa cho biết số dư là bao nhiêu.\nThêm --tap-the SỐ, --ca-nhan SỐ; không có thì ghi 0."),
        (("ghi-danh", "them", "Người Lạ", "việc tốt=Cứu người"),
         "Nếu người ấy không phải đảng viên trong sổ: thêm --ngoai-so --don-vi MÃ."),
        (("ghi-nho", "xuat", "--luu-vao", "a.json"), "Ví dụ: dangbo ghi-nho xuat ghi-nho.json"),
        (("bao-cao", "xyz"), "Các lệnh: tong-quan, co-cau, do-tuoi, xep-loai, ghi-danh, khen-thuong, cam-ket, den-han, "
         "chi-thi-05."),
    ],
)  # fmt: skip
def test_a_slip_is_answered_with_an_example_of_its_own_kind(filled, words, said):
    refused = filled(*words, columns=200)
    assert refused.exit_code == 2
    assert said in refused.stderr


def test_a_search_that_finds_nobody_names_who_is_called_nearly_so(filled):
    found = filled("dv", "tim", "Lo Van Am", columns=120).stdout
    assert "Có phải: số 1: Lò Văn An, sinh 12/05/1968, Chi bộ 1?" in found
    assert "Thử gõ ít chữ hơn" in found
    assert "Có phải" not in filled("dv", "tim", "99999").stdout
    assert "Thử gõ" not in filled("dv", "tim", "an").stdout


def test_the_number_of_a_document_is_told_from_what_it_is_about(filled):
    added = filled("van-ban", "them", "12-KH/ĐUK", "trích yếu=Kế hoạch học tập", "--dong-y")
    assert added.exit_code == 0, added.stderr
    filled("van-ban", "them", "Kế hoạch 05 của 2022", "số=13-KH/ĐUK", "--dong-y")
    rows = filled("van-ban", "ds", "--dinh-dang", "json").json
    assert {row["number"]: row["subject"] for row in rows} == {
        "12-KH/ĐUK": "Kế hoạch học tập", "13-KH/ĐUK": "Kế hoạch 05 của 2022",
    }  # fmt: skip


@pytest.mark.parametrize("words", [("help",), ("dv", "tro-giup"), ("Trợ giúp",)])
def test_the_word_for_help_shows_the_page(run, words):
    result = run(*words)
    assert result.exit_code == 0
    assert result.stdout.startswith("Cách dùng: dangbo ")


@pytest.mark.parametrize("words", [("don-doc", "chua-nop"), ("don-doc", "cong-van"), ("don-doc", "bang")])
def test_where_nothing_was_asked_for_nobody_is_said_to_have_handed_in(filled, words):
    shown = filled(*words, columns=120).stdout
    assert "Chưa có việc phải nộp nào như vậy." in shown
    assert "phải nhắc" not in shown


def test_a_year_without_entries_names_the_years_that_have_some(filled):
    filled("khen-thuong", "them", "Lò Văn An", "hình thức=Giấy khen", "--nam", "2021", "--dong-y")
    told = "Sổ chưa có mục nào của năm 2022; các năm có trong sổ: 2021."
    for words in (("khen-thuong", "ds"), ("bao-cao", "khen-thuong")):
        assert told in filled(*words, "--nam", "2022", columns=120).stdout
        assert told not in filled(*words, "--nam", "2021", columns=120).stdout
    assert "các năm có" not in filled("ghi-danh", "ds", "--nam", "2022").stdout


def test_a_bloc_that_nobody_has_is_questioned(filled):
    first = filled("tc", "sua", "14.1", "khối=Cơ quan Nhà nước", "--dong-y")
    assert "Chưa tổ chức nào thuộc khối" not in first.stdout
    slip = filled("tc", "sua", "14.1.1", "khối=Cơ quan Nhà nuoc", "--xem-truoc", columns=200)
    assert "Chưa tổ chức nào thuộc khối «Cơ quan Nhà nuoc»; các khối đang có: «Cơ quan Nhà nước»." in slip.stdout
    assert "thuộc khối" not in filled("tc", "sua", "14.1.1", "khối=Cơ quan Nhà nước", "--xem-truoc").stdout


def test_a_new_organisation_without_a_kind_is_told_in_vietnamese(filled):
    shown = filled("tc", "them", "Thử", "--thuoc", "14.1", "--xem-truoc", columns=120).stdout
    assert "Chưa rõ loại hình của «Thử». Khi rõ, hãy ghi «loại hình=…»." in shown


@pytest.mark.parametrize("before", [(), ("khac",)])
def test_a_path_without_quotes_is_named_whole(run, sheets, monkeypatch, before):
    monkeypatch.chdir(sheets.parent)
    (sheets.parent / "khac").mkdir()
    sheets.rename(sheets.parent / "Thư mục đơn vị nộp")
    result = run("nhap", *before, *"Thư mục đơn vị nộp".split(), "--xem-truoc")
    assert result.exit_code == 2
    assert 'Đặt cả đường dẫn trong ngoặc kép: dangbo nhap "Thư mục đơn vị nộp"' in " ".join(result.stderr.split())


def test_words_that_are_no_paths_at_all_are_told_of_quotes(run, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert "ngoặc kép" in run("nhap", "Thư", "mục").stderr
    assert "ngoặc kép" not in run("nhap", "Thư").stderr
