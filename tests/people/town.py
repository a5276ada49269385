"""A town for people in browsers: a council with its server, one moment for everybody, and those who come to it.

The clock stands still unless a test moves it, so that a round is over and an office open when the test says so.
"""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize
from tests.browsers import PATIENCE, until_all_are_answered
from tests.people.hands import press

from guildhall.estate.door import give_role, open_account
from guildhall.serve import clock
from guildhall.serve.demo import council
from guildhall.serve.models import Edition
from guildhall.serve.publishing import editions

PHONE = ViewportSize(width=360, height=740)
DESK = ViewportSize(width=1280, height=900)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
WEDNESDAY = datetime(2026, 11, 18, 17, 30, tzinfo=ZoneInfo("Europe/London"))
"""After the round, and after the offices have closed."""
MORNING = datetime(2026, 11, 18, 10, 15, tzinfo=ZoneInfo("Europe/London"))
PASSWORD = "a long word for staff"
STAFF = {"advisor": "Asha Pell", "service-officer": "Tom Harrow", "service-designer": "Nia Brandt"}


@dataclass
class Town:
    """Where people come to: ``url`` is the server's."""

    url: str
    browser: Browser
    _clock: ExitStack = field(default_factory=ExitStack)
    _open: list[BrowserContext] = field(default_factory=list)

    def at(self, moment: datetime) -> None:
        """Let it be this moment, for everybody."""
        self._clock.close()
        self._clock.enter_context(clock.standing_for_all_at(moment))

    def resident(self, *, script: bool = False, width: int = PHONE["width"], language: str = "en-GB") -> Page:
        """Somebody with a browser of their own: by default on a phone, with no JavaScript."""
        return self._visitor(
            java_script_enabled=script, viewport=ViewportSize(width=width, height=PHONE["height"]), locale=language
        )

    def staff(self, role: str, *, script: bool = True) -> Page:
        """Somebody of the council, logged in, with no mouse in reach of the tests that use the keyboard alone."""
        page = self._visitor(java_script_enabled=script, viewport=DESK)
        page.goto(f"{self.url}/account/login/")
        page.get_by_label("Email").fill(f"{role}@example.org")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        press(page.get_by_role("button", name="Log in", exact=True))
        assert "/login/" not in page.url
        return page

    def work_off(self) -> None:
        """Let the background worker do what waits in the outbox."""
        Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id="tests",
            excluded_queue_names=[],
        ).run()
        assert not DBTaskResult.objects.failed().exists()

    def leave(self) -> None:
        """Everybody goes home. What each saw last is written down, for whoever must find out why a test failed."""
        for context in self._open:
            for page in context.pages:
                sys.stdout.write(f"{page.url}\n{page.title()}\n{page.locator('body').inner_text()}\n\n")
            context.close()
        until_all_are_answered()
        self._clock.close()

    def _visitor(self, **how: Any) -> Page:
        context = self.browser.new_context(base_url=self.url, **how)
        context.set_default_timeout(PATIENCE)
        self._open.append(context)
        return context.new_page()


@contextmanager
def open_town(url: str, browser: Browser, *, at: datetime = WEDNESDAY) -> Iterator[Town]:
    """Every shipped service in force, somebody at each desk, and the clock standing."""
    town = Town(url, browser)
    town.at(at)
    _publish(at)
    for role, name in STAFF.items():
        account = open_account(email=f"{role}@example.org", name=name, password=PASSWORD)
        give_role(account=account.reference, role=role, since=min(LONG_AGO, timezone.now()))  # type: ignore[arg-type]
    try:
        yield town
    finally:
        town.leave()


_PLATES: list[Edition] = []
"""The editions as they were first published here; every later town prints from the same plates, which takes no time."""


def _publish(at: datetime) -> None:
    if not _PLATES:
        editions.forget()
        council.publish_shipped(at=at)
        _PLATES.extend(Edition.objects.all())
    else:
        Edition.objects.bulk_create(_PLATES)
        (Path(settings.MEDIA_ROOT).parent / editions.STAMP).touch()
