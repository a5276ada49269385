"""Whether a delegated power may be used: by whom, when, on which ground, and after what. Every refusal is told at once.

Whether a use lies within the scope is not worked out: a named officer says so, with a reason, and answers for it. A delegation is
given to a post, so whoever holds the post on the day may use it, and nobody else: that another post succeeded it says nothing
until a decision gives the power to that one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from guildhall.kernel.authority.refusing import Refused
from guildhall.kernel.authority.values import Path


@dataclass(frozen=True, slots=True)
class Delegation:
    """A power given to a post, by reference. Without grounds none need be named. ``until`` is the last day on which it may be used.

    ``since_when`` and ``until_when`` are what it begins and ends with, where that is an event that no calendar knows.
    """

    holder: str
    grounds: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    consultees: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None
    since_when: str = ""
    until_when: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """That a person held a post, from a day to their last in it (``None``: still)."""

    post: str
    person: str
    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Consulted:
    """That somebody (a post or a body, by reference) was consulted, and when."""

    who: str
    on: date


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a delegated power, as it is to be recorded: who, as which post, when, and what it rests on.

    ``within_scope`` is the reason why it lies within the scope, ``says`` the officer who says so. ``begun`` and ``unended`` say how
    what the power begins with had happened by then, and what it ends with had not.
    """

    person: str
    post: str
    on: date
    ground: str = ""
    met: frozenset[str] = frozenset()
    consulted: frozenset[Consulted] = frozenset()
    within_scope: str = ""
    says: str = ""
    begun: str = ""
    unended: str = ""


def refusals(delegation: Delegation, use: Use, holdings: Iterable[Holding], adopting: Path) -> tuple[Refused, ...]:
    """Every reason why a use may not be made; none where it may. ``adopting`` is the path of the decision that delegates."""
    return (
        *_not_live(adopting, use.on),
        *_out_of_time(delegation, use.on),
        *_wrong_holder(delegation, use, holdings),
        *unmet(delegation, use),
    )


def unmet(delegation: Delegation, use: Use) -> tuple[Refused, ...]:
    """What is missing of a use's terms and its reason, whoever makes it, and before its day is known (``date.max``)."""
    return (
        *_in_no_term(delegation, use),
        *_without_ground(delegation, use),
        *(Refused("condition-not-met", each) for each in sorted(delegation.conditions - use.met)),
        *_not_consulted(delegation, use),
        *_not_in_scope(use),
    )


def _not_live(adopting: Path, day: date) -> Iterator[Refused]:
    """A power that is only recommended is inert; one that was revoked or superseded has gone."""
    ended = adopting.ended is not None and adopting.ended <= day
    if adopting.effective is None and adopting.ended is not None:
        yield Refused("delegation-never-adopted")
    elif adopting.effective is None or adopting.effective > day:
        waits = adopting.status is not None and adopting.status.name == "recommended"
        yield Refused("delegation-awaits-council" if waits else "delegation-not-in-effect")
    elif ended:
        yield Refused("delegation-ended")


def _out_of_time(delegation: Delegation, day: date) -> Iterator[Refused]:
    if delegation.since is not None and day < delegation.since:
        yield Refused("before-its-term", delegation.since.isoformat())
    if delegation.until is not None and day > delegation.until:
        yield Refused("after-its-term", delegation.until.isoformat())


def _in_no_term(delegation: Delegation, use: Use) -> Iterator[Refused]:
    """What a term in words names has no day, so somebody says how it had begun, or had not ended."""
    if delegation.since_when.strip() and not use.begun.strip():
        yield Refused("beginning-not-said", delegation.since_when)
    if delegation.until_when.strip() and not use.unended.strip():
        yield Refused("end-not-said", delegation.until_when)


def _wrong_holder(delegation: Delegation, use: Use, holdings: Iterable[Holding]) -> Iterator[Refused]:
    if use.post != delegation.holder:
        yield Refused("wrong-post", delegation.holder)
    elif not any(each.post == use.post and each.person == use.person and each.covers(use.on) for each in holdings):
        yield Refused("not-in-post", use.post)


def _without_ground(delegation: Delegation, use: Use) -> Iterator[Refused]:
    if delegation.grounds and not use.ground.strip():
        yield Refused("ground-missing", ", ".join(sorted(delegation.grounds)))
    elif delegation.grounds and use.ground not in delegation.grounds:
        yield Refused("ground-not-given", use.ground)


def _not_consulted(delegation: Delegation, use: Use) -> Iterator[Refused]:
    first = {each.who: each.on for each in sorted(use.consulted, key=lambda each: each.on, reverse=True)}
    for who in sorted(delegation.consultees):
        if who not in first:
            yield Refused("not-consulted", who)
        elif first[who] > use.on:
            yield Refused("consulted-too-late", who)


def _not_in_scope(use: Use) -> Iterator[Refused]:
    if not use.within_scope.strip():
        yield Refused("scope-reason-missing")
    if not use.says.strip():
        yield Refused("scope-officer-missing")
