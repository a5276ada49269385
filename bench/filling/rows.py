"""Rows in bulk: copies of rows that are there, and new ones, each table filled by one statement."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any


class Rows:
    """Tables that are filled. Whatever is copied refers to what is there: nobody looks again at each of a million rows."""

    def __init__(self) -> None:
        self.cursor = import_module("django.db").connection.cursor()
        self.cursor.execute("SET session_replication_role = replica")

    def copy(self, model: Any, source: str, **said: str) -> None:
        """Copies of rows ``s``, but for the columns that are said."""
        self._insert(model, source, {each.column: f's."{each.column}"' for each in _columns(model)} | said, [])

    def add(self, model: Any, source: str, **said: str) -> None:
        """New rows: what is not said is as the model has it by default."""
        defaults = {each.column: each.get_default() for each in _columns(model) if each.column not in said}
        self._insert(model, source, dict.fromkeys(defaults, "%s") | said, list(defaults.values()))

    def _insert(self, model: Any, source: str, columns: dict[str, str], held: Sequence[Any]) -> None:
        names = ", ".join(f'"{name}"' for name in columns)
        values = ", ".join(columns.values())
        words = f"INSERT INTO {model._meta.db_table} ({names}) SELECT {values} FROM {source}"
        self.cursor.execute(words, list(held) or None)


def _columns(model: Any) -> list[Any]:
    automatic = import_module("django.db.models").AutoField
    return [each for each in model._meta.concrete_fields if not isinstance(each, automatic)]
