"""The promise is the same whichever way you come in"""

from dataclasses import replace
from datetime import datetime

from tests.spec.scenes import AFTER_FOUR, BEFORE_FOUR, EVERY_WAY_IN, ROUND_KNOWN, Journey, every_service, missed_bin

from guildhall.channels import SURFACES
from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.clocks import Term
from guildhall.kernel.scope import Circumstances
from guildhall.kernel.walk import walk


def told(journey: Journey) -> set[str]:
    """What each way in says of the same answers."""
    return {canonical_json(journey.by(way_in).as_json()) for way_in in EVERY_WAY_IN}


def test_the_same_answers_lead_to_the_same_case() -> None:
    """Two people give the same answers, one on paper and one on the web. Both get the same case, the same promise and the
    same date.
    """
    assert len(told(missed_bin())) == 1
    assert {missed_bin().by(way_in).position.promised for way_in in EVERY_WAY_IN} == {Term(3, "working-days")}


def test_every_journey_that_we_publish_ends_alike_on_every_way_in() -> None:
    """Each service comes with journeys that show how it should go. Each of them goes the same on all five ways in."""
    for each in every_service():
        for test in each.service.tests:
            around = Circumstances(_moment(test.now), actor=test.actor, facts=test.facts)
            ends = {
                name: canonical_json(walk(each, surface, test.answers, around).as_json())
                for name, surface in SURFACES.items()
            }
            assert len(set(ends.values())) == 1, (each.service.id, test.name, ends)
            assert f'"outcome":"{test.expect.outcome}"' in ends["web"], (each.service.id, test.name, ends["web"])


def test_a_mistake_is_told_in_the_same_words() -> None:
    """If an answer cannot stand, you are told the same thing in the same words wherever you are, and nothing is opened
    until it is put right.
    """
    wrong = missed_bin(contact_by="email", email="no address")
    assert len(told(wrong)) == 1
    assert wrong.by("counter").as_json()["case"] == {}
    assert [each["code"] for each in wrong.by("counter").as_json()["errors"]] == ["not-an-email"]


def test_the_way_in_is_never_a_reason() -> None:
    """No service treats you differently because of the way you came in. No rule of any of them so much as knows it."""
    for each in every_service():
        assert '"channel":' not in canonical_json(each.service.to_json()["steps"]), each.service.id
        assert '"channel":"name"' not in canonical_json(each.service.to_json()), each.service.id


def test_where_staff_may_do_more_the_reason_is_given() -> None:
    """Our staff may report a bin before the round is over, because crews tell us of missed streets. It is the same on
    every way in, and the reason is kept with the case.
    """
    resident = missed_bin(replace(BEFORE_FOUR, facts=ROUND_KNOWN))
    assert {resident.by(way_in).as_json()["outcome"] for way_in in EVERY_WAY_IN} == {"wait-for-the-round"}
    staff = missed_bin(replace(BEFORE_FOUR, actor="staff", facts=ROUND_KNOWN))
    assert len(told(staff)) == 1
    assert staff.by("phone").as_json()["reasons"][0]["code"] == "wait-for-the-round"


def _moment(written: str | None) -> datetime:
    return datetime.fromisoformat(written) if written else AFTER_FOUR.now
