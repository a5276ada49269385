"""Plan's addresses: its pages in both languages, open data, and the desk where strategies are written."""

from collections.abc import Callable, Iterator, Mapping

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from guildhall.plan.addresses import LANGUAGES, PLACES
from guildhall.plan.desks.public import commitments, compared, heard, strategies
from guildhall.plan.desks.writing import urls as writing
from guildhall.plan.exports import open_data

app_name = "plan"

_VIEWS: Mapping[str, Callable[..., HttpResponseBase]] = {
    "strategies": strategies.strategies,
    "strategy": strategies.strategy,
    "theme": strategies.theme,
    "commitment": commitments.commitment,
    "heard": heard.heard,
    "became": heard.became,
    "compared": compared.compared,
}


def _in_both() -> Iterator[URLPattern]:
    for name, view in _VIEWS.items():
        for lang in LANGUAGES:
            yield path(f"{lang}/{PLACES[name][lang]}", view, {"lang": lang}, name=f"{name}-{lang}")


urlpatterns = [
    *_in_both(),
    *writing.urlpatterns,
    path("open-data/strategies", open_data.index, name="open-data"),
    path("open-data/strategies/<code:key>.json", open_data.as_objects, name="strategy-json"),
    path("open-data/strategies/<code:key>.csv", open_data.as_table, name="strategy-csv"),
]
