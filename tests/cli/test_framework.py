"""Names, aliases, help pages and the sentences of usage errors, to the letter."""

from __future__ import annotations

import ast
import io
import sys
from pathlib import Path

import pytest

from dangbo_cli.cli.call import Call
from dangbo_cli.cli.environment import Environment
from dangbo_cli.cli.framework import build, help_page
from dangbo_cli.cli.registry import COMMANDS, ROOT, all_paths
from dangbo_cli.cli.words import bent_key, name_key, near_misses
from dangbo_cli.views.wrapping import width

PACKAGE = Path(__file__).resolve().parent.parent.parent / "src" / "dangbo_cli"
PATHS = [path for path, _ in all_paths()]


def page(*words: str, columns: int = 80) -> str:
    stream = io.StringIO()
    return help_page(words, Call(Environment(stream, stream, stream, columns=columns)))


# --- the registry and the modules behind it


def test_one_file_alone_touches_the_private_module():
    touching = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            if any((name.startswith("typer.") and "._" in name) or name == "click" for name in names):
                touching.add(path.relative_to(PACKAGE).as_posix())
    assert touching == {"cli/framework.py"}


def _targets() -> set[str]:
    return {entry.target.partition(":")[0] for _, entry in all_paths() if entry.target}


@pytest.mark.parametrize("module", sorted(_targets()))
def test_a_command_module_loads_nothing_but_typer_and_its_own_room_at_its_top(module):
    path = PACKAGE / f"{module.removeprefix('dangbo_cli.').replace('.', '/')}.py"
    heavy = {"listed_people", "column_sets", "reference"}
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        for name in names:
            ours = name.startswith("dangbo_cli.cli.") and name.rpartition(".")[2] not in heavy
            assert ours or name == "typer" or name.partition(".")[0] in sys.stdlib_module_names, name


@pytest.mark.parametrize("path", PATHS)
def test_every_command_is_built_and_has_a_page_with_an_example(path):
    text = page(*path.split())
    assert text.startswith(f"Cách dùng: dangbo {path} ")
    assert "\nVí dụ:\n  dangbo " in text
    for english in ("Usage", "Options", "Arguments", "Commands", "default", "required", "Show this"):
        assert english not in text


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("path", ["", *PATHS])
def test_pages_fit_the_terminal(path, columns):
    lines = page(*path.split(), columns=columns).splitlines()
    assert [line for line in lines if width(line) > columns] == []


def test_no_two_commands_answer_to_one_name():
    groups = [ROOT, *(entry for entry in COMMANDS if entry.children)]
    for group in groups:
        keys = [name_key(n) for child in group.children for n in (child.name, *child.short, *child.aliases)]
        assert len(keys) == len(set(keys)), group.name


def test_root_page_lists_commands_and_short_names(run):
    result = run("--help")
    assert result.exit_code == 0
    assert "  dang-vien, dv" in result.stdout
    assert "import" not in result.stdout  # English names are hidden


def test_version(run):
    from dangbo_cli import __version__

    assert run("--phien-ban").stdout == f"dangbo {__version__}\n"


# --- names


@pytest.mark.parametrize(
    "words",
    [
        ("dang-vien", "lich-su"), ("dangvien", "lichsu"), ("Đảng_viên", "LỊCH SỬ"), ("đảng", "viên", "lịch", "sử"),
        ("dv", "lich-su"), ("members", "history"), ("DV", "lich", "su"),
    ],
)  # fmt: skip
def test_names_are_folded(run, words):
    result = run(*words, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith("Cách dùng: dangbo dang-vien lich-su ")


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("import", "nhap"), ("imports", "lan-nhap"), ("lo", "lan-nhap"), ("members", "dang-vien"), ("dv", "dang-vien"),
        ("orgs", "to-chuc"), ("tc", "to-chuc"), ("reports", "bao-cao"), ("check", "ra-soat"), ("backup", "sao-luu"),
        ("restore", "khoi-phuc"),
    ],
)  # fmt: skip
def test_aliases(run, alias, name):
    assert run(alias, "--help").stdout.startswith(f"Cách dùng: dangbo {name} ")


def test_tree_alias(run):
    assert run("tc", "cay", "--help").stdout.startswith("Cách dùng: dangbo to-chuc so-do ")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("líchu", "lich-su"),  # Telex: the s of «lichsu» became a tone
        ("lichu", "lich-su"),
        ("licsu", "lich-su"),
        ("raoát", "ra-soat"),
        ("bao-coa", "bao-cao"),
        ("nhpa", "nhap"),
        ("khoi", "khoi-phuc"),
    ],
)
def test_near_misses(typed, meant):
    assert near_misses(typed, ["ds", "lich-su", "ra-soat", "bao-cao", "nhap", "khoi-phuc", "to-chuc"])[0] == meant


@pytest.mark.parametrize("typed", ["", "!!!", "xyzxyz"])
def test_far_misses(typed):
    assert near_misses(typed, ["lich-su", "nhap"]) == []


@pytest.mark.parametrize(("name", "bent"), [("lichsu", "lichu"), ("ra-soat", "raoat"), ("deesn", "den"), ("ds", "ds")])
def test_what_telex_leaves(name, bent):
    assert bent_key(name) == bent


# --- usage errors, to the letter


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("nhpa",), "Lỗi: Không có lệnh «nhpa».\nCó phải: dangbo nhap?\nXem các lệnh: dangbo --help\n"),
        (("dv", "líchu"), "Lỗi: Không có lệnh «líchu».\nCó phải: dangbo dang-vien lich-su?\n"
         "Xem các lệnh: dangbo dang-vien --help\n"),
        (("so-do",), "Lỗi: Không có lệnh «so-do».\nCó phải: dangbo to-chuc so-do?\nXem các lệnh: dangbo --help\n"),
        (("xyzxyz",), "Lỗi: Không có lệnh «xyzxyz».\nXem các lệnh: dangbo --help\n"),
        (("in",), "Lỗi: Không có lệnh «in».\nXem các lệnh: dangbo --help\n"),
        (("nhap",), "Lỗi: Lệnh «dangbo nhap» còn thiếu ĐƯỜNG_DẪN.\nVí dụ: dangbo nhap danh-sach\n"
         "Xem hướng dẫn: dangbo nhap --help\n"),
        (("lo", "xem"), "Lỗi: Lệnh «dangbo lan-nhap xem» còn thiếu SỐ.\nVí dụ: dangbo lan-nhap xem 17\n"
         "Xem hướng dẫn: dangbo lan-nhap xem --help\n"),
        (("csdl", "a", "b"), "Lỗi: Lệnh «dangbo csdl» không nhận thêm «a», «b».\nVí dụ: dangbo csdl\n"
         "Xem hướng dẫn: dangbo csdl --help\n"),
        (("nhap", "x", "--xemtruoc"), "Lỗi: Lệnh «dangbo nhap» không có tùy chọn --xemtruoc.\n"
         "Có phải: --xem-truoc?\nXem hướng dẫn: dangbo nhap --help\n"),
        (("nhap", "x", "--zzzzzz"), "Lỗi: Lệnh «dangbo nhap» không có tùy chọn --zzzzzz.\n"
         "Ví dụ: dangbo nhap danh-sach\nXem hướng dẫn: dangbo nhap --help\n"),
        (("csdl", "--csdl", "a.db"), "Lỗi: Tùy chọn --csdl đứng trước tên lệnh.\nGõ: dangbo --csdl … csdl …\n"
         "Xem hướng dẫn: dangbo csdl --help\n"),
        (("nhap", "x", "--nam"), "Lỗi: Tùy chọn --nam cần một giá trị đi sau.\nVí dụ: dangbo nhap danh-sach\n"
         "Xem hướng dẫn: dangbo nhap --help\n"),
        (("nhap", "x", "--nam", "nam"), "Lỗi: Giá trị «nam» không dùng được cho --nam: cần một năm viết đủ bốn chữ "
         "số, như 2022. Để lọc theo\ngiới tính, dùng --gioi-tinh.\nVí dụ: dangbo nhap danh-sach\n"
         "Xem hướng dẫn: dangbo nhap --help\n"),
        (("nhap", "x", "--nam", "22"), "Lỗi: Giá trị «22» không dùng được cho --nam: cần một năm viết đủ bốn chữ số, "
         "như 2022.\nVí dụ: dangbo nhap danh-sach\nXem hướng dẫn: dangbo nhap --help\n"),
        (("tc", "ds", "--dinh-dang", "xml"), "Lỗi: Giá trị «xml» không dùng được cho --dinh-dang: chỉ nhận bang, "
         "json, csv.\nVí dụ: dangbo to-chuc ds\nXem hướng dẫn: dangbo to-chuc ds --help\n"),
        (("tc", "ds", "--dinh-dang", "jsn"), "Lỗi: Giá trị «jsn» không dùng được cho --dinh-dang: chỉ nhận bang, "
         "json, csv. Có phải: json?\nVí dụ: dangbo to-chuc ds\nXem hướng dẫn: dangbo to-chuc ds --help\n"),
        (("tc", "ds", "--tinh-den", "13/13/2022"), "Lỗi: Giá trị «13/13/2022» không dùng được cho --tinh-den: không "
         "có tháng 13; viết ngày trước, tháng\nsau, như 31/12/2022.\nVí dụ: dangbo to-chuc ds\n"
         "Xem hướng dẫn: dangbo to-chuc ds --help\n"),
        (("tc", "ds", "--tinh-den", "30/2/2022"), "Lỗi: Giá trị «30/2/2022» không dùng được cho --tinh-den: không có "
         "ngày 30/2/2022.\nVí dụ: dangbo to-chuc ds\nXem hướng dẫn: dangbo to-chuc ds --help\n"),
        (("lo", "xem", "abc"), "Lỗi: Giá trị «abc» không dùng được cho SỐ: cần một số, như 17.\n"
         "Ví dụ: dangbo lan-nhap xem 17\nXem hướng dẫn: dangbo lan-nhap xem --help\n"),
    ],
)  # fmt: skip
def test_usage_errors(run, args, sentence):
    result = run(*args)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", sentence)


def test_group_alone_shows_its_page(run):
    result = run("dv")
    assert result.exit_code == 2
    assert result.stderr.startswith("Lỗi: Lệnh «dangbo dang-vien» cần thêm tên một lệnh con.\n\nCách dùng: dangbo")


@pytest.mark.parametrize("option", ["–dong-y", "—dong-y", "-dong-y", "--Đồng-ý", "--DONG_Y"])
def test_bent_options_are_understood(run, sheets, option):
    assert run("nhap", sheets, option).exit_code == 0


def test_options_before_the_name_of_a_report(filled):
    before = filled("bao-cao", "--dinh-dang", "json", "co-cau").json
    assert before == filled("bao-cao", "co-cau", "--dinh-dang", "json").json


def test_words_that_name_no_child_may_belong_to_another_command(filled):
    from dangbo_cli.cli.framework import Group
    from dangbo_cli.cli.registry import Entry

    child = Entry("ds", "", "dangbo_cli.cli.lan_nhap:ds")
    group = build(Entry("thu", "", children=(child,), other=Entry("", "", "dangbo_cli.cli.lan_nhap:xem")))
    assert isinstance(group, Group)

    def typed(*words: str) -> str:
        stream = io.StringIO()
        env = Environment(stream, stream, stream, columns=80, variables={"DANGBO_CSDL": str(filled.database)})
        with group.make_context("dangbo thu", list(words), obj=Call(env)) as ctx:
            group.invoke(ctx)
        return stream.getvalue()

    assert "Các lần nhập" in typed("ds")
    assert "Lần nhập số 1" in typed("1")


def test_the_page_of_a_group_says_what_it_does_without_a_child(run):
    page = run("xuat", "--help", columns=100).stdout
    alone = run("xuat", "dang-vien", "--help", columns=100).stdout
    assert "Cách dùng: dangbo xuat [TÙY CHỌN] LOẠI --luu-vao TỆP, hoặc dangbo xuat LỆNH …" in page
    examples = alone[alone.index("Ví dụ:") :].strip()
    assert examples in page
    assert examples.count("dangbo xuat ") >= 4
    assert "bao-cao-nam" in page[page.index("Lệnh:") :]


def test_an_option_that_must_be_there_stands_in_the_usage(run):
    assert "Cách dùng: dangbo phat-mau [TÙY CHỌN] LOẠI --luu-vao TỆP|THƯ_MỤC" in run("phat-mau", "--help").stdout


def test_completion_knows_names_without_loading_commands():
    from typer._completion_classes import BashComplete

    items = BashComplete(build(ROOT), {}, "dangbo", "_DANGBO_COMPLETE").get_completions([], "lan")
    assert [item.value for item in items] == ["lan-nhap"]
    items = BashComplete(build(ROOT), {}, "dangbo", "_DANGBO_COMPLETE").get_completions(["dv", "ds"], "--gioi")
    assert [item.value for item in items] == ["--gioi-tinh"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
def test_completion_scripts(run, shell):
    result = run("hoan-thanh-lenh", shell)
    assert result.exit_code == 0
    assert "_DANGBO_COMPLETE" in result.stdout
