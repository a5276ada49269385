"""Promises about the demo council's year: lived through by the ways in that people use, and measured as it truly was."""

from collections import Counter
from datetime import timedelta
from itertools import islice
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.rooms.acquainted import ASHA
from tests.rooms.council import AMIR, WEDNESDAY, in_force
from tests.rooms.deskwork import clerk
from tests.rooms.measured import carry, told
from tests.rooms.reached import flagged, page

from guildhall.kernel.reach import Cell, scan
from guildhall.serve.demo import year
from guildhall.serve.demo.midlife import DAYS as MIDLIFE
from guildhall.serve.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday", "measured")]
LAST = WEDNESDAY - timedelta(days=MIDLIFE + 1)


@pytest.fixture(autouse=True)
def a_council_without_a_past(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def lived(days: int, size: float) -> year.Truth:
    for service in year.told()["services"]:
        in_force(service)
    assert len(list(year.live_through(until=WEDNESDAY, advisor=ASHA, officer=AMIR, days=days, size=size))) == days
    carry(WEDNESDAY)
    return year.kept().truth


def test_what_is_measured_of_some_weeks_is_what_was_true_of_them() -> None:
    truth = lived(40, 0.12)
    sent = sum(truth.sent.values())
    assert sent > 20
    assert counts("digital-take-up", "channel") == by(truth.sent, 1)
    assert counts("digital-take-up", "service") == by(truth.sent, 0)
    assert counts("contacts") == {None: sent + sum(truth.chased.values()) + truth.without_a_case}
    assert hits("promise-kept", "service") == by(truth.kept, 0)
    assert hits("change-midway") == {None: truth.changed_midway}
    assert hits("completion") == {None: sent}


def test_a_year_that_was_stopped_goes_on_with_the_next_day() -> None:
    for service in year.told()["services"]:
        in_force(service)
    lives = year.live_through(until=WEDNESDAY, advisor=ASHA, officer=AMIR, days=9, size=0.05)
    first = list(islice(lives, 4))
    rest = list(year.live_through(until=WEDNESDAY, advisor=ASHA, officer=AMIR, days=9, size=0.05))
    assert len({*first, *rest}) == len(first) + len(rest) == 9


@pytest.mark.larger
def test_the_ward_of_which_many_do_not_come_is_found_and_no_other() -> None:
    truth = lived(365, 0.4)  # of fewer people, what anybody can know tells it from chance too seldom
    cells = []
    for service in year.told()["services"]:
        came = Counter(Case.objects.filter(service=service).values_list("ward", flat=True))
        needs = {code: Counter(truth.needed)[f"{service}/{code}"] for code in year.told()["wards"]}
        share = came.total() / sum(needs.values())
        cells += [Cell(ward, service, "", came[ward], need * share) for ward, need in needs.items()]
    assert {each.cell.area for each in scan(cells) if each.flagged} == {"docks"}
    officer = clerk("service-officer", name="Olwen Rees")
    found = [flagged(page(officer, service)) for service in ("", *year.told()["services"])]
    assert set().union(*found) == {"The Docks"}, "also by what anybody can know: who lives where, and who came"


def counts(name: str, part: str = "") -> dict[str | None, int]:
    return {key: count for key, (_, count) in told(name, part, until=LAST).items()}


def hits(name: str, part: str = "") -> dict[str | None, int]:
    return {key: hit for key, (hit, _) in told(name, part, until=LAST).items() if hit}


def by(truth: Counter[str], place: int) -> dict[str | None, int]:
    found: Counter[str | None] = Counter()
    for key, count in truth.items():
        found[key.split("/")[place]] += count
    return dict(found)
