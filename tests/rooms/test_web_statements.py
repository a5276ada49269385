"""Promises about how little the web asks of the database."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image
from tests.rooms.browsing import AT, MISSED, Resident, publish

from guildhall.kernel.model import Json
from guildhall.serve import clock

pytestmark = pytest.mark.django_db
POTHOLE: dict[str, Json] = {
    "dangerous": False,
    "problem": "pothole",
    "whose-road": "street",
    "where": {"description": "Outside 12 High Street"},
    "depth": "deep",
    "describe": None,
}
NOT_COUNTED = re.compile(r"BEGIN|COMMIT|SAVEPOINT|RELEASE|ROLLBACK", re.IGNORECASE)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with clock.standing_at(AT):
        yield


def statements(does: Callable[[], object]) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        does()
    return [each["sql"] for each in asked.captured_queries if not NOT_COUNTED.match(each["sql"])]


@pytest.mark.parametrize(
    "url",
    [
        "/en",
        "/cy",
        "/en/find?q=my+bin",
        "/en/accessibility",
        "/cy/preifatrwydd",
        "/en/services/missed-bin",
        "/cy/gwasanaethau/missed-bin",
        "/en/services/missed-bin/start",
        "/en/services/missed-bin/address",
        "/en/track",
        "/en/continue",
        "/en/nowhere",
    ],
)
def test_a_page_that_shows_nobodys_answers_asks_nothing(url: str) -> None:
    resident = Resident(publish("missed-bin"))
    resident.go("/en/services/missed-bin").start()  # what a process reads once, it has read
    assert statements(lambda: resident.client.get(url)) == []


def test_a_refused_first_page_asks_nothing() -> None:
    resident = Resident(publish("missed-bin")).start()
    form = resident.fields()
    assert statements(lambda: resident.client.post("/en/services/missed-bin/address", form)) == []


def test_a_saved_step_asks_three_times_at_most() -> None:
    resident = Resident(publish("missed-bin")).start()
    first = resident.fields() | {"address.line1": "4 Mill Lane", "address.postcode": "ZZ1 2AB"}
    assert len(statements(lambda: resident.client.post("/en/services/missed-bin/address", first))) <= 3
    resident.go("/en/services/missed-bin/bin")
    second = resident.fields() | {"bin": "general"}
    assert len(statements(lambda: resident.client.post("/en/services/missed-bin/bin", second))) <= 3


def test_a_submission_asks_six_times_at_most() -> None:
    resident = Resident(publish("missed-bin")).walk(MISSED)
    form = resident.fields()
    assert len(statements(lambda: resident.client.post("/en/services/missed-bin/check", form))) <= 6


def test_a_saved_step_with_files_asks_three_times_at_most() -> None:
    resident = Resident(publish("street-problem")).start()
    while resident.at != "photo":
        resident.answer(POTHOLE)
    form = resident.fields() | {"photo.files": [a_photograph("hole.png"), a_photograph("street.png")]}
    assert len(statements(lambda: resident.client.post(f"{resident.root}/photo", form))) <= 3
    assert "hole.png" in resident.go(f"{resident.root}/photo").text


def a_photograph(name: str) -> SimpleUploadedFile:
    held = BytesIO()
    Image.new("RGB", (4, 3)).save(held, "png")
    return SimpleUploadedFile(name, held.getvalue())
