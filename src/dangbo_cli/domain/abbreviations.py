"""Abbreviations in names of agencies and branches that everybody of the field reads the same way («VP», «GD&ĐT»).

Only such as mean one thing; what may mean two («TT»: trung tâm, thông tin, thanh tra) is not here.
"""

from __future__ import annotations

from collections.abc import Sequence

from dangbo_cli.vietnamese.text import fold

_WORDS = {
    "vp": "văn phòng",
    "ubnd": "ủy ban nhân dân",
    "hdnd": "hội đồng nhân dân",
    "ubkt": "ủy ban kiểm tra",
    "mttq": "mặt trận tổ quốc",
    "ldld": "liên đoàn lao động",
    "kbnn": "kho bạc nhà nước",
    "nhnn": "ngân hàng nhà nước",
    "bhxh": "bảo hiểm xã hội",
    "vksnd": "viện kiểm sát nhân dân",
    "tand": "tòa án nhân dân",
    "thads": "thi hành án dân sự",
    "ttyt": "trung tâm y tế",
    "bvdk": "bệnh viện đa khoa",
    "bv": "bệnh viện",
    "thpt": "trung học phổ thông",
    "thcs": "trung học cơ sở",
    "gdtx": "giáo dục thường xuyên",
    "gd dt": "giáo dục và đào tạo",
    "gddt": "giáo dục và đào tạo",
    "kh dt": "kế hoạch và đầu tư",
    "khdt": "kế hoạch và đầu tư",
    "kh cn": "khoa học và công nghệ",
    "khcn": "khoa học và công nghệ",
    "kh tc": "kế hoạch tài chính",
    "khtc": "kế hoạch tài chính",
    "tc hc": "tổ chức hành chính",
    "tchc": "tổ chức hành chính",
    "hc qt": "hành chính quản trị",
    "hcqt": "hành chính quản trị",
    "hcth": "hành chính tổng hợp",
    "tn mt": "tài nguyên và môi trường",
    "tnmt": "tài nguyên và môi trường",
    "nn ptnt": "nông nghiệp và phát triển nông thôn",
    "nn va ptnt": "nông nghiệp và phát triển nông thôn",
    "nn mt": "nông nghiệp và môi trường",
    "gtvt": "giao thông vận tải",
    "vhttdl": "văn hóa thể thao và du lịch",
    "vh tt dl": "văn hóa thể thao và du lịch",
    "vh tt va dl": "văn hóa thể thao và du lịch",
    "vhtt va dl": "văn hóa thể thao và du lịch",
    "vhtt dl": "văn hóa thể thao và du lịch",
    "ld tbxh": "lao động thương binh và xã hội",
    "ldtbxh": "lao động thương binh và xã hội",
    "ld tb xh": "lao động thương binh và xã hội",
    "ld tb va xh": "lao động thương binh và xã hội",
    "ld tb": "lao động thương binh",
    "tt va tt": "thông tin và truyền thông",
    "tttt": "thông tin và truyền thông",
    "cntt": "công nghệ thông tin",
    "qlda": "quản lý dự án",
    "tdp": "tổ dân phố",
}


def _table() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """Return the abbreviations by their first word, the longest first, as folded words."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for short, long in _WORDS.items():
        words = tuple(short.split())
        found.setdefault(words[0], []).append((words, tuple(fold(long).split())))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


_TABLE = _table()


def expand(words: Sequence[str]) -> tuple[str, ...]:
    """Return folded words with known abbreviations written out («so gd dt» → «so giao duc va dao tao»)."""
    if _TABLE.keys().isdisjoint(words):
        return tuple(words)
    out: list[str] = []
    at = 0
    while at < len(words):
        for short, long in _TABLE.get(words[at], ()):
            if tuple(words[at : at + len(short)]) == short:
                out.extend(long)
                at += len(short)
                break
        else:
            out.append(words[at])
            at += 1
    return tuple(out)
