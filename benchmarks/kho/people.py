"""Invented people, with names that look like totals, headings, units, signatures and legends, and the tree they are in.

Nobody here exists. Every name is one that a Vietnamese register can hold («Lưu Yến» begins like «Lưu ý», «Tô Đăng Khoa»
folds to «tổ đảng», «Đồng Chí Dũng» begins like a salutation).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

#: (code, name, kind, code of the one above)
TREE = (
    ("K", "Đảng bộ Khối các cơ quan tỉnh", "Đảng bộ cấp trên trực tiếp cơ sở", ""),
    ("YT", "Đảng bộ Sở Y tế", "Đảng bộ cơ sở", "K"),
    ("YT.1", "Chi bộ 1", "Chi bộ trực thuộc đảng ủy cơ sở", "YT"),
    ("YT.2", "Chi bộ 2", "Chi bộ trực thuộc đảng ủy cơ sở", "YT"),
    ("YT.10", "Chi bộ 10", "Chi bộ trực thuộc đảng ủy cơ sở", "YT"),
    ("YT.VP", "Chi bộ Văn phòng", "Chi bộ trực thuộc đảng ủy cơ sở", "YT"),
    ("YT.TH", "Chi bộ Tổng hợp", "Chi bộ trực thuộc đảng ủy cơ sở", "YT"),
    ("CT", "Đảng bộ Sở Công Thương", "Đảng bộ cơ sở", "K"),
    ("CT.1", "Chi bộ 1", "Chi bộ trực thuộc đảng ủy cơ sở", "CT"),
    ("CT.VP", "Chi bộ Văn phòng", "Chi bộ trực thuộc đảng ủy cơ sở", "CT"),
    ("CT.KH", "Chi bộ Phòng Kế hoạch - Tài chính", "Chi bộ trực thuộc đảng ủy cơ sở", "CT"),
    ("BV", "Đảng bộ Bệnh viện Đa khoa tỉnh", "Đảng bộ cơ sở", "K"),
    ("BV.N", "Đảng bộ bộ phận Khối Ngoại", "Đảng bộ bộ phận", "BV"),
    ("BV.N.1", "Chi bộ Ngoại Tổng hợp", "Chi bộ trực thuộc đảng bộ bộ phận", "BV.N"),
    ("BV.N.2", "Chi bộ Ngoại 2", "Chi bộ trực thuộc đảng bộ bộ phận", "BV.N"),
    ("BV.S", "Đảng bộ bộ phận Khối Nội", "Đảng bộ bộ phận", "BV"),
    ("BV.S.1", "Chi bộ Nội 1", "Chi bộ trực thuộc đảng bộ bộ phận", "BV.S"),
    ("BV.S.2", "Chi bộ Nội 2", "Chi bộ trực thuộc đảng bộ bộ phận", "BV.S"),
    ("KB", "Chi bộ Kho bạc Nhà nước", "Chi bộ cơ sở", "K"),
)
NAMES = {code: name for code, name, _, _ in TREE}
UPPER = {code: upper for code, _, _, upper in TREE}


def below(code: str) -> list[str]:
    """Return the codes directly below an organisation."""
    return [child for child, _, _, upper in TREE if upper == code]


MEN = (
    "Tống Văn Cộng|Tô Đăng Khoa|Đặng Uy Vũ|Lưu Ý Nhiên|Đồng Chí Dũng|Ông Văn Lưu|Bì Văn Thư|Ký Văn Nam|Phó Đức Phương|Chi Văn Bộ|"
    "Y Bhăm Êban|Y Thu|K'Brêu|K'Să Ha Tư|Giàng A Dí|Sùng A I|Vàng A V|Rơ Châm Y|A Lưới|Trương Phòng|Không Văn Tổng|Bộ Văn Phận|"
    "Ban Văn Trưởng|Đảng Văn Bộ|Chu Thích|Nam Văn Nữ|Mẫu Văn Sơ|Từ Trần Nam|Cộng Văn Sáu|Lầu Bá Chày|Tòng Văn Đông|Thủ Trường An|"
    "Trần Ghi Chú|Sa Đéc|Kpă Thuyên|Quàng Văn Là|Khuất Duy Tiến|Thạch Sane|Đặng Bộ Hào|Ngày Văn Thắng|Danh Sách|Viết Tất Thắng"
).split("|")
WOMEN = (
    "Lưu Yến|Lưu Yến Nhi|Tống Thị Cộng|H'Mai|H'Mai Niê|Siu H'Nhi|Bí Thị Nụ|Nữ Thị Hoa|Chi Thị Mai|Bà Thị Lan|Ông Thị Mai|Y Ly|"
    "Hương Đan|"
    "Tô Đăng Hạ|Đặng Uy Nghi|Đồng Thị Chí|Ký Thị Ghi|Chữ Thị Ký|La Thị X|Sầm Thị O|Công Thị Tổng|Tô Đảng|Cà Thị Nam|Hờ Thị Nữ|"
    "Ka Să K'Thủy|Ka H'Hoa|Y-Blơ Mlô|Sở Thị Hạnh|Bùi Thị Đồng Chí|Lò Thị Đôi|Hà Tên|Mùa Thị Ú|Thị Nở|Kỷ Thị Luật"
).split("|")
_SURNAMES = "Nguyễn Trần Lê Phạm Lò Cầm Quàng Tòng Hoàng Vũ Đặng Bùi Hà Vì Giàng Sùng Lường Đèo Hoà Lý".split()
_MIDDLE_M = "Văn Đức Hữu Quang Minh Xuân Thế".split()
_MIDDLE_F = "Thị Thu Ngọc Thanh Kim".split()
_GIVEN = (
    "An Bình Cương Dũng Hà Hương Khánh Lan Linh Mai Nam Oanh Phúc Quý Sơn Thủy Tùng Uyên Vân Yến Đạt Ánh Hòa Thúy Tổng Ký"
).split()
_PLACES = ("Chiềng An", "Mường Bú", "Hát Lót", "Chiềng Sinh", "Phiêng Khoài", "Tô Hiệu", "Quyết Thắng")
_DISTRICTS = ("Mường La", "Mai Sơn", "Yên Châu", "TP Sơn La", "Thuận Châu")


@dataclass(slots=True)
class Person:
    """One invented member; dates are whole, numbers are text."""

    name: str
    gender: str
    birth: date
    ethnicity: str
    religion: str
    hometown: str
    residence: str
    citizen: str
    card: str
    file_number: str
    admitted: date
    official: date | None
    education: str
    expertise: str
    specialty: str
    theory: str
    party: str
    government: str
    occupation: str
    workplace: str
    phone: str
    organization: str

    @property
    def standing(self) -> str:
        """Return what the person is."""
        return "official" if self.official else "probationary"


def make_people(rng: Random, count: int, first: int, organization: str) -> list[Person]:
    """Return `count` people of one organisation; numbers go on from `first`, so that none stands twice."""
    return [_person(rng, first + i, organization) for i in range(count)]


def _person(rng: Random, number: int, organization: str) -> Person:
    gender = rng.choice(("Nam", "Nữ"))
    if rng.random() < 0.5:
        name = rng.choice(MEN if gender == "Nam" else WOMEN)
    else:
        middle = rng.choice(_MIDDLE_M if gender == "Nam" else _MIDDLE_F)
        name = " ".join((rng.choice(_SURNAMES), middle, rng.choice(_GIVEN)))
    birth = date(rng.randint(1946, 1996), rng.randint(1, 12), rng.randint(1, 28))
    year = min(birth.year + rng.randint(20, 40), 2020)
    admitted = date(year, rng.randint(1, 12), rng.randint(1, 28))
    official: date | None = date(admitted.year + 1, admitted.month, admitted.day)
    if rng.random() < 0.12:
        admitted, official = date(2022, rng.randint(3, 11), rng.randint(1, 28)), None
    century = (1 if gender == "Nữ" else 0) + (2 if birth.year >= 2000 else 0)
    card = f"{rng.choice(('14', '14', '04'))}{number:06d}" if rng.random() < 0.8 else f"014{number:09d}"
    place = f"{rng.choice(_PLACES)}, {rng.choice(_DISTRICTS)}, Sơn La"
    home = f"{rng.choice(_PLACES)}, {rng.choice(_DISTRICTS)}, Sơn La"
    return Person(
        name,
        gender,
        birth,
        rng.choice(("Kinh", "Thái", "Mông", "Mường", "Ê Đê", "Khơ Mú", "Dao")),
        rng.choice(("Không", "Không", "Phật giáo", "Công giáo")),
        home,
        place,
        f"014{century}{birth.year % 100:02d}{number:06d}",
        card,
        f"{(number * 7) % 1_000_000:06d}",
        admitted,
        official,
        rng.choice(("12/12", "12/12", "10/10", "9/12", "7/10", "10/12", "THPT")),
        rng.choice(("Đại học", "Thạc sĩ", "Cao đẳng", "Trung cấp", "Tiến sĩ")),
        rng.choice(("Luật", "Kinh tế", "Kế toán", "Y đa khoa", "Sư phạm Toán")),
        rng.choice(("Sơ cấp", "Trung cấp", "Cao cấp", "Cử nhân")),
        rng.choice(("Bí thư", "Phó Bí thư", "Chi ủy viên", "Đảng viên", "Đảng viên")),
        rng.choice(("Giám đốc", "Trưởng phòng", "Phó Trưởng phòng", "Chuyên viên", "Văn thư", "Kế toán trưởng")),
        rng.choice(("Công chức", "Viên chức", "Hưu trí", "Làm ruộng")),
        rng.choice(("Phòng Kế toán", "Phòng Tổ chức", "Khoa Khám bệnh", "Ban Giám đốc")),
        f"09{number:08d}",
        organization,
    )
