"""What a draft was before: every save of it, and the way back to one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from guildhall.estate.door import display_names
from guildhall.serve.clock import now
from guildhall.serve.desks.designer.beside import look
from guildhall.serve.desks.designer.opening import draft_desk, draft_page, name_of
from guildhall.serve.desks.staff import actor, said
from guildhall.serve.desks.telling import when
from guildhall.serve.publishing import drafts
from guildhall.serve.publishing.drafts import Closed, DraftValue, NoSuchRevision, Overtaken

A_PAGE = 20
"""Saves on one page."""

Saves = list[tuple[int, str, str]]
"""Each save: its number, by whom, and when."""


def saves_of(draft: DraftValue, before: int | None = None) -> tuple[Saves, int | None]:
    """A page of saves, the newest first, and the number before which the next page begins. Two statements."""
    found = drafts.revisions(draft=draft.id, before=before, limit=A_PAGE + 1)
    page, at = found[:A_PAGE], now()
    names = display_names(references={by for _, by, _ in page})
    saves = [(number, names.get(by, "somebody"), when(moment, at)) for number, by, moment in page]
    return saves, page[-1][0] if len(found) > A_PAGE else None


@draft_page
@require_http_methods(["GET", "HEAD", "POST"])
def revisions(request: HttpRequest, draft: DraftValue) -> HttpResponse:
    """Every save of a draft; and an earlier one is saved again, as the newest."""
    if request.method != "POST":
        return _page(request, draft)
    number = _number(said(request, "number", 12))
    if said(request, "revision", 12) != str(draft.revision):
        return _page(request, draft, "Somebody saved the draft since you opened this page. Look at it again.")
    try:
        drafts.go_back(draft=draft, revision=number or 0, actor=actor(request), at=now())
    except NoSuchRevision:
        return _page(request, draft, "There is no such revision. Choose one from the list.")
    except Overtaken:
        return _page(request, draft, "Somebody saved the draft just now. Look at it again.")
    except Closed:
        return _page(request, draft, "This draft is published, and is not changed any more.")
    return redirect("serve:designer-draft", draft=draft.id)


def _page(request: HttpRequest, draft: DraftValue, error: str = "") -> HttpResponse:
    standing = drafts.standing(draft)
    saves, more = saves_of(draft, _number(str(request.GET.get("before", ""))))
    return draft_desk(
        request,
        draft,
        standing,
        "revisions",
        at="revisions",
        status=409 if error else 200,
        title=f"Every save – {name_of(draft)}",
        errors=[{"text": error, "href": "#saves"}] if error else [],
        saves=saves,
        more=more,
        look=look(request, standing),
        languages=standing.rest.languages if standing.rest else ("en",),
    )


def _number(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 7 else None
