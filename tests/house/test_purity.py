"""Promises about what the kernel, the catalogue and the channels never do."""

import ast

import pytest
from tests.house.source import PURE, imported, modules

OUTSIDE = {
    "django", "os", "pathlib", "io", "socket", "time", "subprocess", "tempfile", "shutil", "random",
    "secrets", "threading", "asyncio", "urllib.request", "http", "sqlite3", "psycopg", "requests",
    "logging", "sys",
}  # fmt: skip
CLOCK = {"now", "today", "utcnow", "fromtimestamp", "localtime", "monotonic"}
HANDS = {"open", "print", "input", "exec", "eval", "__import__"}


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_knows_no_django_and_no_machine(room: str) -> None:
    found = [
        f"{path}: {name}"
        for path, tree in modules(room)
        for name in imported(tree)
        if any(name == outside or name.startswith(f"{outside}.") for outside in OUTSIDE)
    ]
    assert found == []


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_is_told_the_time_and_never_asks(room: str) -> None:
    asked = [
        f"{path}:{node.lineno} {node.func.attr}()"
        for path, tree in modules(room)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK
    ]
    assert asked == []


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_reads_and_writes_no_file_and_runs_no_text_as_code(room: str) -> None:
    called = [
        f"{path}:{node.lineno} {node.func.id}()"
        for path, tree in modules(room)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in HANDS
    ]
    assert called == []
