"""A report of a strategy over a period is made from the record, and says what the record says: no more, and as of its own moment."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html
from pytest_django import DjangoDbBlocker
from tests.rooms.council import in_force
from tests.rooms.decided import CLERK
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.once import made_once
from tests.rooms.proved import worked_out

from guildhall.decide import models as m
from guildhall.decide.addresses import address as of_record
from guildhall.decide.demo.record import open_record
from guildhall.decide.keeping import agendas, meetings
from guildhall.decide.keeping.publishing import publish_agenda
from guildhall.estate.door import Role, standing_at
from guildhall.plan.demo.strategies import open_strategies
from guildhall.serve.publishing import editions
from guildhall.understand.models import Rollup

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

AT = datetime(2026, 10, 14, 9, 0, tzinfo=ZoneInfo("Europe/London"))
IN_DECEMBER = datetime(2026, 12, 3, 9, 0, tzinfo=ZoneInfo("Europe/London"))
STATEMENTS = 70
"""What a pack asks of the demo council's strategy, whatever was counted: each of its measures three times, and what is on record."""


@pytest.fixture(scope="module", autouse=True)
def strategies(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo council's record and its strategies."""
    with made_once(django_db_blocker):
        open_record(at=AT)
        open_strategies(at=AT)
        yield


@pytest.fixture(autouse=True)
def in_autumn() -> Iterator[None]:
    """Two services keep one commitment, and the clock stands still."""
    for service in ("missed-bin", "bulky-waste", "street-problem"):
        in_force(service)
    with standing_at(AT):
        yield


def counted(first: int = 93, last: int = 80) -> None:
    """Promises kept of the two services that keep C2.1, from so many in the hundred to so many; and of another, nearly none."""
    worked_out(
        "promise-kept",
        {
            "missed-bin": lambda month: (100, first + (last - first) * month // 23),
            "bulky-waste": lambda _month: (2, 2),
            "street-problem": lambda _month: (400, 40),
            "report-danger": lambda _month: (9, 4),
        },
        at=AT,
    )


def asked(kind: str = "scrutiny", **more: str) -> dict[str, str]:
    return {"kind": kind, "strategy": "strategy/digital", "since": "1 7 2026", "until": "30 9 2026"} | more


def made(who: Clerk, kind: str = "scrutiny", **more: str) -> Clerk:
    return who.open("/desk/reports").press("Make the report", asked(kind, **more))


@pytest.fixture
def officer() -> Clerk:
    return clerk("strategy-officer")


def test_a_report_says_how_each_commitment_stands_and_why_and_leads_to_its_proof_and_to_what_is_counted(
    officer: Clerk,
) -> None:
    counted()
    at = made(officer, "progress")
    assert at.status == 200
    assert "Progress report: " in at.main
    assert "From 1 July 2026 to 30 September 2026." in at.main
    assert "Made from the record on 14 October 2026 at 9am." in at.main
    assert "<dt>Late</dt><dd>It goes the wrong way: " in at.source
    assert "At least 95% by " in at.main
    assert "90% on " in at.main  # where it began
    assert 'href="/en/strategies/digital/commitments/C2.1/proof"' in at.source
    figures = at.page.xpath("//dt[.='Newest figure']/following-sibling::dd/a/@href")
    assert figures
    assert all(each.endswith("#definition") for each in figures)
    assert all(officer.client.get(each.partition("#")[0]).status_code == 200 for each in figures)
    assert not at.page.xpath("//main//table")


def test_a_pack_for_scrutiny_has_every_figure_of_the_period_and_its_parts_and_what_is_few_is_withheld(
    officer: Clerk,
) -> None:
    counted()
    at = made(officer)
    captions = [" ".join(each.text_content().split()) for each in at.page.xpath("//main//caption")]
    assert any(each.startswith("In this period.") for each in captions)
    counts = "Of what we promised, how much did we do in time? "
    assert captions.count(f"{counts}By way in, July 2026 to September 2026.") == 1
    assert captions.count(f"{counts}By ward, July 2026 to September 2026.") == 1
    table = at.page.xpath("//main//table[contains(caption, 'In this period')]")[0]
    assert [each.text for each in table.xpath(".//tbody//th")] == ["July 2026 to September 2026"]
    assert "300" in table.text_content()  # of the services that keep it, and nothing of the few
    earlier = made(officer, since="1 1 2026", until="31 3 2026")
    assert "January 2026 to March 2026" in earlier.main
    assert "September 2026" not in " ".join(each.text_content() for each in earlier.page.xpath("//main//table"))


def test_a_few_people_stand_in_no_report(officer: Clerk) -> None:
    worked_out("promise-kept", {"missed-bin": lambda month: (2, 1), "bulky-waste": lambda _month: (1, 1)}, at=AT)
    at = made(officer)
    assert "too few to show" in at.main


def test_what_is_late_is_listed_and_what_was_done_in_time_is_not(officer: Clerk) -> None:
    counted()
    assert ">Of missed bins, those collected by the promised day: It goes the wrong way" in made(officer).source
    counted_anew = made(officer, since="1 7 2025", until="30 9 2025")
    assert "It goes the wrong way: 93% on " not in counted_anew.main


def test_what_a_service_promised_before_and_since_is_told_with_its_day(officer: Clerk) -> None:
    live = in_force()
    text = live.service.model_dump_json(by_alias=True, exclude_defaults=True)
    assert '"workingDays":3' in text
    changed = text.replace('"workingDays":3', '"workingDays":2').replace('"version":1', '"version":2')
    editions.publish(text=changed, by="account/nia", at=IN_DECEMBER)
    editions.forget()
    with standing_at(IN_DECEMBER):
        told = made(officer, until="31 12 2026").main
        later = made(officer, since="4 12 2026", until="31 12 2026")
    assert "We will empty your bin within 3 working days." in told
    assert "and now promises “We will empty your bin within 2 working days.”" in told
    assert "3 December 2026" in told
    assert "The period has not begun" in later.main
    assert "now promises" not in made(officer).main


def test_an_opinion_stands_in_the_report_beside_what_it_is_of(officer: Clerk) -> None:
    officer.open("/desk/opinions").press("Publish your opinion", {
        "commitment": "commitment/digital/C2.1", "post": "role/strategy-officer",
        "words": "The snow of January is not our crews’ doing.",
    })  # fmt: skip
    assert "Asha Pell, strategy officer sees it differently" in made(officer, until="31 12 2026").main
    assert "The snow of January" in made(officer, until="31 12 2026").main
    assert "The snow of January" not in made(officer).main  # it was given after that period


def test_a_period_that_is_not_over_is_told_as_it_stands_and_says_so(officer: Clerk) -> None:
    at = made(officer, until="31 12 2026")
    assert "The period is not over: this is how it stood on 14 October 2026." in at.main


AMISS = (
    ("strategy", "", "Choose a strategy"),
    ("strategy", "strategy/none", "Choose a strategy"),
    ("kind", "poem", "Choose what you need"),
    ("since", "", "Write the first day of the period"),
    ("since", "the first", "Write a day, such as 24 12 2026"),
    ("until", "", "Write the last day of the period"),
    ("since", "1 10 2026", "The first day is after the last"),
    ("until", "1 1 1804", "Write a day of this century"),
)


def test_what_is_amiss_is_said_at_its_box_and_what_was_typed_stays(officer: Clerk) -> None:
    for box, typed, said in AMISS:
        at = made(officer, **{box: typed})
        assert at.status == 409, box
        assert f'<a href="#{box}">{said}</a>' in at.source, (typed, said)
        assert "Commitment by commitment" not in at.main
        assert at.value("until") == asked(**{box: typed})["until"]
    assert "The period has not begun" in made(officer, since="1 11 2026", until="30 11 2026").main


def test_whoever_answers_for_the_figures_or_puts_papers_before_a_meeting_makes_reports_and_nobody_else() -> None:
    roles: tuple[Role, ...] = ("service-officer", "democratic-services", "monitoring-officer")
    for role, name in zip(roles, ("Tom Harrow", "Asha Pell", "Mo Nils"), strict=True):
        assert made(clerk(role, name=name), "progress").status == 200
    assert clerk("advisor", name="Ida Wren").open("/desk/reports").status == 403


def test_a_report_asks_as_often_however_much_was_counted(officer: Clerk) -> None:
    asks = []
    made(officer)
    for was_counted in (False, True):
        if was_counted:
            counted()
        officer.open("/desk/reports")
        with CaptureQueriesContext(connection) as queries:
            officer.press("Make the report", asked())
        asks.append(len(queries))
    assert asks[0] == asks[1]
    assert asks[0] <= STATEMENTS


# Deposited


@pytest.fixture
def item() -> m.AgendaItem:
    """An item of a meeting that is to come, its agenda published."""
    found = m.Organization.objects.get(name="Overview and Scrutiny Committee")
    by: dict[str, Any] = {"actor": CLERK, "at": AT}
    meeting = meetings.call_meeting(body=found, starts_at=AT + timedelta(days=14), place="The Guildhall", **by)
    made_of = agendas.put_item(meeting=meeting, title="How the digital strategy is kept", **by)
    publish_agenda(meeting=meeting.reference, **by)
    return made_of


def test_a_pack_is_deposited_on_an_item_as_it_was_read_and_stays_when_the_record_moves_on(item: m.AgendaItem) -> None:
    counted()
    keeper = clerk("democratic-services")
    at = made(keeper)
    button = "Deposit this report"
    assert at.press(button).status == 409
    assert '<a href="#item">Choose an item of a meeting that is to come</a>' in at.source
    at.press(button, {"item": item.reference})
    assert (at.status, at.address) == (200, f"/desk/record/items/{item.key}#exhibits")
    assert "14 October 2026, by Asha Pell" in at.main
    (row,) = m.Exhibit.objects.filter(item=item)
    assert (row.kind, row.source, row.deposited_by, row.deposited_at) == (
        "report",
        "strategy/digital",
        keeper.reference,
        AT,
    )
    assert row.title.startswith("Scrutiny pack: Digital strategy")
    public = Client().get(of_record("en", "exhibit", row.key))
    assert sha256(public.content).hexdigest() == row.sha256
    copy = html.fromstring(public.content)
    assert "It goes the wrong way" in copy.text_content()
    assert "Deposit" not in copy.text_content()
    links = {each.get("href") for each in copy.iter("a")}
    assert all(each.startswith("http") for each in links)
    assert any(each.endswith("/en/how-we-are-doing/promise-kept#definition") for each in links)
    Rollup.objects.all().delete()
    assert Client().get(of_record("en", "exhibit", row.key)).content == public.content
    assert row.sha256 in Client().get(of_record("en", "item", item.key)).content.decode()


def test_what_changed_since_it_was_read_is_read_again_first_and_a_press_twice_deposits_once(item: m.AgendaItem) -> None:
    keeper = clerk("democratic-services")
    at = made(keeper)
    counted()
    refused = at.press("Deposit this report", {"item": item.reference})
    assert refused.status == 409
    assert "The record has changed since you read this." in refused.main
    again = dict(at.page.xpath("//main//form[.//button[contains(., 'Deposit')]]")[0].form_values())
    for _ in range(2):
        keeper.client.post(at.address, again | {"item": item.reference})
    assert m.Exhibit.objects.filter(item=item).count() == 1


def test_only_those_who_keep_the_record_deposit(item: m.AgendaItem, officer: Clerk) -> None:
    at = made(officer)
    assert "Deposit" not in at.main
    token = officer.client.cookies["csrftoken"].value if "csrftoken" in officer.client.cookies else ""
    officer.client.handler.enforce_csrf_checks = False
    told = {"act": "deposit", "item": item.reference, "csrfmiddlewaretoken": token}
    seen = clerk("democratic-services", name="Mo Nils")
    told["seen"] = made(seen).value("seen")
    assert officer.client.post(at.address, told).status_code == 409
    assert not m.Exhibit.objects.filter(item=item).exists()
