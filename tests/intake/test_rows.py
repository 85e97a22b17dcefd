"""Rows that were taken for something else than they are: each once lost somebody, or gave her what is another's."""

from __future__ import annotations

from datetime import date

import pytest

from intake.desk import HEADER, Desk, codes, person

UNIT = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 1"]]
RATED = [*UNIT, ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"]]


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path).organizations()


def read(desk, rows, **more):
    """Import one sheet and return the result and the people by name."""
    result = desk.nhap(desk.write("ds.xlsx", rows, **more))
    return result, {p["full_name"]: p for p in desk.people()}


class TestCellsLeftBlank:
    """«...» in the cells of somebody without STT is no line that only asks."""

    def test_of_a_member(self, desk):
        header = ["Họ và tên", "Ngày sinh", "Dân tộc", "Quê quán", "Ngày vào Đảng"]
        rows = [
            ["Lò Văn An", date(1970, 2, 1), "...", "...", date(1999, 2, 3)],
            ["Lò Văn Bình", "", "...", "…", "..."],
            ["Lò Văn Chung", date(1971, 2, 1), "Thái", "", date(1999, 2, 3)],
        ]
        result, people = read(desk, [*UNIT, header, *rows])
        assert (result.set_aside, people.keys()) == (0, {"Lò Văn An", "Lò Văn Bình", "Lò Văn Chung"})

    def test_of_an_organisation(self, desk):
        header = ["Tên tổ chức đảng", "Trực thuộc (mã)", "Bí thư", "Điện thoại"]
        desk.nhap(desk.write("tc.xlsx", [header, ["Chi bộ 2", "YT", "...", "..."], ["Chi bộ 3", "YT", "…", "…"]]))
        names = {name for (name,) in desk.conn.execute("SELECT name FROM organization_name")}
        assert {"Chi bộ 2", "Chi bộ 3"} <= names

    def test_of_an_entry(self, desk):
        read(desk, [*UNIT, HEADER, person(1, "Lò Văn An"), person(2, "Lò Văn Bình")])
        header = ["Họ và tên", "Tự nhận", "Chi bộ đề nghị", "Đảng ủy quyết định"]
        rows = [["Lò Văn An", "HTTNV", "...", "..."], ["Lò Văn Bình", "HTTNV", "HTTNV", "HTTNV"]]
        result = desk.plan(desk.write("xl.xlsx", [*RATED, header, *rows]))
        assert (result.files[0].sheets[0].rows, result.updated + result.created) == (2, 2)

    def test_a_line_that_asks_is_still_none_of_the_list(self, desk):
        header = ["Họ và tên", "Ngày sinh", "Dân tộc", "Ngày vào Đảng"]
        asking = ["Chi bộ:", "………", "Tuổi Đảng:", "……."]
        result, people = read(desk, [*UNIT, header, asking, ["Lò Văn An", "01/02/1970", "Thái", "03/02/1999"]])
        assert (codes(result), people.keys()) == ([], {"Lò Văn An"})


class TestHeaderOrPerson:
    """A row of somebody whose cells are words of headings, too."""

    @pytest.mark.parametrize("level", ["HTXSNV", "Hoàn thành xuất sắc nhiệm vụ"])
    @pytest.mark.parametrize("unread", ["Chức vụ", "Công việc"])
    def test_no_row_of_a_rating_list_is_the_header(self, desk, unread, level):
        names = ["Lò Văn An", "Lò Văn Bình", "Lò Văn Chung", "Lò Văn Dũng"]
        read(desk, [*UNIT, HEADER, *(person(n, name) for n, name in enumerate(names, 1))])
        levels = [level, "HTTNV", "HTTNV", "Hoàn thành tốt nhiệm vụ"]
        works = ["Bí thư", "Phó Bí thư", "Đảng viên", "Đảng viên"]
        rows = [list(row) for row in zip(names, works, levels, strict=True)]
        result = desk.nhap(desk.write("xl.xlsx", [*RATED, ["Họ và tên", unread, "Xếp loại"], *rows]))
        assert (result.files[0].sheets[0].header_rows, result.set_aside) == ([4], 0)
        assert len(desk.conn.execute("SELECT 1 FROM rating").fetchall()) == 4
