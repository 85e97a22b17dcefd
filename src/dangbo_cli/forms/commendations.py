"""Commendations and proposals for them: for a member, another person, a Party organisation or another collective."""

from __future__ import annotations

from dangbo_cli.forms import subjects as who
from dangbo_cli.forms.form import Field, Form, Subject, Value, spellings

#: Forms over tick columns («Bằng khen», «Giấy khen» below «Hình thức khen thưởng»); any other text is a form too.
_FORMS = (
    "Huân chương", "Huy chương", "Bằng khen", "Giấy khen", "Cờ thi đua", "Kỷ niệm chương", "Chiến sĩ thi đua",
    "Chiến sĩ thi đua cơ sở", "Chiến sĩ thi đua cấp tỉnh", "Lao động tiên tiến", "Tập thể lao động xuất sắc",
    "Tập thể lao động tiên tiến",
)  # fmt: skip

FORM = Form(
    kind="khen-thuong",
    title="Danh sách khen thưởng",
    about=Subject.ANYONE,
    entity="commendation",
    fewest=2,
    identity=("full_name", "collective"),
    core=("form", "content"),
    title_words=("khen thuong", "bang khen", "giay khen", "de nghi khen", "bieu duong", "tuyen duong", "thi dua"),
    file_words=("khen thuong", "khen"),
    dated_by=("decision_on",),
    key=("form",),
    same_by=(("decision_number",), ("content",)),
    strangers=True,
    from_title=(
        ("form", ("Giấy khen=giay khen", "Bằng khen=bang khen", "Cờ thi đua=co thi dua", "Huy hiệu=tang huy hieu")),
    ),
    fields=(
        *who.ANYONE,
        who.UNIT,
        Field(
            "form",
            "Hình thức khen thưởng",
            Value.TEXT,
            spellings(
                "Hình thức khen thưởng | Hình thức khen | Hình thức | Khen thưởng | Danh hiệu | Danh hiệu thi đua "
                "| Danh hiệu thi "
                "đua/Hình thức khen thưởng | Hình thức đề nghị | Hình thức đề nghị khen thưởng | Đề nghị khen "
                "thưởng | Danh hiệu, hình "
                "thức khen thưởng | Đề nghị hình thức khen thưởng | Hình thức, danh hiệu | Danh hiệu đề nghị | Đề "
                "nghị khen | Hình "
                "thức khen thưởng đề nghị | Đề nghị tặng | Hình thức được khen | Hình thức được khen thưởng | Hình thức được "
                "tặng | Danh hiệu thi đua, hình thức khen thưởng"
            ),
            width=24,
            group=_FORMS,
            required=True,
            weight=2,
            recurs=True,
        ),
        Field(
            "level",
            "Cấp khen",
            Value.TEXT,
            spellings("Cấp khen | Cấp khen thưởng | Cơ quan khen thưởng | " + who.DOCUMENT_LEVELS),
            width=22,
            recurs=True,
        ),
        Field("decision_number", "Số quyết định", Value.TEXT, spellings(who.DOCUMENT_NUMBERS)),
        Field(
            "decision_on",
            "Ngày quyết định",
            Value.DATE,
            spellings(who.DOCUMENT_DAYS),
            around=(0, None),  # what is decided about a year, or several, is decided after it
        ),
        Field("period_to", "Đến năm", Value.YEAR, spellings("Đến năm"), width=8),
        Field(
            "content",
            "Thành tích",
            Value.TEXT,
            spellings(
                "Thành tích | Nội dung khen thưởng | Nội dung | Tóm tắt thành tích | Tóm tắt thành tích đạt được "
                "| ND khen thưởng | "
                "Nội dung thành tích | Về việc | Lý do khen thưởng | Thành tích đạt được"
            ),
            width=40,
        ),
        who.DOCUMENT,
        who.NOTE,
        who.NOT_KEPT,
        Field(
            "classes",
            "",
            Value.IGNORED,
            spellings(
                "Phân loại khen thưởng | Người ký | Mã danh hiệu thi đua | Mã hình thức khen thưởng | Lĩnh vực "
                "hoạt động"
            ),
        ),
    ),
)
