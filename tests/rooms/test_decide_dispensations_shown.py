"""Promises about dispensations: anybody reads which member may take part all the same, in what, on which ground and until when."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.rooms.decided import CLERK, NOW, Council, decided

from guildhall.decide import models as m
from guildhall.decide.addresses import LANGUAGES, address, address_of
from guildhall.decide.authority.interests import grant, register
from guildhall.decide.keeping.publishing import publish

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

BY: dict[str, Any] = {"actor": CLERK, "at": NOW}
SECTION = {"en": "Localism Act 2011, section 33(2)(b)", "cy": "Deddf Lleoliaeth 2011, adran 33(2)(b)"}


@pytest.fixture
def made() -> Council:
    return decided()


def granted(made: Council, *, may_vote: bool = True, **of: Any) -> m.Dispensation:
    return grant(
        person=made.shield, about="The harbour dues", ground="b", granted_on=date(2026, 2, 1), until=date(2027, 1, 31),
        may_vote=may_vote, post=made.head, **of, **BY,
    )  # fmt: skip


def pages(made: Council, lang: str) -> list[str]:
    """The page of the member, and the register."""
    where = (address_of(lang, made.shield.reference), address(lang, "interests"))
    return [Client().get(each).content.decode() for each in where]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_dispensation_stands_by_its_person_with_its_ground_and_its_days(made: Council, lang: str) -> None:
    publish(reference=granted(made).reference, **BY)
    for page in pages(made, lang):
        for words in ("The harbour dues", SECTION[lang], "2027"):
            assert words in page


@pytest.mark.parametrize(("may_vote", "says"), [(True, "May speak and vote"), (False, "May speak, and may not vote")])
def test_whether_they_may_vote_is_said(made: Council, may_vote: bool, says: str) -> None:
    publish(reference=granted(made, may_vote=may_vote).reference, **BY)
    assert all(says in page for page in pages(made, "en"))


def test_one_that_is_a_draft_or_of_an_interest_that_is_one_is_shown_to_nobody(made: Council) -> None:
    granted(made)
    interest = register(person=made.shield, category="land", text="A quay", **BY)
    row = granted(made, interest=interest)
    m.Dispensation.objects.filter(pk=row.pk).update(published_at=NOW)
    assert not any("The harbour dues" in page for page in pages(made, "en"))
