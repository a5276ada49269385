"""A decision that is read out: short sentences of ours, the decision's own words in their own language, and nothing that is not so."""

from datetime import date

import pytest
from tests.kernel.test_decision_path import ORDINARY, by

from guildhall.kernel.authority.aloud import Told, Words, in_short, read_aloud

TITLE = Words("Library opening hours", "en")
TOLD = Told(
    title=TITLE, outcome="resolved", by="Cabinet", on=date(2026, 3, 12), paragraphs=(Words("Open at nine.", "en"),)
)
OPEN = by("2026-03-14", ORDINARY, ("2026-03-12", "decided"), ("2026-03-13", "notice-published"))
PASSED = by("2026-06-14", ORDINARY, ("2026-03-12", "decided"), ("2026-03-13", "notice-published"))
DONE = by(
    "2026-06-14", ORDINARY, ("2026-03-12", "decided"), ("2026-03-13", "notice-published"), ("2026-05-01", "carried-out")
)
REVOKED = by(
    "2026-06-14", ORDINARY, ("2026-03-12", "decided"), ("2026-03-13", "notice-published"), ("2026-05-01", "revoked")
)


def said(told: Told, path: object, language: str = "en") -> list[str]:
    return [each.text for each in read_aloud(told, path, language)]  # type: ignore[arg-type]


def test_who_decided_it_and_when_comes_first_in_either_language() -> None:
    assert in_short(TOLD, OPEN, "en")[0].text == "Cabinet decided this on Thursday 12 March 2026."
    assert in_short(TOLD, OPEN, "cy")[0].text == "Penderfynodd Cabinet hyn ar ddydd Iau 12 Mawrth 2026."


def test_while_it_can_be_called_in_it_has_no_effect_and_the_last_day_is_told() -> None:
    short = said(TOLD, OPEN)
    assert "It has no effect yet." in short
    assert any(each.startswith("It can be called in until the end of") for each in short)
    assert any(each.startswith("It has effect from") for each in short)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (PASSED, "It has had effect since"),
        (DONE, "It has effect."),
        (REVOKED, "It has no effect."),
    ],
)
def test_once_that_is_over_it_has_effect_until_it_is_ended(path: object, words: str) -> None:
    assert [each for each in said(TOLD, path) if each.startswith(words)]


def test_a_recommendation_says_to_whom() -> None:
    told = Told(title=TITLE, outcome="recommended", by="Cabinet", to="Full Council", on=date(2026, 3, 12))
    path = by("2026-03-14", ORDINARY, ("2026-03-12", "recommended"))
    assert said(told, path)[1] == "Cabinet recommended this to Full Council on Thursday 12 March 2026."
    assert [each for each in said(told, path) if "effect" in each] == ["It has no effect until Full Council decides."]


@pytest.mark.parametrize("outcome", ["noted", "deferred", "referred"])
def test_what_comes_to_no_effect_is_not_said_to_wait_for_any(outcome: str) -> None:
    told = Told(title=TITLE, outcome=outcome, by="Cabinet", on=date(2026, 3, 12))
    assert not [each for each in said(told, OPEN) if "effect yet" in each]


def test_where_the_record_names_nobody_and_no_day_none_is_made_up() -> None:
    assert said(Told(title=TITLE, outcome="resolved"), OPEN)[1] == "The record does not say who decided this."
    assert said(Told(title=TITLE, outcome="resolved", by="Cabinet"), OPEN)[1] == "Cabinet decided this."


def test_its_own_words_are_quoted_whole_in_their_own_language_and_of_the_rest_it_is_said_how_many() -> None:
    many = tuple(Words(f"Paragraph {each}.", "en") for each in range(1, 6))
    told = Told(title=TITLE, outcome="resolved", by="Cabinet", paragraphs=many)
    read = read_aloud(told, OPEN, "cy")
    assert [each.quotes for each in read if each.quotes] == [TITLE, *many[:3]]
    assert read[-1].text == "Mae 2 o baragraffau eraill."


@pytest.mark.parametrize("reasons", [None, Words("None", "en"), Words("", "en")])
def test_no_reason_is_read_where_none_is_given(reasons: Words | None) -> None:
    assert "The reason given is:" not in said(
        Told(title=TITLE, outcome="resolved", by="Cabinet", reasons=reasons), OPEN
    )


def test_of_long_reasons_the_first_sentences_are_read() -> None:
    told = Told(title=TITLE, outcome="resolved", by="Cabinet", reasons=Words("One. Two! Three. Four.", "en"))
    assert read_aloud(told, OPEN, "en")[-1].quotes == Words("One. Two!", "en")


def test_that_a_part_is_not_for_the_public_is_said() -> None:
    told = Told(title=TITLE, outcome="resolved", by="Cabinet", withheld=True)
    assert "A part of it is not for the public." in said(told, OPEN)


def test_nothing_is_said_twice_of_where_it_stands() -> None:
    assert said(TOLD, OPEN)[1:4] == [
        "Cabinet decided this on Thursday 12 March 2026.", "It has no effect yet.",
        "It has been open to call-in since Friday 13 March 2026.",
    ]  # fmt: skip
    waiting = by("2026-03-13", ORDINARY, ("2026-03-12", "decided"))
    assert [each for each in said(TOLD, waiting) if "effect" in each] == ["It has no effect yet."]


@pytest.mark.parametrize(
    ("language", "to", "agreed"),
    [("en", "Full Council", "Full Council agreed to it."), ("cy", "Y Cyngor Llawn", "Cytunodd y Cyngor Llawn arno.")],
)
def test_of_a_recommendation_that_has_effect_it_is_said_who_agreed_to_it(language: str, to: str, agreed: str) -> None:
    told = Told(title=TITLE, outcome="recommended", by="Cabinet", to=to, on=date(2026, 3, 12))
    path = by("2026-04-14", ORDINARY, ("2026-03-12", "recommended"), ("2026-04-02", "resolved"))
    assert agreed in said(told, path, language)
    assert agreed not in said(told, by("2026-03-14", ORDINARY, ("2026-03-12", "recommended")), language)


def test_one_paragraph_more_is_said_as_one() -> None:
    told = Told(title=TITLE, outcome="resolved", by="Cabinet", paragraphs=tuple(Words("A.", "en") for _ in range(4)))
    assert said(told, OPEN)[-1] == "There is one more paragraph."
    assert said(told, OPEN, "cy")[-1] == "Mae un paragraff arall."
