"""How often people need a service, held to one another, as somebody outside found: a table of which every row is read or named."""

import csv
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from guildhall.kernel.reach.areas import OddRow, WrongShape
from guildhall.kernel.reach.expecting import FIFTHS, Weights

COLUMNS = ("service", "group", "weight", "since", "source")
"""The columns of the table. Where ``service`` is empty the row is for each service of which no row says otherwise."""
_FIFTH = re.compile(r"fifth-([0-9])")
_WEIGHT = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4})?")


@dataclass(frozen=True, slots=True)
class Needs:
    """The weights of each service by its code, and what is wrong with rows that were kept aside."""

    by_service: Mapping[str, Weights]
    aside: tuple[OddRow, ...]

    def of(self, service: str) -> Weights | None:
        """What weighs for a service; nothing where nobody found anything."""
        return self.by_service.get(service) or self.by_service.get("")


def read_needs(text: str, bands: Collection[str]) -> Needs:
    """Read a table (CSV with a heading): a group is ``fifth-1`` to ``fifth-5`` or one of the age ``bands`` of the areas.

    Raises ``WrongShape``; a row that is wrong is kept aside and named.
    """
    rows = csv.DictReader((f"{line}\n" for line in text.removeprefix("\ufeff").split("\n")), strict=True)
    found: dict[str, dict[str, tuple[float, date, str]]] = {}
    aside: list[OddRow] = []
    try:
        if missing := tuple(each for each in COLUMNS if each not in (rows.fieldnames or ())):
            raise WrongShape(missing)
        for row in rows:
            if None in row or None in row.values():
                aside.append(OddRow(rows.line_num, "cells"))
                continue
            told = {name: cell.strip() for name, cell in row.items()}
            of_service = found.setdefault(told["service"], {})
            if odd := _odd(told, bands, of_service):
                aside.append(OddRow(rows.line_num, *odd))
                continue
            of_service[told["group"]] = (float(told["weight"]), date.fromisoformat(told["since"]), told["source"])
    except csv.Error as broken:
        raise WrongShape(COLUMNS) from broken
    return Needs({service: _weights(each) for service, each in found.items() if each}, tuple(aside))


def _odd(told: Mapping[str, str], bands: Collection[str], known: Collection[str]) -> tuple[str, str] | None:
    """Why a row is wrong, and in which column; nothing where it is not."""
    group, fifth = told["group"], _FIFTH.fullmatch(told["group"])
    if not group or (int(fifth[1]) not in FIFTHS if fifth else group not in bands):
        return "no-such-group", "group"
    if group in known:
        return "repeated", "group"
    if not _WEIGHT.fullmatch(told["weight"]):
        return "no-number", "weight"
    if not told["source"]:
        return "missing", "source"
    try:
        date.fromisoformat(told["since"])
    except ValueError:
        return "no-day", "since"
    return None


def _weights(told: Mapping[str, tuple[float, date, str]]) -> Weights:
    return Weights(
        by_age={group: weight for group, (weight, _, _) in told.items() if not _FIFTH.fullmatch(group)},
        by_fifth={
            int(fifth[1]): weight for group, (weight, _, _) in told.items() if (fifth := _FIFTH.fullmatch(group))
        },
        since=max(since for _, since, _ in told.values()),
        source="; ".join(dict.fromkeys(source for _, _, source in told.values())),
    )
