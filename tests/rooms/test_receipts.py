"""Promises about delivery receipts: believed only from Notify, and each tells once what became of a message."""

import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from tests.rooms.council import WEDNESDAY
from tests.rooms.test_sending import chain, told, veras_case

from guildhall.serve.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

TOKEN = "agreed-with-notify"


@pytest.fixture
def sent(settings: Settings) -> Message:
    """A question that went by Notify."""
    settings.NOTIFY_RECEIPTS = TOKEN
    message = told(veras_case())
    Message.objects.filter(id=message.pk).update(begun_at=WEDNESDAY, sent_at=WEDNESDAY, sender_reference="n-1")
    return message


def hear(message: Message, status: str, *, token: str = TOKEN, number: str = "n-1") -> int:
    """What we answer to a receipt."""
    told = {"id": number, "reference": f"message/{message.pk}", "to": "vera@example.org", "status": status}
    return post(json.dumps(told), token)


def post(body: str, token: str = TOKEN) -> int:
    heading: dict[str, Any] = {"Authorization": f"Bearer {token}"} if token else {}
    answer = Client(enforce_csrf_checks=True).post("/hooks/notify", body, "application/json", headers=heading)
    return int(answer.status_code)


def test_what_was_delivered_is_told_so(sent: Message) -> None:
    assert hear(sent, "delivered") == 204
    sent.refresh_from_db()
    assert sent.delivered_at is not None
    assert chain() == [("email", "sent")]


@pytest.mark.parametrize(
    "status",
    ["permanent-failure", "temporary-failure", "technical-failure", "validation-failed", "virus-scan-failed"],
)
def test_what_was_not_delivered_goes_by_the_next_way_once(sent: Message, status: str) -> None:
    assert [hear(sent, status), hear(sent, status)] == [204, 204]
    assert chain() == [("email", "failed"), ("sms", "waiting")]


def test_a_letter_that_notify_refuses_is_said_to_have_failed_and_goes_by_the_next_way(settings: Settings) -> None:
    settings.NOTIFY_RECEIPTS = TOKEN
    letter = told(veras_case())
    Message.objects.filter(id=letter.pk).update(
        kind="letter", to="4 Mill Lane\nZZ1 2AB", begun_at=WEDNESDAY, sent_at=WEDNESDAY, sender_reference="n-1"
    )
    assert hear(letter, "validation-failed") == 204
    letter.refresh_from_db()
    assert "Notify refused the letter" in letter.failure
    assert letter.failed_at is not None
    assert Message.objects.get(instead_of=letter).kind == "email"


@pytest.mark.parametrize("token", ["", "wrong", TOKEN + "x", TOKEN.upper()])
def test_without_the_token_nothing_is_believed(sent: Message, token: str) -> None:
    assert hear(sent, "permanent-failure", token=token) == 401
    assert chain() == [("email", "sent")]


def test_where_no_token_was_agreed_none_is_taken(sent: Message, settings: Settings) -> None:
    settings.NOTIFY_RECEIPTS = ""
    assert hear(sent, "delivered", token="") == 401
    assert post("{}", token="None") == 401


def test_a_receipt_of_another_sending_or_of_nothing_changes_nothing(sent: Message) -> None:
    assert hear(sent, "permanent-failure", number="n-2") == 204
    assert hear(Message(id=sent.pk + 1000), "permanent-failure") == 204
    assert hear(sent, "created") == 204
    assert chain() == [("email", "sent")]


@pytest.mark.parametrize("body", ["", "[", "[]", "null", "[" * 9000, "\x00", '{"reference": {"a": 1}, "status": []}'])
def test_what_is_no_receipt_is_refused_in_one_line_or_ignored(sent: Message, body: str) -> None:
    assert post(body) in {400, 204}
    assert chain() == [("email", "sent")]
