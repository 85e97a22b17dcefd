"""Legacy text on its way through an import: every cell of a list typed in TCVN3 or VNI comes out as of the same list in
Unicode, whatever is mixed with what; what is not certain is set aside with its cell; Unicode is never touched."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from odf import style
from openpyxl.styles import Font

from dangbo_cli.sheets.book import read_book
from dangbo_cli.vietnamese.legacy import Encoding, encode
from intake.desk import Desk, cells, codes
from sheets import files

TCVN3, VNI = Encoding.TCVN3, Encoding.VNI
FONTS = {TCVN3: ".VnTime", VNI: "VNI-Times"}
TITLE = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], ["Danh sách đảng viên của chi bộ"]]
HEADER = [
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Quê quán", "Trình độ chuyên môn", "Chức vụ Đảng",
    "Số thẻ đảng viên", "Ngày vào Đảng", "Ngày chính thức",
]  # fmt: skip
PEOPLE = [
    ["Nguyễn Văn Bé", "Nam", "Kinh", "Xã Mường Chùm, huyện Mường La", "Đại học Luật", "Bí thư"],
    ["Lò Thị Hương", "Nữ", "Thái", "Phường Tô Hiệu, thành phố Sơn La", "Cử nhân kinh tế", "Phó Bí thư"],
    ["Quàng Văn Dũng", "Nam", "Thái", "Xã Chiềng Ly, huyện Thuận Châu", "Thạc sĩ quản lý giáo dục", "Chi ủy viên"],
    ["Giàng Thị Mỷ", "Nữ", "Mông", "Xã Hua Nhàn, huyện Bắc Yên", "Kỹ sư nông nghiệp", ""],
    ["Đặng Quốc Tú", "Nam", "Dao", "Xã Nà Ớt, huyện Mai Sơn", "Bác sĩ đa khoa", ""],
    ["Vũ Thị Ánh Tuyết", "Nữ", "Kinh", "Huyện Ý Yên, tỉnh Nam Định", "Cao đẳng sư phạm", ""],
    ["Hà Công Lý", "Nam", "Mường", "Xã Tường Phù, huyện Phù Yên", "Trung cấp y", ""],
]


def rows(people: list[list[str]] = PEOPLE) -> list[list[Any]]:
    """Return the records of a list under HEADER."""
    return [
        [n, name, f"{n:02d}/05/1980", gender, ethnic, home, school, post, f"14.{n:06d}", "03/02/2005", "03/02/2006"]
        for n, (name, gender, ethnic, home, school, post) in enumerate(people, 1)
    ]


def sheet() -> list[list[Any]]:
    return [*[list(row) for row in TITLE], [], list(HEADER), *rows()]


def in_encoding(table: list[list[Any]], encoding: Encoding | None, columns: set[int] | None = None) -> list[list[Any]]:
    """Return a table with the texts of some columns (None: all) in an encoding."""
    return [
        [encode(v, encoding) if encoding and isinstance(v, str) and (columns is None or c in columns) else v
         for c, v in enumerate(row)]
        for row in table
    ]  # fmt: skip


def xlsx(path: Path, table: list[list[Any]], fonts: dict[tuple[int, int], str] | str | None = None) -> Path:
    """Write a workbook; `fonts` is one font for all, or a font by row and column."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Danh sách"
    for r, row in enumerate(table):
        for c, value in enumerate(row):
            if value in ("", None):
                continue
            cell = page.cell(r + 1, c + 1, value)
            font = fonts if isinstance(fonts, str) or fonts is None else fonts.get((r, c))
            if font:
                cell.font = Font(name=font)
    book.save(path)
    return path


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path).organizations()


@pytest.fixture
def truth(tmp_path: Path) -> list[dict[str, Any]]:
    other = Desk(tmp_path / "unicode").organizations()
    result = other.nhap(xlsx(other.folder / "in" / "05.xlsx", sheet()))
    assert codes(result) == []
    assert not [note for note in result.plan.notes if note.code == "legacy_converted"]
    return facts(other)


def facts(desk: Desk) -> list[dict[str, Any]]:
    """Return every cell of all people."""
    return desk.people()


def same(got: list[dict[str, Any]], want: list[dict[str, Any]], lower: bool) -> None:
    """Hold all cells of all people equal; `lower` where toned capitals cannot be told (TCVN3)."""

    def plain(people: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{k: v.casefold() if lower and isinstance(v, str) else v for k, v in one.items()} for one in people]

    assert [one["full_name"] for one in got] == [one["full_name"] for one in want]
    assert plain(got) == plain(want)


def converted(result: Any) -> list[str]:
    return [note.message for note in result.plan.notes if note.code == "legacy_converted"]


@pytest.mark.parametrize("encoding", [TCVN3, VNI])
@pytest.mark.parametrize("font", [True, False])
def test_a_whole_sheet_title_and_header_too(desk, truth, encoding, font):
    path = xlsx(desk.folder / "in" / "05.xlsx", in_encoding(sheet(), encoding), FONTS[encoding] if font else None)
    result = desk.nhap(path)
    assert codes(result) == []
    same(facts(desk), truth, lower=encoding is TCVN3)
    assert len(converted(result)) == 1
    assert encoding.name in converted(result)[0]
    assert "Danh sách" in converted(result)[0]


@pytest.mark.parametrize("encoding", [TCVN3, VNI])
@pytest.mark.parametrize("font", [True, False])
def test_names_under_unicode_headings(desk, truth, encoding, font):
    table = [*sheet()[:5], *in_encoding(rows(), encoding, {1})]
    fonts = {(r, 1): FONTS[encoding] for r in range(5, len(table))} if font else None
    result = desk.nhap(xlsx(desk.folder / "in" / "05.xlsx", table, fonts))
    assert codes(result) == []
    same(facts(desk), truth, lower=False)
    assert "cột B" in converted(result)[0]


@pytest.mark.parametrize("encoding", [TCVN3, VNI])
@pytest.mark.parametrize("font", [True, False])
def test_headings_over_unicode_records(desk, truth, encoding, font):
    table = [*in_encoding(sheet()[:5], encoding), *rows()]
    fonts = {(r, c): FONTS[encoding] for r in range(5) for c in range(len(HEADER))} if font else None
    result = desk.nhap(xlsx(desk.folder / "in" / "05.xlsx", table, fonts))
    assert codes(result) == []
    same(facts(desk), truth, lower=False)


def test_two_encodings_in_the_columns_of_one_sheet(desk, truth):
    table = in_encoding(in_encoding(sheet(), TCVN3, {1, 3, 4}), VNI, {5, 6})
    result = desk.nhap(xlsx(desk.folder / "in" / "05.xlsx", table))
    assert codes(result) == []
    same(facts(desk), truth, lower=True)
    assert len(converted(result)) == 2


def test_rows_of_two_encodings_and_of_unicode_in_one_column(desk, truth):
    table = [*sheet()[:5], *in_encoding(rows()[:2], TCVN3), *rows()[2:4], *in_encoding(rows()[4:], TCVN3)]
    result = desk.nhap(xlsx(desk.folder / "in" / "05.xlsx", table))
    assert codes(result) == []  # «Thái» reads «Thỏi» too, but the rest of its row is Unicode
    same(facts(desk), truth, lower=True)


def test_names_of_two_encodings_in_one_column(desk):
    table = [*sheet()[:5], *in_encoding(rows()[:4], TCVN3), *rows()[4:]]
    column = table[4].index("Họ và tên") if "Họ và tên" in table[4] else 1
    table[-1][column] = encode("Nguyễn Văn Hùng", VNI)
    desk.nhap(xlsx(desk.folder / "in" / "05.xlsx", table))
    assert "Nguyễn Văn Hùng" in {one["full_name"] for one in desk.people()}  # in TCVN3 it would be «Nguyeón Vaờn Huứng»


def test_a_font_of_capitals(desk, truth):
    table = [*sheet()[:5], *in_encoding(rows(), TCVN3, {1})]
    fonts = {(r, 1): ".VnTimeH" for r in range(5, len(table))}
    desk.nhap(xlsx(desk.folder / "in" / "05.xlsx", table, fonts))
    assert [one["full_name"] for one in facts(desk)] == [one["full_name"] for one in truth]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_unicode_under_a_legacy_font_is_not_touched(desk, truth, form):
    table = [[unicodedata.normalize(form, v) if isinstance(v, str) else v for v in row] for row in sheet()]
    result = desk.nhap(xlsx(desk.folder / "in" / "05.xlsx", table, ".VnTime"))
    assert codes(result) == []
    assert converted(result) == []
    same(facts(desk), truth, lower=False)


@pytest.mark.parametrize("encoding", [TCVN3, VNI])
def test_xls_with_and_without_fonts(desk, truth, encoding):
    for number, font in enumerate((FONTS[encoding], "Arial")):
        book = xlwt.Workbook(encoding="utf-8")
        page = book.add_sheet("Sheet1")
        style = xlwt.easyxf(f"font: name {font}")
        for r, row in enumerate(in_encoding(sheet(), encoding)):
            for c, value in enumerate(row):
                if value != "":
                    page.write(r, c, value, style)
        path = desk.folder / "in" / f"05 {number}.xls"
        book.save(str(path))
        assert codes(desk.nhap(path)) == []
        same(facts(desk), truth, lower=encoding is TCVN3)


def as_csv(table: list[list[Any]], separator: str = ";") -> str:
    return "\r\n".join(separator.join(str(v) for v in row) for row in table) + "\r\n"


@pytest.mark.parametrize("encoding", [TCVN3, VNI])
@pytest.mark.parametrize("stored", ["cp1252", "latin-1", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_csv(desk, truth, encoding, stored):
    path = desk.folder / "in" / "05.csv"
    path.write_bytes(as_csv(in_encoding(sheet(), encoding)).encode(stored))
    result = desk.nhap(path)
    assert codes(result) == []
    same(facts(desk), truth, lower=encoding is TCVN3)


def windows_1258(text: str) -> bytes:
    """Return text as Windows writes it in its own Vietnamese code page: a letter, then the mark of its tone."""
    out = b""
    for letter in unicodedata.normalize("NFC", text):
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            tones = [c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323"]
            base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones))
            out += (base + "".join(tones)).encode("cp1258")
    return out


def test_csv_in_windows_1258(desk, truth):
    path = desk.folder / "in" / "05.csv"
    path.write_bytes(
        windows_1258(as_csv(sheet(), ",").replace("Xã Mường Chùm, huyện", "Xã Mường Chùm huyện").replace(", ", " - "))
    )
    result = desk.nhap(path)
    assert codes(result) == []
    assert [one["full_name"] for one in facts(desk)] == [one["full_name"] for one in truth]
    assert [one["ethnicity"] for one in facts(desk)] == [one["ethnicity"] for one in truth]


@pytest.mark.parametrize("encoding", [TCVN3, VNI])
@pytest.mark.parametrize("stored", ["cp1252", "utf-8", "entities"])
def test_html_named_xls(desk, truth, encoding, stored):
    table = in_encoding(sheet(), encoding)
    body = "".join("<tr>" + "".join(f"<td>{v}</td>" for v in row) + "</tr>" for row in table)
    charset = "utf-8" if stored == "utf-8" else "windows-1252"
    page = f'<html><head><meta http-equiv=Content-Type content="text/html; charset={charset}"></head>'
    page += f"<body><table style='font-family:{FONTS[encoding]}'>{body}</table></body></html>"
    path = desk.folder / "in" / "05.xls"
    path.write_bytes(page.encode("ascii", "xmlcharrefreplace") if stored == "entities" else page.encode(charset))
    result = desk.nhap(path)
    assert codes(result) == []
    same(facts(desk), truth, lower=encoding is TCVN3)


@pytest.mark.parametrize("encoding", [TCVN3, VNI])
def test_ods(desk, truth, encoding):
    def fill(table: Any) -> None:
        for row in in_encoding(sheet(), encoding):
            table.addElement(files.ods_row(*row))

    path = files.save(desk.folder / "in", "05.ods", files.ods(fill))
    assert codes(desk.nhap(path)) == []
    same(facts(desk), truth, lower=encoding is TCVN3)


def as_html(table: list[list[Any]]) -> bytes:
    body = "".join("<tr>" + "".join(f"<td>{v}</td>" for v in row) + "</tr>" for row in table)
    return f"<html><head><meta charset=utf-8></head><body><table>{body}</table></body></html>".encode()


def as_ods(table: list[list[Any]]) -> bytes:
    def fill(sheet: Any) -> None:
        for row in table:
            sheet.addElement(files.ods_row(*row))

    return files.ods(fill)


@pytest.mark.parametrize("encoding", [TCVN3, VNI])
@pytest.mark.parametrize("columns", [{1}, {1, 5}, {5, 6, 7}])
@pytest.mark.parametrize(("write", "suffix"), [(as_html, ".xls"), (as_ods, ".ods")])
def test_letters_alone_tell_some_columns_among_unicode(desk, truth, write, suffix, encoding, columns):
    """HTML and .ods without fonts: the letters suffice, whatever is Unicode beside them."""
    table = [*sheet()[:5], *in_encoding(rows(), encoding, columns)]
    path = desk.folder / "in" / f"05{suffix}"
    path.write_bytes(write(table))
    assert codes(desk.nhap(path)) == []
    same(facts(desk), truth, lower=False)


def test_ods_with_a_font_of_capitals(desk, truth):
    def fill(document: Any, page: Any) -> None:
        document.fontfacedecls.addElement(style.FontFace(name=".VnTimeH", fontfamily="'.VnTimeH'"))
        look = style.Style(name="ce1", family="table-cell")
        look.addElement(style.TextProperties(fontname=".VnTimeH"))
        document.automaticstyles.addElement(look)
        for r, row in enumerate([*sheet()[:5], *in_encoding(rows(), TCVN3, {1})]):
            cells = [files.ods_cell(v, stylename="ce1") if c == 1 and r > 4 else v for c, v in enumerate(row)]
            page.addElement(files.ods_row(*cells))

    path = files.save(desk.folder / "in", "05.ods", files.ods(fill, of_book=True))
    result = desk.nhap(path)
    assert codes(result) == []
    assert "TCVN3" in converted(result)[0]
    assert [one["full_name"] for one in facts(desk)] == [one["full_name"] for one in truth]


@pytest.mark.parametrize("families", [("Hà", "LÒ MINH"), ("Lò Minh", "Hoà Kim"), ("BÍ THỊ", "VÌ MINH"), ("Tú", "Vũ")])
@pytest.mark.parametrize("given", [("TÊN", "ÁNH"), ("Ánh", "Nhi"), ("NỤ", "TÊN"), ("Ý", "Ú")])
def test_a_name_over_two_columns_is_written_as_one(desk, families, given):
    """TCVN3 has no «ÁNH»: which half of a name is in capitals does not matter to how the name is written."""
    header = ["STT", "Họ và tên đệm", "Tên", *HEADER[2:]]
    names = list(zip(families, given, strict=True))
    people = [[n, *name, *row[2:]] for n, (name, row) in enumerate(zip(names, rows()[:2], strict=True), 1)]
    table = in_encoding([*TITLE, header, *people], TCVN3)
    assert codes(desk.nhap(xlsx(desk.folder / "in" / "ds.xlsx", table))) == []
    assert {one["full_name"] for one in desk.people()} == {" ".join(name).title() for name in names}


def test_a_name_of_the_sheet(desk):
    """The tab names the branch, in TCVN3 as all the rest."""
    table = in_encoding([["ĐẢNG BỘ SỞ Y TẾ"], [], HEADER, *rows()], TCVN3)
    path = xlsx(desk.folder / "in" / "05.xlsx", table)
    book = openpyxl.load_workbook(path)
    book.active.title = encode("Chi bộ Văn phòng", TCVN3)
    book.save(path)
    result = desk.nhap(path)
    assert {one["organization_code"] for one in facts(desk)} == {"YT.VP"}
    assert result.plan.sources[-1].sheet == encode("Chi bộ Văn phòng", TCVN3)  # the address stays what the file has


def test_a_cell_that_reads_either_way_among_both_is_set_aside(desk):
    people = [list(one) for one in PEOPLE]
    people[3][0] = "Vô Vô Tó"
    table = [*sheet()[:5], *in_encoding(rows(people)[:3], TCVN3, {1}), rows(people)[3], rows(people)[4],
             *in_encoding(rows(people)[5:], TCVN3, {1})]  # fmt: skip
    result = desk.nhap(xlsx(desk.folder / "in" / "05.xlsx", table))
    assert cells(result)["B9"] == "legacy_cell_unsure"
    problem = next(p for p in result.plan.problems if p.cell == "B9")
    assert "«Vô Vô Tó»" in problem.message
    assert "Vụ Vụ Tú" in problem.message
    assert len(facts(desk)) == len(PEOPLE) - 1


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Soá CMND/CCCD", "citizen_id"),
        ("Chính trò", "political_theory"),
        ("Sôn La", None),
    ],
)
def test_a_heading_that_reads_either_way_is_the_one_that_is_known(desk, heading, key):
    """Both readings are words; only one is a heading. Where neither is, the column is not read and that is said."""
    value = "014080000123" if key == "citizen_id" else "Cao cấp"
    table = [*sheet()[:5], *rows()]
    table = [[*row[:6], *in_encoding([row[6:8]], VNI)[0], *row[8:]] for row in table[:3]] + [
        [*row[:6], *in_encoding([row[6:8]], VNI)[0], *row[8:], (heading if r == 1 else value if r == 2 else "")]
        for r, row in enumerate(table[3:])
    ]
    result = desk.nhap(xlsx(desk.folder / "in" / "05.xlsx", table))
    one = desk.one("Nguyễn Văn Bé")
    if key is not None:
        assert one[key] == value
        assert cells(result) == {}
        return
    assert [(p.cell, p.code) for p in result.plan.problems] == [
        ("L5", "legacy_cell_unsure"), ("L5", "heading_unsure"),
    ]  # fmt: skip
    assert "Tiêu đề của cột L" in result.plan.problems[1].message


@pytest.mark.parametrize("heading", ["HOVATEN (ghi rõ)", "Ho va ten [ghi rõ]"])
def test_a_heading_that_is_one_and_the_same_either_way_is_read(desk, heading):
    table = in_encoding([*TITLE, [], HEADER, *rows()], TCVN3, {5, 6, 7})
    table[4][1] = heading
    assert cells(desk.nhap(xlsx(desk.folder / "in" / "05.xlsx", table))) == {}
    assert {one["full_name"] for one in desk.people()} == {one[0] for one in PEOPLE}


def test_a_file_of_no_known_encoding_is_left_out_and_said(desk):
    path = desk.folder / "in" / "05.csv"
    text = as_csv([["STT", "Họ và tên"], [1, "Lò Văn An"]])
    path.write_bytes(text.encode("cp1258", "replace").replace(b"?", b"\xb5x"))
    result = desk.nhap(path)
    assert result.files[-1].error
    assert facts(desk) == []


def test_symbols_and_foreign_words_stay_among_unicode(tmp_path):
    table = [["Diện tích", "Ghi chú"], ["120 m²", "Zürich, café ½ ©"], ["±5°C", "Krông Nô"], ["«Kinh»", "Hmông"]]
    book = read_book(xlsx(tmp_path / "x.xlsx", table))
    before = [list(row) for row in book.grids[0].rows]
    from dangbo_cli.intake.tables.converting import convert

    assert [(c.notes, c.problems) for c in convert(book)] == [([], [])]
    assert book.grids[0].rows == before


def test_no_fonts_are_asked_of_a_file_in_unicode(tmp_path, monkeypatch):
    from dangbo_cli.intake.tables.converting import convert

    book = read_book(xlsx(tmp_path / "x.xlsx", sheet()))

    def asked(*_: object) -> None:
        raise AssertionError("fonts asked")

    monkeypatch.setattr("dangbo_cli.sheets.grid.Grid.font", asked)
    assert len(convert(book)) == 1


def test_a_text_of_two_fonts(desk):
    """One cell, half of it Unicode: the legacy words are converted, the others stay."""
    people = [list(one) for one in PEOPLE]
    table = [*sheet()[:5], *in_encoding(rows(people), TCVN3, {1, 5})]
    table[6][5] = "Quê ở Phường " + encode("Tô Hiệu, thành phố Sơn La", TCVN3)
    desk.nhap(xlsx(desk.folder / "in" / "05.xlsx", table))
    assert desk.one("Lò Thị Hương")["hometown"] == "Quê ở Phường Tô Hiệu, thành phố Sơn La"


def test_one_text_of_one_column_is_read_in_one_way():
    """«Sôn La» may be «Sơn La» in VNI: where its column leaves it open, a row of nothing but Unicode decides it no better."""
    from dangbo_cli.intake.tables.converting import convert
    from dangbo_cli.sheets.book import Book, Container
    from dangbo_cli.sheets.grid import Grid

    homes = ["Chieàng Sinh, TP Sôn La", "Quyeát Thaéng, Yeân Chaâu", "Möôøng Buù, Mai Sôn", '"']
    names = ["Phạm Thị Tổng", "Vì Quang Vân", "Bộ Văn Phận", "Trần Ngọc Quý"]
    grid = Grid("Sheet1", [[name, home, "Việt Nam", "Sôn La"] for name, home in zip(names, homes, strict=True)], [])
    [done] = convert(Book(Path("ds.xls"), "", Container.XLS, [grid]))
    assert [row[3] for row in grid.rows] == [""] * 4
    assert {problem.cell for problem in done.problems} == {"D1", "D2", "D3", "D4"}


@pytest.mark.parametrize("others", [1, 3, 6])
def test_a_row_typed_in_unicode_under_a_legacy_font_proves_that_font_wrong_for_it(tmp_path, others):
    """«Phó phòng» beside «Lò Thị Mai», both under .VnTime, became «Phú phũng»."""
    head = ["STT", "Họ và tên", "Quê quán", "Chức vụ", "Ngày sinh", "Ngày vào Đảng"]
    people = [("Nguyễn Văn Thử", "Chiềng Mai, Sơn La", "Trưởng phòng")] * others
    table = [*[list(row) for row in TITLE], [], head]
    first = len(table)
    for n, person in enumerate(people, 1):
        told = [encode(text, TCVN3) for text in person]
        table.append([n, *told, f"{n:02d}/05/1980", "03/02/2005"])
    table.append([others + 1, "Lò Thị Mai", "Mường Bú", "Phó phòng", "12/05/1985", "03/02/2010"])
    fonts = {(r, c): ".VnTime" for r in range(first, len(table)) for c in (1, 2, 3)}
    desk = Desk(tmp_path).organizations()
    desk.nhap(xlsx(desk.folder / "a.xlsx", table, fonts))
    told = {
        title
        for (title,) in desk.conn.execute("SELECT DISTINCT title FROM member_position WHERE sphere = 'government'")
    }
    assert {"Trưởng phòng"} <= told <= {"Trưởng phòng", "Phó phòng"}
