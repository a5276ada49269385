"""Promises about what is known of areas from outside: a file is taken up whole or not at all, and what is not known stays unknown."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from pytest_django import Settings

from guildhall.serve.door import wards
from guildhall.understand.areas_command import areas
from guildhall.understand.models import Survey
from guildhall.understand.surveying import surveyed

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

PLACES = Path(__file__).parents[3] / "shared" / "data" / "places"
HEAD = "code,ward,ward_name,people,people_75plus,fifth,connected,lat,lon"
GOOD = f"{HEAD}\nE1,W1,Weir,1000,100,1,0.93,54.1,-1.5\nE2,W2,Moor,3000,300,,,,\n"
NEEDS = "service,group,weight,since,source\n,fifth-1,1.4,2026-04-01,A survey of ours\nassisted-bin,75plus,6,2026-04-01,Another\n"
SQUARE = [[-1.6, 54.1], [-1.5, 54.1], [-1.5, 54.2], [-1.6, 54.2], [-1.6, 54.1]]


def feature(ward: object, ring: object = SQUARE) -> Mapping[str, object]:
    return {"type": "Feature", "properties": {"WD": ward}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def geojson(*features: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features)})


def written(folder: Path, **texts: str) -> list[str]:
    """The words of the command for files with these texts."""
    words = ["import"]
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
        words += [str(folder / name)] if name == "areas" else [f"--{name}", str(folder / name)]
    return [*words, "--source", "The office for figures, 2025"]


def test_the_demo_council_knows_every_ward_of_its_gazetteer_and_any_other_council_nothing(settings: Settings) -> None:
    found = surveyed()
    assert found is not None
    assert dict(found.wards) == {code: each.name for code, each in wards().items()}
    assert found.outlines is not None
    assert found.outlines.wards.keys() == wards().keys()
    assert any(each.connected is None for each in found.areas), "of some nothing is known"
    settings.COUNCIL = "theirs.yaml"
    assert surveyed() is None


def test_a_file_is_taken_up_with_what_goes_with_it_and_what_is_not_known_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = written(tmp_path, areas=GOOD, needs=NEEDS, boundaries=geojson(feature("W1"), feature("W2")))
    assert areas(words) == 0
    told = capsys.readouterr().out
    assert "2 areas in 2 wards with 4,000 people are known." in told
    assert "Of 1 areas there is no connectivity: no data, and never nought." in told
    assert "Ward W1 (Weir) is not in the council's gazetteer" in told
    assert "Ward docks (The Docks) of the gazetteer has no area" in told
    found = surveyed()
    assert found is not None
    assert (found.source, found.areas[1].fifth, found.areas[1].connected) == (
        "The office for figures, 2025",
        None,
        None,
    )
    of_all, of_bins = found.needs.of("missed-bin"), found.needs.of("assisted-bin")
    assert of_all is not None
    assert of_bins is not None
    assert (of_all.by_fifth, of_bins.by_age, of_bins.source) == ({1: 1.4}, {"75plus": 6.0}, "Another")


@pytest.mark.parametrize(
    ("texts", "line"),
    [
        ({"areas": f"{GOOD},W2,Moor,3000,300,,,,\n"}, "areas, line 4: nothing stands in code"),
        ({"areas": f"{GOOD}E1,W1,Weir,5,1,,,,\n"}, "areas, line 4: the same code stands in a line above"),
        ({"areas": f"{GOOD}E3,W1,Weir,-5,1,,,,\n"}, "areas, line 4: people is no whole number from nought up"),
        ({"areas": f"{GOOD}E3,W1\n"}, "areas, line 4: it has more or fewer cells than the first line"),
        (
            {"areas": f"{GOOD}E3,{'W' * 41},Weir,5,1,,,,\n"},
            "areas, area E3: its ward has a code of more than 40 letters",
        ),
        ({"areas": f"{HEAD}\n"}, "areas: there is no area in it"),
        ({"areas": "<html>"}, "areas: it lacks the columns code, ward, ward_name, people"),
        ({"areas": GOOD, "needs": "weight\n1\n"}, "needs: it lacks the columns service, group, since, source"),
        ({"areas": GOOD, "needs": f"{NEEDS},fifth-6,1,2026-04-01,S\n"}, "needs, line 4: group is no fifth"),
        ({"areas": GOOD, "needs": f"{NEEDS},young,1,2026-04-01,S\n"}, "needs, line 4: group is no fifth"),
        ({"areas": GOOD, "needs": f"{NEEDS},fifth-1,1,2026-04-01,S\n"}, "needs, line 4: the same group stands"),
        ({"areas": GOOD, "needs": f"{NEEDS},fifth-2,-1,2026-04-01,S\n"}, "needs, line 4: weight is no number"),
        ({"areas": GOOD, "needs": f"{NEEDS},fifth-2,1,yesterday,S\n"}, "needs, line 4: since is no date"),
        ({"areas": GOOD, "needs": f"{NEEDS},fifth-2,1,2026-04-01,\n"}, "needs, line 4: nothing stands in source"),
        ({"areas": GOOD, "boundaries": "{}"}, "boundaries: it is no GeoJSON FeatureCollection"),
        ({"areas": GOOD, "boundaries": "[" * 5_000}, "boundaries: it is no GeoJSON FeatureCollection"),
        ({"areas": GOOD, "boundaries": geojson(feature("W1"), feature("W9"))}, "boundaries, feature 2: it has no code"),
        ({"areas": GOOD, "boundaries": geojson(feature("W1"), feature("W1"))}, "boundaries, feature 2: the same ward"),
        ({"areas": GOOD, "boundaries": geojson(feature("W1", [[1, 2]]))}, "boundaries, feature 1: its boundary is no"),
        (
            {"areas": GOOD, "boundaries": geojson(feature("W1", [[10**400, 1]] * 4))},
            "boundaries, feature 1: its boundary",
        ),
        ({"areas": GOOD, "boundaries": geojson(feature("W1", [[417248, 553437]] * 4))}, "boundaries, feature 1: its"),
        ({"areas": f"{GOOD}\0"}, "or no text"),
    ],
)
def test_what_is_amiss_in_a_file_is_named_by_its_line_and_nothing_is_changed(
    texts: Mapping[str, str], line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert areas(written(tmp_path, areas=GOOD)) == 0
    before, _ = surveyed(), capsys.readouterr()
    assert areas(written(tmp_path, **texts)) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert line in told.err
    assert told.err.splitlines()[-1] == "guildhall: nothing was changed"
    assert surveyed() == before
    assert Survey.objects.count() == 1


@pytest.mark.parametrize(
    "words", [[], ["import"], ["import", "nowhere.csv"], ["import", "nowhere.csv", "--source", "S"]]
)
def test_what_cannot_be_done_is_said_in_plain_lines(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert areas(words) == 2
    assert all(line.startswith("guildhall: ") for line in capsys.readouterr().err.splitlines())
    assert not Survey.objects.exists()


def test_the_areas_and_boundaries_of_real_councils_are_taken_up_whole(tmp_path: Path) -> None:
    assert PLACES.is_dir(), f"the areas of real councils are not at {PLACES}"
    with (PLACES / "areas.csv").open(encoding="utf-8") as file:
        told = list(csv.DictReader(file))
    for authority in ("E06000047", "E07000224"):
        rows = [each for each in told if each["lad_code"] == authority]
        table = "code,ward,ward_name,people,people_75plus,fifth,lat,lon\n" + "".join(
            f'{row["lsoa21cd"]},{row["ward25cd"]},"{row["ward25nm"]}",{row["pop_total"]},{row["pop_75plus"]},'
            f"{(int(row['imd2019_decile']) + 1) // 2},{row['lat']},{row['lon']}\n"
            for row in rows
        )
        boundaries = (PLACES / f"ward_{authority}.geojson").read_text(encoding="utf-8")
        assert areas(written(tmp_path, areas=table, boundaries=boundaries)) == 0
        found = surveyed()
        assert found is not None
        assert len(found.areas) == len(rows)
        assert found.outlines is not None
        assert found.outlines.wards.keys() == found.wards.keys()
        places = sum(len(ring) for rings in found.outlines.wards.values() for ring in rings)
        assert places < 12_000, "small enough for a page"
