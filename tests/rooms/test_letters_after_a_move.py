"""Promises about letters to whoever tells us that they move: to the address where they are on the day, or where they say."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

import pytest
from django_tasks_db.models import DBTaskResult
from tests.rooms.acquainted import ASHA, case_of, opened, person
from tests.rooms.council import VERA, WEDNESDAY, in_force

from guildhall.estate.door import standing_at
from guildhall.kernel.clocks import LONDON, local
from guildhall.kernel.model import Json
from guildhall.people import door
from guildhall.people.models import Residence
from guildhall.serve import outbox
from guildhall.serve.answering import journeys
from guildhall.serve.casework import acts
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.models import Case, Closure, Journey, Message
from guildhall.serve.telling import reaching

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

OLD, NEW, AUNT = "4 Mill Lane, ZZ1 2AB", "2 Lock Cottages, ZZ1 3CS", "12 Harbour Road, Whitby, ZZ9 9ZZ"
MOVE: Mapping[str, Json] = {
    "direction": "within",
    "keep-secret": False,
    "old-address": {"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"},
    "new-address": {"line1": "2 Lock Cottages", "postcode": "ZZ1 3CS"},
    "letters": "new-address",
    "people": [{"name": "Carys Hughes", "age": "adult", "student": False, "gets-help": False}],
    "tell": ["bins"],
    "contact-by": "letter",
}
BY_THEM: Mapping[str, Mapping[str, Json]] = {
    "new-address": {"letters": "new-address"},
    "elsewhere": {
        "letters": "elsewhere",
        "letters-to": {"line1": "12 Harbour Road", "town": "Whitby", "postcode": "ZZ9 9ZZ"},
    },
    "library": {"letters": "library", "library-mobile": "07700 900 444"},
}


def move(on: date, **more: Json) -> CaseValue:
    """Somebody tells us on the web that they move on this day."""
    answers = {**MOVE, "moved-on": on.isoformat()} | {key.replace("_", "-"): told for key, told in more.items()}
    begun = journeys.begin(
        live=in_force("house-move"), language="en", channel="web", actor=VERA, answers=answers, at=WEDNESDAY
    )
    return opened(begun)


def asked(case: CaseValue, *, days: int = 0) -> list[tuple[str, str]]:
    """By which way they are asked something, so many days later, and where it goes."""
    acts.ask(case=case, question="Which bin is it?", actor=ASHA, at=WEDNESDAY + timedelta(days=days))
    found = Message.objects.filter(about="asked").order_by("-id")[:1]
    return [(each.kind, each.to) for each in found]


TODAY = WEDNESDAY.date()


@pytest.mark.parametrize(("days", "to"), [(-30, NEW), (0, NEW), (1, OLD)])
def test_the_receipt_goes_where_they_live_on_the_day(days: int, to: str) -> None:
    move(TODAY + timedelta(days=days))
    told = Message.objects.get(about="receipt")
    assert (told.kind, told.to) == ("letter", to)


@pytest.mark.parametrize(("days", "to"), [(2, OLD), (3, NEW)])
def test_from_the_day_they_move_letters_go_to_the_new_address(days: int, to: str) -> None:
    case = move(TODAY + timedelta(days=3))
    assert asked(case, days=days) == [("letter", to)]


@pytest.mark.parametrize("days", [-3, 3])
def test_letters_go_where_they_say_that_letters_shall_go(days: int) -> None:
    case = move(TODAY + timedelta(days=days), **BY_THEM["elsewhere"])
    assert asked(case) == [("letter", AUNT)]


def test_no_letter_goes_to_a_home_of_whoever_has_theirs_kept_at_the_library() -> None:
    case = move(TODAY - timedelta(days=3), **BY_THEM["library"])
    assert asked(case) == [("sms", "07700 900 444")]
    assert not Message.objects.filter(kind="letter").exists()


def test_no_letter_follows_them_to_the_home_they_left_for_no_fixed_address() -> None:
    case = move(TODAY - timedelta(days=3), new_address={"noFixedAddress": True, "near": "by the canal"})
    assert asked(case) == []
    known = reaching.known_of(Case.objects.get(id=case.id))
    assert known.choice(allowed={"letter"}).ways == ()


@pytest.mark.parametrize(("chosen", "to"), [("new-address", [NEW]), ("elsewhere", [AUNT]), ("library", [])])
def test_letters_about_anything_else_go_there_too(chosen: str, to: list[str]) -> None:
    case = move(TODAY - timedelta(days=3), **BY_THEM[chosen])
    known = door.contacts_of(reference=Case.objects.get(id=case.id).customer)
    assert [each.value for each in known if each.kind == "post"] == to


@pytest.mark.parametrize(
    ("days", "lives"), [(-30, ["2 Lock Cottages"]), (0, ["2 Lock Cottages"]), (3, ["4 Mill Lane"])]
)
def test_whoever_we_know_by_name_lives_where_they_have_told_us_that_they_moved(days: int, lives: list[str]) -> None:
    carys = person("Carys Hughes", lives={"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"})
    moved_on = (TODAY + timedelta(days=days)).isoformat()
    case_of(in_force("house-move"), carys, **{**MOVE, "moved-on": moved_on})
    homes = Residence.objects.filter(party_id=carys.removeprefix("party/"))
    assert [each.line1 for each in homes.filter(until=None)] == lives
    assert homes.filter(line1="4 Mill Lane").count() == 1


def homes_of(party: str) -> list[str]:
    """Where somebody lives now, by what we know of them."""
    found = Residence.objects.filter(party_id=party.removeprefix("party/"), until=None)
    return [each.line1 for each in found]


def come(on: date) -> None:
    """The day comes, and the worker does what was put off until then."""
    for row in DBTaskResult.objects.filter(task_path__endswith="let_them_move").order_by("enqueued_at"):
        assert row.run_after == datetime.combine(date.fromisoformat("2026-11-21"), time(), LONDON)
        with standing_at(datetime.combine(on, time(), LONDON)):
            row.task.call(**row.args_kwargs["kwargs"])


IN_THREE_DAYS = TODAY + timedelta(days=3)


def told_to_come(carys: str, **more: Json) -> CaseValue:
    """Somebody whom we know tells that they move in three days, and the worker takes it up."""
    answers = {**MOVE, "moved-on": IN_THREE_DAYS.isoformat()} | more
    case = case_of(in_force("house-move"), carys, **answers)
    outbox.send_receipt.call(reference=case.reference)
    return case


def test_a_move_to_come_changes_their_home_on_its_day_and_not_before() -> None:
    carys = person("Carys Hughes", lives={"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"})
    told_to_come(carys)
    assert homes_of(carys) == ["4 Mill Lane"]
    come(IN_THREE_DAYS)
    assert homes_of(carys) == ["2 Lock Cottages"]
    come(IN_THREE_DAYS)
    old, new = Residence.objects.filter(party_id=carys.removeprefix("party/")).order_by("id")
    assert local(old.until or WEDNESDAY).date() == local(new.since).date() == IN_THREE_DAYS


def test_so_it_does_for_whoever_we_had_not_known_before() -> None:
    case = move(IN_THREE_DAYS)
    outbox.send_receipt.call(reference=case.reference)
    carys = Case.objects.get().customer
    assert homes_of(carys) == ["4 Mill Lane"]
    come(IN_THREE_DAYS)
    assert homes_of(carys) == ["2 Lock Cottages"]


def test_a_move_that_was_taken_back_or_told_otherwise_since_changes_no_home() -> None:
    carys = person("Carys Hughes", lives={"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"})
    case = told_to_come(carys)
    Closure.objects.create(case_id=case.id, outcome="withdrawn", told="", by="", at=WEDNESDAY)
    Case.objects.filter(id=case.id).update(closed_at=WEDNESDAY)
    come(IN_THREE_DAYS)
    assert homes_of(carys) == ["4 Mill Lane"]
    Case.objects.filter(id=case.id).update(closed_at=None, opened_at=WEDNESDAY - timedelta(days=1))
    told_to_come(carys, **{"new-address": {"line1": "9 Weir Terrace", "postcode": "ZZ1 3CS"}})
    come(IN_THREE_DAYS)
    assert homes_of(carys) == ["9 Weir Terrace"]


def test_another_move_that_was_taken_back_or_told_by_somebody_else_changes_nothing_of_this_one() -> None:
    carys = person("Carys Hughes", lives={"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"})
    told_to_come(carys)
    weir: Json = {"line1": "9 Weir Terrace", "postcode": "ZZ1 3CS"}
    taken_back = told_to_come(carys, **{"new-address": weir})
    Closure.objects.create(case_id=taken_back.id, outcome="withdrawn", told="", by="", at=WEDNESDAY)
    Case.objects.filter(id=taken_back.id).update(closed_at=WEDNESDAY, opened_at=WEDNESDAY + timedelta(hours=1))
    by_another = told_to_come(carys, **{"new-address": weir})
    Journey.objects.filter(case__id=by_another.id).update(on_behalf_of=carys)
    come(IN_THREE_DAYS)
    assert homes_of(carys) == ["2 Lock Cottages"]


@pytest.mark.parametrize("linked", [False, True])
def test_a_home_that_was_told_since_stands_on_the_day_of_a_move(linked: bool) -> None:
    carys = person("Carys Hughes", lives={"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"})
    told_to_come(carys)
    also = person("C. Hughes", phone="01632 960333") if linked else carys
    if linked:
        door.assert_link(one=carys, other=also, actor=ASHA, at=WEDNESDAY)
    next_day = WEDNESDAY + timedelta(days=1)
    door.moved(reference=also, lives={"line1": "9 Weir Terrace", "postcode": "ZZ1 3CS"}, actor=ASHA, at=next_day)
    come(IN_THREE_DAYS)
    assert homes_of(also) == ["9 Weir Terrace"]
    assert "2 Lock Cottages" not in homes_of(carys)


def test_a_form_that_tells_of_no_move_changes_no_home() -> None:
    carys = person("Carys Hughes", lives={"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"})
    told = {"name": "Carys Hughes", "address": {"line1": "2 Lock Cottages", "postcode": "ZZ1 3CS"}}
    asked = {"bin": "general", "assisted": False, "collection-day": "2026-11-17", "contact-by": "letter"}
    case_of(in_force(), carys, **told, **asked)
    assert [each.line1 for each in Residence.objects.filter(party_id=carys.removeprefix("party/"))] == ["4 Mill Lane"]
