"""A designer who never sees how a definition is written builds the missed bin from blank, and people use it."""

from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.people.hands import Keyboard, asked, choose, go_on, press, reference_on, send, start, write
from tests.people.town import Town

from guildhall import catalogue
from guildhall.kernel.gate.comparing import compare
from guildhall.kernel.journey import Compiled
from guildhall.kernel.loading import load_service
from guildhall.kernel.model import Json
from guildhall.kernel.service import Service
from guildhall.serve import clock
from guildhall.serve.answering.journeys import working_calendar
from guildhall.serve.command import services
from guildhall.serve.designing.forms import Layout
from guildhall.serve.designing.known import Known
from guildhall.serve.designing.menus import menu
from guildhall.serve.designing.parts import fields_for
from guildhall.serve.designing.posting import Posted, of_group, untouched
from guildhall.serve.designing.trying import tried
from guildhall.serve.models import Case, Revision
from guildhall.serve.publishing import editions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHIPPED: Json = load_service((files(catalogue) / catalogue.SERVICES / "missed-bin.yaml").read_text("utf-8")).to_json()
CODE = "missed-bin-anew"
LISTS = {"steps": "question", "facts": "fact", "rules": "rule", "outcomes": "outcome", "tests": "journey test"}


class Desk:
    """The designer at the desk, with a list of what the service is to be."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.draft = ""

    def begin(self) -> None:
        self.page.goto("/desk/designs")
        self.page.get_by_label("What is the service called?").fill(SHIPPED["title"]["en"])
        self.page.get_by_label("In Welsh").fill(SHIPPED["title"]["cy"])
        self.page.get_by_label("Code (made for you if left empty)").fill(CODE)
        self.press("Begin")
        self.draft = self.page.url

    def press(self, name: str) -> None:
        press(self.page.locator("main").get_by_role("button", name=name, exact=True).first)

    def write_service(self) -> None:
        press(self.page.get_by_role("link", name="The service's own facts"))
        self.write("service", SHIPPED | {"id": CODE})
        self.save()

    def add(self, sort: str, part: Json) -> None:
        """Add one part and write all of it: its words in both languages, its answers, its conditions from menus."""
        self.page.goto(self.draft)
        form = self.page.locator(f"#add-{sort}")
        if not form.is_visible():
            self.page.locator("summary", has_text=f"{LISTS[sort]}").last.click()
        words = part.get("label") or part.get("title") or part.get("sentence") or {"en": part.get("name", "")}
        if form.locator("[name=kind]").count():
            form.locator("[name=kind]").select_option(part["kind"])
        form.locator("[name='words.en']").fill(words["en"])
        if form.locator("[name=id]").count():
            form.locator("[name='words.cy']").fill(words["cy"])
            form.locator("[name=id]").fill(part["id"])
        press(form.get_by_role("button"))
        self.write(sort, part)
        self.save()

    def write(self, sort: str, part: Json) -> None:
        known = Known(SHIPPED)
        fields = fields_for(sort, part)
        boxes = Layout(known, part).boxes(fields)
        for row in [each for each in boxes if each.field.shape == "rows" and len(each.rows) > 4]:
            self.unfold()
            press(self.page.locator(f"[value='rows:{row.name}']"))
        conditions = [each for each in boxes if each.menu is not None]
        operands = [each for each in boxes if each.value is not None and each.text == "" and part.get(each.field.name)]
        for each in conditions:
            if part.get(each.field.name) is not None:
                self.put_together(of_group(menu(part[each.field.name], known, each.name)))
        for each in operands:
            self.put_together(untouched([each]))
        plain = untouched(each for each in boxes if each not in conditions and each not in operands)
        self.unfold()
        self.fill(plain)

    def unfold(self) -> None:
        closed = self.page.locator("details.gh-part__more:not([open]) > summary")
        while closed.count():
            closed.first.click()

    def fill(self, posted: Posted) -> None:
        form = self.page.locator("form#part")
        for name, values in posted.items():
            box = form.locator(f"[name='{name}']")
            if not box.count() and (not any(values[:1]) or name.rpartition(".")[2] in ORDER):
                continue
            if box.first.get_attribute("type") == "checkbox":
                for value in filter(None, values):
                    form.locator(f"[name='{name}'][value='{value}']").check()
            elif box.first.evaluate("each => each.tagName") == "SELECT":
                if values and values[0] and values[0] != box.first.input_value():
                    box.first.select_option(values[0])
            elif values and values[0]:
                box.first.fill(values[0])
        for each in form.locator("input[type=checkbox]:checked").all():
            if each.get_attribute("name") not in posted:
                each.uncheck()

    def put_together(self, posted: Posted) -> None:
        """A condition or a bound from menus: what it asks about, what is asked, and the value, laid out one after another."""
        for name, values in sorted(posted.items(), key=_in_order):
            self.unfold()
            box = self.page.locator(f"form#part [name='{name}']")
            if not box.count() or not values or not values[0]:
                continue
            if box.first.evaluate("each => each.tagName") != "SELECT":
                box.first.fill(values[0])
            elif box.first.input_value() != values[0]:
                if box.first.get_attribute("data-reshapes") is None:
                    box.first.select_option(values[0])
                    continue
                with self.page.expect_navigation():
                    box.first.select_option(values[0])

    def save(self) -> None:
        self.press("Save")
        expect(self.page.get_by_role("status")).to_have_text("Saved.")


ORDER = ("how", "about", "asks", "from", "value", "count", "unit", "way")


def _in_order(item: tuple[str, Any]) -> tuple[list[int], int]:
    parts = item[0].split(".")
    return [int(each) for each in parts if each.isdecimal()], ORDER.index(parts[-1]) if parts[-1] in ORDER else -1


def test_a_designer_builds_the_missed_bin_from_blank_and_people_report_bins_on_it(
    town: Town, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    nia = Desk(town.staff("service-designer"))
    nia.begin()
    nia.write_service()
    for sort in ("steps", "facts", "rules", "outcomes", "tests"):
        for part in SHIPPED[sort]:
            nia.add(sort, part)
            if sort == "steps" and part["id"] == "bin":
                expect(nia.page.get_by_role("complementary")).to_contain_text("Recycling (green bin)")

    with nia.page.expect_download() as downloaded:
        nia.page.goto(nia.draft)
        nia.page.get_by_role("link", name="Export", exact=True).click()
    downloaded.value.save_as(tmp_path / "built.yaml")
    built = load_service((tmp_path / "built.yaml").read_text("utf-8"))
    assert built.to_json() == {key: held for key, held in SHIPPED.items() if key != "status"} | {"id": CODE}
    assert services(["check", str(tmp_path / "built.yaml")]) == 0, capsys.readouterr().out
    assert "blocks" not in capsys.readouterr().out
    shipped = Service.model_validate({**SHIPPED, "status": "draft"})
    assert [each.sentence for each in compare(shipped, built)] == [], "step by step it is the one that is shipped"

    press(nia.page.get_by_role("link", name="Run its journey tests"))
    expect(nia.page.get_by_role("status")).to_have_text("All 6 came as they should, on every channel")
    press(nia.page.get_by_role("link", name="Publish"))
    expect(nia.page.get_by_role("heading", name="Nothing stops it")).to_be_visible()
    nia.press("Publish on every channel")
    expect(nia.page.get_by_role("heading", level=1)).to_have_text("Published on every channel")

    live = editions.current(service=CODE)
    assert live is not None
    assert live.service.steps == load_service((tmp_path / "built.yaml").read_text("utf-8")).steps
    at = live.service.tests[0].now
    assert at is not None
    for test in live.service.tests:
        for trial in tried(Compiled(live.service), test, town_now(), working_calendar(town_now())):
            assert trial.astray == (), (test.name, trial)

    vera = town.resident()
    start(vera, CODE)
    write(vera, Address_line_1="4 Mill Lane", Postcode="ZZ1 2AB")
    go_on(vera)
    choose(vera, "General waste (grey bin)")
    go_on(vera)
    choose(vera, "No")
    go_on(vera)
    vera.get_by_label("What is your name?").fill("Vera Lind")
    go_on(vera)
    choose(vera, "I do not need to be told")
    go_on(vera)
    asked(vera, "Check your answers")
    send(vera)
    assert Case.objects.get(reference=reference_on(vera)).service == CODE

    asha = town.staff("advisor")
    keys = Keyboard(asha)
    keys.open(f"/desk/phone/services/{CODE}?for=own&lang=en")
    expect(asha.locator(".gh-say")).to_contain_text("What is the address where the bin was missed?")
    keys.write("6 Mill Lane")
    keys.to(asha.get_by_label("Postcode"))
    keys.answer("ZZ1 2AB")
    for answer in ("1", "2", "Dai Morgan", "4"):
        keys.answer(answer)
    keys.enter()
    expect(asha.locator(".gh-say").first).to_contain_text("Your reference is")
    assert {each.channel for each in Case.objects.filter(service=CODE)} == {"web", "phone"}


@pytest.mark.full
def test_findings_and_every_channel_follow_what_is_typed_before_it_is_saved(town: Town) -> None:
    nia = town.staff("service-designer")
    nia.goto("/desk/designs")
    press(nia.get_by_role("button", name="Begin a draft of Report a missed bin"))
    press(nia.get_by_role("link", name="Which bin was missed?").first)
    beside = nia.get_by_role("complementary")
    nia.locator("[name='label.en']").fill("Which bin did we pass by?")
    nia.locator("[name='label.cy']").fill("")
    expect(beside).to_contain_text("Which bin did we pass by?")
    expect(beside).to_contain_text("words.")
    expect(beside.locator(".gh-finding--blocks").first).to_be_visible()
    assert Revision.objects.count() == 1


def town_now() -> Any:
    return clock.now()
