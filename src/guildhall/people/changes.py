"""What somebody has one of at a time, written over: what stood before is kept while they are, or were, taken for one with another.

Ways to reach somebody, addresses and needs stand beside one another; one that was told of the wrong record is given to the other.
A name, a day of birth, a language and what a number's marks say are written over. So each change of them keeps what stood before,
as long as a link stands or is to be reviewed, and somebody can say that it was told of the other.
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from guildhall.ledger.door import Actor
from guildhall.people.models import Change, ContactPoint, IdentityLink, NameWord, Party
from guildhall.people.naming import words_of

MARKS = {"safe": "safe_to_use", "message": "may_leave_message"}
"""What a mark on a way to reach somebody is kept as, and its column."""

YES_OR_NO: dict[bool | None, str] = {True: "yes", False: "no", None: ""}
_COLUMNS = {"name": "name", "birth": "born_on", "language": "language"}
_READ = {text: value for value, text in YES_OR_NO.items()}


def change(*, party: UUID, what: str, now: str, point: int | None = None, actor: Actor, at: datetime) -> bool:
    """Write over a name, a birth (ISO 8601), a language (its code) or a mark of a way (`yes`, `no` or nothing); whether that was news.

    While they are taken for one with another a language is kept also where it says the same: the one told last holds for all.
    """
    was = _standing(party, what, point)
    kept = keep(party=party, what=what, was=was, now=now, point=point, by=actor.reference, at=at)
    if was != now:
        _write(party, what, point, now)
    return kept or was != now


def keep(*, party: UUID, what: str, was: str, now: str, point: int | None = None, by: str, at: datetime) -> bool:
    """Keep that something is written over, where a link of this party stands or is to be reviewed; whether one does, or is.

    One statement where none is.
    """
    needed = (was != now or what == "language") and _open(party).exists()
    if needed:
        Change.objects.create(party_id=party, what=what, was=was, now=now, point_id=point, by=by, at=at)
    return needed


def give(*, number: int, whose: UUID) -> None:
    """It was told of another: theirs is what it had been if told of them then, and what stood before stands again.

    Where what is known of them was erased since, it goes with that.
    """
    row = Change.objects.select_for_update().get(id=number)
    _take_out(row)
    if Party.objects.filter(id=whose, erased_at__gte=row.at).exists():
        row.delete()
        return
    row.party_id = whose
    if row.point_id is None:
        _put_in(row)
    row.save()


def unsafe_again(parties: Iterable[UUID], *, since: datetime, actor: Actor, at: datetime) -> None:
    """A mark of a way that said no when a link was made, and was written over while it stood, says no again."""
    rows = Change.objects.filter(party__in=list(parties), what__in=MARKS, at__gte=since, point__since__lt=since)
    first: dict[tuple[int | None, str], Change] = {}
    for each in rows.order_by("at", "id"):
        first.setdefault((each.point_id, each.what), each)
    for each in first.values():
        if each.was == "no" and _standing(each.party_id, each.what, each.point_id) != "no":
            rows.filter(point=each.point_id, what=each.what).delete()
            change(party=each.party_id, what=each.what, now="no", point=each.point_id, actor=actor, at=at)


def told_last(parties: Iterable[UUID]) -> dict[UUID, datetime]:
    """When these, who are taken for one with another, last told which language they wish for. One statement."""
    rows = Change.objects.filter(party__in=list(parties), what="language").order_by("at", "id")
    return dict(rows.values_list("party_id", "at"))


def no_longer_needed(parties: Iterable[UUID]) -> None:
    """Delete what had stood before of those of whom no link stands or is to be reviewed."""
    Change.objects.filter(~Exists(_open(OuterRef("party"))), party__in=list(parties)).delete()


def _open(party: object) -> QuerySet[IdentityLink]:
    return IdentityLink.objects.filter(Q(one=party) | Q(other=party), reviewed_at=None)


def _later(row: Change) -> Change | None:
    """The next change of the same after this one."""
    after = Q(at__gt=row.at) | Q(at=row.at, id__gt=row.pk)
    same = Change.objects.filter(after, party=row.party_id, what=row.what, point=row.point_id)
    return same.order_by("at", "id").first()


def _take_out(row: Change) -> None:
    """As if it had never been: the next follows upon what stood before, or that stands again."""
    later = _later(row)
    if later is None:
        _write(row.party_id, row.what, row.point_id, row.was)
    else:
        Change.objects.filter(id=later.pk).update(was=row.was)


def _put_in(row: Change) -> None:
    """As if it had been then: before whatever was told later, or it stands now."""
    later = _later(row)
    row.was = later.was if later else _standing(row.party_id, row.what, None)
    if later is None:
        _write(row.party_id, row.what, None, row.now)
    else:
        Change.objects.filter(id=later.pk).update(was=row.now)


def _standing(party: UUID, what: str, point: int | None) -> str:
    if point is not None:
        return YES_OR_NO[ContactPoint.objects.values_list(MARKS[what], flat=True).get(id=point)]
    stands = Party.objects.values_list(_COLUMNS[what], flat=True).get(id=party)
    return stands.isoformat() if isinstance(stands, date) else str(stands or "")


def _write(party: UUID, what: str, point: int | None, value: str) -> None:
    if point is not None:
        ContactPoint.objects.filter(id=point).update(**{MARKS[what]: _READ[value]})
        return
    written = (date.fromisoformat(value) if value else None) if what == "birth" else value
    Party.objects.filter(id=party).update(**{_COLUMNS[what]: written})
    if what == "name":
        NameWord.objects.filter(party_id=party).delete()
        NameWord.objects.bulk_create(
            NameWord(party_id=party, word=each.word, start=each.start, sound=each.sound) for each in words_of(value)
        )
