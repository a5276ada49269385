"""A clerk ends a body or a post, names what took its place, takes a power back, records a standing one, and relates matters."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from tests.rooms.clerks import TODAY, Hall, hall
from tests.rooms.decided import CLERK

from guildhall.decide import models as m
from guildhall.decide.clock import standing_at
from guildhall.decide.keeping import bodies, matters
from guildhall.decide.keeping.publishing import publish, versions

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

BY: dict[str, Any] = {"actor": CLERK, "at": TODAY}


@pytest.fixture
def at() -> Iterator[Hall]:
    with standing_at(TODAY):
        yield hall()


def wrong(made: Hall) -> set[str]:
    return {each.get("id") for each in made.desk.page.xpath("//main//p[contains(@class, 'govuk-error-message')]")}


def test_a_body_ends_and_what_took_its_place_is_named(at: Hall) -> None:
    new = bodies.found_body(name="Executive", kind="executive", **BY)
    at.desk.open(f"/desk/record/bodies/{at.cabinet.key}").press("It ended", {"on": "19 11 2026"})
    assert wrong(at) == {"on-error"}
    at.desk.press("It ended", {"on": "17 11 2026", "successor": new.reference})
    at.cabinet.refresh_from_db()
    assert (at.cabinet.dissolved_on, at.cabinet.successor) == (date(2026, 11, 17), new)
    assert not at.cabinet.memberships.filter(until=None).exists()
    assert "It ended on 17 November 2026, and Executive took its place" in at.desk.main
    assert not at.desk.has("successor")


def test_a_post_ends_and_its_successor_is_named_later(at: Hall) -> None:
    here = f"/desk/record/posts/{at.post.key}"
    at.desk.open(here).press("It ended", {"on": "1 11 2026"})
    new = bodies.make_post(label="Head of Culture", held_by="officer", **BY)
    at.desk.open(here).press("It took its place")
    assert wrong(at) == {"successor-error"}
    at.desk.press("It took its place", {"successor": new.reference})
    new.refresh_from_db()
    assert new.succeeds == at.post
    assert "Head of Culture took its place" in at.desk.main
    assert "Head of Libraries" in at.desk.client.get(f"/en/posts/{new.key}").content.decode()


def test_a_standing_power_is_recorded_with_where_it_stands_and_is_taken_back(at: Hall) -> None:
    at.desk.open("/desk/record/powers").press("Record the power")
    assert wrong(at) == {"scheme-error", "body-error", "holder-error", "scope-error"}
    typed = {
        "scheme": "Constitution, part 3, 2.4",
        "body": "CAB",
        "holder": at.post.reference,
        "scope": "Opening hours",
    }
    at.desk.press("Record the power", typed | {"grounds": "a flood"})
    row = m.Delegation.objects.get()
    assert (row.scheme, row.organization, row.decision) == ("Constitution, part 3, 2.4", at.cabinet, None)
    publish(reference=row.reference, **BY)
    at.desk.press("Take it back", {"revoke-by": "decision/none"})
    assert wrong(at) == {"revoke-on-error", "revoke-by-error"}
    at.desk.press("Take it back", {"revoke-on": "1 12 2026", "revoke-by": ""})
    assert "Taken back from 1 December 2026" in at.desk.main
    assert [each.reason for each in versions(reference=row.reference)] == ["", "The power was taken back"]


def test_a_matter_is_related_to_another(at: Hall) -> None:
    first, second = (matters.raise_matter(title=title, kind="strategy", **BY) for title in ("Old plan", "New plan"))
    at.desk.open(f"/desk/record/matters/{second.key}").press("Relate them", {"other": "matter/none"})
    assert wrong(at) == {"other-error", "relation-error"}
    at.desk.press("Relate them", {"relation": "replaces", "other": second.reference})
    assert wrong(at) == {"other-error"}
    at.desk.press("Relate them", {"relation": "replaces", "other": first.reference})
    assert "It replaces Old plan" in at.desk.main
