"""What examining a definition costs: each that is shipped, and each form of the shared corpus where it is there.

Only the work of the processor is counted, so that a busy machine does not show. The figures stand beside the goals.
"""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from statistics import median
from time import process_time_ns
from zoneinfo import ZoneInfo

import guildhall.catalogue
from guildhall.catalogue.importing import ARCHIVES, READERS, NotThatForm
from guildhall.catalogue.importing.writing import as_yaml
from guildhall.channels import SURFACES
from guildhall.kernel.bank_holidays import in_england
from guildhall.kernel.clocks import Calendar
from guildhall.kernel.gate.check import check
from guildhall.kernel.loading import load_service
from guildhall.kernel.service import Service

CORPUS = Path(__file__).parents[2] / "shared" / "data" / "forms"
KINDS = {
    "ukhsa": "xgov",
    "mhclg": "xgov",
    "defra": "defra",
    "open-forms": "open-forms",
    "smart-answers": "smart-answers",
}
AT = datetime(2026, 11, 18, 11, tzinfo=ZoneInfo("Europe/London"))
CALENDAR = Calendar(in_england(range(2024, 2029)))

LARGEST_GOAL, MEDIAN_GOAL, WHOLE_GOAL = 1_000.0, 50.0, 20_000.0
"""Milliseconds: for the definition that takes longest, for the one in the middle, and for the whole shared corpus."""


def figures() -> Iterator[tuple[str, float, float]]:
    """Each figure as name, milliseconds and goal."""
    shipped, corpus = list(_shipped()), list(_corpus())
    _cost(shipped[0])  # what is loaded once, the prover among it, is loaded
    costs = {service.id: _cost(service) for service in shipped}
    others = {f"{number} {service.id}": _cost(service) for number, service in enumerate(corpus)}
    longest = max(costs | others, key=lambda name: (costs | others)[name])
    yield f"gate: the definition that takes longest, {longest}", (costs | others)[longest], LARGEST_GOAL
    yield f"gate: the one in the middle of {len(costs | others)}", median((costs | others).values()), MEDIAN_GOAL
    yield f"gate: the {len(others)} forms of the shared corpus", sum(others.values()), WHOLE_GOAL


def _cost(service: Service) -> float:
    began = process_time_ns()
    check(service, at=AT, calendar=CALENDAR, surfaces=SURFACES)
    return (process_time_ns() - began) / 1e6


def _shipped() -> Iterator[Service]:
    for path in sorted((Path(next(iter(guildhall.catalogue.__path__))) / "services").glob("*.yaml")):
        yield load_service(path.read_text(encoding="utf-8"), path.name)


def _corpus() -> Iterator[Service]:
    for file in sorted(each for each in CORPUS.rglob("*") if each.is_file()):
        kind = KINDS[file.relative_to(CORPUS).parts[0]]
        try:
            form = BytesIO(file.read_bytes()) if kind in ARCHIVES else file.read_text(encoding="utf-8")
            definition = READERS[kind](form, service=file.stem).definition
        except (NotThatForm, ValueError):
            continue  # a licence, a schema, a list of expected journeys: no form
        yield load_service(as_yaml(definition), file.name)


if __name__ == "__main__":
    if not CORPUS.is_dir():
        print("gate: the shared corpus is not here, so only the shipped definitions are examined")
    for name, figure, goal in figures():
        print(f"{name}: {figure:,.0f} ms, goal {goal:,.0f} ms, ratio {figure / goal:.2f}")
