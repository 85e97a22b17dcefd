"""Member lists: who somebody is, where from, where living (`forms.members`)."""

from __future__ import annotations

from dangbo_cli.forms.form import Field, Value, spellings

#: The parts of an address in columns of their own. Under «theo mô hình 2 cấp» there are three (country, province, the
#: rest); a district beside them says that the address is the old one of three levels.
_PARTS = (
    ("country", "Quốc gia", Value.TEXT, "Quốc gia | Nước"),
    ("province", "Tỉnh", Value.TEXT, "Tỉnh | Tỉnh/Thành phố | Thành phố | Tỉnh/TP"),
    ("detail", "Địa chỉ chi tiết", Value.TEXT, "Địa chỉ chi tiết | Chi tiết | Địa chỉ | Số nhà, bản | Thôn, bản"),
    ("commune", "", Value.ADDRESS_PART, "Xã | Phường/Xã | Xã/Phường | Phường, xã | Xã, phường, thị trấn"),
    ("district", "", Value.ADDRESS_PART, "Huyện | Quận/Huyện | Huyện/Quận | Huyện, thị xã | Huyện/Thành phố"),
)


def _address(key: str, title: str, others: str) -> tuple[Field, ...]:
    """Return the fields of one address of the national template, a field for each part."""
    parents = (title, *spellings(others))
    levels = "" if key == "birth" else " (theo mô hình 2 cấp)"
    return tuple(
        Field(
            f"{key}_{part}",
            name and f"{title}{levels} - {name}",
            value,
            tuple(f"{parent} > {word}" for parent in parents for word in spellings(words)),
            width=30 if part == "detail" else 16,
        )
        for part, name, value, words in _PARTS
    )


FIELDS: tuple[Field, ...] = (
    Field(
        "number",
        "STT",
        Value.ORDINAL,
        spellings("STT | TT | Số TT | S.TT | No | TT hộ | Thứ tự"),
        width=6,
    ),
    Field(
        "full_name",
        "Họ và tên",
        Value.PERSON_NAME,
        spellings(
            "Họ và tên | Họ tên | Ho va ten | HOVATEN | Họ tên đảng viên | Tên đảng viên | Họ và tên đảng "
            "viên | Họ và tên khai sinh | Họ tên khai sinh | Đồng chí | Họ tên đang dùng | Họ và tên đang "
            "dùng | Họ, tên | Họ và tên đồng chí | Họ, chữ đệm và tên | Họ và tên > Họ và tên | Họ và tên "
            "cán bộ | Họ, chữ đệm, tên | Họ, đệm và tên | Họ, đệm, tên | Họ, tên đệm và tên | Họ tên ĐV | Họ và tên ĐV | "
            "Họ tên đ/c | Họ và tên đ/c | H.tên | H. và tên"
        ),
        width=26,
        required=True,
        weight=2,
    ),
    Field(
        "family_name",
        "Họ và tên đệm",
        Value.PERSON_NAME,
        spellings(
            "Họ | Họ đệm | Họ và đệm | Họ và tên đệm | Họ lót | hoLot | Họ và chữ đệm | Họ và chữ lót | Họ và | Họ, chữ "
            "đệm | Họ, đệm | Họ, tên đệm | Họ, chữ lót | Họ, tên lót | Họ và tên lót | Họ và lót | "
            "Họ và tên > Họ | Họ và tên > Họ đệm | Họ tên > Họ | Họ và tên > Họ và tên đệm"
        ),
        width=20,
    ),
    Field(
        "given_name",
        "Tên",
        Value.PERSON_NAME,
        spellings("Tên | Và tên | Họ và tên > Tên | Họ tên > Tên | Tên đệm và tên | Chữ đệm và tên | Đệm và tên"),
        width=10,
    ),
    Field(
        "other_name",
        "Tên gọi khác",
        Value.TEXT,
        spellings("Tên gọi khác | Họ tên khác | Họ và tên khác | Bí danh | Tên thường gọi | Tên khác"),
        width=20,
    ),
    Field(
        "birth_date",
        "Ngày sinh",
        Value.BIRTH,
        spellings(
            "Ngày sinh | Sinh ngày | Ngày tháng năm sinh | Ngày, tháng, năm sinh | Năm sinh | NS | "
            "ngaysinh | NTNS | Ngày/tháng/năm sinh | Ngày tháng sinh | Sinh năm | Ngày, tháng năm sinh | Sinh"
        ),
        weight=2,
    ),
    Field(
        "gender",
        "Giới tính",
        Value.GENDER,
        spellings("Giới tính | Phái | Nam/Nữ | Nam, nữ | GT | Giới"),
        width=8,
        group=("Nam", "Nữ"),
    ),
    Field(
        "ethnicity",
        "Dân tộc",
        Value.ETHNICITY,
        spellings("Dân tộc | DT | Tên dân tộc | Thành phần dân tộc"),
        width=12,
        group=("Kinh",),
    ),
    Field(
        "religion",
        "Tôn giáo",
        Value.RELIGION,
        spellings("Tôn giáo | TG"),
        width=12,
        group=("Không",),
    ),
    Field(
        "hometown",
        "Quê quán",
        Value.TEXT,
        spellings("Quê quán | Quê quán chi tiết | Nguyên quán | Quê quán (xã, huyện, tỉnh) | Quê"),
        width=34,
    ),
    *_address("hometown", "Quê quán", "Nguyên quán | Quê"),
    Field(
        "birthplace",
        "Nơi sinh",
        Value.TEXT,
        spellings("Nơi sinh"),
        width=34,
    ),
    *_address("birth", "Nơi đăng ký khai sinh", "Nơi ĐKKS | Đăng ký khai sinh | Nơi sinh"),
    Field(
        "residence",
        "Nơi ở hiện nay",
        Value.TEXT,
        spellings(
            "Nơi ở hiện nay | Nơi ở | Địa chỉ | Thường trú | Hộ khẩu | Nơi đăng ký thường trú | Địa chỉ "
            "thường trú | Hộ khẩu thường trú | Trú quán | Chỗ ở hiện nay | Nơi thường trú | Nơi cư trú | "
            "Nơi thực tế cư trú | Địa chỉ hiện nay | HKTT | Nơi ĐKTT | Nơi đăng ký HKTT | Nơi đăng ký hộ khẩu thường trú | Nơi "
            "ĐK thường trú"
        ),
        width=34,
    ),
    *_address(
        "residence",
        "Thường trú",
        "Nơi thường trú | Địa chỉ thường trú | Hộ khẩu thường trú | Nơi đăng ký thường trú | Nơi ở hiện nay | Nơi ở",
    ),
    Field(
        "citizen_id",
        "Số định danh cá nhân",
        Value.CITIZEN,
        spellings(
            "Số định danh cá nhân | Số CCCD | CCCD | Số CMND/CCCD | Số CCCD/CMND | Số CMND | CMND | "
            "CMND/CCCD | Số định danh công dân | Căn cước | Căn cước công dân | Số căn cước công dân | Số "
            "căn cước | Số CCCD/Căn cước | Mã định danh | Số định danh | Định danh cá nhân | Số CMTND | "
            "CMTND | Số chứng minh thư | Số CMT | CMT | Số căn cước/CCCD | Số thẻ căn cước | CC/CCCD | Số CC/CCCD"
        ),
        width=16,
        weight=2,
    ),
    Field(
        "old_citizen_id",
        "Số CMND cũ",
        Value.CITIZEN,
        spellings("Số CMND cũ | CMND cũ | Số chứng minh nhân dân cũ | Số chứng minh nhân dân"),
    ),
    Field(
        "external_id",
        "ID",
        Value.EXTERNAL_ID,
        spellings("ID | ID đảng viên | Mã ID | Mã hồ sơ"),
    ),
)
