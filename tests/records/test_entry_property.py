"""Whatever a clerk writes of the year's work by hand: undone in reverse, the same records, and the log agrees."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from dangbo_cli.domain.obligation import Obligation, Way
from dangbo_cli.forms.catalogue import form_of
from dangbo_cli.records.entries import Whom, plan_add_entry, plan_edit_entry, plan_opening
from dangbo_cli.records.entry_parts import plan_progress
from dangbo_cli.records.milestones import plan_milestone
from dangbo_cli.records.obligations import (
    plan_add_obligation,
    plan_copy_obligations,
    plan_edit_obligation,
    plan_receipt,
    plan_reminders,
)
from dangbo_cli.records.rating_criteria import plan_criteria
from dangbo_cli.records.rating_years import plan_close, plan_override, plan_reopen
from dangbo_cli.records.refusal import RecordRefused
from dangbo_cli.records.study_topics import plan_topic
from dangbo_cli.store.check import check_file
from dangbo_cli.store.obligations import read_obligations
from records.conftest import AN, CHI_BO_1, CHI_BO_2, TODAY, Y_TE, pairs
from records.test_property import copy
from store.plans import carry_out, dump, undo_and_redo

ENTRIES = [
    ("mo-hinh", Whom(Y_TE, collective=True), ("name=Dịch vụ công", "chỉ tiêu=≥ 96%", "mốc tiến độ=Ban hành: 31/03/2022; Sơ kết")),
    ("mo-hinh", Whom(CHI_BO_1, collective=True), ("name=Sổ tay", "lĩnh vực=Cải cách hành chính")),
    ("cam-ket", Whom(CHI_BO_1, AN), ("đã nộp=có", "việc cam kết=Gương mẫu; Không gây phiền hà")),
    ("chuyen-de", Whom(CHI_BO_2, collective=True), ("topic=Tiên phong", "số dự=9", "số phải dự=10")),
    ("ghi-danh", Whom(CHI_BO_1, name="Tổ dân phố", collective=True), ("việc tốt=Quyên góp", "note=đã xem")),
    ("ghi-danh", Whom(CHI_BO_1, name="Tòng Thị Lan"), ("việc tốt=Cứu người",)),
    ("khen-thuong", Whom(CHI_BO_1, AN), ("hình thức khen thưởng=Bằng khen",)),
    ("ky-luat", Whom(CHI_BO_1, AN), ("hình thức kỷ luật=Khiển trách", "ngày quyết định=05/06/2022")),
    ("ktgs", Whom(Y_TE, collective=True), ("kiểm tra hay giám sát=giám sát", "nội dung=Đảng phí")),
    ("xep-loai", Whom(member=AN), ("quyết định xếp loại=HTTNV",)),
    ("xep-loai", Whom(CHI_BO_1, collective=True), ("đề nghị xếp loại=HTXSNV",)),
    ("van-ban", Whom(), ("subject=Kế hoạch", "số=15-KH/ĐUK")),
]  # fmt: skip
EDITS = {
    "mo-hinh": ("name=Tên khác", "người phụ trách=Lò Văn An", "người phụ trách=",
                "chỉ tiêu=ít nhất 5 mô hình", "mốc tiến độ=Sơ kết"),
    "cam-ket": ("ngày nộp=15/02/2022", "ngày nộp=", "là người đứng đầu=có", "việc cam kết=Học tập", "ghi chú=y"),
    "chuyen-de": ("số dự=8", "số dự=", "ghi chú=z"), "ghi-danh": ("lĩnh vực=Y tế", "lĩnh vực="),
    "khen-thuong": ("số quyết định=1-QĐ", "số quyết định="), "ky-luat": ("số quyết định=2-QĐ",),
    "ktgs": ("kết luận=Tốt", "kết luận="), "xep-loai": ("đề nghị xếp loại=HTTNV", "đề nghị xếp loại="),
    "van-ban": ("cơ quan ban hành=Đảng ủy", "cơ quan ban hành="),
}  # fmt: skip
EDITED = [(kind, text) for kind, texts in EDITS.items() for text in texts]
few = st.integers(1, 3)
steps = st.one_of(
    st.tuples(st.just("add"), st.sampled_from(ENTRIES), st.integers(2021, 2022)),
    st.tuples(st.just("add"), st.sampled_from(ENTRIES), st.integers(2021, 2022)),
    st.tuples(st.just("edit"), few, st.sampled_from(EDITED)),
    st.tuples(st.just("progress"), few, st.sampled_from(("98,5%", "248/250", "3 mô hình"))),
    st.tuples(st.just("milestone"), few, st.none() | few),
    st.tuples(
        st.just("criterion"), few, st.sampled_from((("Tư tưởng", "Tốt"), ("Tư tưởng", "28,5"), ("Tư tưởng", "")))
    ),
    st.tuples(st.just("opening"), few, st.integers(0, 9)),
    st.tuples(st.just("topic"), st.sampled_from(("Tiên phong", "Gương mẫu")), st.none() | few),
    st.tuples(st.just("close"), st.integers(2021, 2022), st.just(None)),
    st.tuples(st.just("reopen"), st.integers(2021, 2022), st.just(None)),
    st.tuples(st.just("override"), st.sampled_from(("a/dv1", "b/tc2")), st.just(None)),
    st.tuples(st.just("obligation"), st.sampled_from(("Báo cáo", "Đăng ký")), st.sampled_from((None, "mo-hinh"))),
    st.tuples(st.just("due"), few, st.sampled_from(("2022-12-31", "2023-01-15"))),
    st.tuples(st.just("copy"), st.just(2023), st.just(2022)),
    st.tuples(st.just("receipt"), few, st.sampled_from((Way.PAPER, Way.EXCUSED, Way.DONE))),
    st.tuples(st.just("remind"), few, few),
)


def plan_of(conn: sqlite3.Connection, step):
    what, one, other = step
    known = read_obligations(conn)
    obligation = known[(one - 1) % len(known)] if known and isinstance(one, int) else None
    match what:
        case "add":
            kind, whom, texts = one
            return plan_add_entry(conn, form_of(kind), whom, other, pairs(*texts), TODAY)
        case "edit":
            return plan_edit_entry(conn, form_of(other[0]), one, pairs(other[1]), TODAY)
        case "progress":
            return plan_progress(conn, one, None, other, date(2022, 9, 30), None, TODAY)
        case "milestone":
            return plan_milestone(conn, one, other, date(2022, 9, 30), None, TODAY)
        case "criterion":
            return plan_criteria(conn, one, [other])
        case "opening":
            return plan_opening(conn, one, date(2021, 12, 31), (other, 2 * other), (0, 0), TODAY)
        case "topic":
            return plan_topic(conn, 2022, one, None, other)
        case "close":
            return plan_close(conn, one, TODAY)
        case "reopen":
            return plan_reopen(conn, one, "Kết luận lại", TODAY)
        case "override":
            return plan_override(conn, 2022, one, ("member_id", AN), "Có văn bản", TODAY)
        case "obligation":
            return plan_add_obligation(conn, Obligation(0, one, "2022", "2022-12-31", other), TODAY)
        case "copy":
            return plan_copy_obligations(conn, one, other)
    if obligation is None:
        return None
    match what:
        case "due":
            wanted = Obligation(obligation.id, obligation.what, obligation.period, other, obligation.form_kind)
            return plan_edit_obligation(conn, obligation.id, wanted)
        case "receipt":
            return plan_receipt(conn, obligation, [(Y_TE, "Đảng bộ Sở Y tế")], other, date(2022, 12, 1), TODAY, "Lý do")
    return plan_reminders(conn, [(obligation.id, Y_TE, other)], TODAY)


@pytest.fixture
def stored(book):
    """A record with an entry of every kind and an obligation, so that most steps find something to change."""
    for kind, whom, texts in ENTRIES:
        book.do(plan_add_entry(book.conn, form_of(kind), whom, 2020, pairs(*texts), TODAY))
    book.do(plan_add_obligation(book.conn, Obligation(0, "Cam kết", "2022", "2022-03-31", "cam-ket"), TODAY))
    return book.conn


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps, min_size=1, max_size=14))
def test_undone_in_reverse_everything_is_as_it_was(stored, wanted):
    conn = copy(stored)
    before = []
    for step in wanted:
        state = dump(conn)
        try:
            plan = plan_of(conn, step)
        except RecordRefused:
            assert dump(conn) == state
            continue
        if plan is None:
            continue
        batch = carry_out(conn, plan).batch
        if batch is None:
            assert dump(conn) == state
        else:
            before.append((batch, state))
            event(step[0])
    assert {finding.code for finding in check_file(conn)} & {"log", "log_differs", "references"} == set()
    undo_and_redo(conn, before)
