"""Rolls of pledges and action programmes («bản cam kết, chương trình hành động»): per person and year."""

from __future__ import annotations

from dangbo_cli.forms import subjects as who
from dangbo_cli.forms.form import Field, Form, Subject, Value, spellings

FORM = Form(
    kind="cam-ket",
    title="Danh sách bản cam kết, chương trình hành động",
    about=Subject.ANYONE,
    entity="pledge",
    fewest=2,
    identity=("full_name",),
    core=("handed_in", "handed_in_on", "items", "approved", "midyear_review", "yearend_review"),
    title_words=("cam ket", "chuong trinh hanh dong"),
    file_words=("cam ket",),
    dated_by=("handed_in_on",),
    strangers=True,
    fields=(
        *(who.FULL_NAME if f is who.PARTY_NAME else f for f in who.ANYONE if f not in (who.COLLECTIVE, who.SORT)),
        who.UNIT_NOT_KEPT,
        Field(
            "is_head",
            "Người đứng đầu",
            Value.TICK,
            spellings("Người đứng đầu | Là người đứng đầu | Đứng đầu | Thủ trưởng | Người đứng đầu (x)"),
        ),
        Field(
            "handed_in",
            "Đã nộp",
            Value.TICK,
            spellings(
                "Đã cam kết | Đã nộp | Đã nộp cam kết | Đã ký cam kết | Đã nộp bản cam kết | Cam kết | Bản cam "
                "kết | Nộp cam kết | "
                "Ký cam kết | Đã đăng ký | Đã ký | Nộp bản cam kết"
            ),
            weight=2,
            denied=spellings(
                "Chưa nộp | Chưa nộp cam kết | Chưa nộp bản cam kết | Chưa cam kết | Chưa ký cam kết | Chưa ký"
            ),
        ),
        Field(
            "handed_in_on",
            "Ngày nộp",
            Value.DATE,
            spellings(
                "Ngày nộp | Ngày nộp cam kết | Ngày cam kết | Ngày ký cam kết | Thời gian nộp | Ngày ký | Ngày "
                "nộp bản cam kết"
            ),
            around=(1, 0),  # signed when the year before is reviewed; in the January after, the year may be mistaken
        ),
        Field(
            "approved",
            "Đã duyệt",
            Value.TICK,
            spellings("Đã duyệt | Đã phê duyệt | Được duyệt | Chi ủy duyệt | Phê duyệt"),
            denied=spellings("Chưa duyệt | Chưa phê duyệt | Chưa được duyệt"),
        ),
        Field("approved_on", "Ngày duyệt", Value.DATE, spellings("Ngày duyệt | Ngày phê duyệt | Duyệt ngày")),
        Field(
            "items",
            "Việc cam kết",
            Value.TEXT,
            spellings(
                "Nội dung cam kết | Việc cam kết | Nội dung đăng ký | Việc đăng ký thực hiện | Chương trình hành "
                "động | Nội dung | "
                "Nội dung chương trình hành động | Nội dung tu dưỡng, rèn luyện"
            ),
            width=40,
            stored=False,
        ),
        Field(
            "due_on",
            "Thời hạn",
            Value.DATE,
            spellings(
                "Thời hạn | Thời hạn hoàn thành | Thời hạn thực hiện | Hạn hoàn thành | Thời gian hoàn thành | Hạn | Hoàn thành "
                "trước | Hoàn thành trước ngày | Tiến độ hoàn thành | Thời hạn hoàn thành việc cam kết"
            ),
            stored=False,
            future=True,
        ),
        Field(
            "midyear_review",
            "Sơ kết 6 tháng",
            Value.DONE,
            spellings(
                "Sơ kết 6 tháng | Sơ kết | Kết quả 6 tháng | Kiểm điểm giữa năm | Đánh giá 6 tháng | Đã sơ kết | "
                "6 tháng đầu năm"
            ),
        ),
        Field(
            "yearend_review",
            "Tổng kết năm",
            Value.DONE,
            spellings(
                "Tổng kết năm | Tổng kết | Kết quả cả năm | Kiểm điểm cuối năm | Đánh giá cuối năm | Đánh giá cả năm"
            ),
        ),
        Field(
            "result",
            "Kết quả thực hiện",
            Value.TEXT,
            spellings("Kết quả thực hiện | Kết quả | Mức độ thực hiện | Kết quả thực hiện cam kết | Kết quả đạt được"),
            width=24,
        ),
        who.NOTE,
        who.NOT_KEPT,
    ),
)
