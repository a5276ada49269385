"""Places in: what others publish by HSDS, turned into our records, with the name of everything that we do not keep.

Services that are given at the same location become one place. A service without a location, or not in use, is left out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from guildhall.catalogue.importing.losses import Loss, Report
from guildhall.kernel.canonical import read_json
from guildhall.serve.places.codes import SPOKEN
from guildhall.serve.places.hsds.schedules import Week, hours_of
from guildhall.serve.places.hsds.terms import CODES
from guildhall.serve.places.record import Fault, PlaceRecord, Unreadable, records

_KEPT = {
    "service": {
        "id", "name", "description", "url", "email", "status", "organization", "organization_id", "schedules",
        "service_at_locations", "languages", "contacts", "phones", "attributes", "last_modified",
    },
    "location": {
        "id", "name", "description", "latitude", "longitude", "addresses", "accessibility", "schedules", "location_type",
        "phones", "attributes",
    },
}  # fmt: skip
_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Read:
    """The places of a file, and what was not carried over."""

    records: tuple[PlaceRecord, ...]
    losses: tuple[Loss, ...]


@dataclass(slots=True)
class _Gathered:
    """One location, and what the services that are given there tell of it."""

    location: Mapping[str, Any]
    services: list[Mapping[str, Any]] = field(default_factory=list)
    schedules: list[Mapping[str, Any]] = field(default_factory=list)


def read(text: str) -> Read:
    """Places from a page of services, a list of them, or one. Raises ``Unreadable`` with every fault by place and field."""
    report = Report()
    found: dict[str, _Gathered] = {}
    faults: list[Fault] = []
    for number, service in enumerate(_services(text), 1):
        name = _name(service, f"service {number}")
        if not isinstance(service, dict):
            faults.append(Fault(name, "the service", "this is not an object"))
            continue
        faults += _faults(name, service)
        if service.get("status", "active") != "active":
            report.lost("service", name, f"it is {service['status']}, so nobody is sent there")
            continue
        _note_unkept(report, "service", name, service)
        _gather(report, name, service, found)
    if faults:
        raise Unreadable(*faults)
    slugs: dict[str, str] = {}
    made = [_document(report, key, each, slugs) for key, each in found.items()]
    return Read(records(made), tuple(report.losses))


def _services(text: str) -> Iterator[Any]:
    try:
        told: Any = read_json(text)
    except ValueError as error:
        raise Unreadable(Fault("the file", "JSON", str(error))) from None
    held = told.get("contents", told.get("services")) if isinstance(told, dict) and "id" not in told else told
    if isinstance(held, dict):
        held = [held]
    if not isinstance(held, list):
        raise Unreadable(Fault("the file", "contents", "there is no service in it, and no list of services"))
    yield from held


def _faults(name: str, service: Mapping[str, Any]) -> Iterator[Fault]:
    for wanted in ("id", "name"):
        if not isinstance(service.get(wanted), str) or not service[wanted].strip():
            yield Fault(name, wanted, "HSDS asks for it as a text")
    for lists in ("schedules", "service_at_locations", "attributes", "languages", "contacts"):
        if not isinstance(service.get(lists, []), list) or not all(isinstance(e, dict) for e in service.get(lists, [])):
            yield Fault(name, lists, "this is not a list of objects")


def _gather(report: Report, name: str, service: Mapping[str, Any], found: dict[str, _Gathered]) -> None:
    places = [each for each in service.get("service_at_locations") or [] if isinstance(each.get("location"), dict)]
    if not places:
        report.lost("service", name, "it is given at no location, so there is nowhere to go")
    for each in places:
        location = each["location"]
        key = str(location.get("id") or each.get("id") or service["id"])
        gathered = found.setdefault(key, _Gathered(location))
        gathered.services.append(service)
        for told in (service, each, location):
            held = told.get("schedules") or []
            gathered.schedules += [one for one in held if isinstance(one, dict) and one not in gathered.schedules]


def _document(report: Report, key: str, gathered: _Gathered, slugs: dict[str, str]) -> tuple[str, dict[str, Any]]:
    location, services = gathered.location, gathered.services
    name = str(location.get("name") or services[0]["name"])
    _note_unkept(report, "location", name, location)
    week: Week = hours_of(report, name, gathered.schedules)
    address = next((each for each in location.get("addresses") or [] if isinstance(each, dict)), {})
    attributes = [each for service in services for each in service.get("attributes") or []]
    document: dict[str, Any] = {
        "source_key": key,
        "slug": _slug(name, slugs),
        "kind": next(iter(_codes(report, name, attributes, "kind")), "other"),
        "name": {"en": name},
        "about": {"en": str(services[0].get("description") or "")},
        "address": {
            "line1": str(address.get("address_1") or ""),
            "line2": str(address.get("address_2") or ""),
            "town": str(address.get("city") or ""),
            "postcode": str(address.get("postal_code") or ""),
        },
        "telephone": _telephone(report, name, services, location),
        "email": str(services[0].get("email") or ""),
        "website": str(services[0].get("url") or ""),
        "run_by": str((services[0].get("organization") or {}).get("name") or ""),
        "hours": week.hours,
        "other_days": week.days,
        "access": _access(report, name, location),
        "devices": _codes(report, name, attributes, "device"),
        "helps": list(_helps(report, name, services)),
    }
    if location.get("latitude") is not None and location.get("longitude") is not None:
        document["position"] = {"latitude": location["latitude"], "longitude": location["longitude"]}
    else:
        report.lost("location", name, "it has no position, so it is never told to be near")
    return name, document


def _access(report: Report, name: str, location: Mapping[str, Any]) -> list[str]:
    found = []
    for each in location.get("accessibility") or []:
        told = str(each.get("description") or each.get("accessibility") or "") if isinstance(each, dict) else str(each)
        code = CODES.get(("access", told.strip().casefold()))
        if code is None:
            report.lost("accessibility", told, "we keep no such access as a code", name)
        else:
            found.append(code)
    return list(dict.fromkeys(found))


def _codes(report: Report, name: str, attributes: list[Mapping[str, Any]], what: str) -> list[str]:
    return [code for each in attributes if (code := _code(report, name, each, what)) is not None]


def _helps(report: Report, name: str, services: list[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The helps of a place, each once. A language told of a whole service is that of its helps, unless these tell their own."""
    days = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), _WEEKDAYS, strict=True))
    seen = set()
    for service in services:
        attributes = service.get("attributes") or []
        own = {language for each in attributes for language in _split(each, "languages")}
        whole = _languages(report, name, service)
        kept = set()
        for each in attributes:
            code = _code(report, name, each, "help")
            if code is None or code in seen:
                continue
            seen.add(code)
            told = _split(each, "languages") if own else whole
            kept |= set(told)
            yield {
                "code": code,
                "by": {"en": str(each.get("by") or "")},
                "languages": told,
                "weekdays": [days[part] for part in _split(each, "byday") if part in days],
            }
        for language in whole:
            if language not in kept:
                report.lost(
                    "language", language, "we keep a language with a help of its service, and there is none", name
                )


def _languages(report: Report, name: str, service: Mapping[str, Any]) -> list[str]:
    """The languages of a whole service by our codes, each once; any other is told as lost."""
    found = []
    for each in service.get("languages") or []:
        told = str(each.get("code") or each.get("name") or each.get("note") or "").strip()
        code = told.casefold().partition("-")[0]
        if code in SPOKEN:
            found.append(code)
        elif told:
            report.lost("language", told, "it is none that we have a code for", name)
    return list(dict.fromkeys(found))


def _split(attribute: Mapping[str, Any], what: str) -> list[str]:
    return [part for part in str(attribute.get(what) or "").split(",") if part]


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_OURS = ("help", "device", "kind")


def _code(report: Report, name: str, attribute: Mapping[str, Any], what: str) -> str | None:
    """The code of ours that an attribute tells, where it tells one of this sort."""
    term = attribute.get("taxonomy_term") or {}
    told = str(term.get("term") or term.get("name") or "").strip()
    code = CODES.get((what, told.casefold()))
    if code is None and what == "kind" and not any(CODES.get((each, told.casefold())) for each in _OURS):
        report.lost("attribute", told or str(attribute.get("id")), "it is no term that we know", name)
    return code


def _telephone(report: Report, name: str, services: list[Mapping[str, Any]], location: Mapping[str, Any]) -> str:
    held = [*(location.get("phones") or [])]
    for service in services:
        held += service.get("phones") or []
        for contact in service.get("contacts") or []:
            held += contact.get("phones") or []
            if contact.get("name"):
                report.lost("contact", "a person by name", "we keep no names of those who work there", name)
    numbers = list(dict.fromkeys(str(each["number"]) for each in held if isinstance(each, dict) and each.get("number")))
    for further in numbers[1:]:
        report.lost("phone", further, "one telephone number is kept", name)
    return numbers[0] if numbers else ""


def _note_unkept(report: Report, what: str, name: str, told: Mapping[str, Any]) -> None:
    for each in sorted(told.keys() - _KEPT[what]):
        if told[each] not in (None, "", [], {}):
            report.lost(what, each, "we keep no such field", name)


def _name(service: Any, otherwise: str) -> str:
    return str(service.get("name") or service.get("id") or otherwise) if isinstance(service, dict) else otherwise


def _slug(name: str, slugs: dict[str, str]) -> str:
    """What stands in its address: from its name, with a number where another of the same name came before."""
    plain = _WORD.sub("-", name.casefold()).strip("-")[:50].strip("-") or "place"
    number, found = 1, plain
    while found in slugs:
        number += 1
        found = f"{plain}-{number}"
    slugs[found] = name
    return found
