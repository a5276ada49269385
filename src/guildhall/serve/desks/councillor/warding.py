"""My ward's cases: how many of each service, and where; nobody's name, reference or house number."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode

from guildhall.estate.door import page, problem
from guildhall.kernel.clocks import local
from guildhall.serve.casework.wards import ward
from guildhall.serve.clock import now
from guildhall.serve.desks.cases.lists import title_of
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.councillor.constituents import ROLES
from guildhall.serve.desks.staff import account, desk_page
from guildhall.serve.desks.telling import on
from guildhall.serve.helping.wardcases import FEW, listed, tallies


@desk_page(*ROLES)
def ward_page(request: HttpRequest, code: str) -> HttpResponse:
    """A ward that elected whoever is here."""
    sees, at, here = onlooker(request), now(), ward(code=code)
    if here is None or code not in sees.wards:
        return problem(request=request, status=404)
    after, service = request.GET.get("after", "")[:60], request.GET.get("service", "")[:100]
    counted = tallies(onlooker=sees, ward=code)
    rows, later = listed(onlooker=sees, ward=code, counted=counted, service=service, after=after)
    return page(
        request=request,
        template="serve/helping/ward.jinja",
        account=account(request),
        desk="councillor",
        title=f"{here.name}: cases in the ward",
        tallies=[
            (each.service, title_of(each.service), each.open if each.open is not None else f"fewer than {FEW}")
            for each in counted
        ],
        chosen=service,
        rows=[
            (on(local(each.opened_at).date(), at), title_of(each.service), each.street, each.closed) for each in rows
        ],
        later=f"?{urlencode(({'service': service} if service else {}) | {'after': later})}" if later else "",
        further=bool(after or service),
        here=here,
        left_out=any(each.open is None for each in counted),
        few=FEW,
    )
