"""A clerk sees what a page that was brought in left to look at, with its passage, and ticks it off: who, when, what came of it."""

from datetime import date

import pytest
from tests.rooms.clerks import TODAY
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.test_decide_bringing_in import HISTORY, ISSUE, bring

from guildhall.decide import models as m
from guildhall.estate.door import standing_at

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

PAGES = "/desk/record/brought-in"


@pytest.fixture
def asha() -> Clerk:
    return clerk("democratic-services")


def page_of(source: m.Source) -> str:
    return f"{PAGES}/{source.pk}"


def test_what_was_not_understood_is_shown_with_its_passage_and_ticked_off_by_somebody(asha: Clerk) -> None:
    odd = "It was a stormy evening, and the harbour bell rang twice."
    bring(ISSUE.replace("12 Play areas\n", f"12 Play areas\n\n{odd}\n"), name="areas.txt")
    row = m.Doubt.objects.get(kind="not-understood", says__contains="stormy")
    assert "areas.txt" in asha.open(PAGES).main
    asha.follow("areas.txt")
    assert odd in [each.text for each in asha.page.iter("mark")]
    assert "Tick what you have looked at" in asha.press("Tick them off").main
    assert asha.status == 409
    with standing_at(TODAY):
        asha.press("Tick them off", {"doubts": str(row.pk), "how": "Nothing to enter"})
    row.refresh_from_db()
    assert (row.settled_at, row.settled_by, row.settled_how) == (TODAY, asha.reference, "Nothing to enter")
    assert "stormy" not in asha.main
    said = asha.open(f"{page_of(m.Source.objects.get())}?settled=yes").main
    assert "Looked at by Asha Pell on Wednesday 18 November 2026 at 9:00: Nothing to enter" in said


def test_a_page_of_which_nothing_is_left_goes_from_the_list_and_is_found_among_all(asha: Clerk) -> None:
    bring(HISTORY, name="history.txt")
    source = m.Source.objects.get()
    asha.open(page_of(source)).press("Tick them off", {"doubts": [str(each.pk) for each in m.Doubt.objects.all()]})
    assert not m.Doubt.objects.filter(settled_at=None).exists()
    assert "Nothing is left to look at." in asha.open(PAGES).main
    assert "all looked at" in asha.open(f"{PAGES}?all=yes").main


def test_what_waits_for_an_answer_is_not_ticked_off_but_answered(asha: Clerk) -> None:
    page = "Agenda item\n\nPlay areas\n\nRESOLVED - That the play areas be renewed.\n"
    bring(page)
    source, row = m.Source.objects.get(), m.Doubt.objects.get(field="body")
    assert "Bring the page in again with the answer" in asha.open(page_of(source)).main
    assert not asha.page.xpath(f'//input[@value="{row.pk}"]')
    bring(page, body="Cabinet", day=date(2026, 3, 12))
    assert "Bring the page in again" not in asha.open(page_of(source)).main


def test_what_somebody_ticked_off_meanwhile_keeps_who_did(asha: Clerk) -> None:
    bring(HISTORY)
    source, row = m.Source.objects.get(), m.Doubt.objects.order_by("id")[0]
    asha.open(page_of(source))
    clerk("democratic-services", name="Bea Boon").open(page_of(source)).press(
        "Tick them off", {"doubts": str(row.pk), "how": "Entered"}
    )
    assert "Somebody looked at one of these already" in asha.press("Tick them off", {"doubts": str(row.pk)}).main
    row.refresh_from_db()
    assert row.settled_how == "Entered"


def test_what_a_page_holds_is_shown_as_it_is_written_and_only_to_those_who_keep_the_record(asha: Clerk) -> None:
    bring(ISSUE.replace("12 Play areas\n", "12 Play areas\n\n<b>Bold & brave</b> words stood here.\n"))
    source = m.Source.objects.get()
    shown = asha.open(page_of(source))
    assert "<b>Bold" not in shown.source
    assert clerk("advisor", name="Cy Cole").open(page_of(source)).status == 403
    assert asha.open(f"{PAGES}/0").status == asha.open(f"{PAGES}/{2**70}").status == 404
