"""One town in mid-life for all that is looked at: made once, looked at by many, and cleared away at the end."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from playwright.sync_api import Browser
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer
from tests import emptying, migrated
from tests.pages.gallery import Gallery, open_gallery

NOT_OURS = str(connection.settings_dict["NAME"])
"""The database of whoever runs the tests. Nothing here ever touches it."""


@pytest.fixture(scope="package")
def gallery(browser: Browser, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Gallery]:
    """The demo council as visitors of every kind see it."""
    with django_db_blocker.unblock(), database_of_the_tests():
        server = LiveServer("localhost")
        server._live_server_modified_settings.enable()  # as pytest-django's own fixture does
        try:
            with open_gallery(server.url, browser) as standing:
                yield standing
        finally:
            server.stop()
            server._live_server_modified_settings.disable()
            emptying.empty()


@contextmanager
def database_of_the_tests() -> Iterator[None]:
    """The tests' own database. Where only tests are run that look at pages, pytest-django makes none."""
    made = None
    if str(connection.settings_dict["NAME"]) == NOT_OURS:
        made = setup_databases(verbosity=0, interactive=False, keepdb=migrated.lay_out())
    assert str(connection.settings_dict["NAME"]) != NOT_OURS
    try:
        yield
    finally:
        if made is not None:
            teardown_databases(made, verbosity=0)
