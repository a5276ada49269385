"""The engine: DuckDB, in this process and loaded when it is first asked. No other module knows it.

It reads the files of events that are on record, with the views that measures ask laid over them, and writes such files.
"""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from guildhall.kernel.measures import UnitCost, View

MEMORY = "384MiB"
"""What the engine may hold. What is more it keeps on the disk meanwhile."""
THREADS = 2
Cell = str | int | bool | date | None
_FOREVER = date(9999, 12, 31)
_DIVIDES = "\x1f"
_PLAIN = f"header = false, auto_detect = false, delim = '{_DIVIDES}', quote = '', escape = ''"
_PARQUET = "FORMAT parquet, COMPRESSION zstd"


class Engine:
    """A connection to the engine, with nothing of its own on the disk. To be closed: ``with opened() as engine``."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def __enter__(self) -> "Engine":
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """What a question gives."""
        found: list[tuple[Any, ...]] = self._connection.execute(sql, list(values)).fetchall()
        return found

    def described(self, name: str) -> dict[str, str]:
        """The columns of a view and their types, as they are."""
        return {row[0]: row[1] for row in self.rows(f"DESCRIBE {_quoted(name)}")}

    def hold(self, name: str, sql: str, values: Sequence[object] = ()) -> None:
        """Keep what a question gives under a name, to be asked again."""
        self._connection.execute(f"CREATE OR REPLACE TEMP TABLE {_quoted(name)} AS {sql}", list(values))

    def take(self, name: str, types: Mapping[str, str], rows: Iterable[tuple[object, ...]], beside: Path) -> None:
        """Keep rows from elsewhere under a name, a column for each type and none of them empty.

        They go by a file beside another, which is gone afterwards. What divides its cells stands in no code, no number and no JSON,
        so nothing has to be quoted: of all ways that there are without another library, it takes the least work.
        """
        line = _DIVIDES.join("%s" for _ in types) + "\n"
        with TemporaryDirectory(dir=beside, prefix=".rows-") as folder:
            laid = Path(folder) / "rows.txt"
            with laid.open("w", encoding="utf-8", newline="") as file:
                file.writelines(map(line.__mod__, rows))
            told = f"read_csv({_text(str(laid))}, columns = {json.dumps(dict(types))}, {_PLAIN})"
            self.hold(name, f"FROM {told}")

    def lay(self, views: Iterable[View], files: Sequence[Path], costs: Iterable[UnitCost], until: date) -> None:
        """Lay the views over the files, as all stood by the end of a local day."""
        for view in views:
            self._connection.execute(
                f"CREATE VIEW {_quoted(view.name)} AS {view.sql or self._own(view, files, costs, until)}"
            )

    def _own(self, view: View, files: Sequence[Path], costs: Iterable[UnitCost], until: date) -> str:
        if view.name == "asked":
            return f"SELECT DATE '{until.isoformat()}' AS day"
        if view.name == "unit_costs":
            return _values(view, _costs(costs))
        if not files:
            return _values(view, [])
        listed = ", ".join(_text(str(each)) for each in files)
        return f"SELECT * FROM read_parquet([{listed}]) WHERE day <= DATE '{until.isoformat()}'"  # noqa: S608 (our own files)

    def write(self, sql: str, to: Path) -> None:
        """Write what a question gives into a Parquet file, which is on the disk for good when this returns."""
        self._connection.execute(f"COPY ({sql}) TO {_text(str(to))} ({_PARQUET})")
        with to.open("rb") as written:
            os.fsync(written.fileno())


def opened() -> Engine:
    """The engine, in memory and with so much of it."""
    import duckdb  # noqa: PLC0415 (heavy: loaded only when something is counted)

    connection = duckdb.connect(":memory:")
    connection.execute(f"SET memory_limit = '{MEMORY}'")
    connection.execute(f"SET threads = {THREADS}")
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET autoinstall_known_extensions = false")
    connection.execute("SET autoload_known_extensions = false")
    return Engine(connection)


def _costs(costs: Iterable[UnitCost]) -> list[tuple[Cell, ...]]:
    found: list[tuple[Cell, ...]] = []
    for each in costs:
        dated = sorted(each.costs, key=lambda cost: cost.since)
        ends = [cost.since for cost in dated[1:]] + [_FOREVER]
        found += [(each.channel, cost.since, end, cost.pence) for cost, end in zip(dated, ends, strict=True)]
    return found


def _values(view: View, rows: Sequence[Sequence[Cell]]) -> str:
    columns = ", ".join(
        f"CAST(c{place} AS {column.type}) AS {_quoted(name)}"
        for place, (name, column) in enumerate(view.columns.items())
    )
    names = ", ".join(f"c{place}" for place in range(len(view.columns)))
    told = ", ".join(f"({', '.join(_literal(cell) for cell in row)})" for row in rows)
    empty = f"({', '.join('NULL' for _ in view.columns)})"
    none = "" if rows else " WHERE FALSE"
    return f"SELECT {columns} FROM (VALUES {told or empty}) AS v({names}){none}"  # noqa: S608 (each cell is a literal)


def _literal(cell: Cell) -> str:
    if cell is None:
        return "NULL"
    return str(cell) if isinstance(cell, int) else _text(cell.isoformat() if isinstance(cell, date) else cell)


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
