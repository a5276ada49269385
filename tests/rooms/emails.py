"""Emails as they come in, for tests: from somebody, to the council, answering one of its messages."""

from email.message import EmailMessage
from itertools import count

from guildhall.serve.telling import threads

_NUMBERS = count(1)


def letter(text: str, *, sender: str = "vera@example.org", answers: int | None = None, **headings: str) -> EmailMessage:
    """An email, not yet as bytes. A heading's underscores are hyphens."""
    made = EmailMessage()
    made["From"], made["To"] = f"Somebody <{sender}>", "help@elverdon.example.org"
    made["Message-ID"] = f"<{next(_NUMBERS)}@example.org>"
    if answers is not None:
        made["In-Reply-To"] = threads.message_id(answers)
    for name, value in ({"Subject": "Re: your message"} | headings).items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


def bounced(message: int, *, action: str = "failed", status: str = "5.1.1") -> bytes:
    """A delivery status for a message of ours, as a mail server writes one (RFC 3464)."""
    lines = [
        "From: MAILER-DAEMON@example.org",
        f"Message-ID: <{next(_NUMBERS)}@example.org>",
        "Subject: Undelivered mail",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        "\n--b\nContent-Type: text/plain\n\nIt could not be delivered.",
        "\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org",
        f"\nFinal-Recipient: rfc822; vera@example.org\nAction: {action}\nStatus: {status}",
        f"\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: {threads.message_id(message)}\nSubject: what we wrote",
        "\n--b--\n",
    ]
    return "\n".join(lines).encode()
