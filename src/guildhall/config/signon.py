"""The council's own sign-on for staff, by OpenID Connect."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

PREFIX = "GUILDHALL_SIGN_ON_"


def providers(environ: Mapping[str, str]) -> dict[str, Any]:
    """allauth's settings for the sign-on that the environment names, if it names one."""
    url = environ.get(PREFIX + "URL", "")
    if not url:
        return {}
    app = {
        "provider_id": "council",
        "name": environ.get(PREFIX + "NAME", "the council's sign-on"),
        "client_id": environ[PREFIX + "CLIENT"],
        "secret": environ[PREFIX + "SECRET"],
        "settings": {"server_url": url},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True, "EMAIL_AUTHENTICATION": True}}


def origins(environ: Mapping[str, str]) -> list[str]:
    """Where the sign-in form may lead besides our own pages."""
    parts = urlsplit(environ.get(PREFIX + "URL", ""))
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []
