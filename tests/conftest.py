"""What every test stands on: a browser where one is needed, and tests without one where it is not."""

import gc
import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase
from playwright.sync_api import Browser, expect, sync_playwright
from tests import emptying, guarded, migrated
from tests.browsers import PATIENCE, until_all_are_answered
from tests.worlds import profiles

# No clock decides whether a law holds; a counter-example is printed so that it can be repeated.
profiles.register()

WITHOUT_BROWSER = os.environ.get("BROWSER", "1") == "0"
ASK_A_DATABASE = frozenset({"db", "transactional_db", "live_server"})
LEFT_OUT = pytest.StashKey[int]()
OTHERS_LEAVE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


def pytest_configure(config: pytest.Config) -> None:
    """Tests speak plain http, to themselves."""
    config.stash[LEFT_OUT] = 0
    # Playwright keeps an event loop in the thread of the test, which alone uses the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    TransactionTestCase._fixture_teardown = lambda _case: emptying.empty()  # type: ignore[attr-defined]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests that ask a database, and the long ones. `BROWSER=0` leaves out those that drive a browser, and counts them."""
    for item in items:
        if item.get_closest_marker("larger"):
            item.add_marker("full")
        if item.get_closest_marker("django_db") or ASK_A_DATABASE.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("database")
    if not WITHOUT_BROWSER:
        return
    left_out = [item for item in items if item.get_closest_marker("browser")]
    config.stash[LEFT_OUT] = len(left_out)
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A process that tests in parallel tells how many it left out."""
    if output := getattr(session.config, "workeroutput", None):
        output["left_out"] = session.config.stash[LEFT_OUT]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Every parallel process leaves out the same tests: the count is any one's."""
    node.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get("left_out", 0)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say how many were left out."""
    if WITHOUT_BROWSER:
        count = config.stash[LEFT_OUT]
        terminalreporter.write_line(f"BROWSER=0: {count} tests that need a browser were left out.")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Only root needs it without its own sandbox."""
    path = os.environ.get("GUILDHALL_CHROMIUM") or shutil.which("chromium")
    assert path, "Chromium is missing. Type: sudo apt-get install chromium"
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=arguments)


@pytest.fixture(scope="session")
def django_db_keepdb(
    django_db_keepdb: bool, django_db_use_migrations: bool, django_db_modify_db_settings: None
) -> bool:
    """Whether the tests' database lies there already: migrated before, and copied."""
    return (django_db_use_migrations and migrated.lay_out()) or django_db_keepdb


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_use_migrations: bool, django_db_blocker: Any) -> Iterator[None]:
    """The databases of the tests, which are taken down only when nobody is served any more.

    A thread that answers holds a connection. What is held even then is let go of, because PostgreSQL takes down no
    database that somebody is in.
    """
    if django_db_use_migrations:
        with django_db_blocker.unblock():
            migrated.keep()
    yield
    until_all_are_answered()
    gc.collect()
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(OTHERS_LEAVE)


@pytest.fixture(autouse=True)
def guards_that_stand(request: pytest.FixtureRequest) -> None:
    """The guards of what is only added to stand during each test. They are lifted for the emptying after one that commits."""
    marked = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & set(request.fixturenames)
    if commits or (marked and marked.kwargs.get("transaction")):
        request.getfixturevalue("transactional_db")
        guarded.lay()
    elif marked or "db" in request.fixturenames:
        request.getfixturevalue("db")
        if guarded.are_lifted():
            guarded.lay()  # undone with all else that this test does
