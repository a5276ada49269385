"""Promises about the council's own gazetteer: taken up whole or not at all, found at once, and held in no memory."""

import tracemalloc
from collections.abc import Iterator
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildhall.estate.council import council
from guildhall.kernel.distance import Point
from guildhall.serve.casework.wards import ward, wards
from guildhall.serve.gazetteer import asking
from guildhall.serve.gazetteer.laying import lay_out
from guildhall.serve.places import gazetteer
from guildhall.serve.places.command import places as command

HEAD = "uprn,postcode,latitude,longitude,ward,ward_name,ward_name_cy"
OURS = f"""\ufeff{HEAD}
,ab1 2cd,51.500000,-0.100000,E05000001,Riverside,Glan yr Afon
100000000001,AB1 2CE,51.510000,-0.110000,E05000001,Riverside,
100000000002,AB12CE,51.520000,-0.120000,E05000002,Hill,
100000000003,AB2 1AA,51.600000,-0.200000,E05000002,,

,AB2 9ZZ,,,E05000002,,
"""


@pytest.fixture
def file(tmp_path: Path, settings: Any) -> Path:
    """Where the gazetteer is read from; it is laid out beside it."""
    settings.GAZETTEER = str(tmp_path / "data" / "ours.sqlite3")
    return tmp_path / "ours.csv"


def taken_up(file: Path, text: str) -> int:
    file.write_text(text, encoding="utf-8")
    return command(["gazetteer", str(file)])


def test_a_councils_own_file_says_where_its_postcodes_and_homes_lie(file: Path, capsys: Any) -> None:
    assert taken_up(file, OURS) == 0
    assert capsys.readouterr().out == "4 postcodes, 3 homes and 2 wards are known.\n"
    river = gazetteer.where(postcode="ab12cd")
    assert (river.postcode, river.point, river.roughly) == ("AB1 2CD", Point(*_at("51.500000", "-0.100000")), False)
    home = asking.home(uprn="100000000003")
    assert home is not None
    assert (home.point, home.ward) == (Point(*_at("51.600000", "-0.200000")), "E05000002")
    assert [(each.name, each.name_cy) for each in wards().values()] == [("Hill", "Hill"), ("Riverside", "Glan yr Afon")]
    assert gazetteer.where(postcode="ZZ1 1AA").point is None
    assert ward(code="harbour") is None


def test_a_postcode_without_a_line_lies_amid_its_homes_and_in_no_ward_where_they_lie_in_two(file: Path) -> None:
    taken_up(file, OURS)
    split, whole = asking.postcode(written="AB1 2CE"), asking.postcode(written="AB2 1AA")
    assert split is not None
    assert whole is not None
    assert (split.point, split.ward) == (Point(*_at("51.515000", "-0.115000")), "")
    assert whole.ward == "E05000002"
    assert gazetteer.where(postcode="AB1 9XX") == gazetteer.Where(
        "AB1 9XX", Point(*_at("51.507500", "-0.107500")), True
    )


def test_the_areas_to_choose_from_are_the_profiles_else_the_wards(file: Path, settings: Any) -> None:
    taken_up(file, OURS)
    assert [each.code for each in gazetteer.areas()][:2] == ["elverdon", "westmere"]
    profile = files("guildhall.estate").joinpath("council.yaml").read_text(encoding="utf-8")
    file.with_name("council.yaml").write_text(profile.partition("areas:")[0], encoding="utf-8")
    settings.COUNCIL = str(file.with_name("council.yaml"))
    council.cache_clear()
    try:
        assert [each.name["cy"] for each in gazetteer.areas()] == ["Hill", "Glan yr Afon"]
    finally:
        council.cache_clear()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("lattitude,postcode", "line 1: 'lattitude' is no column"),
        ("latitude,longitude", "line 1: there is no column postcode"),
        ("", "line 1: there is no column postcode"),
        (f"{HEAD}\n,AB1 2CD,51.5,-0.1,,", "line 2: it has 6 cells, and there are 7 columns"),
        (f"{HEAD}\n,AB1 2CD,51.5,-0.1,,,\n,nowhere,51.5,-0.1,,,", "line 3: 'nowhere' is no postcode"),
        (f"{HEAD}\n,AB1 2CD,-0.1,51.5,,,", "line 2: '-0.1' is no latitude in the United Kingdom"),
        (f"{HEAD}\n,AB1 2CD,NaN,51.5,,,", "line 2: 'NaN' is no latitude"),
        (f"{HEAD}\n,AB1 2CD,51.5,,,,", "line 2: a position needs both"),
        (f"{HEAD}\n,AB1 2CD,,,,,", "line 2: it has no position and no ward"),
        (f"{HEAD}\n,,51.5,-0.1,,,", "line 2: it has no postcode and no UPRN"),
        (f"{HEAD}\n12a,,51.5,-0.1,,,", "line 2: '12a' is no UPRN"),
        (f"{HEAD}\n7,,51.5,-0.1,,,\n7,,51.5,-0.1,,,", "line 3: UPRN 7 stands on a line before it too"),
        (f"{HEAD}\n7,,51.5,-0.1,a,One,\n8,,51.5,-0.1,a,Two,", "line 3: the ward a has another name"),
        (f'{HEAD}\n7,,51.5,-0.1,"a,One,', "line 2: "),
        (HEAD, "line 2: there is no postcode and no home"),
    ],
)
def test_a_file_of_another_shape_is_told_by_its_line_and_the_old_one_stays(
    file: Path, line: str, why: str, capsys: Any
) -> None:
    taken_up(file, OURS)
    capsys.readouterr()
    assert taken_up(file, line) == 2
    said = capsys.readouterr().err
    assert why in said
    assert said.count("\n") == 1
    assert gazetteer.where(postcode="AB1 2CD").point is not None
    assert [each.name for each in file.parent.joinpath("data").iterdir()] == ["ours.sqlite3"]


def test_a_file_that_is_no_text_or_is_not_there_is_told_in_a_line(file: Path, capsys: Any) -> None:
    file.write_bytes(f"{HEAD}\n7,,51.5,-0.1,a,".encode() + b"\xff\xfe\n")
    assert command(["gazetteer", str(file)]) == 2
    assert command(["gazetteer", str(file.with_name("none.csv"))]) == 2
    said = capsys.readouterr().err.splitlines()
    assert "not text in UTF-8" in said[0]
    assert "no such file" in said[1]


def test_every_process_sees_another_file_as_soon_as_it_is_taken_up(file: Path) -> None:
    assert gazetteer.where(postcode="ZZ1 1AA").point is not None
    taken_up(file, OURS)
    assert gazetteer.where(postcode="AB1 2CD").point is not None
    taken_up(file, f"{HEAD}\n,AB1 2CD,52.5,-1.1,,,")
    moved = gazetteer.where(postcode="AB1 2CD").point
    assert moved == Point(*_at("52.500000", "-1.100000"))


def test_a_council_without_a_gazetteer_knows_none_of_the_demo_councils_places(settings: Any, tmp_path: Path) -> None:
    settings.GAZETTEER, settings.COUNCIL = str(tmp_path / "none.sqlite3"), "theirs.yaml"
    asking.forget()
    try:
        assert gazetteer.where(postcode="ZZ1 1AA").point is None
        assert not wards()
    finally:
        asking.forget()


@pytest.mark.django_db
def test_a_long_file_is_never_held_in_memory_and_asks_the_database_nothing(tmp_path: Path, settings: Any) -> None:
    def lines() -> Iterator[str]:
        yield HEAD + "\n"
        for number in range(30_000):
            yield f"{number + 1},AB{number % 9 + 1} {number % 10}CD,51.5{number:05},-0.1{number:05},W{number % 20},,\n"

    settings.GAZETTEER = str(tmp_path / "long.sqlite3")
    tracemalloc.start()
    lay_out(lines=lines(), to=Path(settings.GAZETTEER))
    with CaptureQueriesContext(connection) as asked:
        assert asking.home(uprn="29999") is not None
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1_000_000
    assert len(asked) == 0


def _at(latitude: str, longitude: str) -> Any:
    return Decimal(latitude), Decimal(longitude)
