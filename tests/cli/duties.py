"""What the tests of duties share; their record is the fixture `owing`."""

from __future__ import annotations

from datetime import datetime

INITIATIVES = """ĐẢNG BỘ KHỐI THỬ,,,
{unit},,,
ĐĂNG KÝ MÔ HÌNH NĂM {year},,,
STT,Tên mô hình,Chỉ tiêu,Giải pháp
1,{name},Ít nhất 5 mô hình,Tập huấn
"""


def arrive(run, unit: str, day: str, name: str = "Một cửa", year: int = 2022):
    """Import a unit's sheet of initiatives on a day."""
    path = run.folder / f"bieu {day[5:]}.csv"
    path.write_text(INITIATIVES.format(unit=unit.upper(), name=name, year=year), encoding="utf-8")
    run.now = datetime.fromisoformat(f"{day}T09:00")
    result = run("nhap", path, "--dong-y")
    assert result.exit_code == 0, result.stdout + result.stderr
    return result


def states(run, *args) -> dict[str, str]:
    return {row["code"]: row["state"] for row in run("don-doc", "xem", "1", "--dinh-dang", "json", *args).json}
