"""Organisation lists («danh sách tổ chức đảng»): the tree of the Party committee.

Headings are those of organisation lists in use; control totals (chính thức + dự bị = tổng)
are kept as declared by the unit.
"""

from __future__ import annotations

from dangbo_cli.forms.form import Field, Form, Value, spellings

FORM = Form(
    kind="to-chuc",
    title="Danh sách tổ chức đảng",
    identity=("name",),
    core=("code", "kind", "parent", "bloc", "secretary", "founded_on", "declared_members"),
    title_words=("to chuc dang", "to chuc co so dang", "danh sach chi bo", "danh sach dang bo", "cac chi bo"),
    fields=(
        Field(
            "number",
            "STT",
            Value.ORDINAL,
            spellings("STT | TT | Số TT | S.TT | No"),
            width=6,
        ),
        Field(
            "code",
            "Mã tổ chức",
            Value.ORGANIZATION_CODE,
            spellings(
                "Mã tổ chức | Mã | Mã TC | Mã TCĐ | Mã số | Mã chi bộ | ma_chi_bo | Mã đơn vị | Mã tổ chức đảng | Mã "
                "định danh | Mã đảng bộ"
            ),
            width=18,
        ),
        Field(
            "name",
            "Tên tổ chức đảng",
            Value.ORGANIZATION_NAME,
            spellings(
                "Tên tổ chức | Tên tổ chức đảng | Tổ chức đảng | Tên chi bộ | Tên đảng bộ | Tên TCĐ | Tên chi "
                "bộ, đảng bộ | Tên đảng bộ, chi bộ | Tên TCCSĐ | Tên tổ chức cơ sở đảng | Tên đơn vị | Tổ "
                "chức cơ sở đảng | Chi bộ, đảng bộ | Đảng bộ, chi bộ | Chi bộ trực thuộc | Tên | TCCSĐ | Đảng bộ cơ sở, "
                "chi bộ cơ sở | Đảng bộ, chi bộ cơ sở | Chi bộ, đảng bộ cơ sở | Chi bộ cơ sở, đảng bộ cơ sở | Đảng bộ, "
                "chi bộ trực thuộc | Chi bộ, đảng bộ trực thuộc"
            ),
            width=44,
            required=True,
            weight=2,
        ),
        Field(
            "kind",
            "Loại hình tổ chức đảng",
            Value.ORGANIZATION_KIND,
            spellings(
                "Loại hình | Loại hình tổ chức đảng | Loại hình tổ chức | Loại tổ chức | Loại hình TCĐ | Loại "
                "tổ chức đảng | Cấp tổ chức đảng | Cấp tổ chức | Loại hình tổ chức cơ sở đảng | Loại hình TCCSĐ | "
                "Loại hình TCCS đảng | Loại hình chi bộ | Loại hình đảng bộ | Loại hình cơ sở đảng"
            ),
            width=30,
        ),
        Field(
            "parent",
            "Trực thuộc",
            Value.ORGANIZATION,
            spellings(
                "Trực thuộc | Trực thuộc (mã) | Tổ chức đảng cấp trên | Cấp trên trực tiếp | Mã cấp trên | Tổ "
                "chức cấp trên | Đảng bộ cấp trên | Mã tổ chức cấp trên | Thuộc đảng bộ | Cấp trên | Đơn vị "
                "cấp trên | Mã trực thuộc | Trực thuộc đảng bộ | Đảng bộ cơ sở | Trực thuộc đảng ủy | Cấp "
                "trên cơ sở"
            ),
            width=36,
        ),
        Field(
            "bloc",
            "Khối",
            Value.TEXT,
            spellings("Khối | Thuộc khối | Khối, loại hình cơ sở | Loại hình cơ sở | Khối thi đua | Loại hình đơn vị"),
            width=28,
        ),
        Field(
            "founded_on",
            "Ngày thành lập",
            Value.DATE,
            spellings(
                "Ngày thành lập | Thành lập ngày | Thời gian thành lập | Ngày tháng năm thành lập | Năm thành lập"
            ),
        ),
        Field(
            "secretary",
            "Bí thư",
            Value.PERSON_NAME,
            spellings(
                "Bí thư | Họ tên bí thư | Bí thư cấp ủy | Họ và tên bí thư | Bí thư chi bộ | Đồng chí bí thư "
                "| Tên bí thư | Bí thư > Họ và tên | Bí thư > Họ tên"
            ),
            width=24,
        ),
        Field(
            "secretary_phone",
            "Điện thoại bí thư",
            Value.PHONE,
            spellings(
                "ĐT bí thư | Điện thoại bí thư | Số điện thoại bí thư | SĐT bí thư | Số điện thoại | Điện "
                "thoại | SĐT | Số ĐT | Bí thư > Điện thoại | Bí thư > SĐT | Bí thư > Số điện thoại | Điện "
                "thoại liên hệ"
            ),
        ),
        Field(
            "declared_members",
            "Tổng số đảng viên",
            Value.COUNT,
            spellings(
                "Tổng đảng viên | Tổng số đảng viên | Số đảng viên | Đảng số | Tổng số ĐV | Số ĐV | Số lượng "
                "đảng viên | Đảng viên > Tổng số | Số đảng viên > Tổng số | Số lượng đảng viên > Tổng số | Số đảng viên > "
                "Tổng | Đảng viên > Tổng | Số lượng đảng viên > Tổng | Số đảng viên > TS | "
                "Tổng số | Đơn vị khai"
            ),
            width=10,
        ),
        Field(
            "declared_official",
            "Đảng viên chính thức",
            Value.COUNT,
            spellings(
                "Đảng viên chính thức | ĐV chính thức | Số đảng viên chính thức | Đảng viên > Chính thức | Số "
                "đảng viên > Chính thức | Số lượng đảng viên > Chính thức | Chính thức | Số đảng viên > CT | Đảng "
                "viên > CT"
            ),
            width=10,
        ),
        Field(
            "declared_probationary",
            "Đảng viên dự bị",
            Value.COUNT,
            spellings(
                "Đảng viên dự bị | ĐV dự bị | Số đảng viên dự bị | Đảng viên > Dự bị | Số đảng viên > Dự bị | "
                "Số lượng đảng viên > Dự bị | Dự bị | Số đảng viên > DB | Đảng viên > DB"
            ),
            width=10,
        ),
        Field(
            "note",
            "Ghi chú",
            Value.TEXT,
            spellings("Ghi chú | Chi chú | G/c | Ghi chú cập nhật"),
            width=24,
        ),
        Field(
            "not_kept",
            "",
            Value.IGNORED,
            spellings(
                "Ủy viên phụ trách | Chức vụ UV phụ trách | ĐT UV phụ trách | QĐ thành lập | Địa chỉ | Email "
                "| Phó bí thư | Số lượng cấp ủy | Nữ | Dân tộc khác"
            ),
        ),
    ),
)
