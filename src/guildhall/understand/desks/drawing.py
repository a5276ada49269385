"""Figures drawn and told: a chart with the table of all that stands in it, in the language of a page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from guildhall.kernel.measures import Figure, Measure
from guildhall.kernel.measures.charts import Chart, Mark, Target, bars, trend
from guildhall.kernel.planning.promised import target_in_words
from guildhall.kernel.planning.strategy import Promise
from guildhall.understand.proof import Told, scale, unscaled
from guildhall.understand.tongue import Tongue
from guildhall.understand.trends import Latest


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table beside a chart."""

    name: str
    said: str
    between: str
    count: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart and its table: what both are of, of which days, what the rows are called, the rows."""

    name: str
    title: str
    span: str
    rows_are: str
    lines: list[Line]
    svg: Markup


@dataclass(frozen=True, slots=True)
class Drawing:
    """Draws the figures of one measure, beside what was promised of it where something was, in the language of a page."""

    measure: Measure
    promise: Promise | None
    tongue: Tongue

    def over_time(self, name: str, told: Sequence[Told]) -> Drawn:
        """A trend, oldest first."""
        tongue, named = self.tongue, [(self.tongue.span(each), each) for each in told]
        marks = [self._mark(called, each.figure, tongue.ending(each)) for called, each in named]
        known = [(called, mark) for (called, _), mark in zip(named, marks, strict=True) if mark.value is not None]
        about = tongue.say("chart-empty")
        if known:
            (since, first), (until, last) = known[0], known[-1]
            about = tongue.say("chart-about", first=first.said, since=since, last=last.said, until=until)
        lines = [self._line(called, each.figure) for called, each in named]
        title = tongue.say("trend")
        return Drawn(name, title, "", tongue.say("period"), lines, _svg(trend(self._chart(name, title, about, marks))))

    def of_parts(
        self, name: str, title: str, latest: Latest | None, called: Callable[[str | None], str]
    ) -> Drawn | None:
        """The parts of the measure, by their names; nothing where none was counted."""
        if latest is None or not latest.point.parts:
            return None
        tongue, point = self.tongue, latest.point
        parts = sorted(
            ((called(each.part), each) for each in point.parts), key=lambda one: (one[1].part is None, one[0])
        )
        marks = [self._mark(part, each) for part, each in parts]
        known = sorted((each.value, each.name, each.said) for each in marks if each.value is not None)
        about = tongue.say("chart-empty")
        if known:
            (_, lowest, low), (_, highest, high) = known[0], known[-1]
            about = tongue.say("chart-about-parts", low=low, lowest=lowest, high=high, highest=highest)
        span = tongue.say("parts-of-all", span=tongue.span(Told(point.first, point.last, point.whole)))
        lines = [self._line(part, each) for part, each in parts]
        return Drawn(name, title, span, tongue.say("part"), lines, _svg(bars(self._chart(name, title, about, marks))))

    def _chart(self, name: str, title: str, about: str, marks: Sequence[Mark]) -> Chart:
        tongue, promised = self.tongue, self.promise
        target = None
        if promised and promised.target is not None:
            target = Target(promised.target, target_in_words(promised, tongue.lang))
        interval, absent, empty = (tongue.say(each) for each in ("interval", "absent", "chart-empty"))
        return Chart(name, title, about, marks, self._said, interval, absent, empty, target)

    def _said(self, amount: Decimal) -> str:
        """An amount on the scale of a chart, which is that of targets."""
        return self.tongue.amount(self.measure, unscaled(self.measure, amount))

    def _mark(self, name: str, figure: Figure, short: str = "") -> Mark:
        value, low, high = (
            None if each is None or figure.value is None else scale(self.measure, each)
            for each in (figure.value, figure.low, figure.high)
        )
        return Mark(name, self.tongue.figure(self.measure, figure), value, low, high, short)

    def _line(self, name: str, figure: Figure) -> Line:
        said, between = self.tongue.figure(self.measure, figure), self.tongue.between(self.measure, figure)
        return Line(name, said, between, "" if figure.count is None else f"{figure.count:,}")


def _svg(drawn: str) -> Markup:
    return Markup(drawn)  # noqa: S704 (our own: the chart escapes every word that it is given)
