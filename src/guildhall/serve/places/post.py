"""Letters that wait: somebody without a fixed address has their post held at a place, is told when a letter came, and fetches it.

From the moment it is arranged, letters are addressed to them in care of the place: it is their way to be reached by post.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from random import SystemRandom

from django.db import transaction

from guildhall.estate.door import new_reference
from guildhall.ledger.door import Actor, record
from guildhall.people.door import no_longer_reached_by, reached_by
from guildhall.serve import happened
from guildhall.serve.models import HeldLetter, PostHolding
from guildhall.serve.places import telling
from guildhall.serve.places.known import PlaceValue, value_of

CARE_OF = "c/o"
"""What stands before the place's name in an address: in care of."""

_RANDOM = SystemRandom()


class NotHeld(ValueError):
    """Nobody's post is held so. ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class HoldingValue:
    """Somebody's post is held at a place."""

    id: int
    party: str
    place: PlaceValue
    since: datetime
    code: str = ""


@dataclass(frozen=True, slots=True)
class LetterValue:
    """A letter that came for somebody, and what became of it. ``told_by`` is the way in which they were told."""

    id: int
    party: str
    case: str
    came_at: datetime
    told_by: str
    collected_at: datetime | None
    returned_at: datetime | None
    code: str = ""


def address_at(place: PlaceValue, code: str) -> str:
    """What is written on an envelope beneath the name, for somebody whose letters wait at this place."""
    return ", ".join((f"{CARE_OF} {place.name['en']} ({code})", *place.address))


def hold(*, party: str, place: PlaceValue, actor: Actor, at: datetime) -> HoldingValue:
    """Hold somebody's post at a place from now on, and no longer where it was held before. Raises ``NotHeld``."""
    if not place.holds_post:
        raise NotHeld("place-holds-none")
    with transaction.atomic():
        standing = PostHolding.objects.select_for_update().filter(party=party, until=None).first()
        if standing is not None and standing.place_id == place.id:
            return HoldingValue(standing.pk, party, place, standing.since, standing.code)
        if standing is not None:
            _release(standing, actor, at)
        code = new_reference(_RANDOM)
        way = address_at(place, code)
        point = reached_by(reference=party, kind="post", value=way, preferred=False, actor=actor, at=at)
        row = PostHolding.objects.create(
            place_id=place.id, party=party, point=point, code=code, since=at, by=actor.reference
        )
        _tell(row, happened.POST_HELD.name, place.reference, actor, at)
    return HoldingValue(row.pk, party, place, at, code)


def release(*, party: str, actor: Actor, at: datetime) -> None:
    """They no longer need it: nothing is addressed there any more. What waits there still does."""
    with transaction.atomic():
        for row in PostHolding.objects.select_for_update().filter(party=party, until=None):
            _release(row, actor, at)


def pass_on(*, holding: int, to: str, actor: Actor, at: datetime) -> None:
    """It is another's post that is held. Where theirs is held already, this holding ends; what waits there waits for them."""
    with transaction.atomic():
        row = PostHolding.objects.select_for_update(of=("self",)).select_related("place").get(id=holding)
        if row.until is None and PostHolding.objects.filter(party=to, until=None).exists():
            _release(row, actor, at)
        row.party = to
        row.save(update_fields=["party"])


def held_for(*, party: str, at: datetime) -> HoldingValue | None:
    """Where somebody's post is held; ``None`` where it is not. Three statements at most."""
    row = PostHolding.objects.select_related("place").filter(party=party, until=None).first()
    return HoldingValue(row.pk, party, value_of(row.place, at=at), row.since, row.code) if row else None


def holders(*, place: PlaceValue, after: int = 0, limit: int = 50) -> tuple[tuple[HoldingValue, ...], int]:
    """A stretch of those whose post is held at a place, and where the next begins (0 at the end). One statement."""
    rows = list(PostHolding.objects.filter(place_id=place.id, until=None, id__gt=after).order_by("id")[: limit + 1])
    more = rows[limit - 1].pk if len(rows) > limit else 0
    return tuple(HoldingValue(each.pk, each.party, place, each.since, each.code) for each in rows[:limit]), more


def came(*, holding: int, place: PlaceValue, language: str, case: str = "", actor: Actor, at: datetime) -> LetterValue:
    """A letter came for somebody: keep that it waits, and tell them. Raises ``NotHeld`` where theirs is not held there."""
    with transaction.atomic():
        held = PostHolding.objects.select_for_update().filter(id=holding, place_id=place.id, until=None).first()
        if held is None:
            raise NotHeld("not-held-here")
        told = telling.letter_waits(party=held.party, language=language, place=place, code=held.code, at=at)
        row = HeldLetter.objects.create(holding=held, case=case, came_at=at, came_by=actor.reference, told=told)
        _tell(held, happened.LETTER_CAME.name, place.reference, actor, at)
    return _letter(row)


def collected(*, letter: int, place: PlaceValue, actor: Actor, at: datetime) -> None:
    """They have it. Raises ``NotHeld`` where it does not wait there."""
    _gone(letter, place, actor, at, returned=False)


def returned(*, letter: int, place: PlaceValue, actor: Actor, at: datetime) -> None:
    """Nobody fetched it, and it goes back to whoever wrote it. Raises ``NotHeld`` where it does not wait there."""
    _gone(letter, place, actor, at, returned=True)


def waiting(*, place: PlaceValue, after: str = "", limit: int = 50) -> tuple[tuple[LetterValue, ...], str]:
    """A stretch of the letters that wait at a place, those longest there first, and where the next begins. One statement."""
    rows = HeldLetter.objects.filter(holding__place_id=place.id, collected_at=None, returned_at=None)
    moment, _, number = after.partition("~")
    with suppress(ValueError, OverflowError):
        last, since = int(number), datetime.fromisoformat(moment)
        if since.tzinfo is not None and abs(last) < 2**63:
            rows = rows.filter(came_at__gte=since).exclude(came_at=since, id__lte=last)
    held = list(rows.select_related("holding", "told").order_by("came_at", "id")[: limit + 1])
    more = held[limit - 1] if len(held) > limit else None
    return tuple(map(_letter, held[:limit])), f"{more.came_at.isoformat()}~{more.pk}" if more else ""


def _gone(letter: int, place: PlaceValue, actor: Actor, at: datetime, *, returned: bool) -> None:
    with transaction.atomic():
        rows = HeldLetter.objects.select_for_update(of=("self",)).select_related("holding")
        row = rows.filter(id=letter, holding__place_id=place.id, collected_at=None, returned_at=None).first()
        if row is None:
            raise NotHeld("not-waiting")
        if returned:
            row.returned_at = at
        else:
            row.collected_at, row.collected_by = at, actor.reference
        row.save(update_fields=["returned_at", "collected_at", "collected_by"])
        event = happened.LETTER_RETURNED if returned else happened.LETTER_COLLECTED
        _tell(row.holding, event.name, place.reference, actor, at)


def _release(row: PostHolding, actor: Actor, at: datetime) -> None:
    row.until, row.ended_by = at, actor.reference
    row.save(update_fields=["until", "ended_by"])
    no_longer_reached_by(reference=row.party, point=row.point, actor=actor, at=at)
    _tell(row, happened.POST_RELEASED.name, f"place/{row.place.slug}", actor, at)


def _tell(row: PostHolding, kind: str, place: str, actor: Actor, at: datetime) -> None:
    record(subject=row.party, type=kind, actor=actor, at=at, visibility="staff", data={"place": place})


def _letter(row: HeldLetter) -> LetterValue:
    told = row.told.kind if row.told else ""
    held = row.holding
    return LetterValue(row.pk, held.party, row.case, row.came_at, told, row.collected_at, row.returned_at, held.code)
