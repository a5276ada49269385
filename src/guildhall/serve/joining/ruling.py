"""The earliest clock rules: of the cases that are joined as one matter, the soonest date among those still open.

A case's own dates stay its own. What is set here repeats them, and is worked out anew whenever one of them or a join changes.
"""

from django.db.models import Q, QuerySet, Subquery

from guildhall.serve.models import Case
from guildhall.serve.obligations.standing import told_due


def held(case: int) -> Case:
    """A case, held until the transaction ends with all that it is joined with, so that nothing else moves their dates."""
    return next(row for row in with_their_matters(case) if row.pk == case)


def with_their_matters(*cases: int) -> QuerySet[Case]:
    """These cases with all that any is joined with, to be held in one order. Each is found by an index, however many there are."""
    wanted = Q(id__in=cases)
    for each in cases:
        wanted |= ~Q(matter="") & Q(matter=Subquery(Case.objects.filter(id=each).values("matter")[:1]))
    return Case.objects.select_for_update().filter(wanted).order_by("id")


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
