"""Promises about the days in a calendar that somebody follows: none is cut away unsaid, and each that changes is the same one, later."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from tests.rooms.decided import AFTER, CLERK, EVENING, NOW, Council, decided
from tests.rooms.test_decide_following import ways
from tests.rooms.test_decide_open_data import MACHINE

from guildhall.decide import clock
from guildhall.decide import models as m
from guildhall.decide.authority.scrutiny import recommend
from guildhall.decide.keeping import bodies, matters, meetings
from guildhall.decide.keeping.agreed import Correction
from guildhall.decide.keeping.decision_notices import correct_decision
from guildhall.decide.keeping.decisions import take_decision
from guildhall.decide.keeping.forward_plan import put_entry_right, take_off_plan
from guildhall.decide.keeping.matters import plan_decision
from guildhall.decide.keeping.publishing import publish
from guildhall.estate.door import standing_at

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

BY: dict[str, Any] = {"actor": CLERK, "at": AFTER}


@pytest.fixture(autouse=True)
def spring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AFTER)


def followed(where: str, lang: str = "en") -> Any:
    return Calendar.from_ical(MACHINE.get(f"/open-data/records/{lang}/{where}.ics").content)


def days(where: str, lang: str = "en") -> dict[str, Any]:
    """The days of a calendar that are no meetings, by their names."""
    return {str(each["uid"]): each for each in followed(where, lang).walk("VEVENT") if "TRANSP" in each}


def agreed(made: Council, title: str = "Opening hours", on: datetime = AFTER) -> m.Decision:
    row = take_decision(
        title=title, title_cy="Oriau agor", path="executive", outcome="resolved", body=made.cabinet, matter=made.matter,
        taken_on=on.date(), paragraphs=[("1", "Libraries open at nine")], reasons="Asked for", options_rejected="None",
        conflicts="None", is_key=False, **BY,
    )  # fmt: skip
    publish(reference=row.reference, actor=CLERK, at=on)
    return row


def test_a_decision_tells_until_when_it_can_be_called_in_and_from_when_it_has_effect() -> None:
    made = decided()
    row = agreed(made)
    for kind, key in ways(made).items():
        found = days(f"{kind}/{key}")
        called = found[f"{row.reference}/call-in@localhost"]
        effect = found[f"{row.reference}/effective@localhost"]
        assert called["summary"] == "Last day to call in: Opening hours"
        assert effect["summary"] == "Has effect from this day: Opening hours"
        # published on Friday 13 March 2026; five clear working days follow
        assert called.decoded("dtstart") == effect.decoded("dtstart") - timedelta(days=1)
        assert effect.decoded("dtstart") == date(2026, 3, 21)
        assert str(called["url"]).endswith("/en/decisions/" + row.key)
        assert called["sequence"] == 0
    assert days(f"bodies/{made.cabinet.key}", "cy")[f"{row.reference}/call-in@localhost"]["summary"] == (
        "Diwrnod olaf i alw i mewn: Oriau agor"
    )


def test_a_decision_that_is_put_right_is_a_later_revision_of_the_same_day() -> None:
    made = decided()
    row = agreed(made)
    before = days(f"bodies/{made.cabinet.key}")
    correct_decision(
        decision=row, paragraphs={"1": "At ten"}, said={}, why=Correction(CLERK, AFTER + timedelta(hours=1), "A slip")
    )
    after = days(f"bodies/{made.cabinet.key}")
    assert after.keys() == before.keys()
    name = f"{row.reference}/effective@localhost"
    assert (before[name]["sequence"], after[name]["sequence"]) == (0, 1)
    assert after[name].decoded("dtstamp") > before[name].decoded("dtstamp")


def test_what_is_called_in_has_no_day_of_effect_and_no_time_left_to_call_it_in() -> None:
    made = decided()
    row = agreed(made)
    asked = m.CallIn.objects.create(
        reference=f"call-in/{row.key}.1", decision=row, grounds="Haste", requested_at=AFTER, published_at=AFTER
    )
    assert asked.reference not in str(days(f"bodies/{made.cabinet.key}"))
    assert [each for each in days(f"bodies/{made.cabinet.key}") if row.reference in each] == []


def test_what_is_recommended_has_a_day_of_effect_once_council_has_resolved_it() -> None:
    made = decided()
    name = f"{made.decision.reference}/effective@localhost"
    assert name not in days(f"bodies/{made.cabinet.key}")
    row = take_decision(
        title="Adopted", path="council", outcome="resolved", body=made.full_council, matter=made.matter,
        taken_on=AFTER.date(), paragraphs=[("1", "Adopted")], resolves=made.decision,
        reasons="Asked for", options_rejected="None", conflicts="None", **BY,
    )  # fmt: skip
    publish(reference=row.reference, **BY)
    found = days(f"bodies/{made.cabinet.key}")[name]
    assert found.decoded("dtstart") == AFTER.date()
    assert found["sequence"] == 1
    assert f"{row.reference}/effective@localhost" in days(f"matters/{made.matter.key}")


def test_a_notice_tells_from_when_what_it_is_of_can_be_decided() -> None:
    made = decided()
    entry = matters.plan_decision(
        matter=made.matter, due_from=date(2026, 4, 1), due_until=date(2026, 4, 30), body=made.cabinet, is_key=True, **BY
    )
    assert days(f"bodies/{made.cabinet.key}") == {}
    publish(reference=entry.reference, **BY)
    for kind, key in ways(made).items():
        (event,) = days(f"{kind}/{key}").values()
        assert event["summary"] == "Can be decided from this day, after notice: Digital strategy"
        assert event.decoded("dtstart") == date(2026, 4, 11)  # 28 clear days lie between
    put_entry_right(entry=entry, due_from=date(2026, 4, 2), reason="Moved", actor=CLERK, at=AFTER)
    assert [each["sequence"] for each in days(f"bodies/{made.cabinet.key}").values()] == [1]


def test_people_may_say_what_they_think_of_what_is_planned_until_a_day() -> None:
    made = decided()
    entry = plan_decision(
        matter=made.matter, due_from=date(2026, 6, 1), due_until=date(2026, 6, 30), body=made.cabinet, is_key=False,
        consulted_until=date(2026, 5, 1), **BY,
    )  # fmt: skip
    name = f"{entry.reference}/consultation@localhost"
    assert not any(name in days(f"{kind}/{key}") for kind, key in ways(made).items())
    publish(reference=entry.reference, **BY)
    for kind, key in ways(made).items():
        event = days(f"{kind}/{key}")[name]
        assert (event["summary"], event.decoded("dtstart")) == (
            "Last day to say what you think: Digital strategy", date(2026, 5, 1),
        )  # fmt: skip
    welsh = days(f"matters/{made.matter.key}", "cy")[name]
    assert welsh["summary"] == "Diwrnod olaf i ddweud eich barn: Strategaeth ddigidol"
    put_entry_right(entry=entry, consulted_until=date(2026, 5, 8), reason="Longer", actor=CLERK, at=AFTER)
    later = days(f"matters/{made.matter.key}")[name]
    assert (later.decoded("dtstart"), later["sequence"]) == (date(2026, 5, 8), 1)
    take_off_plan(entry=entry, why="No more", **BY)
    assert name not in days(f"matters/{made.matter.key}")


def test_scrutiny_is_answered_by_a_day() -> None:
    made = decided()
    scrutiny = bodies.found_body(name="Scrutiny", kind="scrutiny", **BY)
    asked = recommend(
        by=scrutiny, to=made.cabinet, text="Say it plainly", made_on=AFTER.date(), due_on=date(2026, 5, 13),
        matter=made.matter, **BY,
    )  # fmt: skip
    publish(reference=asked.reference, **BY)
    for where in (f"bodies/{scrutiny.key}", f"bodies/{made.cabinet.key}", f"matters/{made.matter.key}"):
        event = days(where)[f"{asked.reference}/answer@localhost"]
        assert (event["summary"], event.decoded("dtstart")) == (
            "Last day to answer scrutiny: Say it plainly", date(2026, 5, 13),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Meetings and deadlines since 13 March 2025, and all that are to come."),
        ("cy", "Cyfarfodydd a therfynau amser ers 13 Mawrth 2025, a phob un sydd i ddod."),
    ],
)
def test_a_calendar_says_from_when_on_it_tells_and_then_leaves_nothing_out(lang: str, said: str) -> None:
    made = decided()
    for number in range(310):
        row = meetings.call_meeting(body=made.cabinet, starts_at=EVENING + timedelta(days=number), actor=CLERK, at=NOW)
        m.Meeting.objects.filter(pk=row.pk).update(published_at=NOW)
    held = followed(f"bodies/{made.cabinet.key}", lang)
    assert (held["description"], held["x-wr-caldesc"]) == (said, said)
    assert len(held.walk("VEVENT")) == 311


def test_what_is_over_for_more_than_a_year_is_not_in_it_and_what_was_called_in_then_and_settled_since_is() -> None:
    made = decided()
    long_ago = AFTER - timedelta(days=500)
    over, settled = agreed(made, "Long ago", long_ago), agreed(made, "Settled since", long_ago)
    m.CallIn.objects.create(
        reference=f"call-in/{settled.key}.1", decision=settled, grounds="Haste", requested_at=long_ago, valid=True,
        validated_at=long_ago, outcome="confirmed", outcome_on=AFTER.date(), published_at=AFTER,
    )  # fmt: skip
    found = str(days(f"bodies/{made.cabinet.key}"))
    assert f"{over.reference}/" not in found
    assert f"{settled.reference}/effective" in found


def test_a_calendar_asks_the_database_as_often_however_long_it_is(
    django_assert_max_num_queries: Any,
) -> None:
    made = decided()
    with standing_at(AFTER):
        for number in range(2):
            agreed(made, f"Decision {number}")
        days(f"bodies/{made.cabinet.key}")
        with django_assert_max_num_queries(40) as few:
            days(f"bodies/{made.cabinet.key}")
        for number in range(20):
            agreed(made, f"Another {number}")
        with django_assert_max_num_queries(len(few)):
            days(f"bodies/{made.cabinet.key}")
