"""How we are doing, as everybody sees it: every measure with its newest figure, and one measure with its trend, parts and definition."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from operator import attrgetter

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guildhall.estate.door import page
from guildhall.kernel.clocks import local
from guildhall.kernel.measures import Measure
from guildhall.understand import laid
from guildhall.understand.addresses import OTHER, of_measure, of_measures
from guildhall.understand.clock import now
from guildhall.understand.desks.drawing import Drawing, Drawn
from guildhall.understand.laid import NoSuchMeasure
from guildhall.understand.proof import MONTHS, Told
from guildhall.understand.tongue import Tongue
from guildhall.understand.trends import Latest, latest, latest_of_all, trend


@dataclass(frozen=True, slots=True)
class Shown:
    """A measure in a list: its address, what it is called, what it asks, its figure and of which days that is."""

    href: str
    title: str
    question: str
    figure: str
    span: str


@require_safe
def measures(request: HttpRequest, lang: str) -> HttpResponse:
    """Every measure, with its newest figure, in the order of what they are called."""
    tongue = Tongue(lang)
    return page(
        request=request,
        template="understand/measures.jinja",
        lang=lang,
        title=tongue.say("measures"),
        other_url=of_measures(OTHER[lang]),
        t=tongue,
        listed=sorted(
            (_listed(name, newest, tongue) for name, newest in latest_of_all().items()), key=attrgetter("title")
        ),
    )


@require_safe
def measure(request: HttpRequest, lang: str, name: str) -> HttpResponse:
    """One measure. Raises ``Http404`` where there is none."""
    try:
        found = laid.measure(name)
    except NoSuchMeasure:
        raise Http404 from None
    tongue = Tongue(lang)
    newest = latest(name=name)
    return page(
        request=request,
        template="understand/measure.jinja",
        lang=lang,
        title=tongue(found.title),
        service=tongue.say("measures"),
        other_url=of_measure(OTHER[lang], name),
        t=tongue,
        measure=found,
        said=list(_said(found, newest, tongue)),
        charts=list(_charts(found, tongue)),
    )


def _listed(name: str, newest: Latest | None, tongue: Tongue) -> Shown:
    found = laid.measure(name)
    figure, span = _newest(found, newest, tongue)
    return Shown(of_measure(tongue.lang, name), tongue(found.title), tongue(found.question), figure, span)


def _newest(found: Measure, newest: Latest | None, tongue: Tongue) -> tuple[str, str]:
    """The newest figure with its interval, and the months that it covers."""
    if newest is None:
        return tongue.say("not-yet"), ""
    told = Told(newest.point.first, newest.point.last, newest.point.whole)
    figure, between = tongue.figure(found, told.figure), tongue.between(found, told.figure)
    return f"{figure} ({between})" if between else figure, tongue.span(told)


def _said(found: Measure, newest: Latest | None, tongue: Tongue) -> Iterator[tuple[str, str]]:
    figure, span = _newest(found, newest, tongue)
    yield tongue.say("now"), tongue.say("now-said", figure=figure, span=span) if span else figure
    yield tongue.say("better"), tongue.say(f"better-{found.direction}")
    yield tongue.say("mind"), tongue(found.caveat)


def _charts(found: Measure, tongue: Tongue) -> Iterator[Drawn]:
    draw = Drawing(found, None, tongue)
    line = trend(name=found.name, until=local(now()).date(), months=MONTHS)
    if line:
        yield draw.over_time("over-time", [Told(each.first, each.last, each.whole) for each in line])
    for by in found.by:
        drawn = draw.of_parts(
            f"by-{by}", tongue.say(f"by-{by}"), latest(name=found.name, by=by), partial(tongue.part, by)
        )
        if drawn:
            yield drawn
