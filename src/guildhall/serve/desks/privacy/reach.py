"""Who sees to the law of people's records, and the request that an address names."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from guildhall.estate.door import Role, is_sound, problem, tidy
from guildhall.kernel.model import words
from guildhall.serve.privacy import requests
from guildhall.serve.privacy.requests import NoSuchRequest, RequestValue
from guildhall.serve.publishing import editions

GOVERNS: tuple[Role, ...] = ("information-governance",)
"""Who takes up requests, holds records and decides what is erased."""

SEES_LOOKS: tuple[Role, ...] = ("administrator", "safeguarding", "information-governance")
"""Who sees who looked."""


def requested(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the request that its address names; or say that there is none."""

    @wraps(view)
    def seen(request: HttpRequest, reference: str, **more: int) -> HttpResponse:
        try:
            found = requests.find(reference=tidy(reference) if is_sound(reference) else "")
        except NoSuchRequest:
            return problem(request=request, status=404, words_key="serve.desk-no-such-case")
        return view(request, found, **more)

    return seen


def back_to(asked: RequestValue, place: str = "") -> HttpResponse:
    """Back to the page of a request, at the part that was changed."""
    address = reverse("serve:privacy-request", kwargs={"reference": asked.case.reference})
    return redirect(f"{address}#{place}" if place else address)


def service_named(service: str) -> str:
    """What a service is called at the desk; its code where none of it is in force."""
    live = editions.current(service=service)
    return words(live.service.title, "en") if live else service
