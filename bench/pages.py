"""What a resident's page weighs, and what a whole journey costs beside as many views that do nothing.

It measures an empty council of its own. The journey goes through the WSGI application, as a server would call it, and asks for
compressed pages, as browsers do: fifteen requests, from the service's page to the confirmation. Then the very same requests, with
the same addresses, cookies and forms, are sent to views that do nothing, behind the same middleware: each answers without a
word, having asked for a token where the journey's page holds a form, since otherwise the middleware has no cookie to send. With
each form goes one bare transaction that writes one row. Only what the server does is counted, in CPU, not the browser's part;
and the two take turns, so that what else the machine does weighs on both alike. Of each request the best of all rounds counts.
"""

import gzip
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from time import process_time_ns
from urllib.parse import urlencode

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guildhall.config.settings")
os.environ.setdefault("GUILDHALL_DATA", tempfile.mkdtemp(prefix="guildhall-bench-"))
os.environ.setdefault("GUILDHALL_DEMO", "1")

import django  # after the settings are named

django.setup()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.middleware.csrf import get_token  # noqa: E402
from django.test.utils import override_settings  # noqa: E402
from django.urls import re_path  # noqa: E402

from guildhall import catalogue  # noqa: E402
from guildhall.serve import clock  # noqa: E402
from guildhall.serve.publishing import editions  # noqa: E402

WEIGHT_GOAL = 14_000.0
"""Bytes of a first view, compressed: the page and its styles."""
RATIO_GOAL = 2.0
TURNS, ROUNDS = 4, 12
SAVED = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
ANSWERS: Mapping[str, Mapping[str, str]] = {
    "address": {"address.line1": "4 Mill Lane", "address.postcode": "ZZ1 2AB"},
    "bin": {"bin": "general"},
    "assisted": {"assisted": "no"},
    "name": {"name": "Vera Lind"},
    "contact-by": {"contact-by": "none"},
}


def figures() -> Iterator[tuple[str, float, float, str]]:
    """Each figure as name, figure, goal and unit."""
    call_command("migrate", verbosity=0, interactive=False)
    for definition in sorted((files(catalogue) / catalogue.SERVICES).iterdir(), key=_name):
        editions.publish(text=definition.read_text(encoding="utf-8"), by="system", at=clock.now(), file=definition.name)
    weights = {url: Browser(WSGIHandler()).weight(url) for url in _public()}
    heaviest = max(weights, key=weights.__getitem__)
    yield (
        f"web: heaviest first view of {len(weights)}, {heaviest}, with its styles",
        weights[heaviest],
        WEIGHT_GOAL,
        "bytes",
    )
    nothing, whole = _in_turns(WSGIHandler())
    yield "web: CPU of a whole journey, to that of views that do nothing", whole / nothing, RATIO_GOAL, "times"
    yield "web: CPU of a whole journey, 15 requests", whole / 1e6, nothing * RATIO_GOAL / 1e6, "ms"


@dataclass(frozen=True, slots=True)
class Request:
    """What a browser asks for: an address, the cookies it holds, and the form it sends, if any."""

    url: str
    cookies: str
    form: bytes | None

    def environ(self) -> dict[str, object]:
        """As a server hands it to the application."""
        path, _, query = self.url.partition("?")
        sent = self.form or b""
        return {
            "REQUEST_METHOD": "GET" if self.form is None else "POST",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_ACCEPT_ENCODING": "gzip",
            "HTTP_COOKIE": self.cookies,
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(sent)),
            "wsgi.input": BytesIO(sent),
            "wsgi.url_scheme": "http",
            "wsgi.errors": BytesIO(),
        }


class Browser:
    """As much of a browser as a journey needs: cookies, forms, and pages sent compressed."""

    def __init__(self, application: WSGIHandler) -> None:
        self.application = application
        self.cookies: dict[str, str] = {}
        self.at = ""
        self.page = b""
        self.asked: list[Request] = []
        self.spent: list[int] = []
        """Nanoseconds of CPU that the server took, for each request."""

    def ask(self, url: str, form: Mapping[str, str] | None = None) -> "Browser":
        """Ask for one page, or send a form. A redirection is remembered and not followed."""
        held = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return self.send(Request(url, held, urlencode(form).encode() if form is not None else None))

    def send(self, request: Request) -> "Browser":
        """Send a request, and keep what comes back."""
        self.asked.append(request)
        environ = request.environ()
        began = process_time_ns()
        answer = self.application(environ, self._started)
        self.page = b"".join(answer)
        answer.close()
        self.spent.append(process_time_ns() - began)
        return self

    def token(self) -> str:
        """The token of the form on the page."""
        found = SAVED.search(gzip.decompress(self.page))
        return found[1].decode() if found else ""

    def weight(self, url: str) -> float:
        """Bytes that come over the line for a first view: the page, and the styles it links to, both compressed."""
        page = self.ask(url).page
        linked = re.findall(rb'<link rel="stylesheet" href="/static/guildhall/([^"]+)"', gzip.decompress(page))
        folder = Path(str(files("guildhall.estate"))) / "static" / "guildhall"
        return float(len(page) + sum((folder / f"{each.decode()}.gz").stat().st_size for each in linked))

    def _started(self, status: str, headers: list[tuple[str, str]], *_: object) -> Callable[[bytes], object]:
        self.at = next((value for name, value in headers if name.lower() == "location"), "")
        for name, value in headers:
            if name.lower() == "set-cookie":
                held, content = value.partition(";")[0].split("=", 1)
                self.cookies[held.strip()] = content
        if status[:1] not in {"2", "3"}:
            raise RuntimeError(status)
        return BytesIO().write


def _in_turns(application: WSGIHandler) -> tuple[float, float]:
    """Nanoseconds of the views that do nothing, and of a whole journey."""
    nothing, whole = [], []
    for _ in range(TURNS):
        journeys = [_journey(application) for _ in range(ROUNDS)]
        whole += [each.spent for each in journeys]
        with override_settings(ROOT_URLCONF=__name__):
            nothing += [_nothing(application, each.asked) for each in journeys]
    return _at_best(nothing), _at_best(whole)


def _at_best(rounds: Iterable[Sequence[int]]) -> float:
    """The sum of what each part took in the round that was kindest to it."""
    return float(sum(map(min, zip(*rounds, strict=True))))


def _journey(application: WSGIHandler) -> Browser:
    """From the service's page to the confirmation."""
    browser = Browser(application).ask("/en/services/missed-bin").ask("/en/services/missed-bin/start")
    for step, answers in ANSWERS.items():
        browser.ask(browser.at)
        browser.ask(
            f"/en/services/missed-bin/{step}", {"csrfmiddlewaretoken": browser.token(), "shown": step, **answers}
        )
    browser.ask(browser.at)
    browser.ask("/en/services/missed-bin/check", {"csrfmiddlewaretoken": browser.token()})
    return browser.ask(browser.at)


def _nothing(application: WSGIHandler, requests: Iterable[Request]) -> list[int]:
    """The same requests, to views that do nothing; and a bare transaction with each form. Gives nanoseconds for each."""
    browser = Browser(application)
    for request in requests:
        browser.send(request)
        if request.form is not None:
            began = process_time_ns()
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(_ONE_ROW)
            browser.spent.append(process_time_ns() - began)
    return browser.spent


_ONE_ROW = """
    INSERT INTO estate_tries (key, ends, count) VALUES ('bench', '2026-01-01', 1)
    ON CONFLICT (key) DO UPDATE SET count = estate_tries.count + 1
"""


def _empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def _empty_with_form(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        get_token(request)
    return HttpResponse()


urlpatterns = [re_path(r"/(missed-bin|start)$", _empty), re_path("", _empty_with_form)]
"""The addresses of the council that does nothing."""


def _public() -> Iterator[str]:
    yield from (
        "/en",
        "/cy",
        "/en/find?q=my+bin+was+not+emptied",
        "/en/track",
        "/en/continue",
        "/en/privacy",
        "/en/accessibility",
    )
    for each in editions.live():
        yield f"/en/services/{each.id}"
        yield f"/cy/gwasanaethau/{each.id}"
        with suppress(StopIteration):
            yield f"/en/services/{each.id}/{next(iter(each.compiled.pages))}"


def _name(path: object) -> str:
    return str(path)


if __name__ == "__main__":
    for said, figure, goal, unit in figures():
        print(f"{said}: {figure:,.2f} {unit}, goal {goal:,.2f} {unit}")
