"""An export of Open Forms becomes a definition: its steps, components and rules are carried over, and what is lost is named."""

import json
import random
import sys
import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from tests.kernel.import_world import FIXTURES, HUNDRED, SHARED, alike, broken, lines_of_refusal, loaded

from guildhall.catalogue.importing import ARCHIVES, READERS, Imported, NotThatForm
from guildhall.catalogue.importing.open_forms_logic import Field, Logic
from guildhall.catalogue.importing.xgov_conditions import Unclear
from guildhall.kernel.model import Json
from guildhall.kernel.service import Service

HALL = FIXTURES / "open_forms" / "rent-a-hall.json"
LICENCE = SHARED / "open-forms" / "logic_rules_2.zip"
QUESTION = SHARED / "open-forms" / "simple_form_2.zip"
EXPORTS = [path for path in (HALL, LICENCE, QUESTION) if path.exists()]
if LICENCE not in EXPORTS:
    sys.stderr.write("The exports of Open Forms are not here: only our own is tried.\n")


def zipped(parts: Mapping[str, Json]) -> bytes:
    """Parts in an archive: JSON, or text that is none."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part if isinstance(part, str) else json.dumps(part))
    return held.getvalue()


def parts(path: Path) -> dict[str, Json]:
    if path.suffix == ".json":
        return dict(json.loads(path.read_text(encoding="utf-8")))
    with zipfile.ZipFile(path) as archive:
        return {name: json.loads(archive.read(name)) for name in archive.namelist()}


@cache
def imported(path: Path) -> Imported:
    archive = path.read_bytes() if path.suffix == ".zip" else zipped(parts(path))
    return READERS["open-forms"](BytesIO(archive), service=path.stem)


@cache
def service(path: Path) -> Service:
    return loaded(imported(path))


def steps() -> Mapping[str, Json]:
    return {step["id"]: step for step in imported(HALL).definition["steps"]}


def lost(name: str) -> list[str]:
    return [loss.reason for loss in imported(HALL).losses if loss.name == name]


def components(held: Json) -> list[str]:
    """The keys of all components, those inside others too."""
    inner = held.values() if isinstance(held, dict) else held if isinstance(held, list) else ()
    own = [held["key"]] if isinstance(held, dict) and {"key", "type"} <= held.keys() else []
    return own + [key for each in inner for key in components(each)]


def test_what_is_read_is_an_archive() -> None:
    assert "open-forms" in ARCHIVES


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.stem)
def test_every_component_of_an_export_is_a_step_or_words_or_is_named_as_lost(path: Path) -> None:
    definition = imported(path).definition
    found = {step["id"] for step in definition["steps"]}
    found |= {each["id"] for step in definition["steps"] for each in step.get("steps", [])}
    found |= {loss.name for loss in imported(path).losses}
    said = json.dumps(definition, default=str, ensure_ascii=False)
    for key in components(parts(path)["formDefinitions.json"]):
        assert key in found | {"kolommen", "tejong", "welkom", "content"} or key in said


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.stem)
def test_steps_stand_in_their_order_and_keep_their_names(path: Path) -> None:
    ordered = sorted(parts(path)["formSteps.json"], key=lambda step: step["index"])
    assert [page.source for page in service(path).pages] == [step["slug"] for step in ordered]


def test_each_kind_of_component_becomes_its_kind_of_question() -> None:
    kinds = {name: step["kind"] for name, step in steps().items()}
    assert kinds == {
        "naam": "text", "email": "email", "tel": "repeat", "geboren": "date", "akkoord": "declaration", "soort": "choice",
        "extra": "choices", "zaal": "choice", "gasten": "whole-number", "budget": "money", "wensen": "long-text",
        "hoe-laat": "text", "helpers": "repeat", "adres": "group", "plan": "evidence", "vreemd": "text",
    }  # fmt: skip


def test_limits_and_own_messages_are_carried_over() -> None:
    found = steps()
    assert (found["naam"]["maxLength"], found["naam"]["pattern"], found["naam"]["sensitivity"]) == (
        40,
        "^(?:[A-Z].*)$",
        "personal",
    )
    assert found["naam"]["messages"] == {"missing": {"nl": "Vul uw naam in", "en": "Write your name"}}
    assert (found["geboren"]["notAfter"], found["geboren"]["notBefore"]["minus"]) == ({"today": True}, {"months": 1440})
    assert (found["gasten"]["atLeast"], found["gasten"]["atMost"], found["budget"]["atLeast"]) == (1, 200, 1000)
    assert (found["helpers"]["item"], found["helpers"]["atMost"], found["extra"]["atMost"]) == ({"nl": "Helper"}, 3, 2)
    assert "required" not in found["naam"]
    assert found["extra"]["required"] is False


def test_words_stand_in_each_language_that_the_form_has() -> None:
    assert service(HALL).languages == ("nl", "en")
    assert service(HALL).title == {"nl": "Zaal huren", "en": "Rent a hall"}
    assert steps()["soort"]["options"][0]["label"] == {"nl": "Bruiloft", "en": "Wedding"}
    first = service(HALL).pages[0]
    assert first.guidance == {"nl": "Vraag het **op tijd**.\n\nWelkom", "en": "Ask early."}


def test_the_language_may_be_given() -> None:
    found = READERS["open-forms"](BytesIO(zipped(parts(HALL))), service="x", language="en")
    assert found.definition["title"] == {"en": "Rent a hall"}


def test_a_rule_shows_what_was_hidden_and_hides_what_was_shown() -> None:
    party = {"answer": "akkoord", "answered": True}
    birthday = {"answer": "soort", "isOneOf": ["verjaardag", "jubileum"]}
    assert steps()["hoe-laat"]["showWhen"] == {"all": [party, birthday]}
    otherwise = {"any": [{"not": birthday}, {"answer": "soort", "answered": False}]}
    assert steps()["budget"]["showWhen"] == {"all": [party, otherwise]}


def test_a_component_may_say_itself_when_it_is_shown_inside_an_item_too() -> None:
    assert steps()["wensen"]["showWhen"]["all"][1] == {"answer": "extra", "contains": "bar"}
    inner = {each["id"]: each for each in steps()["helpers"]["steps"]}
    assert list(inner) == ["naam-2", "rol", "gerecht"]
    assert inner["gerecht"]["showWhen"] == {"answer": "rol", "is": "kok"}


def test_a_step_that_a_rule_passes_over_is_asked_only_otherwise() -> None:
    assert steps()["soort"]["showWhen"] == {"answer": "akkoord", "answered": True}
    walked = alike(service(HALL), {"naam": "Ann", "email": "ann@example.org", "geboren": "1990-01-02"})
    assert (walked["outcome"], walked["asked"]) == ("sent", ["naam", "email", "tel", "geboren", "akkoord"])


def test_where_nobody_may_go_on_the_journey_ends_with_the_words_that_say_why() -> None:
    walked = alike(service(HALL), {"naam": "Ann", "email": "ann@example.org", "geboren": "2015-01-02"})
    assert walked["outcome"] == "stopped"
    stopped = service(HALL).outcomes[0]
    assert (stopped.kind, stopped.next) == ("exit", {"nl": "U moet 18 jaar zijn."})
    assert [outcome.id for outcome in service(HALL).outcomes] == ["stopped", "stopped-2", "sent"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Nog een", "a second form in the archive: only the first is read"),
        ("slot", "what stands on it is not in the archive"),
        ("slot", "it is passed over, and no rule brings it back: it is never asked"),
        ("hoe.laat", "its key cannot stand as a code, or stands twice: it is hoe-laat"),
        ("naam", "it is filled in from haalcentraal"),
        ("naam", "a check by kvk"),
        ("bsn", "it is hidden, and nothing shows it: it is never asked"),
        ("zaal", "its options come from variable: none is written down, and nothing can be chosen"),
        ("extra", "at least 2 to choose: one is enough here"),
        ("vreemd", "a hologram is asked as a line of text"),
        ("partners", "it is filled from the register of persons"),
        ("soms", "words that are shown only now and then: the page is the same for everybody"),
        ("property naam", "it changes validate.required of naam: here that is always the same"),
        ("property weg", "it shows or hides a component that does not exist"),
        ("value gasten", "rule Verras: it fills in an answer"),
        ("step-not-applicable", "it passes over a step that does not exist"),
        ("Rekenen", "“*” has no counterpart here; nothing that it does is done"),
        ("Te vol", "a button that cannot be pressed: here the journey ends with the words beside it"),
        ("payment_required", "not carried over"),
        ("login with digid", "how people show who they are is the council's to say"),
        ("successful_submissions_removal_limit", "how long answers are kept is the council's to say"),
        ("totaal", "a value that is worked out and never asked"),
    ],
)
def test_what_is_lost_is_named_with_its_reason(name: str, reason: str) -> None:
    assert reason in lost(name)


FIELDS = {
    "town": Field("town", "town", "choice", may_be_blank=True),
    "born": Field("born", "born", "date", may_be_blank=False),
    "moved": Field("moved", "moved", "date", may_be_blank=False),
    "guests": Field("guests", "guests", "decimal", may_be_blank=False),
    "agreed": Field("agreed", "agreed", "declaration", may_be_blank=True),
    "music": Field("music", "music", "choices", may_be_blank=False),
    "price": Field("price", "price", "money", may_be_blank=False),
}


@pytest.mark.parametrize(
    ("expression", "condition"),
    [
        ({"==": [{"var": "town"}, "a"]}, {"answer": "town", "is": "a"}),
        ({"===": ["a", {"var": ["town"]}]}, {"answer": "town", "is": "a"}),
        (
            {"!=": [{"var": "town"}, "a"]},
            {"any": [{"not": {"answer": "town", "is": "a"}}, {"answer": "town", "answered": False}]},
        ),
        ({"==": [{"var": "town"}, ""]}, {"answer": "town", "answered": False}),
        ({"!": {"var": "town"}}, {"answer": "town", "answered": False}),
        ({"!!": [{"var": "agreed"}]}, {"answer": "agreed", "answered": True}),
        ({"==": [{"var": "agreed"}, False]}, {"answer": "agreed", "answered": False}),
        ({"==": [{"var": "music.jazz"}, True]}, {"answer": "music", "contains": "jazz"}),
        ({"in": ["jazz", {"var": "music"}]}, {"answer": "music", "contains": "jazz"}),
        ({"in": [{"var": "town"}, ["a", "b"]]}, {"answer": "town", "isOneOf": ["a", "b"]}),
        (
            {"<": [3, {"var": "guests"}]},
            {"all": [{"answer": "guests", "atLeast": 3}, {"not": {"answer": "guests", "is": 3}}]},
        ),
        ({">=": [{"var": "price"}, 2.5]}, {"answer": "price", "atLeast": 250}),
        ({">=": [{"var": "born"}, "2000-01-02T00:00:00Z"]}, {"not": {"answer": "born", "before": "2000-01-02"}}),
        ({"<": [{"var": "born"}, {"var": "moved"}]}, {"answer": "born", "before": {"answer": "moved"}}),
        (
            {">": [{"+": [{"date": {"var": "born"}}, {"rdelta": [18]}]}, {"today": []}]},
            {"now": "date", "before": {"answer": "born", "plus": {"months": 216}}},
        ),
        (
            {"<=": [1, {"var": "guests"}, 9]},
            {
                "all": [
                    {"answer": "guests", "atLeast": 1},
                    {"any": [{"answer": "guests", "lessThan": 9}, {"answer": "guests", "is": 9}]},
                ]
            },
        ),
        ({"and": [True, {"var": "town"}]}, {"answer": "town", "answered": True}),
        ({"or": [True, {"var": "town"}]}, True),
        (False, False),
        (
            {"if": [{"var": "agreed"}, {"var": "town"}, False]},
            {"all": [{"answer": "agreed", "answered": True}, {"answer": "town", "answered": True}]},
        ),
    ],
)
def test_jsonlogic_becomes_a_condition(expression: Json, condition: Json) -> None:
    assert Logic(FIELDS).condition(expression) == condition


@pytest.mark.parametrize(
    "expression",
    [
        "words",
        4,
        [],
        {},
        {"a": 1, "b": 2},
        {"cat": ["a", "b"]},
        {"var": []},
        {"var": "unknown"},
        {"==": [1, 2]},
        {"==": [{"var": "town"}]},
        {">": [{"var": "town"}, "a"]},
        {"in": ["a", {"var": "town"}]},
        {"==": [{"var": "guests"}, "many"]},
        {"==": [{"var": "town.x"}, 1]},
        {">": [{"var": "born"}, {"-": [{"today": []}, {"rdelta": [1, 0, 3]}]}]},
        {">": [{"var": "born"}, {"-": [{"today": []}, {"rdelta": ["x"]}]}]},
        {"==": [{"var": "town"}, {"var": "unknown"}]},
        {"==": [{"var": "town"}, []]},
        {"merge": []},
        {"if": []},
    ],
)
def test_jsonlogic_that_has_no_counterpart_is_unclear(expression: Json) -> None:
    with pytest.raises(Unclear):
        Logic(FIELDS).condition(expression)


FULL: dict[str, Json] = {"forms.json": [{}], "formSteps.json": [{}], "formDefinitions.json": [], "formLogic.json": []}


@pytest.mark.parametrize(
    ("archive", "reason"),
    [
        (b"", "it is not a zip archive"),
        (b"\x00\xff" * 400, "it is not a zip archive"),
        (b"PK\x03\x04 and no more", "it is not a zip archive"),
        (b'{"forms": []}', "it is not a zip archive"),
        (zipped({}), "it lacks forms.json, formSteps.json, formDefinitions.json, formLogic.json"),
        (
            zipped({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}),
            "it is not an export of Open Forms: it lacks forms.json",
        ),
        (zipped({name: part for name, part in FULL.items() if name != "formLogic.json"}), "it lacks formLogic.json"),
        (zipped(FULL | {"../forms.json": []}), "it holds a file with an odd path: ../forms.json"),
        (zipped(FULL | {"/etc/passwd": "x"}), "it holds a file with an odd path: /etc/passwd"),
        (zipped(FULL | {"C:\\forms.json": "x"}), "it holds a file with an odd path"),
        (zipped(FULL | {"forms.json": []}), "forms.json holds no form"),
        (zipped(FULL | {"formSteps.json": [3]}), "formSteps.json holds no step"),
        (zipped(FULL | {"formSteps.json": {}}), "formSteps.json: it is not a list"),
        (zipped(FULL | {"forms.json": "{"}), "forms.json: it is not JSON"),
        (zipped(FULL | {"forms.json": '[{"a": 1, "a": 2}]'}), "forms.json: it is not JSON"),
        (zipped(FULL | {"forms.json": "[" * 5000}), "forms.json: it is not JSON"),
        (zipped(FULL | {"forms.json": "[" * 70 + "]" * 70}), "forms.json: its parts stand more than 60 deep"),
        (zipped(FULL | {"forms.json": " " * 5_000_000}), "forms.json unpacks to more than 4,000,000 bytes"),
        (zipped(FULL | {"picture": " " * 9_000_000}), "it unpacks to more than 8,000,000 bytes"),
        (zipped(FULL | {f"{each}": "" for each in range(60)}), "it is an archive of more than 50 files"),
    ],
)
def test_a_file_that_is_no_such_export_is_refused_in_one_line(archive: bytes, reason: str) -> None:
    with pytest.raises(NotThatForm) as refused:
        READERS["open-forms"](BytesIO(archive), service="x")
    assert reason in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.stem)
def test_an_export_broken_in_a_hundred_ways_still_loads_or_is_refused(path: Path) -> None:
    whole = parts(path)
    for way in HUNDRED:
        assert len(lines_of_refusal("open-forms", BytesIO(zipped(broken(whole, way))))) <= 1


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.stem)
def test_an_archive_with_wrong_bytes_loads_or_is_refused(path: Path) -> None:
    archive = zipped(parts(path))
    for way in HUNDRED:
        chance = random.Random(way)
        spoilt = bytearray(archive[: chance.randrange(len(archive))] if way % 2 else archive)
        for _ in range(chance.randrange(1, 9)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256) if spoilt else 0
        assert len(lines_of_refusal("open-forms", BytesIO(spoilt))) <= 1
