"""The path of a matter is drawn whole: every notice that was given of it, and every power that was given with it."""

from datetime import date
from typing import Any

import pytest
from tests.rooms.decided import AFTER, CLERK, NOW, Council, decided, publish_all

from guildhall.decide import models as m
from guildhall.decide.addresses import LANGUAGES, address_of
from guildhall.decide.desks.public.drawing import Point, draw
from guildhall.decide.keeping.agendas import put_item, restrict
from guildhall.decide.keeping.matters import raise_matter
from guildhall.decide.keeping.notices import give_notice
from guildhall.decide.keeping.publishing import publish

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

BY: dict[str, Any] = {"actor": CLERK, "at": NOW}


def path(matter: m.Matter, lang: str = "en") -> tuple[Point, ...]:
    return draw(matter, today=AFTER.date(), until=None, lang=lang).points


def labels(matter: m.Matter) -> list[str]:
    return [each.label for each in path(matter)]


def noticed(kind: str, **of: Any) -> m.Notice:
    row = give_notice(kind=kind, **of, **BY)
    publish(reference=row.reference, **BY)
    return row


def private(made: Council) -> None:
    restrict(record=made.report, paragraph="3", public_interest="It names prices", text="Prices", **BY)


def test_urgency_that_was_agreed_of_what_was_never_planned_stands_on_the_path() -> None:
    made = decided()
    assert "Special urgency agreed" not in labels(made.matter)
    row = noticed("special-urgency", decision=made.decision, reasons="The bank closed", agreed_by=made.leader)
    assert labels(made.matter).count("Special urgency agreed") == 1
    m.Notice.objects.filter(pk=row.pk).update(withdrawn_at=AFTER)
    assert "Special urgency agreed" not in labels(made.matter)


def test_notice_of_meeting_in_private_stands_on_the_path_of_what_was_in_private_and_of_nothing_else() -> None:
    made = decided(published=False)
    other = raise_matter(title="Bridges", **BY)
    put_item(meeting=made.meeting, title="Bridges", matter=other, **BY)
    private(made)
    publish_all(made)
    other.refresh_from_db()
    noticed("private-meeting", meeting=made.meeting)
    noticed("meeting", meeting=made.meeting)
    assert labels(made.matter).count("Notice of a meeting in private") == 1
    assert not {"Notice of a meeting in private", "Notice of the meeting"} & set(labels(other))
    assert "Notice of the meeting" not in labels(made.matter)


def test_a_notice_that_is_a_draft_stands_on_no_path() -> None:
    made = decided()
    give_notice(kind="special-urgency", decision=made.decision, reasons="Late", agreed_by=made.leader, **BY)
    assert "Special urgency agreed" not in labels(made.matter)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_power_stands_where_it_was_given_or_recommended_and_leads_to_it(lang: str) -> None:
    made = decided()
    said = {"en": "Power recommended", "cy": "Argymhellwyd rhoi pŵer"}[lang]
    point = next(each for each in path(made.matter, lang) if each.label == said)
    assert (point.on, point.href) == (date(2026, 3, 12), address_of(lang, made.delegation.reference))
    assert "consequential changes" in point.what
    m.Decision.objects.filter(pk=made.decision.pk).update(outcome="resolved", recommends_to=None)
    given = {"en": "Power given", "cy": "Rhoddwyd pŵer"}[lang]
    assert [each.what for each in path(made.matter, lang) if each.label == given] == [point.what]
    m.Delegation.objects.update(published_at=None)
    assert not {said, given} & {each.label for each in path(made.matter, lang)}
