"""Promises of measures as data: what is documented is what is there, and each can be asked of another engine."""

import json
from collections.abc import Mapping

import pytest
import sqlglot
from sqlglot import exp
from tests.rooms.council import WEDNESDAY

from guildhall.kernel.measures import Measure
from guildhall.kernel.measures.measure import NEEDS
from guildhall.understand import laid
from guildhall.understand.command import measures
from guildhall.understand.engine import Engine, opened

MEASURES: Mapping[str, Measure] = laid.measures()
DIALECTS = ("spark", "postgres")


@pytest.fixture(scope="module")
def empty() -> Engine:
    engine = opened()
    engine.lay(laid.views(), [], laid.unit_costs(), WEDNESDAY.date())
    return engine


@pytest.mark.parametrize("view", [each.name for each in laid.views()])
def test_each_view_has_the_columns_that_are_documented(view: str, empty: Engine) -> None:
    documented = next(each for each in laid.views() if each.name == view)
    assert empty.described(view) == {name: column.type for name, column in documented.columns.items()}


@pytest.mark.parametrize("name", MEASURES)
def test_each_measure_gives_the_day_its_parts_and_what_its_kind_needs(name: str, empty: Engine) -> None:
    measure = MEASURES[name]
    given = {row[0] for row in empty.rows(f"DESCRIBE {measure.sql}")}
    assert given == {"day", *measure.by, *NEEDS[measure.kind]}


@pytest.mark.parametrize("name", MEASURES)
def test_each_measure_asks_documented_views_alone(name: str) -> None:
    told = sqlglot.parse_one(MEASURES[name].sql, read="duckdb")
    asked = {table.name for table in told.find_all(exp.Table)}
    assert asked
    assert asked <= {each.name for each in laid.views()}


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("name", [*MEASURES, *(f"view {each.name}" for each in laid.views() if each.sql)])
def test_each_measure_and_view_is_written_for_another_engine_and_read_there(name: str, dialect: str) -> None:
    views = {f"view {each.name}": each.sql for each in laid.views()}
    sql = views.get(name) or MEASURES[name].sql
    [written] = sqlglot.transpile(sql, read="duckdb", write=dialect, unsupported_level=sqlglot.ErrorLevel.RAISE)
    read = sqlglot.parse_one(written, read=dialect)
    assert {each.name for each in read.find_all(exp.Table)} == {
        each.name for each in sqlglot.parse_one(sql, read="duckdb").find_all(exp.Table)
    }
    assert not list(read.find_all(exp.Command))


def test_the_four_of_the_national_service_standard_are_there() -> None:
    assert {"digital-take-up", "completion", "satisfaction", "cost-per-transaction"} <= MEASURES.keys()


# The commands


def test_the_list_names_each_measure_with_its_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert measures(["list"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(MEASURES)
    assert measures(["list", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["name"] for each in told] == list(MEASURES)
    assert all(each["question"]["cy"] and each["sql"] for each in told)


@pytest.mark.django_db
@pytest.mark.usefixtures("measured")
def test_a_figure_says_when_there_is_too_little_to_show(capsys: pytest.CaptureFixture[str]) -> None:
    assert measures(["show", "completion", "--at", "2026-11-18", "--by", "channel", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["figure"] == {"value": None, "count": None, "withheld": True}
    assert (told["from"], told["to"], told["countedTo"]) == ("2025-11-19", "2026-11-18", None)
    assert measures(["show", "completion", "--at", "2026-11-18"]) == 0
    assert "too few to show" in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.usefixtures("measured")
@pytest.mark.parametrize(
    ("words", "line"),
    [
        ([], "COMMAND"),
        (["count"], "invalid choice"),
        (["show"], "NAME"),
        (["show", "happiness"], "there is no measure happiness"),
        (["show", "completion", "--at", "yesterday"], "yesterday is no date"),
        (["show", "completion", "--by", "colour"], "invalid choice"),
        (["show", "completion", "--by", "ward"], "completion is not broken down by ward: say channel or service"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_line(
    words: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert measures(words) == 2
    told = capsys.readouterr()
    assert told.out == ""
    [said] = told.err.splitlines()
    assert said.startswith("guildhall: ")
    assert line in said
