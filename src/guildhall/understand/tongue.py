"""Figures in words, in one language: an amount in the unit of its measure, a span of days, a part by the name that people know."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from guildhall.estate.door import words
from guildhall.kernel.kinds.date import in_words
from guildhall.kernel.kinds.money import pounds
from guildhall.kernel.measures import Figure, Measure
from guildhall.kernel.model import Text
from guildhall.kernel.model import words as in_language
from guildhall.kernel.planning.promised import number_in_words
from guildhall.serve.door import live, wards
from guildhall.understand.proof import Told, scale

_HOUR = 3600
_TENTH = Decimal("0.1")


class Tongue:
    """What pages say figures with."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, text: Text | Mapping[str, str]) -> str:
        """A text, in this language where it has one."""
        return in_language(dict(text), self.lang)

    def say(self, key: str, **holes: object) -> str:
        """Words of this room."""
        return words("understand").say(key, self.lang, **holes)

    def day(self, day: date) -> str:
        """12 March 2026."""
        return in_words(day.isoformat(), self.lang)

    def amount(self, measure: Measure, value: Decimal) -> str:
        """92.5%, £4.12, 5.5 working hours, 1,204."""
        if measure.unit == "pence":
            return pounds(round(value))
        if measure.unit == "working-seconds":
            return self.say("working-hours", hours=_plain(value / _HOUR))
        if measure.unit == "seconds":
            return self.say("seconds", count=number_in_words(value))
        if measure.unit == "percent":
            return f"{_plain(scale(measure, value))}%"
        return number_in_words(value)

    def figure(self, measure: Measure, figure: Figure) -> str:
        """A figure, or why there is none."""
        if figure.withheld:
            return self.say("too-few")
        return self.say("nothing") if figure.value is None else self.amount(measure, figure.value)

    def between(self, measure: Measure, figure: Figure) -> str:
        """The interval that holds a figure; nothing where it has none."""
        if figure.low is None or figure.high is None:
            return ""
        return self.say("between", low=self.amount(measure, figure.low), high=self.amount(measure, figure.high))

    def span(self, told: Told) -> str:
        """May 2026, or May 2026 to July 2026."""
        first, last = (in_words(day.isoformat()[:7], self.lang) for day in (told.first, told.last))
        return first if first == last else self.say("span", first=first, last=last)

    def ending(self, told: Told) -> str:
        """The month with which a span ends."""
        return in_words(told.last.isoformat()[:7], self.lang)

    def part(self, by: str, code: str | None) -> str:
        """A part of a measure: a way in, a ward, a service, or a question of a service."""
        names = {"channel": self.channel, "ward": self.ward, "service": self.service}
        return names[by](code) if by in names else self.question(code)

    def question(self, code: str | None) -> str:
        """A question by its service's title and its own words, while the service has it."""
        if not code:
            return self.say("not-known")
        service, _, step = code.partition(" ")
        found = next((each.compiled for each in live() if each.id == service), None)
        asked = found.steps.get(step) if found else None
        return f"{self.service(service)}: {self(asked.label) if asked and asked.label else step}"

    def channel(self, code: str | None) -> str:
        """A way in."""
        key = f"channel-{code}"
        return self.say(key) if key in words("understand").texts else code or self.say("not-known")

    def ward(self, code: str | None) -> str:
        """A ward by its name; by its code where nobody knows it any more."""
        found = wards().get(code or "")
        return (self({"en": found.name, "cy": found.name_cy or found.name}) if found else code) or self.say("not-known")

    def service(self, code: str | None) -> str:
        """A service by its title, while it is open; else by its code."""
        found = next((each.service for each in live() if each.id == code), None)
        return (self(found.title) if found else code) or self.say("not-known")


def _plain(value: Decimal) -> str:
    """A value to a tenth; a whole one without: 95, 92.5."""
    return number_in_words(value.quantize(_TENTH))
