"""What every address under ``/api/v1`` shares: one method, a limit for each place, and a key under which a thing is sent once."""

import re
from collections.abc import Callable
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from guildhall.estate.door import may_try
from guildhall.ledger.door import Actor
from guildhall.serve import clock
from guildhall.serve.desks.api.exchange import Problem, as_problem
from guildhall.serve.publishing import editions
from guildhall.serve.publishing.editions import Live

RESIDENT = Actor("resident", "")
"""A machine speaks for a resident; what a service lets only staff do, it cannot."""

PER_HOUR = {"check": 1200, "cases": 300, "files": 300, "follow": 60, "satisfaction": 300, "calls": 12_000}
"""Tries from one place in an hour."""

_KEY = re.compile(r"[A-Za-z0-9_-]{8,100}")
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")

api = NinjaAPI(title="Guildhall", version="1", docs_url=None, openapi_url=None, urls_namespace="api-v1")

View = Callable[..., HttpResponse]


@api.exception_handler(Problem)
def _told(request: HttpRequest, found: Problem) -> HttpResponse:
    return as_problem(request, found)


def at(path: str, method: str) -> Callable[[View], View]:
    """Answer one method at a path, and every other with a problem that names the one."""

    def register(view: View) -> View:
        others = [each for each in _METHODS if each != method]
        api.api_operation([method], path, include_in_schema=False)(view)
        api.api_operation(others, path, include_in_schema=False)(_refused(path, method))
        return view

    return register


def live_of(service: str) -> Live:
    """The edition in force of a service that machines may use. Raises ``Problem``."""
    live = editions.current(service=service)
    if live is None or "api" not in live.service.channels.offered():
        raise Problem(404, "no-such-service")
    return live


def key_in(request: HttpRequest) -> str:
    """The key under which something is sent, once however often. Raises ``Problem``."""
    key = request.headers.get("Idempotency-Key", "")
    if not _KEY.fullmatch(key):
        raise Problem(400, "no-key")
    return key


def within(request: HttpRequest, purpose: str) -> None:
    """Count one more try from this place. Raises ``Problem`` when there were too many in this hour."""
    place = str(request.META.get("REMOTE_ADDR", ""))
    hour = timedelta(hours=1)
    if not may_try(purpose=f"api {purpose}", who=place, limit=PER_HOUR[purpose], per=hour, now=clock.now()):
        raise Problem(429, "too-many", headers={"Retry-After": str(int(hour.total_seconds()))})


def _refused(path: str, method: str) -> View:
    """What answers the other methods. Its parameters are those of the path."""
    wrong = Problem(405, "wrong-method", headers={"Allow": method})

    def refuse(request: HttpRequest) -> HttpResponse:
        raise wrong

    def refuse_service(request: HttpRequest, service: str) -> HttpResponse:
        raise wrong

    def refuse_case(request: HttpRequest, reference: str) -> HttpResponse:
        raise wrong

    return refuse_service if "{service}" in path else refuse_case if "{reference}" in path else refuse
