"""What the law has done to a record, for the pages of a case and of a person: legal holds, and what was erased of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from guildhall.kernel.canonical import read_json
from guildhall.kernel.clocks import local
from guildhall.kernel.kinds.date import in_words
from guildhall.people.door import Portrait
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.desks.privacy import saying
from guildhall.serve.desks.privacy.reach import GOVERNS, SEES_LOOKS
from guildhall.serve.desks.staff import account
from guildhall.serve.privacy import holds, tombstones, unsent
from guildhall.serve.privacy.holds import HoldValue
from guildhall.serve.privacy.tombstones import TombstoneValue


@dataclass(frozen=True, slots=True)
class Standing:
    """Why nothing of a record may be erased, what was erased of it, and where whoever looks may go on to.

    ``hold`` is the address at which to place a hold, ``looks`` the one that tells who looked; empty for those who may not.
    """

    holds: Sequence[HoldValue]
    erased: Sequence[str]
    hold: str
    looks: str


def of_case(request: HttpRequest, case: CaseValue) -> Standing:
    """How a case stands. Two statements, or a few more where people are linked."""
    gone = tombstones.of(records=[case.subject]) if case.closed_at and not case.customer else ()
    return _standing(
        request,
        case.subject,
        holds.holds_on_case(reference=case.reference, customer=case.customer),
        gone,
    )


def of_person(request: HttpRequest, person: Portrait) -> Standing:
    """How a person stands, under any record of theirs. One statement, or two where nobody knows their name."""
    gone = () if person.name else tombstones.of(records=person.references)
    return _standing(request, person.reference, holds.holds_on(subjects=person.references), gone)


def _standing(request: HttpRequest, of: str, held: Sequence[HoldValue], gone: Sequence[TombstoneValue]) -> Standing:
    by, (kind, key) = account(request), of.split("/")
    hold = f"{reverse('serve:privacy-holds')}?{urlencode({'of': of})}" if by.holds(*GOVERNS) else ""
    seen = reverse("serve:privacy-looks", kwargs={"kind": kind, "key": key}) if by.holds(*SEES_LOOKS) else ""
    return Standing(held, [_told(each) for each in gone], hold, seen)


def _told(stone: TombstoneValue) -> str:
    """What was erased, when, and by which rule, as the page of the record says it."""
    day = in_words(local(stone.at).date().isoformat(), "en")
    rule = saying.RULES.get(stone.rule, stone.rule)
    because = "" if stone.rule == "request" else f": {stone.because.rstrip('.')}"
    many = read_json(stone.emptied).get(unsent.NAME, 0)
    lost = f" {many} {'message' if many == 1 else 'messages'} had not been sent, and will not be." if many else ""
    return f"What was personal was erased on {day}. {rule}{because}.{lost}"
