"""How allauth behaves in this house."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class StaffOnly(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Accounts are opened by an administrator; nobody signs up alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
