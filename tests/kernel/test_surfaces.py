"""What stands on each channel's surface: the names of its boxes, the keys of its options, and what is left blank."""

from datetime import UTC, datetime

import pytest
from tests.worlds.questions import EXTRAS, INNER
from tests.worlds.services import compiled

from guildhall.channels import SURFACES
from guildhall.kernel.journey import step
from guildhall.kernel.model import Json
from guildhall.kernel.scope import Circumstances
from guildhall.kernel.surface import DIGITS, LETTERS, Form, Surface, nth_key

LABEL = {"en": "A question"}
TOY = {
    "id": "toy",
    "title": LABEL,
    "pages": [{"id": "all"}],
    "steps": [
        {"id": "one", "kind": "choice", "label": LABEL, "page": "all", **EXTRAS["choice"][0]},
        {"id": "some", "kind": "choices", "label": LABEL, "page": "all", **EXTRAS["choices"][0]},
        {"id": "people", "kind": "repeat", "label": LABEL, "page": "all", "item": LABEL, "steps": INNER},
        {"id": "born", "kind": "date", "label": LABEL, "page": "all"},
    ],
}
ANSWERS: dict[str, Json] = {"one": "garden", "some": ["general", "2"], "people": [{"two": "a b"}], "born": "2026-03-27"}


def surface(channel: str) -> Surface:
    service = compiled(TOY)
    return SURFACES[channel](service, step(service, {}, Circumstances(datetime(2026, 3, 27, tzinfo=UTC))), "en")


FORMS: dict[str, Form] = {
    "web": {
        "one": "garden", "some": ["general", "2"], "people.0.two": "a b", "born.day": "27", "born.month": "03", "born.year": "2026",
    },
    "phone": {"one": "2", "some": "1 4", "people.0.two": "2", "born": "2026-03-27"},
    "counter": {"one": "B", "some": "A D", "people.0.two": "B", "born": "2026-03-27"},
    "paper": {"1": "B", "2": "A D", "3.0.two": "B", "4": "2026-03-27"},
}  # fmt: skip


@pytest.mark.parametrize("channel", sorted(FORMS))
def test_answers_stand_on_each_channel_by_its_own_names_and_keys(channel: str) -> None:
    laid_out = surface(channel)
    assert laid_out.fill(ANSWERS) == (FORMS[channel], {})
    read = laid_out.read(FORMS[channel])
    assert {name: read[name] for name in ("one", "some", "people")} == {
        name: ANSWERS[name] for name in ("one", "some", "people")
    }


@pytest.mark.parametrize("channel", sorted(SURFACES))
def test_what_is_left_blank_is_read_as_no_answer(channel: str) -> None:
    blank = dict.fromkeys(("one", "some", "people", "born"))
    laid_out = surface(channel)
    assert laid_out.read({}) == blank
    spaces: Form = dict.fromkeys(FORMS.get(channel, {}), "  ")
    assert laid_out.read(spaces) == blank


def test_keys_go_on_after_the_last_letter() -> None:
    assert [nth_key(place, LETTERS) for place in (0, 25, 26, 27, 701, 702, 18277, 18278)] == [
        "A", "Z", "AA", "AB", "ZZ", "AAA", "ZZZ", "AAAA",
    ]  # fmt: skip
    assert [nth_key(place, DIGITS) for place in (0, 8, 9, 10)] == ["1", "9", "10", "11"]
