"""A page of the house as anybody sees it: asked for in this process, without a network, an account or a cookie."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse

from guildhall.decide.copying.inert import inert

LONGEST = 500
"""Signs of an address."""
_PUBLIC = ("/en", "/cy")
"""Where the pages for everybody stand. Desks, accounts and machines' addresses are no pages to deposit."""


class NoSuchPage(LookupError):
    """The address leads to no page that a member of the public may see."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A page that was copied: where it stands, and the copy, which can do nothing but be read."""

    address: str
    content: str


def copy_of(address: str) -> Copied:
    """Copy a page of the house by its address, whole (`https://…/en/decisions`) or within it (`/en/decisions`).

    Only a page that a visitor sees who is not logged in and brings nothing with them; one that is somebody's own is not kept by
    a browser, nor here. Raises ``NoSuchPage``.
    """
    here = _within(address)
    answer = _house().get_response(_visit(here))
    public = answer.status_code == 200 and "no-store" not in answer.headers.get("Cache-Control", "")
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    if not public or not is_page or not isinstance(answer, HttpResponse):
        raise NoSuchPage(here)
    return Copied(here, inert(answer.content.decode(), base=settings.ADDRESS))


def _within(address: str) -> str:
    """The address within the house, without the place on the page. Raises ``NoSuchPage``."""
    here = address.strip().removeprefix(settings.ADDRESS).partition("#")[0]
    if len(here) > LONGEST or not here.isprintable() or "\\" in here:
        raise NoSuchPage(address[:LONGEST])
    path = unquote(here.partition("?")[0])
    if ".." in path or "\x00" in path or not any(path == each or path.startswith(f"{each}/") for each in _PUBLIC):
        raise NoSuchPage(here)
    return here


def _visit(here: str) -> WSGIRequest:
    """What a visitor's browser would ask, with nothing of whoever is at the desk."""
    whole, (path, _, query) = urlsplit(settings.ADDRESS), here.partition("?")
    return WSGIRequest({
        "REQUEST_METHOD": "GET",
        "PATH_INFO": unquote(path).encode().decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": whole.hostname or "localhost",
        "SERVER_PORT": str(whole.port or (443 if whole.scheme == "https" else 80)),
        "HTTP_HOST": whole.netloc,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": whole.scheme,
        "wsgi.input": BytesIO(),
    })  # fmt: skip


@cache
def _house() -> BaseHandler:
    """All that answers a request, with its middleware, as the server has it."""
    made = BaseHandler()
    made.load_middleware()
    return made
