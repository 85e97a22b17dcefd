"""Member lists («danh sách đảng viên»), with yearly ratings where a unit puts them in the same sheet.

Headings: formats.md 1.1 (T-NAT, T-EXP, the 37-column committee sheet, ward lists). Rating columns are
not listed here: who rates and which year is read from the words (`forms.rating_headings`).
"""

from __future__ import annotations

from dangbo_cli.forms.form import Field, Form, Value, spellings

FORM = Form(
    kind="dang-vien",
    title="Danh sách đảng viên",
    rated=True,
    identity=("full_name", "given_name"),
    core=(
        "birth_date",
        "admitted_on",
        "official_on",
        "card_number",
        "card_and_file_number",
        "citizen_id",
        "file_number",
        "party_position",
        "standing",
        "probationary_mark",
        "official_mark",
    ),
    title_words=("dang vien", "ho so dang", "dang tich"),
    title_refusals=("quan chung", "cam tinh dang", "doi tuong ket nap", "doan vien", "nguoi tot viec tot"),
    fields=(
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
                "cán bộ | Họ, chữ đệm, tên"
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
                "Họ | Họ đệm | Họ và đệm | Họ và tên đệm | Họ lót | hoLot | Họ và chữ đệm | Họ và tên > Họ | "
                "Họ và tên > Họ đệm | Họ tên > Họ | Họ và tên > Họ và tên đệm"
            ),
            width=20,
        ),
        Field(
            "given_name",
            "Tên",
            Value.PERSON_NAME,
            spellings("Tên | Họ và tên > Tên | Họ tên > Tên"),
            width=10,
        ),
        Field(
            "other_name",
            "Tên gọi khác",
            Value.IGNORED,
            spellings("Tên gọi khác | Họ tên khác | Bí danh"),
        ),
        Field(
            "birth_date",
            "Ngày sinh",
            Value.BIRTH,
            spellings(
                "Ngày sinh | Sinh ngày | Ngày tháng năm sinh | Ngày, tháng, năm sinh | Năm sinh | NS | "
                "ngaysinh | NTNS | Ngày/tháng/năm sinh | Ngày tháng sinh | Sinh năm | Ngày, tháng năm sinh"
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
        ),
        Field(
            "hometown",
            "Quê quán",
            Value.TEXT,
            spellings("Quê quán | Quê quán chi tiết | Nguyên quán | Quê quán (xã, huyện, tỉnh) | Quê"),
            width=34,
        ),
        Field(
            "birthplace",
            "Nơi sinh",
            Value.TEXT,
            spellings("Nơi sinh"),
            width=34,
        ),
        Field(
            "residence",
            "Nơi ở hiện nay",
            Value.TEXT,
            spellings(
                "Nơi ở hiện nay | Nơi ở | Địa chỉ | Thường trú | Hộ khẩu | Nơi đăng ký thường trú | Địa chỉ "
                "thường trú | Hộ khẩu thường trú | Trú quán | Chỗ ở hiện nay | Nơi thường trú | Nơi cư trú | "
                "Nơi thực tế cư trú | Địa chỉ hiện nay"
            ),
            width=34,
        ),
        Field(
            "citizen_id",
            "Số định danh cá nhân",
            Value.CITIZEN,
            spellings(
                "Số định danh cá nhân | Số CCCD | CCCD | Số CMND/CCCD | Số CCCD/CMND | Số CMND | CMND | "
                "CMND/CCCD | Số định danh công dân | Căn cước | Căn cước công dân | Số căn cước công dân | Số "
                "căn cước | Số CCCD/Căn cước | Số CMND cũ | Mã định danh | Số định danh | Định danh cá nhân"
            ),
            width=16,
            weight=2,
        ),
        Field(
            "card_number",
            "Số thẻ đảng viên",
            Value.CARD,
            spellings(
                "Số thẻ đảng viên | Số thẻ đảng | Số thẻ | Mã thẻ đảng | Số TĐV | Thẻ đảng viên | Số thẻ ĐV | DCS_ID | "
                "card_no | Thẻ đảng | Số thẻ theo Đảng quyết định 85 | Số thẻ Đảng theo QĐ 85 | Số thẻ cũ | "
                "Số thẻ đảng viên cũ | Số thẻ đảng viên mới"
            ),
            width=16,
            weight=2,
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
            spellings(
                "Ngày vào Đảng | Ngày kết nạp | Ngày kết nạp Đảng | Ngày kết nạp dự bị | Thời gian vào Đảng | "
                "Ngày dự bị | Vào Đảng | Ngày VĐ | Ngày KN | Ngày vào ĐCSVN | Ngày vào Đảng (dự bị) | Ngày "
                "vào Đảng > Dự bị | Ngày vào Đảng > Ngày kết nạp | Ngày vào Đảng > Kết nạp | Vào Đảng > Dự bị "
                "| Kết nạp | Ngày, tháng, năm vào Đảng | Ngày tháng năm vào Đảng | Ngày vào Đảng Cộng sản "
                "Việt Nam | Ngày vào Đảng > Vào Đảng | Ngày vào Đảng dự bị | Ngày tháng vào Đảng | Thời gian "
                "vào Đảng > Dự bị | Ngày, tháng, năm kết nạp | Ngày vào Đảng > Ngày dự bị | Ngày kết nạp vào "
                "Đảng | Ngày kết nạp đảng viên"
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
            spellings(
                "Ngày chính thức | Ngày vào Đảng chính thức | Ngày kết nạp chính thức | Ngày CT | Chính thức "
                "| Ngày chuyển Đảng chính thức | Ngày vào Đảng > Chính thức | Vào Đảng > Chính thức | Ngày "
                "vào Đảng > Ngày chính thức | Ngày công nhận chính thức | Ngày chuyển chính thức | Ngày công "
                "nhận đảng viên chính thức | Thời gian vào Đảng > Chính thức | Ngày, tháng, năm chính thức | "
                "Ngày vào Đảng > Ngày vào Đảng chính thức | Ngày chính thức vào Đảng"
            ),
            weight=2,
        ),
        Field(
            "probationary_mark",
            "Đảng viên dự bị",
            Value.STANDING_MARK,
            spellings(
                "Đảng viên dự bị | Là đảng viên dự bị | ĐV dự bị | ĐVDB | Loại đảng viên > Dự bị | Trạng thái "
                "> Dự bị | Đảng viên > Dự bị"
            ),
        ),
        Field(
            "official_mark",
            "Đảng viên chính thức",
            Value.STANDING_MARK,
            spellings(
                "Đảng viên chính thức | ĐV chính thức | ĐVCT | Loại đảng viên > Chính thức | Trạng thái > "
                "Chính thức | Đảng viên > Chính thức"
            ),
        ),
        Field(
            "standing",
            "Loại đảng viên",
            Value.STANDING,
            spellings(
                "Loại đảng viên | Trạng thái | Trạng thái hoạt động | Trạng thái sinh hoạt | Tình trạng | "
                "Loại ĐV | Chính thức/Dự bị | Dự bị/Chính thức | Tình trạng sinh hoạt | Tư cách đảng viên | "
                "Diện đảng viên"
            ),
        ),
        Field(
            "general_education",
            "Giáo dục phổ thông",
            Value.GENERAL_EDUCATION,
            spellings(
                "Giáo dục phổ thông | GDPT | Trình độ văn hóa | Văn hóa | Học vấn | Trình độ học vấn | TĐVH | "
                "Trình độ > Văn hóa | Trình độ > Học vấn | Trình độ GDPT | Trình độ giáo dục phổ thông | "
                "Trình độ > GDPT | Trình độ > Giáo dục phổ thông"
            ),
            width=12,
            group=("Tiểu học", "THCS", "THPT"),
        ),
        Field(
            "expertise",
            "Trình độ chuyên môn",
            Value.EXPERTISE,
            spellings(
                "Trình độ chuyên môn | Trình độ CM | Chuyên môn | CMNV | Trình độ ĐT | Chuyên môn, nghiệp vụ "
                "| Trình độ chuyên môn, nghiệp vụ | Trình độ > Chuyên môn | Trình độ đào tạo > Trình độ | "
                "Trình độ chuyên môn nghiệp vụ | Trình độ > CMNV | Trình độ > Chuyên môn, nghiệp vụ | Trình "
                "độ chuyên môn cao nhất | Trình độ CMNV | TĐCM | Trình độ đào tạo"
            ),
            width=16,
            group=("Sơ cấp", "Trung cấp", "Cao đẳng", "Đại học", "Thạc sĩ", "Tiến sĩ"),
        ),
        Field(
            "specialty",
            "Chuyên ngành",
            Value.TEXT,
            spellings("Chuyên ngành | Ngành đào tạo | Chuyên ngành đào tạo | Trình độ đào tạo > Ngành đào tạo"),
            width=20,
        ),
        Field(
            "academic_title",
            "Học hàm, học vị",
            Value.TEXT,
            spellings("Học hàm, học vị | Học hàm | Chức danh khoa học"),
            width=12,
        ),
        Field(
            "political_theory",
            "Lý luận chính trị",
            Value.POLITICAL_THEORY,
            spellings(
                "Lý luận chính trị | Trình độ LLCT | LLCT | Trình độ lý luận chính trị | Trình độ lý luận | "
                "Trình độ chính trị | Chính trị | LL chính trị | TĐLLCT | Trình độ > Lý luận chính trị | "
                "Trình độ > LLCT | Trình độ > Chính trị | Lý luận | Trình độ > Lý luận"
            ),
            group=("Sơ cấp", "Trung cấp", "Cao cấp", "Cử nhân"),
        ),
        Field(
            "state_management",
            "Quản lý nhà nước",
            Value.TEXT,
            spellings("QLNN | Trình độ QLNN | Quản lý nhà nước | Trình độ quản lý nhà nước"),
        ),
        Field(
            "foreign_language",
            "Ngoại ngữ",
            Value.TEXT,
            spellings("Ngoại ngữ | Trình độ ngoại ngữ | Trình độ > Ngoại ngữ | TĐNN"),
        ),
        Field(
            "informatics",
            "Tin học",
            Value.TEXT,
            spellings("Tin học | Trình độ tin học | Trình độ > Tin học"),
        ),
        Field(
            "party_position",
            "Chức vụ Đảng",
            Value.PARTY_POSITION,
            spellings(
                "Chức vụ Đảng | Chức vụ hiện nay > Đảng | Chức vụ > Đảng | Chức vụ Đảng ủy | Chức vụ chi bộ | "
                "Chức danh Đảng | Chức vụ trong Đảng | Cấp ủy | Chức vụ, chức danh > Đảng | CV Đảng | Chức vụ "
                "cấp ủy | Chức vụ Đảng hiện nay | Chức danh > Đảng | Chức vụ về Đảng | Chức vụ > Trong Đảng | "
                "Chức vụ > Cấp ủy | Chức vụ > Chức vụ Đảng | Đảng (BT, PBT, CUV, ĐV)"
            ),
            width=18,
        ),
        Field(
            "government_position",
            "Chức vụ chính quyền",
            Value.TEXT,
            spellings(
                "Chức vụ chính quyền | Chức vụ CQ | Chức vụ hiện nay > Chính quyền | Chức vụ > Chính quyền | "
                "Chức vụ chuyên môn | Chính quyền, đoàn thể | Chức vụ chính quyền, đoàn thể | CV chính quyền "
                "| Chức vụ, chức danh > Chính quyền | Chức vụ công tác | Chức vụ chính quyền hiện nay | Chức "
                "vụ > Chuyên môn | Chức danh > Chính quyền | Chức vụ về chính quyền | Chức vụ > Chính quyền, "
                "đoàn thể | Chức vụ > Chức vụ chính quyền"
            ),
            width=24,
        ),
        Field(
            "union_position",
            "Chức vụ đoàn thể",
            Value.TEXT,
            spellings(
                "Chức vụ đoàn thể | Chức vụ hiện nay > Đoàn thể | Chức vụ > Đoàn thể | Chức danh > Đoàn thể | Đoàn thể"
            ),
            width=20,
        ),
        Field(
            "position",
            "Chức vụ",
            Value.POSITION,
            spellings(
                "Chức vụ | Chức danh | Chức vụ/Chức danh | Chức vụ, chức danh | Chức vụ hiện nay | Chức danh, chức vụ"
            ),
            width=24,
        ),
        Field(
            "organization",
            "Chi bộ",
            Value.ORGANIZATION,
            spellings(
                "Chi bộ | Tên chi bộ | Chi bộ đang sinh hoạt | Chi bộ sinh hoạt | Chi bộ hiện tại | CB | Tổ "
                "chức Đảng đang sinh hoạt | Tổ chức Đảng sinh hoạt | Nơi sinh hoạt Đảng | Sinh hoạt tại chi "
                "bộ | Tổ chức đảng | Chi bộ trực thuộc | Đang sinh hoạt tại chi bộ | Mã chi bộ | Thuộc chi bộ "
                "| Mã tổ chức đảng | Mã tổ chức | Đang sinh hoạt tại | Nơi sinh hoạt"
            ),
            width=26,
        ),
        Field(
            "upper_organization",
            "Đảng bộ",
            Value.ORGANIZATION,
            spellings(
                "Đảng bộ | Đảng ủy | Đảng bộ cơ sở | Tổ chức cơ sở đảng | TCCSĐ | Thuộc đảng bộ | Đảng bộ "
                "trực thuộc | Đảng ủy cơ sở | Đảng bộ/Chi bộ cơ sở"
            ),
            width=26,
        ),
        Field(
            "workplace",
            "Đơn vị công tác",
            Value.WORKPLACE,
            spellings(
                "Đơn vị | Đơn vị công tác | Phòng (Đơn vị) | Đơn vị/Bộ phận | Nơi công tác | Cơ quan | Phòng, "
                "ban | Cơ quan công tác | Phòng ban | Cơ quan, đơn vị | Tên đơn vị | Bộ phận | Phòng"
            ),
            width=26,
        ),
        Field(
            "home_branch",
            "Chi bộ nơi cư trú",
            Value.IGNORED,
            spellings("Chi bộ nơi cư trú"),
        ),
        Field(
            "occupation",
            "Nghề nghiệp",
            Value.TEXT,
            spellings("Nghề nghiệp | Nghề nghiệp hiện nay | Nghề nghiệp (hiện nay)"),
            width=20,
        ),
        Field(
            "phone",
            "Số điện thoại",
            Value.PHONE,
            spellings("Số điện thoại | Điện thoại | SĐT | Số ĐT | ĐT | Điện thoại liên hệ | Điện thoại di động"),
        ),
        Field(
            "email",
            "Email",
            Value.TEXT,
            spellings("Email | Email liên hệ | Thư điện tử | Địa chỉ email"),
            width=22,
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
                "Tuổi | Tuổi đời | Tuổi Đảng | Mã nhân viên | Mã NV | ID | Chữ ký | Ký tên | Khen thưởng | Kỷ "
                "luật | Quá trình công tác | Quan hệ nước ngoài | Ngày cấp thẻ | Nơi cấp thẻ | Nơi cấp thẻ "
                "Đảng | Ngày cấp thẻ Đảng | Số Huy hiệu Đảng | Huy hiệu Đảng | Số quyết định | Số QĐ kết nạp "
                "| Người giới thiệu | Thành phần gia đình"
            ),
        ),
    ),
)
