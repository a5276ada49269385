"""The record is added to: what was published stays, and what is put right stands beside it with its reason."""

from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from tests.rooms.decided import AFTER, CLERK, NOW, decided, put_right

from guildhall.decide import models as m
from guildhall.decide.keeping import bodies, decisions, exhibits, minutes, motions
from guildhall.decide.keeping.publishing import publish, publish_agenda, versions
from guildhall.decide.keeping.recording import NotRecorded
from guildhall.decide.references import KINDS
from guildhall.ledger.door import Verified, verify

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_a_decision_is_cited_like_a_council_paper() -> None:
    made = decided()
    assert made.meeting.reference == "meeting/2026-03-12-CAB"
    assert made.item.reference == "item/2026-03-12-CAB-1"
    assert made.decision.reference == "decision/2026-03-CAB-1"
    assert [each.number for each in made.decision.resolutions.order_by("place")] == ["1", "2"]


def test_two_bodies_never_share_a_code_nor_two_records_a_reference() -> None:
    made = decided()
    other = bodies.found_body(name="Cabaret Panel Board", code="", kind="panel", actor=CLERK, at=NOW)
    again = bodies.found_body(name="Cabinet", kind="executive", actor=CLERK, at=NOW)
    assert (made.cabinet.code, again.code, other.code) == ("CAB", "CAB2", "CPB")


@pytest.mark.parametrize("table", ["decide_publication", "decide_exhibit"])
def test_the_database_itself_refuses_to_change_or_remove_what_was_published(table: str) -> None:
    made = decided()
    exhibits.deposit(title="A figure", kind="figure", content="42", item=made.item, actor=CLERK, at=NOW)
    for change in (f"UPDATE {table} SET sha256 = 'other'", f"DELETE FROM {table}"):
        with (
            pytest.raises(DatabaseError, match="added to, never changed"),
            transaction.atomic(),
            connection.cursor() as at,
        ):
            at.execute(change)


def test_python_refuses_it_before_the_database_does() -> None:
    decided()
    published = m.Publication.objects.all()
    with pytest.raises(m.Unchangeable):
        published.update(reason="none")
    with pytest.raises(m.Unchangeable):
        published.delete()
    with pytest.raises(m.Unchangeable):
        published[0].delete()


def test_a_correction_is_a_new_version_with_its_reason_and_the_old_one_stays() -> None:
    made = decided()
    put_right(made, "It is adopted", "A wrong word")
    first, second = versions(reference=made.decision.reference)
    assert (first.number, first.reason, second.number, second.reason) == (1, "", 2, "A wrong word")
    assert [each.document["resolutions"][0]["text"] for each in (first, second)] == [
        "The Digital Strategy be adopted", "It is adopted",
    ]  # fmt: skip


def test_nothing_is_put_right_without_a_reason_and_nothing_unchanged_gets_a_version() -> None:
    made = decided()
    assert publish(reference=made.decision.reference, actor=CLERK, at=AFTER).number == 1
    with pytest.raises(NotRecorded, match="reason"):
        put_right(made, "It is adopted", " ")
    assert made.decision.resolutions.get(number="1").text == "The Digital Strategy be adopted"


@pytest.mark.parametrize("path", ["executive", "council"])
@pytest.mark.parametrize("blank", ["reasons", "options_rejected", "conflicts"])
def test_nor_does_the_database_itself_take_a_decision_that_leaves_it_open_unless_a_page_did(
    path: str, blank: str
) -> None:
    row = decided().decision
    for brought_in, value in ((False, ""), (False, None), (True, "")):
        with pytest.raises(IntegrityError), transaction.atomic():
            m.Decision.objects.filter(pk=row.pk).update(path=path, brought_in=brought_in, **{blank: value})
    m.Decision.objects.filter(pk=row.pk).update(path=path, brought_in=True, **{blank: None})


def test_nothing_is_published_that_stands_on_a_draft() -> None:
    made = decided(published=False)
    with pytest.raises(NotRecorded, match="stands-on-a-draft"):
        publish(reference=made.decision.reference, actor=CLERK, at=AFTER)
    publish_agenda(meeting=made.meeting.reference, actor=CLERK, at=NOW)
    assert publish(reference=made.decision.reference, actor=CLERK, at=AFTER).number == 1


@pytest.mark.parametrize("path", ["executive", "council"])
def test_a_decision_says_none_and_leaves_nothing_blank(path: str) -> None:
    made = decided()
    said: dict[str, Any] = {"reasons": "It is cheaper", "options_rejected": "None", "conflicts": "None"}
    for blank in said:
        for left in (" ", None):
            with pytest.raises(NotRecorded, match=blank):
                decisions.take_decision(
                    title="Bins", path=path, outcome="resolved", item=made.item, paragraphs=[("1", "Yes")],
                    actor=CLERK, at=NOW, **(said | {blank: left}),
                )  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            m.Decision.objects.filter(pk=made.decision.pk).update(**{blank: ""})


def test_numbers_of_a_vote_are_those_of_the_names() -> None:
    made = decided(published=False)
    with pytest.raises(NotRecorded, match="does-not-add-up"):
        motions.take_vote(motion=made.motion, names={made.leader: "yes"}, yes=2, actor=CLERK, at=NOW)


def test_nobody_seconds_their_own_motion() -> None:
    made = decided(published=False)
    with pytest.raises(NotRecorded, match="seconder"):
        motions.move(item=made.item, mover=made.leader, seconder=made.leader, actor=CLERK, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        m.Motion.objects.filter(pk=made.motion.pk).update(seconder=made.leader)


def test_minutes_are_approved_at_another_meeting_and_say_so_in_a_new_version() -> None:
    made = decided()
    with pytest.raises(NotRecorded, match="at_meeting"):
        minutes.approve_minutes(minutes=made.minutes, at_meeting=made.meeting, actor=CLERK, at=AFTER)
    later = decided().meeting
    version = minutes.approve_minutes(minutes=made.minutes, at_meeting=later, actor=CLERK, at=AFTER)
    assert version is not None
    assert asdict(version)["document"]["approved_at_meeting"] == later.reference
    assert len(versions(reference=made.minutes.reference)) == 2


def test_a_post_that_succeeds_another_ends_it() -> None:
    made = decided()
    director = bodies.make_post(
        label="Strategic Director", held_by="officer", succeeds=made.head, founded_on=NOW.date(), actor=CLERK, at=NOW
    )
    made.head.refresh_from_db()
    assert (made.head.dissolved_on, director.succeeds) == (NOW.date(), made.head)


def test_a_post_that_is_succeeded_ends_on_the_day_that_it_is_here() -> None:
    made = decided()
    after_midnight = datetime(2026, 6, 10, 23, 30, tzinfo=UTC)
    bodies.make_post(label="Director", held_by="officer", succeeds=made.head, actor=CLERK, at=after_midnight)
    made.head.refresh_from_db()
    assert made.head.dissolved_on == date(2026, 6, 11)


def test_what_happened_stands_in_the_ledger_and_names_nobody() -> None:
    made = decided(mark="needle")
    for subject in (
        made.decision.reference,
        made.meeting.reference,
        f"agenda/{made.meeting.key}",
        made.motion.reference,
    ):
        assert isinstance(verify(subject=subject), Verified)
    with connection.cursor() as at:
        at.execute("SELECT data, subject FROM ledger_event")
        told = str(at.fetchall())
    assert "needle" not in told
    assert "Archer" not in told


def test_the_kind_of_every_record_fits_where_a_search_keeps_it() -> None:
    longest = m.Findable._meta.get_field("kind").max_length
    assert longest is not None
    assert max(map(len, KINDS)) <= longest
