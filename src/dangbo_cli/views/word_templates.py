"""The program's own Word templates, in the form of a Party document: built here once, editable in Word.

Form (36-HD/VPTW 03/4/2018; 05-HD/VPTW 27/5/2026): A4, margins 20, 20, 30, 15 mm, Times New Roman 14; left the body
that issues it under its superior, with a star and «Số …-BC/ĐU»; right «ĐẢNG CỘNG SẢN VIỆT NAM», place and date.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

FONT = "Times New Roman"
ANNUAL, HALF, LETTER = "bao-cao-nam", "bao-cao-sau-thang", "cong-van"
_SIZE, _SMALL = 14, 12
_LEFT, _CENTRE, _JUSTIFIED = 0, 1, 3  # docx.enum.text.WD_ALIGN_PARAGRAPH
_INDENT_MM = 10


def build_template(name: str) -> bytes:
    """Return a template as the bytes of a .docx file: ANNUAL, HALF or LETTER."""
    page = _Page()
    {ANNUAL: _annual, HALF: _annual, LETTER: _letter}[name](page)
    return page.bytes()


class _Page:
    """Writes a document paragraph by paragraph."""

    def __init__(self) -> None:
        from docx import Document
        from docx.oxml.ns import qn
        from docx.shared import Mm, Pt

        self._mm, self._pt, self._qn = Mm, Pt, qn
        self.document: Any = Document()
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(20), Mm(20)
        section.left_margin, section.right_margin = Mm(30), Mm(15)
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = FONT, Pt(_SIZE)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        style.paragraph_format.space_after = Pt(6)
        style.paragraph_format.space_before = Pt(0)
        style.paragraph_format.line_spacing = 1.15
        self._number_pages(section)

    def _number_pages(self, section: Any) -> None:
        """Put the page's number at the top in the middle, from the second page on."""
        from docx.oxml import OxmlElement

        section.different_first_page_header_footer = True
        paragraph = section.header.paragraphs[0]
        paragraph.alignment = _CENTRE
        field = OxmlElement("w:fldSimple")
        field.set(self._qn("w:instr"), "PAGE")
        paragraph._p.append(field)

    def bytes(self) -> bytes:
        """Return the document as a file."""
        stream = BytesIO()
        self.document.save(stream)
        return stream.getvalue()

    def letterhead(self, number: str, about: str = "") -> None:
        """Write the two halves of the head; `about` is the subject of a letter, under its number."""
        table = self.document.add_table(rows=1, cols=2)
        table.autofit = False
        self._set_widths(table, (72, 93))
        left, right = table.rows[0].cells
        self._cell_lines(
            left,
            [("{{ cap_tren_hoa }}", {}), ("{{ cap_uy_hoa }}", {"bold": True}), ("*", {"bold": True}), (number, {})]
            + ([(about, {"italic": True, "size": _SMALL})] if about else []),
        )
        self._cell_lines(
            right,
            [("ĐẢNG CỘNG SẢN VIỆT NAM", {"bold": True, "underline": True}),
             ("{{ noi_ban_hanh }}, {{ ngay_ban_hanh }}", {"italic": True})],
        )  # fmt: skip

    def _set_widths(self, table: Any, widths: Sequence[int]) -> None:
        """Set the widths (mm) of columns and cells: Word goes by the cells, LibreOffice by the columns."""
        for column, width in zip(table.columns, widths, strict=True):
            column.width = self._mm(width)
            for cell in column.cells:
                cell.width = self._mm(width)

    def _cell_lines(self, cell: Any, lines: Sequence[tuple[str, dict[str, Any]]], align: int = _CENTRE) -> None:
        for number, (text, look) in enumerate(lines):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            paragraph.alignment = align
            paragraph.paragraph_format.space_after = self._pt(0)
            paragraph.paragraph_format.line_spacing = 1.0
            self._run(paragraph, text, **look)

    def _run(
        self,
        paragraph: Any,
        text: str,
        bold: bool = False,
        italic: bool = False,
        underline: bool = False,
        size: int = 0,
    ) -> None:
        run = paragraph.add_run(text)
        run.bold, run.italic, run.underline = bold or None, italic or None, underline or None
        if size:
            run.font.size = self._pt(size)

    def title(self, *lines: str) -> None:
        """Write the lines of the title."""
        for number, line in enumerate(lines):
            paragraph = self.document.add_paragraph()
            paragraph.alignment = _CENTRE
            if number == 0:
                paragraph.paragraph_format.space_before = self._pt(12)
            paragraph.paragraph_format.space_after = self._pt(0 if number < len(lines) - 1 else 10)
            self._run(paragraph, line, bold=True)

    def heading(self, text: str) -> None:
        """Write the heading of a section."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.first_line_indent = self._mm(_INDENT_MM)
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_before = self._pt(6)
        self._run(paragraph, text, bold=True)

    def subheading(self, text: str) -> None:
        """Write the heading of a part of a section: on the page of what follows it, as a section's is."""
        self.say(text, bold=True).paragraph_format.keep_with_next = True

    def say(self, text: str, bold: bool = False, italic: bool = False) -> Any:
        """Write a paragraph of the body; return it."""
        paragraph = self.document.add_paragraph()
        paragraph.alignment = _JUSTIFIED
        paragraph.paragraph_format.first_line_indent = self._mm(_INDENT_MM)
        self._run(paragraph, text, bold=bold, italic=italic)
        return paragraph

    def mark(self, tag: str) -> None:
        """Write a paragraph that only steers («if co_mo_hinh», «endif»)."""
        self.document.add_paragraph("{%p " + tag + " %}")

    def only_if(self, switch: str, write: Callable[[], None]) -> None:
        """Write paragraphs that stand only where `switch` is so."""
        self.mark(f"if {switch}")
        write()
        self.mark("endif")

    def to_write(self, *switches: str) -> None:
        """Leave «…» for the clerk where none of the section's switches is so: a heading never stands alone, and what
        the record does not know is not said to be nothing."""
        self.only_if("not (" + " or ".join(switches) + ")", lambda: self.say("…"))

    def rows(self, of: str, columns: Sequence[tuple[str, str, int]]) -> None:
        """Write a table with a row for each of the list `of`; `columns` are (heading, value, width in mm)."""
        table = self.document.add_table(rows=4, cols=len(columns), style="Table Grid")
        table.autofit = False
        loop = {1: "{%tr for dong in " + of + " %}", 3: "{%tr endfor %}"}
        self._set_widths(table, [width for _, _, width in columns])
        for number, row in enumerate(table.rows):
            self._never_part(row)
            for cell, (heading, value, _) in zip(row.cells, columns, strict=True):
                if number == 0:
                    self._cell_lines(cell, [(heading, {"bold": True, "size": _SMALL})])
                elif number == 2:
                    words = value in ("viec", "khoi", "tinh_hinh", "chi_tieu", "doi_tuong", "van_ban")
                    self._cell_lines(
                        cell, [("{{ dong." + value + " }}", {"size": _SMALL})], _LEFT if words else _CENTRE
                    )
            if number in loop:
                row.cells[0].paragraphs[0].add_run(loop[number])
        self._repeat_head(table.rows[0])
        space = self.document.add_paragraph()
        space.paragraph_format.space_after = self._pt(0)

    def _never_part(self, row: Any) -> None:
        from docx.oxml import OxmlElement

        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))

    def _repeat_head(self, row: Any) -> None:
        from docx.oxml import OxmlElement

        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))

    def signature(self, receivers: Sequence[str]) -> None:
        """Write who receives the document, and who signs."""
        self.document.add_paragraph().paragraph_format.space_after = self._pt(0)
        table = self.document.add_table(rows=1, cols=2)
        table.autofit = False
        self._set_widths(table, (80, 85))
        self._never_part(table.rows[0])
        left, right = table.rows[0].cells
        lines = [("Nơi nhận:", {"underline": True, "size": _SMALL})]
        self._cell_lines(left, [*lines, *((line, {"size": _SMALL}) for line in receivers)], _LEFT)
        signing = [("{{ thay_mat }}", {"bold": True}), ("{{ chuc_vu_ky }}", {}), *[("", {})] * 4, (" ", {"bold": True})]
        self._cell_lines(right, signing)


def _annual(page: _Page) -> None:
    page.letterhead("Số      -BC/{{ ky_hieu }}")
    page.title("BÁO CÁO", "{{ ten_bao_cao }} {{ ky_bao_cao }}")
    page.heading("I. Tình hình tổ chức đảng, đảng viên")
    page.only_if("co_to_chuc", lambda: page.say(
        "Đến ngày {{ tinh_den }}, {{ ten_dang_bo }} có {{ so_tccsd }} tổ chức cơ sở đảng ({{ so_dang_bo_cs }} đảng bộ cơ sở, "
        "{{ so_chi_bo_cs }} chi bộ cơ sở), {{ so_chi_bo_tt }} chi bộ trực thuộc."))  # fmt: skip
    page.only_if("co_dang_vien", lambda: page.say(
        "Tổng số đảng viên: {{ so_dang_vien }}, trong đó chính thức {{ so_chinh_thuc }}, dự bị {{ so_du_bi }}; nữ {{ so_nu }}; "
        "dân tộc thiểu số {{ so_dan_toc }}. Trong kỳ kết nạp {{ so_ket_nap }} đảng viên, công nhận chính thức "
        "{{ so_cong_nhan }} đảng viên."))  # fmt: skip
    page.mark("if co_bang_khoi")
    page.rows(
        "bang_khoi", [("Khối", "khoi", 85), ("Tổ chức cơ sở đảng", "so_to_chuc", 40), ("Đảng viên", "so_dang_vien", 40)]
    )
    page.mark("endif")
    page.to_write("co_to_chuc", "co_dang_vien", "co_bang_khoi")
    page.heading("II. Kết quả thực hiện")
    page.subheading("1. Học tập và làm theo")
    page.only_if("co_chi_thi", lambda: page.say("Thực hiện {{ chi_thi }}."))
    _initiatives(page)
    _pledges_and_study(page)
    page.only_if("co_ghi_danh", lambda: page.say(
        "Sổ ghi danh «Người tốt, việc tốt» trong kỳ có {{ ghi_danh_tap_the }} tập thể, {{ ghi_danh_ca_nhan }} cá nhân; từ khi mở "
        "sổ đến nay có {{ mo_so_tap_the }} tập thể, {{ mo_so_ca_nhan }} cá nhân."))  # fmt: skip
    page.to_write("co_chi_thi", "co_mo_hinh", "co_cam_ket", "co_hoc_tap", "co_ghi_danh")
    page.subheading("2. Khen thưởng; kiểm tra, giám sát")
    page.only_if("co_khen", lambda: page.say(
        "Đã khen thưởng {{ so_khen }} lượt: {{ khen_tap_the }} tập thể, {{ khen_ca_nhan }} cá nhân."))  # fmt: skip
    page.only_if("co_kiem_tra", lambda: page.say(
        "Đã thực hiện {{ so_kiem_tra }} cuộc kiểm tra, giám sát; {{ so_ket_luan }} cuộc đã có kết luận; "
        "{{ so_phai_khac_phuc }} cuộc có nội dung phải khắc phục, {{ so_da_khac_phuc }} đã khắc phục, "
        "{{ so_qua_han_khac_phuc }} quá hạn."))  # fmt: skip
    page.to_write("co_khen", "co_kiem_tra")
    page.mark("if co_xep_loai")
    page.subheading("3. Đánh giá, xếp loại chất lượng (mức đã quyết định)")
    page.rows("bang_xep_loai", [
        ("Đối tượng", "doi_tuong", 29), ("Số đã xếp loại", "tong", 20), ("{{ muc[0] }}", "muc1", 29), ("{{ muc[1] }}", "muc2", 29),
        ("{{ muc[2] }}", "muc3", 29), ("{{ muc[3] }}", "muc4", 29),
    ])  # fmt: skip
    page.only_if("xep_loai_tren", lambda: page.say("{{ xep_loai_tren | join(' ') }}"))
    page.mark("endif")
    page.heading("III. Chấp hành chế độ báo cáo")
    page.mark("if co_don_doc")
    page.rows("bang_don_doc", [
        ("Việc phải nộp", "viec", 57), ("Hạn", "han", 24), ("Phải nộp", "phai", 18), ("Đã nộp", "da", 16), ("Tỷ lệ", "ty_le", 17),
        ("Đúng hạn", "dung_han", 16), ("Tỷ lệ", "ty_le_dung_han", 17),
    ])  # fmt: skip
    page.only_if("co_con_thieu", lambda: page.say(
        "Còn thiếu: {{ con_thieu | join('; ') }}"
        "{% if con_thieu_them %}; và {{ con_thieu_them }} việc khác{% endif %}."))  # fmt: skip
    page.mark("else")
    page.say("…")
    page.mark("endif")
    page.heading("IV. Hạn chế, nguyên nhân")
    page.say("…")
    page.heading("V. Phương hướng, nhiệm vụ thời gian tới")
    page.say("…")
    page.say("Trên đây là báo cáo {{ ten_bao_cao_thuong }} {{ ky_bao_cao }} của {{ ten_dang_bo }}.")
    page.signature(["- {{ cap_tren }};", "- Các tổ chức đảng trực thuộc;", "- Lưu."])
    page.mark("if ghi_chu")
    page.say("Ghi chú khi soạn (xóa trước khi trình ký):", bold=True, italic=True)
    page.mark("for dong in ghi_chu")
    page.say("- {{ dong }}", italic=True)
    page.mark("endfor")
    page.mark("endif")


def _initiatives(page: _Page) -> None:
    def write() -> None:
        page.say(
            "Có {{ so_don_vi_mo_hinh }}/{{ so_don_vi_mo_hinh_tren }} tổ chức cơ sở đảng ({{ so_don_vi_mo_hinh_ty_le }}) đăng ký "
            "{{ so_mo_hinh }} mô hình, nội dung đột phá; {{ so_mo_hinh_duyet }} đã được duyệt. Đến ngày {{ tinh_den }}, "
            "{{ so_mo_hinh_dat }} đạt, {{ so_mo_hinh_dang }} đang thực hiện, {{ so_mo_hinh_cham }} chậm, "
            "{{ so_mo_hinh_khong_dat }} không đạt"
            "{% if so_mo_hinh_chua_ro != '0' %}, {{ so_mo_hinh_chua_ro }} chưa có kết quả{% endif %}; {{ so_chi_tieu_dat }}/"
            "{{ so_chi_tieu }} chỉ tiêu đã đạt."
        )
        page.mark("if bang_chi_tieu")
        page.rows("bang_chi_tieu", [
            ("Chỉ tiêu", "chi_tieu", 75), ("Số đăng ký", "so", 30), ("Đã đạt", "dat", 30), ("Tỷ lệ", "ty_le", 30),
        ])  # fmt: skip
        page.mark("endif")

    page.only_if("co_mo_hinh", write)


def _pledges_and_study(page: _Page) -> None:
    page.only_if("co_cam_ket", lambda: page.say(
        "Có {{ so_cam_ket }}/{{ so_cam_ket_tren }} đảng viên ({{ so_cam_ket_ty_le }}) đã nộp bản cam kết"
        "{% if co_dung_dau %}, trong đó {{ so_cam_ket_dung_dau }}/{{ so_dung_dau }} người được ghi là người đứng đầu{% endif %}"
        "{% if so_cam_ket_can_bo != '0' %}; và {{ so_cam_ket_can_bo }} cán bộ không phải đảng viên{% endif %}."))  # fmt: skip
    page.only_if("co_hoc_tap", lambda: page.say(
        "{% if chuyen_de %}Chuyên đề: {{ chuyen_de | join('; ') }}. {% endif %}Đã tổ chức {{ so_buoi }} buổi học tập, sinh hoạt "
        "chuyên đề; số lượt người dự {{ so_du }}/{{ so_du_tren }} ({{ so_du_ty_le }})."))  # fmt: skip


def _letter(page: _Page) -> None:
    page.letterhead("Số      -CV/{{ ky_hieu }}", "V/v gửi báo cáo còn thiếu (lần {{ lan_nhac }})")
    page.title("Kính gửi: {{ kinh_gui }}")
    page.say(
        "Đến ngày {{ tinh_den }}, {{ don_vi }} còn {{ so_viec }} việc chưa nộp, nộp chưa đủ hoặc còn lỗi phải sửa"
        "{% if lan_truoc %} (đã nhắc ngày {{ lan_truoc }}){% endif %}:"
    )
    page.rows("bang_viec", [
        ("TT", "tt", 11), ("Việc phải nộp", "viec", 55), ("Hạn", "han", 25), ("Tình hình", "tinh_hinh", 46),
        ("Theo văn bản", "van_ban", 28),
    ])  # fmt: skip
    page.say("Đề nghị đồng chí chỉ đạo gửi, bổ sung ngay các việc trên; việc nào đã gửi, đề nghị báo lại để đối chiếu.")
    page.signature(["- Như trên;", "- Lưu."])
