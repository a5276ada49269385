"""What residents said of a strategy is led on to what was done about it, at the desk where it is written."""

from collections.abc import Iterator

import pytest
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.planned import ADOPTING, Planned, decide, planned

from guildhall.estate.door import standing_at
from guildhall.plan import models as m

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
AT = "/desk/strategies/digital/findings"
DAYS = {"opens_on": "1 4 2026", "closes_on": "30 4 2026"}


@pytest.fixture
def made() -> Iterator[Planned]:
    with standing_at(ADOPTING):
        yield planned()


@pytest.fixture
def hand(made: Planned) -> Clerk:
    """Somebody who put the strategy out for consultation, by a decision of Cabinet."""
    asked = decide(made, title="Consult on it", path="executive", body=made.cabinet, is_key=False)
    who = clerk("strategy-officer", name="Ffion Garland").open(AT)
    return who.press("Open the consultation", DAYS | {"cites": asked.reference, "ways": "On paper too."})


def test_a_finding_is_led_on_to_the_commitment_that_answers_it(hand: Clerk) -> None:
    asked = m.Consultation.objects.get()
    hand.press("Record it", {f"code-{asked.pk}": "counter", f"said-{asked.pk}": "Keep the counter."})
    assert "Not answered yet." in hand.main
    row = m.Finding.objects.get()
    hand.press("Say it", {f"commitment-{row.pk}": "C1.1", f"done-{row.pk}": "It says so now."})
    assert "C1.1: It says so now." in hand.main
    assert [(each.commitment, each.done) for each in row.answered.all()] == [("C1.1", "It says so now.")]
    seen = hand.client.get("/en/strategies/digital/consultation").content.decode()
    assert "Keep the counter." in seen
    assert "It says so now." in seen


def test_nobody_is_asked_without_a_decision_and_every_reason_is_told(made: Planned) -> None:
    hand = clerk("strategy-officer", name="Ffion Garland").open(AT)
    hand.press("Open the consultation", DAYS | {"cites": "decision/none"})
    assert "no published decision or use of a power called decision/none" in hand.main
    hand.press("Open the consultation", DAYS | {"closes_on": "1 3 2026", "cites": decide(made).reference})
    assert "This is before the first day" in hand.main
    assert hand.value("opens_on") == "1 4 2026"
    assert not m.Consultation.objects.exists()


def test_what_is_amiss_with_a_finding_or_its_answer_is_said_and_twice_is_once(hand: Clerk) -> None:
    asked = m.Consultation.objects.get()
    hand.press("Record it", {f"code-{asked.pk}": "no spaces", f"said-{asked.pk}": ""})
    assert "Write what was said" in hand.main
    assert "without spaces" in hand.main
    form = next(each for each in hand.page.xpath("//main//form") if each.xpath('.//*[@name="consultation"]'))
    values = dict(form.form_values()) | {f"code-{asked.pk}": "counter", f"said-{asked.pk}": "Keep it."}
    for _ in range(2):
        assert hand.client.post(AT, values).status_code == 302
    row = m.Finding.objects.get()
    hand.open(AT).press("Say it", {f"done-{row.pk}": ""})
    assert "Write what was done about it" in hand.main
    for hostile in ("0", "-1", "x", "9" * 30):
        assert hand.client.post(AT, values | {"act": "answer", "finding": hostile, "once": hostile}).status_code == 404
    assert not row.answered.exists()
