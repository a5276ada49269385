"""Promises of the outbox desk."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from tests.rooms.council import VERA, WEDNESDAY, finished, in_force
from tests.rooms.deskwork import Clerk, clerk

from guildhall.people import door
from guildhall.serve.casework import opening
from guildhall.serve.models import Case, Message
from guildhall.serve.telling import messages
from guildhall.serve.telling.senders.smtp import NOWHERE

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def written(kind: str = "email", to: str = "vera@example.org", minute: int = 0) -> Message:
    at = WEDNESDAY + timedelta(minutes=minute)
    ways = {"email": {"email": to}, "sms": {"mobile": to}, "letter": {}}
    journey = finished(in_force(), at=at, contact_by=kind, **ways[kind])
    case = opening.submit(journey=journey.id, actor=VERA, channel="web", at=at)
    message = messages.receive(reference=case.reference, at=at)
    assert message is not None
    return message


def test_text_messages_and_letters_wait_where_staff_can_read_them_word_for_word(tom: Clerk) -> None:
    text, letter = written("sms", "07700 900 123"), written("letter")
    tom.open("/desk/outbox?state=waiting")
    assert len(tom.page.xpath("//tbody/tr")) == 2
    tom.follow("Report a missed bin: your reference is")
    for message in (text, letter):
        tom.open(f"/desk/outbox/{message.pk}")
        assert message.to in tom.main
        assert "Thank you. We have received this: Report a missed bin." in tom.main


def test_messages_are_found_by_their_kind_and_state(tom: Clerk) -> None:
    email, text = written(), written("sms", "07700 900 123")
    messages.deliver(message=email.pk, at=WEDNESDAY)
    shown = {}
    for query in ("kind=email", "kind=sms", "state=sent", "state=failed", "kind=email&state=waiting", "kind=nonsense"):
        shown[query] = len(tom.open(f"/desk/outbox?{query}").page.xpath("//tbody/tr"))
    assert list(shown.values()) == [1, 1, 1, 0, 0, 2]
    assert text.sent_at is None


def test_by_which_way_somebody_protected_was_told_stands_nowhere_for_whoever_may_not_know(tom: Clerk) -> None:
    text, other = written("sms", "07700 900 123"), written("sms", "07700 900 124")
    Message.objects.filter(id=text.pk).update(stopped_at=WEDNESDAY, stopped_reason="no-message")
    customer = Case.objects.get(messages=text.pk).customer
    door.protect(reference=customer, actor=VERA, at=WEDNESDAY)
    ruth = clerk("safeguarding", "administrator", name="Ruth Calder")
    for who, sees in ((tom, False), (ruth, True)):
        who.open("/desk/outbox")
        assert who.page.xpath("string(//tbody)").count("Text message") == 1 + sees
        assert ("Way withheld" in who.main) is not sees
        assert len(who.open("/desk/outbox?kind=sms").page.xpath("//tbody/tr")) == 1 + sees
        who.open(f"/desk/outbox/{text.pk}")
        assert ("Text message" in who.main) is sees
        assert ("Nothing may be left there" in who.main) is sees
        assert "Thank you. We have received this" in who.main
    assert "Text message" in tom.open(f"/desk/outbox/{other.pk}").main


def test_whoever_posts_letters_by_hand_learns_of_none_to_somebody_protected(tom: Clerk) -> None:
    letter = written("letter")
    assert "I have posted it" in tom.open(f"/desk/outbox/{letter.pk}").main
    door.protect(reference=Case.objects.get(messages=letter.pk).customer, actor=VERA, at=WEDNESDAY)
    tom.open(f"/desk/outbox/{letter.pk}")
    assert [each for each in ("posted", "Letter", "letter", letter.to.splitlines()[0]) if each in tom.main] == []


def test_an_email_that_failed_says_why_and_is_tried_again(tom: Clerk) -> None:
    message = written()
    Message.objects.filter(id=message.pk).update(failed_at=WEDNESDAY, failure="mailbox full")
    tom.open(f"/desk/outbox/{message.pk}")
    assert "mailbox full" in tom.main
    tom.press("Try again")
    assert "Waiting" in tom.main
    messages.deliver(message=message.pk, at=WEDNESDAY)
    messages.deliver(message=message.pk, at=WEDNESDAY)
    assert [each.to for each in mail.outbox] == [["vera@example.org"]]
    assert "Sent" in tom.open(f"/desk/outbox/{message.pk}").main


def test_a_long_outbox_is_turned_over_in_a_fixed_number_of_statements(tom: Clerk) -> None:
    first = written()
    tom.open("/desk/outbox")
    with CaptureQueriesContext(connection) as short:
        tom.open("/desk/outbox")
    Message.objects.bulk_create(
        Message(case=first.case, kind="sms", to="07700 900 123", language="en", body="Hello", rendered_at=WEDNESDAY)
        for _ in range(53)
    )
    with CaptureQueriesContext(connection) as long:
        tom.open("/desk/outbox")
    assert len(short) == len(long)
    assert len(tom.page.xpath("//tbody/tr")) == 50
    assert len(tom.follow("Older messages").page.xpath("//tbody/tr")) == 4


def test_advisors_do_not_open_the_outbox() -> None:
    assert clerk("advisor").open("/desk/outbox").status == 403


def test_without_a_mail_server_an_email_waits_and_is_sent_when_there_is_one(tom: Clerk, settings: Settings) -> None:
    message = written()
    sending, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, NOWHERE
    messages.deliver(message=message.pk, at=WEDNESDAY)
    tom.open(f"/desk/outbox/{message.pk}")
    assert "Waiting" in tom.main
    assert "Send it now" not in tom.main
    assert "once EMAIL_URL names a mail server" in tom.open("/desk/outbox").main
    settings.EMAIL_BACKEND = sending
    tom.open(f"/desk/outbox/{message.pk}").press("Send it now")
    messages.deliver(message=message.pk, at=WEDNESDAY)
    assert [each.to for each in mail.outbox] == [["vera@example.org"]]
