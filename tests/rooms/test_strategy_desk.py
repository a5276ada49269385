"""A strategy is written, compared, published and bound at its desk, and nothing that was typed there is lost."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.planned import ADOPTING, NEW, OLD, Planned, by, decide, planned, use_power

from guildhall.estate.door import standing_at
from guildhall.kernel.planning.strategy import Strategy, kept_strategy
from guildhall.plan import models as m
from guildhall.plan.keeping.binding import bind

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
AT = "/desk/strategies/digital"


@dataclass
class Desk:
    """The desk with whoever sits there, and what the council has."""

    hand: Clerk
    made: Planned

    def text(self) -> Strategy:
        """What the draft says now."""
        return kept_strategy(m.Draft.objects.get(strategy=self.made.strategy).document)

    def open(self, rest: str = "") -> Clerk:
        return self.hand.open(AT + rest)


@pytest.fixture
def at() -> Iterator[Desk]:
    with standing_at(ADOPTING):
        yield Desk(clerk("strategy-officer", name="Ffion Garland"), planned())


def test_a_commitment_is_changed_compared_published_and_bound_by_a_use_of_a_power(at: Desk) -> None:
    adopted = decide(at.made)
    bind(version=at.made.version, act="adopted", cites=adopted.reference, **by())
    at.open().follow(OLD).press("Save", {"text": NEW})
    assert NEW in at.hand.main
    assert at.open("/publication").page.xpath("//del[contains(., '2018')]")
    assert at.hand.page.xpath("//ins[contains(., 'in force')]")
    at.hand.press("Publish it", {"reason": "The rules were replaced.", "reason_cy": "Disodlwyd y rheolau."})
    assert "The rules were replaced." in at.hand.main
    assert m.StrategyVersion.objects.get(number=2).reason_cy == "Disodlwyd y rheolau."

    at.hand.press("Record it", {"as": "amended", "cites": "decision/none"})
    assert (at.hand.status, at.hand.value("cites")) == (409, "decision/none")
    assert "no published decision or use of a power called decision/none" in at.hand.main
    assert m.Bound.objects.count() == 1

    used = use_power(at.made, adopted)
    with standing_at(used.used_at):
        at.hand.press("Record it", {"as": "amended", "cites": used.reference})
    assert at.hand.status == 200
    assert f"Amended by {used.reference}" in at.hand.main


def test_a_change_beyond_what_was_shown_is_refused_with_every_reason_and_the_version_stays(at: Desk) -> None:
    adopted = decide(at.made)
    bind(version=at.made.version, act="adopted", cites=adopted.reference, **by())
    used = use_power(at.made, adopted)
    at.open("/commitment/C1.2").press("Save", {"text": "Every page keeps no rules."})
    at.open("/publication").press("Publish it", {"reason": "Shorter."})
    with standing_at(used.used_at):
        at.hand.press("Record it", {"as": "amended", "cites": used.reference})
    assert "texts of the use do not show it: Every page keeps no rules." in at.hand.main
    assert f"a change of this passage that the version does not make: {NEW}" in at.hand.main
    assert at.hand.value("cites") == used.reference
    assert m.StrategyVersion.objects.count() == 2
    assert at.text().commitments[1].text["en"] == "Every page keeps no rules."


def test_of_two_who_write_on_one_form_the_second_is_told_and_loses_nothing(at: Desk) -> None:
    other = clerk("strategy-officer", name="Gwen Rees")
    at.open("/commitment/C1.1")
    other.open(f"{AT}/commitment/C1.1").press("Save", {"more": "By telephone too."})
    at.hand.press("Save", {"text": "No way in is closed."})
    first = at.text().commitments[0]
    assert (first.text["en"], first.more) == ("No way in is closed.", {"en": "By telephone too."})

    at.open("/commitment/C1.1")
    other.open(f"{AT}/commitment/C1.1").press("Save", {"text": "Every way in is open.", "more": "At the counter too."})
    at.hand.press("Save", {"text": "Every way in is kept."})
    assert at.hand.status == 409
    for said in (
        "Gwen Rees saved this meanwhile",
        "They saved: Every way in is open.",
        "You wrote: Every way in is kept.",
    ):
        assert said in at.hand.main
    assert (at.hand.value("text"), at.hand.value("more")) == ("Every way in is kept.", "At the counter too.")
    at.hand.press("Save")
    first = at.text().commitments[0]
    assert (first.text["en"], first.more) == ("Every way in is kept.", {"en": "At the counter too."})


def test_what_somebody_took_out_meanwhile_can_be_put_back_with_all_that_was_typed(at: Desk) -> None:
    other = clerk("strategy-officer", name="Gwen Rees")
    at.open("/commitment/C1.2")
    other.open(f"{AT}/commitment/C1.2").press("Take this commitment out")
    assert [each.code for each in at.text().commitments] == ["C1.1"]
    at.hand.press("Save", {"text": NEW})
    assert "Gwen Rees took this out meanwhile" in at.hand.main
    at.hand.press("Save", {"code": "C1.2"} if at.hand.has("code") else {})
    assert at.text().commitments[-1].text["en"] == NEW


def test_nobody_publishes_what_they_did_not_read(at: Desk) -> None:
    at.open("/commitment/C1.2").press("Save", {"text": NEW})
    other = clerk("strategy-officer", name="Gwen Rees").open(f"{AT}/publication")
    at.open("/commitment/C1.2").press("Save", {"text": "Something else."})
    other.press("Publish it", {"reason": "The rules."})
    assert "Somebody saved the draft meanwhile" in other.main
    assert other.value("reason") == "The rules."
    assert m.StrategyVersion.objects.count() == 1


@pytest.mark.parametrize("role", ["democratic-services", "administrator", "service-designer", "councillor"])
def test_nobody_else_reads_a_draft(at: Desk, role: str) -> None:
    who = clerk(role, name="Somebody Else")  # type: ignore[arg-type]  # one of the roles
    for rest in ("", "/title", "/publication", "/commitment", "/commitment/C1.1", "/commitment/C1.2/milestone/M1"):
        assert who.open(AT + rest).status == 403, rest
    assert who.open("/desk/strategies").status == 403
