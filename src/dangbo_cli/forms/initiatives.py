"""Registered initiatives («đăng ký mô hình, nội dung đột phá») with their targets and what was reached.

No official form is known; the headings are natural ones and our own template's.
"""

from __future__ import annotations

from dangbo_cli.forms.form import Field, Form, Subject, Value, spellings
from dangbo_cli.forms.subjects import DOCUMENT, NOTE, NUMBER, UNIT_IS_ORGANIZATION, UPPER, YEAR

FORM = Form(
    kind="mo-hinh",
    title="Đăng ký mô hình, nội dung đột phá",
    about=Subject.ORGANIZATION,
    entity="initiative",
    fewest=2,
    identity=("name",),
    core=("name", "targets", "measures", "schedule"),
    title_words=("mo hinh", "noi dung dot pha", "dot pha", "lam theo bac", "viec lam theo", "chi thi 05"),
    file_words=("mo hinh", "dot pha"),
    dated_by=("registered_on",),
    same_by=(("name",),),
    continued=(
        "targets",
        "actual",
        "milestone",
        "due_on",
        "evidence",
        "numerator",
        "denominator",
        "numerator_words",
        "denominator_words",
    ),
    fields=(
        NUMBER,
        UNIT_IS_ORGANIZATION,
        UPPER,
        Field(
            "name",
            "Tên mô hình, nội dung đột phá",
            Value.TEXT,
            spellings(
                "Tên mô hình | Mô hình | Tên mô hình (việc làm) | Nội dung đột phá | Tên mô hình, nội dung đột "
                "phá | Mô hình, "
                "nội dung đột phá | Mô hình, việc làm | Tên mô hình/nội dung đột phá | Tên mô hình, cách làm | "
                "Tên mô hình, "
                "việc làm | Mô hình/việc làm | Nội dung đăng ký | Tên việc làm | Nội dung đột phá đăng ký | Tên "
                "nội dung đột "
                "phá | Mô hình đăng ký | Tên mô hình đăng ký | Việc làm theo | Mô hình, điển hình | Tên nội dung "
                "| Khâu đột "
                "phá | Mô hình hoặc nội dung đột phá | Tên công trình, mô hình"
            ),
            width=40,
            required=True,
            weight=2,
        ),
        Field(
            "field",
            "Lĩnh vực",
            Value.TEXT,
            spellings("Lĩnh vực | Lĩnh vực đột phá | Lĩnh vực đăng ký | Lĩnh vực hoạt động"),
            width=20,
            recurs=True,
        ),
        Field(
            "content",
            "Nội dung",
            Value.TEXT,
            spellings(
                "Nội dung | Nội dung thực hiện | Nội dung mô hình | Nội dung chính | Nội dung cụ thể | Nội dung, "
                "cách làm | "
                "Tóm tắt nội dung | Mục đích, nội dung | Nội dung việc làm | Mục đích, ý nghĩa"
            ),
            width=40,
        ),
        Field(
            "targets",
            "Chỉ tiêu",
            Value.TARGETS,
            spellings(
                "Mục tiêu từng đầu việc | Mục tiêu đầu việc | Mục tiêu, chỉ tiêu cụ thể | "
                "Chỉ tiêu | Chỉ tiêu đăng ký | Mục tiêu | Mục tiêu, chỉ tiêu | Chỉ tiêu, mục tiêu | Chỉ tiêu phấn "
                "đấu | Chỉ "
                "tiêu cụ thể | Chỉ tiêu đo được | Mục tiêu cụ thể | Chỉ tiêu thực hiện | Mục tiêu phấn đấu"
            ),
            width=34,
            stored=False,
        ),
        Field("numerator_words", "Tử số là", Value.TEXT, spellings("Tử số là | Tử số tính"), stored=False),
        Field("denominator_words", "Mẫu số là", Value.TEXT, spellings("Mẫu số là | Mẫu số tính"), stored=False),
        Field(
            "due_on",
            "Thời hạn",
            Value.DATE,
            spellings(
                "Thời hạn | Thời hạn hoàn thành | Hạn hoàn thành | Thời gian hoàn thành | Hạn | Ngày hoàn thành | "
                "Hoàn thành trước"
            ),
            stored=False,
            future=True,
        ),
        Field(
            "measures",
            "Giải pháp",
            Value.TEXT,
            spellings(
                "Giải pháp từng đầu việc | "
                "Giải pháp | Giải pháp thực hiện | Biện pháp | Biện pháp thực hiện | Giải pháp, biện pháp | Nhiệm "
                "vụ, giải pháp | "
                "Cách làm"
            ),
            width=34,
        ),
        Field(
            "schedule",
            "Lộ trình",
            Value.TEXT,
            spellings(
                "Lộ trình, thời gian | Lộ trình, tiến độ | Lộ trình từng đầu việc | "
                "Lộ trình | Lộ trình thực hiện | Thời gian thực hiện | Thời gian | Tiến độ thực hiện | Kế hoạch "
                "thực hiện | Thời "
                "gian thực hiện/hoàn thành | Thời gian, lộ trình"
            ),
            width=20,
        ),
        Field("milestone", "Mốc tiến độ", Value.TEXT, spellings("Mốc tiến độ | Mốc thời gian | Các mốc"), stored=False),
        Field(
            "programmes",
            "Chương trình",
            Value.TEXT,
            spellings(
                "Chương trình | Gắn với chương trình | Gắn với phong trào | Phong trào | Chương trình, phong trào "
                "| Gắn với"
            ),
        ),
        Field(
            "agency",
            "Cơ quan chủ trì",
            Value.TEXT,
            spellings("Cơ quan chủ trì | Đơn vị chủ trì | Chủ trì | Chủ trì thực hiện | Cơ quan chủ trì thực hiện"),
            width=24,
        ),
        Field(
            "partners",
            "Đơn vị phối hợp",
            Value.TEXT,
            spellings("Đơn vị phối hợp | Phối hợp | Cơ quan phối hợp | Đơn vị, cơ quan phối hợp"),
            width=24,
        ),
        Field(
            "person",
            "Người phụ trách",
            Value.TEXT,
            spellings(
                "Người phụ trách | Phụ trách | Người chịu trách nhiệm | Cá nhân phụ trách | Người đứng đầu phụ "
                "trách | Người chủ "
                "trì | Đồng chí phụ trách"
            ),
            width=22,
        ),
        Field(
            "registered_on",
            "Ngày đăng ký",
            Value.DATE,
            spellings("Ngày đăng ký | Thời gian đăng ký | Đăng ký ngày"),
            around=(1, 0),  # with the plan of the year to come
        ),
        Field("approved_on", "Ngày duyệt", Value.DATE, spellings("Ngày duyệt | Ngày phê duyệt | Phê duyệt ngày")),
        Field(
            "approval_number",
            "Số văn bản duyệt",
            Value.TEXT,
            spellings("Số văn bản duyệt | Văn bản phê duyệt | Số văn bản phê duyệt | Văn bản duyệt"),
        ),
        Field(
            "actual",
            "Kết quả",
            Value.TEXT,
            spellings(
                "Kết quả | Kết quả thực hiện | Kết quả đạt được | Đã thực hiện | Thực hiện | Kết quả đến nay | "
                "Thực hiện được | "
                "Kết quả cụ thể"
            ),
            width=26,
            stored=False,
        ),
        Field("numerator", "Tử số", Value.NUMBER, spellings("Tử số | Số đạt"), stored=False),
        Field("denominator", "Mẫu số", Value.NUMBER, spellings("Mẫu số | Trên tổng số"), stored=False),
        Field(
            "evidence",
            "Minh chứng",
            Value.TEXT,
            spellings("Minh chứng | Tài liệu minh chứng | Hồ sơ minh chứng"),
            stored=False,
        ),
        DOCUMENT,
        YEAR,
        NOTE,
        Field("not_kept", "", Value.IGNORED, spellings("Số đảng viên | Kinh phí | Địa điểm | Đối tượng thụ hưởng")),
    ),
)
