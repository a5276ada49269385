"""A page of the record, as everybody sees it."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from guildhall.decide.addresses import OTHER, address
from guildhall.decide.tongue import Tongue
from guildhall.estate.door import page, words
from guildhall.kernel.kinds.date import in_words


def shown(
    request: HttpRequest,
    lang: str,
    name: str,
    title: str,
    *,
    key: str = "",
    kind: str = "",
    then: date | None = None,
    **context: Any,
) -> HttpResponse:
    """Answer with one of the record's pages. ``title`` is already in its language; ``then`` is the day whose names it says."""
    kept = _kept(request)
    return page(
        request=request,
        template=f"decide/public/{name}.jinja",
        lang=lang,
        title=title,
        service=words("decide").say("record", lang),
        t=Tongue(lang, then),
        other_url=address(OTHER[lang], name, key, kind) + kept,
        **context,
    )


def _kept(request: HttpRequest) -> str:
    asked = request.META.get("QUERY_STRING", "")
    return f"?{asked}" if asked else ""


def grouped_by_month(rows: list[Any], lang: str, field: str = "day") -> list[tuple[str, list[Any]]]:
    """Rows under the month of a day of theirs, in the order in which they come."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(in_words(getattr(row, field).isoformat()[:7], lang), []).append(row)
    return list(found.items())
