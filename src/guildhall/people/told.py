"""What people tell us of themselves, as other rooms say it: what they are called, how they are reached, what they need.

Whoever is meant is a reference (`party/…`). All but `contacts_of` and `mark_contact` raise `NoSuchParty` where it leads to
nobody.
"""

from collections.abc import Mapping
from datetime import date, datetime

from guildhall.kernel.model import Json
from guildhall.ledger.door import Actor
from guildhall.people import meeting
from guildhall.people import register as registry
from guildhall.people.models import Party
from guildhall.people.sameness import same_as
from guildhall.people.values import ContactKind, ContactValue, NeedCode


def met(
    *,
    reference: str,
    name: str = "",
    email: str = "",
    phone: str = "",
    post: str = "",
    language: str = "",
    lives: Mapping[str, Json] | None = None,
    at: datetime,
    spoken_for: datetime | None = None,
) -> None:
    """Keep what is told of somebody registered, where nothing of that kind is known of them yet. What is known stays.

    Where another speaks for them, since `spoken_for`, nothing is kept of somebody who was known before.
    """
    whose, ways = registry.party_of(reference), {"email": email, "phone": phone, "post": post}
    meeting.met(party=whose, name=name, ways=ways, language=language, lives=lives, at=at, spoken_for=spoken_for)


def called(*, reference: str, name: str, actor: Actor, at: datetime) -> None:
    """They are called by this name from now on, and found by it alone."""
    registry.called(party=registry.party_of(reference), name=name, actor=actor, at=at)


def born(*, reference: str, on: date | None, actor: Actor, at: datetime) -> None:
    """They were born on this day; `None` where it is not known after all."""
    registry.born(party=registry.party_of(reference), on=on, actor=actor, at=at)


def speaks(*, reference: str, language: str, actor: Actor, at: datetime) -> None:
    """They wish to be spoken and written to in this language, by its code."""
    registry.speaks(party=registry.party_of(reference), language=language, actor=actor, at=at)


def moved(
    *, reference: str, lives: Mapping[str, Json], actor: Actor, at: datetime, told_at: datetime | None = None
) -> None:
    """They live somewhere else from now on: an address as it is answered in a journey, fixed or not.

    Or `{"kind": "refuge"}` and `{"kind": "unknown"}`, with `near` in their own words. ``told_at``: when they said so, where that is
    a while ago; a home that was told since then stands.
    """
    registry.moved(party=registry.party_of(reference), lives=lives, actor=actor, at=at, told_at=told_at)


def reached_by(
    *, reference: str, kind: ContactKind, value: str, preferred: bool = False, actor: Actor, at: datetime
) -> int:
    """They can be reached this way too; gives its number."""
    return registry.reached_by(
        party=registry.party_of(reference), kind=kind, value=value, preferred=preferred, actor=actor, at=at
    )


def no_longer_reached_by(*, reference: str, point: int, actor: Actor, at: datetime) -> None:
    """A way to reach them (its number) has ended."""
    registry.no_longer_reached_by(party=registry.party_of(reference), point=point, actor=actor, at=at)


def contacts_of(*, reference: str) -> tuple[ContactValue, ...]:
    """The ways to reach somebody: the preferred one first. Those not safe to use are marked.

    For the house's own use, as to send a letter: on a page show a `portrait`, which withholds what is protected.
    """
    return registry.contacts_of(reference)


def mark_contact(
    *,
    reference: str,
    kind: ContactKind,
    verified_at: datetime | None = None,
    safe: bool | None = None,
    may_leave_message: bool | None = None,
) -> None:
    """Record that a way to reach somebody was verified, is (not) safe to use, or may (not) be left a message."""
    registry.mark_contact(
        reference=reference,
        kind=kind,
        found_out={"verified_at": verified_at, "safe_to_use": safe, "may_leave_message": may_leave_message},
    )


def mark_point(
    *,
    reference: str,
    point: int,
    safe: bool | None,
    may_leave_message: bool | None,
    preferred: bool,
    actor: Actor,
    at: datetime,
) -> None:
    """It was found out of one way to reach them (its number) whether it is safe, may be left a message, and is preferred."""
    news = {"safe_to_use": safe, "may_leave_message": may_leave_message, "preferred": preferred}
    registry.mark_point(party=registry.party_of(reference), point=point, news=news, actor=actor, at=at)


def needs(*, reference: str, code: NeedCode, language: str = "", actor: Actor, at: datetime) -> None:
    """They need this so that we can understand one another; an interpreter in this language."""
    registry.needs(party=registry.party_of(reference), code=code, language=language, actor=actor, at=at)


def needs_no_longer(*, reference: str, code: NeedCode, actor: Actor, at: datetime) -> None:
    """They no longer need this."""
    registry.needs_no_longer(party=registry.party_of(reference), code=code, actor=actor, at=at)


def belongs(*, person: str, organisation: str, role: str = "", actor: Actor, at: datetime) -> None:
    """A person speaks for or works for an organisation."""
    ends = registry.party_of(person), registry.party_of(organisation)
    registry.belongs(person=ends[0], organisation=ends[1], role=role, actor=actor, at=at)


def belongs_no_longer(*, person: str, organisation: str, actor: Actor, at: datetime) -> None:
    """A person speaks for an organisation no more, under whichever of their records that was said."""
    same = same_as(references=(person, organisation))
    persons, organisations = (map(Party.id_in, same[each]) for each in (person, organisation))
    registry.belongs_no_longer(persons=persons, organisations=organisations, actor=actor, at=at)
