"""The commands against a small record: lists, reports, refusals, the desk."""

from __future__ import annotations

import pytest

from dangbo_cli.cli.registry import all_paths

LISTS = [("lo", "ds"), ("dv", "ds"), ("tc", "ds"), ("bao-cao",), ("lo", "xem", "1"), ("dv", "lich-su", "Lò Văn An")]
REPORTS = [("bao-cao", "tong-quan"), ("bao-cao", "co-cau"), ("bao-cao", "do-tuoi")]


def test_a_figure_opens_into_its_names(filled):
    """`--chi-tiet`; to the eyes nobody's ethnicity or religion, unless asked for."""
    behind = filled("bao-cao", "co-cau", "--chi-tiet", "--dinh-dang", "json").json
    assert {"Giàng A Páo"} == {row["full_name"] for row in behind["rows"] if row["label"] == "Mông"}
    seen = filled("bao-cao", "co-cau", "--chi-tiet", terminal=True)
    assert "Giàng A Páo" in seen.stdout
    assert "Mông" not in seen.stdout
    assert "--hien-du" in seen.stderr
    assert "Mông" in filled("bao-cao", "co-cau", "--chi-tiet", "--hien-du").stdout
    assert filled("bao-cao", "do-tuoi", "--chi-tiet", "--don-vi", "14.1.2").exit_code == 0
    seen = filled("bao-cao", "tong-quan", "--chi-tiet", terminal=True)
    assert "Giàng A Páo" in seen.stdout
    assert "thiểu số" not in seen.stdout
    assert "--hien-du" in seen.stderr
    assert "thiểu số" in filled("bao-cao", "tong-quan", "--chi-tiet", "--hien-du").stdout


@pytest.mark.parametrize("args", [*LISTS, *REPORTS, ("tc", "cay"), ("csdl",), ("ra-soat",)])
@pytest.mark.parametrize("columns", [80, 120])
def test_tables_fit(filled, args, columns):
    from dangbo_cli.views.wrapping import width

    result = filled(*args, columns=columns)
    assert result.exit_code == 0, result.stderr
    long = [line for line in result.stdout.splitlines() if width(line) > columns]
    assert all(str(filled.folder) in line for line in long)  # paths are never broken


@pytest.mark.parametrize("args", LISTS)
def test_lists_are_plain_lists(filled, args):
    assert isinstance(filled(*args, "--dinh-dang", "json").json, list)


@pytest.mark.parametrize("args", REPORTS)
def test_reports_have_their_shape(filled, args):
    value = filled(*args, "--dinh-dang", "json", "--tinh-den", "31/12/2022").json
    assert list(value) == ["report", "title", "parameters", "columns", "rows", "totals", "notes"]
    assert value["report"] == args[1]
    assert value["parameters"]["as_of"] == "2022-12-31"


@pytest.mark.parametrize("args", [*LISTS, *REPORTS])
def test_csv(filled, args):
    text = filled(*args, "--dinh-dang", "csv").stdout
    assert text.startswith("\ufeff")
    assert "\ufeff" not in text[1:]


def test_tree_json(filled):
    value = filled("tc", "cay", "--dinh-dang", "json").json
    assert (value["code"], value["name"], value["members"]) == ("14", "Đảng bộ Khối Thử", 3)
    assert [child["members"] for child in value["children"][0]["children"]] == [2, 1]


def test_tree_on_a_terminal(filled):
    lines = filled("tc", "cay", columns=80, terminal=True, variables={"NO_COLOR": "1"}).stdout.splitlines()
    assert lines[1].startswith("Đảng bộ Khối Thử (mã 14)")
    assert lines[3].startswith("   ├─ Chi bộ 1 (mã 14.1.1)")
    assert lines[3].endswith("2")


def test_terminal_masks_and_json_does_not(filled):
    chosen = ("dv", "ds", "--cot", "full_name,card_number")
    masked = filled(*chosen)
    assert "014012000001" not in masked.stdout
    assert "••••0001" in masked.stdout
    assert masked.stderr == "Số giấy tờ và thông tin riêng được che; thêm --hien-du để hiện đủ.\n"
    assert "014012000001" in filled(*chosen, "--hien-du").stdout
    assert filled(*chosen, "--dinh-dang", "json").json[0] == {"full_name": "Lò Văn An", "card_number": "014012000001"}


def test_columns_by_heading_in_the_order_asked(filled):
    rows = filled("dv", "ds", "--cot", "ngày sinh,HO VA TEN", "--dinh-dang", "json").json
    assert list(rows[0]) == ["birth_date", "full_name"]


def test_unknown_column_names_the_near_one(filled):
    result = filled("dv", "ds", "--cot", "ho va tenn")
    assert result.exit_code == 2
    assert result.stderr.startswith("Lỗi: Không có cột «ho va tenn».\nCó phải: Họ và tên?\nCác cột: Số, Số thẻ")


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("dv", "ds", "--don-vi", "99"), "Lỗi: Không có tổ chức đảng nào tên hoặc mã là «99»."),
        (("dv", "lich-su", "Ai Đó"), "Lỗi: Không có đảng viên nào có số thẻ, số trong sổ hoặc họ tên là «Ai Đó»."),
        (("lo", "xem", "9"), "Lỗi: Không có lần nhập số 9. Lần nhập gần nhất là số 1."),
        (("dv", "ds", "--gioi-tinh", "x"), "Lỗi: Không hiểu giới tính «x». Các giá trị dùng được: Nam, Nữ, Chưa rõ."),
    ],
)
def test_what_names_nothing_is_refused(filled, args, sentence):
    result = filled(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.replace("\n", " ").startswith(sentence)


def test_filters_combine(filled):
    rows = filled("dv", "ds", "--gioi-tinh", "nam", "--vao-dang-tu", "2000", "--dinh-dang", "json").json
    assert [row["full_name"] for row in rows] == ["Giàng A Páo"]


@pytest.mark.parametrize("words", [("an",), ("van", "AN"), ("Lò",), ("000001",)])
def test_search(filled, words):
    rows = filled("dv", "tim", *words, "--dinh-dang", "json").json
    assert [row["full_name"] for row in rows] == ["Lò Văn An"]


def test_a_search_by_digits_masks_the_numbers_it_finds(filled):
    shown = filled("dv", "tim", "000001", columns=120).stdout
    assert "••••0001" in shown
    assert "014012000001" not in shown
    assert "014012000001" in filled("dv", "tim", "000001", "--hien-du", columns=120).stdout


def test_history_says_where_each_value_came_from(filled):
    text = filled("dv", "lich-su", "Lò", "Văn", "An").stdout
    assert "Lần nhập số 1, 20/11/2022 14:03, Đảng bộ Sở Thử.csv\n" in text  # once above the values of the batch
    assert "ô C2" in text
    rows = filled("dv", "lich-su", "Lò", "Văn", "An", "--dinh-dang", "json").json
    assert rows[1]["where"] == "ô C2, trang tính Đảng bộ Sở Thử, Đảng bộ Sở Thử.csv, lần nhập số 1, 20/11/2022"


def test_a_history_is_a_table_at_80_columns(filled):
    filled("dv", "sua", "1", "nghề nghiệp=Giáo viên dạy nghề", "quê quán=Phường Quyết Thắng, thành phố", "--dong-y")
    filled("lo", "hoan-tac", "2", "--dong-y")
    lines = filled("dv", "lich-su", "1", columns=80).stdout.splitlines()
    assert lines[2].split() == ["Trường", "Trước", "Sau", "Lấy", "từ", "đâu"]
    assert "Lần nhập số 2, 20/11/2022 14:03, lệnh «dang-vien sua 1» (đã hoàn tác ở lần 3)" in lines
    assert "Lần nhập số 3, 20/11/2022 14:03, hoàn tác lần nhập số 2" in lines
    rows = [line for line in lines if line.startswith("Nghề nghiệp")]
    assert ["Giáo viên" in line for line in rows] == [True, True]


@pytest.mark.parametrize(
    ("code", "args", "said"),
    [
        (2, ("lo", "hoan-tac", "9", "--dong-y"), "Không có lần nhập số 9."),
        (2, ("dv", "ds", "--vao-dang-tu", "2020", "--vao-dang-den", "2010"),
         "Khoảng ngày vào Đảng từ 2020 đến 2010 bị ngược"),
        (2, ("dv", "ds", "--tinh-den", "2099"), "năm phải từ 1930"),
        (2, ("bao-cao", "co-cau", "--tinh-den", "01/01/1901"), "năm phải từ 1930"),
        (2, ("bao-cao", "co-cau", "--nam", "2022", "--tinh-den", "31/12/2021"), "nói hai năm khác nhau"),
        (2, ("--version",), "Có phải: --phien-ban?"),
        (3, ("sao-luu", "khong-co/ban-sao.db"), "Không có thư mục «khong-co» để sao vào."),
    ],
)  # fmt: skip
def test_refused(filled, tmp_path, monkeypatch, code, args, said):
    monkeypatch.chdir(tmp_path)
    result = filled(*args)
    assert result.exit_code == code
    assert said in " ".join(result.stderr.split())


def test_dates_of_one_year_are_no_reversed_range(filled):
    for span in (("2021", "2021-11"), ("2021-11", "2021"), ("07/11/2021", "2021")):
        rows = filled("dv", "ds", "--vao-dang-tu", span[0], "--vao-dang-den", span[1], "--dinh-dang", "json").json
        assert [row["full_name"] for row in rows] == ["Giàng A Páo"]


@pytest.mark.parametrize("name", ["tong-quan", "co-cau", "do-tuoi"])
def test_a_report_of_a_year_is_as_of_its_last_day(filled, name):
    args = ("bao-cao", name, "--dinh-dang", "json")
    assert filled(*args, "--nam", "2010").json == filled(*args, "--tinh-den", "31/12/2010").json


PRIVATE = ("014012000001", "Thái")


@pytest.mark.parametrize("args", [("dv", "lich-su", "1"), ("lo", "xem", "1", "--chi-tiet"),
                                  ("dv", "lich-su", "1", "--cot", "trường,sau,value_after")])  # fmt: skip
def test_the_log_masks_private_values_on_a_terminal(filled, args):
    hidden = filled(*args)
    assert not any(value in hidden.stdout for value in PRIVATE)
    assert "••••0001" in hidden.stdout
    assert "thêm --hien-du để hiện đủ" in hidden.stderr
    for shown in (filled(*args, "--hien-du"), filled(*args, "--dinh-dang", "json")):
        assert all(value in shown.stdout for value in PRIVATE)


def test_an_undo_masks_what_nobody_typed(filled):
    filled("dv", "sua", "1", "điện thoại=0912345678", "tôn giáo=Phật giáo", "--dong-y")
    shown = filled("lo", "hoan-tac", "2", "--xem-truoc").stdout
    assert "0912345678" not in shown
    assert "giáo" not in shown.replace("Tôn giáo", "")


def test_the_preview_shows_nothing_of_a_private_word(filled, sheets, tmp_path):
    path = tmp_path / "Đảng bộ Sở Thử.csv"
    path.write_text("STT,Họ và tên,Ngày sinh,Chi bộ,Tôn giáo\n1,Lò Văn An,12/05/1968,Chi bộ 1,Phật giáo\n", "utf-8")
    shown = filled("nhap", path, "--xem-truoc", "--chi-tiet").stdout
    assert "Tôn giáo (trống) → ••••" in shown
    assert "Phật" not in shown


def test_ctrl_c_while_loading_is_no_traceback(monkeypatch, capfdbinary):
    import dangbo_cli.app as app

    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr(app, "_main", interrupted)
    with pytest.raises(SystemExit) as ended:
        app.main()
    assert ended.value.code == 130
    assert capfdbinary.readouterr().err.decode() == "\nĐã dừng theo yêu cầu.\n"


def test_the_process_ends_at_once_with_its_code_and_all_it_had_to_say():
    """What was registered for the end is done, output is whole, the interpreter takes nothing apart."""
    import subprocess
    import sys

    program = (
        "import atexit, sys, weakref\nfrom dangbo_cli.__main__ import start\n"
        "class Kept: pass\nkept = Kept(); weakref.finalize(kept, print, 'registered').atexit = True\n"
        "class Late:\n    def __del__(self): print('taken apart', flush=True)\nlate = Late()\n"
        "sys.argv = ['dangbo', 'khong-co']\nprint('said')\nstart()\n"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 2
    assert done.stdout.split("\n") == ["said", "registered", ""]
    assert "khong-co" in done.stderr


def test_desk(filled):
    result = filled()
    assert result.exit_code == 0
    assert "Tổ chức đảng: 4; đảng viên: 3.\nLần nhập cuối: số 1, 20/11/2022 14:03, lệnh «nhap».\n" in result.stdout
    assert result.stdout.count("  dangbo ") == 3


def test_database_option_comes_before_the_variable(filled, tmp_path):
    assert filled("--csdl", tmp_path / "khac.db", "dv", "ds").exit_code == 3


@pytest.mark.parametrize("path", [path for path, entry in all_paths() if not entry.children])
def test_every_command_survives_an_empty_file(run, path):
    """0 bytes count as an empty record; nothing shows a traceback."""
    run.database.touch()
    argument = {"nhap": ["khong-co.csv"], "lan-nhap xem": ["1"], "lan-nhap hoan-tac": ["1"], "khoi-phuc": ["x.db"],
                "dang-vien lich-su": ["1"]}  # fmt: skip
    result = run(*path.split(), *argument.get(path, []))
    assert "ngoài dự tính" not in result.stderr
    assert result.exit_code in (0, 1, 2, 3)


def test_people_by_birth(filled):
    lines = filled(
        "dv", "ds", "--sinh-tu", "1968", "--sinh-den", "1975", "--cot", "họ tên,tuổi đời"
    ).stdout.splitlines()
    assert [line.split()[-1] for line in lines if line.startswith(("Lò", "Nguyễn"))] == ["54", "47"]
    assert not [line for line in lines if line.startswith("Giàng")]
    assert [row["full_name"] for row in filled("dv", "tim", "12/05/1968", "--dinh-dang", "json").json] == ["Lò Văn An"]
    assert filled("dv", "ds", "--sinh-tu", "xx").exit_code == 2


def test_a_field_without_a_value_is_said_in_words_beside_one_that_has(filled):
    shown = filled("dv", "sua", "Lò Văn An", "ngày sinh=", "nghề nghiệp=Bác sĩ", "--xem-truoc").stdout
    cells = {line.split("  ")[0]: line.split()[2:] for line in shown.splitlines() if line.startswith(("Ngày", "Nghề"))}
    assert cells == {"Ngày sinh": ["12/05/1968", "(trống)"], "Nghề nghiệp": ["(trống)", "Bác", "sĩ"]}
