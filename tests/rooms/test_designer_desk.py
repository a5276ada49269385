"""Promises of the designer's desk."""

from collections.abc import Iterator

import pytest
from tests.rooms.council import WEDNESDAY, in_force
from tests.rooms.deskwork import Clerk, clerk

from guildhall.serve import editions
from guildhall.serve.clock import standing_at
from guildhall.serve.models import Draft

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture(autouse=True)
def wednesday() -> Iterator[None]:
    editions.forget()
    with standing_at(WEDNESDAY):
        yield


@pytest.fixture
def nia() -> Clerk:
    return clerk("service-designer", name="Nia Brandt")


def begun(nia: Clerk) -> Clerk:
    """A draft of the missed bin, open at its overview."""
    in_force()
    editions.forget()
    return nia.open("/desk/designs").press("Begin a draft")


PAGES = (
    "",
    "/parts/service",
    "/parts/steps/bin",
    "/parts/steps/collection-day",
    "/parts/steps/where-left",
    "/parts/outcomes/reported",
    "/parts/outcomes/wait-for-the-round",
    "/parts/rules/round-not-over",
    "/parts/facts/last-collection",
    "/parts/tests/~0",
    "/publication",
    "/trials",
    "/comparison",
    "/cases",
    "/channels/phone",
    "/channels/api",
    "/walk/en",
    "/walk/cy/address",
)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_a_draft_opens(nia: Clerk, page: str) -> None:
    begun(nia)
    nia.open(f"{nia.address}{page}")
    assert nia.status == 200, nia.words


def test_a_draft_begins_blank_with_nothing_but_a_title(nia: Clerk) -> None:
    nia.open("/desk/designs").press("Begin", {"title.en": "Report a swan", "title.cy": "Alarch"}, form=0)
    assert nia.status == 200
    assert Draft.objects.get().service == "report-a-swan"
    assert "Report a swan" in nia.main
