"""Work beside a case: tasks for somebody, advice asked of another team, visits. One page, each act one post."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from guildhall.estate.door import accounts_holding, display_names, problem
from guildhall.kernel.clocks import local
from guildhall.serve.answering.journeys import working_calendar
from guildhall.serve.casework import acts, advice, casefile, inspections, tasks
from guildhall.serve.casework.acts import AlreadyClosed
from guildhall.serve.casework.advice import AlreadyAnswered, OwnTeam
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.casework.inspections import InspectionValue
from guildhall.serve.clock import now
from guildhall.serve.desks.callbacks.windows import days
from guildhall.serve.desks.cases.choosing import every_team
from guildhall.serve.desks.cases.lists import team_name
from guildhall.serve.desks.cases.reach import READERS, WORKERS, onlooker, opened
from guildhall.serve.desks.cases.side import Errors, back, error, side_page
from guildhall.serve.desks.cases.story import TASKS
from guildhall.serve.desks.outbox.telling import hidden
from guildhall.serve.desks.staff import account, actor, desk_page, said
from guildhall.serve.desks.telling import on, when
from guildhall.serve.sight import sees_case, works_on_case

CLOSED = "This case was closed meanwhile. Nothing was changed."
STATES = {"open": "", "visited": "Visited", "missed": "Missed", "cancelled": "Called off"}
"""What became of a visit, by code."""


@desk_page(*READERS)
def work(request: HttpRequest, reference: str) -> HttpResponse:
    """What is to be done on a case, what other teams were asked, and the visits for it."""
    case = opened(request, reference)
    return work_page(request, case) if isinstance(case, CaseValue) else case


@require_POST
@desk_page(*WORKERS)
def set_task(request: HttpRequest, reference: str) -> HttpResponse:
    """Set a task for oneself, a colleague or a team."""
    case = opened(request, reference, to_work=True)
    if not isinstance(case, CaseValue):
        return case
    kind, text, whom = said(request, "kind", 20), said(request, "words", 1000), said(request, "whom", 100)
    if kind not in tasks.KINDS:
        return problem(request=request, status=400)
    if not text:
        return work_page(request, case, error("Write what is to be done", "words"))
    within = days_of(request, "within")
    if within is None:
        return work_page(request, case, error(_HOW_MANY, "within"))
    to = account(request).reference if whom == "me" else whom if whom.startswith("account/") else ""
    team = whom.removeprefix("team/") if whom.startswith("team/") else ""
    if (to and to != account(request).reference and to not in _officers(case)) or (team and team not in every_team()):
        return problem(request=request, status=400)
    at = now()
    due_on = tasks.working_day(days=within, at=at)
    tasks.set_task(case=case, kind=kind, words=text, due_on=due_on, to=to, team=team, actor=actor(request), at=at)
    return back(case, "work")


@require_POST
@desk_page(*WORKERS)
def task(request: HttpRequest, reference: str, task: int) -> HttpResponse:
    """Say that a task was done, or is not to be done any more."""
    case = opened(request, reference)
    if not isinstance(case, CaseValue):
        return case
    within = onlooker(request)
    if not works_on_case(within, case) and task not in tasks.theirs(onlooker=within, case=case):
        return problem(request=request, status=403, words_key="serve.desk-another-team")
    if "withdraw" in request.POST:
        tasks.withdraw(case=case, task=task, actor=actor(request), at=now())
    else:
        acts.finish_task(case=case, task=task, actor=actor(request), at=now())
    if "list" in request.POST or not sees_case(within, case):
        return redirect(reverse("serve:tasks"))
    return back(case, "work" if "beside" in request.POST else "case")


@require_POST
@desk_page(*WORKERS)
def ask(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask another team something about the case."""
    case = opened(request, reference, to_work=True)
    if not isinstance(case, CaseValue):
        return case
    team, question, within = said(request, "asked", 100), said(request, "question"), days_of(request, "answer-within")
    if team not in every_team():
        return work_page(request, case, error("Choose a team", "asked"))
    if not question or within is None:
        wanting = error(_HOW_MANY, "answer-within") if question else error("Write what you want to know", "question")
        return work_page(request, case, wanting)
    at = now()
    due_on = tasks.working_day(days=within, at=at)
    try:
        advice.ask(case=case, team=team, question=question, due_on=due_on, actor=actor(request), at=at)
    except (OwnTeam, AlreadyClosed) as refused:
        own = isinstance(refused, OwnTeam)
        return work_page(request, case, error(_OWN, "asked") if own else error(CLOSED, "work"))
    return back(case, "work")


@require_POST
@desk_page(*WORKERS)
def answer(request: HttpRequest, reference: str, advice_id: int) -> HttpResponse:
    """Answer what one's team was asked; or, by those who asked, take the question back."""
    case = opened(request, reference)
    if not isinstance(case, CaseValue):
        return case
    asked = next((each for each in advice.of_case(case=case) if each.id == advice_id), None)
    works = onlooker(request).works
    mine = asked is not None and (works is None or (case.team if "withdraw" in request.POST else asked.team) in works)
    if asked is None or not mine:
        return problem(request=request, status=403, words_key="serve.desk-another-team")
    text = said(request, f"answer-{asked.id}")
    try:
        if "withdraw" in request.POST:
            advice.withdraw(case=case, advice=asked.id, actor=actor(request), at=now())
        elif not text:
            return work_page(request, case, error("Write the answer", f"answer-{asked.id}"))
        else:
            advice.answer(case=case, advice=asked.id, text=text, actor=actor(request), at=now())
    except AlreadyAnswered:
        return work_page(request, case, error("Somebody answered meanwhile, or it was taken back.", "work"))
    return back(case, "work") if sees_case(onlooker(request), case) else redirect(reverse("serve:tasks"))


def work_page(request: HttpRequest, case: CaseValue, errors: Errors | None = None) -> HttpResponse:
    """The page of the work on a case, with what did not work and what was typed."""
    at = now()
    found, asked, visits = casefile.tasks_of(case=case), advice.of_case(case=case), inspections.of_case(case=case)
    named = {
        *(one for each in found for one in (each.to, each.set_by, each.done_by, each.withdrawn_by)),
        *(one for each in asked for one in (each.by, each.answered_by)),
        *(one for each in visits for one in (each.goes, each.by, each.ended_by)),
    }
    sees = onlooker(request)
    works = sees.works
    return side_page(
        request,
        case,
        "work",
        "Tasks, advice and visits",
        errors,
        names=display_names(references={each for each in named if each}),
        tasks=[(each, TASKS.get(each.kind, each.kind)) for each in found],
        theirs=tasks.theirs(onlooker=sees, case=case),
        asked=[(each, team_name(each.team), works is None or each.team in works) for each in asked],
        visits=[(each, STATES[each.state], _window(each)) for each in visits],
        unseen=bool(visits) and not works_on_case(sees, case) and hidden(case.customer, sees),
        kinds=[(kind, TASKS[kind]) for kind in tasks.KINDS],
        officers=accounts_holding(role="service-officer", team=case.team),
        teams=[(each, team_name(each)) for each in every_team()],
        days=days(working_calendar(at), at),
        day=lambda value: on(value, at) if value else "",
        when=lambda value: when(value, at),
        me=account(request).reference,
    )


def days_of(request: HttpRequest, box: str) -> int | None:
    """Working days as they were typed, from 1 to ``MOST_DAYS``; ``None`` where they are none."""
    typed = said(request, box, 10)
    good = typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= tasks.MOST_DAYS
    return int(typed) if good else None


def _officers(case: CaseValue) -> set[str]:
    return {each.reference for each in accounts_holding(role="service-officer", team=case.team)}


def _window(visit: InspectionValue) -> str:
    opens, closes = local(visit.opens_at), local(visit.closes_at)
    return f"{opens:%A %-d %B}, {opens:%-H:%M} to {closes:%-H:%M}"


_OWN = "This team has the case itself. Choose another"
_HOW_MANY = f"Write how many working days, from 1 to {tasks.MOST_DAYS}"
