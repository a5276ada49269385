"""What scrutiny recommended, what it was answered, and what was done about it.

Local Government Act 2000, section 9FE: where its notice asks for it, the council or its executive responds within two months that
begin with the day on which it received the recommendations, or the notice if later. The words are taken from S.I. 2009/1919,
regulation 6(1), which has them too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from guildhall.decide import happened, references
from guildhall.decide import models as m
from guildhall.decide.keeping.agreed import Correction
from guildhall.decide.keeping.corrections import put_right
from guildhall.decide.keeping.publishing import Version, publish
from guildhall.decide.keeping.recording import NotRecorded, needed, reference_of, tell
from guildhall.estate.door import council
from guildhall.kernel.authority.answering import Answer, Stage, stage
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.planning import respond_by
from guildhall.ledger.door import Actor

ACCEPTED = ("yes", "partly", "no", "noted")
BOUND = ("council", "executive")
"""Whom section 9FE binds. Of anybody else a response is awaited, and none is late unless a day was agreed."""


def recommend(
    *,
    by: m.Organization,
    text: str,
    made_on: date,
    actor: Actor,
    at: datetime,
    to: m.Organization | None = None,
    to_post: m.Post | None = None,
    received_on: date | None = None,
    due_on: date | None = None,
    number: str = "",
    matter: m.Matter | None = None,
    item: m.AgendaItem | None = None,
    text_cy: str = "",
) -> m.ScrutinyRecommendation:
    """Record a recommendation of a scrutiny body. From when it was received (the day it was made, unless told) the response is due.

    ``due_on`` is a day that was agreed instead. Raises ``NotRecorded``.
    """
    if to is None and to_post is None:
        raise NotRecorded("missing", "to")
    if to == by:
        raise NotRecorded("itself", "to")
    received = received_on or made_on
    if received < made_on or (due_on is not None and due_on < received):
        raise NotRecorded("before-it-began", "due_on" if due_on else "received_on")
    if due_on is None and to is not None and to.kind in BOUND:
        due_on = respond_by(received, council().duties["scrutiny-response"])
    with transaction.atomic():
        row = m.ScrutinyRecommendation.objects.create(
            reference=references.numbered(m.ScrutinyRecommendation, item or f"{made_on:%Y-%m}-{by.code}"), by=by, to=to,
            to_post=to_post, matter=matter or (item.matter if item else None), item=item, number=number,
            text=needed(text, "text"), text_cy=text_cy, made_on=made_on, response_due_on=due_on,
        )  # fmt: skip
        told: dict[str, Any] = {"by": by.reference, "to": reference_of(to or to_post), "due": due_on}
        tell(row, happened.RECOMMENDATION_MADE, actor, at, first=True, **told)
    return row


def respond(
    *,
    recommendation: m.ScrutinyRecommendation,
    accepted: str,
    explanation: str,
    given_on: date,
    actor: Actor,
    at: datetime,
    by: m.Organization | None = None,
    by_post: m.Post | None = None,
    item: m.AgendaItem | None = None,
    action: str = "",
    action_owner: m.Post | None = None,
    action_due_on: date | None = None,
    explanation_cy: str = "",
) -> m.ScrutinyResponse:
    """Record a response: whether it is accepted, why, and what is to be done by whom and when. Late or not, it is kept."""
    if accepted not in ACCEPTED:
        raise NotRecorded("no-such-code", "accepted")
    if by is None and by_post is None:
        raise NotRecorded("missing", "by")
    if given_on < recommendation.made_on or given_on > local(at).date():
        raise NotRecorded("before-it-began" if given_on < recommendation.made_on else "not-yet", "given_on")
    if (action_owner or action_due_on) and not action.strip():
        raise NotRecorded("missing", "action")
    if action_due_on is not None and action_due_on < given_on:
        raise NotRecorded("before-it-began", "action_due_on")
    with transaction.atomic():
        row = m.ScrutinyResponse.objects.create(
            recommendation=recommendation, accepted=accepted, explanation=needed(explanation, "explanation"),
            explanation_cy=explanation_cy, by=by, by_post=by_post, item=item, given_on=given_on, action=action.strip(),
            action_owner=action_owner, action_due_on=action_due_on,
        )  # fmt: skip
        told: dict[str, Any] = {"by": reference_of(by or by_post), "accepted": accepted, "on": given_on}
        tell(recommendation, happened.RECOMMENDATION_ANSWERED, actor, at, **told)
    return row


def publish_response(*, response: m.ScrutinyResponse, actor: Actor, at: datetime) -> Version:
    """Publish a response, as a new version of the recommendation that it answers; that has to be published first."""
    if response.recommendation.published_at is None:
        raise NotRecorded("stands-on-a-draft", "recommendation")
    with transaction.atomic():
        if response.published_at is None:
            response.published_at = at
            response.save(update_fields=["published_at"])
        return publish(reference=response.recommendation.reference, actor=actor, at=at, reason="A response was given")


def act(*, response: m.ScrutinyResponse, on: date, how: str, actor: Actor, at: datetime) -> None:
    """What was promised in a response was done, on which day and how."""
    if not response.action:
        raise NotRecorded("missing", "action")
    if response.action_done_on is not None:
        raise NotRecorded("done", "action")
    if on < response.given_on or on > local(at).date():
        raise NotRecorded("before-it-began" if on < response.given_on else "not-yet", "on")
    with transaction.atomic():
        response.action_done_on, response.action_done_how = on, needed(how, "how")
        response.save(update_fields=["action_done_on", "action_done_how"])
        tell(response.recommendation, happened.RECOMMENDATION_ACTED_ON, actor, at, on=on)
        if response.published_at is not None:
            why = "What was promised was done"
            publish(reference=response.recommendation.reference, actor=actor, at=at, reason=why)


@dataclass(frozen=True, slots=True)
class Answered:
    """What a response says, and what became of it, as it is put right. What was done is told where it was done."""

    accepted: str
    explanation: str
    given_on: date
    action: str = ""
    action_due_on: date | None = None
    action_done_on: date | None = None
    action_done_how: str = ""


def correct_recommendation(
    *,
    recommendation: m.ScrutinyRecommendation,
    text: str,
    text_cy: str,
    made_on: date,
    response_due_on: date | None,
    answered: Mapping[int, Answered],
    why: Correction,
) -> None:
    """What was recommended, answered and done about it is put right; ``answered`` is each response anew, by its key.

    Raises ``NotRecorded``, with a box of a response called `r`, its key and the field.
    """
    if response_due_on is not None and response_due_on < made_on:
        raise NotRecorded("before-it-began", "response_due_on")
    with transaction.atomic():
        row = m.ScrutinyRecommendation.objects.select_for_update().get(pk=recommendation.pk)
        row.text, row.text_cy = needed(text, "text"), text_cy.strip()
        row.made_on, row.response_due_on = made_on, response_due_on
        row.save(update_fields=["text", "text_cy", "made_on", "response_due_on"])
        for each in row.responses.order_by("id"):
            if each.pk in answered:
                _answer_anew(row, each, answered[each.pk], local(why.at).date())
        put_right(row, why)


def _answer_anew(row: m.ScrutinyRecommendation, response: m.ScrutinyResponse, told: Answered, today: date) -> None:
    under = f"r{response.pk}-"
    if told.given_on < row.made_on or told.given_on > today:
        raise NotRecorded("before-it-began" if told.given_on < row.made_on else "not-yet", f"{under}given_on")
    if (told.action_due_on or response.action_owner_id or response.action_done_on) and not told.action.strip():
        raise NotRecorded("missing", f"{under}action")
    if told.action_due_on is not None and told.action_due_on < told.given_on:
        raise NotRecorded("before-it-began", f"{under}action_due_on")
    response.accepted, response.explanation = told.accepted, needed(told.explanation, f"{under}explanation")
    response.given_on, response.action, response.action_due_on = told.given_on, told.action.strip(), told.action_due_on
    if response.action_done_on is not None:
        if told.action_done_on is None or told.action_done_on < told.given_on:
            raise NotRecorded("before-it-began" if told.action_done_on else "missing", f"{under}action_done_on")
        response.action_done_on = told.action_done_on
        response.action_done_how = needed(told.action_done_how, f"{under}action_done_how")
    response.save()


def stands(*, recommendation: m.ScrutinyRecommendation, on: date, published: bool = False) -> Stage:
    """Where a recommendation has got to at the end of a day; by what is ``published`` alone, as the public sees it."""
    rows = recommendation.responses.all()
    answers = (
        Answer(each.given_on, bool(each.action), each.action_due_on, each.action_done_on)
        for each in rows
        if each.published_at is not None or not published
    )
    return stage(recommendation.response_due_on, answers, on)


def overdue_responses(*, on: date) -> QuerySet[m.ScrutinyRecommendation]:
    """The recommendations that nobody has answered by the end of a day, and whose last day has passed; the longest overdue first."""
    answered = m.ScrutinyResponse.objects.filter(recommendation=OuterRef("pk"), given_on__lte=on)
    rows = m.ScrutinyRecommendation.objects.filter(~Exists(answered), response_due_on__lt=on)
    return rows.select_related("by", "to", "to_post").order_by("response_due_on", "id")


def overdue_actions(*, on: date) -> QuerySet[m.ScrutinyResponse]:
    """What was promised in a response and is not done by its day; the longest overdue first."""
    rows = m.ScrutinyResponse.objects.filter(action_done_on=None, action_due_on__lt=on)
    return rows.select_related("recommendation", "action_owner").order_by("action_due_on", "id")
