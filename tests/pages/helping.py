"""Visits to the desks of those who act for others: the partner's and the councillor's; and to consent."""

from collections.abc import Iterator
from functools import partial

from playwright.sync_api import Page
from tests.pages.visits import Visit, staff
from tests.pages.ways import Act, press, submit

from guildhall.serve.pages.addresses import SERVICES, of_acting, of_continuing

_TOLD = "takes what is posted, and shows the page it came from"
POSTED = {
    "desk/partner/representations/<int:representation>/withdrawal": "ends what somebody agreed to, and says so",
    "desk/people/<str:key>/representations/<int:representation>/end": _TOLD,
}


def helping() -> Iterator[Visit]:
    """Every page of both desks, and where the person themselves sees who acts for them."""
    for language in SERVICES:
        route, left = f"{language}/{SERVICES[language]}/<str:service>/acting", f"{of_continuing(language)}?{{left}}"
        yield Visit(route, left, language, state="somebody acts", act=_left(language), typical=language == "cy")
    partner, councillor = partial(staff, role="partner"), partial(staff, role="councillor")
    at, agreed = "desk/partner", "/desk/partner/services/missed-bin/consent"
    yield partner(at, state="filled", typical=True)
    yield partner(at, state="with errors", act=submit("Show them the consent"))
    consent = f"{at}/services/<slug:service>/consent"
    yield partner(consent, address=agreed, typical=True)
    yield partner(consent, address=f"{agreed}?lang=cy", state="with errors", act=submit("Rwy’n cytuno"))
    journey = f"{at}/journeys/<uuid:journey>"
    yield partner(journey, address=agreed, state="begun", act=_agreed, typical=True)
    yield partner(f"{journey}/pages/<str:page_id>", address=agreed, state="with errors", act=_blank)
    yield partner(f"{journey}/end", address=agreed, state="reading back", act=_read_back)
    yield partner(f"{at}/cases/<str:reference>", address="/desk/partner/cases/{helped}", state="filled", typical=True)
    mine = "desk/councillor"
    yield councillor(mine, state="filled", typical=True)
    yield councillor(f"{mine}/constituents", address=f"/{mine}", state="with errors", act=submit("They asked me"))
    yield councillor(f"{mine}/cases/<str:reference>", address="/desk/councillor/cases/{asked}", state="filled")
    yield councillor(
        f"{mine}/wards/<slug:code>", address="/desk/councillor/wards/mill-lane", state="filled", typical=True
    )
    one = "desk/people/<str:key>"
    yield staff(one, address="/desk/people/{walter}", state="somebody acts for them", act=_opened, typical=True)
    yield staff(f"{one}/representations", address="/desk/people/{walter}", state="with errors", act=_unrecorded)
    phoned = "/desk/phone/services/missed-bin/consent?for=other&lang=en"
    yield staff("desk/phone/services/<slug:service>/consent", address=phoned, state="for somebody else")
    yield staff(
        "desk/phone/services/<slug:service>/consent", address=phoned, state="with errors", act=submit("They agree")
    )


def _left(language: str) -> Act:
    """As the browser of somebody who was helped with a form, and took it up again."""

    def act(page: Page) -> None:
        known = page.url.partition("?")[2]
        page.context.add_cookies([{"name": "journey-missed-bin", "value": known, "url": page.url}])
        page.goto(of_acting(language, "missed-bin"))

    return act


def _agreed(page: Page) -> None:
    page.locator("#name").fill("Grace Adeyemi")
    press(page.get_by_role("button", name="I agree"))


def _blank(page: Page) -> None:
    _agreed(page)
    page.goto(f"{page.url}/pages/address")
    press(page.get_by_role("button", name="Go on"))


def _read_back(page: Page) -> None:
    _agreed(page)
    page.locator("main [name='address.line1']").fill("4 Mill Lane")
    page.locator("main [name='address.postcode']").fill("ZZ1 2AB")
    press(page.get_by_role("button", name="Go on"))
    for answer in ("b", "b", "Grace Adeyemi", "d"):
        page.locator(".gh-prompt input").first.fill(answer)
        press(page.get_by_role("button", name="Go on"))


def _opened(page: Page) -> None:
    page.locator("details", has=page.get_by_text("Record that somebody acts for them")).locator("summary").click()


def _unrecorded(page: Page) -> None:
    _opened(page)
    press(page.get_by_role("button", name="Find them"))
