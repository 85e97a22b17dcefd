"""`--luu-vao`: what is written, over what, and what a file that cannot be written is called."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("name", ["ds.xlsx", "ds.csv"])
def test_a_full_disk_is_called_so(filled, tmp_path, monkeypatch, name):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    result = filled("dv", "ds", "--luu-vao", tmp_path / name)
    assert "ổ đĩa đã đầy" in " ".join(result.stderr.split())
    assert "No space" not in result.stderr
    assert list(tmp_path.glob("*ds.*")) == []


@pytest.mark.parametrize("name", ["ds.xlsx", "ds.csv", "ds.json"])
def test_a_file_that_is_there_is_asked_about_at_a_terminal(filled, tmp_path, name):
    target = tmp_path / name
    target.write_text("cũ", encoding="utf-8")
    kept = filled("dv", "ds", "--luu-vao", target, answers=["k"], columns=300)
    assert kept.exit_code == 0
    assert f"Tệp «{target}» đã có. Ghi đè? [c/K]" in kept.stderr
    assert target.read_bytes() == "cũ".encode()
    filled("dv", "ds", "--luu-vao", target, answers=["c"])
    assert target.read_bytes() != "cũ".encode()


WRITERS = [
    (("phat-mau", "dang-vien"), "mau.xlsx"),
    (("phat-mau", "dang-vien", "--don-vi", "14.1"), "mau.xlsx"),
    (("phat-mau", "dang-vien"), "gui/14.1 Đảng bộ Sở Thử.xlsx"),
    (("xuat", "dang-vien"), "ds.xlsx"),
    (("xuat", "bao-cao-nam", "--nam", "2022"), "bao-cao.docx"),
]


@pytest.mark.parametrize(("words", "name"), WRITERS)
def test_no_writer_takes_a_returned_file_away_unasked(filled, tmp_path, words, name):
    target = tmp_path / name
    target.parent.mkdir(exist_ok=True)
    target.write_text("đơn vị đã sửa", encoding="utf-8")
    stated = target.parent if "/" in name else target
    kept = filled(*words, "--luu-vao", stated, answers=["k"], columns=300)
    assert kept.exit_code == 0
    assert f"Tệp «{target}» đã có. Ghi đè? [c/K]" in kept.stderr
    assert "Chưa ghi gì" in kept.stderr
    assert target.read_text(encoding="utf-8") == "đơn vị đã sửa"
    done = filled(*words, "--luu-vao", stated, answers=["c"], columns=300)
    assert "thay tệp cũ cùng tên" in " ".join(done.stderr.split())
    assert target.read_bytes() != "đơn vị đã sửa".encode()
    alone = filled(*words, "--luu-vao", stated)  # nobody to ask: as every other list (manual, 8)
    assert alone.exit_code == 0
    assert "thay tệp cũ cùng tên" in " ".join(alone.stderr.split())


def test_files_of_a_folder_are_asked_about_once(tmp_path):
    from dangbo_cli.cli.saving import may_overwrite, say_replaced

    paths = [tmp_path / f"{n}.xlsx" for n in range(6)]
    asked = []

    class Desk:
        can_ask, prose_width = True, 80

        def confirm(self, question):
            asked.append(question)
            return True

    assert may_overwrite(Desk(), *paths)
    assert (asked, say_replaced(*paths)) == ([], "")
    for path in paths[1:]:
        path.touch()
    assert may_overwrite(Desk(), *paths)
    assert asked == [f"5 tệp trong «{tmp_path}» («1.xlsx», «2.xlsx», «3.xlsx» và 2 tệp nữa) đã có. Ghi đè?"]
    assert say_replaced(*paths) == ", trong đó 5 tệp thay tệp cũ cùng tên"


def test_without_a_terminal_a_file_is_written_over_and_that_is_said(filled, tmp_path):
    first, second = (filled("dv", "ds", "--luu-vao", tmp_path / "ds.csv") for _ in range(2))
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "thay tệp cũ" not in first.stderr
    assert "thay tệp cũ cùng tên" in " ".join(second.stderr.split())


def test_save_as_workbook_json_csv(filled, tmp_path):
    for name in ("ds.xlsx", "ds.csv", "ds.json"):
        result = filled("dv", "ds", "--luu-vao", tmp_path / name)
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr.replace("\n", " ").startswith("Đã ghi 3 dòng vào")
    assert len(json.loads((tmp_path / "ds.json").read_text(encoding="utf-8"))) == 3
    assert (tmp_path / "ds.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert [path.name for path in tmp_path.glob("*dang-ghi*")] == []


def test_save_refuses_other_kinds_and_missing_folders(filled, tmp_path):
    assert filled("dv", "ds", "--luu-vao", tmp_path / "ds.txt").exit_code == 2
    assert filled("dv", "ds", "--luu-vao", tmp_path / "khong" / "ds.csv").exit_code == 2
    assert filled("dv", "ds", "--luu-vao", tmp_path).exit_code == 2


def test_save_into_a_file_that_another_program_holds(filled, tmp_path, monkeypatch):
    from pathlib import Path

    def held(*_):
        raise PermissionError(13, "held")

    target = tmp_path / "ds.csv"
    target.write_text("cũ", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", held)
    result = filled("dv", "ds", "--luu-vao", target)
    assert result.exit_code == 1
    assert f'--luu-vao "{tmp_path / "ds-2.csv"}"' in " ".join(result.stderr.split())
    assert target.read_text(encoding="utf-8") == "cũ"
    assert [path.name for path in tmp_path.glob("*dang-ghi*")] == []


def flat(text):
    """Return what a screen says without its line breaks."""
    return " ".join(text.split())


READ_ONLY = [
    ("dv", "ds", "--luu-vao", "ds.xlsx"), ("dv", "ds", "--luu-vao", "ds.csv"), ("dv", "ds", "--luu-vao", "ds.json"),
    ("xuat", "dang-vien", "--luu-vao", "ds.xlsx"), ("bao-cao", "tong-quan", "--luu-vao", "bc.xlsx"),
    ("phat-mau", "dang-vien", "--luu-vao", "mau.xlsx"), ("xuat", "mau-van-ban", "cong-van", "--luu-vao", "m.docx"),
]  # fmt: skip


@pytest.mark.parametrize("words", READ_ONLY)
def test_a_file_system_that_is_only_read_is_called_so(filled, tmp_path, monkeypatch, words):
    """It refuses even to take away what is not there."""

    def refuse(*_, **__):
        raise OSError(errno.EROFS, "Read-only file system")

    for method in ("replace", "unlink"):
        monkeypatch.setattr(Path, method, refuse)
    result = filled(*words[:-1], tmp_path / words[-1], columns=300)
    assert result.exit_code == 1
    assert f"Lỗi: Không ghi được tệp «{tmp_path / words[-1]}»: ổ đĩa này chỉ đọc được, không cho ghi." in flat(
        result.stderr
    )
    assert "Ghi ra thư mục ở ổ đĩa khác bằng --luu-vao." in flat(result.stderr)


LONG = "ấ" * 100


@pytest.mark.parametrize(
    "words",
    [
        ("dv", "ds", "--luu-vao", f"{LONG}.xlsx"),
        ("dv", "ds", "--luu-vao", f"{LONG}/ds.csv"),
        ("phat-mau", "dang-vien", "--luu-vao", LONG),
        ("xuat", "mau-van-ban", "cong-van", "--luu-vao", f"{LONG}.docx"),
    ],
)
def test_a_name_that_no_file_can_have_is_refused(filled, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    result = filled(*words, columns=900)
    assert result.exit_code == 2
    assert f"Không ghi được vào «{words[-1]}»: tên dài quá" in flat(result.stderr)
    assert "Đặt tên ngắn hơn rồi chạy lại." in flat(result.stderr)


def test_a_name_as_long_as_a_file_can_have_is_written(filled, tmp_path):
    target = tmp_path / f"{'a' * 250}.csv"
    assert filled("dv", "ds", "--luu-vao", target).exit_code == 0
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    assert [path.name for path in tmp_path.glob("*dang-ghi*")] == []


@pytest.mark.parametrize("words", [("dv", "ds"), ("nhap", "x.csv", "--dong-y"), ()])
def test_a_record_that_no_file_can_be_called_is_refused(run, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.csv").write_text("STT,Họ và tên\n1,Lò Văn An\n", encoding="utf-8")
    result = run("--csdl", f"{LONG}.db", *words, columns=900)
    assert result.exit_code == 3
    assert f"Không mở được «{LONG}.db»: tên dài quá" in flat(result.stderr)


def test_a_sheet_of_a_name_that_is_nowhere_does_not_keep_the_others_from_being_read(run, sheets, monkeypatch):
    monkeypatch.chdir(sheets)
    result = run("nhap", "01 tổ chức.csv", f"{LONG}.xlsx", "--dong-y", columns=900)
    assert result.exit_code == 1
    assert f"{LONG}.xlsx: Không tìm thấy tệp này." in flat(result.stdout)
    assert run("tc", "ds").stdout.count("Chi bộ") >= 2


def test_ctrl_c_while_the_program_is_loaded_says_no_more_than_later(tmp_path):
    stop = """
import runpy, sys
class Stop:
    def find_spec(self, name, *_):
        if name == "dangbo_cli.app":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Stop())
runpy.run_module("dangbo_cli", run_name="__main__")
"""
    source = str(Path(__file__).resolve().parents[2] / "src")
    ended = subprocess.run(
        [sys.executable, "-c", stop], capture_output=True, check=False, env={**os.environ, "PYTHONPATH": source}
    )
    assert (ended.returncode, ended.stderr.decode().strip()) == (130, "Đã dừng theo yêu cầu.")
