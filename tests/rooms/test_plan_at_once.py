"""Promises of the desk of strategies while two hands keep it at once: nobody publishes what they did not read, nothing is said twice."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from tests.rooms.at_once import Other
from tests.rooms.council import AMIR
from tests.rooms.deskwork import clerk
from tests.rooms.planned import ADOPTED_ON, ADOPTING, NEW, Planned, by, decide, planned, reworded, text

from guildhall.estate.door import standing_at
from guildhall.kernel.planning.strategy import kept_strategy
from guildhall.plan import models as m
from guildhall.plan.keeping.consulting import answer, find, hear, open_consultation
from guildhall.plan.keeping.listening import heard
from guildhall.plan.keeping.recording import NotKept
from guildhall.plan.keeping.strategies import begin_strategy, publish_version, write

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
SERVICE = "have-your-say"


@pytest.fixture
def made() -> Iterator[Planned]:
    with standing_at(ADOPTING):
        yield planned()


def asked(made: Planned, strategy: m.Strategy | None = None) -> m.Consultation:
    """A version is out for consultation by a service, from the day it was decided."""
    version = made.version if strategy is None else publish_version(strategy=strategy, **by())
    by_what = decide(made, title="Consultation").reference
    return open_consultation(
        version=version, cites=by_what, opens_on=ADOPTED_ON, closes_on=date(2027, 1, 31), service=SERVICE, **by()
    )  # fmt: skip


def both(here: Callable[[], object], there: Callable[[], object]) -> Exception | None:
    """Two do something at once, and the one that is there has to wait. Gives why it was refused."""
    other = Other(there)
    with transaction.atomic():
        here()
        other.begin()
    return other.end()


def refused(why: Exception | None) -> str:
    assert isinstance(why, NotKept), why
    return why.code


def test_nobody_publishes_what_somebody_saves_while_they_press(made: Planned) -> None:
    write(strategy=made.strategy, document=reworded(), revision=1, **by())
    why = both(
        lambda: write(strategy=made.strategy, document=reworded("Something else."), revision=2, **by()),
        lambda: publish_version(strategy=made.strategy, reason="The rules.", revision=2, **by()),
    )
    assert refused(why) == "saved-since"
    assert m.StrategyVersion.objects.count() == 1


def test_of_two_who_publish_at_once_one_makes_a_version(made: Planned) -> None:
    write(strategy=made.strategy, document=reworded(), revision=1, **by())
    told: dict[str, Any] = {"strategy": made.strategy, "reason": "The rules.", "revision": 2, **by()}
    assert refused(both(lambda: publish_version(**told), lambda: publish_version(**told))) == "nothing-changed"
    assert m.StrategyVersion.objects.count() == 2


def test_a_piece_that_is_added_while_somebody_saves_is_added_to_what_they_saved(made: Planned) -> None:
    hand = clerk("strategy-officer", name="Ffion Garland").open("/desk/strategies/digital/commitment/C1.1/audience")
    why = both(
        lambda: write(strategy=made.strategy, document=reworded(), revision=1, **by()),
        lambda: hand.press("Save", {"text": "Whoever has no line at home"}),
    )
    assert (why, hand.status) == (None, 200)
    first, second = kept_strategy(m.Draft.objects.get(strategy=made.strategy).document).commitments
    assert [each["en"] for each in first.audience] == ["Whoever has no line at home"]
    assert second.text["en"] == NEW


def test_of_two_strategies_of_one_name_one_is_begun(made: Planned) -> None:
    told: dict[str, Any] = {"key": "homes", "document": text(), "adopter": made.council.reference, **by()}
    assert refused(both(lambda: begin_strategy(**told), lambda: begin_strategy(**told))) == "taken"
    assert m.Strategy.objects.filter(reference="strategy/homes").count() == 1


def test_a_service_asks_of_one_strategy_though_two_are_put_out_at_once(made: Planned) -> None:
    homes = begin_strategy(
        key="homes", document=text(), adopter=made.council.reference, matter=made.matter.reference, **by()
    )  # fmt: skip
    assert refused(both(lambda: asked(made), lambda: asked(made, homes))) == "asks-already"
    assert m.Consultation.objects.count() == 1


def test_what_two_find_in_two_answers_at_once_is_two_findings(made: Planned) -> None:
    asking = asked(made)
    find(consultation=asking, code="said-2", said="The counter must stay.", **by())

    def put(case: str, said: str) -> None:
        heard(
            service=SERVICE, on=ADOPTED_ON, case=case, channel="web", findings=[], more=said, actor=AMIR, at=ADOPTING
        )  # fmt: skip

    assert both(lambda: put("case/A", "Open on Saturdays."), lambda: put("case/B", "Classes must be free.")) is None
    assert {each.code: each.said for each in asking.findings.all()} == {
        "said-2": "The counter must stay.",
        "said-3": "Open on Saturdays.",
        "said-4": "Classes must be free.",
    }


@pytest.mark.parametrize("what", ["hear", "find", "answer"])
def test_what_came_of_a_consultation_is_said_once(made: Planned, what: str) -> None:
    asking = asked(made)
    found = find(consultation=asking, code="stays", said="The counter must stay.", **by())
    acts: dict[str, Callable[[], object]] = {
        "hear": lambda: hear(consultation=asking, people={"paper": 388}, **by()),
        "find": lambda: find(consultation=asking, code="again", said="Whoever rings has to begin again.", **by()),
        "answer": lambda: answer(finding=found, commitment="C1.1", done="It stood there already.", **by()),
    }
    assert refused(both(acts[what], acts[what])) == "said-already"
