"""Which column of a table holds which field, where headings alone do not settle it: two that claim one field, a tick column
beside its group."""

from __future__ import annotations

from dangbo_cli.forms.form import Value as Kind
from dangbo_cli.forms.headings import HeadingBook, Meaning, heading_key
from dangbo_cli.forms.rating_headings import level_behind, says_proposed

Paths = dict[int, tuple[tuple[str, ...], bool]]
"""The headings of every column from the outermost parent to its own, and whether a parent is presumed."""


_RATING = ("Xếp loại",)


def beside_ticks(
    c: int,
    path: tuple[str, ...],
    columns: dict[int, Meaning],
    paths: Paths,
    book: HeadingBook,
) -> Meaning | None:
    """Return what a column without a parent is whose heading names a tick of the group of tick columns right beside it:
    the merged heading of the group was not drawn over it."""
    for near in (c - 1, c + 1):
        meaning = columns.get(near)
        if len(path) == 1 and meaning is not None and meaning.tick:
            # Levels may stand side by side with no heading over them: «HTXS», «HTT», «HT».
            parents = paths[near][0][:-1] or (_RATING if meaning.rating is not None else ())
            mine = book.read((*parents, *path)) if parents else None
            if mine is not None and mine.tick and mine.key == meaning.key:
                taken = {one.tick for n, one in columns.items() if one.key == mine.key and paths[n][0][:-1] == parents}
                return None if mine.tick in taken else mine
    return None


def settle_forms(
    columns: dict[int, Meaning],
    weights: dict[str, int],
    unclaimed: dict[int, tuple[str, ...]],
    paths: Paths,
    book: HeadingBook,
) -> list[int]:
    """Take out, and return, the columns of a form that is only proposed where another has the one that was given («Đề nghị
    khen thưởng» beside «Hình thức khen thưởng»). «Giấy khen của» is
    a value, whose cell says who gave it. Where no column has a form, those that stand for one value of it each
    without a heading over them are its ticks: «Bằng khen của Tỉnh ủy», «Giấy khen». `weights` are those of the fields found."""
    field = book.field("form")
    if field is None:
        return []
    proposed = {c: says_proposed(heading_key(" ".join(paths[c][0]))) for c, m in columns.items() if m.key == "form"}
    left = [c for c, only in proposed.items() if only and not all(proposed.values())]
    for c in left:
        del columns[c]
    if not unclaimed:
        return left
    choices = [heading_key(choice) for choice in field.group]
    for c, path in list(unclaimed.items()):  # «Giấy khen của»: the cell says of whom
        if heading_key(path[-1]).removesuffix(" cua") in choices and path[-1].casefold().rstrip(" .:").endswith(" của"):
            columns[c] = Meaning(field.key, field.value, tick=" ".join(unclaimed.pop(c)[-1].rstrip(" .:").split()))
            weights[field.key] = field.weight
    if proposed:
        return left
    of_somebody = tuple(f"{choice} {behind} " for choice in choices for behind in ("cua", "cap"))
    for c, path in list(unclaimed.items()):
        key = heading_key(path[-1])
        if len(path) == 1 and (key in choices or key.startswith(of_somebody)):
            columns[c] = Meaning(field.key, field.value, tick=" ".join(unclaimed.pop(c)[-1].split()))
            weights[field.key] = field.weight
    return left


_DAYS = {Kind.BIRTH, Kind.PARTY_DATE, Kind.DATE}
_DAY_PARTS = ({"ngay"}, {"thang"}, {"nawm", "nam"})


def days_in_parts(paths: Paths, book: HeadingBook) -> dict[int, Meaning]:
    """Return which columns are the first of three that hold day, month and year of one date, with what it is."""
    found: dict[int, Meaning] = {}
    for c, (path, _) in paths.items():
        if len(path) < 2 or heading_key(path[-1]) not in _DAY_PARTS[0]:
            continue
        beside = [paths.get(c + k, ((), False))[0] for k in range(len(_DAY_PARTS))]
        if all(
            one[:-1] == path[:-1] and heading_key(one[-1]) in keys for one, keys in zip(beside, _DAY_PARTS, strict=True)
        ):
            meaning = book.read(path[:-1])
            if meaning is not None and meaning.value in _DAYS:
                found[c] = meaning
    return found


#: What a column of the words between family name and given name is called.
MIDDLE_NAMES = {"ddem", "dem", "ten dem", "chu dem", "lot", "ten lot", "chu lot", "dem lot"}


def middle_names(paths: Paths, book: HeadingBook) -> tuple[int, ...]:
    """Return which columns hold the words between a family name on their left and a given name on their right."""
    found = (
        c for c, (path, _) in paths.items() if heading_key(path[-1]) in MIDDLE_NAMES and {c - 1, c + 1} <= paths.keys()
    )
    around = ((c, book.read(paths[c - 1][0]), book.read(paths[c + 1][0])) for c in found)
    return tuple(c for c, a, b in around if a and b and (a.key, b.key) == ("family_name", "given_name"))


def levels_side_by_side(columns: dict[int, Meaning], paths: Paths) -> None:
    """Take columns of levels for ticks where their headings differ in nothing but the level behind them («Quyết định xếp
    loại HTXS», «Quyết định xếp loại HTT»): one of them alone may be of levels written out."""
    groups: dict[tuple[str, ...], dict[int, str]] = {}
    for c, meaning in columns.items():
        if meaning.rating is None or meaning.tick is not None:
            continue
        path = paths[c][0]
        if (parted := level_behind(heading_key(path[-1]))) is not None:
            groups.setdefault((*path[:-1], parted[0]), {})[c] = parted[1]
    for levels in groups.values():
        if len(levels) > 1 and len(set(levels.values())) == len(levels):
            for c, level in levels.items():
                rating = columns[c].rating
                columns[c] = columns[c]._replace(tick=level, rating=rating and rating._replace(tick=level))


def committees_beside_branches(columns: dict[int, Meaning], paths: Paths) -> None:
    """Where a list of organisations has two columns of names, «Tổ chức cơ sở đảng» and then «Chi bộ trực thuộc», the first
    holds what stands above the second."""
    names = sorted(c for c, meaning in columns.items() if meaning.value is Kind.ORGANIZATION_NAME)
    if len(names) != 2 or any(meaning.key == "parent" for meaning in columns.values()):
        return
    upper, lower = (heading_key(paths[c][0][-1]) for c in names)
    if "chi bo" in lower and not any(word in lower for word in _ABOVE) and any(word in upper for word in _ABOVE):
        columns[names[0]] = columns[names[0]]._replace(key="parent", value=Kind.ORGANIZATION)


#: What a heading of committees says and one of branches does not.
_ABOVE = ("dang bo", "dang uy", "to chuc co so dang", "tccsd")
#: Fields of which a table may well have several columns: they are read together.
_SEVERAL = {"organization", "residence", "citizen_id", "card_number", "expertise", "hometown", "note", "standing"}


def settle_doubles(columns: dict[int, Meaning], paths: Paths) -> tuple[dict[int, Meaning], dict[int, int]]:
    """Where two columns claim one field, keep both only where they can be read together (tick columns,
    Nam|Nữ, numbers of two kinds); otherwise the later is `doubled`: column → the column that stands."""
    kept: dict[int, Meaning] = {}
    doubled: dict[int, int] = {}
    seen: dict[tuple[object, ...], int] = {}
    for c, meaning in sorted(columns.items()):
        claim: tuple[object, ...] = (meaning.key, meaning.tick, meaning.gender)
        if meaning.rating is not None:
            claim = (*claim, meaning.rating.stage, meaning.rating.year)
        other = seen.get(claim)
        if other is None or (meaning.key in _SEVERAL and meaning.tick is None):
            seen.setdefault(claim, c)
            kept[c] = meaning
        elif meaning.key == "full_name" and other == c - 1 and paths[c] == paths[other]:
            # One heading over two columns: family name and given name.
            kept[other] = meaning._replace(key="family_name")
            kept[c] = meaning._replace(key="given_name")
        elif meaning.key == "full_name" and (birth := _birth_name(paths, other, c)) is not None:
            # «Họ tên khai sinh» beside «Họ tên đang dùng»: the one in use is the name, the other another name.
            kept[c] = meaning
            seen[claim] = other if birth == c else c
            kept[birth] = meaning._replace(key="other_name", value=Kind.TEXT)
        elif _rank(meaning) > _rank(kept[other]):
            doubled[other] = c
            del kept[other]
            kept[c] = meaning
            seen[claim] = c
        else:
            doubled[c] = other
    return kept, doubled


def _birth_name(paths: Paths, one: int, other: int) -> int | None:
    """Return which of two name columns alone holds the name of the registration of birth."""
    told = [c for c in (one, other) if "khai sinh" in heading_key(paths[c][0][-1])]
    return told[0] if len(told) == 1 else None


def one_heading(paths: Paths, one: int, other: int) -> bool:
    """Tell whether two columns stand under one heading that reaches over both."""
    first, last = min(one, other), max(one, other)
    return all(paths.get(c) == paths[first] for c in range(first, last + 1))


def _rank(meaning: Meaning) -> int:
    return meaning.rating.rank if meaning.rating is not None else 0
