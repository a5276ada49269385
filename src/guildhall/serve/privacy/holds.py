"""Legal hold: nothing of a person or of a case is erased, by rule or by request, until somebody lifts it with a reason."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from guildhall.ledger.door import Actor, record
from guildhall.people.door import same_as
from guildhall.serve import happened
from guildhall.serve.models import Case, Hold, Interaction

STRETCH = 50

HELD_ALREADY = "It stood on the wrong record. The right one is held already."
"""What is kept of a hold that was given to somebody who is held."""


class NoSuchHold(LookupError):
    """There is no such hold, or it was lifted already."""

    code = "no-such-hold"


@dataclass(frozen=True, slots=True)
class HoldValue:
    """What is held (a reference), why, since when by whom, and until when."""

    id: int
    subject: str
    reason: str
    by: str
    at: datetime
    lifted_by: str
    lifted_at: datetime | None
    lifted_because: str


def place(*, subject: str, reason: str, actor: Actor, at: datetime) -> None:
    """Hold a person (``party/…``) or a case (``case/…``). What is held already stays as it is.

    The cases it bears on are held fast meanwhile, so that none is erased in the same moment.
    """
    with suppress(IntegrityError), transaction.atomic():
        list(_touched(subject).select_for_update().order_by("id").values_list("id", flat=True))
        if Hold.objects.filter(subject=subject, lifted_at=None).exists():
            return
        Hold.objects.create(subject=subject, reason=reason, by=actor.reference, at=at)
        record(subject=subject, type=happened.HOLD_PLACED.name, actor=actor, at=at)


def lift(*, hold: int, because: str, actor: Actor, at: datetime) -> None:
    """Lift a hold. Raises ``NoSuchHold``."""
    with transaction.atomic():
        row = Hold.objects.select_for_update().filter(id=hold, lifted_at=None).first()
        if row is None:
            raise NoSuchHold(str(hold))
        row.lifted_by, row.lifted_at, row.lifted_because = actor.reference, at, because
        row.save(update_fields=["lifted_by", "lifted_at", "lifted_because"])
        record(subject=row.subject, type=happened.HOLD_LIFTED.name, actor=actor, at=at)


def pass_on(*, hold: int, to: str, actor: Actor, at: datetime) -> None:
    """The wrong person was held: it holds another. Where they are held already, this one is lifted, and says so."""
    with transaction.atomic():
        list(_touched(to).select_for_update().order_by("id").values_list("id", flat=True))
        row = Hold.objects.select_for_update().get(id=hold)
        if row.lifted_at is None and Hold.objects.filter(subject=to, lifted_at=None).exists():
            lift(hold=hold, because=HELD_ALREADY, actor=actor, at=at)
        Hold.objects.filter(id=hold).update(subject=to)


def held_among(*, cases: Iterable[Case]) -> frozenset[int]:
    """The keys of those cases that are held: each by itself, or because its customer is, under any record of theirs.

    One statement where no customer is linked to another record.
    """
    rows = list(cases)
    same = same_as(references={each.customer for each in rows if each.customer})
    wanted = {f"case/{each.reference}" for each in rows} | {each for one in same.values() for each in one}
    held = _held(wanted)
    return frozenset(
        each.pk for each in rows if f"case/{each.reference}" in held or held.intersection(same.get(each.customer, ()))
    )


def holds_on(*, subjects: Iterable[str]) -> tuple[HoldValue, ...]:
    """The holds that stand on any of these references, the oldest first. One statement."""
    return tuple(map(_value, Hold.objects.filter(subject__in=list(subjects), lifted_at=None).order_by("at", "id")))


def holds_on_case(*, reference: str, customer: str) -> tuple[HoldValue, ...]:
    """The holds that stand on a case, or on its customer under any record of theirs. Two statements or a few more."""
    theirs = same_as(references=[customer])[customer] if customer else ()
    return holds_on(subjects=[f"case/{reference}", *theirs])


def is_held(*, party: str) -> bool:
    """Whether somebody is held, under any record of theirs."""
    return bool(_held(same_as(references=[party])[party])) if party else False


def parties_on_hold() -> frozenset[str]:
    """Whoever is held, under every record of theirs. A few statements, whatever is held."""
    held = Hold.objects.filter(subject__startswith="party/", lifted_at=None).values_list("subject", flat=True)
    return frozenset(each for one in same_as(references=held).values() for each in one)


def cases_on_hold() -> frozenset[str]:
    """The cases that are held by themselves, by reference. One statement."""
    held = Hold.objects.filter(subject__startswith="case/", lifted_at=None).values_list("subject", flat=True)
    return frozenset(each.removeprefix("case/") for each in held)


def contacts_on_hold() -> QuerySet[Interaction]:
    """The contacts that no rule may empty: of whoever is held, and about any case that is held. A few statements."""
    parties = parties_on_hold()
    cases = Case.objects.filter(Q(reference__in=cases_on_hold()) | Q(customer__in=parties)).values("reference")
    return Interaction.objects.filter(Q(party__in=parties) | Q(case__in=cases))


def listed(*, after: str = "", limit: int = STRETCH) -> tuple[tuple[HoldValue, ...], str]:
    """A stretch of all holds there were, the newest first, and where the next begins (``""`` at the end). One statement."""
    rows = Hold.objects.order_by("-at", "-id")
    moment, _, number = after.partition("~")
    with suppress(ValueError, OverflowError):
        last, before = int(number), datetime.fromisoformat(moment)
        if before.tzinfo is not None and abs(last) < 2**63:
            rows = rows.filter(at__lte=before).exclude(at=before, id__gte=last)
    found = list(rows[: limit + 1])
    more = found[limit - 1] if len(found) > limit else None
    return tuple(map(_value, found[:limit])), f"{more.at.isoformat()}~{more.pk}" if more else ""


def _held(subjects: Iterable[str]) -> frozenset[str]:
    wanted = list(subjects)
    return frozenset(
        Hold.objects.filter(subject__in=wanted, lifted_at=None).values_list("subject", flat=True) if wanted else ()
    )


def _touched(subject: str) -> QuerySet[Case]:
    kind, _, key = subject.partition("/")
    if kind == "case":
        return Case.objects.filter(reference=key)
    return Case.objects.filter(customer__in=same_as(references=[subject])[subject])


def _value(row: Hold) -> HoldValue:
    return HoldValue(row.pk, row.subject, row.reason, row.by, row.at, row.lifted_by, row.lifted_at, row.lifted_because)
