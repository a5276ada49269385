"""Findings about asking too much: more questions than a channel bears, and what somebody has told already."""

from collections.abc import Iterator, Mapping

from guildhall.kernel.gate.examined import Examined
from guildhall.kernel.gate.examples import answers_to_try
from guildhall.kernel.gate.finding import Counterexample, Finding, Severity
from guildhall.kernel.gate.named import listed, question_named
from guildhall.kernel.journey import step
from guildhall.kernel.model import Json
from guildhall.kernel.saying import every_question

FINDS: Mapping[str, Severity] = {"access.too-long": "warns", "access.asked-again": "blocks"}

BUDGETS: Mapping[str, int] = {"phone": 30, "counter": 40, "paper": 60, "web": 60}
"""How many questions one journey may ask. A question that is read out, heard and keyed takes some 20 seconds: 30 are ten
minutes on the telephone, 40 a quarter of an hour at a counter with others waiting. 60 fill eight printed sheets, and half
an hour of pages on a telephone's screen. A machine may be asked as much as it likes."""
_TRIES = 24
"""Journeys tried to see whether any is really so long."""


def findings(examined: Examined) -> Iterator[Finding]:
    """A journey longer than some channel's budget, with its answers; and each detail that is asked for twice."""
    yield from _too_long(examined)
    for (earlier, later), detail in examined.asked_again.items():
        first, second = examined.compiled.steps[earlier], examined.compiled.steps[later]
        yield examined.finding(
            "access.asked-again",
            FINDS["access.asked-again"],
            later,
            f"{question_named(second)} asks again for the {detail} that {_quoted(question_named(first))} already told: write"
            f" satisfiedBy: {{answer: {earlier}}}, or say in its words what is different.",
        )


def _too_long(examined: Examined) -> Iterator[Finding]:
    offered = examined.service.channels.offered()
    budgets = {channel: most for channel, most in BUDGETS.items() if channel in offered}
    if not budgets or _at_most(examined) <= min(budgets.values()):
        return
    count, answers = _longest_tried(examined)
    over = [channel for channel, most in budgets.items() if count > most]
    if over:
        shown = listed([f"{budgets[channel]} for the {_NAMED[channel]}" for channel in over])
        yield examined.finding(
            "access.too-long",
            FINDS["access.too-long"],
            None,
            f"One journey asks {count} questions, which is more than people bear ({shown}): ask for less, or in two parts.",
            Counterexample(answers),
        )


_NAMED = {"phone": "telephone", "counter": "counter", "paper": "paper form", "web": "web"}


def _at_most(examined: Examined) -> int:
    """More questions than any journey asks: those of the longest way through the pages, whenever they are shown."""
    pages, ways = examined.compiled.pages, examined.ways
    counted: dict[str, int] = {}
    open_: set[str] = set()
    left = [start] if (start := examined.compiled.start) in pages and start is not None else []
    while left:  # each page once all that follow it are counted; a loop is walked once
        page = left[-1]
        after = [each for each in ways.following(page) if each in pages]
        waiting = [each for each in after if each not in counted and each not in open_]
        if waiting and page not in open_:
            open_.add(page)
            left += waiting
            continue
        left.pop()
        own = sum(_size(examined, each.id) for each in pages[page].steps)
        counted[page] = own + max((counted.get(each, 0) for each in after), default=0)
    return max(counted.values(), default=0)


def _size(examined: Examined, step_id: str) -> int:
    """How many questions a step puts: for a group, those inside it."""
    question = examined.compiled.steps[step_id]
    return sum(1 for each in every_question((question,)) if not each.inner())


def _longest_tried(examined: Examined) -> tuple[int, Mapping[str, Json]]:
    """The most questions that a journey asked of those tried: each answer varied in turn, always in the same way."""
    choices = {name: answers_to_try(question, examined.before) for name, question in examined.compiled.steps.items()}
    best: tuple[int, Mapping[str, Json]] = (0, {})
    for turn in range(_TRIES):
        answers = {
            name: tried[(turn * (1 + place % 3) + place * (turn % 5)) % len(tried)] if turn else tried[0]
            for place, (name, tried) in enumerate(choices.items())
        }
        asked = step(examined.compiled, answers, examined.before.around).asked
        count = sum(_size(examined, each) for each in asked)
        if count > best[0]:
            best = count, {name: answers[name] for name in asked if answers[name] is not None}
    return best


def _quoted(named: str) -> str:
    return named.removeprefix("The question ")
