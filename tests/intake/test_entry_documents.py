"""The column of documents in sheets of the year's work: which document of the record a row names."""

from __future__ import annotations

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
