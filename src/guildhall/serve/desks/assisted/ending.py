"""The end of a conversation: advice, a person to ring, or a case; then the receipt, the money and the last question."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from guildhall.estate.door import problem, spelled, words
from guildhall.kernel.clocks import local
from guildhall.kernel.journey import LEADS_NOWHERE, PageOfSteps
from guildhall.kernel.kinds.email import Email
from guildhall.kernel.kinds.telephone import Telephone
from guildhall.kernel.model import words as in_language
from guildhall.kernel.notices import Way
from guildhall.kernel.passing import passed
from guildhall.kernel.question import Refused
from guildhall.kernel.scope import Circumstances, Scope
from guildhall.kernel.service import Outcome
from guildhall.serve.answering import satisfaction
from guildhall.serve.answering.journeys import JourneyValue
from guildhall.serve.casework import acts, cases, opening, payments
from guildhall.serve.casework.cases import CaseValue, NoSuchCase
from guildhall.serve.casework.opening import NotFinished
from guildhall.serve.casework.payments import PROVIDER, AlreadyPaid, NoReason, NothingToPay
from guildhall.serve.clock import now
from guildhall.serve.contacts import interactions
from guildhall.serve.desks import looking
from guildhall.serve.desks.assisted import conversation
from guildhall.serve.desks.assisted.asking import open_journey
from guildhall.serve.desks.assisted.conversation import Told
from guildhall.serve.desks.assisted.desk import ROLES, Desk, may_open, show
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.foreseen import OTHER_WORDS, going, shown_first
from guildhall.serve.desks.outbox.telling import FORMATS, KINDS, REASONS
from guildhall.serve.desks.staff import actor, desk_page, said
from guildhall.serve.desks.suggesting import suggested
from guildhall.serve.desks.telling import pounds
from guildhall.serve.joining import reporting
from guildhall.serve.pages.markdown import as_html
from guildhall.serve.telling.foreseeing import ADDRESS, anew, mark_of
from guildhall.serve.telling.messages import way_to_reach
from guildhall.serve.telling.notices import Drafted
from guildhall.serve.telling.reaching import wishes_call

_TO = {
    "email": Email(id="to", kind="email", label={"en": "Email address"}),
    "sms": Telephone(id="to", kind="telephone", label={"en": "Mobile number"}),
}

_THANKED = "desk-thanked"
"""Where the log-in remembers which cases' last question was answered, so that a second press counts for nothing."""


@desk_page(*ROLES)
def end(request: HttpRequest, desk: Desk, journey: UUID) -> HttpResponse:
    """How the journey ends. Posting finishes it: a case is opened, or the contact is logged."""
    return ended(request, desk, journey)


def ended(request: HttpRequest, desk: Desk, journey: UUID) -> HttpResponse:
    """The same, at any desk that has let somebody in by rules of its own."""
    at = now()
    found = open_journey(request, desk, journey, at)
    if isinstance(found, HttpResponse):
        return found
    if found.position.outcome is None and not found.position.stuck:
        return redirect(desk.url("journey", journey=found.id))
    if request.method == "POST":
        return _finished(request, desk, found, at)
    return _ending(request, desk, found, at)


@desk_page(*ROLES)
def case(request: HttpRequest, desk: Desk, reference: str) -> HttpResponse:
    """The case just opened: its reference and promise to read aloud, and what may still be settled."""
    found = _case(request, reference)
    return _opened(request, desk, found, []) if isinstance(found, CaseValue) else found


@desk_page(*ROLES)
@shown_first("Send the receipt")
def receipt(request: HttpRequest, desk: Desk, reference: str) -> HttpResponse:
    """Send the receipt another way."""
    found = _case(request, reference)
    if not isinstance(found, CaseValue) or request.method != "POST":
        return found if not isinstance(found, CaseValue) else redirect(desk.url("case", reference=reference))
    if "change" in request.GET:
        return _opened(request, desk, found, [])
    way = _way(said(request, "kind"), said(request, "to", 500), now())
    if isinstance(way, str):
        return _opened(request, desk, found, [{"text": way, "href": "#to"}])
    acts.write_to(case=found, about="receipt", way=way, actor=actor(request), at=now())
    return redirect(desk.url("case", reference=found.reference) + "?sent=1")


@desk_page(*ROLES)
@shown_first("Send the address to pay at")
def payment(request: HttpRequest, desk: Desk, reference: str) -> HttpResponse:
    """Take the fee as this desk may: a link by which to pay, money in hand, or none with a reason."""
    found = _case(request, reference)
    if not isinstance(found, CaseValue) or request.method != "POST":
        return found if not isinstance(found, CaseValue) else redirect(desk.url("case", reference=reference))
    if "change" in request.GET:
        return _opened(request, desk, found, [])
    method, by, at = said(request, "method"), actor(request), now()
    errors: list[dict[str, str]] = []
    try:
        if method == "waived":
            payments.waive(reference=found.reference, reason=said(request, "reason"), actor=by, at=at)
        elif method in payments.IN_HAND and method in _methods(desk, found):
            payments.record_in_hand(
                reference=found.reference, method=method, actor=by, at=at, receipt=said(request, "receipt", 60)
            )
        elif method == "card-by-link" and method in _methods(desk, found):
            way = _way(said(request, "kind"), said(request, "to", 500), at)
            if isinstance(way, str):
                errors = [{"text": way, "href": "#pay-to"}]
            else:
                begun = payments.begin(reference=found.reference, method=method, actor=by, at=at)
                address = request.build_absolute_uri(PROVIDER.page_for(payment=begun, language=found.language))
                text = anew(address, instead=ADDRESS)
                acts.write_to(case=found, about="pay", way=way, text=text, actor=by, at=at)
        else:
            return problem(request=request, status=400)
    except NoReason:
        errors = [{"text": "Write why the fee is waived", "href": "#reason"}]
    except AlreadyPaid:
        errors = [{"text": "The fee is settled already. Nothing more is to be paid.", "href": "#fee"}]
    except NothingToPay:
        errors = [{"text": "There is nothing to pay.", "href": "#fee"}]
    return _opened(request, desk, found, errors) if errors else redirect(desk.url("case", reference=found.reference))


@desk_page(*ROLES)
def satisfied(request: HttpRequest, desk: Desk, reference: str) -> HttpResponse:
    """Keep the answer to the last question, once for each case, with nothing that leads to case or person."""
    found = _case(request, reference)
    if not isinstance(found, CaseValue):
        return found
    score, thanked = said(request, "score", 2), _thanked(request)
    if request.method == "POST" and score in satisfaction.SCORES and found.reference not in thanked:
        satisfaction.keep(service=found.service, channel=desk.channel, score=int(score), on=local(now()).date())
        request.session[_THANKED] = [*thanked, found.reference][-40:]
    return redirect(desk.url("case", reference=found.reference))


def _finished(request: HttpRequest, desk: Desk, journey: JourneyValue, at: datetime) -> HttpResponse:
    outcome = journey.position.outcome
    if outcome is not None and outcome.kind == "submit":
        try:
            agreed = said(request, "seen", 64)
            if agreed and mark_of(_receipts(request, desk, journey, at)) != agreed:
                return _ending(request, desk, journey, at, again=True)
            same = said(request, "same", 40)
            opened = reporting.submit(journey=journey.id, same=same, actor=journey.actor, channel=desk.channel, at=at)
        except NotFinished:
            return redirect(desk.url("journey", journey=journey.id))
        return redirect(desk.url("case", reference=opened.reference))
    reason = interactions.HANDOVER if outcome is None or outcome.kind == "handover" else interactions.ADVICE
    interactions.log(
        channel=desk.channel,
        reason=reason,
        service=journey.live.id,
        journey=journey.id,
        whose="other" if journey.on_behalf_of else "own",
        actor=journey.actor,
        at=at,
    )
    return redirect(desk.url())


def _receipts(request: HttpRequest, desk: Desk, journey: JourneyValue, at: datetime) -> tuple[Drafted, ...]:
    """What the person is sent with their case, as far as whoever is here may know how they are reached."""
    as_given = not onlooker(request).people
    return opening.foreseen(journey=journey.id, actor=journey.actor, channel=desk.channel, at=at, as_given=as_given)


def _ending(
    request: HttpRequest, desk: Desk, journey: JourneyValue, at: datetime, *, again: bool = False
) -> HttpResponse:
    outcome, language = journey.position.outcome, journey.language
    drafts = _receipts(request, desk, journey, at) if outcome and outcome.kind == "submit" else ()
    promise = opening.promise_of(position=journey.position, at=at)
    told = conversation.told_so_far(journey, desk, at)
    texts = (
        {
            name: as_html(in_language(text, language))
            for name, text in (("contact", outcome.contact), ("next", outcome.next))
            if text
        }
        if outcome
        else {}
    )
    return show(
        request,
        desk,
        f"{outcome.kind if outcome else 'stuck'}",
        title=_heading(outcome),
        service=in_language(journey.live.service.title, "en"),
        journey=journey,
        spoken=language,
        back=conversation.page_before(journey, desk),
        outcome=outcome,
        spoken_title=in_language(outcome.title, language) if outcome else "",
        texts=texts,
        promise=in_language(promise, language) if promise else "",
        fee=pounds(journey.position.fee) if journey.position.fee else "",
        reasons=[in_language(each.sentence, "en") for each in journey.position.reasons],
        told=told,
        answers=_read_back(journey, told),
        passed=[
            (in_language(each.page.title, language) if each.page.title else "", as_html(_guidance(each, language)))
            for each in passed(journey.live.compiled, journey.position)
        ],
        stuck=in_language(LEADS_NOWHERE, language) if journey.position.stuck else "",
        errors=[{"text": OTHER_WORDS, "href": "#goes"}] if again else [],
        status=409 if again else 200,
        going=[going(request, each) for each in drafts],
        as_given=not onlooker(request).people,
        seen=mark_of(drafts),
        kinds=KINDS,
        shapes=FORMATS,
        why_stopped=REASONS,
        same=said(request, "same", 40),
        alike=suggested(live=journey.live, answers=journey.position.answers, language=language, at=at)
        if outcome and outcome.kind == "submit"
        else (),
    )


def _guidance(page: PageOfSteps, language: str) -> str:
    return in_language(page.page.guidance, language) if page.page.guidance else ""


def _heading(outcome: Outcome | None) -> str:
    if outcome is None:
        return "This form leads nowhere from here"
    return "Read it back, then send it" if outcome.kind == "submit" else in_language(outcome.title, "en")


def _read_back(journey: JourneyValue, told: tuple[Told, ...]) -> list[dict[str, object]]:
    """Every answer in the person's language, to read aloud, with the page on which to change it."""
    steps, proxy = journey.live.compiled.steps, bool(journey.on_behalf_of)
    given = {each.step: each.given for each in told}
    found: list[dict[str, object]] = []
    for name in journey.position.asked:
        value = journey.position.answers.get(name)
        if value is not None and name in steps:
            question = steps[name]
            label = question.proxy if proxy and question.proxy else question.label
            found.append(
                {
                    "page": question.page or question.id,
                    "question": in_language(label, journey.language),
                    "answer": conversation.shown(question, value, journey.language),
                    "spelled": conversation.spelled(question, value, journey.language),
                    "given": given.get(name, "known to the council"),
                }
            )
    return found


def _case(request: HttpRequest, reference: str) -> CaseValue | HttpResponse:
    try:
        found = cases.find(reference=reference)
    except NoSuchCase:
        return problem(request=request, status=404)
    if not may_open(request, found.journey):
        return problem(request=request, status=403, words_key="serve.desk-not-opened")
    looking.lay_open(request, cases=[found.reference])
    return found


def _opened(request: HttpRequest, desk: Desk, case: CaseValue, errors: list[dict[str, str]]) -> HttpResponse:
    outcome, language = case.live.compiled.outcomes.get(case.outcome), case.language
    given = way_to_reach(case.live.compiled, dict(case.answers), language, local(case.opened_at).date())
    way = given if given and given.kind != "call" else None  # they are spoken with now
    to_ring = given.to if given and not way else ""
    attempts = payments.of_case(reference=case.reference) if case.fee else ()
    said_to = words("serve")
    return show(
        request,
        desk,
        "case",
        title=f"Done: {case.reference}",
        service=in_language(case.live.service.title, "en"),
        case=case,
        errors=errors,
        spoken=language,
        spoken_title=in_language(outcome.title, language) if outcome else "",
        spelled=spelled(case.reference, language),
        promise=in_language(case.promise, language) if case.promise else "",
        next=as_html(in_language(outcome.next, language)) if outcome and outcome.next else "",
        receipt=said_to.say(f"way-{way.kind}", language, to=way.to) if way else "",
        way=way,
        textless="" if wishes_call(case.answers) else to_ring,
        rung=to_ring if wishes_call(case.answers) else "",
        sent="sent" in request.GET,
        thanked=case.reference in _thanked(request),
        fee=pounds(case.fee) if case.fee else "",
        attempts=attempts,
        settled=next((each for each in attempts if each.settled), None),
        methods=_methods(desk, case),
        support=interactions.SUPPORT,
        noted="noted" in request.GET,
        typed=request.POST,
    )


def _thanked(request: HttpRequest) -> list[str]:
    return list(request.session.get(_THANKED, []))


def _methods(desk: Desk, case: CaseValue) -> tuple[str, ...]:
    """How money is taken at this desk for this service, as its definition says."""
    channel = getattr(case.live.service.channels, desk.channel)
    return tuple(channel.payments) if channel else ()


def _way(kind: str, to: str, at: datetime) -> Way | str:
    """A way to reach somebody, or why what was typed is none."""
    if kind == "letter":
        return Way("letter", to) if to else "Write the postal address"
    question = _TO.get(kind)
    if question is None:
        return "Choose email, text message or letter"
    try:
        return Way("email" if kind == "email" else "sms", question.settle(to, Scope(Circumstances(at))))
    except Refused as refused:
        return question.refusal(refused).said("en")
