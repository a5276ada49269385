"""JSON for people to read: indented, and every number exact."""

import json

from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.model import Json


def indented(value: Json, depth: int = 0) -> str:
    """Write a value over several lines, in its own order. Raises ``TypeError`` for what is not JSON, a float among it."""
    if isinstance(value, dict) and value:
        lines = [
            f"{json.dumps(str(key), ensure_ascii=False)}: {indented(held, depth + 1)}" for key, held in value.items()
        ]
        return _block("{", lines, "}", depth)
    if isinstance(value, list | tuple) and value:
        return _block("[", [indented(held, depth + 1) for held in value], "]", depth)
    return canonical_json(list(value) if isinstance(value, tuple) else value)


def _block(opens: str, lines: list[str], closes: str, depth: int) -> str:
    inner, outer = "  " * (depth + 1), "  " * depth
    return opens + "\n" + ",\n".join(inner + line for line in lines) + "\n" + outer + closes
