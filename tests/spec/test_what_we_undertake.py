"""What the council undertakes"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from guildhall.kernel.planning.authorising import Act, Asked, Decided, Used, refusals
from guildhall.kernel.planning.comparing import changes
from guildhall.kernel.planning.measuring import unmeasurable
from guildhall.kernel.planning.proving import Point, proof
from guildhall.kernel.planning.standing import Fact, standing
from guildhall.kernel.planning.strategy import Promise, Strategy, strategy_of, unaccounted
from guildhall.kernel.planning.writing import Place, named_by, piece, put, taken_out
from guildhall.kernel.reach import Cell, chosen, scan
from guildhall.kernel.reach.choosing import Offered

THURSDAY, IN_JUNE = date(2026, 3, 12), date(2026, 6, 1)
OLD, NEW = "Every page keeps the 2018 rules.", "Every page keeps the rules in force."
ADOPTED = Decided("decision/1", "resolved", "body/FC", "matter/digital", THURSDAY, THURSDAY, None)
CABINET = replace(
    ADOPTED, reference="decision/2", outcome="recommended", body="body/CAB", effective=None, recommended_to="body/FC"
)
USED = Used("use/1", ADOPTED, IN_JUNE, OLD, NEW)


def _strategy(rules: str = OLD, **more: Any) -> Strategy:
    """Two commitments, after a strategy that had two."""
    held = [{"code": "C1", "text": {"en": "Every way in stays open."}}, {"code": "C2", "text": {"en": rules}}]
    return strategy_of({"title": {"en": "Digital"}, "commitments": held} | more)


def _asked(act: Act, after: Strategy) -> Asked:
    in_force = act == "amended"
    return Asked(act, "body/FC", "matter/digital", IN_JUNE, changes(_strategy(), after) if in_force else (), in_force)


def test_a_strategy_holds_by_what_the_council_decided_and_by_nothing_else() -> None:
    """What Cabinet recommends binds nobody. A strategy is in force from the day on which Full Council's decision has effect, and no
    longer than that decision stands.
    """
    assert refusals(_asked("adopted", _strategy()), CABINET)
    assert not refusals(_asked("adopted", _strategy()), ADOPTED)
    facts = [Fact("recommended", date(2026, 2, 12)), Fact("adopted", THURSDAY), Fact("ended", IN_JUNE)]
    days = (date(2026, 3, 11), THURSDAY, date(2026, 5, 31), IN_JUNE)
    assert [standing(facts, on).is_in_force for on in days] == [False, True, True, False]


def test_no_word_of_a_strategy_is_changed_in_silence() -> None:
    """An officer with a power to change the strategy shows the words before and after. Whatever else a new version says otherwise is
    refused by name, however small it is.
    """
    assert not refusals(_asked("amended", _strategy(NEW)), USED)
    silent = refusals(_asked("amended", _strategy(NEW, title={"en": "Digital first"})), USED)
    assert {each.about for each in silent} == {"Digital", "Digital first"}
    assert all("do not show it" in each.said("desk") for each in silent)


def test_nothing_that_was_undertaken_before_is_lost_without_a_word() -> None:
    """A new strategy says of each commitment of the one before whether it was kept, changed, finished or given up. Where it was given
    up, it says why.
    """
    told = _strategy(
        predecessor={"strategy": "strategy/old", "became": [{"code": "1", "how": "changed", "as": ["C1"]}]}
    )
    assert unaccounted(told, ["1", "2"]) == ("2",)
    assert unaccounted(_strategy(), ["1", "2"]) == ("1", "2")


def test_what_goes_the_wrong_way_is_called_late_and_never_left_blank() -> None:
    """Beside each commitment stands how far it is kept, worked out from what our services did and told with its reason. A figure that
    goes away from its target is late, even before its day. What is too little to show is called not yet known.
    """
    promise = Promise.model_validate(
        {"kind": "share", "measure": "promise-kept", "direction": "up", "target": 95, "by": "2027-03-31"}
    )
    was, worse, few = Point(THURSDAY, Decimal(90)), Point(IN_JUNE, Decimal(88)), Point(IN_JUNE, None)
    assert proof(promise, (was, worse), IN_JUNE).status == "late"
    assert proof(promise, (was, worse), IN_JUNE).reason("en").startswith("It goes the wrong way: 90%")
    assert proof(promise, (was, few), IN_JUNE).status == "not-known"


def test_what_one_officer_writes_of_a_strategy_changes_no_word_of_another() -> None:
    """A strategy is written piece by piece. Whoever changes one commitment leaves every other as it was written, and what others
    depend on cannot be taken out from under them.
    """
    whole = _strategy(alignments=[{"name": {"en": "Housing"}, "how": {"en": "Both."}, "commitments": ["C1"]}])
    changed = put(whole, Place("commitment", "C2"), {"code": "C2", "text": {"en": NEW}})
    assert [each.code for each in changes(whole, changed)] == ["C2"]
    assert named_by(whole, Place("commitment", "C1")) == ("Housing",)
    assert piece(taken_out(whole, Place("commitment", "C2")), Place("commitment", "C2")) is None


def test_nothing_is_promised_to_be_measured_that_nobody_measures() -> None:
    """Where a commitment names a measure, we have that measure, and it counts what was promised: a share as a share. Otherwise that
    version of the strategy is not published.
    """
    held = {"promise-kept": "share", "time-to-resolve": "duration"}
    for measure, why in (("promise-kept", []), ("time-to-resolve", ["another-kind"]), ("luck", ["no-such-measure"])):
        promise = {"kind": "share", "measure": measure, "direction": "up", "target": 95}
        whole = _strategy(commitments=[{"code": "C1", "text": {"en": "In time."}, "measures": [promise]}])
        assert [each.code for each in unmeasurable(whole, held)] == why


def test_a_ward_from_which_fewer_come_than_its_need_is_named_and_mere_chance_is_not() -> None:
    """Where far fewer of a ward's people come to us than their age and need would bring, we say so by its name. Wards that differ as
    wards always do are not accused.
    """
    came = {"Bridge": 96, "Castle": 108, "Docks": 101, "Eastgate": 91, "Fields": 113, "Weir": 99, "Northgate": 104}
    assert not [each for each in scan(_contacts(came)) if each.flagged]
    fewer = scan(_contacts(came | {"Docks": 40}))
    assert {each.cell.area for each in fewer if each.flagged} == {"Docks"}


def test_whoever_had_one_way_alone_is_not_said_to_have_chosen_it() -> None:
    """That many came online says what was offered. What people would rather have is counted only among those who had the choice."""
    _, (by_web,) = chosen([Offered("Docks", contacts=200, had=180, had_a_choice=40, took=10)])
    assert by_web.offered.value == Decimal("0.9")
    assert by_web.chosen.value == Decimal("0.25")


def _contacts(came: Mapping[str, int]) -> list[Cell]:
    """Of each ward, for two services, beside a hundred that would be expected."""
    return [
        Cell(ward, service, "", many, 100.0) for service in ("missed-bin", "bulky-waste") for ward, many in came.items()
    ]
