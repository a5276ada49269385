"""Promises about the pages of a staff account: each in our own frame and words, and no stock page of the library's."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import allauth
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from guildhall.estate import door
from guildhall.estate.models import Account

pytestmark = [pytest.mark.django_db]

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
PASSWORD = "correct horse battery staple"
EMAIL = "ann@example.org"
FLAGS = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
NOT_PAGES = {"mfa_download_recovery_codes", "mfa_login_webauthn"}
"""A text file, and what a browser's passkey speaks with."""
OURS_TOO = {"Email address"}
"""What anybody would call it."""


@pytest.fixture(autouse=True)
def no_tries_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def ann() -> Account:
    opened = door.open_account(email=EMAIL, name="Ann Advisor", password=PASSWORD)
    door.give_role(account=opened.reference, role="advisor", since=LONG_AGO)
    return Account.objects.get(email=EMAIL)


@pytest.fixture
def visitor() -> Client:
    return Client()


@pytest.fixture
def at_work(ann: Account) -> Client:
    client = Client()
    client.post("/account/login/", {"login": EMAIL, "password": PASSWORD})
    return client


@pytest.fixture
def with_keys(ann: Account, at_work: Client) -> Client:
    """At work, with every kind of second step."""
    TOTP.activate(ann, generate_totp_secret())
    RecoveryCodes.activate(ann)
    Authenticator.objects.create(user=ann, type="webauthn", data={"name": "Work key", "credential": made_up_key()})
    return at_work


def made_up_key() -> dict[str, Any]:
    """What a browser says when it adds a key."""
    public = ES256({1: 2, 3: -7, -1: 1, -2: b"x" * 32, -3: b"y" * 32})
    held = AttestedCredentialData.create(b"\0" * 16, b"key", public)
    seen = AuthenticatorData.create(sha256(b"testserver"), FLAGS, 0, held)
    asked = CollectedClientData.create("webauthn.create", b"challenge", "http://testserver")
    return {
        "id": websafe_encode(b"key"),
        "rawId": websafe_encode(b"key"),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(asked),
            "attestationObject": websafe_encode(AttestationObject.create("none", seen, {})),
        },
        "clientExtensionResults": {"credProps": {"rk": True}},
    }


def addresses() -> Iterator[tuple[str, str]]:
    """Every address under /account, with its name; where one holds a key, that of the only key there is."""
    yield from _below(get_resolver(), "/")


def _below(resolver: Any, before: str) -> Iterator[tuple[str, str]]:
    for each in resolver.url_patterns:
        whole = before + str(each.pattern)
        if hasattr(each, "url_patterns"):
            yield from _below(each, whole)
        elif whole.startswith("/account/"):
            yield each.name, re.sub(r"\^|\$", "", whole)


def address(whole: str) -> str:
    key = Authenticator.objects.filter(type="webauthn").values_list("pk", flat=True).first() or 1
    return re.sub(r"\(\?P<uidb36>.*", "1-none/", whole).replace("<int:pk>", str(key))


def stock_words() -> set[str]:
    """Whatever the library's own pages and emails say, where it is more than one word; of sentences with holes, the parts."""
    found: set[str] = set()
    for file in (Path(allauth.__file__).parent / "templates").rglob("*.*"):
        text = file.read_text(encoding="utf-8")
        found |= set(re.findall(r"{%\s*trans(?:late)?\s+[\"']([^\"']+)[\"']", text))
        parts = [each.strip() for each in re.findall(r"{%\s*blocktrans[^%]*%}([^{]+)", text)]
        found |= {each for each in parts if len(each.split()) > 3}
    return {each for each in found if len(each.split()) > 1} - OURS_TOO


def said_on(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page).replace("&#x27;", "'").split())


def look_at_all(client: Client) -> int:
    seen, stock = 0, stock_words()
    for name, whole in addresses():
        if name in NOT_PAGES:
            continue
        shown = client.get(address(whole), follow=True)
        page = shown.content.decode()
        assert shown.status_code in {200, 404}, whole
        assert "gh-desk" in page or "gh-help" in page, f"{whole} is not in our frame"
        assert [each for each in stock if each in said_on(page)] == [], whole
        assert page.count("<h1") == 1, whole
        seen += shown.status_code == 200
    return seen


def test_the_librarys_own_words_are_known_so_that_they_can_be_missed() -> None:
    assert {"Two-Factor Authentication", "Sign Out", "Password Reset", "Deactivate Authenticator App"} <= stock_words()


def test_a_visitor_sees_no_stock_page(visitor: Client) -> None:
    assert look_at_all(visitor) > 10


def test_somebody_at_work_sees_no_stock_page(at_work: Client) -> None:
    assert look_at_all(at_work) > 10


def test_with_every_kind_of_second_step_there_is_no_stock_page(with_keys: Client) -> None:
    assert look_at_all(with_keys) > 14


def test_asked_once_more_who_they_are_they_see_no_stock_page(with_keys: Client) -> None:
    session = with_keys.session
    session["account_authentication_methods"] = []
    session.save()
    assert look_at_all(with_keys) > 12


def test_the_second_step_itself_is_in_our_words(ann: Account, with_keys: Client) -> None:
    client = Client()
    asked = client.post("/account/login/", {"login": EMAIL, "password": PASSWORD}, follow=True)
    assert asked.redirect_chain[-1][0] == "/account/2fa/authenticate/"
    page = said_on(asked.content.decode())
    assert "The second step" in page
    assert "Six figures from the app, or one of your recovery codes" in page
    assert [each for each in stock_words() if each in page] == []
    refused = said_on(client.post("/account/2fa/authenticate/", {"code": "000000"}).content.decode())
    assert "The code is not right." in refused


@pytest.mark.parametrize(
    "path",
    ["email/", "confirm-email/", "3rdparty/", "social/connections/", "login/code/confirm/", "oidc/council/login/"],
)
def test_what_nobody_needs_has_no_address(at_work: Client, path: str) -> None:
    assert at_work.get(f"/account/{path}").status_code == 404


def test_an_empty_box_is_named(visitor: Client) -> None:
    page = said_on(visitor.post("/account/login/", {}).content.decode())
    assert "Type your email address" in page
    assert "Type your password" in page
    assert "This field is required" not in page


def test_a_changed_password_is_said_to_be_changed(at_work: Client) -> None:
    new = {"oldpassword": PASSWORD, "password1": "three words apart", "password2": "three words apart"}
    shown = at_work.post("/account/password/change/", new, follow=True)
    assert "Your password is changed." in shown.content.decode()
    again = at_work.get("/account/2fa/")
    assert "Your password is changed." not in again.content.decode()


def test_a_key_without_script_leads_back_to_the_code_and_breaks_nothing(ann: Account, with_keys: Client) -> None:
    client = Client()
    client.post("/account/login/", {"login": EMAIL, "password": PASSWORD})
    shown = client.post("/account/2fa/authenticate/", {"credential": ""})
    assert shown.status_code == 200
    assert "The second step" in shown.content.decode()
