"""One person or organisation seen whole, added, mended, moved: the plan, the question, the batch, the refusals."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from dangbo_cli.cli import dang_vien_ghi, to_chuc_ghi
from dangbo_cli.records.fields import find_target
from dangbo_cli.records.organizations import find_organization_field

AN = "Lò Văn An"
NOBODY = (
    "Lỗi: Chưa ghi gì vào sổ. Không có ai ở bàn phím để trả lời.\n"
    "Thêm --dong-y để ghi không cần hỏi, hoặc --xem-truoc để chỉ xem.\n"
)
#: A line that changes something, and what the record then says (member list, by name).
CHANGES = [
    (("dv", "sua", AN, "nơi ở=Tổ 5"), "Nơi ở", {"residence": "Tổ 5"}),
    (("dv", "sua", "014012000001", "birth_date=", "gioi tinh=Nữ"), "Ngày sinh", {"birth_date": None, "gender": "Nữ"}),
    (("dv", "sua", "1", "chức vụ đảng=Bí thư"), "Chức vụ Đảng", {"party_position": "Bí thư"}),
    (
        ("dv", "sua", "1", "ratings.2022=HTTNV"),
        "Đề nghị xếp loại 2022",
        {"ratings": {"2022": "Hoàn thành tốt nhiệm vụ"}},
    ),
    (("dv", "chuyen", AN, "--den", "14.1.2"), "Nơi sinh hoạt", {"organization_code": "14.1.2"}),
]


def person(run, name: str = AN) -> dict:
    found = [row for row in run("dv", "ds", "--dinh-dang", "json").json if row["full_name"] == name]
    assert len(found) == 1
    return found[0]


def batches(run) -> int:
    return len(run("lo", "ds", "--dinh-dang", "json").json)


# --- seeing one


def test_card_masks_on_the_terminal_only(filled):
    shown = filled("dv", "xem", AN, columns=80)
    assert shown.stdout.startswith("Lò Văn An (số 1 trong sổ)\n\nBản thân\n")
    assert "014012000001" not in shown.stdout
    assert "••••0001" in shown.stdout
    assert "Thái" not in shown.stdout
    assert shown.stderr == "Số giấy tờ và thông tin riêng được che; thêm --hien-du để hiện đủ.\n"
    full = filled("dv", "xem", AN, "--hien-du", columns=80)
    assert "014012000001" in full.stdout
    assert "Thái" in full.stdout
    assert full.stderr == ""


def test_card_as_json_is_whole(filled):
    filled("dv", "chuyen", AN, "--den", "14.1.2", "--ngay", "01/11/2022", "--dong-y")
    value = filled("dv", "xem", AN, "--dinh-dang", "json").json
    assert (value["full_name"], value["card_number"], value["status"]) == (AN, "014012000001", "Chính thức")
    assert value["organization"]["above"] == ["Đảng bộ Sở Thử", "Đảng bộ Khối Thử"]
    assert [(row["organization_code"], row["valid_from"], row["valid_to"]) for row in value["places"]] == [
        ("14.1.1", None, "2022-11-01"), ("14.1.2", "2022-11-01", None),
    ]  # fmt: skip
    assert [row["batch"] for row in value["changes"]] == [1, 2]


def test_the_history_is_a_table_in_a_narrow_window_also_after_an_edit_and_its_undo(filled):
    """What stands above its values tells the batch, its day and the undo; JSON has each by itself."""
    filled("dv", "sua", AN, "nơi ở=Tổ 5", "--dong-y")
    filled("lan-nhap", "hoan-tac", "2", "--dong-y")
    shown = filled("dv", "lich-su", AN, columns=80).stdout
    assert re.search(r"^Trường +Trước +Sau +Lấy từ đâu$", shown, re.MULTILINE)
    assert re.search(
        r"^Lần nhập số 2, 20/11/2022 14:03, lệnh «dang-vien sua 1» \(đã hoàn tác ở lần 3\)\nNơi ở hiện nay +— +Tổ 5 +—$",
        shown,
        re.MULTILINE,
    )
    (row,) = (row for row in filled("dv", "lich-su", AN, "--dinh-dang", "json").json if row["batch"] == 2)
    assert (row["undone_by"], row["where"]) == (3, "lệnh «dang-vien sua 1», lần nhập số 2, 20/11/2022")


def test_card_counts_what_the_history_lists(filled):
    filled("dv", "chuyen", AN, "--den", "14.1.2", "--ngay", "01/11/2022", "--dong-y")
    counted = {row["batch"]: row["fields"] for row in filled("dv", "xem", AN, "--dinh-dang", "json").json["changes"]}
    lines = Counter(row["batch"] for row in filled("dv", "lich-su", AN, "--dinh-dang", "json").json)
    assert set(lines) == {1, 2}
    assert counted == lines
    assert f"lệnh «nhap», {lines[1]} thông tin" in filled("dv", "xem", AN).stdout


def test_card_tells_what_is_dated(filled):
    filled("dv", "chuyen", AN, "--den", "14.1.2", "--ngay", "01/11/2022", "--dong-y")
    shown = filled("dv", "xem", AN, columns=80).stdout
    assert re.search(r"^  Nơi sinh hoạt: +Chi bộ 1, đến 01/11/2022\n +Chi bộ 2, từ 01/11/2022$", shown, re.MULTILINE)
    before = filled("dv", "xem", AN, "--tinh-den", "31/10/2022", columns=80).stdout
    assert "Chi bộ 1 (mã 14.1.1), thuộc Đảng bộ Sở Thử" in before


def test_organisation_card(filled):
    value = filled("tc", "xem", "14.1", "--dinh-dang", "json").json
    assert (value["name"], value["parent_code"], value["members"]) == ("Đảng bộ Sở Thử", "14", 3)
    assert [(child["code"], child["members"]) for child in value["children"]] == [("14.1.1", 2), ("14.1.2", 1)]
    shown = filled("tc", "xem", "Sở Thử", columns=80).stdout
    assert shown.startswith("Đảng bộ Sở Thử (mã 14.1)\n")
    assert "Tổ chức trực thuộc (2)" in shown


@pytest.mark.parametrize("args", [("dv", "xem", AN), ("tc", "xem", "14.1")])
@pytest.mark.parametrize("name", ["mot.xlsx", "mot.csv", "mot.json"])
def test_a_card_can_be_saved(filled, tmp_path, args, name):
    assert filled(*args, "--luu-vao", tmp_path / name).exit_code == 0
    assert (tmp_path / name).stat().st_size > 100


# --- changing one


@pytest.mark.parametrize(("args", "label", "after"), CHANGES)
def test_a_change_shows_asks_and_writes_one_batch(filled, args, label, after):
    result = filled(*args, answers=["c"], columns=80)
    assert result.exit_code == 0
    assert re.search(rf"^{label}", result.stdout, re.MULTILINE)
    assert result.stderr == (
        "Ghi vào sổ? [c/K] Đã ghi vào sổ, lần nhập số 2. Hoàn tác: «dangbo lan-nhap hoan-tac 2».\n"
    )
    now = person(filled)
    assert {key: now[key] for key in after} == after
    assert filled("ra-soat").exit_code == 0


@pytest.mark.parametrize(("args", "_label", "after"), CHANGES)
def test_a_change_can_be_undone(filled, args, _label, after):
    before = filled("dv", "ds", "--dinh-dang", "json").stdout
    assert filled(*args, "--dong-y").exit_code == 0
    assert filled("dv", "ds", "--dinh-dang", "json").stdout != before
    undone = filled("lo", "hoan-tac", "2", answers=["c"], columns=80)
    assert undone.stdout.startswith("Hoàn tác lần nhập số 2: đảng viên số 1 (Lò Văn An)\n\nTrường")
    assert filled("dv", "ds", "--dinh-dang", "json").stdout == before


@pytest.mark.parametrize(("args", "_label", "_after"), CHANGES)
def test_nothing_is_written_unasked(filled, args, _label, _after):
    preview = filled(*args, "--xem-truoc")
    assert preview.exit_code == 0
    assert preview.stdout.endswith("\nChỉ xem trước, chưa ghi gì vào sổ.\n")
    refused = filled(*args)
    assert (refused.exit_code, refused.stderr) == (2, NOBODY)
    declined = filled(*args, answers=[""])
    assert declined.exit_code == 0
    assert declined.stderr.endswith("Chưa ghi gì vào sổ.\n")
    assert batches(filled) == 1


def test_what_stands_already_makes_no_batch(filled):
    result = filled("dv", "sua", AN, "giới tính=Nam", "--dong-y")
    assert (result.exit_code, result.stdout) == (0, "Không có gì để đổi: sổ đang ghi đúng như vậy.\n")
    assert batches(filled) == 1


def test_before_and_after_are_shown_unmasked(filled):
    shown = filled("dv", "sua", AN, "số thẻ=014012000009", "dân tộc=Tày", "--xem-truoc", columns=80).stdout
    assert "Số thẻ đảng viên  014012000001  014012000009\n" in shown
    assert "Dân tộc           Thái          Tày\n" in shown


def test_add_a_member(filled):
    result = filled(
        "dv", "them", "lò văn thử", "--don-vi", "14.1.1", "ngày sinh=12/05/1988", "--ngay", "1/11/2022", "--dong-y"
    )
    assert result.exit_code == 0
    assert result.stdout.startswith("Thêm đảng viên vào Chi bộ 1 (mã 14.1.1)\n\nTrường         Sẽ ghi\n")
    assert "Nơi sinh hoạt  Chi bộ 1, từ 01/11/2022\n" in result.stdout
    assert person(filled, "Lò Văn Thử")["birth_date"] == "1988-05-12"


def test_add_and_mend_an_organisation(filled):
    added = filled("tc", "them", "Chi bộ 3", "--thuoc", "14.1", "mã=14.1.3", "--dong-y", columns=80)
    assert added.exit_code == 0
    assert "Loại hình         Chi bộ trực thuộc đảng ủy cơ sở\n" in added.stdout
    assert filled("tc", "sua", "14.1.3", "bí thư=lò văn an", "khối=Hành chính", "--dong-y").exit_code == 0
    value = filled("tc", "xem", "14.1.3", "--dinh-dang", "json").json
    assert (value["name"], value["secretary"], value["bloc"]) == ("Chi bộ 3", "Lò Văn An", "Hành chính")
    assert filled("ra-soat").exit_code == 0


def test_another_secretary_than_the_one_in_office_is_noted(filled):
    assert filled("dv", "sua", "1", "chức vụ Đảng=Bí thư chi bộ", "--dong-y").exit_code == 0
    other, same = (
        filled("tc", "sua", "14.1.1", f"bí thư={name}", "--xem-truoc", columns=200).stdout
        for name in ("Lò Văn Inh", "lò văn an")
    )
    assert "Theo sổ, Lò Văn An (số 1) đang giữ chức vụ Bí thư ở đây; nay ghi bí thư là «Lò Văn Inh»." in other
    assert "đang giữ chức vụ" not in same
    assert "đang giữ chức vụ" not in filled("tc", "sua", "14.1.2", "bí thư=Lò Văn Inh", "--xem-truoc").stdout


def test_the_first_organisation_makes_the_file(run):
    assert run("tc", "them", "Đảng bộ Thử", "--cao-nhat", "--xem-truoc").exit_code == 0
    assert not run.database.exists()
    result = run("tc", "them", "Đảng bộ Thử", "--cao-nhat", "mã=1", "--dong-y")
    assert result.exit_code == 0
    assert "Sổ mới được tạo ở" in result.stderr
    assert run("tc", "xem", "1", "--dinh-dang", "json").json["name"] == "Đảng bộ Thử"


def test_a_plan_is_made_anew_when_another_writes_meanwhile(filled, stale_once):
    result = filled("dv", "sua", AN, "nơi ở=Tổ 5", "--dong-y")
    assert (result.exit_code, len(stale_once)) == (0, 2)
    assert "bản lập lại theo sổ mới" in " ".join(result.stderr.split())


# --- refusals: what was typed is wrong (2), or the record stands against it (1)


@pytest.mark.parametrize(
    ("code", "args", "sentence"),
    [
        (2, ("dv", "sua", AN, "ngày sinh=31/02/1980"), "«31/02/1980» không phải là ngày có thật"),
        (2, ("dv", "sua", AN, "la la=1"), "Đảng viên không có trường «la la»."),
        (2, ("dv", "sua", AN, "chi bộ=Chi bộ 2"), "«chi bộ» không sửa ở đây"),
        (2, ("dv", "sua", AN), "Chưa cho biết sửa trường nào của «Lò Văn An»."),
        (2, ("dv", "sua", "nơi ở=Tổ 5"), "Chưa cho biết sửa ai."),
        (2, ("dv", "sua", "Ai Đó", "nơi ở=Tổ 5"), "Không có đảng viên nào có số thẻ, số trong sổ hoặc họ tên"),
        (2, ("dv", "sua", "1", "nơi", "ở=Tổ", "5"), "«5» không thuộc trường nào."),
        (2, ("dv", "sua", "1", "nơi", "ở=Tổ"), "«nơi» đứng giữa «1» và trường «ở»."),
        (2, ("dv", "sua", "1", "nơi ở", "=Tổ"), "Dấu «=» phải viết liền với tên trường và giá trị."),
        (2, ("dv", "sua", "1", "nơi", "ở", "=", "Tổ"), "Đặt tất cả trong ngoặc kép: dangbo dv sua … \"nơi ở=Tổ\""),
        (2, ("dv", "sua", "Lò", "Văn", "An", "nơi", "ở=Tổ"), "dangbo dv sua \"Lò Văn An\" \"nơi ở=Tổ\""),
        (2, ("dv", "chuyen", AN, "--den", "99"), "Không có tổ chức đảng nào tên hoặc mã là «99»."),
        (2, ("dv", "them", "Ai Đó", "--don-vi", "14.1.1", "ngày sinh=hôm qua"), "«hôm qua»"),
        (2, ("tc", "them", "Chi bộ 9"), "Chưa rõ tổ chức mới trực thuộc tổ chức nào."),
        (2, ("tc", "them", "Chi bộ 9", "--thuoc", "14.1", "--cao-nhat"), "--thuoc và --cao-nhat không dùng cùng lúc."),
        (2, ("tc", "sua", "14.1", "la la=1"), "Tổ chức đảng không có trường «la la»."),
        (1, ("dv", "sua", AN, "số thẻ=014012000002"), "Số thẻ đảng viên 014012000002 đã là của Nguyễn Thị Bình"),
        (1, ("dv", "chuyen", AN, "--den", "14.1.1"), "Lò Văn An đang sinh hoạt ở «Chi bộ 1»"),
        (1, ("dv", "chuyen", AN, "--den", "14"), "«Đảng bộ Khối Thử» (mã 14) là đảng bộ cấp trên"),
        (1, ("dv", "chuyen", AN, "--den", "14.1.2", "--ngay", "1/1/1980"), "Ngày 01/01/1980 sớm hơn ngày vào Đảng"),
        (1, ("dv", "them", AN, "ngày sinh=12/05/1968", "--don-vi", "14.1.1"), "Trong sổ đã có người cùng họ tên"),
        (1, ("tc", "them", "Chi bộ 1", "--thuoc", "14.1"), "Đã có «Chi bộ 1» (mã 14.1.1) trực thuộc"),
        (1, ("tc", "sua", "14.1.1", "mã=14.1.2"), "Mã «14.1.2» đang là của «Chi bộ 2»"),
        (1, ("tc", "sua", "14.1", "trực thuộc=14.1.1"), "không thể trực thuộc"),
    ],
)  # fmt: skip
def test_refusals(filled, code, args, sentence):
    result = filled(*args, "--dong-y")
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.startswith("Lỗi: ")
    assert sentence in result.stderr.replace("\n", " ")
    assert result.stderr.count("\n") >= 1
    assert batches(filled) == 1


@pytest.mark.parametrize("name", dang_vien_ghi._FIELDS.partition(": ")[2].partition(". Gõ")[0].split(", "))
def test_every_field_named_on_the_page_is_one(name):
    inner = re.search(r"\((.*)\)", name)
    target = find_target(inner[1] if inner else name)
    assert target.label


@pytest.mark.parametrize("name", to_chuc_ghi._FIELDS.partition(": ")[2].rstrip(".").split(", "))
def test_every_field_of_an_organisation_named_on_the_page_is_one(name):
    assert find_organization_field(name)


def test_a_number_that_nobody_typed_is_masked_in_a_note(filled):
    typed = " ".join(filled("dv", "sua", AN, "căn cước=014168000001", "--dong-y").stdout.split())
    assert "Số căn cước «014168000001» không khớp" in typed  # who types it sees it
    shown = " ".join(filled("dv", "sua", AN, "ngày sinh=13/05/1969", "--xem-truoc").stdout.split())
    assert "Số căn cước «••••0001» không khớp năm sinh hoặc giới tính" in shown
    assert "014168000001" not in shown


def test_a_number_is_masked_in_the_notes_of_an_import_and_named_where_it_is_set_aside(filled, tmp_path):
    path = tmp_path / "Đảng bộ Sở Thử.csv"
    head = "STT,Họ và tên,Ngày sinh,Giới tính,Chi bộ,Ngày vào Đảng,Số định danh cá nhân"
    rows = ["1,Lò Văn Sung,12/05/1988,Nam,Chi bộ 1,03/02/2015,014181998492",
            "2,Cầm Thị Ún,12/05/1988,Nữ,Chi bộ 1,03/02/2015,01418199849"]  # fmt: skip
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    shown = " ".join(filled("nhap", path, "--xem-truoc", "--chi-tiet", columns=200).stdout.split())
    assert "Số căn cước «••••8492» không khớp năm sinh hoặc giới tính" in shown
    assert "014181998492" not in shown
    assert "«01418199849» không phải là số căn cước" in shown


def test_a_saved_history_holds_words_and_not_the_names_of_columns(filled, tmp_path):
    from openpyxl import load_workbook

    assert filled("dv", "lich-su", "1", "--luu-vao", tmp_path / "ls.xlsx").exit_code == 0
    cells = [cell.value for row in load_workbook(tmp_path / "ls.xlsx").active.iter_rows() for cell in row]
    assert {"Trường", "Trước", "Sau", "Lấy từ đâu", "Người làm"} <= set(cells)
    assert not {"member", "full_name", "Tên trường", "Loại bản ghi"} & set(cells)
    assert filled("dv", "lich-su", "1", "--dinh-dang", "json").json[0]["field"] == "full_name"
