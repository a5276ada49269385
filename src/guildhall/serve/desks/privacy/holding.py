"""Legal holds: what is held and why, placing one on a person or a case, and lifting one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from guildhall.estate.door import display_names, page, problem
from guildhall.people.door import NoSuchParty
from guildhall.serve.casework import cases
from guildhall.serve.casework.cases import NoSuchCase
from guildhall.serve.clock import now
from guildhall.serve.desks import looking
from guildhall.serve.desks.privacy.reach import GOVERNS
from guildhall.serve.desks.staff import account, actor, desk_page, said
from guildhall.serve.desks.telling import when
from guildhall.serve.privacy import holds
from guildhall.serve.privacy.holds import NoSuchHold

Errors = list[dict[str, str]]


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*GOVERNS)
def listed(request: HttpRequest) -> HttpResponse:
    """Every hold there was, the newest first; and a form for another."""
    if request.method != "POST":
        return _page(request)
    typed, reason = said(request, "subject", 60), said(request, "reason", 1000)
    subject, errors = _subject(request, typed), []
    if not subject:
        text = "There is no such case or person" if typed else "Write the reference of a case"
        errors.append({"text": text, "href": "#subject"})
    if not reason:
        errors.append({"text": "Write why nothing may be erased", "href": "#reason"})
    if errors:
        return _page(request, errors)
    holds.place(subject=subject, reason=reason, actor=actor(request), at=now())
    return redirect(reverse("serve:privacy-holds"))


@require_POST
@desk_page(*GOVERNS)
def lifted(request: HttpRequest, hold: int) -> HttpResponse:
    """Lift a hold, with a reason."""
    because = said(request, f"because-{hold}", 1000)
    if not because:
        return _page(request, [{"text": "Write why it is lifted", "href": f"#because-{hold}"}])
    try:
        holds.lift(hold=hold, because=because, actor=actor(request), at=now())
    except (NoSuchHold, OverflowError):
        return problem(request=request, status=404, words_key="serve.desk-no-such-case")
    return redirect(reverse("serve:privacy-holds"))


def _page(request: HttpRequest, errors: Errors | None = None) -> HttpResponse:
    at = now()
    found, later = holds.listed(after=request.GET.get("after", "")[:80])
    people = looking.names(request, [each.subject for each in found if each.subject.startswith("party/")])
    staff = display_names(references={each for hold in found for each in (hold.by, hold.lifted_by) if each})
    asked = request.GET.get("of", "")[:60]
    return page(
        request=request,
        template="serve/privacy/holds.jinja",
        status=409 if errors else 200,
        account=account(request),
        desk="privacy",
        title="Legal holds",
        errors=errors or [],
        rows=[
            (
                each,
                each.subject.partition("/")[2],
                people.get(each.subject, "") or "Somebody without a name",
                (staff.get(each.by, "somebody"), when(each.at, at)),
                (staff.get(each.lifted_by, "somebody"), when(each.lifted_at, at)) if each.lifted_at else None,
            )
            for each in found
        ],
        later=later,
        further="after" in request.GET,
        typed=request.POST,
        asked=asked,
        asked_name=_name(request, asked),
    )


def _name(request: HttpRequest, asked: str) -> str:
    """What somebody is called whose hold was asked for; empty where it was a case, or nobody."""
    if not asked.startswith("party/") or not _subject(request, asked):
        return ""
    return looking.names(request, [asked]).get(asked, "")


def _subject(request: HttpRequest, typed: str) -> str:
    """The reference of the person or case that was typed; empty where there is none."""
    if typed.startswith("party/"):
        try:
            return looking.person(request, typed).reference
        except (NoSuchParty, ValueError):
            return ""
    try:
        return cases.find(reference=typed.removeprefix("case/")).subject
    except NoSuchCase:
        return ""
