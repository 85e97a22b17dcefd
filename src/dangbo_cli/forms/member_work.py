"""Member lists: schooling, positions, units, how to reach somebody, the rest (`forms.members`)."""

from __future__ import annotations

from dangbo_cli.forms.form import Field, Value, spellings

FIELDS: tuple[Field, ...] = (
    Field(
        "schooling_and_titles",
        "",
        Value.COMBINED,
        spellings("Trình độ học vấn, học vị, học hàm"),
        parts=("general_education", "academic_title", "expertise"),
    ),
    Field(
        "schooling",
        "",
        Value.COMBINED,
        spellings("Trình độ | Trình độ các mặt"),
        parts=("general_education", "expertise", "political_theory", "foreign_language"),
    ),
    Field(
        "general_education",
        "Giáo dục phổ thông",
        Value.GENERAL_EDUCATION,
        spellings(
            "Giáo dục phổ thông | GDPT | Trình độ văn hóa | Văn hóa | Học vấn | Trình độ học vấn | TĐVH | "
            "Trình độ > Văn hóa | Trình độ > Học vấn | Trình độ GDPT | Trình độ giáo dục phổ thông | "
            "Trình độ > GDPT | Trình độ > Giáo dục phổ thông | Trình độ > VH | Trình độ > HV | Trình độ > Phổ thông | Trình độ > "
            "PT | Học vấn phổ thông | Trình độ học vấn phổ thông | Trình độ phổ thông | Trình độ > Học vấn phổ thông | "
            "Trình độ VH"
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
            "độ chuyên môn cao nhất | Trình độ CMNV | TĐCM | Trình độ đào tạo | Trình độ > CM | Trình độ > Nghiệp vụ | Bằng cấp "
            "chuyên môn | Bằng cấp | Trình độ > Bằng cấp | Trình độ chuyên môn > Bằng | Trình độ chuyên môn > Bằng cấp | "
            "Trình độ chuyên môn > Trình độ | Chuyên môn > Trình độ | Chuyên môn > Bằng cấp | Trình độ > Đào tạo"
        ),
        width=16,
        group=("Sơ cấp", "Trung cấp", "Cao đẳng", "Đại học", "Thạc sĩ", "Tiến sĩ"),
    ),
    Field(
        "specialty",
        "Chuyên ngành",
        Value.TEXT,
        spellings(
            "Chuyên ngành | Ngành đào tạo | Chuyên ngành đào tạo | Trình độ đào tạo > Ngành đào tạo | Trình độ đào tạo > "
            "Ngành | Trình độ đào tạo > Chuyên ngành | Trình độ chuyên môn > Ngành | Trình độ chuyên môn > Chuyên ngành | "
            "Trình độ chuyên môn > Ngành đào tạo | Chuyên môn > Ngành | Chuyên môn > Chuyên ngành | Chuyên môn > Ngành đào "
            "tạo | Ngành học"
        ),
        width=20,
    ),
    Field(
        "academic_title",
        "Học hàm, học vị",
        Value.TEXT,
        spellings("Học hàm, học vị | Học hàm | Chức danh khoa học | Học vị, học hàm | Trình độ > Học hàm, học vị"),
        width=12,
    ),
    Field(
        "political_theory",
        "Lý luận chính trị",
        Value.POLITICAL_THEORY,
        spellings(
            "Lý luận chính trị | Trình độ LLCT | LLCT | Trình độ lý luận chính trị | Trình độ lý luận | "
            "Trình độ chính trị | Chính trị | LL chính trị | TĐLLCT | Trình độ > Lý luận chính trị | "
            "Trình độ > LLCT | Trình độ > Chính trị | Lý luận | Trình độ > Lý luận | Lý luận CT | Trình độ lý luận CT | Trình độ "
            "> Lý luận CT | Trình độ > CT | Trình độ > LL | TĐLL | Trình độ LL | Trình độ > LL chính trị"
        ),
        group=("Sơ cấp", "Trung cấp", "Cao cấp", "Cử nhân"),
    ),
    Field(
        "state_management",
        "Quản lý nhà nước",
        Value.TEXT,
        spellings(
            "QLNN | Trình độ QLNN | Quản lý nhà nước | Trình độ quản lý nhà nước | QL nhà nước | Trình độ > QLNN | Trình độ "
            "> Quản lý nhà nước | Trình độ > QL nhà nước | Trình độ QL nhà nước"
        ),
    ),
    Field(
        "foreign_language",
        "Ngoại ngữ",
        Value.TEXT,
        spellings("Ngoại ngữ | Trình độ ngoại ngữ | Trình độ > Ngoại ngữ | TĐNN | Trình độ > NN"),
    ),
    Field(
        "informatics",
        "Tin học",
        Value.TEXT,
        spellings("Tin học | Trình độ tin học | Trình độ > Tin học | Trình độ > TH"),
    ),
    Field(
        "party_position",
        "Chức vụ Đảng",
        Value.PARTY_POSITION,
        spellings(
            "Chức vụ Đảng | Chức vụ hiện nay > Đảng | Chức vụ > Đảng | Chức vụ Đảng ủy | Chức vụ chi bộ | "
            "Chức vụ trong chi bộ | Chức vụ ở chi bộ | Chức vụ chi ủy | Chức vụ trong chi ủy | "
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
            "vụ > Chuyên môn | Chức vụ > CQ | Chức vụ > Công tác | Chức danh > Chính quyền | Chức vụ "
            "về chính quyền | Chức vụ > Chính quyền, "
            "đoàn thể | Chức vụ > Chức vụ chính quyền"
        ),
        width=24,
    ),
    Field(
        "union_position",
        "Chức vụ đoàn thể",
        Value.TEXT,
        spellings(
            "Chức vụ đoàn thể | Chức vụ hiện nay > Đoàn thể | Chức vụ > Đoàn thể | Chức danh > Đoàn thể | Đoàn thể | "
            "Chức vụ > ĐT"
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
            "ban | Nơi làm việc | Đơn vị làm việc | Cơ quan làm việc | Cơ quan công tác | Phòng ban "
            "| Cơ quan, đơn vị | Tên đơn vị | Bộ phận | Phòng"
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
        spellings("Nghề nghiệp | Nghề nghiệp hiện nay | Nghề nghiệp (hiện nay) | Nghề"),
        width=20,
    ),
    Field(
        "phone",
        "Số điện thoại",
        Value.PHONE,
        spellings(
            "Số điện thoại | Điện thoại | SĐT | Số ĐT | ĐT | Điện thoại liên hệ | Điện thoại di động | ĐTDĐ | "
            "Số điện thoại di động | Di động | Số di động | SĐT liên hệ | Số điện thoại liên hệ"
        ),
    ),
    Field(
        "email",
        "Email",
        Value.EMAIL,
        spellings(
            "Email | Email liên hệ | Thư điện tử | Địa chỉ email | Mail | E-mail | Địa chỉ mail | Hộp thư điện tử"
        ),
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
            "Tuổi | Tuổi đời | Tuổi Đảng | Mã nhân viên | Mã NV | Chữ ký | Ký tên | Khen thưởng | Kỷ luật | "
            "Quá trình công tác | Quan hệ nước ngoài | Số quyết định | Số QĐ kết nạp | Người giới thiệu | "
            "Thành phần gia đình | Cấp bậc | Quân hàm | Nhập ngũ | Ngày nhập ngũ | Nghề nghiệp trước khi vào Đảng | "
            "Trước khi vào Đảng | Bộ đội, công an, hưu trí | Kết quả kiểm tra | Chi tiết lỗi | Điện thoại cơ quan | "
            "Số điện thoại cơ quan | ĐT cơ quan"
        ),
    ),
)
