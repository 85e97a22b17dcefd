"""The column of documents in sheets of the year's work: which document of the record a row names."""

from __future__ import annotations

import pytest

from intake.desk import cells
from intake.year import SHEETS, staffed, stored


def test_the_document_of_a_row_is_found_with_or_without_leading_zeros_and_a_near_number_is_named(tmp_path):
    desk = staffed(tmp_path)
    desk.conn.execute("INSERT INTO document (number, subject) VALUES ('05-KH/ĐUK', 'Học tập')")
    desk.conn.commit()
    head, *rows = SHEETS["khen-thuong"][2:]
    sheet = [*SHEETS["khen-thuong"][:2], [*head, "Theo văn bản"], [*rows[0], "Số 5-KH/ĐUK"], [*rows[1], "5-KH"]]
    result = desk.nhap(desk.write("khen.xlsx", sheet))
    assert [row.get("document_id") for row in stored(desk, "commendation")] == [1, None]
    (problem,) = result.plan.problems
    assert (problem.code, "«5-KH»; gần giống: «05-KH/ĐUK»" in problem.message) == ("document_unknown", True)


@pytest.mark.parametrize(
    ("cell", "number", "day"),
    [
        ("10/01/2023", None, "2023-01-10"), ("ngày 10 tháng 01 năm 2023", None, "2023-01-10"),
        ("Số 15/QĐ, 10.1.23", "15/QĐ", "2023-01-10"), ("15-QĐ/ĐUK", "15-QĐ/ĐUK", None),
    ],
)  # fmt: skip
def test_a_day_alone_under_the_decision_is_its_day_and_no_number(tmp_path, cell, number, day):
    desk = staffed(tmp_path)
    title = [["CHI BỘ 1 - ĐẢNG BỘ SỞ Y TẾ"], ["KẾT QUẢ KHEN THƯỞNG NĂM 2022"]]
    sheet = [*title, ["STT", "Họ và tên", "Hình thức khen thưởng", "Quyết định"], [1, "Lò Văn An", "Giấy khen", cell]]
    assert cells(desk.nhap(desk.write("khen.xlsx", sheet))) == {}
    (entry,) = stored(desk, "commendation")
    assert (entry.get("decision_number"), entry.get("decision_on")) == (number, day)
