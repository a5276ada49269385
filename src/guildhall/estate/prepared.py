"""Rows added and found by statements that are written once for each table.

Django writes its statements anew each time, which takes several times as long as the database needs to run them. Here each is
written the first time it is used; what a field's value becomes in the database, and back, stays for Django to say, so that
both databases get what they expect. Only words for a field of words, and whole numbers for one of whole numbers, go as they are,
as nothing does. For the few rows that every resident's journey costs. No signal is sent.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import CharField, Field, IntegerField, Model, TextField

Row = TypeVar("Row", bound=Model)
FromDatabase = Callable[[Any, Any, Any], Any]


@dataclass(frozen=True, slots=True)
class _Adding:
    """The statement that adds rows to a table, without their values, and the fields that make a row."""

    opening: str
    fields: tuple[tuple[Field[Any, Any], type | None], ...]
    """Each field, and the class of those values that go into it as they are."""
    row: str
    closing: str


@dataclass(frozen=True, slots=True)
class _Finding:
    """The statement that finds a row, and for each field that needs it what its value becomes."""

    statement: str
    by: Field[Any, Any]
    names: tuple[str, ...]
    converted: tuple[tuple[int, Any, tuple[FromDatabase, ...]], ...]


def add(rows: Sequence[Model]) -> None:
    """Add rows of one table in one statement, and tell them their keys where the database chooses these."""
    how, to = _adding(type(rows[0])), connections[DEFAULT_DB_ALIAS]
    held = []
    for row in rows:
        for field, as_it_is in how.fields:
            value = field.pre_save(row, True)
            plain = value is None or value.__class__ is as_it_is
            held.append(value if plain else field.get_db_prep_save(value, to))
    with to.cursor() as cursor:
        cursor.execute(how.opening + ", ".join([how.row] * len(rows)) + how.closing, held)
        if how.closing:
            for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
                row.pk = key
    for row in rows:
        row._state.adding, row._state.db = False, to.alias


def find(model: type[Row], field: str, value: object) -> Row | None:
    """The row of a table whose field has a value; the field is unique. ``None`` where there is none."""
    how = _finding(model, field)
    with connection.cursor() as cursor:
        cursor.execute(how.statement, [how.by.get_db_prep_value(value, connection)])
        found = cursor.fetchone()
    if found is None:
        return None
    held = list(found)
    for place, column, converters in how.converted:
        for convert in converters:
            held[place] = convert(held[place], column, connection)
    return model.from_db(connection.alias, how.names, held)


@cache
def _adding(model: type[Model]) -> _Adding:
    meta = model._meta
    fields = tuple(each for each in meta.concrete_fields if not (each.primary_key and each.db_returning))
    opening = f"INSERT INTO {_quoted(meta.db_table)} ({_listed(fields)}) VALUES "  # noqa: S608  # names of our own
    row = f"({', '.join(['%s'] * len(fields))})"
    taken = tuple((each, _as_it_is(each)) for each in fields)
    return _Adding(opening, taken, row, f" RETURNING {_listed([meta.pk])}" if meta.pk.db_returning else "")


def _as_it_is(field: Field[Any, Any]) -> type | None:
    if isinstance(field, IntegerField):
        return int
    return str if isinstance(field, CharField | TextField) else None


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


def _listed(fields: Sequence[Field[Any, Any]]) -> str:
    return ", ".join(_quoted(str(each.column)) for each in fields)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
