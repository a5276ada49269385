"""The door of people: know a person by an opaque reference, and name them only when shown."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from guildhall.estate.door import Onlooker
from guildhall.kernel.model import Json
from guildhall.ledger.door import Actor
from guildhall.people import acting, portraits, protection, sameness, search, sought
from guildhall.people import register as registry
from guildhall.people.acting import (
    WHY_NOT,
    NoSuchRepresentation,
    NotEnough,
    RepresentationValue,
    WhyNot,
    represent,
    withdraw,
)
from guildhall.people.bases import BASES, TERMS, Basis, Power
from guildhall.people.forgetting import (
    forget,
    forget_looks,
    held_of,
    looks_listed,
    others_of,
    stand_alone,
    stands_for_nothing,
    ways_alone,
)
from guildhall.people.identity import LinkValue, NoSuchLink, OneAndTheSame
from guildhall.people.models import Party
from guildhall.people.recognising import recognised
from guildhall.people.register import NoSuchParty
from guildhall.people.sameness import assert_link, distinguish, links_of, retract_link, same_as
from guildhall.people.sought import Sought
from guildhall.people.told import (
    belongs,
    belongs_no_longer,
    born,
    called,
    contacts_of,
    mark_contact,
    mark_point,
    met,
    moved,
    needs,
    needs_no_longer,
    no_longer_reached_by,
    reached_by,
    speaks,
)
from guildhall.people.values import (
    NEEDS,
    BelongingValue,
    ContactKind,
    ContactValue,
    Found,
    HeldValue,
    LookValue,
    NeedCode,
    NeedValue,
    PartyKind,
    PartyValue,
    Portrait,
    ResidenceValue,
)

__all__ = [
    "BASES",
    "NEEDS",
    "TERMS",
    "WHY_NOT",
    "Basis",
    "BelongingValue",
    "ContactKind",
    "ContactValue",
    "Found",
    "HeldValue",
    "LinkValue",
    "LookValue",
    "NeedCode",
    "NeedValue",
    "NoSuchLink",
    "NoSuchParty",
    "NoSuchRepresentation",
    "NotEnough",
    "OneAndTheSame",
    "PartyKind",
    "PartyValue",
    "Portrait",
    "Power",
    "RepresentationValue",
    "ResidenceValue",
    "Sought",
    "WhyNot",
    "acting_around",
    "acts_as",
    "acts_for",
    "assert_link",
    "belongs",
    "belongs_no_longer",
    "born",
    "called",
    "contacts_of",
    "distinguish",
    "end_protection",
    "find",
    "forget",
    "forget_looks",
    "guarded_among",
    "guarded_details",
    "held_of",
    "in_office",
    "language_of",
    "languages_of",
    "links_of",
    "looked",
    "looks_at",
    "looks_listed",
    "mark_contact",
    "mark_point",
    "may_act",
    "met",
    "moved",
    "name_of",
    "names_of",
    "needs",
    "needs_no_longer",
    "no_longer_reached_by",
    "others_of",
    "portrait",
    "protect",
    "reached_by",
    "recognised",
    "register",
    "represent",
    "representation_of",
    "representations_seen",
    "represented_by",
    "retract_link",
    "same_as",
    "sameness",
    "search_for",
    "shut_since",
    "speaks",
    "stand_alone",
    "stands_for_nothing",
    "told_of",
    "understood",
    "ways_alone",
    "why_not_act",
    "withdraw",
]


# Register people, and name them


def register(
    *,
    kind: PartyKind = "person",
    name: str = "",
    email: str = "",
    phone: str = "",
    post: str = "",
    preferred: ContactKind | None = None,
    language: str = "",
    lives: Mapping[str, Json] | None = None,
    at: datetime | None = None,
) -> str:
    """Register somebody new and give their reference (`party/…`).

    Nobody is matched or merged here: two people may share a name or a telephone. `lives` is an address as it is answered in a
    journey. At most four SQL statements, less one for each of name, ways to reach them and address that is not given.
    """
    return registry.register(
        kind=kind,
        name=name,
        ways={"email": email, "phone": phone, "post": post},
        preferred=preferred,
        language=language,
        lives=lives,
        at=at,
    )


def name_of(*, reference: str) -> str:
    """The name to show for a reference; `""` when the name, or the party, is not known."""
    return registry.names_of([reference]).get(reference, "")


def names_of(*, references: Iterable[str]) -> dict[str, str]:
    """The name of each reference, in one question to the database."""
    return registry.names_of(references)


# Find them


def understood(*, text: str, references: bool = True) -> Sought:
    """What somebody typed to find a person, taken apart: a reference, a number, an address, a name, in any mixture.

    Some names look like a reference: where it leads nowhere, take the text apart again without `references`.
    """
    return sought.understood(text, references=references)


def search_for(
    *, sought: Sought, onlooker: Onlooker, after: str = "", limit: int = search.STRETCH
) -> tuple[tuple[Found, ...], str]:
    """A stretch of those who fit, the likeliest first, and where the next begins (`""` at the end).

    Everybody who fits is shown, none is chosen. What is protected finds nobody, save for those who keep people safe. The
    number of SQL statements is fixed, whatever is found.
    """
    return search.search(sought=sought, onlooker=onlooker, after=after, limit=limit)


def find(*, email: str = "", phone: str = "") -> tuple[PartyValue, ...]:
    """Everybody registered with an email address or telephone number; none is chosen for you.

    A telephone number may be written in any usual way. For the house's own use: a person at a desk searches by `search_for`.
    """
    return registry.find(email=email, phone=phone)


def portrait(*, reference: str, onlooker: Onlooker) -> Portrait:
    """All that is known of somebody and of every party that is the same person, as far as the onlooker sees.

    Raises `NoSuchParty`, also to whoever may not look people up.
    """
    return portraits.portrait(reference=reference, onlooker=onlooker)


def language_of(*, reference: str) -> str:
    """The language of a person, under any record of theirs; empty where none is known, or nobody is. Two statements."""
    return portraits.languages_of(references=[reference]).get(reference, "")


def languages_of(*, references: Iterable[str]) -> dict[str, str]:
    """The same of each of these people. As many statements, however many they are."""
    return portraits.languages_of(references=references)


def looked(*, references: Iterable[str], by: str, page: str, at: datetime) -> None:
    """Write down that somebody looked at what is known of these parties, and on which page. One statement."""
    protection.looked(parties=[Party.id_in(each) for each in references], by=by, page=page, at=at)


def looks_at(*, references: Iterable[str], limit: int = 10) -> tuple[LookValue, ...]:
    """Who looked lately at any of these parties, the last one first. One SQL statement."""
    return protection.looks_at(parties=[Party.id_in(each) for each in references], limit=limit)


# Keep them safe


def protect(*, reference: str, actor: Actor, at: datetime) -> None:
    """From now on, where they are and how they are reached is withheld from all but those who keep people safe."""
    protection.protect(party=registry.party_of(reference), actor=actor, at=at)


def end_protection(*, reference: str, actor: Actor, at: datetime) -> None:
    """The danger is over."""
    protection.end_protection(party=registry.party_of(reference), actor=actor, at=at)


# Acting for another


def told_of(*, representation: int, at: datetime) -> None:
    """Note that the principal was told that it stands."""
    acting.told(representation=representation, at=at)


def represented_by(*, reference: str) -> tuple[RepresentationValue, ...]:
    """Everybody who acts or acted for somebody, under any record of theirs, newest first."""
    return acting.of_principal(party=registry.party_of(reference))


def representation_of(*, code: str) -> RepresentationValue | None:
    """Who acts or acted for somebody, by the code that they were told with it; ``None`` where there is none."""
    return acting.of_code(code=code)


def acts_for(*, reference: str) -> tuple[RepresentationValue, ...]:
    """Everybody for whom a person or organisation acts or acted, newest first."""
    return acting.of_agent(party=registry.party_of(reference))


def acting_around(
    *, references: Iterable[str]
) -> tuple[tuple[RepresentationValue, ...], tuple[RepresentationValue, ...]]:
    """Who acts or acted for somebody, of whom these are all the records, and for whom they do or did; newest first. One statement."""
    return acting.around(parties=[Party.id_in(each) for each in references])


def may_act(
    *, agent: str, principal: str, power: Power, about: Iterable[str], at: datetime
) -> RepresentationValue | None:
    """The representation by which somebody may do this for another now, about a matter; `None` where there is none."""
    ends = registry.party_of(agent), registry.party_of(principal)
    return acting.may(agent=ends[0], principal=ends[1], power=power, about=about, at=at)


def why_not_act(*, agent: str, principal: str, about: Iterable[str], at: datetime) -> WhyNot:
    """Why `may_act` found nothing: what comes nearest to it, as a code."""
    ends = registry.party_of(agent), registry.party_of(principal)
    return acting.why_not(agent=ends[0], principal=ends[1], about=about, at=at)


def representations_seen(
    *, onlooker: Onlooker, at: datetime, after: str = "", limit: int | None = None
) -> tuple[RepresentationValue, ...]:
    """What somebody who acts for others may look at now: what was given to their organisation, or to them in their office.

    Nothing else of anybody. Newest first; `after` is the moment and the number of the last one seen, `since~id`.
    """
    return acting.seen_by(onlooker, at, after=after, limit=limit)


def acts_as(*, onlooker: Onlooker) -> tuple[str, ...]:
    """As which parties an onlooker acts for others: their organisation, or themselves in their office."""
    return tuple(f"party/{each.hex}" for each in acting.acts_as(onlooker))


def in_office(*, account: str, name: str, at: datetime) -> str:
    """The party as which somebody with an account acts for others by their office, such as a councillor: registered once."""
    return acting.in_office(account=account, name=name, at=at)


def guarded_among(*, references: Iterable[str]) -> frozenset[str]:
    """Those of these parties who are protected. One SQL statement."""
    return protection.guarded_among([Party.id_in(each) for each in references if each])


def shut_since(*, reference: str, since: datetime) -> bool:
    """Whether somebody, under any record of theirs, has withdrawn a consent or come under protection since. Two statements."""
    return protection.shut_since(party=Party.id_in(reference), since=since)


def guarded_details(*, details: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Those of these ways of contact, each a kind and a value, by which somebody protected is reached. One SQL statement."""
    return protection.guarded_details(details)
