"""How a telephone system shows that what it tells is from it: a keyed hash over the moment and the body. Pure.

    Guildhall-Timestamp: 1795003200
    Guildhall-Signature: sha256=<HMAC-SHA256 of "1795003200." and the body, in hexadecimal>

As Placetel signs its notices, with the moment signed too, so that one overheard cannot be sent again later.
"""

import hmac
from datetime import UTC, datetime, timedelta
from hashlib import sha256

WITHIN = timedelta(minutes=5)
"""How far the moment that was signed may be from ours: the clocks of two machines differ."""


class NotSigned(Exception):
    """It does not show that it comes from the telephone system. ``code`` says why: nothing of it is believed."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def signature(*, secret: str, timestamp: str, body: bytes) -> str:
    """The signature that belongs to a body sent at a moment (seconds since 1970, as text)."""
    made = hmac.new(secret.encode(), timestamp.encode() + b"." + body, sha256)
    return f"sha256={made.hexdigest()}"


def signed_at(*, secret: str, timestamp: str, given: str, body: bytes, now: datetime) -> datetime:
    """The moment at which it was signed, in UTC. Raises ``NotSigned``: without a secret nothing is."""
    if not secret:
        raise NotSigned("no-secret")
    if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= 11):
        raise NotSigned("no-timestamp")
    if not hmac.compare_digest(signature(secret=secret, timestamp=timestamp, body=body).encode(), given.encode()):
        raise NotSigned("not-signed")
    moment = datetime.fromtimestamp(int(timestamp), UTC)
    if abs(moment - now) > WITHIN:
        raise NotSigned("too-old")
    return moment
