"""Whoever follows a body, a matter or a ward is told of every kind of record that is published of it, and of a draft of none."""

from datetime import date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from tests.rooms.decided import AFTER, CLERK, LONDON, NOW, Council, decided, publish_all

from guildhall.decide import models as m
from guildhall.decide.authority.alone import Under, take_alone
from guildhall.decide.authority.delegations import delegate
from guildhall.decide.authority.interests import grant, register
from guildhall.decide.authority.scrutiny import recommend
from guildhall.decide.authority.uses import Judged
from guildhall.decide.desks.public.drawing import draw
from guildhall.decide.keeping import agendas, bodies, decisions, matters, meetings
from guildhall.decide.keeping.decision_notices import publish_with_notice
from guildhall.decide.keeping.notices import give_notice
from guildhall.decide.keeping.publishing import publish, publish_agenda
from guildhall.decide.models.record import Published
from guildhall.decide.references import KIND_OF

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

BY: dict[str, Any] = {"actor": CLERK, "at": AFTER}
WITHIN_AN_AGENDA = {m.AgendaItem, m.Report}
"""What is published as a part of its agenda, and has no version of its own."""
NOBODY_MEETS_ABOUT = {m.RegisteredInterest}
"""What is a member's own: of no body, no matter and no ward."""


def of_every_kind() -> tuple[Council, m.Decision]:
    """A council's record with each kind in it, of Cabinet and of one matter, all drafts; and an officer's decision about that."""
    made = decided(published=False)
    own: dict[str, Any] = {"actor": CLERK, "at": NOW}
    holder = bodies.enter_person(name="Hal Dean", kind="officer", **own)
    bodies.take_office(person=holder, post=made.head, since=date(2025, 1, 6), **own)
    scrutiny = bodies.found_body(name="Scrutiny", kind="scrutiny", **own)
    entry = matters.plan_decision(
        matter=made.matter, body=made.cabinet, due_from=date(2026, 4, 1), due_until=date(2026, 4, 30), is_key=False, **own
    )  # fmt: skip
    for kind, of in (("key-decision", {"plan_entry": entry}), ("meeting", {"meeting": made.meeting})):
        give_notice(kind=kind, **of, **own)
    decisions.undertake(item=made.item, text="To report every year", by=made.leader, **own)
    interest = register(person=made.shield, category="land", text="A field", since=date(2025, 5, 1), **own)
    grant(
        person=made.shield, about="The field", ground="c", granted_on=NOW.date(), until=date(2027, 3, 1), interest=interest,
        decision=made.decision, **own,
    )  # fmt: skip
    recommend(by=scrutiny, to=made.cabinet, text="Say it plainly", made_on=NOW.date(), matter=made.matter, **own)
    m.CallIn.objects.create(
        reference=f"call-in/{made.decision.key}.1", decision=made.decision, grounds="Haste", considered_by=scrutiny
    )
    scheme = delegate(holder=made.head, scope="markets", scheme="Part 3", body=made.cabinet, **own)
    publish(reference=scheme.reference, actor=CLERK, at=NOW)
    alone = take_alone(
        title="A stall is let", taken_on=AFTER.date(), paragraphs=[("1", "Let it")], reasons="It is empty", post=made.head,
        options_rejected="None", conflicts="None", is_key=False, person=holder, matter=made.matter,
        under=Under(scheme, Judged("It is a stall", holder)), **BY,
    )  # fmt: skip
    return made, alone


def publish_the_rest(made: Council, alone: m.Decision) -> None:
    """Everything that is a draft still."""
    publish_all(made)
    publish_with_notice(decision=alone, **BY)
    for model in KIND_OF:
        if issubclass(model, Published) and model not in WITHIN_AN_AGENDA:
            for row in model._default_manager.filter(published_at=None).order_by("id"):
                publish(reference=row.reference, **BY)


def told(where: str) -> set[str]:
    """The records that a feed tells of, each of which leads to a page."""
    root = ET.fromstring(Client().get(f"/open-data/records/en/{where}.atom").content)
    atom = "{http://www.w3.org/2005/Atom}"
    entries = root.findall(f"{atom}entry")
    assert not root.findall(f"{atom}link[@rel='next']")
    pages = {each.attrib["href"] for entry in entries for each in entry.findall(f"{atom}link[@rel='alternate']")}
    assert {Client().get(page).status_code for page in pages} <= {200}
    assert all(entry.find(f"{atom}link") is not None for entry in entries)
    return {(entry.findtext(f"{atom}id") or "").split(":")[2] for entry in entries}


def test_every_kind_that_is_published_comes_by_the_feeds_of_its_body_its_matter_and_its_ward() -> None:
    made, alone = of_every_kind()
    publish_the_rest(made, alone)
    published = set(m.Publication.objects.values_list("subject", flat=True))
    kinds = {KIND_OF[each] for each in KIND_OF if issubclass(each, Published) and each not in WITHIN_AN_AGENDA}
    assert {each.partition("/")[0] for each in published} == kinds | {
        "agenda"
    }  # a kind that is added is published here
    a_members = {each for each in published if each.partition("/")[0] in {KIND_OF[one] for one in NOBODY_MEETS_ABOUT}}
    elsewhere = {each for each in published if each.startswith(("delegation/post", f"delegation/{made.head.key}"))}
    for where in (f"matters/{made.matter.key}", "wards/harbour"):
        assert published - told(where) == a_members | elsewhere, where
    officers = {alone.reference, *m.Notice.objects.filter(decision=alone).values_list("reference", flat=True)}
    assert published - told(f"bodies/{made.cabinet.key}") == a_members | officers | {made.matter.reference}


def test_no_feed_tells_of_a_draft_of_any_kind() -> None:
    made, _ = of_every_kind()
    published = set(m.Publication.objects.values_list("subject", flat=True))
    assert told(f"bodies/{made.cabinet.key}") == published
    assert told("wards/harbour") == set()


def test_a_call_in_comes_by_the_feed_of_whoever_considers_it_and_by_no_other_committees() -> None:
    made = decided()
    scrutiny, other = (bodies.found_body(name=name, kind="scrutiny", **BY) for name in ("Scrutiny", "Panel"))
    meeting = meetings.call_meeting(body=scrutiny, starts_at=AFTER + timedelta(days=7), **BY)
    item = agendas.put_item(meeting=meeting, title="Called in", **BY)
    ways: tuple[dict[str, Any], ...] = ({"considered_by": scrutiny}, {"considered_at": meeting}, {"item": item})
    for number, way in enumerate(ways):
        m.CallIn.objects.create(reference=f"call-in/{made.decision.key}.{number}", decision=made.decision, **way)
    for row in m.CallIn.objects.all():
        publish(reference=row.reference, **BY)
    first, second, third = (row.reference for row in m.CallIn.objects.order_by("id"))
    assert told(f"bodies/{scrutiny.key}") == {first}  # the meeting is a draft still
    publish_agenda(meeting=meeting.reference, **BY)
    assert {first, second, third} <= told(f"bodies/{scrutiny.key}")
    assert told(f"bodies/{other.key}") == set()


def test_a_use_of_a_standing_power_by_which_a_matter_was_decided_stands_on_its_path_once_it_is_published() -> None:
    made, alone = of_every_kind()
    publish_all(made)
    use = m.DelegationUse.objects.get(decision=alone)

    def shown() -> list[str]:
        points = draw(made.matter, today=datetime(2026, 3, 20, tzinfo=LONDON).date(), until=None, lang="en").points
        return [each.what for each in points if each.label == "Changed under a delegated power"]

    assert shown() == []
    publish_with_notice(decision=alone, **BY)
    assert shown() == [use.title]
