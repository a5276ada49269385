"""Call-in at the desk: who asks for it, whether it is valid, what came of it, and from when the decision has effect."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, time
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from guildhall.decide import models as m
from guildhall.decide.authority import call_ins
from guildhall.decide.authority.refused import NotAllowed, allow
from guildhall.decide.authority.standing import paths
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Act, Boxes
from guildhall.decide.desks.clerk.home import meeting_bodies
from guildhall.decide.desks.clerk.naming import elected, named
from guildhall.decide.desks.staff import actor, at_desk, desk_page, onlooker, show
from guildhall.decide.keeping.publishing import publish
from guildhall.decide.sight import KEEPERS, seen, seen_of
from guildhall.estate.door import council, problem
from guildhall.kernel.authority.refusing import Refused
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.saying import day_in_full

OUTCOMES: Mapping[str, str] = {
    "confirmed": "Confirmed: it stands",
    "referred": "Referred back to whoever decided it",
    "to-council": "Sent to Full Council",
}
_YES_NO = {"yes": "Yes", "no": "No"}
_WAITS: Mapping[str, str] = {
    "called-in": "It is called in, and has no effect until that is over.",
    "referred-back": "It was referred back, and has no effect until it is decided again.",
    "referred-to-council": "It was sent to Full Council, and has no effect until it is decided there.",
    "recommended": "It is a recommendation, and has no effect until it is resolved.",
    "recommended-elsewhere": "It is a recommendation, and has no effect until the body it was made to decides.",
    "adopted": "The body it was made to agreed to it. It has effect when that decision has.",
}


class CalledIn(NamedTuple):
    """A call-in in the list, as the page says it."""

    row: m.CallIn
    when: str
    who: str
    stands: str
    is_open: bool
    sent_back: bool

    @property
    def boxes(self) -> str:
        """What the names of its own boxes begin with."""
        return f"c{self.row.pk}"


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def call_in(request: HttpRequest, key: str) -> HttpResponse:
    """Each call-in of a decision with what is done about it next, and a form for another."""
    row = at_desk(request, m.Decision, key)
    boxes = Boxes.posted(request)
    if request.method == "POST":
        act = boxes.raw("act")
        if act != "enter" and act not in _ACTS:
            return problem(request=request, status=400)
        if _enter(request, row, boxes) if act == "enter" else _follow(request, row, boxes, _ACTS[act]):
            return redirect(reverse("decide:clerk-call-in", args=[key]))
    rule = council().call_in
    return show(
        request,
        "decide/clerk/call_in.jinja",
        title="Call-in",
        errors=boxes.errors,
        decision=row,
        effect=effect_of(row, local(now()).date()),
        called_in=[_said(each) for each in _of(request, row).order_by("id")],
        members=elected(request).by_key(),
        needed=rule.signatories if rule else 0,
        outcomes=list(OUTCOMES.items()),
        bodies=[(each.code, each.name) for each in meeting_bodies(request)],
    )


def effect_of(decision: m.Decision, today: date) -> str:
    """Since when a decision has effect, or from when it will have and what holds it back."""
    path = paths([decision], on=today, onlooker=KEEPERS)[decision.pk]
    name = path.status.name if path.status else ""
    if path.ended is not None:
        return f"It is no longer in force since {day_in_full(path.ended, 'en')}."
    if path.effective is not None:
        return f"It has had effect since {day_in_full(path.effective, 'en')}."
    if name in _WAITS:
        return _WAITS[name]
    return f"It has effect from {day_in_full(path.due, 'en')}, if nothing holds it back." if path.due else ""


def _enter(request: HttpRequest, decision: m.Decision, boxes: Boxes) -> bool:
    members = elected(request).by_key()
    signed = [members.rows[each] for each in boxes.ticks("signed", members, at="signatories")]
    grounds = boxes.text("grounds", "Write why they ask for it", longest=10_000)
    asked_for = boxes.text("asked_for", longest=10_000)
    day = boxes.day("received", "Write the day on which it was received")
    asked_at = boxes.moment("received-time", day)
    if not boxes.raw("received-time"):
        boxes.wrong("received-time", "Write the time at which it was received")
    rule = council().call_in
    if asked_at is None and rule is not None and len(signed) < rule.signatories:
        boxes.wrong("signatories", Refused("call-in-too-few", f"{len(signed)} of {rule.signatories}").said("clerk"))
    if boxes.errors and asked_at is not None and asked_at <= now() and rule is not None:
        found = call_ins.refusals(decision=decision, signatories=signed, requested_at=asked_at)
        with suppress(NotAllowed), _at_their_boxes(boxes):
            allow(found, call_ins.names(decision, signed))

    def enter() -> None:
        with _at_their_boxes(boxes):
            call_ins.enter(
                decision=decision, signatories=signed, grounds=grounds, asked_for=asked_for, requested_at=asked_at,  # type: ignore[arg-type]  # it is asked for
                actor=actor(request), at=now(),
            )  # fmt: skip

    return boxes.do(enter, {"requested_at": "received"})


@contextmanager
def _at_their_boxes(boxes: Boxes) -> Iterator[None]:
    """Every reason that a rule gives stands at its box."""
    try:
        yield
    except NotAllowed as refused:
        boxes.refused(refused.reasons, lambda each: "signatories" if each.code == "call-in-too-few" else "received")
        raise


def _follow(request: HttpRequest, decision: m.Decision, boxes: Boxes, act: Act[m.CallIn]) -> bool:
    row = _of(request, decision).filter(reference=boxes.raw("call-in")).first()
    return row is None or act(request, row, boxes)


def _publish(request: HttpRequest, row: m.CallIn, boxes: Boxes) -> bool:
    return boxes.do(
        lambda: publish(reference=row.reference, actor=actor(request), at=now()), {"decision": f"c{row.pk}"}
    )  # fmt: skip


def _judge(request: HttpRequest, row: m.CallIn, boxes: Boxes) -> bool:
    under = f"c{row.pk}"
    valid = boxes.chosen(f"{under}-valid", _YES_NO, "Choose whether it is valid")
    because = boxes.text(
        f"{under}-because", "Write why it is not valid" if valid == "no" else "", longest=4000
    )  # fmt: skip
    return boxes.do(
        lambda: call_ins.judge(call_in=row, valid=valid == "yes", because=because, actor=actor(request), at=now()),
        {"call_in": under},
    )


def _withdraw(request: HttpRequest, row: m.CallIn, boxes: Boxes) -> bool:
    return boxes.do(
        lambda: call_ins.withdraw(call_in=row, actor=actor(request), at=now()), {"call_in": f"c{row.pk}"}
    )  # fmt: skip


def _settle(request: HttpRequest, row: m.CallIn, boxes: Boxes) -> bool:
    under = f"c{row.pk}"
    bodies = {each.code: each for each in meeting_bodies(request)}
    outcome = boxes.chosen(f"{under}-outcome", OUTCOMES, "Choose what came of it")
    by = boxes.chosen(f"{under}-by", bodies, "Choose who considered it")
    on = boxes.day(f"{under}-on", "Write on which day")
    if on is not None and on > local(now()).date():
        boxes.wrong(f"{under}-on", "This day has not come yet")
    says = boxes.text(f"{under}-says", "Write what was said of it", longest=10_000)
    written = boxes.text(f"{under}-item", longest=80)
    item = seen_of(m.AgendaItem, written, onlooker(request)) if written else None
    if written and item is None:
        boxes.wrong(f"{under}-item", "No item has this reference. Copy it from the item's page")
    told: dict[str, Any] = {"outcome": outcome, "on": on, "says": says, "item": item}
    return boxes.do(
        lambda: call_ins.settle(call_in=row, by=bodies[by], actor=actor(request), at=now(), **told),
        {"call_in": under, "on": f"{under}-on", "meeting": f"{under}-item"},
    )


def _decide_again(request: HttpRequest, row: m.CallIn, boxes: Boxes) -> bool:
    under = f"c{row.pk}"
    written = boxes.text(f"{under}-again", "Write the reference of the decision that was made on it", longest=80)
    again = seen_of(m.Decision, written, onlooker(request)) if written else None
    if written and again is None:
        boxes.wrong(f"{under}-again", "No decision has this reference. Copy it from the decision's page")
    changed = boxes.chosen(f"{under}-changed", _YES_NO, "Choose whether it was changed")
    return boxes.do(
        lambda: call_ins.decide_again(
            call_in=row, by=again, changed=changed == "yes", actor=actor(request), at=now()  # type: ignore[arg-type]  # it is asked for
        ),
        {"call_in": under, "by": f"{under}-again"},
    )  # fmt: skip


_ACTS: Mapping[str, Act[m.CallIn]] = {
    "publish": _publish,
    "judge": _judge,
    "withdraw": _withdraw,
    "settle": _settle,
    "decide-again": _decide_again,
}


def _of(request: HttpRequest, decision: m.Decision) -> Any:
    rows = seen(m.CallIn, onlooker(request)).filter(decision=decision).select_related("considered_by", "settled_by")
    return rows.prefetch_related("signatures__person")


def _said(row: m.CallIn) -> CalledIn:
    asked = local(row.requested_at) if row.requested_at else None
    when = day_in_full(asked.date(), "en") if asked else "a day that is not on record"
    if asked and asked.time() != time.min:  # of some the day alone is known
        when += f", {asked:%-H:%M}"
    who = ", ".join(named(each.person) for each in row.signatures.all())
    is_open = row.valid is not False and row.withdrawn_at is None and not row.outcome
    sent_back = row.outcome in {"referred", "to-council"} and row.settled_by_id is None
    return CalledIn(row, when, who, _stands(row), is_open, sent_back)


def _stands(row: m.CallIn) -> str:
    if row.valid is False:
        return f"Not valid: {row.invalid_because}"
    if row.withdrawn_at is not None:
        return "Withdrawn"
    if row.outcome:
        by = f" {row.considered_by.name}" if row.considered_by else ""
        on = f", {day_in_full(row.outcome_on, 'en')}" if row.outcome_on else ""
        again = f" Decided again: {row.settled_by.reference}." if row.settled_by else ""
        return f"{OUTCOMES[row.outcome]}.{by}{on}: {row.outcome_says}{again}"
    return "Valid, not considered yet" if row.valid else "Not judged yet"
