"""More choice, not less"""

import pytest
from tests.spec.scenes import EVERY_WAY_IN, every_service, missed_bin, service


@pytest.mark.parametrize("way_in", EVERY_WAY_IN)
def test_every_way_in_opens_a_case(way_in: str) -> None:
    """You can report a missed bin on the web, by telephone, at the counter, on paper or through a partner's system. Each
    of them opens a case.
    """
    assert missed_bin().by(way_in).as_json()["outcome"] == "reported"


def test_no_service_is_for_computers_only() -> None:
    """Every service that is open on the web is open in at least one other way that needs no computer, and says whom to
    ring or where to go.
    """
    for each in every_service():
        offered = each.service.channels.offered()
        without_computer = [offered[name] for name in ("phone", "counter", "paper") if name in offered]
        assert without_computer, each.service.id
        assert any(channel.contact for channel in without_computer), each.service.id


def test_no_fixed_address_is_an_answer() -> None:
    """Somebody with no fixed address can say so wherever we ask where they live. It is an answer, not a gap. We insist on
    a building only where the service is about one.
    """
    found = [question for each in every_service() for question in each.steps.values() if question.kind == "address"]
    assert any("noFixedAddress" in question.as_schema()["properties"] for question in found)
    bin_address = service("missed-bin").steps["address"]
    assert "noFixedAddress" not in bin_address.as_schema()["properties"]


def test_every_question_can_be_read_in_english_and_in_welsh() -> None:
    """Every question of every service stands in English and in Welsh."""
    for each in every_service():
        assert {"en", "cy"} <= set(each.service.languages), each.service.id
        for question in each.steps.values():
            assert {"en", "cy"} <= set(question.label), (each.service.id, question.id)


def test_a_date_may_be_given_as_it_is_said() -> None:
    """You may give a date as you say it, in English or in Welsh, in figures or in words."""
    for said in ("17 November 2026", "17 Tachwedd 2026", "17/11/2026", "2026-11-17"):
        journey = missed_bin(collection_day=said)
        unknown_round = type(journey)(journey.service, journey.answers, type(journey.around)(journey.around.now))
        assert unknown_round.by("phone").as_json()["case"]["collection-day"] == "2026-11-17"
