"""Promises that what is withdrawn is over: the code that a helper noted opens nothing any more."""

import re
from datetime import datetime

import pytest
from django.test import Client
from tests.rooms.browsing import MISSED
from tests.rooms.council import VERA, WEDNESDAY, in_force
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.helpers_of_grace import ANSWERS, begins, goes_on, organisation

from guildhall.estate.door import standing_at
from guildhall.kernel.model import Json
from guildhall.people import door
from guildhall.serve.answering import journeys, resuming
from guildhall.serve.answering.resuming import NoSuchCode
from guildhall.serve.helping import unsent
from guildhall.serve.helping.withdrawing import said_to_them, withdraw
from guildhall.serve.models import Case, Consent, Journey, Message

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
    assert told.body.count("Westmere Library may not act for you in your form any more.") == 1
    assert "Nobody" not in told.body  # another may, by another consent
    assert resuming.checks_for(code=fresh.resume_code, place="home", now=WEDNESDAY)[0] == journey.id


@pytest.mark.parametrize("does", ["looks", "goes on", "sends it"])
def test_whoever_took_it_up_as_the_person_before_sees_nothing_of_it_any_more(does: str) -> None:
    journey, given = begun()
    lena = goes_on(journey.resume_code).follow("Go on")
    assert lena.has("bin")
    if does == "sends it":
        stands = journeys.load(journey=journey.pk, at=WEDNESDAY)
        rest: dict[str, Json] = {name: MISSED[name] for name in ("bin", "assisted", "contact-by")}
        rest["name"] = "Grace Adeyemi"
        journeys.save(journey=stands, answers=rest, channel="web", actor=VERA, at=WEDNESDAY)
        lena.open("/en/services/missed-bin/check")
        assert "Grace Adeyemi" in lena.main
    withdraw(representation=given, channel="phone", actor=VERA, at=WEDNESDAY)
    lena.open(lena.address) if does == "looks" else lena.press("", {"bin": "general"} if does == "goes on" else {})
    assert "We cannot show your answers" in lena.main
    assert "Mill Lane" not in lena.source
    assert Journey.objects.get().resume_code not in lena.source
    assert not Case.objects.exists()


def test_a_helper_reads_what_the_person_is_told_before_they_end_it_and_not_how_they_are_reached() -> None:
    journey, _given = begun()
    helper = clerk("partner", team=door.represented_by(reference=journey.on_behalf_of)[0].agent, name="Mali Griffith")
    helper.open("/desk/partner")
    assert said_to_them(name="Westmere Library", language="en") in helper.main
    assert said_to_them(name="Westmere Library", language="cy") in helper.main
    assert "grace@example.org" not in helper.source
    helper.press("End it now")
    assert helper.status == 410
    told, fresh = Message.objects.get(about="code"), Journey.objects.get()
    assert said_to_them(name="Westmere Library", language="en", code=fresh.resume_code) in told.body
    assert fresh.resume_code not in helper.source


def test_so_it_is_at_the_desk() -> None:
    journey, given = begun()
    asha = clerk("advisor").open(f"/desk/people/{journey.on_behalf_of.removeprefix('party/')}")
    asha.client.handler.enforce_csrf_checks = False
    asha.client.post(f"{asha.address}/representations/{given}/end", {"by": "phone"})
    assert Journey.objects.get().resume_code != journey.resume_code


@pytest.mark.parametrize(
    ("lang", "title", "button", "over"),
    [
        ("en", "Who may act for you in this", "End it now: Westmere Library", "Nobody may act for you in this now."),
        (
            "cy",
            "Pwy gaiff weithredu drosoch yn hyn",
            "Dod â hyn i ben nawr: Westmere Library",
            "Ni chaiff neb weithredu drosoch yn hyn nawr.",
        ),
    ],
)
def test_whoever_takes_up_a_form_sees_first_who_acts_for_them_by_which_words_and_ends_it(
    lang: str, title: str, button: str, over: str
) -> None:
    in_force()
    helper = begins(organisation().helper("Lena Ott")).press("Go on", ANSWERS[0])
    journey, desk = Journey.objects.get(), helper.address
    grace = goes_on(journey.resume_code, lang)
    assert title in grace.main
    assert " ".join(Consent.objects.get().wording.split()) in grace.main
    grace.press(button)
    assert over in grace.main
    assert journey.resume_code not in grace.main
    assert Journey.objects.get().resume_code in grace.main
    given = door.represented_by(reference=journey.on_behalf_of)[0]
    assert given.withdrawn_at == WEDNESDAY
    assert helper.open(desk).status == 410
    grace.follow({"en": "Go on", "cy": "Parhau"}[lang])
    assert grace.has("bin")


def test_what_was_given_for_every_matter_is_seen_and_ended_there_too() -> None:
    journey, given = begun()
    withdraw(representation=given, channel="phone", actor=VERA, at=WEDNESDAY)
    mali = door.register(kind="person", name="Mali Griffith")
    standing = door.represent(
        principal=journey.on_behalf_of,
        agent=mali,
        basis="consent",
        powers=("hear",),
        wording="Mali Griffith may hear of all that is mine.",
        channel="phone",
        actor=VERA,
        at=WEDNESDAY,
    )
    grace = goes_on(Journey.objects.get().resume_code)
    assert "Mali Griffith may hear of all that is mine." in grace.main
    assert "Westmere Library" not in grace.main
    grace.press("End it now: Mali Griffith")
    assert [each.id for each in door.represented_by(reference=journey.on_behalf_of) if each.stands(WEDNESDAY)] == []
    assert standing.stands(WEDNESDAY)


def test_whoever_nobody_acts_for_goes_straight_on() -> None:
    _journey, given = begun()
    withdraw(representation=given, channel="phone", actor=VERA, at=WEDNESDAY)
    assert goes_on(Journey.objects.get().resume_code).has("bin")


def test_whoever_goes_on_in_the_same_browser_finds_it_there() -> None:
    journey, _given = begun()
    grace = goes_on(journey.resume_code).open("/en/services/missed-bin/start")
    grace.follow("Who may act for you in this").press("End it now: Westmere Library")
    assert "Nobody may act for you in this now." in grace.main


def test_nothing_of_anybody_elses_is_ended_there() -> None:
    journey, _given = begun()
    grace = goes_on(journey.resume_code)
    other = door.represent(
        principal=door.register(name="Vera Lind"),
        agent=door.register(name="Tomos Lind"),
        basis="consent",
        powers=("hear",),
        wording="He may hear.",
        channel="phone",
        actor=VERA,
        at=WEDNESDAY,
    )
    for number in (str(other.id), "9" * 30, "", "none"):
        grace.page.xpath("//input[@name='representation']")[0].set("value", number)
        grace.press("End it now")
        assert grace.status == 200
    assert door.represented_by(reference=other.principal)[0].withdrawn_at is None
    assert door.represented_by(reference=journey.on_behalf_of)[0].withdrawn_at is None


@pytest.mark.parametrize(("lang", "over"), [("en", "It has ended already"), ("cy", "Mae wedi dod i ben eisoes")])
def test_whoever_presses_it_twice_reads_that_it_has_ended_already(lang: str, over: str) -> None:
    journey, given = begun()
    grace = goes_on(journey.resume_code, lang)
    again = {each.name: each.value for each in grace.page.xpath("//main//form//input")}
    withdraw(
        representation=given, channel="web", actor=VERA, at=WEDNESDAY
    )  # as her first press, whose answer is on its way
    grace.press("", again)
    assert over in grace.main
    assert "/continue" in grace.source or "/parhau" in grace.source
    assert Journey.objects.get().resume_code not in grace.source
    assert "journey-missed-bin" not in grace.response.cookies
    grace.follow({"en": "Who may act for you in this", "cy": "Pwy gaiff weithredu drosoch yn hyn"}[lang])
    assert Journey.objects.get().resume_code not in grace.source


def test_a_press_for_something_that_never_was_theirs_says_nothing_of_it() -> None:
    journey, given = begun()
    grace = goes_on(journey.resume_code)
    others = door.represent(
        principal=door.register(name="Vera Lind"),
        agent=door.register(name="Tomos Lind"),
        basis="consent",
        powers=("hear",),
        wording="He may hear.",
        channel="phone",
        actor=VERA,
        at=WEDNESDAY,
    )
    for each in (given, others.id):
        withdraw(representation=each, channel="phone", actor=VERA, at=WEDNESDAY)
    grace.page.xpath("//input[@name='representation']")[0].set("value", str(others.id))
    grace.press("End it now")
    assert "We cannot show your answers" in grace.main


def test_a_helper_who_presses_it_twice_reads_that_they_act_no_more() -> None:
    journey, given = begun()
    library = door.represented_by(reference=journey.on_behalf_of)[0].agent
    helper = clerk("partner", team=library, name="Mali Griffith").open("/desk/partner")
    withdraw(representation=given, channel="phone", actor=VERA, at=WEDNESDAY)
    helper.press("End it now")
    assert helper.status == 410
    other = clerk("partner", team=organisation("Age Well").reference, name="Dai Morgan").open("/desk/partner")
    other.client.handler.enforce_csrf_checks = False
    assert other.client.post(f"/desk/partner/representations/{given}/withdrawal").status_code == 404


@pytest.mark.parametrize("page", ["/en/services/missed-bin/acting", "/cy/gwasanaethau/missed-bin/acting"])
def test_whoever_has_begun_nothing_is_shown_nobody(page: str) -> None:
    begun()
    anybody = Clerk(Client(), "").open(page)
    assert anybody.address == page.removesuffix("/acting")


def test_what_is_told_of_a_form_that_was_left_ends_it_where_it_says() -> None:
    journey, _given = begun()
    tonight = datetime.fromisoformat("2026-11-19T00:00+00:00")
    unsent.tell(journey=journey.id, at=tonight)
    body = Message.objects.get(about="acting").body
    [(address, code)] = re.findall(r"https?://[^/\s]+(/\S+) with the code (\S+) and end it there", body)
    with standing_at(tonight):
        assert address == "/en/continue"
        goes_on(code).press("End it now: Westmere Library")
    assert door.represented_by(reference=journey.on_behalf_of)[0].withdrawn_at == tonight
