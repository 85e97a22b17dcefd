"""The import rule: rooms import downwards only (docs/thiet-ke.md).

python .ci/rooms.py            # prints every import that breaks the rule; exit code 1 if any
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

PACKAGE = "dangbo_cli"

#: What each room may import of ours besides itself.
ALLOWED: dict[str, set[str]] = {
    "vietnamese": set(),
    "domain": {"vietnamese"},
    "forms": {"domain", "vietnamese"},
    "store": {"forms", "domain", "vietnamese"},
    "sheets": {"forms", "domain", "vietnamese"},
    "reports": {"store", "forms", "domain", "vietnamese"},
    "records": {"store", "forms", "domain", "vietnamese"},
    "intake": {"sheets", "store", "forms", "domain", "vietnamese"},
    "views": {"intake", "records", "reports", "sheets", "store", "forms", "domain", "vietnamese"},
    "cli": {"views", "intake", "records", "reports", "sheets", "store", "forms", "domain", "vietnamese"},
    "app": {"cli", "views", "store"},
}

#: The rooms inside intake: what each may import besides itself. What stands beside them (a file, a table, a call)
#: imports them all and none of them imports it, but for the account every one may write in.
INTAKE: dict[str, set[str]] = {
    "who": set(),
    "deciding": {"who"},
    "tables": {"deciding", "who"},
    "members": {"tables", "deciding", "who"},
    "organizations": {"members", "tables", "deciding", "who"},
    "entries": {"members", "tables", "deciding", "who"},
    "sent": {"organizations", "members", "entries", "tables", "deciding", "who"},
}
ACCOUNT = "result"

#: Libraries that only one room knows, and rooms that may not load anything slow.
OWNED = {
    "python_calamine": {"sheets"},
    "openpyxl": {"sheets", "views"},
    "xlrd": {"sheets"},
    "sqlmodel": {"store", "records"},
    "sqlalchemy": {"store", "records"},
    "typer": {"app", "cli"},
    "click": set(),
    "docx": {"views"},
    "docxtpl": {"views"},
    "jinja2": {"views"},
}

#: Libraries that no module loads at its top (store/tables.py, the SQLModel classes, is loaded by need only).
SLOW = {"openpyxl", "xlrd", "docx", "docxtpl", "jinja2"}


def imports(tree: ast.Module) -> Iterator[tuple[int, str, bool]]:
    """Yield (line, module, at top level) of every import in a module."""
    top = {id(node) for node in tree.body}
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            whole = node.module in (PACKAGE, f"{PACKAGE}.intake")
            names = [f"{node.module}.{alias.name}" if whole else node.module for alias in node.names]
        for name in names:
            yield node.lineno, name, id(node) in top


def breaches(root: Path) -> list[str]:
    """Return a line for every import under `root` (the package folder) that breaks the rule."""
    found = []
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        room = parts[0]
        if room in ("__init__", "__main__"):
            continue
        for line, name, at_top in imports(ast.parse(path.read_text(encoding="utf-8"))):
            head, _, rest = name.partition(".")
            where = f"{path.relative_to(root.parent)}:{line}"
            if head == PACKAGE:
                other = rest.split(".")[0]
                if other and other not in ("__version__", room) and other not in ALLOWED.get(room, set()):
                    found.append(f"{where}: {room} must not import {other}")
                elif room == other == "intake" and (inner := parts[1]) in INTAKE:
                    named = rest.split(".")[1]
                    if named not in (inner, ACCOUNT) and named not in INTAKE[inner]:
                        found.append(f"{where}: intake/{inner} must not import intake/{named}")
            elif head in OWNED and room not in OWNED[head]:
                found.append(f"{where}: {room} must not import {head}")
            elif at_top and head in SLOW:
                found.append(f"{where}: {head} is slow to load and belongs inside a function")
    return found


def main() -> int:
    """Print the breaches of the package beside this folder; return 1 if there are any."""
    lines = breaches(Path(__file__).resolve().parent.parent / "src" / PACKAGE)
    for line in lines:
        print(line)
    if not lines:
        print("import rule: all rooms import downwards")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
