"""Promises that every definition of the demo council keeps, whatever its service."""

import csv
import re
import sys
from pathlib import Path

import pytest
from tests.spec.services.shipped import SHIPPED, texts

from guildhall.kernel.kinds import KINDS
from guildhall.kernel.saying import every_question
from guildhall.kernel.service import CHANNELS, Service

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
A_NUMBER_TO_RING = re.compile(r"01632 960 \d{3}|0800 111 999|\b999\b")
LGSL = Path(__file__).parents[4] / "shared/data/standards/esd-lgsl/englishAndWelshServices-all.csv"
"""The Local Government Services List, as the Local Government Association publishes it."""
if not LGSL.is_file():
    sys.stderr.write(
        "The Local Government Services List is not here: the services' numbers are not compared with it.\n"
    )
each_service = pytest.mark.parametrize("service", SHIPPED.values(), ids=list(SHIPPED))


@each_service
def test_a_definition_is_filed_under_its_own_name(service: Service) -> None:
    assert SHIPPED[service.id] is service


@each_service
def test_every_word_stands_in_english_and_in_welsh(service: Service) -> None:
    lacking = [
        way for way, text in texts(service) if set(text) != {"en", "cy"} or not all(map(str.strip, text.values()))
    ]
    assert lacking == []
    assert all(service.finds.get(language) for language in ("en", "cy"))


@each_service
def test_every_question_says_why_it_is_asked(service: Service) -> None:
    assert [step.id for step in every_question(service.steps) if step.purpose is None] == []


@each_service
def test_every_service_is_open_on_every_way_in_and_names_whom_to_reach(service: Service) -> None:
    offered = service.channels.offered()
    assert tuple(offered) == CHANNELS
    assert [name for name in ("phone", "counter", "paper") if offered[name].contact is None] == []
    assert [name for name in ("phone", "counter") if offered[name].hours is None] == []


@each_service
def test_a_service_that_takes_money_takes_it_on_every_way_in(service: Service) -> None:
    charges = any(outcome.fee for outcome in service.outcomes)
    paid = {name: bool(channel.payments) for name, channel in service.channels.offered().items()}
    assert set(paid.values()) == {charges}
    assert not charges or "card" not in (service.channels.phone.payments if service.channels.phone else ())
    assert not charges or service.legal.fee_set_by


@each_service
def test_every_ending_says_what_happens_next(service: Service) -> None:
    assert [outcome.id for outcome in service.outcomes if outcome.next is None] == []


@each_service
def test_an_ending_without_a_case_names_a_number_to_ring_in_both_languages(service: Service) -> None:
    unreachable = [
        (outcome.id, language)
        for outcome in service.outcomes
        if outcome.kind != "submit"
        for language, said in (outcome.next or {}).items()
        if not A_NUMBER_TO_RING.search(said)
    ]
    assert unreachable == []


@each_service
def test_every_case_opened_carries_a_promise_with_a_day(service: Service) -> None:
    for outcome in service.outcomes:
        if outcome.kind == "submit":
            assert outcome.promise is not None, outcome.id
            assert all("{date}" in said for said in outcome.promise.sentence.values()), outcome.id


@each_service
def test_every_fact_has_a_question_to_fall_back_on(service: Service) -> None:
    assert [fact.id for fact in service.facts if fact.fallback is None or service.step(fact.fallback.ask) is None] == []


@each_service
def test_every_service_stands_on_law_and_says_how_long_it_keeps_a_case(service: Service) -> None:
    assert service.legal.basis
    assert service.legal.law_refs
    assert service.legal.retention is not None
    assert service.legal.retention.because


@each_service
def test_every_service_has_an_owner_a_standard_number_and_a_commitment_it_keeps(service: Service) -> None:
    assert service.owner
    assert service.classification.lgsl
    assert service.fulfils
    assert all(kept.startswith("commitment/C") for kept in service.fulfils)


@pytest.mark.parametrize("services", [SHIPPED] if LGSL.is_file() else [])
def test_every_standard_number_is_a_live_one_of_the_list_of_local_services(services: dict[str, Service]) -> None:
    with LGSL.open(encoding="utf-8-sig") as listed:
        live = {row["Identifier"] for row in csv.DictReader(listed) if row["Status"] == "Live"}
    numbers = {name: service.classification.lgsl for name, service in services.items()}
    assert {name: number for name, number in numbers.items() if str(number) not in live} == {}
    assert len(set(numbers.values())) == len(services)


@each_service
def test_a_question_that_says_you_is_put_otherwise_to_somebody_who_answers_for_another(service: Service) -> None:
    spoken_to = re.compile(r"\b(you|your|I|my)\b")
    lacking = [
        step.id for step in every_question(service.steps) if spoken_to.search(step.label["en"]) and step.proxy is None
    ]
    assert lacking == []


@each_service
def test_what_is_not_put_as_a_question_has_words_of_its_own_to_be_read_aloud(service: Service) -> None:
    assert [step.id for step in service.steps if step.say is None and "?" not in step.label["en"]] == []


@each_service
def test_sentences_are_short_enough_to_read_and_to_say(service: Service) -> None:
    sentences = [
        (way, sentence)
        for way, text in texts(service)
        for said in text.values()
        for sentence in re.split(r"(?<=[.?!])\s", said)
    ]
    assert [each for each in sentences if len(each[1].split()) > 28] == []


@each_service
def test_what_is_special_about_a_person_is_asked_only_under_a_condition_of_article_9(service: Service) -> None:
    special = [step for step in every_question(service.steps) if step.sensitivity == "special"]
    assert [step.id for step in special if step.article9 is None] == []


@each_service
def test_no_text_has_a_gap_that_nobody_fills(service: Service) -> None:
    found = [
        (way, gap)
        for way, text in texts(service)
        for said in text.values()
        for gap in PLACEHOLDER.findall(said)
        if not (way.endswith("promise.sentence") and gap in {"hours", "days", "months", "date", "time"})
    ]
    assert found == []


@each_service
def test_evidence_that_a_caller_cannot_show_may_follow_later(service: Service) -> None:
    evidence = [step for step in every_question(service.steps) if step.kind == "evidence"]
    assert [step.id for step in evidence if not getattr(step, "later", False)] == []


@each_service
def test_a_number_in_a_text_is_kept_for_fiction_or_for_emergencies(service: Service) -> None:
    numbers = re.compile(r"\b0\d{3,4} \d{3} \d{3,4}\b")
    kept = re.compile(r"01632 960 \d{3}|0800 111 999")
    found = [number for _, text in texts(service) for said in text.values() for number in numbers.findall(said)]
    assert [number for number in found if not kept.fullmatch(number)] == []


def test_between_them_the_services_ask_every_kind_of_question() -> None:
    asked = {step.kind for service in SHIPPED.values() for step in every_question(service.steps)}
    assert asked == set(KINDS)


def test_between_them_the_services_use_every_feature_of_a_definition() -> None:
    services = SHIPPED.values()
    steps = [step for service in services for step in every_question(service.steps)]
    outcomes = [outcome for service in services for outcome in service.outcomes]
    tables = [table for service in services for table in service.decisions]
    assert {table.gives for table in tables} >= {"fee", "eligibility", "routing", "promise"}
    assert any(len(table.editions) > 1 for table in tables if table.gives == "fee")
    assert {outcome.kind for outcome in outcomes} == {"submit", "exit", "handover"}
    assert {actor for outcome in outcomes if outcome.not_for for actor in outcome.not_for.actors} == {"helper", "staff"}
    assert any(step.satisfied_by for step in steps)
    assert any(step.prefill for step in steps)
    assert any(inner.show_when for step in steps if step.kind == "repeat" for inner in step.inner())
    assert {step.sensitivity for step in steps} == {"none", "personal", "special"}
