"""Promises about what a version promises to measure: by a measure that there is, of the kind that the promise is."""

from typing import Any

import pytest
from tests.rooms.decided import CLERK
from tests.rooms.planned import BEGUN, TEXT, by, planned, text
from tests.rooms.test_plan_importing import AT, REAL

from guildhall.kernel.planning.measuring import COUNTED_AS, unmeasurable
from guildhall.kernel.planning.strategy import Strategy
from guildhall.plan import models as m
from guildhall.plan.importing.bringing import bring_in
from guildhall.plan.keeping.recording import NotKept
from guildhall.plan.keeping.strategies import publish_version, write
from guildhall.plan.measured import kinds

SAID = {"en": "Of what we promised, what we did in time"}


def promising(**promise: Any) -> Strategy:
    """The strategy, with one promise more in its first commitment."""
    first, *rest = TEXT["commitments"]
    return text(commitments=[first | {"measures": [promise]}, *rest])


def share(measure: str) -> Strategy:
    return promising(kind="share", measure=measure, direction="up", target=95, said=SAID)


def number(measure: str) -> Strategy:
    return promising(kind="number", measure=measure, direction="down", target=10, said=SAID)


@pytest.mark.parametrize("kind", ["count", "share", "mean", "duration"])
def test_a_share_is_measured_by_a_share_and_a_number_by_what_is_none(kind: str) -> None:
    held = {"one": kind, "other": "share"}
    assert [each.code for each in unmeasurable(share("one"), held)] == ([] if kind == "share" else ["another-kind"])
    other = kind in {"share", "count"}  # how many there were in a month says nothing of a year
    assert [each.code for each in unmeasurable(number("one"), held)] == (["another-kind"] if other else [])
    (unknown,) = unmeasurable(share("three"), held)
    assert (unknown.code, unknown.commitment, unknown.measure) == ("no-such-measure", "C1.1", "three")
    happens = promising(kind="yes-or-no", measure="one", said=SAID)
    assert list(unmeasurable(happens, held)) == []
    assert [each.code for each in unmeasurable(promising(kind="yes-or-no", measure="x", said=SAID), held)]


def test_every_kind_of_measure_but_a_count_can_be_promised() -> None:
    assert set(kinds().values()) - {"count"} <= frozenset().union(*COUNTED_AS.values())


@pytest.mark.django_db
@pytest.mark.postgres
def test_no_version_is_published_that_promises_what_nothing_measures() -> None:
    made = planned()
    for document, said in (
        (share("promise-keptt"), "no-such-measure: measures: C1.1 promise-keptt"),
        (share("time-to-resolve"), "another-kind: measures: C1.1 time-to-resolve"),
        (number("promise-kept"), "another-kind: measures: C1.1 promise-kept"),
    ):
        draft = m.Draft.objects.get(strategy=made.strategy)
        write(strategy=made.strategy, document=document, revision=draft.revision, **by(BEGUN))
        with pytest.raises(NotKept) as refused:
            publish_version(strategy=made.strategy, reason="Measured", **by(BEGUN))
        assert str(refused.value) == said
    for document in (share("promise-kept"), number("time-to-resolve")):
        draft = m.Draft.objects.get(strategy=made.strategy)
        write(strategy=made.strategy, document=document, revision=draft.revision, **by(BEGUN))
        publish_version(strategy=made.strategy, reason="Measured", **by(BEGUN))


@pytest.mark.django_db
@pytest.mark.postgres
def test_the_real_strategies_can_be_published_as_they_were_written() -> None:
    brought = bring_in(text=REAL.read_text(encoding="utf-8"), actor=CLERK, at=AT)
    for strategy in m.Strategy.objects.all():
        publish_version(strategy=strategy, actor=CLERK, at=AT)
    assert m.StrategyVersion.objects.count() == len(brought) == 16
