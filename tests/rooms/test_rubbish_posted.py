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
from tests.rooms.rubbish import Form, behind, sent_to, shown_by

from guildhall.decide.models.record import Cited
from guildhall.estate.door import Role, give_role
from guildhall.people import door
from guildhall.serve.clock import standing_at
from guildhall.serve.models import Journey

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
ROLES: tuple[Role, ...] = get_args(Role)
FEW = ("a sign that ends a text", "no day", "very long", "below nothing")
"""What is put into every box of a form at once."""
ALONE = ("nothing", "a sign that ends a text", "signs that are no letters", "written the other way")
"""What is put into one box at a time, which takes long."""


@pytest.mark.parametrize("kinds", [FEW[:2], pytest.param(FEW[2:], marks=pytest.mark.full)])
def test_whatever_is_typed_at_a_desk_is_named_and_kept_and_never_half_saved(kinds: tuple[str, ...]) -> None:
    with standing_at(WEDNESDAY):
        client, forms = at_every_desk()
        assert sent_to(client, forms, kinds) == []


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
        for form in shown_by(address, client.get(address)):
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


@pytest.mark.larger
def test_so_it_is_on_a_page_to_which_only_a_form_leads() -> None:
    with standing_at(WEDNESDAY):
        client, forms = at_every_desk()
        known, faults = {each.sort for each in forms}, []
        for form in forms:
            with behind(client, form, {"code": Journey.objects.values_list("resume_code", flat=True)[0]}) as found:
                new = {each.sort: each for each in found if each.sort not in known}
                known |= new.keys()
                faults += sent_to(client, new.values(), FEW)
        assert faults == []


@pytest.mark.larger
@pytest.mark.parametrize("kind", ALONE)
def test_so_it_is_in_each_box_alone_and_in_place_of_anything(kind: str) -> None:
    with standing_at(WEDNESDAY):
        client, forms = at_every_desk()
        assert sent_to(client, forms, (kind,), one_by_one=True) == []
