"""Keeping places: all that a file tells of, or nothing. Saying the same again changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from guildhall.kernel.canonical import canonical_json
from guildhall.ledger.door import Actor, record
from guildhall.serve import happened
from guildhall.serve.models import HelpOffered, HelpPlace, PlaceDay
from guildhall.serve.places.record import Fault, PlaceRecord, Unreadable
from guildhall.serve.publishing import editions


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the places of a file, by their names: new, changed, as they were. ``absent`` came from there before."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    same: tuple[str, ...]
    absent: tuple[str, ...]


def keep(*, records: Sequence[PlaceRecord], source: str, actor: Actor, at: datetime) -> Kept:
    """Keep every place of a register, known again by what it is called there; by hand (``""``), by its slug.

    What is not in the file any more is left as it is, and named. A place keeps its address: one from a register the slug it was
    given first, with a number where that was taken. Raises ``Unreadable`` where one by hand takes a register's.
    """
    with transaction.atomic():
        known = {row.slug: row for row in HelpPlace.objects.prefetch_related("helps", "days")}
        by_source = {row.source_key: row for row in known.values() if row.source == source and source}
        faults = [
            Fault(each.name.en, "slug", f"{each.slug} stands for another place already")
            for each in records
            if not source and each.slug in known and known[each.slug].source
        ]
        if faults:
            raise Unreadable(*faults)
        done: dict[str, list[str]] = {"added": [], "changed": [], "same": []}
        for each in records:
            row = by_source.get(each.source_key) if source else known.get(each.slug)
            slug = row.slug if row else _free(each.slug, known)
            row = row or HelpPlace(slug=slug)
            known[slug] = row
            done[_keep(row, each, source, actor, at)].append(each.name.en)
        told = {each.source_key for each in records}
        transaction.on_commit(editions.changed)
        absent = tuple(row.name for key, row in by_source.items() if key not in told and row.ended_at is None)
    return Kept(tuple(done["added"]), tuple(done["changed"]), tuple(done["same"]), absent)


def end(*, slug: str, actor: Actor, at: datetime) -> None:
    """Say that it is a place of help no more. Its appointments stay as they are, for somebody to move."""
    if HelpPlace.objects.filter(slug=slug, ended_at=None).update(ended_at=at, changed_at=at):
        transaction.on_commit(editions.changed)
        record(subject=f"place/{slug}", type=happened.PLACE_ENDED.name, actor=actor, at=at, visibility="staff", data={})


def _free(slug: str, known: dict[str, HelpPlace]) -> str:
    """A slug that no other place has."""
    number, found = 1, slug
    while found in known:
        number += 1
        found = f"{slug[:55]}-{number}"
    return found


def _keep(place: HelpPlace, told: PlaceRecord, source: str, actor: Actor, at: datetime) -> str:
    columns = _columns(told) | {"source": source, "ended_at": None}
    helps, days = _helps(told), _days(told)
    made = place.pk is None
    if not made and _same(place, columns, helps, days):
        return "same"
    for name, value in columns.items():
        setattr(place, name, value)
    place.changed_at = at
    place.save()
    place.helps.all().delete()
    place.days.all().delete()
    HelpOffered.objects.bulk_create(HelpOffered(place=place, **each) for each in helps)
    PlaceDay.objects.bulk_create(PlaceDay(place=place, **each) for each in days)
    event = happened.PLACE_ADDED if made else happened.PLACE_CHANGED
    record(subject=f"place/{place.slug}", type=event.name, actor=actor, at=at, visibility="staff", data={})
    return "added" if made else "changed"


def _same(row: HelpPlace, columns: dict[str, Any], helps: list[dict[str, Any]], days: list[dict[str, Any]]) -> bool:
    kept_helps = [
        {name: getattr(each, name) for name in ("code", *_HELP)} for each in sorted(row.helps.all(), key=_by_number)
    ]
    kept_days = [
        {name: getattr(each, name) for name in ("day", *_DAY)} for each in sorted(row.days.all(), key=_by_number)
    ]
    unchanged = all(getattr(row, name) == value for name, value in columns.items())
    return unchanged and kept_helps == helps and kept_days == days


def _by_number(row: HelpOffered | PlaceDay) -> int:
    return int(row.pk)


_HELP = ("by", "by_cy", "languages", "weekdays")
_DAY = ("shifts", "reason", "reason_cy")


def _columns(told: PlaceRecord) -> dict[str, Any]:
    return {
        "kind": told.kind,
        "name": told.name.en,
        "name_cy": told.name.cy,
        "about": told.about.en,
        "about_cy": told.about.cy,
        "line1": told.address.line1,
        "line2": told.address.line2,
        "town": told.address.town,
        "postcode": told.address.postcode,
        "latitude": told.position.latitude if told.position else None,
        "longitude": told.position.longitude if told.position else None,
        "telephone": told.telephone,
        "email": told.email,
        "website": told.website,
        "run_by": told.run_by,
        "hours": canonical_json({day: list(shifts) for day, shifts in told.hours.items() if shifts}),
        "keeps_bank_holidays": told.keeps_bank_holidays,
        "access": canonical_json(list(told.access)),
        "devices": canonical_json(list(told.devices)),
        "holds_post": told.holds_post,
        "counters": told.appointments.at_once,
        "minutes": told.appointments.minutes,
        "source_key": told.source_key,
    }


def _helps(told: PlaceRecord) -> list[dict[str, Any]]:
    return [
        {
            "code": each.code,
            "by": each.by.en,
            "by_cy": each.by.cy,
            "languages": canonical_json(list(each.languages)),
            "weekdays": canonical_json(list(each.weekdays)),
        }
        for each in told.helps
    ]


def _days(told: PlaceRecord) -> list[dict[str, Any]]:
    return [
        {
            "day": each.day,
            "shifts": canonical_json(list(each.shifts)),
            "reason": each.reason.en,
            "reason_cy": each.reason.cy,
        }
        for each in told.other_days
    ]
