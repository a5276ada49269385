"""A clerk puts right what was recorded: with a reason once it is published, as a new version, and the minutes with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings
from tests.rooms.decided import AFTER, CLERK, LONDON, Council, approved, decided, put_right
from tests.rooms.delegated import LATER, power
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.test_decide_printed import paper, text

from guildhall.decide import models as m
from guildhall.decide.addresses import address
from guildhall.decide.clock import standing_at
from guildhall.decide.keeping.agendas import withdraw_item
from guildhall.decide.keeping.decisions import take_decision
from guildhall.decide.keeping.publishing import publish, versions
from guildhall.decide.models.record import Cited
from guildhall.estate.door import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

NEXT = AFTER + timedelta(days=20)
BY: dict[str, Any] = {"actor": CLERK, "at": AFTER}


@dataclass
class Desk:
    """A clerk, and a council whose minutes are published."""

    hand: Clerk
    made: Council

    def correct(self, what: str, row: Cited, **typed: object) -> "Desk":
        self.hand.open(f"/desk/record/corrections/{what}/{row.key}")
        self.hand.press("Publish a new version", typed)
        return self

    @property
    def wrong(self) -> set[str]:
        return {each.get("id") for each in self.hand.page.xpath("//main//p[contains(@class, 'govuk-error-message')]")}


@pytest.fixture
def at() -> Iterator[Desk]:
    with standing_at(NEXT):
        yield Desk(clerk("democratic-services"), decided())


def told(row: Any) -> str:
    """What everybody reads of a record's versions."""
    kind, _, key = row.reference.partition("/")
    return Client().get(address("en", "versions", key, kind)).content.decode()


def agreed(item: m.AgendaItem) -> dict[str, object]:
    """What is typed of the item at which a later meeting agreed."""
    return {"agreed_at": item.meeting.key, "agreed_item": item.number}


def test_a_motion_is_put_right_and_the_minutes_with_it(at: Desk) -> None:
    at.hand.open(f"/desk/record/meetings/{at.made.meeting.key}/live?item={at.made.item.key}").follow("Put it right")
    at.correct(
        "motion", at.made.motion, text="That it be adopted at once", reason="A word was missing",
        minuted="The Cabinet welcomed it, and would have it at once.",
    )  # fmt: skip
    assert [each.reason for each in versions(reference=at.made.motion.reference)] == ["", "A word was missing"]
    assert [each.reason for each in versions(reference=at.made.minutes.reference)] == ["", "A word was missing"]
    assert "<ins> at once</ins>" in told(at.made.motion)
    assert "and would have it at once" in told(at.made.minutes)
    assert "Version 2" in at.hand.main
    page = Client().get(address("en", "item", at.made.item.key)).content.decode()
    assert "That it be adopted at once" in page
    assert address("en", "versions", at.made.motion.key, "motion") in page


def test_a_correction_gives_its_reason_and_changes_something(at: Desk) -> None:
    assert at.correct("motion", at.made.motion, text="").wrong == {"text-error", "reason-error"}
    assert at.correct("motion", at.made.motion, reason="None").wrong == {"reason-error"}
    assert "Nothing differs from what stands" in at.hand.main
    same = at.made.leader.key
    assert at.correct("motion", at.made.motion, mover=same, seconder=same, reason="Who").wrong == {"seconder-error"}
    assert len(versions(reference=at.made.motion.reference)) == 1


def test_once_minutes_are_approved_a_later_meeting_agrees_and_is_named(at: Desk) -> None:
    item = approved(at.made)
    assert at.correct("motion", at.made.motion, text="Other", reason="It was wrong").wrong == {"agreed_at-error"}
    at.correct("motion", at.made.motion, text="Other", reason="It was wrong.", **agreed(item))
    said = "It was wrong. Agreed by Cabinet on 26 March 2026, item 1"
    assert [each.reason for each in versions(reference=at.made.motion.reference)] == ["", said]


def test_what_became_of_a_decision_is_the_bodys_to_say_once_its_minutes_are_approved(at: Desk) -> None:
    row, other = at.made.decision, {"outcome": "resolved", "recommends_to": "", "reason": "It was resolved"}
    item = approved(at.made)
    assert at.correct("decision", row, **other).wrong == {"agreed_at-error"}
    row.refresh_from_db()
    assert (row.outcome, len(versions(reference=row.reference))) == ("recommended", 1)
    at.correct("decision", row, **other, **agreed(item), minuted="The Cabinet resolved it.")
    said = "It was resolved. Agreed by Cabinet on 26 March 2026, item 1"
    assert [each.reason for each in versions(reference=row.reference)] == ["", said]
    minutes = versions(reference=at.made.minutes.reference)[-1]
    assert minutes.reason == said
    assert "The Cabinet resolved it." in str(minutes.document)


def test_nor_does_a_drafted_decision_change_behind_minutes_that_are_approved(at: Desk) -> None:
    item = approved(at.made)
    row = take_decision(
        title="Another", path="executive", outcome="noted", item=at.made.item, paragraphs=[("1", "It be noted")],
        reasons="None", options_rejected="None", conflicts="None", **BY,
    )  # fmt: skip
    at.hand.open(f"/desk/record/corrections/decision/{row.key}")
    at.hand.press("Put it right", {"outcome": "deferred"})
    assert at.wrong == {"reason-error", "agreed_at-error"}
    at.hand.press("Put it right", {"reason": "It was deferred", **agreed(item)})
    row.refresh_from_db()
    assert (row.outcome, row.published_at) == ("deferred", None)


@pytest.mark.parametrize(("was", "how", "wrong"), [
    ("asked for", {}, True), ("withdrawn", {"withdrawn_at": NEXT}, False),
    ("not valid", {"valid": False, "invalid_because": "None", "validated_at": NEXT}, False),
    ("sent back", {"outcome": "referred", "outcome_on": date(2026, 3, 20)}, True),
    ("let stand", {"outcome": "confirmed", "outcome_on": date(2026, 3, 20)}, False),
])  # fmt: skip
def test_what_became_of_a_decision_stays_while_it_is_called_in(
    at: Desk, was: str, how: dict[str, Any], wrong: bool
) -> None:
    row = at.made.decision
    asked = datetime(2026, 3, 16, 9, 0, tzinfo=LONDON)
    m.CallIn.objects.create(reference="call-in/1", decision=row, grounds=was, requested_at=asked, **how)
    other = {"outcome": "resolved", "recommends_to": "", "reason": "So it was"}
    at.correct("decision", row, **other)
    assert at.wrong == ({"outcome-error"} if wrong else set())
    assert ("stays as it is until that is over" in at.hand.main) == wrong
    row.refresh_from_db()
    assert row.outcome == ("recommended" if wrong else "resolved")


def test_nothing_is_decided_on_a_day_after_it_was_called_in(at: Desk) -> None:
    row, asked = at.made.decision, datetime(2026, 3, 12, 23, 30, tzinfo=LONDON)
    m.CallIn.objects.create(reference="call-in/1", decision=row, grounds="None", requested_at=asked)
    assert at.correct("decision", row, taken_on="13 3 2026", reason="A slip").wrong == {"taken_on-error"}
    assert at.correct("decision", row, taken_on="11 3 2026", reason="A slip").wrong == set()


def test_a_vote_is_put_right_by_name_and_counted_anew_and_one_that_cannot_have_been_is_refused(at: Desk) -> None:
    shield = f"vote-1-{at.made.shield.key}"
    assert at.correct("motion", at.made.motion, reason="One was against", **{shield: "no"}).wrong == {
        "vote-1-result-error"
    }
    at.hand.press("Publish a new version", {"vote-1-result": "fail"})
    vote = m.VoteEvent.objects.get()
    assert (vote.yes, vote.no, vote.result) == (1, 1, "fail")
    assert dict(vote.votes.values_list("person__name", "option")) == {"Ann Archer": "yes", "Alan Shield": "no"}
    page = told(at.made.motion)
    assert "One was against" in page
    assert "Councillor Alan Shield" in page
    assert "<del>yes</del><ins>no</ins>" in page


def test_a_declaration_is_put_right_to_whoever_made_it(at: Desk) -> None:
    row = m.Declaration.objects.get()
    at.correct(
        "declaration", row, person=at.made.leader.key, kind="disclosable-pecuniary", participated="yes",
        reason="The names were taken for one another",
    )  # fmt: skip
    row.refresh_from_db()
    assert (row.person, row.kind, row.participated) == (at.made.leader, "disclosable-pecuniary", True)
    assert "Ann Archer</ins>" in told(row)
    assert "<ins>disclosable-pecuniary</ins>" in told(row)
    assert {each.person for each in m.Concern.objects.all()} == {at.made.leader}


def test_a_draft_is_put_right_without_a_reason_or_a_version() -> None:
    made = decided(published=False)
    with standing_at(AFTER):
        hand = clerk("democratic-services").open(f"/desk/record/corrections/motion/{made.motion.key}")
        assert not hand.has("reason")
        hand.press("Put it right", {"text": "That it be noted"})
    made.motion.refresh_from_db()
    assert made.motion.text == "That it be noted"
    assert not m.Publication.objects.exists()


def test_a_power_is_put_right_and_a_term_on_which_a_use_rests_stays() -> None:
    made = power()
    publish(reference=made.delegation.reference, actor=CLERK, at=LATER)
    made.used()
    with standing_at(LATER):
        hand = clerk("democratic-services").open(f"/desk/record/powers/{made.delegation.key}").follow("Put it right")
        hand.press("Publish a new version", {"ground-1": "", "reason": "It was never one"})
        assert "A use of the power rests on it" in hand.main
        typed = {"ground-1": "new law", "more-condition": "within a year\n\n", "reason": "As the minute has it"}
        hand.press("Publish a new version", typed)
    assert list(made.delegation.terms.order_by("kind", "place").values_list("text", flat=True)) == [
        "within budget", "within a year", "the Leader", "new law",
    ]  # fmt: skip
    assert "<ins> law</ins>" in told(made.delegation)
    assert "within a year" in told(made.delegation)


def test_a_use_is_put_right_by_the_rules_by_which_it_was_made() -> None:
    made = power()
    row = made.used()
    for each in (made.delegation, row):
        publish(reference=each.reference, actor=CLERK, at=LATER)
    with standing_at(LATER):
        hand = clerk("democratic-services").open(f"/desk/record/corrections/use/{row.key}")
        hand.press("Publish a new version", {"used_on": "1 1 2025", "reason": "Another day"})
        assert "used_on-error" in hand.source
        hand.press(
            "Publish a new version", {"title": "Two days, not three", "used_on": "2 5 2026", "reason": "Another day"}
        )
    assert "Two days, not three" in told(row)
    assert [each.reason for each in versions(reference=row.reference)] == ["", "Another day"]


def test_the_title_the_day_and_the_outcome_of_a_decision_are_put_right_and_its_path_follows(at: Desk) -> None:
    row = at.made.decision
    at.hand.open(f"/desk/record/decisions/{row.key}").follow("Put it right")
    at.hand.press("Publish a new version", {"taken_on": "24 12 2027", "outcome": "recommended", "recommends_to": ""})
    assert at.wrong == {"recommends_to-error", "reason-error"}
    at.hand.press("Publish a new version", {"recommends_to": "FC", "reason": "The day was wrong"})
    assert at.wrong == {"taken_on-error"}
    typed = {"title": "A digital strategy", "taken_on": "11 3 2026", "outcome": "resolved", "recommends_to": ""}
    at.hand.press("Publish a new version", typed | {"reason": "It was resolved, a day before"})
    row.refresh_from_db()
    assert (row.reference, row.listed_on, row.recommends_to) == ("decision/2026-03-CAB-1", date(2026, 3, 11), None)
    assert "<del>recommended</del><ins>resolved</ins>" in told(row)
    assert "It was resolved, a day before" in told(row)
    page = Client().get(address("en", "decision", row.key)).content.decode()
    assert "11 March 2026" in page
    assert "no effect until Full Council decides" not in page


def test_no_decision_is_put_on_a_day_after_it_was_published(at: Desk) -> None:
    row = at.made.decision
    at.correct("decision", row, taken_on="16 3 2026", reason="A slip")
    assert at.wrong == {"taken_on-error"}
    assert "It was published on an earlier day" in at.hand.main
    row.refresh_from_db()
    assert row.taken_on == date(2026, 3, 12)


def test_a_recommendation_that_was_settled_stays_one() -> None:
    made = power()
    with standing_at(LATER):
        hand = clerk("democratic-services").open(f"/desk/record/corrections/decision/{made.council.decision.key}")
        hand.press("Publish a new version", {"outcome": "resolved", "reason": "So it was"})
    assert "A later decision settled the recommendation" in hand.main


def test_a_paper_is_replaced_and_the_old_one_and_its_document_stay_to_be_read(
    at: Desk, tmp_path: Path, settings: Settings
) -> None:
    settings.MEDIA_ROOT = tmp_path
    row = at.made.report
    here = f"/desk/record/corrections/report/{row.key}"
    for number in (1, 2):
        at.hand.open(f"/desk/record/items/{at.made.item.key}").follow("Replace it, or put it right")
        paper = pdf(source=f'#set document(title: "A report")\n= Number {number}\n')
        sent = SimpleUploadedFile("report.pdf", paper, "application/pdf")
        typed = {"file": sent, "text": f"Some are excluded. {number}", "reason": "It was not so"}
        at.hand.press("Publish a new version", typed)
    assert at.hand.open(here).status == 200
    assert "Version 3" in at.hand.main
    row.refresh_from_db()
    page = told(row)
    assert page.count("It was not so") == 2
    assert "<del>No one is</del><ins>Some are</ins>" in page
    where = address("en", "paper", row.key)
    read = [Client().get(f"{where}?version={number}") for number in (1, 2, 3, 99999)]
    assert [each.status_code for each in read] == [404, 200, 200, 404]
    assert read[1].content != read[2].content == Client().get(where).content
    item = Client().get(address("en", "item", at.made.item.key)).content.decode()
    assert address("en", "versions", row.key, "report") in item
    at.hand.press("Publish a new version", {"text": "", "title": ""})
    assert at.wrong == {"title-error", "reason-error"}


@pytest.mark.parametrize("kind", ["motion", "body", "x"])
def test_what_is_not_there_is_not_found(at: Desk, kind: str) -> None:
    assert at.hand.open(f"/desk/record/corrections/{kind}/none").status == 404


def test_the_pack_of_an_earlier_agenda_holds_the_decisions_as_they_then_were(at: Desk) -> None:
    made, then = at.made, AFTER + timedelta(hours=1)
    withdraw_item(item=made.item, why="Taken elsewhere", actor=CLERK, at=then)
    put_right(made, "It is noted", "A wrong word", at=then + timedelta(hours=1))
    first, last = (text(paper("pack", made.meeting, version=number)) for number in "12")
    assert ("The Digital Strategy be adopted" in first, "It is noted" in first) == (True, False)
    assert ("The Digital Strategy be adopted" in last, "It is noted" in last) == (False, True)


def test_what_is_too_long_to_compare_says_so(at: Desk) -> None:
    at.correct("motion", at.made.motion, text="That it be adopted at once", reason="A word")
    assert "too long to compare" not in told(at.made.motion)
    at.correct("motion", at.made.motion, text="word " * 700, reason="All of it")
    assert "too long to compare word by word" in told(at.made.motion)
