"""The code on a form leads to the very edition and language that it was printed in, however it is typed."""

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise, takewhile

import pytest
import segno
from django.test import Client
from pypdf import PdfReader
from pypdf.generic import ContentStream
from tests.rooms.council import in_force
from tests.rooms.paperwork import ON_PAPER, code, opens_the_post, post, said, typed

from guildhall.channels.paper import sheet
from guildhall.kernel.canonical import canonical_json
from guildhall.serve.desks.paper.codes import edition_of
from guildhall.serve.desks.paper.form import form_pdf
from guildhall.serve.models import Case
from guildhall.serve.publishing.editions import NotPublished

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def clerk() -> Client:
    return opens_the_post()


def test_the_code_leads_to_the_very_edition_and_language_of_the_form() -> None:
    live = in_force()
    assert edition_of(code(live, "cy")) == (live, "cy")


def modules_printed(pdf: bytes) -> list[list[int]]:
    """The squares of the picture on a form's first page, dark ones as 1: it is drawn as strokes along the middle of each row."""
    reader = PdfReader(BytesIO(pdf))
    operations = iter(ContentStream(reader.pages[0].get_contents(), reader).operations)
    next(what for _, what in operations if what == b"W")  # the picture begins where drawing is kept within its frame
    inside = takewhile(lambda operation: operation[1] != b"S", operations)
    drawn = [(what, [float(each) for each in where]) for where, what in inside if what in {b"m", b"l"}]
    strokes = [(a, b) for (_, a), (what, b) in pairwise(drawn) if what == b"l" and a[1] == b[1] and a[1] % 1 == 0.5]
    dark = {(int(a[1]), x) for a, b in strokes for x in range(round(a[0]), round(b[0]))}
    across = range(min(x for _, x in dark), max(x for _, x in dark) + 1)
    return [[int((y, x) in dark) for x in across] for y in sorted({y for y, _ in dark})]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_picture_to_photograph_is_the_very_code_that_stands_under_it(language: str) -> None:
    live = in_force()
    own = code(live, language)
    drawn = modules_printed(form_pdf(live.compiled, language, code=own))
    assert drawn == [list(row) for row in segno.make(own, error="q", micro=False).matrix]
    assert drawn != [list(row) for row in segno.make(code(live, "cy" if language == "en" else "en"), error="q").matrix]


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
