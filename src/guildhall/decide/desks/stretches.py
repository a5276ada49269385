"""Lists are shown in stretches: so many rows, and where the next begins. Nothing is counted, however long they are."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

STRETCH = 25
_READ: Mapping[str, Callable[[str], Any]] = {"DateField": date.fromisoformat, "BigAutoField": int}

Row = TypeVar("Row", bound=Model)


def stretch(
    rows: QuerySet[Row], *, by: str, after: str, newest: bool = False, most: int = STRETCH
) -> tuple[list[Row], str]:
    """The rows after a mark in the order of a column, and the mark after which the next stretch begins, empty at the end.

    ``by`` is a column that holds a day, a text or a number, ``newest`` turns the order round. What is no mark changes nothing.
    """
    sign, step = ("-", "lt") if newest else ("", "gt")
    kind = rows.model._meta.get_field(by).get_internal_type()
    rows = rows.order_by(f"{sign}{by}", f"{sign}id")
    if place := _place(after, _READ.get(kind, str)):
        value, number = place
        rows = rows.filter(Q(**{f"{by}__{step}": value}) | Q(**{by: value, f"id__{step}": number}))
    found = list(rows[: most + 1])
    return found[:most], _mark(found[most - 1], by) if len(found) > most else ""


def _mark(row: Model, by: str) -> str:
    return f"{getattr(row, by)}~{row.pk}"


def _place(after: str, read: Callable[[str], Any]) -> tuple[Any, int] | None:
    value, _, number = after.rpartition("~")
    if not number.isdecimal() or len(number) > 18 or "\x00" in value:  # no database here keeps that sign
        return None
    try:
        return read(value), int(number)
    except ValueError:
        return None
