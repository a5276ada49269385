"""Journey 13: an ex-partner, a joint tenant, asks for an address. It leaks by no way there is."""

import io
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from tests.people.hands import press
from tests.people.town import PASSWORD, WEDNESDAY, Town
from tests.rooms.acquainted import ASHA, case_of
from tests.rooms.one_world import HOUSE, plain

from guildhall.estate.door import give_role, open_account
from guildhall.people import door
from guildhall.serve.casework import acts
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.demo.places import open_places
from guildhall.serve.models import Message
from guildhall.serve.places.appointments import book, times
from guildhall.serve.places.expected import Purpose, Whom
from guildhall.serve.places.known import place
from guildhall.serve.publishing import editions
from guildhall.serve.telling import letters

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

JOINT = {"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"}
SAFE = {"line1": "871 Harrier Yard", "postcode": "ZZ1 3CS"}
EMAIL, MOBILE = "rosa.new@example.org", "07700 900871"
NEVER = (plain("871 Harrier"), "harrieryard", "zz13cs", EMAIL, "7700900871")
"""Where Rosa is now and how she is reached, as it would stand in any text."""


@dataclass(frozen=True)
class Apart:
    """Rosa, who fled, and Marc, who still lives where they lived together, with a case each about that home."""

    rosa: str
    marc: str
    hers: CaseValue
    his: CaseValue


@pytest.fixture
def apart(town: Town) -> Apart:
    live = editions.current(service="missed-bin")
    assert live is not None
    at_home = {"address": JOINT, "bin": "general", "assisted": False}
    rosa = door.register(name="Rosa Delmar", post="4 Mill Lane, ZZ1 2AB", lives=JOINT, language="en", at=WEDNESDAY)
    marc = door.register(name="Marc Delmar", phone="01632 960444", lives=JOINT, language="en", at=WEDNESDAY)
    hers = case_of(live, rosa, **at_home, name="Rosa Delmar", **{"contact-by": "letter"})
    his = case_of(live, marc, **at_home, name="Marc Delmar", **{"contact-by": "letter"})
    door.mark_contact(reference=rosa, kind="post", safe=False)
    door.moved(reference=rosa, lives=SAFE, actor=ASHA, at=WEDNESDAY)
    for kind, value in (("email", EMAIL), ("phone", MOBILE)):
        point = door.reached_by(reference=rosa, kind=kind, value=value, actor=ASHA, at=WEDNESDAY)  # type: ignore[arg-type]
        door.mark_point(
            reference=rosa, point=point, safe=True, may_leave_message=None, preferred=False, actor=ASHA, at=WEDNESDAY
        )
    door.protect(reference=rosa, actor=ASHA, at=WEDNESDAY)
    return Apart(rosa, marc, hers, his)


def keeps_silent(page: Page) -> None:
    """Nothing on this page, or in its source, tells where she is or how she is reached."""
    told = plain(page.content() + page.url + page.locator("body").inner_text())
    assert [each for each in NEVER if each in told] == []


def sought(desk: Page, address: str, typed: str) -> None:
    """The advisor types what a caller says."""
    desk.goto(address)
    box = desk.locator("main input[name=typed]").first
    box.fill(typed)
    with desk.expect_navigation():
        box.press("Enter")
    # what was typed stands in the box again, and was no secret of ours


def test_whoever_asks_at_the_desk_learns_nothing(town: Town, apart: Apart) -> None:
    desk = town.staff("advisor", script=False)
    for typed in (EMAIL, MOBILE, "871 ZZ1 3CS", "ZZ1 3CS"):
        sought(desk, "/desk/people", typed)
        expect(desk.locator("main")).not_to_contain_text("Rosa")
        assert apart.rosa.removeprefix("party/") not in desk.content() + desk.url
    for address in ("/desk/people", "/desk/phone"):
        sought(desk, address, "rosa delmar")
        keeps_silent(desk)
    desk.goto(f"/desk/people/{apart.rosa.removeprefix('party/')}")
    expect(desk.locator("main")).to_contain_text("Withheld. They are protected")
    expect(desk.locator(".gh-say").first).to_have_text(
        "To whoever else asks: “We never say of anybody whether we know them, or where they are.”"
    )
    keeps_silent(desk)
    for case in (apart.hers, apart.his):
        desk.goto(f"/desk/cases/{case.reference}")
        keeps_silent(desk)
    desk.goto(f"/desk/cases/{apart.hers.reference}")
    expect(desk.locator("main")).to_contain_text("Withheld, because they are protected")
    desk.goto(f"/desk/people/{apart.marc.removeprefix('party/')}")
    expect(desk.locator("main")).to_contain_text("4 Mill Lane")
    expect(desk.locator("main")).not_to_contain_text("Rosa")


def test_that_another_record_is_hers_is_suggested_to_those_alone_who_keep_people_safe(town: Town, apart: Apart) -> None:
    before = door.register(name="Rosa Delmar", lives=JOINT, language="en", at=WEDNESDAY)
    proposal = door.sameness.propose(one=apart.rosa, other=before, onlooker=HOUSE, at=WEDNESDAY)
    pages = ("/desk/people/proposals", f"/desk/people/proposals/{proposal}")
    ruth = open_account(email="safeguarding@example.org", name="Ruth Calder", password=PASSWORD)
    give_role(account=ruth.reference, role="safeguarding", since=WEDNESDAY)
    guard, desk = town.staff("safeguarding", script=False), town.staff("advisor", script=False)
    guard.goto(pages[0])
    expect(guard.locator("main")).to_contain_text("Rosa Delmar and Rosa Delmar")  # there is one to be withheld
    guard.goto(pages[1])
    expect(guard.locator("main")).to_contain_text("871 Harrier Yard")
    for page in pages:
        desk.goto(page)
        expect(desk.locator("main")).not_to_contain_text("Rosa")
        keeps_silent(desk)


@pytest.mark.parametrize("address", ["/desk", "/desk/cases", "/desk/cases/map", "/desk/callbacks", "/desk/calls"])
def test_no_list_at_the_desk_tells_it(town: Town, apart: Apart, address: str) -> None:
    desk = town.staff("advisor", script=False)
    desk.goto(address)
    keeps_silent(desk)


def test_he_follows_her_old_case_and_learns_nothing_on_the_web_or_by_a_machine(town: Town, apart: Apart) -> None:
    open_places(at=WEDNESDAY)
    guildhall = place(slug="the-guildhall", at=WEDNESDAY)
    (_day, openings), *_later = times(place=guildhall, purpose=Purpose(), at=WEDNESDAY, days=1)
    purpose, hers = Purpose(case=apart.hers.reference), Whom(party=apart.rosa)
    made = book(
        place=guildhall, starts_at=openings[0][0], whom=hers, purpose=purpose, channel="phone", actor=ASHA, at=WEDNESDAY
    )
    Message.objects.filter(case_id=apart.hers.id, about="appointment").update(sent_at=WEDNESDAY)
    marc = town.resident()
    marc.goto(f"/en/track?reference={apart.hers.reference}")
    marc.locator("main [name=detail]").fill(JOINT["postcode"])
    press(marc.locator("main form button").last)
    expect(marc.locator("h1")).to_have_text("Report a missed bin")
    keeps_silent(marc)
    for page in (marc.url, marc.url.replace("/en/track", "/cy/olrhain")):
        marc.goto(page)
        assert [each for each in (made.reference, "Market Place", "9am", "9yb") if each in marc.content()] == []
    answer = marc.request.get(f"/api/v1/cases/{apart.hers.reference}")
    said = plain(answer.text() + str(answer.headers))
    assert [each for each in (*NEVER, "rosa") if each in said] == []


def test_her_ward_is_not_told_her_street(town: Town, apart: Apart) -> None:
    account = open_account(email="ann@example.org", name="Ann Moss", password=PASSWORD)
    give_role(account=account.reference, role="councillor", team="mill-lane", since=WEDNESDAY)
    ann = town.resident()
    ann.goto("/account/login/")
    ann.get_by_label("Email").fill("ann@example.org")
    ann.get_by_label("Password", exact=True).fill(PASSWORD)
    press(ann.get_by_role("button", name="Log in", exact=True))
    ann.goto("/desk/councillor/wards/mill-lane")
    expect(ann.locator("main")).to_contain_text("Services with fewer than 5 open cases are left out here")
    keeps_silent(ann)


def test_no_letter_goes_to_the_joint_address_for_her_and_his_never_names_her(town: Town, apart: Apart) -> None:
    for case in (apart.hers, apart.his):
        acts.ask(case=case, question="Which bin is it?", actor=ASHA, at=WEDNESDAY)
    going = list(Message.objects.filter(about="asked", stopped_at=None))
    assert [(each.kind, each.to) for each in going if each.case_id == apart.hers.id] == [("email", EMAIL)]
    [letter] = [each for each in going if each.case_id == apart.his.id]
    made = letters.of_message(letter, customer=apart.marc)
    printed = plain("".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages))
    assert "4milllane" in printed
    assert [each for each in (*NEVER, "rosa") if each in printed] == []
    officer = town.staff("service-officer", script=False)
    for each in Message.objects.filter(case_id=apart.hers.id):
        officer.goto(f"/desk/outbox/{each.pk}")
        keeps_silent(officer)
