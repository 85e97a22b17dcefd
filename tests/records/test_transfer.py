"""`dv chuyen`: one place ends, the next begins; what was before stays."""

from __future__ import annotations

from datetime import date

import pytest

from dangbo_cli.forms.catalogue import form_of
from dangbo_cli.records.add import plan_add_member
from dangbo_cli.records.edit import plan_edit_member
from dangbo_cli.records.entries import plan_add_entry
from dangbo_cli.records.entry_subject import Whom
from dangbo_cli.records.people import read_person, say_person
from dangbo_cli.records.refusal import AlreadyKnown, DayRefused, PlaceRefused, RecordUnknown
from dangbo_cli.records.transfer import plan_transfer
from dangbo_cli.records.tree import Tree
from dangbo_cli.reports.lookup import find_member
from dangbo_cli.reports.member_list import list_members
from dangbo_cli.store.check import check_file
from records.conftest import (
    AN,
    BINH,
    CHI,
    CHI_BO_1,
    CHI_BO_2,
    CHI_BO_3,
    KHOI,
    NOI_VU,
    SAY_1,
    SAY_KHOI,
    SAY_Y_TE,
    TODAY,
    XA,
    Y_TE,
    as_json,
    codes,
    pairs,
)

DAY = date(2024, 7, 1)


def move(book, member, organization, day=DAY, note=None):
    return plan_transfer(book.conn, member, organization, day, TODAY, note)


def places(book, member):
    return book.rows("member_place", "organization_id, valid_from, valid_to", member_id=member)


def test_one_row_ends_and_the_next_begins(book):
    before = [list_members(book.conn, day).rows for day in (date(2022, 12, 31), date(2024, 6, 30))]
    book.do(move(book, AN, CHI_BO_2))
    assert places(book, AN) == [(CHI_BO_1, None, "2024-07-01"), (CHI_BO_2, "2024-07-01", None)]
    assert [list_members(book.conn, day).rows for day in (date(2022, 12, 31), date(2024, 6, 30))] == before
    row = next(r for r in list_members(book.conn, DAY).rows if r["id"] == AN)
    assert row["organization_code"] == "14.2.2"
    assert check_file(book.conn) == []


def test_positions_of_the_branch_end_those_of_the_committee_above_both_stay(book):
    plan = move(book, AN, CHI_BO_2)
    assert [note.message for note in plan.notes] == [
        "Chức vụ «Bí thư» ở «Chi bộ 1» (mã 14.2.1), thuộc «Đảng bộ Sở Y tế» (mã 14.2) kết thúc từ ngày 01/07/2024."
    ]
    book.do(plan)
    assert book.rows("member_position", "title, valid_to", member_id=AN) == [
        ("Bí thư", "2024-07-01"),
        ("Đảng ủy viên", None),
        ("Giám đốc", None),
    ]


@pytest.mark.parametrize("begun", ["2024-07-01", "2024-09-15"])
def test_a_position_that_had_not_begun_by_the_day_goes_and_the_note_says_so(book, begun):
    book.conn.execute("UPDATE member_position SET valid_from = ? WHERE title = 'Bí thư'", (begun,))
    plan = move(book, AN, CHI_BO_2)
    (note,) = plan.notes
    day = "/".join(reversed(begun.split("-")))
    assert f"ghi bắt đầu từ {day}, không trước ngày chuyển 01/07/2024, nên được bỏ khỏi sổ." in note.message
    book.do(plan)
    assert "Bí thư" not in [row[0] for row in book.rows("member_position", "title", member_id=AN)]


def test_leaving_the_grassroots_organisation_ends_the_committee_too(book):
    plan = move(book, AN, NOI_VU)
    assert codes(plan) == ["position_ends", "position_ends"]


def test_a_position_that_says_no_organisation_stays_and_is_named(book):
    book.do(plan_edit_member(book.conn, CHI, pairs("party_position=Bí thư"), TODAY))
    plan = move(book, CHI, CHI_BO_1)
    assert [note.message for note in plan.notes] == [
        "Chức vụ «Bí thư» không ghi giữ ở tổ chức nào nên vẫn để nguyên. "
        'Nếu giữ ở nơi cũ, hãy sửa: «dangbo dang-vien sua 3 "chức vụ đảng="».'
    ]
    assert "member_position" not in as_json(plan)


def test_a_committee_whose_branch_is_not_known_yet(book):
    plan = move(book, CHI, Y_TE)
    assert [note.message for note in plan.notes] == [
        "«Đảng bộ Sở Y tế» (mã 14.2) có 2 tổ chức trực thuộc; nên ghi rõ chi bộ nơi đến."
    ]
    book.do(plan)
    book.do(move(book, CHI, CHI_BO_1, date(2024, 8, 1)))
    assert [row[0] for row in places(book, CHI)] == [NOI_VU, Y_TE, CHI_BO_1]


def test_a_note_is_added_to_what_is_noted(book):
    book.do(move(book, CHI, CHI_BO_1, note="GGT 05"))
    assert book.value("note", CHI) == "GGT 05"
    book.do(move(book, CHI, NOI_VU, date(2024, 8, 1), note="GGT 06"))
    assert book.value("note", CHI) == "GGT 05; GGT 06"


def test_a_wrong_target_is_mended_on_the_same_day(book):
    book.do(move(book, CHI, CHI_BO_1))
    plan = move(book, CHI, CHI_BO_2)
    assert codes(plan) == ["place_corrected"]
    book.do(plan)
    assert places(book, CHI) == [(NOI_VU, None, "2024-07-01"), (CHI_BO_2, "2024-07-01", None)]


def test_somebody_without_a_place(book):
    book.conn.execute("DELETE FROM member_place WHERE member_id = 3")
    plan = move(book, CHI, CHI_BO_1)
    assert codes(plan) == ["place_was_unknown"]
    book.do(plan)
    assert places(book, CHI) == [(CHI_BO_1, None, None)]


@pytest.mark.parametrize(
    ("member", "organization", "day", "error", "message"),
    [
        (AN, CHI_BO_1, DAY, PlaceRefused, f"Lò Văn An đang sinh hoạt ở {SAY_1}, thuộc {SAY_Y_TE} rồi."),
        (
            AN,
            KHOI,
            DAY,
            PlaceRefused,
            f"{SAY_KHOI} là đảng bộ cấp trên trực tiếp cơ sở, đảng viên không sinh hoạt trực tiếp ở đó.",
        ),
        (AN, 99, DAY, RecordUnknown, "Không có tổ chức đảng số 99 trong sổ."),
        (99, NOI_VU, DAY, RecordUnknown, "Không có đảng viên số 99 trong sổ."),
        (AN, NOI_VU, date(1990, 1, 1), DayRefused, "Ngày 01/01/1990 sớm hơn ngày vào Đảng của Lò Văn An (19/05/1995)."),
        (AN, CHI_BO_3, date(2023, 5, 31), DayRefused, "«Chi bộ Bản Mới» thành lập 01/06/2023, sau ngày 31/05/2023."),
        (AN, NOI_VU, date(2026, 12, 24), DayRefused, "Ngày 24/12/2026 còn hơn 1 tháng nữa mới đến."),
    ],
)
def test_refused_in_words(book, member, organization, day, error, message):
    with pytest.raises(error) as refused:
        move(book, member, organization, day)
    assert refused.value.message == message


def test_a_day_before_the_place_began(book):
    book.do(move(book, AN, XA))
    with pytest.raises(DayRefused) as refused:
        move(book, AN, NOI_VU, date(2024, 6, 30))
    assert refused.value.message == (
        "Theo sổ, Lò Văn An sinh hoạt ở «Đảng bộ Xã Thử» (mã 14.11) từ 01/07/2024, sau ngày 30/06/2024."
    )


def test_a_move_up_to_a_month_ahead(book):
    book.do(move(book, BINH, NOI_VU, date(2026, 12, 23)))
    codes_by_day = [
        next(r["organization_code"] for r in list_members(book.conn, day).rows if r["id"] == BINH)
        for day in (TODAY, date(2026, 12, 23))
    ]
    assert codes_by_day == ["14.2.1", "14.10"]


def test_who_has_left_is_not_moved(book):
    book.conn.execute("INSERT INTO member_activity (member_id, activity) VALUES (3, 'left')")
    with pytest.raises(PlaceRefused, match="Cầm Văn Chí đã ra khỏi danh sách đảng viên"):
        move(book, CHI, CHI_BO_1)


class TestAMoveToCome:
    """Until its day she is where she was: for what is said of her, written of her, asked whether she is known."""

    COMES = date(2026, 12, 5)

    @pytest.fixture
    def moving(self, book):
        book.do(move(book, CHI, CHI_BO_1, self.COMES))
        return book

    @pytest.mark.parametrize(("day", "place"), [(TODAY, NOI_VU), (COMES, CHI_BO_1), (None, NOI_VU)])
    def test_a_position_is_held_where_she_is_on_its_day(self, moving, day, place):
        plan = plan_edit_member(moving.conn, CHI, pairs("party_position=Phó Bí thư chi bộ"), TODAY, day)
        (change,) = (one for one in plan.changes if "title" in one.fields)
        assert change.fields["organization_id"].after == place
        ends = change.fields["valid_to"].after if "valid_to" in change.fields else None
        assert ends == (None if place == CHI_BO_1 else "2026-12-05")
        assert ("position_ends" in codes(plan)) is (ends is not None)

    def test_an_entry_of_the_running_year_counts_where_she_is(self, moving):
        form = form_of("khen-thuong")
        typed = pairs("hình thức khen thưởng=Giấy khen")
        for year, day, place in ((2026, TODAY, NOI_VU), (2026, date(2027, 1, 5), CHI_BO_1), (2025, TODAY, NOI_VU)):
            plan = plan_add_entry(moving.conn, form, Whom(member=CHI), year, typed, day)
            assert plan.changes[0].fields["organization_id"].after == place

    def test_she_is_named_by_where_she_is(self, moving):
        tree = Tree(moving.conn)
        assert [say_person(moving.conn, CHI, tree, day).endswith(tree.full_label(place)) for day, place in
                ((TODAY, NOI_VU), (self.COMES, CHI_BO_1))] == [True, True]  # fmt: skip
        said = [find_member(moving.conn, str(CHI), day).organization_name for day in (TODAY, self.COMES)]
        assert said == [tree.node(NOI_VU).name, tree.node(CHI_BO_1).name]

    @pytest.mark.parametrize("where", [NOI_VU, CHI_BO_2])
    def test_she_is_known_where_she_is_and_where_she_comes_to(self, moving, where):
        name = read_person(moving.conn, CHI).name
        with pytest.raises(AlreadyKnown) as refused:
            plan_add_member(moving.conn, where, pairs(f"họ tên={name}"), TODAY)
        assert Tree(moving.conn).full_label(NOI_VU) in str(refused.value)
