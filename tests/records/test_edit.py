"""`dv sua`: what is set, what is refused and in which words, what is dated."""

from __future__ import annotations

from datetime import date

import pytest

from dangbo_cli.records.edit import plan_edit_member
from dangbo_cli.records.refusal import DayRefused, NumberTaken, RecordRefused, RecordUnknown, ValueRefused
from dangbo_cli.reports.member_list import list_members
from dangbo_cli.store.check import check_file
from records.conftest import AN, BINH, CHI, CHI_BO_1, TODAY, Y_TE, codes, pairs, shown


def edit(book, member, *assignments, since=None):
    return plan_edit_member(book.conn, member, pairs(*assignments), TODAY, since)


@pytest.mark.parametrize(
    ("assignment", "expected"),
    [
        ("birth_date=1968", {"birth_date": ("1968-05-12", "1968")}),
        ("ngày sinh=5/6/1968", {"birth_date": ("1968-05-12", "1968-06-05")}),
        ("birth_date=1968-06-05", {"birth_date": ("1968-05-12", "1968-06-05")}),
        ("ho ten=LÒ VĂN ÂN", {"full_name": ("Lò Văn An", "Lò Văn Ân")}),
        ("ho ten=đ/c Lò Văn Ân", {"full_name": ("Lò Văn An", "Lò Văn Ân")}),
        ("dan toc=thai", {"ethnicity": (None, "Thái")}),
        ("religion=không", {"religion": (None, "Không")}),
        ("chuyen mon=Đại học Luật", {"expertise": (None, "Đại học"), "specialty": (None, "Luật")}),
        ("LLCT=CC", {"political_theory": (None, "Cao cấp")}),
        ("van hoa=12/12", {"general_education": (None, "12/12")}),
        ("card_number=14.012346", {"old_card_number": ("14012345", "14012346")}),
        ("card_number=014000000009", {"card_number": (None, "014000000009")}),
        ("old_card_number=014000000009", {"card_number": (None, "014000000009")}),
        ("so the=14.012345/012345", {"file_number": (None, "012345")}),
        ("card_number=", {"old_card_number": ("14012345", None)}),
        ("cccd=", {"citizen_id": ("014068000001", None)}),
        ("cccd=050123456", {"old_citizen_id": (None, "050123456")}),
        ("phone=912 345 678", {"phone": (None, "0912345678")}),
        ("ghi chu=  việc   nhà ", {"note": (None, "việc nhà")}),
        ("note=", {}),
        ("gender=nam", {}),
    ],
)
def test_a_field(book, assignment, expected):
    assert shown(edit(book, AN, assignment)) == expected


def test_nothing_to_change_is_no_batch(book):
    plan = edit(
        book, AN, "gioi tinh=Nam", "chuc vu dang=Bí thư, Đảng ủy viên", "ratings.2022=HTTNV", "status=Chính thức"
    )
    assert (plan.changes, codes(plan)) == ([], [])
    assert book.do(plan).batch is None


def test_several_fields_are_one_batch_with_what_was_before(book):
    plan = edit(book, AN, "que quan=xã Thử", "chuyen mon=Đại học Luật", "specialty=Kinh tế")
    assert plan.command == "dang-vien sua 1"
    assert shown(plan)["specialty"] == (None, "Kinh tế")
    batch = book.do(plan).batch
    assert book.conn.execute("SELECT command, created, updated FROM batch WHERE id = ?", (batch,)).fetchone() == (
        "dang-vien sua 1", 0, 1,
    )  # fmt: skip
    assert check_file(book.conn) == []


REFUSED = [
    ("birth_date=31/02/1968", "«31/02/1968» không phải là ngày có thật: tháng 2 không có ngày 31. Hãy ghi theo hồ sơ"),
    ("official_on=01/01/2099", "«01/01/2099» là ngày chưa đến."),
    ("gender=x1", "«x1» không phải là giới tính «Nam» hay «Nữ»."),
    ("religion=abc", "«abc» không phải là tên một tôn giáo trong danh mục."),
    ("card_number=123", "«123» không phải là số thẻ đảng viên 8 hoặc 12 chữ số. Hãy ghi lại đủ chữ số theo giấy tờ."),
    ("phone=12", "«12» không phải là số điện thoại."),
    ("chuc vu dang=Giám đốc", "«Giám đốc» không phải là một chức vụ Đảng trong danh mục."),
    ("ratings.2022=A", "Chữ «A» không cho biết chắc chắn mức xếp loại"),
    ("ratings.2099=HTTNV", "Không ghi xếp loại của năm 2099. Hãy ghi một năm từ 1930 đến 2026."),
    ("ratings.2021=", "Năm 2021 không có mức đề nghị để xóa."),
    ("ratings.2022.decided=", "Năm 2022 không có mức quyết định để xóa. Sổ đang có mức đề nghị «Hoàn thành tốt nhiệm vụ»"),
    ("full_name=", "Họ và tên không để trống được."),
    ("full_name=An 2", "«An 2» không phải là họ tên người."),
    ("full_name=Lò Văn An (Tú)", "«Lò Văn An (Tú)» không phải là họ tên người."),
    ("hometown=chưa rõ", "«chưa rõ» không phải là một giá trị của «Quê quán». Muốn xóa giá trị đang có, hãy ghi «quê quán=»."),
    ("card_number=chưa cấp", "«chưa cấp» không phải là một giá trị của «Số thẻ đảng viên»."),
    ("status=xyz", "«xyz» không cho biết là đảng viên chính thức hay dự bị"),
    ("status=đã chết", "«đã chết» không ghi được ở trường này."),
    ("status=Miễn sinh hoạt", "«Miễn sinh hoạt» không ghi được ở trường này."),
    ("status=Dự bị", "«Dự bị» mâu thuẫn với ngày chính thức 19/05/1996 đang ghi trong sổ."),
    ("status=", "Trạng thái được tính theo ngày chính thức 19/05/1996 đang ghi trong sổ."),
    ("admitted_on=1980", "Ngày vào Đảng «1980» sớm hơn ngày đủ 16 tuổi (ngày sinh 12/05/1968)."),
    ("birth_date=1985", "Ngày vào Đảng «19/05/1995» sớm hơn ngày đủ 16 tuổi (ngày sinh 1985)."),
    ("official_on=1994", "Ngày chính thức «1994» sớm hơn ngày vào Đảng (vào Đảng 19/05/1995)."),
    ("card_number=014000000003", "Số thẻ đảng viên 014000000003 đã là của Cầm Văn Chí (số 3), «Chi bộ Sở Nội vụ» (mã 14.10)."),
]  # fmt: skip


@pytest.mark.parametrize(("assignment", "message"), REFUSED)
def test_refused_in_words(book, assignment, message):
    with pytest.raises(RecordRefused) as refused:
        edit(book, AN, "note=x", assignment)
    assert str(refused.value).startswith(message)
    assert refused.value.message.endswith(".")


@pytest.mark.parametrize("status", ["xyz", "đã chết", "từ trần", "Miễn sinh hoạt"])
def test_where_a_status_that_is_not_written_here_is_written(book, status):
    with pytest.raises(ValueRefused, match=r"Từ trần, khai trừ, .* thì ghi bằng «dangbo dang-vien giam …»"):
        edit(book, AN, f"status={status}")


def test_a_taken_number_names_its_owner_and_what_to_do(book):
    with pytest.raises(NumberTaken) as refused:
        edit(book, CHI, "cccd=014068000001")
    assert refused.value.owner == AN
    assert str(refused.value) == (
        "Số căn cước 014068000001 đã là của Lò Văn An (số 1), sinh 12/05/1968, «Chi bộ 1» (mã 14.2.1), thuộc "
        "«Đảng bộ Sở Y tế» (mã 14.2). Hãy kiểm tra lại số; nếu người kia ghi sai, sửa trước: "
        '«dangbo dang-vien sua 1 "số căn cước=…"».'
    )


def test_two_readings_of_one_number_contradict(book):
    with pytest.raises(ValueRefused, match="cho hai giá trị khác nhau"):
        edit(book, AN, "card_number=14000001", "old_card_number=14000002")
    assert shown(edit(book, AN, "card_number=014000000009", "old_card_number=")) == {
        "card_number": (None, "014000000009"), "old_card_number": ("14012345", None),
    }  # fmt: skip


def test_what_was_odd_before_does_not_stop_another_edit(book):
    book.conn.execute("UPDATE member SET admitted_on = '1970-01-01' WHERE id = 1")
    assert shown(edit(book, AN, "phone=0912345678")) == {"phone": (None, "0912345678")}


def test_what_is_odd_is_noted(book):
    plan = edit(book, AN, "gioi tinh=Nữ")
    assert [note.message for note in plan.notes] == [
        "Số căn cước «014068000001» không khớp năm sinh hoặc giới tính đã ghi (12/05/1968, Nữ); nên kiểm tra lại."
    ]


def test_no_such_member(book):
    with pytest.raises(RecordUnknown, match="Không có đảng viên số 99 trong sổ"):
        edit(book, 99, "note=x")


# --- positions

POSITIONS = "title, organization_id, valid_from, valid_to"


def party(book, member):
    return book.rows("member_position", POSITIONS, member_id=member, sphere="party")


def test_only_the_position_that_is_no_longer_held_ends(book):
    book.do(edit(book, AN, "chuc vu dang=Phó Bí thư, Đảng ủy viên"))
    assert party(book, AN) == [
        ("Bí thư", CHI_BO_1, None, "2026-11-23"),
        ("Đảng ủy viên", Y_TE, None, None),
        ("Phó Bí thư", None, "2026-11-23", None),
    ]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Chi ủy viên", ["Đảng ủy viên"]),
        ("Đảng viên", ["Đảng ủy viên"]),
        ("Phó Bí thư đảng ủy", []),  # another post there
        ("Chi ủy viên, Đảng ủy viên", []),
        ("", []),  # all that she holds, as asked
    ],
)
def test_a_post_above_that_ends_with_another_of_the_branch_is_named(book, typed, told):
    """A post of the branch typed alone ended the office in the committee above, without a word."""
    notes = [note for note in edit(book, AN, f"party_position={typed}").notes if note.code == "position_ends"]
    assert [note.value for note in notes] == told
    assert all("«Đảng bộ Sở Y tế»" in note.message for note in notes)


def test_a_position_changes_on_a_given_day(book):
    book.do(edit(book, AN, "chuc vu chinh quyen=Phó Giám đốc", since=date(2024, 7, 1)))
    assert book.rows("member_position", "title, valid_from, valid_to", member_id=AN, sphere="government") == [
        ("Giám đốc", None, "2024-07-01"),
        ("Phó Giám đốc", "2024-07-01", None),
    ]
    for day, title in ((date(2024, 6, 30), "Giám đốc"), (date(2024, 7, 1), "Phó Giám đốc")):
        row = next(r for r in list_members(book.conn, day).rows if r["id"] == AN)
        assert row["government_position"] == title
    with pytest.raises(DayRefused, match="bắt đầu từ 01/07/2024, sau ngày 01/05/2024"):
        edit(book, AN, "chuc vu chinh quyen=", since=date(2024, 5, 1))


def test_the_first_position_known_has_no_start(book):
    book.do(edit(book, CHI, "party_position=Chi ủy viên"))
    assert party(book, CHI) == [("Chi ủy viên", 5, None, None)]


def test_a_position_ends_and_a_second_thought_on_the_same_day_leaves_no_trace_of_the_first(book):
    book.do(edit(book, CHI, "party_position=Đảng viên", since=date(2020, 1, 1)))
    book.do(edit(book, CHI, "party_position=Bí thư"))
    book.do(edit(book, CHI, "party_position=Phó Bí thư"))
    assert [row[0] for row in party(book, CHI)] == ["Đảng viên", "Phó Bí thư"]
    book.do(edit(book, CHI, "party_position="))
    assert party(book, CHI) == [("Đảng viên", None, "2020-01-01", "2026-11-23")]


def test_where_a_position_is_held_is_filled_in(book):
    book.do(edit(book, CHI, "party_position=Bí thư"))
    book.do(edit(book, CHI, "party_position=Bí thư Chi bộ"))
    assert party(book, CHI) == [("Bí thư", 5, None, None)]


@pytest.mark.parametrize(
    ("typed", "unsaid"),
    [("Bí thư", ["Bí thư"]), ("Bí thư Chi bộ", []), ("PBT, Đảng viên", ["Phó Bí thư"]), ("Đảng viên", []), ("", [])],
)
def test_a_position_without_its_organisation_says_so(book, typed, unsaid):
    plan = edit(book, CHI, f"party_position={typed}")
    assert [note.value for note in plan.notes if note.code == "position_place_unsaid"] == unsaid


def test_the_organisation_that_is_known_is_not_asked_for_again(book):
    assert not edit(book, AN, "party_position=Bí thư, Đảng ủy viên").notes


def test_a_day_needs_something_that_is_dated(book):
    with pytest.raises(DayRefused, match="chỉ dùng khi sửa chức vụ hoặc trạng thái"):
        edit(book, AN, "note=x", since=date(2024, 1, 1))
    with pytest.raises(DayRefused, match="còn hơn 1 tháng nữa"):
        edit(book, AN, "party_position=", since=date(2027, 1, 1))


# --- standing


def standing(book, member):
    return book.rows("membership", "standing, valid_from, valid_to", member_id=member)


def status_on(book, member, day):
    return next(r["status"] for r in list_members(book.conn, day).rows if r["id"] == member)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["admitted_on=23/09/2026"], ["official_without_date", "probation_not_over"]),
        (["admitted_on=24/11/2025"], ["official_without_date", "probation_not_over"]),
        (["admitted_on=23/11/2025"], ["official_without_date"]),
        (["admitted_on=2026"], ["official_without_date"]),
        (["admitted_on=23/09/2025", "official_on=23/09/2026"], []),
    ],
)
def test_official_before_the_probation_is_over_is_told(book, typed, said):
    assert codes(edit(book, BINH, "trang thai=Chính thức", *typed)) == said


def test_becoming_official_ends_the_probation(book):
    plan = edit(book, BINH, "trang thai=Chính thức")
    assert codes(plan) == ["official_without_date"]
    book.do(plan)
    assert standing(book, BINH) == [("probationary", None, "2026-11-23"), ("official", "2026-11-23", None)]
    assert status_on(book, BINH, date(2026, 11, 22)) == "Dự bị"
    assert status_on(book, BINH, TODAY) == "Chính thức"


@pytest.mark.parametrize("assignments", [("official_on=05/11/2026",), ("official_on=05/11/2026", "status=Chính thức")])
def test_the_official_date_does_it_too_and_its_correction_moves_it(book, assignments):
    book.do(edit(book, BINH, *assignments))
    assert standing(book, BINH) == [("probationary", None, "2026-11-05"), ("official", "2026-11-05", None)]
    book.do(edit(book, BINH, "official_on=06/11/2026"))
    assert standing(book, BINH) == [("probationary", None, "2026-11-06"), ("official", "2026-11-06", None)]
    book.do(edit(book, BINH, "official_on=", "status=Dự bị"))
    assert standing(book, BINH) == [("probationary", None, None)]
    assert book.value("official_on", BINH) is None


def test_a_standing_that_was_wrong_is_corrected(book):
    book.do(edit(book, AN, "official_on=", "status=Dự bị"))
    assert standing(book, AN) == [("probationary", None, None)]
    book.do(edit(book, AN, "status="))
    assert standing(book, AN) == []
    book.do(edit(book, AN, "official_on=1996"))
    assert standing(book, AN) == [("official", None, None)]


# --- ratings


def ratings(book, member, period):
    return book.conn.execute(
        "SELECT self_level, proposed_level, decided_level, not_rated_reason FROM rating"
        " WHERE member_id = ? AND period = ?",
        (member, period),
    ).fetchall()


GOOD, BEST = "Hoàn thành tốt nhiệm vụ", "Hoàn thành xuất sắc nhiệm vụ"


def test_stages_of_one_year_are_one_row(book):
    book.do(edit(book, CHI, "xep-loai 2023=HTXSNV", "tự xếp loại 2023=HTTNV", "ratings.2023.decided=HTTNV"))
    assert ratings(book, CHI, "2023") == [(GOOD, BEST, GOOD, None)]
    plan = edit(book, CHI, "ratings.2023=HTTNV")
    assert [note.message for note in plan.notes] == [
        f"Năm 2023 đã có mức quyết định «{GOOD}»; danh sách vẫn hiện mức ấy."
    ]
    book.do(edit(book, CHI, "ratings.2023=", "ratings.2023.self=", "ratings.2023.decided="))
    assert ratings(book, CHI, "2023") == []


def test_a_reason_stays_only_with_its_level(book):
    book.do(edit(book, AN, "ratings.2022=Không xếp loại (mới kết nạp)"))
    assert ratings(book, AN, "2022") == [(None, "Không thuộc diện xếp loại", None, "Mới kết nạp")]
    book.do(edit(book, AN, "ratings.2022=HTTNV"))
    assert ratings(book, AN, "2022") == [(None, GOOD, None, None)]
