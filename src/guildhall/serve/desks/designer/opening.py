"""What every page of the desk stands on: the draft, who may open it, and the frame with its outline."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from guildhall.estate.door import Role, page, problem
from guildhall.serve.clock import now
from guildhall.serve.designing.known import called
from guildhall.serve.designing.parts import ONE, TITLES, outline
from guildhall.serve.designing.standing import Standing, by_part
from guildhall.serve.desks.staff import account, desk_page
from guildhall.serve.desks.telling import when
from guildhall.serve.publishing import drafts
from guildhall.serve.publishing.drafts import DraftValue, NoSuchDraft

DESIGNERS: tuple[Role, ...] = ("service-designer", "administrator")
View = Callable[..., HttpResponse]
MOST_SIGNS = 400_000
"""Signs of one form that are read. The longest shipped part has 4,000."""


def draft_page(view: View) -> View:
    """Give a view the draft that its address names, for designers only."""

    @desk_page(*DESIGNERS)
    @wraps(view)
    def opened(request: HttpRequest, draft: int, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            found = drafts.find(draft=draft)
        except (NoSuchDraft, OverflowError):
            return problem(request=request, status=404, words_key="serve.desk-no-such-draft")
        return view(request, found, *args, **kwargs)

    return opened


def typed(request: HttpRequest) -> dict[str, list[str]]:
    """What was posted, by the name of each box."""
    return boxes(request.POST)


def boxes(posted: QueryDict) -> dict[str, list[str]]:
    """The boxes of a form. A form that is far too long is read only so far."""
    found: dict[str, list[str]] = {}
    room = MOST_SIGNS
    for name, held in posted.lists():
        room -= len(name) + sum(len(str(each)) for each in held)
        if room < 0:
            break
        found[name] = [str(each) for each in held]
    return found


def desk(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """A page of this desk."""
    return page(
        request=request,
        template=f"serve/designer/{template}.jinja",
        status=status,
        account=account(request),
        desk="designer",
        **context,
    )


def draft_desk(
    request: HttpRequest, draft: DraftValue, standing: Standing, template: str, *, at: str = "", **context: Any
) -> HttpResponse:
    """A page about a draft, with its outline beside it. ``at`` is the part that is open."""
    return desk(
        request,
        template,
        draft=draft,
        name=name_of(draft),
        open_at=at,
        standing=standing,
        lists=[(sort, title, outline(draft.document, sort)) for sort, title in TITLES.items()],
        one=ONE,
        faults=by_part(standing),
        saved=when(draft.edited_at, now()),
        **context,
    )


def name_of(draft: DraftValue) -> str:
    """What a draft is called: its title, else its code."""
    held: Mapping[str, Any] = draft.document if isinstance(draft.document, dict) else {}
    return called({"title": held.get("title"), "id": held.get("id")})
