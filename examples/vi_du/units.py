"""The agencies and enterprises of the invented province, and how their branches are called."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

PARTY = "Cơ quan Đảng, MTTQ, đoàn thể CT-XH"
STATE = "Cơ quan Nhà nước"
SERVICE = "Đơn vị sự nghiệp"
BUSINESS = "Doanh nghiệp"

ROOT_CODE = "DBK"
ROOT_NAME = "Đảng bộ Khối các cơ quan và doanh nghiệp tỉnh"


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency with a grassroots organisation: `committee` means Đảng bộ cơ sở, else Chi bộ cơ sở;
    `style` chooses the names of its branches."""

    name: str
    bloc: str
    committee: bool
    style: str = "numbers"


def _agencies(bloc: str, committee: bool, style: str, names: str) -> list[Agency]:
    return [Agency(name.strip(), bloc, committee, style) for name in names.split("|")]


AGENCIES: tuple[Agency, ...] = (
    *_agencies(PARTY, False, "numbers", "Cơ quan Đảng ủy Khối|Ban Tổ chức Tỉnh ủy|Ban Tuyên giáo Tỉnh ủy"),
    *_agencies(PARTY, True, "office", "Văn phòng Tỉnh ủy"),
    *_agencies(
        PARTY,
        False,
        "numbers",
        "Ban Dân vận Tỉnh ủy|Ban Nội chính Tỉnh ủy|Ủy ban Mặt trận Tổ quốc tỉnh|Hội Liên hiệp Phụ nữ tỉnh|"
        "Hội Nông dân tỉnh|Hội Cựu chiến binh tỉnh|Tỉnh đoàn|Liên đoàn Lao động tỉnh|Hội Chữ thập đỏ tỉnh|"
        "Liên minh Hợp tác xã tỉnh|Hội Văn học - Nghệ thuật tỉnh",
    ),
    *_agencies(
        STATE,
        True,
        "numbers",
        "Sở Y tế|Sở Công Thương|Sở Tài chính|Sở Nội vụ|Sở Kế hoạch và Đầu tư|Sở Giao thông vận tải|Sở Xây dựng|"
        "Sở Giáo dục và Đào tạo|Sở Tư pháp|Sở Khoa học và Công nghệ|Thanh tra tỉnh|Cục Thuế tỉnh|"
        "Tòa án nhân dân tỉnh|Viện Kiểm sát nhân dân tỉnh|Cục Thi hành án dân sự tỉnh|Cục Quản lý thị trường tỉnh",
    ),
    *_agencies(
        STATE,
        True,
        "office",
        "Sở Nông nghiệp và Phát triển nông thôn|Sở Tài nguyên và Môi trường|Sở Văn hóa, Thể thao và Du lịch|"
        "Sở Lao động - Thương binh và Xã hội|Văn phòng Ủy ban nhân dân tỉnh|Kho bạc Nhà nước tỉnh|"
        "Bảo hiểm xã hội tỉnh|Chi cục Kiểm lâm tỉnh",
    ),
    *_agencies(
        STATE,
        False,
        "numbers",
        "Ban Dân tộc tỉnh|Sở Ngoại vụ|Sở Thông tin và Truyền thông|Cục Thống kê tỉnh|"
        "Ngân hàng Nhà nước chi nhánh tỉnh|Ban Quản lý các khu công nghiệp tỉnh|Văn phòng Hội đồng nhân dân tỉnh|"
        "Chi cục Dự trữ Nhà nước tỉnh",
    ),
    *_agencies(
        SERVICE,
        True,
        "hospital",
        "Bệnh viện Đa khoa tỉnh|Bệnh viện Y dược cổ truyền tỉnh|Bệnh viện Phụ sản tỉnh",
    ),
    *_agencies(SERVICE, True, "school", "Trường Cao đẳng Y tế|Trường Cao đẳng Kỹ thuật|Trường Đại học Mường Sơn"),
    *_agencies(
        SERVICE,
        True,
        "numbers",
        "Trường Chính trị tỉnh|Trung tâm Kiểm soát bệnh tật tỉnh|Đài Phát thanh - Truyền hình tỉnh|Báo Mường Sơn|"
        "Trường Trung học phổ thông Chuyên",
    ),
    *_agencies(
        SERVICE,
        False,
        "numbers",
        "Bệnh viện Tâm thần tỉnh|Bệnh viện Mắt tỉnh|Trung tâm Pháp y tỉnh|Trung tâm Giám định y khoa tỉnh|"
        "Bảo tàng tỉnh|Thư viện tỉnh|Nhà hát Ca múa nhạc tỉnh|Trung tâm Kiểm nghiệm thuốc tỉnh|"
        "Trường Phổ thông Dân tộc nội trú tỉnh|Ban Quản lý dự án giao thông tỉnh",
    ),
    *_agencies(
        BUSINESS,
        True,
        "numbers",
        "Bưu điện tỉnh|Viễn thông Mường Sơn|Công ty Xăng dầu Mường Sơn|Công ty cổ phần Môi trường đô thị Mường Sơn|"
        "Ngân hàng Nông nghiệp chi nhánh tỉnh|Ngân hàng Chính sách xã hội chi nhánh tỉnh|"
        "Ngân hàng Đầu tư và Phát triển chi nhánh tỉnh|Công ty cổ phần Cấp nước Mường Sơn|"
        "Công ty cổ phần Đường bộ Mường Sơn|Công ty Lâm nghiệp Nậm Sơn",
    ),
    *_agencies(
        BUSINESS,
        True,
        "plant",
        "Công ty Điện lực Mường Sơn|Công ty Thủy điện Nậm Khoang|Công ty cổ phần Xi măng Mường Sơn|"
        "Công ty cổ phần Mía đường Nậm Sơn|Công ty cổ phần Chè Chiềng Ban|Công ty cổ phần Bò sữa Phù Vân",
    ),
    *_agencies(
        BUSINESS,
        False,
        "numbers",
        "Công ty Bảo hiểm Mường Sơn|Công ty cổ phần Sách và Thiết bị trường học|Công ty Xổ số kiến thiết tỉnh|"
        "Công ty cổ phần Dược Mường Sơn|Công ty cổ phần In Mường Sơn|Công ty cổ phần Du lịch Mường Sơn",
    ),
)

#: The dozen of the small set: eight committees and four branches, of all blocs and styles.
SMALL_AGENCIES: tuple[str, ...] = (
    "Ban Tổ chức Tỉnh ủy",
    "Văn phòng Tỉnh ủy",
    "Hội Nông dân tỉnh",
    "Sở Công Thương",
    "Sở Y tế",
    "Kho bạc Nhà nước tỉnh",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Ban Dân tộc tỉnh",
    "Bệnh viện Đa khoa tỉnh",
    "Trường Cao đẳng Kỹ thuật",
    "Công ty Điện lực Mường Sơn",
    "Công ty cổ phần In Mường Sơn",
)

_STYLES: dict[str, tuple[str, ...]] = {
    "office": (
        "Chi bộ Văn phòng",
        "Chi bộ Tổ chức - Hành chính",
        "Chi bộ Kế hoạch - Tài chính",
        "Chi bộ Thanh tra",
        "Chi bộ Tổng hợp",
        "Chi bộ Quản trị",
        "Chi bộ Nghiệp vụ",
        "Chi bộ Trung tâm Lưu trữ",
        "Chi bộ Trung tâm Dịch vụ",
        "Chi bộ Pháp chế",
        "Chi bộ Kỹ thuật",
        "Chi bộ Quản lý dự án",
    ),
    "hospital": (
        "Chi bộ Tổ chức - Hành chính",
        "Chi bộ Khoa Nội",
        "Chi bộ Khoa Ngoại",
        "Chi bộ Khoa Nhi",
        "Chi bộ Khoa Dược",
        "Chi bộ Khoa Cấp cứu",
        "Chi bộ Cận lâm sàng",
        "Chi bộ Phòng Điều dưỡng",
        "Chi bộ Khoa Khám bệnh",
        "Chi bộ Liên chuyên khoa",
        "Chi bộ Văn phòng",
        "Chi bộ Kế hoạch tổng hợp",
    ),
    "school": (
        "Chi bộ Văn phòng",
        "Chi bộ Tổ chức - Hành chính",
        "Chi bộ Đào tạo",
        "Chi bộ Khoa Cơ bản",
        "Chi bộ Khoa Kinh tế",
        "Chi bộ Khoa Kỹ thuật",
        "Chi bộ Khoa Nông lâm",
        "Chi bộ Sinh viên",
        "Chi bộ Trung tâm Thực hành",
        "Chi bộ Kế hoạch - Tài vụ",
        "Chi bộ Khoa Sư phạm",
        "Chi bộ Khoa Ngoại ngữ",
    ),
    "plant": (
        "Chi bộ Văn phòng",
        "Chi bộ Tổ chức - Hành chính",
        "Chi bộ Kinh doanh",
        "Chi bộ Kỹ thuật",
        "Chi bộ Phân xưởng 1",
        "Chi bộ Phân xưởng 2",
        "Chi bộ Phân xưởng 3",
        "Chi bộ Kế hoạch - Vật tư",
        "Chi bộ Vận hành",
        "Chi bộ Sửa chữa",
        "Chi bộ Phân xưởng 10",
        "Chi bộ Đội xe",
    ),
}


def branch_names(agency: Agency, count: int, rng: Random) -> list[str]:
    """Return the names of an agency's branches; most units only number them, so that names repeat."""
    if agency.style == "numbers":
        with_office = count < 12 and rng.random() < 0.4
        numbered = [f"Chi bộ {number}" for number in range(1, count + (0 if with_office else 1))]
        return [*numbered, "Chi bộ Văn phòng"] if with_office else numbered
    return list(_STYLES[agency.style][:count])


_HEADS = {
    "Sở": "Giám đốc Sở",
    "Ban": "Trưởng ban",
    "Cục": "Cục trưởng",
    "Chi cục": "Chi cục trưởng",
    "Trường": "Hiệu trưởng",
    "Văn phòng": "Chánh Văn phòng",
    "Hội": "Chủ tịch Hội",
    "Ủy ban": "Chủ tịch",
    "Tòa án": "Chánh án",
    "Viện": "Viện trưởng",
    "Thanh tra": "Chánh Thanh tra",
    "Tỉnh đoàn": "Bí thư Tỉnh đoàn",
    "Báo": "Tổng Biên tập",
}


def head_title(agency: Agency) -> str:
    """Return the government post of the head of an agency."""
    return next((title for start, title in _HEADS.items() if f"{agency.name} ".startswith(start + " ")), "Giám đốc")


_POSTS = {
    PARTY: ("Chuyên viên chính", "Chuyên viên", "Chuyên viên", "Kế toán", "Văn thư", "Lái xe"),
    STATE: ("Chuyên viên chính", "Chuyên viên", "Chuyên viên", "Thanh tra viên", "Kế toán viên", "Văn thư", "Cán sự"),
    SERVICE: ("Viên chức", "Kỹ thuật viên", "Kế toán viên", "Nhân viên", "Phó Trưởng khoa", "Trưởng khoa"),
    BUSINESS: ("Nhân viên", "Công nhân", "Tổ trưởng", "Kế toán", "Kỹ sư vận hành", "Đội phó"),
}
_WORK = {
    PARTY: ("Cán bộ, công chức",),
    STATE: ("Công chức", "Công chức", "Người lao động"),
    SERVICE: ("Viên chức", "Viên chức", "Người lao động"),
    BUSINESS: ("Công nhân", "Nhân viên", "Cán bộ quản lý"),
}


def draw_post(rng: Random, bloc: str) -> str:
    """Return an ordinary post in a bloc."""
    return rng.choice(_POSTS[bloc])


def draw_occupation(rng: Random, bloc: str) -> str:
    """Return an occupation in a bloc."""
    return rng.choice(_WORK[bloc])
