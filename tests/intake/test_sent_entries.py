"""The year's work sent out as prefilled sheets: unchanged it says nothing, changed it changes only that."""

from __future__ import annotations

import openpyxl
import pytest

from intake.year import SHEETS, TABLES, staffed
from running import Runner


@pytest.fixture
def desk(tmp_path):
    made = staffed(tmp_path)
    for kind, rows in SHEETS.items():
        made.nhap(made.write(f"{kind}.xlsx", rows))
    made.conn.close()
    made.run = Runner(tmp_path)
    made.run.database = tmp_path / "so.db"
    return made


def send(desk, kind, *more, command="phat-mau"):
    path = desk.folder / f"gui-{kind}.xlsx"
    done = desk.run(command, kind, "--luu-vao", path, *more)
    assert done.exit_code == 0, done.stderr
    return path


def back(desk, path):
    return desk.run("nhap", path, "--dong-y", "--dinh-dang", "json")


def edit(path, changes, copy=None):
    """Type into cells of the row below the numbered header: {(row, heading): text}."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    columns = {str(cell.value).rstrip("*"): cell.column for cell in sheet[7] if cell.value}
    for (row, heading), text in changes.items():
        sheet.cell(8 + row, columns[heading]).value = text
    book.save(path)


@pytest.mark.parametrize("command", ["phat-mau", "xuat"])
@pytest.mark.parametrize("kind", list(TABLES))
def test_unchanged_nothing_is_written(desk, kind, command):
    for more in (["--don-vi", "YT", "--nam", "2022"], ["--don-vi", "YT.1"], ["--nam", "2022"]):
        if command == "phat-mau" and "--don-vi" not in more:
            continue
        result = back(desk, send(desk, kind, *more, command=command))
        told = result.json
        assert result.exit_code == 0, told["problems"]
        assert (told["created"], told["updated"], told["set_aside"], told["problems"]) == (0, 0, 0, [])


@pytest.mark.parametrize(
    ("kind", "heading", "text", "key"),
    [
        ("mo-hinh", "Lĩnh vực", "Cải cách hành chính", "field"),
        ("cam-ket", "Sơ kết 6 tháng", "Tốt", "midyear_review"),
        ("chuyen-de", "Người trình bày", "Lò Văn An", "speaker"),
        ("ghi-danh", "Nơi đề nghị", "Chi ủy", "proposed_by"),
        ("khen-thuong", "Cấp khen", "Tỉnh ủy", "level"),
        ("xep-loai", "Cấp quyết định", "Đảng ủy Sở", "decided_by"),
        ("ky-luat", "Cấp quyết định", "UBKT", "level"),
        ("ktgs", "Đơn vị kiểm tra", "UBKT Đảng ủy", "inspected_by"),
    ],
)
def test_only_what_the_unit_changed_is_changed(desk, kind, heading, text, key):
    path = send(desk, kind, "--don-vi", "YT", "--nam", "2022")
    before = desk.run(kind, "ds", "--ghi-chu", "--dinh-dang", "json").json
    edit(path, {(1, heading): text})
    told = back(desk, path).json
    assert (told["created"], told["updated"], told["problems"]) == (0, 1, [])
    after = desk.run(kind, "ds", "--ghi-chu", "--dinh-dang", "json").json
    changed = [(k, new[k]) for old, new in zip(before, after, strict=True) for k in new if old[k] != new[k]]
    assert changed == [(key, text)]
    assert back(desk, path).json["updated"] == 0


def test_people_without_a_pledge_are_listed_to_be_filled_in(desk):
    path = send(desk, "cam-ket", "--don-vi", "YT.10", "--nam", "2022")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert {sheet.cell(row, 2).value for row in (9, 10)} == {"Vì Văn Cương", "Lò Văn An"}
    edit(path, {(2, "Đã nộp"): "Có"})
    told = back(desk, path).json
    assert (told["created"], told["problems"]) == (1, [])
    (new,) = desk.run("cam-ket", "ds", "--don-vi", "YT.10", "--dinh-dang", "json").json
    assert (new["handed_in"], new["period"]) == ("Có", "2022")
    assert back(desk, path).exit_code == 0


def test_a_row_that_now_names_another_is_set_aside_and_a_new_row_comes_in(desk):
    path = send(desk, "ghi-danh", "--don-vi", "YT", "--nam", "2022")
    edit(path, {(1, "Chi bộ"): "Chi bộ Văn phòng"})
    told = back(desk, path).json
    assert [problem["code"] for problem in told["problems"]] == ["record_number_contradicts"]
    path = send(desk, "ghi-danh", "--don-vi", "YT", "--nam", "2022")
    count = len(desk.run("ghi-danh", "ds", "--dinh-dang", "json").json)
    edit(path, {(count + 1, "Họ và tên hoặc tên tập thể"): "Hà Văn Bình", (count + 1, "Chi bộ"): "Chi bộ 1",
                (count + 1, "Việc tốt"): "Dập lửa rừng", (count + 1, "Năm"): "2022"})  # fmt: skip
    told = back(desk, path).json
    assert (told["created"], told["updated"], told["problems"]) == (1, 0, [])
