"""What is looked for by posting: everybody asks every search for everything, and finds what the rule of sight says."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.test import Client
from django.urls import reverse
from tests.rooms.one_world import Seer, Somebody, World
from tests.rooms.reported import POTHOLE

Faults = Callable[[str, Any], Iterator[str]]
"""What is wrong with an answer, to an address or to what was typed."""

PEOPLE = {"advisor", "service-officer", "administrator", "safeguarding", "information-governance"}
READERS = PEOPLE - {"safeguarding"}


def asked(made: World, seer: Seer, client: Client, faults: Faults) -> Iterator[str]:
    """Everything that can be asked by posting, by one of them."""
    if seer.role == "nobody":
        yield from _alike(client, faults)
    for one in made.people:
        yield from _people(made, seer, client, faults, one)
    for reference in made.cases:
        yield from _case(made, seer, client, reference)
    yield from _in_bulk(made, seer, client, faults)
    if seer.role == "information-governance":
        yield from _who_asks(made, seer, client, faults)


def _who_asks(made: World, seer: Seer, client: Client, faults: Faults) -> Iterator[str]:
    """The privacy desk's own search, for whoever asks for a copy and is not known yet."""
    desk = reverse("serve:privacy-taking", kwargs={"reference": made.asking})
    for one in made.people:
        for typed, may in _known_by(made, seer, one):
            answer = client.post(desk, {"find": "yes", "typed": typed})
            if (one.key in body(answer)) != may:
                yield f"{desk}: a search for {typed} finds them: {not may}"
            if typed == one.name:
                yield from faults(desk, answer)


def _known_by(made: World, seer: Seer, one: Somebody) -> Iterator[tuple[str, bool]]:
    """By what somebody may be looked for, and whether it may find them for whoever asks. A name finds everybody."""
    ways = made.knows_ways(seer, one)
    yield one.name, made.knows_name(seer, one)
    yield one.email, ways
    yield one.phone, ways
    yield f"{one.home.split()[0]} ZZ1 2AB", ways


def _people(made: World, seer: Seer, client: Client, faults: Faults, one: Somebody) -> Iterator[str]:
    """The search for people, on its own page and on those where somebody else's record is looked for."""
    other = next(each for each in made.people if each.key not in made.same_as(one))
    desk = reverse("serve:people")
    beside = {
        reverse("serve:people-other", kwargs={"key": other.key}): {},
        reverse("serve:people-representations", kwargs={"key": other.key}): {"basis": "consent", "by": "phone"},
    }
    for typed, may in _known_by(made, seer, one):
        answer = client.post(desk, {"typed": typed})
        if answer.status_code != 200:
            if seer.role in PEOPLE:
                yield f"a search is answered {answer.status_code}"
            return
        if (one.key in body(answer)) != may:
            yield f"a search for {typed} finds them: {not may}"
        if typed == one.name:  # anything else that was typed stands in its box again
            yield from faults(desk, answer)
        for address, also in beside.items() if typed == one.phone else ():
            answer = client.post(address, {"typed": typed, "agent": typed} | also)
            if one.key in body(answer) and not may:
                yield f"{address}: a search for {typed} finds them"


def _case(made: World, seer: Seer, client: Client, reference: str) -> Iterator[str]:
    """A reference leads to its case, and to its customer, for whoever sees the case."""
    sees = made.sees_case(seer, reference)
    listed = client.get(reverse("serve:cases"), {"reference": reference})
    if (listed.status_code == 302 and listed.headers["Location"].endswith(f"/cases/{reference}")) != sees:
        yield f"the case finder finds {reference}: {not sees}"
    found = client.post(reverse("serve:people"), {"typed": reference})
    if (found.status_code == 302 and made.of(reference).key in found.headers["Location"]) != sees:
        yield f"a search for {reference} finds its customer: {not sees}"


def _in_bulk(made: World, seer: Seer, client: Client, faults: Faults) -> Iterator[str]:
    """What would be done on many cases: only those on which somebody works, whatever was chosen."""
    desk = reverse("serve:cases-bulk-preview")
    answer = client.post(desk, {"case": [*made.cases], "act": "note", "text": "Seen", "see": "yes"})
    yield from faults(f"{desk} {' '.join(made.cases)}", answer)
    if answer.status_code == 200:
        worked = sum(made.works_on(seer, each) for each in made.cases)
        foretold = f"done for {worked} case{'s' if worked != 1 else ''}" if worked else "done for none of them"
        if foretold not in body(answer):
            yield f"would be done on other than {worked} cases"


def _alike(client: Client, faults: Faults) -> Iterator[str]:
    """Reports that may be the same as one that somebody is about to make."""
    desk = "/api/v1/services/street-problem/check"
    answer = client.post(desk, json.dumps({"answers": POTHOLE}), content_type="application/json")
    yield from faults(desk, answer)
    if not answer.json().get("similar"):
        yield "no similar report is told, so this shows nothing"


def body(answer: Any) -> str:
    """An answer's body as text."""
    text: str = answer.content.decode("utf-8", "replace")
    return text
