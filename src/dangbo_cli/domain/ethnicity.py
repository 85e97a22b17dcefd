"""The 54 ethnic groups of Vietnam and the ways offices spell them.

Names are the key; bare codes never (two official lists number the groups differently: 121-TCTK/PPCĐ 1979 and
1019/QĐ-TCTK 2008).
"""

from __future__ import annotations

import re
from functools import lru_cache

from dangbo_cli.domain.problem import Finding, Level, cause
from dangbo_cli.vietnamese.text import fold

UNKNOWN = cause(
    "ethnicity_unknown",
    Level.CELL,
    "Không rõ dân tộc",
    "«{value}» không phải là tên một dân tộc trong danh mục 54 dân tộc.",
    "Hãy ghi tên dân tộc, không ghi mã số hay dấu x.",
)

# Label: other names and spellings, as far as folding (marks, case, blanks, hyphens, apostrophes) does not
# make them equal already.
_GROUPS = {
    "Kinh": "Việt; Kinh (Việt); Người Kinh; Kinh Việt Nam",
    "Tày": "Thổ Tày; Thu Lao; Pa Dí",
    "Thái": "Thái đen; Thái trắng; Thái đỏ; Táy Đăm; Táy Khao; Táy Thanh; Thái Mộc Châu; Man Thanh",
    "Mường": "Mọi Bi; Mường Ống",
    "Khmer": "Khơ me; Khơ-me; Khơ Me Krôm; Khmer Krom; Khmer Nam Bộ; Khờ me; Kh'mer; Khme; Miên",
    "Hoa": "Hán; Trung Hoa; Triều Châu; Xạ Phang",
    "Nùng": "Nùng An; Nùng Cháo; Nùng Inh; Nùng Lòi; Nùng Phàn Slình; Nùng Giang",
    "Mông": "H'Mông; H Mông; Hmông (Mông); Hơ Mông; Hờ Mông; Mèo; Mẹo; Mông trắng; Mông đen; Mông đỏ; "
    "Mông hoa; Mông xanh; Mông Lềnh; H'Mông trắng; H'Mông đen; H'Mông đỏ; H'Mông hoa; H'Mông xanh; "
    "Ná Miẻo; Miêu",
    "Dao": "Mán; Dao đỏ; Dao tiền; Dao Quần Chẹt; Dao Thanh Y; Dao Lô Gang; Dao Tuyển; Dao quần trắng; "
    "Dao áo dài; Dao lô giang; Dao Thanh Phán",
    "Gia Rai": "Jrai; Jarai; Djarai; Gia Lai; Giơ Rai; Gia-rai; Chơ Rai; Tơ Buăn; Hơ Bau; Gơ Rai",
    "Ê Đê": "Ra Đê; Rhađê; Rađê; Êđê; E Đê; Kpạ; A Đham; Mdhur; Êgar",
    "Ba Na": "Bahnar; Bana; Bâhnar; Gơ Lar; Tơ Lô; Rơ Ngao; Gia Lâng; Giơ Lâng; Kon Kđe",
    "Sán Chay": "Sán Chí; Sán Chỉ; Cao Lan; Cao Lan - Sán Chỉ; Sán Chay (San Chí); Sán Chay (Cao Lan); "
    "Sán Chay (Cao Lan - Sán Chỉ); Hờn Bán; Mán Cao Lan",
    "Chăm": "Chàm; Chiêm Thành; Hroi; Chăm Hroi; Chăm H'roi; Chăm Bà Ni; Chăm Bàlamôn",
    "Cơ Ho": "K'Ho; K'Hor; Kơ Ho; Kơho; Koho; Cờ Ho; Tu Lốp; Cơ Don; K'ho Cil; K'Ho Srê",
    "Xơ Đăng": "Xê Đăng; Sê Đăng; Xơ Teng; Xơ Đeng; Hđang; Tơ Đrá; Mơ Nâm; Hà Lăng; Ca Dong; Cà Dong; Kmrâng; "
    "Con Lan; Bri La Tang",
    "Sán Dìu": "Sán Dẻo; Trại Đất; Mán quần cộc; Sán Rìu",
    "Hrê": "H'rê; Hờ Rê; Chăm Rê; Krẹ; Chăm Re",
    "Ra Glai": "RaGlay; Raglai; Ra-glai; Ra Clay; Răc Lây; Ra Glây",
    "Mnông": "M'Nông; Mơ Nông; M Nông; Pnông; Bu Đâng; Đi Pri; Rơ Lam; Chil Mnông; Mnông Gar; Mnông Preh",
    "Thổ": "Đan Lai; Ly Hà; Tày Pọng; Tày Poọng; Con Kha; Xá Lá Vàng",
    "Xtiêng": "S'tiêng; X'tiêng; Stiêng; Xơ Tiêng; Xa Điêng; Xti êng; Sơ Tiêng",
    "Khơ Mú": "Khơ-mú; Khơ Mụ; Khmú; Kơ Mú; Kh'mú; Khomu; Xá Cẩu; Xá Khơ Mú; Mứn Xen; Pu Thênh; Tềnh; Tày Hạy; Kha Cẩu",
    "Bru-Vân Kiều": "Vân Kiều; Bru; Bru (Vân Kiều); Bru Vân Kiều (Vân Kiều); Bru - Vân Kiều; Măng Coong; Ma Coong",
    "Cơ Tu": "Ca Tu; Cà Tu; Katu; Kơ Tu; K'tu; Ca Tang; Cờ Tu",
    "Giáy": "Nhắng; Dẩng; Pầu Thìn; Pu Nà; Cùi Chu; Giấy; Dáy",
    "Tà Ôi": "Ta Ôi; Tôi Ôi; Pa Cô; Pa Kô; Pacô; Pa Hi; Ba Hi; Tà Ôih; Pa Cô - Tà Ôi",
    "Mạ": "Châu Mạ; Mạ Ngăn; Mạ Xốp; Mạ Tô; Mạ Krung",
    "Giẻ Triêng": "Gié Triêng; Giẻ-Triêng; Dẻ Triêng; Triêng; Đgiéh; Tareng; Giang Rẫy; Ta Riêng; Bnoong; Gié - Triêng",
    "Co": "Cor; Kor; Cua; Col; Kol; Ko",
    "Chơ Ro": "Châu Ro; Chrau; Dơ Ro; Chơro; Chrô; Chơ Rô; Đơ Ro",
    "Xinh Mun": "Xing Mun; Xinh-mun; Sinh Mun; Puộc; Pụa; Xá Puộc; Xinh Mul; Sing Mun",
    "Hà Nhì": "Xá U Ni; Hà Nhì Già; Hà Nhì Hoa; Hà Nhì đen; Hani",
    "Chu Ru": "Chơ Ru; Churu; Chru; Chơ-ru",
    "Lào": "Lào Bốc; Lào Nọi; Lào Lùm; Lào Nhỏ; Lào Cạn",
    "La Chí": "Cù Tê; La Quả; Thổ Đen; La Chi; Lachí",
    "Kháng": "Xá Khao; Xá Súa; Xá Dón; Xá Dẩng; Xá Hốc; Xá Ái; Xá Bung",
    "Phù Lá": "Bồ Khô Pạ; Mù Di Pạ; Xá Phó; Va Xơ; Phù La; Phu Lá; Pu La; Lao Va Xơ",
    "La Hủ": "Pu Đang; Khù Xung; Cò Xung; Khả Quy; La Hù; Xá lá vàng La Hủ; Cò Sung",
    "La Ha": "Xá Khắc; Khlá; Xá Cha; Khlá Phlạo; La Ha Cạn; La Ha Nước",
    "Pà Thẻn": "Pà Hưng; Pa Thẻn; Pà Then; Pá Then",
    "Lự": "Nhuồn Duôn; Lữ",
    "Ngái": "Khách Gia; Hắc Cá; Sán Ngái",
    "Chứt": "Mã Liềng; A Rem; Tu Vang; Pa Leng; Xơ Lang; Tơ Hung; Chà Củi; Tắc Củi; U Mo; Xá Lá Vàng Chứt; Arem",
    "Lô Lô": "Ô Man; Lu Lộc Màn; Lô Lô đen; Lô Lô hoa; Lolo",
    "Mảng": "Mảng Ư; Xá Lá Vàng Mảng; Mảng Gứng; Mảng Lệ",
    "Cơ Lao": "Cờ Lao; Kơ Lao; Ke Lao; Cơ Lao đỏ; Cơ Lao trắng; Cơ Lao xanh; Gelao",
    "Bố Y": "Chủng Chá; Trọng Gia; Tu Dí; Tu Dìn; Pu Nà Bố Y; Bố-y; Bố I",
    "Cống": "Xắm Khống; Mông Nhé; Xá Xeng; Phuy A; Xá Coống; Cống Bó Khăm",
    "Si La": "Khả Pẻ; Sila; Xi La; Cú Dé Xử",
    "Pu Péo": "Ka Pèo; Ka Beo; La Quả Pu Péo; Pu Pèo; Pupéo",
    "Rơ Măm": "Rơ Man; Rơ-măm; Rmăm; Ro Mam; Rơ Mâm",
    "Brâu": "Brao; B'râu; Brau",
    "Ơ Đu": "Ơ-đu; O Du; Ơđu; Tày Hạt Ơ Đu",
}

ETHNICITIES: tuple[str, ...] = tuple(_GROUPS)
"""The labels as stored, in the usual order."""

_NOT_LETTER = re.compile(r"[^a-z]+")
_LEAD = re.compile(r"^(?:dan toc|d/t|dt|nguoi)[\s.:]+")
_BRACKET = re.compile(r"\s*\([^)]*\)?\s*")
_LIST_END = re.compile(r"\s*\(?\d+\)?$|^\d+[\s.):-]+")


def _key(text: str) -> str:
    return _NOT_LETTER.sub("", fold(text))


def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for label, others in _GROUPS.items():
        for name in (label, *others.split(";")):
            if table.setdefault(_key(name), label) != label:
                raise ValueError(f"one spelling for two groups: {name}")
    return table


_BY_KEY = _table()


@lru_cache(maxsize=4096, typed=True)
def parse_ethnicity(raw: object) -> tuple[str | None, Finding | None]:
    """Read the name of an ethnic group, in any spelling, with or without «dân tộc» before it."""
    if not isinstance(raw, str):
        return None, Finding(UNKNOWN)
    text = _LIST_END.sub("", _LEAD.sub("", fold(raw)))
    label = _BY_KEY.get(_key(text)) or _BY_KEY.get(_key(_BRACKET.sub(" ", text)))
    if label is None:
        return None, Finding(UNKNOWN)
    return label, None
