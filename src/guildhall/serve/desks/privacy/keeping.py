"""How long we keep things: what would go, when and why; what has gone; and who looked at what."""

from collections.abc import Mapping
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from guildhall.estate.door import display_names, is_sound, page, problem, tidy
from guildhall.kernel.canonical import read_json
from guildhall.kernel.clocks import local
from guildhall.kernel.kinds.date import in_words
from guildhall.people.door import NoSuchParty
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.clock import now
from guildhall.serve.desks import looking
from guildhall.serve.desks.cases.reach import onlooker, opened
from guildhall.serve.desks.privacy import saying
from guildhall.serve.desks.privacy.reach import GOVERNS, SEES_LOOKS, service_named
from guildhall.serve.desks.staff import account, desk_page
from guildhall.serve.desks.telling import when
from guildhall.serve.privacy import attempting, looks, retention, tombstones

AHEAD = {"0": "Due now", "30": "Due within 30 days", "365": "Due within a year"}


@desk_page(*GOVERNS)
def kept(request: HttpRequest) -> HttpResponse:
    """What would go, when and why; nothing goes by looking. And how long each service's cases are kept."""
    ahead = request.GET.get("ahead", "30")
    ahead = ahead if ahead in AHEAD else "30"
    by = local(now()).date() + timedelta(days=int(ahead))
    found, later = retention.due(by=by, after=request.GET.get("after", "")[:80])
    failed, more = attempting.unerased()
    return page(
        request=request,
        template="serve/privacy/kept.jinja",
        account=account(request),
        desk="privacy",
        title="How long we keep things",
        rows=[
            (
                each,
                service_named(each.service),
                in_words(each.on.isoformat(), "en"),
                in_words(each.closed_on.isoformat(), "en"),
            )
            for each in found
        ],
        failed=[(each, in_words(local(each.since).date().isoformat(), "en")) for each in failed],
        more=more,
        ahead=ahead,
        choices=AHEAD,
        later=later,
        further="after" in request.GET,
        services=[(service_named(name), period) for name, period in retention.periods()],
        rules=[(name.replace("-", " ").capitalize(), each) for name, each in retention.rules().items()],
    )


@desk_page(*GOVERNS)
def gone(request: HttpRequest) -> HttpResponse:
    """What was erased: tombstones, the newest first."""
    at = now()
    found, later = tombstones.listed(after=request.GET.get("after", "")[:80])
    staff = display_names(references={each.by for each in found if each.by})
    return page(
        request=request,
        template="serve/privacy/gone.jinja",
        account=account(request),
        desk="privacy",
        title="What was erased",
        rows=[
            (
                each,
                saying.SORTS.get(each.kind, each.kind),
                each.record.partition("/")[2] if each.kind == "case" else "",
                service_named(each.service) if each.service else "",
                when(each.at, at),
                staff.get(each.by, "by rule"),
                _went(read_json(each.emptied)),
                " to ".join(in_words(on.isoformat(), "en") for on in (each.began_on, each.ended_on) if on),
            )
            for each in found
        ],
        rules=saying.RULES,
        later=later,
        further="after" in request.GET,
    )


@desk_page(*SEES_LOOKS)
def looked_at(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Who looked at a person and those of their cases that whoever asks sees, or at one case that they see, the last first."""
    of = f"{kind}/{key}" if kind == "party" else f"case/{tidy(key) if is_sound(key) else ''}"
    name = _name(request, of)
    if isinstance(name, HttpResponse):
        return name
    at = now()
    found, later = looks.looks_at(of=of, onlooker=onlooker(request), after=request.GET.get("after", "")[:80])
    staff = display_names(references={each.by for each in found if each.by})
    return page(
        request=request,
        template="serve/privacy/looks.jinja",
        account=account(request),
        desk="privacy",
        title=f"Who looked: {name}",
        of=of,
        back=reverse("serve:people-person", kwargs={"key": key})
        if kind == "party"
        else reverse("serve:cases-case", kwargs={"reference": of.partition("/")[2]}),
        name=name,
        rows=[
            (
                staff.get(each.by, "somebody"),
                each.of.partition("/")[2] if each.of.startswith("case/") else "",
                saying.PAGES.get(each.page, each.page.replace("-", " ").capitalize()),
                when(each.at, at),
            )
            for each in found
        ],
        later=later,
        further="after" in request.GET,
    )


def _name(request: HttpRequest, of: str) -> str | HttpResponse:
    """What to call whom or what was looked at; or the page that says why it is not told."""
    if of.startswith("party/"):
        try:
            return looking.person(request, of).name or "Somebody without a name"
        except (NoSuchParty, ValueError):
            return problem(request=request, status=404, words_key="serve.desk-no-such-person")
    case = opened(request, of.partition("/")[2])
    return case.reference if isinstance(case, CaseValue) else case


def _went(emptied: Mapping[str, int]) -> str:
    """How many rows of each sort went: 8 answers, 1 note. The row of a journey is no thing of its own."""
    told = {name: many for name, many in emptied.items() if many and name not in {"answer", "journey"}}
    return ", ".join(f"{many} {name.removesuffix('s')}{'' if many == 1 else 's'}" for name, many in told.items())
