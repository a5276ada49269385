"""A telephone system for tests: it tells of calls as a real one does, signed."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.test import Client
from tests.rooms.council import WEDNESDAY

from guildhall.serve.clock import standing_at
from guildhall.serve.contacts.signing import signature

SECRET = "shared with the telephone system"
NUMBER = "01632 960101"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


@dataclass
class Switchboard:
    """Tells of calls; ``told`` is the last answer."""

    client: Client = field(default_factory=Client)
    at: datetime = WEDNESDAY

    def tell(self, event: str, call: str = "call-1", *, later: int = 0, form: bool = False, **more: object) -> Any:
        """Tell one event, so many seconds later."""
        fields = {"event": event, "id": call, "number": NUMBER, "direction": "in"} | more
        body = (urlencode(fields) if form else json.dumps(fields)).encode()
        return self.send(body, FORM if form else JSON, later=later)

    def send(self, body: bytes, media: str = JSON, *, later: int = 0, secret: str = SECRET, **headers: str) -> Any:
        """Send any body, signed with a secret, or with headers of one's own."""
        moment = self.at + timedelta(seconds=later)
        timestamp = str(int(moment.timestamp()))
        signed = {
            "Guildhall-Timestamp": timestamp,
            "Guildhall-Signature": signature(secret=secret, timestamp=timestamp, body=body),
        } | {name.replace("_", "-"): value for name, value in headers.items()}
        with standing_at(moment):
            return self.client.post("/api/v1/calls", data=body, content_type=media, headers=signed)
