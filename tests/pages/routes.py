"""Every address of the house, and how to look at what it shows.

``VISITS`` leads to each page in each of its states; ``NO_PAGE`` names the addresses that show none, and why.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import get_resolver
from playwright.sync_api import Page


def look(_page: Page) -> None:
    """Only look."""


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
    page.locator("main form[method=post] button:not([type=button])").last.click()


@dataclass(frozen=True, slots=True)
class Visit:
    """A page in one state. ``address`` may name an example of the gallery's; ``role`` is of whoever looks."""

    route: str
    address: str
    language: str = "en"
    role: str = ""
    state: str = "empty"
    act: Callable[[Page], None] = look
    typical: bool = False
    """One of the few that the ordinary run looks at."""

    @property
    def with_errors(self) -> bool:
        return self.state == "with errors"

    def __str__(self) -> str:
        return " ".join(part for part in (self.address, self.language, self.role, self.state) if part)


def _staff(route: str, *, role: str = "administrator", address: str = "", **how: Any) -> Visit:
    return Visit(route, address or f"/{route}", role=role, **how)


ACCOUNT = (
    Visit("account/login/", "/account/login/", typical=True),
    Visit("account/login/", "/account/login/", state="with errors", act=send_blank, typical=True),
    Visit("account/inactive/", "/account/inactive/"),
    Visit("account/signup/", "/account/signup/"),
    Visit("account/password/reset/", "/account/password/reset/"),
    Visit("account/password/reset/", "/account/password/reset/", state="with errors", act=send_blank),
    Visit("account/password/reset/done/", "/account/password/reset/done/"),
    Visit("account/password/reset/key/done/", "/account/password/reset/key/done/"),
    Visit(
        "account/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        "/account/password/reset/key/1-no-such/",
    ),
    _staff("account/logout/"),
    _staff("account/email/"),
    _staff("account/email/", state="with errors", act=send_blank),
    _staff("account/password/change/"),
    _staff("account/password/change/", state="with errors", act=send_blank),
    _staff("account/2fa/", typical=True),
    _staff("account/2fa/totp/activate/"),
    _staff("account/2fa/totp/activate/", state="with errors", act=send_blank),
    _staff("account/2fa/webauthn/"),
    _staff("account/2fa/webauthn/add/"),
    _staff("account/reauthenticate/"),
    _staff("account/reauthenticate/", state="with errors", act=send_blank),
    _staff("account/3rdparty/"),
)

VISITS: tuple[Visit, ...] = (*ACCOUNT,)

NO_PAGE: dict[str, str] = {
    "account/confirm-email/": "the council vouches for addresses: nobody is asked to confirm one",
    "account/^confirm-email/(?P<key>[-:\\w]+)/$": "the council vouches for addresses",
    "account/password/set/": "every account has a password: leads to changing it",
    "account/login/code/confirm/": "codes by email are not used: leads to the log-in page",
    "account/2fa/authenticate/": "only between the password and the code",
    "account/2fa/reauthenticate/": "only for an account with a second step",
    "account/2fa/totp/deactivate/": "only for an account with a second step",
    "account/2fa/recovery-codes/": "only for an account with a second step",
    "account/2fa/recovery-codes/generate/": "only for an account with a second step",
    "account/2fa/recovery-codes/download/": "a text file",
    "account/2fa/webauthn/reauthenticate/": "answers a passkey",
    "account/2fa/webauthn/keys/<int:pk>/remove/": "only for an account with a passkey",
    "account/2fa/webauthn/keys/<int:pk>/edit/": "only for an account with a passkey",
    "account/2fa/webauthn/login/": "answers a passkey",
    "account/3rdparty/login/cancelled/": "only with a sign-on of the council's own",
    "account/3rdparty/login/error/": "only with a sign-on of the council's own",
    "account/3rdparty/signup/": "only with a sign-on of the council's own",
    "account/social/login/cancelled/": "leads to the newer address",
    "account/social/login/error/": "leads to the newer address",
    "account/social/signup/": "leads to the newer address",
    "account/social/connections/": "leads to the newer address",
    "account/oidc/^(?P<provider_id>[^/]+)/login/": "leads to the council's own sign-on",
    "account/oidc/^(?P<provider_id>[^/]+)/login/callback/": "comes from the council's own sign-on",
}


def every_route() -> Iterator[str]:
    """Every address pattern that Django knows, whole."""
    yield from _below(get_resolver(), "")


def _below(resolver: Any, before: str) -> Iterator[str]:
    for each in resolver.url_patterns:
        whole = before + str(each.pattern)
        if hasattr(each, "url_patterns"):
            yield from _below(each, whole)
        else:
            yield whole
