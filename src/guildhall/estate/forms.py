"""The log-in form, in our own words."""

from typing import Any

from allauth.account.forms import LoginForm


class LogIn(LoginForm):  # type: ignore[misc]  # allauth carries no types
    """Email address and password; the way to a new password stands on the page, not in a hint."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Email address"
        self.fields["password"].help_text = ""
