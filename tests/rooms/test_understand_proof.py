"""The page of a commitment's proof says what was promised, how far it is kept and why, by whom, and by whose decision."""

import csv
import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker
from tests.rooms.council import in_force
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.once import made_once
from tests.rooms.proved import worked_out

from guildhall.decide.demo.record import open_record
from guildhall.decide.keeping.bodies import enter_person
from guildhall.decide.models import Membership
from guildhall.estate.door import standing_at
from guildhall.ledger.door import Actor, history
from guildhall.plan.addresses import address as of_plan
from guildhall.plan.demo.strategies import open_strategies
from guildhall.understand import laid
from guildhall.understand.addresses import address
from guildhall.understand.models import Opinion
from guildhall.understand.opinions import NotTaken, withdraw
from guildhall.understand.proof import scale, unscaled

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

AT = datetime(2026, 10, 14, 9, 0, tzinfo=ZoneInfo("Europe/London"))
STATEMENTS = 26
"""What the page of a commitment with one measure asks, whatever was counted: where its strategy stands, its figures four times."""


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


def _kept(first: int, last: int) -> None:
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


def _page(code: str = "C2.1", lang: str = "en") -> str:
    answer = Client().get(address(lang, "digital", code))
    assert answer.status_code == 200
    return answer.content.decode()


def _told(code: str = "C2.1") -> dict[str, Any]:
    told: dict[str, Any] = json.loads(Client().get(f"/open-data/strategies/digital/commitments/{code}.json").content)
    return told


def _why(code: str = "C2.1") -> tuple[str, str]:
    (promise,) = _told(code)["promises"]
    return promise["status"], promise["why"]


@pytest.mark.parametrize(
    ("first", "last", "stands"),
    [
        (80, 93, ("on-the-way", "nearer")),
        (93, 80, ("late", "wrong-way")),
        (80, 98, ("met", "reached")),
        (90, 90, ("late", "no-nearer")),
    ],
)
def test_a_commitment_stands_where_the_figures_of_its_own_services_say(
    first: int, last: int, stands: tuple[str, str]
) -> None:
    _kept(first, last)
    assert _why() == stands


def test_a_measure_that_goes_the_wrong_way_is_late_and_the_page_says_why_in_both_languages() -> None:
    _kept(93, 80)
    assert ">Late</strong> It goes the wrong way:" in _page()
    assert ">Yn hwyr</strong> Mae’n mynd y ffordd anghywir:" in _page(lang="cy")


def test_the_page_has_target_baseline_trend_parts_services_decisions_and_what_is_late() -> None:
    _kept(80, 93)
    page = _page()
    for each in (
        "At least 95% by ", "90% on ", "<dd>92% (",
        "It is nearer than it was: 85.3% on Tuesday 30 September 2025, and 92% now.",
        "Source: Report to the Overview and Scrutiny Committee", "Over time", "By way in",
        "By telephone", "By ward", "By service", "Services that keep it", "/en/services/missed-bin", "/en/services/bulky-waste",
        "Adoption of the digital strategy", "Decisions that set it", "too few to show",
    ):  # fmt: skip
        assert each in page, each
    assert page.count('role="img"') == 4
    assert page.count("<table") == 4  # each chart stands with its table
    asked = _page("C3.2")
    assert "Train partners’ helpers twice a year." in asked
    assert ">Late</strong>" not in _page("C1.2")
    with standing_at(AT + timedelta(days=150)):
        assert ">Late</strong>" in _page("C1.2")
        assert _told("C1.2")["late"] == ["A1"]


def test_what_is_withheld_stands_in_no_figure_of_the_page_or_of_its_open_data() -> None:
    _kept(80, 93)
    rows = list(
        csv.DictReader(StringIO(Client().get("/open-data/strategies/digital/commitments/C2.1.csv").content.decode()))
    )
    few = [each for each in rows if each["part"] == "bulky-waste"]
    assert few
    assert all((each["value"], each["counted"], each["withheld"]) == ("", "", "True") for each in few)
    line = [each for each in rows if each["part"] == "bulky-waste+missed-bin"]
    assert {each["counted"] for each in line} == {"300"}  # those that may be shown, and nothing of the few


def test_nothing_counted_yet_is_said_and_is_no_status() -> None:
    assert _why() == ("not-known", "nothing-yet")
    page = _page()
    assert "Nothing was counted yet." in page
    assert 'role="img"' not in page


def test_a_milestone_and_what_happens_or_not_are_judged_by_their_day() -> None:
    assert _why("C3.2") == ("on-the-way", "to-come")
    assert _why("C1.1") == ("not-known", "no-day")


def test_the_page_of_the_commitment_leads_to_its_proof_and_back() -> None:
    for lang in ("en", "cy"):
        plan = Client().get(of_plan(lang, "commitment", "digital", "C2.1")).content.decode()
        assert f'href="{address(lang, "digital", "C2.1")}"' in plan
        assert f'href="{of_plan(lang, "commitment", "digital", "C2.1")}"' in _page(lang=lang)


def test_what_was_never_published_has_no_proof() -> None:
    for key, code in (("digital", "C9.9"), ("none", "C2.1")):
        assert Client().get(address("en", key, code)).status_code == 404
        for kind in ("json", "csv"):
            missing = Client().get(f"/open-data/strategies/{key}/commitments/{code}.{kind}")
            assert (missing.status_code, json.loads(missing.content)) == (404, {"error": "there is no such thing"})


def test_the_page_asks_as_often_however_much_was_counted() -> None:
    counts = []
    _page()
    for figures in ((), ((80, 93),)):
        for first, last in figures:
            _kept(first, last)
        with CaptureQueriesContext(connection) as asked:
            _page()
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] <= STATEMENTS


# Opinions


HEAD, HOLDER = "post/head-of-digital-and-customers", "Tess Ellery"


def _form(**more: str) -> Mapping[str, object]:
    return {
        "commitment": "commitment/digital/C2.1", "post": "role/strategy-officer",
        "words": "The snow of January is not our crews’ doing.",
    } | more  # fmt: skip


def _says(officer: Clerk, **more: str) -> Clerk:
    return officer.open("/desk/opinions").press("Publish your opinion", _form(**more))


def test_an_opinion_stands_beside_the_figures_with_its_post_and_its_day_and_changes_none() -> None:
    _kept(93, 80)
    before = _told()["promises"]
    assert _says(clerk("strategy-officer", name=HOLDER), post=HEAD).status == 200
    page, welsh = _page(), _page(lang="cy")
    assert "The snow of January is not our crews’ doing." in page
    assert "Head of Digital and Customers, 14 October 2026" in page
    assert '<dd lang="en">The snow of January' in welsh
    assert "The snow of January" not in _page("C2.3")
    assert _told()["promises"] == before
    assert _why() == ("late", "wrong-way")


def test_an_opinion_that_is_sent_twice_stands_once_and_one_without_its_post_can_be_sent_again() -> None:
    officer = clerk("strategy-officer").open("/desk/opinions")
    values = dict(officer.page.xpath("//main//form")[0].form_values())
    for post in ("x" * 60_000, "role/strategy-officer", "role/strategy-officer"):
        officer.client.post("/desk/opinions", {**values, **_form(post=post)})
    assert Opinion.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "counted", "told"),
    [("time-to-resolve", 72_000, 20), ("cost-per-transaction", 619, "6.19"), ("completion", "0.9", 90)],
)
def test_a_target_counts_in_hours_in_pounds_and_in_per_cent(name: str, counted: int | str, told: int | str) -> None:
    measure = laid.measure(name)
    assert scale(measure, Decimal(counted)) == Decimal(told)
    assert unscaled(measure, Decimal(told)) == Decimal(counted)


def test_whoever_wrote_an_opinion_and_nobody_else_takes_it_back() -> None:
    officer, other = clerk("strategy-officer"), clerk("service-officer", name="Tom Harrow")
    _says(officer)
    (row,) = Opinion.objects.all()
    shown = other.open("/desk/opinions").source
    assert ("The snow of January" in shown, "Take it back" in shown) == (True, False)
    with pytest.raises(NotTaken):
        withdraw(number=row.pk, actor=Actor("staff", other.reference), at=AT)
    assert "The snow of January" in _page()
    assert officer.press("Take it back").status == 200
    assert "The snow of January" not in _page()
    withdraw(number=row.pk, actor=Actor("staff", officer.reference), at=AT)  # said again, it changes nothing
    happened = [each.type for each in history(subject="strategy/digital", audience="staff")]
    assert [each for each in happened if each.startswith("opinion.")] == ["opinion.given", "opinion.withdrawn"]


@pytest.mark.parametrize(
    ("box", "typed", "said"),
    [
        ("words", " ", "Write what you see differently, and why"),
        ("post", "Nobody at all", "Choose a post that you hold, or yourself"),
        ("post", "", "Choose a post that you hold, or yourself"),
        ("post", HEAD, "Choose a post that you hold, or yourself"),
        ("post", "role/monitoring-officer", "Choose a post that you hold, or yourself"),
        ("commitment", "commitment/digital/C9.9", "Choose a commitment that is in force"),
        ("commitment", "", "Choose a commitment that is in force"),
        ("commitment", "commitment/customers-first/1", "Choose a commitment that is in force"),
    ],
)
def test_what_is_amiss_with_an_opinion_is_said_at_its_box_and_nothing_is_kept(box: str, typed: str, said: str) -> None:
    refused = _says(clerk("strategy-officer"), **{box: typed})
    assert refused.status == 409
    assert f'<a href="#{box}">{said}</a>' in refused.source
    assert not Opinion.objects.exists()


def test_whoever_holds_no_post_signs_by_name_and_role() -> None:
    assert _says(clerk("service-officer", "monitoring-officer"), post="role/monitoring-officer").status == 200
    assert "Asha Pell, monitoring officer, 14 October 2026" in _page()
    assert "Asha Pell, swyddog monitro, 14 Hydref 2026" in _page(lang="cy")


def test_a_post_is_signed_for_while_it_is_held_and_by_nobody_whose_name_two_have() -> None:
    officer = clerk("strategy-officer", name=HOLDER)
    (held,) = Membership.objects.filter(person__name=HOLDER, post__reference=HEAD)
    for changed in (
        {"until": AT.date() - timedelta(days=1)},
        {"since": AT.date() + timedelta(days=1)},
        {"since": None},
    ):
        with transaction.atomic():
            Membership.objects.filter(pk=held.pk).update(**changed)
            assert _says(officer, post=HEAD).status == 409, changed
            transaction.set_rollback(True)
    Membership.objects.filter(pk=held.pk).update(until=AT.date())
    assert _says(officer, post=HEAD).status == 200
    other = enter_person(name=HOLDER, kind="officer", style="", actor=Actor("staff", officer.reference), at=AT)
    Membership.objects.create(person=other, post=held.post, role="holder", since=AT.date())
    assert _says(officer, post=HEAD).status == 409


def test_only_those_who_answer_for_the_figures_write_opinions() -> None:
    assert clerk("advisor").open("/desk/opinions").status == 403
    assert Client().get("/desk/opinions").status_code == 302
