"""JSON, CSV and Excel: shapes, headings, and nothing that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import datetime

import pytest
from openpyxl import load_workbook

from dangbo_cli.reports.table import Column, ColumnKind, Table
from dangbo_cli.views.columns import UnknownColumn, choose
from dangbo_cli.views.csv import table_csv
from dangbo_cli.views.excel import save_workbook
from dangbo_cli.views.json import list_json, report_json

COLUMNS = (
    Column("card", "Số thẻ", ColumnKind.IDENTIFIER, private=True),
    Column("name", "Họ và tên"),
    Column("born", "Ngày sinh", ColumnKind.DATE),
    Column("age", "Tuổi", ColumnKind.INTEGER),
    Column("share", "Tỷ lệ", ColumnKind.PERCENT, shown=False),
)
DANGEROUS = ["=1+1", "+84912", "-1", "@SUM(A1)", '=HYPERLINK("x")', "\t=1", "＝1"]
ROWS = [
    {"card": "001200000001", "name": "Lò Văn An", "born": "1968-05-12", "age": 54, "share": 12.5},
    {"card": None, "name": "=cmd|' /C calc'!A0", "born": "1968", "age": None, "share": None},
]
TABLE = Table("thu", "Bảng thử", COLUMNS, ROWS, totals={"age": 54}, notes=["Một ghi chú."],
              parameters={"as_of": "2022"})  # fmt: skip


def test_list_json_is_never_masked():
    assert json.loads(list_json(TABLE)) == ROWS
    assert json.loads(list_json(Table("x", "x", COLUMNS, []))) == []
    assert "Lò Văn An" in list_json(TABLE)  # not \\u escapes


def test_report_json_has_the_promised_shape():
    assert json.loads(report_json(TABLE)) == {
        "report": "thu",
        "title": "Bảng thử",
        "parameters": {"as_of": "2022"},
        "columns": [{"key": c.key, "title": c.title} for c in COLUMNS],
        "rows": ROWS,
        "totals": {"age": 54},
        "notes": ["Một ghi chú."],
    }


def test_every_row_of_a_report_has_every_column():
    """A column that a row does not fill is unknown there, not absent: a script walks the columns."""
    made = json.loads(report_json(Table("x", "x", COLUMNS, [{"name": "Lò Văn An", "sort": "dv"}])))
    assert made["rows"] == [{"card": None, "name": "Lò Văn An", "born": None, "age": None, "share": None, "sort": "dv"}]


def test_csv_has_bom_headings_and_guards():
    text = table_csv(TABLE)
    assert text.startswith("\ufeffSố thẻ,Họ và tên,Ngày sinh,Tuổi,Tỷ lệ\n")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows[1] == ["001200000001", "Lò Văn An", "12/05/1968", "54", "12.5"]
    assert rows[2] == ["", "'=cmd|' /C calc'!A0", "1968", "", ""]
    assert rows[3] == ["", "", "", "54", ""]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_format_writes_a_formula(text, tmp_path):
    table = Table("thu", text, [Column("name", text)], [{"name": text}], totals={"name": text}, notes=[text])
    for line in csv.reader(io.StringIO(table_csv(table).removeprefix("\ufeff"))):
        assert line[0].startswith("'") or line[0][:1] not in "=+-@\t"
    save_workbook(table, tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n"}
    assert text.strip() in [str(cell.value).strip() for row in sheet for cell in row]


def test_workbook_can_be_printed(tmp_path):
    save_workbook(TABLE, tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert sheet["A1"].value == "BẢNG THỬ"
    assert [cell.value for cell in sheet[3]] == ["STT", "Số thẻ", "Họ và tên", "Ngày sinh", "Tuổi", "Tỷ lệ"]
    assert [cell.value for cell in sheet[4]] == [1, "001200000001", "Lò Văn An", datetime(1968, 5, 12), 54, 12.5]
    assert [cell.value for cell in sheet[5]] == [2, None, "=cmd|' /C calc'!A0", "1968", None, None]
    assert sheet["B4"].number_format == "@"
    assert sheet["D4"].number_format == "dd/mm/yyyy"
    assert sheet["C6"].value is None
    assert (sheet["B6"].value, sheet["E6"].value) == ("Cộng", 54)
    assert {cell.font.name for row in sheet["A3:F6"] for cell in row} == {"Times New Roman"}
    assert sheet["C4"].border.left.style == "thin"
    assert sheet.freeze_panes == "A4"
    assert sheet.print_title_rows == "$3:$3"
    assert int(sheet.page_setup.paperSize) == 9  # A4
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.page_setup.orientation == "portrait"


def test_wide_workbook_lies_across(tmp_path):
    columns = [Column(f"c{n}", f"Một cột khá rộng {n}") for n in range(12)]
    save_workbook(Table("x", "x", columns, [{c.key: "chữ dài dài" for c in columns}]), tmp_path / "a.xlsx")
    assert load_workbook(tmp_path / "a.xlsx").active.page_setup.orientation == "landscape"


def _wide(keys, count):
    columns = [Column(key, f"Cột {key}") for key in keys]
    row = {c.key: "chữ rất dài " * 4 if c.key.startswith("d") else "chữ ngắn" for c in columns}
    return Table("x", "Bảng rộng", columns, [row] * count, notes=["Một ghi chú dài. " * 20])


def test_long_texts_take_more_lines_before_a_list_is_printed_smaller(tmp_path):
    keys = ["n1", "full_name", *(f"n{n}" for n in range(2, 7)), "d1", "d2", "d3", "d4", "d5"]
    assert save_workbook(_wide(keys, 3), tmp_path / "a.xlsx") == 1
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert sheet.page_setup.fitToWidth == 1
    assert sum(sheet.column_dimensions[c.column_letter].width for c in sheet[3]) <= 138 / 0.65
    assert sheet.row_dimensions[4].height > 16.5


@pytest.mark.parametrize(
    ("bloc", "lines"), [("Cơ quan Đảng, MTTQ, đoàn thể CT-XH", 3), ("cơ quan nhà nước và các hội ở đó", 2)]
)
def test_capitals_take_more_room_in_a_cell(tmp_path, bloc, lines):
    """The height of a row is stated, so a line too few is a line over the next row."""
    columns = [Column("bloc", "Khối"), *(Column(f"c{n}", "Một việc phải nộp, hạn 31/03/2022") for n in range(8))]
    row = {"bloc": bloc, **{f"c{n}": "Chưa nộp, quá hạn 1.705 ngày" for n in range(8)}}
    save_workbook(Table("x", "Bảng", columns, [row]), tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert sheet.column_dimensions["B"].width == 22
    assert sheet.row_dimensions[4].height == 16.5 * lines


def test_a_list_too_wide_to_read_is_printed_on_pages_side_by_side(tmp_path):
    keys = [*(f"n{n}" for n in range(8)), "full_name", *(f"d{n}" for n in range(16))]
    pages = save_workbook(_wide(keys, 3), tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert pages == 1 + len(sheet.col_breaks.brk) > 1
    assert sheet.page_setup.scale == 65
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_cols == "$J:$J"  # the name, on each page
    assert sheet.print_title_rows == "$3:$3"
    widths = [sheet.column_dimensions[c.column_letter].width for c in sheet[3]]
    ends = [*(brk.id for brk in sheet.col_breaks.brk), len(widths)]
    assert all(sum(widths[a:b]) <= 138 / 0.65 for a, b in zip([0, *ends], ends, strict=False))
    merged = {str(where) for where in sheet.merged_cells.ranges}
    last = sheet.cell(3, ends[0]).column_letter
    assert {f"A1:{last}1", f"A8:{last}8"} == merged  # title and note stay on the first page


_NUMBERS = ("id", "code", "level", "n1", "n2", "n3", "n4")


@pytest.mark.parametrize(
    ("keys", "repeated"),
    [
        (["id", "subject", "organization_name"], "$A:$C"), (["id", "code", "organization_name", "name"], "$A:$D"),
        (["level", "code", "name"], "$A:$D"), (["n1", "n2", "n3", "n4", "organization_name"], "$F:$F"),
        (["n1", "text"], "$A:$C"),
    ],
)  # fmt: skip
def test_every_page_of_a_list_says_whose_its_rows_are(tmp_path, keys, repeated):
    wide = _wide([*keys, *(f"d{n}" for n in range(20))], 3)
    columns = [c._replace(kind=ColumnKind.IDENTIFIER) if c.key in _NUMBERS else c for c in wide.columns]
    table = replace(wide, columns=columns)
    assert save_workbook(table, tmp_path / "a.xlsx") > 1
    assert load_workbook(tmp_path / "a.xlsx").active.print_title_cols == repeated


def test_pages_side_by_side_repeat_what_was_looked_up_where_the_record_has_no_name(tmp_path):
    table = _wide(["text", "full_name", *(f"d{n}" for n in range(16))], 3)
    table.rows[1] = {**table.rows[1], "full_name": None}
    assert save_workbook(table, tmp_path / "a.xlsx") > 1
    assert load_workbook(tmp_path / "a.xlsx").active.print_title_cols == "$A:$B"


def test_column_widths_are_counted_in_the_printed_font(tmp_path):
    save_workbook(TABLE, tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    assert (book._fonts[0].name, book._named_styles["Normal"].font.name) == ("Times New Roman", "Times New Roman")


def test_a_total_is_as_wide_as_its_column(tmp_path):
    column = Column("share", "Tỷ lệ", ColumnKind.PERCENT)
    save_workbook(Table("x", "x", [column], [{"share": 5.0}], totals={"share": 100.0}), tmp_path / "a.xlsx")
    assert load_workbook(tmp_path / "a.xlsx").active.column_dimensions["B"].width >= len("100,0 %") + 2


def test_groups_and_charts(tmp_path):
    columns = (Column("group", "Nhóm"), Column("label", "Tiêu chí"), Column("total", "Tổng số", ColumnKind.INTEGER))
    rows = [{"group": g, "label": f"{g}{n}", "total": n} for g in "AB" for n in range(3)]
    save_workbook(Table("x", "x", columns, rows, group_by="group"), tmp_path / "a.xlsx", chart=True)
    book = load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["x", "Biểu đồ"]
    assert [cell.value for cell in book.active["A"]][2:] == ["Tiêu chí", "A", "A0", "A1", "A2", "B", "B0", "B1", "B2"]
    assert len(book["Biểu đồ"]._charts) == 2


def test_no_chart_is_broken_over_two_pages(tmp_path):
    columns = (Column("group", "Nhóm"), Column("label", "Tiêu chí"), Column("total", "Tổng số", ColumnKind.INTEGER))
    sizes = (8, 12, 10, 3, 54, 2)
    rows = [{"group": f"G{g}", "label": f"{n}", "total": n} for g, size in enumerate(sizes) for n in range(size)]
    save_workbook(Table("x", "x", columns, rows, group_by="group"), tmp_path / "a.xlsx", chart=True)
    page = load_workbook(tmp_path / "a.xlsx")["Biểu đồ"]
    breaks = [one.id for one in page.row_breaks.brk]
    assert (page.sheet_format.defaultRowHeight, page.sheet_format.customHeight) == (15, True)
    row_height = 15 / 72 * 2.54  # centimetres
    for chart in page._charts:
        first = chart.anchor._from.row + 1
        last = first + chart.anchor.ext.height / 360000 / row_height
        assert not any(first <= cut < last for cut in breaks)
    starts = [1, *(cut + 1 for cut in breaks)]
    ends = [
        *breaks,
        max(chart.anchor._from.row + 1 + chart.anchor.ext.height / 360000 / row_height for chart in page._charts),
    ]
    printed = 29.7 - 2.54 * (page.page_margins.top + page.page_margins.bottom)
    assert all((end - start) * row_height <= printed for start, end in zip(starts, ends, strict=True))
    assert len(breaks) >= 3


def test_what_is_to_be_typed_is_not_printed(tmp_path):
    notes = [
        "Có 4 mục.", "Không hiện: Kết luận; thêm --ghi-chu để hiện.", "Xem một năm: «dangbo xep-loai quy-dinh NĂM».",
        "Từ khi mở sổ chỉ tính các mục trong sổ; số dư trước đó ghi bằng «dangbo ghi-danh so-du».",
        "Tính từ 01/01 -- 31/12. Số này đúng.",
    ]  # fmt: skip
    save_workbook(Table("x", "x", [Column("a", "A")], [{"a": "b"}], notes=notes), tmp_path / "a.xlsx")
    printed = [cell.value for cell in load_workbook(tmp_path / "a.xlsx").active["A"]][4:]
    assert [text for text in printed if text] == [
        "Có 4 mục.", "Không hiện: Kết luận.", "Từ khi mở sổ chỉ tính các mục trong sổ.",
        "Tính từ 01/01 -- 31/12. Số này đúng.",
    ]  # fmt: skip


def test_control_characters_do_not_stop_a_workbook(tmp_path):
    save_workbook(Table("x/y:z", "x", [Column("a", "A")], [{"a": "b\x00\x0b\ud800c"}]), tmp_path / "a.xlsx")
    assert load_workbook(tmp_path / "a.xlsx").active["B4"].value is not None


def test_choose_by_key_or_heading():
    chosen = choose(TABLE, ["HO VA TEN", "share"])
    assert [column.key for column in chosen.columns] == ["name", "share"]
    assert all(column.shown for column in chosen.columns)
    assert chosen.rows[0] == {"name": "Lò Văn An", "share": 12.5}
    with pytest.raises(UnknownColumn):
        choose(TABLE, ["la"])


@pytest.mark.parametrize(
    "typed", ["Tên mô hình, nội dung đột phá,Năm", "Năm, tên mô hình, Nội dung đột phá", "Năm,Nội dung"]
)
def test_a_comma_may_stand_in_a_heading(typed):
    columns = [Column("name", "Tên mô hình, nội dung đột phá"), Column("year", "Năm"), Column("text", "Nội dung")]
    names = [part.strip() for part in typed.split(",")]
    wanted = {"name" if "mô hình" in typed else "text", "year"}
    assert {column.key for column in choose(Table("x", "x", columns, []), names).columns} == wanted


def test_keys_for_programs_are_printed_only_where_asked_for(tmp_path):
    columns = [Column("key", "Khóa", shown=False, for_programs=True), Column("name", "Tên")]
    table = Table("x", "x", columns, [{"key": "initiatives", "name": "Mô hình"}])
    for name, columns_asked, printed in (("a", None, False), ("b", ["key", "name"], True)):
        save_workbook(table if columns_asked is None else choose(table, columns_asked), tmp_path / f"{name}.xlsx")
        values = [cell.value for row in load_workbook(tmp_path / f"{name}.xlsx").active.iter_rows() for cell in row]
        assert ("initiatives" in values) is printed
        assert "Mô hình" in values


def test_capitals_take_more_room(tmp_path):
    """«Cơ quan Đảng, MTTQ, đoàn thể CT-XH» must not need a second line in a row that is one line high."""
    for text in ("Cơ quan Đảng, MTTQ, đoàn thể CT-XH", "cơ quan đảng, mttq, đoàn thể ct-xh"):
        save_workbook(Table("x", "x", [Column("a", "A")], [{"a": text}]), tmp_path / "a.xlsx")
        sheet = load_workbook(tmp_path / "a.xlsx").active
        (cell,) = (cell for row in sheet.iter_rows() for cell in row if cell.value == text)
        wide = sheet.column_dimensions[cell.column_letter].width
        assert wide >= len(text) + 0.35 * sum(map(str.isupper, text))


def test_a_word_of_a_title_is_not_broken(tmp_path):
    """Bold letters are wider than those that a column's width is counted in."""
    save_workbook(Table("x", "x", [Column("a", "Chương trình")], [{"a": "x"}]), tmp_path / "a.xlsx")
    wide = load_workbook(tmp_path / "a.xlsx").active.column_dimensions["B"].width
    assert wide - 2 >= 1.15 * len("Chương")


def test_what_a_column_hardly_fills_goes_to_the_one_that_makes_the_rows_tall(tmp_path):
    columns = [Column("told", "Nội dung"), Column("source", "Căn cứ"), *(Column(f"c{n}", f"Cột {n}") for n in range(4))]
    long, basis = "Chưa có xếp loại năm 2022. " * 30, "Hướng dẫn số 25-HD/BTCTW, mục 4, điểm b. " * 3
    rows = [{"told": long, **{f"c{n}": "chữ ngắn " * 4 for n in range(4)}} for _ in range(9)]
    save_workbook(Table("x", "x", columns, [*rows, {"told": "x", "source": basis}]), tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").active
    told, source = (sheet.column_dimensions[letter].width for letter in "BC")
    assert told > 44 > 1.5 * source  # 44: the widest otherwise
    assert sum(sheet.column_dimensions[cell.column_letter].width for cell in sheet[3]) <= 138 / 0.65
    assert sheet.row_dimensions[4].height <= 16.5 * 20


def _grouped(*sizes):
    columns = [Column("group", "Nhóm"), Column("label", "Tiêu chí"), Column("count", "Số lượng", ColumnKind.INTEGER)]
    rows = [
        {"group": f"Nhóm {g}", "label": f"dòng {n}", "count": n} for g, size in enumerate(sizes) for n in range(size)
    ]
    return Table("x", "Bảng thử", columns, rows, group_by="group")


@pytest.mark.parametrize(
    ("sizes", "breaks"),
    [
        ((37, 5), []),  # a row of the second group stands on the page
        ((38, 5), [42]),
        ((50, 5), []),
        ((82, 5), []),
        ((38, 40, 5), [42, 83]),  # the repeated header takes room on the second page
    ],
)
def test_no_heading_of_a_group_stands_alone_at_the_foot_of_a_page(tmp_path, sizes, breaks):
    save_workbook(_grouped(*sizes), tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert [one.id for one in sheet.row_breaks.brk] == breaks
    assert all(
        sheet.row_dimensions[row].height for row in range(1, sheet.max_row)
    )  # else nobody knows where a page ends


def test_a_grouped_list_that_is_printed_smaller_is_broken_by_the_program_that_prints_it(tmp_path):
    table = _grouped(38, 5)
    wide = [Column(f"w{n}", "Một cột rất dài " * 3) for n in range(6)]
    rows = [{**row, **{column.key: "chữ dài " * 6 for column in wide}} for row in table.rows]
    save_workbook(Table("x", "Bảng", [*table.columns, *wide], rows, group_by="group"), tmp_path / "a.xlsx")
    assert load_workbook(tmp_path / "a.xlsx").active.row_breaks.brk == []
