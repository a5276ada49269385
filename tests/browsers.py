"""How long the tests wait for a browser, and for the server that answers it: long enough for the slowest of machines."""

import threading

PATIENCE = 120_000
"""Milliseconds to wait for a page, or for what is to stand on it. Nobody waits longer than it takes."""
LAST_ANSWER = 60.0
"""Seconds to wait for the last page that somebody asked for."""


def until_all_are_answered() -> None:
    """Wait for whoever is still served: a page that polls, or was clicked twice, asks once more as its browser is closed."""
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(LAST_ANSWER)
