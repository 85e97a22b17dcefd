"""The database file in words: for `csdl` and for the desk."""

from __future__ import annotations

from typing import Any

from dangbo_cli.store.info import Facts
from dangbo_cli.views.messages import heading, sentence
from dangbo_cli.views.screen import Screen
from dangbo_cli.views.values import decimal, integer, moment

_LEFT = 22


def facts_value(facts: Facts) -> dict[str, Any]:
    """Return the facts as a plain value for JSON."""
    batch, backup = facts.last_batch, facts.last_backup
    return {
        "file": str(facts.path),
        "schema_version": facts.schema_version,
        "known_schema_version": facts.known_version,
        "size": facts.size,
        "writable": facts.writable,
        "organizations": facts.organizations,
        "members": facts.members,
        "ratings": facts.ratings,
        "batches": facts.batches,
        "last_batch": batch and {"number": batch.number, "made_at": batch.made_at, "command": batch.command},
        "last_backup": backup and {"file": str(backup[0]), "made_at": backup[1].isoformat(timespec="seconds")},
        "backups": facts.backups,
        "other_copies": [
            {"file": str(copy), "written_at": written.isoformat(timespec="seconds")} for copy, written in facts.others
        ],
    }


def show_facts(facts: Facts, screen: Screen) -> None:
    """Write one line a fact."""
    backup = facts.last_backup
    lines = {
        "Tệp": f"«{facts.path}»",
        "Cỡ tệp": size(facts.size),
        "Cấu trúc": f"số {facts.schema_version}" if facts.schema_version else "chưa có bảng nào",
        "Tổ chức đảng": integer(facts.organizations),
        "Đảng viên": integer(facts.members),
        "Kết quả xếp loại": integer(facts.ratings),
        "Lần nhập": integer(facts.batches),
        "Lần nhập cuối": last_import(facts),
        "Bản sao lưu": integer(facts.backups),
        "Bản sao lưu cuối": f"{moment(backup[1].isoformat())}, «{backup[0]}»" if backup else "chưa có",
    }
    if facts.others:
        copy, written = facts.others[-1]
        lines["Bản sao khác"] = f"{integer(len(facts.others))}, mới nhất {moment(written.isoformat())}, «{copy}»"
    screen.out(heading("Cơ sở dữ liệu", screen.colour))
    screen.out()
    for label, text in lines.items():
        screen.out(sentence(text, screen.prose_width, f"{label + ':':<{_LEFT}}", " " * _LEFT, [f"«{facts.path}»"]))
    if not facts.writable:
        screen.out("Tệp hoặc thư mục chứa tệp không ghi được; chỉ xem được.")


def last_import(facts: Facts) -> str:
    """Return «số 17, 20/11/2022 14:03, lệnh nhap»."""
    batch = facts.last_batch
    if batch is None:
        return "chưa có"
    undone = f", đã hoàn tác ở lần {batch.undone_by}" if batch.undone_by else ""
    return f"số {batch.number}, {moment(batch.made_at)}, lệnh «{batch.command}»{undone}"


def size(count: int) -> str:
    """Return a file size: «812 KB», «3,4 MB»."""
    if count < 1024:
        return f"{count} byte"
    if count < 1024 * 1024:
        return f"{integer(round(count / 1024))} KB"
    return f"{decimal(count / 1024 / 1024)} MB"
