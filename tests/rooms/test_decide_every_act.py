"""Every act on a published record makes a new version with a reason, or is refused; the old version stays, and what changed shows."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.rooms.decided import AFTER, CLERK, NOW, Council, decided

from guildhall.decide import models as m
from guildhall.decide.addresses import address
from guildhall.decide.authority import declarations, delegations, interests
from guildhall.decide.keeping import agendas, decisions, exhibits, matters, meetings, minutes, motions
from guildhall.decide.keeping.publishing import publish, publish_agenda, versions
from guildhall.decide.keeping.recording import NotRecorded
from guildhall.estate.door import standing_at

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

BY: dict[str, Any] = {"actor": CLERK, "at": AFTER}
DAY = AFTER.date()

Act = Callable[[Council], object]


def undertaken(made: Council) -> m.Undertaking:
    return m.Undertaking.objects.get(item=made.item)


def other(made: Council) -> m.Matter:
    row = matters.raise_matter(title="Another strategy", **BY)
    publish(reference=row.reference, **BY)
    return row


def withhold(made: Council) -> m.Restriction:
    return agendas.restrict(record=made.decision, part="Appendix", paragraph="3", public_interest="A price", **BY)


def registered(made: Council) -> m.RegisteredInterest:
    row = interests.register(person=made.shield, category="land", text="A house", **BY)
    publish(reference=row.reference, **BY)
    return row


CHANGES: dict[str, tuple[Callable[[Council], str], Act, str]] = {
    "it was carried out": (
        lambda made: made.decision.reference,
        lambda made: decisions.follow_decision(decision=made.decision, kind="carried-out", on=DAY, **BY),
        "It was carried out",
    ),
    "an undertaking is kept": (
        lambda made: undertaken(made).reference,
        lambda made: decisions.keep_undertaking(undertaking=undertaken(made), on=DAY, how="Sent to all", **BY),
        "Sent to all",
    ),
    "a meeting is cancelled": (
        lambda made: made.meeting.reference,
        lambda made: meetings.cancel_meeting(meeting=made.meeting, why="Too few came", **BY),
        "Too few came",
    ),
    "a meeting is moved": (
        lambda made: f"agenda/{made.meeting.key}",
        lambda made: meetings.move_meeting(
            meeting=made.meeting, starts_at=AFTER + timedelta(days=3), place="The library", why="A flood", **BY
        ),
        "library",
    ),
    "an item is withdrawn": (
        lambda made: f"agenda/{made.meeting.key}",
        lambda made: agendas.withdraw_item(item=made.item, why="Not ready", **BY),
        "Not ready",
    ),
    "a figure is deposited": (
        lambda made: f"agenda/{made.meeting.key}",
        lambda made: exhibits.deposit(title="A figure", kind="figure", content="42", item=made.item, **BY),
        "A figure was deposited",
    ),
    "a part of a paper is withheld": (
        lambda made: f"agenda/{made.meeting.key}",
        lambda made: agendas.restrict(record=made.report, paragraph="3", public_interest="A price", **BY),
        "A price",
    ),
    "what was withheld is opened": (
        lambda made: made.decision.reference,
        lambda made: agendas.lift_restriction(restriction=withhold(made), why="The price is known", **BY),
        "The price is known",
    ),
    "a power is taken back": (
        lambda made: made.delegation.reference,
        lambda made: delegations.revoke(delegation=made.delegation, on=DAY, **BY),
        "The power was taken back",
    ),
    "an interest ends": (
        lambda made: m.RegisteredInterest.objects.get().reference,
        lambda made: interests.end(interest=registered(made), until=DAY + timedelta(days=1), **BY),
        "The interest ended",
    ),
    "what was declared is found in the register": (
        lambda made: m.Declaration.objects.get().reference,
        lambda made: declarations.find_in_register(
            declaration=m.Declaration.objects.get(), interest=registered(made), **BY
        ),
        "It was found in the register",
    ),
    "a matter touches another ward": (
        lambda made: made.matter.reference,
        lambda made: matters.touch_wards(matter=made.matter, wards=["Westmere"], reason="It reaches Westmere", **BY),
        "It reaches Westmere",
    ),
    "a matter is related to another": (
        lambda made: made.matter.reference,
        lambda made: matters.relate_matters(matter=made.matter, other=other(made), kind="aligns", **BY),
        "aligns",
    ),
}
"""Each act on what is published: of which document, the act, and what the page of its versions says then."""

BEHIND: dict[str, Act] = {
    "an item is taken": lambda made: agendas.take_item(item=made.item, **BY),
    "somebody was there": lambda made: meetings.note_attendance(
        meeting=made.meeting, person=made.shield, status="absent", **BY
    ),
    "the meeting ended": lambda made: meetings.note_course(meeting=made.meeting, what="ended", **BY),
    "a motion": lambda made: motions.move(item=made.item, text="That it be noted", **BY),
    "a motion is withdrawn": lambda made: motions.withdraw_motion(motion=motions_without_votes(made), **BY),
    "a vote": lambda made: motions.take_vote(motion=made.motion, result="fail", **BY),
    "an undertaking": lambda made: decisions.undertake(item=made.item, text="To report", **BY),
    "a declaration": lambda made: declarations.declare(meeting=made.meeting, person=made.shield, kind="other", **BY),
    "minutes are drafted": lambda made: minutes.draft_minutes(
        meeting=made.meeting, passages=[(None, "", "Otherwise")], **BY
    ),
}
"""Each act that would change what published minutes tell of."""


def motions_without_votes(made: Council) -> m.Motion:
    return m.Motion.objects.get(item=made.item, text="That it wait")


def house() -> Council:
    """A meeting whose minutes are published, with an undertaking and a motion that nobody voted on."""
    made = decided(published=False)
    publish_agenda(meeting=made.meeting.reference, actor=CLERK, at=NOW)
    decisions.undertake(item=made.item, text="To report", due_on=date(2026, 4, 1), actor=CLERK, at=NOW)
    motions.move(item=made.item, text="That it wait", actor=CLERK, at=NOW)
    for each in (made.decision, made.delegation):
        publish(reference=each.reference, actor=CLERK, at=NOW)
    minutes.publish_minutes(minutes=made.minutes, actor=CLERK, at=NOW)
    for row in vars(made).values():
        row.refresh_from_db()
    return made


@pytest.mark.parametrize("act", CHANGES)
def test_what_changes_a_published_record_makes_a_version_with_a_reason_and_the_old_one_stays(act: str) -> None:
    subject, do, says = CHANGES[act]
    made = house()
    already = {each.subject: each.sha256 for each in m.Publication.objects.all()}
    do(made)
    first, *later = versions(reference=subject(made))
    assert already.get(first.subject, first.sha256) == first.sha256
    assert later
    assert all(each.reason for each in later)
    kind, _, key = subject(made).partition("/")
    with standing_at(AFTER + timedelta(days=1)):
        assert says in Client().get(address("en", "versions", key, kind)).content.decode()


@pytest.mark.parametrize("act", BEHIND)
def test_nothing_is_changed_behind_published_minutes(act: str) -> None:
    made = house()
    before = m.Publication.objects.count()
    with pytest.raises(NotRecorded, match="published: minutes"):
        BEHIND[act](made)
    assert m.Publication.objects.count() == before


def test_a_draft_that_is_changed_stays_a_draft() -> None:
    made = decided(published=False)
    decisions.follow_decision(decision=made.decision, kind="carried-out", on=DAY, **BY)
    agendas.withdraw_item(item=made.item, why="Not ready", **BY)
    meetings.cancel_meeting(meeting=made.meeting, why="No chair", **BY)
    delegations.revoke(delegation=made.delegation, on=DAY, **BY)
    assert not m.Publication.objects.exists()
