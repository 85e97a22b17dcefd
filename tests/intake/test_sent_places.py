"""Somebody's Party organisation changed by her unit in its prefilled sheet: asked about, else set aside with her name."""

from __future__ import annotations

import io

import pytest

from intake.desk_of_units import Units, find, rows_of


@pytest.fixture
def units(tmp_path) -> Units:
    return Units(tmp_path)


#: What is typed for each answer: a move is asked its day, today where none is given.
TYPED = {"1": ("1", ""), "2": ("2",), "3": ("3",), "": ("",)}


def sent(units, unit, name, place, **changes):
    """Send a template out and let its unit write another organisation (and more) in somebody's row."""
    path = units.send("dang-vien", unit)
    book, sheet, columns, _ = rows_of(path)
    row = find(sheet, columns, name)
    cell = sheet.cell(row, columns["Chi bộ"])
    was, cell.value = cell.value, place
    for heading, value in changes.items():
        sheet.cell(row, columns[heading.replace("_", " ")]).value = value
    book.save(path)
    return path, cell.coordinate, was


@pytest.mark.parametrize("renamed", [False, True])
def test_a_member_of_whom_another_organisation_is_written_is_named_with_what_was_sent_and_is_not_absent(units, renamed):
    path = units.send("dang-vien", "YT.1")
    book, sheet, columns, _ = rows_of(path)
    row = find(sheet, columns, "Lò Văn An")
    cell = sheet.cell(row, columns["Chi bộ"])
    was, cell.value = cell.value, "Chi bộ 10"
    if renamed:
        sheet.cell(row, columns["Họ và tên"]).value = "Lò Văn Anh"
    book.save(path)
    before = units.people()
    result = units.json(path)
    (problem,) = result["problems"]
    assert (problem["code"], problem["cell"]) == ("sent_place_changed", cell.coordinate)
    assert f"«Lò Văn An» đã gửi đi ghi «{was}», nay ghi «Chi bộ 10»" in problem["message"]
    assert result["absent"] == {}
    assert units.people() == before


@pytest.mark.parametrize("unit", ["YT", "YT.1"])
@pytest.mark.parametrize(
    ("place", "code"), [("Chi bộ 10", "YT.10"), ("CT.VP", "CT.VP"), ("Chi bộ Kho bạc Nhà nước", "KB")]
)
@pytest.mark.parametrize("answer", ["1", "2", "3", ""])
def test_the_clerk_says_whether_she_moved_or_the_record_was_wrong_or_is_right(units, unit, place, code, answer):
    path, where, _ = sent(units, unit, "Lò Văn An", place, Nơi_ở_hiện_nay="tổ 5, phường Tô Hiệu")
    before = units.one("Lò Văn An")
    done = units.run("nhap", path, answers=[*TYPED[answer], "c"], columns=200, terminal=True)
    assert f"ô {where}: Lò Văn An (số hồ sơ {before['id']}), trong sổ đang sinh hoạt ở «Chi bộ 1»" in done.stderr
    assert "nhập lại" not in done.stderr
    assert ("chọn ở bàn phím" in done.stdout) is not bool(answer)  # set aside, it keeps the advice
    after = units.member(before["id"])
    expected = {"1": code, "2": code, "3": "YT.1", "": "YT.1"}[answer]
    assert after["organization_code"] == expected
    assert after["residence"] == ("tổ 5, phường Tô Hiệu" if answer else before["residence"])
    earlier = units.run("dv", "ds", "--tinh-den", "01/11/2022", "--dinh-dang", "json").json
    assert next(p for p in earlier if p["id"] == before["id"])["organization_code"] == (
        code if answer == "2" else "YT.1"
    )
    assert units.run("ra-soat").exit_code == 0
    again = units.run("nhap", path, answers=[""], terminal=True)
    assert ("Có 1 chỗ cần người chọn" in again.stderr) is not bool(answer)
    assert "Không có gì mới để ghi." in again.stdout
    decisions = units.run("ghi-nho", "ds", "--dinh-dang", "json").json
    assert [one["about"] for one in decisions] == (["Giữ như trong sổ"] if answer == "3" else [])
    if answer == "3":
        assert "Nơi sinh hoạt «Chi bộ 1»" in decisions[0]["said"]
        assert "Theo ghi nhớ số 1" in again.stdout
        assert units.run("ghi-nho", "huy", "1", "--dong-y").exit_code == 0
        assert "Có 1 chỗ cần người chọn" in units.run("nhap", path, answers=[""], terminal=True).stderr
    elif answer:
        last = units.run("lo", "ds", "--dinh-dang", "json").json[0]["number"]
        assert units.run("lo", "hoan-tac", str(last), "--dong-y").exit_code == 0
        assert units.member(before["id"]) == before
        assert units.run("ra-soat").exit_code == 0


@pytest.mark.parametrize(("to", "left"), [("YT.10", 0), ("YT.VP", 1)])
def test_a_row_set_aside_is_closed_by_the_move_that_it_lists(units, to, left):
    path, _, _ = sent(units, "YT", "Lò Văn An", "Chi bộ 10")
    assert units.json(path)["set_aside"] == 1
    units.run("dv", "chuyen", str(units.one("Lò Văn An")["id"]), "--den", to, "--dong-y")
    waiting = units.run("lo", "cho-sua", "--dinh-dang", "json").json
    assert len([one for one in waiting if one["path"] == str(path)]) == left


def test_a_slip_of_a_name_is_asked_once(units):
    path, _, _ = sent(units, "YT", "Lò Văn An", "Chi bộ Văn phòg")
    number = units.one("Lò Văn An")["id"]
    asked = units.run("nhap", path, answers=["1", "", "c"], columns=200, terminal=True)
    assert "Đã chuyển đến «Chi bộ Văn phòng» (Đảng bộ Sở Y tế)" in asked.stderr
    assert units.member(number)["organization_code"] == "YT.VP"
    again = units.run("nhap", path, answers=[""], columns=200, terminal=True)
    assert "cần người chọn" not in again.stderr
    assert "Không có gì mới để ghi." in again.stdout


@pytest.mark.parametrize("place", ["Chi bộ lạ", "Chi bộ 77"])
def test_an_organisation_that_nobody_knows_leaves_only_the_record(units, place):
    path, where, was = sent(units, "YT", "Lò Văn An", place)
    (problem,) = units.json(path)["problems"]
    assert (problem["code"], problem["cell"]) == ("sent_place_changed", where)
    assert f"«Lò Văn An» đã gửi đi ghi «{was}», nay ghi «{place}»" in problem["message"]
    assert f"; sổ không có «{place}» ở Đảng bộ Sở Y tế." in problem["message"]
    asked = units.run("nhap", path, answers=["", "c"], columns=200, terminal=True)
    assert "1  Giữ như trong sổ" in asked.stderr


@pytest.mark.parametrize(
    ("place", "why"),
    [("Chi bộ 100", "sổ không có «Chi bộ 100» ở Đảng bộ Sở Y tế"), ("Chi bộ Thanh tra", "có 5 tổ chức đảng tên")],
)
def test_a_name_that_leaves_the_branch_open_is_said_why_and_near_ones_are_offered(units, place, why):
    for number in range(5):
        units.run("tc", "them", f"Đảng bộ Sở {number}", "--thuoc", "K", f"mã=S{number}", "--dong-y")
        units.run("tc", "them", "Chi bộ Thanh tra", "--thuoc", f"S{number}", f"mã=S{number}.TT", "--dong-y")
    units.run("tc", "them", "Chi bộ Thanh tra Sở", "--thuoc", "YT", "mã=YT.TTS", "--dong-y")
    path, _, _ = sent(units, "YT", "Lò Văn An", place)
    (problem,) = units.json(path)["problems"]
    near, code = ("Chi bộ 10", "YT.10") if "100" in place else ("Chi bộ Thanh tra Sở", "YT.TTS")
    assert why in problem["message"]
    assert f"; gần giống: «{near}» (Đảng bộ Sở Y tế)." in problem["message"]
    number = units.one("Lò Văn An")["id"]
    units.run("nhap", path, answers=["1", "", "c"], columns=200, terminal=True)
    assert units.member(number)["organization_code"] == code


def test_a_near_name_of_where_she_is_is_said_and_is_no_answer(units):
    path, _, _ = sent(units, "YT", "Lò Văn An", "Chi bộ 100")
    assert units.run("dv", "chuyen", str(units.one("Lò Văn An")["id"]), "--den", "YT.10", "--dong-y").exit_code == 0
    (problem,) = units.json(path)["problems"]
    assert "; gần giống: «Chi bộ 10» (Đảng bộ Sở Y tế)." in problem["message"]
    assert "1  Giữ như trong sổ" in units.run("nhap", path, answers=["", "c"], terminal=True).stderr


@pytest.mark.parametrize("place", [None, "Đảng bộ Sở Y tế", "YT.1", "chi bộ số 1"])
def test_nothing_new_is_said_of_a_place_that_agrees_with_the_record(units, place):
    path, _, _ = sent(units, "YT", "Lò Văn An", place)
    result = units.json(path)
    assert (result["updated"], result["set_aside"], result["problems"]) == (0, 0, [])


def test_the_branch_below_the_committee_that_the_record_knew_is_written(units):
    number = units.one("Lò Văn An")["id"]
    units.run("dv", "chuyen", str(number), "--den", "YT", "--dong-y")
    path, _, _ = sent(units, "YT", "Lò Văn An", "Chi bộ 10")
    result = units.json(path)
    assert (result["updated"], result["problems"]) == (1, [])
    assert units.member(number)["organization_code"] == "YT.10"


def test_a_move_ends_the_position_of_the_branch_that_is_left(units):
    number = units.one("Lò Văn An")["id"]
    units.run("dv", "sua", str(number), "chức vụ đảng=Bí thư chi bộ", "--dong-y")
    path, _, _ = sent(units, "YT", "Lò Văn An", "Chi bộ 10")
    result = units.run("nhap", path, answers=["1", "", "ct", "c"], columns=200, terminal=True)
    assert "Thôi giữ chức vụ" in result.stdout
    told = " ".join(result.stdout.split())
    assert "Nơi sinh hoạt: đến ngày (trống) → " in told
    assert "; Nơi sinh hoạt (trống) → Chi bộ 10" in told
    assert "; Chức vụ «Bí thư»: đến ngày (trống) → " in told
    assert units.member(number)["party_position"] is None
    assert units.run("ra-soat").exit_code == 0


def test_a_position_that_the_unit_writes_with_the_move_is_held_in_the_new_branch(units):
    number = units.one("Lò Văn An")["id"]
    units.run("dv", "sua", str(number), "chức vụ đảng=Bí thư chi bộ", "--dong-y")
    path, _, _ = sent(units, "YT", "Lò Văn An", "Chi bộ 10", Chức_vụ_Đảng="Phó Bí thư chi bộ")
    done = units.run("nhap", path, answers=["1", "", "c"], columns=200, terminal=True)
    assert done.exit_code == 0, done.stdout + done.stderr
    assert units.member(number)["party_position"] == "Phó Bí thư"
    told = units.run("dv", "xem", str(number), "--dinh-dang", "json").json
    assert "Chi bộ 10" in str(told)
    assert units.run("ra-soat").exit_code == 0


def test_two_returned_sheets_that_are_answered_differently_write_no_place(units):
    first, _, _ = sent(units, "YT", "Lò Văn An", "Chi bộ 10")
    second, _, _ = sent(units, "YT.1", "Lò Văn An", "Chi bộ Văn phòng")
    done = units.run("nhap", first, second, answers=["1", "", "1", "", "c"], columns=200, terminal=True)
    assert "Hai bảng cùng lúc ghi khác nhau" in done.stdout
    assert units.one("Lò Văn An")["organization_code"] == "YT.1"


def test_a_move_is_written_on_the_day_that_is_typed_and_asked_again_until_it_can_be(units):
    number = units.one("Lò Văn An")["id"]
    units.run("dv", "sua", str(number), "chức vụ đảng=Bí thư chi bộ", "--ngay", "01/02/2021", "--dong-y")
    path, _, _ = sent(units, "YT", "Lò Văn An", "Chi bộ 10", Nơi_ở_hiện_nay="tổ 5, phường Tô Hiệu")
    typed = ["1", "hôm qua", "05/2022", "31/02/2022", "21/11/2022", "05/11/2022", "ct", "c"]
    done = units.run("nhap", path, answers=typed, columns=200, terminal=True)
    assert done.exit_code == 0, done.stdout + done.stderr
    assert done.stderr.count("Ngày chuyển (dd/mm/yyyy; Enter: 20/11/2022): ") == 5
    assert "«hôm qua»: cần một ngày viết như 31/12/2022." in done.stderr
    assert "«05/2022»: cần đủ ngày, tháng, năm" in done.stderr
    assert "«31/02/2022»: không có ngày 31/2/2022." in done.stderr
    assert "đến 20/11/2022; gõ lại" in done.stderr
    told = units.run("dv", "xem", str(number), "--dinh-dang", "json").json
    assert [(row["organization_code"], row["valid_from"], row["valid_to"]) for row in told["places"]] == [
        ("YT.1", None, "2022-11-05"), ("YT.10", "2022-11-05", None),
    ]  # fmt: skip
    assert "kết thúc từ ngày 05/11/2022" in " ".join(done.stdout.split())
    assert told["party_position"] is None
    for day, code in (("04/11/2022", "YT.1"), ("05/11/2022", "YT.10")):
        people = units.run("dv", "ds", "--tinh-den", day, "--dinh-dang", "json").json
        assert next(one for one in people if one["id"] == number)["organization_code"] == code
    assert units.run("ra-soat").exit_code == 0
    again = units.run("nhap", path, answers=[], terminal=True)
    assert "cần người chọn" not in again.stderr
    assert "Không có gì mới để ghi." in again.stdout
    last = units.run("lo", "ds", "--dinh-dang", "json").json[0]["number"]
    assert units.run("lo", "hoan-tac", str(last), "--dong-y").exit_code == 0
    assert units.member(number)["organization_code"] == "YT.1"


def test_a_day_before_she_came_where_the_record_has_her_is_asked_again(units):
    number = units.one("Giàng A Của")["id"]
    assert units.run("dv", "chuyen", str(number), "--den", "YT.1", "--ngay", "01/11/2022", "--dong-y").exit_code == 0
    path, _, _ = sent(units, "YT", "Giàng A Của", "Chi bộ 10")
    done = units.run("nhap", path, answers=["1", "31/10/2022", "thôi", "k"], columns=200, terminal=True)
    assert "Ngày chuyển phải từ 01/11/2022 đến 20/11/2022; gõ lại, hay «thoi» để lại chờ sửa." in done.stderr
    assert units.member(number)["organization_code"] == "YT.1"


class _Stopped(io.StringIO):
    """Somebody who chooses, and presses Ctrl-C at the day."""

    def readline(self, size: int = -1) -> str:
        line = super().readline(size)
        if not line:
            raise KeyboardInterrupt
        return line


def test_ctrl_c_at_the_day_changes_nothing(units):
    path, _, _ = sent(units, "YT", "Lò Văn An", "Chi bộ 10", Nơi_ở_hiện_nay="tổ 5, phường Tô Hiệu")
    before, batches = units.people(), units.run("lo", "ds", "--dinh-dang", "json").json
    stopped = units.run("nhap", path, answers=[], terminal=True, stdin=_Stopped("1\n"))
    assert stopped.exit_code == 130
    assert "Ngày chuyển" in stopped.stderr
    assert units.people() == before
    assert units.run("lo", "ds", "--dinh-dang", "json").json == batches


def test_two_returned_sheets_that_give_two_days_write_no_place(units):
    first, _, _ = sent(units, "YT", "Lò Văn An", "Chi bộ 10")
    second, _, _ = sent(units, "YT.1", "Lò Văn An", "Chi bộ 10")
    typed = ["1", "05/11/2022", "1", "06/11/2022", "c"]
    done = units.run("nhap", first, second, answers=typed, columns=200, terminal=True)
    assert "Hai bảng cùng lúc ghi khác nhau" in done.stdout
    assert units.one("Lò Văn An")["organization_code"] == "YT.1"


def test_the_numbers_after_a_move_that_was_answered_are_those_of_the_record(units):
    """YT.1 has three members, YT.10 two; what each declared is what it had."""
    for code, number in (("YT.1", 3), ("YT.10", 2)):
        done = units.run("tc", "sua", code, f"số đảng viên={number}", "--dong-y")
        assert done.exit_code == 0, done.stderr
    path, _, _ = sent(units, "YT", "Lò Văn An", "Chi bộ 10")
    done = units.run("nhap", path, "--chi-tiet", answers=["1", "", "c"], columns=200)
    told = " ".join(done.stdout.split())
    assert "khai «Chi bộ 1» (Đảng bộ Sở Y tế) có 3 đảng viên, sổ sau lần nhập này có 2." in told
    assert "khai «Chi bộ 10» (Đảng bộ Sở Y tế) có 2 đảng viên, sổ sau lần nhập này có 3." in told
