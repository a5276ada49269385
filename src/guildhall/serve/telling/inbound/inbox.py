"""The inbox: emails that came in, and above all those that nobody has dealt with yet."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from guildhall.estate.door import Onlooker
from guildhall.kernel.canonical import read_json
from guildhall.serve.models import Arrival, Case
from guildhall.serve.sight import about_none_or, cases_seen


@dataclass(frozen=True, slots=True)
class ArrivalValue:
    """An email that came in and what it became. ``case`` is a reference, or empty; ``customer`` a party's: of the case, or with whom
    one of us put it.
    """

    id: int
    became: str
    case: str
    customer: str
    sender: str
    subject: str
    text: str
    files: tuple[str, ...]
    at: datetime
    dealt_with_at: datetime | None


def listed(
    *, onlooker: Onlooker, waiting: bool, after: str = "", limit: int = 50
) -> tuple[tuple[ArrivalValue, ...], str]:
    """A stretch of the inbox, newest first, and where the next begins. One statement.

    ``waiting``: only those from somebody unknown that nobody has dealt with.
    """
    rows = _seen(onlooker)
    if waiting:
        rows = rows.filter(became="unknown", dealt_with_at=None)
    moment, _, number = after.partition("~")
    with suppress(ValueError, OverflowError):
        last, before = int(number), datetime.fromisoformat(moment)
        if before.tzinfo is not None and abs(last) < 2**63:
            rows = rows.filter(at__lte=before).exclude(at=before, id__gte=last)
    found = [_value(each) for each in rows.order_by("-at", "-id")[: limit + 1]]
    more = found[limit - 1] if len(found) > limit else None
    return tuple(found[:limit]), f"{more.at.isoformat()}~{more.id}" if more else ""


def find(*, arrival: int, onlooker: Onlooker) -> ArrivalValue | None:
    """An email by its number; ``None`` where there is none that the onlooker sees."""
    row = _seen(onlooker).filter(id=arrival).first() if arrival < 2**63 else None
    return _value(row) if row else None


def dealt_with(*, arrival: int, by: str, at: datetime) -> None:
    """Somebody dealt with an email. The first one counts."""
    Arrival.objects.filter(id=arrival, dealt_with_at=None).update(dealt_with_at=at, dealt_with_by=by)


def _seen(onlooker: Onlooker) -> QuerySet[Arrival]:
    rows = Arrival.objects.select_related("case", "interaction")
    if onlooker.teams is None:
        return rows
    return rows.filter(about_none_or(Case.objects.filter(cases_seen(onlooker)), by="id"))


def _value(row: Arrival) -> ArrivalValue:
    return ArrivalValue(
        row.pk,
        row.became,
        row.case.reference if row.case else "",
        row.case.customer if row.case else row.interaction.party if row.interaction else "",
        row.sender,
        row.subject,
        row.text,
        tuple(read_json(row.files)),
        row.at,
        row.dealt_with_at,
    )
