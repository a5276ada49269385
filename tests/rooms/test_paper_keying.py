"""A form filled in by hand is keyed as it stands, by number and letter, and opens one case: perfect or not."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from lxml import html
from tests.rooms.council import MISSED_BIN, NOWHERE_KNOWN, VERA, WEDNESDAY, finished, in_force

from guildhall.channels.paper import sheet
from guildhall.estate.door import council, give_role, open_account
from guildhall.estate.models import Account
from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.serve import cases, clock
from guildhall.serve.desks.paper.codes import code_of, edition_of
from guildhall.serve.editions import Live, NotPublished
from guildhall.serve.journeys import working_calendar
from guildhall.serve.models import Case, Interaction, KeyedForm, Message, Task

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

ON_PAPER = MISSED_BIN | {"address": NOWHERE_KNOWN, "collection-day": "2026-11-17"}
TODAY = "18 11 2026"


@pytest.fixture
def clerk() -> Client:
    account = open_account(email="clerk@example.org", name="Clerk", password="a long enough password")
    give_role(account=account.reference, role="advisor", since=WEDNESDAY - timedelta(days=9))
    client = Client()
    client.force_login(Account.objects.get(email="clerk@example.org"))
    return client


def typed(live: Live, answers: dict[str, object], language: str = "en") -> dict[str, str]:
    form, _cannot_stand = sheet(live.compiled, language).fill(answers)
    return {name: str(held) for name, held in form.items()}


def code(live: Live, language: str = "en") -> str:
    return code_of(edition=live.hash, service=live.id, language=language)


def post(clerk: Client, live: Live, keyed: dict[str, str], language: str = "en", **more: str) -> Any:
    posted = {"handed-in": TODAY, "nonce": "one", "language": language} | keyed
    with clock.standing_at(WEDNESDAY):
        return clerk.post(
            f"/desk/paper/{code(live, language)}", posted | {k.replace("_", "-"): v for k, v in more.items()}
        )


def said(answer: Any) -> str:
    return " ".join(" ".join(html.fromstring(answer.content).itertext()).split())


# The code on the form


def test_the_code_leads_to_the_very_edition_and_language_of_the_form() -> None:
    live = in_force()
    assert edition_of(code(live, "cy")) == (live, "cy")


LOOK_ALIKE = str.maketrans({"0": "O", "1": "l", "5": "S"})


@pytest.mark.parametrize(
    "type_it",
    [
        str.lower,
        lambda code: f" {code} ",
        lambda code: code.replace("-", " "),
        lambda code: code.replace("-", ""),
        lambda code: code.translate(LOOK_ALIKE),
    ],
    ids=["small letters", "spaces round it", "spaces for dashes", "no dashes", "look-alikes"],
)
def test_the_code_is_understood_however_it_was_typed(type_it: Callable[[str], str]) -> None:
    live = in_force()
    assert edition_of(type_it(code(live))) == (live, "en")


@pytest.mark.parametrize("wrong", ["", "MB", "MB-000000-EN", "XX-{short}-EN", "MB-{short}-FR", "é" * 40, "\x00"])
def test_a_code_that_names_no_form_is_not_found(wrong: str, clerk: Client) -> None:
    live = in_force()
    with pytest.raises(NotPublished):
        edition_of(wrong.format(short=live.hash[:6].upper()))
    if wrong:
        answer = clerk.get("/desk/paper", {"code": wrong.format(short=live.hash[:6])})
        assert answer.status_code == 400
        assert "No form has this code" in said(answer)


def test_an_older_form_is_keyed_by_the_rules_it_was_printed_under(clerk: Client) -> None:
    old = in_force()
    text = sheet(old.compiled, "en").service.service.to_json() | {"version": 2}
    steps = [step for step in text["steps"] if step["id"] != "where-left"]
    newer = in_force(text=canonical_json(text | {"steps": steps}))
    page = said(clerk.get(f"/desk/paper/{code(old)}"))
    assert "an older edition" in page
    assert "Where does the crew find the bin?" in page
    assert post(clerk, old, typed(old, ON_PAPER)).status_code == 302
    assert Case.objects.get().edition_id == old.hash != newer.hash


# Keying


def test_the_code_opens_the_screen_with_every_number_and_letter_of_the_form(clerk: Client) -> None:
    live = in_force()
    answer = clerk.get("/desk/paper", {"code": code(live).lower()}, follow=True)
    page = html.fromstring(answer.content)
    form = sheet(live.compiled, "en")
    for printed in form.printed():
        for box in printed.boxes:
            name = f"{printed.number}.{box.key}".rstrip(".")
            assert page.xpath(f"//*[@id='{name}']"), name
            assert page.xpath(f"//label[@for='{name}']"), name
    assert "A General waste (grey bin) · B Recycling (green bin)" in said(answer)
    assert page.xpath("//script") == []


def test_a_perfect_form_opens_its_case_at_once(clerk: Client) -> None:
    live = in_force()
    answer = post(clerk, live, typed(live, ON_PAPER))
    case = cases.find(reference=Case.objects.get().reference)
    assert answer.headers["Location"] == f"/desk/paper/{code(live)}/{case.reference}"
    assert case.answers == ON_PAPER
    assert (case.channel, case.missing, case.outcome) == ("paper", (), "reported")
    assert Task.objects.count() == 0


def test_the_clock_runs_from_the_day_the_form_was_handed_in(clerk: Client) -> None:
    live = in_force()
    post(clerk, live, typed(live, ON_PAPER | {"collection-day": "2026-11-13"}), handed_in="16/11/2026")
    case = cases.find(reference=Case.objects.get().reference)
    assert case.received_on == date(2026, 11, 16)
    assert case.due_on == date(2026, 11, 19)


def test_a_paper_form_is_due_on_the_same_day_as_its_twin_on_the_web(clerk: Client) -> None:
    live = in_force()
    twin = cases.submit(journey=finished(live).id, actor=VERA, channel="web", at=WEDNESDAY)
    post(clerk, live, typed(live, MISSED_BIN))
    paper = cases.find(reference=Case.objects.get(channel="paper").reference)
    assert (paper.due_on, paper.promise, paper.answers, paper.team) == (
        twin.due_on,
        twin.promise,
        twin.answers,
        twin.team,
    )


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("", "Write the day on which the form was handed in"),
        ("19 11 2026", "cannot have been handed in after today"),
        ("31 2 2026", "Write a real date"),
        ("soon", "Write a real date"),
    ],
)
def test_no_case_without_the_day_it_was_handed_in(written: str, told: str, clerk: Client) -> None:
    live = in_force()
    answer = post(clerk, live, typed(live, ON_PAPER), handed_in=written)
    assert answer.status_code == 400
    assert told in said(answer)
    assert Case.objects.count() == 0


def test_the_order_of_keying_does_not_matter(clerk: Client) -> None:
    live = in_force()
    post(clerk, live, dict(reversed(typed(live, ON_PAPER).items())))
    assert read_json(Case.objects.get().answers) == ON_PAPER


def test_small_letters_and_any_mark_for_a_tick_are_understood(clerk: Client) -> None:
    live = in_force("resident-parking-permit")
    journey = next(each for each in live.service.tests if not each.facts and each.expect.outcome == "applied")
    keyed = typed(live, dict(journey.answers))
    marked = {name: "x" if held == "yes" else held.lower() for name, held in keyed.items()}
    answer = post(clerk, live, marked)
    assert answer.status_code == 302, said(answer)


# Imperfect forms


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
    for nonsense in ("?", "A B", "!", "=%00", "9" * 400, "\x00", "é漢"):
        answer = post(clerk, live, dict.fromkeys(names, nonsense), nonce=nonsense)
        assert answer.status_code in {200, 302, 400}, (nonsense, said(answer))


# Forms that end in advice


def test_a_form_that_ends_in_advice_is_put_before_the_team_who_tell_the_person(clerk: Client) -> None:
    live = in_force()
    answer = post(clerk, live, typed(live, ON_PAPER | {"collection-day": "2026-11-02"}))
    case = cases.find(reference=Case.objects.get().reference)
    assert (case.outcome, case.team, case.due_on) == ("next-round", "waste-rounds", WEDNESDAY.date())
    assert Task.objects.get().kind == "tell-advice"
    assert Interaction.objects.get().reason == "advice"
    page = said(clerk.get(answer.headers["Location"]))
    assert "This form ends in advice. A task asks the team Waste rounds to tell the person" in page
    assert "We will empty it on your next collection day" in page
    assert "Telephone the person now" not in page
    assert Message.objects.filter(case=None).count() == 0


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_danger_on_paper_is_put_before_a_person_at_once(clerk: Client, language: str) -> None:
    live = in_force("report-danger")
    journey = next(each for each in live.service.tests if each.expect.outcome == "ring-the-gas-emergency-line")
    gas = live.compiled.outcomes["ring-the-gas-emergency-line"]
    answer = post(clerk, live, typed(live, dict(journey.answers), language), language)
    case = cases.find(reference=Case.objects.get().reference)
    assert (case.outcome, case.team, case.due_on) == (gas.id, "duty-officers", WEDNESDAY.date())
    assert [each.kind for each in Task.objects.all()] == ["ring-now"]
    assert Interaction.objects.get().reason == "handover"
    page = said(clerk.get(answer.headers["Location"]))
    assert "Telephone the duty officer now, on 01632 960 999: the form does not say how to reach the person." in page
    assert gas.title[language] in page
    assert gas.contact is not None
    assert gas.contact[language] in page
    paged = Message.objects.filter(case=None)
    assert {(each.kind, each.to) for each in paged} == set(council().duty_officer.items())
    for each in paged:
        assert case.reference in each.subject
        assert "on paper at 18 November 2026, 17:30" in each.body


def test_a_danger_is_not_held_up_by_what_else_is_missing(clerk: Client) -> None:
    live = in_force("housing-repair")
    journey = next(each for each in live.service.tests if each.expect.outcome == "made-safe-within-24-hours")
    keyed = typed(live, dict(journey.answers) | {"rents-from-us": True})
    postcode = sheet(live.compiled, "en").numbers["address"] + ".postcode"
    answer = post(clerk, live, keyed | {postcode: "!"})
    assert answer.status_code == 302, said(answer)
    assert {each.kind for each in Task.objects.all()} == {"ring-now", "ask-missing"}
    page = said(clerk.get(answer.headers["Location"]))
    assert "Telephone the duty officer now, on 01632 960 999" in page
    assert page.count("Question 2: Which home is it?") == 1


def test_the_clerk_is_told_how_to_reach_a_person_who_must_be_rung(clerk: Client) -> None:
    live = in_force("housing-repair")
    journey = next(each for each in live.service.tests if each.expect.outcome == "made-safe-within-24-hours")
    answer = post(clerk, live, typed(live, dict(journey.answers) | {"rents-from-us": True}))
    page = said(clerk.get(answer.headers["Location"]))
    assert "Telephone the person now. Do not answer by letter alone." in page
    assert "How to reach them: Flat 3 Weir House, ZZ1 3WH" in page
    assert "If you cannot, telephone the duty officer on 01632 960 999" in page


def test_a_danger_keyed_twice_is_one_case_and_pages_once(clerk: Client) -> None:
    live = in_force("report-danger")
    journey = next(each for each in live.service.tests if each.expect.outcome == "ring-999")
    for _click in range(2):
        post(clerk, live, typed(live, dict(journey.answers)))
    assert Case.objects.count() == Task.objects.count() == 1
    assert Message.objects.filter(case=None).count() == len(council().duty_officer)


NOWHERE = """
id: to-nowhere
languages: [en, cy]
title: {en: To nowhere, cy: I unman}
channels: {paper: {}}
pages: [{id: name, next: []}]
steps: [{id: name, kind: name, label: {en: Your name, cy: Eich enw}}]
outcomes: [{id: advice, kind: exit, when: {answer: name, answered: false}, title: {en: Advice, cy: Cyngor}}]
"""


def test_a_form_that_leads_nowhere_says_so_and_what_to_do(clerk: Client) -> None:
    live = in_force(text=NOWHERE)
    answer = post(clerk, live, {"1": "Vera Lind"})
    assert answer.status_code == 400
    assert "leads nowhere as it is keyed. Telephone the person." in said(answer)


# Once


def test_a_double_click_keys_the_form_once(clerk: Client) -> None:
    live = in_force()
    first, second = (post(clerk, live, typed(live, ON_PAPER)) for _click in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Case.objects.count() == 1


def test_two_clerks_who_key_one_stamped_form_open_one_case(clerk: Client) -> None:
    live = in_force()
    for nonce in ("one", "two"):
        post(clerk, live, typed(live, ON_PAPER), nonce=nonce, serial="0042")
    assert Case.objects.count() == 1


def test_two_forms_alike_open_two_cases(clerk: Client) -> None:
    live = in_force()
    for nonce in ("one", "two"):
        post(clerk, live, typed(live, ON_PAPER), nonce=nonce)
    assert Case.objects.count() == 2


# Groups


def test_a_further_sheet_has_its_lines_on_the_screen(clerk: Client) -> None:
    live = in_force("house-move")
    page = html.fromstring(clerk.get(f"/desk/paper/{code(live)}").content)
    assert page.xpath("//input[@id='9.3.name']")
    assert not page.xpath("//input[@id='9.4.name']")
    more = html.fromstring(post(clerk, live, {"items:9": "4", "9.0.name": "Carys Hughes"}, more="9").content)
    assert more.xpath("//input[@id='9.4.name']")
    assert more.xpath("//input[@id='9.0.name']/@value") == ["Carys Hughes"]


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


# Who may key, and what the person is sent


def test_only_advisors_and_officers_key_forms() -> None:
    live = in_force()
    for address in ("/desk/paper", f"/desk/paper/{code(live)}"):
        assert Client().get(address).status_code == 302
    account = open_account(email="designer@example.org", name="D", password="a long enough password")
    give_role(account=account.reference, role="service-designer", since=WEDNESDAY - timedelta(days=9))
    client = Client()
    client.force_login(Account.objects.get(email="designer@example.org"))
    assert client.get("/desk/paper").status_code == 403


def test_the_clerk_sees_what_the_person_will_be_sent_in_their_language(clerk: Client) -> None:
    live = in_force()
    answers = ON_PAPER | {"contact-by": "email", "email": "vera@example.org"}
    page = said(clerk.get(post(clerk, live, typed(live, answers, "cy"), "cy").headers["Location"]))
    assert "By email to vera@example.org" in page
    assert "Diolch" in page
    assert "Due on 23 November 2026" in page
