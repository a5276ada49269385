"""Decision tables as grids: a column for each thing asked about, a row for each rule, an edition for each date."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.model import Json
from guildhall.serve.designing.known import DAY, WORDS, Choices, Known, Sort, called, number, plain, settled
from guildhall.serve.designing.menus import Typed, first, kept_json, places

ROOM = 2
"""Empty rows after those that are filled."""
ANOTHER = "another-edition"
"""Posted to lay out one more edition, with the rows of the last."""
_BETWEEN = "between"
_ASKS: Choices = (
    ("", "anything"),
    ("is", "is"),
    ("isOneOf", "one of"),
    ("contains", "has"),
    ("atLeast", "at least"),
    ("lessThan", "less than"),
    (_BETWEEN, "from, to under"),
    ("before", "before"),
    ("after", "after"),
)
_OF: Mapping[str, tuple[str, ...]] = {
    "truth": ("", "is"),
    "code": ("", "is", "isOneOf"),
    "codes": ("", "contains"),
    "number": ("", "is", "atLeast", "lessThan", _BETWEEN),
    "date": ("", "is", "before", "after"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """What a column asks about."""

    name: str
    about: str
    called: str
    sort: Sort


@dataclass(frozen=True, slots=True)
class Cell:
    """One test of a column: an operator and its values, as they are typed."""

    name: str
    column: Column
    asks: str = ""
    offered: Choices = ()
    values: tuple[str, ...] = ()
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its cells, what follows, and why."""

    name: str
    cells: tuple[Cell, ...]
    then: str
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class InForce:
    """The rows from one date on."""

    name: str
    start: str
    set_by: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A whole table."""

    columns: tuple[Column, ...]
    subjects: tuple[tuple[str, Choices], ...]
    editions: tuple[InForce, ...]
    gives: str


def grid(table: Mapping[str, Json], known: Known) -> Grid:
    """A table laid out, with an empty column, empty rows, and an empty edition where there is none."""
    inputs = _objects(table.get("inputs"))
    columns = tuple(_column(each, place, known) for place, each in enumerate(inputs))
    editions = _objects(table.get("editions")) or [{}]
    gives = str(table.get("gives", ""))
    return Grid(
        (*columns, Column(f"inputs.{len(columns)}", "", "", WORDS)),
        tuple((group, listed) for group, listed in known.subjects() if group in {"Questions", "Facts", "Tables"}),
        tuple(_edition(each, place, columns, gives, known) for place, each in enumerate(editions)),
        gives,
    )


def table_from(made: dict[str, Json], typed: Typed, known: Known) -> dict[str, Json]:
    """The table as it was typed: its columns and editions put into ``made``."""
    if not any(name.startswith(("inputs.", "editions.")) for name in typed):
        return made
    before = _objects(made.get("inputs"))
    kept = [(place, about) for place in places(typed, "inputs") if (about := first(typed, f"inputs.{place}.about"))]
    inputs = [_input(about, before[place] if place < len(before) else {}) for place, about in kept]
    sorts = [known.sort_of(about) for _, about in kept]
    columns = tuple((place, sort) for (place, _), sort in zip(kept, sorts, strict=True))
    old = _objects(made.get("editions"))
    whole = _Typed(typed, columns, str(made.get("gives", "")), known.languages)
    editions = [
        found
        for place in places(typed, "editions")
        if (found := _edition_from(whole, f"editions.{place}", old[place] if place < len(old) else {}))
    ]
    if ANOTHER in typed.get("reshape", ()) and editions:
        editions.append({"rows": editions[-1].get("rows", [])})
    made = {key: held for key, held in made.items() if key not in {"inputs", "editions"}}
    return made | ({"inputs": inputs} if inputs else {}) | {"editions": editions}


def _column(column: Mapping[str, Json], place: int, known: Known) -> Column:
    about = next((f"{sort}:{column[sort]}" for sort in ("answer", "fact", "decision", "count") if sort in column), "")
    names = {code: label for _, listed in known.subjects() for code, label in listed}
    label = called({"label": column.get("label"), "id": names.get(about, about)})
    return Column(f"inputs.{place}", about, label, known.sort_of(about))


def _input(about: str, before: Mapping[str, Json]) -> dict[str, Json]:
    sort, _, code = about.partition(":")
    label = before.get("label") if before.get(sort) == code else None
    return {sort: code} | ({"label": label} if label else {})


def _edition(held: Mapping[str, Json], place: int, columns: tuple[Column, ...], gives: str, known: Known) -> InForce:
    name = f"editions.{place}"
    rows = [*_objects(held.get("rows")), *[{}] * ROOM]
    lines = tuple(_line(each, f"{name}.rows.{at}", columns, gives, known) for at, each in enumerate(rows))
    return InForce(name, str(held.get("from", "")), str(held.get("setBy", "")), lines)


def _line(row: Mapping[str, Json], name: str, columns: tuple[Column, ...], gives: str, known: Known) -> Line:
    when = row.get("when")
    tests = when if isinstance(when, list) else []
    cells = tuple(
        _cell(tests[at] if at < len(tests) else None, f"{name}.when.{at}", column) for at, column in enumerate(columns)
    )
    reason = row.get("reason")
    reasons = reason if isinstance(reason, dict) else {}
    return Line(
        name,
        cells,
        _then_written(row.get("then"), gives),
        tuple((each, str(reasons.get(each, ""))) for each in known.languages),
    )


def _cell(test: Json, name: str, column: Column) -> Cell:
    offered = _OF.get(column.sort.is_a, tuple(code for code, _ in _ASKS))
    choices = tuple((code, label) for code, label in _ASKS if code in offered)
    if not isinstance(test, dict) or not test:
        return Cell(name, column, offered=choices)
    if set(test) == {"atLeast", "lessThan"}:
        asks, values = _BETWEEN, [test["atLeast"], test["lessThan"]]
    elif len(test) == 1 and next(iter(test)) in dict(_ASKS):
        asks, held = next(iter(test.items()))
        values = held if isinstance(held, list) else [held]
    else:
        return Cell(name, column, offered=choices, kept=canonical_json(test))
    if any(isinstance(each, dict | list) for each in values) or asks not in offered:
        return Cell(name, column, offered=choices, kept=canonical_json(test))
    return Cell(name, column, asks, choices, tuple(column.sort.written(each) for each in values))


@dataclass(frozen=True, slots=True)
class _Typed:
    """A grid as it was typed: which of its columns are kept, each with its sort, and what the table gives."""

    typed: Typed
    columns: tuple[tuple[int, Sort], ...]
    gives: str
    languages: tuple[str, ...]


def _edition_from(grid: _Typed, name: str, before: Mapping[str, Json]) -> dict[str, Json]:
    typed = grid.typed
    start, set_by = first(typed, f"{name}.from"), first(typed, f"{name}.setBy")
    rows = [found for place in places(typed, f"{name}.rows") if (found := _row_from(grid, f"{name}.rows.{place}"))]
    made: dict[str, Json] = {key: held for key, held in before.items() if key not in {"from", "setBy", "rows"}}
    if start:
        made["from"] = settled(DAY, start, start)
    if set_by:
        made["setBy"] = set_by
    return made | {"rows": rows} if made or rows else {}


def _row_from(grid: _Typed, name: str) -> dict[str, Json]:
    typed = grid.typed
    when = [_cell_from(typed, f"{name}.when.{place}", sort) for place, sort in grid.columns]
    then = _then_read(first(typed, f"{name}.then"), grid.gives)
    reason = {each: text for each in grid.languages if (text := first(typed, f"{name}.reason.{each}"))}
    if then is None and not reason and not any(when):
        return {}
    made: dict[str, Json] = {"when": when}
    if then is not None:
        made["then"] = then
    return made | ({"reason": reason} if reason else {})


def _cell_from(typed: Typed, name: str, sort: Sort) -> Json:
    kept = first(typed, f"{name}.kept")
    if kept:
        return kept_json(kept)
    asks = first(typed, f"{name}.asks")
    written = [line for held in typed.get(f"{name}.value", ()) for line in held.replace("\r", "").split("\n")]
    if asks == "isOneOf" and not sort.options:
        written = [part for each in written for part in each.split(",")]
    values = [value for each in written if (value := sort.read(each)) is not None]
    if asks not in dict(_ASKS) or not asks or not values:
        return None
    if asks == _BETWEEN:
        return {"atLeast": values[0]} | ({"lessThan": values[1]} if len(values) > 1 else {})
    return {asks: values if asks == "isOneOf" else values[0]}


def _then_written(then: Json, gives: str) -> str:
    if then is None:
        return ""
    if gives == "fee" and isinstance(then, int) and not isinstance(then, bool):
        return f"{then // 100}.{then % 100:02}"
    return WORDS.written(then)


def _then_read(written: str, gives: str) -> Json:
    if not written:
        return None
    if gives == "fee":
        pounds = number(written)
        pence = pounds * 100 if isinstance(pounds, int | Decimal) else None
        return int(pence) if pence is not None and pence == int(pence) else written
    return number(written) if gives == "promise" else plain(written)


def _objects(held: Json) -> list[dict[str, Json]]:
    return [each if isinstance(each, dict) else {} for each in held] if isinstance(held, list) else []


__all__ = ["ANOTHER", "Cell", "Column", "Grid", "InForce", "Line", "grid", "table_from"]
