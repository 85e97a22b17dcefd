"""Templates sent out prefilled and read back: unchanged they say nothing, and what a unit does to the rows does no harm."""

from __future__ import annotations

import random
import shutil
import subprocess

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from dangbo_cli.forms.catalogue import FORMS
from dangbo_cli.forms.own import NUMBER_COLUMN
from dangbo_cli.forms.template import read_record_number, record_number
from intake.desk_of_units import Units, find, rows_of

SOFFICE = shutil.which("soffice")


@pytest.fixture
def units(tmp_path) -> Units:
    return Units(tmp_path)


def test_the_number_of_a_record_proves_itself():
    text = record_number("abc", "dang-vien", 17)
    assert read_record_number(text, "abc", "dang-vien") == 17
    assert read_record_number(text, "abc", "to-chuc") is None
    assert read_record_number(text, "abd", "dang-vien") is None
    assert read_record_number(text.replace("17", "18"), "abc", "dang-vien") is None


@pytest.mark.parametrize("kind", ["dang-vien", "to-chuc"])
@pytest.mark.parametrize("seed", range(6))
def test_what_is_sent_and_comes_back_unchanged_says_nothing(tmp_path, kind, seed):
    units = Units(tmp_path, random.Random(seed))
    for unit in (None, "YT", "KB"):
        for command in ("phat-mau", "xuat"):
            if command == "phat-mau" and unit is None:
                continue
            path = units.send(kind, unit, command)
            assert units.back(path).exit_code == 0
            result = units.json(path)
            assert (result["created"], result["updated"], result["set_aside"], result["problems"]) == (0, 0, 0, [])
            assert result["unchanged"] > 0
            assert result["batch"] is None
            assert all(not sheet["ignored_columns"] for sheet in result["files"][0]["sheets"] if sheet["kind"])


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", ["ods", "xls"])
def test_a_template_saved_by_another_program_says_nothing(units, tmp_path, suffix):
    for kind in ("dang-vien", "to-chuc"):
        path = units.send(kind, "YT")
        home = f"-env:UserInstallation=file://{tmp_path}/office"
        subprocess.run(
            [SOFFICE, home, "--headless", "--convert-to", suffix, "--outdir", str(tmp_path / suffix), str(path)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        result = units.json(tmp_path / suffix / f"{path.stem}.{suffix}")
        assert (result["created"], result["updated"], result["set_aside"], result["problems"]) == (0, 0, 0, [])
        assert result["unchanged"] > 0


@pytest.mark.parametrize("kind", [form.kind for form in FORMS])
def test_a_blank_template_is_read_as_an_empty_list(units, kind):
    path = units.send(kind, None)
    result = units.back(path)
    assert result.exit_code == 0, result.stdout


def test_a_changed_cell_changes_that_field_alone(units):
    path = units.send("dang-vien", "YT")
    book, sheet, columns, _ = rows_of(path)
    row = find(sheet, columns, "Lò Văn An")
    sheet.cell(row, columns["Nơi ở hiện nay"]).value = "tổ 5, phường Tô Hiệu"
    book.save(path)
    result = units.json(path)
    assert (result["created"], result["updated"], result["set_aside"], result["problems"]) == (0, 1, 0, [])
    assert units.one("Lò Văn An")["residence"] == "tổ 5, phường Tô Hiệu"


def test_a_column_that_a_unit_added_is_asked_about_as_in_any_sheet(units):
    path = units.send("dang-vien", "YT")
    book, sheet, columns, first = rows_of(path)
    added = max(columns.values()) + 1
    sheet.cell(first - 2, added).value = "Được cấp thẻ hôm"
    for row in range(first, first + 3):
        sheet.cell(row, added).value = "03/02/2012"
    book.save(path)
    offered = units.run("nhap", path, answers=["", "k"], terminal=True).stderr
    number = next(line.split()[0] for line in offered.splitlines() if line.strip().endswith("Ngày cấp thẻ Đảng"))
    before = {p["id"]: p for p in units.people()}
    assert units.run("nhap", path, answers=[number, "c"], terminal=True).exit_code == 0
    shown = {number: units.run("dv", "xem", str(number), "--dinh-dang", "json").json for number in before}
    changed = [number for number, member in shown.items() if member["card_issued_on"] == "2012-02-03"]
    assert len(changed) == 3
    assert {p["id"]: p for p in units.people()} == before
    again = units.run("nhap", path, terminal=True)
    assert "Không có gì mới để ghi." in again.stdout


def test_a_new_card_number_beside_the_old_one_keeps_both_and_tells_whose_the_row_is(units):
    first, second = (units.one(name) for name in ("Cầm Thị Bích", "Vì Thị Én"))
    units.run("dv", "sua", str(first["id"]), "số thẻ=014000000001", "--dong-y")
    path = units.send("dang-vien", "YT")
    assert units.json(path)["unchanged"] == 7
    book, sheet, columns, _ = rows_of(path)
    row = find(sheet, columns, "Vì Thị Én")
    assert sheet.cell(row, columns["Số thẻ đảng viên"]).value is None
    assert sheet.cell(row, columns["Số thẻ theo Quyết định 85"]).value == second["card_number"]
    sheet.cell(row, columns["Số thẻ đảng viên"]).value = "014000000002"
    sheet.cell(row, columns["Số định danh cá nhân"]).value = None
    sheet.cell(row, columns["Ngày sinh"]).value = None
    row = find(sheet, columns, "Nguyễn Thị Phương")  # the old number alone still says who she is
    sheet.cell(row, columns["Họ và tên"]).value = "Nguyễn Thị Mai"
    for heading in ("Số định danh cá nhân", "Ngày sinh"):
        sheet.cell(row, columns[heading]).value = None
    book.save(path)
    result = units.json(path)
    assert (result["updated"], result["set_aside"]) == (1, 0)
    assert [one["code"] for one in result["problems"]] == ["differs_from_record"]
    after = units.member(second["id"])
    assert (after["card_number"], after["old_card_number"]) == ("014000000002", second["card_number"])


def test_an_old_cell_does_not_overwrite_what_the_record_learned_meanwhile(units):
    path = units.send("dang-vien", "YT")
    number = units.one("Lò Văn An")["id"]
    assert units.run("dv", "sua", str(number), "nghề nghiệp=Bác sĩ", "họ tên=Lò Văn Ân", "--dong-y").exit_code == 0
    result = units.json(path)
    assert (result["created"], result["updated"], result["set_aside"], result["problems"]) == (0, 0, 0, [])
    assert units.one("Lò Văn Ân")["occupation"] == "Bác sĩ"


def test_somebody_transferred_meanwhile_is_not_brought_back(units):
    path = units.send("dang-vien", "YT")
    number = units.one("Lò Văn An")["id"]
    assert units.run("dv", "chuyen", str(number), "--den", "CT.1", "--dong-y").exit_code == 0
    result = units.json(path)
    assert (result["updated"], result["set_aside"], result["problems"]) == (0, 0, [])
    assert units.one("Lò Văn An")["organization_code"] == "CT.1"


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("Họ và tên", "Lò Văn Anh"), ("Ngày sinh", "01/02/1971"), ("Giới tính", "Nữ"),
        ("Ngày vào Đảng", "05/06/1999"), ("Số thẻ đảng viên", "14999999"),
    ],
)  # fmt: skip
def test_a_change_of_who_somebody_is_is_asked_about_else_set_aside(units, heading, value):
    path = units.send("dang-vien", "YT")
    book, sheet, columns, _ = rows_of(path)
    row = find(sheet, columns, "Lò Văn An")
    cell = sheet.cell(row, columns[heading])
    cell.value = value
    book.save(path)
    before = units.one("Lò Văn An")
    result = units.json(path)
    assert (result["created"], result["updated"]) == (0, 0)
    assert [(p["code"], p["cell"]) for p in result["problems"]] == [("differs_from_record", cell.coordinate)]
    assert units.one("Lò Văn An") == before
    asked = units.run("nhap", path, answers=["1", "c"])
    assert asked.exit_code == 0, asked.stdout + asked.stderr
    after = {**before, **units.member(before["id"])}
    assert after != before


@pytest.mark.parametrize(
    ("heading", "value", "shown", "other"),
    [
        ("Ngày sinh", "01/02/1971", "«01/02/1971»", "01/02/1972"),
        ("Số thẻ đảng viên", "14999999", "«••••9999»", "14999998"),
        ("Họ và tên", "Lò Văn Ân", "«Lò Văn Ân»", "Lò Văn Ấn"),
    ],
)
def test_what_was_kept_against_a_prefilled_row_is_not_asked_again(units, heading, value, shown, other):
    path = units.send("dang-vien", "YT")
    book, sheet, columns, _ = rows_of(path)
    cell = sheet.cell(find(sheet, columns, "Lò Văn An"), columns[heading])
    cell.value = value
    book.save(path)
    before = units.one("Lò Văn An")
    kept = units.run("nhap", path, answers=["2", "c"], terminal=True)
    typed = value if heading == "Họ và tên" else "Lò Văn An"
    assert f"ô {cell.coordinate}: {typed} (số hồ sơ {before['id']})" in " ".join(kept.stderr.split())
    assert kept.exit_code == 0, kept.stdout + kept.stderr
    (decision,) = units.run("ghi-nho", "ds", "--dinh-dang", "json").json
    assert decision["about"] == "Giữ như trong sổ"
    assert decision["said"].startswith(heading)
    assert decision["said"].endswith(f"của Lò Văn An (số hồ sơ {before['id']}) giữ như trong sổ, không theo {shown}")
    again = units.run("nhap", path, terminal=True)
    assert "Có 1 chỗ cần người chọn" not in again.stderr
    assert f"ô {cell.coordinate}: Theo ghi nhớ số 1" in " ".join(again.stdout.split())
    assert (again.exit_code, units.one("Lò Văn An")) == (0, before)
    cell.value = other  # another value is another question
    book.save(path)
    assert [p["code"] for p in units.json(path)["problems"]] == ["differs_from_record"]
    cell.value = value
    book.save(path)
    others = {
        "Ngày sinh": "ngày sinh=15/02/1961",
        "Số thẻ đảng viên": "số thẻ=14000777",
        "Họ và tên": "họ tên=Lò Văn Inh",
    }
    field = others[heading]
    assert units.run("dv", "sua", str(before["id"]), field, "--dong-y").exit_code == 0  # and so is another record
    assert [p["code"] for p in units.json(path)["problems"]] == ["differs_from_record"]
    assert units.run("ghi-nho", "huy", "1", "--dong-y").exit_code == 0


def test_what_was_kept_against_a_prefilled_row_is_kept_against_every_sheet_that_says_it(units):
    path = units.send("dang-vien", "YT")
    book, sheet, columns, _ = rows_of(path)
    row = find(sheet, columns, "Lò Văn An")
    sheet.cell(row, columns["Ngày sinh"]).value = "01/02/1971"
    book.save(path)
    asks = [one for one in columns if one in ("Họ và tên", "Ngày sinh", "Số thẻ đảng viên") or one.startswith("Chi bộ")]
    cells = [sheet.cell(row, columns[one]).value for one in asks]
    listed = units.folder / "danh sach.xlsx"
    book = openpyxl.Workbook()
    for line in (["DANH SÁCH ĐẢNG VIÊN ĐẢNG BỘ SỞ Y TẾ"], asks, cells):
        book.active.append(line)
    book.save(listed)

    def asked(*paths):
        told = units.run("nhap", *paths, "--don-vi", "YT", "--xem-truoc", "--dinh-dang", "json").json
        return [(p["code"], p["value"]) for p in told["problems"]]

    places = [([path], 1), ([listed], 1), ([path, listed], 2)]
    assert [asked(*paths) for paths, _ in places] == [[("differs_from_record", "01/02/1971")] * n for _, n in places]
    before = units.one("Lò Văn An")
    assert units.run("nhap", path, answers=["2", "c"], terminal=True).exit_code == 0
    assert [asked(*paths) for paths, _ in places] == [[], [], []]
    assert units.one("Lò Văn An") == before


def test_what_was_taken_from_a_prefilled_row_is_not_asked_again(units):
    path = units.send("dang-vien", "YT")
    book, sheet, columns, _ = rows_of(path)
    sheet.cell(find(sheet, columns, "Lò Văn An"), columns["Ngày sinh"]).value = "01/02/1971"
    book.save(path)
    units.run("nhap", path, answers=["1", "c"], terminal=True)
    again = units.run("nhap", path, terminal=True)
    assert "cần người chọn" not in again.stderr
    assert "Không có gì mới để ghi." in again.stdout


@pytest.mark.parametrize(
    ("answer", "changes", "added"),
    [
        ("1", {"Họ và tên": "Hoàng Văn Khác", "Ngày sinh": "07/07/1977"}, 0),
        (
            "2",
            {
                "Ngày sinh": "07/07/1977",
                "Số thẻ đảng viên": "14777777",
                "Ngày vào Đảng": "03/02/2000",
                "Ngày chính thức": "03/02/2001",
            },
            1,
        ),
    ],
)
def test_whose_a_half_changed_row_is_is_asked_once(units, answer, changes, added):
    path = units.send("dang-vien", "YT")
    before, count = units.one("Hoàng Văn Dũng"), len(units.people())
    book, sheet, columns, _ = rows_of(path)
    row = find(sheet, columns, "Hoàng Văn Dũng")
    for heading, value in changes.items():
        sheet.cell(row, columns[heading]).value = value
    if added:
        sheet.cell(row, columns["Số định danh cá nhân"]).value = None
    book.save(path)
    first = units.run("nhap", path, answers=[answer, "c"], terminal=True)
    told = " ".join(first.stderr.split())
    if added:
        assert "Số thẻ đảng viên: ••••" in told
        assert "→ ••••7777" in told
        assert "Số định danh cá nhân: ••••9404 → (trống)" in told
    else:
        assert f"ô B{row}: Họ và tên: Hoàng Văn Dũng → Hoàng Văn Khác; Ngày sinh: 12/05/1964 → 07/07/1977" in told
    assert first.exit_code == 0, first.stdout + first.stderr
    assert len(units.people()) == count + added
    changed = next(p for p in units.people() if p["birth_date"] == "1977-07-07")
    assert (changed["id"] == before["id"]) is not bool(added)
    again = units.run("nhap", path, terminal=True)
    assert "cần người chọn" not in again.stderr
    assert "Theo ghi nhớ (1)" in again.stdout, again.stdout
    assert "Không có gì mới để ghi." in again.stdout
    assert again.exit_code == 0, again.stdout


def test_rows_sorted_without_their_hidden_column_stay_who_they_are(units):
    path = units.send("dang-vien", "YT")
    book, sheet, columns, first = rows_of(path)
    last = max(r for r in range(first, 200) if sheet.cell(r, columns[NUMBER_COLUMN]).value)
    shown = [c for h, c in columns.items() if h != NUMBER_COLUMN]
    values = [[sheet.cell(r, c).value for c in shown] for r in range(first, last + 1)]
    for r, row in zip(range(first, last + 1), reversed(values), strict=True):
        for c, value in zip(shown, row, strict=True):
            sheet.cell(r, c).value = value
    book.save(path)
    result = units.json(path)
    assert (result["created"], result["updated"], result["set_aside"], result["problems"]) == (0, 0, 0, [])


def test_without_its_hidden_column_a_list_is_still_read(units):
    path = units.send("dang-vien", "YT")
    book, sheet, columns, _ = rows_of(path)
    sheet.delete_cols(columns[NUMBER_COLUMN])
    book.save(path)
    result = units.json(path)
    assert (result["created"], result["updated"], result["set_aside"], result["problems"]) == (0, 0, 0, [])


def test_a_copied_row_is_set_aside_and_the_first_one_counts(units):
    path = units.send("dang-vien", "YT")
    book, sheet, columns, first = rows_of(path)
    row = find(sheet, columns, "Lò Văn An")
    free = next(r for r in range(first, 200) if not sheet.cell(r, columns["Họ và tên"]).value)
    for column in columns.values():
        sheet.cell(free, column).value = sheet.cell(row, column).value
    book.save(path)
    result = units.json(path)
    assert [p["code"] for p in result["problems"]] == ["record_number_twice"]
    assert f"dòng {row}" in result["problems"][0]["message"]
    assert (result["created"], result["updated"], result["set_aside"]) == (0, 0, 1)


def test_a_row_copied_and_typed_over_is_somebody_new(units):
    path = units.send("dang-vien", "YT")
    book, sheet, columns, first = rows_of(path)
    row = find(sheet, columns, "Lò Văn An")
    free = next(r for r in range(first, 200) if not sheet.cell(r, columns["Họ và tên"]).value)
    for column in columns.values():
        sheet.cell(free, column).value = sheet.cell(row, column).value
    for heading, value in (
        ("Họ và tên", "Quàng Thị Mới"), ("Ngày sinh", "02/03/1999"), ("Giới tính", "Nữ"),
        ("Số thẻ đảng viên", "14777777"), ("Số định danh cá nhân", ""), ("Ngày vào Đảng", "03/02/2022"),
        ("Ngày chính thức", ""), ("Loại đảng viên", "Dự bị"),
    ):  # fmt: skip
        sheet.cell(free, columns[heading]).value = value or None
    book.save(path)
    result = units.json(path)
    # What nobody typed over is Lò Văn An's, but for what many have alike.
    left = {column for problem in result["problems"] if problem["code"] == "still_of_another"
            for column in columns if problem["cell"] == f"{get_column_letter(columns[column])}{free}"}  # fmt: skip
    assert "Quê quán" in left
    assert not left & {"Dân tộc", "Giới tính", "Tổ chức đảng", "Họ và tên"}
    assert (result["created"], result["set_aside"], len(left)) == (1, 0, len(result["problems"]))
    person = units.one("Quàng Thị Mới")
    assert (person["birth_date"], person["hometown"], person["ethnicity"]) == ("1999-03-02", None, "Thái")


def test_a_row_that_is_half_somebody_else_is_asked_about(units):
    path = units.send("dang-vien", "YT")
    book, sheet, columns, _ = rows_of(path)
    row = find(sheet, columns, "Lò Văn An")
    sheet.cell(row, columns["Họ và tên"]).value = "Hoàng Văn Khác"
    sheet.cell(row, columns["Ngày sinh"]).value = "07/07/1977"
    book.save(path)
    result = units.json(path)
    assert [p["code"] for p in result["problems"]] == ["record_number_contradicts"]
    assert (result["created"], result["updated"], result["set_aside"]) == (0, 0, 1)


def test_a_deleted_row_removes_nobody_and_is_named(units):
    path = units.send("dang-vien", "YT")
    book, sheet, columns, _ = rows_of(path)
    sheet.delete_rows(find(sheet, columns, "Lò Văn An"))
    book.save(path)
    result = units.back(path)
    assert result.exit_code == 0
    assert "Lò Văn An" in result.stdout
    assert units.one("Lò Văn An")["organization_code"] == "YT.1"
    # Once, though the title calls it a full list of the unit as well.
    assert units.json(path)["absent"] == {"Chi bộ 1 (Đảng bộ Sở Y tế)": ["Lò Văn An"]}


@pytest.mark.parametrize(
    ("hidden", "typed", "why"),
    [
        (True, {}, "số hồ sơ ẩn trong mẫu; cùng họ và tên, ngày sinh, số định danh cá nhân, số thẻ đảng viên như đã gửi."),
        (False, {}, "cùng họ và tên, ngày sinh, số định danh cá nhân, số thẻ đảng viên như đã gửi."),
        (True, {"Ngày sinh": "13/05/1962"}, "số hồ sơ ẩn trong mẫu; cùng họ và tên, số định danh cá nhân, số thẻ đảng "
         "viên như đã gửi; khác ngày sinh đã gửi."),
    ],
)  # fmt: skip
def test_in_detail_it_is_said_what_tells_whose_a_prefilled_row_is(units, hidden, typed, why):
    path = units.send("dang-vien", "YT")
    book, sheet, columns, _ = rows_of(path)
    row = find(sheet, columns, "Cầm Thị Bích")
    for heading, value in typed.items():
        sheet.cell(row, columns[heading]).value = value
    if not hidden:
        sheet.delete_cols(sheet.max_column)
    book.save(path)
    told = " ".join(units.run("nhap", path, "--xem-truoc", "--chi-tiet", columns=200).stdout.split())
    assert f"«Cầm Thị Bích» là số hồ sơ {units.one('Cầm Thị Bích')['id']}: {why}" in told


def test_emptied_cells_erase_nothing_and_are_named(units):
    path = units.send("dang-vien", "YT")
    book, sheet, columns, _ = rows_of(path)
    cells = [
        sheet.cell(find(sheet, columns, "Cầm Thị Bích"), columns[name]) for name in ("Quê quán", "Ngày chính thức")
    ]
    for cell in cells:
        cell.value = None
    book.save(path)
    before = units.people()
    done = units.run("nhap", path, "--dong-y", columns=200)
    told = " ".join(done.stdout.split())
    assert "Ô đã gửi có giá trị, nay để trống: không xóa (2)" in told
    assert f"ô {cells[0].coordinate}, {cells[1].coordinate}: Sổ giữ nguyên giá trị đã có" in told
    assert (done.exit_code, units.people()) == (0, before)


def test_an_organisation_changes_only_where_its_row_was_changed(units):
    path = units.send("to-chuc", "YT")
    book, sheet, columns, _ = rows_of(path)
    row = find(sheet, columns, "Chi bộ 10", "Tên tổ chức đảng")
    sheet.cell(row, columns["Bí thư"]).value = "Lò Văn Bình"
    sheet.cell(row, columns["Tên tổ chức đảng"]).value = "Chi bộ Mười"
    sheet.delete_rows(find(sheet, columns, "Chi bộ Văn phòng", "Tên tổ chức đảng"))
    book.save(path)
    result = units.json(path)
    assert (result["created"], result["updated"]) == (0, 1)
    assert [p["code"] for p in result["problems"]] == ["organization_name_differs"]
    assert list(result["absent"].values()) == [["Chi bộ Văn phòng"]]


@pytest.mark.parametrize(("answer", "name"), [("1", "Chi bộ Mười"), ("2", "Chi bộ 10"), ("", "Chi bộ 10")])
def test_a_name_that_the_unit_changed_is_asked_about(units, answer, name):
    path = units.send("to-chuc", "YT")
    book, sheet, columns, _ = rows_of(path)
    row = find(sheet, columns, "Chi bộ 10", "Tên tổ chức đảng")
    sheet.cell(row, columns["Tên tổ chức đảng"]).value = "Chi bộ Mười"
    book.save(path)
    asked = units.run("nhap", path, answers=[answer, "c"], columns=200)
    assert "Sửa sổ theo bảng đơn vị gửi về" in asked.stderr
    stored = {one["code"]: one["name"] for one in units.run("tc", "ds", "--dinh-dang", "json").json}
    assert stored["YT.10"] == name
    result = units.json(path)
    assert [p["code"] for p in result["problems"]] == ([] if answer else ["organization_name_differs"])
    assert result["updated"] == 0
    assert len(units.run("ghi-nho", "ds", "--dinh-dang", "json").json) == (answer == "2")
    if answer == "1":
        assert units.run("ra-soat").exit_code == 0
        assert units.run(
            "lo", "hoan-tac", "--dong-y", str(units.run("lo", "ds", "--dinh-dang", "json").json[0]["number"])
        )
        names = [one["name"] for one in units.run("tc", "ds", "--dinh-dang", "json").json]
        assert "Chi bộ 10" in names


def test_a_name_that_a_neighbour_has_is_no_answer(units):
    path = units.send("to-chuc", "YT")
    book, sheet, columns, _ = rows_of(path)
    row = find(sheet, columns, "Chi bộ 10", "Tên tổ chức đảng")
    sheet.cell(row, columns["Tên tổ chức đảng"]).value = "Chi bộ 1"
    book.save(path)
    asked = units.run("nhap", path, answers=["c"], columns=200)
    assert "Sửa sổ theo bảng" not in asked.stderr
    assert [p["code"] for p in units.json(path)["problems"]] == ["organization_name_differs"]


@pytest.mark.parametrize("other", ["Chi bộ Văn phòng", ""])
def test_one_new_name_goes_to_one_neighbour(units, other):
    """Two rows are renamed alike, or one is renamed as one that the unit adds."""
    path = units.send("to-chuc", "YT")
    book, sheet, columns, first = rows_of(path)
    name = columns["Tên tổ chức đảng"]
    free = next(r for r in range(first, 200) if not sheet.cell(r, name).value)
    second = find(sheet, columns, other, "Tên tổ chức đảng") if other else free
    sheet.cell(find(sheet, columns, "Chi bộ 10", "Tên tổ chức đảng"), name).value = "Chi bộ Mười"
    sheet.cell(second, name).value = "chi bộ mười"
    if not other:
        sheet.cell(second, columns["Trực thuộc"]).value = "YT"
    book.save(path)
    first_run = units.run("nhap", path, answers=["1", "1", "c"], columns=200)
    names = [one["name"] for one in units.run("tc", "ds", "--dinh-dang", "json").json]
    assert [name for name in names if name.casefold() == "chi bộ mười"] == ["Chi bộ Mười"]
    assert other or "Một tổ chức có hai dòng" in first_run.stdout
    left = {sheet.cell(second, name).coordinate: "organization_name_differs"} if other else {}
    assert {p["cell"]: p["code"] for p in units.json(path)["problems"]} == left


def test_another_record_takes_the_numbers_for_nothing(units, tmp_path):
    path = units.send("dang-vien", "YT")
    other = Units(tmp_path / "khac", people=["Cà Thị Người Khác", "Vì Văn Nọ"])
    result = other.json(path)
    assert result["updated"] == 0
    assert {"Cà Thị Người Khác", "Vì Văn Nọ"} <= {p["full_name"] for p in other.people()}
    assert other.one("Hoàng Văn Dũng")["birth_date"] == units.one("Hoàng Văn Dũng")["birth_date"]


def test_a_sent_workbook_is_not_read_against_the_organisation_that_is_named(units):
    path = units.send("dang-vien", "YT")
    result = units.run("nhap", path, "--don-vi", "CT", "--dong-y", "--dinh-dang", "json").json
    assert [p["code"] for p in result["problems"]] == ["sent_to_another"]
    assert (result["created"], result["updated"]) == (0, 0)


def test_somebody_of_the_template_who_was_taken_back_is_named(units):
    path = units.send("dang-vien", "KB")
    batches = units.run("lo", "ds", "--dinh-dang", "json").json
    assert units.run("lo", "hoan-tac", str(batches[0]["number"]), "--dong-y").exit_code == 0
    result = units.json(path)
    assert {p["code"] for p in result["problems"]} == {"record_number_gone"}
    assert (result["created"], result["updated"], result["set_aside"]) == (0, 0, len(result["problems"]))


def test_a_copied_organisation_is_set_aside(units):
    path = units.send("to-chuc", "YT")
    book, sheet, columns, first = rows_of(path)
    row = find(sheet, columns, "Chi bộ 1", "Tên tổ chức đảng")
    free = next(r for r in range(first, 200) if not sheet.cell(r, columns["Tên tổ chức đảng"]).value)
    for column in columns.values():
        sheet.cell(free, column).value = sheet.cell(row, column).value
    book.save(path)
    result = units.json(path)
    assert [p["code"] for p in result["problems"]] == ["record_number_twice"]
    assert (result["created"], result["updated"], result["set_aside"]) == (0, 0, 1)


def test_a_changed_code_is_set_aside(units):
    path = units.send("to-chuc", "YT")
    book, sheet, columns, _ = rows_of(path)
    sheet.cell(find(sheet, columns, "Chi bộ 1", "Tên tổ chức đảng"), columns["Mã tổ chức"]).value = "YT.99"
    book.save(path)
    result = units.json(path)
    assert [p["code"] for p in result["problems"]] == ["organization_name_differs"]
    assert (result["created"], result["updated"]) == (0, 0)


def test_a_new_row_of_a_template_is_a_new_person_of_its_branch(units):
    path = units.send("dang-vien", "YT")
    book, sheet, columns, first = rows_of(path)
    free = next(r for r in range(first, 200) if not sheet.cell(r, columns["Họ và tên"]).value)
    for heading, value in (
        ("Họ và tên", "Quàng Thị Mới"), ("Ngày sinh", "02/03/1999"), ("Ngày vào Đảng", "03/02/2021"),
        ("Ngày chính thức", "03/02/2022"), ("Chi bộ", "Chi bộ 10"),
    ):  # fmt: skip
        sheet.cell(free, columns[heading]).value = value
    book.save(path)
    result = units.json(path)
    assert (result["created"], result["problems"]) == (1, [])
    assert units.one("Quàng Thị Mới")["organization_code"] == "YT.10"


def test_a_returned_template_is_read_once_more(units, tmp_path):
    path = units.send("dang-vien", "YT")
    book, sheet, columns, _ = rows_of(path)
    cell = sheet.cell(find(sheet, columns, "Lò Văn An"), columns["Ngày vào Đảng"])
    cell.value = "31/02/1999"
    book.save(path)
    assert units.run("nhap", path, "--dong-y", "--tra-lai", tmp_path / "tra").exit_code == 1
    copy = tmp_path / "tra" / path.name
    mended = openpyxl.load_workbook(copy)
    mended["Danh sách đảng viên"][cell.coordinate] = "03/02/1986"
    mended.save(copy)
    result = units.json(copy)
    assert result["files"][0]["returned"] == {"marked": 1, "mended": 1}
    assert (result["created"], result["updated"], result["problems"]) == (0, 0, [])


def test_a_heading_typed_over_moves_no_facts_to_another_field(units):
    path = units.send("dang-vien", "YT")
    book, sheet, columns, first = rows_of(path)
    before = units.people()
    sheet.cell(first - 2, columns["Quê quán"]).value = "Nơi ở hiện nay"
    sheet.delete_cols(columns["Nơi ở hiện nay"])
    book.save(path)
    result = units.json(path)
    assert [(p["code"], p["value"]) for p in result["problems"]] == [("heading_retyped", "Nơi ở hiện nay")]
    assert (result["created"], result["updated"], units.people()) == (0, 0, before)


def test_a_second_template_pasted_into_the_first_is_of_its_own_unit(units):
    """Its title says whose it is, and no row of it is one that the workbook was sent with."""
    path, other = units.send("dang-vien", "YT"), units.send("dang-vien", "CT")
    book, pasted = openpyxl.load_workbook(path), openpyxl.load_workbook(other).worksheets[0]
    sheet = book.create_sheet("CT")
    for row in pasted.iter_rows():
        for cell in row:
            sheet.cell(cell.row, cell.column, cell.value)
    book.save(path)
    result = units.json(path)
    assert (result["created"], result["updated"], result["set_aside"]) == (0, 0, 0)
    header = next(r for r in range(1, 20) if sheet.cell(r, 1).value == "STT")
    columns = {str(cell.value).rstrip("*"): cell.column for cell in sheet[header] if cell.value}
    sheet.cell(find(sheet, columns, "Cầm Thị Bích Ct"), columns["Quê quán"]).value = "Xã Mới"
    book.save(path)
    assert units.json(path)["updated"] == 1
    assert units.one("Cầm Thị Bích Ct")["hometown"] == "Xã Mới"
