"""Cases of the demo council on which there is more to see: tasks, advice, visits, decisions, complaints by stages, reopenings."""

from datetime import datetime, timedelta

from django.db.models import F, QuerySet

from guildhall.kernel.clocks import LONDON, local
from guildhall.ledger.door import Actor
from guildhall.serve.answering import journeys
from guildhall.serve.casework import (
    acts,
    advice,
    cases,
    complaints,
    determinations,
    inspections,
    opening,
    reopening,
    stages,
    tasks,
)
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.casework.determinations import Draft, Reason
from guildhall.serve.casework.ending import Owed
from guildhall.serve.contacts import interactions
from guildhall.serve.models import Case, Message, TextBlock
from guildhall.serve.publishing import editions
from guildhall.serve.telling import messages, textblocks

RESIDENT = Actor("resident")
_TEXTS = (
    (
        "We are late",
        "We are sorry that {reference} is not done yet. We promised it by {due}. If you need help, telephone {telephone}.",
        "Mae'n ddrwg gennym nad yw {reference} wedi'i wneud eto. Addawsom hynny erbyn {due}. Ffoniwch {telephone} am help.",
    ),
    (
        "How we understood your complaint",
        "You say that we did not do what we should have done about this: {service}.",
        "Rydych yn dweud na wnaethom yr hyn y dylem fod wedi'i wneud am hyn: {service}.",
    ),
)


def work_on(*, until: datetime, officer: Actor, colleague: Actor) -> None:
    """Give out work on some of the open cases, decide one, and take complaints through their stages; the day before ``until``."""
    at = until - timedelta(hours=5)
    for name, english, welsh in _TEXTS:
        if not TextBlock.objects.filter(name=name).exists():
            textblocks.write(name=name, team="", english=english, welsh=welsh, actor=officer, at=at)
    running = Case.objects.filter(closed_at=None, opened_at__lt=at - timedelta(days=1), paused_at=None).order_by("id")
    for case in _values(running.exclude(service__in=("complaint", "resident-parking-permit")), 1):
        _given_out(case, officer, colleague, at)
    for case in _values(running.filter(service="resident-parking-permit"), 1):
        _refused(case, officer, at)
    for case in _values(Case.objects.filter(service="missed-bin").exclude(closed_at=None).order_by("-closed_at"), 1):
        text = "You tell us that it was not emptied. We look again."
        reopening.reopen(case=case, reason="disagreed", text=text, clock="new", working_days=3, actor=officer, at=at)
    for case, further in zip(_complaints(at - timedelta(days=2)), (False, True), strict=False):
        _complained(case, officer, at, further=further)
    Message.objects.filter(rendered_at=at, kind="email", sent_at=None).update(sent_at=F("rendered_at"))


def answered(case: CaseValue, owed: Owed, told: str, officer: Actor, at: datetime) -> None:
    """End a case with the answer that is owed on it: an application is granted, a complaint answered, a request withdrawn."""
    if owed == "application":
        determinations.decide(case=case, draft=Draft("granted", told), close=True, actor=officer, at=at)
    elif owed == "complaint":
        text = "You say that we did not do what we should have done, and want us to put it right."
        complaints.acknowledge(case=case, text=text, actor=officer, at=at)
        complaints.answer(case=case, outcome="upheld", text=told, actor=officer, at=at)
    else:
        acts.close(case=case, outcome="withdrawn", told="We have kept no copy.", actor=officer, at=at)


def _values(rows: QuerySet[Case], many: int) -> list[CaseValue]:
    return [cases.value_of(row) for row in rows[:many]]


def _complaints(at: datetime) -> list[CaseValue]:
    """Complaints as the definition's own tests make them, on the web."""
    live = editions.current(service="complaint")
    found = []
    for test in live.service.tests if live else ():
        if live and live.compiled.outcomes[test.expect.outcome].complaint == "stage-1":
            every = {step: None for step, question in live.compiled.steps.items() if not question.required}
            journey = journeys.begin(
                live=live, language="en", channel="web", actor=RESIDENT, answers=every | dict(test.answers), at=at
            )
            case = opening.submit(journey=journey.id, actor=RESIDENT, channel="web", at=at)
            stages.take_up(reference=case.reference, at=at)
            messages.receive(reference=case.reference, at=at)
            interactions.led_to_case(reference=case.reference)
            found.append(cases.find(reference=case.reference))
    Message.objects.filter(rendered_at=at, kind="email", sent_at=None).update(sent_at=at)
    return found


def _given_out(case: CaseValue, officer: Actor, colleague: Actor, at: datetime) -> None:
    soon = tasks.working_day(days=3, at=at)
    tasks.set_task(
        case=case, kind="chase", words="Ask the depot for the photographs", due_on=soon, to=officer.reference,
        actor=officer, at=at,
    )  # fmt: skip
    other = "parking-permits" if case.team != "parking-permits" else "waste-rounds"
    question = "Is there a permit for a skip here?"
    advice.ask(case=case, team=other, question=question, due_on=soon, actor=officer, at=at)
    opens = datetime.combine(local(at).date() + timedelta(days=2), datetime.min.time(), LONDON) + timedelta(hours=10)
    inspections.book(
        case=case, place="4 Mill Lane, by the bridge", opens=opens, closes=opens + timedelta(hours=2),
        goes=colleague.reference, tell=True, actor=officer, at=at,
    )  # fmt: skip


def _refused(case: CaseValue, officer: Actor, at: datetime) -> None:
    draft = Draft(
        outcome="refused",
        words="We cannot give you a permit for this street.",
        reasons=(Reason("not-eligible", "Your home is not in the zone."),),
        law="Parking Permit Policy 2025, paragraph 4",
        ways=("review", "ombudsman-local-government"),
    )
    determinations.decide(case=case, draft=draft, close=False, actor=officer, at=at)


def _complained(case: CaseValue, officer: Actor, at: datetime, *, further: bool) -> None:
    """Acknowledge a complaint; and take one ``further``, to its second stage."""
    text = "You say that we did not do what we should have done, and want us to put it right."
    complaints.acknowledge(case=case, text=text, actor=officer, at=at)
    if not further:
        return
    complaints.answer(
        case=case,
        outcome="partly",
        text="We were late, and are sorry. We have changed the round.",
        actor=officer,
        at=at,
    )
    answered = cases.find(reference=case.reference)
    complaints.go_on(case=answered, because="It has happened again.", channel="phone", actor=RESIDENT, at=at)
