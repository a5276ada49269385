"""The API's addresses under ``/api/v1``. No cookies are read, so no token is needed; who posts is limited by where from."""

from datetime import datetime
from urllib.parse import unquote

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from guildhall.channels import api as channel
from guildhall.estate.door import is_sound, tidy
from guildhall.estate.door import words as say
from guildhall.kernel.canonical import canonical_json, content_hash, read_json
from guildhall.kernel.clocks import local
from guildhall.kernel.journey import Position, step, unasked
from guildhall.kernel.model import Json, words
from guildhall.kernel.prefill import offers
from guildhall.kernel.scope import Circumstances
from guildhall.serve import clock
from guildhall.serve.answering import facts, journeys, uploads
from guildhall.serve.casework import cases, opening
from guildhall.serve.casework.cases import CaseValue, NoSuchCase
from guildhall.serve.contacts import interactions
from guildhall.serve.desks.api import described
from guildhall.serve.desks.api.exchange import Problem, answer, as_problem, language_of, object_in
from guildhall.serve.desks.api.routes import RESIDENT, at, key_in, live_of, within
from guildhall.serve.desks.suggesting import suggested
from guildhall.serve.desks.web.tracking import knows
from guildhall.serve.joining import reporting
from guildhall.serve.models import Posted
from guildhall.serve.pages import addresses
from guildhall.serve.publishing import editions
from guildhall.serve.publishing.editions import Live

_BODY = frozenset({"answers"})
_REPORT = frozenset({"answers", "same"})


@at("/services", "GET")
def services(request: HttpRequest) -> HttpResponse:
    """Every service that machines may use."""
    language = language_of(request)
    open_to_all = [each for each in editions.live() if "api" in each.service.channels.offered()]
    return answer(request, {"services": [described.listed(each, language) for each in open_to_all]})


@at("/services/{service}", "GET")
def service_(request: HttpRequest, service: str) -> HttpResponse:
    """One service: what it is, every way in, and the schema of its answers."""
    return answer(request, described.whole(live_of(service), language_of(request)))


@at("/services/{service}/schema", "GET")
def schema(request: HttpRequest, service: str) -> HttpResponse:
    """The JSON Schema of the answers."""
    live = live_of(service)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:guildhall:edition:{live.hash}"}
    made = head | channel.schema(live.compiled, language_of(request))
    return answer(request, made, content_type="application/schema+json")


@at("/services/{service}/openapi.json", "GET")
def openapi(request: HttpRequest, service: str) -> HttpResponse:
    """The OpenAPI document of one service."""
    return answer(request, described.openapi(live_of(service), language_of(request)))


@at("/services/{service}/check", "POST")
def check(request: HttpRequest, service: str) -> HttpResponse:
    """Where these answers lead: what is asked next, what does not stand, how it ends. Nothing is kept."""
    live, language = live_of(service), language_of(request)
    within(request, "check")
    given = _answers(request)
    taken = channel.surface(live.compiled, Position(), language).take(given)
    so_far = {name: value for name, value in taken.items() if name in given}
    around = _around(live, so_far)
    position = step(live.compiled, so_far, around)
    told = told_of(position, given, language, clock.now()) | {"offers": offers(live.compiled, position, so_far, around)}
    told["errors"] = _errors(live, position, language)
    told["similar"] = _similar(live, position, language, clock.now())
    errors = [each for each in told["errors"] if each["code"] != "missing" or each["step"].partition(".")[0] in given]
    return answer(request, told | {"errors": errors})


@at("/services/{service}/cases", "POST")
def open_case(request: HttpRequest, service: str) -> HttpResponse:
    """Open a case. The same key with the same body gives the same answer again; with another body, a conflict."""
    live, language = live_of(service), language_of(request)
    within(request, "cases")
    key = key_in(request)
    given, same = _answers(request, _REPORT), _same(request)
    body = content_hash([live.id, language, given, *([same] if same else [])])
    with transaction.atomic():
        posted, new = Posted.objects.get_or_create(key=f"api {key}", defaults={"body_hash": body, "at": clock.now()})
        if not new and posted.body_hash != body:
            raise Problem(409, "other-body")
        if not new:
            return answer(request, read_json(posted.answer))
        status, told = _opened(live, language, given, same, posted)
        posted.answer = canonical_json(told)
        posted.save(update_fields=["answer", "case"])
    return answer(request, told, status)


@at("/cases/{reference}", "GET")
def follow(request: HttpRequest, reference: str) -> HttpResponse:
    """How a case stands, for whoever knows a detail that was given with it (in the header, so that no log keeps it)."""
    language = language_of(request)
    within(request, "follow")
    case = _case(reference)
    if case is None or not knows(case, unquote(request.headers.get("Case-Detail", ""))[:300]):
        raise Problem(404, "no-such-case")
    return answer(request, _case_told(case, language))


def not_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Anything else under ``/api``."""
    return as_problem(request, Problem(404, "no-such-address"))


def _opened(
    live: Live, language: str, given: dict[str, Json], same: str, posted: Posted
) -> tuple[int, dict[str, Json]]:
    """The answer to a request for a case, and its status. Raises ``Problem`` where an answer does not stand.

    What ends with a person opens a case too, for a machine cannot be relied on to say "ring now" to anybody.
    """
    now = clock.now()
    taken = channel.surface(live.compiled, Position(), language).take(given)
    position = step(live.compiled, taken, _around(live, taken))
    told = told_of(position, given, language, clock.now())
    told["satisfaction"] = f"{described.ROOT}/services/{live.id}/satisfaction"
    errors = _errors(live, position, language)
    if position.outcome is None or errors:
        also = {"unasked": told["unasked"]} if told["unasked"] else {}
        raise Problem(422, "not-finished", errors=errors, **also)
    if position.outcome.kind == "exit":
        interactions.log(channel="api", reason=interactions.ADVICE, service=live.id, actor=RESIDENT, at=now)
        return 200, told
    told["similar"] = _similar(live, position, language, now)
    if same and same not in {each["id"] for each in told["similar"]}:
        raise Problem(422, "not-similar", similar=told["similar"])
    journey = journeys.begin(live=live, language=language, channel="api", actor=RESIDENT, at=now, answers=taken)
    if position.outcome.kind == "handover":
        case = opening.hand_over(journey=journey, actor=RESIDENT, at=now)
        reason = interactions.HANDOVER
        interactions.log(channel="api", reason=reason, service=live.id, journey=journey.id, actor=RESIDENT, at=now)
    else:
        case = reporting.submit(journey=journey.id, same=same, actor=RESIDENT, channel="api", at=now)
    files = [file for _, file in uploads.files_in(tuple(live.compiled.steps.values()), position.answers)]
    uploads.put_in(files=files, journey=journey.id)
    posted.case_id = case.id
    return 201, told | {"case": _case_told(case, language), "promise": _promise(case, language)}


def _errors(live: Live, position: Position, language: str) -> list[Json]:
    """All that does not stand, each with where among the answers it lies."""
    return [
        told | {"pointer": channel.pointer(live.compiled, each)}
        for told, each in zip(_told(position, language), position.refusals, strict=True)
    ] + _files_refused(live, position, language)


def _told(position: Position, language: str) -> list[Json]:
    return [{"step": each.step, "code": each.code, "message": each.said(language)} for each in position.refusals]


def _files_refused(live: Live, position: Position, language: str) -> list[Json]:
    """The files among answers that count which were not sent here for this service, or which another case holds already."""
    listed = list(uploads.files_in(tuple(live.compiled.steps.values()), position.answers))
    wrong = uploads.not_to_be_used(files=[file for _, file in listed], service=live.id)
    return [
        {
            "step": step_,
            "code": "not-uploaded",
            "message": say("serve").say("api-not-uploaded", language, file=file),
            "pointer": "/" + step_.replace(".", "/") + "/files",
        }
        for step_, file in listed
        if file in wrong
    ]


def _around(live: Live, answers: dict[str, Json]) -> Circumstances:
    now = clock.now()
    known = facts.look_up(service=live.compiled, answers=answers, today=local(now).date())
    calendar = journeys.working_calendar(now)
    return Circumstances(now, "api", RESIDENT.kind, known, calendar)


def told_of(position: Position, given: dict[str, Json], language: str, at: datetime) -> dict[str, Json]:
    """A position, in JSON. ``next`` are the steps to answer that the request left out."""
    ended = position.outcome
    promised = opening.promise_of(position=position, at=at)
    return {
        "outcome": _outcome(position, language),
        "urgent": ended is not None and ended.kind == "handover",
        "asked": list(position.asked),
        "next": [each for each in position.relevant if each not in given],
        "offers": {},
        "unasked": list(unasked(position, given)),
        "errors": _told(position, language),
        "reasons": [{"code": each.code, "sentence": words(each.sentence, language)} for each in position.reasons],
        "fee": position.fee,
        "promise": words(promised, language) if promised else None,
        "similar": [],
        "case": None,
        "satisfaction": None,
    }


def _outcome(position: Position, language: str) -> Json:
    ended = position.outcome
    if ended is None:
        return None
    texts = {"title": ended.title, "next": ended.next, "contact": ended.contact}
    told = {name: words(text, language) for name, text in texts.items() if text}
    phone = {"telephone": ended.telephone} if ended.telephone else {}
    return {"id": ended.id, "kind": ended.kind} | told | phone


def _case_told(case: CaseValue, language: str) -> dict[str, Json]:
    status = "closed" if case.closed_at else "working" if case.assigned_to else "received"
    return {
        "reference": case.reference,
        "service": case.service,
        "title": words(case.live.service.title, language),
        "status": status,
        "said": say("serve").say(f"web-status-{status}", language),
        "received": case.received_on.isoformat(),
        "due": case.due_on.isoformat() if case.due_on else None,
        "dueAt": local(case.due_at).isoformat() if case.due_at else None,
        "promise": _promise(case, language),
        "fee": case.fee,
        "joined": bool(case.matter),
        "links": {
            "self": f"{described.ROOT}/cases/{case.reference}",
            "page": addresses.of_tracking(language, case.reference),
        },
    }


def _promise(case: CaseValue, language: str) -> str | None:
    return words(case.promise, language) if case.promise else None


def _case(reference: str) -> CaseValue | None:
    try:
        return cases.find(reference=tidy(reference)) if is_sound(reference) else None
    except NoSuchCase:
        return None


def _answers(request: HttpRequest, keys: frozenset[str] = _BODY) -> dict[str, Json]:
    given = object_in(request, keys).get("answers")
    if not isinstance(given, dict):
        raise Problem(422, "not-the-object")
    return given


def _same(request: HttpRequest) -> str:
    """The similar report that this one is said to be the same as, or nothing."""
    same = object_in(request, _REPORT).get("same")
    if same is not None and not isinstance(same, str):
        raise Problem(422, "not-the-object")
    return same or ""


def _similar(live: Live, position: Position, language: str, at: datetime) -> list[dict[str, Json]]:
    """The reports that may be of the same thing: what of them anybody may see."""
    if position.outcome is not None and position.outcome.kind == "exit":
        return []
    return [
        {
            "id": each.code,
            "service": each.alike.service,
            "said": each.what,
            "metres": each.alike.metres,
            "roughly": each.alike.roughly,
            "reported": each.alike.reported_on.isoformat(),
            "status": "working" if each.alike.working else "received",
        }
        for each in suggested(live=live, answers=position.answers, language=language, at=at)
    ]
