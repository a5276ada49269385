"""Every address of the house, as it is read from the house itself, and what stands in it for a world of tests."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import product
from typing import Any

from django.urls import NoReverseMatch, get_resolver, reverse
from tests.rooms.one_world import WARD, World

from guildhall.people import door
from guildhall.serve.models import Arrival, Call, Callback, Journey, Message

SHOW_NOBODY = ("account/", "desk/designs", "hooks/")
"""The beginnings of addresses that keep no records of people: log-ins, definitions, and what machines only send to."""


def routes(*, without: tuple[str, ...] = SHOW_NOBODY) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every address of the house, but those ``without``: its name, its pattern, and what stands in it."""

    def within(
        patterns: Any, before: str, space: str, parts: tuple[str, ...]
    ) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        for each in patterns:
            here, wanted = before + str(each.pattern), (*parts, *each.pattern.regex.groupindex)
            if hasattr(each, "url_patterns"):
                within_it = f"{space}{each.namespace}:" if each.namespace else space
                yield from within(each.url_patterns, here, within_it, wanted)
            elif each.name:
                yield space + each.name, here, wanted

    for name, here, wanted in within(get_resolver().url_patterns, "", "", ()):
        if not here.startswith(without):
            yield name, here, wanted


NONE = "00000000-0000-0000-0000-000000000000"
POOLS = {
    "reference", "key", "service", "slug", "code", "page", "page_id", "journey", "payment", "lang", "call", "callback",
    "message", "arrival", "representation", "point", "proposal", "link", "number", "task", "act", "rest", "advice_id",
    "visit", "hold", "kind", "relation", "block", "commitment", "name",
}  # fmt: skip


def addresses(name: str, wanted: tuple[str, ...], pools: dict[str, list[Any]]) -> list[str]:
    """Every address of a name, filled with what there is. What is no fit for its place (a party's key for a file's) is left out."""
    found = []
    for filled in product(*(pools.get(each, [1, NONE]) for each in wanted)):
        with suppress(NoReverseMatch):
            found.append(reverse(name, kwargs=dict(zip(wanted, filled, strict=True))))
    assert found, f"nothing in POOLS fits {name}"
    return found


def pools(made: World) -> dict[str, list[Any]]:
    """What every part of an address is filled with."""
    of: dict[str, list[Any]] = {
        "reference": list(made.cases),
        "key": [*(one.key for one in made.people), NONE],
        "service": ["missed-bin"],
        "slug": ["the-guildhall"],
        "code": [WARD],
        "page": ["address"],
        "page_id": ["address"],
        "journey": list(Journey.objects.values_list("id", flat=True))[:1],
        "payment": [NONE],
        "lang": ["en"],
        "call": list(Call.objects.values_list("id", flat=True)),
        "callback": list(Callback.objects.values_list("id", flat=True)),
        "message": list(Message.objects.values_list("id", flat=True)),
        "arrival": list(Arrival.objects.values_list("id", flat=True)),
        "representation": [each.id for each in door.represented_by(reference=made.people[0].reference)],
        "point": [each.id for each in door.contacts_of(reference=made.people[0].reference)],
        "link": [each.id for each in door.links_of(references=[made.people[0].reference])] or [1],
        "proposal": [made.proposal],
        "number": [made.filter],
        "task": [1],
        "act": ["note"],
        "name": ["promise-kept"],
        "rest": ["anything"],
        "advice_id": [1],
        "visit": [1],
        "hold": [1],
        "relation": [1],
        "block": [1],
        "commitment": ["C1"],
        "kind": ["case", "party"],
    }
    assert set(of) == POOLS
    return of
