"""The code on a form leads to the very edition and language that it was printed in, however it is typed."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.rooms.council import in_force
from tests.rooms.paperwork import ON_PAPER, code, opens_the_post, post, said, typed

from guildhall.channels.paper import sheet
from guildhall.kernel.canonical import canonical_json
from guildhall.serve.desks.paper.codes import edition_of
from guildhall.serve.editions import NotPublished
from guildhall.serve.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def clerk() -> Client:
    return opens_the_post()


def test_the_code_leads_to_the_very_edition_and_language_of_the_form() -> None:
    live = in_force()
    assert edition_of(code(live, "cy")) == (live, "cy")


LOOK_ALIKE = str.maketrans({"0": "O", "1": "l", "5": "S"})


@pytest.mark.parametrize(
    "type_it",
    [
        str.lower,
        lambda code: f" {code} ",
        lambda code: code.replace("-", " "),
        lambda code: code.replace("-", ""),
        lambda code: code.translate(LOOK_ALIKE),
    ],
    ids=["small letters", "spaces round it", "spaces for dashes", "no dashes", "look-alikes"],
)
def test_the_code_is_understood_however_it_was_typed(type_it: Callable[[str], str]) -> None:
    live = in_force()
    assert edition_of(type_it(code(live))) == (live, "en")


@pytest.mark.parametrize("wrong", ["", "MB", "MB-000000-EN", "XX-{short}-EN", "MB-{short}-FR", "é" * 40, "\x00"])
def test_a_code_that_names_no_form_is_not_found(wrong: str, clerk: Client) -> None:
    live = in_force()
    with pytest.raises(NotPublished):
        edition_of(wrong.format(short=live.hash[:6].upper()))
    answer = clerk.get("/desk/paper", {"code": wrong.format(short=live.hash[:6])})
    assert answer.status_code == 400
    assert ("No form has this code" if wrong else "Write the code that is on the form") in said(answer)


def test_an_older_form_is_keyed_by_the_rules_it_was_printed_under(clerk: Client) -> None:
    old = in_force()
    text = sheet(old.compiled, "en").service.service.to_json() | {"version": 2}
    steps = [step for step in text["steps"] if step["id"] != "where-left"]
    newer = in_force(text=canonical_json(text | {"steps": steps}))
    page = said(clerk.get(f"/desk/paper/{code(old)}"))
    assert "an older edition" in page
    assert "Where does the crew find the bin?" in page
    assert post(clerk, old, typed(old, ON_PAPER)).status_code == 302
    assert Case.objects.get().edition_id == old.hash != newer.hash
