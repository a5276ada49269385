"""A complaint at the desk: where it has got to, by when each step is due, and the steps, each one post."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from guildhall.estate.door import display_names, problem
from guildhall.serve.casework import complaints, stages
from guildhall.serve.casework.acts import AlreadyClosed
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.casework.complaints import NotAtThisPoint, SamePerson
from guildhall.serve.clock import now
from guildhall.serve.desks.assisted.conversation import CHANNELS
from guildhall.serve.desks.cases.reach import READERS, onlooker, opened
from guildhall.serve.desks.cases.side import Errors, back, error, inserted, is_complaint, side_page
from guildhall.serve.desks.foreseen import shown_first
from guildhall.serve.desks.staff import actor, desk_page, said
from guildhall.serve.desks.telling import when
from guildhall.serve.obligations.acting import TooLong
from guildhall.serve.obligations.saying import clocks_of
from guildhall.serve.sight import works_on_case

OUTCOMES = {"upheld": "Upheld", "partly": "Upheld in part", "not-upheld": "Not upheld"}
ASKED_BY = {"phone": "By telephone", "counter": "At the counter", "paper": "By letter", "email": "By email"}
OMBUDSMEN = {"local-government": "Local Government and Social Care Ombudsman", "housing": "Housing Ombudsman"}
DOES = {
    "acknowledge": "Acknowledge",
    "answer": "Answer and close",
    "extend": "Take more time",
    "go-on": "Take it to stage 2",
}
"""What each step is called on the button that does it."""
_MEANWHILE = "The complaint has got further meanwhile. Nothing was changed. Look at where it is."


@desk_page(*READERS)
@shown_first(lambda request: DOES.get(request.POST.get("step", ""), ""))
def complaint(request: HttpRequest, reference: str) -> HttpResponse:
    """The stages of a complaint, and the next step."""
    case = opened(request, reference)
    if not isinstance(case, CaseValue):
        return case
    if not is_complaint(case):
        return problem(request=request, status=404)
    if request.method != "POST" or "change" in request.GET:
        return _page(request, case)
    step = said(request, "step", 20)
    may = works_on_case(onlooker(request), case) or step == "go-on"  # whoever hears that they want it says so
    if not may or step not in _STEPS:
        return problem(request=request, status=403, words_key="serve.desk-another-team")
    put_in = inserted(request, case)
    if put_in is not None:
        return _page(request, case, put_in[1], typed=put_in[0])
    try:
        wrong = _STEPS[step](request, case)
    except (NotAtThisPoint, AlreadyClosed):
        wrong = error(_MEANWHILE, "complaint")
    except SamePerson:
        wrong = error("You answered at stage 1. Somebody else must answer at stage 2.", "answer")
    except TooLong as too_long:
        wrong = error(f"The code leaves {too_long.left.count} working days more at this stage", "count")
    return _page(request, case, wrong) if wrong else back(case, "complaint")


def _acknowledge(request: HttpRequest, case: CaseValue) -> Errors:
    text = said(request, "acknowledgement")
    if not text:
        return error("Write how you understand the complaint", "acknowledgement")
    complaints.acknowledge(case=case, text=text, actor=actor(request), at=now())
    return []


def _answer(request: HttpRequest, case: CaseValue) -> Errors:
    outcome, text = said(request, "outcome", 20), said(request, "answer", 20_000)
    if outcome not in OUTCOMES:
        return error("Choose what you found", "outcome-upheld")
    if not text:
        return error("Write the answer", "answer")
    complaints.answer(case=case, outcome=outcome, text=text, actor=actor(request), at=now())
    return []


def _extend(request: HttpRequest, case: CaseValue) -> Errors:
    count, why = said(request, "count", 10), said(request, "why", 1000)
    if not (count.isascii() and count.isdecimal() and int(count) > 0):
        return error("Write how many working days", "count")
    if not why:
        return error("Write why. They read it", "why")
    complaints.extend(case=case, working_days=int(count), reason=why, actor=actor(request), at=now())
    return []


def _go_on(request: HttpRequest, case: CaseValue) -> Errors:
    channel = said(request, "channel", 20)
    if channel not in ASKED_BY:
        return error("Choose how they asked", "channel")
    complaints.go_on(case=case, because=said(request, "because"), channel=channel, actor=actor(request), at=now())
    return []


_STEPS = {"acknowledge": _acknowledge, "answer": _answer, "extend": _extend, "go-on": _go_on}


def _page(request: HttpRequest, case: CaseValue, errors: Errors | None = None, **more: Any) -> HttpResponse:
    at, found = now(), complaints.stages(case=case)
    owed = {each.name: each for each in clocks_of(case=case.id, language="en", at=at)}
    names = display_names(references={one for each in found for one in (each.acknowledged_by, each.answered_by) if one})
    last = found[-1] if found else None
    running = [
        clock
        for name in (stages.ACKNOWLEDGED, stages.ANSWERED)
        if last and (clock := owed.get(name[last.number])) and not clock.met
    ]
    return side_page(
        request,
        case,
        "complaint",
        "Complaint",
        errors,
        stages=[
            (
                each,
                f"{CHANNELS.get(each.channel, each.channel)}, {when(each.begun_at, at)}",
                when(each.acknowledged_at, at) if each.acknowledged_at else "",
                when(each.answered_at, at) if each.answered_at else "",
            )
            for each in found
        ],
        names=names,
        last=last,
        running=running,
        left=complaints.left_to_extend(case=case, stage=last.number) if last else 0,
        may_go_on=complaints.may_go_on(case=case, found=found),
        ombudsman=OMBUDSMEN[complaints.ombudsman_of(case=case)],
        outcomes=OUTCOMES,
        asked_by=ASKED_BY,
        **more,
    )
