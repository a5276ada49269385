"""Promises that keep starting up light, and knots in sight."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import imported, modules

HEAVY = {"z3", "networkx", "duckdb", "typst", "holidays", "pypdf"}
"""Large libraries: each is loaded inside one function of one module, when it is first needed."""


def test_no_function_imports_but_the_one_that_loads_a_heavy_library() -> None:
    hidden = [
        f"{path}: {name}"
        for path, tree in modules()
        for name in _inside_functions(path, tree)
        if name.split(".")[0] not in HEAVY
    ]
    assert hidden == []


def test_each_heavy_library_is_known_to_one_module() -> None:
    known = defaultdict(set)
    for path, tree in modules():
        for name in imported(tree):
            if name.split(".")[0] in HEAVY:
                known[name.split(".")[0]].add(str(path))
    assert {name: paths for name, paths in known.items() if len(paths) > 1} == {}


def test_no_heavy_library_is_loaded_at_start() -> None:
    loaded = [
        f"{path}: {name}"
        for path, tree in modules()
        for name in set(imported(tree)) - set(_inside_functions(path, tree))
        if name.split(".")[0] in HEAVY
    ]
    assert loaded == []


def _inside_functions(path: Path, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        # `ready` in apps.py is the place where Django lets a room meet its own models.
        if path.name == "apps.py" and getattr(node, "name", "") == "ready":
            continue
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from imported(node)
