"""`dv trung`, `dv gop-trung`: pairs with their evidence, two records made one, refusals in sentences."""

from __future__ import annotations

import re

import pytest


@pytest.fixture
def twice(filled):
    """An is there again, with the day of birth mistyped and in the other branch, as number 4."""
    done = filled(
        "dv", "them", "LÒ VĂN AN", "--don-vi", "14.1.2", "ngày sinh=13/05/1968", "giới tính=Nam",
        "ngày vào đảng=03/02/1990", "quê quán=Xã Thử", "xếp loại 2022=HTTNV", "--dong-y",
    )  # fmt: skip
    assert done.exit_code == 0, done.stderr
    return filled


def test_pairs_with_their_evidence(twice):
    shown = twice("dv", "trung", columns=120)
    assert shown.exit_code == 0
    assert "số 1: Lò Văn An" in shown.stdout
    assert "cùng ngày vào Đảng +10" in shown.stdout
    assert "từ 22 là gần như chắc, từ 12 là cần xem" in shown.stdout
    assert "«dangbo dv gop-trung 1 4»" in shown.stdout.replace("\n", " ")
    (pair,) = twice("dv", "trung", "--dinh-dang", "json").json
    assert (pair["first_id"], pair["second_id"], pair["verdict"]) == (1, 4, "gần như chắc")
    assert pair["score"] >= 22
    assert "ngày sinh lệch một chữ số +7" in pair["evidence"]
    assert (pair["first_organization_code"], pair["second_organization_code"]) == ("14.1.1", "14.1.2")
    assert twice("dv", "trung", "--dinh-dang", "csv").stdout.startswith("\ufeffĐiểm")


def test_the_numbers_are_masked_on_the_terminal(twice):
    assert "014012000001" not in twice("dv", "trung", "--cot", "first,first_card_number", columns=120).stdout


def test_the_plan_of_a_merger_masks_what_it_drops(twice):
    twice("dv", "sua", "4", "số thẻ=14000077", "--dong-y")
    twice("dv", "sua", "1", "số thẻ đảng viên cũ=14000088", "--dong-y")
    shown = twice("dv", "gop-trung", "1", "4", "--giu", "A", "--xem-truoc", columns=120).stdout
    assert "bỏ «••••0077», giữ «••••0088»" in shown
    assert "14000077" not in shown


def test_the_plan_of_a_merger_masks_what_nobody_typed(twice):
    """Numbers, ethnicity of the one who goes: as in every list, shown with --hien-du; its undo hides them too."""
    twice("dv", "sua", "4", "căn cước=014068000011", "dân tộc=Thái", "--dong-y")
    twice("dv", "sua", "1", "căn cước=", "dân tộc=", "--dong-y")
    masked = twice("dv", "gop-trung", "1", "4", "--giu", "A", "--xem-truoc", columns=120)
    assert re.search(r"Số căn cước +\(trống\) +••••0011\n", masked.stdout)
    assert "Thái" not in masked.stdout
    assert "--hien-du" in masked.stderr
    full = twice("dv", "gop-trung", "1", "4", "--giu", "A", "--xem-truoc", "--hien-du", columns=120)
    assert re.search(r"Số căn cước +\(trống\) +014068000011\n", full.stdout)
    assert re.search(r"Dân tộc +\(trống\) +Thái\n", full.stdout)
    assert "--hien-du" not in full.stderr


def test_the_plan_of_a_merger_says_what_comes_along(twice):
    shown = twice("dv", "gop-trung", "1", "4", "--giu", "A", "--xem-truoc", columns=120).stdout
    assert re.search(r"xếp loại 2022 của số 4 +Hoàn thành tốt nhiệm vụ +\(chuyển sang số 1\)\n", shown)
    shown = twice("dv", "gop-trung", "4", "1", "--giu", "A", "--xem-truoc", columns=120).stdout
    assert re.search(r"Loại đảng viên \(của số 1\) +Chính thức +\(chuyển sang số 4\)\n", shown)


def test_filters(twice):
    assert len(twice("dv", "trung", "--don-vi", "14.1.2", "--dinh-dang", "json").json) == 1
    twice("dv", "sua", "4", "ngày vào đảng=", "--dong-y")
    assert twice("dv", "trung", "--muc", "chac", "--dinh-dang", "json").json == []
    assert len(twice("dv", "trung", "--dinh-dang", "json").json) == 1


def test_nothing_alike(filled):
    assert "không thấy ai giống ai" in filled("dv", "trung").stdout


def test_a_merger_must_be_chosen_shown_and_agreed_to(twice):
    refused = twice("dv", "gop-trung", "1", "4", "--dong-y")
    assert refused.exit_code == 1
    assert "Ngày sinh: A «12/05/1968», B «13/05/1968»" in refused.stderr.replace("\n", " ")
    proposed = re.findall(r'"([^"=]+=A)"', " ".join(refused.stderr.split()))
    assert proposed == ["ngày sinh=A", "nơi sinh hoạt=A"]
    assert twice("dv", "gop-trung", "1", "4", *proposed, "--xem-truoc").exit_code == 0
    shown = twice("dv", "gop-trung", "1", "4", "--giu", "a", "--xem-truoc", columns=120)
    assert shown.exit_code == 0
    assert "(gộp vào số 1)" in shown.stdout
    assert len(twice("dv", "ds", "--dinh-dang", "json").json) == 4
    assert twice("dv", "gop-trung", "1", "4", "--giu", "A").exit_code == 2


def test_a_merger_is_kept_told_and_undone(twice):
    before = twice("dv", "ds", "--dinh-dang", "json").json
    done = twice("dv", "gop-trung", "1", "4", "--giu", "A", "--dong-y")
    assert done.exit_code == 0
    (an,) = [row for row in twice("dv", "ds", "--dinh-dang", "json").json if row["full_name"] == "Lò Văn An"]
    assert (an["id"], an["birth_date"], an["hometown"], an["ratings"]) == (
        1, "1968-05-12", "Xã Thử", {"2022": "Hoàn thành tốt nhiệm vụ"},
    )  # fmt: skip
    gone = twice("dv", "xem", "4")
    assert gone.exit_code == 2
    assert "đã gộp vào đảng viên số 1" in gone.stderr.replace("\n", " ")
    assert "(của số 4)" in twice("dv", "lich-su", "1", columns=160).stdout
    batch = re.search(r"lần nhập số (\d+)", done.stderr.replace("\n", " "))[1]
    undone = twice("lo", "hoan-tac", batch, "--dong-y", columns=120)
    assert undone.exit_code == 0
    assert "LÒ VĂN AN (tách ra lại)" in undone.stdout or "Lò Văn An (tách ra lại)" in undone.stdout
    assert twice("dv", "ds", "--dinh-dang", "json").json == before
    assert twice("ra-soat").exit_code == 0


@pytest.mark.parametrize("words", [("1",), ("1", "2", "3"), ("gioi=A",)])
def test_two_people_are_needed(filled, words):
    refused = filled("dv", "gop-trung", *words)
    assert refused.exit_code == 2
    assert "Cần đúng hai người" in refused.stderr
