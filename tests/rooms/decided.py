"""A small council whose record can be read: bodies, posts, people, a meeting with an item, and what was decided at it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from guildhall.decide import models as m
from guildhall.decide.authority.declarations import declare
from guildhall.decide.authority.delegations import delegate
from guildhall.decide.keeping import agendas, bodies, decisions, matters, meetings, minutes, motions
from guildhall.decide.keeping.agreed import Correction
from guildhall.decide.keeping.decision_notices import correct_decision
from guildhall.decide.keeping.publishing import Version, publish, publish_agenda, versions
from guildhall.ledger.door import Actor

LONDON = ZoneInfo("Europe/London")
CLERK = Actor("staff", "account/clerk")
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=LONDON)
EVENING = datetime(2026, 3, 12, 18, 0, tzinfo=LONDON)
AFTER = datetime(2026, 3, 13, 9, 0, tzinfo=LONDON)


@dataclass
class Council:
    """What a test of the record may name."""

    cabinet: m.Organization
    full_council: m.Organization
    leader: m.Person
    shield: m.Person
    head: m.Post
    matter: m.Matter
    meeting: m.Meeting
    item: m.AgendaItem
    report: m.Report
    decision: m.Decision
    delegation: m.Delegation
    motion: m.Motion
    minutes: m.Minutes


def decided(*, published: bool = True, mark: str = "") -> Council:
    """Cabinet recommends a digital strategy to Full Council. ``mark`` stands in every text, so that a test can look for it."""
    by: dict[str, Any] = {"actor": CLERK, "at": NOW}
    cabinet = bodies.found_body(name="Cabinet", name_cy="Y Cabinet", kind="executive", **by)
    full = bodies.found_body(name="Full Council", name_cy="Y Cyngor Llawn", kind="council", **by)
    ann, shield = (
        bodies.enter_person(name=name, kind="member", style="Councillor", ward="Harbour", **by)
        for name in ("Ann Archer", "Alan Shield")
    )
    head = bodies.make_post(label="Group Head of Corporate Support", held_by="officer", **by)
    bodies.take_office(person=ann, body=cabinet, role="chair", since=date(2025, 5, 20), **by)
    matter = matters.raise_matter(
        title=f"Digital strategy {mark}".strip(), title_cy="Strategaeth ddigidol", kind="strategy", wards=["Harbour"],
        summary=f"How residents reach us. {mark}", **by,
    )  # fmt: skip
    meeting = meetings.call_meeting(body=cabinet, starts_at=EVENING, place="The Guildhall", **by)
    item = agendas.put_item(meeting=meeting, title=f"Digital strategy {mark}".strip(), matter=matter, text=mark, **by)
    report = agendas.put_report(
        item=item, title="Report", text=f"No one is excluded. {mark}", by=[("of", head, None)], **by
    )
    motion = motions.move(item=item, text=f"That it be adopted {mark}", mover=ann, seconder=shield, **by)
    motions.take_vote(motion=motion, names={ann: "yes", shield: "yes"}, result="pass", **by)
    decision = decisions.take_decision(
        title=f"Digital strategy {mark}".strip(), path="executive", outcome="recommended", item=item, recommends_to=full,
        paragraphs=[("1", f"The Digital Strategy be adopted {mark}"), ("2", "The Group Head be given delegated authority")],
        reasons=f"It keeps every way open. {mark}", options_rejected="None", conflicts="None", is_key=True, **by,
    )  # fmt: skip
    given = delegate(
        holder=head, scope=f"any necessary consequential changes {mark}", decision=decision, paragraph="2",
        grounds=["new legislation", "alternative working practices"], starts_when="adoption by Full Council", **by,
    )  # fmt: skip
    declare(
        meeting=meeting, item=item, person=shield, kind="personal", reason=f"a member of another council {mark}", **by
    )
    drafted = minutes.draft_minutes(meeting=meeting, passages=[(item, "", f"The Cabinet welcomed it. {mark}")], **by)
    made = Council(
        cabinet, full, ann, shield, head, matter, meeting, item, report, decision, given, motion, drafted,
    )  # fmt: skip
    if published:
        publish_all(made)
    return made


def put_right(made: Council, text: str, reason: str, at: datetime = AFTER) -> Version:
    """Put the first paragraph of the decision right."""
    correct_decision(decision=made.decision, paragraphs={"1": text}, said={}, why=Correction(CLERK, at, reason))
    return versions(reference=made.decision.reference)[-1]


def publish_all(made: Council) -> None:
    """Publish the agenda, then what was decided, then the minutes."""
    publish_agenda(meeting=made.meeting.reference, actor=CLERK, at=NOW)
    for each in (made.decision, made.delegation):
        publish(reference=each.reference, actor=CLERK, at=AFTER)
    made.minutes.refresh_from_db()
    minutes.publish_minutes(minutes=made.minutes, actor=CLERK, at=AFTER)
    for row in vars(made).values():
        row.refresh_from_db()


def approved(made: Council) -> m.AgendaItem:
    """A later meeting of Cabinet approved the minutes as a correct record. Gives the item at which it did."""
    by: dict[str, Any] = {"actor": CLERK, "at": AFTER}
    held = EVENING + timedelta(days=14)
    later = meetings.call_meeting(body=made.cabinet, starts_at=held, **by)
    item = agendas.put_item(meeting=later, title="Minutes of the last meeting", **by)
    publish_agenda(meeting=later.reference, **by)
    minutes.approve_minutes(minutes=made.minutes, at_meeting=later, actor=CLERK, at=held)
    made.minutes.refresh_from_db()
    item.refresh_from_db()
    return item
