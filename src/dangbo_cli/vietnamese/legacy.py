"""Text of the fonts before Unicode: TCVN3 («.VnTime») and VNI («VNI-Times»).

Such a cell holds Latin letters that only look Vietnamese under its font: «NguyÔn ThÞ» is «Nguyễn Thị» in TCVN3,
«Nguyeãn Thò» in VNI. One cell alone is often ambiguous («Chi bé»), so a whole group (one font of one sheet, else
one column, else one file) is judged at once; a font name is a hint, never proof. Everything here takes the raw
cell: normalising, trimming U+00A0, lower-casing or taking out U+00AD (the «ư» of TCVN3) destroys such text.

Tables: TCVN 5712:1993 VN3, checked against glibc's TCVN5712-1; VNI for Windows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import Enum
from functools import lru_cache
from itertools import pairwise

from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.syllable import has_rime, is_syllable


class Encoding(Enum):
    """A way of writing Vietnamese before Unicode."""

    TCVN3 = "tcvn3"
    VNI = "vni"


class Unsure(Enum):
    """What `detect` says where two readings are about as good: somebody must look."""

    UNSURE = "unsure"


UNSURE = Unsure.UNSURE

# VN3 has the seven letters in both cases (A1 to AE) and the toned letters small only.
_TCVN3_RUNS = (
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
    (0xB5, "àảãáạ"),
    (0xBB, "ằẳẵắ"),
    (0xC6, "ặầẩẫấậè"),
    (0xCE, "ẻẽéẹềểễếệìỉ"),
    (0xDC, "ĩíịò"),
    (0xE1, "ỏõóọồổỗốộờởỡớợù"),
    (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
)
_TCVN3 = {start + place: letter for start, letters in _TCVN3_RUNS for place, letter in enumerate(letters)}
#: The toned letters, small only in TCVN3.
_NO_CAPITAL = frozenset(letter for code, letter in _TCVN3.items() if code >= 0xB5)
_TCVN3_CODES = {letter: chr(code) for code, letter in _TCVN3.items()}

_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT, _HAT, _BREVE = "\u0300\u0301\u0303\u0309\u0323\u0302\u0306"
_COMBINING = frozenset((_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT, _HAT, _BREVE, "\u031b"))
# VNI: the letter, then one more character for what stands above or below it.
_VNI_TONES = {"ø": _GRAVE, "ù": _ACUTE, "õ": _TILDE, "û": _HOOK, "ï": _DOT}
_VNI_HAT = {
    "â": _HAT, "à": _HAT + _GRAVE, "á": _HAT + _ACUTE, "ã": _HAT + _TILDE, "å": _HAT + _HOOK, "ä": _HAT + _DOT,
}  # fmt: skip
_VNI_BREVE = {
    "ê": _BREVE, "è": _BREVE + _GRAVE, "é": _BREVE + _ACUTE, "ü": _BREVE + _TILDE, "ú": _BREVE + _HOOK,
    "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_MARKS = {
    "a": {**_VNI_TONES, **_VNI_HAT, **_VNI_BREVE},
    "e": {**_VNI_TONES, **_VNI_HAT},
    "o": {**_VNI_TONES, **_VNI_HAT},
    "u": _VNI_TONES,
    "y": {mark: tone for mark, tone in _VNI_TONES.items() if mark != "ï"},
    "ô": _VNI_TONES,  # ơ
    "ö": _VNI_TONES,  # ư
}
_VNI_ALONE = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ", "ñ": "đ"}


def _vni_table() -> dict[str, str]:
    table: dict[str, str] = {}
    for alone, letter in _VNI_ALONE.items():
        table[alone], table[alone.upper()] = letter, letter.upper()
    for base, marks in _VNI_MARKS.items():
        letter = _VNI_ALONE.get(base, base)
        for mark, combining in marks.items():
            whole = unicodedata.normalize("NFC", letter + combining)
            for second in (mark, mark.upper()):
                table[base + second], table[base.upper() + second] = whole, whole.upper()
    return table


_VNI = _vni_table()
_VNI_CODES = {
    letter: code
    for code, letter in sorted(_VNI.items(), key=lambda pair: pair[0][0].isupper() == pair[0][-1].isupper())
}
_VNI_CODE = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_WINDOWS_1252 = bytes(range(0x80, 0xA0)).decode("cp1252", "ignore")
_ONLY_UNICODE = re.compile(f"[^\x00-\xff{_WINDOWS_1252}]")
_TOKEN = re.compile(r"[^\s\u00a0\d!-/:-@\[-`{-~]+")
_ASCII_WORD = re.compile(r"[A-Za-z]")
_LETTERS = re.compile(r"[^\W\d_]+")
#: Words that stay small after a name in capitals («Tỉnh ủy»).
_SMALL_WORDS = frozenset(("ủy", "uỷ", "ở", "ốm", "ạ"))
_WORD = rare(f"[A-Za-z{''.join(_TCVN3_CODES)}{''.join(_TCVN3_CODES).upper()}]+")
_UNIT = rare(r"\s*(?:[Cc]hi|§¶ng|®¶ng)\s+bé\b|\s*CHI\s+Bé\b")
#: Units of measure that would make syllables («àm»).
_UNITS = frozenset("µm µg µl µs µh".split())
_CLEAR_MARGIN = 1.0
_SLIP = 0.5  # «Cê» may be a slip for «Kê»: evidence for «Cờ», and not enough alone
_HINT = 0.5  # for each cell, as measured
_COMMON = 0.5  # more for a frequent syllable, only where a font hints
#: How much more one reading of a cell must be worth, for the cell alone to say how it is to be read, once its group
#: is decided: a word of letters against one with symbols in it, a syllable against a word that is none.
CLEAR = 3
_FREQUENT = frozenset(
    """
    nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh lò hà cà cầm tòng lường quàng sùng
    vàng giàng mùa thào đoàn trịnh đào lương văn thị đức minh hùng dũng hải tuấn anh thành hương hồng hạnh thu thủy
    hòa bình sơn nam đông long quốc việt tiến thắng cường hiếu phương thảo ngọc bích lan mai hoa liên yến nga hằng
    đảng bộ chi ủy viên bí thư phó công sở phòng ban trường tỉnh huyện xã phường bản tổ đội trung tâm nữ dân tộc
    kinh thái mường mông tày nùng khơ mú đại học cao đẳng cấp chính trị lý luận nhiệm vụ hoàn thành tốt xuất sắc không
    chức giám đốc trưởng cán bộ nông nghiệp giáo dục tài chính thống kê số năm tháng ngày sinh quê quán
    họ tên tính tuổi thẻ chú lịch khác tôn giáo phật có chưa khá giỏi lái xe thôn xóm máy toán lính úy tá tiểu
    """.split()
)


def font_encoding(font: str | None) -> Encoding | None:
    """Return what a font name hints at: «.VnTime», «.VnArialH» → TCVN3, «VNI-Times» → VNI."""
    if not font:
        return None
    name = font.strip().lower()
    if name.startswith((".vn", "vntime", "vnarial")):
        return Encoding.TCVN3
    if name.startswith(("vni-", "vni ")):
        return Encoding.VNI
    return None


def is_capitals_font(font: str | None) -> bool:
    """Say whether a TCVN3 font shows every letter as a capital («.VnTimeH»)."""
    return font_encoding(font) is Encoding.TCVN3 and font is not None and font.strip().endswith("H")


def may_be_legacy(text: str) -> bool:
    """Say whether a raw cell can be legacy text: not plain ASCII, and nothing in it that only Unicode has."""
    return not text.isascii() and _ONLY_UNICODE.search(text) is None


def detect(texts: Iterable[str], font: str | None = None) -> Encoding | Unsure | None:
    """Judge a group of raw cells: an encoding, None for Unicode (or plain ASCII), or UNSURE.

    A cell with a letter that only Unicode has speaks for nothing here, nor, without a font that hints, one that
    reads as well as it stands: groups may be mixed, and each cell is weighed again (`leaning`) when it is converted.
    `font` is the font of all these cells, where known.
    """
    group = list(texts)
    cells = [text for text in group if may_be_legacy(text)]
    if not cells:
        return None
    hint = font_encoding(font)
    if hint is not None and any(_is_unicode_vietnamese(text) for text in group):
        hint = None  # Unicode was typed under this font: it proves nothing
    common = _COMMON if hint is not None else 0.0
    said_by = [_scores(text, common) for text in cells]
    if hint is None:
        said_by = [said for said in said_by if max(said[1:]) > said[0]]
        if not said_by:
            return None
    readings = zip(*said_by, strict=True)
    scores: dict[Encoding | None, float] = {}
    for encoding, said in zip((None, *Encoding), readings, strict=True):
        scores[encoding] = sum(said)
        if encoding is hint is not None:
            scores[encoding] += _HINT * sum(score > 0 for score in said)
    best = max(Encoding, key=lambda encoding: scores[encoding])
    other = max(score for encoding, score in scores.items() if encoding is not best)
    margin = scores[best] - other
    if margin >= _CLEAR_MARGIN and scores[best] > 0:
        return best
    if scores[best] > scores[None] and any(_decode(text, best) != text for text in cells):
        return UNSURE
    return None


def suspicious(text: str, hinted: bool) -> bool:
    """Say whether a raw cell gives any reason to look at its group: it reads better in some legacy encoding, or,
    where a font hints at one, about as well. Most cells of a sheet in Unicode are through here at once."""
    if not may_be_legacy(text):
        return False
    if hinted:
        return any(leaning(text, encoding) > -CLEAR and _decode(text, encoding) != text for encoding in Encoding)
    unicode, *others = _scores(text, 0.0)
    return max(others) > unicode


@lru_cache(maxsize=1 << 12)
def leaning(text: str, encoding: Encoding) -> int:
    """Say how one raw cell of a group decided for an encoding reads: above 0 better decoded, below 0 better as it
    stands, 0 as well one way as the other; from ±CLEAR on the cell alone is clear. Letters that only Unicode has
    are clear; a frequent syllable that would become a rare one («Thái», «Thỏi») speaks for Unicode a little, the other
    way round for the encoding."""
    if is_unicode(text):
        return -2 * CLEAR
    parts = [_leaning(token, encoding) for token in _TOKEN.findall(text)]
    lean = sum(part for part in parts if abs(part) >= CLEAR) or max(-1, min(1, sum(parts)))
    if abs(lean) < CLEAR and encoding is Encoding.TCVN3 and _only_tcvn3(text):
        return CLEAR
    return lean


def _only_tcvn3(text: str) -> bool:
    """Say whether a text has what nobody types in Unicode: a syllable in capitals beside small toned letters and no
    other («CHI Bé 10»), or the unit that «Chi bé» is."""
    if _UNIT.match(text):
        return True
    small = [c for c in text if c.islower()]
    capitals = any(word.isupper() and len(word) > 1 and is_syllable(word) for word in re.findall(r"[A-Za-z]+", text))
    return capitals and bool(small) and not any(c.isascii() for c in small)


@lru_cache(maxsize=1 << 15)
def _leaning(token: str, encoding: Encoding) -> int:
    if token.isascii() or len(token) < 2 or token.lower() in _UNITS:
        return 0
    decoded = decode(token, encoding)
    difference = (0 if _has_strange(token, encoding) else _worth(decoded)) - _worth(token)
    if difference > 0 and has_rime(token) and not _odd_capital(token):
        difference = 0  # to be better spelt tells nothing of a name such as «Kò»
    if difference == 0:
        return (decoded.lower() in _FREQUENT) - (token.lower() in _FREQUENT)
    return difference


def _worth(word: str) -> int:
    if _WORD.fullmatch(word) is None or _odd_capital(word):
        return 0
    if is_syllable(word):
        return 2 * CLEAR
    return CLEAR


def decode_words(text: str, encoding: Encoding) -> str | None:
    """Return a cell in which some words are Unicode and others legacy, word by word; None where a word reads either
    way and its neighbours do not agree."""
    words = [(found.span(), leaning(found[0], encoding)) for found in _TOKEN.finditer(text)]
    signs = settle([lean for _, lean in words])
    out, at = "", 0
    for ((start, end), lean), sign in zip(words, signs, strict=True):
        word = text[start:end]
        if sign == 0 and lean == 0 and decode(word, encoding) != word and any(signs):
            return None
        out += text[at:start] + (decode(word, encoding) if sign > 0 else word)
        at = end
    return unicodedata.normalize("NFC", out + text[at:])


def settle(leanings: Sequence[int]) -> list[int]:
    """Give each leaning of 0 that of its nearest neighbours that have one, where those on both sides agree."""
    return [
        own or (a or b if not a or not b or (a > 0) == (b > 0) else 0)
        for own, a, b in zip(leanings, *neighbours(leanings), strict=True)
    ]


def neighbours(leanings: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return for each leaning the nearest before it and the nearest behind it that is not 0 (0: there is none)."""
    return _nearest(leanings), _nearest(leanings[::-1])[::-1]


def _nearest(leanings: Sequence[int]) -> list[int]:
    last, found = 0, []
    for lean in leanings:
        found.append(last)
        last = lean or last
    return found


def is_unicode(text: str) -> bool:
    """Say whether a text has letters or marks of Vietnamese that only Unicode has."""
    return not text.isascii() and _is_unicode_vietnamese(text)


def _is_unicode_vietnamese(text: str) -> bool:
    return any(c in "ăđĩũơưĂĐĨŨƠƯ" or "\u1ea0" <= c <= "\u1ef9" or c in _COMBINING for c in text)


@lru_cache(maxsize=1 << 12)
def _scores(text: str, common: float) -> tuple[float, float, float]:
    """Return what one cell says for Unicode, for TCVN3 and for VNI («Không» stands in thousands of cells)."""
    none = tcvn3 = vni = 0.0
    for token in _TOKEN.findall(text):
        if not token.isascii():
            said = _token_scores(token, common)
            none, tcvn3, vni = none + said[0], tcvn3 + said[1], vni + said[2]
    return none, tcvn3, vni


@lru_cache(maxsize=1 << 14)
def _token_scores(token: str, common: float) -> tuple[float, float, float]:
    none, tcvn3, vni = (_score(token, encoding, common) for encoding in (None, *Encoding))
    return none, tcvn3, vni


def _score(token: str, encoding: Encoding | None, common: float) -> float:
    """Return what one token says for an encoding: +1 for a valid accented syllable, -2 for an invalid one; as it stands
    a token need only be a rime («Blô», «Kò» of names)."""
    if token.isascii() or len(token) < 2 or token.lower() in _UNITS:
        return 0.0
    word = token if encoding is None else _decode(token, encoding)
    if not _ASCII_WORD.search(token):  # «§ç» is «Đỗ», but symbols look like that too
        return 1.0 if encoding is not None and word.lower() in _FREQUENT else 0.0
    if encoding is not None and _has_strange(token, encoding):
        return -2.0
    if encoding is None and word[0] in "cC" and not is_syllable(word) and is_syllable("k" + word[1:]):
        return _SLIP
    if not word.isalpha() or not (is_syllable(word) or (encoding is None and has_rime(word))):
        return -2.0
    if encoding is None and _odd_capital(word):
        return 0.0
    return 1.0 + (common if word.lower() in _FREQUENT else 0.0)


def _has_strange(token: str, encoding: Encoding) -> bool:
    """Say whether a token has a character that the encoding never writes at that place."""
    if encoding is Encoding.TCVN3:
        return any(c > "\x7f" and ord(c) not in _TCVN3 for c in token)
    return not _VNI_CODE.sub("", token).isascii()


def _odd_capital(word: str) -> bool:
    """Say whether a capital follows a small letter, as in «tÕ»: rare in Unicode, common in TCVN3 seen raw."""
    return any(a.islower() and b.isupper() for a, b in pairwise(word))


@lru_cache(maxsize=1 << 12)
def decode(text: str, encoding: Encoding, capitals: bool = False) -> str:
    """Return a raw legacy cell as Unicode (NFC). A cell with letters that only Unicode has stays as it is.

    `capitals` is for fonts such as «.VnTimeH». TCVN3 has no toned capitals: where the rest of a word or of
    the cell is in capitals, its toned letters become capitals too («S¸CH» → «SÁCH»); where all other words of a
    name begin with one, so does the word that could not («Lß ThÞ ¸nh» → «Lò Thị Ánh»).
    """
    if not may_be_legacy(text):
        return text.upper() if capitals and text.isascii() else text
    decoded = _decode(text, encoding)
    if encoding is Encoding.VNI:
        return decoded
    if capitals:
        return decoded.upper()
    return _restore_capitals(decoded)


def _restore_capitals(text: str) -> str:
    """Return text decoded from TCVN3 with the toned capitals that it could not hold, where the rest shows them."""
    found = list(_LETTERS.finditer(text))
    shouted = [_shouted(word[0]) for word in found]
    if any(shouted) and all(c.isupper() for c in text if c.isalpha() and c not in _NO_CAPITAL):
        return text.upper()
    words = [word[0].upper() if loud else word[0] for word, loud in zip(found, shouted, strict=True)]
    gaps = [text[a.end() : b.start()].isspace() for a, b in pairwise(found)]
    whole = len(words) > 1 and all(gaps) and text.strip() == text[found[0].start() : found[-1].end()]
    begins = [word[0].isupper() for word in words]
    for n, word in enumerate(words):
        if word[0] not in _NO_CAPITAL or word in _SMALL_WORDS:
            continue
        others = [b for i, b in enumerate(begins) if words[i][0] not in _NO_CAPITAL]
        after_name = n > 1 and all(gaps[n - 2 : n]) and all(begins[n - 2 : n])
        inside = 0 < n < len(words) - 1 and gaps[n - 1] and gaps[n] and begins[n - 1] and begins[n + 1]
        if (whole and len(words) <= 6 and others and all(others)) or after_name or inside:
            words[n], begins[n] = word[0].upper() + word[1:], True
    pieces, at = [], 0
    for match, word in zip(found, words, strict=True):
        pieces += [text[at : match.start()], word]
        at = match.end()
    return "".join([*pieces, text[at:]])


def lacks_capitals(text: str) -> bool:
    """Say whether text decoded from TCVN3 is one word that does not tell whether it is meant in capitals: toned letters
    and at most one other («Hạ»), or a toned letter first («ánh»)."""
    word = text.strip()
    certain = [c for c in word if c not in _NO_CAPITAL]
    return word.isalpha() and ((len(certain) < 2 and all(map(str.isupper, certain))) or word[0] in _NO_CAPITAL)


def _shouted(word: str) -> bool:
    letters = [c for c in word if c not in _NO_CAPITAL]
    return len(letters) > 1 and all(c.isupper() for c in letters)


def _decode(text: str, encoding: Encoding) -> str:
    if encoding is Encoding.TCVN3:
        return text.translate(_TCVN3)
    return _VNI_CODE.sub(lambda code: _VNI[code[0]], text)


def encode(text: str, encoding: Encoding) -> str:
    """Return Unicode text in a legacy encoding; toned capitals become small in TCVN3, which lacks them."""
    text = unicodedata.normalize("NFC", text)
    if encoding is Encoding.VNI:
        return "".join(_VNI_CODES.get(c, c) for c in text)
    return "".join(_TCVN3_CODES.get(c) or _TCVN3_CODES.get(c.lower(), c) for c in text)
