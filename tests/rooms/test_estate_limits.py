"""Promises about how often something may be tried."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from guildhall.estate import door, rate
from guildhall.estate.models import Tries

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def may_try(who: str = "192.0.2.1", now: datetime = NOON, purpose: str = "resume") -> bool:
    return door.may_try(purpose=purpose, who=who, limit=3, per=MINUTE, now=now)


@pytest.mark.postgres
@pytest.mark.django_db
def test_the_limit_holds_and_ends_with_its_stretch_of_time() -> None:
    assert [may_try() for _ in range(4)] == [True, True, True, False]
    assert may_try(now=NOON + MINUTE)


@pytest.mark.django_db
def test_each_person_and_each_purpose_has_a_limit_of_its_own() -> None:
    assert not [may_try() for _ in range(4)][-1]
    assert may_try(who="192.0.2.2")
    assert may_try(purpose="track")


@pytest.mark.django_db
def test_who_tried_is_not_kept_in_the_clear() -> None:
    may_try(who="mary@example.org")
    assert "mary" not in Tries.objects.get().key


@pytest.mark.django_db
def test_a_try_is_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        may_try()


@pytest.mark.postgres
@pytest.mark.django_db
def test_counts_that_are_over_are_forgotten() -> None:
    may_try()
    may_try(now=NOON + MINUTE)
    assert rate.forget(now=NOON + MINUTE) == 0
    assert rate.forget(now=NOON + MINUTE + timedelta(seconds=1)) == 1
    assert Tries.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_at_once_share_one_limit() -> None:
    start = Barrier(8)
    allowed: list[bool] = []

    def one_try() -> None:
        start.wait()
        allowed.append(may_try())
        connection.close()

    tries = [Thread(target=one_try) for _ in range(8)]
    for each in tries:
        each.start()
    for each in tries:
        each.join()
    assert sorted(allowed) == [False] * 5 + [True] * 3
