"""Promises about a closure and those who were promised that time: who records it sees them, and they stand there until rearranged."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.rooms.acquainted import ASHA
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.promising import promised

from guildhall.estate.door import ClosureValue, calendar
from guildhall.serve.contacts import callbacks
from guildhall.serve.demo.places import open_places
from guildhall.serve.models import Appointment, Callback, HelpPlace
from guildhall.serve.obligations.promised_then import promised_then

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
    return [(each.kind, each.key) for each in promised_then(closures=[closure], at=WEDNESDAY)]


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
        promised_then(closures=[closure], at=WEDNESDAY)
    for hour in (11, 12, 13):
        expected(hour=hour, reference=f"9QX4-M3K{hour - 10}")
        rung(hour, hour + 1)
    with CaptureQueriesContext(connection) as many:
        assert len(promised_then(closures=[closure], at=WEDNESDAY)) == 7
    assert (len(few), len(many)) == (2, 2)
    assert promised_then(closures=[closure], at=WEDNESDAY + timedelta(days=3)) == ()
