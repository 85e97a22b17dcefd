"""Member lists: card and file numbers, the way into the Party, standing (`forms.members`)."""

from __future__ import annotations

from dangbo_cli.forms.form import Field, Value, spellings

#: Over one column for official members and one for those on probation.
_STANDINGS = ("Loại đảng viên", "Loại ĐV", "Trạng thái", "Đảng viên", "Diện đảng viên", "Tư cách đảng viên")

#: Over one column for the day of admission and one for the day of becoming official.
_JOININGS = spellings(
    "Ngày vào Đảng | Vào Đảng | Thời gian vào Đảng | Ngày, tháng, năm vào Đảng | Ngày tháng năm vào Đảng | Ngày tháng vào "
    "Đảng | Năm vào Đảng | Ngày kết nạp | Ngày kết nạp Đảng | Ngày kết nạp vào Đảng | Ngày, tháng, năm kết nạp | Kết nạp "
    "Đảng | Thời gian kết nạp | Ngày vào ĐCSVN | Ngày vào Đảng Cộng sản Việt Nam"
)


def _joining(words: str) -> tuple[str, ...]:
    return tuple(f"{parent} > {word}" for parent in _JOININGS for word in spellings(words))


def _marks(*words: str) -> tuple[str, ...]:
    return tuple(f"{parent} > {word}" for parent in _STANDINGS for word in words)


FIELDS: tuple[Field, ...] = (
    Field(
        "card_number",
        "Số thẻ đảng viên",
        Value.CARD,
        spellings(
            "Số thẻ đảng viên | Số thẻ đảng | Số thẻ | Mã thẻ đảng | Số TĐV | Thẻ đảng viên | Số thẻ ĐV | DCS_ID | "
            "card_no | Thẻ đảng | Số thẻ đảng viên mới | Số thẻ mới | Số thẻ đảng mới | Thẻ đảng viên > Số | Thẻ đảng viên > "
            "Số thẻ | Thẻ Đảng > Số | Thẻ Đảng > Số thẻ | Đảng > Số thẻ | Quá trình Đảng > Số thẻ"
        ),
        width=16,
        weight=2,
    ),
    Field(
        "old_card_number",
        "Số thẻ theo Quyết định 85",
        Value.CARD,
        spellings(
            "Số thẻ theo Đảng quyết định 85 | Số thẻ Đảng theo QĐ 85 | Số thẻ theo QĐ 85 | Số thẻ cũ | "
            "Số thẻ đảng viên cũ | Số thẻ Đảng cũ"
        ),
    ),
    Field(
        "card_issued_at",
        "Nơi cấp thẻ Đảng",
        Value.TEXT,
        spellings(
            "Nơi cấp thẻ | Nơi cấp thẻ Đảng | Nơi cấp thẻ đảng viên | Thẻ đảng viên > Nơi cấp | Thẻ Đảng > Nơi cấp"
        ),
        width=24,
    ),
    Field(
        "card_issued_on",
        "Ngày cấp thẻ Đảng",
        Value.PARTY_DATE,
        spellings(
            "Ngày cấp thẻ | Ngày cấp thẻ Đảng | Ngày cấp thẻ đảng viên | Thẻ đảng viên > Ngày cấp | Thẻ Đảng > Ngày cấp"
        ),
    ),
    Field(
        "card_and_file_number",
        "Số thẻ đảng viên/Số lý lịch",
        Value.CARD_AND_FILE,
        spellings(
            "Số thẻ đảng viên/Số lý lịch | Số thẻ đảng viên, số lý lịch | Số thẻ, số lý lịch | Số thẻ/số lý lịch | "
            "Số thẻ đảng viên, số lý lịch đảng viên | Số thẻ đảng viên/Số LL | Số TĐV/Số LL | Số thẻ và số lý lịch | "
            "Số thẻ đảng viên và số lý lịch"
        ),
        width=22,
        weight=2,
    ),
    Field(
        "file_number",
        "Số lý lịch đảng viên",
        Value.FILE_NUMBER,
        spellings("Số lý lịch | Số lý lịch đảng viên | Số LL | Số LLĐV | Số hồ sơ"),
    ),
    Field(
        "admitted_on",
        "Ngày vào Đảng",
        Value.PARTY_DATE,
        (
            *spellings(
                "Ngày vào Đảng | Ngày kết nạp | Ngày kết nạp Đảng | Ngày kết nạp dự bị | Thời gian vào Đảng | Ngày dự bị | "
                "Vào Đảng | Ngày VĐ | Ngày KN | Ngày vào ĐCSVN | Ngày vào Đảng (dự bị) | Kết nạp | Ngày, tháng, năm vào "
                "Đảng | Ngày tháng năm vào Đảng | Ngày vào Đảng Cộng sản Việt Nam | Ngày vào Đảng dự bị | Ngày tháng vào "
                "Đảng | Ngày, tháng, năm kết nạp | Ngày kết nạp vào Đảng | Ngày kết nạp đảng viên | Ngày vào Đảng CSVN | Vào "
                "Đảng ngày | Đảng > Ngày vào | Đảng > Ngày vào Đảng | Đảng > Ngày kết nạp | Đảng > Kết nạp | Quá trình Đảng "
                "> Kết nạp | Quá trình Đảng > Ngày kết nạp | Quá trình Đảng > Ngày vào"
            ),
            *_joining("Dự bị | DB | Ngày dự bị | Kết nạp | KN | Ngày kết nạp | Vào Đảng | Đảng viên dự bị"),
        ),
        weight=2,
    ),
    Field(
        "admission_decided_on",
        "Ngày quyết định kết nạp",
        Value.PARTY_DATE,
        spellings("Ngày quyết định kết nạp | Ngày QĐ kết nạp"),
    ),
    Field(
        "official_on",
        "Ngày chính thức",
        Value.PARTY_DATE,
        (
            *spellings(
                "Ngày chính thức | Ngày vào Đảng chính thức | Ngày kết nạp chính thức | Ngày CT | Chính thức | Ngày chuyển "
                "Đảng chính thức | Ngày công nhận chính thức | Ngày chuyển chính thức | Ngày công nhận đảng viên chính "
                "thức | Ngày, tháng, năm chính thức | Ngày chính thức vào Đảng | Chính thức ngày | Đảng > Ngày CT | Đảng > Chính "
                "thức | Đảng > Ngày chính thức | Quá trình Đảng > Chính thức | Quá trình Đảng > CT | Quá trình Đảng > Ngày "
                "chính thức | Ngày CT vào Đảng"
            ),
            *_joining(
                "Chính thức | CT | Ngày chính thức | Ngày vào Đảng chính thức | Công nhận chính thức | Chuyển chính thức | "
                "Đảng viên chính thức"
            ),
        ),
        weight=2,
    ),
    Field(
        "probationary_mark",
        "Đảng viên dự bị",
        Value.STANDING_MARK,
        (*spellings("Đảng viên dự bị | Là đảng viên dự bị | ĐV dự bị | ĐVDB"), *_marks("Dự bị", "DB")),
    ),
    Field(
        "official_mark",
        "Đảng viên chính thức",
        Value.STANDING_MARK,
        (*spellings("Đảng viên chính thức | ĐV chính thức | ĐVCT"), *_marks("Chính thức", "CT")),
    ),
    Field(
        "exempt_mark",
        "Diện miễn sinh hoạt",
        Value.STANDING_MARK,
        spellings(
            "Diện miễn sinh hoạt | Miễn sinh hoạt | Được miễn sinh hoạt | Đảng viên miễn sinh hoạt | "
            "Đảng viên được miễn sinh hoạt | Miễn công tác và sinh hoạt Đảng | Được miễn công tác, sinh hoạt Đảng | Miễn SH | "
            "Miễn SHĐ | Miễn sinh hoạt Đảng | ĐV miễn sinh hoạt | ĐV miễn SH | Miễn công tác, sinh hoạt Đảng | Loại đảng "
            "viên > Miễn sinh hoạt | Loại đảng viên > Miễn SH | Đảng viên > Miễn sinh hoạt | Đảng viên > Miễn SH"
        ),
    ),
    Field(
        "standing",
        "Loại đảng viên",
        Value.STANDING,
        spellings(
            "Loại đảng viên | Trạng thái | Trạng thái hoạt động | Trạng thái sinh hoạt | Tình trạng | "
            "Loại ĐV | Chính thức/Dự bị | Dự bị/Chính thức | Tình trạng sinh hoạt | Tư cách đảng viên | "
            "Diện đảng viên | Tình trạng quản lý | Tình trạng quản lý > Đang quản lý | "
            "Tình trạng quản lý > Không còn quản lý"
        ),
    ),
    Field(
        "left_on",
        "Ngày rời khỏi, ngày mất, ngày miễn sinh hoạt",
        Value.PARTY_DATE,
        spellings(
            "Ngày rời khỏi/ Ngày mất/ Ngày miễn sinh hoạt Đảng | Ngày rời khỏi | Ngày rời khỏi Đảng | "
            "Ngày miễn sinh hoạt | Ngày miễn sinh hoạt Đảng | Ngày ra khỏi danh sách | Ngày giảm"
        ),
    ),
    Field(
        "moved_away",
        "Ngày chuyển đi",
        Value.LEAVING,
        spellings("Ngày chuyển đi | Ngày chuyển đi, đến đảng bộ cơ sở | Ngày chuyển đi, đến đảng bộ cơ sở nào"),
    ),
    Field(
        "died",
        "Ngày từ trần",
        Value.LEAVING,
        spellings("Ngày từ trần | Ngày mất | Ngày từ trần, lý do"),
    ),
    Field(
        "went_out",
        "Ngày ra khỏi Đảng",
        Value.LEAVING,
        spellings("Ngày ra khỏi Đảng | Ngày ra Đảng | Ngày ra khỏi Đảng, hình thức ra Đảng"),
    ),
    Field(
        "left_reason",
        "Lý do ra khỏi danh sách",
        Value.LEAVING,
        spellings("Lý do ra khỏi danh sách | Lý do ra khỏi Đảng | Lý do giảm | Lý do rời khỏi | Lý do"),
    ),
    Field(
        "deletion",
        "Đề nghị xóa",
        Value.DELETION,
        spellings("Đề nghị xóa | Đề nghị xoá khỏi danh sách"),
    ),
    Field(
        "badge",
        "Huy hiệu Đảng",
        Value.TEXT,
        spellings("Huy hiệu Đảng | Đã nhận Huy hiệu Đảng | Tặng Huy hiệu Đảng | Quyết định > Tặng Huy hiệu Đảng"),
    ),
    Field(
        "badge_number",
        "Số Huy hiệu Đảng",
        Value.TEXT,
        spellings("Số Huy hiệu Đảng | Số Huy hiệu | Số HHĐ"),
    ),
)
