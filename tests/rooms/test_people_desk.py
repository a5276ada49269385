"""Promises of the people desk: one box that finds a person, and one view of them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.rooms.acquainted import ASHA, Acquaintance, about_vera, person
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import Clerk, clerk

from guildhall.estate.door import Onlooker
from guildhall.people import door
from guildhall.people.models import Look
from guildhall.serve.clock import standing_at

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


@pytest.fixture
def vera() -> Acquaintance:
    """Vera Lind of Mill Lane, with a case by telephone, another team's by the web, and a question asked at the counter."""
    return about_vera()


def test_one_box_finds_her_and_her_name_leads_to_all_that_is_known(asha: Clerk, vera: Acquaintance) -> None:
    asha.open("/desk/people").press("Find", {"typed": "vera zz1 2ab"})
    assert "We looked for the postcode ZZ1 2AB and a name or a street like “vera”." in asha.main
    assert asha.page.xpath("//tbody/tr/td/text()")[0].strip() == "4 Mill Lane, ZZ1 2AB"
    asha.follow("Vera Lind")
    assert asha.address == f"/desk/people/{vera.key}"
    for told in (
        "01632 960101",
        "4 Mill Lane, ZZ1 2AB",
        vera.bin.reference,
        "How far a case has got",
        "Opening hours or where we are",
        "To them:",
    ):
        assert told in asha.main, told


def test_nothing_that_was_typed_stands_in_an_address(asha: Clerk, vera: Acquaintance) -> None:
    asha.open("/desk/people").press("Find", {"typed": "Vera Lind"})
    assert asha.response.request["QUERY_STRING"] == ""
    assert "vera" not in asha.address.lower()
    assert all("lind" not in str(each.get("href")).lower() for each in asha.page.iter("a"))


def test_nobody_found_says_what_was_looked_for_and_offers_to_register(asha: Clerk) -> None:
    asha.open("/desk/people")
    assert "Register somebody new" not in asha.main
    asha.press("Find", {"typed": "Nobody Known 01632 960 444"})
    assert (
        "We looked for the number +441632960444 and a name or a street like “nobody known”. Nobody was found."
        in asha.main
    )
    assert asha.value("phone") == "+441632960444"
    asha.press("Register", {"kind": "person", "name": "Nobody Known"})
    assert asha.address.startswith("/desk/people/")
    assert "Nobody Known" in asha.main


def test_registering_twice_by_one_press_makes_one_record(asha: Clerk) -> None:
    asha.open("/desk/people").press("Find", {"typed": "Mary Quant"})
    once = asha.value("once")
    token = asha.value("csrfmiddlewaretoken")
    sent = {"typed": "Mary Quant", "once": once, "kind": "person", "name": "Mary Quant", "csrfmiddlewaretoken": token}
    first = asha.client.post("/desk/people/registrations", sent)
    second = asha.client.post("/desk/people/registrations", sent)
    assert first["Location"] == second["Location"]


def test_what_is_amiss_with_somebody_new_is_said_at_its_box_and_nothing_is_lost(asha: Clerk) -> None:
    asha.open("/desk/people").press("Find", {"typed": "Mary Quant"})
    asha.press("Register", {"kind": "person", "name": "", "phone": "12", "email": "mary@", "typed": "Mary Quant"})
    said = {each.get("href"): each.text_content() for each in asha.page.xpath("//div[@data-module]//a")}
    assert set(said) == {"#name", "#phone", "#email"}
    assert (asha.value("phone"), asha.value("email")) == ("12", "mary@")
    assert door.search_for(sought=door.understood(text="quant"), onlooker=vouched()) == ((), "")


@pytest.mark.parametrize(
    ("typed", "amiss"),
    [
        ("", "Type a name, a number, an address or a reference"),
        ("\x00", "Type a name, a number, an address or a reference"),
        ("a", "Type at least 2 letters of a name"),
        ("?!", "Type at least 2 letters of a name"),
    ],
)
def test_too_little_is_told_at_the_box(asha: Clerk, typed: str, amiss: str) -> None:
    asha.open("/desk/people").press("Find", {"typed": typed})
    assert amiss in asha.page.xpath('//*[@id="typed-error"]')[0].text_content()
    assert "Register somebody new" not in asha.main


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "' OR 1=1 --", "%" * 200, "\u202eevil", "🜁🜂"])
def test_hostile_words_find_nobody_and_are_shown_as_words(asha: Clerk, vera: Acquaintance, typed: str) -> None:
    asha.open("/desk/people").press("Find", {"typed": typed})
    assert asha.status == 200
    assert "<script>alert" not in asha.source
    assert vera.key not in asha.source


def test_more_than_anybody_types_to_find_somebody_is_told_and_not_cut(asha: Clerk) -> None:
    asha.open("/desk/people").press("Find", {"typed": "x" * 201})
    assert "Write 200 characters or fewer" in asha.main
    assert asha.value("typed").strip() == "x" * 201


def test_a_case_reference_leads_to_its_customer(asha: Clerk, vera: Acquaintance) -> None:
    asha.open("/desk/people").press("Find", {"typed": vera.bin.reference.lower().replace("-", " ")})
    assert asha.address == f"/desk/people/{vera.key}"


def test_the_reference_of_another_teams_case_tells_nothing(vera: Acquaintance) -> None:
    streets = clerk("service-officer", team="street-cleaning", name="Idris Vance")
    streets.open("/desk/people").press("Find", {"typed": vera.bin.reference})
    assert streets.address == "/desk/people"
    assert "Nobody was found" in streets.main
    assert vera.key not in streets.source


def test_a_name_that_looks_like_a_reference_is_a_name_all_the_same(asha: Clerk) -> None:
    named = next(f"John Bur{last}" for last in "CDFGHJKMNPQRTVX" if door.understood(text=f"John Bur{last}").reference)
    person(named)
    asha.open("/desk/people").press("Find", {"typed": named})
    assert named in asha.page.xpath("//tbody")[0].text_content()


def test_a_long_list_is_turned_over_by_posting(asha: Clerk) -> None:
    for number in range(27):
        person(f"John Reed {number}")
    asha.open("/desk/people").press("Find", {"typed": "john reed"})
    seen = asha.page.xpath("//tbody/tr/th/a/@href")
    asha.press("More like this")
    seen += asha.page.xpath("//tbody/tr/th/a/@href")
    assert len(seen) == len(set(seen)) == 27
    asha.press("Back to the first")
    assert asha.page.xpath("//tbody/tr/th/a/@href") == seen[:25]


def test_one_person_known_twice_is_one_person_on_the_page(asha: Clerk, vera: Acquaintance) -> None:
    twin = person("V Lind", email="vera@example.org")
    door.assert_link(one=vera.reference, other=twin, actor=ASHA, at=WEDNESDAY)
    asha.open("/desk/people").press("Find", {"typed": "lind"})
    assert "2, one person" in asha.main
    asha.open(f"/desk/people/{twin.removeprefix('party/')}")
    assert vera.bin.reference in asha.main
    assert "vera@example.org" in asha.main
    assert "another record" in asha.main


def test_the_language_she_asks_for_holds_whichever_record_is_opened(asha: Clerk, vera: Acquaintance) -> None:
    twin = person("V Lind", language="en")
    door.assert_link(one=vera.reference, other=twin, actor=ASHA, at=WEDNESDAY)
    asha.open(f"/desk/people/{vera.key}").press("Keep the language", {"language": "cy"})
    for reference in (vera.reference, twin):
        assert (
            "Cymraeg"
            in asha.open(f"/desk/people/{reference.removeprefix('party/')}").page.xpath("//dl")[0].text_content()
        )


def test_what_is_not_safe_is_named_and_struck_and_stands_last(asha: Clerk, vera: Acquaintance) -> None:
    door.reached_by(reference=vera.reference, kind="email", value="vera@example.org", actor=ASHA, at=WEDNESDAY)
    asha.open(f"/desk/people/{vera.key}")
    asha.press("Keep for 01632 960101", {"safe": "no", "message": "no"})
    shown = [" ".join(each.text_content().split()) for each in asha.page.xpath('//ul[@class="gh-ways"]/li')]
    assert "vera@example.org" in shown[0]
    assert "Do not ring: not safe" in shown[-1]
    assert [each.text for each in asha.page.iter("del")] == ["01632 960101"]
    assert "tel:" not in asha.source


def test_what_one_record_warns_of_holds_for_the_same_number_in_another(asha: Clerk, vera: Acquaintance) -> None:
    twin = person("V Lind", phone="+44 1632 960101", lives={"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"})
    (point,) = door.contacts_of(reference=twin)
    told = {"safe": False, "may_leave_message": None, "preferred": False}
    door.mark_point(reference=twin, point=point.id, **told, actor=ASHA, at=WEDNESDAY)  # type: ignore[arg-type]
    asha.open(f"/desk/people/{vera.key}")
    assert "Do not ring" not in asha.main
    door.assert_link(one=vera.reference, other=twin, actor=ASHA, at=WEDNESDAY)
    asha.open(f"/desk/people/{vera.key}")
    assert len(asha.page.xpath('//ul[@class="gh-ways"]/li')) == 1
    assert "Do not ring: not safe" in asha.main
    assert asha.main.count("4 Mill Lane") == 1
    asha.press("Keep for 01632 960101", {"safe": "yes"})
    assert "Do not ring" not in asha.main
    assert {each.safe for each in door.portrait(reference=twin, onlooker=vouched()).contacts} == {True}


def test_somebody_who_cannot_use_voice_is_not_to_be_rung(asha: Clerk, vera: Acquaintance) -> None:
    asha.open(f"/desk/people/{vera.key}").press("Keep", {"need": "no-voice"}, form=form_of(asha, "need"))
    assert "Text only: do not ring" in asha.main
    assert "No voice calls: write or text" in asha.main
    asha.press("No longer needed")
    assert "Text only: do not ring" not in asha.main


def test_what_is_withheld_says_so_and_who_may_see_it(asha: Clerk, vera: Acquaintance) -> None:
    safe = clerk("safeguarding", name="Ruth Calder")
    safe.open(f"/desk/people/{vera.key}").press("They would be in danger if found")
    assert "01632 960101" in safe.main
    asha.open(f"/desk/people/{vera.key}")
    assert "Withheld. They are protected" in asha.main
    assert "Ruth Calder" in asha.main
    for detail in ("01632 960101", "Mill Lane", "ZZ1 2AB"):
        assert detail not in asha.source
    asha.open("/desk/people").press("Find", {"typed": "vera lind"})
    assert "Protected" in asha.main
    assert "Mill Lane" not in asha.source
    safe.open(f"/desk/people/{vera.key}").press("The danger is over")
    assert "01632 960101" in asha.open(f"/desk/people/{vera.key}").main


def test_no_fixed_address_is_an_answer_and_a_refuges_address_is_never_kept(asha: Clerk, vera: Acquaintance) -> None:
    asha.open(f"/desk/people/{vera.key}")
    asha.press("Keep", {"home": "none", "near": "The library steps"}, form=form_of(asha, "home"))
    assert "No fixed address: The library steps" in asha.main
    secret = {"home": "refuge", "line1": "1 Secret Street", "postcode": "ZZ9 9ZZ", "near": "Secret"}
    asha.press("Keep", secret, form=form_of(asha, "home"))
    assert "A refuge, or a place that must not be known" in asha.main
    assert "Secret" not in asha.main


def test_what_is_amiss_is_said_at_its_box_and_what_was_typed_stays(asha: Clerk, vera: Acquaintance) -> None:
    at = f"/desk/people/{vera.key}"
    for box, typed, error in (
        ("home", {"home": "fixed", "line1": "9 Weir Terrace", "postcode": "nowhere"}, "postcode"),
        ("home", {}, "home-fixed"),
        ("value", {"way": "email", "value": "vera at home"}, "value"),
        ("name", {"name": " "}, "name"),
        ("need", {}, "need"),
        ("need", {"need": "interpreter"}, "spoken"),
        ("other", {"other": "Nobody & Sons"}, "other"),
    ):
        asha.open(at).press(typed=typed, form=form_of(asha, box))
        assert asha.status == 409
        assert [each.get("href") for each in asha.page.xpath("//div[@data-module]//a")] == [f"#{error}"], typed
        assert asha.page.xpath(f'//*[@id="{error}-error"]'), typed
        for name, value in typed.items():
            if name not in {"home", "way", "need"}:
                assert asha.value(name) == value


def test_an_organisation_has_people_to_speak_to(asha: Clerk, vera: Acquaintance) -> None:
    hub = person("Harbour Street Food Bank", kind="organisation")
    asha.open(f"/desk/people/{vera.key}")
    asha.press(typed={"other": "harbour food", "role": "Treasurer"}, form=form_of(asha, "other"))
    assert "Choose one of those who were found" in asha.main
    asha.press(typed={}, form=form_of(asha, "other"))
    assert "Harbour Street Food Bank Treasurer" in asha.main
    asha.open(f"/desk/people/{hub.removeprefix('party/')}")
    assert "Contact persons" in asha.main
    assert "Vera Lind Treasurer" in asha.main


def test_a_person_does_not_belong_to_a_person(asha: Clerk, vera: Acquaintance) -> None:
    other = person("Edith Marsh").removeprefix("party/")
    asha.open(f"/desk/people/{vera.key}")
    sent = {"party": other, "other": "x", "csrfmiddlewaretoken": asha.value("csrfmiddlewaretoken")}
    assert asha.client.post(f"/desk/people/{vera.key}/belongings", sent).status_code == 409
    sent["party"] = "f" * 32
    assert asha.client.post(f"/desk/people/{vera.key}/belongings", sent).status_code == 409


def test_everything_that_is_told_is_kept_and_the_ledger_is_told_without_names(asha: Clerk, vera: Acquaintance) -> None:
    asha.open(f"/desk/people/{vera.key}").press("Keep the name", {"name": "Vera Prosser"})
    asha.press("Keep the language", {"language": "cy"})
    asha.press("Keep", {"need": "interpreter", "spoken": "pl"}, form=form_of(asha, "need"))
    asha.press("Add", {"way": "email", "value": "Vera@Example.org", "preferred": "yes", "safe": "yes"})
    for told in ("Vera Prosser", "Cymraeg", "An interpreter (Polish)", "Vera@Example.org Preferred", "Safe to use"):
        assert told in asha.main, told
    asha.press("No longer theirs: Vera@Example.org")
    assert "Vera@Example.org" not in asha.main


def test_each_look_is_written_down_and_shown_to_those_who_watch_over_it(asha: Clerk, vera: Acquaintance) -> None:
    asha.open(f"/desk/people/{vera.key}")
    assert list(Look.objects.values_list("by", "page")) == [(asha.reference, "people-person")]
    assert "Who looked lately" not in asha.main
    for watch in (clerk("administrator", name="Jo Marlow"), clerk("safeguarding", name="Ruth Calder")):
        watch.open(f"/desk/people/{vera.key}")
        assert "Who looked lately" in watch.main
        assert "Asha Pell, today at 17:30" in watch.main


def test_what_is_promised_stands_soonest_first_and_what_is_late_is_marked(asha: Clerk, vera: Acquaintance) -> None:
    promises = '//ul[@class="gh-promises"]'
    asha.open(f"/desk/people/{vera.key}")
    assert asha.page.xpath(f"{promises}//a/text()") == [vera.hole.reference, vera.bin.reference]
    assert asha.page.xpath(f"{promises}//strong") == []
    with standing_at(WEDNESDAY + timedelta(days=3)):
        asha.open(f"/desk/people/{vera.key}")
    assert [each.getparent().getparent().xpath("a/text()") for each in asha.page.xpath(f"{promises}//strong")] == [
        [vera.hole.reference]
    ]


@pytest.mark.parametrize("key", ["0" * 32, "f" * 31, "F" * 32, "{" + "0" * 30 + "}", "..", "%00", "registrations"])
def test_an_address_that_names_nobody_is_not_found(asha: Clerk, vera: Acquaintance, key: str) -> None:
    assert asha.open(f"/desk/people/{key}").status in {404, 405}
    token = asha.open("/desk/people").value("csrfmiddlewaretoken")
    for act in ("names", "languages", "contacts", "contacts/1", "residences", "needs", "belongings"):
        sent = asha.client.post(f"/desk/people/{key}/{act}", {"csrfmiddlewaretoken": token})
        assert sent.status_code == 404, act


def test_another_persons_way_to_be_reached_cannot_be_changed_from_here(asha: Clerk, vera: Acquaintance) -> None:
    other = person("Edith Marsh", phone="01632 960 777")
    (point,) = door.contacts_of(reference=other)
    token = asha.open(f"/desk/people/{vera.key}").value("csrfmiddlewaretoken")
    sent = {"end": "yes", "csrfmiddlewaretoken": token}
    assert asha.client.post(f"/desk/people/{vera.key}/contacts/{point.id}", sent).status_code == 404
    assert door.contacts_of(reference=other)


def test_only_those_who_keep_people_safe_protect(asha: Clerk, vera: Acquaintance) -> None:
    token = asha.open(f"/desk/people/{vera.key}").value("csrfmiddlewaretoken")
    sent = asha.client.post(f"/desk/people/{vera.key}/protections", {"csrfmiddlewaretoken": token})
    assert sent.status_code == 403
    assert "They would be in danger" not in asha.main


@pytest.mark.parametrize("role", ["partner", "councillor", "service-designer"])
def test_whoever_does_not_look_people_up_is_kept_out(vera: Acquaintance, role: str) -> None:
    outside = clerk(role, name="Nia Brandt")  # type: ignore[arg-type]
    for address in ("/desk/people", f"/desk/people/{vera.key}"):
        assert outside.open(address).status == 403
        assert "Lind" not in outside.source
    assert not Look.objects.exists()


def test_a_post_without_the_pages_token_changes_nothing(asha: Clerk, vera: Acquaintance) -> None:
    for act in ("", "/registrations", f"/{vera.key}/names", f"/{vera.key}/residences"):
        assert asha.client.post(f"/desk/people{act}", {"name": "Mallory", "typed": "vera"}).status_code == 403
    assert door.name_of(reference=vera.reference) == "Vera Lind"


def test_the_view_asks_the_same_however_much_is_shown(asha: Clerk, vera: Acquaintance) -> None:
    asha.open(f"/desk/people/{vera.key}")
    counted = []
    for more in (0, 45):
        vera.asks(more)
        with CaptureQueriesContext(connection) as captured:
            asha.open(f"/desk/people/{vera.key}")
        counted.append(len(captured))
    assert counted[0] == counted[1]


def test_a_long_story_is_turned_over_and_nothing_is_missed_or_told_twice(asha: Clerk, vera: Acquaintance) -> None:
    vera.asks(40)
    asha.open(f"/desk/people/{vera.key}")
    whole = [" ".join(each.text_content().split()) for each in asha.page.xpath('//ol[@class="gh-timeline"]/li')]
    asha.follow("Earlier")
    whole += [" ".join(each.text_content().split()) for each in asha.page.xpath('//ol[@class="gh-timeline"]/li')]
    assert len(whole) == 40 + vera.happenings
    assert "Back to the newest" in asha.main


@pytest.mark.parametrize("mark", ["x", "~~", "2026-11-18T10:00:00+00:00~9~1", "9~1~" + "9" * 30, "%00"])
def test_a_mark_that_is_none_begins_at_the_newest(asha: Clerk, vera: Acquaintance, mark: str) -> None:
    asha.open(f"/desk/people/{vera.key}?after={mark.replace('+', '%2B')}")
    assert asha.status == 200
    assert "Opening hours" in asha.main


def form_of(desk: Clerk, box: str) -> int:
    """Which form on the page has a box of this name."""
    forms = desk.page.xpath("//main//form")
    return next(number for number, each in enumerate(forms) if each.xpath(f'.//*[@name="{box}"]'))


def vouched() -> Onlooker:
    """Somebody who looks people up."""
    return Onlooker("account/1", people=True)


def test_the_day_of_a_move_is_told(asha: Clerk, vera: Acquaintance) -> None:
    lives = {"line1": "9 Weir Terrace", "postcode": "ZZ2 3JK"}
    door.moved(reference=vera.reference, lives=lives, actor=ASHA, at=WEDNESDAY - timedelta(days=1))
    assert "9 Weir Terrace, ZZ2 3JK since yesterday" in asha.open(f"/desk/people/{vera.key}").main


def test_the_search_asks_the_same_whether_it_finds_one_or_a_page_full(asha: Clerk) -> None:
    counted = []
    for more in (1, 24):
        for number in range(more):
            person(f"John Reed {more} {number}", lives={"line1": f"{number} Mill Lane", "postcode": "ZZ1 2AB"})
        asha.open("/desk/people")
        with CaptureQueriesContext(connection) as captured:
            asha.press("Find", {"typed": "john reed"})
        counted.append(len(captured))
    assert len(asha.page.xpath("//tbody/tr")) == 25
    assert counted[0] == counted[1]
