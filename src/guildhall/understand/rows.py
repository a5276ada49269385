"""Events as rows to count by: each with the periods that hold it and with what its case says of itself.

What a measure needs of a case stands in the row of each of its events, so that no question has to look it up. Nothing here names
anybody: whoever did it is told by their sort alone. The engine makes the rows of many events at once; what the kernel alone knows,
local time and working time, is laid before it as tables, for the hours, days and years that there are.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Literal, NamedTuple

from guildhall.kernel.clocks import LONDON, Calendar, local
from guildhall.kernel.measures import period_of
from guildhall.ledger.door import Told, Waiting
from guildhall.understand.engine import Engine

Why = Literal["repeated", "late", "ahead"]
Working = Callable[[int, int], Calendar]
"""The council's calendar from a year to a year."""

LATE = timedelta(days=31)
"""What happened longer before the newest that was counted, when the last round ended, is late: its month was told already."""
AHEAD = timedelta(hours=1)
"""What is said to happen later than so long after it was carried has a wrong clock."""

COLUMNS = (
    "subject", "sequence", "type", "moment", "day", "week", "month", "financial_year", "hour", "actor", "assisted", "service",
    "channel", "ward", "outcome", "reason", "direction", "step", "case_of", "journey", "failure_demand", "score", "waited",
    "handled", "opened_on", "due", "kept", "worked", "again",
)  # fmt: skip
"""The columns of a file of events, in their order. What they mean stands in the file of views."""

_TOLD = {
    "subject": "VARCHAR", "sequence": "INTEGER", "type": "VARCHAR", "moment": "TIMESTAMP", "actor": "VARCHAR", "for_another": "BOOLEAN",
    "data": "VARCHAR",
}  # fmt: skip
_FIELDS = """{
  "service": "VARCHAR", "channel": "VARCHAR", "ward": "VARCHAR", "outcome": "VARCHAR", "reason": "VARCHAR", "direction": "VARCHAR",
  "step": "VARCHAR", "case": "VARCHAR", "journey": "VARCHAR", "failure_demand": "BOOLEAN", "score": "INTEGER", "waited": "INTEGER",
  "handled": "INTEGER", "owed": "VARCHAR", "due": "DATE", "due_at": "TIMESTAMP", "new": "DATE", "new_at": "TIMESTAMP",
  "received": "DATE"
}"""

_HEARD = f"""
SELECT t.subject, t.sequence, t.type, t.moment, t.actor, t.for_another, m.carried, t.subject LIKE 'case/%' AS of_case,
  json_transform(t.data, '{_FIELDS}') AS d, t.sequence > f.first AS again,
  t.sequence > f.first AND (
    t.type IN ('journey.begun', 'case.opened', 'contact.made', 'satisfaction.given', 'journey.stopped')
    OR (t.type = 'journey.ended' AND EXISTS (
      SELECT 1 FROM told AS b
      WHERE b.type = 'journey.ended' AND b.subject = t.subject AND b.moment = t.moment AND b.sequence < t.sequence
    ))
  ) AS twice
FROM told AS t
JOIN waiting AS m ON m.subject = t.subject AND t.sequence <= m.sequence
JOIN (SELECT subject, type, MIN(sequence) AS first FROM told GROUP BY ALL) AS f ON f.subject = t.subject AND f.type = t.type
"""  # noqa: S608 (nothing in it comes from outside)
"""Every event of the stories. What happens to a subject once and is told again is a task that was done twice, and not heard."""

_STANDING = """
SELECT subject, sequence,
  LAST_VALUE(promise IGNORE NULLS) OVER story AS p,
  BOOL_OR(promise.due IS NOT NULL) OVER story AS promised
FROM (
  SELECT subject, sequence,
    CASE
      WHEN twice THEN NULL
      WHEN type = 'case.opened' THEN {'due': d.due, 'due_at': d.due_at}
      WHEN type = 'due.changed' AND (d.owed = 'promise' OR d.owed LIKE 'again-%') THEN {'due': d.new, 'due_at': d.new_at}
      WHEN type = 'obligation.begun' AND d.owed LIKE 'again-%' THEN {'due': d.due, 'due_at': CAST(NULL AS TIMESTAMP)}
    END AS promise
  FROM heard
  WHERE subject IN (SELECT subject FROM heard WHERE of_case AND type IN ('due.changed', 'obligation.begun'))
) AS e
WINDOW story AS (PARTITION BY subject ORDER BY sequence ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
"""
"""How the promise on a case stands after each event, by the last that said something of it, where more than its opening did."""

_OPENED = """
SELECT e.subject, e.sequence, e.moment, h.day, e.d.service AS service, e.d.channel AS channel, e.d.ward AS ward, e.d.received AS received,
  {'due': e.d.due, 'due_at': e.d.due_at} AS p
FROM heard AS e JOIN hours AS h ON h.since = DATE_TRUNC('hour', e.moment)
WHERE e.type = 'case.opened' AND e.of_case AND NOT e.again
"""

_OPENINGS = f"""
SELECT subject, d.service AS service, d.ward AS ward
FROM (SELECT subject, sequence, json_transform(data, '{_FIELDS}') AS d FROM named)
QUALIFY ROW_NUMBER() OVER (PARTITION BY subject ORDER BY sequence) = 1
"""  # noqa: S608 (nothing in it comes from outside)
"""What the cases that contacts are about said when they were opened."""

_ROWS = """
SELECT subject, sequence, type, moment, day, week, month, financial_year, hour, actor, assisted, service, channel, ward,
  outcome, reason, direction, step, case_of, journey, failure_demand, score, waited, handled, opened_on,
  p.due AS due,
  CASE
    WHEN type <> 'case.closed' OR NOT COALESCE(promised, FALSE) THEN NULL
    WHEN p.due_at IS NOT NULL THEN moment <= p.due_at
    ELSE p.due IS NULL OR day <= p.due
  END AS kept,
  again, received, aside
FROM (
  SELECT e.subject, e.sequence, e.type, e.moment, h.day, h.week, h.month, h.financial_year, h.hour, e.actor,
    e.for_another OR e.actor IN ('helper', 'partner') AS assisted,
    COALESCE(e.d.service, o.service, a.service) AS service,
    COALESCE(e.d.channel, o.channel) AS channel,
    COALESCE(e.d.ward, o.ward, a.ward) AS ward,
    e.d.outcome AS outcome, e.d.reason AS reason,
    COALESCE(e.d.direction, CASE WHEN e.type = 'contact.made' THEN 'in' END) AS direction,
    e.d.step AS step, e.d."case" AS case_of, e.d.journey AS journey, e.d.failure_demand AS failure_demand, e.d.score AS score,
    e.d.waited AS waited, e.d.handled AS handled,
    o.day AS opened_on,
    CASE WHEN s.subject IS NULL THEN o.p ELSE s.p END AS p,
    CASE WHEN s.subject IS NULL THEN o.p.due IS NOT NULL ELSE s.promised END AS promised,
    e.again,
    CASE WHEN e.type = 'case.closed' THEN COALESCE(r.ended, o.moment) END AS received,
    CASE
      WHEN e.twice THEN 'repeated'
      WHEN e.moment > ? THEN 'ahead'
      WHEN e.moment < ? THEN 'late'
    END AS aside
  FROM heard AS e
  JOIN hours AS h ON h.since = DATE_TRUNC('hour', e.moment)
  LEFT JOIN opened AS o ON o.subject = e.subject AND o.sequence <= e.sequence
  LEFT JOIN standing AS s ON s.subject = e.subject AND s.sequence = e.sequence
  LEFT JOIN received AS r ON r.day = o.received AND r.day < o.day
  LEFT JOIN openings AS a ON a.subject = e.d."case" AND NOT e.of_case
  WHERE e.sequence > e.carried
) AS e
"""

_WORKED = """
SELECT subject, sequence,
  CAST(took // 1000000 + CASE
    WHEN took % 1000000 > 500000 OR (took % 1000000 = 500000 AND took // 1000000 % 2 = 1) THEN 1 ELSE 0
  END AS INTEGER) AS worked
FROM (
  SELECT c.subject, c.sequence, GREATEST(0,
    u.before + EPOCH_US(LEAST(c.moment, u.closes)) - EPOCH_US(u.opens)
    - (b.before + EPOCH_US(LEAST(c.received, b.closes)) - EPOCH_US(b.opens))) AS took
  FROM (FROM laid WHERE received IS NOT NULL AND aside IS NULL) AS c
  ASOF JOIN spells AS u ON c.moment >= u.opens
  ASOF JOIN spells AS b ON c.received >= b.opens
) AS t
"""
"""The working time of each closing, to the second; half a second goes to the even one, as Python rounds."""


class Aside(NamedTuple):
    """An event that is not counted, and why."""

    subject: str
    sequence: int
    type: str
    at: datetime
    why: Why


@dataclass(frozen=True, slots=True)
class Laid:
    """What was laid out: how many rows, from which local day to which, how far (UTC), and what was put aside."""

    events: int
    first_day: date | None
    last_day: date | None
    through: datetime | None
    asides: tuple[Aside, ...]


def lay_out(
    engine: Engine,
    waiting: Sequence[Waiting],
    *,
    told: Callable[[Iterable[str]], Iterable[Told]],
    openings: Callable[[Iterable[str]], Iterable[Told]],
    working: Working,
    late_before: datetime | None,
    now: datetime,
    to: Path,
) -> Laid:
    """Write the rows of what waits into a file, which is on the disk for good when this returns.

    ``told`` gives all that ever happened to subjects, ``openings`` the openings of cases, ``working`` the calendar of some years.
    What is before ``late_before``, or later than ``now``, is put aside.
    """
    marks = {"subject": "VARCHAR", "carried": "INTEGER", "sequence": "INTEGER"}
    engine.take("waiting", marks, ((each.subject, each.carried, each.sequence) for each in waiting), to.parent)
    engine.take("told", _TOLD, told(each.subject for each in waiting), to.parent)
    engine.hold("heard", _HEARD)
    named = engine.rows(
        'SELECT DISTINCT d."case" FROM heard WHERE type = \'contact.made\' AND d."case" IS NOT NULL ORDER BY 1'
    )
    engine.take("named", _TOLD, openings(case for (case,) in named), to.parent)
    engine.hold("openings", _OPENINGS)
    _lay_time(engine, to.parent)
    engine.hold("opened", _OPENED)
    engine.hold("standing", _STANDING)
    engine.hold("laid", _ROWS, (_utc(now + AHEAD), _utc(late_before)))
    _lay_working_time(engine, working, to.parent)
    engine.hold("worked", _WORKED)
    columns = ", ".join("w.worked" if name == "worked" else f"l.{name}" for name in COLUMNS)
    engine.write(
        f"SELECT {columns} FROM laid AS l LEFT JOIN worked AS w USING (subject, sequence) "  # noqa: S608 (our own columns)
        "WHERE l.aside IS NULL ORDER BY l.type, l.moment",
        to,
    )
    [counted] = engine.rows("SELECT COUNT(*), MIN(day), MAX(day), MAX(moment) FROM laid WHERE aside IS NULL")
    asides = engine.rows(
        "SELECT subject, sequence, type, moment, aside FROM laid WHERE aside IS NOT NULL ORDER BY subject, sequence"
    )
    events, first, last, through = counted
    return Laid(
        events,
        first,
        last,
        _in_utc(through),
        tuple(Aside(subject, number, kind, at.replace(tzinfo=UTC), why) for subject, number, kind, at, why in asides),
    )


def _lay_time(engine: Engine, beside: Path) -> None:
    """Lay the local time of every hour in which something happened, and the end of every day on which a form was received.

    London is whole hours from UTC, and changes on the hour; a paper form counts from when the day of its coming closed.
    """
    hours = engine.rows("SELECT DISTINCT DATE_TRUNC('hour', moment) FROM heard")
    types = {
        "since": "TIMESTAMP", "day": "DATE", "week": "DATE", "month": "DATE", "financial_year": "INTEGER", "hour": "INTEGER"
    }  # fmt: skip
    engine.take("hours", types, (_hour(each) for (each,) in hours), beside)
    days = engine.rows("SELECT DISTINCT d.received FROM heard WHERE d.received IS NOT NULL")
    engine.take("received", {"day": "DATE", "ended": "TIMESTAMP"}, ((day, _closed(day)) for (day,) in days), beside)


def _hour(utc: datetime) -> tuple[object, ...]:
    at = local(utc.replace(tzinfo=UTC))
    return (utc, *period_of(at), at.hour)


def _closed(day: date) -> datetime:
    return datetime.combine(day, time(23, 59), LONDON).astimezone(UTC).replace(tzinfo=None)


def _lay_working_time(engine: Engine, working: Working, beside: Path) -> None:
    """Lay the spells in which the council is open, with how long it had been before each (microseconds)."""
    [(first, last)] = engine.rows(
        "SELECT MIN(received), MAX(moment) FROM laid WHERE received IS NOT NULL AND aside IS NULL"
    )
    types = {"opens": "TIMESTAMP", "closes": "TIMESTAMP", "before": "BIGINT"}
    engine.take("spells", types, _spells(working, first, last), beside)


def _spells(working: Working, first: datetime | None, last: datetime | None) -> Iterator[tuple[object, ...]]:
    if first is None or last is None:
        return
    years = sorted((local(first.replace(tzinfo=UTC)).year, local(last.replace(tzinfo=UTC)).year))
    calendar, day, before = working(*years), date(years[0], 1, 1), timedelta()
    yield datetime(1, 1, 1), datetime(1, 1, 1), 0  # noqa: DTZ001 (UTC, as the engine has it)
    while day.year <= years[1]:
        for opens, closes in calendar.open_on(day):
            yield opens.replace(tzinfo=None), closes.replace(tzinfo=None), before // timedelta(microseconds=1)
            before += closes - opens
        day += timedelta(days=1)


def _utc(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC).replace(tzinfo=None) if moment else None


def _in_utc(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment else None
