"""The kinds of Party organisations, apart from the reading of names (`domain.organization`)."""

from __future__ import annotations

SUPERIOR = "Đảng bộ cấp trên trực tiếp cơ sở"
EMPOWERED = "Đảng bộ cơ sở được giao quyền cấp trên cơ sở"
GRASSROOTS_COMMITTEE = "Đảng bộ cơ sở"
GRASSROOTS_BRANCH = "Chi bộ cơ sở"
PART_COMMITTEE = "Đảng bộ bộ phận"
BRANCH_OF_GRASSROOTS = "Chi bộ trực thuộc đảng ủy cơ sở"
BRANCH_OF_PART = "Chi bộ trực thuộc đảng ủy bộ phận"
GROUP = "Tổ đảng"
KINDS = (
    SUPERIOR,
    EMPOWERED,
    GRASSROOTS_COMMITTEE,
    GRASSROOTS_BRANCH,
    PART_COMMITTEE,
    BRANCH_OF_GRASSROOTS,
    BRANCH_OF_PART,
    GROUP,
)


def is_rated(kind: str | None) -> bool:
    """Say whether organisations of a kind are rated: neither the superior itself nor a Party group is."""
    return kind not in (SUPERIOR, GROUP)


def is_grassroots(kind: str | None) -> bool:
    """Say whether a kind is a grassroots organisation («tổ chức cơ sở đảng»)."""
    return kind in (GRASSROOTS_COMMITTEE, GRASSROOTS_BRANCH, EMPOWERED)
