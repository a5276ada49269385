"""What is mine to do: the first page after logging in."""

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse

from guildhall.estate.door import page
from guildhall.kernel.model import words
from guildhall.serve.casework.wanted import State, Wanted
from guildhall.serve.casework.worklists import worklist
from guildhall.serve.clock import now
from guildhall.serve.contacts import interactions
from guildhall.serve.desks.cases.lists import rows, title_of
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.staff import account, desk_page
from guildhall.serve.publishing import editions

MOST = 20
FEW = 5
PRESSING: dict[State, str] = {"late": "Late", "soon": "Due soon"}
"""The open cases that come first, by their state, the most pressing first."""
LATELY = timedelta(days=90)


@desk_page()
def hall(request: HttpRequest) -> HttpResponse:
    """The desks that are open to whoever came in, and the cases given to them."""
    by, at = account(request), now()
    works = by.holds("service-officer", "administrator")
    within = onlooker(request)
    mine = worklist(onlooker=within, wanted=Wanted(whose="mine"), at=at, limit=MOST) if works else None
    pressing = {
        state: worklist(onlooker=within, wanted=Wanted(state=state), at=at, limit=FEW) for state in PRESSING if works
    }
    return page(
        request=request,
        template="serve/hall/hall.jinja",
        account=by,
        desk="hall",
        title="What is mine to do",
        works=works,
        stumbles=_stumbles(at) if by.holds("service-designer") else None,
        mine=rows(mine.cases, at) if mine else (),
        more=bool(mine and mine.after),
        pressing=[(PRESSING[name], name, rows(each.cases, at)) for name, each in pressing.items() if each.cases],
    )


def _stumbles(at: datetime) -> list[tuple[str, str, int]]:
    """The questions that callers stumbled on lately: the service, the question, and how many times."""
    found = []
    for each in interactions.stumbles(since=at - LATELY):
        live = editions.current(service=each.service)
        question = live.compiled.steps.get(each.step) if live else None
        found.append((title_of(each.service), words(question.label, "en") if question else each.step, each.times))
    return found
