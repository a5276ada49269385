"""A service's own page, and the start of a journey."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.views.decorators.http import require_http_methods, require_safe

from guildhall.estate.door import words as say
from guildhall.kernel.clocks import local
from guildhall.kernel.model import words
from guildhall.serve import clock
from guildhall.serve.desks.web import cookies
from guildhall.serve.desks.web.acting import acting
from guildhall.serve.desks.web.helped import helped_in_person
from guildhall.serve.desks.web.showing import answer, private_page
from guildhall.serve.desks.web.standing import Standing, not_begun, stand
from guildhall.serve.helping.representing import matter_of_form
from guildhall.serve.pages import addresses, composed, escaped, put
from guildhall.serve.pages.offering import fee_in_words
from guildhall.serve.pages.promised import promises_kept
from guildhall.serve.pages.waived import waived_access
from guildhall.serve.places.remembered import remembered
from guildhall.serve.promised import kept
from guildhall.serve.publishing import editions, waivers
from guildhall.serve.publishing.editions import Live


@require_safe
def service_page(request: HttpRequest, lang: str, service: str) -> HttpResponse:
    """What the service is, every way to reach it, and where to start. Asks the database nothing."""
    live = _in_force(service)
    if lang not in live.service.languages:
        return HttpResponseRedirect(addresses.of_service(live.service.languages[0], service))
    at = clock.now()
    today = local(at).date()
    fee = fee_in_words(live.compiled, lang, today)
    waived = waived_access(waivers.of_access(service=service, today=today), lang)
    helped = helped_in_person(remembered(at=at), lang, at)
    keeps = promises_kept(kept(fulfils=live.service.fulfils, at=at), lang)
    made = put(composed(live, lang)["service"], fee=escaped(fee), waived=waived, helped=helped, keeps=keeps)
    return answer(request, made, lang, private=False)


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, lang: str, service: str) -> HttpResponse:
    """Begin. Where this browser has begun already, ask whether to go on or to start again."""
    live = _in_force(service)
    at = clock.now()
    first = HttpResponseRedirect(_first(live, lang))
    if request.method == "POST":
        cookies.forget_journey(first, service)
        return first
    here = stand(request, lang, service, at)
    if isinstance(here, HttpResponse):
        cookies.forget_journey(first, service)
        return first
    if not here.begun:
        return first
    return private_page(
        request,
        "begun",
        lang,
        title=say("serve").say("web-begun", lang),
        service=words(live.service.title, lang),
        go_on=here.next_after(None),
        acting=addresses.of_acting(lang, service) if acting(matter_of_form(here.journey.id), lang, at) else "",
        back_url=addresses.of_service(lang, service),
        other_url="",
        csrf=get_token(request),
    )


def _in_force(service: str) -> Live:
    live = editions.current(service=service)
    if live is None:
        raise Http404(service)
    return live


def _first(live: Live, lang: str) -> str:
    begin = live.compiled.start
    if begin in live.compiled.pages:
        return addresses.of_page(lang, live.id, str(begin))
    return Standing(live, lang, not_begun(live, lang, clock.now()), begun=False).next_after(None)
