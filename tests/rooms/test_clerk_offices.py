"""A clerk of a new council enters its bodies, posts and people in the browser, and calls its first meeting."""

from collections.abc import Iterator
from datetime import date

import pytest
from tests.rooms.clerks import TODAY, Hall, hall
from tests.rooms.deskwork import Clerk, clerk

from guildhall.decide import models as m
from guildhall.decide.clock import standing_at

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def desk() -> Iterator[Clerk]:
    """The desk of a council of which nothing is on record."""
    with standing_at(TODAY):
        yield clerk("democratic-services")


@pytest.fixture
def at() -> Iterator[Hall]:
    with standing_at(TODAY):
        yield hall()


def wrong(desk: Clerk) -> set[str]:
    return {str(each.get("id")) for each in desk.page.xpath("//main//p[contains(@class, 'error')]")}


def test_from_nothing_to_a_first_meeting_without_leaving_the_browser(desk: Clerk) -> None:
    desk.open("/desk/record").follow("Call a meeting").follow("Enter one first")
    desk.press("Enter the body", {"name": "Full Council", "name_cy": "Y Cyngor Llawn", "kind": "council"})
    desk.press(
        "They join",
        {"name": "Ann Archer", "style": "Councillor", "kind": "member", "role": "chair", "since": "7 5 2026"},
    )
    assert "Councillor Ann Archer, chair, since 7 May 2026" in desk.main
    desk.open("/desk/record").follow("Posts")
    desk.press("Enter the post", {"label": "Chief Executive", "held_by": "officer"})
    desk.press("They hold it", {"name": "Dee Dunn", "kind": "officer", "since": "1 4 2026"})
    assert "Dee Dunn, since 1 April 2026" in desk.main
    desk.open("/desk/record").follow("Call a meeting")
    desk.press("Call it", {"body": "FC", "day": "17 12 2026", "time": "19:00", "place": "The Guildhall"})
    assert desk.status == 200
    row = m.Meeting.objects.get(reference="meeting/2026-12-17-FC")
    desk.open(f"/desk/record/meetings/{row.key}/live")
    assert "Ann Archer" in desk.main


def test_somebody_on_record_joins_another_body_once_and_leaves_it_on_a_day(at: Hall) -> None:
    at.desk.open("/desk/record").follow("Bodies").follow("Full Council")
    for _ in range(2):
        at.desk.press("They join", {"person": at.ben.reference, "role": "member", "since": "7 5 2026"})
    row = m.Membership.objects.get(organization=at.council)
    assert (row.person, row.role, row.since) == (at.ben, "member", date(2026, 5, 7))
    at.desk.press("They leave", {"membership": str(row.pk), "until": "1 5 2026"})
    assert "before they began" in at.desk.page.get_element_by_id("until-error").text_content()
    at.desk.press("They leave", {"until": "1 11 2026"})
    row.refresh_from_db()
    assert row.until == date(2026, 11, 1)
    assert "Nobody yet." in at.desk.main


def test_what_is_amiss_is_said_at_its_box_and_nothing_is_entered(at: Hall) -> None:
    before = (m.Organization.objects.count(), m.Post.objects.count(), m.Person.objects.count())
    at.desk.open("/desk/record/bodies").press("Enter the body")
    assert wrong(at.desk) == {"name-error", "kind-error"}
    at.desk.press("Enter the body", {"name": "CABINET", "kind": "executive", "code": "<b>", "founded_on": "soon"})
    assert wrong(at.desk) == {"name-error", "code-error", "founded_on-error"}
    at.desk.press("Enter the body", {"name": "Audit", "code": "cab", "founded_on": ""})
    assert "Another body has this code" in at.desk.page.get_element_by_id("code-error").text_content()
    at.desk.open("/desk/record/posts").press("Enter the post", {"label": "head of libraries"})
    assert wrong(at.desk) == {"label-error", "held_by-error"}
    at.desk.open(f"/desk/record/bodies/{at.council.key}").press("They join")
    assert wrong(at.desk) == {"person-error", "role-error", "since-error"}
    at.desk.press("They join", {"name": "ann  ARCHER", "role": "member", "since": "7 5 2026"})
    assert wrong(at.desk) == {"name-error", "kind-error"}
    assert "on record" in at.desk.page.get_element_by_id("name-error").text_content()
    assert before == (m.Organization.objects.count(), m.Post.objects.count(), m.Person.objects.count())


def test_nobody_leaves_a_body_by_the_key_of_another_ones_membership(at: Hall) -> None:
    other = m.Membership.objects.filter(organization=at.cabinet).order_by("id")[0]
    here = f"/desk/record/bodies/{at.council.key}"
    at.desk.open(here)
    sent = dict(at.desk.page.xpath("//main//form")[0].form_values())
    at.desk.client.post(here, sent | {"act": "leave", "membership": str(other.pk), "until": "1 11 2026"})
    other.refresh_from_db()
    assert other.until is None


@pytest.mark.parametrize("page", ["bodies/none", "posts/none"])
def test_what_is_not_there_is_not_found(at: Hall, page: str) -> None:
    assert at.desk.open(f"/desk/record/{page}").status == 404
