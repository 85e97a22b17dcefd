"""docs/tra-cuu.md: every command with its help page, made by the program itself so that it cannot fall behind.

python -m dangbo_cli.cli.reference > docs/tra-cuu.md
python -m dangbo_cli.cli.reference --check docs/tra-cuu.md     # exit code 1 and a diff where they differ
"""

from __future__ import annotations

import difflib
import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from dangbo_cli.cli.call import Call
from dangbo_cli.cli.environment import Environment
from dangbo_cli.cli.framework import help_page
from dangbo_cli.cli.registry import PROGRAM, Entry, all_paths

_COLUMNS = 100
_OPENING = """# Tra cứu lệnh

Trang này do chương trình tự viết ra từ hướng dẫn của từng lệnh (`dangbo LỆNH --help`); đừng sửa tay. Cách làm việc từ
đầu đến cuối: [huong-dan.md](huong-dan.md).

Tên lệnh gõ không dấu, có hay không có gạch nối đều được (`lich-su` = `lichsu` = `Lịch sử`). Gõ sai một chút thì chương
trình hỏi lại «Có phải: …?». Tùy chọn chung `--csdl` và `--go-loi` đứng trước tên lệnh.

## Mã kết thúc

| mã | nghĩa |
|---|---|
| 0 | xong cả; những điều tự sửa và đã nêu không đổi mã này |
| 1 | xong, nhưng có dòng, ô, tệp để lại hoặc cần xem; hoặc sổ không cho làm việc ấy |
| 2 | lệnh gõ chưa đúng, hoặc cần hỏi mà không có ai trả lời; không có gì thay đổi |
| 3 | không dùng được cơ sở dữ liệu, hoặc không đọc được tệp nào trong các tệp đã cho |
| 130 | bị ngắt (Ctrl-C) |

## Biến môi trường

| biến | nghĩa |
|---|---|
| `DANGBO_CSDL` | tệp cơ sở dữ liệu, khi không có `--csdl` |
| `NO_COLOR` | có giá trị thì không tô màu |
| `COLUMNS` | chiều rộng màn hình, thay cho chiều rộng thật |
"""


def reference() -> str:
    """Return the whole page."""
    return "\n".join(_parts()).rstrip("\n") + "\n"


def _parts() -> Iterator[str]:
    stream = io.StringIO()
    call = Call(Environment(stream, stream, stream, columns=_COLUMNS))
    yield _OPENING
    yield "## Các lệnh\n"
    for path, entry in all_paths():
        indent = "  " * path.count(" ")
        yield f"{indent}- [{PROGRAM} {path}](#{_anchor(path)}): {entry.summary}"
    yield ""
    yield from _section("", None, call)
    for path, entry in all_paths():
        yield from _section(path, entry, call)


def _section(path: str, entry: Entry | None, call: Call) -> Iterator[str]:
    yield f"## {PROGRAM} {path}".rstrip()
    yield ""
    if entry is not None and (entry.short or entry.aliases):
        also = ", ".join(f"`{name}`" for name in (*entry.short, *entry.aliases))
        yield f"Tên khác: {also}\n"
    yield "```text"
    yield help_page(path.split(), call)
    yield "```\n"


def _anchor(path: str) -> str:
    return f"{PROGRAM} {path}".replace(" ", "-")


def check(path: Path) -> int:
    """Compare a file with the page as it is now; print the difference and return 1 where there is one."""
    stored = path.read_text(encoding="utf-8") if path.exists() else ""
    wanted = reference()
    if stored == wanted:
        return 0
    lines = difflib.unified_diff(stored.splitlines(), wanted.splitlines(), str(path), f"{path} (mới)", lineterm="", n=1)
    print("\n".join(lines))
    print(f"python -m dangbo_cli.cli.reference > {path}")
    return 1


def main(args: Sequence[str]) -> int:
    """Write the page, or check one (`--check FILE`)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", newline="\n")
    if args[:1] == ["--check"] and len(args) == 2:
        return check(Path(args[1]))
    if args:
        print(__doc__, file=sys.stderr)
        return 2
    sys.stdout.write(reference())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
