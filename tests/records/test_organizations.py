"""`tc them`, `tc sua`."""

from __future__ import annotations

from datetime import date

import pytest

from dangbo_cli.records.organizations import find_organization_field, plan_add_organization, plan_edit_organization
from dangbo_cli.records.refusal import (
    AlreadyKnown,
    FieldRefused,
    NumberTaken,
    PlaceRefused,
    RecordRefused,
    RecordUnknown,
    ValueRefused,
)
from dangbo_cli.reports.as_of import load_organizations
from dangbo_cli.store.check import check_file
from records.conftest import CHI_BO_1, CHI_BO_2, KHOI, NOI_VU, SAY_1, SAY_KHOI, SAY_Y_TE, TODAY, XA, Y_TE, codes, pairs


def add(book, parent, name, **more):
    return plan_add_organization(book.conn, parent, name, TODAY, **more)


def edit(book, number, *assignments):
    return plan_edit_organization(book.conn, number, pairs(*assignments), TODAY)


def stands(book, number):
    node = load_organizations(book.conn, TODAY).by_id[number]
    return node.name, node.kind, node.parent, node.code


def test_kinds_follow_from_what_stands_above(book):
    assert [stands(book, number)[1] for number in range(1, 8)] == [
        "Đảng bộ cấp trên trực tiếp cơ sở",
        "Đảng bộ cơ sở",
        "Chi bộ trực thuộc đảng ủy cơ sở",
        "Chi bộ trực thuộc đảng ủy cơ sở",
        "Chi bộ cơ sở",
        "Đảng bộ cơ sở",
        "Chi bộ trực thuộc đảng ủy cơ sở",
    ]


def test_all_that_can_be_said_of_a_new_one(book):
    plan = add(
        book,
        KHOI,
        "  Chi bộ   Báo Thử ",
        kind="chi bộ cơ sở",
        code="14.12",
        bloc="Doanh nghiệp",
        founded_on="2/9/2009",
        secretary="đ/c QUÀNG THỊ HOA",
        secretary_phone="0912.345.678",
        note="mới",
    )
    assert plan.command == "to-chuc them"
    assert codes(plan) == []
    book.do(plan)
    assert stands(book, 8) == ("Chi bộ Báo Thử", "Chi bộ cơ sở", KHOI, "14.12")
    row = book.conn.execute(
        "SELECT bloc, founded_on, secretary, secretary_phone, note, name_key FROM organization WHERE id = 8"
    ).fetchone()
    assert row == ("Doanh nghiệp", "2009-09-02", "Quàng Thị Hoa", "0912345678", "mới", "chi bo bao thu")
    assert check_file(book.conn) == []


@pytest.mark.parametrize(
    ("parent", "name", "more", "error", "message"),
    [
        (KHOI, "Chi bộ X", {"code": "14.2"}, NumberTaken, "Mã «14.2» đang là của «Đảng bộ Sở Y tế» (mã 14.2)."),
        (KHOI, "đảng ủy sở y tế", {}, AlreadyKnown, f"Đã có {SAY_Y_TE} trực thuộc {SAY_KHOI} (số 2 trong sổ)."),
        (Y_TE, "CB số 01", {}, AlreadyKnown, f"Đã có {SAY_1} trực thuộc {SAY_Y_TE} (số 3 trong sổ)."),
        (99, "Chi bộ X", {}, RecordUnknown, "Không có tổ chức đảng số 99 trong sổ."),
        (KHOI, "Chi bộ", {}, ValueRefused, "«Chi bộ» chưa phải là tên một tổ chức đảng."),
        (KHOI, "", {}, ValueRefused, "«» chưa phải là tên một tổ chức đảng."),
        (KHOI, "14/2", {}, ValueRefused, "«14/2» chưa phải là tên một tổ chức đảng."),
        (
            KHOI,
            "Chi bộ X",
            {"kind": "câu lạc bộ"},
            ValueRefused,
            "«câu lạc bộ» không phải là một loại hình tổ chức đảng.",
        ),
        (
            KHOI,
            "Chi bộ X",
            {"founded_on": "31/02/2000"},
            ValueRefused,
            "«31/02/2000» không phải là ngày có thật: tháng 2 không có ngày 31.",
        ),
        (KHOI, "Chi bộ X", {"secretary_phone": "1"}, ValueRefused, "«1» không phải là số điện thoại."),
        (KHOI, "Chi bộ X", {"secretary": "ông 1"}, ValueRefused, "«ông 1» không phải là họ tên người."),
    ],
)
def test_refused_in_words(book, parent, name, more, error, message):
    with pytest.raises(error) as refused:
        add(book, parent, name, **more)
    assert refused.value.message == message


def test_the_same_name_elsewhere_is_no_clash(book):
    assert codes(add(book, XA, "Chi bộ 1")) == []


@pytest.mark.parametrize(
    ("parent", "name", "kind", "note"),
    [
        (
            CHI_BO_1,
            "Đảng bộ Lạ",
            "Đảng bộ cơ sở",
            f"«Đảng bộ cơ sở» thường không đứng ngay dưới {SAY_1}, chi bộ",
        ),
        (
            KHOI,
            "Chi bộ Lạ",
            "Chi bộ trực thuộc đảng ủy cơ sở",
            "«Chi bộ trực thuộc đảng ủy cơ sở» thường",
        ),
        (None, "Tổ đảng 1", None, "«Tổ đảng» thường không đứng ngay dưới gốc, không có tổ chức cấp trên"),
        (None, "Chi bộ Lạ", None, "Chưa rõ loại hình của «Chi bộ Lạ»."),
    ],
)
def test_an_odd_place_is_only_noted(book, parent, name, kind, note):
    plan = add(book, parent, name, kind=kind)
    assert [n.message[: len(note)] for n in plan.notes] == [note]


def test_fields_are_set_and_cleared(book):
    plan = edit(book, Y_TE, "mã=14.02", "ngay thanh lap=", "bí thư=LÒ VĂN AN", "tổng số đảng viên=25", "khối=")
    fields = {name: (c.before, c.after) for change in plan.changes for name, c in change.fields.items()}
    assert fields == {
        "code": ("14.2", "14.02"),
        "founded_on": ("2001", None),
        "secretary": (None, "Lò Văn An"),
        "declared_members": (None, 25),
    }
    assert codes(plan) == []
    book.do(plan)
    assert stands(book, Y_TE)[3] == "14.02"


def test_name_kind_and_parent_are_corrections_of_the_open_row(book):
    plan = edit(book, NOI_VU, "tên=Đảng bộ Sở Nội vụ", "loại hình=đảng bộ cơ sở")
    assert [note.message for note in plan.notes] == [
        "«Chi bộ Sở Nội vụ» (mã 14.10) được sửa lại như thể từ đầu đã đúng như vậy. "
        "Nếu là đổi tên, chuyển cấp trên, đổi loại hình theo quyết định: sổ chưa ghi được ngày đổi, số liệu của "
        "những năm trước cũng sẽ theo tên, cấp trên, loại hình mới."
    ]
    book.do(plan)
    book.do(edit(book, CHI_BO_2, "trực thuộc=14.10"))
    assert stands(book, NOI_VU)[:3] == ("Đảng bộ Sở Nội vụ", "Đảng bộ cơ sở", KHOI)
    assert stands(book, CHI_BO_2)[2] == NOI_VU
    assert len(book.rows("organization_name", "id", organization_id=NOI_VU)) == 1
    assert book.conn.execute("SELECT name_key FROM organization WHERE id = ?", (NOI_VU,)).fetchone() == (
        "dang bo so noi vu",
    )


@pytest.mark.parametrize("text", ["14.10", "#5", "Chi bộ Sở Nội vụ", "chi bo so noi vu"])
def test_a_parent_is_named_by_code_number_or_name(book, text):
    book.do(edit(book, CHI_BO_2, f"parent={text}"))
    assert stands(book, CHI_BO_2)[2] == NOI_VU


def test_a_parent_is_cleared_and_set_again(book):
    book.do(edit(book, XA, "parent="))
    assert stands(book, XA)[2] is None
    book.do(edit(book, XA, "parent=14"))
    assert stands(book, XA)[2] == KHOI


@pytest.mark.parametrize(
    ("number", "assignment", "error", "message"),
    [
        (
            Y_TE,
            "parent=14.2.1",
            PlaceRefused,
            f"{SAY_Y_TE} không thể trực thuộc {SAY_1}, vì đó là tổ chức bên dưới nó.",
        ),
        (Y_TE, "parent=14.2", PlaceRefused, f"{SAY_Y_TE} không thể trực thuộc {SAY_Y_TE}, vì đó là chính nó."),
        (Y_TE, "parent=Không đâu", PlaceRefused, "Không có tổ chức đảng nào tên hoặc mã là «Không đâu»."),
        (Y_TE, "name=", ValueRefused, "«» chưa phải là tên một tổ chức đảng."),
        (Y_TE, "tên==1+1", ValueRefused, "«=1+1» chưa phải là tên một tổ chức đảng."),
        (Y_TE, "kind=", ValueRefused, "Loại hình không để trống được."),
        (CHI_BO_2, "name=Chi bộ 1", AlreadyKnown, f"Đã có {SAY_1} trực thuộc {SAY_Y_TE} (số 3 trong sổ)."),
        (CHI_BO_2, "code= 14.2.1", NumberTaken, f"Mã «14.2.1» đang là của {SAY_1}, thuộc {SAY_Y_TE}."),
        (CHI_BO_2, "declared_members=nhiều", ValueRefused, "«nhiều» không phải là một số lượng."),
        (CHI_BO_2, "bloc=chưa rõ", ValueRefused, "«chưa rõ» không phải là một giá trị của «Khối»."),
        (CHI_BO_2, "tuổi=1", FieldRefused, "Tổ chức đảng không có trường «tuổi»."),
        (99, "note=x", RecordUnknown, "Không có tổ chức đảng số 99 trong sổ."),
    ],
)
def test_edits_refused_in_words(book, number, assignment, error, message):
    with pytest.raises(error) as refused:
        edit(book, number, assignment)
    assert isinstance(refused.value, RecordRefused)
    assert refused.value.message == message


def test_nothing_to_change(book):
    plan = edit(book, Y_TE, "name=Đảng bộ Sở Y tế", "code=14.2", "kind=Đảng bộ cơ sở", "parent=14")
    assert (plan.changes and book.do(plan).batch) == []
    assert codes(plan) == []


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Tên", "name"),
        ("Mã", "code"),
        ("truc thuoc", "parent"),
        ("SĐT bí thư", "secretary_phone"),
        ("khoi", "bloc"),
        ("loai-hinh", "kind"),
        ("ghi chú", "note"),
        ("parent", "parent"),
        ("Tổ chức cấp trên", "parent"),
    ],
)
def test_names_of_fields(name, key):
    assert find_organization_field(name) == key


@pytest.mark.parametrize(
    ("founded", "early"),
    [("01/01/2024", True), ("2024", True), ("02/08/2023", True), ("01/08/2023", False), ("2023", False), ("", False)],
)
def test_a_founding_after_a_member_came_is_noted(book, founded, early):
    book.member(CHI_BO_2, "ho ten=Lò Văn Ún", since=date(2023, 8, 1))
    notes = edit(book, CHI_BO_2, f"ngày thành lập={founded}").notes
    assert [note.code for note in notes] == (["placed_before_founding"] if early else [])
    assert not early or "Lò Văn Ún (số 4, từ 01/08/2023) sinh hoạt ở đây từ trước ngày thành lập" in notes[0].message


def test_the_numbers_that_a_unit_declares_are_among_the_fields_that_are_named(book):
    with pytest.raises(FieldRefused, match="«Đơn vị khai», «Khai chính thức», «Khai dự bị»"):
        edit(book, CHI_BO_2, "số đẳng=14")
    for field, key in (("số đảng viên", "declared_members"), ("khai chính thức", "declared_official"),
                       ("khai dự bị", "declared_probationary")):  # fmt: skip
        assert find_organization_field(field) == key


def test_a_bloc_is_written_as_the_others_have_it_and_an_old_record_counts_them_as_one(book):
    book.do(edit(book, Y_TE, "khối=Doanh nghiệp"))
    book.do(edit(book, NOI_VU, "khối=KHỐI DOANH NGHIỆP"))
    told = edit(book, XA, "khối=Doanh nghiep")
    assert codes(told) == ["new_bloc"]
    stored = "SELECT bloc FROM organization WHERE bloc IS NOT NULL ORDER BY id"
    assert [bloc for (bloc,) in book.conn.execute(stored)] == ["Doanh nghiệp", "Doanh nghiệp"]
    book.conn.execute("UPDATE organization SET bloc = 'Khối doanh nghiệp' WHERE id = ?", (max(Y_TE, NOI_VU),))
    assert {one.bloc for one in load_organizations(book.conn, TODAY).by_id.values()} == {"Doanh nghiệp", None}
    book.do(edit(book, min(Y_TE, NOI_VU), "khối=DN"))
    book.do(edit(book, max(Y_TE, NOI_VU), "khối=doanh nghiệp"))  # nobody else has it now: as typed
    assert sorted(bloc for (bloc,) in book.conn.execute(stored)) == ["DN", "doanh nghiệp"]


def test_the_number_of_the_secretary_before_is_named(book):
    book.conn.execute(
        "UPDATE organization SET secretary = 'Lò Văn An', secretary_phone = '0912345678' WHERE id = ?", (NOI_VU,)
    )
    told = [note.code for note in edit(book, NOI_VU, "bí thư=Cà Thị Mai").notes]
    assert "secretary_phone_of_before" in told
    for said in (("bí thư=LÒ VĂN AN",), ("bí thư=Cà Thị Mai", "điện thoại bí thư=0987654321")):
        assert "secretary_phone_of_before" not in [note.code for note in edit(book, NOI_VU, *said).notes]
