"""A body, a post or somebody gets another name, from a day, for a reason that everybody reads.

Its reference stays, and so does the name in what was published before: a record keeps the name of its day, and is found by either.
"""

from datetime import date, datetime, timedelta

from django.db import transaction

from guildhall.decide import happened
from guildhall.decide import models as m
from guildhall.decide.called import Name, Office, now
from guildhall.decide.keeping.letting_find import let_find, let_find_by_name
from guildhall.decide.keeping.recording import NotRecorded, needed, tell
from guildhall.decide.references import folded
from guildhall.kernel.clocks import local
from guildhall.ledger.door import Actor


def rename(*, office: Office, to: Name, on: date, reason: str, actor: Actor, at: datetime) -> m.FormerName:
    """Give another name from a day on; until the day before it had the one that it has now. Gives that one.

    Raises ``NotRecorded``: without a reason, for a day that has not come or lies before what it was named last or began, where
    nothing differs, and where another body or post that stands has the name.
    """
    name, why = needed(to.name, "name"), needed(reason, "why")
    with transaction.atomic():
        row = type(office)._default_manager.select_for_update().get(pk=office.pk)
        was, begun = now(row), None if isinstance(row, m.Person) else row.founded_on
        if on > local(at).date():
            raise NotRecorded("not-yet", "on")
        if any(day is not None and on <= day for day in (row.named_since, begun)):
            raise NotRecorded("before-it-began", "on")
        if Name(name, to.name_cy, to.style) == was:
            raise NotRecorded("nothing-differs", "name")
        key = folded(name)[:200]
        if _is_taken(row, key):
            raise NotRecorded("taken", "name")
        former = m.FormerName.objects.create(
            subject=row.reference, style=was.style, name=was.name, name_cy=was.name_cy, name_key=folded(was.name)[:200],
            until=on - timedelta(days=1), reason=why, recorded_at=at, recorded_by=actor.reference,
        )  # fmt: skip
        if isinstance(row, m.Post):
            row.label, row.label_cy, row.label_key = name, to.name_cy, key
        else:
            row.name, row.name_key = name, key
        if isinstance(row, m.Organization):
            row.name_cy = to.name_cy
        if isinstance(row, m.Person):
            row.style = to.style
        row.named_since = on
        row.save()
        let_find(row, at)
        let_find_by_name(row)
        tell(row, happened.RENAMED, actor, at, on=on)
    return former


def _is_taken(row: Office, key: str) -> bool:
    """Whether another body or post that stands has this name. Two people may."""
    match row:
        case m.Organization():
            return m.Organization.objects.filter(name_key=key, dissolved_on=None).exclude(pk=row.pk).exists()
        case m.Post():
            return m.Post.objects.filter(label_key=key, dissolved_on=None).exclude(pk=row.pk).exists()
        case m.Person():
            return False
