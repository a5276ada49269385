"""A filled form, keyed: what it says, how far it leads, and the case it opens, once.

A form is judged as on the day it was handed in, so that it ends as it would have ended on the web that day. A form of an
earlier day counts as handed in when that day closed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from guildhall.channels.paper import Sheet, Standing, answered, keyed, sheet, stand
from guildhall.kernel.canonical import content_hash
from guildhall.kernel.clocks import local
from guildhall.kernel.conditions import Reference
from guildhall.kernel.kinds.date import Day
from guildhall.kernel.question import Refusal, Refused
from guildhall.kernel.scope import Circumstances, Scope
from guildhall.kernel.service import Outcome
from guildhall.kernel.surface import Form
from guildhall.ledger.door import Actor
from guildhall.serve.answering import facts, journeys
from guildhall.serve.casework import cases, opening
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.contacts import interactions
from guildhall.serve.desks.paper.codes import code_of
from guildhall.serve.joining import reporting
from guildhall.serve.models import Posted
from guildhall.serve.obligations.standing import moment_of_receipt
from guildhall.serve.publishing.editions import Live

HANDED_IN = Day(
    id="handed-in",
    kind="date",
    label={"en": "Date handed in", "cy": "Dyddiad cyflwyno"},
    not_after=Reference(today=True),
    messages={
        "missing": {"en": "Write the day on which the form was handed in", "cy": "Ysgrifennwch y diwrnod cyflwyno"},
        "too-late": {"en": "The form cannot have been handed in after today", "cy": "Ni all fod ar ôl heddiw"},
    },
)
"""The question that only the clerk answers: from this day the council's clock runs."""

THE_CLERK_FOUND = "Whoever keyed the form found that it is the same."
"""What stands beside a join that was made while a form was keyed."""

RESIDENT = Actor("resident", "")
"""Who fills in a form, whoever keys it."""


@dataclass(frozen=True, slots=True)
class Keyed:
    """A form as keyed and as judged. ``illegible`` are steps; ``moment`` is when it counts as handed in."""

    live: Live
    sheet: Sheet
    form: Form
    illegible: tuple[str, ...]
    standing: Standing
    moment: datetime

    @property
    def outcome(self) -> Outcome | None:
        return self.standing.position.outcome

    @property
    def missing(self) -> tuple[str, ...]:
        """The steps to ask the person about, in the form's order: missing, refused, or not readable."""
        asked = self.standing.position.asked
        unread = [self._whole(step) for step in self.illegible if step.partition(".")[0] in asked]
        named = dict.fromkeys([*(each.step for each in self.standing.refusals), *unread])
        return tuple(sorted((step for step in named if step), key=self._place))

    @property
    def opens_a_case(self) -> bool:
        """Whether it ends in a case, as every form does that does not lead nowhere: nobody is there to be told otherwise."""
        return self.outcome is not None or any(each.kind == "submit" for each in self.live.service.outcomes)

    @property
    def urgent(self) -> bool:
        """Whether what can be read of it ends with a person, so that nothing else is to be waited for."""
        return self.outcome is not None and self.outcome.kind == "handover"

    def _whole(self, step: str) -> str:
        """A question as it is asked again: one box of an address stands for the address, a part of a group for itself."""
        name = step.partition(".")[0]
        return step if self.live.compiled.steps[name].inner() else name

    def _place(self, step: str) -> int:
        return list(self.sheet.numbers).index(step.partition(".")[0])


def code_for(live: Live, language: str) -> str:
    """The code that stands on the form of an edition."""
    return code_of(edition=live.hash, service=live.id, language=language)


def handed_in(written: str, now: datetime) -> date | Refusal:
    """The day that a clerk wrote as the day of handing in; refused when it is none, or is yet to come."""
    try:
        return date.fromisoformat(HANDED_IN.settle(written, Scope(Circumstances(now))))
    except Refused as refused:
        return HANDED_IN.refusal(refused)


def judge(*, live: Live, language: str, typed: Mapping[str, str], handed_in_on: date, now: datetime) -> Keyed:
    """Read a keyed form and work out where it leads, on the day it was handed in. No statement once warm."""
    form_sheet = sheet(live.compiled, language)
    form = keyed(form_sheet, typed)
    answers = answered(form_sheet, form)
    moment = moment_of_receipt(on=handed_in_on, now=now)
    known = facts.look_up(service=live.compiled, answers=answers, today=handed_in_on)
    around = Circumstances(moment, "paper", RESIDENT.kind, known, journeys.working_calendar(moment))
    standing = stand(live.compiled, answers, around)
    return Keyed(live, form_sheet, form, form_sheet.illegible(form), standing, moment)


def open_case(*, keyed_form: Keyed, language: str, once: str, clerk: Actor, now: datetime, same: str = "") -> CaseValue:
    """Open the case of a keyed form. ``once`` names the form: keyed twice under one name, it opens one case.

    ``same`` is the code of the report that the clerk found to be of the same thing; the two are joined.
    Only for a form that ``opens_a_case``. Raises ``NotFinished`` for any other.
    """
    live = keyed_form.live
    body = content_hash(dict(keyed_form.form))
    with transaction.atomic():
        posted, new = Posted.objects.get_or_create(key=f"paper {once}"[:255], defaults={"body_hash": body, "at": now})
        if not new and posted.case is not None:
            return cases.find(reference=posted.case.reference)
        begun = journeys.begin(live=live, language=language, channel="paper", actor=RESIDENT, at=now)
        eased = replace(begun, live=Live(live.hash, keyed_form.standing.eased))
        journey = journeys.save(
            journey=eased,
            answers=keyed_form.standing.answers,
            channel="paper",
            actor=RESIDENT,
            at=keyed_form.moment,
        )
        case = opening.submit_keyed(
            journey=journey,
            form=keyed_form.form,
            illegible=keyed_form.illegible,
            missing=keyed_form.missing,
            handed_in_on=local(keyed_form.moment).date(),
            actor=clerk,
            at=now,
        )
        outcome = live.compiled.outcomes[case.outcome]
        if outcome.kind != "submit":
            reason = interactions.HANDOVER if outcome.kind == "handover" else interactions.ADVICE
            interactions.log(channel="paper", reason=reason, service=live.id, journey=journey.id, actor=clerk, at=now)
        posted.case_id = case.id
        posted.save(update_fields=["case"])
        if same and reporting.join_as_told(case=case, same=same, actor=clerk, at=now, said=THE_CLERK_FOUND):
            return cases.find(reference=case.reference)
        return case
