"""A key decision without notice waits for the monitoring officer; one that was agreed to be urgent stands in the report to Council."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.rooms.clerks import TODAY, Hall, hall
from tests.rooms.decided import AFTER, CLERK, decided, publish_all
from tests.rooms.deskwork import clerk
from tests.rooms.test_clerk_alone import HERE, told

from guildhall.decide import models as m
from guildhall.decide.addresses import address, address_of
from guildhall.decide.clock import standing_at
from guildhall.decide.copying.house import copy_of
from guildhall.decide.keeping.decision_notices import publish_with_notice
from guildhall.decide.keeping.notices import give_notice
from guildhall.decide.keeping.publishing import publish

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

URGENT: dict[str, str] = {"is_key": "yes", "urgent_because": "The roof may fall in", "agreed_on": "16 11 2026"}


@pytest.fixture
def at() -> Iterator[Hall]:
    with standing_at(TODAY):
        yield hall()


def monitoring() -> Any:
    return clerk("monitoring-officer", name="Colin Marsden").open("/desk/monitoring")


def without_notice(made: Hall) -> m.Decision:
    made.desk.open(HERE).press(
        "Record the decision", told(post=made.post.reference, is_key="yes", without_notice="yes")
    )
    return m.Decision.objects.get()


def urgently(made: Hall, **more: str) -> m.Decision:
    made.desk.open(HERE).press(
        "Record the decision", told(post=made.post.reference, agreed_by=made.ann.reference, **URGENT, **more)
    )
    return m.Decision.objects.latest("id")


def read(where: str) -> str:
    answer = Client().get(where)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_waits_at_the_monitoring_officers_desk_until_somebody_says_what_was_done(at: Hall) -> None:
    row = without_notice(at)
    hand = monitoring()
    for said in (
        "Decided without notice",
        row.reference,
        "Head of Libraries, Tuesday 17 November 2026",
        "no notice is on",
    ):
        assert said in hand.main
    concern = m.Concern.objects.get()
    box = f"done-{concern.pk}"
    hand.press("It is seen to", {box: " "})
    assert hand.page.get_element_by_id(f"{box}-error") is not None
    hand.press("It is seen to", {box: "Reported to Cabinet"})
    assert row.reference not in hand.main
    concern.refresh_from_db()
    assert concern.done == "Reported to Cabinet"


def test_it_is_told_once_however_often_it_is_published(at: Hall) -> None:
    row = without_notice(at)
    for _ in range(2):
        publish_with_notice(decision=row, actor=CLERK, at=TODAY)
    concern = m.Concern.objects.get()
    assert concern.decision == row
    concern.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        concern.save(force_insert=True)


def test_what_was_noticed_urgent_or_not_key_is_told_to_nobody(at: Hall) -> None:
    publish_with_notice(decision=urgently(at), actor=CLERK, at=TODAY)
    at.desk.open(HERE).press("Record the decision", told(post=at.post.reference))
    assert not m.Concern.objects.exists()


@pytest.mark.parametrize(("brought_in", "times"), [(False, 1), (True, 0)])
def test_so_is_what_cabinet_decides_without_any_and_what_was_brought_in_is_not(brought_in: bool, times: int) -> None:
    made = decided(published=False)
    m.Decision.objects.update(outcome="resolved", recommends_to=None, brought_in=brought_in)
    made.decision.refresh_from_db()
    with standing_at(AFTER):
        publish_all(made)
        publish_with_notice(decision=made.decision, actor=CLERK, at=AFTER)
    assert m.Concern.objects.filter(decision=made.decision).count() == times


def test_the_report_has_each_urgent_decision_of_its_days_that_is_published_and_no_other(at: Hall) -> None:
    row, draft = urgently(at), urgently(at, title="A quince")
    without = told(post=at.post.reference, is_key="yes", without_notice="yes", title="Unnoticed")
    at.desk.open(HERE).press("Record the decision", without)
    for each in m.Decision.objects.exclude(pk=draft.pk):
        publish_with_notice(decision=each, actor=CLERK, at=TODAY)
    here = address("en", "urgent")
    page = read(here)
    for said in ("New shelves", "Buy them.", "Councillor Ann Archer", "16 November 2026", "The roof may fall in"):
        assert said in page
    assert address_of("en", row.reference) in page
    assert [each for each in ("quince", "Unnoticed") if each in page] == []
    assert "New shelves" in read(f"{here}?since=2026-11-17&until=2026-11-17")
    assert "New shelves" not in read(f"{here}?since=2026-11-18&until=2026-11-30")
    assert "New shelves" not in read(f"{here}?since=2026-11-01&until=2026-11-16")
    assert "Cytunwyd ar frys arbennig" in read(address("cy", "urgent"))


def test_urgency_that_was_agreed_afterwards_is_none(at: Hall) -> None:
    row = without_notice(at)
    publish_with_notice(decision=row, actor=CLERK, at=TODAY)
    said: dict[str, Any] = {"reasons": "It rained", "agreed_by": at.ann, "agreed_on": TODAY.date()}
    notice = give_notice(kind="special-urgency", decision=row, actor=CLERK, at=TODAY, **said)
    publish(reference=notice.reference, actor=CLERK, at=TODAY)
    assert row.title not in read(address("en", "urgent"))


def test_a_clerk_chooses_the_days_sees_what_is_left_out_and_deposits_the_page_on_an_agenda(at: Hall) -> None:
    row, draft = urgently(at), urgently(at, title="A quince")
    publish_with_notice(decision=row, actor=CLERK, at=TODAY)
    hand = at.desk.open("/desk/record").follow("Urgent decisions")
    hand.press("Show them", {"since": "1 12 2026", "until": "1 11 2026"})
    assert hand.page.get_element_by_id("since-error") is not None
    hand.press("Show them", {"since": "1 11 2026", "until": "30 11 2026"})
    assert "in the report" in hand.main
    assert "A quince" in hand.main
    assert "not published, so not in the report" in hand.main
    report = hand.page.xpath("//main//code")[0].text_content()
    assert report == f"{address('en', 'urgent')}?since=2026-11-01&until=2026-11-30"
    kept = copy_of(report).content
    assert "New shelves" in kept
    assert draft.title not in kept


@pytest.mark.parametrize("asked", ["since=x", "since=0001-01-01&until=9999-12-31", "after=%00", "since=2027-01-01"])
def test_what_is_no_day_changes_nothing(at: Hall, asked: str) -> None:
    assert Client().get(f"{address('en', 'urgent')}?{asked}").status_code == 200
