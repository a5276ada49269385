"""The printed form: whole, in both languages, readable by people, by screen readers and by machines."""

import re
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.rooms.council import WEDNESDAY, in_force
from tests.spec.services.shipped import COMPILED, SHIPPED
from tests.worlds.services import World, worlds

from guildhall.channels import SURFACES, paper
from guildhall.channels.paper import Sheet, answered, keyed, sheet
from guildhall.estate.door import council
from guildhall.kernel.journey import Compiled, step
from guildhall.kernel.model import words
from guildhall.kernel.question import Typed
from guildhall.kernel.scope import Circumstances
from guildhall.kernel.walk import walk
from guildhall.serve.desks.paper.codes import code_of
from guildhall.serve.desks.paper.form import form_pdf, plainly

FORMS = [pytest.param(name, language, id=f"{name} in {language}") for name in SHIPPED for language in ("en", "cy")]


def code(service: Compiled, language: str) -> str:
    return code_of(edition=service.service.hash(), service=service.service.id, language=language)


def printed(service: Compiled, language: str, *, large: bool = False) -> PdfReader:
    return PdfReader(BytesIO(form_pdf(service, language, code=code(service, language), large=large)))


@cache
def shipped(name: str, language: str, *, large: bool = False) -> PdfReader:
    """A shipped form, printed once for all these tests."""
    return printed(COMPILED[name], language, large=large)


@cache
def text_on(name: str, language: str) -> str:
    """The text of a shipped form."""
    return text_of(shipped(name, language))


def text_of(reader: PdfReader) -> str:
    return plain("\n".join(page.extract_text() for page in reader.pages))


def plain(text: str) -> str:
    """Text without its line breaks and spaces, which a page may put anywhere."""
    return re.sub(r"\s+", "", text).replace("\xad", "")


# What stands on the form


@pytest.mark.parametrize(("name", "language"), FORMS)
def test_every_question_stands_on_the_form_with_its_number_words_and_letters(name: str, language: str) -> None:
    service = COMPILED[name]
    text = text_on(name, language)
    for each in sheet(service, language).printed():
        assert plain(f"{each.number}. {each.text}") in text
        for said in (each.hint, each.only_if, *each.then):
            assert plain(said or "") in text
        if each.question.purpose:
            assert plain(words(each.question.purpose, language)) in text
        for letter, label in (option for options in each.letters.values() for option in options):
            assert plain(f"{letter} {label}") in text


@pytest.mark.parametrize(("name", "language"), FORMS)
def test_nobody_is_stuck_with_paper_every_other_way_in_stands_on_it(name: str, language: str) -> None:
    service = COMPILED[name]
    text = text_on(name, language)
    channels = service.service.channels
    assert channels.paper
    for way in (channels.paper, channels.phone, channels.counter):
        assert way is None or way.contact is None or plain(words(way.contact, language)) in text
    assert plain(council().telephone) in text
    assert plain(council().name[language]) in text


@pytest.mark.parametrize(("name", "language"), FORMS)
def test_every_page_says_which_form_it_is_and_how_many_there_are(name: str, language: str) -> None:
    service = COMPILED[name]
    pages = printed(service, language).pages
    said = {"en": "Page{n}of{m}", "cy": "Tudalen{n}o{m}"}[language]
    for number, page in enumerate(pages, 1):
        text = plain(page.extract_text())
        assert code(service, language) in text
        assert said.format(n=number, m=len(pages)) in text


@pytest.mark.parametrize(("name", "language"), FORMS)
def test_an_ending_that_comes_early_is_told_on_the_form(name: str, language: str) -> None:
    service = COMPILED[name]
    text = text_on(name, language)
    for outcome in service.early:
        assert plain(words(outcome.title, language).rstrip(".")) in text


def test_a_condition_is_a_sentence_that_names_the_question_by_its_number() -> None:
    said = {each.question.id: each.only_if for each in sheet(COMPILED["missed-bin"], "en").printed()}
    assert said["where-left"] == "Only if you answered “Yes” to question 4."
    assert said["email"] == "Only if you answered “By email” to question 7."


def test_a_question_inside_a_group_has_a_number_of_its_own() -> None:
    text = text_on("house-move", "en")
    assert plain("9c Are they a full-time student? Only if you answered “18 or over” to question 9b.") in text
    assert plain("Person 4") in text
    assert plain("go on with question 9 on another sheet") in text


def test_a_person_who_must_not_be_found_is_told_to_stop_before_writing_an_address() -> None:
    text = text_on("house-move", "en")
    assert text.index(plain("If you answered “Yes” to question 2, stop here.")) < text.index(plain("3. On which day"))


def test_a_declaration_has_room_to_sign_and_an_address_may_be_none() -> None:
    assert plain("Signature") in text_on("resident-parking-permit", "en")
    assert plain("I have no fixed address") in text_on("house-move", "en")
    assert plain("in the envelope with the form") in text_on("resident-parking-permit", "en")


def test_guidance_is_printed_without_its_marks_and_with_the_address_of_each_link() -> None:
    assert plainly("# Before\n\nRead *this* [page](https://example.org/a).\n\n- one\n- two_b") == [
        "Before",
        "Read this page (https://example.org/a).",
        "• one",
        "• two_b",
    ]


# The file


@pytest.mark.parametrize(("name", "language"), FORMS)
def test_the_file_is_tagged_and_names_its_language_and_its_title(name: str, language: str) -> None:
    reader = shipped(name, language)
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 (a PDF value)
    assert root["/Lang"].startswith(language)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 (a PDF value)
    assert reader.metadata
    assert words(SHIPPED[name].title, language) in str(reader.metadata.title)


def test_only_our_own_fonts_are_in_the_file() -> None:
    fonts = {
        font.get_object()["/BaseFont"].split("+")[-1]
        for page in shipped("house-move", "cy").pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    }
    assert fonts == {"SourceSans3-Regular", "SourceSans3-Bold"}


def test_large_print_is_eighteen_point() -> None:
    sizes: dict[float, int] = {}

    def seen(text: str, _cm: Any, matrix: Any, _font: Any, size: float) -> None:
        if text.strip():
            drawn = round(abs(size * matrix[3]), 1)
            sizes[drawn] = sizes.get(drawn, 0) + len(text)

    for page in shipped("missed-bin", "en", large=True).pages:
        page.extract_text(visitor_text=seen)
    assert max(sizes, key=lambda size: sizes[size]) == 18
    assert min(sizes) >= 14


@pytest.mark.parametrize(("name", "language"), FORMS)
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_the_councils_own_box_never_has_a_page_to_itself(name: str, language: str, large: bool) -> None:
    last = plain(shipped(name, language, large=large).pages[-1].extract_text())
    box, before = {"en": ("For the council", "In person"), "cy": ("At ddefnydd y cyngor", "Wyneb yn wyneb")}[language]
    assert plain(box) in last
    assert plain(before) in last


@given(st.text(max_size=40))
@settings(max_examples=15)
def test_whatever_a_definition_says_can_be_printed(text: str) -> None:
    service = SHIPPED["missed-bin"]
    steps = (service.steps[0].model_copy(update={"label": {"en": text, "cy": text}, "help": {"en": text}}),)
    odd = Compiled(service.model_copy(update={"steps": steps + service.steps[1:], "title": {"en": text or "x"}}))
    assert printed(odd, "en").pages


# Fetching it


@pytest.mark.django_db
def test_anybody_may_fetch_the_form_in_either_language_and_in_large_print() -> None:
    live = in_force()
    seen = set()
    for address in ("/en/services/missed-bin/form.pdf", "/cy/gwasanaethau/missed-bin/ffurflen.pdf"):
        for query in ("", "?large"):
            answer = Client().get(address + query)
            assert answer.headers["Content-Type"] == "application/pdf"
            assert live.hash[:6].upper() in text_of(PdfReader(BytesIO(answer.content)))
            seen.add(answer.content)
    assert len(seen) == 4


@pytest.mark.django_db
def test_a_form_that_was_printed_once_is_not_printed_again(django_assert_num_queries: Any) -> None:
    in_force()
    first = Client().get("/en/services/missed-bin/form.pdf").content
    with django_assert_num_queries(0):
        assert Client().get("/en/services/missed-bin/form.pdf").content == first


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/en/services/nothing/form.pdf", "/en/services/%00/form.pdf"])
def test_a_form_of_no_service_is_a_page_that_says_so(address: str) -> None:
    in_force()
    assert Client().get(address).status_code == 404


# Read back


def as_text(held: Typed) -> str:
    return held if isinstance(held, str) else ",".join(held)


@given(worlds())
def test_what_is_keyed_by_number_and_letter_reads_back_to_the_same_answers(world: World) -> None:
    form = sheet(world.service, "en")
    filled, cannot_stand = form.fill(world.answers)
    typed = {name: as_text(held) for name, held in filled.items()}
    assume(not any(held.strip().casefold() in paper.TICKED | {paper.ILLEGIBLE} for held in typed.values()))
    assume(not any("," in each for held in filled.values() if isinstance(held, list) for each in held))
    direct = answered(form, filled) | cannot_stand
    again = answered(form, keyed(form, typed)) | cannot_stand
    assert step(world.service, again, world.around) == step(world.service, direct, world.around)


@pytest.mark.parametrize(("name", "language"), FORMS)
def test_a_clerk_who_has_only_the_paper_reaches_the_same_end_as_the_web(name: str, language: str) -> None:
    """The numbers and letters are found in the text of the PDF itself."""
    service = COMPILED[name]
    text = "\n".join(page.extract_text() for page in printed(service, language).pages)
    form = sheet(service, language)
    for journey in SHIPPED[name].tests:
        typed = by_what_is_printed(form, dict(journey.answers), text, language)
        around = Circumstances(now=WEDNESDAY, channel="paper", actor=journey.actor, facts=journey.facts)
        on_paper = step(service, answered(form, keyed(form, typed)), around)
        web = walk(service, SURFACES["web"], journey.answers, around, language).position
        assert (on_paper.outcome, on_paper.answers, on_paper.fee, on_paper.team) == (
            web.outcome,
            web.answers,
            web.fee,
            web.team,
        ), journey.name


def by_what_is_printed(form: Sheet, answers: dict[str, Any], text: str, language: str) -> dict[str, str]:
    """Key the answers by the numbers and letters that stand on the page, and not by those that the program knows."""
    filled, _cannot_stand = form.fill(answers)
    typed = {}
    for question in form.questions:
        number = re.search(rf"(?m)^\s*(\d+)\.\s*{spaced(form.wording(question))}", text)
        assert number, question.id
        options = {words(each.label, language): each.code for box in question.boxes("line") for each in box.options}
        own = form.name(question)
        for name, held in filled.items():
            if name == own or name.startswith(f"{own}."):
                keyed_as = as_text(held)
                if question.kind in {"choice", "yes-no", "choices"}:
                    chosen = answers[question.id]
                    codes = {_code(each) for each in (chosen if isinstance(chosen, list) else [chosen])}
                    labels = [label for label, code in options.items() if code in codes]
                    keyed_as = " ".join(_letter(text[number.end() :], label) for label in labels)
                typed[number[1] + name.removeprefix(own)] = keyed_as
    return typed


def _letter(text: str, label: str) -> str:
    """The letter that stands before an option's words."""
    found = re.search(rf"(?<!\w)([A-Z]+)\s+{spaced(label)}", text)
    assert found, label
    return found[1]


def spaced(said: str) -> str:
    """A pattern for these words, wherever the page broke them."""
    return r"\s*".join(map(re.escape, plain(said)))


def _code(value: Any) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=30)))
def test_whatever_is_typed_on_the_screen_is_read_without_an_error(typed: dict[str, str]) -> None:
    for service in COMPILED.values():
        form = sheet(service, "en")
        paper.stand(service, answered(form, keyed(form, typed)), Circumstances(now=WEDNESDAY))


@pytest.mark.parametrize(
    ("language", "other"), [("en", "in large print and in Welsh"), ("cy", "mewn print bras ac yn Saesneg")]
)
def test_another_language_is_promised_only_where_the_form_is_printed_in_it(language: str, other: str) -> None:
    both = COMPILED["missed-bin"]
    one = Compiled(both.service.model_copy(update={"languages": (language,)}))
    assert plain(other) in text_on("missed-bin", language)
    alone = text_of(printed(one, language))
    assert plain(other) not in alone
    assert plain({"en": "in large print.", "cy": "mewn print bras."}[language]) in alone


@pytest.mark.parametrize(("name", "language"), FORMS)
def test_nothing_of_the_layouts_own_writing_is_printed(name: str, language: str) -> None:
    text = text_on(name, language)
    assert not [sign for sign in "{}#" if sign in text]
