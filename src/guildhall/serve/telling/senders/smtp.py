"""Email by SMTP, through the mail server that the settings name: plain text, and the same words as simple HTML."""

import re
from html import escape
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from guildhall.serve.models import Message
from guildhall.serve.telling import threads
from guildhall.serve.telling.senders.answers import NotNow, NotSent, Sender, Sent

NOWHERE = "django.core.mail.backends.dummy.EmailBackend"
"""What stands in the settings where no mail server is named."""

_LINK = re.compile(r"https?://[^\s<>\"]+")


def sender(kind: str) -> Sender | None:
    """The sender of emails, where there is a mail server."""
    return send if kind == "email" and str(settings.EMAIL_BACKEND) != NOWHERE else None


def send(message: Message) -> Sent:
    """Send one email. Raises ``NotSent`` for what the server refuses for good (5xx), ``NotNow`` for all else."""
    # A line break in a heading is not a heading: Django refuses it, and here it can only be a space.
    email = EmailMultiAlternatives(
        subject=" ".join(message.subject.split()),
        body=message.body,
        to=[message.to.strip()],
        reply_to=[settings.REPLY_TO] if settings.REPLY_TO else None,
        headers={"Message-ID": threads.message_id(message.pk), "Auto-Submitted": "auto-generated"},
    )
    email.attach_alternative(as_html(message.subject, message.body, message.language), "text/html")
    try:
        email.send()
    except SMTPRecipientsRefused as refused:
        codes = [code for code, _ in refused.recipients.values()]
        said = "; ".join(_words(text) for _, text in refused.recipients.values())
        raise (NotSent if all(code >= 500 for code in codes) else NotNow)(said[:500]) from refused
    except SMTPResponseException as refused:
        text = f"{refused.smtp_code} {_words(refused.smtp_error)}"[:500]
        raise (NotSent if refused.smtp_code >= 500 else NotNow)(text) from refused
    except (SMTPException, OSError) as failed:
        raise NotNow(str(failed)[:500] or type(failed).__name__) from failed
    except (ValueError, UnicodeError) as unwritable:  # an address that is none
        raise NotSent(str(unwritable)[:500]) from unwritable
    return Sent("smtp")


def as_html(subject: str, body: str, language: str) -> str:
    """The words of an email as a plain page: paragraphs, and addresses that can be followed."""
    paragraphs = "".join(f"<p>{_linked(part)}</p>\n" for part in body.split("\n\n"))
    return (
        f'<!doctype html>\n<html lang="{escape(language)}"><head><meta charset="utf-8"><title>{escape(subject)}</title></head>\n'
        '<body style="font:19px/1.4 sans-serif;max-width:36em;color:#0b0c0c;background:#ffffff">\n'
        f"{paragraphs}</body></html>\n"
    )


def _linked(text: str) -> str:
    found, last = [], 0
    for link in _LINK.finditer(text):
        address = link[0].rstrip(".,;:!?)")
        found += [escape(text[last : link.start()]), f'<a href="{escape(address)}">{escape(address)}</a>']
        last = link.start() + len(address)
    return "".join([*found, escape(text[last:])]).replace("\n", "<br>")


def _words(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
