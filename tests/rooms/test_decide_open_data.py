"""The record as open data: every list in JSON and CSV, in stretches, with nothing in it that is not public."""

import csv
import json
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.rooms.decided import AFTER, CLERK, NOW, decided, publish_all

from guildhall.decide import models as m
from guildhall.decide.authority.declarations import declare
from guildhall.decide.exports.lists import LISTS
from guildhall.decide.keeping import agendas, bodies, decisions
from guildhall.decide.keeping.publishing import publish
from guildhall.decide.sight import _OPEN_TO_ALL, STANDS_ON

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

ROOT = "/open-data/records"
NEEDLE = "qzneedle"
MACHINE = Client()
"""One for every question: a new one would look through all the house's files first."""


def told(address: str) -> Any:
    answer = MACHINE.get(address.removeprefix(settings.ADDRESS))
    assert answer.status_code == 200, (address, answer.content[:200])
    return json.loads(answer.content)


def table(kind: str, asked: str = "") -> list[dict[str, str]]:
    answer = MACHINE.get(f"{ROOT}/{kind}.csv{asked}")
    return list(csv.DictReader(StringIO(answer.content.decode())))


def addresses(made: Any) -> list[str]:
    """Every address of open data, feeds and calendars for a council."""
    things = {
        "organization": made.cabinet, "person": made.leader, "meeting": made.meeting, "agenda-item": made.item,
        "paper": made.report, "consultation": made.report, "file": made.report, "location": made.meeting,
    }  # fmt: skip
    popolo = {
        "organizations": made.cabinet, "posts": made.head, "people": made.leader, "events": made.meeting,
        "motions": made.motion,
    }  # fmt: skip
    followed = {"bodies": made.cabinet.key, "matters": made.matter.key, "wards": "harbour"}
    return [
        ROOT, "/open-data/oparl", "/open-data/popolo", "/open-data/oparl/body", "/open-data/oparl/body/council",
        "/open-data/oparl/legislative-term", f"/open-data/oparl/organization/{made.cabinet.key}/meeting",
        *(f"{ROOT}/{kind}.{ends}" for kind in LISTS for ends in ("json", "csv")),
        *(f"/open-data/oparl/{kind}" for kind in (*things, "membership")),
        *(f"/open-data/oparl/{kind}/{row.key}" for kind, row in things.items()),
        *(f"/open-data/popolo/{kind}" for kind in (*popolo, "memberships", "vote_events")),
        *(f"/open-data/popolo/{kind}/{row.key}" for kind, row in popolo.items()),
        *(f"{ROOT}/{lang}/{kind}/{key}.{ends}" for kind, key in followed.items() for lang in ("en", "cy") for ends in ("atom", "ics")),
    ]  # fmt: skip


def test_every_table_of_the_record_that_the_public_may_see_is_a_list() -> None:
    assert {each.model for each in LISTS.values()} == {*STANDS_ON, *_OPEN_TO_ALL, m.Exhibit}


def test_the_first_page_names_every_list_and_each_can_be_read() -> None:
    decided()
    found = told(ROOT)["lists"]
    assert list(found) == list(LISTS)
    for name, where in found.items():
        rows = told(where["json"])["rows"]
        assert [each["id"] for each in table(name)] == [each["id"] for each in rows], name


def test_a_decision_is_told_with_what_it_cites_and_the_page_that_shows_it() -> None:
    made = decided()
    (row,) = told(f"{ROOT}/decisions.json")["rows"]
    assert (row["id"], row["item"], row["organization"]) == (
        made.decision.reference, made.item.reference, made.cabinet.reference,
    )  # fmt: skip
    assert (row["is_key"], row["taken_on"], row["recommends_to"]) == (True, "2026-03-12", made.full_council.reference)
    assert row["page"].endswith(f"/en/decisions/{made.decision.key}")
    assert row["status"] == "recommended"  # and inert, until Council resolves it
    assert table("decisions")[0]["status"] == "recommended"
    (given,) = told(f"{ROOT}/delegations.json")["rows"]
    assert given["resolution"] == f"{made.decision.reference}#2"


def test_a_list_is_read_in_stretches_that_leave_nothing_out_and_tell_nothing_twice() -> None:
    for number in range(7):
        bodies.found_body(name=f"Panel {number}", kind="panel", actor=CLERK, at=NOW)
    names: list[str] = []
    address = f"{ROOT}/bodies.json?limit=3"
    while address:
        found = told(address)
        assert len(found["rows"]) <= 3
        names += [each["name"] for each in found["rows"]]
        address = found["next"]
    assert names == [f"Panel {number}" for number in range(7)]
    answer = MACHINE.get(f"{ROOT}/bodies.csv?limit=3")
    assert answer.headers["Link"].endswith('>; rel="next"')
    assert len(table("bodies", "?limit=3")) == 3


@pytest.mark.parametrize(
    "address",
    [f"{ROOT}/decisions.json", "/open-data/oparl/meeting", "/open-data/oparl/paper", "/open-data/popolo/motions"],
)
def test_a_list_asks_the_database_as_often_whatever_its_length(address: str) -> None:
    asked = []
    for number in range(3):
        decided(mark=str(number))
        with CaptureQueriesContext(connection) as statements:
            told(address)
        asked.append(len(statements))
    assert asked[0] == asked[2], asked


@pytest.mark.parametrize(
    "asked", ["limit=0", "limit=501", "limit=many", "after=-1", "after=%C2%B2", "after=" + "9" * 30]
)
def test_what_is_asked_wrongly_is_told_why(asked: str) -> None:
    answer = MACHINE.get(f"{ROOT}/bodies.json?{asked}")
    assert answer.status_code == 400
    assert "limit a number from 1 to 500" in json.loads(answer.content)["error"]


@pytest.mark.parametrize(
    "address",
    [
        f"{ROOT}/secrets.json", f"{ROOT}/fr/bodies/CAB.atom", f"{ROOT}/en/bodies/NONE.ics", f"{ROOT}/en/wards/none.atom",
        "/open-data/oparl/meeting/none", "/open-data/oparl/membership/none", "/open-data/oparl/none",
        "/open-data/popolo/none", "/open-data/popolo/people/none", "/open-data/popolo/vote_events/99",
    ],
)  # fmt: skip
def test_what_is_not_there_is_said_as_json(address: str) -> None:
    answer = MACHINE.get(address)
    assert answer.status_code == 404
    assert json.loads(answer.content)["error"].startswith("there ")


def test_open_data_is_read_from_anywhere_and_never_written() -> None:
    made = decided()
    for address in addresses(made):
        answer = MACHINE.get(address)
        assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (200, "*"), address
        assert MACHINE.post(address).status_code == 405, address


def test_a_stretch_has_twenty_rows_where_nothing_is_asked_and_five_hundred_at_most() -> None:
    m.Person.objects.bulk_create(
        [m.Person(reference=f"person/{n}", name=f"Member {n}", name_key=f"member {n}") for n in range(502)]
    )
    assert [len(told(f"{ROOT}/people.json{asked}")["rows"]) for asked in ("", "?limit=500", "?limit=7")] == [20, 500, 7]
    assert len(table("people")) == 20
    assert MACHINE.get(f"{ROOT}/people.json?limit=501").status_code == 400


def test_a_draft_is_invisible_at_every_address_until_it_is_published() -> None:
    made = decided(published=False, mark=NEEDLE)
    held = [MACHINE.get(each) for each in addresses(made)]
    for answer in held:
        said = answer.content.decode().replace("\r\n ", "")
        assert NEEDLE not in said, answer.request["PATH_INFO"]
        for row in (made.meeting, made.item, made.decision, made.delegation, made.motion, made.report):
            assert row.reference not in said, answer.request["PATH_INFO"]
    publish_all(made)
    assert sum(NEEDLE in MACHINE.get(each).content.decode() for each in addresses(made)) > 20


def test_a_published_record_does_not_name_a_draft_that_it_cites() -> None:
    made = decided()
    later = decisions.take_decision(
        title="Adopted", path="council", outcome="resolved", body=made.full_council, taken_on=AFTER.date(), reasons="None",
        options_rejected="None", conflicts="None", resolves=made.decision, paragraphs=[("1", "It is adopted")], actor=CLERK, at=AFTER,
    )  # fmt: skip
    decisions.follow_decision(
        decision=made.decision, kind="superseded", on=AFTER.date(), by=later, actor=CLERK, at=AFTER
    )
    m.Sequel.objects.update(published_at=AFTER)
    (sequel,) = told(f"{ROOT}/sequels.json")["rows"]
    assert (sequel["decision"], sequel["by"]) == (made.decision.reference, None)
    publish(reference=later.reference, actor=CLERK, at=AFTER)
    (sequel,) = told(f"{ROOT}/sequels.json")["rows"]
    assert sequel["by"] == later.reference


def test_exempt_text_is_nowhere_and_that_it_is_withheld_is_said() -> None:
    made = decided()
    agendas.restrict(
        record=made.report, part="Appendix B", paragraph="3", public_interest="It would tell competitors the price",
        text=NEEDLE, actor=CLERK, at=AFTER,
    )  # fmt: skip
    for each in addresses(made):
        assert NEEDLE not in MACHINE.get(each).content.decode(), each
    (row,) = told(f"{ROOT}/reports.json")["rows"]
    assert row["withheld"] == [
        {"part": "Appendix B", "paragraph": "3", "public_interest": "It would tell competitors the price"}
    ]
    assert table("reports")[0]["withheld"] == "Appendix B (paragraph 3)"


def test_every_page_that_open_data_names_is_there() -> None:
    made = decided(published=False)
    declare(meeting=made.meeting, person=made.leader, kind="personal", reason="For every item", actor=CLERK, at=NOW)
    publish_all(made)
    pages = {row["page"] for kind in LISTS for row in told(f"{ROOT}/{kind}.json")["rows"] if row.get("page")}
    assert len(pages) > 8
    for each in sorted(pages):
        where, _, mark = each.removeprefix(settings.ADDRESS).partition("#")
        answer = MACHINE.get(where)
        assert answer.status_code == 200, each
        assert not mark or f'id="{mark}"' in answer.content.decode(), each


def test_a_spreadsheet_takes_no_text_for_a_formula() -> None:
    made = decided()
    agendas.restrict(
        record=made.report, part="=1+1", paragraph="3", public_interest="The price", actor=CLERK, at=AFTER
    )  # fmt: skip
    assert table("reports")[0]["withheld"].startswith("'=")


def test_nor_the_name_of_a_body() -> None:
    bodies.found_body(name='=HYPERLINK("https://example.org")', kind="panel", actor=CLERK, at=NOW)
    assert table("bodies")[0]["name"].startswith("'=")
    assert told(f"{ROOT}/bodies.json")["rows"][0]["name"].startswith("=")
