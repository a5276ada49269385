"""A journey keeps what was said, with who said it; and is taken up again on any channel without giving anything away."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult
from tests.rooms.council import AMIR, MILL_LANE, NOWHERE_KNOWN, VERA, WEDNESDAY, finished, in_force

from guildhall.ledger.door import history
from guildhall.serve.answering import journeys, resuming

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def statements(captured: CaptureQueriesContext) -> list[str]:
    """The statements, without those that only open and close a transaction."""
    around = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
    return [each["sql"] for each in captured if not each["sql"].startswith(around)]


def begun(**answers: object) -> journeys.JourneyValue:
    return journeys.begin(
        live=in_force(),
        language="en",
        channel="web",
        actor=VERA,
        at=WEDNESDAY,
        answers={"address": MILL_LANE} | answers,
    )


def again(journey: journeys.JourneyValue, **answers: object) -> journeys.JourneyValue:
    loaded = journeys.load(journey=journey.id, at=WEDNESDAY)
    named = {key.replace("_", "-"): value for key, value in answers.items()}
    return journeys.save(journey=loaded, answers=named, channel="web", actor=VERA, at=WEDNESDAY)


def test_a_step_is_saved_in_three_statements_and_the_first_one_too() -> None:
    live = in_force()
    journeys.working_calendar(WEDNESDAY)
    with CaptureQueriesContext(connection) as first:
        journey = journeys.begin(
            live=live, language="en", channel="web", actor=VERA, at=WEDNESDAY, answers={"address": MILL_LANE}
        )
    with CaptureQueriesContext(connection) as second:
        again(journey, bin="general")
    assert len(statements(first)) <= 3
    assert len(statements(second)) <= 3


def test_the_round_is_looked_up_and_not_asked_where_the_address_is_known() -> None:
    journey = again(begun(), bin="general")
    assert journey.facts == {"last-collection": "2026-11-17"}
    assert journey.position.page == "assisted"


def test_the_round_is_asked_where_it_cannot_be_looked_up() -> None:
    journey = again(begun(address=NOWHERE_KNOWN), bin="general")
    assert journey.position.page == "collection-day"


def test_a_refused_answer_is_not_kept_and_loses_nothing_that_was() -> None:
    journey = again(begun(), bin="the pink one")
    assert [(each.step, each.code) for each in journey.position.refusals] == [("bin", "not-an-option")]
    assert set(journeys.load(journey=journey.id, at=WEDNESDAY).answers) == {"address"}


def test_an_answer_is_kept_in_its_canonical_form() -> None:
    journey = begun(address={"line1": " 4  Mill Lane ", "postcode": "zz12ab"})
    assert journeys.load(journey=journey.id, at=WEDNESDAY).answers["address"] == MILL_LANE


def test_answering_the_same_again_on_another_channel_keeps_who_said_it_first() -> None:
    journey = again(begun(), bin="general")
    later = WEDNESDAY + timedelta(hours=2)
    by_phone = journeys.load(journey=journey.id, at=later, actor=AMIR, channel="phone")
    saved = journeys.save(
        journey=by_phone, answers={"bin": "general", "assisted": True}, channel="phone", actor=AMIR, at=later
    )
    kept = journeys.load(journey=saved.id, at=later).given
    assert (kept["bin"].channel, kept["bin"].actor) == ("web", VERA)
    assert (kept["assisted"].channel, kept["assisted"].actor) == ("phone", AMIR)


def test_a_changed_answer_says_who_changed_it() -> None:
    journey = again(begun(), bin="general")
    by_phone = journeys.load(journey=journey.id, at=WEDNESDAY, actor=AMIR, channel="phone")
    journeys.save(journey=by_phone, answers={"bin": "garden"}, channel="phone", actor=AMIR, at=WEDNESDAY)
    assert journeys.load(journey=journey.id, at=WEDNESDAY).given["bin"].actor == AMIR


def test_a_spoken_code_asks_two_things_and_discloses_nothing() -> None:
    journey = finished(in_force())
    _found, checks = resuming.checks_for(code=journey.resume_code, place="account/amir", now=WEDNESDAY)
    assert [check.label["en"] for check in checks] == ["Full name", "Postcode"]


def test_a_journey_with_too_little_in_it_asks_for_the_two_words_as_well() -> None:
    journey = begun()
    _found, checks = resuming.checks_for(code=journey.resume_code, place="account/amir", now=WEDNESDAY)
    assert [check.step for check in checks] == ["address", "phrase"]
    replies = {"address": "zz1 2ab", "phrase": journey.phrase.upper()}
    resumed = resuming.resume(
        code=journey.resume_code.lower(),
        replies=replies,
        place="account/amir",
        channel="phone",
        actor=AMIR,
        now=WEDNESDAY,
    )
    assert resumed.answers == {"address": MILL_LANE}


@pytest.mark.parametrize(
    "replies", [{}, {"name": "Vera Lind"}, {"name": "Vera Lind", "address": "ZZ9 9ZZ"}, {"name": ""}]
)
def test_a_wrong_or_missing_reply_takes_up_nothing(replies: dict[str, str]) -> None:
    journey = finished(in_force())
    with pytest.raises(resuming.NotKnown):
        resuming.resume(
            code=journey.resume_code, replies=replies, place="a", channel="phone", actor=AMIR, now=WEDNESDAY
        )


def test_a_code_expires() -> None:
    journey = finished(in_force())
    with pytest.raises(resuming.NotKnown):
        resuming.checks_for(code=journey.resume_code, place="a", now=WEDNESDAY + timedelta(days=29))


def test_a_code_can_be_tried_five_times_an_hour_and_then_not() -> None:
    journey = finished(in_force())
    for _try in range(resuming.TRIES):
        resuming.checks_for(code=journey.resume_code, place="a", now=WEDNESDAY)
    with pytest.raises(resuming.TooManyTries):
        resuming.checks_for(code=journey.resume_code, place="another", now=WEDNESDAY)


def test_a_code_with_one_wrong_sign_is_not_known() -> None:
    journey = finished(in_force())
    wrong = ("3" if journey.resume_code[0] == "2" else "2") + journey.resume_code[1:]
    with pytest.raises(resuming.NotKnown):
        resuming.checks_for(code=wrong, place="a", now=WEDNESDAY)


def told_of(journey: journeys.JourneyValue) -> list[tuple[str, object]]:
    """What the ledger heard of a journey once the worker has done its work: each event, and how it ended."""
    for row in DBTaskResult.objects.ready().filter(task_path__contains="record_journey").order_by("enqueued_at"):
        row.task.call(**row.args_kwargs["kwargs"])
        row.delete()
    return [
        (each.type, each.data.get("outcome")) for each in history(subject=f"journey/{journey.id}", audience="staff")
    ]


@pytest.mark.parametrize("channel", ["web", "phone", "counter"])
def test_a_journey_that_ends_in_advice_is_told_to_the_ledger_with_where_it_ended(channel: str) -> None:
    early = WEDNESDAY.replace(hour=11)
    live = in_force()
    journey = journeys.begin(
        live=live, language="en", channel=channel, actor=VERA, at=early, answers={"address": NOWHERE_KNOWN}
    )
    loaded = journeys.load(journey=journey.id, at=early, channel=channel)
    saved = journeys.save(journey=loaded, answers={"bin": "general"}, channel=channel, actor=VERA, at=early)
    with CaptureQueriesContext(connection) as last:
        ended = journeys.save(
            journey=journeys.load(journey=saved.id, at=early, channel=channel),
            answers={"collection-day": "2026-11-18"},
            channel=channel,
            actor=VERA,
            at=early,
        )
    assert ended.position.outcome is not None
    assert ended.position.outcome.kind == "exit"
    assert len(statements(last)) <= 3
    assert told_of(journey) == [("journey.begun", None), ("journey.ended", ended.position.outcome.id)]


def test_an_end_is_told_once_and_a_case_is_no_such_end() -> None:
    early = WEDNESDAY.replace(hour=11)
    journey = journeys.begin(
        live=in_force(), language="en", channel="web", actor=VERA, at=early, answers={"address": NOWHERE_KNOWN}
    )
    for answers in ({"bin": "general"}, {"collection-day": "2026-11-18"}, {"collection-day": "2026-11-18"}):
        journey = journeys.save(journey=journey, answers=answers, channel="web", actor=VERA, at=early)
    assert [kind for kind, _ in told_of(journey)] == ["journey.begun", "journey.ended"]
    case = finished(in_force())
    assert [kind for kind, _ in told_of(case)] == ["journey.begun"]


def test_a_first_answer_that_ends_a_journey_costs_no_more_than_any_other() -> None:
    live = in_force("report-danger")
    journeys.working_calendar(WEDNESDAY)
    with CaptureQueriesContext(connection) as captured:
        journey = journeys.begin(
            live=live, language="en", channel="web", actor=VERA, at=WEDNESDAY, answers={"somebody-hurt": True}
        )
    assert len(statements(captured)) <= 3
    assert journey.position.outcome is not None
    assert told_of(journey) == [("journey.begun", None), ("journey.ended", journey.position.outcome.id)]
