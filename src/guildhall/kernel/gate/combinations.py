"""The answers that a decision table is asked with, counted out, where each of its columns has only so many."""

from itertools import product
from math import prod

from guildhall.kernel.domain import Domain, Truth, Words
from guildhall.kernel.gate.examined import Examined
from guildhall.kernel.model import Json, words
from guildhall.kernel.question import Question
from guildhall.kernel.scope import Circumstances, Scope
from guildhall.kernel.tables import DecisionTable, Edition, Input

MOST = 2_000
"""Combinations that are counted out. Beyond that a sentence with their number helps nobody."""
_NAMED = 3


def combinations(examined: Examined, table: DecisionTable, edition: Edition, *, taken_by: tuple[int, ...]) -> str:
    """Say which combinations of answers these rows all take (for none, which no row takes): `` (2 of 18: 1 day, Junior)``.

    Nothing where a column has more answers than can be listed, or is no question or fact with a list.
    """
    columns = [_values(examined, column) for column in table.inputs]
    listed = [column for column in columns if column is not None]
    if not columns or len(listed) < len(columns) or prod(map(len, listed)) > MOST:
        return ""
    scope = Scope(Circumstances(examined.at, calendar=examined.calendar))
    found = []
    for values in product(*listed):
        looked = [value for value, _label in values]
        takes = [row.applies(looked, scope) is True for row in edition.rows]
        if all(takes[number] for number in taken_by) if taken_by else not any(takes):
            found.append(", ".join(label for _value, label in values))
    if not found:
        return ""
    more = "; and others" if len(found) > _NAMED else ""
    return f" ({len(found)} of {prod(map(len, listed))}: {'; '.join(found[:_NAMED])}{more})"


def _values(examined: Examined, column: Input) -> list[tuple[Json, str]] | None:
    """Each answer a column may have, with what people call it."""
    question = examined.by_id.get(column.answer or "")
    if question is not None:
        return _of(question.domain(), question)
    fact = next((fact for fact in examined.service.facts if fact.id == column.fact), None)
    return [(value, value) for value in fact.values] if fact is not None and fact.values else None


def _of(domain: Domain, question: Question) -> list[tuple[Json, str]] | None:
    if isinstance(domain, Truth):
        return [(True, "yes"), (False, "no")]
    if isinstance(domain, Words) and domain.codes is not None:
        labels = {option.code: words(option.label, "en") for option in getattr(question, "options", ())}
        return [(code, labels.get(code, code)) for code in domain.codes]
    return None
