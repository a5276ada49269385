"""Keep somebody safe whose address or number must not be found out; and write down who looked."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from guildhall.estate.door import Onlooker
from guildhall.ledger.door import Actor, record
from guildhall.people import happened
from guildhall.people.identity import guard_again, same_as
from guildhall.people.models import ContactPoint, Look, Party, Protection
from guildhall.people.register import searched_form
from guildhall.people.values import LookValue


def protect(*, party: Party, actor: Actor, at: datetime) -> None:
    """From now on, where this person is and how they are reached is withheld. Said again, it stands once."""
    with transaction.atomic():
        _, begun = Protection.objects.get_or_create(
            party=party, ended_at=None, defaults={"by": actor.reference, "at": at}
        )
        if begun:
            guard_again([party.id])
            _tell(party, happened.PROTECTION_BEGUN.name, actor, at)


def end_protection(*, party: Party, actor: Actor, at: datetime) -> None:
    """The danger is over, as somebody who keeps people safe has decided."""
    with transaction.atomic():
        if party.protections.filter(ended_at=None).update(ended_at=at, ended_by=actor.reference):
            guard_again([party.id])
            _tell(party, happened.PROTECTION_ENDED.name, actor, at)


def details_seen(onlooker: Onlooker) -> Q:
    """The condition under which an onlooker sees a row that tells a detail of its ``party``: a way of contact, a residence.

    A name is found by anybody who looks people up. A detail of somebody protected finds nobody and is shown to nobody but
    those who keep people safe: a search by address must not tell who lives there.
    """
    if not onlooker.people:
        return Q(pk__in=[])
    return Q() if onlooker.safeguards else Q(party__guarded=False)


def guarded_among(parties: Iterable[UUID]) -> frozenset[str]:
    """The references of those parties who are protected."""
    return frozenset(each.reference for each in Party.objects.filter(id__in=list(parties), guarded=True))


def shut_since(*, party: UUID, since: datetime) -> bool:
    """Whether anything began or ended since by which whoever had shown that they may see of this person may do so no more."""
    ended = Q(represented_by__withdrawn_at__gt=since) | Q(protections__at__gt=since)
    return Party.objects.filter(ended, id__in=same_as([party])[party]).exists()


def guarded_details(details: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Those of these ways of contact, each a kind and a value, by which somebody protected is reached. One statement."""
    forms = {(kind, searched_form(kind, value)): (kind, value) for kind, value in details if value}
    rows = ContactPoint.objects.filter(found_by__in={form for _, form in forms}, party__guarded=True, until=None)
    known = set(rows.values_list("kind", "found_by")) if forms else set()
    return frozenset(given for form, given in forms.items() if form in known)


def looked(*, parties: Iterable[UUID], by: str, page: str, at: datetime) -> None:
    """Write down that somebody looked. One statement."""
    Look.objects.bulk_create([Look(party_id=each, by=by, page=page, at=at) for each in parties])


def looks_at(*, parties: Iterable[UUID], limit: int) -> tuple[LookValue, ...]:
    """Who looked lately at any of these parties, the last one first. One statement."""
    rows = Look.objects.filter(party_id__in=list(parties)).order_by("-at", "-id")[:limit]
    return tuple(LookValue(each.by, each.page, each.at) for each in rows)


def _tell(party: Party, kind: str, actor: Actor, at: datetime) -> None:
    record(subject=party.reference, type=kind, actor=actor, at=at, visibility="restricted")
