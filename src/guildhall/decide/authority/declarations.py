"""Interests that members declare at meetings, checked against the register.

Localism Act 2011, section 31(2) and (3): one that is not registered is disclosed to the meeting, and notified to the monitoring
officer before the end of 28 days beginning with that of the disclosure.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from guildhall.decide import happened, references
from guildhall.decide import models as m
from guildhall.decide.authority.interests import PECUNIARY as PECUNIARY_CATEGORIES
from guildhall.decide.authority.interests import granted_for
from guildhall.decide.authority.voting import PECUNIARY, hold, look_back
from guildhall.decide.keeping.published import publish_anew, refuse_behind_minutes
from guildhall.decide.keeping.recording import NotRecorded, tell
from guildhall.decide.models.interests import INTERESTS
from guildhall.kernel.clocks import local
from guildhall.ledger.door import Actor

TO_NOTIFY = timedelta(days=28)
"""Section 31(3). They begin with the day of the disclosure, which is the first of them."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A declaration beside the register: whether the interest is in it, and the last day to notify one that is not.

    ``notify_by`` is empty for what the law does not ask to be registered, and where nobody knows when it was disclosed.
    """

    declaration: m.Declaration
    registered: bool
    notify_by: date | None

    def late(self, on: date) -> bool:
        return self.notify_by is not None and on > self.notify_by


def declare(
    *,
    meeting: m.Meeting,
    person: m.Person,
    kind: str,
    actor: Actor,
    at: datetime,
    item: m.AgendaItem | None = None,
    reason: str = "",
    items_said: str = "",
    participated: bool | None = None,
    left_the_room: bool | None = None,
    interest: m.RegisteredInterest | None = None,
    dispensation: m.Dispensation | None = None,
    made_at: datetime | None = None,
    elsewhere: bool = False,
) -> m.Declaration:
    """Record what a member declared, at an item or at the meeting as a whole. Published with the minutes.

    ``interest`` is its entry in the register, ``dispensation`` what they rely on; one that was granted for that entry and stands on
    the day is found. A vote of theirs that was recorded before, and that the law forbids, is reported to the monitoring officer;
    where a record from ``elsewhere`` says no names, nobody is taken to have voted. Raises ``NotRecorded``.
    """
    if kind not in INTERESTS:
        raise NotRecorded("no-such-code", "kind")
    if item is not None and item.meeting_id != meeting.pk:
        raise NotRecorded("another-meeting", "item")
    if dispensation is not None and dispensation.person_id != person.pk:
        raise NotRecorded("another-person", "dispensation")
    if interest is not None:
        _is_theirs(interest, person, kind)
    refuse_behind_minutes(meeting)
    day = meeting.day or local(made_at or at).date()
    if interest is not None and dispensation is None:
        dispensation = granted_for(interest=interest, on=day)
    with transaction.atomic():
        if item is not None:
            hold(item)
        else:
            m.Meeting.objects.select_for_update().get(pk=meeting.pk)
        row = m.Declaration.objects.create(
            reference=references.numbered(m.Declaration, item or meeting), meeting=meeting, item=item, person=person,
            kind=kind, items_said=items_said, reason=reason, participated=participated, left_the_room=left_the_room,
            interest=interest, dispensation=dispensation, made_at=made_at,
        )  # fmt: skip
        told = {"person": person.reference, "item": item.reference if item else None, "kind": kind}
        tell(row, happened.INTEREST_DECLARED, actor, at, first=True, **told)
        look_back(by=row, on=day, actor=actor, at=at, elsewhere=elsewhere)
    return row


def find_in_register(*, declaration: m.Declaration, interest: m.RegisteredInterest, actor: Actor, at: datetime) -> None:
    """What was declared is in the register, or has been entered since."""
    _is_theirs(interest, declaration.person, declaration.kind)
    with transaction.atomic():
        declaration.interest = interest
        declaration.save(update_fields=["interest"])
        tell(declaration, happened.FOUND_IN_REGISTER, actor, at, interest=interest.reference)
        publish_anew(declaration, actor=actor, at=at, reason="It was found in the register")


def checked(declaration: m.Declaration) -> Checked:
    """A declaration beside the register. Only a disclosable pecuniary interest has to be notified within 28 days."""
    registered = declaration.interest_id is not None
    disclosed = local(declaration.made_at).date() if declaration.made_at else declaration.meeting.day
    owed = not registered and declaration.kind == PECUNIARY and disclosed is not None
    return Checked(declaration, registered, disclosed + TO_NOTIFY - timedelta(days=1) if owed and disclosed else None)


def unregistered() -> QuerySet[m.Declaration]:
    """The disclosable pecuniary interests that were declared and are not in the register, the first recorded first."""
    rows = m.Declaration.objects.filter(kind=PECUNIARY, interest=None)
    return rows.select_related("person", "meeting__organization", "item").order_by("id")


def _is_theirs(interest: m.RegisteredInterest, person: m.Person, kind: str) -> None:
    if interest.person_id != person.pk:
        raise NotRecorded("another-person", "interest")
    if kind == PECUNIARY and interest.category not in PECUNIARY_CATEGORIES:
        raise NotRecorded("not-pecuniary", "interest")
