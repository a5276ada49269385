"""Retention: each case is kept as long as its edition says, counted in calendar months from the day it was closed; then it goes.

What belongs to no case is kept as ``rules.yaml`` says. The background worker does it once a day. What it would do is shown
before, with the reason. Nothing under a legal hold goes, and no case on which somebody still has something to do. What fails
keeps nothing else: see ``attempting``.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, partial
from importlib.resources import files
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django_tasks import task
from ruamel.yaml import YAML

from guildhall.estate.door import do_again
from guildhall.kernel.clocks import add_months, local
from guildhall.kernel.clocks.local_time import moment_of
from guildhall.ledger.door import Actor
from guildhall.people.door import forget_looks, same_as, stand_alone, stands_for_nothing
from guildhall.serve.clock import now
from guildhall.serve.models import (
    Answer,
    Appointment,
    Arrival,
    BulkAct,
    Call,
    Callback,
    Case,
    CaseLook,
    Consent,
    Edition,
    HeldLetter,
    Hold,
    Interaction,
    Journey,
    Message,
    PostHolding,
    Task,
)
from guildhall.serve.privacy import erasing, unsent
from guildhall.serve.privacy.attempting import attempt
from guildhall.serve.privacy.erasing import Why
from guildhall.serve.privacy.holds import cases_on_hold, contacts_on_hold, held_among, is_held, parties_on_hold
from guildhall.serve.privacy.personal import BY_REFERENCE, ON_CASES
from guildhall.serve.privacy.untied import calls_of, emails_of
from guildhall.serve.publishing import editions

Row = TypeVar("Row", bound=Model)
HOUSE = Actor("system")
STRETCH = 50
MANY = 500
A_DAY = timedelta(days=1)
_LOOKED_BACK = timedelta(days=31)
"""For so long, once that period is over, it is looked whether anything else is left of those whose post was held."""
_LONGER_MONTHS = timedelta(days=3)
"""A month that ends later: the 28th of February is one month after the 28th to the 31st of January."""


@dataclass(frozen=True, slots=True)
class Period:
    """How long something is kept, in calendar months, and why."""

    months: int
    because: str


@dataclass(frozen=True, slots=True)
class Due:
    """A closed case whose period is over on a local date ``on``, with the rule it goes by; ``held`` where a hold keeps it."""

    id: int
    reference: str
    service: str
    channel: str
    closed_on: date
    on: date
    period: Period
    held: bool


def period_of(*, edition: str) -> Period | None:
    """How long the cases of an edition are kept; ``None`` where it does not say."""
    said = editions.of_hash(edition=edition).service.legal.retention
    return Period(said.months, said.because or "") if said else None


def rules() -> Mapping[str, Period]:
    """How long what belongs to no case is kept, by its sort."""
    return _rules()


def periods() -> tuple[tuple[str, Period | None], ...]:
    """How long the cases of each service in force are kept, by its id; ``None`` where it does not say."""
    return tuple((each.id, period_of(edition=each.hash)) for each in editions.live())


def kept_until(case: Case) -> date | None:
    """The first local date on which a closed case is kept no longer; ``None`` while it is open, or where no period is set."""
    period = period_of(edition=case.edition_id)
    return add_months(local(case.closed_at).date(), period.months) if period and case.closed_at else None


def due(*, by: date, after: str = "", limit: int = STRETCH) -> tuple[tuple[Due, ...], str]:
    """A stretch of what goes by a local date, the longest closed first, and where the next begins (``""`` at the end).

    Changes nothing. A few statements, whatever their number.
    """
    rows = _over(by)
    moment, _, number = after.partition("~")
    with suppress(ValueError, OverflowError):
        last, from_ = int(number), datetime.fromisoformat(moment)
        if from_.tzinfo is not None and abs(last) < 2**63:
            rows = rows.filter(closed_at__gte=from_).exclude(closed_at=from_, id__lte=last)
    found = list(rows.order_by("closed_at", "id")[: limit + 1])
    more = found[limit - 1] if len(found) > limit else None
    here = [each for each in found[:limit] if (until := kept_until(each)) and until <= by]
    held = held_among(cases=here)
    mark = f"{more.closed_at.isoformat()}~{more.pk}" if more and more.closed_at else ""
    return tuple(_due(each, each.pk in held) for each in here), mark


def forget(*, at: datetime) -> int:
    """Erase all that is due, each in a transaction of its own; what fails is listed. Gives how many cases went."""
    today, gone, mark = local(at).date(), 0, ""
    while True:
        found, mark = due(by=today, after=mark)
        for each in found:
            erase = partial(forget_case, case=each.id, at=at)
            gone += not each.held and bool(attempt(record=f"case/{each.reference}", erase=erase, at=at))
        if not mark:
            break
    for name, forget_old in (("journeys", _journeys), ("contacts", _contacts)):
        forget_old(_before(name, today), Why("period-over", rules()[name].because), at)
    _rest(today, at)
    _never_used(today, at)
    return gone


def forget_case(*, case: int, at: datetime) -> bool:
    """Erase one case whose period is over, and its customer where nothing else of theirs is left. Gives whether it went."""
    row = Case.objects.get(id=case)
    until, period = kept_until(row), period_of(edition=row.edition_id)
    if until is None or period is None or until > local(at).date() or _to_do(row):
        return False
    why = Why("retention", f"{period.months} months. {period.because}".strip())
    erased = erasing.erase_case(case=case, why=why, actor=HOUSE, at=at)
    if erased and row.customer:
        _last_of(row.customer, at)
    return erased


def forget_person(*, party: str, at: datetime) -> bool:
    """Erase what we know of somebody of whom no record is left anywhere in this room, and for whom nobody acts.

    Where several parties are that one person, all of them go at once, or none.
    """
    theirs = same_as(references=[party])[party]
    if (
        _named_among(theirs, at)
        or not all(stands_for_nothing(reference=each) for each in theirs)
        or is_held(party=party)
    ):
        return False
    why = Why("nothing-left", "The last record of theirs has gone")
    with transaction.atomic():
        for each in theirs:
            erasing.erase_person(party=each, why=why, began=local(at).date(), actor=HOUSE, at=at)
    return True


def _last_of(party: str, at: datetime) -> None:
    """A record of theirs has gone: erase what we know of them too, where it was the last."""
    if party:
        attempt(record=party, erase=partial(forget_person, party=party, at=at), at=at)


def _named_among(parties: Collection[str], at: datetime) -> frozenset[str]:
    """Those of these parties whom a case, journey, contact, call back, appointment or consent names. Nine statements.

    So is whoever's post is held, or was until lately, and for whom a letter still waits.
    """
    over = PostHolding.objects.filter(until__lt=_before("held-post", local(at).date()))
    waits = HeldLetter.objects.filter(collected_at=None, returned_at=None)
    places: tuple[tuple[QuerySet[Any], str], ...] = (
        (Case.objects.all(), "customer"),
        (Interaction.objects.all(), "party"),
        (Callback.objects.all(), "party"),
        (Journey.objects.all(), "customer"),
        (Journey.objects.all(), "on_behalf_of"),
        (Appointment.objects.all(), "party"),
        (PostHolding.objects.exclude(id__in=over), "party"),
        (waits, "holding__party"),
        (Consent.objects.all(), "helper"),
    )
    return frozenset(
        found
        for rows, column in places
        for found in rows.filter(**{f"{column}__in": parties}).values_list(column, flat=True).distinct()
    )


def _never_used(today: date, at: datetime) -> None:
    """Erase what we know of people who were registered and of whom no record ever was, or is any more.

    Whoever was told something under any record of theirs is known for as long as that is kept.
    """
    before, after = _before("registrations", today), ""
    while stretch := stand_alone(before=before, after=after, limit=MANY):
        named = _named_among(stretch, at)
        same = same_as(references=[each for each in stretch if each not in named])
        written = Message.objects.filter(party__in={one for ends in same.values() for one in ends})
        told = set(written.values_list("party", flat=True).distinct())
        for party, theirs in same.items():
            if told.isdisjoint(theirs):
                _last_of(party, at)
        after = stretch[-1]


@task()
def forget_what_is_due() -> None:
    """Do so now, and again tomorrow."""
    at = now()
    do_again(task=forget_what_is_due, at=at + A_DAY)
    forget(at=at)


def _over(by: date) -> QuerySet[Case]:
    """The closed cases that may be due: a few days' more than are, because months differ in length."""
    by_months: dict[int, list[str]] = defaultdict(list)
    for edition in Edition.objects.values_list("hash", flat=True):
        if period := period_of(edition=edition):
            by_months[period.months].append(edition)
    wanted = Q(pk__in=())
    for months, kept_so in by_months.items():
        last = moment_of(_back(by, months) + _LONGER_MONTHS + A_DAY)
        wanted |= Q(edition__in=kept_so, closed_at__lt=last)
    open_tasks = Task.objects.filter(case=OuterRef("pk"), done_at=None, withdrawn_at=None)
    return Case.objects.filter(wanted, ~Exists(open_tasks), closed_at__isnull=False, erased_at=None)


def _to_do(row: Case) -> bool:
    return row.closed_at is None or Task.objects.filter(case=row, done_at=None, withdrawn_at=None).exists()


def _due(row: Case, held: bool) -> Due:
    period, until = period_of(edition=row.edition_id), kept_until(row)
    assert period is not None
    assert until is not None
    assert row.closed_at is not None
    closed_on = local(row.closed_at).date()
    return Due(row.pk, row.reference, row.service, row.channel, closed_on, until, period, held)


def _journeys(before: datetime, why: Why, at: datetime) -> None:
    """Erase whose they were and the answers of journeys that led to no case and can be taken up no more."""
    kept = Answer.objects.filter(journey=OuterRef("pk"))
    somebody = ~Q(called="") | ~Q(customer="") | ~Q(on_behalf_of="")
    over = Journey.objects.filter(Exists(kept) | somebody, resume_until__lt=before, case=None)
    for each in _in_stretches(over):
        people = {each.customer, each.on_behalf_of} - {""}
        if not any(is_held(party=party) for party in people):
            erase = partial(erasing.erase_journey, journey=each, why=why, actor=HOUSE, at=at)
            attempt(record=f"journey/{each.pk}", erase=erase, at=at)
            for party in sorted(people):
                _last_of(party, at)


def _contacts(before: datetime, why: Why, at: datetime) -> None:
    """Erase who was in contact about no case, or about one that went while they were held. All else goes with its case."""
    over = Interaction.objects.filter(~Q(party="") | ~Q(called="") | ~Q(told=""), at__lt=before)
    over = over.filter(_of_no_case())
    for each in _in_stretches(over):
        if not is_held(party=each.party):
            erase = partial(erasing.erase_contact, contact=each, why=why, actor=HOUSE, at=at)
            attempt(record=f"contact/{each.pk}", erase=erase, at=at)
            _last_of(each.party, at)


def _of_no_case() -> Q:
    """What is about no case, or about one that was erased: of somebody else who was held then, it stayed."""
    return Q(case="") | Q(Exists(Case.objects.filter(reference=OuterRef("case"), erased_at__isnull=False)))


def _rest(today: date, at: datetime) -> None:
    """Empty calls, calls back, appointments, messages and emails that belong to no case; and who looked, long ago.

    They leave no tombstone: nothing was decided on them.
    """
    emptied = {each.name: each.emptied for each in (*BY_REFERENCE, *ON_CASES)}
    back = Callback.objects.filter(_of_no_case(), ~Q(to=""), closes_at__lt=_before("callbacks", today))
    seen = Appointment.objects.filter(_of_no_case(), ~Q(party="") | ~Q(called="") | ~Q(reach=""))
    told = Message.objects.filter(~Q(party="") | ~Q(to=""), case=None, rendered_at__lt=_before("messages", today))
    over: tuple[tuple[str, Iterator[Callback | Appointment | Message]], ...] = (
        ("callback", _in_stretches(back)),
        ("appointment", _in_stretches(seen.filter(ends_at__lt=_before("appointments", today)))),
        ("message", _in_stretches(told)),
    )
    for name, rows in over:
        for each in rows:
            if not is_held(party=each.party):
                attempt(record=f"{name}/{each.pk}", erase=partial(_empty, each, emptied[name], at), at=at)
                _last_of(each.party, at)
    for email in _in_stretches(_emails(today)):
        attempt(record=f"email/{email.pk}", erase=partial(erasing.erase_email, email=email, at=at), at=at)
    for name, empty in _at_once(emptied, today).items():
        attempt(record=f"sort/{name}", erase=empty, at=at)
    ended = _before("held-post", today)
    for held in _in_stretches(PostHolding.objects.filter(until__lt=ended, until__gt=ended - _LOOKED_BACK)):
        _last_of(held.party, at)


def _emails(today: date) -> QuerySet[Arrival]:
    """The emails on no case that are over: sooner where somebody has dealt with them. Not those of whoever is held."""
    waiting = Q(dealt_with_at=None, became="unknown")
    over = (~waiting & Q(at__lt=_before("emails", today))) | Q(at__lt=_before("unread-emails", today))
    held = emails_of(parties=sorted(parties_on_hold()))
    return Arrival.objects.filter(over, ~Q(sender=""), case=None).exclude(pk__in=[each.pk for each in held])


def _empty(row: Model, emptied: Mapping[str, object], at: datetime) -> None:
    """Empty what is personal in a record; a message that waits is not sent any more."""
    this = type(row)._default_manager.filter(pk=row.pk)
    if isinstance(row, Message):
        unsent.stop(messages=Message.objects.filter(pk=row.pk), actor=HOUSE, at=at)
    this.update(**emptied)


def _at_once(emptied: Mapping[str, Mapping[str, object]], today: date) -> dict[str, Callable[[], int]]:
    """What is emptied in one statement for each sort: it names nobody who could be held, but by a contact or a number."""
    calls = Call.objects.filter(~Q(number=""), rang_at__lt=_before("calls", today))
    held = sorted(parties_on_hold())
    theirs = [each.pk for each in calls_of(parties=held)]
    calls = calls.exclude(interaction__in=contacts_on_hold()).exclude(pk__in=theirs)
    acts = BulkAct.objects.filter(~Q(said="{}"), at__lt=_before("bulk-acts", today))
    lifted = Hold.objects.filter(~Q(reason=""), lifted_at__lt=_before("holds", today))
    looks = CaseLook.objects.filter(at__lt=_before("looks", today))
    looks = looks.exclude(case__customer__in=held).exclude(case__reference__in=cases_on_hold())
    return {
        "calls": partial(calls.update, **emptied["call"]),
        "bulk-acts": partial(acts.update, said="{}"),
        "holds": partial(lifted.update, reason="", lifted_because=""),
        "looks-at-cases": lambda: looks.delete()[0],
        "looks-at-people": partial(forget_looks, before=_before("looks", today), sparing=held),
    }


def _in_stretches(rows: QuerySet[Row]) -> Iterator[Row]:
    last: object = None
    while stretch := list((rows.filter(pk__gt=last) if last is not None else rows).order_by("pk")[:STRETCH]):
        yield from stretch
        last = stretch[-1].pk


def _before(name: str, today: date) -> datetime:
    return moment_of(_back(today, rules()[name].months))


def _back(day: date, months: int) -> date:
    return add_months(day, -months)


@cache
def _rules() -> Mapping[str, Period]:
    source = files("guildhall.serve.privacy").joinpath("rules.yaml").read_text(encoding="utf-8")
    return {name: Period(each["months"], each["because"]) for name, each in YAML(typ="safe").load(source).items()}
