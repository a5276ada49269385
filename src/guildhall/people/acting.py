"""Acting for another: recorded with its basis, withdrawn at once by any channel, and asked before anything is shown or done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from guildhall.estate.door import Onlooker
from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.ledger.door import Actor, record
from guildhall.people import happened
from guildhall.people.bases import TERMS, Basis, Power
from guildhall.people.identity import same_as
from guildhall.people.models import Party, Representation


class NotEnough(ValueError):
    """Something is missing that the basis asks for. ``missing`` names what, as codes."""

    code = "not-enough"

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(", ".join(missing))
        self.missing = tuple(missing)


class NoSuchRepresentation(LookupError):
    """There is none of that number, or it has ended already."""

    code = "no-such-representation"


@dataclass(frozen=True, slots=True)
class RepresentationValue:
    """One party acts for another. An empty ``scope`` is every matter; otherwise references like ``service/missed-bin``."""

    id: int
    principal: str
    agent: str
    basis: str
    scope: tuple[str, ...]
    powers: tuple[str, ...]
    wording: str
    language: str
    evidence: str
    channel: str
    by: str
    since: datetime
    until: datetime | None
    told_at: datetime | None
    withdrawn_at: datetime | None

    def stands(self, at: datetime) -> bool:
        """Whether it is in force."""
        return self.since <= at and (self.until is None or at < self.until) and self.withdrawn_at is None

    def covers(self, about: Iterable[str]) -> bool:
        """Whether a matter, by any of its references, lies within the scope."""
        return not self.scope or not set(self.scope).isdisjoint(about)


def represent(
    *,
    principal: Party,
    agent: Party,
    basis: Basis,
    powers: Sequence[Power],
    scope: Sequence[str],
    wording: str,
    language: str,
    evidence: str,
    channel: str,
    actor: Actor,
    at: datetime,
    until: datetime | None,
) -> RepresentationValue:
    """Record that one acts for another from now on. Raises ``NotEnough``."""
    terms = TERMS[basis]
    missing = [
        code
        for code, lacks in (
            ("another", principal.id == agent.id or agent.id in same_as([principal.id])[principal.id]),
            ("powers", not powers or not set(powers) <= set(terms.powers)),
            ("wording", terms.wording and not wording.strip()),
            ("evidence", terms.evidence and not evidence),
            ("scope", terms.about and not scope),
            ("until", until is not None and until <= at),
        )
        if lacks
    ]
    if missing:
        raise NotEnough(missing)
    ends = [each for each in (until, at + timedelta(days=terms.days) if terms.days else None) if each]
    with transaction.atomic():
        row = Representation.objects.create(
            principal=principal,
            agent=agent,
            basis=basis,
            scope=canonical_json(sorted(set(scope))),
            powers=canonical_json([each for each in terms.powers if each in powers]),
            wording=wording,
            language=language,
            evidence=evidence,
            channel=channel,
            by=actor.reference,
            at=at,
            since=at,
            until=min(ends) if ends else None,
        )
        _tell(row, happened.REPRESENTATION_BEGUN.name, actor, at, basis=basis, channel=channel)
        return _value(row)


def withdraw(*, representation: int, channel: str, actor: Actor, at: datetime) -> RepresentationValue:
    """End it at once. Raises ``NoSuchRepresentation``."""
    with transaction.atomic():
        row = Representation.objects.select_for_update().filter(id=representation, withdrawn_at=None).first()
        if row is None:
            raise NoSuchRepresentation(str(representation))
        row.withdrawn_by, row.withdrawn_on, row.withdrawn_at = actor.reference, channel, at
        row.save(update_fields=["withdrawn_by", "withdrawn_on", "withdrawn_at"])
        _tell(row, happened.REPRESENTATION_WITHDRAWN.name, actor, at, basis=row.basis, channel=channel)
        return _value(row)


def told(*, representation: int, at: datetime) -> None:
    """Note that the principal was told that it stands. The first time counts."""
    Representation.objects.filter(id=representation, told_at=None).update(told_at=at)


def of_principal(*, party: Party) -> tuple[RepresentationValue, ...]:
    """Everybody who acts or acted for a person, under any record of theirs, newest first."""
    return tuple(map(_value, _newest(Q(principal__in=same_as([party.id])[party.id]))))


def of_agent(*, party: Party) -> tuple[RepresentationValue, ...]:
    """Everybody for whom a person or organisation acts or acted, newest first."""
    return tuple(map(_value, _newest(Q(agent__in=same_as([party.id])[party.id]))))


def may(
    *, agent: Party, principal: Party, power: Power, about: Iterable[str], at: datetime
) -> RepresentationValue | None:
    """The representation by which an agent may do this for a principal now, about a matter; ``None`` where there is none.

    An organisation's helper acts by what was given to the organisation as well.
    """
    same = same_as([agent.id, principal.id])
    employers = Party.objects.filter(people__person__in=same[agent.id], people__until=None).values_list("id", flat=True)
    agents = same[agent.id] | set(employers)
    about = tuple(about)
    rows = map(_value, _newest(Q(principal__in=same[principal.id], agent__in=agents) & in_force(at)))
    return next((each for each in rows if power in each.powers and each.covers(about)), None)


def in_force(at: datetime) -> Q:
    """The condition under which a representation stands at a moment."""
    return Q(since__lte=at, withdrawn_at=None) & (Q(until=None) | Q(until__gt=at))


def seen_by(onlooker: Onlooker, at: datetime) -> tuple[RepresentationValue, ...]:
    """What a partner's helper may look at: the representations given to their organisation that stand now. Nothing else."""
    if not onlooker.acts_for:
        return ()
    agents = same_as([Party.id_in(onlooker.acts_for)])[Party.id_in(onlooker.acts_for)]
    return tuple(map(_value, _newest(Q(agent__in=agents) & in_force(at))))


def _newest(asked: Q) -> QuerySet[Representation]:
    return Representation.objects.filter(asked).order_by("-since", "-id")


def _tell(row: Representation, kind: str, actor: Actor, at: datetime, **data: str) -> None:
    agent, principal = f"party/{row.agent_id.hex}", f"party/{row.principal_id.hex}"
    record(subject=principal, type=kind, actor=actor, at=at, visibility="customer", data={"agent": agent, **data})


def _value(row: Representation) -> RepresentationValue:
    return RepresentationValue(
        row.pk,
        f"party/{row.principal_id.hex}",
        f"party/{row.agent_id.hex}",
        row.basis,
        tuple(read_json(row.scope)),
        tuple(read_json(row.powers)),
        row.wording,
        row.language,
        row.evidence,
        row.channel,
        row.by,
        row.since,
        row.until,
        row.told_at,
        row.withdrawn_at,
    )
