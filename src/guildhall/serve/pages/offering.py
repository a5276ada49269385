"""What a service's own page tells before anybody starts: the ways in, what to have at hand, how long it takes, the promise."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from markupsafe import Markup

from guildhall.estate.door import words as say
from guildhall.kernel.journey import Compiled
from guildhall.kernel.kinds.money import pounds
from guildhall.kernel.model import words
from guildhall.kernel.saying import promise_in_words
from guildhall.serve.pages.markdown import with_telephones

PACE = 20
"""Seconds that one question takes, about."""
AT_HAND: Mapping[str, str] = {
    "vehicle-registration": "web-need-plate",
    "national-insurance": "web-need-national-insurance",
}
_BY_WHEN = re.compile(r"\s*,[^,.]*\{date\}")


@dataclass(frozen=True, slots=True)
class Way:
    """One way in, in words."""

    channel: str
    name: str
    contact: Markup
    hours: str
    form: str = ""
    """Where its paper form is, for the way by post."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What the page tells."""

    ways: tuple[Way, ...]
    needs: tuple[str, ...]
    minutes: int
    promises: tuple[str, ...]
    priced: bool


def offer(compiled: Compiled, language: str) -> Offer:
    """What a service offers, in a language."""
    service = compiled.service
    ways = tuple(
        Way(
            name,
            say("serve").say(f"web-way-{name}", language),
            with_telephones(words(channel.contact, language)) if channel.contact else Markup(),
            words(channel.hours, language) if channel.hours else "",
            reverse(f"serve:paper-form-{language}", kwargs={"service": service.id}) if name == "paper" else "",
        )
        for name, channel in service.channels.offered().items()
        if name not in {"api", "web"}
    )
    questions = [step for step in service.steps if step.required and step.show_when is None]
    return Offer(
        ways,
        _needs(compiled, language),
        max(2, round(len(questions) * PACE / 60)),
        promises(compiled, language),
        any(outcome.fee for outcome in service.outcomes),
    )


def fee_in_words(compiled: Compiled, language: str, today: date) -> str:
    """What it costs today: nothing, one price, or from the least to the most. The tables are those in force today."""
    amounts: list[int] = []
    for outcome in compiled.service.outcomes:
        table = compiled.tables.get(outcome.fee) if outcome.fee else None
        edition = table.in_force(today) if table else None
        amounts += [row.then for row in edition.rows if isinstance(row.then, int)] if edition else []
    if not any(amounts):
        return say("serve").say("web-free", language)
    least, most = min(amounts), max(amounts)
    if least == most:
        return _short(least)
    return say("serve").say("web-from-to", language, least=_short(least), most=_short(most))


def _short(pence: int) -> str:
    return pounds(pence).removesuffix(".00")


def _needs(compiled: Compiled, language: str) -> tuple[str, ...]:
    """Papers and numbers that everybody who asks for it has to fetch."""
    found = []
    for step in compiled.service.steps:
        if not step.required or step.show_when is not None:
            continue
        if step.kind == "evidence":
            found.append(": ".join(words(each, language) for each in (step.label, step.help) if each))
        elif step.kind in AT_HAND:
            found.append(say("serve").say(AT_HAND[step.kind], language))
    return tuple(dict.fromkeys(found))


def promises(compiled: Compiled, language: str) -> tuple[str, ...]:
    """What is promised to everybody, without the day, which depends on when somebody asks."""
    found = []
    for outcome in compiled.service.outcomes:
        span = outcome.promise.span if outcome.promise and outcome.kind == "submit" else None
        if outcome.promise and span:
            said = _BY_WHEN.sub("", words(outcome.promise.sentence, language))
            if "{date}" not in said and "{time}" not in said:
                undated = outcome.promise.model_copy(update={"sentence": {language: said}})
                found.append(promise_in_words(undated, span.term, None)[language])
    return tuple(dict.fromkeys(found))
