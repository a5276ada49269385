"""Promises at the partner desk: a helper acts by what somebody agreed to, sees nothing else, and only while it stands."""

from datetime import timedelta
from typing import Any

import pytest
from tests.rooms.acquainted import ASHA, about_vera
from tests.rooms.council import WEDNESDAY, in_force
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.helpers_of_grace import ANSWERS, Organisation, begins, organisation, sends

from guildhall.ledger.door import Actor, history
from guildhall.people import door
from guildhall.serve.casework import acts, cases
from guildhall.serve.clock import standing_at
from guildhall.serve.models import Answer, Case, Consent, Journey

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


@pytest.fixture
def library() -> Organisation:
    in_force()
    return organisation()


@pytest.fixture
def dai(library: Organisation) -> Clerk:
    return library.helper("Dai Morgan")


def test_consent_is_shown_in_the_persons_language_and_kept_word_for_word(dai: Clerk, library: Organisation) -> None:
    dai.open("/desk/partner").press("Show them the consent", {"service": "missed-bin", "lang": "cy"})
    shown = dai.page.get_element_by_id("wording").text_content()
    assert "Bydd Westmere Library yn eich helpu gyda hyn" in shown
    dai.press("Rwy’n cytuno", {"name": " "})
    assert "Ysgrifennwch eich enw" in dai.main
    assert not Journey.objects.exists()
    dai.press("Rwy’n cytuno", {"name": "Grace Adeyemi"})
    consent, journey = Consent.objects.get(), Journey.objects.get()
    assert (consent.wording, consent.language, consent.helper) == (shown, "cy", library.reference)
    (given,) = door.represented_by(reference=journey.on_behalf_of)
    assert (given.wording, given.scope, given.basis) == (shown, (f"journey/{journey.id}",), "consent")
    assert "Grace" not in dai.address


def test_both_stand_on_everything_that_the_helper_does(dai: Clerk) -> None:
    case = sends(dai)
    grace = case.customer
    assert door.name_of(reference=grace) == "Grace Adeyemi"
    given = Answer.objects.values_list("actor_kind", "actor", "on_behalf_of").distinct()
    assert list(given) == [("helper", dai.reference, grace)]
    told = [*history(subject=f"journey/{case.journey_id}", audience="staff")]
    told += history(subject=f"case/{case.reference}", audience="staff")[:1]
    assert {each.type for each in told} >= {"journey.begun", "consent.given", "case.opened"}
    assert {(each.actor, each.on_behalf_of) for each in told} == {(Actor("helper", dai.reference), grace)}


def test_a_helper_is_asked_about_the_person_and_not_about_themselves(dai: Clerk) -> None:
    begins(dai)
    dai.press("Go on", ANSWERS[0]).press("Go on", ANSWERS[1])
    assert "for them?" in dai.main


def test_two_helpers_of_one_library_help_the_same_people_and_a_charity_does_not(
    dai: Clerk, library: Organisation
) -> None:
    case = sends(dai)
    mali, tom = library.helper("Mali Griffith"), organisation("Elverdon Hardship Fund").helper("Ines Carvalho")
    assert case.reference in mali.open("/desk/partner").main
    assert mali.open(f"/desk/partner/cases/{case.reference}").status == 200
    assert case.reference not in tom.open("/desk/partner").main
    assert tom.open(f"/desk/partner/cases/{case.reference}").status == 404


def test_nothing_else_of_hers_is_shown_and_no_note_for_staff(dai: Clerk) -> None:
    vera = about_vera()
    case = sends(dai)
    officer = Actor("staff", "account/1")
    value = cases.find(reference=case.reference)
    acts.note(case=value, text="She sounded worried", shown=False, actor=officer, at=WEDNESDAY)
    acts.note(case=value, text="The crew comes tomorrow", shown=True, actor=officer, at=WEDNESDAY)
    door.assert_link(one=case.customer, other=vera.reference, actor=officer, at=WEDNESDAY)
    dai.open(f"/desk/partner/cases/{case.reference}")
    assert "The crew comes tomorrow" in dai.main
    assert "worried" not in dai.source
    assert "Mill Lane" not in dai.source
    for other in (vera.bin.reference, vera.hole.reference):
        assert other not in dai.open("/desk/partner").source
        assert dai.open(f"/desk/partner/cases/{other}").status == 404


@pytest.mark.parametrize("address", ["/desk/people", "/desk/cases", "/desk/phone", "/desk/outbox"])
def test_a_helper_opens_no_other_desk(dai: Clerk, address: str) -> None:
    assert dai.open(address).status == 403


def test_when_it_is_withdrawn_the_very_next_click_says_so(dai: Clerk, library: Organisation) -> None:
    begins(dai)
    dai.press("Go on", ANSWERS[0])
    (given,) = door.acts_for(reference=library.reference)
    door.withdraw(representation=given.id, channel="phone", actor=Actor("staff", "account/1"), at=WEDNESDAY)
    dai.press("Go on", ANSWERS[1])
    assert dai.status == 410
    assert "You no longer act for this person" in dai.words
    assert Answer.objects.count() == 1
    assert "Grace" not in dai.open("/desk/partner").main
    assert "4 Mill Lane" not in dai.open(f"/desk/partner/journeys/{Journey.objects.get().id}/end").source
    assert dai.status == 410


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"powers": ("hear",)}, "You may not speak for this person"),
        ({"since": WEDNESDAY + timedelta(days=2)}, "You do not act for this person yet"),
        ({"until": WEDNESDAY + timedelta(hours=1)}, "You no longer act for this person"),
    ],
)
def test_a_helper_is_told_why_they_may_not_go_on(
    dai: Clerk, library: Organisation, more: dict[str, Any], says: str
) -> None:
    begins(dai)
    (given,) = door.acts_for(reference=library.reference)
    door.withdraw(representation=given.id, channel="phone", actor=ASHA, at=WEDNESDAY)
    kept: dict[str, Any] = {
        "basis": "consent",
        "wording": "May they?",
        "powers": ("hear", "speak"),
        "scope": given.scope,
    }
    told = kept | {"channel": "phone", "actor": ASHA, "at": WEDNESDAY} | more
    door.represent(principal=given.principal, agent=library.reference, **told)
    with standing_at(WEDNESDAY + timedelta(hours=1)):
        dai.press("Go on", ANSWERS[0])
    assert dai.status in {403, 410}
    assert says in dai.words
    assert not Answer.objects.exists()


def test_the_person_ends_it_with_the_helper(dai: Clerk, library: Organisation) -> None:
    case = sends(dai)
    dai.open(f"/desk/partner/cases/{case.reference}").press("They want it to end now")
    assert dai.status == 410
    assert dai.open(f"/desk/partner/cases/{case.reference}").status == 410
    (given,) = door.acts_for(reference=library.reference)
    assert given.withdrawn_at == WEDNESDAY


def test_nobody_ends_what_was_given_to_another(dai: Clerk, library: Organisation) -> None:
    sends(dai)
    (given,) = door.acts_for(reference=library.reference)
    other = organisation("Elverdon Hardship Fund").helper("Ines Carvalho")
    token = other.open("/desk/partner").value("csrfmiddlewaretoken") or other.client.cookies["csrftoken"].value
    sent = {"csrfmiddlewaretoken": token}
    answer = other.client.post(f"/desk/partner/representations/{given.id}/withdrawal", sent)
    assert answer.status_code == 404
    assert door.acts_for(reference=library.reference)[0].withdrawn_at is None


@pytest.mark.parametrize(
    "address",
    [
        "cases/7QX4-M3KD",
        "cases/nothing",
        "journeys/00000000-0000-4000-8000-000000000000",
        "journeys/00000000-0000-4000-8000-000000000000/end",
        "services/no-such/consent",
    ],
)
def test_a_guess_finds_nothing_and_tells_nothing(dai: Clerk, address: str) -> None:
    assert dai.open(f"/desk/partner/{address}").status == 404


def test_an_advisors_form_is_not_a_helpers(dai: Clerk) -> None:
    advisor = clerk("advisor").open("/desk/phone").press("Report a missed bin", {"for": "other"})
    advisor.press("They agree", {"whom": "Grace Adeyemi"})
    assert dai.open(f"/desk/partner/journeys/{Journey.objects.get().id}").status == 404


def test_whoever_no_longer_works_there_sees_nobody(dai: Clerk, library: Organisation) -> None:
    case = sends(dai)
    stranger = clerk("partner", name="Nobody Inparticular")
    assert "belongs to no organisation" in stranger.open("/desk/partner").main
    assert stranger.open(f"/desk/partner/cases/{case.reference}").status == 404
    assert stranger.open("/desk/partner/services/missed-bin/consent").status == 404
    assert Case.objects.count() == 1


def test_pressed_twice_one_form_is_begun(dai: Clerk) -> None:
    dai.open("/desk/partner").press("Show them the consent", {"service": "missed-bin"})
    page, address = dai.page, dai.address
    dai.press("I agree", {"name": "Grace Adeyemi"})
    dai.page, dai.address = page, address
    dai.press("I agree", {"name": "Grace Adeyemi"})
    assert Journey.objects.count() == 1


def test_a_service_must_be_chosen(dai: Clerk) -> None:
    dai.open("/desk/partner").press("Show them the consent")
    assert "Choose a service" in dai.main
