"""Promises about acting for another: on a basis, within it, and no longer than the person wishes."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guildhall.estate.door import Onlooker
from guildhall.kernel.clocks import LONDON
from guildhall.ledger.door import Actor, history
from guildhall.people import door

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

AT = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
LATER = AT + HOUR
ASHA = Actor("staff", "account/1")
MISSED_BIN = ("service/missed-bin",)


def consent(principal: str, agent: str, **more: Any) -> door.RepresentationValue:
    asked: dict[str, Any] = {
        "basis": "consent",
        "powers": ("hear", "speak"),
        "wording": "May Westmere Library help you with this?",
        "language": "en",
        "channel": "counter",
        "actor": ASHA,
        "at": AT,
    }
    return door.represent(principal=principal, agent=agent, **(asked | more))


def may(agent: str, principal: str, at: datetime = LATER, power: door.Power = "speak", about: Any = MISSED_BIN) -> bool:
    return door.may_act(agent=agent, principal=principal, power=power, about=about, at=at) is not None


def test_a_helper_may_speak_for_somebody_who_agreed_and_for_nobody_else() -> None:
    grace, dai, stranger = (door.register(name=each) for each in ("Grace", "Dai", "Somebody"))
    consent(grace, dai)
    assert may(dai, grace)
    assert not may(stranger, grace)
    assert not may(grace, dai)
    assert not may(dai, grace, at=AT - timedelta(seconds=1))
    assert not may(dai, grace, power="decide")


def test_consent_that_is_withdrawn_ends_at_once_by_whatever_channel() -> None:
    grace, dai = door.register(name="Grace"), door.register(name="Dai")
    given_ = consent(grace, dai)
    ended = door.withdraw(representation=given_.id, channel="phone", actor=ASHA, at=LATER)
    assert ended.withdrawn_at == LATER
    assert not may(dai, grace)
    assert not may(dai, grace, at=LATER + timedelta(days=1))
    with pytest.raises(door.NoSuchRepresentation):
        door.withdraw(representation=given_.id, channel="phone", actor=ASHA, at=LATER)
    (kept,) = door.represented_by(reference=grace)
    assert kept.wording == "May Westmere Library help you with this?"


def test_it_reaches_no_further_than_what_was_agreed() -> None:
    grace, dai = door.register(name="Grace"), door.register(name="Dai")
    consent(grace, dai, scope=MISSED_BIN, until=AT + timedelta(days=2))
    assert may(dai, grace)
    assert not may(dai, grace, about=("service/housing-repair",))
    assert may(dai, grace, about=("case/7QX4-M3KD", "service/missed-bin"))
    assert not may(dai, grace, at=AT + timedelta(days=2))


def test_everything_that_a_basis_asks_for_is_named_at_once() -> None:
    grace, dai = door.register(name="Grace"), door.register(name="Dai")
    for more, missing in (
        ({"wording": " ", "powers": ()}, ("powers", "wording")),
        ({"powers": ("decide",)}, ("powers",)),
        ({"basis": "power-of-attorney"}, ("evidence",)),
        ({"basis": "elected-member"}, ("scope",)),
        ({"until": AT}, ("until",)),
    ):
        with pytest.raises(door.NotEnough) as refused:
            consent(grace, dai, **more)
        assert refused.value.missing == missing
    with pytest.raises(door.NotEnough):
        consent(grace, grace)
    assert door.represented_by(reference=grace) == ()


def test_a_councillor_who_was_asked_needs_no_form_but_a_matter_and_a_year_at_most() -> None:
    grace, councillor = door.register(name="Grace"), door.register(name="Cllr Ann Moss")
    begun = consent(grace, councillor, basis="elected-member", wording="", scope=("case/7QX4-M3KD",))
    assert begun.until == AT + timedelta(days=365)
    assert door.TERMS["elected-member"].told
    door.told_of(representation=begun.id, at=LATER)
    door.told_of(representation=begun.id, at=LATER + timedelta(days=1))
    assert door.represented_by(reference=grace)[0].told_at == LATER


def test_whoever_works_for_the_library_acts_by_what_was_given_to_the_library() -> None:
    grace, dai = door.register(name="Grace"), door.register(name="Dai")
    library = door.register(kind="organisation", name="Westmere Library")
    consent(grace, library)
    assert not may(dai, grace)
    door.belongs(person=dai, organisation=library, actor=ASHA, at=AT)
    assert may(dai, grace)


def test_a_record_that_is_the_same_person_counts_while_the_link_stands() -> None:
    grace, twin, dai = (door.register(name=each) for each in ("Grace", "Grace", "Dai"))
    consent(grace, dai)
    assert not may(dai, twin)
    link = door.assert_link(one=grace, other=twin, actor=ASHA, at=AT)
    assert may(dai, twin)
    door.retract_link(link=link.id, why="", actor=ASHA, at=AT)
    assert not may(dai, twin)


def test_the_person_can_see_who_was_let_act_for_them_and_no_event_holds_the_words() -> None:
    grace, dai = door.register(name="Grace"), door.register(name="Dai")
    begun = consent(grace, dai)
    door.withdraw(representation=begun.id, channel="web", actor=Actor("resident"), at=LATER)
    told = history(subject=grace, audience="customer")
    assert [each.type for each in told] == ["representation.begun", "representation.withdrawn"]
    assert told[1].data["channel"] == "web"
    assert "Library" not in str(told)


spans = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9), st.integers(1, 9), st.booleans()), max_size=8)


def test_it_stands_from_its_first_moment_to_its_last_and_not_before_or_after() -> None:
    vera, mali = door.register(name="Vera"), door.register(name="Mali")
    first, end = AT + timedelta(days=3), AT + timedelta(days=5)
    consent(vera, mali, since=first, until=end)
    second = timedelta(seconds=1)
    stands = [may(mali, vera, at=each) for each in (LATER, first - second, first, end - second, end)]
    assert stands == [False, False, True, True, False]


def test_a_last_moment_before_the_first_is_refused() -> None:
    vera, mali = door.register(name="Vera"), door.register(name="Mali")
    for more in ({"until": AT}, {"since": LATER, "until": LATER}, {"since": AT - 2 * HOUR, "until": AT - HOUR}):
        with pytest.raises(door.NotEnough) as refused:
            consent(vera, mali, **more)
        assert refused.value.missing == ("until",)


def test_a_parent_acts_until_the_child_is_eighteen_here() -> None:
    child, parent = door.register(name="Nia"), door.register(name="Mali")
    door.born(reference=child, on=date(2008, 11, 20), actor=ASHA, at=AT)
    asked: dict[str, Any] = {"basis": "parent", "evidence": "birth certificate"}
    birthday = datetime(2026, 11, 20, tzinfo=LONDON)
    assert consent(child, parent, **asked).until == birthday
    assert may(parent, child, at=birthday - timedelta(seconds=1))
    assert not may(parent, child, at=birthday)
    for more in ({"since": birthday}, {"since": AT, "at": birthday}):
        with pytest.raises(door.NotEnough) as refused:
            consent(child, parent, **(asked | more))
        assert refused.value.missing == ("grown-up",)


def test_why_somebody_may_not_is_what_comes_nearest_to_it() -> None:
    vera, mali = door.register(name="Vera"), door.register(name="Mali")

    def why() -> str:
        assert not may(mali, vera)
        return door.why_not_act(agent=mali, principal=vera, about=MISSED_BIN, at=LATER)

    found = [why()]
    door.withdraw(
        representation=consent(vera, mali, scope=("service/council-tax",)).id, channel="web", actor=ASHA, at=AT
    )
    found.append(why())
    for more in ({"scope": ("service/garden-waste",)}, {}, {"until": LATER}, {"since": LATER + HOUR}, {}):
        last = consent(vera, mali, **{"powers": ("hear",)} | more)
        if not more and found[-1] == "other-matter":
            door.withdraw(representation=last.id, channel="web", actor=ASHA, at=AT)
        found.append(why())
    nothing = "nothing-recorded"
    assert found == [nothing, nothing, "other-matter", "withdrawn", "ended", "not-yet", "not-this"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spans, st.integers(0, 20))
def test_a_partner_sees_whoever_stands_in_their_care_that_moment_and_nobody_else(
    given_: list[tuple[int, int, int, bool]], now: int
) -> None:
    people = [door.register(name=f"Person {number}") for number in range(4)]
    library, charity = (door.register(kind="organisation", name=each) for each in ("Library", "Charity"))
    expected = set()
    for who, start, length, ours in given_:
        consent(
            people[who],
            library if ours else charity,
            at=AT + timedelta(days=start),
            until=AT + timedelta(days=start + length),
        )
        if ours and start <= now < start + length:
            expected.add(people[who])
    helper = Onlooker(account="account/5", acts_for=library)
    seen = door.representations_seen(onlooker=helper, at=AT + timedelta(days=now))
    assert {each.principal for each in seen} == expected
    assert door.representations_seen(onlooker=Onlooker(account="account/6", people=True), at=AT) == ()
