"""Who is at a meeting, in whose place, and from when to when; and the meeting's own course: begun, adjourned, ended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from guildhall.decide import models as m
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.clerk.naming import elected, members_of, officers
from guildhall.decide.desks.offered import Offered
from guildhall.decide.desks.staff import actor, onlooker
from guildhall.decide.keeping.meetings import note_attendance, note_course
from guildhall.decide.sight import seen
from guildhall.kernel.clocks import local

STATUSES: Mapping[str, str] = {"present": "Present", "apologies": "Apologies", "absent": "Absent"}
CAPACITIES: Mapping[str, str] = {
    "substitute": "Substitute",
    "in-attendance": "Member in attendance",
    "officer": "Officer",
    "public": "Member of the public",
}
COURSES: Mapping[str, str] = {
    "begun": "The meeting begins now",
    "adjourned": "It adjourns now",
    "resumed": "It resumes now",
    "ended": "It ends now",
}
_NEXT: Mapping[str, tuple[str, ...]] = {
    "": ("begun",),
    "begun": ("adjourned", "ended"),
    "adjourned": ("resumed", "ended"),
    "resumed": ("adjourned", "ended"),
}
_VOTES = ("chair", "member", "substitute")


@dataclass(frozen=True, slots=True)
class There:
    """Somebody who belongs at the meeting or is at it, and what is noted of them so far. ``row`` is empty where nothing is."""

    person: m.Person
    row: m.Attendance | None
    is_guest: bool

    @property
    def arrived(self) -> str:
        """When they came, where they came late."""
        return _clock(self.row.arrived_at if self.row else None)

    @property
    def left(self) -> str:
        """When they went, where they went early."""
        return _clock(self.row.left_at if self.row else None)


def there(request: HttpRequest, meeting: m.Meeting) -> list[There]:
    """The body's members by name, then whoever else was noted, in the order of noting. Two questions."""
    rows = seen(m.Attendance, onlooker(request)).filter(meeting=meeting).select_related("person", "substitute_for")
    noted = {each.person_id: each for each in rows.order_by("id")}
    members = list(members_of(request, meeting.organization, meeting.day))
    own = {each.pk for each in members}
    guests = [There(each.person, each, is_guest=True) for pk, each in noted.items() if pk not in own]
    return [*(There(each, noted.get(each.pk), is_guest=False) for each in members), *guests]


def others(request: HttpRequest, known: Iterable[There]) -> Offered[m.Person]:
    """Everybody else in public office who may be there: other members, then officers."""
    here = {each.person.pk for each in known}
    return elected(request).then(officers(request)).without(here)


def voters(known: Iterable[There]) -> list[m.Person]:
    """Who may move and vote: whoever sits there and is present; before anybody was noted, every member of the body."""
    listed = list(known)
    present = [
        each.person for each in listed if each.row and each.row.status == "present" and each.row.capacity in _VOTES
    ]
    return present or [each.person for each in listed if not each.is_guest]


def courses(meeting: m.Meeting) -> list[tuple[str, str]]:
    """What may happen to the meeting next."""
    last = meeting.changes.exclude(kind__in=("called", "moved")).order_by("-at", "-id").first()
    return [(code, COURSES[code]) for code in _NEXT.get(last.kind if last else "", ())]


def note_the_course(request: HttpRequest, meeting: m.Meeting, boxes: Boxes) -> bool:
    """The meeting begins, adjourns, resumes or ends at this moment."""
    may = dict(courses(meeting))
    what = boxes.chosen("what", may, "This was noted already. Look again")
    return boxes.do(
        lambda: note_course(meeting=meeting, what=what, actor=actor(request), at=now()), {"meeting": "what"}
    )


def note(request: HttpRequest, meeting: m.Meeting, boxes: Boxes) -> bool:
    """Somebody is present, sent apologies or is absent; their boxes begin with their own key, or with ``other`` for a newcomer."""
    known = there(request, meeting)
    by_reference = {each.person.reference: each for each in known}
    newcomers = others(request, known)
    who = boxes.raw("person")
    if who in by_reference:
        found, under = by_reference[who].person, f"{by_reference[who].person.key}-"
        row = by_reference[who].row
        capacity = (
            row.capacity if row and row.capacity != "substitute" else _capacity(meeting, found, by_reference[who])
        )
    else:
        under = "other-"
        found = newcomers.rows.get(boxes.chosen("other-person", newcomers, "Choose who is there"))  # type: ignore[assignment]
        capacity = boxes.chosen("other-capacity", CAPACITIES, "Choose as what")
    status = boxes.chosen("status", STATUSES, "Choose present, apologies or absent")
    seats = {each.person.reference: each.person for each in known if not each.is_guest}
    for_whom = seats.get(boxes.chosen(f"{under}substitute", seats))
    if capacity == "substitute" and for_whom is None:
        boxes.wrong(f"{under}substitute", "Choose whose place they take")
    arrived, left = (boxes.moment(f"{under}{name}", meeting.day) for name in ("arrived", "left"))
    return boxes.do(
        lambda: note_attendance(
            meeting=meeting, person=found, status=status, capacity=capacity, substitute_for=for_whom,
            remote=boxes.ticked(f"{under}remote"), arrived_at=arrived, left_at=left, actor=actor(request), at=now(),
        ),
        {"left_at": f"{under}left", "substitute_for": f"{under}substitute"},
    )  # fmt: skip


def _capacity(meeting: m.Meeting, person: m.Person, known: There) -> str:
    """As what somebody is there: the chair, a member, or what was noted of a guest."""
    if known.is_guest:
        return known.row.capacity if known.row else "in-attendance"
    chairs = m.Membership.objects.filter(organization=meeting.organization, person=person, role="chair", until=None)
    return "chair" if chairs.exists() else "member"


def _clock(moment: datetime | None) -> str:
    return f"{local(moment):%-H:%M}" if moment else ""
