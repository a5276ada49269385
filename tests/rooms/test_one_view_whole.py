"""Promises of the one view: whatever is promised to somebody, and whatever they and we did on any channel, stands there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.rooms.acquainted import ASHA, Acquaintance, about_vera
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.emails import letter
from tests.rooms.promising import EVERYTHING, promised

from guildhall.people import door
from guildhall.serve.casework import acts, enquiries
from guildhall.serve.contacts import callbacks, calls
from guildhall.serve.demo.places import open_places
from guildhall.serve.models import Enquiry
from guildhall.serve.places import post
from guildhall.serve.places.appointments import book, times
from guildhall.serve.places.expected import Purpose, Whom
from guildhall.serve.places.known import place
from guildhall.serve.telling.inbound.arriving import arrive

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


@pytest.fixture
def vera() -> Acquaintance:
    open_places(at=WEDNESDAY)
    return about_vera()


def expects(party: str, nth: int = 0) -> str:
    """The Guildhall expects them; gives the reference."""
    guildhall = place(slug="the-guildhall", at=WEDNESDAY)
    _day, openings = times(place=guildhall, purpose=Purpose(), at=WEDNESDAY, days=1)[0]
    whom = Whom(party=party)
    return book(
        place=guildhall,
        starts_at=openings[nth][0],
        whom=whom,
        purpose=Purpose(),
        channel="phone",
        actor=ASHA,
        at=WEDNESDAY,
    ).reference


def a_letter_came(party: str) -> None:
    library = place(slug="westmere-library", at=WEDNESDAY)
    holding = post.hold(party=party, place=library, actor=ASHA, at=WEDNESDAY)
    post.came(holding=holding.id, place=library, language="en", actor=ASHA, at=WEDNESDAY)


def answered(vera: Acquaintance, text: str) -> None:
    acts.ask(case=vera.bin, question="Which lane?", actor=ASHA, at=WEDNESDAY)
    asked = Enquiry.objects.latest("id")
    enquiries.reply(case=vera.bin, enquiry=asked.pk, text=text, channel="web", actor=ASHA, at=WEDNESDAY)


def wrote(vera: Acquaintance, subject: str) -> None:
    raw = letter("It is still there.", Subject=f"{subject} {vera.bin.reference}", sender="vera.lind@example.org")
    arrive(raw=bytes(raw), at=WEDNESDAY)


def test_a_call_back_and_an_appointment_are_promises_as_cases_are(asha: Clerk, vera: Acquaintance) -> None:
    promised(vera.reference)
    reference = expects(vera.reference)
    [listed] = asha.open(f"/desk/people/{vera.key}").page.xpath("//ul[@class='gh-promises']")
    told = " ".join(listed.text_content().split())
    assert "Call back" in told
    assert "14:00 to 16:00" in told
    assert f"Appointment {reference} The Guildhall" in told
    asha.follow("Call back")
    assert "Call back Vera Lind" in asha.main


def test_a_promise_that_was_kept_is_none_any_more(asha: Clerk, vera: Acquaintance) -> None:
    made = promised(vera.reference)
    callbacks.withdraw(callback=made.id, because="She rang us", actor=ASHA, at=WEDNESDAY)
    [listed] = asha.open(f"/desk/people/{vera.key}").page.xpath("//ul[@class='gh-promises']")
    assert "14:00 to 16:00" not in listed.text_content()


def test_what_they_wrote_and_where_they_were_expected_stands_in_their_story(asha: Clerk, vera: Acquaintance) -> None:
    answered(vera, "The back lane")
    wrote(vera, "Still waiting")
    expects(vera.reference)
    a_letter_came(vera.reference)
    promised(vera.reference)  # outside any contact
    story = asha.open(f"/desk/people/{vera.key}").main
    for told in (
        "They answered what they were asked",
        "They wrote: Still waiting",
        "An appointment was booked at The Guildhall for",
        "A letter came for them at Westmere Library",
        "A call back was promised for",
    ):
        assert story.count(told) == 1, told


def test_where_somebody_protected_is_expected_stands_there_for_those_alone_who_keep_people_safe(
    asha: Clerk, vera: Acquaintance
) -> None:
    door.reached_by(reference=vera.reference, kind="email", value="vera@example.org", actor=ASHA, at=WEDNESDAY)
    reference = expects(vera.reference)
    a_letter_came(vera.reference)
    door.protect(reference=vera.reference, actor=ASHA, at=WEDNESDAY)
    page, guard = f"/desk/people/{vera.key}", clerk("safeguarding", name="Ruth Calder")
    told = ("The Guildhall", "Westmere Library", reference, "An appointment was booked", "A letter is waiting for you")
    for where in told:
        assert where not in asha.open(page).main
        assert where in guard.open(page).main
    assert "When and where they are expected, and whether a letter waits for them, is withheld" in asha.main


def test_the_view_asks_no_more_however_much_of_each_there_is(asha: Clerk, vera: Acquaintance) -> None:
    counted = []
    for many in (1, 3):
        for nth in range(many):
            promised(vera.reference, to=f"01632 9601{many}{nth}")
            expects(vera.reference, nth=many * 2 + nth)
            a_letter_came(vera.reference)
            answered(vera, f"The back lane {nth}")
            wrote(vera, f"Waiting {many} {nth}")
        asha.open(f"/desk/people/{vera.key}")
        with CaptureQueriesContext(connection) as captured:
            asha.open(f"/desk/people/{vera.key}")
        counted.append(len(captured))
    assert counted[1] <= counted[0]  # in a longer list, what stands first may name nobody who has to be looked up


def test_the_wrap_up_of_a_call_out_stands_there_too(asha: Clerk, vera: Acquaintance) -> None:
    made = promised(vera.reference, to="01632 960101")
    rang = WEDNESDAY - timedelta(minutes=10)
    for event, after in (("newCall", 0), ("answer", 20), ("hangup", 260)):
        calls.told(
            event=event,  # type: ignore[arg-type]
            key="out-1",
            at=rang + timedelta(seconds=after),
            number=calls.one_form("01632 960101"),
            direction="out",
            by=ASHA.reference,
        )
    person = door.portrait(reference=vera.reference, onlooker=EVERYTHING)
    callbacks.attempt(callback=made.id, person=person, outcome="spoke", actor=ASHA, at=rang + timedelta(minutes=6))
    story = asha.open(f"/desk/people/{vera.key}").main
    assert "waited 20 s, spoke 4 min 0 s, 1 min 40 s of wrap-up" in story
