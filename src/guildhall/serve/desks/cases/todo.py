"""The list of tasks: mine and my teams', soonest due first, each done from here."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from guildhall.estate.door import display_names, page
from guildhall.kernel.clocks import local
from guildhall.serve.casework import tasks
from guildhall.serve.casework.tasks import Whose
from guildhall.serve.clock import now
from guildhall.serve.desks.cases.lists import team_name, title_of
from guildhall.serve.desks.cases.reach import WORKERS, onlooker
from guildhall.serve.desks.cases.story import TASKS
from guildhall.serve.desks.staff import account, desk_page
from guildhall.serve.desks.telling import left_in_words, on, when
from guildhall.serve.telling import correspondence
from guildhall.serve.telling.notices import OTHERWISE

WHOSE: dict[Whose, str] = {"": "Mine and my teams'", "mine": "Mine", "team": "My teams', given to nobody"}
STRETCH = 50


@desk_page(*WORKERS)
def todo(request: HttpRequest) -> HttpResponse:
    """What is to be done."""
    at, by, typed = now(), account(request), request.GET.get("whose", "")
    whose: Whose = typed if typed in WHOSE else ""
    found, after = tasks.to_do(
        onlooker=onlooker(request), whose=whose, after=request.GET.get("after", ""), limit=STRETCH
    )
    untold, more = correspondence.listed(onlooker=onlooker(request), kind=OTHERWISE, state="waiting", limit=STRETCH)
    names = display_names(references={one for each in found for one in (each.to, each.set_by) if one})
    today, kept = local(at).date(), {"whose": whose} if whose else {}
    return page(
        request=request,
        template="serve/cases/todo.jinja",
        account=by,
        desk="tasks",
        title="Tasks",
        rows=[
            {
                "task": each,
                "what": TASKS.get(each.kind, each.kind),
                "service": title_of(each.service),
                "due": on(each.due_on, at) if each.due_on else "",
                "left": left_in_words(each.due_on, at),
                "late": each.due_on is not None and each.due_on < today,
                "to": names.get(each.to, ""),
                "team": team_name(each.team),
                "set": when(each.set_at, at),
                "by": names.get(each.set_by, ""),
            }
            for each in found
        ],
        untold=[(each, when(each.rendered_at, at)) for each in untold] if whose != "mine" else [],
        all_untold=f"{reverse('serve:outbox')}?{urlencode({'kind': OTHERWISE, 'state': 'waiting'})}" if more else "",
        choices=WHOSE,
        whose=whose,
        later=f"?{urlencode(kept | {'after': after})}" if after else "",
        first=f"?{urlencode(kept)}" if request.GET.get("after") else "",
    )
