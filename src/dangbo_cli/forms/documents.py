"""Directing documents («văn bản»): kept by hand, one by one; a form so that lists and commands are made like others."""

from __future__ import annotations

from dangbo_cli.forms.form import Field, Form, Value, spellings

FORM = Form(
    kind="van-ban",
    title="Văn bản chỉ đạo",
    entity="document",
    identity=("subject",),
    core=("number",),
    key=("number",),
    fields=(
        Field("number", "Số, ký hiệu", Value.TEXT, spellings("Số, ký hiệu | Số | Số văn bản | Số ký hiệu"), width=18),
        Field("issued_on", "Ngày ban hành", Value.DATE, spellings("Ngày ban hành | Ngày | Ngày văn bản | Ngày ký")),
        Field(
            "issuer", "Cơ quan ban hành", Value.TEXT, spellings("Cơ quan ban hành | Nơi ban hành | Cơ quan"), width=26
        ),
        Field(
            "subject",
            "Trích yếu",
            Value.TEXT,
            spellings("Trích yếu | Nội dung | Tên văn bản | Về việc"),
            width=44,
            required=True,
        ),
        Field(
            "carries_out_id",
            "Thực hiện văn bản",
            Value.DOCUMENT,
            spellings("Thực hiện văn bản | Thực hiện | Thực hiện văn bản số"),
        ),
        Field("note", "Ghi chú", Value.TEXT, spellings("Ghi chú"), width=24, free=True),
    ),
)
