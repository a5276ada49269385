"""What somebody has one of at a time, written over: what stood before is kept while they are, or were, taken for one with another.

Ways to reach somebody, addresses and needs stand beside one another; one that was told of the wrong record is given to the other.
A name, a day of birth, a language, an interpreter's, the way they prefer and what a number's marks say are written over. So each
change of them keeps what stood before, as long as a link stands or is to be reviewed, and somebody can say that it was told of the
other.
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from guildhall.ledger.door import Actor
from guildhall.people.models import Change, ContactPoint, IdentityLink, NameWord, Need, Party
from guildhall.people.naming import words_of

MARKS = {"safe": "safe_to_use", "message": "may_leave_message"}
"""What a mark on a way to reach somebody is kept as, and its column."""

PREFERRED, SPOKEN = "preferred", "spoken"
"""The way that somebody prefers, kept as its number, with that way as the point; and the language that their interpreter speaks."""

INTERPRETER = "interpreter"
"""The need that has a language."""

YES_OR_NO: dict[bool | None, str] = {True: "yes", False: "no", None: ""}
_COLUMNS = {"name": "name", "birth": "born_on", "language": "language"}
_READ = {text: value for value, text in YES_OR_NO.items()}


def change(*, party: UUID, what: str, now: str, point: int | None = None, actor: Actor, at: datetime) -> bool:
    """Write over what somebody has one of; whether that was news. A birth is in ISO 8601, a language its code, a mark `yes`, `no` or
    nothing, the way preferred its number or nothing.

    While they are taken for one with another a language is kept also where it says the same: the one told last holds for all.
    """
    row = Change(party_id=party, what=what, now=now, point_id=point, by=actor.reference, at=at)
    row.was = _standing(row)
    kept = _kept(row)
    if row.was != now:
        _write(row, now)
    return kept or row.was != now


def keep(*, party: UUID, what: str, was: str, now: str, by: str, at: datetime) -> bool:
    """Keep that something is written over, where a link of this party stands or is to be reviewed; whether one does, or is.

    One statement where none is.
    """
    return _kept(Change(party_id=party, what=what, was=was, now=now, by=by, at=at))


def _kept(row: Change) -> bool:
    needed = (row.was != row.now or row.what == "language") and _open(row.party_id).exists()
    if needed:
        row.save()
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
    if row.point_id is None:  # what was said of a way stays with the way
        _put_in(row)
    row.save()


def unsafe_again(parties: Iterable[UUID], *, since: datetime, actor: Actor, at: datetime) -> None:
    """A mark of a way that said no when a link was made, and was written over while it stood, says no again."""
    rows = Change.objects.filter(party__in=list(parties), what__in=MARKS, at__gte=since, point__since__lt=since)
    first: dict[tuple[int | None, str], Change] = {}
    for each in rows.order_by("at", "id"):
        first.setdefault((each.point_id, each.what), each)
    for each in first.values():
        if each.was == "no" and _standing(each) != "no":
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
    same = Change.objects.filter(after, party=row.party_id, what=row.what)
    same = same if row.what == PREFERRED else same.filter(point=row.point_id)
    return same.order_by("at", "id").first()


def _take_out(row: Change) -> None:
    """As if it had never been: the next follows upon what stood before, or that stands again."""
    later = _later(row)
    if later is None:
        _write(row, row.was)
    else:
        Change.objects.filter(id=later.pk).update(was=row.was)


def _put_in(row: Change) -> None:
    """As if it had been then: before whatever was told later, or it stands now."""
    later = _later(row)
    row.was = later.was if later else _standing(row)
    if later is None:
        _write(row, row.now, anew=True)
    else:
        Change.objects.filter(id=later.pk).update(was=row.now)


def _standing(row: Change) -> str:
    """What stands now of what a change is about."""
    if row.what in MARKS and row.point_id is not None:
        return YES_OR_NO[ContactPoint.objects.values_list(MARKS[row.what], flat=True).get(id=row.point_id)]
    if row.what == PREFERRED:
        return str(_ways(row).filter(preferred=True).values_list("id", flat=True).first() or "")
    if row.what == SPOKEN:
        return _interpreters(row).values_list("language", flat=True).first() or ""
    stands = Party.objects.values_list(_COLUMNS[row.what], flat=True).get(id=row.party_id)
    return stands.isoformat() if isinstance(stands, date) else str(stands or "")


def _write(row: Change, value: str, *, anew: bool = False) -> None:
    """Let this stand. ``anew``: also where they had not said before that they need it."""
    if row.what in MARKS and row.point_id is not None:
        ContactPoint.objects.filter(id=row.point_id).update(**{MARKS[row.what]: _READ[value]})
    elif row.what == PREFERRED:
        ContactPoint.objects.filter(party=row.party_id, preferred=True).update(preferred=False)
        _ways(row).filter(id=int(value or 0)).update(preferred=True)
    elif row.what == SPOKEN:
        if not _interpreters(row).update(language=value) and anew:
            Need.objects.create(party_id=row.party_id, code=INTERPRETER, language=value, by=row.by, since=row.at)
    else:
        _write_party(row, value)


def _write_party(row: Change, value: str) -> None:
    written = (date.fromisoformat(value) if value else None) if row.what == "birth" else value
    Party.objects.filter(id=row.party_id).update(**{_COLUMNS[row.what]: written})
    if row.what == "name":
        NameWord.objects.filter(party_id=row.party_id).delete()
        NameWord.objects.bulk_create(
            NameWord(party_id=row.party_id, word=each.word, start=each.start, sound=each.sound)
            for each in words_of(value)
        )


def _ways(row: Change) -> QuerySet[ContactPoint]:
    return ContactPoint.objects.filter(party=row.party_id, until=None)


def _interpreters(row: Change) -> QuerySet[Need]:
    return Need.objects.filter(party=row.party_id, code=INTERPRETER, until=None)
