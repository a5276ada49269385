"""A stand-in for GOV.UK Notify: it checks the token of the official client as Notify does, and answers in its shapes."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from uuid import uuid4

from notifications_python_client.authentication import decode_jwt_token, get_token_issuer
from notifications_python_client.errors import TokenError

SERVICE = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"elverdon-{SERVICE}-{SECRET}"
TEMPLATES = {"email": "9d751e0e-f929-4891-82a1-a3e1c3c18ee3", "sms": "f33517ff-2a88-4f6e-b855-c550268ce08a"}


@dataclass
class StandIn:
    """What Notify took, in order, with the kind of each; ``refuse`` is the status and words with which it refuses."""

    url: str = ""
    taken: list[dict[str, Any]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    refuse: tuple[int, str] | None = None

    def answer(self, path: str, heading: str, body: bytes) -> tuple[int, dict[str, Any]]:
        """What Notify answers to one request."""
        token = heading.removeprefix("Bearer ")
        self.tokens.append(token)
        try:
            known = get_token_issuer(token) == SERVICE and decode_jwt_token(token, SECRET)  # type: ignore[no-untyped-call]
        except TokenError as refused:
            return 403, _error(403, "AuthError", str(refused.message))
        if not known:
            return 403, _error(403, "AuthError", "Invalid token: service not found")
        if self.refuse:
            return self.refuse[0], _error(self.refuse[0], "BadRequestError", self.refuse[1])
        asked, kind = json.loads(body), path.rpartition("/")[2]
        if kind == "letter":
            assert base64.b64decode(asked["content"]).startswith(b"%PDF")
        elif asked.get("template_id") != TEMPLATES[kind]:
            return 400, _error(400, "BadRequestError", "Template not found")
        number = str(uuid4())
        self.taken.append(asked | {"kind": kind, "id": number})
        return 201, {"id": number, "reference": asked.get("reference")}


def _error(status: int, kind: str, words: str) -> dict[str, Any]:
    return {"status_code": status, "errors": [{"error": kind, "message": words}]}


@contextmanager
def notify_stands_in() -> Iterator[StandIn]:
    """Answer while the test runs."""
    there = StandIn()

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, answer = there.answer(self.path, self.headers.get("Authorization", ""), body)
            said = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name it is given
            """Say nothing: a test reads what was taken."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        there.url = f"http://127.0.0.1:{server.server_address[1]}"
        listening = Thread(target=server.serve_forever)
        listening.start()
        try:
            yield there
        finally:
            server.shutdown()
            listening.join()
