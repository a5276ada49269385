"""Many cases at once: what would be done on each is seen first, then done together; and for a while it can be undone."""

from datetime import datetime
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from guildhall.estate.door import accounts_holding, display_names, page, problem
from guildhall.serve.casework import bulk, bulk_records, undoing
from guildhall.serve.casework.bulk import Deed
from guildhall.serve.casework.bulk_records import BulkValue, NoSuchAct
from guildhall.serve.casework.undoing import NotUndone
from guildhall.serve.casework.wanted import chosen_from
from guildhall.serve.clock import now
from guildhall.serve.desks.cases.bulk_words import LEFT, UNDONE, WHY, deed_in_words, foretold
from guildhall.serve.desks.cases.choosing import every_team
from guildhall.serve.desks.cases.lists import team_name, title_of
from guildhall.serve.desks.cases.reach import READERS, WORKERS, onlooker
from guildhall.serve.desks.cases.story import CLOSED_AS
from guildhall.serve.desks.cases.worklist import listed_page
from guildhall.serve.desks.outbox.telling import FORMATS, KINDS, REASONS
from guildhall.serve.desks.staff import account, actor, desk_page, said
from guildhall.serve.desks.telling import when

_TITLES = {"assign": "Give cases to somebody", "note": "Add a note to cases", "close": "Close cases"}


@require_POST
@desk_page(*WORKERS)
def preview(request: HttpRequest) -> HttpResponse:
    """For which of the chosen cases it would be done and for which not, and exactly what customers would be told."""
    references = _chosen(request)
    if not references:
        return listed_page(
            request, chosen_from(request.POST.dict()), [{"text": "Choose at least one case", "href": "#chosen"}]
        )
    if said(request, "act", 10) not in {*bulk.KINDS, "me"}:
        return problem(request=request, status=400)
    deed = _deed(request)
    return _previewed(request, deed, references, _amiss(deed) if "see" in request.POST else [])


@require_http_methods(["GET", "POST"])
@desk_page(*READERS)
def acts(request: HttpRequest) -> HttpResponse:
    """What somebody did in bulk, the last first; or do what was previewed."""
    return _do(request) if request.method == "POST" else _listed(request)


@desk_page(*READERS)
def act(request: HttpRequest, key: UUID) -> HttpResponse:
    """What was done in bulk, by whom, when and on which cases; and what became of it."""
    return _record(request, key)


@require_POST
@desk_page(*WORKERS)
def reversal(request: HttpRequest, key: UUID) -> HttpResponse:
    """Undo it, as far as that can be done in truth."""
    try:
        undoing.undo(key=key, actor=actor(request), at=now())
    except NotUndone as refused:
        if refused.code == "no-such-act":
            return problem(request=request, status=404)
        if refused.code == "not-yours":
            return problem(request=request, status=403)
        if refused.code == "too-late":
            return _record(
                request, key, [{"text": "It is too late to undo this. Nothing was changed.", "href": "#done"}]
            )
    return redirect(reverse("serve:cases-bulk-act", kwargs={"key": key}))


def _do(request: HttpRequest) -> HttpResponse:
    within = onlooker(request)
    if not account(request).holds(*WORKERS):
        return problem(request=request, status=403)
    references, deed = _chosen(request), _deed(request)
    try:
        key = UUID(said(request, "key", 40))
    except ValueError:
        return problem(request=request, status=400)
    amiss = _amiss(deed)
    if amiss or not references:
        return _previewed(request, deed, references, amiss)
    chosen = {each: said(request, f"seen.{each}", 100) for each in references}
    done = bulk.do(key=key, deed=deed, chosen=chosen, onlooker=within, actor=actor(request), at=now())
    return redirect(reverse("serve:cases-bulk-act", kwargs={"key": done}))


def _previewed(request: HttpRequest, deed: Deed, references: list[str], errors: list[dict[str, str]]) -> HttpResponse:
    within, by, at = onlooker(request), account(request), now()
    ready = not errors and not _amiss(deed)
    foreseen = bulk.foresee(deed=deed, references=references, onlooker=within)
    names = display_names(references={each.seen for each in foreseen if each.seen} | ({deed.to} if deed.to else set()))
    shown = foretold(request, foreseen, deed, at) if ready else ()
    return page(
        request=request,
        template="serve/cases/bulk.jinja",
        status=400 if errors else 200,
        account=by,
        desk="cases",
        title=_TITLES[deed.kind],
        errors=errors,
        deed=deed,
        doing=deed_in_words(deed, names),
        ready=ready,
        references=references,
        shown=shown,
        will=[each for each in shown if not each.foreseen.refused],
        names=names,
        why=WHY,
        titles={each.service: title_of(each.service) for each in foreseen},
        team_name=team_name,
        officers=accounts_holding(role="service-officer"),
        teams=[(each, team_name(each)) for each in every_team()],
        outcomes=CLOSED_AS,
        kinds=KINDS,
        shapes=FORMATS,
        reasons=REASONS,
        key=uuid4(),
        minutes=int(bulk.UNDO.total_seconds() // 60),
        by=by,
    )


def _listed(request: HttpRequest) -> HttpResponse:
    by, at = account(request), now()
    found = bulk_records.done_by(account=by.reference, after=request.GET.get("after", "")[:80])
    names = display_names(references={each.deed.to for each in found.acts if each.deed.to})
    return page(
        request=request,
        template="serve/cases/bulk_acts.jinja",
        account=by,
        desk="cases",
        title="What I did in bulk",
        acts=[(each, deed_in_words(each.deed, names), when(each.at, at)) for each in found.acts],
        later=f"?{urlencode({'after': found.after})}" if found.after else "",
    )


def _record(request: HttpRequest, key: UUID, errors: list[dict[str, str]] | None = None) -> HttpResponse:
    by, at = account(request), now()
    try:
        found = bulk_records.find(key=key, onlooker=onlooker(request))
    except NoSuchAct:
        return problem(request=request, status=404)
    names = display_names(references={found.by, found.deed.to} - {""})
    return page(
        request=request,
        template="serve/cases/bulk_act.jinja",
        status=409 if errors else 200,
        account=by,
        desk="cases",
        title=deed_in_words(found.deed, names),
        errors=errors or [],
        act=found,
        name=names.get(found.by, "somebody who works here no more"),
        done_at=when(found.at, at),
        undone_at=when(found.undone_at, at) if found.undone_at else "",
        until=f"{when(found.undo_until, at)}",
        undoable=_undoable(found, by.reference, at),
        outcome=CLOSED_AS.get(found.deed.outcome, ""),
        titles={each.service: title_of(each.service) for each in found.cases},
        why=WHY,
        left=LEFT,
        undone=UNDONE[found.deed.kind],
    )


def _undoable(found: BulkValue, by: str, at: datetime) -> bool:
    done = any(not each.refused for each in found.cases)
    return found.by == by and found.undone_at is None and at <= found.undo_until and done


def _chosen(request: HttpRequest) -> list[str]:
    return [each[:20].replace("\x00", "") for each in request.POST.getlist("case")][: bulk.MOST]


def _deed(request: HttpRequest) -> Deed:
    act = said(request, "act", 10)
    if act == "me":
        return Deed("assign", to=account(request).reference)
    if act == "note":
        return Deed("note", text=said(request, "text"))
    if act == "close":
        return Deed("close", text=said(request, "text"), outcome=said(request, "outcome", 40))
    return Deed("assign", to=said(request, "to", 100), team=said(request, "team", 100))


def _amiss(deed: Deed) -> list[dict[str, str]]:
    """What is wanting before it can be done."""
    found = []
    if deed.kind == "assign":
        known = {"", *(each.reference for each in accounts_holding(role="service-officer"))}
        known |= {each.reference for each in accounts_holding(role="administrator")}
        if not deed.to and not deed.team:
            found.append(("Choose to whom the cases are given", "to"))
        elif deed.to not in known:
            found.append(("Choose somebody who works on cases", "to"))
        if deed.team and deed.team not in every_team():
            found.append(("Choose one of the teams", "team"))
    elif deed.kind == "close" and deed.outcome not in CLOSED_AS:
        found.append(("Choose how they ended", f"outcome-{next(iter(CLOSED_AS))}"))
    if deed.kind != "assign" and not deed.text:
        found.append(("Write what the customers are told" if deed.kind == "close" else "Write the note", "text"))
    return [{"text": text, "href": f"#{place}"} for text, place in found]
