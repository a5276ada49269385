"""Promises of worklists: what is chosen is shown, on every stretch; what is saved opens at one press, for whom it was saved."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.rooms.council import AMIR, VERA, WEDNESDAY, finished, in_force
from tests.rooms.deskwork import Clerk, clerk

from guildhall.serve import clock
from guildhall.serve.casework import acts, opening
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.models import Case, SavedFilter

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]
DAY = timedelta(days=1)
SOMEBODY = f"account/{1:032x}"


def opened(**columns: Any) -> CaseValue:
    """A case with these columns, as its records would have set them."""
    case = opening.submit(journey=finished(in_force()).id, actor=VERA, channel="web", at=WEDNESDAY)
    Case.objects.filter(id=case.id).update(**columns)
    return case


def shown(who: Clerk, address: str) -> set[str]:
    who.open(address)
    return {str(each.text) for each in who.page.xpath("//tbody/tr/th/a")}


def test_each_choice_shows_its_cases_and_no_others(tom: Clerk) -> None:
    today = WEDNESDAY.date()
    cases = {
        "whose=mine": opened(assigned_to=tom.reference, ward="harbour", earliest_on=today + 5 * DAY),
        "ward=mill-lane": opened(ward="mill-lane", assigned_to=SOMEBODY, earliest_on=today + 5 * DAY),
        "state=late": opened(earliest_on=today - DAY, ward="harbour", assigned_to=SOMEBODY),
        "state=soon": opened(earliest_on=today, ward="harbour", assigned_to=SOMEBODY),
        "due=none": opened(earliest_on=None, ward="harbour", assigned_to=SOMEBODY),
        "channel=paper": opened(channel="paper", ward="harbour", assigned_to=SOMEBODY, earliest_on=today + 5 * DAY),
        "received=before-month": opened(
            received_on=today - 40 * DAY, ward="harbour", assigned_to=SOMEBODY, earliest_on=today + 5 * DAY
        ),
        "whose=nobody": opened(ward="harbour", assigned_to="", earliest_on=today + 5 * DAY),
        "state=waiting": opened(ward="harbour", assigned_to=SOMEBODY, earliest_on=today + 5 * DAY),
        "state=closed": opened(ward="harbour", assigned_to=SOMEBODY, earliest_on=today + 5 * DAY),
    }
    acts.ask(case=cases["state=waiting"], question="Which side?", actor=AMIR, at=WEDNESDAY)
    Case.objects.filter(id=cases["state=waiting"].id).update(earliest_on=today + 5 * DAY, paused_at=None)
    acts.close(case=cases["state=closed"], outcome="done", told="Done.", actor=AMIR, at=WEDNESDAY)
    for address, case in cases.items():
        assert shown(tom, f"/desk/cases?{address}") == {case.reference}, address
    assert len(shown(tom, "/desk/cases")) == len(cases) - 1


def test_what_was_due_at_an_hour_that_has_passed_is_late_and_no_longer_due_soon(tom: Clerk) -> None:
    case = opened(earliest_on=WEDNESDAY.date(), earliest_at=WEDNESDAY + timedelta(minutes=30))
    assert shown(tom, "/desk/cases?state=soon") == {case.reference}
    assert shown(tom, "/desk/cases?state=late") == set()
    with clock.standing_at(WEDNESDAY + timedelta(hours=1)):
        assert shown(tom, "/desk/cases?state=soon") == set()
        assert shown(tom, "/desk/cases?state=late") == {case.reference}


def test_a_reply_after_the_closing_is_turned_to_in_its_place_on_every_stretch(tom: Clerk) -> None:
    made = []
    for minute in range(53):
        at = WEDNESDAY + timedelta(minutes=minute)
        case = opening.submit(journey=finished(in_force(), at=at).id, actor=VERA, channel="web", at=at)
        made.append(case)
    for case in made[::7]:
        acts.close(case=case, outcome="done", told="Done.", actor=AMIR, at=WEDNESDAY)
        Case.objects.get(id=case.id).tasks.create(kind="read-reply", set_at=WEDNESDAY)
    expected = [case.reference for case in made]
    for order, wanted in (("oldest", expected), ("newest", expected[::-1]), ("due", expected)):
        tom.open(f"/desk/cases?order={order}")
        seen = [each.text for each in tom.page.xpath("//tbody/tr/th/a")]
        tom.follow("The next")
        assert seen + [each.text for each in tom.page.xpath("//tbody/tr/th/a")] == wanted


@pytest.mark.parametrize(
    "said",
    ["state=never", "whose=%00", "team=%00", "service='", "ward=../..", "due=yesterday", "received=x", "order=1"],
)
def test_a_choice_that_is_none_is_as_good_as_not_made(tom: Clerk, said: str) -> None:
    case = opened()
    assert shown(tom, f"/desk/cases?{said}") == {case.reference}
    assert tom.status == 200


def test_a_filter_opens_at_one_press_and_its_address_says_nothing_of_anybody(tom: Clerk) -> None:
    mine, other = opened(assigned_to=tom.reference), opened(assigned_to=SOMEBODY)
    tom.open("/desk/cases?whose=mine").press("Save", {"name": "Mr Lind's bins and mine"})
    assert tom.address == f"/desk/cases/filters/{SavedFilter.objects.get().pk}"
    tom.open("/desk/cases").follow("Mr Lind's bins and mine")
    assert mine.reference in tom.main
    assert other.reference not in tom.main
    tom.open("/desk/cases/filters")
    assert "Open, given to me" in tom.main
    assert "by Tom Harrow" in tom.main


def test_a_long_filter_is_turned_over_at_its_own_address(tom: Clerk) -> None:
    for minute in range(52):
        at = WEDNESDAY + timedelta(minutes=minute)
        opening.submit(journey=finished(in_force(), at=at).id, actor=VERA, channel="web", at=at)
    tom.open("/desk/cases?order=oldest").press("Save", {"name": "All"})
    address = tom.address
    tom.follow("The next")
    assert tom.address.startswith(f"{address}?after=")
    assert len(tom.page.xpath("//tbody/tr")) == 2


def test_what_is_saved_for_a_team_is_theirs_and_what_is_saved_for_oneself_is_nobody_elses() -> None:
    tom = clerk("service-officer", team="waste-rounds", name="Tom Harrow")
    lena = clerk("service-officer", team="waste-rounds", name="Lena Farrow")
    rhys = clerk("service-officer", team="highways", name="Rhys Vaughan")
    opened(team="waste-rounds")
    tom.open("/desk/cases?state=late").press("Save", {"name": "Late rounds", "for": "waste-rounds"})
    team_s = tom.address
    tom.open("/desk/cases?whose=mine").press("Save", {"name": "Only mine"})
    own = tom.address
    lena.open("/desk/cases")
    assert "Late rounds" in lena.main
    assert "Only mine" not in lena.main
    assert lena.open(team_s).status == 200
    assert lena.open(own).status == 404
    assert rhys.open(team_s).status == 404
    token = rhys.open("/desk/cases").value("csrfmiddlewaretoken")
    said = {"csrfmiddlewaretoken": token, "name": "Theirs", "for": "waste-rounds"}
    assert "Choose one of your own teams" in rhys.client.post("/desk/cases/filters", said).content.decode()
    assert rhys.client.post(f"{team_s}/ending", {"csrfmiddlewaretoken": token}).status_code == 404


def test_a_filter_that_is_set_aside_is_offered_no_more_and_who_did_it_is_kept(tom: Clerk) -> None:
    opened()
    tom.open("/desk/cases?state=late").press("Save", {"name": "Late ones"})
    tom.open("/desk/cases/filters").press("Set aside")
    assert "No filter was saved yet" in tom.main
    kept = SavedFilter.objects.get()
    assert (kept.set_aside_by, kept.set_aside_at) == (tom.reference, WEDNESDAY)
    assert tom.open(f"/desk/cases/filters/{kept.pk}").status == 404
    tom.open("/desk/cases?state=soon").press("Save", {"name": "Late ones"})
    assert tom.status == 200


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("  ", "Give the filter a name"),
        ("x" * 61, "The name must have 60 characters or fewer"),
        ("taken", "There is a filter of that name already, for other cases"),
    ],
)
def test_a_name_that_cannot_stand_is_said_at_its_box_and_nothing_is_lost(tom: Clerk, name: str, why: str) -> None:
    opened()
    tom.open("/desk/cases?state=late").press("Save", {"name": "Taken"})
    tom.open("/desk/cases?state=soon&ward=harbour").press("Save", {"name": name})
    assert tom.status == 400
    assert tom.main.count(why) == 2
    assert tom.value("name") == name
    for box, code in (("state", "soon"), ("ward", "harbour")):
        assert tom.page.xpath(f"//select[@name='{box}']/option[@selected]")[0].get("value") == code
    assert SavedFilter.objects.count() == 1


def test_the_page_asks_the_same_however_many_filters_and_cases_there_are(tom: Clerk) -> None:
    counted = []
    for name in ("First", "Second"):
        opened(assigned_to=tom.reference)
        tom.open("/desk/cases?order=newest").press("Save", {"name": name})
        tom.open("/desk/cases")
        with CaptureQueriesContext(connection) as captured:
            tom.open("/desk/cases")
        counted.append(len(captured))
    assert counted[0] == counted[1]


def test_single_keys_can_be_turned_off_and_on_by_each_for_themselves(tom: Clerk) -> None:
    opened()
    lena = clerk("service-officer", name="Lena Farrow")
    for _twice in range(2):
        assert tom.open("/desk/cases").page.xpath("//*[@data-worklist='keys']")
        tom.open("/desk/cases/shortcuts").press("Turn them off")
        assert "Single keys are off for you" in tom.main
        assert not tom.open("/desk/cases").page.xpath("//*[@data-worklist='keys']")
        assert lena.open("/desk/cases").page.xpath("//*[@data-worklist='keys']")
        tom.open("/desk/cases/shortcuts").press("Turn them on")
