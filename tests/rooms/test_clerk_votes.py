"""A vote that cannot have been is refused at the desk in words; one under a dispensation is not; what happened can be recorded."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.rooms.clerks import EVENING, Hall, hall
from tests.rooms.decided import CLERK

from guildhall.decide import models as m
from guildhall.decide.addresses import address_of
from guildhall.decide.authority.interests import grant, register
from guildhall.decide.clock import standing_at
from guildhall.decide.keeping import agendas, meetings, motions
from guildhall.decide.keeping.drawing import drawn
from guildhall.decide.keeping.publishing import publish, publish_agenda

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
BY: dict[str, Any] = {"actor": CLERK, "at": EVENING}


@pytest.fixture
def at() -> Iterator[Hall]:
    """Something is moved at an item, and all three members are there."""
    with standing_at(EVENING):
        made = hall()
        item = agendas.put_item(meeting=made.meeting, title="Library opening hours", **BY)
        for each in (made.ann, made.ben, made.cai):
            meetings.note_attendance(meeting=made.meeting, person=each, status="present", capacity="member", **BY)
        motions.move(item=item, text="That it be agreed", mover=made.ann, **BY)
        made.desk.open(made.at(f"/live?item={item.key}"))
        yield made


def wrong(made: Hall) -> set[str]:
    return {each.get("id") for each in made.desk.page.xpath("//main//p[contains(@class, 'govuk-error-message')]")}


def said(made: Hall, box: str) -> str:
    return " ".join(made.desk.page.get_element_by_id(f"{box}-error").text_content().split())


def vote(made: Hall, **typed: str) -> None:
    boxes = {f"vote-{name}": value for name, value in ({"how": "show", "result": "pass"} | typed).items()}
    made.desk.press("Record the vote", boxes)


def of_ben(made: Hall, *, until: date = date(2027, 6, 1), **how: Any) -> m.RegisteredInterest:
    """Councillor Bowen has a registered interest, and a dispensation for it."""
    interest = register(person=made.ben, category="land", text="The library's yard", **BY)
    grant(
        person=made.ben, about="The library", ground="c", granted_on=date(2026, 11, 1), until=until, post=made.post,
        interest=interest, **how, **BY,
    )  # fmt: skip
    made.desk.open(made.desk.address)
    return interest


def declared(made: Hall, **typed: str) -> None:
    told = {"by": made.ben.reference, "kind": "disclosable-pecuniary", "reason": "He owns the yard"} | typed
    made.desk.press("Note the declaration", {f"declared-{name}": value for name, value in told.items()})


def by_name(made: Hall) -> dict[str, str]:
    return {"how": "recorded", made.ann.key: "yes", made.ben.key: "yes"}


@pytest.mark.parametrize(
    ("typed", "box", "words"),
    [
        ({"yes": "1", "no": "2"}, "vote-result", "It was not carried: 1 for, 2 against."),
        ({"yes": "1", "no": "1"}, "vote-result", "It was not carried: 1 for, 1 against, no casting vote."),
        ({"yes": "2", "no": "1", "result": "fail"}, "vote-result", "It was not lost: 2 for, 1 against."),
        ({"yes": "3", "no": "1"}, "vote-yes", "There are more votes than members present: 4 of 3."),
        ({"yes": "2", "no": "1", "casting": "ann"}, "vote-casting", "only where the votes are equal"),
    ],
)
def test_a_vote_that_cannot_have_been_is_refused_in_words(
    at: Hall, typed: dict[str, str], box: str, words: str
) -> None:
    if "casting" in typed:
        typed = typed | {"casting": at.ann.reference}
    vote(at, **typed)
    assert wrong(at) == {f"{box}-error"}
    assert words in said(at, box)
    assert at.desk.value("vote-yes") == typed["yes"]
    assert not m.VoteEvent.objects.exists()


def test_an_equal_vote_is_carried_by_a_casting_vote_and_lost_without_one(at: Hall) -> None:
    vote(at, yes="1", no="1", casting=at.ann.reference)
    assert m.VoteEvent.objects.get().casting == at.ann


def test_a_vote_is_carried_and_lost_by_the_majority_that_was_needed_which_is_kept_and_shown(at: Hall) -> None:
    vote(at, yes="2", no="1", result="fail")
    assert "which majority was needed" in said(at, "vote-result")
    vote(at, yes="2", no="1", result="fail", majority="two-thirds-of-votes")
    assert "It was not lost: 2 for, 1 against" in said(at, "vote-result")
    vote(at, yes="1", no="0", majority="half-of-members")
    assert "by the majority that was needed: 1 for, 0 against, of 3 members" in said(at, "vote-result")
    vote(at, yes="1", no="0", result="fail", majority="half-of-members")
    row = m.VoteEvent.objects.get()
    assert (row.result, row.majority) == ("fail", "half-of-members")
    assert "More than half of all members was needed." in at.desk.main
    assert "A majority of all members was needed." in _proposed(at)
    publish_agenda(meeting=at.meeting.reference, **BY)
    publish(reference=row.motion.reference, **BY)
    where = address_of("cy", row.motion.item.reference)
    assert "Roedd angen mwy na hanner yr holl aelodau." in Client().get(where).content.decode()


def _proposed(made: Hall) -> str:
    """What the minutes say, as they are drawn up from what was recorded."""
    return " ".join(text for _, _, text in drawn(made.meeting))


def test_whoever_has_gone_since_the_page_was_opened_did_not_vote_and_nothing_is_dropped_in_silence(at: Hall) -> None:
    meetings.note_attendance(meeting=at.meeting, person=at.ben, status="apologies", **BY)
    typed = {f"vote-{name}": value for name, value in by_name(at).items()} | {"vote-result": "pass"}
    form = at.desk.page.xpath('//main//form[.//input[@value="vote"]]')[0]
    sent = dict(form.form_values()) | typed
    answer = at.desk.client.post(at.desk.address, sent)
    assert answer.status_code == 409
    assert "Councillor Ben Bowen voted and is not recorded as present" in answer.content.decode()
    assert not m.VoteEvent.objects.exists()


def test_a_vote_under_a_dispensation_for_a_registered_interest_is_recorded(at: Hall) -> None:
    interest = of_ben(at)
    declared(at, interest=interest.reference)
    row = m.Declaration.objects.get()
    assert (row.interest, row.dispensation) == (interest, m.Dispensation.objects.get())
    assert "Under a dispensation until 1 June 2027: The library." in at.desk.main
    vote(at, **by_name(at))
    assert m.VoteEvent.objects.get().yes == 2
    assert not m.Concern.objects.exists()


def test_a_dispensation_that_was_granted_for_no_entry_is_relied_on_by_name(at: Hall) -> None:
    given = grant(
        person=at.ben, about="Any library", ground="a", granted_on=date(2026, 11, 1), until=date(2027, 6, 1), post=at.post, **BY
    )  # fmt: skip
    at.desk.open(at.desk.address)
    declared(at, dispensation=given.reference)
    vote(at, **by_name(at))
    assert m.VoteEvent.objects.get().yes == 2


def test_without_a_dispensation_that_lets_them_vote_it_is_still_stopped(at: Hall) -> None:
    for how in ({"until": date(2026, 12, 9)}, {"may_vote": False}):
        declared(at, interest=of_ben(at, **how).reference)
    vote(at, **by_name(at))
    assert wrong(at) == {f"vote-{at.ben.key}-error"}
    vote(at, as_it_happened="yes", result="fail")
    assert wrong(at) == {"vote-result-error"}
    assert at.desk.page.get_element_by_id("vote-as_it_happened").get("checked") is not None
    vote(at, result="pass")
    assert m.Concern.objects.get().person == at.ben


def test_an_entry_of_somebody_else_is_refused_at_its_box_and_a_sensitive_one_stays_unsaid(at: Hall) -> None:
    secret = register(person=at.cai, category="land", text="Behind 4 Mill Lane", sensitive=True, **BY)
    at.desk.open(at.desk.address)
    assert "Mill Lane" not in at.desk.source
    declared(at, interest=secret.reference)
    assert wrong(at) == {"declared-interest-error"}
    assert at.desk.value("declared-reason").strip() == "He owns the yard"
    assert not m.Declaration.objects.exists()


def test_an_entry_of_the_register_is_found_to_concern_the_item_and_stops_the_vote_undeclared(at: Hall) -> None:
    register(person=at.ben, category="land", text="The library's yard", **BY)
    register(person=at.ben, category="gifts", text="A book", **BY)
    at.desk.open(at.desk.address)
    assert "What they have in the register (1)" in at.desk.main
    at.desk.press("It concerns this item: Councillor Ben Bowen: land, The library's yard")
    assert "Concerns this item, and was not declared at it" in at.desk.main
    assert "What they have in the register" not in at.desk.main
    vote(at, **by_name(at))
    assert wrong(at) == {f"vote-{at.ben.key}-error"}
    at.desk.open(at.desk.address)
    at.desk.press("It does not concern this item: Councillor Ben Bowen: land, The library's yard")
    vote(at, **by_name(at))
    assert m.VoteEvent.objects.get().yes == 2
    assert not m.Concern.objects.exists()


def test_a_show_of_hands_is_stopped_by_whoever_declared_and_is_there_until_it_is_said_that_they_do_not_vote(
    at: Hall,
) -> None:
    declared(at)
    vote(at, yes="2", no="0")
    assert wrong(at) == {f"vote-{at.ben.key}-error"}
    assert "do not vote" in said(at, f"vote-{at.ben.key}")
    vote(at, **{at.ben.key: "not-voting"})
    event = m.VoteEvent.objects.get()
    assert (event.how, event.yes, event.votes.get().option) == ("show", 2, "not-voting")


def test_a_show_of_hands_in_which_they_voted_all_the_same_is_recorded_and_reported(at: Hall) -> None:
    declared(at)
    vote(at, yes="2", no="0")
    vote(at, as_it_happened="yes")
    assert m.VoteEvent.objects.get().yes == 2
    assert m.Concern.objects.get().person == at.ben


def test_a_declaration_says_whether_the_register_holds_it_and_by_when_the_monitoring_officer_is_told(at: Hall) -> None:
    declared(at)
    said_so = "Not found in the register: the monitoring officer is to be told of it by Wednesday 6 January 2027"
    assert said_so in at.desk.main
    declared(at, by=at.cai.reference, kind="personal")
    assert at.desk.main.count("Not found in the register") == 1
    declared(at, interest=of_ben(at).reference)
    assert "In the register: land, The library's yard." in at.desk.main
