"""`guildhall demo-year`: a year of events for the demo council, lived through by real journeys, and counted."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from guildhall.config.places import DEMO
from guildhall.estate.door import accounts_holding
from guildhall.ledger.door import Actor
from guildhall.serve.clock import now
from guildhall.serve.demo import year
from guildhall.serve.demo.council import NotTheDemo
from guildhall.understand.carrying import begin_anew, carry

_WEEK = 7


def demo_year(words: Sequence[str]) -> int:
    """Live through the year, day by day, and count its events. Stopped by Ctrl-C, it goes on when it is said again.

    Raises ``NotTheDemo``, and ``ValueError`` where the demo council was not made yet.
    """
    parser = ArgumentParser(prog="guildhall demo-year", description="A year of events for the demo council.")
    parser.add_argument("--size", type=float, default=1.0, help="how many people there are, to those of year.yaml")
    given = parser.parse_args(list(words))
    if not DEMO:
        raise NotTheDemo("The demo council lives a year only where GUILDHALL_DEMO=1.")
    advisor, officer = (_somebody(role) for role in ("advisor", "service-officer"))
    for number, day in enumerate(year.live_through(until=now(), advisor=advisor, officer=officer, size=given.size), 1):
        if number % _WEEK == 0:
            _say(f"{day.isoformat()}: {sum(year.kept().truth.sent.values())} cases …")
    begin_anew()
    _say(f"{sum(carry(at=now()))} events were counted. See: guildhall measures show promise-kept --by ward")
    return 0


def _somebody(role: str) -> Actor:
    found = accounts_holding(role=role)  # type: ignore[arg-type]  # one of the roles
    if not found:
        raise ValueError("Make the demo council first: guildhall prepare")
    return Actor("staff", found[0].reference)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
