"""Strategies as JSON, whole and with every version, and their commitments as CSV."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from io import StringIO
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from guildhall.kernel.clocks import local
from guildhall.kernel.model import Text, words
from guildhall.kernel.planning.strategy import Strategy
from guildhall.plan import clock, reading
from guildhall.plan import models as m
from guildhall.plan.addresses import address
from guildhall.plan.counting import counted
from guildhall.plan.desks.public.showing import one

COLUMNS = (
    "code",
    "theme",
    "text",
    "text_cy",
    "owner",
    "audience",
    "measures",
    "milestones",
    "budget_pence",
    "page",
    "id",
)
_RISKY = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would take for a formula."""

View = Callable[..., HttpResponse]


def _open_to_all(view: View) -> View:
    """Decorate a view of open data: anybody may read it from anywhere, and what is not there is told as JSON."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            response = _as_json({"error": "there is no such strategy"}, status=404)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cache-Control"] = "public, max-age=300"
        return response

    return answer


@_open_to_all
def index(_request: HttpRequest) -> HttpResponse:
    """Every published strategy: where it stands, and where the rest of it is."""
    found, _ = reading.told(reading.published(), on=local(clock.now()).date())
    rows = [
        {
            "id": each.row.reference,
            "title": dict(each.text.title),
            "version": each.stood.version.number,
            "stands": each.stood.standing.now.name if each.stood.standing.now else None,
            "in_force": each.stood.standing.is_in_force,
            "json": _whole(reverse("plan:strategy-json", kwargs={"key": each.row.key})),
            "csv": _whole(reverse("plan:strategy-csv", kwargs={"key": each.row.key})),
        }
        for each in found
    ]
    return _as_json({"strategies": rows})


@_open_to_all
def as_objects(_request: HttpRequest, key: str) -> HttpResponse:
    """A strategy with its text, every version and what each came to, what residents said, and what was done."""
    told, stood = one(key)
    versions = [
        {
            "number": each.version.number,
            "sha256": each.version.sha256,
            "published": each.version.published_at.isoformat(),
            "reason": each.version.reason,
            "reason_cy": each.version.reason_cy,
            "in_force": each.standing.in_force and each.standing.in_force.isoformat(),
            "over": each.standing.over and each.standing.over.isoformat(),
            "came_to": [
                {"is": step.name, "since": step.since.isoformat(), "by": step.why, "cites": step.cites or None}
                for step in each.standing.steps
            ],
        }
        for each in stood.of[told.row.pk]
    ]
    made = {
        "id": told.row.reference,
        "adopted_by": told.row.adopter,
        "matter": told.row.matter or None,
        "predecessor": told.row.predecessor.reference if told.row.predecessor else None,
        "page": _whole(address("en", "strategy", key)),
        "version": told.stood.version.number,
        "versions": versions,
        "text": told.text.to_json(),
        "commitments": [
            {
                "id": reading.cited(told.row.reference, each.code),
                "code": each.code,
                "page": _whole(address("en", "commitment", key, each.code)),
            }
            for each in told.text.commitments
        ],
        "consultations": list(_consultations(told.row)),
        "done": [
            {"commitment": each.commitment, "part": each.part, "on": each.on.isoformat(), "says": each.says}
            for each in m.Done.objects.filter(strategy=told.row).order_by("on", "id")
        ],
    }
    return _as_json(made)


@_open_to_all
def as_table(_request: HttpRequest, key: str) -> HttpResponse:
    """The commitments of a strategy as CSV in UTF-8."""
    told, _ = one(key)
    held = StringIO()
    writer = csv.writer(held)
    writer.writerow(COLUMNS)
    for row in _rows(told.text, told.row.reference):
        writer.writerow([f"'{cell}" if cell.startswith(_RISKY) else cell for cell in row])
    headers = {"Content-Disposition": f'attachment; filename="{key}.csv"'}
    return HttpResponse(held.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _rows(text: Strategy, of: str) -> Iterator[list[str]]:
    key = of.partition("/")[2]
    for each in text.commitments:
        owner = (each.owner.post or _en(each.owner.said)) if each.owner else ""
        measures = "; ".join(filter(None, (promise.measure or _en(promise.said) for promise in each.measures)))
        milestones = "; ".join(f"{one.due.isoformat()} {_en(one.text)}" for one in each.milestones)
        pence = str(sum(line.pence for line in each.budget)) if each.budget else ""
        yield [
            each.code, each.theme or "", _en(each.text), each.text.get("cy", ""), owner, "; ".join(map(_en, each.audience)),
            measures, milestones, pence, _whole(address("en", "commitment", key, each.code)), reading.cited(of, each.code),
        ]  # fmt: skip


def _consultations(row: m.Strategy) -> Iterator[dict[str, Any]]:
    """The consultations on a strategy. A number of few is ``null``: it is withheld."""
    asked = m.Consultation.objects.filter(version__strategy=row).select_related("version").order_by("opens_on", "id")
    rows = list(asked.prefetch_related("findings__answered"))
    counts = counted(rows)

    def people(each: m.Consultation, finding: int | None) -> Mapping[str, int | None]:
        found = counts.get((each.pk, finding))
        return found.by_channel() if found else {}

    for each in rows:
        yield {
            "id": each.reference,
            "version": each.version.number,
            "decided_by": each.cites,
            "opens": each.opens_on.isoformat(),
            "closes": each.closes_on.isoformat(),
            "service": each.service or None,
            "people": people(each, None),
            "findings": [
                {
                    "code": finding.code,
                    "said": finding.said,
                    "people": people(each, finding.pk),
                    "answered": [
                        {"commitment": one.commitment or None, "done": one.done} for one in finding.answered.all()
                    ],
                }
                for finding in each.findings.all()
            ],
        }


def _en(text: Text | None) -> str:
    return words(text, "en") if text else ""


def _whole(path: str) -> str:
    return f"{settings.ADDRESS}{path}"


def _as_json(told: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """Answer with JSON. A decimal, which JSON has no exact form of in most readers, is written as its digits."""
    text = json.dumps(told, ensure_ascii=False, default=str)
    return HttpResponse(text, status=status, content_type="application/json")
