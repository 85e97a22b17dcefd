"""Is a word a Vietnamese syllable? By rule (onset, rime, tone), not by dictionary."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_TONES = {"\u0300": 1, "\u0301": 2, "\u0303": 3, "\u0309": 4, "\u0323": 5}
_CONSONANTS = "bcdđfghjklmnpqrstvwxz"
_STOPS = ("c", "ch", "p", "t")
_STOP_TONES = (0, 2, 5)  # rimes that end in c, ch, p, t have only sắc and nặng (0: as yet unmarked)

# Two-part onsets first. «qu» takes its own rimes; «gi» takes rimes without its i.
_ONSETS = (
    "ngh", "ch", "gh", "kh", "ng", "nh", "ph", "th", "tr",
    "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
)  # fmt: skip
_RIMES = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc
    oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uên uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uơ uy uya uych uyên
    uyêt uyn uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y yêm yên yêng yêt yêu
    """.split()
)
_AFTER_QU = frozenset(
    """
    a ac ach ai an ang anh ao at ay ăc ăm ăn ăng ăp ăt ân âng ât ây e en eng eo et ê ên ênh êt êch ên i ich in inh
    it it y ych ynh yt yên yêt ơ ôc
    """.split()
)


@lru_cache(maxsize=1 << 15)
def is_syllable(word: str) -> bool:
    """Say whether a word (NFC, any case) can be a Vietnamese syllable, wherever its tone mark stands."""
    parted = _parted(word)
    return parted is not None and _fits(*parted)


@lru_cache(maxsize=1 << 15)
def has_rime(word: str) -> bool:
    """Say whether a word is a Vietnamese rime after any consonants: «Krông», «Hmông», «Kò» of the names and places of
    the minorities, which keep the vowels and tones of Vietnamese but not its rules of spelling the onset. Nobody writes
    «c» before e, i, y, or a rime that ends in a stop without its tone («CÊP» is «CẤP» in TCVN3)."""
    parted = _parted(word)
    if parted is None:
        return False
    bare, tone = parted
    if tone == 0 and bare.endswith(_STOPS):
        return False
    if bare.startswith("qu"):
        return _rime_fits(bare[2:], tone, _AFTER_QU)
    if bare.startswith("gi") and _rime_fits(bare[2:], tone, _RIMES):
        return True
    if bare.startswith("q") or (bare[:1] == "c" and bare[1:2] in "eêiy"):
        return False
    return _rime_fits(bare.lstrip(_CONSONANTS), tone, _RIMES)


def _parted(word: str) -> tuple[str, int] | None:
    """Return a word in small letters without its tone mark, and the tone; None where the marks are of no syllable."""
    parts: list[str] = []
    tone = 0
    for letter in word.lower():
        decomposed = unicodedata.normalize("NFD", letter)
        kept = ""
        for part in decomposed:
            if part in _TONES:
                if tone or decomposed[0] not in "aeiouy":
                    return None
                tone = _TONES[part]
            else:
                kept += part
        parts.append(unicodedata.normalize("NFC", kept))
    return "".join(parts), tone


def _fits(bare: str, tone: int) -> bool:
    if bare.startswith("qu"):
        return _rime_fits(bare[2:], tone, _AFTER_QU)
    if bare.startswith("gi") and len(bare) > 2 and _rime_fits(bare[2:], tone, _RIMES):
        return True
    for onset in _ONSETS:
        if bare.startswith(onset) and _rime_fits(bare[len(onset) :], tone, _RIMES):
            if onset in ("gh", "ngh", "k") and bare[len(onset)] not in "eêiy":
                return False
            return not (onset == "c" and bare[1] in "eêiy")
    return False


def _rime_fits(rime: str, tone: int, rimes: frozenset[str]) -> bool:
    if rime not in rimes:
        return False
    return tone in _STOP_TONES or not rime.endswith(_STOPS)
