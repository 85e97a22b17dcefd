"""Word templates: the program's own fill whole, a wrong one is told by name."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm

from dangbo_cli.views.word import TemplateWrong, check, fill, read_template
from dangbo_cli.views.word_templates import ANNUAL, HALF, LETTER, build_template


def template(*paragraphs: str) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def filled(content: bytes, path: Path, **values) -> list[str]:
    fill(content, values, path)
    return [paragraph.text for paragraph in Document(str(path)).paragraphs]


@pytest.mark.parametrize("name", [ANNUAL, HALF, LETTER])
def test_form_of_a_party_document(name):
    document = Document(BytesIO(build_template(name)))
    section = document.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin / Mm(1)) for margin in margins] == [20, 20, 30, 15]
    style = document.styles["Normal"]
    assert (style.font.name, style.font.size.pt) == ("Times New Roman", 14)
    left, right = (cell.text.splitlines() for cell in document.tables[0].rows[0].cells)
    assert right[0] == "ĐẢNG CỘNG SẢN VIỆT NAM"
    assert left[2] == "*"
    assert left[3].startswith("Số ")
    assert ":" not in left[3]
    kind = "-CV/" if name == LETTER else "-BC/"
    assert kind in left[3]
    assert "{{ thay_mat }}" in document.tables[-1].rows[0].cells[1].text


def test_text_is_never_markup(tmp_path):
    texts = filled(template("{{ ten }}"), tmp_path / "a.docx", ten="A & B <c> {{ x }}")
    assert texts == ["A & B <c> {{ x }}"]


def test_paragraphs_only_where_there_is_data(tmp_path):
    content = template("{%p if co %}", "Có {{ so }}.", "{%p endif %}", "Hết.")
    assert filled(content, tmp_path / "a.docx", co=False, so="3") == ["Hết."]
    assert filled(content, tmp_path / "b.docx", co=True, so="3") == ["Có 3.", "Hết."]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (
            ["{{ so_dang_vienn }}"],
            "Mẫu có chỗ trống mà chương trình không biết điền: «so_dang_vienn» (có phải «so_dang_vien»?).",
        ),
        (["{{ so_dang_vien "], "Mẫu có chỗ viết sai cách: "),
        (["{%p if so_dang_vien %}", "x"], "Mẫu có chỗ viết sai cách: "),
        (["{% for dong in bang %}{{ dong.la }}{% endfor %}"], "Mẫu có chỗ ghi «la» mà chương trình không có."),
        (["{{ so_dang_vien.__class__.__mro__ }}"], "Mẫu có chỗ không làm được: "),
    ],
)
def test_a_wrong_template_is_told(tmp_path, texts, said):
    values = {"so_dang_vien": "3", "bang": [{"ten": "x"}]}

    def checked_and_filled() -> None:
        check(template(*texts), values)
        fill(template(*texts), values, tmp_path / "a.docx")

    with pytest.raises(TemplateWrong) as wrong:
        checked_and_filled()
    assert wrong.value.message.startswith(said)
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_word_document(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(b"{\\rtf1 }")
    with pytest.raises(TemplateWrong, match="Mẫu không phải một tệp Word"):
        read_template(path)


@pytest.mark.parametrize("name", [ANNUAL, HALF, LETTER])
def test_tables_fit_the_page_for_word_and_for_libreoffice(name):
    """Word goes by the widths of cells, LibreOffice by those of columns: without the latter the date broke in two."""
    for table in Document(BytesIO(build_template(name))).tables:
        widths = [column.width for column in table.columns]
        assert all([cell.width for cell in row.cells] == widths for row in table.rows)
        assert sum(widths) / Mm(1) <= 165.1
    head = Document(BytesIO(build_template(name))).tables[0]
    assert head.columns[1].width / Mm(1) >= 92  # «Mường Sơn, ngày 30 tháng 11 năm 2026» in 14 pt on one line


@pytest.mark.parametrize("name", [ANNUAL, HALF])
def test_no_heading_stands_alone_at_the_foot_of_a_page(name):
    """«2. Khen thưởng; kiểm tra, giám sát» did: only those of whole sections were kept with what follows."""
    headings = [
        paragraph
        for paragraph in Document(BytesIO(build_template(name))).paragraphs
        if re.match(r"(?:[IVX]+|\d)\. ", paragraph.text)
    ]
    assert len(headings) > 5
    assert all(paragraph.paragraph_format.keep_with_next for paragraph in headings)
