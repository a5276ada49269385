"""Promises of suggestions on paper: whoever keys a form sees what may be the same before a case is opened, and says so once."""

from typing import Any

import pytest
from django.test import Client
from lxml import html
from tests.rooms.council import WEDNESDAY
from tests.rooms.paperwork import opens_the_post, post, said, typed
from tests.rooms.reported import HOLE, POTHOLE, north, reported, streets

from guildhall.serve.desks.paper.keying import THE_CLERK_FOUND
from guildhall.serve.joining import likeness
from guildhall.serve.models import Case, CaseRelation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]


@pytest.fixture
def clerk() -> Client:
    return opens_the_post()


def buttons(answer: Any) -> list[str]:
    return [each.text_content() for each in html.fromstring(answer.content).iter("button")]


@pytest.mark.parametrize("chosen", [True, False])
def test_a_clerk_sees_what_may_be_the_same_before_the_case_is_opened_and_decides(clerk: Client, chosen: bool) -> None:
    street, danger = streets()
    theirs = reported(danger, HOLE | {"where": north(12)}, at=WEDNESDAY)
    form = typed(street, POTHOLE)
    shown = post(clerk, street, form)
    assert Case.objects.count() == 1
    assert "A hole in the road or pavement, or a missing cover, 12 metres away" in said(shown)
    assert "Open the case" in buttons(shown)
    assert theirs.reference not in shown.content.decode()
    code = likeness.code_of(theirs.reference) if chosen else ""
    for _ in range(2):
        post(clerk, street, form, open="yes", same=code)
    assert Case.objects.count() == 2
    assert [each.said for each in CaseRelation.objects.all()] == [THE_CLERK_FOUND] * chosen


def test_a_form_like_no_other_opens_its_case_at_once(clerk: Client) -> None:
    street, danger = streets()
    reported(danger, HOLE | {"where": north(80)}, at=WEDNESDAY)
    post(clerk, street, typed(street, POTHOLE))
    assert Case.objects.count() == 2
