"""The house as text: its rooms, its files and what each imports."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "guildhall"
PURE = ("kernel", "catalogue", "channels")
ROOMS = ("front", "understand", "serve", "people", "plan", "decide", "ledger", "estate")


def modules(*rooms: str) -> Iterator[tuple[Path, ast.Module]]:
    """Each module of these rooms (of all, where none is named), read but not run."""
    for room in rooms or ("",):
        for path in sorted((PACKAGE / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.AST) -> Iterator[str]:
    """The full name of everything that a module imports: `a.b`, and `a.b.c` for `from a.b import c`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{each.name}" for each in node.names)


def tracked() -> list[Path]:
    """The files that the repository holds."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]
