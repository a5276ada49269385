"""The record's lists, as JSON and as CSV."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from guildhall.decide.exports.answering import NotAsked, Stretch, as_json, link_to, open_to_all, stretch, whole
from guildhall.decide.exports.lists import LISTS, Listed
from guildhall.decide.exports.rows import Flat, as_csv, flat
from guildhall.decide.sight import seen
from guildhall.estate.door import council

FORMATS = ("json", "csv")


@open_to_all
def index(_request: HttpRequest) -> HttpResponse:
    """What open data there is of the record, and where."""
    lists = {
        name: {each: whole(reverse(f"decide:list-{each}", kwargs={"kind": name})) for each in FORMATS} for name in LISTS
    }
    made = {
        "council": council().name["en"],
        "lists": lists,
        "oparl": whole(reverse("decide:oparl-system")),
        "popolo": whole(reverse("decide:popolo")),
    }
    return as_json(made)


@open_to_all
def as_objects(request: HttpRequest, kind: str) -> HttpResponse:
    """A stretch of a list as JSON."""
    listed, held, rows = _asked(request, kind)
    made = {
        "list": kind,
        "columns": ["id", *listed.columns, *listed.reckoned],
        "rows": rows,
        "next": held.following or None,
    }
    return as_json(made, following=held.following)


@open_to_all
def as_table(request: HttpRequest, kind: str) -> HttpResponse:
    """A stretch of a list as CSV in UTF-8; the header ``Link`` says where the next is."""
    listed, held, rows = _asked(request, kind)
    headers = link_to(held.following) | {"Content-Disposition": f'attachment; filename="{kind}.csv"'}
    return HttpResponse(as_csv(listed, rows), content_type="text/csv; charset=utf-8", headers=headers)


def _asked(request: HttpRequest, kind: str) -> tuple[Listed, Stretch, list[Flat]]:  # type: ignore[type-arg]
    listed = LISTS.get(kind)
    if listed is None:
        raise NotAsked("there is no such list", 404)
    rows = seen(listed.model)
    held = stretch(request, rows.select_related(*listed.beside) if listed.beside else rows)
    return listed, held, flat(listed, held.rows)
