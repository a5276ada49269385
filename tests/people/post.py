"""A mail server of the tests' own: what really arrives over SMTP."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

PATIENCE = 60.0
"""Seconds that the server may take to answer, on the slowest of machines."""


@dataclass
class PostOffice:
    """Letters in the order they came. ``port`` is where the server listens, ``answer`` what it says to each letter."""

    letters: list[EmailMessage] = field(default_factory=list)
    port: int = 0
    answer: str = "250 Taken"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        """Take a letter in, as aiosmtpd asks; or refuse it."""
        if not self.answer.startswith("2"):
            return self.answer
        letter = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        return self.answer


@contextmanager
def open_post_office() -> Iterator[PostOffice]:
    """Take letters in while the test runs."""
    office = PostOffice()
    with socket.create_server(("127.0.0.1", 0)) as free:
        office.port = free.getsockname()[1]
    server = Controller(office, hostname="127.0.0.1", port=office.port, ready_timeout=PATIENCE)
    server.start()
    try:
        yield office
    finally:
        server.stop()


def words_in(letter: EmailMessage) -> str:
    """What somebody reads whose post shows no HTML."""
    plain = letter.get_body(("plain",))
    assert plain is not None
    return str(plain.get_content())
