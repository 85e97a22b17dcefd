"""`dv ds` and `dv tim`: rows, order, filters."""

from __future__ import annotations

from datetime import date

import pytest

from dangbo_cli.domain.levels import RATINGS
from dangbo_cli.reports.filters import RATING_CODES, MemberFilter, read_range
from dangbo_cli.reports.lookup import find_organization
from dangbo_cli.reports.member_list import COLUMNS, list_members, search_members, status_label
from dangbo_cli.reports.more_columns import fill_columns
from dangbo_cli.reports.refusal import FilterRefused

CONTRACT_KEYS = [
    "id", "card_number", "old_card_number", "file_number", "citizen_id", "full_name", "birth_date", "gender",
    "ethnicity", "religion", "hometown", "residence", "occupation", "general_education", "expertise",
    "political_theory", "foreign_language", "party_position", "government_position", "admitted_on",
    "official_on", "status", "organization_code", "organization_name", "ratings",
]  # fmt: skip


def ids(table):
    return [row["id"] for row in table.rows]


def by_id(table):
    return {row["id"]: row for row in table.rows}


def test_a_row_is_the_contract(conn, day):
    row = by_id(list_members(conn, day))[1]
    assert list(row) == CONTRACT_KEYS == [column.key for column in COLUMNS]
    assert row == {
        **dict.fromkeys(CONTRACT_KEYS),
        "id": 1,
        "card_number": "014000000001",
        "old_card_number": "14000001",
        "full_name": "Lò Văn An",
        "birth_date": "1968-05-12",
        "gender": "Nam",
        "ethnicity": "Thái",
        "religion": "Không",
        "expertise": "Đại học",
        "political_theory": "Cao cấp",
        "party_position": "Đảng ủy viên, Bí thư",
        "government_position": "Giám đốc",
        "admitted_on": "1995-05-19",
        "official_on": "1996-05-19",
        "status": "Chính thức",
        "organization_name": "Chi bộ 10",
        "ratings": {"2021": "Hoàn thành xuất sắc nhiệm vụ", "2022": "Hoàn thành tốt nhiệm vụ"},
    }


def test_numbers_status_positions_and_ratings(conn, day):
    rows = by_id(list_members(conn, day))
    assert (rows[2]["card_number"], rows[2]["old_card_number"]) == ("14000002", None)
    assert {n: row["status"] for n, row in rows.items()} == {
        1: "Chính thức",
        2: "Dự bị",
        3: "Chính thức",
        4: None,
        5: "Miễn công tác và sinh hoạt",
        8: "Chính thức",
        9: "Chính thức",
        10: None,
    }
    assert rows[8]["party_position"] == "Chi ủy viên"
    assert by_id(list_members(conn, date(2022, 5, 31)))[8]["party_position"] == "Bí thư"
    assert {n: row["ratings"] for n, row in rows.items() if n != 1 and row["ratings"]} == {
        2: {"2022": "Hoàn thành nhiệm vụ"},
        5: {"2022": "Không thuộc diện xếp loại"},
        8: {"2022": "Hoàn thành xuất sắc nhiệm vụ"},
    }


def test_temporarily_elsewhere(record, day):
    record.insert("member_stay", member_id=1, direction="out", organization_text="Hà Nội", valid_from="2022-10-01")
    record.insert("member_stay", member_id=5, direction="out", organization_text="Hà Nội")
    record.insert("member_stay", member_id=8, direction="out", organization_text="Hà Nội", valid_to="2022-10-01")
    rows = by_id(list_members(record.conn, day))
    assert [rows[n]["status"] for n in (1, 5, 8)] == [
        "Sinh hoạt tạm thời nơi khác",
        "Miễn công tác và sinh hoạt",
        "Chính thức",
    ]
    assert ids(list_members(record.conn, day, asked=MemberFilter(status="tạm thời"))) == [1]
    assert status_label("official", "left", True) == "Đã ra khỏi danh sách"


def test_order_is_code_then_vietnamese_name(conn, day):
    # 14.10 (Dơ, Hoa), 14.11 (Mới), then without a code in tree order: Chi bộ 2 (An),
    # Chi bộ 10 (An, Bình, Hòa), then nobody's.
    assert ids(list_members(conn, day)) == [4, 5, 10, 3, 1, 2, 8, 9]


def test_order_of_names_is_given_then_family_then_middle(empty, day):
    names = ["Lê Văn Ân", "Vũ Thị An", "Đỗ Văn An", "Lê Văn An", "Lê Anh An", "Lê Văn Ánh", "Dương Văn An"]
    for number, name in enumerate(names, 1):
        empty.member(number, name)
    empty.member(8, "Lê Văn An")
    found = [row["full_name"] for row in list_members(empty.conn, day).rows]
    assert found[:5] == ["Dương Văn An", "Đỗ Văn An", "Lê Anh An", "Lê Văn An", "Lê Văn An"]
    assert found[5:] == ["Vũ Thị An", "Lê Văn Ánh", "Lê Văn Ân"]
    assert ids(list_members(empty.conn, day))[3:5] == [4, 8]


def test_codes_sort_by_their_numbers(record, day):
    record.conn.execute("UPDATE organization SET code = '14.2.1' WHERE id = 4")
    record.member(12, "Lò Thị Út", 2)
    assert ids(list_members(record.conn, day)) == [12, 1, 2, 8, 4, 5, 10, 3, 9]


def test_more_members_than_are_looked_up_one_by_one(record, day):
    for number in range(100, 700):
        record.member(number, "Lò Văn Đông", 5)
    rows = by_id(list_members(record.conn, day))
    assert len(rows) == 608
    assert rows[1]["party_position"] == "Đảng ủy viên, Bí thư"
    assert rows[8]["ratings"] == {"2022": "Hoàn thành xuất sắc nhiệm vụ"}
    assert rows[100]["ratings"] == {}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"gender": "nu"}, [5, 2, 9]),
        ({"gender": "chưa rõ"}, [4]),
        ({"ethnicity": "thai"}, [5, 1, 8]),
        ({"ethnicity": "H'mông"}, []),  # one of the 54, though nobody here is
        ({"ethnicity": "thiểu số"}, [5, 10, 1, 8, 9]),
        ({"age": "18-30"}, [10, 3]),
        ({"age": "60-"}, [5, 8, 9]),
        ({"age": "-18"}, [3]),
        ({"age": "32"}, [2]),
        ({"party_age": "27-44"}, [5, 1]),
        ({"party_age": "44+"}, [5]),
        ({"status": "du-bi"}, [2]),
        ({"status": "Chính thức"}, [3, 1, 8, 9]),
        ({"status": "chua ro"}, [4, 10]),
        ({"status": "miễn"}, [5]),
        ({"ratings": ("2022=HTXSNV",)}, [8]),
        ({"ratings": ("2022=httnv",)}, [1]),
        ({"ratings": ("2022=Hoàn thành nhiệm vụ, HTTNV",)}, [1, 2]),
        ({"ratings": ("2022=KDG",)}, [5]),
        ({"ratings": ("2022=CXL",)}, [4, 10, 3, 9]),
        ({"ratings": ("2022=HTTNV", "2021=HTXSNV")}, [1]),
        ({"born_from": "1990"}, [10, 3, 2]),
        ({"born_to": "1950"}, [5]),
        ({"born_from": "1968-05", "born_to": "1968-05"}, [1]),
        ({"admitted_from": "1995"}, [1, 2]),
        ({"admitted_to": "1995"}, [5, 1]),
        ({"admitted_from": "1995-05-19", "admitted_to": "1995-05-19"}, [1]),
        ({"missing": ("birth_date",)}, [4]),
        ({"missing": ("số thẻ", "ngày vào Đảng")}, [4, 10, 3, 8, 9]),
        ({"missing": ("party_position", "ngay sinh")}, [4]),
        ({"missing": ("status",)}, [4, 10]),
        ({"missing": ("chi bộ",)}, [9]),
        ({"gender": "Nam", "ethnicity": "Thái", "age": "55-"}, [8]),
    ],
)
def test_filters(conn, day, asked, expected):
    assert ids(list_members(conn, day, asked=MemberFilter(**asked))) == expected


def test_a_year_without_ratings_names_those_that_have_some(conn, day):
    asked = MemberFilter(ratings=("2019=HTXSNV",))
    assert list_members(conn, day, asked=asked).notes[-1] == (
        "Sổ không có xếp loại đảng viên nào của năm 2019. Các năm đã có: 2021, 2022."
    )
    assert len(list_members(conn, day, asked=MemberFilter(ratings=("2022=HTXSNV",))).notes) == 1


@pytest.mark.parametrize(("level", "said"), [("HTXSNV", False), ("HTTNV", True), ("HTNV", True), ("KHTNV", False)])
def test_where_some_are_not_decided_yet_it_is_said_whose_level_counts(conn, day, level, said):
    notes = list_members(conn, day, asked=MemberFilter(ratings=(f"2022={level}",))).notes
    assert ("tính theo mức đề nghị, rồi mức tự xếp" in notes[-1]) == said


def test_ages_are_columns_that_are_asked_for(conn, day):
    listed = fill_columns(conn, list_members(conn, day), ["age", "party_age", "phone"])
    row = by_id(listed)[1]
    assert (row["age"], row["party_age"], row["phone"]) == (54, 27, None)
    assert by_id(listed)[4]["age"] is None
    assert "age" not in by_id(list_members(conn, day))[1]


def test_organisation_and_all_below(conn, day):
    assert ids(list_members(conn, day, find_organization(conn, "14.2", day))) == [3, 1, 2, 8]
    early = date(2022, 5, 31)
    assert ids(list_members(conn, early, find_organization(conn, "14.2", early))) == [3, 1, 2]
    assert ids(list_members(conn, day, find_organization(conn, "14.2", day), only=[1, 4])) == [1]


@pytest.mark.parametrize(("asked", "party", "sphere"), [
    ("bi thu", {"Bí thư"}, "party"), ("Phó bí thư", {"Phó Bí thư"}, "party"),
    ("cấp ủy", {"Bí thư", "Phó Bí thư", "Ủy viên Ban Thường vụ", "Đảng ủy viên", "Chi ủy viên"}, "party"),
    ("giám đốc", {"Giám đốc", "Phó Giám đốc"}, "government"), ("phó giám đốc", {"Phó Giám đốc"}, "government"),
])  # fmt: skip
def test_who_holds_a_post(conn, day, asked, party, sphere):
    conn.execute("PRAGMA query_only = OFF")
    conn.execute("DELETE FROM member_position")
    everybody = ids(list_members(conn, day))
    posts = [("Bí thư", "party"), ("Phó Bí thư", "party"), ("Phó Giám đốc", "government"), ("Đảng viên", "party"),
             ("Đảng ủy viên", "party")]  # fmt: skip
    if asked != "phó giám đốc":
        posts[2] = ("Phó Giám đốc Sở", "government")
        party = party | {"Phó Giám đốc Sở"} if asked == "giám đốc" else party
    given = dict(zip(everybody, posts, strict=False))
    for member, (title, where) in given.items():
        conn.execute("INSERT INTO member_position (member_id, sphere, title) VALUES (?, ?, ?)", (member, where, title))
    past = everybody[len(posts)]
    conn.execute("INSERT INTO member_position (member_id, sphere, title, valid_to) VALUES (?, 'party', 'Bí thư', '2001-01-01')",
                 (past,))  # fmt: skip
    expected = [m for m, (title, where) in given.items() if title in party and where == sphere]
    assert sorted(ids(list_members(conn, day, asked=MemberFilter(position=asked)))) == sorted(expected)
    with pytest.raises(FilterRefused, match="chức vụ «vua»"):
        list_members(conn, day, asked=MemberFilter(position="vua"))


@pytest.mark.parametrize(("expertise", "theory", "expected"), [
    ("đại học", None, {"Đại học"}), ("đại học+", None, {"Đại học", "Thạc sĩ", "Tiến sĩ"}),
    ("cao đẳng,tiến sĩ", None, {"Cao đẳng", "Tiến sĩ"}), ("chưa rõ,sơ cấp", None, {None, "Sơ cấp"}),
    (None, "trung cấp+", {"Trung cấp", "Cao cấp", "Cử nhân"}),
])  # fmt: skip
def test_levels_of_schooling(conn, day, expertise, theory, expected):
    conn.execute("PRAGMA query_only = OFF")
    column = "expertise" if expertise else "political_theory"
    everybody = ids(list_members(conn, day))
    levels = ["Cao đẳng", "Đại học", "Tiến sĩ", None] if expertise else ["Sơ cấp", "Trung cấp", "Cử nhân", None]
    given = {member: levels[i % 4] for i, member in enumerate(everybody)}
    for member, level in given.items():
        conn.execute(f"UPDATE member SET {column} = ? WHERE id = ?", (level, member))
    asked = MemberFilter(expertise=expertise, theory=theory)
    found = ids(list_members(conn, day, asked=asked))
    assert found == [member for member in everybody if given[member] in expected]
    with pytest.raises(FilterRefused, match="trình độ"):
        list_members(conn, day, asked=MemberFilter(expertise="giỏi"))


def test_a_filter_that_names_a_column_unmasks_it(conn, day):
    def private(table):
        return {c.key for c in table.columns if c.private}

    assert "ethnicity" in private(list_members(conn, day))
    table = list_members(conn, day, asked=MemberFilter(ethnicity="Thái"))
    assert "ethnicity" not in private(table)
    assert {"religion", "citizen_id", "card_number"} <= private(table)
    assert table.parameters == {"as_of": "2022-12-31", "organization": None, "ethnicity": "Thái"}
    assert table.notes == ["Có 3 đảng viên, tính đến ngày 31/12/2022."]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"gender": "x"}, "Không hiểu giới tính «x». Các giá trị dùng được: Nam, Nữ, Chưa rõ."),
        (
            {"theory": ","},
            "Chưa cho biết trình độ lý luận chính trị nào. Các giá trị dùng được: Sơ cấp, Trung cấp, Cao cấp, Cử nhân, Chưa rõ.",
        ),
        ({"age": "trẻ"}, "Không hiểu tuổi đời «trẻ». Hãy viết như 18-30, 60- (từ 60), -30 (đến 30)."),
        ({"age": "30-18"}, "Khoảng tuổi đời «30-18» bị ngược: số đầu phải nhỏ hơn số sau."),
        (
            {"born_from": "1990", "born_to": "1980-05"},
            "Khoảng ngày sinh từ 1990 đến 05/1980 bị ngược: ngày đầu phải trước ngày cuối.",
        ),
        (
            {"ratings": ("HTXSNV",)},
            "Không hiểu mức xếp loại «HTXSNV». Hãy viết như 2022=HTXSNV; "
            "các mức: HTXSNV, HTTNV, HTNV, KHTNV, CXL, KDG.",
        ),
    ],
)
def test_what_cannot_be_read_is_refused(conn, day, asked, message):
    with pytest.raises(FilterRefused) as refused:
        list_members(conn, day, asked=MemberFilter(**asked))
    assert str(refused.value) == message


def test_a_field_nobody_has(conn, day):
    with pytest.raises(FilterRefused, match="Không có trường «cỡ giày»"):
        list_members(conn, day, asked=MemberFilter(missing=("cỡ giày",)))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("18-30", (18, 30)), ("18 – 30", (18, 30)), ("60+", (60, None)), ("-30", (None, 30)), ("35", (35, 35))],
)
def test_ranges(typed, expected):
    assert read_range(typed, "tuổi đời") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("an", [3, 1]),
        ("An Lò", [1]),
        ("v lo van", []),  # each word is another of the name
        ("l a v", [1]),
        ("van tran", [6]),  # he left, and is found all the same
        ("hòa", [8]),
        ("hoà", [8]),
        ("hoa", [5, 8, 7]),  # Hoa, Hòa before Hoàng
        ("hóa", [5, 8, 7]),  # nobody: marks are left out of account
        ("uyê", []),
        ("ng", [3, 2]),
        ("0000001", [1]),
        ("14000002", [2]),
        ("014.068", [4]),
        ("dơ 0680", [4]),
        ("12/05/1968", [1]),
        ("12/5/1968", [1]),
        ("12-5-1968", [1]),
        ("an 12.05.1968", [1]),
        ("13-05-1968", []),
        ("05/1968", [1]),
        ("12/05", [1]),
        ("an 1968", [1]),
        ("an 2004", [3]),
        ("an 13/05/1968", []),
        ("1968", []),  # alone it is a part of a number
        ("bình 1990", [2]),
        ("", []),
        ("%", []),
    ],
)
def test_search(conn, day, text, expected):
    assert ids(search_members(conn, text, day)) == expected


def test_search_says_when_marks_were_left_out(conn, day):
    table = search_members(conn, "Hóa", day)
    assert table.notes == [
        "Tìm thấy 3 đảng viên.",
        "Không ai có tên viết đúng dấu như «Hóa»; đây là những người giống tên khi bỏ dấu.",
    ]
    assert search_members(conn, "Trần", day).rows[0]["status"] == "Đã ra khỏi danh sách"


@pytest.mark.parametrize(("typed", "told"), [("1931", True), ("Lò 1931", False), ("193", False), ("2131", False)])
def test_a_year_that_finds_no_card_may_be_one_of_birth(conn, day, typed, told):
    said = "Tìm theo năm sinh: «dangbo dv ds --sinh-tu 1931 --sinh-den 1931»."
    assert (said in search_members(conn, typed, day).notes) == told


def test_levels_are_those_of_the_domain():
    assert tuple(RATING_CODES.values()) == RATINGS


def test_an_address_of_two_levels_stands_where_no_older_text_does():
    import sqlite3

    from dangbo_cli.reports.addresses import address_sql, join_address
    from dangbo_cli.store.migrations import create_tables

    conn = sqlite3.connect(":memory:")
    create_tables(conn)
    rows = [
        ({"hometown": "Mai Sơn", "hometown_province": "Sơn La"}, "Mai Sơn"),
        ({"hometown_country": "Việt Nam", "hometown_province": "Sơn La", "hometown_detail": "xã A"}, "xã A, Sơn La"),
        ({"hometown_country": "Lào", "hometown_province": "Hủa Phăn"}, "Hủa Phăn, Lào"),
        ({"hometown_country": "Việt Nam"}, None),
        ({}, None),
    ]
    columns = ("hometown", "hometown_country", "hometown_province", "hometown_detail")
    for values, told in rows:
        conn.execute("DELETE FROM member")
        full = {column: values.get(column) for column in columns}
        conn.execute(
            f"INSERT INTO member (full_name, {', '.join(columns)}) VALUES ('Lò Văn An', ?, ?, ?, ?)",
            tuple(full.values()),
        )
        assert conn.execute(f"SELECT {address_sql('hometown')} FROM member m").fetchone() == (told,)
        assert (full["hometown"] or join_address(full, "hometown")) == told


def test_a_year_beside_a_name_shows_no_number_of_a_card(conn, day):
    def shown(text):
        return {column.key for column in search_members(conn, text, day).columns if column.shown}

    assert "card_number" not in shown("an 1968")
    assert "card_number" in shown("an 0140")
