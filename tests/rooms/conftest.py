"""What promises of the rooms stand on: a moment at which it all happens, the staff by name, a folder to type commands in."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.rooms.commandline import NUMBERS
from tests.rooms.council import MISSED_BIN, WEDNESDAY
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.notify_stand_in import KEY, TEMPLATES, StandIn, notify_stands_in

from guildhall.serve.answering import stopping
from guildhall.serve.clock import standing_at
from guildhall.serve.publishing import editions


@pytest.fixture
def wednesday() -> Iterator[None]:
    """It is a Wednesday at half past five, and this process remembers no other council."""
    editions.forget()
    stopping.forget()
    with standing_at(WEDNESDAY):
        yield


@pytest.fixture
def asha() -> Clerk:
    """An advisor."""
    return clerk("advisor")


@pytest.fixture
def tom() -> Clerk:
    """A service officer."""
    return clerk("service-officer", name="Tom Harrow")


@pytest.fixture
def nia() -> Clerk:
    """A service designer."""
    return clerk("service-designer", name="Nia Brandt")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where commands are typed: a definition, answers and a fact lie there as files, and nothing is published."""
    editions.forget()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "numbers.yaml").write_text(NUMBERS)
    (tmp_path / "bin.json").write_text(json.dumps(MISSED_BIN))
    (tmp_path / "round.json").write_text(json.dumps({"last-collection": "2026-11-18"}))
    return tmp_path


@pytest.fixture
def notify(settings: Settings) -> Iterator[StandIn]:
    """GOV.UK Notify's stand-in, which takes every kind of message."""
    with notify_stands_in() as there:
        letter = {"letter": "precompiled"}
        settings.NOTIFY = {"key": KEY, "url": there.url, "reply_to": "", "templates": TEMPLATES | letter}
        settings.NOTIFY_RECEIPTS = "agreed-with-notify"
        yield there


@pytest.fixture
def measured(settings: Settings, tmp_path: Path) -> Path:
    """A folder of its own for the files of events that are counted."""
    settings.MEASURED = tmp_path / "measured"
    return tmp_path / "measured"
