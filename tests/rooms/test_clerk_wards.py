"""A clerk says which wards a matter touches, and whoever follows a ward hears of it."""

from collections.abc import Iterator

import pytest
from tests.rooms.clerks import TODAY, Hall, hall
from tests.rooms.decided import CLERK
from tests.rooms.test_decide_following import entries

from guildhall.decide import models as m
from guildhall.decide.addresses import address_of
from guildhall.decide.clock import standing_at
from guildhall.decide.keeping.bodies import enter_person
from guildhall.decide.keeping.publishing import publish, versions

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def at() -> Iterator[Hall]:
    """A hall whose members were elected for two wards."""
    with standing_at(TODAY):
        made = hall()
        for name, ward in (("Ed Elm", "Harbour"), ("Fay Fern", "Upper Garth")):
            enter_person(name=name, kind="member", ward=ward, actor=CLERK, at=TODAY)
        yield made


def touched(matter: m.Matter) -> list[str]:
    return list(matter.wards.order_by("ward").values_list("ward", flat=True))


def test_a_matter_is_opened_with_its_wards_and_comes_by_their_feeds(at: Hall) -> None:
    at.desk.open("/desk/record/matters")
    assert "One to a line: Harbour, Upper Garth" in at.desk.main
    at.desk.press("Open it", {"title": "The bridge", "kind": "service", "wards": "upper GARTH\n\nHarbour\nHarbour"})
    row = m.Matter.objects.get(title="The bridge")
    assert touched(row) == ["Harbour", "Upper Garth"]
    at.desk.press("Publish the matter")
    for key in ("harbour", "upper-garth"):
        assert [each["title"] for each in entries(f"en/wards/{key}.atom")] == ["Matter: The bridge"]


def test_a_matter_that_begins_on_the_plan_has_its_wards_too(at: Hall) -> None:
    at.desk.open("/desk/record/plan/new").press("Put it on the plan", {
        "title": "The quay", "kind": "land", "wards": "Harbour", "decider": at.cabinet.reference, "due_from": "17 12 2026",
        "is_key": "no", "private": "no",
    })  # fmt: skip
    assert touched(m.Matter.objects.get(title="The quay")) == ["Harbour"]


def test_a_ward_that_nobody_knows_is_named_and_nothing_is_kept(at: Hall) -> None:
    row = at.entry.matter
    at.desk.open(f"/desk/record/matters/{row.key}").press("Keep the wards", {"wards": "Harbour\nHarbuor"})
    assert "No ward is called “Harbuor”" in at.desk.page.get_element_by_id("wards-error").text_content()
    assert at.desk.value("wards").split() == ["Harbour", "Harbuor"]
    assert touched(row) == []
    at.desk.press("Keep the wards", {"wards": "Harbour"})
    assert touched(row) == ["Harbour"]


def test_the_wards_of_a_published_matter_change_by_a_new_version_with_its_reason(at: Hall) -> None:
    row = at.entry.matter
    publish(reference=row.reference, actor=CLERK, at=TODAY)
    at.desk.open(f"/desk/record/matters/{row.key}").press("Keep the wards", {"wards": "Harbour"})
    assert at.desk.page.get_element_by_id("reason-error") is not None
    assert touched(row) == []
    at.desk.press("Keep the wards", {"reason": "Its library is in Harbour."})
    assert [each.reason for each in versions(reference=row.reference)] == ["", "Its library is in Harbour."]
    assert "Wards: Harbour" in " ".join(at.desk.open(address_of("en", row.reference)).main.split())
    at.desk.open(f"/desk/record/matters/{row.key}").press("Keep the wards", {"wards": "", "reason": "It closed."})
    assert touched(row) == []
