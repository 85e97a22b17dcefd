"""What is answered while sheets are read is answered by the record from then on, until it is withdrawn."""

from __future__ import annotations

import json

import pytest

from cli.test_choosing import TREE, known, people, write  # noqa: F401
from intake.year import staffed
from running import Runner

ALONE = "1,Lò Văn An,,Kinh,Chi bộ 1,,03/02/1991"
NEARLY = "2,Lò Văn An,12/06/1968,Thái,Chi bộ 1,03/02/1990,03/02/1991"


def decisions(run):
    return run("ghi-nho", "ds", "--dinh-dang", "json").json


def said(result):
    return " ".join(result.stdout.split())


def test_a_row_that_was_said_to_be_somebody_is_her_the_next_time(known, tmp_path):  # noqa: F811
    path = write(tmp_path, "Sở A.csv", ALONE)
    first = known("nhap", path, answers=["1", "c"], terminal=True)
    assert "Ghi nhớ cho lần sau: 1 điều" in first.stdout
    assert "«Lò Văn An» ở Chi bộ 1 là Lò Văn An (số hồ sơ 1)." in said(first)
    (kept,) = decisions(known)
    assert (kept["about"], kept["batch"], kept["where"], kept["uses"]) == ("Người", 2, "Sở A.csv, Sở A, B2", 0)
    write(tmp_path, "Sở A.csv", "9,Hà Thị Mai,01/01/1980,Thái,Chi bộ 1,03/02/2001,03/02/2002",
          ALONE.replace("Kinh", "Tày"))  # fmt: skip
    again = known("nhap", path, "--dong-y")
    assert again.exit_code == 0
    assert "ô B3: Theo ghi nhớ số 1: «Lò Văn An» ở Chi bộ 1 là Lò Văn An (số hồ sơ 1)." in said(again)
    assert people(known)["Lò Văn An"]["ethnicity"] == "Tày"
    assert decisions(known)[0]["uses"] == 1
    assert "1 ô theo ghi nhớ số 1" in said(known("lan-nhap", "xem", "3"))
    assert "Ghi nhớ" in known("dv", "lich-su", "1").stdout
    stays = "vẫn giữ nguyên (lần nhập số 2, 3). Muốn bỏ thì hoàn tác"
    assert stays in said(known("ghi-nho", "huy", "1", "--xem-truoc"))
    known("lan-nhap", "hoan-tac", "3", "--dong-y")
    assert "vẫn giữ nguyên (lần nhập số 2)." in said(known("ghi-nho", "huy", "1", "--xem-truoc"))


def test_withdrawn_it_is_asked_again_and_undo_of_its_batch_withdraws_it(known, tmp_path):  # noqa: F811
    path = write(tmp_path, "Sở A.csv", ALONE)
    known("nhap", path, answers=["1", "c"], terminal=True)
    assert known("ghi-nho", "huy", "7", "--dong-y").exit_code == 2
    assert known("ghi-nho", "huy", "1", "--dong-y").exit_code == 0
    assert decisions(known) == []
    write(tmp_path, "Sở A.csv", ALONE.replace("Kinh", "Tày"))
    assert known("nhap", path, "--dong-y").exit_code == 1
    known("lan-nhap", "hoan-tac", "3", "--dong-y")
    assert len(decisions(known)) == 1
    known("lan-nhap", "hoan-tac", "4", "--dong-y")
    known("lan-nhap", "hoan-tac", "2", "--dong-y")
    assert decisions(known) == []


def test_an_undo_names_the_answers_that_it_withdraws(known, tmp_path):  # noqa: F811
    path = write(tmp_path, "Sở A.csv", "9,Hà Thị Mai,01/01/1980,Thái,Chi bộ 1,03/02/2001,03/02/2002", ALONE)
    known("nhap", path, answers=["1", "c"], terminal=True)
    assert len(decisions(known)) == 1
    told = said(known("lan-nhap", "hoan-tac", "2", "--dong-y"))
    assert "Bỏ ghi nhớ: 1 điều «Lò Văn An» ở Chi bộ 1 là Lò Văn An (số hồ sơ 1)." in told
    assert "Đưa lại ghi nhớ: 1 điều" in said(known("lan-nhap", "hoan-tac", "3", "--dong-y"))


def test_a_birth_that_contradicts_since_is_asked_about_again(known, tmp_path):  # noqa: F811
    path = write(tmp_path, "Sở A.csv", NEARLY)
    assert known("nhap", path, answers=["1", "c"], terminal=True).exit_code == 1  # the birth itself is set aside
    assert len(people(known)) == 1
    assert known("nhap", path, "--dong-y").exit_code == 1
    assert len(people(known)) == 1
    known("dv", "sua", "1", "ngày sinh=13/06/1968", "--dong-y")
    again = known("nhap", path, "--dong-y")
    assert "Không theo ghi nhớ số 1 nữa" in said(again)
    assert "ngày sinh trong sổ nay là 13/06/1968" in said(again)
    assert len(people(known)) == 1


def test_two_who_are_not_the_same_are_no_pair_any_more(known, tmp_path):  # noqa: F811
    path = write(tmp_path, "Sở A.csv", NEARLY)
    known("nhap", path, answers=["2", "c"], terminal=True)
    assert {kept["about"] for kept in decisions(known)} == {"Người", "Hai người khác nhau"}
    assert known("dv", "trung", "--dinh-dang", "json").json == []
    apart = next(kept["number"] for kept in decisions(known) if kept["about"] != "Người")
    known("ghi-nho", "huy", str(apart), "--dong-y")
    assert len(known("dv", "trung", "--dinh-dang", "json").json) == 1
    told = known("dv", "trung", "--khac", "2", "1", "--dong-y")
    assert told.exit_code == 0
    assert "Lò Văn An (sinh 12/05/1968, số hồ sơ 1) và Lò Văn An (sinh 12/06/1968, số hồ sơ 2)" in said(told)
    assert known("dv", "trung", "--dinh-dang", "json").json == []
    assert "Không có gì để đổi" in known("dv", "trung", "--khac", "1", "2", "--dong-y").stdout
    assert known("dv", "trung", "--khac", "1", "1", "--dong-y").exit_code == 2
    assert known("dv", "gop-trung", "1", "2", "--giu", "A", "--dong-y").exit_code == 0
    assert [kept["about"] for kept in decisions(known)] == ["Người"]


def test_a_name_means_its_organisation_only_where_it_was_seen(known, tmp_path):  # noqa: F811
    rows = ["1,Hà Thị Mai,01/01/1980,Thái,Chi bộ 1,03/02/2001,03/02/2002"]
    path = write(tmp_path, "danh sách.csv", *rows)
    known("nhap", path, answers=["2", "c"], terminal=True)
    assert people(known)["Hà Thị Mai"]["organization_code"] == "B1"
    again = known("nhap", path, "--dong-y")
    assert (again.exit_code, "Theo ghi nhớ số 1" in said(again)) == (0, True)
    other = write(tmp_path, "danh sách.csv", rows[0].replace("Mai", "Lan"))
    assert known("nhap", other, "--dong-y").exit_code == 1  # any unit calls its file so
    known("nhap", other, answers=["1", "c"], terminal=True)
    assert people(known)["Hà Thị Lan"]["organization_code"] == "A1"
    telling = write(tmp_path, "Y tế Mường Sơn 2022.csv", rows[0].replace("Mai", "Sen"))
    known("nhap", telling, answers=["2", "c"], terminal=True)
    later = write(tmp_path, "Y tế Mường Sơn 2023.csv", "1,Vừ A Dua,03/04/1971,Mông,Chi bộ 1,03/02/1999,03/02/2000")
    assert known("nhap", later, "--dong-y").exit_code == 0
    assert people(known)["Vừ A Dua"]["organization_code"] == "B1"


def test_a_slip_in_a_name_is_asked_once_below_its_committee(known, tmp_path):  # noqa: F811
    (tmp_path / "vp.csv").write_text(
        TREE.replace("A1,Chi bộ 1", "A2,Chi bộ Văn phòng").replace("B1,Chi bộ 1", "B2,Chi bộ Văn phòng"),
        encoding="utf-8",
    )
    assert known("nhap", tmp_path / "vp.csv", "--dong-y").exit_code == 0
    path = write(tmp_path, "Sở A.csv", "1,Hà Thị Mai,01/01/1980,Thái,CB Văn fòng,03/02/2001,03/02/2002")
    first = known("nhap", path, answers=["1", "c"], terminal=True)
    assert people(known)["Hà Thị Mai"]["organization_code"] == "A2", first.stderr
    assert "«CB Văn fòng» ở Đảng bộ Sở A là «Chi bộ Văn phòng» (Đảng bộ Sở A)" in decisions(known)[0]["said"]
    write(tmp_path, "Sở A.csv", "1,Vừ A Dua,03/04/1971,Mông,CB Văn fòng,03/02/1999,03/02/2000")
    assert known("nhap", path, "--dong-y").exit_code == 0
    assert people(known)["Vừ A Dua"]["organization_code"] == "A2"
    other = write(tmp_path, "Sở B.csv", "1,Ly A Sò,09/04/1975,Mông,CB Văn fòng,03/02/1999,03/02/2000")
    assert known("nhap", other, "--dong-y").exit_code == 1


def test_rows_called_alike_are_not_remembered(known, tmp_path):  # noqa: F811
    write(tmp_path, "Sở A.csv", "1,Lò Văn An,01/01/1990,Thái,Chi bộ 1,03/02/2011,03/02/2012")
    known("nhap", tmp_path / "Sở A.csv", "--dong-y")
    path = write(tmp_path, "Sở A.csv", ALONE, ALONE.replace("1,Lò", "2,Lò").replace("1991", "2012"))
    known("nhap", path, answers=["1", "2", "c"], terminal=True)
    assert decisions(known) == []


def test_decisions_are_written_out_without_numbers(known, tmp_path):  # noqa: F811
    path = write(tmp_path, "Sở A.csv", ALONE)
    known("nhap", path, answers=["1", "c"], terminal=True)
    target = tmp_path / "ghi-nho.json"
    assert known("ghi-nho", "xuat", target).exit_code == 0
    (kept,) = json.loads(target.read_text(encoding="utf-8"))
    assert (kept["member_id"], kept["typed"]) == (1, "lò văn an")
    assert "seal" not in kept
    assert known("ghi-nho", "xuat", tmp_path / "a.pdf").exit_code == 2


@pytest.mark.parametrize("typed", ["", "thoi"])
def test_nothing_is_remembered_of_what_was_not_answered(known, tmp_path, typed):  # noqa: F811
    path = write(tmp_path, "Sở A.csv", ALONE)
    known("nhap", path, answers=[typed, "c"], terminal=True)
    assert decisions(known) == []


def of_committee(desk, name, whom, *forms):
    head = ["STT", "Họ và tên", "Hình thức khen thưởng", "Chức vụ"]
    title = [["ĐẢNG BỘ KHỐI CÁC CƠ QUAN TỈNH"], ["DANH SÁCH KHEN THƯỞNG NĂM 2022"], head]
    rows = [[number, whom, *form.split("/")] for number, form in enumerate(forms or ("Giấy khen",), start=1)]
    return desk.write(name, [*title, *rows])


@pytest.mark.parametrize(("answer", "subject"), [("1", "member"), ("2", "name")])
def test_an_answer_about_a_sheet_of_the_whole_committee_is_used_where_it_was_asked(tmp_path, answer, subject):
    desk = staffed(tmp_path / "desk")
    path = of_committee(desk, "khen.xlsx", "Vì Văn Cương")
    later = of_committee(desk, "khen lại.xlsx", "Vì Văn Cương", "Bằng khen")
    desk.conn.close()
    run = Runner(desk.folder)
    first = run("nhap", path, answers=[answer, "c"], terminal=True)
    assert first.exit_code == 0, first.stderr
    assert "«Vì Văn Cương» ở Đảng bộ Khối các cơ quan tỉnh" in said(first)
    (one,) = run("khen-thuong", "ds", "--dinh-dang", "json").json
    assert (one["member_id"] is not None) == (subject == "member")
    again = run("nhap", later, "--dong-y")
    assert "Theo ghi nhớ số 1" in said(again)
    both = run("khen-thuong", "ds", "--dinh-dang", "json").json
    assert [row["member_id"] for row in both] == [one["member_id"]] * 2
    assert decisions(run)[0]["uses"] == 1


@pytest.mark.parametrize(
    ("forms", "asked"),
    [(("Giấy khen", "Bằng khen"), 1), (("Giấy khen/Kế toán", "Bằng khen/Kế toán"), 1),
     (("Giấy khen/Kế toán", "Bằng khen/Văn thư"), 2)],
)  # fmt: skip
def test_rows_that_say_the_same_of_somebody_are_one_question(tmp_path, forms, asked):
    desk = staffed(tmp_path / "desk")
    path = of_committee(desk, "khen.xlsx", "Lò Văn An", *forms)
    desk.conn.close()
    run = Runner(desk.folder)
    done = run("nhap", path, answers=[*"1" * asked, "c"], terminal=True)
    assert f"Có {asked} chỗ cần người chọn" in done.stderr
    made = run("khen-thuong", "ds", "--dinh-dang", "json").json
    assert len(made) == 2
    assert len({row["member_id"] for row in made} - {None}) == 1


def test_who_comes_by_a_list_of_the_same_call_has_no_number_yet(tmp_path):
    desk = staffed(tmp_path / "desk")
    person = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 1"], ["DANH SÁCH ĐẢNG VIÊN"]]
    person += [["STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng"], [1, "Mùa A Chu", "12/05/1985", "03/02/2010"]]
    paths = desk.write("ds.xlsx", person), of_committee(desk, "khen.xlsx", "Mùa A Chu")
    desk.conn.close()
    told = Runner(desk.folder)("nhap", *paths, answers=["1", "c"], terminal=True, columns=200).stderr
    assert "1  Mùa A Chu (mới ở lần nhập này, sinh 12/05/1985" in told


def test_which_of_several_in_the_whole_committee_is_asked_of_every_sheet(tmp_path):
    desk = staffed(tmp_path / "desk")
    path = of_committee(desk, "khen.xlsx", "Lò Văn An")
    later = of_committee(desk, "khen lại.xlsx", "Lò Văn An", "Bằng khen")
    desk.conn.close()
    run = Runner(desk.folder)
    assert "Ghi nhớ" not in run("nhap", path, answers=["1", "c"], terminal=True).stdout
    assert decisions(run) == []
    assert "trong sổ có 2 người cùng họ tên" in said(run("nhap", later, "--dong-y"))


def test_who_was_new_when_it_was_asked_is_named_by_name_and_number(known, tmp_path):  # noqa: F811
    path = write(tmp_path, "Sở A.csv", ALONE)
    known("nhap", path, answers=["2", "c"], terminal=True)
    whom = next(kept["said"] for kept in decisions(known) if kept["about"] == "Người")
    assert whom == "«Lò Văn An» ở Chi bộ 1 là Lò Văn An (số hồ sơ 2)"
    write(tmp_path, "Sở A.csv", ALONE.replace("Kinh", "Tày"))
    assert f"{whom}." in said(known("nhap", path, "--dong-y"))


def test_who_is_merged_into_somebody_is_remembered_under_the_number_that_stands(known, tmp_path):  # noqa: F811
    path = write(tmp_path, "Sở A.csv", ALONE)
    known("nhap", path, answers=["1", "c"], terminal=True)
    assert "nay là" not in decisions(known)[0]["said"]
    assert known("dv", "them", "Quàng Thị Ón", "--don-vi", "A1", "sinh=1999", "--dong-y").exit_code == 0
    new = max(row["id"] for row in known("dv", "ds", "--dinh-dang", "json").json)
    assert known("dv", "gop-trung", str(new), "1", "--giu", "B", "--dong-y").exit_code == 0
    assert decisions(known)[0]["said"] == f"«Lò Văn An» ở Chi bộ 1 là Lò Văn An (số hồ sơ {new})"
