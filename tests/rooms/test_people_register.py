"""Promises about knowing people."""

from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from guildhall.people import door

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


def mary() -> str:
    return door.register(name="Mary Jones", email="Mary.Jones@example.org", phone="01632 960 123", preferred="phone")


def test_a_reference_says_nothing_and_the_name_is_found_when_it_is_shown() -> None:
    reference = mary()
    assert reference.startswith("party/")
    assert "mary" not in reference.lower()
    assert door.name_of(reference=reference) == "Mary Jones"


def test_names_of_many_are_one_question(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    references = [mary() for _ in range(5)]
    with django_assert_num_queries(1):
        assert len(door.names_of(references=[*references, "account/1", ""])) == 5


def test_somebody_unknown_has_no_name_and_needs_none() -> None:
    assert door.name_of(reference=door.register(kind="unknown")) == ""
    assert door.name_of(reference="party/" + "0" * 32) == ""
    assert door.name_of(reference="party/nobody") == ""


def test_registering_costs_a_statement_for_each_sort_of_thing_that_is_known(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(3):
        mary()
    with django_assert_num_queries(1):
        door.register(kind="unknown")


@pytest.mark.parametrize("written", ["01632960123", "+44 1632 960123", "(01632) 960-123", "0044 1632 960 123"])
def test_a_telephone_number_is_found_however_it_is_written(written: str) -> None:
    reference = mary()
    assert [each.reference for each in door.find(phone=written)] == [reference]


def test_a_number_that_two_people_share_finds_both_and_chooses_neither() -> None:
    mary()
    door.register(name="Huw Jones", phone="01632 960 123")
    assert [each.name for each in door.find(phone="01632960123")] == ["Huw Jones", "Mary Jones"]


def test_an_email_address_is_found_in_any_case_and_nothing_by_nothing() -> None:
    reference = mary()
    assert door.find(email=" mary.jones@EXAMPLE.org ")[0].reference == reference
    assert door.find() == ()
    assert door.find(phone="no number") == ()


def test_the_preferred_way_to_reach_somebody_comes_first_as_they_wrote_it() -> None:
    ways = door.contacts_of(reference=mary())
    assert [(each.kind, each.value) for each in ways] == [
        ("phone", "01632 960 123"),
        ("email", "Mary.Jones@example.org"),
    ]
    assert ways[0].preferred
    assert ways[0].safe is None


def test_whether_a_way_is_verified_and_safe_is_recorded_each_for_itself() -> None:
    reference = mary()
    noon = datetime(2026, 5, 1, 12, tzinfo=UTC)
    door.mark_contact(reference=reference, kind="phone", safe=False)
    door.mark_contact(reference=reference, kind="phone", verified_at=noon)
    phone, email = door.contacts_of(reference=reference)
    assert (phone.safe, phone.verified_at) == (False, noon)
    assert (email.safe, email.verified_at) == (None, None)
