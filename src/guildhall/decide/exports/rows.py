"""A record as one flat row: texts, numbers and days as they are, other records by what they are cited by."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from io import StringIO
from typing import Any

from django.db.models import ForeignKey, Model

from guildhall.decide import models as m
from guildhall.decide.addresses import address_of
from guildhall.decide.exports.answering import whole
from guildhall.decide.exports.lists import Listed
from guildhall.decide.models.record import Cited
from guildhall.decide.sight import seen, withheld

_RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""

Flat = dict[str, Any]


def flat(listed: Listed, rows: Sequence[Model]) -> list[Flat]:
    """Rows of a list, each with its id. A record that is cited and not seen by everybody is left out, and so is its name."""
    cited = {name: _named(field, rows) for name in listed.columns if (field := _key_to_another(listed.model, name))}
    of = withheld([each.reference for each in rows if isinstance(each, Cited)])
    made = [_row(listed, row, cited, of) for row in rows]
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


def _row(listed: Listed, row: Model, cited: Mapping[str, Mapping[int, str]], of: Mapping[str, Sequence[Any]]) -> Flat:
    made: Flat = {"id": name_of(row)}
    for name in listed.columns:
        if name in cited:
            made[name] = cited[name].get(getattr(row, f"{name}_id"))
        else:
            value = getattr(row, name)
            made[name] = value.isoformat() if isinstance(value, date | datetime) else value
    if isinstance(row, Cited):
        made["withheld"] = [
            {"part": each.part, "paragraph": each.paragraph, "public_interest": each.public_interest}
            for each in of.get(row.reference, ())
            if each.lifted_at is None
        ]
        made["page"] = whole(address_of("en", row.reference))
    return made


def _key_to_another(model: type[Model], name: str) -> ForeignKey[Any, Any] | None:
    field = model._meta.get_field(name)
    return field if isinstance(field, ForeignKey) else None


def _named(field: ForeignKey[Any, Any], rows: Sequence[Model]) -> dict[int, str]:
    """The names of the records that these rows cite by a column, where everybody sees them. One statement, of the names alone."""
    wanted = {key for row in rows if (key := getattr(row, field.attname)) is not None}
    if not wanted:
        return {}
    model: type[Model] = field.remote_field.model
    found = seen(model).filter(pk__in=wanted)
    if model is m.Resolution:
        return {key: f"{of}#{number}" for key, of, number in found.values_list("pk", "decision__reference", "number")}
    if issubclass(model, Cited):
        return dict(found.values_list("pk", "reference"))
    return {key: str(key) for key in found.values_list("pk", flat=True)}


def _cell(value: object) -> object:
    if isinstance(value, list):
        value = "; ".join(f"{each['part']} (paragraph {each['paragraph']})".strip() for each in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"'{value}" if isinstance(value, str) and value.startswith(_RISKY) else value
