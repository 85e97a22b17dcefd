"""`ra-soat`: each finding is found, and a record in order has none."""

from __future__ import annotations

import pytest

from dangbo_cli.domain.change import Entity
from dangbo_cli.store.check import Severity, check_file
from dangbo_cli.store.opening import open_reading
from store.plans import carry_out, create, dump, large_plan, member, organization, update, write


@pytest.fixture
def settled(conn):
    write(
        conn,
        *organization(-1, "Đảng bộ Sở Y tế"),
        *organization(-4, "Chi bộ 1", -1),
        *member(-11, "Lò Văn Hặc", -4, birth_date="1968-05", card_number="000000000001"),
        *member(-13, "Cầm Thị Ún", -4),
    )
    write(conn, update(Entity.MEMBER, 2, birth_date=(None, "1970")))
    return conn


def test_a_record_in_order_has_no_findings(settled, path):
    assert check_file(open_reading(path)) == []


def test_an_empty_file_has_no_findings(path):
    path.parent.mkdir()
    path.touch()
    assert check_file(open_reading(path)) == []


@pytest.mark.parametrize(
    ("sql", "code", "detail"),
    [
        (
            "UPDATE member SET birth_date = '1999' WHERE id = 1",
            "log_differs",
            "Đảng viên số 1 (Lò Văn Hặc), «Ngày sinh»: trong tệp là «1999», theo nhật ký là «1968-05».",
        ),
        (
            "UPDATE member SET birth_date = NULL WHERE id = 2",
            "log_differs",
            "Đảng viên số 2 (Cầm Thị Ún), «Ngày sinh»: trong tệp là trống, theo nhật ký là «1970».",
        ),
        (
            "UPDATE member_place SET organization_id = 1 WHERE id = 1",
            "log_differs",
            "Nơi sinh hoạt số 1 của đảng viên số 1 (Lò Văn Hặc), «Tổ chức»: trong tệp là «1», theo nhật ký là «2».",
        ),
        (
            "INSERT INTO membership (member_id, standing) VALUES (1, 'official')",
            "log_differs",
            "Loại đảng viên số 1 có trong tệp mà nhật ký không có.",
        ),
        (
            "DELETE FROM organization_name WHERE id = 2",
            "log_differs",
            "Tên gọi số 2 có trong nhật ký mà tệp không còn.",
        ),
        (
            "DELETE FROM change WHERE batch_id = 1 AND entity = 'member' AND record_id = 2",
            "log",
            "Lần số 2: thay đổi của đảng viên số 2 không nối tiếp thay đổi trước đó.",
        ),
        (
            "DELETE FROM organization WHERE id = 1",
            "references",
            "Bảng organization_name, dòng 1, trỏ tới một dòng không có trong bảng organization.",
        ),
    ],
)
def test_what_the_log_does_not_know_is_damage(settled, sql, code, detail):
    settled.execute("PRAGMA foreign_keys = OFF")
    settled.execute(sql)
    found = {finding.code: finding for finding in check_file(settled)}
    assert detail in found[code].details
    assert found[code].severity is Severity.DAMAGED
    assert not found[code].may_continue
    assert found[code].count == len(found[code].details)
    assert found[code].advice


def place(ref, member_id, organization_id, start, end):
    return create(
        Entity.MEMBER_PLACE, ref, (Entity.MEMBER, member_id),
        member_id=member_id, organization_id=organization_id, valid_from=start, valid_to=end,
    )  # fmt: skip


def dated(*spans):
    """Close the first place of member 1 at the first span's end and add the others."""
    (_, end), *others = spans
    return [
        update(Entity.MEMBER_PLACE, 1, (Entity.MEMBER, 1), valid_to=(None, end)),
        *(place(-1 - n, 1, 1, *span) for n, span in enumerate(others)),
    ]


@pytest.mark.parametrize(
    ("changes", "code", "detail"),
    [
        (
            [place(-1, 1, 1, "2020", None)],
            "overlap_member_place",
            "Đảng viên số 1 (Lò Văn Hặc): nơi sinh hoạt số 1 và số 3.",
        ),
        (dated((None, "2021-06-01"), ("2021-05", None)), "overlap_member_place", None),
        (dated((None, "2021-06-01"), ("2021-06-01", None)), None, None),
        (dated((None, "2021"), ("2021", "2022"), ("2022", None)), None, None),
        ([place(-1, 1, 1, "2022", "2021")], "backward_span", "Nơi sinh hoạt số 3 của đảng viên số 1 (Lò Văn Hặc)."),
        ([create(Entity.MEMBER, -1, full_name="Vì A Pó")], "no_place", "Đảng viên số 3 (Vì A Pó)."),
        ([create(Entity.ORGANIZATION, -1)], "no_name", "Tổ chức số 3."),
        (
            [update(Entity.MEMBER, n, old_citizen_id=(None, "050000001")) for n in (1, 2)],
            "shared_number",
            "«Số chứng minh nhân dân» 050000001: đảng viên số 1 (Lò Văn Hặc), đảng viên số 2 (Cầm Thị Ún).",
        ),
        (
            [update(Entity.ORGANIZATION_PARENT, 1, (Entity.ORGANIZATION, 1), parent_id=(None, 2))],
            "parent_cycle",
            "Tổ chức số 1 (Đảng bộ Sở Y tế).",
        ),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_a_warning(settled, changes, code, detail):
    write(settled, *changes)
    found = {finding.code: finding for finding in check_file(settled)}
    if code is None:
        assert found == {}
        return
    assert found[code].severity is Severity.WARNING
    assert found[code].may_continue
    assert detail is None or detail in found[code].details


def test_stale_keys_are_a_warning(settled):
    settled.execute("UPDATE member SET sort_key = 'x' WHERE id = 2")
    settled.execute("UPDATE organization SET name_key = NULL WHERE id = 1")
    (finding,) = check_file(settled)
    assert finding.code == "derived_keys"
    assert finding.details == ["Tổ chức số 1 (Đảng bộ Sở Y tế).", "Đảng viên số 2 (Cầm Thị Ún)."]


def test_a_broken_page_is_damage(path, conn):
    carry_out(conn, large_plan(0, members=200, organizations=20))
    assert dump(conn)["member"]
    conn.close()
    content = bytearray(path.read_bytes())
    start = len(content) // 4096 // 2 * 4096
    content[start : start + 4096 * 4] = b"\xff" * 4096 * 4
    path.write_bytes(content)
    findings = check_file(open_reading(path))
    assert [f.severity for f in findings] == [Severity.DAMAGED]
    assert findings[0].details
