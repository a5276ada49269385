"""The addresses of the record's pages, in both languages."""

from collections.abc import Callable, Iterator, Mapping

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from guildhall.decide.addresses import LANGUAGES, PLACES
from guildhall.decide.desks.public import (
    bodies,
    decisions,
    documents,
    home,
    items,
    matters,
    meetings,
    powers,
    printed,
    promptness,
    registers,
    searching,
    urgent,
    versions,
)

_VIEWS: Mapping[str, Callable[..., HttpResponseBase]] = {
    "record": home.record,
    "search": searching.search,
    "meetings": meetings.meetings,
    "meeting": meetings.meeting,
    "item": items.item,
    "decisions": decisions.decisions,
    "decision": decisions.decision,
    "matters": matters.matters,
    "matter": matters.matter,
    "plan": registers.plan,
    "bodies": bodies.bodies,
    "body": bodies.body,
    "people": bodies.people,
    "person": bodies.person,
    "post": bodies.post,
    "delegations": powers.delegations,
    "delegation": powers.delegation,
    "interests": registers.interests,
    "declarations": registers.declarations,
    "promptness": promptness.promptness,
    "urgent": urgent.urgent,
    "paper": documents.paper,
    "exhibit": documents.exhibit,
    "printed": printed.printed,
    "versions": versions.versions,
}


def _in_both() -> Iterator[URLPattern]:
    for name, view in _VIEWS.items():
        for lang in LANGUAGES:
            yield path(f"{lang}/{PLACES[name][lang]}", view, {"lang": lang}, name=f"{name}-{lang}")


urlpatterns = [*_in_both()]
