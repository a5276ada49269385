"""Two hands at once: one begins, is halted where a test says, and goes on once the other waits for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

from django.db import connection
from django.db.models import Model
from django.db.models.signals import post_save

HELD_UP_BY_US = "SELECT pid FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"


class Other:
    """Another hand, with a connection of its own. ``failed`` is what went wrong for it."""

    def __init__(self, act: Callable[[], object]) -> None:
        self.failed: Exception | None = None
        self._act, self._thread = act, Thread(target=self._run)

    def begin(self) -> None:
        """Let it begin, and go on here when it waits for what is held here, or has come to its end."""
        self._thread.start()
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                while self._thread.is_alive():
                    cursor.execute(HELD_UP_BY_US)
                    if cursor.fetchone():
                        break

    def begin_once(self) -> None:
        """Let it begin, unless it has begun."""
        if self._thread.ident is None:
            self.begin()

    def end(self) -> Exception | None:
        """Wait for its end. Gives what went wrong."""
        self._thread.join()
        return self.failed

    def _run(self) -> None:
        try:
            self._act()
        except Exception as error:  # noqa: BLE001 (whatever it is, the test looks at it)
            self.failed = error
        finally:
            connection.close()


@contextmanager
def when_saved(model: type[Model], act: Callable[[], object]) -> Iterator[None]:
    """Do something in the middle of what is done here: whenever a row of a table is saved."""

    def saved(**_: object) -> None:
        act()

    post_save.connect(saved, sender=model, weak=False)
    try:
        yield
    finally:
        post_save.disconnect(saved, sender=model)
