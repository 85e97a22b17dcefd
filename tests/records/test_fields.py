"""Which field a typed name means."""

from __future__ import annotations

import pytest

from dangbo_cli.records.fields import Kind, find_target, read_targets
from dangbo_cli.records.refusal import FieldRefused
from dangbo_cli.store.catalogue import CATALOGUE
from dangbo_cli.store.labels import column_label

MEMBER_COLUMNS = next(table.columns for entity, table in CATALOGUE.items() if entity.value == "member")


@pytest.mark.parametrize("column", MEMBER_COLUMNS)
def test_every_column_by_its_key_and_by_its_word(column):
    assert find_target(column).key == column
    assert find_target(column.upper().replace("_", "-")).key == column
    assert find_target(column_label(column)).key == column


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("ngay sinh", "birth_date"),
        ("Ngày, tháng, năm sinh", "birth_date"),
        ("ngay-sinh", "birth_date"),
        ("dan toc", "ethnicity"),
        ("DT", "ethnicity"),
        ("ĐT", "phone"),
        ("que-quan", "hometown"),
        ("Trình độ LLCT", "political_theory"),
        ("ho ten", "full_name"),
        ("số thẻ", "card_number"),
        ("so the cu", "old_card_number"),
        ("CMND", "old_citizen_id"),
        ("cccd", "citizen_id"),
        ("ngày kết nạp", "admitted_on"),
        ("ghi chu", "note"),
        ("Chức vụ Đảng", "party_position"),
        ("chuc vu dang", "party_position"),
        ("chuc-vu-chinh-quyen", "government_position"),
        ("doan the", "union_position"),
        ("trang thai", "status"),
        ("status", "status"),
        ("Loại đảng viên", "status"),
    ],
)
def test_words_of_lists(name, key):
    assert find_target(name).key == key


@pytest.mark.parametrize(
    ("name", "period", "stage"),
    [
        ("ratings.2022", "2022", "proposed"),
        ("Ratings.2022.decided", "2022", "decided"),
        ("ratings.2022.self", "2022", "self"),
        ("ratings.2025-q3", "2025-Q3", "proposed"),
        ("ratings.2020-2025.decided", "2020-2025", "decided"),
        ("xep-loai 2022", "2022", "proposed"),
        ("Xếp loại năm 2022", "2022", "proposed"),
        ("tự xếp loại 2022", "2022", "self"),
        ("xếp loại 2022 quyết định", "2022", "decided"),
    ],
)
def test_ratings(name, period, stage):
    target = find_target(name)
    assert (target.kind, target.period, target.stage) == (Kind.RATING, period, stage)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("ngay sin", "Đảng viên không có trường «ngay sin». Gần giống: «Ngày sinh»"),
        ("tên thường gọii", "Đảng viên không có trường «tên thường gọii». Gần giống: «Tên gọi khác»"),
        (
            "zzzzzz",
            "Đảng viên không có trường «zzzzzz». Một số trường: «Họ và tên», «Ngày sinh», «Số thẻ đảng viên»,",
        ),
        ("id", "Đảng viên không có trường «id»."),
        ("tuổi", "Đảng viên không có trường «tuổi»."),
        (
            "chi bo",
            "«chi bo» không sửa ở đây, vì nơi sinh hoạt được ghi kèm ngày. Chuyển sinh hoạt bằng lệnh «dangbo dang-vien "
            "chuyen …»; khi thêm người mới thì ghi bằng --don-vi.",
        ),
        ("organization_code", "«organization_code» không sửa ở đây"),
        ("chuc vu", "«Chức vụ» chưa cho biết là chức vụ nào."),
        ("tên", "Họ và tên được ghi chung một trường."),
        (
            "xep loai",
            '«xep loai» chưa cho biết xếp loại của năm nào. Hãy ghi năm, ví dụ: "xếp loại 2022=Hoàn thành tốt nhiệm '
            'vụ".',
        ),
    ],
)
def test_no_such_field(name, message):
    with pytest.raises(FieldRefused) as refused:
        find_target(name)
    assert str(refused.value).startswith(message)


def test_a_field_twice_under_two_names():
    with pytest.raises(FieldRefused, match="«Ngày sinh» được ghi hai lần"):
        read_targets([("ngay sinh", "1968"), ("birth_date", "")])
