"""Many texts at once: who is a member, who may be, who is not. Nothing is guessed."""

from __future__ import annotations

from datetime import date

import pytest

from dangbo_cli.reports.bulk_lookup import HAS_LEFT, IS_MEMBER, IS_NOT, MAY_BE, look_up_people


def one(conn, day, *cells):
    table = look_up_people(conn, [cells], day)
    return table.rows[0]


@pytest.mark.parametrize(
    ("cells", "answer", "number", "reason"),
    [
        (("014000000001",), IS_MEMBER, 1, "Đúng số"),
        (("14.000001",), IS_MEMBER, 1, "Đúng số"),
        ((14000002.0,), IS_MEMBER, 2, "Đúng số"),
        (("14.000001/012345",), IS_MEMBER, 1, "Đúng số"),
        (("014 068 000 004",), IS_MEMBER, 4, "Đúng số"),
        (("014000000001", "12/05/1968"), IS_MEMBER, 1, "Đúng số"),
        (("014000000001", 1968.0), IS_MEMBER, 1, "Đúng số"),
        (("014000000001", "1970"), MAY_BE, None, "Đúng số nhưng khác ngày sinh"),
        ((14000000001.0,), MAY_BE, None, "Đúng số nếu thêm số 0 ở đầu"),
        (("999999999999",), IS_NOT, None, "Không ai có số này"),
        (("12",), IS_NOT, None, "Không phải số thẻ, số định danh hay họ tên"),
        (("8",), IS_NOT, None, "Không phải số thẻ, số định danh hay họ tên"),
        (("Lò Văn An", "12/05/1968"), IS_MEMBER, 1, "Đúng họ tên và ngày sinh"),
        (("đ/c LÒ VĂN AN", date(1968, 5, 12)), IS_MEMBER, 1, "Đúng họ tên và ngày sinh"),
        (("lo van an", "12.5.68"), IS_MEMBER, 1, "Đúng họ tên và ngày sinh"),
        (("Lô Văn Ân", "12/05/1968"), MAY_BE, None, "Đúng ngày sinh, họ tên khác dấu"),
        (("Lò Văn An", "1968"), MAY_BE, None, "Đúng họ tên, ngày sinh chưa đủ ngày tháng"),
        (("Nguyễn Thị Bình", "05/06/1990"), MAY_BE, None, "Đúng họ tên, ngày sinh chưa đủ ngày tháng"),
        (("Nguyễn Thị Bình", "1990"), MAY_BE, None, "Đúng họ tên, ngày sinh chưa đủ ngày tháng"),
        (("Vàng A Dơ", "05/06/1990"), MAY_BE, None, "Đúng họ tên, sổ chưa có ngày sinh"),
        (("Lò Văn An", "23/11/1975"), IS_NOT, None, "Có 1 người cùng họ tên nhưng khác ngày sinh (số 1)"),
        (("Lò Văn An", "23/11/1968"), IS_NOT, None, "Có 1 người cùng họ tên nhưng khác ngày sinh (số 1)"),
        (("Lò Văn An", "13/05/1968"), MAY_BE, None, "Rất giống: cùng họ tên; ngày sinh lệch một chữ số"),
        (("Lò Văn An", "05/12/1968"), MAY_BE, None, "Rất giống: ngày sinh đảo ngày và tháng; cùng họ tên"),
        (("Lò Văm An", "12/05/1968"), MAY_BE, None, "Rất giống: cùng ngày sinh; họ tên lệch một chữ cái"),
        (("Lò An (vắng)", "12/05/1968"), MAY_BE, None, "Rất giống: cùng ngày sinh; họ tên thiếu tên đệm"),
        (("Cà Thị Mai", "12/05/1968"), IS_NOT, None, "Không ai có họ tên này"),
        (("Lò Văm An", "1968"), IS_NOT, None, "Không ai có họ tên này"),
        (("Lò Văn An", "31/02/1968"), MAY_BE, None, "Chỉ có họ tên; ngày sinh đã ghi không đọc được"),
        (("Lò Văn An",), MAY_BE, None, "Chỉ có họ tên"),
        (("Lò Văn An", ""), MAY_BE, None, "Chỉ có họ tên"),
        (("Hoàng Thị Iên",), MAY_BE, None, "Chỉ có họ tên"),
        (("Lò Văn",), IS_NOT, None, "Không ai có họ tên này"),
        (("Lò Văn An (Bí thư)",), MAY_BE, None, "Chỉ có họ tên; không tính phần «(Bí thư)»"),
        (("Lò Văn An (khóa 2)",), MAY_BE, None, "Chỉ có họ tên; không tính phần «(khóa 2)»"),
        (("Đ/c Lò Văn An - vắng",), MAY_BE, None, "Chỉ có họ tên; không tính phần «vắng»"),
        (("Ths. Lò Văn An",), MAY_BE, None, "Chỉ có họ tên; không tính phần «Ths.»"),
        (("Lò Văn An (vắng)", "12/05/1968"), IS_MEMBER, 1, "Đúng họ tên và ngày sinh; không tính phần «(vắng)»"),
        (("014000000001", "", "Lò Văn An (vắng)"), IS_MEMBER, 1, "Đúng số"),
        (("Lò Văn An, Cà Thị Mai",), IS_NOT, None, "Không ai có họ tên này"),
    ],
)
def test_one_text(conn, day, cells, answer, number, reason):
    row = one(conn, day, *cells)
    assert (row["answer"], row["id"], row["reason"]) == (answer, number, reason)
    assert (row["candidates"] is None) == (answer != MAY_BE)


def test_who_it_is(conn, day):
    row = one(conn, day, "14000001")
    assert {key: row[key] for key in ("full_name", "birth_date", "card_number", "organization_name", "status")} == {
        "full_name": "Lò Văn An",
        "birth_date": "1968-05-12",
        "card_number": "014000000001",
        "organization_name": "Chi bộ 10",
        "status": "Chính thức",
    }


def test_candidates_are_named(record, day):
    for number in range(12, 18):
        record.member(number, "Lò Văn An", 3, birth_date="1970-02")
    row = one(record.conn, day, "Lò Văn An")
    assert row["reason"] == "Nhiều người cùng họ tên"
    assert row["candidates"].startswith(
        "số 1: Lò Văn An, sinh 12/05/1968, Chi bộ 10; số 12: Lò Văn An, sinh 02/1970, Chi bộ Sở Nội vụ; "
    )
    assert row["candidates"].endswith("; và 2 người nữa")


def test_two_people_of_one_name_and_birth_are_both_candidates(record, day):
    record.member(12, "Lò Văn An", 3, birth_date="1968-05-12")
    row = one(record.conn, day, "Lò Văn An", "12/05/1968")
    assert (row["answer"], row["id"]) == (MAY_BE, None)


def test_a_namesake_whose_birth_is_unknown_leaves_a_doubt(record, day):
    record.member(12, "Lò Văn An", 3)
    row = one(record.conn, day, "Lò Văn An", "12/05/1968")
    assert row["answer"] == MAY_BE


def test_one_number_as_card_and_as_citizen_id_of_two_people(record, day):
    record.member(12, "Lường Văn Tứ", 3, citizen_id="014000000001")
    assert one(record.conn, day, "014000000001")["reason"] == "Số này có ở nhiều người"


def test_who_has_left_is_said_to_have_left(record, day):
    record.conn.execute("UPDATE member SET card_number = '014000000006' WHERE id = 6")
    row = one(record.conn, day, "014000000006")
    assert (row["answer"], row["full_name"], row["status"]) == (HAS_LEFT, "Trần Văn Tú", "Đã ra khỏi danh sách")


def test_a_file_number_is_no_proof(record, day):
    record.conn.execute("UPDATE member SET file_number = '012345' WHERE id = 6")
    assert one(record.conn, day, "012345")["reason"] == "Trùng số lý lịch đảng viên"


def test_lines_point_into_the_sheet_and_the_notes_count(conn, day):
    asked = [("14000001",), ("",), (None,), ("Lò Văn An", "1968"), (), ("Không Có Ai",)]
    table = look_up_people(conn, asked, day)
    assert [(row["line"], row["text"]) for row in table.rows] == [(1, "14000001"), (4, "Lò Văn An"), (6, "Không Có Ai")]
    assert table.notes == [
        "Tra 3 dòng, tính đến ngày 31/12/2022: 1 là đảng viên, 1 có thể là, 1 không có.",
        "Bỏ qua 3 dòng không có người.",
        "«Có thể là» cần người xem lại: chương trình không tự chọn khi chỉ có họ tên hoặc số chưa khớp hẳn.",
    ]
    assert "birth" in {column.key for column in table.columns}
    assert "birth" not in {column.key for column in look_up_people(conn, asked[:1], day).columns}
    assert all({column.key for column in table.columns} <= row.keys() for row in table.rows)


def test_nothing_asked(conn, day):
    table = look_up_people(conn, [], day)
    assert (table.rows, table.notes) == ([], ["Tra 0 dòng, tính đến ngày 31/12/2022."])
