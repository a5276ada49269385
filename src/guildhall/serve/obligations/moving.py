"""How a date is moved: worked out again, both reckonings kept, and the case's own columns set from what is owed on it."""

from collections.abc import Sequence
from datetime import datetime

from guildhall.kernel.clocks import Due, Reckoning, changed
from guildhall.ledger.door import Actor, record
from guildhall.serve import happened
from guildhall.serve.joining.ruling import rule
from guildhall.serve.models import Case, Escalated, Obligation, Rereckoning
from guildhall.serve.obligations.standing import Owed, calendar_of, kept_text, owed_on

POINTS = ("three-quarters", "due-today", "overdue")
"""The points of escalation, from the least to the last."""


def rooted(owed: Owed, told: Reckoning) -> Owed:
    """The same with a row in the database; ``told`` is what was told of it until now."""
    if owed.is_kept:
        return owed
    row = owed.row
    row.reckoning = kept_text(told)
    row.save()
    return owed


def reckon_anew(case: Case, name: str, why: str, actor: Actor, at: datetime) -> Reckoning:
    """Work out again by when an obligation that has a row is due, keep the old reckoning and the new, and say so."""
    owed = next(each for each in owed_on(case) if each.row.name == name)
    working = calendar_of(owed.term, owed.row.received_at, at)
    return move(case, owed, owed.told(working), owed.reckoned(working), (why, actor, at))


def move(case: Case, owed: Owed, old: Reckoning, new: Reckoning, said: tuple[str, Actor, datetime]) -> Reckoning:
    """Keep both reckonings of an obligation that has a row, and let its date be the new one. ``said``: why, by whom, when."""
    why, actor, at = said
    text = kept_text(new)
    Rereckoning.objects.create(obligation=owed.row, at=at, why=why, old=kept_text(old), new=text)
    due_on, due_at = (new.due.day, new.due.moment) if new.due else (None, None)
    Obligation.objects.filter(id=owed.row.pk).update(due_on=due_on, due_at=due_at, reckoning=text, reckoned_at=at)
    owed.row.due_on, owed.row.due_at, owed.row.reckoning = due_on, due_at, text
    if changed(old, new).direction != "same":
        record(
            subject=f"case/{case.reference}",
            type=happened.DUE_CHANGED.name,
            actor=actor,
            at=at,
            visibility="customer" if why == "calendar" else "staff",
            data={
                "owed": owed.row.name,
                "why": why,
                "old": old.due.day if old.due else None,
                "new": due_on,
                "new_at": due_at,
            },
        )
    return new


def settle(case: Case, at: datetime) -> None:
    """Set a case's own columns from all that is owed on it: the soonest date, since when it waits, where it has got to."""
    standing = [each for each in owed_on(case) if each.row.met_at is None]
    due = soonest(standing)
    waits = [pause.since for each in standing for pause in each.pauses if pause.until is None]
    recorded = set(Escalated.objects.filter(case=case).values_list("name", "point", "moment"))
    points = {
        (each.row.name, point.point, point.moment)
        for each in standing
        for point in each.told(calendar_of(each.term, each.row.received_at, at)).escalations
    }
    reached = [POINTS.index(point) for name, point, moment in points & recorded if point in POINTS]
    to_come = [moment for _name, _point, moment in points - recorded]
    case.due_on, case.due_at = (due.day, due.moment) if due else (None, None)
    case.earliest_on, case.earliest_at = case.due_on, case.due_at
    case.paused_at = min(waits) if waits and due is None else None
    case.reached = POINTS[max(reached)] if reached else ""
    case.look_at = min(to_come) if to_come else None
    case.save(update_fields=["due_on", "due_at", "earliest_on", "earliest_at", "paused_at", "reached", "look_at"])
    if case.matter:
        rule(case.matter)


def soonest(standing: Sequence[Owed]) -> Due | None:
    """The first of the dates by which something is due; ``None`` where nothing has a date."""
    return min((each.due for each in standing if each.due), key=lambda due: due.ends, default=None)
