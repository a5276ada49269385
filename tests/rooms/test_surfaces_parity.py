"""The first law, on the surfaces people really meet: the same answers lead to the same end on every way in.

The web's pages are filled in by the words beside each box, the desks' scripts keyed by the keys they show, the paper by the
numbers and letters in the text of its PDF, the API by its schema. What each leads to is compared with what the kernel says of
the bare answers; and each is rendered wrongly in turn, to see that the law turns red.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.rooms.browsing import Resident
from tests.rooms.council import WEDNESDAY, in_force
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.test_paper_forms import by_what_is_printed
from tests.spec.services.shipped import SHIPPED

from guildhall.channels import SURFACES
from guildhall.channels.paper import sheet
from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.kernel.kinds.evidence import Evidence
from guildhall.kernel.kinds.repeat import Repeat
from guildhall.kernel.model import Json, words
from guildhall.kernel.scope import Circumstances
from guildhall.kernel.service import JourneyTest
from guildhall.kernel.walk import walk
from guildhall.serve import clock
from guildhall.serve.answering import facts
from guildhall.serve.answering.journeys import working_calendar
from guildhall.serve.casework import cases
from guildhall.serve.desks.api.routes import PER_HOUR
from guildhall.serve.desks.paper.codes import code_of
from guildhall.serve.models import Case
from guildhall.serve.publishing.editions import Live

pytestmark = pytest.mark.django_db

SPEAKERS = {"resident": ("web", "paper", "api"), "staff": ("phone", "counter")}
"""Who speaks on which surface: a rule may tell residents and staff apart, where the definition says so."""


@dataclass(frozen=True)
class Ending:
    """How it ended: the outcome's title (empty where an answer was refused or missing), and the case's answers."""

    title: str
    answers: str


@dataclass
class Town:
    """A council with one service in force, a member of staff at each desk, and somebody who tries every way in.

    ``misprints`` say of some ways how what is read there differs from what was rendered.
    """

    live: Live
    lang: str
    staff: Clerk
    misprints: Mapping[str, Callable[[str], str]] = field(default_factory=dict)

    def by_web(self, answers: dict[str, Json]) -> Ending:
        resident = Resident(self.live, self.lang, self.glasses("web")).walk(answers)
        if resident.at == "check":
            resident.post()
            return self.case()
        return self.advice(resident.text, self.lang) if resident.at == "advice" else Ending("", "")

    def by_phone(self, answers: dict[str, Json]) -> Ending:
        return self._by_desk("phone", answers)

    def by_counter(self, answers: dict[str, Json]) -> Ending:
        return self._by_desk("counter", answers)

    def by_paper(self, answers: dict[str, Json]) -> Ending:
        folder, name = {"en": ("services", "form"), "cy": ("gwasanaethau", "ffurflen")}[self.lang]
        printed = Client().get(f"/{self.lang}/{folder}/{self.live.id}/{name}.pdf").content
        text = self.glasses("paper")("\n".join(page.extract_text() for page in PdfReader(BytesIO(printed)).pages))
        keyed = by_what_is_printed(sheet(self.live.compiled, self.lang), answers, text, self.lang)
        code = code_of(edition=self.live.hash, service=self.live.id, language=self.lang)
        now = clock.now().astimezone(ZoneInfo("Europe/London"))
        self.staff.glasses = str
        self.staff.open("/desk/paper").press(typed={"code": code.lower()})
        wide = {name.split(".")[0] for name in keyed if name.count(".") > 1}
        while not all(self.staff.has(name) for name in keyed):
            number = next(
                each for each in wide if not all(self.staff.has(n) for n in keyed if n.startswith(f"{each}."))
            )
            self.staff.press(f"More lines for question {number}")
        self.staff.press("Check and open the case", {"handed-in": f"{now:%d %m %Y}"} | keyed)
        if self.staff.page.xpath("//button[.='Open the case']"):  # what may be the same was shown, and is not
            self.staff.press("Open the case")
        return self.case() if self.staff.page.xpath("//h2[contains(., 'What the person is sent')]") else Ending("", "")

    def by_api(self, answers: dict[str, Json]) -> Ending:
        here = f"/api/v1/services/{self.live.id}"
        known = read_json(self.glasses("api")(Client().get(f"{here}/schema").content.decode()))["properties"]
        body = canonical_json({"answers": {name: value for name, value in answers.items() if name in known}})
        sent = Client().post(
            f"{here}/cases?lang={self.lang}",
            body.encode(),
            content_type="application/json",
            headers={"Idempotency-Key": uuid4().hex},
        )
        told = read_json(sent.content)
        if sent.status_code == 201:
            assert told["outcome"]["title"] == self.case().title
            return self.case()
        return Ending(told["outcome"]["title"], "") if sent.status_code == 200 else Ending("", "")

    def glasses(self, way: str) -> Callable[[str], str]:
        """What is read through on one way in."""
        return self.misprints.get(way, str)

    def case(self) -> Ending:
        """The case that was opened last. What ends with a person or in advice has one where nobody was there to be told."""
        found = cases.find(reference=Case.objects.latest("id").reference)
        outcome = self.live.compiled.outcomes[found.outcome]
        kept = canonical_json(dict(found.answers)) if outcome.kind == "submit" else ""
        return Ending(words(outcome.title, self.lang), kept)

    def advice(self, text: str, lang: str) -> Ending:
        """The ending without a case that a page tells of."""
        titles = [words(each.title, lang) for each in self.live.service.outcomes if each.kind != "submit"]
        return Ending(max((title for title in titles if title in text), key=len), "")

    def expected(self, answers: dict[str, Json], actor: str) -> Ending:
        """What the kernel says of the bare answers."""
        now = clock.now()
        known = facts.look_up(
            service=self.live.compiled, answers=answers, today=now.astimezone(ZoneInfo("Europe/London")).date()
        )
        around = Circumstances(now, "web", actor, known, working_calendar(now))
        position = walk(self.live.compiled, SURFACES["web"], answers, around, self.lang).position
        if position.outcome is None:
            return Ending("", "")
        kept = canonical_json(dict(position.answers)) if position.outcome.kind == "submit" else ""
        return Ending(words(position.outcome.title, self.lang), kept)

    def _by_desk(self, desk: str, answers: dict[str, Json]) -> Ending:
        self.staff.glasses = self.glasses(desk)
        self.staff.open(f"/desk/{desk}/services/{self.live.id}?for=own&lang={self.lang}")
        for _page in self.live.compiled.pages:
            prompts = self.staff.page.xpath("//fieldset[starts-with(@id, 'prompt-')]")
            if not prompts or self.staff.page.find_class("govuk-error-summary"):
                break
            self._say([each.get("id").removeprefix("prompt-") for each in prompts], answers)
        if not self.staff.address.endswith("/end"):
            return Ending("", "")
        if not self.staff.page.xpath("//button[contains(., 'Send it')]"):
            return self.advice(self.staff.main, self.lang)
        self.staff.press("Send it")
        return self.case()

    def _say(self, asked: list[str], answers: Mapping[str, Json]) -> None:
        """Key the answers to the questions on the page; a repeating question one item after another."""
        items = max([len(answers.get(step) or ()) for step in asked if self._repeats(step)], default=1)
        for place in range(1, items + 1):
            so_far = {
                step: answers[step][:place] if self._repeats(step) else answers[step]
                for step in asked
                if step in answers
            }
            typed = {name: held for step, value in so_far.items() for name, held in self._keyed(step, value)}
            self.staff.press("Go on" if place >= items else "Add another", typed)

    def _repeats(self, step: str) -> bool:
        return isinstance(self.live.compiled.steps[step], Repeat)

    def _keyed(self, step: str, value: Json) -> Iterator[tuple[str, str]]:
        """What to type in each box: for an option, the key that stands beside its words on the page."""
        question = self.live.compiled.steps[step]
        boxes = {box.key: box for box in question.boxes("line")}
        for key, held in question.write(value, "line").items():
            name = f"{step}.{key}" if key else step
            options = boxes[key.partition(".")[2] if isinstance(question, Repeat) else key].options
            labels = {option.code: words(option.label, self.lang) for option in options}
            codes = held if isinstance(held, list) else [held]
            yield name, " ".join(self._key(name, labels[code]) for code in codes) if options else ",".join(codes)

    def _key(self, name: str, label: str) -> str:
        shown = self.staff.page.get_element_by_id(f"{name}-keys").iter("li")
        by_words = {" ".join(each.text_content().split()[1:]): each.find("kbd").text_content() for each in shown}
        return str(by_words[" ".join(label.split())])


WAYS: dict[str, Callable[[Town, dict[str, Json]], Ending]] = {
    "web": Town.by_web,
    "phone": Town.by_phone,
    "counter": Town.by_counter,
    "paper": Town.by_paper,
    "api": Town.by_api,
}


@pytest.fixture
def staff(monkeypatch: pytest.MonkeyPatch) -> Clerk:
    """Somebody at every desk, and machines that may ask as often as they like."""
    for purpose in PER_HOUR:
        monkeypatch.setitem(PER_HOUR, purpose, 10**6)
    return clerk("advisor", "service-officer")


def agree(staff: Clerk, service: str, lang: str, answers: Mapping[str, Json], at: datetime) -> Ending:
    """See that every surface leads these answers to the same end as the kernel does. Gives that end for staff."""
    town = Town(in_force(service), lang, staff)
    given = {name: _as_on_every_way(town.live, name, value) for name, value in answers.items()}
    with clock.standing_at(at):
        for actor, ways in SPEAKERS.items():
            expected = town.expected(given, actor)
            assert {way: WAYS[way](town, given) for way in ways} == dict.fromkeys(ways, expected), (service, given)
    return expected


def told_in(service: str) -> tuple[JourneyTest, ...]:
    return SHIPPED[service].tests


def moment_of(journey: JourneyTest) -> datetime:
    return datetime.fromisoformat(journey.now).replace(tzinfo=ZoneInfo("Europe/London")) if journey.now else WEDNESDAY


def whole(service: str, journey: JourneyTest) -> dict[str, Json]:
    """A journey's answers, with what its facts say put as answers to the questions that stand in for them."""
    stand_ins = {fact.fallback.ask: journey.facts.get(fact.id) for fact in SHIPPED[service].facts if fact.fallback}
    return {ask: value for ask, value in stand_ins.items() if value is not None} | dict(journey.answers)


def _as_on_every_way(live: Live, step: str, value: Json) -> Json:
    """Documents are handed in by tests of their own: here they are sent later, which every surface can take."""
    question = live.compiled.steps.get(step)
    return {"later": True} if isinstance(question, Evidence) and isinstance(value, dict) else value


@pytest.mark.parametrize(("place", "service"), list(enumerate(SHIPPED)), ids=list(SHIPPED))
def test_a_journey_of_each_service_ends_alike_on_every_real_surface(place: int, service: str, staff: Clerk) -> None:
    journey = told_in(service)[0]
    assert agree(staff, service, ("en", "cy")[place % 2], whole(service, journey), moment_of(journey)).title


@pytest.mark.parametrize("left_out", ["address", "bin", "assisted", "name", "contact-by"])
def test_an_answer_left_out_is_missed_alike_on_every_real_surface(left_out: str, staff: Clerk) -> None:
    answers = whole("missed-bin", told_in("missed-bin")[1])
    given = {name: value for name, value in answers.items() if name != left_out}
    assert agree(staff, "missed-bin", "en", given, WEDNESDAY) == Ending("", "")


def swapped(text: str) -> str:
    """The words of two bins stand at one another's places."""
    grey, green = "General waste (grey bin)", "Recycling (green bin)"
    return text.replace(grey, "\0").replace(green, grey).replace("\0", green)


def left_off(text: str) -> str:
    """The question which bin it was is not there."""
    return text.replace('"bin"', '"another"')


@pytest.mark.parametrize("way", list(WAYS))
def test_a_way_in_that_renders_a_question_wrongly_is_found_out(way: str, staff: Clerk) -> None:
    answers = whole("missed-bin", told_in("missed-bin")[1]) | {"bin": "general"}
    town = Town(in_force(), "en", staff, {way: left_off if way == "api" else swapped})
    with clock.standing_at(WEDNESDAY):
        sound = town.expected(answers, "resident")
        assert sound.title
        assert {each for each in WAYS if WAYS[each](town, answers) != sound} == {way}


@pytest.mark.larger
def test_a_hundred_journeys_with_answers_left_out_or_mixed_up_end_alike(staff: Clerk) -> None:
    @settings(max_examples=100, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        service = data.draw(st.sampled_from(sorted(SHIPPED)))
        journey = data.draw(st.sampled_from(told_in(service)))
        other = whole(service, data.draw(st.sampled_from(told_in(service))))
        answers = whole(service, journey)
        for step in data.draw(st.lists(st.sampled_from(sorted(answers)), max_size=2)):
            answers.pop(step, None)
            if step in other:
                answers[step] = other[step]
        agree(staff, service, data.draw(st.sampled_from(["en", "cy"])), answers, moment_of(journey))

    holds()
