"""Named column sets: used, saved, listed, removed; no record is touched."""

from __future__ import annotations

import pytest

CHOSEN = ("dv", "ds", "--cot", "họ tên,ngày sinh")


def keys(run, *args) -> list[str]:
    return list(run("dv", "ds", *args, "--dinh-dang", "json").json[0])


def test_the_one_of_the_program(filled):
    found = keys(filled, "--cot", "@trich-ngang")
    assert found[:3] == ["full_name", "birth_date", "gender"]
    assert found[-1] == "organization_name"
    assert keys(filled, "--cot", "TríchNgang") == found  # PowerShell takes the @ away


@pytest.mark.parametrize("again", ["@gui-di", "gui-di", "@Gửi đi", "@gui_di"])
def test_saved_and_used(filled, again):
    saved = filled(*CHOSEN, "--luu-cot", "gui-di")
    assert saved.exit_code == 0
    assert saved.stderr == (
        'Đã lưu bộ cột «gui-di». Lần sau: dangbo dv ds --cot @gui-di\nBỏ: dangbo dv cot --bo "gui-di"\n'
    )
    assert keys(filled, "--cot", again) == ["full_name", "birth_date"]
    assert keys(filled, "--cot", f"{again},giới tính,ngày sinh") == ["full_name", "birth_date", "gender"]
    assert list(filled("dv", "tim", "an", "--cot", again, "--dinh-dang", "json").json[0]) == ["full_name", "birth_date"]


def test_saving_is_no_batch(filled):
    filled(*CHOSEN, "--luu-cot", "gui-di")
    assert len(filled("lo", "ds", "--dinh-dang", "json").json) == 1
    assert filled("ra-soat").exit_code == 0


def test_saved_anew_under_the_same_name(filled):
    filled(*CHOSEN, "--luu-cot", "Gửi đi")
    filled("dv", "ds", "--cot", "giới tính", "--luu-cot", "gui-di", "--dong-y")
    names = [row["name"] for row in filled("dv", "cot", "--dinh-dang", "json").json]
    assert names == ["trich-ngang", "Gửi đi"]
    assert keys(filled, "--cot", "@gui-di") == ["gender"]


def test_listed_and_removed(filled):
    filled(*CHOSEN, "--luu-cot", "gui-di")
    assert [(row["name"], row["columns"], row["origin"]) for row in filled("dv", "cot", "--dinh-dang", "json").json][1] == (
        "gui-di", "Họ và tên, Ngày sinh", "tự lưu",
    )  # fmt: skip
    told = filled("dv", "cot", "--bo", "GUI-DI", "--dong-y", columns=200).stderr
    line = 'dangbo dv ds --cot "full_name,birth_date" --luu-cot "gui-di"'
    assert told == f"Đã bỏ bộ cột «gui-di». Lưu lại: {line}\n"
    assert len(filled("dv", "cot", "--dinh-dang", "json").json) == 1


def test_other_columns_in_its_place_and_its_end_are_asked_about(filled):
    filled(*CHOSEN, "--luu-cot", "gui-di")
    other = ("dv", "ds", "--cot", "giới tính", "--luu-cot", "gui-di")
    for line in (other, ("dv", "cot", "--bo", "gui-di")):
        nobody = filled(*line)
        assert (nobody.exit_code, nobody.stdout) == (2, "")
        assert "--dong-y" in nobody.stderr
        assert filled(*line, answers=["k"]).exit_code == 0
        assert keys(filled, "--cot", "@gui-di") == ["full_name", "birth_date"]
    assert filled(*CHOSEN, "--luu-cot", "gui-di").exit_code == 0  # the same columns: nothing is lost
    told = filled(*other, answers=["c"], columns=200).stderr
    assert 'Lấy lại các cột trước: dangbo dv ds --cot "full_name,birth_date" --luu-cot "gui-di"' in told
    assert keys(filled, "--cot", "@gui-di") == ["gender"]


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("dv", "ds", "--luu-cot", "x"), "Lỗi: Chưa có cột nào để lưu."),
        ((*CHOSEN, "--luu-cot", "trich ngang"), "Lỗi: «trich ngang» là bộ cột có sẵn của chương trình."),
        ((*CHOSEN, "--luu-cot", "ngày sinh"), "Lỗi: «ngày sinh» đã là tên một cột."),
        ((*CHOSEN, "--luu-cot", "!!"), "Lỗi: «!!» không đặt làm tên bộ cột được."),
        (("dv", "ds", "--cot", "la la", "--luu-cot", "x"), "Lỗi: Không có cột «la la»."),
        (("dv", "cot", "--bo", "x"), "Lỗi: Chưa có bộ cột «x»."),
        (("dv", "cot", "--bo", "trich-ngang"), "Lỗi: «trich-ngang» là bộ cột có sẵn"),
    ],
)
def test_refused(filled, args, sentence):
    result = filled(*args)
    assert result.exit_code == 2
    assert result.stderr.startswith(sentence)
    assert len(filled("dv", "cot", "--dinh-dang", "json").json) == 1


def test_columns_that_the_list_has_only_when_asked(filled):
    filled("dv", "sua", "1", "điện thoại=0912345678", "--dong-y")
    rows = filled("dv", "ds", "--cot", "họ tên,sđt", "--dinh-dang", "json").json
    assert rows[0] == {"full_name": "Lò Văn An", "phone": "0912345678"}
    assert "0912345678" not in filled("dv", "ds", "--cot", "họ tên,điện thoại").stdout
    assert "phone" not in filled("dv", "ds", "--dinh-dang", "json").json[0]  # the promised keys, no more


def test_the_organisation_goes_by_every_heading_that_lists_give_it(filled):
    shown = [
        filled("dv", "ds", "--cot", f"họ tên,{name}").stdout for name in ("tổ chức đảng", "chi bộ", "nơi sinh hoạt")
    ]
    assert shown[0]
    assert len(set(shown)) == 1
