"""Journey 5: a councillor helps a constituent who asked: recorded, told, counted once, and shown what is public."""

import pytest
from playwright.sync_api import Page, expect
from tests.people.hands import Keyboard, press
from tests.people.town import LONG_AGO, PASSWORD, Town

from guildhall.estate.door import give_role, open_account
from guildhall.ledger.door import Actor, history
from guildhall.people.door import register, represented_by, withdraw
from guildhall.serve import clock
from guildhall.serve.answering import journeys
from guildhall.serve.casework import acts, opening
from guildhall.serve.models import Case, Interaction, Message
from guildhall.serve.publishing import editions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OFFICER = Actor("staff", f"account/{1:032x}")


@pytest.fixture
def councillor(town: Town) -> Page:
    """Councillor Ann Moss, who was elected for Mill Lane, at her desk."""
    account = open_account(email="ann@example.org", name="Ann Moss", password=PASSWORD)
    give_role(account=account.reference, role="councillor", team="mill-lane", since=LONG_AGO)
    return town.staff("ann")


@pytest.fixture
def bin_case(town: Town) -> Case:
    """Grace rang about her bin this morning. An officer has written twice on the case: once for her, once not."""
    live = editions.current(service="missed-bin")
    assert live is not None
    at, grace = clock.now(), register(name="Grace Adeyemi", email="grace@example.org")
    home = {"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"}
    hers = {"address": home, "bin": "general", "assisted": False, "name": "Grace Adeyemi"}
    told = {"contact-by": "email", "email": "grace@example.org"}
    begun = journeys.begin(
        live=live, language="cy", channel="phone", actor=OFFICER, customer=grace, answers=hers | told, at=at
    )
    value = opening.submit(journey=begun.id, actor=OFFICER, channel="phone", at=at)
    town.work_off()
    acts.note(case=value, text="Neighbours say that she is difficult", shown=False, actor=OFFICER, at=at)
    acts.note(case=value, text="Torrodd y lori. Dewn yfory.", shown=True, actor=OFFICER, at=at)
    return Case.objects.get()


def tells_of(page: Page, **said: str) -> None:
    """She writes down what her constituent told her, with the keyboard alone."""
    keys = Keyboard(page)
    keys.open("/desk/councillor")
    for box, words in said.items():
        keys.to(page.locator(f"#{box}"))
        keys.write(words)
    keys.to(page.get_by_role("button", name="They asked me"))
    keys.enter()


def test_she_is_shown_progress_and_public_reasons_and_it_is_counted_once(
    town: Town, councillor: Page, bin_case: Case
) -> None:
    before = (Case.objects.count(), Interaction.objects.count())
    expect(councillor.get_by_role("navigation").first).to_contain_text("Councillor")
    for _ in range(2):
        tells_of(councillor, name="Grace Adeyemi", reference=bin_case.reference.lower())
    expect(councillor.locator("main")).to_contain_text("Councillor whom they asked")
    assert (Case.objects.count(), Interaction.objects.count()) == before
    assert bin_case.ward == "mill-lane"

    (given,) = represented_by(reference=bin_case.customer)
    assert (given.basis, given.scope) == ("elected-member", (f"case/{bin_case.reference}",))
    town.work_off()
    told = Message.objects.filter(case=bin_case).order_by("-id")[0]
    assert (told.to, told.language) == ("grace@example.org", "cy")
    assert "Ann Moss, sy’n gynghorydd" in told.body
    begun = history(subject=bin_case.customer, audience="customer")[-1]
    assert (begun.type, begun.actor.kind, begun.data["basis"]) == ("representation.begun", "helper", "elected-member")

    press(councillor.get_by_role("link", name=bin_case.reference))
    main = councillor.locator("main")
    expect(main).to_contain_text("Received")
    expect(main).to_contain_text("Torrodd y lori. Dewn yfory.")
    expect(main).to_contain_text("Data Protection Act 2018, Schedule 1, paragraphs 23 and 24")
    for hidden in ("difficult", "Mill Lane", "grace@example.org"):
        assert hidden not in councillor.content()

    withdraw(representation=given.id, channel="phone", actor=OFFICER, at=clock.now())
    with councillor.expect_navigation():
        councillor.reload()
    expect(councillor.get_by_role("heading", level=1).first).to_have_text("You no longer act for this person")


def test_a_slip_loses_nothing_and_a_reference_alone_opens_nothing(town: Town, councillor: Page, bin_case: Case) -> None:
    tells_of(councillor, name="Somebody Else", reference=bin_case.reference)
    expect(councillor.locator(".govuk-error-summary")).to_contain_text("No case has this reference and this name")
    expect(councillor.locator("#name")).to_have_value("Somebody Else")
    assert represented_by(reference=bin_case.customer) == ()
    response = councillor.goto(f"/desk/councillor/cases/{bin_case.reference}")
    assert response is not None
    assert response.status == 404


def test_her_ward_has_no_names(town: Town, councillor: Page, bin_case: Case) -> None:
    councillor.goto("/desk/councillor")
    press(councillor.get_by_role("link", name="Mill Lane"))
    main = councillor.locator("main")
    expect(main).to_contain_text("fewer than 5")
    expect(main).to_contain_text("Mill Lane")
    for hidden in ("Grace", bin_case.reference, "4 Mill", "ZZ1"):
        assert hidden not in councillor.content()
    response = councillor.goto("/desk/councillor/wards/harbour")
    assert response is not None
    assert response.status == 404
