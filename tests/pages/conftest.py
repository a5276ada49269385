"""One town in mid-life for all that is looked at: made once, looked at by many, and cleared away at the end."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer
from tests.pages.gallery import Gallery, open_gallery

from guildhall.ledger import guards


@pytest.fixture(scope="package")
def gallery(browser: Browser, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Gallery]:
    """The demo council as visitors of every kind see it."""
    with django_db_blocker.unblock():
        server = LiveServer("localhost")
        server._live_server_modified_settings.enable()  # as pytest-django's own fixture does
        try:
            with open_gallery(server.url, browser) as standing:
                yield standing
        finally:
            server.stop()
            server._live_server_modified_settings.disable()
            with connection.schema_editor() as editor:
                guards.lift(editor)
            call_command("flush", verbosity=0, interactive=False)


@pytest.fixture
def new_page(gallery: Gallery) -> Iterator[Page]:
    """A visitor's page, without JavaScript."""
    page = gallery.visitor(script=False)
    yield page
    page.context.close()
