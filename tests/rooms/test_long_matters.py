"""Promises about a matter of very many cases: its page is read a stretch at a time, and leads to all of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.rooms.council import VERA, WEDNESDAY
from tests.rooms.deskwork import Clerk
from tests.rooms.reported import POTHOLE, north, reported, streets
from tests.rooms.test_case_page_statements import rows_read
from tests.rooms.test_similar_cases import crowd

from guildhall.serve.casework import cases
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.joining import relations
from guildhall.serve.models import Case, CaseRelation

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


def test_the_page_of_a_long_matter_reads_a_stretch_and_leads_to_every_case_and_relation(tom: Clerk) -> None:
    few, many = matter(1), matter(2 * relations.STRETCH + 1)
    asked = [statements(tom, each) for each in (few, many)]
    assert len(asked[1]) == len(asked[0])
    assert rows_read(asked[1]) < 9 * relations.STRETCH
    for name in ("joined", "joins", "related"):
        tom.open(f"/desk/cases/{many.reference}/matter")
        found: list[str] = []
        while True:
            found += tom.page.xpath(LISTED[name])
            later = tom.page.xpath(f'//a[@rel="next"][starts-with(@href, "{page_of(many)}?{name}=")]/@href')
            if not later:
                break
            tom.open(str(later[0]))
        assert len(found) == 2 * relations.STRETCH + 1, name
        assert "Back to the first" in tom.main


def test_a_mark_that_is_none_or_past_the_end_breaks_nothing(tom: Clerk) -> None:
    case = matter(1)
    for mark in ("joined=x", "joined=", "joins=-1", "related=9999999999999", "joined=999999999999"):
        tom.open(f"{page_of(case)}?{mark}")
        assert (tom.status, "stands alone" in tom.main) == (200, False), mark


def test_what_is_wanting_when_a_late_join_is_taken_back_is_said_where_it_stands(tom: Clerk) -> None:
    case = matter(relations.STRETCH + 3)
    last = CaseRelation.objects.filter(kind="joined").latest("id")
    tom.open(f"{page_of(case)}?joins={last.pk - 1}").press("Take it back")
    assert tom.status == 409
    assert tom.page.xpath(f'//input[@id="why-{last.pk}"]')


LISTED = {
    "joined": '//caption[contains(., "joined with this one")]/../tbody/tr/th/a/@href',
    "joins": '//section[@aria-labelledby="joined"]/ol/li/p[1]/strong/text()',
    "related": '//section[@aria-labelledby="related"]/ol/li/p[1]/strong/text()',
}
"""Where each list stands on the page."""


def page_of(case: CaseValue) -> str:
    return f"/desk/cases/{case.reference}/matter"


def matter(many: int) -> CaseValue:
    """A case with which so many are joined, and to which so many others are related."""
    street, _danger = streets()
    case = reported(street, POTHOLE | {"where": north(300)})
    crowd(case, 2 * many)
    rows = list(Case.objects.filter(reference__startswith=f"{case.id}-").order_by("id"))
    Case.objects.filter(id__in=[case.id, *(each.pk for each in rows[:many])]).update(matter=case.reference)
    CaseRelation.objects.bulk_create(
        CaseRelation(
            one_id=case.id,
            other=each,
            kind="joined" if place < many else "related",
            asserted_by=VERA.reference,
            asserted_at=WEDNESDAY,
        )
        for place, each in enumerate(rows)
    )
    return cases.find(reference=case.reference)


def statements(tom: Clerk, case: CaseValue) -> list[str]:
    """What the page asks the database, once it is warm."""
    tom.open(page_of(case))
    with CaptureQueriesContext(connection) as captured:
        tom.open(page_of(case))
    return [each["sql"] for each in captured]
