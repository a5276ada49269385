"""Promises about who may write to people: whatever goes out goes by one set of rules."""

import ast
from pathlib import Path

from tests.house.source import modules

TELLING = Path("src/guildhall/serve/telling")
MAKING = {"create", "bulk_create", "get_or_create", "update_or_create"}


def test_only_telling_makes_a_message() -> None:
    elsewhere = [
        f"{path}:{node.lineno}"
        for path, tree in modules("front", "serve", "people", "ledger", "estate")
        if not path.is_relative_to(TELLING)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _makes_a_message(node.func)
    ]
    assert elsewhere == []


def _makes_a_message(called: ast.expr) -> bool:
    """`Message(...)`, `Message.objects.create(...)` and its like, `case.messages.create(...)`."""
    written = ast.unparse(called)
    maker = written.rpartition(".")[2]
    return written == "Message" or (maker in MAKING and ("Message.objects" in written or ".messages." in written))
