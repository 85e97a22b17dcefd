"""Topic sessions, ordinary meetings that carried a topic, study of resolutions, with who attended of whom."""

from __future__ import annotations

from dangbo_cli.forms.form import Field, Form, Subject, Value, spellings
from dangbo_cli.forms.subjects import NOTE, NUMBER, UNIT_IS_ORGANIZATION, UPPER, YEAR

SORTS = (
    "Sinh hoạt chuyên đề=chuyên đề|shcđ|sinh hoạt chuyên đề riêng|học tập chuyên đề|học chuyên đề",
    "Sinh hoạt thường kỳ có chuyên đề=thường kỳ|sinh hoạt thường kỳ|lồng ghép|lồng ghép sinh hoạt thường "
    "kỳ|thường kỳ có chuyên "
    "đề|sinh hoạt định kỳ|định kỳ",
    "Học tập nghị quyết=nghị quyết|học nghị quyết|quán triệt nghị quyết|học tập, quán triệt nghị quyết|hội nghị "
    "học tập nghị "
    "quyết|quán triệt",
)

FORM = Form(
    kind="chuyen-de",
    title="Kết quả sinh hoạt chuyên đề, học tập nghị quyết",
    about=Subject.ORGANIZATION,
    entity="study_session",
    fewest=2,
    identity=("organization", "upper_organization", "topic"),
    core=("topic", "attended", "held_on"),
    title_words=(
        "sinh hoat chuyen de",
        "hoc tap chuyen de",
        "chuyen de nam",
        "hoc tap nghi quyet",
        "quan triet nghi quyet",
        "hoc tap, quan triet",
    ),
    file_words=("chuyen de", "hoc nghi quyet", "hoc tap nghi quyet"),
    speaks=(
        "chuyen de",
        "hoc tap",
        "hoc nghi quyet",
        "quan triet",
        "tham gia",
        "tham du",
        "phai du",
        "so du",
        "nguoi du",
        "dang vien du",
        "dv du",
        "trieu tap",
        "co mat",
        "da hoc",
        "phai hoc",
        "ngay hoc",
        "thoi gian hoc",
        "shcd",
    ),
    dated_by=("held_on",),
    date_first=True,
    from_title=(
        (
            "sort",
            (
                "Sinh hoạt chuyên đề=sinh hoat chuyen de|hoc tap chuyen de",
                "Học tập nghị quyết=hoc tap nghi quyet|quan triet nghi quyet|hoc tap, quan triet",
            ),
        ),
    ),
    same_by=(("held_on", "topic"), ("held_on",), ("topic",)),
    fields=(
        NUMBER,
        UNIT_IS_ORGANIZATION,
        UPPER,
        Field(
            "held_on",
            "Ngày tổ chức",
            Value.DATE,
            spellings(
                "Ngày tổ chức | Thời gian tổ chức | Ngày sinh hoạt | Thời gian sinh hoạt | Ngày học | Thời gian "
                "học | Ngày họp | "
                "Ngày | Thời gian | Ngày tháng năm | Ngày, tháng | Thời gian học tập | Ngày thực hiện"
            ),
        ),
        Field(
            "sort",
            "Hình thức",
            Value.CHOICE,
            spellings(
                "Hình thức | Hình thức sinh hoạt | Loại sinh hoạt | Loại hình sinh hoạt | Hình thức học tập | "
                "Hình thức tổ chức"
            ),
            choices=SORTS,
            width=24,
        ),
        Field(
            "topic",
            "Chuyên đề",
            Value.TEXT,
            spellings(
                "Tên chuyên đề | Chuyên đề | Nội dung chuyên đề | Chuyên đề sinh hoạt | Nội dung sinh hoạt | Nội "
                "dung sinh hoạt "
                "chuyên đề | Tên chuyên đề/nghị quyết | Tên chuyên đề, nghị quyết | Nghị quyết | Tên nghị quyết | "
                "Nội dung học tập | "
                "Chủ đề | Nội dung"
            ),
            width=44,
            weight=2,
        ),
        Field(
            "expected",
            "Số phải dự",
            Value.COUNT,
            spellings(
                "Số phải dự | Tổng số đảng viên | Tổng số | Số đảng viên | Số đảng viên phải dự | Số phải tham "
                "gia | Triệu tập | Số "
                "triệu tập | Số người được triệu tập | Số đảng viên được triệu tập | Phải học | Tổng số ĐV | Số ĐV phải dự | "
                "Số ĐV triệu tập | Số ĐV được triệu tập | Số ĐV | Phải dự"
            ),
            width=10,
        ),
        Field(
            "attended",
            "Số dự",
            Value.COUNT,
            spellings(
                "Số dự | Số người dự | Số đảng viên tham gia | Số tham gia | Có mặt | Số có mặt | Số đảng viên dự "
                "| Số đảng viên có "
                "mặt | Tham gia | Số người tham gia | Dự | Số đã học | Đã học | Số đảng viên tham dự | Số lượt "
                "người tham gia | Số ĐV dự | Số ĐV tham gia | Số ĐV có mặt | Số ĐV tham dự | Số lượt người dự | Số đảng viên đã dự"
            ),
            width=10,
            weight=2,
        ),
        Field(
            "speaker",
            "Người trình bày",
            Value.TEXT,
            spellings("Người trình bày | Báo cáo viên | Người chủ trì | Chủ trì"),
        ),
        YEAR,
        NOTE,
        Field(
            "not_kept",
            "",
            Value.IGNORED,
            spellings(
                "Tỷ lệ | Tỷ lệ % | Tỷ lệ (%) | Vắng | Số vắng | Lý do vắng | Vắng có lý do | Vắng không lý do | "
                "Địa điểm | Số bản cam "
                "kết | Bí thư | Số ý kiến | Số ý kiến thảo luận"
            ),
        ),
    ),
)
