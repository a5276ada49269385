"""A page is brought into a house that has a record already: joined to it, once, and nothing that a clerk holds back comes out with it."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.rooms import test_decide_call_ins as calling
from tests.rooms.decided import AFTER, CLERK, NOW, decided
from tests.rooms.deskwork import clerk
from tests.rooms.test_decide_bringing_in import ISSUE, bring, counts, given

from guildhall.decide import models as m
from guildhall.decide.authority.scrutiny import recommend
from guildhall.decide.authority.standing import paths
from guildhall.decide.clock import standing_at
from guildhall.decide.demo.record import open_record
from guildhall.decide.importing.bringing import bring_in
from guildhall.decide.keeping import agendas, bodies, matters, meetings, minutes
from guildhall.decide.keeping.publishing import publish, publish_agenda
from guildhall.kernel.clocks import LONDON, local

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

BY: dict[str, Any] = {"actor": CLERK, "at": NOW}
MET = AFTER.replace(year=2019, month=12, day=9, hour=18, tzinfo=LONDON)
OF_THE_RECORD = (
    "Organization", "Post", "Person", "Matter", "Meeting", "AgendaItem", "Motion", "VoteEvent", "Decision", "Resolution",
    "Delegation", "Declaration", "Attendance", "Notice",
)  # fmt: skip


def of_the_record() -> dict[str, int]:
    return {name: count for name, count in counts().items() if name in OF_THE_RECORD}


def meeting_of_the_page() -> m.Meeting:
    """Cabinet's meeting that the page tells of, called here and not published."""
    cabinet = m.Organization.objects.filter(name="Cabinet").first() or bodies.found_body(
        name="Cabinet", kind="executive", **BY
    )
    return meetings.call_meeting(body=cabinet, starts_at=MET, **BY)


def test_what_a_clerk_holds_back_is_filled_in_and_stays_a_draft_and_that_is_listed() -> None:
    meeting = meeting_of_the_page()
    item = agendas.put_item(meeting=meeting, title="Play areas", number="12", **BY)
    brought = bring(ISSUE)
    assert not m.Publication.objects.filter(subject__startswith="meeting/").exists()
    for row in (meeting, item, m.Decision.objects.get()):
        row.refresh_from_db()
        assert row.published_at is None
    assert any("is a draft here" in each for each in brought.doubts)


def test_what_is_published_here_is_joined_by_a_new_version_that_says_why() -> None:
    meeting = meeting_of_the_page()
    publish(reference=meeting.reference, **BY)
    bring(ISSUE)
    assert m.Meeting.objects.get() == meeting
    assert m.Decision.objects.get().published_at is not None


def test_a_page_is_joined_to_the_record_that_is_here_and_twice_is_once() -> None:
    made = decided()
    kept = dict(m.Publication.objects.values_list("subject", "sha256"))
    bring(ISSUE)
    first = of_the_record()
    assert m.Organization.objects.filter(name="Cabinet").get() == made.cabinet
    bring(ISSUE + "\n")
    bring(ISSUE.replace("Play areas\n\nMeeting", "Play areas\n\n\nMeeting"))
    assert of_the_record() == first
    assert {each: dict(m.Publication.objects.values_list("subject", "sha256"))[each] for each in kept} == kept


def test_nothing_is_entered_behind_minutes_that_are_published_here() -> None:
    meeting = meeting_of_the_page()
    item = agendas.put_item(meeting=meeting, title="Play areas", number="12", **BY)
    publish_agenda(meeting=meeting.reference, **BY)
    drafted = minutes.draft_minutes(meeting=meeting, passages=[(item, "", "It was agreed.")], **BY)
    minutes.publish_minutes(minutes=drafted, **BY)
    brought = bring(ISSUE)
    assert not m.Motion.objects.exists()
    assert any(f"the minutes of {meeting} are published" in each for each in brought.doubts)


def test_the_pages_that_are_given_are_brought_into_the_demo_councils_record_once() -> None:
    open_record(at=AFTER)
    before = of_the_record()
    pages = [each for each in given() if each.name.startswith(("s1_", "s2_"))]
    for page in pages:
        bring(page.read_bytes(), page.name)
    first = of_the_record()
    assert all(first[name] >= before[name] for name in before)
    for page in pages:
        assert bring(page.read_bytes(), f"again-{page.name}").known
    assert of_the_record() == first
    names = list(m.Organization.objects.values_list("name_key", "founded_on"))
    assert len(names) == len(set(names))


CALLED_IN = """Agenda item

Call-in of a decision - KD5694

Meeting of Overview and Scrutiny Committee, Tuesday, 24th March, 2026 (Item 3)

The Committee AGREED to confirm the original decision made by the Cabinet.
"""


def test_what_became_of_a_call_in_is_entered_at_it_where_it_is_on_record() -> None:
    decision = calling.taken(decided(), number="KD5694")
    row = calling.called_in(decision)
    for name in ("page.txt", "again.txt"):
        bring_in(held=CALLED_IN.encode(), name=name, **calling.BY)
    row.refresh_from_db()
    assert (row.outcome, str(row.outcome_on), row.considered_by and row.considered_by.name) == (
        "confirmed", "2026-03-24", "Overview and Scrutiny Committee",
    )  # fmt: skip
    assert row.item == m.AgendaItem.objects.get(number="3")
    assert not m.Doubt.objects.filter(field__in=("call_in", "decision_ref")).exists()


def test_what_became_of_a_call_in_that_is_not_on_record_is_listed_at_its_decision() -> None:
    decision = calling.taken(decided(), number="KD5694")
    bring_in(held=CALLED_IN.encode(), name="page.txt", **calling.BY)
    assert not m.CallIn.objects.exists()
    assert m.Doubt.objects.get(field="decision_ref").subject == decision.reference
    assert m.Doubt.objects.filter(field="call_in").exists()


SIGNED = """Agenda item

Call-in of a decision - KD5694

Meeting of Overview and Scrutiny Committee, Tuesday, 24th March, 2026 (Item 3)

The Chair said that the decision had been called in by Councillors Ann Wade, Bo Chan and Cy Dunn on the grounds that nobody was asked.

The Committee AGREED to confirm the original decision made by the Cabinet.
"""


def test_a_call_in_is_entered_with_who_signed_on_which_grounds_and_what_became_of_it_once() -> None:
    decision = calling.taken(decided(), number="KD5694")
    known = bodies.enter_person(name="Bo Chan", kind="member", style="Councillor", **BY)
    for name, page in (("page.txt", SIGNED), ("again.txt", SIGNED.replace("KD5694\n", "KD5694\n\n"))):
        bring_in(held=page.encode(), name=name, **calling.BY)
    row = m.CallIn.objects.get()
    signed = m.Person.objects.filter(call_ins__call_in=row).order_by("id")
    assert [each.name for each in signed.order_by("name_key")] == ["Ann Wade", "Bo Chan", "Cy Dunn"]
    assert known in signed
    assert (row.decision, row.outcome, row.item) == (decision, "confirmed", m.AgendaItem.objects.get(number="3"))
    assert row.grounds.endswith("on the grounds that nobody was asked.")
    assert (row.requested_at, row.published_at) == (None, calling.BY["at"])
    assert any("was asked for" in each.says for each in m.Doubt.objects.filter(subject=row.reference))
    other = bring_in(held=SIGNED.replace("Cy Dunn", "Di Evans").encode(), name="other.txt", **calling.BY)
    assert any(each.startswith("contradiction") and "Di Evans" in each for each in other.doubts)
    assert m.CallInSignature.objects.count() == 3


def test_the_day_on_which_a_call_in_was_asked_for_is_entered_and_its_path_shows_it_from_then() -> None:
    decision = calling.taken(decided(), number="KD5694")
    bring_in(held=SIGNED.encode(), name="page.txt", **calling.BY)
    row = m.CallIn.objects.get()
    desk = clerk("democratic-services")
    with standing_at(calling.BY["at"]):
        desk.open(f"/desk/record/decisions/{decision.key}/call-in").follow("Enter on which day it was asked for")
        for wrong in ("11 3 2026", "23 3 2026", "25 3 2026"):  # not decided yet, too late, after what came of it
            desk.press("Publish a new version", {"requested_at": wrong, "reason": "The form came to light"})
            assert "requested_at-error" in desk.source
        desk.press("Publish a new version", {"requested_at": "17 3 2026"})
    row.refresh_from_db()
    assert row.requested_at
    assert local(row.requested_at).date() == calling.TUESDAY
    assert set(row.signatures.values_list("at", flat=True)) == {row.requested_at}
    path = paths([decision], on=calling.EFFECT + timedelta(days=5))[decision.pk]
    assert [(each.name, each.since) for each in path.steps if each.name in {"called-in", "confirmed"}] == [
        ("called-in", calling.TUESDAY), ("confirmed", date(2026, 3, 24)),
    ]  # fmt: skip


@pytest.mark.parametrize(("day", "found"), [("23 March 2026", None), ("17 March 2026", calling.TUESDAY)])
def test_a_call_in_has_the_day_that_its_page_says_where_it_could_be_made_then_and_else_that_is_listed(
    day: str, found: date | None
) -> None:
    decision = calling.taken(decided(), number="KD5694")
    page = SIGNED.replace("called in by", f"called in on {day} by")
    brought = bring_in(held=page.encode(), name="page.txt", **calling.BY)
    row = m.CallIn.objects.get()
    assert (local(row.requested_at).date() if row.requested_at else None) == found
    assert row.signatures.count() == 3
    assert any("asked for on 2026-03-23" in each for each in brought.doubts) == (found is None)
    steps = [each.name for each in paths([decision], on=calling.EFFECT)[decision.pk].steps]
    assert ("called-in" in steps) == (found is not None)


def test_a_call_in_of_a_decision_that_is_not_here_is_listed_and_entered_nowhere() -> None:
    decided()
    page = bring_in(held=SIGNED.encode(), name="page.txt", **calling.BY)
    assert not m.CallIn.objects.exists()
    assert any("Ann Wade" in each for each in page.doubts)


ANSWERED = """Issue - meetings

Play areas - Recommendation from the Scrutiny Committee

Meeting: 24/03/2026 - Cabinet (Item 5)

5 Play areas - Recommendation from the Scrutiny Committee

Minutes:

RESOLVED that the recommendations of the Scrutiny Committee be NOTED and that the Head of Parks contact every ward.
"""


def test_an_answer_to_scrutiny_is_entered_at_the_recommendation_that_it_answers_once() -> None:
    made = decided()
    scrutiny = bodies.found_body(name="Scrutiny Committee", kind="scrutiny", **BY)
    about = matters.raise_matter(title="Play areas", kind="service", **BY)
    asked = recommend(by=scrutiny, to=made.cabinet, matter=about, text="Renew them", made_on=NOW.date(), **BY)
    publish(reference=asked.reference, **BY)
    for name, page in (("page.txt", ANSWERED), ("again.txt", ANSWERED.replace("Minutes:", "\nMinutes:"))):
        brought = bring_in(held=page.encode(), name=name, **calling.BY)
    row = m.ScrutinyResponse.objects.get()
    assert (row.recommendation, row.accepted, row.by) == (asked, "noted", made.cabinet)
    assert (str(row.given_on), row.item) == ("2026-03-24", m.AgendaItem.objects.get(number="5"))
    assert row.published_at is not None
    assert any("Head of Parks" in each for each in m.Doubt.objects.values_list("says", flat=True))
    assert not any("has to be found first" in each for each in brought.doubts)


def test_an_answer_that_may_be_to_either_of_two_recommendations_is_listed() -> None:
    made = decided()
    scrutiny = bodies.found_body(name="Scrutiny Committee", kind="scrutiny", **BY)
    about = matters.raise_matter(title="Play areas", kind="service", **BY)
    for text in ("Renew them", "Fence them"):
        asked = recommend(by=scrutiny, to=made.cabinet, matter=about, text=text, made_on=NOW.date(), **BY)
        publish(reference=asked.reference, **BY)
    page = bring_in(held=ANSWERED.encode(), name="page.txt", **calling.BY)
    assert not m.ScrutinyResponse.objects.exists()
    assert any("has to be found first" in each for each in page.doubts)


@pytest.mark.parametrize(("minute", "answered"), [("31", "Renew them"), ("32", "Fence them"), ("33", None)])
def test_an_answer_that_names_a_minute_is_to_the_one_recommendation_made_under_it(
    minute: str, answered: str | None
) -> None:
    made = decided()
    scrutiny = bodies.found_body(name="Scrutiny Committee", kind="scrutiny", **BY)
    met = meetings.call_meeting(body=scrutiny, starts_at=NOW, **BY)
    told = (("31", "Play areas", "Renew them"), ("32", "Play areas", "Fence them"), ("33", "Bins", "Empty them"))
    under = [agendas.put_item(meeting=met, title=title, number=number, **BY) for number, title, _ in told]
    publish_agenda(meeting=met.reference, **BY)
    for at, (_, _, text) in zip(under, told, strict=True):
        asked = recommend(by=scrutiny, to=made.cabinet, item=at, text=text, made_on=NOW.date(), **BY)
        publish(reference=asked.reference, **BY)
    page = ANSWERED.replace("recommendations of", f"recommendations in Minute {minute} of")
    brought = bring_in(held=page.encode(), name="page.txt", **calling.BY)
    found = [each.recommendation.text for each in m.ScrutinyResponse.objects.select_related("recommendation")]
    assert found == ([answered] if answered else [])
    assert any("has to be found first" in each for each in brought.doubts) == (answered is None)


NAMED = ISSUE.replace(
    "RESOLVED - That\n\n(1)",
    "For (2): Councillors Ann Wade and Bo Chan\n\nAgainst (1): Councillor Cy Dunn\n\nThe motion was carried.\n\nRESOLVED - That\n\n(1)",
)


@pytest.mark.parametrize("known", [("Ann Wade", "Bo Chan", "Cy Dunn"), ("Ann Wade", "Bo Chan", "C Dunn")])
def test_who_voted_how_is_entered_where_each_was_at_the_meeting_by_that_name_and_listed_elsewhere(
    known: tuple[str, ...],
) -> None:
    meeting = meeting_of_the_page()
    publish(reference=meeting.reference, **BY)
    for name in known:
        who = bodies.enter_person(name=name, kind="member", style="Councillor", **BY)
        meetings.note_attendance(meeting=meeting, person=who, status="present", **BY)
    people = m.Person.objects.count()
    for page in (NAMED, NAMED.replace("Cabinet (Item 12)\n", "Cabinet (Item 12)\n\n")):
        bring(page)
    event = m.VoteEvent.objects.get()
    assert (event.yes, event.no, event.result) == (2, 1, "pass")
    voted = {each.person.name: each.option for each in event.votes.select_related("person")}
    listed = [each.says for each in m.Doubt.objects.filter(field__startswith="named_votes") if "Cy Dunn" in each.says]
    if "Cy Dunn" in known:
        assert (voted, listed) == ({"Ann Wade": "yes", "Bo Chan": "yes", "Cy Dunn": "no"}, [])
    else:
        assert (voted, bool(listed)) == ({}, True)
    assert not m.Person.objects.filter(name="Cy Dunn").exists() or "Cy Dunn" in known
    assert m.Person.objects.count() == people + 2  # whoever moved and seconded it
