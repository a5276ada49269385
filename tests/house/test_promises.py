"""The document of promises says what the specs say."""

import ast

from tests.spec.promises import DOCUMENT, HERE, promises


def test_the_promises_are_not_stale() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == promises(), "Write them again: python -m tests.spec.promises"


def test_every_spec_is_a_promise_in_words() -> None:
    for path in HERE.glob("test_*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for test in (each for each in tree.body if isinstance(each, ast.FunctionDef) and each.name.startswith("test_")):
            assert ast.get_docstring(test), f"{path.name}: {test.name} says nothing to a reader"
