"""Finished decisions of discipline of members and Party organisations (pending cases are not kept)."""

from __future__ import annotations

from dangbo_cli.forms import subjects as who
from dangbo_cli.forms.form import Field, Form, Subject, Value, spellings

FORM = Form(
    kind="ky-luat",
    title="Danh sách thi hành kỷ luật",
    about=Subject.ANYONE,
    entity="discipline",
    fewest=2,
    identity=("full_name", "collective"),
    core=("form",),
    title_words=("ky luat",),
    file_words=("ky luat",),
    dated_by=("decision_on",),
    date_first=True,
    # One decision disciplines somebody once: another form under its number is a corrected one.
    same_by=(("decision_number",), ("decision_on",), ("form",)),
    fields=(
        *who.ANYONE,
        who.UNIT_NOT_KEPT,
        Field(
            "form",
            "Hình thức kỷ luật",
            Value.TEXT,
            spellings(
                "Hình thức kỷ luật | Kỷ luật | Hình thức | Hình thức thi hành kỷ luật | Mức kỷ luật | Hình thức "
                "xử lý | Hình thức xử lý "
                "kỷ luật | Kỷ luật (KTr, CCa, CCh, KT)"
            ),
            width=18,
            required=True,
            weight=2,
            recurs=True,
        ),
        Field(
            "level",
            "Cấp quyết định",
            Value.TEXT,
            spellings("Cấp thi hành | Cấp kỷ luật | Cấp thi hành kỷ luật | Cơ quan kỷ luật | " + who.DOCUMENT_LEVELS),
            width=22,
            recurs=True,
        ),
        Field("decision_number", "Số quyết định", Value.TEXT, spellings(who.DOCUMENT_NUMBERS)),
        Field(
            "decision_on",
            "Ngày quyết định",
            Value.DATE,
            spellings(
                who.DOCUMENT_DAYS
                + " | Thời điểm kỷ luật | Thời gian kỷ luật | Ngày kỷ luật | Ngày thi hành | Ngày có hiệu lực"
            ),
        ),
        Field(
            "ends_on",
            "Hết hiệu lực",
            Value.DATE,
            spellings(
                "Hết hiệu lực | Ngày hết hiệu lực | Hết hiệu lực ngày | Ngày hết hạn kỷ luật | Ngày hết thời hạn kỷ luật"
            ),
            future=True,
        ),
        Field(
            "content",
            "Nội dung vi phạm",
            Value.TEXT,
            spellings(
                "Nội dung vi phạm | Lý do | Vi phạm | Nội dung | Lý do kỷ luật | Hành vi vi phạm | Nội dung kỷ luật"
            ),
            width=36,
            free=True,
        ),
        who.NOTE,
        who.NOT_KEPT,
    ),
)
