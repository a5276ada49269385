"""Promises that what is withdrawn is over: the code that a helper noted opens nothing any more."""

import pytest
from tests.rooms.council import VERA, WEDNESDAY, in_force
from tests.rooms.deskwork import clerk
from tests.rooms.helpers_of_grace import ANSWERS, begins, organisation

from guildhall.people import door
from guildhall.serve.answering import resuming
from guildhall.serve.answering.resuming import NoSuchCode
from guildhall.serve.helping.withdrawing import said_to_them, withdraw
from guildhall.serve.models import Journey, Message

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


def begun() -> tuple[Journey, int]:
    """A form that the library began with Grace, and the number of what she agreed to."""
    in_force()
    library = organisation()
    helper = begins(library.helper("Lena Ott"))
    helper.press("Go on", ANSWERS[0])
    journey = Journey.objects.get()
    door.reached_by(reference=journey.on_behalf_of, kind="email", value="grace@example.org", actor=VERA, at=WEDNESDAY)
    return journey, door.represented_by(reference=journey.on_behalf_of)[0].id


def test_the_code_that_a_helper_noted_opens_nothing_once_it_is_withdrawn() -> None:
    journey, given = begun()
    assert resuming.checks_for(code=journey.resume_code, place="library", now=WEDNESDAY)[0] == journey.id
    withdraw(representation=given, channel="phone", actor=VERA, at=WEDNESDAY)
    with pytest.raises(NoSuchCode):
        resuming.checks_for(code=journey.resume_code, place="library", now=WEDNESDAY)


def test_the_person_is_told_the_new_code_and_goes_on_with_it() -> None:
    journey, given = begun()
    withdraw(representation=given, channel="phone", actor=VERA, at=WEDNESDAY)
    fresh = Journey.objects.get()
    told = Message.objects.get(about="code")
    assert (told.to, told.party) == ("grace@example.org", journey.on_behalf_of)
    assert fresh.resume_code in told.body
    assert journey.resume_code not in told.body
    assert resuming.checks_for(code=fresh.resume_code, place="home", now=WEDNESDAY)[0] == journey.id


def test_a_helper_reads_what_the_person_is_told_before_they_end_it_and_not_how_they_are_reached() -> None:
    journey, _given = begun()
    helper = clerk("partner", team=door.represented_by(reference=journey.on_behalf_of)[0].agent, name="Mali Griffith")
    helper.open("/desk/partner")
    assert said_to_them(language="en") in helper.main
    assert said_to_them(language="cy") in helper.main
    assert "grace@example.org" not in helper.source
    helper.press("End it now")
    assert helper.status == 410
    told, fresh = Message.objects.get(about="code"), Journey.objects.get()
    assert said_to_them(language="en", code=fresh.resume_code) in told.body
    assert fresh.resume_code not in helper.source


def test_so_it_is_at_the_desk() -> None:
    journey, given = begun()
    asha = clerk("advisor").open(f"/desk/people/{journey.on_behalf_of.removeprefix('party/')}")
    asha.client.handler.enforce_csrf_checks = False
    asha.client.post(f"{asha.address}/representations/{given}/end", {"by": "phone"})
    assert Journey.objects.get().resume_code != journey.resume_code
