"""What stands between a draft and the public: findings, waivers, a second person; and the one act that publishes it."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from guildhall.estate.door import council, display_names
from guildhall.kernel.clocks import local
from guildhall.kernel.loading import Unreadable
from guildhall.serve.clock import now
from guildhall.serve.designing.known import DAY, Known, settled
from guildhall.serve.desks.designer.beside import look
from guildhall.serve.desks.designer.opening import desk, draft_desk, draft_page, name_of
from guildhall.serve.desks.designer.proving import Found, found_in
from guildhall.serve.desks.staff import account, actor, said
from guildhall.serve.publishing import drafts, editions, waivers
from guildhall.serve.publishing.drafts import Closed, DraftValue, Overtaken, SamePerson
from guildhall.serve.publishing.waivers import NotWhole

LONGEST_WAIVER = 366
"""Days that a waiver may last. What should last longer is a change of the definition."""


@draft_page
@require_http_methods(["GET", "HEAD", "POST"])
def publication(request: HttpRequest, draft: DraftValue) -> HttpResponse:
    """What stops the draft, and the button that publishes it on every channel at once."""
    if request.method != "POST":
        return _page(request, draft)
    stopped = _stops(draft)
    if said(request, "revision", 12) != str(draft.revision):
        return _page(
            request,
            draft,
            "Somebody saved the draft since you opened this page. Look at it again, then publish.",
            "publish",
        )
    if drafts.overtaken_in_force(draft) and "follow" not in request.POST:
        return _page(
            request, draft, "Another edition was published since this draft was begun. Compare the two first.", "follow"
        )
    if stopped:
        return _page(request, draft, stopped, "stops")
    try:
        live = drafts.publish(draft=draft, actor=actor(request), at=now())
    except (Unreadable, Overtaken, Closed):
        return _page(request, draft, "Somebody changed the draft just now. Nothing was published.", "publish")
    return desk(request, "published", title="Published on every channel", live=live, draft=draft, name=name_of(draft))


@draft_page
@require_POST
def approval(request: HttpRequest, draft: DraftValue) -> HttpResponse:
    """A second person says that the draft may be published as it stands."""
    if said(request, "revision", 12) != str(draft.revision):
        return _page(
            request, draft, "Somebody saved the draft since you opened this page. Look at it again.", "approve"
        )
    try:
        drafts.approve(draft=draft, actor=actor(request), at=now())
    except SamePerson:
        return _page(
            request,
            draft,
            "You wrote a part of this draft yourself. Somebody who wrote none of it approves it.",
            "approve",
        )
    except Overtaken:
        return _page(request, draft, "Somebody saved the draft just now. Look at it again.", "approve")
    return redirect("serve:designer-publication", draft=draft.id)


@draft_page
@require_POST
def waiver(request: HttpRequest, draft: DraftValue) -> HttpResponse:
    """Let one finding stand for a while."""
    at = now()
    finding, step = said(request, "finding", 60), said(request, "step", 110)
    languages = Known(draft.document).languages
    reason = {each: text for each in languages if (text := said(request, f"reason.{each}", 1000))}
    until = _until(said(request, "until", 40), local(at).date())
    key = f"waive-{finding}-{step}"
    if finding not in {each.id for each in found_in(drafts.standing(draft), at) if each.blocks and each.id != "shape"}:
        return _page(request, draft, "This is not found any more. There is nothing to waive.", "stops")
    if until is None:
        return _page(request, draft, "Write until when, at most a year from today, like 27 3 2027", f"{key}-until")
    try:
        waivers.waive(
            draft=draft.id,
            service=draft.service,
            finding=finding,
            step=step,
            reason=reason if len(reason) == len(languages) else {},
            name=said(request, "name", 150),
            until=until,
            actor=actor(request),
            at=at,
        )
    except NotWhole:
        return _page(
            request, draft, "Write the reason in each language, and in whose name", f"{key}-reason.{languages[0]}"
        )
    return redirect("serve:designer-publication", draft=draft.id)


def _page(request: HttpRequest, draft: DraftValue, error: str = "", at: str = "") -> HttpResponse:
    standing = drafts.standing(draft)
    approved = drafts.approved_by(draft=draft)
    names = display_names(references=[*approved, draft.edited_by])
    me = account(request)
    found = found_in(standing, now())
    return draft_desk(
        request,
        draft,
        standing,
        "publication",
        at="publication",
        status=409 if error else 200,
        title=f"Publish – {name_of(draft)}",
        errors=[{"text": error, "href": f"#{at}"}] if error else [],
        stopping=[each for each in found if each.stops],
        waived=[each for each in found if each.blocks and not each.stops],
        warns=[each for each in found if not each.blocks],
        second=council().second_person_publishes,
        approved=[names.get(each, "somebody") for each in approved],
        mine=drafts.was_written_by(draft=draft, person=me.reference),
        overtaken=drafts.overtaken_in_force(draft),
        in_force=editions.current(service=draft.service),
        me=me,
        typed=request.POST,
        look=look(request, standing),
        languages=standing.rest.languages if standing.rest else ("en",),
    )


def _stops(draft: DraftValue) -> str:
    """Why the draft cannot be published; empty where it can."""
    if draft.closed:
        return "This draft is published already"
    found: tuple[Found, ...] = found_in(drafts.standing(draft), now())
    blocking = [each for each in found if each.stops]
    if blocking:
        return f"{len(blocking)} finding{'' if len(blocking) == 1 else 's'} must be put right, or waived by name"
    if council().second_person_publishes and not drafts.approved_by(draft=draft):
        return "A second person approves it first"
    return ""


def _until(written: str, today: date) -> date | None:
    day = settled(DAY, written, None)
    found = date.fromisoformat(day) if isinstance(day, str) else None
    return found if found is not None and 0 <= (found - today).days <= LONGEST_WAIVER else None
