"""A clerk records what became of a decision, and makes public what was withheld: each with its day, its reason and a new version."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from tests.rooms.clerks import TODAY, Hall, hall
from tests.rooms.decided import CLERK

from guildhall.decide import models as m
from guildhall.decide.clock import standing_at
from guildhall.decide.keeping.agendas import put_item, put_report, restrict
from guildhall.decide.keeping.bodies import found_body
from guildhall.decide.keeping.decision_notices import publish_with_notice
from guildhall.decide.keeping.decisions import take_decision
from guildhall.decide.keeping.publishing import publish_agenda, versions
from guildhall.decide.sight import withheld

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

A_DAY = timedelta(days=1)


@pytest.fixture
def at() -> Iterator[Hall]:
    with standing_at(TODAY):
        yield hall()


def decision(made: Hall, title: str, *, published: bool = True) -> m.Decision:
    row = take_decision(
        title=title, path="officer", outcome="resolved", post=made.post, taken_on=TODAY.date(), reasons="Good ones",
        options_rejected="None", conflicts="None", paragraphs=[("1", "So it is.")], actor=CLERK, at=TODAY,
    )  # fmt: skip
    if published:
        publish_with_notice(decision=row, actor=CLERK, at=TODAY)
    return row


def test_a_decision_is_revoked_by_a_later_one_and_both_pages_say_so(at: Hall) -> None:
    first, later = decision(at, "Old shelves"), decision(at, "No shelves")
    at.desk.open(f"/desk/record/decisions/{first.key}").follow("What became of it")
    at.desk.press("Record it", {"kind": "revoked", "on": "18 11 2026", "by": later.reference, "says": "None stand."})
    assert "It is revoked, or rescinded, 18 November 2026: No shelves. None stand." in at.desk.main
    assert [each.number for each in versions(reference=first.reference)] == [1, 2]
    assert "Old shelves: It is revoked" in at.desk.open(f"/desk/record/decisions/{later.key}/after").main
    page = at.desk.client.get(f"/en/decisions/{first.key}").content.decode()
    assert "None stand." in page
    assert "Revoked" in page


def test_a_recommendation_revokes_nothing_until_it_is_resolved(at: Hall) -> None:
    first, body = decision(at, "Old shelves"), at.meeting.organization
    other = found_body(name="Another council", kind="council", actor=CLERK, at=TODAY)
    later = take_decision(
        title="No shelves", path="executive", outcome="recommended", body=body, recommends_to=other, taken_on=TODAY.date(),
        reasons="Good ones", options_rejected="None", conflicts="None", paragraphs=[("1", "None stand.")], actor=CLERK, at=TODAY,
    )  # fmt: skip
    publish_with_notice(decision=later, actor=CLERK, at=TODAY)
    at.desk.open(f"/desk/record/decisions/{first.key}/after")
    for kind in ("revoked", "superseded", "carried-out"):
        at.desk.press("Record it", {"kind": kind, "on": "18 11 2026", "by": later.reference})
        assert "has no effect by that day" in at.desk.page.get_element_by_id("by-error").text_content()
    assert not m.Sequel.objects.exists()


def test_what_is_amiss_is_said_at_its_box_and_no_draft_ends_anything(at: Hall) -> None:
    first, draft = decision(at, "Old shelves"), decision(at, "Secret shelves", published=False)
    here = f"/desk/record/decisions/{first.key}/after"
    at.desk.open(here).press("Record it")
    wrong = {each.get("id") for each in at.desk.page.xpath("//main//form//p[contains(@class, 'error')]")}
    assert wrong == {"kind-error", "on-error"}
    at.desk.press("Record it", {"kind": "superseded", "on": "19 11 2026", "says": "<b>x</b>\x00"})
    wrong = {each.get("id") for each in at.desk.page.xpath("//main//form//p[contains(@class, 'error')]")}
    assert wrong == {"by-error", "on-error"}
    assert "&lt;b&gt;x" in at.desk.source
    assert "Secret shelves" not in at.desk.source
    at.desk.open(f"/desk/record/decisions/{draft.key}/after")
    at.desk.press("Record it", {"kind": "carried-out", "on": "18 11 2026"})
    assert "Publish it first" in at.desk.page.get_element_by_id("kind-error").text_content()
    assert not m.Sequel.objects.exists()


def test_what_was_withheld_becomes_public_by_an_act_with_a_reason(at: Hall) -> None:
    item = put_item(meeting=at.meeting, title="Tenders", actor=CLERK, at=TODAY)
    row = restrict(
        record=item, paragraph="3", public_interest="The tender", text="Eleven pounds", review_on=TODAY.date(),
        actor=CLERK, at=TODAY,
    )  # fmt: skip
    publish_agenda(meeting=at.meeting.reference, actor=CLERK, at=TODAY)
    here = f"/en/agenda-items/{item.key}"
    at.desk.open("/desk/record").follow("Withheld")
    assert "to be looked at since 18 November 2026" in at.desk.main
    at.desk.follow("Tenders").press("Make it public")
    wrong = {each.get("id") for each in at.desk.page.xpath("//main//form//p[contains(@class, 'error')]")}
    assert wrong == {"why-error", "read-error"}
    assert withheld([item.reference])[item.reference][0].text == ""
    with standing_at(TODAY + A_DAY):
        at.desk.press("Make it public", {"why": "The tender is over.", "read": "yes"})
    assert "Public since 19 November 2026 at 9:00: The tender is over." in at.desk.main
    row.refresh_from_db()
    assert row.lifted_by == at.desk.reference
    assert withheld([item.reference])[item.reference][0].text == "Eleven pounds"
    assert [each.number for each in versions(reference=f"agenda/{at.meeting.key}")] == [1, 2]
    assert "Nothing is withheld until a day." in at.desk.open("/desk/record/withheld").main
    assert at.desk.open("/desk/record/withheld?undated=yes").status == 200
    assert "Eleven pounds" in at.desk.client.get(here).content.decode()


def test_the_document_of_a_paper_that_was_withheld_whole_becomes_its_own_and_no_redacted_one_is_replaced(
    at: Hall,
) -> None:
    item = put_item(meeting=at.meeting, title="Tenders", actor=CLERK, at=TODAY)
    for title, open_file in (("Whole", ""), ("Redacted", "file/redacted")):
        paper = put_report(item=item, title=title, file=open_file, actor=CLERK, at=TODAY)
        row = restrict(
            record=paper, paragraph="3", public_interest="The tender", file="file/exempt", actor=CLERK, at=TODAY
        )
        at.desk.open(f"/desk/record/withheld/{row.pk}")
        at.desk.press("Make it public", {"why": "The tender is over.", "read": "yes"})
    assert list(m.Report.objects.order_by("id").values_list("file", flat=True)) == ["file/exempt", "file/redacted"]


@pytest.mark.parametrize("page", ["withheld/0", f"withheld/{2**70}", "decisions/none/after"])
def test_what_is_not_there_is_not_found(at: Hall, page: str) -> None:
    assert at.desk.open(f"/desk/record/{page}").status == 404


def test_among_many_an_old_decision_is_named_by_its_reference(at: Hall) -> None:
    first, later = decision(at, "Old shelves"), decision(at, "No shelves")
    draft = decision(at, "Secret shelves", published=False)
    m.Decision.objects.bulk_create(
        [
            m.Decision(
                reference=f"decision/n-{n}", title=f"No. {n}", path="officer", outcome="resolved", post=at.post, reasons="x",
                options_rejected="None", conflicts="None", taken_on=TODAY.date(), listed_on=TODAY.date(), published_at=TODAY,
            )
            for n in range(201)
        ]
    )  # fmt: skip
    at.desk.open(f"/desk/record/decisions/{first.key}/after")
    assert f'value="{later.reference}"' not in at.desk.source
    typed = {"kind": "superseded", "on": "18 11 2026"}
    for wrong in (draft.reference, first.reference, "decision/none", "\x00"):
        at.desk.press("Record it", typed | {"by-reference": wrong})
        box = "by" if wrong == "\x00" else "by-reference"
        assert at.desk.page.get_element_by_id(f"{box}-error") is not None
    at.desk.press("Record it", typed | {"by": "decision/n-7", "by-reference": later.reference})
    assert "Leave one of the two" in at.desk.page.get_element_by_id("by-reference-error").text_content()
    at.desk.press("Record it", typed | {"by": "", "by-reference": later.reference})
    assert m.Sequel.objects.get().by == later
