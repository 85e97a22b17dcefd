"""Sheets of the year's work, composed by chance from kind × title × header × columns × groups × noise × text of cells.

A row is about an organisation, or about a person: a member of the record, or somebody the record does not have where the
kind keeps such people. Headings are those units write; each column says what the record must hold.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from kho import cells
from kho.cells import NOTHING, Pen, Want
from kho.heads import said
from kho.layout import Entry, Page, Row, Workbook
from kho.people import NAMES, Person, below

Write = Callable[[Pen], tuple[Any, Want, list[str]]]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a kind: the field it fills, headings for it, how its cells are typed, how often it stands."""

    key: str
    headings: Sequence[str]
    write: Write
    chance: float = 0.7


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of the year's work: its titles, whether its rows are about persons, its columns."""

    name: str
    titles: Sequence[str]
    persons: bool
    columns: Sequence[Column]
    strangers: bool = False


def text(*values: str) -> Write:
    """Return a writer of one of some texts."""

    def write(pen: Pen) -> tuple[Any, Want, list[str]]:
        value = pen.rng.choice(values)
        if pen.rng.random() < 0.06:
            return "", Want(None), ["ô trống"]
        typed, tags = pen.dirty(value)
        return typed, Want(value), tags

    return write


def required(*values: str) -> Write:
    """Return a writer of texts that no row lacks; no two rows have the same."""

    def write(pen: Pen) -> tuple[Any, Want, list[str]]:
        value = f"{pen.rng.choice(values)} {pen.rng.choice('ABCDEGHK')}{pen.rng.randint(1, 999)}"
        typed, tags = pen.dirty(value)
        return typed, Want(value), tags

    return write


def one_of(choices: dict[str, Sequence[str]], odd: Sequence[str] = ()) -> Write:
    """Return a writer of a closed list: labels with the words units use for them, and words that mean none."""

    def write(pen: Pen) -> tuple[Any, Want, list[str]]:
        if odd and pen.rng.random() < 0.08:
            return pen.rng.choice(list(odd)), NOTHING, ["danh mục: lạ"]
        label = pen.rng.choice(list(choices))
        typed, tags = pen.dirty(pen.rng.choice((label, *choices[label])))
        return typed, Want(label), tags

    return write


def day(first: date, last: date) -> Write:
    """Return a writer of dates of a stretch of time, typed in every way."""

    def write(pen: Pen) -> tuple[Any, Want, list[str]]:
        chosen = date.fromordinal(pen.rng.randint(first.toordinal(), last.toordinal()))
        return cells.spell_date(pen, chosen, False)

    return write


def count(low: int, high: int) -> Write:
    def write(pen: Pen) -> tuple[Any, Want, list[str]]:
        number = pen.rng.randint(low, high)
        return (float(number) if pen.typed else str(number)), Want(number), ["số"]

    return write


def tick(pen: Pen) -> tuple[Any, Want, list[str]]:
    if pen.rng.random() < 0.3:
        return pen.rng.choice(("", "", " ")), Want(None, False, ("Không",)), ["dấu đánh"]
    return pen.rng.choice(("x", "X", "x ", "có", "✓")), Want("Có"), ["dấu đánh"]


def level(pen: Pen) -> tuple[Any, Want, list[str]]:
    return cells.rating(pen, pen.rng.choice(cells.LEVELS[:3]))


_YEAR = (date(2022, 1, 10), date(2022, 12, 20))
_ACTS = ("Quyên góp ủng hộ", "Hiến máu nhân đạo", "Cứu người bị nạn", "Trả lại của rơi")
_MODELS = ("Dịch vụ công trực tuyến", "Tiếng loa an ninh", "Ngày thứ bảy tình nguyện", "Chi bộ 4 tốt")
KINDS: tuple[Kind, ...] = (
    Kind("mo-hinh", ("ĐĂNG KÝ MÔ HÌNH, NỘI DUNG ĐỘT PHÁ", "DANH SÁCH ĐĂNG KÝ MÔ HÌNH LÀM THEO BÁC"), False, (
        Column("name", ("Tên mô hình", "Tên mô hình (việc làm)", "Mô hình, nội dung đột phá", "Tên mô hình, cách làm"),
               required(*_MODELS), 1.0),
        Column("content", ("Nội dung", "Nội dung thực hiện", "Tóm tắt nội dung"), text("Nâng chất lượng phục vụ", "Giảm giấy tờ")),
        Column("field", ("Lĩnh vực", "Lĩnh vực đăng ký"), text("Cải cách hành chính", "An ninh trật tự")),
        Column("schedule", ("Lộ trình", "Thời gian thực hiện", "Thời gian thực hiện/hoàn thành"), text("Quý II", "Cả năm")),
        Column("person", ("Người phụ trách", "Cá nhân phụ trách", "Đồng chí phụ trách"), text("Lò Thị Phụ", "Vì Văn Trách")),
        Column("agency", ("Cơ quan chủ trì", "Đơn vị chủ trì"), text("Văn phòng Sở", "Phòng Tổ chức")),
        Column("registered_on", ("Ngày đăng ký",), day(date(2022, 1, 10), date(2022, 3, 30)), 0.4),
    )),
    Kind("chuyen-de", ("KẾT QUẢ SINH HOẠT CHUYÊN ĐỀ", "TỔNG HỢP KẾT QUẢ SINH HOẠT CHUYÊN ĐỀ"), False, (
        Column("topic", ("Tên chuyên đề", "Nội dung chuyên đề", "Chuyên đề"), required("Tự soi, tự sửa", "Nêu gương"), 1.0),
        Column("held_on", ("Ngày tổ chức", "Ngày sinh hoạt", "Thời gian tổ chức"), day(*_YEAR), 0.9),
        Column("expected", ("Tổng số đảng viên", "Số phải dự", "Số triệu tập"), count(20, 30)),
        Column("attended", ("Số tham gia", "Số dự", "Có mặt"), count(5, 19), 0.9),
        Column("sort", ("Hình thức", "Hình thức sinh hoạt"),
               one_of({"Sinh hoạt chuyên đề": ("Chuyên đề", "SHCĐ"),
                       "Sinh hoạt thường kỳ có chuyên đề": ("Thường kỳ", "lồng ghép")}, ("Họp", "Khác")), 0.5),
        Column("speaker", ("Báo cáo viên", "Người trình bày"), text("Lò Thị Phụ", "Vì Văn Trách"), 0.4),
    )),
    Kind("ktgs", ("KẾT QUẢ KIỂM TRA, GIÁM SÁT", "DANH SÁCH CÁC CUỘC KIỂM TRA, GIÁM SÁT"), False, (
        Column("matter", ("Nội dung kiểm tra", "Nội dung kiểm tra, giám sát"), required("Thực hiện Chỉ thị 05", "Thu nộp đảng phí"),
               1.0),
        Column("sort", ("Hình thức", "Kiểm tra/Giám sát"), one_of({"Kiểm tra": ("KT",), "Giám sát": ("giám sát chuyên đề",)}), 0.8),
        Column("started_on", ("Ngày kiểm tra", "Thời gian kiểm tra", "Từ ngày"), day(*_YEAR), 0.9),
        Column("conclusion", ("Kết luận", "Kết luận kiểm tra"), text("Tốt", "Còn hạn chế trong ghi sổ")),
        Column("to_mend", ("Hạn chế, khuyết điểm", "Phải khắc phục"), text("Ghi sổ chưa đủ", "Họp chậm"), 0.5),
        Column("due_on", ("Hạn khắc phục", "Thời hạn khắc phục"), day(date(2022, 12, 25), date(2023, 6, 30)), 0.5),
    )),
    Kind("xep-loai", ("KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN", "KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI CHẤT LƯỢNG ĐẢNG VIÊN"), True, (
        Column("proposed_level", ("Chi bộ xếp loại", "Đề nghị xếp loại", "Xếp loại", "Mức xếp loại"), level, 1.0),
        Column("self_level", ("Tự xếp loại", "Đảng viên tự xếp loại", "Tự nhận mức"), level, 0.5),
        Column("decided_level", ("Quyết định xếp loại", "Đảng ủy quyết định", "Cấp có thẩm quyền quyết định"), level, 0.5),
        Column("decision_number", ("Số quyết định", "Số QĐ"), text("12-QĐ/ĐU", "05-QĐ/ĐU"), 0.4),
    )),
    Kind("cam-ket", ("DANH SÁCH KÝ CAM KẾT TU DƯỠNG, RÈN LUYỆN", "DANH SÁCH BẢN CAM KẾT"), True, (
        Column("handed_in", ("Đã cam kết (x)", "Đã nộp", "Đã ký cam kết"), tick, 0.9),
        Column("handed_in_on", ("Ngày nộp", "Ngày ký cam kết"), day(date(2022, 1, 10), date(2022, 3, 30)), 0.8),
        Column("approved", ("Đã duyệt", "Chi ủy duyệt"), tick, 0.4),
        Column("yearend_review", ("Tổng kết năm", "Kiểm điểm cuối năm"), text("Thực hiện tốt", "Hoàn thành"), 0.4),
        Column("result", ("Kết quả thực hiện", "Kết quả"), text("Đạt", "Đạt một phần"), 0.5),
    ), strangers=True),
    Kind("ghi-danh", ("SỔ GHI DANH NGƯỜI TỐT, VIỆC TỐT", "DANH SÁCH NGƯỜI TỐT, VIỆC TỐT"), True, (
        Column("deed", ("Nội dung việc làm tốt", "Việc tốt", "Tóm tắt việc làm tốt"), required(*_ACTS), 1.0),
        Column("entered_on", ("Thời gian ghi danh", "Ngày ghi danh"), day(*_YEAR), 0.8),
        Column("praise", ("Đề nghị khen", "Hình thức biểu dương"), text("Nêu gương", "Giấy khen"), 0.6),
        Column("field", ("Lĩnh vực", "Lĩnh vực hoạt động"), text("An sinh xã hội", "An ninh trật tự"), 0.3),
    ), strangers=True),
    Kind("khen-thuong", ("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG", "DANH SÁCH KHEN THƯỞNG"), True, (
        Column("form", ("Hình thức khen thưởng", "Hình thức khen", "Danh hiệu thi đua/Hình thức khen thưởng"),
               required("Giấy khen", "Bằng khen"), 1.0),
        Column("content", ("Thành tích", "Nội dung khen thưởng", "Tóm tắt thành tích đạt được"), text("5 năm liền", "Học Bác")),
        Column("decision_number", ("Số quyết định", "Số QĐ"), text("15-QĐ/ĐU", "22-QĐ/ĐU"), 0.4),
        Column("decision_on", ("Ngày quyết định", "Ngày ký"), day(*_YEAR), 0.4),
    ), strangers=True),
    Kind("ky-luat", ("DANH SÁCH ĐẢNG VIÊN BỊ THI HÀNH KỶ LUẬT", "DANH SÁCH KỶ LUẬT ĐẢNG VIÊN"), True, (
        Column("form", ("Hình thức kỷ luật", "Mức kỷ luật"), one_of({"Khiển trách": (), "Cảnh cáo": ()}), 1.0),
        Column("decision_number", ("Số quyết định", "Số QĐ"), required("01-QĐ/UBKT"), 0.6),
        Column("decision_on", ("Ngày quyết định", "Ngày kỷ luật"), day(*_YEAR), 0.9),
        Column("content", ("Nội dung vi phạm", "Lý do"), text("Vi phạm quy định", "Để mất tài liệu"), 0.6),
    )),
)  # fmt: skip


class YearComposer:
    """Composes one workbook of the year's work; `staff` are the members of the record by organisation."""

    def __init__(self, rng: Random, container: str, staff: dict[str, list[Person]]) -> None:
        self.rng = rng
        self.container = container
        self.staff = staff
        self.typed = container in ("xlsx", "xls", "ods", "xlsx tên .xls")
        self.merging = not container.startswith("csv")
        self.features = [f"tệp: {container}"]

    def compose(self) -> Workbook:
        """Return the workbook."""
        rng = self.rng
        kind = rng.choice(KINDS)
        self.features.append(f"loại biểu: {kind.name}")
        top = rng.choice(("YT", "CT"))
        shape = rng.choice(("cột", "cột", "nhóm", "tiêu đề") if kind.persons else ("cột", "cột", "nhóm"))
        self.features.append(f"tổ chức: {shape}")
        leaves = rng.sample(below(top), min(3, len(below(top)))) if shape != "tiêu đề" else [rng.choice(below(top))]
        page = Page("Sheet1")
        pen = Pen(rng, self.typed, rng.choice((0.0, 0.15, 0.4)), self.container == "csv cp1258")
        columns = [c for c in kind.columns if rng.random() < c.chance]
        headings = [rng.choice(list(c.headings)) for c in columns]
        who = ["Họ và tên", rng.choice(("Ngày sinh", "Năm sinh"))] if kind.persons else []
        where = [rng.choice(("Chi bộ", "Tên chi bộ"))] if shape == "cột" else []
        self.title(page, kind, top, leaves[0] if shape == "tiêu đề" else None)
        lead = [rng.choice(("STT", "TT", "Số TT")), *(who if rng.random() < 0.7 else where)]
        lead += [h for h in (*who, *where) if h not in lead]
        self.header(page, [*lead, *headings])
        number = 0
        for at, leaf in enumerate(leaves):
            if shape == "nhóm":
                row: Row = [""] * (len(lead) + len(columns))
                row[0] = f"{('I', 'II', 'III')[at]}. {said(rng, leaf)}"
                page.add(row)
            people = rng.sample(self.staff[leaf], 2) if kind.persons else [None, None]
            for person in people:
                number += 1
                self.row(page, kind, lead, columns, number, leaf, person, pen)
                if rng.random() < 0.06:
                    page.add([""] * len(lead) + ["#N/A"])
                    self.features.append("nhiễu: #N/A")
        if rng.random() < 0.4:
            page.add(["", f"Tổng cộng: {number:02d}"])
            self.features.append("nhiễu: dòng cộng")
        if rng.random() < 0.5:
            page.rows += [[], ["", "NGƯỜI LẬP BIỂU", "", "T/M ĐẢNG ỦY"], [], ["", "Quàng Thị Lập", "", "Tòng Văn Thư"]]
            self.features.append("nhiễu: phần ký trong cột dữ liệu")
        return Workbook(rng.choice(("tong hop", "Mau 1", "ds (2)")), self.container, [page],
                        list(dict.fromkeys(self.features)), kind.name)  # fmt: skip

    def title(self, page: Page, kind: Kind, top: str, leaf: str | None) -> None:
        """Append the title: units, what the sheet is, the year."""
        rng = self.rng
        first = NAMES[top].upper() if rng.random() < 0.6 else NAMES[top].replace("Đảng bộ", "ĐẢNG ỦY").upper()
        page.add([first, "", "", "ĐẢNG CỘNG SẢN VIỆT NAM"] if rng.random() < 0.5 else [first])
        if leaf is not None:
            page.add([said(rng, leaf).upper()])
        if rng.random() < 0.5:
            page.add([])
        page.add([f"{rng.choice(list(kind.titles))} NĂM 2022"])
        if rng.random() < 0.3:
            page.add(["(Kèm theo Công văn số 15-CV/ĐU ngày 05/12/2022 của Đảng ủy)"])

    def header(self, page: Page, headings: Sequence[str]) -> None:
        """Append the header, in one row or over two, with or without numbers below."""
        rng = self.rng
        decorated = [rng.choice((h, h, h.upper(), h.replace(" ", "\n", 1), f"{h} *", f"  {h} ")) for h in headings]
        r = page.add(list(decorated))
        if self.merging and rng.random() < 0.3:
            page.add([""] * len(headings))
            page.merges += [(r, c, r + 1, c) for c in range(len(headings))]
            self.features.append("hàng cột: 2 hàng, ô gộp")
        if rng.random() < 0.3:
            page.add([f"({i})" for i in range(1, len(headings) + 1)])
            self.features.append("đánh số cột: (1)")

    def row(
        self,
        page: Page,
        kind: Kind,
        lead: Sequence[str],
        columns: Sequence[Column],
        number: int,
        leaf: str,
        person: Person | None,
        pen: Pen,
    ) -> None:
        """Append one row with what the record must hold of it."""
        rng = self.rng
        stranger = person is not None and kind.strangers and rng.random() < 0.2
        label = f"Khách Văn {rng.choice(_ORDINALS)} {number}" if person is None else person.name
        wants: dict[str, Want] = {}
        tags: dict[str, list[str]] = {}
        where: dict[str, list[int]] = {}
        row: Row = []
        for heading in lead:
            if heading in ("STT", "TT", "Số TT"):
                row.append(float(number) if self.typed else str(number))
            elif heading == "Họ và tên" and person is not None:
                if stranger:
                    label = f"{person.name.split()[0]} Lạ {_ORDINALS[number % len(_ORDINALS)]}"
                typed, _ = pen.dirty(
                    rng.choice((label, label, label.upper(), f"Đ/c {label}" if label == label.title() else label))
                )
                row.append(typed)
                wants["who"] = Want(label)
                where["who"] = [len(row) - 1]
            elif heading in ("Ngày sinh", "Năm sinh") and person is not None:
                born = date(1999, 9, 9) if stranger else person.birth
                row.append(str(born.year) if heading == "Năm sinh" else f"{born:%d/%m/%Y}")
            else:
                row.append(said(rng, leaf))
        for column in columns:
            raw, want, how = column.write(pen)
            row.append("x" if raw == "✓" and pen.ascii_space else raw)
            wants[column.key], tags[column.key], where[column.key] = want, how, [len(row) - 1]
        if kind.name == "xep-loai" and not any(
            w.sure and w.value for k, w in wants.items() if k.endswith("_level")
        ):  # a row that rates nobody for certain may be left whole
            wants = {k: Want(w.value, False, (w.value, *w.accept)) for k, w in wants.items()}
            tags["optional"] = []
        r = page.add(row)
        page.entries[r] = Entry(person, leaf, wants, tags, where, label)


_ORDINALS = ("Ánh", "Bắc", "Chinh", "Duyên", "Giang", "Hạnh", "Khuê")
