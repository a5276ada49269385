"""Those whom the organisation helps now; the forms filled in for them; how their cases stand; and the end of it."""

from contextlib import suppress
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from guildhall.estate.door import page, problem
from guildhall.people.door import NoSuchRepresentation, acts_as, acts_for, name_of, representations_seen
from guildhall.serve.clock import now
from guildhall.serve.desks import looking
from guildhall.serve.desks.assisted import asking, ending, finding
from guildhall.serve.desks.assisted.desk import let_open, may_open
from guildhall.serve.desks.assisted.starting import LANGUAGES
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.helping import telling
from guildhall.serve.desks.helping.reach import allowed, helper, opened, over
from guildhall.serve.desks.partner.reach import PARTNER, ROLES
from guildhall.serve.desks.staff import account, desk_page
from guildhall.serve.helping.representing import helped, matter_of_journey
from guildhall.serve.helping.withdrawing import said_to_them, withdraw


@desk_page(*ROLES)
def people(request: HttpRequest) -> HttpResponse:
    """Those who agreed to be helped by this organisation, with what each of them agreed to; and whom to help next."""
    sees, at, after = onlooker(request), now(), request.GET.get("after", "")[:60]
    service, language = request.GET.get("service", ""), request.GET.get("lang", "en")
    offered = finding.offered(channel=PARTNER.channel, language="en")
    if service in {each.id for each in offered} and sees.acts_for:
        return redirect(PARTNER.url("consent", service=service) + f"?lang={'cy' if language == 'cy' else 'en'}")
    found, later = helped(onlooker=sees, at=at, after=after)
    looking.lay_open(request, parties=[each.representation.principal for each in found])
    organisation = name_of(reference=sees.acts_for) if sees.acts_for else ""
    return page(
        request=request,
        template="serve/helping/partner.jinja",
        account=account(request),
        desk="partner",
        title="Help somebody",
        errors=[{"text": "Choose a service", "href": "#service"}] if "service" in request.GET else [],
        organisation=organisation,
        services={each.id: each.title for each in offered},
        languages=LANGUAGES,
        chosen=language,
        people=telling.people(found, at),
        said={each: said_to_them(name=organisation, language=each) for each in LANGUAGES},
        later=later,
        further=bool(after),
    )


@desk_page(*ROLES)
def journey(request: HttpRequest, journey: UUID, page_id: str = "") -> HttpResponse:
    """A page of the form, while the person still wishes it."""
    refused = _kept_out(request, journey)
    return refused or asking.gone_on(request, PARTNER, journey, page_id)


@desk_page(*ROLES)
def end(request: HttpRequest, journey: UUID) -> HttpResponse:
    """The end of the form, while the person still wishes it."""
    refused = _kept_out(request, journey)
    return refused or ending.ended(request, PARTNER, journey)


@desk_page(*ROLES)
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """How a case stands, as the person is told."""
    found = opened(request, reference)
    if isinstance(found, HttpResponse):
        return found
    case, given = found
    return page(
        request=request,
        template="serve/helping/case.jinja",
        account=account(request),
        desk="partner",
        title=f"{case.reference} for {name_of(reference=given.principal) or 'somebody'}",
        back=PARTNER.path,
        given=given,
        may_end=True,
        **telling.basis_in_words(given, now()),
        **telling.progress(case, request.GET.get("before", "")),
    )


@require_POST
@desk_page(*ROLES)
def withdrawal(request: HttpRequest, representation: int) -> HttpResponse:
    """The person says that it is to end. It ends at once, for everybody of the organisation."""
    at, sees = now(), onlooker(request)
    if representation in {each.id for each in representations_seen(onlooker=sees, at=at)}:
        with suppress(NoSuchRepresentation):  # it ended by another way in the same moment
            withdraw(representation=representation, channel=PARTNER.channel, actor=helper(request), at=at)
        return over(request)
    given = (each.id for agent in acts_as(onlooker=sees) for each in acts_for(reference=agent))
    return over(request) if representation in given else problem(request=request, status=404)


def _kept_out(request: HttpRequest, journey: UUID) -> HttpResponse | None:
    """The page that says why somebody may not go on with a form; nothing where they may."""
    found = allowed(request, matter_of_journey(journey), "speak")
    if isinstance(found, HttpResponse):
        return found
    if not may_open(request, journey):
        let_open(request, journey)
    return None
