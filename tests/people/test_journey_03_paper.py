"""Journey 3: a form that was printed from the definition, filled in by hand, and posted; imperfect, as forms are."""

import re
from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from tests.people.hands import Keyboard, choose, go_on, press, send, start, write
from tests.people.town import Town

from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.serve.models import Case, KeyedForm, Task
from guildhall.serve.publishing import editions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HANDED_IN = "16 11 2026"
THAT_MORNING = datetime(2026, 11, 16, 10, 15, tzinfo=ZoneInfo("Europe/London"))
THE_POST_CAME = datetime(2026, 11, 19, 9, 30, tzinfo=ZoneInfo("Europe/London"))
CODE = re.compile(r"\b[A-Z]{2,3}-[0-9A-F]{6,}-EN\b")
"""As it stands under the square that can be photographed."""

WRITTEN = {
    "What is your email address?": "grace@example.org",
    "What is your mobile number?": "07700 900 982",
    "How shall we tell you": "A",
    "What is your name?": "Grace Adeyemi",
    "Do our crew usually fetch": "!",
    "When should it have been collected?": "13 11 2026",
    "Which bin was missed?": "A",
    "Postcode": "ZZ2",
    "Address line 1": "9 Weir Terrace",
}
"""From the last box to the first: half a postcode, a word nobody can read, and a number though she asked for an email."""


def printed_form(town: Town) -> str:
    """Grace's neighbour prints the form from the service's page; this is the code that stands on it."""
    neighbour = town.resident()
    neighbour.goto("/en/services/missed-bin")
    form = neighbour.get_by_role("main").get_by_role("link", name=re.compile("form", re.IGNORECASE))
    address = next(each for each in form.all() if (each.get_attribute("href") or "").endswith(".pdf"))
    pdf = neighbour.request.get(f"{town.url}{address.get_attribute('href')}")
    said = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf.body())).pages)
    assert "Which bin was missed?" in said
    found = CODE.search(said)
    assert found, said
    return found.group()


def published_again() -> None:
    """Meanwhile the service is published anew, and asks one question less."""
    live = editions.current(service="missed-bin")
    assert live is not None
    text = live.service.to_json() | {"version": live.service.version + 1}
    steps = [step for step in text["steps"] if step["id"] != "where-left"]
    editions.publish(
        text=canonical_json(text | {"steps": steps}), by="account/nia", at=THE_POST_CAME, file="missed-bin"
    )


def keyed(clerk: Page, code: str) -> None:
    """The clerk types the code, and what is written, from the last box to the first."""
    clerk.goto("/desk/paper")
    Keyboard(clerk).answer(code.lower())
    expect(clerk.get_by_role("main")).to_contain_text("an older edition")
    clerk.get_by_label("Date handed in").fill(HANDED_IN)
    for label, words in WRITTEN.items():
        clerk.get_by_label(label).first.fill(words)


def test_an_imperfect_form_opens_a_case_that_is_due_when_its_twin_on_the_web_is(town: Town) -> None:
    town.at(THAT_MORNING)
    code = printed_form(town)
    edition = editions.current(service="missed-bin")
    vera = town.resident()
    start(vera, "missed-bin")
    write(vera, Address_line_1="4 Mill Lane", Postcode="ZZ1 2AB")
    go_on(vera)
    choose(vera, "General waste (grey bin)")
    go_on(vera)
    choose(vera, "No")
    go_on(vera)
    vera.get_by_label("What is your name?").fill("Vera Lind")
    go_on(vera)
    choose(vera, "I do not need to be told")
    go_on(vera)
    send(vera)
    twin = Case.objects.get(channel="web")

    town.at(THE_POST_CAME)
    published_again()
    clerk = town.staff("advisor", script=False)
    keyed(clerk, code)
    press(clerk.get_by_role("button", name="Check and open the case"))
    told = clerk.get_by_role("main")
    expect(told).to_contain_text("still be asked")
    expect(told).to_contain_text("Question 1: Write a full postcode, like ZZ1 1AA")
    expect(clerk.get_by_label("Address line 1").first).to_have_value("9 Weir Terrace")
    clerk.get_by_label("Postcode").first.fill("ZZ2 3JK")
    press(clerk.get_by_role("button", name="Check and open the case"))
    press(clerk.get_by_role("button", name="Open the case and ask the person"))
    expect(clerk.get_by_role("main")).to_contain_text("Still to ask the person")

    case = Case.objects.get(channel="paper")
    assert edition is not None
    assert case.edition_id == edition.hash
    assert (case.received_on, case.due_on) == (twin.received_on, twin.due_on)
    assert "mobile" not in read_json(case.answers), "what contradicts another answer reaches no case"
    assert read_json(case.answers)["email"] == "grace@example.org"
    (task,) = Task.objects.filter(case=case)
    assert (task.kind, task.done_at) == ("ask-missing", None)
    assert read_json(KeyedForm.objects.get().illegible) == read_json(case.missing) == ["assisted"]
