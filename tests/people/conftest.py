"""The town that people come to, and the post."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser
from tests.people.post import PostOffice, open_post_office
from tests.people.town import Town, open_town


@pytest.fixture
def town(live_server: Any, browser: Browser) -> Iterator[Town]:
    """A council with its server, on a Wednesday evening."""
    with open_town(live_server.url, browser) as standing:
        yield standing


@pytest.fixture
def post(settings: Any) -> Iterator[PostOffice]:
    """The council's email goes to a real mail server."""
    with open_post_office() as office:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", office.port, False
        yield office
