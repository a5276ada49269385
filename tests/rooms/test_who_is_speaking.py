"""Promises about who is speaking: chosen, only called something, or nobody; and what becomes of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.rooms.acquainted import ASHA, Acquaintance, about_vera, opened, person
from tests.rooms.council import MILL_LANE, WEDNESDAY, in_force
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.test_serve_contacts import worker_does_what_waits

from guildhall.estate.door import Onlooker
from guildhall.people import door
from guildhall.serve.answering import journeys
from guildhall.serve.models import Case, Interaction, Journey

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]
ANYBODY = Onlooker("account/1", people=True)


@pytest.fixture
def vera() -> Acquaintance:
    return about_vera()


def chosen(asha: Clerk, desk: str = "phone", typed: str = "vera") -> Clerk:
    """The start of a contact, when whoever speaks was found and chosen."""
    asha.open(f"/desk/{desk}?for=own&q=bin").press("Find them", {"typed": typed})
    return asha.press("Choose")


def sent(asha: Clerk) -> Case:
    """The missed bin, from the start to the case."""
    asha.press("Report a missed bin", {"for": "own", "lang": "en"})
    asha.press(typed={"address.line1": "4 Mill Lane", "address.postcode": "zz1 2ab"})
    asha.press(typed={"bin": "1"}).press(typed={"assisted": "2"}).press(typed={"name": "V. Lind"})
    asha.press(typed={"contact-by": "4"}).press("Send it")
    worker_does_what_waits()
    return Case.objects.order_by("id").last()  # type: ignore[return-value]  # there is one


def test_the_case_of_somebody_chosen_is_theirs_and_nobody_is_registered(asha: Clerk, vera: Acquaintance) -> None:
    chosen(asha)
    assert asha.address.startswith("/desk/phone?for=own&lang=en&q=bin&who=")
    assert "Vera Lind" in asha.main
    case = sent(asha)
    assert case.customer == vera.reference
    assert len(door.search_for(sought=door.understood(text="lind"), onlooker=ANYBODY)[0]) == 1
    logged = Interaction.objects.get(case=case.reference)
    assert (logged.party, logged.called, logged.direction) == (vera.reference, "", "in")
    assert case.reference in asha.open(f"/desk/people/{vera.key}").main


def test_somebody_who_only_says_what_they_are_called_becomes_no_record(asha: Clerk, vera: Acquaintance) -> None:
    asha.open("/desk/phone").press("Only call them this", {"typed": "a woman called Moira"})
    assert "no record is made" in asha.main
    assert "moira" not in asha.address.lower()
    asha.follow("Just a question").press("Thanks")
    assert "Logged: Thanks" in asha.main
    logged = Interaction.objects.get(reason="thanks")
    assert (logged.called, logged.party) == ("a woman called Moira", "")
    assert door.search_for(sought=door.understood(text="moira"), onlooker=ANYBODY) == ((), "")


@pytest.mark.parametrize("helper", [{}, {"helper": "yes"}])
def test_at_the_counter_the_journey_is_theirs_too(asha: Clerk, vera: Acquaintance, helper: dict[str, str]) -> None:
    chosen(asha, "counter").press("Report a missed bin", {"for": "own", "lang": "en"} | helper)
    if helper:
        asha.press("They agree", {"helper": "Olwen Tate"})
    asha.press("Go on", {"address.line1": "4 Mill Lane", "address.postcode": "zz1 2ab"})
    assert Journey.objects.get(channel="counter").customer == vera.reference


def test_a_question_of_somebody_chosen_stands_in_their_story(asha: Clerk, vera: Acquaintance) -> None:
    chosen(asha).follow("Just a question")
    assert "Speaking: Vera Lind" in asha.main
    asha.press("Thanks")
    assert "Thanks with Asha Pell" in asha.open(f"/desk/people/{vera.key}").main


def test_nobody_need_say_who_they_are(asha: Clerk) -> None:
    in_force()
    case = sent(asha.open("/desk/phone"))
    assert door.name_of(reference=case.customer) == "V. Lind"
    assert Interaction.objects.get().party == case.customer
    assert Journey.objects.values_list("customer", "called").get() == ("", "")


def test_a_case_for_somebody_else_is_not_the_callers(asha: Clerk, vera: Acquaintance) -> None:
    chosen(asha)
    asha.press("Report a missed bin", {"for": "other", "lang": "en"})
    asha.press("They agree", {"whom": "Edith Marsh"})
    asha.press(typed={"address.line1": "6 Mill Lane", "address.postcode": "zz1 2ab"})
    asha.press(typed={"bin": "1"}).press(typed={"assisted": "2"}).press(typed={"name": "Edith Marsh"})
    asha.press(typed={"contact-by": "4"}).press("Send it")
    worker_does_what_waits()
    case = Case.objects.order_by("-id")[0]
    assert case.customer != vera.reference
    assert door.name_of(reference=case.customer) == "Edith Marsh"
    assert Interaction.objects.get(case=case.reference).party == vera.reference
    assert "Opened a case for somebody else" in asha.open(f"/desk/people/{vera.key}").main


def test_a_new_call_begins_from_the_one_view_in_their_language(asha: Clerk, vera: Acquaintance) -> None:
    door.speaks(reference=vera.reference, language="cy", actor=ASHA, at=WEDNESDAY)
    asha.open(f"/desk/people/{vera.key}").press("New call from them")
    assert asha.address.startswith("/desk/phone?lang=cy&who=")
    assert "Vera Lind" in asha.main


def test_somebody_found_nowhere_is_registered_and_speaks_at_once(asha: Clerk, vera: Acquaintance) -> None:
    asha.open("/desk/counter?for=own").press("Find them", {"typed": "Mary Quant"})
    asha.press("Register", {"name": "Mary Quant"})
    assert asha.address.startswith("/desk/counter?for=own&lang=en&who=")
    assert "Mary Quant" in asha.main


def test_a_mark_of_another_log_in_or_of_none_names_nobody(asha: Clerk, vera: Acquaintance) -> None:
    chosen(asha)
    mark = asha.address.rpartition("who=")[2]
    other = clerk("advisor", name="Gwen Oakes")
    for at in (mark, "x", "", "%00"):
        other.open(f"/desk/phone?who={at}")
        assert other.status == 200
        assert "Vera Lind" not in other.main


def test_two_contacts_at_once_are_not_mixed_up(asha: Clerk, vera: Acquaintance) -> None:
    person("Edith Marsh")
    first = chosen(asha).address
    chosen(asha, typed="edith")
    assert "Edith Marsh" in asha.main
    asha.open(first)
    assert "Vera Lind" in asha.main
    assert "Edith" not in asha.main


@pytest.mark.parametrize("party", ["", "x", "0" * 32, "../../etc", "\x00"])
def test_choosing_nobody_goes_on_without(asha: Clerk, vera: Acquaintance, party: str) -> None:
    token = asha.open("/desk/phone").value("csrfmiddlewaretoken")
    answer = asha.client.post("/desk/phone/speaker", {"party": party, "csrfmiddlewaretoken": token})
    assert answer["Location"] == "/desk/phone"
    assert asha.client.post("/desk/phone/speaker", {"party": vera.key}).status_code == 403
    assert asha.client.get("/desk/phone/speaker").status_code == 405


def test_officers_find_people_but_choose_nobody_to_speak(tom: Clerk, vera: Acquaintance) -> None:
    tom.open("/desk/people")
    token = tom.value("csrfmiddlewaretoken")
    sent_by = {"typed": "vera", "contact": "phone", "csrfmiddlewaretoken": token}
    assert b"Choose" not in tom.client.post("/desk/people", sent_by).content
    assert tom.client.post("/desk/phone/speaker", {"csrfmiddlewaretoken": token}).status_code == 403


def test_knowing_who_speaks_costs_no_statement_more_to_begin() -> None:
    live = in_force()
    journeys.working_calendar(WEDNESDAY)  # read once in a process, whoever speaks
    counted = []
    for customer in ("", "party/" + "a" * 32):
        with CaptureQueriesContext(connection) as captured:
            journeys.begin(
                live=live,
                language="en",
                channel="phone",
                actor=ASHA,
                customer=customer,
                answers={"address": MILL_LANE},
                at=WEDNESDAY,
            )
        counted.append(len(captured))
    assert counted[0] == counted[1]


def test_a_customer_registered_by_a_case_lives_where_they_said_and_speaks_their_language(asha: Clerk) -> None:
    in_force()
    case = sent(asha.open("/desk/phone"))
    known = door.portrait(reference=case.customer, onlooker=ANYBODY)
    assert (known.language, [each.lines for each in known.residences]) == ("en", [("4 Mill Lane",)])
    assert known.residences[0].since == WEDNESDAY


def test_whoever_moved_lives_at_the_new_address() -> None:
    live = in_force("house-move")
    test = next(each for each in live.service.tests if each.expect.outcome and "new-address" in each.answers)
    journey = journeys.begin(
        live=live, language="en", channel="web", actor=ASHA, answers=dict(test.answers), at=WEDNESDAY
    )
    case = opened(journey)
    known = door.portrait(reference=case.customer, onlooker=ANYBODY)
    assert known.residences[0].lines[0] == test.answers["new-address"]["line1"]
