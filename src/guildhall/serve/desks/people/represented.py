"""Who acts for a person, and for whom they act, as the one view tells it."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime, timedelta

from guildhall.estate.door import Onlooker
from guildhall.kernel.clocks import local
from guildhall.people.door import TERMS, Portrait, RepresentationValue, acting_around, names_of
from guildhall.serve.desks.assisted.desk import aloud
from guildhall.serve.desks.cases.lists import Row, title_of
from guildhall.serve.desks.helping.telling import BASES, POWERS
from guildhall.serve.desks.telling import on, when
from guildhall.serve.publishing import editions
from guildhall.serve.sight import seen_among

CHANNELS: dict[str, str] = {"phone": "by telephone", "counter": "at the counter", "paper": "in writing"}


@dataclass(frozen=True, slots=True)
class Acting:
    """One representation as the one view tells it. ``other`` is the key of the page of whoever stands at the other end."""

    id: int
    other: str
    name: str
    basis: str
    rule: str
    powers: str
    scope: str
    since: str
    until: str
    ended: str
    wording: str
    language: str
    evidence: str
    untold: bool


def told(person: Portrait, onlooker: Onlooker, at: datetime) -> dict[str, tuple[Acting, ...]]:
    """Who acts for a person, and for whom they act, what has ended last. The number of statements is fixed.

    A case that the onlooker does not see is not named.
    """
    given, held = acting_around(references=person.references)
    names = names_of(references={each.agent for each in given} | {each.principal for each in held})
    scopes = {scope for each in (*given, *held) for scope in each.scope if scope.startswith("case/")}
    seen = seen_among(onlooker, (each.removeprefix("case/") for each in scopes))
    return {
        "given": tuple(_acting(each, each.agent, names, seen, at) for each in _standing_first(given, at)),
        "held": tuple(_acting(each, each.principal, names, seen, at) for each in _standing_first(held, at)),
    }


def asked(person: Portrait, promises: tuple[Row, ...]) -> dict[str, object]:
    """What the form to record that somebody acts for a person offers. No statement."""
    cases = {f"case/{each.reference}": f"Case {each.reference}: {each.service}" for each in promises}
    services = sorted((f"service/{each.id}" for each in editions.live()), key=lambda each: title_of(each[8:]))
    return {
        "agents": (),
        "bases": BASES,
        "powers": POWERS,
        "scopes": cases | {each: title_of(each.removeprefix("service/")) for each in services},
        "ending_by": CHANNELS,
        "standing_words": aloud("consent-standing", person.language or "en"),
    }


def _standing_first(given: tuple[RepresentationValue, ...], at: datetime) -> list[RepresentationValue]:
    return sorted(given, key=lambda each: not each.stands(at))


def _acting(each: RepresentationValue, other: str, names: Mapping[str, str], seen: Set[str], at: datetime) -> Acting:
    terms = TERMS[each.basis]  # type: ignore[index]  # kept from a Basis
    ended = each.withdrawn_at or (each.until if each.until and each.until <= at else None)
    return Acting(
        each.id,
        other.removeprefix("party/"),
        names.get(other) or "No name",
        BASES[each.basis],
        terms.rule,
        ", ".join(POWERS[power] for power in each.powers),
        ", ".join(_matter(scope, seen) for scope in each.scope) or "everything",
        when(each.since, at),
        _last(each.until, at) if each.until else "",
        (_last(ended, at) if ended == each.until else when(ended, at)) if ended else "",
        each.wording,
        each.language,
        "a copy is kept" if each.evidence.startswith("file/") else each.evidence,
        terms.told and each.told_at is None,
    )


def _last(until: datetime, at: datetime) -> str:
    """Up to when it stands: a midnight is told as the end of the day before it."""
    there = local(until)
    whole = (there.hour, there.minute) == (0, 0)
    return f"the end of {on(there.date() - timedelta(days=1), at)}" if whole else when(until, at)


def _matter(scope: str, seen: Set[str]) -> str:
    kind, _, name = scope.partition("/")
    case = f"case {name}" if name in seen else "a case of another team"
    return {"case": case, "service": title_of(name)}.get(kind, "one form and its case")
