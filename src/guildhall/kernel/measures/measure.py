"""One measure as data, the views that it may ask, and the unit costs: what their files hold.

The SQL of a measure gives one row for each thing that counts, with the day (local) on which it counts and the parts by which it
can be broken down. What is done with the rows follows from the measure's kind:

``count``     how many rows there are
``share``     of the rows, how many have ``hit``
``mean``      the sum of ``top`` for each ``bottom``
``duration``  the median of ``seconds``, which are worked out when an event is written out, never in SQL
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, TypeAdapter, model_validator

from guildhall.kernel.loading import load
from guildhall.kernel.model import Model, StepCode, Text

Kind = Literal["count", "share", "mean", "duration"]
Unit = Literal["number", "percent", "pence", "seconds", "working-seconds"]
Part = Literal["channel", "ward", "service", "step"]

PARTS: tuple[Part, ...] = ("channel", "ward", "service")
NEEDS: Mapping[str, tuple[str, ...]] = {
    "count": (),
    "share": ("hit",),
    "mean": ("top", "bottom"),
    "duration": ("seconds",),
}
"""The columns that the rows of a kind have, beside ``day`` and their parts."""


def _both(words: dict[str, str]) -> dict[str, str]:
    if missing := {"en", "cy"} - {language for language, text in words.items() if text.strip()}:
        raise ValueError(f"write the words in English and in Welsh: {' and '.join(sorted(missing))} is missing")
    return words


def _one_question(sql: str) -> str:
    if not re.match(r"\s*(SELECT|WITH)\b", sql):
        raise ValueError("write one question that begins with SELECT or WITH")
    if ";" in sql or "--" in sql:
        raise ValueError("write one question, without a semicolon and without a remark")
    return sql


BothLanguages = Annotated[Text, AfterValidator(_both)]
Question = Annotated[str, AfterValidator(_one_question)]


class Measure(Model):
    """One measure: what it answers, in which unit, whose it is, how fresh it is kept, and what to bear in mind.

    ``direction`` is the way that is better, where one is. ``owner`` is a post. ``fresh`` is how far behind the events it may be. A
    figure covers ``months`` that end with the day asked for. Of a part named in ``of_all``, a share is of all rows and not of the
    part's own.
    """

    name: StepCode
    title: BothLanguages
    question: BothLanguages
    kind: Kind
    unit: Unit
    direction: Literal["up", "down", "neither"]
    owner: StepCode
    fresh: Literal["hour", "day", "month"]
    caveat: BothLanguages
    months: int = Field(default=12, ge=1, le=120)
    by: tuple[Part, ...] = PARTS
    of_all: tuple[Part, ...] = ()
    sql: Question

    @model_validator(mode="after")
    def _whole(self) -> "Measure":
        if extra := set(self.of_all) - set(self.by):
            raise ValueError(f"what stands in ofAll stands in by as well: {', '.join(sorted(extra))}")
        if self.of_all and self.kind != "share":
            raise ValueError("only a share is of all rows")
        return self


class Column(Model):
    """A column of a view: its type, its unit where it has one, and what it means."""

    type: str
    unit: str = ""
    about: str


class View(Model):
    """What the SQL of a measure may ask. ``sql`` is empty for what the house itself lays out."""

    name: StepCode
    about: str
    sql: str = ""
    columns: dict[str, Column]


class Views(Model):
    """All the views, each after those that it asks itself."""

    views: tuple[View, ...]


class Dated(Model):
    """A cost from a day on, in whole pence."""

    since: date
    pence: int = Field(ge=0)


class UnitCost(Model):
    """What one contact by a channel costs, from which day on, and where that was worked out."""

    channel: StepCode
    source: str
    costs: Annotated[tuple[Dated, ...], Field(min_length=1)]


class UnitCosts(Model):
    """What a contact costs, by channel."""

    unit_costs: tuple[UnitCost, ...]


_MEASURE, _VIEWS, _COSTS = TypeAdapter(Measure), TypeAdapter(Views), TypeAdapter(UnitCosts)


def load_measure(text: str, file: str) -> Measure:
    """Read a measure. Raises ``Unreadable`` with every fault and its line."""
    return load(text, file, _MEASURE, "this is not a measure: write keys such as name:, question: and sql:")


def load_views(text: str, file: str) -> tuple[View, ...]:
    """Read the views. Raises ``Unreadable`` with every fault and its line."""
    return load(text, file, _VIEWS, "this is no list of views: write views:").views


def load_costs(text: str, file: str) -> tuple[UnitCost, ...]:
    """Read the unit costs. Raises ``Unreadable`` with every fault and its line."""
    return load(text, file, _COSTS, "this is no list of unit costs: write unitCosts:").unit_costs
