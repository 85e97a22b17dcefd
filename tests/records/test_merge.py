"""`dv gop-trung`: two records of one person become one, nothing is lost, all of it can be taken back."""

from __future__ import annotations

from datetime import date

import pytest

from dangbo_cli.domain.change import Action, Entity
from dangbo_cli.records.merge import MergeUndecided, plan_merge
from dangbo_cli.records.people import read_person
from dangbo_cli.records.refusal import FieldRefused, NumberTaken, RecordRefused, RecordUnknown
from dangbo_cli.records.transfer import plan_transfer
from dangbo_cli.records.undo import plan_undo
from dangbo_cli.reports.history import member_history
from dangbo_cli.reports.lookup import MemberMerged, find_member
from dangbo_cli.store.catalogue import CATALOGUE, referrers
from dangbo_cli.store.check import check_file
from dangbo_cli.store.history import merged_from, merged_into
from dangbo_cli.views.edit import edit_table
from records.conftest import AN, CHI, CHI_BO_1, CHI_BO_2, NOI_VU, SAY_1, SAY_Y_TE, TODAY, pairs


@pytest.fixture
def twice(book):
    """An is there a second time, as another list had him."""
    other = book.member(
        CHI_BO_1,
        "full_name=Lò Văn An",
        "birth_date=12/06/1968",
        "citizen_id=014068000010",
        "hometown=Xã Thử",
        "admitted_on=19/05/1995",
        "party_position=Bí thư Chi bộ, Chi ủy viên",
        "ratings.2022=HTXSNV",
        "ratings.2023=HTTNV",
    )
    return book, other


def merge(book, one, other, keep=None, *assignments):
    return plan_merge(book.conn, one, other, TODAY, keep, pairs(*assignments))


def dump(book):
    return {t.name: book.conn.execute(f"{t.select_all} ORDER BY id").fetchall() for t in CATALOGUE.values()}


def test_contradictions_in_who_somebody_is_must_be_chosen(twice):
    book, other = twice
    with pytest.raises(MergeUndecided) as refused:
        merge(book, AN, other)
    assert [(c.key, c.first, c.second) for c in refused.value.contradictions] == [
        ("birth_date", "12/05/1968", "12/06/1968"),
        ("citizen_id", "014068000001", "014068000010"),
    ]
    assert '"ngày sinh=A" "số căn cước=A"' in refused.value.advice
    assert "014068000001" not in str(refused.value)
    assert "Số căn cước: A «••••0001», B «••••0010»" in str(refused.value)
    with pytest.raises(MergeUndecided) as refused:
        merge(book, AN, other, None, "ngày sinh=B")
    assert [c.key for c in refused.value.contradictions] == ["citizen_id"]


def notes(plan):
    return [note.message for note in plan.notes]


def test_two_who_look_like_two_people_are_called_so(book, twice):
    _, slip = twice
    assert not [note for note in notes(merge(book, AN, slip, "A")) if "hai người" in note]  # a digit off each
    other = book.member(CHI_BO_1, "full_name=Lò Văn An", "birth_date=29/11/1983", "citizen_id=034083006203")
    (told, *_) = notes(merge(book, AN, other, "A"))
    assert told == (
        "Trông như hai người khác nhau: khác số định danh, khác ngày sinh. Chỉ gộp khi chắc là một người; nếu là hai "
        f"người, hãy ghi «dangbo dv trung --khac {AN} {other}»."
    )


@pytest.mark.parametrize(("side", "level", "reason"), [
    ("A", "Hoàn thành tốt nhiệm vụ", None), ("B", "Không thuộc diện xếp loại", "Miễn công tác"),
])  # fmt: skip
def test_a_reason_goes_only_with_the_level_it_explains(book, twice, side, level, reason):
    _, other = twice
    book.conn.execute("UPDATE rating SET proposed_level = 'Không thuộc diện xếp loại', not_rated_reason = 'Miễn công tác'"
                      " WHERE member_id = ? AND period = '2022'", (other,))  # fmt: skip
    plan = merge(book, AN, other, side)
    shown = [row["label"] for row in edit_table(plan, book.conn, "").rows]
    assert f"Đề nghị xếp loại 2022 của số {other}" in shown
    assert not [label for label in shown if "None" in label]
    dropped = [note for note in notes(plan) if "Lý do không xếp loại 2022: bỏ «Miễn công tác»" in note]
    assert len(dropped) == (side == "A")
    book.do(plan)
    kept = "SELECT proposed_level, not_rated_reason FROM rating WHERE member_id = ? AND period = '2022'"
    assert book.conn.execute(kept, (AN,)).fetchall() == [(level, reason)]


def test_what_only_one_knows_is_kept_and_entries_come_once(twice):
    book, other = twice
    book.do(merge(book, AN, other, None, "ngày sinh=A", "số căn cước=B"))
    an = read_person(book.conn, AN)
    assert (an.text("birth_date"), an.text("citizen_id"), an.text("hometown")) == (
        "1968-05-12", "014068000010", "Xã Thử",
    )  # fmt: skip
    assert an.text("card_number") or an.text("old_card_number")
    assert book.rows("member_place", "organization_id", member_id=AN) == [(CHI_BO_1,)]
    titles = [row[0] for row in book.rows("member_position", "title", member_id=AN)]
    assert sorted(titles) == ["Bí thư", "Chi ủy viên", "Giám đốc", "Đảng ủy viên"]
    rated = book.conn.execute("SELECT period, proposed_level FROM rating WHERE member_id = ? ORDER BY period", (AN,))
    assert rated.fetchall() == [("2022", "Hoàn thành tốt nhiệm vụ"), ("2023", "Hoàn thành tốt nhiệm vụ")]
    assert check_file(book.conn) == []


def test_what_is_left_out_is_said(twice):
    book, other = twice
    plan = merge(book, AN, other, "A")
    assert "Đề nghị xếp loại 2022: bỏ «Hoàn thành xuất sắc nhiệm vụ», giữ «Hoàn thành tốt nhiệm vụ»." in [
        note.message for note in plan.notes
    ]


def test_a_typed_value_settles_a_contradiction_and_must_not_be_another_persons(twice):
    book, other = twice
    book.do(merge(book, AN, other, "A", "ngày sinh=12/07/1968"))
    assert read_person(book.conn, AN).text("birth_date") == "1968-07-12"
    with pytest.raises(NumberTaken):
        merge(book, 2, AN, "A", "số thẻ=014000000003")


def test_the_number_that_is_gone_says_where_it_went_until_undone(twice):
    book, other = twice
    batch = book.do(merge(book, AN, other, "A")).batch
    assert merged_into(book.conn, other) == (AN, batch)
    assert merged_from(book.conn, AN) == [other]
    with pytest.raises(MemberMerged, match=f"đã gộp vào đảng viên số {AN}"):
        find_member(book.conn, str(other), TODAY)
    with pytest.raises(RecordUnknown, match=f"đã gộp vào đảng viên số {AN}"):
        read_person(book.conn, other)
    book.do(plan_undo(book.conn, batch))
    assert merged_into(book.conn, other) is None
    assert merged_from(book.conn, AN) == []
    assert find_member(book.conn, f"#{other}", TODAY).id == other


def test_the_history_of_both_stays_visible(twice):
    book, other = twice
    before = [member_history(book.conn, number).rows for number in (AN, other)]
    book.do(merge(book, AN, other, "A"))
    table = member_history(book.conn, AN)
    values = [(row["field"], row["value_after"]) for row in table.rows]
    for rows in before:
        assert all((row["field"], row["value_after"]) in values for row in rows)
    assert any(f"(của số {other})" in row["label"] for row in table.rows)
    assert table.notes == [f"Gồm cả lịch sử của bản ghi đã gộp vào đây: số {other}."]


@pytest.mark.parametrize("keep", ["A", "B"])
def test_undo_brings_every_record_back_byte_for_byte_and_redo_again(twice, keep):
    book, other = twice
    before = dump(book)
    batch = book.do(merge(book, AN, other, keep)).batch
    after = dump(book)
    undo = book.do(plan_undo(book.conn, batch)).batch
    assert dump(book) == before
    book.do(plan_undo(book.conn, undo))
    assert dump(book) == after
    assert check_file(book.conn) == []


def test_two_places_must_be_chosen_and_the_other_goes_whole(book):
    other = book.member(CHI_BO_2, "full_name=Cầm Văn Chí")
    with pytest.raises(MergeUndecided) as refused:
        merge(book, CHI, other)
    assert [c.key for c in refused.value.contradictions] == ["organization"]
    book.do(merge(book, CHI, other, None, "nơi sinh hoạt=B"))
    assert book.rows("member_place", "organization_id, valid_to", member_id=CHI) == [(CHI_BO_2, None)]


@pytest.fixture
def moved(book):
    """Chí, of Sở Nội vụ all along, is there a second time: as one who came from Chi bộ 1."""
    other = book.member(CHI_BO_1, "full_name=Cầm Văn Chí")
    book.do(plan_transfer(book.conn, other, NOI_VU, date(2026, 11, 1), TODAY))
    return book, other


ALL_ALONG = [(NOI_VU, None, None)]
CAME = [(CHI_BO_1, None, "2026-11-01"), (NOI_VU, "2026-11-01", None)]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("keep", "assignments"), [
    ("A", ()), ("B", ()), (None, ("nơi sinh hoạt=A",)), (None, ("nơi sinh hoạt=B",)), ("A", ("nơi sinh hoạt=B",)),
])  # fmt: skip
def test_places_are_compared_over_all_their_days(moved, keep, assignments, turned):
    book, other = moved
    (one, hers), (two, theirs) = ((other, CAME), (CHI, ALL_ALONG)) if turned else ((CHI, ALL_ALONG), (other, CAME))
    with pytest.raises(MergeUndecided) as refused:
        merge(book, one, two)
    (asked,) = refused.value.contradictions
    assert (asked.second if turned else asked.first) == "«Chi bộ Sở Nội vụ» (mã 14.10)"
    assert (asked.first if turned else asked.second) == (
        f"{SAY_1}, thuộc {SAY_Y_TE} đến 01/11/2026, rồi «Chi bộ Sở Nội vụ» (mã 14.10) từ 01/11/2026"
    )
    plan = merge(book, one, two, keep, *assignments)
    assert any("Nơi sinh hoạt: bỏ" in note for note in notes(plan))
    book.do(plan)
    kept = assignments[0][-1] if assignments else keep
    assert book.rows("member_place", "organization_id, valid_from, valid_to", member_id=one) == (
        hers if kept == "A" else theirs
    )


@pytest.mark.parametrize(("side", "kept"), [("A", ["exempt"]), ("B", [])])
def test_the_side_chosen_for_a_timeline_is_the_one_that_is_kept(book, side, kept):
    """Also where that side has no row: nothing said is «active»."""
    other = book.member(CHI_BO_1, "full_name=Cầm Văn Chí")
    book.conn.execute("INSERT INTO member_activity (member_id, activity) VALUES (?, 'exempt')", (other,))
    book.do(merge(book, other, CHI, None, "nơi sinh hoạt=A", f"tình trạng sinh hoạt={side}"))
    assert [row[0] for row in book.rows("member_activity", "activity", member_id=other)] == kept


def test_a_merger_of_three_answers_for_all(book):
    one, two = (book.member(CHI_BO_1, "full_name=Cầm Văn Chí", f"số thẻ=01400000001{n}") for n in (1, 2))
    book.do(merge(book, one, two, "A"))
    book.do(merge(book, CHI, one, "A"))
    assert merged_from(book.conn, CHI) == [one, two]
    assert find_member(book.conn, str(CHI), TODAY).id == CHI


def test_refusals(book):
    with pytest.raises(RecordRefused, match="Cả hai đều"):
        merge(book, AN, AN)
    with pytest.raises(RecordUnknown):
        merge(book, AN, 999)
    with pytest.raises(FieldRefused, match="không chọn được"):
        merge(book, AN, CHI, None, "chức vụ đảng=A")
    with pytest.raises(FieldRefused, match="chỉ chọn được A hoặc B"):
        merge(book, AN, CHI, None, "chi bộ=Chi bộ 1")


def test_every_table_that_refers_to_members_is_moved(twice):
    """One row in each table that can hold a member's number; after the merger none holds the number that is gone."""
    book, other = twice
    plan = merge(book, AN, other, "A")
    book.do(plan)
    for table, column in referrers(Entity.MEMBER):
        assert book.conn.execute(f"SELECT count(*) FROM {table.name} WHERE {column} = ?", (other,)).fetchone() == (0,)
    gone = [c for c in plan.changes if c.action is Action.DELETE and c.entity is Entity.MEMBER]
    assert [(c.record, c.subject_record) for c in gone] == [(other, AN)]


@pytest.mark.parametrize(
    ("kept", "other", "shown"),
    [
        ("ethnicity=Thái", "ethnicity=Kinh", ("Thái", "Kinh")),  # hidden, both would be «••••»: nobody could choose
        ("citizen_id=014178000021", "citizen_id=014178000031", ("••••0021", "••••0031")),
    ],
)
def test_the_table_of_a_merger_hides_what_its_note_hides(book, kept, other, shown):
    first = book.member(CHI_BO_1, "full_name=Quàng Thị Hạnh", "birth_date=12/05/1978", kept)
    second = book.member(CHI_BO_1, "full_name=Quàng Thị Hạnh", "birth_date=13/05/1978", other)
    table = edit_table(merge(book, first, second, "B"), book.conn, "", masked=True)
    (changed,) = (row for row in table.rows if row["before"] == shown[0])
    assert changed["after"] == shown[1]
    assert f"Lưu ý: {changed['label']}: bỏ «{shown[0]}», giữ «{shown[1]}»." in table.notes
