"""The writers' desk's addresses, under /desk/strategies."""

from django.urls import path

from guildhall.estate.door import offer_desk
from guildhall.plan.desks.writing import findings, pieces, publication, strategies
from guildhall.plan.desks.writing.staff import WRITERS

offer_desk(
    name="strategies", label="Strategies", path="/desk/strategies", roles=WRITERS, task="Write a strategy", place=65
)

_AT = "desk/strategies/<code:key>"
_PART = f"{_AT}/commitment/<code:commitment>/<slug:kind>"

urlpatterns = [
    path("desk/strategies", strategies.strategies, name="writing"),
    path(_AT, strategies.strategy, name="writing-strategy"),
    path(f"{_AT}/title", pieces.itself, name="writing-title"),
    path(f"{_AT}/publication", publication.publication, name="writing-publication"),
    path(f"{_AT}/findings", findings.findings, name="writing-findings"),
    path(f"{_AT}/<slug:kind>", pieces.added, name="writing-added"),
    path(f"{_AT}/<slug:kind>/<code:code>", pieces.changed, name="writing-piece"),
    path(_PART, pieces.added, name="writing-part-added"),
    path(f"{_PART}/<code:code>", pieces.changed, name="writing-part"),
]
