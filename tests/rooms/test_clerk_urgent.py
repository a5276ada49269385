"""A key decision that one person takes has its notice as Cabinet's has, or says why not (S.I. 2012/2089, regulations 9 to 11)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.rooms.clerks import TODAY, Hall, hall
from tests.rooms.decided import CLERK
from tests.rooms.test_clerk_alone import HERE, told, wrong

from guildhall.decide import models as m
from guildhall.decide.addresses import address_of
from guildhall.decide.authority.alone import take_alone
from guildhall.decide.authority.standing import paths
from guildhall.decide.clock import standing_at
from guildhall.decide.keeping.matters import plan_decision
from guildhall.decide.keeping.publishing import publish
from guildhall.decide.keeping.recording import NotRecorded
from guildhall.decide.keeping.urgent import give_urgent_notice
from guildhall.decide.sight import seen

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

YESTERDAY, A_WEEK = date(2026, 11, 17), timedelta(days=7)


@pytest.fixture
def at() -> Iterator[Hall]:
    with standing_at(TODAY):
        yield hall()


def told_publicly(row: m.Decision) -> tuple[set[str], set[str]]:
    """What its path shows to everybody: why it came to each step, and what is not on record."""
    row = m.Decision.objects.select_related("item", "plan_entry", "recommends_to").get(pk=row.pk)
    path = paths([row], on=TODAY.date())[row.pk]
    return {each.why for each in path.steps}, {each.code for each in path.breaches}


def planned_for_the_post(made: Hall, *, is_key: bool = True) -> m.PlanEntry:
    return plan_decision(
        matter=made.entry.matter, post=made.post, due_from=date(2026, 11, 1), due_until=date(2026, 11, 30), is_key=is_key,
        actor=CLERK, at=TODAY,
    )  # fmt: skip


def test_an_officers_key_decision_without_notice_is_refused_and_with_urgency_agreed_it_is_recorded(at: Hall) -> None:
    at.desk.open(HERE).press("Record the decision", told(post=at.post.reference, is_key="yes"))
    assert wrong(at) == {"is_key-error"}
    assert not m.Decision.objects.exists()
    at.desk.press("Record the decision", {"urgent_because": "The roof may fall in"})
    assert wrong(at) == {"agreed_by-error", "agreed_on-error"}
    agreed = {"agreed_by": at.ann.reference, "agreed_on": "18 11 2026"}
    at.desk.press("Record the decision", agreed)
    assert wrong(at) == {"agreed_on-error"}  # that was after it was decided
    at.desk.press("Record the decision", {"agreed_on": "16 11 2026"})
    row = m.Decision.objects.get()
    notice = m.Notice.objects.get()
    assert (notice.kind, notice.decision, notice.agreed_by, notice.reasons) == (
        "special-urgency", row, at.ann, "The roof may fall in",
    )  # fmt: skip
    assert notice not in seen(m.Notice)
    at.desk.press("Publish it with its notice")
    assert notice in seen(m.Notice)
    whys, breaches = told_publicly(row)
    assert ("special-urgency-agreed" in whys, breaches) == (True, set())
    assert "The roof may fall in" in Client().get(address_of("en", row.reference)).content.decode()


def test_what_was_taken_without_any_notice_is_recorded_as_it_happened_and_its_page_says_so(at: Hall) -> None:
    at.desk.open(HERE).press("Record the decision", told(post=at.post.reference, is_key="yes", without_notice="yes"))
    at.desk.press("Publish it with its notice")
    assert told_publicly(m.Decision.objects.get())[1] == {"key-notice-not-on-record"}
    assert not m.Notice.objects.exclude(kind="decision").exists()


def test_what_is_not_key_asks_for_no_notice(at: Hall) -> None:
    at.desk.open(HERE).press("Record the decision", told(post=at.post.reference))
    assert m.Decision.objects.count() == 1


def test_a_planned_decision_of_one_person_has_its_urgent_notice_from_its_line_of_the_plan(at: Hall) -> None:
    entry = planned_for_the_post(at)
    page = f"/desk/record/plan/{entry.key}"
    at.desk.open(page).press("Publish this notice", {"urgent_kind": "general-exception", "urgent_because": "The roof"})
    assert wrong(at) == {"told-error"}
    at.desk.press("Publish this notice", {"told": "The chair of scrutiny, today"})
    exception = m.Notice.objects.get()
    assert (exception.kind, exception.plan_entry, exception in seen(m.Notice)) == ("general-exception", entry, True)
    at.desk.open(page).press("Publish this notice", {"urgent_kind": "special-urgency", "urgent_because": "It leaks"})
    assert wrong(at) == {"agreed_by-error", "agreed_on-error"}
    at.desk.press("Publish this notice", {"agreed_by": at.ann.reference, "agreed_on": "18 11 2026"})
    assert m.Notice.objects.get(kind="special-urgency") in seen(m.Notice)
    assert (
        "Publish this notice" not in at.desk.open(f"/desk/record/plan/{at.entry.key}").source
    )  # a body gives it otherwise


def test_five_clear_days_under_the_general_exception_are_enough_and_four_are_not(at: Hall) -> None:
    entry = planned_for_the_post(at)
    said: dict[str, Any] = {
        "title": "Roof", "post": at.post, "matter": entry.matter, "paragraphs": [("1", "Mend it")], "reasons": "It leaks",
        "options_rejected": "None", "conflicts": "None", "is_key": True, "actor": CLERK, "at": TODAY,
    }  # fmt: skip
    given = TODAY - A_WEEK  # Wednesday 11 November: five working days lie before Thursday 19
    publish(reference=entry.reference, actor=CLERK, at=given)
    give_urgent_notice(
        entry=entry, kind="general-exception", reasons="It leaks", told="The chair", actor=CLERK, at=given
    )
    with pytest.raises(NotRecorded) as refused:
        take_alone(taken_on=YESTERDAY, **said)
    assert (refused.value.code, refused.value.box) == ("key-without-notice", "is_key")
    assert not m.Decision.objects.exists()
    row = take_alone(taken_on=date(2026, 11, 19), **said | {"at": TODAY + timedelta(days=1)})
    assert row.plan_entry == entry


def test_nothing_urgent_is_noticed_of_what_is_not_key_or_a_body_decides(at: Hall) -> None:
    for entry, code in ((planned_for_the_post(at, is_key=False), "not-key"), (at.entry, "not-key")):
        with pytest.raises(NotRecorded) as refused:
            give_urgent_notice(entry=entry, kind="special-urgency", reasons="It leaks", actor=CLERK, at=TODAY)
        assert refused.value.code == code
    at.entry.is_key = True
    at.entry.save()
    with pytest.raises(NotRecorded) as refused:
        give_urgent_notice(entry=at.entry, kind="special-urgency", reasons="It leaks", actor=CLERK, at=TODAY)
    assert refused.value.code == "with-its-agenda"
