"""Journey tests run: each on every channel, by the channels' own code."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from guildhall.channels import SURFACES
from guildhall.kernel.clocks import Calendar, local
from guildhall.kernel.journey import Compiled, Position
from guildhall.kernel.model import Json
from guildhall.kernel.scope import Circumstances
from guildhall.kernel.service import JourneyTest
from guildhall.kernel.walk import walk


@dataclass(frozen=True, slots=True)
class Trial:
    """How one test went on one channel: what came otherwise than expected, nothing where all came as it should."""

    channel: str
    astray: tuple[str, ...]


def tried(service: Compiled, test: JourneyTest, at: datetime, calendar: Calendar) -> tuple[Trial, ...]:
    """Run one test on every channel. One that names no moment is run at ``at``."""
    moment = local(datetime.fromisoformat(test.now)) if test.now else at
    return tuple(Trial(name, tuple(_astray(_walked(service, test, name, moment, calendar), test))) for name in SURFACES)


def _walked(service: Compiled, test: JourneyTest, channel: str, at: datetime, calendar: Calendar) -> Position:
    around = Circumstances(at, channel, test.actor, test.facts, calendar)
    return walk(service, SURFACES[channel], test.answers, around).position


def _astray(position: Position, test: JourneyTest) -> Iterator[str]:
    expected = test.expect
    ended = position.outcome.id if position.outcome else None
    if ended is None:
        refused = "; ".join(f"{each.step or 'it'}: {each.said('en')}" for each in position.refusals)
        yield f"it does not end{', but stands at ' + position.page if position.page else ''}{'. ' + refused if refused else ''}"
        return
    pairs: tuple[tuple[str, Json, Json], ...] = (
        ("the outcome", expected.outcome, ended),
        ("what is asked", expected.asked, position.asked if expected.asked is not None else None),
        ("the fee", expected.fee, position.fee if expected.fee is not None else None),
        ("the team", expected.team, position.team if expected.team is not None else None),
    )
    for what, wanted, came in pairs:
        if wanted != came:
            yield f"{what} is {_said(came)}, not {_said(wanted)}"
    unwanted = [each for each in expected.not_asked or () if each in position.asked]
    if unwanted:
        yield f"{', '.join(unwanted)} is asked"
    for step, held in (expected.case or {}).items():
        if position.answers.get(step) != held:
            yield f"{step} in the case is {_said(position.answers.get(step))}, not {_said(held)}"


def _said(value: Json) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple | list) else "nothing" if value is None else str(value)
