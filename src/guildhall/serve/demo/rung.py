"""A few calls of the demo council, and what was promised in them: kept, missed, still to come, and one in writing.

Made by the same actions that the telephone system and staff use.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db.models import F

from guildhall.estate.door import Onlooker
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.local_time import moment_of
from guildhall.ledger.door import Actor
from guildhall.people.door import Portrait, portrait
from guildhall.serve.answering import journeys
from guildhall.serve.contacts import callbacks, calls, escalation, interactions
from guildhall.serve.contacts.callbacks import CallbackValue
from guildhall.serve.contacts.reachable import SPOKEN, ways_left
from guildhall.serve.models import Case, Message

_REASONS = ("opening-hours", "progress", "how-to", "bill-or-payment", "thanks")
_MISSED = ("01632 960 470", "")
"""Numbers of those whom nobody answered; the second is withheld."""


def ring(*, known: Mapping[str, str], advisor: Actor, until: datetime) -> None:
    """Let some of those who are known ring on the working day before, and be promised something."""
    calendar = journeys.working_calendar(until)
    today = local(until).date()
    before, after = calendar.add_working_days(today, -1), calendar.add_working_days(today, 1)
    reached = [each for each in (_seen(reference) for reference in known.values()) if ways_left(each)]
    rung = [each for each in reached if ways_left(each)[0][0] in SPOKEN]
    for place, person in enumerate(rung[: len(_REASONS)]):
        _rang(person, _REASONS[place], _at(before, 9 * 60 + 17 * place), advisor, place)
    for place, number in enumerate(_MISSED):
        rang = _at(before, 12 * 60 + 40 * place)
        form = calls.one_form(number)
        calls.told(event="newCall", key=f"demo-missed-{place}", at=rang, number=form)
        calls.told(event="hangup", key=f"demo-missed-{place}", at=rang + timedelta(seconds=48), number=form)
    if len(rung) < 3:
        return
    asked = _at(before, 9 * 60 + 30)
    kept = _promised(rung[0], _between(before, 10, 12), "what-about", advisor, asked)
    for minutes, outcome in ((10 * 60 + 20, "no-answer"), (11 * 60 + 5, "spoke")):
        callbacks.attempt(callback=kept.id, person=rung[0], outcome=outcome, actor=advisor, at=_at(before, minutes))
    missed = _promised(rung[1], _between(before, 14, 16), "nothing", advisor, asked)
    callbacks.attempt(
        callback=missed.id, person=rung[1], outcome="somebody-else", actor=advisor, at=_at(before, 14 * 60 + 30)
    )
    told = escalation.passed(callback=missed.id, at=missed.closes_at)
    Message.objects.filter(id__in=told).update(sent_at=F("rendered_at"))
    _promised(rung[2], _between(after, 9, 11), "who-we-are", advisor, asked)
    for person in [each for each in reached if each not in rung][:1]:
        _promised(person, _between(after, 14, 16), "nothing", advisor, asked)


def _rang(person: Portrait, reason: str, at: datetime, advisor: Actor, place: int) -> None:
    """One call: it rang, was answered, was logged, and was hung up."""
    key, number = f"demo-{place}", calls.one_form(ways_left(person)[0][1])
    answered = at + timedelta(seconds=6 + 5 * place)
    call = calls.told(event="newCall", key=key, at=at, number=number)
    calls.told(event="answer", key=key, at=answered, by=advisor.reference)
    calls.take(call=call, account=advisor.reference, at=answered)
    ended = answered + timedelta(seconds=70 + 45 * place)
    calls.told(event="hangup", key=key, at=ended)
    interactions.log(
        channel="phone", reason=reason, party=person.reference, actor=advisor, at=ended + timedelta(seconds=20)
    )


def _promised(
    person: Portrait, window: tuple[datetime, datetime], may_say: str, advisor: Actor, at: datetime
) -> CallbackValue:
    way, to = ways_left(person)[0]
    case = Case.objects.filter(customer__in=person.references, closed_at=None).order_by("id").first()
    return callbacks.promise(
        person=person,
        language=person.language or "en",
        way=way,
        to=to,
        opens_at=window[0],
        closes_at=window[1],
        may_say=may_say,
        case=case.reference if case else "",
        service=case.service if case else "",
        actor=advisor,
        at=at,
    )


def _seen(reference: str) -> Portrait:
    return portrait(reference=reference, onlooker=Onlooker("demo", teams=None, works=None, people=True))


def _at(day: date, minutes: int) -> datetime:
    return moment_of(day, timedelta(minutes=minutes))


def _between(day: date, opens: int, closes: int) -> tuple[datetime, datetime]:
    return _at(day, opens * 60), _at(day, closes * 60)
