"""Promises about what residents say of a strategy through the council's service: counted on every way in, and followed to what was done."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.rooms.council import AMIR, VERA, WEDNESDAY, in_force
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.planned import Planned, by, decide, next_version, planned, reworded

from guildhall.kernel.clocks import LONDON
from guildhall.kernel.model import Json
from guildhall.ledger.door import Actor, history
from guildhall.plan import models as m
from guildhall.plan.addresses import address
from guildhall.plan.counting import counted
from guildhall.plan.door import NotKept
from guildhall.plan.keeping.consulting import answer, find, hear, open_consultation
from guildhall.serve.answering import journeys
from guildhall.serve.casework import opening, voices
from guildhall.serve.casework.cases import CaseValue

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

OPENED = datetime(2026, 11, 2, 9, 0, tzinfo=LONDON)
FROM, UNTIL = date(2026, 11, 2), date(2027, 1, 31)
STAYS, AGAIN = "The counter must stay.", "Whoever rings half way has to begin again."
SAID: dict[str, Json] = {
    "answering-as": "other-person",
    "themes": {"any-way-in": "agree", "nobody-left-out": "agree", "tell-us-once": "agree"},
    "matters-most": None,
    "in-your-words": "Do not close the counter at Westmere",
    "about-you": None,
    "contact-by": "none",
}
WHO = {"web": VERA, "phone": AMIR, "counter": AMIR, "api": Actor("resident")}


@pytest.fixture
def made() -> Planned:
    """A strategy is out for consultation by "have your say", and two things were found in what was said so far."""
    made = planned()
    asking = decide(made, title="Consultation")
    asked = open_consultation(
        version=made.version,
        cites=asking.reference,
        opens_on=FROM,
        closes_on=UNTIL,
        service="have-your-say",
        **by(OPENED),
    )
    find(consultation=asked, code="stays", said=STAYS, said_cy="Rhaid i’r cownter aros.", **by(OPENED))
    find(consultation=asked, code="again", said=AGAIN, **by(OPENED))
    return made


def said(channel: str = "web", at: datetime = WEDNESDAY) -> CaseValue:
    """Somebody has their say, by one way in."""
    live, who = in_force("have-your-say"), WHO[channel]
    journey = journeys.begin(live=live, language="en", channel=channel, actor=who, answers=SAID, at=at)
    return opening.submit(journey=journey.id, actor=who, channel=channel, at=at)


def read(case: CaseValue, *findings: str, **more: Any) -> None:
    voices.read(case=case, findings=findings, actor=AMIR, at=WEDNESDAY, **more)


def page(lang: str = "en", name: str = "heard") -> str:
    found = Client().get(address(lang, name, "digital"))
    assert found.status_code == 200
    return found.content.decode()


def test_each_answer_counts_once_by_its_way_in_and_for_each_thing_that_it_says(made: Planned) -> None:
    for channel, many in (("web", 7), ("phone", 6), ("counter", 5)):
        for _ in range(many):
            case = said(channel)
            read(case, *(["stays", "again"] if channel == "phone" else ["stays"]))
            read(case, *(["stays", "again"] if channel == "phone" else ["stays"]))
    shown = page()
    assert "18 people answered." in shown
    assert "On the web: 7 · By telephone: 6 · At a counter: 5" in shown
    assert "By telephone: 6</p>" in shown
    assert "Atebodd 18 o bobl." in page("cy")
    (whole,) = Client().get("/open-data/strategies/digital.json").json()["consultations"]
    assert whole["people"] == {"web": 7, "phone": 6, "counter": 5}
    assert [each["people"] for each in whole["findings"]] == [{"web": 7, "phone": 6, "counter": 5}, {"phone": 6}]


def test_a_number_of_few_is_withheld_and_no_total_gives_it_away(made: Planned) -> None:
    for channel, many in (("web", 9), ("phone", 6), ("counter", 2)):
        for _ in range(many):
            read(said(channel), *(["stays"] if channel == "phone" else ["again"]))
    shown = page()
    assert "17 people answered." in shown
    assert "On the web</th>" in shown
    assert '<td class="govuk-table__cell govuk-table__cell--numeric">9</td>' in shown
    assert "A number is withheld where it would tell of a few people." in shown
    (whole,) = Client().get("/open-data/strategies/digital.json").json()["consultations"]
    assert whole["people"] == {"web": 9, "phone": None, "counter": None}
    stays, again = (each["people"] for each in whole["findings"])
    assert stays == {"phone": None, "counter": None}  # that nobody at the counter said so would tell of the two there
    assert again == {"web": None, "phone": None, "counter": None}


@pytest.mark.parametrize(
    ("by_way", "people", "whole"),
    [
        ({"web": 6, "phone": 5}, {"web": 6, "phone": None, "counter": None}, 11),  # the five by telephone are no few
        ({"web": 6, "phone": 3}, {"web": None, "phone": None, "counter": None}, 9),
        ({"web": 6, "phone": 2, "counter": 1}, {"web": None, "phone": None, "counter": None}, 9),
        ({"phone": 3}, {"phone": None, "counter": None}, None),
        ({"web": 6}, {"web": 6}, 6),
    ],
)
def test_what_is_withheld_of_a_finding_is_not_had_by_taking_the_rest_from_its_total(
    made: Planned, by_way: dict[str, int], people: dict[str, int | None], whole: int | None
) -> None:
    for channel, many in (("web", 9), ("phone", 6), ("counter", 2)):
        for number in range(many):
            read(said(channel), *(["stays"] if number < by_way.get(channel, 0) else []))
    asked = m.Consultation.objects.get()
    told = counted([asked])[asked.pk, m.Finding.objects.get(code="stays").pk]
    assert (told.by_channel(), told.whole) == (people, whole)
    assert counted([asked])[asked.pk, None].by_channel() == {"web": 9, "phone": None, "counter": None}


def test_those_counted_elsewhere_are_added_and_nobody_by_a_way_in_is_said(made: Planned) -> None:
    asked = m.Consultation.objects.get()
    hear(consultation=asked, people={"paper": 388, "web": 3, "partner": 0}, **by(OPENED))
    for _ in range(6):
        read(said())
    (whole,) = Client().get("/open-data/strategies/digital.json").json()["consultations"]
    assert whole["people"] == {"paper": 388, "web": 9, "partner": 0}
    assert "397 people answered." in page()
    assert "withheld" not in page()


def test_what_was_said_is_followed_to_what_was_done_and_to_the_commitment_that_it_changed(made: Planned) -> None:
    read(said(), "stays")
    found = {each.code: each for each in m.Finding.objects.all()}
    later = OPENED + timedelta(days=100)
    next_version(made, reworded(), later)
    answer(finding=found["stays"], commitment="C1.2", done="The words now say so.", **by(later))
    answer(finding=found["again"], commitment="C1.1", done="It stood there already.", **by(later))
    shown = page()
    assert (
        '/en/strategies/digital/commitments/C1.2">C1.2</a> <a class="govuk-link" href="/en/strategies/digital/versions'
        in shown
    )
    assert '?from=1&amp;to=2#differs">Reworded</a>: The words now say so.' in shown
    assert "C1.1</a>: It stood there already." in shown
    assert STAYS in Client().get(address("en", "commitment", "digital", "C1.2")).content.decode()


def test_plan_keeps_the_reference_of_a_case_and_nothing_that_was_said_in_it(made: Planned) -> None:
    case = said("phone")
    read(case, "stays", more="Classes must be free.", more_cy="Rhaid i ddosbarthiadau fod am ddim.")
    voice = m.Voice.objects.get()
    assert (voice.case, voice.channel, voice.by) == (case.subject, "phone", AMIR.reference)
    assert {each.code for each in voice.raised.all()} == {"stays", "said-3"}
    last = history(subject=m.Consultation.objects.get().reference, audience="staff")[-1]
    assert (last.type, dict(last.data)) == (
        "consultation.voice-read",
        {"case": case.subject, "channel": "phone", "findings": 2},
    )
    assert voices.put_to(case=case) == ("stays", "said-3")


def test_an_answer_to_no_consultation_that_was_open_is_not_counted(made: Planned) -> None:
    m.Consultation.objects.update(closes_on=date(2026, 11, 17))
    case = said()
    with pytest.raises(NotKept, match="not-asked"):
        read(case, "stays")
    assert not m.Voice.objects.exists()
    asking = decide(made, title="Consultation again")
    with pytest.raises(NotKept, match="asks-already"):
        open_consultation(
            version=made.version, cites=asking.reference, opens_on=date(2026, 11, 17), closes_on=UNTIL,
            service="have-your-say", **by(OPENED),
        )  # fmt: skip


def test_an_officer_reads_an_answer_and_puts_it_to_what_it_says(made: Planned, tom: Clerk) -> None:
    case = said()
    tom.open(f"/desk/cases/{case.reference}").follow("What they said")
    assert "Do not close the counter at Westmere" in tom.main
    assert "Not read yet" in tom.main
    there = tom.address
    for _ in range(2):  # the second time is a second hand, on the page as it was
        tom.open(there).press("", {"finding": ["stays"], "more": "Open on Saturdays."})
    assert "Counted" in tom.main
    assert m.Voice.objects.count() == 1
    assert m.Finding.objects.count() == 3
    assert voices.put_to(case=case) == ("stays", "said-3")
    tom.press("Save", {"finding": ["again"]})
    assert voices.put_to(case=case) == ("again",)
    assert "Read as an answer to the consultation" in tom.open(f"/desk/cases/{case.reference}").main
    assert "Others said these" not in clerk("advisor", name="Ivo Lunt").open(there).main


def test_what_cannot_be_counted_as_written_is_refused_and_nothing_typed_is_lost(made: Planned, tom: Clerk) -> None:
    there = f"/desk/cases/{said().reference}/heard"
    tom.open(there).press("Count this answer", {"finding": ["stays"], "more-cy": "Ar ddydd Sadwrn."})
    assert tom.status == 409
    assert "Write it in English too" in tom.main
    assert tom.value("more-cy") == "Ar ddydd Sadwrn."
    assert tom.page.xpath('//*[@id="finding-stays"]/@checked')
    assert tom.open(there).press("Count this answer", {"finding": ["none-such"]}).status == 400
    assert tom.open(there).press("Count this answer", {"more": "x" * 301}).status == 409
    assert not m.Voice.objects.exists()


def test_another_team_reads_no_answer(made: Planned, tom: Clerk) -> None:
    there = f"/desk/cases/{said().reference}/heard"
    held = tom.open(there)
    other = clerk("service-officer", team="waste-rounds", name="Del Ames")
    assert other.open(there).status == 403
    other.page, other.address = held.page, held.address
    assert other.press("Count this answer", {"finding": ["stays"]}).status == 403
    assert not m.Voice.objects.exists()
