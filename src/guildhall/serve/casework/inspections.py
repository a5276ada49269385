"""Visits to a place for a case: booked and told, and what was found there, or why nobody was."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from guildhall.estate.door import Refused, store_all_files, words
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.saying import day_in_full
from guildhall.ledger.door import Actor
from guildhall.people.door import guarded_among
from guildhall.serve import happened
from guildhall.serve.casework import acts, tasks
from guildhall.serve.casework.cases import CaseValue, tell_ledger
from guildhall.serve.contacts import interactions
from guildhall.serve.models import Attachment, Case, Inspection
from guildhall.serve.telling import news
from guildhall.serve.telling.notices import language_of

KIND = "inspect"
"""The task of whoever goes."""
CAME_BY = "visit"
"""How a document comes that somebody brought back."""


class NotAWindow(ValueError):
    """A visit that would end before it begins, or that is over already."""

    code = "not-a-window"


class AlreadyOver(ValueError):
    """Somebody wrote down meanwhile what became of the visit."""

    code = "already-over"


@dataclass(frozen=True, slots=True)
class InspectionValue:
    """A visit: where, within which window, who goes (an account), what was found, or why there was none."""

    id: int
    place: str
    opens_at: datetime
    closes_at: datetime
    goes: str
    told: str
    by: str
    at: datetime
    found: str
    visited_at: datetime | None
    missed_at: datetime | None
    cancelled_at: datetime | None
    ended_because: str
    ended_by: str

    @property
    def state(self) -> str:
        """``open``, ``visited``, ``missed`` or ``cancelled``."""
        if self.visited_at:
            return "visited"
        return "missed" if self.missed_at else "cancelled" if self.cancelled_at else "open"


def of_case(*, case: CaseValue) -> tuple[InspectionValue, ...]:
    """Every visit for a case, the first first."""
    return tuple(
        InspectionValue(
            each.pk,
            each.place,
            each.opens_at,
            each.closes_at,
            each.goes,
            each.told,
            each.by,
            each.at,
            each.found,
            each.visited_at,
            each.missed_at,
            each.cancelled_at,
            each.ended_because,
            each.ended_by,
        )
        for each in Inspection.objects.filter(case_id=case.id).order_by("opens_at", "id")
    )


def notice_of(*, place: str, opens: datetime, closes: datetime, language: str) -> str:
    """What somebody is told of a visit, in their language; where no ``place`` is to be said, without it."""
    begins, ends = local(opens), local(closes)
    return words("serve").say(
        "visit-told" if place else "visit-told-unsaid",
        language,
        place=place.replace("\n", ", "),
        day=day_in_full(begins.date(), language),
        since=f"{begins:%-H:%M}",
        until=f"{ends:%-H:%M}",
    )


def book(
    *,
    case: CaseValue,
    place: str,
    opens: datetime,
    closes: datetime,
    goes: str,
    tell: bool,
    actor: Actor,
    at: datetime,
) -> None:
    """Book a visit, and tell the customer of it by their own way. The same visit is not booked twice.

    Of whoever is protected, where it is stands with the visit alone, for those who go: neither the task nor what is told says it,
    for others read these. Raises ``NotAWindow``, and ``AlreadyClosed``.
    """
    if closes <= opens or closes <= at:
        raise NotAWindow
    said = {"place": place, "opens_at": opens, "closes_at": closes, "goes": goes}
    with transaction.atomic():
        acts.still_open(case)
        if Inspection.objects.filter(
            case_id=case.id, visited_at=None, missed_at=None, cancelled_at=None, **said
        ).exists():
            return
        day = local(opens).date()
        told_place = "" if case.customer and guarded_among(references=[case.customer]) else place
        task = tasks.set_task(case=case, kind=KIND, words=told_place, due_on=day, to=goes, actor=actor, at=at)
        text = notice_of(place=told_place, opens=opens, closes=closes, language=language_of(case)) if tell else ""
        Inspection.objects.create(case_id=case.id, task_id=task, told=text, by=actor.reference, at=at, **said)
        tell_ledger(case, happened.INSPECTION_BOOKED.name, actor, at, "customer", {"opens": opens, "closes": closes})
        if tell:
            news.tell(case=case, text=text, actor=actor, at=at)


def visited(
    *, case: CaseValue, inspection: int, found: str, sent: Iterable[tuple[bytes, str]], actor: Actor, at: datetime
) -> Refused | None:
    """Write down what was found, with photographs and documents, each its content and its name.

    Gives why a file was refused, in which case nothing is kept. Raises ``AlreadyOver``.
    """
    with transaction.atomic():
        row = _open(case, inspection)
        stored = store_all_files(sent=sent, by=actor.reference, channel=CAME_BY)
        if isinstance(stored, Refused):
            return stored
        for file in stored:
            Attachment.objects.create(
                case_id=case.id, inspection=row, channel=CAME_BY, file=file, by=actor.reference, at=at
            )
        row.found, row.visited_at, row.ended_by = found, at, actor.reference
        row.save(update_fields=["found", "visited_at", "ended_by"])
        acts.finish_task(case=case, task=row.task_id, actor=actor, at=at)
        tell_ledger(case, happened.INSPECTION_DONE.name, actor, at, "customer", {})
        interactions.beside(
            channel=CAME_BY,
            direction="out",
            reason=interactions.VISITED,
            party=case.customer,
            case=case.reference,
            service=case.service,
            actor=actor,
            at=at,
        )
        return None


def missed(*, case: CaseValue, inspection: int, because: str, actor: Actor, at: datetime) -> None:
    """Write down that nobody came, or nobody let them in. Who was told of the visit is told why. Raises ``AlreadyOver``."""
    _ended(case, inspection, because, actor=actor, at=at, column="missed_at")


def cancelled(*, case: CaseValue, inspection: int, because: str, actor: Actor, at: datetime) -> None:
    """Call a visit off. Who was told of it is told why. Raises ``AlreadyOver``."""
    _ended(case, inspection, because, actor=actor, at=at, column="cancelled_at")


def _ended(case: CaseValue, inspection: int, because: str, *, actor: Actor, at: datetime, column: str) -> None:
    with transaction.atomic():
        row = _open(case, inspection)
        setattr(row, column, at)
        row.ended_because, row.ended_by = because, actor.reference
        row.save(update_fields=[column, "ended_because", "ended_by"])
        tasks.withdraw(case=case, task=row.task_id, actor=actor, at=at)
        kind = happened.INSPECTION_MISSED if column == "missed_at" else happened.INSPECTION_CANCELLED
        tell_ledger(case, kind.name, actor, at, "customer", {})
        if row.told:
            news.tell(case=case, text=because, actor=actor, at=at)


def _open(case: CaseValue, inspection: int) -> Inspection:
    Case.objects.select_for_update().only("id").get(id=case.id)
    row = Inspection.objects.filter(
        id=inspection, case_id=case.id, visited_at=None, missed_at=None, cancelled_at=None
    ).first()
    if row is None:
        raise AlreadyOver(inspection)
    return row
