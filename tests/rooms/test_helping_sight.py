"""For any people, representations, roles and times: what each page of a helper or councillor shows is what the rules say."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rooms.acquainted import ASHA, case_of, person
from tests.rooms.council import MILL_LANE, WEDNESDAY, in_force
from tests.rooms.helpers_of_grace import organisation

from guildhall.estate.door import AccountValue, Onlooker, RoleValue, onlooker_of
from guildhall.people import door
from guildhall.people.door import Basis
from guildhall.serve.casework import cases
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.helping.representing import helped, matter_of_case, standing
from guildhall.serve.helping.wardcases import cases_in, listed, tallies
from guildhall.serve.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]
WARDS = ("mill-lane", "harbour", "")
SCOPES = ("everything", "its case", "its journey", "missed bins", "another service", "somebody else's case")

given_once = st.tuples(
    st.integers(0, 2),  # to whom: two organisations and a councillor
    st.integers(0, 3),  # for whom
    st.sampled_from(SCOPES),
    st.integers(-3, 2),  # begins so many days from now
    st.sampled_from([None, 1, 4]),  # for so many days
    st.booleans(),  # withdrawn
)


def scope_of(name: str, own: Case, other: Case) -> tuple[str, ...]:
    return {
        "everything": (),
        "its case": (f"case/{own.reference}",),
        "its journey": (f"journey/{own.journey_id}",),
        "missed bins": ("service/missed-bin",),
        "another service": ("service/street-problem",),
        "somebody else's case": (f"case/{other.reference}",),
    }[name]


HOME = {"address": MILL_LANE, "bin": "general", "assisted": False, "name": "Somebody", "contact-by": "none"}


@pytest.fixture
def held() -> list[Case]:
    """The cases of four people."""
    live = in_force()
    return [Case.objects.get(reference=case_of(live, person(f"Person {n}"), **HOME).reference) for n in range(4)]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(given_once, max_size=7), st.booleans())
def test_what_is_listed_is_what_may_be_opened_and_what_was_given(
    held: list[Case], given_: list[tuple[int, int, str, int, int | None, bool]], linked: bool
) -> None:
    people = [each.customer for each in held]
    account = f"account/{uuid4().hex}"
    agents = [organisation(name).reference for name in ("Library", "Charity")]
    agents.append(door.in_office(account=account, name="Ann Moss", at=WEDNESDAY))
    onlookers = [Onlooker("account/5", acts_for=agents[0]), Onlooker("account/6", acts_for=agents[1])]
    onlookers.append(Onlooker(account, wards=("mill-lane",)))
    if linked:
        link = door.assert_link(one=people[0], other=people[1], actor=ASHA, at=WEDNESDAY).id
    same = [{0, 1} if linked and number < 2 else {number} for number in range(4)]
    expected: list[set[str]] = [set(), set(), set()]
    for agent, whose, scope, begins, lasts, withdrawn in given_:
        at = WEDNESDAY + timedelta(days=begins)
        until = at + timedelta(days=lasts) if lasts else None
        basis: Basis = "parent"
        made = door.represent(
            principal=people[whose],
            agent=agents[agent],
            basis=basis,
            powers=("hear",),
            scope=scope_of(scope, held[whose], held[(whose + 2) % 4]),
            channel="phone",
            actor=ASHA,
            at=at,
            until=until,
        )
        if withdrawn:
            door.withdraw(representation=made.id, channel="phone", actor=ASHA, at=WEDNESDAY)
        elif at <= WEDNESDAY and (until is None or until > WEDNESDAY):
            reached = same[whose] if scope in {"everything", "missed bins"} else set()
            reached = {whose} if scope in {"its case", "its journey"} else reached
            expected[agent] |= {held[each].reference for each in reached}
    for onlooker, references in zip(onlookers, expected, strict=True):
        shown, later = helped(onlooker=onlooker, at=WEDNESDAY)
        assert later == ""
        assert {matter.case for each in shown for matter in each.matters} == references
        opened = {
            each.reference
            for each in held
            if standing(onlooker=onlooker, matter=matter_of_case(value_of(each)), at=WEDNESDAY)
        }
        assert opened == references
    for nobody in (Onlooker("account/8", people=True, teams=None), Onlooker("account/9", wards=("mill-lane",))):
        assert helped(onlooker=nobody, at=WEDNESDAY) == ((), "")
    if linked:
        door.retract_link(link=link, why="", actor=ASHA, at=WEDNESDAY)


def value_of(row: Case) -> CaseValue:
    return cases.find(reference=row.reference)


def test_a_ward_is_shown_to_those_whom_it_elected_and_to_nobody_else(held: list[Case]) -> None:
    nobodys_private_matter = in_force("street-problem").id
    for case, ward in zip(held, ("mill-lane", "mill-lane", "harbour", ""), strict=True):
        Case.objects.filter(id=case.pk).update(ward=ward, service=nobodys_private_matter)
    library = organisation().reference
    roles = [
        *((role, ward) for role in ("councillor", "advisor", "administrator") for ward in WARDS),
        ("partner", library),
    ]
    for role, team in roles:
        onlooker = onlooker_of(account=AccountValue("account/1", "", "", (RoleValue(role, team),)))
        for ward, stand in (("mill-lane", 2), ("harbour", 1), ("", 0)):
            seen = stand if role == "councillor" and team == ward else 0
            assert Case.objects.filter(cases_in(onlooker, ward)).count() == seen
            assert len(listed(onlooker=onlooker, ward=ward, counted=tallies(onlooker=onlooker, ward=ward))[0]) == seen
            assert len(tallies(onlooker=onlooker, ward=ward)) == min(seen, 1)


def statements(onlooker: Onlooker, at: datetime) -> int:
    with CaptureQueriesContext(connection) as asked:
        helped(onlooker=onlooker, at=at)
    return len(asked)


def test_the_list_asks_the_database_the_same_however_many_are_helped(held: list[Case]) -> None:
    library = organisation().reference
    onlooker = Onlooker("account/5", acts_for=library)

    def given_to(times: int) -> None:
        for number in range(times):
            case = held[number % 4]
            door.represent(
                principal=case.customer,
                agent=library,
                basis="parent",
                powers=("hear",),
                scope=(f"case/{case.reference}",),
                channel="phone",
                actor=ASHA,
                at=WEDNESDAY,
            )

    given_to(1)
    first = statements(onlooker, WEDNESDAY)
    given_to(33)
    assert statements(onlooker, WEDNESDAY) == first
    page, later = helped(onlooker=onlooker, at=WEDNESDAY)
    rest, end = helped(onlooker=onlooker, at=WEDNESDAY, after=later)
    assert (len(page), len(rest), end) == (30, 4, "")
    assert len({each.representation.id for each in (*page, *rest)}) == 34
