"""How soon the record is published, as figures: from decision to publication, and which deadlines were kept."""

from datetime import date, datetime
from fractions import Fraction
from typing import Any

import pytest
from tests.rooms.decided import CLERK, LONDON

from guildhall.decide import models as m
from guildhall.decide.authority.scrutiny import publish_response, recommend, respond
from guildhall.decide.authority.standing import paths
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


def test_a_key_decision_has_28_days_notice_and_one_that_was_excepted_is_excused_from_it() -> None:
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
    duties = of_march().duties
    assert duties["key-decision-notice"] == Compliance(kept=1, missed=1, not_on_record=1, excused=1)
    assert duties["general-exception"] == Compliance(kept=1, missed=0, not_on_record=0)


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


def test_a_meeting_in_private_that_was_agreed_to_be_urgent_is_excused_from_28_days_notice() -> None:
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
    duties = of_march().duties
    assert duties["private-meeting-notice"] == duties["private-meeting-further-notice"] == Compliance(0, 0, 0, 1)
    assert duties["private-urgency"] == Compliance(1, 0, 0)


def noticed(body: m.Organization, kind: str, day: tuple[int, int], **told: Any) -> m.Decision:
    """A key decision of 12 March with a notice of a day."""
    row = taken(body, date(2026, 3, 12), 13, is_key=True, **told)
    chair = bodies.enter_person(name="Ann Archer", kind="member", **at(1, 5)) if kind == "special-urgency" else None
    given = notices.give_notice(
        kind=kind, decision=row, reasons="It may fall", agreed_by=chair, agreed_on=date(2026, *day) if chair else None,
        **at(*day),
    )  # fmt: skip
    publish(reference=given.reference, **at(*max(day, (3, 13))) if chair else at(*day))
    return row


def test_a_general_exception_has_its_own_days_and_special_urgency_is_agreed_by_the_day_of_the_decision() -> None:
    body = cabinet()
    for day in ((3, 4), (3, 10), (3, 20)):  # the 5th, 6th, 9th, 10th and 11th are clear
        noticed(body, "general-exception", day)
    for day in ((3, 11), (3, 20)):  # agreed before it was decided, and after
        noticed(body, "special-urgency", day)
    found = of_march(onlooker=KEEPERS).duties
    assert found["general-exception"] == Compliance(kept=1, missed=2, not_on_record=0)
    assert found["special-urgency"] == Compliance(kept=1, missed=1, not_on_record=0)
    assert found["key-decision-notice"] == Compliance(kept=0, missed=0, not_on_record=3, excused=2)


def test_what_was_only_recommended_put_off_considered_or_noted_was_not_decided_and_asks_for_no_notice() -> None:
    body = cabinet()
    full = bodies.found_body(name="Full Council", kind="council", **at(1, 5))
    for outcome in ("recommended", "deferred", "referred", "noted"):
        told: dict[str, Any] = {"recommends_to": full} if outcome == "recommended" else {}
        decisions.take_decision(
            title="Mend a wall", path="executive", outcome=outcome, body=body, taken_on=date(2026, 3, 12), reasons="It leans",
            options_rejected="None", conflicts="None", paragraphs=[("1", "As it was")], is_key=True, **told, **at(3, 1),
        )  # fmt: skip
    taken(body, date(2026, 3, 12), 13, is_key=True)
    assert of_march(onlooker=KEEPERS).duties["key-decision-notice"] == Compliance(0, 0, 1)


def test_nobody_meets_in_private_to_decide_alone() -> None:
    head = bodies.make_post(label="Head", held_by="officer", **at(1, 5))
    matter = matters.raise_matter(title="Mend a wall", kind="service", **at(1, 5))
    entry = matters.plan_decision(
        matter=matter, due_from=date(2026, 3, 12), due_until=date(2026, 3, 12), post=head, is_key=True, private=True, **at(1, 5)
    )  # fmt: skip
    publish(reference=entry.reference, **at(1, 6))
    row = decisions.take_decision(
        title="Mend a wall", path="officer", outcome="resolved", post=head, taken_on=date(2026, 3, 12), reasons="It leans",
        options_rejected="None", conflicts="None", paragraphs=[("1", "The wall be mended")], is_key=True, plan_entry=entry,
        **at(3, 12),
    )  # fmt: skip
    publish(reference=row.reference, **at(3, 13))
    row.refresh_from_db()
    assert paths([row], on=date(2026, 3, 31))[row.pk].breaches == ()
    duties = of_march().duties
    assert duties["key-decision-notice"] == Compliance(1, 0, 0)
    assert duties["private-meeting-notice"] == duties["private-meeting-further-notice"] == Compliance(0, 0, 0)


def test_scrutiny_is_answered_within_two_months_and_what_nobody_answered_counts_once_they_are_over() -> None:
    body, officers = cabinet(), bodies.found_body(name="A board", kind="other", **at(1, 5))
    scrutiny = bodies.found_body(name="Scrutiny", kind="scrutiny", **at(1, 5))
    for made_on, answered, to in (
        (date(2026, 1, 15), (3, 14), body),
        (date(2026, 1, 15), (3, 15), body),
        (date(2026, 1, 15), None, body),
        (date(2026, 1, 31), None, body),  # until 30 March
        (date(2026, 2, 1), None, body),  # until 31 March, which is not over
        (date(2026, 1, 15), None, officers),
    ):
        asked = recommend(by=scrutiny, to=to, text="Mend it", made_on=made_on, **at(1, 31))
        publish(reference=asked.reference, **at(1, 31))
        asked.refresh_from_db()
        if answered:
            said = respond(
                recommendation=asked, accepted="yes", explanation="It leans", given_on=date(2026, *answered), by=to, **at(3, 20)
            )  # fmt: skip
            publish_response(response=said, **at(3, 20))
    assert of_march().duties["scrutiny-response"] == Compliance(kept=1, missed=3, not_on_record=0)
