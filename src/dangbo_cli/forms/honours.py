"""The register of «Người tốt, việc tốt»: collectives and individuals, members or not."""

from __future__ import annotations

from dangbo_cli.forms import subjects as who
from dangbo_cli.forms.form import Field, Form, Subject, Value, spellings

PARTY_MEMBER = Field(
    "party_member",
    "Là đảng viên",
    Value.CHOICE,
    spellings(
        "Đảng viên/quần chúng | Đảng viên, quần chúng | Là đảng viên | Đảng viên hay quần chúng | Đảng "
        "viên/Quần chúng | Thành phần"
    ),
    choices=(
        "Có=đảng viên|đv|x|là đảng viên|1|✓",
        "Không=quần chúng|qc|ngoài đảng|chưa là đảng viên|nhân dân|học sinh|0",
    ),
    width=12,
)

FORM = Form(
    kind="ghi-danh",
    title="Sổ ghi danh «Người tốt, việc tốt»",
    about=Subject.ANYONE,
    entity="honour_entry",
    fewest=2,
    identity=("full_name", "collective"),
    core=("deed", "entered_on", "praise"),
    title_words=("nguoi tot", "viec tot", "ghi danh"),
    file_words=("ghi danh", "nguoi tot"),
    dated_by=("entered_on",),
    date_first=True,
    same_by=(("deed",), ("entered_on",)),
    strangers=True,
    fields=(
        *who.ANYONE,
        who.UNIT,
        PARTY_MEMBER,
        Field(
            "entered_on",
            "Ngày ghi danh",
            Value.DATE,
            spellings(
                "Ngày ghi danh | Thời gian ghi danh | Ngày ghi sổ | Ngày, tháng ghi danh | Ngày vào sổ | Ngày | "
                "Thời gian | Ngày tháng "
                "| Ngày, tháng, năm | Ngày tháng năm | Ngày thực hiện | Ngày ghi | Ngày được ghi danh | Thời điểm ghi danh | Ngày "
                "tháng năm ghi danh | Ngày, tháng, năm ghi danh"
            ),
        ),
        Field("field", "Lĩnh vực", Value.TEXT, spellings("Lĩnh vực | Lĩnh vực hoạt động"), width=18, recurs=True),
        Field(
            "deed",
            "Việc tốt",
            Value.TEXT,
            spellings(
                "Nội dung việc làm tốt | Việc làm tốt | Việc tốt | Nội dung việc tốt | Tóm tắt việc tốt | Tóm tắt "
                "việc làm tốt | Nội "
                "dung | Thành tích | Tóm tắt thành tích | Gương người tốt, việc tốt | Nội dung ghi danh | Nội "
                "dung người tốt, việc "
                "tốt | Việc làm | Việc làm cụ thể | Tóm tắt nội dung | Nội dung thành tích"
            ),
            width=44,
            required=True,
            weight=2,
        ),
        Field(
            "proposed_by",
            "Nơi đề nghị",
            Value.TEXT,
            spellings(
                "Nơi đề nghị | Người đề nghị | Đơn vị đề nghị | Người/cuộc họp đề xuất | Người đề xuất | Nơi đề "
                "xuất | Người giới "
                "thiệu | Đơn vị giới thiệu | Người, cuộc họp đề xuất"
            ),
            width=22,
        ),
        Field(
            "praise",
            "Hình thức biểu dương",
            Value.TEXT,
            spellings(
                "Hình thức biểu dương | Biểu dương | Đề nghị khen | Hình thức khen | Hình thức khen thưởng | Đề "
                "nghị khen thưởng | "
                "Hình thức tuyên dương | Hình thức biểu dương, khen thưởng | Khen thưởng | Nêu gương"
            ),
            width=22,
        ),
        who.DOCUMENT,
        who.NOTE,
        who.NOT_KEPT,
    ),
)
