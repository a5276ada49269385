"""Every piece of a strategy has its form: it is added, changed, moved and taken out there, and whatever is amiss is said at its box."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.planned import ADOPTING, Planned, by, planned, text

from guildhall.estate.door import standing_at
from guildhall.kernel.planning.strategy import Commitment, Strategy, kept_strategy
from guildhall.plan import models as m
from guildhall.plan.keeping.binding import enter_earlier
from guildhall.plan.keeping.strategies import begin_strategy, publish_version

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
AT = "/desk/strategies/digital"
C11 = f"{AT}/commitment/C1.1"


@pytest.fixture
def made() -> Iterator[Planned]:
    with standing_at(ADOPTING):
        yield planned()


@pytest.fixture
def hand(made: Planned) -> Clerk:
    assert made
    return clerk("strategy-officer", name="Ffion Garland")


def _draft(key: str = "digital") -> Strategy:
    return kept_strategy(m.Draft.objects.get(strategy__reference=f"strategy/{key}").document)


def _first() -> Commitment:
    found = _draft().commitment("C1.1")
    assert found is not None
    return found


def test_a_strategy_is_begun_with_the_one_before_it_and_says_what_became_of_each_commitment(
    made: Planned, hand: Clerk
) -> None:
    old = begin_strategy(key="old", adopter=made.council.reference, document=text(), **by())
    enter_earlier(version=publish_version(strategy=old, **by()), since=date(2020, 4, 1), source="Minutes", **by())
    typed = {
        "title": "Digital 2030", "title_cy": "Digidol 2030", "key": "digital-2030", "adopter": made.council.reference,
        "matter": made.matter.reference, "predecessor": "strategy/old",
    }  # fmt: skip
    hand.open("/desk/strategies").press("Begin it", typed)
    assert hand.address == "/desk/strategies/digital-2030"
    assert "Of 2 nobody has said it yet" in hand.main
    hand.follow("Add a commitment").press("Save", {"code": "D1", "text": "Every way in stays open."})
    hand.open("/desk/strategies/digital-2030/became/C1.1").press("Save", {"how": "continued", "as": "D1"})
    hand.open("/desk/strategies/digital-2030/became/C1.2").press("Save", {"how": "dropped"})
    assert "Say why it was dropped" in hand.main
    hand.press("Save", {"because": "The rules were repealed."})
    assert "nobody has said it yet" not in hand.main
    told = _draft("digital-2030").predecessor
    assert told is not None
    assert [(each.code, each.how, each.as_) for each in told.became] == [
        ("C1.1", "continued", ("D1",)),
        ("C1.2", "dropped", ()),
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": ""}, "Write a title"),
        ({"key": "Digital!"}, "Write small letters, figures and hyphens"),
        ({"key": "digital-"}, "Write small letters, figures and hyphens"),
        ({"key": "digital"}, "Another strategy has this name"),
        ({"adopter": ""}, "Choose the body that adopts it"),
        ({"matter": "matter/none"}, "No published matter has this reference"),
    ],
)
def test_what_is_amiss_with_a_beginning_is_said_and_nothing_is_begun(
    made: Planned, hand: Clerk, typed: dict[str, str], said: str
) -> None:
    whole = {"title": "New", "key": "new", "adopter": made.council.reference, "matter": made.matter.reference}
    hand.open("/desk/strategies").press("Begin it", whole | typed)
    assert hand.status == 409
    assert said in hand.main
    assert hand.value("title") == (whole | typed)["title"]
    assert m.Strategy.objects.count() == 1


def test_a_commitment_has_all_its_parts_each_on_its_own_form(made: Planned, hand: Clerk) -> None:
    hand.open(C11).press("Save", {"owner-post": made.head.reference, "more": "Explained.", "more_cy": "Eglurwyd."})
    for kind, typed in (
        ("action", {"code": "A1", "text": "Ask every library.", "owner-post": made.head.reference, "due": "1 6 2026"}),
        ("milestone", {"code": "M1", "text": "One in every ward.", "due": "1 June 2027"}),
        ("budget", {"pence": "£65,000.50", "period": "Two years", "source": "Reserves"}),
        ("need", {"commitment": "C1.2"}),
        ("need", {"said": "A crew with room"}),
        ("audience", {"text": "Whoever has no line at home"}),
        ("measure", {"kind": "share", "measure": "digital-take-up", "direction": "up", "target": "95", "by": "31 3 2028",
            "baseline-value": "90.5", "baseline-unit": "%", "baseline-on": "1 4 2026", "baseline-source": "Report"}),
        ("measure", {"kind": "number", "measure": "failure-demand", "direction": "down", "target": "1,200", "unit": "calls"}),
        ("measure", {"kind": "milestone", "said": "The first report", "by": "31 3 2027"}),
        ("measure", {"kind": "yes-or-no", "said": "Nobody is turned away"}),
    ):  # fmt: skip
        hand.open(f"{C11}/{kind}").press("Save", typed)
        assert (hand.status, hand.address) == (200, f"{C11}#{kind}"), hand.main
    first = _first()
    assert first.owner is not None
    assert first.owner.post == made.head.reference
    assert first.more == {"en": "Explained.", "cy": "Eglurwyd."}
    assert [(each.pence, each.period["en"]) for each in first.budget] == [(6_500_050, "Two years")]
    assert [each.commitment or each.said for each in first.needs] == ["C1.2", {"en": "A crew with room"}]
    assert [each.kind for each in first.measures] == ["share", "number", "milestone", "yes-or-no"]
    share = first.measures[0]
    assert share.baseline is not None
    assert (share.target, share.baseline.value, share.baseline.on) == (Decimal(95), Decimal("90.5"), date(2026, 4, 1))
    assert "£65,000.50, Two years" in hand.main

    hand.open(f"{C11}/budget/1")
    assert hand.value("pence") == "65,000.50"
    hand.press("Save", {"pence": "70000"})
    hand.open(f"{C11}/need/1").press("Take this dependency out")
    hand.open(f"{C11}/action/A1").press("Save", {"due": ""})
    first = _first()
    assert first.budget[0].pence == 7_000_000
    assert [each.said for each in first.needs] == [{"en": "A crew with room"}]
    assert first.actions[0].due is None


def test_themes_statements_words_and_strategies_it_goes_with_are_written(hand: Clerk) -> None:
    for kind, typed in (
        ("theme", {"code": "T2", "title": "Open", "title_cy": "Agored"}),
        ("statement", {"code": "P1", "level": "principle", "text": "Tell us once.", "theme": "T2"}),
        ("level", {"code": "commitment", "called": "Pledge", "called_cy": "Addewid"}),
        ("alignment", {"name": "Housing strategy", "how": "Both ask for places of help.", "commitments": "C1.1, C1.2"}),
    ):
        hand.open(f"{AT}/{kind}").press("Save", typed)
        assert hand.status == 200, hand.main
    hand.open(f"{AT}/title").press(
        "Save", {"title": "Digital for all", "period-first": "1 4 2026", "period-last": "31 3 2030"}
    )
    hand.open(f"{AT}/commitment/C1.2").press("Save", {"theme": "T2"})
    draft = _draft()
    assert (draft.title["en"], draft.period.last) == ("Digital for all", date(2030, 3, 31))
    assert draft.levels["commitment"] == {"en": "Pledge", "cy": "Addewid"}
    assert [each.code for each in draft.of_theme("T2")] == ["C1.2"]
    assert draft.alignments[0].commitments == ("C1.1", "C1.2")
    assert "Pledge" in hand.main

    hand.open(f"{AT}/theme/T2").press("Take this theme out")
    assert "These name it, so it stays until they do not: P1, C1.2" in hand.main
    assert [each.code for each in _draft().themes] == ["T1", "T2"]


def test_a_piece_is_moved_among_its_like_and_not_over_what_somebody_saved(hand: Clerk) -> None:
    hand.open(AT).press("Down: C1.1")
    assert [each.code for each in _draft().commitments] == ["C1.2", "C1.1"]
    hand.press("Down: C1.1")
    assert [each.code for each in _draft().commitments] == ["C1.2", "C1.1"]
    hand.open(AT)
    clerk("strategy-officer", name="Gwen Rees").open(C11).press("Save", {"more": "By telephone too."})
    hand.press("Up: C1.1")
    assert "Somebody saved the draft meanwhile" in hand.main
    assert _first().more == {"en": "By telephone too."}


def test_a_button_that_is_pressed_twice_adds_one(hand: Clerk) -> None:
    for where, typed in (
        (f"{AT}/commitment", {"code": "C9", "text": "Nobody waits."}),
        (f"{C11}/budget", {"pence": "10", "period": "A year", "source": "Reserves"}),
    ):
        form = hand.open(where).page.xpath("//main//form")[0]
        values = dict(form.form_values()) | typed
        for _ in range(2):
            assert hand.client.post(where, values).status_code == 302
    assert [each.code for each in _draft().commitments] == ["C1.1", "C1.2", "C9"]
    assert len(_first().budget) == 1


LONG = "x" * 8_001
AMISS: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("/commitment", {"code": "C 1", "text": "Words."}, "Write letters and figures without spaces"),
    ("/commitment", {"code": "C1.1", "text": "Words."}, "C1.1 is there already"),
    ("/commitment", {"code": "T1", "text": "Words."}, "T1 is there already"),
    ("/commitment", {"code": "C9"}, "Write what the council undertakes"),
    ("/commitment", {"code": "C9", "text": LONG}, "You have 1 too many"),
    ("/commitment/C1.1/budget", {"pence": "12.345", "period": "A year", "source": "R"}, "Write an amount in pounds"),
    ("/commitment/C1.1/milestone", {"code": "M9", "text": "Done.", "due": "31 2 2027"}, "Write a day, such as"),
    ("/commitment/C1.1/need", {}, "Name a commitment, or say in words what else is needed"),
    ("/commitment/C1.1/measure", {"kind": "share", "target": "120", "direction": "up", "measure": "completion"}, "A share is in per cent"),
    ("/commitment/C1.1/measure", {"kind": "number", "target": "many"}, "Write a number, such as 95"),
    ("/commitment/C1.1/measure", {"kind": "number", "target": "9,5"}, "Write a number, such as 95"),
    ("/commitment/C1.1/measure", {"kind": "number", "target": "9"}, "needs its measure, its target and the direction"),
    ("/commitment/C1.1/measure", {"said": "Fewer.", "baseline-value": "9"}, "Write the day on which it stood so"),
    ("/alignment", {"name": "Housing", "how": "Both.", "commitments": "C8"}, "These codes are not there: C8"),
    ("/title", {"period-first": "1 4 2030", "period-last": "1 4 2026"}, "The period ends before it begins"),
    ("/title", {"title": "", "title_cy": ""}, "Write a title"),
)  # fmt: skip


@pytest.mark.parametrize(("where", "typed", "said"), AMISS)
def test_what_is_amiss_is_said_and_what_was_typed_stays(
    hand: Clerk, where: str, typed: dict[str, Any], said: str
) -> None:
    before = m.Draft.objects.get().document
    hand.open(AT + where).press("Save", typed)
    assert hand.status == 409
    assert said in hand.main
    assert {name: hand.page.xpath(f'//*[@name="{name}"]')[0].value or "" for name in typed} == typed
    assert m.Draft.objects.get().document == before


@pytest.mark.parametrize(
    "was",
    [
        "{",
        "7",
        '"text"',
        '{"code": "C1.2"}',
        '{"code": "C1.1", "text": 5}',
        '{"code": "C1.1", "evil": "<b>"}',
        "\x00",
        "[" * 5000,
    ],
)
def test_a_form_that_was_tampered_with_changes_nothing_unread(hand: Clerk, was: str) -> None:
    form = hand.open(C11).page.xpath("//main//form")[0]
    values = dict(form.form_values()) | {"was": was, "text": "Something else."}
    assert hand.client.post(C11, values).status_code == 409
    assert _draft().commitments[0].text["en"] == "Every way in stays open."


@pytest.mark.parametrize(
    "where",
    ["/nothing", "/theme/T9", "/budget", "/budget/1", "/commitment/C9/budget", "/commitment/C1.1/theme",
     "/commitment/C1.1/budget/1", "/commitment/C1.1/budget/99999999", "/became/C1.1", "/strategy", "/publication?with=9"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(hand: Clerk, where: str) -> None:
    assert hand.open(AT + where).status == 404
    assert hand.open("/desk/strategies/nothing").status == 404


def test_a_strategy_from_before_the_record_is_entered_with_where_it_stands(made: Planned, hand: Clerk) -> None:
    hand.open(f"{AT}/publication").press("Record the earlier adoption", {"since": "1 4 2020"})
    assert "Write where that is on record" in hand.main
    hand.press("Record the earlier adoption", {"since": "1 4 2020", "source": "Minutes of Full Council"})
    assert "On record in Minutes of Full Council" in hand.main
    assert [(each.since, each.act) for each in m.Bound.objects.all()] == [(date(2020, 4, 1), "entered")]
    assert made.version.bound.get().source == "Minutes of Full Council"
