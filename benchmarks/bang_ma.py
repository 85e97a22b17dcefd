"""How well legacy text (TCVN3, VNI) is told from Unicode: false alarms on correct Vietnamese, hits on encoded groups.

    pip install -e ".[dev]"
    python benchmarks/bang_ma.py                 # both tables; exit code 1 where correct Vietnamese is touched
    python benchmarks/bang_ma.py --so 1000 --hat 7

Correct Vietnamese: every heading the reader knows, every text in the examples' truth, and a text of 10,000 lines composed
from a seed: sentences, names of twelve ethnic groups and of foreigners, places, posts, abbreviations, foreign words,
symbols. Each is tried as a group of its own, in groups of 2 to 10, as one column; composed (NFC) and not (NFD); and typed
under fonts of legacy encodings, which prove nothing. Whatever a group is taken for, or any cell that a conversion would
change or set aside, is a false alarm. Nobody in the text exists.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
for folder in (ROOT / "src", ROOT / "benchmarks", ROOT / "examples"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from dangbo_cli.forms.catalogue import FORMS  # noqa: E402
from dangbo_cli.intake.tables.converting import convert  # noqa: E402
from dangbo_cli.sheets.book import Book, Container  # noqa: E402
from dangbo_cli.sheets.grid import Grid  # noqa: E402
from dangbo_cli.vietnamese.legacy import Encoding, encode  # noqa: E402
from kho.people import MEN, WOMEN  # noqa: E402
from vi_du.names import STOCKS, draw_ethnicity, draw_hometown, draw_name, draw_residence  # noqa: E402

FONTS = {Encoding.TCVN3: ".VnTime", Encoding.VNI: "VNI-Times"}
SIZES = (1, 2, 3, 5, 10)
_FOREIGN = (
    "café Zürich José Müller Noël Québec São_Paulo Curaçao Malmö façade résumé naïve Björk Pérez Señora Åse Dvořák "
    "Niño Côte_d'Ivoire Bücher Gödel Renée Hélène François crème déjà_vu Português España Ñuñoa Ørsted Garçon Agnès "
    "Übung Đà_Lạt_Palace pH Wi-Fi CO₂ iPhone Microsoft Bhutan Lào Viêng_Chăn Hủa_Phăn Paklay Champasak"
).split()
_SYMBOLS = (
    "m² km² m³ °C ±5°C ½ ¼ ¾ © ® ™ § ¶ • · × ÷ µm Ø10 £5 ¥ € ₫ «Lê» “Tốt” ‘x’ … – — → ✓ ✔ ☑ x X ² ³ ¹ º ª ¿ ¡ ¬ ¦ ¨ ¸ "
    "2×3 100% 1/2 N°1 n° C° 5° 37,5°C ±0,5 a² + b² = c²"
).split()
_ABBREVIATIONS = (
    "THPT THCS TH&THCS UBND HĐND UBMTTQ LLCT CCLLCT CNTT BTV BCH ĐV ĐUV BTĐU PBTĐU TCĐ CĐ ĐH SĐH TS. ThS. CN. KS. BS. "
    "BSCKI BSCKII TTYT TTGDTX QLNN ANQP PCCC BHXH GCN CCCD CMND HT HTTNV HTXSNV KHTNV TP. TX. TT. Q. P. H."
).split()
_ETHNIC_GROUPS = (
    "Kinh Tày Thái Hoa Khmer Mường Nùng HMông Dao Gia-rai Ngái Ê-đê Ba-na Xơ-đăng Sán_Chay Cơ-ho Chăm Sán_Dìu Hrê Mnông "
    "Ra-glai Xtiêng Bru-Vân_Kiều Thổ Giáy Cơ-tu Gié-Triêng Mạ Khơ-mú Co Ta-ôi Chơ-ro Kháng Xinh-mun Hà_Nhì Chu-ru Lào "
    "La_Chí La_Ha Phù_Lá La_Hủ Lự Lô_Lô Chứt Mảng Pà_Thẻn Cơ_Lao Cống Bố_Y Si_La Pu_Péo Brâu Ơ_Đu Rơ-măm"
).split()
_SOUTH_AND_HIGHLANDS = (
    "Krông_Nô Krông_Pắc Đắk_Lắk Đắk_Mil Buôn_Đôn Cư_M'gar Ea_H'leo M'Đrắk Kbang Chư_Prông Ia_Grai Kon_Rẫy Sa_Thầy "
    "Đăk_Glei "
    "Lộc_Ninh Bù_Đăng Bù_Gia_Mập Châu_Thành Trà_Cú Cù_Lao_Dung Vĩnh_Châu Gò_Công Thốt_Nốt Ô_Môn Cái_Răng Mỹ_Xuyên Phú_Quý "
    "Côn_Đảo Hòn_Đất Kiên_Lương Hà_Tiên Năm_Căn U_Minh Đầm_Dơi Tân_Phú_Đông Bến_Lức Đức_Huệ Ba_Tri Chợ_Lách Cẩm_Mỹ"
).split()
_SENTENCES = (
    "Hoàn thành tốt nhiệm vụ được giao, có tinh thần trách nhiệm|Được công nhận là đảng viên chính thức|Đã nghỉ hưu theo chế độ|"
    "Chuyển sinh hoạt đảng chính thức về|Miễn công tác và sinh hoạt đảng|Tốt nghiệp hệ vừa làm vừa học|Đang đi học cao học|"
    "Kèm theo Công văn số 15-CV/ĐU ngày 12/12/2022 của|Tổng cộng danh sách này có|Nơi nhận: như trên, lưu Văn phòng|"
    "Vào Đảng tại chi bộ trường|Bị thi hành kỷ luật bằng hình thức khiển trách|Giấy khen của Giám đốc sở|Cộng hòa xã hội chủ nghĩa "
    "Việt Nam|Độc lập - Tự do - Hạnh phúc|Người lập biểu ký, ghi rõ họ tên|Lao động tiên tiến nhiều năm liền|Chưa rõ ngày cấp thẻ|"
    "Trưởng thôn, bản, tổ dân phố|Quê quán theo địa giới cũ|Kiểm tra viên chính|Bổ sung quy hoạch giai đoạn|Số nhà, ngõ, đường phố"
).split("|")
_POSTS = (
    "Bí thư|Phó Bí thư|Chi ủy viên|Giám đốc|Phó Giám đốc|Trưởng phòng|Phó Trưởng phòng|Chuyên viên chính|Kế toán trưởng|"
    "Giáo viên|Hiệu trưởng|Y sĩ đa khoa|Điều dưỡng|Lái xe|Văn thư|Thủ quỹ|Công nhân|Nông dân|Hưu trí|Bác sĩ nội trú"
).split("|")
#: Words whose letters Latin-1 has, the very ones that legacy text is confused with.
_LATIN_ONLY = (
    "bé bí bò bù bè bà bá cá cò cô cù cú câu còi dâu dê dì dù đi gà gì giá giò hè hí hò hô hú hùm khô khí khó khoá ki kí "
    "kê là lá lê lò "
    "lô lúa lý má mè mía mít mò mô mù mùa múa mây nâu nê nó nôi núi óc ông ôn phá phê phí phó phù quá quê quí rá rê rò rô rùa "
    "sá sâu sò sông sú sên tá tê tí tò tó tô tôm tù tú thì thê thóc thôn thù trâu tré trò trúc tròn "
    "ú ù úa và vâng vé ví vò vô vú xá "
    "xê xóm xô xúc yên ý toàn hoàng hoà thuý loà khoái toán quán đoàn Tú Tó Vô Bé Lô Tô Hùng Công Thái Nùng Mông Lê Phó Sò"
).split()


def headings() -> list[str]:
    """Return every heading the reader knows, as it is declared and in capitals."""
    found: list[str] = []
    for form in FORMS:
        found.append(form.title)
        for one in form.fields:
            found += [one.title, *(part for heading in one.headings for part in heading.split(" > "))]
    return list(dict.fromkeys([*found, *(text.upper() for text in found), *(text.capitalize() for text in found)]))


def example_texts() -> list[str]:
    """Return every text in the truth of the examples, and all names that people in them are drawn from."""
    truth = json.loads((ROOT / "examples" / "don-vi-su-that.json").read_text(encoding="utf-8"))
    found: list[str] = [*MEN, *WOMEN]
    pending: list[object] = [truth]
    while pending:
        value = pending.pop()
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            pending += value.values()
        elif isinstance(value, list):
            pending += value
    for stock in STOCKS.values():
        found += [*stock.families, *stock.men_middle, *stock.women_middle, *stock.men, *stock.women]
    return list(dict.fromkeys(found))


def line(rng: Random) -> str:
    """Return one line of composed Vietnamese."""
    ethnicity = draw_ethnicity(rng)
    name = draw_name(rng, ethnicity, rng.choice(("Nam", "Nữ")))
    pick = rng.choice
    kind = rng.randrange(14)
    if kind == 0:
        text = name
    elif kind == 1:
        text = f"{pick(('Đ/c', 'Đồng chí', 'Ông', 'Bà'))} {name}, {pick(_POSTS).lower()}"
    elif kind == 2:
        text = draw_hometown(rng, ethnicity)
    elif kind == 3:
        text = draw_residence(rng)
    elif kind == 4:
        text = f"{pick(_SENTENCES)} {pick(_ABBREVIATIONS)}"
    elif kind == 5:
        text = f"{pick(_FOREIGN)} {pick(_FOREIGN)}"
    elif kind == 6:
        text = f"{rng.randint(1, 500)} {pick(_SYMBOLS)}"
    elif kind == 7:
        text = pick((*_ETHNIC_GROUPS, *_SOUTH_AND_HIGHLANDS))
    elif kind == 8:
        text = " ".join(pick(_LATIN_ONLY) for _ in range(rng.randint(1, 4)))
    elif kind == 9:
        text = f"{pick(MEN)} - {pick(_SOUTH_AND_HIGHLANDS)}"
    elif kind == 10:
        text = pick((*MEN, *WOMEN))
    elif kind == 11:
        text = f"{pick(_SYMBOLS)} {pick(_LATIN_ONLY)} {pick(_FOREIGN)}"
    elif kind == 12:
        text = f"{pick(_ABBREVIATIONS)} {pick(_SOUTH_AND_HIGHLANDS)} ({pick(_FOREIGN)})"
    else:
        text = f"{pick(_SENTENCES)}; {pick(_SENTENCES).lower()}"
    text = text.replace("_", " ")
    return rng.choice((text, text, text, text.upper(), text.lower()))


def composed_text(count: int, seed: int) -> list[str]:
    """Return a text of `count` lines; the same seed always gives the same."""
    rng = Random(f"bang-ma/{seed}")
    return [line(rng) for _ in range(count)]


@dataclass(frozen=True, slots=True)
class OneFont:
    """What a sheet knows whose cells all have one font."""

    name: str

    def font(self, row: int, column: int) -> str | None:
        return self.name

    def number_format(self, row: int, column: int) -> str | None:
        return None

    def hidden_rows(self) -> frozenset[int]:
        return frozenset()

    def hidden_columns(self) -> frozenset[int]:
        return frozenset()


@dataclass
class Touched:
    """Groups tried, and those in which a cell of correct Vietnamese was changed or set aside."""

    groups: int = 0
    touched: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return len(self.touched) / self.groups if self.groups else 0.0


def converted(cells: Sequence[str], font: str | None = None) -> tuple[list[str], bool]:
    """Return a column as a conversion leaves it, and whether any of it was set aside."""
    grid = Grid("Sheet1", [[text] for text in cells], evidence=OneFont(font) if font else None)
    book = Book(Path("x.xlsx"), "", Container.XLSX, [grid], may_have_legacy_fonts=font is not None)
    aside = convert(book)[0].problems
    return [str(row[0]) for row in grid.rows], bool(aside)


def try_unicode(texts: Sequence[str], size: int, font: str | None = None) -> Touched:
    """Take texts in groups of a size through a conversion; nothing may happen to them."""
    found = Touched()
    for start in range(0, len(texts), size):
        group = texts[start : start + size]
        found.groups += 1
        after, aside = converted(group, font)
        if aside or after != list(group):
            found.touched.append(" | ".join(group))
    return found


def try_legacy(rng: Random, encoding: Encoding, size: int, font: str | None, groups: int) -> dict[str, int]:
    """Return how many encoded groups of names came out right to the last cell, were set aside, missed, wrong."""
    counts = {"right": 0, "aside": 0, "missed": 0, "wrong": 0}
    for _ in range(groups):
        names = [draw_name(rng, draw_ethnicity(rng), rng.choice(("Nam", "Nữ"))) for _ in range(size)]
        raw = [encode(name, encoding) for name in names]
        after, aside = converted(raw, font)
        if all(a.casefold() == b.casefold() for a, b in zip(after, names, strict=True)):
            counts["right"] += 1
        elif aside and all(
            a in ("", r) or a.casefold() == b.casefold() for a, b, r in zip(after, names, raw, strict=True)
        ):
            counts["aside"] += 1
        elif all(a == r or a.casefold() == b.casefold() for a, b, r in zip(after, names, raw, strict=True)):
            counts["missed"] += 1
        else:
            counts["wrong"] += 1
    return counts


def false_alarms(count: int, seed: int) -> Iterator[tuple[str, Touched]]:
    """Yield what was tried, and what came of it."""
    for name, texts in (
        ("mọi tiêu đề cột", headings()),
        ("mọi chữ trong ví dụ", example_texts()),
        (f"văn bản {count} dòng", composed_text(count, seed)),
    ):
        for size in (*SIZES, len(texts)):
            yield f"{name}, nhóm {size if size < len(texts) else 'tất cả'}", try_unicode(texts, size)
        nfd = [unicodedata.normalize("NFD", text) for text in texts]
        yield f"{name}, NFD, nhóm 1", try_unicode(nfd, 1)
        for font in FONTS.values():
            yield f"{name}, phông {font}, nhóm 10", try_unicode(texts, 10, font)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--so", type=int, default=10_000, help="lines of the composed text")
    parser.add_argument("--nhom", type=int, default=1_000, help="encoded groups of each kind")
    parser.add_argument("--hat", type=int, default=1, help="seed")
    parser.add_argument("--vi-du", type=int, default=8, help="examples of each kind of trouble")
    args = parser.parse_args()
    started = time.perf_counter()
    bad = 0
    print("| chữ Unicode đúng | nhóm | báo nhầm | tỷ lệ |\n|---|---:|---:|---:|")
    examples: list[str] = []
    for name, found in false_alarms(args.so, args.hat):
        print(f"| {name} | {found.groups} | {len(found.touched)} | {found.rate:.3%} |")
        if "phông" not in name:
            bad += len(found.touched)
        examples += [f"{name}: {text[:150]}" for text in found.touched[: args.vi_du]]
    print("\n| nhóm tên đã mã hóa | cỡ | đúng | để lại | sót | sai |\n|---|---:|---:|---:|---:|---:|")
    rng = Random(f"bang-ma-nhom/{args.hat}")
    for encoding in Encoding:
        for font in (None, FONTS[encoding]):
            for size in SIZES:
                counts = try_legacy(rng, encoding, size, font, args.nhom)
                shares = " | ".join(f"{counts[kind] / args.nhom:.1%}" for kind in ("right", "aside", "missed", "wrong"))
                print(f"| {encoding.name}{f', phông {font}' if font else ', không rõ phông'} | {size} | {shares} |")
    for text in examples:
        print("-", text)
    print(f"\nHạt giống {args.hat}, {time.perf_counter() - started:.0f} giây.")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
