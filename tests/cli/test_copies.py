"""Copies of the record made by hand: named beside the automatic ones, and by every command where the record is gone."""

from __future__ import annotations

import shutil

import pytest

from dangbo_cli.store.opening import open_writing


@pytest.fixture
def copied(filled):
    """A record with a copy by `sao-luu` and one made in a file manager beside it, and another record there."""
    folder = filled.database.parent
    assert filled("sao-luu", folder / "thang-11.db").exit_code == 0
    shutil.copy(filled.database, folder / "so - Copy.db")
    open_writing(folder / "so-khac.db").close()
    (folder / "so-hong.db").write_text("không phải sổ")
    return filled


def test_copies_made_by_hand_are_named(copied):
    folder = copied.database.parent
    told = copied("csdl", columns=300).stdout
    assert "Bản sao khác:         2, mới nhất" in told
    copies = copied("csdl", "--dinh-dang", "json").json["other_copies"]
    assert {one["file"] for one in copies} == {str(folder / "thang-11.db"), str(folder / "so - Copy.db")}
    listed = copied("khoi-phuc", columns=300).stdout
    assert '  "so - Copy.db"' in listed
    assert "so-khac.db" not in listed
    assert "so-hong.db" not in listed


@pytest.mark.parametrize(
    "command", [("dv", "ds"), ("csdl",), ("bao-cao", "co-cau"), ("dv", "sua", "1", "nghề nghiệp=Y sĩ", "--dong-y"), ()]
)
@pytest.mark.parametrize("automatic", [True, False])
def test_where_the_record_is_gone_every_command_names_the_copies_that_are_there(copied, automatic, command):
    if automatic:
        copied("dv", "sua", "Lò Văn An", "nghề nghiệp=Bác sĩ", "--dong-y")
    (copy,) = [
        one["file"] for one in copied("csdl", "--dinh-dang", "json").json["other_copies"] if "Copy" in one["file"]
    ]
    copied.database.unlink()
    told = copied(*command, columns=300)
    # Without an automatic copy to tell the record by, only the name of a file does.
    said = "dangbo khoi-phuc so-20221120-140310.db" if automatic else 'dangbo khoi-phuc "so - Copy.db"'
    assert said in told.stdout + told.stderr
    assert told.exit_code == (3 if command else 0)
    assert copied("khoi-phuc", copy, "--dong-y").exit_code == 0
    assert "đảng viên: 3." in copied().stdout


def test_a_copy_beside_the_record_is_found_by_its_name_alone(copied):
    copied.database.unlink()
    assert copied("khoi-phuc", "so - Copy.db", "--dong-y").exit_code == 0
    assert "đảng viên: 3." in copied().stdout


@pytest.mark.parametrize("where", ["working folder", "backup folder"])
def test_a_copy_whose_name_means_another_file_is_named_by_its_path(copied, tmp_path, monkeypatch, where):
    other = tmp_path / "khac"
    if where == "backup folder":
        other = copied.database.with_name("so-sao-luu")
    else:
        other.mkdir()
        monkeypatch.chdir(other)
    other.mkdir(exist_ok=True)
    (other / "so - Copy.db").write_text("một tệp khác")
    assert f'"{copied.database.parent / "so - Copy.db"}"' in copied("khoi-phuc", columns=300).stdout


@pytest.mark.parametrize("automatic", [True, False])
def test_the_desk_without_its_record_keeps_to_the_width_of_the_terminal(copied, automatic):
    if automatic:
        copied("dv", "sua", "Lò Văn An", "nghề nghiệp=Bác sĩ", "--dong-y")
    copied.database.unlink()
    shown = copied(columns=80, terminal=True).stdout.partition("Việc tiếp theo:")[2]
    assert max(map(len, shown.splitlines())) <= 80
    assert shown.index("dangbo khoi-phuc") < shown.index("lấy lại bản sao lưu")
    assert any(line.split() == ["dangbo", "--help", "mọi", "lệnh"] for line in shown.splitlines())
