"""Ways to a page that an address alone does not show: forms filled in from the definitions' own journeys."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from io import BytesIO
from typing import Any
from uuid import uuid4

from PIL import Image
from playwright.sync_api import Locator, Page

from guildhall.channels import counter, phone
from guildhall.channels.paper import sheet
from guildhall.channels.web import WebPage
from guildhall.kernel.clocks import local
from guildhall.kernel.model import Json
from guildhall.kernel.surface import Form, Surface
from guildhall.ledger.door import Actor
from guildhall.serve import clock
from guildhall.serve.answering import journeys
from guildhall.serve.answering.journeys import JourneyValue
from guildhall.serve.desks.paper.keying import code_for
from guildhall.serve.publishing import editions
from guildhall.serve.publishing.editions import Live

Act = Callable[[Page], None]
FOLDER = {"en": "services", "cy": "gwasanaethau"}
ENDS = ("/check", "/advice")


def service_page(service: str, language: str = "en", *rest: str) -> str:
    """The address of a service, or of something under it."""
    return "/".join(["", language, FOLDER[language], service, *rest])


@cache
def leading_to(service: str, kind: str, at: datetime) -> Mapping[str, Json]:
    """Answers of one of the definition's own tests that lead a resident, now, to an outcome of this kind."""
    live = _live(service)
    for test in live.service.tests:
        resident = Actor("resident")
        journey = JourneyValue(uuid4(), live, "en", "web", "web", resident, "", at, "", at)
        outcome = journeys.stand(journey, test.answers, at).position.outcome
        if outcome is not None and outcome.kind == kind:
            return dict(test.answers)
    raise LookupError(f"no test of {service} leads to {kind} by itself")


def send_blank(page: Page) -> None:
    """Send the page's form with nothing in it."""
    page.evaluate(
        """() => {
          const form = [...document.querySelectorAll('main form[method=post]')].find(each => each.checkVisibility());
          for (const each of form.querySelectorAll('input, textarea, select')) {
            if (['radio', 'checkbox'].includes(each.type)) each.checked = false;
            else if (!['hidden', 'submit', 'button'].includes(each.type)) each.value = '';
          }
          form.noValidate = true;
        }"""
    )
    forms = page.locator("main form[method=post]")
    press(forms.locator("button:visible:not([type=button]):not([tabindex='-1'])").last)


def press(button: Locator) -> None:
    """Press it, and wait for what comes."""
    with button.page.expect_navigation():
        button.click()


def submit(name: str) -> Act:
    """Press the button with this name."""

    def act(page: Page) -> None:
        press(page.get_by_role("button", name=name).first)

    return act


def fill(page: Page, form: Form) -> None:
    """Put down whatever of the form stands on this page."""
    for name, held in form.items():
        boxes = page.locator(f"main [name='{name}']")
        if not boxes.count():
            continue
        kind = boxes.first.get_attribute("type")
        if kind == "file":
            boxes.first.set_input_files({"name": "photo.png", "mimeType": "image/png", "buffer": _picture()})
        elif kind in {"radio", "checkbox"}:
            for code in held if isinstance(held, list) else [held]:
                page.locator(f"main [name='{name}'][value='{code}']").check()
        else:
            boxes.first.fill(held if isinstance(held, str) else ",".join(held))


def items_wanted(form: Form) -> int:
    """How many items the repeating question of a form needs."""
    places = [part for name in form for part in name.split(".")[1:2] if part.isdecimal()]
    return max((int(place) + 1 for place in places), default=1)


def web_form(live: Live, language: str, answers: Mapping[str, Json]) -> Form:
    """Everything that somebody with these answers puts down on the web."""
    return _form((WebPage(each, language) for each in live.compiled.pages.values()), answers)


def walk_web(page: Page, service: str, language: str, answers: Mapping[str, Json], *, seen: Act | None = None) -> None:
    """Through a service on the web, to where its answers are checked or it gives advice."""
    form = web_form(_live(service), language, answers)
    page.goto(service_page(service, language, "start"))
    for _ in range(60):
        if page.url.endswith(ENDS):
            return
        if seen is not None:
            seen(page)
        for _ in range(items_wanted(form) - 1):
            if page.locator("button[name=add]").count():
                fill(page, form)
                press(page.locator("button[name=add]").first)
        fill(page, form)
        press(page.locator("main form button[type=submit]:not([name]):not([tabindex])").last)
    raise AssertionError(f"{page.url} leads no further")


def to_web(service: str, kind: str = "submit", language: str = "en", *, then: Act | None = None) -> Act:
    """To the end of a service on the web, and on from there."""

    def act(page: Page) -> None:
        walk_web(page, service, language, leading_to(service, kind, clock.now()))
        if then is not None:
            then(page)

    return act


def walk_desk(page: Page, channel: str, service: str, answers: Mapping[str, Json], *, language: str = "en") -> None:
    """Through a service at an advisor's desk, to where its answers are read back."""
    script: Callable[..., Surface] = {"phone": phone.script, "counter": counter.script}[channel]
    live = _live(service)
    form = _form((script(each.steps, language) for each in live.compiled.pages.values()), answers)
    page.goto(f"/desk/{channel}/services/{service}?for=own&lang={language}")
    for _ in range(60):
        if page.url.endswith("/end"):
            return
        fill(page, form)
        press(page.get_by_role("button", name="Go on"))
    raise AssertionError(f"{page.url} leads no further")


def to_desk(channel: str, service: str, *, then: Act | None = None) -> Act:
    """To the end of a conversation, and on from there."""

    def act(page: Page) -> None:
        walk_desk(page, channel, service, leading_to(service, "submit", clock.now()))
        if then is not None:
            then(page)

    return act


def to_paper(service: str, kind: str, *, language: str = "en") -> Act:
    """Key a form that leads to an outcome of this kind, and on to what the clerk is then told."""

    def act(page: Page) -> None:
        live, now = _live(service), clock.now()
        keyed, _cannot_stand = sheet(live.compiled, language).fill(leading_to(service, kind, now))
        page.goto(f"/desk/paper/{code_for(live, language)}")
        write(**{"handed-in": f"{local(now):%d %m %Y}"}, **{name: str(held) for name, held in keyed.items()})(page)

    return act


def both(first: Act, second: Act) -> Act:
    """One after the other."""

    def act(page: Page) -> None:
        first(page)
        second(page)

    return act


def follow(name: str) -> Act:
    """Follow the link with this name."""

    def act(page: Page) -> None:
        press(page.get_by_role("link", name=name).first)

    return act


def write(**said: str) -> Act:
    """Write into boxes, each by its name, and send."""

    def act(page: Page) -> None:
        for name, words in said.items():
            page.locator(f"main [name='{name}']").fill(words)
        press(page.locator("main form button:visible").last)

    return act


def _form(surfaces: Any, answers: Mapping[str, Json]) -> Form:
    form: Form = {}
    for each in surfaces:
        form |= each.fill({step: value for step, value in answers.items() if step in _steps(each)})[0]
    return form


def _steps(surface: Surface) -> set[str]:
    return {each.id for each in surface.questions}


def _live(service: str) -> Live:
    found = editions.current(service=service)
    assert found is not None, service
    return found


def _picture() -> bytes:
    made = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(made, "png")
    return made.getvalue()
