"""`dv them`: a new member, and who is there already."""

from __future__ import annotations

from datetime import date

import pytest

from dangbo_cli.records.add import plan_add_member
from dangbo_cli.records.refusal import AlreadyKnown, DayRefused, NumberTaken, PlaceRefused, RecordUnknown, ValueRefused
from dangbo_cli.reports.member_list import list_members
from dangbo_cli.store.check import check_file
from records.conftest import AN, CHI_BO_1, CHI_BO_2, CHI_BO_3, KHOI, NOI_VU, TODAY, codes, pairs


def add(book, organization, *assignments, since=None):
    return plan_add_member(book.conn, organization, pairs(*assignments), TODAY, since)


def test_what_the_list_shows_of_a_new_member(book):
    row = next(r for r in list_members(book.conn, TODAY).rows if r["id"] == AN)
    assert {key: row[key] for key in ("full_name", "birth_date", "card_number", "old_card_number", "status")} == {
        "full_name": "Lò Văn An",
        "birth_date": "1968-05-12",
        "card_number": "14012345",
        "old_card_number": None,
        "status": "Chính thức",
    }
    assert (row["party_position"], row["government_position"]) == ("Bí thư, Đảng ủy viên", "Giám đốc")
    assert (row["organization_code"], row["ratings"]) == ("14.2.1", {"2022": "Hoàn thành tốt nhiệm vụ"})
    assert check_file(book.conn) == []


def test_a_place_has_no_start_unless_one_is_given(book):
    assert book.rows("member_place", "organization_id, valid_from", member_id=AN) == [(CHI_BO_1, None)]
    number = book.member(NOI_VU, "ho ten=Đinh Thị Dung", "chuc vu dang=Đảng viên", since=date(2026, 10, 1))
    assert book.rows("member_place", "valid_from", member_id=number) == [("2026-10-01",)]
    assert book.rows("member_position", "valid_from", member_id=number) == [("2026-10-01",)]
    assert number not in {row["id"] for row in list_members(book.conn, date(2026, 9, 30)).rows}


def test_a_number_that_exists(book):
    with pytest.raises(NumberTaken) as refused:
        add(book, NOI_VU, "ho ten=Lò Thị Khác", "so the=14012345")
    assert refused.value.owner == AN
    assert refused.value.advice == (
        "Nếu là một người, hãy sửa bằng «dangbo dang-vien sua 1 …» hoặc chuyển sinh hoạt bằng "
        "«dangbo dang-vien chuyen 1 …»; nếu không, hãy kiểm tra lại số."
    )


@pytest.mark.parametrize("birth", ["12/05/1968", "1968", "05/1968"])
@pytest.mark.parametrize(
    ("name", "alike"),
    [
        ("Lò Văn An", "cùng họ tên, ngày sinh"), ("lo van an", "cùng họ tên, ngày sinh"),
        ("LÒ VĂN ÂN", "họ tên chỉ khác dấu, cùng ngày sinh"), ("Lò Văn Ản", "họ tên chỉ khác dấu, cùng ngày sinh"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", [CHI_BO_1, CHI_BO_2])
def test_same_name_and_birth_in_the_grassroots_organisation(book, birth, name, alike, place):
    with pytest.raises(AlreadyKnown) as refused:
        add(book, place, f"ho ten={name}", f"ngay sinh={birth}", "so the=014000000777")
    assert refused.value.known == (AN,)
    assert str(refused.value) == (
        f"Trong sổ đã có người {alike} ở «Đảng bộ Sở Y tế» (mã 14.2): Lò Văn An (số 1), sinh "
        "12/05/1968, «Chi bộ 1» (mã 14.2.1), thuộc «Đảng bộ Sở Y tế» (mã 14.2). "
        "Nếu là một người, hãy sửa bằng «dangbo dang-vien sua 1 …»; nếu là hai người khác nhau, "
        "hãy ghi số định danh cá nhân của cả hai."
    )


def test_of_several_each_whose_marks_differ_is_told(book):
    book.member(CHI_BO_2, "ho ten=Lò Văn Ân", "ngay sinh=12/05/1968", "cccd=014068000009")
    with pytest.raises(AlreadyKnown, match="người cùng họ tên, ngày sinh") as refused:
        add(book, CHI_BO_1, "ho ten=Lò Văn An", "ngay sinh=12/05/1968")
    assert str(refused.value).count("họ tên viết khác dấu") == 1
    with pytest.raises(AlreadyKnown, match="người họ tên chỉ khác dấu ở"):
        add(book, CHI_BO_1, "ho ten=Lò Vân An")


def test_two_citizen_ids_tell_two_people_apart(book):
    plan = add(book, CHI_BO_1, "ho ten=Lò Văn An", "ngay sinh=12/05/1968", "cccd=014068000002")
    assert len(plan.changes) == 2


def test_another_birth_is_another_person_and_another_organisation_is_only_noted(book):
    assert codes(add(book, CHI_BO_1, "ho ten=Lò Văn An", "ngay sinh=1969")) == ["same_name_here"]
    plan = add(book, NOI_VU, "ho ten=Lò Văn An", "ngay sinh=12/05/1968")
    assert [note.message for note in plan.notes] == [
        "Sổ đã có người cùng họ tên, ngày sinh ở tổ chức khác: Lò Văn An (số 1), sinh 12/05/1968, «Chi bộ 1» "
        "(mã 14.2.1), thuộc «Đảng bộ Sở Y tế» (mã 14.2). "
        "Nếu là một người, hãy chuyển sinh hoạt bằng «dangbo dang-vien chuyen …» thay vì thêm mới."
    ]


@pytest.mark.parametrize(("typed", "other"), [("Lò Văn Ân", True), ("Lò Văn An", False), ("lo van an", False)])
@pytest.mark.parametrize("place", [CHI_BO_1, NOI_VU])
def test_a_name_that_has_other_marks_is_told_as_such(book, typed, other, place):
    notes = add(book, place, f"ho ten={typed}", *(["ngay sinh=1969"] if place == CHI_BO_1 else [])).notes
    assert len(notes) == 1
    assert ("họ tên viết khác dấu." in notes[0].message) == other


def test_a_name_alone_only_where_nobody_has_it(book):
    with pytest.raises(AlreadyKnown, match="Chỉ có họ tên mà trong sổ đã có người cùng tên"):
        add(book, CHI_BO_2, "ho ten=Lò Văn An")
    assert codes(add(book, NOI_VU, "ho ten=Lò Văn An Khác")) == []
    assert codes(add(book, CHI_BO_2, "ho ten=Lò Văn An", "so the=014000000777")) == ["same_name_here"]


def test_a_namesake_elsewhere_is_noted_where_no_birth_tells_them_apart(book):
    (note,) = add(book, NOI_VU, "ho ten=Lò Văn An").notes
    assert note.message == (
        "Không có ngày sinh để phân biệt với người cùng họ tên ở tổ chức khác: Lò Văn An (số 1), sinh 12/05/1968, "
        "«Chi bộ 1» (mã 14.2.1), thuộc «Đảng bộ Sở Y tế» (mã 14.2). Nếu là một người, hãy chuyển sinh hoạt bằng "
        "«dangbo dang-vien chuyen …» thay vì thêm mới; nếu không, hãy ghi thêm ngày sinh."
    )
    assert codes(add(book, NOI_VU, "ho ten=Lò Văn An", "ngay sinh=1969")) == []
    assert codes(add(book, NOI_VU, "ho ten=Lò Văn An", "ngay sinh=1968")) == ["same_person_elsewhere"]
    for number in range(4):
        book.member(CHI_BO_2, "ho ten=Vì Văn Đông", f"so the=01400000070{number}")
    (note,) = add(book, NOI_VU, "ho ten=Vì Văn Đông", "ngay sinh=1969").notes  # theirs are unknown
    assert "và 1 người nữa." in note.message


@pytest.mark.parametrize(
    ("place", "assignments", "since", "error", "message"),
    [
        (KHOI, ("ho ten=A B",), None, PlaceRefused, "đảng viên không sinh hoạt trực tiếp ở đó"),
        (99, ("ho ten=A B",), None, RecordUnknown, "Không có tổ chức đảng số 99"),
        (NOI_VU, ("note=x",), None, ValueRefused, "Chưa có họ và tên của người cần thêm"),
        (NOI_VU, ("ho ten=",), None, ValueRefused, "Chưa có họ và tên của người cần thêm"),
        (CHI_BO_3, ("ho ten=A B",), date(2022, 1, 1), DayRefused, "thành lập 01/06/2023, sau ngày 01/01/2022"),
        (NOI_VU, ("ho ten=A B", "official_on=2020", "status=Dự bị"), None, ValueRefused, "«Dự bị» mâu thuẫn"),
    ],
)
def test_refused(book, place, assignments, since, error, message):
    with pytest.raises(error, match=message):
        add(book, place, *assignments, since=since)


@pytest.mark.parametrize(
    ("name", "birth", "place", "seen"),
    [
        ("Lò Văn Thử An", "12/05/1968", CHI_BO_2, True),  # a middle word too many, the same day
        ("Lò Văn Anh", "12/05/1968", CHI_BO_1, True),  # a letter too many
        ("Lò Văn An", "12/05/1969", CHI_BO_2, False),  # the very name is told by its own note
        ("Lò Văn Thử An", "03/11/1990", CHI_BO_2, False),
        ("Vừ A Páo", "12/05/1968", CHI_BO_1, False),
        ("Lò Văn Thử An", "12/05/1968", NOI_VU, False),  # another grassroots organisation
    ],
)
def test_who_looks_very_like_somebody_of_the_unit_is_noted(book, name, birth, place, seen):
    """`dv trung` asked about the two as soon as the second was added."""
    plan = add(book, place, f"full_name={name}", f"birth_date={birth}")
    told = [note.message for note in plan.notes if note.code == "looks_like_here"]
    assert len(told) == seen
    if seen:
        assert "Lò Văn An (số 1), sinh 12/05/1968" in told[0]
        assert "cùng ngày sinh +13" in told[0]
