"""Whatever sort of form it was: what was imported goes the same way on every channel, whatever anybody answers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kernel import test_import_defra, test_import_open_forms, test_import_smart_answers
from tests.kernel.import_world import alike
from tests.kernel.test_import_parity import WORDS, good_answers
from tests.worlds.anything import anything
from tests.worlds.profiles import thorough

from guildhall.kernel.kinds.group import Group
from guildhall.kernel.kinds.repeat import Repeat
from guildhall.kernel.model import Json
from guildhall.kernel.question import Question
from guildhall.kernel.service import Service

IMPORTED: list[Service] = [
    *map(test_import_defra.service, test_import_defra.FORMS),
    *map(test_import_open_forms.service, test_import_open_forms.EXPORTS),
    *map(test_import_smart_answers.service, test_import_smart_answers.FLOWS),
]
MORE_WORDS = (*WORDS, "SU 387 148", "SU12345678", "09:30", "Titanic")


def good(question: Question) -> st.SearchStrategy[Json]:
    """What a person would answer; in a group and in an item, to each question of it."""
    if isinstance(question, Group | Repeat):
        item = st.fixed_dictionaries({}, optional={each.id: good(each) for each in question.steps})
        return st.lists(item, max_size=3) if isinstance(question, Repeat) else item
    return st.sampled_from(MORE_WORDS) if question.kind == "text" else good_answers(question)


@st.composite
def journeys(draw: st.DrawFn, service: Service) -> dict[str, Json]:
    """Answers to an imported form: mostly good ones, some left out, now and then anything."""
    answers: dict[str, Json] = {}
    for question in service.steps:
        mood = draw(st.integers(0, 30))
        if mood:
            answers[question.id] = draw(good(question) if mood > 1 else anything)
    return answers


@pytest.mark.parametrize("service", IMPORTED, ids=lambda service: service.id)
@settings(max_examples=10)
@given(data=st.data())
def test_every_imported_form_goes_alike_on_every_channel(service: Service, data: st.DataObject) -> None:
    alike(service, data.draw(journeys(service)))


@thorough
@given(place=st.integers(0, len(IMPORTED) - 1), data=st.data())
def test_every_imported_form_goes_alike_on_thousands_of_journeys(place: int, data: st.DataObject) -> None:
    alike(IMPORTED[place], data.draw(journeys(IMPORTED[place])))
