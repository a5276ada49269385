"""The review after a link was retracted: what was made while it stood, and whose each of it is, as somebody says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from guildhall.estate.door import Onlooker
from guildhall.ledger.door import Actor
from guildhall.people.door import LinkValue, sameness
from guildhall.serve.parting.giving import give, goes_along, never_alone
from guildhall.serve.parting.made import Made, made_between

STRETCH = 25
"""Records that are shown at a time, the oldest first; those that are said make room for the next."""


class NotInTheReview(LookupError):
    """A record was spoken of that was not made while the link stood, or not by either side, or was said already."""

    code = "not-in-the-review"


@dataclass(frozen=True, slots=True)
class Review:
    """What is left to say, a stretch of it; ``more`` where there is more. ``said`` counts what is said already."""

    joined: sameness.Joined
    left: tuple[Made | sameness.Kept, ...]
    more: bool
    said: int


def part(*, link: int, why: str, onlooker: Onlooker, actor: Actor, at: datetime) -> LinkValue:
    """Retract a link. Where nothing was made while it stood, nothing is left to review. Raises ``NoSuchLink``."""
    with transaction.atomic():
        taken_back = sameness.part(link=link, why=why, onlooker=onlooker, actor=actor, at=at)
        _close_where_done(sameness.joined(link=link, onlooker=onlooker), actor, at)
        return taken_back


def review(*, link: int, onlooker: Onlooker) -> Review:
    """What was made while a retracted link stood and of which nobody has said whose it is. Raises ``NoSuchLink``."""
    return _review(sameness.joined(link=link, onlooker=onlooker), onlooker)


def attribute(*, link: int, whose: Mapping[str, str], why: str, onlooker: Onlooker, actor: Actor, at: datetime) -> None:
    """Say of some records whose each is: its reference, and the party's. All are kept, or none.

    The link is held meanwhile: of two who say it of one record in the same moment, the second finds it said.
    Raises ``NoSuchLink``, ``NotInTheReview``.
    """
    with transaction.atomic():
        shown = _review(sameness.joined(link=link, onlooker=onlooker, held=True), onlooker)
        listed = {each.record: each for each in shown.left}
        if any(record not in listed or party not in shown.joined.sides for record, party in whose.items()):
            raise NotInTheReview(str(link))
        for record, party in sorted(whose.items()):
            was = listed[record].of
            if was != party:
                give(record=record, was=was, whose=party, actor=actor, at=at)
                for along in goes_along(record=record):
                    sameness.attribute(link=link, kept=along, was=was, whose=party, why=why, actor=actor, at=at)
            sameness.attribute(link=link, kept=record, was=was, whose=party, why=why, actor=actor, at=at)
        _close_where_done(shown.joined, actor, at)


def _review(found: sameness.Joined, onlooker: Onlooker) -> Review:
    said = sameness.said_of(link=found.link.id)
    left = _made_while(found, said, onlooker, STRETCH + 1)
    return Review(found, left[:STRETCH], len(left) > STRETCH, len(said))


def _made_while(
    found: sameness.Joined, leaving: frozenset[str], onlooker: Onlooker | None, limit: int
) -> tuple[Made | sameness.Kept, ...]:
    """The oldest of what was made while a link stood; nothing where it stands still."""
    since, until = found.link.asserted_at, found.link.retracted_at
    if until is None:
        return ()
    made = made_between(parties=found.sides, since=since, until=until, leaving=leaving, onlooker=onlooker, limit=limit)
    alone = leaving | never_alone(parties=found.sides)
    kept = sameness.kept_between(
        parties=found.sides, since=since, until=until, leaving=alone, limit=limit, onlooker=onlooker
    )
    every: list[Made | sameness.Kept] = [*made, *kept]
    return tuple(sorted(every, key=lambda each: (each.at, each.record))[:limit])


def _close_where_done(found: sameness.Joined, actor: Actor, at: datetime) -> None:
    if not _made_while(found, sameness.said_of(link=found.link.id), None, 1):
        sameness.reviewed(link=found.link.id, actor=actor, at=at)
