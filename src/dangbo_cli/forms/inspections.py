"""Inspection and supervision («kiểm tra, giám sát»): plan, subject, days, conclusion, what to mend and by when."""

from __future__ import annotations

from dangbo_cli.forms import subjects as who
from dangbo_cli.forms.form import Field, Form, Subject, Value, spellings

#: An inspection is of the year in which it starts; in the first months of the next it may end and be concluded.
_AFTER_START = (0, 3)

_SUBJECTS = (
    "Tổ chức, cá nhân", "Tổ chức đảng, đảng viên", "Đảng viên, tổ chức đảng", "Tập thể, cá nhân", "Cá nhân, tập thể",
    "Chi bộ, đảng viên", "Đơn vị, cá nhân", "Đối tượng", "Đảng viên", "Cá nhân",
)  # fmt: skip
_INSPECTED = (
    "được kiểm tra", "được giám sát", "được kiểm tra, giám sát", "được KTGS", "kiểm tra", "giám sát", "kiểm tra, giám sát",
    "bị kiểm tra",
)  # fmt: skip

FORM = Form(
    kind="ktgs",
    title="Kiểm tra, giám sát",
    about=Subject.ANYONE,
    entity="inspection",
    fewest=2,
    identity=("full_name", "collective", "organization", "upper_organization", "matter"),
    core=("matter", "conclusion", "sort", "to_mend", "inspected_by", "started_on"),
    title_words=("kiem tra, giam sat", "kiem tra giam sat", "giam sat chuyen de", "cuoc kiem tra", "ket qua kiem tra"),
    file_words=("ktgs", "kiem tra giam sat", "kiem tra, giam sat", "giam sat"),
    speaks=("kiem tra", "giam sat", "ktgs", "kt, gs", "khac phuc"),
    dated_by=("started_on", "ended_on", "conclusion_on"),
    date_first=True,
    key=("sort",),
    from_title=(("sort", ("Kiểm tra=kiem tra", "Giám sát=giam sat")),),
    same_by=(("matter", "started_on"), ("matter",), ("started_on",), ("conclusion_number",)),
    fields=(
        who.NUMBER,
        Field(
            "full_name",
            "Đối tượng",
            Value.PARTY_NAME,
            (
                *who.PARTY_NAME.headings,
                *spellings(
                    "Đối tượng kiểm tra | Đối tượng được kiểm tra | Đối tượng giám sát | Đối tượng kiểm tra, giám "
                    "sát | Đối tượng được kiểm "
                    "tra, giám sát | Đảng viên được kiểm tra | Đảng viên được kiểm tra, giám sát"
                ),
                *(f"{subject} {done}" for subject in _SUBJECTS for done in _INSPECTED),
            ),
            width=30,
            weight=2,
            stored=False,
        ),
        who.COLLECTIVE,
        who.SORT,
        who.BIRTH,
        who.CARD,
        who.POSITION,
        Field(
            "organization",
            "Tổ chức đảng",
            Value.ORGANIZATION,
            (
                *who.UNIT_IS_ORGANIZATION.headings,
                *spellings(
                    "Tổ chức đảng được kiểm tra | Đơn vị được kiểm tra | Chi bộ được kiểm tra | Tổ chức được kiểm "
                    "tra, giám sát | Tổ chức "
                    "đảng được kiểm tra, giám sát | Đơn vị được kiểm tra, giám sát | Đơn vị được giám sát"
                ),
            ),
            width=28,
            stored=False,
        ),
        who.UPPER,
        who.YEAR,
        Field(
            "sort",
            "Kiểm tra hay giám sát",
            Value.CHOICE,
            spellings(
                "Hình thức | Kiểm tra/Giám sát | Loại | Kiểm tra hay giám sát | Loại hình | Loại cuộc | Hình thức "
                "kiểm tra, giám sát"
            ),
            choices=(
                "Kiểm tra=kt|kiểm tra định kỳ|kiểm tra chuyên đề|kiểm tra theo chương trình|kiểm tra khi có dấu "
                "hiệu vi phạm|kiểm "
                "tra thường xuyên",
                "Giám sát=gs|giám sát chuyên đề|giám sát thường xuyên",
            ),
            width=14,
        ),
        Field(
            "plan",
            "Kế hoạch",
            Value.TEXT,
            spellings(
                "Kế hoạch | Theo kế hoạch | Kế hoạch số | Số kế hoạch | Quyết định kiểm tra | Căn cứ kế hoạch | "
                "Kế hoạch, quyết định"
            ),
            width=20,
        ),
        Field(
            "matter",
            "Nội dung kiểm tra, giám sát",
            Value.TEXT,
            spellings(
                "Nội dung kiểm tra, giám sát | Nội dung kiểm tra | Nội dung giám sát | Nội dung | Chuyên đề kiểm "
                "tra | Nội dung, chuyên đề | "
                "Nội dung cuộc kiểm tra"
            ),
            width=40,
            weight=2,
        ),
        Field(
            "inspected_by",
            "Đơn vị kiểm tra",
            Value.TEXT,
            spellings(
                "Đơn vị kiểm tra | Chủ thể | Chủ thể kiểm tra | Đoàn kiểm tra | Cơ quan kiểm tra | Chủ thể kiểm "
                "tra, giám sát | Tổ kiểm tra | "
                "Trưởng đoàn | Cấp kiểm tra"
            ),
            width=24,
        ),
        Field(
            "started_on",
            "Từ ngày",
            Value.DATE,
            spellings(
                "Từ ngày | Ngày bắt đầu | Bắt đầu | Thời gian kiểm tra | Ngày kiểm tra | Thời gian | Thời gian "
                "tiến hành | Ngày tiến hành | Thời "
                "gian thực hiện | Ngày giám sát"
            ),
            future=True,
        ),
        Field(
            "ended_on",
            "Đến ngày",
            Value.DATE,
            spellings("Đến ngày | Ngày kết thúc | Kết thúc"),
            future=True,
            around=_AFTER_START,
        ),
        Field(
            "conclusion_number",
            "Số kết luận",
            Value.TEXT,
            spellings("Số kết luận | Thông báo kết luận | Số thông báo kết luận | Kết luận số"),
        ),
        Field(
            "conclusion_on",
            "Ngày kết luận",
            Value.DATE,
            spellings("Ngày kết luận | Ngày ra kết luận | Ngày thông báo kết luận"),
            around=_AFTER_START,
        ),
        Field(
            "conclusion",
            "Kết luận",
            Value.TEXT,
            spellings(
                "Kết luận | Kết luận kiểm tra | Nội dung kết luận | Kết quả | Kết quả kiểm tra | Kết quả kiểm "
                "tra, giám sát | Kết luận kiểm tra, "
                "giám sát"
            ),
            width=40,
            free=True,
        ),
        Field(
            "to_mend",
            "Phải khắc phục",
            Value.TEXT,
            spellings(
                "Phải khắc phục | Nội dung khắc phục | Hạn chế, khuyết điểm | Nội dung phải khắc phục | Khuyết "
                "điểm | Việc phải khắc phục | Yêu "
                "cầu khắc phục | Tồn tại, hạn chế"
            ),
            width=34,
            free=True,
        ),
        Field(
            "due_on",
            "Hạn khắc phục",
            Value.DATE,
            spellings("Hạn khắc phục | Thời hạn khắc phục | Khắc phục trước | Thời hạn"),
            future=True,
        ),
        Field(
            "mended_on",
            "Ngày khắc phục xong",
            Value.DATE,
            spellings("Ngày khắc phục xong | Đã khắc phục | Ngày khắc phục | Khắc phục xong | Đã khắc phục ngày"),
        ),
        who.NOTE,
    ),
)
