"""Where messages go: email by one address such as `smtp://user:password@host:587/?tls=1`, and what GOV.UK Notify is given."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


def settings(url: str) -> dict[str, Any]:
    """Django's email settings for this address; without one, none is sent.

    Raises `ValueError` when the address is not an SMTP one.
    """
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme != "smtp" or not parts.hostname:
        raise ValueError("EMAIL_URL must look like smtp://user:password@host:587/?tls=1")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parse_qs(parts.query).get("tls") == ["1"],
        "EMAIL_TIMEOUT": 20,
    }


def notify(environ: Mapping[str, str]) -> dict[str, Any]:
    """What GOV.UK Notify is given: a key, its address, the template of each kind of message that goes by it, where replies go."""
    named = {
        name: environ.get(f"GUILDHALL_NOTIFY_{name.upper()}", "") for name in ("key", "url", "reply_to", "email", "sms")
    }
    letters = "precompiled" if environ.get("GUILDHALL_NOTIFY_LETTERS") == "1" else ""
    return {
        "key": named["key"],
        "url": named["url"] or "https://api.notifications.service.gov.uk",
        "reply_to": named["reply_to"],
        "templates": {"email": named["email"], "sms": named["sms"], "letter": letters},
    }


def address(environ: Mapping[str, str], *, host: str, demo: bool) -> str:
    """Where residents reach the council's pages: what messages name. Without a slash at its end."""
    plain = f"http://{host}:{environ.get('PORT') or '8000'}" if demo else f"https://{host}"
    return (environ.get("GUILDHALL_ADDRESS") or plain).rstrip("/")
