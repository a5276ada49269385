"""Threads of email: each message of ours carries a signed Message-ID, by which a reply to it is known. Pure but for the key."""

import re
from collections.abc import Iterable
from email.utils import parseaddr

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

_OURS = re.compile(r"<m\.(\d{1,18})\.([0-9a-f]{24})@[^<>\s]{1,255}>")


def message_id(message: int) -> str:
    """The Message-ID of a message of ours, by its number."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<m.{message}.{_signature(message)}@{domain}>"


def ours_in(headings: Iterable[str]) -> int | None:
    """The number of the last message of ours that these headings (References, In-Reply-To) name; ``None`` where none is."""
    for heading in headings:
        for found in reversed(_OURS.findall(heading[:20_000])):
            if constant_time_compare(found[1], _signature(int(found[0]))):
                return int(found[0])
    return None


def _signature(message: int) -> str:
    return salted_hmac("guildhall.serve.threads", str(message), algorithm="sha256").hexdigest()[:24]
