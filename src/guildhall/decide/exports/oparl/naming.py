"""How OParl's objects are named: the address of each, its type, when it was published and last put right."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Max

from guildhall.decide import models as m
from guildhall.decide.addresses import address_of
from guildhall.decide.exports.answering import whole
from guildhall.decide.models.record import Cited
from guildhall.kernel.clocks import local

ROOT = "/open-data/oparl"
SCHEMA = "https://schema.oparl.org/1.1"
BODY = "council"
"""OParl's Body is the council itself. What the council calls a body is an Organization there."""

Told = dict[str, Any]


def at(kind: str, key: object = "", *more: str) -> str:
    """The address of an object, or of all objects of a kind."""
    return "/".join([settings.ADDRESS + ROOT, kind, *([str(key)] if key != "" else []), *more])


def named(kind: str, key: object, type_: str) -> Told:
    """What every object begins with."""
    return {"id": at(kind, key), "type": f"{SCHEMA}/{type_}"}


def shown(row: Cited) -> Told:
    """The page for people, where there is one, and when the record was published."""
    published = getattr(row, "published_at", None)
    return told(web=whole(address_of("en", row.reference)), created=moment(published))


def told(**said: Any) -> Told:
    """What is known: OParl leaves out what is not."""
    return {name: value for name, value in said.items() if value not in ("", None)}


def moment(when: datetime | None) -> str:
    """A moment by the council's clock: 2026-03-12T18:00:00+00:00."""
    return local(when).isoformat(timespec="seconds") if when else ""


def put_right(rows: Iterable[Cited]) -> Mapping[str, Told]:
    """When each record was last published, by its reference. One statement."""
    found = m.Publication.objects.filter(subject__in=[each.reference for each in rows]).values("subject")
    return {each["subject"]: {"modified": moment(each["last"])} for each in found.annotate(last=Max("at"))}
