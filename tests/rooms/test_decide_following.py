"""Following a body, a matter or a ward: by Atom and by a calendar, in both languages, with what is public and nothing else."""

from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from icalendar import Calendar
from tests.rooms.decided import AFTER, CLERK, EVENING, NOW, Council, decided, publish_all, put_right
from tests.rooms.test_decide_open_data import MACHINE

from guildhall.decide import clock
from guildhall.decide import models as m
from guildhall.decide.addresses import address, address_of
from guildhall.decide.authority.scrutiny import publish_response, recommend, respond
from guildhall.decide.keeping import agendas, bodies, matters, meetings
from guildhall.decide.keeping.publishing import publish, publish_agenda

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def spring(monkeypatch: pytest.MonkeyPatch) -> None:
    """The spring of 2026, whenever the tests run: a calendar keeps the meetings of a year."""
    monkeypatch.setattr(clock, "now", lambda: AFTER)


def ways(made: Council) -> dict[str, str]:
    return {"bodies": made.cabinet.key, "matters": made.matter.key, "wards": "harbour"}


def entries(address: str) -> list[dict[str, str]]:
    root = ET.fromstring(MACHINE.get(f"/open-data/records/{address}").content)
    return [{part.tag.removeprefix(ATOM): part.text or "" for part in each} for each in root.findall(f"{ATOM}entry")]


def events(address: str) -> list[Any]:
    return list(Calendar.from_ical(MACHINE.get(f"/open-data/records/{address}").content).walk("VEVENT"))


def test_a_decision_comes_by_the_feed_of_its_body_its_matter_and_its_ward() -> None:
    made = decided()
    for kind, key in ways(made).items():
        titles = [each["title"] for each in entries(f"en/{kind}/{key}.atom")]
        assert "Decision: Digital strategy" in titles, kind
        assert "Agenda: Cabinet, 12 March 2026" in titles or kind == "wards", kind


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_the_page_of_a_body_and_of_a_matter_leads_to_what_is_followed_in_its_language(lang: str) -> None:
    made = decided()
    page = "".join(
        MACHINE.get(address_of(lang, each.reference)).content.decode() for each in (made.cabinet, made.matter)
    )
    for kind, key in ways(made).items():
        for way in ("atom", "ics"):
            address = f"/open-data/records/{lang}/{kind}/{key}.{way}"
            assert f'href="{address}"' in page
            assert MACHINE.get(address).status_code == 200


def test_a_feed_is_in_the_language_of_its_address() -> None:
    made = decided()
    titles = [each["title"] for each in entries(f"cy/matters/{made.matter.key}.atom")]
    assert "Mater: Strategaeth ddigidol" in titles
    assert "Agenda: Y Cabinet, 12 Mawrth 2026" in titles


def test_what_is_put_right_comes_again_with_its_reason_and_a_name_of_its_own() -> None:
    made = decided()
    before = entries(f"en/bodies/{made.cabinet.key}.atom")
    put_right(made, "It is adopted", "A wrong word", at=AFTER + timedelta(days=1))
    first, *others = entries(f"en/bodies/{made.cabinet.key}.atom")
    assert first["summary"] == "Put right: A wrong word"
    assert [each["id"] for each in others] == [each["id"] for each in before]
    assert first["id"] not in {each["id"] for each in others}


def test_a_draft_comes_by_no_feed_and_no_calendar() -> None:
    made = decided(published=False)
    assert entries(f"en/bodies/{made.cabinet.key}.atom") == []
    assert events(f"en/bodies/{made.cabinet.key}.ics") == []
    for ends in ("atom", "ics"):
        assert MACHINE.get(f"/open-data/records/en/matters/{made.matter.key}.{ends}").status_code == 404
    assert entries("en/wards/harbour.atom") == []
    assert events("en/wards/harbour.ics") == []
    publish_all(made)
    assert entries("en/wards/harbour.atom")


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_every_ward_of_a_councillor_can_be_followed_before_anything_touches_it_and_is_listed(lang: str) -> None:
    made = decided()
    una = bodies.enter_person(name="Una Upton", kind="member", ward="Upper Garth", actor=CLERK, at=NOW)
    bodies.take_office(person=una, body=made.cabinet, since=date(2025, 5, 20), actor=CLERK, at=NOW)
    draft = matters.raise_matter(title="A draft", actor=CLERK, at=NOW)
    matters.touch_wards(matter=draft, wards=["Hidden"], actor=CLERK, at=NOW)
    page = MACHINE.get(address(lang, "people")).content.decode()
    for ends in ("atom", "ics"):
        for ward in ("harbour", "upper-garth"):
            where = f"/open-data/records/{lang}/wards/{ward}.{ends}"
            assert f'href="{where}"' in page
            assert MACHINE.get(where).status_code == 200
        assert MACHINE.get(f"/open-data/records/{lang}/wards/hidden.{ends}").status_code == 404
    assert entries(f"{lang}/wards/upper-garth.atom") == []
    assert "Hidden" not in page


def test_a_calendar_tells_when_and_where_and_keeps_what_is_cancelled() -> None:
    made = decided()
    for kind, key in ways(made).items():
        (event,) = events(f"en/{kind}/{key}.ics")
        assert (event["summary"], event["location"], event["status"]) == ("Cabinet", "The Guildhall", "CONFIRMED")
        assert event.decoded("dtstart") == EVENING
    meetings.cancel_meeting(meeting=made.meeting, why="Snow", actor=CLERK, at=AFTER)
    (event,) = events(f"cy/bodies/{made.cabinet.key}.ics")
    assert (event["summary"], event["status"]) == ("Y Cabinet", "CANCELLED")


def test_a_meeting_whose_hour_is_not_known_stands_in_the_calendar_for_its_day() -> None:
    body = bodies.found_body(name="Panel", kind="panel", actor=CLERK, at=NOW)
    day = EVENING.date()
    meeting = meetings.call_meeting(body=body, day=day, actor=CLERK, at=NOW)
    agendas.put_item(meeting=meeting, title="Business", actor=CLERK, at=NOW)
    publish(reference=meeting.reference, actor=CLERK, at=NOW)
    (event,) = events(f"en/bodies/{body.key}.ics")
    assert event.decoded("dtstart") == day


def test_a_title_with_marks_of_xml_or_none_that_xml_has_breaks_no_feed() -> None:
    body = bodies.found_body(name="Roads & <b>Rivers</b> \x0b", kind="panel", actor=CLERK, at=NOW)
    meeting = meetings.call_meeting(body=body, starts_at=EVENING, actor=CLERK, at=NOW)
    publish(reference=meeting.reference, actor=CLERK, at=NOW)
    (entry,) = entries(f"en/bodies/{body.key}.atom")
    assert entry["title"].startswith("Meeting: Roads & <b>Rivers</b>")


def test_a_matter_its_ward_and_the_body_tell_of_powers_used_of_call_ins_and_of_what_scrutiny_was_answered() -> None:
    made = decided()
    by: dict[str, Any] = {"actor": CLERK, "at": AFTER}
    scrutiny = bodies.found_body(name="Scrutiny", kind="scrutiny", **by)
    called = m.CallIn.objects.create(
        reference=f"call-in/{made.decision.key}.1", decision=made.decision, grounds="Haste"
    )
    used = m.DelegationUse.objects.create(
        reference=f"use/{made.delegation.key}.1", delegation=made.delegation, post=made.head, used_at=AFTER,
        title="New rules", what_changed="A name", within_scope_because="No commitment changes", judged_by_post=made.head,
    )  # fmt: skip
    asked = recommend(
        by=scrutiny, to=made.cabinet, text="Say it plainly", made_on=AFTER.date(), matter=made.matter, **by
    )
    for each in (called, used, asked):
        publish(reference=each.reference, **by)
    asked.refresh_from_db()
    answer = respond(
        recommendation=asked, accepted="yes", explanation="It is said", given_on=AFTER.date(), by=made.cabinet, **by
    )
    publish_response(response=answer, **by)
    page, _, place = address_of("en", called.reference).partition("#")
    assert f'id="{place}"' in MACHINE.get(page).content.decode()
    for where in (f"matters/{made.matter.key}", "wards/harbour", f"bodies/{made.cabinet.key}"):
        told = [(each["title"], each["summary"]) for each in entries(f"en/{where}.atom")]
        assert ("Call-in: Digital strategy", "Call-in: Digital strategy") in told
        assert ("Use of a delegated power: New rules", "Use of a delegated power: New rules") in told
        recommended = "Recommendation of scrutiny: Say it plainly"
        assert [why for title, why in told if title == recommended] == [
            "Put right: A response was given", recommended,
        ]  # fmt: skip


def test_a_feed_is_read_to_its_beginning_by_its_links_and_what_is_old_and_put_right_comes_first() -> None:
    made = decided()
    for day in range(1, 31):
        row = meetings.call_meeting(body=made.cabinet, starts_at=EVENING + timedelta(days=day), actor=CLERK, at=NOW)
        agendas.put_item(meeting=row, title="Business", actor=CLERK, at=NOW)
        publish_agenda(meeting=row.reference, actor=CLERK, at=NOW)
    put_right(made, "It is adopted", "A wrong word", at=AFTER + timedelta(days=1))
    address, found = f"/open-data/records/en/bodies/{made.cabinet.key}.atom", list[str]()
    stretches = 0
    while address:
        root = ET.fromstring(MACHINE.get(address).content)
        links = {each.get("rel"): each.get("href", "") for each in root.findall(f"{ATOM}link")}
        assert links["self"].endswith(address)
        found += [each.text or "" for each in root.findall(f"{ATOM}entry/{ATOM}id")]
        address, stretches = links.get("next", "").removeprefix(settings.ADDRESS), stretches + 1
    assert stretches == 2
    assert found[0].endswith(f":{made.decision.reference}:2")
    versions = m.Publication.objects.exclude(subject__startswith="matter/")  # which is no body’s
    assert len(found) == len(set(found)) == versions.count()


@pytest.mark.parametrize("wrong", ["x", "0", "9" * 30, "-1", "%00", "٣"])
def test_a_stretch_of_a_feed_that_there_is_not_is_told_so(wrong: str) -> None:
    made = decided()
    answer = MACHINE.get(f"/open-data/records/en/bodies/{made.cabinet.key}.atom?before={wrong}")
    assert answer.status_code == 400
