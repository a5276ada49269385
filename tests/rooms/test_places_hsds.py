"""Promises about places as open data: out by Open Referral UK, and in from what others publish."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker
from tests.rooms.council import WEDNESDAY

from guildhall.kernel.canonical import canonical_json
from guildhall.serve.demo.places import open_places
from guildhall.serve.models import HelpOffered, HelpPlace, PlaceDay
from guildhall.serve.places.command import HOUSE
from guildhall.serve.places.command import places as command
from guildhall.serve.places.hsds import reading, writing
from guildhall.serve.places.keeping import keep
from guildhall.serve.places.known import PlaceValue, places
from guildhall.serve.places.record import Unreadable

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]

FIXTURES = Path(__file__).parent.parent / "fixtures" / "places"
SCHEMA = json.loads((FIXTURES / "hsds-uk-3.0.schema.json").read_text())
OTHERS = (FIXTURES / "somebody-elses.json").read_text()
ADDRESS = "https://elverdon.example.org"


@pytest.fixture
def demo() -> tuple[PlaceValue, ...]:
    open_places(at=WEDNESDAY)
    return places(at=WEDNESDAY)


def told_of(place: PlaceValue) -> dict[str, object]:
    """What survives a way out and in again: all but what only this council keeps of its own places."""
    names = ("kind", "address", "point", "telephone", "hours", "access", "devices")
    helps = [(each.code, each.by["en"], each.languages, each.weekdays) for each in place.helps]
    days = [(each.day, each.shifts) for each in place.others]
    return {name: getattr(place, name) for name in names} | {"helps": helps, "days": days, "name": place.name["en"]}


def test_what_goes_out_is_valid_by_the_profiles_documented_fields(client: Client, demo: tuple[PlaceValue, ...]) -> None:
    validator = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
    answer = client.get("/open-data/hsds/services")
    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    page = answer.json()
    assert [error.message for error in validator.iter_errors(page)] == []
    assert page["total_items"] == len(demo) == len(page["contents"])
    one = page["contents"][0]
    assert client.get(f"/open-data/hsds/services/{one['id']}").json() == one
    assert client.get("/open-data/hsds").json()["version"] == "HSDS-UK-3.0"


def test_pages_hold_every_place_once_and_an_address_that_is_none_is_told(
    client: Client, demo: tuple[PlaceValue, ...]
) -> None:
    pages = [client.get(f"/open-data/hsds/services?page={number}&per_page=3").json() for number in (1, 2)]
    assert [each["id"] for page in pages for each in page["contents"]] == [str(each.key) for each in demo]
    assert [(page["first_page"], page["last_page"]) for page in pages] == [(True, False), (False, True)]
    for wrong in ("page=3&per_page=3", "page=x", "per_page=0", "per_page=9999", "page=" + "9" * 400):
        assert client.get(f"/open-data/hsds/services?{wrong}").status_code == 400
    assert client.get("/open-data/hsds/services/none").status_code == 404


def test_places_are_the_same_after_they_went_out_and_came_in_again(demo: tuple[PlaceValue, ...]) -> None:
    out = canonical_json(dict(writing.page(demo, number=1, size=50, address=ADDRESS)))
    HelpPlace.objects.all().delete()
    found = reading.read(out)
    assert found.losses == ()
    keep(records=found.records, source="hsds", actor=HOUSE, at=WEDNESDAY)
    assert [told_of(each) for each in places(at=WEDNESDAY)] == [
        told_of(each) | {"address": (", ".join(each.lines), each.town, each.postcode)} for each in demo
    ]


def test_what_others_publish_comes_in_and_every_loss_is_named() -> None:
    found = reading.read(OTHERS)
    [hall] = found.records
    assert hall.name.en == "Market Hall"
    assert hall.address.postcode == "ZZ1 4EF"
    assert hall.position is not None
    assert hall.position.latitude == Decimal("54.768900")
    assert dict(hall.hours) == {"thursday": ("10:00-18:00",), "friday": ("10:00-13:00",)}
    assert [(each.day.isoformat(), each.shifts) for each in hall.other_days] == [("2026-12-24", ("10:00-11:00",))]
    assert [each.code for each in hall.helps] == ["money", "form-filling"]
    assert hall.access == ("hearing-loop",)
    assert hall.telephone == "01632 960 177"
    assert {(each.what, each.name) for each in found.losses} == {
        ("service", "fees"),
        ("service", "minimum_age"),
        ("service", "Telephone befriending"),
        ("service", "Old drop-in"),
        ("schedule", "WEEKLY TH 14:00Z 18:00Z 48102e86-bb50-41c4-8f1e-e269368c41d2"),
        ("schedule", "Second Monday MONTHLY 2MO 10:00 12:00 48102e86-bb50-41c4-8f1e-e269368c41d3"),
        ("schedule", "WEEKLY SA 10:00 12:00 48102e86-bb50-41c4-8f1e-e269368c41d4"),
        ("accessibility", "Staff wear name badges"),
        ("attribute", "Financial Education"),
        ("contact", "a person by name"),
        ("phone", "01632 960 178"),
    }


def test_a_language_is_kept_with_the_helps_of_its_service_and_comes_out_again_or_is_named_as_lost() -> None:
    told = json.loads(OTHERS)
    service = told["contents"][0]
    service["languages"] = [{"code": "cy"}, {"code": "PL"}, {"name": "Klingon"}, {"code": "cy"}]
    found = reading.read(json.dumps(told))
    assert [(each.what, each.name) for each in found.losses if each.what == "language"] == [("language", "Klingon")]
    assert {each.code: each.languages for each in found.records[0].helps}["money"] == ("cy", "pl")
    keep(records=found.records, source="hsds", actor=HOUSE, at=WEDNESDAY)
    out = writing.page(places(at=WEDNESDAY), number=1, size=50, address=ADDRESS)
    again = reading.read(canonical_json(dict(out)))
    assert [each.helps for each in again.records] == [each.helps for each in found.records]
    assert [each for each in again.losses if each.what == "language"] == []


def test_a_language_of_a_service_without_a_help_is_named_as_lost() -> None:
    told = json.loads(OTHERS)
    told["contents"][0] |= {"languages": [{"code": "cy"}], "attributes": []}
    lost = [each for each in reading.read(json.dumps(told)).losses if each.what == "language"]
    assert [(each.name, each.reason) for each in lost] == [
        ("cy", "we keep a language with a help of its service, and there is none")
    ]


def test_an_import_said_twice_changes_nothing_and_a_change_changes_one_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "others.json"
    file.write_text(OTHERS)
    assert command(["import", str(file), "--from", "hsds"]) == 0
    assert capsys.readouterr().out == "1 added, 0 changed, 0 as they were.\n"
    known = HelpPlace.objects.get()
    before = (known, *HelpOffered.objects.order_by("pk"), *PlaceDay.objects.order_by("pk"))
    assert command(["import", str(file), "--from", "hsds", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["same"] == ["Market Hall"]
    after = (HelpPlace.objects.get(), *HelpOffered.objects.order_by("pk"), *PlaceDay.objects.order_by("pk"))
    assert before == after
    file.write_text(OTHERS.replace("01632 960 177", "01632 960 179").replace('"Market Hall", "lat', '"Hall", "lat'))
    assert command(["import", str(file), "--from", "hsds"]) == 0
    assert "0 added, 1 changed" in capsys.readouterr().out
    kept = HelpPlace.objects.get()
    assert (kept.slug, kept.key, kept.telephone) == ("market-hall", known.key, "01632 960 179")


def test_faults_are_named_by_place_and_field_and_then_nothing_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = json.loads(OTHERS)
    told["contents"][0]["service_at_locations"][0]["location"]["addresses"][0]["postal_code"] = "not one"
    told["contents"][0]["service_at_locations"][0]["location"]["latitude"] = 91
    told["contents"][3] |= {"status": "active", "schedules": "always"}
    file = tmp_path / "amiss.json"
    file.write_text(json.dumps(told))
    assert command(["import", str(file), "--from", "hsds"]) == 2
    assert "Old drop-in: schedules: this is not a list of objects" in capsys.readouterr().err
    del told["contents"][3]
    file.write_text(json.dumps(told))
    assert command(["import", str(file), "--from", "hsds"]) == 2
    err = capsys.readouterr().err
    assert "Market Hall: address.postcode: write a whole postcode, as ZZ1 1AA" in err
    assert "Market Hall: position.latitude: " in err
    assert "2 faults, so nothing was kept" in err
    assert not HelpPlace.objects.exists()


@pytest.mark.parametrize(
    "text",
    ["", "{", "[1]", "null", '{"contents": 3}', '{"contents": [{}]}', "[[]]", '{"id": 4}', '{"contents": [null]}'],
)
def test_what_is_no_such_file_is_told_plainly(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        reading.read(text)
    assert all(fault.place and fault.field and fault.why for fault in refused.value.faults)


def test_a_place_by_hand_never_takes_the_address_of_one_that_came_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(records=reading.read(OTHERS).records, source="hsds", actor=HOUSE, at=WEDNESDAY)
    file = tmp_path / "places.yaml"
    file.write_text(
        "places:\n- {slug: market-hall, kind: hub, name: {en: Ours}, address: {line1: 1 Row, town: Elverdon, postcode: ZZ1 1AA}}\n"
    )
    assert command(["import", str(file), "--from", "yaml"]) == 2
    assert "Ours: slug: market-hall stands for another place already" in capsys.readouterr().err
    assert HelpPlace.objects.get().name == "Market Hall"
