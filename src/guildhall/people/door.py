"""The door of people: know a person by an opaque reference, and name them only when shown."""

from collections.abc import Iterable
from datetime import datetime

from guildhall.people import register as registry
from guildhall.people.values import ContactKind, ContactValue, PartyKind, PartyValue

__all__ = [
    "ContactKind",
    "ContactValue",
    "PartyKind",
    "PartyValue",
    "contacts_of",
    "find",
    "mark_contact",
    "name_of",
    "names_of",
    "register",
]


def register(
    *,
    kind: PartyKind = "person",
    name: str = "",
    email: str = "",
    phone: str = "",
    post: str = "",
    preferred: ContactKind | None = None,
) -> str:
    """Register somebody new and give their reference (`party/…`).

    Nobody is matched or merged here: two people may share a name or a telephone. Two SQL
    statements; one when no way to reach them is given.
    """
    return registry.register(
        kind=kind, name=name, ways={"email": email, "phone": phone, "post": post}, preferred=preferred
    )


def name_of(*, reference: str) -> str:
    """The name to show for a reference; `""` when the name, or the party, is not known."""
    return registry.names_of([reference]).get(reference, "")


def names_of(*, references: Iterable[str]) -> dict[str, str]:
    """The name of each reference, in one question to the database."""
    return registry.names_of(references)


def contacts_of(*, reference: str) -> tuple[ContactValue, ...]:
    """The ways to reach somebody: the preferred one first. Those not safe to use are marked."""
    return registry.contacts_of(reference)


def find(*, email: str = "", phone: str = "") -> tuple[PartyValue, ...]:
    """Everybody registered with an email address or telephone number; none is chosen for you.

    A telephone number may be written in any usual way.
    """
    return registry.find(email=email, phone=phone)


def mark_contact(
    *, reference: str, kind: ContactKind, verified_at: datetime | None = None, safe: bool | None = None
) -> None:
    """Record that a way to reach somebody was verified, or is (not) safe to use."""
    registry.mark_contact(reference=reference, kind=kind, verified_at=verified_at, safe=safe)
