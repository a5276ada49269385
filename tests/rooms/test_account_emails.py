"""Promises about the emails that an account may bring: what each says, in our own words."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from allauth.account.adapter import get_adapter
from allauth.core.context import request_context
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.core import mail
from django.core.cache import cache
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client, RequestFactory
from pytest_django import Settings
from tests.rooms.test_account_pages import stock_words

from guildhall.estate import door
from guildhall.estate.models import Account

pytestmark = [pytest.mark.django_db(transaction=True)]  # an email goes once the change is kept

PASSWORD = "correct horse battery staple"
EMAIL = "ann@example.org"
NEW = {"password1": "three words apart", "password2": "three words apart"}
OF_THE_SIGN_ON_OR_A_KEY = {
    "account/email/password_set": "Your account now has a password",
    "mfa/email/webauthn_added": "A key was added to your account",
    "mfa/email/webauthn_removed": "A key was removed from your account",
    "socialaccount/email/account_connected": "Your account was joined to the council’s sign-on",
}


class NobodyAnswers(EmailBackend):
    """A mail server that is down."""

    def send_messages(self, messages: object) -> int:
        raise ConnectionRefusedError


@pytest.fixture(autouse=True)
def no_tries_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def ann() -> Account:
    opened = door.open_account(email=EMAIL, name="Ann Advisor", password=PASSWORD)
    door.give_role(account=opened.reference, role="advisor", since=datetime(2020, 1, 1, tzinfo=UTC))
    return Account.objects.get(email=EMAIL)


@pytest.fixture
def at_work(ann: Account) -> Client:
    client = Client(headers={"user-agent": "A browser"})
    client.post("/account/login/", {"login": EMAIL, "password": PASSWORD})
    return client


def the_email() -> tuple[str, str]:
    """The only one sent: its subject and its text, which hold no word of the library's."""
    (sent,) = mail.outbox
    assert [each for each in stock_words() if each in f"{sent.subject} {sent.body}"] == []
    assert str(sent.body).endswith("\n\nElverdon Council")
    assert "{" not in str(sent.body)
    assert "testserver" not in sent.subject
    return str(sent.subject), str(sent.body)


def ask_for_a_new_password(email: str) -> str:
    shown = Client().post("/account/password/reset/", {"email": email}, follow=True)
    return shown.content.decode()


def test_whoever_forgot_their_password_is_sent_a_link_that_works_once(ann: Account) -> None:
    assert "Look at your email" in ask_for_a_new_password(EMAIL)
    subject, text = the_email()
    assert subject == "Choose a new password"
    assert "your password stays as it is" in text
    (link,) = re.findall(r"http://testserver(/account/password/reset/key/\S+)", text)
    client = Client()
    form = client.get(link, follow=True)
    assert "Choose a new password" in form.content.decode()
    mail.outbox.clear()
    done = client.post(form.redirect_chain[-1][0], NEW, follow=True)
    assert "Your password is changed" in done.content.decode()
    subject, text = the_email()
    assert subject == "Your password was changed"
    assert "by the link that we sent" in text
    assert "This link no longer works" in Client().get(link, follow=True).content.decode()


def test_whoever_has_no_account_is_told_so_by_email_only(ann: Account) -> None:
    known = ask_for_a_new_password(EMAIL)
    mail.outbox.clear()
    cache.clear()
    assert ask_for_a_new_password("nobody@example.org") == known
    subject, text = the_email()
    assert subject == "There is no account with this email address"
    assert "nobody@example.org" in text
    assert "sign up" not in text.lower()


def test_a_changed_password_is_written_of_with_where_it_came_from(at_work: Client) -> None:
    at_work.post("/account/password/change/", NEW | {"oldpassword": PASSWORD})
    subject, text = the_email()
    assert subject == "Your password was changed"
    assert "From: 127.0.0.1" in text
    assert "Browser: A browser" in text
    assert "If it was not, change your password now and tell an administrator." in text


def show_who_they_are(client: Client) -> None:
    client.post("/account/reauthenticate/", {"password": PASSWORD})


def test_a_second_step_that_is_set_up_is_written_of(at_work: Client) -> None:
    show_who_they_are(at_work)
    page = at_work.get("/account/2fa/totp/activate/").content.decode()
    (secret,) = re.findall(r'value="([A-Z2-7]{32})"', page)
    at_work.post("/account/2fa/totp/activate/", {"code": format_hotp_value(hotp_value(secret, next(counters())))})
    assert mail.outbox[0].subject == "Your account now asks for codes from an app"


@pytest.mark.parametrize(
    ("act", "subject"),
    [
        (
            lambda client: client.post("/account/2fa/totp/deactivate/"),
            "Codes from an app were removed from your account",
        ),
        (
            lambda client: client.post("/account/2fa/recovery-codes/generate/"),
            "New recovery codes were made for your account",
        ),
    ],
)
def test_a_change_of_the_second_step_is_written_of(
    ann: Account, at_work: Client, act: Callable[[Client], object], subject: str
) -> None:
    TOTP.activate(ann, generate_totp_secret())
    RecoveryCodes.activate(ann)
    show_who_they_are(at_work)
    act(at_work)
    assert the_email()[0] == subject


@pytest.mark.parametrize("prefix", OF_THE_SIGN_ON_OR_A_KEY)
def test_what_a_sign_on_or_a_key_brings_is_written_of(ann: Account, rf: RequestFactory, prefix: str) -> None:
    with request_context(rf.get("/", headers={"user-agent": "A browser"})):
        get_adapter().send_notification_mail(prefix, ann, {"provider": "Elverdon sign-on"})
    assert the_email()[0] == OF_THE_SIGN_ON_OR_A_KEY[prefix]


def test_a_mail_server_that_is_down_keeps_nobody_from_their_account(at_work: Client, settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.NobodyAnswers"
    shown = at_work.post("/account/password/change/", NEW | {"oldpassword": PASSWORD}, follow=True)
    assert "Your password is changed." in shown.content.decode()
