"""Where no room is left for what a command writes: said, and never taken for done."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

resource = pytest.importorskip("resource")
SOURCE = Path(__file__).resolve().parents[2] / "src"


def limited(run, *args, output, most, variables=None):
    """Run the program as a process that may write files of `most` bytes, its answer into the file `output`."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "DANGBO_CSDL": str(run.database), **(variables or {})}
    with Path(output).open("wb") as file:
        return subprocess.run(
            [sys.executable, "-m", "dangbo_cli", *map(str, args)], stdout=file, stderr=subprocess.PIPE, text=True,
            env=environment, timeout=60, check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
        )  # fmt: skip


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("args", [("dv", "ds", "--dinh-dang", "json"), ("dv", "ds", "--dinh-dang", "csv"), ("--help",)])
def test_an_answer_cut_short_is_no_answer(filled, tmp_path, args, unbuffered):
    result = limited(filled, *args, output=tmp_path / "x", most=100, variables={"PYTHONUNBUFFERED": unbuffered})
    assert (tmp_path / "x").stat().st_size == 100
    assert result.returncode == 1
    told = " ".join(result.stderr.split())
    assert told.startswith("Lỗi: Không ghi hết được kết quả ra nơi đã chuyển hướng tới: hệ thống không cho ghi tệp")
    assert "ngoài dự tính" not in told
    assert "Traceback" not in told


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_disk_full_from_the_first_byte_is_said(filled):
    result = limited(filled, "dv", "ds", output="/dev/full", most=resource.RLIM_INFINITY)
    assert result.returncode == 1
    assert "ổ đĩa đã đầy. Phần đã ghi ra không trọn vẹn" in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    "words",
    [
        ("dv", "ds", "--luu-vao", "x.xlsx"),
        ("dv", "ds", "--luu-vao", "x.csv"),
        ("xuat", "bao-cao-nam", "--luu-vao", "x.docx"),
        ("xuat", "mau-van-ban", "cong-van", "--luu-vao", "x.docx"),
        ("phat-mau", "dang-vien", "--luu-vao", "x"),
    ],
)
def test_a_file_for_which_there_is_no_room(filled, tmp_path, monkeypatch, words):
    """One reason for every sort of file, and nothing of it stays."""
    monkeypatch.chdir(tmp_path)
    result = limited(filled, *words, output=os.devnull, most=100)
    assert result.returncode == 1
    told = " ".join(result.stderr.split())
    assert told.startswith("Lỗi: Không ghi được tệp «x")
    assert "hệ thống không cho ghi tệp lớn đến thế" in told
    assert "đang mở" not in told
    assert "Exception ignored" not in told
    assert [path for path in tmp_path.rglob("*x*") if path.is_file() and path.suffix in (".xlsx", ".docx")] == []


def test_a_folder_says_how_many_of_its_files_were_written(filled, tmp_path, monkeypatch):
    from dangbo_cli.cli import mau

    write, done = mau.write_whole, []

    def full(path, fill):
        if done:
            raise mau.not_written(path, OSError(errno.ENOSPC, "No space left on device"))
        done.append(path)
        return write(path, fill)

    monkeypatch.setattr(mau, "write_whole", full)
    assert filled("tc", "them", "Đảng bộ Sở Hai", "--thuoc", "14", "loại hình=Đảng bộ cơ sở", "--dong-y").exit_code == 0
    assert filled("tc", "them", "Chi bộ 9", "--thuoc", "Đảng bộ Sở Hai", "--dong-y").exit_code == 0
    result = filled("phat-mau", "dang-vien", "--luu-vao", tmp_path / "mau")
    assert "ổ đĩa đã đầy" in " ".join(result.stderr.split())
    assert "Mới ghi được 1 trong 2 tệp mẫu vào" in " ".join(result.stderr.split())


def test_a_folder_that_cannot_be_made(filled, tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    result = filled("phat-mau", "dang-vien", "--luu-vao", tmp_path / "mau")
    assert result.exit_code == 1
    assert "Không ghi được vào thư mục" in result.stderr
    assert "không có quyền ghi" in " ".join(result.stderr.split())


def test_restoring_where_there_is_no_room_names_the_record(filled, monkeypatch):
    from dangbo_cli.store import backup, errors

    copy = filled.database.with_name("cu.db")
    filled("sao-luu", copy)
    filled.database.unlink()

    def full(source, target, path, wait):
        raise errors.full(path)

    monkeypatch.setattr(backup, "_copy_pages", full)
    result = filled("khoi-phuc", copy, "--dong-y", columns=300)
    assert f"Ổ đĩa chứa «{filled.database}» đã đầy" in " ".join(result.stderr.split())
    assert not filled.database.exists()


@pytest.mark.parametrize("most", [20_000, 200_000, 508_000])
def test_a_first_import_for_which_there_is_no_room_leaves_no_file(run, sheets, tmp_path, most):
    """Whether its tables or its first batch did not fit: what was not written is not there."""
    home = tmp_path / "nhà"
    home.mkdir()
    run.database = home / "so.db"
    with (sheets / "Đảng bộ Sở Thử.csv").open("a", encoding="utf-8") as file:
        for n in range(400):
            born = f"{1 + n % 28:02}/{1 + n // 28 % 12:02}/{1960 + n // 20}"
            file.write(f"{n + 4},Vì Thị Mới {n},{born},Nữ,Thái,Chi bộ 1,03/02/2010,03/02/2011,\n")
    result = limited(run, "nhap", sheets, "--dong-y", output=os.devnull, most=most)
    assert result.returncode == 3
    assert list(home.iterdir()) == []


def test_a_record_with_a_batch_is_never_removed(filled):
    from dangbo_cli.store.opening import remove_unbegun

    remove_unbegun(filled.database)
    assert "đảng viên: 3." in filled().stdout
