"""What each kind of question makes of an answer: the form in which it counts, or the code with which it is refused."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worlds.anything import NASTY, anything, very_deep
from tests.worlds.questions import EXTRAS, GOOD, GOOD_ITEMS, Definition, answers_to, questions

from guildhall.channels.api import pointer
from guildhall.channels.paper import sheet
from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.journey import Compiled, step
from guildhall.kernel.kinds import KINDS
from guildhall.kernel.model import Json
from guildhall.kernel.question import AllRefused, Question, Refused
from guildhall.kernel.scope import Circumstances, Scope
from guildhall.kernel.service import Service

AROUND = Circumstances(datetime(2026, 3, 27, 12, tzinfo=UTC))
LONG = "9" * 5000
HOME = {"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"}


def question(kind: str, **extra: Any) -> Question:
    """A question of a kind, with its first extras from the worlds unless others are given."""
    return made({"id": "q", "kind": kind, "label": {"en": "A question"}, **EXTRAS[kind][0], **extra})


def made(definition: Definition) -> Question:
    return Service.model_validate({"id": "toy", "title": {"en": "A toy"}, "steps": [definition]}).steps[0]


def settled(asked: Question, value: Json) -> Json:
    """What counts, or the codes of what is refused, each after an exclamation mark."""
    try:
        return asked.settle(value, Scope(AROUND))
    except AllRefused as several:
        return [f"!{each.step}:{each.code}" for each in several.refusals]
    except Refused as refused:
        return f"!{refused.code}"


EXAMPLES: list[tuple[str, dict[str, Any], Json, Json]] = [
    ("text", {}, "  two\n words ", "two words"),
    ("text", {}, 12, "12"),
    ("text", {}, "bell\x07 and half \ud800", "bell and half"),
    ("text", {}, "\x00", "!missing"),
    ("text", {}, True, "!wrong-type"),
    ("text", {}, ["a"], "!wrong-type"),
    ("text", {}, 0.1, "!wrong-type"),
    ("text", {}, 10**5000, "!wrong-type"),
    ("text", {"maxLength": 3}, "four", "!too-long"),
    ("text", {"minLength": 3}, "to", "!too-short"),
    ("text", {"maxWords": 1}, "two words", "!too-many-words"),
    ("text", {"pattern": "^[a-z]+$"}, "abc", "abc"),
    ("text", {"pattern": "^[a-z]+$"}, "ABC", "!wrong-form"),
    ("text", {"pattern": "^(?!no)[a-z]+$"}, "now", "!wrong-form"),
    ("text", {"required": False}, " ", None),
    ("long-text", {}, " One.\r\nTwo. ", "One.\nTwo."),
    ("long-text", {"maxLength": 3}, "four", "!too-long"),
    ("long-text", {"maxWords": 2}, "one two three", "!too-many-words"),
    ("whole-number", {}, 4, 4),
    ("whole-number", {}, " 1,000 ", 1000),
    ("whole-number", {}, "-3", -3),
    ("whole-number", {}, Decimal("4.0"), 4),
    ("whole-number", {}, Decimal("1E+2"), 100),
    ("whole-number", {}, "٣", 3),
    ("whole-number", {}, "²", "!not-a-number"),
    ("whole-number", {}, "2.5", "!not-whole"),
    ("whole-number", {}, "four", "!not-a-number"),
    ("whole-number", {}, "NaN", "!not-a-number"),
    ("whole-number", {}, "sNaN", "!not-a-number"),
    ("whole-number", {}, "1_000", "!not-a-number"),
    ("whole-number", {}, LONG, "!not-whole"),
    ("whole-number", {}, 10**30, "!not-whole"),
    ("whole-number", {}, True, "!wrong-type"),
    ("whole-number", {"atLeast": 1}, 0, "!too-small"),
    ("whole-number", {"atLeast": 1}, 1, 1),
    ("whole-number", {"atMost": 9}, 10, "!too-large"),
    ("whole-number", {"atMost": 9}, 9, 9),
    ("whole-number", {"atMost": {"answer": "unknown"}}, 10, 10),
    ("decimal", {}, "2.50", Decimal("2.50")),
    ("decimal", {}, Decimal("0.1"), Decimal("0.1")),
    ("decimal", {}, "3.0", 3),
    ("decimal", {}, Decimal("1E+2"), 100),
    ("decimal", {}, "1e2", "!not-a-number"),
    ("decimal", {"places": 2}, "2.505", "!too-many-places"),
    ("decimal", {"places": 2}, "2.500", Decimal("2.500")),
    ("decimal", {"places": 14}, "999999999999999.000000000000001", "!too-many-places"),
    ("decimal", {"atLeast": Decimal("0.5")}, "0.4", "!too-small"),
    ("decimal", {"atMost": 2}, "2.01", "!too-large"),
    ("decimal", {}, 0.1, "!wrong-type"),
    ("money", {}, 1250, 1250),
    ("money", {}, "£1,250", 125000),
    ("money", {}, "12.50", 1250),
    ("money", {}, "12.5", "!not-money"),
    ("money", {}, -1, "!not-money"),
    ("money", {}, 10**15, "!not-money"),
    ("money", {"atLeast": 100}, 99, "!too-small"),
    ("money", {"atMost": 100}, "1.01", "!too-large"),
    ("date", {}, "2026-03-27", "2026-03-27"),
    ("date", {}, "27/3/2026", "2026-03-27"),
    ("date", {}, "27 March 2026", "2026-03-27"),
    ("date", {}, "27 Mawrth 2026", "2026-03-27"),
    ("date", {}, "27 Mar 2026", "2026-03-27"),
    ("date", {}, "27/3/2026/", "2026-03-27"),
    ("date", {}, "٢٠٢٦-٠٣-٢٧", "2026-03-27"),
    ("date", {}, "29 2 2024", "2024-02-29"),
    ("date", {}, "29 2 2026", "!not-a-date"),
    ("date", {}, "² 3 2026", "!not-a-date"),
    ("date", {}, "27 3 26", "!not-a-date"),
    ("date", {}, "27 3 202", "!not-a-date"),
    ("date", {}, "27 3", "!not-a-date"),
    ("date", {}, "1 1 99999999999999999999999", "!not-a-date"),
    ("date", {}, "1 1 " + LONG, "!not-a-date"),
    ("date", {"precision": "month"}, "3 2026", "2026-03"),
    ("date", {"precision": "month"}, "2026-03", "2026-03"),
    ("date", {"precision": "month"}, "2026-03-27", "!not-a-date"),
    ("date", {"precision": "month"}, "1 3 2026", "!not-a-date"),
    ("date", {"notAfter": {"today": True}}, "2026-03-28", "!too-late"),
    ("date", {"notAfter": {"today": True}}, "2026-03-27", "2026-03-27"),
    ("date", {"notBefore": {"today": True, "minus": {"workingDays": 5}}}, "2026-03-19", "!too-early"),
    ("date", {"notBefore": {"today": True, "minus": {"workingDays": 5}}}, "2026-03-20", "2026-03-20"),
    ("date", {"notBefore": "someday"}, "2026-03-20", "!too-early"),
    ("yes-no", {}, True, True),
    ("yes-no", {}, "No", False),
    ("yes-no", {}, "perhaps", "!not-yes-or-no"),
    ("yes-no", {}, 1, "!not-yes-or-no"),
    ("choice", {}, "garden", "garden"),
    ("choice", {}, 2, "2"),
    ("choice", {}, "Garden waste", "!not-an-option"),
    ("choice", {}, ["garden"], "!wrong-type"),
    ("choices", {}, ["garden", "general", "garden"], ["general", "garden"]),
    ("choices", {}, "garden", ["garden"]),
    ("choices", {}, ["a,b"], "!not-an-option"),
    ("choices", {}, [None, "garden"], "!wrong-type"),
    ("choices", {}, ["none", "garden"], "!exclusive"),
    ("choices", {"atMost": 1}, ["general", "garden"], "!too-many"),
    ("choices", {}, [], "!missing"),
    ("name", {}, " Ieuan  ap Siôn ", "Ieuan ap Siôn"),
    ("name", {}, "x" * 201, "!too-long"),
    ("address", {}, {"line1": "4 Mill Lane", "postcode": "zz12ab"}, {"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"}),
    ("address", {}, {"addressLine1": "4 Mill Lane", "postcode": "ZZ1 2AB"}, {"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"}),
    ("address", {}, "4 Mill Lane, Elverdon, ZZ1 2AB", {"line1": "4 Mill Lane", "line2": "Elverdon", "postcode": "ZZ1 2AB"}),
    ("address", {}, {"uprn": 10001}, {"uprn": "10001"}),
    ("address", {}, {"uprn": "١٢"}, "!not-a-uprn"),
    ("address", {}, {"noFixedAddress": True}, {"noFixedAddress": True}),
    ("address", {}, {"noFixedAddress": "yes", "near": "the station"}, {"noFixedAddress": True, "near": "the station"}),
    ("address", {}, HOME | {"noFixedAddress": False}, HOME),
    ("address", {}, {"noFixedAddress": "perhaps"}, "!wrong-type"),
    ("address", {}, {"noFixedAddress": True, "line1": "4 Mill Lane"}, "!fixed-and-not"),
    ("address", {"fixedOnly": True}, {"noFixedAddress": True}, "!must-be-fixed"),
    ("address", {}, {"line1": "4 Mill Lane"}, "!no-postcode"),
    ("address", {"postcodeRequired": False}, {"line1": "4 Mill Lane"}, {"line1": "4 Mill Lane"}),
    ("address", {}, {"line1": "4 Mill Lane", "postcode": "nowhere"}, "!not-a-postcode"),
    ("address", {}, {"line1": "4 Mill Lane", "postcode": "ZZ١ 2AB"}, "!not-a-postcode"),
    ("address", {}, {"postcode": "ZZ1 2AB"}, "!no-first-line"),
    ("address", {}, {"line1": "x" * 201, "postcode": "ZZ1 2AB"}, "!too-long"),
    ("address", {}, {"planet": "Mars"}, "!wrong-type"),
    ("address", {"required": False}, {"noFixedAddress": False}, None),
    ("email", {}, " vera@example.org ", "vera@example.org"),
    ("email", {}, "vera@example", "!not-an-email"),
    ("email", {}, "vera..lind@example.org", "!not-an-email"),
    ("email", {}, "a@" + "b" * 64 + ".org", "!not-an-email"),
    ("telephone", {}, "01632  960 001", "01632 960 001"),
    ("telephone", {}, "12", "!not-a-telephone"),
    ("telephone", {}, "ring me on 01632 960 001 but not before nine", "!not-a-telephone"),
    ("vehicle-registration", {}, "ab12 cde", "AB12CDE"),
    ("vehicle-registration", {}, "ABCDEFG", "!not-a-registration"),
    ("national-insurance", {}, "ab 12 34 56 c", "AB123456C"),
    ("national-insurance", {}, "GB123456C", "!not-national-insurance"),
    ("national-insurance", {}, "AB١٢٣٤٥٦C", "!not-national-insurance"),
    ("place", {}, "By the stop", {"description": "By the stop"}),
    ("place", {}, {"lat": "54.77", "lon": Decimal("-1.57")}, {"lat": Decimal("54.770000"), "lon": Decimal("-1.570000")}),
    ("place", {}, {"lat": 54, "lon": "east"}, "!not-a-position"),
    ("place", {}, {"lat": "NaN", "lon": "NaN"}, "!not-a-position"),
    ("place", {}, {"lat": 54}, "!not-a-position"),
    ("place", {}, {"lat": 10, "lon": 0}, "!not-a-position"),
    ("place", {}, {"description": "x" * 1001}, "!too-long"),
    ("place", {}, {"what": "3 words"}, "!wrong-type"),
    ("evidence", {}, ["file-1"], {"files": ["file-1"]}),
    ("evidence", {}, {"later": True}, "!not-later"),
    ("evidence", {"later": True}, {"later": "yes"}, {"later": True}),
    ("evidence", {"later": True}, {"later": True, "files": ["file-1"]}, "!files-and-later"),
    ("evidence", {"later": True}, {"later": "perhaps"}, "!wrong-type"),
    ("evidence", {"required": False}, {"later": False}, None),
    ("evidence", {"atMost": 1}, ["file-1", "file-2"], "!too-many"),
    ("declaration", {}, "yes", True),
    ("declaration", {}, False, "!missing"),
    ("declaration", {"required": False}, "no", None),
    ("declaration", {}, "perhaps", "!wrong-type"),
    ("group", {}, {"one": "Ann", "two": "general", "day": "2026-01-31"}, {"one": "Ann", "two": "general"}),
    ("group", {}, {"two": "neither"}, ["!one:missing", "!two:not-an-option"]),
    ("group", {}, {"three": 3}, "!wrong-type"),
    ("group", {"required": False}, {}, None),
    ("repeat", {}, [GOOD_ITEMS[0], {}], [{"one": "Ann", "two": "general"}]),
    ("repeat", {}, [GOOD_ITEMS[0], {"one": "Bo"}], ["!1.two:missing"]),
    ("repeat", {"atLeast": 2}, [GOOD_ITEMS[0]], "!too-few"),
    ("repeat", {"atMost": 1}, list(GOOD_ITEMS), "!too-many"),
    ("repeat", {"atMost": 1}, [GOOD_ITEMS[0]], [GOOD_ITEMS[0]]),
    ("repeat", {}, [], "!missing"),
    ("repeat", {}, "Ann", "!wrong-type"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "extra", "value", "expected"), EXAMPLES, ids=[f"{each[0]}-{place}" for place, each in enumerate(EXAMPLES)]
)
def test_each_kind_keeps_an_answer_in_one_form_or_says_why_not(
    kind: str, extra: dict[str, Any], value: Json, expected: Json
) -> None:
    assert settled(question(kind, **extra), value) == expected


def test_every_kind_has_examples_of_what_counts_and_what_does_not() -> None:
    counts = {kind for kind, _, _, expected in EXAMPLES if not str(expected).startswith(("!", "['!"))}
    refused = {kind for kind, _, _, expected in EXAMPLES if str(expected).startswith(("!", "['!"))}
    assert counts == refused == set(KINDS) == set(EXTRAS) == set(GOOD)


@pytest.mark.parametrize(
    ("kind", "extra", "value", "box"),
    [
        ("address", {}, {"line1": "4 Mill Lane", "postcode": "nowhere"}, "postcode"),
        ("address", {}, {"postcode": "ZZ1 2AB"}, "line1"),
        ("address", {}, {"line1": "4 Mill Lane", "town": "x" * 201, "postcode": "ZZ1 2AB"}, "town"),
        ("address", {}, {"line1": "4 Mill Lane", "noFixedAddress": True}, "noFixedAddress"),
        ("address", {}, {}, ""),
        ("date", {}, "32 1 2026", "day"),
        ("date", {}, "31 2 2026", "day"),
        ("date", {}, "1 13 2026", "month"),
        ("date", {}, "? 1 2026", "day"),
        ("date", {}, "1 1 26", "year"),
        ("date", {}, "1 13 26", ""),
        ("date", {}, "soon", ""),
        ("place", {}, {"lat": "51.5", "lon": "east"}, "lon"),
    ],
)
def test_a_refusal_names_the_one_box_that_is_wrong(kind: str, extra: Definition, value: Json, box: str) -> None:
    with pytest.raises(Refused) as refused:
        question(kind, **extra).settle(value, Scope(AROUND))
    assert refused.value.box == box


def test_the_box_is_told_of_a_part_inside_an_item_and_has_its_place_on_every_surface() -> None:
    home = {"id": "home", "kind": "address", "label": {"en": "Home"}}
    person = {"id": "people", "kind": "repeat", "label": {"en": "People"}, "item": {"en": "Person"}, "steps": [home]}
    service = Compiled(Service.model_validate({"id": "toy", "title": {"en": "A toy"}, "steps": [person]}))
    (refusal,) = step(service, {"people": [{"home": HOME}, {"home": HOME | {"postcode": "nowhere"}}]}, AROUND).refusals
    assert (refusal.step, refusal.box) == ("people.1.home", "postcode")
    assert sheet(service, "en").place(refusal) == "1.1.home.postcode"
    assert pointer(service, refusal) == "/people/1/home/postcode"


def test_every_refusal_is_worded_in_english_and_welsh() -> None:
    for kind in sorted(KINDS):
        asked = question(kind)
        for code in {"missing", "wrong-type", *asked.refusals}:
            refusal = asked.refusal(Refused(code, most=1, least=1, limit={"en": "x"}, places=1, option={"en": "x"}))
            assert refusal.said("en"), (kind, code)
            assert refusal.said("cy"), (kind, code)
            assert refusal.said("en") != refusal.said("cy"), (kind, code)
            assert "{" not in refusal.said("en") + refusal.said("cy"), (kind, code)


def laws_hold_for(asked: Question, value: Json) -> None:
    """Settling is total, settled answers stay as they are, and boxes lose nothing."""
    counts = settled(asked, value)
    for style in ("parts", "line"):
        try:
            typed = asked.write(value, style)
        except Refused:
            continue
        assert settled(asked, asked.read(typed)) == counts
    if counts is None or "!" in str(counts):
        return
    assert settled(asked, counts) == counts
    canonical_json(counts)
    jsonschema.validate(counts, asked.as_schema())
    assert asked.shown(counts, "en")
    assert asked.shown(counts, "cy")


@given(st.data())
def test_an_answer_put_into_boxes_and_read_again_counts_alike(data: st.DataObject) -> None:
    definition = data.draw(questions("q"))
    laws_hold_for(made(definition), data.draw(answers_to(definition, careful=False)))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_answer_however_strange_breaks_a_question(kind: str) -> None:
    for extra in EXTRAS[kind]:
        asked = question(kind, **extra)
        for value in [
            *NASTY,
            *GOOD[kind],
            10**5000,
            very_deep(),
            {"line1": very_deep()},
            0.1,
            float("nan"),
            b"bytes",
            object(),
        ]:
            laws_hold_for(asked, value)


@given(
    st.sampled_from(sorted(KINDS)),
    st.dictionaries(
        st.sampled_from(["", "day", "one", "0.one", "files", "x"]),
        st.one_of(anything.map(str), st.lists(st.text(max_size=3), max_size=2)),
        max_size=3,
    ),
)
def test_whatever_stands_in_the_boxes_can_be_read(kind: str, typed: dict[str, Any]) -> None:
    asked = question(kind)
    settled(asked, asked.read(typed))


def test_a_pattern_that_backtracks_cannot_be_used_to_stop_the_service() -> None:
    assert settled(question("text", pattern="^(a+)+$"), "a" * 400 + "!") == "!wrong-form"
