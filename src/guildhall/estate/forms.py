"""The account pages' forms, in our own words: every label, hint and empty box."""

from typing import Any, NamedTuple

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms


class Words(NamedTuple):
    """What stands at one box: its label, what is said when it is left empty, and a hint."""

    label: str
    empty: str
    hint: str = ""


FIELDS = {
    "login": Words("Email address", "Type your email address"),
    "email": Words("Email address", "Type your email address"),
    "password": Words("Password", "Type your password"),
    "oldpassword": Words("The password you have now", "Type the password you have now"),
    "password1": Words(
        "New password",
        "Type a new password",
        "At least 12 characters. Three words that do not belong together are easy to remember.",
    ),
    "password2": Words("The new password again", "Type the new password again"),
    "code": Words("Code", "Type the code", "Six figures from the app, or one of your recovery codes"),
    "name": Words("Name", "Type a name"),
    "passwordless": Words(
        "It may open my account without my password",
        "",
        "It then asks for a PIN, a fingerprint or a face.",
    ),
}


class InPlainWords(forms.Form):
    """A form of allauth's with ``FIELDS`` for its words. The way to a new password stands on the page, not in a hint."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in FIELDS:
                said = FIELDS[name]
                field.label, field.help_text = said.label, said.hint
                field.error_messages["required"] = said.empty


class LogIn(InPlainWords, LoginForm):  # type: ignore[misc]  # allauth carries no types
    """Email address and password."""


class ForgetPassword(InPlainWords, ResetPasswordForm):  # type: ignore[misc]  # as above
    """The email address to which the link goes."""


class ChooseNewPassword(InPlainWords, ResetPasswordKeyForm):  # type: ignore[misc]  # as above
    """A new password, twice, by the link."""


class ChangePassword(InPlainWords, ChangePasswordForm):  # type: ignore[misc]  # as above
    """The password there is, and a new one twice."""


class ChoosePassword(InPlainWords, SetPasswordForm):  # type: ignore[misc]  # as above
    """A first password, for an account that so far was opened by the council's sign-on."""


class ShowPassword(InPlainWords, ReauthenticateForm):  # type: ignore[misc]  # as above
    """The password once more."""


class GiveCode(InPlainWords, AuthenticateForm):  # type: ignore[misc]  # as above
    """The code of the second step."""


class GiveCodeAgain(InPlainWords, ReauthenticateByCodeForm):  # type: ignore[misc]  # as above
    """The code once more."""


class SetUpApp(InPlainWords, ActivateTOTPForm):  # type: ignore[misc]  # as above
    """The first code that the app shows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = "Six figures that the app shows now"


class AddKey(InPlainWords, AddWebAuthnForm):  # type: ignore[misc]  # as above
    """A name for a passkey or a security key."""


class RenameKey(InPlainWords, EditWebAuthnForm):  # type: ignore[misc]  # as above
    """Another name for a key."""
