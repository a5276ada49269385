"""Promises of the demo council."""

from collections import Counter
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from tests.rooms.council import WEDNESDAY

from guildhall.estate.door import Onlooker
from guildhall.estate.models import Account
from guildhall.kernel.clocks import local
from guildhall.ledger.door import Actor, Verified, verify
from guildhall.people.door import Portrait, portrait, same_as, search_for, understood
from guildhall.serve.answering import resuming
from guildhall.serve.casework import cases, payments
from guildhall.serve.clock import standing_at
from guildhall.serve.demo import council
from guildhall.serve.models import (
    Assignment,
    Case,
    Closure,
    Edition,
    Enquiry,
    Interaction,
    Journey,
    Message,
    Note,
    Payment,
    Task,
)
from guildhall.serve.publishing import editions

pytestmark = pytest.mark.django_db


def opened() -> str:
    """Give the command and read what it says."""
    editions.forget()
    said = StringIO()
    with standing_at(WEDNESDAY):
        call_command("demo", stdout=said)
    return said.getvalue()


def test_a_newcomer_finds_every_service_in_force_a_log_in_for_every_desk_and_a_council_in_mid_life() -> None:
    said = opened()
    shipped = {name.removesuffix(".yaml") for name, _ in council.shipped()}
    assert {live.id for live in editions.live()} == shipped
    assert "/en" in said
    assert "/desk" in said
    for name in ("advisor", "officer", "designer", "admin"):
        assert f"{name}@elverdon.example.org" in said
        assert Client().login(email=f"{name}@elverdon.example.org", password=council.PASSWORD)
    assert council.PASSWORD in said

    made = list(Case.objects.all())
    assert len(made) > 40
    assert {case.channel for case in made} == {"web", "phone", "counter", "paper", "api"}
    assert len({case.service for case in made}) > 4
    assert {case.closed_at is None for case in made} == {True, False}
    assert max(case.opened_at for case in made) < WEDNESDAY
    assert Interaction.objects.count() > 20
    assert Payment.objects.filter(settled_at__isnull=False).exists()
    assert not Message.objects.filter(kind="email", sent_at=None).exists()
    assert mail.outbox == []
    for case in made[:5]:
        assert isinstance(verify(subject=cases.find(reference=case.reference).subject), Verified)


def test_a_worklist_looks_lived_in() -> None:
    opened()
    waiting = list(Case.objects.filter(closed_at=None))
    assert len(waiting) > 15
    assert len({case.service for case in waiting}) > 5
    assert {bool(case.assigned_to) for case in waiting} == {True, False}
    late = [case for case in waiting if case.due_on and case.due_on < local(WEDNESDAY).date()]
    assert 0 < len(late) < len(waiting) / 4
    assert {bool(each.reply) for each in Enquiry.objects.all()} == {True, False}
    assert {each.done_at is None for each in Task.objects.all()} == {True, False}


def test_of_the_open_cases_with_a_fee_some_are_paid_and_one_is_not() -> None:
    opened()
    priced = [case.reference for case in Case.objects.filter(closed_at=None, fee__gt=0)]
    paid = {reference: any(each.settled for each in payments.of_case(reference=reference)) for reference in priced}
    assert set(paid.values()) == {True, False}


def test_what_could_not_be_read_on_a_form_is_no_answer_of_its_case() -> None:
    opened()
    imperfect = [cases.find(reference=each.case.reference) for each in Task.objects.filter(kind="ask-missing")]
    assert imperfect
    for case in imperfect:
        assert case.missing
        assert not set(case.missing) & set(case.answers)


def test_staff_work_by_day_and_nothing_is_dated_ahead() -> None:
    opened()
    worked = [each.at for kind in (Assignment, Note, Enquiry, Closure) for each in kind.objects.all()]
    assert len(worked) > 40
    assert all(local(at).weekday() < 5 and 9 <= local(at).hour < 17 for at in worked)
    assert max(worked) < WEDNESDAY


def test_a_form_left_half_way_is_taken_up_by_the_code_and_the_answers_that_are_printed() -> None:
    said = opened()
    line = next(each for each in said.splitlines() if "half-way" in each)
    code, _, rest = line.partition(": ")[2].partition(" (")
    name, postcode = rest.rstrip(")").split(", ")
    _journey, checks = resuming.checks_for(code=code, place="test", now=WEDNESDAY)
    replies = dict(zip([check.step for check in checks], (name, postcode), strict=True))
    taken = resuming.resume(
        code=code, replies=replies, place="test", channel="phone", actor=Actor("staff", "account/1"), now=WEDNESDAY
    )
    assert taken.answers["name"] == name


def test_opening_the_demo_again_changes_nothing_and_asks_little() -> None:
    opened()
    before = (Case.objects.count(), Journey.objects.count(), Edition.objects.count(), Account.objects.count())
    with CaptureQueriesContext(connection) as captured:
        opened()
    assert (Case.objects.count(), Journey.objects.count(), Edition.objects.count(), Account.objects.count()) == before
    assert len(captured) < 40


def test_the_same_day_makes_the_same_council_each_time() -> None:
    made = []
    for _time in range(2):
        with transaction.atomic():
            opened()
            made.append(
                Counter(Case.objects.values_list("service", "channel", "opened_at", "outcome", "fee", "closed_at"))
            )
            transaction.set_rollback(True)
    assert made[0] == made[1]


def test_outside_the_demo_nobody_is_made_with_a_password_that_everybody_knows(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="only where GUILDHALL_DEMO=1"):
        opened()
    assert not Account.objects.exists()


def test_the_council_knows_people_who_come_back_and_some_of_whom_there_is_more_to_tell() -> None:
    opened()
    guard = Onlooker("account/1", teams=None, people=True, safeguards=True)

    def found(text: str) -> Portrait:
        rows, _ = search_for(sought=understood(text=text), onlooker=guard)
        return portrait(reference=rows[0].reference, onlooker=guard)

    customers = Counter(Case.objects.values_list("customer", flat=True))
    assert sum(times > 1 for times in customers.values()) >= 10
    people = {same_as(references=[each])[each][0]: same_as(references=[each])[each] for each in customers if each}
    known_twice = [records for records in people.values() if len(records) > 1]
    assert len(known_twice) >= 12
    channels = [
        set(Case.objects.filter(customer__in=records).values_list("channel", flat=True)) for records in known_twice
    ]
    assert any(len(each) > 2 for each in channels)

    mali, stanley, carys = found("mali griffith"), found("stanley fern"), found("carys hughes")
    assert {each.code for each in mali.needs} == {"bsl", "no-voice"}
    assert mali.language == "cy"
    assert stanley.residences[0].kind == "none"
    assert carys.protected
    assert {each.safe for each in carys.contacts} >= {True, False}
    assert [each.role for each in found("elverdon food share").belongings] == ["Treasurer", "Drives the van"]
    assert Interaction.objects.exclude(called="").exists()
    assert Interaction.objects.filter(case="").exclude(party="").exists()
