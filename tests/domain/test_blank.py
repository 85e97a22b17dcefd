"""Which cells say nothing."""

from __future__ import annotations

from datetime import date

import pytest

from dangbo_cli.domain.blank import is_blank


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "",
        " ",
        "\u00a0",
        "-",
        "–",
        "--",
        "...",
        "…",
        "……",
        "?",
        ".",
        "/",
        "(...)",
        "Chưa rõ",
        "không rõ",
        "KHÔNG RÕ.",
        "(chưa rõ)",
        "không có thông tin",
        "Chưa có",
        "#N/A",
        "#REF!",
        "N/A",
        "null",
        float("nan"),
    ],
)
def test_blank(raw: object) -> None:
    assert is_blank(raw)


@pytest.mark.parametrize(
    "raw", ["Không", "nt", "//", '"', "x", "0", 0, 0.0, False, "Nam", date(1968, 5, 12), "- 12", "chưa"]
)
def test_values(raw: object) -> None:
    assert not is_blank(raw)
