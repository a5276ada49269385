"""``guildhall measures``: name the measures, show the figure of one, carry what is new, or rebuild all from the ledger.

Bad input, and what another does already, end with status 2 and a plain line on standard error.
"""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import NoReturn

from guildhall.kernel.clocks import local
from guildhall.kernel.loading import Unreadable
from guildhall.kernel.measures import Figure, Measure
from guildhall.understand.asking import Answer, NotByThat, answer
from guildhall.understand.carrying import CarriedMeanwhile, begin_anew, carry
from guildhall.understand.clock import now
from guildhall.understand.laid import NoSuchMeasure
from guildhall.understand.laid import measures as all_measures

PARTS = ("channel", "ward", "service", "step")
SMALL = "too few to show"
HOUR = 3600


class _Refused(Exception):
    """What was typed cannot be done; the words say why."""


def measures(argv: Sequence[str]) -> int:
    """Do one of the commands and return its exit status: 0, or 2 where it was not done."""
    try:
        given = _parser().parse_args(list(argv))
        act: Callable[[Namespace], None] = given.act
        act(given)
    except _Refused as refused:
        lines: Sequence[str] = [str(refused)]
    except NoSuchMeasure as missing:
        lines = [f"there is no measure {missing}. Say: guildhall measures list"]
    except NotByThat as other:
        lines = [f"{given.name} is not broken down by {other}: say {' or '.join(all_measures()[given.name].by)}"]
    except CarriedMeanwhile:
        lines = ["events are being carried already; what is left waits. Later say: guildhall measures carry"]
    except Unreadable as unreadable:
        lines = [str(each) for each in unreadable.faults]
    else:
        return 0
    for line in lines:
        sys.stderr.write(f"guildhall: {' '.join(line.split())}\n")
    return 2


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _Refused(f"{message}. Say: guildhall measures list | show | carry | rebuild")


def _parser() -> ArgumentParser:
    parser = _Parser(prog="guildhall measures", allow_abbrev=False)
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=_Parser)
    listing = commands.add_parser("list", help="name the measures")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(act=_list)
    showing = commands.add_parser("show", help="the figure of a measure")
    showing.add_argument("name", metavar="NAME")
    showing.add_argument(
        "--at",
        type=_day,
        default=None,
        metavar="DATE",
        help="as all stood by the end of this day; today where left out",
    )
    showing.add_argument("--by", choices=PARTS, default="")
    showing.add_argument("--json", action="store_true")
    showing.set_defaults(act=_show)
    commands.add_parser("carry", help="carry what is new in the ledger").set_defaults(act=_carry)
    commands.add_parser("rebuild", help="carry the whole ledger anew").set_defaults(act=_rebuild)
    return parser


def _list(given: Namespace) -> None:
    found = all_measures().values()
    if given.json:
        _print(json.dumps([as_json(each) for each in found], ensure_ascii=False))
        return
    widest = max((len(each.name) for each in found), default=0)
    for each in found:
        _print(f"{each.name:{widest}}  {each.question['en']}")


def _show(given: Namespace) -> None:
    found = answer(name=given.name, on=given.at or local(now()).date(), by=given.by)
    if given.json:
        _print(json.dumps(answered(found), ensure_ascii=False))
        return
    measure = found.measure
    _print(f"{measure.title['en']}: {measure.question['en']}")
    _print(f"{found.first.isoformat()} to {found.last.isoformat()}: {_said(measure, found.whole)}")
    for each in found.parts:
        _print(f"  {each.part or 'not known'}: {_said(measure, each)}")
    _print(f"{measure.caveat['en']}")
    counted = f"Events are counted to {found.through.isoformat()}" if found.through else "No events were counted yet"
    _print(f"{counted}; {found.aside} kept aside.")


def _carry(given: Namespace) -> None:
    del given
    total = 0
    for count in carry(at=now()):
        total += count
        _print(f"{total} events …")
    _print(f"{total} events were carried.")


def _rebuild(given: Namespace) -> None:
    begin_anew()
    _carry(given)


def as_json(measure: Measure) -> dict[str, object]:
    """A measure as JSON, with its SQL."""
    return measure.model_dump(mode="json", by_alias=True)


def answered(found: Answer) -> dict[str, object]:
    """A figure as JSON. A share is a number from 0 to 1; what is withheld is null and says so."""
    measure = found.measure
    return {
        "measure": measure.name,
        "unit": measure.unit,
        "direction": measure.direction,
        "from": found.first.isoformat(),
        "to": found.last.isoformat(),
        "figure": _figure(found.whole),
        "by": found.by or None,
        "parts": [{"part": each.part, **_figure(each)} for each in found.parts],
        "countedTo": found.through.isoformat() if found.through else None,
        "keptAside": found.aside,
        "caveat": measure.caveat,
    }


def _figure(figure: Figure) -> dict[str, object]:
    told: dict[str, object] = {"value": _number(figure.value), "count": figure.count, "withheld": figure.withheld}
    if figure.low is not None:
        told |= {"low": _number(figure.low), "high": _number(figure.high)}
    return told


def _number(value: Decimal | None) -> int | float | None:
    """A decimal as JSON writes it."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _said(measure: Measure, figure: Figure) -> str:
    if figure.withheld or figure.value is None:
        return SMALL if figure.withheld else "nothing to count"
    if measure.unit == "percent" and figure.low is not None and figure.high is not None:
        share, low, high = (f"{each * 100:.1f}" for each in (figure.value, figure.low, figure.high))
        return f"{share}% of {figure.count} (between {low}% and {high}%)"
    if measure.unit == "pence":
        return f"£{figure.value / 100:.2f} ({figure.count} contacts)"
    if measure.unit == "working-seconds":
        return f"{figure.value / HOUR:.1f} working hours ({figure.count} cases)"
    if measure.unit == "seconds":
        return f"{figure.value} seconds ({figure.count} calls)"
    return f"{figure.value}"


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise _Refused(f"{written} is no date: write one like 2026-04-01") from None


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
