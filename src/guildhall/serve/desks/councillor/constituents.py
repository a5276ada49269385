"""A constituent asked me: whom, about what; and how it goes, as the constituent is told."""

from datetime import timedelta
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from guildhall.estate.door import Role, may_try, page
from guildhall.people.door import TERMS, NotEnough, name_of
from guildhall.serve.casework import cases
from guildhall.serve.casework.cases import CaseValue, NoSuchCase
from guildhall.serve.casework.wards import ward
from guildhall.serve.clock import now
from guildhall.serve.desks import looking
from guildhall.serve.desks.assisted import finding
from guildhall.serve.desks.assisted.starting import LANGUAGES
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.helping import telling
from guildhall.serve.desks.helping.reach import helper, opened
from guildhall.serve.desks.people.boxes import settled
from guildhall.serve.desks.staff import account, desk_page, said
from guildhall.serve.desks.web.tracking import knows
from guildhall.serve.helping import constituents
from guildhall.serve.helping.constituents import Constituent
from guildhall.serve.helping.representing import helped

ROLES: tuple[Role, ...] = ("councillor",)
BOXES = ("name", "email", "phone", "reference", "service", "lang")
TRIES, PER = 20, timedelta(hours=1)
"""How many references a councillor may try in an hour."""

_ASKED, _KEPT = "councillor-asked", 10
"""Where the forms that were sent in lately are known by their keys, and how many."""

_UNMATCHED = (
    "No case has this reference and this name, email or telephone. Check them, or leave it empty and choose a service"
)


@desk_page(*ROLES)
def people(request: HttpRequest) -> HttpResponse:
    """Constituents who asked, with how their matters go; and the wards."""
    return _page(request, [])


@require_POST
@desk_page(*ROLES)
def asking(request: HttpRequest) -> HttpResponse:
    """Record that a constituent asked. No form is asked of them; they are told. Pressed twice, they asked once."""
    once, done = said(request, "once", 36), request.session.get(_ASKED, [])
    if once in done:
        return redirect(reverse("serve:councillor") + "#people")
    typed = {name: said(request, name, 300) for name in BOXES}
    email, phone = settled("email", typed["email"]), settled("phone", typed["phone"])
    offered = {each.id for each in finding.offered(channel="web", language="en")}
    amiss = {
        "name": "" if typed["name"] else "Write the name of the constituent",
        "email": email.amiss,
        "phone": phone.amiss,
        "service": "" if typed["reference"] or typed["service"] in offered else "Choose what it is about",
    }
    case = None
    if typed["reference"] and not any(amiss.values()):
        case = _case(request, typed["reference"], (typed["name"], email.value, phone.value))
        amiss["reference"] = "" if case else _UNMATCHED
    errors = [{"text": text, "href": f"#{box}"} for box, text in amiss.items() if text]
    if errors:
        return _page(request, errors)
    language = typed["lang"] if typed["lang"] in LANGUAGES else "en"
    try:
        constituents.asked(
            councillor=helper(request),
            name=account(request).display_name,
            who=Constituent(typed["name"], email.value, phone.value, language),
            case=case,
            service=typed["service"],
            at=now(),
        )
    except NotEnough:
        return _page(request, [{"text": "This is you. For yourself, ask like any resident", "href": "#name"}])
    request.session[_ASKED] = [*done, *filter(None, [once])][-_KEPT:]
    return redirect(reverse("serve:councillor") + "#people")


@desk_page(*ROLES)
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """How a constituent's case stands, and the reasons that the constituent was told."""
    found = opened(request, reference)
    if isinstance(found, HttpResponse):
        return found
    case, given = found
    return page(
        request=request,
        template="serve/helping/case.jinja",
        account=account(request),
        desk="councillor",
        title=f"{case.reference} for {name_of(reference=given.principal) or 'a constituent'}",
        back=reverse("serve:councillor"),
        given=given,
        may_end=False,
        **telling.basis_in_words(given, now()),
        **telling.progress(case, request.GET.get("before", "")),
    )


def _case(request: HttpRequest, reference: str, details: tuple[str, ...]) -> CaseValue | None:
    """The case of a reference that the constituent gave, where something else that they gave is known of it."""
    at, who = now(), account(request).reference
    if not may_try(purpose="constituent", who=who, limit=TRIES, per=PER, now=at):
        return None
    try:
        found = cases.find(reference=reference)
    except NoSuchCase:
        return None
    return found if found.customer and any(knows(found, each) for each in details if each) else None


def _page(request: HttpRequest, errors: list[dict[str, str]]) -> HttpResponse:
    sees, at, after = onlooker(request), now(), request.GET.get("after", "")[:60]
    found, later = helped(onlooker=sees, at=at, after=after)
    looking.lay_open(request, parties=[each.representation.principal for each in found])
    return page(
        request=request,
        template="serve/helping/councillor.jinja",
        status=409 if errors else 200,
        account=account(request),
        desk="councillor",
        title="Constituents who asked",
        errors=errors,
        once=said(request, "once", 36) or uuid4(),
        typed={name: said(request, name, 300) for name in BOXES},
        rule=TERMS["elected-member"].rule,
        services={each.id: each.title for each in finding.offered(channel="web", language="en")},
        languages=LANGUAGES,
        said={each: constituents.said_to_them(name=account(request).display_name, language=each) for each in LANGUAGES},
        wards=[each for each in (ward(code=code) for code in sees.wards) if each],
        people=telling.people(found, at),
        later=later,
        further=bool(after),
    )
