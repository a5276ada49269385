"""Some weeks in the life of the demo council, lived through again: the same each time, whenever it is asked for.

People walk the journeys that the definitions themselves give as tests, on every channel, under invented names. Staff then work
on the cases. Nothing is written past the actions that real people use, except that no email of the past is really sent.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from django.db import transaction
from django.db.models import F

from guildhall.estate.door import pdf, store_file
from guildhall.kernel.canonical import read_json
from guildhall.kernel.clocks import LONDON, local
from guildhall.kernel.journey import Compiled
from guildhall.kernel.model import Json
from guildhall.kernel.question import Question
from guildhall.kernel.service import JourneyTest
from guildhall.ledger.door import Actor
from guildhall.serve.answering import journeys
from guildhall.serve.answering.journeys import JourneyValue
from guildhall.serve.casework import acts, casefile, ending, enquiries, opening, payments, promised, stages
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.contacts import interactions
from guildhall.serve.demo import rung, worked_on
from guildhall.serve.demo.acquaintances import Acquaintances, name_in
from guildhall.serve.demo.answered_anew import answered_anew, leading_to_a_case
from guildhall.serve.demo.hours import at_work, working_day_before
from guildhall.serve.demo.kept_lists import keep_lists
from guildhall.serve.demo.likenesses import meet
from guildhall.serve.demo.moved_promises import move_some
from guildhall.serve.models import Journey, Message, Satisfaction
from guildhall.serve.publishing import editions
from guildhall.serve.publishing.editions import Live
from guildhall.serve.telling import messages

DAYS = 40
CASES = 110
CONTACTS = 30
DRAFT = "demo/draft"
"""Whose the half-finished forms are: nobody's, so that they can be told from those of people trying the demo."""

RESIDENT = Actor("resident")
_CHANNELS = {"web": 45, "phone": 26, "counter": 13, "paper": 10, "api": 6}
_REASONS: Mapping[str, int] = {
    "opening-hours": 9,
    "how-to": 5,
    "progress": 8,
    "bill-or-payment": 4,
    "another-authority": 3,
    "thanks": 1,
    "wrong-number": 2,
    "something-else": 1,
}
"""How often people are in contact without a case, and why. Of decisions they ask where there are some."""
_OFFICERS: Mapping[str, str] = {
    "waste-rounds": "rounds@elverdon.example.org",
    "parking-permits": "permits@elverdon.example.org",
    "street-cleaning": "streets@elverdon.example.org",
}
_DOCUMENT = (
    '#set document(title: "Proof of address")\n#set text(lang: "en")\n= Proof of address\nMade up for the demo council.'
)

Said = Mapping[str, Any]


def live_through(*, until: datetime, staff: Mapping[str, str], said: Said) -> None:
    """Make the weeks before ``until``: cases, the work on them, contacts without a case, and forms left half-way."""
    Past(until, staff, said).live()


def drafts(*, at: datetime) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The half-finished forms that can still be taken up: the code, and the two answers that are asked for."""
    rows = Journey.objects.filter(actor=DRAFT, case=None, resume_until__gt=at).order_by("begun_at")
    for row in rows.prefetch_related("answers"):
        told = {each.step: read_json(each.value) for each in row.answers.all()}
        yield row.resume_code, {"name": told["name"], "postcode": told["address"]["postcode"]}


class Past:
    """What happened, as chance would have it."""

    def __init__(self, until: datetime, staff: Mapping[str, str], said: Said) -> None:
        self.until = until
        self.staff = {email: Actor("staff", reference) for email, reference in staff.items()}
        self.advisor = self.staff["advisor@elverdon.example.org"]
        self.officer = self.staff["officer@elverdon.example.org"]
        self.said = said
        self.chance = Random(1987)  # noqa: S311  # for variety, not for secrecy
        self.who = Random(1066)  # noqa: S311  # as above; apart, so that who rings changes nothing else
        self.tests = {live.id: leading_to_a_case(live.compiled) for live in editions.live()}
        self.document = ""
        self.acquaintances = Acquaintances(said["people"], said["streets"], self.officer)

    def live(self) -> None:
        for moment in sorted(self._moment() for _ in range(CASES)):
            opened = self._reported(moment)
            if opened is not None:
                self._worked_on(opened, moment)
        for moment in sorted(self._moment() for _ in range(CONTACTS)):
            self._asked_only(moment)
        safeguard = self.staff["safe@elverdon.example.org"]
        self.acquaintances.introduce(self.said, safeguard=safeguard, at=self.until - timedelta(days=3))
        rung.ring(known=self.acquaintances.known, advisor=self.advisor, until=self.until)
        meet(told=self.said["alike"], advisor=self.advisor, until=self.until)
        worked_on.work_on(until=self.until, officer=self.officer, colleague=self.staff[_OFFICERS["street-cleaning"]])
        move_some(until=self.until, officer=self.officer)
        keep_lists(until=self.until, officer=self.officer)
        for service, language, days in (("missed-bin", "en", 2), ("missed-bin", "cy", 1)):
            self._left_half_way(service, language, self.until - timedelta(days=days))

    def _moment(self) -> datetime:
        """A time of day on one of the days before, more often lately, on working days for the most part."""
        back = int(DAYS * self.chance.random() ** 2) + 1
        day = local(self.until).date() - timedelta(days=back)
        if day.weekday() > 4 and self.chance.random() < 0.8:
            day -= timedelta(days=2)
        minutes = self.chance.randrange(9 * 60)
        return datetime.combine(day, time(8, 30), LONDON) + timedelta(minutes=minutes)

    def _reported(self, at: datetime) -> CaseValue | None:
        live = self.chance.choice([each for each in editions.live() if self.tests[each.id]])
        offered = [each for each in live.service.channels.offered() if each in _CHANNELS]
        channel = self.chance.choices(offered, [_CHANNELS[each] for each in offered])[0]
        actor = self.advisor if channel in {"phone", "counter", "paper"} else RESIDENT
        for _ in range(4):
            case = self._submitted(live, channel, actor, at)
            if case is not None:
                return case
        return None

    def _submitted(self, live: Live, channel: str, actor: Actor, at: datetime) -> CaseValue | None:
        test = self.chance.choice(self.tests[live.id])
        answers = self._as_somebody_else(live.compiled, test, at)
        unread = self._unread(live.compiled, answers) if channel == "paper" else None
        language = "cy" if "cy" in live.service.languages and self.chance.random() < 0.15 else "en"
        with transaction.atomic():
            journey = journeys.begin(
                live=live,
                language=language,
                channel=channel,
                actor=actor,
                customer=self.acquaintances.chosen(name_in(live.compiled, answers), channel),
                answers={step: value for step, value in answers.items() if step != unread},
                at=at - timedelta(minutes=6),
            )
            if unread:
                return self._keyed(journey, [unread], actor, at)
            outcome = journey.position.outcome
            if outcome is None or outcome.kind != "submit":
                transaction.set_rollback(True)
                return None
            if channel == "paper":
                return self._keyed(journey, [], actor, at)
            case = opening.submit(journey=journey.id, actor=actor, channel=channel, at=at)
        if self.chance.random() < 0.5:
            score = self.chance.choices((1, 2, 3, 4, 5), (1, 1, 3, 6, 7))[0]
            Satisfaction.objects.create(service=live.id, channel=channel, score=score, on=local(at).date())
        return case

    def _unread(self, service: Compiled, answers: Mapping[str, Json]) -> str | None:
        """On one form in three, what nobody could read of it."""
        written = [step for step in answers if service.steps[step].kind in {"text", "long-text", "telephone", "email"}]
        return written[-1] if written and self.chance.random() < 0.35 else None

    def _keyed(self, journey: JourneyValue, missing: Sequence[str], actor: Actor, at: datetime) -> CaseValue:
        """A form that came by post."""
        return opening.submit_keyed(
            journey=journey,
            form={},
            illegible=missing,
            missing=missing,
            handed_in_on=working_day_before(local(at).date()),
            actor=actor,
            at=at,
        )

    def _worked_on(self, case: CaseValue, opened: datetime) -> None:
        stages.take_up(reference=case.reference, at=opened)
        promised.await_documents(reference=case.reference, at=opened)
        messages.receive(reference=case.reference, at=opened)
        interactions.led_to_case(reference=case.reference)
        self.acquaintances.met(case, opened)
        owes = bool(case.fee) and not self._paid(case, opened + timedelta(minutes=4))
        age = self.until - opened
        officer = self.staff.get(_OFFICERS.get(case.team, ""), self.officer)
        taken = at_work(opened + timedelta(hours=self.chance.randrange(2, 20)))
        noted = at_work(taken + timedelta(hours=1))
        told = at_work(noted + timedelta(hours=1))
        asked = at_work(told + timedelta(hours=1))
        closed = self._finished(case, asked)
        if age > timedelta(days=1) and taken < self.until and self.chance.random() < 0.8:
            acts.assign(case=case, to=officer.reference, team=case.team, actor=self.officer, at=taken)
        if age > timedelta(days=2) and noted < self.until and self.chance.random() < 0.45:
            text = self.chance.choice(self.said["notes"])
            acts.note(case=case, text=text, shown=False, actor=officer, at=noted)
        if age > timedelta(days=3) and told < self.until and self.chance.random() < 0.25:
            text = self.chance.choice(self.said["shown"])
            acts.note(case=case, text=text, shown=True, actor=officer, at=told)
        if age > timedelta(days=2) and asked < self.until and self.chance.random() < 0.15:
            self._asked(case, officer, asked)
        if age > timedelta(days=2) and asked < self.until and self.chance.random() < 0.7:
            for task in casefile.tasks_of(case=case):
                acts.finish_task(case=case, task=task.id, actor=officer, at=asked)
        if closed < self.until and not owes:
            self._closed(case, officer, closed)
        Message.objects.filter(case_id=case.id, kind="email", sent_at=None).update(sent_at=F("rendered_at"))

    def _finished(self, case: CaseValue, begun: datetime) -> datetime:
        """When the work is done: mostly a little before the day that was promised; one case in seven takes far longer."""
        days = (case.due_on - local(case.opened_at).date()).days if case.due_on else 5
        share = 3.0 if self.chance.random() < 0.14 else self.chance.triangular(0.4, 1.1, 0.9)
        done = case.opened_at + timedelta(days=days * share)
        return at_work(max(done, begun + timedelta(hours=1)))

    def _asked(self, case: CaseValue, officer: Actor, at: datetime) -> None:
        """The customer was asked something; two in three have replied by the evening."""
        acts.ask(case=case, question=self.chance.choice(self.said["questions"]), actor=officer, at=at)
        replied = at + timedelta(hours=5)
        if replied < self.until and self.chance.random() < 0.65:
            (enquiry,) = enquiries.of_case(case=case)
            text = self.chance.choice(self.said["replies"])
            enquiries.reply(case=case, enquiry=enquiry.id, text=text, channel="web", actor=RESIDENT, at=replied)

    def _closed(self, case: CaseValue, officer: Actor, at: datetime) -> None:
        ended = self.chance.choices(("done", "not-ours"), (9, 1))[0]
        told = self.said["told"].get(case.service, self.said["told"]["anything"])
        owed = ending.owed(case=case)
        if owed:
            worked_on.answered(case, owed, told, officer, at)
        else:
            told = self.said["not-ours"] if ended == "not-ours" else told
            acts.close(case=case, outcome=ended, told=told, actor=officer, at=at)

    def _paid(self, case: CaseValue, at: datetime) -> bool:
        """Whether the fee is settled; one in eight has not paid yet, and the case waits."""
        if self.chance.random() < 0.12:
            return False
        if case.channel in {"counter", "paper"}:
            method = "cash" if case.channel == "counter" else "cheque"
            payments.record_in_hand(reference=case.reference, method=method, actor=self.advisor, at=at)
        elif self.chance.random() < 0.08:
            payments.waive(reference=case.reference, reason=self.said["waived"], actor=self.officer, at=at)
        else:
            method = "card-by-link" if case.channel == "phone" else "card"
            begun = payments.begin(reference=case.reference, method=method, actor=RESIDENT, at=at)
            payments.settle(
                payment=begun.id, actor=RESIDENT, at=at + timedelta(minutes=2), provider_reference="sandbox"
            )
        return True

    def _asked_only(self, at: datetime) -> None:
        reason = self.chance.choices(list(_REASONS), list(_REASONS.values()))[0]
        service = self.chance.choice(editions.live())
        channel = self.chance.choice(("phone", "phone", "counter"))
        about = service.id if reason in {"how-to", "progress"} else ""
        party = self.who.choice(list(self.acquaintances.known.values())) if self.who.random() < 0.7 else ""
        called = "" if party else self.who.choice(self.said["callers"])
        interactions.log(
            channel=channel, reason=reason, service=about, party=party, called=called, actor=self.advisor, at=at
        )
        if reason == "how-to" and service.compiled.steps:
            step = self.chance.choice(list(service.compiled.steps))
            interactions.stumbled(edition=service.hash, step=step, actor=self.advisor, at=at)

    def _left_half_way(self, service: str, language: str, at: datetime) -> None:
        live = editions.current(service=service)
        if live is None:
            return
        person, home = self.chance.choice(self.said["people"]), self.said["streets"][6]
        answers = {
            "address": dict(home),
            "bin": "recycling",
            "collection-day": working_day_before(local(at).date()).isoformat(),
            "assisted": False,
            "name": person,
        }
        actor = Actor("resident", DRAFT)
        journeys.begin(live=live, language=language, channel="web", actor=actor, answers=answers, at=at)

    def _as_somebody_else(self, service: Compiled, test: JourneyTest, at: datetime) -> dict[str, Json]:
        person, home = self.chance.choice(self.said["people"]), self.chance.choice(self.said["streets"])
        home = self.acquaintances.homes.get(person, home)

        def other(question: Question, value: Json) -> Json:
            if question.kind == "name":
                return person
            if question.kind == "email":
                return ".".join(person.lower().replace("â", "a").split()) + "@example.org"
            if question.kind == "telephone":
                return f"07700 900 {self.chance.randrange(1000):03}"
            if question.kind == "address" and isinstance(value, dict) and "line1" in value:
                return dict(home)
            if question.kind == "evidence" and isinstance(value, dict) and value.get("files"):
                return {"files": [self._a_document()]}
            return value

        return answered_anew(service, test, at=at, other=other)

    def _a_document(self) -> str:
        if not self.document:
            by, name = self.advisor.reference, "Proof of address.pdf"
            stored = store_file(content=pdf(source=_DOCUMENT), name=name, by=by, channel="counter")
            self.document = stored if isinstance(stored, str) else "file/missing"
        return self.document
