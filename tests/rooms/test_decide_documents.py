"""What is published names only what is published: in its JSON and on the page of its versions, as on every other page."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.rooms.decided import AFTER, CLERK, NOW, decided

from guildhall.decide import models as m
from guildhall.decide.addresses import address
from guildhall.decide.keeping import documents
from guildhall.decide.keeping.agendas import put_item
from guildhall.decide.keeping.agreed import Correction
from guildhall.decide.keeping.decisions import follow_decision, take_decision
from guildhall.decide.keeping.matters import plan_decision, raise_matter, relate_matters
from guildhall.decide.keeping.meetings import call_meeting
from guildhall.decide.keeping.minutes import approve_minutes, correct_minutes
from guildhall.decide.keeping.publishing import publish, versions
from guildhall.decide.references import KINDS
from guildhall.estate.door import words

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

BY: dict[str, Any] = {"actor": CLERK, "at": AFTER}
NONE: dict[str, Any] = {"reasons": "None", "options_rejected": "None", "conflicts": "None"}


def published_of(reference: str) -> str:
    """All that is published of a record: each version as JSON, and the page that tells of them."""
    kind, _, key = reference.partition("/")
    page = Client().get(address("en", "versions", key, kind)).content.decode()
    return page + "".join(str(each.document) for each in versions(reference=reference))


def test_a_published_decision_names_neither_the_plan_nor_the_recommendation_that_are_drafts() -> None:
    made = decided()
    entry = plan_decision(matter=made.matter, due_from=date(2026, 4, 1), due_until=date(2026, 4, 30), **BY)
    asked = take_decision(
        title="Asked", path="council", outcome="recommended", body=made.cabinet, taken_on=NOW.date(),
        recommends_to=made.full_council, paragraphs=[("1", "Yes")], **NONE, **BY,
    )  # fmt: skip
    row = take_decision(
        title="Told", path="council", outcome="resolved", body=made.full_council, taken_on=AFTER.date(), resolves=asked,
        plan_entry=entry, paragraphs=[("1", "Yes")], **NONE, **BY,
    )  # fmt: skip
    publish(reference=row.reference, **BY)
    told = published_of(row.reference)
    assert (entry.reference in told, asked.reference in told) == (False, False)
    publish(reference=entry.reference, **BY)
    publish(reference=row.reference, reason="The plan is published", **BY)
    assert entry.reference in published_of(row.reference)


def test_nor_what_replaced_it_nor_a_matter_that_is_related_to_it() -> None:
    made = decided()
    draft = take_decision(
        title="A quince", path="council", outcome="resolved", body=made.full_council, taken_on=AFTER.date(),
        paragraphs=[("1", "So be it")], **NONE, **BY,
    )  # fmt: skip
    follow_decision(decision=made.decision, kind="superseded", on=AFTER.date(), by=draft, **BY)
    publish(reference=made.decision.reference, reason="It was replaced", **BY)
    other = raise_matter(title="A draft", **BY)
    relate_matters(matter=made.matter, other=other, kind="replaces", **BY)
    publish(reference=made.matter.reference, reason="It is related to another", **BY)
    assert "superseded" in published_of(made.decision.reference)
    assert draft.reference not in published_of(made.decision.reference)
    assert other.reference not in published_of(made.matter.reference)


def test_published_minutes_tell_of_no_item_and_no_meeting_that_is_a_draft() -> None:
    made = decided()
    late = put_item(meeting=made.meeting, title="A draft", **BY)
    passages = [(made.item, "", "It was welcomed."), (late, "", "A quince was spoken of.")]
    correct_minutes(minutes=made.minutes, passages=passages, why=Correction(CLERK, AFTER, "More was said"))
    later = call_meeting(body=made.cabinet, starts_at=AFTER + timedelta(days=30), **BY)
    approve_minutes(minutes=made.minutes, at_meeting=later, actor=CLERK, at=AFTER + timedelta(days=30))
    told = published_of(made.minutes.reference)
    assert "It was welcomed." in told
    assert [each for each in ("quince", late.reference, later.reference) if each in told] == []


def test_every_field_of_a_published_record_is_called_something_in_both_languages() -> None:
    said = words("decide").texts
    assert [name for name in sorted(_told(set(KINDS.values()))) if f"field-{name}" not in said] == []


def _told(models: set[Any]) -> set[str]:
    """The names of the fields of these records and of all that is published with them."""
    parts = {getattr(each, name).rel.related_model for each in models for name in documents._PARTS.get(each, {})}
    held = models & {m.Organization, m.Post, m.Person, m.Exhibit}  # these have no versions
    fields = {
        field.name
        for each in models - held
        for field in each._meta.concrete_fields
        if field.name not in documents._NOT_TOLD and (each, field.name) not in documents._NOT_TOLD_HERE
    }
    own = {name for each in models for name in documents._PARTS.get(each, {})}
    deeper = parts - models
    return (
        fields
        | own
        | (_told(deeper) if deeper else set())
        | {"withheld", "there", "taken", "exhibits", "reports", "items"}
    )
