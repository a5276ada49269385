"""Places as open data for machines: Open Referral UK. Anybody may read it from anywhere."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guildhall.kernel.canonical import canonical_json
from guildhall.serve.clock import now
from guildhall.serve.places.hsds import writing
from guildhall.serve.places.known import places

MOST, USUAL = 200, 50
"""Services on one page: the most that may be asked for, and as many as there are where nothing is."""


@require_safe
def details(_request: HttpRequest) -> HttpResponse:
    """What this interface is."""
    return _answer(writing.details(address=settings.ADDRESS))


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """A page of the places: ``page`` from 1 on, ``per_page`` at most 200."""
    number, size = _number(request, "page", 1, 10**9), _number(request, "per_page", USUAL, MOST)
    if number is None or size is None:
        return _refused(400, f"page is a number from 1 on, per_page one from 1 to {MOST}")
    try:
        page = writing.page(places(at=now()), number=number, size=size, address=settings.ADDRESS)
    except ValueError as refused:
        return _refused(400, str(refused))
    return _answer(page)


@require_safe
def service(_request: HttpRequest, key: str) -> HttpResponse:
    """One place by its identifier."""
    found = next((each for each in places(at=now()) if str(each.key) == key), None)
    return (
        _answer(writing.service(found, address=settings.ADDRESS))
        if found
        else _refused(404, "there is no such service")
    )


def _number(request: HttpRequest, name: str, otherwise: int, most: int) -> int | None:
    typed = request.GET.get(name, str(otherwise))
    number = int(typed) if typed.isdecimal() and typed.isascii() and len(typed) < 12 else 0
    return number if 1 <= number <= most else None


def _refused(status: int, why: str) -> HttpResponse:
    return _answer({"error": why}, status)


def _answer(told: Mapping[str, Any], status: int = 200) -> HttpResponse:
    return HttpResponse(
        canonical_json(dict(told)),
        status=status,
        content_type="application/json",
        headers={"Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=300"},
    )
