"""What pure work costs: one step of a journey, the last one, with every answer given, on the largest service that is shipped; a chart."""

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from time import perf_counter_ns

import guildhall.catalogue
from guildhall.channels import SURFACES
from guildhall.kernel.journey import Compiled, step
from guildhall.kernel.loading import load_service
from guildhall.kernel.measures.charts import Chart, Mark, Target, bars, trend
from guildhall.kernel.scope import Circumstances
from guildhall.kernel.walk import walk

STEP_GOAL = 200.0
"""Microseconds: issue and design say that ``step`` stays under this on the largest shipped service."""
WALK_GOAL = 5_000.0
"""Microseconds for a whole walk of the same journey page by page: some twenty pages, each one step and its boxes."""
CHART_GOAL = 10_000.0
"""Microseconds for a chart as a page shows it."""
ROUNDS = 200


def figures() -> Iterator[tuple[str, float, float, str]]:
    """Each figure as name, figure, goal and unit."""
    service, around, answers = longest_journey()
    name = service.service.id
    yield (f"kernel: step at the end of {name}", _micros(lambda: step(service, answers, around)), STEP_GOAL, "us")
    whole = _micros(lambda: walk(service, SURFACES["web"], answers, around))
    yield (f"kernel: walk through {name} on the web", whole, WALK_GOAL, "us")
    marks = [
        Mark(f"A ward or a month {one}", f"{one}%", Decimal(one), Decimal(one - 5), Decimal(one + 5))
        for one in range(40)
    ]
    chart = Chart("c", "Promises kept", "", marks, str, "95%", "too few", "none", Target(Decimal(95), "At least 95%"))
    yield ("kernel: a chart of 40 points", _micros(lambda: trend(chart)), CHART_GOAL, "us")
    yield ("kernel: a chart of 40 bars", _micros(lambda: bars(chart)), CHART_GOAL, "us")


def longest_journey() -> tuple[Compiled, Circumstances, dict[str, object]]:
    """The shipped journey that asks most, with its answers."""
    found = []
    for path in sorted((Path(next(iter(guildhall.catalogue.__path__))) / "services").glob("*.yaml")):
        service = Compiled(load_service(path.read_text(encoding="utf-8"), path.name))
        for test in service.service.tests:
            now = datetime.fromisoformat(test.now or "2026-11-18T10:00")
            around = Circumstances(now, actor=test.actor, facts=test.facts)
            answers = dict.fromkeys(service.steps) | test.answers
            found.append((len(step(service, answers, around).asked), service, around, answers))
    return max(found, key=lambda each: each[0])[1:]


def _micros(work: Callable[[], object]) -> float:
    """The best of some rounds: what it costs when nothing else is going on."""
    best = min(_once(work) for _ in range(ROUNDS))
    return best / 1000


def _once(work: Callable[[], object]) -> int:
    began = perf_counter_ns()
    work()
    return perf_counter_ns() - began


if __name__ == "__main__":
    for name, figure, goal, unit in figures():
        print(f"{name}: {figure:,.0f} {unit}, goal {goal:,.0f} {unit}, ratio {figure / goal:.2f}")
