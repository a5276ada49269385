"""Lists to choose from, and those on the clerk's page of a matter: none is cut off unsaid, however long it is."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from tests.rooms.clerks import TODAY, Hall, hall

from guildhall.decide import models as m
from guildhall.decide.addresses import address
from guildhall.decide.desks.clerk.matters import MOST
from guildhall.estate.door import standing_at

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

MANY = 2 * MOST + 5


@pytest.fixture
def made() -> Hall:
    return hall()


def gone_through(browser: Client, where: str, names: str, shown: str) -> list[str]:
    """What a list shows, stretch by stretch, by following its link to the end."""
    found, page, stretches = list[str](), browser.get(where).content.decode(), 1
    while True:
        found += re.findall(shown, page)
        onward = re.search(rf'href="(\?[^"]*\b{names}=[^"#]+)', page)
        if onward is None:
            assert stretches == 3
            return found
        page, stretches = browser.get(where + unescape(onward[1])).content.decode(), stretches + 1


def test_every_body_can_be_chosen_among_the_meetings_and_is_found_by_its_code(made: Hall) -> None:
    m.Organization.objects.bulk_create(
        m.Organization(
            reference=f"body/B{n}", code=f"B{n}", name=f"Panel {n:03}", name_key=f"panel {n:03}", kind="panel"
        )
        for n in range(MANY)
    )
    last = m.Organization.objects.get(code=f"B{MANY - 1}")
    m.Meeting.objects.filter(pk=made.meeting.pk).update(organization=last, published_at=TODAY)
    with standing_at(TODAY):
        where = address("en", "meetings")
        codes = gone_through(Client(), where, "bodies", r'<option value="(B\d+)"')
        assert sorted(codes) == sorted(f"B{n}" for n in range(MANY))
        only = Client().get(f"{where}?body={last.code}").content.decode()
        assert f'<option value="{last.code}" selected>' in only
        assert made.meeting.key in only
        assert made.meeting.key not in Client().get(f"{where}?body=B1").content.decode()


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ("items", r"/desk/record/items/(MANY-\d+)"),
        ("decisions", r"/desk/record/decisions/(MANY-\d+)"),
        ("planned", r"/desk/record/plan/(MANY-\d+)"),
        ("related", r"/desk/record/matters/(MANY-\d+)"),
        ("loose", r'<option value="item/(LOOSE-\d+)"'),
    ],
)
def test_the_page_of_a_matter_leads_to_all_that_there_is_of_it(made: Hall, names: str, shown: str) -> None:
    matter, body, day = made.entry.matter, made.cabinet, TODAY.date()
    m.AgendaItem.objects.bulk_create(
        m.AgendaItem(reference=f"item/{kind}-{n}", meeting=made.meeting, title=f"{n}", place=place + n, matter=of)
        for kind, place, of in (("MANY", 10, matter), ("LOOSE", 1000, None))
        for n in range(MANY)
    )
    m.Decision.objects.bulk_create(
        m.Decision(
            reference=f"decision/MANY-{n}", title="A", path="council", outcome="resolved", organization=body,
            matter=matter, taken_on=day, listed_on=day - timedelta(days=n // 3), reasons="None", options_rejected="None",
            conflicts="None",
        )
        for n in range(MANY)
    )  # fmt: skip
    m.PlanEntry.objects.bulk_create(
        m.PlanEntry(
            reference=f"plan/MANY-{n}", matter=matter, organization=body,
            due_from=date(2027, 1, 1), due_until=date(2027, 1, 2),
        )
        for n in range(MANY)
    )  # fmt: skip
    others = m.Matter.objects.bulk_create(
        m.Matter(reference=f"matter/MANY-{n}", title=f"{n}", title_key=f"{n}", listed_on=day) for n in range(MANY)
    )
    m.MatterRelation.objects.bulk_create(m.MatterRelation(matter=matter, other=each, kind="related") for each in others)
    start = "LOOSE" if names == "loose" else "MANY"
    with standing_at(TODAY):
        found = gone_through(made.desk.client, f"/desk/record/matters/{matter.key}", names, shown)
    assert sorted(found) == sorted(f"{start}-{n}" for n in range(MANY))


def test_an_item_that_a_later_stretch_offers_is_tied_as_any_other(made: Hall) -> None:
    m.AgendaItem.objects.bulk_create(
        m.AgendaItem(reference=f"item/LOOSE-{n}", meeting=made.meeting, title=f"{n}", place=100 + n)
        for n in range(MOST + 1)
    )
    with standing_at(TODAY):
        made.desk.open(f"/desk/record/matters/{made.entry.matter.key}").follow("Choose from items entered before these")
        made.desk.press("Tie it to the matter", {"item": "item/LOOSE-0"})
    assert m.AgendaItem.objects.get(reference="item/LOOSE-0").matter == made.entry.matter
