"""Which files are read below the given paths."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from dangbo_cli.sheets import unreadable
from dangbo_cli.sheets.folder import Found, find_files, reading_order


def tree(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())


def names(found: Found, root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in found.files]


def test_a_folder(tmp_path: Path) -> None:
    tree(
        tmp_path,
        "b.xlsx", "A.XLS", "02/y.csv", "02/x.ods", "01/sâu/z.tsv", "01/m.xlsm",
        "~$b.xlsx", "Thumbs.db", ".DS_Store", "02/.~lock.x.ods#", ".git/a.xlsx", "__MACOSX/b.xlsx", "~WRL0001.tmp",
        "công văn.docx", "quét.pdf", "ảnh.JPG", "cũ.zip", "ghi.txt", "lạ.dat",
    )  # fmt: skip
    found = find_files([tmp_path])
    assert names(found, tmp_path) == ["A.XLS", "b.xlsx", "01/m.xlsm", "01/sâu/z.tsv", "02/x.ods", "02/y.csv"]
    assert {path.name for path in found.passed_over} == {
        "~$b.xlsx", "Thumbs.db", ".DS_Store", ".~lock.x.ods#", ".git", "__MACOSX", "~WRL0001.tmp",
    }  # fmt: skip
    assert {(one.path.name, one.code) for one in found.named} == {
        (name, unreadable.OTHER_KIND)
        for name in ("công văn.docx", "quét.pdf", "ảnh.JPG", "cũ.zip", "ghi.txt", "lạ.dat")
    }
    message = next(one.message for one in found.named if one.path.name == "công văn.docx")
    assert message.startswith("Không đọc vì là văn bản Word.")


def test_an_explicit_file_is_tried_whatever_its_name(tmp_path: Path) -> None:
    tree(tmp_path, "a.dat", "b.docx", ".c.xlsx", "~$d.xlsx", "không đuôi")
    found = find_files([tmp_path / n for n in ("a.dat", "b.docx", ".c.xlsx", "~$d.xlsx", "không đuôi")])
    assert names(found, tmp_path) == ["a.dat", "b.docx", ".c.xlsx", "không đuôi"]
    assert [path.name for path in found.passed_over] == ["~$d.xlsx"]


def test_missing_paths_are_named(tmp_path: Path) -> None:
    found = find_files([tmp_path / "không có", Path("a\0b"), tmp_path / ("x" * 3000)])
    assert [one.code for one in found.named] == [unreadable.MISSING] * 3
    assert found.files == []


def test_every_file_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(tmp_path, "a/x.xlsx", "a/y.xlsx")
    monkeypatch.chdir(tmp_path)
    os.link(tmp_path / "a/x.xlsx", tmp_path / "a/z.xlsx")
    found = find_files([Path("a/y.xlsx"), tmp_path / "a", Path("a/../a/x.xlsx"), tmp_path])
    assert [path.name for path in found.files] == ["y.xlsx", "x.xlsx"]


def test_links_that_run_in_circles(tmp_path: Path) -> None:
    tree(tmp_path, "a/x.xlsx", "ngoài/y.xlsx")
    (tmp_path / "a" / "vòng").symlink_to(tmp_path / "a")
    (tmp_path / "a" / "lên").symlink_to(tmp_path)
    (tmp_path / "a" / "gãy.xlsx").symlink_to(tmp_path / "không có")
    (tmp_path / "a" / "mình.xlsx").symlink_to(tmp_path / "a" / "mình.xlsx")
    found = find_files([tmp_path / "a"])
    assert sorted(path.name for path in found.files) == ["x.xlsx", "y.xlsx"]
    assert [one.path.name for one in found.named] == ["gãy.xlsx", "mình.xlsx"]


def test_a_name_composed_otherwise_on_the_disk(tmp_path: Path) -> None:
    on_disk = unicodedata.normalize("NFD", "Sở Y tế") + "/" + unicodedata.normalize("NFD", "đảng viên.xlsx")
    tree(tmp_path, on_disk)
    found = find_files([tmp_path / "Sở Y tế" / "đảng viên.xlsx"])
    assert [path.read_bytes() for path in found.files] == [on_disk.encode()]


def test_order_does_not_depend_on_the_disk_or_on_composition(tmp_path: Path) -> None:
    given = ["ă.xlsx", unicodedata.normalize("NFD", "â.xlsx"), "b.xlsx", "A.xlsx", "10.xlsx", "02.xlsx"]
    tree(tmp_path, *given)
    order = [unicodedata.normalize("NFC", path.name) for path in find_files([tmp_path]).files]
    assert order == ["02.xlsx", "10.xlsx", "A.xlsx", "ă.xlsx", "â.xlsx", "b.xlsx"]


def test_a_folder_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(tmp_path, "a/x.xlsx", "b/y.xlsx")
    whole = Path.iterdir

    def refuse(self: Path) -> object:
        if self.name == "a":
            raise PermissionError(13, "Permission denied")
        return whole(self)

    monkeypatch.setattr(Path, "iterdir", refuse)
    found = find_files([tmp_path])
    assert [path.name for path in found.files] == ["y.xlsx"]
    assert [one.code for one in found.named] == [unreadable.FOLDER_UNREADABLE]


def test_order_is_a_vietnamese_readers(tmp_path: Path) -> None:
    names = ["Chi bộ 2.csv", "Chi bộ 10.csv", "Dân vận.csv", "Đảng ủy.csv", "Đoàn.csv", "Em.csv", "Ôn.csv", "Phú.csv"]
    for name in reversed(names):
        (tmp_path / name).write_text("a", encoding="utf-8")
    assert [path.name for path in find_files([tmp_path]).files] == names
    folders = [tmp_path / "Khối 10" / "a.csv", tmp_path / "Khối 9" / "b.csv"]
    assert sorted(folders, key=reading_order) == [folders[1], folders[0]]
