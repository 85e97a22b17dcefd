from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from intake.year import staffed, write_all
from running import Runner


@pytest.fixture
def run(tmp_path: Path) -> Runner:
    """A runner with no database yet."""
    return Runner(tmp_path)


ORGANIZATIONS = """STT,Mã tổ chức,Tên tổ chức đảng,Loại hình tổ chức đảng,Tổ chức đảng cấp trên
1,14,Đảng bộ Khối Thử,Đảng bộ cấp trên trực tiếp cơ sở,
2,14.1,Đảng bộ Sở Thử,Đảng bộ cơ sở,Đảng bộ Khối Thử
3,14.1.1,Chi bộ 1,Chi bộ trực thuộc đảng ủy cơ sở,Đảng bộ Sở Thử
4,14.1.2,Chi bộ 2,Chi bộ trực thuộc đảng ủy cơ sở,Đảng bộ Sở Thử
"""
MEMBERS = """STT,Họ và tên,Ngày sinh,Giới tính,Dân tộc,Chi bộ,Ngày vào Đảng,Ngày chính thức,Số thẻ đảng viên
1,Lò Văn An,12/05/1968,Nam,Thái,Chi bộ 1,03/02/1990,03/02/1991,014012000001
2,Nguyễn Thị Bình,1975,Nữ,Kinh,Chi bộ 1,19/05/2001,19/05/2002,014012000002
3,Giàng A Páo,01/09/1990,Nam,Mông,Chi bộ 2,07/11/2021,,014012000003
"""
BAD_MEMBERS = """STT,Họ và tên,Ngày sinh,Giới tính,Dân tộc,Chi bộ,Ngày vào Đảng,Ngày chính thức,Số thẻ đảng viên
1,Quàng Thị Dung,31/02/1980,Nữ,Thái,Chi bộ 2,03/02/2010,03/02/2011,014012000004
"""


@pytest.fixture
def sheets(tmp_path: Path) -> Path:
    """A folder with an organisation list and a member list, without any mistake."""
    folder = tmp_path / "danh sách"
    folder.mkdir()
    (folder / "01 tổ chức.csv").write_text(ORGANIZATIONS, encoding="utf-8")
    (folder / "Đảng bộ Sở Thử.csv").write_text(MEMBERS, encoding="utf-8")
    return folder


@pytest.fixture
def bad_sheet(tmp_path: Path) -> Path:
    """A member list with a day that does not exist."""
    folder = tmp_path / "loi"
    folder.mkdir()
    path = folder / "Đảng bộ Sở Thử.csv"
    path.write_text(BAD_MEMBERS, encoding="utf-8")
    return path


@pytest.fixture
def filled(run: Runner, sheets: Path) -> Runner:
    """A runner whose record holds the clean sheets."""
    result = run("nhap", sheets, "--dong-y")
    assert result.exit_code == 0, result.stdout + result.stderr
    return run


@pytest.fixture
def office(run: Runner, tmp_path: Path) -> Runner:
    """A runner whose record holds a committee with one branch, read from a workbook."""
    from cli.test_giving_back import TREE, book_of

    assert run("nhap", book_of(tmp_path / "tc" / "to-chuc.xlsx", TREE), "--dong-y").exit_code == 0
    return run


@pytest.fixture
def book(tmp_path):
    """A database with one sheet of every kind; returns what runs a command line on it."""
    desk = staffed(tmp_path / "desk")
    desk.nhap(*write_all(desk))
    desk.conn.close()
    runner = Runner(desk.folder)
    runner.now = datetime(2023, 1, 15, 9)
    return runner


@pytest.fixture
def owing(filled):
    """A record with a second grassroots organisation, and everybody to register initiatives by 31/03/2022."""
    firm = ("mã=14.2", "loại hình=chi bộ cơ sở", "khối=Doanh nghiệp")
    filled("tc", "them", "Chi bộ Công ty Thử", "--thuoc", "14", *firm, "--dong-y")
    filled("tc", "sua", "14.1", "khối=Cơ quan nhà nước", "--dong-y")
    filled.now = datetime(2022, 3, 1, 8, 0)
    done = filled(
        "don-doc", "them", "Đăng ký mô hình", "--nam", "2022", "--han", "31/03/2022", "--bieu", "mo-hinh", "--dong-y"
    )
    assert done.exit_code == 0, done.stderr
    return filled


@pytest.fixture
def stale_once(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Another batch comes between the first plan and its writing; return a list with one item a try."""
    from dangbo_cli.store import apply

    real, calls = apply.apply_plan, list[int]()

    def write(*args: Any, **more: Any) -> Any:
        calls.append(1)
        if len(calls) == 1:
            raise apply.PlanStale("…")
        return real(*args, **more)

    monkeypatch.setattr(apply, "apply_plan", write)
    return calls
