"""Scrutiny is answered in time or is seen not to be; what was promised to it, or in debate, is followed until it is done."""

from datetime import date, datetime
from typing import Any

import pytest
from tests.rooms.decided import CLERK, EVENING, LONDON, NOW, Council, decided

from guildhall.decide import models as m
from guildhall.decide.authority import scrutiny
from guildhall.decide.authority.undertakings import unkept
from guildhall.decide.keeping import bodies, decisions
from guildhall.decide.keeping.publishing import publish, versions
from guildhall.decide.keeping.recording import NotRecorded
from guildhall.decide.sight import seen

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MADE, DUE, LATE = date(2026, 3, 5), date(2026, 5, 4), date(2026, 5, 5)
BY: dict[str, Any] = {"actor": CLERK, "at": datetime(2026, 9, 1, 12, 0, tzinfo=LONDON)}


def panel() -> m.Organization:
    return bodies.found_body(name="Overview and Scrutiny", kind="scrutiny", code="OSC", actor=CLERK, at=NOW)


def recommended(made: Council, **told: Any) -> m.ScrutinyRecommendation:
    given: dict[str, Any] = {"text": "Publish what is late", "made_on": MADE, "to": made.cabinet} | told
    by = given.pop("by", None) or panel()
    return scrutiny.recommend(by=by, **given, **BY)


def answered(made: Council, row: m.ScrutinyRecommendation, **told: Any) -> m.ScrutinyResponse:
    given: dict[str, Any] = {
        "accepted": "partly", "explanation": "Monthly, not weekly", "given_on": date(2026, 4, 20), "by": made.cabinet,
        "action": "Publish each month", "action_owner": made.head, "action_due_on": date(2026, 6, 30),
    }  # fmt: skip
    return scrutiny.respond(recommendation=row, **given | told, **BY)


def test_the_executive_responds_within_two_months_that_begin_with_the_day_of_receipt() -> None:
    made = decided()
    by = panel()
    assert recommended(made, by=by).response_due_on == DUE
    assert recommended(made, by=by, received_on=date(2026, 3, 9)).response_due_on == date(2026, 5, 8)
    assert recommended(made, by=by, to=made.full_council).response_due_on == DUE
    assert recommended(made, by=by, to=None, to_post=made.head).response_due_on is None
    assert recommended(made, by=by, due_on=date(2026, 4, 1)).response_due_on == date(2026, 4, 1)


def test_what_nobody_answered_is_listed_from_the_day_after_its_last() -> None:
    made = decided()
    row = recommended(made)
    assert not scrutiny.overdue_responses(on=DUE).exists()
    assert list(scrutiny.overdue_responses(on=LATE)) == [row]
    answered(made, row, given_on=date(2026, 5, 6))
    assert list(scrutiny.overdue_responses(on=LATE)) == [row]
    assert not scrutiny.overdue_responses(on=date(2026, 5, 6)).exists()


def test_a_response_says_whether_why_and_what_is_done_by_whom_and_when() -> None:
    made = decided()
    row = recommended(made)
    response = answered(made, row)
    assert (response.accepted, response.explanation) == ("partly", "Monthly, not weekly")
    assert (response.action, response.action_owner, response.action_due_on) == (
        "Publish each month", made.head, date(2026, 6, 30),
    )  # fmt: skip
    amiss: dict[str, dict[str, Any]] = {
        "accepted": {"accepted": "perhaps"},
        "explanation": {"explanation": " "},
        "by": {"by": None},
        "given_on": {"given_on": date(2026, 3, 4)},
        "action": {"action": ""},
        "action_due_on": {"action_due_on": date(2026, 4, 19)},
    }
    for box, wrong in amiss.items():
        with pytest.raises(NotRecorded) as refused:
            answered(made, row, **wrong)
        assert refused.value.box == box
    assert row.responses.count() == 1


def test_what_was_promised_is_followed_until_it_is_done() -> None:
    made = decided()
    row = recommended(made)
    response = answered(made, row)
    days = [date(2026, 4, 19), date(2026, 4, 20), date(2026, 7, 1), date(2026, 7, 3)]
    stages = ["awaits-response", "action-awaited", "action-overdue", "action-overdue"]
    assert [scrutiny.stands(recommendation=row, on=day) for day in days] == stages
    assert list(scrutiny.overdue_actions(on=date(2026, 7, 1))) == [response]
    assert not scrutiny.overdue_actions(on=date(2026, 6, 30)).exists()
    scrutiny.act(response=response, on=date(2026, 7, 3), how="The first list is out", **BY)
    assert scrutiny.stands(recommendation=row, on=days[-1]) == "done"
    assert not scrutiny.overdue_actions(on=date(2026, 7, 4)).exists()
    with pytest.raises(NotRecorded, match="done"):
        scrutiny.act(response=response, on=date(2026, 7, 3), how="Again", **BY)


def test_a_response_is_public_once_it_is_published_as_a_version_of_what_it_answers() -> None:
    made = decided()
    row = recommended(made)
    publish(reference=row.reference, **BY)
    row.refresh_from_db()
    response = answered(made, row)
    assert not seen(m.ScrutinyResponse).exists()
    assert scrutiny.stands(recommendation=row, on=LATE, published=True) == "response-overdue"
    scrutiny.publish_response(response=response, **BY)
    assert list(seen(m.ScrutinyResponse)) == [response]
    assert scrutiny.stands(recommendation=row, on=LATE, published=True) == "action-awaited"
    scrutiny.act(response=response, on=date(2026, 7, 3), how="The first list is out", **BY)
    assert [each.reason for each in versions(reference=row.reference)] == [
        "", "A response was given", "What was promised was done",
    ]  # fmt: skip


def test_no_response_is_published_before_what_it_answers() -> None:
    made = decided()
    response = answered(made, recommended(made))
    with pytest.raises(NotRecorded, match="stands-on-a-draft"):
        scrutiny.publish_response(response=response, **BY)
    response.refresh_from_db()
    assert response.published_at is None


def test_an_undertaking_says_who_what_and_by_when_and_is_listed_until_it_is_kept() -> None:
    made = decided(published=False)
    told: dict[str, Any] = {"item": made.item, "actor": CLERK, "at": NOW}
    someday = decisions.undertake(text="Write to the ward", by=made.leader, **told)
    soon = decisions.undertake(text="Bring the figures", by=made.shield, to="scrutiny", due_on=date(2026, 4, 1), **told)
    assert (soon.by, soon.text, soon.due_on) == (made.shield, "Bring the figures", date(2026, 4, 1))
    assert list(unkept()) == [soon, someday]
    assert list(unkept(on=date(2026, 4, 2))) == [soon]
    assert not unkept(on=date(2026, 4, 1)).exists()
    decisions.keep_undertaking(undertaking=soon, on=EVENING.date(), how="Sent to all members", **BY)
    assert list(unkept()) == [someday]


def test_an_undertaking_is_kept_once_and_neither_before_it_was_given_nor_in_the_future() -> None:
    made = decided(published=False)
    row = decisions.undertake(item=made.item, text="Bring the figures", actor=CLERK, at=NOW)
    for day, code in ((date(2026, 3, 11), "before-it-began"), (date(2026, 9, 2), "not-yet")):
        with pytest.raises(NotRecorded, match=code):
            decisions.keep_undertaking(undertaking=row, on=day, how="Sent", **BY)
    decisions.keep_undertaking(undertaking=row, on=date(2026, 9, 1), how="Sent", **BY)
    with pytest.raises(NotRecorded, match="kept"):
        decisions.keep_undertaking(undertaking=row, on=date(2026, 9, 1), how="Again", **BY)
