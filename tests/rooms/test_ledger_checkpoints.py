"""Promises about signed checkpoints: what even the owner of the database cannot hide."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.core.management import CommandError, call_command
from django.db import connection

from guildhall.ledger import door, guards

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
STAFF = door.Actor("staff", "account/6f1c")
NOTED = door.declare("test-thing.noted")

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ed25519PrivateKey:
    made = Ed25519PrivateKey.generate()
    path = tmp_path / "ledger.pem"
    path.write_bytes(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    monkeypatch.setenv("GUILDHALL_LEDGER_KEY", str(path))
    return made


@pytest.fixture
def verify(key: Ed25519PrivateKey) -> Callable[[], door.Verified | door.Broken]:
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return lambda: door.verify_checkpoints(public_key=public)


@pytest.fixture
def tampering() -> Iterator[Callable[[str], object]]:
    """Somebody with the whole database in their hands."""
    with connection.cursor() as cursor:
        for each in guards._lifting(connection.vendor):
            cursor.execute(each)
        yield cursor.execute
        for each in guards._laying(connection.vendor):
            cursor.execute(each)


def note(subject: str) -> None:
    door.record(subject=subject, type="test-thing.noted", actor=STAFF, at=NOON)


def ledger(*words: str) -> str:
    said = StringIO()
    call_command("ledger", *words, stdout=said)
    return said.getvalue()


def test_what_was_signed_verifies_and_only_news_is_signed(verify: Callable[[], object]) -> None:
    note("case/A")
    note("case/B")
    assert "checkpoint 1: 2 subjects" in ledger("checkpoint")
    note("case/B")
    assert "checkpoint 2: 1 subjects" in ledger("checkpoint")
    assert "Nothing new" in ledger("checkpoint")
    found = verify()
    assert isinstance(found, door.Verified)
    assert found.count == 2
    assert "All is as recorded: 2 subjects, 2 checkpoints." in ledger("verify")


def test_a_checkpoint_can_be_kept_elsewhere(tmp_path: Path) -> None:
    note("case/A")
    ledger("checkpoint", "--out", str(tmp_path / "1.json"))
    kept = json.loads((tmp_path / "1.json").read_text())
    assert kept["number"] == 1
    assert kept["heads"][0][:2] == ["case/A", 1]


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("DELETE FROM ledger_event WHERE subject = 'case/A'", "altered"),
        ("UPDATE ledger_event SET hash = 'f' WHERE subject = 'case/A'", "altered"),
        ("DELETE FROM ledger_checkpoint WHERE number = 1", "missing"),
        ("UPDATE ledger_checkpoint SET number = 9 WHERE number = 2", "missing"),
        ("UPDATE ledger_checkpoint SET heads = '[]' WHERE number = 1", "unsigned"),
        ("UPDATE ledger_checkpoint SET signature = '00' WHERE number = 1", "unsigned"),
    ],
)
def test_a_whole_history_rewritten_or_taken_away_is_found(
    statement: str, why: str, verify: Callable[[], object], tampering: Callable[[str], object]
) -> None:
    note("case/A")
    ledger("checkpoint")
    note("case/B")
    ledger("checkpoint")
    tampering(statement)
    found = verify()
    assert isinstance(found, door.Broken)
    assert found.why == why
    with pytest.raises(CommandError, match="is broken"):
        ledger("verify")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_event SET at = '2020-01-01 00:00:00' WHERE sequence = 1",
        "UPDATE ledger_event SET actor = 'account/other' WHERE sequence = 2",
        "DELETE FROM ledger_event WHERE sequence = 2",
        "DELETE FROM ledger_event",
        "DELETE FROM ledger_head",
        "UPDATE ledger_head SET sequence = 1",
    ],
)
def test_tampering_with_the_database_is_found_without_any_checkpoint(
    statement: str, tampering: Callable[[str], object]
) -> None:
    note("case/A")
    note("case/A")
    tampering(statement)
    assert isinstance(door.verify(subject="case/A"), door.Broken)


def test_another_key_signs_nothing_for_us(verify: Callable[[], object], tmp_path: Path) -> None:
    note("case/A")
    ledger("checkpoint")
    other = Ed25519PrivateKey.generate().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    assert isinstance(door.verify_checkpoints(public_key=other), door.Broken)


def test_without_a_key_the_command_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GUILDHALL_LEDGER_KEY", str(tmp_path / "none.pem"))
    with pytest.raises(CommandError, match="No signing key"):
        ledger("checkpoint")
    monkeypatch.delenv("GUILDHALL_LEDGER_KEY")
    with pytest.raises(CommandError, match="Set GUILDHALL_LEDGER_KEY"):
        ledger("checkpoint")
