"""How soon the record is published, as figures: from decision to publication, and which deadlines were kept."""

from datetime import date, datetime
from fractions import Fraction
from typing import Any

import pytest
from tests.rooms.decided import CLERK, LONDON

from guildhall.decide import models as m
from guildhall.decide.keeping import agendas, bodies, decisions, matters, meetings, notices
from guildhall.decide.keeping.publishing import publish, publish_agenda
from guildhall.decide.promptness import Figures, figures
from guildhall.decide.sight import KEEPERS
from guildhall.kernel.authority.publishing import Compliance, Lags

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def at(month: int, day: int) -> dict[str, Any]:
    return {"actor": CLERK, "at": datetime(2026, month, day, 10, 0, tzinfo=LONDON)}


def cabinet() -> m.Organization:
    return bodies.found_body(name="Cabinet", kind="executive", **at(1, 5))


def taken(body: m.Organization, day: date, published: int | None, **told: Any) -> m.Decision:
    """A decision of a day in March, published on another, or not yet."""
    row = decisions.take_decision(
        title="Mend a wall", path="executive", outcome="resolved", body=body, taken_on=day, reasons="It leans",
        options_rejected="None", conflicts="None", paragraphs=[("1", "The wall be mended")], **at(3, 1), **told,
    )  # fmt: skip
    if published is not None:
        publish(reference=row.reference, **at(3, published))
    return row


def held(body: m.Organization, day: int, published: int) -> m.Meeting:
    """A meeting on a day in March, whose agenda came out on another."""
    meeting = meetings.call_meeting(body=body, day=date(2026, 3, day), **at(3, 1))
    agendas.put_item(meeting=meeting, title="A wall", **at(3, 1))
    publish_agenda(meeting=meeting.reference, **at(3, published))
    return meeting


def of_march(**told: Any) -> Figures:
    return figures(since=date(2026, 3, 1), until=date(2026, 3, 31), **told)


def test_the_lag_is_the_days_from_decision_to_publication_and_what_waits_is_counted_apart() -> None:
    body = cabinet()
    for published in (12, 13, 19, None):
        taken(body, date(2026, 3, 12), published)
    taken(body, date(2026, 2, 28), 30)
    found = of_march(onlooker=KEEPERS).lags
    assert found == Lags(published=3, waiting=1, impossible=0, middle=Fraction(1), longest=7)
    assert of_march().lags == found  # whoever asks: what is never published does not make the figures better


def test_an_agenda_is_in_time_with_five_clear_working_days() -> None:
    body = cabinet()
    held(body, 12, 4)  # the 5th, 6th, 9th, 10th and 11th are clear
    held(body, 13, 6)
    assert of_march().duties["executive-agenda"] == Compliance(1, 1, 0)


def test_a_meeting_that_was_cancelled_or_brought_in_from_elsewhere_counts_for_nothing() -> None:
    body = cabinet()
    meetings.cancel_meeting(meeting=held(body, 12, 11), why="Snow", **at(3, 11))
    source = m.Source.objects.create(
        sha256="0" * 64, name="page", text="A page", read_by="account/1", read_at=at(3, 20)["at"]
    )
    brought = held(body, 13, 12)
    m.SourceText.objects.create(source=source, subject=brought.reference, field="date", start=0, end=1)
    taken(body, date(2026, 3, 12), 30, brought_in=True)
    found = of_march()
    assert found.duties["executive-agenda"] == Compliance(0, 0, 0)
    assert found.lags.published == 0


def test_a_key_decision_has_28_days_notice_and_an_urgent_one_is_not_asked_for_it() -> None:
    body = cabinet()
    for kind, noticed in (
        ("key-decision", (2, 10)),
        ("key-decision", (2, 20)),
        ("general-exception", (3, 2)),
        ("", None),
    ):
        matter = matters.raise_matter(title="Mend a wall", kind="service", **at(1, 5))
        entry = matters.plan_decision(
            matter=matter, due_from=date(2026, 3, 1), due_until=date(2026, 3, 31), body=body, is_key=False, **at(1, 5)
        )
        publish(reference=entry.reference, **at(1, 6))
        if noticed:
            given = notices.give_notice(kind=kind, plan_entry=entry, reasons="It may fall", **at(1, 5))
            publish(reference=given.reference, **at(*noticed))
        taken(body, date(2026, 3, 12), 13, is_key=True, plan_entry=entry)
    assert of_march().duties["key-decision-notice"] == Compliance(kept=1, missed=1, not_on_record=1)


def test_a_published_plan_that_says_so_is_notice_of_what_is_key_and_of_what_is_in_private() -> None:
    body = cabinet()
    for month, day, private in ((2, 10, True), (2, 20, True), (2, 10, False)):
        matter = matters.raise_matter(title="Mend a wall", kind="service", **at(1, 5))
        entry = matters.plan_decision(
            matter=matter, due_from=date(2026, 3, 12), due_until=date(2026, 3, 12), body=body, is_key=True, private=private,
            **at(1, 5),
        )  # fmt: skip
        publish(reference=entry.reference, **at(month, day))
        item = held(body, 12, 4).items.get()
        taken(body, date(2026, 3, 12), 13, is_key=True, plan_entry=entry, item=item)
    further = notices.give_notice(kind="private-reasons", plan_entry=m.PlanEntry.objects.order_by("id")[0], **at(3, 4))
    publish(reference=further.reference, **at(3, 4))
    duties = of_march().duties
    assert duties["key-decision-notice"] == Compliance(kept=2, missed=1, not_on_record=0)
    assert duties["private-meeting-notice"] == Compliance(kept=1, missed=1, not_on_record=0)
    assert duties["private-meeting-further-notice"] == Compliance(kept=1, missed=0, not_on_record=1)


def test_a_meeting_in_private_that_was_agreed_to_be_urgent_is_not_asked_for_28_days_notice() -> None:
    body = cabinet()
    matter = matters.raise_matter(title="Mend a wall", kind="service", **at(1, 5))
    item = agendas.put_item(meeting=meetings.call_meeting(body=body, day=date(2026, 3, 12), **at(3, 1)), title="A wall",
                            matter=matter, **at(3, 1))  # fmt: skip
    agendas.restrict(record=item, part="Annex", paragraph="3", public_interest="A price", text="9", **at(3, 1))
    publish_agenda(meeting=item.meeting.reference, **at(3, 4))
    decided = taken(body, date(2026, 3, 12), 13, item=item)
    assert of_march().duties["private-meeting-notice"] == Compliance(0, 0, 1)
    chair = bodies.enter_person(name="Ann Archer", kind="member", **at(1, 5))
    urgent = notices.give_notice(
        kind="private-urgency", decision=decided, reasons="It may fall", agreed_by=chair, agreed_on=date(2026, 3, 4),
        **at(3, 4),
    )  # fmt: skip
    publish(reference=urgent.reference, **at(3, 13))
    assert of_march().duties["private-meeting-notice"] == Compliance(0, 0, 0)
