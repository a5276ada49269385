"""A form with gaps, contradictions or an illegible answer opens its case all the same, with a task to ask the person."""

from datetime import date

import pytest
from django.test import Client
from lxml import html
from tests.rooms.council import WEDNESDAY, in_force
from tests.rooms.paperwork import ON_PAPER, opens_the_post, post, said, typed

from guildhall.channels.paper import sheet
from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.serve.answering.journeys import working_calendar
from guildhall.serve.casework import cases
from guildhall.serve.models import Case, KeyedForm, Task

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def clerk() -> Client:
    return opens_the_post()


def test_an_imperfect_form_is_shown_with_what_does_not_stand(clerk: Client) -> None:
    live = in_force()
    answer = post(clerk, live, typed(live, ON_PAPER) | {"2": "!", "6": "", "3": "31 2 2026"})
    assert answer.status_code == 400
    page = said(answer)
    assert "Question 2: Choose one answer: Which bin was missed?" in page
    assert "Question 3: Write a real date" in page
    assert "Question 6: Write the name" in page
    assert "3 things on this form must still be asked" in page
    assert Case.objects.count() == 0


def test_an_imperfect_form_opens_a_case_with_a_task_to_ask_the_person(clerk: Client) -> None:
    live = in_force()
    keyed = typed(live, ON_PAPER) | {"2": "!", "6": ""}
    answer = post(clerk, live, keyed, open="yes")
    case = cases.find(reference=Case.objects.get().reference)
    assert case.missing == ("bin", "name")
    assert case.answers == {key: value for key, value in ON_PAPER.items() if key not in case.missing}
    task = Task.objects.get()
    assert (task.kind, read_json(task.steps)) == ("ask-missing", ["bin", "name"])
    assert case.due_on == date(2026, 11, 23)
    page = said(clerk.get(answer.headers["Location"]))
    assert "Question 2: Which bin was missed?" in page
    assert "Question 6: What is your name?" in page


def test_the_enter_key_checks_again_and_never_opens_an_imperfect_case(clerk: Client) -> None:
    live = in_force()
    page = html.fromstring(post(clerk, live, typed(live, ON_PAPER) | {"6": ""}).content)
    first = page.xpath("//main//form//button[@type='submit']")[0]
    assert first.get("name") is None
    assert page.xpath("//button[@name='open']")


def test_what_was_keyed_is_kept_as_it_stood(clerk: Client) -> None:
    live = in_force()
    post(clerk, live, typed(live, ON_PAPER) | {"2": "!", "5": "round the back", "8": "not an address"}, open="yes")
    kept = KeyedForm.objects.get()
    form = read_json(kept.form)
    assert form["5"] == "round the back"
    assert form["8"] == "not an address"
    assert form["2!"] == ""
    assert read_json(kept.illegible) == ["bin"]
    assert kept.handed_in_on == date(2026, 11, 18)


def test_what_is_too_long_to_be_kept_comes_back_whole_with_every_other_box(clerk: Client) -> None:
    live = in_force()
    long = "by the gate " * 600
    answer = post(clerk, live, typed(live, ON_PAPER) | {"5": long}, open="yes")
    assert answer.status_code == 409
    page = html.fromstring(answer.content)
    assert page.xpath("//textarea[@name='5']")[0].text.strip() == long.strip()
    assert page.xpath("//input[@name='1.line1']/@value") == ["9 Unlisted Row"]
    assert not KeyedForm.objects.exists()


def test_one_box_that_cannot_be_read_leaves_the_other_boxes_of_its_question(clerk: Client) -> None:
    live = in_force()
    answer = post(clerk, live, typed(live, ON_PAPER) | {"1.postcode": "!"})
    assert "Question 1: Write the postcode" in said(answer)
    assert html.fromstring(answer.content).xpath("//input[@id='1.line1']/@value") == ["9 Unlisted Row"]


def test_an_answer_that_contradicts_another_reaches_no_case_and_stops_none(clerk: Client) -> None:
    live = in_force()
    answer = post(clerk, live, typed(live, ON_PAPER) | {"9": "07700 900 982", "5": "by the shed"})
    assert answer.status_code == 302
    assert read_json(Case.objects.get().answers) == ON_PAPER


@pytest.mark.parametrize("service", ["bulky-waste", "garden-waste", "resident-parking-permit"])
def test_a_form_too_poor_to_be_priced_keeps_the_promise_made_to_everybody_and_asks_no_fee(
    service: str, clerk: Client
) -> None:
    live = in_force(service)
    answer = post(clerk, live, {}, open="yes", handed_in="16 11 2026")
    assert answer.status_code == 302, said(answer)
    case = cases.find(reference=Case.objects.get().reference)
    outcome = live.compiled.outcomes[case.outcome]
    assert (outcome.kind, outcome.when, case.fee) == ("submit", None, None)
    assert outcome.promise is not None
    assert outcome.promise.span is not None
    days = outcome.promise.span.working_days
    assert days is not None
    monday = date(2026, 11, 16)
    assert case.due_on == working_calendar(WEDNESDAY).add_working_days(monday, days)
    assert Task.objects.get().kind == "ask-missing"


def test_an_empty_form_opens_a_case_that_asks_everything(clerk: Client) -> None:
    live = in_force()
    post(clerk, live, {}, open="yes")
    case = cases.find(reference=Case.objects.get().reference)
    assert case.missing[:2] == ("address", "bin")
    assert case.answers == {}


@pytest.mark.parametrize("service", ["missed-bin", "resident-parking-permit", "house-move", "report-danger"])
def test_nonsense_in_every_box_is_told_and_never_an_error(service: str, clerk: Client) -> None:
    live = in_force(service)
    form = sheet(live.compiled, "en")
    names = [f"{p.number}.{b.key}".rstrip(".") for p in form.printed() for b in p.boxes]
    for serial, nonsense in enumerate(("?", "A B", "!", "=%00", "9" * 400, "\x00", "é漢")):
        answer = post(clerk, live, dict.fromkeys(names, nonsense), nonce=str(serial))
        assert answer.status_code in {200, 302, 400}, (nonsense, said(answer))


# People in a group


def test_what_is_missing_inside_a_group_is_named_by_its_own_number(clerk: Client) -> None:
    live = in_force("house-move")
    family = next(each for each in live.service.tests if each.expect.outcome == "told")
    keyed = typed(live, dict(family.answers)) | {"9.1.age": "!"}
    answer = post(clerk, live, keyed)
    assert "Question 9b, Person 2: Choose one answer" in said(answer)
    post(clerk, live, keyed, open="yes")
    assert read_json(Case.objects.get().missing)[0] == "people.1.age"


FAMILY: list[dict[str, object]] = [
    {"name": "Carys Hughes", "age": "adult", "student": False, "gets-help": True, "national-insurance": "AB123456C"},
    {"name": "Owen Hughes", "age": "young", "gets-help": False},
    {"name": "Mali Hughes", "age": "child", "school": "Mill Lane Primary"},
]


def family_on_paper(clerk: Client, **keyed: str) -> tuple[list[dict[str, object]] | None, list[str]]:
    """The people in the case of a family's form, in which some boxes are keyed otherwise; and what is still to be asked."""
    live = in_force("house-move")
    journey = next(each for each in live.service.tests if each.expect.outcome == "told")
    boxes = typed(live, dict(journey.answers)) | {name.replace("_", "."): held for name, held in keyed.items()}
    answer = post(clerk, live, {name.removeprefix("."): held for name, held in boxes.items()}, open="yes")
    assert answer.status_code == 302, said(answer)
    case = Case.objects.get()
    return read_json(case.answers).get("people"), read_json(case.missing)


def test_one_bad_item_leaves_the_others_and_what_is_good_of_itself(clerk: Client) -> None:
    people, missing = family_on_paper(clerk, _9_1_age="!")
    assert people == [FAMILY[0], {"name": "Owen Hughes"}, FAMILY[2]]
    assert missing == ["people.1.age"]


def test_every_bad_part_is_listed_and_every_good_one_is_kept(clerk: Client) -> None:
    wrong = {"_9_0_national-insurance": "not a number", "_9_2_name": ""}
    people, missing = family_on_paper(clerk, **wrong)
    carys = {name: held for name, held in FAMILY[0].items() if name != "national-insurance"}
    mali = {name: held for name, held in FAMILY[2].items() if name != "name"}
    assert people == [carys, FAMILY[1], mali]
    assert missing == ["people.0.national-insurance", "people.2.name"]


def test_too_many_items_are_left_for_a_person_to_read(clerk: Client) -> None:
    more = {f"_9_{place}_name": f"Person {place}" for place in range(3, 14)}
    more |= {f"_9_{place}_age": "C" for place in range(3, 14)}
    people, missing = family_on_paper(clerk, **more)
    assert (people, missing) == (None, ["people"])


def test_too_few_items_are_kept_and_the_others_asked_for(clerk: Client) -> None:
    live = in_force("house-move")
    definition = live.service.to_json() | {"version": 2}
    for step in definition["steps"]:
        if step["id"] == "people":
            step["atLeast"] = 2
    stricter = in_force(text=canonical_json(definition))
    journey = next(each for each in stricter.service.tests if each.expect.outcome == "told")
    post(clerk, stricter, typed(stricter, dict(journey.answers) | {"people": FAMILY[:1]}), open="yes")
    case = Case.objects.get()
    assert (read_json(case.answers)["people"], read_json(case.missing)) == (FAMILY[:1], ["people"])
