"""Whatever a machine posts: told what is amiss, never a fault of ours, and never half kept."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from tests.rooms.acquainted import about_vera
from tests.rooms.council import MISSED_BIN, WEDNESDAY
from tests.rooms.ringing import FORM, JSON, SECRET
from tests.rooms.rubbish import RUBBISH, Base, faults_of

from guildhall.serve.contacts.signing import signature

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]
TOKEN = "agreed-with-notify"
TOLD: Mapping[str, Mapping[str, Any]] = {
    "/api/v1/services/missed-bin/check": {"answers": MISSED_BIN},
    "/api/v1/services/missed-bin/cases": {"answers": MISSED_BIN, "same": "x"},
    "/api/v1/services/missed-bin/satisfaction": {"score": 4},
    "/api/v1/calls": {"event": "newCall", "id": "call-1", "number": "01632 960101", "direction": "in", "agent": "12"},
    "/hooks/notify": {"reference": "message/1", "status": "delivered", "id": "x"},
    "/hooks/email": {},
    "/api/v1/services/missed-bin/files": {},
}
"""What each address for machines is told, where nothing is amiss."""
ODD: tuple[object, ...] = (
    *RUBBISH.values(), None, True, 0, -1, 2**70, 10**400, 1.5, [], {}, [[]], ["x"], {"x": {}}, "\ud800", "\udfff\ud800", "message/9" * 3,
    "message/999999999999999999",
)  # fmt: skip
BODIES = (
    b"", b"\x00", b"null", b"NaN", b"[" * 3000, b'{"a":' * 3000, b"\xff\xfe", b'{"answers": {"a": 1, "a": 2}}', b'{"answers": 1e999}',
    b"a=%00&event=%ff", b"From: a\r\n\r\nb", b"\r\n\r\n\x00", b"%PDF-1.4", b"\x89PNG\r\n\x1a\n", b"x" * 1_100_000,
)  # fmt: skip
MEDIA = (
    JSON,
    FORM,
    "text/plain",
    "message/rfc822",
    "application/pdf",
    "image/png",
    "multipart/form-data; boundary=x",
    "\u00e9",
)


@pytest.fixture
def client(settings: Settings) -> Client:
    settings.CALLS_SECRET = settings.INBOUND_SECRET = SECRET
    settings.NOTIFY_RECEIPTS = TOKEN
    about_vera()
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("address", TOLD)
def test_what_a_machine_says_wrongly_is_told_and_nothing_is_half_kept(client: Client, address: str) -> None:
    base = Base()
    assert [each for sent in _bodies(TOLD[address]) for each in _faults(client, base, address, sent, JSON)] == []


@pytest.mark.parametrize("address", TOLD)
def test_so_is_what_is_no_message_at_all(client: Client, address: str) -> None:
    base = Base()
    assert [fault for each in BODIES for media in MEDIA for fault in _faults(client, base, address, each, media)] == []


def _bodies(told: Mapping[str, Any]) -> Iterator[bytes]:
    """What is told, with one thing in it at a time put otherwise, left out or added."""
    inner = {"answers": dict(told["answers"])} if "answers" in told else dict(told)
    for odd in ODD:
        yield json.dumps(odd).encode()
        yield json.dumps({str(odd): odd, **told}).encode()
        for name in inner:
            yield json.dumps({**told, name: odd}).encode()
        for name in inner.get("answers", ()):
            yield json.dumps({"answers": {**inner["answers"], name: odd}}).encode()
    for name in inner:
        yield json.dumps({each: held for each, held in told.items() if each != name}).encode()


def _faults(client: Client, base: Base, address: str, body: bytes, media: str) -> Iterator[str]:
    moment = str(int(WEDNESDAY.timestamp()))
    signed = {
        "Guildhall-Timestamp": moment,
        "Guildhall-Signature": signature(secret=SECRET, timestamp=moment, body=body),
        "Authorization": f"Bearer {TOKEN}",
        "Idempotency-Key": "a-key-of-ours",
    }
    for each in faults_of(client, base, address, body, content_type=media, headers=signed):
        yield f"{media} {body[:120]!r}: {each}"
