"""A bar over files on standard error, only where a terminal shows it."""

from __future__ import annotations

from dangbo_cli.cli.environment import Environment
from dangbo_cli.views.wrapping import plain, width

_BAR = 20


class FileProgress:
    """Redraws one line; says nothing through a pipe."""

    def __init__(self, env: Environment) -> None:
        self._env = env
        self._drawn = False

    def step(self, path: str, done: int, total: int) -> None:
        """Show that `path` is being read, with `done` of `total` files behind it."""
        if not self._env.stderr_is_terminal or total < 2:
            return
        filled = _BAR * done // max(total, 1)
        line = f"Đang đọc [{'█' * filled}{'░' * (_BAR - filled)}] {done}/{total}"
        name = plain(path.replace("\\", "/").rpartition("/")[2])
        if width(line) + 2 + width(name) < (
            self._env.error_columns or self._env.columns or 80
        ):  # a name is shown whole or not at all
            line = f"{line}  {name}"
        self._env.stderr.write(f"\r{line}\x1b[K")
        self._env.stderr.flush()
        self._drawn = True

    def close(self) -> None:
        """Take the line away."""
        if self._drawn:
            self._env.stderr.write("\r\x1b[K")
            self._env.stderr.flush()
            self._drawn = False
