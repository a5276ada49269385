"""OParl 1.1 and Popolo: everything that goes out is valid by the schemas of their makers, and every name leads to its object."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft3Validator, Draft7Validator, FormatChecker
from tests.rooms.decided import CLERK, NOW, decided
from tests.rooms.test_decide_bringing_in import bring, given
from tests.rooms.test_decide_open_data import MACHINE, addresses, told

from guildhall.decide import models as m
from guildhall.decide.exports import popolo
from guildhall.decide.exports.oparl import pages
from guildhall.decide.keeping import bodies

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

STANDARDS = Path(__file__).resolve().parents[3] / "shared" / "data" / "standards"
OPARL = "https://schema.oparl.org/1.1/"
CLASSES = {
    "organizations": "organization", "posts": "post", "people": "person", "memberships": "membership",
    "events": "event", "motions": "motion", "vote_events": "vote_event",
}  # fmt: skip
FORMATS = FormatChecker(formats=())
for name, reads in (
    ("date", date.fromisoformat),
    ("date-time", lambda text: datetime.fromisoformat(text).utcoffset() or text[10] == "T"),
    ("url", lambda text: urlsplit(text).scheme and urlsplit(text).netloc),
    ("uri", lambda text: urlsplit(text).scheme and urlsplit(text).netloc),
):
    FORMATS.checks(name, raises=ValueError)(lambda value, reads=reads: not isinstance(value, str) or bool(reads(value)))


def schema(standard: str, name: str) -> Any:
    path = STANDARDS / standard / f"{name}.json"
    assert path.is_file(), f"{path} is missing: the standards lie beside the repository, in shared/data"
    return json.loads(path.read_text())


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every OParl object in an answer, at whatever depth."""
    if isinstance(value, dict):
        if str(value.get("type", "")).startswith(OPARL):
            yield value
        value = list(value.values())
    for each in value if isinstance(value, list) else ():
        yield from objects(each)


def check_oparl(value: Any) -> list[str]:
    """Check each object by the schema of its type, which names no other; the types that were found."""
    found = []
    for each in objects(value):
        name = each["type"].removeprefix(OPARL)
        rules = schema("oparl/schema", name)
        Draft7Validator(rules, format_checker=FORMATS).validate(each)
        assert set(each) <= set(rules["properties"]), set(each) - set(rules["properties"])
        found.append(name)
    return found


def check_popolo(name: str, value: dict[str, Any]) -> None:
    """Check an object by its schema, and each object in it by the schema that this refers to."""
    rules = schema("popolo/schemas", name)
    assert set(value) <= set(rules["properties"]), set(value) - set(rules["properties"])
    for key, rule in rules["properties"].items():
        inner = rule.pop("$ref", "") or rule.get("items", {}).pop("$ref", "")
        for each in (value.get(key) or []) if inner and "items" in rule else []:
            check_popolo(inner.rpartition("/")[2].removesuffix(".json#"), each)
    Draft3Validator(rules, format_checker=FORMATS).validate(value)


def council() -> Any:
    made = decided()
    by: dict[str, Any] = {"actor": CLERK, "at": NOW}
    panel = bodies.found_body(name="Panel", kind="panel", parent=made.cabinet, founded_on=date(2020, 5, 1), **by)
    bodies.dissolve_body(body=panel, on=date(2025, 5, 1), **by)
    chair = bodies.make_post(label="Leader", label_cy="Arweinydd", held_by="member", body=made.cabinet, **by)
    bodies.take_office(person=made.leader, post=chair, since=date(2025, 5, 20), **by)
    m.Attendance.objects.create(meeting=made.meeting, person=made.leader, status="present", published_at=NOW)
    return made


def test_the_checks_themselves_find_what_is_wrong() -> None:
    wrong = {"id": "meeting/1", "type": f"{OPARL}Meeting", "start": "tomorrow"}
    errors = Draft7Validator(schema("oparl/schema", "Meeting"), format_checker=FORMATS).iter_errors(wrong)
    assert sorted(each.path[0] for each in errors) == ["id", "start"]
    with pytest.raises(Exception, match="does not match"):
        check_popolo("event", {"start_date": "tomorrow"})


def test_every_answer_of_oparl_is_valid_by_its_schemas() -> None:
    made = council()
    found = [name for each in addresses(made) if "/oparl" in each for name in check_oparl(told(each))]
    assert set(found) == {
        "System", "Body", "Organization", "Person", "Membership", "Meeting", "AgendaItem", "Paper", "Consultation", "File", "Location",
    }  # fmt: skip


def test_every_address_that_an_oparl_object_names_answers_with_that_object() -> None:
    council()
    waiting, met = ["/open-data/oparl"], set[str]()
    while waiting:
        address = waiting.pop()
        if address in met:
            continue
        met.add(address)
        answer = told(address)
        if "id" in answer:
            assert urlsplit(answer["id"]).path == address
        names = [text for text in texts(answer) if "/open-data/oparl" in text]
        waiting += [urlsplit(each).path for each in names]
    kinds = {each.removeprefix("/open-data/oparl/").partition("/")[0] for each in met if each.count("/") > 3}
    assert kinds == {"body", *pages.KINDS}


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts(each)


def test_an_oparl_meeting_tells_its_agenda_what_was_decided_and_who_was_there() -> None:
    made = council()
    found = told(f"/open-data/oparl/meeting/{made.meeting.key}")
    (item,) = found["agendaItem"]
    assert (item["number"], item["order"], item["result"], item["public"]) == ("1", 1, "recommended", True)
    assert item["resolutionText"].splitlines()[0] == "1. The Digital Strategy be adopted"
    assert found["start"] == "2026-03-12T18:00:00+00:00"
    assert [each.rpartition("/")[2] for each in found["participant"]] == [made.leader.key]


def test_every_answer_of_popolo_is_valid_by_its_schemas() -> None:
    made = council()
    for name, class_ in CLASSES.items():
        found = told(f"/open-data/popolo/{name}")[name]
        assert found, name
        for each in found:
            check_popolo(class_, each)
    for each in addresses(made):
        kind, _, key = each.removeprefix("/open-data/popolo/").partition("/")
        if key and kind in CLASSES:
            check_popolo(CLASSES[kind], told(each))
    assert set(CLASSES) == set(popolo.KINDS)


def test_a_popolo_motion_tells_who_moved_it_and_how_each_voted() -> None:
    made = council()
    (found,) = told("/open-data/popolo/motions")["motions"]
    (vote,) = found["vote_events"]
    assert (found["creator_id"], found["organization_id"]) == (made.leader.reference, made.cabinet.reference)
    assert (vote["result"], vote["counts"][0]) == ("pass", {"option": "yes", "value": 2})
    assert {each["voter_id"] for each in vote["votes"]} == {made.leader.reference, made.shield.reference}


@pytest.mark.full
def test_what_was_read_from_the_given_pages_goes_out_valid() -> None:
    for path in given():
        bring(path.read_bytes(), path.name)
    for kind in (
        "organization",
        "person",
        "membership",
        "meeting",
        "agenda-item",
        "paper",
        "consultation",
        "file",
        "location",
    ):
        check_oparl(told(f"/open-data/oparl/{kind}?limit=500"))
    for name, class_ in CLASSES.items():
        for each in told(f"/open-data/popolo/{name}?limit=500")[name]:
            check_popolo(class_, each)


def test_a_list_of_oparl_says_where_the_next_stretch_is() -> None:
    council()
    found = json.loads(MACHINE.get("/open-data/oparl/organization?limit=1").content)
    assert (len(found["data"]), found["pagination"]) == (1, {"elementsPerPage": 1})
    assert set(found["links"]) == {"self", "first", "next"}
    following = urlsplit(found["links"]["next"])
    assert json.loads(MACHINE.get(f"{following.path}?{following.query}").content)["data"] != found["data"]
