"""Models and their targets, milestones and study, as a clerk types them."""

from __future__ import annotations

import pytest

from cli.year_book import rows


def test_progress_is_measured_with_its_arithmetic(book):
    assert (
        book("mo-hinh", "tien-do", "2", "3 mô hình", "--chi-tieu", "3", "--ngay", "30/06/2022", "--dong-y").exit_code
        == 0
    )
    one = rows(book, "mo-hinh", "xem", "2", "--tinh-den", "30/06/2022")
    assert one["targets"][0]["state"] == "Đang thực hiện"
    assert "3 mô hình; cần ≥ 5 mô hình" in one["targets"][0]["arithmetic"]
    assert rows(book, "mo-hinh", "xem", "2", "--tinh-den", "31/01/2023")["targets"][0]["state"] == "Không đạt"
    states = {row["id"]: row["state"] for row in rows(book, "mo-hinh", "ds", "--tinh-den", "31/12/2022")}
    assert states[1] == "Đạt"


@pytest.mark.parametrize("typed", ["3/5", "3 mô hình"])
def test_a_result_is_told_once_with_the_target_it_is_of(book, typed):
    said = ("mo-hinh", "tien-do", "2", typed, "--chi-tieu", "3", "--ngay", "30/06/2022", "--dong-y")
    assert book(*said).exit_code == 0
    shown = book("mo-hinh", "xem", "2", columns=120).stdout
    (line,) = [line.strip() for line in shown.splitlines() if line.strip().startswith("30/06/2022:")]
    assert " ".join(line.split()) == f"30/06/2022: chỉ tiêu số 3: {typed}"


@pytest.mark.parametrize(
    ("kind", "field", "called", "one", "same", "other"),
    [
        ("mo-hinh", "chỉ tiêu", "chỉ tiêu", "≥ 4 lần", "≥4 lần", "≥ 5 lần"),
        (
            "mo-hinh",
            "mốc tiến độ",
            "mốc tiến độ",
            "Tổng kết: 30/12/2022",
            "tổng kết: 31/12/2022",
            "Kiểm điểm: 30/06/2022",
        ),
        ("cam-ket", "việc cam kết", "việc cam kết", "Đọc sách", "đọc sách", "Viết bài"),
    ],
)
def test_a_part_that_is_added_is_called_added_and_a_known_one_refused(book, kind, field, called, one, same, other):
    number = str(rows(book, kind, "ds")[0]["id"])
    assert book(kind, "sua", number, f"{field}={one}", "--dong-y").exit_code == 0
    before = rows(book, kind, "xem", number)
    again = book(kind, "sua", number, f"{field}={same}", "--dong-y", columns=200)
    assert again.exit_code == 1
    assert f"đã có {called} «" in again.stderr
    assert rows(book, kind, "xem", number) == before
    more = book(kind, "sua", number, f"{field}={other}", "--xem-truoc", columns=200)
    assert more.exit_code == 0, more.stderr
    assert f"Thêm {called} «{other}»; {called} đang có (" in more.stdout
    assert f"Ghi nhầm thì bỏ: «dangbo {kind} bo-" in more.stdout


@pytest.mark.parametrize(
    ("kind", "field", "command", "called", "key", "noting"),
    [
        ("cam-ket", "việc cam kết", "bo-viec", "việc", "parts", "viec {} Xong --viec {}"),
        ("mo-hinh", "mốc tiến độ", "bo-moc", "mốc", "milestones", "moc {} {} --xong 28/12/2022"),
    ],
)
def test_one_part_typed_by_mistake_is_taken_out_alone(book, kind, field, command, called, key, noting):
    number = str(rows(book, kind, "ds")[-1]["id"])
    none = book(kind, command, number, "--dong-y", columns=200)
    assert (none.exit_code, f'Thêm {called}: dangbo {kind} sua {number} "{field}=…"' in none.stderr) == (2, True)
    for one in ("Đọc sách: 30/06/2022", "Đọc báo: 30/06/2022", "Tổng kết: 30/12/2022"):
        assert book(kind, "sua", number, f"{field}={one}", "--dong-y").exit_code == 0
    wrong = str(rows(book, kind, "xem", number)[key][1]["id"])
    assert book(kind, *noting.format(number, wrong).split(), "--dong-y").exit_code == 0
    before = rows(book, kind, "xem", number)
    unsaid = book(kind, command, number, "--dong-y", columns=200)
    assert (unsaid.exit_code, f"{wrong}: «Đọc báo»" in unsaid.stderr) == (2, True)
    dropped = book(kind, command, number, wrong, "--dong-y", columns=200)
    assert (dropped.exit_code, f"Bỏ {called} «Đọc báo»" in dropped.stdout) == (0, True)
    left = rows(book, kind, "xem", number)
    assert left[key] == [one for one in before[key] if str(one["id"]) != wrong]
    batch = str(max(one["number"] for one in rows(book, "lan-nhap", "ds")))
    assert book("lan-nhap", "hoan-tac", batch, "--dong-y").exit_code == 0
    assert rows(book, kind, "xem", number)[key] == before[key]


@pytest.mark.parametrize(
    ("kind", "field", "one", "key", "noting", "told"),
    [
        ("cam-ket", "việc cam kết", "Đọc sách: 30/6/2022", "parts", "viec {} Xong --viec {}", "Đọc sách: 30/06/2022: Xong"),
        ("mo-hinh", "mốc tiến độ", "Tổng kết: 30/12/2022", "milestones", "moc {} {} --xong 28/12/2022",
         "Tổng kết: 30/12/2022: 28/12/2022"),
    ],
)  # fmt: skip
def test_an_empty_list_clears_its_parts_with_all_that_was_noted_of_them(book, kind, field, one, key, noting, told):
    """`field=` clears, as of every field; each part is shown as it was, and undo brings all of it back."""
    number = str(rows(book, kind, "ds")[0]["id"])
    assert book(kind, "sua", number, f"{field}={one}", "--dong-y").exit_code == 0
    last = rows(book, kind, "xem", number)[key][-1]["id"]
    assert book(kind, *noting.format(number, last).split(), "--dong-y").exit_code == 0
    before = rows(book, kind, "xem", number)
    twice = book(kind, "sua", number, f"{field}=", f"{field}=Việc khác", "--dong-y", columns=200)
    assert (twice.exit_code, "được ghi hai lần trong một lệnh" in twice.stderr) == (2, True)
    assert rows(book, kind, "xem", number) == before
    cleared = book(kind, "sua", number, f"{field}=", "--dong-y", columns=200)
    assert (cleared.exit_code, cleared.stdout.count("(bỏ)")) == (0, len(before[key]))
    assert told in cleared.stdout
    assert not rows(book, kind, "xem", number).get(key)
    again = book(kind, "sua", number, f"{field}=", "--dong-y", columns=200)
    assert (again.exit_code, f'Muốn thêm: "{field}=…"' in again.stderr) == (2, True)
    batch = str(max(one["number"] for one in rows(book, "lan-nhap", "ds")))
    assert book("lan-nhap", "hoan-tac", batch, "--dong-y").exit_code == 0
    assert rows(book, kind, "xem", number)[key] == before[key]


def test_a_target_typed_by_mistake_is_taken_out_with_what_was_reported_of_it(book):
    number = str(next(row["id"] for row in rows(book, "mo-hinh", "ds") if row["targets"]))
    before = rows(book, "mo-hinh", "xem", number)["targets"]
    assert book("mo-hinh", "sua", number, "chỉ tiêu=≥ 4 lần", "--dong-y").exit_code == 0
    added = rows(book, "mo-hinh", "xem", number)["targets"][-1]
    empty = book("mo-hinh", "sua", number, "chỉ tiêu=", "--dong-y", columns=200)
    assert (empty.exit_code, "«chỉ tiêu=» không xóa được" in empty.stderr) == (2, True)
    assert "bo-chi-tieu" in empty.stderr
    unsaid = book("mo-hinh", "bo-chi-tieu", number, "--dong-y", columns=300)
    assert (unsaid.exit_code, f"{added['id']}: «≥ 4 lần»" in unsaid.stderr) == (2, True)
    dropped = book("mo-hinh", "bo-chi-tieu", number, str(added["id"]), "--dong-y", columns=200)
    assert (dropped.exit_code, "Bỏ chỉ tiêu «≥ 4 lần»" in dropped.stdout) == (0, True)
    assert rows(book, "mo-hinh", "xem", number)["targets"] == before
    target = str(before[0]["id"])
    assert book("mo-hinh", "tien-do", number, "1", "--chi-tieu", target, "--dong-y").exit_code == 0
    twice = book("mo-hinh", "tien-do", number, "2%", "--chi-tieu", target, "--dong-y", columns=200)
    assert "đã ghi kết quả «1»; kết quả ghi sau được dùng" in twice.stdout
    reported = rows(book, "mo-hinh", "xem", number)
    dropped = book("mo-hinh", "bo-chi-tieu", number, target, "--dong-y", columns=200)
    assert "kết quả đã báo cáo (" in dropped.stdout
    assert "«1»; «2%»" in dropped.stdout
    assert len(rows(book, "mo-hinh", "xem", number)["targets"]) == len(before) - 1
    batch = str(max(one["number"] for one in rows(book, "lan-nhap", "ds")))
    assert book("lan-nhap", "hoan-tac", batch, "--dong-y").exit_code == 0
    again = rows(book, "mo-hinh", "xem", number)
    assert again.pop("changes") != reported.pop("changes")
    assert again == reported


def test_the_topic_of_the_year_and_who_studied_it(book):
    assert "Ghi chuyên đề" in book("chuyen-de", "cua-nam").stdout
    done = book("chuyen-de", "cua-nam", "2022", "Tiên phong, gương mẫu", "--dong-y")
    assert done.exit_code == 0, done.stderr
    assert book("chuyen-de", "cua-nam", "2022", "tiên phong, gương mẫu", "--dong-y").exit_code == 1
    (topic,) = rows(book, "chuyen-de", "cua-nam", "2022")
    assert (topic["name"], topic["sessions"]) == ("Tiên phong, gương mẫu", 2)
    page = rows(book, "bao-cao", "chi-thi-05", "--nam", "2022")
    (figure,) = [row for row in page["rows"] if row["key"] == "topic_units"]
    assert figure["total"] == 1
    assert any("Tiên phong, gương mẫu" in note for note in page["notes"])
    assert book("chuyen-de", "cua-nam", "2022", "Tên khác", "--thay", str(topic["id"]), "--dong-y").exit_code == 0
    assert [row["name"] for row in rows(book, "chuyen-de", "cua-nam")] == ["Tên khác"]
    assert book("chuyen-de", "cua-nam", "2022", "Tên", "--thay", "99", "--dong-y").exit_code == 2


def test_a_milestone_is_due_until_it_is_done(book):
    assert book("mo-hinh", "sua", "2", "mốc tiến độ=Ban hành: 31/12/2022; Sơ kết", "--dong-y").exit_code == 0

    def due():
        found = rows(book, "bao-cao", "den-han", "--tinh-den", "15/01/2023")["rows"]
        return [row["what"] for row in found if row["sort"] == "Mốc tiến độ mô hình"]

    assert due() == ["Dịch vụ công trực tuyến: Ban hành kế hoạch", "Dịch vụ công trực tuyến: Sơ kết",
                     "Vận chuyển nông sản: Ban hành"]  # fmt: skip
    numbers = {one["what"]: str(one["id"]) for one in rows(book, "mo-hinh", "xem", "2")["milestones"]}
    assert book("mo-hinh", "moc", "2", "--xong", "30/12/2022", "--dong-y").exit_code == 2
    assert book("mo-hinh", "moc", "2", numbers["Ban hành"], "--xong", "30/12/2023", "--dong-y").exit_code == 1
    assert book("mo-hinh", "moc", "2", numbers["Ban hành"], "--xong", "30/12/2022", "--dong-y").exit_code == 0
    assert book("mo-hinh", "moc", "2", numbers["Sơ kết"], "--han", "10/01/2023", "--dong-y").exit_code == 0
    assert due()[2:] == ["Vận chuyển nông sản: Sơ kết"]


def test_a_target_is_due_until_a_result_of_its_day_is_there(book):
    name = "Vận chuyển nông sản"

    def due(day="15/01/2023"):
        report = rows(book, "bao-cao", "den-han", "--tinh-den", day)
        return [
            (row["due_on"], row["days"], row["what"], row["next"])
            for row in report["rows"]
            if row["sort"] == "Chỉ tiêu mô hình" and row["what"].startswith(name)
        ], report["notes"]

    found, notes = due()
    assert found == [
        ("2022", -15, f"{name}: {wording} (chưa có số liệu)", f"dangbo mo-hinh tien-do 2 KẾT_QUẢ --chi-tieu {number}")
        for wording, number in (("ít nhất 5 mô hình", 3), ("ban hành quy chế", 4))
    ]
    assert "Chỉ tiêu mô hình: ghi kết quả bằng «dangbo mo-hinh tien-do»." in notes
    line = ("mo-hinh", "tien-do", "2", "3 mô hình", "--chi-tieu", "3", "--dong-y", "--ngay")
    assert book(*line, "30/06/2022").exit_code == 0
    assert [what for _, _, what, _ in due()[0]] == [
        f"{name}: ít nhất 5 mô hình (không đạt)", f"{name}: ban hành quy chế (chưa có số liệu)",
    ]  # fmt: skip
    assert due("15/12/2022")[0][0][2] == f"{name}: ít nhất 5 mô hình (chậm)"
    assert due("15/10/2022")[0] == []  # more than 30 days ahead
    assert book(*line, "31/12/2022").exit_code == 0  # the result of its day: there is nothing to wait for
    assert [what for _, _, what, _ in due()[0]] == [f"{name}: ban hành quy chế (chưa có số liệu)"]
    assert book("mo-hinh", "tien-do", "2", "đã ban hành", "--chi-tieu", "4", "--dong-y").exit_code == 0
    assert due()[0] == []


def test_an_initiative_without_anything_to_measure_is_due_when_its_year_ends(book):
    def due():
        found = rows(book, "bao-cao", "den-han", "--tinh-den", "15/01/2023")["rows"]
        return [(r["due_on"], r["what"], r["next"]) for r in found if r["sort"] == "Mô hình chưa báo kết quả"]

    assert due() == []
    assert book("mo-hinh", "them", "Sổ tay", "--don-vi", "KB", "--nam", "2022", "--dong-y").exit_code == 0
    number = max(row["id"] for row in rows(book, "mo-hinh", "ds"))
    assert due() == [("2022-12-31", "Sổ tay", f"dangbo mo-hinh tien-do {number} KẾT_QUẢ")]
    assert book("mo-hinh", "tien-do", str(number), "đã in", "--dong-y").exit_code == 0
    assert due() == []


def test_a_milestone_that_was_moved_goes_out_and_comes_back_the_same(book, tmp_path):
    """Its words name the day it was first meant for; the unit adds another milestone below it."""
    from openpyxl import load_workbook

    meeting, path = "Hội nghị ngày 05/05/2022 tại huyện", tmp_path / "x.xlsx"
    assert book("mo-hinh", "sua", "2", f"mốc tiến độ={meeting}", "--dong-y").exit_code == 0
    number = str(rows(book, "mo-hinh", "xem", "2")["milestones"][-1]["id"])
    assert book("mo-hinh", "moc", "2", number, "--han", "30/06/2022", "--dong-y").exit_code == 0
    assert book("xuat", "mo-hinh", "--luu-vao", path).exit_code == 0
    before = [(one["what"], one["due_on"]) for one in rows(book, "mo-hinh", "xem", "2")["milestones"]]
    assert (meeting, "2022-06-30") in before
    sent = load_workbook(path)
    (cell,) = [cell for row in sent.worksheets[0].iter_rows() for cell in row if meeting in str(cell.value)]
    cell.value += "\nSơ kết: 31/12/2022"
    sent.save(path)
    assert book("nhap", path, "--dong-y").exit_code == 0
    after = [(one["what"], one["due_on"]) for one in rows(book, "mo-hinh", "xem", "2")["milestones"]]
    assert sorted(after) == sorted([*before, ("Sơ kết", "2022-12-31")])


def test_the_deadline_of_a_target_is_mended_by_hand(book):
    """«Thời hạn» is a heading of the template; the field is refused with the command that writes it."""
    refused = book("mo-hinh", "sua", "2", "thời hạn=31/12/2022", columns=200)
    assert refused.exit_code == 2
    assert "dangbo mo-hinh chi-tieu ID SỐ --han NGÀY" in refused.stderr
    unclear = book("mo-hinh", "chi-tieu", "2", "--han", "31/12/2022", columns=200)
    assert "Chưa rõ chỉ tiêu nào: " in unclear.stderr
    assert book("mo-hinh", "chi-tieu", "2", "3", "--han", "30/11/2022", "--dong-y").exit_code == 0
    assert "30/11/2022" in book("mo-hinh", "xem", "2", columns=120).stdout
