"""The earliest clock rules: of the cases that are joined as one matter, the soonest date among those still open.

A case's own dates stay its own. What is set here repeats them, and is worked out anew whenever one of them or a join changes.
"""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Q, QuerySet, Subquery

from guildhall.serve.models import Case
from guildhall.serve.obligations.standing import told_due


def held(case: int) -> Case:
    """A case, held until the transaction ends with all that it is joined with, so that nothing else moves their dates.

    Whoever changes a case that may be joined holds it so before anything else, or two of them could wait for one another.
    """
    return held_together(case)[case]


def held_together(*cases: int) -> dict[int, Case]:
    """These cases with all that any is joined with, by their ids, held in one order until the transaction ends.

    Whoever joins cases holds both matters whole, so nothing is joined with what is held. Where that was done while this waited,
    all is let go and held anew.
    """
    while True:
        before = transaction.savepoint()
        rows = {row.pk: row for row in with_their_matters(*cases)}
        if not _joined_meanwhile(cases, rows):
            transaction.savepoint_commit(before)
            return rows
        transaction.savepoint_rollback(before)


def with_their_matters(*cases: int) -> QuerySet[Case]:
    """What is to be held, as it stands before any of it is. Each is found by an index, however many there are."""
    wanted = Q(id__in=cases)
    for each in cases:
        wanted |= ~Q(matter="") & Q(matter=Subquery(Case.objects.filter(id=each).values("matter")[:1]))
    return Case.objects.select_for_update().filter(wanted).order_by("id")


def _joined_meanwhile(cases: Iterable[int], rows: Mapping[int, Case]) -> bool:
    """Whether something is joined with these cases, now that they are held, that is not held with them."""
    matters = {rows[each].matter for each in cases} - {""}
    return bool(matters) and Case.objects.filter(matter__in=matters).exclude(id__in=rows).exists()


def rule(matter: str) -> None:
    """Let the earliest of the open cases of a matter rule them all; a closed one goes by its own. They are held already."""
    rows = list(Case.objects.filter(matter=matter).order_by("id"))
    running = [due for row in rows if row.closed_at is None and (due := told_due(row)) is not None]
    first = min(running, key=lambda due: due.ends, default=None)
    for row in rows:
        due = first if row.closed_at is None else told_due(row)
        earliest = (due.day, due.moment) if due else (None, None)
        if (row.earliest_on, row.earliest_at) != earliest:
            row.earliest_on, row.earliest_at = earliest
            row.save(update_fields=["earliest_on", "earliest_at"])
