"""A year in the life of the demo council, lived through day by day, and what was true of it.

People need a service, come or do not, by the way in they like; their journeys go through the channels' own surfaces; staff work on
the cases, late or in time; some ask where it is. Seasons, days without the web, wards of different need, and one ward of which many
do not come, stand in ``year.yaml``. What was true is counted on the way, apart from all records, so that what is measured can be held
beside it. The same each time. It can be stopped after any day, and gone on with.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time, timedelta
from functools import cache
from heapq import heappop, heappush
from importlib.resources import files
from math import exp
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django_tasks_db.models import DBTaskResult
from ruamel.yaml import YAML

from guildhall.channels import SURFACES
from guildhall.kernel.clocks import LONDON, local
from guildhall.kernel.model import Json
from guildhall.kernel.question import Question
from guildhall.kernel.scope import Circumstances
from guildhall.kernel.walk import walk
from guildhall.ledger.door import Actor
from guildhall.serve.answering import journeys, satisfaction
from guildhall.serve.answering.journeys import JourneyValue
from guildhall.serve.casework import acts, cases, opening, reopening
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.clock import standing_at
from guildhall.serve.contacts import interactions
from guildhall.serve.demo.answered_anew import answered_anew, leading_to_a_case
from guildhall.serve.demo.hours import at_work, working_day_before
from guildhall.serve.demo.midlife import DAYS as MIDLIFE
from guildhall.serve.models import Message
from guildhall.serve.publishing import editions
from guildhall.serve.publishing.editions import Live

DAYS = 365
RESIDENT = Actor("resident")
_PEOPLE = (
    "Ann Pryce",
    "Ben Oduya",
    "Cai Morris",
    "Dee Farrow",
    "Emrys Vaughan",
    "Fay Lister",
    "Gus Hobday",
    "Hana Sato",
)
_REASONS = ("opening-hours", "how-to", "bill-or-payment", "another-authority")
_TRIES = 4
_EVERY_TASK = "guildhall.serve.outbox."


@dataclass(slots=True)
class Truth:
    """What was so. Keys are a service and a ward, or a service and a channel, with a stroke between them."""

    needed: Counter[str] = field(default_factory=Counter)
    came: Counter[str] = field(default_factory=Counter)
    sent: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    late: Counter[str] = field(default_factory=Counter)
    chased: Counter[str] = field(default_factory=Counter)
    stopped: int = 0
    changed_midway: int = 0
    without_a_case: int = 0


@dataclass(slots=True)
class Lived:
    """How far the year was lived through, what waits to happen, and what was true so far."""

    through: str = ""
    waits: list[tuple[str, int, str, str, str]] = field(default_factory=list)
    met: int = 0
    truth: Truth = field(default_factory=Truth)


@cache
def told() -> Mapping[str, Any]:
    """The year as it truly was, before chance."""
    text = files("guildhall.serve.demo").joinpath("year.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = YAML(typ="safe").load(text)
    return found


def kept() -> Lived:
    """What was lived through already."""
    if not _file().exists():
        return Lived()
    held = json.loads(_file().read_text(encoding="utf-8"))
    truth: dict[str, Any] = {
        name: Counter(value) if isinstance(value, dict) else value for name, value in held["truth"].items()
    }
    waits = [(moment, number, act, one, two) for moment, number, act, one, two in held["waits"]]
    return Lived(held["through"], waits, held["met"], Truth(**truth))


def live_through(
    *, until: datetime, advisor: Actor, officer: Actor, days: int = DAYS, size: float = 1.0
) -> Iterator[date]:
    """Live through the days up to some weeks before ``until``, which the demo council has lived through itself. Gives each day.

    ``size`` is how many people there are, to those told. Each day is kept whole or not at all.
    """
    year = Year(kept(), advisor, officer, size)
    last = local(until).date() - timedelta(days=MIDLIFE + 1)
    for back in range(days - 1, -1, -1):
        day = last - timedelta(days=back)
        if day.isoformat() > year.lived.through:
            draft = _file().with_suffix(".draft")
            with transaction.atomic():
                year.live(day, back)
                draft.write_text(json.dumps(_written(year.lived)), encoding="utf-8")
            draft.replace(_file())
            yield day


class Year:
    """The days of a year, one after another."""

    def __init__(self, lived: Lived, advisor: Actor, officer: Actor, size: float) -> None:
        self.lived, self.advisor, self.officer, self.size = lived, advisor, officer, size
        self.truth = lived.truth
        self.chance = Random()  # noqa: S311 (for variety, not for secrecy)

    def live(self, day: date, back: int) -> None:
        """Live through one day, which lies so many days before the last."""
        self.chance.seed(day.toordinal())
        for service, told_of in told()["services"].items():
            for ward, here in told()["wards"].items():
                often = (
                    here["people"] / 1000 * here["need"] * told_of["each_year"] * told_of["months"][day.month - 1] / 365
                )
                for _ in range(self._many(often * self.size)):
                    self._need(day, service, ward, out=back in told()["outages"])
        over = datetime.combine(day, time(23, 50), LONDON)
        happened = 0
        while self.lived.waits and self.lived.waits[0][0] <= over.isoformat():
            moment, _, act, one, two = heappop(self.lived.waits)
            getattr(self, f"_{act}")(datetime.fromisoformat(moment), one, two)
            happened += act in {"come", "finish"}
        for _ in range(self._many(happened * told()["without_a_case"])):
            self._asked_only(datetime.combine(day, time(9), LONDON))
        _done(over)
        self.lived.through = day.isoformat()

    def _many(self, mean: float) -> int:
        """A count, as chance would have it."""
        left, count, product = exp(-mean), 0, self.chance.random()
        while product > left:
            count += 1
            product *= self.chance.random()
        return count

    def _need(self, day: date, service: str, ward: str, *, out: bool) -> None:
        here, key = told()["wards"][ward], f"{service}/{ward}"
        self.truth.needed[key] += 1
        if self.chance.random() >= here.get("come", 1.0):
            return
        online = self.chance.random() < here["online"]
        if online and out:
            if self.chance.random() >= told()["ring_instead"]:
                return
            channel = "phone"
        else:
            others = told()["others"]
            channel = "web" if online else self.chance.choices(list(others), list(others.values()))[0]
        begun, ended = (7, 22) if channel == "web" else (9, 16)
        at = datetime.combine(day, time(begun), LONDON) + timedelta(minutes=self.chance.randrange((ended - begun) * 60))
        self.truth.came[key] += 1
        self._wait(at if channel == "web" else at_work(at), "come", f"{service}/{ward}", channel)

    def _wait(self, at: datetime, act: str, one: str = "", two: str = "") -> None:
        self.lived.met += 1
        heappush(self.lived.waits, (local(at).isoformat(), self.lived.met, act, one, two))

    # What happens

    def _come(self, at: datetime, key: str, channel: str) -> None:
        service, ward = key.split("/")
        live = editions.current(service=service)
        if live is None:
            return
        actor = RESIDENT if channel == "web" else self.advisor
        drawn = self.chance.random() if channel == "web" else 1.0
        if drawn < told()["stop_half_way"] + told()["finish_by_telephone"]:
            answers = self._answers(live, ward, channel, at)
            begun = dict(list(answers.items())[: len(answers) // 2])
            journey = journeys.begin(live=live, language="en", channel=channel, actor=actor, answers=begun, at=at)
            if drawn < told()["stop_half_way"]:
                self.truth.stopped += 1
            else:
                self._wait(at_work(at + timedelta(hours=1)), "finish", str(journey.id), json.dumps(answers))
            return
        for _ in range(_TRIES):
            answers = self._answers(live, ward, channel, at)
            with transaction.atomic():
                journey = journeys.begin(live=live, language="en", channel=channel, actor=actor, answers=answers, at=at)
                if journey.position.outcome is None or journey.position.outcome.kind != "submit":
                    transaction.set_rollback(True)
                    continue
                self._opened(self._submitted(journey, channel, actor, at), at)
                return

    def _submitted(self, journey: JourneyValue, channel: str, actor: Actor, at: datetime) -> CaseValue:
        if channel != "paper":
            return opening.submit(journey=journey.id, actor=actor, channel=channel, at=at)
        came = working_day_before(local(at).date())
        return opening.submit_keyed(
            journey=journey, form={}, illegible=[], missing=[], handed_in_on=came, actor=actor, at=at
        )

    def _finish(self, at: datetime, journey: str, rest: str) -> None:
        taken = journeys.load(journey=UUID(journey), at=at, actor=self.advisor, channel="phone")
        taken = journeys.save(journey=taken, answers=json.loads(rest), channel="phone", actor=self.advisor, at=at)
        if taken.position.outcome and taken.position.outcome.kind == "submit":
            self.truth.changed_midway += 1
            self._opened(opening.submit(journey=taken.id, actor=self.advisor, channel="phone", at=at), at)
        else:
            self.truth.stopped += 1

    def _opened(self, case: CaseValue, at: datetime) -> None:
        self.truth.sent[f"{case.service}/{case.channel}"] += 1
        late = self.chance.random() < told()["late"][local(at).month - 1]
        span = max(1, (case.due_on - local(at).date()).days) if case.due_on else 5
        days = span + self.chance.randrange(2, 9) if late else span * self.chance.uniform(0.2, 0.7)
        closed = at_work(at + timedelta(days=days))
        late = case.due_on is not None and local(closed).date() > case.due_on
        if self.chance.random() < told()["ask_where_it_is"]["late" if late else "in_time"]:
            self._wait(at_work(at + (closed - at) * 0.8), "chase", case.reference)
        self._wait(closed, "close", case.reference, "late" if late else "")

    def _chase(self, at: datetime, reference: str, _: str) -> None:
        case = cases.find(reference=reference)
        if case.closed_at is None:
            self.truth.chased[case.service] += 1
            interactions.log(
                channel="phone", reason="progress", service=case.service, case=reference, called="somebody", actor=self.advisor, at=at
            )  # fmt: skip

    def _close(self, at: datetime, reference: str, late: str) -> None:
        case = cases.find(reference=reference)
        if case.closed_at is not None:
            return
        acts.close(case=case, outcome="done", told="It is done.", actor=self.officer, at=at)
        (self.truth.late if late else self.truth.kept)[f"{case.service}/{case.channel}"] += 1
        if self.chance.random() < told()["say_how_it_was"]:
            score = self.chance.choices((1, 2, 3, 4, 5), told()["how_it_was"]["late" if late else "in_time"])[0]
            satisfaction.keep(service=case.service, channel=case.channel, score=score, on=local(at).date())
        if self.chance.random() < told()["opened_again"]:
            self._wait(at_work(at + timedelta(days=4)), "reopen", reference)

    def _reopen(self, at: datetime, reference: str, _: str) -> None:
        case = cases.find(reference=reference)
        reopening.reopen(
            case=case, reason="disagreed", text="It was not done.", clock="continues", working_days=0, actor=self.officer, at=at
        )  # fmt: skip
        self._wait(at_work(at + timedelta(days=1)), "close_again", reference)

    def _close_again(self, at: datetime, reference: str, _: str) -> None:
        acts.close(case=cases.find(reference=reference), outcome="done", told="Now it is.", actor=self.officer, at=at)

    def _asked_only(self, opens: datetime) -> None:
        at = at_work(opens + timedelta(minutes=self.chance.randrange(7 * 60)))
        self.truth.without_a_case += 1
        channel, reason = self.chance.choice(("phone", "phone", "counter")), self.chance.choice(_REASONS)
        interactions.log(channel=channel, reason=reason, called="somebody", actor=self.advisor, at=at)

    def _answers(self, live: Live, ward: str, channel: str, at: datetime) -> Mapping[str, Json]:
        """Answers to a service, as the channel's own surface reads them back from whoever put them down there."""
        home = dict(told()["wards"][ward]["home"])
        person = self.chance.choice(_PEOPLE)

        def other(question: Question, value: Json) -> Json:
            if question.kind == "name":
                return person
            if question.kind == "address" and isinstance(value, dict) and "line1" in value:
                return home
            if question.kind == "place":
                return {"description": f"Outside {home['line1']}, {home['postcode']}"}
            return value

        test = self.chance.choice(leading_to_a_case(live.compiled))
        actor = "resident" if channel == "web" else "staff"
        around = Circumstances(at, channel, actor, {}, journeys.working_calendar(at))
        answers = answered_anew(live.compiled, test, at=at, other=other)
        return walk(live.compiled, SURFACES[channel], answers, around).position.answers


def _done(at: datetime) -> None:
    """What the rooms have for the worker by now is done, and what comes of that; no email of the past is really sent."""
    waits = DBTaskResult.objects.filter(status="READY", task_path__startswith=_EVERY_TASK)
    due = waits.filter(Q(run_after__lte=at) | Q(run_after__year=9999)).order_by("enqueued_at")
    with standing_at(at):
        while row := due.first():
            Message.objects.filter(kind="email", sent_at=None, stopped_at=None).update(sent_at=F("rendered_at"))
            row.task.call(**row.args_kwargs["kwargs"])
            row.delete()


def _written(lived: Lived) -> Mapping[str, Any]:
    truth = {each.name: getattr(lived.truth, each.name) for each in fields(Truth)}
    return {"through": lived.through, "waits": lived.waits, "met": lived.met, "truth": truth}


def _file() -> Path:
    return Path(settings.MEDIA_ROOT).parent / "demo-year.json"
