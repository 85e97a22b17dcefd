"""What imports set aside, as the clerk sees it: whose each place is, what a change by hand closes, how it opens again."""

from __future__ import annotations

import pytest
from openpyxl import Workbook, load_workbook

from dangbo_cli.views.wrapping import width

HEAD = "STT,Họ và tên,Ngày sinh,Giới tính,Chi bộ,Ngày vào Đảng,Ngày chính thức,Số thẻ đảng viên\n"
#: One mistake a row: a day that is none, a letter for a rating, an unknown branch, no name.
SHEET = (
    "STT,Họ và tên,Ngày sinh,Giới tính,Chi bộ,Ngày vào Đảng,Ngày chính thức,Số thẻ đảng viên,Xếp loại 2022,"
    "Chức vụ Đảng\n"
    "1,Lò Văn An,12/05/1968,Nam,Chi bộ 1,31/02/1990,03/02/1991,014012000001,HTTNV,Đảng viên\n"
    "2,Nguyễn Thị Bình,1975,Nữ,Chi bộ 1,19/05/2001,19/05/2002,014012000002,B,Đảng viên\n"
    "3,Quàng Thị Dung,31/02/1980,Nữ,Chi bộ 2,03/02/2010,03/02/2011,014012000004,HTTNV,Đảng viên\n"
    "4,Vì Văn Ếch,08/09/1992,Nam,Chi bộ 99,03/02/2015,03/02/2016,014012000005,HTTNV,Đảng viên\n"
    "5,Giàng A Páo,01/09/1990,Nam,Chi bộ 1,07/11/2021,,014012000003,HTTNV,Đảng viên\n"
)
ADMITTED, LETTER, BIRTH, BRANCH, ELSEWHERE = "F2", "I3", "C4", "E5", "B6"


@pytest.fixture
def desk(filled, tmp_path):
    """A record into which a sheet with five mistakes was imported."""
    third = tmp_path / "to chuc.csv"
    third.write_text(
        "STT,Mã tổ chức,Tên tổ chức đảng,Tổ chức đảng cấp trên\n1,14.1.3,Chi bộ 3,Đảng bộ Sở Thử\n", encoding="utf-8"
    )
    path = tmp_path / "loi" / "Đảng bộ Sở Thử.csv"
    path.parent.mkdir()
    path.write_text(SHEET, encoding="utf-8")
    assert filled("nhap", path, third, "--dong-y").exit_code == 1
    return filled


def waiting(run) -> dict[str, str | None]:
    return {row["cell"]: row["whose"] for row in run("lan-nhap", "cho-sua", "--dinh-dang", "json").json}


def number(run, cell: str) -> str:
    rows = run("lan-nhap", "cho-sua", "--dinh-dang", "json").json
    return next(str(row["number"]) for row in rows if row["cell"] == cell)


WHOSE = {
    ADMITTED: "Lò Văn An",
    LETTER: "Nguyễn Thị Bình",
    BIRTH: "Quàng Thị Dung",
    BRANCH: "Vì Văn Ếch",
    ELSEWHERE: "Giàng A Páo",
}


def test_every_place_says_whose_it_is_on_the_screen_and_in_a_file(desk, tmp_path):
    """Also of rows that were set aside before anybody read them."""
    assert waiting(desk) == WHOSE
    screen = desk("lan-nhap", "cho-sua", columns=80).stdout.splitlines()
    assert max(width(line) for line in screen if not line.startswith("/")) <= 80  # a path is never broken
    assert all(any(f" {cell} " in line and name in line for line in screen) for cell, name in WHOSE.items())  # a table
    desk("lan-nhap", "cho-sua", "--luu-vao", tmp_path / "cho.xlsx")
    sheet = load_workbook(tmp_path / "cho.xlsx").active
    assert set(WHOSE.values()) <= {cell.value for row in sheet.iter_rows() for cell in row}
    assert "Của ai" in desk("lan-nhap", "cho-sua", "--dinh-dang", "csv").stdout
    assert "Quàng Thị Dung: «31/02/1980» không phải" in desk("lan-nhap", "xem", "2", columns=200).stdout


def test_an_organisation_says_its_name_and_a_number_in_a_name_is_masked(filled, tmp_path):
    path = tmp_path / "loi.csv"
    path.write_text(
        "STT,Mã tổ chức,Tên tổ chức đảng,Ngày thành lập,Tổ chức đảng cấp trên\n"
        "1,14.1.7,Chi bộ 7,31/02/2001,Đảng bộ Sở Thử\n",
        encoding="utf-8",
    )
    filled("nhap", path, "--dong-y")
    assert waiting(filled) == {"D2": "Chi bộ 7"}
    path.write_text(HEAD + "1,Lò Văn Mới 014012345678,1/1/1980,Nam,Chi bộ 99,,,\n", encoding="utf-8")
    filled("nhap", path, "--dong-y")
    shown = filled("lan-nhap", "cho-sua", columns=200).stdout
    assert "••••5678" in shown
    assert "014012345678" not in shown


@pytest.mark.parametrize(("words", "cell"), [
    (("dv", "sua", "Lò Văn An", "ngày vào Đảng=03/02/1990"), None),  # it says so already: nothing to write
    (("dv", "sua", "Lò Văn An", "ngày vào Đảng=04/02/1990"), ADMITTED),
    (("dv", "sua", "Lò Văn An", "ngày vào Đảng="), None),  # cleared is not mended
    (("dv", "sua", "Lò Văn An", "nơi ở=Tổ 5"), None),
    (("dv", "sua", "Nguyễn Thị Bình", "ngày vào Đảng=03/02/2001"), None),  # of somebody else
    (("dv", "sua", "Nguyễn Thị Bình", "ratings.2022=HTTNV"), LETTER),
    (("dv", "sua", "Nguyễn Thị Bình", "ratings.2021=HTTNV"), None),
    (("xep-loai", "them", "Nguyễn Thị Bình", "--nam", "2022", "đề nghị xếp loại=HTTNV"), LETTER),
    (("xep-loai", "them", "Nguyễn Thị Bình", "--nam", "2022", "quyết định xếp loại=HTTNV"), None),
    (("dv", "sua", "Quàng Thị Dung", "ngày sinh=28/02/1980"), BIRTH),
    (("dv", "them", "Vì Văn Ếch", "--don-vi", "14.1.2", "ngày sinh=08/09/1992"), BRANCH),
    (("dv", "them", "vì văn ếch", "--don-vi", "14.1.2", "ngày sinh=08/09/1992"), BRANCH),
    (("dv", "them", "Vì Văn Ếch", "--don-vi", "14.1.2", "ngày sinh=09/09/1992"), None),
    (("dv", "them", "Vì Văn Ếch", "--don-vi", "14.1.2"), None),
    (("dv", "chuyen", "Giàng A Páo", "--den", "14.1.1"), ELSEWHERE),
    (("dv", "chuyen", "Giàng A Páo", "--den", "14.1.3"), None),  # the sheet lists him in 14.1.1
    (("dv", "chuyen", "Lò Văn An", "--den", "14.1.2"), None),
])  # fmt: skip
def test_what_is_mended_by_hand_waits_no_more_until_that_is_undone(desk, tmp_path, words, cell):
    done = desk(*words, "--dong-y")
    assert done.exit_code == 0, done.stderr
    assert set(WHOSE) - set(waiting(desk)) == ({cell} if cell else set())
    assert ("1 chỗ của các tệp đã nhập hết chờ sửa" in done.stderr) == (cell is not None)
    if cell is None:
        return
    desk("lan-nhap", "hoan-tac", "3", "--dong-y")
    assert waiting(desk) == WHOSE
    desk("lan-nhap", "hoan-tac", "4", "--dong-y")  # and the undo of the undo
    assert set(WHOSE) - set(waiting(desk)) == {cell}
    again = desk("nhap", tmp_path / "loi" / "Đảng bộ Sở Thử.csv", "--dong-y")  # the same bytes, not mended
    assert again.exit_code == 1
    assert set(WHOSE) - set(waiting(desk)) == {cell}


_LISTED = "DANH SÁCH ĐẢNG VIÊN {unit}\nTính đến ngày {day}\n" + HEAD + "{row}"
_WRONG = "1,Lò Thị Hai,12/05/1988,Nữ,Chi bộ 99,19/05/2021,19/05/2022,014012000077\n"
_RIGHT = _WRONG.replace("Chi bộ 99", "Chi bộ 1")


@pytest.mark.parametrize(
    ("day", "row", "closed"),
    [
        ("30/06/2022", _RIGHT, True),
        ("30/06/2022", _RIGHT.replace("12/05/1988", "13/05/1988"), False),  # somebody else
        ("30/06/2022", _RIGHT.replace("19/05/2021", "31/02/2021"), False),  # a row with a problem of its own
        ("31/12/2021", _RIGHT, False),  # an older list
        ("30/06/2022", _RIGHT + _RIGHT.replace("014012000077", "014012000078"), False),  # which of the two nobody knows
    ],
)
@pytest.mark.parametrize("known", [False, True])
def test_the_right_list_under_another_name_tells_what_a_row_was_to_say(filled, tmp_path, day, row, closed, known):
    def send(name, day, row):
        path = tmp_path / name
        path.write_text(_LISTED.format(unit="ĐẢNG BỘ SỞ THỬ", day=day, row=row), encoding="utf-8")
        return filled("nhap", path, "--dong-y")

    if known:  # then nothing is new in the right list
        send("thang 1.csv", "31/01/2022", _RIGHT)
    send("danh sach sai.csv", "31/03/2022", _WRONG)
    assert waiting(filled) == {"E4": "Lò Thị Hai"}
    place = number(filled, "E4")
    told = send("gui lai.csv", day, row)
    left = {str(one["number"]) for one in filled("lan-nhap", "cho-sua", "--dinh-dang", "json").json}
    assert (place not in left) is closed
    assert ("Nhờ lần này, 1 chỗ của các tệp đã nhập hết chờ sửa" in told.stdout + told.stderr) is closed
    if closed and not known:
        filled("lan-nhap", "hoan-tac", "2", "--dong-y")
        assert waiting(filled) == {"E4": "Lò Thị Hai"}


@pytest.mark.parametrize(
    ("wrong", "right", "year", "closed"),
    [
        ("Chi bộ 99,HTTNV,HTTNV", "Chi bộ 1,HTTNV,HTTNV", 2022, True),  # the whole row
        ("Chi bộ 99,HTTNV,HTTNV", "Chi bộ 1,HTTNV,HTTNV", 2021, False),  # another year
        ("Chi bộ 1,HTTNV,B", "Chi bộ 1,HTTNV,HTTNV", 2022, True),  # one fact of hers
        ("Chi bộ 1,HTTNV,B", "Chi bộ 1,HTTNV,C", 2022, False),
    ],
)
def test_the_right_list_of_ratings_under_another_name(filled, tmp_path, wrong, right, year, closed):
    row = "1,Lê Thị Bảy,19/05/1975,{}\n"
    filled("dv", "them", "Lê Thị Bảy", "--don-vi", "14.1.1", "ngày sinh=19/05/1975", "--dong-y")
    filled("dv", "them", "Lò Thị Hai", "--don-vi", "14.1.1", "ngày sinh=12/05/1988", "--dong-y")
    for name, of, said in (("sai.csv", 2022, wrong), ("dung.csv", year, right)):
        head = f"DANH SÁCH XẾP LOẠI ĐẢNG VIÊN ĐẢNG BỘ SỞ THỬ NĂM {of}\nTT,Họ và tên,Ngày sinh,Chi bộ,Tự xếp loại,Đề nghị xếp loại\n"
        (tmp_path / name).write_text(
            head + row.format(said) + "2,Lò Thị Hai,12/05/1988,Chi bộ 1,HTTNV,HTTNV\n", encoding="utf-8"
        )
        filled("nhap", tmp_path / name, "--dong-y")
        if name == "sai.csv":
            (first,) = filled("lan-nhap", "cho-sua", "--dinh-dang", "json").json
    left = {one["number"] for one in filled("lan-nhap", "cho-sua", "--dinh-dang", "json").json}
    assert (first["number"] not in left) is closed


_BAY = "Lê Thị Bảy,19/05/1975"
_HAI = "Lò Thị Hai,12/05/1988"
_RATED = "DANH SÁCH XẾP LOẠI ĐẢNG VIÊN NĂM {}\nTT,Họ và tên,Ngày sinh,{}\n{}\n"
_PLEDGED = "DANH SÁCH ĐẢNG VIÊN NỘP BẢN CAM KẾT NĂM {}\nTT,Họ và tên,Ngày sinh,{}\n{}\n"
_GROUPS = f"I,Năm 2021\n1,{_BAY},{{0}}\nII,Năm 2022\n1,{_HAI},{{0}}"


@pytest.mark.parametrize(
    ("sheet", "wrong", "right", "closed"),
    [
        # of another year by its group row, by the heading of its column.
        (_RATED, (2022, "Xếp loại", _GROUPS.format("HTTNV")), (2022, "Xếp loại", f"1,{_BAY},HTXSNV"), False),
        (_PLEDGED, (2022, "Đã nộp", _GROUPS.format("x")), (2022, "Đã nộp", f"1,{_BAY},x"), False),
        *(
            (
                _RATED,
                (2022, "Xếp loại năm 2021,Xếp loại năm 2022", f"1,{_BAY},HTXSNV,HTTNV\n2,{_HAI},,HTTNV"),
                right,
                closed,
            )
            for right, closed in (
                ((2022, "Xếp loại", f"1,{_BAY},HTTNV"), False),
                ((2021, "Xếp loại", f"1,{_BAY},HTTNV"), False),
                ((2021, "Xếp loại", f"1,{_BAY},HTXSNV"), True),
            )
        ),
        # of another stage, or another level altogether, than the one that the row left out.
        *(
            (_RATED, (2022, heading, f"1,{_BAY},\n2,{_HAI},HTTNV"), (2022, other, f"1,{_BAY},{said}"), closed)
            for heading, other, said, closed in (
                ("Xếp loại", "Xếp loại,Xếp loại công chức", ",HTXSNV", False),
                ("Quyết định xếp loại", "Tự xếp loại", "HTTNV", False),
                ("Quyết định xếp loại", "Tự xếp loại,Quyết định xếp loại", "HTTNV,HTXSNV", True),
                ("Xếp loại", "Xếp loại", "Chưa đủ 6 tháng", True),
            )
        ),
        (_PLEDGED, (2022, "Đã nộp", f"1,{_BAY},?x9\n2,{_HAI},x"), (2022, "Đã nộp", f"1,{_BAY},x"), True),
    ],
)
def test_a_place_waits_until_the_very_value_is_told(filled, tmp_path, sheet, wrong, right, closed):
    for who, day in (row.split(",") for row in (_BAY, _HAI)):
        filled("dv", "them", who, "--don-vi", "14.1.1", f"ngày sinh={day}", "--dong-y")
    for name, of in (("sai.csv", wrong), ("dung.csv", right)):
        (tmp_path / name).write_text(sheet.format(*of), encoding="utf-8")
        filled("nhap", tmp_path / name, "--don-vi", "14.1.1", "--dong-y")
        if name == "sai.csv":
            (first,) = filled("lan-nhap", "cho-sua", "--dinh-dang", "json").json
    left = {one["number"] for one in filled("lan-nhap", "cho-sua", "--dinh-dang", "json").json}
    assert (first["number"] not in left) is closed


@pytest.mark.parametrize(
    ("day", "closed"), [(None, False), ("31/12/2021", False), ("31/03/2022", True), ("30/06/2022", True)]
)
def test_what_differs_from_the_record_waits_until_a_sheet_that_is_not_older_agrees_with_it(
    filled, tmp_path, day, closed
):
    said = (("thang 1", "31/01/2022", "19/05/2021"), ("sai", "31/03/2022", "19/05/2020"), ("dung", day, "19/05/2021"))
    for name, of, joined in said:
        text = _LISTED.format(unit="ĐẢNG BỘ SỞ THỬ", day=of, row=_RIGHT.replace("19/05/2021", joined))
        text = text if of else text.replace("Tính đến ngày None\n", "")
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        filled("nhap", tmp_path / f"{name}.csv", "--dong-y")
        if name == "sai":
            assert waiting(filled) == {"F4": "Lò Thị Hai"}
    assert waiting(filled) == ({} if closed else {"F4": "Lò Thị Hai"})


@pytest.mark.parametrize("another_file", [False, True])
@pytest.mark.parametrize(("value", "closed"), [("19/05/2021", True), ("19/05/2020", False)])
def test_the_one_day_of_a_cell_for_two_waits_until_one_of_them_is_that_day(
    filled, tmp_path, value, closed, another_file
):
    path = tmp_path / "hai ngay.csv"
    head = "STT,Họ và tên,Ngày sinh,Giới tính,Chi bộ,{},Số thẻ đảng viên\n1,Lò Thị Hai,12/05/1988,Nữ,Chi bộ 1,{},014012000077\n"
    path.write_text(head.format("Ngày vào Đảng / Ngày chính thức", "19/05/2021"), encoding="utf-8")
    filled("nhap", path, "--dong-y")
    assert waiting(filled) == {"F2": "Lò Thị Hai"}
    if another_file:
        (tmp_path / "ngay.csv").write_text(head.format("Ngày vào Đảng", value), encoding="utf-8")
        filled("nhap", tmp_path / "ngay.csv", "--dong-y")
    else:
        filled("dv", "sua", "Lò Thị Hai", f"ngày vào Đảng={value}", "--dong-y")
    assert waiting(filled) == ({} if closed else {"F2": "Lò Thị Hai"})


@pytest.mark.parametrize(("row", "cell"), [
    ("Lò Văn An,12/05/1968,Nam,Chi bộ 1,04/02/1990,03/02/1991,014012000001,HTTNV,Đảng viên", None),  # the record has a day
    ("Nguyễn Thị Bình,1975,Nữ,Chi bộ 1,19/05/2001,19/05/2002,014012000002,HTTNV,Đảng viên", LETTER),
    ("Quàng Thị Dung,30/03/1980,Nữ,Chi bộ 2,03/02/2010,03/02/2011,014012000004,HTTNV,Đảng viên", BIRTH),
    ("Quàng Thị Dung,,Nữ,Chi bộ 2,03/02/2010,03/02/2011,014012000004,HTNV,Đảng viên", None),  # another fact of hers
    ("Nguyễn Thị Bình,12/06/1975,Nữ,Chi bộ 1,19/05/2001,19/05/2002,014012000002,,Đảng viên", None),  # refined
])  # fmt: skip
def test_what_another_file_fills_waits_no_more_until_that_is_undone(desk, tmp_path, row, cell):
    path = tmp_path / "bo sung.csv"
    path.write_text(f"{SHEET.splitlines()[0]}\n1,{row}\n", encoding="utf-8")
    before = {one["number"] for one in desk("lan-nhap", "cho-sua", "--dinh-dang", "json").json}

    def left():
        return {
            one["cell"] for one in desk("lan-nhap", "cho-sua", "--dinh-dang", "json").json if one["number"] in before
        }

    done = desk("nhap", path, "--dong-y")
    assert set(WHOSE) - left() == ({cell} if cell else set())
    assert ("1 chỗ của các tệp đã nhập hết chờ sửa" in done.stderr) == (cell is not None)
    if cell is not None:
        desk("lan-nhap", "hoan-tac", "3", "--dong-y")
        assert left() == set(WHOSE)


def test_who_was_merged_is_mended_as_the_one_she_is_now(desk):
    """A merger by itself mends nothing: it says nothing of the day that was unreadable."""
    merged = desk("dv", "gop-trung", "2", "1", "--giu", "A", "--dong-y")
    assert merged.exit_code == 0, merged.stderr
    assert waiting(desk) == WHOSE
    assert desk("dv", "sua", "2", "ngày vào Đảng=04/02/1999", "--dong-y").exit_code == 0
    assert set(WHOSE) - set(waiting(desk)) == {ADMITTED}


def test_two_rows_of_one_name_and_birth_may_be_two_people(desk, tmp_path):
    """Somebody added by hand is one of them at most: both wait."""
    path = tmp_path / "hai.csv"
    row = "{},Lò Thị Đôi,02/03/1984,Nữ,Chi bộ {},03/02/2015,03/02/2016,01401200008{}\n"
    path.write_text(HEAD + row.format(1, 98, 1) + row.format(2, 99, 2), encoding="utf-8")
    desk("nhap", path, "--dong-y")
    assert desk("dv", "them", "Lò Thị Đôi", "--don-vi", "14.1.2", "ngày sinh=02/03/1984", "--dong-y").exit_code == 0
    assert {"E2", "E3"} <= set(waiting(desk))


def test_a_row_of_the_years_work_waits_for_its_sheet_though_its_person_was_added(filled, tmp_path):
    """What it says of her was never written: only the sheet imported again writes it."""
    path = tmp_path / "xep loai.csv"
    path.write_text(
        "ĐẢNG BỘ SỞ THỬ,,,\nXẾP LOẠI ĐẢNG VIÊN NĂM 2022,,,\nSTT,Họ và tên,Ngày sinh,Chi bộ,Tự xếp loại\n"
        "1,Lò Thị Mới,12/03/1995,Chi bộ 1,HTTNV\n",
        encoding="utf-8",
    )
    filled("nhap", path, "--dong-y")
    kept = waiting(filled)
    assert list(kept.values()) == ["Lò Thị Mới"]
    added = ("dv", "them", "Lò Thị Mới", "--don-vi", "14.1.1", "ngày sinh=12/03/1995", "--dong-y")
    assert "hết chờ sửa" not in filled(*added).stderr
    assert waiting(filled) == kept
    assert "rồi nhập lại tệp này" in filled("lan-nhap", "cho-sua", "--dinh-dang", "json").stdout
    assert filled("nhap", path, "--dong-y").exit_code == 0
    assert waiting(filled) == {}


def test_an_entry_and_an_organisation_are_mended_by_hand_too(desk, tmp_path):
    units = tmp_path / "to chuc.csv"
    units.write_text(
        "STT,Mã tổ chức,Tên tổ chức đảng,Ngày thành lập,Tổ chức đảng cấp trên\n"
        "1,14.1.7,Chi bộ 7,31/02/2001,Đảng bộ Sở Thử\n",
        encoding="utf-8",
    )
    studies = tmp_path / "chuyen de.csv"
    studies.write_text(
        "DANH SÁCH SINH HOẠT CHUYÊN ĐỀ NĂM 2022,,,,,\nSTT,Chi bộ,Tên chuyên đề,Ngày tổ chức,Số phải dự,Số dự\n"
        "1,Chi bộ 1,Học và làm theo Bác,03/03/2022,3,9\n",
        encoding="utf-8",
    )
    desk("nhap", units, studies, "--dong-y", "--don-vi", "14")
    assert {"D2": "Chi bộ 7", "F3": "Chi bộ 1"}.items() <= waiting(desk).items()
    assert desk("tc", "sua", "14.1.7", "ngày thành lập=28/02/2001", "--dong-y").exit_code == 0
    assert "D2" not in waiting(desk)
    mended = desk("chuyen-de", "sua", "1", "số phải dự=10", "số dự=9", "--dong-y")
    assert mended.exit_code == 0, mended.stderr
    assert "F3" not in waiting(desk)


def test_a_place_closed_by_hand_opens_again_and_one_closed_by_a_batch_says_how(desk):
    letter = number(desk, LETTER)
    closed = desk("lan-nhap", "cho-sua", "--xong", letter, "--dong-y")
    shown = desk("lan-nhap", "xem", "2", columns=300).stdout
    assert "(không còn chờ sửa)" in shown  # not «đã sửa»: nobody knows
    assert "(đã sửa)" not in shown
    assert f"dangbo lan-nhap cho-sua --mo-lai {letter}" in closed.stderr
    assert LETTER not in waiting(desk)
    assert desk("lan-nhap", "cho-sua", "--mo-lai", letter).exit_code == 2  # nobody sits there to be asked
    assert desk("lan-nhap", "cho-sua", "--mo-lai", letter, "--dong-y").exit_code == 0
    assert waiting(desk) == WHOSE
    again = desk("lan-nhap", "cho-sua", "--mo-lai", letter, "--dong-y")
    assert (again.exit_code, "đang chờ sửa" in again.stderr) == (2, True)
    admitted = number(desk, ADMITTED)
    desk("dv", "sua", "Lò Văn An", "ngày vào Đảng=04/02/1990", "--dong-y")
    refused = desk("lan-nhap", "cho-sua", "--mo-lai", admitted, "--dong-y", columns=300)
    assert refused.exit_code == 2
    assert "«dangbo lan-nhap hoan-tac 3»" in refused.stderr
    assert desk("lan-nhap", "cho-sua", "--mo-lai", "999", "--dong-y").exit_code == 2
    assert desk("lan-nhap", "cho-sua", "--mo-lai", letter, "--xong", letter, "--dong-y").exit_code == 2


def test_several_places_are_closed_with_their_numbers_behind_commas(desk):
    several = ",".join([number(desk, LETTER), number(desk, ADMITTED)])
    assert desk("lan-nhap", "cho-sua", "--xong", several, "--dong-y").exit_code == 0
    assert not {LETTER, ADMITTED} & waiting(desk).keys()
    assert desk("lan-nhap", "cho-sua", "--mo-lai", several, "--dong-y").exit_code == 0
    assert waiting(desk) == WHOSE


def test_a_range_of_places_is_closed_and_opened_as_one(desk):
    """The five of one file wait under numbers in a row."""
    numbers = sorted(int(number(desk, cell)) for cell in WHOSE)
    whole = f"{numbers[0]}-{numbers[-1]}"
    closed = desk("lan-nhap", "cho-sua", "--xong", whole, "--dong-y")
    assert (closed.exit_code, waiting(desk)) == (0, {})
    assert f"cho-sua --mo-lai {whole}»" in closed.stderr
    assert desk("lan-nhap", "cho-sua", "--mo-lai", whole, "--dong-y").exit_code == 0
    assert waiting(desk) == WHOSE
    for typed in (f"{numbers[-1]}-{numbers[0]}", "1-99999999", "1-", "-3"):
        assert desk("lan-nhap", "cho-sua", f"--xong={typed}", "--dong-y").exit_code == 2
    assert waiting(desk) == WHOSE


def test_a_rating_added_by_hand_stands_in_the_history_of_its_member(filled):
    """It was written into the history of a rating of the member's number."""
    assert filled("xep-loai", "them", "Lò Văn An", "--nam", "2020", "đề nghị xếp loại=HTTNV", "--dong-y").exit_code == 0
    told = filled("dv", "lich-su", "Lò Văn An", "--dinh-dang", "json").json
    assert [row["after"] for row in told if row["label"] == "Đề nghị xếp loại 2020"] == ["Hoàn thành tốt nhiệm vụ"]


def test_a_list_of_several_units_is_waited_for_under_the_unit_that_each_row_names(filled, tmp_path):
    """Rows read and rows that nobody read; where a row names none, the list of a unit says that some are nobody's."""
    (tmp_path / "loi").mkdir()
    path = tmp_path / "loi" / "chung.csv"
    path.write_text(
        "STT,Họ và tên,Ngày sinh,Giới tính,Đảng bộ,Chi bộ,Ngày vào Đảng,Ngày chính thức\n"
        "1,Lò Văn Ún,31/02/1968,Nam,Đảng bộ Sở Thử,Chi bộ 1,03/02/1990,03/02/1991\n"
        "2,,12/05/1968,Nam,Đảng bộ Sở Thử,Chi bộ 2,03/02/1990,03/02/1991\n"
        "3,Vì Văn Ếch,08/09/1992,Nam,Đảng bộ Sở Thử,Chi bộ 99,03/02/2015,03/02/2016\n"
        "4,Vì Thị Ón,08/09/1993,Nữ,,,03/02/2015,03/02/2016\n",
        encoding="utf-8",
    )
    assert filled("nhap", path, "--dong-y").exit_code == 1

    def of(*unit: str) -> set[str]:
        return {row["cell"] for row in filled("lan-nhap", "cho-sua", *unit, "--dinh-dang", "json").json}

    first, birth, nameless, branch, nowhere = (
        "B2",
        "C2",
        "B3",
        "F4",
        "F5",
    )  # who that is, and the day that does not say it
    assert of() == {first, birth, nameless, branch, nowhere}
    assert (of("--don-vi", "14.1.1"), of("--don-vi", "14.1.2")) == ({first, birth}, {nameless})
    assert of("--don-vi", "14.1") == {first, birth, nameless, branch}
    for cell in (first, birth):
        filled("lan-nhap", "cho-sua", "--xong", number(filled, cell), "--dong-y")
    shown = filled("lan-nhap", "cho-sua", "--don-vi", "14.1.1", columns=120).stdout
    assert "Không còn" not in shown
    assert "Còn 1 chỗ chờ sửa chưa rõ của tổ chức nào" in shown


LEFT = (
    "STT,Họ và tên,Ngày sinh,Giới tính,Chi bộ,Ngày vào Đảng,Ngày chính thức,Số thẻ đảng viên,Trạng thái,Ghi chú\n"
    "1,Lò Văn An,12/05/1968,Nam,Chi bộ 1,03/02/1990,03/02/1991,014012000001,,Từ trần 12/8/2022\n"
    "2,Giàng A Páo,01/09/1990,Nam,Chi bộ 2,07/11/2021,,014012000003,Đã chuyển đi,\n"
)


@pytest.mark.parametrize(("commands", "left"), [
    ((), {"J2", "I3"}),
    ((("dua-ra", "Lò Văn An", "--ly-do", "từ trần", "--ngay", "12/8/2022"),), {"I3"}),
    ((("chuyen", "Lò Văn An", "--den", "14.1.2"),), {"I3"}),
    ((("dua-ra", "Giàng A Páo", "--ly-do", "chuyển đi", "--ngay", "12/8/2022"),), {"J2"}),
    ((("dua-ra", "Nguyễn Thị Bình", "--ly-do", "từ trần", "--ngay", "12/8/2022"),), {"J2", "I3"}),
    ((("sua", "Lò Văn An", "nơi ở=Tổ 5"),), {"J2", "I3"}),
])  # fmt: skip
def test_what_says_that_somebody_left_waits_until_she_is_out(filled, tmp_path, commands, left):
    path = tmp_path / "roi di.csv"
    path.write_text(LEFT, encoding="utf-8")
    read = filled("nhap", path, "--dong-y")
    assert "dangbo dang-vien dua-ra" in read.stdout
    for words in commands:
        done = filled("dv", *words, "--dong-y")
        assert done.exit_code == 0, done.stderr
    assert {cell for cell in waiting(filled) if cell in ("J2", "I3")} == left


@pytest.mark.parametrize(("done", "waits"), [("dua-ra", False), ("chuyen", False), ("sua", True)])
def test_words_of_leaving_in_the_column_of_standing_wait_until_she_is_out(filled, tmp_path, done, waits):
    path = tmp_path / "nghi huu.csv"
    typed = LEFT.replace(",,Từ trần 12/8/2022", ",Nghỉ hưu; chuyển về nơi cư trú 12/8/2022,")
    path.write_text(typed, encoding="utf-8")
    assert "dangbo dang-vien dua-ra" in filled("nhap", path, "--dong-y").stdout
    assert "I2" in waiting(filled)
    how = {"dua-ra": ("--ly-do", "chuyển đi", "--ngay", "12/8/2022"), "chuyen": ("--den", "14.1.2")}
    assert filled("dv", done, "Lò Văn An", *how.get(done, ("nơi ở=Tổ 5",)), "--dong-y").exit_code == 0
    assert ("I2" in waiting(filled)) is waits


@pytest.mark.parametrize(
    ("typed", "waits"), [("trạng thái=dự bị", False), ("ngày chính thức=03/02/1999", False), ("nơi ở=Tổ 5", True)]
)
def test_an_empty_cell_that_should_have_told_the_standing_waits_until_it_is_said(filled, tmp_path, typed, waits):
    path = tmp_path / "chua ro.csv"
    row = LEFT.splitlines()[1].replace("Lò Văn An", "Vì Văn Ếch").replace(",03/02/1991,014012000001", ",,")
    path.write_text(f"{LEFT.splitlines()[0]}\n{row.replace('Từ trần 12/8/2022', '')}\n", encoding="utf-8")
    filled("nhap", path, "--dong-y", "--don-vi", "14.1")
    assert "G2" in waiting(filled)
    done = filled("dv", "sua", "Vì Văn Ếch", typed, "--dong-y")
    assert done.exit_code == 0, done.stderr
    assert ("G2" in waiting(filled)) is waits


@pytest.mark.parametrize("to", ["14.1.1", "14.1.2"])
def test_a_row_of_somebody_who_had_left_waits_until_she_is_received_again(filled, tmp_path, to):
    filled("dv", "dua-ra", "Lò Văn An", "--ly-do", "khai trừ", "--ngay", "12/8/2022", "--dong-y")
    path = tmp_path / "con.csv"
    path.write_text(LEFT.replace(",Từ trần 12/8/2022", ","), encoding="utf-8")
    filled("nhap", path, "--dong-y")
    assert "B2" in waiting(filled)
    done = filled("dv", "nhan-lai", "Lò Văn An", "--den", to, "--ngay", "12/9/2022", "--dong-y")
    assert done.exit_code == 0, done.stderr
    assert ("B2" in waiting(filled)) is (to == "14.1.2")


@pytest.fixture
def broken(filled, tmp_path):
    """A record into which a folder was imported: a sheet with one mistake, a file that is none of a spreadsheet."""
    folder = tmp_path / "nhan"
    folder.mkdir()
    rows = (
        "1,Lò Văn An,12/05/1968,Nam,Chi bộ 1,31/02/1990,03/02/1991,\n"
        "2,Vì Văn Mới,08/09/1992,Nam,Chi bộ 1,03/02/2015,03/02/2016,\n"
    )
    (folder / "mot.csv").write_text(HEAD + rows, encoding="utf-8")
    (folder / "ảnh.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    assert filled("nhap", folder, "--dong-y").exit_code == 1
    return folder


def test_a_file_that_could_not_be_read_waits_for_one_that_can_be(filled, broken):
    (row,) = [
        row for row in filled("lan-nhap", "cho-sua", "--dinh-dang", "json").json if row["path"].endswith("ảnh.xlsx")
    ]
    assert (row["sheet"], row["cell"], row["whose"]) == (None, None, None)
    assert row["message"].startswith("Đây không phải là bảng tính mà là ảnh PNG.")
    assert "ảnh PNG" in filled("lan-nhap", "xem", "2", columns=200).stdout
    assert "Để lại chờ sửa: 2 chỗ" in filled(columns=200).stdout
    filled("nhap", broken, "--dong-y")  # again: nothing new, and not kept twice
    assert len(waiting_paths(filled)) == 2
    book = Workbook()
    for line in (HEAD + "1,Lò Văn An,12/05/1968,Nam,Chi bộ 1,,,014012000001\n").splitlines():
        book.active.append(line.split(","))
    book.save(broken / "ảnh.xlsx")
    assert filled("nhap", broken / "ảnh.xlsx", "--dong-y").exit_code == 0
    assert waiting_paths(filled) == ["mot.csv"]


def test_files_of_the_same_bytes_that_nobody_can_read_wait_each_for_its_own(filled, broken):
    """Two units sent an empty file: what the one sends then says nothing of the other's."""
    names = ["K03 gửi.xlsx", "K04 gửi.xlsx"]
    for name in names:
        (broken / name).write_bytes(b"")
    filled("nhap", broken / names[0], "--dong-y")
    filled("nhap", broken, "--dong-y")
    filled("nhap", broken, "--dong-y")  # again: not kept twice
    assert sorted(waiting_paths(filled)) == [*names, "mot.csv", "ảnh.xlsx"]
    book = Workbook()
    for line in (HEAD + "1,Cà Thị Ún,30/11/1985,Nữ,Chi bộ 1,07/07/2011,07/07/2012,014012000077\n").splitlines():
        book.active.append(line.split(","))
    book.save(broken / names[0])
    filled("nhap", broken, "--dong-y")
    assert sorted(waiting_paths(filled)) == [names[1], "mot.csv", "ảnh.xlsx"]


def test_a_wrong_card_number_of_seven_digits_is_masked_as_any_other(filled, tmp_path):
    path = tmp_path / "loi.csv"
    path.write_text(HEAD + "1,Lò Văn An,12/05/1968,Nam,Chi bộ 1,,,1427749\n", encoding="utf-8")
    filled("nhap", path, "--dong-y")
    shown = filled("lan-nhap", "cho-sua", columns=200).stdout
    assert "••••7749" in shown
    assert "1427749" not in shown
    assert "1427749" in filled("lan-nhap", "cho-sua", "--hien-du", columns=200).stdout


def test_a_version_that_cannot_be_read_mends_nothing_of_the_one_before(filled, broken):
    (broken / "mot.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (broken / "hai.csv").write_text(
        HEAD + "1,Cà Thị Ún,30/11/1985,Nữ,Chi bộ 1,07/07/2011,07/07/2012,014012000077\n", encoding="utf-8"
    )
    filled("nhap", broken, "--dong-y")
    assert sorted(waiting_paths(filled)) == ["mot.csv", "mot.csv", "ảnh.xlsx"]
    assert filled("lo", "hoan-tac", "3", "--dong-y").exit_code == 0
    assert sorted(waiting_paths(filled)) == ["mot.csv", "ảnh.xlsx"]


def waiting_paths(run) -> list[str]:
    return [row["path"].rpartition("/")[2] for row in run("lan-nhap", "cho-sua", "--dinh-dang", "json").json]


def test_a_list_that_is_all_right_and_not_read_yet_waits_for_nothing_and_is_written_no_letter(filled, broken, tmp_path):
    (broken / "tăng giảm.csv").write_text(
        "Đảng bộ Sở Thử\nDANH SÁCH TĂNG, GIẢM ĐẢNG VIÊN\nSTT,Họ và tên,Ngày sinh,Lý do giảm,Ngày chuyển đi\n"
        "1,Lò Văn An,12/05/1968,Chuyển,01/02/2022\n",
        encoding="utf-8",
    )
    shown = filled("nhap", broken, tmp_path / "không có.xlsx", "--dong-y", "--tra-lai", tmp_path / "tra").stdout
    assert "loại biểu này chưa đọc được" in " ".join(shown.split())
    assert sorted(waiting_paths(filled)) == ["mot.csv", "ảnh.xlsx"]
    assert sorted(path.name for path in (tmp_path / "tra").glob("*.txt")) == ["mot.txt", "ảnh.txt"]


@pytest.mark.parametrize("words", [("--chi-tiet",), ("--dong-y",), ("--dong-y", "--chi-tiet")])
def test_a_call_of_which_no_file_can_be_read_changes_nothing(filled, tmp_path, words):
    alone = tmp_path / "ảnh.xlsx"
    alone.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    before = filled.database.read_bytes()
    assert filled("nhap", alone, *words).exit_code == 3
    assert filled.database.read_bytes() == before


TWO_UNITS = """Mã tổ chức,Tên tổ chức đảng,Loại hình tổ chức đảng,Tổ chức đảng cấp trên
K,Đảng bộ Khối Thử,Đảng bộ cấp trên trực tiếp cơ sở,
A,Chi bộ Sở A,Chi bộ cơ sở,Đảng bộ Khối Thử
B,Chi bộ Sở B,Chi bộ cơ sở,Đảng bộ Khối Thử
"""


@pytest.mark.parametrize(
    ("name", "birth", "closed"),
    [
        ("Lò Thị Hoa", "12/05/1968", True),
        ("Lò Thị Hoa", "12/05/1963", False),  # moved or not: what the list says of her birth is another thing
        ("Lò Thị Hoan", "12/05/1968", False),
    ],
)
def test_who_looks_like_somebody_of_another_unit_is_moved_by_the_command_that_is_named(
    run, tmp_path, name, birth, closed
):
    (tmp_path / "to chuc.csv").write_text(TWO_UNITS, encoding="utf-8")
    head = "STT,Họ và tên,Ngày sinh,Ngày vào Đảng\n"
    (tmp_path / "Chi bộ Sở A.csv").write_text(f"{head}1,Lò Thị Hoa,12/05/1968,03/02/1995\n", encoding="utf-8")
    assert run("nhap", tmp_path, "--dong-y").exit_code == 0
    (tmp_path / "Chi bộ Sở B.csv").write_text(f"{head}1,{name},{birth},03/02/1995\n", encoding="utf-8")
    told = run("nhap", tmp_path / "Chi bộ Sở B.csv", "--dong-y", columns=400).stdout
    assert "«dangbo dv chuyen 1 --den B --ngay NGÀY»" in told
    assert waiting(run) == {"B2": name}
    assert run("dv", "chuyen", "1", "--den", "B", "--dong-y").exit_code == 0
    assert waiting(run) == ({} if closed else {"B2": name})


def test_who_was_added_by_hand_with_a_slip_mends_the_row_when_the_slip_is_mended(desk):
    added = desk("dv", "them", "Vì Văn Ếch", "--don-vi", "14.1.2", "ngày sinh=08/09/1929", "--dong-y")
    assert added.exit_code == 0, added.stderr
    of_a_sheet = desk("dv", "sua", "Giàng A Páo", "họ tên=Vì Văn Ếch", "ngày sinh=08/09/1992", "--dong-y")
    assert of_a_sheet.exit_code == 0, of_a_sheet.stderr
    assert set(waiting(desk)) == set(WHOSE)
    desk("lan-nhap", "hoan-tac", "4", "--dong-y")
    done = desk("dv", "sua", "Vì Văn Ếch", "ngày sinh=08/09/1992", "--dong-y")
    assert set(WHOSE) - set(waiting(desk)) == {BRANCH}, done.stderr
    desk("lan-nhap", "hoan-tac", "6", "--dong-y")
    assert waiting(desk) == WHOSE


def test_an_undo_opens_nothing_again_that_a_later_change_by_hand_mends(desk, tmp_path):
    """A sheet with the same mistake in place of the first: its place is mended by hand, and that stands."""
    newer = tmp_path / "loi" / "Đảng bộ Sở Thử.csv"
    newer.write_text(SHEET.replace("B,Đảng viên", "HTTNV,Đảng viên"), encoding="utf-8")
    desk("nhap", newer, "--dong-y")
    assert desk("dv", "sua", "Quàng Thị Dung", "ngày sinh=28/02/1980", "--dong-y").exit_code == 0
    assert set(WHOSE) - set(waiting(desk)) == {LETTER, BIRTH}
    undone = desk("lan-nhap", "hoan-tac", "3", "--dong-y")
    assert undone.exit_code == 0, undone.stderr
    assert set(WHOSE) - set(waiting(desk)) == {BIRTH}
    desk("lan-nhap", "hoan-tac", "4", "--dong-y")
    assert waiting(desk) == WHOSE


def test_what_a_mended_copy_closed_waits_no_more_when_the_first_file_comes_again(desk, tmp_path):
    """A whole week's folder was read again, and every place that units had mended since waited again."""
    path = tmp_path / "loi" / "Đảng bộ Sở Thử.csv"
    mended = tmp_path / "sua" / path.name
    mended.parent.mkdir()
    text = SHEET.replace("31/02/1990", "03/02/1990").replace("31/02/1980", "01/02/1980")
    mended.write_text(text, encoding="utf-8")
    desk("nhap", mended, "--dong-y")
    left = waiting(desk)
    assert set(left) == {LETTER, BRANCH, ELSEWHERE}
    desk("nhap", path, "--dong-y")
    assert waiting(desk) == left
    newest = max(one["number"] for one in desk("lo", "ds", "--dinh-dang", "json").json)
    assert desk("lo", "hoan-tac", str(newest), "--dong-y").exit_code == 0
    assert set(waiting(desk)) == set(WHOSE)


def test_an_unreadable_file_waits_once_however_its_path_is_typed(desk, tmp_path, monkeypatch):
    folder = tmp_path / "loi"
    (folder / "hong.xlsx").write_bytes(b"no workbook")
    monkeypatch.chdir(tmp_path)
    for typed in (folder, "loi", "./loi"):
        desk("nhap", typed, "--dong-y")
    rows = desk("lan-nhap", "cho-sua", "--dinh-dang", "json").json
    assert [row["path"].rpartition("/")[2] for row in rows if not row["cell"]] == ["hong.xlsx"]


@pytest.mark.parametrize("moved", [False, True])
def test_an_unreadable_file_is_one_from_every_folder_and_a_good_one_there_closes_it(
    filled, tmp_path, monkeypatch, moved
):
    folder, elsewhere = tmp_path / "tuan3", tmp_path / "o khac" / "tuan3"
    folder.mkdir()
    (folder / "hong.xlsx").write_bytes(b"no workbook")
    (folder / "dung.csv").write_text(HEAD + _RIGHT, encoding="utf-8")
    for inside, typed in ((tmp_path, "tuan3"), (folder, "."), (tmp_path, folder)):
        monkeypatch.chdir(inside)
        filled("nhap", typed, "--dong-y", "--don-vi", "14.1")
    assert unread(filled) == ["tuan3/hong.xlsx"]  # as it was typed first
    if moved:  # the stick has another letter now
        elsewhere.parent.mkdir()
        folder.rename(elsewhere)
        folder = elsewhere
        monkeypatch.chdir(folder)
        filled("nhap", ".", "--dong-y", "--don-vi", "14.1")
        assert unread(filled) == ["tuan3/hong.xlsx"]
    book = Workbook()
    book.active.append(HEAD.strip().split(","))
    book.active.append([1, "Lò Văn An", "12/05/1968", "Nam", "Chi bộ 1", "03/02/1990", "03/02/1991", "014012000001"])
    book.save(folder / "hong.xlsx")
    monkeypatch.chdir(folder)
    filled("nhap", "hong.xlsx", "--dong-y", "--don-vi", "14.1")
    assert unread(filled) == []


def test_unreadable_files_of_one_name_in_the_folders_of_two_units_are_two(filled, tmp_path, monkeypatch):
    """Typed from their folders their paths are the same, and often their bytes are: empty ones, a protected template."""
    for unit in ("K01", "K02"):
        (tmp_path / unit).mkdir()
        (tmp_path / unit / "x.xlsx").write_bytes(b"")
        (tmp_path / unit / "dung.csv").write_text(HEAD + _RIGHT, encoding="utf-8")
        monkeypatch.chdir(tmp_path / unit)
        filled("nhap", ".", "--dong-y", "--don-vi", "14.1")
    assert unread(filled) == ["x.xlsx", "x.xlsx"]


def test_a_sheet_typed_alike_from_the_folder_of_another_unit_replaces_nothing(filled, tmp_path, monkeypatch):
    for code, branch, name in (("14.1.1", "Chi bộ 1", "Lò Văn Một"), ("14.1.2", "Chi bộ 2", "Lò Văn Hai")):
        (tmp_path / branch).mkdir()
        (tmp_path / branch / "x.csv").write_text(HEAD + f"1,{name},31/02/1980,Nam,{branch},,,\n", encoding="utf-8")
        monkeypatch.chdir(tmp_path / branch)
        filled("nhap", "x.csv", "--dong-y", "--don-vi", code)
    assert {row["whose"] for row in filled("lan-nhap", "cho-sua", "--dinh-dang", "json").json} == {
        "Lò Văn Hai",
        "Lò Văn Một",
    }


def unread(run) -> list[str]:
    """Return the files of which nothing could be read, as they are named."""
    return [row["path"] for row in run("lan-nhap", "cho-sua", "--dinh-dang", "json").json if not row["cell"]]
