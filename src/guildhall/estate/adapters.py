"""How allauth behaves in this house."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

_log = logging.getLogger(__name__)

_ANOTHER_WAY = {
    "reauthenticate": "Use your password",
    "mfa_reauthenticate": "Use a code from the app, or a recovery code",
    "mfa_reauthenticate:webauthn": "Use a passkey or security key",
}


class StaffOnly(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Accounts are opened by an administrator; nobody signs up alone."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed.",
        "email_password_mismatch": "The email address or the password is not right. Check both.",
        "enter_current_password": "This is not the password you have now.",
        "incorrect_password": "The password is not right.",
        "rate_limited": "You have tried too many times. Wait a few minutes.",
        "too_many_login_attempts": "You have tried too many times. Wait a few minutes.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [each | {"description": _ANOTHER_WAY.get(each["id"], each["description"])} for each in found]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write to somebody about their account. Where the mail server does not answer, the page still does."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:
            _log.exception("The mail server did not take an email about an account: %s", template_prefix)


class SecondStep(DefaultMFAAdapter):  # type: ignore[misc]  # as above
    """The second step of log-in, in plain words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": "You cannot remove your second step.",
        "cannot_generate_recovery_codes": "Set up a second step first. Its recovery codes come with it.",
        "incorrect_code": "The code is not right. Wait for the next one, and type that.",
        "unverified_email": "Ask an administrator to confirm your email address first.",
    }

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002  # allauth's word
        return f"Key {Authenticator.objects.filter(user=user, type=type).count() + 1}"


class CouncilSignOn(DefaultSocialAccountAdapter):  # type: ignore[misc]  # as above
    """Log-in by the council's own sign-on, for accounts that an administrator has opened."""

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("mfa_index")
