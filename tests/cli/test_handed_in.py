"""What counts as handed in: sheets that arrive, what came before the duty was written down, what is taken back."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from cli.duties import INITIATIVES, arrive, states


def test_a_sheet_that_arrives_is_handed_in(owing):
    told = arrive(owing, "Đảng bộ Sở Thử", "2022-03-30").stdout
    assert "Ghi nhận đã nộp: 1 lượt\n  Đăng ký mô hình, năm 2022: 1 đơn vị\n" in told
    assert "Việc phải nộp" not in told  # no line of bookkeeping among what changed
    assert states(owing) == {"14.1": "Đúng hạn", "14.2": "Chưa nộp, còn 1 ngày"}


def test_the_same_file_is_handed_in_once(owing):
    arrive(owing, "Đảng bộ Sở Thử", "2022-03-30")
    again = arrive(owing, "Đảng bộ Sở Thử", "2022-04-15")
    assert "Không có gì mới để ghi." in again.stdout
    assert "Ghi nhận" not in again.stdout


def test_a_late_correction_does_not_make_it_late(owing):
    arrive(owing, "Đảng bộ Sở Thử", "2022-03-30")
    arrive(owing, "Đảng bộ Sở Thử", "2022-04-15", name="Hai cửa")
    row = owing("don-doc", "xem", "1", "--dinh-dang", "json").json[0]
    assert (row["state"], row["first_on"], row["last_on"]) == ("Đúng hạn", "2022-03-30", "2022-04-15")


def test_late_by_days(owing):
    arrive(owing, "Đảng bộ Sở Thử", "2022-04-05")
    assert states(owing)["14.1"] == "Muộn 5 ngày"


def test_a_branch_is_a_part_of_its_unit(owing):
    arrive(owing, "Chi bộ 1", "2022-03-30")
    assert states(owing, "--tinh-den", "02/04/2022")["14.1"] == "Mới nộp 1/2 chi bộ, quá hạn 2 ngày"
    missing = {row["code"]: row["missing_parts"] for row in owing("don-doc", "chua-nop", "--dinh-dang", "json").json}
    assert missing == {"14.1": "Chi bộ 2", "14.2": None}
    arrive(owing, "Chi bộ 2", "2022-04-03", name="Ba cửa")
    assert states(owing)["14.1"] == "Muộn 3 ngày"


def test_another_year_is_another_obligation(owing):
    arrive(owing, "Đảng bộ Sở Thử", "2022-03-30", year=2021)
    assert states(owing)["14.1"] == "Chưa nộp, còn 1 ngày"


def test_undo_takes_what_was_handed_in_back(owing):
    arrive(owing, "Đảng bộ Sở Thử", "2022-03-30")
    batch = owing("lo", "ds", "--dinh-dang", "json").json[0]["number"]
    assert owing("lo", "hoan-tac", str(batch), "--dong-y").exit_code == 0
    assert states(owing)["14.1"] == "Chưa nộp, còn 1 ngày"
    arrive(owing, "Đảng bộ Sở Thử", "2022-04-20")
    assert states(owing)["14.1"] == "Đúng hạn"  # the bytes had come on 30/03


def test_undo_takes_back_what_was_noted_from_its_sheets_later(filled):
    """By `don-doc them`, in another batch than the import; done again, or imported again, it is handed in again, once."""
    filled("tc", "sua", "14.1", "khối=Cơ quan nhà nước", "--dong-y")
    arrive(filled, "Đảng bộ Sở Thử", "2022-03-30")
    path = filled.folder / "bieu 03-30.csv"
    number = max(one["number"] for one in filled("lo", "ds", "--dinh-dang", "json").json)
    owed = ("Đăng ký mô hình", "--nam", "2022", "--han", "31/03/2022", "--bieu", "mo-hinh", "--dong-y")
    assert filled("don-doc", "them", *owed).exit_code == 0
    filled.now = datetime(2022, 4, 10, 8, 0)
    for undone, stands in ((number, False), (number + 2, True), (number, False)):
        assert filled("lo", "hoan-tac", str(undone), "--dong-y").exit_code == 0
        (row,) = filled("don-doc", "xem", "1", "--dinh-dang", "json").json
        assert (row["state"] == "Đúng hạn") == stands, row
        assert bool(filled("don-doc", "chua-nop", "--dinh-dang", "json").json) != stands
    assert filled("nhap", path, "--dong-y").exit_code == 0
    (row,) = filled("don-doc", "xem", "1", "--dinh-dang", "json").json
    assert (row["state"], row["first_on"]) == ("Đúng hạn", "2022-03-30")
    assert filled("ra-soat").exit_code == 0


def test_two_obligations_of_one_kind_are_not_guessed(owing):
    owing("don-doc", "them", "Mô hình đợt hai", "--nam", "2022", "--han", "15/12/2022", "--bieu", "mo-hinh", "--dong-y")
    told = arrive(owing, "Đảng bộ Sở Thử", "2022-03-30").stdout
    assert "Chưa ghi nhận là bài nộp (1)" in told
    assert "số 1: Đăng ký mô hình, năm 2022; số 2: Mô hình đợt hai, năm 2022" in " ".join(told.split())
    assert states(owing)["14.1"] == "Chưa nộp, còn 1 ngày"


def test_a_sheet_of_results_is_no_registration(owing):
    owing("don-doc", "them", "Kết quả mô hình", "--nam", "2022", "--han", "15/12/2022", "--bieu", "mo-hinh", "--dong-y")
    told = " ".join(arrive(owing, "Đảng bộ Sở Thử", "2022-03-30").stdout.split())
    assert "Đăng ký mô hình, năm 2022: 1 đơn vị" in told
    assert "Kết quả mô hình, năm 2022" not in told
    progress = INITIATIVES.replace("ĐĂNG KÝ MÔ HÌNH", "TIẾN ĐỘ THỰC HIỆN MÔ HÌNH").replace(
        "Giải pháp", "Kết quả thực hiện"
    )
    path = owing.folder / "tien do.csv"
    path.write_text(progress.format(unit="CHI BỘ CÔNG TY THỬ", name="Một cửa", year=2022), encoding="utf-8")
    told = " ".join(owing("nhap", path, "--dong-y").stdout.split())
    assert "Kết quả mô hình, năm 2022: 1 đơn vị" in told
    assert states(owing)["14.2"].startswith("Chưa nộp")


PLEDGES = """ĐẢNG BỘ KHỐI THỬ,,,
ĐẢNG BỘ SỞ THỬ,,,
DANH SÁCH CAM KẾT NĂM 2022,,,
STT,Họ và tên,Chi bộ,Đã nộp
1,Lò Văn An,Chi bộ 1,x
"""


def test_a_committees_sheet_is_handed_in_for_the_branches_it_lists(owing):
    owing("don-doc", "them", "Bản cam kết", "--nam", "2022", "--bieu", "cam-ket", "--loai-hinh", "chi bộ", "--dong-y")
    path = owing.folder / "cam-ket.csv"
    path.write_text(PLEDGES, encoding="utf-8")
    assert owing("nhap", path, "--dong-y").exit_code == 0
    rows = owing("don-doc", "xem", "2", "--dinh-dang", "json").json
    assert {row["code"]: row["state"] for row in rows} == {
        "14.1.1": "Đúng hạn",
        "14.1.2": "Chưa nộp",
        "14.2": "Chưa nộp",
    }


def test_a_sheet_set_aside_whole_has_come_all_the_same(owing):
    owing("don-doc", "them", "Bản cam kết", "--nam", "2022", "--bieu", "cam-ket", "--dong-y")
    path = owing.folder / "cam-ket.csv"
    path.write_text(PLEDGES.replace("Chi bộ 1", "Chi bộ 77"), encoding="utf-8")
    assert owing("nhap", path, "--dong-y").exit_code == 1
    rows = owing("don-doc", "xem", "2", "--dinh-dang", "json").json
    assert {row["code"]: row["first_on"] for row in rows} == {"14.1": "2022-03-01", "14.2": None}


MEMBERS = """ĐẢNG BỘ KHỐI THỬ,,,
ĐẢNG BỘ SỞ THỬ,,,
DANH SÁCH ĐẢNG VIÊN,,,
{dated},,,
STT,Họ và tên,Chi bộ,Số thẻ đảng viên
1,Lò Văn An,Chi bộ 1,014012000001
"""


@pytest.mark.parametrize(
    ("dated", "arrives", "state"),
    [
        ("Tính đến ngày 30/11/2024", "2024-12-20", "Đúng hạn"),
        ("Tính đến ngày 05/01/2025", "2025-01-10", "Đúng hạn"),  # between the year's end and the due day
        ("Tính đến ngày 20/01/2025", "2025-01-25", "Chưa nộp, quá hạn 10 ngày"),  # a list of another year
        ("", "2025-01-25", "Muộn 10 ngày"),  # undated, and only one obligation asks for a list
    ],
)
def test_which_year_a_list_of_members_is_of(owing, dated, arrives, state):
    owing("don-doc", "them", "Danh sách", "--nam", "2024", "--han", "15/01/2025", "--bieu", "dang-vien", "--dong-y")
    path = owing.folder / "ds.csv"
    path.write_text(MEMBERS.format(dated=dated), encoding="utf-8")
    owing.now = datetime.fromisoformat(f"{arrives}T09:00")
    assert owing("nhap", path, "--dong-y").exit_code == 0
    rows = owing("don-doc", "xem", "2", "--dinh-dang", "json").json
    assert {row["code"]: row["state"] for row in rows}["14.1"] == state


def test_what_came_before_is_handed_in(filled):
    """Sheets of earlier imports meet an obligation written down later: by unit, year and first day; undone with it."""
    filled("tc", "sua", "14.1", "khối=Cơ quan nhà nước", "--dong-y")
    arrive(filled, "Đảng bộ Sở Thử", "2022-03-30")
    arrive(filled, "Đảng bộ Sở Thử", "2022-04-02", name="Hai cửa")
    arrive(filled, "Đảng bộ Sở Thử", "2023-03-30", year=2023)
    arrive(filled, "Chi bộ 1", "2022-03-20", name="Ba cửa")
    newest = max(one["number"] for one in filled("lo", "ds", "--dinh-dang", "json").json)
    assert filled("lo", "hoan-tac", str(newest), "--dong-y").exit_code == 0
    filled.now = datetime(2023, 4, 1, 8, 0)
    wanted = ("don-doc", "them", "Đăng ký mô hình", "--nam", "2022", "--han", "31/03/2022", "--bieu", "mo-hinh")
    shown = filled(*wanted, "--xem-truoc", columns=200).stdout
    assert "Đảng bộ Sở Thử, 30/03/2022, tệp «bieu 03-30.csv»" in shown
    assert "Chi bộ 1" not in shown
    assert filled(*wanted, "--dong-y").exit_code == 0
    (row,) = filled("don-doc", "xem", "1", "--dinh-dang", "json").json
    assert (row["code"], row["state"]) == ("14.1", "Đúng hạn")
    path = filled.folder / "bieu 03-30.csv"
    assert filled("nhap", path, "--dong-y", "--dinh-dang", "json").json["batch"] is None  # received once
    assert filled("ra-soat").exit_code == 0
    made = next(
        one["number"] for one in filled("lo", "ds", "--dinh-dang", "json").json if one["command"] == "don-doc them"
    )
    assert filled("lo", "hoan-tac", str(made), "--dong-y").exit_code == 0
    assert filled("don-doc", "ds", "--dinh-dang", "json").json == []
    assert filled("ra-soat").exit_code == 0


REPORTED = """ĐẢNG BỘ SỞ THỬ,,,,
TIẾN ĐỘ THỰC HIỆN MÔ HÌNH NĂM 2022,,,,
STT,Tên mô hình,Chỉ tiêu,Kết quả thực hiện,Ngày báo cáo
1,Một cửa,Ít nhất 5 mô hình,6 mô hình,15/12/2022
"""


def register(run, what: str, due: str, preview: bool = False) -> str:
    """Write down an obligation of 2022 whose sheets are of initiatives; return the plan as it is shown."""
    asked = "--xem-truoc" if preview else "--dong-y"
    done = run(
        "don-doc", "them", what, "--nam", "2022", "--han", due, "--bieu", "mo-hinh", asked, columns=200
    )  # fmt: skip
    assert done.exit_code == 0, done.stderr
    return done.stdout


def test_what_came_before_is_handed_in_by_the_rule_of_what_comes(filled):
    """A sheet of progress, which wrote nothing but a part of an entry, is one of results and no registration."""
    arrive(filled, "Đảng bộ Sở Thử", "2022-03-30")
    path = filled.folder / "TIẾN ĐỘ mô hình.csv"
    path.write_text(REPORTED, encoding="utf-8")
    filled.now = datetime(2022, 12, 15, 9, 0)
    assert filled("nhap", path, "--dong-y").exit_code == 0
    assert "TIẾN ĐỘ" not in register(filled, "Đăng ký mô hình", "31/03/2022", preview=True)
    assert "15/12/2022, tệp «TIẾN ĐỘ mô hình.csv»" in register(filled, "Kết quả mô hình", "31/12/2022", preview=True)


def test_what_came_before_is_not_guessed_between_two(filled):
    """A sheet that another obligation may have been meant by is nobody's, of those who owe both."""
    arrive(filled, "Đảng bộ Sở Thử", "2022-03-30")
    assert "bieu 03-30.csv" in register(filled, "Mô hình đợt một", "31/03/2022", preview=True)
    done = filled("don-doc", "them", "Mô hình đợt hai", "--nam", "2022", "--han", "15/12/2022", "--dong-y")
    assert done.exit_code == 0, done.stderr
    assert filled("don-doc", "sua", "1", "biểu=mo-hinh", "--dong-y").exit_code == 0
    assert "bieu 03-30.csv" not in register(filled, "Mô hình đợt một", "31/03/2022", preview=True)


def test_what_was_handed_in_for_one_obligation_leaves_the_next_to_be_written(owing):
    arrive(owing, "Đảng bộ Sở Thử", "2022-03-30")
    done = owing("don-doc", "them", "Đợt hai", "--nam", "2022", "--bieu", "mo-hinh", "--dong-y")
    assert done.exit_code == 0, done.stderr
    assert states(owing)["14.1"] == "Đúng hạn"


GATHERED = """ĐẢNG BỘ KHỐI THỬ,,,
TỔNG HỢP MÔ HÌNH NĂM 2022,,,
STT,Tổ chức đảng,Tên mô hình,Chỉ tiêu
1,{one},Một cửa,Ít nhất 5 mô hình
2,{other},Hai cửa,Ít nhất 6 mô hình
"""


@pytest.mark.parametrize(
    ("one", "other", "sent"),
    [
        ("Chi bộ 1", "Chi bộ Công ty Thử", set()),
        ("Chi bộ Công ty Hai", "Chi bộ Công ty Thử", set()),
        ("Chi bộ 1", "Chi bộ 2", {"14.1"}),
    ],
)  # of several units, branches directly below too; of one alone: that one's sheet under the letterhead of the committee
def test_what_the_committee_gathered_is_handed_in_by_none_of_its_units(owing, one, other, sent):
    firm = ("mã=14.3", "loại hình=chi bộ cơ sở", "khối=Doanh nghiệp")
    assert owing("tc", "them", "Chi bộ Công ty Hai", "--thuoc", "14", *firm, "--dong-y").exit_code == 0
    path = owing.folder / "tong hop.csv"
    path.write_text(GATHERED.format(one=one, other=other), encoding="utf-8")
    told = owing("nhap", path, "--dong-y", columns=300).stdout
    said = "chưa đơn vị nào được ghi nhận đã nộp «Đăng ký mô hình, năm 2022» (việc số 1, 2 đơn vị có trong bảng)"
    assert (said in told) is not sent
    assert {code for code, state in states(owing).items() if not state.startswith("Chưa nộp")} == sent
    added = ("don-doc", "them", "Mô hình đã có", "--nam", "2022", "--bieu", "mo-hinh", "--dong-y")
    assert owing("don-doc", "sua", "1", "biểu=", "--dong-y").exit_code == 0
    before = owing(*added, columns=300)
    assert before.exit_code == 0, before.stderr
    assert ("Bảng «tong hop.csv» do cấp trên của mọi đơn vị lập (2 đơn vị" in before.stdout) is not sent
    rows = owing("don-doc", "xem", "2", "--dinh-dang", "json").json
    assert {row["code"] for row in rows if not row["state"].startswith("Chưa nộp")} == sent


@pytest.mark.parametrize(
    ("given_out", "name"), [(("xuat", "mo-hinh"), "ra.xlsx"), (("mo-hinh", "ds"), "ra.xlsx"), (("mo-hinh", "ds"), "ra.csv")]
)  # fmt: skip
def test_what_the_record_gave_out_itself_is_handed_in_by_nobody(owing, given_out, name):
    added = owing(
        "mo-hinh", "them", "Một cửa", "chỉ tiêu=≥ 96%", "--don-vi", "14.2", "--nam", "2022", "--dong-y", columns=300
    )
    assert added.exit_code == 0, added.stderr
    path = owing.folder / name
    assert owing(*given_out, "--nam", "2022", "--luu-vao", path).exit_code == 0
    told = " ".join(owing("nhap", path, "--dong-y", columns=300).stdout.split())
    assert (
        "Bảng do chính sổ này xuất ra: chưa đơn vị nào được ghi nhận đã nộp «Đăng ký mô hình, năm 2022» (việc số 1, 1 "
        "đơn vị có trong bảng)." in told
    )
    assert {state.split(",")[0] for state in states(owing).values()} == {"Chưa nộp"}


@pytest.mark.parametrize(
    ("suffix", "columns", "sent"),
    [(".xlsx", "full_name,birth_date,organization_name", False), (".csv", "id,full_name,birth_date,organization_name", False),
     (".csv", "full_name,birth_date,organization_name", True)],
)  # fmt: skip
def test_a_list_of_members_that_the_record_wrote_is_handed_in_by_nobody(owing, suffix, columns, sent):
    """A text file carries no mark: it is known by the numbers of its members, where it has them."""
    for n, unit in (("1", "14.1.1"), ("2", "14.2")):
        owing(
            "dv",
            "them",
            f"Lò Văn {n.replace('1', 'Một').replace('2', 'Hai')}",
            "--don-vi",
            unit,
            "ngày sinh=1980",
            "--dong-y",
        )
    owing("don-doc", "them", "Danh sách", "--nam", "2022", "--han", "31/03/2022", "--bieu", "dang-vien", "--dong-y")
    path = owing.folder / f"ra{suffix}"
    assert owing("dv", "ds", "--cot", columns, "--luu-vao", path).exit_code == 0
    told = " ".join(owing("nhap", path, "--xem-truoc", columns=300).stdout.split())
    assert ("Bảng do chính sổ này xuất ra: chưa đơn vị nào" in told) is not sent
    assert ("Ghi nhận đã nộp" in told) is sent


def test_an_obligation_that_was_met_is_not_undone(owing):
    arrive(owing, "Đảng bộ Sở Thử", "2022-03-30")
    batches = owing("lo", "ds", "--dinh-dang", "json").json
    made = next(one["number"] for one in batches if one["command"] == "don-doc them")
    refused = owing("lo", "hoan-tac", str(made), "--dong-y", columns=300)
    assert refused.exit_code == 1
    assert "bài nộp số 1 của tổ chức số 2 (Đảng bộ Sở Thử)" in refused.stderr
    assert owing("ra-soat").exit_code == 0


def test_who_is_excused_having_sent_and_deadlines_years_away_are_noted(owing):
    arrive(owing, "Đảng bộ Sở Thử", "2022-03-30")
    told = owing("don-doc", "mien", "1", "14.1", "--ly-do", "Sáp nhập", "--dong-y", columns=300)
    assert "«Đảng bộ Sở Thử» đã nộp việc này ngày 30/03/2022; vẫn tính là đã nộp." in told.stdout
    assert "được miễn việc này" not in owing("don-doc", "nop", "1", "14.2", "--xem-truoc", columns=300).stdout
    free = owing("don-doc", "mien", "1", "14.2", "--ly-do", "Mới thành lập", "--dong-y", columns=300)
    assert "vẫn tính là đã nộp" not in free.stdout
    assert states(owing) == {"14.1": "Đúng hạn", "14.2": "Được miễn: Mới thành lập"}
    board = owing("don-doc", "bang", "--nam", "2022", "--dinh-dang", "json").json
    assert (board["totals"]["excused"], board["totals"]["owed"]) == (1, 1)
    assert (
        "Được miễn, không tính vào số phải nộp: 1 lượt: Chi bộ Công ty Thử (Đăng ký mô hình, năm 2022)."
        in board["notes"]
    )
    assert re.search(r"Chi bộ Công ty Thử\s+–\s+miễn\s+miễn", owing("don-doc", "bang", columns=100).stdout)
    assert owing("don-doc", "ds", "--dinh-dang", "json").json[0]["excused"] == 1
    sent = owing("don-doc", "nop", "1", "14.2", "--xem-truoc", columns=300).stdout
    assert "«Chi bộ Công ty Thử» được miễn việc này ngày 30/03/2022; ghi lần này thì tính là đã nộp." in sent
    for due, said in (("10/01/2032", True), ("10/01/2023", False)):
        added = owing("don-doc", "them", "Báo cáo", "--nam", "2022", "--han", due, "--xem-truoc", columns=300).stdout
        assert (f"Hạn nộp {due} sau năm của việc (năm 2022) nhiều năm." in added) is said


@pytest.mark.parametrize(("day", "noted"), [("10/03/2021", True), ("20/12/2021", False), ("01/03/2022", False)])
def test_a_day_of_receipt_long_before_the_year_is_noted(owing, day, noted):
    shown = owing("don-doc", "nop", "1", "14.1", "--ngay", day, "--xem-truoc").stdout
    assert ("đứng trước kỳ của việc (năm 2022)" in shown) == noted
