"""Promises about paying on the web, and about the papers that a service asks for."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests.rooms.browsing import AT, Resident, publish

from guildhall.serve import clock
from guildhall.serve.casework import cases, payments
from guildhall.serve.models import Answer, Case, Payment

pytestmark = pytest.mark.django_db
PERMIT = {
    "address": {"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"},
    "main-home": True,
    "vehicle": "AB12 CDE",
    "keeper": "me",
    "emissions": "zero",
    "starts": "2026-12-01",
    "proof-of-home": {"later": True},
    "proof-of-vehicle": {"later": True},
    "name": "Amina Yusuf",
    "contact-by": "email",
    "email": "amina@example.org",
    "reminder": False,
    "declaration": True,
}


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with clock.standing_at(AT):
        yield


def photograph() -> SimpleUploadedFile:
    held = BytesIO()
    Image.new("RGB", (4, 4)).save(held, "PNG")
    return SimpleUploadedFile("bill <1>.png", held.getvalue(), "image/png")


def at_the_papers() -> Resident:
    resident = Resident(publish("resident-parking-permit")).start()
    while resident.at != "proof-of-home":
        resident.answer(PERMIT)
    return resident


def applied() -> Resident:
    resident = Resident(publish("resident-parking-permit")).walk(PERMIT)
    assert "£20.00" in resident.text
    return resident.post()


def test_the_case_is_there_before_the_money_and_paying_settles_it_once() -> None:
    resident = applied()
    reference = Case.objects.get().reference
    assert resident.at == "pay"
    assert "£20.00 is to be paid" in resident.text
    resident.post()
    assert "No money moves" in resident.text
    form, url = resident.fields() | {"does": "pay"}, resident.response.request["PATH_INFO"]
    resident.post(does="pay")
    assert "You have paid £20.00" in resident.text
    assert resident.client.post(url, form)["Location"].endswith(reference)
    assert resident.go(url).at == reference
    assert [each.settled for each in payments.of_case(reference=reference)] == [True]


def test_a_payment_that_stops_leaves_the_case_and_another_way_to_pay() -> None:
    resident = applied().post().post(does="decline")
    assert resident.at == "pay"
    assert "No money was taken" in resident.text
    assert "01632 960 100" in resident.page.find_class("gh-ways")[0].text_content()
    assert resident.page.find_class("gh-ways")[0].xpath(".//a/@href") == ["tel:01632960100"]
    resident.post().post(does="leave")
    assert resident.at == "pay"
    assert resident.post().post(does="pay").reference() == Case.objects.get().reference


def test_a_second_tab_never_pays_twice() -> None:
    resident = applied()
    form, url = resident.fields(), resident.response.request["PATH_INFO"]
    one, two = (resident.client.post(url, form)["Location"] for _ in range(2))
    assert one == two
    resident.go(one).post(does="pay")
    assert resident.client.post(url, form)["Location"].endswith(Case.objects.get().reference)
    assert Payment.objects.count() == 1


def test_nobody_else_sees_what_is_to_be_paid() -> None:
    applied().post()
    payment, case = Payment.objects.get(), cases.find(reference=Case.objects.get().reference)
    stranger = Client()
    for url in (f"/pay/en/{payment.id}", f"/en/track/{case.reference}/pay"):
        assert stranger.get(url)["Location"] == f"/en/track?reference={case.reference}"
    follower = (
        Resident(publish("resident-parking-permit"))
        .go(f"/en/track?reference={case.reference}")
        .post(detail="AMINA@example.org")
    )
    assert "£20.00 is to be paid" in follower.text
    assert follower.go(f"/pay/en/{payment.id}").post(does="pay").reference() == case.reference


def test_a_paper_is_kept_listed_and_may_be_taken_back() -> None:
    resident = at_the_papers().post({"proof-of-home.files": photograph()}, **{"proof-of-home.later": "yes"})
    assert "not both" in resident.text
    assert "bill <1>.png" in resident.page.find_class("gh-files")[0].text_content()
    token = resident.page.xpath("//button[@name='drop']")[0].get("value")
    resident.post(drop=token)
    assert not resident.page.find_class("gh-files")
    resident = at_the_papers().post({"proof-of-home.files": photograph()})
    assert resident.at == "proof-of-vehicle"
    assert "file/" in Answer.objects.filter(step="proof-of-home").latest("id").value
    assert "bill <1>.png" in resident.go(f"{resident.root}/proof-of-home").text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bill.pdf", b"MZ not a paper", "not what its name says"),
        ("bill.exe", b"MZ", "must be a PDF, JPG or PNG"),
        ("bill.png", b"", "is empty"),
        ("bill.png", b"x" * (10 * 1024 * 1024 + 1), "10MB or smaller"),
    ],
)
def test_a_paper_that_cannot_be_taken_says_why(name: str, content: bytes, said: str) -> None:
    resident = at_the_papers().post({"proof-of-home.files": SimpleUploadedFile(name, content)})
    assert resident.at == "proof-of-home"
    summary = resident.error_summary()
    assert summary is not None
    assert said in summary.text_content()
    assert f"{name}: " in summary.text_content()


def test_a_reference_to_a_file_that_we_did_not_give_is_no_paper() -> None:
    resident = at_the_papers()
    url = resident.response.request["PATH_INFO"]
    form = resident.fields() | {
        "proof-of-home.kept": "file/00000000000000000000000000000000",
        "proof-of-home.files": "file/1",
    }
    resident.response = resident.client.post(url, form)
    assert resident.error_summary() is not None
    assert not Answer.objects.filter(step="proof-of-home").exists()
