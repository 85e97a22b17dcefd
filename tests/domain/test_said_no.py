"""Words that say that something was not done, or that there is nothing to be done."""

from __future__ import annotations

import pytest

from dangbo_cli.domain.said_no import is_done, is_something


@pytest.mark.parametrize(
    ("said", "done"),
    [
        *((text, True) for text in ("Có", "Đã tổng kết", "Hoàn thành tốt", "Không hoàn thành", "Chưa đạt", "Chưa tốt", "x")),
        *((text, True) for text in ("Không có vi phạm", "Đọc xong 1/2 cuốn, còn chưa đọc 1")),
        *((text, False) for text in (None, "Không", "Chưa", "chưa tổng kết", "CHƯA SƠ KẾT.", "Không tổng kết", "(chưa)")),
        *((text, False) for text in ("Chưa học", "Chưa thực hiện", "Chưa hoàn thành", "Chưa: để sang năm")),
    ],
)  # fmt: skip
def test_done(said, done):
    assert is_done(said) is done


@pytest.mark.parametrize(
    ("said", "something"),
    [
        *((text, True) for text in ("Hồ sơ", "Không thực hiện đúng quy chế", "Chưa khắc phục", "Chưa đóng đủ đảng phí")),
        *((text, True) for text in ("Không khắc phục khuyết điểm đã nêu", "Không có sổ nghị quyết", "Phải khắc phục")),
        *((text, False) for text in (None, "Không", "Không có", "không.", "Không có hạn chế, khuyết điểm", "0")),
        *((text, False) for text in ("Không phải khắc phục", "Không có nội dung phải khắc phục", "Không phát hiện vi phạm")),
        *((text, False) for text in ("Chưa phát hiện sai phạm", "Không có gì", "Không yêu cầu khắc phục")),
    ],
)  # fmt: skip
def test_something(said, something):
    assert is_something(said) is something
