"""A search in plain words finds who decides: bodies, posts, those who hold public office, and meetings."""

from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from tests.rooms.decided import CLERK, EVENING, NOW, decided

from guildhall.decide import models as m
from guildhall.decide.addresses import LANGUAGES, address, address_of
from guildhall.decide.called import Name
from guildhall.decide.finding import looked_back_to, search
from guildhall.decide.keeping import meetings
from guildhall.decide.keeping.publishing import publish
from guildhall.decide.keeping.renaming import rename

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

BY: dict[str, Any] = {"actor": CLERK, "at": NOW}


def found(words: str) -> list[str]:
    return [each.subject for each in search(words=words)[0]]


def test_bodies_posts_and_people_are_found_before_what_they_decided() -> None:
    made = decided()
    assert found("Archer") == [made.leader.reference]
    assert found("councillor archer") == [made.leader.reference]
    assert found("Full Council")[0] == made.full_council.reference
    assert found("cyngor llawn")[0] == made.full_council.reference
    assert found("corporate support")[0] == made.head.reference
    assert found("cabinet")[0] == made.cabinet.reference
    assert made.decision.reference in found("cabinet")
    assert made.leader.reference in found("Harbour")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_leads_to_them_and_gives_no_day_to_what_has_none(lang: str) -> None:
    made = decided()
    page = Client().get(address(lang, "search"), {"q": "archer"}).content.decode()
    assert f'href="{address_of(lang, made.leader.reference)}"' in page
    assert {"en": "Councillor Ann Archer", "cy": "Cynghorydd Ann Archer"}[lang] in page
    assert "9999" not in page
    assert found("cynghorydd archer") == [made.leader.reference]


def test_a_meeting_is_found_once_it_is_published_under_its_own_name_and_that_of_its_body() -> None:
    made = decided()
    assert made.meeting.reference in found("cabinet")
    row = meetings.call_meeting(body=made.cabinet, starts_at=EVENING, title="Extraordinary meeting", **BY)
    assert row.reference not in found("extraordinary")
    publish(reference=row.reference, **BY)
    assert found("extraordinary cabinet") == [row.reference]
    assert search(words="extraordinary")[0][0].day == date(2026, 3, 12)


def test_a_search_that_goes_on_after_bodies_says_no_day_to_which_it_looked() -> None:
    made = decided()
    first, after = search(words="cabinet", limit=1)
    assert [each.subject for each in first] == [made.cabinet.reference]
    assert looked_back_to(after) is None
    assert made.cabinet.reference not in [each.subject for each in search(words="cabinet", after=after)[0]]


def test_whoever_was_renamed_is_found_by_both_names() -> None:
    made = decided()
    for office, to in ((made.leader, Name("Ann Bowman", style="Councillor")), (made.cabinet, Name("The Executive"))):
        rename(office=office, to=to, on=date(2026, 2, 1), reason="So it is called", **BY)
    assert found("archer") == found("bowman") == [made.leader.reference]
    assert found("cabinet")[0] == found("executive")[0] == made.cabinet.reference
    assert search(words="archer")[0][0].title == "Councillor Ann Bowman"


def test_those_who_were_entered_before_they_were_found_are_found_alike() -> None:
    made = decided()
    rename(office=made.cabinet, to=Name("The Executive"), on=date(2026, 2, 1), reason="So it is called", **BY)
    asked = ("archer", "cynghorydd archer", "harbour", "cabinet", "cyngor llawn", "corporate support")
    alike = {words: set(found(words)) for words in asked}
    kept = m.Findable.objects.exclude(kind__in=("body", "post", "person", "meeting")).count()
    m.Findable.objects.filter(kind__in=("body", "post", "person", "meeting")).delete()
    assert found("archer") == []
    for _ in range(2):
        import_module("guildhall.decide.migrations.0014_who_decides_is_found").let_find(apps, None)
        assert {words: set(found(words)) for words in asked} == alike
        assert made.cabinet.reference in found("executive")
    assert m.Findable.objects.filter(kind="person").count() == 2
    assert m.Findable.objects.count() > kept
