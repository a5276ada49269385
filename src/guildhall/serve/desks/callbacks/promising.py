"""Promise a callback: to whom and in which way, in which window, about what, and what may be said to whoever answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from guildhall.estate.door import council, page
from guildhall.kernel.clocks import local
from guildhall.people.door import Portrait
from guildhall.serve.answering import journeys
from guildhall.serve.casework import cases
from guildhall.serve.casework.cases import CaseValue, NoSuchCase
from guildhall.serve.casework.worklists import cases_of
from guildhall.serve.clock import now
from guildhall.serve.contacts import callbacks
from guildhall.serve.contacts.callbacks import CallbackValue, NotPromised, Stopped
from guildhall.serve.contacts.reachable import KINDS, stopped_by, ways_left
from guildhall.serve.desks.assisted.speaking import Speaker, speaker
from guildhall.serve.desks.callbacks import saying, windows
from guildhall.serve.desks.callbacks.reach import ROLES, person_of, sheet_of
from guildhall.serve.desks.callbacks.views import in_words
from guildhall.serve.desks.cases.lists import title_of
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.people.boxes import settled
from guildhall.serve.desks.staff import account, actor, desk_page, said
from guildhall.serve.sight import sees_case

CONTACTS = {"phone": "call", "counter": "visit"}
"""The contacts in which a callback may be promised, and what each is called."""

_OTHER = "other"
_CASES = 10


@dataclass(frozen=True, slots=True)
class For:
    """For whom a callback is, and where it was asked for."""

    person: Portrait | None
    speaks: Speaker
    case: CaseValue | None
    contact: str

    @property
    def name(self) -> str:
        return self.person.name if self.person else self.speaks.called


@desk_page(*ROLES)
def promise(request: HttpRequest) -> HttpResponse:
    """The form; and, posted, the promise."""
    whom = _for(request)
    if request.method != "POST":
        return _page(request, whom, [])
    errors, made = _promised(request, whom)
    if made is None:
        return _page(request, whom, errors)
    return redirect(sheet_of(made) + "?promised=yes")


def _for(request: HttpRequest) -> For:
    speaks = speaker(request)
    case, key = None, request.GET.get("person", "")[:32]
    reference = request.GET.get("case", "")[:20]
    if reference:
        try:
            found = cases.find(reference=reference)
        except NoSuchCase:
            found = None
        case = found if found and sees_case(onlooker(request), found) else None
    party = f"party/{key}" if key else speaks.party or (case.customer if case else "")
    contact = request.GET.get("contact", "")
    person = None
    if not key or key.isalnum():
        person = person_of(request, party)
    return For(person, speaks, case, contact if contact in CONTACTS else "")


def _promised(request: HttpRequest, whom: For) -> tuple[list[dict[str, str]], CallbackValue | None]:
    """The promise, or all that is amiss with it."""
    at, errors = now(), []
    way, to, amiss = _reach(request, whom.person)
    if amiss:
        errors.append({"text": amiss[0], "href": f"#{amiss[1]}"})
    opens, closes = (windows.moment(said(request, "day", 10), said(request, box, 10)) for box in ("since", "until"))
    for box, moment in (("since", opens), ("until", closes)):
        if moment is None:
            errors.append({"text": saying.AMISS["no-time"], "href": f"#{box}"})
    may_say = said(request, "may-say", 10)
    if may_say not in callbacks.MAY_SAY:
        errors.append({"text": saying.AMISS["no-may-say"], "href": "#may-say-nothing"})
    called = whom.name or said(request, "called", 100)
    language = said(request, "language", 3)
    case, service = _about(request, whom)
    if errors or opens is None or closes is None:
        return errors, None
    try:
        return [], callbacks.promise(
            person=whom.person,
            called=called,
            language=language if language in council().languages else "en",
            way=way,
            to=to,
            opens_at=opens,
            closes_at=closes,
            may_say=may_say,
            case=case,
            service=service,
            contact=whom.contact,
            actor=actor(request),
            at=at,
        )
    except Stopped as stopped:
        return [{"text": _instead(stopped.code), "href": "#reach"}], None
    except NotPromised as refused:
        open_then = windows.hours(journeys.working_calendar(at), local(opens).date())
        text = saying.AMISS[refused.code].format(open=open_then)
        return [{"text": text, "href": f"#{refused.box}"}], None


def _instead(code: str) -> str:
    """Why a call is stopped, and what is offered at once."""
    return f"{saying.STOPPED[code]}. Choose a text message or an email: the same time holds"


def _reach(request: HttpRequest, person: Portrait | None) -> tuple[str, str, tuple[str, str] | None]:
    """The way and the number or address; or what is amiss, and at which box."""
    chosen = said(request, "reach", 310)
    if chosen and chosen != _OTHER:
        way, _, to = chosen.partition(":")
        if (way, to) in ways_left(person):
            return way, to, None
        return "", "", ("Choose how they are called back", "reach")
    way = said(request, "way", 6)
    if way not in KINDS:
        return "", "", (saying.AMISS["no-way"], "reach")
    given = settled(KINDS[way], said(request, "to", 300))
    if given.amiss or not given.value:
        return way, "", (given.amiss or saying.AMISS["no-number"], "to")
    reason = stopped_by(person, way, given.value)
    return way, given.value, (_instead(reason), "reach") if reason else None


def _about(request: HttpRequest, whom: For) -> tuple[str, str]:
    """The case and the service that it is about, of those that were offered."""
    chosen = said(request, "about", 120)
    found = next((each for each in _matters(request, whom) if each[0] == chosen), None)
    return (found[1], found[2]) if found else ("", "")


def _matters(request: HttpRequest, whom: For) -> list[tuple[str, str, str, str]]:
    """What it may be about: the case in hand, their open cases; as a value, a case, a service and words."""
    found = [(whom.case.reference, whom.case.service)] if whom.case else []
    if whom.person:
        theirs = cases_of(onlooker=onlooker(request), customers=whom.person.references, limit=_CASES)
        found += [(each.reference, each.service) for each in theirs.cases]
    return [
        (f"case:{reference}", reference, service, f"{reference} {title_of(service)}")
        for reference, service in dict(found).items()
    ]


def _page(request: HttpRequest, whom: For, errors: list[dict[str, str]]) -> HttpResponse:
    at = now()
    calendar = journeys.working_calendar(at)
    ways = [(f"{way}:{to}", f"{saying.WAYS[way]}: {in_words(way, to)}") for way, to in ways_left(whom.person)]
    offered = windows.days(calendar, at)
    matters = _matters(request, whom)
    return page(
        request=request,
        template="serve/callbacks/promise.jinja",
        status=409 if errors else 200,
        account=account(request),
        desk="callbacks",
        title=f"Promise {whom.name or 'somebody'} a call back",
        errors=errors,
        whom=whom,
        key=whom.person.reference.removeprefix("party/") if whom.person else "",
        withheld=whom.person is not None and whom.person.withheld,
        contact=CONTACTS.get(whom.contact, ""),
        stopped=[saying.STOPPED[code] for code in _stops(whom.person)],
        ways=ways,
        days=offered,
        matters=[(value, label) for value, _, _, label in matters],
        typed=request.POST or _first(whom, ways, offered, matters),
        words=saying,
    )


def _stops(person: Portrait | None) -> list[str]:
    """Why they are not rung, in any of their needs or at any of their numbers."""
    if person is None:
        return []
    found = [stopped_by(person, "voice", "")] + [
        "not-safe" for each in person.contacts if each.kind == "phone" and each.safe is False
    ]
    return list(dict.fromkeys(each for each in found if each))


def _first(
    whom: For, ways: list[tuple[str, str]], days: list[tuple[str, str]], matters: list[tuple[str, str, str, str]]
) -> Mapping[str, str]:
    """What stands in the form before anything is typed. What may be said is never chosen for anybody."""
    return {
        "reach": ways[0][0] if ways else _OTHER,
        "day": days[0][0] if days else "",
        "about": matters[0][0] if whom.case else "",
        "language": (whom.person.language if whom.person else "") or (whom.case.language if whom.case else "") or "en",
        "way": "sms" if stopped_by(whom.person, "voice", "") else "voice",
    }
