"""A resident with a browser and no account: reads the pages that were really made, and posts what stands in them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from django.test import Client
from lxml.html import HtmlElement, fromstring

from guildhall import catalogue
from guildhall.channels.web import WebPage
from guildhall.kernel.kinds.repeat import Repeat
from guildhall.kernel.model import Json, words
from guildhall.serve.publishing import editions
from guildhall.serve.publishing.editions import Live

AT = datetime(2026, 11, 18, 17, 30, tzinfo=ZoneInfo("Europe/London"))
MISSED: dict[str, Json] = {
    "address": {"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"},
    "bin": "general",
    "assisted": False,
    "name": "Vera Lind",
    "contact-by": "none",
}


def publish(name: str, *, at: datetime = AT, **changed: str) -> Live:
    """Put a shipped definition in force, some of its words changed."""
    text = (files(catalogue) / catalogue.SERVICES / f"{name}.yaml").read_text(encoding="utf-8")
    for old, new in changed.items():
        text = text.replace(old, new)
    live = editions.publish(text=text, by="system", at=at, file=name)
    editions.forget()
    return live


class Resident:
    """Somebody on the web. ``glasses`` are what they read a page's source through."""

    def __init__(self, service: Live, lang: str = "en", glasses: Callable[[str], str] = str) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.service = service
        self.lang = lang
        self.glasses = glasses
        self.response: Any = None

    @property
    def root(self) -> str:
        return f"/{self.lang}/{'services' if self.lang == 'en' else 'gwasanaethau'}/{self.service.id}"

    @property
    def at(self) -> str:
        """The last part of the address."""
        return str(self.response.request["PATH_INFO"]).rpartition("/")[2]

    @property
    def page(self) -> HtmlElement:
        return fromstring(self.glasses(self.response.content.decode()))

    @property
    def text(self) -> str:
        return " ".join(self.page.text_content().split())

    def go(self, url: str) -> "Resident":
        self.response = self.client.get(url, follow=True)
        return self

    def start(self) -> "Resident":
        return self.go(f"{self.root}/start")

    def fields(self, form: HtmlElement | None = None) -> dict[str, Any]:
        """What the page's form would send as it stands."""
        form = self._form() if form is None else form
        held: dict[str, Any] = {}
        for name, value in form.form_values():
            held.setdefault(name, []).append(value)
        return held

    def post(self, form: Mapping[str, Any] | None = None, **more: Any) -> "Resident":
        """Send the page's form, some boxes filled anew. Every box that is filled stands on the page."""
        found = self._form()
        names = {each.get("name") for each in found.iterfind(".//*[@name]")}
        given = dict(form or {}) | more
        assert given.keys() <= names, (given.keys() - names, self.at)
        there = found.get("action") or self.response.request["PATH_INFO"]
        self.response = self.client.post(there, self.fields(found) | given, follow=True)
        return self

    def answer(self, answers: Mapping[str, Json]) -> "Resident":
        """Fill in the page with these answers, adding as many items as they need, and send it.

        An option is chosen by the words that stand beside it on the page.
        """
        steps = self.service.compiled.pages[self.at.removesuffix("~")]
        form, _ = WebPage(steps, self.lang).fill(answers)
        for step, value in answers.items():
            if isinstance(value, list) and value and isinstance(value[0], dict) and step in {s.id for s in steps.steps}:
                for _ in value[1:]:
                    self.post(add=step)
        names = {each.get("name") for each in self._form().iterfind(".//*[@name]")}
        return self.post({name: self._chosen(name, held) for name, held in form.items() if name in names})

    def walk(self, answers: Mapping[str, Json]) -> "Resident":
        """From the start as far as these answers lead."""
        self.start()
        for _ in self.service.compiled.pages:
            before = self.at
            if before not in self.service.compiled.pages or self.error_summary() is not None:
                break
            self.answer(answers)
        return self

    def error_summary(self) -> HtmlElement | None:
        found = self.page.find_class("govuk-error-summary")
        return found[0] if found else None

    def reference(self) -> str:
        return str(self.page.find_class("govuk-panel")[0].find_class("gh-code")[0].text_content())

    def code(self) -> str:
        return str(self.page.find_class("gh-resume")[0].find_class("gh-code")[0].text_content())

    def _chosen(self, name: str, held: str | list[str]) -> str | list[str]:
        """What the page would send for the options of these codes: the values of the boxes that have their words."""
        step, _, key = name.partition(".")
        question = self.service.compiled.steps[step]
        boxes = {box.key: box for box in question.boxes("parts")}
        options = boxes[key.partition(".")[2] if isinstance(question, Repeat) else key].options
        if not options:
            return held
        labels = {option.code: " ".join(words(option.label, self.lang).split()) for option in options}
        page = self._form()
        said = {each.get("for"): " ".join(each.text_content().split()) for each in page.iter("label")}
        values = {said[each.get("id")]: str(each.get("value")) for each in page.xpath(f'.//input[@name="{name}"]')}
        if isinstance(held, str):
            return values[labels[held]] if held in labels else held
        return [values[labels[code]] if code in labels else code for code in held]

    def _form(self) -> HtmlElement:
        return self.page.xpath("//main//form")[0]
