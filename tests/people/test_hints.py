"""A browser with script hides what does not apply; what applies is never hidden, and nothing else hangs on it."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Locator, Page, expect
from tests.people.hands import choose, moves_within_town
from tests.people.town import MORNING, Town
from tests.worlds.services import CALENDAR, compiled, conditions

from guildhall.kernel import scope
from guildhall.kernel.model import Json
from guildhall.kernel.scope import Circumstances, Scope
from guildhall.serve.pages import Showing, shown_page
from guildhall.serve.pages.composing import Composing

pytestmark = [pytest.mark.browser]

STUDENT, BENEFIT = "full-time student", "Housing Benefit"
SCRIPT = Path("src/guildhall/serve/static/serve/hints.js").resolve()


def about(page: Page, words: str) -> Locator:
    return page.locator("[data-only-if]", has_text=words).first


@pytest.mark.django_db(transaction=True)
def test_whether_a_child_is_a_student_is_out_of_sight_and_comes_back_for_a_grown_up(town: Town) -> None:
    town.at(MORNING)
    vera = town.resident(script=True)
    moves_within_town(vera)
    for words in (STUDENT, BENEFIT):
        expect(about(vera, words)).to_be_hidden()
    choose(vera, "18 or over")
    for words in (STUDENT, BENEFIT):
        expect(about(vera, words)).to_be_visible()
    choose(vera, "Under 16")
    for words in (STUDENT, BENEFIT):
        expect(about(vera, words)).to_be_hidden()


@pytest.mark.full
@pytest.mark.django_db(transaction=True)
def test_with_no_script_every_question_stands_there_with_the_words_that_say_when(town: Town) -> None:
    town.at(MORNING)
    vera = town.resident()
    moves_within_town(vera)
    expect(about(vera, STUDENT)).to_be_visible()
    expect(about(vera, STUDENT)).to_contain_text("Only if you answered")


CHOICES = [{"id": f"s{each}", "kind": "choice"} for each in range(3)]
CODES = ("abc", "two words", "garden")
WORDS = {"en": "Some words", "cy": "Rhyw eiriau"}


@pytest.fixture(scope="module")
def sheet(browser: Browser) -> Iterator[Page]:
    """One page for many questions."""
    page = browser.new_page()
    yield page
    page.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    condition=conditions(CHOICES),
    given_=st.fixed_dictionaries({}, optional={each["id"]: st.sampled_from(CODES) for each in CHOICES}),
)
def test_what_applies_is_never_hidden(sheet: Page, condition: dict[str, Json], given_: dict[str, Json]) -> None:
    service = compiled(_asking(condition))
    around = Circumstances(datetime(2026, 3, 27, 9, 0, tzinfo=UTC), calendar=CALENDAR)
    rules = {rule.id: rule.when for rule in service.service.rules}
    asked = service.steps["all"].inner()[-1]
    assert asked.show_when is not None
    applies = scope.compiled(asked.show_when, rules)(Scope(around, dict(given_), set(given_)))
    pieces = dict(Composing(service, "en").pieces())
    sheet.set_content(shown_page(pieces, Showing("en", "all", ["all"], csrf="", back="")))
    sheet.add_script_tag(path=SCRIPT)
    for step, code in given_.items():
        sheet.locator(f"input[name='all.{step}'][value='{code}']").check()
    place = sheet.locator("[data-only-if]")
    if applies and place.count():  # the script has done its work when a press returns
        assert place.is_visible()
    if place.count() and _asks_of_choices_alone(condition) and applies is False:
        assert place.is_hidden()


def _asks_of_choices_alone(condition: Mapping[str, Json]) -> bool:
    """Whether it is one plain comparison, which a browser can tell."""
    return "answer" in condition and not condition.keys().isdisjoint({"is", "isOneOf"})


def _asking(condition: Mapping[str, Json]) -> dict[str, Json]:
    options = [{"code": code, "label": {"en": f"The words {code}", "cy": f"Y geiriau {code}"}} for code in CODES]
    inner: list[Json] = [
        {"id": each["id"], "kind": "choice", "required": False, "label": WORDS, "options": options} for each in CHOICES
    ]
    inner.append({"id": "last", "kind": "text", "required": False, "label": WORDS, "showWhen": dict(condition)})
    return {
        "id": "toy",
        "version": 1,
        "title": WORDS,
        "languages": ["en", "cy"],
        "rules": [
            {"id": f"r{each}", "when": {"answer": "s0", "is": CODES[each]}, "sentence": WORDS} for each in (0, 1)
        ],
        "steps": [{"id": "all", "kind": "group", "label": WORDS, "steps": inner}],
        "outcomes": [{"id": "sent", "kind": "submit", "title": WORDS}],
    }
