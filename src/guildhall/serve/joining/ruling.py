"""The earliest clock rules: of the cases that are joined as one matter, the soonest date among those still open.

A case's own dates stay its own. What is set here repeats them, and is worked out anew whenever one of them or a join changes.
"""

from django.db.models import Q

from guildhall.serve.models import Case
from guildhall.serve.obligations.standing import told_due


def held(case: int) -> Case:
    """A case, held until the transaction ends with all that it is joined with, so that nothing else moves their dates."""
    joined = Case.objects.filter(id=case).exclude(matter="").values("matter")
    rows = Case.objects.select_for_update().filter(Q(id=case) | Q(matter__in=joined)).order_by("id")
    return next(row for row in rows if row.pk == case)


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
