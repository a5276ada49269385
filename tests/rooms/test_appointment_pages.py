"""Promises about booking a time on the web: what was typed stays, nobody else sees it, and it can be changed or called off."""

from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar
from lxml.html import fromstring
from tests.rooms.council import MISSED_BIN, VERA, WEDNESDAY, finished, in_force
from tests.rooms.deskwork import Clerk

from guildhall.serve.casework import opening
from guildhall.serve.demo.places import open_places
from guildhall.serve.models import Appointment, HeldLetter, InterpreterBooking, PostHolding

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday", "town")]

TIMES = "/en/help-in-person/the-guildhall/appointment"
TEN = "2026-11-19T10:00:00+00:00"
WHO = {"called": "Vera Lind", "reach": "07700 900101"}


@pytest.fixture
def town() -> None:
    open_places(at=WEDNESDAY)


def booked(client: Client, **typed: Any) -> Any:
    return client.post(f"{TIMES}?need=none", {"time": TEN} | WHO | typed, follow=True)


def said(answer: Any) -> str:
    return " ".join(fromstring(answer.content.decode()).text_content().split())


def test_it_is_booked_and_shown_with_its_reference_and_told_by_text(client: Client) -> None:
    page = booked(client)
    row = Appointment.objects.get()
    assert page.redirect_chain[-1][0] == f"/en/appointments/{row.reference}"
    for told in (row.reference, "Thursday 19 November 2026", "10am to 10:30am", "The Guildhall", "You are expected"):
        assert told in said(page)
    assert page["Cache-Control"] == "no-store"
    assert (row.way, row.reach, row.channel) == ("sms", "+447700900101", "web")


@pytest.mark.parametrize(
    ("typed", "box", "words"),
    [
        ({"time": ""}, "time", "Choose a time"),
        ({"time": "soon"}, "time", "Choose a time"),
        ({"time": "2026-11-19T10:00:00"}, "time", "Choose a time"),
        ({"time": "2026-11-22T10:00:00+00:00"}, "time", "This time is not offered"),
        ({"called": ""}, "called", "Write your name"),
        ({"called": "x" * 101}, "called", "100 letters or fewer"),
        ({"reach": f"{'x' * 300}@example.org"}, "reach", "Write an email address or a telephone number"),
        ({"reach": "by pigeon"}, "reach", "Write an email address or a telephone number"),
        ({"case": "7QX4-M3KD"}, "case", "We do not know this reference"),
    ],
)
def test_what_is_amiss_is_told_at_its_box_and_nothing_is_lost(
    client: Client, typed: dict[str, str], box: str, words: str
) -> None:
    page = booked(client, **typed)
    assert words in said(page)
    found = fromstring(page.content.decode())
    assert found.xpath(f"//*[@id='{box}-error']")
    for name, value in (WHO | typed).items():
        if name in WHO:
            assert found.xpath(f"//*[@id='{name}']")[0].get("value") == value
    assert not Appointment.objects.exists()


def test_a_time_that_was_taken_meanwhile_keeps_what_was_typed(client: Client) -> None:
    for name in ("One", "Two"):
        booked(Client(), called=name)
    page = booked(client)
    assert "Somebody has just taken this time" in said(page)
    assert fromstring(page.content.decode()).xpath("//*[@id='called']")[0].get("value") == "Vera Lind"


def test_nobody_else_sees_it_until_they_prove_that_it_is_theirs(client: Client) -> None:
    booked(client)
    reference = Appointment.objects.get().reference
    stranger = Client()
    for address in (f"/en/appointments/{reference}", f"/en/appointments/{reference}/calendar.ics"):
        page = stranger.get(address, follow=True)
        assert "Thursday" not in said(page)
        assert page.redirect_chain[-1][0].startswith("/en/appointments?reference=")
    for amiss in ({"detail": "Somebody"}, {"detail": ""}, {"reference": "", "detail": "Vera Lind"}):
        page = stranger.post("/en/appointments", {"reference": reference} | amiss, follow=True)
        assert "Thursday" not in said(page)
    page = stranger.post("/en/appointments", {"reference": reference.lower(), "detail": "07700900101"}, follow=True)
    assert "Thursday 19 November 2026" in said(page)
    stranger.post(f"{TIMES}?instead={reference}", {"time": "2026-11-20T09:00:00+00:00", "instead": reference})
    assert Appointment.objects.filter(cancelled_at=None).get().starts_at.day == 20


def test_a_stranger_neither_moves_nor_cancels_it(client: Client) -> None:
    booked(client)
    reference = Appointment.objects.get().reference
    stranger = Client()
    stranger.post(f"/en/appointments/{reference}", {"cancel": "yes"})
    stranger.post(f"{TIMES}?instead={reference}", {"time": "2026-11-20T09:00:00+00:00", "instead": reference})
    assert Appointment.objects.get().cancelled_at is None


def test_it_is_moved_and_cancelled_by_whoever_booked_it(client: Client) -> None:
    booked(client)
    first = Appointment.objects.get().reference
    client.post(f"{TIMES}?instead={first}", {"time": "2026-11-20T09:00:00+00:00", "instead": first})
    second = Appointment.objects.exclude(reference=first).get()
    assert second.instead_of is not None
    assert "Cancelled" in said(client.get(f"/en/appointments/{first}"))
    page = client.post(f"/en/appointments/{second.reference}", {"cancel": "yes"}, follow=True)
    assert "Cancelled" in said(page)
    assert not Appointment.objects.filter(cancelled_at=None).exists()


def test_the_calendar_file_says_where_and_when_and_not_why(client: Client) -> None:
    booked(client)
    reference = Appointment.objects.get().reference
    answer = client.get(f"/en/appointments/{reference}/calendar.ics")
    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event.decoded("dtstart").isoformat() == TEN
    assert "1 Market Place" in str(event["LOCATION"])
    assert "Vera" not in answer.content.decode()


def test_a_case_goes_with_it_only_for_whoever_knows_the_case(client: Client) -> None:
    live = in_force()
    case = opening.submit(journey=finished(live).id, actor=VERA, channel="web", at=WEDNESDAY)
    booked(client, case=case.reference, called=str(MISSED_BIN["name"]))
    assert Appointment.objects.get().case == case.reference
    client.post("/en/track", {"reference": case.reference, "detail": "Vera Lind"})
    assert "You have an appointment at The Guildhall" in said(client.get(f"/en/track/{case.reference}"))
    assert "We do not know this reference" in said(booked(Client(), case=case.reference, called="Somebody Else"))


def test_the_day_is_chosen_first_and_then_one_of_its_times(client: Client) -> None:
    days = fromstring(client.get(f"{TIMES}?need=none").content.decode())
    assert not days.xpath("//input[@name='time']")
    [there] = [each.get("href") for each in days.iter("a") if each.text == "Thursday 19 November 2026"]
    page = fromstring(client.get(f"{TIMES}{there}").content.decode())
    times = [each.get("value") for each in page.xpath("//input[@name='time']")]
    assert TEN in times
    assert {each.partition("T")[0] for each in times} == {"2026-11-19"}
    [other] = [each.get("href") for each in page.iter("a") if each.text == "Choose another day"]
    assert "Choose a day" in said(client.get(f"{TIMES}{other}"))
    [later] = [each.get("href") for each in days.iter("a") if each.text == "Later days"]
    assert "Thursday 19 November 2026" not in said(client.get(f"{TIMES}{later}"))
    refused = client.post(f"{TIMES}{there}", {"called": "Vera Lind", "reach": ""})
    assert fromstring(refused.content.decode()).xpath("//input[@name='time']/@value") == times


def test_a_day_on_which_nothing_is_free_leads_to_the_next_that_has_a_time(client: Client) -> None:
    assert "Monday 23 November 2026" in said(client.get(f"{TIMES}?need=none&day=2026-11-21"))
    assert "Thursday 19 November 2026" in said(client.get(f"{TIMES}?need=none&day=2027-11-21"))
    assert "Choose a day" in said(client.get(f"{TIMES}?need=none&day=soon"))
    welsh = said(client.get("/cy/cymorth-wyneb-yn-wyneb/the-guildhall/apwyntiad?need=none"))
    assert "Dewiswch ddiwrnod" in welsh


def test_what_is_needed_is_asked_first_in_both_languages(client: Client) -> None:
    assert "Choose whether you need somebody to sign" in said(client.get(f"{TIMES}?need="))
    assert "Choose the language" in said(client.get(f"{TIMES}?need=interpreter&spoken=xx"))
    welsh = said(client.get("/cy/cymorth-wyneb-yn-wyneb/the-guildhall/apwyntiad?need=bsl"))
    assert "Dydd Mawrth 24 Tachwedd 2026" in welsh
    assert client.get("/en/help-in-person/upper-garth-village-hall/appointment").status_code == 404


def test_an_advisor_books_and_marks_who_came(asha: Clerk) -> None:
    asha.open("/desk/places/the-guildhall/appointments").press("Book", {"called": "", "reach": ""})
    assert "Choose a time" in asha.main
    assert "Write what they are called" in asha.main
    asha.press("Book", {"time": TEN, "called": "Ida Moss", "reach": "ida@example.org", "channel": "counter"})
    row = Appointment.objects.get()
    assert (row.channel, row.called, row.way) == ("counter", "Ida Moss", "email")
    assert row.reference in asha.main
    assert "Ida Moss" in asha.main
    asha.press("Cancel")
    assert "Nobody is expected on this day." in asha.main


def test_an_interpreter_is_found_at_the_desk(asha: Clerk) -> None:
    asha.open("/desk/places/the-guildhall/appointments?need=interpreter&spoken=pl")
    asha.press("Book", {"time": "2026-11-24T10:00:00+00:00", "called": "Piotr"}, form=1)
    asha.open("/desk/places/interpreters")
    assert "Polish" in asha.main
    assert "Piotr" not in asha.main
    asha.press("Somebody comes")
    assert "What goes to the customer" in asha.main
    assert InterpreterBooking.objects.get().confirmed_at is None
    asha.press("Change it").press("Somebody comes").press("Somebody comes")
    assert "Nobody is sought." in asha.main


def test_those_without_a_part_in_it_see_no_counter(nia: Clerk) -> None:
    for address in ("", "/interpreters", "/the-guildhall/day", "/the-guildhall/post", "/the-guildhall/appointments"):
        assert nia.open(f"/desk/places{address}").status == 403


def test_a_letter_for_somebody_whose_post_is_not_held_there_is_refused(asha: Clerk) -> None:
    asha.open("/desk/places/westmere-library/post")
    token = asha.client.cookies["csrftoken"].value if "csrftoken" in asha.client.cookies else ""
    for act in ("came", "collected", "returned"):
        for number in ("1", "", "x", "9" * 30):
            answer = asha.client.post(
                "/desk/places/westmere-library/post", {"act": act, "number": number, "csrfmiddlewaretoken": token}
            )
            assert answer.status_code in {403, 409}
    assert not HeldLetter.objects.exists()
    assert not PostHolding.objects.exists()
