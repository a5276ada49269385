"""Promises of the ledger's chain and of what an event may hold. No database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhall.ledger import door
from guildhall.ledger.chain import BEGINNING, HeadValue, link, verify
from guildhall.ledger.values import Actor, EventValue

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)

OPENED = door.declare(
    "test-case.opened",
    channel=door.one_of("web", "phone"),
    service=door.CODE,
    due=door.DATE,
    pence=door.NUMBER,
    urgent=door.YES_NO,
    by=door.REFERENCE,
    definition=door.HASH,
    received=door.TIME,
)

FITTING: dict[str, Any] = {
    "channel": "web",
    "service": "missed-bin",
    "due": date(2026, 5, 6),
    "pence": 4250,
    "urgent": False,
    "by": "account/6f1c",
    "definition": "a" * 64,
    "received": NOON,
}


def a_chain(length: int) -> list[EventValue]:
    events: list[EventValue] = []
    previous = BEGINNING
    for sequence in range(1, length + 1):
        event = EventValue(
            id=UUID(int=sequence),
            subject="case/7QX4-M3KD",
            sequence=sequence,
            type="test-case.opened",
            at=NOON + timedelta(minutes=sequence),
            actor=Actor("staff", "account/6f1c"),
            on_behalf_of="party/77ab",
            visibility="staff",
            data={"pence": sequence},
            previous=previous,
            hash="",
        )
        event = replace(event, hash=link(event))
        previous = event.hash
        events.append(event)
    return events


def head_of(chain: list[EventValue]) -> HeadValue | None:
    return HeadValue(chain[-1].sequence, chain[-1].hash) if chain else None


Tampering = Callable[[EventValue], EventValue]

TAMPERINGS: dict[str, Tampering] = {
    "id": lambda e: replace(e, id=UUID(int=e.id.int + 1000)),
    "subject": lambda e: replace(e, subject="case/OTHER"),
    "sequence": lambda e: replace(e, sequence=e.sequence + 1),
    "type": lambda e: replace(e, type="test-case.closed"),
    "at": lambda e: replace(e, at=e.at + timedelta(microseconds=1)),
    "actor": lambda e: replace(e, actor=Actor("staff", "account/other")),
    "actor kind": lambda e: replace(e, actor=Actor("resident", e.actor.reference)),
    "on behalf of": lambda e: replace(e, on_behalf_of=""),
    "visibility": lambda e: replace(e, visibility="public"),
    "a value": lambda e: replace(e, data=dict(e.data) | {"pence": -1}),
    "a field taken away": lambda e: replace(e, data={}),
    "previous": lambda e: replace(e, previous="f" * 64),
    "hash": lambda e: replace(e, hash="f" * 64),
}


def test_a_chain_that_nobody_touched_verifies() -> None:
    chain = a_chain(5)
    assert verify(chain, head_of(chain)) == door.Verified(5, chain[-1].hash)
    assert verify([], None) == door.Verified(0, BEGINNING)


@given(length=st.integers(1, 6), at=st.integers(0, 5), how=st.sampled_from(sorted(TAMPERINGS)))
def test_any_change_to_any_part_of_any_event_is_found(length: int, at: int, how: str) -> None:
    chain = a_chain(length)
    end = head_of(chain)
    place = at % length
    chain[place] = TAMPERINGS[how](chain[place])
    assert isinstance(verify(chain, end), door.Broken)


@given(length=st.integers(2, 6), at=st.integers(0, 5), how=st.sampled_from(sorted(TAMPERINGS)))
def test_a_change_with_its_hash_made_anew_is_found_by_the_next_link(length: int, at: int, how: str) -> None:
    chain = a_chain(length)
    end = head_of(chain)
    place = at % length
    changed = TAMPERINGS[how](chain[place])
    chain[place] = replace(changed, hash="f" * 64 if how == "hash" else link(changed))
    assert isinstance(verify(chain, end), door.Broken)


@given(length=st.integers(1, 6), at=st.integers(0, 5))
def test_an_event_taken_away_is_found_even_the_last(length: int, at: int) -> None:
    chain = a_chain(length)
    end = head_of(chain)
    del chain[at % length]
    assert isinstance(verify(chain, end), door.Broken)


@given(length=st.integers(2, 6), data=st.data())
def test_another_order_is_found(length: int, data: st.DataObject) -> None:
    chain = a_chain(length)
    end = head_of(chain)
    mixed = data.draw(st.permutations(chain).filter(lambda made: made != chain))
    assert isinstance(verify(mixed, end), door.Broken)


def test_a_broken_chain_says_where_and_how() -> None:
    chain = a_chain(4)
    end = head_of(chain)
    chain[2] = replace(chain[2], data={"pence": 0})
    assert verify(chain, end) == door.Broken(3, "altered")


def test_the_same_moment_in_another_zone_is_the_same_link() -> None:
    event = a_chain(1)[0]
    elsewhere = replace(event, at=event.at.astimezone(timezone(timedelta(hours=5))))
    assert link(elsewhere) == link(event)


def test_every_kind_of_field_keeps_what_fits_it() -> None:
    kept = OPENED.kept(FITTING)
    assert kept["due"] == "2026-05-06"
    assert kept["received"] == "2026-05-01T12:00:00+00:00"
    assert kept["pence"] == 4250
    assert kept["urgent"] is False
    assert OPENED.kept({"due": None}) == {"due": None}


@pytest.mark.parametrize(
    ("field", "unfit"),
    [
        ("channel", "fax"),
        ("service", "Mrs Jones called about her bin"),
        ("service", "Jones"),
        ("service", "ŵyn"),
        ("service", ""),
        ("service", "a" * 81),
        ("by", "Mary Jones"),
        ("by", "jones@example.org"),
        ("definition", "not a hash"),
        ("pence", 4.5),
        ("pence", True),
        ("pence", "4250"),
        ("pence", 2**53),
        ("urgent", 1),
        ("due", "2026-05-06"),
        ("due", NOON),
        ("received", datetime(2026, 5, 1, 12)),  # noqa: DTZ001 (without a zone, on purpose)
        ("received", "noon"),
    ],
)
def test_what_does_not_fit_a_field_is_refused(field: str, unfit: Any) -> None:
    with pytest.raises(door.NotRecordable, match=field):
        OPENED.kept({field: unfit})


@given(
    st.text(min_size=1).filter(lambda text: any(c.isspace() or c.isupper() for c in text)),
    st.sampled_from(["channel", "service", "definition", "due", "pence", "urgent", "received"]),
)
def test_no_field_takes_a_sentence(text: str, field: str) -> None:
    with pytest.raises(door.NotRecordable):
        OPENED.kept({field: text})


def test_a_refusal_never_repeats_what_was_refused() -> None:
    with pytest.raises(door.NotRecordable) as refused:
        OPENED.kept({"service": "Mary Jones"})
    assert "Jones" not in str(refused.value)


def test_a_field_that_was_not_declared_is_refused() -> None:
    with pytest.raises(door.NotRecordable, match="no field answer"):
        OPENED.kept({"answer": "yes"})


def test_a_type_is_declared_once_and_named_for_what_happened() -> None:
    assert door.declare("test-twice.said", due=door.DATE) == door.declare("test-twice.said", due=door.DATE)
    with pytest.raises(ValueError, match="declared already"):
        door.declare("test-twice.said", due=door.NUMBER)
    with pytest.raises(ValueError, match=r"thing\.happened"):
        door.declare("Opened")
