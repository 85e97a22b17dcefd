"""Names of organisations: whole words only, below the wider one, nothing guessed."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dangbo_cli.intake.who.directory import Directory, Organization, name_key
from intake.desk import HEADER, Desk, person

NODES = [
    (1, "K", "Đảng bộ Khối các cơ quan tỉnh", "Đảng bộ cấp trên trực tiếp cơ sở", None),
    (2, "YT", "Đảng bộ Sở Y tế", "Đảng bộ cơ sở", 1),
    (3, "YT.1", "Chi bộ 1", "Chi bộ trực thuộc đảng ủy cơ sở", 2),
    (4, "YT.10", "Chi bộ 10", "Chi bộ trực thuộc đảng ủy cơ sở", 2),
    (5, "YT.VP", "Chi bộ Văn phòng", "Chi bộ trực thuộc đảng ủy cơ sở", 2),
    (6, "CT", "Đảng bộ Sở Công Thương", "Đảng bộ cơ sở", 1),
    (7, "CT.1", "Chi bộ 1", "Chi bộ trực thuộc đảng ủy cơ sở", 6),
    (8, "CT.KH", "Chi bộ Kế hoạch", "Chi bộ trực thuộc đảng ủy cơ sở", 6),
    (9, "KB", "Chi bộ Kho bạc Nhà nước", "Chi bộ cơ sở", 1),
    (10, "VH", "Đảng bộ Sở Văn hóa, Thể thao và Du lịch", "Đảng bộ cơ sở", 1),
    (11, "VH.HC", "Chi bộ Tổ chức - Hành chính", "Chi bộ trực thuộc đảng ủy cơ sở", 10),
]


@pytest.fixture(scope="module")
def directory():
    return Directory(Organization(*node) for node in NODES)


def names(directory, refs):
    return sorted(directory.nodes[ref].code for ref in refs)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Chi bộ 1", ["CT.1", "YT.1"]), ("CB 1", ["CT.1", "YT.1"]), ("CB1", ["CT.1", "YT.1"]), ("chi bộ số 01", ["CT.1", "YT.1"]),
        ("Chi bộ 10", ["YT.10"]), ("Chi bộ 11", []), ("yt.10", ["YT.10"]), ("ĐẢNG ỦY SỞ Y TẾ", ["YT"]), ("Sở Công Thương", ["CT"]),
        ("Đảng bộ Sở Y tế - Chi bộ 1", ["YT.1"]), ("Chi bộ 1, Đảng bộ Sở Công Thương", ["CT.1"]), ("Văn phòng", ["YT.VP"]),
        ("Chi bộ Tổ chức - Hành chính", ["VH.HC"]), ("CHI BỘ TỔ CHỨC- HÀNH CHÍNH", ["VH.HC"]), ("Đảng bộ", []), ("Sở", []),
        ("Chi bộ 1 Sở Y tế", ["YT.1"]), ("chi bộ số 1 Đảng bộ Sở Công Thương", ["CT.1"]), ("Chi bộ Văn phòng Sở Y tế", ["YT.VP"]),
        ("Chi bộ 11 Sở Y tế", []), ("Chi bộ 1 Sở Y", []), ("Chi bộ Văn phòng Sở Công Thương", []),
        ("Chi bộ 1 Khối các cơ quan tỉnh", []),
        ("Chi bộ Tổ chức - Hành chính, Đảng bộ Sở Văn hóa, Thể thao và Du lịch", ["VH.HC"]),
        ("«Chi bộ Tổ chức - Hành chính» (Đảng bộ Sở Văn hóa, Thể thao và Du lịch)", ["VH.HC"]),
        ("Chi bộ Tổ chức - Hành chính, Đảng bộ Sở Y tế", []), ("Chi bộ 1, Đảng bộ Sở Y tế, Phòng Kế toán", []),
        ("Sở Văn hóa, Thể thao và Du lịch", ["VH"]), ("Chi bộ cơ sở Kho bạc Nhà nước", ["KB"]), ("BCH Đảng bộ Sở Y tế", ["YT"]),
    ],
)  # fmt: skip
def test_look_up(directory, text, codes):
    assert names(directory, directory.look_up(text)) == codes


_WORDS = st.lists(
    st.sampled_from(["Kế hoạch", "Tài chính", "Tổ chức", "Hành chính", "Văn phòng", "Y tế", "Văn hóa", "Du lịch", "3"]),
    min_size=1, max_size=3, unique=True,
).flatmap(lambda words: st.sampled_from([" - ", ", ", " và ", " ", " – "]).map(lambda sign: sign.join(words)))  # fmt: skip


@given(st.lists(_WORDS, min_size=1, max_size=3, unique=True), st.lists(_WORDS, min_size=1, max_size=3, unique=True))
@example(["Tài chính"], ["Kế hoạch", "Kế hoạch - Tài chính"])
def test_what_the_program_calls_an_organisation_is_looked_up_as_it(units, branches):
    """`dv ds --luu-vao`, `cam-ket ds` and sentences write «Chi bộ X, Đảng bộ Y», «X» (Y): read back they mean the same."""
    nodes = [(1, "K", "Đảng bộ Khối các cơ quan tỉnh", "Đảng bộ cấp trên trực tiếp cơ sở", None)]
    for unit in units:
        upper = len(nodes) + 1
        nodes.append((upper, None, f"Đảng bộ {unit}", "Đảng bộ cơ sở", 1))
        for branch in branches:
            nodes.append((len(nodes) + 1, None, f"Chi bộ {branch}", "Chi bộ trực thuộc đảng ủy cơ sở", upper))
    directory = Directory(Organization(*node) for node in nodes)
    for ref in directory.nodes:
        for said in (directory.called(ref), directory.say(ref)):
            assert ref in directory.look_up(said), said
            same = {name_key(directory.nodes[one].name) for one in directory.look_up(said)}
            assert same == {name_key(directory.nodes[ref].name)}, said


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Chi bộ 11", ["YT.1"]),
        ("Chi bộ 01", ["YT.10"]),
        ("Chi bộ 100", ["YT.10"]),
        ("Chi bộ 7", []),
        ("Đảng bộ 11", []),
    ],
)
def test_a_number_one_digit_away_is_near(directory, text, codes):
    assert names(directory, directory.near_numbers(text, frozenset((2,)))) == codes


def test_of_many_organisations_it_is_said_how_many_are_not_named(directory):
    assert directory.say_some([3, 4, 5, 7, 8]).count("«") == 5
    assert directory.say_some([3, 4, 5, 7, 8, 11]).endswith("«Chi bộ 1» (Đảng bộ Sở Công Thương) và 2 nữa")


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("DANH SÁCH ĐẢNG VIÊN CHI BỘ 10 NĂM 2022", [["YT.10"]]),
        ("Danh sách đảng viên Chi bộ Văn phòng, Đảng bộ Sở Y tế", [["YT.VP"], ["YT"]]),
        ("CHI BỘ 1 ĐẢNG BỘ SỞ Y TẾ", [["CT.1", "YT.1"], ["YT"]]),
        ("ĐẢNG BỘ SỞ Y TẾ TỈNH MƯỜNG SƠN", [["YT"]]),
        ("CHI BỘ VĂN PHÒNG SỞ", [[]]),
        ("CHI BỘ VĂN PHÒNG TỈNH ỦY", [[]]),
        ("CHI BỘ VĂN PHÒNG ĐẢNG ỦY", [[]]),
        ("CHI BỘ KẾ HOẠCH TÀI CHÍNH", [[]]),
        ("Chi bộ Kế hoạch và Đầu tư", [[]]),
        ("CHI BỘ 100", [[]]),
        ("Danh sách đảng viên của chi bộ", []),
        ("Các chi bộ trực thuộc", []),
        ("Chi bộ: ………", []),
        ("ĐẢNG BỘ SỞ Y HỌC", [[]]),
        ("Đảng ủy Sở Y học", [[]]),
        ("Đảng bộ: số đảng viên 35", []),
        ("Các chi bộ, số lượng đảng viên", []),
        ("T/M ĐẢNG ỦY", []),
        ("ĐẢNG CỘNG SẢN VIỆT NAM", []),
        ("Theo Kế hoạch số 15 của Sở Y tế", [["YT"]]),
        ("Chi cục thuộc Sở Công Thương", [["CT"]]),
        ("Chi bộ Tổ chức - Hành chính - Quản trị", [[]]),
        ("Chi bộ Tổ chức - Hành chính - Sở Văn hóa, Thể thao và Du lịch", [["VH.HC"], ["VH"]]),
        ("Chi bộ Kế hoạch, Tài chính", [[]]),
        ("Chi bộ 10 (Sở Y tế)", [["YT.10"], ["YT"]]),
        ("Chi bộ 10 Sở Y tế", [["YT.10"], ["YT"]]),
    ],
)
def test_mentions(directory, text, mentions):
    assert [names(directory, m.refs) for m in directory.mentions(text)] == mentions


def test_narrowing_goes_both_ways(directory):
    ones, health = directory.look_up("Chi bộ 1"), directory.look_up("Sở Y tế")
    assert names(directory, directory.narrow(health, ones)) == ["YT.1"]
    assert names(directory, directory.narrow(ones, health)) == ["YT.1"]
    assert directory.narrow(directory.look_up("Sở Công Thương"), directory.look_up("Chi bộ 10")) == frozenset()


MORE = [
    (12, "GD", "Đảng bộ Sở Giáo dục và Đào tạo", "Đảng bộ cơ sở", 1),
    (13, "GD.VP", "Chi bộ Văn phòng", "Chi bộ trực thuộc đảng ủy cơ sở", 12),
    (14, "GD.KT", "Chi bộ Kế hoạch - Tài chính", "Chi bộ trực thuộc đảng ủy cơ sở", 12),
    (15, "GD.2", "Chi bộ 2", "Chi bộ trực thuộc đảng ủy cơ sở", 12),
    (16, "DP", "Chi bộ Tổ dân phố 3", "Chi bộ cơ sở", 1),
]


@pytest.fixture(scope="module")
def wide():
    known = Directory(Organization(*node) for node in [*NODES, *MORE])
    known.add_former(15, "Chi bộ Thanh tra")
    known.add_former(15, "Chi bộ Văn phòng")
    return known


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Sở GD&ĐT", ["GD"]), ("Đảng ủy Sở GDĐT", ["GD"]), ("Sở GD - ĐT", ["GD"]), ("VP", ["GD.VP", "YT.VP"]),
        ("CB VP", ["GD.VP", "YT.VP"]), ("KBNN", ["KB"]), ("CB KBNN", ["KB"]), ("Chi bộ KH-TC", ["GD.KT"]),
        ("Chi bộ Kế hoạch và Tài chính", ["GD.KT"]), ("Chi bộ TC-HC", ["VH.HC"]), ("Sở VHTT&DL", ["VH"]),
        ("Chi bộ Thanh tra", ["GD.2"]), ("Thanh tra", ["GD.2"]), ("Chi bộ Kế hoạch", ["CT.KH"]),
        ("Chi bộ TDP 3", ["DP"]), ("CB TDP 03", ["DP"]), ("Chi bộ TDP 4", []),
    ],
)  # fmt: skip
def test_abbreviations_and_former_names(wide, text, codes):
    assert names(wide, wide.look_up(text)) == codes


@pytest.mark.parametrize(
    ("text", "inside", "codes"),
    [
        ("Chi bộ Văn phong Sở", ["GD"], ["GD.VP"]),
        ("Chi bộ Văn phòn", ["YT"], ["YT.VP"]),
        ("Chi bộ Kế hoạch Tài chính tổng hợp", ["GD"], ["GD.KT"]),
        ("Chi bộ 3", ["GD"], []),
        ("Chi bộ 12", ["YT"], []),
        ("Chi bộ Bảo vệ", ["GD"], []),
        ("Sở Y tê", None, ["YT"]),
        ("Chi bộ Kế hoạch TC", ["GD"], ["GD.KT"]),
        ("Sở GD và ĐTạo", None, ["GD"]),
        ("Chi bộ KC", None, []),
        ("Kho bạc NN", None, ["KB"]),
        ("Kho bạc TCNN", None, ["KB"]),
        ("Kho bạc CN", None, []),
    ],
)  # fmt: skip
def test_near_names_are_proposed_inside_the_wider_one_only(wide, text, inside, codes):
    refs = None if inside is None else frozenset(wide.by_code(code).ref for code in inside)
    if text == "Sở Y tê":
        assert names(wide, wide.look_up(text)) == codes
    else:
        assert wide.look_up(text) == frozenset()
        assert names(wide, wide.near(text, refs)) == codes


def test_a_former_name_in_a_title(wide):
    assert [names(wide, m.refs) for m in wide.mentions("DANH SÁCH ĐẢNG VIÊN CHI BỘ THANH TRA NĂM 2022")] == [["GD.2"]]


@pytest.mark.parametrize(
    ("title", "placed"),
    [
        ("DANH SÁCH CẤP ỦY CHI BỘ NHIỆM KỲ 2020-2025", True),
        ("DANH SÁCH BAN CHẤP HÀNH ĐẢNG BỘ NHIỆM KỲ 2020-2025", True),
        ("DANH SÁCH CHI ỦY CHI BỘ 1", True),
        ("DANH SÁCH CHI ỦY CHI BỘ 7", False),
        ("DANH SÁCH ĐẢNG VIÊN CHI BỘ THAM GIA BẢO HIỂM", True),
        ("DANH SÁCH ĐẢNG VIÊN CHI BỘ CHƯA NỘP ẢNH", True),
        ("DANH SÁCH ĐẢNG VIÊN CHI BỘ ĐƯỢC TẶNG QUÀ", True),
        ("DANH SÁCH ĐẢNG VIÊN CHI BỘ THẮM", False),
    ],
)
def test_a_title_of_a_committee_and_its_term_names_no_other_organisation(tmp_path, title, placed):
    """The two lines above named the branch, and the whole table was set aside for «DANH SÁCH CẤP ỦY CHI BỘ …»."""
    desk = Desk(tmp_path).organizations()
    rows = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 1"], [title], HEADER, person(1, "Lò Văn An")]
    result = desk.nhap(desk.write("a.xlsx", rows))
    assert [one["organization_code"] for one in desk.people()] == (["YT.1"] if placed else [])
    assert bool(result.set_aside) is not placed
