"""Promises about the forward plan on paper: all of it as one document, as it was on any day, in the print somebody needs."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.rooms.clerks import TODAY, Hall, hall
from tests.rooms.decided import CLERK
from tests.rooms.test_decide_printed import paper, sizes, text

from guildhall.decide import clock
from guildhall.decide.addresses import LANGUAGES, address
from guildhall.decide.desks.public.printed import WHOLE_PLAN
from guildhall.decide.keeping.agendas import restrict
from guildhall.decide.keeping.forward_plan import publish_plan, put_entry_right, take_off_plan
from guildhall.decide.keeping.matters import plan_decision, raise_matter

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

BY: dict[str, Any] = {"actor": CLERK, "at": TODAY}


class Day:
    """A day, as the key of its paper."""

    def __init__(self, of: datetime) -> None:
        self.key = of.date().isoformat()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Hall:
    """Two decisions planned for December and one for February, published on 18 November 2026; it is the twentieth."""
    monkeypatch.setattr(clock, "now", lambda: TODAY + timedelta(days=2))
    found = hall(is_key=True)
    for title, month in (("Harbour wall", 12), ("Parking fees", 2)):
        day = date(2026 if month == 12 else 2027, month, 10)
        plan_decision(
            matter=raise_matter(title=title, kind="service", **BY), due_from=day, due_until=day, body=found.cabinet,
            what=f"To agree on {title}.", **BY,
        )  # fmt: skip
    publish_plan(**BY)
    return found


def test_the_whole_plan_is_one_paper_with_every_line_under_its_month(made: Hall) -> None:
    said = text(paper(WHOLE_PLAN, Day(TODAY)))
    told = (
        "Forward plan, 18 November 2026", "December 2026", "Library opening hours", "To agree when libraries open.",
        "Decided by: Cabinet", "Key decision: Yes", "regulation 9(2)", "Harbour wall", "February 2027", "Parking fees",
        "About this document", f"{made.entry.reference}. Version 1.",
    )  # fmt: skip
    places = [said.find(words) for words in told]
    assert -1 not in places
    assert places == sorted(places)


def test_a_plan_of_a_day_is_the_same_bytes_whatever_is_put_right_later(made: Hall) -> None:
    where = address("en", "printed", Day(TODAY).key, WHOLE_PLAN)
    first = Client().get(where).content
    later: dict[str, Any] = {"actor": CLERK, "at": TODAY + timedelta(days=1)}
    put_entry_right(entry=made.entry, due_from=TODAY.date(), due_until=TODAY.date(), reason="It is done", **later)
    assert Client().get(where).content == first
    assert "Library opening hours" not in text(paper(WHOLE_PLAN, Day(later["at"])))


def test_what_was_taken_off_the_plan_says_why_and_what_is_over_is_not_on_it(made: Hall) -> None:
    take_off_plan(entry=made.entry, why="The landlord went", actor=CLERK, at=TODAY + timedelta(days=1))
    assert "Withdrawn from the plan: The landlord went" in text(paper(WHOLE_PLAN, Day(TODAY + timedelta(days=1))))
    assert "The landlord went" not in text(paper(WHOLE_PLAN, Day(TODAY)))


def test_before_anything_was_published_the_plan_says_that_nothing_was_planned(made: Hall) -> None:
    said = text(paper(WHOLE_PLAN, Day(TODAY - timedelta(days=1))))
    assert "No decision is planned at the moment." in said
    assert made.entry.reference not in said


def test_a_draft_and_what_is_exempt_are_never_on_it(made: Hall) -> None:
    secret = raise_matter(title="Damson", kind="land", **BY)
    day = date(2026, 12, 10)
    draft = plan_decision(matter=secret, due_from=day, due_until=day, body=made.cabinet, **BY)
    assert "Damson" not in text(paper(WHOLE_PLAN, Day(TODAY)))
    restrict(record=draft, paragraph="3", public_interest="A price", text="gooseberry", part="The price", **BY)
    publish_plan(**BY)
    said = text(paper(WHOLE_PLAN, Day(TODAY)))
    assert "Damson" in said
    assert "A price" in said
    assert "gooseberry" not in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_accessible_in_both_languages_and_in_large_print(made: Hall, lang: str) -> None:
    read = paper(WHOLE_PLAN, Day(TODAY), lang, size="large")
    root: Any = read.trailer["/Root"]
    assert root["/Lang"] == lang
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert min(sizes(read)) >= 15.9
    assert {"en": "Forward plan, 18 November", "cy": "Blaengynllun, 18 Tachwedd"}[lang] in text(read)


@pytest.mark.parametrize(
    "wrong", ["2026-11-21", "20261118", "2026-W47-3", "9999-12-31", "x", "2026-02-30", "٢٠٢٦-١١-١٨"]
)
def test_there_is_no_plan_of_a_day_to_come_or_of_none(made: Hall, wrong: str) -> None:
    assert Client().get(address("en", "printed", wrong, WHOLE_PLAN)).status_code == 404


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_of_the_plan_leads_to_it_as_it_stands_today(made: Hall, lang: str) -> None:
    shown = Client().get(address(lang, "plan")).content.decode()
    where = address(lang, "printed", Day(TODAY + timedelta(days=2)).key, WHOLE_PLAN)
    assert f'href="{where}"' in shown
    assert f'href="{where}?size=large"' in shown


def test_a_plan_is_set_with_as_many_statements_however_long_it_is(
    made: Hall, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        matter = raise_matter(title=f"Matter {number}", kind="service", **BY)
        day = date(2027, 1, 10)
        plan_decision(matter=matter, due_from=day, due_until=day, body=made.cabinet, **BY)
    publish_plan(**BY)
    with django_assert_max_num_queries(12):
        assert "Matter 19" in text(paper(WHOLE_PLAN, Day(TODAY)))
