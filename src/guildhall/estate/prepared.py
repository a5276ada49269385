"""Rows added and found by statements that are written once for each table, or for each question.

Django writes its statements anew each time, and makes an object of every row before it adds it, which together take several
times as long as the database needs. Here a row to be is the values of its columns, and a statement is written when it is
first used. What a value becomes in the database, and back, stays for Django to say, so that both databases get what they
expect. Only words and whole numbers go as they are, as nothing does. For the few rows that every resident's journey costs, and for
what is asked beside each row of a long list. No signal is sent.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import (
    CharField,
    DateField,
    DateTimeField,
    Field,
    IntegerField,
    Model,
    QuerySet,
    TextField,
    UUIDField,
)
from django.db.models.base import ModelState
from django.db.models.fields import NOT_PROVIDED

Row = TypeVar("Row", bound=Model)
Values = Mapping[str, object]
"""A row to be: what stands in its columns, by the names of their attributes (``journey_id``)."""
ToDatabase = Callable[[Any, Any], Any]
FromDatabase = Callable[[Any, Any, Any], Any]

_SIZES = (1, 5, 25, 100, 500)
"""To how many keys a list of them is filled up. One that is longer is filled up to whole times the last."""
_MARK = -(10**12)
"""Below the keys of any row: they stand for the keys while a statement is written."""

_ALWAYS_THE_SAME = {NOT_PROVIDED, list, dict}
"""Of the defaults that can be called, those that need no new call for each row. The first says that there is none."""


@dataclass(frozen=True, slots=True)
class _Adding:
    """The statement that adds rows to a table, without their values, and what values become in the database."""

    opening: str
    given: tuple[ToDatabase | None, ...]
    """For each column that is given; ``None`` where its value goes as it is."""
    fixed: tuple[object, ...]
    """What stands in the columns that are not given, where it is always the same."""
    made: tuple[Callable[[Any], Any], ...]
    """And where it is not."""
    row: str
    closing: str


@dataclass(frozen=True, slots=True)
class _Finding:
    """The statement that finds a row, and for each field that needs it what its value becomes."""

    statement: str
    by: Field[Any, Any]
    names: tuple[str, ...]
    converted: tuple[tuple[int, Any, tuple[FromDatabase, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Asking:
    """A statement with what is fixed in it, the places of each list of keys, and for each column what its value becomes."""

    statement: str
    fixed: tuple[object, ...]
    places: tuple[tuple[int, int, int], ...]
    """Where a key stands in the statement, of which list it is, and which of that."""
    converted: tuple[tuple[int, Any, tuple[FromDatabase, ...]], ...]


class Prepared:
    """A question to the database whose statement is written once; only the keys that it is asked about change.

    ``rows`` makes it, with ``values_list``, from one list of keys (whole numbers, or all of them ``texts``) or several. A statement
    is written for so many keys and asked about fewer by naming the last again, so that a few of them serve lists of any length. An
    empty list finds nothing, as no row has the key 0, or one that is empty; where all are, nothing is asked.
    """

    def __init__(self, rows: Callable[..., QuerySet[Any, Any]], *, texts: bool = False) -> None:
        self._rows = rows
        self._sort: type[int] | type[str] = str if texts else int
        self._written: dict[tuple[int, ...], _Asking] = {}

    def __call__(self, *keys: Collection[int] | Collection[str]) -> list[tuple[Any, ...]]:
        if not any(keys):
            return []
        sizes = tuple(_size(len(each)) for each in keys)
        if sizes not in self._written:
            self._written[sizes] = _asking(self._rows, sizes, self._sort)
        how, there = self._written[sizes], connections[DEFAULT_DB_ALIAS]
        filled = [_filled(list(each) or [self._sort()], size) for each, size in zip(keys, sizes, strict=True)]
        held: list[Any] = list(how.fixed)
        for place, of, which in how.places:
            held[place] = filled[of][which]
        with there.cursor() as cursor:
            cursor.execute(how.statement, held)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return [_converted(row, how.converted, there) for row in found] if how.converted else found


def add(model: type[Model], rows: Sequence[Values]) -> tuple[Any, ...]:
    """Add rows to a table in one statement, and give their keys where the database chooses these.

    All rows name the same columns in the same order. Those that none names hold what is usual in them. Raises ``KeyError``
    for a column that the table does not have.
    """
    how, to = _adding(model, tuple(rows[0])), connections[DEFAULT_DB_ALIAS]
    held: list[Any] = []
    for row in rows:
        for becomes, value in zip(how.given, row.values(), strict=True):
            held.append(value if becomes is None or value is None else becomes(value, to))
        held += how.fixed
        held += [make(to) for make in how.made]
    with to.cursor() as cursor:
        cursor.execute(how.opening + ", ".join([how.row] * len(rows)) + how.closing, held)
        return tuple(key for (key,) in cursor.fetchall()) if how.closing else ()


def find(model: type[Row], field: str, value: object) -> Row | None:
    """The row of a table whose field has a value; the field is unique. ``None`` where there is none."""
    how, there = _finding(model, field), connections[DEFAULT_DB_ALIAS]
    with there.cursor() as cursor:
        cursor.execute(how.statement, [how.by.get_db_prep_value(value, there)])
        found = cursor.fetchone()
    if found is None:
        return None
    return as_found(model, there.alias, how.names, _converted(found, how.converted, there))


def as_found(model: type[Row], alias: str | None, names: Collection[str], values: Collection[Any]) -> Row:
    """An object of a row as the database ``alias`` gave it: the values of so many of its columns, and nothing else is made up."""
    row = model.__new__(model)
    row.__dict__.update(zip(names, values, strict=True))
    row._state = ModelState()
    row._state.adding, row._state.db = False, alias
    return row


@cache
def _adding(model: type[Model], names: tuple[str, ...]) -> _Adding:
    meta = model._meta
    columns = {each.attname: each for each in meta.concrete_fields if not (each.primary_key and each.db_returning)}
    given = [columns.pop(name) for name in names]
    made = [each for each in columns.values() if callable(each.default) and each.default not in _ALWAYS_THE_SAME]
    fixed = [each for each in columns.values() if each not in made]
    fields = [*given, *fixed, *made]
    return _Adding(
        f"INSERT INTO {_quoted(meta.db_table)} ({_listed(fields)}) VALUES ",  # noqa: S608  # names of our own
        tuple(map(_to_database, given)),
        tuple(each.get_db_prep_save(each.get_default(), connection) for each in fixed),
        tuple(map(_made, made)),
        f"({', '.join(['%s'] * len(fields))})",
        f" RETURNING {_listed([meta.pk])}" if meta.pk.db_returning else "",
    )


def _to_database(field: Field[Any, Any]) -> ToDatabase | None:
    """What a value that is of the field's own sort becomes in the database; ``None`` where it stays what it is."""
    held = getattr(field, "target_field", field)
    match held:
        case CharField() | TextField() | IntegerField():
            return None
        case DateTimeField():
            return lambda value, to: to.ops.adapt_datetimefield_value(value)
        case DateField():
            return lambda value, to: to.ops.adapt_datefield_value(value)
        case UUIDField():
            return lambda value, to: value if to.features.has_native_uuid_field else value.hex
    return field.get_db_prep_save


def _made(field: Field[Any, Any]) -> Callable[[Any], Any]:
    return lambda to: field.get_db_prep_save(field.get_default(), to)


@cache
def _finding(model: type[Model], field: str) -> _Finding:
    meta = model._meta
    fields = meta.concrete_fields
    by = next(each for each in fields if each.name == field)
    wanted = f"{_listed(fields)} FROM {_quoted(meta.db_table)} WHERE {_listed([by])} = %s"
    converted = []
    for place, each in enumerate(fields):
        column = each.get_col(meta.db_table)
        converters = (*connection.ops.get_db_converters(column), *column.get_db_converters(connection))
        if converters:
            converted.append((place, column, converters))
    return _Finding(f"SELECT {wanted}", by, tuple(each.attname for each in fields), tuple(converted))


def _asking(rows: Callable[..., QuerySet[Any, Any]], sizes: tuple[int, ...], sort: type[int] | type[str]) -> _Asking:
    marks = [[sort(_MARK - 1000 * _SIZES[-1] * of - which) for which in range(size)] for of, size in enumerate(sizes)]
    of_mark = {mark: (of, which) for of, held in enumerate(marks) for which, mark in enumerate(held)}
    compiler = rows(*marks).query.get_compiler(using=DEFAULT_DB_ALIAS)
    statement, fixed = compiler.as_sql()
    places = [(place, *of_mark[each]) for place, each in enumerate(fixed) if each in of_mark]
    columns = [each for each, *_ in compiler.select[: compiler.col_count]]
    converted = [(place, column, tuple(by)) for place, (by, column) in compiler.get_converters(columns).items()]
    return _Asking(statement, tuple(fixed), tuple(places), tuple(converted))


def _converted(
    row: Sequence[Any], converted: Sequence[tuple[int, Any, tuple[FromDatabase, ...]]], there: Any
) -> tuple[Any, ...]:
    held = list(row)
    for place, column, converters in converted:
        for convert in converters if held[place] is not None else ():
            held[place] = convert(held[place], column, there)
    return tuple(held)


def _size(many: int) -> int:
    whole = -(-many // _SIZES[-1]) * _SIZES[-1]
    return next((each for each in _SIZES if each >= many), whole)


def _filled(keys: list[Any], size: int) -> list[Any]:
    return keys + keys[-1:] * (size - len(keys))


def _listed(fields: Sequence[Field[Any, Any]]) -> str:
    return ", ".join(_quoted(str(each.column)) for each in fields)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
