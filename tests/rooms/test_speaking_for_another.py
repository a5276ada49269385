"""Promises about speaking for another at a desk: it is asked for whom and by what right, and what stands on record decides."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.rooms.acquainted import ASHA, Acquaintance, about_vera, person
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import Clerk

from guildhall.kernel.clocks import LONDON
from guildhall.people import door
from guildhall.people.models import Party
from guildhall.serve.answering.journeys import phrase_of
from guildhall.serve.clock import standing_at
from guildhall.serve.desks.people.represented import CHANNELS
from guildhall.serve.helping.withdrawing import withdraw
from guildhall.serve.models import Consent, Journey, Message

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

LAST_DAY = datetime(2026, 11, 18, tzinfo=LONDON)
MIDNIGHT = LAST_DAY + timedelta(days=1)
HOME = {"address.line1": "4 Mill Lane", "address.postcode": "zz1 2ab"}


@pytest.fixture
def vera() -> Acquaintance:
    return about_vera()


@pytest.fixture
def mali() -> str:
    return person("Mali Griffith")


def asking(asha: Clerk, desk: str = "phone", by: str = "mali") -> Clerk:
    """Mali is on the line, and wants to report a missed bin for somebody else."""
    asha.open(f"/desk/{desk}").press("Find them", {"typed": by})
    asha.press("Mali Griffith")
    return asha.press("Report a missed bin", {"for": "other", "lang": "en"})


def for_vera(asha: Clerk, vera: Acquaintance, **typed: object) -> Clerk:
    """It is for Vera, who is found and chosen."""
    asha.press("Find them", {"whom": "Vera Lind"})
    assert "Which of these?" in asha.main
    return asha.press("They agree", {"whom": "Vera Lind", "party": vera.key} | typed)


def given(vera: Acquaintance, mali: str, **more: Any) -> door.RepresentationValue:
    told: dict[str, Any] = {"basis": "power-of-attorney", "powers": ("hear", "speak"), "evidence": "seen: deed 7042"}
    told |= {"channel": "counter", "actor": ASHA, "at": WEDNESDAY}
    return door.represent(principal=vera.reference, agent=mali, **(told | more))


def test_it_must_be_said_who_it_is_for(asha: Clerk, vera: Acquaintance, mali: str) -> None:
    asking(asha).press("They agree", {"basis": "consent", "seen": "a letter"})
    assert "Write who it is for" in asha.main
    assert asha.page.xpath('//*[@id="whom-error"]')
    assert asha.value("seen") == "a letter"
    assert not Journey.objects.filter(on_behalf_of__gt="").exists()


def test_nobody_who_was_found_is_chosen_unasked(asha: Clerk, vera: Acquaintance, mali: str) -> None:
    asking(asha).press("They agree", {"whom": "Vera Lind"})
    assert "Choose who it is for, or that it is none of these" in asha.main
    assert not asha.page.xpath('//input[@name="party"][@checked]')
    assert not Journey.objects.filter(on_behalf_of__gt="").exists()


def test_whoever_was_chosen_before_another_name_was_written_is_not_meant(
    asha: Clerk, vera: Acquaintance, mali: str
) -> None:
    edith = person("Edith Marsh")
    asking(asha).press("Find them", {"whom": "Vera Lind"})
    asha.press("They agree", {"whom": "Edith Marsh", "party": vera.key})
    assert "Choose who it is for, or that it is none of these" in asha.main
    asha.press("They agree", {"party": edith.removeprefix("party/")})
    assert "Nothing stands on record" in asha.main
    assert not Journey.objects.filter(on_behalf_of__gt="").exists()


def test_a_number_that_is_nobodys_is_not_taken_for_a_name(asha: Clerk, vera: Acquaintance, mali: str) -> None:
    asking(asha).press("They agree", {"whom": "01632 960999"})
    assert "write their name" in asha.page.xpath('//*[@id="whom-error"]')[0].text_content()
    assert asha.value("whom") == "01632 960999"


def test_somebody_new_is_registered_by_their_name(asha: Clerk, vera: Acquaintance, mali: str) -> None:
    asking(asha).press("They agree", {"whom": "Edith Marsh"})
    journey = Journey.objects.get(on_behalf_of__gt="")
    assert door.name_of(reference=journey.on_behalf_of) == "Edith Marsh"
    assert journey.customer == mali
    assert Consent.objects.get(journey=journey).helper == mali


def test_of_one_who_is_not_meant_nothing_is_used(asha: Clerk, vera: Acquaintance, mali: str) -> None:
    asking(asha).press("Find them", {"whom": "Vera Lind"})
    asha.press("They agree", {"party": "new"})
    journey = Journey.objects.get(on_behalf_of__gt="")
    assert journey.on_behalf_of != vera.reference
    assert door.name_of(reference=journey.on_behalf_of) == "Vera Lind"


@pytest.mark.parametrize("desk", ["phone", "counter"])
def test_what_stands_on_record_lets_them_speak_and_records_nothing_more(
    asha: Clerk, vera: Acquaintance, mali: str, desk: str
) -> None:
    given(vera, mali)
    for_vera(asking(asha, desk), vera)
    journey = Journey.objects.get(on_behalf_of__gt="")
    assert (journey.on_behalf_of, journey.customer, journey.channel) == (vera.reference, mali, desk)
    assert len(door.represented_by(reference=vera.reference)) == 1


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (None, "Nothing stands on record"),
        ({"powers": ("hear",)}, "lets them hear how it goes, and not speak"),
        ({"scope": ("service/garden-waste",)}, "is about something else"),
        ({"since": WEDNESDAY + timedelta(days=2)}, "has not begun"),
        ({"at": WEDNESDAY - timedelta(days=9), "until": WEDNESDAY}, "is over"),
        ({}, "It was taken back"),
    ],
)
def test_what_does_not_stand_lets_nobody_speak_and_the_desk_says_why(
    asha: Clerk, vera: Acquaintance, mali: str, more: dict[str, Any] | None, says: str
) -> None:
    if more is not None:
        stands = given(vera, mali, **more)
        if says == "It was taken back":
            withdraw(representation=stands.id, channel="phone", actor=ASHA, at=WEDNESDAY)
    before = len(door.represented_by(reference=vera.reference))
    for_vera(asking(asha), vera)
    assert says in asha.main
    assert "Only they can agree to it" in asha.main
    assert not Journey.objects.filter(on_behalf_of__gt="").exists()
    assert len(door.represented_by(reference=vera.reference)) == before
    assert asha.value("whom") == "Vera Lind"


@pytest.mark.parametrize("basis", ["power-of-attorney", "deputy", "appointee", "parent"])
@pytest.mark.parametrize("desk", ["phone", "counter"])
def test_what_was_seen_is_put_on_record_with_its_days_and_then_decides(
    asha: Clerk, vera: Acquaintance, mali: str, desk: str, basis: str
) -> None:
    for_vera(asking(asha, desk), vera, basis=basis)
    assert "Write what you saw, or how you know it" in asha.main
    asha.press("They agree", {"seen": "Order of the court", "from": "1 11 2026", "until": "18 11 2026"})
    (now,) = door.represented_by(reference=vera.reference)
    assert (now.basis, now.scope, now.evidence) == (
        basis,
        ("service/missed-bin",),
        f"seen {CHANNELS[desk]}: Order of the court",
    )
    assert (now.since, now.until) == (datetime(2026, 11, 1, tzinfo=LONDON), MIDNIGHT)
    assert Journey.objects.filter(on_behalf_of=vera.reference).exists()


@pytest.mark.parametrize(
    ("typed", "box", "says"),
    [
        ({"from": "20 11 2026"}, "from", "has not begun"),
        ({"until": "17 11 2026"}, "until", "The last day is over already"),
        ({"until": "soon"}, "until", "date"),
        ({"until": "31 12 9999"}, "until", "further away than a calendar goes"),
        ({"basis": "guess"}, "basis", "Choose on which basis"),
    ],
)
def test_days_that_do_not_fit_are_said_at_their_box_and_nothing_is_kept(  # a row of the table
    asha: Clerk, vera: Acquaintance, mali: str, typed: dict[str, str], box: str, says: str
) -> None:
    people = Party.objects.count()
    for_vera(asking(asha), vera, **({"basis": "deputy", "seen": "Order of the court"} | typed))
    assert says in asha.page.xpath(f'//*[@id="{box}-error"]')[0].text_content()
    assert asha.value("seen") == "Order of the court"
    assert door.represented_by(reference=vera.reference) == ()
    assert Party.objects.count() == people


@pytest.mark.parametrize("basis", ["consent", "professional"])
def test_only_they_can_agree_and_the_words_are_kept(asha: Clerk, vera: Acquaintance, mali: str, basis: str) -> None:
    for_vera(asking(asha), vera, basis=basis)
    assert "Only they can agree to it" in asha.page.xpath('//*[@id="heard-error"]')[0].text_content()
    asha.press("They agree", {"heard": "yes"})
    (now,) = door.represented_by(reference=vera.reference)
    assert now.basis == basis
    assert now.wording.startswith("The person we have just named may act for you")


def test_whoever_is_grown_up_has_no_parent_who_acts_for_them(asha: Clerk, vera: Acquaintance, mali: str) -> None:
    born = datetime(1990, 1, 1, tzinfo=LONDON).date()
    door.born(reference=vera.reference, on=born, actor=ASHA, at=WEDNESDAY)
    for_vera(asking(asha), vera, basis="parent", seen="birth certificate")
    assert "They are 18 or older" in asha.main


def test_what_is_taken_back_meanwhile_ends_at_the_next_page(asha: Clerk, vera: Acquaintance, mali: str) -> None:
    stands = given(vera, mali)
    for_vera(asking(asha), vera)
    page = asha.address
    withdraw(representation=stands.id, channel="phone", actor=ASHA, at=WEDNESDAY)
    asha.press(typed=HOME)
    assert asha.status == 410
    assert "They no longer speak for this person" in asha.words
    assert asha.open(page).status == 410
    assert not Journey.objects.get(on_behalf_of=vera.reference).answers.exists()


def test_it_ends_at_midnight_here_and_not_a_second_before(asha: Clerk, vera: Acquaintance, mali: str) -> None:
    given(vera, mali, until=MIDNIGHT)
    for_vera(asking(asha), vera)
    page = asha.address
    with standing_at(MIDNIGHT - timedelta(seconds=1)):
        assert asha.open(page).status == 200
    with standing_at(MIDNIGHT):
        assert asha.open(page).status == 410


def test_the_person_goes_on_with_it_at_the_desk_by_the_new_code_and_the_old_one_opens_nothing(
    asha: Clerk, vera: Acquaintance, mali: str
) -> None:
    door.reached_by(reference=vera.reference, kind="email", value="vera@example.org", actor=ASHA, at=WEDNESDAY)
    stands = given(vera, mali)
    for_vera(asking(asha), vera).press(typed=HOME)
    page, noted = asha.address, Journey.objects.get(on_behalf_of=vera.reference)
    withdraw(representation=stands.id, channel="phone", actor=ASHA, at=WEDNESDAY)
    fresh = Journey.objects.get(id=noted.id)
    assert fresh.resume_code in Message.objects.get(about="code").body
    for code, opens in ((noted.resume_code, False), (fresh.resume_code, True)):
        asha.open("/desk/phone/code").press("Go on", {"code": code})
        if opens:
            asha.press("Check", {"check.address": "zz1 2ab", "check.phrase": phrase_of(noted.id, "en")})
        assert (asha.open(page).status == 200) is opens


def test_whoever_may_still_speak_by_something_else_keeps_their_code(asha: Clerk, vera: Acquaintance, mali: str) -> None:
    stands = [given(vera, mali), given(vera, mali, basis="deputy")]
    for_vera(asking(asha), vera)
    before = Journey.objects.get(on_behalf_of=vera.reference).resume_code
    withdraw(representation=stands[0].id, channel="phone", actor=ASHA, at=WEDNESDAY)
    assert Journey.objects.get(on_behalf_of=vera.reference).resume_code == before
    assert asha.open(asha.address).status == 200


def test_where_nobody_says_who_speaks_nothing_of_somebody_known_is_used(asha: Clerk, vera: Acquaintance) -> None:
    asha.open("/desk/phone").press("Report a missed bin", {"for": "other", "lang": "en"})
    for_vera(asha, vera)
    assert "Write who is speaking" in asha.main
    assert not Journey.objects.filter(on_behalf_of__gt="").exists()
