"""How to reach somebody safely: each way with what may be done with it, and what must not."""

from dataclasses import dataclass

from guildhall.people.door import ContactValue, Portrait
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
    no_voice = any(need.code == "no-voice" for need in person.needs)
    relay = any(need.code == "relay" for need in person.needs)
    found = [_way(each, no_voice=no_voice, relay=relay) for each in person.contacts]
    return tuple(sorted(found, key=lambda each: (bool(each.never), not each.preferred)))


def _way(contact: ContactValue, *, no_voice: bool, relay: bool) -> Way:
    silent, never, cautions = contact.kind == "phone" and no_voice, "", []
    if contact.safe is False:
        never = f"Do not {USE[contact.kind]}: not safe"
    elif silent:
        cautions.append("Text only: do not ring")
    elif contact.kind == "phone" and relay:
        cautions.append("By text relay: 18001 before the number")
    if not never and contact.kind == "phone" and not silent:
        left = {True: "A message may be left", False: "Leave no message", None: "Ask whether a message may be left"}
        cautions.append(left[contact.may_leave_message])
    return Way(
        contact.id,
        contact.kind,
        WAYS[contact.kind],
        contact.value,
        never,
        contact.preferred,
        contact.safe,
        contact.may_leave_message,
        tuple(cautions),
    )
