"""Promises of suggestions: what may be the same is shown before it is sent, on every channel, and nothing private with it."""

import json
from collections.abc import Iterator
from copy import copy
from datetime import timedelta
from decimal import Decimal
from operator import itemgetter
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from tests.rooms.browsing import Resident
from tests.rooms.council import AMIR, MISSED_BIN, WEDNESDAY, in_force
from tests.rooms.deskwork import clerk
from tests.rooms.reported import HERE, HOLE, POTHOLE, answered, north, reported, streets
from tests.rooms.test_case_page_statements import rows_read

from guildhall.kernel.canonical import read_json
from guildhall.kernel.distance import Point, metres
from guildhall.ledger.door import Actor
from guildhall.serve import clock
from guildhall.serve.casework import acts, cases
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.desks.paper.keying import code_for
from guildhall.serve.desks.suggesting import suggested
from guildhall.serve.joining import likeness, relations, reporting
from guildhall.serve.models import Case, CaseRelation, Journey
from guildhall.serve.publishing import editions
from guildhall.serve.publishing.editions import Live

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
TOLD_BY_EMAIL = {"contact-by": "email", "email": "ken@example.org"}


@pytest.fixture(autouse=True)
def _wednesday() -> Iterator[None]:
    with clock.standing_at(WEDNESDAY):
        yield


def alike(answers: dict[str, Any], service: int = 0) -> list[str]:
    found = likeness.alike(live=streets()[service], answers=answers, at=WEDNESDAY)
    return [each.reference for each in found]


def test_what_is_near_recent_and_open_is_suggested_across_services() -> None:
    _, danger = streets()
    near = reported(danger, HOLE | {"where": north(12)})
    reported(danger, HOLE | {"where": north(60)})
    reported(danger, HOLE, at=WEDNESDAY - timedelta(weeks=12, minutes=1))
    shut = reported(danger, HOLE)
    acts.close(case=shut, outcome="done", told="Filled", actor=AMIR, at=WEDNESDAY)
    old = reported(danger, HOLE, at=WEDNESDAY - timedelta(weeks=12) + timedelta(hours=1))
    assert set(alike(POTHOLE)) == {near.reference, old.reference}


def test_nearer_comes_first_then_the_same_service_then_the_same_words_then_what_is_newer() -> None:
    street, danger = streets()
    far = reported(street, POTHOLE | {"where": north(40)})
    other = reported(danger, HOLE)
    older = reported(street, POTHOLE | {"where": north(1)}, at=WEDNESDAY - timedelta(days=3))
    newer = reported(street, POTHOLE | {"where": north(2)}, at=WEDNESDAY - timedelta(days=1))
    worded = reported(street, POTHOLE, at=WEDNESDAY - timedelta(days=9))
    assert alike(POTHOLE) == [each.reference for each in (worded, newer, older, other, far)]


def test_at_most_five_are_shown_and_one_of_each_matter() -> None:
    street, _ = streets()
    made = [reported(street, POTHOLE, at=WEDNESDAY - timedelta(minutes=each)) for each in range(7)]
    assert len(alike(POTHOLE)) == 5
    for other in made[1:]:
        relations.join(one=made[0].id, other=other.id, said="", actor=AMIR, at=WEDNESDAY)
    assert alike(POTHOLE) == [made[0].reference]


def test_the_likeliest_is_found_however_many_newer_ones_are_near(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    street, _ = streets()
    here = reported(street, POTHOLE, at=WEDNESDAY - timedelta(weeks=2))
    crowd(reported(street, POTHOLE | {"where": north(40)}), 250)
    found = likeness.alike(live=street, answers=POTHOLE, at=WEDNESDAY)
    assert (found[0].reference, len(found)) == (here.reference, 5)
    with django_assert_num_queries(1):
        likeness.alike(live=street, answers=POTHOLE, at=WEDNESDAY)


def test_of_thousands_on_one_spot_the_likeliest_are_found_and_few_are_read() -> None:
    street, danger = streets()
    near = [reported(street, POTHOLE | {"where": north(1)}, at=WEDNESDAY - timedelta(weeks=3)) for _ in range(2)]
    worded = reported(street, POTHOLE | {"where": north(20)} | {"describe": "Suspension wrecked"}, at=WEDNESDAY)
    others = [reported(danger, HOLE | {"where": north(20)}, at=WEDNESDAY - timedelta(weeks=4)) for _ in range(2)]
    crowd(reported(street, POTHOLE | {"where": north(40)}), 3_000)
    crowd(one_matter := reported(street, POTHOLE | {"where": north(15)}), 900, matter="M")
    Case.objects.filter(id=one_matter.id).update(matter="M")
    asked = POTHOLE | {"describe": "It wrecked my suspension"}
    with CaptureQueriesContext(connection) as told:
        found = likeness.alike(live=street, answers=asked, at=WEDNESDAY)
    first, second, third, *rest = [each.reference for each in found]
    assert {first, second} == {each.reference for each in near}
    assert third == worded.reference
    assert Case.objects.get(reference=rest[0]).matter == "M"
    assert rest[1] == others[1].reference
    assert len(told) <= 7
    assert rows_read([each["sql"] for each in told]) < 4 * likeness.MANY


def test_of_hundreds_lying_anywhere_the_suggested_are_those_that_a_slow_count_of_all_puts_first() -> None:
    street, danger = streets()
    for like in (reported(street, POTHOLE), reported(danger, HOLE)):
        crowd(like, likeness.MANY)
    for seed in range(4):
        dice = Random(seed)
        for row in (rows := list(Case.objects.order_by("id"))):
            row.latitude = Decimal(HERE["lat"]) + dice.randint(-450, 450) * Decimal("0.000001")
            row.longitude = Decimal(HERE["lon"]) + dice.randint(-700, 700) * Decimal("0.000001")
            row.opened_at = WEDNESDAY - timedelta(minutes=dice.randrange(9_000))
            row.received_on = row.opened_at.date()
            row.matter = dice.choice(["", "M", "N"]) if dice.random() < 0.9 * (seed % 2) else ""
        Case.objects.bulk_update(rows, ["latitude", "longitude", "opened_at", "received_on", "matter"])
        for live, asked in ((street, POTHOLE), (danger, HOLE)):
            found = likeness.alike(live=live, answers=asked, at=WEDNESDAY)
            assert [each.reference for each in found] == counted_slowly(live, rows), seed


def counted_slowly(live: Live, rows: list[Case]) -> list[str]:
    """The first five of these, one of each matter: nearer, of the same service, newer by the day, nearer to the metre, newer."""
    here = Point(Decimal(HERE["lat"]), Decimal(HERE["lon"]))
    ranked = []
    for row in rows:
        assert row.latitude is not None
        assert row.longitude is not None
        away = metres(here, Point(row.latitude, row.longitude))
        if away <= likeness.NEAR:
            band = (away > 10) + (away > 25)
            day = row.received_on.toordinal()
            ranked.append((band, row.service != live.service.id, -day, away, -row.opened_at.timestamp(), -row.pk, row))
    first: dict[str, str] = {}
    for *_order, row in sorted(ranked, key=itemgetter(slice(6))):
        first.setdefault(row.matter or row.reference, row.reference)
    return list(first.values())[:5]


def crowd(like: CaseValue, many: int, matter: str = "") -> None:
    """So many other cases, each with a journey of its own, as one that was reported."""
    one = Case.objects.select_related("journey").get(id=like.id)
    begun, made = [], []
    for number in range(many):
        journey, case = copy(one.journey), copy(one)
        journey.pk, journey.resume_code = uuid4(), f"{like.id}-{number}"
        case.pk, case.journey, case.reference, case.matter = None, journey, f"{like.id}-{number}", matter
        begun.append(journey)
        made.append(case)
    Journey.objects.bulk_create(begun)
    Case.objects.bulk_create(made)


def test_a_private_matter_is_never_suggested_and_suggests_nothing() -> None:
    bins = in_force("missed-bin")
    street, _ = streets()
    private = reported(
        bins, MISSED_BIN | {"collection-day": "2026-11-17", "address": {"line1": "9 Row", "postcode": "ZZ9 9ZZ"}}
    )
    Case.objects.filter(id=private.id).update(latitude=Decimal(HERE["lat"]), longitude=Decimal(HERE["lon"]))
    reported(street, POTHOLE)
    assert private.reference not in alike(POTHOLE)
    assert likeness.alike(live=bins, answers={"where": HERE}, at=WEDNESDAY) == ()


def test_a_report_without_a_position_is_compared_with_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    street, _ = streets()
    reported(street, POTHOLE)
    assert editions.live()
    with django_assert_num_queries(0):
        assert (
            likeness.alike(live=street, answers=POTHOLE | {"where": {"description": "High Street"}}, at=WEDNESDAY) == ()
        )
    with django_assert_num_queries(1):
        assert len(likeness.alike(live=street, answers=POTHOLE, at=WEDNESDAY)) == 1


def test_what_others_are_shown_holds_no_reference_no_words_and_nothing_of_the_person() -> None:
    street, danger = streets()
    theirs = reported(street, POTHOLE | TOLD_BY_EMAIL | {"describe": "Ken fell in it", "where": north(12)})
    (shown,) = suggested(live=danger, answers=HOLE, language="en", at=WEDNESDAY)
    assert (shown.what, shown.since) == (
        "Pothole in the road, 12 metres away",
        "Reported on 18 November 2026. Received.",
    )
    (welsh,) = suggested(live=danger, answers=HOLE, language="cy", at=WEDNESDAY)
    assert welsh.what == "Twll yn y ffordd, 12 metr i ffwrdd"
    tells = f"{shown.code} {shown.what} {shown.since}".casefold()
    for secret in (theirs.reference, "ken", "bank", str(theirs.id)):
        assert secret.casefold() not in tells.split()


def test_the_reporter_on_the_web_says_that_it_is_the_same_and_both_are_joined() -> None:
    street, danger = streets()
    theirs = reported(danger, HOLE | {"where": north(12)})
    ken = Resident(street).walk(POTHOLE)
    page = ken.page
    assert [each.get("value") for each in page.xpath('//input[@name="same"]')] == [
        likeness.code_of(theirs.reference),
        "",
    ]
    assert theirs.reference not in ken.response.content.decode()
    ken.post(same=likeness.code_of(theirs.reference))
    assert "We deal with both as one" in ken.response.content.decode()
    mine = Case.objects.exclude(id=theirs.id).get()
    assert mine.matter == Case.objects.get(id=theirs.id).matter != ""


def test_being_the_same_changes_no_outcome_no_promise_and_no_answer() -> None:
    street, danger = streets()
    theirs = reported(danger, HOLE)
    made = []
    for same in ("", likeness.code_of(theirs.reference)):
        journey = answered(street, POTHOLE)
        made.append(reporting.submit(journey=journey.id, same=same, actor=journey.actor, channel="web", at=WEDNESDAY))
    alone, joined = made
    for name in ("outcome", "promise", "answers", "due_on", "due_at", "team", "fee", "received_on"):
        assert getattr(alone, name) == getattr(joined, name)
    assert (alone.matter, bool(joined.matter)) == ("", True)


def test_a_choice_that_is_no_longer_there_opens_the_case_all_the_same() -> None:
    street, danger = streets()
    far = reported(danger, HOLE | {"where": north(300)})
    for same in (likeness.code_of(far.reference), "what nobody was shown"):
        journey = answered(street, POTHOLE)
        opened = reporting.submit(journey=journey.id, same=same, actor=journey.actor, channel="web", at=WEDNESDAY)
        assert opened.matter == ""
    assert not CaseRelation.objects.exists()


def test_the_same_report_sent_twice_is_joined_once() -> None:
    street, danger = streets()
    theirs, journey = reported(danger, HOLE), answered(street, POTHOLE)
    for _ in range(2):
        reporting.submit(
            journey=journey.id,
            same=likeness.code_of(theirs.reference),
            actor=journey.actor,
            channel="web",
            at=WEDNESDAY,
        )
    assert (Case.objects.count(), CaseRelation.objects.count()) == (2, 1)


def post(path: str, body: Any, key: str = "a-key-for-one-report") -> Any:
    response = Client().post(
        f"/api/v1/services/street-problem/{path}",
        json.dumps(body),
        content_type="application/json",
        headers={"Idempotency-Key": key},
    )
    return response.status_code, read_json(response.content)


def test_a_machine_is_told_what_is_similar_and_says_which_is_the_same() -> None:
    _, danger = streets()
    theirs = reported(danger, HOLE | {"where": north(12)})
    _, told = post("check", {"answers": POTHOLE})
    code = likeness.code_of(theirs.reference)
    assert told["similar"] == [
        {
            "id": code,
            "service": "report-danger",
            "said": "A hole in the road or pavement, or a missing cover, 12 metres away",
            "metres": 12,
            "roughly": False,
            "reported": "2026-11-18",
            "status": "received",
        }
    ]
    status, told = post("cases", {"answers": POTHOLE, "same": code})
    assert (status, told["case"]["joined"]) == (201, True)
    assert cases.find(reference=told["case"]["reference"]).matter == cases.find(reference=theirs.reference).matter


def test_a_machine_that_names_another_report_is_told_so_and_opens_nothing() -> None:
    _, danger = streets()
    theirs = reported(danger, HOLE | {"where": north(12)})
    status, told = post("cases", {"answers": POTHOLE, "same": theirs.reference})
    assert (status, told["code"], len(told["similar"])) == (422, "not-similar", 1)
    assert post("cases", {"answers": POTHOLE, "same": 7}, "another-key")[0] == 422
    assert Case.objects.count() == 1


def test_an_advisor_reads_out_what_is_similar_and_joins_it() -> None:
    street, danger = streets()
    theirs = reported(danger, HOLE | {"where": north(12)})
    asha = clerk("advisor")
    journey = answered(street, POTHOLE, channel="phone", by=Actor("staff", asha.reference))
    session = asha.client.session
    session["desk-journeys"] = [str(journey.id)]
    session.save()
    asha.open(f"/desk/phone/journeys/{journey.id}/end")
    assert "A hole in the road or pavement, or a missing cover, 12 metres away" in asha.main
    assert theirs.reference not in asha.source
    asha.press("Send it", {"same": likeness.code_of(theirs.reference)})
    assert CaseRelation.objects.get().said == reporting.THE_REPORTER_SAID


def test_whoever_has_keyed_a_paper_form_is_shown_what_may_be_the_same() -> None:
    street, danger = streets()
    theirs = reported(danger, HOLE | {"where": north(12)})
    keyed = reported(street, POTHOLE, channel="paper", by=AMIR)
    asha = clerk("advisor").open(f"/desk/paper/{code_for(street, 'en')}/{keyed.reference}")
    assert "A hole in the road or pavement, or a missing cover, 12 metres away" in asha.main
    assert "Pothole in the road" not in asha.main
    asha.follow("See what belongs with this case")
    assert theirs.reference in asha.main
