"""SQLite's statements have ``?`` where Django's have ``%s``. Django looks for them anew each time a statement is used.

For a long statement that takes as long as running it does. There are a few hundred statements, and each is used for years.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base

_KEPT = 1024
_LONGEST = 4_000
"""Signs up to which a statement is kept: one with a list of values is longer, and never the same again."""


class Cursor(base.SQLiteCursorWrapper):
    """Runs statements that are written for SQLite once."""

    def convert_query(self, query: str, *, param_names: Iterable[str] | None = None) -> str:
        """A statement as SQLite has it."""
        if param_names is not None or len(query) > _LONGEST:
            return super().convert_query(query, param_names=param_names)
        return _written(query)


class DatabaseWrapper(base.DatabaseWrapper):
    """SQLite, with such cursors."""

    def create_cursor(self, name: Any = None) -> Cursor:
        """A cursor on this connection."""
        return self.connection.cursor(factory=Cursor)  # type: ignore[no-any-return]


@lru_cache(maxsize=_KEPT)
def _written(query: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")
