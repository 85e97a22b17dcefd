"""Somebody else writes while a plan waits for its answer: nothing of it is written, it is made and shown anew, and asked
about again."""

from __future__ import annotations

import io

import pytest

from running import Runner


class Meanwhile(io.StringIO):
    """Somebody who types answers; before one of them another writes."""

    def __init__(self, answers, number, write):
        super().__init__("".join(f"{answer}\n" for answer in answers))
        self._left, self._write = number, write

    def readline(self, *args):
        self._left -= 1
        if not self._left:
            self._write()
        return super().readline(*args)


@pytest.fixture
def other(filled):
    """A colleague at the same record, at another time."""
    run = Runner(filled.folder)
    run.now = run.now.replace(minute=30)
    return run


def screen(result):
    return " ".join(result.stderr.split())


def test_an_import_is_shown_again_against_the_record_as_it_is_now(filled, other, sheets):
    path = sheets / "Đảng bộ Sở Thử.csv"
    text = path.read_text(encoding="utf-8").replace("Dân tộc", "Nghề nghiệp")
    path.write_text(text.replace("Mông,", "Giáo viên,"), encoding="utf-8")

    def write():
        assert other("dv", "sua", "3", "nghề nghiệp=Kế toán", "--dong-y").exit_code == 0

    result = filled("nhap", path, stdin=Meanwhile(["c", "k"], 1, write), terminal=True)
    assert (
        "Sổ vừa có thêm lần nhập số 2 (canbo, 20/11/2022 14:30), sau khi bản vừa xem được lập. Lần này chưa ghi gì; "
        "dưới đây là bản lập lại theo sổ mới." in screen(result)
    )
    first, again = result.stdout.split("Tổng cộng")[:2]
    assert "Nghề nghiệp (trống) → «Giáo viên»" in first
    assert "Nghề nghiệp «Kế toán» → «Giáo viên»" in again
    assert result.stderr.count("Ghi vào sổ?") == 2
    assert "Chưa ghi gì vào sổ." in result.stderr
    assert filled("dv", "xem", "3", "--dinh-dang", "json").json["occupation"] == "Kế toán"


def test_what_another_wrote_already_is_not_written_twice(filled, other, sheets):
    path = sheets / "Đảng bộ Sở Thử.csv"
    path.write_text(path.read_text(encoding="utf-8") + "4,Vì Thị Mới,01/01/1985,Nữ,Thái,Chi bộ 1,03/02/2010,03/02/2011,\n",
                    encoding="utf-8")  # fmt: skip

    def write():
        assert other("nhap", path, "--dong-y").exit_code == 0

    result = filled("nhap", path, stdin=Meanwhile(["c"], 1, write), terminal=True)
    assert "Sổ vừa có thêm lần nhập số 2" in screen(result)
    assert result.stdout.rstrip().endswith("Không có gì mới để ghi.")
    assert len([p for p in filled("dv", "ds", "--dinh-dang", "json").json if p["full_name"] == "Vì Thị Mới"]) == 1


def test_an_edit_is_shown_again_with_the_value_it_would_take_the_place_of(filled, other):
    def write():
        assert other("dv", "sua", "1", "nơi ở=Tổ 7", "--dong-y").exit_code == 0

    result = filled("dv", "sua", "1", "nơi ở=Tổ 5", stdin=Meanwhile(["c", "c"], 1, write), terminal=True)
    assert "Sổ vừa có thêm lần nhập số 2" in screen(result)
    assert "Tổ 7" in result.stdout
    assert result.exit_code == 0
    assert filled("dv", "xem", "1", "--dinh-dang", "json").json["residence"] == "Tổ 5"


def test_answers_given_before_are_not_asked_for_again(filled, other, sheets):
    path = sheets / "Đảng bộ Sở Thử.csv"
    text = path.read_text(encoding="utf-8").splitlines()
    head = f"{text[0]},Được cấp thẻ hôm"
    path.write_text("\n".join([head, *(f"{line},03/02/2012" for line in text[1:])]) + "\n", encoding="utf-8")

    def write():
        assert other("dv", "sua", "3", "dân tộc=Tày", "--dong-y").exit_code == 0

    offered = filled("nhap", path, answers=["", "k"], terminal=True).stderr
    number = next(line.split()[0] for line in offered.splitlines() if line.strip().endswith("Ngày cấp thẻ Đảng"))
    result = filled("nhap", path, stdin=Meanwhile([number, "c", "c"], 2, write), terminal=True)
    assert result.stderr.count("là gì?") == 1
    assert "lần nhập số 3" in result.stderr
    assert filled("dv", "xem", "1", "--dinh-dang", "json").json["card_issued_on"] == "2012-02-03"


def test_restoring_shows_the_record_again_where_it_changed_before_the_answer(filled, other):
    copy = filled.database.with_name("cu.db")
    filled("sao-luu", copy)

    def write():
        assert other("dv", "sua", "1", "nơi ở=Tổ 7", "--dong-y").exit_code == 0

    result = filled("khoi-phuc", copy, stdin=Meanwhile(["c", "k"], 1, write), terminal=True)
    assert "Sổ vừa thay đổi trong lúc chờ trả lời. Chưa khôi phục" in screen(result)
    assert result.stdout.count("lần nhập cuối số 2") == 1
    assert filled("dv", "xem", "1", "--dinh-dang", "json").json["residence"] == "Tổ 7"


_QUESTIONS = {
    "nhap": lambda sheets: ("nhap", sheets / "moi.csv"),
    "sua": lambda _: ("dv", "sua", "1", "nơi ở=Tổ 5"),
    "them": lambda _: ("to-chuc", "them", "Chi bộ 3", "--thuoc", "14.1"),
    "hoan-tac": lambda _: ("lan-nhap", "hoan-tac", "1"),
    "quy-dinh": lambda _: ("xep-loai", "quy-dinh", "2022", "tran-dang-vien=15", "--nguon", "12-HD"),
}


@pytest.mark.parametrize("gone", ["file", "folder"])
@pytest.mark.parametrize("command", _QUESTIONS)
def test_a_record_that_goes_while_a_question_waits_is_not_begun_anew(filled, sheets, tmp_path, command, gone):
    home = tmp_path / "usb"
    home.mkdir()
    filled.database = filled.database.rename(home / "so.db")
    (sheets / "moi.csv").write_text(
        "STT,Họ và tên,Ngày sinh,Giới tính,Dân tộc,Chi bộ,Ngày vào Đảng,Ngày chính thức\n"
        "1,Vì Thị Mới,01/01/1985,Nữ,Thái,Chi bộ 1,03/02/2010,03/02/2011\n", encoding="utf-8",
    )  # fmt: skip

    def go():
        if gone == "file":
            filled.database.rename(home / "so - Copy.db")
        else:
            home.rename(tmp_path / "elsewhere")

    result = filled(*_QUESTIONS[command](sheets), stdin=Meanwhile(["c", "c"], 1, go), terminal=True)
    assert "[c/K]" in result.stderr
    assert result.exit_code == 3
    assert not filled.database.exists()
    assert home.exists() == (gone == "file")
    if gone == "folder":
        assert f"«{filled.database}» không còn ở đó nữa" in screen(result)
    if gone == "file":
        assert f"Không có tệp cơ sở dữ liệu «{filled.database}», nhưng còn 1 bản sao" in screen(result)
        assert 'dangbo khoi-phuc "so - Copy.db"' in filled("khoi-phuc", columns=300).stdout


@pytest.mark.parametrize("command", ["nhap", "sua"])
def test_a_plan_refused_though_nobody_wrote_is_not_made_for_ever(filled, bad_sheet, monkeypatch, command):
    from dangbo_cli.store import apply

    calls = []

    def stale(*args, **more):
        calls.append(1)
        raise apply.PlanStale("…")

    monkeypatch.setattr(apply, "apply_plan", stale)
    words = ("nhap", bad_sheet) if command == "nhap" else ("dv", "sua", "1", "nơi ở=Tổ 5")
    result = filled(*words, stdin=io.StringIO("c\n" * 9), terminal=True)
    assert (result.exit_code, len(calls)) == (1, 2)
    assert "Có lỗi ngoài dự tính (RuntimeError, cli/writing.py" in screen(result)
