"""Somebody at a staff desk, who reads the page, types into its boxes and presses its buttons, as a browser would."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from django.test import Client
from lxml import html
from lxml.html import HtmlElement

from guildhall.estate.door import Role, give_role, open_account
from guildhall.estate.models import Account

BEFORE = datetime.fromisoformat("2026-01-01T00:00+00:00")


@dataclass
class Clerk:
    """A member of staff at a desk, with the page before them. ``glasses`` are what they read its source through."""

    client: Client
    reference: str
    page: HtmlElement = field(default_factory=lambda: html.fromstring("<p>Nothing yet</p>"))
    address: str = ""
    status: int = 0
    source: str = ""
    response: Any = None
    glasses: Callable[[str], str] = str

    def open(self, address: str) -> "Clerk":
        """Go to an address, and on to where it leads."""
        return self._see(self.client.get(urljoin(self.address, address), follow=True))

    def press(self, button: str = "", typed: Mapping[str, object] | None = None, form: int | None = None) -> "Clerk":
        """Type into boxes by their names and press a button by its words; without one, press Enter in the form.

        A name that stands on no page is an error of the test: a person could not type there.
        """
        found = self._form(button, form)
        values: dict[str, Any] = {}
        for name, value in found.form_values():
            values.setdefault(name, [])
            values[name].append(value)
        for name, value in (typed or {}).items():
            assert name in found.fields or found.xpath(f'.//*[@name="{name}"]'), f"no box is called {name}"
            values[name] = value
        if button:
            pressed = self._button(found, button)
            if pressed.get("name"):
                values[str(pressed.get("name"))] = pressed.get("value", "")
        target = (pressed.get("formaction") if button else None) or found.get("action") or self.address
        if (found.get("method") or "get").lower() == "get":
            return self._see(self.client.get(target.partition("?")[0], values, follow=True))
        return self._see(self.client.post(target, values, follow=True))

    def follow(self, words: str) -> "Clerk":
        """Follow a link by its words."""
        link = next(each for each in self.page.iter("a") if words in " ".join(each.text_content().split()))
        return self.open(str(link.get("href")))

    @property
    def words(self) -> str:
        """All that can be read on the page."""
        return " ".join(self.page.xpath("//body")[0].text_content().split())

    @property
    def main(self) -> str:
        """What can be read in the page's main part."""
        return " ".join(self.page.xpath("//main")[0].text_content().split())

    def value(self, name: str) -> str:
        """What stands in a box."""
        boxes = self.page.xpath(f'//*[@name="{name}"]')
        return str(boxes[0].get("value") or boxes[0].text or "")

    def has(self, name: str) -> bool:
        return bool(self.page.xpath(f'//*[@name="{name}"]'))

    def _form(self, button: str, place: int | None) -> HtmlElement:
        forms = self.page.xpath("//main//form")
        if place is not None:
            return forms[place]
        if not button:
            return forms[0]
        return next(each for each in forms if self._button(each, button) is not None)

    def _button(self, form: HtmlElement, words: str) -> HtmlElement:
        found = [each for each in form.iter("button") if words in " ".join(each.text_content().split())]
        return found[0] if found else None

    def _see(self, response: Any) -> "Clerk":
        self.status = response.status_code
        self.source = response.content.decode("utf-8", "replace")
        chain = getattr(response, "redirect_chain", [])
        self.address = chain[-1][0] if chain else response.request["PATH_INFO"]
        query = response.request["QUERY_STRING"]
        if not chain and query:
            self.address += f"?{query}"
        self.response = response
        if response.headers["Content-Type"].startswith("text/html"):
            self.page = html.fromstring(self.glasses(self.source))
        return self


def clerk(*roles: Role, team: str = "", name: str = "Asha Pell") -> Clerk:
    """Somebody with these roles, logged in."""
    email = f"{name.split(maxsplit=1)[0].lower()}@elverdon.example.org"
    account = open_account(email=email, name=name, password="only-for-this-test")
    for role in roles:
        give_role(account=account.reference, role=role, team=team, since=BEFORE)
    client = Client(enforce_csrf_checks=True)
    client.force_login(Account.objects.get(email=email), backend="allauth.account.auth_backends.AuthenticationBackend")
    return Clerk(client, account.reference)
