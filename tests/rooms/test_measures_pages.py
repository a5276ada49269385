"""Promises of "How we are doing": every measure is there for everybody, as a page and as data, and nothing small is in either."""

import csv
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml.html import HtmlElement, fromstring
from tests.rooms import stories
from tests.rooms.council import in_force
from tests.rooms.measured import carry

from guildhall.estate.door import standing_at
from guildhall.kernel.measures import SMALLEST
from guildhall.understand import door, laid
from guildhall.understand.addresses import of_measure, of_measures
from guildhall.understand.desks.published import COLUMNS
from guildhall.understand.engine import opened
from guildhall.understand.tongue import Tongue

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday", "measured")]
LATER = datetime(2026, 10, 9, 9, tzinfo=UTC)


def counted() -> None:
    in_force()
    stories.tell(1, 300)
    carry(LATER)


def page(address: str) -> HtmlElement:
    with standing_at(LATER):
        answer = Client().get(address)
    assert answer.status_code == 200
    return fromstring(answer.content)


def said(part: HtmlElement) -> str:
    return " ".join(part.text_content().split())


def rows(asked: str = "") -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(Client().get(f"/open-data/measures.csv{asked}").content.decode())))


@pytest.mark.parametrize(("lang", "nothing"), [("en", "Nothing was counted yet"), ("cy", "Ni chyfrifwyd dim eto")])
def test_before_anything_was_counted_every_measure_says_so(lang: str, nothing: str) -> None:
    shown = said(page(of_measures(lang)))
    assert shown.count(nothing) == len(laid.measures())
    assert nothing in said(page(of_measure(lang, "promise-kept")))
    assert rows() == []


def test_every_measure_has_its_newest_figure_in_the_list_and_the_list_costs_one_statement_for_all() -> None:
    counted()
    page(of_measures("en"))
    with CaptureQueriesContext(connection) as asked:
        shown = page(of_measures("en"))
    assert len(asked) <= 2
    newest = door.latest(name="completion")
    assert newest is not None
    assert newest.point.whole.value is not None
    share = f"{newest.point.whole.value * 100:.1f}".removesuffix(".0")
    [listed] = shown.xpath(f"//main//li[h2/a/@href='{of_measure('en', 'completion')}']")
    assert f"{share}%" in said(listed)
    names = sorted(laid.measures(), key=lambda name: laid.measure(name).title["en"])
    assert [each.get("href") for each in shown.xpath("//main//h2/a")] == [of_measure("en", name) for name in names]


def test_one_measure_has_a_table_beside_each_chart_its_caveat_and_its_question_word_for_word() -> None:
    counted()
    with CaptureQueriesContext(connection) as asked:
        shown = page(of_measure("en", "satisfaction"))
    assert len(asked) <= 6
    measure = laid.measure("satisfaction")
    assert measure.caveat["en"] in said(shown)
    assert [each.text_content() for each in shown.iter("code")] == [measure.sql]
    charts = [each.getparent() for each in shown.xpath("//main//*[local-name()='svg']")]
    assert len(charts) == 3
    for chart in charts:
        assert chart.getnext().tag == "table"
        assert chart.getnext().findall(".//tbody/tr")


def test_a_part_is_called_by_the_name_that_people_know_and_by_its_code_once_nobody_knows_it() -> None:
    in_force()
    english, welsh = Tongue("en"), Tongue("cy")
    assert english.part("step", "missed-bin bin") == "Report a missed bin: Which bin was missed?"
    assert welsh.part("ward", "mill-lane") == "Lôn y Felin"
    assert english.part("step", "missed-bin gone") == "Report a missed bin: gone"
    assert english.part("step", "no-service bin") == "no-service: bin"
    assert english.part("service", None) == "not known"


def test_what_is_published_as_data_is_what_pages_show_whole_and_by_its_parts() -> None:
    counted()
    for measure in laid.measures().values():
        told = [row for row in rows(f"?measure={measure.name}") if row["by"] == "" and row["span"] == "month"]
        trend = door.trend(name=measure.name, until=date(2030, 1, 1), months=120)
        assert [(row["first_day"], row["value"]) for row in told] == [
            (each.first.isoformat(), "" if each.whole.value is None else str(each.whole.value)) for each in trend
        ]
        newest = [row for row in rows(f"?measure={measure.name}") if row["span"] == "newest"]
        for by in ("", *measure.by):
            held = door.latest(name=measure.name, by=by)
            parts = () if held is None else held.point.parts if by else (held.point.whole,)
            assert [(row["part"], row["value"]) for row in newest if row["by"] == by] == [
                (each.part or "", "" if each.value is None else str(each.value)) for each in parts
            ]
    assert {row["measure"] for row in rows()} <= set(laid.measures())
    assert {row["span"] for row in rows()} == {"month", "quarter", "newest"}
    objects = json.loads(Client().get("/open-data/measures.json").content)
    assert [each["name"] for each in objects] == list(laid.measures())
    assert sum(len(each["figures"]) for each in objects) == len(rows())


def test_no_figure_of_a_few_people_is_published() -> None:
    counted()
    for row in rows():
        assert (row["withheld"] == "True") == (row["counted"] == "")
        assert row["counted"] == "" or int(row["counted"]) >= SMALLEST


def test_the_same_stands_in_a_file_of_columns(tmp_path: Path) -> None:
    counted()
    answer = Client().get("/open-data/measures.parquet")
    (tmp_path / "figures.parquet").write_bytes(answer.content)
    with opened() as engine:
        held = engine.rows(f"SELECT * FROM read_parquet('{tmp_path / 'figures.parquet'}')")
    assert len(held) == len(rows())
    for row, cells in zip(rows(), held, strict=True):
        told = dict(zip(COLUMNS, cells, strict=True))
        texts = {name for name, (kind, _) in COLUMNS.items() if kind == "VARCHAR"}
        assert {name: told[name] for name in texts} == {name: row[name] for name in texts}  # a text is never null
        assert told["first_day"].isoformat() == row["first_day"]
        assert told["value"] == (Decimal(row["value"]) if row["value"] else None)


def test_the_dictionary_says_what_every_column_means() -> None:
    told = json.loads(Client().get("/open-data/measures-dictionary.json").content)
    assert [each["name"] for each in told["figures"]] == list(COLUMNS)
    assert {each["name"] for each in told["views"]} == {each.name for each in laid.views()}
    assert all(column["about"] for view in told["views"] for column in view["columns"].values())


@pytest.mark.parametrize(
    "address",
    ["/en/how-we-are-doing/happiness", "/cy/sut-rydym-yn-gwneud/nid-oes", "/open-data/measures.csv?measure=%00"],
)
def test_a_measure_that_there_is_not_is_said_not_to_be_there(address: str) -> None:
    assert Client().get(address).status_code == 404
