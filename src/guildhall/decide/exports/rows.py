"""A record as one flat row: texts, numbers and days as they are, other records by what they are cited by."""

import csv
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from io import StringIO
from typing import Any

from django.db.models import ForeignKey, Model

from guildhall.decide import models as m
from guildhall.decide.addresses import address_of
from guildhall.decide.exports.answering import whole
from guildhall.decide.exports.lists import Listed
from guildhall.decide.models.record import Cited
from guildhall.decide.sight import seen, withheld
from guildhall.estate.door import Prepared

_RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""

Flat = dict[str, Any]
_Column = tuple[str, str, Mapping[Any, str] | None]
"""What a column is called, under which name a row holds it, and the names of what it cites, where it cites a record."""


def flat(listed: Listed, rows: Sequence[Model]) -> list[Flat]:
    """Rows of a list, each with its id. A record that is cited and not seen by everybody is left out, and so is its name."""
    columns = [_column(listed.model, name, rows) for name in listed.columns]
    of = withheld([each.reference for each in rows if isinstance(each, Cited)])
    made = [_row(row, columns, of) for row in rows]
    if listed.reckon is None:
        return made
    return [row | more for row, more in zip(made, listed.reckon(rows), strict=True)]


def as_csv(listed: Listed, rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as a spreadsheet reads them. A text that it would take for a formula has an apostrophe before it."""
    held = StringIO()
    names = (
        "id",
        *listed.columns,
        *listed.reckoned,
        *(("withheld", "page") if issubclass(listed.model, Cited) else ()),
    )
    writer = csv.writer(held)
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in names])
    return held.getvalue()


def name_of(row: Model) -> str:
    """What a record is cited by, in every export: its reference, a paragraph's place in its decision, else its number."""
    if isinstance(row, m.Resolution):
        return f"{row.decision.reference}#{row.number}"
    return row.reference if isinstance(row, Cited) else str(row.pk)


def _column(model: type[Model], name: str, rows: Sequence[Model]) -> _Column:
    """How a column is told of these rows. The names of what they cite by it are asked for in one statement, of the names alone."""
    field = model._meta.get_field(name)
    if not isinstance(field, ForeignKey):
        return name, name, None
    wanted = {key for row in rows if (key := getattr(row, field.attname)) is not None}
    return name, field.attname, _named(field.remote_field.model, wanted) if wanted else {}


def _row(row: Model, columns: Sequence[_Column], of: Mapping[str, Sequence[Any]]) -> Flat:
    made: Flat = {"id": name_of(row)}
    for name, held, names in columns:
        value = getattr(row, held)
        if names is not None:
            made[name] = names.get(value)
        else:
            made[name] = value.isoformat() if isinstance(value, date) else value
    if isinstance(row, Cited):
        made["withheld"] = [
            {"part": each.part, "paragraph": each.paragraph, "public_interest": each.public_interest}
            for each in of.get(row.reference, ())
            if each.lifted_at is None
        ]
        made["page"] = whole(address_of("en", row.reference))
    return made


def _named(model: type[Model], wanted: Collection[int]) -> dict[int, str]:
    """What these records are cited by, where everybody sees them: as ``name_of`` has it."""
    return {key: "#".join(name) or str(key) for key, *name in _names_of(model)(wanted)}


@cache
def _names_of(model: type[Model]) -> Prepared:
    names = ["decision__reference", "number"] if model is m.Resolution else []
    names = ["reference"] if issubclass(model, Cited) else names
    return Prepared(lambda keys: seen(model).filter(pk__in=keys).values_list("pk", *names))


def _cell(value: object) -> object:
    if isinstance(value, list):
        value = "; ".join(f"{each['part']} (paragraph {each['paragraph']})".strip() for each in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"'{value}" if isinstance(value, str) and value.startswith(_RISKY) else value
