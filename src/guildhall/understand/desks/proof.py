"""The page of a commitment's proof, as everybody sees it: what was promised, how far it is kept and why, by whom, by whose decision."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from guildhall.estate.door import page
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.clear_days_said import day_inside
from guildhall.kernel.model import words
from guildhall.kernel.planning.promised import number_in_words, target_in_words
from guildhall.kernel.planning.proving import Status
from guildhall.kernel.planning.saying import STEPS
from guildhall.kernel.service import Service
from guildhall.plan import door as plan
from guildhall.plan.door import Part, Undertaken
from guildhall.understand.addresses import OTHER, address
from guildhall.understand.clock import now
from guildhall.understand.desks.drawing import Drawing, Drawn
from guildhall.understand.opinions import on_commitment
from guildhall.understand.proof import Evidence, evidence, keepers
from guildhall.understand.tongue import Tongue

_COLOURS: Mapping[Status, str] = {"met": "green", "on-the-way": "blue", "late": "red", "not-known": "grey"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One promise in words: its title, where it stands with its colour and its reason, what there is to say of it, and its charts."""

    title: str
    status: str
    colour: str
    reason: str
    said: list[tuple[str, str]]
    charts: list[Drawn]


@dataclass(frozen=True, slots=True)
class Doing:
    """An action or a milestone in words."""

    code: str
    text: str
    said: str
    late: bool


def found(key: str, code: str, on: date) -> tuple[Undertaken, tuple[Service, ...], tuple[Evidence, ...]]:
    """A commitment, the services that keep it and the proof of each of its promises. Raises ``Http404`` where there is none."""
    undertaken = plan.undertaken(strategy=f"strategy/{key}", code=code, on=on)
    if undertaken is None:
        raise Http404
    services = keepers(undertaken)
    return undertaken, services, evidence(undertaken=undertaken, services=[each.id for each in services], on=on)


@require_safe
def proof(request: HttpRequest, lang: str, key: str, code: str) -> HttpResponse:
    """The proof of one commitment, today. Raises ``Http404``."""
    on = local(now()).date()
    undertaken, services, proofs = found(key, code, on)
    tongue = Tongue(lang)
    return page(
        request=request,
        template="understand/proof.jinja",
        lang=lang,
        title=f"{tongue.say('proof')}: {tongue(undertaken.says.text)}",
        service=tongue(undertaken.title),
        other_url=address(OTHER[lang], key, code),
        t=tongue,
        key=key,
        code=code,
        undertaken=undertaken,
        promises=[_shown(place, each, tongue) for place, each in enumerate(proofs, 1)],
        services=[
            (
                tongue(each.title),
                reverse(f"serve:web-service-{_spoken(each, lang)}", kwargs={"service": each.id}),
                _spoken(each, lang),
            )
            for each in services
        ],
        set_by=[
            (day_inside(each.on, lang), words(STEPS[each.did], lang), tongue(each.title), each.addresses[lang])
            for each in undertaken.set_by
        ],
        opinions=on_commitment(strategy=undertaken.strategy, commitment=code),
        doing=[_doing(each, on, tongue) for each in (*undertaken.actions, *undertaken.milestones)],
    )


def _shown(place: int, each: Evidence, tongue: Tongue) -> Shown:
    promise, measure = each.promise, each.measure
    title = tongue(promise.said) if promise.said else tongue(measure.title) if measure else tongue.say("promised")
    return Shown(
        title,
        each.proof.name(tongue.lang),
        _COLOURS[each.proof.status],
        each.proof.reason(tongue.lang),
        list(_said(each, tongue)),
        list(_charts(place, each, tongue)),
    )


def _said(each: Evidence, tongue: Tongue) -> Iterator[tuple[str, str]]:
    promise, measure = each.promise, each.measure
    yield tongue.say("promised"), target_in_words(promise, tongue.lang)
    if measure and each.line:
        newest = each.line[-1]
        figure, between = tongue.figure(measure, newest.figure), tongue.between(measure, newest.figure)
        told = f"{figure} ({between})" if between else figure
        yield tongue.say("now"), tongue.say("now-said", figure=told, span=tongue.span(newest))
    if start := promise.baseline:
        unit = tongue(start.unit)
        amount = f"{number_in_words(start.value)}{'' if unit == '%' else ' '}{unit}"
        day = day_inside(start.on, tongue.lang, after_a_preposition=True)
        yield tongue.say("baseline"), tongue.say("baseline-said", amount=amount, day=day, source=tongue(start.source))
    if measure:
        names = ", ".join(map(tongue.service, each.services))
        of = tongue.say("of-services", services=names) if names else tongue.say("of-all")
        yield tongue.say("measured"), f"{tongue(measure.question)} {of} {tongue(measure.caveat)}"


def _charts(place: int, each: Evidence, tongue: Tongue) -> Iterator[Drawn]:
    measure = each.measure
    if measure is None or not each.line:
        return
    draw = Drawing(measure, each.promise, tongue)
    yield draw.over_time(f"over-time-{place}", each.line)
    for by, latest, called in (
        ("channel", each.channels, tongue.channel),
        ("ward", each.wards, tongue.ward),
        ("service", each.by_service, tongue.service),
    ):
        drawn = draw.of_parts(f"by-{by}-{place}", tongue.say(f"by-{by}"), latest, called)
        if drawn:
            yield drawn


def _doing(part: Part, on: date, tongue: Tongue) -> Doing:
    late = part.is_late(on)
    if part.done and part.done <= on:
        said = tongue.say("was-done", day=day_inside(part.done, tongue.lang, after_a_preposition=True))
    elif part.due:
        said = tongue.say("was-due" if late else "is-due", day=day_inside(part.due, tongue.lang))
    else:
        said = tongue.say("no-day")
    return Doing(part.code, tongue(part.text), said, late)


def _spoken(service: Service, lang: str) -> str:
    return lang if lang in service.languages else service.languages[0]
