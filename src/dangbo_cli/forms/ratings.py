"""Rating lists («xếp loại»): of members where the table names persons, else of organisations.

Who rates and which year is read from the words of a heading (`forms.rating_headings`); declared here is what these do
not say: headings without the word «xếp loại», organisations, points, the public-employee rating, the decision.
"""

from __future__ import annotations

from dataclasses import replace

from dangbo_cli.domain.rule_keys import GRADES
from dangbo_cli.forms import subjects as who
from dangbo_cli.forms.form import Field, Form, Subject, Value, spellings


def _criterion(key: str, title: str, headings: str = "") -> Field:
    return Field(
        f"criterion_{key}", title, Value.CRITERION, spellings(headings) if headings else (), group=GRADES, stored=False
    )


#: What sheets call the criteria (K: each place has its own list); any other stands under «Tiêu chí».
CRITERIA = (
    _criterion("politics", "Chính trị tư tưởng", "Tư tưởng chính trị | Về chính trị tư tưởng | Chính trị, tư tưởng"),
    _criterion(
        "ethics",
        "Đạo đức, lối sống",
        "Phẩm chất đạo đức, lối sống | Phẩm chất chính trị, đạo đức, lối sống | Về đạo đức, lối sống",
    ),
    _criterion(
        "manner", "Tác phong, lề lối làm việc", "Lề lối làm việc | Tác phong, lề lối | Về tác phong, lề lối làm việc"
    ),
    _criterion(
        "discipline",
        "Ý thức tổ chức kỷ luật",
        "Ý thức tổ chức, kỷ luật | Tổ chức kỷ luật | Về ý thức tổ chức kỷ luật | Kỷ luật, kỷ cương",
    ),
    _criterion(
        "result",
        "Kết quả thực hiện nhiệm vụ",
        "Kết quả thực hiện chức trách, nhiệm vụ được giao | Kết quả thực hiện nhiệm vụ chính trị | Kết quả thực hiện "
        "chức trách, nhiệm vụ | Kết quả thực hiện nhiệm vụ được giao | Kết quả thực hiện các chỉ tiêu, nhiệm vụ | "
        "Kết quả công tác | Kết quả nhiệm vụ",
    ),
    _criterion(
        "directive",
        "Học tập và làm theo Bác",
        "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh | Thực hiện Chỉ thị 05 | Kết quả thực hiện Chỉ thị "
        "05 | Kết quả thực hiện Chỉ thị 05-CT/TW | Kết quả thực hiện cam kết tu dưỡng, rèn luyện",
    ),
    Field(
        "criterion",
        "Tiêu chí",
        Value.CRITERION,
        spellings(
            "Các tiêu chí | Tiêu chí đánh giá | Các tiêu chí đánh giá | Đánh giá theo tiêu chí | Đánh giá từng tiêu chí | Mức "
            "từng tiêu chí | Mức của từng tiêu chí | Điểm từng tiêu chí | Điểm các tiêu chí | Điểm tiêu chí | Nhóm tiêu chí | "
            "Xếp loại theo tiêu chí | Xếp loại từng tiêu chí | Đánh giá, xếp loại theo tiêu chí | Kết quả theo tiêu chí"
        ),
        group=GRADES,
        stored=False,
        open=True,
    ),
)
FORM = Form(
    kind="xep-loai",
    title="Danh sách đánh giá, xếp loại",
    about=Subject.RATED,
    entity="rating",
    rated=True,
    dates=("decision_on",),
    fewest=1,  # besides the name: where group rows are the levels, a list has nothing more
    identity=("full_name", "organization", "upper_organization"),
    core=("rating", "self_level", "proposed_level", "decided_level"),
    title_words=("xep loai", "danh gia chat luong", "phan loai dang vien", "phan loai to chuc"),
    file_words=("xep loai", "danh gia", "phan loai"),
    fields=(
        *(f for f in (who.NUMBER, who.FULL_NAME, who.BIRTH, who.CARD, who.CITIZEN, who.ADMITTED)),
        Field("position", "Chức vụ", Value.IGNORED, who.POSITION.headings),
        Field(
            "organization",
            "Tổ chức đảng",
            Value.ORGANIZATION,
            (
                *who.ORGANIZATION.headings,
                *spellings(
                    "Đối tượng đánh giá, xếp loại | Tên đơn vị | Đơn vị | Đối tượng đánh giá | Tổ chức đảng, đảng viên | Tên "
                    "tổ chức đảng, đảng viên | Tập thể, cá nhân | Tên tập thể, cá nhân | Đối tượng"
                ),
            ),
            width=28,
            stored=False,
        ),
        who.UPPER,
        who.YEAR,
        Field(
            "self_level",
            "Tự xếp loại",
            Value.RATING,
            spellings(
                "Tự đánh giá | Tự nhận | Tự nhận mức | Mức tự nhận | Cá nhân tự nhận | Đảng viên tự nhận | Tự chấm mức | Đảng "
                "viên tự đánh giá | Cá nhân tự đánh giá"
            ),
            width=24,
        ),
        Field(
            "proposed_level",
            "Đề nghị xếp loại",
            Value.RATING,
            spellings(
                "Đề nghị | Đề xuất | Mức đề nghị | Đề nghị mức | Chi bộ đề xuất | Chi bộ đề nghị | Tập thể đề "
                "xuất | Tập "
                "thể đề nghị | Chi bộ đánh giá | Chi ủy đánh giá | Tập thể đánh giá | "
                "Mức đề xuất | Đề xuất mức | Xếp loại tổ chức đảng | Xếp loại tổ chức | Kết quả "
                "xếp loại tổ chức đảng | Đánh giá tổ chức đảng"
            ),
            width=24,
        ),
        Field(
            "decided_level",
            "Quyết định xếp loại",
            Value.RATING,
            spellings(
                "Đảng ủy quyết định | Cấp ủy quyết định | Ban Thường vụ quyết định | BTV quyết định | Đảng ủy công nhận | "
                "Quyết định | Mức quyết định | Quyết định mức | Cấp có thẩm quyền quyết định | Kết quả quyết "
                "định | Mức được "
                "quyết định | Mức công nhận | Cấp ủy cấp trên quyết định | Đảng ủy cấp trên quyết định | Cấp trên quyết định | "
                "Cấp ủy cấp trên công nhận | Cấp ủy có thẩm quyền quyết định | Cấp ủy công nhận | "
                "Xếp loại tổ chức đảng được quyết định | Quyết định xếp loại tổ chức đảng"
            ),
            width=24,
        ),
        Field(
            "employee_level",
            "Xếp loại công chức, viên chức",
            Value.RATING,
            spellings(
                "Xếp loại công chức, viên chức | Xếp loại công chức | Xếp loại viên chức | Kết quả xếp loại công "
                "chức, viên chức | Kết quả xếp "
                "loại công chức | Kết quả xếp loại viên chức | Xếp loại chuyên môn | Xếp loại chính quyền | Chính "
                "quyền xếp loại | Đánh giá "
                "viên chức | Đánh giá công chức | Xếp loại VC | Xếp loại CC | Xếp loại CCVC | Xếp loại CC, VC | Xếp loại CBCCVC | "
                "Xếp loại CB, CC, VC | Kết quả xếp loại VC | Kết quả xếp loại CC | Kết quả xếp loại CCVC | Kết quả xếp loại CC, "
                "VC | Xếp loại cán bộ, công chức, viên chức | Xếp loại cán bộ, công chức | Đánh giá, xếp loại viên chức | "
                "Đánh giá, xếp loại công chức | Đánh giá, xếp loại công chức, viên chức | Kết quả đánh giá, xếp loại công "
                "chức, viên chức | Kết quả đánh giá, xếp loại viên chức | Kết quả đánh giá, xếp loại công chức"
            ),
            width=24,
        ),
        Field(
            "points",
            "Điểm",
            Value.NUMBER,
            spellings(
                "Điểm | Tổng điểm | Số điểm | Điểm đánh giá | Điểm xếp loại | Điểm chi bộ chấm | Chi bộ chấm điểm | Chi bộ chấm | "
                "Điểm chi bộ đánh giá | Điểm tập thể chấm | Tập thể chấm điểm"
            ),
            width=8,
            most=1000,  # as `rule_keys`; a year's own scale is asked where the year is known
        ),
        *CRITERIA,
        Field(
            "absent_months",
            "Số tháng nghỉ ốm",
            Value.NUMBER,
            spellings(
                "Số tháng nghỉ ốm | Nghỉ ốm (tháng) | Nghỉ ốm | Thời gian nghỉ ốm (tháng) | Số tháng nghỉ ốm trong năm | "
                "Nghỉ ốm cộng dồn (tháng)"
            ),
            width=10,
            most=12,
        ),
        Field(
            "not_rated_reason",
            "Lý do không xếp loại",
            Value.TEXT,
            spellings(
                "Lý do không xếp loại | Lý do chưa xếp loại | Lý do không đánh giá | Lý do không đánh giá, xếp loại"
            ),
            width=24,
        ),
        Field(
            "decision_number",
            "Số quyết định",
            Value.TEXT,
            spellings("Số quyết định | Số QĐ | Quyết định số | Số hiệu quyết định"),
        ),
        Field(
            "decision_on",
            "Ngày quyết định",
            Value.DATE,
            spellings(who.DOCUMENT_DAYS),
            around=(0, 6),  # at the end of the year, or in the first months after it
        ),
        Field(
            "decided_by",
            "Cấp quyết định",
            Value.TEXT,
            spellings("Cấp quyết định | Cơ quan quyết định | Cấp ký"),
            width=22,
        ),
        Field("note", "Ghi chú", Value.TEXT, who.NOTE.headings, width=24, free=True),
        who.NOT_KEPT,
        Field("subject_sort", "", Value.IGNORED, (*who.SORT.headings, *spellings("Là"))),
        Field("unit", "", Value.IGNORED, spellings("Đơn vị công tác | Nơi công tác | Cơ quan công tác")),
    ),
)

#: What is said of persons only.
_OF_MEMBERS = frozenset(
    (
        "full_name",
        "birth_date",
        "card_number",
        "citizen_id",
        "admitted_on",
        "position",
        "absent_months",
        "employee_level",
    )
)
#: The same for organisations: a sheet of its own, because in one that has names a row is about a person.
OF_ORGANIZATIONS = replace(
    FORM,
    title="Xếp loại tổ chức đảng",
    identity=("organization", "upper_organization"),
    fields=tuple(
        field._replace(required=field.key == "organization") for field in FORM.fields if field.key not in _OF_MEMBERS
    ),
)
