"""Who may look people up, and the person that an address names."""

import re
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from guildhall.estate.door import Role, problem
from guildhall.people.door import NoSuchParty, Portrait
from guildhall.serve.desks import looking

ROLES: tuple[Role, ...] = ("advisor", "service-officer", "administrator", "safeguarding", "information-governance")
GUARDS: tuple[Role, ...] = ("safeguarding",)
"""Who may say that somebody is in danger, and that they no longer are."""

SEES_LOOKS: tuple[Role, ...] = ("administrator", "safeguarding", "information-governance")
"""Who sees who looked."""

_KEY = re.compile(r"[0-9a-f]{32}")


def known(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the person that its address names, as far as whoever is here sees; or say that there is nobody."""

    @wraps(view)
    def seen(request: HttpRequest, key: str, **more: int) -> HttpResponse:
        try:
            found = looking.person(request, f"party/{key}" if _KEY.fullmatch(key) else "")
        except NoSuchParty:
            return problem(request=request, status=404, words_key="serve.desk-no-such-person")
        return view(request, found, **more)

    return seen


def page_of(reference: str) -> str:
    """The address of a person's one view."""
    return reverse("serve:people-person", kwargs={"key": reference.removeprefix("party/")})


def back_to(person: Portrait, place: str) -> HttpResponse:
    """Back to the one view, at the part that was changed."""
    return redirect(f"{page_of(person.reference)}#{place}")
