"""Acting for another: recorded with its basis, withdrawn at once by any channel, and asked before anything is shown or done."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, time, timedelta
from random import SystemRandom
from typing import Literal, get_args
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from guildhall.estate.door import Onlooker, new_reference
from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.kernel.clocks import LONDON, add_months
from guildhall.ledger.door import Actor, record
from guildhall.people import happened
from guildhall.people.bases import TERMS, Basis, Power
from guildhall.people.identity import same_as
from guildhall.people.models import Officeholder, Party, Representation
from guildhall.people.register import party_of, register

WhyNot = Literal["not-this", "not-yet", "ended", "withdrawn", "other-matter", "nothing-recorded"]
"""Why somebody may not act for another: what was given for this matter does not reach so far, has not begun, is over or was taken
back; what stands is about something else; or there is nothing. What comes nearest to it stands first."""

WHY_NOT: tuple[WhyNot, ...] = get_args(WhyNot)


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
    code: str
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
    principal: str,
    agent: str,
    basis: Basis,
    powers: Sequence[Power],
    scope: Sequence[str] = (),
    wording: str = "",
    language: str = "",
    evidence: str = "",
    channel: str,
    actor: Actor,
    at: datetime,
    since: datetime | None = None,
    until: datetime | None = None,
) -> RepresentationValue:
    """Record that one party acts for another, from now on or `since` another moment. What each basis asks for stands in `TERMS`.

    `scope` names the matters (`service/missed-bin`, `case/7QX4-M3KD`); without one it is every matter. It stands up to `until`,
    and at that moment no longer; a parent acts until the child is 18.

    Raises `NotEnough`, which names all that is missing, and `NoSuchParty`.
    """
    begins = since or at
    terms, whose, who = TERMS[basis], party_of(principal), party_of(agent)
    grown = _grown(whose.born_on)
    missing = [
        code
        for code, lacks in (
            ("another", who.id in same_as([whose.id])[whose.id]),
            ("powers", not powers or not set(powers) <= set(terms.powers)),
            ("wording", terms.wording and not wording.strip()),
            ("evidence", terms.evidence and not evidence),
            ("scope", terms.about and not scope),
            ("grown-up", basis == "parent" and grown is not None and grown <= max(at, begins)),
            ("until", until is not None and until <= max(at, begins)),
        )
        if lacks
    ]
    if missing:
        raise NotEnough(missing)
    own = grown if basis == "parent" else begins + timedelta(days=terms.days) if terms.days else None
    ends = [each for each in (until, own) if each]
    with transaction.atomic():
        row = Representation.objects.create(
            principal=whose,
            agent=who,
            basis=basis,
            scope=canonical_json(sorted(set(scope))),
            powers=canonical_json([each for each in terms.powers if each in powers]),
            wording=wording,
            language=language,
            evidence=evidence,
            code=new_reference(SystemRandom()),
            channel=channel,
            by=actor.reference,
            at=at,
            since=begins,
            until=min(ends) if ends else None,
        )
        _tell(row, happened.REPRESENTATION_BEGUN.name, actor, at, basis=basis, channel=channel)
        return _value(row)


def withdraw(*, representation: int, channel: str, actor: Actor, at: datetime) -> RepresentationValue:
    """End a representation at once, by whatever channel that was asked for. Raises ``NoSuchRepresentation``."""
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


def of_code(*, code: str) -> RepresentationValue | None:
    """The representation of a code that its principal was told; ``None`` where there is none. One statement."""
    row = Representation.objects.filter(code=code).first() if code else None
    return _value(row) if row else None


def of_agent(*, party: Party) -> tuple[RepresentationValue, ...]:
    """Everybody for whom a person or organisation acts or acted, newest first."""
    return tuple(map(_value, _newest(Q(agent__in=same_as([party.id])[party.id]))))


def around(*, parties: Iterable[UUID]) -> tuple[tuple[RepresentationValue, ...], tuple[RepresentationValue, ...]]:
    """Who acts or acted for these, who are one person; and for whom they do or did; newest first. One statement."""
    keys = frozenset(parties)
    rows = list(_newest(Q(principal__in=keys) | Q(agent__in=keys)))
    return (
        tuple(_value(each) for each in rows if each.principal_id in keys),
        tuple(_value(each) for each in rows if each.agent_id in keys),
    )


def may(
    *, agent: Party, principal: Party, power: Power, about: Iterable[str], at: datetime
) -> RepresentationValue | None:
    """The representation by which an agent may do this for a principal now, about a matter; ``None`` where there is none.

    An organisation's helper acts by what was given to the organisation as well.
    """
    same = same_as([agent.id, principal.id])
    about = tuple(about)
    given = Q(principal__in=same[principal.id], agent__in=_agents(agent, same))
    rows = map(_value, _newest(given & in_force(at)))
    return next((each for each in rows if power in each.powers and each.covers(about)), None)


def why_not(*, agent: Party, principal: Party, about: Iterable[str], at: datetime) -> WhyNot:
    """Why ``may`` found nothing: what comes nearest to it, or that nothing was ever recorded."""
    same = same_as([agent.id, principal.id])
    about = tuple(about)
    rows = tuple(map(_value, _newest(Q(principal__in=same[principal.id], agent__in=_agents(agent, same)))))
    found = {_lacking(each, about, at) for each in rows}
    return next(code for code in WHY_NOT if code in found | {"nothing-recorded"})


def _lacking(each: RepresentationValue, about: tuple[str, ...], at: datetime) -> WhyNot:
    code: WhyNot = "not-this"
    if each.withdrawn_at is not None:
        code = "withdrawn"
    elif each.until is not None and each.until <= at:
        code = "ended"
    elif at < each.since:
        code = "not-yet"
    if each.covers(about):
        return code
    return "other-matter" if code == "not-this" else "nothing-recorded"


def _agents(agent: Party, same: Mapping[UUID, frozenset[UUID]]) -> frozenset[UUID]:
    """As whom somebody acts: under any record of theirs, and for the organisation where they work."""
    employers = Party.objects.filter(people__person__in=same[agent.id], people__until=None).values_list("id", flat=True)
    return same[agent.id] | set(employers)


def in_force(at: datetime) -> Q:
    """The condition under which a representation stands at a moment."""
    return Q(since__lte=at, withdrawn_at=None) & (Q(until=None) | Q(until__gt=at))


def seen_by(
    onlooker: Onlooker, at: datetime, *, after: str = "", limit: int | None = None
) -> tuple[RepresentationValue, ...]:
    """What somebody who acts for others may look at: what was given to their organisation, or to their office, and stands now."""
    agents = acts_as(onlooker)
    if not agents:
        return ()
    rows = _newest(Q(agent__in=frozenset().union(*same_as(agents).values())) & in_force(at))
    moment, _, number = after.partition("~")
    with suppress(ValueError, OverflowError):
        last, before = int(number), datetime.fromisoformat(moment)
        if before.tzinfo is not None and abs(last) < 2**63:
            rows = rows.filter(since__lte=before).exclude(since=before, id__gte=last)
    return tuple(map(_value, rows[:limit]))


def acts_as(onlooker: Onlooker) -> list[UUID]:
    """As whom an onlooker acts for others, by the roles that they hold now."""
    found = [Party.id_in(onlooker.acts_for)] if onlooker.acts_for else []
    if onlooker.wards:
        found += Officeholder.objects.filter(account=onlooker.account).values_list("party_id", flat=True)
    return found


def in_office(*, account: str, name: str, at: datetime) -> str:
    """The party as which somebody with an account acts for others by their office: registered once."""
    with transaction.atomic():
        held = Officeholder.objects.select_related("party").filter(account=account).first()
        if held is None:
            made = register(kind="person", name=name, ways={}, preferred=None, language="", lives=None, at=at)
            held = Officeholder.objects.create(account=account, party_id=Party.id_in(made))
            return made
        return held.party.reference


def _grown(born: date | None) -> datetime | None:
    """When somebody comes of age: as their eighteenth birthday begins, here (Family Law Reform Act 1969, sections 1 and 9)."""
    if born is None or born.year > MAXYEAR - 19:
        return None
    day = add_months(born, 18 * 12)
    return datetime.combine(day, time(), LONDON)


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
        row.code,
        row.channel,
        row.by,
        row.since,
        row.until,
        row.told_at,
        row.withdrawn_at,
    )
