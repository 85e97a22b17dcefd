"""What a plan could not decide is asked at the terminal, with the evidence; without a terminal it is set aside."""

from __future__ import annotations

import io
import sqlite3

import pytest

HEAD = "STT,Họ và tên,Ngày sinh,Dân tộc,Chi bộ,Ngày vào Đảng,Ngày chính thức"
TREE = """Mã tổ chức,Tên tổ chức đảng,Loại hình tổ chức đảng,Tổ chức đảng cấp trên
K,Đảng bộ Khối Thử,Đảng bộ cấp trên trực tiếp cơ sở,
A,Đảng bộ Sở A,Đảng bộ cơ sở,Đảng bộ Khối Thử
A1,Chi bộ 1,Chi bộ trực thuộc đảng ủy cơ sở,Đảng bộ Sở A
B,Đảng bộ Sở B,Đảng bộ cơ sở,Đảng bộ Khối Thử
B1,Chi bộ 1,Chi bộ trực thuộc đảng ủy cơ sở,Đảng bộ Sở B
"""


@pytest.fixture
def known(run, tmp_path):
    """A record with two branches of one name and one member in one of them."""
    (tmp_path / "to-chuc.csv").write_text(TREE, encoding="utf-8")
    (tmp_path / "Sở A.csv").write_text(
        f"{HEAD}\n1,Lò Văn An,12/05/1968,Thái,Chi bộ 1,03/02/1990,03/02/1991\n", encoding="utf-8"
    )
    assert run("nhap", tmp_path / "to-chuc.csv", tmp_path / "Sở A.csv", "--dong-y").exit_code == 0
    return run


def write(folder, name, *rows):
    path = folder / name
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return path


def people(run):
    return {p["full_name"]: p for p in run("dv", "ds", "--dinh-dang", "json").json}


def test_one_answer_places_all_rows_that_ask_the_same(known, tmp_path):
    path = write(tmp_path, "danh sách.csv", "1,Hà Thị Mai,01/01/1980,Thái,Chi bộ 1,03/02/2001,03/02/2002",
                 "2,Vì Văn Ba,01/01/1981,Thái,Chi bộ 1,03/02/2001,03/02/2002")  # fmt: skip
    result = known("nhap", path, answers=["2", "c"], terminal=True)
    assert "Có 1 chỗ cần người chọn" in result.stderr
    assert "(và 1 dòng khác, trả lời chung)" in result.stderr
    assert "--don-vi" not in result.stderr  # the advice for what was set aside: here she answers
    assert "2  «Chi bộ 1» (Đảng bộ Sở B)" in result.stderr
    assert [line.strip() for line in result.stderr.splitlines() if "Trong bảng" in line] == [
        "Trong bảng, ô E2: Hà Thị Mai (sinh 01/01/1980, vào Đảng 03/02/2001)",
        "Trong bảng, ô E3: Vì Văn Ba (sinh 01/01/1981, vào Đảng 03/02/2001)",
    ]
    assert result.exit_code == 0
    assert {people(known)[name]["organization_code"] for name in ("Hà Thị Mai", "Vì Văn Ba")} == {"B1"}


def test_no_answer_leaves_the_rows_aside(known, tmp_path):
    path = write(tmp_path, "danh sách.csv", "1,Hà Thị Mai,01/01/1980,Thái,Chi bộ 1,03/02/2001,03/02/2002")
    for typed in (["", "c"], ["7", "thôi", "c"]):
        result = known("nhap", path, answers=typed, terminal=True)
        assert result.exit_code == 1
        assert "Hà Thị Mai" not in people(known)


def test_without_a_terminal_nothing_is_asked(known, tmp_path):
    path = write(tmp_path, "danh sách.csv", "1,Hà Thị Mai,01/01/1980,Thái,Chi bộ 1,03/02/2001,03/02/2002")
    result = known("nhap", path, "--dong-y")
    assert "Chọn" not in result.stderr
    assert result.exit_code == 1


@pytest.mark.parametrize(("answer", "number"), [("1", 1), ("2", 2)])
def test_a_name_alone_is_asked_about_with_the_evidence(known, tmp_path, answer, number):
    path = write(tmp_path, "Sở A.csv", "1,Lò Văn An,,Kinh,Chi bộ 1,,03/02/1991")
    result = known("nhap", path, answers=[answer, "c"], terminal=True)
    assert "1  Lò Văn An (số hồ sơ 1, sinh 12/05/1968, vào Đảng 03/02/1990, Chi bộ 1, Đảng bộ Sở A)" in result.stderr
    assert "2  Người khác, chưa có trong sổ" in result.stderr
    found = [p for p in known("dv", "ds", "--dinh-dang", "json").json if p["full_name"] == "Lò Văn An"]
    assert len(found) == number
    assert sorted(p["ethnicity"] for p in found) == (["Kinh"] if number == 1 else ["Kinh", "Thái"])


def test_a_question_shows_the_row_beside_the_candidates_and_fits_the_terminal(known, tmp_path):
    rows = ["1,Lò Văn An,,Kinh,Chi bộ 1,04/02/1990,03/02/1991"]
    path = write(tmp_path, "Sở A.csv", *rows)
    told = known("nhap", path, answers=["", "k"], terminal=True, columns=60).stderr
    assert "Trong bảng, ô B2: Lò Văn An (vào Đảng 04/02/1990, Chi bộ 1)" in " ".join(told.split())
    assert all(len(line) <= 60 for line in told.splitlines())
    assert "Sở A.csv, trang tính «Sở A», ô B2:" in told
    assert str(tmp_path) not in told


def test_a_question_about_the_unit_shows_who_it_is_about_and_masks_numbers(known, tmp_path):
    path = tmp_path / "danh sách.csv"
    path.write_text(
        "STT,Họ và tên,Ngày sinh,Chi bộ,Số thẻ đảng viên,Ngày vào Đảng\n"
        "1,Hà Thị Mai,01/01/1980,Chi bộ 1,014012000123,03/02/2001\n", encoding="utf-8"
    )  # fmt: skip
    told = known("nhap", path, answers=["", "k"], terminal=True, columns=80).stderr
    assert "Trong bảng, ô D2: Hà Thị Mai (sinh 01/01/1980, thẻ ••••0123, vào Đảng" in told
    assert "014012000123" not in told


class _Interrupted(io.StringIO):
    """Somebody who types some answers and then Ctrl-C."""

    def readline(self, *args):
        line = super().readline(*args)
        if not line:
            raise KeyboardInterrupt
        return line


@pytest.mark.parametrize("typed", ["", "hai\n", "2\n", "2\nct\n", "2\nct 1\nlàm đi\n"])
def test_ctrl_c_anywhere_in_the_conversation_changes_nothing(known, tmp_path, typed):
    path = write(tmp_path, "danh sách.csv", "1,Hà Thị Mai,01/01/1980,Thái,Chi bộ 1,03/02/2001,03/02/2002")
    before = known.database.read_bytes()
    result = known("nhap", path, stdin=_Interrupted(typed))
    assert result.exit_code == 130
    assert result.stderr.endswith("\nĐã dừng theo yêu cầu, chưa ghi gì vào sổ.\n")
    assert known.database.read_bytes() == before


def test_ctrl_c_at_the_question_about_a_file_keeps_it(known, tmp_path):
    target = tmp_path / "ds.csv"
    target.write_text("cũ", encoding="utf-8")
    assert known("dv", "ds", "--luu-vao", target, stdin=_Interrupted()).exit_code == 130
    assert target.read_text(encoding="utf-8") == "cũ"
    assert sorted(entry.name for entry in tmp_path.iterdir() if "ds" in entry.name) == ["ds.csv"]


def of_committee(folder, name, *rows, heading="Cơ quan"):
    """Write a list of the whole committee, each row with the unit of its person beside the branch."""
    path = folder / name
    head = f"STT,Họ và tên,Ngày sinh,Chi bộ,{heading},Ngày vào Đảng"
    path.write_text("\n".join(["ĐẢNG BỘ KHỐI THỬ", "DANH SÁCH ĐẢNG VIÊN", head, *rows]) + "\n", encoding="utf-8")
    return path


MAI, BA, SEN = (f"{n},{name},01/01/198{n},Chi bộ 1,{{}},03/02/200{n}" for n, name in enumerate(
    ("Hà Thị Mai", "Vì Văn Ba", "Lò Thị Sen"), start=1))  # fmt: skip


def placed(run):
    """Return the code of the branch of each who was added."""
    return {name: one["organization_code"] for name, one in people(run).items() if name != "Lò Văn An"}


@pytest.mark.parametrize("heading", ["Cơ quan", "Đơn vị", "Đơn vị công tác"])
def test_the_unit_beside_a_branch_tells_which_of_its_name(known, tmp_path, heading):
    path = of_committee(tmp_path, "ds.csv", MAI.format("Sở A"), BA.format("Sở B"), SEN.format("Sở B"), heading=heading)
    result = known("nhap", path, "--dong-y", terminal=True)
    assert result.exit_code == 0
    assert placed(known) == {"Hà Thị Mai": "A1", "Vì Văn Ba": "B1", "Lò Thị Sen": "B1"}
    told = " ".join(result.stdout.split())
    assert told.count("dòng ghi đơn vị «Sở B» thì là «Chi bộ 1» (Đảng bộ Sở B)") == 1


def test_rows_with_different_units_beside_one_name_are_two_questions(known, tmp_path):
    path = of_committee(tmp_path, "ds.csv", MAI.format("Phòng Một"), BA.format("Phòng Hai"), SEN.format("Phòng Hai"))
    result = known("nhap", path, answers=["1", "2", "c"], terminal=True)
    assert "Có 2 chỗ cần người chọn" in result.stderr
    assert placed(known) == {"Hà Thị Mai": "A1", "Vì Văn Ba": "B1", "Lò Thị Sen": "B1"}
    other = of_committee(tmp_path, "ds khac.csv", MAI.format("Phòng Một").replace("Mai", "Lan"))
    assert known("nhap", other, "--dong-y").exit_code == 1
    assert known("nhap", path, "--dong-y").exit_code == 0


def test_a_branch_of_the_whole_committee_is_asked_of_every_file(known, tmp_path):
    path = of_committee(tmp_path, "ds.csv", MAI.format(""))
    told = known("nhap", path, answers=["2", "c"], terminal=True)
    assert "«Chi bộ 1» trong tệp «ds.csv» là «Chi bộ 1» (Đảng bộ Sở B)" in " ".join(told.stdout.split())
    other = of_committee(tmp_path, "ds khac.csv", BA.format(""))
    assert known("nhap", other, "--dong-y").exit_code == 1
    assert known("nhap", path, "--dong-y").exit_code == 0
    with sqlite3.connect(known.database) as conn:  # as answers were kept before, for the whole committee
        conn.execute("UPDATE decision SET organization_id = 1, file = NULL, sha256 = NULL")
    assert known("nhap", other, "--dong-y").exit_code == 1
    assert placed(known) == {"Hà Thị Mai": "B1"}


OFFICES = """Mã tổ chức,Tên tổ chức đảng,Loại hình tổ chức đảng,Tổ chức đảng cấp trên
A2,Chi bộ Văn phòng,Chi bộ trực thuộc đảng ủy cơ sở,Đảng bộ Sở A
B2,Chi bộ Văn phòng,Chi bộ trực thuộc đảng ủy cơ sở,Đảng bộ Sở B
"""


@pytest.fixture
def offices(known, tmp_path):
    """The record with an office's branch in both units; a list calls it by a name that nobody knows."""
    (tmp_path / "them.csv").write_text(OFFICES, encoding="utf-8")
    assert known("nhap", tmp_path / "them.csv", "--dong-y").exit_code == 0
    return known


UNKNOWN = [row.replace("Chi bộ 1", "Chi bộ Văn phong Sở") for row in (MAI, BA, SEN)]


@pytest.mark.parametrize(
    ("units", "answers", "where"),
    [
        (("Sở A", "Sở B", "Sở B"), ["1", "1"], ["A2", "B2", "B2"]),  # only what stands in the unit is offered
        (("Phòng Một", "Phòng Hai", "Phòng Hai"), ["1", "2"], ["A2", "B2", "B2"]),
        (("", "", ""), ["2"], ["B2", "B2", "B2"]),
    ],
)
def test_an_unknown_branch_is_asked_by_the_unit_beside_it(offices, tmp_path, units, answers, where):
    path = of_committee(tmp_path, "ds.csv", *(row.format(unit) for row, unit in zip(UNKNOWN, units, strict=True)))
    result = offices("nhap", path, answers=[*answers, "c"], terminal=True)
    assert f"Có {len(answers)} chỗ cần người chọn" in result.stderr
    assert placed(offices) == dict(zip(("Hà Thị Mai", "Vì Văn Ba", "Lò Thị Sen"), where, strict=True))
    assert offices("nhap", path, "--dong-y").exit_code == 0  # as remembered: nobody is asked, nobody moves
    other = of_committee(tmp_path, "khac.csv", UNKNOWN[0].format("Phòng Ba").replace("Mai", "Lan"))
    assert offices("nhap", other, "--dong-y").exit_code == 1  # of another unit nothing was said


def test_an_unknown_group_row_after_two_units_is_asked_twice(offices, tmp_path):
    rows = ["STT,Họ và tên,Ngày sinh,Ngày vào Đảng", "I,Đảng bộ Sở A,,", ",Chi bộ Văn phong Sở,,",
            "1,Hà Thị Mai,01/01/1981,03/02/2001", "II,Đảng bộ Sở B,,", ",Chi bộ Văn phong Sở,,",
            "1,Vì Văn Ba,01/01/1982,03/02/2002"]  # fmt: skip
    path = tmp_path / "nhóm.csv"
    path.write_text("\n".join(["ĐẢNG BỘ KHỐI THỬ", "DANH SÁCH ĐẢNG VIÊN", *rows]) + "\n", encoding="utf-8")
    result = offices("nhap", path, answers=["1", "2", "c"], terminal=True)
    assert "Có 2 chỗ cần người chọn" in result.stderr
    assert placed(offices) == {"Hà Thị Mai": "A2", "Vì Văn Ba": "B2"}
