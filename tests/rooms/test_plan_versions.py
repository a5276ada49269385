"""A version of a strategy stands where the council's own record says, on the day that is asked about, and nowhere else."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django import DjangoAssertNumQueries
from tests.rooms.planned import (
    ADOPTED_ON,
    ADOPTING,
    BEGUN,
    NEW,
    OLD,
    by,
    decide,
    next_version,
    planned,
    reworded,
    text,
    use_power,
)

from guildhall.decide.keeping.decisions import follow_decision
from guildhall.kernel.planning.authorising import NoAuthority
from guildhall.ledger.door import history
from guildhall.plan import door
from guildhall.plan import models as m
from guildhall.plan.keeping.binding import bind, enter_earlier
from guildhall.plan.keeping.consulting import answer, find, hear, open_consultation
from guildhall.plan.keeping.progress import note_done
from guildhall.plan.keeping.recording import NotKept
from guildhall.plan.keeping.strategies import begin_strategy, publish_version, write
from guildhall.plan.standing import standings

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

LATER = ADOPTING + timedelta(days=31)


def _names(strategy: m.Strategy, on: date) -> list[str]:
    return [
        each.standing.now.name if each.standing.now else "" for each in standings([strategy], on=on).of[strategy.pk]
    ]


def test_a_version_is_recommended_adopted_and_superseded_by_what_was_decided() -> None:
    made = planned()
    assert _names(made.strategy, BEGUN.date()) == ["draft"]
    recommended = decide(
        made, title="Digital strategy", path="executive", outcome="recommended", body=made.cabinet, recommends_to=made.council,
        taken_on=date(2026, 2, 12), is_key=False,
    )  # fmt: skip
    bind(version=made.version, act="recommended", cites=recommended.reference, **by())
    assert _names(made.strategy, date(2026, 3, 1)) == ["recommended"]
    assert door.commitment(reference="commitment/C1.2", on=date(2026, 3, 1)) is None

    adopted = decide(made)
    bind(version=made.version, act="adopted", cites=adopted.reference, **by())
    assert _names(made.strategy, ADOPTED_ON - timedelta(days=1)) == ["recommended"]
    assert _names(made.strategy, ADOPTED_ON) == ["adopted"]

    used = use_power(made, adopted)
    second = next_version(made, reworded(), LATER)
    assert _names(made.strategy, LATER.date()) == ["adopted", "draft"]
    bind(version=second, act="amended", cites=used.reference, **by(LATER))
    assert _names(made.strategy, LATER.date()) == ["superseded", "amended"]
    then, now = (door.commitment(reference="commitment/C1.2", on=on) for on in (ADOPTED_ON, LATER.date()))
    assert then is not None
    assert now is not None
    assert (then.says.text["en"], then.version, then.since) == (OLD, 1, ADOPTED_ON)
    assert (now.says.text["en"], now.version) == (NEW, 2)


def test_what_is_not_published_or_not_in_effect_adopts_nothing() -> None:
    made = planned()
    hidden = decide(made, shown=False)
    for cites, code in (
        ("", "nothing-cited"),
        ("decision/none", "not-on-record"),
        (hidden.reference, "not-on-record"),
        (decide(made, outcome="noted").reference, "not-resolved"),
        (decide(made, body=made.cabinet, path="executive", is_key=False).reference, "not-the-adopting-body"),
        (decide(made, matter=None).reference, "another-matter"),
    ):
        with pytest.raises(NoAuthority) as refused:
            bind(version=made.version, act="adopted", cites=cites, **by())
        assert code in {each.code for each in refused.value.refused}, cites
    assert not m.Bound.objects.exists()
    assert door.strategies_in_force(on=ADOPTED_ON) == {}


def test_a_use_of_a_power_changes_what_it_showed_and_once() -> None:
    made = planned()
    adopted = decide(made)
    bind(version=made.version, act="adopted", cites=adopted.reference, **by())
    used = use_power(made, adopted)
    beyond = next_version(made, reworded("Every page keeps no rules."), LATER)
    with pytest.raises(NoAuthority) as refused:
        bind(version=beyond, act="amended", cites=used.reference, **by(LATER))
    assert {each.code for each in refused.value.refused} == {"beyond-what-was-shown", "short-of-what-was-shown"}
    shown = next_version(made, reworded(), LATER)
    bind(version=shown, act="amended", cites=used.reference, **by(LATER))
    again = next_version(made, text(), LATER)
    with pytest.raises(NoAuthority) as refused:
        bind(version=again, act="amended", cites=used.reference, **by(LATER))
    assert "used-before" in {each.code for each in refused.value.refused}
    with pytest.raises(NotKept, match="not-the-newest"):
        bind(version=made.version, act="adopted", cites=adopted.reference, **by(LATER))


def test_a_strategy_ends_with_the_decision_that_adopted_it() -> None:
    made = planned()
    adopted = decide(made)
    bind(version=made.version, act="adopted", cites=adopted.reference, **by())
    follow_decision(decision=adopted, kind="revoked", on=date(2026, 5, 1), **by(ADOPTING + timedelta(days=60)))
    assert _names(made.strategy, date(2026, 4, 30)) == ["adopted"]
    assert _names(made.strategy, date(2026, 5, 1)) == ["ended"]


def test_a_strategy_from_before_the_record_gives_way_to_its_successor() -> None:
    made = planned()
    adopted = decide(made)
    old = begin_strategy(key="old", adopter=made.council.reference, document=text(), **by())
    first = publish_version(strategy=old, **by())
    with pytest.raises(NotKept, match="on-our-record"):
        enter_earlier(version=first, since=ADOPTED_ON, source="Minutes", **by())
    enter_earlier(version=first, since=date(2021, 4, 1), source="Minutes of Full Council, 1 April 2021", **by())
    assert _names(old, date(2022, 1, 1)) == ["adopted"]

    became = [{"code": "C1.1", "how": "kept", "as": ["C1.1"]}]
    heir = begin_strategy(
        key="heir", adopter=made.council.reference, matter=made.matter.reference, predecessor=old,
        document=text(predecessor={"strategy": "strategy/old", "became": became}), **by(),
    )  # fmt: skip
    short = publish_version(strategy=heir, **by())
    with pytest.raises(NotKept, match=r"unaccounted: predecessor: C1\.2"):
        bind(version=short, act="adopted", cites=adopted.reference, **by())
    became.append({"code": "C1.2", "how": "finished"})
    draft = m.Draft.objects.get(strategy=heir)
    whole = text(predecessor={"strategy": "strategy/old", "became": became})
    write(strategy=heir, document=whole, revision=draft.revision, **by())
    bind(
        version=publish_version(strategy=heir, reason="Told of both", **by()),
        act="adopted",
        cites=adopted.reference,
        **by(),
    )
    assert _names(old, ADOPTED_ON) == ["superseded"]
    assert list(door.strategies_in_force(on=ADOPTED_ON)) == ["strategy/heir"]
    with pytest.raises(NotKept, match="another-predecessor"):
        begin_strategy(key="third", adopter=made.council.reference, document=whole, **by())


def test_what_residents_said_leads_to_a_commitment_or_to_why_nothing_changed() -> None:
    made = planned()
    asking = decide(made, title="Consultation")
    with pytest.raises(NoAuthority):
        open_consultation(version=made.version, cites="", opens_on=ADOPTED_ON, closes_on=ADOPTED_ON, **by())
    asked = open_consultation(
        version=made.version, cites=asking.reference, opens_on=date(2026, 3, 16), closes_on=date(2026, 4, 30), **by()
    )
    for on, name in (
        (date(2026, 3, 16), "in-consultation"),
        (date(2026, 4, 30), "in-consultation"),
        (date(2026, 5, 1), "consulted"),
    ):
        assert _names(made.strategy, on) == [name]
    hear(consultation=asked, people={"web": 611, "paper": 388}, **by())
    said = find(consultation=asked, code="counter", said="The counter must stay.", people={"paper": 300}, **by())
    answer(finding=said, commitment="C1.1", done="The words now stand in it.", **by())
    answer(finding=said, done="It costs nothing more.", **by())
    for commitment, code in (("C9", "no-such-commitment"), ("C1.1", "said-already")):
        with pytest.raises(NotKept, match=code):
            answer(finding=said, commitment=commitment, done="x", **by())
    assert [event.type for event in history(subject=asked.reference, audience="staff")] == [
        "consultation.opened", "consultation.heard", "consultation.heard", "consultation.finding-made",
        "consultation.finding-answered", "consultation.finding-answered",
    ]  # fmt: skip


def test_what_was_done_is_noted_once_of_what_is_in_force() -> None:
    made = planned()
    with pytest.raises(NotKept, match="nothing-in-force"):
        note_done(strategy=made.strategy, commitment="C1.2", part="M1", on=ADOPTED_ON, says="All of them.", **by())
    bind(version=made.version, act="adopted", cites=decide(made).reference, **by())
    note_done(strategy=made.strategy, commitment="C1.2", part="M1", on=ADOPTED_ON, says="All of them.", **by())
    for part, on, code in (
        ("M1", ADOPTED_ON, "said-already"),
        ("M2", ADOPTED_ON, "no-such-part"),
        ("M1", LATER.date(), "not-yet"),
    ):
        with pytest.raises(NotKept, match=code):
            note_done(strategy=made.strategy, commitment="C1.2", part=part, on=on, says="All of them.", **by())


def test_two_who_write_at_once_are_told_of_one_another() -> None:
    made = planned()
    write(strategy=made.strategy, document=reworded(), revision=1, **by())
    with pytest.raises(NotKept, match="saved-since"):
        write(strategy=made.strategy, document=text(), revision=1, **by())
    publish_version(strategy=made.strategy, reason="Reworded", **by())
    with pytest.raises(NotKept, match="nothing-changed"):
        publish_version(strategy=made.strategy, reason="Again", **by())


def test_the_database_itself_keeps_what_was_published_and_by_what_it_stands() -> None:
    made = planned()
    bind(version=made.version, act="adopted", cites=decide(made).reference, **by())
    for statement in (
        "UPDATE plan_strategyversion SET document = '{}'",
        "DELETE FROM plan_strategyversion",
        "UPDATE plan_bound SET cites = 'decision/other'",
        "DELETE FROM plan_bound",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_where_versions_stand_is_asked_in_as_many_statements_however_many_there_are(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    made = planned()
    adopted = decide(made)
    bind(version=made.version, act="adopted", cites=adopted.reference, **by())
    use = use_power(made, adopted)
    bind(version=next_version(made, reworded(), LATER), act="amended", cites=use.reference, **by(LATER))
    for number in range(3):
        other = begin_strategy(key=f"other-{number}", adopter=made.council.reference, document=text(), **by())
        publish_version(strategy=other, **by())
    with django_assert_max_num_queries(16):
        assert len(door.commitments(on=LATER.date())) == 2
