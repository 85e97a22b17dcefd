"""Tables for the eyes: they fit, they line up, nothing is cut, data cannot steer the terminal."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo_cli.cli.environment import Environment
from dangbo_cli.reports.table import Column, ColumnKind, Table, Told
from dangbo_cli.views.columns import choose
from dangbo_cli.views.layout import GAP, fit, heading_width
from dangbo_cli.views.messages import sentence
from dangbo_cli.views.terminal import show_table
from dangbo_cli.views.wrapping import pad, plain, width, wrap

NAME = Column("name", "Họ và tên")
CARD = Column("card", "Số thẻ", ColumnKind.IDENTIFIER, private=True)
COUNT = Column("count", "Số lượng", ColumnKind.INTEGER)
SHARE = Column("share", "Tỷ lệ", ColumnKind.PERCENT)
DAY = Column("day", "Ngày sinh", ColumnKind.DATE)
FILE = Column("file", "Tệp")


def shown(table: Table, columns: int | None = 80, terminal: bool = False, **more) -> list[str]:
    out = io.StringIO()
    env = Environment(out, out, out, columns=columns, stdout_is_terminal=terminal)
    show_table(table, env, **more)
    return out.getvalue().splitlines()


def table(columns, *rows, **more) -> Table:
    return Table("thu", "Bảng thử", columns, [dict(zip([c.key for c in columns], row, strict=True)) for row in rows],
                 **more)  # fmt: skip


def test_values_in_words():
    lines = shown(table([NAME, COUNT, SHARE, DAY], ("Lò Văn An", 5200, 12.5, "1968-05"), (None, 0, None, "1968-05-12")))
    assert lines == [
        "Bảng thử",
        "",
        "Họ và tên  Số lượng   Tỷ lệ  Ngày sinh",
        "─────────  ────────  ──────  ──────────",
        "Lò Văn An     5.200  12,5 %  05/1968",
        "—                 0       —  12/05/1968",
    ]


def test_private_values_are_masked_unless_asked_for():
    people = table([NAME, CARD], ("Lò Văn An", "014012000001"), ("Vì Thị Ba", None))
    assert "••••0001" in "\n".join(shown(people))
    assert "014012000001" not in "\n".join(shown(people))
    assert "014012000001" in "\n".join(shown(people, full=True))


def test_groups_totals_and_bars():
    rows = [("A", "Nam", 30, 75.0), ("A", "Nữ", 10, 25.0), ("B", "Kinh", 40, 100.0)]
    group, label = Column("group", "Nhóm"), Column("label", "Tiêu chí")
    lines = shown(
        table([group, label, COUNT, SHARE], *rows, totals={"count": 40}, group_by="group", notes=["Ghi chú."]),
        bar="share",
    )
    assert lines[2:] == [
        "Tiêu chí  Số lượng    Tỷ lệ",
        "────────  ────────  ───────",
        "A",
        "Nam             30   75,0 %  ██████████████████",
        "Nữ              10   25,0 %  ██████",
        "",
        "B",
        "Kinh            40  100,0 %  ████████████████████████",
        "────────  ────────  ───────",
        "Cộng            40",
        "",
        "Ghi chú.",
    ]


def test_what_all_rows_share_is_said_once_when_room_is_short():
    place, post = Column("place", "Tổ chức đảng"), Column("post", "Chức vụ Đảng")
    rows = [(f"Lò Văn {name}", "Đảng bộ Sở Văn hóa, Thể thao và Du lịch", None) for name in ("An", "Ba", "Chung")]
    wide = shown(table([NAME, place, post], *rows), columns=120)
    narrow = shown(table([NAME, place, post], *rows), columns=50)
    assert "Tổ chức đảng" in wide[2]
    assert narrow[1:3] == ["Tổ chức đảng: Đảng bộ Sở Văn hóa, Thể thao và Du", "lịch"]
    assert "Không có số liệu: Chức vụ Đảng." in narrow


def test_of_a_short_list_what_nobody_knows_gives_way_to_what_is_known():
    empty = [Column(str(n), f"Cột trống {n}") for n in range(4)]
    columns = [NAME, *empty, Column("path", "Lộ trình", spare=True)]
    lines = shown(table(columns, ("Lò Văn An", None, None, None, None, "Quý I: kế hoạch")), columns=50)
    assert lines[1] == "Không có số liệu: Cột trống 0, Cột trống 1, Cột"
    assert lines[4:7] == ["Họ và tên  Lộ trình", "─────────  ───────────────", "Lò Văn An  Quý I: kế hoạch"]


def test_a_squeezed_name_gets_a_line_of_its_own():
    counts = [Column(f"c{n}", "Số lượng", ColumnKind.INTEGER) for n in range(6)]
    name = "Đảng bộ Trường Cao đẳng Kỹ thuật Công nghiệp"
    lines = shown(table([NAME, *counts], (name, *range(6)), ("Chi bộ 1", *range(6))), columns=55)
    assert name in lines


def test_too_narrow_for_columns_becomes_blocks():
    columns = [Column(f"c{n}", f"Cột số {n}", ColumnKind.IDENTIFIER) for n in range(5)]
    lines = shown(table(columns, tuple(f"{n:020}" for n in range(5))), columns=50)
    assert f"Cột số 3: {3:020}" in lines


@pytest.mark.parametrize(
    "name", ["05 Sở Y tế và Bệnh viện đa khoa tỉnh Mường Sơn (bản sửa lần 2).xls", "a" * 70 + ".xlsx"]
)
@pytest.mark.parametrize("columns", [40, 80, 120])
def test_file_names_are_never_cut_or_broken(name, columns):
    source = f"ô H12, trang tính DSDV, {name}, lần nhập số 17, 20/11/2022"
    text = "\n".join(shown(table([NAME, FILE], ("Lò Văn An", name), ("Lò Văn Ba", source)), columns=columns))
    assert text.count(name) == 2


@pytest.mark.parametrize("text", ["[b]đậm[/b]", "[Sở]", "\x1b[31mđỏ", "dòng 1\ndòng 2", "tab\tở đây", "x\u202ey"])
def test_data_cannot_steer_the_terminal(text):
    lines = shown(table([NAME], (text,)))
    assert len(lines) == 5
    assert "\x1b" not in lines[4]
    assert "\u202e" not in lines[4]
    assert lines[4] == plain(text)


def test_nfd_and_nfc_line_up():
    import unicodedata

    composed, apart = "Nguyễn Thị Hòa", unicodedata.normalize("NFD", "Nguyễn Thị Hòa")
    assert width(composed) == width(apart) == 14
    lines = shown(table([NAME, COUNT], (composed, 1), (apart, 1)))
    assert lines[4] == lines[5]


def test_empty_table_says_so():
    assert shown(table([NAME])) == ["Bảng thử", "", "  (không có dòng nào)"]


def test_colour_only_on_a_terminal():
    assert "\x1b" in "".join(shown(table([NAME], ("a",)), terminal=True))
    assert "\x1b" not in "".join(shown(table([NAME], ("a",))))


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Mn")), min_size=0, max_size=30)


@given(st.lists(st.tuples(words, words, st.integers(-(10**9), 10**9)), min_size=1, max_size=6), st.integers(40, 140))
def test_lines_fit_unless_a_single_word_does_not(rows, columns):
    lines = shown(table([NAME, FILE, COUNT], *rows), columns=columns)
    longest = max([width(w) for row in rows for text in row[:2] for w in plain(text).split(" ")], default=0)
    assert all(width(line) <= max(columns, longest + 12) for line in lines)


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 60)), min_size=1, max_size=8), st.integers(1, 200))
def test_fit_keeps_its_promises(sizes, room):
    least = [need for need, _ in sizes]
    natural = [need + more for need, more in sizes]
    given_widths = fit(least, natural, room)
    if given_widths is None:
        assert sum(least) > room
    else:
        assert sum(given_widths) <= room
        assert all(n <= g <= w for n, g, w in zip(least, given_widths, natural, strict=True))
        assert sum(given_widths) == min(room, sum(natural))
    assert GAP == 2


@given(words, st.integers(1, 40))
def test_wrap_loses_no_word(text, columns):
    assert " ".join(wrap(plain(text), columns)).split() == plain(text).split()


def test_pad_counts_columns():
    assert pad("Sở", 4) == "Sở  "
    assert pad("12", 4, right=True) == "  12"


PLACE = Column("place", "Tổ chức đảng")


@pytest.mark.parametrize("rows", [1, 2, 3])
@pytest.mark.parametrize("columns", [60, 70, 80, 90])
def test_the_name_of_a_person_is_never_broken(rows, columns):
    people = [("Vũ Đức Hoàng Anh", "1989-08-04", "Đảng viên", "Chi bộ Tổ chức - Hành chính"),
              ("Lò Thị Hồng Nhung", "1975", "Phó Bí thư", "Chi bộ Hội Nông dân tỉnh"),
              ("Vì Văn Ba", None, "Bí thư", "Chi bộ Kế hoạch")][:rows]  # fmt: skip
    post = Column("post", "Chức vụ Đảng, chính quyền hiện nay")
    lines = shown(table([NAME, DAY, post, PLACE], *people), columns=columns)
    assert all(any(person[0] in line for line in lines) for person in people)
    assert all(width(line) <= columns for line in lines)


@pytest.mark.parametrize("room", [78, 80, 86])
def test_short_words_are_not_broken_while_a_heading_can_go_over_more_lines(room):
    columns = [Column("id", "Số", ColumnKind.INTEGER), NAME, DAY, Column("gender", "Giới tính"), Column("group", "Dân tộc"),
               Column("post", "Chức vụ Đảng"), Column("admitted", "Ngày vào Đảng", ColumnKind.DATE),
               Column("status", "Trạng thái")]  # fmt: skip
    person = (3, "Hoàng Quang Nọi", "1977-10-10", "Nam", "Thái", "Đảng viên", "2004-01-04", "Chính thức")
    assert " ".join(shown(table(columns, person), room)[-1].split()) == (
        "3 Hoàng Quang Nọi 10/10/1977 Nam Thái Đảng viên 04/01/2004 Chính thức"
    )


def test_headings_go_over_more_lines_before_words_are_broken():
    counts = [Column(f"c{n}", f"Tập thể từ khi mở sổ {n}", ColumnKind.INTEGER) for n in range(5)]
    lines = shown(table([NAME, *counts], ("Cá nhân không phải đảng viên", *range(5)), ("Tập thể", *range(5))), 80)
    assert "Cá nhân không phải đảng viên" in lines[-2]
    assert "4" in lines[-2]
    assert [line.split()[-2:] for line in lines[2:5]] == [["Tập", "thể"], ["từ", "khi"], ["sổ", "4"]]


@given(st.lists(st.sampled_from(["Ngày", "vào", "Đảng", "chính", "thức", "x", "nghiệp"]), min_size=1, max_size=8),
       st.integers(1, 5))  # fmt: skip
def test_a_heading_takes_the_least_width_in_which_it_goes_over_so_many_lines(words, lines):
    title = " ".join(words)
    least = heading_width(title, lines)
    assert len(wrap(title, least)) <= lines or least == max(map(width, words))
    assert least == max(map(width, words)) or len(wrap(title, least - 1)) > lines


def test_a_column_that_can_be_spared_is_left_out_of_a_narrow_window_and_named():
    long = Column("long", "Giải pháp", spare=True)
    words = [PLACE, Column("deed", "Việc tốt"), Column("post", "Chức vụ"), long]
    said = (
        "Chi bộ Tổ chức - Hành chính",
        "Vận động bà con bỏ hủ tục lạc hậu",
        "Phó Trưởng phòng phụ trách",
        "Nêu gương " * 4,
    )
    wide = table([NAME, *words], *[(f"Lò Văn {letter}", *said) for letter in "AB"])
    narrow = " ".join(shown(wide, columns=50))
    assert "Cửa sổ hẹp, không hiện: Giải pháp (chọn cột bằng --cot)." in narrow
    assert "Nêu gương" not in narrow
    assert "Nêu gương" in "\n".join(shown(wide, columns=220))
    assert "Nêu gương" in "\n".join(shown(choose(wide, ["Họ và tên", "Giải pháp"]), columns=40))


LEVELS = ("Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ", "Hoàn thành xuất sắc nhiệm vụ")


def test_a_narrow_window_spares_a_column_before_names_stand_above_their_rows():
    columns = [NAME, Column("one", "Mức một"), Column("two", "Mức hai"), Column("three", "Mức ba", spare=True)]
    rated = table(columns, *[(f"Hoàng Văn {one}", *LEVELS[n:], *LEVELS[:n]) for n, one in enumerate("ABC")])
    lines = shown(rated, columns=64)
    assert "Cửa sổ hẹp, không hiện: Mức ba (chọn cột bằng --cot)." in " ".join(lines)
    assert sum(line.startswith("Hoàng Văn") and "Hoàn thành" in line for line in lines) == 3


def headed(*places: str, heads: bool = True) -> Table:
    columns = [NAME, PLACE._replace(heads=heads), Column("one", "Mức một"), Column("two", "Mức hai")]
    rows = [(f"Hoàng Văn {'ABCDE'[n]}", place, LEVELS[n % 3], LEVELS[n % 2]) for n, place in enumerate(places)]
    return table(columns, *rows)


def test_what_rows_are_ordered_by_stands_above_them_where_the_window_is_narrow():
    first, second = "Chi bộ Tổ chức - Hành chính, Đảng bộ Văn phòng", "Chi bộ Kế hoạch - Tài chính, Đảng bộ Văn phòng"
    both = headed(first, first, first, second, second)
    lines = shown(both, columns=65)
    assert [line for line in lines if line.startswith("Chi bộ")] == [first, second]
    assert sum(line.startswith("Hoàng Văn") and "Hoàn thành" in line for line in lines) == 5
    assert sum(line.startswith("Hoàng Văn") and "Đảng bộ" in line for line in shown(both, columns=200)) == 5


def test_a_heading_above_each_row_alone_is_no_help():
    places = [f"Chi bộ {letter} của Đảng bộ Văn phòng Ủy ban nhân dân" for letter in "ABCDE"]
    assert shown(headed(*places), columns=70) == shown(headed(*places, heads=False), columns=70)


def test_what_only_repeats_another_column_is_left_blank():
    place = Column("place", "Tổ chức đảng", same_as="name")
    both = table([NAME, place], ("Đảng bộ Sở Y tế", "Đảng bộ Sở Y tế"), ("Lò Văn An", "Chi bộ 1"), (None, None))
    assert [line.rstrip() for line in shown(both)[-3:]] == [
        "Đảng bộ Sở Y tế",
        "Lò Văn An        Chi bộ 1",
        "—                —",
    ]


def test_a_column_that_repeats_another_throughout_is_not_shown():
    place = Column("place", "Tổ chức đảng", same_as="name")
    assert not any("Tổ chức đảng" in line for line in shown(table([NAME, place], ("Đảng bộ Sở Y tế",) * 2)))


def test_a_quoted_file_name_is_never_broken_at_its_comma():
    name = "«07 Sở Văn hóa, Thể thao và Du lịch.ods»"
    lines = shown(Table("t", "", [COUNT, FILE], [{"count": 1, "file": f"Đã nộp ngày 15/01/2023, tệp {name}"}]), 56)
    assert any(name in line for line in lines)


def test_a_branch_above_its_people_is_told_apart_from_its_namesakes():
    """Also two in a row: each stands under its own."""
    above_words = [f"Chi bộ Tổ chức - Hành chính, {upper}" for upper in ("Đảng bộ Sở Y tế", "Đảng bộ Sở Nội vụ")]
    above = [Told("Chi bộ Tổ chức - Hành chính", words) for words in above_words]
    told = shown(headed(*(place for place in above for _ in range(2))), columns=65)
    assert [line for line in told if line.startswith("Chi bộ")] == above_words


@pytest.mark.parametrize(
    ("quoted", "whole"),
    [
        ("chuyển sinh hoạt đến Chi bộ Kinh doanh theo quyết định số 12-QĐ/ĐU ngày 01/4/2023, có đơn kèm theo", False),
        ("/nhà/thư mục chung/danh sách của các đơn vị gửi về trong quý một năm nay và quý hai năm ngoái", True),
        ("D:\\thư mục chung\\danh sách của các đơn vị gửi về trong quý một năm nay và quý hai năm ngoái", True),
        ("quý 1/danh sách của các đơn vị gửi về trong quý một năm nay và quý hai của năm ngoái.xlsx", True),
        ('dangbo dv sua 12 "ghi chú=một điều rất dài mà người gõ phải gõ trên một dòng của bàn phím ấy"', True),
    ],
)
def test_a_note_with_a_slash_in_it_is_no_path(quoted, whole):
    """It was kept on one line of any length, and the terminal broke it inside a date."""
    lines = sentence(f"Ghi chú (trống) → «{quoted}» (ô F2)", 80, "  ").splitlines()
    assert any(f"«{quoted}»" in line for line in lines) == whole
    assert whole or max(map(width, lines)) <= 80
