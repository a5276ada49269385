"""Promises about what is forgotten when it is over, and about one count for several processes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache.backends.db import DatabaseCache
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from guildhall.config import databases, running
from guildhall.estate import door, housekeeping
from guildhall.estate.models import Tries

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def shared() -> DatabaseCache:
    """The cache of a council that runs more than one process."""
    made: dict[str, Any] = databases.cache(shared=True)
    return DatabaseCache(made["LOCATION"], made | {"TIMEOUT": 60})


def work_off() -> None:
    call_command("background", batch=True, startup_delay=False, interval=0, verbosity=0)


def test_counts_of_tries_that_are_over_are_forgotten() -> None:
    for at in (NOON, NOON + 2 * MINUTE):
        door.may_try(purpose="resume", who="192.0.2.1", limit=3, per=MINUTE, now=at)
    housekeeping.forget(now=NOON + 2 * MINUTE)
    assert Tries.objects.count() == 1


def test_sessions_that_are_over_are_forgotten_and_others_stay() -> None:
    for lasts in (60, 3600):
        session = SessionStore()
        session.set_expiry(lasts)
        session.create()
    housekeeping.forget(now=timezone.now() + 10 * MINUTE)
    assert Session.objects.count() == 1


def test_what_was_shared_for_a_while_is_forgotten() -> None:
    shared().set("count", 3, timeout=60)
    shared().set("longer-count", 3, timeout=3600)
    housekeeping.forget(now=timezone.now() + 10 * MINUTE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM estate_shared_cache")
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db(transaction=True)
def test_the_background_worker_keeps_house_and_comes_back_in_an_hour() -> None:
    door.may_try(purpose="resume", who="192.0.2.1", limit=3, per=MINUTE, now=NOON)
    work_off()
    assert Tries.objects.count() == 0
    waiting = DBTaskResult.objects.get(status="READY", task_path=housekeeping.tidy_up.module_path)
    assert waiting.run_after > timezone.now() + timedelta(minutes=55)


@pytest.mark.django_db(transaction=True)
def test_however_many_workers_start_each_thing_done_time_and_again_is_done_by_one_alone() -> None:
    work_off()
    work_off()
    waiting = DBTaskResult.objects.filter(status="READY").values_list("task_path", flat=True)
    assert sorted(waiting) == sorted([housekeeping.tidy_up.module_path, *settings.TIME_AND_AGAIN])


def test_the_worker_of_make_run_is_the_one_that_keeps_house() -> None:
    assert "background" in running._worker()


def test_several_processes_share_one_count_and_one_process_asks_the_database_nothing() -> None:
    shared().set("tries", 1)
    assert shared().incr("tries") == 2
    assert shared().get("tries") == 2  # another object, as another process has
    assert "locmem" in databases.cache(shared=False)["BACKEND"]
