"""Council pages are brought into the house: joined to what is there, twice without doubling, and nothing is invented."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.rooms.decided import CLERK, NOW

from guildhall.decide import models as m
from guildhall.decide.importing.bringing import Brought, bring_in
from guildhall.decide.reading.record import Unreadable

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
TABLES = (
    m.Organization, m.Post, m.Person, m.Matter, m.Meeting, m.AgendaItem, m.Report, m.Motion, m.VoteEvent, m.Decision,
    m.Resolution, m.Delegation, m.Declaration, m.Attendance, m.Notice, m.PlanEntry, m.Publication, m.Doubt, m.SourceText,
)  # fmt: skip

ISSUE = """Issue - meetings

Play areas

Meeting: 09/12/2019 - Cabinet (Item 12)

12 Play areas

Decision:

The Cabinet

RESOLVED - That

1. The play areas be renewed; and

2. The Head of Parks be given delegated authority to choose the makers as a result of new prices.

Minutes:

Councillor R Oaks proposed and Councillor M Elm seconded the recommendation.

The Cabinet

RESOLVED - That

(1) The play areas be renewed; and

(2) The Head of Parks be given delegated authority to choose the makers as a result of new prices.
"""

HISTORY = "Decision type: Key\nDecision status: Recommendations Approved\nWards affected: Elm; Willaston and Rope;\n"

DECISION = """Decision details

Play areas

Decision Maker: Cabinet

Decision status: {status}

Is Key decision?: No

Is subject to call in?: No

Publication date: 08/11/2023

Date of decision: 07/11/2023
"""


def bring(text: str | bytes, name: str = "page.txt", **how: object) -> Brought:
    held = text.encode() if isinstance(text, str) else text
    return bring_in(held=held, name=name, actor=CLERK, at=NOW, **how)  # type: ignore[arg-type]


def counts() -> dict[str, int]:
    return {table.__name__: table._default_manager.count() for table in TABLES}


def given() -> Iterator[Path]:
    """The pages beside the repository."""
    for folder, ends in (("council-pages", "*.txt"), ("council-machine", "*.[hx][tm][ml]*")):
        yield from sorted((DATA / folder).glob(ends))


def test_a_page_becomes_a_meeting_an_item_a_motion_a_decision_and_a_delegation() -> None:
    bring(ISSUE)
    decision = m.Decision.objects.get()
    assert decision.reference == "decision/2019-12-CAB-12"
    assert (decision.item and decision.item.meeting.reference) == "meeting/2019-12-09-CAB"
    assert [each.text for each in decision.resolutions.order_by("place")] == [
        "The play areas be renewed",
        "The Head of Parks be given delegated authority to choose the makers as a result of new prices.",
    ]
    assert (m.Delegation.objects.get().holder.label, m.Post.objects.get().held_by) == ("Head of Parks", "officer")
    assert decision.published_at is not None
    assert decision.reasons is None


def test_the_same_page_twice_changes_nothing() -> None:
    bring(ISSUE)
    before = counts()
    again = bring(ISSUE, name="again.txt")
    assert (again.known, again.new, counts()) == (True, (), before)


def test_another_page_on_the_same_decision_is_joined_to_it() -> None:
    bring(ISSUE)
    before = counts()
    joined = bring(
        ISSUE.replace(
            "Councillor R Oaks proposed and Councillor M Elm seconded the recommendation.", "It was welcomed."
        )
    )
    after = counts()
    assert [
        name for name in before if after[name] != before[name] and name not in ("Doubt", "SourceText", "Publication")
    ] == []
    assert not joined.known


def test_a_contradiction_is_flagged_and_what_stood_first_stands() -> None:
    bring(ISSUE)
    other = bring(ISSUE.replace("The play areas be renewed", "The play areas be closed"))
    assert any(each.startswith("contradiction") and "closed" in each for each in other.doubts)
    assert "renewed" in m.Decision.objects.get().resolutions.get(number="1").text


def test_every_field_keeps_the_characters_it_was_read_from() -> None:
    bring(ISSUE)
    decision, source = m.Decision.objects.get(), m.Source.objects.get()
    spans = m.SourceText.objects.filter(subject=decision.reference, field="resolved.0")
    assert [source.text[each.start : each.end] for each in spans] == ["The play areas be renewed"]


def test_a_page_that_does_not_say_who_met_is_asked_about_and_not_guessed_at() -> None:
    page = "Agenda item\n\nPlay areas\n\nRESOLVED - That the play areas be renewed.\n"
    asked = bring(page)
    assert any("--body" in each for each in asked.doubts)
    assert m.Organization.objects.count() == m.Decision.objects.count() == 0
    assert not any("entered nowhere" in each for each in asked.doubts)
    asked_again = bring(page, day=date(2026, 3, 12))
    assert any("--body" in each for each in asked_again.doubts)
    answered = bring(page, body="Cabinet")
    assert m.Decision.objects.get().organization == m.Organization.objects.get()
    assert not any("--body" in each for each in answered.doubts)


def test_what_stands_in_a_report_stays_a_reference_to_it() -> None:
    page = bring(ISSUE.replace("The play areas be renewed", "The recommendations in the report be approved"))
    assert any(each.startswith("unresolved") and "report" in each for each in page.doubts)
    first = m.Decision.objects.get().resolutions.get(number="1")
    assert first.text == "The recommendations in the report be approved"


def test_what_was_read_and_has_no_place_in_the_record_is_listed() -> None:
    history = bring(HISTORY)
    assert any(each.endswith("entered nowhere: wards: Elm; Willaston and Rope") for each in history.doubts)
    assert any("the history of" in each for each in history.doubts)


def test_a_decision_whose_outcome_nobody_says_is_not_entered() -> None:
    page = bring(DECISION.format(status="For Determination"))
    assert any("does not say what was decided" in each for each in page.doubts)
    assert not m.Decision.objects.exists()
    bring(DECISION.format(status="Recommmend Forward to Council"))
    assert m.Decision.objects.get().outcome == "recommended"


def test_a_body_that_is_printed_with_its_days_is_a_body_of_that_span() -> None:
    bring(DECISION.replace("Cabinet", "Executive - for meetings from 03/06/20 to 26/04/24").format(status="Approved"))
    body = m.Decision.objects.get().organization
    assert body is not None
    assert (body.name, str(body.founded_on), str(body.dissolved_on)) == ("Executive", "2020-06-03", "2024-04-26")
    assert not m.Post.objects.exists()


def test_a_post_with_a_name_behind_it_is_a_post_and_somebody() -> None:
    bring(ISSUE.replace("12 Play areas\n", "12 Play areas\n\nTo consider the report of the Head of Parks, Ann Ash.\n"))
    by = m.ReportAuthor.objects.get(part="of")
    assert (by.post and by.post.label, by.person and by.person.name) == ("Head of Parks", "Ann Ash")


def test_another_mover_of_the_same_motion_is_told_and_entered_nowhere() -> None:
    bring(ISSUE)
    people = m.Person.objects.count()
    other = bring(ISSUE.replace("Councillor R Oaks proposed", "Councillor T Ash proposed"))
    assert any(each.startswith("contradiction") and "T Ash" in each for each in other.doubts)
    assert m.Person.objects.count() == people


def test_whoever_is_said_to_have_seconded_their_own_motion_is_flagged() -> None:
    page = bring(ISSUE.replace("Councillor M Elm seconded", "Councillor R Oaks seconded"))
    assert any(each.startswith("contradiction") and "seconded" in each for each in page.doubts)
    motion = m.Motion.objects.get()
    assert (motion.mover and motion.mover.name, motion.seconder) == ("R Oaks", None)


def test_a_surname_alone_is_nobody_who_is_known_already() -> None:
    bring(ISSUE)
    other = bring(
        ISSUE.replace("Item 12", "Item 13")
        .replace("12 Play", "13 Play")
        .replace("Councillor R Oaks", "Councillor Oaks")
    )
    assert m.Person.objects.filter(name_key__endswith="oaks").count() == 2
    assert any(each.startswith("ambiguous") for each in other.doubts)


@pytest.mark.parametrize(
    "held", [b"", b"\xff\xfe\x00", b"nothing of a council", b"<html><body>Not found</body></html>"]
)
def test_what_is_no_page_changes_nothing(held: bytes) -> None:
    with pytest.raises(Unreadable):
        bring(held)
    assert set(counts().values()) == {0}


def test_every_page_that_is_given_is_brought_in_and_twice_is_once() -> None:
    paths = list(given())
    assert paths, f"{DATA} is missing: the given pages lie beside the repository, in shared/data"
    for path in paths:
        bring(path.read_bytes(), path.name)
    before = counts()
    for path in paths:
        assert bring(path.read_bytes(), path.name).known, path.name
    assert counts() == before
    _the_two_records_this_house_began_from()


def _the_two_records_this_house_began_from() -> None:
    durham = m.Decision.objects.get(title="Digital Strategy for County Durham")
    assert durham.taken_on is None
    assert durham.organization is not None
    assert durham.organization.kind == "executive"
    assert m.Doubt.objects.filter(subject=durham.reference, kind="unresolved").exists()
    arun = m.Decision.objects.get(reference="decision/2019-12-CAB-328")
    assert (arun.outcome, arun.recommends_to and arun.recommends_to.kind) == ("recommended", "council")
    assert (arun.number, arun.notices.get().number) == ("C/020/091219", "C/020/091219")
    given = arun.delegations.get()
    assert (given.holder.label, given.resolution and given.resolution.number) == (
        "Group Head of Corporate Support",
        "2",
    )
    assert [each.text for each in given.terms.order_by("place")] == ["new legislation", "alternative working practices"]
    declared = m.Declaration.objects.get(person__name_key="walsh")
    assert (declared.kind, declared.item) == ("personal", arun.item)


def test_what_a_member_or_the_holder_of_a_post_undertook_is_entered_once() -> None:
    for who in ("Councillor R Oaks", "Answering, the Head of Parks", "The Head of Parks"):
        bring(ISSUE + f"\n{who} undertook to reply to the ward by letter.\n")
    by_name, by_post = m.Undertaking.objects.order_by("id")
    assert (by_name.by and by_name.by.name, by_name.by_post) == ("R Oaks", None)
    assert (by_post.by, by_post.by_post) == (None, m.Post.objects.get())
    for row in (by_name, by_post):
        assert (row.item, row.text) == (m.AgendaItem.objects.get(), "reply to the ward by letter")
        assert row.published_at is not None
    bring(ISSUE + "\nThe Cabinet and the Executive undertook to reply to the ward by letter.\n")
    assert m.Undertaking.objects.count() == 2
