"""What the tests of the year's commands share; their record is the fixture `book`."""

from __future__ import annotations

KINDS = ("xep-loai", "mo-hinh", "cam-ket", "chuyen-de", "ghi-danh", "khen-thuong", "ky-luat", "ktgs")


def rows(call, *words):
    done = call(*words, "--dinh-dang", "json")
    assert done.exit_code == 0, done.stderr
    return done.json
