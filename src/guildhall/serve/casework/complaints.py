"""Complaints by stages: acknowledged, answered, taken further; each by when the Ombudsmen's codes say, and told to whom to go.

Source: Complaint Handling Code, Local Government and Social Care Ombudsman (2024), section 6, and Complaint Handling Code,
Housing Ombudsman (1 April 2024, statutory for landlords), section 6. Both count alike. Nobody need say why they want the second
stage (6.12), and whoever answered the first does not answer the second (6.13).
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from guildhall.estate.door import council, words
from guildhall.kernel.clocks import Term
from guildhall.kernel.clocks.saying import day_in_full, due_in_full
from guildhall.ledger.door import Actor
from guildhall.serve import happened, outbox
from guildhall.serve.casework import acts, challenges, reopening
from guildhall.serve.casework import stages as stages_of
from guildhall.serve.casework.cases import CaseValue, tell_ledger
from guildhall.serve.casework.challenges import Ombudsman
from guildhall.serve.casework.stages import ACKNOWLEDGED, ANSWERED
from guildhall.serve.contacts import interactions
from guildhall.serve.joining.ruling import held
from guildhall.serve.models import Case, ComplaintStage
from guildhall.serve.obligations import acting, owing
from guildhall.serve.obligations.standing import MOST_MORE, PROMISE, more_left, owed_on
from guildhall.serve.telling import messages
from guildhall.serve.telling.notices import language_of

OUTCOMES = ("upheld", "partly", "not-upheld")


class NotAtThisPoint(ValueError):
    """The complaint has got further meanwhile, or not so far: it was acknowledged, answered or taken on already."""

    code = "not-at-this-point"


class SamePerson(ValueError):
    """Whoever answered the first stage would answer the second."""

    code = "same-person"


@dataclass(frozen=True, slots=True)
class StageValue:
    """A stage of a complaint, as far as it has got."""

    number: int
    because: str
    channel: str
    begun_at: datetime
    acknowledgement: str
    acknowledged_by: str
    acknowledged_at: datetime | None
    outcome: str
    answer: str
    answered_by: str
    answered_at: datetime | None


def stages(*, case: CaseValue) -> tuple[StageValue, ...]:
    """The stages of a complaint that were begun, the first first; none where a case is no complaint."""
    return tuple(
        StageValue(
            each.number,
            each.because,
            each.channel,
            each.begun_at,
            each.acknowledgement,
            each.acknowledged_by,
            each.acknowledged_at,
            each.outcome,
            each.answer,
            each.answered_by,
            each.answered_at,
        )
        for each in ComplaintStage.objects.filter(case_id=case.id).order_by("number")
    )


def ombudsman_of(*, case: CaseValue) -> Ombudsman:
    """Whose code applies, as the definition says it of how the case was opened."""
    return case.live.compiled.outcomes[case.outcome].ombudsman or "local-government"


def may_go_on(*, case: CaseValue, found: tuple[StageValue, ...]) -> bool:
    """Whether the customer may ask for the second stage: the first was answered."""
    return case.closed_at is not None and [(each.number, bool(each.answered_at)) for each in found] == [(1, True)]


def acknowledge(*, case: CaseValue, text: str, actor: Actor, at: datetime) -> None:
    """Say that we have the complaint and how we understand it; the term of the answer runs from now. Raises ``NotAtThisPoint``."""
    with transaction.atomic():
        acts.still_open(case)
        stage = _stage(case, acknowledged_at=None)
        acting.meet_one(case=case.id, name=ACKNOWLEDGED[stage.number], at=at)
        owing.owe(case=case.id, name=ANSWERED[stage.number], received=at, actor=actor, at=at)
        owed = next(each for each in owed_on(Case.objects.get(id=case.id)) if each.row.name == ANSWERED[stage.number])
        language = language_of(case)
        due = due_in_full(owed.due, language) if owed.due else ""
        told = f"{text}\n\n{words('serve').say('complaint-answer-by', language, by=due)}"
        stage.acknowledgement, stage.acknowledged_by, stage.acknowledged_at = told, actor.reference, at
        stage.save(update_fields=["acknowledgement", "acknowledged_by", "acknowledged_at"])
        told_of = {"stage": stage.number}
        tell_ledger(case, happened.COMPLAINT_ACKNOWLEDGED.name, actor, at, "customer", told_of)
        _write(case, "acknowledged", told, at)


def extend(*, case: CaseValue, working_days: int, reason: str, actor: Actor, at: datetime) -> None:
    """Take more time for the answer, told with the reason and how to reach the Ombudsman (6.4, 6.5, 6.15, 6.16).

    Raises ``acting.TooLong``, and ``NotAtThisPoint`` where no answer is owed.
    """
    with transaction.atomic():
        acts.still_open(case)
        stage = _stage(case, acknowledged_at__isnull=False, answered_at=None)
        more = Term(working_days, "working-days", whose="nation")
        language = language_of(case)
        said = words("serve").say("complaint-extended", language, ombudsman=_ombudsman(case, language), reason=reason)
        if any(each.row.name == PROMISE and not each.row.met_at for each in owed_on(Case.objects.get(id=case.id))):
            acting.extend(case=case.id, name=PROMISE, by=more, reason=reason, actor=actor, at=at, tell=False)
        acting.extend(case=case.id, name=ANSWERED[stage.number], by=more, reason=said, actor=actor, at=at)


def left_to_extend(*, case: CaseValue, stage: int) -> int:
    """By how many working days the answer at a stage may still be put off; none before it is owed."""
    owed = owed_on(Case.objects.get(id=case.id))
    name = ANSWERED[stage]
    here = any(each.row.name == name for each in owed)
    left = more_left(owed, name) if here else MOST_MORE[name]
    return left.count if left else 0


def answer(*, case: CaseValue, outcome: str, text: str, actor: Actor, at: datetime) -> None:
    """Answer a stage: what was found, in the officer's words, and where to go from there. The case is closed with it.

    What is still to be done about it stands as tasks (6.6). Raises ``NotAtThisPoint``, ``SamePerson``, ``AlreadyClosed``.
    """
    with transaction.atomic():
        acts.still_open(case)
        stage = _stage(case, acknowledged_at__isnull=False, answered_at=None)
        first = ComplaintStage.objects.filter(case_id=case.id, number=1).values_list("answered_by", flat=True).first()
        if stage.number == 2 and first == actor.reference:
            raise SamePerson(actor.reference)
        told = answer_text(case=case, stage=stage.number, outcome=outcome, text=text, at=at)
        stage.outcome, stage.answer, stage.answered_by, stage.answered_at = outcome, told, actor.reference, at
        stage.save(update_fields=["outcome", "answer", "answered_by", "answered_at"])
        data = {"stage": stage.number, "outcome": outcome}
        tell_ledger(case, happened.COMPLAINT_ANSWERED.name, actor, at, "customer", data)
        _write(case, "answered", told, at)
        acts.close(case=case, outcome="done", told=told, actor=actor, at=at, write=False)


def answer_text(*, case: CaseValue, stage: int, outcome: str, text: str, at: datetime) -> str:
    """The whole of an answer as the customer would be told it now: the stage, what we found, the words, and what they may do."""
    said, language = words("serve"), language_of(case)
    whose = ombudsman_of(case=case)
    until = challenges.last_day(way=f"ombudsman-{whose}", told=at)
    ends = said.say(
        f"complaint-after-2-{whose}" if stage == 2 else "complaint-after-1",
        language,
        ombudsman=_ombudsman(case, language),
        by=day_in_full(until, language),
        telephone=council().telephone,
    )
    return "\n\n".join(
        [said.say(f"complaint-stage-{stage}", language), said.say(f"complaint-{outcome}", language), text, ends]
    )


def go_on(*, case: CaseValue, because: str, channel: str, actor: Actor, at: datetime) -> None:
    """Take a complaint to its second stage, because the customer asks for it by any way in. They need not say why (6.12).

    The case is opened again and taken from whoever answered; it goes to the team of reviewers that the council's profile names.
    Raises ``NotAtThisPoint``.
    """
    with transaction.atomic():
        row = held(case.id)
        if not may_go_on(case=case, found=stages(case=case)):
            raise NotAtThisPoint(case.reference)
        text = words("serve").say("complaint-taken-on", language_of(case))
        reopening.reopen(case=case, reason="stage-2", text=text, clock="none", actor=actor, at=at)
        reviewers = council().complaint_reviewers or row.team
        if (row.assigned_to, row.team) != ("", reviewers):
            acts.assign(case=case, to="", team=reviewers, actor=actor, at=at)
        stages_of.begin(case=case, number=2, because=because, channel=channel, actor=actor, of=at, at=at)
        interactions.beside(
            channel=channel,
            reason=interactions.FURTHER,
            party=case.customer,
            case=case.reference,
            service=case.service,
            actor=actor,
            at=at,
        )


def _stage(case: CaseValue, **at_point: object) -> ComplaintStage:
    """The last stage, where it is at this point. Raises ``NotAtThisPoint``."""
    last = ComplaintStage.objects.filter(case_id=case.id).order_by("-number").first()
    if last is None or not ComplaintStage.objects.filter(id=last.pk, **at_point).exists():
        raise NotAtThisPoint(case.reference)
    return last


def _ombudsman(case: CaseValue, language: str) -> str:
    return words("serve").say(f"ombudsman-{ombudsman_of(case=case)}", language)


def _write(case: CaseValue, about: str, text: str, at: datetime) -> None:
    written = messages.write(case=Case.objects.get(id=case.id), about=about, at=at, text=text)
    if written is not None:
        outbox.message_written(message=written.pk)
