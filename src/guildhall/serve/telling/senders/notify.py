"""GOV.UK Notify, by its official client: emails, text messages, and letters as the PDF that we make.

An email goes by a template whose subject is ``((subject))`` and whose body is ``((body))``, a text message by one whose body is
``((body))``: the words are ours, with their versions; Notify keeps none. The client is not thread-safe, so each message has its
own. A token of the client's holds for thirty seconds: the clock of this machine must be right.
"""

from io import BytesIO
from typing import Any

from django.conf import settings
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from guildhall.serve.models import Message
from guildhall.serve.telling import letters
from guildhall.serve.telling.senders.answers import NotNow, NotSent, Sender, Sent

TIMEOUT = 20
"""Seconds."""

_LATER = frozenset({403, 408, 429})
"""Refusals that are ours to put right (the key, the clock, the limit of the day) and say nothing of the message."""


def sender(kind: str) -> Sender | None:
    """The sender of this kind of message, where the settings give a key and say by which template it goes."""
    return _SENDERS.get(kind) if settings.NOTIFY["key"] and settings.NOTIFY["templates"].get(kind) else None


def _email(message: Message) -> Sent:
    options = {"email_reply_to_id": settings.NOTIFY["reply_to"]} if settings.NOTIFY["reply_to"] else {}
    return _sent(
        message,
        "send_email_notification",
        email_address=message.to.strip(),
        template_id=settings.NOTIFY["templates"]["email"],
        personalisation={"subject": " ".join(message.subject.split()), "body": message.body},
        **options,
    )


def _sms(message: Message) -> Sent:
    return _sent(
        message,
        "send_sms_notification",
        phone_number=message.to.strip(),
        template_id=settings.NOTIFY["templates"]["sms"],
        personalisation={"body": message.body},
    )


def _letter(message: Message) -> Sent:
    made = letters.of_message(message, customer=message.addressee)
    return _sent(message, "send_precompiled_letter_notification", pdf_file=BytesIO(made))


def _sent(message: Message, act: str, **given: object) -> Sent:
    given_to_it = {"base_url": settings.NOTIFY["url"], "timeout": TIMEOUT}
    client: Any = NotificationsAPIClient(settings.NOTIFY["key"], **given_to_it)  # type: ignore[no-untyped-call]
    try:
        answer = getattr(client, act)(reference=f"message/{message.pk}", **given)
    except APIError as refused:
        status = int(refused.status_code)
        kept = NotNow if status >= 500 or status in _LATER else NotSent
        raise kept(f"{status} {_first(refused.message)}"[:500]) from refused
    finally:
        client.request_session.close()
    return Sent("notify", str(answer["id"]))


def _first(message: object) -> str:
    """What Notify says, in one line."""
    if isinstance(message, list):
        return "; ".join(str(each.get("message", "")) if isinstance(each, dict) else str(each) for each in message)
    return str(message)


_SENDERS: dict[str, Sender] = {"email": _email, "sms": _sms, "letter": _letter}
