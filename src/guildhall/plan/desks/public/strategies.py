"""Strategies: all that were published, and one with its themes, its commitments and how it came to be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guildhall.decide import door as decide
from guildhall.kernel.clocks import local
from guildhall.kernel.model import words
from guildhall.kernel.planning.saying import NAMES, STEPS, stands_in_words
from guildhall.kernel.planning.standing import Name
from guildhall.kernel.planning.strategy import Statement, Strategy
from guildhall.plan import clock, reading
from guildhall.plan import models as m
from guildhall.plan.desks.public.showing import one, shown, tongue_for
from guildhall.plan.reading import Told
from guildhall.plan.standing import Standings, Stood
from guildhall.plan.tongue import Tongue

_COLOURS: Mapping[Name, str] = {
    "draft": "grey", "in-consultation": "blue", "consulted": "blue", "recommended": "yellow", "adopted": "green",
    "amended": "green", "superseded": "grey", "ended": "grey",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stands:
    """Where something stands: a word for it, its colour, and a sentence."""

    tag: str
    colour: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Point:
    """Something on the way of a strategy: when, what it was called, and by what, where that is on record."""

    on: date
    name: str
    what: Mapping[str, str]
    href: str


@require_safe
def strategies(request: HttpRequest, lang: str) -> HttpResponse:
    """Every published strategy: those in force first, then those on the way, then those that are over."""
    found, _ = reading.told(reading.published(), on=local(clock.now()).date())
    order = {True: 0, False: 1}
    found.sort(key=lambda each: (order[each.stood.standing.is_in_force], each.stood.standing.over is not None))
    rows = [(each, stands(each.stood, lang)) for each in found]
    tongue = Tongue(lang)
    return shown(request, tongue, "strategies", tongue.say("strategies"), rows=rows)


@require_safe
def strategy(request: HttpRequest, lang: str, key: str) -> HttpResponse:
    """One strategy. Raises ``Http404`` where none of it is published."""
    told, stood = one(key)
    tongue = tongue_for(lang, told)
    heirs = m.Strategy.objects.filter(predecessor=told.row, versions__number=1)
    adopter = decide.bodies(references=[told.row.adopter]).get(told.row.adopter)
    matter = decide.matters(references=[told.row.matter]).get(told.row.matter) if told.row.matter else None
    return shown(
        request,
        tongue,
        "strategy",
        tongue.plain(told.text.title),
        key=key,
        told=told,
        stands=stands(told.stood, lang),
        entered=stood.entered(told.stood),
        adopter=adopter,
        matter=matter,
        said=list(grouped(told.text)),
        points=list(_way(told, stood, lang)),
        versions=stood.of[told.row.pk],
        heirs=list(heirs),
        asked=m.Consultation.objects.filter(version__strategy=told.row).exists(),
    )


@require_safe
def theme(request: HttpRequest, lang: str, key: str, code: str) -> HttpResponse:
    """One theme with what is undertaken in it. Raises ``Http404``."""
    told, _ = one(key)
    found = next((each for each in told.text.themes if each.code == code), None)
    if found is None:
        raise Http404
    tongue = tongue_for(lang, told)
    said = [each for each in told.text.statements if each.theme == code]
    return shown(
        request, tongue, "theme", tongue.plain(found.title), key=key, code=code, told=told, theme=found, said=said,
        stands=stands(told.stood, lang),
    )  # fmt: skip


def stands(stood: Stood, lang: str) -> Stands | None:
    """Where a version stands, in words."""
    now = stood.standing.now
    return None if now is None else Stands(words(NAMES[now.name], lang), _COLOURS[now.name], stands_in_words(now, lang))


def grouped(text: Strategy) -> Iterator[tuple[str, list[Statement]]]:
    """What a strategy says beside its themes and commitments, level by level, in the order in which each is first named."""
    whole = [each for each in text.statements if each.theme is None]
    for level in dict.fromkeys(each.level for each in whole):
        yield level, [each for each in whole if each.level == level]


def _way(told: Told, stood: Standings, lang: str) -> Iterator[Point]:
    """How a strategy came to be: what each version came to, in the order of its days. That the next takes its place goes without saying."""
    first = stood.of[told.row.pk][0].standing.steps[0]
    points = [Point(first.since, words(STEPS["written"], lang), {}, "")] if first.why == "written" else []
    points += [
        Point(step.since, words(STEPS[step.why], lang), *_by(step.cites, stood, lang))
        for each in stood.of[told.row.pk]
        for step in each.standing.steps
        if step.why not in {"replaced", "written"}
    ]
    yield from sorted(points, key=lambda each: each.on)


def _by(cites: str, stood: Standings, lang: str) -> tuple[Mapping[str, str], str]:
    by = stood.cited.uses.get(cites) or stood.cited.decisions.get(cites)
    return (by.title, by.addresses[lang]) if by else ({}, "")
