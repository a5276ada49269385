"""Promises about what a review lists once a link is taken back: everything that names a party, in whichever table it was kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.apps import apps
from django.db.models import CharField
from tests.rooms.acquainted import ASHA, POTHOLE, case_of, person
from tests.rooms.council import MILL_LANE, WEDNESDAY, in_force
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.privacy_world import asks
from tests.rooms.promising import promised

from guildhall.estate.door import Onlooker
from guildhall.ledger.door import history
from guildhall.people import door
from guildhall.people.models import ContactPoint, Party
from guildhall.serve.answering import journeys
from guildhall.serve.contacts import interactions
from guildhall.serve.demo.places import open_places
from guildhall.serve.models import Appointment, Hold, Journey, Message, PostHolding, RightsRequest
from guildhall.serve.parting import reviewing
from guildhall.serve.parting.reviewing import NotInTheReview
from guildhall.serve.places import post
from guildhall.serve.places.known import PlaceValue, place
from guildhall.serve.privacy import holds, requests

pytestmark = [pytest.mark.postgres, pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]

KEEPER = Onlooker(account=ASHA.reference, teams=None, works=None, people=True, safeguards=True, governs=True)
BEFORE, AFTER = WEDNESDAY - timedelta(days=7), WEDNESDAY + timedelta(hours=1)

LISTED = {
    "people.ContactPoint.party": "contact-point",
    "people.Residence.party": "residence",
    "people.Need.party": "need",
    "people.Belonging.person": "belonging",
    "people.Belonging.organisation": "speaker",
    "people.Representation.principal": "representation",
    "people.Representation.agent": "acting",
    "people.Protection.party": "protection",
    "people.Change.party": "change",
    "serve.Case.customer": "case",
    "serve.Interaction.party": "contact",
    "serve.Callback.party": "callback",
    "serve.Message.party": "message",
    "serve.Appointment.party": "appointment",
    "serve.Journey.customer": "journey",
    "serve.Journey.on_behalf_of": "journey",
    "serve.PostHolding.party": "post",
    "serve.RightsRequest.party": "request",
    "serve.Hold.subject": "hold",
}
"""Each column that names a party, and as what a review lists its rows."""

LEFT = {
    "people.NameWord.party": "what their name is found by",
    "people.Officeholder.party": "the account of a councillor, which is one person's whatever the records say",
    "people.IdentityLink.one": "is taken back by itself, and has a review of its own",
    "people.IdentityLink.other": "is taken back by itself, and has a review of its own",
    "people.Distinction.one": "was said of two records, and stands between these",
    "people.Distinction.other": "was said of two records, and stands between these",
    "people.Proposal.one": "was proposed of two records, and is proposed anew",
    "people.Proposal.other": "was proposed of two records, and is proposed anew",
    "people.Attribution.was": "is what a review said",
    "people.Attribution.whose": "is what a review said",
    "people.Look.party": "somebody looked at that record, and at no other",
    "serve.Journey.actor": "who did it did it",
    "serve.Answer.actor": "who said it said it",
    "serve.Answer.on_behalf_of": "for whom it was said then",
    "serve.Consent.helper": "whoever was agreed to, in words that are kept",
    "serve.Considered.record": "goes with its request",
    "serve.Tombstone.record": "what was erased is nobody's any more",
    "serve.Unerased.record": "is tried again where it stands",
}
"""Each other column that may hold the reference of a party, and why a review does not ask whose its rows are."""

NO_PARTY = {
    *("service", "team", "called", "role", "name", "name_cy", "town", "source_key", "step", "file", "ward", "evidence"),
    *("provider_reference", "sender_reference", "stated_status", "account", "to", "told", "goes", "before_to"),
    *("before_team", "assigned_to", "known_to", "by_cy", "commitment", "part", "measure"),
}
"""The names of columns as long as a reference that name accounts, teams, services, places, files, measures or parts of a plan: no party."""


def may_name_a_party() -> set[str]:
    """Every column of the house that leads to a party, or is as long as a reference and not known to hold another thing."""
    found = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields if model.__module__.startswith("guildhall.") else ():
            text = isinstance(field, CharField) and field.max_length == 100
            named = field.name in NO_PARTY or field.name == "by" or field.name.endswith("_by")
            if field.related_model is Party or (text and not named):
                found.add(f"{model._meta.label}.{field.name}")
    return found


def test_every_column_that_may_name_a_party_is_reviewed_or_says_why_not() -> None:
    assert may_name_a_party() == set(LISTED) | set(LEFT)


def acts_for(principal: str, agent: str) -> None:
    """One acts for the other, as somebody said."""
    door.represent(
        principal=principal,
        agent=agent,
        basis="consent",
        powers=("hear", "speak"),
        wording="May she speak for you?",
        language="en",
        channel="phone",
        actor=ASHA,
        at=WEDNESDAY,
    )


def begun(party: str, behalf: str = "") -> None:
    """A journey that leads to no case."""
    live = in_force("street-problem")
    journeys.begin(
        live=live, language="en", channel="phone", actor=ASHA, customer=party, on_behalf_of=behalf, at=WEDNESDAY
    )


def asked_of_us(party: str) -> None:
    """They ask to see what we hold."""
    requests.take_up(case=asks("", wanted="copy"), kind="access", party=party, actor=ASHA, at=WEDNESDAY)


def write_to(party: str) -> None:
    """Something was sent to them, about no case."""
    Message.objects.create(
        party=party, kind="email", to="x@example.org", language="en", body="x", rendered_at=WEDNESDAY
    )


def booked(party: str) -> None:
    """They are expected at the library."""
    Appointment.objects.create(
        reference="7QX4-M",
        place_id=here().id,
        starts_at=AFTER,
        ends_at=AFTER + timedelta(minutes=30),
        counter=1,
        party=party,
        language="en",
        channel="phone",
        booked_at=WEDNESDAY,
    )


def here() -> PlaceValue:
    """Where letters are held and people expected."""
    open_places(at=BEFORE)
    return place(slug="westmere-library", at=WEDNESDAY)


def firm() -> str:
    """An organisation."""
    return person("Rees and Son", kind="organisation")


MADE: dict[str, tuple[str, Callable[[str], object]]] = {
    "people.ContactPoint.party": (
        "contact-point",
        lambda who: door.reached_by(reference=who, kind="phone", value="07700 900111", actor=ASHA, at=WEDNESDAY),
    ),
    "people.Residence.party": (
        "residence",
        lambda who: door.moved(reference=who, lives=MILL_LANE | {"line1": "9 Quay"}, actor=ASHA, at=WEDNESDAY),
    ),
    "people.Need.party": ("need", lambda who: door.needs(reference=who, code="large-print", actor=ASHA, at=WEDNESDAY)),
    "people.Belonging.person": (
        "belonging",
        lambda who: door.belongs(person=who, organisation=firm(), role="clerk", actor=ASHA, at=WEDNESDAY),
    ),
    "people.Belonging.organisation": (
        "speaker",
        lambda who: door.belongs(person=person("Vera"), organisation=who, role="clerk", actor=ASHA, at=WEDNESDAY),
    ),
    "people.Representation.principal": ("representation", lambda who: acts_for(who, person("Vera Lind"))),
    "people.Representation.agent": ("acting", lambda who: acts_for(person("Vera Lind"), who)),
    "people.Protection.party": ("protection", lambda who: door.protect(reference=who, actor=ASHA, at=WEDNESDAY)),
    "people.Change.party": (
        "change",
        lambda who: door.called(reference=who, name="Evan Rees", actor=ASHA, at=WEDNESDAY),
    ),
    "serve.Case.customer": ("case", lambda who: case_of(in_force("street-problem"), who, **POTHOLE)),
    "serve.Interaction.party": (
        "contact",
        lambda who: interactions.log(channel="phone", reason="thanks", party=who, actor=ASHA, at=WEDNESDAY),
    ),
    "serve.Callback.party": ("callback", promised),
    "serve.Message.party": ("message", write_to),
    "serve.Appointment.party": ("appointment", booked),
    "serve.Journey.customer": ("journey", begun),
    "serve.Journey.on_behalf_of": ("journey", lambda who: begun("", who)),
    "serve.PostHolding.party": (
        "post",
        lambda who: post.hold(party=who, place=here(), actor=ASHA, at=WEDNESDAY),
    ),
    "serve.RightsRequest.party": ("request", asked_of_us),
    "serve.Hold.subject": ("hold", lambda who: holds.place(subject=who, reason="a claim", actor=ASHA, at=WEDNESDAY)),
}
"""Of each column that a review lists, how a row comes to be."""


@pytest.fixture
def two() -> tuple[str, str, int]:
    """Father and son, taken for one person a week ago: their references, and the link."""
    father, son = person("Ifan Rees"), person("Ifan Rees")
    return father, son, door.assert_link(one=father, other=son, actor=ASHA, at=BEFORE).id


def part(link: int) -> dict[str, str]:
    """They are two people after all: what is left to say, and whose each thing is."""
    reviewing.part(link=link, why="father and son", onlooker=KEEPER, actor=ASHA, at=AFTER)
    return left(link)


def left(link: int) -> dict[str, str]:
    """What is left to say, and whose each thing is."""
    return {each.record: each.of for each in reviewing.review(link=link, onlooker=KEEPER).left}


def give(link: int, record: str, whose: str) -> None:
    """Say whose something is."""
    reviewing.attribute(link=link, whose={record: whose}, why="he rang", onlooker=KEEPER, actor=ASHA, at=AFTER)


def test_of_every_column_that_is_reviewed_a_row_can_be_made() -> None:
    assert {column: kind for column, (kind, _) in MADE.items()} == LISTED


@pytest.mark.parametrize("column", sorted(MADE))
def test_whatever_was_made_meanwhile_is_listed_where_it_stands_and_goes_where_somebody_says(
    column: str, two: tuple[str, str, int]
) -> None:
    father, son, link = two
    kind, make = MADE[column]
    make(father)
    door.born(
        reference=son, on=BEFORE.date(), actor=ASHA, at=WEDNESDAY
    )  # so that the review is not over, and nothing deleted
    (record,) = [each for each, of in part(link).items() if (each.partition("/")[0], of) == (kind, father)]
    give(link, record, son)
    assert record not in left(link)
    table, _, name = column.rpartition(".")
    model = apps.get_model(table)
    held = {getattr(row, name) for row in model._default_manager.all()}
    theirs = {getattr(each, "reference", each) for each in held}
    assert son in theirs
    assert father not in theirs


def test_post_that_is_held_takes_its_address_along_and_ends_where_theirs_is_held_already(
    two: tuple[str, str, int],
) -> None:
    father, son, link = two
    library = here()
    elsewhere = place(slug="the-guildhall", at=WEDNESDAY)
    post.hold(party=son, place=elsewhere, actor=ASHA, at=BEFORE - timedelta(days=1))
    held = post.hold(party=father, place=library, actor=ASHA, at=WEDNESDAY)
    assert part(link) == {f"post/{held.id}": father}
    give(link, f"post/{held.id}", son)
    assert left(link) == {}
    kept = PostHolding.objects.get(id=held.id)
    assert (kept.party, kept.until) == (son, AFTER)
    point = ContactPoint.objects.get(id=kept.point)
    assert (point.party.reference, point.until) == (son, AFTER)
    standing = post.held_for(party=son, at=AFTER)
    assert standing is not None
    assert standing.place.slug == elsewhere.slug
    assert post.held_for(party=father, at=AFTER) is None


def test_a_hold_on_somebody_held_already_is_lifted_with_its_reason(two: tuple[str, str, int]) -> None:
    father, son, link = two
    holds.place(subject=son, reason="a claim", actor=ASHA, at=BEFORE - timedelta(days=1))
    holds.place(subject=father, reason="another claim", actor=ASHA, at=WEDNESDAY)
    ((record, _),) = part(link).items()
    give(link, record, son)
    assert not holds.is_held(party=father)
    assert [each.reason for each in holds.holds_on(subjects=[son])] == ["a claim"]
    lifted = Hold.objects.get(reason="another claim")
    assert (lifted.subject, lifted.lifted_because) == (son, holds.HELD_ALREADY)


def test_protection_that_is_given_back_guards_the_right_one_and_only_those_who_keep_people_safe_read_of_it(
    two: tuple[str, str, int],
) -> None:
    father, son, link = two
    door.protect(reference=father, actor=ASHA, at=WEDNESDAY)
    ((record, _),) = part(link).items()
    assert door.guarded_among(references=[father, son]) == {father}
    give(link, record, son)
    assert door.guarded_among(references=[father, son]) == {son}
    told = {each.type for each in history(subject=father, audience="staff")}
    assert "person.record-attributed" not in told
    assert history(subject=father, audience="restricted")[-1].type == "person.record-attributed"


def test_that_somebody_was_protected_once_is_listed_for_nobody_else(two: tuple[str, str, int]) -> None:
    father, _, link = two
    door.protect(reference=father, actor=ASHA, at=WEDNESDAY)
    door.end_protection(reference=father, actor=ASHA, at=WEDNESDAY)
    ((record, _),) = part(link).items()
    assert record.startswith("protection/")
    advisor = replace(KEEPER, safeguards=False)
    assert reviewing.review(link=link, onlooker=advisor).left == ()


def test_a_legal_hold_is_given_to_another_by_those_who_place_and_lift_holds_and_waits_for_them(
    two: tuple[str, str, int],
) -> None:
    father, son, link = two
    holds.place(subject=father, reason="a claim", actor=ASHA, at=WEDNESDAY)
    ((record, _),) = part(link).items()
    advisor = replace(KEEPER, governs=False)
    assert reviewing.review(link=link, onlooker=advisor).left == ()
    with pytest.raises(NotInTheReview):
        reviewing.attribute(link=link, whose={record: son}, why="", onlooker=advisor, actor=ASHA, at=AFTER)
    assert holds.is_held(party=father)
    assert [each.link.id for each in door.sameness.to_review(onlooker=advisor)[0]] == [link]
    give(link, record, son)
    assert (holds.is_held(party=father), holds.is_held(party=son)) == (False, True)
    assert door.sameness.to_review(onlooker=KEEPER)[0] == ()


def test_a_request_about_somebodys_information_is_passed_on_by_nobody_who_does_not_answer_it(
    two: tuple[str, str, int],
) -> None:
    father, son, link = two
    asked_of_us(father)
    [record] = (each for each in part(link) if each.startswith("request/"))
    advisor = replace(KEEPER, governs=False)
    assert record not in {each.record for each in reviewing.review(link=link, onlooker=advisor).left}
    with pytest.raises(NotInTheReview):
        reviewing.attribute(link=link, whose={record: son}, why="", onlooker=advisor, actor=ASHA, at=AFTER)
    assert RightsRequest.objects.get().party == father
    give(link, record, son)
    assert RightsRequest.objects.get().party == son


def test_what_had_been_sent_by_then_is_listed_with_its_case_and_no_journey_beside_it(two: tuple[str, str, int]) -> None:
    father, _, link = two
    case = case_of(in_force("street-problem"), father, **POTHOLE)
    assert part(link) == {f"case/{case.reference}": father}
    assert Journey.objects.get().customer == father


def test_what_a_helper_began_for_somebody_is_listed_as_theirs_and_stays_begun_by_the_helper(
    two: tuple[str, str, int],
) -> None:
    father, son, link = two
    helper = person("Grace Okoro")
    begun(helper, father)
    ((record, of),) = part(link).items()
    assert of == father
    give(link, record, son)
    assert left(link) == {}
    kept = Journey.objects.get()
    assert (kept.customer, kept.on_behalf_of) == (helper, son)


def test_the_desk_names_each_of_them_in_words_and_a_hold_or_a_request_to_those_who_govern_it(
    two: tuple[str, str, int], asha: Clerk
) -> None:
    father, _, link = two
    begun(father)
    post.hold(party=father, place=here(), actor=ASHA, at=WEDNESDAY)
    asked_of_us(father)
    holds.place(subject=father, reason="a claim of Mr Rees", actor=ASHA, at=WEDNESDAY)
    acts_for(person("Vera Lind"), father)
    part(link)
    governance = clerk("information-governance", name="Glyn Amos").open(f"/desk/people/reviews/{link}")
    for told in (
        "Begun, and not sent Report a pothole or street problem",
        "Post held for them Westmere Library",
        "Request about their information To see what we hold",
        "Legal hold",
        "Acts for somebody",
    ):
        assert told in governance.main
    assert "a claim of Mr Rees" not in governance.main
    asha.open(f"/desk/people/reviews/{link}")
    assert "Acts for somebody" in asha.main
    assert "Legal hold" not in asha.main
    assert "Request about their information" not in asha.main
