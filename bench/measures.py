"""What measures cost: each beside a question written by hand over the same files, and what carrying events to them costs.

`python -m bench.measures 10000000` asks ten million events; without a number a million. The events are made up, and laid out as
those of a council are: six in ten on cases, a quarter contacts, the rest journeys and answers to how it was. What is held beside
another, and what events cost until they are in a file, is the work of the processor; the rest is by the clock, which a busy machine
makes long.
"""

import os
import resource
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "guildhall.config.settings"
django.setup()

from guildhall.kernel.clocks import Calendar  # noqa: E402 (Django is set up first)
from guildhall.kernel.measures import Measure  # noqa: E402
from guildhall.ledger.carrying import Told, Waiting  # noqa: E402
from guildhall.understand import laid  # noqa: E402
from guildhall.understand.counting import asked  # noqa: E402
from guildhall.understand.engine import Engine, opened  # noqa: E402
from guildhall.understand.rows import COLUMNS, lay_out  # noqa: E402

MANY = 1_000_000
LAST = date(2026, 3, 31)
FIRST = date(2025, 4, 1)
YEAR = f"day BETWEEN DATE '{FIRST}' AND DATE '{LAST}'"
A_DAY = 10_000_000 // 365
ROUNDS = 3
SECONDS, TWICE, MEMORY, DAY, REBUILD = 2.0, 2.0, 512, 0.5, 90.0

KINDS = (
    "CASE WHEN number % 20 < 4 THEN 'case.opened' WHEN number % 20 < 8 THEN 'case.closed' WHEN number % 20 < 12 THEN 'case.noted' "
    "WHEN number % 20 < 17 THEN 'contact.made' WHEN number % 20 = 17 THEN 'journey.begun' WHEN number % 20 = 18 THEN "
    "'journey.ended' WHEN number % 200 < 100 THEN 'journey.stopped' ELSE 'satisfaction.given' END"
)
BY_HAND = {
    "digital-take-up": "SELECT COUNT(*), COUNT(*) FILTER (WHERE channel IN ('web', 'api')) FROM f WHERE type = 'case.opened' AND {year}",
    "completion": (
        "SELECT COUNT(*), COUNT(*) FILTER (WHERE type <> 'journey.stopped') FROM f WHERE {year} AND (type = 'case.opened' OR "
        "(type IN ('journey.ended', 'journey.stopped') AND NOT again AND subject NOT IN "
        "(SELECT journey FROM f WHERE type = 'case.opened')))"
    ),
    "satisfaction": "SELECT COUNT(*), COUNT(*) FILTER (WHERE score >= 4) FROM f WHERE type = 'satisfaction.given' AND {year}",
    "cost-per-transaction": (
        "SELECT SUM(CASE channel WHEN 'web' THEN 22 WHEN 'phone' THEN 412 WHEN 'counter' THEN 904 ELSE 612 END), "
        "COUNT(*) FILTER (WHERE type = 'case.opened') FROM f WHERE {year} AND (type = 'case.opened' OR (type = 'contact.made' "
        "AND direction = 'in' AND (reason NOT IN ('advice', 'handover') OR journey IS NULL OR journey NOT IN "
        "(SELECT journey FROM f WHERE type = 'case.opened'))))"
    ),
    "failure-demand": (
        "SELECT COUNT(*), COUNT(*) FILTER (WHERE failure_demand) FROM f WHERE {year} AND (type = 'case.opened' OR "
        "(type = 'contact.made' AND direction = 'in' AND failure_demand IS NOT NULL))"
    ),
    "repeat-contact": (
        "SELECT COUNT(*), COUNT(*) FILTER (WHERE moment < previous + INTERVAL 28 DAY) FROM (SELECT day, moment, LAG(moment) OVER "
        "(PARTITION BY COALESCE(case_of, subject) ORDER BY moment) AS previous FROM f WHERE type = 'case.opened' OR "
        "(type = 'contact.made' AND case_of IS NOT NULL)) WHERE {year}"
    ),
    "promise-kept": (
        "SELECT COUNT(*), COUNT(*) FILTER (WHERE kept) FROM (SELECT day, kept FROM f AS c WHERE type = 'case.closed' AND kept IS "
        "NOT NULL AND NOT EXISTS (SELECT 1 FROM f AS r WHERE r.type = 'case.reopened' AND r.subject = c.subject AND r.sequence > "
        "c.sequence) UNION ALL SELECT due AS day, FALSE FROM f AS o WHERE type = 'case.opened' AND due < DATE '2026-03-31' AND "
        "NOT EXISTS (SELECT 1 FROM f AS c WHERE c.type = 'case.closed' AND c.subject = o.subject)) WHERE {year}"
    ),
    "time-to-resolve": (
        "SELECT COUNT(*), QUANTILE_DISC(worked, 0.5) FROM f AS c WHERE type = 'case.closed' AND worked IS NOT NULL AND {year} AND "
        "NOT EXISTS (SELECT 1 FROM f AS r WHERE r.type = 'case.reopened' AND r.subject = c.subject AND r.sequence > c.sequence)"
    ),
}
BY_HAND["abandonment"] = BY_HAND["completion"]
BY_HAND |= {
    "appointments-kept": (
        "SELECT COUNT(*), COUNT(*) FILTER (WHERE type = 'appointment.kept') FROM f WHERE type IN ('appointment.kept', "
        "'appointment.missed') AND {year}"
    ),
    "assisted-share": "SELECT COUNT(*), COUNT(*) FILTER (WHERE assisted) FROM f WHERE type = 'case.opened' AND {year}",
    "change-midway": (
        "SELECT COUNT(*), COUNT(*) FILTER (WHERE b.channel <> j.channel) FROM (SELECT journey, channel FROM f WHERE type = "
        "'case.opened' AND {year} UNION ALL SELECT subject, channel FROM f WHERE type IN ('journey.ended', 'journey.stopped') AND "
        "NOT again AND {year} AND subject NOT IN (SELECT journey FROM f WHERE type = 'case.opened')) AS j JOIN f AS b ON b.type = "
        "'journey.begun' AND b.subject = j.journey"
    ),
    "complaints-upheld": (
        "SELECT COUNT(*), COUNT(*) FILTER (WHERE outcome IN ('upheld', 'partly')) FROM f WHERE type = 'complaint.answered' AND {year}"
    ),
    "contacts": (
        "SELECT COUNT(*) FROM f WHERE {year} AND (type = 'case.opened' OR (type = 'contact.made' AND direction = 'in' AND (reason "
        "NOT IN ('advice', 'handover') OR journey IS NULL OR journey NOT IN (SELECT journey FROM f WHERE type = 'case.opened'))))"
    ),
    "ended-in-advice": (
        "SELECT COUNT(*), COUNT(*) FILTER (WHERE type = 'journey.ended') FROM f WHERE {year} AND (type = 'case.opened' OR (type = "
        "'journey.ended' AND NOT again AND subject NOT IN (SELECT journey FROM f WHERE type = 'case.opened')))"
    ),
    "first-contact-resolution": (
        "SELECT COUNT(*), COUNT(*) FILTER (WHERE subject NOT IN (SELECT case_of FROM f WHERE type = 'contact.made' AND direction = "
        "'in' AND case_of IS NOT NULL)) FROM f AS c WHERE type = 'case.closed' AND {year} AND NOT EXISTS (SELECT 1 FROM f AS r WHERE "
        "r.type = 'case.reopened' AND r.subject = c.subject AND r.sequence > c.sequence)"
    ),
    "handling-time": (
        "SELECT COUNT(*), QUANTILE_DISC(handled, 0.5) FROM f WHERE type = 'contact.made' AND direction = 'in' AND {year} AND handled "
        "IS NOT NULL"
    ),
    "out-of-hours": (
        "SELECT COUNT(*), COUNT(*) FILTER (WHERE hour < 9 OR hour >= 17 OR ISODOW(day) > 5) FROM f WHERE type = 'case.opened' AND {year}"
    ),
    "payments-completed": (
        "SELECT COUNT(*), COUNT(*) FILTER (WHERE subject IN (SELECT subject FROM f WHERE type = 'payment.settled')) FROM f WHERE "
        "type = 'payment.begun' AND NOT again AND {year}"
    ),
    "reopened": (
        "SELECT COUNT(*), COUNT(*) FILTER (WHERE later = 'case.reopened' AND soon < day + 28) FROM (SELECT type, day, LEAD(type) OVER w "
        "AS later, LEAD(day) OVER w AS soon FROM f WHERE type IN ('case.closed', 'case.reopened') WINDOW w AS (PARTITION BY subject "
        "ORDER BY sequence)) WHERE type = 'case.closed' AND {year} AND day <= DATE '2026-03-03'"
    ),
    "waiting-time": (
        "SELECT COUNT(*), QUANTILE_DISC(waited, 0.5) FROM f WHERE type = 'contact.made' AND direction = 'in' AND {year} AND handled "
        "IS NOT NULL AND waited IS NOT NULL"
    ),
}


def make(engine: Engine, many: int, to: Path) -> None:
    """A year of events, in one file, sorted as those of the house are."""
    cell = {
        "subject": (
            "CASE WHEN kind LIKE 'case.%' THEN 'case/' || (number // 20 * 4 + number % 4) WHEN kind = 'journey.begun' THEN "
            "'journey/' || (number // 20 * 20) ELSE 'other/' || number END"
        ),
        "sequence": "CASE kind WHEN 'case.closed' THEN 2 WHEN 'case.noted' THEN 3 ELSE 1 END",
        "type": "kind",
        "moment": "moment",
        "day": "CAST(moment AS DATE)",
        "week": "CAST(DATE_TRUNC('week', moment) AS DATE)",
        "month": "CAST(DATE_TRUNC('month', moment) AS DATE)",
        "financial_year": "2025",
        "hour": "HOUR(moment)",
        "service": "'service-' || (number % 40)",
        "channel": "['web', 'web', 'web', 'phone', 'phone', 'counter', 'paper'][1 + CAST(HASH(number) % 7 AS BIGINT)]",
        "ward": "'E050' || (number % 31)",
        "reason": "CASE WHEN kind = 'contact.made' THEN 'progress' END",
        "direction": "CASE WHEN kind = 'contact.made' THEN 'in' END",
        "step": "CASE WHEN kind = 'journey.stopped' THEN 'step-' || (number % 9) END",
        "case_of": "CASE WHEN kind = 'contact.made' AND number % 2 = 0 THEN 'case/' || (number // 20 * 4 + number % 4) END",
        "journey": "CASE WHEN kind = 'case.opened' THEN 'journey/' || number END",
        "failure_demand": "CASE WHEN kind = 'contact.made' THEN number % 3 = 0 END",
        "waited": "CASE WHEN kind = 'contact.made' AND number % 2 = 0 THEN HASH(number) % 600 END",
        "handled": "CASE WHEN kind = 'contact.made' AND number % 2 = 0 THEN HASH(number) % 1200 END",
        "score": "CASE WHEN kind = 'satisfaction.given' THEN 1 + number % 5 END",
        "opened_on": "CAST(moment AS DATE)",
        "due": "CASE WHEN kind LIKE 'case.%' THEN CAST(moment AS DATE) + 5 END",
        "kept": "CASE WHEN kind = 'case.closed' THEN number % 7 <> 0 END",
        "worked": "CASE WHEN kind = 'case.closed' THEN HASH(number) % 200000 END",
        "again": "FALSE",
    }
    types = {name: column.type for name, column in laid.views()[0].columns.items()}
    told = ", ".join(f'CAST({cell.get(name, "NULL")} AS {types[name]}) AS "{name}"' for name in COLUMNS)
    engine.rows(
        f"COPY (SELECT {told} FROM (SELECT number, {KINDS} AS kind, TIMESTAMP '2025-04-01' + TO_SECONDS(CAST(number AS BIGINT) * "
        f"31536000 // {many}) AS moment FROM RANGE({many}) AS r(number)) ORDER BY type, moment) TO '{to}' (FORMAT parquet)"
    )


def best(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the quickest of some rounds, by the clock and by the work of the processor."""
    clock, processor = [], []
    for _ in range(ROUNDS):
        began, worked = perf_counter(), process_time()
        work()
        clock.append(perf_counter() - began)
        processor.append(process_time() - worked)
    return min(clock), min(processor)


def ask(engine: Engine, measure: Measure) -> Sequence[object]:
    """The whole of a measure for the year."""
    return asked(engine, measure, FIRST, LAST)


def day(folder: Path, many: int) -> float:
    """Seconds of the processor to turn so many events of a ledger into a file: four for each case, as the database has them."""
    at = datetime(2026, 3, 31, 9, tzinfo=UTC)
    opening = (
        '{"service": "missed-bin", "channel": "web", "ward": "E05001", "due": "2026-04-02", "journey": "journey/1"}'
    )
    kinds = (
        ("case.opened", opening),
        ("case.noted", "{}"),
        ("customer.told", "{}"),
        ("case.closed", '{"outcome": "done"}'),
    )
    told = [
        Told(f"case/{number}", place, kind, f"2026-03-31 09:0{place}:00.{number % 1_000_000:06}", "resident", 0, data)
        for number in range(many // 4)
        for place, (kind, data) in enumerate(kinds, 1)
    ]
    waiting = [Waiting(f"case/{number}", 0, 4) for number in range(many // 4)]
    began = process_time()
    with opened() as engine:
        lay_out(
            engine,
            waiting,
            told=lambda _: told,
            openings=lambda _: (),
            working=lambda *_: Calendar(),
            late_before=None,
            now=at + timedelta(days=1),
            to=folder / "day.parquet",
        )
    return process_time() - began


def say(what: str, figure: float, goal: float, unit: str) -> None:
    """One figure beside its goal."""
    print(f"measures: {what}: {figure:,.2f} {unit}, goal at most {goal:,.2f}  {'kept' if figure <= goal else 'MISSED'}")


def main(many: int) -> None:
    """Every figure, beside its goal."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        with opened() as engine:
            make(engine, many, folder / "events.parquet")
        with opened() as engine:
            engine.lay(laid.views(), [folder / "events.parquet"], laid.unit_costs(), LAST)
            engine.rows(f"CREATE VIEW f AS FROM read_parquet('{folder / 'events.parquet'}')")
            for measure in laid.measures().values():
                ours = best(lambda measure=measure: ask(engine, measure))  # type: ignore[misc]
                theirs = best(lambda measure=measure: engine.rows(BY_HAND[measure.name].format(year=YEAR)))  # type: ignore[misc]
                say(f"{measure.name}, {many:,} events", ours[0], SECONDS, "s")
                say(f"{measure.name}, work beside a question by hand", ours[1] / theirs[1], TWICE, "times")
        say("memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, MEMORY, "MiB")
        took = day(folder, A_DAY)
        say(f"a day's {A_DAY:,} events, once they are read", took, DAY, "s")
        say(f"{many:,} events anew, once they are read", took / A_DAY * many, REBUILD * many / 10_000_000, "s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
