"""A form that ends in advice, or in danger, is put before somebody who tells the person."""

import pytest
from django.test import Client
from tests.rooms.council import WEDNESDAY, in_force
from tests.rooms.paperwork import ON_PAPER, opens_the_post, post, said, typed

from guildhall.channels.paper import sheet
from guildhall.estate.door import council
from guildhall.serve.casework import cases
from guildhall.serve.models import Case, Interaction, Message, Task

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def clerk() -> Client:
    return opens_the_post()


def test_a_form_that_ends_in_advice_is_put_before_the_team_who_tell_the_person(clerk: Client) -> None:
    live = in_force()
    answer = post(clerk, live, typed(live, ON_PAPER | {"collection-day": "2026-11-02"}))
    case = cases.find(reference=Case.objects.get().reference)
    assert (case.outcome, case.team, case.due_on) == ("next-round", "waste-rounds", WEDNESDAY.date())
    assert Task.objects.get().kind == "tell-advice"
    assert Interaction.objects.get().reason == "advice"
    page = said(clerk.get(answer.headers["Location"]))
    assert "This form ends in advice. A task asks the team Waste rounds to tell the person" in page
    assert "We will empty it on your next collection day" in page
    assert "Telephone the person now" not in page
    assert Message.objects.filter(case=None).count() == 0


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_danger_on_paper_is_put_before_a_person_at_once(clerk: Client, language: str) -> None:
    live = in_force("report-danger")
    journey = next(each for each in live.service.tests if each.expect.outcome == "ring-the-gas-emergency-line")
    gas = live.compiled.outcomes["ring-the-gas-emergency-line"]
    answer = post(clerk, live, typed(live, dict(journey.answers), language), language)
    case = cases.find(reference=Case.objects.get().reference)
    assert (case.outcome, case.team, case.due_on) == (gas.id, "duty-officers", WEDNESDAY.date())
    assert [each.kind for each in Task.objects.all()] == ["ring-now"]
    assert Interaction.objects.get().reason == "handover"
    page = said(clerk.get(answer.headers["Location"]))
    assert "Telephone the duty officer now, on 01632 960 999: the form does not say how to reach the person." in page
    assert gas.title[language] in page
    assert gas.contact is not None
    assert gas.contact[language] in page
    paged = Message.objects.filter(case=None)
    assert {(each.kind, each.to) for each in paged} == set(council().duty_officer.items())
    for each in paged:
        assert case.reference in each.subject
        assert "on paper at 18 November 2026, 17:30" in each.body


def test_a_danger_is_not_held_up_by_what_else_is_missing(clerk: Client) -> None:
    live = in_force("housing-repair")
    journey = next(each for each in live.service.tests if each.expect.outcome == "made-safe-within-24-hours")
    keyed = typed(live, dict(journey.answers) | {"rents-from-us": True})
    postcode = sheet(live.compiled, "en").numbers["address"] + ".postcode"
    answer = post(clerk, live, keyed | {postcode: "!"})
    assert answer.status_code == 302, said(answer)
    assert {each.kind for each in Task.objects.all()} == {"ring-now", "ask-missing"}
    page = said(clerk.get(answer.headers["Location"]))
    assert "Telephone the duty officer now, on 01632 960 999" in page
    assert page.count("Question 2: Which home is it?") == 1


def test_the_clerk_is_told_how_to_reach_a_person_who_must_be_rung(clerk: Client) -> None:
    live = in_force("housing-repair")
    journey = next(each for each in live.service.tests if each.expect.outcome == "made-safe-within-24-hours")
    answer = post(clerk, live, typed(live, dict(journey.answers) | {"rents-from-us": True}))
    page = said(clerk.get(answer.headers["Location"]))
    assert "Telephone the person now. Do not answer by letter alone." in page
    assert "How to reach them: Flat 3 Weir House, ZZ1 3WH" in page
    assert "If you cannot, telephone the duty officer on 01632 960 999" in page


def test_a_danger_keyed_twice_is_one_case_and_pages_once(clerk: Client) -> None:
    live = in_force("report-danger")
    journey = next(each for each in live.service.tests if each.expect.outcome == "ring-999")
    for _click in range(2):
        post(clerk, live, typed(live, dict(journey.answers)))
    assert Case.objects.count() == Task.objects.count() == 1
    assert Message.objects.filter(case=None).count() == len(council().duty_officer)


NOWHERE = """
id: to-nowhere
languages: [en, cy]
title: {en: To nowhere, cy: I unman}
channels: {paper: {}}
pages: [{id: name, next: []}]
steps: [{id: name, kind: name, label: {en: Your name, cy: Eich enw}}]
outcomes: [{id: advice, kind: exit, when: {answer: name, answered: false}, title: {en: Advice, cy: Cyngor}}]
"""


def test_a_form_that_leads_nowhere_says_so_and_what_to_do(clerk: Client) -> None:
    live = in_force(text=NOWHERE)
    answer = post(clerk, live, {"1": "Vera Lind"})
    assert answer.status_code == 400
    assert "leads nowhere as it is keyed. Telephone the person." in said(answer)
