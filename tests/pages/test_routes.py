"""Promises about the list of pages that are looked at."""

from tests.pages.routes import NO_PAGE, VISITS, every_route


def test_every_address_is_looked_at_or_says_why_it_shows_no_page() -> None:
    assert set(every_route()) - {each.route for each in VISITS} - NO_PAGE.keys() == set()


def test_nothing_is_listed_that_is_no_longer_there() -> None:
    assert ({each.route for each in VISITS} | NO_PAGE.keys()) - set(every_route()) == set()


def test_no_address_is_in_both_lists() -> None:
    assert {each.route for each in VISITS} & NO_PAGE.keys() == set()


def test_every_page_that_can_be_sent_wrongly_is_seen_with_its_errors() -> None:
    assert {each.route for each in VISITS if each.with_errors} >= {"account/login/", "account/password/reset/"}
