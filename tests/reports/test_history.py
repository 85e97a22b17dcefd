"""Where values came from, and the list of batches."""

from __future__ import annotations

import json

import pytest

from dangbo_cli.reports.batches import BatchUnknown, list_batches, show_batch
from dangbo_cli.reports.history import batch_changes, member_history, organization_history
from dangbo_cli.store.history import standing_undos

COUNTS = {"created": 0, "updated": 0, "unchanged": 0, "set_aside": 0}


@pytest.fixture
def logged(empty):
    """Batch 1 imports a member into Chi bộ 1, 2 edits her, 3 takes 2 back, 4 takes 3 back."""
    r = empty
    r.organization(1, "Chi bộ 1")
    r.member(1, "Lò Văn An", 1, birth_date="1968-05-12")
    r.insert("member_position", id=1, member_id=1, sphere="party", title="Bí thư")
    r.insert("rating", id=1, member_id=1, period="2022", proposed_level="Hoàn thành nhiệm vụ")
    who = {"user": "hoa", "machine": "may1"}
    for number, command, moment, undoes in (
        (1, "nhap", "2022-11-20T14:03:10", None),
        (2, "dang-vien sua", "2022-11-21T08:00:00", None),
        (3, "lan-nhap hoan-tac", "2022-11-22T08:00:00", 2),
        (4, "lan-nhap hoan-tac", "2022-11-23T08:00:00", 3),
    ):
        counts = {**COUNTS, "created": 2, "set_aside": 1} if number == 1 else {**COUNTS, "updated": 1}
        r.insert("batch", id=number, command=command, made_at=moment, undoes=undoes, **who, **counts)
    path = "/nhan/2022/05 Sở Y tế.xls"
    r.insert(
        "source",
        id=7,
        batch_id=1,
        path=path,
        sha256="ab" * 32,
        sheet="DSDV",
        kind="dang-vien",
        dated="2022-10",
    )
    r.insert("source", id=8, batch_id=1, path="C:\\nhan\\ds.csv", sha256="cd" * 32, sheet="", kind="to-chuc")

    def change(batch, entity, record, action, fields, subject="member", owner=1):
        r.insert("change", batch_id=batch, entity=entity, record_id=record, action=action, subject=subject,
                 subject_id=owner, fields=json.dumps(fields))  # fmt: skip

    change(1, "organization", 1, "create", {"secretary": [None, "Lò Văn An", 8, "C2"]}, "organization")
    named = {"organization_id": [None, 1, None, ""], "name": [None, "Chi bộ 1", 8, "B2"]}
    change(1, "organization_name", 1, "create", named, "organization")
    own = {"full_name": [None, "Lò Văn An", 7, "B12"], "birth_date": [None, "1968-05-12", 7, "H12"]}
    change(1, "member", 1, "create", own)
    change(
        1,
        "member_place",
        1,
        "create",
        {"member_id": [None, 1, None, ""], "organization_id": [None, 1, 7, ""]},
    )
    change(
        1,
        "membership",
        1,
        "create",
        {"member_id": [None, 1, None, ""], "standing": [None, "official", 7, "K12"]},
    )
    held = {
        "member_id": [None, 1, None, ""],
        "sphere": [None, "party", None, ""],
        "title": [None, "Bí thư", 7, "L12"],
    }
    change(1, "member_position", 1, "create", held)
    rated = {"member_id": [None, 1, None, ""], "period": [None, "2022", None, ""]}
    change(1, "rating", 1, "create", {**rated, "proposed_level": [None, "Hoàn thành tốt nhiệm vụ", 7, "P12"]})
    change(2, "member", 1, "update", {"birth_date": ["1968-05-12", "1968-05", None, ""]})
    change(3, "member", 1, "update", {"birth_date": ["1968-05", "1968-05-12", None, ""]})
    change(4, "member", 1, "update", {"birth_date": ["1968-05-12", "1968-05", None, ""]})
    levels = ["Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ", None, ""]
    change(4, "rating", 1, "update", {"proposed_level": levels})
    change(4, "member_position", 1, "update", {"valid_to": [None, "2022-12-01", None, ""]})
    return r.conn


def test_history_of_a_member(logged):
    table = member_history(logged, 1, "Lò Văn An")
    file = "trang tính DSDV, 05 Sở Y tế.xls, lần nhập số 1, 20/11/2022"
    undo = "hoàn tác lần nhập số 3, lần nhập số 4, 23/11/2022"
    assert [(r["label"], r["before"], r["after"], r["where"]) for r in table.rows] == [
        ("Họ và tên", None, "Lò Văn An", f"ô B12, {file}"),
        ("Ngày sinh", None, "12/05/1968", f"ô H12, {file}"),
        ("Nơi sinh hoạt", None, "Chi bộ 1", file),
        ("Loại đảng viên", None, "Chính thức", f"ô K12, {file}"),
        ("Chức vụ Đảng", None, "Bí thư", f"ô L12, {file}"),
        ("Đề nghị xếp loại 2022", None, "Hoàn thành tốt nhiệm vụ", f"ô P12, {file}"),
        ("Ngày sinh", "12/05/1968", "05/1968", "lệnh «dang-vien sua», lần nhập số 2, 21/11/2022"),
        ("Ngày sinh", "05/1968", "12/05/1968", "hoàn tác lần nhập số 2, lần nhập số 3, 22/11/2022"),
        ("Ngày sinh", "12/05/1968", "05/1968", undo),
        ("Đề nghị xếp loại 2022", "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ", undo),
        ("Chức vụ Đảng: đến ngày", None, "01/12/2022", undo),
    ]
    assert [r["undone_by"] for r in table.rows] == [None] * 7 + [4] + [None] * 3
    row = table.rows[1]
    assert (row["entity"], row["record"], row["field"], row["value_after"]) == (
        "member",
        1,
        "birth_date",
        "1968-05-12",
    )
    assert [c.key for c in table.columns] == list(row)


def test_an_undo_that_was_undone_takes_nothing_back(logged):
    assert standing_undos(logged) == {3: 4}
    logged.execute("DELETE FROM change WHERE batch_id = 4")
    logged.execute("DELETE FROM batch WHERE id = 4")
    assert standing_undos(logged) == {2: 3}


def test_history_of_an_organisation(logged):
    table = organization_history(logged, 1, "Chi bộ 1")
    where = "ds.csv, lần nhập số 1, 20/11/2022"
    assert [(r["label"], r["after"], r["where"]) for r in table.rows] == [
        ("Bí thư", "Lò Văn An", f"ô C2, {where}"),
        ("Tên tổ chức đảng", "Chi bộ 1", f"ô B2, {where}"),
    ]


def test_nothing_known(logged):
    table = member_history(logged, 99)
    assert (table.rows, table.notes) == ([], ["Sổ chưa ghi thay đổi nào."])


def test_a_record_that_is_gone_keeps_its_words(logged):
    logged.execute("DELETE FROM rating")
    logged.execute("DELETE FROM member_position")
    labels = [row["label"] for row in member_history(logged, 1).rows]
    assert labels[4:6] == ["Chức vụ Đảng", "Đề nghị xếp loại 2022"]
    assert labels[-2:] == ["Đề nghị xếp loại 2022", "Chức vụ Đảng: đến ngày"]


def test_changes_of_one_batch(logged):
    rows = batch_changes(logged, 2).rows
    assert [(r["subject"], r["label"], r["after"]) for r in rows] == [("Lò Văn An", "Ngày sinh", "05/1968")]


def test_list_of_batches(logged):
    table = list_batches(logged)
    assert [(r["number"], r["files"], r["state"]) for r in table.rows] == [
        (4, 0, "Hoàn tác lần 3"),
        (3, 0, "Đã hoàn tác ở lần 4"),
        (2, 0, "Còn hiệu lực"),
        (1, 2, "Còn hiệu lực"),
    ]
    assert [c.key for c in table.columns] == list(table.rows[0])


def test_one_batch(logged):
    table = show_batch(logged, 1)
    assert [(r["group"], r["label"], r["value"]) for r in table.rows] == [
        ("Lần nhập", "Lúc", "20/11/2022 14:03"),
        ("Lần nhập", "Lệnh", "nhap"),
        ("Lần nhập", "Người làm", "hoa"),
        ("Lần nhập", "Máy", "may1"),
        ("Lần nhập", "Thêm mới", 2),
        ("Lần nhập", "Cập nhật", 0),
        ("Lần nhập", "Giữ nguyên", 0),
        ("Lần nhập", "Để lại", 1),
        ("Lần nhập", "Tình trạng", "Còn hiệu lực"),
        (
            "Nguồn",
            "/nhan/2022/05 Sở Y tế.xls",
            "trang tính «DSDV», Danh sách đảng viên, ngày 10/2022, SHA-256 abababababab…",
        ),
        ("Nguồn", "C:\\nhan\\ds.csv", "Danh sách tổ chức đảng, SHA-256 cdcdcdcdcdcd…"),
        ("Thay đổi", "Thêm tổ chức", 1),
        ("Thay đổi", "Thêm tên gọi", 1),
        ("Thay đổi", "Thêm đảng viên", 1),
        ("Thay đổi", "Thêm nơi sinh hoạt", 1),
        ("Thay đổi", "Thêm loại đảng viên", 1),
        ("Thay đổi", "Thêm chức vụ", 1),
        ("Thay đổi", "Thêm xếp loại", 1),
        ("Thay đổi", "Của ai, của tổ chức nào", "tổ chức số 1 (Chi bộ 1); đảng viên số 1 (Lò Văn An)"),
    ]
    assert table.notes == []


def test_no_such_batch(logged):
    with pytest.raises(BatchUnknown) as refused:
        show_batch(logged, 9)
    assert str(refused.value) == (
        "Không có lần nhập số 9. Lần nhập gần nhất là số 4. Xem danh sách bằng «dangbo lan-nhap ds»."
    )


def test_no_batches_yet(empty):
    assert list_batches(empty.conn).notes == ["Sổ chưa có lần nhập nào."]
    with pytest.raises(BatchUnknown, match="Sổ chưa có lần nhập nào"):
        show_batch(empty.conn, 1)
