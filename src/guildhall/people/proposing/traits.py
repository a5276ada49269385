"""What is held of parties that can be compared, and who else holds the same: everything by keys that are stored already.

The number of statements is fixed, whatever is asked. Nobody who is protected is ever counted among those who share something.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Q

from guildhall.people.models import ContactPoint, NameWord, Party, Representation, Residence
from guildhall.people.proposing.likeness import Traits

CROWD = 20
"""A telephone, email address or home that more parties hold says nothing of any two of them: a hostel, a solicitor, a typing error."""

Pair = tuple[UUID, UUID]
Holders = Mapping[tuple[str, str], frozenset[UUID]]
"""By kind and form (``phone``, ``email``, ``home``): every party that holds it now."""

_NUMBERED = re.compile(r"[0-9]+[a-z]?")


def traits_of(parties: Collection[UUID]) -> dict[UUID, Traits]:
    """What can be compared of each of these parties. Four statements."""
    keys = list(parties)
    words: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for key, word, sound in _words(keys):
        words[key].append((word, sound))
    held: dict[tuple[UUID, str], set[str]] = defaultdict(set)
    points = ContactPoint.objects.filter(party_id__in=keys, kind__in=("phone", "email"), until=None)
    for key, kind, form in points.values_list("party_id", "kind", "found_by"):
        held[key, kind].add(form)
    for key, home in _homes(Q(party_id__in=keys)):
        held[key, "home"].add(home)
    return {
        key: Traits(
            key,
            kind,
            tuple(words[key]),
            born_on,
            frozenset(held[key, "phone"]),
            frozenset(held[key, "email"]),
            frozenset(held[key, "home"]),
        )
        for key, kind, born_on in Party.objects.filter(id__in=keys).values_list("id", "kind", "born_on")
    }


def holders_of(known: Iterable[Traits]) -> Holders:
    """Who holds what these parties hold. Two statements."""
    found: dict[tuple[str, str], set[UUID]] = defaultdict(set)
    phones, emails, homes = set[str](), set[str](), set[str]()
    for each in known:
        phones |= each.phones
        emails |= each.emails
        homes |= each.homes
    wanted = Q(kind="phone", found_by__in=phones) | Q(kind="email", found_by__in=emails)
    points = ContactPoint.objects.filter(wanted, until=None)
    for kind, form, key in points.values_list("kind", "found_by", "party_id"):
        found[kind, form].add(key)
    for key, home in _homes(Q(postcode__in={each.partition("|")[0] for each in homes})):
        if home in homes:
            found["home", home].add(key)
    return {each: frozenset(keys) for each, keys in found.items()}


def born_alike(known: Iterable[Traits]) -> set[Pair]:
    """Pairs, each with one of these parties, born on the same day, with a word of the name that sounds alike. One statement."""
    days, sounds = set[date](), set[str]()
    asked: dict[tuple[date, str], set[UUID]] = defaultdict(set)
    for each in known:
        if each.born_on:
            days.add(each.born_on)
            for _, sound in each.words:
                sounds.add(sound)
                asked[each.born_on, sound].add(each.key)
    rows = NameWord.objects.filter(party__born_on__in=days, sound__in=sounds - {""})
    found = rows.values_list("party_id", "party__born_on", "sound") if days else ()
    return {
        pair(mine, key)
        for key, born, sound in found
        if born is not None
        for mine in asked.get((born, sound), ())
        if mine != key
    }


def acting_among(parties: Collection[UUID]) -> set[Pair]:
    """Pairs of these parties of whom one acts, or acted, for the other. One statement."""
    keys = list(parties)
    rows = Representation.objects.filter(principal__in=keys, agent__in=keys)
    return {pair(*ends) for ends in rows.values_list("principal_id", "agent_id")}


def guarded_among(parties: Collection[UUID]) -> frozenset[UUID]:
    """Those of these parties who are protected. One statement."""
    return frozenset(Party.objects.filter(id__in=list(parties), guarded=True).values_list("id", flat=True))


def pair(one: UUID, other: UUID) -> Pair:
    """Two parties in the one order in which a pair is kept."""
    return (one, other) if one.hex < other.hex else (other, one)


def _words(keys: list[UUID]) -> Iterable[tuple[UUID, str, str]]:
    return NameWord.objects.filter(party_id__in=keys).order_by("id").values_list("party_id", "word", "sound")


def _homes(wanted: Q) -> Iterable[tuple[UUID, str]]:
    """Fixed addresses, each in a form that begins with its postcode and tells homes there from one another."""
    rows = Residence.objects.filter(wanted, kind="fixed", until=None).exclude(postcode="").exclude(found_by="")
    for key, postcode, line in rows.values_list("party_id", "postcode", "found_by"):
        yield key, f"{postcode}|{' '.join(_NUMBERED.findall(line)) or line}"
