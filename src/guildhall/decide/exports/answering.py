"""How open data answers: anybody may read it from anywhere, in stretches, and what is asked wrongly is told why."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

MOST, USUAL = 500, 20
"""Rows in one stretch: the most that may be asked for, and how many there are where nothing is."""

Row = TypeVar("Row", bound=Model)
View = Callable[..., HttpResponse]


class NotAsked(ValueError):  # named for what happened
    """The request asks for nothing that there is. Its words say why, ``status`` which way."""

    def __init__(self, why: str, status: int = 400) -> None:
        super().__init__(why)
        self.status = status


@dataclass(frozen=True, slots=True)
class Stretch(Generic[Row]):
    """So many rows of a list, and the addresses of this stretch, the first and the next; empty at the end."""

    rows: list[Row]
    here: str
    first: str
    following: str
    most: int


def stretch(request: HttpRequest, rows: QuerySet[Row]) -> Stretch[Row]:
    """The rows after ``?after=``, at most ``?limit=``, in the order in which they were entered. Nothing is counted.

    Raises ``NotAsked``.
    """
    after, most = _number(request, "after", 0, 2**62), _number(request, "limit", USUAL, MOST)
    if after is None or not most:
        raise NotAsked(f"after is what the last answer gave, limit a number from 1 to {MOST}")
    found = list(rows.filter(pk__gt=after).order_by("pk")[: most + 1])
    following = _at(request, after=str(found[most - 1].pk)) if len(found) > most else ""
    return Stretch(found[:most], _at(request), _at(request, after=""), following, most)


def open_to_all(view: View) -> View:
    """Decorate a view of open data: it is read and never written, and a wrong question gets its reason as JSON."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except NotAsked as refused:
            response = as_json({"error": str(refused)}, status=refused.status)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cache-Control"] = "public, max-age=300"
        return response

    return answer


def as_json(told: Mapping[str, Any], *, status: int = 200, following: str = "") -> HttpResponse:
    """Answer with a JSON object. ``following`` is where the next stretch is, for those who follow links."""
    text = json.dumps(told, ensure_ascii=False)
    return HttpResponse(text, status=status, content_type="application/json", headers=link_to(following))


def link_to(following: str) -> dict[str, str]:
    """The header that says where the next stretch is."""
    return {"Link": f'<{following}>; rel="next"'} if following else {}


def whole(address: str) -> str:
    """An address of the house as others reach it; empty stays empty."""
    return f"{settings.ADDRESS}{address}" if address else ""


def _at(request: HttpRequest, **changed: str) -> str:
    asked = {name: str(value) for name, value in request.GET.items()} | changed
    query = urlencode({name: value for name, value in asked.items() if value})
    return whole(request.path) + (f"?{query}" if query else "")


def _number(request: HttpRequest, name: str, otherwise: int, most: int) -> int | None:
    typed = request.GET.get(name) or str(otherwise)
    number = int(typed) if typed.isdecimal() and typed.isascii() and len(typed) < 20 else -1
    return number if 0 <= number <= most else None
