"""Promises about the promise that a service keeps: its page leads to it while it is in force, and a name that leads nowhere is told."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.rooms.council import SERVICES, WEDNESDAY, in_force
from tests.rooms.planned import (
    ADOPTING,
    NEW,
    OLD,
    Planned,
    by,
    decide,
    next_version,
    planned,
    reworded,
    text,
    use_power,
)

from guildhall.kernel.loading import load_service
from guildhall.plan import door
from guildhall.plan.keeping.binding import bind
from guildhall.plan.keeping.strategies import begin_strategy, publish_version
from guildhall.serve.designing.standing import stand
from guildhall.serve.desks.designer.proving import NO_COMMITMENT, found_in
from guildhall.serve.pages import addresses
from guildhall.serve.publishing import editions

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

BIN = (SERVICES / "missed-bin.yaml").read_text(encoding="utf-8")
TODAY = WEDNESDAY.date()


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """What is remembered of these strategies is forgotten afterwards."""
    yield
    editions.forget()


@pytest.fixture
def adopted() -> Planned:
    """A strategy is in force."""
    made = planned()
    bind(version=made.version, act="adopted", cites=decide(made).reference, **by())
    return made


def written(*names: str) -> str:
    """The missed bin, of which it is said that it fulfils these."""
    assert "fulfils: [commitment/C2.1]" in BIN
    return BIN.replace("[commitment/C2.1]", f"[{', '.join(names)}]")


def page(lang: str = "en") -> str:
    found = Client().get(addresses.of_service(lang, "missed-bin"))
    assert found.status_code == 200
    return found.content.decode()


def twin(made: Planned, key: str = "climate") -> None:
    """Another strategy with the same codes is in force too."""
    other = begin_strategy(
        key=key, adopter=made.council.reference, matter=made.matter.reference, document=text(), **by()
    )
    bind(version=publish_version(strategy=other, **by()), act="adopted", cites=decide(made).reference, **by())


def test_the_page_of_a_service_leads_to_the_promise_that_it_keeps_in_both_languages(
    adopted: Planned, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert adopted.version.number == 1
    in_force(text=written("commitment/C1.1", "commitment/digital/C1.1", "commitment/C9"))
    shown = page()
    assert shown.count('href="/en/strategies/digital/commitments/C1.1">Every way in stays open.</a>') == 1
    assert "C9" not in shown
    welsh = page("cy")
    assert '/cy/strategaethau/digital/ymrwymiadau/C1.1">Mae pob ffordd i mewn yn aros ar agor.</a>' in welsh
    with django_assert_num_queries(0):
        page()


def test_a_promise_that_is_changed_is_shown_in_its_new_words_and_one_that_ends_not_at_all(adopted: Planned) -> None:
    in_force(text=written("commitment/C1.2"))
    assert OLD in page()
    later = ADOPTING + timedelta(days=31)
    used = use_power(adopted, decide(adopted))
    bind(version=next_version(adopted, reworded(), later), act="amended", cites=used.reference, **by(later))
    editions.forget()  # as it is after five minutes
    assert NEW in page()
    assert OLD not in page()


def test_a_service_that_keeps_no_promise_in_force_shows_none(adopted: Planned) -> None:
    assert adopted.version.number == 1
    in_force(text=written("commitment/other/C1.1"))
    assert "What the council has promised" not in page()


def test_a_code_that_two_strategies_have_names_neither_and_each_is_named_by_its_own(adopted: Planned) -> None:
    before = door.commitment(reference="commitment/C1.1", on=TODAY)
    assert before is not None
    assert (before.reference, before.short) == ("commitment/digital/C1.1", "commitment/C1.1")
    twin(adopted)
    assert door.commitment(reference="commitment/C1.1", on=TODAY) is None
    assert door.commitment(reference="", on=TODAY) is None
    for key in ("digital", "climate"):
        found = door.commitment(reference=f"commitment/{key}/C1.1", on=TODAY)
        assert found is not None
        assert (found.strategy, found.short) == (f"strategy/{key}", "")
    assert len(door.commitments(on=TODAY)) == 4
    in_force(text=written("commitment/C1.1"))
    assert "What the council has promised" not in page()
    in_force(text=written("commitment/climate/C1.1"))
    assert "/en/strategies/climate/commitments/C1.1" in page()


def test_who_writes_a_service_is_warned_of_a_commitment_that_no_strategy_in_force_has(adopted: Planned) -> None:
    assert adopted.version.number == 1
    in_force()

    def warned(*names: str) -> list[str]:
        standing = stand(load_service(written(*names), "missed-bin").to_json())
        return [each.message for each in found_in(standing, WEDNESDAY) if each.id == NO_COMMITMENT and not each.stops]

    assert warned("commitment/C1.1", "commitment/digital/C1.2") == []
    (said,) = warned("commitment/C1.1", "commitment/C9")
    assert "commitment/C9, which is no commitment of a strategy in force" in said
