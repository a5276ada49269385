"""What a case has to do with others: joined, suggested, related, split; each act shown before it is done, and taken back."""

import re
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from guildhall.estate.door import page, problem
from guildhall.kernel.model import words
from guildhall.serve.casework import cases
from guildhall.serve.casework.acts import AlreadyClosed
from guildhall.serve.casework.cases import CaseValue, NoSuchCase
from guildhall.serve.clock import now
from guildhall.serve.desks.cases.choosing import every_team
from guildhall.serve.desks.cases.lists import team_name
from guildhall.serve.desks.cases.matters import shown, suggestions_for, ties
from guildhall.serve.desks.cases.reach import READERS, WORKERS, onlooker, opened
from guildhall.serve.desks.cases.side import Errors, back, side_page
from guildhall.serve.desks.foreseen import going, shown_first
from guildhall.serve.desks.outbox.telling import FORMATS, KINDS, REASONS
from guildhall.serve.desks.staff import account, actor, desk_page, said
from guildhall.serve.desks.telling import day_and_time
from guildhall.serve.joining import likeness, relations, splitting, telling
from guildhall.serve.joining.relations import NoSuchRelation, NotOpen, OneMatter, RelationValue
from guildhall.serve.models import Case
from guildhall.serve.sight import sees_case
from guildhall.serve.telling import messages
from guildhall.serve.telling.foreseeing import is_heard

_NOT_OPEN = "Case {reference} is closed, so nothing is joined with it. Relate the two, or open it again first."
LISTS = ("joined", "joins", "related")
"""The lists of the page that are read a stretch at a time; the address says after which id."""
_MARK = re.compile(r"[0-9]{1,12}")
_ONE_MATTER = "These are one matter already."


@desk_page(*READERS)
def matter(request: HttpRequest, reference: str) -> HttpResponse:
    """The cases joined with one, those that may be the same, those that are related."""
    case = opened(request, reference)
    return _page(request, case) if isinstance(case, CaseValue) else case


@desk_page(*WORKERS)
def preview(request: HttpRequest, reference: str) -> HttpResponse:
    """What joining two cases does: the date that rules, and what each reporter is told. Nothing is done."""
    case = opened(request, reference, to_work=True)
    if not isinstance(case, CaseValue):
        return case
    other = _other(request, case, request.GET.get("other", ""))
    if other is None:
        return _refused(request, case, request.GET.get("other", ""))
    why = request.GET.get("said", "").strip()
    if len(why) > relations.LONGEST:
        return _page(
            request,
            case,
            [{"text": f"Write {relations.LONGEST} characters or fewer", "href": "#said"}],
            typed=request.GET,
        )
    at, sees = now(), onlooker(request)
    first, ends = telling.foreseen(one=case.id, other=other.pk)
    drafts = [messages.draft_of(reference=each.reference, about="notice", text=text, at=at) for each, text in ends]
    return page(
        request=request,
        template="serve/cases/joining.jinja",
        account=account(request),
        desk="cases",
        title=f"What joining does: {case.reference}",
        case=case,
        service_title=words(case.live.service.title, "en"),
        other=likeness.code_of(other.reference),
        rules=day_and_time(*first),
        told=[
            (shown(relations.member(each), sees, at), going(request, draft, others=True))
            for (each, _text), draft in zip(ends, drafts, strict=True)
        ],
        kinds=KINDS,
        shapes=FORMATS,
        reasons=REASONS,
        said=why,
    )


@require_POST
@desk_page(*WORKERS)
def joins(request: HttpRequest, reference: str) -> HttpResponse:
    """Join two cases as one matter."""
    case = opened(request, reference, to_work=True)
    if not isinstance(case, CaseValue):
        return case
    typed = said(request, "other", 40)
    other = _other(request, case, typed)
    if other is None:
        return _refused(request, case, typed)
    try:
        relations.join(one=case.id, other=other.pk, said=said(request, "said", 200), actor=actor(request), at=now())
    except OneMatter:
        if case.id == other.pk:
            return _page(request, case, [{"text": "Type the reference of another case", "href": "#other"}])
    except NotOpen as closed:
        shut = (
            closed.reference if sees_case(onlooker(request), other) or closed.reference == case.reference else "there"
        )
        return _page(request, case, [{"text": _NOT_OPEN.format(reference=shut), "href": "#other"}])
    return back(case, "matter")


@require_POST
@desk_page(*WORKERS)
def links(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that two cases are related, or that they are different and not to be suggested again."""
    case = opened(request, reference, to_work=True)
    if not isinstance(case, CaseValue):
        return case
    typed, kind = said(request, "other", 40), said(request, "kind", 10)
    other = _other(request, case, typed)
    if other is None or other.pk == case.id:
        return _refused(request, case, typed if other is None else "")
    if kind not in {"related", "different"}:
        return problem(request=request, status=400)
    why = said(request, "said", 200)
    if kind == "related" and not why:
        return _page(request, case, [{"text": "Write what they have to do with one another", "href": "#said"}])
    try:
        relations.relate(one=case.id, other=other.pk, said=why, kind=kind, actor=actor(request), at=now())
    except OneMatter:
        return _page(request, case, [{"text": _ONE_MATTER, "href": "#other"}])
    return back(case, "matter")


@require_POST
@desk_page(*WORKERS)
@shown_first("Take it back", others=True)
def partings(request: HttpRequest, reference: str, relation: int) -> HttpResponse:
    """Take back a join or a relation of this case's matter; both cases are as they were."""
    case = opened(request, reference, to_work=True)
    if not isinstance(case, CaseValue):
        return case
    held = relations.relation_of(relation=relation, case=case.id, matter=case.matter)
    if held is None:
        return problem(request=request, status=404)
    if "change" in request.GET:
        return _page(request, case, parting=held)
    why = said(request, "why", 200)
    if not why and held.retracted_at is None:
        amiss = {"text": "Write why they do not belong together", "href": f"#why-{relation}"}
        return _page(request, case, [amiss], parting=held)
    mine = {case.id, *(each.id for each in relations.matter_of(case=case.id, matter=case.matter))} if is_heard() else ()
    try:
        relations.part(relation=relation, why=why, actor=actor(request), at=now())
        if mine and held.kind == "joined":
            telling.foresee_parting(relation=relation, cases=mine, at=now())
    except NoSuchRelation:
        return back(case, "matter")  # taken back already, here or in another tab
    return back(case, "matter")


@require_POST
@desk_page(*WORKERS)
@shown_first("Open a second case")
def splits(request: HttpRequest, reference: str) -> HttpResponse:
    """Open a second case for another matter that this one holds."""
    case = opened(request, reference, to_work=True)
    if not isinstance(case, CaseValue):
        return case
    if "change" in request.GET:
        return _page(request, case)
    what, team = said(request, "what", 200), said(request, "team", 100)
    parts, goes = splitting.parts_of(case), request.POST.getlist("goes")
    if team not in {*every_team(), case.team} or not {*parts} >= {*goes}:
        return problem(request=request, status=400)
    amiss = [] if what else [{"text": "Write what the second matter is", "href": "#what"}]
    if parts and not goes:
        amiss.append({"text": "Choose at least one answer that is about the second matter", "href": "#goes"})
    if amiss:
        return _page(request, case, amiss)
    try:
        made = splitting.split(case=case, what=what, team=team, steps=goes, actor=actor(request), at=now())
    except AlreadyClosed:
        return _page(request, case, [{"text": "This case is closed. Open it again first.", "href": "#what"}])
    there = made if sees_case(onlooker(request), made) else case
    return back(there, "matter")


def _other(request: HttpRequest, case: CaseValue, typed: str) -> Case | None:
    """The other case: one that is suggested, by its code; or one that whoever is here may open, by its reference."""
    suggested = next((each for each in likeness.alike_to(case=case, at=now()) if each.code == typed), None)
    if suggested is not None:
        return Case.objects.get(id=suggested.id)
    try:
        found = cases.find(reference=typed)
    except NoSuchCase:
        return None
    return Case.objects.get(id=found.id) if sees_case(onlooker(request), found) else None


def _page(
    request: HttpRequest,
    case: CaseValue,
    errors: Errors | None = None,
    parting: RelationValue | None = None,
    **more: Any,
) -> HttpResponse:
    """The page; each list from where the address says, or from the relation that is being taken back where it stands farther on."""
    at, sees = now(), onlooker(request)
    since = {name: int(request.GET[name]) for name in LISTS if _MARK.fullmatch(request.GET.get(name, ""))}
    joined, last_joined = relations.joined_with(case=case.id, matter=case.matter, after=since.get("joined", 0))
    reads = {
        "joins": partial(relations.joins_of, case=case.id, matter=case.matter),
        "related": partial(relations.related_to, case=case.id),
    }
    said_of = {name: read(after=since.get(name, 0)) for name, read in reads.items()}
    if parting is not None:
        name = "joins" if parting.kind == "joined" else "related"
        if parting.id > (said_of[name][1] or parting.id):
            since[name] = parting.id - 1
            said_of[name] = reads[name](after=since[name])
    return side_page(
        request,
        case,
        "matter",
        "What belongs with this case",
        errors,
        joined=[shown(each, sees, at) for each in joined],
        rules=day_and_time(case.earliest_on, case.earliest_at),
        joins=ties(said_of["joins"][0], sees, at),
        related=ties(said_of["related"][0], sees, at),
        since=since,
        later={"joined": last_joined} | {name: last for name, (_stretch, last) in said_of.items()},
        parting=parting.id if parting else None,
        suggestions=suggestions_for(case, sees, at),
        teams=[(each, team_name(each)) for each in sorted({*every_team(), case.team})],
        parts=[(each, words(case.live.compiled.steps[each].label, "en")) for each in splitting.parts_of(case)],
        goes=request.POST.getlist("goes") if "what" in request.POST else splitting.parts_of(case),
        **more,
    )


def _refused(request: HttpRequest, case: CaseValue, typed: str) -> HttpResponse:
    text = f"There is no case {typed} that you may open" if typed else "Type the reference of another case"
    return _page(request, case, [{"text": text, "href": "#other"}])
