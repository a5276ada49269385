"""Register people, and keep what they tell of themselves: how to reach them, where they live, what they need."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from uuid import UUID

import phonenumbers
from django.db import transaction
from django.db.models import Q

from guildhall.kernel.model import Json
from guildhall.ledger.door import Actor, record
from guildhall.people import happened
from guildhall.people.changes import INTERPRETER, MARKS, PREFERRED, SPOKEN, YES_OR_NO, change
from guildhall.people.identity import same_as
from guildhall.people.models import Belonging, ContactPoint, NameWord, Need, Party, Residence
from guildhall.people.naming import line_of, street_of, words_of
from guildhall.people.values import ContactValue, PartyValue

_LINES = ("line1", "line2", "town", "county")


class NoSuchParty(LookupError):
    """There is nobody of that reference."""

    code = "no-such-party"


def register(
    *,
    kind: str,
    name: str,
    ways: Mapping[str, str],
    preferred: str | None,
    language: str,
    lives: Mapping[str, Json] | None,
    at: datetime | None,
) -> str:
    """Register somebody with what is known of them."""
    when = {"registered_at": at} if at else {}
    since = {"since": at} if at else {}
    with transaction.atomic(savepoint=False):
        party = Party.objects.create(kind=kind, name=name.strip()[:300], language=language, **when)
        NameWord.objects.bulk_create(
            NameWord(party=party, word=each.word, start=each.start, sound=each.sound) for each in words_of(party.name)
        )
        ContactPoint.objects.bulk_create(
            ContactPoint(
                party=party,
                kind=way,
                value=value.strip(),
                found_by=searched_form(way, value),
                preferred=way == preferred,
                **since,
            )
            for way, value in ways.items()
            if value.strip()
        )
        if lives:
            residence_of(party, lives, since).save()
    return party.reference


def residence_of(party: Party, lives: Mapping[str, Json], since: Mapping[str, datetime]) -> Residence:
    """A residence from an address as it was answered: a fixed one, or none, which is an answer too.

    Staff may say besides that it is a ``refuge`` or ``unknown``, as its ``kind``.
    """
    kind = str(lives.get("kind") or ("none" if lives.get("noFixedAddress") else "fixed"))
    if kind != "fixed":
        return Residence(party=party, kind=kind, near=str(lives.get("near", ""))[:200], **since)
    said = {key: str(lives.get(key, "")) for key in (*_LINES, "postcode", "uprn")}
    line = line_of(said["line1"], said["line2"])
    return Residence(party=party, kind="fixed", found_by=line, street=street_of(line), **said, **since)


def called(*, party: Party, name: str, actor: Actor, at: datetime) -> None:
    """Somebody is called by this name from now on, and is found by it alone."""
    with transaction.atomic():
        change(party=party.id, what="name", now=name.strip()[:300], actor=actor, at=at)
        _tell(party, happened.NAME_GIVEN.name, actor, at)


def born(*, party: Party, on: date | None, actor: Actor, at: datetime) -> None:
    """Somebody was born on this day, or it is not known after all."""
    with transaction.atomic():
        if change(party=party.id, what="birth", now=on.isoformat() if on else "", actor=actor, at=at):
            _tell(party, happened.BIRTH_GIVEN.name, actor, at)


def speaks(*, party: Party, language: str, actor: Actor, at: datetime) -> None:
    """Somebody wishes to be spoken and written to in this language, under whichever record of theirs."""
    with transaction.atomic():
        if change(party=party.id, what="language", now=language, actor=actor, at=at):
            _tell(party, happened.LANGUAGE_GIVEN.name, actor, at, language=language)


def moved(
    *, party: Party, lives: Mapping[str, Json], actor: Actor, at: datetime, told_at: datetime | None = None
) -> None:
    """Somebody lives somewhere else from now on. Where they lived before stands with the day it ended. Said again, it stands once.

    ``told_at``: when it was told, where that is a while ago: a home that was told since then, under whichever record, stands.
    """
    new = residence_of(party, lives, {"since": at})
    told = {name: getattr(new, name) for name in (*_LINES, "kind", "postcode", "uprn", "near")}
    with transaction.atomic():
        if party.residences.filter(**told, until=None).exists():
            return
        theirs = Residence.objects.filter(party__in=same_as([party.id])[party.id], until=None)
        if told_at is not None and theirs.filter(since__gt=told_at).exists():
            return
        party.residences.filter(until=None).update(until=at)
        new.save()
        _tell(party, happened.RESIDENCE_GIVEN.name, actor, at)


def reached_by(*, party: Party, kind: str, value: str, preferred: bool, actor: Actor, at: datetime) -> int:
    """Somebody can be reached this way too, by its number. Said again, it stands once."""
    form = searched_form(kind, value)
    with transaction.atomic():
        known = party.contact_points.filter(kind=kind, found_by=form, until=None).first()
        if known is not None:
            _prefers(party, known, preferred, actor, at)
            return known.pk
        made = ContactPoint.objects.create(party=party, kind=kind, value=value.strip(), found_by=form, since=at)
        _prefers(party, made, preferred, actor, at)
        _tell(party, happened.CONTACT_POINT_GIVEN.name, actor, at, way=kind)
        return made.pk


def mark_point(*, party: Party, point: int, news: Mapping[str, bool | None], actor: Actor, at: datetime) -> None:
    """It was found out that a way to reach somebody is (not) safe, is preferred, may (not) be left a message."""
    with transaction.atomic():
        known = party.contact_points.filter(id=point, until=None).first()
        if known is not None:
            _prefers(party, known, bool(news.get("preferred", known.preferred)), actor, at)
            for what, column in MARKS.items():
                change(party=party.id, what=what, now=YES_OR_NO[news.get(column)], point=point, actor=actor, at=at)
        if party.contact_points.filter(id=point, until=None).update(**news):
            safe = {True: "yes", False: "no", None: "not-known"}[news.get("safe_to_use")]
            _tell(party, happened.CONTACT_POINT_MARKED.name, actor, at, safe=safe)


def _prefers(party: Party, point: ContactPoint, preferred: bool, actor: Actor, at: datetime) -> None:
    """Somebody would rather be reached this way than by any other, or not so any more."""
    if preferred != point.preferred:
        now = str(point.pk) if preferred else ""
        change(party=party.id, what=PREFERRED, now=now, point=point.pk, actor=actor, at=at)


def no_longer_reached_by(*, party: Party, point: int, actor: Actor, at: datetime) -> None:
    """A way to reach somebody has ended. It stands with the day it ended, and is used no more."""
    with transaction.atomic():
        if party.contact_points.filter(id=point, until=None).update(until=at, preferred=False):
            _tell(party, happened.CONTACT_POINT_ENDED.name, actor, at)


def needs(*, party: Party, code: str, language: str, actor: Actor, at: datetime) -> None:
    """Somebody needs this so that we can understand one another. Said again, it stands once."""
    with transaction.atomic():
        if party.needs.filter(code=code, until=None).exists():
            if code == INTERPRETER:
                change(party=party.id, what=SPOKEN, now=language, actor=actor, at=at)
            return
        Need.objects.create(party=party, code=code, language=language, by=actor.reference, since=at)
        _tell(party, happened.NEED_SAID.name, actor, at, need=code)


def needs_no_longer(*, party: Party, code: str, actor: Actor, at: datetime) -> None:
    """Somebody no longer needs this."""
    with transaction.atomic():
        if party.needs.filter(code=code, until=None).update(until=at):
            _tell(party, happened.NEED_ENDED.name, actor, at, need=code)


def belongs(*, person: Party, organisation: Party, role: str, actor: Actor, at: datetime) -> None:
    """A person speaks for or works for an organisation. Said again, it stands once; what they were there before ends as another begins."""
    with transaction.atomic():
        Party.objects.select_for_update(of=("self",)).get(
            id=person.id
        )  # two who say it at once say it one after another
        stands = person.belongs_to.filter(organisation=organisation, until=None).first()
        if stands is not None and stands.role == role:
            return
        if stands is not None:
            stands.until = at
            stands.save(update_fields=["until"])
        Belonging.objects.create(person=person, organisation=organisation, role=role, by=actor.reference, since=at)
        _tell(person, happened.BELONGING_SAID.name, actor, at, organisation=organisation.reference)


def belongs_no_longer(*, persons: Iterable[UUID], organisations: Iterable[UUID], actor: Actor, at: datetime) -> None:
    """A person speaks for an organisation no more, under whichever of their records it was said. It stands with the day it ended."""
    with transaction.atomic():
        rows = Belonging.objects.filter(person__in=list(persons), organisation__in=list(organisations), until=None)
        for row in rows.select_related("person", "organisation").select_for_update(of=("self",)):
            Belonging.objects.filter(id=row.pk).update(until=at)
            _tell(row.person, happened.BELONGING_ENDED.name, actor, at, organisation=row.organisation.reference)


def party_of(reference: str) -> Party:
    """The party of a reference. Raises ``NoSuchParty``."""
    try:
        return Party.objects.get(id=Party.id_in(reference))
    except (Party.DoesNotExist, ValueError):
        raise NoSuchParty(reference) from None


def names_of(references: Iterable[str]) -> dict[str, str]:
    """The name of each party among the references. What leads to no party is left out."""
    keys = [key for each in references if (key := _key(each))]
    return {each.reference: each.name for each in Party.objects.filter(id__in=keys)}


def _key(reference: str) -> UUID | None:
    with suppress(ValueError):
        return Party.id_in(reference)
    return None


def contacts_of(reference: str) -> tuple[ContactValue, ...]:
    """The ways to reach a party, the preferred one first."""
    points = ContactPoint.objects.filter(party_id=Party.id_in(reference), until=None)
    return tuple(map(contact_value, points.order_by("-preferred", "id")))


def contact_value(row: ContactPoint) -> ContactValue:
    """A way to reach somebody as the other rooms see it."""
    return ContactValue(
        row.kind,
        row.value,
        row.verified_at,
        row.safe_to_use,
        row.preferred,
        row.may_leave_message,
        row.pk,
        f"party/{row.party_id.hex}",
    )


def find(*, email: str, phone: str) -> tuple[PartyValue, ...]:
    """Everybody with this email address or this telephone number, by name."""
    asked = Q()
    for kind, given in (("email", email), ("phone", phone)):
        if given.strip():
            asked |= Q(kind=kind, found_by=searched_form(kind, given))
    if not asked:
        return ()
    points = ContactPoint.objects.filter(asked, until=None)
    found = Party.objects.filter(id__in=points.values("party_id")).order_by("name", "id")
    return tuple(PartyValue(each.reference, each.kind, each.name) for each in found)


def mark_contact(*, reference: str, kind: str, found_out: Mapping[str, object]) -> None:
    """Note what was found out about a way to reach somebody; what is `None` stays as it was."""
    news = {name: value for name, value in found_out.items() if value is not None}
    if news:
        ContactPoint.objects.filter(party_id=Party.id_in(reference), kind=kind).update(**news)


def searched_form(kind: str, value: str) -> str:
    """The one form in which a way to reach somebody is searched, however it was written."""
    if kind != "phone":
        return " ".join(value.casefold().split())
    try:
        number = phonenumbers.parse(value, "GB")
    except phonenumbers.NumberParseException:
        return "".join(c for c in value if c.isdigit())
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _tell(party: Party, kind: str, actor: Actor, at: datetime, **data: str) -> None:
    """Tell what was changed; who may be the same person is to be looked for again."""
    Party.objects.filter(id=party.id).exclude(compared_at=None).update(compared_at=None)
    record(subject=party.reference, type=kind, actor=actor, at=at, data=data)
