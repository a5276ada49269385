"""What was done in bulk: who did it, when, what, and on which cases; and what became of it when it was undone."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from guildhall.estate.door import Onlooker
from guildhall.kernel.canonical import read_json
from guildhall.serve.casework.bulk import Deed
from guildhall.serve.models import BulkAct, BulkActOn, Case
from guildhall.serve.sight import cases_seen


class NoSuchAct(LookupError):
    """There is no bulk act of that key."""

    code = "no-such-act"


@dataclass(frozen=True, slots=True)
class OnCase:
    """One case of a bulk act. ``refused`` is why it was not done, ``left`` why it was not undone: codes, or empty."""

    reference: str
    service: str
    refused: str
    undone: bool
    left: str


@dataclass(frozen=True, slots=True)
class BulkValue:
    """A bulk act as it was done, and until when whoever did it may undo it."""

    key: UUID
    deed: Deed
    by: str
    at: datetime
    undo_until: datetime
    undone_at: datetime | None
    cases: tuple[OnCase, ...] = ()


@dataclass(frozen=True, slots=True)
class Acts:
    """One stretch of the bulk acts of an account, the last first, and where the next begins."""

    acts: tuple[BulkValue, ...]
    after: str


def find(*, key: UUID, onlooker: Onlooker) -> BulkValue:
    """A bulk act with its cases: all of them for whoever did it, else those that an onlooker sees. Raises ``NoSuchAct``."""
    row = BulkAct.objects.filter(key=key).first()
    if row is None:
        raise NoSuchAct(str(key))
    treated = BulkActOn.objects.filter(act=row).select_related("case")
    if row.by != onlooker.account:
        treated = treated.filter(case__in=Case.objects.filter(cases_seen(onlooker)).values("id"))
    cases = tuple(
        OnCase(each.case.reference, each.case.service, each.refused, each.undone_at is not None, each.left)
        for each in treated.order_by("id")
    )
    if not cases and row.by != onlooker.account:
        raise NoSuchAct(str(key))
    return _value(row, cases)


def done_by(*, account: str, after: str = "", limit: int = 30) -> Acts:
    """A stretch of what somebody did in bulk, the last first. One statement. A mark that is none begins at the last."""
    rows = BulkAct.objects.filter(by=account).order_by("-at", "-id")
    value, _, number = after.partition("~")
    try:
        moment, last = datetime.fromisoformat(value), int(number)
        if moment.tzinfo is not None:
            rows = rows.filter(at__lte=moment).exclude(at=moment, id__gte=last)
    except ValueError:
        pass
    found = list(rows[: limit + 1])
    more = found[limit - 1] if len(found) > limit else None
    return Acts(tuple(_value(each) for each in found[:limit]), f"{more.at.isoformat()}~{more.pk}" if more else "")


def _value(row: BulkAct, cases: tuple[OnCase, ...] = ()) -> BulkValue:
    said = read_json(row.said)
    return BulkValue(
        row.key,
        Deed(kind=row.kind, **said),  # type: ignore[arg-type]  # written from a Deed
        row.by,
        row.at,
        row.undo_until,
        row.undone_at,
        cases,
    )
