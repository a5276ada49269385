"""Nothing is asked twice, and nothing is asked without need"""

from dataclasses import replace

from tests.spec.scenes import AFTER_FOUR, EVERY_WAY_IN, HOME, Journey, every_service, missed_bin, service

from guildhall.kernel.model import Json
from guildhall.kernel.prefill import offers


def test_what_we_can_look_up_is_not_asked() -> None:
    """When we know your collection day from your address, we do not ask you for it."""
    for way_in in EVERY_WAY_IN:
        assert "collection-day" not in missed_bin().by(way_in).as_json()["asked"]


def test_when_we_cannot_look_it_up_we_ask_and_go_on() -> None:
    """When we cannot look up your collection day, we ask you, and your report goes on. No service stops because a look-up
    is down.
    """
    journey = missed_bin(collection_day="2026-11-17")
    down = Journey(journey.service, journey.answers, replace(AFTER_FOUR, facts={}))
    for way_in in EVERY_WAY_IN:
        told = down.by(way_in).as_json()
        assert "collection-day" in told["asked"]
        assert told["outcome"] == "reported"


def test_every_fact_has_a_question_in_its_place() -> None:
    """Whatever a service looks up, there is a question to ask instead."""
    for each in every_service():
        for fact in each.service.facts:
            assert fact.fallback is not None, (each.service.id, fact.id)
            assert fact.fallback.ask in each.steps, (each.service.id, fact.id)


def test_a_question_that_does_not_concern_you_is_not_asked() -> None:
    """If you ask for no answer, we do not ask for your email address or your telephone number."""
    asked = missed_bin(contact_by="none").by("phone").as_json()["asked"]
    assert not {"email", "mobile"} & set(asked)


def test_every_question_says_why_it_is_asked() -> None:
    """Every question of every service says what we need the answer for."""
    for each in every_service():
        for question in each.steps.values():
            assert question.purpose, (each.service.id, question.id)


def test_what_you_told_us_once_stands_ready_where_we_ask_again() -> None:
    """When we ask for something that you may have told us already, it stands ready for you, to keep or to change. It is not
    your answer until you send it.
    """
    told: Json = {"hazard": "none", "address": HOME, "broken": "other", "describe": "A door", "at-home": ["any"]}
    told |= {"name": "Ken Baxter", "photo": None, "telephone": "07700 900 222", "contact-by": "sms"}
    ours = replace(AFTER_FOUR, facts={"council-tenant": True})
    repair = Journey("housing-repair", told, ours).so_far()
    assert repair.relevant == ("mobile",)
    assert offers(service("housing-repair"), repair, told, ours) == {"mobile": "07700 900 222"}
    assert "mobile" not in repair.answers
