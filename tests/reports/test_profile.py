"""One member, one organisation, whole: current values, dated rows, ratings, and when they were written."""

from __future__ import annotations

from datetime import date

import pytest

from dangbo_cli.reports.profile import member_profile, organization_profile
from dangbo_cli.reports.table import ColumnKind

DAY = date(2022, 12, 31)


def facts(profile, title):
    return {fact.label: fact for section in profile.sections if section.title == title for fact in section.facts}


def test_member_now(record):
    profile = member_profile(record.conn, 1, DAY)
    assert profile.title == "Lò Văn An (số 1 trong sổ)"
    assert profile.value["status"] == "Chính thức"
    assert profile.value["organization"]["above"] == ["Đảng bộ Sở Y tế", "Đảng bộ Khối Thử"]
    own = facts(profile, "Bản thân")
    assert own["Ngày sinh"].value == "12/05/1968 (54 tuổi)"
    assert (own["Dân tộc"].private, own["Giới tính"].private) == (True, False)
    party = facts(profile, "Về Đảng")
    assert party["Nơi sinh hoạt"].value == "Chi bộ 10, thuộc Đảng bộ Sở Y tế"
    assert party["Số thẻ đảng viên"].private
    assert party["Ngày vào Đảng"].kind is ColumnKind.DATE


def test_an_old_number_alone_stands_where_the_list_shows_it(record):
    value = member_profile(record.conn, 2, DAY).value
    assert (value["card_number"], value["old_card_number"]) == ("14000002", None)


def test_what_is_dated_is_told_in_its_order(record):
    course = facts(member_profile(record.conn, 3, DAY), "Quá trình")
    assert course["Loại đảng viên"].value == "Chính thức, từ 31/12/2022"
    assert member_profile(record.conn, 3, date(2022, 12, 30)).value["status"] == "Dự bị"


@pytest.mark.parametrize(("number", "status"), [(5, "Miễn công tác và sinh hoạt"), (6, "Đã ra khỏi danh sách")])
def test_activity_sums_up_the_status(record, number, status):
    assert member_profile(record.conn, number, DAY).value["status"] == status


def test_somebody_without_a_place(record):
    record.member(99, "Ai Đó")
    profile = member_profile(record.conn, 99, DAY)
    assert profile.value["organization"] is None
    (section,) = [s for s in profile.sections if s.title == "Về Đảng"]
    assert "Nơi sinh hoạt" in section.empty


def test_places_one_after_another(record):
    (section,) = [s for s in member_profile(record.conn, 8, DAY).sections if s.title == "Quá trình"]
    places = [fact.value for fact in section.facts if fact.label == "Nơi sinh hoạt"]
    assert places[0] == "Chi bộ Sở Nội vụ, đến 01/06/2022"
    assert places[1].startswith("Chi bộ 10, từ 01/06/2022")


def test_organisation_counts_all_below(record):
    profile = organization_profile(record.conn, 2, DAY)
    assert profile.title == "Đảng bộ Sở Y tế (mã 14.2)"
    assert profile.value["members"] == sum(child["members"] for child in profile.value["children"]) == 4
    assert [child["name"] for child in profile.value["children"]] == ["Chi bộ 2", "Chi bộ 10"]


def test_who_holds_a_position_at_an_organisation(record):
    """Committee members too, the highest first; a position of no known organisation is told, with how it is mended."""
    record.insert("member_position", member_id=3, sphere="party", title="Phó Bí thư", organization_id=2)
    record.insert("member_position", member_id=2, sphere="party", title="Đảng ủy viên", organization_id=2)
    record.insert(
        "member_position", member_id=8, sphere="party", title="Bí thư", organization_id=2, valid_to="2022-06-01"
    )
    record.insert("member_position", member_id=3, sphere="party", title="Bí thư")
    told = facts(organization_profile(record.conn, 2, DAY), "Tổ chức")
    assert told["Giữ chức vụ ở đây"].value == "Phó Bí thư Nguyễn Văn An; Đảng ủy viên Lò Văn An, Nguyễn Thị Bình"
    assert told["Chưa rõ giữ ở đâu"].value.startswith(
        "2 chức vụ: Bí thư Nguyễn Văn An (số 3), Chi ủy viên Cầm Văn Hòa (số 8); ghi rõ bằng «dangbo dv sua SỐ "
    )
    profile = organization_profile(record.conn, 6, DAY)
    assert "Chưa rõ giữ ở đâu" not in facts(profile, "Tổ chức")
    assert all("Chưa rõ giữ ở đâu" not in section.empty for section in profile.sections)


def test_table_has_a_row_for_every_fact(record):
    profile = member_profile(record.conn, 1, DAY)
    table = profile.table()
    assert len(table.rows) == sum(len(section.facts) for section in profile.sections)
    assert {"group": "Về Đảng", "label": "Ngày vào Đảng", "value": "19/05/1995"} in table.rows
