"""Events as rows to count by, one after another and by the kernel alone: slow and plain, to hold what the engine makes beside.

It looks at one subject's story from its beginning, and remembers what it heard.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from guildhall.kernel.clocks import LONDON, Calendar, local
from guildhall.kernel.measures import period_of
from guildhall.ledger.models import Event
from guildhall.understand.rows import AHEAD, Why

Cell = str | int | bool | date | datetime | None

ONCE = frozenset({"journey.begun", "case.opened", "contact.made", "satisfaction.given", "journey.stopped"})
"""What happens to a subject once. Told again, it is a task that was done twice."""
_ONCE_IN_A_MOMENT = frozenset({"journey.ended"})
_PROMISE = "promise"
_PROMISED_ANEW = "again-"


class Told(NamedTuple):
    """An event of the ledger, as it is counted."""

    subject: str
    sequence: int
    type: str
    at: datetime
    actor_kind: str
    for_another: bool
    data: Mapping[str, str | int | bool | None]


class Row(NamedTuple):
    """An event as it is counted, or why it is not."""

    told: Told
    aside: Why | None
    cells: tuple[Cell, ...]


@dataclass(slots=True)
class _Case:
    """What is known of a case, and how its promise stands, after each of its events."""

    service: Cell = None
    channel: Cell = None
    ward: Cell = None
    opened: datetime | None = None
    received: date | None = None
    promised: bool = False
    due: date | None = None
    due_at: datetime | None = None

    def hear(self, event: Told) -> None:
        data = event.data
        if event.type == "case.opened":
            self.service, self.channel, self.ward = data.get("service"), data.get("channel"), data.get("ward")
            self.opened, self.received = event.at, _day(data.get("received"))
            self._promise(data.get("due"), data.get("due_at"))
        elif event.type == "due.changed" and _ours(data.get("owed")):
            self._promise(data.get("new"), data.get("new_at"))
        elif event.type == "obligation.begun" and str(data.get("owed")).startswith(_PROMISED_ANEW):
            self._promise(data.get("due"), None)

    def kept(self, at: datetime) -> bool | None:
        """Whether the promise is kept by a closing at this moment. While its clock stands still it is not late."""
        if not self.promised:
            return None
        if self.due_at is not None:
            return at <= self.due_at
        return self.due is None or local(at).date() <= self.due

    def worked(self, at: datetime, working: Callable[[datetime, datetime], Calendar]) -> int | None:
        """The working time from when it was received, in seconds. A paper form counts from when the day of its coming closed."""
        if self.opened is None:
            return None
        earlier = self.received is not None and self.received < local(self.opened).date()
        began = datetime.combine(self.received, time(23, 59), LONDON) if earlier and self.received else self.opened
        return round(working(began, at).working_time(began, at).total_seconds())

    def _promise(self, due: Cell, due_at: Cell) -> None:
        self.due, self.due_at = _day(due), datetime.fromisoformat(str(due_at)) if due_at else None
        self.promised = self.promised or self.due is not None


def rows(
    story: Sequence[Told],
    *,
    after: int,
    case_of: Mapping[str, Sequence[Told]],
    working: Callable[[datetime, datetime], Calendar],
    late_before: datetime | None,
    now: datetime,
) -> Iterator[Row]:
    """The rows of what happened to a subject after its event number ``after``; ``story`` is all that ever did.

    ``case_of`` gives the opening of the cases that contacts are about, ``working`` the calendar of a spell. What is before
    ``late_before``, or later than ``now``, is put aside.
    """
    case, before, moments = _Case(), set[str](), set[tuple[str, datetime]]()
    for event in story:
        again = event.type in before
        twice = again and (
            event.type in ONCE or (event.type in _ONCE_IN_A_MOMENT and (event.type, event.at) in moments)
        )
        if not twice:
            case.hear(event)
        if event.sequence > after:
            about = case if event.subject.startswith("case/") else _about(event, case_of)
            yield Row(event, _aside(event, twice, late_before, now), _cells(event, about, again, working))
        before.add(event.type)
        moments.add((event.type, event.at))


def told(subjects: Iterable[str], only: str = "") -> dict[str, list[Told]]:
    """The story of each subject."""
    found: dict[str, list[Told]] = {}
    for each in Event.objects.filter(subject__in=list(subjects)).order_by("subject", "sequence"):
        if each.type == only or not only:
            heard = Told(
                each.subject,
                each.sequence,
                each.type,
                each.at.astimezone(UTC),
                each.actor_kind,
                bool(each.on_behalf_of),
                each.data,
            )
            found.setdefault(each.subject, []).append(heard)
    return found


def cases_named(stories: Iterable[Sequence[Told]]) -> set[str]:
    """The cases that contacts in these stories are about."""
    told = (event.data.get("case") for story in stories for event in story if event.type == "contact.made")
    return {str(case) for case in told if case}


def _aside(event: Told, twice: bool, late_before: datetime | None, now: datetime) -> Why | None:
    if twice:
        return "repeated"
    if event.at > now + AHEAD:
        return "ahead"
    return "late" if late_before is not None and event.at < late_before else None


def _about(event: Told, case_of: Mapping[str, Sequence[Told]]) -> _Case:
    known = _Case()
    for opening in case_of.get(str(event.data.get("case")), ())[:1]:
        known.hear(opening)
    return known


def _cells(
    event: Told, case: _Case, again: bool, working: Callable[[datetime, datetime], Calendar]
) -> tuple[Cell, ...]:
    data, at, closing = event.data, local(event.at), event.type == "case.closed"
    period = period_of(at)
    is_case = event.subject.startswith("case/")
    return (
        event.subject,
        event.sequence,
        event.type,
        event.at.replace(tzinfo=None),
        period.day,
        period.week,
        period.month,
        period.financial_year,
        at.hour,
        event.actor_kind,
        event.for_another or event.actor_kind in {"helper", "partner"},
        data.get("service") or case.service,
        data.get("channel") or (case.channel if is_case else None),
        data.get("ward") or case.ward,
        data.get("outcome"),
        data.get("reason"),
        data.get("direction") or ("in" if event.type == "contact.made" else None),
        data.get("step"),
        data.get("case"),
        data.get("journey"),
        data.get("failure_demand"),
        data.get("score"),
        data.get("waited"),
        data.get("handled"),
        local(case.opened).date() if case.opened and is_case else None,
        case.due if is_case else None,
        case.kept(event.at) if closing else None,
        case.worked(event.at, working) if closing else None,
        again,
    )


def _ours(owed: Cell) -> bool:
    return owed == _PROMISE or str(owed).startswith(_PROMISED_ANEW)


def _day(written: Cell) -> date | None:
    return date.fromisoformat(str(written)) if written else None
