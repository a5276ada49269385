"""By which ways somebody may be called back. Whether a way may be used is asked of the one rule of safety, the kernel's."""

from typing import Literal, get_args

from guildhall.kernel.notices import Kind, why_not_rung, why_stopped
from guildhall.kernel.notices import Way as OneWay
from guildhall.people.door import Portrait
from guildhall.serve.telling.reaching import points_of

Way = Literal["voice", "relay", "sms", "email"]
WAYS: tuple[Way, ...] = get_args(Way)
SPOKEN: frozenset[str] = frozenset({"voice", "relay"})
"""The ways in which somebody is rung."""

KINDS: dict[Way, str] = {"voice": "phone", "relay": "phone", "sms": "phone", "email": "email"}
"""Which kind of contact each way needs."""

_NOTICES: dict[str, Kind] = {"voice": "call", "relay": "call", "sms": "sms", "email": "email"}


def stopped_by(person: Portrait | None, way: str, to: str, *, wished: bool = True) -> str:
    """Why somebody must not be reached this way at this number or address; ``""`` where nothing stands against it.

    With no number, why they are not rung at any. ``wished`` says that they gave this number or address for it themselves.
    The codes are those of the kernel's notices.
    """
    if person is None or way not in _NOTICES:
        return ""
    needs = {each.code for each in person.needs}
    if not to:
        return (why_not_rung(needs, by_relay=way == "relay") or "") if way in SPOKEN else ""
    reason = why_stopped(
        OneWay(_NOTICES[way], to),
        points=points_of(person),
        needs=needs,
        protected=person.protected,
        wished=wished,
        by_relay=way == "relay",
    )
    return reason or ""


def ways_left(person: Portrait | None) -> tuple[tuple[Way, str], ...]:
    """The ways in which somebody may be reached, each with a number or address of theirs; what they prefer comes first."""
    if person is None:
        return ()
    return tuple(
        (way, each.value)
        for each in person.contacts
        for way in WAYS
        if KINDS[way] == each.kind
        and (way != "relay" or any(need.code == "relay" for need in person.needs))
        and not stopped_by(person, way, each.value, wished=False)
    )
