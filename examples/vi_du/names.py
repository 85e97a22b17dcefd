"""Names for invented people, fitting their ethnic group. Every combination is drawn at random."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class NameStock:
    """What full names of one ethnic group are drawn from; `share` is its weight among the members."""

    share: float
    families: tuple[str, ...]
    men_middle: tuple[str, ...]
    women_middle: tuple[str, ...]
    men: tuple[str, ...]
    women: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in text.split())


_KINH_MEN = _words(
    "Hùng Dũng Tuấn Cường Sơn Hải Long Minh Nam Thắng Trung Quân Hiếu Hoàng Tùng Kiên Đạt Phong Thành Toàn Vinh "
    "Khánh Lâm Bình An Tiến Mạnh Đông Quyết Hòa Chiến Thái Nghĩa Tân Việt Duy Hưng Khoa"
)
_KINH_WOMEN = _words(
    "Hương Lan Hoa Mai Hằng Hà Thủy Nga Phương Trang Linh Yến Hạnh Hiền Nhung Thảo Loan Oanh Dung Tuyết Huệ Liên "
    "Vân Anh Ngân Quỳnh Thơm Xuân Nguyệt Bích Châm Duyên Hồng Lệ Thúy Tâm Thư Chi"
)
_THAI_MEN = _words(
    "Pâng Dọn Tiên Hặc Thoan Xiên Inh Chựa Thưởng Muôn Ún Biên Chính Ánh Ngoan Ón Panh Hịa Tưởng Sơn Thân Bun Phanh "
    "Hưởng Quý Diên Thiết Nọi Chiêng Văn Khặn Hoan Dương Phấng"
)
_THAI_WOMEN = _words(
    "Ương Dung Yêu Chung Inh Hoa Lả Xuân Thoa Un Phóng Biên Muôn Ên Hiên Thương Bóng Diên Phương Ín Hặc Lún Kim "
    "Nọi Oan Tươi Chựa Đôi Ngoan Hương Mai Phinh Sương"
)
_MONG_MEN = _words("Lử Dơ Chứ Tủa Sếnh Páo Nênh Chu Súa Vảng Dếnh Hồ Sò Giống Thái Của Lệnh Tếnh Sang Dế Khai Minh")
_MONG_WOMEN = _words("Mỷ Dợ Sua Chư Mai Pàng Dinh Xé Say Ía Dua Mo Lia Ninh Mao Sông Kía Chá")
_OTHER_MEN = _words("Thuận Hợp Khuyên Thương Tình Đức Phúc Lợi Vượng Thịnh Bảo Kim Quang Ngọc Sinh Tài Trọng Viên Ước")
_OTHER_WOMEN = _words("Thuận Hợp Khuyên Thương Tình Ngọc Quyên Phượng Nhàn Thắm Lý Sen Điệp Mận Đào Cúc Bưởi Tuyền")

STOCKS: dict[str, NameStock] = {
    "Kinh": NameStock(
        42,
        _words("Nguyễn Trần Lê Phạm Hoàng Vũ Đỗ Bùi Đặng Ngô Dương Phan Trịnh Lương Tạ Mai Cao Đào Đoàn Tô Lưu Chu"),
        _words("Văn Đức Xuân Quang Hữu Minh Ngọc Thanh Anh Mạnh Trọng Duy Đình Công Tiến Hồng Việt Quốc"),
        _words("Thị Thị_Thu Thị_Thanh Thị_Ngọc Thu Minh Thùy Hồng Thị_Kim Thị_Bích Thanh Thị_Hồng Khánh Phương"),
        _KINH_MEN,
        _KINH_WOMEN,
    ),
    "Thái": NameStock(
        32,
        _words("Lò Quàng Cà Hà Tòng Lường Cầm Bạc Hoàng Điêu Vì Lèo Mè Đèo Lự Cầm"),
        _words("Văn Văn Văn Minh Thanh Quang Ngọc Xuân"),
        _words("Thị Thị Thị Thanh Thị_Thu Hồng Kim"),
        _THAI_MEN,
        _THAI_WOMEN,
    ),
    "Mông": NameStock(
        8,
        _words("Giàng Vàng Sồng Mùa Thào Vừ Lầu Hờ Hạng Tráng Sùng Phàng Ly"),
        _words("A A A Bả Nhìa Gia Láo Chống"),
        _words("Thị Thị Thị_Mai A"),
        _MONG_MEN,
        _MONG_WOMEN,
    ),
    "Mường": NameStock(
        6,
        _words("Đinh Bùi Quách Hà Phùng Bạch"),
        _words("Văn Công Thế Quang Mạnh"),
        _words("Thị Thị_Thu Thị_Hồng Thanh"),
        _KINH_MEN + _OTHER_MEN,
        _KINH_WOMEN + _OTHER_WOMEN,
    ),
    "Dao": NameStock(
        3,
        _words("Bàn Triệu Đặng Phùng Lý Dương"),
        _words("Văn Tiến Phúc Thanh Kim"),
        _words("Thị Mùi Thị_Thanh"),
        _OTHER_MEN,
        _OTHER_WOMEN,
    ),
    "Khơ Mú": NameStock(2, _words("Cút Moong Xeo Lường Quàng"), _words("Văn"), _words("Thị"), _THAI_MEN, _OTHER_WOMEN),
    "Xinh Mun": NameStock(1.5, _words("Vì Lò Cút Lường"), _words("Văn"), _words("Thị"), _THAI_MEN, _THAI_WOMEN),
    "Kháng": NameStock(1, _words("Lò Quàng Lường Hoàng"), _words("Văn"), _words("Thị"), _THAI_MEN, _THAI_WOMEN),
    "La Ha": NameStock(1, _words("Cà Tòng Lò Hoàng"), _words("Văn"), _words("Thị"), _THAI_MEN, _THAI_WOMEN),
    "Lào": NameStock(1, _words("Lò Vì Lường Kha"), _words("Văn"), _words("Thị"), _THAI_MEN, _THAI_WOMEN),
    "Tày": NameStock(
        1.5, _words("Nông Hoàng Ma Hà Lục"), _words("Văn Quang"), _words("Thị Thị_Thu"), _OTHER_MEN, _OTHER_WOMEN
    ),
    "Hoa": NameStock(
        1, _words("Lý Trương Lâm Vương Tạ"), _words("Gia Chí Văn"), _words("Thị Mỹ Lệ"), _OTHER_MEN, _OTHER_WOMEN
    ),
}


def draw_ethnicity(rng: Random) -> str:
    """Return one of the twelve ethnic groups by its share."""
    groups = list(STOCKS)
    return rng.choices(groups, [STOCKS[group].share for group in groups])[0]


def draw_name(rng: Random, ethnicity: str, gender: str) -> str:
    """Return a full name in proper case, composed (NFC)."""
    stock = STOCKS[ethnicity]
    family = rng.choice(stock.families)
    if gender == "Nam":
        return f"{family} {rng.choice(stock.men_middle)} {rng.choice(stock.men)}"
    return f"{family} {rng.choice(stock.women_middle)} {rng.choice(stock.women)}"


_HOME_DISTRICTS = _words("Mường_Khoang Chiềng_Ban Nậm_Sơn Phù_Vân Thuận_Sơn Sông_Nậm Yên_Khoang Bắc_Sơn_Thượng")
_HOME_COMMUNES = _words(
    "Chiềng_Pan Mường_Hin Nà_Lốm Bản_Phiêng Chiềng_Lư Pá_Khoang Tà_Sơn Mường_Tạ Nậm_Pâng Chiềng_Hịa Phiêng_Nọi "
    "Huổi_Sơn Co_Lả Mường_Ún Chiềng_Dọn Nà_Bai Suối_Nậm Pa_Hặc"
)
_LOWLANDS = (
    "Vũ Thư, Thái Bình",
    "Kiến Xương, Thái Bình",
    "Ý Yên, Nam Định",
    "Hải Hậu, Nam Định",
    "Ân Thi, Hưng Yên",
    "Khoái Châu, Hưng Yên",
    "Thanh Liêm, Hà Nam",
    "Hậu Lộc, Thanh Hóa",
    "Nga Sơn, Thanh Hóa",
    "Phú Xuyên, Hà Nội",
    "Quốc Oai, Hà Nội",
    "Kim Động, Hưng Yên",
)
_WARDS = _words("Chiềng_Hoa Tô_Sơn Quyết_Thủy Nậm_Khoang Chiềng_Cọi_Thượng Sơn_Lâm_Hạ")
_TOWN = "thành phố Mường Sơn, tỉnh Mường Sơn"


def draw_hometown(rng: Random, ethnicity: str) -> str:
    """Return a home place: the lowlands for many Kinh families, else a commune of the invented province."""
    if ethnicity == "Kinh" and rng.random() < 0.7:
        return rng.choice(_LOWLANDS)
    return f"xã {rng.choice(_HOME_COMMUNES)}, huyện {rng.choice(_HOME_DISTRICTS)}, tỉnh Mường Sơn"


def draw_residence(rng: Random) -> str:
    """Return an address in the invented provincial town."""
    if rng.random() < 0.25:
        return f"bản {rng.choice(_HOME_COMMUNES)}, phường {rng.choice(_WARDS)}, {_TOWN}"
    return f"tổ {rng.randint(1, 14)}, phường {rng.choice(_WARDS)}, {_TOWN}"
