"""A clerk records a meeting as it goes: each thing saved at once, on one page, without script; nothing typed is lost."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from tests.rooms.clerks import EVENING, Hall, hall
from tests.rooms.decided import CLERK

from guildhall.decide import models as m
from guildhall.decide.authority.standing import paths
from guildhall.decide.clock import standing_at
from guildhall.decide.keeping import agendas, bodies, meetings, motions
from guildhall.decide.keeping.planned import put_planned
from guildhall.decide.sight import KEEPERS
from guildhall.kernel.clocks import local

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def at() -> Iterator[Hall]:
    with standing_at(EVENING):
        made = hall()
        for title in ("Apologies", "Library opening hours"):
            agendas.put_item(meeting=made.meeting, title=title, actor=CLERK, at=EVENING)
        yield made


def item_of(made: Hall, number: str = "2") -> m.AgendaItem:
    return m.AgendaItem.objects.get(meeting=made.meeting, number=number)


def open_at(made: Hall, number: str = "2") -> None:
    made.desk.open(made.at(f"/live?item={item_of(made, number).key}"))


def moved(made: Hall) -> m.Motion:
    return motions.move(item=item_of(made), text="That it be agreed", mover=made.ann, actor=CLERK, at=EVENING)


def wrong(made: Hall) -> set[str]:
    return {each.get("id") for each in made.desk.page.xpath("//main//p[contains(@class, 'govuk-error-message')]")}


def test_attendance_is_noted_with_one_press_for_each_member(at: Hall) -> None:
    at.desk.open(at.at("/live")).press("Present: Ann Archer")
    at.desk.press("Apologies: Ben Bowen")
    noted = {each.person: (each.status, each.capacity) for each in m.Attendance.objects.select_related("person")}
    assert noted == {at.ann: ("present", "chair"), at.ben: ("apologies", "member")}
    assert "Councillor Ann Archer present, chair" in at.desk.main
    assert "Councillor Cai Carver not noted yet" in at.desk.main


def test_who_came_late_left_early_or_is_remote_is_noted_and_shown(at: Hall) -> None:
    key = at.ann.key
    at.desk.open(at.at("/live"))
    at.desk.press("Save: Ann Archer", {f"{key}-remote": "yes", f"{key}-arrived": "18.40", f"{key}-left": "7:15pm"})
    row = m.Attendance.objects.get()
    assert row.remote
    assert (local(row.arrived_at).hour, local(row.left_at).minute) == (18, 15)  # type: ignore[arg-type]  # both are known
    assert "present, chair, remotely, from 18:40, until 19:15" in at.desk.main
    at.desk.press("Save: Ann Archer", {f"{key}-left": "17:00"})
    assert wrong(at) == {f"{key}-left-error"}
    assert at.desk.value(f"{key}-left") == "17:00"
    assert local(m.Attendance.objects.get().left_at).hour == 19  # type: ignore[arg-type]  # as above


def test_a_substitute_says_whose_place_they_take(at: Hall) -> None:
    sub = bodies.enter_person(name="Sal Stand", kind="member", style="Councillor", actor=CLERK, at=EVENING)
    at.desk.open(at.at("/live"))
    at.desk.press("They are there", {"other-person": sub.reference, "other-capacity": "substitute"})
    assert wrong(at) == {"other-substitute-error"}
    at.desk.press("They are there", {"other-substitute": at.ben.reference})
    row = m.Attendance.objects.get(person=sub)
    assert (row.capacity, row.substitute_for) == ("substitute", at.ben)
    assert "present, substitute for Ben Bowen" in at.desk.main


def test_the_order_in_which_items_are_really_taken_is_kept(at: Hall) -> None:
    open_at(at, "2")
    at.desk.press("The meeting comes to this item")
    open_at(at, "1")
    at.desk.press("The meeting comes to this item")
    assert (item_of(at, "2").taken, item_of(at, "1").taken) == (1, 2)
    assert "taken as number 2" in at.desk.main


def test_the_meeting_begins_adjourns_resumes_and_ends_in_that_order_only(at: Hall) -> None:
    at.desk.open(at.at("/live")).press("The meeting begins now")
    form = at.desk.page.xpath("//main//form[.//button[contains(., 'It ends now')]]")[0]
    again = dict(form.form_values()) | {"what": "begun", "once": "another"}
    assert at.desk.client.post(at.at("/live"), again).status_code == 409
    for each in ("It adjourns now", "It resumes now", "It ends now"):
        at.desk.press(each)
    kinds = list(at.meeting.changes.order_by("id").values_list("kind", flat=True))
    assert kinds == ["called", "begun", "adjourned", "resumed", "ended"]
    assert "18:30 begun" in at.desk.main


def test_a_declaration_stands_at_its_item(at: Hall) -> None:
    open_at(at)
    at.desk.press("Note the declaration", {"declared-by": at.cai.reference, "declared-kind": "personal"})
    assert wrong(at) == {"declared-reason-error"}
    typed = {"declared-reason": "A friend of the library", "declared-left_the_room": "no"}
    at.desk.press("Note the declaration", typed)
    row = m.Declaration.objects.get()
    assert (row.person, row.item, row.kind, row.left_the_room, row.participated) == (
        at.cai, item_of(at), "personal", False, None,
    )  # fmt: skip


def test_a_motion_has_mover_and_seconder_and_an_amendment_names_what_it_amends(at: Hall) -> None:
    open_at(at)
    first = {"motion-text": "That it be agreed", "motion-mover": at.ann.reference, "motion-seconder": at.ann.reference}
    at.desk.press("Note the motion", first)
    assert wrong(at) == {"motion-seconder-error"}
    assert "That it be agreed" in at.desk.value("motion-text")
    at.desk.press("Note the motion", {"motion-seconder": at.ben.reference})
    motion = m.Motion.objects.get()
    second = {"motion-text": "Add Sundays", "motion-mover": at.cai.reference, "motion-amends": motion.reference}
    at.desk.press("Note the motion", second)
    amendment = m.Motion.objects.get(amends=motion)
    assert (motion.mover, motion.seconder, amendment.kind) == (at.ann, at.ben, "amendment")
    assert "Amendment of 1. Add Sundays" in at.desk.main


def test_named_votes_are_counted_by_the_house(at: Hall) -> None:
    motion = moved(at)
    open_at(at)
    named = {f"vote-{at.ann.key}": "yes", f"vote-{at.ben.key}": "yes", f"vote-{at.cai.key}": "no"}
    at.desk.press("Record the vote", named | {"vote-how": "recorded", "vote-result": "pass", "vote-yes": "3"})
    assert wrong(at) == {"vote-yes-error"}
    at.desk.press("Record the vote", {"vote-yes": ""})
    vote = m.VoteEvent.objects.get(motion=motion)
    assert (vote.yes, vote.no, vote.abstain, vote.result) == (2, 1, 0, "pass")
    assert {each.person: each.option for each in vote.votes.all()} == {at.ann: "yes", at.ben: "yes", at.cai: "no"}
    assert "Carried recorded: 2 for, 1 against, 0 abstaining." in at.desk.main


def test_a_vote_says_at_each_box_what_is_amiss_and_keeps_what_was_typed(at: Hall) -> None:
    moved(at)
    open_at(at)
    at.desk.press("Record the vote", {"vote-how": "show", "vote-no": "minus two", "vote-abstain": "1"})
    assert wrong(at) == {"vote-yes-error", "vote-no-error", "vote-result-error"}
    assert (at.desk.value("vote-no"), at.desk.value("vote-abstain")) == ("minus two", "1")
    assert not m.VoteEvent.objects.exists()


def test_a_vote_that_the_law_stops_says_why_at_the_members_own_box(at: Hall) -> None:
    moved(at)
    open_at(at)
    told = {"declared-by": at.ben.reference, "declared-kind": "disclosable-pecuniary", "declared-reason": "Owns it"}
    at.desk.press("Note the declaration", told)
    voted = {f"vote-{at.ann.key}": "yes", f"vote-{at.ben.key}": "yes", "vote-how": "recorded", "vote-result": "pass"}
    at.desk.press("Record the vote", voted)
    assert wrong(at) == {f"vote-{at.ben.key}-error"}
    said = at.desk.page.get_element_by_id(f"vote-{at.ben.key}-error").text_content()
    assert "Localism Act 2011, section 31(4)" in said
    assert not m.VoteEvent.objects.exists()
    at.desk.press("Record the vote", {"vote-as_it_happened": "yes"})
    assert m.VoteEvent.objects.get().yes == 2
    assert m.Concern.objects.get().person == at.ben


def test_what_is_withdrawn_is_not_voted_on(at: Hall) -> None:
    moved(at)
    open_at(at)
    at.desk.press("Withdrawn: That it be agreed")
    assert m.Motion.objects.get().withdrawn_at is not None
    assert "Record the vote" not in at.desk.main


def test_resolutions_are_numbered_and_of_the_executive_none_is_said(at: Hall) -> None:
    open_at(at)
    written = "Libraries open at nine.\n12 libraries are named.\n3. The hours be reviewed:\n3.1 in a year."
    at.desk.press("Note the decision", {"decision-paragraphs": written, "decision-reasons": "People asked."})
    assert wrong(at) == {"decision-options_rejected-error", "decision-conflicts-error"}
    at.desk.press("Note the decision", {"decision-options_rejected": "None", "decision-conflicts": "None"})
    row = m.Decision.objects.get()
    assert row.path == "executive"
    assert [(each.number, each.text) for each in row.resolutions.order_by("place")] == [
        ("1", "Libraries open at nine."),
        ("2", "12 libraries are named."),
        ("3", "The hours be reviewed:"),
        ("3.1", "in a year."),
    ]


def test_none_is_said_of_council_too(at: Hall) -> None:
    meeting = meetings.call_meeting(body=at.council, starts_at=EVENING, place="The Guildhall", actor=CLERK, at=EVENING)
    item = agendas.put_item(meeting=meeting, title="The constitution", actor=CLERK, at=EVENING)
    at.desk.open(f"/desk/record/meetings/{meeting.key}/live?item={item.key}")
    at.desk.press("Note the decision", {"decision-paragraphs": "It be adopted"})
    assert wrong(at) == {f"decision-{name}-error" for name in ("reasons", "options_rejected", "conflicts")}
    assert not at.desk.has("decision-is_key")
    at.desk.press(
        "Note the decision", {f"decision-{name}": "None" for name in ("reasons", "options_rejected", "conflicts")}
    )
    row = m.Decision.objects.get()
    assert (row.path, row.reasons, row.options_rejected, row.conflicts) == ("council", "None", "None", "None")


@pytest.mark.parametrize(("said", "is_key"), [("yes", True), ("no", False), ("", None)])
def test_a_decision_of_the_executive_that_was_not_planned_can_be_key(at: Hall, said: str, is_key: bool | None) -> None:
    open_at(at)
    whole = {f"decision-{name}": "None" for name in ("paragraphs", "reasons", "options_rejected", "conflicts")}
    at.desk.press("Note the decision", whole | {"decision-is_key": said})
    row = m.Decision.objects.select_related("item", "plan_entry", "recommends_to").get()
    assert (row.plan_entry, row.is_key) == (None, is_key)
    breaches = {each.code for each in paths([row], on=EVENING.date(), onlooker=KEEPERS)[row.pk].breaches}
    assert ("key-notice-not-on-record" in breaches) is (is_key is True)


def test_what_the_plan_says_of_whether_it_is_key_stands_there_until_the_clerk_says_otherwise(at: Hall) -> None:
    m.PlanEntry.objects.update(is_key=True)
    item = put_planned(meeting=at.meeting, entry=m.PlanEntry.objects.get(), actor=CLERK, at=EVENING)
    at.desk.open(at.at(f"/live?item={item.key}"))
    assert at.desk.page.get_element_by_id("decision-is_key").value == "yes"
    whole = {f"decision-{name}": "None" for name in ("paragraphs", "reasons", "options_rejected", "conflicts")}
    at.desk.press("Note the decision", whole | {"decision-is_key": "no"})
    row = m.Decision.objects.get()
    assert (row.plan_entry, row.is_key) == (at.entry, False)


def test_a_recommendation_names_to_whom_it_goes(at: Hall) -> None:
    open_at(at)
    said = {"decision-paragraphs": "It be adopted", "decision-reasons": "Good", "decision-conflicts": "None"}
    said |= {"decision-options_rejected": "None", "decision-outcome": "recommended"}
    at.desk.press("Note the decision", said)
    assert wrong(at) == {"decision-recommends_to-error"}
    at.desk.press("Note the decision", {"decision-recommends_to": "FC"})
    assert m.Decision.objects.get().recommends_to == at.council


def test_an_undertaking_is_noted_with_its_day(at: Hall) -> None:
    open_at(at)
    said = {
        "undertaking-text": "Write to every school",
        "undertaking-by": at.ann.reference,
        "undertaking-due_on": "1 2 27x",
    }
    at.desk.press("Note the undertaking", said)
    assert wrong(at) == {"undertaking-due_on-error"}
    at.desk.press("Note the undertaking", {"undertaking-due_on": "1 2 2027"})
    assert str(m.Undertaking.objects.get().due_on) == "2027-02-01"


def test_an_undertaking_is_given_by_the_holder_of_a_post(at: Hall) -> None:
    post = bodies.make_post(label="Head of Parks", held_by="officer", actor=CLERK, at=EVENING)
    open_at(at)
    at.desk.press("Note the undertaking", {"undertaking-text": "Mow the verges", "undertaking-by_post": post.reference})
    row = m.Undertaking.objects.get()
    assert (row.by, row.by_post) == (None, post)
    assert "Head of Parks: Mow the verges" in at.desk.main


@pytest.mark.parametrize("act", ["motion", "decision", "declaration"])
def test_a_form_that_is_sent_twice_is_recorded_once(at: Hall, act: str) -> None:
    typed = {
        "motion": {"motion-text": "That it be agreed", "motion-mover": at.ann.reference},
        "decision": {
            "decision-paragraphs": "Agreed", "decision-reasons": "None", "decision-options_rejected": "None",
            "decision-conflicts": "None",
        },
        "declaration": {"declared-by": at.ann.reference, "declared-kind": "personal", "declared-reason": "A friend"},
    }[act]  # fmt: skip
    open_at(at)
    sent = dict(at.desk.page.xpath(f'//main//form[.//input[@value="{act}"]]')[0].form_values()) | typed
    for _ in range(2):
        assert at.desk.client.post(at.desk.address, sent).status_code == 302
    assert sum(model.objects.count() for model in (m.Motion, m.Decision, m.Declaration)) == 1


def test_a_moment_is_kept_only_on_the_day_itself(at: Hall) -> None:
    typed = {"motion-text": "That it be agreed", "motion-mover": at.ann.reference}
    open_at(at)
    at.desk.press("Note the motion", typed)
    with standing_at(EVENING + timedelta(days=3)):
        open_at(at)
        at.desk.press("Note the motion", typed)
    assert [each.moved_at is None for each in m.Motion.objects.order_by("id")] == [False, True]
