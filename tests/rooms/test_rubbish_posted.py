"""Whatever is typed into any form of any desk, or put together by hand: named and kept, and never half saved.

The forms are read from the pages that the house really makes. Each is sent again and again, and undone each time.
"""

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from django.test import Client
from tests.rooms.council import WEDNESDAY
from tests.rooms.decided import decided
from tests.rooms.deskwork import BEFORE, clerk
from tests.rooms.every_address import addresses, pools, routes
from tests.rooms.one_world import WARD, Seer, Told, World, help_with, world
from tests.rooms.rubbish import RUBBISH, Base, Form, faults_of, forms_of

from guildhall.decide.models.record import Cited
from guildhall.estate.door import Role, give_role
from guildhall.people import door
from guildhall.serve.clock import standing_at

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
ROLES: tuple[Role, ...] = get_args(Role)
FEW = ("a sign that ends a text", "no day", "very long", "below nothing")
"""What is put into every box of a form at once."""
ALONE = ("nothing", "a sign that ends a text", "signs that are no letters", "written the other way")
"""What is put into one box at a time, which takes long."""


def test_whatever_is_typed_at_a_desk_is_named_and_kept_and_never_half_saved() -> None:
    with standing_at(WEDNESDAY):
        client, forms = at_every_desk()
        assert sent_to(client, forms, FEW) == []


def sent_to(client: Client, forms: list[Form], kinds: tuple[str, ...], *, one_by_one: bool = False) -> list[str]:
    """What is wrong with the answers to these sorts of rubbish: typed into every box, then put in place of everything."""
    base, faults = Base(), []
    for form in forms:
        for kind in kinds:
            rubbish = RUBBISH[kind]
            typed = {name: [rubbish] for name in form.typed}
            boxes = [{name: [rubbish]} for name in form.values] if one_by_one else []
            by_hand = [{name: [rubbish] for name in form.values}, {}, *(dict(form.values) | each for each in boxes)]
            tries = [(dict(form.values) | typed, form.typed), *((each, frozenset[str]()) for each in by_hand)]
            if one_by_one:
                tries += [(dict(form.values) | {name: [rubbish]}, frozenset({name})) for name in form.typed]
            for sent, names in tries:
                told = faults_of(client, base, form.action, sent, typed=names)
                how = "typed" if names else "by hand"
                faults += [f"{form.sort[0]} {form.button} {kind} {how}: {each}" for each in told]
    return sorted(set(faults))


def at_every_desk() -> tuple[Client, list[Form]]:
    """Somebody who may do everything, and one form of each sort that they find."""
    made = world(Told((False, False, False)))
    decided()
    who = clerk(*(each for each in ROLES if each not in {"partner", "councillor"}))
    give_role(account=who.reference, role="partner", team=made.library, since=BEFORE)
    give_role(account=who.reference, role="councillor", team=WARD, since=BEFORE)
    agent = door.in_office(account=who.reference, name="Asha Pell", at=WEDNESDAY)
    help_with(made.people[0], Seer("partner", "the library"), made.library, "consent")
    help_with(made.people[0], Seer("councillor", WARD), agent, "elected-member")
    client = who.client
    client.handler.enforce_csrf_checks = False
    client.raise_request_exception = False
    found: dict[Any, Form] = {}
    for address in _pages(made):
        answer = client.get(address)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            for form in forms_of(address, answer.content.decode()):
                found.setdefault(form.sort, form)
    return client, list(found.values())


def _pages(made: World) -> Iterator[str]:
    """Every page of a desk, of every record that it can show."""
    keys = [each.key for model in Cited.__subclasses__() for each in model._default_manager.all()]
    filled = pools(made)
    for name, here, wanted in routes():
        if not here.startswith("desk"):
            continue
        of_record = name.startswith("decide:")
        yield from addresses(name, wanted, filled | {"key": keys} if of_record else filled)


@pytest.mark.full
@pytest.mark.parametrize("kind", ALONE)
def test_so_it_is_in_each_box_alone_and_in_place_of_anything(kind: str) -> None:
    with standing_at(WEDNESDAY):
        client, forms = at_every_desk()
        assert sent_to(client, forms, (kind,), one_by_one=True) == []
