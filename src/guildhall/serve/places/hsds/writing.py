"""Places out, as open data. Only what every page of a place tells: nothing of anybody who comes there."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date
from typing import Any

from guildhall.estate.door import council
from guildhall.kernel.clocks import Shift
from guildhall.serve.places.hsds.terms import DAYS, WORDS, attribute, key_of
from guildhall.serve.places.known import HelpValue, PlaceValue

PROFILE = "https://github.com/OpenReferralUK/uk-profile"
VERSION = "HSDS-UK-3.0"


def details(*, address: str) -> Mapping[str, str]:
    """What this data is, as the root of the interface tells it. ``address`` is the house's own, for links."""
    return {"version": VERSION, "profile": PROFILE, "openapi_url": f"{address}/open-data/hsds"}


def page(places: Sequence[PlaceValue], *, number: int, size: int, address: str) -> Mapping[str, Any]:
    """A page of services, with where it stands among the others. Raises ``ValueError`` for a page that there is not."""
    pages = max(1, -(-len(places) // size))
    if not 1 <= number <= pages:
        raise ValueError(f"there is no page {number}: there are {pages}")
    held = places[(number - 1) * size : number * size]
    return {
        "total_items": len(places),
        "total_pages": pages,
        "page_number": number,
        "size": len(held),
        "first_page": number == 1,
        "last_page": number == pages,
        "empty": not held,
        "contents": [service(each, address=address) for each in held],
    }


def service(place: PlaceValue, *, address: str) -> Mapping[str, Any]:
    """A place as a service at its one location."""
    key = place.key
    found: dict[str, Any] = {
        "id": str(key),
        "name": f"Help in person at {place.name['en']}",
        "description": place.about["en"] or f"Help from the council in person at {place.name['en']}.",
        "url": f"{address}/en/help-in-person/{place.slug}",
        "status": "active",
        "last_modified": f"{place.changed_at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}",
        "organization": _organization(place),
        "schedules": list(_schedules(place)),
        "service_at_locations": [{"id": key_of(key, "at"), "service_id": str(key)} | _location(place)],
        "languages": [
            {"id": key_of(key, "language", code), "service_id": str(key), "code": code}
            for code in sorted({code for each in place.helps for code in each.languages})
        ],
        "attributes": [attribute(key, "kind", place.kind)]
        + [_help(key, each) for each in place.helps]
        + [attribute(key, "device", code) for code in place.devices],
    }
    if place.email:
        found["email"] = place.email
    if place.telephone:
        number = {"id": key_of(key, "phone"), "number": place.telephone}
        found["contacts"] = [{"id": key_of(key, "contact"), "service_id": str(key), "phones": [number]}]
    return found


def _help(key: object, given: HelpValue) -> dict[str, object]:
    """A help, with who gives it, in which languages and on which days beside the term."""
    more = {
        "by": given.by["en"],
        "languages": ",".join(given.languages),
        "byday": ",".join(DAYS[day] for day in given.weekdays),
    }
    return attribute(key, "help", given.code) | {name: told for name, told in more.items() if told}


def _organization(place: PlaceValue) -> dict[str, str]:
    name = place.run_by or council().name["en"]
    return {"id": key_of("organization", name), "name": name, "description": f"{name} helps people in person."}


def _location(place: PlaceValue) -> dict[str, Any]:
    key = key_of(place.key, "location")
    lines = place.lines
    told: dict[str, Any] = {
        "id": key,
        "location_type": "physical",
        "name": place.name["en"],
        "addresses": [
            {
                "id": key_of(key, "address"),
                "location_id": key,
                "address_1": ", ".join(lines),
                "city": place.town,
                "state_province": council().name["en"],
                "postal_code": place.postcode,
                "country": "GB",
                "address_type": "physical",
            }
        ],
        "accessibility": [
            {"id": key_of(key, "access", code), "location_id": key, "description": WORDS["access"][code]}
            for code in place.access
        ],
    }
    if place.point is not None:
        told |= {"latitude": place.point.latitude, "longitude": place.point.longitude}
    return {"location_id": key, "location": told}


def _schedules(place: PlaceValue) -> Iterator[dict[str, object]]:
    """Each shift of the week, the days of the same shift together; then every single day with hours of its own.

    Times are by the clock on the wall in the United Kingdom: an offset would be wrong for half of the year.
    """
    by_shift: dict[Shift, list[int]] = {}
    for day, shifts in enumerate(place.hours):
        for shift in shifts:
            by_shift.setdefault(shift, []).append(day)
    for shift, days in by_shift.items():
        key = key_of(place.key, "week", shift)
        yield _at(place, key, shift) | {"freq": "WEEKLY", "byday": ",".join(DAYS[day] for day in days)}
    for other in place.others:
        kept: tuple[Shift | None, ...] = other.shifts or (None,)
        for spell in kept:
            key = key_of(place.key, other.day, spell)
            yield _at(place, key, spell) | _only(other.day) | {"description": other.reason["en"] or "Other hours"}


def _at(place: PlaceValue, key: str, shift: Shift | None) -> dict[str, object]:
    told: dict[str, object] = {"id": key, "service_id": str(place.key)}
    if shift is None:
        return told | {"notes": "Closed"}
    return told | {"opens_at": f"{shift.opens:%H:%M}", "closes_at": f"{shift.closes:%H:%M}"}


def _only(day: date) -> dict[str, object]:
    return {"valid_from": day.isoformat(), "valid_to": day.isoformat()}
