"""Whether somebody may be reached by a way at all: by voice, by text relay, by text message, by email."""

from typing import Literal, get_args

from guildhall.people.door import Portrait, contacts_of
from guildhall.serve.contacts.calls import NotANumber, one_form

Way = Literal["voice", "relay", "sms", "email"]
WAYS: tuple[Way, ...] = get_args(Way)
SPOKEN: frozenset[str] = frozenset({"voice", "relay"})
"""The ways in which somebody is rung."""

KINDS: dict[Way, str] = {"voice": "phone", "relay": "phone", "sms": "phone", "email": "email"}
"""Which kind of contact each way needs."""


def stopped_by(person: Portrait | None, way: str, to: str) -> str:
    """Why somebody must not be reached this way at this number or address; ``""`` where nothing stands against it.

    ``no-voice`` and ``bsl``: they cannot be rung. ``relay``: only by text relay. ``not-safe``: it could put them in danger.
    """
    if person is None:
        return ""
    needs = {each.code for each in person.needs}
    if way in SPOKEN:
        if "no-voice" in needs:
            return "no-voice"
        if way == "voice" and "relay" in needs:
            return "relay"
        if "bsl" in needs and "relay" not in needs:
            return "bsl"
    return "not-safe" if to and _form(to) in _unsafe(person) else ""


def ways_left(person: Portrait | None) -> tuple[tuple[Way, str], ...]:
    """The ways in which somebody may be reached, each with a number or address of theirs; what they prefer comes first."""
    if person is None:
        return ()
    return tuple(
        (way, each.value)
        for each in person.contacts
        for way in WAYS
        if KINDS[way] == each.kind
        and not stopped_by(person, way, each.value)
        and not (way == "relay" and not _relays(person))
    )


def _unsafe(person: Portrait) -> set[str]:
    """The numbers and addresses that must not be used; also of those whose ways of contact are withheld from the onlooker."""
    points = person.contacts
    if person.withheld:
        points = tuple(each for reference in person.references for each in contacts_of(reference=reference))
    return {_form(each.value) for each in points if each.safe is False}


def _relays(person: Portrait) -> bool:
    return any(each.code == "relay" for each in person.needs)


def _form(to: str) -> str:
    try:
        return one_form(to)
    except NotANumber:
        return "".join(to.split()).casefold()
