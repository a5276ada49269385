"""One rule says who sees which case: every list, page, search and view holds to it, for every role."""

from typing import get_args

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from tests.rooms.acquainted import ASHA, POTHOLE, about_vera, case_of, person
from tests.rooms.council import WEDNESDAY, in_force
from tests.rooms.deskwork import Clerk, clerk

from guildhall.estate.door import AccountValue, Onlooker, Role, RoleValue, onlooker_of
from guildhall.serve.casework.timelines import timeline
from guildhall.serve.casework.wanted import Wanted
from guildhall.serve.casework.worklists import worklist
from guildhall.serve.demo.places import open_places
from guildhall.serve.models import Advice, Case, Task
from guildhall.serve.places.appointments import book, times
from guildhall.serve.places.expected import Purpose, Whom
from guildhall.serve.places.known import place
from guildhall.serve.sight import MOST_ASKED, cases_seen, sees_case

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]
TEAMS = ("", "waste-rounds", "highways")
HOLDINGS = [(role, team) for role in get_args(Role) for team in TEAMS]


@pytest.fixture
def everything() -> dict[str, Case]:
    """Every case there is, by its reference: of three teams, one of them none, and of two customers."""
    about_vera()
    nobodys = case_of(in_force("street-problem"), person("Edith Marsh"), **POTHOLE)
    Case.objects.filter(reference=nobodys.reference).update(team="")
    found = {each.reference: each for each in Case.objects.all()}
    first, *rest = (each for each in found.values() if each.team not in {"", "waste-rounds"})
    Case.objects.filter(id=first.pk).update(team="highways")
    assert rest == []
    return {each.reference: each for each in Case.objects.all()}


@pytest.mark.parametrize(("role", "team"), HOLDINGS)
def test_lists_and_stories_show_what_the_rule_says_and_nothing_else(
    everything: dict[str, Case], role: str, team: str
) -> None:
    onlooker = onlooker_of(account=AccountValue("account/1", "", "", (RoleValue(role, team),)))
    seen = {reference for reference, case in everything.items() if sees_case(onlooker, case)}
    assert set(Case.objects.filter(cases_seen(onlooker)).values_list("reference", flat=True)) == seen
    assert {each.reference for each in worklist(onlooker=onlooker, wanted=Wanted(), at=WEDNESDAY).cases} == seen
    told = timeline(parties=[each.customer for each in everything.values()], onlooker=onlooker, limit=100)
    assert {each.case for each in told.entries if each.case} == seen


def test_a_team_that_is_asked_very_much_sees_all_of_it_and_no_statement_names_each(everything: dict[str, Case]) -> None:
    onlooker = Onlooker("account/1", teams=("highways",))
    about = [each for each in everything.values() if each.team != "highways"]
    lengths = []
    for many in (2, MOST_ASKED * 2):
        asked = [about[number % len(about)] for number in range(many)]
        tasks = Task.objects.bulk_create(Task(case=each, kind="give-advice", set_at=WEDNESDAY) for each in asked)
        Advice.objects.bulk_create(
            Advice(case=task.case, task=task, team="highways", question="?", due_on=WEDNESDAY.date(), at=WEDNESDAY)
            for task in tasks
        )
        with CaptureQueriesContext(connection) as statements:
            seen = set(Case.objects.filter(cases_seen(onlooker)).values_list("reference", flat=True))
        assert seen == set(everything)
        lengths.append(max(len(each["sql"]) for each in statements.captured_queries))
    assert lengths[1] < lengths[0] + 2 * MOST_ASKED


@pytest.mark.parametrize(("role", "team"), [(role, team) for role, team in HOLDINGS if team != "highways"])
def test_so_do_the_pages(everything: dict[str, Case], role: Role, team: str) -> None:
    who = clerk(role, team=team)
    onlooker = onlooker_of(account=AccountValue("account/1", "", "", (RoleValue(role, team),)))
    for reference, case in everything.items():
        sees = sees_case(onlooker, case)
        assert (who.open(f"/desk/cases/{reference}").status == 200) == sees
        person_page = f"/desk/people/{case.customer.removeprefix('party/')}"
        assert shown(who.open(person_page), reference) == sees
        if onlooker.people:
            who.open("/desk/people").press("Find", {"typed": reference})
            assert (who.address == person_page) == sees
    if who.open("/desk/cases").status == 200:
        assert {reference for reference in everything if shown(who, reference)} == {
            reference for reference, case in everything.items() if sees_case(onlooker, case)
        }


def test_a_contact_about_a_case_that_is_not_seen_is_not_told() -> None:
    vera = about_vera()
    streets = Onlooker("account/1", teams=(vera.hole.team,), people=True)
    told = timeline(parties=[vera.reference], onlooker=streets)
    assert {each.case for each in told.entries} == {"", vera.hole.reference}


def test_the_day_of_a_counter_names_only_the_cases_that_whoever_looks_sees() -> None:
    open_places(at=WEDNESDAY)
    vera, guildhall = about_vera(), place(slug="the-guildhall", at=WEDNESDAY)
    (day, openings), *_later = times(place=guildhall, purpose=Purpose(), at=WEDNESDAY, days=1)
    book(
        place=guildhall,
        starts_at=openings[0][0],
        whom=Whom(party=vera.reference),
        purpose=Purpose(case=vera.bin.reference),
        channel="phone",
        actor=ASHA,
        at=WEDNESDAY,
    )
    for team, sees in ((vera.bin.team, True), (vera.hole.team, False)):
        who = clerk("service-officer", team=team, name=f"{team} Somebody")
        who.open(f"/desk/places/the-guildhall/day?day={day.isoformat()}")
        assert "Vera Lind" in who.main
        assert shown(who, vera.bin.reference) == sees


def test_who_has_no_team_sees_no_case() -> None:
    assert cases_seen(Onlooker("account/1")) == Q(team__in=())


def shown(who: Clerk, reference: str) -> bool:
    """Whether a case stands in the main part of the page."""
    return reference in who.main
