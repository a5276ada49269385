"""A case: its answers, its story, and what an officer may do with it."""

from collections.abc import Set
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict

from guildhall.estate.door import accounts_holding, display_names, page
from guildhall.kernel.kinds.date import in_words
from guildhall.kernel.model import words
from guildhall.kernel.question import Question
from guildhall.people.door import name_of
from guildhall.serve.answering import journeys
from guildhall.serve.answering.provenance import Given
from guildhall.serve.casework import attachments, casefile, cases, ending, payments
from guildhall.serve.casework.casefile import TaskValue
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.clock import now
from guildhall.serve.desks.assisted.conversation import CHANNELS
from guildhall.serve.desks.callbacks.saying import MAY_SAY
from guildhall.serve.desks.cases.choosing import every_team
from guildhall.serve.desks.cases.ending import leads_to
from guildhall.serve.desks.cases.lists import team_name
from guildhall.serve.desks.cases.reach import READERS, may_open_documents, onlooker, opened
from guildhall.serve.desks.cases.side import blocks, is_complaint
from guildhall.serve.desks.cases.story import CLOSED_AS, TASKS, accounts_in, story_of
from guildhall.serve.desks.outbox.telling import STATES, hidden_among, reason_in_words, tells_where, way_in_words
from guildhall.serve.desks.privacy import standing
from guildhall.serve.desks.staff import account, desk_page
from guildhall.serve.desks.telling import day_and_time, is_late, left_in_words, pounds, when
from guildhall.serve.helping import consents
from guildhall.serve.joining import closing, likeness
from guildhall.serve.sight import works_on_case
from guildhall.serve.telling import correspondence, sending
from guildhall.serve.telling.correspondence import MessageValue
from guildhall.serve.telling.notices import language_of
from guildhall.serve.telling.reaching import CHOICE, LETTERS

WAYS_TO_REACH = frozenset({"email", "telephone"})
WHEREABOUTS = frozenset({"address", "place"})
_SAY_HOW = frozenset({CHOICE, LETTERS})
"""The steps in which somebody chooses how they are told, and where letters reach them."""
PROTECTED = "Withheld, because they are protected"
"""What stands for an answer that tells how somebody protected is reached; or where they are, save to those who do the work."""


@desk_page(*READERS)
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """One case."""
    found = opened(request, reference)
    return case_page(request, found) if isinstance(found, CaseValue) else found


def case_page(
    request: HttpRequest, case: CaseValue, errors: list[dict[str, str]] | None = None, typed: QueryDict | None = None
) -> HttpResponse:
    """The page of a case, with what did not work and what was typed."""
    at, by = now(), account(request)
    tasks, calls = _to_do(case, at)
    written, written_before = correspondence.of_case(case=case.id, after=request.GET.get("written"))
    events, happened_before = cases.latest(case=case, audience="staff", before=_number(request.GET.get("before", "")))
    journey = journeys.load(journey=case.journey, at=at)
    officers = accounts_holding(role="service-officer", team=case.team)
    agreed = consents.of_journey(journey=case.journey)
    named = (
        {each.by for each in agreed}
        | accounts_in(events)
        | {case.assigned_to}
        | {each.actor.reference for each in journey.given.values()}
    )
    names = display_names(references={each for each in named if each})
    service = case.live.service
    written_to = {each.customer for each in (*written, *calls.values())}
    kept_of = hidden_among({case.customer, *written_to}, onlooker(request))
    works, kept_back = works_on_case(onlooker(request), case), case.customer in kept_of
    unseen = (WAYS_TO_REACH if works else WAYS_TO_REACH | WHEREABOUTS) if kept_back else frozenset()
    attempts = payments.of_case(reference=case.reference) if case.fee else ()
    owed = ending.owed(case=case) if works and not case.closed_at else None
    return page(
        request=request,
        template="serve/cases/case.jinja",
        status=409 if errors else 200,
        account=by,
        desk="cases",
        title=f"{case.reference} {words(service.title, 'en')}",
        errors=errors or [],
        case=case,
        works=works,
        told_in=language_of(case),
        opens=may_open_documents(request, case),
        service_title=words(service.title, "en"),
        outcome=words(case.live.compiled.outcomes[case.outcome].title, "en"),
        channel=CHANNELS[case.channel],
        opened=when(case.opened_at, at),
        received=in_words(case.received_on.isoformat(), "en"),
        due=day_and_time(case.earliest_on, case.earliest_at),
        own_due=day_and_time(case.due_on, case.due_at) if case.matter else "",
        left=left_in_words(case.earliest_on, at, case.earliest_at) if not case.closed_at else "",
        late=is_late(case.earliest_on, case.earliest_at, at) and not case.closed_at,
        rest=(rest := closing.many_open(case)),
        joined_with=f"more than {closing.MANY}" if rest > closing.MANY else str(rest),
        alike=len(likeness.alike_to(case=case, at=at)) if works else 0,
        closed=when(case.closed_at, at) if case.closed_at else "",
        promise=case.promise,
        team=team_name(case.team),
        customer=name_of(reference=case.customer) or "Their page" if case.customer else "",
        given_to=names.get(case.assigned_to, ""),
        answers=_answers(case, journey.given, names, at, unseen),
        missing=[_label(case, step) for step in case.missing],
        illegible=[_label(case, step) for step in casefile.illegible_in(case=case)] if case.channel == "paper" else [],
        awaited=[(step, _label(case, step)) for step in attachments.awaited(case=case)],
        came_by=attachments.CAME_BY,
        consents=[(each, names.get(each.by, ""), when(each.at, at)) for each in agreed],
        story=story_of(case, events, names, at, kept=kept_back),
        messages=written,
        earlier={
            "story": f"?before={happened_before}" if happened_before else "",
            "messages": f"?{urlencode({'written': written_before})}" if written_before else "",
        },
        calls=calls,
        leave_nothing=MAY_SAY["nothing"][1],
        way=way_in_words,
        states=STATES,
        reason=reason_in_words,
        kept_of=kept_of,
        tells_where=tells_where,
        tasks=[(each, TASKS.get(each.kind, each.kind), [_label(case, step) for step in each.steps]) for each in tasks],
        fee=pounds(case.fee) if case.fee else "",
        attempts=[(each, pounds(each.amount)) for each in attempts],
        settled=any(each.settled for each in attempts),
        officers=officers,
        teams=[(each, team_name(each)) for each in every_team()],
        outcomes=CLOSED_AS,
        ending=leads_to(owed, case, by) if owed else None,
        typed=request.POST if typed is None else typed,
        by=by,
        standing=standing.of_case(request, case),
        tab="case",
        is_complaint=is_complaint(case),
        blocks=blocks(request) if works else (),
    )


def _to_do(case: CaseValue, at: datetime) -> tuple[tuple[TaskValue, ...], dict[int | None, MessageValue]]:
    """What is to be done on the case, and the messages to ring somebody with, by their tasks.

    A call that waits for an advisor, and is no longer safe, is stopped before its number is shown.
    """
    tasks = casefile.open_tasks_of(case=case)
    calls = correspondence.of_tasks(tasks=[each.id for each in tasks if each.kind == "call-customer"])
    if sending.stop_unsafe(messages=[each.id for each in calls if each.state == "waiting"], at=at):
        return _to_do(case, at)
    return tasks, {each.task: each for each in calls}


def _number(typed: str) -> int | None:
    """A number of the story, as it stands in an address; none where it is no such number."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else None


def _answers(
    case: CaseValue, given: Any, names: dict[str, str], at: datetime, unseen: Set[str]
) -> list[dict[str, object]]:
    """Every answer of the case in English, with whence it came. Documents are listed apart; ``unseen`` kinds are withheld."""
    found: list[dict[str, object]] = []
    later = attachments.attached_to(case=case)
    for step, question in case.live.compiled.steps.items():
        value = case.answers.get(step)
        if value is None:
            continue
        source: Given | None = given.get(step)
        kept = bool(unseen) and (step in _SAY_HOW or bool(_kinds_in(question) & unseen))
        first = value.get("files", []) if question.kind == "evidence" and isinstance(value, dict) else []
        files = [*first, *later.get(step, ())]
        found.append(
            {
                "question": words(question.label, "en"),
                "answer": "" if files else PROTECTED if kept else question.shown(value, "en"),
                "files": [each.removeprefix("file/") for each in files],
                "given": ", ".join(
                    part
                    for part in (
                        CHANNELS[source.channel],
                        when(source.at, at),
                        names.get(source.actor.reference, ""),
                    )
                    if part
                )
                if source
                else "known to the council",
            }
        )
    return found


def _kinds_in(question: Question) -> Set[str]:
    """The kind of a question, and of every one inside it."""
    return {question.kind}.union(*map(_kinds_in, question.inner()))


def _label(case: CaseValue, step: str) -> str:
    question = case.live.compiled.steps.get(step)
    return words(question.label, "en") if question else step
