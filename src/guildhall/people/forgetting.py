"""What we know of a person: told to them whole when they ask for it, and erased when there is no more need of it.

The party itself stays, with nothing in it: what others did with it in the ledger goes on to mean something.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from guildhall.kernel.clocks import local
from guildhall.kernel.model import Json
from guildhall.ledger.door import Actor
from guildhall.people.identity import guard_again
from guildhall.people.models import (
    Attribution,
    Belonging,
    Change,
    ContactPoint,
    IdentityLink,
    Look,
    NameWord,
    Need,
    Officeholder,
    Party,
    Proposal,
    Protection,
    Representation,
    Residence,
)
from guildhall.people.register import party_of
from guildhall.people.values import HeldValue, LookValue, PartyValue

_OVER = {"name": "name", "birth": "born", "language": "language", "spoken": "language"}
"""What is written over, and what it is called where somebody is told what is held."""


def forget(*, reference: str, actor: Actor, at: datetime) -> dict[str, Json]:
    """Erase all that is known of one party, and end what stood for them; how many rows of each sort there were.

    Nothing here asks whether it may: the caller has. Raises ``NoSuchParty``.
    """
    party = party_of(reference)
    with transaction.atomic():
        gone: dict[str, Json] = {
            name: rows.delete()[0]
            for name, rows in (
                ("name", NameWord.objects.filter(party=party)),
                ("way", ContactPoint.objects.filter(party=party)),
                ("residence", Residence.objects.filter(party=party)),
                ("need", Need.objects.filter(party=party)),
                ("change", Change.objects.filter(party=party)),
                ("belonging", Belonging.objects.filter(Q(person=party) | Q(organisation=party))),
            )
        }
        acts = Representation.objects.filter(Q(principal=party) | Q(agent=party))
        acts.filter(withdrawn_at=None).update(withdrawn_at=at, withdrawn_by=actor.reference, withdrawn_on="staff")
        gone["representation"] = acts.update(wording="", evidence="")
        Proposal.objects.filter(Q(one=party) | Q(other=party)).delete()
        links = IdentityLink.objects.filter(Q(one=party) | Q(other=party))
        Attribution.objects.filter(link__in=links).update(why="")
        links.update(why="")
        Protection.objects.filter(party=party, ended_at=None).update(ended_at=at, ended_by=actor.reference)
        Party.objects.filter(id=party.id).update(name="", born_on=None, language="", erased_at=at)
        guard_again([party.id])
        return {name: many for name, many in gone.items() if many}


def stands_for_nothing(*, reference: str) -> bool:
    """Whether nobody acts for somebody or they for anybody, and they hold no office: so that nothing here needs them."""
    party = party_of(reference)
    acts = Representation.objects.filter(Q(principal=party) | Q(agent=party), withdrawn_at=None)
    return not acts.exists() and not Officeholder.objects.filter(party=party).exists() and not party.people.exists()


def stand_alone(*, before: datetime, after: str = "", limit: int) -> tuple[str, ...]:
    """A stretch of the people registered before a moment, beyond the one named ``after``, for whom nobody acts nor they for anybody.

    Nobody who is protected, belongs to an organisation or holds an office is among them. One statement.
    """
    acts = Representation.objects.filter(Q(principal=OuterRef("pk")) | Q(agent=OuterRef("pk")), withdrawn_at=None)
    ties = Belonging.objects.filter(person=OuterRef("pk"))
    office = Officeholder.objects.filter(party=OuterRef("pk"))
    rows = Party.objects.filter(~Exists(acts), ~Exists(ties), ~Exists(office), registered_at__lt=before, erased_at=None)
    rows = rows.exclude(kind="organisation").filter(guarded=False)
    rows = rows.filter(id__gt=Party.id_in(after)) if after else rows
    return tuple(each.reference for each in rows.order_by("id")[:limit])


def forget_looks(*, before: datetime, sparing: Iterable[str]) -> int:
    """Delete who looked at anybody before a moment, but for these parties; how many looks there were. One statement."""
    return Look.objects.filter(at__lt=before).exclude(party_id__in=_keys(sparing)).delete()[0]


def held_of(*, references: Iterable[str]) -> tuple[HeldValue, ...]:
    """All that this room keeps of these parties, who are one person, also what has ended: for telling it to them alone.

    Seven statements.
    """
    parties = _keys(references)
    found: list[HeldValue] = []
    for each in Party.objects.filter(id__in=parties).order_by("registered_at"):
        said = {"name": each.name, "born": str(each.born_on or ""), "language": each.language}
        found.append(HeldValue(each.reference, "person", each.registered_at, _told(said)))
    rows = Change.objects.filter(party_id__in=parties, what__in=_OVER).exclude(was="")
    found += [
        HeldValue(f"change/{each.pk}", "change", each.at, ((_OVER[each.what], each.was),))
        for each in rows.order_by("at", "id")
    ]
    for way in ContactPoint.objects.filter(party_id__in=parties).order_by("since", "id"):
        said = {"way": way.kind, "value": way.value, "safe": _yes_no(way.safe_to_use), "until": _day(way.until)}
        found.append(HeldValue(f"way/{way.pk}", "way", way.since, _told(said)))
    for home in Residence.objects.filter(party_id__in=parties).order_by("since", "id"):
        lines = (home.line1, home.line2, home.town, home.county, home.postcode, home.near)
        said = {"kind": home.kind, "address": ", ".join(filter(None, lines)), "until": _day(home.until)}
        found.append(HeldValue(f"residence/{home.pk}", "residence", home.since, _told(said)))
    for need in Need.objects.filter(party_id__in=parties).order_by("since", "id"):
        said = {"need": need.code, "language": need.language, "until": _day(need.until)}
        found.append(HeldValue(f"need/{need.pk}", "need", need.since, _told(said)))
    for protection in Protection.objects.filter(party_id__in=parties).order_by("at", "id"):
        said = {"protected": "yes", "until": _day(protection.ended_at)}
        found.append(HeldValue(f"protection/{protection.pk}", "protection", protection.at, _told(said)))
    for act in _acts(parties).order_by("since", "id"):
        mine = act.principal_id in parties
        said = {
            "acting": "for-you" if mine else "by-you",
            "other": (act.agent if mine else act.principal).name,
            "basis": act.basis,
            "wording": act.wording,
            "until": _day(act.withdrawn_at or act.until),
        }
        found.append(HeldValue(f"representation/{act.pk}", "representation", act.since, _told(said)))
    return tuple(found)


def others_of(*, references: Iterable[str]) -> tuple[PartyValue, ...]:
    """Those who act for these parties, for whom they act, and with whom they belong together. Two statements."""
    parties = _keys(references)
    acts = {end for act in _acts(parties) for end in (act.principal, act.agent)}
    rows = Belonging.objects.filter(Q(person__in=parties) | Q(organisation__in=parties))
    ties = {end for row in rows.select_related("person", "organisation") for end in (row.person, row.organisation)}
    others = [each for each in acts | ties if each.id not in parties]
    return tuple(PartyValue(each.reference, each.kind, each.name) for each in others)


def ways_alone(*, references: Iterable[str]) -> tuple[tuple[str, str, datetime | None], ...]:
    """Each address and number at which these parties, who are one person, are or were reached and nobody else whom we know is.

    Its kind, the one form in which it is searched, and until when it was theirs. What families share is left out. One statement.
    """
    parties = _keys(references)
    others = ContactPoint.objects.filter(kind=OuterRef("kind"), found_by=OuterRef("found_by")).exclude(
        party_id__in=parties
    )
    rows = ContactPoint.objects.filter(~Exists(others), party_id__in=parties, kind__in=("email", "phone"))
    return tuple(rows.order_by("since", "id").values_list("kind", "found_by", "until"))


def looks_listed(
    *, references: Iterable[str], before: tuple[datetime, int] | None = None, limit: int
) -> list[tuple[int, LookValue]]:
    """Who looked at these parties, the last first, each with its number, beyond the moment and number ``before``.

    One statement.
    """
    rows = Look.objects.filter(party_id__in=_keys(references))
    if before is not None:
        moment, last = before
        rows = rows.filter(at__lte=moment).exclude(at=moment, id__gte=last)
    return [(each.pk, LookValue(each.by, each.page, each.at)) for each in rows.order_by("-at", "-id")[:limit]]


def _keys(references: Iterable[str]) -> list[UUID]:
    return [Party.id_in(each) for each in references]


def _acts(parties: Sequence[UUID]) -> QuerySet[Representation]:
    rows = Representation.objects.filter(Q(principal__in=parties) | Q(agent__in=parties))
    return rows.select_related("principal", "agent")


def _told(said: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in said.items() if value)


def _yes_no(value: bool | None) -> str:
    return {True: "yes", False: "no", None: ""}[value]


def _day(moment: datetime | None) -> str:
    return local(moment).date().isoformat() if moment else ""
