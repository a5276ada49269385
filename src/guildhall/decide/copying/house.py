"""What stands at an address of the house as anybody sees it: asked for in this process, without a network, an account or a cookie."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from mimetypes import guess_extension
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from guildhall.decide.copying.inert import inert

LONGEST = 500
"""Signs of an address."""
_PUBLIC = ("/en", "/cy", "/open-data")
"""Where the pages, documents and data for everybody stand. Nothing of desks and accounts is deposited."""

_TEXTS = frozenset({"text/csv", "text/calendar", "text/plain", "application/json", "application/atom+xml"})
"""What is kept as the text that it is, and read as that."""


class NoSuchPage(LookupError):
    """The address leads to no page that a member of the public may see."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied: where it stands, and the copy. A page can do nothing but be read; a document is ``held``, by its ``name``."""

    address: str
    media_type: str
    content: str = ""
    held: bytes = b""
    name: str = ""


def copy_of(address: str) -> Copied:
    """Copy a page of the house, a document or open data by its address, whole (`https://…/en/decisions`) or within it.

    Only what a visitor sees who is not logged in and brings nothing with them; one that is somebody's own is not kept by
    a browser, nor here. Raises ``NoSuchPage``.
    """
    here = _within(address)
    answer = _house().get_response(_visit(here))
    public = answer.status_code == 200 and "no-store" not in answer.headers.get("Cache-Control", "")
    media_type = answer.headers.get("Content-Type", "").partition(";")[0].strip()
    held = _whole(answer) if public else b""
    if not held:
        raise NoSuchPage(here)
    if media_type == "text/html":
        return Copied(here, media_type, inert(held.decode(), base=settings.ADDRESS))
    if media_type in _TEXTS:
        return Copied(here, media_type, held.decode())
    return Copied(here, media_type, held=held, name=_name(here, media_type))


def _whole(answer: HttpResponseBase) -> bytes:
    """All of an answer, also of one that is given piece by piece."""
    if isinstance(answer, StreamingHttpResponse):
        return b"".join(answer)
    return answer.content if isinstance(answer, HttpResponse) else b""


def _name(here: str, media_type: str) -> str:
    """What a document is saved as: by the last part of its address, with the ending of what it is."""
    last = unquote(here.partition("?")[0]).rstrip("/").rpartition("/")[2]
    return f"{last}{guess_extension(media_type) or ''}"


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
