"""Promises about counters: whoever is protected is served there, and named to nobody but those who keep people safe."""

from datetime import date

import pytest
from django.test import Client
from tests.rooms.acquainted import ASHA, about_vera, person
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import Clerk, clerk

from guildhall.people import door
from guildhall.serve.demo.places import open_places
from guildhall.serve.models import Appointment, HeldLetter, Message, PostHolding
from guildhall.serve.places import post
from guildhall.serve.places.appointments import book, times
from guildhall.serve.places.expected import Purpose, Whom
from guildhall.serve.places.known import place
from guildhall.serve.places.post import HoldingValue

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


@pytest.fixture
def rosa() -> str:
    open_places(at=WEDNESDAY)
    rosa = door.register(name="Rosa Delmar", phone="07700 900871", at=WEDNESDAY)
    door.mark_contact(reference=rosa, kind="phone", safe=True)  # whoever is protected is told by a safe way alone
    door.protect(reference=rosa, actor=ASHA, at=WEDNESDAY)
    return rosa


@pytest.fixture
def ruth() -> Clerk:
    return clerk("safeguarding", name="Ruth Calder")


def held(party: str) -> HoldingValue:
    return post.hold(party=party, place=place(slug="westmere-library", at=WEDNESDAY), actor=ASHA, at=WEDNESDAY)


def expected(party: str, case: str = "") -> tuple[Appointment, date]:
    guildhall = place(slug="the-guildhall", at=WEDNESDAY)
    (day, openings), *_later = times(place=guildhall, purpose=Purpose(), at=WEDNESDAY, days=1)
    made = book(
        place=guildhall,
        starts_at=openings[0][0],
        whom=Whom(party=party),
        purpose=Purpose(case=case),
        channel="phone",
        actor=ASHA,
        at=WEDNESDAY,
    )
    return Appointment.objects.get(reference=made.reference), day


def test_the_day_calls_her_by_the_reference_she_was_given(rosa: str, asha: Clerk, ruth: Clerk) -> None:
    made, day = expected(rosa)
    address = f"/desk/places/the-guildhall/day?day={day.isoformat()}"
    asha.open(address)
    assert "Rosa" not in asha.source
    assert rosa.removeprefix("party/") not in asha.source
    assert f"Ask for the reference{made.reference}" in asha.main
    assert "Rosa Delmar" in ruth.open(address).main


def test_no_case_beside_her_time_tells_who_she_is(asha: Clerk) -> None:
    open_places(at=WEDNESDAY)
    vera = about_vera()
    door.protect(reference=vera.reference, actor=ASHA, at=WEDNESDAY)
    _made, day = expected(vera.reference, case=vera.bin.reference)
    assert vera.bin.reference not in asha.open(f"/desk/places/the-guildhall/day?day={day.isoformat()}").source


def test_she_fetches_her_letter_by_the_code_she_was_told(rosa: str, asha: Clerk, ruth: Clerk) -> None:
    code = held(rosa).code
    asha.open("/desk/places/westmere-library/post")
    assert "Rosa" not in asha.source
    assert f"Ask for the code{code}" in asha.main
    asha.press("A letter came")
    assert f"Say the code {code} there" in Message.objects.get(about="held-letter").body
    assert "Rosa Delmar" in ruth.open("/desk/places/westmere-library/post").main
    asha.open("/desk/places/westmere-library/post").press("Collected")
    assert HeldLetter.objects.get().collected_at == WEDNESDAY


def test_her_own_page_tells_nobody_where_her_letters_wait(rosa: str, asha: Clerk, ruth: Clerk) -> None:
    held(rosa)
    address = f"/desk/people/{rosa.removeprefix('party/')}/post"
    assert "letters wait at Westmere Library" not in asha.open(address).main
    assert not asha.page.xpath("//input[@checked]")
    assert "letters wait at Westmere Library" in ruth.open(address).main


def test_whoever_arranges_it_with_her_is_told_the_code_once(rosa: str, asha: Clerk) -> None:
    address = f"/desk/people/{rosa.removeprefix('party/')}/post"
    asha.open(address).press("Hold their letters there", {"place": "westmere-library"})
    code = PostHolding.objects.get().code
    assert code in asha.main
    assert code not in asha.open(address).source


def test_what_she_was_told_of_it_keeps_its_words_from_the_outbox(rosa: str, ruth: Clerk) -> None:
    holding = held(rosa)
    post.came(holding=holding.id, place=holding.place, language="en", actor=ASHA, at=WEDNESDAY)
    number = Message.objects.get(about="held-letter").pk
    officer = clerk("service-officer")
    assert "Westmere Library" not in officer.open(f"/desk/outbox/{number}").source
    assert "Withheld" in officer.main


def test_everybody_else_is_called_by_name_and_code(asha: Clerk) -> None:
    open_places(at=WEDNESDAY)
    mel = door.register(name="Mel Arden", at=WEDNESDAY)
    code = held(mel).code
    assert f"Mel Arden{code}" in asha.open("/desk/places/westmere-library/post").main


def test_what_goes_is_not_shown_beforehand_to_whoever_may_not_know_how_she_is_reached(
    rosa: str, asha: Clerk, ruth: Clerk
) -> None:
    door.speaks(reference=rosa, language="cy", actor=ASHA, at=WEDNESDAY)
    made, _day = expected(rosa)
    for officer, sees in ((asha, False), (ruth, True)):
        officer.open(f"/desk/places/the-guildhall/appointments?instead={made.reference}")
        time = officer.page.xpath('//input[@name="time"]/@value')[-1]
        officer.press("See what goes", {"time": time})
        assert ("Text message" in officer.main) is sees
        assert ("Welsh" in officer.main) is sees
        assert ("apwyntiad" in officer.source) is sees
        assert ("07700 900871" in officer.main) is sees
        assert ("Withheld." in officer.main) is not sees


def test_no_page_of_a_case_tells_where_she_is_expected_about_it(asha: Clerk) -> None:
    open_places(at=WEDNESDAY)
    vera = about_vera()
    door.reached_by(reference=vera.reference, kind="email", value="vera@example.org", actor=ASHA, at=WEDNESDAY)
    expected(vera.reference, case=vera.bin.reference)
    told = Message.objects.get(about="appointment")
    Message.objects.filter(pk=told.pk).update(sent_at=WEDNESDAY)
    pages = [f"/desk/cases/{vera.bin.reference}{each}" for each in ("", "/told")]
    assert all("1 Market Place" in asha.open(each).main for each in pages)
    door.protect(reference=vera.reference, actor=ASHA, at=WEDNESDAY)
    for address in pages:
        assert "1 Market Place" not in asha.open(address).source
        assert "Withheld, because it says where they are expected" in asha.main


def test_whoever_follows_her_case_on_the_web_is_not_told_where_she_is_expected_about_it() -> None:
    open_places(at=WEDNESDAY)
    vera = about_vera()
    door.reached_by(reference=vera.reference, kind="email", value="vera@example.org", actor=ASHA, at=WEDNESDAY)
    made, _day = expected(vera.reference, case=vera.bin.reference)
    Message.objects.filter(about="appointment").update(sent_at=WEDNESDAY)
    there, where = Client(), (made.reference, "1 Market Place")
    there.post("/en/track", {"reference": vera.bin.reference, "detail": "Vera Lind"})
    followed = there.get(f"/en/track/{vera.bin.reference}").content.decode()
    assert all(followed.count(each) > 1 for each in where)  # as an appointment of hers, and as what she was told of it
    door.protect(reference=vera.reference, actor=ASHA, at=WEDNESDAY)
    for page in (f"/en/track/{vera.bin.reference}", f"/cy/olrhain/{vera.bin.reference}"):
        answer = there.get(page)
        assert answer.status_code == 200
        assert [each for each in where if each in answer.content.decode()] == []


def test_whoever_follows_a_case_is_told_of_no_appointment_that_somebody_else_has_about_it(rosa: str) -> None:
    vera = about_vera()
    hers, _day = expected(rosa, case=vera.bin.reference)
    door.assert_link(one=vera.reference, other=(twin := person("Vera Lynd")), actor=ASHA, at=WEDNESDAY)
    theirs, _day = expected(twin, case=vera.bin.reference)
    Message.objects.filter(about="appointment").update(sent_at=WEDNESDAY)
    there = Client()
    there.post("/en/track", {"reference": vera.bin.reference, "detail": "Vera Lind"})
    followed = there.get(f"/en/track/{vera.bin.reference}").content.decode()
    assert theirs.reference in followed
    assert hers.reference not in followed
