"""The fields by which rows of the year's work say who and where: shared by the forms of entries."""

from __future__ import annotations

from dangbo_cli.forms.form import Field, Value, spellings

NUMBER = Field("number", "STT", Value.ORDINAL, spellings("STT | TT | Số TT | S.TT | No | Thứ tự"), width=6)
ORGANIZATION = Field(
    "organization",
    "Chi bộ",
    Value.ORGANIZATION,
    spellings(
        "Chi bộ | Tên chi bộ | Chi bộ, đảng bộ | Đảng bộ, chi bộ | Tổ chức đảng | Tên tổ chức đảng | Tên tổ chức | "
        "Chi bộ đang sinh hoạt | Chi bộ sinh hoạt | Sinh hoạt tại chi bộ | Sinh hoạt tại | Nơi sinh hoạt | Nơi "
        "sinh hoạt "
        "Đảng | Chi bộ trực thuộc | Chi/đảng bộ | Chi bộ/đảng bộ | Đảng bộ/chi bộ | Mã tổ chức | Mã tổ chức đảng | "
        "Mã chi bộ | Thuộc chi bộ | CB | Chi bộ đăng ký | Tổ chức đảng đăng ký | Chi đảng bộ"
    ),
    width=28,
    stored=False,
)
UPPER = Field(
    "upper_organization",
    "Đảng bộ cơ sở",
    Value.ORGANIZATION,
    spellings(
        "Đảng bộ | Đảng ủy | Đảng bộ cơ sở | Tổ chức cơ sở đảng | TCCSĐ | Đảng bộ/Chi bộ cơ sở | Thuộc đảng bộ | Đảng "
        "bộ, chi bộ cơ sở | Trực thuộc | Đảng ủy cơ sở | Đảng bộ trực thuộc"
    ),
    width=28,
    stored=False,
)
#: A unit whose rows are about organisations: «Đơn vị» is one.
UNIT_IS_ORGANIZATION = Field(
    "organization",
    "Tổ chức đảng",
    Value.ORGANIZATION,
    (
        *ORGANIZATION.headings,
        *spellings(
            "Đơn vị | Tên đơn vị | Cơ quan, đơn vị | Cơ quan | Đơn vị đăng ký | Tập thể đăng ký | "
            "Tổ chức đảng, đơn vị | Đơn vị thực hiện | Tập thể/cá nhân đăng ký | Tập thể, cá nhân đăng ký | Đơn vị, cá "
            "nhân đăng ký"
        ),
    ),
    width=28,
    stored=False,
)
WORKPLACE = spellings(
    "Đơn vị | Đơn vị công tác | Nơi công tác | Cơ quan, đơn vị | Cơ quan | Cơ quan công tác | Phòng, ban | Phòng ban | "
    "Phòng (Đơn vị) | Đơn vị/Bộ phận | Tên đơn vị | Đơn vị, địa chỉ | Địa chỉ | Nơi ở | Chức vụ, đơn vị | Chức vụ, đơn "
    "vị công tác | Chức vụ, nơi công tác | Bộ phận"
)
UNIT = Field("unit", "Đơn vị công tác", Value.TEXT, WORKPLACE, width=26)
#: Where nothing keeps it: it may say where a row belongs, and is otherwise left alone.
UNIT_NOT_KEPT = Field("unit", "", Value.TEXT, WORKPLACE, stored=False)
POSITION = Field(
    "position",
    "Chức vụ",
    Value.TEXT,
    spellings(
        "Chức vụ | Chức danh | Chức vụ, chức danh | Chức vụ/Chức danh | Chức vụ Đảng | Chức vụ chính quyền | Chức "
        "vụ chuyên "
        "môn | Chức vụ hiện nay | Mã chức danh | Chức vụ, đoàn thể"
    ),
    width=22,
)
_NAMES = spellings(
    "Họ và tên | Họ tên | Họ và tên đảng viên | Tên đảng viên | Họ tên đảng viên | Đảng viên | Họ và tên cá nhân "
    "| Tên cá "
    "nhân | Cá nhân | Đồng chí | Họ và tên khai sinh | Họ và tên cán bộ, đảng viên | Họ và tên cán bộ | Cán bộ, "
    "đảng viên | Họ, chữ đệm và tên | Họ, đệm và tên | Họ tên ĐV | Họ và tên ĐV | H.tên | H. và tên"
)
FULL_NAME = Field("full_name", "Họ và tên", Value.PERSON_NAME, _NAMES, width=26, required=True, weight=2, stored=False)
PARTY_NAME = Field(
    "full_name",
    "Họ và tên hoặc tên tập thể",
    Value.PARTY_NAME,
    (
        *_NAMES,
        *spellings(
            "Họ và tên/Tập thể | Họ tên/Tập thể | Tập thể/Cá nhân | Tập thể, cá nhân | Tên tập thể, cá nhân | Tên tập "
            "thể/cá nhân | Tổ chức đảng, đảng viên | Đảng viên, tổ chức đảng | Tổ chức, cá nhân | Tên tổ chức, cá nhân | "
            "Tên tập thể/cá nhân/hộ gia đình | Tên cá nhân, tập thể | Cá nhân, tập thể | Cá "
            "nhân/Tập thể | "
            "Đơn vị/Cá nhân | Đơn vị, cá nhân | Cá nhân, đơn vị | Cá nhân/Đơn vị | Tên đơn vị, cá nhân | Tên đơn vị/cá nhân | "
            "Họ và tên, tập thể | Họ tên, tên tập thể | Họ và tên hoặc tên tập thể | Họ tên hoặc tên tập thể | Tên đơn "
            "vị/tập thể | Tên | Đối tượng | Tên tập thể hoặc cá nhân | Tập thể hoặc cá nhân"
        ),
    ),
    width=30,
    required=True,
    weight=2,
    stored=False,
)
COLLECTIVE = Field(
    "collective",
    "Tên tập thể",
    Value.TEXT,
    spellings("Tập thể | Tên tập thể | Tập thể đạt"),
    width=26,
    stored=False,
)
SORT = Field(
    "subject_sort",
    "Tập thể hay cá nhân",
    Value.CHOICE,
    spellings("Phân loại đối tượng | Loại đối tượng | Là tập thể hay cá nhân | Tập thể hay cá nhân"),
    choices=("Cá nhân=cá nhân|cn|người", "Tập thể=tập thể|tt|đơn vị"),
    width=12,
    stored=False,
)
BIRTH = Field(
    "birth_date",
    "Ngày sinh",
    Value.BIRTH,
    spellings(
        "Ngày sinh | Sinh ngày | Năm sinh | Ngày tháng năm sinh | Ngày, tháng, năm sinh | Ngày, tháng năm sinh | "
        "NS | Ngày "
        "tháng, năm sinh"
    ),
    stored=False,
)
CARD = Field(
    "card_number",
    "Số thẻ đảng viên",
    Value.CARD,
    spellings("Số thẻ đảng viên | Số thẻ Đảng | Số thẻ | Số thẻ ĐV | Thẻ đảng viên"),
    stored=False,
)
CITIZEN = Field(
    "citizen_id",
    "Số định danh cá nhân",
    Value.CITIZEN,
    spellings("Số định danh cá nhân | Số định danh | CCCD | Số CCCD | Số căn cước | Số căn cước công dân"),
    stored=False,
)
ADMITTED = Field(
    "admitted_on",
    "Ngày vào Đảng",
    Value.PARTY_DATE,
    spellings(
        "Ngày vào Đảng | Ngày kết nạp | Ngày kết nạp Đảng | Vào Đảng | Ngày, tháng, năm vào Đảng | Ngày tháng năm vào Đảng"
    ),
    stored=False,
)
NOT_KEPT = Field(
    "not_kept",
    "",
    Value.IGNORED,
    spellings(
        "Giới tính | Nam/Nữ | Dân tộc | Tôn giáo | Quê quán | Trình độ | Ngày chính thức | Chính thức | Trình độ "
        "chuyên môn | "
        "Lý luận chính trị | Tuổi | Tuổi Đảng | Chữ ký | Ký tên | Ký nhận | Điện thoại | Số điện thoại | Số tiền "
        "| Tiền "
        "thưởng | Mức thưởng | Tên gọi | Ông/Bà | Ông (bà) | Số lý lịch | Nam | Nữ"
    ),
)
YEAR = Field(
    "period", "Năm", Value.YEAR, spellings("Năm | Năm đánh giá | Năm thực hiện | Năm đăng ký | Năm xếp loại"), width=8
)
NOTE = Field("note", "Ghi chú", Value.TEXT, spellings("Ghi chú | Chi chú | G/c | Ghi chú khác"), width=24, free=True)
DOCUMENT = Field(
    "document_id",
    "Theo văn bản",
    Value.DOCUMENT,
    spellings("Theo văn bản | Văn bản chỉ đạo | Căn cứ văn bản | Thực hiện văn bản | Theo văn bản số"),
    width=18,
)
#: Who a row is about, where it may be anybody.
ANYONE = (NUMBER, PARTY_NAME, COLLECTIVE, SORT, BIRTH, CARD, CITIZEN, ADMITTED, POSITION, ORGANIZATION, UPPER, YEAR)
#: Over one column for the number of a decision and others for its day and for who took it.
_DECISIONS = (
    "Quyết định", "QĐ", "Quyết định khen thưởng", "QĐ khen thưởng", "Quyết định kỷ luật", "QĐ kỷ luật",
    "Quyết định thi hành kỷ luật", "Số, ngày quyết định",
)  # fmt: skip


def _of_decision(words: str) -> str:
    return " | ".join(f"{parent} > {word}" for parent in _DECISIONS for word in words.split(" | "))


DOCUMENT_NUMBERS = (
    "Số quyết định | Số QĐ | Quyết định số | Số, ngày quyết định | Quyết định | Số quyết định, ngày | Số hiệu quyết "
    "định | QĐ | QĐ số | Số, ngày QĐ | Số QĐ, ngày | Số, ký hiệu quyết định | "
    + _of_decision("Số | Số quyết định | Số QĐ | Số hiệu | Số, ký hiệu")
)
DOCUMENT_DAYS = (
    "Ngày quyết định | Ngày ký | Ngày QĐ | Ngày, tháng, năm quyết định | Ngày ra quyết định | Ngày ký quyết định | "
    "Ngày ban hành | Ngày tháng năm quyết định | Ngày, tháng, năm QĐ | Ngày tháng QĐ | Ngày tháng năm QĐ | Ngày, tháng "
    "QĐ | Ngày tháng quyết định | Ngày, tháng quyết định | "
    + _of_decision(
        "Ngày | Ngày ký | Ngày ban hành | Ngày quyết định | Ngày QĐ | Ngày, tháng, năm | Ngày tháng năm | Ngày tháng | "
        "Ngày, tháng"
    )
)
DOCUMENT_LEVELS = (
    "Cấp quyết định | Cơ quan quyết định | Cấp ban hành | Cơ quan ban hành | Cấp ký | Cấp ký quyết định | Cơ quan ra "
    "quyết định | Cấp ra quyết định | Cấp ra QĐ | Cơ quan ra QĐ | "
    + _of_decision("Cơ quan ban hành | Cấp ban hành | Cấp quyết định | Cơ quan | Cấp ký | Cấp")
)
