"""A table of strategies read: a row for each theme, commitment or statement, as ``strategy_id,council,title,period,…`` has it.

Nothing is lost and nothing is made up. A council's word for a level stays as it is; an owner that no row names is missing; a number in
a sentence is proposed as a measure in its own words, which somebody has yet to read. ``rows_of`` gives the rows back.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from pydantic import ValidationError

from guildhall.kernel.planning.strategy import Commitment, Period, Promise, Source, Statement, Strategy, Theme

COLUMNS = ("strategy_id", "council", "title", "period", "source", "level", "code", "theme", "text", "implies")
UNDERTAKINGS = frozenset({"commitment", "action", "goal"})
"""Levels at which something is undertaken, by whichever word. Every other level but a theme says something else."""

_FIGURE = re.compile(
    r"[^.;,]*\b\d[\d,.]*\s?(?:%|per cent)[^.;,]*|[^.;]*\bwithin \w+ (?:working )?(?:minutes|hours|days|weeks)\b[^.;,]*"
)


class Unreadable(ValueError):
    """The file is no table of strategies. Its words say in one line what is wrong, and where."""

    code = "unreadable"


@dataclass(frozen=True, slots=True)
class Read:
    """A strategy as its rows say it, under the name that they give it."""

    key: str
    strategy: Strategy


def read_table(text: str) -> tuple[Read, ...]:
    """The strategies of a table, in the order of their first rows. Raises ``Unreadable``."""
    rows = list(_rows(text))
    if not rows:
        raise Unreadable("the table has no rows below its first line")
    keys = dict.fromkeys(row["strategy_id"] for _, row in rows)
    return tuple(_read(key, [(line, row) for line, row in rows if row["strategy_id"] == key]) for key in keys)


def rows_of(read: Read) -> Iterator[dict[str, str]]:
    """The rows of a strategy, as its table has them: themes, then what is undertaken, then the rest."""
    titles = {each.code: each.title["en"] for each in read.strategy.themes}
    for theme in read.strategy.themes:
        if theme.source is not None:
            named = theme.title["en"] if theme.text else ""
            text = (theme.text or theme.title)["en"]
            yield _row(read, theme.source, level=theme.level or "theme", code=theme.code, theme=named, text=text)
    others: tuple[Commitment | Statement, ...] = (*read.strategy.commitments, *read.strategy.statements)
    for each in others:
        if each.source is not None:
            named = titles.get(each.theme or "", "")
            text = each.text["en"]
            yield _row(read, each.source, level=each.level or "commitment", code=each.code, theme=named, text=text)


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        head = next(reader, [])
        if tuple(head) != COLUMNS:
            raise Unreadable(f"line 1 has other columns than {','.join(COLUMNS)}")
        for cells in reader:
            if len(cells) != len(COLUMNS):
                raise Unreadable(
                    f"line {reader.line_num} has {len(cells)} cells, where there are {len(COLUMNS)} columns"
                )
            yield reader.line_num, dict(zip(COLUMNS, cells, strict=True))
    except csv.Error as error:
        raise Unreadable(f"line {reader.line_num} is not CSV: {error}") from None


def _read(key: str, rows: Sequence[tuple[int, Mapping[str, str]]]) -> Read:
    try:
        return Read(key, _strategy(rows))
    except ValidationError as error:
        first = error.errors()[0]
        where = "".join(f"{part}: " for part in first["loc"][-1:])
        said = f"{where}{first['msg'].removeprefix('Value error, ')}"
        raise Unreadable(f"{key}, from line {rows[0][0]}: {said}") from None


def _strategy(rows: Sequence[tuple[int, Mapping[str, str]]]) -> Strategy:
    """What the rows of one strategy say. Raises ``Unreadable``, and ``ValidationError`` where they do not hang together."""
    first = rows[0][1]
    themes = _themes([row for _, row in rows])
    by_title = {each.title["en"]: each.code for each in themes}
    commitments, statements = [], []
    for line, row in rows:
        for name in ("level", "code", "text"):
            if not row[name].strip():
                raise Unreadable(f"line {line} has no {name}")
        under = by_title.get(row["theme"]) if row["theme"] else None
        told: dict[str, Any] = {
            "code": row["code"], "text": {"en": row["text"]}, "theme": under, "source": _source(row, first),
        }  # fmt: skip
        if row["level"] in UNDERTAKINGS:
            level = "" if row["level"] == "commitment" else row["level"]
            measures = tuple(Promise(said={"en": each}) for each in _figures(row["text"]))
            commitments.append(Commitment(level=level, measures=measures, **told))
        elif row["level"] != "theme":
            statements.append(Statement(level=row["level"], **told))
    return Strategy(
        title={"en": first["title"]}, council={"en": first["council"]}, period=Period(said=first["period"]),
        statements=tuple(statements), themes=tuple(themes), commitments=tuple(commitments),
    )  # fmt: skip


def _themes(rows: Sequence[Mapping[str, str]]) -> list[Theme]:
    """The themes that have a row, and those that rows only name: these get a code of ours."""
    found = [
        Theme(
            code=row["code"], title={"en": row["theme"] or row["text"]}, text={"en": row["text"]} if row["theme"] else None,
            source=_source(row, rows[0]),
        )
        for row in rows if row["level"] == "theme"
    ]  # fmt: skip
    titles = {each.title["en"] for each in found}
    named = dict.fromkeys(row["theme"] for row in rows if row["theme"] and row["theme"] not in titles)
    return found + [Theme(code=f"theme-{number}", title={"en": name}) for number, name in enumerate(named, 1)]


def _source(row: Mapping[str, str], first: Mapping[str, str]) -> Source:
    """Where a row was read; its own title and period only where they are not its strategy's."""
    own = {name: row[name] if row[name] != first[name] else "" for name in ("title", "period")}
    return Source(place=row["source"], implies=row["implies"], **own)


def _row(read: Read, source: Source, **own: str) -> dict[str, str]:
    """A row as its table has it: what is ``own`` to it, and what it shares with its strategy."""
    whole = read.strategy
    shared = {
        "strategy_id": read.key,
        "council": whole.council["en"] if whole.council else "",
        "title": source.title or whole.title["en"],
        "period": source.period or whole.period.said,
        "source": source.place,
        "implies": source.implies,
    }
    return shared | own


def _figures(text: str) -> Iterator[str]:
    """The passages of a sentence that have a figure in them, word for word."""
    return (each for found in _FIGURE.finditer(text) if (each := found.group().strip()))
