"""What is mine to do: the first page after logging in."""

from django.http import HttpRequest, HttpResponse

from guildhall.estate.door import page
from guildhall.serve.clock import now
from guildhall.serve.desks.cases.lists import rows
from guildhall.serve.desks.staff import account, desk_page
from guildhall.serve.worklists import worklist

MOST = 20


@desk_page()
def hall(request: HttpRequest) -> HttpResponse:
    """The desks that are open to whoever came in, and the cases given to them."""
    by, at = account(request), now()
    works = by.holds("service-officer", "administrator")
    mine = worklist(assigned_to=by.reference, order="due", limit=MOST) if works else None
    return page(
        request=request,
        template="serve/hall/hall.jinja",
        account=by,
        desk="hall",
        title="What is mine to do",
        works=works,
        mine=rows(mine.cases, at) if mine else (),
        more=bool(mine and mine.after),
    )
