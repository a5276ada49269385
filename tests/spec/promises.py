"""The promises as a document: `python -m tests.spec.promises` writes docs/promises.md from the specs' own words.

Each file of specs is a chapter; its first line is the chapter's title. Each test is a promise, in the words under its name.
"""

import ast
import sys
from pathlib import Path

HERE = Path(__file__).parent
DOCUMENT = HERE.parents[1] / "docs" / "promises.md"
TOP = """# What we promise

Each promise below is tested: when one is broken, Guildhall cannot be built. This page is written from those tests by
`python -m tests.spec.promises`.
"""
ORDER = ("more_choice", "never_asked_twice", "same_promise", "what_you_said", "dead_ends")
"""The chapters that come first; any others follow by name."""


def promises() -> str:
    """The whole document, as it should stand."""
    return "\n".join([TOP, *(_chapter(path) for path in sorted(HERE.glob("test_*.py"), key=_place))])


def _place(path: Path) -> tuple[int, str]:
    name = path.stem.removeprefix("test_")
    return (ORDER.index(name) if name in ORDER else len(ORDER), name)


def _chapter(path: Path) -> str:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    title = (ast.get_docstring(tree) or path.stem).splitlines()[0].rstrip(".")
    tests = [each for each in tree.body if isinstance(each, ast.FunctionDef) and each.name.startswith("test_")]
    return "\n".join([f"## {title}", "", *map(_promise, tests)])


def _promise(test: ast.FunctionDef) -> str:
    name = test.name.removeprefix("test_").replace("_", " ").replace("english", "English").replace("welsh", "Welsh")
    words = " ".join((ast.get_docstring(test) or "").split())
    heading = name[:1].upper() + name[1:]
    return f"**{heading}.** {words}\n"


if __name__ == "__main__":
    DOCUMENT.parent.mkdir(exist_ok=True)
    DOCUMENT.write_text(promises(), encoding="utf-8")
    sys.stdout.write(f"{DOCUMENT.name} is written.\n")
