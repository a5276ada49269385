"""A strategy is changed by the body that adopts it, or by a use of a power that shows the change; every other way is refused."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from guildhall.kernel.planning.authorising import REFUSALS, Act, Asked, Decided, NoAuthority, Used, refusals
from guildhall.kernel.planning.comparing import changes
from guildhall.kernel.planning.strategy import Strategy, strategy_of

DAY = date(2026, 4, 20)
ADOPTED = Decided(
    "decision/2026-03-FC-9", "resolved", "body/FC", "matter/digital", date(2026, 3, 12), date(2026, 3, 12), None
)
CABINET = replace(
    ADOPTED,
    reference="decision/2026-02-CAB-4",
    outcome="recommended",
    body="body/CAB",
    effective=None,
    recommended_to="body/FC",
)
USED = Used(
    "use/1",
    ADOPTED,
    DAY,
    "Every page keeps the 2018 rules.\nNothing else.",
    "Every page keeps the rules in force.\nNothing else.",
)


def _strategy(**more: Any) -> Strategy:
    said = {"en": "Every page keeps the 2018 rules.", "cy": "Mae pob tudalen yn cadw rheolau 2018."}
    held = [{"code": "C1", "text": {"en": "Every way in stays open."}}, {"code": "C2", "text": said}]
    return strategy_of({"title": {"en": "Digital"}, "commitments": held} | more)


def _reworded(
    en: str = "Every page keeps the rules in force.", cy: str = "Mae pob tudalen yn cadw’r rheolau mewn grym."
) -> Strategy:
    held = [{"code": "C1", "text": {"en": "Every way in stays open."}}, {"code": "C2", "text": {"en": en, "cy": cy}}]
    return _strategy(commitments=held)


def _asked(act: Act, after: Strategy | None = None, **more: Any) -> Asked:
    told = changes(_strategy(), after) if after else ()
    return Asked(act, "body/FC", "matter/digital", DAY, told, **({"has_one_in_force": act == "amended"} | more))


def _codes(asked: Asked, by: Decided | Used | None) -> list[str]:
    return [each.code for each in refusals(asked, by)]


def test_the_body_that_adopts_it_adopts_it_by_a_decision_with_effect() -> None:
    assert _codes(_asked("adopted"), ADOPTED) == []
    assert _codes(_asked("recommended"), CABINET) == []
    assert _codes(_asked("amended", _reworded()), ADOPTED) == []


@pytest.mark.parametrize(
    ("by", "code"),
    [
        (None, "nothing-cited"),
        (replace(ADOPTED, matter="matter/parking"), "another-matter"),
        (replace(ADOPTED, body="body/CAB"), "not-the-adopting-body"),
        (replace(ADOPTED, outcome="noted"), "not-resolved"),
        (replace(ADOPTED, effective=None), "not-in-effect"),
        (replace(ADOPTED, effective=date(2026, 4, 21)), "not-in-effect"),
        (replace(ADOPTED, ended=date(2026, 4, 1)), "has-ended"),
        (USED, "not-resolved"),
    ],
)
def test_nothing_else_adopts_it(by: Decided | Used | None, code: str) -> None:
    assert code in _codes(_asked("adopted"), by)


def test_what_is_recommended_adopts_nothing_and_tells_every_reason_at_once() -> None:
    assert _codes(_asked("adopted"), CABINET) == ["not-the-adopting-body", "not-resolved"]


def test_a_recommendation_is_one_to_the_body_that_adopts_it() -> None:
    assert _codes(_asked("recommended"), replace(CABINET, recommended_to="body/OSC")) == ["not-recommended-to-it"]
    assert _codes(_asked("recommended"), ADOPTED) == ["not-recommended-to-it"]


def test_a_use_of_a_power_changes_what_its_texts_show() -> None:
    assert _codes(_asked("amended", _reworded()), USED) == []


@pytest.mark.parametrize(
    ("after", "about"),
    [
        (_reworded("Every page keeps no rules."), "Every page keeps no rules."),
        (
            _strategy(commitments=[{"code": "C1", "text": {"en": "Every way in stays open."}}]),
            "Every page keeps the rules in force.",
        ),
        (_reworded("Every page keeps the 2018 rules."), "Mae pob tudalen yn cadw’r rheolau mewn grym."),
        (_strategy(title={"en": "Digital by default"}), "Digital by default"),
    ],
)
def test_where_the_version_and_the_texts_part_is_refused_by_name(after: Strategy, about: str) -> None:
    found = refusals(_asked("amended", after), USED)
    assert {each.code for each in found} <= {"beyond-what-was-shown", "short-of-what-was-shown"}
    assert about in {each.about for each in found}


@pytest.mark.parametrize(
    ("use", "more", "code"),
    [
        (replace(USED, given_by=None), {}, "not-on-record"),
        (replace(USED, given_by=replace(ADOPTED, ended=date(2026, 4, 1))), {}, "has-ended"),
        (replace(USED, given_by=CABINET), {}, "not-the-adopting-body"),
        (replace(USED, before=""), {}, "texts-not-kept"),
        (USED, {"has_one_in_force": False}, "nothing-in-force"),
        (USED, {"used_before": True}, "used-before"),
    ],
)
def test_a_use_without_a_power_that_stands_changes_nothing(use: Used, more: dict[str, Any], code: str) -> None:
    assert code in _codes(_asked("amended", _reworded(), **more), use)


def test_a_version_that_changes_nothing_is_no_amendment() -> None:
    assert _codes(_asked("amended", _strategy()), USED) == ["nothing-changed"]
    assert _codes(_asked("adopted", has_one_in_force=True), ADOPTED) == ["in-force-already"]


def test_every_refusal_has_words_for_the_desk_and_for_the_public_in_both_languages() -> None:
    for held in REFUSALS.values():
        assert set(held["desk"]) >= {"en"}
        assert set(held["public"]) == {"en", "cy"}
    told = NoAuthority(refusals(_asked("adopted"), CABINET))
    assert (told.code, len(told.refused)) == ("no-authority", 2)
    assert "decision/2026-02-CAB-4" in str(told)
