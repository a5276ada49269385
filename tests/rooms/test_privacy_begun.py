"""Promises about what somebody began and did not send: a copy of what we hold says it, to whom it is about and to nobody else."""

import pytest
from tests.rooms.acquainted import ASHA, POTHOLE, case_of, person
from tests.rooms.council import WEDNESDAY, in_force

from guildhall.serve.answering import journeys
from guildhall.serve.privacy.gathering import Thing, held_about

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


def begun(customer: str, behalf: str = "") -> None:
    """A street problem told to an advisor, as far as what is wrong and where."""
    journeys.begin(
        live=in_force("street-problem"),
        language="en",
        channel="phone",
        actor=ASHA,
        customer=customer,
        on_behalf_of=behalf,
        answers={each: POTHOLE[each] for each in ("dangerous", "problem", "whose-road", "where")},
        at=WEDNESDAY,
    )


def unsent(party: str, language: str = "en") -> list[Thing]:
    """What the copy says that they began."""
    return [each for each in held_about(parties=[party], language=language) if each.sort == "journey"]


@pytest.mark.parametrize(
    ("language", "told"), [("en", "Report a pothole or street problem"), ("cy", "18 Tachwedd 2026")]
)
def test_a_copy_holds_what_she_began_and_did_not_send_with_her_answers(language: str, told: str) -> None:
    vera = person("Vera Lind")
    begun(vera)
    [thing] = unsent(vera, language)
    said = [text for _label, text in thing.said]
    assert told in said
    assert any("Outside 12 High Street" in text for text in said)
    assert vera in thing.by


def test_what_was_begun_for_another_is_in_the_copy_of_whom_it_is_about_alone() -> None:
    vera, helper = person("Vera Lind"), person("Gwen Hughes")
    begun(helper, vera)
    assert len(unsent(vera)) == 1
    assert unsent(helper) == []


def test_what_was_sent_is_told_once_as_the_case_that_it_opened() -> None:
    vera = person("Vera Lind")
    case_of(in_force("street-problem"), vera, **POTHOLE)
    assert unsent(vera) == []
    assert [each.sort for each in held_about(parties=[vera], language="en")].count("case") == 1
