"""Whatever a resident types into any public form, or puts together by hand: named and kept, and never half saved.

The forms are read from the pages that the house really makes, at every address that is no desk's and on every page of every
journey through the services that are shipped. Each is sent again and again, and undone each time.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.signing import TimestampSigner
from django.test import Client
from tests.rooms.complained import acknowledged, answered, complaint
from tests.rooms.council import VERA, WEDNESDAY, in_force
from tests.rooms.decided import decided
from tests.rooms.every_address import addresses, pools, routes
from tests.rooms.one_world import Seer, Told, World, help_with, world
from tests.rooms.rubbish import RUBBISH, Form, behind, sent_to, shown_by
from tests.spec.services.shipped import SHIPPED

from guildhall.decide.models.record import Cited
from guildhall.estate.door import open_account
from guildhall.serve.answering import journeys
from guildhall.serve.answering.journeys import JourneyValue
from guildhall.serve.casework import opening, payments
from guildhall.serve.clock import standing_at
from guildhall.serve.models import Callback, Journey, Payment
from guildhall.serve.pages.addresses import SERVICES

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
FEW = ("a sign that ends a text", "no day", "very long", "below nothing")
"""What is put into every box of a form at once."""
NOT_FOR_RESIDENTS = ("desk", "account/", "api/", "hooks/", "open-data/")
ANSWERS = frozenset(
    {"serve_journey", "serve_answer", "serve_upload", "estate_storedfile", "ledger_event", "serve_pending"}
)
"""Answers are saved one by one: those that stand are kept beside those that do not."""


def test_whatever_a_resident_types_is_named_and_kept_and_never_half_saved() -> None:
    with standing_at(WEDNESDAY):
        client, shown = somebody_with_everything()
        forms = {each.sort: each for each in shown}
        faults = sent_to(client, forms.values(), FEW)
        for form in list(forms.values()):
            with behind(client, form, {"code": Journey.objects.values_list("resume_code", flat=True)[0]}) as found:
                new = {each.sort: each for each in found if each.sort not in forms}
                forms |= new
                faults += sent_to(client, new.values(), FEW)
        assert faults == []


@pytest.mark.parametrize("service", SHIPPED)
def test_so_it_is_on_every_page_of_a_journey(service: str) -> None:
    with standing_at(WEDNESDAY):
        assert [fault for client, forms in on_the_way(service, ("en",)) for fault in _sent(client, forms, FEW)] == []


def test_so_it_is_where_staff_log_in_and_see_to_their_account() -> None:
    open_account(email="asha@elverdon.example.org", name="Asha Pell", password="only-for-this-test")
    nobody, asha = Client(raise_request_exception=False), Client(raise_request_exception=False)
    asha.post("/account/login/", {"login": "asha@elverdon.example.org", "password": "only-for-this-test"})
    faults: list[str] = []
    for client in (nobody, asha):
        forms = {form.sort: form for address in _of_accounts() for form in shown_by(address, client.get(address))}
        assert len(forms) > 1
        for form in forms.values():
            cache.clear()  # tries are counted there, and nothing takes them back
            faults += sent_to(client, [form], FEW)
    assert faults == []


def _of_accounts() -> Iterator[str]:
    for name, here, wanted in routes(without=()):
        if here.startswith("account/"):
            yield from addresses(name, wanted, {})


@pytest.mark.larger
@pytest.mark.parametrize("service", SHIPPED)
def test_so_it_is_for_each_sort_of_rubbish_in_both_languages(service: str) -> None:
    with standing_at(WEDNESDAY):
        for client, forms in on_the_way(service, tuple(SERVICES)):
            assert _sent(client, forms, RUBBISH, one_by_one=True) == []


@pytest.mark.larger
@pytest.mark.parametrize("kind", RUBBISH)
def test_so_it_is_in_each_box_alone_and_in_place_of_anything(kind: str) -> None:
    with standing_at(WEDNESDAY):
        client, shown = somebody_with_everything()
        forms = {each.sort: each for each in shown}
        assert sent_to(client, forms.values(), (kind,), one_by_one=True) == []


def _sent(client: Client, forms: Iterable[Form], kinds: Iterable[str], **how: Any) -> list[str]:
    return sent_to(client, forms, kinds, spare=ANSWERS, **how)


_NEVER_OVER = int(WEDNESDAY.replace(year=2100).timestamp()) * 1_000_000
"""A moment after all that could end what somebody has shown, in microseconds."""


def somebody_with_everything() -> tuple[Client, Iterator[Form]]:
    """Somebody whose browser may see a case of every sort; and the forms of every page of the house that is no desk's."""
    made = world(Told((False, False, False)))
    decided()
    help_with(made.people[0], Seer("partner", "the library"), made.library, "consent")
    further, owed = answered(acknowledged(complaint())), _owed()
    codes = list(Callback.objects.exclude(code="").values_list("code", flat=True))
    mine = [*made.cases, made.appointment, further.reference, owed, *codes]
    client = Client(raise_request_exception=False)
    client.cookies["cases"] = TimestampSigner(salt="cases").sign(".".join(f"{each}~{_NEVER_OVER}" for each in mine))
    return client, _everywhere(client, made, mine)


def _owed() -> str:
    """A case with a fee that somebody began to pay; its reference."""
    journey = next(each for each in _journeys("resident-parking-permit") if each.position.outcome)
    case = opening.submit(journey=journey.id, actor=VERA, channel="web", at=WEDNESDAY)
    payments.begin(reference=case.reference, method="card", actor=VERA, at=WEDNESDAY)
    return case.reference


def _everywhere(client: Client, made: World, mine: list[str]) -> Iterator[Form]:
    """Of the record, where residents only read, one page of each sort."""
    keys = [each.key for model in Cited.__subclasses__() for each in model._default_manager.all()]
    filled = pools(made) | {"reference": mine, "payment": list(Payment.objects.values_list("id", flat=True))}
    for name, _here, wanted in routes(without=NOT_FOR_RESIDENTS):
        of_record = name.startswith("decide:")
        for address in addresses(name, wanted, filled | {"key": keys} if of_record else filled):
            forms = _forms(client, address)
            yield from forms
            if forms and of_record:
                break


def _forms(client: Client, address: str) -> list[Form]:
    return list(shown_by(address, client.get(address)))


def on_the_way(service: str, languages: Iterable[str]) -> Iterator[tuple[Client, list[Form]]]:
    """A browser on each of the journeys that a service tells of itself, with the forms of the pages on its way not seen before."""
    known = set()
    for journey in _journeys(service):
        client = Client(raise_request_exception=False)
        name = f"journey-{service}"
        client.cookies[name] = TimestampSigner(salt=name).sign(f"{journey.id.hex}.{journey.resume_code}")
        forms = []
        for lang in languages:
            pages = ["start", *journey.position.visited, "check", "advice"]
            for page in pages:
                for form in _forms(client, f"/{lang}/{SERVICES[lang]}/{service}/{page}"):
                    if form.sort not in known:
                        known.add(form.sort)
                        forms.append(form)
        yield client, forms


def _journeys(service: str) -> Iterator[JourneyValue]:
    live = in_force(service)
    for each in live.service.tests:
        yield journeys.begin(
            live=live, language="en", channel="web", actor=VERA, at=WEDNESDAY, answers=dict(each.answers)
        )
