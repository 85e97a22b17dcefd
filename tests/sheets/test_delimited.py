"""Text with separators: encoding and separator found out, every value left as text."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo_cli.sheets import unreadable
from dangbo_cli.sheets.book import Book, Container, Unreadable, read_book
from sheets import files

ROWS = [
    ["STT", "Họ và tên", "Quê quán", "Số thẻ"],
    ["1", "Lò Thị Ánh", "Tổ 3, xã Chiềng Ơn", "014068001234"],
    ["2", "Quàng Văn Ngoan", "Bản Bó, xã Mường Bú; Sơn La", "007"],
]


def book(folder: Path, data: bytes) -> Book:
    return read_book(files.save(folder, "Danh sách.csv", data))


def write(rows: list[list[str]], separator: str, end: str = "\r\n") -> str:
    special = separator + '"\r\n'
    return "".join(
        separator.join(f'"{v.replace(chr(34), chr(34) * 2)}"' if any(c in v for c in special) else v for v in row) + end
        for row in rows
    )


def windows_1258(text: str) -> bytes:
    """Encode as Windows does: a letter with its shape, then the tone as a mark of its own."""
    out = bytearray()
    for char in text:
        try:
            out += char.encode("cp1258")
            continue
        except UnicodeEncodeError:
            pass
        base, tone = "", ""
        for part in unicodedata.normalize("NFD", char):
            if part in "\u0300\u0301\u0303\u0309\u0323":
                tone = part
            else:
                base += part
        out += unicodedata.normalize("NFC", base).encode("cp1258") + tone.encode("cp1258")
    return bytes(out)


ENCODINGS = {
    "UTF-8": lambda text: text.encode(),
    "UTF-8 with a mark": lambda text: text.encode("utf-8-sig"),
    "UTF-16 of Windows": lambda text: text.encode("utf-16"),
    "UTF-16, big first": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "UTF-16 without a mark": lambda text: text.encode("utf-16-le"),
    "windows-1258": windows_1258,
}


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_with_every_separator(tmp_path: Path, encoding: str, separator: str) -> None:
    found = book(tmp_path, ENCODINGS[encoding](write(ROWS, separator)))
    assert found.container is Container.CSV
    assert found.grids[0].rows == ROWS
    assert found.grids[0].name == "Danh sách"
    assert not found.may_have_legacy_fonts
    assert found.notes == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_empty_lines_keep_addresses(tmp_path: Path, end: str) -> None:
    text = end.join(["", "ĐẢNG BỘ TỈNH", "", "STT;Họ và tên", "1;Lò Thị Ánh", "", ""])
    rows = book(tmp_path, text.encode()).grids[0].rows
    assert rows == [["", ""], ["ĐẢNG BỘ TỈNH", ""], ["", ""], ["STT", "Họ và tên"], ["1", "Lò Thị Ánh"]]


def test_other_line_ends_of_unicode_stay_inside(tmp_path: Path) -> None:
    assert book(tmp_path, "a;b\x85c\u2028d\nx;y\n".encode()).grids[0].rows == [["a", "b\x85c\u2028d"], ["x", "y"]]


def test_quotes(tmp_path: Path) -> None:
    text = 'STT;Tên\n1;"Lò Thị ""Ánh"""\n2;"hai\ndòng; một ô"\n3;="014068001234"\n'
    assert book(tmp_path, text.encode()).grids[0].rows == [
        ["STT", "Tên"],
        ["1", 'Lò Thị "Ánh"'],
        ["2", "hai\ndòng; một ô"],
        ["3", "014068001234"],
    ]


def test_a_quote_never_closed_swallows_nothing(tmp_path: Path) -> None:
    text = "STT;Tên\n" + '1;"Lò Thị Ánh\n' + "".join(f"{i};Người {i}\n" for i in range(2, 40))
    found = book(tmp_path, text.encode())
    assert len(found.grids[0].rows) == 40
    assert found.grids[0].rows[39] == ["39", "Người 39"]
    assert [note.code for note in found.notes] == ["csv_broken_quotes"]


def test_a_quote_closed_by_one_of_a_later_row_swallows_nothing(tmp_path: Path) -> None:
    lines = [
        '1,An,"Mường La, Sơn La",0912',
        '2,Bình,"Mai Sơn, Sơn La,0913',
        '3,Cúc,Yên Châu",0914',
        "4,Dũng,Sơn La,0915",
    ]
    found = book(tmp_path, "\n".join(["STT,Tên,Quê,ĐT", *lines]).encode())
    assert found.grids[0].rows[1:] == [
        ["1", "An", "Mường La, Sơn La", "0912"],
        ["2", "Bình", "", ""],
        ["3", "Cúc", "", ""],
        ["4", "Dũng", "Sơn La", "0915"],
    ]
    assert found.grids[0].lost.keys() == {(2, 2), (2, 3), (3, 2), (3, 3)}
    assert [note.code for note in found.notes] == ["csv_broken_quotes"]


def test_lines_inside_a_cell_are_no_rows(tmp_path: Path) -> None:
    text = 'STT;Tên;Quê;ĐT\n1;An;"Mường La;\nSơn La";0912\n'
    assert book(tmp_path, text.encode()).grids[0].rows[1] == ["1", "An", "Mường La;\nSơn La", "0912"]


def test_hint_of_excel(tmp_path: Path) -> None:
    assert book(tmp_path, b"sep=|\r\na,b|c,d\r\n").grids[0].rows == [["a,b", "c,d"]]


def test_one_column(tmp_path: Path) -> None:
    assert book(tmp_path, "Họ và tên\nLò Thị Ánh\n".encode()).grids[0].rows == [["Họ và tên"], ["Lò Thị Ánh"]]


def test_title_above_a_table_of_many_columns(tmp_path: Path) -> None:
    text = "ĐẢNG BỘ TỈNH, ĐẢNG BỘ SỞ\n\n" + "".join(f"{i};Lò Văn {i}, Quàng;x;y;z\n" for i in range(5))
    assert book(tmp_path, text.encode()).grids[0].rows[3] == ["1", "Lò Văn 1, Quàng", "x", "y", "z"]


def test_tcvn3_is_kept_as_it_is_and_said_to_be_suspicious(tmp_path: Path) -> None:
    text = "STT;Hä vµ tªn\n1;NguyÔn ThÞ Hång\n2;L­u V¨n §øc\n"
    found = book(tmp_path, text.encode("cp1252"))
    assert found.may_have_legacy_fonts
    assert found.grids[0].rows[1] == ["1", "NguyÔn ThÞ Hång"]
    assert found.grids[0].rows[2] == ["2", "L\xadu V¨n §øc"]


@pytest.mark.parametrize(
    "data",
    [
        write(ROWS, ";").encode().replace("Ánh".encode(), b"\xc3nh"),
        write(ROWS, ";").encode()[:-40] + b"\xe1\xba",
        "名前;生年月日\n山田太郎;昭和\n".encode("shift_jis"),
        "姓名;出生日期\n张三;一九\n".encode("gbk"),
        b"\xff\xfe" + "a;b".encode("utf-16-le") + b"\x00\xd8\n",
        b"\xef\xbb\xbfa;\xe1\xba\n",
    ],
)
def test_what_cannot_be_decoded_is_refused_not_guessed(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        book(tmp_path, data)
    assert caught.value.code == unreadable.UNKNOWN_ENCODING


def test_a_line_without_end(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        book(tmp_path, b"a;b\n" + b"x" * 200_000 + b";y\n")
    assert caught.value.code == unreadable.TOO_LARGE


def test_width_times_height_is_bounded(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        book(tmp_path, b";" * 16_000 + b"\n" + b"a;b\n" * 20_000)
    assert caught.value.code == unreadable.TOO_LARGE


WORDS = st.text(st.sampled_from("aăâđêôơưạậữỹ 0123,;|\t\"'"), min_size=1, max_size=12).map(lambda text: f"x{text}x")


@given(st.lists(st.lists(WORDS, min_size=4, max_size=4), min_size=3, max_size=8))
def test_written_then_read(rows: list[list[str]]) -> None:
    from dangbo_cli.sheets.delimited import read_delimited

    text = "sep=;\n" + "\r\n".join(";".join(f'"{v.replace(chr(34), chr(34) * 2)}"' for v in row) for row in rows)
    assert read_delimited(text) == (rows, None)
