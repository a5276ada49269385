"""A clerk at the desk of the record, and a meeting of Cabinet that is called and planned for."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.rooms.decided import CLERK
from tests.rooms.deskwork import Clerk, clerk

from guildhall.decide import models as m
from guildhall.decide.keeping import bodies, matters, meetings

LONDON = ZoneInfo("Europe/London")
TODAY = datetime(2026, 11, 18, 9, 0, tzinfo=LONDON)
EVENING = datetime(2026, 12, 10, 18, 30, tzinfo=LONDON)


@dataclass
class Hall:
    """What a test of the desk may name."""

    desk: Clerk
    cabinet: m.Organization
    council: m.Organization
    ann: m.Person
    ben: m.Person
    cai: m.Person
    officer: m.Person
    post: m.Post
    meeting: m.Meeting
    entry: m.PlanEntry

    def at(self, page: str = "") -> str:
        """The address of one of the meeting's pages."""
        return f"/desk/record/meetings/{self.meeting.key}{page}"


def hall(*, is_key: bool = False, role: Any = "democratic-services") -> Hall:
    """Three members of Cabinet, a meeting on Thursday 10 December 2026, and a matter that is planned for December."""
    by: dict[str, Any] = {"actor": CLERK, "at": TODAY}
    cabinet = bodies.found_body(name="Cabinet", name_cy="Y Cabinet", kind="executive", **by)
    council = bodies.found_body(name="Full Council", kind="council", **by)
    ann, ben, cai = (
        bodies.enter_person(name=name, kind="member", style="Councillor", **by)
        for name in ("Ann Archer", "Ben Bowen", "Cai Carver")
    )
    for each, sits in ((ann, "chair"), (ben, "member"), (cai, "member")):
        bodies.take_office(person=each, body=cabinet, role=sits, since=date(2026, 5, 20), **by)
    officer = bodies.enter_person(name="Dee Dunn", kind="officer", **by)
    post = bodies.make_post(label="Head of Libraries", held_by="officer", **by)
    matter = matters.raise_matter(title="Library opening hours", kind="service", **by)
    entry = matters.plan_decision(
        matter=matter, due_from=date(2026, 12, 1), due_until=date(2026, 12, 31), body=cabinet, is_key=is_key,
        what="To agree when libraries open.", **by,
    )  # fmt: skip
    meeting = meetings.call_meeting(body=cabinet, starts_at=EVENING, place="The Guildhall", **by)
    return Hall(clerk(role), cabinet, council, ann, ben, cai, officer, post, meeting, entry)
