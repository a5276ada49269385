"""Promises about the gate and definitions that are faulty in any way: it tells, and never falls over."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from pathlib import Path

import pytest
from tests.kernel.planted_faults import CALENDAR, FOLDER, ORDINARY_DAY

from guildhall.catalogue.importing import ARCHIVES, READERS
from guildhall.catalogue.importing.writing import as_yaml
from guildhall.channels import SURFACES
from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.clocks import local
from guildhall.kernel.gate.check import FINDS, check
from guildhall.kernel.gate.comparing import compare
from guildhall.kernel.loading import Unreadable, load_service
from guildhall.kernel.model import Json

AT = local(datetime.fromisoformat(f"{ORDINARY_DAY}T11:00"))
BASE: Json = load_service((FOLDER / "base.yaml").read_text(encoding="utf-8")).to_json()
FORMS = [
    form
    for form in sorted((Path(__file__).parents[1] / "fixtures").glob("*/*"))
    if form.parent.name.replace("_", "-") in READERS.keys() - ARCHIVES
]
ODD: tuple[Json, ...] = ("", "x", 0, [], {}, True)
EMPTY = "{id: empty, title: {en: Empty}}"


def _ways(part: Json, way: tuple[Json, ...] = ()) -> Iterator[tuple[Json, ...]]:
    pairs = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, held in pairs:
        yield (*way, key)
        yield from _ways(held, (*way, key))


WAYS = list(_ways(BASE))


def _changed(way: tuple[Json, ...], put: Json) -> Json:
    whole = deepcopy(BASE)
    part = whole
    for key in way[:-1]:
        part = part[key]
    if put is None:
        del part[way[-1]]
    else:
        part[way[-1]] = put
    return whole


@pytest.mark.parametrize("place", range(len(WAYS)), ids=[".".join(map(str, way)) for way in WAYS])
def test_whatever_is_left_out_or_odd_the_gate_still_tells(place: int) -> None:
    sound = load_service(canonical_json(BASE))
    for put in (None, *([ODD[place % len(ODD)]] if place % 3 == 0 else [])):
        try:
            service = load_service(canonical_json(_changed(WAYS[place], put)))
        except Unreadable:
            continue
        found = check(service, at=AT, calendar=CALENDAR, surfaces=SURFACES, old=sound)
        assert {each.id for each in found} <= FINDS.keys()
        assert all(canonical_json(each.as_json()) for each in found)
        assert (compare(sound, service) == ()) == (service == sound)


@pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
def test_each_finding_in_an_imported_form_names_the_page_it_came_from(form: Path) -> None:
    read = READERS[form.parent.name.replace("_", "-")]
    imported = read(form.read_text(encoding="utf-8"), service=form.stem)
    service = load_service(as_yaml(imported.definition))
    sources = {page.id: page.source for page in service.pages}
    asked = {step.id: sources.get(step.page or step.id) for step in service.steps}
    found = check(service, at=AT, calendar=CALENDAR, surfaces=SURFACES)
    assert {each.id for each in found} >= {"law.no-basis", "law.no-purpose"}
    assert [each for each in found if each.step in asked and each.page != asked[each.step]] == []
    assert any(each.page for each in found)


def test_a_definition_with_nothing_in_it_cannot_be_published() -> None:
    found = check(load_service(EMPTY), at=AT, calendar=CALENDAR, surfaces=SURFACES)
    assert {"access.digital-only", "law.no-basis", "law.no-retention", "tests.none"} <= {each.id for each in found}


def test_a_definition_that_begins_nowhere_is_told_of() -> None:
    for start in ("nowhere", "told"):
        found = check(
            load_service(canonical_json(BASE | {"start": start})), at=AT, calendar=CALENDAR, surfaces=SURFACES
        )
        assert any(each.severity == "blocks" for each in found)
