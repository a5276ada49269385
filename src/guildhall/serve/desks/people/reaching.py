"""How to reach somebody safely: each way with what may be done with it, and what must not.

Two records of one person may hold the same number. It stands once, and what either warns of holds.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guildhall.kernel.notices import why_not_rung
from guildhall.people.door import ContactValue, Portrait, ResidenceValue
from guildhall.serve.desks.people.saying import USE, WAYS


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach somebody, as the page shows it. ``never`` says why it is not used; empty where it may be."""

    id: int
    kind: str
    label: str
    value: str
    never: str
    preferred: bool
    safe: bool | None
    may_leave_message: bool | None
    cautions: tuple[str, ...]


def ways(person: Portrait) -> tuple[Way, ...]:
    """Every way, those that may be used first, and of these the preferred one."""
    needs = {need.code for need in person.needs}
    relay = "relay" in needs
    no_voice = why_not_rung(needs, by_relay=relay) is not None
    alike: dict[tuple[str, str], list[ContactValue]] = defaultdict(list)
    for each in person.contacts:
        alike[each.kind, _plain(each)].append(each)
    found = [_way(each, no_voice=no_voice, relay=relay) for each in alike.values()]
    return tuple(sorted(found, key=lambda each: (bool(each.never), not each.preferred)))


def the_same(person: Portrait, point: int) -> tuple[ContactValue, ...]:
    """The way of this number, and those of their other records that are the same; none where it is not theirs to be seen."""
    asked = next((each for each in person.contacts if each.id == point), None)
    if asked is None:
        return ()
    return tuple(each for each in person.contacts if (each.kind, _plain(each)) == (asked.kind, _plain(asked)))


def homes(person: Portrait) -> tuple[ResidenceValue, ...]:
    """Where they live, each place once, the one told last first."""
    found: dict[tuple[object, ...], ResidenceValue] = {}
    for each in person.residences:
        found.setdefault((each.kind, each.lines, each.postcode, each.near), each)
    return tuple(found.values())


def _plain(contact: ContactValue) -> str:
    if contact.kind != "phone":
        return " ".join(contact.value.casefold().split())
    digits = "".join(sign for sign in contact.value if sign.isdigit())
    return "0" + digits[2:] if contact.value.startswith("+44") else digits


def _way(alike: Sequence[ContactValue], *, no_voice: bool, relay: bool) -> Way:
    first, kind = alike[0], alike[0].kind
    safe, message = _least(each.safe for each in alike), _least(each.may_leave_message for each in alike)
    silent, never, cautions = kind == "phone" and no_voice, "", []
    if safe is False:
        never = f"Do not {USE[kind]}: not safe"
    elif silent:
        cautions.append("Text only: do not ring")
    elif kind == "phone" and relay:
        cautions.append("By text relay: 18001 before the number")
    if not never and kind == "phone" and not silent:
        left = {True: "A message may be left", False: "Leave no message", None: "Ask whether a message may be left"}
        cautions.append(left[message])
    preferred = any(each.preferred for each in alike)
    return Way(first.id, kind, WAYS[kind], first.value, never, preferred, safe, message, tuple(cautions))


def _least(said: Iterable[bool | None]) -> bool | None:
    """What holds of several answers: a no before a yes, a yes before none."""
    answers = set(said)
    return False if False in answers else True if True in answers else None
