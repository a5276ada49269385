"""Promises about words: a copy tells people what we hold in their own language and in no code; and what is made anonymous says nothing."""

from typing import get_args

import pytest
from tests.rooms.acquainted import ASHA
from tests.rooms.council import WEDNESDAY
from tests.rooms.privacy_world import held_of_vera

from guildhall.estate.door import words
from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.kernel.clocks import local
from guildhall.people import door
from guildhall.people.bases import Basis
from guildhall.serve.casework import cases
from guildhall.serve.demo.places import open_places
from guildhall.serve.models import Case
from guildhall.serve.places import post
from guildhall.serve.places.appointments import book, times
from guildhall.serve.places.expected import Purpose, Whom
from guildhall.serve.places.known import place
from guildhall.serve.privacy import retention
from guildhall.serve.privacy.erasing import Why, anonymise_case
from guildhall.serve.privacy.gathering import held_about

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]
CODES = [
    *(f"need-{each}" for each in door.NEEDS),
    *(f"basis-{each}" for each in get_args(Basis)),
    *(f"way-{each}" for each in ("email", "phone", "post", "sms", "web", "counter", "paper", "api", "visit")),
    *(f"kind-{each}" for each in ("fixed", "none", "refuge", "unknown")),
]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_code_of_a_person_has_words(language: str) -> None:
    for code in CODES:
        assert words("serve").say(f"held-{code}", language)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", {"Polish", "An interpreter", "By telephone", "No", "Nowhere fixed", "Somebody acts for you", "It was agreed to"}),
        ("cy", {"Pwyleg", "Cyfieithydd", "Dros y ffôn", "Nac ydy", "Heb gartref sefydlog", "Mae rhywun yn gweithredu drosoch chi"}),
    ],
)  # fmt: skip
def test_a_copy_says_what_she_needs_and_who_acts_for_her_in_plain_words(language: str, told: set[str]) -> None:
    vera = door.register(name="Vera Lind", phone="01632 960101", lives={"noFixedAddress": True}, at=WEDNESDAY)
    door.mark_contact(reference=vera, kind="phone", safe=False)
    door.needs(reference=vera, code="interpreter", language="pl", actor=ASHA, at=WEDNESDAY)
    door.protect(reference=vera, actor=ASHA, at=WEDNESDAY)
    library = door.register(kind="organisation", name="Westmere Library")
    door.represent(
        principal=vera,
        agent=library,
        basis="consent",
        powers=("hear",),
        scope=("service/missed-bin",),
        wording="I agree that they tell you.",
        language="en",
        channel="web",
        actor=ASHA,
        at=WEDNESDAY,
    )
    said = {text for each in held_about(parties=[vera], language=language) for _label, text in each.said}
    assert told <= said
    assert not said & {"pl", "interpreter", "phone", "no", "yes", "none", "for-you", "consent"}


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", {"The Guildhall", "British Sign Language", "Westmere Library", "18 November 2026"}),
        ("cy", {"Neuadd y Dref", "Iaith Arwyddion Prydain", "Llyfrgell Westmere", "18 Tachwedd 2026"}),
    ],
)
def test_a_copy_says_when_and_where_she_is_expected_and_where_her_letters_wait(language: str, told: set[str]) -> None:
    open_places(at=WEDNESDAY)
    vera = door.register(name="Vera Lind", at=WEDNESDAY)
    guildhall, library = (place(slug=each, at=WEDNESDAY) for each in ("the-guildhall", "westmere-library"))
    purpose = Purpose(need="bsl")
    _day, openings = times(place=guildhall, purpose=purpose, at=WEDNESDAY, days=1)[0]
    starts = openings[0][0]
    whom = Whom(party=vera)
    book(place=guildhall, starts_at=starts, whom=whom, purpose=purpose, channel="phone", actor=ASHA, at=WEDNESDAY)
    held = post.hold(party=vera, place=library, actor=ASHA, at=WEDNESDAY)
    post.came(holding=held.id, place=library, language="en", actor=ASHA, at=WEDNESDAY)
    said = {text for each in held_about(parties=[vera], language=language) for _label, text in each.said}
    assert told <= said
    assert any(f", {local(starts):%-H:%M}" in each for each in said)


def test_what_is_made_anonymous_keeps_where_on_the_map_and_no_word_that_was_written() -> None:
    hole = held_of_vera().recent
    where = {"description": "By Vera's gate, ask for Vera Lind", "lat": "54.771000", "lon": "-1.575000"}
    row = Case.objects.get(id=hole.id)
    answers = read_json(row.answers)
    [step] = [name for name, value in answers.items() if isinstance(value, dict) and "description" in value]
    Case.objects.filter(id=hole.id).update(answers=canonical_json(answers | {step: where}))
    assert anonymise_case(case=hole.id, why=Why("request", "needed"), actor=retention.HOUSE, at=WEDNESDAY)
    left = cases.find(reference=hole.reference).answers
    assert left[step] == {"lat": "54.771000", "lon": "-1.575000"}
    assert "Vera" not in canonical_json(dict(left))


def test_a_place_that_was_only_described_is_not_kept() -> None:
    hole = held_of_vera().recent
    answers = read_json(Case.objects.get(id=hole.id).answers)
    [step] = [name for name, value in answers.items() if isinstance(value, dict) and "description" in value]
    only = canonical_json(answers | {step: {"description": "By Vera's gate"}})
    Case.objects.filter(id=hole.id).update(answers=only)
    assert anonymise_case(case=hole.id, why=Why("request", "needed"), actor=retention.HOUSE, at=WEDNESDAY)
    assert step not in cases.find(reference=hole.reference).answers
