"""Promises about a closure and those who were promised that time: who records it sees them, and they stand there until rearranged."""

from collections.abc import Iterator
from copy import copy
from datetime import date, datetime, time, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.rooms.acquainted import ASHA
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.promising import EVERYTHING, promised
from tests.rooms.test_sending import veras_case

from guildhall.estate.door import ClosureValue, calendar, close_on, new_reference
from guildhall.serve.contacts import callbacks
from guildhall.serve.demo.places import open_places
from guildhall.serve.models import Appointment, Callback, HelpPlace
from guildhall.serve.obligations.promised_then import MOST, promised_then

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

FRIDAY = date(2026, 11, 20)
TYPED = {"day": "2026-11-20", "reason": "Training", "reason_cy": "Hyfforddiant"}


@pytest.fixture(autouse=True)
def places() -> Iterator[None]:
    """Places to be expected at; and what a rolled back closure left in memory is forgotten."""
    open_places(at=WEDNESDAY)
    yield
    calendar(year_from=2025, year_to=2028, afresh=True)


@pytest.fixture
def ada() -> Clerk:
    """Who records closures."""
    return clerk("administrator", name="Ada Vane")


def close() -> None:
    """Friday is a day of training."""
    close_on(day=FRIDAY, reason="Training", reason_cy="Hyfforddiant")


def on_friday(hour: int) -> datetime:
    """That hour of the Friday."""
    return datetime.combine(FRIDAY, time(hour), WEDNESDAY.tzinfo)


def expected(slug: str = "the-guildhall", hour: int = 10, reference: str = "7QX4-M3KD") -> Appointment:
    """Somebody is expected there on Friday at that hour, for half an hour."""
    return Appointment.objects.create(
        reference=reference,
        place=HelpPlace.objects.get(slug=slug),
        starts_at=on_friday(hour),
        ends_at=on_friday(hour) + timedelta(minutes=30),
        counter=1,
        called="Vera",
        language="en",
        channel="phone",
        booked_at=WEDNESDAY,
    )


def rung(since: int = 14, until: int = 16) -> int:
    """Somebody is to be rung on Friday between these hours."""
    return promised(at=WEDNESDAY, opens_at=on_friday(since), closes_at=on_friday(until)).id


def then(**more: object) -> list[tuple[str, str]]:
    """Who was promised a time at which we would be closed."""
    closure = ClosureValue(FRIDAY, "Training", **more)  # type: ignore[arg-type]
    return [
        (each.kind, each.key) for each in promised_then(closures=[closure], onlooker=EVERYTHING, at=WEDNESDAY).found
    ]


def test_the_preview_names_how_many_and_each_and_they_stand_there_until_they_are_rearranged(ada: Clerk) -> None:
    row, call = expected(), rung()
    ada.open("/desk/closures")
    assert "To be rearranged" not in ada.main
    ada.press("See what this would change", TYPED)
    assert "2 appointments and calls back are promised for that time." in ada.main
    assert "Appointment 7QX4-M3KD at" in ada.main
    assert "Promise to call back, Friday 20 November 2026, 14:00 to 16:00" in ada.main
    ada.press("Record it")
    assert "To be rearranged" in ada.main
    ada.follow("Promise to call back")
    assert ada.address.startswith(f"/desk/callbacks/{call}")
    callbacks.withdraw(callback=call, because="Moved to Monday.", actor=ASHA, at=WEDNESDAY)
    assert "Promise to call back" not in ada.open("/desk/closures").main
    Appointment.objects.filter(id=row.pk).update(cancelled_at=WEDNESDAY)
    assert "To be rearranged" not in ada.open("/desk/closures").main


def test_a_closure_at_which_nobody_is_expected_says_so(ada: Clerk) -> None:
    ada.open("/desk/closures").press("See what this would change", TYPED)
    assert "No appointment and no call back is promised for that time." in ada.main


def test_one_office_that_is_closed_concerns_those_expected_there_and_stops_no_call() -> None:
    expected()
    expected("westmere-library", reference="9QX4-M3KD")
    rung()
    library = HelpPlace.objects.get(slug="westmere-library").name
    assert then(office=library) == [("appointment", "9QX4-M3KD")]
    assert len(then()) == 3


def test_part_of_a_day_concerns_what_lies_in_it_and_a_call_that_can_be_kept_in_the_rest_is_kept() -> None:
    expected(hour=10)
    rung(14, 16)
    assert then(since=time(12)) == [("callback", str(Callback.objects.get().pk))]
    assert then(since=time(15)) == []
    assert then(until=time(10)) == []
    assert then(until=time(10, 15)) == [("appointment", "7QX4-M3KD")]


def test_what_is_over_is_asked_about_no_more_and_the_list_costs_the_same_however_long() -> None:
    closure = ClosureValue(FRIDAY, "Training")
    expected()
    with CaptureQueriesContext(
        connection,
    ) as few:
        promised_then(closures=[closure], onlooker=EVERYTHING, at=WEDNESDAY)
    for hour in (11, 12, 13):
        expected(hour=hour, reference=f"9QX4-M3K{hour - 10}")
        rung(hour, hour + 1)
    with CaptureQueriesContext(connection) as many:
        assert len(promised_then(closures=[closure], onlooker=EVERYTHING, at=WEDNESDAY).found) == 7
    assert (len(few), len(many)) == (2, 2)
    over = promised_then(closures=[closure], onlooker=EVERYTHING, at=WEDNESDAY + timedelta(days=3))
    assert (over.found, over.more) == ((), False)


def test_whoever_keeps_the_calls_finds_them_at_their_own_desk_and_no_other_teams_there() -> None:
    rung()
    about = veras_case()
    Callback.objects.filter(id=rung(9, 11)).update(case=about.reference)
    close()
    asha = clerk("advisor").open("/desk/callbacks")
    assert asha.main.count("Promise to call back, Friday 20 November 2026") == 2
    assert "To be rearranged" not in asha.open("/desk/callbacks?show=missed").main
    own = clerk("service-officer", team=about.team, name="Sid").open("/desk/callbacks")
    assert own.main.count("Promise to call back, Friday 20 November 2026") == 1
    others = clerk("service-officer", team="highways", name="Hugh").open("/desk/callbacks")
    assert "To be rearranged" not in others.main


def test_whoever_keeps_the_counters_finds_who_is_expected_and_moves_them_to_a_time_that_is_open() -> None:
    row = expected(reference=new_reference(Random(1)))
    close()
    asha = clerk("advisor").open("/desk/places")
    assert "To be rearranged" in asha.main
    asha.follow(f"Appointment {row.reference} at").follow("Move")
    assert "It stands for Friday 20 November 2026, 10:00" in asha.main
    assert "What are they called?" not in asha.main
    asha.press("Move it")
    assert (asha.status, "Choose a time" in asha.main) == (409, True)
    free = asha.page.xpath('//input[@name="time"]')[0].get("value")
    assert not free.startswith("2026-11-20")
    asha.press("Move it", {"time": free})
    row.refresh_from_db()
    made = Appointment.objects.get(cancelled_at=None)
    assert (made.instead_of_id, made.called) == (row.pk, "Vera")
    assert row.cancelled_by == asha.reference
    assert "To be rearranged" not in asha.open("/desk/places").main
    asha.open(f"/desk/places/the-guildhall/appointments?instead={row.reference}")
    assert asha.address.startswith("/desk/places/the-guildhall/day")


def test_what_waits_stands_on_every_stretch_of_the_closures_and_more_than_are_listed_is_said_so(ada: Clerk) -> None:
    one = Callback.objects.get(id=rung())
    one.pk = None
    Callback.objects.bulk_create([copy(one) for _ in range(MOST)])
    ada.open("/desk/closures").press("See what this would change", TYPED)
    assert f"More than {MOST} appointments and calls back are promised for that time." in ada.main
    close()
    ada.open("/desk/closures?before=2026-01-01~1")
    assert "To be rearranged" in ada.main
    assert "There are more than these" in ada.main
