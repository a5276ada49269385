"""Findings about journey tests: there must be some, they must arrive where they say, and leave no way untried."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.clocks import local
from guildhall.kernel.gate import covered
from guildhall.kernel.gate.access_surfaces import CHANNELS_NAMED
from guildhall.kernel.gate.examined import Examined
from guildhall.kernel.gate.finding import Counterexample, Finding, Severity
from guildhall.kernel.gate.named import in_quotes, listed
from guildhall.kernel.journey import Position, step
from guildhall.kernel.model import Json
from guildhall.kernel.scope import Circumstances
from guildhall.kernel.service import Arrival, JourneyTest

FINDS: Mapping[str, Severity] = {"tests.failed": "blocks", "tests.none": "blocks", **covered.FINDS}


def findings(examined: Examined) -> Iterator[Finding]:
    """What the journey tests say of the definition, each run on every channel that is open."""
    service = examined.service
    if not service.tests:
        yield examined.finding(
            "tests.none",
            FINDS["tests.none"],
            None,
            "No journey tests this service: write at least one under tests, with its answers and where it should arrive.",
        )
        return
    for test in service.tests:
        around = circumstances(examined, test)
        if around is None:
            yield _failed(examined, test, f"its moment, {test.now}, is none: write it like 2026-11-18T11:00")
            continue
        astray: dict[str, list[str]] = {}
        for position, channels in arrivals(examined, test, around):
            if (why := _astray(position, test.expect)) is not None:
                astray.setdefault(why, []).extend(channels)
        for why, channels in astray.items():
            everywhere = len(channels) == len(service.channels.offered())
            where = "on every channel" if everywhere else listed([CHANNELS_NAMED.get(each, each) for each in channels])
            yield _failed(examined, test, f"{where}, {why}")
    yield from covered.findings(examined, _all_around(examined))


def circumstances(examined: Examined, test: JourneyTest) -> Circumstances | None:
    """What stands round a journey test; nothing where its moment is none. Without one, the moment of the examination."""
    try:
        now = examined.at if test.now is None else local(datetime.fromisoformat(test.now))
    except (ValueError, OverflowError):
        return None
    return Circumstances(now, actor=test.actor, facts=test.facts, calendar=examined.calendar)


def arrivals(examined: Examined, test: JourneyTest, around: Circumstances) -> Iterator[tuple[Position, list[str]]]:
    """Where a journey ends, with the channels on which it does so.

    Its answers are put down on each channel's own surfaces and read back, as in a walk. Where several channels read the
    same, they lead to the same, for nothing else of a channel is known to the definition.
    """
    read: list[tuple[dict[str, Json], list[str]]] = []
    for channel, surfaces in examined.laid_out.items():
        given: dict[str, Json] = {}
        for surface in surfaces:
            if any(question.id in test.answers for question in surface.questions):
                form, cannot_stand = surface.fill(test.answers)
                given |= surface.read(form) | cannot_stand
            else:
                given |= {question.id: None for question in surface.questions}
        same = next((channels for before, channels in read if before == given), None)
        if same is None:
            read.append((given, [channel]))
        else:
            same.append(channel)
    for given, channels in read:
        yield step(examined.compiled, given, around), channels


def _all_around(examined: Examined) -> Iterator[tuple[JourneyTest, Circumstances]]:
    for test in examined.service.tests:
        around = circumstances(examined, test)
        if around is not None:
            yield test, around


def _astray(position: Position, expected: Arrival) -> str | None:
    """How a journey did not arrive as it should; nothing where it did."""
    if position.stuck:
        return f"it is stuck on the page “{position.page}”" if position.page else "it cannot begin"
    if position.outcome is None:
        refusal = next(iter(position.refusals), None)
        why = f": {refusal.said('en')}" if refusal else ""
        return f"it stops at “{refusal.step if refusal else position.page}”{why}"
    if position.outcome.id != expected.outcome:
        return f"it arrives at {in_quotes(position.outcome.title, position.outcome.id)} ({position.outcome.id})"
    return _otherwise(position, expected)


def _otherwise(position: Position, expected: Arrival) -> str | None:
    if expected.asked is not None and position.asked != expected.asked:
        more = [each for each in position.asked if each not in expected.asked]
        less = [each for each in expected.asked if each not in position.asked]
        told = [f"asks {listed(more)} as well"] * bool(more) + [f"does not ask {listed(less)}"] * bool(less)
        return f"it {' and '.join(told) or f'asks in another order: {listed(list(position.asked))}'}"
    if unwanted := [each for each in position.asked if each in (expected.not_asked or ())]:
        return f"it asks {listed(unwanted)}, which it should not"
    if expected.fee is not None and position.fee != expected.fee:
        return f"the fee is {_said(position.fee)} pence, not {expected.fee}"
    if expected.team is not None and position.team != expected.team:
        return f"the team is {position.team or 'none'}, not {expected.team}"
    for name, value in (expected.case or {}).items():
        held = position.answers.get(name)
        if held != value:
            return f"the case holds {_said(held)} for {name}, not {_said(value)}"
    return None


def _said(value: Json) -> str:
    return "nothing" if value is None else canonical_json(value)


def _failed(examined: Examined, test: JourneyTest, why: str) -> Finding:
    shown = Counterexample(test.answers, test.facts, test.now, None if test.actor == "resident" else test.actor)
    return examined.finding(
        "tests.failed",
        FINDS["tests.failed"],
        test.expect.outcome,
        f"The journey test “{test.name}” should arrive at “{test.expect.outcome}”, but {why}.",
        shown,
    )
