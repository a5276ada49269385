"""A page of a strategy, as everybody sees it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from guildhall.decide import door as decide
from guildhall.estate.door import page, words
from guildhall.kernel.clocks import local
from guildhall.plan import clock, reading
from guildhall.plan import models as m
from guildhall.plan.addresses import OTHER, address
from guildhall.plan.reading import Told
from guildhall.plan.standing import Standings
from guildhall.plan.tongue import Tongue


def one(key: str) -> tuple[Told, Standings]:
    """A published strategy and where its versions stand. Raises ``Http404`` where none of it is published."""
    rows = list(
        m.Strategy.objects.filter(reference=f"strategy/{key}", versions__number=1).select_related("predecessor")
    )
    found, stood = reading.told(rows, on=local(clock.now()).date())
    if not found:
        raise Http404
    return found[0], stood


def tongue_for(lang: str, told: Told) -> Tongue:
    """The language of a page, with the posts that a strategy names. One statement."""
    owners = [each.owner for each in told.text.commitments]
    owners += [action.owner for each in told.text.commitments for action in each.actions]
    return Tongue(lang, decide.posts(references={each.post for each in owners if each and each.post}))


def shown(
    request: HttpRequest, tongue: Tongue, name: str, title: str, *, key: str = "", code: str = "", **context: Any
) -> HttpResponse:
    """Answer with one of the pages. ``title`` is already in its language."""
    asked = request.META.get("QUERY_STRING", "")
    return page(
        request=request,
        template=f"plan/public/{name}.jinja",
        lang=tongue.lang,
        title=title,
        service=words("plan").say("strategies", tongue.lang),
        t=tongue,
        key=key,
        code=code,
        other_url=address(OTHER[tongue.lang], name, key, code) + (f"?{asked}" if asked else ""),
        **context,
    )
