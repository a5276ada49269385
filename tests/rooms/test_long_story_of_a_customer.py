"""Promises that what happened in a long case is read a stretch at a time, with a way on, by its customer and by whoever helps them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.rooms.acquainted import ASHA, about_vera
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import Clerk, clerk

from guildhall.ledger.door import record
from guildhall.people import door
from guildhall.serve.casework.cases import STRETCH, CaseValue

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


def much_happens(case: CaseValue) -> None:
    """More than stands on one page."""
    for _ in range(STRETCH + 5):
        record(subject=case.subject, type="customer.asked", actor=ASHA, at=WEDNESDAY, visibility="customer")


def following(case: CaseValue, language: str = "en") -> Clerk:
    page = Clerk(Client(enforce_csrf_checks=True), "").open({"en": "/en/track", "cy": "/cy/olrhain"}[language])
    return page.press("", {"reference": case.reference, "detail": "vera.lind@example.org"})


@pytest.mark.parametrize(
    ("language", "asked", "received", "before", "last"),
    [
        (
            "en",
            "We asked you something.",
            "We received what you sent.",
            "What happened before this",
            "What happened last",
        ),
        (
            "cy",
            "Gofynnom rywbeth i chi.",
            "Derbyniom yr hyn a anfon",
            "Beth ddigwyddodd cyn hyn",
            "Beth ddigwyddodd ddiwethaf",
        ),
    ],
)
def test_a_customer_reads_the_newest_first_and_goes_back_to_the_beginning(
    language: str, asked: str, received: str, before: str, last: str
) -> None:
    case = about_vera().bin
    short = following(case, language)
    assert (received in short.main, before in short.main, last in short.main) == (True, False, False)
    much_happens(case)
    page = following(case, language)
    assert (page.main.count(asked), received in page.main) == (STRETCH, False)
    page.follow(before)
    assert (page.main.count(asked), received in page.main, before in page.main) == (5, True, False)
    page.follow(last)
    assert page.main.count(asked) == STRETCH


@pytest.mark.parametrize("typed", ["x", "-1", "9" * 40, "\u0665", "%00"])
def test_what_is_no_number_begins_at_the_newest(typed: str) -> None:
    case = about_vera().bin
    page = following(case)
    assert "We received what you sent." in page.open(f"/en/track/{case.reference}?before={typed}").main


def test_the_page_asks_as_often_however_much_happened() -> None:
    case = about_vera().bin
    page = following(case)
    page.open(page.address)

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            page.open(page.address)
        return len(found)

    few = asked()
    much_happens(case)
    assert asked() == few


def test_so_does_whoever_helps_them() -> None:
    vera = about_vera()
    library = door.register(kind="organisation", name="Westmere Library")
    door.represent(
        principal=vera.reference, agent=library, basis="consent", powers=("hear",), wording="They may hear.",
        channel="phone", actor=ASHA, at=WEDNESDAY,
    )  # fmt: skip
    much_happens(vera.bin)
    helper = clerk("partner", team=library, name="Lena Ott").open(f"/desk/partner/cases/{vera.bin.reference}")
    assert "We received what you sent." not in helper.main
    assert "We received what you sent." in helper.follow("Earlier").main
    assert "We received what you sent." not in helper.follow("Back to the newest").main
