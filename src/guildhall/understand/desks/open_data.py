"""The figures of a commitment's proof as open data: JSON with what was promised and why it stands where it does, and CSV."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from io import StringIO
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guildhall.kernel.clocks import local
from guildhall.kernel.measures import Figure
from guildhall.understand.addresses import address
from guildhall.understand.clock import now
from guildhall.understand.desks.proof import found
from guildhall.understand.proof import Evidence
from guildhall.understand.trends import Latest

COLUMNS = (
    "promise",
    "measure",
    "unit",
    "by",
    "part",
    "first_day",
    "last_day",
    "value",
    "low",
    "high",
    "counted",
    "withheld",
)

View = Callable[..., HttpResponse]


def open_to_all(view: View) -> View:
    """Decorate a view of open data: anybody may read it from anywhere, and what is not there is told as JSON."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            response = _as_json({"error": "there is no such thing"}, status=404)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cache-Control"] = "public, max-age=300"
        return response

    return answer


@open_to_all
def as_objects(_request: HttpRequest, key: str, code: str) -> HttpResponse:
    """A commitment's promises: where each stands and why, the services that keep it, the decisions that set it, and every figure."""
    on = local(now()).date()
    undertaken, services, proofs = found(key, code, on)
    return _as_json(
        {
            "strategy": undertaken.strategy,
            "commitment": undertaken.says.code,
            "text": undertaken.says.text,
            "in_force": undertaken.in_force,
            "on": on.isoformat(),
            "page": f"{settings.ADDRESS}{address('en', key, code)}",
            "services": [each.id for each in services],
            "set_by": [{"on": each.on.isoformat(), "did": each.did, "title": each.title} for each in undertaken.set_by],
            "late": [each.code for each in (*undertaken.actions, *undertaken.milestones) if each.is_late(on)],
            "promises": [
                {
                    "promise": each.promise.model_dump(mode="json", by_alias=True, exclude_defaults=True),
                    "status": each.proof.status,
                    "why": each.proof.why,
                    "reason": {lang: each.proof.reason(lang) for lang in ("en", "cy")},
                    "counted_for": each.services or None,
                    "figures": [dict(zip(COLUMNS[3:], row, strict=True)) for row in _rows(each)],
                }
                for each in proofs
            ],
        }
    )


@open_to_all
def as_table(_request: HttpRequest, key: str, code: str) -> HttpResponse:
    """Every figure of a commitment's proof as CSV in UTF-8. A share is a number from 0 to 1; what is withheld is empty and says so."""
    _, _, proofs = found(key, code, local(now()).date())
    held = StringIO()
    writer = csv.writer(held)
    writer.writerow(COLUMNS)
    for place, each in enumerate(proofs, 1):
        if each.measure:
            writer.writerows((place, each.measure.name, each.measure.unit, *row) for row in _rows(each))
    headers = {"Content-Disposition": f'attachment; filename="{key}-{code}.csv"'}
    return HttpResponse(held.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _rows(each: Evidence) -> Iterator[tuple[Any, ...]]:
    of = "+".join(each.services)
    for told in each.line:
        yield ("service" if of else "", of, *_cells(told.first.isoformat(), told.last.isoformat(), told.figure))
    for by, latest in (("channel", each.channels), ("ward", each.wards), ("service", each.by_service)):
        yield from _parts(by, latest)


def _parts(by: str, latest: Latest | None) -> Iterator[tuple[Any, ...]]:
    if latest is not None:
        first, last = latest.point.first.isoformat(), latest.point.last.isoformat()
        yield from ((by, part.part or "", *_cells(first, last, part)) for part in latest.point.parts)


def _cells(first: str, last: str, figure: Figure) -> tuple[Any, ...]:
    value, low, high = (None if each is None else str(each) for each in (figure.value, figure.low, figure.high))
    return (first, last, value, low, high, figure.count, figure.withheld)


def _as_json(told: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """Answer with JSON. A decimal, which JSON has no exact form of in most readers, is written as its digits."""
    text = json.dumps(told, ensure_ascii=False, default=str)
    return HttpResponse(text, status=status, content_type="application/json")
